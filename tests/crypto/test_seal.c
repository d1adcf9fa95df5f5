/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of sealing, wrapping and passwords. */
#include <string.h>

#include "base/memory.h"
#include "crypto/password.h"
#include "crypto/seal.h"
#include "tests/support/suites.h"

suite_maker seal_suite;

static const char words[] = "国民健康保険税賦課事務";

START_TEST(sealed_bytes_open_under_the_same_key_and_words_only)
{
	struct secret key = { 0 }, other = { 0 };
	struct bytes sealed = { 0 }, plain = { 0 };
	struct error err = { 0 };
	seal_key_new(&key);
	seal_key_new(&other);
	seal_close(&key, "a", 1, words, sizeof words, &sealed);
	ck_assert_uint_eq(sealed.length, sizeof words + SEAL_OVERHEAD);
	ck_assert_int_eq(seal_open(&other, "a", 1, &sealed, &plain, &err), RESULT_DAMAGED);
	ck_assert_str_ne(err.text, "");
	ck_assert_int_eq(seal_open(&key, "b", 1, &sealed, &plain, &err), RESULT_DAMAGED);
	ck_assert_int_eq(seal_open(&key, "a", 1, &sealed, &plain, &err), RESULT_OK);
	ck_assert_mem_eq(plain.data, words, sizeof words);
	bytes_done(&plain);
	for (size_t i = 0; i < sealed.length; i++) {
		sealed.data[i] ^= 1;
		ck_assert_msg(
			seal_open(&key, "a", 1, &sealed, &plain, NULL) == RESULT_DAMAGED, "byte %zu", i);
		sealed.data[i] ^= 1;
	}
	for (size_t cut = 0; cut < sealed.length; cut += 7) {
		struct bytes shorter = { sealed.data, cut };
		ck_assert_int_eq(seal_open(&key, "a", 1, &shorter, &plain, NULL), RESULT_DAMAGED);
	}
	bytes_done(&sealed);
	secret_done(&key);
	secret_done(&other);
}
END_TEST

START_TEST(nothing_can_be_sealed_too)
{
	struct secret key = { 0 };
	struct bytes sealed = { 0 }, plain = { 0 };
	seal_key_new(&key);
	seal_close(&key, NULL, 0, NULL, 0, &sealed);
	ck_assert_int_eq(seal_open(&key, NULL, 0, &sealed, &plain, NULL), RESULT_OK);
	ck_assert_uint_eq(plain.length, 0);
	bytes_done(&sealed);
	bytes_done(&plain);
	secret_done(&key);
}
END_TEST

START_TEST(a_wrapped_key_unwraps_under_its_own_name)
{
	struct secret master = { 0 }, key = { 0 }, back = { 0 };
	unsigned char wrapped[SEAL_WRAPPED_SIZE];
	seal_key_new(&master);
	seal_key_new(&key);
	seal_wrap(&master, "record:1", &key, wrapped);
	ck_assert_int_eq(
		seal_unwrap(&master, "record:2", wrapped, sizeof wrapped, &back, NULL), RESULT_DAMAGED);
	ck_assert_int_eq(seal_unwrap(&master, "record:1", wrapped, 7, &back, NULL), RESULT_DAMAGED);
	ck_assert_int_eq(seal_unwrap(&master, "record:1", wrapped, sizeof wrapped, &back, NULL), RESULT_OK);
	ck_assert_mem_eq(back.bytes, key.bytes, SEAL_KEY_SIZE);
	secret_done(&master);
	secret_done(&key);
	secret_done(&back);
}
END_TEST

START_TEST(a_password_is_right_or_wrong)
{
	struct secret right = { 0 }, wrong = { 0 };
	char hash[PASSWORD_HASH_SIZE];
	secret_set(&right, "ひみつの言葉", strlen("ひみつの言葉"));
	secret_set(&wrong, "ひみつの言", strlen("ひみつの言"));
	ck_assert_int_eq(password_hash(&right, hash, NULL), RESULT_OK);
	ck_assert_ptr_nonnull(strstr(hash, "$argon2id$"));
	ck_assert_int_eq(password_check(hash, &right, NULL), RESULT_OK);
	ck_assert_int_eq(password_check(hash, &wrong, NULL), RESULT_REFUSED);
	ck_assert_int_eq(password_check("", &right, NULL), RESULT_REFUSED);
	secret_done(&right);
	secret_done(&wrong);
}
END_TEST

Suite *seal_suite(void)
{
	const TTest *const tests[] = {
		sealed_bytes_open_under_the_same_key_and_words_only,
		nothing_can_be_sealed_too,
		a_wrapped_key_unwraps_under_its_own_name,
		a_password_is_right_or_wrong,
		NULL,
	};
	return suite_of("seal", tests);
}
