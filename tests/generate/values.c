/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Random values. */
#include "tests/generate/values.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "domain/compile.h"
#include "domain/value.h"

enum { FARTHEST = 300, MOST_NUMBER = 5000, OPTIONAL_PERCENT = 60, WORDS = 12 };

/* xorshift64* */
uint64_t values_number(struct values *values)
{
	uint64_t x = values->seed;
	x ^= x >> 12;
	x ^= x << 25;
	x ^= x >> 27;
	values->seed = x;
	return (x * 0x2545F4914F6CDD1DULL) >> 16;
}

size_t values_below(struct values *values, size_t limit)
{
	return (size_t)(values_number(values) % limit);
}

bool values_chance(struct values *values, unsigned percent)
{
	return values_below(values, 100) < percent;
}

/* "table.column" or a field: whether this is it. */
static bool is_named(const char *name, const struct field *field)
{
	const char *dot = name ? strchr(name, '.') : NULL;
	return name && !strcmp(dot ? dot + 1 : name, field->id);
}

/* What registers are kept of: few things, so that what was granted is met again. */
static bool is_subject(const struct values *values, const struct field *field)
{
	for (size_t i = 0; values->form && i < values->form->effect_count; i++)
		if (is_named(values->form->effects[i].subject, field))
			return true;
	return false;
}

/* The register in which a person must stand: the field's, or the one that the form takes him out of. */
static const char *fact_of(const struct values *values, const struct field *field)
{
	for (size_t i = 0; !field->in_fact && values->form && i < values->form->effect_count; i++)
		if (values->form->effects[i].ends && is_named(values->form->effects[i].person, field))
			return values->form->effects[i].fact;
	return field->in_fact;
}

static json_t *text_of(struct values *values, const struct field *field)
{
	static const char *const words[WORDS] = { "住民", "端末", "台帳", "確認", "税務", "記録", "保管",
		"﨑本", "髙橋", "A棟", "12号", "管理" };
	/* For fields with a pattern: the usual forms of numbers on forms. */
	static const char *const samples[] = { "AB-123", "001", "12345", "0567-12-3456", "N001", "A1",
		"2026-001", "101", "1234567", "192.168.1.10", "a@example.jp" };
	struct text text = { 0 };
	if (is_subject(values, field))
		return json_string(values_chance(values, 50) ? "端末A" : "端末B");
	size_t longest = field->longest ? field->longest : 8;
	if (field->pattern)
		return json_string(samples[values_below(values, COUNT(samples))]);
	for (size_t i = 1 + values_below(values, 3); i && text.length / 3 + 2 <= longest; i--)
		text_add(&text, words[values_below(values, WORDS)]);
	if (field->type == FIELD_PARAGRAPH && values_chance(values, 30)) {
		text_add_char(&text, '\n');
		text_add(&text, words[values_below(values, WORDS)]);
	}
	json_t *json = json_string(text.length ? text_string(&text) : "甲");
	text_done(&text);
	return json;
}

static json_t *number_of(struct values *values, const struct field *field)
{
	long least = field->least == LONG_MIN ? 0 : field->least;
	long most = field->most == LONG_MAX || field->most - least > MOST_NUMBER ? least + MOST_NUMBER
										 : field->most;
	return json_integer(least + (long)values_below(values, (size_t)(most - least + 1)));
}

static json_t *day_json(date day)
{
	char iso[DATE_ISO_SIZE];
	date_iso(day, iso);
	return json_string(iso);
}

static date some_day(struct values *values)
{
	return values->day + (values_chance(values, 40) ? 0 : (date)values_below(values, FARTHEST));
}

static json_t *month_of(struct values *values)
{
	char iso[DATE_ISO_SIZE];
	date_iso(some_day(values), iso);
	iso[7] = '\0';
	return json_string(iso);
}

/* Mostly within one fiscal year, as most forms want it. */
static json_t *period_of(struct values *values)
{
	date from = some_day(values);
	date to = from + (date)values_below(values, 60);
	while (date_fiscal_year(to) != date_fiscal_year(from))
		to--;
	return json_pack("{s:o, s:o}", "from", day_json(from), "to", day_json(to));
}

static json_t *time_of(struct values *values)
{
	char time[16];
	snprintf(
		time, sizeof time, "%02zu:%02zu", 8 + values_below(values, 10), 5 * values_below(values, 12));
	return json_string(time);
}

static json_t *words_of(struct values *values)
{
	const struct field words = { .id = (char *)(uintptr_t) "words", .type = FIELD_TEXT, .longest = 10 };
	return text_of(values, &words);
}

static json_t *choice_of(struct values *values, const struct field *field, json_t **ret_words)
{
	if (!field->list || !field->list->choice_count)
		return NULL;
	size_t index = values->agreeing ? 0 : values_below(values, field->list->choice_count);
	const struct choice *choice = &field->list->choices[index];
	if (choice->explain && ret_words)
		*ret_words = words_of(values);
	return json_string(choice->id);
}

static json_t *choices_of(struct values *values, const struct field *field, json_t **ret_words)
{
	json_t *list = json_array();
	bool explained = false;
	for (size_t i = 0; field->list && i < field->list->choice_count; i++)
		if (values_chance(values, 40)) {
			json_array_append_new(list, json_string(field->list->choices[i].id));
			explained |= field->list->choices[i].explain;
		}
	if (!json_array_size(list) && field->list && field->list->choice_count) {
		json_array_append_new(list, json_string(field->list->choices[0].id));
		explained |= field->list->choices[0].explain;
	}
	if (explained && ret_words)
		*ret_words = words_of(values);
	return list;
}

