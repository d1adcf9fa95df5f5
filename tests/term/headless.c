/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The headless terminal of the screen tests. */
#include "tests/term/headless.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/i18n.h"
#include "base/memory.h"

struct term *headless_open(int rows, int columns, bool japanese)
{
	struct term *term = NULL;
	struct error err = { 0 };
	i18n_init(japanese ? LANGUAGE_JA : LANGUAGE_EN, "locale");
	enum result r = term_open_headless(rows, columns, NULL, &term, &err);
	ck_assert_msg(r == RESULT_OK, "%s", err.text);
	return term;
}

void headless_grid(struct term *term, struct text *text)
{
	struct screen *screen = term_screen(term);
	for (int row = 0; row < screen_rows(screen); row++) {
		screen_row_text(screen, row, text);
		text_add_char(text, '\n');
	}
	text_format(text, "caret %d,%d\n", screen_caret_row(screen), screen_caret_column(screen));
}

static char *path_of(const char *name)
{
	const char *top = getenv("srcdir");
	return memory_format("%s/tests/screens/%s.txt", top ? top : ".", name);
}

void headless_expect(struct term *term, const char *name)
{
	struct text grid = { 0 };
	struct error err = { 0 };
	char *path = path_of(name), *wanted = NULL;
	size_t length = 0;
	headless_grid(term, &grid);
	if (getenv("CHOBA_UPDATE_SCREENS")) {
		enum result r = file_write(path, grid.bytes, grid.length, 0644, &err);
		ck_assert_msg(r == RESULT_OK, "%s", err.text);
	} else {
		enum result r = file_read(path, 1 << 20, &wanted, &length, &err);
		ck_assert_msg(r == RESULT_OK, "%s", err.text);
		ck_assert_msg(strcmp(wanted, text_string(&grid)) == 0, "%s differs; it is now\n%s", path,
			text_string(&grid));
	}
	free(wanted);
	free(path);
	text_done(&grid);
}

static bool has_text(struct term *term, const char *text, struct text *grid)
{
	headless_grid(term, grid);
	return strstr(text_string(grid), text) != NULL;
}

void headless_expect_text(struct term *term, const char *text)
{
	struct text grid = { 0 };
	ck_assert_msg(has_text(term, text, &grid), "\"%s\" is not in\n%s", text, text_string(&grid));
	text_done(&grid);
}

void headless_expect_absent(struct term *term, const char *text)
{
	struct text grid = { 0 };
	ck_assert_msg(!has_text(term, text, &grid), "\"%s\" is in\n%s", text, text_string(&grid));
	text_done(&grid);
}

void headless_expect_caret(struct term *term, int row, int column)
{
	struct screen *screen = term_screen(term);
	struct text grid = { 0 };
	headless_grid(term, &grid);
	ck_assert_msg(screen_caret_row(screen) == row && screen_caret_column(screen) == column,
		"the caret is not at %d,%d in\n%s", row, column, text_string(&grid));
	text_done(&grid);
}
