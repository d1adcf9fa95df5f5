/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files attached to a form: what is taken, what is refused and why, kept with the draft, filed, saved again. */
#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/memory.h"
#include "service/attaching.h"
#include "service/keeping.h"
#include "service/sheet_of.h"
#include "store/journal.h"
#include "store/query.h"
#include "tests/support/folder.h"
#include "tests/support/suites.h"
#include "tests/support/training.h"

suite_maker attaching_suite;

static struct training training;
static struct session *session;
static struct filing *filing;
static char *outside; /* the clerk's own folder */
static struct error err;

static void must(enum result r)
{
	ck_assert_msg(r == RESULT_OK, "%s", err.text);
}

static void setup(void)
{
	training_begin(&training);
	outside = memory_format("%s.papers", training.folder);
	ck_assert_int_eq(mkdir(outside, 0700), 0);
	session = training_sign_in(&training, "yamada");
	must(filing_begin(session, "toin/data-use-application", &filing, &err));
	training_fill(filing);
}

static void clear_folder(const char *path)
{
	DIR *folder = opendir(path);
	for (const struct dirent *found; folder && (found = readdir(folder));)
		if (found->d_name[0] != '.')
			unlinkat(dirfd(folder), found->d_name, 0);
	if (folder)
		closedir(folder);
	rmdir(path);
}

static void teardown(void)
{
	filing_free(filing);
	session_free(session);
	clear_folder(outside);
	free(outside);
	training_end(&training);
}

static char *paper(const char *name, const char *words)
{
	char *path = memory_format("%s/%s", outside, name);
	must(file_write(path, words, strlen(words), 0600, &err));
	return path;
}

static void attach(const char *name, const char *words)
{
	char *path = paper(name, words);
	must(filing_attach(filing, path, &err));
	free(path);
}

static void submit(struct dossier *dossier)
{
	char *record;
	must(filing_submit(filing, &record, &err));
	must(reading_open(session, record, dossier, &err));
	free(record);
}

START_TEST(what_is_attached_is_filed_and_comes_out_the_same)
{
	struct dossier dossier;
	char *bytes, *target = memory_format("%s/copy.txt", outside);
	size_t length;
	attach("見取図.txt", "執務室の見取図");
	attach("契約書.txt", "契約書の写し");
	submit(&dossier);
	ck_assert_uint_eq(json_array_size(dossier.attachments), 2);
	char *text = attaching_text(dossier.attachments, 0);
	ck_assert_str_eq(text, "見取図.txt (21 bytes)");
	free(text);
	must(reading_attachment_save(session, &dossier, 1, target, false, &err));
	must(file_read(target, 1000, &bytes, &length, &err));
	ck_assert_str_eq(bytes, "契約書の写し");
	free(bytes);
	/* The export stands in the journal, about this record. */
	struct entry_filter filter = { .limit = 1, .record = dossier.record.id };
	struct entries newest;
	must(query_entries(training.desk->store, &filter, &newest, &err));
	ck_assert_int_eq(newest.items[0].kind, ENTRY_EXPORT);
	entries_done(&newest);
	/* A file that is there is written over only where that was asked. */
	ck_assert_int_eq(reading_attachment_save(session, &dossier, 0, target, false, &err), RESULT_CONFLICT);
	must(reading_attachment_save(session, &dossier, 0, target, true, &err));
	ck_assert_int_eq(reading_attachment_save(session, &dossier, 2, target, true, &err), RESULT_NOT_FOUND);
	ck_assert_int_eq(reading_attachment_save(session, &dossier, 0, outside, true, &err), RESULT_INVALID);
	free(target);
	dossier_done(&dossier);
}
END_TEST

