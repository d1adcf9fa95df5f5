/* SPDX-License-Identifier: GPL-3.0-or-later */
/* keys.db: the keys that contents are sealed under, wrapped by the master key. Not for other layers. */
#ifndef STORE_KEYS_H
#define STORE_KEYS_H

#include <stdbool.h>

#include "base/error.h"
#include "crypto/secret.h"

struct keys;

enum { KEY_NAME_SIZE = 80 };

/* Makes keys.db and the master key's file (mode 0600, RESULT_CONFLICT where either exists). */
enum result keys_create(const char *path, const char *master_path, struct keys **ret_keys, struct error *err);

/* RESULT_NOT_FOUND names what is missing; RESULT_DENIED: this master key is of another office. */
enum result keys_open(const char *path, const char *master_path, struct keys **ret_keys, struct error *err);
void keys_close(struct keys *keys);

/* The key of that name; RESULT_NOT_FOUND where there is none (without a sentence). secret_done(ret_key).
 * The last two are kept unwrapped in locked memory, because whoever acts on a record has read it
 * before. So the caller looks first whether the key was lawfully destroyed, by whomever. */
enum result keys_get(struct keys *keys, const char *name, struct secret *ret_key, struct error *err);

/* Wipes the key of that name that is kept unwrapped; NULL: all that are. */
void keys_forget(struct keys *keys, const char *name);

/* The key of that name, made and durable when it returns if it was not there. */
enum result keys_make(struct keys *keys, const char *name, struct secret *ret_key, struct error *err);

/* *ret_gone says whether there was one. Durable when it returns. */
enum result keys_destroy(struct keys *keys, const char *name, bool *ret_gone, struct error *err);

/* A sound copy at path, which must not exist. RESULT_CONFLICT, RESULT_FULL. */
enum result keys_copy(struct keys *keys, const char *path, struct error *err);

enum result keys_password_set(
	struct keys *keys, const char *person, const char *hash, struct error *err); /* NULL removes */
enum result keys_password(struct keys *keys, const char *person, char **ret_hash, struct error *err);

#endif
