/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What comes after a decision, worked by its keys: in use, renewal, the end report, registers, lists on paper. */
#include <stdlib.h>
#include <unistd.h>

#include "base/memory.h"
#include "store/query.h"
#include "tests/screen/bench.h"
#include "tests/support/suites.h"

suite_maker after_suite;

static struct bench bench;

/* yamada's application, approved; it is in use from 1 December to 31 March. */
static char *approved(const char *subject)
{
	static const struct wish yes = { .act = ACT_PASS };
	static const char *const people[] = { "ishikawa", "mori", "nakamura", "takahashi" };
	const struct wish decide = { .act = ACT_DECIDE, .answer = ANSWER_YES };
	char *record = bench_file(&bench, "yamada", subject);
	for (size_t i = 0; i < COUNT(people); i++)
		bench_act(&bench, people[i], record, &yes);
	bench_act(&bench, "watanabe", record, &decide);
	return record;
}

static void open_in_use(const char *person)
{
	bench_sign_in(&bench, person);
	bench_type(&bench, BENCH_F12);
	bench_type(&bench, "u");
	bench_expect_view(&bench, "in-use");
}

/* Ticks the first row that is in use and has its renewal shown, to be filed at once. */
static void open_renewal(const char *person)
{
	open_in_use(person);
	bench_type(&bench, " ");
	bench_type(&bench, BENCH_F9);
	bench_type(&bench, BENCH_DOWN);
	bench_type(&bench, "\r");
	bench_expect_view(&bench, "confirm");
}

START_TEST(what_is_in_use_is_listed_and_chosen_by_its_last_day)
{
	bench_open(&bench, 24, 80, true);
	free(approved("国民健康保険税賦課事務"));
	open_in_use("yamada");
	headless_expect(bench.term, "in-use");
	bench_type(&bench, BENCH_F4);
	bench_type(&bench, BENCH_DOWN);
	bench_type(&bench, "\r");
	headless_expect_text(bench.term, "該当する利用中のものはありません");
	bench_close(&bench);
}
END_TEST

START_TEST(nothing_ticked_is_not_renewed_and_the_key_says_so)
{
	bench_open(&bench, 24, 80, true);
	free(approved("国民健康保険税賦課事務"));
	open_in_use("yamada");
	bench_type(&bench, BENCH_F9);
	headless_expect_text(bench.term, "スペース");
	bench_close(&bench);
}
END_TEST

START_TEST(ticked_rows_are_renewed_as_drafts_that_wait)
{
	bench_open(&bench, 24, 80, true);
	free(approved("国民健康保険税賦課事務"));
	free(approved("固定資産税賦課事務"));
	open_in_use("yamada");
	bench_type(&bench, "  ");
	bench_type(&bench, BENCH_DOWN);
	bench_type(&bench, BENCH_F9);
	bench_type(&bench, "\r");
	headless_expect_text(bench.term, "下書きにしました");
	bench_type(&bench, BENCH_F3);
	bench_type(&bench, BENCH_F3);
	bench_expect_view(&bench, "waiting");
	headless_expect_text(bench.term, "下書き");
	bench_close(&bench);
}
END_TEST

START_TEST(a_renewal_is_shown_before_it_is_filed_and_names_the_earlier_one)
{
	bench_open(&bench, 30, 100, true);
	char *record = approved("国民健康保険税賦課事務");
	open_renewal("yamada");
	headless_expect_text(bench.term, "国民健康保険税賦課事務");
	bench_type(&bench, BENCH_F9);
	bench_expect_view(&bench, "in-use");
	headless_expect_text(bench.term, "1 件を提出しました");
	headless_expect_text(bench.term, "手続中");
	struct records records;
	struct error err;
	ck_assert_int_eq(query_followers(bench.desk->store, record, &records, &err), RESULT_OK);
	ck_assert_uint_eq(records.count, 1);
	ck_assert_int_eq(records.items[0].relations[0].kind, RELATION_CONTINUE);
	records_done(&records);
	free(record);
	bench_close(&bench);
}
END_TEST