START_TEST(what_is_attached_stands_on_the_sheet_with_its_number_and_size)
{
	static const char *const cells[] = { "1", "見取図.txt", "0.1 KB", "2", "契約書.txt", "2.5 KB" };
	struct dossier dossier;
	struct sheet_content content;
	char words[2501];
	memset(words, 'x', sizeof words - 1);
	words[sizeof words - 1] = '\0';
	attach("見取図.txt", "執務室の見取図");
	attach("契約書.txt", words);
	submit(&dossier);
	must(sheet_of(session, &dossier, &content, &err));
	const struct sheet_row *row = &content.rows[content.row_count - 1];
	ck_assert_str_eq(row->label, "添付ファイル");
	ck_assert_uint_eq(row->table.row_count * row->table.column_count, COUNT(cells));
	for (size_t i = 0; i < COUNT(cells); i++)
		ck_assert_str_eq(row->table.cells[i], cells[i]);
	sheet_content_done(&content);
	dossier_done(&dossier);
}
END_TEST

START_TEST(a_draft_is_taken_up_again_with_its_files)
{
	struct dossier dossier;
	attach("a.txt", "一");
	char *id = memory_string(filing->draft);
	filing_free(filing);
	filing = NULL;
	must(filing_resume(session, id, &filing, &err));
	free(id);
	ck_assert_uint_eq(json_array_size(filing->attachments), 1);
	submit(&dossier);
	ck_assert_uint_eq(json_array_size(dossier.attachments), 1);
	dossier_done(&dossier);
}
END_TEST

START_TEST(what_is_taken_off_or_thrown_away_is_unlinked)
{
	attach("a.txt", "一");
	attach("b.txt", "二");
	ck_assert_uint_eq(folder_count(training.folder, "attachments"), 2);
	must(filing_detach(filing, 0, &err));
	ck_assert_uint_eq(folder_count(training.folder, "attachments"), 1);
	char *left = attaching_text(filing->attachments, 0);
	ck_assert_str_eq(left, "b.txt (3 bytes)");
	free(left);
	ck_assert_int_eq(filing_detach(filing, 1, &err), RESULT_NOT_FOUND);
	must(filing_discard(filing, &err));
	ck_assert_uint_eq(folder_count(training.folder, "attachments"), 0);
}
END_TEST

enum case_kind { MISSING, FOLDER, EMPTY, LARGE, PIPE, TWICE, NOTHING, OFFICE, KEY };

static const struct {
	enum case_kind kind;
	enum result result;
	const char *sentence;
} refused[] = {
	{ MISSING, RESULT_NOT_FOUND, "does not exist" },
	{ FOLDER, RESULT_INVALID, "is a folder" },
	{ EMPTY, RESULT_INVALID, "is empty" },
	{ LARGE, RESULT_INVALID, "is too large: a file has at most 10 MB" },
	{ PIPE, RESULT_INVALID, "is not a regular file" },
	{ TWICE, RESULT_CONFLICT, "attached already" },
	{ NOTHING, RESULT_INVALID, "type the name" },
	{ OFFICE, RESULT_DENIED, "office folder" },
	{ KEY, RESULT_DENIED, "office folder" },
};

static char *path_for(enum case_kind kind)
{
	char *path = memory_format("%s/file", outside);
	switch (kind) {
	case FOLDER: ck_assert_int_eq(mkdir(path, 0700), 0); break;
	case EMPTY: must(file_write(path, "", 0, 0600, &err)); break;
	case LARGE:
		must(file_write(path, "x", 1, 0600, &err));
		ck_assert_int_eq(truncate(path, 10 * 1000 * 1000 + 1), 0);
		break;
	case PIPE: ck_assert_int_eq(mkfifo(path, 0600), 0); break;
	case TWICE:
		must(file_write(path, "x", 1, 0600, &err));
		must(filing_attach(filing, path, &err));
		break;
	case NOTHING: *path = '\0'; break;
	/* By a link, so that the name alone does not tell. */
	case OFFICE: {
		char *target = memory_format("%s/office.db", training.folder);
		ck_assert_int_eq(symlink(target, path), 0);
		free(target);
		break;
	}
	case KEY: ck_assert_int_eq(symlink(training.key_file, path), 0); break;
	default: break;
	}
	return path;
}

START_TEST(what_cannot_be_attached_has_its_sentence)
{
	char *path = path_for(refused[_i].kind);
	size_t before = json_array_size(filing->attachments);
	ck_assert_int_eq(filing_attach(filing, path, &err), refused[_i].result);
	ck_assert_msg(strstr(err.text, refused[_i].sentence) != NULL, "%s", err.text);
	ck_assert_uint_eq(json_array_size(filing->attachments), before);
	if (refused[_i].kind == FOLDER)
		rmdir(path);
	free(path);
}
END_TEST

