/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands around the work area. */
#include "ui/widget/frame.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "ui/term/width.h"

enum { MARGIN = 1, GAP = 3, MESSAGE_LINES = 3, OFFICE_LEAST = 8, WHO_LEAST = 14 };

/* Who is signed in must be seen: a long name of the office gives way first. */
static void draw_title(struct screen *screen, const struct frame *frame)
{
	int columns = screen_columns(screen);
	int clock = frame->clock ? width_string(frame->clock) + MARGIN : 0;
	int right = columns - clock, end = right - MARGIN, at = MARGIN;
	at += screen_put(screen, 0, at, right - at, STYLE_TITLE, _("choba")) + GAP;
	if (frame->training)
		at += screen_put(screen, 0, at, right - at, STYLE_SELECTED, _(" TRAINING ")) + GAP;
	if (frame->office && end - at > 0) {
		int room = end - at, rest = room;
		int who = frame->who ? width_string(frame->who) : 0;
		if (who)
			rest -= (who < WHO_LEAST ? who : WHO_LEAST) + GAP;
		if (rest < OFFICE_LEAST)
			rest = OFFICE_LEAST < room ? OFFICE_LEAST : room;
		at += screen_put_cut(screen, 0, at, rest, STYLE_NORMAL, frame->office) + GAP;
	}
	if (frame->who && end - at > 0)
		screen_put_cut(screen, 0, at, end - at, STYLE_NORMAL, frame->who);
	if (frame->clock)
		screen_put(screen, 0, right, clock, STYLE_NORMAL, frame->clock);
}

/* Draws the message from the bottom up; returns the lines it took, at least one. */
static int draw_message(struct screen *screen, int last_row, const char *message, enum style style)
{
	struct wrapped_line *lines;
	int columns = screen_columns(screen) - 2 * MARGIN;
	size_t length = strlen(message);
	size_t count = width_wrap(message, length, columns, &lines);
	int shown = count < MESSAGE_LINES ? (int)count : MESSAGE_LINES;
	for (int i = 0; i < shown; i++) {
		struct wrapped_line line = lines[i];
		if (i == shown - 1) /* the last one shows by its end that there was more */
			line.length = length - line.start;
		while (line.length && message[line.start + line.length - 1] == ' ')
			line.length--; /* a space at the end is no reason to cut */
		struct text whole = { 0 };
		text_add_n(&whole, message + line.start, line.length);
		screen_put_cut(screen, last_row - shown + 1 + i, MARGIN, columns, style, text_string(&whole));
		text_done(&whole);
	}
	free(lines);
	return shown;
}

struct area frame_draw(struct screen *screen, const struct frame *frame, const char *message,
	enum style message_style, const char *key_line)
{
	int rows = screen_rows(screen), columns = screen_columns(screen);
	draw_title(screen, frame);
	screen_fill(screen, 1, 0, columns, STYLE_DIM, "─");
	screen_put(screen, rows - 1, MARGIN, columns - MARGIN, STYLE_NORMAL, key_line);
	int lines = draw_message(screen, rows - 2, message, message_style);
	screen_fill(screen, rows - 2 - lines, 0, columns, STYLE_DIM, "─");
	screen_caret(screen, rows - 2, MARGIN);
	return (struct area){ 2, 0, rows - 4 - lines, columns };
}

void frame_draw_small(struct screen *screen)
{
	const char *sentence = _("Please make the window larger: choba needs 80 columns and 24 rows.");
	struct wrapped_line *lines;
	int columns = screen_columns(screen), rows = screen_rows(screen);
	size_t count = width_wrap(sentence, strlen(sentence), columns, &lines);
	int top = rows > (int)count ? (rows - (int)count) / 2 : 0;
	for (size_t i = 0; i < count; i++) {
		const char *bytes = sentence + lines[i].start;
		int left = (columns - width_text(bytes, lines[i].length)) / 2;
		screen_put_n(screen, top + (int)i, left > 0 ? left : 0, columns, STYLE_TITLE, bytes,
			lines[i].length);
	}
	free(lines);
	screen_caret(screen, rows - 1, 0);
}
