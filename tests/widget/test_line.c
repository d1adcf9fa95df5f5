/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of line, of the text and of the paragraph editor. */
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/memory.h"
#include "tests/support/suites.h"
#include "tests/widget/desk.h"
#include "ui/widget/line.h"

suite_maker line_suite;

enum { FIELD_COLUMN = 5 + 18 + 3, FIRST_ROW = 4 };

START_TEST(the_caret_moves_by_whole_characters)
{
	static const struct {
		const char *typed;
		int column; /* of the caret behind the beginning of the field */
		const char *value;
	} rows[] = {
		{ "東員町", 6, "\"東員町\"" },
		{ "東員町" LEFT, 4, "\"東員町\"" },
		{ "東員町" LEFT LEFT LEFT LEFT, 0, "\"東員町\"" },
		{ "東員町" HOME RIGHT, 2, "\"東員町\"" },
		{ "東員町" BACKSPACE, 4, "\"東員\"" },
		{ "東員町" HOME "\033[3~", 0, "\"員町\"" },
		{ "か\xE3\x82\x99", 2, "\"か\xE3\x82\x99\"" },
		{ "か\xE3\x82\x99" LEFT, 0, "\"か\xE3\x82\x99\"" },
		{ "か\xE3\x82\x99" BACKSPACE, 0, "null" },
		{ "葛\xF3\xA0\x84\x80飾" LEFT, 2, "\"葛\xF3\xA0\x84\x80飾\"" },
		{ "葛\xF3\xA0\x84\x80飾" LEFT BACKSPACE, 0, "\"飾\"" },
		{ "\xEE\x80\x80田", 4, "\"\xEE\x80\x80田\"" },
		{ "👩\xE2\x80\x8D💻a", 13, "\"👩\xE2\x80\x8D💻a\"" },
		{ "👩\xE2\x80\x8D💻a" LEFT LEFT, 0, "\"👩\xE2\x80\x8D💻a\"" },
		{ "○※", 2, "\"○※\"" },
		{ "ab" LEFT "c", 2, "\"acb\"" },
		{ "あか" LEFT "\xE3\x82\x99", 2, "\"あ\xE3\x82\x99か\"" },
	};
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct desk desk;
		desk_open(&desk, 24, 80, true);
		desk_type(&desk, rows[i].typed);
		desk_expect_value(&desk, DESK_BUSINESS, rows[i].value);
		headless_expect_caret(desk.term, FIRST_ROW, FIELD_COLUMN + rows[i].column);
		desk_close(&desk);
	}
}
END_TEST

START_TEST(a_long_line_scrolls_and_never_shows_half_a_character)
{
	struct desk desk;
	desk_open(&desk, 24, 80, true);
	for (int i = 0; i < 40; i++)
		desk_type(&desk, "帳");
	desk_type(&desk, "場");
	headless_expect(desk.term, "line-scrolled");
	desk_type(&desk, HOME);
	headless_expect_caret(desk.term, FIRST_ROW, FIELD_COLUMN);
	desk_type(&desk, END DOWN);
	headless_expect_text(desk.term, "帳帳帳…");
	desk_close(&desk);
}
END_TEST

START_TEST(a_paste_is_cleaned_and_joined_into_one_line)
{
	struct desk desk;
	desk_open(&desk, 24, 80, true);
	desk_paste(&desk, "東員町\r\n税務課\033[31m\x07\n");
	desk_expect_value(&desk, DESK_BUSINESS, "\"東員町 税務課[31m\"");
	desk_type(&desk, UNDO);
	desk_expect_value(&desk, DESK_BUSINESS, "null");
	desk_close(&desk);
}
END_TEST

START_TEST(ten_thousand_characters_are_pasted_at_once)
{
	struct desk desk;
	struct text big = { 0 };
	for (int i = 0; i < 10000; i++)
		text_add(&big, i % 50 == 49 ? "。" : "町");
	desk_open(&desk, 24, 80, true);
	desk_type(&desk, "\t");
	clock_t before = clock();
	desk_paste(&desk, text_string(&big));
	desk_type(&desk, "a");
	double seconds = (double)(clock() - before) / CLOCKS_PER_SEC;
	ck_assert_msg(seconds < 1.0, "%f seconds", seconds); /* some 20 ms; sanitizers are slower */
	json_t *value = editor_value(desk.form.rows[DESK_PURPOSE].editor);
	ck_assert_uint_eq(json_string_length(value), 30001);
	json_decref(value);
	text_done(&big);
	desk_close(&desk);
}
END_TEST

START_TEST(a_line_that_grew_short_again_is_seen_from_its_beginning)
{
	struct desk desk;
	desk_open(&desk, 24, 80, true);
	desk_type(&desk, "納税義務者を確かめるため、住民基本台帳の氏名と住所を照合する事務の全部");
	headless_expect_absent(desk.term, "納税義務者");
	for (int i = 0; i < 24; i++)
		desk_type(&desk, BACKSPACE);
	headless_expect_text(desk.term, "納税義務者を確かめる");
	desk_close(&desk);
}
END_TEST

