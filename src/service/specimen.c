/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Forms filled in with samples. */
#include "service/specimen.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "print/sheet.h"
#include "service/printing.h"

enum { SAMPLE_DAYS = 30, SAMPLE_NUMBER = 12 };

/* Somebody and some section, so that their fields have words. */
static char sample_id[] = "sample", sample_name[] = "見本 太郎", sample_section[] = "見本課";
static struct person sample_person = { .id = sample_id,
	.number = sample_id,
	.name = sample_name,
	.kana = sample_name,
	.from = DATE_NONE,
	.to = DATE_NONE };
static struct section sample_sections = {
	.id = sample_id, .name = { .ja = sample_section }, .from = DATE_NONE, .to = DATE_NONE
};
static const struct office sample_office = {
	.people = &sample_person, .person_count = 1, .sections = &sample_sections, .section_count = 1
};

static json_t *sample_period(date day)
{
	char from[DATE_ISO_SIZE], to[DATE_ISO_SIZE];
	date last = date_fiscal_last(date_fiscal_year(day));
	date_iso(day, from);
	date_iso(day + SAMPLE_DAYS < last ? day + SAMPLE_DAYS : last, to);
	return json_pack("{s:s, s:s}", "from", from, "to", to);
}

static json_t *sample_number(const struct field *field, date day)
{
	long number = field->fiscal_year ? date_fiscal_year(day) : SAMPLE_NUMBER;
	if (field->least != LONG_MIN && number < field->least)
		number = field->least;
	if (field->most != LONG_MAX && number > field->most)
		number = field->most;
	return json_integer(number);
}

static json_t *sample_value(const struct field *field, date day);

/* Two rows, or those with which the table begins. */
static json_t *sample_rows(const struct field *field, date day)
{
	size_t count = 2;
	const struct field *first = fields_find(field->columns, field->column_count, field->rows_of);
	if (first)
		count = first->list->choice_count;
	json_t *rows = json_array();
	for (size_t r = 0; r < count && r < field->most_rows; r++) {
		json_t *row = json_object();
		for (size_t i = 0; i < field->column_count; i++)
			json_object_set_new(row, field->columns[i].id, sample_value(&field->columns[i], day));
		if (first)
			json_object_set_new(row, first->id, json_string(first->list->choices[r].id));
		json_array_append_new(rows, row);
	}
	return rows;
}

static json_t *sample_value(const struct field *field, date day)
{
	char iso[DATE_ISO_SIZE];
	switch (field->type) {
	case FIELD_NUMBER: return sample_number(field, day);
	case FIELD_DATE: date_iso(day, iso); return json_string(iso);
	case FIELD_MONTH: date_month_iso(day, iso); return json_string(iso);
	case FIELD_TIME: return json_string("09:00");
	case FIELD_PERIOD: return sample_period(day);
	case FIELD_YES_NO: return json_true();
	case FIELD_CHOICE: return json_string(field->list->choices[0].id);
	case FIELD_CHOICES: return json_pack("[s]", field->list->choices[0].id);
	case FIELD_PERSON:
	case FIELD_SECTION: return json_string(sample_id);
	case FIELD_TABLE: return sample_rows(field, day);
	case FIELD_TEXT:
	case FIELD_PARAGRAPH:
	case FIELD_RECORD:
	case FIELD__COUNT: break;
	}
	return json_sprintf("(%s)", field->label.ja);
}

/* Lets the other field have the value for which this one is shown. */
static void show(const struct form *form, const struct field *field, json_t *values)
{
	const struct condition *condition = &field->shown_when;
	const struct field *by = condition->field ? form_field(form, condition->field) : NULL;
	if (!by || !condition->value_count)
		return;
	const char *value = condition->values[0];
	if (by->type == FIELD_YES_NO)
		json_object_set_new(values, by->id, json_boolean(!strcmp(value, "yes")));
	else if (by->type == FIELD_CHOICE)
		json_object_set_new(values, by->id, json_string(value));
	else
		json_array_append_new(json_object_get(values, by->id), json_string(value));
}

static json_t *sample_values(const struct form *form, date day)
{
	json_t *values = json_object();
	for (size_t i = 0; i < form->field_count; i++)
		json_object_set_new(values, form->fields[i].id, sample_value(&form->fields[i], day));
	for (size_t i = 0; i < form->field_count; i++)
		show(form, &form->fields[i], values);
	return values;
}

/* The cells of the route, its end at the left as a rule, and the words of the last decision. */
static void add_route(
	struct sheet_content *content, const struct regulation *regulation, const struct form *form)
{
	const struct step *decision = form->step_count ? &form->steps[form->step_count - 1] : NULL;
	for (size_t i = form->step_count; i-- > 0;) {
		const struct step *step = &form->steps[i];
		const struct role *role =
			step->by[0].role ? regulation_role(regulation, step->by[0].role) : NULL;
		sheet_add_approval(content, role ? role->label.ja : step->label.ja);
		if (decision->kind != STEP_DECIDE && step->kind == STEP_DECIDE)
			decision = step;
	}
	for (enum answer answer = 0; decision && answer < ANSWER__COUNT; answer++)
		if (decision->words[answer].ja)
			sheet_add_answer(content, decision->words[answer].ja, false);
}

static void fill(
	struct sheet_content *content, const struct regulation *regulation, const struct form *form, date day)
{
	json_t *values = sample_values(form, day);
	const struct role *addressee = form->addressee ? regulation_role(regulation, form->addressee) : NULL;
	sheet_content_init(content);
	sheet_content_form(content, form, values, &sample_office, day);
	if (addressee)
		content->addressee.post = memory_string(addressee->label.ja);
	if (form->kind == FORM_APPLICATION || form->kind == FORM_REPORT)
		content->applicant = (struct sheet_party){ memory_string(sample_section),
			memory_string("課長"), memory_string(sample_name), NULL };
	add_route(content, regulation, form);
	json_decref(values);
}

char *specimen_text(const struct regulation *regulation, const struct form *form, date day, int width,
	int (*columns_of)(uint32_t code_point))
{
	struct sheet_content content;
	fill(&content, regulation, form, day);
	char *text = sheet_text(&content, width, columns_of);
	sheet_content_done(&content);
	return text;
}

enum result specimen_pdf(const struct regulation *regulation, const struct form *form, date day,
	const char *path, bool overwrite, struct error *err)
{
	struct sheet_content content;
	char *bytes;
	size_t length;
	if (!overwrite && printing_exists(path, err))
		return RESULT_CONFLICT;
	fill(&content, regulation, form, day);
	enum result r = sheet_pdf(&content, 1, &bytes, &length, NULL, err);
	if (r == RESULT_OK) {
		r = printing_save(path, bytes, length, overwrite, err);
		free(bytes);
	}
	sheet_content_done(&content);
	return r;
}
