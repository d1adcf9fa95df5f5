/* SPDX-License-Identifier: GPL-3.0-or-later */
/* XChaCha20-Poly1305 of libsodium with derived keys and a key commitment. */
#include "crypto/seal.h"

#include <assert.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "crypto/hash.h"

enum { VERSION = 1, NONCE_SIZE = 24, COMMITMENT_SIZE = 32, TAG_SIZE = 16 };

static_assert(NONCE_SIZE == crypto_aead_xchacha20poly1305_ietf_NPUBBYTES, "nonce of the cipher");
static_assert(TAG_SIZE == crypto_aead_xchacha20poly1305_ietf_ABYTES, "tag of the cipher");
static_assert((int)SEAL_KEY_SIZE == (int)HASH_SALT_SIZE, "one size of keys");
static_assert(SEAL_OVERHEAD == 1 + NONCE_SIZE + COMMITMENT_SIZE + TAG_SIZE, "parts of a sealed string");

void seal_key_new(struct secret *ret_key)
{
	secret_init(ret_key, SEAL_KEY_SIZE);
	randombytes_buf(ret_key->bytes, SEAL_KEY_SIZE);
}

/* HMAC under the key of a purpose and the nonce. */
static void derive(const struct secret *key, const char *purpose, const unsigned char nonce[NONCE_SIZE],
	unsigned char ret_derived[32])
{
	assert(key->length == SEAL_KEY_SIZE);
	const struct hash_part parts[] = { { purpose, strlen(purpose) }, { nonce, NONCE_SIZE } };
	struct hash derived = hash_keyed(key->bytes, parts, COUNT(parts));
	memcpy(ret_derived, derived.bytes, sizeof derived.bytes);
	sodium_memzero(&derived, sizeof derived);
}

void seal_close(const struct secret *key, const void *associated, size_t associated_length, const void *plain,
	size_t length, struct bytes *ret_sealed)
{
	unsigned char *sealed = memory_new(length + SEAL_OVERHEAD + 1, 1);
	unsigned char *nonce = sealed + 1, *commitment = nonce + NONCE_SIZE;
	unsigned char *cipher = commitment + COMMITMENT_SIZE, cipher_key[32];
	sealed[0] = VERSION;
	randombytes_buf(nonce, NONCE_SIZE);
	derive(key, "choba seal v1 commitment", nonce, commitment);
	derive(key, "choba seal v1 cipher", nonce, cipher_key);
	crypto_aead_xchacha20poly1305_ietf_encrypt(
		cipher, NULL, plain, length, associated, associated_length, NULL, nonce, cipher_key);
	sodium_memzero(cipher_key, sizeof cipher_key);
	*ret_sealed = (struct bytes){ sealed, length + SEAL_OVERHEAD };
}

static enum result damaged(struct error *err)
{
	return error_set(
		err, RESULT_DAMAGED, _("a sealed content cannot be opened: it or its key was changed"));
}

/* Opens into room for length - SEAL_OVERHEAD bytes. */
static enum result open_into(const struct secret *key, const void *associated, size_t associated_length,
	const unsigned char *sealed, size_t length, unsigned char *plain, struct error *err)
{
	if (length < SEAL_OVERHEAD || sealed[0] != VERSION)
		return damaged(err);
	const unsigned char *nonce = sealed + 1, *commitment = nonce + NONCE_SIZE;
	const unsigned char *cipher = commitment + COMMITMENT_SIZE;
	unsigned char derived[32];
	derive(key, "choba seal v1 commitment", nonce, derived);
	bool good = sodium_memcmp(derived, commitment, COMMITMENT_SIZE) == 0;
	if (good) {
		derive(key, "choba seal v1 cipher", nonce, derived);
		good = crypto_aead_xchacha20poly1305_ietf_decrypt(plain, NULL, NULL, cipher,
			       length - (size_t)(cipher - sealed), associated, associated_length, nonce,
			       derived) == 0;
	}
	sodium_memzero(derived, sizeof derived);
	return good ? RESULT_OK : damaged(err);
}

enum result seal_open(const struct secret *key, const void *associated, size_t associated_length,
	const struct bytes *sealed, struct bytes *ret_plain, struct error *err)
{
	size_t room = sealed->length > SEAL_OVERHEAD ? sealed->length - SEAL_OVERHEAD : 0;
	unsigned char *plain = memory_new(room + 1, 1);
	enum result r =
		open_into(key, associated, associated_length, sealed->data, sealed->length, plain, err);
	if (r == RESULT_OK)
		*ret_plain = (struct bytes){ plain, room };
	else
		free(plain);
	return r;
}

void seal_wrap(const struct secret *master, const char *name, const struct secret *key,
	unsigned char ret_wrapped[SEAL_WRAPPED_SIZE])
{
	assert(key->length == SEAL_KEY_SIZE);
	struct bytes sealed;
	seal_close(master, name, strlen(name), key->bytes, key->length, &sealed);
	memcpy(ret_wrapped, sealed.data, SEAL_WRAPPED_SIZE);
	bytes_done(&sealed);
}

enum result seal_unwrap(const struct secret *master, const char *name, const void *wrapped, size_t length,
	struct secret *ret_key, struct error *err)
{
	if (length != SEAL_WRAPPED_SIZE)
		return damaged(err);
	struct secret key;
	secret_init(&key, SEAL_KEY_SIZE);
	enum result r = open_into(master, name, strlen(name), wrapped, length, key.bytes, err);
	if (r == RESULT_OK)
		*ret_key = key;
	else
		secret_done(&key);
	return r;
}
