/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of the editors of yes or no, choices, and persons. */
#include <string.h>

#include "base/memory.h"
#include "tests/support/suites.h"
#include "tests/widget/desk.h"

suite_maker choice_suite;

static void go(struct desk *desk, enum desk_field field)
{
	form_view_go(&desk->form, field);
	desk_type(desk, "");
}

START_TEST(a_choice_is_made_by_number_bar_or_letter)
{
	static const struct {
		enum desk_field field;
		const char *typed, *value;
	} rows[] = {
		{ DESK_OUTSIDE, "y", "true" },
		{ DESK_OUTSIDE, "ｎ", "false" },
		{ DESK_OUTSIDE, "2", "false" },
		{ DESK_OUTSIDE, DOWN " ", "true" }, /* the first key calls for the bar */
		{ DESK_OUTSIDE, DOWN DOWN " ", "false" },
		{ DESK_OUTSIDE, "1" BACKSPACE, "null" },
		{ DESK_AFTER, "2", "\"erase\"" },
		{ DESK_AFTER, "２", "\"erase\"" },
		{ DESK_AFTER, DOWN DOWN "\r", "\"erase\"" },
		{ DESK_AFTER, "\r", "null" }, /* passing by chooses nothing */
		{ DESK_AFTER, "12", "\"erase\"" },
		{ DESK_AFTER, "2" UNDO, "null" },
		{ DESK_KINDS, "13", "[\"personal\",\"trust\"]" },
		{ DESK_KINDS, "131", "[\"trust\"]" },
		{ DESK_KINDS, DOWN " " DOWN " ", "[\"secret\",\"trust\"]" },
		{ DESK_KINDS, "", "null" },
	};
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct desk desk;
		desk_open(&desk, 24, 80, true);
		go(&desk, rows[i].field);
		desk_type(&desk, rows[i].typed);
		desk_expect_value(&desk, rows[i].field, rows[i].value);
		desk_close(&desk);
	}
}
END_TEST

START_TEST(an_explained_choice_asks_for_its_words)
{
	struct desk desk;
	struct error err = { 0 };
	desk_open(&desk, 24, 80, true);
	go(&desk, DESK_AFTER);
	desk_type(&desk, "3");
	ck_assert(editor_check(desk.form.rows[DESK_AFTER].editor, &err) == RESULT_INVALID);
	desk_type(&desk, "2年保管s");
	headless_expect(desk.term, "choice-in-words");
	desk_expect_values(&desk, "{\"after\":\"other\",\"after-words\":\"2年保管s\"}");
	desk_type(&desk, "\t\t");
	headless_expect_text(desk.term, "その他(2年保管s)");
	ck_assert_int_eq(desk.settled, 0);
	json_t *values = form_view_values(&desk.form);
	form_view_set(&desk.form, NULL);
	desk_expect_values(&desk, "{}");
	form_view_set(&desk.form, values);
	desk_expect_values(&desk, "{\"after\":\"other\",\"after-words\":\"2年保管s\"}");
	json_decref(values);
	desk_close(&desk);
}
END_TEST

START_TEST(several_choices_are_ticked_in_an_open_list)
{
	struct desk desk;
	desk_open(&desk, 24, 80, true);
	go(&desk, DESK_KINDS);
	desk_type(&desk, "24");
	headless_expect(desk.term, "choices");
	desk_close(&desk);
}
END_TEST

START_TEST(a_person_is_found_by_name_kana_or_number)
{
	static const struct {
		const char *typed, *value;
	} rows[] = {
		{ "花子\r", "\"yamada\"" },
		{ "やまね\r", "\"yamane\"" },
		{ "００５６\t", "\"katsu\"" },
		{ "葛城\t", "\"katsu\"" }, /* without the variation selector */
		{ "やま" DOWN "\r", "\"yamane\"" },
		{ F4 DOWN DOWN "\r", "\"katsu\"" },
		{ "花子\rx", "\"x\"" }, /* typing again begins afresh */
		{ "花子\r" BACKSPACE UNDO, "\"yamada\"" },
		{ "nobody", "\"nobody\"" },
	};
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct desk desk;
		desk_open(&desk, 24, 80, true);
		go(&desk, DESK_USER);
		desk_type(&desk, rows[i].typed);
		desk_expect_value(&desk, DESK_USER, rows[i].value);
		desk_close(&desk);
	}
}
END_TEST

