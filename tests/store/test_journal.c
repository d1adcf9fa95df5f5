/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of appending, reading, projecting and numbering. */
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/memory.h"
#include "tests/store/office_fixture.h"
#include "tests/support/suites.h"

suite_maker journal_suite;

static struct office_fixture fixture;
static struct error err;

START_TEST(an_office_is_founded_and_opened_again)
{
	fixture_init(&fixture);
	struct stat about;
	ck_assert_int_eq(stat(fixture.master_key, &about), 0);
	ck_assert_int_eq(about.st_mode & 0777, 0600);
	ck_assert_int_eq(stat(fixture.office, &about), 0);
	ck_assert_int_eq(about.st_mode & 0777, 0700);
	fixture_reopen(&fixture);
	ck_assert_str_eq(store_office_id(fixture.store), "office");
	ck_assert(!store_is_training(fixture.store));
	ck_assert_int_eq(query_workstation(fixture.store, "counter-1", &err), RESULT_OK);
	ck_assert_int_eq(query_workstation(fixture.store, "counter-2", &err), RESULT_NOT_FOUND);
	json_t *office;
	int64_t sequence;
	ck_assert_int_eq(query_office(fixture.store, &office, &sequence, &err), RESULT_OK);
	ck_assert_int_eq(sequence, 4);
	json_decref(office);
	struct adopted adopted;
	struct bytes bytes;
	ck_assert_int_eq(query_regulation(fixture.store, "toin", &adopted, &err), RESULT_OK);
	ck_assert_int_eq(query_regulation_bytes(fixture.store, adopted.hash, &bytes, &err), RESULT_OK);
	ck_assert_str_eq((char *)bytes.data, "the packed bytes of a regulation");
	bytes_done(&bytes);
	adopted_done(&adopted);
	fixture_done(&fixture);
}
END_TEST

START_TEST(an_office_that_was_never_founded_leaves_nothing)
{
	fixture_init_empty(&fixture);
	ck_assert_int_eq(store_create(&fixture.place, &fixture.clock, &fixture.store, &err), RESULT_OK);
	store_close(fixture.store);
	fixture.store = NULL;
	ck_assert_int_ne(access(fixture.office, F_OK), 0);
	ck_assert_int_ne(access(fixture.master_key, F_OK), 0);
	ck_assert_int_eq(store_open(&fixture.place, &fixture.clock, &fixture.store, &err), RESULT_NOT_FOUND);
	fixture_done(&fixture);
}
END_TEST

START_TEST(a_record_lives_and_is_read_back_with_its_history)
{
	char id[33];
	fixture_id('a', id);
	fixture_init(&fixture);
	fixture_life(&fixture, id);
	fixture_reopen(&fixture);
	struct record record;
	ck_assert_int_eq(query_record(fixture.store, id, &record, &err), RESULT_OK);
	ck_assert_int_eq(record.state, RECORD_DECIDED);
	ck_assert_int_eq(record.number, 1);
	ck_assert_int_eq(record.received, DATE_NONE);
	ck_assert_int_eq(record.decided, date_of(2026, 11, 24));
	ck_assert_int_eq(record.contents, 6);
	ck_assert_int_eq(record.revision, 8);
	record_done(&record);
	ck_assert_int_eq(query_record_by_number(fixture.store, "toin", "application", 2026, 1, &record, &err),
		RESULT_OK);
	ck_assert_str_eq(record.id, id);
	record_done(&record);
	ck_assert_int_eq(query_record_by_number(fixture.store, "toin", "application", 2026, 0, &record, &err),
		RESULT_NOT_FOUND);
	struct history history;
	ck_assert_int_eq(query_history(fixture.store, id, &history, &err), RESULT_OK);
	ck_assert_uint_eq(history.count, 3);
	ck_assert_int_eq(history.items[0].act, ACT_FILE);
	ck_assert_int_eq(history.items[2].act, ACT_DECIDE);
	ck_assert(history.items[2].is_signed && !history.items[1].is_signed);
	ck_assert_str_eq(history.items[2].actor, "clerk");
	history_done(&history);
	struct entry entry;
	ck_assert_int_eq(journal_entry(fixture.store, 6, &entry, &err), RESULT_OK);
	ck_assert_str_eq(json_string_value(json_object_get(entry.contents, "values")), "山田 花子の住所");
	entry_done(&entry);
	fixture_done(&fixture);
}
END_TEST

