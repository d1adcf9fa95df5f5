/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sealed files beside the databases: written, opened, checked, swept away. */
#include "store/attachment.h"

#include <assert.h>
#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/i18n.h"
#include "base/memory.h"
#include "store/private.h"

static const char folder_name[] = "attachments";

enum query { NAMED, QUERY__COUNT };

static const char *const texts[] = {
	[NAMED] = "SELECT 1 WHERE EXISTS (SELECT 1 FROM files WHERE file = :file AND NOT EXISTS "
		  "(SELECT 1 FROM erasures WHERE key = 'record:' || files.record)) "
		  "OR EXISTS (SELECT 1 FROM drafts WHERE instr(files, :file) > 0)",
};
static_assert(COUNT(texts) == QUERY__COUNT, "every query has its text");

const struct sql_queries attachment_queries = { texts, QUERY__COUNT };

static char *path_of(const char *folder, const char *file)
{
	return memory_format("%s/%s/%s", folder, folder_name, file);
}

static enum result make_folder(const char *folder, struct error *err)
{
	char *path = memory_format("%s/%s", folder, folder_name);
	enum result r = file_folder(path, 0700, err);
	free(path);
	return r;
}

/* What binds a file to its office: it opens in no other. */
static void associated_of(const struct store *store, struct writer *writer)
{
	writer_string(writer, "choba attachment 1");
	writer_string(writer, store->office_id);
}

void attachment_done(struct attachment *attachment)
{
	secret_wipe(attachment, sizeof *attachment);
}

enum result attachment_put(struct store *store, const void *bytes, size_t length,
	struct attachment *ret_attachment, struct error *err)
{
	assert(store->in_transaction);
	struct secret key = { 0 };
	struct writer associated = { 0 };
	struct bytes sealed = { 0 };
	if (length > ATTACHMENT_LIMIT)
		return error_set(
			err, RESULT_INVALID, _("the file has more than %d MB"), ATTACHMENT_LIMIT / 1000000);
	seal_key_new(&key);
	associated_of(store, &associated);
	seal_close(&key, associated.data, associated.length, bytes, length, &sealed);
	writer_done(&associated);
	struct hash hash = hash_bytes(sealed.data, sealed.length);
	hash_hex(&hash, ret_attachment->file);
	char *hex = bytes_hex(key.bytes, key.length);
	memcpy(ret_attachment->key, hex, sizeof ret_attachment->key);
	secret_wipe(hex, strlen(hex));
	free(hex);
	secret_done(&key);
	enum result r = make_folder(store->place.folder, err);
	if (r == RESULT_OK) {
		char *path = path_of(store->place.folder, ret_attachment->file);
		r = file_write(path, sealed.data, sealed.length, 0600, err);
		free(path);
	}
	bytes_done(&sealed);
	return r;
}

/* Reads a sealed file and compares it with its name. */
static enum result read_sealed(
	const struct store *store, const char *file, struct bytes *ret_sealed, struct error *err)
{
	char *path = path_of(store->place.folder, file), *bytes = NULL, hex[HASH_HEX_SIZE];
	size_t length = 0;
	enum result r = file_read(path, ATTACHMENT_LIMIT + SEAL_OVERHEAD, &bytes, &length, err);
	if (r == RESULT_NOT_FOUND)
		r = error_set(err, r, _("the attached file %s is missing; restore it from the backup"), path);
	if (r == RESULT_OK) {
		struct hash hash = hash_bytes(bytes, length);
		hash_hex(&hash, hex);
		*ret_sealed = (struct bytes){ (unsigned char *)bytes, length };
	}
	/* What is too large now, or no file any more, was changed as well. */
	if (r == RESULT_INVALID || (r == RESULT_OK && strcmp(hex, file) != 0)) {
		if (r == RESULT_OK)
			bytes_done(ret_sealed);
		r = error_set(err, RESULT_DAMAGED,
			_("the attached file %s was changed on the disk; restore it from the backup"), path);
	}
	free(path);
	return r;
}

