/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Drafts and the versions of their form. */
#include "domain/carry.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "domain/compile.h"
#include "domain/value.h"

/* What is being carried, and where it is put. */
struct carrying {
	const struct office *office;
	date day;
	json_t *left;
};

static void leave(
	const struct carrying *carrying, const char *where, const struct field *field, const json_t *value)
{
	char *text = value_text(field, value, carrying->office, carrying->day, i18n_language());
	const char *label = label_text(&field->label);
	json_array_append_new(carrying->left,
		where ? json_sprintf("%s, %s: %s", where, label, text) : json_sprintf("%s: %s", label, text));
	free(text);
}

static bool same_type(const struct field *from, const struct field *to)
{
	return from->type == to->type || (from->type == FIELD_TEXT && to->type == FIELD_PARAGRAPH);
}

static bool has_choice(const struct field *field, const json_t *value)
{
	const char *id = json_string_value(value);
	return id && field->list && choice_list_find(field->list, id);
}

static json_t *carry_choices(const struct carrying *carrying, const struct field *from,
	const struct field *to, const json_t *value)
{
	json_t *kept = json_array(), *gone = json_array(), *item;
	size_t i;
	json_array_foreach(value, i, item) json_array_append(has_choice(to, item) ? kept : gone, item);
	if (json_array_size(gone))
		leave(carrying, NULL, from, gone);
	json_decref(gone);
	return kept;
}

/* A single value; NULL where it does not fit. */
static json_t *carry_one(const struct field *from, const struct field *to, const json_t *value)
{
	if (!to || to->filled_at || !same_type(from, to) ||
		(to->type == FIELD_CHOICE && !has_choice(to, value)))
		return NULL;
	return json_deep_copy(value);
}

static void carry_words(const struct field *field, const json_t *old, json_t *values)
{
	char *key = memory_format("%s-words", field->id);
	json_t *words = json_object_get(old, key);
	if (words)
		json_object_set(values, key, words);
	free(key);
}

static json_t *carry_rows(
	const struct carrying *carrying, const struct field *from, const struct field *to, const json_t *old)
{
	json_t *rows = json_array(), *row;
	size_t i;
	json_array_foreach(old, i, row)
	{
		char *where = memory_format(_("%s, row %zu"), label_text(&from->label), i + 1);
		json_t *carried = json_object(), *source = json_object_get(row, COMPILE_SOURCE);
		if (source) /* a plan's line stays that of its record */
			json_object_set(carried, COMPILE_SOURCE, source);
		for (size_t c = 0; c < from->column_count; c++) {
			const struct field *column = &from->columns[c];
			const struct field *into = fields_find(to->columns, to->column_count, column->id);
			const json_t *cell = json_object_get(row, column->id);
			json_t *value = value_is_empty(column, cell) ? NULL : carry_one(column, into, cell);
			if (value) {
				json_object_set_new(carried, into->id, value);
				carry_words(column, row, carried);
			} else if (!value_is_empty(column, cell)) {
				leave(carrying, where, column, cell);
			}
		}
		json_array_append_new(rows, carried);
		free(where);
	}
	return rows;
}

static json_t *carry(const struct carrying *carrying, const struct field *from, const struct field *to,
	const json_t *value)
{
	if (to && !to->filled_at && from->type == to->type) {
		if (to->type == FIELD_TABLE)
			return carry_rows(carrying, from, to, value);
		if (to->type == FIELD_CHOICES)
			return carry_choices(carrying, from, to, value);
	}
	return carry_one(from, to, value);
}

void carry_values(const struct form *from, const json_t *old, const struct form *to,
	const struct office *office, date day, json_t *values, json_t *left)
{
	const struct carrying carrying = { office, day, left };
	for (size_t i = 0; i < from->field_count; i++) {
		const struct field *field = &from->fields[i];
		const json_t *value = json_object_get(old, field->id);
		if (value_is_empty(field, value))
			continue;
		json_t *carried = carry(&carrying, field, form_field(to, field->id), value);
		if (carried) {
			json_object_set_new(values, field->id, carried);
			carry_words(field, old, values);
		} else {
			leave(&carrying, NULL, field, value);
		}
	}
}