START_TEST(contents_lie_on_the_disk_only_sealed)
{
	static const char *const files[] = { "office.db", "office.db-wal", "keys.db" };
	char id[33];
	fixture_id('a', id);
	fixture_init(&fixture);
	fixture_life(&fixture, id);
	for (size_t i = 0; i < COUNT(files); i++) {
		char *path = memory_format("%s/%s", fixture.office, files[i]);
		FILE *file = fopen(path, "rb");
		static char bytes[4 << 20];
		size_t length = file ? fread(bytes, 1, sizeof bytes, file) : 0;
		ck_assert_msg(!memmem(bytes, length, "山田", strlen("山田")), "%s", files[i]);
		if (file)
			fclose(file);
		free(path);
	}
	fixture_done(&fixture);
}
END_TEST

START_TEST(what_is_rolled_back_never_was)
{
	char id[33];
	fixture_id('a', id);
	fixture_init(&fixture);
	struct hash before, after;
	int64_t sequence;
	ck_assert_int_eq(journal_head(fixture.store, &sequence, &before, &err), RESULT_OK);
	ck_assert_int_eq(store_begin(fixture.store, &err), RESULT_OK);
	struct entry entry = fixture_act(&fixture, id, ACT_FILE, 0, "x");
	ck_assert_int_eq(journal_append(fixture.store, &entry, &err), RESULT_OK);
	entry_done(&entry);
	ck_assert_int_eq(store_end(fixture.store, RESULT_CONFLICT, &err), RESULT_CONFLICT);
	ck_assert_int_eq(journal_head(fixture.store, &sequence, &after, &err), RESULT_OK);
	ck_assert_int_eq(sequence, 5);
	ck_assert(hash_equal(&before, &after));
	struct record record;
	ck_assert_int_eq(query_record(fixture.store, id, &record, &err), RESULT_NOT_FOUND);
	fixture_done(&fixture);
}
END_TEST

START_TEST(time_never_runs_back_and_a_jump_is_noted)
{
	fixture_init(&fixture);
	static const struct {
		int64_t clock, time, jump;
	} rows[] = {
		{ FIXTURE_TIME + 1000, FIXTURE_TIME + 1000, 0 },
		{ FIXTURE_TIME, FIXTURE_TIME + 1000, 0 },
		{ FIXTURE_TIME - 3600000, FIXTURE_TIME + 1000, -3601000 },
		{ FIXTURE_TIME + 2000, FIXTURE_TIME + 2000, 0 },
	};
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct entry entry = { .kind = ENTRY_SIGN_OUT, .actor = memory_string("clerk") };
		fixture.clock.fixed = rows[i].clock;
		ck_assert_int_eq(journal_append_one(fixture.store, &entry, &err), RESULT_OK);
		ck_assert_int_eq(entry.time, rows[i].time);
		ck_assert_int_eq(entry.jump, rows[i].jump);
		entry_done(&entry);
	}
	fixture_done(&fixture);
}
END_TEST

START_TEST(numbers_are_given_in_order_under_the_lock)
{
	char id[33];
	fixture_init(&fixture);
	for (char digit = '0'; digit < '5'; digit++) {
		fixture_id(digit, id);
		fixture_life(&fixture, id);
		struct record record;
		ck_assert_int_eq(query_record(fixture.store, id, &record, &err), RESULT_OK);
		ck_assert_int_eq(record.number, digit - '0' + 1);
		record_done(&record);
	}
	/* A number that is there already is refused whoever brings it. */
	fixture_id('9', id);
	ck_assert_int_eq(fixture_do(&fixture, id, ACT_FILE, 0, &err), RESULT_OK);
	ck_assert_int_eq(fixture_do(&fixture, id, ACT_PASS, 3, &err), RESULT_CONFLICT);
	ck_assert_int_eq(fixture_do(&fixture, id, ACT_PASS, 6, &err), RESULT_OK);
	fixture_done(&fixture);
}
END_TEST

