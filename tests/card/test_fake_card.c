/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of the card contract on the host in memory: sentences, PIN, signatures. */
#include <openssl/evp.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>
#include <poll.h>
#include <string.h>

#include "base/memory.h"
#include "tests/card/fake_card.h"
#include "tests/support/suites.h"

suite_maker fake_card_suite;

static const uint8_t digest[CARD_DIGEST_SIZE] = "0123456789abcdef0123456789abcde";

static bool verifies(const struct card_certificate *certificate, const struct card_signature *signature)
{
	const unsigned char *at = certificate->der;
	X509 *x509 = d2i_X509(NULL, &at, (long)certificate->length);
	EVP_PKEY_CTX *context = EVP_PKEY_CTX_new(X509_get0_pubkey(x509), NULL);
	bool good = EVP_PKEY_verify_init(context) > 0 &&
		    EVP_PKEY_CTX_set_signature_md(context, EVP_sha256()) > 0 &&
		    EVP_PKEY_verify(context, signature->bytes, signature->length, digest, sizeof digest) > 0;
	EVP_PKEY_CTX_free(context);
	X509_free(x509);
	return good;
}

static enum result sign_with(struct card_host *host, enum card_key key, const char *typed,
	struct card_signature *ret, int *ret_tries, struct error *err)
{
	struct card_pin pin;
	card_pin_init(&pin);
	enum result r = card_pin_set(&pin, typed, strlen(typed), err);
	if (r == RESULT_OK)
		r = card_sign(host, FAKE_READER, key, &pin, digest, 1000, ret, ret_tries, err);
	card_pin_done(&pin);
	return r;
}

START_TEST(every_state_and_fault_has_its_own_sentence)
{
	char states[CARD_STATE__COUNT][ERROR_TEXT_SIZE];
	for (size_t i = 0; i < CARD_STATE__COUNT; i++) {
		struct card_status status = { .state = (enum card_state)i };
		strcpy(states[i], card_status_sentence(&status));
		ck_assert(states[i][0]);
		for (size_t j = 0; j < i; j++)
			ck_assert_str_ne(states[i], states[j]);
	}
	struct error errors[CARD_FAULT__COUNT];
	for (size_t i = 1; i < CARD_FAULT__COUNT; i++) {
		enum result r = card_fault_error((enum card_fault)i, -1, &errors[i]);
		ck_assert(r != RESULT_OK && r == errors[i].result);
		ck_assert(errors[i].text[0]);
		for (size_t j = 1; j < i; j++)
			ck_assert_str_ne(errors[i].text, errors[j].text);
	}
}
END_TEST

START_TEST(a_pin_is_six_to_eight_digits_of_any_width)
{
	static const struct {
		const char *typed, *digits;
	} rows[] = {
		{ "123456", "123456" },
		{ "12345678", "12345678" },
		{ "１２３４５６７８", "12345678" },
		{ "12345", NULL },
		{ "123456789", NULL },
		{ "12345a", NULL },
		{ "12345 6", NULL },
		{ "", NULL },
		{ "12345\xEF\xBC", NULL },
	};
	struct card_pin pin;
	card_pin_init(&pin);
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct error err = { 0 };
		enum result r = card_pin_set(&pin, rows[i].typed, strlen(rows[i].typed), &err);
		ck_assert_msg(r == (rows[i].digits ? RESULT_OK : RESULT_INVALID), "row %zu", i);
		ck_assert_str_eq(pin.digits, rows[i].digits ? rows[i].digits : "");
		ck_assert_uint_eq(pin.length, strlen(pin.digits));
	}
	card_pin_done(&pin);
	card_pin_done(&pin);
}
END_TEST