START_TEST(a_paste_without_room_is_told_and_not_cut)
{
	struct desk desk;
	struct text big = { 0 };
	for (int i = 0; i < LINE_LIMIT / 3 + 1; i++)
		text_add(&big, "町");
	desk_open(&desk, 24, 80, false);
	desk_type(&desk, "a");
	desk_paste(&desk, text_string(&big));
	desk_expect_value(&desk, DESK_BUSINESS, "\"a\"");
	headless_expect_text(
		desk.term, "What was pasted has no room in this field; nothing of it was taken.");
	text_done(&big);
	desk_close(&desk);
}
END_TEST

START_TEST(undo_goes_back_by_runs_of_typing)
{
	struct desk desk;
	desk_open(&desk, 24, 80, true);
	desk_type(&desk, "一、二" UNDO);
	desk_expect_value(&desk, DESK_BUSINESS, "\"一、\"");
	desk_type(&desk, UNDO);
	desk_type(&desk, "abc" LEFT "de" BACKSPACE);
	desk_expect_value(&desk, DESK_BUSINESS, "\"abdc\"");
	desk_type(&desk, UNDO);
	desk_expect_value(&desk, DESK_BUSINESS, "\"abdec\"");
	desk_type(&desk, UNDO);
	desk_expect_value(&desk, DESK_BUSINESS, "\"abc\"");
	desk_type(&desk, UNDO UNDO);
	desk_expect_value(&desk, DESK_BUSINESS, "null");
	desk_type(&desk, REDO REDO);
	desk_expect_value(&desk, DESK_BUSINESS, "\"abdec\"");
	json_t *copied = json_string("copied");
	editor_change(desk.form.rows[DESK_BUSINESS].editor, copied);
	json_decref(copied);
	desk_expect_value(&desk, DESK_BUSINESS, "\"copied\"");
	desk_type(&desk, UNDO);
	desk_expect_value(&desk, DESK_BUSINESS, "\"abdec\"");
	desk_close(&desk);
}
END_TEST

START_TEST(a_paragraph_wraps_and_moves_by_what_is_seen)
{
	struct desk desk;
	desk_open(&desk, 24, 80, true);
	desk_type(&desk,
		"\t国民健康保険税の賦課決定通知を送るため、住民基本台帳の氏名と住所を照合する。\r二行目");
	headless_expect(desk.term, "paragraph");
	headless_expect_caret(desk.term, FIRST_ROW + 3, FIELD_COLUMN + 6);
	desk_type(&desk, UP);
	headless_expect_caret(desk.term, FIRST_ROW + 2, FIELD_COLUMN + 6);
	desk_type(&desk, UP END);
	desk_type(&desk, DOWN DOWN HOME);
	headless_expect_caret(desk.term, FIRST_ROW + 3, FIELD_COLUMN);
	desk_type(&desk, UP UP UP);
	headless_expect_caret(desk.term, FIRST_ROW, FIELD_COLUMN); /* the field before */
	desk_close(&desk);
}
END_TEST

START_TEST(a_paragraph_scrolls_inside_its_rows)
{
	struct desk desk;
	desk_open(&desk, 24, 80, true);
	desk_type(&desk, "\t1\r2\r3\r4\r5");
	headless_expect_absent(desk.term, " 1____");
	headless_expect_text(desk.term, "5____");
	headless_expect_caret(desk.term, FIRST_ROW + 3, FIELD_COLUMN + 1);
	desk_expect_value(&desk, DESK_PURPOSE, "\"1\\n2\\n3\\n4\\n5\"");
	desk_close(&desk);
}
END_TEST

START_TEST(too_long_a_text_says_by_how_much)
{
	struct desk desk;
	struct error err = { 0 };
	desk_open(&desk, 24, 80, false);
	for (int i = 0; i < 41; i++)
		desk_type(&desk, "か\xE3\x82\x99");
	ck_assert(editor_check(desk.form.rows[DESK_BUSINESS].editor, &err) == RESULT_INVALID);
	ck_assert_str_eq(err.text, "40 characters at most; there are 41 now");
	desk_type(&desk, BACKSPACE);
	ck_assert(editor_check(desk.form.rows[DESK_BUSINESS].editor, &err) == RESULT_OK);
	desk_close(&desk);
}
END_TEST

Suite *line_suite(void)
{
	const TTest *const tests[] = {
		the_caret_moves_by_whole_characters,
		a_long_line_scrolls_and_never_shows_half_a_character,
		a_line_that_grew_short_again_is_seen_from_its_beginning,
		a_paste_is_cleaned_and_joined_into_one_line,
		ten_thousand_characters_are_pasted_at_once,
		a_paste_without_room_is_told_and_not_cut,
		undo_goes_back_by_runs_of_typing,
		a_paragraph_wraps_and_moves_by_what_is_seen,
		a_paragraph_scrolls_inside_its_rows,
		too_long_a_text_says_by_how_much,
		NULL,
	};
	return suite_of("line", tests);
}
