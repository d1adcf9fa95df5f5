/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Signing by card: which card, with what PIN, and what others do between the opening and the signature. */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "service/deciding.h"
#include "service/founding.h"
#include "store/journal.h"
#include "store/query.h"
#include "tests/support/suites.h"
#include "tests/support/training.h"
#include "tests/support/walk.h"

suite_maker signing_suite;

static struct training training;
static struct card_pin pin;
static int tries;
static struct error err;
static char *record;

static void must(enum result r)
{
	ck_assert_msg(r == RESULT_OK, "%s", err.text);
}

/* One application at its decision, which is signed. */
static void setup(void)
{
	static const struct turn turns[] = { { .person = "ishikawa" }, { .person = "mori" },
		{ .person = "nakamura" }, { .person = "takahashi", .at = "decide" } };
	training_begin(&training);
	training_pin(&pin);
	record = training_file(&training);
	walk_turns(&training, record, turns, COUNT(turns));
}

/* Whatever was refused: the journal is whole. */
static void teardown(void)
{
	struct verify_report report;
	const struct verify_options options = { .mode = VERIFY_FULL, .root = training.root };
	must(journal_verify(training.desk->store, &options, &report, &err));
	card_pin_done(&pin);
	free(record);
	training_end(&training);
}

/* A card's public side, as an administrator enrols it: the card itself needs not be there any more. */
static void look_at_card(const char *person, struct card_identity *ret_identity)
{
	training_insert(&training, person);
	must(card_read(training.host, FAKE_READER, 1000, ret_identity, &err));
}

static void read_card(struct fake_card *card, struct card_identity *ret_identity)
{
	fake_host_insert(training.host, card);
	must(card_read(training.host, FAKE_READER, 1000, ret_identity, &err));
}

static enum result enrol(
	const char *person, const struct card_identity *sign_in, const struct card_identity *decide)
{
	const struct card_certificate *own[] = { &sign_in->certificates[CARD_KEY_SIGN_IN],
		&decide->certificates[CARD_KEY_DECIDE] };
	const struct founding_card card = {
		.person = person,
		.serial = sign_in->serial,
		.certificates = { own[0]->der, own[1]->der },
		.lengths = { own[0]->length, own[1]->length },
	};
	struct session *session = training_sign_in(&training, "ogawa");
	enum result r = founding_enrol(session, person, &card, &pin, &tries, &err);
	session_free(session);
	return r;
}

static enum result revoke(const char *serial)
{
	struct session *session = training_sign_in(&training, "ogawa");
	enum result r = founding_revoke(session, serial, "lost", &pin, &tries, &err);
	session_free(session);
	return r;
}

/* ---- which card, which PIN ---------------------------------------------------------- */

static const struct wish no = { .act = ACT_DECIDE, .answer = ANSWER_NO, .reason = "期間が過ぎたため" };

static enum result decide(struct session *session, const struct card_pin *typed)
{
	struct dossier dossier;
	must(reading_open(session, record, &dossier, &err));
	struct decision decision = { &dossier, no, NULL };
	enum result r = deciding_act(session, &decision, 1, typed, &tries, &err);
	dossier_done(&dossier);
	return r;
}

START_TEST(without_a_pin_nothing_is_signed)
{
	struct card_pin none;
	struct session *session = training_sign_in(&training, "watanabe");
	unsigned before = fake_host_signatures(training.host);
	card_pin_init(&none);
	ck_assert_int_eq(decide(session, NULL), RESULT_REFUSED);
	ck_assert_str_eq(err.text, "This is signed by card: the PIN is needed");
	ck_assert_int_eq(decide(session, &none), RESULT_REFUSED);
	ck_assert_str_eq(err.text, "This is signed by card: the PIN is needed");
	ck_assert_int_eq(tries, -1);
	ck_assert_uint_eq(fake_host_signatures(training.host), before);
	card_pin_done(&none);
	session_free(session);
	walk_expect(&training, "watanabe", record, "decide");
}
END_TEST

START_TEST(another_card_in_the_reader_signs_nothing_for_the_one_that_signed_in)
{
	struct session *session = training_sign_in(&training, "watanabe");
	training_insert(&training, "mori");
	ck_assert_int_eq(decide(session, &pin), RESULT_REFUSED);
	ck_assert_str_eq(err.text, "The signature is not that of the card that signed in; nothing was done");
	session_free(session);
	walk_expect(&training, "watanabe", record, "decide");
}
END_TEST

/* ---- what happens meanwhile ----------------------------------------------------------- */

static void withdraw_it(void *context)
{
	struct error other;
	(void)context;
	ck_assert_int_eq(walk_act(&training, "yamada", record,
				 (struct wish){ .act = ACT_WITHDRAW, .reason = "不要" }, NULL, &other),
		RESULT_OK);
	training_insert(&training, "takahashi");
}

