/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of verifying: every way to change a journal is found and named. */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "store/canonical.h"
#include "tests/store/office_fixture.h"
#include "tests/support/bundle.h"
#include "tests/support/suites.h"

suite_maker verify_suite;

static struct office_fixture fixture;
static struct error err;

/* A founded office (entries 1 to 5) with the lives of two records (6 to 11). */
static void found_and_fill(void)
{
	char id[33];
	fixture_init(&fixture);
	fixture_id('a', id);
	fixture_life(&fixture, id);
	fixture_id('b', id);
	fixture_life(&fixture, id);
}

static enum result verify(enum verify_mode mode, struct verify_report *ret_report)
{
	const struct verify_options options = { .mode = mode };
	error_clear(&err);
	return journal_verify(fixture.store, &options, ret_report, &err);
}

static void count_progress(void *data, int64_t done, int64_t all)
{
	ck_assert_int_le(done, all);
	*(int64_t *)data = done;
}

START_TEST(a_sound_journal_verifies_both_ways)
{
	struct verify_report report;
	int64_t seen = 0;
	found_and_fill();
	const struct verify_options options = {
		.mode = VERIFY_FULL, .progress = count_progress, .data = &seen
	};
	enum result r = journal_verify(fixture.store, &options, &report, &err);
	ck_assert_msg(r == RESULT_OK, "%s", err.text);
	ck_assert_int_eq(report.entries, 11);
	ck_assert_int_eq(report.signatures, 4); /* office, enrolment, two decisions */
	ck_assert_int_eq(report.bad, 0);
	ck_assert_int_eq(seen, 11);
	struct store *chain;
	ck_assert_msg(store_open_chain(fixture.office, &chain, &err) == RESULT_OK, "%s", err.text);
	const struct verify_options chain_only = { .mode = VERIFY_CHAIN };
	struct verify_report again;
	ck_assert_int_eq(journal_verify(chain, &chain_only, &again, &err), RESULT_OK);
	ck_assert_int_eq(again.entries, 11);
	ck_assert(hash_equal(&again.head, &report.head));
	store_close(chain);
	fixture_done(&fixture);
}
END_TEST

/* What somebody with the disk, but without hashes to fit, can do. The chain finds all of it. */
static const struct {
	const char *sql;
	int64_t bad;
	const char *says;
} chain_rows[] = {
	{ "UPDATE journal SET time = time + 1 WHERE sequence = 7", 7, "was changed" },
	{ "UPDATE journal SET time = 5 WHERE sequence = 7", 7, "time lies before" },
	{ "UPDATE journal SET jump = 1 WHERE sequence = 7", 7, "was changed" },
	{ "UPDATE journal SET kind = 'read' WHERE sequence = 7", 7, "was changed" },
	{ "UPDATE journal SET kind = 'none' WHERE sequence = 7", 7, "damaged (kind)" },
	{ "UPDATE journal SET format = 2 WHERE sequence = 7", 7, "damaged (format)" },
	{ "UPDATE journal SET actor = 'root' WHERE sequence = 7", 7, "was changed" },
	{ "UPDATE journal SET actor = NULL WHERE sequence = 7", 7, "was changed" },
	{ "UPDATE journal SET capacity = 'deputy' WHERE sequence = 7", 7, "was changed" },
	{ "UPDATE journal SET capacity = '' WHERE sequence = 7", 7, "damaged (capacity)" },
	{ "UPDATE journal SET principal = 'root' WHERE sequence = 7", 7, "was changed" },
	{ "UPDATE journal SET workstation = 'counter-2' WHERE sequence = 7", 7, "was changed" },
	{ "UPDATE journal SET card = 'c2' WHERE sequence = 7", 7, "was changed" },
	{ "UPDATE journal SET record = 'x' WHERE sequence = 7", 7, "was changed" },
	{ "UPDATE journal SET form = 'x' WHERE sequence = 7", 7, "was changed" },
	{ "UPDATE journal SET regulation_hash = 'x' WHERE sequence = 7", 7, "was changed" },
	{ "UPDATE journal SET envelope = '{}' WHERE sequence = 7", 7, "was changed" },
	{ "UPDATE journal SET key = 'year:2026' WHERE sequence = 7", 7, "was changed" },
	{ "UPDATE journal SET sealed = zeroblob(200) WHERE sequence = 7", 7, "was changed" },
	{ "UPDATE journal SET statement = x'00' WHERE sequence = 8", 8, "was changed" },
	{ "UPDATE journal SET signature = NULL WHERE sequence = 8", 8, "was changed" },
	{ "UPDATE journal SET certificate = x'00' WHERE sequence = 8", 8, "was changed" },
	{ "UPDATE journal SET hash = zeroblob(32) WHERE sequence = 7", 7, "was changed" },
	{ "UPDATE journal SET hash = x'00' WHERE sequence = 7", 7, "damaged (hash)" },
	{ "DELETE FROM journal WHERE sequence = 7", 7, "entry 7 of the journal is missing" },
	{ "DELETE FROM journal WHERE sequence = 1", 1, "entry 1 of the journal is missing" },
	{ "DELETE FROM journal WHERE sequence > 9", 10, "were cut off" },
	{ "UPDATE journal SET sequence = 100 WHERE sequence = 7", 7, "entry 7 of the journal is missing" },
	{ "UPDATE journal SET sequence = -7 WHERE sequence = 7; "
	  "UPDATE journal SET sequence = 7 WHERE sequence = 9; "
	  "UPDATE journal SET sequence = 9 WHERE sequence = -7",
		7, "was changed" },
	{ "INSERT INTO journal SELECT 12, format, time, jump, kind, actor, capacity, principal, workstation, "
	  "card, record, form, regulation_hash, envelope, key, sealed, statement, signature, certificate, "
	  "hash "
	  "FROM journal WHERE sequence = 11",
		12, "was changed" },
};

