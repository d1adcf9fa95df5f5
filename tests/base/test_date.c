/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of the calendar, its eras and fiscal years. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/file.h"
#include "base/memory.h"
#include "tests/support/suites.h"

suite_maker date_suite;

START_TEST(every_day_of_ten_thousand_years_comes_back)
{
	date first = date_of(1, 1, 1), last = date_of(9999, 12, 31);
	ck_assert_int_ne(first, DATE_NONE);
	int weekday = 1; /* 0001-01-01 was a Monday */
	for (date day = first; day <= last; day++) {
		struct date_parts parts = date_parts(day);
		if (date_of(parts.year, parts.month, parts.day) != day || parts.weekday != weekday)
			ck_abort_msg("day %d: %d-%d-%d", day, parts.year, parts.month, parts.day);
		weekday = (weekday + 1) % 7;
	}
}
END_TEST

START_TEST(iso_text_is_read_and_written_and_nothing_else_is_taken)
{
	static const struct {
		const char *iso;
		date day;
	} rows[] = {
		{ "1970-01-01", 0 },
		{ "2000-02-29", 11016 },
		{ "2026-12-01", 20788 },
		{ "0001-01-01", -719162 },
		{ "9999-12-31", 2932896 },
		{ "1900-02-29", DATE_NONE },
		{ "2026-02-29", DATE_NONE },
		{ "2026-13-01", DATE_NONE },
		{ "2026-00-10", DATE_NONE },
		{ "2026-04-31", DATE_NONE },
		{ "0000-01-01", DATE_NONE },
		{ "2026-1-1", DATE_NONE },
		{ "2026/12/01", DATE_NONE },
		{ "2026-12-01 ", DATE_NONE },
		{ "2026-12-0x", DATE_NONE },
		{ "", DATE_NONE },
	};
	for (size_t i = 0; i < COUNT(rows); i++) {
		ck_assert_msg(date_from_iso(rows[i].iso) == rows[i].day, "%s", rows[i].iso);
		if (rows[i].day == DATE_NONE)
			continue;
		char iso[DATE_ISO_SIZE];
		date_iso(rows[i].day, iso);
		ck_assert_str_eq(iso, rows[i].iso);
	}
	ck_assert_int_eq(date_from_iso(NULL), DATE_NONE);
	char none[DATE_ISO_SIZE] = "x";
	date_iso(DATE_NONE, none);
	ck_assert_str_eq(none, "");
}
END_TEST

START_TEST(a_day_is_written_with_its_era)
{
	static const struct {
		const char *iso, *ja, *en;
	} rows[] = {
		{ "2026-12-01", "令和8年12月1日(火)", "1 December 2026 (Tue)" },
		{ "2019-05-01", "令和元年5月1日(水)", "1 May 2019 (Wed)" },
		{ "2019-04-30", "平成31年4月30日(火)", "30 April 2019 (Tue)" },
		{ "1989-01-08", "平成元年1月8日(日)", "8 January 1989 (Sun)" },
		{ "1989-01-07", "昭和64年1月7日(土)", "7 January 1989 (Sat)" },
		{ "1926-12-25", "昭和元年12月25日(土)", "25 December 1926 (Sat)" },
		{ "1926-12-24", "大正15年12月24日(金)", "24 December 1926 (Fri)" },
		{ "1912-07-30", "大正元年7月30日(火)", "30 July 1912 (Tue)" },
		{ "1912-07-29", "明治45年7月29日(月)", "29 July 1912 (Mon)" },
		{ "1873-01-01", "明治6年1月1日(水)", "1 January 1873 (Wed)" },
		{ "1872-12-31", "1872年12月31日(火)", "31 December 1872 (Tue)" },
	};
	char text[DATE_TEXT_SIZE];
	for (size_t i = 0; i < COUNT(rows); i++) {
		date day = date_from_iso(rows[i].iso);
		date_text(day, LANGUAGE_JA, true, text);
		ck_assert_str_eq(text, rows[i].ja);
		date_text(day, LANGUAGE_EN, true, text);
		ck_assert_str_eq(text, rows[i].en);
	}
	date_text(date_of(2026, 12, 1), LANGUAGE_JA, false, text);
	ck_assert_str_eq(text, "令和8年12月1日");
	date_text(date_of(2026, 12, 1), LANGUAGE_EN, false, text);
	ck_assert_str_eq(text, "1 December 2026");
	date_text(DATE_NONE, LANGUAGE_JA, true, text);
	ck_assert_str_eq(text, "");
}
END_TEST

