/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Export, backup, restore, workstations. */
#include "service/keeping.h"

#include <ctype.h>
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
#include "service/entries.h"
#include "store/attachment.h"
#include "store/erase.h"
#include "store/query.h"
#include "store/transfer.h"

enum {
	WORKSTATION_LONGEST = 64,
	KEYS_LIMIT = 1 << 30, /* bytes of keys.db */
	SMALL_LIMIT = 4096,
};

static bool is_id(const char *id)
{
	size_t length = strlen(id);
	for (size_t i = 0; i < length; i++)
		if (!isalnum((unsigned char)id[i]) && !strchr(".-_", id[i]))
			return false;
	return length > 0 && length <= WORKSTATION_LONGEST;
}

enum result keeping_add_workstation(struct session *session, const char *id, struct error *err)
{
	enum result r = session_need_right(session, RIGHT_ENROL, err);
	if (r != RESULT_OK)
		return r;
	if (!is_id(id))
		return error_set(err, RESULT_INVALID,
			_("\"%s\" is no workstation's id: 1 to %d letters, digits, dots, hyphens and "
			  "underscores"),
			id, WORKSTATION_LONGEST);
	if (query_workstation(session->desk->store, id, NULL) == RESULT_OK)
		return error_set(err, RESULT_CONFLICT, _("The workstation \"%s\" is enrolled already"), id);
	return entries_note(session, ENTRY_WORKSTATION, json_pack("{s:s}", "workstation", id), err);
}

/* Opens a file that only its owner reads, also where one of another mode was there. */
static enum result create(const char *path, bool overwrite, FILE **ret_file, struct error *err)
{
	int flags = O_WRONLY | O_CREAT | O_CLOEXEC | (overwrite ? O_TRUNC : O_EXCL);
	int fd = open(path, flags, 0600);
	FILE *file = fd < 0 || fchmod(fd, 0600) < 0 ? NULL : fdopen(fd, "w");
	if (!file) {
		enum result r = file_error(err, errno, path);
		if (fd >= 0)
			close(fd);
		return r;
	}
	*ret_file = file;
	return RESULT_OK;
}

static enum result write_stream(
	struct store *store, const char *path, bool overwrite, int64_t *ret_entries, struct error *err)
{
	FILE *file = NULL;
	enum result r = create(path, overwrite, &file, err);
	if (r != RESULT_OK)
		return r;
	r = transfer_export(store, file, ret_entries, err);
	if (fclose(file) != 0 && r == RESULT_OK)
		r = file_error(err, errno, path);
	if (r != RESULT_OK)
		unlink(path);
	return r;
}

enum result keeping_export(
	struct session *session, const char *path, bool overwrite, int64_t *ret_entries, struct error *err)
{
	enum result r = session_need_right(session, RIGHT_AUDIT, err);
	if (r == RESULT_OK && !overwrite && access(path, F_OK) == 0)
		r = file_error(err, EEXIST, path);
	if (r == RESULT_OK)
		r = entries_note(session, ENTRY_EXPORT, json_pack("{s:s}", "what", "journal"), err);
	return r == RESULT_OK ? write_stream(session->desk->store, path, overwrite, ret_entries, err) : r;
}

static enum result copy_file(const char *from, const char *to, size_t limit, struct error *err)
{
	char *bytes;
	size_t length;
	enum result r = file_read(from, limit, &bytes, &length, err);
	if (r != RESULT_OK)
		return r;
	r = file_write(to, bytes, length, 0600, err);
	explicit_bzero(bytes, length);
	free(bytes);
	return r;
}

static enum result make_folder(const char *path, struct error *err)
{
	return mkdir(path, 0700) == 0 ? RESULT_OK : file_error(err, errno, path);
}

/* The file that names a training office's workstation lies in the office itself. */
static enum result copy_workstation(
	const char *from_folder, const char *to_folder, const char *name, struct error *err)
{
	char *from = memory_format("%s/workstation", from_folder);
	char *to = memory_format("%s/%s", to_folder, name);
	enum result r = copy_file(from, to, SMALL_LIMIT, err);
	free(from);
	free(to);
	return r == RESULT_NOT_FOUND ? RESULT_OK : r;
}

/* journal and keys below the folder, which is new. */
static enum result make_backup_folders(const char *folder, struct error *err)
{
	char *journal = memory_format("%s/journal", folder), *keys = memory_format("%s/keys", folder);
	enum result r = make_folder(folder, err);
	if (r == RESULT_OK)
		r = make_folder(journal, err);
	if (r == RESULT_OK)
		r = make_folder(keys, err);
	free(journal);
	free(keys);
	return r;
}

