/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every form of every regulation prints, blank and with values. */
#include <glob.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/memory.h"
#include "domain/regulation.h"
#include "domain/value.h"
#include "tests/print/judge.h"
#include "tests/support/suites.h"

/* The regulation in a folder of data/regulations; the caller frees. */
static struct regulation *regulation_in(const char *folder)
{
	static const char *const patterns[] = { "/*.yaml", "/*/*.yaml" };
	struct bundle bundle = { 0 };
	struct error err = { 0 };
	glob_t found;
	for (size_t i = 0; i < COUNT(patterns); i++) {
		char *pattern = memory_format("%s%s", folder, patterns[i]);
		ck_assert_int_eq(glob(pattern, 0, NULL, &found), 0);
		for (size_t f = 0; f < found.gl_pathc; f++) {
			char *bytes;
			size_t length;
			ck_assert_int_eq(
				file_read(found.gl_pathv[f], 1 << 20, &bytes, &length, &err), RESULT_OK);
			bundle_add(&bundle, found.gl_pathv[f] + strlen(folder) + 1, bytes, length);
			free(bytes);
		}
		globfree(&found);
		free(pattern);
	}
	struct regulation *regulation = NULL;
	enum result r = regulation_load(&bundle, &regulation, NULL, &err);
	ck_assert_msg(r == RESULT_OK, "%s", err.text);
	bundle_done(&bundle);
	return regulation;
}

#define DAY "2026-12-21"
#define DAY_WORDS "令和8年12月21日(月)"

/* A value that the field takes, NULL for what only an office can give. */
static json_t *value_for(const struct field *field)
{
	switch (field->type) {
	case FIELD_TEXT:
	case FIELD_PARAGRAPH: return json_sprintf("値%s", field->id);
	case FIELD_NUMBER: return json_integer(field->fiscal_year ? 2027 : 12345);
	case FIELD_DATE: return json_string(DAY);
	case FIELD_MONTH: return json_string("2026-12");
	case FIELD_TIME: return json_string("17:15");
	case FIELD_PERIOD: return json_pack("{s:s,s:s}", "from", "2026-12-01", "to", "2027-03-31");
	case FIELD_YES_NO: return json_true();
	case FIELD_CHOICE: return json_string(field->list->choices[0].id);
	case FIELD_CHOICES: return json_pack("[s]", field->list->choices[0].id);
	case FIELD_TABLE: {
		json_t *row = json_object();
		for (size_t i = 0; i < field->column_count; i++) {
			json_t *value = value_for(&field->columns[i]);
			if (value)
				json_object_set_new(row, field->columns[i].id, value);
		}
		json_t *rows = json_array();
		json_array_append_new(rows, row);
		return rows;
	}
	default: return NULL;
	}
}

static void assert_on(const char *text, const char *wanted, const char *form)
{
	char *bare = judge_bare(wanted);
	ck_assert_msg(strstr(text, bare) != NULL, "%s: not on the sheet: %s\n%s", form, bare, text);
	free(bare);
}

static void assert_labels(const char *text, const struct form *form)
{
	assert_on(text, form->title.ja, form->id);
	for (size_t i = 0; i < form->field_count; i++) {
		const struct field *field = &form->fields[i];
		assert_on(text, field->label.ja, form->id);
		for (size_t c = 0; c < field->column_count; c++)
			assert_on(text, field->columns[c].label.ja, form->id);
	}
}

static void assert_values(const char *text, const struct form *form, const json_t *values)
{
	for (size_t i = 0; i < form->field_count; i++) {
		const struct field *field = &form->fields[i];
		const json_t *value = json_object_get(values, field->id);
		if (!value || !field_shown(field, values))
			continue;
		assert_on(text, field->label.ja, form->id);
		if (field->type == FIELD_TEXT || field->type == FIELD_PARAGRAPH)
			assert_on(text, json_string_value(value), form->id);
		else if (field->type == FIELD_NUMBER)
			assert_on(text, field->fiscal_year ? "令和9年度" : "12,345", form->id);
		else if (field->type == FIELD_DATE)
			assert_on(text, DAY_WORDS, form->id);
		else if (field->type == FIELD_YES_NO)
			assert_on(text, "■はい□いいえ", form->id);
		else if (field->type == FIELD_CHOICE || field->type == FIELD_CHOICES)
			assert_on(text, field->list->choices[0].label.ja, form->id);
	}
}

/* A column that is too narrow for a day breaks it. */
static void assert_days_whole(const char *path, const struct form *form, const json_t *values)
{
	size_t expected = 0, found = 0;
	for (size_t i = 0; i < form->field_count; i++) {
		const struct field *field = &form->fields[i];
		size_t rows = json_array_size(json_object_get(values, field->id));
		if (!field_shown(field, values))
			continue;
		expected += field->type == FIELD_DATE;
		for (size_t c = 0; c < field->column_count; c++)
			expected += field->columns[c].type == FIELD_DATE ? rows : 0;
	}
	char *lines = judge_says("pdftotext -layout", path, "-");
	for (const char *at = lines; (at = strstr(at, DAY_WORDS)); at += strlen(DAY_WORDS))
		found++;
	ck_assert_msg(found == expected, "%s: %zu of %zu days stand on one line\n%s", form->id, found,
		expected, lines);
	free(lines);
}

static char *printed(const struct form *form, const json_t *values, const struct office *office)
{
	struct sheet_content content;
	struct sheet_outcome outcome;
	sheet_content_init(&content);
	sheet_content_form(&content, form, values, office, values ? date_of(2026, 11, 24) : DATE_NONE);
	char *path = judge_pdf(&content, 1, &outcome), *text = judge_text(path);
	ck_assert_uint_eq(outcome.missing + outcome.variants, 0);
	ck_assert_ptr_null(
		strchr(text, '{')); /* no place of a sentence is left as it is written in the data */
	if (values)
		assert_days_whole(path, form, values);
	judge_done(path);
	sheet_content_done(&content);
	return text;
}

START_TEST(every_form_prints_blank_and_filled_in)
{
	glob_t folders;
	size_t forms = 0;
	struct office office = { 0 };
	ck_assert_int_eq(glob(DATA_FOLDER "/regulations/*/regulation.yaml", 0, NULL, &folders), 0);
	for (size_t i = 0; i < folders.gl_pathc; i++) {
		*strrchr(folders.gl_pathv[i], '/') = '\0';
		struct regulation *regulation = regulation_in(folders.gl_pathv[i]);
		for (size_t f = 0; f < regulation->form_count; f++, forms++) {
			const struct form *form = &regulation->forms[f];
			json_t *values = json_object();
			for (size_t v = 0; v < form->field_count; v++) {
				json_t *value = value_for(&form->fields[v]);
				if (value)
					json_object_set_new(values, form->fields[v].id, value);
			}
			char *blank = printed(form, NULL, &office), *full = printed(form, values, &office);
			assert_labels(blank, form);
			ck_assert_ptr_null(strstr(blank, "■"));
			assert_values(full, form, values);
			free(blank);
			free(full);
			json_decref(values);
		}
		regulation_free(regulation);
	}
	ck_assert_uint_ge(forms, 2);
	globfree(&folders);
	sheet_end();
}
END_TEST

suite_maker forms_suite;

Suite *forms_suite(void)
{
	const TTest *const tests[] = { every_form_prints_blank_and_filled_in, NULL };
	return suite_of("forms", tests);
}
