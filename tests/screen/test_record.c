/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A record and what each person may do with it, by the keys. */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "tests/screen/bench.h"
#include "tests/support/suites.h"

suite_maker record_suite;

static const struct wish yes = { .act = ACT_PASS };

/* Those who act before the decision, in the order of the route. */
static const char *const before_decision[] = { "ishikawa", "mori", "nakamura", "takahashi" };

/* A bench whose office has one application at the step with this index; the caller frees the id. */
static char *open_at(struct bench *bench, size_t step, bool japanese)
{
	bench_open(bench, 24, 80, japanese);
	char *record = bench_file(bench, "yamada", "国民健康保険税賦課事務");
	for (size_t i = 0; i < step; i++)
		bench_act(bench, before_decision[i], record, &yes);
	return record;
}

/* Signs in and opens the first record that waits. */
static void open_waiting(struct bench *bench, const char *person)
{
	bench_remove(bench);
	bench_sign_in(bench, person);
	bench_type(bench, "\r");
	bench_expect_view(bench, "record");
}

/* Signs in and opens the only record by the list of all. */
static void open_listed(struct bench *bench, const char *person)
{
	bench_remove(bench);
	bench_sign_in(bench, person);
	bench_type(bench, BENCH_F12 "r");
	bench_type(bench, "\r");
	bench_expect_view(bench, "record");
}

/* F9 on the page that asks, which has to be drawn before it listens. */
static void confirm(struct bench *bench)
{
	bench_type(bench, BENCH_F9);
	bench_expect_view(bench, "confirm");
	bench_type(bench, BENCH_F9);
}

START_TEST(a_record_says_where_it_is_and_what_was_done)
{
	struct bench bench;
	bool japanese = _i == 0;
	free(open_at(&bench, 2, japanese));
	open_listed(&bench, "yamada");
	headless_expect(bench.term, japanese ? "record" : "record-english");
	bench_type(&bench, "\033[6~");
	headless_expect(bench.term, japanese ? "record-history" : "record-history-english");
	bench_close(&bench);
}
END_TEST

/* Keys that the drafter cannot use on a record that waits for her head: the sentence names who could, or what to do. */
static const struct {
	const char *key, *sentence;
} closed[] = {
	{ BENCH_F2, "回議中です。引戻しをするか、差戻しを依頼してください (第16条第1項)" },
	{ BENCH_F4, "この文書の決定書はまだありません" },
	{ BENCH_F9, "「所属長決裁」は 税務課 課長 石川 隆 が行います (第16条第1項)" },
	{ "a", "後閲が必要な代決はありません" },
	{ "d", "所属長の決裁の後に施行します" },
};

START_TEST(a_key_that_cannot_be_used_says_why_and_who_could)
{
	struct bench bench;
	free(open_at(&bench, 0, true));
	open_listed(&bench, "yamada");
	bench_type(&bench, closed[_i].key);
	bench_expect_view(&bench, "record");
	headless_expect_text(bench.term, closed[_i].sentence);
	bench_close(&bench);
}
END_TEST

START_TEST(help_says_of_each_closed_key_who_could_use_it)
{
	struct bench bench;
	free(open_at(&bench, 0, true));
	open_listed(&bench, "yamada");
	bench_type(&bench, BENCH_F1);
	bench_type(&bench, "\033[6~");
	headless_expect_text(bench.term, "今は使えません: 「所属長決裁」は 税務課 課長 石川 隆");
	bench_close(&bench);
}
END_TEST

START_TEST(the_head_applies_and_the_section_receives_with_a_number)
{
	struct bench bench;
	free(open_at(&bench, 0, true));
	open_waiting(&bench, "ishikawa");
	bench_type(&bench, BENCH_F9);
	headless_expect(bench.term, "acting-head");
	bench_type(&bench, "1");
	confirm(&bench);
	bench_expect_view(&bench, "record");
	headless_expect_text(bench.term, "「受付」待ち: 町民課");
	open_waiting(&bench, "mori");
	bench_type(&bench, BENCH_F9 "1");
	confirm(&bench);
	headless_expect_text(bench.term, "令和8年度 第1号");
	bench_close(&bench);
}
END_TEST

START_TEST(a_decision_with_conditions_is_prefilled_checked_and_signed)
{
	struct bench bench;
	free(open_at(&bench, COUNT(before_decision), true));
	open_waiting(&bench, "watanabe");
	bench_type(&bench, BENCH_F9 "2");
	headless_expect(bench.term, "acting-conditional");
	bench_type(&bench, BENCH_F9);
	bench_expect_view(&bench, "acting");
	headless_expect_text(bench.term, "5 承認の条件: 入力してください");
	bench_type(&bench, "3");
	bench_type(&bench, BENCH_F9);
	headless_expect(bench.term, "acting-confirm");
	bench_type(&bench, "\r");
	bench_expect_view(&bench, "record");
	headless_expect_text(bench.term, "「保護管理者決定」待ち");
	bench_close(&bench);
}
END_TEST

