/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of attached files: sealed, named by their bytes, checked by verify, gone with the erasure. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/memory.h"
#include "store/attachment.h"
#include "tests/store/office_fixture.h"
#include "tests/support/folder.h"
#include "tests/support/suites.h"

suite_maker attachments_suite;

static struct office_fixture fixture;
static struct error err;
static char record[33];
static const char words[] = "事故の写真";

static void setup(void)
{
	fixture_init(&fixture);
	fixture_id('a', record);
}

static void teardown(void)
{
	fixture_done(&fixture);
}

static char *path_of(const char *file)
{
	return memory_format("%s/attachments/%s", fixture.office, file);
}

static bool lies_there(const char *file)
{
	char *path = path_of(file);
	bool there = access(path, F_OK) == 0;
	free(path);
	return there;
}

static json_t *list_of(const struct attachment *attachment)
{
	json_t *item = json_object();
	attachment_to_json(attachment, item);
	return json_pack("[o]", item);
}

/* Files record with one attached file, or leaves the transaction undone. */
static enum result file_with(struct attachment *attachment, enum result wanted)
{
	ck_assert_int_eq(store_begin(fixture.store, &err), RESULT_OK);
	enum result r = attachment_put(fixture.store, words, sizeof words, attachment, &err);
	ck_assert_msg(r == RESULT_OK, "%s", err.text);
	struct entry entry = fixture_act(&fixture, record, ACT_FILE, 0, "報告");
	json_t *list = list_of(attachment);
	json_object_set_new(entry.envelope, "files", attachment_names(list));
	json_object_set_new(entry.contents, "attachments", list);
	r = journal_append(fixture.store, &entry, &err);
	entry_done(&entry);
	return store_end(fixture.store, r == RESULT_OK ? wanted : r, &err);
}

static enum result verify(enum verify_mode mode, int64_t *ret_bad)
{
	const struct verify_options options = { .mode = mode };
	struct verify_report report;
	struct store *store = fixture.store;
	if (mode == VERIFY_CHAIN)
		ck_assert_int_eq(store_open_chain(fixture.office, &store, &err), RESULT_OK);
	enum result r = journal_verify(store, &options, &report, &err);
	if (mode == VERIFY_CHAIN)
		store_close(store);
	*ret_bad = report.bad;
	return r;
}

static void erase(void)
{
	ck_assert_int_eq(store_begin(fixture.store, &err), RESULT_OK);
	struct entry entry = fixture_erasure(&fixture, record);
	enum result r = store_end(fixture.store, journal_append(fixture.store, &entry, &err), &err);
	ck_assert_msg(r == RESULT_OK, "%s", err.text);
	entry_done(&entry);
}

static void flip(const char *file)
{
	char *path = path_of(file), *bytes;
	size_t length;
	ck_assert_int_eq(file_read(path, ATTACHMENT_LIMIT * 2, &bytes, &length, &err), RESULT_OK);
	bytes[length / 2] ^= 1;
	ck_assert_int_eq(file_write(path, bytes, length, 0600, &err), RESULT_OK);
	free(bytes);
	free(path);
}

START_TEST(a_file_comes_out_as_it_went_in_and_lies_sealed)
{
	struct attachment attachment = { 0 }, read = { 0 };
	struct bytes plain = { 0 };
	struct stat about;
	struct entry entry;
	char *bytes;
	size_t length;
	ck_assert_int_eq(file_with(&attachment, RESULT_OK), RESULT_OK);
	fixture_reopen(&fixture);
	struct record head;
	ck_assert_int_eq(query_record(fixture.store, record, &head, &err), RESULT_OK);
	ck_assert_int_eq(journal_entry(fixture.store, head.contents, &entry, &err), RESULT_OK);
	const json_t *list = json_object_get(entry.contents, "attachments");
	ck_assert_int_eq(attachment_from_json(json_array_get(list, 0), &read, &err), RESULT_OK);
	ck_assert_str_eq(read.file, attachment.file);
	ck_assert_int_eq(attachment_get(fixture.store, &read, &plain, &err), RESULT_OK);
	ck_assert_uint_eq(plain.length, sizeof words);
	ck_assert_mem_eq(plain.data, words, sizeof words);
	char *path = path_of(read.file);
	ck_assert_int_eq(stat(path, &about), 0);
	ck_assert_uint_eq(about.st_mode & 0777, 0600);
	ck_assert_int_eq(file_read(path, ATTACHMENT_LIMIT, &bytes, &length, &err), RESULT_OK);
	ck_assert_ptr_null(memmem(bytes, length, words, strlen(words)));
	free(bytes);
	free(path);
	bytes_done(&plain);
	record_done(&head);
	entry_done(&entry);
	ck_assert_int_eq(replay_compare(fixture.store, NULL, &err), RESULT_OK);
}
END_TEST

