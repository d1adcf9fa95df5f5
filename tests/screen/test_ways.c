/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ways that a record may go besides being passed and signed, by the keys: decided on paper, skipped in
 * an emergency, refused in stock words, compiled out of others. */
#include <stdlib.h>

#include "base/memory.h"
#include "tests/screen/bench.h"
#include "tests/support/suites.h"
#include "tests/support/walk.h"

suite_maker ways_screen_suite;

static struct training training;
static struct bench bench;

static void end(void)
{
	bench_close(&bench);
	training_end(&training);
}

/* Signs in and opens the first row that waits. */
static void open_waiting(const char *person)
{
	bench_remove(&bench);
	bench_sign_in(&bench, person);
	bench_type(&bench, "\r");
	bench_expect_view(&bench, "record");
}

/* F9 on the page that is filled in, then on the page that asks once more. */
static void settle(void)
{
	bench_type(&bench, BENCH_F9);
	bench_expect_view(&bench, "confirm");
	bench_type(&bench, BENCH_F9);
}

/* ---- decided on paper ------------------------------------------------------------ */

static const char *const city_people[] = { "ueda", "sakitani", "nakai", "higashi", "uemura" };
static const struct training_place city = { "data/demo/kashihara-city", "data/regulations/kashihara",
	city_people, COUNT(city_people) };

/* A judgement for which only the mayor's paper is missing. */
static void open_judgement(int rows, bool japanese)
{
	static const struct turn before[] = { { "higashi" }, { "uemura", .at = "decide" } };
	training_begin_at(&training, &city);
	char *record = walk_file(&training, "nakai", "kashihara/crisis-judgement",
		"{\"kinds\": [\"malware\"], \"found-on\": \"2026-11-24\", \"found-at\": \"09:10\","
		" \"happened\": [{\"day\": \"2026-11-24\", \"time\": \"09:10\", \"event\": \"警告が出た\"}],"
		" \"effect\": \"まだ分からない\", \"measures\": [\"meeting\", \"disconnect\"],"
		" \"cut-already\": false}",
		NULL);
	walk_turns(&training, record, before, COUNT(before));
	free(record);
	bench_open_training(&bench, &training, rows, 80, japanese);
}

/* What the paper says, typed in on the record's screen. */
static void type_paper(void)
{
	bench_type(&bench, BENCH_F9);
	bench_expect_view(&bench, "acting");
	bench_type(&bench, "1\r"
			   "橿市第12号\r"
			   "R8.11.23\r"
			   "市長 森川 亮介\r");
}

static void transcribe(void)
{
	open_waiting("ueda");
	type_paper();
}

START_TEST(a_paper_decision_is_typed_in_and_confirmed_by_a_second_person)
{
	open_judgement(24, true);
	transcribe();
	bench_type(&bench, BENCH_F9);
	headless_expect(bench.term, "paper-typed");
	bench_type(&bench, BENCH_F9);
	bench_expect_view(&bench, "record");
	headless_expect_text(bench.term, "照合待ち");
	open_waiting("sakitani");
	headless_expect(bench.term, "paper-waits");
	bench_type(&bench, BENCH_F9 "1\r" BENCH_F9);
	headless_expect(bench.term, "paper-confirm");
	bench_type(&bench, BENCH_F9);
	bench_expect_view(&bench, "ask-pin");
	bench_type(&bench, FAKE_PIN "\r");
	bench_expect_view(&bench, "record");
	headless_expect(bench.term, "paper-decided");
	end();
}
END_TEST

START_TEST(the_record_says_in_either_language_who_decided_on_paper_and_who_brought_it_in)
{
	open_judgement(40, _i == 0);
	transcribe();
	settle();
	open_waiting("sakitani");
	bench_type(&bench, BENCH_F9 "1\r");
	settle();
	bench_type(&bench, FAKE_PIN "\r");
	headless_expect(bench.term, _i == 0 ? "record-paper" : "record-paper-english");
	end();
}
END_TEST

START_TEST(who_typed_the_paper_in_does_not_confirm_it)
{
	open_judgement(24, true);
	transcribe();
	settle();
	bench_type(&bench, BENCH_F9);
	bench_expect_view(&bench, "record");
	headless_expect_text(bench.term, "転記した本人は照合できません");
	end();
}
END_TEST