START_TEST(a_wrong_pin_stays_in_the_dialog_and_the_right_one_decides)
{
	struct bench bench;
	free(open_at(&bench, COUNT(before_decision), true));
	open_waiting(&bench, "watanabe");
	bench_type(&bench, BENCH_F9 "1");
	confirm(&bench);
	bench_expect_view(&bench, "ask-pin");
	bench_type(&bench, "000000\r");
	bench_expect_view(&bench, "ask-pin");
	headless_expect_text(bench.term, "暗証番号が違います");
	bench_type(&bench, FAKE_PIN "\r");
	bench_expect_view(&bench, "record");
	headless_expect_text(bench.term, "に決定されました");
	bench_type(&bench, BENCH_F4);
	headless_expect(bench.term, "record-decision");
	bench_close(&bench);
}
END_TEST

START_TEST(a_refusal_wants_its_reason)
{
	struct bench bench;
	free(open_at(&bench, COUNT(before_decision), true));
	open_waiting(&bench, "watanabe");
	bench_type(&bench, BENCH_F9 "3");
	bench_type(&bench, BENCH_F9);
	bench_expect_view(&bench, "acting");
	headless_expect_text(bench.term, "理由・条件・所見: 入力してください");
	bench_type(&bench, "目的に比べて項目が多い");
	confirm(&bench);
	bench_type(&bench, FAKE_PIN "\r");
	bench_type(&bench, "\033[F");
	headless_expect_text(bench.term, "目的に比べて項目が多い");
	headless_expect_text(bench.term, "不承認");
	bench_close(&bench);
}
END_TEST

START_TEST(a_return_goes_to_the_chosen_step_and_tells_the_reason)
{
	struct bench bench;
	free(open_at(&bench, 3, true));
	open_waiting(&bench, "takahashi");
	bench_type(&bench, BENCH_F9 "2\r3\r"
				    "受付印がない");
	headless_expect(bench.term, "acting-return");
	confirm(&bench);
	headless_expect_text(bench.term, "「受付」待ち: 町民課");
	bench_type(&bench, "\033[F");
	headless_expect_text(bench.term, "→ 受付");
	headless_expect_text(bench.term, "受付印がない");
	bench_close(&bench);
}
END_TEST

START_TEST(what_was_typed_about_an_act_is_there_again_after_f3)
{
	struct bench bench;
	free(open_at(&bench, 3, true));
	open_waiting(&bench, "takahashi");
	bench_type(&bench, BENCH_F9 "2\r3\r"
				    "受付印がない");
	bench_type(&bench, BENCH_F3);
	bench_expect_view(&bench, "record");
	bench_type(&bench, BENCH_F9 "\t\t");
	headless_expect_text(bench.term, "受付印がない");
	bench_close(&bench);
}
END_TEST

START_TEST(a_deputy_gives_ground_and_days_and_the_holder_marks_it_as_seen)
{
	struct bench bench;
	free(open_at(&bench, COUNT(before_decision), true));
	open_waiting(&bench, "takahashi");
	bench_type(&bench, BENCH_F9 "1\r");
	bench_type(&bench, BENCH_F9);
	headless_expect_text(bench.term, "2 不在の理由: 入力してください");
	bench_type(&bench, "1\r"
			   "11/24\r"
			   "11/25\r");
	headless_expect(bench.term, "acting-deputy");
	confirm(&bench);
	bench_type(&bench, FAKE_PIN "\r");
	bench_expect_view(&bench, "record");
	bench_type(&bench, "\033[F");
	headless_expect_text(bench.term, "代決");
	bench_remove(&bench);
	bench_sign_in(&bench, "watanabe");
	bench_type(&bench, BENCH_DOWN "\r"); /* below the decision that is to be sent out */
	bench_type(&bench, "a");
	bench_expect_view(&bench, "confirm");
	bench_type(&bench, BENCH_F9);
	bench_expect_view(&bench, "record");
	bench_type(&bench, "\033[F");
	headless_expect(bench.term, "record-seen-after");
	bench_close(&bench);
}
END_TEST

START_TEST(the_recorded_absence_of_the_holder_stands_in_the_deputys_fields)
{
	struct bench bench;
	free(open_at(&bench, COUNT(before_decision), true));
	bench_remove(&bench);
	bench_sign_in(&bench, "watanabe");
	bench_type(&bench, "a7");
	bench_type(&bench, "10-15\r");
	bench_type(&bench, "2"); /* on leave */
	open_waiting(&bench, "takahashi");
	bench_type(&bench, BENCH_F9 "1\r");
	headless_expect(bench.term, "acting-deputy-away");
	confirm(&bench); /* nothing more need be typed */
	bench_type(&bench, FAKE_PIN "\r");
	bench_expect_view(&bench, "record");
	bench_type(&bench, "\033[F");
	headless_expect_text(bench.term, "代決");
	bench_close(&bench);
}
END_TEST

