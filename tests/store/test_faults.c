/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of what goes wrong with disks, files and keys: a sentence each, and nothing acknowledged is lost. */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/memory.h"
#include "store/private.h"
#include "tests/store/fault_vfs.h"
#include "tests/store/office_fixture.h"
#include "tests/support/suites.h"

suite_maker faults_suite;

static struct office_fixture fixture;
static struct error err;

static const struct {
	int code;
	enum result result;
} failures[] = {
	{ SQLITE_FULL, RESULT_FULL },
	{ SQLITE_IOERR_WRITE, RESULT_UNAVAILABLE },
	{ SQLITE_IOERR_FSYNC, RESULT_UNAVAILABLE },
};

enum { MOST_POINTS = 400 };

static void must_be_sound(void)
{
	const struct verify_options options = { .mode = VERIFY_FULL };
	struct verify_report report;
	enum result r = journal_verify(fixture.store, &options, &report, &err);
	ck_assert_msg(r == RESULT_OK, "%s", err.text);
	r = replay_compare(fixture.store, NULL, &err);
	ck_assert_msg(r == RESULT_OK, "%s", err.text);
}

static bool is_there(const char *id)
{
	struct record record;
	enum result r = query_record(fixture.store, id, &record, &err);
	if (r == RESULT_OK)
		record_done(&record);
	return r == RESULT_OK;
}

/* The disk fails at the first, the second ... write of filing a record, until
 * there is no write left to fail. */
START_TEST(at_every_write_an_entry_is_saved_or_it_is_said_that_it_is_not)
{
	int point = 1;
	bool reached = true;
	fault_install();
	fixture_init(&fixture);
	for (; reached && point < MOST_POINTS; point++) {
		char id[33];
		snprintf(id, sizeof id, "%032x", (unsigned)point);
		error_clear(&err);
		fault_arm(point, failures[_i].code);
		enum result r = fixture_do(&fixture, id, ACT_FILE, 0, &err);
		reached = fault_disarm();
		if (r != RESULT_OK) {
			ck_assert_msg(r == failures[_i].result, "point %d: %d %s", point, r, err.text);
			ck_assert_str_ne(err.text, "");
			ck_assert(!is_there(id));
		}
		fixture_reopen(&fixture);
		ck_assert_msg(is_there(id) == (r == RESULT_OK), "point %d", point);
		/* The same can be tried again and works. */
		if (r != RESULT_OK)
			ck_assert_int_eq(fixture_do(&fixture, id, ACT_FILE, 0, &err), RESULT_OK);
		if (point % 8 == 1 || !reached)
			must_be_sound();
	}
	ck_assert_int_gt(point, 5);
	ck_assert_int_lt(point, MOST_POINTS);
	fixture_done(&fixture);
}
END_TEST

START_TEST(a_store_goes_on_after_a_failure_without_being_opened_again)
{
	char id[33], other[33];
	fixture_id('a', id);
	fixture_id('b', other);
	fault_install();
	fixture_init(&fixture);
	ck_assert_int_eq(fixture_do(&fixture, id, ACT_FILE, 0, &err), RESULT_OK);
	fault_arm(1, SQLITE_FULL);
	ck_assert_int_eq(fixture_do(&fixture, other, ACT_FILE, 0, &err), RESULT_FULL);
	fault_disarm();
	ck_assert_ptr_nonnull(strstr(err.text, "disk is full"));
	ck_assert_int_eq(fixture_do(&fixture, other, ACT_FILE, 0, &err), RESULT_OK);
	ck_assert(is_there(id) && is_there(other));
	must_be_sound();
	fixture_done(&fixture);
}
END_TEST

START_TEST(a_failed_founding_leaves_nothing_behind)
{
	int point = 1;
	bool reached = true;
	fault_install();
	for (; reached && point < MOST_POINTS; point += 3) {
		fixture_init_empty(&fixture);
		error_clear(&err);
		fault_arm(point, SQLITE_FULL);
		enum result r = store_create(&fixture.place, &fixture.clock, &fixture.store, &err);
		if (r == RESULT_OK)
			r = fixture_found(&fixture, &err);
		reached = fault_disarm();
		store_close(fixture.store);
		fixture.store = NULL;
		ck_assert_msg((r == RESULT_OK) == (access(fixture.office, F_OK) == 0), "point %d", point);
		ck_assert((r == RESULT_OK) == (access(fixture.master_key, F_OK) == 0));
		ck_assert(r == RESULT_OK || (r == RESULT_FULL && err.text[0]));
		fixture_done(&fixture);
	}
	ck_assert_int_gt(point, 10);
}
END_TEST

