/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The journal's rows: written once, read in one way. */
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "store/private.h"

/* Columns as every reading query gives them, in this order. */
enum column {
	COLUMN_SEQUENCE,
	COLUMN_FORMAT,
	COLUMN_TIME,
	COLUMN_JUMP,
	COLUMN_KIND,
	COLUMN_ACTOR,
	COLUMN_CAPACITY,
	COLUMN_PRINCIPAL,
	COLUMN_WORKSTATION,
	COLUMN_CARD,
	COLUMN_RECORD,
	COLUMN_FORM,
	COLUMN_REGULATION_HASH,
	COLUMN_ENVELOPE,
	COLUMN_KEY,
	COLUMN_SEALED,
	COLUMN_STATEMENT,
	COLUMN_SIGNATURE,
	COLUMN_CERTIFICATE,
	COLUMN_HASH
};

#define COLUMNS \
	"sequence, format, time, jump, kind, actor, capacity, principal, workstation, card, record, form, " \
	"regulation_hash, envelope, key, sealed, statement, signature, certificate, hash"

static const char *const texts[] = {
	[JOURNAL_LAST] = "SELECT sequence, time, hash FROM journal ORDER BY sequence DESC LIMIT 1",
	[JOURNAL_INSERT] =
		"INSERT INTO journal (" COLUMNS ") VALUES (:sequence, :format, :time, :jump, :kind, "
		":actor, :capacity, :principal, :workstation, :card, :record, :form, "
		":regulation_hash, :envelope, :key, :sealed, :statement, :signature, :certificate, :hash)",
	[JOURNAL_GET] = "SELECT " COLUMNS " FROM journal WHERE sequence = :sequence",
	[JOURNAL_ALL] = "SELECT " COLUMNS " FROM journal ORDER BY sequence",
	[JOURNAL_LIST] = "SELECT " COLUMNS " FROM journal WHERE (:kind IS NULL OR kind = :kind) "
			 "AND (:actor IS NULL OR actor = :actor) AND (:record IS NULL OR record = :record) "
			 "AND (:workstation IS NULL OR workstation = :workstation) "
			 "AND (:from = 0 OR time >= :from) AND (:to = 0 OR time < :to) "
			 "AND (:before = 0 OR sequence < :before) ORDER BY sequence DESC LIMIT :limit",
	[JOURNAL_BLOB_PUT] = "INSERT OR IGNORE INTO blobs (hash, bytes) VALUES (:hash, :bytes)",
	[JOURNAL_BLOB_GET] = "SELECT bytes FROM blobs WHERE hash = :hash",
	[JOURNAL_ERASURE] = "SELECT sequence FROM erasures WHERE key = :key",
	[JOURNAL_ERASURES] = "SELECT key FROM erasures ORDER BY sequence",
};
static_assert(COUNT(texts) == JOURNAL__COUNT, "every query has its text");

const struct sql_queries journal_queries = { texts, JOURNAL__COUNT };

static enum result damaged(int64_t sequence, const char *column, struct error *err)
{
	return error_set(err, RESULT_DAMAGED, _("entry %lld of the journal is damaged (%s)"),
		(long long)sequence, column);
}

static enum result capacity_of(const char *name, enum capacity *ret_capacity)
{
	for (int i = 0; name && i < CAPACITY__COUNT; i++)
		if (strcmp(name, capacity_name((enum capacity)i)) == 0) {
			*ret_capacity = (enum capacity)i;
			return RESULT_OK;
		}
	return RESULT_DAMAGED;
}

enum result row_envelope(struct entry *entry, const char *text, struct error *err)
{
	entry->envelope = json_loads(text, JSON_REJECT_DUPLICATES, NULL);
	return json_is_object(entry->envelope) ? RESULT_OK : damaged(entry->sequence, "envelope", err);
}

static const char *text_at(sqlite3_stmt *statement, int column)
{
	return (const char *)sqlite3_column_text(statement, column);
}

/* All columns that are simply copied. */
static void copy_columns(sqlite3_stmt *statement, struct entry *entry)
{
	entry->time = sqlite3_column_int64(statement, COLUMN_TIME);
	entry->jump = sqlite3_column_int64(statement, COLUMN_JUMP);
	entry->actor = sql_string(statement, COLUMN_ACTOR);
	entry->principal = sql_string(statement, COLUMN_PRINCIPAL);
	entry->workstation = sql_string(statement, COLUMN_WORKSTATION);
	entry->card = sql_string(statement, COLUMN_CARD);
	entry->record = sql_string(statement, COLUMN_RECORD);
	entry->form = sql_string(statement, COLUMN_FORM);
	entry->regulation_hash = sql_string(statement, COLUMN_REGULATION_HASH);
	entry->key = sql_string(statement, COLUMN_KEY);
	sql_bytes(statement, COLUMN_SEALED, &entry->sealed);
	sql_bytes(statement, COLUMN_STATEMENT, &entry->statement);
	sql_bytes(statement, COLUMN_SIGNATURE, &entry->signature);
	sql_bytes(statement, COLUMN_CERTIFICATE, &entry->certificate);
}

