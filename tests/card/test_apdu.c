/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of commands, answers and PIV reading against a script of answers. */
#include <string.h>

#include "base/memory.h"
#include "card/piv.h"
#include "tests/support/suites.h"

suite_maker apdu_suite;

enum { SCRIPT_MAX = 80 };

/* Answers one after the other; the last one again and again. */
struct script {
	struct apdu_channel channel;
	const char *answers[SCRIPT_MAX]; /* hexadecimal */
	size_t count, at;
	uint8_t commands[SCRIPT_MAX][264];
	size_t lengths[SCRIPT_MAX];
	enum card_fault fault; /* instead of the last answer */
};

static size_t from_hex(const char *hex, uint8_t *ret)
{
	size_t length = strlen(hex) / 2;
	for (size_t i = 0; i < length; i++) {
		unsigned byte;
		ck_assert_int_eq(sscanf(hex + 2 * i, "%2x", &byte), 1);
		ret[i] = (uint8_t)byte;
	}
	return length;
}

static enum card_fault transmit(struct apdu_channel *channel, const uint8_t *command, size_t length,
	uint8_t *answer, size_t room, size_t *ret_length)
{
	struct script *script = (struct script *)channel;
	ck_assert_uint_lt(script->at, SCRIPT_MAX);
	memcpy(script->commands[script->at], command, length);
	script->lengths[script->at] = length;
	size_t turn = script->at++;
	if (turn + 1 >= script->count && script->fault != CARD_FAULT_NONE)
		return script->fault;
	const char *hex = script->answers[turn < script->count ? turn : script->count - 1];
	ck_assert_uint_le(strlen(hex) / 2, room);
	*ret_length = from_hex(hex, answer);
	return CARD_FAULT_NONE;
}

static const struct apdu_command get_data = { 0xCB, 0x3F, 0xFF, (const uint8_t *)"\x5C\x01\x7E", 3, true };

START_TEST(answers_are_put_together_or_refused)
{
	static const struct {
		const char *answers[4];
		enum card_fault fault;
		size_t length;
		unsigned sw;
		size_t sent;
	} rows[] = {
		{ { "AABB9000" }, CARD_FAULT_NONE, 2, 0x9000, 1 },
		{ { "6A82" }, CARD_FAULT_NONE, 0, 0x6A82, 1 },
		{ { "AA6101", "BB9000" }, CARD_FAULT_NONE, 2, 0x9000, 2 },
		{ { "6102", "AABB9000" }, CARD_FAULT_NONE, 2, 0x9000, 2 },
		{ { "6C05", "AABBCCDDEE9000" }, CARD_FAULT_NONE, 5, 0x9000, 2 },
		{ { "6C05", "6C06" }, CARD_FAULT_NONE, 0, 0x6C06, 2 },
		{ { "6110" }, CARD_FAULT_ANSWER, 0, 0, 2 },
		{ { "AA6110" }, CARD_FAULT_ANSWER, 0, 0, 65 },
		{ { "" }, CARD_FAULT_ANSWER, 0, 0, 1 },
		{ { "90" }, CARD_FAULT_ANSWER, 0, 0, 1 },
	};
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct script script = { .channel = { transmit } };
		struct apdu_answer answer;
		while (script.count < 4 && rows[i].answers[script.count]) {
			script.answers[script.count] = rows[i].answers[script.count];
			script.count++;
		}
		enum card_fault fault = apdu_exchange(&script.channel, &get_data, &answer);
		ck_assert_msg(fault == rows[i].fault, "row %zu: fault %d", i, fault);
		ck_assert_msg(script.at == rows[i].sent, "row %zu: %zu commands", i, script.at);
		if (fault == CARD_FAULT_NONE) {
			ck_assert_uint_eq(answer.length, rows[i].length);
			ck_assert_uint_eq(answer.sw, rows[i].sw);
		}
	}
}
END_TEST

START_TEST(a_wrong_length_is_repeated_with_the_right_one)
{
	struct script script = { .channel = { transmit }, .answers = { "6C05", "9000" }, .count = 2 };
	struct apdu_answer answer;
	ck_assert(apdu_exchange(&script.channel, &get_data, &answer) == CARD_FAULT_NONE);
	ck_assert_uint_eq(script.commands[0][script.lengths[0] - 1], 0x00);
	ck_assert_uint_eq(script.commands[1][script.lengths[1] - 1], 0x05);
	ck_assert_uint_eq(script.lengths[0], script.lengths[1]);
}
END_TEST

START_TEST(long_data_goes_in_a_chain)
{
	static uint8_t data[600];
	static const struct {
		size_t length, blocks, last;
	} rows[] = { { 1, 1, 1 }, { 255, 1, 255 }, { 256, 2, 1 }, { 510, 2, 255 }, { 600, 3, 90 } };
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct script script = { .channel = { transmit }, .answers = { "9000" }, .count = 1 };
		const struct apdu_command command = { 0x87, 0x11, 0x9C, data, rows[i].length, true };
		struct apdu_answer answer;
		ck_assert(apdu_exchange(&script.channel, &command, &answer) == CARD_FAULT_NONE);
		ck_assert_uint_eq(script.at, rows[i].blocks);
		for (size_t j = 0; j < script.at; j++)
			ck_assert_uint_eq(script.commands[j][0], j + 1 < script.at ? 0x10 : 0x00);
		ck_assert_uint_eq(script.commands[script.at - 1][4], rows[i].last);
	}
	struct script refusing = { .channel = { transmit }, .answers = { "6982" }, .count = 1 };
	const struct apdu_command command = { 0x87, 0x11, 0x9C, data, 600, true };
	struct apdu_answer answer;
	ck_assert(apdu_exchange(&refusing.channel, &command, &answer) == CARD_FAULT_NONE);
	ck_assert_uint_eq(refusing.at, 1);
	ck_assert_uint_eq(answer.sw, 0x6982);
}
END_TEST

