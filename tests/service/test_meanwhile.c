/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What changes while somebody reads, types or signs: the day, the card, the office, the regulation. */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "service/waiting.h"
#include "service/deciding.h"
#include "service/entries.h"
#include "service/founding.h"
#include "service/people.h"
#include "service/printing.h"
#include "store/journal.h"
#include "store/query.h"
#include "tests/support/bundle.h"
#include "tests/support/suites.h"
#include "tests/support/training.h"

suite_maker meanwhile_suite;

static struct training training;
static struct card_pin pin;
static int tries;
static struct error err;

static void setup(void)
{
	training_begin(&training);
	training_pin(&pin);
}

static void teardown(void)
{
	card_pin_done(&pin);
	training_end(&training);
}

static void must(enum result r)
{
	ck_assert_msg(r == RESULT_OK, "%s", err.text);
}

static enum result act_on(struct session *session, const struct dossier *dossier, struct wish wish)
{
	struct decision decision = { dossier, wish, NULL };
	return deciding_act(session, &decision, 1, &pin, &tries, &err);
}

static void pass(const char *person, const char *record)
{
	struct session *session = training_sign_in(&training, person);
	struct dossier dossier;
	must(reading_open(session, record, &dossier, &err));
	must(act_on(session, &dossier, (struct wish){ .act = ACT_PASS }));
	dossier_done(&dossier);
	session_free(session);
}

static char *file_to_the_decision(void)
{
	static const char *const people[] = { "ishikawa", "mori", "nakamura", "takahashi" };
	char *record = training_file(&training);
	for (size_t i = 0; i < COUNT(people); i++)
		pass(people[i], record);
	return record;
}

static const struct wish no = { .act = ACT_DECIDE, .answer = ANSWER_NO, .reason = "期間が過ぎたため" };

START_TEST(a_record_left_open_past_midnight_is_judged_by_the_new_day)
{
	char *record = file_to_the_decision();
	struct dossier dossier;
	training.clock.fixed = training_time(2027, 4, 1, 0, 0) - 1;
	struct session *session = training_sign_in(&training, "watanabe");
	must(reading_open(session, record, &dossier, &err));
	must(deciding_may(session, &dossier, ACT_DECIDE, NULL, &err));
	training.clock.fixed += 1; /* his posting ended with the day */
	ck_assert_int_eq(deciding_may(session, &dossier, ACT_DECIDE, NULL, &err), RESULT_REFUSED);
	ck_assert_int_eq(act_on(session, &dossier, no), RESULT_REFUSED);
	dossier_done(&dossier);
	session_free(session);
	free(record);
}
END_TEST

START_TEST(a_receipt_after_midnight_is_of_the_new_day_and_year)
{
	char *record = training_file(&training);
	struct dossier dossier;
	pass("ishikawa", record);
	training.clock.fixed = training_time(2027, 4, 1, 0, 0) - 1;
	struct session *session = training_sign_in(&training, "mori");
	must(reading_open(session, record, &dossier, &err));
	training.clock.fixed += 1;
	must(act_on(session, &dossier, (struct wish){ .act = ACT_PASS }));
	dossier_done(&dossier);
	must(reading_open(session, record, &dossier, &err));
	ck_assert_int_eq(dossier.record.fiscal_year, 2027);
	ck_assert_int_eq(dossier.record.received, date_of(2027, 4, 1));
	dossier_done(&dossier);
	session_free(session);
	free(record);
}
END_TEST

START_TEST(a_card_revoked_while_its_session_is_open_signs_and_files_nothing)
{
	char *record = file_to_the_decision(), *filed = NULL;
	struct dossier dossier;
	struct filing *filing;
	struct session *clerk = training_sign_in(&training, "yamada");
	must(filing_begin(clerk, "toin/data-use-application", &filing, &err));
	training_fill(filing);
	struct session *decider = training_sign_in(&training, "watanabe");
	must(reading_open(decider, record, &dossier, &err));
	struct session *administrator = training_sign_in(&training, "ogawa");
	must(founding_revoke(administrator, decider->card_serial, "lost", &pin, &tries, &err));
	must(founding_revoke(administrator, clerk->card_serial, "lost", &pin, &tries, &err));
	training_insert(&training, "watanabe");
	ck_assert_int_eq(act_on(decider, &dossier, no), RESULT_REFUSED);
	ck_assert_msg(strstr(err.text, "revoked") != NULL, "%s", err.text);
	ck_assert_int_eq(filing_submit(filing, &filed, &err), RESULT_REFUSED);
	filing_free(filing);
	dossier_done(&dossier);
	session_free(clerk);
	session_free(decider);
	session_free(administrator);
	free(record);
}
END_TEST

