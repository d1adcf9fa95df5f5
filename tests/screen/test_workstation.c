/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Locking, unlocking, one person after the other, sizes, hang-up. */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "tests/screen/bench.h"
#include "tests/support/suites.h"

suite_maker workstation_suite;

START_TEST(a_pulled_card_blanks_the_screen_and_locks)
{
	struct bench bench;
	bench_open(&bench, 24, 80, true);
	bench_draft(&bench, "yamada", "国民健康保険税賦課事務");
	bench_sign_in(&bench, "yamada");
	headless_expect_text(bench.term, "国民健康保険税");
	bench_remove(&bench);
	headless_expect(bench.term, "locked");
	ck_assert_ptr_null(bench.workstation->session);
	bench_close(&bench);
}
END_TEST

/* Ways to get somewhere from the first screen. */
static const char *const places[] = {
	"",
	BENCH_F1,
	BENCH_F12,
	BENCH_F12 "r",
	BENCH_F12 "p",
	BENCH_F12 "p\r",
	BENCH_F12 "j",
	BENCH_F12 "1\r",
};

START_TEST(the_same_card_and_pin_return_to_the_same_place)
{
	struct bench bench;
	bench_open(&bench, 24, 80, true);
	for (size_t i = 0; i < COUNT(places); i++) {
		struct text before = { 0 }, after = { 0 };
		bench_sign_in(&bench, "yamada");
		bench_type(&bench, places[i]);
		headless_grid(bench.term, &before);
		const struct view *top = view_top(workstation_stack(bench.workstation));
		bench_remove(&bench);
		bench_expect_view(&bench, "sign-in");
		bench_insert(&bench, "yamada");
		bench_type(&bench, FAKE_PIN "\r");
		ck_assert_ptr_eq(view_top(workstation_stack(bench.workstation)), top);
		headless_grid(bench.term, &after);
		ck_assert_str_eq(text_string(&before), text_string(&after));
		workstation_sign_out(bench.workstation);
		bench_settle(&bench);
		ck_assert_uint_eq(bench.workstation->seat_count, 0);
		bench_remove(&bench);
		text_done(&before);
		text_done(&after);
	}
	bench_close(&bench);
}
END_TEST

START_TEST(unlocking_returns_to_the_field_with_what_was_typed)
{
	struct bench bench;
	bench_open(&bench, 24, 80, true);
	bench_sign_in(&bench, "yamada");
	bench_begin(&bench);
	bench_type(&bench, "国保");
	struct text before = { 0 }, after = { 0 };
	headless_grid(bench.term, &before);
	bench_remove(&bench);
	headless_expect_absent(bench.term, "国保");
	bench_insert(&bench, "yamada");
	bench_type(&bench, FAKE_PIN "\r");
	headless_grid(bench.term, &after);
	ck_assert_str_eq(text_string(&before), text_string(&after));
	text_done(&before);
	text_done(&after);
	bench_close(&bench);
}
END_TEST

START_TEST(another_persons_card_opens_her_own_screens_and_leaves_the_first_alone)
{
	struct bench bench;
	bench_open(&bench, 24, 80, true);
	bench_sign_in(&bench, "yamada");
	bench_begin(&bench);
	bench_type(&bench, "国保");
	bench_remove(&bench);
	bench_sign_in(&bench, "shimizu");
	headless_expect_absent(bench.term, "国保");
	ck_assert_uint_eq(bench.workstation->seat_count, 2);
	bench_remove(&bench);
	bench_insert(&bench, "yamada");
	bench_type(&bench, FAKE_PIN "\r");
	bench_expect_view(&bench, "filing");
	headless_expect_text(bench.term, "国保");
	bench_close(&bench);
}
END_TEST

START_TEST(a_wrong_pin_does_not_unlock)
{
	struct bench bench;
	bench_open(&bench, 24, 80, false);
	bench_sign_in(&bench, "yamada");
	bench_remove(&bench);
	bench_insert(&bench, "yamada");
	bench_type(&bench, "000000\r");
	bench_expect_view(&bench, "sign-in");
	headless_expect_text(bench.term, "2 tries are left");
	bench_close(&bench);
}
END_TEST

START_TEST(a_card_taken_out_and_put_back_between_two_looks_locks_all_the_same)
{
	struct bench bench;
	bench_open(&bench, 24, 80, false);
	bench_sign_in(&bench, "yamada");
	fake_host_remove(bench.cards);
	fake_host_insert(bench.cards, bench_card("yamada"));
	bench_settle(&bench);
	bench_expect_view(&bench, "sign-in");
	headless_expect_text(bench.term, "Hanako Yamada");
	bench_close(&bench);
}
END_TEST

