/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rules of fields. */
#include "domain/fault.h"

#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/uregex.h>
#include <unicode/ustring.h>

#include "base/grapheme.h"
#include "base/i18n.h"
#include "base/memory.h"
#include "base/text.h"
#include "domain/lead.h"
#include "domain/value.h"

/* Where a rule is looked at: the field or a column of it, the values around it. */
struct place {
	struct faults *faults;
	const struct field *field, *column;
	size_t row;
	const struct office *office;
	date day;
};

static void add(const struct place *place, const char *format, ...) __attribute__((format(printf, 2, 3)));

static void add(const struct place *place, const char *format, ...)
{
	const struct field *inner = place->column ? place->column : place->field;
	struct fault *fault = LIST_ADD(place->faults->items, place->faults->count);
	va_list arguments;
	va_start(arguments, format);
	if (vasprintf(&fault->sentence, format, arguments) < 0)
		fault->sentence = memory_string("");
	va_end(arguments);
	fault->field = place->field;
	fault->column = place->column;
	fault->row = place->row;
	fault->article = inner && inner->article ? inner->article
			 : place->field          ? place->field->article
						 : NULL;
}

/* UTF-8 as ICU's regular expressions want it; the caller frees. */
static UChar *wide_of(const char *string, int32_t *ret_length)
{
	UErrorCode status = U_ZERO_ERROR;
	u_strFromUTF8(NULL, 0, ret_length, string, -1, &status);
	UChar *wide = memory_new((size_t)*ret_length + 1, sizeof *wide);
	status = U_ZERO_ERROR;
	u_strFromUTF8(wide, *ret_length + 1, NULL, string, -1, &status);
	return wide;
}

static bool matches(const char *pattern, const char *string)
{
	UErrorCode status = U_ZERO_ERROR;
	int32_t length, pattern_length;
	UChar *wide = wide_of(string, &length), *wide_pattern = wide_of(pattern, &pattern_length);
	URegularExpression *regex = uregex_open(wide_pattern, pattern_length, 0, NULL, &status);
	/* A pattern may not hold the screen: the work it may do is bounded. */
	uregex_setTimeLimit(regex, 100, &status);
	uregex_setText(regex, wide, length, &status);
	bool found = uregex_matches(regex, -1, &status) && U_SUCCESS(status);
	uregex_close(regex);
	free(wide_pattern);
	free(wide);
	return found;
}

static void check_string(const struct place *place, const struct field *field, const json_t *value)
{
	const char *string = json_string_value(value);
	size_t length = json_string_length(value);
	if (length > FAULT_VALUE_LIMIT) {
		add(place, _("The text has %zu bytes; at most %d are kept. Please shorten it"), length,
			FAULT_VALUE_LIMIT);
		return;
	}
	size_t graphemes = grapheme_count(string, length);
	if (field->longest && graphemes > field->longest)
		add(place, _("The text has %zu characters; at most %zu fit here"), graphemes, field->longest);
	for (size_t position = 0; position < length;) {
		uint32_t code = text_next(string, length, &position);
		if (text_is_unsafe(code) ||
			(field->type != FIELD_PARAGRAPH && (code == '\n' || code == '\t'))) {
			add(place, _("The text holds the control character U+%04X; please delete it"), code);
			break;
		}
	}
	if (field->pattern && !matches(field->pattern, string)) {
		const char *says = label_text(&field->pattern_says);
		add(place, "%s", *says ? says : _("The text does not have the form that is wanted here"));
	}
}

static void check_time(const struct place *place, const json_t *value)
{
	int hour, minute;
	char rest;
	if (sscanf(json_string_value(value), "%2d:%2d%c", &hour, &minute, &rest) != 2 || hour < 0 ||
		hour > 24 || minute < 0 || minute > 59 || (hour == 24 && minute))
		add(place, _("Type a time from 0:00 to 24:00, such as 17:15"));
}

static void check_month(const struct place *place, const json_t *value)
{
	if (date_month_from_iso(json_string_value(value)) == DATE_NONE)
		add(place, _("Type a month such as R8.12 or 2026/12"));
}

static date day_of(const struct place *place, const json_t *value)
{
	const char *iso = json_string_value(value);
	date day = date_from_iso(iso);
	if (day == DATE_NONE)
		add(place, _("This is not a day of the calendar"));
	return day;
}

