/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What screens have alike: their title, running text, and their lists. */
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "ui/screen/screens.h"
#include "ui/term/width.h"
#include "ui/widget/list.h"

enum { MARGIN = 1, GAP = 2 };

/* A title that has no room beside the note goes on in the second row, which is empty otherwise. */
static int draw_long_title(struct screen *screen, struct area area, const char *title, int left)
{
	struct wrapped_line *lines;
	int columns = area.columns - 2 * MARGIN, column = area.column + MARGIN;
	size_t count = width_wrap(title, strlen(title), columns, &lines);
	if (count)
		screen_put_n(screen, area.row, column, columns, STYLE_TITLE, title, lines[0].length);
	if (count > 1)
		screen_put_cut(screen, area.row + 1, column, left, STYLE_TITLE, title + lines[1].start);
	free(lines);
	return area.row + 1;
}

struct area title_draw(struct screen *screen, struct area area, const char *title, const char *note)
{
	int width = note ? width_string(note) : 0, row = area.row;
	int left = area.columns - 2 * MARGIN - (width ? width + GAP : 0);
	if (width_string(title) > left)
		row = draw_long_title(screen, area, title, left);
	else
		screen_put(screen, row, area.column + MARGIN, left, STYLE_TITLE, title);
	if (note)
		screen_put(
			screen, row, area.column + area.columns - MARGIN - width, width, STYLE_NORMAL, note);
	area.row += 2;
	area.rows -= 2;
	return area;
}

size_t text_draw(struct screen *screen, struct area area, const char *text, size_t top, enum style style)
{
	struct wrapped_line *lines;
	size_t count = width_wrap(text, strlen(text), area.columns, &lines);
	for (size_t i = top; i < count && i - top < (size_t)(area.rows > 0 ? area.rows : 0); i++) {
		size_t length = lines[i].length;
		const char *line = text + lines[i].start;
		while (length && line[length - 1] == ' ')
			length--;
		screen_put_n(
			screen, area.row + (int)(i - top), area.column, area.columns, style, line, length);
	}
	free(lines);
	return count;
}

void columns_translate(const struct list_column *columns, size_t count, struct list_column *ret_columns)
{
	for (size_t i = 0; i < count; i++) {
		ret_columns[i] = columns[i];
		ret_columns[i].title = _(columns[i].title);
	}
}

bool row_is_there(bool is_there, struct error *err)
{
	if (!is_there)
		error_set(err, RESULT_REFUSED, _("There is no row to open"));
	return is_there;
}
