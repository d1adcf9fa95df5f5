/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of keys at rest and of those that are kept unwrapped. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/memory.h"
#include "store/keys.h"
#include "tests/store/office_fixture.h"
#include "tests/support/suites.h"

suite_maker keys_suite;

static struct office_fixture fixture;
static struct error err;
static char *path, *master;
static struct keys *keys;

static void setup(void)
{
	fixture_init_empty(&fixture);
	path = memory_format("%s/keys.db", fixture.folder);
	master = memory_format("%s/master", fixture.folder);
	ck_assert_int_eq(keys_create(path, master, &keys, &err), RESULT_OK);
}

static void teardown(void)
{
	keys_close(keys);
	free(path);
	free(master);
	fixture_done(&fixture);
}

static void make(const char *name, struct secret *key)
{
	ck_assert_int_eq(keys_make(keys, name, key, &err), RESULT_OK);
}

START_TEST(a_key_is_the_same_whether_kept_or_read_again)
{
	static const char *const names[] = { "record:a", "record:b", "record:c", "year:2026" };
	struct secret made[COUNT(names)] = { 0 };
	for (size_t i = 0; i < COUNT(names); i++)
		make(names[i], &made[i]);
	/* In an order that finds some kept and some only in the file. */
	static const size_t order[] = { 3, 3, 0, 3, 0, 1, 2, 2, 1, 0 };
	for (size_t i = 0; i < COUNT(order); i++) {
		struct secret key = { 0 };
		ck_assert_int_eq(keys_get(keys, names[order[i]], &key, &err), RESULT_OK);
		ck_assert_uint_eq(key.length, made[order[i]].length);
		ck_assert_mem_eq(key.bytes, made[order[i]].bytes, key.length);
		secret_done(&key);
	}
	ck_assert_mem_ne(made[0].bytes, made[1].bytes, made[0].length);
	for (size_t i = 0; i < COUNT(names); i++)
		secret_done(&made[i]);
}
END_TEST

START_TEST(a_destroyed_key_is_not_kept)
{
	struct secret key = { 0 };
	bool gone = false;
	make("record:a", &key);
	secret_done(&key);
	ck_assert_int_eq(keys_destroy(keys, "record:a", &gone, &err), RESULT_OK);
	ck_assert(gone);
	ck_assert_int_eq(keys_get(keys, "record:a", &key, &err), RESULT_NOT_FOUND);
}
END_TEST

START_TEST(a_key_that_another_process_destroyed_is_gone_once_it_is_forgotten)
{
	struct secret key = { 0 };
	struct keys *other;
	bool gone = false;
	make("record:a", &key);
	secret_done(&key);
	make("record:b", &key);
	secret_done(&key);
	ck_assert_int_eq(keys_open(path, master, &other, &err), RESULT_OK);
	ck_assert_int_eq(keys_destroy(other, "record:a", &gone, &err), RESULT_OK);
	ck_assert_int_eq(keys_destroy(other, "record:b", &gone, &err), RESULT_OK);
	keys_close(other);
	keys_forget(keys, "record:a");
	ck_assert_int_eq(keys_get(keys, "record:a", &key, &err), RESULT_NOT_FOUND);
	keys_forget(keys, NULL);
	ck_assert_int_eq(keys_get(keys, "record:b", &key, &err), RESULT_NOT_FOUND);
}
END_TEST

START_TEST(keys_that_are_there_are_not_made_again)
{
	struct keys *other = NULL;
	char *elsewhere = memory_format("%s/another-master", fixture.folder);
	ck_assert_int_eq(keys_create(path, elsewhere, &other, &err), RESULT_CONFLICT);
	ck_assert_msg(strstr(err.text, "keys.db exists already") != NULL, "%s", err.text);
	ck_assert_ptr_null(other);
	ck_assert_int_ne(access(elsewhere, F_OK), 0); /* nothing is left of it */
	free(elsewhere);
}
END_TEST

Suite *keys_suite(void)
{
	const TTest *const tests[] = {
		a_key_is_the_same_whether_kept_or_read_again,
		a_destroyed_key_is_not_kept,
		a_key_that_another_process_destroyed_is_gone_once_it_is_forgotten,
		keys_that_are_there_are_not_made_again,
		NULL,
	};
	return suite_with("keys", tests, setup, teardown);
}
