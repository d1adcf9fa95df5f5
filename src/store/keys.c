/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keys and passwords at rest. */
#include "store/keys.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/i18n.h"
#include "base/memory.h"
#include "crypto/seal.h"
#include "store/connection.h"
#include "store/schema.h"

static const char master_head[] = "choba master key 1\n";
static const char master_name[] = "master";

enum { MASTER_FILE_LIMIT = 256 };

/* A record's key and the key of the drafts that are typed meanwhile. */
enum { KEPT = 2 };

struct kept {
	char name[KEY_NAME_SIZE]; /* "" where none is kept */
	struct secret key;
};

struct keys {
	sqlite3 *db;
	struct sql_set set;
	struct secret master;
	struct kept kept[KEPT]; /* the newest first */
};

enum query {
	KEY_GET,
	KEY_PUT,
	KEY_OVERWRITE,
	KEY_DELETE,
	PASSWORD_GET,
	PASSWORD_PUT,
	PASSWORD_DELETE,
	COPY,
	QUERY__COUNT
};

static const char *const texts[] = {
	[KEY_GET] = "SELECT wrapped FROM keys WHERE name = :name",
	[KEY_PUT] = "INSERT OR IGNORE INTO keys (name, wrapped) VALUES (:name, :wrapped)",
	/* The page keeps the place of the old bytes; zeros go over them before it is freed. */
	[KEY_OVERWRITE] = "UPDATE keys SET wrapped = zeroblob(length(wrapped)) WHERE name = :name",
	[KEY_DELETE] = "DELETE FROM keys WHERE name = :name",
	[PASSWORD_GET] = "SELECT hash FROM passwords WHERE person = :person",
	[PASSWORD_PUT] = "INSERT OR REPLACE INTO passwords (person, hash) VALUES (:person, :hash)",
	[PASSWORD_DELETE] = "DELETE FROM passwords WHERE person = :person",
	[COPY] = "VACUUM INTO :path",
};
static_assert(COUNT(texts) == QUERY__COUNT, "every query has its text");

static const struct sql_queries queries = { texts, QUERY__COUNT };

static enum result master_write(const char *path, const struct secret *master, struct error *err)
{
	if (access(path, F_OK) == 0)
		return error_set(err, RESULT_CONFLICT,
			_("%s exists already; it may be the only key of another office. Move it or name "
			  "another file"),
			path);
	char *hex = bytes_hex(master->bytes, master->length);
	char *text = memory_format("%s%s\n", master_head, hex);
	enum result r = file_write(path, text, strlen(text), 0600, err);
	secret_wipe(hex, strlen(hex));
	secret_wipe(text, strlen(text));
	free(hex);
	free(text);
	return r;
}

static enum result master_read(const char *path, struct secret *ret_master, struct error *err)
{
	char *text = NULL;
	size_t length = 0, head = strlen(master_head);
	enum result r = file_read(path, MASTER_FILE_LIMIT, &text, &length, err);
	if (r == RESULT_NOT_FOUND)
		return error_set(err, RESULT_NOT_FOUND,
			_("the master key %s is missing; put it back from where the office keeps it"), path);
	if (r != RESULT_OK)
		return r;
	struct bytes key = { 0 };
	if (length && text[length - 1] == '\n')
		text[length - 1] = '\0';
	if (length <= head || memcmp(text, master_head, head) != 0 ||
		bytes_from_hex(text + head, &key) != RESULT_OK || key.length != SEAL_KEY_SIZE)
		r = error_set(err, RESULT_DAMAGED, _("%s is not a master key of choba"), path);
	else
		secret_set(ret_master, key.data, key.length);
	if (key.data)
		secret_wipe(key.data, key.length);
	bytes_done(&key);
	secret_wipe(text, length);
	free(text);
	return r;
}

