/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The reader of texts. */
#include "ui/widget/viewer.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "ui/term/width.h"

enum { MARGIN = 2, TEXT_COLUMNS = 120 };

void viewer_set(struct viewer *viewer, const char *text)
{
	free(viewer->text);
	*viewer = (struct viewer){ .text = memory_string(text), .page = viewer->page };
}

void viewer_done(struct viewer *viewer)
{
	free(viewer->text);
	*viewer = (struct viewer){ 0 };
}

static void move_to(struct viewer *viewer, long top)
{
	long last = (long)viewer->line_count - viewer->page;
	top = top > last ? last : top;
	viewer->top = top < 0 ? 0 : (size_t)top;
}

bool viewer_key(struct viewer *viewer, struct key_press press)
{
	long top = (long)viewer->top, page = viewer->page > 1 ? viewer->page - 1 : 1;
	switch (press.key) {
	case KEY_UP: move_to(viewer, top - 1); return true;
	case KEY_ENTER:
	case KEY_DOWN: move_to(viewer, top + 1); return true;
	case KEY_F7:
	case KEY_PAGE_UP: move_to(viewer, top - page); return true;
	case KEY_F8:
	case KEY_PAGE_DOWN: move_to(viewer, top + page); return true;
	case KEY_HOME: move_to(viewer, 0); return true;
	case KEY_END: move_to(viewer, (long)viewer->line_count); return true;
	case KEY_CHARACTER:
		if (keys_letter(press) != ' ')
			return false;
		move_to(viewer, top + page);
		return true;
	default: return false;
	}
}

void viewer_draw(struct viewer *viewer, struct screen *screen, struct area area)
{
	const char *text = viewer->text ? viewer->text : "";
	struct wrapped_line *lines;
	int columns = area.columns - 2 * MARGIN;
	columns = columns > TEXT_COLUMNS ? TEXT_COLUMNS : columns;
	viewer->line_count = width_wrap(text, strlen(text), columns, &lines);
	viewer->page = area.rows > 0 ? area.rows : 1;
	move_to(viewer, (long)viewer->top);
	for (int i = 0; i < area.rows && viewer->top + (size_t)i < viewer->line_count; i++) {
		struct wrapped_line line = lines[viewer->top + (size_t)i];
		bool heading = strncmp(text + line.start, "■", strlen("■")) == 0;
		screen_put_n(screen, area.row + i, area.column + MARGIN, columns,
			heading ? STYLE_TITLE : STYLE_NORMAL, text + line.start, line.length);
	}
	free(lines);
	screen_caret(screen, area.row, area.column + 1);
}