START_TEST(idle_time_locks_and_the_card_may_stay_in)
{
	struct bench bench;
	bench_open(&bench, 24, 80, false);
	bench_sign_in(&bench, "yamada");
	bench.workstation->session->touched -= bench.workstation->session->idle_limit;
	bench_settle(&bench);
	bench_expect_view(&bench, "sign-in");
	headless_expect_text(bench.term, "Hanako Yamada");
	bench_type(&bench, FAKE_PIN "\r");
	bench_expect_view(&bench, "waiting");
	bench_close(&bench);
}
END_TEST

START_TEST(a_key_keeps_the_screen_open)
{
	struct bench bench;
	bench_open(&bench, 24, 80, false);
	bench_sign_in(&bench, "yamada");
	bench.workstation->session->touched -= bench.workstation->session->idle_limit / 2;
	bench_type(&bench, BENCH_DOWN);
	ck_assert_int_le(clock_monotonic() - bench.workstation->session->touched, 1000);
	bench_close(&bench);
}
END_TEST

START_TEST(a_stopped_service_locks_and_its_return_unlocks)
{
	struct bench bench;
	bench_open(&bench, 24, 80, false);
	bench_sign_in(&bench, "yamada");
	fake_host_set_state(bench.cards, CARD_STATE_NO_SERVICE);
	bench_settle(&bench);
	bench_expect_view(&bench, "sign-in");
	headless_expect_text(bench.term, "pcscd");
	fake_host_set_state(bench.cards, CARD_STATE_STARTING);
	bench_insert(&bench, "yamada");
	bench_type(&bench, FAKE_PIN "\r");
	bench_expect_view(&bench, "waiting");
	bench_close(&bench);
}
END_TEST

START_TEST(a_window_of_one_cell_and_back_shows_the_same)
{
	static const int sizes[][2] = { { 1, 1 }, { 2, 200 }, { 23, 80 }, { 24, 79 }, { 60, 200 },
		{ 24, 80 } };
	struct bench bench;
	struct text before = { 0 }, after = { 0 };
	bench_open(&bench, 24, 80, true);
	bench_draft(&bench, "yamada", "国民健康保険税賦課事務");
	bench_sign_in(&bench, "yamada");
	headless_grid(bench.term, &before);
	for (size_t i = 0; i < COUNT(sizes); i++) {
		term_set_size(bench.term, sizes[i][0], sizes[i][1]);
		bench_settle(&bench);
	}
	headless_grid(bench.term, &after);
	ck_assert_str_eq(text_string(&before), text_string(&after));
	text_done(&before);
	text_done(&after);
	bench_close(&bench);
}
END_TEST

START_TEST(a_hang_up_keeps_what_was_typed)
{
	struct bench bench;
	struct term_event gone = { .kind = TERM_HANG_UP };
	bench_open(&bench, 24, 80, true);
	bench_sign_in(&bench, "yamada");
	bench_begin(&bench);
	bench_type(&bench, "国保");
	view_handle(workstation_stack(bench.workstation), &gone);
	ck_assert(bench.workstation->quit);
	workstation_free(bench.workstation);
	bench.workstation = workstation_new(bench.desk, bench.term);
	bench_remove(&bench);
	bench_sign_in(&bench, "yamada");
	headless_expect_text(bench.term, "国保");
	bench_close(&bench);
}
END_TEST

START_TEST(the_frame_names_office_person_day_and_training)
{
	struct bench bench;
	bench_open(&bench, 24, 80, true);
	bench_sign_in(&bench, "yamada");
	headless_expect_text(bench.term, "研修用");
	headless_expect_text(bench.term, "東員町");
	headless_expect_text(bench.term, "税務課 山田 花子");
	headless_expect_text(bench.term, "令和8年11月24日(火) 10:12");
	bench_close(&bench);
}
END_TEST

Suite *workstation_suite(void)
{
	const TTest *const tests[] = {
		a_pulled_card_blanks_the_screen_and_locks,
		the_same_card_and_pin_return_to_the_same_place,
		unlocking_returns_to_the_field_with_what_was_typed,
		another_persons_card_opens_her_own_screens_and_leaves_the_first_alone,
		a_wrong_pin_does_not_unlock,
		a_card_taken_out_and_put_back_between_two_looks_locks_all_the_same,
		idle_time_locks_and_the_card_may_stay_in,
		a_key_keeps_the_screen_open,
		a_stopped_service_locks_and_its_return_unlocks,
		a_window_of_one_cell_and_back_shows_the_same,
		a_hang_up_keeps_what_was_typed,
		the_frame_names_office_person_day_and_training,
		NULL,
	};
	return suite_of("workstation", tests);
}
