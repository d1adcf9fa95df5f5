/* SPDX-License-Identifier: GPL-3.0-or-later */
/* 業務選択 and what it leads to: records, people, the journal, help, the other language. */
#include <stdlib.h>

#include "base/memory.h"
#include "tests/screen/bench.h"
#include "tests/support/suites.h"

suite_maker tasks_suite;

START_TEST(open_forms_can_be_begun_and_everything_else_is_listed)
{
	struct bench bench;
	bench_open(&bench, 24, 80, true);
	bench_sign_in(&bench, "yamada");
	bench_type(&bench, BENCH_F12);
	headless_expect(bench.term, "tasks");
	bench_begin(&bench);
	bench_close(&bench);
}
END_TEST

START_TEST(a_closed_form_says_why_with_its_article)
{
	struct bench bench;
	bench_open(&bench, 24, 80, true);
	bench_sign_in(&bench, "mori"); /* of the section that keeps the data */
	bench_type(&bench, BENCH_F12);
	headless_expect_text(bench.term, "始められない様式");
	bench_type(&bench, BENCH_F4);
	headless_expect(bench.term, "tasks-closed");
	bench_type(&bench, "\r"); /* the bar stands on one: it is said again, and nothing begins */
	bench_expect_view(&bench, "tasks");
	headless_expect(bench.term, "tasks-closed");
	bench_type(&bench, "5");
	bench_expect_view(&bench, "tasks");
	headless_expect_text(bench.term, "第16条第1項");
	bench_close(&bench);
}
END_TEST

START_TEST(the_task_list_reads_in_english_too)
{
	struct bench bench;
	bench_open(&bench, 24, 80, false);
	bench_sign_in(&bench, "yamada");
	bench_type(&bench, "t");
	headless_expect(bench.term, "tasks-english");
	bench_close(&bench);
}
END_TEST

START_TEST(hours_and_days_off_are_told_as_they_are_now)
{
	struct bench bench;
	bench_open_times(&bench, 40, 100, true);
	bench_sign_in(&bench, "yamada");
	bench_type(&bench, BENCH_F12 "w");
	headless_expect(bench.term, "times");
	bench_type(&bench, BENCH_F3);
	bench_expect_view(&bench, "tasks");
	bench_close(&bench);
	bench_open_times(&bench, 40, 100, false);
	bench.clock.fixed += 7 * 3600000LL; /* 17:12 */
	bench_sign_in(&bench, "yamada");
	bench_type(&bench, BENCH_F12 "w");
	headless_expect(bench.term, "times-english");
	bench_close(&bench);
}
END_TEST

START_TEST(help_lists_the_keys_and_why_some_are_closed)
{
	struct bench bench;
	bench_open(&bench, 40, 100, true);
	bench_sign_in(&bench, "yamada");
	bench_type(&bench, BENCH_F1);
	headless_expect(bench.term, "help-waiting");
	bench_type(&bench, BENCH_F3);
	bench_expect_view(&bench, "waiting");
	bench_close(&bench);
}
END_TEST

START_TEST(help_in_the_task_list_tells_what_the_regulation_says_of_the_form)
{
	struct bench bench;
	bench_open(&bench, 24, 80, true);
	bench_sign_in(&bench, "yamada");
	bench_type(&bench, BENCH_F12);
	bench_type(&bench, BENCH_DOWN BENCH_DOWN BENCH_DOWN BENCH_F1);
	headless_expect_text(bench.term, "担当者が作り、所属長が申請者として決裁すると");
	bench_close(&bench);
}
END_TEST

START_TEST(the_language_changes_at_once_and_back)
{
	struct bench bench;
	bench_open(&bench, 40, 80, true);
	bench_sign_in(&bench, "yamada");
	bench_type(&bench, BENCH_F12);
	bench_type(&bench, "l");
	headless_expect_text(bench.term, "Hanako Yamada");
	headless_expect_text(bench.term, "Sign out");
	bench_type(&bench, "l");
	headless_expect_text(bench.term, "税務課 山田 花子");
	bench_close(&bench);
}
END_TEST