START_TEST(what_does_not_agree_with_the_paper_is_typed_in_anew)
{
	open_judgement(24, true);
	transcribe();
	settle();
	open_waiting("sakitani");
	bench_type(&bench, BENCH_F9 "2\r");
	bench_type(&bench, "番号が違います");
	settle();
	bench_type(&bench, FAKE_PIN "\r");
	bench_expect_view(&bench, "record");
	headless_expect_text(bench.term, "「市長の判断」待ち");
	headless_expect_absent(bench.term, "照合待ち");
	bench_remove(&bench);
	bench_insert(&bench, "ueda"); /* back to the record that she left */
	bench_type(&bench, FAKE_PIN "\r" BENCH_F5);
	type_paper();
	bench_type(&bench, BENCH_F9);
	headless_expect_text(bench.term, "書面の決裁を転記しますか");
	end();
}
END_TEST

/* ---- skipped in an emergency ------------------------------------------------------ */

static const char *const town_people[] = { "yamada", "ishikawa", "mori", "nakamura", "takahashi", "watanabe",
	"kuroda", "ogawa" };
static const struct training_place town = { "data/demo/toin-town", "data/regulations/toin", town_people,
	COUNT(town_people) };

START_TEST(a_request_and_an_opinion_are_skipped_with_a_reason_in_stock_words)
{
	static const struct turn before[] = { { "takahashi", .at = "request" } };
	training_begin_at(&training, &town);
	char *record = walk_file(&training, "mori", "toin/measures-decision",
		"{\"kinds\": [\"leak\"], \"found-on\": \"2026-11-24\", \"happened\": \"名簿が外に出た\","
		" \"subjects\": \"令和8年の転入者\", \"investigation\": \"端末の履歴を調べた\", \"danger\": "
		"true, \"danger-text\": \"流出が続いている\", \"measures\": [\"disconnect\"],"
		" \"measures-text\": \"今日から接続を止める\"}",
		NULL);
	walk_turns(&training, record, before, COUNT(before));
	bench_open_training(&bench, &training, 24, 80, true);
	open_waiting("watanabe");
	for (int step = 0; step < 2; step++) {
		bench_type(&bench, BENCH_F9 "2" BENCH_F9);
		bench_expect_view(&bench, "acting");
		headless_expect_text(bench.term, "理由・条件・所見: 入力してください");
		bench_type(&bench, BENCH_F4);
		bench_expect_view(&bench, "choosing");
		headless_expect_text(bench.term, "1  町民の個人情報の漏えいが続いており");
		bench_type(&bench, "\r" BENCH_F9);
		headless_expect(bench.term, "bypass-confirm");
		bench_type(&bench, BENCH_F9);
		bench_expect_view(&bench, "record");
	}
	headless_expect_text(bench.term, "「統括管理者の決定」待ち");
	bench_type(&bench, "\033[F");
	headless_expect_text(bench.term, "続いており、待てば被害が");
	free(record);
	end();
}
END_TEST

/* Behind what stands there already, and only words for this use. */
START_TEST(stock_words_stand_behind_what_was_typed)
{
	training_begin_at(&training, &town);
	char *record = training_file(&training);
	bench_open_training(&bench, &training, 24, 80, true);
	open_waiting("ishikawa");
	bench_type(&bench, BENCH_F9 "2\r"
				    "1\r"
				    "至急です。");
	bench_type(&bench, BENCH_F4);
	bench_expect_view(&bench, "choosing");
	headless_expect_text(bench.term, "記載に漏れがあります");
	headless_expect_absent(bench.term, "利用の根拠が認められません");
	bench_type(&bench, "2");
	bench_expect_view(&bench, "acting");
	headless_expect(bench.term, "stock-words");
	bench_type(&bench, "\032"); /* Ctrl-Z */
	headless_expect_absent(bench.term, "利用する項目が多すぎます");
	headless_expect_text(bench.term, "至急です。");
	free(record);
	end();
}
END_TEST

/* ---- compiled --------------------------------------------------------------------- */