static enum result connect(const char *path, bool create, struct keys *keys, struct error *err)
{
	enum result r = connection_open(path, create ? CONNECTION_CREATE : CONNECTION_WRITE, &keys->db, err);
	/* TRUNCATE, not WAL: a destroyed key must not live on in a log beside the file. */
	if (r == RESULT_OK)
		r = sql_script(keys->db, "PRAGMA journal_mode = TRUNCATE; PRAGMA synchronous = FULL", err);
	if (r == RESULT_OK)
		r = schema_bring_up(keys->db, SCHEMA_KEYS, create, err);
	if (r == RESULT_OK)
		r = sql_prepare(keys->db, &queries, &keys->set, err);
	return r;
}

enum result keys_create(const char *path, const char *master_path, struct keys **ret_keys, struct error *err)
{
	struct keys *keys = memory_new(1, sizeof *keys);
	struct secret check = { 0 };
	bool made = false;
	seal_key_new(&keys->master);
	enum result r = access(path, F_OK) == 0
				? error_set(err, RESULT_CONFLICT, _("%s exists already"), path)
				: master_write(master_path, &keys->master, err);
	made = r == RESULT_OK;
	if (r == RESULT_OK)
		r = connect(path, true, keys, err);
	if (r == RESULT_OK)
		r = keys_make(keys, master_name, &check, err);
	secret_done(&check);
	if (r != RESULT_OK) {
		keys_close(keys);
		if (made) {
			unlink(master_path);
			connection_unlink(path);
		}
		return r;
	}
	*ret_keys = keys;
	return RESULT_OK;
}

/* Opens the key that only the right master key opens. */
static enum result check_master(
	struct keys *keys, const char *path, const char *master_path, struct error *err)
{
	struct secret check = { 0 };
	enum result r = keys_get(keys, master_name, &check, err);
	secret_done(&check);
	if (r == RESULT_DAMAGED)
		return error_set(err, RESULT_DENIED, _("the master key %s does not belong to this office"),
			master_path);
	if (r == RESULT_NOT_FOUND)
		return error_set(err, RESULT_DAMAGED,
			_("%s is damaged; stop working with it and restore the last backup"), path);
	return r;
}

enum result keys_open(const char *path, const char *master_path, struct keys **ret_keys, struct error *err)
{
	if (access(path, F_OK) != 0)
		return error_set(err, RESULT_NOT_FOUND,
			_("the keys %s are missing; without them nothing sealed can be read. Restore them "
			  "from the backup of keys"),
			path);
	struct keys *keys = memory_new(1, sizeof *keys);
	enum result r = master_read(master_path, &keys->master, err);
	if (r == RESULT_OK)
		r = connect(path, false, keys, err);
	if (r == RESULT_OK)
		r = check_master(keys, path, master_path, err);
	if (r == RESULT_OK)
		*ret_keys = keys;
	else
		keys_close(keys);
	return r;
}

void keys_close(struct keys *keys)
{
	if (!keys)
		return;
	sql_set_done(&keys->set);
	sqlite3_close(keys->db);
	secret_done(&keys->master);
	keys_forget(keys, NULL);
	free(keys);
}

void keys_forget(struct keys *keys, const char *name)
{
	for (size_t i = 0; i < KEPT; i++)
		if (!name || !strcmp(keys->kept[i].name, name)) {
			secret_done(&keys->kept[i].key);
			keys->kept[i].name[0] = '\0';
		}
}

static void keep(struct keys *keys, const char *name, const struct secret *key)
{
	struct kept *oldest = &keys->kept[KEPT - 1];
	if (strlen(name) >= sizeof oldest->name)
		return;
	secret_done(&oldest->key);
	memmove(keys->kept + 1, keys->kept, (KEPT - 1) * sizeof *keys->kept);
	keys->kept[0] = (struct kept){ 0 };
	strcpy(keys->kept[0].name, name);
	secret_set(&keys->kept[0].key, key->bytes, key->length);
}

static bool get_kept(const struct keys *keys, const char *name, struct secret *ret_key)
{
	for (size_t i = 0; i < KEPT; i++)
		if (*keys->kept[i].name && !strcmp(keys->kept[i].name, name)) {
			*ret_key = (struct secret){ 0 };
			secret_set(ret_key, keys->kept[i].key.bytes, keys->kept[i].key.length);
			return true;
		}
	return false;
}

