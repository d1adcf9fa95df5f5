/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of dates as people type them. */
#include <string.h>

#include "base/date.h"
#include "base/memory.h"
#include "tests/support/suites.h"

suite_maker date_read_suite;

START_TEST(a_date_is_understood_in_every_way_an_office_types_it)
{
	static const struct {
		const char *typed, *iso;
	} rows[] = {
		{ "R8.12.1", "2026-12-01" },
		{ "r8.12.1", "2026-12-01" },
		{ "r8/12/1", "2026-12-01" },
		{ "R8-12-01", "2026-12-01" },
		{ "R08.12.01", "2026-12-01" },
		{ "R 8. 12. 1", "2026-12-01" },
		{ "  R8.12.1 ", "2026-12-01" },
		{ "8.12.1", "2026-12-01" },
		{ "8/12/1", "2026-12-01" },
		{ "令和8年12月1日", "2026-12-01" },
		{ "令和 8年12月 1日", "2026-12-01" },
		{ "令和8年12月1日(火)", "2026-12-01" },
		{ "令和8年12月1日（火）", "2026-12-01" },
		{ "令和8.12.1", "2026-12-01" },
		{ "令和8年12月1", "2026-12-01" },
		{ "8年12月1日", "2026-12-01" },
		{ "令8.12.1", "2026-12-01" },
		{ "\uF9A8和8年12月1日", "2026-12-01" },
		{ "\uF9A88.12.1", "2026-12-01" },
		{ "㋿8年12月1日", "2026-12-01" },
		{ "㍻31年4月30日", "2019-04-30" },
		{ "㍼64.1.7", "1989-01-07" },
		{ "令和元年5月1日", "2019-05-01" },
		{ "R元.5.1", "2019-05-01" },
		{ "R1.5.1", "2019-05-01" },
		{ "令和1年5月1日", "2019-05-01" },
		{ "元年5月1日", "2019-05-01" },
		{ "令和八年十二月一日", "2026-12-01" },
		{ "昭和六十三年十月三十一日", "1988-10-31" },
		{ "二〇二六年十二月二十日", "2026-12-20" },
		{ "Ｒ８．１２．１", "2026-12-01" },
		{ "ｒ８／１２／１", "2026-12-01" },
		{ "令和８年１２月１日", "2026-12-01" },
		{ "８。１２。１", "2026-12-01" },
		{ "２０２６ー１２ー１", "2026-12-01" },
		{ "２０２６−１２−０１", "2026-12-01" },
		{ "081201", "2026-12-01" },
		{ "０８１２０１", "2026-12-01" },
		{ "R081201", "2026-12-01" },
		{ "H310430", "2019-04-30" },
		{ "5081201", "2026-12-01" },
		{ "4310430", "2019-04-30" },
		{ "3640107", "1989-01-07" },
		{ "2011225", "1912-12-25" },
		{ "1450729", "1912-07-29" },
		{ "20261201", "2026-12-01" },
		{ "2026/12/1", "2026-12-01" },
		{ "2026-12-01", "2026-12-01" },
		{ "2026.12.1", "2026-12-01" },
		{ "2026年12月1日", "2026-12-01" },
		{ "2026/12/1(Tue)", "2026-12-01" },
		{ "2026/12/1 (TUE)", "2026-12-01" },
		{ "平成31年4月30日", "2019-04-30" },
		{ "H元.1.8", "1989-01-08" },
		{ "S63.4.1", "1988-04-01" },
		{ "大正15年12月24日", "1926-12-24" },
		{ "明治6年1月1日", "1873-01-01" },
		{ "1868/10/23", "1868-10-23" },
		{ "2028/2/29", "2028-02-29" },
		{ "令和10年2月29日", "2028-02-29" },
	};
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct error err = { 0 };
		date day = DATE_NONE;
		bool converted = true;
		enum result r = date_read(rows[i].typed, date_of(2026, 11, 24), &day, &converted, &err);
		ck_assert_msg(r == RESULT_OK, "%s: %s", rows[i].typed, err.text);
		char iso[DATE_ISO_SIZE];
		date_iso(day, iso);
		ck_assert_msg(!strcmp(iso, rows[i].iso), "%s is %s", rows[i].typed, iso);
		ck_assert_msg(!converted, "%s", rows[i].typed);
	}
}
END_TEST

