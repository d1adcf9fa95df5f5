/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of BER-TLV: bounds, long forms, signatures as DER. */
#include <string.h>

#include "base/memory.h"
#include "card/tlv.h"
#include "tests/support/suites.h"

suite_maker tlv_suite;

START_TEST(objects_are_read_within_their_bounds)
{
	static const struct {
		const char *bytes;
		size_t size;
		bool good;
		uint32_t tag;
		size_t length;
	} rows[] = {
		{ "\x53\x02"
		  "ab",
			4, true, 0x53, 2 },
		{ "\x53\x00", 2, true, 0x53, 0 },
		{ "\x5F\x2F\x01"
		  "a",
			4, true, 0x5F2F, 1 },
		{ "\x5F\xC1\x05\x01"
		  "a",
			5, true, 0x5FC105, 1 },
		{ "\x53\x81\x01"
		  "a",
			4, true, 0x53, 1 },
		{ "\x53\x82\x00\x01"
		  "a",
			5, true, 0x53, 1 },
		{ "", 0, false, 0, 0 },
		{ "\x53", 1, false, 0, 0 },
		{ "\x53\x03"
		  "ab",
			4, false, 0, 0 },
		{ "\x53\x80", 2, false, 0, 0 },
		{ "\x53\x82\x01", 3, false, 0, 0 },
		{ "\x53\x84\x00\x00\x00\x01"
		  "a",
			7, false, 0, 0 },
		{ "\x53\x83\xFF\xFF\xFF"
		  "a",
			6, false, 0, 0 },
		{ "\x5F\xC1\x85\x05\x01"
		  "a",
			6, false, 0, 0 },
		{ "\x1F", 1, false, 0, 0 },
	};
	for (size_t i = 0; i < COUNT(rows); i++) {
		const uint8_t *at = (const uint8_t *)rows[i].bytes;
		size_t left = rows[i].size;
		struct tlv read = { 0 };
		ck_assert_msg(tlv_next(&at, &left, &read) == rows[i].good, "row %zu", i);
		if (!rows[i].good)
			continue;
		ck_assert_uint_eq(read.tag, rows[i].tag);
		ck_assert_uint_eq(read.length, rows[i].length);
		ck_assert_uint_eq(left, 0);
	}
}
END_TEST

START_TEST(what_is_written_is_read_again)
{
	static const size_t lengths[] = { 0, 1, 127, 128, 255, 256, 4000 };
	static const uint32_t tags[] = { 0x53, 0x7C, 0x5F2F, 0x5FC105 };
	static uint8_t value[4000], bytes[8000];
	for (size_t i = 0; i < COUNT(lengths); i++)
		for (size_t j = 0; j < COUNT(tags); j++) {
			struct tlv_writer writer = { .bytes = bytes, .room = sizeof bytes };
			struct tlv read;
			memset(value, (int)(i + j), sizeof value);
			tlv_put(&writer, 0x70, "before", 6);
			tlv_put(&writer, tags[j], value, lengths[i]);
			ck_assert(!writer.full);
			ck_assert(tlv_find(bytes, writer.length, tags[j], &read));
			ck_assert_uint_eq(read.length, lengths[i]);
			ck_assert(memcmp(read.value, value, lengths[i]) == 0);
			ck_assert(!tlv_find(bytes, writer.length, 0x71, &read));
		}
}
END_TEST

START_TEST(a_full_room_is_not_overrun)
{
	uint8_t bytes[8] = { 0 };
	struct tlv_writer writer = { .bytes = bytes, .room = 6 };
	tlv_put(&writer, 0x53, "abcd", 4);
	ck_assert(!writer.full);
	tlv_put(&writer, 0x53, NULL, 0);
	ck_assert(writer.full);
	ck_assert_uint_eq(bytes[6], 0);
	ck_assert_uint_eq(writer.length, 6);
}
END_TEST

START_TEST(a_pair_of_numbers_becomes_the_shortest_der)
{
	static const struct {
		const char *pair, *der;
		size_t pair_length, der_length;
	} rows[] = {
		{ "\x01\x02", "\x30\x06\x02\x01\x01\x02\x01\x02", 2, 8 },
		{ "\x80\x7F", "\x30\x07\x02\x02\x00\x80\x02\x01\x7F", 2, 9 },
		{ "\x00\x01\x00\x80", "\x30\x07\x02\x01\x01\x02\x02\x00\x80", 4, 9 },
		{ "\x00\x00", "\x30\x06\x02\x01\x00\x02\x01\x00", 2, 8 },
		{ "", "", 0, 0 },
		{ "\x01\x02\x03", "", 3, 0 },
	};
	uint8_t der[160];
	for (size_t i = 0; i < COUNT(rows); i++) {
		size_t length =
			tlv_ecdsa((const uint8_t *)rows[i].pair, rows[i].pair_length, der, sizeof der);
		ck_assert_msg(length == rows[i].der_length, "row %zu: %zu", i, length);
		ck_assert(memcmp(der, rows[i].der, length) == 0);
	}
	uint8_t pair[134];
	memset(pair, 0xFF, sizeof pair);
	ck_assert_uint_eq(tlv_ecdsa(pair, 132, der, sizeof der), 3 + 2 * 69);
	ck_assert_uint_eq(tlv_ecdsa(pair, 134, der, sizeof der), 0);
	ck_assert_uint_eq(tlv_ecdsa(pair, 64, der, 71), 0);
	ck_assert_uint_eq(tlv_ecdsa(pair, 64, der, 72), 72);
}
END_TEST

Suite *tlv_suite(void)
{
	const TTest *const tests[] = {
		objects_are_read_within_their_bounds,
		what_is_written_is_read_again,
		a_full_room_is_not_overrun,
		a_pair_of_numbers_becomes_the_shortest_der,
		NULL,
	};
	return suite_of("tlv", tests);
}
