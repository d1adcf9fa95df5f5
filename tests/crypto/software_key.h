/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A key and certificate in memory, in the place of a card, for tests of anything above crypto. */
#ifndef TESTS_CRYPTO_SOFTWARE_KEY_H
#define TESTS_CRYPTO_SOFTWARE_KEY_H

#include <stdbool.h>

#include "crypto/certificate.h"

enum software_kind { SOFTWARE_RSA_2048, SOFTWARE_RSA_1024, SOFTWARE_P256, SOFTWARE_P384 };

struct software_key;

/* A fresh key with a certificate made out to common_name, valid 2026 to 2036. */
struct software_key *software_key_new(enum software_kind kind, const char *common_name, bool training);
void software_key_free(struct software_key *key);
const struct bytes *software_key_certificate(const struct software_key *key); /* DER */

/* Signs a SHA-256 digest as the cards do: RSA PKCS#1 v1.5, ECDSA in DER. */
void software_key_sign(
	const struct software_key *key, const struct hash *digest, struct bytes *ret_signature);

#endif
