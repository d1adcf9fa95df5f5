/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Drafts in office.db, each sealed under its person's key. */
#include "store/draft.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "base/text.h"
#include "crypto/seal.h"
#include "store/canonical.h"
#include "store/private.h"

enum query { DRAFT_OWNER, DRAFT_PUT, DRAFT_GET, DRAFT_LIST, DRAFT_DELETE, DRAFT_ERASE, QUERY__COUNT };

enum column {
	COLUMN_ID,
	COLUMN_PERSON,
	COLUMN_REGULATION,
	COLUMN_REGULATION_HASH,
	COLUMN_FORM,
	COLUMN_RECORD,
	COLUMN_PURPOSE,
	COLUMN_SAVED,
	COLUMN_SEALED
};

#define COLUMNS "id, person, regulation, regulation_hash, form, record, purpose, saved"

static const char *const texts[] = {
	[DRAFT_OWNER] = "SELECT person FROM drafts WHERE id = :id",
	[DRAFT_PUT] = "INSERT OR REPLACE INTO drafts (" COLUMNS
		      ", sealed, files) VALUES (:id, :person, :regulation, "
		      ":regulation_hash, :form, :record, :purpose, :saved, :sealed, :files)",
	[DRAFT_GET] = "SELECT " COLUMNS ", sealed FROM drafts WHERE id = :id AND person = :person",
	[DRAFT_LIST] = "SELECT " COLUMNS " FROM drafts WHERE person = :person ORDER BY saved DESC, id",
	[DRAFT_DELETE] = "DELETE FROM drafts WHERE id = :id AND person = :person",
	[DRAFT_ERASE] = "DELETE FROM drafts WHERE record = :record",
};
static_assert(COUNT(texts) == QUERY__COUNT, "every query has its text");

const struct sql_queries draft_queries = { texts, QUERY__COUNT };

void draft_done(struct draft *draft)
{
	free(draft->id);
	free(draft->person);
	free(draft->regulation);
	free(draft->regulation_hash);
	free(draft->form);
	free(draft->record);
	free(draft->purpose);
	json_decref(draft->contents);
	*draft = (struct draft){ 0 };
}

void drafts_done(struct drafts *drafts)
{
	for (size_t i = 0; i < drafts->count; i++)
		draft_done(&drafts->items[i]);
	free(drafts->items);
	*drafts = (struct drafts){ 0 };
}

/* A draft that stands in another row, or under another person, does not open. */
static void associated_of(const struct draft *draft, struct writer *writer)
{
	writer_string(writer, "choba draft 1");
	writer_string(writer, draft->id);
	writer_string(writer, draft->person);
}

static void key_name(const char *person, char ret_name[KEY_NAME_SIZE])
{
	snprintf(ret_name, KEY_NAME_SIZE, "draft:%s", person);
}

static enum result check_owner(struct store *store, const struct draft *draft, struct error *err)
{
	sqlite3_stmt *get = store_use(store, SET_DRAFT, DRAFT_OWNER);
	bool row = false;
	sql_bind_text(get, ":id", draft->id);
	enum result r = sql_step(get, &row, err);
	if (r == RESULT_OK && row && strcmp((const char *)sqlite3_column_text(get, 0), draft->person) != 0)
		r = error_set(err, RESULT_REFUSED, _("this draft belongs to another person"));
	sqlite3_reset(get);
	return r;
}

static enum result seal_draft(
	struct store *store, const struct draft *draft, struct bytes *ret_sealed, struct error *err)
{
	char name[KEY_NAME_SIZE];
	struct secret key = { 0 };
	key_name(draft->person, name);
	enum result r = keys_make(store->keys, name, &key, err);
	if (r != RESULT_OK)
		return r;
	struct writer associated = { 0 };
	char *text = canonical_text(draft->contents);
	associated_of(draft, &associated);
	seal_close(&key, associated.data, associated.length, text, strlen(text), ret_sealed);
	secret_wipe(text, strlen(text));
	free(text);
	writer_done(&associated);
	secret_done(&key);
	return RESULT_OK;
}

/* Another terminal may still show what was erased meanwhile. */
static enum result check_erased(struct store *store, const struct draft *draft, struct error *err)
{
	char key[KEY_NAME_SIZE];
	bool erased = false;
	if (!draft->record)
		return RESULT_OK;
	contents_record_key(draft->record, key);
	enum result r = contents_is_erased(store, key, &erased, err);
	return r == RESULT_OK && erased ? contents_refuse_erased(err) : r;
}

/* The names of the files that its contents list, which outlive no draft; NULL for none. */
static char *files_of(const struct draft *draft)
{
	struct text files = { 0 };
	const json_t *item;
	size_t at;
	json_array_foreach(json_object_get(draft->contents, "attachments"), at, item)
	{
		const char *file = string_in(item, "file");
		text_format(&files, "%s%s", at ? " " : "", file ? file : "");
	}
	return files.length ? text_take(&files) : NULL;
}

