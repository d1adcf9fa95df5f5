/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Filling in a form, by its keys: faults, tables, conditions, drafts, the page that asks once more. */
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "service/filing.h"
#include "tests/screen/bench.h"
#include "tests/support/suites.h"

suite_maker filing_suite;

#define UNDO "\032"

static void open_form(struct bench *bench, int rows, int columns, bool japanese)
{
	bench_open(bench, rows, columns, japanese);
	bench_sign_in(bench, "yamada");
	bench_begin(bench);
}

/* A form in which nothing is missing: a draft made beforehand. */
static void open_full_form(struct bench *bench, int rows, int columns, bool japanese)
{
	bench_open(bench, rows, columns, japanese);
	bench_draft(bench, "yamada", "国民健康保険税賦課事務");
	bench_sign_in(bench, "yamada");
	bench_type(bench, "\r");
	bench_expect_view(bench, "filing");
}

static void tab(struct bench *bench, int times)
{
	while (times-- > 0)
		bench_type(bench, "\t");
}

/* How the form looks in each language and size, empty and filled in. */
static const struct {
	const char *golden;
	int rows, columns;
	bool japanese, full;
} looks[] = {
	{ "filing-empty", 24, 80, true, false },
	{ "filing-empty-english", 24, 80, false, false },
	{ "filing-full", 24, 80, true, true },
	{ "filing-full-english", 24, 80, false, true },
	{ "filing-full-200x60", 60, 200, true, true },
};

START_TEST(the_form_looks_right_in_every_size_and_language)
{
	struct bench bench;
	if (looks[_i].full)
		open_full_form(&bench, looks[_i].rows, looks[_i].columns, looks[_i].japanese);
	else
		open_form(&bench, looks[_i].rows, looks[_i].columns, looks[_i].japanese);
	headless_expect(bench.term, looks[_i].golden);
	bench_close(&bench);
}
END_TEST

START_TEST(what_is_late_asks_for_a_reason_and_says_that_it_is_marked)
{
	struct bench bench;
	struct filing *filing;
	struct error err;
	bench_open_times(&bench, 24, 80, true);
	bench_sign_in(&bench, "yamada");
	struct session *session = bench.workstation->session;
	ck_assert_int_eq(filing_begin(session, "times/use", &filing, &err), RESULT_OK);
	filing_set(filing, "what", json_string("入替え"));
	ck_assert_int_eq(filing_keep(filing, &err), RESULT_OK);
	filing_free(filing);
	bench_type(&bench, BENCH_F5);
	bench_type(&bench, BENCH_DOWN "\r"); /* behind the duty stands the draft */
	bench_expect_view(&bench, "filing");
	bench_type(&bench, "R9.1.1");
	headless_expect_text(bench.term, "閉庁日です（元日）。");
	bench_type(&bench, "\b\b\b\b\b\b11/30");
	headless_expect_text(bench.term, "この日付では提出期限を過ぎています。");
	bench_type(&bench, BENCH_F1);
	headless_expect_text(bench.term, "この日の7日前までに提出します。");
	bench_type(&bench, BENCH_F3 BENCH_F9);
	headless_expect(bench.term, "filing-late");
	bench_type(&bench, "急な障害のため" BENCH_F9);
	headless_expect_text(bench.term, "期限後の提出として記録されます。");
	bench_type(&bench, BENCH_F9);
	bench_expect_view(&bench, "record");
	headless_expect_text(bench.term, "期限後に提出されたものです。");
	bench_close(&bench);
}
END_TEST

START_TEST(f9_marks_all_faults_and_puts_the_caret_into_the_first_with_its_article)
{
	struct bench bench;
	open_form(&bench, 24, 80, true);
	bench_type(&bench, "国保\t\t");
	bench_type(&bench, BENCH_F9);
	bench_expect_view(&bench, "filing");
	headless_expect(bench.term, "filing-faults");
	bench_close(&bench);
}
END_TEST

/* Tab until the bar stands on the row that begins so. */
static void tab_to(struct bench *bench, const char *row)
{
	for (int i = 0; i < 60; i++) {
		struct text grid = { 0 };
		headless_grid(bench->term, &grid);
		bool there = strstr(text_string(&grid), row) != NULL;
		text_done(&grid);
		if (there)
			return;
		bench_type(bench, "\t");
	}
	ck_abort_msg("Tab never comes to %s", row);
}

START_TEST(a_rule_of_the_regulation_is_said_with_its_own_article)
{
	struct bench bench;
	open_full_form(&bench, 60, 200, true);
	tab_to(&bench, "▸ 8 利用する項目");
	bench_type(&bench, "10\r"); /* 個人番号 */
	tab_to(&bench, "▸11 利用の根拠");
	bench_type(&bench, "2");
	bench_type(&bench, BENCH_F9);
	bench_expect_view(&bench, "filing");
	headless_expect_text(bench.term, "「法令の規定」でなければなりません (第10条)");
	bench_close(&bench);
}
END_TEST