enum result keys_get(struct keys *keys, const char *name, struct secret *ret_key, struct error *err)
{
	if (get_kept(keys, name, ret_key))
		return RESULT_OK;
	sqlite3_stmt *get = sql_use(&keys->set, KEY_GET);
	bool row = false;
	sql_bind_text(get, ":name", name);
	enum result r = sql_step(get, &row, err);
	if (r == RESULT_OK && !row)
		return RESULT_NOT_FOUND;
	if (r == RESULT_OK)
		r = seal_unwrap(&keys->master, name, sqlite3_column_blob(get, 0),
			(size_t)sqlite3_column_bytes(get, 0), ret_key, err);
	sqlite3_reset(get);
	if (r == RESULT_OK)
		keep(keys, name, ret_key);
	return r;
}

enum result keys_make(struct keys *keys, const char *name, struct secret *ret_key, struct error *err)
{
	enum result r = keys_get(keys, name, ret_key, err);
	if (r != RESULT_NOT_FOUND)
		return r;
	struct secret key;
	unsigned char wrapped[SEAL_WRAPPED_SIZE];
	seal_key_new(&key);
	seal_wrap(&keys->master, name, &key, wrapped);
	secret_done(&key);
	sqlite3_stmt *put = sql_use(&keys->set, KEY_PUT);
	sql_bind_text(put, ":name", name);
	sql_bind_bytes(put, ":wrapped", wrapped, sizeof wrapped);
	r = sql_run(put, err);
	/* Read back: another process may have been first. */
	return r == RESULT_OK ? keys_get(keys, name, ret_key, err) : r;
}

enum result keys_destroy(struct keys *keys, const char *name, bool *ret_gone, struct error *err)
{
	static const int steps[] = { KEY_OVERWRITE, KEY_DELETE };
	enum result r = RESULT_OK;
	int changed = 0;
	keys_forget(keys, name);
	for (size_t i = 0; r == RESULT_OK && i < COUNT(steps); i++) {
		sqlite3_stmt *statement = sql_use(&keys->set, steps[i]);
		sql_bind_text(statement, ":name", name);
		r = sql_run(statement, err);
		changed = sqlite3_changes(keys->db);
	}
	if (r == RESULT_OK)
		*ret_gone = changed > 0;
	return r;
}

/* SQLite's own copy is not synced. */
static enum result sync_file(const char *path, struct error *err)
{
	int file = open(path, O_RDONLY | O_CLOEXEC);
	enum result r = file < 0 || fsync(file) < 0 ? file_error(err, errno, path) : RESULT_OK;
	if (file >= 0)
		close(file);
	return r;
}

enum result keys_copy(struct keys *keys, const char *path, struct error *err)
{
	enum result r = connection_touch(path, err); /* an empty file of the right mode is filled */
	if (r != RESULT_OK)
		return r;
	sqlite3_stmt *copy = sql_use(&keys->set, COPY);
	sql_bind_text(copy, ":path", path);
	r = sql_run(copy, err);
	if (r == RESULT_OK)
		r = sync_file(path, err);
	if (r != RESULT_OK)
		connection_unlink(path);
	return r;
}

enum result keys_password_set(struct keys *keys, const char *person, const char *hash, struct error *err)
{
	sqlite3_stmt *statement = sql_use(&keys->set, hash ? PASSWORD_PUT : PASSWORD_DELETE);
	sql_bind_text(statement, ":person", person);
	if (hash)
		sql_bind_text(statement, ":hash", hash);
	return sql_run(statement, err);
}

enum result keys_password(struct keys *keys, const char *person, char **ret_hash, struct error *err)
{
	sqlite3_stmt *get = sql_use(&keys->set, PASSWORD_GET);
	bool row = false;
	sql_bind_text(get, ":person", person);
	enum result r = sql_step(get, &row, err);
	if (r == RESULT_OK && !row)
		return error_set(err, RESULT_NOT_FOUND, _("no password has been set for this person"));
	if (r == RESULT_OK)
		*ret_hash = sql_string(get, 0);
	sqlite3_reset(get);
	return r;
}
