/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The PIN asked for a signature. */
#include <string.h>

#include "base/memory.h"
#include "tests/screen/bench.h"
#include "tests/support/suites.h"
#include "ui/screen/screens.h"

suite_maker ask_pin_suite;

/* What a screen wants signed, and what came of it. */
struct wanted {
	struct bench bench;
	unsigned signed_, done;
	enum result refusal; /* what the service says after the card has signed; RESULT_OK: nothing */
};

static enum result sign(void *context, const struct card_pin *pin, int *ret_tries, struct error *err)
{
	struct wanted *wanted = context;
	static const uint8_t digest[CARD_DIGEST_SIZE] = { 1, 2, 3 };
	struct card_signature signature;
	enum result r = card_sign(wanted->bench.cards, FAKE_READER, CARD_KEY_DECIDE, pin, digest, 1000,
		&signature, ret_tries, err);
	if (r != RESULT_OK)
		return r;
	wanted->signed_++;
	if (wanted->refusal != RESULT_OK)
		return error_refuse(err, "16.1", "somebody was faster");
	return RESULT_OK;
}

static void done(void *context)
{
	struct wanted *wanted = context;
	wanted->done++;
}

static void open_dialog(struct wanted *wanted, bool japanese)
{
	struct pin_request request = { .sentence = "保護データ利用申請書 R8-1 を承認します。",
		.context = wanted,
		.sign = sign,
		.done = done };
	bench_open(&wanted->bench, 24, 80, japanese);
	bench_sign_in(&wanted->bench, "yamada");
	ask_pin(wanted->bench.workstation, &request);
	bench_settle(&wanted->bench);
}

START_TEST(the_dialog_says_what_is_signed_by_whose_card)
{
	struct wanted wanted = { 0 };
	open_dialog(&wanted, true);
	bench_type(&wanted.bench, "123");
	headless_expect(wanted.bench.term, "ask-pin");
	bench_close(&wanted.bench);
}
END_TEST

START_TEST(the_right_pin_signs_once_and_goes_on)
{
	struct wanted wanted = { 0 };
	open_dialog(&wanted, false);
	bench_type(&wanted.bench, FAKE_PIN "\r");
	bench_expect_view(&wanted.bench, "waiting");
	ck_assert_uint_eq(wanted.signed_, 1);
	ck_assert_uint_eq(wanted.done, 1);
	bench_close(&wanted.bench);
}
END_TEST

START_TEST(f3_signs_nothing)
{
	struct wanted wanted = { 0 };
	open_dialog(&wanted, false);
	bench_type(&wanted.bench, FAKE_PIN);
	bench_type(&wanted.bench, BENCH_F3);
	bench_expect_view(&wanted.bench, "waiting");
	ck_assert_uint_eq(wanted.signed_ + wanted.done, 0);
	ck_assert_ptr_null(wanted.bench.workstation->secret);
	bench_close(&wanted.bench);
}
END_TEST

START_TEST(a_wrong_pin_stays_and_the_last_try_wants_a_yes)
{
	struct wanted wanted = { 0 };
	open_dialog(&wanted, false);
	bench_type(&wanted.bench, "000000\r");
	bench_expect_view(&wanted.bench, "ask-pin");
	headless_expect_text(wanted.bench.term, "2 tries left");
	bench_type(&wanted.bench, "000000\r");
	headless_expect_text(wanted.bench.term, "Use the last try?");
	bench_type(&wanted.bench, FAKE_PIN "\r");
	ck_assert_uint_eq(wanted.signed_, 0);
	bench_type(&wanted.bench, "y");
	bench_type(&wanted.bench, FAKE_PIN "\r");
	ck_assert_uint_eq(wanted.signed_, 1);
	ck_assert_uint_eq(wanted.done, 1);
	bench_close(&wanted.bench);
}
END_TEST

START_TEST(a_card_that_is_blocked_ends_the_dialog_with_its_sentence)
{
	struct wanted wanted = { 0 };
	open_dialog(&wanted, false);
	bench_type(&wanted.bench, "000000\r");
	bench_type(&wanted.bench, "000000\r");
	bench_type(&wanted.bench, "y");
	bench_type(&wanted.bench, "000000\r");
	bench_expect_view(&wanted.bench, "waiting");
	headless_expect_text(wanted.bench.term, "blocked");
	ck_assert_uint_eq(wanted.done, 0);
	bench_close(&wanted.bench);
}
END_TEST

START_TEST(a_refusal_after_the_signature_ends_the_dialog_with_its_article)
{
	struct wanted wanted = { .refusal = RESULT_REFUSED };
	open_dialog(&wanted, false);
	bench_type(&wanted.bench, FAKE_PIN "\r");
	bench_expect_view(&wanted.bench, "waiting");
	headless_expect_text(wanted.bench.term, "somebody was faster (Art. 16(1))");
	ck_assert_uint_eq(wanted.done, 0);
	bench_close(&wanted.bench);
}
END_TEST

