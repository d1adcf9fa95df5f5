/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sealed bytes: XChaCha20-Poly1305 with a commitment to the key, and keys wrapped by keys. */
#ifndef CRYPTO_SEAL_H
#define CRYPTO_SEAL_H

#include "crypto/bytes.h"
#include "crypto/secret.h"

/* A sealed string is: version byte 1, 24 bytes nonce, 32 bytes commitment,
 * cipher text and 16 bytes tag. Cipher key and commitment are both derived
 * from key and nonce, so no two keys open the same bytes. */
enum {
	SEAL_KEY_SIZE = 32,
	SEAL_OVERHEAD = 1 + 24 + 32 + 16,
	SEAL_WRAPPED_SIZE = SEAL_KEY_SIZE + SEAL_OVERHEAD
};

void seal_key_new(struct secret *ret_key); /* a random key */

/* Seals plain under key; associated is bound to it but not kept in it. */
void seal_close(const struct secret *key, const void *associated, size_t associated_length, const void *plain,
	size_t length, struct bytes *ret_sealed);

/* RESULT_DAMAGED where key, associated or one bit is another. */
enum result seal_open(const struct secret *key, const void *associated, size_t associated_length,
	const struct bytes *sealed, struct bytes *ret_plain, struct error *err);

/* A key under another key, bound to its name. */
void seal_wrap(const struct secret *master, const char *name, const struct secret *key,
	unsigned char ret_wrapped[SEAL_WRAPPED_SIZE]);
enum result seal_unwrap(const struct secret *master, const char *name, const void *wrapped, size_t length,
	struct secret *ret_key, struct error *err);

#endif
