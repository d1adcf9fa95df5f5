/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The journal as a stream of frames. */
#include "store/transfer.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "store/canonical.h"
#include "store/private.h"

static const char stream_head[] = "choba journal 1\n";

enum frame { FRAME_ENTRY = 'E', FRAME_BYTES = 'B', FRAME_END = 'Z' };

void transfer_entry_bytes(const struct entry *entry, const char *envelope_text, struct writer *writer)
{
	struct writer body = { 0 };
	entry_body(entry, envelope_text, &body);
	writer_bytes(writer, body.data, body.length);
	writer_bytes(writer, entry->signature.data, entry->signature.length);
	writer_bytes(writer, entry->certificate.data, entry->certificate.length);
	writer_raw(writer, entry->hash.bytes, HASH_SIZE);
	writer_done(&body);
}

static enum result not_canonical(struct error *err)
{
	return error_set(err, RESULT_INVALID, _("an entry of the stream is not in canonical form"));
}

static bool read_capacity(struct reader *reader, enum capacity *ret_capacity)
{
	char *name = reader_string(reader);
	int found = 0;
	while (found < CAPACITY__COUNT && (!name || strcmp(capacity_name((enum capacity)found), name) != 0))
		found++;
	free(name);
	if (found == CAPACITY__COUNT)
		return false;
	*ret_capacity = (enum capacity)found;
	return true;
}

/* What entry_body wrote. */
static bool read_body(const struct bytes *body, struct entry *entry, char **ret_text)
{
	struct reader reader = { body->data, body->length, 0, false };
	char *word = reader_string(&reader);
	int64_t format = reader_integer(&reader);
	entry->sequence = reader_integer(&reader);
	entry->time = reader_integer(&reader);
	entry->jump = reader_integer(&reader);
	char *kind = reader_string(&reader);
	entry->actor = reader_string(&reader);
	bool good = word && strcmp(word, "choba entry") == 0 && format == ENTRY_FORMAT &&
		    entry_kind_from_name(kind, &entry->kind) == RESULT_OK &&
		    read_capacity(&reader, &entry->capacity);
	entry->principal = reader_string(&reader);
	entry->workstation = reader_string(&reader);
	entry->card = reader_string(&reader);
	entry->record = reader_string(&reader);
	entry->form = reader_string(&reader);
	entry->regulation_hash = reader_string(&reader);
	*ret_text = reader_string(&reader);
	entry->key = reader_string(&reader);
	reader_bytes(&reader, &entry->sealed);
	reader_bytes(&reader, &entry->statement);
	free(word);
	free(kind);
	return good && *ret_text && reader_at_end(&reader);
}

/* The envelope's text must be the one that canonical_text makes of it. */
static bool read_envelope(struct entry *entry, const char *text)
{
	if (row_envelope(entry, text, NULL) != RESULT_OK)
		return false;
	char *again = canonical_text(entry->envelope);
	bool same = strcmp(again, text) == 0;
	free(again);
	return same;
}

enum result transfer_entry_parse(
	const struct bytes *frame, struct entry *ret_entry, char **ret_envelope_text, struct error *err)
{
	struct reader reader = { frame->data, frame->length, 0, false };
	struct entry entry = { 0 };
	struct bytes body;
	char *text = NULL;
	reader_bytes(&reader, &body);
	reader_bytes(&reader, &entry.signature);
	reader_bytes(&reader, &entry.certificate);
	const unsigned char *hash = reader_raw(&reader, HASH_SIZE);
	bool good = hash && reader_at_end(&reader) && body.data && read_body(&body, &entry, &text) &&
		    read_envelope(&entry, text);
	bytes_done(&body);
	if (!good) {
		entry_done(&entry);
		free(text);
		return not_canonical(err);
	}
	memcpy(entry.hash.bytes, hash, HASH_SIZE);
	*ret_entry = entry;
	*ret_envelope_text = text;
	return RESULT_OK;
}

static enum result cannot_write(struct error *err)
{
	int code = errno;
	return error_set(err, code == ENOSPC ? RESULT_FULL : RESULT_FAILED,
		_("the journal cannot be written: %s"), strerror(code));
}