START_TEST(pulling_the_card_wipes_what_was_typed_and_locks)
{
	struct wanted wanted = { 0 };
	open_dialog(&wanted, false);
	bench_type(&wanted.bench, "12345");
	bench_remove(&wanted.bench);
	bench_expect_view(&wanted.bench, "sign-in");
	bench_insert(&wanted.bench, "yamada");
	bench_type(&wanted.bench, FAKE_PIN "\r");
	bench_expect_view(&wanted.bench, "ask-pin");
	headless_expect_text(wanted.bench.term, "_________");
	headless_expect_absent(wanted.bench.term, "*");
	bench_type(&wanted.bench, "6\r");
	ck_assert_uint_eq(wanted.signed_, 0);
	bench_close(&wanted.bench);
}
END_TEST

START_TEST(a_card_pulled_while_it_signs_does_nothing_and_locks)
{
	struct wanted wanted = { 0 };
	open_dialog(&wanted, false);
	fake_host_fail(wanted.bench.cards, 0, CARD_FAULT_REMOVED);
	bench_type(&wanted.bench, FAKE_PIN "\r");
	bench_expect_view(&wanted.bench, "sign-in");
	ck_assert_uint_eq(wanted.signed_ + wanted.done, 0);
	bench_close(&wanted.bench);
}
END_TEST

START_TEST(no_dialog_opens_while_the_card_cannot_be_read)
{
	struct wanted wanted = { 0 };
	struct pin_request request = { .sentence = "x", .context = &wanted, .sign = sign };
	bench_open(&wanted.bench, 24, 80, false);
	bench_sign_in(&wanted.bench, "yamada");
	fake_host_fail(wanted.bench.cards, 0, CARD_FAULT_HELD);
	ask_pin(wanted.bench.workstation, &request);
	workstation_draw(wanted.bench.workstation);
	bench_expect_view(&wanted.bench, "waiting");
	headless_expect_text(wanted.bench.term, "nother program");
	bench_close(&wanted.bench);
}
END_TEST

/* What is typed where a PIN of six to eight digits is wanted, and what is said to it. */
static const struct {
	const char *keys, *sentence;
} typed[] = {
	{ "123456789", "暗証番号は 6〜8桁の数字です" },
	{ "12a", "暗証番号は 6〜8桁の数字です" },
	{ "12345\r", "すべて入力して Enter を押してください" },
	{ "\r", "すべて入力して Enter を押してください" },
};

START_TEST(what_is_no_pin_is_said_and_never_sent_to_the_card)
{
	struct wanted wanted = { 0 };
	open_dialog(&wanted, true);
	unsigned before = fake_host_signatures(wanted.bench.cards);
	bench_type(&wanted.bench, typed[_i].keys);
	bench_expect_view(&wanted.bench, "ask-pin");
	headless_expect_text(wanted.bench.term, typed[_i].sentence);
	ck_assert_uint_eq(fake_host_signatures(wanted.bench.cards), before);
	ck_assert_uint_eq(wanted.done, 0);
	bench_close(&wanted.bench);
}
END_TEST

START_TEST(nothing_waits_for_a_yes_before_the_last_try)
{
	struct wanted wanted = { 0 };
	open_dialog(&wanted, true);
	bench_type(&wanted.bench, BENCH_F9);
	bench_expect_view(&wanted.bench, "ask-pin");
	headless_expect_text(wanted.bench.term, "確認を待っているものはありません");
	bench_close(&wanted.bench);
}
END_TEST

START_TEST(anothers_card_in_the_reader_is_not_asked_for_its_pin)
{
	struct wanted wanted = { 0 };
	struct pin_request request = {
		.sentence = "承認します。", .context = &wanted, .sign = sign, .done = done
	};
	bench_open(&wanted.bench, 24, 80, true);
	bench_sign_in(&wanted.bench, "yamada");
	/* Before the workstation has looked at its reader again. */
	fake_host_insert(wanted.bench.cards, bench_card("ishikawa"));
	ask_pin(wanted.bench.workstation, &request);
	workstation_draw(wanted.bench.workstation);
	bench_expect_view(&wanted.bench, "waiting");
	headless_expect_text(wanted.bench.term, "石川 隆 さんのカードです。ご自分のカードを入れてください");
	ck_assert_uint_eq(wanted.signed_ + wanted.done, 0);
	bench_close(&wanted.bench);
}
END_TEST

Suite *ask_pin_suite(void)
{
	const TTest *const tests[] = {
		the_dialog_says_what_is_signed_by_whose_card,
		the_right_pin_signs_once_and_goes_on,
		f3_signs_nothing,
		a_wrong_pin_stays_and_the_last_try_wants_a_yes,
		a_card_that_is_blocked_ends_the_dialog_with_its_sentence,
		a_refusal_after_the_signature_ends_the_dialog_with_its_article,
		pulling_the_card_wipes_what_was_typed_and_locks,
		a_card_pulled_while_it_signs_does_nothing_and_locks,
		no_dialog_opens_while_the_card_cannot_be_read,
		nothing_waits_for_a_yes_before_the_last_try,
		anothers_card_in_the_reader_is_not_asked_for_its_pin,
		NULL,
	};
	Suite *suite = suite_of("ask-pin", tests);
	TCase *loop = tcase_create("typed");
	tcase_set_timeout(loop, 60);
	tcase_add_loop_test(loop, what_is_no_pin_is_said_and_never_sent_to_the_card, 0, (int)COUNT(typed));
	suite_add_tcase(suite, loop);
	return suite;
}
