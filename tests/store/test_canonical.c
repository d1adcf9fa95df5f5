/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of canonical text: it must be, for ever, what jansson writes. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "store/canonical.h"
#include "tests/support/suites.h"

suite_maker canonical_suite;

static void expect_as_jansson(const json_t *json)
{
	char *text = canonical_text(json);
	char *expected = json_dumps(json, JSON_COMPACT | JSON_SORT_KEYS | JSON_ENCODE_ANY);
	ck_assert_str_eq(text, expected);
	free(text);
	free(expected);
}

static const char *const texts[] = {
	"{}",
	"[]",
	"null",
	"true",
	"[false, null, [], {}, [[[]]]]",
	"0",
	"-1",
	"9223372036854775807",
	"-9223372036854775808",
	"[1, 10, 100, 4096, -70000]",
	"[0.5, 1e300, -2.25, 3.0]",
	"\"\"",
	"\"a quote \\\" a backslash \\\\ a slash / a newline \\n a tab \\t\"",
	"\"\\b\\f\\r\\u0001\\u001f\\u007f\\u0085\\u2028\"",
	"\"保護データ利用申請書 第1号様式(第16条関係)\"",
	"\"\\ud867\\ude3d 葛\\udb40\\udd01\"",
	"{\"b\": 1, \"a\": 2, \"ab\": 3, \"A\": 4, \"\": 5, \"項目\": 6, \"期間\": 7, \"a\\\"\": 8}",
	"{\"z\": {\"y\": [{\"x\": \"w\", \"v\": null}], \"u\": true}, \"t\": -5}",
};

START_TEST(it_is_what_jansson_writes)
{
	json_t *json = json_loads(texts[_i], JSON_DECODE_ANY, NULL);
	ck_assert_ptr_nonnull(json);
	expect_as_jansson(json);
	json_decref(json);
}
END_TEST

START_TEST(every_byte_below_a_blank_is_escaped_as_jansson_does)
{
	char bytes[0x81];
	for (int i = 0; i < 0x80; i++)
		bytes[i] = (char)i;
	json_t *json = json_stringn(bytes, 0x80);
	expect_as_jansson(json);
	json_decref(json);
}
END_TEST

START_TEST(what_is_escaped_is_found_at_every_place_of_a_string)
{
	enum { LONGEST = 26 };
	for (int byte = 0; byte < 0x80; byte++)
		for (size_t length = 2; length <= LONGEST; length += 2)
			for (size_t at = 0; at < length; at++) {
				char bytes[LONGEST];
				for (size_t i = 0; i < length; i++)
					bytes[i] = "é"[i % 2];
				memset(bytes + at / 2 * 2, '!', 2);
				bytes[at] = (char)byte;
				json_t *json = json_stringn(bytes, length);
				ck_assert_ptr_nonnull(json);
				expect_as_jansson(json);
				json_decref(json);
			}
}
END_TEST

START_TEST(a_large_object_is_sorted_and_a_long_string_is_whole)
{
	json_t *object = json_object();
	char name[32], *words = memory_new(100001, 1);
	memset(words, 'x', 100000);
	words[50000] = '\n';
	for (int i = 0; i < 3000; i++) {
		snprintf(name, sizeof name, "%x", i * 7919 % 3001);
		json_object_set_new(object, name, json_integer(i));
	}
	json_object_set_new(object, "words", json_string(words));
	expect_as_jansson(object);
	json_decref(object);
	free(words);
}
END_TEST

START_TEST(nothing_at_all_is_null)
{
	char *text = canonical_text(NULL);
	ck_assert_str_eq(text, "null");
	free(text);
}
END_TEST

Suite *canonical_suite(void)
{
	const TTest *const tests[] = {
		every_byte_below_a_blank_is_escaped_as_jansson_does,
		what_is_escaped_is_found_at_every_place_of_a_string,
		a_large_object_is_sorted_and_a_long_string_is_whole,
		nothing_at_all_is_null,
		NULL,
	};
	Suite *suite = suite_of("canonical", tests);
	TCase *tcase = tcase_create("as jansson");
	tcase_add_loop_test(tcase, it_is_what_jansson_writes, 0, COUNT(texts));
	suite_add_tcase(suite, tcase);
	return suite;
}