START_TEST(what_is_over_waits_for_its_report_and_enter_begins_it)
{
	bench_open(&bench, 24, 80, true);
	free(approved("国民健康保険税賦課事務"));
	bench.clock.fixed += INT64_C(86400000) * 130; /* 3 April 2027 */
	bench_sign_in(&bench, "yamada");
	headless_expect_text(bench.term, "国民健康保険税賦課事務");
	headless_expect_text(bench.term, "期限超過");
	bench_type(&bench, "\r");
	bench_expect_view(&bench, "filing");
	bench_close(&bench);
}
END_TEST

/* Typing part of a record's name or of what it is about finds it; what was taken has its name, no id. */
START_TEST(another_record_is_found_and_shown_by_its_name)
{
	static const char name[] = "保護データ利用申請書 令和8年度 第1号";
	bench_open(&bench, 30, 100, true);
	char *record = approved("国民健康保険税賦課事務");
	bench_sign_in(&bench, "yamada");
	bench_begin_form(&bench, "保護データ利用完了報告書");
	bench_type(&bench, "健康保険");
	headless_expect_text(bench.term, name);
	bench_type(&bench, "\r\t");
	headless_expect_text(bench.term, name);
	headless_expect_absent(bench.term, "まだ選ばれていません");
	headless_expect_absent(bench.term, record);
	bench_close(&bench);
	free(record);
}
END_TEST

START_TEST(a_register_that_holds_nothing_says_so_and_is_asked_by_name_and_day)
{
	bench_open(&bench, 24, 80, true);
	bench_sign_in(&bench, "yamada");
	bench_type(&bench, BENCH_F12);
	bench_type(&bench, "g");
	bench_expect_view(&bench, "registers");
	headless_expect(bench.term, "registers-empty");
	bench_type(&bench, BENCH_F2);
	bench_type(&bench, "だれもいない\r");
	headless_expect_text(bench.term, "該当する人がいません");
	bench_type(&bench, BENCH_F3);
	bench_type(&bench, BENCH_F9);
	bench_type(&bench, "32/13/45\r");
	bench_expect_view(&bench, "registers");
	bench_type(&bench, BENCH_F3);
	bench_type(&bench, BENCH_F6);
	headless_expect_text(bench.term, "全履歴");
	bench_close(&bench);
}
END_TEST

START_TEST(a_list_is_seen_as_it_will_be_printed_and_written_to_a_file)
{
	bench_open(&bench, 30, 110, true);
	free(approved("国民健康保険税賦課事務"));
	open_in_use("yamada");
	bench_type(&bench, BENCH_F10);
	bench_expect_view(&bench, "printing");
	headless_expect(bench.term, "in-use-paper");
	char *path = memory_format("%s/list.pdf", bench.folder);
	bench_type(&bench, BENCH_F2);
	bench_type(&bench, "\025"); /* what stands there goes */
	for (size_t i = 0; i < 80; i++)
		bench_type(&bench, "\177");
	bench_type(&bench, path);
	bench_type(&bench, "\r");
	ck_assert_int_eq(access(path, R_OK), 0);
	free(path);
	bench_close(&bench);
}
END_TEST

START_TEST(a_record_shows_what_concerns_it_and_opens_it)
{
	bench_open(&bench, 40, 100, true);
	char *record = approved("国民健康保険税賦課事務");
	open_renewal("yamada");
	bench_type(&bench, BENCH_F9);
	bench_type(&bench, "\r");
	bench_expect_view(&bench, "record");
	headless_expect_absent(bench.term, record);
	bench_type(&bench, "g");
	bench_expect_view(&bench, "choosing");
	bench_type(&bench, "\r");
	bench_expect_view(&bench, "record");
	free(record);
	bench_close(&bench);
}
END_TEST

Suite *after_suite(void)
{
	const TTest *const tests[] = {
		what_is_in_use_is_listed_and_chosen_by_its_last_day,
		nothing_ticked_is_not_renewed_and_the_key_says_so,
		ticked_rows_are_renewed_as_drafts_that_wait,
		a_renewal_is_shown_before_it_is_filed_and_names_the_earlier_one,
		what_is_over_waits_for_its_report_and_enter_begins_it,
		another_record_is_found_and_shown_by_its_name,
		a_register_that_holds_nothing_says_so_and_is_asked_by_name_and_day,
		a_list_is_seen_as_it_will_be_printed_and_written_to_a_file,
		a_record_shows_what_concerns_it_and_opens_it,
		NULL,
	};
	return suite_of("after", tests);
}