enum result row_entry(sqlite3_stmt *statement, struct entry *ret_entry, char **ret_text, struct error *err)
{
	struct entry entry = { .sequence = sqlite3_column_int64(statement, COLUMN_SEQUENCE) };
	const char *envelope = text_at(statement, COLUMN_ENVELOPE);
	if (sqlite3_column_int64(statement, COLUMN_FORMAT) != ENTRY_FORMAT)
		return damaged(entry.sequence, "format", err);
	if (entry_kind_from_name(text_at(statement, COLUMN_KIND), &entry.kind) != RESULT_OK)
		return damaged(entry.sequence, "kind", err);
	if (capacity_of(text_at(statement, COLUMN_CAPACITY), &entry.capacity) != RESULT_OK)
		return damaged(entry.sequence, "capacity", err);
	if (!envelope)
		return damaged(entry.sequence, "envelope", err);
	if (sqlite3_column_bytes(statement, COLUMN_HASH) != HASH_SIZE)
		return damaged(entry.sequence, "hash", err);
	memcpy(entry.hash.bytes, sqlite3_column_blob(statement, COLUMN_HASH), HASH_SIZE);
	copy_columns(statement, &entry);
	enum result r = ret_text ? RESULT_OK : row_envelope(&entry, envelope, err);
	if (r != RESULT_OK) {
		entry_done(&entry);
		return r;
	}
	if (ret_text)
		*ret_text = memory_string(envelope);
	*ret_entry = entry;
	return RESULT_OK;
}

enum result row_get(struct store *store, int64_t sequence, struct entry *ret_entry, struct error *err)
{
	sqlite3_stmt *get = store_use(store, SET_JOURNAL, JOURNAL_GET);
	bool row = false;
	sql_bind_integer(get, ":sequence", sequence);
	enum result r = sql_step(get, &row, err);
	if (r == RESULT_OK && !row)
		return error_set(
			err, RESULT_NOT_FOUND, _("the journal has no entry %lld"), (long long)sequence);
	if (r == RESULT_OK)
		r = row_entry(get, ret_entry, NULL, err);
	sqlite3_reset(get);
	return r;
}

enum result row_insert(struct store *store, const struct entry *entry, const char *text, struct error *err)
{
	sqlite3_stmt *insert = store_use(store, SET_JOURNAL, JOURNAL_INSERT);
	sql_bind_integer(insert, ":sequence", entry->sequence);
	sql_bind_integer(insert, ":format", ENTRY_FORMAT);
	sql_bind_integer(insert, ":time", entry->time);
	sql_bind_integer(insert, ":jump", entry->jump);
	sql_bind_text(insert, ":kind", entry_kind_name(entry->kind));
	sql_bind_text(insert, ":actor", entry->actor);
	sql_bind_text(insert, ":capacity", capacity_name(entry->capacity));
	sql_bind_text(insert, ":principal", entry->principal);
	sql_bind_text(insert, ":workstation", entry->workstation);
	sql_bind_text(insert, ":card", entry->card);
	sql_bind_text(insert, ":record", entry->record);
	sql_bind_text(insert, ":form", entry->form);
	sql_bind_text(insert, ":regulation_hash", entry->regulation_hash);
	sql_bind_text(insert, ":envelope", text);
	sql_bind_text(insert, ":key", entry->key);
	sql_bind_bytes(insert, ":sealed", entry->sealed.data, entry->sealed.length);
	sql_bind_bytes(insert, ":statement", entry->statement.data, entry->statement.length);
	sql_bind_bytes(insert, ":signature", entry->signature.data, entry->signature.length);
	sql_bind_bytes(insert, ":certificate", entry->certificate.data, entry->certificate.length);
	sql_bind_bytes(insert, ":hash", entry->hash.bytes, HASH_SIZE);
	return sql_run(insert, err);
}

enum result row_last(struct store *store, int64_t *ret_sequence, int64_t *ret_time, struct hash *ret_hash,
	struct error *err)
{
	sqlite3_stmt *last = store_use(store, SET_JOURNAL, JOURNAL_LAST);
	bool row = false;
	enum result r = sql_step(last, &row, err);
	if (r != RESULT_OK)
		return r;
	*ret_sequence = 0;
	*ret_time = 0;
	*ret_hash = (struct hash){ { 0 } };
	if (!row)
		return RESULT_OK;
	*ret_sequence = sqlite3_column_int64(last, 0);
	*ret_time = sqlite3_column_int64(last, 1);
	if (sqlite3_column_bytes(last, 2) == HASH_SIZE)
		memcpy(ret_hash->bytes, sqlite3_column_blob(last, 2), HASH_SIZE);
	else
		r = damaged(*ret_sequence, "hash", err);
	sqlite3_reset(last);
	return r;
}

struct hash row_hash(const struct hash *previous, const struct entry *entry, const char *text)
{
	struct writer writer = { 0 };
	entry_body(entry, text, &writer);
	struct hash body = hash_bytes(writer.data, writer.length);
	writer_done(&writer);
	return entry_chain(previous, &body, &entry->signature, &entry->certificate);
}

enum result blob_put(struct store *store, const char *hash, const struct bytes *bytes, struct error *err)
{
	sqlite3_stmt *put = store_use(store, SET_JOURNAL, JOURNAL_BLOB_PUT);
	sql_bind_text(put, ":hash", hash);
	sql_bind_bytes(put, ":bytes", bytes->data, bytes->length);
	return sql_run(put, err);
}

enum result blob_get(struct store *store, const char *hash, struct bytes *ret_bytes, struct error *err)
{
	sqlite3_stmt *get = store_use(store, SET_JOURNAL, JOURNAL_BLOB_GET);
	bool row = false;
	sql_bind_text(get, ":hash", hash);
	enum result r = sql_step(get, &row, err);
	if (r != RESULT_OK)
		return r;
	if (!row)
		return error_set(
			err, RESULT_NOT_FOUND, _("the adopted regulation %.12s is not in this office"), hash);
	sql_bytes(get, 0, ret_bytes);
	sqlite3_reset(get);
	return RESULT_OK;
}