START_TEST(a_file_under_another_key_does_not_open)
{
	struct attachment attachment = { 0 };
	struct bytes plain = { 0 };
	ck_assert_int_eq(file_with(&attachment, RESULT_OK), RESULT_OK);
	attachment.key[0] = attachment.key[0] == '0' ? '1' : '0';
	ck_assert_int_eq(attachment_get(fixture.store, &attachment, &plain, &err), RESULT_DAMAGED);
	attachment_done(&attachment);
	ck_assert_int_eq(attachment.key[0], 0);
}
END_TEST

START_TEST(a_flipped_bit_is_named_by_verify_with_key_and_without)
{
	struct attachment attachment = { 0 };
	struct bytes plain = { 0 };
	int64_t sequence, bad;
	struct hash head;
	ck_assert_int_eq(file_with(&attachment, RESULT_OK), RESULT_OK);
	ck_assert_int_eq(journal_head(fixture.store, &sequence, &head, &err), RESULT_OK);
	ck_assert_int_eq(verify(VERIFY_FULL, &bad), RESULT_OK);
	ck_assert_int_eq(verify(VERIFY_CHAIN, &bad), RESULT_OK);
	flip(attachment.file);
	for (int mode = VERIFY_CHAIN; mode <= VERIFY_FULL; mode++) {
		ck_assert_int_eq(verify((enum verify_mode)mode, &bad), RESULT_DAMAGED);
		ck_assert_int_eq(bad, sequence);
		ck_assert_ptr_nonnull(strstr(err.text, attachment.file));
		ck_assert_ptr_nonnull(strstr(err.text, "was changed on the disk"));
	}
	ck_assert_int_eq(attachment_get(fixture.store, &attachment, &plain, &err), RESULT_DAMAGED);
}
END_TEST

START_TEST(a_missing_file_is_named_by_verify)
{
	struct attachment attachment = { 0 };
	struct bytes plain = { 0 };
	int64_t bad;
	ck_assert_int_eq(file_with(&attachment, RESULT_OK), RESULT_OK);
	char *path = path_of(attachment.file);
	ck_assert_int_eq(unlink(path), 0);
	free(path);
	ck_assert_int_eq(verify(VERIFY_CHAIN, &bad), RESULT_DAMAGED);
	ck_assert_int_gt(bad, 0);
	ck_assert_ptr_nonnull(strstr(err.text, "is missing"));
	ck_assert_int_eq(attachment_get(fixture.store, &attachment, &plain, &err), RESULT_NOT_FOUND);
}
END_TEST

START_TEST(an_erasure_unlinks_and_verify_calls_it_lawful)
{
	struct attachment attachment = { 0 };
	int64_t bad;
	ck_assert_int_eq(file_with(&attachment, RESULT_OK), RESULT_OK);
	ck_assert(lies_there(attachment.file));
	erase();
	ck_assert(!lies_there(attachment.file));
	ck_assert_msg(verify(VERIFY_FULL, &bad) == RESULT_OK, "%s", err.text);
	ck_assert_msg(verify(VERIFY_CHAIN, &bad) == RESULT_OK, "%s", err.text);
}
END_TEST

/* As a crash between commit and unlink, or a restore of an old folder, leaves it. */
START_TEST(an_interrupted_erasure_unlinks_at_the_next_opening)
{
	struct attachment attachment = { 0 };
	char *bytes;
	size_t length;
	ck_assert_int_eq(file_with(&attachment, RESULT_OK), RESULT_OK);
	char *path = path_of(attachment.file);
	ck_assert_int_eq(file_read(path, ATTACHMENT_LIMIT, &bytes, &length, &err), RESULT_OK);
	erase();
	ck_assert_int_eq(file_write(path, bytes, length, 0600, &err), RESULT_OK);
	fixture_reopen(&fixture);
	ck_assert(!lies_there(attachment.file));
	free(bytes);
	free(path);
}
END_TEST

START_TEST(a_file_whose_entry_was_not_committed_is_swept_at_the_next_opening)
{
	struct attachment attachment = { 0 };
	int64_t bad;
	ck_assert_int_eq(file_with(&attachment, RESULT_FAILED), RESULT_FAILED);
	ck_assert(lies_there(attachment.file));
	fixture_reopen(&fixture);
	ck_assert_uint_eq(folder_count(fixture.office, "attachments"), 0);
	ck_assert_int_eq(verify(VERIFY_FULL, &bad), RESULT_OK);
}
END_TEST

START_TEST(an_entry_cannot_name_a_file_that_is_not_there)
{
	static const char *const names[] = { "../../../../../../../../../../../../../../etc/passwd/aaaaaaaaa",
		"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef" };
	static const enum result results[] = { RESULT_INVALID, RESULT_DAMAGED };
	for (size_t i = 0; i < COUNT(names); i++) {
		ck_assert_int_eq(store_begin(fixture.store, &err), RESULT_OK);
		struct entry entry = fixture_act(&fixture, record, ACT_FILE, 0, "報告");
		json_object_set_new(entry.envelope, "files", json_pack("[s]", names[i]));
		ck_assert_int_eq(journal_append(fixture.store, &entry, &err), results[i]);
		ck_assert_int_eq(store_end(fixture.store, results[i], &err), results[i]);
		entry_done(&entry);
	}
}
END_TEST

