/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Values in words. */
#include "domain/value.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "base/text.h"

static void add_day(struct text *out, const json_t *value, enum language language)
{
	date day = date_from_iso(json_string_value(value));
	char text[DATE_TEXT_SIZE];
	if (day == DATE_NONE)
		return;
	date_text(day, language, true, text);
	text_add(out, text);
}

static void add_month(struct text *out, const json_t *value, enum language language)
{
	char text[DATE_TEXT_SIZE];
	date_month_text(date_month_from_iso(json_string_value(value)), language, text);
	text_add(out, text);
}

static void add_period(struct text *out, const json_t *value, enum language language)
{
	const json_t *from = json_object_get(value, "from"), *to = json_object_get(value, "to");
	add_day(out, from, language);
	text_add(out, language == LANGUAGE_JA ? "から" : " to ");
	add_day(out, to, language);
	if (language == LANGUAGE_JA)
		text_add(out, "まで");
}

static void add_choice(struct text *out, const struct field *field, const char *id, enum language language)
{
	const struct choice *choice = field->list && id ? choice_list_find(field->list, id) : NULL;
	text_add(out, choice ? label_in(&choice->label, language) : id ? id : "");
}

static void add_choices(
	struct text *out, const struct field *field, const json_t *value, enum language language)
{
	size_t i;
	json_t *item;
	json_array_foreach(value, i, item)
	{
		if (i)
			text_add(out, language == LANGUAGE_JA ? "、" : ", ");
		add_choice(out, field, json_string_value(item), language);
	}
}

static void add_person(struct text *out, const char *id, const struct office *office, enum language language)
{
	const struct person *person = id ? office_person(office, id) : NULL;
	if (!person)
		text_add(out, id ? id : "");
	else
		text_add(out, person_in(person, language));
}

static void add_section(struct text *out, const char *id, const struct office *office, enum language language)
{
	const struct section *section = id ? office_section(office, id) : NULL;
	text_add(out, section ? label_in(&section->name, language) : id ? id : "");
}

enum { FIRST_YEAR = 1868, LAST_YEAR = 9999 }; /* what can be called a fiscal year */

/* 12,345件: thousands are set apart as on paper. A fiscal year is 令和9年度. */
static void add_number(struct text *out, const struct field *field, json_int_t number, enum language language)
{
	char digits[32], *at = digits, year[DATE_TEXT_SIZE];
	if (field->fiscal_year && number >= FIRST_YEAR && number <= LAST_YEAR) {
		date_fiscal_text((int)number, language, year);
		text_add(out, year);
		return;
	}
	snprintf(digits, sizeof digits, "%lld", (long long)(number < 0 ? -number : number));
	if (number < 0)
		text_add_char(out, '-');
	for (size_t left = strlen(digits); left; left--) {
		text_add_char(out, *at++);
		if (left > 1 && left % 3 == 1)
			text_add_char(out, ',');
	}
	if (field->unit.ja) {
		if (language == LANGUAGE_EN)
			text_add_char(out, ' ');
		text_add(out, label_in(&field->unit, language));
	}
}

static void add_table(struct text *out, const struct field *field, const json_t *value,
	const struct office *office, date day, enum language language)
{
	size_t i;
	json_t *row;
	json_array_foreach(value, i, row)
	{
		if (i)
			text_add_char(out, '\n');
		for (size_t c = 0; c < field->column_count; c++) {
			char *cell = value_text(&field->columns[c],
				json_object_get(row, field->columns[c].id), office, day, language);
			if (c)
				text_add(out, language == LANGUAGE_JA ? " " : "  ");
			text_add(out, cell);
			free(cell);
		}
	}
}

/* In the language of the sheet, which need not be the screen's. */
static const char *yes_or_no(bool yes, enum language language)
{
	if (language == LANGUAGE_JA)
		return yes ? "はい" : "いいえ";
	return yes ? "yes" : "no";
}

char *value_text(const struct field *field, const json_t *value, const struct office *office, date day,
	enum language language)
{
	struct text out = { 0 };
	if (value_is_empty(field, value))
		return text_take(&out);
	switch (field->type) {
	case FIELD_DATE: add_day(&out, value, language); break;
	case FIELD_MONTH: add_month(&out, value, language); break;
	case FIELD_PERIOD: add_period(&out, value, language); break;
	case FIELD_NUMBER: add_number(&out, field, json_integer_value(value), language); break;
	case FIELD_YES_NO: text_add(&out, yes_or_no(json_is_true(value), language)); break;
	case FIELD_CHOICE: add_choice(&out, field, json_string_value(value), language); break;
	case FIELD_CHOICES: add_choices(&out, field, value, language); break;
	case FIELD_PERSON: add_person(&out, json_string_value(value), office, language); break;
	case FIELD_SECTION: add_section(&out, json_string_value(value), office, language); break;
	case FIELD_TABLE: add_table(&out, field, value, office, day, language); break;
	case FIELD_TEXT:
	case FIELD_PARAGRAPH:
	case FIELD_TIME:
	case FIELD_RECORD:
	case FIELD__COUNT: text_add(&out, json_string_value(value) ? json_string_value(value) : ""); break;
	}
	return text_take(&out);
}