START_TEST(no_more_are_taken_than_the_form_allows)
{
	size_t most = filing->form->attachments;
	ck_assert_uint_gt(most, 0);
	for (size_t i = 0; i < most; i++) {
		char *name = memory_format("%zu.txt", i);
		attach(name, "紙");
		free(name);
	}
	char *path = paper("more.txt", "紙");
	ck_assert_int_eq(filing_attach(filing, path, &err), RESULT_REFUSED);
	ck_assert_ptr_nonnull(strstr(err.text, "At most 10 files"));
	free(path);
	/* A form that wants none. */
	struct form none = *filing->form;
	const struct form *kept = filing->form;
	none.attachments = 0;
	filing->form = &none;
	ck_assert_int_eq(filing_may_attach(filing, &err), RESULT_REFUSED);
	ck_assert_str_eq(err.text, "This form takes no files");
	ck_assert_int_eq(filing_submit(filing, &path, &err), RESULT_REFUSED);
	ck_assert_ptr_nonnull(strstr(err.text, "take some off first"));
	filing->form = kept;
}
END_TEST

START_TEST(a_name_with_control_characters_is_made_visible)
{
	attach("a\033[31m\n.txt", "紙");
	const char *name = json_string_value(json_object_get(json_array_get(filing->attachments, 0), "name"));
	for (const char *at = name; *at; at++)
		ck_assert_uint_ge((unsigned char)*at, 0x20);
}
END_TEST

START_TEST(a_copy_never_goes_over_the_offices_own_files)
{
	struct dossier dossier;
	char *target = memory_format("%s/office.db", training.folder);
	attach("a.txt", "紙");
	submit(&dossier);
	ck_assert_int_eq(reading_attachment_save(session, &dossier, 0, target, true, &err), RESULT_DENIED);
	free(target);
	target = memory_format("%s/new", training.folder);
	ck_assert_int_eq(reading_attachment_save(session, &dossier, 0, target, true, &err), RESULT_DENIED);
	free(target);
	dossier_done(&dossier);
}
END_TEST

START_TEST(a_backup_takes_the_files_along)
{
	struct dossier dossier;
	char *backup = memory_format("%s.backup", training.folder);
	char *restored = memory_format("%s.restored", training.folder);
	char *target = memory_format("%s/copy.txt", outside);
	int64_t entries;
	struct desk *desk;
	attach("a.txt", "紙");
	submit(&dossier);
	session_free(session);
	session = training_sign_in(&training, "ogawa");
	must(keeping_backup(session, backup, &entries, &err));
	must(keeping_restore(backup, restored, training.key_file, &training.clock, &entries, &err));
	const struct desk_options options = { restored, training.key_file, NULL, &training.clock,
		training.host };
	must(desk_open(&options, &desk, &err));
	const struct verify_options full = { .mode = VERIFY_FULL };
	struct verify_report report;
	must(journal_verify(desk->store, &full, &report, &err));
	desk_free(desk);
	dossier_done(&dossier);
	free(target);
	free(backup);
	free(restored);
}
END_TEST

Suite *attaching_suite(void)
{
	const TTest *const tests[] = {
		what_is_attached_is_filed_and_comes_out_the_same,
		what_is_attached_stands_on_the_sheet_with_its_number_and_size,
		a_draft_is_taken_up_again_with_its_files,
		what_is_taken_off_or_thrown_away_is_unlinked,
		no_more_are_taken_than_the_form_allows,
		a_name_with_control_characters_is_made_visible,
		a_copy_never_goes_over_the_offices_own_files,
		a_backup_takes_the_files_along,
		NULL,
	};
	Suite *suite = suite_with("attaching", tests, setup, teardown);
	TCase *loop = tcase_create("refused");
	tcase_add_checked_fixture(loop, setup, teardown);
	tcase_add_loop_test(loop, what_cannot_be_attached_has_its_sentence, 0, COUNT(refused));
	suite_add_tcase(suite, loop);
	return suite;
}
