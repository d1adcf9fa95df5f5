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

enum { HEAD = 16, FRAME_HEAD = 5 }; /* "choba journal 1\n"; a letter and four bytes of length */

/* Where the frame with this index begins, and how long it is with its head. */
static size_t frame_at(const char *bytes, size_t index, size_t *ret_length)
{
	size_t at = HEAD;
	for (;; index--) {
		const unsigned char *head = (const unsigned char *)bytes + at;
		*ret_length = FRAME_HEAD + ((size_t)head[1] << 24 | (size_t)head[2] << 16 |
						   (size_t)head[3] << 8 | head[4]);
		if (!index)
			return at;
		at += *ret_length;
	}
}

/* The index of the first frame of a kind. */
static size_t first_of(const char *bytes, char kind)
{
	size_t index = 0, length;
	while (bytes[frame_at(bytes, index, &length)] != kind)
		index++;
	return index;
}

static void must_refuse(const char *bytes, size_t length, enum result result, const char *sentence)
{
	struct store *second;
	enum result r = import(bytes, length, &second);
	ck_assert_msg(r == result && strstr(err.text, sentence), "%d: %s", (int)r, err.text);
}

/* Sound as far as they go: what is wrong is only which frames there are. */
START_TEST(each_frame_that_does_not_belong_there_has_its_sentence)
{
	static const char unknown[] = "choba journal 1\nX\0\0\0\0",
			  large[] = "choba journal 1\nE\xFF\xFF\xFF\xFF",
			  empty[] = "choba journal 1\nZ\0\0\0\0";
	size_t length, at, frame;
	char *bytes = stream_of_life(&length);
	must_refuse(
		unknown, sizeof unknown - 1, RESULT_INVALID, "a frame of the stream is of an unknown kind");
	must_refuse(large, sizeof large - 1, RESULT_INVALID, "a frame of the stream is too large");
	must_refuse(empty, sizeof empty - 1, RESULT_INVALID, "the journal is empty");
	/* The second entry twice: the third is not where it should be. */
	at = frame_at(bytes, 1, &frame);
	char *twice = memory_new(length + frame, 1);
	memcpy(twice, bytes, at + frame);
	memcpy(twice + at + frame, bytes + at, length - at);
	must_refuse(twice, length + frame, RESULT_DAMAGED, "entry 3 of the journal is missing");
	free(twice);
	/* One left out: so is the next. */
	memmove(bytes + at, bytes + at + frame, length - at - frame);
	must_refuse(bytes, length - frame, RESULT_DAMAGED, "entry 2 of the journal is missing");
	free(bytes);
	fixture_done(&fixture);
}
END_TEST

START_TEST(an_adoption_without_its_bytes_is_refused)
{
	size_t length, frame;
	char *bytes = stream_of_life(&length);
	size_t at = frame_at(bytes, first_of(bytes, 'B'), &frame);
	memmove(bytes + at, bytes + at + frame, length - at - frame);
	must_refuse(bytes, length - frame, RESULT_DAMAGED, "the adopted bytes are missing or were changed");
	free(bytes);
	fixture_done(&fixture);
}
END_TEST

START_TEST(a_journal_that_finds_no_room_says_so)
{
	fixture_init(&fixture);
	FILE *file = fopen("/dev/full", "wb");
	ck_assert_ptr_nonnull(file);
	setvbuf(file, NULL, _IONBF, 0);
	ck_assert_int_eq(transfer_export(fixture.store, file, NULL, &err), RESULT_FULL);
	ck_assert_msg(strstr(err.text, "the journal cannot be written: ") != NULL, "%s", err.text);
	fclose(file);
	fixture_done(&fixture);
}
END_TEST

Suite *transfer_suite(void)
{
	const TTest *const tests[] = {
		a_journal_comes_out_of_its_stream_as_it_was,
		a_stream_cut_or_changed_anywhere_is_refused,
		each_frame_that_does_not_belong_there_has_its_sentence,
		an_adoption_without_its_bytes_is_refused,
		a_journal_that_finds_no_room_says_so,
		NULL,
	};
	return suite_of("transfer", tests);
}
