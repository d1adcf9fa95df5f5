/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How text looks; no style is told from another by its colour alone. */
#ifndef UI_TERM_COLOUR_H
#define UI_TERM_COLOUR_H

#include <stdbool.h>

enum style {
	STYLE_NORMAL,
	STYLE_TITLE,    /* title line, headings */
	STYLE_LABEL,    /* the name of a field, a column head */
	STYLE_FIELD,    /* what stands in a field */
	STYLE_CARET,    /* the field that is typed into */
	STYLE_REQUIRED, /* the mark * */
	STYLE_ERROR,    /* a sentence about a mistake */
	STYLE_SELECTED, /* the row under the bar */
	STYLE_DIM,      /* hints, fillers, keys that cannot be used */
	STYLE_MARK,     /* ticks, the arrow, the training mark */
	STYLE__COUNT
};

enum colour { COLOUR_DEFAULT, COLOUR_RED, COLOUR_GREEN, COLOUR__COUNT };

struct style_look {
	bool bold, reverse, underline, dim;
	enum colour colour; /* on top of the attributes, left out under NO_COLOR */
};

const struct style_look *colour_of(enum style style);

/* False where the environment's NO_COLOR is set and not empty (no-color.org). */
bool colour_wanted(void);

#endif
