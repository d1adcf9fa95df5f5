/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of the journal as a stream. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "store/transfer.h"
#include "tests/store/office_fixture.h"
#include "tests/support/suites.h"

suite_maker transfer_suite;

static struct office_fixture fixture;
static struct error err;

/* The stream of an office with one record's life in it; the caller frees. */
static char *stream_of_life(size_t *ret_length)
{
	char id[33], *bytes = NULL;
	int64_t entries = 0;
	fixture_id('a', id);
	fixture_init(&fixture);
	fixture_life(&fixture, id);
	FILE *file = open_memstream(&bytes, ret_length);
	enum result r = transfer_export(fixture.store, file, &entries, &err);
	fclose(file);
	ck_assert_msg(r == RESULT_OK, "%s", err.text);
	ck_assert_int_eq(entries, 8);
	return bytes;
}

/* Reads a stream into a second, empty office beside the first. */
static enum result import(const char *bytes, size_t length, struct store **ret_store)
{
	char *folder = memory_format("%s/second", fixture.folder);
	char *key = memory_format("%s/second.key", fixture.folder);
	struct store_place place = { folder, key };
	error_clear(&err);
	ck_assert_int_eq(store_create(&place, &fixture.clock, ret_store, &err), RESULT_OK);
	FILE *file = fmemopen((void *)(uintptr_t)bytes, length, "rb");
	enum result r = transfer_import(*ret_store, file, NULL, &err);
	fclose(file);
	if (r != RESULT_OK) {
		store_close(*ret_store); /* takes the folder away again */
		*ret_store = NULL;
	}
	free(folder);
	free(key);
	return r;
}

START_TEST(a_journal_comes_out_of_its_stream_as_it_was)
{
	size_t length;
	struct store *second;
	struct hash one, other;
	int64_t sequence;
	const struct verify_options options = { .mode = VERIFY_CHAIN };
	struct verify_report report;
	char *bytes = stream_of_life(&length);
	ck_assert_msg(import(bytes, length, &second) == RESULT_OK, "%s", err.text);
	ck_assert_str_eq(store_office_id(second), "office");
	ck_assert_int_eq(journal_head(fixture.store, &sequence, &one, &err), RESULT_OK);
	ck_assert_int_eq(journal_head(second, &sequence, &other, &err), RESULT_OK);
	ck_assert(hash_equal(&one, &other));
	ck_assert_int_eq(journal_verify(second, &options, &report, &err), RESULT_OK);
	ck_assert_int_eq(replay_compare(second, NULL, &err), RESULT_OK);
	FILE *file = fmemopen(bytes, length, "rb");
	ck_assert_int_eq(transfer_import(second, file, NULL, &err), RESULT_CONFLICT);
	fclose(file);
	store_close(second);
	free(bytes);
	fixture_done(&fixture);
}
END_TEST

START_TEST(a_stream_cut_or_changed_anywhere_is_refused)
{
	size_t length;
	struct store *second;
	char *bytes = stream_of_life(&length);
	for (size_t at = 0; at < length; at += length / 40) {
		ck_assert_msg(import(bytes, at ? at : 1, &second) != RESULT_OK, "cut at %zu", at);
		ck_assert_str_ne(err.text, "");
		bytes[at] ^= 1;
		ck_assert_msg(import(bytes, length, &second) != RESULT_OK, "changed at %zu", at);
		ck_assert_str_ne(err.text, "");
		bytes[at] ^= 1;
	}
	free(bytes);
	fixture_done(&fixture);
}
END_TEST

Suite *transfer_suite(void)
{
	const TTest *const tests[] = {
		a_journal_comes_out_of_its_stream_as_it_was,
		a_stream_cut_or_changed_anywhere_is_refused,
		NULL,
	};
	return suite_of("transfer", tests);
}