static int changes;

static void on_change(void *context)
{
	(void)context;
	changes++;
}

START_TEST(the_one_candidate_left_is_taken_on_leaving_and_told)
{
	struct desk desk;
	desk_open(&desk, 24, 80, true);
	go(&desk, DESK_USER);
	desk_type(&desk, "花子");
	desk.form.changed = on_change;
	changes = 0;
	desk_type(&desk, BACKTAB);
	desk_expect_value(&desk, DESK_USER, "\"yamada\"");
	ck_assert_int_eq(changes, 1);
	desk_close(&desk);
}
END_TEST

START_TEST(the_list_of_people_stands_below_the_caret)
{
	struct desk desk;
	struct error err = { 0 };
	desk_open(&desk, 30, 80, true);
	go(&desk, DESK_USER);
	desk_type(&desk, "やま");
	headless_expect(desk.term, "person-list");
	ck_assert(editor_check(desk.form.rows[DESK_USER].editor, &err) == RESULT_INVALID);
	desk_type(&desk, "だ" UP UP "\t");
	desk_expect_value(&desk, DESK_USER, "\"yamada\"");
	headless_expect_text(desk.term, "山田 花子____");
	desk_close(&desk);
}
END_TEST

START_TEST(a_person_not_found_does_not_hold_the_caret)
{
	struct desk desk;
	desk_open(&desk, 30, 80, true);
	go(&desk, DESK_USER);
	desk_type(&desk, "nobody");
	ck_assert(!editor_key(desk.form.rows[DESK_USER].editor, (struct key_press){ .key = KEY_TAB }));
	desk_expect_value(&desk, DESK_USER, "\"nobody\"");
	desk_close(&desk);
}
END_TEST

START_TEST(candidates_are_offered_wherever_there_are_any)
{
	static const struct {
		enum desk_field field;
		bool offered;
	} rows[] = {
		{ DESK_USER, true },
		{ DESK_AFTER, true },
		{ DESK_ITEMS, true },
		{ DESK_BUSINESS, false },
		{ DESK_PURPOSE, false },
		{ DESK_DAY, false },
	};
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct desk desk;
		desk_open(&desk, 24, 80, true);
		go(&desk, rows[i].field);
		ck_assert(editor_open_list(desk.form.rows[rows[i].field].editor) == rows[i].offered);
		desk_close(&desk);
	}
}
END_TEST

START_TEST(the_first_of_a_long_list_is_chosen_by_its_one_digit)
{
	struct choice choices[12];
	struct choice_list list = { .choices = choices, .choice_count = COUNT(choices) };
	static const char *const ids[] = { "a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l" };
	struct field field = { .type = FIELD_CHOICE, .list = &list };
	memset(choices, 0, sizeof choices);
	for (size_t i = 0; i < COUNT(choices); i++)
		choices[i].id = WORDS(ids[i]);
	struct editor *editor = editor_choice_new(&field, &desk_source);
	static const char *const wanted[] = { "a", "l" };
	for (size_t i = 0; i < COUNT(wanted); i++) {
		editor_key(
			editor, (struct key_press){ .key = KEY_CHARACTER, .character = '1' + (uint32_t)i });
		json_t *value = editor_value(editor);
		ck_assert_str_eq(json_string_value(value), wanted[i]);
		json_decref(value);
	}
	editor_free(editor);
}
END_TEST

Suite *choice_suite(void)
{
	const TTest *const tests[] = {
		a_choice_is_made_by_number_bar_or_letter,
		an_explained_choice_asks_for_its_words,
		several_choices_are_ticked_in_an_open_list,
		a_person_is_found_by_name_kana_or_number,
		the_one_candidate_left_is_taken_on_leaving_and_told,
		the_list_of_people_stands_below_the_caret,
		a_person_not_found_does_not_hold_the_caret,
		candidates_are_offered_wherever_there_are_any,
		the_first_of_a_long_list_is_chosen_by_its_one_digit,
		NULL,
	};
	return suite_of("choice", tests);
}
