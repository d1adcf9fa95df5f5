/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What waits for whom, and what its keys do. */
#include <stdlib.h>

#include "base/memory.h"
#include "service/filing.h"
#include "store/draft.h"
#include "tests/screen/bench.h"
#include "tests/support/suites.h"

suite_maker waiting_suite;

static const struct wish yes = { .act = ACT_PASS };

START_TEST(an_empty_list_says_so_and_what_to_do)
{
	struct bench bench;
	bench_open(&bench, 24, 80, true);
	bench_sign_in(&bench, "yamada");
	headless_expect(bench.term, "waiting-empty");
	bench_close(&bench);
}
END_TEST

START_TEST(each_person_sees_what_is_hers_to_do)
{
	struct bench bench;
	bench_open(&bench, 24, 80, true);
	char *first = bench_file(&bench, "yamada", "国民健康保険税賦課事務");
	char *second = bench_file(&bench, "yamada", "固定資産税賦課事務");
	bench_act(&bench, "ishikawa", first, &yes);
	bench_act(&bench, "mori", first, &yes);
	bench_sign_in(&bench, "ishikawa");
	headless_expect_text(bench.term, "固定資産税");
	headless_expect_absent(bench.term, "国民健康保険税");
	bench_remove(&bench);
	bench_sign_in(&bench, "nakamura");
	headless_expect(bench.term, "waiting-reviewer");
	free(first);
	free(second);
	bench_close(&bench);
}
END_TEST

START_TEST(a_list_with_every_kind_of_row)
{
	struct bench bench;
	struct wish back = { .act = ACT_RETURN, .reason = "理由が足りません" };
	bench_open(&bench, 24, 80, true);
	char *returned = bench_file(&bench, "yamada", "国民健康保険税賦課事務");
	bench_act(&bench, "ishikawa", returned, &back);
	bench_draft(&bench, "yamada", "固定資産税賦課事務");
	bench_sign_in(&bench, "yamada");
	headless_expect(bench.term, "waiting-drafter");
	free(returned);
	bench_close(&bench);
}
END_TEST

START_TEST(the_list_reads_the_same_in_english_on_a_large_terminal)
{
	struct bench bench;
	bench_open(&bench, 40, 132, false);
	char *record = bench_file(&bench, "yamada", "Health insurance tax");
	bench_sign_in(&bench, "ishikawa");
	headless_expect(bench.term, "waiting-english-132");
	free(record);
	bench_close(&bench);
}
END_TEST

START_TEST(f5_shows_what_has_come_meanwhile)
{
	struct bench bench;
	bench_open(&bench, 24, 80, true);
	bench_sign_in(&bench, "ishikawa");
	headless_expect_absent(bench.term, "国民健康保険税");
	free(bench_file(&bench, "yamada", "国民健康保険税賦課事務"));
	bench_type(&bench, BENCH_F5);
	headless_expect_text(bench.term, "国民健康保険税");
	bench_close(&bench);
}
END_TEST

START_TEST(enter_opens_the_record_and_f3_comes_back)
{
	struct bench bench;
	bench_open(&bench, 24, 80, true);
	free(bench_file(&bench, "yamada", "国民健康保険税賦課事務"));
	bench_sign_in(&bench, "ishikawa");
	bench_type(&bench, "\r");
	bench_expect_view(&bench, "record");
	bench_type(&bench, BENCH_F3);
	bench_expect_view(&bench, "waiting");
	bench_close(&bench);
}
END_TEST

START_TEST(enter_takes_up_a_draft_where_it_was)
{
	struct bench bench;
	bench_open(&bench, 24, 80, true);
	bench_draft(&bench, "yamada", "固定資産税賦課事務");
	bench_sign_in(&bench, "yamada");
	bench_type(&bench, "\r");
	bench_expect_view(&bench, "filing");
	headless_expect_text(bench.term, "固定資産税賦課事務");
	bench_close(&bench);
}
END_TEST

START_TEST(a_pile_wants_ticks_and_takes_no_drafts)
{
	struct bench bench;
	bench_open(&bench, 24, 80, false);
	bench_draft(&bench, "ishikawa", "Own draft");
	free(bench_file(&bench, "yamada", "First"));
	free(bench_file(&bench, "yamada", "Second"));
	bench_sign_in(&bench, "ishikawa");
	bench_type(&bench, BENCH_F9);
	headless_expect_text(bench.term, "Tick the rows");
	bench_type(&bench, "   ");
	bench_type(&bench, BENCH_F9);
	headless_expect_text(bench.term, "is opened by itself");
	bench_type(&bench, " "); /* the bar stands on the last row, the draft */
	bench_type(&bench, BENCH_F9);
	bench_expect_view(&bench, "pile");
	bench_close(&bench);
}
END_TEST