START_TEST(table_rows_are_added_removed_and_brought_back)
{
	struct bench bench;
	open_form(&bench, 24, 80, true);
	bench_type(&bench, BENCH_F2);
	headless_expect_text(bench.term, "表の中だけ");
	tab(&bench, 7);
	bench_type(&bench, "1\r宛名を書くため");
	bench_type(&bench, BENCH_F2);
	headless_expect(bench.term, "filing-table");
	bench_type(&bench, BENCH_F11);
	headless_expect_text(bench.term, "Ctrl-Z で元に戻せます");
	headless_expect_text(bench.term, "宛名を書くため");
	bench_type(&bench, BENCH_F11);
	headless_expect_absent(bench.term, "宛名を書くため");
	bench_type(&bench, UNDO);
	headless_expect_text(bench.term, "宛名を書くため");
	bench_close(&bench);
}
END_TEST

START_TEST(outsourcing_asks_for_the_contractor)
{
	struct bench bench;
	open_full_form(&bench, 60, 200, true);
	headless_expect_absent(bench.term, "委託先");
	tab_to(&bench, "▸19 外部委託の有無");
	bench_type(&bench, "y");
	headless_expect_text(bench.term, "20 委託先 *");
	bench_type(&bench, BENCH_F9);
	bench_expect_view(&bench, "filing");
	headless_expect_text(bench.term, "20 委託先: 入力してください (第17条第1項)");
	bench_type(&bench, BENCH_UP "n");
	headless_expect_absent(bench.term, "委託先");
	bench_close(&bench);
}
END_TEST

START_TEST(the_page_that_asks_once_more_goes_back_by_default)
{
	static const char *const ways_back[] = { "\r", BENCH_F3, "b" };
	struct bench bench;
	open_full_form(&bench, 24, 80, true);
	for (size_t i = 0; i < COUNT(ways_back); i++) {
		bench_type(&bench, BENCH_F9);
		bench_expect_view(&bench, "confirm");
		if (i == 0)
			headless_expect(bench.term, "filing-confirm");
		bench_type(&bench, ways_back[i]);
		bench_expect_view(&bench, "filing");
	}
	bench_close(&bench);
}
END_TEST

/* An input method sends F9 and F10 while it converts; a key that is held down repeats. */
static const char *const strays[] = { BENCH_F9 BENCH_F9, BENCH_F9 BENCH_F9 BENCH_F9, BENCH_F10,
	"\r\r" BENCH_F10, BENCH_F9 "\r" BENCH_F9 };

START_TEST(a_stray_key_files_nothing)
{
	struct bench bench;
	open_full_form(&bench, 24, 80, true);
	bench_type(&bench, strays[_i]);
	const struct view *top = view_top(workstation_stack(bench.workstation));
	ck_assert(!strcmp(top->class->name, "filing") || !strcmp(top->class->name, "confirm"));
	bench_close(&bench);
}
END_TEST

START_TEST(filing_shows_the_record_and_where_it_went)
{
	struct bench bench;
	open_full_form(&bench, 24, 80, true);
	bench_type(&bench, BENCH_F9);
	bench_type(&bench, BENCH_F9);
	bench_expect_view(&bench, "record");
	headless_expect(bench.term, "filing-filed");
	bench_type(&bench, BENCH_F3);
	bench_expect_view(&bench, "waiting");
	headless_expect_absent(bench.term, "下書き");
	bench_close(&bench);
}
END_TEST

START_TEST(f3_keeps_the_draft_and_f11_throws_it_away_after_a_question)
{
	struct bench bench;
	open_form(&bench, 24, 80, true);
	bench_type(&bench, "国保の事務");
	bench_type(&bench, BENCH_F3 BENCH_F3);
	bench_type(&bench, BENCH_F5);
	bench_expect_view(&bench, "waiting");
	headless_expect_text(bench.term, "国保の事務");
	bench_type(&bench, "\r");
	bench_expect_view(&bench, "filing");
	bench_type(&bench, BENCH_F11);
	bench_expect_view(&bench, "confirm");
	bench_type(&bench, "\r");
	headless_expect_text(bench.term, "国保の事務");
	bench_type(&bench, BENCH_F11);
	bench_type(&bench, BENCH_F9);
	bench_expect_view(&bench, "waiting");
	headless_expect_absent(bench.term, "国保の事務");
	bench_close(&bench);
}
END_TEST

