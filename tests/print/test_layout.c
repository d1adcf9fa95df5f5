/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Boxes are closed, nothing lies over anything else, nothing leaves the paper. */
#include <glib.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "print/compose.h"
#include "tests/print/sheets.h"
#include "tests/support/suites.h"

static const double near = 0.02, margin = 20;

static bool is_near(double a, double b)
{
	return fabs(a - b) < near;
}

static bool between(double value, double from, double to)
{
	return value > from - near && value < to + near;
}

/* Whether some upright line passes or ends at x, y. */
static bool upright_at(const struct page *page, double x, double y)
{
	for (size_t i = 0; i < page->mark_count; i++) {
		const struct mark *mark = &page->marks[i];
		bool rule = mark->kind == MARK_RULE && mark->width == 0 && is_near(mark->x, x);
		bool frame = mark->kind == MARK_FRAME &&
			     (is_near(mark->x, x) || is_near(mark->x + mark->width, x));
		if ((rule || frame) && between(y, mark->y, mark->y + mark->height))
			return true;
	}
	return false;
}

static bool level_at(const struct page *page, double x, double y)
{
	for (size_t i = 0; i < page->mark_count; i++) {
		const struct mark *mark = &page->marks[i];
		bool rule = mark->kind == MARK_RULE && mark->height == 0 && is_near(mark->y, y);
		bool frame = mark->kind == MARK_FRAME &&
			     (is_near(mark->y, y) || is_near(mark->y + mark->height, y));
		if ((rule || frame) && between(x, mark->x, mark->x + mark->width))
			return true;
	}
	return false;
}

/* A rule that ends in the open leaves a box open. */
static void assert_closed(const struct page *page)
{
	for (size_t i = 0; i < page->mark_count; i++) {
		const struct mark *mark = &page->marks[i];
		if (mark->kind == MARK_FRAME)
			ck_assert(mark->width > 0 && mark->height > 0);
		if (mark->kind != MARK_RULE)
			continue;
		double x = mark->x + mark->width, y = mark->y + mark->height;
		bool closed = mark->width == 0 ? level_at(page, mark->x, mark->y) && level_at(page, x, y)
					       : upright_at(page, mark->x, mark->y) && upright_at(page, x, y);
		ck_assert_msg(closed, "a rule from %.1f, %.1f to %.1f, %.1f ends in the open", mark->x,
			mark->y, x, y);
	}
}

/* The square of a line of text; the baseline lies at 0.88 of it. */
static void square(const struct mark *mark, double *ret_top, double *ret_bottom)
{
	double size = pango_font_description_get_size(pango_layout_get_font_description(mark->layout)) /
		      (double)PANGO_SCALE;
	*ret_top = mark->y - 0.88 * size;
	*ret_bottom = *ret_top + size;
}

static void assert_apart(const struct mark *mark, const struct mark *other)
{
	double top, bottom, other_top, other_bottom;
	const double touch = 0.6;
	square(mark, &top, &bottom);
	if (other->kind == MARK_LINE) {
		square(other, &other_top, &other_bottom);
		bool beside = mark->x + mark->width <= other->x + touch ||
			      other->x + other->width <= mark->x + touch;
		ck_assert_msg(beside || bottom <= other_top + touch || other_bottom <= top + touch,
			"lines lie over one another at %.1f, %.1f and %.1f, %.1f", mark->x, mark->y, other->x,
			other->y);
	} else if (other->kind == MARK_RULE) {
		bool away = other->width == 0 ? other->x <= mark->x + touch ||
							other->x >= mark->x + mark->width - touch ||
							other->y >= bottom - touch ||
							other->y + other->height <= top + touch
					      : other->y <= top + touch || other->y >= bottom - touch ||
							other->x >= mark->x + mark->width ||
							other->x + other->width <= mark->x;
		ck_assert_msg(away, "a rule at %.1f, %.1f goes through text at %.1f, %.1f, line %zu: %s",
			other->x, other->y, mark->x, mark->y, mark->line,
			pango_layout_get_text(mark->layout));
	}
}