START_TEST(every_change_breaks_the_chain)
{
	struct verify_report report;
	found_and_fill();
	fixture_tamper(&fixture, "office.db", chain_rows[_i].sql);
	enum result r = verify(VERIFY_CHAIN, &report);
	ck_assert_msg(r == RESULT_DAMAGED, "row %d: %d", _i, r);
	ck_assert_msg(report.bad == chain_rows[_i].bad, "row %d: entry %d", _i, (int)report.bad);
	ck_assert_msg(strstr(err.text, chain_rows[_i].says) != NULL, "row %d: %s", _i, err.text);
	fixture_done(&fixture);
}
END_TEST

/* Appends an entry past all checks of journal_append: what who owns the disk
 * and all its keys, but no card, can do. The chain is good, the full run is not. */
static void forge(struct entry *entry)
{
	struct hash previous;
	int64_t sequence;
	struct writer body = { 0 };
	ck_assert_int_eq(journal_head(fixture.store, &sequence, &previous, &err), RESULT_OK);
	entry->sequence = sequence + 1;
	entry->time = FIXTURE_TIME;
	char *text = canonical_text(entry->envelope);
	entry_body(entry, text, &body);
	struct hash hash = hash_bytes(body.data, body.length);
	entry->hash = entry_chain(&previous, &hash, &entry->signature, &entry->certificate);
	fixture_insert(&fixture, entry, text);
	writer_done(&body);
	free(text);
	entry_done(entry);
}

static struct entry forged(enum entry_kind kind, const char *actor, const char *envelope)
{
	return (struct entry){
		.kind = kind, .actor = memory_string(actor), .envelope = json_loads(envelope, 0, NULL)
	};
}

static void must_say_at(int64_t sequence, const char *words)
{
	struct verify_report report;
	enum result r = verify(VERIFY_CHAIN, &report);
	ck_assert_msg(r == RESULT_OK, "%s", err.text);
	ck_assert_int_eq(verify(VERIFY_FULL, &report), RESULT_DAMAGED);
	ck_assert_msg(strstr(err.text, words) != NULL, "%s", err.text);
	ck_assert_int_eq(report.bad, sequence);
	ck_assert_msg(strncmp(err.text, "entry ", strlen("entry ")) == 0, "%s", err.text);
}

static void must_say(const char *words)
{
	must_say_at(12, words);
}

static const char rights[] = "{\"office\":{\"rights\":[{\"right\":\"erase\",\"person\":\"clerk\"}]}}";

