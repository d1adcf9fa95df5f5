/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Effects: fields of a form read as rows of a register. */
#include "domain/effect.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "base/text.h"
#include "domain/fact.h"
#include "domain/value.h"

/* Where a name of the data is looked up: the record and, of a table, one row. */
struct spot {
	const struct form *form;
	const struct office *office;
	const json_t *values, *row;
	date day;
};

void effect_rows_done(struct effect_rows *rows)
{
	for (size_t i = 0; i < rows->count; i++) {
		struct effect_row *row = &rows->items[i];
		free(row->person);
		free(row->subject);
		free(row->subject_words);
		free(row->detail);
		free(row->time_from);
		free(row->time_to);
	}
	free(rows->items);
	*rows = (struct effect_rows){ 0 };
}

const struct field *effect_field(const struct form *form, const char *name)
{
	const char *dot = name ? strchr(name, '.') : NULL;
	if (!dot)
		return name ? form_field(form, name) : NULL;
	char *table = memory_string_n(name, (size_t)(dot - name));
	const struct field *field = form_field(form, table);
	free(table);
	for (size_t i = 0; field && i < field->column_count; i++)
		if (!strcmp(field->columns[i].id, dot + 1))
			return &field->columns[i];
	return NULL;
}

/* The field that a name means and its value here; NULL where there is none. */
static const struct field *look(const struct spot *spot, const char *name, const json_t **ret_value)
{
	const char *dot = name ? strchr(name, '.') : NULL;
	*ret_value = !name ? NULL
		     : dot ? json_object_get(spot->row, dot + 1)
			   : json_object_get(spot->values, name);
	return effect_field(spot->form, name);
}

static date day_in(const struct spot *spot, const char *name, bool last)
{
	const json_t *value;
	const struct field *field = look(spot, name, &value);
	if (!field || value_is_empty(field, value))
		return DATE_NONE;
	if (field->type == FIELD_PERIOD)
		value = json_object_get(value, last ? "to" : "from");
	return date_from_iso(json_string_value(value));
}

date effect_day(const struct form *form, const char *name, const json_t *values, const json_t *row, bool last)
{
	const struct spot spot = { form, NULL, values, row, DATE_NONE };
	return day_in(&spot, name, last);
}

static bool holds_here(const struct spot *spot, const struct condition *condition)
{
	const char *dot = condition->field ? strchr(condition->field, '.') : NULL;
	struct condition inner = *condition;
	if (!dot)
		return condition_holds(condition, spot->values);
	inner.field = (char *)(uintptr_t)(dot + 1);
	return condition_holds(&inner, spot->row);
}

static char *string_in(const struct spot *spot, const char *name)
{
	const json_t *value;
	const struct field *field = look(spot, name, &value);
	return field && !value_is_empty(field, value) ? memory_string(json_string_value(value)) : NULL;
}

static char *words_in(const struct spot *spot, const struct field *field, const json_t *value)
{
	return value_text(field, value, spot->office, spot->day, LANGUAGE_JA);
}

/* The words of all detail fields, apart by 、. */
static char *detail_in(const struct spot *spot, const struct effect *effect)
{
	struct text out = { 0 };
	for (size_t i = 0; i < effect->detail_count; i++) {
		const json_t *value;
		const struct field *field = look(spot, effect->detail[i], &value);
		if (!field || value_is_empty(field, value))
			continue;
		char *words = words_in(spot, field, value);
		text_format(&out, "%s%s", out.length ? "、" : "", words);
		free(words);
	}
	if (out.length)
		return text_take(&out);
	text_done(&out);
	return NULL;
}

static void set_days(const struct spot *spot, const struct effect *effect, struct effect_row *row)
{
	row->from = day_in(spot, effect->from, false);
	row->to = day_in(spot, effect->to, true);
	if (row->to == DATE_NONE && !effect->to && !effect->ends) {
		const json_t *value;
		const struct field *field = look(spot, effect->from, &value);
		if (field && field->type == FIELD_PERIOD)
			row->to = day_in(spot, effect->from, true);
	}
	date only = day_in(spot, effect->day, false);
	if (only != DATE_NONE)
		row->from = row->to = only;
	if (row->from == DATE_NONE)
		row->from = spot->day;
	if (effect->ends)
		row->to = DATE_NONE;
}