START_TEST(signing_out_ends_the_session)
{
	struct bench bench;
	bench_open(&bench, 24, 80, true);
	bench_sign_in(&bench, "yamada");
	bench_type(&bench, BENCH_F12);
	bench_type(&bench, "o");
	bench_expect_view(&bench, "sign-in");
	ck_assert_uint_eq(bench.workstation->seat_count, 0);
	bench_close(&bench);
}
END_TEST

START_TEST(the_records_are_listed_and_filtered)
{
	struct bench bench;
	bench_open(&bench, 24, 80, true);
	struct wish withdraw = { .act = ACT_WITHDRAW, .reason = "不要になったため" };
	char *gone = bench_file(&bench, "yamada", "固定資産税賦課事務");
	free(bench_file(&bench, "yamada", "国民健康保険税賦課事務"));
	bench_act(&bench, "yamada", gone, &withdraw);
	bench_sign_in(&bench, "yamada");
	bench_type(&bench, BENCH_F12 "r");
	headless_expect(bench.term, "listing");
	bench_type(&bench, BENCH_F6);
	bench_type(&bench, "4");
	bench_expect_view(&bench, "listing");
	headless_expect_text(bench.term, "固定資産税");
	headless_expect_absent(bench.term, "国民健康保険税");
	bench_type(&bench, BENCH_F4);
	bench_type(&bench, "3");
	headless_expect_absent(bench.term, "固定資産税賦課");
	bench_type(&bench, "\r");
	headless_expect_text(bench.term, "開く行がありません");
	free(gone);
	bench_close(&bench);
}
END_TEST

/* How a number may be typed. */
static const char *const numbers[] = { "R8-1", "r8-1", "2026-1", "2026/1", "1" };

/* What no calendar and no counter reaches. */
static const char *const no_numbers[] = { "R2147483647-1", "R9999-1", "2026-4294967297", "R-8-1", "R8-1x",
	"-" };

START_TEST(a_record_is_found_by_its_number)
{
	struct bench bench;
	struct wish pass = { .act = ACT_PASS };
	bench_open(&bench, 24, 80, true);
	char *record = bench_file(&bench, "yamada", "国民健康保険税賦課事務");
	bench_act(&bench, "ishikawa", record, &pass);
	bench_act(&bench, "mori", record, &pass);
	bench_sign_in(&bench, "yamada");
	bench_type(&bench, BENCH_F12 "r");
	headless_expect_text(bench.term, "R8-1");
	for (size_t i = 0; i < COUNT(numbers); i++) {
		bench_type(&bench, "n");
		bench_type(&bench, numbers[i]);
		bench_type(&bench, "\r");
		bench_expect_view(&bench, "record");
		bench_type(&bench, BENCH_F3);
		bench_expect_view(&bench, "listing");
	}
	for (size_t i = 0; i < COUNT(no_numbers); i++) {
		bench_type(&bench, "n");
		bench_type(&bench, no_numbers[i]);
		bench_type(&bench, "\r");
		bench_expect_view(&bench, "listing");
		bench_type(&bench, BENCH_F3);
	}
	bench_type(&bench, "n99\r");
	bench_expect_view(&bench, "listing");
	headless_expect_text(bench.term, "99");
	headless_expect(bench.term, "listing-number");
	free(record);
	bench_close(&bench);
}
END_TEST

START_TEST(people_are_listed_with_their_posts_and_what_changes)
{
	struct bench bench;
	bench_open(&bench, 24, 80, true);
	bench_sign_in(&bench, "yamada");
	bench_type(&bench, BENCH_F12 "p");
	headless_expect(bench.term, "people");
	bench_type(&bench, BENCH_F4);
	headless_expect_text(bench.term, "渡邉 恵子");
	headless_expect_absent(bench.term, "森 美咲");
	bench_type(&bench, "\r");
	bench_expect_view(&bench, "text");
	headless_expect_text(bench.term, "黒田 正臣 の発令");
	bench_close(&bench);
}
END_TEST

