/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SHA-256 by OpenSSL, which uses the processor's own instructions; the rest by libsodium. */
#include "crypto/hash.h"

#include <assert.h>
#include <openssl/evp.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "crypto/bytes.h"

enum { BLOCK = 64, KEYED_PARTS = 3 };

/* Fetched once and kept: asking OpenSSL for it costs more than the hash of a short entry. */
static const EVP_MD *sha256(void)
{
	static EVP_MD *fetched;
	if (!fetched)
		fetched = EVP_MD_fetch(NULL, "SHA256", NULL);
	return fetched;
}

static void demand(bool holds)
{
	if (!holds) {
		fputs("choba: OpenSSL has no SHA-256\n", stderr);
		abort();
	}
}

/* One context a thread, kept: making and freeing it costs as much as hashing half a page. */
struct hash hash_parts(const struct hash_part *parts, size_t count)
{
	static _Thread_local EVP_MD_CTX *context;
	struct hash hash;
	if (!context)
		context = EVP_MD_CTX_new();
	demand(context && EVP_DigestInit_ex2(context, sha256(), NULL) == 1);
	for (size_t i = 0; i < count; i++)
		demand(EVP_DigestUpdate(context, parts[i].bytes, parts[i].length) == 1);
	demand(EVP_DigestFinal_ex(context, hash.bytes, NULL) == 1);
	return hash;
}

struct hash hash_bytes(const void *bytes, size_t length)
{
	return hash_parts(&(struct hash_part){ bytes, length }, 1);
}

static void pad(const unsigned char key[HASH_SALT_SIZE], unsigned char with, unsigned char ret_block[BLOCK])
{
	memset(ret_block, with, BLOCK);
	for (size_t i = 0; i < HASH_SALT_SIZE; i++)
		ret_block[i] ^= key[i];
}

/* libsodium has it too, but by an SHA-256 that knows nothing of the processor. */
struct hash hash_keyed(const unsigned char key[HASH_SALT_SIZE], const struct hash_part *parts, size_t count)
{
	unsigned char block[BLOCK];
	struct hash_part inner[1 + KEYED_PARTS] = { { block, BLOCK } };
	assert(count <= KEYED_PARTS);
	memcpy(inner + 1, parts, count * sizeof *parts);
	pad(key, 0x36, block);
	struct hash hash = hash_parts(inner, count + 1);
	const struct hash_part outer[] = { { block, BLOCK }, { hash.bytes, HASH_SIZE } };
	pad(key, 0x5C, block);
	hash = hash_parts(outer, 2);
	sodium_memzero(block, sizeof block);
	hash_parts(NULL, 0); /* its context keeps the last state, which may be a key */
	return hash;
}

struct hash hash_salted(const unsigned char salt[HASH_SALT_SIZE], const void *bytes, size_t length)
{
	return hash_keyed(salt, &(struct hash_part){ bytes, length }, 1);
}

bool hash_equal(const struct hash *a, const struct hash *b)
{
	return sodium_memcmp(a->bytes, b->bytes, HASH_SIZE) == 0;
}

bool hash_is_zero(const struct hash *hash)
{
	return sodium_is_zero(hash->bytes, HASH_SIZE) == 1;
}

void hash_hex(const struct hash *hash, char hex[HASH_HEX_SIZE])
{
	sodium_bin2hex(hex, HASH_HEX_SIZE, hash->bytes, HASH_SIZE);
}

enum result hash_from_hex(const char *hex, struct hash *ret_hash)
{
	struct bytes bytes = { 0 };
	if (bytes_from_hex(hex, &bytes) != RESULT_OK)
		return RESULT_INVALID;
	bool fits = bytes.length == HASH_SIZE;
	if (fits)
		memcpy(ret_hash->bytes, bytes.data, HASH_SIZE);
	bytes_done(&bytes);
	return fits ? RESULT_OK : RESULT_INVALID;
}
