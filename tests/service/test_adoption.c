/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A new version of a regulation: drafts are carried over, records run on, roles are called otherwise. */
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/memory.h"
#include "service/deciding.h"
#include "service/founding.h"
#include "service/people.h"
#include "service/printing.h"
#include "service/rehearsing.h"
#include "store/journal.h"
#include "store/query.h"
#include "tests/support/bundle.h"
#include "tests/support/suites.h"
#include "tests/support/training.h"

suite_maker adoption_suite;

static struct training training;
static struct card_pin pin;
static int tries;
static struct error err;

static void setup(void)
{
	training_begin_also(&training, "tests/data/regulations/changing/1", "changing",
		"  changing/manager: residents-head\n");
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

static enum result adopt(const char *folder, struct mistakes *ret_mistakes)
{
	struct bundle bundle;
	struct session *session = training_sign_in(&training, "ogawa");
	bundle_read(folder, &bundle);
	enum result r = founding_adopt(session, &bundle, &pin, &tries, ret_mistakes, &err);
	bundle_done(&bundle);
	session_free(session);
	return r;
}

static char *file(const char *form)
{
	struct session *session = training_sign_in(&training, "yamada");
	struct filing *filing;
	char *record;
	must(filing_begin(session, form, &filing, &err));
	filing_set(filing, "subject", json_string("備品"));
	must(filing_submit(filing, &record, &err));
	filing_free(filing);
	session_free(session);
	return record;
}

static void act(const char *person, const char *record, struct wish wish)
{
	struct session *session = training_sign_in(&training, person);
	struct dossier dossier;
	must(reading_open(session, record, &dossier, &err));
	struct decision decision = { &dossier, wish, NULL };
	must(deciding_act(session, &decision, 1, &pin, &tries, &err));
	dossier_done(&dossier);
	session_free(session);
}

static int two_columns(uint32_t code)
{
	return code < 0x80 ? 1 : 2;
}

static char *sheet_text_of(const char *record)
{
	struct session *session = training_sign_in(&training, "yamada");
	struct dossier dossier;
	char *text;
	must(reading_open(session, record, &dossier, &err));
	must(printing_preview(session, &dossier, 80, two_columns, &text, &err));
	dossier_done(&dossier);
	session_free(session);
	return text;
}

/* A draft of everything that the first version asks; its id, the caller's. */
static char *draft_of_all(struct session *session)
{
	struct filing *filing;
	must(filing_begin(session, "changing/request", &filing, &err));
	filing_set(filing, "subject", json_string("備品"));
	filing_set(filing, "colour", json_string("blue"));
	filing_set(filing, "why", json_string("古いため"));
	filing_set(filing, "rows",
		json_pack("[{s:s, s:i}, {s:s}]", "name", "机", "price", 1200, "name", "椅子"));
	must(filing_keep(filing, &err));
	char *draft = memory_string(filing->draft);
	filing_free(filing);
	return draft;
}

START_TEST(a_draft_is_taken_into_the_new_version_and_nothing_is_dropped_unseen)
{
	static const char *const left[] = { "Colour: 青", "Why: 古いため", "Lines, row 1, Price: 1,200" };
	struct session *session = training_sign_in(&training, "yamada");
	char *draft = draft_of_all(session), *record;
	struct filing *filing;
	session_free(session);
	must(adopt("tests/data/regulations/changing/2", NULL));
	session = training_sign_in(&training, "yamada");
	for (int again = 0; again < 2; again++) { /* what was not agreed to is there the next time */
		must(filing_resume(session, draft, &filing, &err));
		ck_assert_str_eq(filing->regulation->version, "2");
		ck_assert_uint_eq(json_array_size(filing->left), COUNT(left));
		for (size_t i = 0; i < COUNT(left); i++)
			ck_assert_str_eq(json_string_value(json_array_get(filing->left, i)), left[i]);
		ck_assert_str_eq(json_string_value(json_object_get(filing->values, "subject")), "備品");
		ck_assert_ptr_null(json_object_get(filing->values, "colour"));
		ck_assert_uint_eq(json_array_size(json_object_get(filing->values, "rows")), 2);
		ck_assert_int_eq(filing_submit(filing, &record, &err), RESULT_REFUSED);
		must(filing_keep(filing, &err));
		if (!again)
			filing_free(filing);
	}
	filing_agree(filing);
	must(filing_submit(filing, &record, &err));
	filing_free(filing);
	session_free(session);
	free(record);
	free(draft);
}
END_TEST

START_TEST(a_form_being_filled_in_when_the_version_changes_is_not_filed_under_the_old_one)
{
	struct session *session = training_sign_in(&training, "yamada");
	struct filing *filing;
	char *record;
	must(filing_begin(session, "changing/request", &filing, &err));
	filing_set(filing, "subject", json_string("備品"));
	must(filing_keep(filing, &err));
	char *draft = memory_string(filing->draft);
	must(adopt("tests/data/regulations/changing/2", NULL));
	training_insert(&training, "yamada");
	ck_assert_int_eq(filing_submit(filing, &record, &err), RESULT_CONFLICT);
	filing_free(filing);
	must(filing_resume(session, draft, &filing, &err));
	ck_assert_ptr_null(filing->left);
	must(filing_submit(filing, &record, &err));
	filing_free(filing);
	session_free(session);
	free(record);
	free(draft);
}
END_TEST

START_TEST(records_of_a_form_that_is_gone_run_to_their_end_and_no_new_ones_begin)
{
	char *record = file("changing/gone"), *none, *before = sheet_text_of(record);
	struct session *session = training_sign_in(&training, "yamada");
	struct filing *filing;
	must(filing_begin(session, "changing/gone", &filing, &err));
	filing_set(filing, "subject", json_string("備品"));
	must(filing_keep(filing, &err));
	char *draft = memory_string(filing->draft);
	filing_free(filing);
	session_free(session);
	must(adopt("tests/data/regulations/changing/2", NULL));
	session = training_sign_in(&training, "yamada");
	ck_assert_int_eq(filing_begin(session, "changing/gone", &filing, &err), RESULT_NOT_FOUND);
	must(filing_resume(session, draft, &filing, &err));
	ck_assert_int_eq(filing_submit(filing, &none, &err), RESULT_REFUSED);
	ck_assert_msg(strstr(err.text, "2") != NULL, "%s", err.text);
	filing_free(filing);
	session_free(session);
	char *after = sheet_text_of(record);
	ck_assert_str_eq(before, after);
	act("ishikawa", record, (struct wish){ .act = ACT_PASS });
	act("mori", record, (struct wish){ .act = ACT_PASS });
	act("watanabe", record, (struct wish){ .act = ACT_DECIDE, .answer = ANSWER_YES });
	free(before);
	free(after);
	free(draft);
	free(record);
}
END_TEST

START_TEST(a_renamed_role_is_held_by_whom_the_office_named_before)
{
	char *old = file("changing/request");
	must(adopt("tests/data/regulations/changing/2", NULL));
	char *new = file("changing/request"), *const records[] = { old, new };
	for (size_t i = 0; i < COUNT(records); i++) {
		act("ishikawa", records[i], (struct wish){ .act = ACT_PASS });
		act("mori", records[i], (struct wish){ .act = ACT_PASS });
		act("watanabe", records[i], (struct wish){ .act = ACT_DECIDE, .answer = ANSWER_YES });
	}
	struct verify_report report;
	const struct verify_options options = { .mode = VERIFY_FULL };
	must(journal_verify(training.desk->store, &options, &report, &err));
	free(old);
	free(new);
}
END_TEST

START_TEST(a_version_whose_roles_nobody_could_hold_is_not_adopted)
{
	static const char *const sentences[] = { "\"changing/auditor\"", "\"changing/pair\"",
		"\"hospital\"" };
	struct mistakes mistakes = { 0 };
	ck_assert_int_eq(adopt("tests/data/regulations/changing/3", &mistakes), RESULT_INVALID);
	ck_assert_uint_eq(mistakes.count, COUNT(sentences));
	for (size_t i = 0; i < COUNT(sentences); i++)
		ck_assert_msg(strstr(mistakes.items[i].sentence, sentences[i]) != NULL, "%s",
			mistakes.items[i].sentence);
	mistakes_done(&mistakes);
	struct session *session = training_sign_in(&training, "yamada");
	struct filing *filing;
	must(filing_begin(session, "changing/gone", &filing, &err)); /* the first version is still in force */
	filing_free(filing);
	session_free(session);
}
END_TEST

/* Rehearses in a folder of the office's own, so that it can be seen to be empty afterwards. */
static enum result rehearse_bundle(const char *person, const struct bundle *bundle,
	struct rehearsal *ret_rehearsal, struct mistakes *ret_mistakes)
{
	const struct rehearsal_place place = { training.key_file, NULL };
	char *private = memory_format("%s.rehearsal", training.folder);
	struct session *session = training_sign_in(&training, person);
	ck_assert_int_eq(mkdir(private, 0700), 0);
	setenv("TMPDIR", private, 1);
	enum result r = rehearsing_run(session, &place, bundle, &pin, ret_rehearsal, ret_mistakes, &err);
	unsetenv("TMPDIR");
	ck_assert_int_eq(rmdir(private), 0); /* nothing is left in it */
	session_free(session);
	free(private);
	return r;
}

static enum result rehearse(
	const char *folder, struct rehearsal *ret_rehearsal, struct mistakes *ret_mistakes)
{
	struct bundle bundle;
	bundle_read(folder, &bundle);
	enum result r = rehearse_bundle("ogawa", &bundle, ret_rehearsal, ret_mistakes);
	bundle_done(&bundle);
	return r;
}

/* A removed field, a renamed role, a removed form with an open record. */
START_TEST(a_rehearsal_proves_that_all_goes_on_and_changes_nothing)
{
	char *records[] = { file("changing/request"), file("changing/gone"), training_file(&training) };
	struct rehearsal rehearsal;
	struct filing *filing;
	act("ishikawa", records[0], (struct wish){ .act = ACT_PASS });
	must(rehearse("tests/data/regulations/changing/2", &rehearsal, NULL));
	for (size_t i = 0; i < rehearsal.finding_count; i++)
		ck_abort_msg("%s", rehearsal.findings[i]);
	ck_assert_uint_eq(rehearsal.records, COUNT(records));
	ck_assert_uint_eq(rehearsal.running, COUNT(records));
	ck_assert_int_gt(rehearsal.entries, 0);
	ck_assert_int_gt(rehearsal.rows, 0);
	rehearsal_done(&rehearsal);
	struct session *session = training_sign_in(&training, "yamada");
	must(filing_begin(session, "changing/gone", &filing, &err)); /* the first version is still in force */
	filing_free(filing);
	session_free(session);
	for (size_t i = 0; i < COUNT(records); i++)
		free(records[i]);
}
END_TEST

static size_t count_of(enum entry_kind kind, const char *what)
{
	const struct entry_filter filter = { .by_kind = true, .kind = kind, .limit = 100 };
	struct entries entries;
	size_t count = 0;
	must(query_entries(training.desk->store, &filter, &entries, &err));
	for (size_t i = 0; i < entries.count; i++) {
		const char *said = json_string_value(json_object_get(entries.items[i].envelope, "what"));
		count += said && !strcmp(said, what);
	}
	entries_done(&entries);
	return count;
}

START_TEST(the_journal_notes_a_rehearsal_once_and_no_export)
{
	struct rehearsal rehearsal;
	must(rehearse("tests/data/regulations/changing/2", &rehearsal, NULL));
	rehearsal_done(&rehearsal);
	ck_assert_uint_eq(count_of(ENTRY_NOTE, "rehearsal"), 1);
	ck_assert_uint_eq(count_of(ENTRY_EXPORT, "backup"), 0);
	ck_assert_uint_eq(count_of(ENTRY_NOTE, "verify"), 0);
}
END_TEST

static void give_up(struct office *office, enum right right, const char *person)
{
	for (size_t i = 0; i < office->right_count; i++)
		if (office->rights[i].right == right && !strcmp(office->rights[i].person, person)) {
			free(office->rights[i].person);
			office->rights[i].person = memory_string("katsuragi");
			office->rights[i].right = RIGHT_ERASE;
		}
}

START_TEST(a_rehearsal_takes_the_right_to_adopt_alone)
{
	struct bundle bundle;
	struct rehearsal rehearsal;
	struct office after;
	struct session *session = training_sign_in(&training, "ogawa");
	office_copy(&training.desk->office, &after);
	give_up(&after, RIGHT_AUDIT, "ogawa");
	must(people_apply(session, &after, &pin, &tries, &err));
	office_done(&after);
	session_free(session);
	bundle_read("tests/data/regulations/changing/2", &bundle);
	ck_assert_int_eq(rehearse_bundle("yamada", &bundle, &rehearsal, NULL), RESULT_REFUSED);
	ck_assert_uint_eq(count_of(ENTRY_NOTE, "rehearsal"), 0);
	must(rehearse_bundle("ogawa", &bundle, &rehearsal, NULL));
	rehearsal_done(&rehearsal);
	bundle_done(&bundle);
}
END_TEST

START_TEST(a_rehearsal_finds_where_a_record_waits_for_nobody)
{
	char *record = file("changing/request"); /* waits for the head of 税務課 */
	struct rehearsal rehearsal;
	struct office after;
	struct session *session = training_sign_in(&training, "ogawa");
	office_copy(&training.desk->office, &after);
	for (size_t i = 0; i < after.posting_count; i++)
		if (!strncmp(after.postings[i].post, "tax-", 4) && strcmp(after.postings[i].person, "yamada"))
			after.postings[i].to = desk_today(training.desk) - 1;
	must(people_apply(session, &after, &pin, &tries, &err));
	office_done(&after);
	session_free(session);
	must(rehearse("tests/data/regulations/changing/2", &rehearsal, NULL));
	ck_assert_uint_eq(rehearsal.finding_count, 1);
	ck_assert_msg(
		strstr(rehearsal.findings[0], "where nobody can act") != NULL, "%s", rehearsal.findings[0]);
	rehearsal_done(&rehearsal);
	free(record);
}
END_TEST

/* A role that nobody holds by its new name, for it does not say what it was; roles without posts. */
START_TEST(a_rehearsal_of_what_cannot_be_adopted_says_so_and_leaves_nothing)
{
	static const struct {
		const char *folder, *without;
		size_t mistakes;
		const char *named;
	} rows[] = {
		{ "tests/data/regulations/changing/2", ", was: [manager]", 1, "\"changing/keeper\"" },
		{ "tests/data/regulations/changing/3", NULL, 3, "\"changing/auditor\"" },
	};
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct bundle bundle;
		struct rehearsal rehearsal;
		struct mistakes mistakes = { 0 };
		bundle_read(rows[i].folder, &bundle);
		for (size_t k = 0; rows[i].without && k < bundle.file_count; k++) {
			char *at = strstr(bundle.files[k].bytes, rows[i].without);
			if (at)
				memset(at, ' ', strlen(rows[i].without));
		}
		ck_assert_int_eq(rehearse_bundle("ogawa", &bundle, &rehearsal, &mistakes), RESULT_INVALID);
		ck_assert_uint_eq(mistakes.count, rows[i].mistakes);
		ck_assert_msg(strstr(mistakes.items[0].sentence, rows[i].named) != NULL, "%s",
			mistakes.items[0].sentence);
		mistakes_done(&mistakes);
		bundle_done(&bundle);
	}
}
END_TEST

Suite *adoption_suite(void)
{
	const TTest *const tests[] = {
		a_draft_is_taken_into_the_new_version_and_nothing_is_dropped_unseen,
		a_form_being_filled_in_when_the_version_changes_is_not_filed_under_the_old_one,
		records_of_a_form_that_is_gone_run_to_their_end_and_no_new_ones_begin,
		a_renamed_role_is_held_by_whom_the_office_named_before,
		a_version_whose_roles_nobody_could_hold_is_not_adopted,
		a_rehearsal_proves_that_all_goes_on_and_changes_nothing,
		the_journal_notes_a_rehearsal_once_and_no_export,
		a_rehearsal_takes_the_right_to_adopt_alone,
		a_rehearsal_finds_where_a_record_waits_for_nobody,
		a_rehearsal_of_what_cannot_be_adopted_says_so_and_leaves_nothing,
		NULL,
	};
	return suite_with("adoption", tests, setup, teardown);
}
