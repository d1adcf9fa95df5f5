/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one layout of every screen: title line, rule, work area, rule, message line, key line. */
#ifndef UI_WIDGET_FRAME_H
#define UI_WIDGET_FRAME_H

#include <stdbool.h>

#include "ui/term/screen.h"

struct frame {
	const char *office; /* 東員町; all borrowed, NULL is left out */
	const char *who;    /* 税務課 山田 花子 */
	const char *clock;  /* 令和8年11月24日(火) 10:12 */
	bool training;      /* shows 研修用 on every screen */
};

/* Draws everything around the work area and returns it. A message that is
 * longer than the line takes up to three lines, from the work area. */
struct area frame_draw(struct screen *screen, const struct frame *frame, const char *message,
	enum style message_style, const char *key_line);

/* Below 80×24: one sentence in the middle, nothing else. */
void frame_draw_small(struct screen *screen);

#endif