static void check_bounds(const struct place *place, const struct field *field, date from, date to)
{
	date earliest = date_from_iso(field->not_before_day);
	if (field->not_before == BOUND_TODAY && from < place->day)
		add(place, _("The day may not lie before today"));
	if (field->not_before == BOUND_DATE && earliest != DATE_NONE && from < earliest) {
		char text[DATE_TEXT_SIZE];
		date_text(earliest, i18n_language(), false, text);
		add(place, _("The day may not lie before %s"), text);
	}
	if (field->within == BOUND_FISCAL_YEAR && date_fiscal_year(from) != date_fiscal_year(to))
		add(place, _("The period may not pass the end of the fiscal year (31 March)"));
}

static void check_period(const struct place *place, const struct field *field, const json_t *value)
{
	date from = day_of(place, json_object_get(value, "from"));
	if (from == DATE_NONE)
		return;
	date to = day_of(place, json_object_get(value, "to"));
	if (to == DATE_NONE)
		return;
	if (to < from)
		add(place, _("The last day lies before the first day"));
	else
		check_bounds(place, field, from, to);
}

static void check_number(const struct place *place, const struct field *field, const json_t *value)
{
	json_int_t number = json_integer_value(value);
	if (field->least != LONG_MIN && number < field->least)
		add(place, _("The number must be %ld or more"), field->least);
	if (field->most != LONG_MAX && number > field->most)
		add(place, _("The number must be %ld or less"), field->most);
}

static void check_choice(const struct place *place, const struct field *field, const json_t *value)
{
	const char *id = json_string_value(value);
	if (!id || !choice_list_find(field->list, id))
		add(place, _("\"%s\" is not one of the choices"), id ? id : "");
}

static void check_choices(const struct place *place, const struct field *field, const json_t *value)
{
	size_t i;
	json_t *item;
	json_array_foreach(value, i, item) check_choice(place, field, item);
}

static void check_person(const struct place *place, const json_t *value)
{
	if (!office_person(place->office, json_string_value(value)))
		add(place, _("\"%s\" is nobody of this office"), json_string_value(value));
}

static void check_section(const struct place *place, const json_t *value)
{
	if (!office_section(place->office, json_string_value(value)))
		add(place, _("\"%s\" is no section of this office"), json_string_value(value));
}

/* What JSON a type is kept as; values of another kind come from a damaged draft or a foreign import. */
static bool right_kind(const struct field *field, const json_t *value)
{
	switch (field->type) {
	case FIELD_NUMBER: return json_is_integer(value);
	case FIELD_PERIOD: return json_is_object(value);
	case FIELD_YES_NO: return json_is_boolean(value);
	case FIELD_CHOICES:
	case FIELD_TABLE: return json_is_array(value);
	default: return json_is_string(value);
	}
}

static void check_field(const struct place *place, const struct field *field, const json_t *values);

static void check_table(const struct place *place, const struct field *field, const json_t *value)
{
	size_t rows = json_array_size(value), i;
	json_t *row;
	if (field->most_rows && rows > field->most_rows)
		add(place, _("The table has %zu rows; at most %zu fit"), rows, field->most_rows);
	if (rows < field->fewest_rows)
		add(place, _("The table needs at least %zu rows"), field->fewest_rows);
	json_array_foreach(value, i, row)
	{
		for (size_t c = 0; c < field->column_count; c++) {
			struct place inner = *place;
			inner.column = &field->columns[c];
			inner.row = i + 1;
			check_field(&inner, &field->columns[c], row);
		}
	}
}

static void check_value(const struct place *place, const struct field *field, const json_t *value)
{
	switch (field->type) {
	case FIELD_TEXT:
	case FIELD_PARAGRAPH: check_string(place, field, value); break;
	case FIELD_NUMBER: check_number(place, field, value); break;
	case FIELD_DATE: {
		date day = day_of(place, value);
		if (day != DATE_NONE)
			check_bounds(place, field, day, day);
		break;
	}
	case FIELD_MONTH: check_month(place, value); break;
	case FIELD_TIME: check_time(place, value); break;
	case FIELD_PERIOD: check_period(place, field, value); break;
	case FIELD_CHOICE: check_choice(place, field, value); break;
	case FIELD_CHOICES: check_choices(place, field, value); break;
	case FIELD_PERSON: check_person(place, value); break;
	case FIELD_SECTION: check_section(place, value); break;
	case FIELD_TABLE: check_table(place, field, value); break;
	case FIELD_YES_NO:
	case FIELD_RECORD:
	case FIELD__COUNT: break;
	}
}

