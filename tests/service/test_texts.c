/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Texts of the regulation: who has to acknowledge them, when, and what is recorded. */
#include <stdlib.h>
#include <string.h>

#include "service/texts.h"
#include "service/waiting.h"
#include "store/replay.h"
#include "tests/support/readers.h"
#include "tests/support/suites.h"
#include "tests/support/setting.h"

suite_maker texts_suite;

/* How many texts wait for the person who has signed in. */
static size_t waiting(struct session *session)
{
	struct reading_lines lines;
	struct error err;
	size_t count = 0;
	must(waiting_list(session, &lines, &err), &err);
	for (size_t i = 0; i < lines.count; i++)
		count += lines.items[i].duty == DUTY_ACKNOWLEDGE;
	reading_lines_done(&lines);
	return count;
}

START_TEST(a_text_waits_until_it_is_acknowledged_and_never_again)
{
	struct error err;
	struct session *session = training_sign_in(&training, READERS_SLOW);
	size_t before = waiting(session);
	ck_assert_uint_ge(before, 1);
	must(texts_acknowledge(session, "toin", "secrecy", &err), &err);
	ck_assert_uint_eq(waiting(session), before - 1);
	ck_assert_int_eq(texts_acknowledge(session, "toin", "secrecy", &err), RESULT_REFUSED);
	ck_assert_str_eq(err.text, "You have acknowledged this text already");
	ck_assert_str_eq(err.article, "19");
	session_free(session);
}
END_TEST

START_TEST(everybody_sees_who_has_yet_to)
{
	struct error err;
	struct texts_states states;
	struct session *session = training_sign_in(&training, "yamada");
	must(texts_list(session, &states, &err), &err);
	ck_assert_uint_ge(states.count, 1);
	for (size_t i = 0; i < states.count; i++) {
		const struct texts_state *state = &states.items[i];
		ck_assert(!state->mine);
		ck_assert_int_gt(state->time, 0);
		ck_assert_uint_le(state->missing, 1);
		if (state->missing) {
			ck_assert_str_eq(state->readers[0].name, "Ryo Hashimoto");
			ck_assert_int_eq(state->readers[0].time, 0);
		}
	}
	texts_states_done(&states);
	session_free(session);
}
END_TEST

START_TEST(who_has_left_need_acknowledge_nothing)
{
	struct error err;
	struct texts_states states;
	struct session *session = training_sign_in(&training, "yamada");
	must(texts_list(session, &states, &err), &err);
	for (size_t k = 0; k < states.items[0].reader_count; k++)
		ck_assert_str_ne(states.items[0].readers[k].name, "Kazuo Sakamoto");
	texts_states_done(&states);
	session_free(session);
}
END_TEST

START_TEST(a_text_that_is_not_there_is_said)
{
	struct error err;
	struct session *session = training_sign_in(&training, "yamada");
	ck_assert_int_eq(texts_acknowledge(session, "toin", "nothing", &err), RESULT_NOT_FOUND);
	ck_assert_str_eq(err.text, "The regulation has no text \"nothing\" any more");
	session_free(session);
}
END_TEST

START_TEST(a_text_for_the_operators_is_not_acknowledged_by_another)
{
	struct error err;
	struct session *session = training_sign_in(&training, "yamada");
	ck_assert_int_eq(texts_acknowledge(session, "toin", "vein-duty", &err), RESULT_REFUSED);
	ck_assert_str_eq(err.text, "This text is for others to acknowledge");
	ck_assert_str_eq(err.article, "12(3)");
	session_free(session);
}
END_TEST

START_TEST(the_tables_replay_to_the_same)
{
	struct error err;
	struct session *session = training_sign_in(&training, READERS_SLOW);
	must(texts_acknowledge(session, "toin", "secrecy", &err), &err);
	int64_t rows;
	must(replay_compare(training.desk->store, &rows, &err), &err);
	ck_assert_int_gt(rows, 0);
	session_free(session);
}
END_TEST

Suite *texts_suite(void)
{
	const TTest *const tests[] = {
		a_text_waits_until_it_is_acknowledged_and_never_again,
		everybody_sees_who_has_yet_to,
		who_has_left_need_acknowledge_nothing,
		a_text_that_is_not_there_is_said,
		a_text_for_the_operators_is_not_acknowledged_by_another,
		the_tables_replay_to_the_same,
		NULL,
	};
	return suite_with("texts", tests, setting_make, setting_clear);
}