START_TEST(an_interrupted_erasure_is_finished_at_the_next_opening)
{
	char id[33];
	struct secret key = { 0 };
	fixture_id('a', id);
	fault_install();
	fixture_init(&fixture);
	fixture_life(&fixture, id);
	ck_assert_int_eq(store_begin(fixture.store, &err), RESULT_OK);
	struct entry entry = fixture_erasure(&fixture, id);
	ck_assert_int_eq(journal_append(fixture.store, &entry, &err), RESULT_OK);
	entry_done(&entry);
	fixture.store->erase_pending = false; /* as if the power went right after the commit */
	ck_assert_int_eq(store_end(fixture.store, RESULT_OK, &err), RESULT_OK);
	char name[KEY_NAME_SIZE];
	contents_record_key(id, name);
	ck_assert_int_eq(keys_get(fixture.store->keys, name, &key, &err), RESULT_OK);
	secret_done(&key);
	fixture_reopen(&fixture);
	ck_assert_int_eq(keys_get(fixture.store->keys, name, &key, &err), RESULT_NOT_FOUND);
	must_be_sound();
	fixture_done(&fixture);
}
END_TEST

START_TEST(another_writer_makes_it_busy_for_a_while)
{
	struct store *other;
	fixture_init(&fixture);
	ck_assert_int_eq(store_open(&fixture.place, &fixture.clock, &other, &err), RESULT_OK);
	sqlite3_busy_timeout(other->office, 20);
	ck_assert_int_eq(store_begin(fixture.store, &err), RESULT_OK);
	ck_assert_int_eq(store_begin(other, &err), RESULT_BUSY);
	ck_assert_ptr_nonnull(strstr(err.text, "in use by another choba"));
	ck_assert_int_eq(store_end(fixture.store, RESULT_OK, &err), RESULT_OK);
	ck_assert_int_eq(store_begin(other, &err), RESULT_OK);
	ck_assert_int_eq(store_end(other, RESULT_OK, &err), RESULT_OK);
	store_close(other);
	fixture_done(&fixture);
}
END_TEST

static void overwrite(const char *path, const char *text)
{
	ck_assert_int_eq(file_write(path, text, strlen(text), 0600, &err), RESULT_OK);
}

static void cut(const char *path, double part)
{
	struct stat about;
	ck_assert_int_eq(stat(path, &about), 0);
	ck_assert_int_eq(truncate(path, (off_t)((double)about.st_size * part)), 0);
}

enum damage {
	OFFICE_GONE,
	OFFICE_CUT,
	OFFICE_CUT_ODD,
	OFFICE_EMPTY,
	OFFICE_GARBAGE,
	OFFICE_NEWER,
	OFFICE_OTHER,
	OFFICE_READ_ONLY,
	OFFICE_TABLES_LOST,
	OFFICE_UNFINISHED,
	KEYS_GONE,
	KEYS_EMPTY,
	KEYS_NEWER,
	MASTER_GONE,
	MASTER_WRONG,
	MASTER_GARBAGE
};

static const struct {
	enum damage damage;
	enum result result;
	const char *says;
} damages[] = {
	{ OFFICE_GONE, RESULT_NOT_FOUND, "there is no office in" },
	{ OFFICE_CUT, RESULT_DAMAGED, "is damaged" },
	{ OFFICE_CUT_ODD, RESULT_DAMAGED, "is damaged" },
	{ OFFICE_EMPTY, RESULT_DAMAGED, "is damaged" },
	{ OFFICE_GARBAGE, RESULT_DAMAGED, "is damaged" },
	{ OFFICE_NEWER, RESULT_REFUSED, "newer choba (version 99, this one knows 2)" },
	{ OFFICE_OTHER, RESULT_DAMAGED, "not a file of choba" },
	{ OFFICE_READ_ONLY, RESULT_DENIED, "can only be read" },
	{ OFFICE_TABLES_LOST, RESULT_OK, "" },
	{ OFFICE_UNFINISHED, RESULT_DAMAGED, "was never finished" },
	{ KEYS_GONE, RESULT_NOT_FOUND, "are missing" },
	{ KEYS_EMPTY, RESULT_DAMAGED, "is damaged" },
	{ KEYS_NEWER, RESULT_REFUSED, "newer choba" },
	{ MASTER_GONE, RESULT_NOT_FOUND, "master key" },
	{ MASTER_WRONG, RESULT_DENIED, "does not belong to this office" },
	{ MASTER_GARBAGE, RESULT_DAMAGED, "is not a master key" },
};