START_TEST(a_drafts_file_stays_until_the_draft_goes)
{
	struct attachment attachment = { 0 };
	int swept = 0;
	ck_assert_int_eq(store_begin(fixture.store, &err), RESULT_OK);
	enum result r = attachment_put(fixture.store, words, sizeof words, &attachment, &err);
	struct draft draft = { .id = memory_string("d1"),
		.person = memory_string("clerk"),
		.contents = json_pack("{s:o}", "attachments", list_of(&attachment)) };
	if (r == RESULT_OK)
		r = draft_save(fixture.store, &draft, &err);
	ck_assert_int_eq(store_end(fixture.store, r, &err), RESULT_OK);
	fixture_reopen(&fixture);
	ck_assert(lies_there(attachment.file));
	ck_assert_int_eq(draft_delete(fixture.store, "clerk", "d1", &err), RESULT_OK);
	ck_assert_int_eq(attachment_sweep(fixture.store, &swept, &err), RESULT_OK);
	ck_assert_int_eq(swept, 1);
	ck_assert(!lies_there(attachment.file));
	draft_done(&draft);
}
END_TEST

START_TEST(an_office_from_before_drafts_had_files_is_brought_up)
{
	struct attachment attachment = { 0 };
	fixture_tamper(&fixture, "office.db",
		"ALTER TABLE drafts DROP COLUMN files; DROP TABLE files; PRAGMA user_version = 1; "
		"UPDATE projection SET text = ''");
	fixture_reopen(&fixture);
	ck_assert_int_eq(file_with(&attachment, RESULT_OK), RESULT_OK);
	fixture_reopen(&fixture);
	ck_assert(lies_there(attachment.file));
}
END_TEST

START_TEST(a_file_that_is_too_large_is_refused)
{
	struct attachment attachment = { 0 };
	char *bytes = memory_new(ATTACHMENT_LIMIT + 1, 1);
	ck_assert_int_eq(store_begin(fixture.store, &err), RESULT_OK);
	ck_assert_int_eq(attachment_put(fixture.store, bytes, ATTACHMENT_LIMIT + 1, &attachment, &err),
		RESULT_INVALID);
	ck_assert_str_eq(err.text, "the file has more than 10 MB");
	ck_assert_int_eq(
		attachment_put(fixture.store, bytes, ATTACHMENT_LIMIT, &attachment, &err), RESULT_OK);
	ck_assert_int_eq(store_end(fixture.store, RESULT_OK, &err), RESULT_OK);
	free(bytes);
}
END_TEST

START_TEST(a_folder_that_cannot_be_written_is_told)
{
	struct attachment attachment = { 0 };
	char *path = memory_format("%s/attachments", fixture.office);
	ck_assert_int_eq(file_write(path, "", 0, 0600, &err), RESULT_OK); /* a file in its place */
	ck_assert_int_eq(store_begin(fixture.store, &err), RESULT_OK);
	enum result r = attachment_put(fixture.store, words, sizeof words, &attachment, &err);
	ck_assert_int_ne(r, RESULT_OK);
	ck_assert_ptr_nonnull(strstr(err.text, path));
	ck_assert_int_eq(store_end(fixture.store, r, &err), r);
	ck_assert_int_eq(unlink(path), 0);
	free(path);
}
END_TEST

START_TEST(copies_of_a_folder_hold_the_sealed_files)
{
	struct attachment attachment = { 0 };
	char *copy = memory_format("%s/copy", fixture.folder);
	ck_assert_int_eq(mkdir(copy, 0700), 0);
	ck_assert_int_eq(attachment_copy(fixture.office, copy, &err), RESULT_OK); /* none yet */
	ck_assert_int_eq(file_with(&attachment, RESULT_OK), RESULT_OK);
	ck_assert_int_eq(attachment_copy(fixture.office, copy, &err), RESULT_OK);
	char *path = memory_format("%s/attachments/%s", copy, attachment.file);
	ck_assert_int_eq(access(path, R_OK), 0);
	attachment_remove_all(copy);
	ck_assert_int_eq(rmdir(copy), 0);
	free(path);
	free(copy);
}
END_TEST

Suite *attachments_suite(void)
{
	const TTest *const tests[] = {
		a_file_comes_out_as_it_went_in_and_lies_sealed,
		a_file_under_another_key_does_not_open,
		a_flipped_bit_is_named_by_verify_with_key_and_without,
		a_missing_file_is_named_by_verify,
		an_erasure_unlinks_and_verify_calls_it_lawful,
		an_interrupted_erasure_unlinks_at_the_next_opening,
		a_file_whose_entry_was_not_committed_is_swept_at_the_next_opening,
		an_entry_cannot_name_a_file_that_is_not_there,
		a_drafts_file_stays_until_the_draft_goes,
		an_office_from_before_drafts_had_files_is_brought_up,
		a_file_that_is_too_large_is_refused,
		a_folder_that_cannot_be_written_is_told,
		copies_of_a_folder_hold_the_sealed_files,
		NULL,
	};
	return suite_with("attachments", tests, setup, teardown);
}