START_TEST(a_decision_on_what_another_changed_meanwhile_does_nothing)
{
	struct bench bench;
	struct wish back = { .act = ACT_RETURN, .reason = "取り違え" };
	char *record = open_at(&bench, 3, true);
	open_waiting(&bench, "takahashi");
	bench_type(&bench, BENCH_F9 "1");
	bench_act(&bench, "takahashi", record, &back);
	confirm(&bench);
	bench_expect_view(&bench, "record");
	headless_expect(bench.term, "record-conflict");
	free(record);
	bench_close(&bench);
}
END_TEST

START_TEST(what_a_colleague_did_while_the_screen_was_locked_is_told_after_unlocking)
{
	struct bench bench;
	char *record = open_at(&bench, 0, true);
	open_listed(&bench, "yamada");
	headless_expect_text(bench.term, "「所属長決裁」待ち");
	bench_remove(&bench);
	bench_act(&bench, "ishikawa", record, &yes);
	bench_insert(&bench, "yamada");
	bench_type(&bench, FAKE_PIN "\r");
	bench_expect_view(&bench, "record");
	headless_expect_text(bench.term, "「所属長決裁」待ち"); /* what was read stays what was read */
	headless_expect_text(bench.term, "F5 で読み直せます");
	bench_type(&bench, BENCH_F5);
	headless_expect_text(bench.term, "「受付」待ち");
	free(record);
	bench_close(&bench);
}
END_TEST

START_TEST(the_drafter_pulls_back_corrects_and_withdraws)
{
	struct bench bench;
	free(open_at(&bench, 0, true));
	open_listed(&bench, "yamada");
	bench_type(&bench, BENCH_F11);
	bench_expect_view(&bench, "confirm");
	bench_type(&bench, BENCH_F9);
	bench_expect_view(&bench, "record");
	headless_expect_text(bench.term, "起案者 山田 花子 の手元にあります");
	bench_type(&bench, BENCH_F2);
	bench_expect_view(&bench, "filing");
	headless_expect_text(bench.term, "訂正");
	confirm(&bench);
	bench_expect_view(&bench, "record");
	headless_expect_text(bench.term, "(第2版)");
	bench_type(&bench, "w");
	bench_expect_view(&bench, "acting");
	bench_type(&bench, BENCH_F9);
	headless_expect_text(bench.term, "1 理由・条件・所見: 入力してください");
	bench_type(&bench, "不要になったため");
	confirm(&bench);
	headless_expect(bench.term, "record-withdrawn");
	bench_close(&bench);
}
END_TEST

START_TEST(the_decision_goes_out_with_a_document_number)
{
	struct bench bench;
	struct wish decide = { .act = ACT_DECIDE, .answer = ANSWER_YES };
	char *record = open_at(&bench, COUNT(before_decision), true);
	bench_act(&bench, "watanabe", record, &decide);
	open_waiting(&bench, "mori");
	bench_type(&bench, "d");
	bench_expect_view(&bench, "acting");
	bench_type(&bench, "8東町第123号");
	confirm(&bench);
	bench_expect_view(&bench, "record");
	headless_expect(bench.term, "record-dispatched");
	free(record);
	bench_close(&bench);
}
END_TEST

Suite *record_suite(void)
{
	const TTest *const tests[] = {
		help_says_of_each_closed_key_who_could_use_it,
		the_head_applies_and_the_section_receives_with_a_number,
		a_decision_with_conditions_is_prefilled_checked_and_signed,
		a_wrong_pin_stays_in_the_dialog_and_the_right_one_decides,
		a_refusal_wants_its_reason,
		a_return_goes_to_the_chosen_step_and_tells_the_reason,
		what_was_typed_about_an_act_is_there_again_after_f3,
		a_deputy_gives_ground_and_days_and_the_holder_marks_it_as_seen,
		the_recorded_absence_of_the_holder_stands_in_the_deputys_fields,
		a_decision_on_what_another_changed_meanwhile_does_nothing,
		what_a_colleague_did_while_the_screen_was_locked_is_told_after_unlocking,
		the_drafter_pulls_back_corrects_and_withdraws,
		the_decision_goes_out_with_a_document_number,
		NULL,
	};
	Suite *suite = suite_of("record", tests);
	TCase *rows = tcase_create("rows");
	tcase_add_loop_test(rows, a_record_says_where_it_is_and_what_was_done, 0, 2);
	tcase_add_loop_test(rows, a_key_that_cannot_be_used_says_why_and_who_could, 0, COUNT(closed));
	tcase_set_timeout(rows, 60);
	suite_add_tcase(suite, rows);
	return suite;
}