char *field_text(const struct field *field, const json_t *values, const struct office *office, date day,
	enum language language)
{
	char *text = value_text(field, json_object_get(values, field->id), office, day, language);
	char *key = memory_format("%s-words", field->id);
	const char *words = json_string_value(json_object_get(values, key));
	free(key);
	if (!words || !*words || field->type != FIELD_CHOICE)
		return text;
	char *both = memory_format(language == LANGUAGE_JA ? "%s（%s）" : "%s (%s)", text, words);
	free(text);
	return both;
}

static bool is_blank(const char *string)
{
	static const char *const spaces[] = { " ", "\n", "\t", "\u3000" };
	while (*string) {
		size_t i, length = 0;
		for (i = 0; i < COUNT(spaces) && !length; i++)
			if (!strncmp(string, spaces[i], strlen(spaces[i])))
				length = strlen(spaces[i]);
		if (!length)
			return false;
		string += length;
	}
	return true;
}

bool value_is_empty(const struct field *field, const json_t *value)
{
	if (!value || json_is_null(value))
		return true;
	if (json_is_string(value))
		return is_blank(json_string_value(value));
	if (json_is_array(value))
		return json_array_size(value) == 0;
	if (field->type == FIELD_PERIOD)
		return !json_string_length(json_object_get(value, "from")) &&
		       !json_string_length(json_object_get(value, "to"));
	return false;
}

static bool value_is(const json_t *value, const char *wanted)
{
	if (json_is_boolean(value))
		return !strcmp(wanted, json_is_true(value) ? "yes" : "no");
	return json_is_string(value) && !strcmp(json_string_value(value), wanted);
}

bool condition_holds(const struct condition *condition, const json_t *values)
{
	if (!condition->field)
		return true;
	const json_t *value = json_object_get(values, condition->field);
	for (size_t i = 0; i < condition->value_count; i++) {
		if (value_is(value, condition->values[i]))
			return true;
		size_t k;
		json_t *item;
		json_array_foreach(value, k, item) if (value_is(item, condition->values[i])) return true;
	}
	return false;
}

bool field_shown(const struct field *field, const json_t *values)
{
	return condition_holds(&field->shown_when, values);
}

bool field_required(const struct field *field, const json_t *values)
{
	return field->required ||
	       (field->required_when.field && condition_holds(&field->required_when, values));
}

bool field_demanded(const struct field *field, const json_t *values, bool declines)
{
	if (!declines || !field->filled_at)
		return field_required(field, values);
	return field->required_when.field && field_shown(field, values) &&
	       condition_holds(&field->required_when, values);
}

bool field_filled_at(const struct field *field, const char *step)
{
	if (!field->filled_at || !step)
		return !field->filled_at && !step;
	return !strcmp(field->filled_at, step);
}

json_t *value_of_day(date day)
{
	char iso[DATE_ISO_SIZE];
	if (day == DATE_NONE)
		return NULL;
	date_iso(day, iso);
	return json_string(iso);
}

/* The words that stand for a value of the day or of who fills in. */
static json_t *initial_word(const char *initial, const char *person, const char *section, date day)
{
	char iso[DATE_ISO_SIZE];
	if (!strcmp(initial, "today"))
		return value_of_day(day);
	if (!strcmp(initial, "this-month") || !strcmp(initial, "next-month")) {
		date_month_iso(date_month_add(day, initial[0] == 'n'), iso);
		return json_string(iso);
	}
	if (!strcmp(initial, "this-fiscal-year") || !strcmp(initial, "next-fiscal-year"))
		return json_integer(date_fiscal_year(day) + (initial[0] == 'n'));
	if (!strcmp(initial, "me"))
		return json_string(person);
	if (!strcmp(initial, "my-section"))
		return json_string(section);
	return NULL;
}

/* A row for each choice of the column's list. */
static json_t *initial_rows(const struct field *field)
{
	json_t *rows = json_array();
	for (size_t i = 0; i < field->column_count; i++) {
		const struct field *column = &field->columns[i];
		if (strcmp(column->id, field->rows_of) != 0)
			continue;
		for (size_t k = 0; k < column->list->choice_count; k++)
			json_array_append_new(
				rows, json_pack("{s:s}", column->id, column->list->choices[k].id));
	}
	return rows;
}

json_t *values_initial(const struct form *form, const struct office *office, const char *person,
	const char *section, date day)
{
	(void)office;
	json_t *values = json_object();
	for (size_t i = 0; i < form->field_count; i++) {
		const struct field *field = &form->fields[i];
		const char *initial = field->initial;
		if (field->filled_at)
			continue;
		if (field->rows_of)
			json_object_set_new(values, field->id, initial_rows(field));
		if (!initial)
			continue;
		bool words = field->type == FIELD_TEXT || field->type == FIELD_PARAGRAPH;
		json_t *value = words ? NULL : initial_word(initial, person, section, day);
		if (!value)
			value = field->type == FIELD_YES_NO   ? json_boolean(!strcmp(initial, "yes"))
				: field->type == FIELD_NUMBER ? json_integer(atol(initial))
							      : json_string(initial);
		json_object_set_new(values, field->id, value);
	}
	return values;
}