/* One row for a subject of its own, or for none (field NULL). */
static void add_row(const struct spot *spot, const struct effect *effect, const struct field *field,
	const json_t *subject, struct effect_rows *rows)
{
	char *person = string_in(spot, effect->person);
	if (effect->person ? !person : !subject) {
		free(person); /* a row that names nobody makes nothing true */
		return;
	}
	struct effect_row *row = LIST_ADD(rows->items, rows->count);
	row->fact = effect->fact;
	row->article = effect->article;
	row->ends = effect->ends;
	row->if_any = effect->if_any;
	row->person = person;
	if (field && json_is_string(subject)) {
		row->subject = fact_subject(field->type, json_string_value(subject));
		row->subject_words = words_in(spot, field, subject);
	}
	row->detail = detail_in(spot, effect);
	row->time_from = string_in(spot, effect->hours_from);
	row->time_to = string_in(spot, effect->hours_to);
	set_days(spot, effect, row);
}

static void add_rows(const struct spot *spot, const struct effect *effect, struct effect_rows *rows)
{
	const json_t *value, *one;
	size_t i;
	if (!holds_here(spot, &effect->when))
		return;
	const struct field *field = look(spot, effect->subject, &value);
	if (field && value_is_empty(field, value))
		value = NULL;
	if (!field || field->type != FIELD_CHOICES) {
		add_row(spot, effect, field, value, rows);
		return;
	}
	/* Several choices are as many subjects, each by its own words. */
	struct field single = *field;
	single.type = FIELD_CHOICE;
	json_array_foreach(value, i, one) add_row(spot, effect, &single, one, rows);
}

void effect_find(const struct form *form, const json_t *values, const struct office *office, date day,
	struct effect_rows *ret_rows)
{
	for (size_t i = 0; i < form->effect_count; i++) {
		const struct effect *effect = &form->effects[i];
		struct spot spot = { form, office, values, NULL, day };
		const json_t *row;
		size_t k;
		if (!effect->rows) {
			add_rows(&spot, effect, ret_rows);
			continue;
		}
		json_array_foreach(json_object_get(values, effect->rows), k, row)
		{
			spot.row = row;
			add_rows(&spot, effect, ret_rows);
		}
	}
}

json_t *effect_rows_to_json(const struct effect_rows *rows)
{
	json_t *json = json_array();
	for (size_t i = 0; i < rows->count; i++) {
		const struct effect_row *row = &rows->items[i];
		json_array_append_new(json,
			json_pack("{s:s, s:s, s:s*, s:s*, s:s*, s:s*, s:o*, s:o*, s:s*, s:s*}", "fact",
				row->fact, "how", row->ends ? "end" : "grant", "person", row->person,
				"subject", row->subject, "subject-words", row->subject_words, "detail",
				row->detail, "from", value_of_day(row->from), "to", value_of_day(row->to),
				"time-from", row->time_from, "time-to", row->time_to));
	}
	return json;
}

json_t *effect_values(const struct form *form, const json_t *values, const struct form *decision_form,
	const json_t *decision)
{
	json_t *all = values ? json_copy((json_t *)(uintptr_t)values) : json_object();
	for (size_t i = 0; decision_form && i < decision_form->field_count; i++) {
		const struct field *field = &decision_form->fields[i];
		const struct field *from =
			field->fill == FILL_FIELD ? form_field(form, field->fill_field) : NULL;
		json_t *value = json_object_get(decision, field->id);
		if (from && from->type == field->type && !value_is_empty(field, value))
			json_object_set(all, from->id, value);
	}
	return all;
}

/* ---- what the registers say against it ------------------------------------------- */

