/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of the messages between choba and choba-card, and of a helper that is not there. */
#include <poll.h>
#include <string.h>

#include "base/memory.h"
#include "card/protocol.h"
#include "tests/support/suites.h"

suite_maker protocol_suite;

static uint8_t message[PROTOCOL_MESSAGE_MAX];

START_TEST(requests_survive_the_wire)
{
	static const enum protocol_type types[] = { PROTOCOL_READ, PROTOCOL_SIGN, PROTOCOL_CHANGE_PIN };
	for (size_t i = 0; i < COUNT(types); i++) {
		struct protocol_request request = { .type = types[i],
			.reader = "choba training reader 1 00 00",
			.key = CARD_KEY_DECIDE,
			.pin = "12345678",
			.wanted = "876543",
			.digest = "0123456789abcdef0123456789abcde" };
		struct protocol_request read;
		size_t length = protocol_put_request(message, PROTOCOL_REQUEST_MAX, &request);
		ck_assert_uint_gt(length, 0);
		ck_assert(protocol_get_request(message, length, &read));
		ck_assert(read.type == request.type && read.key == request.key);
		ck_assert_str_eq(read.reader, request.reader);
		ck_assert_str_eq(read.pin, request.pin);
		ck_assert_str_eq(read.wanted, request.wanted);
		ck_assert_mem_eq(read.digest, request.digest, sizeof read.digest);
	}
}
END_TEST

static size_t largest_answer(struct protocol_answer *answer)
{
	memset(answer, 0, sizeof *answer);
	answer->tries = 15;
	answer->is_virtual = true;
	answer->counter = 65535;
	strcpy(answer->contents.serial, "00112233");
	for (size_t i = 0; i < CARD_KEY__COUNT; i++)
		answer->contents.length[i] = CARD_CERTIFICATE_MAX;
	answer->signature.length = CARD_SIGNATURE_MAX;
	return protocol_put_answer(message, sizeof message, answer);
}

START_TEST(the_largest_answer_survives_the_wire)
{
	static struct protocol_answer answer, read;
	size_t length = largest_answer(&answer);
	ck_assert_uint_gt(length, 2 * CARD_CERTIFICATE_MAX);
	ck_assert(protocol_get_answer(message, length, &read));
	ck_assert(read.is_virtual && read.tries == 15 && read.counter == 65535);
	ck_assert_str_eq(read.contents.serial, "00112233");
	ck_assert_uint_eq(read.contents.length[CARD_KEY_DECIDE], CARD_CERTIFICATE_MAX);
	ck_assert_uint_eq(read.signature.length, CARD_SIGNATURE_MAX);
	memset(&answer, 0, sizeof answer);
	answer.fault = CARD_FAULT_PIN_WRONG;
	answer.tries = -1;
	length = protocol_put_answer(message, sizeof message, &answer);
	ck_assert(protocol_get_answer(message, length, &read));
	ck_assert(read.fault == CARD_FAULT_PIN_WRONG && read.tries == -1);
}
END_TEST

START_TEST(the_largest_status_survives_the_wire)
{
	struct protocol_status status = { .generation = 70000, .count = CARD_READER_MAX }, read;
	for (size_t i = 0; i < CARD_READER_MAX; i++) {
		memset(status.readers[i].name, 'r', CARD_READER_SIZE - 1);
		status.readers[i].state = CARD_STATE_PRESENT;
		status.readers[i].counter = (uint16_t)i;
	}
	size_t length = protocol_put_status(message, sizeof message, &status);
	ck_assert(protocol_get_status(message, length, &read));
	ck_assert_uint_eq(read.generation, 70000);
	ck_assert_uint_eq(read.count, CARD_READER_MAX);
	ck_assert_str_eq(read.readers[15].name, status.readers[15].name);
	ck_assert_uint_eq(read.readers[15].counter, 15);
}
END_TEST

/* Whichever way a message is read, it must be refused. */
static bool refused(const uint8_t *bytes, size_t length)
{
	static struct protocol_answer answer;
	struct protocol_request request;
	struct protocol_status status;
	enum protocol_stage stage;
	return !protocol_get_request(bytes, length, &request) && !protocol_get_note(bytes, length, &stage) &&
	       !protocol_get_answer(bytes, length, &answer) && !protocol_get_status(bytes, length, &status);
}

