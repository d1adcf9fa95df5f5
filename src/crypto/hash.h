/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SHA-256, plain, over parts, and salted. */
#ifndef CRYPTO_HASH_H
#define CRYPTO_HASH_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"

enum { HASH_SIZE = 32, HASH_HEX_SIZE = 2 * HASH_SIZE + 1, HASH_SALT_SIZE = 32 };

struct hash {
	unsigned char bytes[HASH_SIZE];
};

struct hash_part {
	const void *bytes;
	size_t length;
};

struct hash hash_bytes(const void *bytes, size_t length);
struct hash hash_parts(const struct hash_part *parts, size_t count); /* of the parts one behind the other */

/* HMAC-SHA-256 (FIPS 198-1) of the parts one behind the other; three at most. */
struct hash hash_keyed(const unsigned char key[HASH_SALT_SIZE], const struct hash_part *parts, size_t count);

/* The same of one part: without the salt it says nothing about the bytes. */
struct hash hash_salted(const unsigned char salt[HASH_SALT_SIZE], const void *bytes, size_t length);

bool hash_equal(const struct hash *a, const struct hash *b);
bool hash_is_zero(const struct hash *hash);
void hash_hex(const struct hash *hash, char hex[HASH_HEX_SIZE]);
enum result hash_from_hex(const char *hex, struct hash *ret_hash); /* RESULT_INVALID without a sentence */

#endif
