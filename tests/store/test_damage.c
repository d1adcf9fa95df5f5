/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is missing or damaged on the disk, and entries that do not fit: the sentence, and that nothing is written. */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "store/attachment.h"
#include "tests/store/office_fixture.h"
#include "tests/support/suites.h"

suite_maker damage_suite;

static struct office_fixture fixture;
static struct error err;
static char id[33];

/* Entries 1 to 5 found the office, 6 files a record, 7 receives and 8 decides it. */
static void setup(void)
{
	fixture_init(&fixture);
	fixture_id('a', id);
	fixture_life(&fixture, id);
}

static void teardown(void)
{
	fixture_done(&fixture);
}

static void must_be(enum result r, enum result wanted, const char *sentence)
{
	ck_assert_msg(r == wanted && strstr(err.text, sentence), "%d: %s", (int)r, err.text);
}

/* ---- what was done to the files ------------------------------------------------------ */

static enum result read_the_filing(void)
{
	struct entry entry;
	enum result r = journal_entry(fixture.store, 6, &entry, &err);
	if (r == RESULT_OK)
		entry_done(&entry);
	return r;
}

static enum result act_again(void)
{
	return fixture_do(&fixture, id, ACT_PASS, 0, &err);
}

static enum result read_the_office(void)
{
	json_t *office;
	enum result r = query_office(fixture.store, &office, NULL, &err);
	if (r == RESULT_OK)
		json_decref(office);
	return r;
}

static enum result read_the_regulation(void)
{
	struct adopted adopted;
	struct bytes bytes;
	enum result r = query_regulation(fixture.store, "toin", &adopted, &err);
	if (r != RESULT_OK)
		return r;
	r = query_regulation_bytes(fixture.store, adopted.hash, &bytes, &err);
	adopted_done(&adopted);
	if (r == RESULT_OK)
		bytes_done(&bytes);
	return r;
}

static const struct {
	const char *database, *sql;
	enum result (*does)(void);
	enum result result;
	const char *sentence;
} rows[] = {
	{ "office.db", "UPDATE journal SET key = NULL WHERE sequence = 6", read_the_filing, RESULT_DAMAGED,
		"entry 6 of the journal is damaged (sealed)" },
	{ "office.db", "UPDATE journal SET sealed = zeroblob(200) WHERE sequence = 6", read_the_filing,
		RESULT_DAMAGED, "entry 6: " },
	{ "keys.db", "DELETE FROM keys WHERE name LIKE 'record:%'", read_the_filing, RESULT_DAMAGED,
		"the key of entry 6 is missing; restore the keys from their backup" },
	{ "keys.db", "DELETE FROM keys WHERE name LIKE 'record:%'", act_again, RESULT_DAMAGED,
		"the key of record aaaaaaaa" },
	{ "office.db", "DELETE FROM office", read_the_office, RESULT_NOT_FOUND,
		"the office's people and posts have not been set yet" },
	{ "office.db", "UPDATE office SET json = '{'", read_the_office, RESULT_DAMAGED,
		"the office's people and posts cannot be read" },
	{ "office.db", "DELETE FROM blobs", read_the_regulation, RESULT_NOT_FOUND, "is not in this office" },
	{ "office.db", "UPDATE blobs SET bytes = x'00'", read_the_regulation, RESULT_DAMAGED,
		"is not what was adopted" },
};

START_TEST(each_damage_is_named_when_it_is_met)
{
	ck_assert_msg(rows[_i].does == act_again || rows[_i].does() == RESULT_OK, "%s", err.text);
	fixture_tamper(&fixture, rows[_i].database, rows[_i].sql);
	if (!strcmp(rows[_i].database, "keys.db"))
		fixture_reopen(&fixture); /* no key is kept unwrapped any more */
	must_be(rows[_i].does(), rows[_i].result, rows[_i].sentence);
}
END_TEST

