/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Certificates, by OpenSSL. */
#include "card/certificate.h"

#include <openssl/err.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "base/text.h"
#include "card/fault.h"

static bool time_of(const ASN1_TIME *asn1, int64_t *ret)
{
	struct tm broken;
	if (!ASN1_TIME_to_tm(asn1, &broken))
		return false;
	*ret = (int64_t)timegm(&broken) * 1000;
	return true;
}

static void common_name(X509 *certificate, char name[CARD_NAME_SIZE])
{
	X509_NAME *subject = X509_get_subject_name(certificate);
	int at = X509_NAME_get_index_by_NID(subject, NID_commonName, -1);
	unsigned char *utf8 = NULL;
	int length = -1;
	name[0] = '\0';
	if (at >= 0)
		length = ASN1_STRING_to_UTF8(
			&utf8, X509_NAME_ENTRY_get_data(X509_NAME_get_entry(subject, at)));
	if (length >= 0 && text_is_utf8((const char *)utf8, (size_t)length)) {
		snprintf(name, CARD_NAME_SIZE, "%.*s", length, (const char *)utf8);
		text_trim_partial(name);
	}
	OPENSSL_free(utf8);
}

static bool has_training_mark(const X509 *certificate)
{
	ASN1_OBJECT *oid = OBJ_txt2obj(CARD_TRAINING_OID, 1);
	bool found = oid && X509_get_ext_by_OBJ(certificate, oid, -1) >= 0;
	ASN1_OBJECT_free(oid);
	return found;
}

enum result certificate_read(const uint8_t *der, size_t length, struct card_certificate *ret,
	char name[CARD_NAME_SIZE], struct error *err)
{
	struct card_certificate read = { .length = length };
	const unsigned char *end = der;
	X509 *certificate =
		length && length <= CARD_CERTIFICATE_MAX ? d2i_X509(NULL, &end, (long)length) : NULL;
	bool good = certificate && end == der + length && X509_get0_pubkey(certificate) &&
		    time_of(X509_get0_notBefore(certificate), &read.not_before) &&
		    time_of(X509_get0_notAfter(certificate), &read.not_after);
	if (good) {
		read.training = has_training_mark(certificate);
		read.der = memory_new(length, 1);
		memcpy(read.der, der, length);
		if (name)
			common_name(certificate, name);
		*ret = read;
	}
	X509_free(certificate);
	ERR_clear_error();
	return good ? RESULT_OK : card_fault_error(CARD_FAULT_CERTIFICATE, -1, err);
}

static bool add_training_mark(X509 *certificate)
{
	static const unsigned char value[] = "\x0c\x13"
					     "choba training card"; /* UTF8String */
	ASN1_OBJECT *oid = OBJ_txt2obj(CARD_TRAINING_OID, 1);
	ASN1_OCTET_STRING *octets = ASN1_OCTET_STRING_new();
	X509_EXTENSION *extension = NULL;
	bool good = oid && octets && ASN1_OCTET_STRING_set(octets, value, sizeof value - 1) &&
		    (extension = X509_EXTENSION_create_by_OBJ(NULL, oid, 0, octets)) &&
		    X509_add_ext(certificate, extension, -1);
	X509_EXTENSION_free(extension);
	ASN1_OCTET_STRING_free(octets);
	ASN1_OBJECT_free(oid);
	return good;
}

static bool fill(X509 *certificate, EVP_PKEY *key, const char *name, long serial, time_t start, int days)
{
	X509_NAME *subject = X509_get_subject_name(certificate);
	return X509_set_version(certificate, X509_VERSION_3) &&
	       ASN1_INTEGER_set(X509_get_serialNumber(certificate), serial) &&
	       X509_NAME_add_entry_by_txt(
		       subject, "CN", MBSTRING_UTF8, (const unsigned char *)name, -1, -1, 0) &&
	       X509_set_issuer_name(certificate, subject) &&
	       X509_time_adj_ex(X509_getm_notBefore(certificate), 0, -3600, &start) &&
	       X509_time_adj_ex(X509_getm_notAfter(certificate), days, 0, &start) &&
	       X509_set_pubkey(certificate, key) && add_training_mark(certificate) &&
	       X509_sign(certificate, key, EVP_sha256());
}

enum result certificate_make_training(EVP_PKEY *key, const char *name, long serial, int64_t start, int days,
	uint8_t **ret_der, size_t *ret_length, struct error *err)
{
	X509 *certificate = X509_new();
	unsigned char *der = NULL;
	int length = -1;
	if (certificate && fill(certificate, key, name, serial, (time_t)start, days))
		length = i2d_X509(certificate, &der);
	X509_free(certificate);
	ERR_clear_error();
	if (length <= 0)
		return error_set(err, RESULT_INVALID,
			_("No certificate can be made for this name; a name has 1 to 64 characters"));
	*ret_der = memory_new((size_t)length, 1);
	memcpy(*ret_der, der, (size_t)length);
	*ret_length = (size_t)length;
	OPENSSL_free(der);
	return RESULT_OK;
}
