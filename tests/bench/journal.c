/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Appending durably against a bare insert, verifying against bare SHA-256, replaying. */
#include <openssl/evp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/memory.h"
#include "base/text.h"
#include "crypto/random.h"
#include "store/canonical.h"
#include "store/connection.h"
#include "tests/bench/bench.h"
#include "tests/store/office_fixture.h"

enum {
	APPENDS = 1000,
	RECORDS = 100,
	WARM_UP = 5000,
	JOURNAL_ENTRIES = 20000,
	RUNS = 7,
	SENTENCES = 20,
	WRAPPED_KEY = 96
};

static struct office_fixture fixture;
static char *words;

/* Inside what is timed: check itself writes a line to its pipe for each assertion that holds. */
static void must(enum result r, const struct error *err)
{
	if (r != RESULT_OK)
		ck_abort_msg("%s", err->text);
}

/* ---- the baseline: one row in one table of its own database ------------------ */

struct bare {
	sqlite3 *db;
	sqlite3_stmt *insert;
};

static void bare_open(struct bare *bare, const char *name, const char *pragmas)
{
	struct error err;
	char *path = memory_format("%s/%s", fixture.office, name);
	must(connection_open(path, CONNECTION_CREATE, &bare->db, &err), &err);
	must(sql_script(bare->db, pragmas, &err), &err);
	must(sql_script(bare->db,
		     "CREATE TABLE bare (sequence INTEGER PRIMARY KEY, bytes BLOB NOT NULL) STRICT", &err),
		&err);
	ck_assert_int_eq(sqlite3_prepare_v2(bare->db, "INSERT INTO bare (bytes) VALUES (:bytes)", -1,
				 &bare->insert, NULL),
		SQLITE_OK);
	free(path);
}

static void bare_close(struct bare *bare)
{
	sqlite3_finalize(bare->insert);
	sqlite3_close(bare->db);
}

static double bare_insert(const struct bare *bare, const void *bytes, size_t length)
{
	struct error err;
	double begin = bench_now();
	sqlite3_reset(bare->insert);
	sql_bind_bytes(bare->insert, ":bytes", bytes, length);
	must(sql_run(bare->insert, &err), &err);
	return bench_now() - begin;
}

/* All that the journal keeps of an entry, as one string of bytes. */
static double bare_entry(const struct bare *bare, const struct entry *entry)
{
	struct writer writer = { 0 };
	char *text = canonical_text(entry->envelope);
	entry_body(entry, text, &writer);
	writer_raw(&writer, entry->hash.bytes, HASH_SIZE);
	double taken = bare_insert(bare, writer.data, writer.length);
	writer_done(&writer);
	free(text);
	return taken;
}

/* As much as a filled form holds: about 700 characters. */
static char *form_words(void)
{
	struct text text = { 0 };
	for (int i = 0; i < SENTENCES; i++)
		text_format(
			&text, "第%d項 この事務は、世帯の構成を確かめた上で行う。必要な項目だけを使う。", i);
	return text_take(&text);
}

/* ---- entries ------------------------------------------------------------------ */

static struct entry read_entry(const char *record)
{
	return (struct entry){ .kind = ENTRY_READ,
		.actor = memory_string("clerk"),
		.workstation = memory_string("counter-1"),
		.card = memory_string("00112233445566778899aabbccddeeff"),
		.record = memory_string(record),
		.form = memory_string("application"),
		.envelope = json_object() };
}

/* One act in five, the rest reads, as an office's day is. */
static void fill_journal(int count)
{
	struct error err;
	char record[ID_SIZE];
	must(store_begin(fixture.store, &err), &err);
	for (int i = 0; i < count; i++) {
		enum act act = i % 500 == 0 ? ACT_FILE : ACT_PASS;
		if (act == ACT_FILE)
			random_id(record);
		struct entry entry =
			i % 5 == 0 ? fixture_act(&fixture, record, act, 0, words) : read_entry(record);
		must(journal_append(fixture.store, &entry, &err), &err);
		entry_done(&entry);
	}
	must(store_end(fixture.store, RESULT_OK, &err), &err);
}