START_TEST(a_draft_whose_key_is_lost_says_where_to_find_it)
{
	struct draft draft = { .id = memory_string("d1"),
		.person = memory_string("clerk"),
		.regulation = memory_string("toin"),
		.regulation_hash = memory_string("00"),
		.form = memory_string("application"),
		.purpose = memory_string("file"),
		.contents = json_pack("{s:s}", "values", "x") };
	struct draft read;
	ck_assert_msg(draft_save(fixture.store, &draft, &err) == RESULT_OK, "%s", err.text);
	fixture_tamper(&fixture, "keys.db", "DELETE FROM keys WHERE name LIKE 'draft:%'");
	fixture_reopen(&fixture);
	must_be(draft_load(fixture.store, "clerk", "d1", &read, &err), RESULT_DAMAGED,
		"the key of the draft is missing; restore the keys from their backup");
	draft_done(&draft);
}
END_TEST

START_TEST(keys_without_the_one_that_proves_the_master_key_are_damaged)
{
	struct store *store = NULL;
	fixture_tamper(&fixture, "keys.db", "DELETE FROM keys WHERE name = 'master'");
	store_close(fixture.store);
	fixture.store = NULL;
	must_be(store_open(&fixture.place, &fixture.clock, &store, &err), RESULT_DAMAGED,
		"keys.db is damaged; stop working with it and restore the last backup");
	ck_assert_ptr_null(store);
}
END_TEST

START_TEST(an_emptied_journal_is_no_sound_one)
{
	struct verify_report report;
	const struct verify_options options = { .mode = VERIFY_CHAIN };
	fixture_tamper(&fixture, "office.db", "DELETE FROM journal");
	must_be(journal_verify(fixture.store, &options, &report, &err), RESULT_DAMAGED,
		"the journal is empty");
}
END_TEST

START_TEST(a_key_put_back_after_an_erasure_is_found)
{
	struct verify_report report;
	const struct verify_options options = { .mode = VERIFY_FULL };
	fixture_tamper(&fixture, "keys.db", "CREATE TABLE kept AS SELECT * FROM keys");
	ck_assert_int_eq(store_begin(fixture.store, &err), RESULT_OK);
	struct entry entry = fixture_erasure(&fixture, id);
	enum result r = journal_append(fixture.store, &entry, &err);
	ck_assert_msg(store_end(fixture.store, r, &err) == RESULT_OK, "%s", err.text);
	entry_done(&entry);
	ck_assert_msg(journal_verify(fixture.store, &options, &report, &err) == RESULT_OK, "%s", err.text);
	fixture_tamper(&fixture, "keys.db", "INSERT INTO keys SELECT * FROM kept WHERE name LIKE 'record:%'");
	must_be(journal_verify(fixture.store, &options, &report, &err), RESULT_DAMAGED,
		"the key of an erased record is still there");
}
END_TEST

/* ---- entries that do not fit ---------------------------------------------------------- */

/* Appends the entry, which must be refused, and that nothing of it stays; entry_done. */
static void must_refuse(struct entry *entry, enum result wanted, const char *sentence)
{
	int64_t before, after;
	struct hash ignored;
	ck_assert_int_eq(journal_head(fixture.store, &before, &ignored, &err), RESULT_OK);
	enum result r = journal_append(fixture.store, entry, &err);
	must_be(store_end(fixture.store, r, &err), wanted, sentence);
	ck_assert_int_eq(journal_head(fixture.store, &after, &ignored, &err), RESULT_OK);
	ck_assert_int_eq(after, before);
	entry_done(entry);
}

static struct entry by_root(enum entry_kind kind, json_t *envelope)
{
	struct entry entry = { .kind = kind, .actor = memory_string("root"), .envelope = envelope };
	ck_assert_int_eq(store_begin(fixture.store, &err), RESULT_OK);
	fixture_sign(&fixture, &entry, fixture.root);
	return entry;
}

START_TEST(an_office_is_founded_once_and_first)
{
	struct entry entry = { .kind = ENTRY_GENESIS,
		.envelope = json_pack(
			"{s:s, s:b, s:[{}], s:[]}", "office", "other", "training", 1, "roots", "founding") };
	ck_assert_int_eq(store_begin(fixture.store, &err), RESULT_OK);
	must_refuse(&entry, RESULT_INVALID, "the first entry, and only it, founds the office");
	ck_assert_str_eq(store_office_id(fixture.store), "office");
}
END_TEST

