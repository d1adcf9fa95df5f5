/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of width. */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "tests/support/suites.h"
#include "ui/term/width.h"

suite_maker width_suite;

START_TEST(columns_are_those_of_the_terminal)
{
	static const struct {
		const char *string;
		int columns;
	} rows[] = {
		{ "", 0 },
		{ "abc", 3 },
		{ "帳場", 4 },
		{ "ｶﾅ", 2 },
		{ "Ａ", 2 },
		{ "𠮷", 2 },
		{ "か\xE3\x82\x99", 2 },     /* combining mark */
		{ "葛\xF3\xA0\x84\x80", 2 }, /* variation selector */
		{ "\xEE\x80\x80", 2 },       /* private use: a gaiji */
		{ "○", 1 },                  /* ambiguous, narrow unless set */
		{ "\x1b", 1 },               /* ␛ */
		{ "\xE2\x80\x8D", 8 },       /* <U+200D> */
		{ "👩\xE2\x80\x8D💻", 12 },
	};
	for (size_t i = 0; i < COUNT(rows); i++)
		ck_assert_msg(width_string(rows[i].string) == rows[i].columns, "row %zu: %d", i,
			width_string(rows[i].string));
}
END_TEST

START_TEST(ambiguous_characters_are_as_wide_as_set)
{
	width_set(2, 2);
	ck_assert_int_eq(width_string("○※─"), 6);
	width_set(1, 1);
	ck_assert_int_eq(width_string("○※─"), 3);
}
END_TEST

START_TEST(a_cut_never_leaves_half_a_character)
{
	static const struct {
		const char *string;
		int columns;
		const char *cut;
	} rows[] = {
		{ "東員町", 6, "東員町" },
		{ "東員町", 5, "東員…" },
		{ "東員町", 4, "東…" },
		{ "東員町", 2, "…" },
		{ "東員町", 1, "…" },
		{ "東員町", 0, "" },
		{ "か\xE3\x82\x99き", 3, "か\xE3\x82\x99…" },
		{ "葛\xF3\xA0\x84\x80飾区", 3, "葛\xF3\xA0\x84\x80…" },
	};
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct text text = { 0 };
		width_cut(&text, rows[i].string, rows[i].columns);
		ck_assert_msg(
			strcmp(text_string(&text), rows[i].cut) == 0, "row %zu: %s", i, text_string(&text));
		text_done(&text);
	}
	struct text padded = { 0 };
	width_pad(&padded, "町", 5);
	ck_assert_str_eq(text_string(&padded), "町   ");
	text_done(&padded);
}
END_TEST

START_TEST(lines_break_by_japanese_rules)
{
	static const struct {
		const char *string;
		int columns;
		const char *lines; /* joined by | */
	} rows[] = {
		{ "", 10, "" },
		{ "あいうえお", 4, "あい|うえ|お" },
		{ "あいう。えお", 6, "あい|う。え|お" },
		{ "あ「いう」え", 4, "あ|「い|う」|え" },
		{ "a\nb\n", 10, "a|b|" },
		{ "choba is a desk", 8, "choba is |a desk" },
		{ "aaaaaaaaaa", 4, "aaaa|aaaa|aa" },
	};
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct wrapped_line *lines;
		struct text joined = { 0 };
		size_t count = width_wrap(rows[i].string, strlen(rows[i].string), rows[i].columns, &lines);
		for (size_t j = 0; j < count; j++) {
			text_add(&joined, j ? "|" : "");
			text_add_n(&joined, rows[i].string + lines[j].start, lines[j].length);
		}
		ck_assert_msg(strcmp(text_string(&joined), rows[i].lines) == 0, "row %zu: %s", i,
			text_string(&joined));
		text_done(&joined);
		free(lines);
	}
}
END_TEST

Suite *width_suite(void)
{
	const TTest *const tests[] = {
		columns_are_those_of_the_terminal,
		ambiguous_characters_are_as_wide_as_set,
		a_cut_never_leaves_half_a_character,
		lines_break_by_japanese_rules,
		NULL,
	};
	return suite_of("width", tests);
}
