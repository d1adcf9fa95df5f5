/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of form_view. */
#include <string.h>

#include "base/memory.h"
#include "tests/support/suites.h"
#include "tests/widget/desk.h"
#include "ui/term/width.h"

suite_maker form_view_suite;

START_TEST(the_form_is_drawn_as_designed)
{
	struct desk desk;
	desk_open(&desk, 24, 80, true);
	headless_expect(desk.term, "form-empty");
	desk_type(&desk, "国民健康保険税賦課事務");
	headless_expect(desk.term, "form-typed");
	term_set_size(desk.term, 60, 200);
	desk_type(&desk, "");
	headless_expect(desk.term, "form-200x60");
	desk_close(&desk);
}
END_TEST

START_TEST(a_form_in_english_has_english_labels)
{
	struct desk desk;
	desk_open(&desk, 24, 80, false);
	headless_expect(desk.term, "form-english");
	desk_close(&desk);
}
END_TEST

START_TEST(the_form_scrolls_with_the_caret)
{
	struct desk desk;
	desk_open(&desk, 24, 80, true);
	for (int i = 0; i < 14; i++)
		desk_type(&desk, "\t");
	ck_assert_uint_eq(desk.form.at, DESK_MONTH);
	headless_expect(desk.term, "form-scrolled");
	desk_type(&desk, "\t");
	ck_assert_uint_eq(desk.form.at, DESK_MONTH);
	desk_type(&desk, "\033[5~\033[5~");
	ck_assert_uint_eq(desk.form.at, DESK_BUSINESS);
	desk_close(&desk);
}
END_TEST

START_TEST(a_field_appears_when_another_asks_for_it)
{
	struct desk desk;
	desk_open(&desk, 40, 80, true);
	headless_expect_absent(desk.term, "委託先");
	form_view_go(&desk.form, DESK_OUTSIDE);
	desk_type(&desk, "y\tABC");
	headless_expect_text(desk.term, "委託先");
	desk_expect_values(&desk, "{\"outside\":true,\"partner\":\"ABC\"}");
	form_view_go(&desk.form, DESK_OUTSIDE);
	desk_type(&desk, "n");
	desk_expect_values(&desk, "{\"outside\":false}");
	desk_close(&desk);
}
END_TEST

START_TEST(settling_goes_to_the_first_fault_and_says_it)
{
	struct desk desk;
	desk_open(&desk, 24, 80, true);
	desk_type(&desk, "x\t目的\t" F9);
	ck_assert_int_eq(desk.settled, 1);
	ck_assert_uint_eq(desk.form.at, DESK_PERIOD);
	headless_expect(desk.term, "form-fault");
	desk_type(&desk, "R8.12.1"); /* the mark goes with the mistake */
	ck_assert(desk.form.rows[DESK_PERIOD].fault == NULL);
	desk_close(&desk);
}
END_TEST

START_TEST(letters_are_commands_only_where_no_text_is_typed)
{
	struct desk desk;
	desk_open(&desk, 24, 80, true);
	desk_type(&desk, "s");
	ck_assert_int_eq(desk.settled, 0);
	form_view_go(&desk.form, DESK_OUTSIDE);
	desk_type(&desk, "ｓ");
	ck_assert_int_eq(desk.settled, 1);
	desk_type(&desk, "\0339"); /* Esc, then 9 */
	ck_assert_int_eq(desk.settled, 2);
	desk_close(&desk);
}
END_TEST

START_TEST(wide_ambiguous_characters_move_nothing_out_of_place)
{
	struct desk desk;
	desk_open(&desk, 24, 80, true);
	width_set(2, 2);
	desk_type(&desk, "○※ΑЯ①\xEE\x80\x80x");
	headless_expect(desk.term, "form-ambiguous");
	headless_expect_caret(desk.term, 4, 26 + 13);
	width_set(1, 1);
	desk_close(&desk);
}
END_TEST

START_TEST(what_is_only_to_be_read_is_passed_by_and_can_be_scrolled_to)
{
	struct desk desk;
	desk_open(&desk, 24, 80, true);
	desk_type(&desk, "x");
	desk.form.rows[DESK_PURPOSE].locked = true;
	json_t *purpose = json_string("読むだけ");
	editor_set(desk.form.rows[DESK_PURPOSE].editor, purpose);
	json_decref(purpose);
	desk_type(&desk, "\t");
	ck_assert_uint_eq(desk.form.at, DESK_ITEMS);
	desk_type(&desk, UP "y\r" BACKSPACE);
	ck_assert_uint_eq(desk.form.at, DESK_ITEMS);
	desk_type(&desk, UP "y");
	ck_assert_uint_eq(desk.form.at, DESK_PURPOSE);
	desk_expect_value(&desk, DESK_PURPOSE, "\"読むだけ\"");
	headless_expect_caret(desk.term, 5, 1);
	headless_expect_text(
		desk.term, "利用の目的 -"); /* told without colour, and without the caret there */
	desk_close(&desk);
}
END_TEST

START_TEST(progress_counts_what_can_be_filled_in)
{
	struct desk desk;
	size_t filled, all;
	desk_open(&desk, 24, 80, true);
	desk_type(&desk, "x");
	form_view_progress(&desk.form, &filled, &all);
	ck_assert_uint_eq(filled, 1);
	ck_assert_uint_eq(all, DESK__COUNT - 1);
	headless_expect_text(desk.term, "1/12 記入済み");
	desk_close(&desk);
}
END_TEST

START_TEST(a_key_costs_few_bytes)
{
	static const char *const keys[] = { "a", "町", LEFT, BACKSPACE, "\t", "b", "\t", BACKTAB };
	struct desk desk;
	desk_open(&desk, 24, 80, true);
	for (size_t i = 0; i < COUNT(keys); i++) {
		size_t before = term_bytes_written(desk.term);
		desk_type(&desk, keys[i]);
		size_t bytes = term_bytes_written(desk.term) - before;
		ck_assert_msg(bytes <= 300, "key %zu: %zu bytes", i, bytes);
	}
	desk_close(&desk);
}
END_TEST

START_TEST(a_screen_of_one_cell_loses_nothing)
{
	struct desk desk;
	static const int sizes[][2] = { { 1, 1 }, { 2, 3 }, { 1, 200 }, { 50, 1 }, { 23, 80 }, { 24, 79 } };
	desk_open(&desk, 24, 80, true);
	desk_type(&desk, "国民健康保険税賦課事務");
	for (size_t i = 0; i < COUNT(sizes); i++) {
		term_set_size(desk.term, sizes[i][0], sizes[i][1]);
		desk_type(&desk, "x\r"); /* keys do nothing that cannot be seen */
	}
	headless_expect(desk.term, "too-small");
	term_set_size(desk.term, 24, 80);
	desk_type(&desk, "");
	headless_expect(desk.term, "form-typed");
	desk_close(&desk);
}
END_TEST

Suite *form_view_suite(void)
{
	const TTest *const tests[] = {
		the_form_is_drawn_as_designed,
		a_form_in_english_has_english_labels,
		the_form_scrolls_with_the_caret,
		a_field_appears_when_another_asks_for_it,
		settling_goes_to_the_first_fault_and_says_it,
		letters_are_commands_only_where_no_text_is_typed,
		wide_ambiguous_characters_move_nothing_out_of_place,
		what_is_only_to_be_read_is_passed_by_and_can_be_scrolled_to,
		progress_counts_what_can_be_filled_in,
		a_key_costs_few_bytes,
		a_screen_of_one_cell_loses_nothing,
		NULL,
	};
	return suite_of("form_view", tests);
}