START_TEST(an_adoption_names_the_bytes_that_it_brings)
{
	struct entry entry = by_root(ENTRY_ADOPT,
		json_pack("{s:s, s:s, s:s}", "regulation", "toin", "version", "2", "hash", "00"));
	bytes_set(&entry.blob, "other", 5);
	must_refuse(&entry, RESULT_INVALID, "the adopted bytes are not those that the entry names");
}
END_TEST

START_TEST(an_enrolment_names_person_card_and_certificates)
{
	static const struct {
		const char *envelope, *sentence;
	} enrolments[] = {
		{ "{\"card\": \"c2\", \"certificates\": []}", "has no \"person\"" },
		{ "{\"person\": \"clerk\", \"certificates\": []}", "has no \"card\"" },
		{ "{\"person\": \"clerk\", \"card\": \"c2\"}", "has no \"certificates\"" },
		{ "{\"person\": \"clerk\", \"card\": \"c2\", \"certificates\": []}",
			"an enrolment has no certificate" },
		{ "{\"person\": \"clerk\", \"card\": \"c2\", \"certificates\": [{\"der\": \"00\"}]}",
			"an enrolment has no certificate" },
		{ "{\"person\": \"clerk\", \"card\": \"c2\", \"certificates\": [{\"slot\": \"9A\", \"der\": "
		  "\"xy\"}]}",
			"an enrolment has no certificate" },
	};
	for (size_t i = 0; i < COUNT(enrolments); i++) {
		struct entry entry = by_root(ENTRY_ENROL, json_loads(enrolments[i].envelope, 0, NULL));
		must_refuse(&entry, RESULT_INVALID, enrolments[i].sentence);
	}
}
END_TEST

START_TEST(the_roots_of_an_office_are_persons_with_cards)
{
	struct office_fixture empty;
	fixture_init_empty(&empty);
	ck_assert_int_eq(store_create(&empty.place, &empty.clock, &empty.store, &err), RESULT_OK);
	struct entry entry = { .kind = ENTRY_GENESIS,
		.envelope = json_pack("{s:s, s:b, s:[], s:[{s:s, s:[]}]}", "office", "office", "training", 0,
			"founding", "roots", "card", "r1", "certificates") };
	ck_assert_int_eq(store_begin(empty.store, &err), RESULT_OK);
	enum result r = journal_append(empty.store, &entry, &err);
	must_be(store_end(empty.store, r, &err), RESULT_INVALID, "an enrolment names no person or no card");
	ck_assert_str_eq(store_office_id(empty.store), "");
	entry_done(&entry);
	fixture_done(&empty);
}
END_TEST

/* An act on the record, with its head or its contents changed before it is signed and appended. */
static struct entry act_with(const char *key, json_t *value)
{
	ck_assert_int_eq(store_begin(fixture.store, &err), RESULT_OK);
	struct entry entry = fixture_act(&fixture, id, ACT_PASS, 0, "x");
	json_object_set_new(json_object_get(entry.envelope, "record"), key, value);
	return entry;
}

START_TEST(the_head_that_an_act_leaves_is_that_records_and_that_entrys)
{
	struct entry entry = act_with("id", json_string("bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"));
	must_refuse(&entry, RESULT_INVALID, "holds the head of another record");
	entry = act_with("revision", json_integer(7));
	must_refuse(&entry, RESULT_INVALID, "was made for another entry");
	entry = act_with("contents", json_integer(99));
	must_refuse(&entry, RESULT_INVALID, "was made for another entry");
	entry = act_with("state", json_null());
	must_refuse(&entry, RESULT_DAMAGED, "A record in the journal lacks \"state\"");
}
END_TEST

