/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of rows. */
#include "ui/widget/list.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "ui/term/width.h"

enum { MARK_COLUMNS = 3, TICK_COLUMNS = 4, GAP = 2, COLUMN_LIMIT = 24, LEAST_SHARE = 4 };

void list_init(struct list *list, const struct list_column *columns, size_t column_count,
	void (*cell)(void *context, size_t row, size_t column, struct text *text), void *context)
{
	*list = (struct list){ .columns = columns,
		.column_count = column_count,
		.cell = cell,
		.context = context,
		.empty = "",
		.sorted_by = column_count,
		.page = 1 };
}

void list_done(struct list *list)
{
	free(list->ticks);
	*list = (struct list){ 0 };
}

void list_set_count(struct list *list, size_t row_count)
{
	free(list->ticks);
	list->ticks = memory_new(row_count, sizeof *list->ticks);
	list->row_count = row_count;
	if (list->selected >= row_count)
		list->selected = row_count ? row_count - 1 : 0;
}

size_t list_ticked(const struct list *list)
{
	size_t count = 0;
	for (size_t i = 0; list->ticks && i < list->row_count; i++)
		count += list->ticks[i];
	return count;
}

bool list_is_ticked(const struct list *list, size_t row)
{
	return list->ticks && row < list->row_count && list->ticks[row];
}

static void move_to(struct list *list, long row)
{
	long last = (long)list->row_count - 1;
	list->selected = row < 0 || last < 0 ? 0 : row > last ? (size_t)last : (size_t)row;
}

static void tick(struct list *list)
{
	if (list->selected >= list->row_count)
		return;
	list->ticks[list->selected] = !list->ticks[list->selected];
	move_to(list, (long)list->selected + 1);
}

bool list_key(struct list *list, struct key_press press)
{
	long at = (long)list->selected, page = list->page > 1 ? list->page - 1 : 1;
	switch (press.key) {
	case KEY_UP: move_to(list, at - 1); return true;
	case KEY_DOWN: move_to(list, at + 1); return true;
	case KEY_HOME: move_to(list, 0); return true;
	case KEY_END: move_to(list, (long)list->row_count - 1); return true;
	case KEY_F7:
	case KEY_PAGE_UP: move_to(list, at - page); return true;
	case KEY_F8:
	case KEY_PAGE_DOWN: move_to(list, at + page); return true;
	case KEY_CHARACTER:
		if (keys_letter(press) != ' ' || !list->can_tick)
			return false;
		tick(list);
		return true;
	default: return false;
	}
}

/* Fixed columns first, the rest shared; the last ones vanish where there is no room. */
static void share_columns(const struct list *list, int columns, int widths[COLUMN_LIMIT])
{
	int fixed = 0, sharing = 0;
	for (size_t i = 0; i < list->column_count; i++) {
		fixed += list->columns[i].width + GAP;
		sharing += list->columns[i].width == 0;
	}
	int left = columns - fixed + GAP;
	int share = sharing ? left / sharing : 0, extra = sharing ? left % sharing : 0;
	if (share < LEAST_SHARE)
		share = LEAST_SHARE;
	for (size_t i = 0; i < list->column_count && i < COLUMN_LIMIT; i++) {
		widths[i] = list->columns[i].width ? list->columns[i].width : share;
		if (!list->columns[i].width && extra-- == 1)
			widths[i]++;
	}
}

static void draw_head(
	const struct list *list, struct screen *screen, int row, int column, int end, const int *widths)
{
	for (size_t i = 0; i < list->column_count && i < COLUMN_LIMIT && column < end; i++) {
		struct text title = { 0 };
		text_add(&title, list->columns[i].title);
		if (list->sorted_by == i)
			text_add(&title, list->sorted_downwards ? " v" : " ^");
		int width = widths[i] < end - column ? widths[i] : end - column;
		int used = width_string(text_string(&title));
		int shift = list->columns[i].right && used < width ? width - used : 0;
		screen_put(screen, row, column + shift, width - shift, STYLE_LABEL, text_string(&title));
		text_done(&title);
		column += widths[i] + GAP;
	}
}

static void draw_row(const struct list *list, struct screen *screen, int screen_row, size_t row,
	struct area area, const int *widths)
{
	bool on_bar = row == list->selected;
	enum style style = on_bar ? STYLE_SELECTED : STYLE_NORMAL;
	int column = area.column + MARK_COLUMNS, end = area.column + area.columns - 1;
	if (on_bar)
		screen_put(screen, screen_row, area.column + 1, 2, STYLE_MARK, "▸");
	screen_fill(screen, screen_row, column, end - column, style, " ");
	if (list->can_tick) {
		screen_put(screen, screen_row, column, TICK_COLUMNS, style,
			list_is_ticked(list, row) ? "[x]" : "[ ]");
		column += TICK_COLUMNS;
	}
	for (size_t i = 0; i < list->column_count && i < COLUMN_LIMIT && column < end; i++) {
		struct text raw = { 0 }, cut = { 0 };
		int width = widths[i] < end - column ? widths[i] : end - column;
		list->cell(list->context, row, i, &raw);
		width_cut(&cut, text_string(&raw), width);
		int used = width_string(text_string(&cut));
		int shift = list->columns[i].right && used < width ? width - used : 0;
		screen_put(screen, screen_row, column + shift, width - shift, style, text_string(&cut));
		text_done(&raw);
		text_done(&cut);
		column += widths[i] + GAP;
	}
}

static void scroll(struct list *list)
{
	size_t page = (size_t)list->page;
	if (list->selected < list->top)
		list->top = list->selected;
	if (list->selected >= list->top + page)
		list->top = list->selected - page + 1;
	if (list->top && list->top + page > list->row_count)
		list->top = list->row_count > page ? list->row_count - page : 0;
}

void list_draw(struct list *list, struct screen *screen, struct area area)
{
	int widths[COLUMN_LIMIT] = { 0 };
	int indent = MARK_COLUMNS + (list->can_tick ? TICK_COLUMNS : 0);
	share_columns(list, area.columns - indent - 1, widths);
	draw_head(list, screen, area.row, area.column + indent, area.column + area.columns - 1, widths);
	list->page = area.rows > 2 ? area.rows - 1 : 1;
	scroll(list);
	if (!list->row_count) {
		screen_put(screen, area.row + 2, area.column + indent, area.columns - indent - 1,
			STYLE_NORMAL, list->empty);
		screen_caret(screen, area.row + 2, area.column + indent);
		return;
	}
	for (int i = 0; i < list->page && list->top + (size_t)i < list->row_count; i++)
		draw_row(list, screen, area.row + 1 + i, list->top + (size_t)i, area, widths);
	screen_caret(screen, area.row + 1 + (int)(list->selected - list->top), area.column + 1);
}
