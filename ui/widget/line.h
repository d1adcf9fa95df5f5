/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One line of text under the caret, moved and deleted by whole characters. */
#ifndef UI_WIDGET_LINE_H
#define UI_WIDGET_LINE_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/text.h"
#include "ui/term/keys.h"
#include "ui/term/screen.h"

enum { LINE_LIMIT = 256 * 1024 }; /* bytes; more is not taken */

struct line {
	struct text text;
	size_t caret;  /* byte offset at the beginning of a character, or the end */
	size_t scroll; /* byte offset of the first character shown */
	bool fresh;    /* the first character typed replaces everything */
	bool changed;  /* set by whatever changed the text; the owner clears it */
	bool refused;  /* set where something passed LINE_LIMIT and was not taken; likewise */
};

void line_set(struct line *line, const char *string); /* caret at the end */
const char *line_string(const struct line *line);
void line_done(struct line *line);

/* Movement, deletion and characters; false where the key is not for a line. */
bool line_key(struct line *line, struct key_press press);

/* Puts text in at the caret. Ends of lines become spaces unless newlines. */
void line_insert(struct line *line, const char *bytes, size_t length, bool newlines);

/* Removes the bytes between two offsets; the caret goes to the first. */
void line_cut(struct line *line, size_t from, size_t to);

/* Draws in columns with "_" where nothing stands; puts the caret when focused. */
void line_draw(struct line *line, struct screen *screen, int row, int column, int columns, bool focused);

/* Text and caret as undo keeps them, and back. */
json_t *line_snapshot(const struct line *line);
void line_restore(struct line *line, const json_t *snapshot);

#endif