START_TEST(an_expired_certificate_signs_nothing_and_asks_the_card_nothing)
{
	char *record = file_to_the_decision();
	struct dossier dossier;
	struct session *session = training_sign_in(&training, "takahashi"); /* the head from 2027 on */
	training.clock.fixed = training_time(2045, 1, 5, 9, 0);
	must(reading_open(session, record, &dossier, &err));
	unsigned before = fake_host_signatures(training.host);
	ck_assert_int_eq(act_on(session, &dossier, no), RESULT_REFUSED);
	ck_assert_msg(strstr(err.text, "expired") != NULL, "%s", err.text);
	ck_assert_uint_eq(fake_host_signatures(training.host), before);
	dossier_done(&dossier);
	session_free(session);
	free(record);
}
END_TEST

static const char people_csv[] = "職員ID,職員番号,氏名,フリガナ,英字氏名,採用日,退職日\n"
				 "nitta,0999,新田 新,ニッタ アラタ,Arata Nitta,2026-11-01,\n";

static void preview(struct session *session, struct office *ret_after)
{
	struct office_changes changes;
	must(people_preview(
		session, people_csv, strlen(people_csv), NULL, 0, ret_after, &changes, NULL, &err));
	office_changes_done(&changes);
}

START_TEST(an_import_built_on_an_older_office_overwrites_nothing)
{
	struct office first, second;
	struct session *session = training_sign_in(&training, "ogawa");
	preview(session, &first);
	preview(session, &second);
	must(people_apply(session, &first, &pin, &tries, &err));
	ck_assert_int_eq(people_apply(session, &second, &pin, &tries, &err), RESULT_CONFLICT);
	office_done(&first);
	office_done(&second);
	session_free(session);
}
END_TEST

START_TEST(an_office_that_could_not_be_read_again_is_not_signed)
{
	struct office after;
	struct session *session = training_sign_in(&training, "ogawa");
	preview(session, &after);
	free(after.postings[0].post);
	after.postings[0].post = memory_string("no-such-post");
	unsigned before = fake_host_signatures(training.host);
	ck_assert_int_ne(people_apply(session, &after, &pin, &tries, &err), RESULT_OK);
	ck_assert_uint_eq(fake_host_signatures(training.host), before);
	must(desk_refresh(training.desk, &err));
	office_done(&after);
	session_free(session);
}
END_TEST

/* Hands a right on in the office, as another desk would. */
static void hand_on(struct office *office, enum right right, const char *from, const char *to)
{
	for (size_t i = 0; i < office->right_count; i++)
		if (office->rights[i].right == right && !strcmp(office->rights[i].person, from)) {
			free(office->rights[i].person);
			office->rights[i].person = memory_string(to);
		}
}

START_TEST(a_right_taken_away_at_another_desk_is_gone_at_once)
{
	const struct desk_options options = { .folder = training.folder,
		.key_file = training.key_file,
		.clock = &training.clock,
		.cards = training.host };
	struct desk *other;
	struct office after;
	struct session *session = training_sign_in(&training, "ogawa");
	must(desk_open(&options, &other, &err));
	office_copy(&training.desk->office, &after);
	hand_on(&after, RIGHT_ENROL, "ogawa", "yamada");
	must(founding_change_office(session, &after, &pin, &tries, &err));
	office_done(&after);
	struct session elsewhere = *session; /* the same person with the desk that has not looked since */
	elsewhere.desk = other;
	unsigned before = fake_host_signatures(training.host);
	ck_assert_int_eq(founding_revoke(&elsewhere, "0", "lost", &pin, &tries, &err), RESULT_REFUSED);
	ck_assert_msg(strstr(err.text, "enrol") != NULL, "%s", err.text);
	ck_assert_uint_eq(fake_host_signatures(training.host), before);
	desk_free(other);
	session_free(session);
}
END_TEST