enum result attachment_get(
	struct store *store, const struct attachment *attachment, struct bytes *ret_bytes, struct error *err)
{
	struct bytes sealed = { 0 }, raw = { 0 };
	struct writer associated = { 0 };
	struct secret key = { 0 };
	enum result r = read_sealed(store, attachment->file, &sealed, err);
	if (r != RESULT_OK)
		return r;
	if (bytes_from_hex(attachment->key, &raw) != RESULT_OK || raw.length != SEAL_KEY_SIZE) {
		r = error_set(err, RESULT_DAMAGED, _("the contents are not what an entry holds"));
	} else {
		secret_set(&key, raw.data, raw.length);
		associated_of(store, &associated);
		r = seal_open(&key, associated.data, associated.length, &sealed, ret_bytes, err);
	}
	if (raw.data)
		secret_wipe(raw.data, raw.length);
	bytes_done(&raw);
	writer_done(&associated);
	secret_done(&key);
	bytes_done(&sealed);
	return r;
}

/* ---- in JSON --------------------------------------------------------------- */

void attachment_to_json(const struct attachment *attachment, json_t *object)
{
	json_object_set_new(object, "file", json_string(attachment->file));
	json_object_set_new(object, "key", json_string(attachment->key));
}

/* A name has no slash and no dot in it: it cannot lead out of the folder. */
static bool is_name(const char *name)
{
	return name && strlen(name) == HASH_HEX_SIZE - 1 &&
	       strspn(name, "0123456789abcdef") == HASH_HEX_SIZE - 1;
}

enum result attachment_from_json(const json_t *object, struct attachment *ret_attachment, struct error *err)
{
	const char *file = string_in(object, "file");
	const char *key = string_in(object, "key");
	if (!is_name(file) || !key || strlen(key) != ATTACHMENT_KEY_SIZE - 1)
		return error_set(err, RESULT_DAMAGED, _("the contents are not what an entry holds"));
	memcpy(ret_attachment->file, file, sizeof ret_attachment->file);
	memcpy(ret_attachment->key, key, sizeof ret_attachment->key);
	return RESULT_OK;
}

json_t *attachment_names(const json_t *list)
{
	json_t *names = json_array_size(list) ? json_array() : NULL;
	const json_t *item;
	size_t at;
	json_array_foreach(list, at, item) json_array_append(names, json_object_get(item, "file"));
	return names;
}

/* ---- checking -------------------------------------------------------------- */

typedef enum result checker(const struct store *store, const char *file, struct error *err);

static enum result check_present(const struct store *store, const char *file, struct error *err)
{
	char *path = path_of(store->place.folder, file);
	enum result r =
		access(path, F_OK) == 0
			? RESULT_OK
			: error_set(err, RESULT_DAMAGED,
				  _("the attached file %s is missing; restore it from the backup"), path);
	free(path);
	return r;
}

static enum result check_bytes(const struct store *store, const char *file, struct error *err)
{
	struct bytes sealed = { 0 };
	enum result r = read_sealed(store, file, &sealed, err);
	bytes_done(&sealed);
	return r == RESULT_NOT_FOUND ? RESULT_DAMAGED : r;
}

static enum result each_name(
	const struct store *store, const json_t *envelope, checker *check, struct error *err)
{
	const json_t *files = json_object_get(envelope, "files"), *item;
	size_t at;
	enum result r = RESULT_OK;
	if (files && !json_is_array(files))
		return error_set(err, RESULT_INVALID, _("an entry's list of files is no list of names"));
	json_array_foreach(files, at, item)
	{
		if (r != RESULT_OK)
			break;
		r = is_name(json_string_value(item))
			    ? check(store, json_string_value(item), err)
			    : error_set(
				      err, RESULT_INVALID, _("an entry's list of files is no list of names"));
	}
	return r;
}

enum result attachment_require(const struct store *store, const struct entry *entry, struct error *err)
{
	return each_name(store, entry->envelope, check_present, err);
}