START_TEST(month_and_day_mean_the_next_one_else_the_one_of_this_fiscal_year)
{
	static const struct {
		const char *today, *typed, *iso;
	} rows[] = {
		{ "2026-11-24", "12/1", "2026-12-01" },
		{ "2026-11-24", "12月1日", "2026-12-01" },
		{ "2026-11-24", "１２月１日（火）", "2026-12-01" },
		{ "2026-11-24", "12.1", "2026-12-01" },
		{ "2026-11-24", "11/24", "2026-11-24" },
		{ "2026-11-24", "11/23", "2027-11-23" },
		{ "2026-11-24", "3/31", "2027-03-31" },
		{ "2026-12-31", "1/1", "2027-01-01" },
		{ "2028-02-29", "2/29", "2028-02-29" },
		{ "2027-03-01", "2/29", "2028-02-29" },
		{ "2028-03-05", "2/29", "2028-02-29" },
		{ "2028-03-01", "2/28", "2029-02-28" },
	};
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct error err = { 0 };
		date day = DATE_NONE;
		enum result r = date_read(rows[i].typed, date_from_iso(rows[i].today), &day, NULL, &err);
		ck_assert_msg(r == RESULT_OK, "%s: %s", rows[i].typed, err.text);
		char iso[DATE_ISO_SIZE];
		date_iso(day, iso);
		ck_assert_msg(!strcmp(iso, rows[i].iso), "%s on %s is %s", rows[i].typed, rows[i].today, iso);
	}
}
END_TEST

START_TEST(a_month_is_read_in_every_way_people_type_it)
{
	static const struct {
		const char *today, *typed, *iso, *japanese, *english;
	} rows[] = {
		{ "2026-11-24", "R8.12", "2026-12", "令和8年12月", "December 2026" },
		{ "2026-11-24", "令和8年12月", "2026-12", "令和8年12月", "December 2026" },
		{ "2026-11-24", "2026/12", "2026-12", "令和8年12月", "December 2026" },
		{ "2026-11-24", "2026-1", "2026-01", "令和8年1月", "January 2026" },
		{ "2026-11-24", "202612", "2026-12", "令和8年12月", "December 2026" },
		{ "2026-11-24", "0812", "2026-12", "令和8年12月", "December 2026" },
		{ "2026-11-24", "R0812", "2026-12", "令和8年12月", "December 2026" },
		{ "2026-11-24", "１２月", "2026-12", "令和8年12月", "December 2026" },
		{ "2026-11-24", "十二月", "2026-12", "令和8年12月", "December 2026" },
		{ "2026-11-24", "11", "2026-11", "令和8年11月", "November 2026" },
		{ "2026-11-30", "11", "2026-11", "令和8年11月", "November 2026" },
		{ "2026-11-24", "10", "2027-10", "令和9年10月", "October 2027" },
		{ "2026-11-24", "H1.1", "1989-01", "平成元年1月", "January 1989" },
		{ "2026-11-24", "2019/5", "2019-05", "令和元年5月", "May 2019" },
	};
	static const char *const wrong[] = { "", "13", "R8.13", "2026/", "abc", "月", "12345678", "R8.12.1" };
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct error err = { 0 };
		date day = DATE_NONE;
		char iso[DATE_ISO_SIZE], words[DATE_TEXT_SIZE];
		enum result r = date_month_read(rows[i].typed, date_from_iso(rows[i].today), &day, &err);
		ck_assert_msg(r == RESULT_OK, "%s: %s", rows[i].typed, err.text);
		date_month_iso(day, iso);
		ck_assert_str_eq(iso, rows[i].iso);
		ck_assert_int_eq(date_month_from_iso(iso), day);
		date_month_text(day, LANGUAGE_JA, words);
		ck_assert_str_eq(words, rows[i].japanese);
		date_month_text(day, LANGUAGE_EN, words);
		ck_assert_str_eq(words, rows[i].english);
	}
	for (size_t i = 0; i < COUNT(wrong); i++) {
		struct error err = { 0 };
		date day = DATE_NONE;
		ck_assert_msg(date_month_read(wrong[i], date_of(2026, 11, 24), &day, &err) == RESULT_INVALID,
			"%s is no month", wrong[i]);
		ck_assert_ptr_nonnull(strstr(err.text, "is not a month"));
	}
	ck_assert_int_eq(date_month_from_iso("2026-13"), DATE_NONE);
	ck_assert_int_eq(date_month_from_iso("2026-12-01"), DATE_NONE);
	ck_assert_int_eq(date_month_add(date_of(2026, 12, 31), 1), date_of(2027, 1, 1));
	ck_assert_int_eq(date_month_add(date_of(2026, 1, 31), -1), date_of(2025, 12, 1));
}
END_TEST

