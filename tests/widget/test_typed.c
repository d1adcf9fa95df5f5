/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of the number, date, time and period editors. */
#include <string.h>

#include "base/memory.h"
#include "tests/support/suites.h"
#include "tests/widget/desk.h"

suite_maker typed_suite;

static void go(struct desk *desk, enum desk_field field)
{
	form_view_go(&desk->form, field);
	desk_type(desk, "");
}

START_TEST(what_is_typed_in_many_ways_is_one_value)
{
	static const struct {
		enum desk_field field;
		const char *typed, *value;
	} rows[] = {
		{ DESK_COUNT, "1200", "1200" },
		{ DESK_COUNT, "１，２００", "1200" },
		{ DESK_COUNT, "12 件", "12" },
		{ DESK_COUNT, "", "null" },
		{ DESK_COUNT, "12a", "\"12a\"" },
		{ DESK_DAY, "R8.12.1", "\"2026-12-01\"" },
		{ DESK_DAY, "12/1", "\"2026-12-01\"" },
		{ DESK_DAY, "２０２６１２０１", "\"2026-12-01\"" },
		{ DESK_DAY, "R8.13.1", "\"R8.13.1\"" },
		{ DESK_MONTH, "R8.12", "\"2026-12\"" },
		{ DESK_MONTH, "２０２６／１２", "\"2026-12\"" },
		{ DESK_MONTH, "12", "\"2026-12\"" },
		{ DESK_MONTH, "13", "\"13\"" },
		{ DESK_HOUR, "1715", "\"17:15\"" },
		{ DESK_HOUR, "９：０５", "\"09:05\"" },
		{ DESK_HOUR, "9", "\"09:00\"" },
		{ DESK_HOUR, "午後5時15分", "\"17:15\"" },
		{ DESK_HOUR, "2460", "\"2460\"" },
		{ DESK_PERIOD, "R8.12.1\tR9.3.31", "{\"from\":\"2026-12-01\",\"to\":\"2027-03-31\"}" },
		{ DESK_PERIOD, "R8.12.1", "{\"from\":\"2026-12-01\",\"to\":null}" },
	};
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct desk desk;
		desk_open(&desk, 24, 80, true);
		go(&desk, rows[i].field);
		desk_type(&desk, rows[i].typed);
		desk_expect_value(&desk, rows[i].field, rows[i].value);
		desk_close(&desk);
	}
}
END_TEST

START_TEST(a_date_is_echoed_with_era_and_weekday)
{
	struct desk desk;
	desk_open(&desk, 24, 80, true);
	go(&desk, DESK_DAY);
	desk_type(&desk, "1201");
	desk_type(&desk, BACKSPACE BACKSPACE BACKSPACE BACKSPACE "R8.12.1");
	headless_expect_text(desk.term, "R8.12.1______________  令和8年12月1日(火)");
	desk_type(&desk, DOWN);
	headless_expect_text(desk.term, "処置予定日           令和8年12月1日(火)__");
	desk_type(&desk, UP "5"); /* the first character typed replaces what stood there */
	headless_expect_text(desk.term, " 5____________________");
	desk_type(&desk, UNDO);
	desk_expect_value(&desk, DESK_DAY, "\"2026-12-01\"");
	desk_close(&desk);
}
END_TEST

START_TEST(a_day_of_an_era_that_has_ended_is_taken_and_said)
{
	struct desk desk;
	desk_open(&desk, 24, 100, true);
	go(&desk, DESK_DAY);
	desk_type(&desk, "平成39年1月6日");
	headless_expect_text(desk.term, "令和9年1月6日(水)");
	headless_expect_text(desk.term, "終わった元号です。今の元号に換算します。");
	desk_expect_value(&desk, DESK_DAY, "\"2027-01-06\"");
	desk_type(&desk, BACKSPACE BACKSPACE BACKSPACE BACKSPACE BACKSPACE BACKSPACE BACKSPACE BACKSPACE
				 BACKSPACE BACKSPACE "R元.5.1");
	headless_expect_text(desk.term, "令和元年5月1日(水)");
	desk_expect_value(&desk, DESK_DAY, "\"2019-05-01\"");
	desk_close(&desk);
}
END_TEST

START_TEST(a_value_of_the_record_is_shown_and_kept)
{
	struct desk desk;
	desk_open(&desk, 24, 80, true);
	json_t *values = json_pack("{s:i, s:s, s:s, s:{s:s, s:s}}", "count", 34, "day", "2026-12-01", "hour",
		"09:05", "period", "from", "2026-12-01", "to", "2027-03-31");
	form_view_set(&desk.form, values);
	desk_type(&desk, "");
	headless_expect_text(desk.term, "令和8年12月1日(火)___ から 令和9年3月31日(水)___ まで");
	headless_expect_text(desk.term, "34 件");
	desk_expect_values(&desk, "{\"count\":34,\"day\":\"2026-12-01\",\"hour\":\"09:05\","
				  "\"period\":{\"from\":\"2026-12-01\",\"to\":\"2027-03-31\"}}");
	json_decref(values);
	desk_close(&desk);
}
END_TEST

START_TEST(what_cannot_be_read_says_why)
{
	static const struct {
		enum desk_field field;
		const char *typed, *sentence;
	} rows[] = {
		{ DESK_COUNT, "12a", "\"12a\" is not a whole number; type digits such as 1200" },
		{ DESK_COUNT, "0", "1 at least" },
		{ DESK_COUNT, "10000", "9999 at most" },
		{ DESK_HOUR, "25:00", "\"25:00\" is not a time; type it as 17:15 or 1715" },
		{ DESK_PERIOD, "R8.12.1", "the last day of the period is missing" },
		{ DESK_PERIOD, "R8.12.1\tR8.11.1", "the period ends before it begins" },
	};
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct desk desk;
		struct error err = { 0 };
		desk_open(&desk, 24, 80, false);
		go(&desk, rows[i].field);
		desk_type(&desk, rows[i].typed);
		ck_assert(editor_check(desk.form.rows[rows[i].field].editor, &err) == RESULT_INVALID);
		ck_assert_str_eq(err.text, rows[i].sentence);
		desk_close(&desk);
	}
}
END_TEST

START_TEST(tab_goes_through_both_days_of_a_period)
{
	struct desk desk;
	desk_open(&desk, 24, 80, true);
	go(&desk, DESK_PERIOD);
	int row = screen_caret_row(term_screen(desk.term));
	headless_expect_caret(desk.term, row, 26);
	desk_type(&desk, "R8.12.1\t");
	headless_expect_caret(desk.term, row, 26 + 21 + 6);
	desk_type(&desk, "\t");
	headless_expect_caret(desk.term, row + 1, 26);
	desk_type(&desk, BACKTAB);
	headless_expect_caret(desk.term, row, 26 + 21 + 6);
	desk_close(&desk);
}
END_TEST

Suite *typed_suite(void)
{
	const TTest *const tests[] = {
		what_is_typed_in_many_ways_is_one_value,
		a_date_is_echoed_with_era_and_weekday,
		a_day_of_an_era_that_has_ended_is_taken_and_said,
		a_value_of_the_record_is_shown_and_kept,
		what_cannot_be_read_says_why,
		tab_goes_through_both_days_of_a_period,
		NULL,
	};
	return suite_of("typed", tests);
}