/* The entries first, the keys behind them: a key that is there without its entry harms nobody. */
static enum result fill_backup(struct desk *desk, const char *folder, int64_t *ret_entries, struct error *err)
{
	char *journal = memory_format("%s/journal", folder), *stream = memory_format("%s/entries", journal);
	char *keys = memory_format("%s/keys/keys.db", folder);
	enum result r = write_stream(desk->store, stream, false, ret_entries, err);
	if (r == RESULT_OK)
		r = attachment_copy(desk->folder, journal, err);
	if (r == RESULT_OK)
		r = store_copy_keys(desk->store, keys, err);
	if (r == RESULT_OK)
		r = copy_workstation(desk->folder, journal, "workstation", err);
	free(journal);
	free(stream);
	free(keys);
	return r;
}

enum result keeping_backup(
	struct session *session, const char *folder, int64_t *ret_entries, struct error *err)
{
	enum result r = session_need_right(session, RIGHT_AUDIT, err);
	if (r == RESULT_OK)
		r = make_backup_folders(folder, err);
	if (r == RESULT_OK)
		r = entries_note(session, ENTRY_EXPORT, json_pack("{s:s}", "what", "backup"), err);
	return r == RESULT_OK ? fill_backup(session->desk, folder, ret_entries, err) : r;
}

enum result keeping_copy(struct desk *desk, const char *folder, int64_t *ret_entries, struct error *err)
{
	enum result r = make_backup_folders(folder, err);
	return r == RESULT_OK ? fill_backup(desk, folder, ret_entries, err) : r;
}

/* The journal goes into an office with a key of its own, thrown away with it afterwards. */
static enum result import_stream(const char *backup, const char *folder, const char *key_file,
	const struct clock *clock, int64_t *ret_entries, struct error *err)
{
	struct store_place place = { folder, key_file };
	struct store *store = NULL;
	char *path = memory_format("%s/journal/entries", backup);
	FILE *file = fopen(path, "re");
	enum result r = file ? store_create(&place, clock, &store, err) : file_error(err, errno, path);
	if (r == RESULT_OK)
		r = transfer_import(store, file, ret_entries, err);
	store_close(store);
	if (file)
		fclose(file);
	free(path);
	return r;
}

static void remove_office(const char *folder)
{
	static const char *const names[] = { "office.db", "office.db-wal", "office.db-shm", "keys.db",
		"keys.db-journal", "search.db", "workstation" };
	for (size_t i = 0; i < COUNT(names); i++) {
		char *path = memory_format("%s/%s", folder, names[i]);
		unlink(path);
		free(path);
	}
	attachment_remove_all(folder);
	rmdir(folder);
}

/* Opens what was put together: the master key is proven, erasures are repeated, and it is written down. */
static enum result finish_restore(
	const char *folder, const char *key_file, const struct clock *clock, struct error *err)
{
	struct store_place place = { folder, key_file };
	struct store *store = NULL;
	enum result r = store_open(&place, clock, &store, err);
	if (r == RESULT_OK)
		r = erase_finish(store, NULL, err);
	if (r == RESULT_OK) {
		struct entry entry = { .kind = ENTRY_RESTORED };
		entry.envelope = json_pack("{s:s}", "from", "backup");
		r = journal_append_one(store, &entry, err);
		entry_done(&entry);
	}
	store_close(store);
	return r;
}

enum result keeping_restore(const char *backup, const char *folder, const char *key_file,
	const struct clock *clock, int64_t *ret_entries, struct error *err)
{
	char *passing = memory_format("%s.restoring-key", folder);
	char *keys = memory_format("%s/keys/keys.db", backup), *target = memory_format("%s/keys.db", folder);
	char *journal = memory_format("%s/journal", backup);
	enum result r = RESULT_OK;
	if (access(key_file, R_OK) != 0)
		r = error_set(err, RESULT_NOT_FOUND, _("The master key %s is missing; name it with --key"),
			key_file);
	if (r == RESULT_OK)
		r = import_stream(backup, folder, passing, clock, ret_entries, err);
	bool made = r == RESULT_OK;
	if (made)
		unlink(passing);
	if (r == RESULT_OK)
		r = copy_file(keys, target, KEYS_LIMIT, err);
	if (r == RESULT_OK)
		r = copy_workstation(journal, folder, "workstation", err);
	if (r == RESULT_OK)
		r = attachment_copy(journal, folder, err);
	if (r == RESULT_OK)
		r = finish_restore(folder, key_file, clock, err);
	if (r != RESULT_OK && made)
		remove_office(folder);
	free(passing);
	free(keys);
	free(target);
	free(journal);
	return r;
}
