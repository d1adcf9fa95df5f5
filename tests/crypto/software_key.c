/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Software keys by OpenSSL. */
#include "tests/crypto/software_key.h"

#include <openssl/evp.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>
#include <stdlib.h>

#include "base/memory.h"

struct software_key {
	EVP_PKEY *key;
	struct bytes certificate;
};

static void must(bool good)
{
	if (!good)
		abort();
}

static EVP_PKEY *generate(enum software_kind kind)
{
	switch (kind) {
	case SOFTWARE_RSA_2048: return EVP_RSA_gen(2048);
	case SOFTWARE_RSA_1024: return EVP_RSA_gen(1024);
	case SOFTWARE_P256: return EVP_EC_gen("P-256");
	case SOFTWARE_P384: return EVP_EC_gen("P-384");
	}
	return NULL;
}

static void add_training_extension(X509 *x509)
{
	static const unsigned char null_value[] = { 0x05, 0x00 };
	ASN1_OBJECT *object = OBJ_txt2obj(CERTIFICATE_TRAINING_OID, 1);
	ASN1_OCTET_STRING *value = ASN1_OCTET_STRING_new();
	must(object && value && ASN1_OCTET_STRING_set(value, null_value, sizeof null_value));
	X509_EXTENSION *extension = X509_EXTENSION_create_by_OBJ(NULL, object, 0, value);
	must(extension && X509_add_ext(x509, extension, -1));
	X509_EXTENSION_free(extension);
	ASN1_OCTET_STRING_free(value);
	ASN1_OBJECT_free(object);
}

struct software_key *software_key_new(enum software_kind kind, const char *common_name, bool training)
{
	static long serial = 4096;
	struct software_key *key = memory_new(1, sizeof *key);
	key->key = generate(kind);
	X509 *x509 = X509_new();
	must(key->key && x509);
	X509_set_version(x509, X509_VERSION_3);
	ASN1_INTEGER_set(X509_get_serialNumber(x509), serial++);
	ASN1_TIME_set_string(X509_getm_notBefore(x509), "20260101000000Z");
	ASN1_TIME_set_string(X509_getm_notAfter(x509), "20360101000000Z");
	X509_NAME *name = X509_get_subject_name(x509);
	must(X509_NAME_add_entry_by_txt(
		name, "CN", MBSTRING_UTF8, (const unsigned char *)common_name, -1, -1, 0));
	X509_set_issuer_name(x509, name);
	X509_set_pubkey(x509, key->key);
	if (training)
		add_training_extension(x509);
	must(X509_sign(x509, key->key, EVP_sha256()));
	unsigned char *der = NULL;
	int length = i2d_X509(x509, &der);
	must(length > 0);
	bytes_set(&key->certificate, der, (size_t)length);
	OPENSSL_free(der);
	X509_free(x509);
	return key;
}

void software_key_free(struct software_key *key)
{
	if (!key)
		return;
	EVP_PKEY_free(key->key);
	bytes_done(&key->certificate);
	free(key);
}

const struct bytes *software_key_certificate(const struct software_key *key)
{
	return &key->certificate;
}

void software_key_sign(const struct software_key *key, const struct hash *digest, struct bytes *ret_signature)
{
	EVP_PKEY_CTX *context = EVP_PKEY_CTX_new(key->key, NULL);
	size_t length = 0;
	must(context && EVP_PKEY_sign_init(context) > 0);
	if (EVP_PKEY_is_a(key->key, "RSA"))
		must(EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PADDING) > 0);
	must(EVP_PKEY_CTX_set_signature_md(context, EVP_sha256()) > 0);
	must(EVP_PKEY_sign(context, NULL, &length, digest->bytes, HASH_SIZE) > 0);
	unsigned char *signature = memory_new(length, 1);
	must(EVP_PKEY_sign(context, signature, &length, digest->bytes, HASH_SIZE) > 0);
	*ret_signature = (struct bytes){ signature, length };
	EVP_PKEY_CTX_free(context);
}
