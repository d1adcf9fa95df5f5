/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The journal as one stream of framed bytes, for backup and for other programs. */
#ifndef STORE_TRANSFER_H
#define STORE_TRANSFER_H

#include <stdio.h>

#include "store/entry.h"
#include "store/store.h"

/* A stream is the line "choba journal 1\n" and frames: one byte kind ('E' an
 * entry, 'B' adopted bytes before the entry that names them, 'Z' the end),
 * 4 bytes big-endian length, then as many bytes. An entry's are its canonical
 * body, signature, certificate and hash. Contents stay sealed. */
enum { TRANSFER_FRAME_LIMIT = 16 * 1024 * 1024 };

/* Writes the whole journal. RESULT_FULL, RESULT_FAILED; the file is fsynced, not closed. */
enum result transfer_export(struct store *store, FILE *file, int64_t *ret_entries, struct error *err);

/* Fills an office that has no entry yet, checking chain and canonical form of
 * each entry, and projects it; all or nothing. */
enum result transfer_import(struct store *store, FILE *file, int64_t *ret_entries, struct error *err);

/* One entry's frame, and back. RESULT_INVALID names what is not canonical. */
void transfer_entry_bytes(const struct entry *entry, const char *envelope_text, struct writer *writer);
enum result transfer_entry_parse(
	const struct bytes *frame, struct entry *ret_entry, char **ret_envelope_text, struct error *err);

#endif
