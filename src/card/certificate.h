/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a card's certificate says, and the making of training certificates. */
#ifndef CARD_CERTIFICATE_H
#define CARD_CERTIFICATE_H

#include <openssl/evp.h>

#include "card/card.h"

enum { CARD_CERTIFICATE_MAX = 8192 }; /* bytes of DER; PIV allows about 3000 */

/* Reads validity and training mark from DER into *ret, which gets its own
 * copy of the bytes, and the subject's common name into name (may be NULL).
 * RESULT_INVALID where it is not exactly one certificate. */
enum result certificate_read(const uint8_t *der, size_t length, struct card_certificate *ret,
	char name[CARD_NAME_SIZE], struct error *err);

/* A self-signed certificate for key with CN=name and the training extension,
 * valid from one hour before start (seconds since 1970) for days; DER of the caller's. */
enum result certificate_make_training(EVP_PKEY *key, const char *name, long serial, int64_t start, int days,
	uint8_t **ret_der, size_t *ret_length, struct error *err);

#endif
