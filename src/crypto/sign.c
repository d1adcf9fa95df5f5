/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Signatures by OpenSSL. */
#include "crypto/sign.h"

#include <openssl/bn.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>
#include <limits.h>

#include "base/i18n.h"

enum { LEAST_RSA_BITS = 2048, RAW_P256_SIZE = 64 };

static bool is_signature(
	EVP_PKEY *key, bool rsa, const struct hash *digest, const void *signature, size_t length)
{
	EVP_PKEY_CTX *context = EVP_PKEY_CTX_new(key, NULL);
	bool good = context && EVP_PKEY_verify_init(context) > 0 &&
		    (!rsa || EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PADDING) > 0) &&
		    EVP_PKEY_CTX_set_signature_md(context, EVP_sha256()) > 0 &&
		    EVP_PKEY_verify(context, signature, length, digest->bytes, HASH_SIZE) == 1;
	EVP_PKEY_CTX_free(context);
	return good;
}

enum result sign_verify(const struct certificate *certificate, const struct hash *digest,
	const void *signature, size_t length, struct error *err)
{
	bool rsa = certificate->type == KEY_RSA && certificate->bits >= LEAST_RSA_BITS;
	if (!rsa && certificate->type != KEY_EC_P256)
		return error_set(err, RESULT_INVALID,
			_("the card's key is of a kind that is not accepted (RSA of 2048 bits or more, or "
			  "P-256)"));
	const unsigned char *at = certificate->public_key.data;
	EVP_PKEY *key = d2i_PUBKEY(NULL, &at, (long)certificate->public_key.length);
	bool good = key && length && is_signature(key, rsa, digest, signature, length);
	EVP_PKEY_free(key);
	return good ? RESULT_OK
		    : error_set(err, RESULT_DAMAGED, _("the signature is not that of the card's key"));
}

enum result sign_ecdsa_to_der(const void *raw, size_t length, struct bytes *ret_der, struct error *err)
{
	if (length != RAW_P256_SIZE)
		return error_set(err, RESULT_INVALID, _("the card gave a signature of a wrong length"));
	const unsigned char *bytes = raw;
	ECDSA_SIG *pair = ECDSA_SIG_new();
	BIGNUM *r = BN_bin2bn(bytes, RAW_P256_SIZE / 2, NULL);
	BIGNUM *s = BN_bin2bn(bytes + RAW_P256_SIZE / 2, RAW_P256_SIZE / 2, NULL);
	unsigned char *der = NULL;
	int size = -1;
	if (pair && r && s && ECDSA_SIG_set0(pair, r, s)) {
		r = s = NULL; /* the pair owns them now */
		size = i2d_ECDSA_SIG(pair, &der);
	}
	if (size > 0)
		bytes_set(ret_der, der, (size_t)size);
	OPENSSL_free(der);
	BN_free(r);
	BN_free(s);
	ECDSA_SIG_free(pair);
	return size > 0 ? RESULT_OK
			: error_set(err, RESULT_FAILED, _("the card's signature cannot be encoded"));
}