START_TEST(records_are_listed_by_what_is_asked)
{
	char id[33];
	fixture_init(&fixture);
	for (char digit = '0'; digit < '4'; digit++) {
		fixture_id(digit, id);
		if (digit < '2')
			fixture_life(&fixture, id);
		else
			ck_assert_int_eq(fixture_do(&fixture, id, ACT_FILE, 0, &err), RESULT_OK);
	}
	const struct {
		struct record_filter filter;
		size_t count;
	} rows[] = {
		{ { .from = DATE_NONE, .to = DATE_NONE }, 4 },
		{ { .from = DATE_NONE, .to = DATE_NONE, .by_state = true, .state = RECORD_RUNNING }, 2 },
		{ { .from = DATE_NONE, .to = DATE_NONE, .by_state = true, .state = RECORD_RETURNED }, 0 },
		{ { .from = DATE_NONE, .to = DATE_NONE, .drafter = "clerk" }, 4 },
		{ { .from = DATE_NONE, .to = DATE_NONE, .drafter = "root" }, 0 },
		{ { .from = DATE_NONE,
			  .to = DATE_NONE,
			  .drafter = "clerk",
			  .by_state = true,
			  .state = RECORD_DECIDED },
			2 },
		{ { .from = DATE_NONE, .to = DATE_NONE, .form = "application", .step = "receive" }, 2 },
		{ { .from = DATE_NONE, .to = DATE_NONE, .section = "water" }, 0 },
		{ { .from = DATE_NONE, .to = DATE_NONE, .person = "clerk" }, 4 },
		{ { .from = DATE_NONE, .to = DATE_NONE, .fiscal_year = 2026, .number = 2 }, 1 },
		{ { .from = DATE_NONE, .to = date_of(2026, 11, 23) }, 0 },
		{ { .from = date_of(2026, 11, 24), .to = DATE_NONE }, 4 },
		{ { .from = DATE_NONE, .to = DATE_NONE, .limit = 3, .offset = 2 }, 2 },
	};
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct records records;
		ck_assert_int_eq(query_records(fixture.store, &rows[i].filter, &records, &err), RESULT_OK);
		ck_assert_msg(records.count == rows[i].count, "row %zu: %zu records", i, records.count);
		for (size_t k = 1; k < records.count; k++)
			ck_assert_int_gt(records.items[k - 1].revision, records.items[k].revision);
		records_done(&records);
		int64_t count;
		ck_assert_int_eq(query_record_count(fixture.store, &rows[i].filter, &count, &err), RESULT_OK);
		if (!rows[i].filter.limit)
			ck_assert_int_eq(count, (int64_t)rows[i].count);
	}
	fixture_done(&fixture);
}
END_TEST

/* An act whose entry is changed before it is appended. */
static void act_changed(
	const char *id, enum act act, const char *actor, const char *principal, const char *decision_of)
{
	ck_assert_int_eq(store_begin(fixture.store, &err), RESULT_OK);
	struct entry entry = fixture_act(&fixture, id, act, 0, "山田 花子の住所");
	free(entry.actor);
	entry.actor = memory_string(actor);
	entry.principal = memory_string(principal);
	entry.capacity = principal ? CAPACITY_DEPUTY : CAPACITY_SELF;
	if (decision_of)
		json_object_set_new(
			json_object_get(entry.envelope, "record"), "decision-of", json_string(decision_of));
	enum result r = store_end(fixture.store, journal_append(fixture.store, &entry, &err), &err);
	ck_assert_msg(r == RESULT_OK, "%s", err.text);
	entry_done(&entry);
}

static size_t count_unfinished(const char *person)
{
	struct records records;
	ck_assert_int_eq(query_unfinished(fixture.store, person, &records, &err), RESULT_OK);
	size_t count = records.count;
	records_done(&records);
	return count;
}

