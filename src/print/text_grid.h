/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ruled boxes out of box-drawing characters, for terminals that draw them one or two columns wide. */
#ifndef PRINT_TEXT_GRID_H
#define PRINT_TEXT_GRID_H

#include "base/text.h"

/* Text cut into lines of at most so many columns. */
struct wrapped {
	char **lines;
	size_t count;
};

struct text_grid {
	struct text out;
	int width; /* columns in all, a multiple of .rule */
	int rule;  /* columns of one box-drawing character */
	int (*columns_of)(uint32_t code_point);
	int *above; /* where vertical rules came down in the line above */
	size_t above_count;
};

void text_grid_init(struct text_grid *ret_grid, int width, int (*columns_of)(uint32_t code_point));
void text_grid_done(struct text_grid *grid);

int text_grid_columns(const struct text_grid *grid, const char *string);

/* Wraps by Japanese rules; what may not reach a terminal is made visible. One line at least. */
struct wrapped text_grid_wrap(const struct text_grid *grid, const char *string, int columns);
void wrapped_done(struct wrapped *wrapped);

/* Lines outside boxes; side 0 is left, 1 the middle, 2 right. */
void text_grid_lines(struct text_grid *grid, const char *string, int left, int columns, int side);

/* One row of boxes. edges are the columns of the count + 1 vertical rules,
 * multiples of .rule; cells[i] stands between edges i and i + 1. */
void text_grid_row(struct text_grid *grid, const int *edges, const struct wrapped *cells, size_t count);

/* A horizontal rule from column `from` to the right end, joined to the vertical
 * rules above and to the edges of the row that follows (count 0 at the bottom). */
void text_grid_rule(struct text_grid *grid, int from, const int *edges, size_t count);

#endif
