/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Being away: noted with two keys, typed with a ground, taken back. */
#include "tests/screen/bench.h"
#include "tests/support/suites.h"

suite_maker away_suite;

START_TEST(two_keys_note_an_absence_and_it_can_be_taken_back)
{
	struct bench bench;
	bench_open(&bench, 24, 80, true);
	bench_sign_in(&bench, "ishikawa");
	bench_type(&bench, "a");
	bench_expect_view(&bench, "away");
	headless_expect(bench.term, "away");
	bench_type(&bench, "1");
	bench_expect_view(&bench, "waiting");
	headless_expect_text(bench.term, "不在を記録しました");
	bench_type(&bench, "a");
	headless_expect(bench.term, "away-noted");
	bench_type(&bench, "8");
	headless_expect_text(bench.term, "不在を取り消しました");
	bench_close(&bench);
}
END_TEST

START_TEST(hours_are_typed_and_their_ground_is_asked)
{
	struct bench bench;
	bench_open(&bench, 24, 80, true);
	bench_sign_in(&bench, "ishikawa");
	bench_type(&bench, "a7");
	bench_type(&bench, "25-26\r");
	bench_expect_view(&bench, "away");
	headless_expect_text(bench.term, "13-15");
	bench_type(&bench, BENCH_F3);
	bench_type(&bench, "7");
	bench_type(&bench, "13-15\r");
	bench_expect_view(&bench, "choosing");
	headless_expect_text(bench.term, "13:00から15:00まで");
	bench_type(&bench, "1");
	bench_expect_view(&bench, "waiting");
	headless_expect_text(bench.term, "不在を記録しました");
	bench_close(&bench);
}
END_TEST

Suite *away_suite(void)
{
	const TTest *const tests[] = {
		two_keys_note_an_absence_and_it_can_be_taken_back,
		hours_are_typed_and_their_ground_is_asked,
		NULL,
	};
	return suite_of("away", tests);
}