START_TEST(of_decided_records_only_those_are_unfinished_that_wait_for_somebody)
{
	char plain[33], deputy[33], paper[33];
	fixture_id('a', plain);
	fixture_id('b', deputy);
	fixture_id('c', paper);
	fixture_init(&fixture);
	fixture_life(&fixture, plain);
	ck_assert_int_eq(fixture_do(&fixture, deputy, ACT_FILE, 0, &err), RESULT_OK);
	act_changed(deputy, ACT_PASS, "clerk", "root", NULL);
	ck_assert_uint_eq(count_unfinished("root"), 0); /* not decided: it is listed as running */
	ck_assert_int_eq(fixture_do(&fixture, deputy, ACT_DECIDE, 0, &err), RESULT_OK);
	ck_assert_uint_eq(count_unfinished("root"), 1);
	ck_assert_uint_eq(count_unfinished("clerk"), 0);
	ck_assert_int_eq(fixture_do(&fixture, paper, ACT_FILE, 0, &err), RESULT_OK);
	act_changed(paper, ACT_PASS, "clerk", NULL, plain);
	ck_assert_int_eq(fixture_do(&fixture, paper, ACT_DECIDE, 0, &err), RESULT_OK);
	ck_assert_uint_eq(count_unfinished("root"), 2);
	ck_assert_uint_eq(count_unfinished("clerk"), 1);
	act_changed(deputy, ACT_SEE_AFTER, "clerk", NULL, NULL); /* somebody else's look is not his */
	ck_assert_uint_eq(count_unfinished("root"), 2);
	act_changed(deputy, ACT_SEE_AFTER, "root", NULL, NULL);
	ck_assert_uint_eq(count_unfinished("root"), 1);
	fixture_done(&fixture);
}
END_TEST

START_TEST(a_card_is_known_until_it_is_revoked)
{
	fixture_init(&fixture);
	struct certificate certificate;
	struct enrolment enrolment;
	const struct bytes *der = software_key_certificate(fixture.clerk);
	ck_assert_int_eq(certificate_parse(der->data, der->length, &certificate, &err), RESULT_OK);
	ck_assert_int_eq(
		query_enrolment(fixture.store, &certificate.fingerprint, &enrolment, &err), RESULT_OK);
	ck_assert_str_eq(enrolment.person, "clerk");
	ck_assert_str_eq(enrolment.card, "c1");
	ck_assert_str_eq(enrolment.slot, "9C");
	ck_assert(bytes_equal(&enrolment.certificate, der));
	enrolment_done(&enrolment);
	struct entry entry = { .kind = ENTRY_REVOKE,
		.actor = memory_string("root"),
		.envelope = json_pack("{s:s, s:s}", "person", "clerk", "card", "c1") };
	fixture_sign(&fixture, &entry, fixture.root);
	ck_assert_int_eq(journal_append_one(fixture.store, &entry, &err), RESULT_OK);
	entry_done(&entry);
	ck_assert_int_eq(
		query_enrolment(fixture.store, &certificate.fingerprint, &enrolment, &err), RESULT_REFUSED);
	struct hash stranger = hash_bytes("x", 1);
	ck_assert_int_eq(query_enrolment(fixture.store, &stranger, &enrolment, &err), RESULT_NOT_FOUND);
	struct enrolments all;
	ck_assert_int_eq(query_enrolments(fixture.store, NULL, &all, &err), RESULT_OK);
	ck_assert_uint_eq(all.count, 2);
	ck_assert_int_ne(all.items[0].until, 0);
	enrolments_done(&all);
	certificate_done(&certificate);
	fixture_done(&fixture);
}
END_TEST

static void fail_sign_in(const char *person, int count)
{
	struct entry entry = { .kind = ENTRY_SIGN_IN_FAILED,
		.workstation = memory_string("counter-1"),
		.envelope = json_pack("{s:i, s:s*}", "count", count, "person", person) };
	ck_assert_int_eq(journal_append_one(fixture.store, &entry, &err), RESULT_OK);
	entry_done(&entry);
}