/* "Other" and the like want words of their own in "<field>-words". */
static void check_words(const struct place *place, const struct field *field, const json_t *values)
{
	if (field->type != FIELD_CHOICE || !field->list)
		return;
	const char *id = json_string_value(json_object_get(values, field->id));
	const struct choice *choice = id ? choice_list_find(field->list, id) : NULL;
	char *key = memory_format("%s-words", field->id);
	const json_t *words = json_object_get(values, key);
	if (choice && choice->explain && !json_string_length(words))
		add(place, _("\"%s\" needs words that say what is meant"), label_text(&choice->label));
	free(key);
}

static void check_field(const struct place *place, const struct field *field, const json_t *values)
{
	const json_t *value = json_object_get(values, field->id);
	if (!field_shown(field, values))
		return;
	if (value_is_empty(field, value)) {
		if (field_required(field, values) && !place->faults->missing_is_none)
			add(place, _("This must be filled in"));
		return;
	}
	if (!right_kind(field, value)) {
		add(place, _("This value cannot be read; please fill it in again"));
		return;
	}
	check_value(place, field, value);
	check_words(place, field, values);
}

/* The table that "table.column" names, NULL for a plain field; *ret_column is the column's id. */
static const struct field *table_of(const struct form *form, const char *name, const char **ret_column)
{
	const char *dot = strchr(name, '.');
	if (!dot)
		return NULL;
	char *table = memory_string_n(name, (size_t)(dot - name));
	const struct field *field = form_field(form, table);
	free(table);
	*ret_column = dot + 1;
	return field;
}

static bool holds_in_row(const struct condition *condition, const char *column, const json_t *row)
{
	struct condition inner = *condition;
	inner.field = (char *)(uintptr_t)column;
	return condition_holds(&inner, row);
}

static bool holds_anywhere(const struct form *form, const struct condition *condition, const json_t *values)
{
	const char *column;
	const struct field *table = condition->field ? table_of(form, condition->field, &column) : NULL;
	size_t i;
	json_t *row;
	if (!table)
		return condition_holds(condition, values);
	json_array_foreach(json_object_get(values, table->id), i,
		row) if (holds_in_row(condition, column, row)) return true;
	return false;
}

/* Both conditions speak of one table: each row for which the first holds must fulfil the second. */
static void check_rows(const struct place *place, const struct form_rule *rule, const char *when,
	const char *needs, const json_t *values)
{
	size_t i;
	json_t *row;
	json_array_foreach(json_object_get(values, place->field->id), i, row)
	{
		struct place inner = *place;
		inner.row = i + 1;
		if (holds_in_row(&rule->when, when, row) && !holds_in_row(&rule->needs, needs, row))
			add(&inner, "%s", label_text(&rule->says));
	}
}

static void check_rule(const struct place *place, const struct form *form, const struct form_rule *rule,
	const json_t *values)
{
	const char *when_column = NULL, *needs_column = NULL;
	const struct field *when = rule->when.field ? table_of(form, rule->when.field, &when_column) : NULL;
	const struct field *needs = table_of(form, rule->needs.field, &needs_column);
	struct place inner = *place;
	size_t before = place->faults->count;
	if (rule->warns != place->faults->warnings)
		return;
	inner.field = needs ? needs : form_field(form, rule->needs.field);
	if (when && when == needs)
		check_rows(&inner, rule, when_column, needs_column, values);
	else if (holds_anywhere(form, &rule->when, values) && !holds_anywhere(form, &rule->needs, values))
		add(&inner, "%s", label_text(&rule->says));
	for (size_t i = before; rule->article && i < place->faults->count; i++)
		place->faults->items[i].article = rule->article;
}

/* The step at which what a condition names is filled in: NULL for the drafter. */
static const char *step_of_condition(const struct form *form, const struct condition *condition)
{
	const char *column;
	const struct field *table = condition->field ? table_of(form, condition->field, &column) : NULL;
	const struct field *field = table              ? table
				    : condition->field ? form_field(form, condition->field)
						       : NULL;
	return field ? field->filled_at : NULL;
}