START_TEST(a_card_that_is_somebodys_is_not_enrolled_for_another)
{
	struct session *session = training_sign_in(&training, "ogawa");
	struct card_identity identity;
	training_insert(&training, "yamada");
	must(card_read(training.host, FAKE_READER, 1000, &identity, &err));
	const struct founding_card card = {
		.person = "kimura",
		.serial = identity.serial,
		.certificates = { identity.certificates[0].der, identity.certificates[1].der },
		.lengths = { identity.certificates[0].length, identity.certificates[1].length },
	};
	training_insert(&training, "ogawa");
	ck_assert_int_eq(founding_enrol(session, "kimura", &card, &pin, &tries, &err), RESULT_CONFLICT);
	ck_assert_msg(strstr(err.text, "yamada") != NULL, "%s", err.text);
	card_identity_done(&identity);
	session_free(session);
}
END_TEST

START_TEST(another_card_of_the_same_person_unlocks_under_its_own_serial)
{
	const struct fake_card_options options = { .name = "山田 花子", .serial = "00c0ffee" };
	struct fake_card *second = fake_card_new(&options);
	struct card_identity identity;
	struct session *administrator = training_sign_in(&training, "ogawa");
	fake_host_insert(training.host, second);
	must(card_read(training.host, FAKE_READER, 1000, &identity, &err));
	const struct founding_card card = {
		.person = "yamada",
		.serial = identity.serial,
		.certificates = { identity.certificates[0].der, identity.certificates[1].der },
		.lengths = { identity.certificates[0].length, identity.certificates[1].length },
	};
	training_insert(&training, "ogawa");
	must(founding_enrol(administrator, "yamada", &card, &pin, &tries, &err));
	struct session *session = training_sign_in(&training, "yamada");
	must(session_lock(session, &err));
	fake_host_insert(training.host, second);
	must(session_unlock(session, &pin, &tries, &err));
	ck_assert_str_eq(session->card_serial, identity.serial);
	fake_host_remove(training.host);
	card_identity_done(&identity);
	session_free(session);
	session_free(administrator);
	fake_card_free(second);
}
END_TEST

START_TEST(two_forms_with_one_number_are_told_apart_by_the_whole_number)
{
	struct session *session;
	char *record = training_file(&training), *found;
	pass("ishikawa", record);
	pass("mori", record);
	session = training_sign_in(&training, "yamada");
	must(reading_find(session, "toin/data-use-application/2026/1", &found, &err));
	ck_assert_str_eq(found, record);
	free(found);
	ck_assert_int_eq(
		reading_find(session, "toin/data-use-application/2025/1", &found, &err), RESULT_NOT_FOUND);
	ck_assert_int_eq(reading_find(session, "toin/no-such-form/2026/1", &found, &err), RESULT_NOT_FOUND);
	session_free(session);
	free(record);
}
END_TEST

/* An erasure as an administrator signs it. */
static void erase(const char *record)
{
	struct session *session = training_sign_in(&training, "ogawa");
	struct store *store = training.desk->store;
	struct record head;
	struct hash ignored;
	must(query_record(store, record, &head, &err));
	must(journal_head(store, &head.revision, &ignored, &err));
	head.revision++;
	head.erased = true;
	struct entry entry = entries_by(session, ENTRY_ERASE);
	entries_about(&entry, &head);
	entry.envelope = json_pack("{s:o, s:s}", "record", record_to_json(&head), "reason", "期間満了");
	must(entries_commit_signed(session, &entry, STATEMENT_ERASE,
		&(struct entries_demand){ RIGHT_ERASE, 0 }, &pin, &tries, &err));
	record_done(&head);
	session_free(session);
}

START_TEST(of_an_erased_record_only_its_history_is_left)
{
	char *record = training_file(&training), *bytes;
	struct dossier before, dossier;
	struct reading_lines lines;
	struct filing *filing;
	size_t length;
	struct session *session = training_sign_in(&training, "yamada");
	must(reading_open(session, record, &before, &err));
	erase(record);
	training_insert(&training, "yamada");
	must(reading_list(session, NULL, RECORD__COUNT, &lines, &err));
	ck_assert_uint_eq(lines.count, 1);
	ck_assert_str_eq(lines.items[0].subject, "(erased)");
	reading_lines_done(&lines);
	must(reading_open(session, record, &dossier, &err));
	ck_assert_uint_eq(json_object_size(dossier.values), 0);
	ck_assert_uint_eq(dossier.history.count, 1);
	const struct dossier *const read_before[] = { &before }, *const read_after[] = { &dossier };
	ck_assert_int_eq(printing_pdf(session, read_before, 1, &bytes, &length, NULL, &err), RESULT_REFUSED);
	ck_assert_int_eq(printing_pdf(session, read_after, 1, &bytes, &length, NULL, &err), RESULT_REFUSED);
	ck_assert_int_eq(filing_copy(session, record, &filing, &err), RESULT_REFUSED);
	const struct wish withdraw = { .act = ACT_WITHDRAW, .reason = "不要" };
	ck_assert_int_eq(act_on(session, &before, withdraw), RESULT_CONFLICT);
	ck_assert_int_eq(act_on(session, &dossier, withdraw), RESULT_REFUSED);
	dossier_done(&before);
	dossier_done(&dossier);
	session_free(session);
	session = training_sign_in(&training, "ishikawa");
	must(waiting_list(session, &lines, &err));
	ck_assert_uint_eq(lines.count, 0);
	reading_lines_done(&lines);
	session_free(session);
	free(record);
}
END_TEST