/* The draft as filing_resume leaves it where a version came into force since: one entry has no place any more. */
static void leave_over(struct bench *bench, const char *sentence)
{
	struct session *session = bench->workstation->session;
	struct drafts drafts;
	struct filing *filing;
	struct error err;
	ck_assert_int_eq(draft_list(session->desk->store, session->person, &drafts, &err), RESULT_OK);
	ck_assert_int_eq(filing_resume(session, drafts.items[0].id, &filing, &err), RESULT_OK);
	filing->left = json_pack("[s]", sentence);
	filing->dirty = true;
	ck_assert_int_eq(filing_keep(filing, &err), RESULT_OK);
	filing_free(filing);
	drafts_done(&drafts);
}

START_TEST(what_no_longer_fits_is_shown_until_it_is_given_up)
{
	struct bench bench;
	bench_open(&bench, 24, 80, false);
	bench_draft(&bench, "yamada", "Tax");
	bench_sign_in(&bench, "yamada");
	leave_over(&bench, "Colour: blue");
	bench_type(&bench, "\r");
	bench_expect_view(&bench, "confirm");
	headless_expect_text(bench.term, "Entries that no longer fit");
	headless_expect_text(bench.term, "Colour: blue");
	bench_type(&bench, BENCH_F3); /* not agreed: the form opens, and F9 shows the page again */
	bench_expect_view(&bench, "filing");
	bench_type(&bench, BENCH_F9);
	headless_expect_text(bench.term, "Colour: blue");
	bench_type(&bench, BENCH_F9);
	bench_expect_view(&bench, "filing");
	headless_expect_text(bench.term, "now one of the version in force");
	bench_type(&bench, BENCH_F9);
	headless_expect_absent(bench.term, "Colour: blue");
	bench_close(&bench);
}
END_TEST

START_TEST(a_draft_is_thrown_away_only_after_a_question)
{
	struct bench bench;
	bench_open(&bench, 24, 80, true);
	bench_draft(&bench, "yamada", "固定資産税賦課事務");
	bench_sign_in(&bench, "yamada");
	bench_type(&bench, BENCH_F11);
	bench_expect_view(&bench, "confirm");
	bench_type(&bench, BENCH_F3);
	headless_expect_text(bench.term, "固定資産税");
	bench_type(&bench, BENCH_F11);
	bench_type(&bench, BENCH_F9);
	bench_expect_view(&bench, "waiting");
	headless_expect_absent(bench.term, "固定資産税");
	bench_close(&bench);
}
END_TEST

START_TEST(a_recurring_duty_waits_with_its_last_day_and_enter_begins_its_form)
{
	struct bench bench;
	bench_open_times(&bench, 24, 80, true);
	bench_sign_in(&bench, "nakamura");
	headless_expect(bench.term, "waiting-duties");
	bench_type(&bench, BENCH_DOWN "\r");
	bench_expect_view(&bench, "filing");
	headless_expect(bench.term, "filing-for-next-year");
	bench_type(&bench, BENCH_F3);
	headless_expect_text(bench.term, "2件"); /* nothing was typed, so no draft is kept */
	bench_close(&bench);
}
END_TEST

START_TEST(what_is_overdue_stands_first_and_says_so)
{
	struct bench bench;
	bench_open_times(&bench, 24, 80, true);
	bench.clock.fixed += 22 * 86400000LL; /* 16 December */
	bench_sign_in(&bench, "nakamura");
	headless_expect(bench.term, "waiting-overdue");
	bench_close(&bench);
}
END_TEST

Suite *waiting_suite(void)
{
	const TTest *const tests[] = {
		an_empty_list_says_so_and_what_to_do,
		each_person_sees_what_is_hers_to_do,
		a_list_with_every_kind_of_row,
		the_list_reads_the_same_in_english_on_a_large_terminal,
		f5_shows_what_has_come_meanwhile,
		enter_opens_the_record_and_f3_comes_back,
		enter_takes_up_a_draft_where_it_was,
		a_pile_wants_ticks_and_takes_no_drafts,
		what_no_longer_fits_is_shown_until_it_is_given_up,
		a_draft_is_thrown_away_only_after_a_question,
		a_recurring_duty_waits_with_its_last_day_and_enter_begins_its_form,
		what_is_overdue_stands_first_and_says_so,
		NULL,
	};
	return suite_of("waiting", tests);
}