static bool may_be_named(struct values *values, const char *fact, const char *person)
{
	const struct office *office = values->office;
	return office_main_posting(office, person, values->day) &&
	       (!fact || fact_has_person(office, values->regulation->id, fact, person, values->day));
}

/* Somebody who is posted today and, where the field wants it, stands in the register. */
static json_t *person_of(struct values *values, const struct field *field)
{
	const struct office *office = values->office;
	const char *fact = fact_of(values, field);
	size_t first = values_below(values, office->person_count);
	for (size_t i = 0; i < office->person_count; i++) {
		const char *person = office->people[(first + i) % office->person_count].id;
		if (may_be_named(values, fact, person))
			return json_string(person);
	}
	/* Nobody stands there: whom the form then names is refused, and the sentence says so. */
	return fact && !field->in_fact ? json_string(office->people[first].id) : NULL;
}

void values_row(struct values *values, const struct field *table, json_t *row)
{
	for (size_t i = 0; i < table->column_count; i++) {
		const struct field *column = &table->columns[i];
		if (!compile_is_collected(column, row) &&
			(column->required || values_chance(values, OPTIONAL_PERCENT)))
			values_again(values, column, row);
	}
	/* What its own columns hide stays empty; what they require comes. */
	for (size_t round = 0; round < 2; round++)
		for (size_t i = 0; i < table->column_count; i++) {
			const struct field *column = &table->columns[i];
			if (!field_shown(column, row))
				json_object_del(row, column->id);
			else if (field_required(column, row) && !json_object_get(row, column->id))
				values_again(values, column, row);
		}
}

static json_t *row_of(struct values *values, const struct field *table)
{
	json_t *row = json_object();
	values_row(values, table, row);
	return row;
}

static json_t *table_of(struct values *values, const struct field *field)
{
	json_t *rows = json_array();
	const struct field *ordered = NULL;
	for (size_t i = 0; i < field->column_count; i++)
		if (field->rows_of && !strcmp(field->columns[i].id, field->rows_of))
			ordered = &field->columns[i];
	size_t least = field->fewest_rows ? field->fewest_rows : 1;
	size_t count = least + (field->most_rows > least ? values_below(values, 2) : 0);
	if (ordered && ordered->list)
		count = ordered->list->choice_count;
	values->agreeing = values_chance(values, 50);
	for (size_t i = 0; i < count; i++) {
		json_t *row = row_of(values, field);
		if (ordered && ordered->list)
			json_object_set_new(row, ordered->id, json_string(ordered->list->choices[i].id));
		json_array_append_new(rows, row);
	}
	values->agreeing = false;
	return rows;
}

json_t *values_field(struct values *values, const struct field *field, json_t **ret_words)
{
	const struct office *office = values->office;
	switch (field->type) {
	case FIELD_TEXT:
	case FIELD_PARAGRAPH: return text_of(values, field);
	case FIELD_NUMBER: return number_of(values, field);
	case FIELD_DATE: return day_json(some_day(values));
	case FIELD_MONTH: return month_of(values);
	case FIELD_TIME: return time_of(values);
	case FIELD_PERIOD: return period_of(values);
	case FIELD_YES_NO: return json_boolean(values->agreeing || values_chance(values, 50));
	case FIELD_CHOICE: return choice_of(values, field, ret_words);
	case FIELD_CHOICES: return choices_of(values, field, ret_words);
	case FIELD_PERSON: return person_of(values, field);
	case FIELD_SECTION:
		return json_string(office->sections[values_below(values, office->section_count)].id);
	case FIELD_RECORD: {
		const char *id = values->record ? values->record(values->context, field) : NULL;
		return id ? json_string(id) : NULL;
	}
	case FIELD_TABLE: return table_of(values, field);
	case FIELD__COUNT: break;
	}
	return NULL;
}

void values_again(struct values *values, const struct field *field, json_t *into)
{
	json_t *words = NULL, *value = values_field(values, field, &words);
	char *key = memory_format("%s-words", field->id);
	json_object_del(into, field->id);
	json_object_del(into, key);
	if (value)
		json_object_set_new(into, field->id, value);
	if (words)
		json_object_set_new(into, key, words);
	free(key);
}

void values_fill(struct values *values, const struct form *form, const char *step, json_t *into)
{
	for (size_t i = 0; i < form->field_count; i++) {
		const struct field *field = &form->fields[i];
		if (!field_filled_at(field, step))
			continue;
		/* What stands there at first is often right; what a decision brings along is. */
		if (json_object_get(into, field->id) && values_chance(values, 50))
			continue;
		if (field->required || values_chance(values, OPTIONAL_PERCENT))
			values_again(values, field, into);
	}
	for (size_t round = 0; round < 3; round++)
		for (size_t i = 0; i < form->field_count; i++) {
			const struct field *field = &form->fields[i];
			if (!field_filled_at(field, step))
				continue;
			if (!field_shown(field, into))
				json_object_del(into, field->id);
			else if (field_required(field, into) &&
				 value_is_empty(field, json_object_get(into, field->id)))
				values_again(values, field, into);
		}
}
