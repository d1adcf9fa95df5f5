/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Attached files: sealed in the office's folder, each named by the hash of its sealed bytes. */
#ifndef STORE_ATTACHMENT_H
#define STORE_ATTACHMENT_H

#include <jansson.h>

#include "crypto/bytes.h"
#include "crypto/hash.h"
#include "crypto/seal.h"
#include "store/store.h"

/* A file is sealed under a key of its own. That key stands in the contents
 * that list the file, so it lies under the draft's key while it is a draft and
 * under the record's afterwards: whoever cannot open the record cannot open
 * its files, and erasing the record takes their keys along. The entry's
 * envelope lists the names alone ("files"), by which anyone can check them. */
enum {
	ATTACHMENT_LIMIT = 10 * 1000 * 1000, /* bytes of one file before it is sealed */
	ATTACHMENT_KEY_SIZE = 2 * SEAL_KEY_SIZE + 1
};

/* Where a file lies and what opens it. */
struct attachment {
	char file[HASH_HEX_SIZE];
	char key[ATTACHMENT_KEY_SIZE]; /* hexadecimal; attachment_done wipes it */
};

/* Seals bytes and writes them to <office>/attachments, mode 0600, fsynced.
 * Inside the transaction that also saves the draft or appends the entry that
 * names the file: what nobody names when the lock is free is swept away.
 * RESULT_FULL, RESULT_DENIED, RESULT_INVALID where there are too many bytes. */
enum result attachment_put(struct store *store, const void *bytes, size_t length,
	struct attachment *ret_attachment, struct error *err);

/* Opens a file after checking its hash; *ret_bytes is the caller's. RESULT_NOT_FOUND, RESULT_DAMAGED. */
enum result attachment_get(
	struct store *store, const struct attachment *attachment, struct bytes *ret_bytes, struct error *err);

void attachment_done(struct attachment *attachment); /* wipes */

/* As it stands in contents: an object with "file" and "key" (merged into what
 * object holds already), and back. RESULT_DAMAGED where it is none. */
void attachment_to_json(const struct attachment *attachment, json_t *object);
enum result attachment_from_json(const json_t *object, struct attachment *ret_attachment, struct error *err);

/* The names of a list of such objects, for an envelope's "files"; NULL where the list is empty or NULL. */
json_t *attachment_names(const json_t *list);

/* Unlinks every file that neither an entry of a record that is not erased nor
 * a draft names: after a draft was thrown away, a file taken off or a record
 * erased, and at each opening of the office. Not inside a transaction. Where
 * another process holds the lock the files stay until the next time. *ret_count may be NULL. */
enum result attachment_sweep(struct store *store, int *ret_count, struct error *err);

/* Copies the sealed files of one folder's attachments to another's: for backup and restore. */
enum result attachment_copy(const char *from_folder, const char *to_folder, struct error *err);
void attachment_remove_all(const char *folder); /* of an office that could not be restored */

#endif
