/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The temporary office. */
#include "tests/store/office_fixture.h"

#include <check.h>
#include <ftw.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/memory.h"
#include "crypto/random.h"

static const char regulation_bytes[] = "the packed bytes of a regulation";
static char regulation_hash[HASH_HEX_SIZE];

void fixture_init_empty(struct office_fixture *fixture)
{
	*fixture = (struct office_fixture){ 0 };
	/* In memory where the system has that: the many commits need no real disk. */
	snprintf(fixture->folder, sizeof fixture->folder, "%s/choba-store-XXXXXX",
		access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp");
	ck_assert_ptr_nonnull(mkdtemp(fixture->folder));
	fixture->office = memory_format("%s/office", fixture->folder);
	fixture->master_key = memory_format("%s/master.key", fixture->folder);
	fixture->place = (struct store_place){ fixture->office, fixture->master_key };
	fixture->clock = clock_fixed(FIXTURE_TIME);
	fixture->root = software_key_new(SOFTWARE_P256, "root", false);
	fixture->clerk = software_key_new(SOFTWARE_P256, "clerk", false);
	struct hash hash = hash_bytes(regulation_bytes, sizeof regulation_bytes);
	hash_hex(&hash, regulation_hash);
}

static int remove_one(const char *path, const struct stat *about, int kind, struct FTW *where)
{
	(void)about;
	(void)kind;
	(void)where;
	return remove(path);
}

void fixture_done(struct office_fixture *fixture)
{
	store_close(fixture->store);
	software_key_free(fixture->root);
	software_key_free(fixture->clerk);
	nftw(fixture->folder, remove_one, 8, FTW_DEPTH | FTW_PHYS);
	free(fixture->office);
	free(fixture->master_key);
}

static json_t *certificates_of(const struct software_key *key)
{
	const struct bytes *der = software_key_certificate(key);
	char *hex = bytes_hex(der->data, der->length);
	json_t *list = json_pack("[{s:s, s:s}]", "slot", "9C", "der", hex);
	free(hex);
	return list;
}

static void sign(struct office_fixture *fixture, struct statement *statement, struct entry *entry,
	const struct software_key *key)
{
	const struct bytes *der = software_key_certificate(key);
	statement->office = memory_string("office");
	statement->actor = memory_string(entry->actor);
	statement->time = fixture->clock.fixed;
	bytes_done(&entry->statement);
	bytes_done(&entry->signature);
	statement_bytes(statement, &entry->statement);
	struct hash digest = statement_hash(statement);
	software_key_sign(key, &digest, &entry->signature);
	bytes_set(&entry->certificate, der->data, der->length);
	statement_done(statement);
}

static enum statement_kind statement_for(enum entry_kind kind)
{
	switch (kind) {
	case ENTRY_ENROL:
	case ENTRY_REVOKE: return STATEMENT_ENROL;
	case ENTRY_ADOPT: return STATEMENT_ADOPT;
	case ENTRY_ERASE: return STATEMENT_ERASE;
	case ENTRY_CLOSING: return STATEMENT_CLOSING;
	case ENTRY_ACT: return STATEMENT_DECISION;
	default: return STATEMENT_OFFICE;
	}
}

static void sign_act(struct office_fixture *fixture, struct statement *statement, const struct entry *entry)
{
	struct record record;
	struct entry read;
	const char *salt = json_string_value(json_object_get(entry->contents, "salt"));
	const json_t *words = json_object_get(entry->contents, "words");
	ck_assert_int_eq(query_record(fixture->store, entry->record, &record, NULL), RESULT_OK);
	ck_assert_int_eq(journal_entry(fixture->store, record.contents, &read, NULL), RESULT_OK);
	struct statement_item *item = statement_add(statement);
	item->record = memory_string(record.id);
	item->contents = record.contents;
	item->regulation_hash = memory_string(record.regulation_hash);
	item->form = memory_string(record.form);
	const json_t *transition = json_object_get(entry->envelope, "transition");
	item->act = memory_string(json_string_value(json_object_get(transition, "act")));
	item->answer = memory_string(json_string_value(json_object_get(transition, "answer")));
	ck_assert_int_eq(statement_digest(salt, read.contents, &item->digest, NULL), RESULT_OK);
	if (words)
		ck_assert_int_eq(statement_digest(salt, words, &item->words, NULL), RESULT_OK);
	entry_done(&read);
	record_done(&record);
}

void fixture_sign(struct office_fixture *fixture, struct entry *entry, const struct software_key *key)
{
	struct statement statement = { .kind = statement_for(entry->kind) };
	if (entry->kind == ENTRY_ACT) {
		sign_act(fixture, &statement, entry);
	} else {
		struct statement_item *item = statement_add(&statement);
		item->act = memory_string(entry_kind_name(entry->kind));
		item->record = memory_string(entry->record);
		item->envelope = statement_envelope(entry->envelope);
	}
	sign(fixture, &statement, entry, key);
}

/* An entry by root over an envelope, signed where its kind is, appended. */
static enum result by_root(
	struct office_fixture *fixture, enum entry_kind kind, json_t *envelope, struct error *err)
{
	/* The founding has no actor; the office and the clerk's card are put in by root's card. */
	bool founding = kind == ENTRY_GENESIS || kind == ENTRY_WORKSTATION || kind == ENTRY_ADOPT;
	struct entry entry = {
		.kind = kind, .actor = memory_string(founding ? NULL : "root"), .envelope = envelope
	};
	if (kind == ENTRY_ADOPT)
		bytes_set(&entry.blob, regulation_bytes, sizeof regulation_bytes);
	if (!founding)
		fixture_sign(fixture, &entry, fixture->root);
	enum result r = journal_append(fixture->store, &entry, err);
	entry_done(&entry);
	return r;
}

static json_t *office_json(void)
{
	return json_pack("{s:{s:s, s:[{s:s, s:s}, {s:s, s:s}]}}", "office", "format", "choba office 1",
		"rights", "right", "enrol", "person", "root", "right", "erase", "person", "root");
}

static json_t *workstation_json(void)
{
	return json_pack("{s:s, s:s}", "workstation", "counter-1", "name", "窓口1");
}

static json_t *adoption_json(void)
{
	return json_pack("{s:s, s:s, s:s}", "regulation", "toin", "version", "1", "hash", regulation_hash);
}

/* The adoption is part of the founding; the rest is signed by root's card. */
static json_t *genesis_json(const struct office_fixture *fixture)
{
	json_t *workstation = workstation_json(), *adoption = adoption_json();
	struct hash first = statement_envelope(workstation), second = statement_envelope(adoption);
	char hex[2][HASH_HEX_SIZE];
	hash_hex(&first, hex[0]);
	hash_hex(&second, hex[1]);
	json_decref(workstation);
	json_decref(adoption);
	return json_pack("{s:s, s:b, s:[s, s], s:[{s:s, s:s, s:o}]}", "office", "office", "training", 0,
		"founding", hex[0], hex[1], "roots", "person", "root", "card", "r1", "certificates",
		certificates_of(fixture->root));
}

enum result fixture_found(struct office_fixture *fixture, struct error *err)
{
	enum result r = store_begin(fixture->store, err);
	if (r != RESULT_OK)
		return r;
	r = by_root(fixture, ENTRY_GENESIS, genesis_json(fixture), err);
	if (r == RESULT_OK)
		r = by_root(fixture, ENTRY_WORKSTATION, workstation_json(), err);
	if (r == RESULT_OK)
		r = by_root(fixture, ENTRY_ADOPT, adoption_json(), err);
	if (r == RESULT_OK)
		r = by_root(fixture, ENTRY_OFFICE, office_json(), err);
	if (r == RESULT_OK)
		r = by_root(fixture, ENTRY_ENROL,
			json_pack("{s:s, s:s, s:o}", "person", "clerk", "card", "c1", "certificates",
				certificates_of(fixture->clerk)),
			err);
	return store_end(fixture->store, r, err);
}

void fixture_init(struct office_fixture *fixture)
{
	struct error err = { 0 };
	fixture_init_empty(fixture);
	enum result r = store_create(&fixture->place, &fixture->clock, &fixture->store, &err);
	if (r == RESULT_OK)
		r = fixture_found(fixture, &err);
	ck_assert_msg(r == RESULT_OK, "%s", err.text);
}

void fixture_reopen(struct office_fixture *fixture)
{
	struct error err = { 0 };
	store_close(fixture->store);
	fixture->store = NULL;
	enum result r = store_open(&fixture->place, &fixture->clock, &fixture->store, &err);
	ck_assert_msg(r == RESULT_OK, "%s", err.text);
}

char fixture_id(char digit, char id[33])
{
	memset(id, digit, 32);
	id[32] = '\0';
	return digit;
}

/* The head that an act leaves; enough of the route for tests. */
static void advance(struct record *record, enum act act, int number)
{
	switch (act) {
	case ACT_FILE:
		record->state = RECORD_RUNNING;
		record->step = memory_string("receive");
		record->version = 1;
		record->contents = record->revision;
		break;
	case ACT_PASS:
		free(record->step);
		record->step = memory_string("decide");
		record->fiscal_year = number ? 2026 : 0;
		record->number = number;
		break;
	case ACT_DECIDE:
		free(record->step);
		record->step = NULL;
		record->state = RECORD_DECIDED;
		record->answer = ANSWER_YES;
		record->decided = date_of(2026, 11, 24);
		break;
	default: break;
	}
}

static void new_record(struct record *record, const char *id)
{
	*record = record_empty();
	record->id = memory_string(id);
	record->regulation = memory_string("toin");
	record->regulation_hash = memory_string(regulation_hash);
	record->form = memory_string("application");
	record->section = memory_string("tax");
	record->drafter = memory_string("clerk");
	record->filed = date_of(2026, 11, 24);
}

struct entry fixture_act(
	struct office_fixture *fixture, const char *id, enum act act, int number, const char *words)
{
	struct record record;
	char salt[HASH_HEX_SIZE];
	if (query_record(fixture->store, id, &record, NULL) != RESULT_OK)
		new_record(&record, id);
	ck_assert_int_eq(journal_next(fixture->store, &record.revision, NULL), RESULT_OK);
	struct transition transition = { .act = act, .step = record.step, .version = 1 };
	json_t *done = entry_transition(&transition);
	advance(&record, act, number);
	statement_salt(salt);
	struct entry entry = {
		.kind = ENTRY_ACT,
		.actor = memory_string("clerk"),
		.workstation = memory_string("counter-1"),
		.record = memory_string(id),
		.form = memory_string("application"),
		.regulation_hash = memory_string(regulation_hash),
		.envelope = json_pack("{s:o, s:o}", "record", record_to_json(&record), "transition", done),
		.contents =
			json_pack("{s:s, s:s}", "salt", salt, act == ACT_FILE ? "values" : "words", words),
	};
	record_done(&record);
	return entry;
}

enum result fixture_do(
	struct office_fixture *fixture, const char *id, enum act act, int number, struct error *err)
{
	enum result r = store_begin(fixture->store, err);
	if (r != RESULT_OK)
		return r;
	struct entry entry = fixture_act(fixture, id, act, number, "山田 花子の住所");
	if (act == ACT_DECIDE)
		fixture_sign(fixture, &entry, fixture->clerk);
	r = store_end(fixture->store, journal_append(fixture->store, &entry, err), err);
	entry_done(&entry);
	return r;
}

void fixture_life(struct office_fixture *fixture, const char *id)
{
	struct error err = { 0 };
	int number = 0;
	ck_assert_msg(fixture_do(fixture, id, ACT_FILE, 0, &err) == RESULT_OK, "%s", err.text);
	ck_assert_int_eq(store_begin(fixture->store, &err), RESULT_OK);
	ck_assert_int_eq(
		query_next_number(fixture->store, "toin", "application", 2026, &number, &err), RESULT_OK);
	struct entry entry = fixture_act(fixture, id, ACT_PASS, number, "受付");
	enum result r = store_end(fixture->store, journal_append(fixture->store, &entry, &err), &err);
	ck_assert_msg(r == RESULT_OK, "%s", err.text);
	entry_done(&entry);
	ck_assert_msg(fixture_do(fixture, id, ACT_DECIDE, 0, &err) == RESULT_OK, "%s", err.text);
}

struct entry fixture_erasure(struct office_fixture *fixture, const char *id)
{
	struct record record;
	ck_assert_int_eq(query_record(fixture->store, id, &record, NULL), RESULT_OK);
	ck_assert_int_eq(journal_next(fixture->store, &record.revision, NULL), RESULT_OK);
	record.erased = true;
	struct entry entry = {
		.kind = ENTRY_ERASE,
		.actor = memory_string("root"),
		.record = memory_string(id),
		.envelope =
			json_pack("{s:o, s:s}", "record", record_to_json(&record), "reason", "保存期間満了"),
	};
	record_done(&record);
	fixture_sign(fixture, &entry, fixture->root);
	return entry;
}

void fixture_tamper(struct office_fixture *fixture, const char *database, const char *sql)
{
	char *path = memory_format("%s/%s", fixture->office, database), *message = NULL;
	sqlite3 *db;
	ck_assert_int_eq(sqlite3_open(path, &db), SQLITE_OK);
	sqlite3_exec(db,
		"DROP TRIGGER IF EXISTS journal_is_not_changed; DROP TRIGGER IF EXISTS journal_is_not_cut; "
		"DROP TRIGGER IF EXISTS blobs_are_not_changed; DROP TRIGGER IF EXISTS blobs_are_not_cut",
		NULL, NULL, NULL);
	int code = sqlite3_exec(db, sql, NULL, NULL, &message);
	ck_assert_msg(code == SQLITE_OK, "%s: %s", sql, message ? message : "");
	sqlite3_free(message);
	sqlite3_close(db);
	free(path);
}

void fixture_insert(struct office_fixture *fixture, const struct entry *entry, const char *envelope_text)
{
	char *path = memory_format("%s/office.db", fixture->office);
	sqlite3 *db;
	sqlite3_stmt *insert;
	ck_assert_int_eq(sqlite3_open(path, &db), SQLITE_OK);
	ck_assert_int_eq(sqlite3_prepare_v2(db,
				 "INSERT INTO journal (sequence, format, time, jump, kind, actor, capacity, "
				 "record, envelope, "
				 "statement, signature, certificate, hash, form, regulation_hash) "
				 "VALUES (?, 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
				 -1, &insert, NULL),
		SQLITE_OK);
	sqlite3_bind_int64(insert, 1, entry->sequence);
	sqlite3_bind_int64(insert, 2, entry->time);
	sqlite3_bind_int64(insert, 3, entry->jump);
	sqlite3_bind_text(insert, 4, entry_kind_name(entry->kind), -1, SQLITE_STATIC);
	sqlite3_bind_text(insert, 5, entry->actor, -1, SQLITE_STATIC);
	sqlite3_bind_text(insert, 6, capacity_name(entry->capacity), -1, SQLITE_STATIC);
	sqlite3_bind_text(insert, 7, entry->record, -1, SQLITE_STATIC);
	sqlite3_bind_text(insert, 8, envelope_text, -1, SQLITE_STATIC);
	sqlite3_bind_blob64(insert, 9, entry->statement.data, entry->statement.length, SQLITE_STATIC);
	sqlite3_bind_blob64(insert, 10, entry->signature.data, entry->signature.length, SQLITE_STATIC);
	sqlite3_bind_blob64(insert, 11, entry->certificate.data, entry->certificate.length, SQLITE_STATIC);
	sqlite3_bind_blob64(insert, 12, entry->hash.bytes, HASH_SIZE, SQLITE_STATIC);
	sqlite3_bind_text(insert, 13, entry->form, -1, SQLITE_STATIC);
	sqlite3_bind_text(insert, 14, entry->regulation_hash, -1, SQLITE_STATIC);
	ck_assert_int_eq(sqlite3_step(insert), SQLITE_DONE);
	sqlite3_finalize(insert);
	sqlite3_close(db);
	free(path);
}
