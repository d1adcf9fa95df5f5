/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The numbered menu. */
#include "ui/widget/menu.h"

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
	if (menu->selected >= menu->count)
		return MENU_IGNORED;
	return menu->items[menu->selected].barred ? MENU_BARRED : MENU_CHOSEN;
}

static enum menu_answer menu_letter(struct menu *menu, uint32_t letter)
{
	if (letter >= '0' && letter <= '9')
		return menu_digit((int)(letter - '0'), menu->count, &menu->typed, &menu->selected)
			       ? choose(menu)
			       : MENU_MOVED;
	for (size_t i = 0; letter && i < menu->count; i++)
		if ((uint32_t)menu->items[i].letter == letter) {
			menu->selected = i;
			return choose(menu);
		}
	return MENU_IGNORED;
}

enum menu_answer menu_key(struct menu *menu, struct key_press press)
{
	if (press.key == KEY_CHARACTER)
		return menu_letter(menu, keys_letter(press));
	menu->typed = 0;
	switch (press.key) {
	case KEY_UP:
	case KEY_BACKTAB: menu->selected -= menu->selected > 0; return MENU_MOVED;
	case KEY_DOWN:
	case KEY_TAB: menu->selected += menu->selected + 1 < menu->count; return MENU_MOVED;
	case KEY_HOME: menu->selected = 0; return MENU_MOVED;
	case KEY_END: menu->selected = menu->count ? menu->count - 1 : 0; return MENU_MOVED;
	case KEY_ENTER: return choose(menu);
	default: return MENU_IGNORED;
	}
}

static void draw_item(
	const struct menu *menu, struct screen *screen, int row, size_t index, struct area area, int labels)
{
	const struct menu_item *item = &menu->items[index];
	bool on_bar = index == menu->selected;
	enum style style = on_bar ? STYLE_SELECTED : item->barred ? STYLE_DIM : STYLE_NORMAL;
	int column = area.column + INDENT, end = area.column + area.columns - 1;
	struct text number = { 0 };
	text_format(&number, "%2zu", index + 1);
	if (on_bar)
		screen_put(screen, row, area.column + 1, 2, STYLE_MARK, "▸");
	screen_put_padded(screen, row, column, NUMBER_COLUMNS, style, text_string(&number));
	text_done(&number);
	column += NUMBER_COLUMNS;
	screen_put_padded(screen, row, column, labels, style, item->label);
	column += labels + GAP;
	if (item->note && column < end)
		screen_put(screen, row, column, end - column, item->barred ? STYLE_DIM : STYLE_NORMAL,
			item->note);
}

void menu_draw(struct menu *menu, struct screen *screen, struct area area)
{
	int labels = 0, most = area.columns - INDENT - NUMBER_COLUMNS - 1;
	size_t page = area.rows > 0 ? (size_t)area.rows : 1;
	for (size_t i = 0; i < menu->count; i++) {
		int width = width_string(menu->items[i].label) + 1;
		labels = width > labels ? width : labels;
	}
	labels = labels > most ? most : labels;
	if (menu->selected < menu->top)
		menu->top = menu->selected;
	if (menu->selected >= menu->top + page)
		menu->top = menu->selected - page + 1;
	for (size_t i = menu->top; i < menu->count && i < menu->top + page; i++)
		draw_item(menu, screen, area.row + (int)(i - menu->top), i, area, labels);
	screen_caret(screen, area.row + (int)(menu->selected - menu->top), area.column + 1);
}
