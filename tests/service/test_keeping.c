/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Workstations enrolled, the journal exported, a backup made and restored. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/memory.h"
#include "service/checking.h"
#include "service/keeping.h"
#include "store/journal.h"
#include "store/query.h"
#include "tests/support/suites.h"
#include "tests/support/setting.h"

suite_maker keeping_suite;

static struct session *session;
static char *backup, *restored;

static void setup(void)
{
	training_begin(&training);
	free(training_file(&training));
	session = training_sign_in(&training, "ogawa");
	backup = memory_format("%s.backup", training.folder);
	restored = memory_format("%s.restored", training.folder);
}

static void teardown(void)
{
	free(backup);
	free(restored);
	session_free(session);
	training_end(&training);
}

START_TEST(a_workstation_is_enrolled_once_and_by_who_may)
{
	struct error err;
	must(keeping_add_workstation(session, "counter-2", &err), &err);
	ck_assert_int_eq(query_workstation(training.desk->store, "counter-2", &err), RESULT_OK);
	ck_assert_int_eq(keeping_add_workstation(session, "counter-2", &err), RESULT_CONFLICT);
	static const char *const bad[] = { "", "a b", "a/b", "窓口",
		"12345678901234567890123456789012345678901234567890123456789012345" };
	for (size_t i = 0; i < COUNT(bad); i++)
		ck_assert_int_eq(keeping_add_workstation(session, bad[i], &err), RESULT_INVALID);
	session_free(session);
	session = training_sign_in(&training, "yamada");
	ck_assert_int_eq(keeping_add_workstation(session, "counter-3", &err), RESULT_REFUSED);
}
END_TEST

START_TEST(an_export_is_journaled_and_never_goes_over_a_file)
{
	struct error err;
	int64_t entries, before;
	struct hash hash;
	must(journal_head(training.desk->store, &before, &hash, &err), &err);
	must(keeping_export(session, backup, false, &entries, &err), &err);
	ck_assert_int_eq(entries, before + 1);
	ck_assert_int_eq(keeping_export(session, backup, false, &entries, &err), RESULT_CONFLICT);
	must(keeping_export(session, backup, true, &entries, &err), &err);
	ck_assert_int_eq(entries, before + 2);
	unlink(backup);
}
END_TEST

START_TEST(a_backup_restores_to_the_same_journal_and_says_so)
{
	struct error err;
	int64_t entries, again;
	struct desk *desk;
	struct records records;
	char *said;
	must(keeping_backup(session, backup, &entries, &err), &err);
	must(keeping_restore(backup, restored, training.key_file, &training.clock, &again, &err), &err);
	ck_assert_int_eq(entries, again);
	must(checking_chain(restored, training.root, NULL, &said, &err), &err);
	free(said);
	const struct desk_options options = { restored, training.key_file, NULL, &training.clock,
		training.host };
	must(desk_open(&options, &desk, &err), &err);
	struct entry_filter filter = { .limit = 1 };
	struct entries newest;
	must(query_entries(desk->store, &filter, &newest, &err), &err);
	ck_assert_int_eq(newest.items[0].kind, ENTRY_RESTORED);
	entries_done(&newest);
	/* The contents open with the keys of the backup. */
	struct record_filter all = record_filter_all();
	must(query_records(desk->store, &all, &records, &err), &err);
	ck_assert_uint_eq(records.count, 1);
	struct entry entry;
	must(journal_entry(desk->store, records.items[0].contents, &entry, &err), &err);
	ck_assert_ptr_nonnull(json_object_get(entry.contents, "values"));
	entry_done(&entry);
	records_done(&records);
	desk_free(desk);
}
END_TEST

START_TEST(a_restore_that_fails_leaves_nothing)
{
	struct error err;
	int64_t entries;
	char *other = memory_format("%s.other-key", training.folder);
	char *keys = memory_format("%s/keys/keys.db", backup);
	must(keeping_backup(session, backup, &entries, &err), &err);
	ck_assert_int_eq(keeping_backup(session, backup, &entries, &err), RESULT_CONFLICT);
	ck_assert_int_eq(keeping_restore(backup, restored, "/nonexistent", &training.clock, &entries, &err),
		RESULT_NOT_FOUND);
	ck_assert_int_ne(access(restored, F_OK), 0);
	/* A key of another office does not open this one. */
	static const char key[] = "choba master key 1\n"
				  "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f\n";
	must(file_write(other, key, strlen(key), 0600, &err), &err);
	ck_assert_int_ne(
		keeping_restore(backup, restored, other, &training.clock, &entries, &err), RESULT_OK);
	ck_assert_int_ne(access(restored, F_OK), 0);
	ck_assert_int_eq(access(other, F_OK), 0);
	unlink(keys);
	ck_assert_int_eq(
		keeping_restore(backup, restored, training.key_file, &training.clock, &entries, &err),
		RESULT_NOT_FOUND);
	ck_assert_int_ne(access(restored, F_OK), 0);
	/* Never over an office that is there. */
	ck_assert_int_eq(
		keeping_restore(backup, training.folder, training.key_file, &training.clock, &entries, &err),
		RESULT_CONFLICT);
	ck_assert_int_eq(access(training.key_file, F_OK), 0);
	free(other);
	free(keys);
}
END_TEST

Suite *keeping_suite(void)
{
	const TTest *const tests[] = {
		a_workstation_is_enrolled_once_and_by_who_may,
		an_export_is_journaled_and_never_goes_over_a_file,
		a_backup_restores_to_the_same_journal_and_says_so,
		a_restore_that_fails_leaves_nothing,
		NULL,
	};
	return suite_with("keeping", tests, setup, teardown);
}
