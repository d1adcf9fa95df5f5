/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Passwords: argon2id hashes and their check. */
#ifndef CRYPTO_PASSWORD_H
#define CRYPTO_PASSWORD_H

#include "base/error.h"
#include "crypto/secret.h"

enum { PASSWORD_HASH_SIZE = 128 };

/* The text to keep: algorithm, cost, salt and hash. RESULT_FAILED where memory for argon2id is short. */
enum result password_hash(
	const struct secret *password, char ret_hash[PASSWORD_HASH_SIZE], struct error *err);

/* RESULT_OK or RESULT_REFUSED; takes about as long as password_hash either way. */
enum result password_check(const char *hash, const struct secret *password, struct error *err);

#endif