static void assert_page(const struct page *page)
{
	assert_closed(page);
	for (size_t i = 0; i < page->mark_count; i++) {
		const struct mark *mark = &page->marks[i];
		if (mark->kind == MARK_WATER)
			continue;
		ck_assert_msg(mark->x > margin && mark->x + mark->width < page->width - margin &&
				      mark->y > margin && mark->y + mark->height < page->height - margin,
			"mark %d at %.1f, %.1f (%.1f, %.1f) leaves the paper", (int)mark->kind, mark->x,
			mark->y, mark->width, mark->height);
		if (mark->kind != MARK_LINE || mark->width == 0)
			continue;
		for (size_t k = 0; k < page->mark_count; k++)
			if (k != i)
				assert_apart(mark, &page->marks[k]);
	}
}

/* Composes the sheet and looks at all of its pages; returns how many. */
static size_t assert_sound(const struct sheet_content *content)
{
	struct fonts *fonts;
	struct error err;
	struct pages pages = { 0 };
	struct odd_characters odd = { 0 };
	ck_assert_int_eq(fonts_get(&fonts, &err), RESULT_OK);
	compose_sheet(fonts, content, &pages, &odd);
	size_t count = pages.count;
	ck_assert_uint_ge(count, 1);
	for (size_t i = 0; i < count; i++)
		assert_page(&pages.items[i]);
	GHashTable *placed = g_hash_table_new(g_direct_hash, g_direct_equal);
	for (size_t i = 0; i < count; i++)
		for (size_t k = 0; k < pages.items[i].mark_count; k++)
			if (pages.items[i].marks[k].kind == MARK_LINE) {
				PangoLayoutLine *line = pango_layout_get_line_readonly(
					pages.items[i].marks[k].layout, (int)pages.items[i].marks[k].line);
				g_hash_table_add(placed, line);
			}
	/* No layout is placed in part: a line that is missing is text that was cut. */
	GHashTableIter all;
	gpointer key;
	g_hash_table_iter_init(&all, placed);
	while (g_hash_table_iter_next(&all, &key, NULL)) {
		PangoLayout *layout = ((PangoLayoutLine *)key)->layout;
		ck_assert_int_eq(pango_layout_get_unknown_glyphs_count(layout), 0);
		for (int line = 0; line < pango_layout_get_line_count(layout); line++)
			ck_assert_msg(
				g_hash_table_contains(placed, pango_layout_get_line_readonly(layout, line)),
				"line %d is not on the sheet: %s", line, pango_layout_get_text(layout));
	}
	g_hash_table_destroy(placed);
	pages_done(&pages);
	odd_done(&odd);
	fonts_forget(fonts);
	return count;
}

static void (*const samples[])(struct sheet_content *) = { sheets_full, sheets_blank, sheets_notice };

START_TEST(the_samples_are_sound)
{
	struct sheet_content content;
	samples[_i](&content);
	ck_assert_uint_le(assert_sound(&content), 2);
	content.training = true;
	content.stamp = memory_string("取下げ");
	content.paper = PAPER_A4_LANDSCAPE;
	assert_sound(&content);
	content.language = LANGUAGE_EN;
	content.paper = PAPER_A4_PORTRAIT;
	assert_sound(&content);
	sheet_content_done(&content);
	sheet_end();
}
END_TEST

/* Numbers of its own, so that a failing sheet is the same everywhere. */
static unsigned next_number(unsigned *seed, unsigned below)
{
	*seed = *seed * 1664525U + 1013904223U;
	return (*seed >> 8) % below;
}

static char *random_text(unsigned *seed, unsigned most)
{
	static const char *const parts[] = { "国民健康保険税", "の賦課に当たり、", "確認すること。", "\n",
		"（別紙）", "A4", "system ", "令和8年度", "「世帯」", "123,456", "ー", "っ",
		"Donaudampfschifffahrtsgesellschaft", "　" };
	struct text text = { 0 };
	for (unsigned i = next_number(seed, most + 1); i > 0; i--)
		text_add(&text, parts[next_number(seed, COUNT(parts))]);
	return text_take(&text);
}

static void random_table(struct sheet_table *table, unsigned *seed)
{
	size_t columns = 1 + next_number(seed, 9), count = next_number(seed, 12);
	char **cells = memory_new(columns, sizeof *cells);
	for (size_t i = 0; i < columns; i++) {
		char *head = random_text(seed, 2);
		sheet_table_column(table, head, (int)next_number(seed, 4));
		free(head);
	}
	for (size_t r = 0; r < count; r++) {
		for (size_t i = 0; i < columns; i++)
			cells[i] = random_text(seed, next_number(seed, 8) == 0 ? 120 : 6);
		sheet_table_row(table, (const char *const *)cells);
		for (size_t i = 0; i < columns; i++)
			free(cells[i]);
	}
	free(cells);
}