enum append { APPEND_READ, APPEND_ACT, APPEND_FIRST, APPEND__COUNT };

static const char *const append_names[] = {
	[APPEND_READ] = "append a read",
	[APPEND_ACT] = "append an act with contents",
	[APPEND_FIRST] = "append a record's first act, with its key",
};
static_assert(COUNT(append_names) == APPEND__COUNT, "every kind of append has its name");

/* Appends one entry and hands it out; returns the milliseconds. An act is made
 * inside the transaction, because it must know its sequence; that is not timed. */
static double append(enum append kind, const char *record, struct entry *ret_entry)
{
	struct error err;
	double begin = bench_now();
	must(store_begin(fixture.store, &err), &err);
	double taken = bench_now() - begin;
	*ret_entry = kind == APPEND_READ ? read_entry(record)
					 : fixture_act(&fixture, record,
						   kind == APPEND_FIRST ? ACT_FILE : ACT_PASS, 0, words);
	begin = bench_now();
	must(store_end(fixture.store, journal_append(fixture.store, ret_entry, &err), &err), &err);
	return taken + bench_now() - begin;
}

/* As a person does it: who acts on a record has opened it before. */
static void open_record(const char *record)
{
	struct error err;
	struct record head;
	struct entry newest;
	must(query_record(fixture.store, record, &head, &err), &err);
	must(journal_entry(fixture.store, head.contents, &newest, &err), &err);
	entry_done(&newest);
	record_done(&head);
}

/* What is durable without choba: the same bytes in a row, and for a first act a wrapped key in another file. */
static double bare_append(
	enum append kind, const struct bare *office, const struct bare *keys, const struct entry *entry)
{
	static const unsigned char key[WRAPPED_KEY];
	double taken = kind == APPEND_FIRST ? bare_insert(keys, key, sizeof key) : 0;
	return taken + bare_entry(office, entry);
}

/* By turns with the baseline, and by turns first, so that both meet the same disk. */
static void measure_append(
	enum append kind, char records[][ID_SIZE], const struct bare *office, const struct bare *keys)
{
	struct bench_samples own = { 0 }, baseline = { 0 };
	struct entry before = read_entry("");
	for (int i = 0; i < APPENDS; i++) {
		char fresh[ID_SIZE];
		struct entry entry;
		random_id(fresh);
		const char *record = kind == APPEND_FIRST ? fresh : records[i % RECORDS];
		if (kind != APPEND_FIRST)
			open_record(record);
		if (i % 2)
			bench_add(&baseline, bare_append(kind, office, keys, &before));
		bench_add(&own, append(kind, record, &entry));
		if (i % 2 == 0)
			bench_add(&baseline, bare_append(kind, office, keys, &entry));
		entry_done(&before);
		before = entry; /* as many bytes as the next */
	}
	entry_done(&before);
	bench_print(&(struct bench_row){
		append_names[kind], "ms", bench_median(&own), bench_median(&baseline), BENCH_NONE, 1.3 });
	bench_done(&own);
	bench_done(&baseline);
}

/* Both databases as long as their log grows before it is written anew: what comes
 * then is an office's every day. */
static void warm_up(const struct bare *office)
{
	struct error err;
	struct entry entry;
	char record[ID_SIZE];
	random_id(record);
	append(APPEND_FIRST, record, &entry);
	must(sql_script(office->db, "BEGIN", &err), &err);
	for (int i = 0; i < WARM_UP; i++)
		bare_entry(office, &entry);
	must(sql_script(office->db, "COMMIT", &err), &err);
	entry_done(&entry);
	fill_journal(WARM_UP);
}

