/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A numbered menu: arrows and Enter, or the number, or a letter. */
#ifndef UI_WIDGET_MENU_H
#define UI_WIDGET_MENU_H

#include <stdbool.h>
#include <stddef.h>

#include "ui/term/keys.h"
#include "ui/term/screen.h"

struct menu_item {
	const char *label; /* in the user's language; borrowed */
	const char *note;  /* at the right: "12件", or why it cannot be used; NULL for none */
	char letter;       /* 0 for none */
	bool barred;       /* cannot be chosen now; the note says why */
	bool heading;      /* stands above a group, without number; the bar passes over it */
};

/* The first item is no heading, or the bar is set to one that is none. */
struct menu {
	const struct menu_item *items; /* borrowed */
	size_t count, selected, top;
	int typed; /* the first digit of a two-digit number */
	int page;  /* rows that were seen at the last draw */
};

enum menu_answer { MENU_IGNORED, MENU_MOVED, MENU_CHOSEN, MENU_BARRED };

/* MENU_CHOSEN: menu->selected was taken; MENU_BARRED: it was meant, but its note says why not. */
enum menu_answer menu_key(struct menu *menu, struct key_press press);

void menu_draw(struct menu *menu, struct screen *screen, struct area area);

/* A typed digit as the beginning or end of a number from 1 to count: moves
 * *selected there and returns true where no further digit can follow. */
bool menu_digit(int digit, size_t count, int *typed, size_t *selected);

#endif
