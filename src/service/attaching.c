/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Attaching files to a form, taking them off, saving copies. */
#include "service/attaching.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/file.h"
#include "base/i18n.h"
#include "base/log.h"
#include "base/memory.h"
#include "base/text.h"
#include "service/entries.h"
#include "service/printing.h"
#include "store/attachment.h"

enum { NAME_LONGEST = 200, KILO = 1000, MEGA = KILO * KILO, LEAST_SHOWN = KILO / 10 };

enum result filing_may_attach(const struct filing *filing, struct error *err)
{
	size_t most = filing->form->attachments;
	if (!most)
		return error_set(err, RESULT_REFUSED, _("This form takes no files"));
	if (json_array_size(filing->attachments) >= most)
		return error_set(err, RESULT_REFUSED,
			_("At most %zu files are attached to this form; take one off first"), most);
	return RESULT_OK;
}

enum result attaching_check(const struct filing *filing, struct error *err)
{
	size_t most = filing->form->attachments;
	return json_array_size(filing->attachments) <= most
		       ? RESULT_OK
		       : error_set(err, RESULT_REFUSED,
				 _("At most %zu files are attached to this form; take some off first"), most);
}

/* Keys and journal leave the office by no attachment and are not written over by one. */
static enum result check_outside(const struct desk *desk, const char *path, struct error *err)
{
	if (!*path)
		return error_set(err, RESULT_INVALID, _("Please type the name of the file"));
	return store_is_own(desk->store, path)
		       ? error_set(err, RESULT_DENIED, _("%s belongs to choba's own office folder"), path)
		       : RESULT_OK;
}

static enum result check_kind(const char *path, struct error *err)
{
	struct stat about;
	if (stat(path, &about) < 0)
		return file_error(err, errno, path);
	if (S_ISDIR(about.st_mode))
		return error_set(err, RESULT_INVALID, _("%s is a folder; name a file in it"), path);
	if (!S_ISREG(about.st_mode))
		return error_set(err, RESULT_INVALID, _("%s is not a regular file"), path);
	if (about.st_size > ATTACHMENT_LIMIT)
		return error_set(err, RESULT_INVALID, _("%s is too large: a file has at most %d MB"), path,
			ATTACHMENT_LIMIT / MEGA);
	return RESULT_OK;
}

/* The last part of the path, harmless on any screen and in any folder. The caller frees. */
static char *safe_name(const char *path)
{
	struct text name = { 0 };
	const char *slash = strrchr(path, '/'), *last = slash ? slash + 1 : path;
	text_add_safe(&name, last, strlen(last), false);
	char *safe = text_take(&name);
	if (strlen(safe) > NAME_LONGEST) {
		safe[NAME_LONGEST] = '\0';
		text_trim_partial(safe);
	}
	return safe;
}

static enum result check_name(const json_t *list, const char *name, struct error *err)
{
	const json_t *item;
	size_t at;
	json_array_foreach(list, at, item)
	{
		const char *known = json_string_value(json_object_get(item, "name"));
		if (known && strcmp(known, name) == 0)
			return error_set(err, RESULT_CONFLICT,
				_("A file named %s is attached already; take it off first"), name);
	}
	return RESULT_OK;
}

/* File and draft in one transaction: no file lies there that nobody names, and none is named that is not there. */
static enum result keep_with(
	struct filing *filing, const char *name, const char *bytes, size_t length, struct error *err)
{
	struct store *store = filing->session->desk->store;
	struct attachment attachment = { 0 };
	size_t count = json_array_size(filing->attachments);
	enum result r = store_begin(store, err);
	if (r != RESULT_OK)
		return r;
	r = attachment_put(store, bytes, length, &attachment, err);
	if (r == RESULT_OK) {
		json_t *item = json_pack("{s:s, s:I}", "name", name, "size", (json_int_t)length);
		attachment_to_json(&attachment, item);
		json_array_append_new(filing->attachments, item);
		filing->dirty = true;
		r = filing_keep(filing, err);
	}
	attachment_done(&attachment);
	r = store_end(store, r, err);
	if (r != RESULT_OK) {
		json_array_remove(filing->attachments, count);
		filing->dirty = true;
		attaching_sweep(filing->session->desk);
	}
	return r;
}

