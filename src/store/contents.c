/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Contents: sealed under the key of a record or of a fiscal year, opened again. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "crypto/seal.h"
#include "store/canonical.h"
#include "store/journal.h"
#include "store/private.h"
#include "store/query.h"
#include "store/statement.h"

void contents_record_key(const char *record, char ret_name[KEY_NAME_SIZE])
{
	snprintf(ret_name, KEY_NAME_SIZE, "record:%s", record);
}

void contents_year_key(int fiscal_year, char ret_name[KEY_NAME_SIZE])
{
	snprintf(ret_name, KEY_NAME_SIZE, "year:%d", fiscal_year);
}

enum result contents_is_erased(struct store *store, const char *key, bool *ret_erased, struct error *err)
{
	sqlite3_stmt *get = store_use(store, SET_JOURNAL, JOURNAL_ERASURE);
	sql_bind_text(get, ":key", key);
	enum result r = sql_step(get, ret_erased, err);
	sqlite3_reset(get);
	if (r == RESULT_OK && *ret_erased && store->keys)
		keys_forget(store->keys, key); /* it may be another process that erased it */
	return r;
}

enum result contents_refuse_erased(struct error *err)
{
	return error_set(err, RESULT_REFUSED, _("the record was erased; nothing can be done to it any more"));
}

/* What binds sealed contents to their place: no entry's can be put into another. */
static void associated_of(const struct store *store, const struct entry *entry, struct writer *writer)
{
	writer_string(writer, "choba contents 1");
	writer_string(writer, store->office_id);
	writer_integer(writer, entry->sequence);
	writer_string(writer, entry_kind_name(entry->kind));
	writer_string(writer, entry->record);
}

/* The name of the key for new contents: the record's, unless it is erased. */
static void choose_key(const struct entry *entry, bool erased, char ret_name[KEY_NAME_SIZE])
{
	if (entry->record && !erased)
		contents_record_key(entry->record, ret_name);
	else
		contents_year_key(date_fiscal_year(date_from_ms(entry->time)), ret_name);
}

/* Makes the key where it is the first; a known record without one has lost it. */
static enum result key_for(struct store *store, const struct entry *entry, const char *name,
	struct secret *ret_key, struct error *err)
{
	enum result r = keys_get(store->keys, name, ret_key, err);
	if (r != RESULT_NOT_FOUND)
		return r;
	struct record record;
	bool own = strncmp(name, "record:", strlen("record:")) == 0;
	if (own && query_record(store, entry->record, &record, NULL) == RESULT_OK) {
		record_done(&record);
		return error_set(err, RESULT_DAMAGED,
			_("the key of record %s is missing; restore the keys from their backup"),
			entry->record);
	}
	return keys_make(store->keys, name, ret_key, err);
}

enum result contents_seal(struct store *store, struct entry *entry, bool erased, struct error *err)
{
	char name[KEY_NAME_SIZE];
	struct secret key = { 0 };
	if (!entry->contents)
		return RESULT_OK;
	choose_key(entry, erased, name);
	enum result r = key_for(store, entry, name, &key, err);
	if (r != RESULT_OK)
		return r;
	struct writer associated = { 0 };
	char *text = canonical_text(entry->contents);
	associated_of(store, entry, &associated);
	bytes_done(&entry->sealed);
	seal_close(&key, associated.data, associated.length, text, strlen(text), &entry->sealed);
	free(entry->key);
	entry->key = memory_string(name);
	secret_wipe(text, strlen(text));
	free(text);
	writer_done(&associated);
	secret_done(&key);
	return RESULT_OK;
}

static enum result open_under(
	struct store *store, const struct secret *key, struct entry *entry, struct error *err)
{
	struct writer associated = { 0 };
	struct bytes plain = { 0 };
	associated_of(store, entry, &associated);
	enum result r = seal_open(key, associated.data, associated.length, &entry->sealed, &plain, err);
	writer_done(&associated);
	if (r == RESULT_OK) {
		entry->contents =
			json_loadb((const char *)plain.data, plain.length, JSON_REJECT_DUPLICATES, NULL);
		if (!json_is_object(entry->contents))
			r = error_set(err, RESULT_DAMAGED, _("the contents are not what an entry holds"));
	}
	if (plain.data)
		secret_wipe(plain.data, plain.length);
	bytes_done(&plain);
	return r;
}

enum result contents_open(struct store *store, struct entry *entry, struct error *err)
{
	struct secret key = { 0 };
	if (!entry->sealed.data && !entry->key)
		return RESULT_OK;
	if (!entry->sealed.data || !entry->key)
		return error_set(err, RESULT_DAMAGED, _("entry %lld of the journal is damaged (%s)"),
			(long long)entry->sequence, "sealed");
	enum result r = contents_is_erased(store, entry->key, &entry->erased, err);
	if (r != RESULT_OK || entry->erased)
		return r;
	r = keys_get(store->keys, entry->key, &key, err);
	if (r == RESULT_NOT_FOUND)
		return error_set(err, RESULT_DAMAGED,
			_("the key of entry %lld is missing; restore the keys from their backup"),
			(long long)entry->sequence);
	if (r == RESULT_OK)
		r = open_under(store, &key, entry, err);
	secret_done(&key);
	if (r != RESULT_OK)
		error_prefix(err, _("entry %lld"), (long long)entry->sequence);
	return r;
}

enum result contents_check_read(struct store *store, const struct entry *entry, struct error *err)
{
	struct statement statement;
	struct entry read = { 0 };
	struct hash digest = { { 0 } };
	if (entry->kind != ENTRY_ACT || !entry->statement.data || entry->erased)
		return RESULT_OK;
	enum result r = statement_parse(&entry->statement, &statement, err);
	if (r != RESULT_OK)
		return r;
	const struct statement_item *item = statement_item_of(&statement, entry->record);
	const char *salt = string_in(entry->contents, "salt");
	r = journal_entry(store, item ? item->contents : 0, &read, err);
	if (r == RESULT_OK)
		r = statement_digest(salt, read.contents, &digest, err);
	if (r == RESULT_OK && (!read.record || strcmp(read.record, entry->record) != 0 ||
				      !hash_equal(&digest, &item->digest)))
		r = error_set(err, RESULT_DAMAGED,
			_("the signed statement does not match the version of the record that it names"));
	entry_done(&read);
	statement_done(&statement);
	return r;
}
