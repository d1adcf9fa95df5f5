/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Plans out of other forms' records. */
#include "domain/compile.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "base/text.h"
#include "domain/value.h"

void compile_outcome_done(struct compile_outcome *outcome)
{
	json_decref(outcome->rows);
	free(outcome->vanished_words);
	*outcome = (struct compile_outcome){ 0 };
}

bool compile_matches(const struct compile *compile, const json_t *plan_values, const json_t *values)
{
	const json_t *mine = json_object_get(plan_values, compile->mine);
	const json_t *theirs = json_object_get(values, compile->theirs);
	return mine && theirs && json_equal(mine, theirs);
}

bool compile_is_collected(const struct field *column, const json_t *row)
{
	return column->fill != FILL_NONE && json_object_get(row, COMPILE_SOURCE);
}

/* One line in the making: a record, and its row where the plan has a line for each. */
struct piece {
	const struct compile *compile;
	const struct compile_source *source;
	const json_t *row;
	const struct office *office;
	date day;
};

/* The field of the record that a column takes, its value, and the values beside it. */
static const struct field *find(const struct piece *piece, const char *name, const json_t **ret_values)
{
	const char *dot = strchr(name, '.');
	*ret_values = dot ? piece->row : piece->source->values;
	if (!dot)
		return form_field(piece->source->form, name);
	char *id = memory_string_n(name, (size_t)(dot - name));
	const struct field *table = form_field(piece->source->form, id);
	free(id);
	return table ? fields_find(table->columns, table->column_count, dot + 1) : NULL;
}

/* The value as it is where the types agree, its words where the column is text. */
static json_t *field_value(const struct piece *piece, const struct field *column)
{
	const json_t *values;
	const struct field *from = column->fill_field ? find(piece, column->fill_field, &values) : NULL;
	json_t *value = from ? json_object_get(values, from->id) : NULL;
	if (!value || value_is_empty(from, value))
		return NULL;
	if (from->type == column->type && from->type != FIELD_CHOICE)
		return json_deep_copy(value);
	if (from->type == column->type && from->list == column->list)
		return json_incref(value);
	char *text = field_text(from, values, piece->office, piece->day, LANGUAGE_JA);
	json_t *words =
		column->type == FIELD_TEXT || column->type == FIELD_PARAGRAPH ? json_string(text) : NULL;
	free(text);
	return words;
}

static json_t *collected(const struct piece *piece, const struct field *column)
{
	const struct record *record = piece->source->record;
	switch (column->fill) {
	case FILL_SOURCE_RECORD: return json_string(record->id);
	case FILL_SOURCE_NUMBER: return json_string(piece->source->number);
	case FILL_SOURCE_SECTION: return record->section ? json_string(record->section) : NULL;
	case FILL_SOURCE_FIELD: return field_value(piece, column);
	default: return NULL;
	}
}

static void fill(const struct piece *piece, const struct field *into, json_t *line)
{
	for (size_t i = 0; i < into->column_count; i++) {
		const struct field *column = &into->columns[i];
		if (column->fill == FILL_NONE)
			continue;
		json_t *value = collected(piece, column);
		if (value)
			json_object_set_new(line, column->id, value);
		else
			json_object_del(line, column->id);
	}
}

/* The present line of a source, NULL where it is new. Borrowed. */
static json_t *line_of(const json_t *rows, const char *source)
{
	size_t i;
	json_t *row;
	json_array_foreach(rows, i, row)
	{
		const char *own = json_string_value(json_object_get(row, COMPILE_SOURCE));
		if (own && !strcmp(own, source))
			return row;
	}
	return NULL;
}

/* True where the plan has been compiled before: only then something can be new. */
static bool was_compiled(const json_t *rows)
{
	size_t i;
	json_t *row;
	json_array_foreach(rows, i, row) if (json_object_get(row, COMPILE_SOURCE)) return true;
	return false;
}