/* A rule is looked at where the last of what it names is filled in: by the
 * drafter, or at the step. A decision's own form is written at one step. */
static bool rule_belongs(const struct form *form, const struct form_rule *rule, const char *step)
{
	const char *when = step_of_condition(form, &rule->when);
	const char *needs = step_of_condition(form, &rule->needs);
	if (form->kind == FORM_DECISION)
		return step != NULL;
	if (!step)
		return !when && !needs;
	return (when && !strcmp(when, step)) || (needs && !strcmp(needs, step));
}

void faults_find(const struct form *form, const json_t *values, const char *step, const struct office *office,
	date day, struct faults *ret_faults)
{
	for (size_t i = 0; i < form->field_count; i++) {
		if (!field_filled_at(&form->fields[i], step))
			continue;
		struct place place = { ret_faults, &form->fields[i], NULL, 0, office, day };
		check_field(&place, &form->fields[i], values);
	}
	for (size_t i = 0; i < form->rule_count; i++) {
		if (!rule_belongs(form, &form->rules[i], step))
			continue;
		struct place place = { ret_faults, NULL, NULL, 0, office, day };
		check_rule(&place, form, &form->rules[i], values);
	}
	const char *key;
	const json_t *value;
	json_t *mutable_values = json_incref((json_t *)(uintptr_t)values);
	json_object_foreach(mutable_values, key, value)
	{
		size_t length = strlen(key);
		char *base = memory_string(key);
		if (length > 6 && !strcmp(key + length - 6, "-words"))
			base[length - 6] = '\0';
		struct place place = { ret_faults, NULL, NULL, 0, office, day };
		if (!form_field(form, base))
			add(&place, _("The form has no field \"%s\""), key);
		free(base);
	}
	json_decref(mutable_values);
}

void faults_warnings(const struct form *form, const json_t *values, struct faults *ret_warnings)
{
	ret_warnings->warnings = true;
	for (size_t i = 0; i < form->rule_count; i++) {
		struct place place = { ret_warnings, NULL, NULL, 0, NULL, DATE_NONE };
		check_rule(&place, form, &form->rules[i], values);
	}
}

static void add_late(
	struct faults *faults, const struct form *form, const json_t *values, const struct late *late)
{
	const struct field *inner = late->column ? late->column : late->field;
	struct place place = { faults, late->field, late->column, late->row, NULL, DATE_NONE };
	char last[DATE_TEXT_SIZE];
	date_text(late->last, i18n_language(), true, last);
	if (!late->lead->in_principle) {
		add(&place, _("This had to be filed by %s"), last);
		return;
	}
	const struct field *reason = form_field(form, late->lead->late_reason);
	if (!reason || !value_is_empty(reason, json_object_get(values, reason->id)))
		return;
	place.field = reason;
	place.column = NULL;
	place.row = 0;
	add(&place, _("This had to be filed by %s; please say why it is late"), last);
	faults->items[faults->count - 1].article = inner->article ? inner->article : late->field->article;
}

void faults_late(const struct form *form, const json_t *values, const struct office *office, date filed,
	struct faults *ret_faults)
{
	struct late *lates;
	size_t count = lead_lates(form, values, office, filed, &lates);
	for (size_t i = 0; i < count; i++)
		add_late(ret_faults, form, values, &lates[i]);
	free(lates);
}

enum result faults_error(const struct faults *faults, struct error *err)
{
	if (!faults->count)
		return RESULT_OK;
	const struct fault *fault = &faults->items[0];
	if (!fault->field)
		return error_set(err, RESULT_INVALID, "%s", fault->sentence);
	error_refuse(err, fault->article, "%s", fault->sentence);
	if (fault->column)
		error_prefix(err, _("%s, row %zu, %s"), label_text(&fault->field->label), fault->row,
			label_text(&fault->column->label));
	else
		error_prefix(err, "%s", label_text(&fault->field->label));
	return RESULT_REFUSED;
}

void faults_done(struct faults *faults)
{
	for (size_t i = 0; i < faults->count; i++)
		free(faults->items[i].sentence);
	free(faults->items);
	*faults = (struct faults){ 0 };
}