START_TEST(a_fiscal_year_runs_from_april_and_has_one_name)
{
	static const struct {
		const char *day;
		int fiscal_year;
		const char *ja, *en;
	} rows[] = {
		{ "2026-03-31", 2025, "令和7年度", "fiscal 2025" },
		{ "2026-04-01", 2026, "令和8年度", "fiscal 2026" },
		{ "2027-01-15", 2026, "令和8年度", "fiscal 2026" },
		{ "2019-04-01", 2019, "令和元年度", "fiscal 2019" },
		{ "2020-03-31", 2019, "令和元年度", "fiscal 2019" },
		{ "2019-03-31", 2018, "平成30年度", "fiscal 2018" },
		{ "1989-03-31", 1988, "昭和63年度", "fiscal 1988" },
		{ "1989-04-01", 1989, "平成元年度", "fiscal 1989" },
		{ "1927-03-31", 1926, "大正15年度", "fiscal 1926" },
	};
	for (size_t i = 0; i < COUNT(rows); i++) {
		char text[DATE_TEXT_SIZE];
		int year = date_fiscal_year(date_from_iso(rows[i].day));
		ck_assert_int_eq(year, rows[i].fiscal_year);
		date_fiscal_text(year, LANGUAGE_JA, text);
		ck_assert_str_eq(text, rows[i].ja);
		date_fiscal_text(year, LANGUAGE_EN, text);
		ck_assert_str_eq(text, rows[i].en);
	}
	ck_assert_int_eq(date_fiscal_first(2026), date_of(2026, 4, 1));
	ck_assert_int_eq(date_fiscal_last(2026), date_of(2027, 3, 31));
}
END_TEST

START_TEST(a_day_begins_at_midnight_in_japan)
{
	int64_t midnight = date_to_ms(date_of(2026, 4, 1));
	ck_assert_int_eq(midnight, 1774969200000);
	ck_assert_int_eq(date_from_ms(midnight), date_of(2026, 4, 1));
	ck_assert_int_eq(date_from_ms(midnight - 1), date_of(2026, 3, 31));
	ck_assert_int_eq(date_from_ms(0), 0);
	ck_assert_int_eq(date_from_ms(-(int64_t)9 * 3600000 - 1), -1);
	ck_assert_int_eq(date_from_ms(INT64_C(9000000000000000)), DATE_NONE);
	ck_assert_int_eq(date_from_ms(INT64_MAX), DATE_NONE);
	ck_assert_int_eq(date_from_ms(INT64_MIN), DATE_NONE);
	char clock[DATE_TEXT_SIZE];
	date_clock_text(midnight - 1, clock);
	ck_assert_str_eq(clock, "23:59");
	date_clock_text(-(int64_t)9 * 3600000 - 1, clock);
	ck_assert_str_eq(clock, "23:59");
	date_clock_text(INT64_MAX, clock);
	date_clock_text(INT64_MIN, clock);
	ck_assert_uint_eq(strlen(clock), strlen("00:00"));
	char text[DATE_TEXT_SIZE];
	date_clock_text(midnight, text);
	ck_assert_str_eq(text, "00:00");
	date_clock_text(midnight - 1, text);
	ck_assert_str_eq(text, "23:59");
	date_clock_text(midnight + 612 * 60000, text);
	ck_assert_str_eq(text, "10:12");
	date_clock_text(-1, text);
	ck_assert_str_eq(text, "08:59");
}
END_TEST