enum result attachment_verify(
	struct store *store, const struct entry *entry, const char *text, struct error *err)
{
	char key[KEY_NAME_SIZE];
	bool erased = false;
	enum result r = RESULT_OK;
	if (entry->kind != ENTRY_ACT || !entry->record || !strstr(text, "\"files\""))
		return RESULT_OK;
	contents_record_key(entry->record, key);
	r = contents_is_erased(store, key, &erased, err);
	if (r != RESULT_OK || erased)
		return r;
	json_t *envelope = json_loads(text, JSON_REJECT_DUPLICATES, NULL);
	r = each_name(store, envelope, check_bytes, err);
	json_decref(envelope);
	if (r != RESULT_OK)
		error_prefix(err, _("entry %lld"), (long long)entry->sequence);
	return r;
}

/* ---- sweeping -------------------------------------------------------------- */

static enum result is_named(struct store *store, const char *file, bool *ret_named, struct error *err)
{
	sqlite3_stmt *named = store_use(store, SET_ATTACHMENT, NAMED);
	sql_bind_text(named, ":file", file);
	enum result r = sql_step(named, ret_named, err);
	sqlite3_reset(named);
	return r;
}

/* One walk over the folder: counts what nobody names, and unlinks it where remove says so. */
static enum result walk(struct store *store, bool remove, int *ret_count, struct error *err)
{
	char *path = memory_format("%s/%s", store->place.folder, folder_name);
	DIR *folder = opendir(path);
	enum result r = RESULT_OK;
	const struct dirent *found;
	if (!folder) {
		r = errno == ENOENT ? RESULT_OK : file_error(err, errno, path);
		free(path);
		return r;
	}
	while (r == RESULT_OK && (found = readdir(folder))) {
		bool named = false;
		if (found->d_name[0] == '.')
			continue;
		r = is_named(store, found->d_name, &named, err);
		if (r != RESULT_OK || named)
			continue;
		++*ret_count;
		if (remove && unlinkat(dirfd(folder), found->d_name, 0) < 0)
			r = file_error(err, errno, path);
	}
	if (remove && r == RESULT_OK && fsync(dirfd(folder)) < 0)
		r = file_error(err, errno, path);
	closedir(folder);
	free(path);
	return r;
}

/* Under the lock nobody stands between writing a file and naming it. */
enum result attachment_sweep(struct store *store, int *ret_count, struct error *err)
{
	assert(!store->in_transaction);
	int loose = 0, gone = 0;
	enum result r = walk(store, false, &loose, err);
	if (r == RESULT_OK && loose) {
		r = store_begin(store, err);
		if (r == RESULT_BUSY)
			return RESULT_OK;
		if (r == RESULT_OK)
			r = store_end(store, walk(store, true, &gone, err), err);
	}
	if (r == RESULT_OK && ret_count)
		*ret_count = gone;
	return r;
}

/* ---- folders --------------------------------------------------------------- */

static enum result copy_one(const char *from, const char *to, const char *file, struct error *err)
{
	char *source = path_of(from, file), *target = path_of(to, file), *bytes = NULL;
	size_t length = 0;
	enum result r = file_read(source, ATTACHMENT_LIMIT + SEAL_OVERHEAD, &bytes, &length, err);
	if (r == RESULT_OK)
		r = file_write(target, bytes, length, 0600, err);
	else if (r == RESULT_NOT_FOUND)
		r = RESULT_OK; /* swept away meanwhile */
	free(bytes);
	free(source);
	free(target);
	return r;
}

enum result attachment_copy(const char *from_folder, const char *to_folder, struct error *err)
{
	char *path = memory_format("%s/%s", from_folder, folder_name);
	DIR *folder = opendir(path);
	const struct dirent *found;
	enum result r = folder || errno == ENOENT ? RESULT_OK : file_error(err, errno, path);
	if (folder)
		r = make_folder(to_folder, err);
	while (folder && r == RESULT_OK && (found = readdir(folder)))
		if (is_name(found->d_name))
			r = copy_one(from_folder, to_folder, found->d_name, err);
	if (folder)
		closedir(folder);
	free(path);
	return r;
}

void attachment_remove_all(const char *folder)
{
	char *path = memory_format("%s/%s", folder, folder_name);
	DIR *listing = opendir(path);
	const struct dirent *found;
	while (listing && (found = readdir(listing)))
		if (found->d_name[0] != '.')
			unlinkat(dirfd(listing), found->d_name, 0);
	if (listing)
		closedir(listing);
	rmdir(path);
	free(path);
}