/* The same regulation with one more comment: another version by its bytes. */
static void next_version(struct bundle *ret_bundle)
{
	struct bundle old;
	bundle_read("data/regulations/toin", &old);
	*ret_bundle = (struct bundle){ 0 };
	for (size_t i = 0; i < old.file_count; i++) {
		const struct bundle_file *file = &old.files[i];
		bool main = !strcmp(file->name, "regulation.yaml");
		char *bytes = memory_format(
			"%s%.*s", main ? "# The next version.\n" : "", (int)file->length, file->bytes);
		bundle_add(ret_bundle, file->name, bytes, strlen(bytes));
		free(bytes);
	}
	bundle_done(&old);
}

START_TEST(a_running_record_keeps_its_version_when_the_next_one_is_adopted)
{
	char *record = training_file(&training), *filed, *bytes;
	struct bundle bundle;
	struct dossier dossier;
	struct filing *filing;
	size_t length;
	struct session *session = training_sign_in(&training, "ogawa");
	next_version(&bundle);
	must(founding_adopt(session, &bundle, &pin, &tries, NULL, &err));
	bundle_done(&bundle);
	session_free(session);
	pass("ishikawa", record); /* it still acts ... */
	pass("mori", record);
	session = training_sign_in(&training, "yamada");
	must(reading_open(session, record, &dossier, &err));
	ck_assert_int_eq(dossier.record.number, 1);
	const struct dossier *const sheets[] = { &dossier };
	must(printing_pdf(session, sheets, 1, &bytes, &length, NULL, &err)); /* ... and prints */
	free(bytes);
	must(filing_begin(session, "toin/data-use-application", &filing, &err));
	ck_assert_str_ne(filing->regulation_hash, dossier.record.regulation_hash);
	training_fill(filing);
	must(filing_submit(filing, &filed, &err));
	filing_free(filing);
	char *old_hash = memory_string(dossier.record.regulation_hash);
	dossier_done(&dossier);
	must(reading_open(session, filed, &dossier, &err));
	ck_assert_str_ne(dossier.record.regulation_hash, old_hash);
	dossier_done(&dossier);
	session_free(session);
	pass("ishikawa", filed);
	pass("mori", filed); /* the numbers run on over both versions */
	session = training_sign_in(&training, "mori");
	must(reading_open(session, filed, &dossier, &err));
	ck_assert_int_eq(dossier.record.number, 2);
	dossier_done(&dossier);
	session_free(session);
	struct verify_report report;
	const struct verify_options options = { .mode = VERIFY_FULL };
	must(journal_verify(training.desk->store, &options, &report, &err));
	free(old_hash);
	free(filed);
	free(record);
}
END_TEST

Suite *meanwhile_suite(void)
{
	const TTest *const tests[] = {
		a_record_left_open_past_midnight_is_judged_by_the_new_day,
		a_receipt_after_midnight_is_of_the_new_day_and_year,
		a_card_revoked_while_its_session_is_open_signs_and_files_nothing,
		an_expired_certificate_signs_nothing_and_asks_the_card_nothing,
		an_import_built_on_an_older_office_overwrites_nothing,
		an_office_that_could_not_be_read_again_is_not_signed,
		a_right_taken_away_at_another_desk_is_gone_at_once,
		a_card_that_is_somebodys_is_not_enrolled_for_another,
		another_card_of_the_same_person_unlocks_under_its_own_serial,
		two_forms_with_one_number_are_told_apart_by_the_whole_number,
		of_an_erased_record_only_its_history_is_left,
		a_running_record_keeps_its_version_when_the_next_one_is_adopted,
		NULL,
	};
	return suite_with("meanwhile", tests, setup, teardown);
}