START_TEST(failed_sign_ins_count_until_a_good_one)
{
	fixture_init(&fixture);
	struct failures failures;
	fail_sign_in(NULL, 2);
	fail_sign_in(NULL, 1);
	fail_sign_in("clerk", 1);
	ck_assert_int_eq(query_workstation_failures(fixture.store, "counter-1", &failures, &err), RESULT_OK);
	ck_assert_int_eq(failures.count, 3);
	ck_assert_int_eq(query_person_failures(fixture.store, "clerk", &failures, &err), RESULT_OK);
	ck_assert_int_eq(failures.count, 1);
	ck_assert_int_eq(failures.last, FIXTURE_TIME);
	struct entry entry = { .kind = ENTRY_SIGN_IN,
		.actor = memory_string("clerk"),
		.workstation = memory_string("counter-1") };
	ck_assert_int_eq(journal_append_one(fixture.store, &entry, &err), RESULT_OK);
	entry_done(&entry);
	ck_assert_int_eq(query_person_failures(fixture.store, "clerk", &failures, &err), RESULT_OK);
	ck_assert_int_eq(failures.count, 0);
	ck_assert_int_eq(query_workstation_failures(fixture.store, "counter-1", &failures, &err), RESULT_OK);
	ck_assert_int_eq(failures.count, 0);
	fixture_done(&fixture);
}
END_TEST

START_TEST(an_entry_without_what_its_kind_needs_is_refused)
{
	static const struct {
		enum entry_kind kind;
		const char *envelope;
	} rows[] = {
		{ ENTRY_GENESIS, "{\"office\":\"x\",\"roots\":[],\"training\":true}" },
		{ ENTRY_OFFICE, "{\"office\":{}}" },
		{ ENTRY_ACT, "{}" },
		{ ENTRY_ENROL, "{\"person\":\"a\",\"card\":\"b\"}" },
		{ ENTRY_ERASE, "{\"reason\":\"x\"}" },
		{ ENTRY_PRINT, "{\"revision\":\"1\"}" },
		{ ENTRY_FREE, "{}" },
	};
	fixture_init(&fixture);
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct entry entry = { .kind = rows[i].kind,
			.actor = memory_string("root"),
			.envelope = json_loads(rows[i].envelope, 0, NULL) };
		error_clear(&err);
		ck_assert_msg(
			journal_append_one(fixture.store, &entry, &err) == RESULT_INVALID, "row %zu", i);
		ck_assert_str_ne(err.text, "");
		entry_done(&entry);
	}
	fixture_done(&fixture);
}
END_TEST

START_TEST(a_signature_that_does_not_fit_its_entry_is_not_appended)
{
	char id[33], other[33];
	fixture_id('a', id);
	fixture_id('b', other);
	fixture_init(&fixture);
	ck_assert_int_eq(fixture_do(&fixture, id, ACT_FILE, 0, &err), RESULT_OK);
	ck_assert_int_eq(fixture_do(&fixture, other, ACT_FILE, 0, &err), RESULT_OK);
	for (int change = 0; change < 7; change++) {
		ck_assert_int_eq(store_begin(fixture.store, &err), RESULT_OK);
		struct entry entry = fixture_act(&fixture, id, ACT_DECIDE, 0, "条件");
		fixture_sign(&fixture, &entry, fixture.clerk);
		json_t *transition = json_object_get(entry.envelope, "transition");
		switch (change) {
		case 0: break; /* as it should be */
		case 1: entry.signature.data[entry.signature.length - 1] ^= 1; break;
		case 2: json_object_set_new(transition, "answer", json_string("no")); break;
		case 3: json_object_set_new(entry.contents, "words", json_string("なし")); break;
		case 4:
			free(entry.actor);
			entry.actor = memory_string("root");
			break;
		case 5: fixture.clock.fixed += 48 * INT64_C(3600000); break;
		case 6: entry.statement.data[8] ^= 1; break;
		default: break;
		}
		enum result r = journal_append(fixture.store, &entry, &err);
		ck_assert_msg(r == (change ? RESULT_DAMAGED : RESULT_OK), "change %d: %d", change, r);
		store_end(fixture.store, RESULT_CANCELLED, NULL);
		entry_done(&entry);
		fixture.clock.fixed = FIXTURE_TIME;
	}
	fixture_done(&fixture);
}
END_TEST