static void give_the_heads_post_to_another(void *context)
{
	struct office after;
	struct session *session = training_sign_in(&training, "ogawa");
	(void)context;
	office_copy(&training.desk->office, &after);
	for (size_t i = 0; i < after.posting_count; i++)
		if (!strcmp(after.postings[i].post, "residents-head") &&
			!strcmp(after.postings[i].person, "watanabe")) {
			free(after.postings[i].person);
			after.postings[i].person = memory_string("kobayashi");
			after.postings[i].kind = POSTING_IN_CHARGE; /* beside his own */
		}
	must(founding_change_office(session, &after, &pin, &tries, &err));
	office_done(&after);
	session_free(session);
	training_insert(&training, "takahashi");
}

static void give_the_card_to_another(void *context)
{
	struct card_identity identity;
	(void)context;
	look_at_card("takahashi", &identity);
	must(revoke(identity.serial));
	must(enrol("kobayashi", &identity, &identity));
	card_identity_done(&identity);
	training_insert(&training, "takahashi");
}

/* The deputy decides for the head who is on a trip, and something else happens before he has signed. */
static const struct {
	void (*happens)(void *context);
	enum result result;
	const char *sentence, *step;
} happenings[] = {
	{ withdraw_it, RESULT_CONFLICT, "changed since it was opened; nothing was done", NULL },
	{ give_the_heads_post_to_another, RESULT_CONFLICT, "The postings changed meanwhile", "decide" },
	{ give_the_card_to_another, RESULT_REFUSED, "This card was enrolled for another person meanwhile",
		"decide" },
};

START_TEST(what_changes_while_the_pin_is_typed_lets_nothing_through)
{
	struct dossier dossier;
	struct session *session = training_sign_in(&training, "takahashi");
	must(reading_open(session, record, &dossier, &err));
	struct wish wish = no;
	wish.ground = "trip";
	wish.ground_from = wish.ground_to = date_of(2026, 11, 24);
	struct decision decision = { &dossier, wish, NULL };
	fake_host_meanwhile(training.host, happenings[_i].happens, NULL);
	ck_assert_int_eq(deciding_act(session, &decision, 1, &pin, &tries, &err), happenings[_i].result);
	ck_assert_msg(strstr(err.text, happenings[_i].sentence) != NULL, "%s", err.text);
	dossier_done(&dossier);
	session_free(session);
	struct record now;
	must(query_record(training.desk->store, record, &now, &err));
	ck_assert_int_eq(now.state, happenings[_i].step ? RECORD_RUNNING : RECORD_WITHDRAWN);
	if (happenings[_i].step)
		ck_assert_str_eq(now.step, happenings[_i].step);
	record_done(&now);
}
END_TEST

START_TEST(the_deputy_decides_where_nothing_happens)
{
	struct wish wish = no;
	wish.ground = "trip";
	wish.ground_from = wish.ground_to = date_of(2026, 11, 24);
	ck_assert_msg(
		walk_act(&training, "takahashi", record, wish, NULL, &err) == RESULT_OK, "%s", err.text);
	walk_expect(&training, "takahashi", record, "");
}
END_TEST

/* ---- cards that are not one card -------------------------------------------------------- */

static enum result try_to_sign_in(const char *person)
{
	struct session_visitor visitor;
	struct session *session;
	training_insert(&training, person);
	enum result r = session_look(training.desk, &visitor, &err);
	if (r != RESULT_OK)
		return r;
	r = session_open(training.desk, &visitor, &pin, &session, &tries, &err);
	session_visitor_done(&visitor);
	if (r == RESULT_OK)
		session_free(session);
	return r;
}

START_TEST(a_card_whose_two_keys_are_not_enrolled_together_opens_nothing)
{
	struct card_identity mine, other;
	look_at_card("mori", &mine);
	look_at_card("ikeda", &other);
	must(revoke(mine.serial));
	must(revoke(other.serial));
	/* The keys of two cards, crossed: each is enrolled for the other's holder. */
	must(enrol("mori", &mine, &other));
	ck_assert_int_eq(try_to_sign_in("mori"), RESULT_REFUSED);
	ck_assert_msg(strstr(err.text, "revoked") != NULL, "%s", err.text);
	must(enrol("ikeda", &other, &mine));
	ck_assert_int_eq(try_to_sign_in("mori"), RESULT_REFUSED);
	ck_assert_str_eq(err.text, "The card's two keys belong to different persons");
	card_identity_done(&mine);
	card_identity_done(&other);
}
END_TEST

