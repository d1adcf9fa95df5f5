/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A table of rows to choose from: columns, bar, ticks for piles, the sentence when it is empty. */
#ifndef UI_WIDGET_LIST_H
#define UI_WIDGET_LIST_H

#include <stdbool.h>
#include <stddef.h>

#include "ui/term/keys.h"
#include "ui/term/screen.h"

struct list_column {
	const char *title; /* already in the user's language */
	int width;         /* columns; 0 shares what the others leave */
	bool right;        /* numbers stand at the right */
};

struct list {
	const struct list_column *columns;
	size_t column_count;
	/* Writes the text of a cell. */
	void (*cell)(void *context, size_t row, size_t column, struct text *text);
	void *context;
	const char *empty;     /* the sentence where there is no row */
	bool can_tick;         /* space ticks a row */
	size_t sorted_by;      /* this column's title bears the mark; column_count for none */
	bool sorted_downwards; /* newest or largest first */
	size_t row_count, selected, top;
	int page; /* rows that were seen at the last draw */
	bool *ticks;
};

void list_init(struct list *list, const struct list_column *columns, size_t column_count,
	void (*cell)(void *context, size_t row, size_t column, struct text *text), void *context);
void list_done(struct list *list);

/* After the rows changed: forgets ticks, keeps the bar inside. */
void list_set_count(struct list *list, size_t row_count);

/* Moves, pages (also F7, F8) and ticks; false where the key means nothing to a list. */
bool list_key(struct list *list, struct key_press press);

size_t list_ticked(const struct list *list); /* how many */
bool list_is_ticked(const struct list *list, size_t row);

/* Puts the caret on the bar's mark. */
void list_draw(struct list *list, struct screen *screen, struct area area);

#endif
