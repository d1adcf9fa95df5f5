/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of the table editor. */
#include "base/memory.h"
#include "domain/compile.h"
#include "tests/support/suites.h"
#include "tests/widget/desk.h"

suite_maker table_suite;

static void go(struct desk *desk)
{
	form_view_go(&desk->form, DESK_ITEMS);
	desk_type(desk, "");
}

#define TWO_ROWS \
	"1\t賦課決定通知\r" \
	"2\t同上"
#define NAME "{\"item\":\"name\",\"reason\":\"賦課決定通知\"}"
#define ADDRESS "{\"item\":\"address\",\"reason\":\"同上\"}"

START_TEST(rows_are_added_removed_moved_and_brought_back)
{
	static const struct {
		const char *typed, *value;
	} rows[] = {
		{ "", "null" },
		{ TWO_ROWS, "[" NAME "," ADDRESS "]" },
		{ TWO_ROWS "\r", "[" NAME "," ADDRESS "]" }, /* an empty row is no row */
		{ TWO_ROWS "\033[1;5A", "[" ADDRESS "," NAME "]" },
		{ TWO_ROWS "\030", "[" NAME "]" },
		{ TWO_ROWS F11, "[" NAME "]" },
		{ TWO_ROWS "\030\030", "null" },
		{ TWO_ROWS "\030" UNDO, "[" NAME "," ADDRESS "]" },
		{ TWO_ROWS "\033[1;5A" UNDO, "[" NAME "," ADDRESS "]" },
		{ TWO_ROWS UP "\033[2~3\tx", "[" NAME ",{\"item\":\"birth\",\"reason\":\"x\"}," ADDRESS "]" },
		{ TWO_ROWS UNDO, "[" NAME ",{\"item\":\"address\"}]" },
		{ TWO_ROWS DOWN "b", "[" NAME "," ADDRESS ",{\"reason\":\"b\"}]" },
	};
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct desk desk;
		desk_open(&desk, 24, 80, true);
		go(&desk);
		desk_type(&desk, rows[i].typed);
		desk_expect_value(&desk, DESK_ITEMS, rows[i].value);
		desk_close(&desk);
	}
}
END_TEST

START_TEST(a_table_is_drawn_as_a_grid_with_the_caret_in_its_cell)
{
	struct desk desk;
	desk_open(&desk, 24, 80, true);
	go(&desk);
	desk_type(&desk, TWO_ROWS);
	headless_expect(desk.term, "table");
	desk_type(&desk, BACKTAB);
	headless_expect(desk.term, "table-choice");
	desk_close(&desk);
}
END_TEST

START_TEST(an_empty_table_is_left_by_the_arrows)
{
	struct desk desk;
	desk_open(&desk, 24, 80, true);
	go(&desk);
	desk_type(&desk, "\t\t");
	ck_assert_uint_eq(desk.form.at, DESK_PERIOD);
	desk_type(&desk, UP);
	ck_assert_uint_eq(desk.form.at, DESK_ITEMS);
	desk_type(&desk, UP);
	ck_assert_uint_eq(desk.form.at, DESK_PURPOSE);
	desk_close(&desk);
}
END_TEST

START_TEST(a_faulty_cell_is_named_by_row_and_column)
{
	struct desk desk;
	struct error err = { 0 };
	desk_open(&desk, 24, 80, false);
	go(&desk);
	desk_type(&desk, "1\tx\r2");
	ck_assert(editor_check(desk.form.rows[DESK_ITEMS].editor, &err) == RESULT_INVALID);
	ck_assert_str_eq(err.text, "row 2, Reason: is to be filled in");
	desk_close(&desk);
}
END_TEST

