/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is refused on the way to a record, to paper and to a folder: each with its sentence, and nothing done. */
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/memory.h"
#include "service/entries.h"
#include "service/founding.h"
#include "service/list_paper.h"
#include "service/printing.h"
#include "service/using.h"
#include "store/draft.h"
#include "store/query.h"
#include "tests/support/setting.h"
#include "tests/support/suites.h"
#include "tests/support/walk.h"

suite_maker refusals_suite;

static struct error err;

static int64_t last_entry(void)
{
	int64_t sequence;
	struct hash ignored;
	must(journal_head(training.desk->store, &sequence, &ignored, &err), &err);
	return sequence;
}

/* ---- forms and drafts ---------------------------------------------------------------- */

START_TEST(a_form_is_named_with_its_regulation)
{
	struct filing *filing;
	struct session *session = training_sign_in(&training, "yamada");
	ck_assert_int_eq(filing_begin(session, "data-use-application", &filing, &err), RESULT_INVALID);
	ck_assert_str_eq(err.text, "A form is named <regulation>/<form>, not \"data-use-application\"");
	ck_assert_int_eq(filing_begin(session, "toin/nothing", &filing, &err), RESULT_NOT_FOUND);
	ck_assert_str_eq(err.text, "There is no form \"toin/nothing\"");
	session_free(session);
}
END_TEST

static size_t drafts_of(const char *person)
{
	struct drafts drafts;
	must(draft_list(training.desk->store, person, &drafts, &err), &err);
	size_t count = drafts.count;
	drafts_done(&drafts);
	return count;
}

START_TEST(a_draft_of_a_form_that_is_nowhere_is_kept_and_not_opened)
{
	struct filing *filing;
	struct session *session = training_sign_in(&training, "yamada");
	must(filing_begin(session, "toin/data-use-application", &filing, &err), &err);
	struct draft draft = { .id = memory_string("0123456789abcdef0123456789abcdef"),
		.person = memory_string("yamada"),
		.regulation = memory_string("toin"),
		.regulation_hash = memory_string(filing->regulation_hash),
		.form = memory_string("nowhere"),
		.purpose = memory_string("file"),
		.contents = json_pack("{s:{s:s}}", "values", "business", "賦課") };
	filing_free(filing);
	must(draft_save(training.desk->store, &draft, &err), &err);
	ck_assert_int_eq(filing_resume(session, draft.id, &filing, &err), RESULT_NOT_FOUND);
	ck_assert_str_eq(err.text, "There is no form \"nowhere\"");
	ck_assert_uint_eq(drafts_of("yamada"), 1);
	draft_done(&draft);
	session_free(session);
}
END_TEST

START_TEST(a_record_withdrawn_while_its_correction_is_typed_keeps_the_draft)
{
	struct filing *filing;
	char *record = training_file(&training), *again = NULL;
	must(walk_act(&training, "ishikawa", record, (struct wish){ .act = ACT_RETURN, .reason = "誤記" },
		     NULL, &err),
		&err);
	struct session *session = training_sign_in(&training, "yamada");
	must(filing_correct(session, record, &filing, &err), &err);
	filing_set(filing, "business", json_string("国民健康保険税の賦課"));
	must(filing_keep(filing, &err), &err);
	must(walk_act(&training, "yamada", record, (struct wish){ .act = ACT_WITHDRAW, .reason = "不要" },
		     NULL, &err),
		&err);
	ck_assert_int_eq(filing_submit(filing, &again, &err), RESULT_CONFLICT);
	ck_assert_str_eq(err.text, "The record changed meanwhile; open it again. Your draft is kept");
	ck_assert_ptr_null(again);
	ck_assert_uint_eq(drafts_of("yamada"), 1);
	filing_free(filing);
	session_free(session);
	free(record);
}
END_TEST

START_TEST(a_form_that_follows_nothing_is_not_begun_about_a_record)
{
	struct filing *filing = NULL;
	char *record = training_file(&training);
	struct session *session = training_sign_in(&training, "yamada");
	ck_assert_int_eq(
		using_begin_about(session, "toin/operator-approval", record, &filing, &err), RESULT_REFUSED);
	ck_assert_str_eq(err.text, "This form names no earlier record of that kind");
	ck_assert_ptr_null(filing);
	ck_assert_uint_eq(drafts_of("yamada"), 0);
	session_free(session);
	free(record);
}
END_TEST

/* ---- records -------------------------------------------------------------------------- */

