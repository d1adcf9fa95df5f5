/* SPDX-License-Identifier: GPL-3.0-or-later */
/* 発令: entered on the screen, shown, signed, and in force from its day on. */
#include <string.h>

#include "base/memory.h"
#include "tests/screen/bench.h"
#include "tests/support/suites.h"

suite_maker posting_suite;

/* The list of people as somebody sees it; the bar stands on 黒田, the first. */
static void open_people(struct bench *bench, const char *person)
{
	bench_open(bench, 24, 80, true);
	bench_sign_in(bench, person);
	bench_type(bench, BENCH_F12 "p");
	bench_expect_view(bench, "people");
}

/* The form for a person who stands so many rows below the first. */
static void open_posting(struct bench *bench, int rows)
{
	for (int i = 0; i < rows; i++)
		bench_type(bench, BENCH_DOWN);
	bench_type(bench, BENCH_F2);
	bench_expect_view(bench, "posting");
}

static void sign(struct bench *bench)
{
	bench_type(bench, BENCH_F9);
	bench_expect_view(bench, "ask-pin");
	bench_type(bench, FAKE_PIN "\r");
}

static void to_day(struct bench *bench, date day)
{
	bench->clock.fixed = date_to_ms(day);
	bench_settle(bench);
}

static const char *holder(const struct bench *bench, const char *post)
{
	const struct posting *posting = office_holder(&bench->desk->office, post, desk_today(bench->desk));
	return posting ? posting->person : "";
}

enum { ROW_HAYASHI = 4, ROW_OGAWA = 5, ROW_GOTO = 7, ROW_MORI = 12, ROW_ISHIKAWA = 13 };

START_TEST(a_transfer_is_shown_signed_and_in_force_from_its_day_on)
{
	struct bench bench;
	open_people(&bench, "ogawa");
	open_posting(&bench, ROW_MORI);
	headless_expect(bench.term, "posting-empty");
	bench_type(&bench, "1\r");
	bench_type(&bench, "税務課 課長補佐\r");
	headless_expect(bench.term, "posting-post");
	bench_type(&bench, "\r");
	bench_type(&bench, "R9.4.1\r");
	bench_type(&bench, BENCH_F9);
	bench_expect_view(&bench, "confirm");
	headless_expect(bench.term, "posting-confirm");
	sign(&bench);
	bench_expect_view(&bench, "people");
	headless_expect_text(bench.term, "発令を登録しました");
	bench_type(&bench, BENCH_F4);
	headless_expect_text(bench.term, "森 美咲");
	/* The evening before nobody holds the post; from midnight on it is hers. */
	to_day(&bench, date_of(2027, 3, 31));
	ck_assert_str_eq(holder(&bench, "tax-assistant"), "");
	ck_assert(office_holds(&bench.desk->office, "mori", "residents-clerk", desk_today(bench.desk)));
	to_day(&bench, date_of(2027, 4, 1));
	ck_assert_str_eq(holder(&bench, "tax-assistant"), "mori");
	ck_assert(!office_holds(&bench.desk->office, "mori", "residents-clerk", desk_today(bench.desk)));
	bench_close(&bench);
}
END_TEST

START_TEST(an_entry_that_has_not_begun_is_taken_out_again_by_the_same_way)
{
	struct bench bench;
	open_people(&bench, "ogawa");
	open_posting(&bench, ROW_MORI);
	bench_type(&bench, "1\r");
	bench_type(&bench, "税務課 課長補佐\r\r");
	bench_type(&bench, "R9.4.1\r");
	bench_type(&bench, BENCH_F9);
	sign(&bench);
	bench_expect_view(&bench, "people");
	bench_type(&bench, BENCH_F2);
	bench_expect_view(&bench, "posting");
	bench_type(&bench, "6\r");
	headless_expect(bench.term, "posting-coming");
	bench_type(&bench, "1\r");
	bench_type(&bench, BENCH_F9);
	bench_expect_view(&bench, "confirm");
	headless_expect(bench.term, "posting-recall");
	sign(&bench);
	bench_expect_view(&bench, "people");
	headless_expect_text(bench.term, "取り消しました");
	to_day(&bench, date_of(2027, 4, 1));
	ck_assert_str_eq(holder(&bench, "tax-assistant"), "");
	ck_assert(office_holds(&bench.desk->office, "mori", "residents-clerk", desk_today(bench.desk)));
	bench_close(&bench);
}
END_TEST

START_TEST(an_entry_is_not_taken_out_past_the_midnight_on_which_it_begins)
{
	struct bench bench;
	open_people(&bench, "ogawa");
	open_posting(&bench, ROW_MORI);
	bench_type(&bench, "1\r");
	bench_type(&bench, "税務課 課長補佐\r\r");
	bench_type(&bench, "R8.11.25\r"); /* tomorrow */
	bench_type(&bench, BENCH_F9);
	sign(&bench);
	bench_type(&bench, BENCH_F2 "6\r");
	bench_type(&bench, "1\r");
	bench_type(&bench, BENCH_F9);
	bench_expect_view(&bench, "confirm");
	to_day(&bench, date_of(2026, 11, 25));
	sign(&bench);
	headless_expect_text(bench.term, "日付が変わりました");
	ck_assert_str_eq(holder(&bench, "tax-assistant"), "mori");
	bench_close(&bench);
}
END_TEST

START_TEST(a_post_that_has_a_holder_is_told_with_his_name)
{
	struct bench bench;
	open_people(&bench, "ogawa");
	open_posting(&bench, ROW_MORI);
	bench_type(&bench, "1\r");
	bench_type(&bench, "税務課 課長\r\r");
	bench_type(&bench, "R9.4.1\r");
	bench_type(&bench, BENCH_F9);
	bench_expect_view(&bench, "posting");
	headless_expect(bench.term, "posting-held");
	bench_close(&bench);
}
END_TEST

START_TEST(who_has_no_right_reads_who_has_it)
{
	struct bench bench;
	open_people(&bench, "yamada");
	bench_type(&bench, BENCH_F2);
	bench_expect_view(&bench, "people");
	headless_expect_text(bench.term, "小川 拓也");
	bench_close(&bench);
}
END_TEST

START_TEST(the_end_of_service_ends_every_post)
{
	struct bench bench;
	open_people(&bench, "ogawa");
	open_posting(&bench, ROW_GOTO);
	bench_type(&bench, "5\r");
	bench_type(&bench, BENCH_F9);
	bench_expect_view(&bench, "posting"); /* the last day is missing */
	bench_type(&bench, "R9.3.31\r");
	bench_type(&bench, BENCH_F9);
	bench_expect_view(&bench, "confirm");
	headless_expect_text(bench.term, "後藤 蓮");
	sign(&bench);
	bench_expect_view(&bench, "people");
	to_day(&bench, date_of(2027, 3, 31));
	ck_assert_str_eq(holder(&bench, "planning-clerk"), "goto");
	to_day(&bench, date_of(2027, 4, 1));
	ck_assert_str_eq(holder(&bench, "planning-clerk"), "");
	bench_close(&bench);
}
END_TEST

Suite *posting_suite(void)
{
	const TTest *const tests[] = {
		a_transfer_is_shown_signed_and_in_force_from_its_day_on,
		an_entry_that_has_not_begun_is_taken_out_again_by_the_same_way,
		an_entry_is_not_taken_out_past_the_midnight_on_which_it_begins,
		a_post_that_has_a_holder_is_told_with_his_name,
		who_has_no_right_reads_who_has_it,
		the_end_of_service_ends_every_post,
		NULL,
	};
	return suite_of("posting", tests);
}
