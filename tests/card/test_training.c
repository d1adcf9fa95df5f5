/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of the training card: its file, each command and answer, its faults, and what choba reads from it. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/memory.h"
#include "card/piv.h"
#include "card/training_link.h"
#include "tests/support/suites.h"

suite_maker training_suite;

static struct training_card *card;
static char folder[] = "/tmp/choba-training-XXXXXX", path[64];

static void make_card(void)
{
	struct error err = { 0 };
	const struct training_order order = { .name = "山田 花子",
		.serial = 258,
		.pin = "123456",
		.puk = "12345678",
		.start = 1790000000,
		.days = 365 };
	ck_assert_msg(training_card_make(&order, &card, &err) == RESULT_OK, "%s", err.text);
}

static void drop_card(void)
{
	training_card_free(card);
	card = NULL;
}

static size_t from_hex(const char *hex, uint8_t *ret)
{
	size_t length = 0;
	for (unsigned byte; sscanf(hex, " %2x", &byte) == 1; length++) {
		ret[length] = (uint8_t)byte;
		hex += strspn(hex, " ");
		hex += 2;
	}
	return length;
}

/* Sends one command; the status word, and the answer in bytes. */
static unsigned send(const char *hex, uint8_t bytes[TRAINING_ANSWER_MAX], size_t *ret_length)
{
	uint8_t command[512];
	size_t length = from_hex(hex, command);
	length = training_card_answer(card, command, length, bytes);
	ck_assert_uint_ge(length, 2);
	ck_assert_uint_le(length, TRAINING_ANSWER_MAX);
	*ret_length = length - 2;
	return (unsigned)bytes[length - 2] << 8 | bytes[length - 1];
}

#define SELECT "00A4040009A00000030800001000"
#define PIN "0020008008313233343536FFFF"
#define WRONG "0020008008363534333231FFFF"
#define DIGEST "1111111111111111111111111111111111111111111111111111111111111111"
#define DECIDE "0087119C267C2482008120" DIGEST "00"

START_TEST(commands_have_the_answers_of_the_standard)
{
	static const struct {
		const char *before, *command;
		unsigned sw;
		int length; /* of the answer, -1 any */
	} rows[] = {
		{ NULL, "00A404000BA000000308000010000100", 0x9000, -1 },
		{ NULL, "00A4040005A000000308", 0x9000, -1 },
		{ NULL, "00A4040004A0000003", 0x6A82, 0 },
		{ NULL, "00A4040007D2760001240102", 0x6A82, 0 },
		{ NULL, "00A4000009A00000030800001000", 0x6A86, 0 },
		{ NULL, "00200080", 0x6985, 0 },
		{ SELECT, "00CB3FFF055C035FC10200", 0x9000, 61 },
		{ SELECT, "00CB3FFF055C035FC10700", 0x9000, -1 },
		{ SELECT, "00CB3FFF055C035FC10C00", 0x9000, 10 },
		{ SELECT, "00CB3FFF035C017E00", 0x9000, 20 },
		{ SELECT, "00CB3FFF055C035FC10500", 0x6100, 256 },
		{ SELECT, "00CB3FFF055C035FC10A00", 0x6100, 256 },
		{ SELECT, "00CB3FFF055C035FC10110", 0x6A82, 0 },
		{ SELECT, "00CB3FFF055C035FC10900", 0x6982, 0 },
		{ SELECT, "00CB3FFF0300005C", 0x6A80, 0 },
		{ SELECT, "00CB0000055C035FC10200", 0x6A86, 0 },
		{ SELECT, "00200080", 0x63C3, 0 },
		{ SELECT, PIN, 0x9000, 0 },
		{ SELECT, WRONG, 0x63C2, 0 },
		{ SELECT, "002000800831323334FFFFFFFF", 0x6A80, 0 },
		{ SELECT, "0020008006313233343536", 0x6A80, 0 },
		{ SELECT, "00200000", 0x6A88, 0 },
		{ SELECT, "00200180", 0x6A86, 0 },
		{ PIN, "00200080", 0x9000, 0 },
		{ PIN, "0020FF80", 0x9000, 0 },
		{ SELECT, DECIDE, 0x6982, 0 },
		{ PIN, DECIDE, 0x9000, -1 },
		{ PIN, "0087119C257C2482008120" DIGEST, 0x6A80, 0 },
		{ PIN, "0087149C267C2482008120" DIGEST "00", 0x6A86, 0 },
		{ PIN, "00C0000000", 0x6985, 0 },
		{ SELECT, "0CCB3FFF055C035FC10200", 0x6E00, 0 },
		{ SELECT, "80CB3FFF055C035FC10200", 0x6E00, 0 },
		{ SELECT, "00AA0000", 0x6D00, 0 },
		{ SELECT, "00", 0x6700, 0 },
		{ SELECT, "00CB3F", 0x6700, 0 },
		{ SELECT, "00CB3FFF095C03", 0x6700, 0 },
		{ SELECT, "00CB3FFF0000055C035FC102", 0x6700, 0 },
	};
	uint8_t answer[TRAINING_ANSWER_MAX];
	size_t length;
	for (size_t i = 0; i < COUNT(rows); i++) {
		training_card_reset(card);
		card->pin.tries = TRAINING_TRIES;
		if (rows[i].before) {
			send(SELECT, answer, &length);
			send(rows[i].before, answer, &length);
		}
		unsigned sw = send(rows[i].command, answer, &length);
		if ((sw & 0xFF00) == 0x6100)
			sw = 0x6100;
		ck_assert_msg(sw == rows[i].sw, "row %zu: %04X", i, sw);
		ck_assert_msg(rows[i].length < 0 || (int)length == rows[i].length, "row %zu: %zu", i, length);
	}
}
END_TEST

