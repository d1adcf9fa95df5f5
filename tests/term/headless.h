/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A terminal nobody sees, and its grid of cells compared with tests/screens. */
#ifndef TESTS_TERM_HEADLESS_H
#define TESTS_TERM_HEADLESS_H

#include "base/text.h"
#include "ui/term/term.h"

/* Opens one or fails the test. Messages become Japanese where japanese. */
struct term *headless_open(int rows, int columns, bool japanese);

/* The grid as text: one line a row, then "caret ROW,COLUMN". */
void headless_grid(struct term *term, struct text *text);

/* Fails where the grid differs from tests/screens/<name>.txt; with
 * CHOBA_UPDATE_SCREENS set in the environment the file is written instead. */
void headless_expect(struct term *term, const char *name);

/* Fails where no row of the grid holds the text (or, absent, where one does). */
void headless_expect_text(struct term *term, const char *text);
void headless_expect_absent(struct term *term, const char *text);
void headless_expect_caret(struct term *term, int row, int column);

#endif
