/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Loads the training office. */
#include "tests/support/office.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/memory.h"
#include "base/text.h"
#include "domain/calendar.h"
#include "tests/support/bundle.h"

void calendar_shipped(void)
{
	char *path = source_path("data/calendar/holidays.csv"), *bytes = NULL;
	size_t length = 0;
	struct error err = { 0 };
	/* A fixture may stand outside any test, where nothing may be asserted. */
	if (file_read(path, 1 << 20, &bytes, &length, &err) != RESULT_OK ||
		calendar_load(bytes, length, &err) != RESULT_OK) {
		fprintf(stderr, "%s: %s\n", path, err.text);
		abort();
	}
	free(bytes);
	free(path);
}

void office_shipped(const char *folder, struct office *ret_office)
{
	struct bundle bundle;
	struct mistakes mistakes = { 0 };
	struct text all = { 0 };
	bundle_read(folder, &bundle);
	enum result r = office_from_bundle(&bundle, ret_office, &mistakes, NULL);
	for (size_t i = 0; i < mistakes.count; i++)
		text_format(&all, "\n%s:%zu: %s", mistakes.items[i].file, mistakes.items[i].line,
			mistakes.items[i].sentence);
	ck_assert_msg(r == RESULT_OK, "%s", text_string(&all));
	text_done(&all);
	mistakes_done(&mistakes);
	bundle_done(&bundle);
}

void office_of_posts(const char *json_text, const char *const posts[], size_t count, const char *vacant,
	struct office *ret_office)
{
	json_t *people = json_array(), *postings = json_array();
	json_error_t where;
	struct error err;
	char *quoted = memory_string(json_text);
	for (char *at = quoted; *at; at++)
		if (*at == '\'')
			*at = '"';
	json_t *json = json_loads(quoted, 0, &where);
	ck_assert_msg(json != NULL, "%s", where.text);
	for (size_t i = 0; i < count; i++) {
		char person[64], number[32], posting[32];
		snprintf(person, sizeof person, "p-%s", posts[i]);
		snprintf(number, sizeof number, "%zu", i);
		snprintf(posting, sizeof posting, "a%zu", i);
		json_array_append_new(people, json_pack("{s:s, s:s, s:s, s:s}", "id", person, "number",
						      number, "name", posts[i], "kana", "カナ"));
		if (!vacant || strcmp(vacant, posts[i]) != 0)
			json_array_append_new(postings,
				json_pack("{s:s, s:s, s:s, s:s, s:s}", "id", posting, "person", person,
					"post", posts[i], "kind", "main", "from", "2020-04-01"));
	}
	json_object_set_new(json, "people", people);
	json_object_set_new(json, "postings", postings);
	ck_assert_msg(office_from_json(json, ret_office, &err) == RESULT_OK, "%s", err.text);
	json_decref(json);
	free(quoted);
}

void office_demo(struct office *ret_office)
{
	calendar_shipped();
	office_shipped("data/demo/toin-town", ret_office);
}