START_TEST(the_decision_key_wants_the_pin_each_time)
{
	uint8_t answer[TRAINING_ANSWER_MAX];
	size_t length;
	send(SELECT, answer, &length);
	ck_assert_uint_eq(send(PIN, answer, &length), 0x9000);
	ck_assert_uint_eq(send(DECIDE, answer, &length), 0x9000);
	ck_assert_uint_eq(send(DECIDE, answer, &length), 0x6982);
	ck_assert_uint_eq(send("00200080", answer, &length), 0x9000); /* and yet the PIN counts as given */
	ck_assert_uint_eq(send(PIN, answer, &length), 0x9000);
	send(SELECT, answer, &length); /* a SELECT between spoils it */
	ck_assert_uint_eq(send(DECIDE, answer, &length), 0x6982);
	send("0020FF80", answer, &length);
	ck_assert_uint_eq(send("00200080", answer, &length), 0x63C3);
	ck_assert_uint_eq(send(PIN, answer, &length), 0x9000);
	training_card_reset(card);
	ck_assert_uint_eq(send("00200080", answer, &length), 0x6985);
}
END_TEST

START_TEST(three_wrong_pins_block_and_the_puk_unblocks)
{
	uint8_t answer[TRAINING_ANSWER_MAX];
	size_t length;
	send(SELECT, answer, &length);
	ck_assert_uint_eq(send(WRONG, answer, &length), 0x63C2);
	ck_assert_uint_eq(send(WRONG, answer, &length), 0x63C1);
	ck_assert_uint_eq(send(WRONG, answer, &length), 0x6983);
	ck_assert_uint_eq(send(PIN, answer, &length), 0x6983);
	ck_assert_uint_eq(send("00200080", answer, &length), 0x6983);
	ck_assert_uint_eq(send("002C008010"
			       "3837363534333231"
			       "363534333231FFFF",
				  answer, &length),
		0x63C2);
	ck_assert_uint_eq(send("002C008010"
			       "3132333435363738"
			       "363534333231FFFF",
				  answer, &length),
		0x9000);
	ck_assert_int_eq(card->puk.tries, TRAINING_TRIES);
	ck_assert_uint_eq(send(WRONG, answer, &length), 0x9000); /* it is the PIN now */
	ck_assert_uint_eq(send("0024008010"
			       "363534333231FFFF"
			       "313233343536FFFF",
				  answer, &length),
		0x9000);
	ck_assert_uint_eq(send("0024008010"
			       "363534333231FFFF"
			       "313233343536FFFF",
				  answer, &length),
		0x63C2);
	ck_assert_uint_eq(send("0024008010"
			       "313233343536FFFF"
			       "31323334FFFFFFFF",
				  answer, &length),
		0x6A80);
	ck_assert_uint_eq(send(PIN, answer, &length), 0x9000);
}
END_TEST

/* The card without a reader between. */
struct direct {
	struct apdu_channel channel;
	struct training_fault fault;
	unsigned commands;
};

static enum card_fault transmit(struct apdu_channel *channel, const uint8_t *command, size_t length,
	uint8_t *answer, size_t room, size_t *ret_length)
{
	struct direct *direct = (struct direct *)channel;
	direct->commands++;
	length = training_card_answer(card, command, length, answer);
	length = training_fault_apply(&direct->fault, direct->commands, answer, length, room);
	*ret_length = length;
	return length ? CARD_FAULT_NONE : CARD_FAULT_REMOVED;
}

