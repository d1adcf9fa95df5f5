/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The grid of cells behind the terminal: the only place that knows curses. */
#ifndef UI_TERM_SCREEN_H
#define UI_TERM_SCREEN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "base/error.h"
#include "base/text.h"
#include "ui/term/colour.h"

struct screen;

/* A rectangle of cells. */
struct area {
	int row, column, rows, columns;
};

enum { SCREEN_LEAST_ROWS = 24, SCREEN_LEAST_COLUMNS = 80 };

/* Opens curses on the streams; out is a terminal, or any file in a test, where
 * rows and columns are then fixed (0 asks the terminal). type is the TERM
 * name, NULL takes the environment's. RESULT_UNAVAILABLE with a sentence. One at a time. */
enum result screen_open(FILE *in, FILE *out, const char *type, int rows, int columns,
	struct screen **ret_screen, struct error *err);
void screen_close(struct screen *screen); /* gives the terminal back as it was */

void screen_suspend(struct screen *screen); /* gives the terminal back until screen_resume */
void screen_resume(struct screen *screen);

int screen_rows(const struct screen *screen);
int screen_columns(const struct screen *screen);
struct area screen_area(const struct screen *screen);
bool screen_is_small(const struct screen *screen); /* below 24 rows of 80 */
void screen_resize(struct screen *screen, int rows, int columns);

/* One frame: clear, put ..., caret, show. Only what changed is sent. */
void screen_clear(struct screen *screen);
void screen_show(struct screen *screen);
void screen_redraw(struct screen *screen); /* the next show sends everything */

/* Puts a string at row and column in at most columns, whole characters only;
 * unsafe characters become visible; nothing outside the screen is touched.
 * Returns the columns used. */
int screen_put(struct screen *screen, int row, int column, int columns, enum style style, const char *string);
int screen_put_n(struct screen *screen, int row, int column, int columns, enum style style, const char *bytes,
	size_t length);

/* As screen_put; a string that is longer than the columns ends in an ellipsis. */
int screen_put_cut(
	struct screen *screen, int row, int column, int columns, enum style style, const char *string);

/* As screen_put_cut, and fills the rest of columns with spaces of that style. */
void screen_put_padded(
	struct screen *screen, int row, int column, int columns, enum style style, const char *string);

/* A row of one character repeated over columns; ─ makes a rule. */
void screen_fill(
	struct screen *screen, int row, int column, int columns, enum style style, const char *character);
void screen_clear_area(struct screen *screen, struct area area);

/* Where the hardware cursor stands after show: on the caret, always. */
void screen_caret(struct screen *screen, int row, int column);
int screen_caret_row(const struct screen *screen);
int screen_caret_column(const struct screen *screen);

void screen_beep(struct screen *screen);

/* What the terminal shows in a row after show, spaces at the end left out (for tests). */
void screen_row_text(struct screen *screen, int row, struct text *text);

/* True where the cell at row and column is drawn in that style. */
bool screen_has_style(struct screen *screen, int row, int column, enum style style);

/* The terminfo string of a capability ("kf1"), NULL where there is none; borrowed. */
const char *screen_capability(const char *name);

/* Restores the terminal from a signal handler. */
void screen_emergency(void);

#endif