START_TEST(an_unsigned_office_is_found)
{
	found_and_fill();
	struct entry entry = forged(ENTRY_OFFICE, "root", rights);
	forge(&entry);
	must_say("must be signed");
	fixture_done(&fixture);
}
END_TEST

START_TEST(a_card_that_nobody_enrolled_is_found)
{
	found_and_fill();
	struct software_key *stranger = software_key_new(SOFTWARE_P256, "stranger", false);
	struct entry entry = forged(ENTRY_OFFICE, "root", rights);
	fixture_sign(&fixture, &entry, stranger);
	forge(&entry);
	must_say("not enrolled for root");
	software_key_free(stranger);
	fixture_done(&fixture);
}
END_TEST

START_TEST(a_signer_without_the_right_is_found)
{
	found_and_fill();
	struct entry entry = forged(ENTRY_OFFICE, "clerk", rights);
	fixture_sign(&fixture, &entry, fixture.clerk);
	forge(&entry);
	must_say("no right to do so");
	fixture_done(&fixture);
}
END_TEST

START_TEST(a_signature_taken_from_another_entry_is_found)
{
	struct entry old;
	found_and_fill();
	ck_assert_int_eq(journal_entry(fixture.store, 4, &old, &err), RESULT_OK);
	struct entry entry = forged(ENTRY_OFFICE, "root", rights);
	bytes_set(&entry.statement, old.statement.data, old.statement.length);
	bytes_set(&entry.signature, old.signature.data, old.signature.length);
	bytes_set(&entry.certificate, old.certificate.data, old.certificate.length);
	entry_done(&old);
	forge(&entry);
	must_say("does not match its entry (envelope)");
	fixture_done(&fixture);
}
END_TEST

START_TEST(a_signature_changed_by_one_bit_is_found)
{
	found_and_fill();
	struct entry entry = forged(ENTRY_OFFICE, "root", rights);
	fixture_sign(&fixture, &entry, fixture.root);
	entry.signature.data[entry.signature.length - 1] ^= 1;
	forge(&entry);
	must_say("signature is not that of");
	fixture_done(&fixture);
}
END_TEST

START_TEST(another_answer_without_a_decision_is_found)
{
	struct record record;
	char id[33];
	fixture_id('a', id);
	found_and_fill();
	ck_assert_int_eq(query_record(fixture.store, id, &record, &err), RESULT_OK);
	record.answer = ANSWER_NO;
	record.revision = 12;
	struct transition transition = { .act = ACT_DISPATCH, .version = 1 };
	struct entry entry = { .kind = ENTRY_ACT,
		.actor = memory_string("clerk"),
		.record = memory_string(id),
		.envelope = json_pack("{s:o, s:o}", "record", record_to_json(&record), "transition",
			entry_transition(&transition)) };
	record_done(&record);
	forge(&entry);
	must_say("without a decision");
	fixture_done(&fixture);
}
END_TEST

/* A forged act: head and transition as they are given, effects (stolen) where not NULL. */
static void forge_effects(struct record *record, enum act act, const char *step, json_t *effects)
{
	int64_t sequence;
	struct hash hash;
	ck_assert_int_eq(journal_head(fixture.store, &sequence, &hash, &err), RESULT_OK);
	record->revision = sequence + 1;
	struct transition transition = {
		.act = act, .version = 1, .step = (char *)(uintptr_t)step, .answer = record->answer
	};
	struct entry entry = { .kind = ENTRY_ACT,
		.actor = memory_string("clerk"),
		.record = memory_string(record->id),
		.form = memory_string(record->form),
		.regulation_hash = memory_string(record->regulation_hash),
		.envelope = json_pack("{s:o, s:o, s:o*}", "record", record_to_json(record), "transition",
			entry_transition(&transition), "effects", effects) };
	forge(&entry);
}

static void forge_act(struct record *record, enum act act, const char *step)
{
	forge_effects(record, act, step, NULL);
}

START_TEST(a_record_that_is_born_decided_is_found)
{
	struct record record;
	char id[33];
	fixture_id('a', id);
	found_and_fill();
	ck_assert_int_eq(query_record(fixture.store, id, &record, &err), RESULT_OK);
	memset(record.id, 'f', 32);
	forge_act(&record, ACT_FILE, NULL);
	record_done(&record);
	must_say("without a decision");
	fixture_done(&fixture);
}
END_TEST

