/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An office's folder: created, opened, locked, committed. */
#include "store/store.h"

#include <assert.h>
#include <dirent.h>
#include <errno.h>
#include <libgen.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/i18n.h"
#include "base/log.h"
#include "base/memory.h"
#include "store/connection.h"
#include "store/erase.h"
#include "store/private.h"
#include "store/replay.h"
#include "store/schema.h"

enum query { BEGIN, COMMIT, QUERY__COUNT };

static const char *const texts[] = {
	[BEGIN] = "BEGIN IMMEDIATE",
	[COMMIT] = "COMMIT",
};
static_assert(COUNT(texts) == QUERY__COUNT, "every query has its text");

static const struct sql_queries transaction_queries = { texts, QUERY__COUNT };

static const struct sql_queries *const set_queries[] = {
	[SET_TRANSACTION] = &transaction_queries,
	[SET_JOURNAL] = &journal_queries,
	[SET_PROJECT] = &project_queries,
	[SET_RECORD] = &record_queries,
	[SET_PEOPLE] = &people_queries,
	[SET_DRAFT] = &draft_queries,
	[SET_STAFF] = &staff_queries,
	[SET_FACT] = &fact_queries,
	[SET_ATTACHMENT] = &attachment_queries,
};
static_assert(COUNT(set_queries) == SET__COUNT, "every set has its queries");

static char *path_in(const char *folder, const char *name)
{
	return memory_format("%s/%s", folder, name);
}

sqlite3_stmt *store_use(const struct store *store, enum store_set set, int query)
{
	return sql_use(&store->sets[set], query);
}

static struct store *store_new(const struct store_place *place, const struct clock *clock)
{
	struct store *store = memory_new(1, sizeof *store);
	store->clock = clock;
	store->office_id = memory_string("");
	store->place.folder = memory_string(place->folder);
	store->place.master_key = memory_string(place->master_key);
	return store;
}

static enum result prepare_sets(struct store *store, struct error *err)
{
	enum result r = RESULT_OK;
	for (int i = 0; r == RESULT_OK && i < SET__COUNT; i++)
		r = sql_prepare(store->office, set_queries[i], &store->sets[i], err);
	return r;
}

enum result store_load_facts(struct store *store, struct error *err)
{
	sqlite3_stmt *statement = NULL;
	bool row = false;
	int code = sqlite3_prepare_v2(store->office, "SELECT id, training FROM office", -1, &statement, NULL);
	enum result r =
		code == SQLITE_OK ? sql_step(statement, &row, err) : sql_error(err, store->office, code);
	if (r == RESULT_OK) {
		free(store->office_id);
		store->office_id = row ? sql_string(statement, 0) : memory_string("");
		store->training = row && sqlite3_column_int(statement, 1) != 0;
	}
	sqlite3_finalize(statement);
	return r;
}

/* Makes the projected tables where they are missing or of another making. */
static enum result bring_tables(struct store *store, bool *ret_stale, struct error *err)
{
	bool current = false;
	enum result r = schema_tables_current(store->office, &current, err);
	if (r != RESULT_OK || current)
		return r;
	r = sql_script(store->office, "BEGIN IMMEDIATE", err);
	if (r != RESULT_OK)
		return r;
	/* Not stamped yet: replay_rebuild does, so that a crash in between is seen. */
	r = schema_make_tables(store->office, false, err);
	*ret_stale = true;
	if (r == RESULT_OK)
		r = sql_script(store->office, "COMMIT", err);
	if (r != RESULT_OK && !sqlite3_get_autocommit(store->office))
		sql_script(store->office, "ROLLBACK", NULL);
	return r;
}