START_TEST(both_keys_sign_what_their_certificates_verify)
{
	struct card_host *host = fake_host_new();
	struct fake_card *card = fake_card_new(&(struct fake_card_options){ .name = "山田 花子" });
	struct error err = { 0 };
	struct card_identity identity;
	fake_host_insert(host, card);
	ck_assert(card_read(host, FAKE_READER, 1000, &identity, &err) == RESULT_OK);
	ck_assert_str_eq(identity.name, "山田 花子");
	ck_assert_int_eq(identity.tries, 3);
	for (size_t i = 0; i < CARD_KEY__COUNT; i++) {
		struct card_signature signature;
		int tries;
		ck_assert(sign_with(host, (enum card_key)i, FAKE_PIN, &signature, &tries, &err) == RESULT_OK);
		ck_assert(identity.certificates[i].training);
		ck_assert(verifies(&identity.certificates[i], &signature));
		signature.bytes[signature.length - 1] ^= 1;
		ck_assert(!verifies(&identity.certificates[i], &signature));
	}
	ck_assert_uint_eq(fake_host_signatures(host), 2);
	card_identity_done(&identity);
	card_host_free(host);
	fake_card_free(card);
}
END_TEST

START_TEST(wrong_pins_count_down_to_a_blocked_card)
{
	struct card_host *host = fake_host_new();
	struct fake_card *card = fake_card_new(&(struct fake_card_options){ .name = "A" });
	struct card_signature signature;
	struct error errors[4];
	int tries;
	fake_host_insert(host, card);
	for (int i = 0; i < 4; i++) {
		ck_assert(sign_with(host, CARD_KEY_DECIDE, "654321", &signature, &tries, &errors[i]) ==
			  RESULT_REFUSED);
		ck_assert_int_eq(tries, i < 3 ? 2 - i : 0);
	}
	ck_assert(strstr(errors[0].text, "2 tries"));
	ck_assert(strstr(errors[1].text, "one try"));
	ck_assert(strstr(errors[2].text, "blocked"));
	ck_assert_str_eq(errors[2].text, errors[3].text);
	card_host_free(host);
	fake_card_free(card);
}
END_TEST

START_TEST(insertion_removal_and_faults_are_seen)
{
	struct card_host *host = fake_host_new();
	struct fake_card *card = fake_card_new(&(struct fake_card_options){ .name = "A" });
	struct pollfd waiting = { .fd = card_host_fd(host), .events = POLLIN };
	struct card_status before, after;
	struct card_identity identity;
	struct error err = { 0 };
	card_host_status(host, &before);
	ck_assert(before.state == CARD_STATE_NO_CARD);
	ck_assert_int_eq(poll(&waiting, 1, 0), 0);
	fake_host_insert(host, card);
	ck_assert_int_eq(poll(&waiting, 1, 0), 1);
	card_host_status(host, &after);
	ck_assert(after.state == CARD_STATE_PRESENT);
	ck_assert_uint_ne(before.readers[0].insertions, after.readers[0].insertions);
	fake_host_fail(host, 1, CARD_FAULT_REMOVED);
	ck_assert(card_read(host, FAKE_READER, 1000, &identity, &err) == RESULT_OK);
	card_identity_done(&identity);
	ck_assert(card_read(host, FAKE_READER, 1000, &identity, &err) == RESULT_UNAVAILABLE);
	card_host_status(host, &after);
	ck_assert(after.state == CARD_STATE_NO_CARD);
	fake_host_set_state(host, CARD_STATE_HELD);
	ck_assert(card_read(host, FAKE_READER, 1000, &identity, &err) == RESULT_BUSY);
	card_host_free(host);
	fake_card_free(card);
}
END_TEST

Suite *fake_card_suite(void)
{
	const TTest *const tests[] = {
		every_state_and_fault_has_its_own_sentence,
		a_pin_is_six_to_eight_digits_of_any_width,
		both_keys_sign_what_their_certificates_verify,
		wrong_pins_count_down_to_a_blocked_card,
		insertion_removal_and_faults_are_seen,
		NULL,
	};
	return suite_of("fake_card", tests);
}
