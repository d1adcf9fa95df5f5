/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of byte strings, hashes, ids and base 32. */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "crypto/base32.h"
#include "crypto/bytes.h"
#include "crypto/hash.h"
#include "crypto/random.h"
#include "tests/support/suites.h"

suite_maker bytes_suite;

START_TEST(what_a_writer_wrote_a_reader_reads)
{
	struct writer writer = { 0 };
	writer_integer(&writer, -2);
	writer_string(&writer, "帳場");
	writer_string(&writer, NULL);
	writer_string(&writer, "");
	writer_bytes(&writer, "\0\1", 2);
	struct reader reader = { writer.data, writer.length, 0, false };
	ck_assert_int_eq(reader_integer(&reader), -2);
	char *name = reader_string(&reader), *none = reader_string(&reader), *empty = reader_string(&reader);
	struct bytes bytes;
	reader_bytes(&reader, &bytes);
	ck_assert_str_eq(name, "帳場");
	ck_assert_ptr_null(none);
	ck_assert_str_eq(empty, "");
	ck_assert_uint_eq(bytes.length, 2);
	ck_assert(reader_at_end(&reader));
	for (size_t cut = 0; cut < writer.length; cut++) {
		struct reader shorter = { writer.data, cut, 0, false };
		reader_integer(&shorter);
		for (int i = 0; i < 4; i++) {
			struct bytes part;
			reader_bytes(&shorter, &part);
			bytes_done(&part);
		}
		ck_assert_msg(!reader_at_end(&shorter), "cut at %zu", cut);
	}
	free(name);
	free(empty);
	bytes_done(&bytes);
	writer_done(&writer);
}
END_TEST

START_TEST(a_string_that_is_not_text_is_bad)
{
	static const unsigned char raw[] = { 0, 0, 0, 2, 0xC0, 0xAF };
	struct reader reader = { raw, sizeof raw, 0, false };
	ck_assert_ptr_null(reader_string(&reader));
	ck_assert(reader.bad);
}
END_TEST

START_TEST(hexadecimal_has_one_spelling)
{
	static const struct {
		const char *hex;
		enum result result;
	} rows[] = { { "00ff", RESULT_OK }, { "", RESULT_OK }, { "00FF", RESULT_INVALID },
		{ "0", RESULT_INVALID }, { "0g", RESULT_INVALID }, { NULL, RESULT_INVALID } };
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct bytes bytes = { 0 };
		ck_assert_int_eq(bytes_from_hex(rows[i].hex, &bytes), rows[i].result);
		if (rows[i].result == RESULT_OK) {
			char *hex = bytes_hex(bytes.data, bytes.length);
			ck_assert_str_eq(hex, rows[i].hex);
			free(hex);
		}
		bytes_done(&bytes);
	}
}
END_TEST

START_TEST(sha_256_gives_the_published_values)
{
	char hex[HASH_HEX_SIZE];
	struct hash hash = hash_bytes("abc", 3); /* FIPS 180-2, B.1 */
	hash_hex(&hash, hex);
	ck_assert_str_eq(hex, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
	const struct hash_part parts[] = { { "a", 1 }, { NULL, 0 }, { "bc", 2 } };
	struct hash joined = hash_parts(parts, COUNT(parts)), back;
	ck_assert(hash_equal(&hash, &joined));
	ck_assert_int_eq(hash_from_hex(hex, &back), RESULT_OK);
	ck_assert(hash_equal(&hash, &back));
	ck_assert_int_eq(hash_from_hex("ba78", &back), RESULT_INVALID);
}
END_TEST

START_TEST(a_keyed_hash_is_that_of_the_standard)
{
	/* The words of RFC 4231, case 2, under a key of 32 bytes; the value is another program's. */
	unsigned char key[HASH_SALT_SIZE];
	char hex[HASH_HEX_SIZE];
	for (size_t i = 0; i < sizeof key; i++)
		key[i] = (unsigned char)i;
	const struct hash_part parts[] = { { "what do ya ", 11 }, { "want for ", 9 }, { "nothing?", 8 } };
	struct hash hash = hash_keyed(key, parts, COUNT(parts));
	hash_hex(&hash, hex);
	ck_assert_str_eq(hex, "099805f4ac310786968565c098db515cc50862b420ae31e20238312344bed36a");
	struct hash joined = hash_salted(key, "what do ya want for nothing?", 28);
	ck_assert(hash_equal(&hash, &joined));
}
END_TEST

START_TEST(a_salt_makes_equal_bytes_differ)
{
	unsigned char salt[HASH_SALT_SIZE] = { 0 };
	struct hash one = hash_salted(salt, "abc", 3), again = hash_salted(salt, "abc", 3);
	salt[31] = 1;
	struct hash other = hash_salted(salt, "abc", 3);
	ck_assert(hash_equal(&one, &again));
	ck_assert(!hash_equal(&one, &other));
}
END_TEST

START_TEST(ids_are_32_hexadecimal_digits_and_differ)
{
	char one[ID_SIZE], other[ID_SIZE];
	random_id(one);
	random_id(other);
	ck_assert_uint_eq(strlen(one), 32);
	ck_assert_uint_eq(strspn(one, "0123456789abcdef"), 32);
	ck_assert_str_ne(one, other);
}
END_TEST

START_TEST(base_32_forgives_what_people_confuse)
{
	char text[17];
	base32_write((const unsigned char *)"\xff\x00\x00\x00\x01", 8, text);
	ck_assert_str_eq(text, "ZW000001");
	static const struct {
		const char *typed, *normal;
	} rows[] = { { "zwoo-oooI", "ZW000001" }, { " ZW00 000L", "ZW000001" }, { "ZW00000", NULL },
		{ "ZW0000011", NULL }, { "ZW00000U", NULL }, { "ZW00000あ", NULL } };
	for (size_t i = 0; i < COUNT(rows); i++) {
		enum result r = base32_normalise(rows[i].typed, 8, text);
		ck_assert_msg(r == (rows[i].normal ? RESULT_OK : RESULT_INVALID), "row %zu", i);
		if (rows[i].normal)
			ck_assert_str_eq(text, rows[i].normal);
	}
}
END_TEST

Suite *bytes_suite(void)
{
	const TTest *const tests[] = {
		what_a_writer_wrote_a_reader_reads,
		a_string_that_is_not_text_is_bad,
		hexadecimal_has_one_spelling,
		sha_256_gives_the_published_values,
		a_keyed_hash_is_that_of_the_standard,
		a_salt_makes_equal_bytes_differ,
		ids_are_32_hexadecimal_digits_and_differ,
		base_32_forgives_what_people_confuse,
		NULL,
	};
	return suite_of("bytes", tests);
}