START_TEST(a_filter_is_kept_chosen_again_and_removed)
{
	struct bench bench;
	bench_open(&bench, 24, 80, true);
	free(bench_file(&bench, "yamada", "固定資産税賦課事務"));
	bench_sign_in(&bench, "yamada");
	bench_type(&bench, BENCH_F12 "r" BENCH_F2);
	bench_expect_view(&bench, "filter");
	bench_type(&bench, "福祉\r\r");
	bench_type(&bench, "R8.4.1\r\r");
	bench_type(&bench, "y\r");
	bench_type(&bench, "福祉課の今年度");
	headless_expect(bench.term, "filter");
	bench_type(&bench, BENCH_F9);
	bench_expect_view(&bench, "listing");
	headless_expect(bench.term, "listing-filtered");
	bench_type(&bench, BENCH_F3 "o");
	bench_sign_in(&bench, "yamada");
	bench_type(&bench, BENCH_F12 "r");
	headless_expect_text(bench.term, "固定資産税賦課");
	bench_type(&bench, BENCH_F11);
	bench_expect_view(&bench, "choosing");
	bench_type(&bench, "2");
	headless_expect_text(bench.term, "福祉課の今年度");
	headless_expect_absent(bench.term, "固定資産税賦課");
	bench_type(&bench, BENCH_F2);
	bench_type(&bench, BENCH_F11);
	headless_expect_text(bench.term, "固定資産税賦課");
	bench_type(&bench, BENCH_F11);
	headless_expect_absent(bench.term, "福祉課の今年度");
	bench_close(&bench);
}
END_TEST

START_TEST(a_paper_number_that_is_none_is_told)
{
	struct bench bench;
	bench_open(&bench, 24, 80, true);
	bench_sign_in(&bench, "yamada");
	bench_type(&bench, BENCH_F12 "j");
	bench_type(&bench, "12-ABCD\r");
	bench_expect_view(&bench, "journal");
	headless_expect_text(bench.term, "12-ABCD____");
	headless_expect_caret(bench.term, 4, 18);
	bench_close(&bench);
}
END_TEST

START_TEST(only_an_auditor_sees_and_verifies_the_journal)
{
	struct bench bench;
	bench_open(&bench, 24, 80, true);
	bench_sign_in(&bench, "yamada");
	bench_type(&bench, BENCH_F12 "j");
	bench_type(&bench, BENCH_F9);
	headless_expect_text(bench.term, "小川 拓也");
	bench_remove(&bench);
	bench_sign_in(&bench, "ogawa");
	bench_type(&bench, BENCH_F12 "j");
	bench_type(&bench, BENCH_F9);
	headless_expect_text(bench.term, "連鎖に欠けはありません");
	headless_expect_text(bench.term, "最新のハッシュ");
	bench_type(&bench, BENCH_F5);
	headless_expect_text(bench.term, "小川");
	bench_close(&bench);
}
END_TEST

Suite *tasks_suite(void)
{
	const TTest *const tests[] = {
		open_forms_can_be_begun_and_everything_else_is_listed,
		a_closed_form_says_why_with_its_article,
		the_task_list_reads_in_english_too,
		hours_and_days_off_are_told_as_they_are_now,
		help_lists_the_keys_and_why_some_are_closed,
		help_in_the_task_list_tells_what_the_regulation_says_of_the_form,
		the_language_changes_at_once_and_back,
		signing_out_ends_the_session,
		the_records_are_listed_and_filtered,
		a_record_is_found_by_its_number,
		a_filter_is_kept_chosen_again_and_removed,
		people_are_listed_with_their_posts_and_what_changes,
		a_paper_number_that_is_none_is_told,
		only_an_auditor_sees_and_verifies_the_journal,
		NULL,
	};
	return suite_of("tasks", tests);
}