static void measure_appends(void)
{
	struct bare office, keys;
	char records[RECORDS][ID_SIZE];
	bare_open(&office, "bare.db", "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL");
	bare_open(&keys, "bare-keys.db", "PRAGMA journal_mode = TRUNCATE; PRAGMA synchronous = FULL");
	warm_up(&office);
	for (int i = 0; i < RECORDS; i++) {
		struct entry entry;
		random_id(records[i]);
		append(APPEND_FIRST, records[i], &entry);
		entry_done(&entry);
	}
	for (int i = 0; i < APPEND__COUNT; i++)
		measure_append((enum append)i, records, &office, &keys);
	bare_close(&office);
	bare_close(&keys);
}

/* ---- a long journal ------------------------------------------------------------ */

/* Megabytes in a second of plain SHA-256 over as many bytes. */
static double bare_hash(size_t length)
{
	unsigned char *buffer = memory_new(1, length), digest[EVP_MAX_MD_SIZE];
	struct bench_samples samples = { 0 };
	memset(buffer, 0x5a, length);
	for (int i = 0; i < RUNS; i++) {
		double begin = bench_now();
		ck_assert_int_eq(EVP_Digest(buffer, length, digest, NULL, EVP_sha256(), NULL), 1);
		bench_add(&samples, bench_now() - begin);
	}
	double rate = (double)length / 1e3 / bench_median(&samples);
	bench_done(&samples);
	free(buffer);
	return rate;
}

static void measure_verify(void)
{
	struct store *store;
	struct error err;
	struct verify_report report;
	struct bench_samples samples = { 0 };
	const struct verify_options options = { .mode = VERIFY_CHAIN };
	must(store_open_chain(fixture.office, &store, &err), &err);
	for (int i = 0; i < RUNS; i++) {
		double begin = bench_now();
		must(journal_verify(store, &options, &report, &err), &err);
		bench_add(&samples, bench_now() - begin);
	}
	double taken = bench_median(&samples);
	bench_print(&(struct bench_row){ "verify --chain, bytes (SHA-256 alone)", "MB/s",
		(double)report.bytes / 1e3 / taken, bare_hash((size_t)report.bytes), BENCH_NONE,
		BENCH_NONE });
	bench_print(&(struct bench_row){ "verify --chain, entries", "1/s",
		(double)report.entries * 1e3 / taken, BENCH_NONE, BENCH_NONE, BENCH_NONE });
	bench_done(&samples);
	store_close(store);
}

static void measure_replay(void)
{
	struct error err;
	struct bench_samples samples = { 0 };
	int64_t entries;
	struct hash head;
	must(journal_head(fixture.store, &entries, &head, &err), &err);
	for (int i = 0; i < RUNS; i++) {
		double begin = bench_now();
		must(replay_rebuild(fixture.store, &err), &err);
		bench_add(&samples, bench_now() - begin);
	}
	bench_print(&(struct bench_row){ "replay, entries", "1/s",
		(double)entries * 1e3 / bench_median(&samples), BENCH_NONE, BENCH_NONE, BENCH_NONE });
	bench_done(&samples);
}

/* Beside the programs: the fixture's own folder may be memory, where nothing is durable. */
static void found_on_disk(void)
{
	struct error err;
	fixture_init_empty(&fixture);
	ck_assert_int_eq(rmdir(fixture.folder), 0);
	snprintf(fixture.folder, sizeof fixture.folder, "bench-XXXXXX");
	ck_assert_ptr_nonnull(mkdtemp(fixture.folder));
	free(fixture.office);
	free(fixture.master_key);
	fixture.office = memory_format("%s/office", fixture.folder);
	fixture.master_key = memory_format("%s/master.key", fixture.folder);
	fixture.place = (struct store_place){ fixture.office, fixture.master_key };
	must(store_create(&fixture.place, &fixture.clock, &fixture.store, &err), &err);
	must(fixture_found(&fixture, &err), &err);
}

START_TEST(journal)
{
	found_on_disk();
	words = form_words();
	measure_appends();
	fill_journal(JOURNAL_ENTRIES);
	measure_verify();
	measure_replay();
	free(words);
	fixture_done(&fixture);
}
END_TEST

int main(void)
{
	return bench_run("journal", journal);
}
