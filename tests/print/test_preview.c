/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The preview keeps its width on any terminal and says what the paper says. */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "print/text_grid.h"
#include "tests/print/judge.h"
#include "tests/print/sheets.h"
#include "tests/support/suites.h"

/* Two terminals: one draws box characters in one column, the other in two. */
static int narrow(uint32_t code)
{
	return code >= 0x1100 && !(code >= 0x2500 && code < 0x25C0) ? 2 : 1;
}

static int wide(uint32_t code)
{
	return code >= 0x1100 ? 2 : 1;
}

static const struct {
	int width;
	int (*columns_of)(uint32_t code);
} terminals[] = { { 78, narrow }, { 78, wide }, { 79, narrow }, { 79, wide }, { 40, narrow }, { 41, wide },
	{ 132, narrow } };

static int columns(const char *line, int (*columns_of)(uint32_t code))
{
	int sum = 0;
	size_t length = strlen(line);
	for (size_t position = 0; position < length;)
		sum += columns_of(text_next(line, length, &position));
	return sum;
}

static bool is_boxed(const char *line)
{
	static const char *const starts[] = { "│", "┌", "├", "└" };
	for (size_t i = 0; i < COUNT(starts); i++)
		if (!strncmp(line, starts[i], strlen(starts[i])))
			return true;
	return false;
}

static void (*const samples[])(struct sheet_content *) = { sheets_full, sheets_blank, sheets_notice };

START_TEST(boxes_are_as_wide_as_the_terminal_and_no_line_is_wider)
{
	int width = terminals[_i].width, boxed = width - width % terminals[_i].columns_of(0x2500);
	for (size_t i = 0; i < COUNT(samples); i++) {
		struct sheet_content content;
		samples[i](&content);
		char *text = sheet_text(&content, width, terminals[_i].columns_of), *rest = text;
		size_t boxes = 0;
		for (char *line; (line = strsep(&rest, "\n"));) {
			int sum = columns(line, terminals[_i].columns_of);
			ck_assert_msg(sum <= width, "%d columns: %s", sum, line);
			if (!is_boxed(line))
				continue;
			boxes++;
			ck_assert_msg(sum == boxed, "%d columns, not %d: %s", sum, boxed, line);
		}
		ck_assert_uint_gt(boxes, 10);
		free(text);
		sheet_content_done(&content);
	}
}
END_TEST

START_TEST(every_short_value_can_be_read)
{
	for (size_t i = 0; i < COUNT(samples); i++) {
		struct sheet_content content;
		samples[i](&content);
		content.training = true;
		char *text = sheet_text(&content, 132, narrow);
		const char *const heads[] = { content.title, content.style, content.document_number,
			content.remarks, content.verification, content.applicant.name, content.sender.name,
			content.stamp };
		for (size_t h = 0; h < COUNT(heads); h++)
			ck_assert_msg(
				!heads[h] || strstr(text, heads[h]), "not in the preview: %s", heads[h]);
		for (size_t r = 0; r < content.row_count; r++) {
			const struct sheet_row *row = &content.rows[r];
			ck_assert_msg(strstr(text, row->label) != NULL, "not in the preview: %s", row->label);
			if (row->text && !strchr(row->text, '\n') && strlen(row->text) < 90)
				ck_assert_msg(
					strstr(text, row->text) != NULL, "not in the preview: %s", row->text);
			for (size_t c = 0; c < row->table.column_count * row->table.row_count; c++)
				if (strlen(row->table.cells[c]) < 60)
					ck_assert_ptr_nonnull(strstr(text, row->table.cells[c]));
		}
		for (size_t a = 0; a < content.approval_count; a++)
			ck_assert(!content.approvals[a].name || strstr(text, content.approvals[a].name));
		ck_assert_ptr_nonnull(strstr(text, "研修用"));
		free(text);
		sheet_content_done(&content);
	}
}
END_TEST

START_TEST(rules_meet_in_the_right_crossings)
{
	static const char expected[] = "┌───┬────┐\n"
				       "│ a │ b  │\n"
				       "│   ├──┬─┤\n"
				       "│   │ c│ │\n"
				       "├───┴──┴─┤\n"
				       "│ d      │\n"
				       "└────────┘\n";
	struct text_grid grid;
	text_grid_init(&grid, 10, narrow);
	const int two[] = { 0, 4, 9 }, three[] = { 0, 4, 7, 9 }, one[] = { 0, 9 };
	struct wrapped a[] = { text_grid_wrap(&grid, "a", 2), text_grid_wrap(&grid, "b", 3) };
	struct wrapped b[] = { text_grid_wrap(&grid, "", 2), text_grid_wrap(&grid, "c", 1),
		text_grid_wrap(&grid, "", 1) };
	struct wrapped c = text_grid_wrap(&grid, "d", 7);
	text_grid_rule(&grid, 0, two, 3);
	text_grid_row(&grid, two, a, 2);
	text_grid_rule(&grid, 4, three, 4);
	text_grid_row(&grid, three, b, 3);
	text_grid_rule(&grid, 0, one, 2);
	text_grid_row(&grid, one, &c, 1);
	text_grid_rule(&grid, 0, NULL, 0);
	ck_assert_str_eq(text_string(&grid.out), expected);
	for (size_t i = 0; i < COUNT(a); i++)
		wrapped_done(&a[i]);
	for (size_t i = 0; i < COUNT(b); i++)
		wrapped_done(&b[i]);
	wrapped_done(&c);
	text_grid_done(&grid);
}
END_TEST

START_TEST(no_control_reaches_the_terminal_out_of_a_value)
{
	struct sheet_content content;
	sheets_blank(&content);
	free(content.rows[0].text);
	content.rows[0].text = memory_string("\x1B[31m赤\xE2\x80\xAE\x07");
	char *text = sheet_text(&content, 80, narrow);
	ck_assert_ptr_null(strchr(text, 0x1B));
	ck_assert_ptr_null(strchr(text, 0x07));
	ck_assert_ptr_null(strstr(text, "\xE2\x80\xAE"));
	ck_assert_ptr_nonnull(strstr(text, "赤<U+202E>"));
	free(text);
	sheet_content_done(&content);
}
END_TEST

START_TEST(a_long_text_is_wrapped_whole)
{
	struct text_grid grid;
	text_grid_init(&grid, 40, narrow);
	char *text = sheets_long_text(2000), *bare = judge_bare(text);
	struct wrapped wrapped = text_grid_wrap(&grid, text, 11);
	struct text joined = { 0 };
	for (size_t i = 0; i < wrapped.count; i++) {
		ck_assert_int_le(text_grid_columns(&grid, wrapped.lines[i]), 11);
		text_add(&joined, wrapped.lines[i]);
	}
	char *again = judge_bare(text_string(&joined));
	ck_assert_str_eq(again, bare);
	free(again);
	free(bare);
	free(text);
	text_done(&joined);
	wrapped_done(&wrapped);
	text_grid_done(&grid);
}
END_TEST

suite_maker preview_suite;

Suite *preview_suite(void)
{
	const TTest *const tests[] = {
		every_short_value_can_be_read,
		rules_meet_in_the_right_crossings,
		no_control_reaches_the_terminal_out_of_a_value,
		a_long_text_is_wrapped_whole,
		NULL,
	};
	Suite *suite = suite_of("preview", tests);
	TCase *rows = tcase_create("terminals");
	tcase_add_loop_test(
		rows, boxes_are_as_wide_as_the_terminal_and_no_line_is_wider, 0, COUNT(terminals));
	suite_add_tcase(suite, rows);
	return suite;
}