static json_t *granted(void)
{
	return json_pack("[{s:s, s:s, s:s, s:s}]", "fact", "operators", "how", "grant", "person", "clerk",
		"from", "2026-12-01");
}

START_TEST(registers_changed_by_what_decides_nothing_are_found)
{
	static const struct {
		enum act act;
		enum record_state state; /* of the record that the act is on */
	} rows[] = {
		{ ACT_FILE, RECORD_RUNNING },
		{ ACT_PASS, RECORD_RUNNING },
		{ ACT_DISPATCH, RECORD_DECIDED }, /* decided before: that is over */
		{ ACT_DECIDE, RECORD_DECIDED },
	};
	struct record record;
	char id[33];
	fixture_id('a', id);
	found_and_fill();
	ck_assert_int_eq(query_record(fixture.store, id, &record, &err), RESULT_OK);
	if (rows[_i].state != RECORD_DECIDED) {
		memset(record.id, 'f', 32);
		record.state = rows[_i].state;
		record.decided = DATE_NONE;
	}
	forge_effects(&record, rows[_i].act, NULL, granted());
	record_done(&record);
	must_say("changes the registers without");
	fixture_done(&fixture);
}
END_TEST

START_TEST(a_refusal_that_grants_something_is_found)
{
	struct record record;
	char id[33];
	fixture_id('a', id);
	found_and_fill();
	ck_assert_int_eq(query_record(fixture.store, id, &record, &err), RESULT_OK);
	memset(record.id, 'f', 32);
	record.answer = ANSWER_NO;
	forge_effects(&record, ACT_DECIDE, NULL, granted());
	record_done(&record);
	must_say("changes the registers without");
	fixture_done(&fixture);
}
END_TEST

START_TEST(a_paper_is_that_of_a_decision_only_where_the_decision_names_it)
{
	struct verify_report report;
	struct record record, paper;
	char id[33];
	fixture_id('a', id);
	found_and_fill();
	ck_assert_int_eq(query_record(fixture.store, id, &record, &err), RESULT_OK);
	ck_assert_int_eq(query_record(fixture.store, id, &paper, &err), RESULT_OK);
	memset(paper.id, 'e', 32);
	paper.decision_of = memory_string(id);
	memset(record.id, 'f', 32);
	if (_i) {
		free(paper.decision_of);
		paper.decision_of = memory_string(record.id);
		record.decision = memory_string(paper.id);
	}
	forge_effects(&record, ACT_DECIDE, NULL, NULL); /* entry 12 */
	forge_effects(&paper, ACT_FILE, NULL, granted());
	record_done(&record);
	record_done(&paper);
	if (_i)
		ck_assert_msg(verify(VERIFY_FULL, &report) == RESULT_OK, "%s", err.text);
	else
		must_say_at(13, "without a decision");
	fixture_done(&fixture);
}
END_TEST

/* Adopts a real regulation of the source tree, signed by root. */
static void adopt_toin(char hash[HASH_HEX_SIZE])
{
	struct bundle bundle = { 0 };
	size_t length;
	bundle_read("data/regulations/toin", &bundle);
	char *packed = bundle_pack(&bundle, &length);
	struct hash digest = hash_bytes(packed, length);
	hash_hex(&digest, hash);
	struct entry entry = { .kind = ENTRY_ADOPT,
		.actor = memory_string("root"),
		.envelope =
			json_pack("{s:s, s:s, s:s}", "regulation", "toin", "version", "2", "hash", hash) };
	bytes_set(&entry.blob, packed, length);
	fixture_sign(&fixture, &entry, fixture.root);
	ck_assert_int_eq(journal_append_one(fixture.store, &entry, &err), RESULT_OK);
	entry_done(&entry);
	free(packed);
	bundle_done(&bundle);
}

