/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An office's folder on disk: opened, locked for writing, committed, closed. */
#ifndef STORE_STORE_H
#define STORE_STORE_H

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/clock.h"
#include "base/error.h"

struct store;

/* Where an office lies. folder holds office.db (the journal and its tables)
 * and keys.db (keys wrapped by the master key); master_key is a file outside
 * of folder, mode 0600. */
struct store_place {
	const char *folder;
	const char *master_key;
};

/* Makes the folder (mode 0700; it may exist if it is empty), the databases and
 * the master key (RESULT_CONFLICT where one exists), and opens them. The
 * caller appends the genesis entry before anything else; until then store_open
 * calls the office unfinished. On failure nothing is left behind. */
enum result store_create(const struct store_place *place, const struct clock *clock, struct store **ret_store,
	struct error *err);

/* Opens an office and finishes what a crash left half done (a key whose
 * erasure is journaled). The sentence says which of these it is: not there,
 * unfinished, in use, read-only, damaged, made by a newer choba, keys missing,
 * wrong master key, disk full. clock is borrowed until store_close. */
enum result store_open(const struct store_place *place, const struct clock *clock, struct store **ret_store,
	struct error *err);

/* Opens office.db of a folder read-only, without keys.db and master key. Only
 * journal_verify with VERIFY_CHAIN may be called on it. */
enum result store_open_chain(const char *folder, struct store **ret_store, struct error *err);

void store_close(struct store *store); /* NULL is allowed; an open transaction is rolled back */

/* Takes the write lock; waits up to five seconds for another process, then
 * RESULT_BUSY. Nothing that waits for a person may stand between begin and end. */
enum result store_begin(struct store *store, struct error *err);

/* Commits where result is RESULT_OK, else rolls back and returns result with
 * err as it was. Returns what came of it: only RESULT_OK means "saved". */
enum result store_end(struct store *store, enum result result, struct error *err);

bool store_is_training(const struct store *store);
const char *store_office_id(const struct store *store); /* borrowed; "" before the genesis entry */
int64_t store_now(const struct store *store);           /* of the clock passed in */

/* Whether a path, or the folder it would be made in, is the office's own: in its folder, or its master key. */
bool store_is_own(const struct store *store, const char *path);

/* Wipes the keys that are kept unwrapped for the next act: when the person goes. */
void store_forget_keys(struct store *store);

/* A copy of keys.db as it is at one moment, without the remains of what was
 * destroyed, for the backup of keys; path must not exist, its mode is 0600.
 * Not inside a transaction of this store that made a key. */
enum result store_copy_keys(struct store *store, const char *path, struct error *err);

/* Passwords lie beside the keys, never in the journal: set one after the
 * password entry is committed. store_password: RESULT_NOT_FOUND where the
 * person has none; *ret_hash is the caller's. NULL hash removes it. */
enum result store_password_set(struct store *store, const char *person, const char *hash, struct error *err);
enum result store_password(struct store *store, const char *person, char **ret_hash, struct error *err);

#endif