START_TEST(who_checks_comes_to_the_cell_at_fault)
{
	struct desk desk;
	struct error err = { 0 };
	desk_open(&desk, 24, 80, false);
	go(&desk);
	/* The first row lacks its reason, the second is whole; then on to the next field. */
	desk_type(&desk, "1\t\r2\ty");
	form_view_go(&desk.form, DESK_PERIOD);
	ck_assert(form_view_check(&desk.form, &err) == RESULT_INVALID);
	form_view_go(&desk.form, DESK_ITEMS);
	desk_type(&desk, "because");
	json_t *value = editor_value(desk.form.rows[DESK_ITEMS].editor);
	ck_assert_str_eq(json_string_value(json_object_get(json_array_get(value, 0), "reason")), "because");
	json_decref(value);
	/* What a rule finds is pointed at by the number of the row among the filled ones. */
	form_view_go(&desk.form, DESK_PERIOD);
	editor_table_fault(desk.form.rows[DESK_ITEMS].editor, 2, NULL);
	form_view_go(&desk.form, DESK_ITEMS);
	ck_assert_ptr_nonnull(desk.form.rows[DESK_ITEMS].editor);
	desk_type(&desk, "\t"
			 "z");
	value = editor_value(desk.form.rows[DESK_ITEMS].editor);
	ck_assert_ptr_nonnull(
		strchr(json_string_value(json_object_get(json_array_get(value, 1), "reason")), 'z'));
	json_decref(value);
	desk_close(&desk);
}
END_TEST

/* A plan's line that was collected, and one typed by hand. */
START_TEST(what_was_collected_is_not_typed_over_and_a_sentence_says_why)
{
	static struct field columns[] = {
		{ .id = WORDS("name"),
			.label = { WORDS("品名"), WORDS("Name") },
			.type = FIELD_TEXT,
			.longest = 20,
			.fill = FILL_SOURCE_FIELD },
		{ .id = WORDS("note"),
			.label = { WORDS("調整"), WORDS("Note") },
			.type = FIELD_TEXT,
			.longest = 20 },
	};
	static const struct field lines = { .id = WORDS("lines"),
		.type = FIELD_TABLE,
		.columns = columns,
		.column_count = COUNT(columns),
		.most_rows = 9 };
	static const struct {
		enum key keys[5];
		const char *note;
		bool locked; /* where the caret is in the end */
	} rows[] = {
		{ { KEY_CHARACTER }, "x" }, /* one begins where one can type */
		{ { KEY_BACKTAB, KEY_CHARACTER }, "x" },
		{ { KEY_DOWN, KEY_BACKTAB, KEY_UP, KEY_CHARACTER }, NULL, true },
		{ { KEY_DOWN, KEY_BACKTAB, KEY_UP, KEY_BACKSPACE, KEY_DELETE }, NULL, true },
		{ { KEY_DOWN, KEY_BACKTAB, KEY_UP, KEY_TAB, KEY_CHARACTER }, "x" },
		{ { KEY_F11 }, NULL },
	};
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct form_view form = { 0 };
		struct editor *table = editor_table_new(&lines, &desk_source);
		form_view_add(&form, "lines", "Lines", table);
		json_t *value = json_pack(
			"[{s:s, s:s}, {s:s}]", COMPILE_SOURCE, "r/1", "name", "desk", "name", "own");
		editor_set(table, value);
		editor_enter(table, false);
		for (size_t k = 0; k < COUNT(rows[i].keys) && rows[i].keys[k] != KEY_NONE; k++)
			form_view_key(&form, (struct key_press){ .key = rows[i].keys[k], .character = 'x' });
		ck_assert_int_eq(editor_table_note(table) != NULL, rows[i].locked);
		json_t *now = editor_value(table);
		const json_t *row = json_array_get(now, 0);
		ck_assert_uint_eq(json_array_size(now), 2);
		ck_assert_str_eq(json_string_value(json_object_get(row, "name")), "desk");
		ck_assert_pstr_eq(json_string_value(json_object_get(row, "note")), rows[i].note);
		json_decref(now);
		json_decref(value);
		form_view_done(&form);
	}
}
END_TEST

Suite *table_suite(void)
{
	const TTest *const tests[] = {
		rows_are_added_removed_moved_and_brought_back,
		a_table_is_drawn_as_a_grid_with_the_caret_in_its_cell,
		an_empty_table_is_left_by_the_arrows,
		a_faulty_cell_is_named_by_row_and_column,
		who_checks_comes_to_the_cell_at_fault,
		what_was_collected_is_not_typed_over_and_a_sentence_says_why,
		NULL,
	};
	return suite_of("table", tests);
}