START_TEST(an_era_that_has_ended_is_converted_and_said_so)
{
	static const struct {
		const char *typed, *iso;
	} rows[] = {
		{ "平成32年1月6日", "2020-01-06" },
		{ "平成31年5月1日", "2019-05-01" },
		{ "H32.1.6", "2020-01-06" },
		{ "4320106", "2020-01-06" },
		{ "昭和64年1月8日", "1989-01-08" },
		{ "昭和100年1月1日", "2025-01-01" },
		{ "大正16年1月1日", "1927-01-01" },
	};
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct error err = { 0 };
		date day = DATE_NONE;
		bool converted = false;
		enum result r = date_read(rows[i].typed, date_of(2026, 11, 24), &day, &converted, &err);
		ck_assert_msg(r == RESULT_OK, "%s: %s", rows[i].typed, err.text);
		ck_assert_msg(day == date_from_iso(rows[i].iso), "%s", rows[i].typed);
		ck_assert_msg(converted, "%s", rows[i].typed);
	}
}
END_TEST

START_TEST(what_is_no_day_is_refused_with_a_sentence)
{
	static const struct {
		const char *typed, *sentence;
	} rows[] = {
		{ "", "no date was typed" },
		{ "   ", "no date was typed" },
		{ "2026/2/29", "month 2 of the year 2026 has days 1 to 28, not 29" },
		{ "R8.4.31", "month 4 of the year 2026 has days 1 to 30, not 31" },
		{ "R8.13.1", "there is no month 13; type a month from 1 to 12" },
		{ "R8.0.1", "there is no month 0; type a month from 1 to 12" },
		{ "R8.1.0", "month 1 of the year 2026 has days 1 to 31, not 0" },
		{ "R0.1.1", "令和 has no year 0; its first year is 1 or 元" },
		{ "2/30", "month 2 has no day 30" },
		{ "13/1", "there is no month 13; type a month from 1 to 12" },
		{ "2/29", "there is no such day within a year; type the year too, as in R8.12.1" },
		{ "令和元年4月30日",
			"令和 begins on 令和元年5月1日; if the day is right, type 平成31年4月30日" },
		{ "明治5年12月3日",
			"days before 明治6年1月1日 were counted by the old calendar; type the western year" },
		{ "6010101", "no era has the code 6 (1 明治, 2 大正, 3 昭和, 4 平成, 5 令和)" },
		{ "0010101", "no era has the code 0 (1 明治, 2 大正, 3 昭和, 4 平成, 5 令和)" },
		{ "1201", "4 digits are not a date; type 6 (081201), 7 (5081201) or 8 (20261201)" },
		{ "R20261201", "8 digits are not a date; type 6 (081201), 7 (5081201) or 8 (20261201)" },
		{ "00001230", "the year 0 is too far away" },
		{ "R2026.12.1", "the year 2026 is too far away" },
		{ "2026/12/1(月)", "the weekday does not fit: the day is 1 December 2026 (Tue)" },
	};
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct error err = { 0 };
		date day = 77;
		bool converted = true;
		enum result r = date_read(rows[i].typed, date_of(2026, 11, 24), &day, &converted, &err);
		ck_assert_msg(r == RESULT_INVALID, "%s was taken", rows[i].typed);
		ck_assert_str_eq(err.text, rows[i].sentence);
		ck_assert_msg(day == 77 && converted, "%s touched the answer", rows[i].typed);
	}
}
END_TEST

