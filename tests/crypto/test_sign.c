/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of certificates and signatures. */
#include <string.h>

#include "base/memory.h"
#include "crypto/sign.h"
#include "tests/crypto/software_key.h"
#include "tests/support/suites.h"

suite_maker sign_suite;

START_TEST(a_certificate_tells_name_key_and_training)
{
	struct software_key *key = software_key_new(SOFTWARE_P256, "山田 花子", true);
	const struct bytes *der = software_key_certificate(key);
	struct certificate certificate;
	ck_assert_int_eq(certificate_parse(der->data, der->length, &certificate, NULL), RESULT_OK);
	ck_assert_str_eq(certificate.common_name, "山田 花子");
	ck_assert_str_eq(certificate.subject, "CN=山田 花子");
	ck_assert_int_eq(certificate.type, KEY_EC_P256);
	ck_assert(certificate.is_training);
	ck_assert_int_eq(certificate.not_before, INT64_C(1767225600000));
	struct hash fingerprint = hash_bytes(certificate.public_key.data, certificate.public_key.length);
	ck_assert(hash_equal(&fingerprint, &certificate.fingerprint));
	certificate_done(&certificate);
	software_key_free(key);
}
END_TEST

START_TEST(what_is_not_one_whole_certificate_is_refused)
{
	struct software_key *key = software_key_new(SOFTWARE_P256, "a", false);
	const struct bytes *der = software_key_certificate(key);
	struct certificate certificate;
	struct bytes longer = { 0 };
	struct error err = { 0 };
	for (size_t cut = 0; cut < der->length; cut += 5)
		ck_assert_int_eq(certificate_parse(der->data, cut, &certificate, &err), RESULT_INVALID);
	ck_assert_str_ne(err.text, "");
	bytes_set(&longer, der->data, der->length);
	longer.length++; /* the NUL that bytes_set puts behind */
	ck_assert_int_eq(certificate_parse(longer.data, longer.length, &certificate, &err), RESULT_INVALID);
	bytes_done(&longer);
	software_key_free(key);
}
END_TEST

START_TEST(a_signature_is_good_for_its_key_and_digest_only)
{
	static const struct {
		enum software_kind kind;
		enum result result;
	} rows[] = {
		{ SOFTWARE_RSA_2048, RESULT_OK },
		{ SOFTWARE_P256, RESULT_OK },
		{ SOFTWARE_RSA_1024, RESULT_INVALID },
		{ SOFTWARE_P384, RESULT_INVALID },
	};
	struct hash digest = hash_bytes("one", 3), other = hash_bytes("two", 3);
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct software_key *key = software_key_new(rows[i].kind, "a", false);
		struct software_key *stranger = software_key_new(rows[i].kind, "a", false);
		const struct bytes *der = software_key_certificate(key);
		struct certificate certificate;
		struct bytes signature, forged;
		ck_assert_int_eq(certificate_parse(der->data, der->length, &certificate, NULL), RESULT_OK);
		ck_assert(!certificate.is_training);
		software_key_sign(key, &digest, &signature);
		software_key_sign(stranger, &digest, &forged);
		ck_assert_int_eq(sign_verify(&certificate, &digest, signature.data, signature.length, NULL),
			rows[i].result);
		ck_assert_int_ne(
			sign_verify(&certificate, &other, signature.data, signature.length, NULL), RESULT_OK);
		ck_assert_int_ne(
			sign_verify(&certificate, &digest, forged.data, forged.length, NULL), RESULT_OK);
		ck_assert_int_ne(sign_verify(&certificate, &digest, "", 0, NULL), RESULT_OK);
		bytes_done(&signature);
		bytes_done(&forged);
		certificate_done(&certificate);
		software_key_free(key);
		software_key_free(stranger);
	}
}
END_TEST

/* The two numbers of a DER signature, as a card gives them. */
static void der_to_raw(const struct bytes *der, unsigned char raw[64])
{
	const unsigned char *at = der->data + 2;
	memset(raw, 0, 64);
	for (int half = 0; half < 2; half++) {
		size_t length = at[1];
		const unsigned char *number = at + 2;
		at = number + length;
		for (; length > 32; length--)
			number++;
		memcpy(raw + 32 * half + (32 - length), number, length);
	}
}

START_TEST(a_raw_ecdsa_signature_becomes_der)
{
	struct software_key *key = software_key_new(SOFTWARE_P256, "a", false);
	const struct bytes *certificate_der = software_key_certificate(key);
	struct hash digest = hash_bytes("one", 3);
	struct certificate certificate;
	ck_assert_int_eq(
		certificate_parse(certificate_der->data, certificate_der->length, &certificate, NULL),
		RESULT_OK);
	for (int i = 0; i < 20; i++) {
		struct bytes signature, der = { 0 };
		unsigned char raw[64];
		software_key_sign(key, &digest, &signature);
		der_to_raw(&signature, raw);
		ck_assert_int_eq(sign_ecdsa_to_der(raw, sizeof raw, &der, NULL), RESULT_OK);
		ck_assert(bytes_equal(&der, &signature));
		ck_assert_int_eq(sign_verify(&certificate, &digest, der.data, der.length, NULL), RESULT_OK);
		bytes_done(&signature);
		bytes_done(&der);
	}
	struct bytes der = { 0 };
	ck_assert_int_eq(sign_ecdsa_to_der("short", 5, &der, NULL), RESULT_INVALID);
	certificate_done(&certificate);
	software_key_free(key);
}
END_TEST

Suite *sign_suite(void)
{
	const TTest *const tests[] = {
		a_certificate_tells_name_key_and_training,
		what_is_not_one_whole_certificate_is_refused,
		a_signature_is_good_for_its_key_and_digest_only,
		a_raw_ecdsa_signature_becomes_der,
		NULL,
	};
	return suite_of("sign", tests);
}