START_TEST(cut_long_and_foreign_messages_are_refused)
{
	static struct protocol_answer answer;
	struct protocol_request request = { .type = PROTOCOL_SIGN, .reader = "r", .pin = "123456" };
	size_t length = protocol_put_request(message, sizeof message, &request);
	for (size_t cut = 0; cut < length; cut++)
		ck_assert_msg(refused(message, cut), "cut at %zu", cut);
	ck_assert(refused(message, length + 1));
	message[0]++;
	ck_assert(refused(message, length));
	message[0]--;
	for (unsigned type = 0; type < 256; type++) {
		message[1] = (uint8_t)type;
		ck_assert_msg(
			refused(message, length) == (type < PROTOCOL_READ || type > PROTOCOL_CHANGE_PIN),
			"type %u", type);
	}
	length = largest_answer(&answer);
	message[2] = CARD_FAULT__COUNT;
	ck_assert(refused(message, length));
}
END_TEST

START_TEST(values_out_of_range_are_refused)
{
	static const struct {
		const char *bytes;
		size_t length;
	} rows[] = {
		{ "\x01\x04\x02", 3 },                                                  /* stage */
		{ "\x01\x06\x00\x00\x00\x00\x00\x11", 8 },                              /* 17 readers */
		{ "\x01\x06\x00\x00\x00\x00\x00\x01\x00\x01r\xFF\x00\x00\x00", 15 },    /* state */
		{ "\x01\x06\x00\x00\x00\x00\x00\x01\x00\x01\x00\x01\x00\x00\x00", 15 }, /* NUL in a name */
		{ "\x01\x02\x00\x01r\x09\x00\x00\x00\x00\x00\x00", 12 },                /* key */
	};
	for (size_t i = 0; i < COUNT(rows); i++)
		ck_assert_msg(refused((const uint8_t *)rows[i].bytes, rows[i].length), "row %zu", i);
	struct protocol_status status = { .count = 1 }, read;
	strcpy(status.readers[0].name, "r");
	size_t length = protocol_put_status(message, sizeof message, &status);
	ck_assert(protocol_get_status(
		message, length, &read)); /* the row above is refused for its state alone */
}
END_TEST

START_TEST(nothing_is_written_past_the_room)
{
	struct protocol_request request = { .type = PROTOCOL_READ, .reader = "reader" };
	size_t length = protocol_put_request(message, sizeof message, &request);
	uint8_t small[PROTOCOL_REQUEST_MAX];
	for (size_t room = 0; room < length; room++)
		ck_assert_uint_eq(protocol_put_request(small, room, &request), 0);
	ck_assert_uint_eq(protocol_put_request(small, length, &request), length);
}
END_TEST

START_TEST(a_missing_helper_is_a_state_and_a_sentence)
{
	struct card_host *host = card_host_new("/nonexistent/choba-card");
	struct card_status status = { 0 };
	struct card_identity identity;
	struct error err = { 0 };
	struct pollfd waiting = { .fd = card_host_fd(host), .events = POLLIN };
	ck_assert_int_eq(poll(&waiting, 1, 5000), 1);
	card_host_status(host, &status);
	ck_assert(status.state == CARD_STATE_NO_HELPER);
	ck_assert(card_read(host, "any", 1000, &identity, &err) == RESULT_UNAVAILABLE);
	ck_assert(strstr(err.text, "choba-card"));
	card_host_free(host);
}
END_TEST

Suite *protocol_suite(void)
{
	const TTest *const tests[] = {
		requests_survive_the_wire,
		the_largest_answer_survives_the_wire,
		the_largest_status_survives_the_wire,
		cut_long_and_foreign_messages_are_refused,
		values_out_of_range_are_refused,
		nothing_is_written_past_the_room,
		a_missing_helper_is_a_state_and_a_sentence,
		NULL,
	};
	return suite_of("protocol", tests);
}
