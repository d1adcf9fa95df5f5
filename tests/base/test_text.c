/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of text. */
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "tests/support/suites.h"

suite_maker text_suite;

START_TEST(only_well_formed_utf8_is_accepted)
{
	static const struct {
		const char *bytes;
		bool good;
	} rows[] = {
		{ "", true },
		{ "abc", true },
		{ "帳場", true },
		{ "𠮷", true },
		{ "\xC0\xAF", false },
		{ "\xED\xA0\x80", false },
		{ "\xF4\x90\x80\x80", false },
		{ "\xE5\xB8", false },
		{ "\x80", false },
	};
	for (size_t i = 0; i < COUNT(rows); i++)
		ck_assert_msg(
			text_is_utf8(rows[i].bytes, strlen(rows[i].bytes)) == rows[i].good, "row %zu", i);
	ck_assert(!text_is_utf8("a\0b", 3));
}
END_TEST

START_TEST(a_cut_string_never_ends_in_half_a_character)
{
	char string[] = "帳場";
	string[5] = '\0';
	text_trim_partial(string);
	ck_assert_str_eq(string, "帳");
	char whole[] = "帳場";
	text_trim_partial(whole);
	ck_assert_str_eq(whole, "帳場");
}
END_TEST

START_TEST(controls_and_direction_marks_become_visible)
{
	struct text out = { 0 };
	const char in[] = "a\x1b[31m\0\u202eb\u200bc\xff\n";
	text_add_safe(&out, in, sizeof in - 1, false);
	ck_assert_str_eq(text_string(&out), "a␛[31m␀<U+202E>b<U+200B>c\xEF\xBF\xBD␊");
	text_clear(&out);
	text_add_safe(&out, "葛\xF3\xA0\x84\x80\n", 8, true);
	ck_assert_str_eq(text_string(&out), "葛\xF3\xA0\x84\x80\n");
	text_done(&out);
}
END_TEST

Suite *text_suite(void)
{
	const TTest *const tests[] = {
		only_well_formed_utf8_is_accepted,
		a_cut_string_never_ends_in_half_a_character,
		controls_and_direction_marks_become_visible,
		NULL,
	};
	return suite_of("text", tests);
}
