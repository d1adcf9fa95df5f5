/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Checks signatures made by cards. The cards sign; nothing here holds a private key. */
#ifndef CRYPTO_SIGN_H
#define CRYPTO_SIGN_H

#include "crypto/certificate.h"

/* RESULT_OK where signature is that of certificate's key over the SHA-256
 * digest: RSA PKCS#1 v1.5 (2048 bits or more) or ECDSA P-256 in DER.
 * RESULT_DAMAGED where it is not, RESULT_INVALID for any other kind of key. */
enum result sign_verify(const struct certificate *certificate, const struct hash *digest,
	const void *signature, size_t length, struct error *err);

/* An ECDSA signature as PKCS#11 gives it (r and s, 64 bytes) in the DER form
 * that the journal keeps. RESULT_INVALID for another length. */
enum result sign_ecdsa_to_der(const void *raw, size_t length, struct bytes *ret_der, struct error *err);

#endif