enum result filing_attach(struct filing *filing, const char *typed, struct error *err)
{
	char *path = file_typed(typed), *name = safe_name(path), *bytes = NULL;
	size_t length = 0;
	enum result r = filing_may_attach(filing, err);
	if (r == RESULT_OK)
		r = check_outside(filing->session->desk, path, err);
	if (r == RESULT_OK)
		r = check_kind(path, err);
	if (r == RESULT_OK)
		r = check_name(filing->attachments, name, err);
	if (r == RESULT_OK)
		r = file_read(path, ATTACHMENT_LIMIT, &bytes, &length, err);
	if (r == RESULT_OK && !length)
		r = error_set(err, RESULT_INVALID, _("%s is empty"), path);
	if (r == RESULT_OK)
		r = keep_with(filing, name, bytes, length, err);
	if (bytes)
		explicit_bzero(bytes, length);
	free(bytes);
	free(path);
	free(name);
	return r;
}

enum result filing_detach(struct filing *filing, size_t index, struct error *err)
{
	json_t *item = json_incref(json_array_get(filing->attachments, index));
	if (!item)
		return error_set(err, RESULT_NOT_FOUND, _("There is no such attached file"));
	json_array_remove(filing->attachments, index);
	filing->dirty = true;
	enum result r = filing_keep(filing, err);
	if (r == RESULT_OK)
		attaching_sweep(filing->session->desk);
	else
		json_array_insert(filing->attachments, index, item);
	json_decref(item);
	return r;
}

void attaching_sweep(struct desk *desk)
{
	struct error err = { 0 };
	if (attachment_sweep(desk->store, NULL, &err) != RESULT_OK)
		log_line("files that nobody needs are left until the next start: %s", err.text);
}

char *attaching_size(const json_t *item)
{
	double size = (double)json_integer_value(json_object_get(item, "size"));
	if (size < LEAST_SHOWN) /* nothing that is attached is empty */
		size = LEAST_SHOWN;
	return size < MEGA ? memory_format("%.1f KB", size / KILO) : memory_format("%.1f MB", size / MEGA);
}

char *attaching_text(const json_t *list, size_t index)
{
	const json_t *item = json_array_get(list, index);
	const char *name = json_string_value(json_object_get(item, "name"));
	json_int_t bytes = json_integer_value(json_object_get(item, "size"));
	if (bytes < KILO)
		return memory_format(_("%s (%.0f bytes)"), name ? name : "", (double)bytes);
	char *size = attaching_size(item), *text = memory_format("%s (%s)", name ? name : "", size);
	free(size);
	return text;
}

/* ---- copies ---------------------------------------------------------------- */

/* What can be said before anything is journaled. */
static enum result check_target(const struct desk *desk, const char *path, bool overwrite, struct error *err)
{
	struct stat about;
	enum result r = check_outside(desk, path, err);
	if (r != RESULT_OK || stat(path, &about) < 0)
		return r;
	if (S_ISDIR(about.st_mode))
		return error_set(err, RESULT_INVALID, _("%s is a folder; name a file in it"), path);
	return overwrite ? RESULT_OK : file_error(err, EEXIST, path);
}

static enum result note_save(
	struct session *session, const struct dossier *dossier, const json_t *item, struct error *err)
{
	struct entry entry = entries_by(session, ENTRY_EXPORT);
	entries_about(&entry, &dossier->record);
	entry.envelope = json_pack("{s:s, s:O}", "what", "attachment", "file", json_object_get(item, "file"));
	entry.contents = json_pack("{s:O}", "name", json_object_get(item, "name"));
	return entries_commit(session->desk, &entry, err);
}

enum result reading_attachment_save(struct session *session, const struct dossier *dossier, size_t index,
	const char *typed, bool overwrite, struct error *err)
{
	const json_t *item = json_array_get(dossier->attachments, index);
	struct attachment attachment = { 0 };
	struct bytes bytes = { 0 };
	char *path = file_typed(typed);
	enum result r = item ? check_target(session->desk, path, overwrite, err)
			     : error_set(err, RESULT_NOT_FOUND, _("There is no such attached file"));
	if (r == RESULT_OK)
		r = session_need_open(session, err);
	if (r == RESULT_OK)
		r = verdict_may_read(&dossier->standing, session->person, err);
	if (r == RESULT_OK)
		r = attachment_from_json(item, &attachment, err);
	if (r == RESULT_OK)
		r = attachment_get(session->desk->store, &attachment, &bytes, err);
	if (r == RESULT_OK)
		r = note_save(session, dossier, item, err);
	if (r == RESULT_OK)
		r = printing_save(path, (const char *)bytes.data, bytes.length, overwrite, err);
	if (bytes.data)
		explicit_bzero(bytes.data, bytes.length);
	bytes_done(&bytes);
	attachment_done(&attachment);
	free(path);
	return r;
}
