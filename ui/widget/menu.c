/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The numbered menu. */
#include "ui/widget/menu.h"

#include <stdint.h>

#include "base/text.h"
#include "ui/term/width.h"

enum { INDENT = 3, NUMBER_COLUMNS = 4, GAP = 3 };

bool menu_digit(int digit, size_t count, int *typed, size_t *selected)
{
	int number = *typed * 10 + digit;
	if (number > (int)count)
		number = digit;
	*typed = 0;
	if (number < 1 || number > (int)count)
		return false;
	*selected = (size_t)number - 1;
	if (number * 10 > (int)count)
		return true;
	*typed = number;
	return false;
}

static enum menu_answer choose(struct menu *menu)
{
	if (menu->selected >= menu->count || menu->items[menu->selected].heading)
		return MENU_IGNORED;
	return menu->items[menu->selected].barred ? MENU_BARRED : MENU_CHOSEN;
}

/* How many items have a number. */
static size_t numbered(const struct menu *menu)
{
	size_t count = 0;
	for (size_t i = 0; i < menu->count; i++)
		count += !menu->items[i].heading;
	return count;
}

/* The item that bears the number after this many. */
static size_t item_of(const struct menu *menu, size_t before)
{
	for (size_t i = 0; i < menu->count; i++)
		if (!menu->items[i].heading && !before--)
			return i;
	return menu->selected;
}

static enum menu_answer menu_letter(struct menu *menu, uint32_t letter)
{
	if (letter >= '0' && letter <= '9') {
		size_t number = SIZE_MAX;
		bool whole = menu_digit((int)(letter - '0'), numbered(menu), &menu->typed, &number);
		if (number != SIZE_MAX)
			menu->selected = item_of(menu, number);
		return whole ? choose(menu) : MENU_MOVED;
	}
	for (size_t i = 0; letter && i < menu->count; i++)
		if ((uint32_t)menu->items[i].letter == letter) {
			menu->selected = i;
			return choose(menu);
		}
	return MENU_IGNORED;
}

/* Moves the bar to the next item in the direction that is no heading; it stays where there is none. */
static void move(struct menu *menu, bool down)
{
	size_t at = menu->selected;
	while (down ? at + 1 < menu->count : at > 0) {
		at += down ? 1 : (size_t)-1;
		if (!menu->items[at].heading) {
			menu->selected = at;
			return;
		}
	}
	if (!down) /* so that the heading above the first item comes into sight */
		menu->top = 0;
}

static enum menu_answer turn_page(struct menu *menu, bool down)
{
	for (int i = 1; i < menu->page; i++)
		move(menu, down);
	return MENU_MOVED;
}

enum menu_answer menu_key(struct menu *menu, struct key_press press)
{
	if (press.key == KEY_CHARACTER)
		return menu_letter(menu, keys_letter(press));
	menu->typed = 0;
	switch (press.key) {
	case KEY_UP:
	case KEY_BACKTAB: move(menu, false); return MENU_MOVED;
	case KEY_DOWN:
	case KEY_TAB: move(menu, true); return MENU_MOVED;
	case KEY_F7:
	case KEY_PAGE_UP: return turn_page(menu, false);
	case KEY_F8:
	case KEY_PAGE_DOWN: return turn_page(menu, true);
	case KEY_HOME: menu->selected = item_of(menu, 0); return MENU_MOVED;
	case KEY_END: menu->selected = menu->count ? menu->count - 1 : 0; return MENU_MOVED;
	case KEY_ENTER: return choose(menu);
	default: return MENU_IGNORED;
	}
}

static void draw_item(const struct menu *menu, struct screen *screen, int row, size_t index, size_t place,
	struct area area, int labels)
{
	const struct menu_item *item = &menu->items[index];
	if (item->heading) {
		screen_put(screen, row, area.column + 1, area.columns - 2, STYLE_TITLE, item->label);
		return;
	}
	bool on_bar = index == menu->selected;
	enum style style = on_bar ? STYLE_SELECTED : item->barred ? STYLE_DIM : STYLE_NORMAL;
	int column = area.column + INDENT, end = area.column + area.columns - 1;
	struct text number = { 0 };
	text_format(&number, "%2zu", place);
	if (on_bar)
		screen_put(screen, row, area.column + 1, 2, STYLE_MARK, "▸");
	screen_put_padded(screen, row, column, NUMBER_COLUMNS, style, text_string(&number));
	text_done(&number);
	column += NUMBER_COLUMNS;
	if (!item->note) {
		screen_put_padded(screen, row, column, end - column, style, item->label);
		return;
	}
	screen_put_padded(screen, row, column, labels, style, item->label);
	column += labels + GAP;
	screen_put_cut(
		screen, row, column, end - column, item->barred ? STYLE_DIM : STYLE_NORMAL, item->note);
}

/* The columns of the labels that have notes beside them: what they need, but
 * the notes keep at least a third of the row. */
static int label_columns(const struct menu *menu, int columns)
{
	int labels = 0, most = columns * 2 / 3;
	for (size_t i = 0; i < menu->count; i++) {
		int width = menu->items[i].note ? width_string(menu->items[i].label) : 0;
		labels = width > labels ? width : labels;
	}
	return labels < most ? labels : most;
}

void menu_draw(struct menu *menu, struct screen *screen, struct area area)
{
	int labels = label_columns(menu, area.columns - INDENT - NUMBER_COLUMNS - GAP - 1);
	size_t page = area.rows > 0 ? (size_t)area.rows : 1;
	menu->page = (int)page;
	if (menu->selected < menu->top)
		menu->top = menu->selected;
	if (menu->top && menu->items[menu->top - 1].heading && menu->selected < menu->top + page - 1)
		menu->top--; /* a group keeps its heading */
	if (menu->selected >= menu->top + page)
		menu->top = menu->selected - page + 1;
	size_t place = 0;
	for (size_t i = 0; i < menu->count && i < menu->top + page; i++) {
		place += !menu->items[i].heading;
		if (i >= menu->top)
			draw_item(menu, screen, area.row + (int)(i - menu->top), i, place, area, labels);
	}
	screen_caret(screen, area.row + (int)(menu->selected - menu->top), area.column + 1);
}