START_TEST(a_decision_that_the_regulation_wants_signed_is_found_unsigned)
{
	/* Whatever step the forger names, and by whichever act he gets there. */
	static const struct {
		enum act act;
		const char *step, *says;
	} rows[] = {
		{ ACT_DECIDE, "decide", "must be signed" },
		{ ACT_DECIDE, "receive", "must be signed" },
		{ ACT_DECIDE, NULL, "must be signed" },
		{ ACT_PASS, "receive", "without a decision" },
	};
	struct record record;
	char id[33], hash[HASH_HEX_SIZE];
	fixture_id('a', id);
	found_and_fill();
	adopt_toin(hash); /* entry 12 */
	ck_assert_int_eq(query_record(fixture.store, id, &record, &err), RESULT_OK);
	memset(record.id, 'f', 32);
	free(record.form);
	free(record.regulation_hash);
	record.form = memory_string("data-use-application");
	record.regulation_hash = memory_string(hash);
	record.state = RECORD_RUNNING;
	record.decided = DATE_NONE;
	forge_act(&record, ACT_FILE, NULL); /* entry 13 */
	record.state = RECORD_DECIDED;
	record.decided = date_of(2026, 11, 24);
	forge_act(&record, rows[_i].act, rows[_i].step);
	record_done(&record);
	must_say_at(14, rows[_i].says);
	fixture_done(&fixture);
}
END_TEST

START_TEST(a_decision_on_another_version_is_found)
{
	char id[33], other[33];
	fixture_id('c', id);
	fixture_id('b', other);
	found_and_fill();
	ck_assert_int_eq(fixture_do(&fixture, id, ACT_FILE, 0, &err), RESULT_OK);
	ck_assert_int_eq(store_begin(fixture.store, &err), RESULT_OK);
	struct entry entry = fixture_act(&fixture, id, ACT_DECIDE, 0, "x");
	fixture_sign(&fixture, &entry, fixture.clerk);
	/* The statement names what was read by digest; another salt, another digest. */
	char salt[HASH_HEX_SIZE];
	statement_salt(salt);
	json_object_set_new(entry.contents, "salt", json_string(salt));
	json_object_del(entry.contents, "words");
	ck_assert_int_eq(journal_append(fixture.store, &entry, &err), RESULT_DAMAGED);
	store_end(fixture.store, RESULT_CANCELLED, NULL);
	entry_done(&entry);
	fixture_done(&fixture);
}
END_TEST

START_TEST(adopted_bytes_that_were_changed_are_found)
{
	struct verify_report report;
	found_and_fill();
	fixture_tamper(&fixture, "office.db", "UPDATE blobs SET bytes = x'00'");
	ck_assert_int_eq(verify(VERIFY_FULL, &report), RESULT_DAMAGED);
	ck_assert_int_eq(report.bad, 3);
	ck_assert_ptr_nonnull(strstr(err.text, "adopted bytes"));
	struct adopted adopted;
	struct bytes bytes;
	ck_assert_int_eq(query_regulation(fixture.store, "toin", &adopted, &err), RESULT_OK);
	ck_assert_int_eq(query_regulation_bytes(fixture.store, adopted.hash, &bytes, &err), RESULT_DAMAGED);
	adopted_done(&adopted);
	fixture_done(&fixture);
}
END_TEST

START_TEST(a_missing_key_is_found_and_an_erased_one_is_lawful)
{
	struct verify_report report;
	char id[33];
	fixture_id('a', id);
	found_and_fill();
	ck_assert_int_eq(store_begin(fixture.store, &err), RESULT_OK);
	struct entry entry = fixture_erasure(&fixture, id);
	ck_assert_int_eq(
		store_end(fixture.store, journal_append(fixture.store, &entry, &err), &err), RESULT_OK);
	entry_done(&entry);
	enum result r = verify(VERIFY_FULL, &report);
	ck_assert_msg(r == RESULT_OK, "%s", err.text);
	ck_assert_int_eq(report.erased, 3);
	fixture_tamper(&fixture, "keys.db", "DELETE FROM keys WHERE name LIKE 'record:b%'");
	ck_assert_int_eq(verify(VERIFY_FULL, &report), RESULT_DAMAGED);
	ck_assert_int_eq(report.bad, 9);
	ck_assert_ptr_nonnull(strstr(err.text, "key of entry 9 is missing"));
	fixture_done(&fixture);
}
END_TEST