START_TEST(what_was_signed_is_what_the_record_held)
{
	static const struct {
		const char *salt, *sentence;
		enum result result;
	} salts[] = {
		{ "0000000000000000000000000000000000000000000000000000000000000000",
			"the signed statement does not match the version of the record that it names",
			RESULT_DAMAGED },
		{ "00", "the salt of a signed statement is missing or not well formed", RESULT_INVALID },
	};
	for (size_t i = 0; i < COUNT(salts); i++) {
		ck_assert_int_eq(store_begin(fixture.store, &err), RESULT_OK);
		struct entry entry = fixture_act(&fixture, id, ACT_DECIDE, 0, "x");
		json_object_del(entry.contents, "words");
		fixture_sign(&fixture, &entry, fixture.clerk);
		json_object_set_new(entry.contents, "salt", json_string(salts[i].salt));
		must_refuse(&entry, salts[i].result, salts[i].sentence);
	}
}
END_TEST

START_TEST(a_list_of_files_is_a_list_of_names)
{
	ck_assert_int_eq(store_begin(fixture.store, &err), RESULT_OK);
	struct entry entry = fixture_act(&fixture, id, ACT_PASS, 0, "x");
	json_object_set_new(entry.envelope, "files", json_string("../keys.db"));
	must_refuse(&entry, RESULT_INVALID, "an entry's list of files is no list of names");
}
END_TEST

/* ---- what is asked for and is not there ------------------------------------------------ */

START_TEST(an_attachment_is_named_by_a_hash_and_opened_by_a_key)
{
	static const char *const names[] = { "../keys.db", "", "AB", NULL };
	struct attachment attachment;
	char file[65], key[65];
	memset(file, 'a', 64);
	memset(key, '0', 64);
	file[64] = key[64] = '\0';
	for (size_t i = 0; i < COUNT(names); i++) {
		json_t *object = json_pack("{s:s*, s:s}", "file", names[i], "key", key);
		must_be(attachment_from_json(object, &attachment, &err), RESULT_DAMAGED,
			"the contents are not what an entry holds");
		json_decref(object);
	}
	json_t *object = json_pack("{s:s, s:s}", "file", file, "key", "00");
	must_be(attachment_from_json(object, &attachment, &err), RESULT_DAMAGED,
		"the contents are not what an entry holds");
	json_object_set_new(object, "key", json_string(key));
	ck_assert_int_eq(attachment_from_json(object, &attachment, &err), RESULT_OK);
	ck_assert_str_eq(attachment.file, file);
	json_decref(object);
}
END_TEST

START_TEST(what_the_office_has_not_is_said)
{
	struct adopted adopted;
	char fingerprint[ROOT_FINGERPRINT_SIZE];
	must_be(query_regulation(fixture.store, "atlantis", &adopted, &err), RESULT_NOT_FOUND,
		"the office has not adopted a regulation \"atlantis\"");
	must_be(journal_root_of(NULL, fingerprint, &err), RESULT_INVALID, "the journal is empty");
}
END_TEST

Suite *damage_suite(void)
{
	const TTest *const tests[] = {
		a_draft_whose_key_is_lost_says_where_to_find_it,
		keys_without_the_one_that_proves_the_master_key_are_damaged,
		an_emptied_journal_is_no_sound_one,
		a_key_put_back_after_an_erasure_is_found,
		an_office_is_founded_once_and_first,
		an_adoption_names_the_bytes_that_it_brings,
		an_enrolment_names_person_card_and_certificates,
		the_roots_of_an_office_are_persons_with_cards,
		the_head_that_an_act_leaves_is_that_records_and_that_entrys,
		what_was_signed_is_what_the_record_held,
		a_list_of_files_is_a_list_of_names,
		an_attachment_is_named_by_a_hash_and_opened_by_a_key,
		what_the_office_has_not_is_said,
		NULL,
	};
	Suite *suite = suite_with("damage", tests, setup, teardown);
	TCase *loop = tcase_create("met");
	tcase_add_checked_fixture(loop, setup, teardown);
	tcase_add_loop_test(loop, each_damage_is_named_when_it_is_met, 0, (int)COUNT(rows));
	suite_add_tcase(suite, loop);
	return suite;
}