static void do_damage(enum damage damage, const char *office, const char *keys)
{
	switch (damage) {
	case OFFICE_GONE: unlink(office); break;
	case OFFICE_CUT: cut(office, 0.5); break;
	case OFFICE_CUT_ODD: cut(office, 0.77); break;
	case OFFICE_EMPTY: cut(office, 0); break;
	case OFFICE_GARBAGE:
		overwrite(office, "this is not a database, but it is long enough to be read");
		break;
	case OFFICE_NEWER: fixture_tamper(&fixture, "office.db", "PRAGMA user_version = 99"); break;
	case OFFICE_OTHER: fixture_tamper(&fixture, "office.db", "PRAGMA application_id = 7"); break;
	case OFFICE_READ_ONLY: fault_read_only(true); break;
	case OFFICE_TABLES_LOST: fixture_tamper(&fixture, "office.db", "DELETE FROM office"); break;
	case OFFICE_UNFINISHED:
		fixture_tamper(&fixture, "office.db", "DELETE FROM office; DELETE FROM journal");
		break;
	case KEYS_GONE: unlink(keys); break;
	case KEYS_EMPTY: cut(keys, 0); break;
	case KEYS_NEWER: fixture_tamper(&fixture, "keys.db", "PRAGMA user_version = 99"); break;
	case MASTER_GONE: unlink(fixture.master_key); break;
	case MASTER_WRONG:
		overwrite(fixture.master_key,
			"choba master key "
			"1\n0000000000000000000000000000000000000000000000000000000000000000\n");
		break;
	case MASTER_GARBAGE: overwrite(fixture.master_key, "what is this?\n"); break;
	}
}

START_TEST(each_damage_to_the_files_has_its_sentence)
{
	char id[33];
	fixture_id('a', id);
	fault_install();
	fixture_init(&fixture);
	fixture_life(&fixture, id);
	store_close(fixture.store);
	fixture.store = NULL;
	char *office = memory_format("%s/office.db", fixture.office);
	char *keys = memory_format("%s/keys.db", fixture.office);
	do_damage(damages[_i].damage, office, keys);
	error_clear(&err);
	enum result r = store_open(&fixture.place, &fixture.clock, &fixture.store, &err);
	fault_read_only(false);
	ck_assert_msg(r == damages[_i].result, "row %d: %d %s", _i, r, err.text);
	ck_assert_msg(strstr(err.text, damages[_i].says) != NULL, "row %d: %s", _i, err.text);
	if (r == RESULT_OK)
		must_be_sound();
	free(office);
	free(keys);
	fixture_done(&fixture);
}
END_TEST

START_TEST(an_office_is_not_made_over_another)
{
	struct store *store;
	fixture_init(&fixture);
	ck_assert_int_eq(store_create(&fixture.place, &fixture.clock, &store, &err), RESULT_CONFLICT);
	ck_assert_ptr_nonnull(strstr(err.text, "is not empty"));
	char *folder = memory_format("%s/second", fixture.folder);
	struct store_place place = { folder, fixture.master_key };
	ck_assert_int_eq(store_create(&place, &fixture.clock, &store, &err), RESULT_CONFLICT);
	ck_assert_ptr_nonnull(strstr(err.text, "may be the only key"));
	ck_assert_int_ne(access(folder, F_OK), 0);
	fixture_reopen(&fixture);
	free(folder);
	fixture_done(&fixture);
}
END_TEST

START_TEST(a_copy_of_the_keys_opens_the_office)
{
	char id[33];
	struct stat about;
	fixture_id('a', id);
	fixture_init(&fixture);
	fixture_life(&fixture, id);
	char *copy = memory_format("%s/keys.copy", fixture.folder);
	char *keys = memory_format("%s/keys.db", fixture.office);
	ck_assert_msg(store_copy_keys(fixture.store, copy, &err) == RESULT_OK, "%s", err.text);
	ck_assert_int_eq(stat(copy, &about), 0);
	ck_assert_int_eq(about.st_mode & 0777, 0600);
	ck_assert_int_eq(store_copy_keys(fixture.store, copy, &err), RESULT_CONFLICT);
	store_close(fixture.store);
	fixture.store = NULL;
	ck_assert_int_eq(rename(copy, keys), 0);
	ck_assert_int_eq(store_open(&fixture.place, &fixture.clock, &fixture.store, &err), RESULT_OK);
	must_be_sound();
	free(copy);
	free(keys);
	fixture_done(&fixture);
}
END_TEST

Suite *faults_suite(void)
{
	const TTest *const tests[] = {
		a_store_goes_on_after_a_failure_without_being_opened_again,
		a_failed_founding_leaves_nothing_behind,
		an_interrupted_erasure_is_finished_at_the_next_opening,
		another_writer_makes_it_busy_for_a_while,
		an_office_is_not_made_over_another,
		a_copy_of_the_keys_opens_the_office,
		NULL,
	};
	Suite *suite = suite_of("faults", tests);
	TCase *loops = tcase_create("points");
	tcase_set_timeout(loops, 60);
	tcase_add_loop_test(loops, at_every_write_an_entry_is_saved_or_it_is_said_that_it_is_not, 0,
		(int)COUNT(failures));
	tcase_add_loop_test(loops, each_damage_to_the_files_has_its_sentence, 0, (int)COUNT(damages));
	suite_add_tcase(suite, loops);
	return suite;
}
