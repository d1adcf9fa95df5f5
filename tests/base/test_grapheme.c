/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of grapheme and fold. */
#include <stdlib.h>
#include <string.h>

#include "base/fold.h"
#include "base/grapheme.h"
#include "base/memory.h"
#include "tests/support/suites.h"

suite_maker grapheme_suite;

START_TEST(a_character_is_what_a_reader_takes_for_one)
{
	static const struct {
		const char *string;
		size_t count;
	} rows[] = {
		{ "", 0 },
		{ "abc", 3 },
		{ "帳場", 2 },
		{ "か\xE3\x82\x99", 1 },
		{ "ハ\xE3\x82\x9A行", 2 },
		{ "葛\xF3\xA0\x84\x80飾", 2 },
		{ "👩\xE2\x80\x8D💻", 1 },
		{ "e\xCC\x81\xCC\x82x", 2 },
		{ "𠮷野", 2 },
		{ "\xE1\x84\x80\xE1\x85\xA1", 1 },
		{ "a\xFF"
		  "b",
			3 },
		{ "\xE3\x82\x99", 1 },
	};
	for (size_t i = 0; i < COUNT(rows); i++) {
		const char *string = rows[i].string;
		size_t length = strlen(string), back = 0;
		ck_assert_msg(grapheme_count(string, length) == rows[i].count, "row %zu: %zu", i,
			grapheme_count(string, length));
		for (size_t at = length; at > 0; at = grapheme_before(string, length, at))
			back++;
		ck_assert_msg(back == rows[i].count, "row %zu backwards: %zu", i, back);
	}
	ck_assert_uint_eq(grapheme_offset("か\xE3\x82\x99き", 9, 1), 6);
	ck_assert_uint_eq(grapheme_offset("か", 3, 5), 3);
}
END_TEST

START_TEST(no_line_begins_with_a_closing_mark)
{
	const char *string = "帳場。「本」";
	size_t *offsets;
	size_t count = grapheme_line_breaks(string, strlen(string), &offsets);
	static const size_t wanted[] = { 3, 9, 18 };
	ck_assert_uint_eq(count, COUNT(wanted));
	for (size_t i = 0; i < count; i++)
		ck_assert_uint_eq(offsets[i], wanted[i]);
	free(offsets);
	ck_assert_uint_eq(grapheme_line_breaks("", 0, &offsets), 0);
	free(offsets);
}
END_TEST

START_TEST(full_width_is_read_as_half_width)
{
	struct text text = { 0 };
	const char *string = "Ｒ８．１２　帳ｱ";
	fold_ascii(&text, string, strlen(string));
	ck_assert_str_eq(text_string(&text), "R8.12 帳ｱ");
	text_done(&text);
}
END_TEST

START_TEST(what_is_sought_is_found_in_any_form)
{
	static const struct {
		const char *hay, *needle;
		bool found;
	} rows[] = {
		{ "山田 花子", "山田花子", true },
		{ "ヤマダ ハナコ", "やまだ", true },
		{ "ﾔﾏﾀﾞ", "ヤマダ", true },
		{ "葛\xF3\xA0\x84\x80飾", "葛飾", true },
		{ "Ａ００１", "a001", true },
		{ "税務課", "", true },
		{ "税務課", "市民", false },
		{ "東員町", "員", true },
	};
	for (size_t i = 0; i < COUNT(rows); i++)
		ck_assert_msg(fold_contains(rows[i].hay, rows[i].needle) == rows[i].found, "row %zu", i);
}
END_TEST

Suite *grapheme_suite(void)
{
	const TTest *const tests[] = {
		a_character_is_what_a_reader_takes_for_one,
		no_line_begins_with_a_closing_mark,
		full_width_is_read_as_half_width,
		what_is_sought_is_found_in_any_form,
		NULL,
	};
	return suite_of("grapheme", tests);
}
