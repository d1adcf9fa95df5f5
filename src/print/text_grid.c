/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Boxes in text: every crossing is chosen by the rules that meet in it. */
#include "print/text_grid.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/grapheme.h"
#include "base/memory.h"

enum { UP = 1, DOWN = 2, LEFT = 4, RIGHT = 8, RULE_CHARACTER = 0x2500 };

static const char *const crossings[] = {
	[0] = " ",
	[UP] = "│",
	[DOWN] = "│",
	[UP | DOWN] = "│",
	[LEFT] = "─",
	[RIGHT] = "─",
	[LEFT | RIGHT] = "─",
	[DOWN | RIGHT] = "┌",
	[DOWN | LEFT] = "┐",
	[UP | RIGHT] = "└",
	[UP | LEFT] = "┘",
	[UP | DOWN | RIGHT] = "├",
	[UP | DOWN | LEFT] = "┤",
	[DOWN | LEFT | RIGHT] = "┬",
	[UP | LEFT | RIGHT] = "┴",
	[UP | DOWN | LEFT | RIGHT] = "┼",
};

void text_grid_init(struct text_grid *grid, int width, int (*columns_of)(uint32_t code_point))
{
	*grid = (struct text_grid){ .columns_of = columns_of };
	grid->rule = columns_of(RULE_CHARACTER) == 2 ? 2 : 1;
	grid->width = width - width % grid->rule;
}

void text_grid_done(struct text_grid *grid)
{
	text_done(&grid->out);
	free(grid->above);
	grid->above = NULL;
}

static int columns_n(const struct text_grid *grid, const char *bytes, size_t length)
{
	int columns = 0;
	for (size_t position = 0; position < length;)
		columns += grid->columns_of(text_next(bytes, length, &position));
	return columns;
}

int text_grid_columns(const struct text_grid *grid, const char *string)
{
	return columns_n(grid, string, strlen(string));
}

static void add_line(struct wrapped *wrapped, const char *bytes, size_t length)
{
	while (length && (bytes[length - 1] == ' ' || bytes[length - 1] == '\n'))
		length--;
	char **line = LIST_ADD(wrapped->lines, wrapped->count);
	*line = memory_string_n(bytes, length);
}

/* The end of what fits from start on: at a place to break, or inside a word that fits nowhere. */
static size_t fit(const struct text_grid *grid, const char *bytes, size_t length, size_t start,
	const size_t *breaks, size_t break_count, int columns)
{
	size_t end = start;
	for (size_t i = 0; i < break_count; i++) {
		if (breaks[i] <= start)
			continue;
		size_t shown = breaks[i];
		while (shown > start && (bytes[shown - 1] == ' ' || bytes[shown - 1] == '\n'))
			shown--;
		if (columns_n(grid, bytes + start, shown - start) > columns)
			break;
		end = breaks[i];
		if (bytes[end - 1] == '\n')
			return end;
	}
	if (end > start)
		return end;
	do {
		end = grapheme_after(bytes, length, end);
	} while (end < length &&
		 columns_n(grid, bytes + start, grapheme_after(bytes, length, end) - start) <= columns);
	return end;
}

struct wrapped text_grid_wrap(const struct text_grid *grid, const char *string, int columns)
{
	struct wrapped wrapped = { 0 };
	struct text safe = { 0 };
	if (string)
		text_add_safe(&safe, string, strlen(string), true);
	const char *bytes = text_string(&safe);
	size_t *breaks = NULL, count = safe.length ? grapheme_line_breaks(bytes, safe.length, &breaks) : 0;
	for (size_t start = 0; start < safe.length;) {
		size_t end = fit(grid, bytes, safe.length, start, breaks, count, columns);
		add_line(&wrapped, bytes + start, end - start);
		start = end;
	}
	if (!wrapped.count)
		add_line(&wrapped, "", 0);
	free(breaks);
	text_done(&safe);
	return wrapped;
}

void wrapped_done(struct wrapped *wrapped)
{
	for (size_t i = 0; i < wrapped->count; i++)
		free(wrapped->lines[i]);
	free(wrapped->lines);
	*wrapped = (struct wrapped){ 0 };
}

static void spaces(struct text_grid *grid, int count)
{
	while (count-- > 0)
		text_add_char(&grid->out, ' ');
}

void text_grid_lines(struct text_grid *grid, const char *string, int left, int columns, int side)
{
	struct wrapped wrapped = text_grid_wrap(grid, string, columns);
	for (size_t i = 0; i < wrapped.count; i++) {
		int room = columns - text_grid_columns(grid, wrapped.lines[i]);
		spaces(grid, left + (room > 0 ? room * side / 2 : 0));
		text_add(&grid->out, wrapped.lines[i]);
		text_add_char(&grid->out, '\n');
	}
	wrapped_done(&wrapped);
}

void text_grid_row(struct text_grid *grid, const int *edges, const struct wrapped *cells, size_t count)
{
	size_t lines = 1;
	for (size_t i = 0; i < count; i++)
		if (cells[i].count > lines)
			lines = cells[i].count;
	for (size_t line = 0; line < lines; line++) {
		for (size_t i = 0; i < count; i++) {
			const char *text = line < cells[i].count ? cells[i].lines[line] : "";
			int columns = text_grid_columns(grid, text);
			text_add(&grid->out, crossings[UP | DOWN]);
			/* A space before the text, where there is room for both. */
			int inner = edges[i + 1] - edges[i] - grid->rule, before = columns < inner ? 1 : 0;
			spaces(grid, before);
			text_add(&grid->out, text);
			spaces(grid, inner - before - columns);
		}
		text_add(&grid->out, crossings[UP | DOWN]);
		text_add_char(&grid->out, '\n');
	}
	grid->above = memory_grow(grid->above, count + 1, sizeof *grid->above);
	memcpy(grid->above, edges, (count + 1) * sizeof *edges);
	grid->above_count = count + 1;
}

static bool among(const int *edges, size_t count, int column)
{
	for (size_t i = 0; i < count; i++)
		if (edges[i] == column)
			return true;
	return false;
}

void text_grid_rule(struct text_grid *grid, int from, const int *edges, size_t count)
{
	int last = grid->width - grid->rule;
	for (int column = 0; column <= last; column += grid->rule) {
		int meets = 0;
		if (among(grid->above, grid->above_count, column))
			meets |= UP;
		if (among(edges, count, column))
			meets |= DOWN;
		if (column > from)
			meets |= LEFT;
		if (column >= from && column < last)
			meets |= RIGHT;
		if (meets)
			text_add(&grid->out, crossings[meets]);
		else
			spaces(grid, grid->rule);
	}
	text_add_char(&grid->out, '\n');
	grid->above_count = 0;
}
