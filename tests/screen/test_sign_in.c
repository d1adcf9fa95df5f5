/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the reader says, whose card it is, the PIN, and every way in which it fails. */
#include <stdio.h>
#include <stdlib.h>

#include "base/memory.h"
#include "tests/screen/bench.h"
#include "tests/support/suites.h"

suite_maker sign_in_suite;

START_TEST(without_a_card_the_screen_asks_for_one)
{
	struct bench bench;
	bench_open(&bench, 24, 80, true);
	headless_expect(bench.term, "sign-in");
	bench_close(&bench);
}
END_TEST

START_TEST(a_known_card_shows_its_holder_and_the_tries_left)
{
	struct bench bench;
	bench_open(&bench, 24, 80, true);
	bench_insert(&bench, "yamada");
	bench_type(&bench, "1234");
	headless_expect(bench.term, "sign-in-pin");
	bench_close(&bench);
}
END_TEST

START_TEST(a_known_card_is_shown_in_english)
{
	struct bench bench;
	bench_open(&bench, 24, 80, false);
	bench_insert(&bench, "yamada");
	headless_expect(bench.term, "sign-in-pin-english");
	bench_close(&bench);
}
END_TEST

START_TEST(the_right_pin_opens_the_first_screen)
{
	struct bench bench;
	bench_open(&bench, 24, 80, true);
	bench_sign_in(&bench, "yamada");
	ck_assert_str_eq(bench.workstation->session->person, "yamada");
	bench_close(&bench);
}
END_TEST

START_TEST(full_width_digits_are_a_pin_too)
{
	struct bench bench;
	bench_open(&bench, 24, 80, true);
	bench_insert(&bench, "yamada");
	bench_type(&bench, "123456\r");
	bench_expect_view(&bench, "waiting");
	bench_close(&bench);
}
END_TEST

START_TEST(nothing_typed_before_the_card_was_known_is_a_pin)
{
	struct bench bench;
	bench_open(&bench, 24, 80, true);
	fake_host_insert(bench.cards, bench_card("yamada"));
	bench_type(&bench, FAKE_PIN "\r");
	bench_expect_view(&bench, "sign-in");
	headless_expect_text(bench.term, "_________");
	bench_close(&bench);
}
END_TEST

/* What the reader shows, and how its sentence begins. */
static const struct {
	enum card_state state;
	const char *sentence;
} reader_rows[] = {
	{ CARD_STATE_STARTING, "" },
	{ CARD_STATE_NO_HELPER, "choba-card" },
	{ CARD_STATE_NO_SERVICE, "pcscd" },
	{ CARD_STATE_DENIED, "polkit" },
	{ CARD_STATE_NO_READER, "reader" },
	{ CARD_STATE_NO_CARD, "card" },
	{ CARD_STATE_SEVERAL_CARDS, "several readers" },
	{ CARD_STATE_HELD, "nother program" },
	{ CARD_STATE_MUTE, "no answer" },
	{ CARD_STATE_UNKNOWN, "not a PIV card" },
};

START_TEST(each_state_of_the_reader_has_its_own_sentence)
{
	struct bench bench;
	bench_open(&bench, 24, 80, false);
	for (size_t i = 1; i < COUNT(reader_rows); i++) {
		struct card_status status = { .state = reader_rows[i].state };
		fake_host_set_state(bench.cards, reader_rows[i].state);
		bench_settle(&bench);
		bench_expect_view(&bench, "sign-in");
		headless_expect_text(bench.term, reader_rows[i].sentence);
		/* What does not fit in one row is wrapped; its beginning tells it apart. */
		char start[25];
		snprintf(start, sizeof start, "%s", card_status_sentence(&status));
		headless_expect_text(bench.term, start);
	}
	bench_close(&bench);
}
END_TEST

START_TEST(the_sentence_changes_live_when_the_service_comes_back)
{
	struct bench bench;
	bench_open(&bench, 24, 80, false);
	fake_host_set_state(bench.cards, CARD_STATE_NO_SERVICE);
	bench_settle(&bench);
	headless_expect_text(bench.term, "pcscd");
	fake_host_set_state(bench.cards, CARD_STATE_STARTING); /* the reader speaks for itself again */
	bench_insert(&bench, "yamada");
	headless_expect_absent(bench.term, "pcscd");
	headless_expect_text(bench.term, "Hanako Yamada");
	bench_close(&bench);
}
END_TEST

