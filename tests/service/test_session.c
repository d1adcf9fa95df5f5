/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Signing in, locking, unlocking: each way it can fail has its own sentence. */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "service/founding.h"
#include "store/query.h"
#include "tests/support/bundle.h"
#include "tests/support/suites.h"
#include "tests/support/setting.h"

suite_maker session_suite;

static enum result look(struct error *err)
{
	struct session_visitor visitor;
	enum result r = session_look(training.desk, &visitor, err);
	if (r == RESULT_OK)
		session_visitor_done(&visitor);
	return r;
}

static void refused(enum result wanted, const char *sentence)
{
	struct error err;
	enum result r = look(&err);
	ck_assert_msg(r == wanted && strstr(err.text, sentence), "%d: %s", (int)r, err.text);
}

START_TEST(every_state_of_the_reader_has_its_sentence)
{
	static const struct {
		enum card_state state;
		const char *sentence;
	} rows[] = {
		{ CARD_STATE_NO_SERVICE, "pcscd" },
		{ CARD_STATE_DENIED, "polkit" },
		{ CARD_STATE_NO_READER, "reader" },
		{ CARD_STATE_NO_CARD, "nsert" },
		{ CARD_STATE_SEVERAL_CARDS, "several" },
		{ CARD_STATE_HELD, "program" },
	};
	struct error err;
	char *sentences[COUNT(rows)];
	for (size_t i = 0; i < COUNT(rows); i++) {
		fake_host_set_state(training.host, rows[i].state);
		ck_assert_int_eq(look(&err), RESULT_UNAVAILABLE);
		ck_assert_msg(strstr(err.text, rows[i].sentence) != NULL, "row %zu: %s", i, err.text);
		sentences[i] = memory_string(err.text);
		for (size_t k = 0; k < i; k++)
			ck_assert_str_ne(sentences[i], sentences[k]);
	}
	for (size_t i = 0; i < COUNT(rows); i++)
		free(sentences[i]);
	fake_host_set_state(training.host, CARD_STATE_STARTING);
}
END_TEST

START_TEST(unknown_expired_and_blocked_cards_are_refused)
{
	const struct fake_card_options stranger = { .name = "stranger" };
	struct fake_card *card = fake_card_new(&stranger);
	fake_host_insert(training.host, card);
	refused(RESULT_REFUSED, "not known");
	training.clock.fixed = training_time(2045, 1, 1, 9, 0);
	training_insert(&training, "yamada");
	refused(RESULT_REFUSED, "expired");
	training.clock.fixed = training_time(2019, 1, 1, 9, 0);
	refused(RESULT_REFUSED, "no post"); /* nobody is posted yet then */
	training.clock.fixed = training_time(2026, 11, 24, 9, 0);
	fake_card_set_tries(training.cards[0], 0);
	refused(RESULT_REFUSED, "blocked");
	fake_host_remove(training.host);
	fake_card_free(card);
}
END_TEST

START_TEST(who_has_no_post_today_does_not_sign_in)
{
	training_insert(&training, "nakamura");
	training.clock.fixed = training_time(2022, 6, 1, 9, 0);
	refused(RESULT_REFUSED, "no post");
}
END_TEST

static enum result open_with(const char *digits, struct session **session, int *tries, struct error *err)
{
	struct session_visitor visitor;
	struct card_pin pin;
	card_pin_init(&pin);
	ck_assert_int_eq(card_pin_set(&pin, digits, strlen(digits), err), RESULT_OK);
	ck_assert_msg(session_look(training.desk, &visitor, err) == RESULT_OK, "%s", err->text);
	enum result r = session_open(training.desk, &visitor, &pin, session, tries, err);
	session_visitor_done(&visitor);
	card_pin_done(&pin);
	return r;
}

START_TEST(a_wrong_pin_tells_the_tries_left_and_is_journaled)
{
	struct session *session;
	struct failures failures;
	struct error err;
	int tries;
	training_insert(&training, "yamada");
	ck_assert_int_eq(open_with("999999", &session, &tries, &err), RESULT_REFUSED);
	ck_assert_int_eq(tries, 2);
	ck_assert_int_eq(
		query_workstation_failures(training.desk->store, "counter-1", &failures, &err), RESULT_OK);
	ck_assert_int_eq(failures.count, 1);
	ck_assert_int_eq(open_with(FAKE_PIN, &session, &tries, &err), RESULT_OK);
	session_free(session);
	ck_assert_int_eq(
		query_workstation_failures(training.desk->store, "counter-1", &failures, &err), RESULT_OK);
	ck_assert_int_eq(failures.count, 0);
}
END_TEST