static void random_sheet(struct sheet_content *content, unsigned seed)
{
	sheets_full(content);
	content->paper = next_number(&seed, 2) ? PAPER_A4_PORTRAIT : PAPER_A4_LANDSCAPE;
	content->training = next_number(&seed, 2);
	for (unsigned i = next_number(&seed, 12); i > 0; i--) {
		char *label = random_text(&seed, next_number(&seed, 6) == 0 ? 60 : 3);
		char *text = random_text(&seed, next_number(&seed, 4) == 0 ? 500 : 10);
		struct sheet_row *row = sheet_add_row(content, (int)content->row_count + 1, label, text);
		row->lines = next_number(&seed, 6);
		if (next_number(&seed, 3) == 0)
			random_table(&row->table, &seed);
		free(label);
		free(text);
	}
	for (unsigned i = next_number(&seed, 10); i > 0; i--) {
		char *post = random_text(&seed, 3), *name = random_text(&seed, 3);
		struct sheet_approval *cell = sheet_add_approval(content, post);
		cell->name = name;
		cell->day = date_of(2026, 11, 1 + (int)i);
		cell->passed_over = next_number(&seed, 4) == 0;
		free(post);
	}
	free(content->conditions);
	content->conditions = random_text(&seed, 150);
	free(content->title);
	content->title = random_text(&seed, 5);
	free(content->applicant.section);
	content->applicant.section = random_text(&seed, 8);
}

START_TEST(any_sheet_is_sound)
{
	struct sheet_content content;
	random_sheet(&content, (unsigned)_i);
	assert_sound(&content);
	sheet_content_done(&content);
	sheet_end();
}
END_TEST

START_TEST(a_page_is_saved_where_lines_a_little_closer_save_it)
{
	struct sheet_content content;
	sheets_blank(&content);
	ck_assert_uint_eq(assert_sound(&content), 1);
	for (int i = 0; i < 12; i++)
		sheet_add_row(&content, 0, "追加の欄", "");
	ck_assert_uint_eq(assert_sound(&content), 2);
	sheet_content_done(&content);
	sheet_end();
}
END_TEST

START_TEST(a_text_is_set_once_and_forgotten_after_the_sheets)
{
	struct fonts *fonts;
	struct error err;
	ck_assert_int_eq(fonts_get(&fonts, &err), RESULT_OK);
	PangoLayout *first = fonts_set(fonts, FACE_BODY, "氏名", 100).layout;
	ck_assert_ptr_eq(fonts_set(fonts, FACE_BODY, "氏名", 100).layout, first);
	ck_assert_ptr_ne(fonts_set(fonts, FACE_LABEL, "氏名", 100).layout, first);
	ck_assert_ptr_ne(fonts_set(fonts, FACE_BODY, "氏名", 90).layout, first);
	ck_assert_uint_eq(fonts_remembered(fonts), 3);
	struct sheet_content content;
	char *bytes;
	size_t length;
	sheets_notice(&content);
	ck_assert_int_eq(sheet_pdf(&content, 1, &bytes, &length, NULL, &err), RESULT_OK);
	ck_assert_uint_eq(fonts_remembered(fonts), 0);
	free(bytes);
	sheet_content_done(&content);
	sheet_end();
}
END_TEST

enum { RANDOM_SHEETS = 30 };

suite_maker layout_suite;

Suite *layout_suite(void)
{
	const TTest *const tests[] = {
		a_page_is_saved_where_lines_a_little_closer_save_it,
		a_text_is_set_once_and_forgotten_after_the_sheets,
		NULL,
	};
	Suite *suite = suite_of("layout", tests);
	TCase *rows = tcase_create("sheets");
	tcase_add_loop_test(rows, the_samples_are_sound, 0, COUNT(samples));
	tcase_add_loop_test(rows, any_sheet_is_sound, 0, RANDOM_SHEETS);
	suite_add_tcase(suite, rows);
	return suite;
}
