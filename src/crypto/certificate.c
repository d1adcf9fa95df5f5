/* SPDX-License-Identifier: GPL-3.0-or-later */
/* X.509 by OpenSSL. */
#include "crypto/certificate.h"

#include <openssl/asn1.h>
#include <openssl/bio.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "base/text.h"

static char *subject_text(const X509_NAME *name)
{
	BIO *bio = BIO_new(BIO_s_mem());
	char *data = NULL;
	if (bio)
		X509_NAME_print_ex(bio, name, 0, XN_FLAG_RFC2253 & ~(unsigned long)ASN1_STRFLGS_ESC_MSB);
	long length = bio ? BIO_get_mem_data(bio, &data) : 0;
	char *text = memory_string_n(data ? data : "", length > 0 ? (size_t)length : 0);
	BIO_free(bio);
	return text;
}

static char *common_name(const X509_NAME *name)
{
	int at = X509_NAME_get_index_by_NID(name, NID_commonName, -1);
	if (at < 0)
		return memory_string("");
	unsigned char *utf8 = NULL;
	int length = ASN1_STRING_to_UTF8(&utf8, X509_NAME_ENTRY_get_data(X509_NAME_get_entry(name, at)));
	bool good = length >= 0 && text_is_utf8((const char *)utf8, (size_t)length);
	char *text = good ? memory_string_n((const char *)utf8, (size_t)length) : memory_string("");
	OPENSSL_free(utf8);
	return text;
}

static int64_t time_ms(const ASN1_TIME *time)
{
	struct tm parts;
	if (!ASN1_TIME_to_tm(time, &parts))
		return 0;
	return (int64_t)timegm(&parts) * 1000;
}

static enum key_type key_type(EVP_PKEY *key)
{
	if (EVP_PKEY_is_a(key, "RSA"))
		return KEY_RSA;
	char group[32] = "";
	if (EVP_PKEY_is_a(key, "EC") && EVP_PKEY_get_group_name(key, group, sizeof group, NULL) &&
		strcmp(group, "prime256v1") == 0)
		return KEY_EC_P256;
	return KEY_OTHER;
}

static bool has_extension(X509 *x509, const char *oid)
{
	ASN1_OBJECT *object = OBJ_txt2obj(oid, 1);
	bool found = object && X509_get_ext_by_OBJ(x509, object, -1) >= 0;
	ASN1_OBJECT_free(object);
	return found;
}

static void fill(X509 *x509, EVP_PKEY *key, struct certificate *certificate)
{
	unsigned char *encoded = NULL;
	int length = i2d_X509_PUBKEY(X509_get_X509_PUBKEY(x509), &encoded);
	bytes_set(&certificate->public_key, encoded, length > 0 ? (size_t)length : 0);
	OPENSSL_free(encoded);
	certificate->fingerprint = hash_bytes(certificate->public_key.data, certificate->public_key.length);
	certificate->subject = subject_text(X509_get_subject_name(x509));
	certificate->common_name = common_name(X509_get_subject_name(x509));
	const ASN1_INTEGER *serial = X509_get0_serialNumber(x509);
	certificate->serial = bytes_hex(ASN1_STRING_get0_data(serial), (size_t)ASN1_STRING_length(serial));
	certificate->type = key_type(key);
	certificate->bits = EVP_PKEY_get_bits(key);
	certificate->not_before = time_ms(X509_get0_notBefore(x509));
	certificate->not_after = time_ms(X509_get0_notAfter(x509));
	certificate->is_training = has_extension(x509, CERTIFICATE_TRAINING_OID);
}

enum result certificate_parse(
	const void *der, size_t length, struct certificate *ret_certificate, struct error *err)
{
	const unsigned char *at = der;
	X509 *x509 = length > 0 && length < LONG_MAX ? d2i_X509(NULL, &at, (long)length) : NULL;
	EVP_PKEY *key = x509 ? X509_get0_pubkey(x509) : NULL;
	if (!key || at != (const unsigned char *)der + length) {
		X509_free(x509);
		return error_set(err, RESULT_INVALID,
			_("the certificate cannot be read; the card may be of another kind or damaged"));
	}
	struct certificate certificate = { 0 };
	bytes_set(&certificate.der, der, length);
	fill(x509, key, &certificate);
	X509_free(x509);
	*ret_certificate = certificate;
	return RESULT_OK;
}

void certificate_done(struct certificate *certificate)
{
	free(certificate->subject);
	free(certificate->common_name);
	free(certificate->serial);
	bytes_done(&certificate->der);
	bytes_done(&certificate->public_key);
	*certificate = (struct certificate){ 0 };
}