/* The table of the drafts is taken away beside the program: nothing can be kept in it any more. */
static void lose_the_drafts(const struct bench *bench)
{
	sqlite3 *db;
	char *path = memory_format("%s/office.db", bench->office);
	ck_assert_int_eq(sqlite3_open(path, &db), SQLITE_OK);
	ck_assert_int_eq(sqlite3_exec(db, "ALTER TABLE drafts RENAME TO gone", NULL, NULL, NULL), SQLITE_OK);
	sqlite3_close(db);
	free(path);
}

START_TEST(a_draft_that_cannot_be_kept_is_not_left_by_one_key)
{
	struct bench bench;
	open_form(&bench, 24, 80, true);
	lose_the_drafts(&bench);
	bench_type(&bench, "国保の事務");
	bench_type(&bench, BENCH_F3);
	bench_expect_view(&bench, "filing");
	headless_expect_text(bench.term, "国保の事務");
	headless_expect_text(bench.term, "下書きを保存できませんでした");
	headless_expect_text(bench.term, "F3 をもう一度押すと");
	bench_type(&bench, "費"); /* typing on, it is asked anew */
	bench_type(&bench, BENCH_F3);
	bench_expect_view(&bench, "filing");
	bench_type(&bench, BENCH_F3);
	bench_expect_view(&bench, "waiting");
	bench_close(&bench);
}
END_TEST

START_TEST(help_on_a_field_says_its_article_and_how_it_is_filled_in)
{
	struct bench bench;
	open_form(&bench, 24, 80, true);
	bench_type(&bench, BENCH_F1);
	headless_expect(bench.term, "filing-help");
	bench_close(&bench);
}
END_TEST

START_TEST(a_person_is_found_by_reading)
{
	struct bench bench;
	open_form(&bench, 60, 200, true);
	tab_to(&bench, "▸16 利用課の取扱責任者");
	bench_type(&bench, "キムラ");
	headless_expect_text(bench.term, "木村 健太");
	bench_type(&bench, "\r");
	headless_expect_text(bench.term, "利用課の取扱責任者 *     木村 健太");
	bench_close(&bench);
}
END_TEST

START_TEST(a_copy_is_taken_back_by_f6_and_brought_again)
{
	struct bench bench;
	bench_open(&bench, 24, 80, true);
	free(bench_file(&bench, "yamada", "固定資産税賦課事務"));
	bench_sign_in(&bench, "yamada");
	bench_type(&bench, BENCH_F12 "r");
	bench_type(&bench, "\r");
	bench_expect_view(&bench, "record");
	bench_type(&bench, BENCH_F6);
	bench_expect_view(&bench, "filing");
	headless_expect_text(bench.term, "固定資産税賦課事務");
	bench_type(&bench, BENCH_F6);
	headless_expect_absent(bench.term, "固定資産税賦課事務");
	headless_expect_text(bench.term, "0/24");
	bench_type(&bench, BENCH_F6);
	headless_expect_text(bench.term, "固定資産税賦課事務");
	bench_close(&bench);
}
END_TEST

START_TEST(f6_in_a_form_that_is_no_copy_changes_nothing)
{
	struct bench bench;
	open_form(&bench, 24, 80, true);
	bench_type(&bench, "国保" BENCH_F6);
	headless_expect_text(bench.term, "複写したものではありません");
	headless_expect_text(bench.term, "国保");
	bench_close(&bench);
}
END_TEST

Suite *filing_suite(void)
{
	const TTest *const tests[] = {
		what_is_late_asks_for_a_reason_and_says_that_it_is_marked,
		f9_marks_all_faults_and_puts_the_caret_into_the_first_with_its_article,
		a_rule_of_the_regulation_is_said_with_its_own_article,
		table_rows_are_added_removed_and_brought_back,
		outsourcing_asks_for_the_contractor,
		the_page_that_asks_once_more_goes_back_by_default,
		filing_shows_the_record_and_where_it_went,
		f3_keeps_the_draft_and_f11_throws_it_away_after_a_question,
		a_draft_that_cannot_be_kept_is_not_left_by_one_key,
		help_on_a_field_says_its_article_and_how_it_is_filled_in,
		a_person_is_found_by_reading,
		a_copy_is_taken_back_by_f6_and_brought_again,
		f6_in_a_form_that_is_no_copy_changes_nothing,
		NULL,
	};
	Suite *suite = suite_of("filing", tests);
	TCase *rows = tcase_create("rows");
	tcase_add_loop_test(rows, the_form_looks_right_in_every_size_and_language, 0, COUNT(looks));
	tcase_add_loop_test(rows, a_stray_key_files_nothing, 0, COUNT(strays));
	tcase_set_timeout(rows, 60);
	suite_add_tcase(suite, rows);
	return suite;
}
