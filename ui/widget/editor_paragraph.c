/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The editor of several lines: wraps by Japanese rules, scrolls, moves by what is seen. */
#include <stdlib.h>

#include "base/grapheme.h"
#include "base/memory.h"
#include "ui/term/width.h"
#include "ui/widget/editor_line.h"

enum { USUAL_ROWS = 3, MOST_ROWS = 10, FIRST_COLUMNS = 40 };

struct paragraph_editor {
	struct line_editor base; /* its line's scroll is not used */
	int columns;             /* at the last draw: up and down go by it */
	size_t top;              /* first wrapped line shown */
	int wanted;              /* the column that up and down keep to, -1 none */
};

static struct paragraph_editor *of(struct editor *editor)
{
	return (struct paragraph_editor *)editor;
}

static int paragraph_rows(struct editor *editor, int columns)
{
	(void)columns;
	size_t lines = of(editor)->base.field->lines;
	return lines ? (lines > MOST_ROWS ? MOST_ROWS : (int)lines) : USUAL_ROWS;
}

/* One column stays free at the right, for the caret behind a full line. */
static size_t wrap(const struct paragraph_editor *paragraph, struct wrapped_line **ret_lines)
{
	return width_wrap(line_string(&paragraph->base.line), paragraph->base.line.text.length,
		paragraph->columns - 1, ret_lines);
}

/* The wrapped line the caret stands in: the last that begins at or before it. */
static size_t caret_line(
	const struct paragraph_editor *paragraph, const struct wrapped_line *lines, size_t count)
{
	size_t found = 0;
	for (size_t i = 0; i < count && lines[i].start <= paragraph->base.line.caret; i++)
		found = i;
	return found;
}

static int caret_column(const struct paragraph_editor *paragraph, const struct wrapped_line *line)
{
	int column = width_text(
		line_string(&paragraph->base.line) + line->start, paragraph->base.line.caret - line->start);
	return column < paragraph->columns ? column : paragraph->columns - 1;
}

static void paragraph_draw(struct editor *editor, struct screen *screen, struct area area, bool focused)
{
	struct paragraph_editor *paragraph = of(editor);
	struct wrapped_line *lines;
	paragraph->columns = area.columns > 3 ? area.columns : 3;
	size_t count = wrap(paragraph, &lines), rows = (size_t)(area.rows > 0 ? area.rows : 1);
	size_t at = caret_line(paragraph, lines, count);
	if (!focused)
		paragraph->top = 0;
	else if (at < paragraph->top)
		paragraph->top = at;
	else if (at >= paragraph->top + rows)
		paragraph->top = at - rows + 1;
	for (size_t i = 0; i < rows; i++) {
		size_t index = paragraph->top + i;
		int row = area.row + (int)i, used = 0;
		if (index < count)
			used = screen_put_n(screen, row, area.column, area.columns,
				focused ? STYLE_CARET : STYLE_FIELD,
				line_string(&paragraph->base.line) + lines[index].start, lines[index].length);
		screen_fill(screen, row, area.column + used, area.columns - used, STYLE_DIM, "_");
		if (i + 1 == rows && index + 1 < count)
			screen_put(screen, row, area.column + area.columns - 1, 1, STYLE_DIM, "+");
	}
	if (focused)
		screen_caret(screen, area.row + (int)(at - paragraph->top),
			area.column + caret_column(paragraph, &lines[at]));
	free(lines);
}

static void go_to_column(struct paragraph_editor *paragraph, const struct wrapped_line *line, bool last)
{
	const char *bytes = line_string(&paragraph->base.line) + line->start;
	size_t fitting = width_fit(bytes, line->length, paragraph->wanted, NULL);
	/* Behind the last character of a wrapped line is the beginning of the next. */
	if (!last && fitting == line->length && line->length && bytes[line->length] != '\n')
		fitting = grapheme_before(bytes, line->length, line->length);
	paragraph->base.line.caret = line->start + fitting;
}

/* False at the first or last line: the form moves on. */
static bool move_lines(struct paragraph_editor *paragraph, int by)
{
	struct wrapped_line *lines;
	size_t count = wrap(paragraph, &lines), at = caret_line(paragraph, lines, count);
	bool inside = by < 0 ? at > 0 : at + 1 < count;
	if (inside) {
		if (paragraph->wanted < 0)
			paragraph->wanted = caret_column(paragraph, &lines[at]);
		long target = (long)at + by;
		target = target < 0 ? 0 : target >= (long)count ? (long)count - 1 : target;
		go_to_column(paragraph, &lines[target], (size_t)target + 1 == count);
	}
	free(lines);
	return inside;
}

static void go_to_end(struct paragraph_editor *paragraph, bool end)
{
	struct wrapped_line *lines;
	size_t count = wrap(paragraph, &lines), at = caret_line(paragraph, lines, count);
	if (end) {
		paragraph->wanted = paragraph->columns;
		go_to_column(paragraph, &lines[at], at + 1 == count);
	} else {
		paragraph->base.line.caret = lines[at].start;
	}
	paragraph->wanted = -1;
	free(lines);
}

static bool paragraph_key(struct editor *editor, struct key_press press)
{
	struct paragraph_editor *paragraph = of(editor);
	int page = paragraph_rows(editor, 0);
	switch (press.key) {
	case KEY_UP: return move_lines(paragraph, -1);
	case KEY_DOWN: return move_lines(paragraph, 1);
	case KEY_PAGE_UP: return move_lines(paragraph, -page);
	case KEY_PAGE_DOWN: return move_lines(paragraph, page);
	default: break;
	}
	paragraph->wanted = -1;
	if (press.key == KEY_HOME || press.key == KEY_END) {
		go_to_end(paragraph, press.key == KEY_END);
		return true;
	}
	bool used = true;
	if (press.key == KEY_ENTER)
		line_insert(&paragraph->base.line, "\n", 1, true);
	else
		used = line_key(&paragraph->base.line, press);
	editor_line_take(editor);
	return used;
}

static void paragraph_paste(struct editor *editor, const char *text, size_t length)
{
	line_insert(&of(editor)->base.line, text, length, true);
	editor_line_take(editor);
}

static void paragraph_enter(struct editor *editor, bool from_below)
{
	struct paragraph_editor *paragraph = of(editor);
	paragraph->wanted = -1;
	if (from_below)
		paragraph->base.line.caret = paragraph->base.line.text.length;
}

static const struct editor_class paragraph_class = {
	.name = "paragraph",
	.draw = paragraph_draw,
	.rows = paragraph_rows,
	.key = paragraph_key,
	.paste = paragraph_paste,
	.value = editor_line_value,
	.set = editor_line_set,
	.check = editor_line_check,
	.snapshot = editor_line_snapshot,
	.restore = editor_line_restore,
	.enter = paragraph_enter,
	.free = editor_line_free,
};

struct editor *editor_paragraph_new(const struct field *field, const struct editor_source *source)
{
	struct paragraph_editor *made = memory_new(1, sizeof *made);
	made->base.editor = (struct editor){ .class = &paragraph_class, .source = source };
	made->base.field = field;
	made->columns = FIRST_COLUMNS;
	made->wanted = -1;
	return &made->base.editor;
}