static void add_line(const struct piece *piece, const struct field *into, const json_t *before, bool again,
	char *source, struct compile_outcome *outcome)
{
	json_t *old = line_of(before, source);
	json_t *line = old ? json_deep_copy(old) : json_object();
	json_object_set_new(line, COMPILE_SOURCE, json_string(source));
	fill(piece, into, line);
	if (old) {
		outcome->kept++;
	} else {
		outcome->added++;
		if (again)
			json_object_set_new(line, COMPILE_NEW, json_true());
	}
	json_array_append_new(outcome->rows, line);
	free(source);
}

static void add_source(struct piece *piece, const struct field *into, const json_t *before, bool again,
	struct compile_outcome *outcome)
{
	size_t i;
	const json_t *row;
	const char *id = piece->source->record->id;
	piece->row = NULL;
	if (!piece->compile->rows) {
		add_line(piece, into, before, again, memory_string(id), outcome);
		return;
	}
	json_array_foreach(json_object_get(piece->source->values, piece->compile->rows), i, row)
	{
		piece->row = row;
		add_line(piece, into, before, again, memory_format("%s/%zu", id, i + 1), outcome);
	}
}

/* The words of a line that is gone: its collected columns. */
static void say_vanished(
	const struct field *into, const json_t *row, const struct office *office, date day, struct text *out)
{
	bool any = false;
	text_add(out, out->length ? "; " : "");
	for (size_t i = 0; i < into->column_count; i++) {
		const struct field *column = &into->columns[i];
		if (column->fill == FILL_NONE || column->fill == FILL_SOURCE_RECORD)
			continue;
		char *words =
			value_text(column, json_object_get(row, column->id), office, day, i18n_language());
		if (*words)
			text_format(out, "%s%s", any ? " " : "", words);
		any |= *words != '\0';
		free(words);
	}
}

void compile_lines(const struct form *plan, const json_t *plan_values, const struct compile_source *sources,
	size_t count, const struct office *office, date day, struct compile_outcome *ret_outcome)
{
	const struct field *into = form_field(plan, plan->compile.into);
	const json_t *before = json_object_get(plan_values, plan->compile.into), *row;
	const bool again = was_compiled(before);
	struct text gone = { 0 };
	size_t i;
	*ret_outcome = (struct compile_outcome){ .rows = json_array() };
	for (size_t k = 0; k < count; k++) {
		struct piece piece = { &plan->compile, &sources[k], NULL, office, day };
		add_source(&piece, into, before, again, ret_outcome);
	}
	json_array_foreach(before, i, row)
	{
		const char *source = json_string_value(json_object_get(row, COMPILE_SOURCE));
		if (!source) { /* a line that was typed by hand */
			if (json_object_size(row))
				json_array_append_new(ret_outcome->rows, json_deep_copy(row));
		} else if (!line_of(ret_outcome->rows, source)) {
			ret_outcome->vanished++;
			say_vanished(into, row, office, day, &gone);
		}
	}
	ret_outcome->vanished_words = gone.length ? text_take(&gone) : NULL;
	text_done(&gone);
}

json_t *compile_settled(const json_t *rows)
{
	json_t *settled = json_array();
	size_t i;
	json_t *row;
	json_array_foreach(rows, i, row)
	{
		json_t *copy = json_copy(row);
		json_object_del(copy, COMPILE_NEW);
		json_array_append_new(settled, copy);
	}
	return settled;
}

void compile_relate(const struct form *plan, const json_t *values, struct record *record)
{
	size_t i;
	const json_t *row;
	if (!plan->compile.form)
		return;
	json_array_foreach(json_object_get(values, plan->compile.into), i, row)
	{
		const char *source = json_string_value(json_object_get(row, COMPILE_SOURCE));
		char *id = source ? memory_string_n(source, strcspn(source, "/")) : NULL;
		bool known = !id;
		for (size_t k = 0; k < record->relation_count && !known; k++)
			known = !strcmp(record->relations[k].record, id);
		if (!known)
			record_relate(record, id, RELATION_COMPILE);
		free(id);
	}
}