static const char *const plan_people[] = { "ishibashi", "kondo", "sakata", "ikesue", "eguchi", "harada" };
static const struct training_place plan_city = { "data/demo/yanagawa-city", "data/regulations/yanagawa",
	plan_people, COUNT(plan_people) };

static void file_plan(const char *process)
{
	static const struct turn turns[] = { { "kondo" }, { "sakata" } };
	char *values = memory_format("{\"year\": 2027, \"agency\": \"mayor\", \"processes\": [{\"process\": "
				     "\"%s\", \"kind\": \"usual\", \"cycle\": \"yearly\", \"months\": \"6\"}"
				     "], \"other-data\": false, \"outsourced\": true}",
		process);
	char *record = walk_file(&training, "ishibashi", "yanagawa/plan-draft", values, NULL);
	walk_turns(&training, record, turns, COUNT(turns));
	free(record);
	free(values);
}

/* The year's plan, in which F5 has collected one line. */
static void open_plan(void)
{
	training_begin_at(&training, &plan_city);
	file_plan("当初賦課");
	bench_open_training(&bench, &training, 24, 120, true);
	bench_sign_in(&bench, "ikesue");
	bench_begin_form(&bench, "年間情報処理計画書");
	bench_type(&bench, BENCH_F5);
}

START_TEST(f5_collects_what_was_filed_and_marks_what_came_since)
{
	open_plan();
	headless_expect(bench.term, "plan-collected");
	bench_type(&bench, "\r"
			   "1\t"
			   "機器の都合");
	file_plan("督促状");
	bench_type(&bench, BENCH_F5);
	headless_expect_text(bench.term, "継続 1 行、新規 1 行");
	bench_type(&bench, "\t");
	headless_expect(bench.term, "plan-collected-again");
	end();
}
END_TEST

START_TEST(collected_cells_are_passed_over_and_cannot_be_changed)
{
	open_plan();
	bench_type(&bench, "\r"); /* past eight collected cells to the one to be filled in */
	headless_expect_text(bench.term, "1 原案どおり");
	for (int i = 0; i < 6; i++)
		bench_type(&bench, "\033[D");
	headless_expect(bench.term, "plan-locked");
	bench_type(&bench, "別の業務");
	bench_type(&bench, "\177");
	bench_type(&bench, "\033[200~別の業務\033[201~");
	bench_type(&bench, BENCH_F4);
	headless_expect_absent(bench.term, "別の業務");
	headless_expect_text(bench.term, "税務課    令和8年度 …  当初賦課");
	bench_type(&bench, "\t");
	headless_expect_text(bench.term, "1 原案どおり");
	bench_type(&bench, "\t\033[Z\033[Z"); /* behind the first cell to fill in the year is next */
	headless_expect_text(bench.term, "▸ 1 対象年度");
	end();
}
END_TEST

START_TEST(a_line_typed_by_hand_is_open_in_every_cell)
{
	open_plan();
	bench_type(&bench, "\r" BENCH_F2);
	bench_type(&bench, "税務課\t\t"
			   "手書きの業務\t");
	headless_expect_text(bench.term, "手書きの業務");
	end();
}
END_TEST

Suite *ways_screen_suite(void)
{
	const TTest *const tests[] = {
		a_paper_decision_is_typed_in_and_confirmed_by_a_second_person,
		who_typed_the_paper_in_does_not_confirm_it,
		what_does_not_agree_with_the_paper_is_typed_in_anew,
		a_request_and_an_opinion_are_skipped_with_a_reason_in_stock_words,
		stock_words_stand_behind_what_was_typed,
		f5_collects_what_was_filed_and_marks_what_came_since,
		collected_cells_are_passed_over_and_cannot_be_changed,
		a_line_typed_by_hand_is_open_in_every_cell,
		NULL,
	};
	Suite *suite = suite_of("ways", tests);
	TCase *languages = tcase_create("languages");
	tcase_add_loop_test(languages,
		the_record_says_in_either_language_who_decided_on_paper_and_who_brought_it_in, 0, 2);
	tcase_set_timeout(languages, 60);
	suite_add_tcase(suite, languages);
	return suite;
}