#define SELECTED "61114F0600001000010079074F05A0000003089000"
#define CHUID "5312341000112233445566778899AABBCCDDEEFF9000"
#define CERTIFICATE "53087003010203710100FE009000"

START_TEST(what_a_card_says_of_itself_is_read_or_refused)
{
	static const struct {
		const char *answers[8];
		enum card_fault fault;
		int tries;
		const char *serial;
	} rows[] = {
		{ { SELECTED, "9000", "63C3", CHUID, CERTIFICATE, CERTIFICATE }, CARD_FAULT_NONE, 3,
			"00112233445566778899AABBCCDDEEFF" },
		{ { SELECTED, "6A86", "63C0", CHUID, CERTIFICATE, "6A82" }, CARD_FAULT_NONE, 0,
			"00112233445566778899AABBCCDDEEFF" },
		{ { SELECTED, "9000", "6983", CHUID, CERTIFICATE, "6A82" }, CARD_FAULT_NONE, 0,
			"00112233445566778899AABBCCDDEEFF" },
		{ { SELECTED, "9000", "9000", CHUID, CERTIFICATE, "6A82" }, CARD_FAULT_NONE, -1,
			"00112233445566778899AABBCCDDEEFF" },
		{ { SELECTED, "9000", "63C3",
			  "531B3019D4E739DA739CED39CE739D836858210842108421C84210C3EB9000", CERTIFICATE,
			  "6A82" },
			CARD_FAULT_NONE, 3, "D4E739DA739CED39CE739D836858210842108421C84210C3EB" },
		{ { "6A82" }, CARD_FAULT_UNKNOWN_CARD, 0, NULL },
		{ { "9000" }, CARD_FAULT_ANSWER, 0, NULL },
		{ { SELECTED, "9000", "6F00" }, CARD_FAULT_ANSWER, 0, NULL },
		{ { SELECTED, "9000", "63C3", "6A82" }, CARD_FAULT_ANSWER, 0, NULL },
		{ { SELECTED, "9000", "63C3", "53009000" }, CARD_FAULT_ANSWER, 0, NULL },
		{ { SELECTED, "9000", "63C3", "530334019000" }, CARD_FAULT_ANSWER, 0, NULL },
		{ { SELECTED, "9000", "63C3", "5304340200119000" }, CARD_FAULT_ANSWER, 0, NULL },
		{ { SELECTED, "9000", "63C3", CHUID, "6A82" }, CARD_FAULT_NO_CERTIFICATE, 0, NULL },
		{ { SELECTED, "9000", "63C3", CHUID, "53009000" }, CARD_FAULT_NO_CERTIFICATE, 0, NULL },
		{ { SELECTED, "9000", "63C3", CHUID, "53027103FE009000" }, CARD_FAULT_ANSWER, 0, NULL },
		{ { SELECTED, "9000", "63C3", CHUID, "530A7003010203710101FE009000" }, CARD_FAULT_CERTIFICATE,
			0, NULL },
		{ { SELECTED, "9000", "63C3", CHUID, "6982" }, CARD_FAULT_ANSWER, 0, NULL },
	};
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct script script = { .channel = { transmit } };
		struct piv_contents contents;
		while (script.count < 8 && rows[i].answers[script.count]) {
			script.answers[script.count] = rows[i].answers[script.count];
			script.count++;
		}
		enum card_fault fault = piv_read(&script.channel, &contents);
		ck_assert_msg(fault == rows[i].fault, "row %zu: fault %d", i, fault);
		if (fault != CARD_FAULT_NONE)
			continue;
		ck_assert_int_eq(contents.tries, rows[i].tries);
		ck_assert_str_eq(contents.serial, rows[i].serial);
		ck_assert_uint_eq(contents.length[CARD_KEY_SIGN_IN], 3);
	}
}
END_TEST

START_TEST(a_fault_of_the_reader_is_passed_on_from_every_command)
{
	static const char *const answers[] = { SELECTED, "9000", "63C3", CHUID, CERTIFICATE, CERTIFICATE };
	for (size_t last = 0; last < COUNT(answers); last++) {
		struct script script = {
			.channel = { transmit }, .count = last + 1, .fault = CARD_FAULT_REMOVED
		};
		struct piv_contents contents;
		memcpy(script.answers, answers, sizeof answers);
		ck_assert(piv_read(&script.channel, &contents) == CARD_FAULT_REMOVED);
		ck_assert_uint_eq(script.at, last + 1);
	}
}
END_TEST

Suite *apdu_suite(void)
{
	const TTest *const tests[] = {
		answers_are_put_together_or_refused,
		a_wrong_length_is_repeated_with_the_right_one,
		long_data_goes_in_a_chain,
		what_a_card_says_of_itself_is_read_or_refused,
		a_fault_of_the_reader_is_passed_on_from_every_command,
		NULL,
	};
	return suite_of("apdu", tests);
}