START_TEST(a_wrong_pin_costs_a_try_and_the_last_wants_a_yes)
{
	struct bench bench;
	bench_open(&bench, 24, 80, false);
	bench_insert(&bench, "yamada");
	headless_expect_text(bench.term, "3 tries left");
	bench_type(&bench, "000000\r");
	headless_expect_text(bench.term, "2 tries are left");
	bench_type(&bench, "000000\r");
	headless_expect_text(bench.term, "Use the last try?");
	bench_type(&bench, FAKE_PIN "\r");
	bench_expect_view(&bench, "sign-in");
	bench_type(&bench, "y");
	headless_expect_text(bench.term, "the last try");
	bench_type(&bench, FAKE_PIN "\r");
	bench_expect_view(&bench, "waiting");
	bench_close(&bench);
}
END_TEST

START_TEST(the_third_wrong_pin_blocks_the_card_and_says_so)
{
	struct bench bench;
	bench_open(&bench, 24, 80, true);
	bench_insert(&bench, "yamada");
	bench_type(&bench, "000000\r");
	bench_type(&bench, "000000\r");
	headless_expect(bench.term, "sign-in-last-try");
	bench_type(&bench, "y");
	bench_type(&bench, "000000\r");
	headless_expect(bench.term, "sign-in-blocked");
	bench_close(&bench);
}
END_TEST

START_TEST(a_blocked_card_is_told_before_any_pin)
{
	struct bench bench;
	bench_open(&bench, 24, 80, false);
	fake_card_set_tries(bench_card("yamada"), 0);
	bench_insert(&bench, "yamada");
	headless_expect_text(bench.term, "blocked");
	headless_expect_absent(bench.term, "Hanako Yamada");
	bench_close(&bench);
}
END_TEST

START_TEST(a_short_pin_is_told_and_costs_no_try)
{
	struct bench bench;
	bench_open(&bench, 24, 80, false);
	bench_insert(&bench, "yamada");
	bench_type(&bench, "1234\r");
	headless_expect_text(bench.term, "6 to 8 digits");
	bench_type(&bench, "56\r");
	bench_expect_view(&bench, "waiting");
	bench_close(&bench);
}
END_TEST

/* Cards that are none of this office's, or no longer good. */
static const struct {
	struct fake_card_options options;
	const char *sentence;
} stranger_rows[] = {
	{ { .name = "Nobody" }, "not known in this office" },
};

START_TEST(an_unknown_card_is_refused_with_what_to_do)
{
	struct bench bench;
	bench_open(&bench, 24, 80, false);
	for (size_t i = 0; i < COUNT(stranger_rows); i++) {
		struct fake_card *card = fake_card_new(&stranger_rows[i].options);
		fake_host_insert(bench.cards, card);
		bench_settle(&bench);
		headless_expect_text(bench.term, stranger_rows[i].sentence);
		fake_host_remove(bench.cards);
		fake_card_free(card);
	}
	bench_close(&bench);
}
END_TEST

START_TEST(an_expired_card_is_refused_with_the_day)
{
	struct bench bench;
	bench_open(&bench, 24, 80, false);
	bench.clock.fixed += INT64_C(20) * 365 * 24 * 3600 * 1000;
	bench_insert(&bench, "yamada");
	headless_expect_text(bench.term, "expired on");
	bench_close(&bench);
}
END_TEST

START_TEST(who_has_left_the_office_cannot_sign_in)
{
	struct bench bench;
	bench_open(&bench, 24, 80, false);
	bench_insert(&bench, "sakamoto");
	headless_expect_text(bench.term, "has no post in this office today");
	bench_close(&bench);
}
END_TEST

/* What fails in the middle of the card's work. */
static const struct {
	enum card_fault fault;
	const char *sentence;
} fault_rows[] = {
	{ CARD_FAULT_RESTARTED, "restarted" },
	{ CARD_FAULT_HELD, "nother program" },
	{ CARD_FAULT_SLOW, "in time" },
	{ CARD_FAULT_HELPER, "choba-card" },
	{ CARD_FAULT_ANSWER, "makes no sense" },
};

START_TEST(what_fails_while_the_card_is_read_is_said_and_can_be_tried_again)
{
	struct bench bench;
	bench_open(&bench, 24, 80, false);
	for (size_t i = 0; i < COUNT(fault_rows); i++) {
		fake_host_fail(bench.cards, 0, fault_rows[i].fault);
		bench_insert(&bench, "yamada");
		headless_expect_text(bench.term, fault_rows[i].sentence);
		bench_type(&bench, BENCH_F5);
		headless_expect_text(bench.term, "Hanako Yamada");
		bench_remove(&bench);
	}
	bench_close(&bench);
}
END_TEST

START_TEST(a_card_pulled_while_it_proves_itself_opens_nothing)
{
	struct bench bench;
	bench_open(&bench, 24, 80, false);
	bench_insert(&bench, "yamada");
	fake_host_fail(bench.cards, 0, CARD_FAULT_REMOVED);
	bench_type(&bench, FAKE_PIN "\r");
	bench_expect_view(&bench, "sign-in");
	ck_assert_ptr_null(bench.workstation->session);
	headless_expect_absent(bench.term, "Hanako Yamada");
	bench_close(&bench);
}
END_TEST