START_TEST(drafts_are_kept_apart_by_person)
{
	fixture_init(&fixture);
	struct draft draft = { .id = memory_string("d1"),
		.person = memory_string("clerk"),
		.form = memory_string("application"),
		.contents = json_pack("{s:s}", "business", "賦課") };
	ck_assert_int_eq(draft_save(fixture.store, &draft, &err), RESULT_OK);
	json_object_set_new(draft.contents, "business", json_string("徴収"));
	ck_assert_int_eq(draft_save(fixture.store, &draft, &err), RESULT_OK);
	fixture_reopen(&fixture);
	struct drafts drafts;
	ck_assert_int_eq(draft_list(fixture.store, "clerk", &drafts, &err), RESULT_OK);
	ck_assert_uint_eq(drafts.count, 1);
	ck_assert_ptr_null(drafts.items[0].contents);
	drafts_done(&drafts);
	struct draft loaded;
	ck_assert_int_eq(draft_load(fixture.store, "root", "d1", &loaded, &err), RESULT_NOT_FOUND);
	ck_assert_int_eq(draft_load(fixture.store, "clerk", "d1", &loaded, &err), RESULT_OK);
	ck_assert_str_eq(json_string_value(json_object_get(loaded.contents, "business")), "徴収");
	draft_done(&loaded);
	free(draft.person);
	draft.person = memory_string("root");
	ck_assert_int_eq(draft_save(fixture.store, &draft, &err), RESULT_REFUSED);
	ck_assert_int_eq(draft_delete(fixture.store, "root", "d1", &err), RESULT_OK);
	ck_assert_int_eq(draft_load(fixture.store, "clerk", "d1", &loaded, &err), RESULT_OK);
	draft_done(&loaded);
	ck_assert_int_eq(draft_delete(fixture.store, "clerk", "d1", &err), RESULT_OK);
	ck_assert_int_eq(draft_load(fixture.store, "clerk", "d1", &loaded, &err), RESULT_NOT_FOUND);
	draft_done(&draft);
	fixture_done(&fixture);
}
END_TEST

START_TEST(drafts_about_a_record_go_when_it_is_erased)
{
	char id[33], other[33];
	fixture_id('a', id);
	fixture_id('b', other);
	fixture_init(&fixture);
	fixture_life(&fixture, id);
	struct draft about = { .id = memory_string("d1"),
		.person = memory_string("clerk"),
		.form = memory_string("application"),
		.record = memory_string(id),
		.contents = json_pack("{s:s}", "reason", "山田 花子の住所") };
	struct draft apart = { .id = memory_string("d2"),
		.person = memory_string("clerk"),
		.form = memory_string("application"),
		.record = memory_string(other),
		.contents = json_object() };
	ck_assert_int_eq(draft_save(fixture.store, &about, &err), RESULT_OK);
	ck_assert_int_eq(draft_save(fixture.store, &apart, &err), RESULT_OK);
	ck_assert_int_eq(store_begin(fixture.store, &err), RESULT_OK);
	struct entry entry = fixture_erasure(&fixture, id);
	enum result r = store_end(fixture.store, journal_append(fixture.store, &entry, &err), &err);
	ck_assert_msg(r == RESULT_OK, "%s", err.text);
	entry_done(&entry);
	struct drafts drafts;
	ck_assert_int_eq(draft_list(fixture.store, "clerk", &drafts, &err), RESULT_OK);
	ck_assert_uint_eq(drafts.count, 1);
	ck_assert_str_eq(drafts.items[0].id, "d2");
	drafts_done(&drafts);
	/* A screen that still shows it keeps nothing more. */
	ck_assert_int_eq(draft_save(fixture.store, &about, &err), RESULT_REFUSED);
	draft_done(&about);
	draft_done(&apart);
	fixture_done(&fixture);
}
END_TEST