START_TEST(a_number_that_two_records_have_is_asked_for_in_full)
{
	static const struct turn turns[] = { { .person = "ishikawa" }, { .person = "mori" } };
	static const char approval[] =
		"{\"acts\": [\"approve\"], \"approved\": [{\"person\": \"shimizu\", \"terminal\": \"端末1\","
		" \"operation\": \"inquiry\", \"work\": \"賦課\"}], \"approved-on\": \"2026-12-01\","
		" \"secrecy-read\": true, \"reason\": \"work\"}";
	char *first = training_file(&training), *found = NULL;
	walk_turns(&training, first, turns, COUNT(turns));
	char *second = walk_file(&training, "yamada", "toin/operator-approval", approval, NULL);
	walk_turns(&training, second, turns, COUNT(turns));
	struct session *session = training_sign_in(&training, "yamada");
	ck_assert_int_eq(reading_find(session, "1", &found, &err), RESULT_INVALID);
	ck_assert_msg(
		strstr(err.text, "2 records have the number 1; type it as toin/") != NULL, "%s", err.text);
	ck_assert_int_eq(reading_find(session, "2026/1", &found, &err), RESULT_INVALID);
	ck_assert_ptr_null(found);
	/* As the sentence says, it is found. */
	must(reading_find(session, strstr(err.text, "toin/"), &found, &err), &err);
	ck_assert(!strcmp(found, first) || !strcmp(found, second));
	session_free(session);
	free(found);
	free(first);
	free(second);
}
END_TEST

START_TEST(a_version_that_was_never_filed_is_not_shown)
{
	struct dossier dossier;
	json_t *values = NULL;
	char *record = training_file(&training);
	struct session *session = training_sign_in(&training, "yamada");
	must(reading_open(session, record, &dossier, &err), &err);
	ck_assert_int_eq(reading_version(session, &dossier, 2, &values, &err), RESULT_NOT_FOUND);
	ck_assert_str_eq(err.text, "There is no version 2 of this record");
	ck_assert_ptr_null(values);
	dossier_done(&dossier);
	session_free(session);
	free(record);
}
END_TEST

START_TEST(a_record_of_a_form_that_its_regulation_lacks_is_damaged)
{
	struct dossier dossier;
	struct record head;
	char *record = training_file(&training);
	struct session *session = training_sign_in(&training, "yamada");
	must(query_record(training.desk->store, record, &head, &err), &err);
	free(head.form);
	head.form = memory_string("nowhere");
	struct transition withdrawn = { .act = ACT_WITHDRAW, .version = head.version };
	struct entry entry = entries_by(session, ENTRY_ACT);
	head.revision = last_entry() + 1;
	entries_about(&entry, &head);
	entry.envelope = json_pack(
		"{s:o, s:o}", "record", record_to_json(&head), "transition", entry_transition(&withdrawn));
	must(entries_commit(training.desk, &entry, &err), &err);
	ck_assert_int_eq(reading_open(session, record, &dossier, &err), RESULT_DAMAGED);
	ck_assert_str_eq(
		err.text, "The record's form \"nowhere\" is not in the regulation it was written under");
	record_done(&head);
	session_free(session);
	free(record);
}
END_TEST

/* ---- paper ------------------------------------------------------------------------------ */

START_TEST(a_list_without_a_row_is_not_printed)
{
	static const char *const heads[] = { "氏名" };
	static const int shares[] = { 1 };
	struct list_paper paper;
	char *bytes = NULL;
	size_t length;
	struct session *session = training_sign_in(&training, "yamada");
	int64_t before = last_entry();
	list_paper_init(&paper, "waiting", "未処理一覧", NULL);
	list_paper_heads(&paper, heads, shares, COUNT(heads));
	ck_assert_int_eq(list_paper_pdf(session, &paper, &bytes, &length, NULL, &err), RESULT_REFUSED);
	ck_assert_str_eq(err.text, "There is no row to print");
	ck_assert_ptr_null(bytes);
	ck_assert_int_eq(last_entry(), before); /* no number was given to it */
	list_paper_done(&paper);
	session_free(session);
}
END_TEST

START_TEST(what_is_no_file_is_not_written_over)
{
	char *path = memory_format("%s.pipe", training.folder);
	ck_assert_int_eq(mkfifo(path, 0600), 0);
	ck_assert_int_eq(printing_save(path, "%PDF", 4, true, &err), RESULT_INVALID);
	ck_assert_msg(strstr(err.text, "is not a regular file") != NULL, "%s", err.text);
	ck_assert_int_eq(unlink(path), 0);
	ck_assert_int_eq(printing_save(path, "%PDF", 4, false, &err), RESULT_OK);
	ck_assert_int_eq(printing_save(path, "other", 5, false, &err), RESULT_CONFLICT);
	char *bytes;
	size_t length;
	must(file_read(path, 100, &bytes, &length, &err), &err);
	ck_assert_str_eq(bytes, "%PDF");
	free(bytes);
	free(path);
}
END_TEST

