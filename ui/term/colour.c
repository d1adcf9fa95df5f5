/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of styles. */
#include "ui/term/colour.h"

#include <assert.h>
#include <stdlib.h>

#include "base/memory.h"

static const struct style_look looks[] = {
	[STYLE_NORMAL] = { 0 },
	[STYLE_TITLE] = { .bold = true },
	[STYLE_LABEL] = { 0 },
	[STYLE_FIELD] = { 0 },
	[STYLE_CARET] = { .bold = true },
	[STYLE_REQUIRED] = { .bold = true, .colour = COLOUR_RED },
	[STYLE_ERROR] = { .bold = true, .colour = COLOUR_RED },
	[STYLE_SELECTED] = { .reverse = true },
	[STYLE_DIM] = { .dim = true },
	[STYLE_MARK] = { .bold = true, .colour = COLOUR_GREEN },
};
static_assert(COUNT(looks) == STYLE__COUNT, "the last style has its row");

const struct style_look *colour_of(enum style style)
{
	assert(style < STYLE__COUNT);
	return &looks[style];
}

bool colour_wanted(void)
{
	const char *no_colour = getenv("NO_COLOR");
	return !no_colour || !no_colour[0];
}
