/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Filters of the list: what they let through, and that they are kept for one person. */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "service/filter.h"
#include "tests/support/suites.h"
#include "tests/support/setting.h"

suite_maker filter_suite;

static size_t count_by(struct session *session, const struct filter *filter)
{
	struct error err;
	struct reading_lines lines;
	must(filter_list(session, filter, &lines, &err), &err);
	size_t count = lines.count;
	reading_lines_done(&lines);
	return count;
}

START_TEST(a_filter_lets_through_by_section_days_and_person)
{
	date day = date_of(2026, 11, 24);
	struct filter all = filter_all();
	char tax[] = "tax", welfare[] = "welfare";
	const struct {
		struct filter filter;
		const char *person;
		size_t count;
	} rows[] = {
		{ all, "yamada", 1 },
		{ { .state = RECORD__COUNT, .from = day, .to = day }, "yamada", 1 },
		{ { .state = RECORD__COUNT, .from = day + 1, .to = DATE_NONE }, "yamada", 0 },
		{ { .state = RECORD__COUNT, .from = DATE_NONE, .to = day - 1 }, "yamada", 0 },
		{ { .state = RECORD_DECIDED, .from = DATE_NONE, .to = DATE_NONE }, "yamada", 0 },
		{ { .state = RECORD__COUNT, .section = tax, .from = DATE_NONE, .to = DATE_NONE }, "yamada",
			1 },
		{ { .state = RECORD__COUNT, .section = welfare, .from = DATE_NONE, .to = DATE_NONE },
			"yamada", 0 },
		{ { .state = RECORD__COUNT, .mine = true, .from = DATE_NONE, .to = DATE_NONE }, "yamada", 1 },
		{ { .state = RECORD__COUNT, .mine = true, .from = DATE_NONE, .to = DATE_NONE }, "mori", 0 },
	};
	free(training_file(&training));
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct session *session = training_sign_in(&training, rows[i].person);
		size_t count = count_by(session, &rows[i].filter);
		ck_assert_msg(count == rows[i].count, "row %zu: %zu", i, count);
		session_free(session);
	}
}
END_TEST

static void keep(struct session *session, const char *name, const char *section)
{
	struct error err;
	struct filter filter = filter_all();
	filter.name = memory_string(name);
	filter.section = memory_string(section);
	filter.form = memory_string("toin/form-1");
	filter.state = RECORD_RETURNED;
	filter.mine = true;
	filter.from = date_of(2026, 4, 1);
	must(filter_keep(session, &filter, &err), &err);
	filter_done(&filter);
}

START_TEST(a_filter_is_kept_for_one_person_beyond_signing_out)
{
	struct error err;
	struct filters filters;
	struct session *session = training_sign_in(&training, "yamada");
	keep(session, "差戻し", "tax");
	keep(session, "B", "tax");
	keep(session, "差戻し", "welfare"); /* in place of the first */
	session_free(session);
	session = training_sign_in(&training, "yamada");
	must(filter_kept(session, &filters, &err), &err);
	ck_assert_uint_eq(filters.count, 2);
	const struct filter *filter = &filters.items[1];
	ck_assert_str_eq(filter->name, "差戻し");
	ck_assert_str_eq(filter->section, "welfare");
	ck_assert_str_eq(filter->form, "toin/form-1");
	ck_assert_int_eq(filter->state, RECORD_RETURNED);
	ck_assert(filter->mine);
	ck_assert_int_eq(filter->from, date_of(2026, 4, 1));
	ck_assert_int_eq(filter->to, DATE_NONE);
	filters_done(&filters);
	must(filter_remove(session, "B", &err), &err);
	ck_assert_int_eq(filter_remove(session, "B", &err), RESULT_NOT_FOUND);
	session_free(session);
	session = training_sign_in(&training, "mori");
	must(filter_kept(session, &filters, &err), &err);
	ck_assert_uint_eq(filters.count, 0);
	session_free(session);
}
END_TEST

START_TEST(what_makes_no_filter_is_said)
{
	struct error err;
	struct session *session = training_sign_in(&training, "yamada");
	struct filter filter = filter_all();
	ck_assert_int_eq(filter_keep(session, &filter, &err), RESULT_INVALID);
	filter.name = memory_string("1234567890123456789012345678901");
	ck_assert_int_eq(filter_keep(session, &filter, &err), RESULT_INVALID);
	ck_assert_msg(strstr(err.text, "30") != NULL, "%s", err.text);
	filter.name[1] = '\0';
	filter.from = date_of(2026, 4, 2);
	filter.to = date_of(2026, 4, 1);
	ck_assert_int_eq(filter_keep(session, &filter, &err), RESULT_INVALID);
	filter.to = DATE_NONE;
	for (int i = 0; i < FILTERS_LIMIT; i++) {
		free(filter.name);
		filter.name = memory_format("filter %d", i);
		must(filter_keep(session, &filter, &err), &err);
	}
	must(filter_keep(session, &filter, &err), &err); /* one that is there may be changed */
	free(filter.name);
	filter.name = memory_string("one more");
	ck_assert_int_eq(filter_keep(session, &filter, &err), RESULT_INVALID);
	filter_done(&filter);
	session_free(session);
}
END_TEST

Suite *filter_suite(void)
{
	const TTest *const tests[] = {
		a_filter_lets_through_by_section_days_and_person,
		a_filter_is_kept_for_one_person_beyond_signing_out,
		what_makes_no_filter_is_said,
		NULL,
	};
	return suite_with("filter", tests, setting_make, setting_clear);
}