START_TEST(f10_leaves_when_it_is_pressed_twice)
{
	struct bench bench;
	bench_open(&bench, 24, 80, false);
	bench_type(&bench, BENCH_F10);
	headless_expect_text(bench.term, "Press F10 again");
	ck_assert(!bench.workstation->quit);
	bench_type(&bench, "q");
	ck_assert(bench.workstation->quit);
	bench_close(&bench);
}
END_TEST

/* A bench in the evening, when the hours are over. */
static void open_in_the_evening(struct bench *bench, const char *person)
{
	bench_open_times(bench, 24, 80, true);
	bench_obey_hours(bench, "times");
	bench->clock.fixed += 8 * 3600 * 1000;
	bench_insert(bench, person);
	bench_expect_view(bench, "sign-in");
}

START_TEST(outside_the_hours_the_card_is_refused_with_the_hours_and_what_opens_them)
{
	struct bench bench;
	open_in_the_evening(&bench, "yamada");
	headless_expect(bench.term, "sign-in-hours");
	bench_type(&bench, FAKE_PIN "\r");
	bench_expect_view(&bench, "sign-in");
	bench_remove(&bench);
	headless_expect_absent(bench.term, "17:00");
	bench_close(&bench);
}
END_TEST

START_TEST(an_incident_is_reported_at_any_hour_with_its_words)
{
	struct bench bench;
	open_in_the_evening(&bench, "yamada");
	bench_type(&bench, BENCH_F2 "\r");
	headless_expect_text(bench.term, "入力してください"); /* without a word it goes no further */
	bench_type(&bench, "端末の紛失");
	headless_expect(bench.term, "sign-in-incident");
	bench_type(&bench, "\r");
	bench_type(&bench, FAKE_PIN "\r");
	bench_expect_view(&bench, "waiting");
	bench_close(&bench);
}
END_TEST

START_TEST(who_keeps_the_office_gives_a_reason_outside_the_hours)
{
	struct bench bench;
	open_in_the_evening(&bench, "ogawa");
	bench_type(&bench, "q"); /* a letter of the reason, no command */
	headless_expect(bench.term, "sign-in-reason");
	bench_type(&bench, "\r" FAKE_PIN);
	bench_type(&bench, FAKE_PIN "\r");
	bench_expect_view(&bench, "waiting");
	bench_close(&bench);
}
END_TEST

START_TEST(a_session_that_runs_past_the_hours_is_told_and_not_cut_off)
{
	struct bench bench;
	bench_open_times(&bench, 24, 80, true);
	bench_obey_hours(&bench, "times");
	bench_sign_in(&bench, "yamada");
	bench.clock.fixed += 8 * 3600 * 1000;
	bench.workstation->refreshed = 0;
	bench_settle(&bench);
	workstation_stack(bench.workstation)->tick(workstation_stack(bench.workstation), clock_monotonic());
	bench_settle(&bench);
	headless_expect_text(bench.term, "操作時間");
	bench_expect_view(&bench, "waiting");
	bench_type(&bench, BENCH_F12);
	bench_expect_view(&bench, "tasks");
	bench_close(&bench);
}
END_TEST

Suite *sign_in_suite(void)
{
	const TTest *const tests[] = {
		without_a_card_the_screen_asks_for_one,
		a_known_card_shows_its_holder_and_the_tries_left,
		a_known_card_is_shown_in_english,
		the_right_pin_opens_the_first_screen,
		full_width_digits_are_a_pin_too,
		nothing_typed_before_the_card_was_known_is_a_pin,
		each_state_of_the_reader_has_its_own_sentence,
		the_sentence_changes_live_when_the_service_comes_back,
		a_wrong_pin_costs_a_try_and_the_last_wants_a_yes,
		the_third_wrong_pin_blocks_the_card_and_says_so,
		a_blocked_card_is_told_before_any_pin,
		a_short_pin_is_told_and_costs_no_try,
		an_unknown_card_is_refused_with_what_to_do,
		an_expired_card_is_refused_with_the_day,
		who_has_left_the_office_cannot_sign_in,
		what_fails_while_the_card_is_read_is_said_and_can_be_tried_again,
		a_card_pulled_while_it_proves_itself_opens_nothing,
		f10_leaves_when_it_is_pressed_twice,
		outside_the_hours_the_card_is_refused_with_the_hours_and_what_opens_them,
		an_incident_is_reported_at_any_hour_with_its_words,
		who_keeps_the_office_gives_a_reason_outside_the_hours,
		a_session_that_runs_past_the_hours_is_told_and_not_cut_off,
		NULL,
	};
	return suite_of("sign-in", tests);
}