START_TEST(many_failures_slow_the_workstation_for_a_while)
{
	struct session *session;
	struct error err;
	int tries;
	for (int i = 0; i < 5; i++) {
		training_insert(&training, training.people[i % 3]);
		fake_card_set_tries(training.cards[i % 3], 3);
		ck_assert_int_eq(open_with("999999", &session, &tries, &err), RESULT_REFUSED);
	}
	fake_card_set_tries(training.cards[0], 3);
	training_insert(&training, training.people[0]);
	ck_assert_int_eq(open_with(FAKE_PIN, &session, &tries, &err), RESULT_BUSY);
	ck_assert(strstr(err.text, "wait 5 seconds"));
	training.clock.fixed += 5000;
	ck_assert_int_eq(open_with(FAKE_PIN, &session, &tries, &err), RESULT_OK);
	session_free(session);
}
END_TEST

START_TEST(a_card_pulled_while_it_proves_itself_opens_nothing)
{
	struct session *session;
	struct error err;
	int tries;
	training_insert(&training, "yamada");
	fake_host_fail(training.host, 1, CARD_FAULT_REMOVED);
	ck_assert_int_eq(open_with(FAKE_PIN, &session, &tries, &err), RESULT_UNAVAILABLE);
	ck_assert_int_eq(look(&err), RESULT_UNAVAILABLE);
}
END_TEST

static bool watch(struct session *session)
{
	struct card_status status;
	card_host_status(training.host, &status);
	return session_watch(session, &status, session->touched);
}

START_TEST(the_session_locks_when_its_card_goes_and_only_its_card_unlocks)
{
	struct error err;
	struct card_pin pin;
	int tries;
	struct session *session = training_sign_in(&training, "yamada");
	ck_assert(!watch(session));
	fake_host_remove(training.host);
	ck_assert(watch(session));
	ck_assert_int_eq(session->state, SESSION_LOCKED);
	training_pin(&pin);
	ck_assert_int_eq(session_unlock(session, &pin, &tries, &err), RESULT_UNAVAILABLE);
	training_insert(&training, "ishikawa");
	ck_assert_int_eq(session_unlock(session, &pin, &tries, &err), RESULT_CONFLICT);
	ck_assert(strstr(err.text, "Ishikawa"));
	training_insert(&training, "yamada");
	ck_assert_msg(session_unlock(session, &pin, &tries, &err) == RESULT_OK, "%s", err.text);
	ck_assert_int_eq(session->state, SESSION_OPEN);
	card_pin_done(&pin);
	session_free(session);
}
END_TEST

START_TEST(a_card_taken_out_and_put_back_between_two_looks_still_locks)
{
	struct session *session = training_sign_in(&training, "yamada");
	fake_host_remove(training.host);
	training_insert(&training, "yamada");
	ck_assert(watch(session));
	session_free(session);
}
END_TEST

START_TEST(idle_minutes_lock)
{
	struct card_status status;
	struct session *session = training_sign_in(&training, "yamada");
	card_host_status(training.host, &status);
	ck_assert(!session_watch(session, &status, session->touched + session->idle_limit - 1));
	ck_assert(session_watch(session, &status, session->touched + session->idle_limit));
	session_free(session);
}
END_TEST

START_TEST(nothing_is_filed_from_a_locked_screen)
{
	struct filing *filing;
	struct error err;
	char *record;
	struct session *session = training_sign_in(&training, "yamada");
	ck_assert_int_eq(filing_begin(session, "toin/data-use-application", &filing, &err), RESULT_OK);
	training_fill(filing);
	fake_host_remove(training.host);
	ck_assert(watch(session));
	ck_assert_int_eq(filing_submit(filing, &record, &err), RESULT_REFUSED);
	filing_free(filing);
	session_free(session);
}
END_TEST