START_TEST(a_card_whose_signing_key_is_not_enrolled_or_missing_opens_nothing)
{
	static const struct {
		bool missing;
		enum result result;
		const char *sentence;
	} rows[] = {
		{ false, RESULT_REFUSED, "The card's signing key is not enrolled" },
		{ true, RESULT_INVALID, "The card lacks a certificate that choba needs" },
	};
	const struct fake_card_options whole = { .name = "森 美咲" };
	struct fake_card *other = fake_card_new(&whole);
	for (size_t i = 0; i < COUNT(rows); i++) {
		const struct fake_card_options options = { .name = "森 美咲",
			.no_decide_key = rows[i].missing };
		struct fake_card *card = fake_card_new(&options);
		struct card_identity sign_in, decides;
		struct session_visitor visitor;
		struct session *session = NULL;
		read_card(card, &sign_in);
		read_card(other, &decides);
		must(enrol("mori", &sign_in, &decides));
		fake_host_insert(training.host, card);
		must(session_look(training.desk, &visitor, &err));
		ck_assert_int_eq(
			session_open(training.desk, &visitor, &pin, &session, &tries, &err), rows[i].result);
		ck_assert_msg(strstr(err.text, rows[i].sentence) != NULL, "%s", err.text);
		ck_assert_ptr_null(session);
		must(revoke(sign_in.serial));
		session_visitor_done(&visitor);
		card_identity_done(&sign_in);
		card_identity_done(&decides);
		fake_host_remove(training.host);
		fake_card_free(card);
	}
	fake_card_free(other);
}
END_TEST

START_TEST(a_card_swapped_before_its_pin_proves_nothing)
{
	struct session_visitor visitor;
	struct session *session = NULL;
	struct failures failures;
	training_insert(&training, "watanabe");
	must(session_look(training.desk, &visitor, &err));
	training_insert(&training, "mori");
	ck_assert_int_eq(session_open(training.desk, &visitor, &pin, &session, &tries, &err), RESULT_REFUSED);
	ck_assert_str_eq(err.text, "The card could not prove its key");
	ck_assert_ptr_null(session);
	must(query_workstation_failures(training.desk->store, "counter-1", &failures, &err));
	ck_assert_int_eq(failures.count, 1);
	session_visitor_done(&visitor);
}
END_TEST

START_TEST(a_certificate_that_is_not_valid_yet_opens_nothing_before_its_day)
{
	const struct fake_card_options options = { .name = "木村 健太",
		.start = training_time(2026, 12, 1, 9, 0) };
	struct fake_card *fresh = fake_card_new(&options);
	struct session_visitor visitor;
	struct card_identity identity;
	read_card(fresh, &identity);
	must(enrol("kimura", &identity, &identity));
	fake_host_insert(training.host, fresh);
	ck_assert_int_eq(session_look(training.desk, &visitor, &err), RESULT_REFUSED);
	ck_assert_msg(strstr(err.text, "valid only from 1 December 2026") != NULL, "%s", err.text);
	training.clock.fixed = training_time(2026, 12, 1, 9, 0);
	must(session_look(training.desk, &visitor, &err));
	session_visitor_done(&visitor);
	card_identity_done(&identity);
	fake_host_remove(training.host);
	fake_card_free(fresh);
}
END_TEST

START_TEST(a_card_without_its_certificates_is_neither_enrolled_nor_read)
{
	const struct fake_card_options options = { .name = "木村 健太", .no_decide_key = true };
	struct fake_card *half = fake_card_new(&options);
	struct card_identity identity;
	read_card(half, &identity);
	ck_assert_int_eq(enrol("kimura", &identity, &identity), RESULT_INVALID);
	ck_assert_str_eq(err.text, "The card has no certificate in slot 9C");
	card_identity_done(&identity);
	fake_host_remove(training.host);
	fake_card_free(half);
}
END_TEST

/* ---- administrators ---------------------------------------------------------------------- */

START_TEST(a_card_is_enrolled_for_somebody_of_the_office_and_revoked_where_it_is_in_force)
{
	struct card_identity identity;
	look_at_card("mori", &identity);
	ck_assert_int_eq(enrol("momotaro", &identity, &identity), RESULT_NOT_FOUND);
	ck_assert_str_eq(err.text, "\"momotaro\" is nobody of this office");
	ck_assert_int_eq(revoke("no-such-card"), RESULT_NOT_FOUND);
	ck_assert_str_eq(err.text, "No card \"no-such-card\" is in force here");
	must(revoke(identity.serial));
	ck_assert_int_eq(revoke(identity.serial), RESULT_NOT_FOUND); /* once is enough */
	card_identity_done(&identity);
}
END_TEST

Suite *signing_suite(void)
{
	const TTest *const tests[] = {
		without_a_pin_nothing_is_signed,
		another_card_in_the_reader_signs_nothing_for_the_one_that_signed_in,
		the_deputy_decides_where_nothing_happens,
		a_card_whose_two_keys_are_not_enrolled_together_opens_nothing,
		a_card_whose_signing_key_is_not_enrolled_or_missing_opens_nothing,
		a_card_swapped_before_its_pin_proves_nothing,
		a_certificate_that_is_not_valid_yet_opens_nothing_before_its_day,
		a_card_without_its_certificates_is_neither_enrolled_nor_read,
		a_card_is_enrolled_for_somebody_of_the_office_and_revoked_where_it_is_in_force,
		NULL,
	};
	Suite *suite = suite_with("signing", tests, setup, teardown);
	TCase *loop = tcase_create("meanwhile");
	tcase_add_checked_fixture(loop, setup, teardown);
	tcase_add_loop_test(
		loop, what_changes_while_the_pin_is_typed_lets_nothing_through, 0, (int)COUNT(happenings));
	suite_add_tcase(suite, loop);
	return suite;
}