START_TEST(the_root_on_paper_must_be_that_of_the_journal)
{
	char root[ROOT_FINGERPRINT_SIZE];
	struct verify_report report;
	found_and_fill();
	ck_assert_int_eq(journal_root(fixture.store, root, &err), RESULT_OK);
	ck_assert_uint_eq(strlen(root), 39);
	struct verify_options options = { .mode = VERIFY_CHAIN, .root = root };
	ck_assert_int_eq(journal_verify(fixture.store, &options, &report, &err), RESULT_OK);
	root[0] = root[0] == '0' ? '1' : '0';
	ck_assert_int_eq(journal_verify(fixture.store, &options, &report, &err), RESULT_DAMAGED);
	ck_assert_ptr_nonnull(strstr(err.text, "root fingerprint"));
	options.root = "nonsense";
	ck_assert_int_eq(journal_verify(fixture.store, &options, &report, &err), RESULT_DAMAGED);
	fixture_done(&fixture);
}
END_TEST

static void print_record(const char *id, char number[PRINT_NUMBER_SIZE])
{
	struct record record;
	ck_assert_int_eq(query_record(fixture.store, id, &record, &err), RESULT_OK);
	struct entry entry = { .kind = ENTRY_PRINT,
		.actor = memory_string("clerk"),
		.record = memory_string(id),
		.envelope = json_pack("{s:I}", "revision", (json_int_t)record.revision) };
	record_done(&record);
	ck_assert_int_eq(journal_append_one(fixture.store, &entry, &err), RESULT_OK);
	print_number(entry.sequence, &entry.hash, number);
	entry_done(&entry);
}

START_TEST(a_printed_number_tells_what_changed_since)
{
	char id[33], number[PRINT_NUMBER_SIZE], typed[PRINT_NUMBER_SIZE];
	struct print_check check;
	fixture_id('a', id);
	fixture_init(&fixture);
	ck_assert_int_eq(fixture_do(&fixture, id, ACT_FILE, 0, &err), RESULT_OK);
	print_record(id, number);
	ck_assert_int_eq(journal_check(fixture.store, number, &check, &err), RESULT_OK);
	ck_assert_int_eq(check.changed, 0);
	ck_assert_str_eq(check.actor, "clerk");
	ck_assert_str_eq(check.record, id);
	print_check_done(&check);
	ck_assert_int_eq(fixture_do(&fixture, id, ACT_PASS, 1, &err), RESULT_OK);
	for (size_t i = 0; i <= strlen(number); i++)
		typed[i] = (char)(number[i] >= 'A' ? number[i] + 32 : number[i]);
	ck_assert_int_eq(journal_check(fixture.store, typed, &check, &err), RESULT_OK);
	ck_assert_int_eq(check.changed, 8);
	ck_assert(!check.erased);
	print_check_done(&check);
	static const struct {
		const char *number;
		enum result result;
	} rows[] = { { "", RESULT_INVALID }, { "7", RESULT_INVALID }, { "7-ABCD", RESULT_INVALID },
		{ "07-0000-0000-0000-0000", RESULT_INVALID },
		{ "99999999999999999999-0000-0000-0000-0000", RESULT_INVALID },
		{ "7-0000-0000-0000-0000", RESULT_NOT_FOUND },
		{ "999-0000-0000-0000-0000", RESULT_NOT_FOUND } };
	for (size_t i = 0; i < COUNT(rows); i++)
		ck_assert_msg(journal_check(fixture.store, rows[i].number, &check, &err) == rows[i].result,
			"row %zu", i);
	fixture_done(&fixture);
}
END_TEST

START_TEST(paper_shows_that_the_end_was_cut_off)
{
	char id[33], number[PRINT_NUMBER_SIZE];
	struct verify_report report;
	fixture_id('a', id);
	found_and_fill();
	print_record(id, number);
	struct verify_options options = { .mode = VERIFY_CHAIN, .known = number };
	ck_assert_int_eq(journal_verify(fixture.store, &options, &report, &err), RESULT_OK);
	/* Cut off with all traces in the tables, then another entry in its place. */
	fixture_tamper(&fixture, "office.db", "DELETE FROM journal WHERE sequence = 12; DELETE FROM prints");
	ck_assert_int_eq(journal_verify(fixture.store, &options, &report, &err), RESULT_DAMAGED);
	ck_assert_ptr_nonnull(strstr(err.text, "ends before entry 12"));
	struct entry entry = { .kind = ENTRY_SIGN_OUT };
	ck_assert_int_eq(journal_append_one(fixture.store, &entry, &err), RESULT_OK);
	entry_done(&entry);
	ck_assert_int_eq(journal_verify(fixture.store, &options, &report, &err), RESULT_DAMAGED);
	ck_assert_ptr_nonnull(strstr(err.text, "is not the one that is on paper"));
	fixture_done(&fixture);
}
END_TEST

