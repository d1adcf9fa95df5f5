/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How many columns text takes on the terminal; cutting and wrapping by columns. */
#ifndef UI_TERM_WIDTH_H
#define UI_TERM_WIDTH_H

#include <stddef.h>
#include <stdint.h>

#include "base/text.h"

/* Columns that this terminal gives to East Asian ambiguous characters (○ ※ ─)
 * and to private-use characters: 1 or 2. Both are 1 until set. Process-wide,
 * because curses asks the same question by wcwidth(). */
void width_set(int ambiguous, int private_use);
int width_ambiguous(void);

/* Columns the terminal moves on for one harmless code point: 0, 1 or 2. */
int width_code_point(uint32_t code);

/* Columns that choba gives to a string as it draws it: unsafe characters are
 * counted as their visible form, private-use characters always as 2 (gaiji). */
int width_text(const char *bytes, size_t length);
int width_string(const char *string);

/* The longest start of whole characters within columns: returns its bytes, *ret_columns (may be NULL). */
size_t width_fit(const char *bytes, size_t length, int columns, int *ret_columns);

/* Appends the string, shortened to columns with "…" where it is longer. */
void width_cut(struct text *text, const char *string, int columns);

/* Appends the string cut to columns and filled up with spaces to exactly columns. */
void width_pad(struct text *text, const char *string, int columns);

struct wrapped_line {
	size_t start, length; /* bytes; without the newline, with trailing spaces */
};

/* Breaks text at newlines and where columns (at least 2) are full, by Japanese
 * rules. There is always one line at least. *ret_lines is the caller's (free). */
size_t width_wrap(const char *bytes, size_t length, int columns, struct wrapped_line **ret_lines);

#endif