START_TEST(what_is_no_date_at_all_is_shown_back_harmless)
{
	static const char *const rows[] = { "tomorrow", "R", "R8", "R8.12", "8年12月", "2026", "12/", "/1",
		"R8..1", "R8.12.1x", "x", "令和", "元", "元年", "12/1/", "2026/12", "1/2/3/4", "R8.12.1(",
		"R8.12.1(火", "R8.12.1(X)", "123456789", "-1/2/3", "R-8.12.1", "\x1b[31m", "\xff\xfe",
		"令和八八八年一月一日x", "1234/5678/9",
		"111111111111111111111111111111111111111111111111111111111111" };
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct error err = { 0 };
		date day = DATE_NONE;
		enum result r = date_read(rows[i], date_of(2026, 11, 24), &day, NULL, &err);
		ck_assert_msg(r == RESULT_INVALID, "%s was taken", rows[i]);
		ck_assert_msg(err.text[0] && !strchr(err.text, 0x1b), "row %zu", i);
		ck_assert_int_eq(day, DATE_NONE);
	}
	struct error err = { 0 };
	date day;
	ck_assert_int_eq(date_read("\x1b[31m", date_of(2026, 11, 24), &day, NULL, &err), RESULT_INVALID);
	ck_assert_str_eq(err.text, "“␛[31m” is not a date; type it as R8.12.1, 081201, 12/1 or 2026/12/1");
}
END_TEST

START_TEST(without_today_nothing_is_guessed)
{
	static const char *const rows[] = { "12/1", "12月1日", "8.12.1", "081201", "2/29" };
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct error err = { 0 };
		date day = DATE_NONE;
		ck_assert_int_eq(date_read(rows[i], DATE_NONE, &day, NULL, &err), RESULT_INVALID);
		ck_assert_str_eq(err.text, "type the whole year, as in R8.12.1 or 2026/12/1");
	}
	date day = DATE_NONE;
	ck_assert_int_eq(date_read("R081201", DATE_NONE, &day, NULL, NULL), RESULT_OK);
	ck_assert_int_eq(day, date_of(2026, 12, 1));
}
END_TEST

START_TEST(every_written_day_is_read_back_as_itself)
{
	for (date day = date_of(1873, 1, 1); day < date_of(2045, 1, 1); day += 13) {
		char text[DATE_TEXT_SIZE];
		date back = DATE_NONE;
		bool converted = true;
		struct error err = { 0 };
		date_text(day, LANGUAGE_JA, true, text);
		enum result r = date_read(text, date_of(2026, 11, 24), &back, &converted, &err);
		ck_assert_msg(r == RESULT_OK && back == day && !converted, "%s: %s", text, err.text);
		char iso[DATE_ISO_SIZE];
		date_iso(day, iso);
		ck_assert_int_eq(date_read(iso, DATE_NONE, &back, &converted, &err), RESULT_OK);
		ck_assert_int_eq(back, day);
	}
}
END_TEST

Suite *date_read_suite(void)
{
	const TTest *const tests[] = {
		a_date_is_understood_in_every_way_an_office_types_it,
		month_and_day_mean_the_next_one_else_the_one_of_this_fiscal_year,
		a_month_is_read_in_every_way_people_type_it,
		an_era_that_has_ended_is_converted_and_said_so,
		what_is_no_day_is_refused_with_a_sentence,
		what_is_no_date_at_all_is_shown_back_harmless,
		without_today_nothing_is_guessed,
		every_written_day_is_read_back_as_itself,
		NULL,
	};
	return suite_of("date_read", tests);
}