START_TEST(choba_reads_the_card_as_it_was_made)
{
	static struct piv_contents contents;
	struct direct direct = { .channel = { transmit } };
	struct card_certificate certificate;
	char name[CARD_NAME_SIZE];
	struct error err = { 0 };
	ck_assert(piv_read(&direct.channel, &contents) == CARD_FAULT_NONE);
	ck_assert_int_eq(contents.tries, 3);
	ck_assert_uint_eq(strlen(contents.serial), 32);
	ck_assert_str_eq(contents.serial + 24, "00000102");
	for (size_t i = 0; i < CARD_KEY__COUNT; i++) {
		ck_assert(certificate_read(contents.der[i], contents.length[i], &certificate, name, &err) ==
			  RESULT_OK);
		ck_assert_str_eq(name, "山田 花子");
		ck_assert(certificate.training);
		ck_assert_int_eq(certificate.not_before, (1790000000LL - 3600) * 1000);
		ck_assert_int_eq(certificate.not_after, (1790000000LL + 365 * 86400) * 1000);
		free(certificate.der);
	}
	int tries = -1;
	ck_assert(piv_change_pin(&direct.channel, "111111", "222222", &tries) == CARD_FAULT_PIN_WRONG);
	ck_assert_int_eq(tries, 2);
	ck_assert(piv_change_pin(&direct.channel, "123456", "22222222", &tries) == CARD_FAULT_NONE);
	ck_assert_str_eq(card->pin.digits, "22222222");
}
END_TEST

START_TEST(no_faulty_card_is_read_as_another)
{
	static const char *const kinds[] = { "short", "long", "tag", "chain", "remove", "sw=6F00",
		"sw=9000" };
	static struct piv_contents right, wrong;
	struct direct good = { .channel = { transmit } };
	struct error err = { 0 };
	ck_assert(piv_read(&good.channel, &right) == CARD_FAULT_NONE);
	for (size_t i = 0; i < COUNT(kinds); i++)
		for (unsigned at = 1; at <= good.commands; at++) {
			struct direct bad = { .channel = { transmit } };
			char spec[32];
			snprintf(spec, sizeof spec, "%s@%u", kinds[i], at);
			ck_assert_msg(
				training_fault_parse(spec, &bad.fault, &err) == RESULT_OK, "%s", err.text);
			training_card_reset(card);
			if (piv_read(&bad.channel, &wrong) != CARD_FAULT_NONE)
				continue;
			ck_assert_str_eq(wrong.serial, right.serial);
			ck_assert_msg(wrong.length[0] == right.length[0], "%s", spec);
			/* A byte turned over inside a certificate is found by its key, not by reading. */
			ck_assert_msg(bad.fault.kind == TRAINING_FAULT_TAG ||
					      memcmp(wrong.der[0], right.der[0], right.length[0]) == 0,
				"%s", spec);
		}
}
END_TEST

START_TEST(only_faults_of_the_table_are_taken)
{
	static const struct {
		const char *text;
		bool good;
	} rows[] = {
		{ "short@1", true },
		{ "sw=6F00@12", true },
		{ "silent@99999", true },
		{ "none@1", false },
		{ "short", false },
		{ "short@", false },
		{ "short@0", false },
		{ "short@-1", false },
		{ "short@1x", false },
		{ "sw@1", false },
		{ "sw=6F@1", false },
		{ "sw=6F001@1", false },
		{ "shor@1", false },
		{ "", false },
	};
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct training_fault fault;
		struct error err = { 0 };
		enum result r = training_fault_parse(rows[i].text, &fault, &err);
		ck_assert_msg(r == (rows[i].good ? RESULT_OK : RESULT_INVALID), "row %zu", i);
		ck_assert(rows[i].good || err.text[0]);
	}
}
END_TEST

START_TEST(the_file_keeps_keys_and_tries)
{
	struct training_card *again;
	struct error err = { 0 };
	struct stat about;
	uint8_t answer[TRAINING_ANSWER_MAX];
	size_t length;
	ck_assert_ptr_nonnull(mkdtemp(folder));
	snprintf(path, sizeof path, "%s/a.card", folder);
	ck_assert(training_card_write(card, path, &err) == RESULT_OK);
	ck_assert_int_eq(stat(path, &about), 0);
	ck_assert_uint_eq(about.st_mode & 0777, 0600);
	send(SELECT, answer, &length);
	ck_assert_uint_eq(send(WRONG, answer, &length), 0x63C2);
	ck_assert(training_card_read(path, &again, &err) == RESULT_OK);
	ck_assert_int_eq(again->pin.tries, 2);
	ck_assert_str_eq(again->name, card->name);
	ck_assert_mem_eq(again->guid, card->guid, sizeof card->guid);
	for (size_t i = 0; i < CARD_KEY__COUNT; i++)
		ck_assert_int_eq(EVP_PKEY_eq(again->keys[i], card->keys[i]), 1);
	training_card_free(again);
	ck_assert_uint_eq(send(PIN, answer, &length), 0x9000);
	ck_assert(training_card_read(path, &again, &err) == RESULT_OK);
	ck_assert_int_eq(again->pin.tries, 3);
	training_card_free(again);
}
END_TEST

