/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A text to read and scroll inside a screen. */
#ifndef UI_WIDGET_VIEWER_H
#define UI_WIDGET_VIEWER_H

#include <stdbool.h>
#include <stddef.h>

#include "ui/term/keys.h"
#include "ui/term/screen.h"

/* All zero is empty. A line that begins with ■ is a heading. */
struct viewer {
	char *text;
	size_t top, line_count;
	int page;
};

void viewer_set(struct viewer *viewer, const char *text); /* copies; from the top */
void viewer_done(struct viewer *viewer);

/* Arrows, pages (F7, F8, space), first and last. */
bool viewer_key(struct viewer *viewer, struct key_press press);
void viewer_draw(struct viewer *viewer, struct screen *screen, struct area area);

#endif