static enum result put_frame(FILE *file, enum frame kind, const void *data, size_t length, struct error *err)
{
	const unsigned char head[] = { (unsigned char)kind, (unsigned char)(length >> 24),
		(unsigned char)(length >> 16), (unsigned char)(length >> 8), (unsigned char)length };
	if (length > TRANSFER_FRAME_LIMIT)
		return error_set(err, RESULT_INVALID, _("a frame of the stream is too large"));
	if (fwrite(head, 1, sizeof head, file) != sizeof head ||
		(length && fwrite(data, 1, length, file) != length))
		return cannot_write(err);
	return RESULT_OK;
}

static enum result export_row(struct store *store, sqlite3_stmt *row, FILE *file, struct error *err)
{
	struct entry entry;
	struct bytes blob = { 0 };
	struct writer writer = { 0 };
	char *text = NULL;
	enum result r = row_entry(row, &entry, &text, err);
	if (r != RESULT_OK)
		return r;
	if (entry.kind == ENTRY_ADOPT) {
		r = row_envelope(&entry, text, err);
		const char *hash = string_in(entry.envelope, "hash");
		if (r == RESULT_OK)
			r = blob_get(store, hash ? hash : "", &blob, err);
		if (r == RESULT_OK)
			r = put_frame(file, FRAME_BYTES, blob.data, blob.length, err);
	}
	transfer_entry_bytes(&entry, text, &writer);
	if (r == RESULT_OK)
		r = put_frame(file, FRAME_ENTRY, writer.data, writer.length, err);
	writer_done(&writer);
	bytes_done(&blob);
	free(text);
	entry_done(&entry);
	return r;
}

enum result transfer_export(struct store *store, FILE *file, int64_t *ret_entries, struct error *err)
{
	int64_t count = 0;
	bool row = false;
	if (fwrite(stream_head, 1, sizeof stream_head - 1, file) != sizeof stream_head - 1)
		return cannot_write(err);
	sqlite3_stmt *all = store_use(store, SET_JOURNAL, JOURNAL_ALL);
	enum result r = sql_step(all, &row, err);
	while (r == RESULT_OK && row) {
		r = export_row(store, all, file, err);
		count++;
		if (r == RESULT_OK)
			r = sql_step(all, &row, err);
	}
	sqlite3_reset(all);
	if (r == RESULT_OK)
		r = put_frame(file, FRAME_END, NULL, 0, err);
	int descriptor = fileno(file); /* -1 where the stream is memory */
	/* A pipe cannot be fsynced and need not be. */
	if (r == RESULT_OK &&
		(fflush(file) != 0 || (descriptor >= 0 && fsync(descriptor) < 0 && errno != EINVAL)))
		r = cannot_write(err);
	if (r == RESULT_OK && ret_entries)
		*ret_entries = count;
	return r;
}

struct import {
	struct store *store;
	struct hash previous;
	int64_t sequence, time;
	struct bytes blob; /* the last FRAME_BYTES; taken by the adoption behind it */
};

static enum result read_bytes(FILE *file, void *bytes, size_t length, struct error *err)
{
	if (fread(bytes, 1, length, file) == length)
		return RESULT_OK;
	if (ferror(file))
		return error_set(err, RESULT_FAILED, _("the journal cannot be read: %s"), strerror(errno));
	return error_set(err, RESULT_INVALID, _("the stream ends in the middle of a frame"));
}

/* Grows with what is really there, so that a length alone takes no memory. */
static enum result read_frame(FILE *file, enum frame *ret_kind, struct bytes *ret_frame, struct error *err)
{
	enum { STEP = 64 * 1024 };
	unsigned char head[5];
	enum result r = read_bytes(file, head, sizeof head, err);
	if (r != RESULT_OK)
		return r;
	size_t length = (size_t)head[1] << 24 | (size_t)head[2] << 16 | (size_t)head[3] << 8 | head[4];
	if (length > TRANSFER_FRAME_LIMIT)
		return error_set(err, RESULT_INVALID, _("a frame of the stream is too large"));
	struct bytes frame = { 0 };
	while (r == RESULT_OK && frame.length < length) {
		size_t part = length - frame.length < STEP ? length - frame.length : STEP;
		frame.data = memory_grow(frame.data, frame.length + part, 1);
		r = read_bytes(file, frame.data + frame.length, part, err);
		frame.length += part;
	}
	if (r != RESULT_OK) {
		bytes_done(&frame);
		return r;
	}
	*ret_kind = (enum frame)head[0];
	*ret_frame = frame;
	return RESULT_OK;
}