START_TEST(a_second_founding_with_signers_of_its_own_is_found)
{
	struct verify_report report;
	struct entry first;
	found_and_fill();
	ck_assert_int_eq(journal_entry(fixture.store, 1, &first, &err), RESULT_OK);
	struct entry entry = { .kind = ENTRY_GENESIS, .envelope = json_incref(first.envelope) };
	entry_done(&first);
	forge(&entry);
	ck_assert_int_eq(verify(VERIFY_CHAIN, &report), RESULT_OK);
	ck_assert_int_eq(verify(VERIFY_FULL, &report), RESULT_DAMAGED);
	ck_assert_int_eq(report.bad, 12);
	fixture_done(&fixture);
}
END_TEST

START_TEST(a_closing_states_the_hash_of_an_entry)
{
	struct verify_report report;
	struct hash hash;
	int64_t sequence;
	char hex[HASH_HEX_SIZE];
	found_and_fill();
	ck_assert_int_eq(journal_head(fixture.store, &sequence, &hash, &err), RESULT_OK);
	hash_hex(&hash, hex);
	struct entry entry = { .kind = ENTRY_CLOSING,
		.actor = memory_string("clerk"),
		.envelope = json_pack("{s:I, s:s}", "sequence", (json_int_t)sequence, "hash", hex) };
	fixture_sign(&fixture, &entry, fixture.clerk);
	ck_assert_int_eq(journal_append_one(fixture.store, &entry, &err), RESULT_OK);
	entry_done(&entry);
	enum result r = verify(VERIFY_FULL, &report);
	ck_assert_msg(r == RESULT_OK, "%s", err.text);
	hex[0] = hex[0] == '0' ? '1' : '0';
	entry = (struct entry){ .kind = ENTRY_CLOSING,
		.actor = memory_string("clerk"),
		.envelope = json_pack("{s:I, s:s}", "sequence", (json_int_t)sequence, "hash", hex) };
	fixture_sign(&fixture, &entry, fixture.clerk);
	ck_assert_int_eq(journal_append_one(fixture.store, &entry, &err), RESULT_OK);
	entry_done(&entry);
	ck_assert_int_eq(verify(VERIFY_FULL, &report), RESULT_DAMAGED);
	ck_assert_ptr_nonnull(strstr(err.text, "another hash for entry 11"));
	fixture_done(&fixture);
}
END_TEST

Suite *verify_suite(void)
{
	const TTest *const tests[] = {
		a_sound_journal_verifies_both_ways,
		an_unsigned_office_is_found,
		a_card_that_nobody_enrolled_is_found,
		a_signer_without_the_right_is_found,
		a_signature_taken_from_another_entry_is_found,
		a_signature_changed_by_one_bit_is_found,
		another_answer_without_a_decision_is_found,
		a_record_that_is_born_decided_is_found,
		a_refusal_that_grants_something_is_found,
		a_decision_on_another_version_is_found,
		adopted_bytes_that_were_changed_are_found,
		a_missing_key_is_found_and_an_erased_one_is_lawful,
		the_root_on_paper_must_be_that_of_the_journal,
		a_printed_number_tells_what_changed_since,
		paper_shows_that_the_end_was_cut_off,
		a_second_founding_with_signers_of_its_own_is_found,
		a_closing_states_the_hash_of_an_entry,
		NULL,
	};
	Suite *suite = suite_of("verify", tests);
	TCase *loop = tcase_create("changes");
	tcase_add_loop_test(loop, every_change_breaks_the_chain, 0, (int)COUNT(chain_rows));
	tcase_add_loop_test(loop, a_decision_that_the_regulation_wants_signed_is_found_unsigned, 0, 4);
	tcase_add_loop_test(loop, registers_changed_by_what_decides_nothing_are_found, 0, 4);
	tcase_add_loop_test(loop, a_paper_is_that_of_a_decision_only_where_the_decision_names_it, 0, 2);
	suite_add_tcase(suite, loop);
	return suite;
}
