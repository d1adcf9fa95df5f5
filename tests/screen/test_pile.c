/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Several records chosen for one by one and settled with one PIN. */
#include <stdlib.h>

#include "base/memory.h"
#include "tests/screen/bench.h"
#include "tests/support/suites.h"

suite_maker pile_suite;

static const char *const subjects[] = { "国民健康保険税賦課事務", "固定資産税賦課事務",
	"軽自動車税賦課事務" };
static const char *const before_decision[] = { "ishikawa", "mori", "nakamura", "takahashi" };

/* Three applications wait for the protection manager, who has ticked them all. */
static void open_pile(struct bench *bench, char *records[COUNT(subjects)])
{
	static const struct wish yes = { .act = ACT_PASS };
	bench_open(bench, 24, 80, true);
	for (size_t i = 0; i < COUNT(subjects); i++) {
		records[i] = bench_file(bench, "yamada", subjects[i]);
		for (size_t step = 0; step < COUNT(before_decision); step++)
			bench_act(bench, before_decision[step], records[i], &yes);
	}
	bench_sign_in(bench, "watanabe");
	bench_type(bench, "   ");
	bench_type(bench, BENCH_F9);
	bench_expect_view(bench, "pile");
}

static void close_pile(struct bench *bench, char *records[COUNT(subjects)])
{
	for (size_t i = 0; i < COUNT(subjects); i++)
		free(records[i]);
	bench_close(bench);
}

/* Opens the record under the bar, chooses the answer with this number, and comes back to the pile. */
static void choose(struct bench *bench, const char *keys)
{
	bench_type(bench, "\r");
	bench_expect_view(bench, "record");
	bench_type(bench, BENCH_F9);
	bench_expect_view(bench, "acting");
	bench_type(bench, keys);
	bench_type(bench, BENCH_F9);
	bench_expect_view(bench, "pile");
}

START_TEST(nothing_is_settled_that_was_not_opened)
{
	struct bench bench;
	char *records[COUNT(subjects)];
	open_pile(&bench, records);
	headless_expect(bench.term, "pile-unopened");
	bench_type(&bench, BENCH_F9);
	bench_expect_view(&bench, "pile");
	headless_expect_text(bench.term, "開いていない文書はそのまま残ります");
	close_pile(&bench, records);
}
END_TEST

START_TEST(two_of_three_are_settled_with_one_signature_and_the_third_is_kept)
{
	struct bench bench;
	char *records[COUNT(subjects)];
	open_pile(&bench, records);
	choose(&bench, "1");
	choose(&bench, "3\t\t項目が多い");
	headless_expect(bench.term, "pile-chosen");
	unsigned before = fake_host_signatures(bench.cards);
	bench_type(&bench, BENCH_F9);
	headless_expect(bench.term, "pile-confirm");
	bench_type(&bench, BENCH_F9);
	bench_expect_view(&bench, "ask-pin");
	bench_type(&bench, FAKE_PIN "\r");
	bench_expect_view(&bench, "waiting");
	ck_assert_uint_eq(fake_host_signatures(bench.cards), before + 1);
	headless_expect(bench.term, "pile-settled");
	close_pile(&bench, records);
}
END_TEST

START_TEST(a_choice_is_forgotten_by_f11_and_seen_again_when_it_is_opened)
{
	struct bench bench;
	char *records[COUNT(subjects)];
	open_pile(&bench, records);
	choose(&bench, "3\t\t項目が多い");
	bench_type(&bench, BENCH_UP "\r" BENCH_F9 "\t\t");
	headless_expect_text(bench.term, "項目が多い");
	bench_type(&bench, BENCH_F3 BENCH_F3);
	bench_expect_view(&bench, "pile");
	bench_type(&bench, BENCH_F11);
	headless_expect_text(bench.term, "3 件中 0 件");
	close_pile(&bench, records);
}
END_TEST

START_TEST(one_that_changed_meanwhile_stops_the_whole_pile)
{
	struct bench bench;
	char *records[COUNT(subjects)];
	struct wish back = { .act = ACT_RETURN, .reason = "取り違え" };
	open_pile(&bench, records);
	choose(&bench, "1");
	choose(&bench, "1");
	bench_act(&bench, "watanabe", records[1], &back);
	bench_type(&bench, BENCH_F9);
	bench_type(&bench, BENCH_F9);
	bench_type(&bench, FAKE_PIN "\r");
	bench_expect_view(&bench, "pile");
	headless_expect(bench.term, "pile-conflict");
	close_pile(&bench, records);
}
END_TEST

START_TEST(in_a_pile_only_what_differs_from_last_years_form_is_shown_until_v)
{
	static const struct wish yes = { .act = ACT_PASS },
				 grant = { .act = ACT_DECIDE, .answer = ANSWER_YES };
	struct bench bench;
	bench_open(&bench, 24, 80, true);
	char *earlier = bench_file(&bench, "yamada", "固定資産税賦課事務");
	for (size_t step = 0; step < COUNT(before_decision); step++)
		bench_act(&bench, before_decision[step], earlier, &yes);
	bench_act(&bench, "watanabe", earlier, &grant);
	char *now = bench_file(&bench, "yamada", "軽自動車税賦課事務");
	for (size_t step = 0; step < COUNT(before_decision); step++)
		bench_act(&bench, before_decision[step], now, &yes);
	bench_sign_in(&bench, "watanabe");
	bench_type(&bench, " ");
	bench_type(&bench, BENCH_F9);
	bench_expect_view(&bench, "pile");
	bench_type(&bench, "\r");
	bench_expect_view(&bench, "record");
	headless_expect_text(bench.term, "異なるところ");
	headless_expect_text(bench.term, "軽自動車税賦課事務");
	headless_expect_text(bench.term, "前回: 固定資産税賦課事務");
	headless_expect_text(bench.term, "項目は前回と同じです");
	headless_expect_absent(bench.term, "■ 内容");
	bench_type(&bench, "v");
	headless_expect_text(bench.term, "■ 内容");
	bench_type(&bench, "v");
	headless_expect_absent(bench.term, "■ 内容");
	free(earlier);
	free(now);
	bench_close(&bench);
}
END_TEST

Suite *pile_suite(void)
{
	const TTest *const tests[] = {
		nothing_is_settled_that_was_not_opened,
		two_of_three_are_settled_with_one_signature_and_the_third_is_kept,
		a_choice_is_forgotten_by_f11_and_seen_again_when_it_is_opened,
		one_that_changed_meanwhile_stops_the_whole_pile,
		in_a_pile_only_what_differs_from_last_years_form_is_shown_until_v,
		NULL,
	};
	return suite_of("pile", tests);
}