static enum result import_blob(struct import *import, const struct entry *entry, struct error *err)
{
	char hex[HASH_HEX_SIZE];
	if (entry->kind != ENTRY_ADOPT)
		return RESULT_OK;
	struct hash hash = hash_bytes(import->blob.data, import->blob.length);
	const char *named = string_in(entry->envelope, "hash");
	hash_hex(&hash, hex);
	if (!import->blob.data || !named || strcmp(hex, named) != 0)
		return error_set(err, RESULT_DAMAGED, _("the adopted bytes are missing or were changed"));
	enum result r = blob_put(import->store, hex, &import->blob, err);
	bytes_done(&import->blob);
	return r;
}

static enum result import_entry(struct import *import, const struct bytes *frame, struct error *err)
{
	struct entry entry;
	char *text;
	enum result r = transfer_entry_parse(frame, &entry, &text, err);
	if (r != RESULT_OK)
		return r;
	struct hash hash = row_hash(&import->previous, &entry, text);
	if (entry.sequence != import->sequence + 1)
		r = error_set(err, RESULT_DAMAGED, _("entry %lld of the journal is missing"),
			(long long)import->sequence + 1);
	else if (entry.time < import->time || !hash_equal(&hash, &entry.hash))
		r = error_set(err, RESULT_DAMAGED,
			_("entry %lld of the journal was changed: its hash does not follow from entry %lld"),
			(long long)entry.sequence, (long long)import->sequence);
	if (r == RESULT_OK)
		r = entry_check(&entry, err);
	if (r == RESULT_OK)
		r = import_blob(import, &entry, err);
	if (r == RESULT_OK)
		r = row_insert(import->store, &entry, text, err);
	if (r == RESULT_OK)
		r = project_entry(&import->store->sets[SET_PROJECT], &entry, err);
	import->previous = entry.hash;
	import->sequence = entry.sequence;
	import->time = entry.time;
	entry_done(&entry);
	free(text);
	return r;
}

static enum result import_frames(struct import *import, FILE *file, struct error *err)
{
	for (;;) {
		enum frame kind = FRAME_END;
		struct bytes frame = { 0 };
		enum result r = read_frame(file, &kind, &frame, err);
		if (r != RESULT_OK)
			return r;
		switch (kind) {
		case FRAME_ENTRY: r = import_entry(import, &frame, err); break;
		case FRAME_BYTES:
			bytes_done(&import->blob);
			import->blob = frame;
			continue;
		case FRAME_END: bytes_done(&frame); return RESULT_OK;
		default: r = error_set(err, RESULT_INVALID, _("a frame of the stream is of an unknown kind"));
		}
		bytes_done(&frame);
		if (r != RESULT_OK)
			return r;
	}
}

enum result transfer_import(struct store *store, FILE *file, int64_t *ret_entries, struct error *err)
{
	struct import import = { .store = store };
	char head[sizeof stream_head - 1];
	if (fread(head, 1, sizeof head, file) != sizeof head || memcmp(head, stream_head, sizeof head) != 0)
		return error_set(err, RESULT_INVALID, _("the stream is not a journal of choba"));
	enum result r = store_begin(store, err);
	if (r != RESULT_OK)
		return r;
	r = row_last(store, &import.sequence, &import.time, &import.previous, err);
	if (r == RESULT_OK && import.sequence != 0)
		r = error_set(err, RESULT_CONFLICT,
			_("this office has entries already; a journal can only be read into an empty one"));
	if (r == RESULT_OK)
		r = import_frames(&import, file, err);
	bytes_done(&import.blob);
	if (r == RESULT_OK && import.sequence == 0)
		r = error_set(err, RESULT_INVALID, _("the journal is empty"));
	if (r == RESULT_OK)
		r = store_load_facts(store, err);
	r = store_end(store, r, err);
	if (r == RESULT_OK && ret_entries)
		*ret_entries = import.sequence;
	return r;
}