START_TEST(the_tables_come_out_of_the_journal_again)
{
	char id[33];
	fixture_init(&fixture);
	for (char digit = '0'; digit < '3'; digit++) {
		fixture_id(digit, id);
		fixture_life(&fixture, id);
	}
	fail_sign_in(NULL, 2);
	int64_t rows = 0;
	ck_assert_msg(replay_compare(fixture.store, &rows, &err) == RESULT_OK, "%s", err.text);
	ck_assert_int_gt(rows, 8);
	fixture_tamper(&fixture, "office.db", "UPDATE records SET answer = 2 WHERE number = 2");
	ck_assert_int_eq(replay_compare(fixture.store, &rows, &err), RESULT_DAMAGED);
	ck_assert_ptr_nonnull(strstr(err.text, "\"records\""));
	ck_assert_ptr_nonnull(strstr(err.text, "answer"));
	ck_assert_int_eq(replay_rebuild(fixture.store, &err), RESULT_OK);
	ck_assert_int_eq(replay_compare(fixture.store, &rows, &err), RESULT_OK);
	fixture_tamper(&fixture, "office.db", "UPDATE records SET history = '[]'");
	fixture_tamper(&fixture, "office.db", "UPDATE projection SET text = 'older'");
	fixture_reopen(&fixture); /* tables of another making are replayed by themselves */
	ck_assert_int_eq(replay_compare(fixture.store, &rows, &err), RESULT_OK);
	fixture_done(&fixture);
}
END_TEST

START_TEST(an_erased_record_leaves_its_head_and_nothing_to_read)
{
	char id[33];
	fixture_id('a', id);
	fixture_init(&fixture);
	fixture_life(&fixture, id);
	ck_assert_int_eq(store_begin(fixture.store, &err), RESULT_OK);
	struct entry entry = fixture_erasure(&fixture, id);
	enum result r = store_end(fixture.store, journal_append(fixture.store, &entry, &err), &err);
	ck_assert_msg(r == RESULT_OK, "%s", err.text);
	entry_done(&entry);
	ck_assert_int_eq(journal_entry(fixture.store, 6, &entry, &err), RESULT_OK);
	ck_assert(entry.erased);
	ck_assert_ptr_null(entry.contents);
	entry_done(&entry);
	struct record record;
	ck_assert_int_eq(query_record(fixture.store, id, &record, &err), RESULT_OK);
	ck_assert(record.erased);
	ck_assert_int_eq(record.number, 1);
	record_done(&record);
	ck_assert_int_eq(fixture_do(&fixture, id, ACT_PASS, 0, &err), RESULT_REFUSED);
	/* Looking at what is left is journaled under the year's key, not a new one. */
	struct entry read = { .kind = ENTRY_READ,
		.actor = memory_string("clerk"),
		.record = memory_string(id),
		.contents = json_pack("{s:s}", "why", "x") };
	ck_assert_int_eq(journal_append_one(fixture.store, &read, &err), RESULT_OK);
	ck_assert_str_eq(read.key, "year:2026");
	entry_done(&read);
	int count;
	ck_assert_int_eq(erase_finish(fixture.store, &count, &err), RESULT_OK);
	ck_assert_int_eq(count, 0);
	ck_assert_int_eq(replay_compare(fixture.store, NULL, &err), RESULT_OK);
	fixture_done(&fixture);
}
END_TEST