/* A program of this name in a folder that comes first, as cups has it. */
static char *put_program(const char *name, const char *script)
{
	char *folder = memory_format("%s.bin", training.folder), *path = memory_format("%s/%s", folder, name);
	mkdir(folder, 0700);
	must(file_write(path, script, strlen(script), 0700, &err), &err);
	ck_assert_int_eq(chmod(path, 0700), 0);
	char *all = memory_format("%s:/usr/bin:/bin", folder);
	setenv("PATH", all, 1);
	free(all);
	free(path);
	return folder;
}

START_TEST(a_printer_that_takes_the_sheet_has_it_whole_and_one_that_does_not_is_said)
{
	static const struct {
		const char *script;
		enum result result;
	} rows[] = {
		{ "#!/bin/sh\ncat >\"${0%/*}/sheet\"\n", RESULT_OK },
		{ "#!/bin/sh\ncat >/dev/null; exit 1\n", RESULT_UNAVAILABLE },
		{ "#!/bin/sh\nexec <&-; exit 0\n", RESULT_UNAVAILABLE }, /* it stops reading */
		{ "no program", RESULT_UNAVAILABLE },
	};
	enum { LENGTH = 1 << 20 }; /* more than a pipe holds */
	char *sheet = memory_new(LENGTH, 1), *bytes;
	size_t length;
	memset(sheet, 'x', LENGTH);
	for (size_t i = 0; i < COUNT(rows); i++) {
		char *folder = put_program("lp", rows[i].script);
		ck_assert_msg(
			printing_send(sheet, LENGTH, &err) == rows[i].result, "row %zu: %s", i, err.text);
		if (rows[i].result != RESULT_OK)
			ck_assert_str_eq(err.text,
				"The printer did not take the sheet; print it to a file or "
				"look at the printer");
		free(folder);
	}
	char *path = memory_format("%s.bin/sheet", training.folder);
	must(file_read(path, LENGTH, &bytes, &length, &err), &err);
	ck_assert_uint_eq(length, LENGTH);
	ck_assert(!memcmp(bytes, sheet, LENGTH));
	free(bytes);
	free(path);
	free(sheet);
}
END_TEST

START_TEST(a_printer_is_there_where_the_system_names_one)
{
	static const struct {
		const char *script;
		bool there;
	} rows[] = {
		{ "#!/bin/sh\necho 'system default destination: counter'\n", true },
		{ "#!/bin/sh\necho 'no system default destination'\n", false },
		{ "#!/bin/sh\necho 'system default destination: counter'; exit 1\n", false },
	};
	for (size_t i = 0; i < COUNT(rows); i++) {
		free(put_program("lpstat", rows[i].script));
		ck_assert_msg(printing_has_printer() == rows[i].there, "row %zu", i);
	}
}
END_TEST

/* ---- folders ------------------------------------------------------------------------------ */

START_TEST(a_folder_of_too_many_files_is_no_regulation)
{
	struct bundle bundle = { 0 };
	char *folder = memory_format("%s.many", training.folder);
	ck_assert_int_eq(mkdir(folder, 0700), 0);
	for (int i = 0; i < 201; i++) {
		char *path = memory_format("%s/form-%03d.yaml", folder, i);
		must(file_write(path, "id: x\n", 6, 0600, &err), &err);
		free(path);
	}
	ck_assert_int_eq(founding_bundle(folder, &bundle, &err), RESULT_INVALID);
	ck_assert_msg(strstr(err.text, "form-200.yaml: more than 200 files") != NULL, "%s", err.text);
	ck_assert_uint_eq(bundle.file_count, 0);
	free(folder);
}
END_TEST

Suite *refusals_suite(void)
{
	const TTest *const tests[] = {
		a_form_is_named_with_its_regulation,
		a_draft_of_a_form_that_is_nowhere_is_kept_and_not_opened,
		a_record_withdrawn_while_its_correction_is_typed_keeps_the_draft,
		a_form_that_follows_nothing_is_not_begun_about_a_record,
		a_number_that_two_records_have_is_asked_for_in_full,
		a_version_that_was_never_filed_is_not_shown,
		a_record_of_a_form_that_its_regulation_lacks_is_damaged,
		a_list_without_a_row_is_not_printed,
		what_is_no_file_is_not_written_over,
		a_printer_that_takes_the_sheet_has_it_whole_and_one_that_does_not_is_said,
		a_printer_is_there_where_the_system_names_one,
		a_folder_of_too_many_files_is_no_regulation,
		NULL,
	};
	return suite_with("refusals", tests, setting_make, setting_clear);
}