START_TEST(enrolment_needs_the_right_and_a_revoked_card_opens_nothing)
{
	const struct fake_card_options options = { .name = "木村 健太" };
	struct fake_card *fresh = fake_card_new(&options);
	struct card_identity identity;
	struct card_pin pin;
	struct error err;
	int tries;
	fake_host_insert(training.host, fresh);
	ck_assert_int_eq(card_read(training.host, FAKE_READER, 1000, &identity, &err), RESULT_OK);
	const struct founding_card card = {
		.person = "kimura",
		.serial = identity.serial,
		.certificates = { identity.certificates[0].der, identity.certificates[1].der },
		.lengths = { identity.certificates[0].length, identity.certificates[1].length },
	};
	training_pin(&pin);
	struct session *session = training_sign_in(&training, "yamada");
	ck_assert_int_eq(founding_enrol(session, "kimura", &card, &pin, &tries, &err), RESULT_REFUSED);
	session_free(session);
	session = training_sign_in(&training, "ogawa");
	ck_assert_msg(
		founding_enrol(session, "kimura", &card, &pin, &tries, &err) == RESULT_OK, "%s", err.text);
	session_free(session);
	fake_host_insert(training.host, fresh);
	ck_assert_msg(look(&err) == RESULT_OK, "%s", err.text);
	session = training_sign_in(&training, "ogawa");
	ck_assert_msg(founding_revoke(session, identity.serial, "lost", &pin, &tries, &err) == RESULT_OK,
		"%s", err.text);
	session_free(session);
	fake_host_insert(training.host, fresh);
	ck_assert_int_eq(look(&err), RESULT_REFUSED);
	fake_host_remove(training.host);
	card_pin_done(&pin);
	card_identity_done(&identity);
	fake_card_free(fresh);
}
END_TEST

START_TEST(a_production_office_takes_no_training_card)
{
	struct bundle office = { 0 }, regulation = { 0 };
	const struct bundle *const regulations[] = { &regulation };
	struct card_identity identity;
	struct mistakes mistakes = { 0 };
	struct error err;
	char *root;
	training_insert(&training, "ogawa");
	ck_assert_int_eq(card_read(training.host, FAKE_READER, 1000, &identity, &err), RESULT_OK);
	const struct founding_card card = {
		.person = "ogawa",
		.serial = identity.serial,
		.certificates = { identity.certificates[0].der, identity.certificates[1].der },
		.lengths = { identity.certificates[0].length, identity.certificates[1].length },
	};
	bundle_read("data/demo/toin-town", &office);
	bundle_read("data/regulations/toin", &regulation);
	char *folder = memory_format("%s-production", training.folder);
	char *key = memory_format("%s.key", folder);
	const struct founding founding = {
		.folder = folder,
		.key_file = key,
		.workstation = "counter-1",
		.clock = &training.clock,
		.office = &office,
		.regulations = regulations,
		.regulation_count = 1,
		.cards = &card,
		.card_count = 1,
	};
	ck_assert_int_eq(founding_found(&founding, &root, &mistakes, &err), RESULT_REFUSED);
	ck_assert(strstr(err.text, "training card"));
	bundle_done(&office);
	bundle_done(&regulation);
	card_identity_done(&identity);
	free(folder);
	free(key);
}
END_TEST

Suite *session_suite(void)
{
	const TTest *const tests[] = {
		every_state_of_the_reader_has_its_sentence,
		unknown_expired_and_blocked_cards_are_refused,
		who_has_no_post_today_does_not_sign_in,
		a_wrong_pin_tells_the_tries_left_and_is_journaled,
		many_failures_slow_the_workstation_for_a_while,
		a_card_pulled_while_it_proves_itself_opens_nothing,
		the_session_locks_when_its_card_goes_and_only_its_card_unlocks,
		a_card_taken_out_and_put_back_between_two_looks_still_locks,
		idle_minutes_lock,
		nothing_is_filed_from_a_locked_screen,
		enrolment_needs_the_right_and_a_revoked_card_opens_nothing,
		a_production_office_takes_no_training_card,
		NULL,
	};
	return suite_with("session", tests, setting_make, setting_clear);
}