START_TEST(a_key_kept_for_the_next_act_goes_when_another_process_erased_it)
{
	char id[33];
	struct store *other;
	struct entry entry;
	fixture_id('a', id);
	fixture_init(&fixture);
	fixture_life(&fixture, id);
	ck_assert_int_eq(store_open(&fixture.place, &fixture.clock, &other, &err), RESULT_OK);
	ck_assert_int_eq(journal_entry(other, 6, &entry, &err), RESULT_OK);
	ck_assert_ptr_nonnull(entry.contents);
	entry_done(&entry);
	ck_assert_int_eq(store_begin(fixture.store, &err), RESULT_OK);
	entry = fixture_erasure(&fixture, id);
	enum result r = store_end(fixture.store, journal_append(fixture.store, &entry, &err), &err);
	ck_assert_msg(r == RESULT_OK, "%s", err.text);
	entry_done(&entry);
	ck_assert_int_eq(journal_entry(other, 6, &entry, &err), RESULT_OK);
	ck_assert(entry.erased);
	ck_assert_ptr_null(entry.contents);
	entry_done(&entry);
	store_close(other);
	fixture_done(&fixture);
}
END_TEST

START_TEST(the_journal_is_listed_newest_first)
{
	char id[33];
	fixture_id('a', id);
	fixture_init(&fixture);
	fixture_life(&fixture, id);
	struct entries entries;
	struct entry_filter filter = { .record = id, .limit = 2 };
	ck_assert_int_eq(query_entries(fixture.store, &filter, &entries, &err), RESULT_OK);
	ck_assert_uint_eq(entries.count, 2);
	ck_assert_int_eq(entries.items[0].sequence, 8);
	ck_assert_ptr_null(entries.items[0].contents);
	entries_done(&entries);
	filter = (struct entry_filter){ .by_kind = true, .kind = ENTRY_ENROL };
	ck_assert_int_eq(query_entries(fixture.store, &filter, &entries, &err), RESULT_OK);
	ck_assert_uint_eq(entries.count, 1);
	entries_done(&entries);
	filter = (struct entry_filter){ .actor = "clerk", .before = 8 };
	ck_assert_int_eq(query_entries(fixture.store, &filter, &entries, &err), RESULT_OK);
	ck_assert_uint_eq(entries.count, 2);
	entries_done(&entries);
	fixture_done(&fixture);
}
END_TEST

START_TEST(passwords_lie_beside_the_keys)
{
	fixture_init(&fixture);
	char *hash;
	ck_assert_int_eq(store_password(fixture.store, "clerk", &hash, &err), RESULT_NOT_FOUND);
	ck_assert_int_eq(store_password_set(fixture.store, "clerk", "h1", &err), RESULT_OK);
	ck_assert_int_eq(store_password_set(fixture.store, "clerk", "h2", &err), RESULT_OK);
	ck_assert_int_eq(store_password(fixture.store, "clerk", &hash, &err), RESULT_OK);
	ck_assert_str_eq(hash, "h2");
	free(hash);
	ck_assert_int_eq(store_password_set(fixture.store, "clerk", NULL, &err), RESULT_OK);
	ck_assert_int_eq(store_password(fixture.store, "clerk", &hash, &err), RESULT_NOT_FOUND);
	fixture_done(&fixture);
}
END_TEST

Suite *journal_suite(void)
{
	const TTest *const tests[] = {
		an_office_is_founded_and_opened_again,
		an_office_that_was_never_founded_leaves_nothing,
		a_record_lives_and_is_read_back_with_its_history,
		contents_lie_on_the_disk_only_sealed,
		what_is_rolled_back_never_was,
		time_never_runs_back_and_a_jump_is_noted,
		numbers_are_given_in_order_under_the_lock,
		records_are_listed_by_what_is_asked,
		of_decided_records_only_those_are_unfinished_that_wait_for_somebody,
		a_card_is_known_until_it_is_revoked,
		failed_sign_ins_count_until_a_good_one,
		an_entry_without_what_its_kind_needs_is_refused,
		a_signature_that_does_not_fit_its_entry_is_not_appended,
		drafts_are_kept_apart_by_person,
		drafts_about_a_record_go_when_it_is_erased,
		the_tables_come_out_of_the_journal_again,
		an_erased_record_leaves_its_head_and_nothing_to_read,
		a_key_kept_for_the_next_act_goes_when_another_process_erased_it,
		the_journal_is_listed_newest_first,
		passwords_lie_beside_the_keys,
		NULL,
	};
	return suite_of("journal", tests);
}
