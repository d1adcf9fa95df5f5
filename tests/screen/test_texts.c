/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A text that staff acknowledge: in 未処理一覧, read, acknowledged after a question, and who has yet to. */
#include "tests/screen/bench.h"
#include "tests/support/readers.h"
#include "tests/support/suites.h"

suite_maker texts_suite;

START_TEST(a_text_waits_in_the_list_and_is_acknowledged_after_a_question)
{
	struct bench bench;
	bench_open(&bench, 24, 80, true);
	bench_sign_in(&bench, READERS_SLOW);
	headless_expect_text(bench.term, "秘密を守ること");
	bench_type(&bench, "\r");
	bench_expect_view(&bench, "text-page");
	headless_expect(bench.term, "text-page");
	bench_type(&bench, BENCH_F9);
	bench_expect_view(&bench, "confirm");
	headless_expect(bench.term, "text-confirm");
	bench_type(&bench, BENCH_F3);
	bench_expect_view(&bench, "text-page");
	bench_type(&bench, BENCH_F9);
	bench_type(&bench, BENCH_F9);
	bench_expect_view(&bench, "waiting");
	headless_expect_text(bench.term, "文書を読み、守ることを記録しました");
	bench_close(&bench);
}
END_TEST

START_TEST(the_list_of_texts_says_how_many_have_yet_to)
{
	struct bench bench;
	bench_open(&bench, 24, 80, true);
	bench_sign_in(&bench, "yamada");
	bench_type(&bench, BENCH_F12 "k");
	bench_expect_view(&bench, "texts");
	headless_expect(bench.term, "texts");
	bench_type(&bench, "\r" BENCH_F4);
	headless_expect_text(bench.term, "橋本 亮");
	bench_type(&bench, BENCH_F9);
	bench_expect_view(&bench, "text-page"); /* hers is done: F9 says so */
	headless_expect_text(bench.term, "確認済み");
	bench_close(&bench);
}
END_TEST

Suite *texts_suite(void)
{
	const TTest *const tests[] = {
		a_text_waits_in_the_list_and_is_acknowledged_after_a_question,
		the_list_of_texts_says_how_many_have_yet_to,
		NULL,
	};
	return suite_of("texts", tests);
}