static enum result open_office(
	struct store *store, const char *path, enum connection_mode mode, struct error *err)
{
	bool stale = false;
	enum result r = connection_open(path, mode, &store->office, err);
	if (r == RESULT_OK)
		r = sql_script(store->office, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL", err);
	if (r == RESULT_OK)
		r = schema_bring_up(store->office, SCHEMA_OFFICE, mode == CONNECTION_CREATE, err);
	if (r == RESULT_OK)
		r = bring_tables(store, &stale, err);
	if (r == RESULT_OK)
		r = prepare_sets(store, err);
	if (r == RESULT_OK && stale)
		r = replay_rebuild(store, err);
	if (r == RESULT_OK)
		r = store_load_facts(store, err);
	return r;
}

/* A folder that is not there is made; one that is there must be empty. */
static enum result make_folder(const char *folder, struct error *err)
{
	if (mkdir(folder, 0700) == 0)
		return RESULT_OK;
	if (errno != EEXIST)
		return file_error(err, errno, folder);
	DIR *listing = opendir(folder);
	if (!listing)
		return file_error(err, errno, folder);
	int count = 0;
	while (readdir(listing))
		count++;
	closedir(listing);
	if (count > 2)
		return error_set(
			err, RESULT_CONFLICT, _("%s is not empty; name a new folder for the office"), folder);
	return chmod(folder, 0700) == 0 ? RESULT_OK : file_error(err, errno, folder);
}

static void remove_files(const struct store_place *place)
{
	char *office = path_in(place->folder, "office.db"), *keys = path_in(place->folder, "keys.db");
	connection_unlink(office);
	connection_unlink(keys);
	unlink(place->master_key);
	rmdir(place->folder);
	free(office);
	free(keys);
}

enum result store_create(const struct store_place *place, const struct clock *clock, struct store **ret_store,
	struct error *err)
{
	enum result r = make_folder(place->folder, err);
	if (r != RESULT_OK)
		return r;
	struct store *store = store_new(place, clock);
	char *office = path_in(place->folder, "office.db"), *keys = path_in(place->folder, "keys.db");
	r = keys_create(keys, place->master_key, &store->keys, err);
	store->fresh = r == RESULT_OK; /* from here on store_close removes what was made */
	if (r != RESULT_OK)
		rmdir(place->folder);
	if (r == RESULT_OK)
		r = open_office(store, office, CONNECTION_CREATE, err);
	free(office);
	free(keys);
	if (r == RESULT_OK)
		*ret_store = store;
	else
		store_close(store);
	return r;
}

/* What a crash or a failure left behind is finished or named. */
static enum result finish_opening(struct store *store, struct error *err)
{
	int64_t sequence = 0;
	struct hash hash;
	enum result r = RESULT_OK;
	if (!*store->office_id) {
		r = journal_head(store, &sequence, &hash, err);
		/* Tables without the first entry, though the journal has it, were lost. */
		if (r == RESULT_OK && sequence > 0)
			r = replay_rebuild(store, err);
		if (r == RESULT_OK && sequence > 0)
			r = store_load_facts(store, err);
	}
	if (r != RESULT_OK)
		return r;
	if (!*store->office_id)
		return error_set(err, RESULT_DAMAGED,
			_("the office in %s was never finished; remove the folder and its master key and run "
			  "init again"),
			store->place.folder);
	return erase_finish(store, NULL, err);
}

enum result store_open(const struct store_place *place, const struct clock *clock, struct store **ret_store,
	struct error *err)
{
	char *office = path_in(place->folder, "office.db"), *keys = path_in(place->folder, "keys.db");
	struct store *store = store_new(place, clock);
	enum result r = RESULT_OK;
	if (access(office, F_OK) != 0)
		r = errno == ENOENT || errno == ENOTDIR
			    ? error_set(err, RESULT_NOT_FOUND,
				      _("there is no office in %s; make one with \"choba init\""),
				      place->folder)
			    : file_error(err, errno, office);
	if (r == RESULT_OK)
		r = keys_open(keys, place->master_key, &store->keys, err);
	if (r == RESULT_OK)
		r = open_office(store, office, CONNECTION_WRITE, err);
	if (r == RESULT_OK)
		r = finish_opening(store, err);
	free(office);
	free(keys);
	if (r == RESULT_OK)
		*ret_store = store;
	else
		store_close(store);
	return r;
}

enum result store_open_chain(const char *folder, struct store **ret_store, struct error *err)
{
	struct store *store = store_new(&(struct store_place){ .folder = folder }, &clock_system);
	char *office = path_in(folder, "office.db");
	enum result r =
		access(office, F_OK) == 0
			? connection_open(office, CONNECTION_READ, &store->office, err)
			: error_set(err, RESULT_NOT_FOUND,
				  _("there is no office in %s; make one with \"choba init\""), folder);
	if (r == RESULT_OK)
		r = schema_check(store->office, SCHEMA_OFFICE, err);
	if (r == RESULT_OK)
		r = sql_prepare(store->office, &journal_queries, &store->sets[SET_JOURNAL], err);
	free(office);
	if (r == RESULT_OK)
		*ret_store = store;
	else
		store_close(store);
	return r;
}

void store_close(struct store *store)
{
	if (!store)
		return;
	if (store->in_transaction)
		sql_script(store->office, "ROLLBACK", NULL);
	for (int i = 0; i < SET__COUNT; i++)
		sql_set_done(&store->sets[i]);
	sqlite3_close(store->office);
	keys_close(store->keys);
	if (store->fresh)
		remove_files(&store->place);
	free((char *)(uintptr_t)store->place.folder);
	free((char *)(uintptr_t)store->place.master_key);
	free(store->office_id);
	free(store);
}

enum result store_begin(struct store *store, struct error *err)
{
	assert(!store->in_transaction);
	enum result r = sql_run(store_use(store, SET_TRANSACTION, BEGIN), err);
	store->in_transaction = r == RESULT_OK;
	store->erase_pending = false;
	return r;
}

/* The entry is durable and the key is not needed by anybody any more; should
 * this fail, the next opening does it. */
static void destroy_keys(struct store *store)
{
	struct error err = { 0 };
	if (erase_finish(store, NULL, &err) != RESULT_OK)
		log_line("an erasure is committed but its key is not destroyed yet: %s", err.text);
}

enum result store_end(struct store *store, enum result result, struct error *err)
{
	assert(store->in_transaction);
	store->in_transaction = false;
	if (result == RESULT_OK) {
		result = sql_run(store_use(store, SET_TRANSACTION, COMMIT), err);
		if (result == RESULT_OK) {
			store->fresh = store->fresh && !*store->office_id;
			if (store->erase_pending)
				destroy_keys(store);
			return RESULT_OK;
		}
	}
	/* After some errors SQLite has rolled back by itself. */
	if (!sqlite3_get_autocommit(store->office))
		sql_script(store->office, "ROLLBACK", NULL);
	store->last_boot = 0;
	store_load_facts(store, NULL);
	return result;
}

bool store_is_training(const struct store *store)
{
	return store->training;
}

const char *store_office_id(const struct store *store)
{
	return store->office_id;
}

int64_t store_now(const struct store *store)
{
	return clock_now(store->clock);
}

bool store_is_own(const struct store *store, const char *path)
{
	char *copy = memory_string(path), *folder = realpath(store->place.folder, NULL);
	char *key = realpath(store->place.master_key, NULL), *real = realpath(path, NULL);
	if (!real) { /* not there yet: where it would be */
		char *named = realpath(dirname(copy), NULL);
		real = named ? memory_format("%s/", named) : NULL;
		free(named);
	}
	size_t length = folder ? strlen(folder) : 0;
	bool own =
		real &&
		((length && strncmp(real, folder, length) == 0 && (real[length] == '/' || !real[length])) ||
			(key && strcmp(real, key) == 0));
	free(copy);
	free(folder);
	free(key);
	free(real);
	return own;
}

void store_forget_keys(struct store *store)
{
	if (store->keys)
		keys_forget(store->keys, NULL);
}

enum result store_copy_keys(struct store *store, const char *path, struct error *err)
{
	return keys_copy(store->keys, path, err);
}

enum result store_password_set(struct store *store, const char *person, const char *hash, struct error *err)
{
	return keys_password_set(store->keys, person, hash, err);
}

enum result store_password(struct store *store, const char *person, char **ret_hash, struct error *err)
{
	return keys_password(store->keys, person, ret_hash, err);
}