START_TEST(a_file_that_is_no_card_has_its_sentence)
{
	static const char bad_pin[] =
		"{\"training-card\": 1, \"name\": \"a\", \"serial\": 1, \"pin\": \"12\", "
		"\"pin-tries\": 3, \"puk\": \"12345678\", \"puk-tries\": 3}";
	static const char *const texts[] = { "", "{}", "[]", "{\"training-card\": 1}", bad_pin };
	char name[] = "/tmp/choba-training-XXXXXX";
	struct training_card *none = NULL;
	struct error err = { 0 };
	int file = mkstemp(name);
	for (size_t i = 0; i < COUNT(texts); i++) {
		ck_assert_int_eq(ftruncate(file, 0), 0);
		ck_assert_int_eq(pwrite(file, texts[i], strlen(texts[i]), 0), (int)strlen(texts[i]));
		ck_assert(training_card_read(name, &none, &err) == RESULT_INVALID);
		ck_assert(strstr(err.text, "is not a training card"));
		ck_assert_ptr_null(none);
	}
	close(file);
	unlink(name);
	ck_assert(training_card_read(name, &none, &err) == RESULT_NOT_FOUND);
}
END_TEST

START_TEST(a_card_is_not_made_with_a_bad_pin_or_name)
{
	static const struct training_order orders[] = {
		{ .name = "A", .pin = "12345", .puk = "12345678", .days = 1 },
		{ .name = "A", .pin = "123456789", .puk = "12345678", .days = 1 },
		{ .name = "A", .pin = "12345a", .puk = "12345678", .days = 1 },
		{ .name = "A", .pin = "123456", .puk = "1234567", .days = 1 },
		{ .name = "", .pin = "123456", .puk = "12345678", .days = 1 },
	};
	for (size_t i = 0; i < COUNT(orders); i++) {
		struct training_card *none = NULL;
		struct error err = { 0 };
		ck_assert_msg(training_card_make(&orders[i], &none, &err) == RESULT_INVALID, "row %zu", i);
		ck_assert(err.text[0] && !none);
	}
}
END_TEST

static void drop_file(void)
{
	drop_card();
	if (path[0] && unlink(path) == 0)
		rmdir(folder);
}

START_TEST(a_reader_holds_one_card)
{
	struct training_link first = { 0 }, second = { 0 };
	struct error err = { 0 };
	unsigned port = 35963; /* the first from here that is free on this machine */
	while (port < 36963 && training_link_open(&first, port, &err) != RESULT_OK)
		port++;
	ck_assert_int_eq(training_link_open(&second, port, &err), RESULT_CONFLICT);
	ck_assert_msg(strstr(err.text, "is taken; another training card is in that reader") != NULL, "%s",
		err.text);
	training_link_close(&first);
	ck_assert_msg(training_link_open(&second, port, &err) == RESULT_OK, "%s", err.text);
	training_link_close(&second);
}
END_TEST

Suite *training_suite(void)
{
	const TTest *const tests[] = {
		commands_have_the_answers_of_the_standard,
		the_decision_key_wants_the_pin_each_time,
		three_wrong_pins_block_and_the_puk_unblocks,
		choba_reads_the_card_as_it_was_made,
		no_faulty_card_is_read_as_another,
		only_faults_of_the_table_are_taken,
		the_file_keeps_keys_and_tries,
		a_file_that_is_no_card_has_its_sentence,
		a_card_is_not_made_with_a_bad_pin_or_name,
		a_reader_holds_one_card,
	};
	Suite *suite = suite_create("training");
	TCase *tcase = tcase_create("training");
	tcase_set_timeout(tcase, 60);
	tcase_add_checked_fixture(tcase, make_card, drop_file);
	for (size_t i = 0; i < COUNT(tests); i++)
		tcase_add_test(tcase, tests[i]);
	suite_add_tcase(suite, tcase);
	return suite;
}