START_TEST(eras_stand_in_order_and_each_has_all_its_parts)
{
	ck_assert_uint_eq(date_era_count(), 5);
	ck_assert_ptr_null(date_era_at(5));
	static const char *const first[] = { "1868-01-25", "1912-07-30", "1926-12-25", "1989-01-08",
		"2019-05-01" };
	for (size_t i = 0; i < date_era_count(); i++) {
		const struct era *era = date_era_at(i);
		ck_assert_int_eq(era->first, date_from_iso(first[i]));
		ck_assert_int_eq(era->code, (int)i + 1);
		ck_assert(era->name[0] && era->english[0] && era->letter && era->sign);
		int year;
		if (i > 0) {
			ck_assert_ptr_eq(date_era(era->first, &year), era);
			ck_assert_int_eq(year, 1);
		}
	}
}
END_TEST

START_TEST(a_new_era_is_added_once_and_counts_from_its_first_day)
{
	struct era next = { "新和", "Shinwa", 'X', 6, 0, date_of(2040, 5, 1) };
	struct error err = { 0 };
	struct era wrong = next;
	wrong.first = date_of(2019, 5, 1);
	ck_assert_int_eq(date_era_add(&wrong, &err), RESULT_INVALID);
	ck_assert_str_eq(err.text, "the era 新和 must begin after the era 令和");
	wrong = next;
	wrong.letter = 'R';
	ck_assert_int_eq(date_era_add(&wrong, &err), RESULT_INVALID);
	ck_assert_str_eq(err.text, "the era 新和 contradicts the era 令和, which is known already");
	wrong = next;
	wrong.letter = 'x';
	ck_assert_int_eq(date_era_add(&wrong, &err), RESULT_INVALID);

	ck_assert_int_eq(date_era_add(&next, &err), RESULT_OK);
	ck_assert_int_eq(date_era_add(&next, &err), RESULT_OK);
	ck_assert_uint_eq(date_era_count(), 6);
	char text[DATE_TEXT_SIZE];
	date_text(date_of(2040, 4, 30), LANGUAGE_JA, false, text);
	ck_assert_str_eq(text, "令和22年4月30日");
	date_text(date_of(2040, 5, 1), LANGUAGE_JA, false, text);
	ck_assert_str_eq(text, "新和元年5月1日");
	date day;
	bool converted;
	ck_assert_int_eq(date_read("R23.1.6", date_of(2041, 1, 1), &day, &converted, &err), RESULT_OK);
	ck_assert_int_eq(day, date_of(2041, 1, 6));
	ck_assert(converted);
	ck_assert_int_eq(date_read("6020106", date_of(2041, 1, 1), &day, &converted, &err), RESULT_OK);
	ck_assert_int_eq(day, date_of(2041, 1, 6));
	ck_assert(!converted);
}
END_TEST

START_TEST(there_is_room_for_the_eras_of_many_generations_and_no_more)
{
	struct error err = { 0 };
	enum result r = RESULT_OK;
	size_t before = date_era_count(), added = 0;
	for (; r == RESULT_OK && added < 21; added++) {
		struct era next = { "", "Next", 0, 0, 0, date_of(2100 + (int)added, 1, 1) };
		next.letter = "ABCDEFGIJKLNOPQUVWXYZ"[added];
		snprintf(next.name, sizeof next.name, "第%zu", added);
		r = date_era_add(&next, &err);
	}
	ck_assert_int_eq(r, RESULT_INVALID);
	ck_assert_msg(strstr(err.text, "there is no room for more than ") != NULL, "%s", err.text);
	ck_assert_uint_eq(date_era_count(), before + added - 1);
}
END_TEST

START_TEST(the_shipped_eras_are_the_built_in_ones)
{
	static const char path[] = TOP_FOLDER "/data/calendar/eras.csv";
	char *bytes;
	size_t length;
	struct error err = { 0 };
	ck_assert_msg(file_read(path, 4096, &bytes, &length, &err) == RESULT_OK, "%s", err.text);
	size_t lines = 0;
	for (size_t i = 0; i < length; i++)
		lines += bytes[i] == '\n';
	ck_assert_uint_eq(lines, 1 + date_era_count());
	ck_assert_msg(date_eras_load(bytes, length, &err) == RESULT_OK, "%s", err.text);
	ck_assert_uint_eq(date_era_count(), 5);
	free(bytes);
}
END_TEST