static struct fault *add_fault(struct faults *faults, const struct field *field, const struct field *column,
	size_t row, const char *article, char *sentence)
{
	struct fault *fault = LIST_ADD(faults->items, faults->count);
	*fault = (struct fault){ field, column, row, sentence, article };
	return fault;
}

static void check_person(const struct regulation *regulation, const struct field *field,
	const struct field *column, size_t row, const json_t *value, const struct office *office, date day,
	struct faults *faults)
{
	const struct field *holder = column ? column : field;
	const struct fact *fact = holder->in_fact ? regulation_fact(regulation, holder->in_fact) : NULL;
	const char *id = json_string_value(value);
	const struct person *person = id ? office_person(office, id) : NULL;
	if (!fact || !person || fact_has_person(office, regulation->id, fact->id, id, day))
		return;
	add_fault(faults, field, column, row, fact->article,
		memory_format(_("%s does not stand in \"%s\" on that day; choose somebody who does, or have "
				"that decided first"),
			person_text(person), label_text(&fact->label)));
}

static void check_persons(const struct regulation *regulation, const struct field *field,
	const json_t *values, const struct office *office, date day, struct faults *faults)
{
	const json_t *value = json_object_get(values, field->id), *row;
	size_t i;
	if (!field_shown(field, values))
		return;
	if (field->type == FIELD_PERSON)
		check_person(regulation, field, NULL, 0, value, office, day, faults);
	if (field->type != FIELD_TABLE)
		return;
	json_array_foreach(value, i, row) for (size_t c = 0; c < field->column_count; c++)
		check_person(regulation, field, &field->columns[c], i + 1,
			json_object_get(row, field->columns[c].id), office, day, faults);
}

/* The field in which a clerk would mend an end that ends nothing. */
static const struct field *field_to_mend(const struct form *form, const struct effect_row *row)
{
	for (size_t i = 0; i < form->effect_count; i++) {
		const struct effect *effect = &form->effects[i];
		const char *name = effect->person ? effect->person : effect->subject;
		if (!effect->ends || strcmp(effect->fact, row->fact) != 0 || !name)
			continue;
		char *id = memory_string_n(name, strcspn(name, "."));
		const struct field *field = form_field(form, id);
		free(id);
		return field;
	}
	return NULL;
}

static void check_end(const struct regulation *regulation, const struct form *form,
	const struct effect_row *row, const struct office *office, struct faults *faults)
{
	const struct fact *fact = regulation_fact(regulation, row->fact);
	const struct fact_question question = { .regulation = regulation->id,
		.fact = row->fact,
		.person = row->person,
		.subject = row->subject,
		.day = row->from,
		.minute = FACT_ANY_MINUTE,
		.or_later = true };
	if (!row->ends || row->if_any || !fact || fact_holds(office, &question))
		return;
	const struct person *person = row->person ? office_person(office, row->person) : NULL;
	struct text who = { 0 };
	text_add(&who, person ? person_text(person) : row->person ? row->person : "");
	if (row->subject_words)
		text_format(&who, "%s%s", who.length ? ", " : "", row->subject_words);
	add_fault(faults, field_to_mend(form, row), NULL, 0, row->article,
		memory_format(_("Nothing of \"%s\" is in force that could be ended: %s"),
			label_text(&fact->label), text_string(&who)));
	text_done(&who);
}

void effect_faults(const struct regulation *regulation, const struct form *form, const json_t *values,
	const char *step, const struct office *office, date day, struct faults *ret_faults)
{
	struct effect_rows rows = { 0 };
	for (size_t i = 0; i < form->field_count; i++)
		if (field_filled_at(&form->fields[i], step))
			check_persons(regulation, &form->fields[i], values, office, day, ret_faults);
	if (step)
		return;
	effect_find(form, values, office, day, &rows);
	for (size_t i = 0; i < rows.count; i++)
		check_end(regulation, form, &rows.items[i], office, ret_faults);
	effect_rows_done(&rows);
}