enum result draft_save(struct store *store, struct draft *draft, struct error *err)
{
	struct bytes sealed = { 0 };
	enum result r = check_owner(store, draft, err);
	if (r == RESULT_OK)
		r = check_erased(store, draft, err);
	if (r == RESULT_OK)
		r = seal_draft(store, draft, &sealed, err);
	if (r != RESULT_OK)
		return r;
	int64_t now = clock_now(store->clock);
	sqlite3_stmt *put = store_use(store, SET_DRAFT, DRAFT_PUT);
	sql_bind_text(put, ":id", draft->id);
	sql_bind_text(put, ":person", draft->person);
	sql_bind_text(put, ":regulation", draft->regulation);
	sql_bind_text(put, ":regulation_hash", draft->regulation_hash);
	sql_bind_text(put, ":form", draft->form);
	sql_bind_text(put, ":record", draft->record);
	sql_bind_text(put, ":purpose", draft->purpose);
	sql_bind_integer(put, ":saved", now);
	char *files = files_of(draft);
	sql_bind_bytes(put, ":sealed", sealed.data, sealed.length);
	sql_bind_text(put, ":files", files);
	r = sql_run(put, err);
	bytes_done(&sealed);
	free(files);
	if (r == RESULT_OK)
		draft->saved = now;
	return r;
}

static void read_draft(sqlite3_stmt *statement, struct draft *draft)
{
	draft->id = sql_string(statement, COLUMN_ID);
	draft->person = sql_string(statement, COLUMN_PERSON);
	draft->regulation = sql_string(statement, COLUMN_REGULATION);
	draft->regulation_hash = sql_string(statement, COLUMN_REGULATION_HASH);
	draft->form = sql_string(statement, COLUMN_FORM);
	draft->record = sql_string(statement, COLUMN_RECORD);
	draft->purpose = sql_string(statement, COLUMN_PURPOSE);
	draft->saved = sqlite3_column_int64(statement, COLUMN_SAVED);
}

static enum result open_draft(
	struct store *store, const struct bytes *sealed, struct draft *draft, struct error *err)
{
	char name[KEY_NAME_SIZE];
	struct secret key = { 0 };
	struct writer associated = { 0 };
	struct bytes plain = { 0 };
	key_name(draft->person, name);
	enum result r = keys_get(store->keys, name, &key, err);
	if (r == RESULT_NOT_FOUND)
		return error_set(err, RESULT_DAMAGED,
			_("the key of the draft is missing; restore the keys from their backup"));
	if (r != RESULT_OK)
		return r;
	associated_of(draft, &associated);
	r = seal_open(&key, associated.data, associated.length, sealed, &plain, err);
	if (r == RESULT_OK) {
		draft->contents = json_loadb((const char *)plain.data, plain.length, JSON_DECODE_ANY, NULL);
		secret_wipe(plain.data, plain.length);
	}
	bytes_done(&plain);
	writer_done(&associated);
	secret_done(&key);
	return r;
}

enum result draft_load(
	struct store *store, const char *person, const char *id, struct draft *ret_draft, struct error *err)
{
	sqlite3_stmt *get = store_use(store, SET_DRAFT, DRAFT_GET);
	struct draft draft = { 0 };
	struct bytes sealed = { 0 };
	bool row = false;
	sql_bind_text(get, ":id", id);
	sql_bind_text(get, ":person", person);
	enum result r = sql_step(get, &row, err);
	if (r == RESULT_OK && !row)
		return error_set(err, RESULT_NOT_FOUND, _("there is no such draft"));
	if (r != RESULT_OK)
		return r;
	read_draft(get, &draft);
	sql_bytes(get, COLUMN_SEALED, &sealed);
	sqlite3_reset(get);
	r = open_draft(store, &sealed, &draft, err);
	bytes_done(&sealed);
	if (r == RESULT_OK)
		*ret_draft = draft;
	else
		draft_done(&draft);
	return r;
}

enum result draft_list(struct store *store, const char *person, struct drafts *ret_drafts, struct error *err)
{
	sqlite3_stmt *list = store_use(store, SET_DRAFT, DRAFT_LIST);
	struct drafts drafts = { 0 };
	bool row = false;
	sql_bind_text(list, ":person", person);
	enum result r = sql_step(list, &row, err);
	while (r == RESULT_OK && row) {
		read_draft(list, LIST_ADD(drafts.items, drafts.count));
		r = sql_step(list, &row, err);
	}
	if (r == RESULT_OK)
		*ret_drafts = drafts;
	else
		drafts_done(&drafts);
	return r;
}

enum result draft_delete(struct store *store, const char *person, const char *id, struct error *err)
{
	sqlite3_stmt *delete = store_use(store, SET_DRAFT, DRAFT_DELETE);
	sql_bind_text(delete, ":id", id);
	sql_bind_text(delete, ":person", person);
	return sql_run(delete, err);
}

enum result draft_erase(struct store *store, const char *record, struct error *err)
{
	sqlite3_stmt *erase = store_use(store, SET_DRAFT, DRAFT_ERASE);
	sql_bind_text(erase, ":record", record);
	return sql_run(erase, err);
}