START_TEST(eras_are_loaded_and_a_bad_row_names_its_line)
{
	static const struct {
		const char *row, *sentence;
	} rows[] = {
		{ "新和,Shinwa,X,6,,2040-05-01", NULL },
		{ "新和,Shinwa,X,,,2040-05-01", NULL },
		{ "新和,Shinwa,R,6,,2040-05-01",
			"line 2: the era 新和 contradicts the era 令和, which is known already" },
		{ "新和,Shinwa,X,6,,2000-05-01", "line 2: the era 新和 must begin after the era 令和" },
		{ "新和,Shinwa,x,6,,2040-05-01",
			"line 2: an era needs a name, one capital letter and a code from 0 to 9" },
		{ "新和,Shinwa,X,66,,2040-05-01",
			"line 2: an era is written as 令和,Reiwa,R,5,㋿,2019-05-01; code and sign may be "
			"empty" },
		{ "新和,Shinwa,X,6,㋿㋿,2040-05-01",
			"line 2: an era is written as 令和,Reiwa,R,5,㋿,2019-05-01; code and sign may be "
			"empty" },
		{ "新和,Shinwa,X,6,,2040-05-32",
			"line 2: an era is written as 令和,Reiwa,R,5,㋿,2019-05-01; code and sign may be "
			"empty" },
	};
	char *file = memory_format("name,english,letter,code,sign,first\n%s\n", rows[_i].row);
	struct error err = { 0 };
	enum result r = date_eras_load(file, strlen(file), &err);
	if (rows[_i].sentence) {
		ck_assert_int_eq(r, RESULT_INVALID);
		ck_assert_str_eq(err.text, rows[_i].sentence);
		ck_assert_uint_eq(date_era_count(), 5);
	} else {
		ck_assert_msg(r == RESULT_OK, "%s", err.text);
		ck_assert_str_eq(date_era_at(5)->name, "新和");
	}
	free(file);
	ck_assert_int_eq(date_eras_load("name\n", 5, &err), RESULT_INVALID);
	ck_assert_str_eq(err.text, "the column “english” is missing");
}
END_TEST

START_TEST(months_are_counted_to_the_same_day_or_the_last)
{
	static const struct {
		const char *from;
		int months;
		const char *to;
	} rows[] = {
		{ "2027-04-01", -3, "2027-01-01" },
		{ "2027-05-31", -3, "2027-02-28" },
		{ "2028-05-31", -3, "2028-02-29" },
		{ "2026-11-30", 3, "2027-02-28" },
		{ "2026-12-15", 1, "2027-01-15" },
		{ "2026-12-15", -12, "2025-12-15" },
		{ "2026-12-15", 0, "2026-12-15" },
	};
	for (size_t i = 0; i < COUNT(rows); i++) {
		char iso[DATE_ISO_SIZE];
		date_iso(date_add_months(date_from_iso(rows[i].from), rows[i].months), iso);
		ck_assert_str_eq(iso, rows[i].to);
	}
	ck_assert_int_eq(date_add_months(DATE_NONE, 1), DATE_NONE);
	ck_assert_int_eq(date_add_months(date_of(9999, 12, 1), 1), DATE_NONE);
	ck_assert_int_eq(date_add_months(date_of(1, 1, 1), -1), DATE_NONE);
	ck_assert_int_eq(date_add_months(date_of(2026, 1, 1), INT32_MAX), DATE_NONE);
}
END_TEST

Suite *date_suite(void)
{
	const TTest *const tests[] = {
		every_day_of_ten_thousand_years_comes_back,
		iso_text_is_read_and_written_and_nothing_else_is_taken,
		a_day_is_written_with_its_era,
		a_fiscal_year_runs_from_april_and_has_one_name,
		a_day_begins_at_midnight_in_japan,
		months_are_counted_to_the_same_day_or_the_last,
		eras_stand_in_order_and_each_has_all_its_parts,
		a_new_era_is_added_once_and_counts_from_its_first_day,
		there_is_room_for_the_eras_of_many_generations_and_no_more,
		the_shipped_eras_are_the_built_in_ones,
		NULL,
	};
	Suite *suite = suite_of("date", tests);
	TCase *rows = tcase_create("rows");
	tcase_add_loop_test(rows, eras_are_loaded_and_a_bad_row_names_its_line, 0, 8);
	suite_add_tcase(suite, rows);
	return suite;
}
