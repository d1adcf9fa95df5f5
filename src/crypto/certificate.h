/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What choba wants to know of an X.509 certificate. Whom to trust is decided by the journal, not here. */
#ifndef CRYPTO_CERTIFICATE_H
#define CRYPTO_CERTIFICATE_H

#include <stdbool.h>
#include <stdint.h>

#include "crypto/bytes.h"
#include "crypto/hash.h"

/* The extension that every training card's certificates carry (not critical,
 * its value is a DER NULL, 05 00); an office that is not for training refuses
 * to enrol a certificate with it. 2.25 is the arc of UUIDs (ITU-T X.667). */
#define CERTIFICATE_TRAINING_OID "2.25.191372871853213061489071206418230912769"

enum key_type { KEY_RSA, KEY_EC_P256, KEY_OTHER };

struct certificate {
	char *subject;           /* RFC 2253, UTF-8 */
	char *common_name;       /* "" where there is none */
	char *serial;            /* hexadecimal */
	struct bytes der;        /* the whole certificate */
	struct bytes public_key; /* SubjectPublicKeyInfo, DER */
	struct hash fingerprint; /* SHA-256 of .public_key: who this key is */
	enum key_type type;
	int bits;
	int64_t not_before, not_after; /* UTC milliseconds */
	bool is_training;
};

/* RESULT_INVALID where the bytes are not exactly one certificate. *ret_certificate is certificate_done's. */
enum result certificate_parse(
	const void *der, size_t length, struct certificate *ret_certificate, struct error *err);
void certificate_done(struct certificate *certificate);

#endif
