/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Editing of one line. */
#include "ui/widget/line.h"

#include <string.h>

#include "base/grapheme.h"
#include "base/memory.h"
#include "ui/term/width.h"

const char *line_string(const struct line *line)
{
	return text_string(&line->text);
}

void line_set(struct line *line, const char *string)
{
	text_clear(&line->text);
	text_add(&line->text, string);
	line->caret = line->text.length;
	line->scroll = 0;
}

void line_done(struct line *line)
{
	text_done(&line->text);
	*line = (struct line){ 0 };
}

void line_cut(struct line *line, size_t from, size_t to)
{
	if (to <= from)
		return;
	memmove(line->text.bytes + from, line->text.bytes + to, line->text.length - to + 1);
	line->text.length -= to - from;
	line->caret = from;
	if (line->scroll > from)
		line->scroll = from;
	line->changed = true;
}

/* What joined the character before or behind it moves the caret behind the whole. */
static void settle_caret(struct line *line)
{
	size_t start = grapheme_before(line_string(line), line->text.length, line->caret);
	size_t end = grapheme_after(line_string(line), line->text.length, start);
	if (line->caret > 0 && end > line->caret)
		line->caret = end;
}

void line_insert(struct line *line, const char *bytes, size_t length, bool newlines)
{
	struct text added = { 0 }, clean = { 0 };
	keys_clean_paste(&clean, bytes, length);
	if (line->fresh)
		line_cut(line, 0, line->text.length);
	line->fresh = false;
	for (size_t at = 0; at < clean.length; at++)
		text_add_char(&added, clean.bytes[at] == '\n' && !newlines ? ' ' : clean.bytes[at]);
	if (!newlines) /* a line copied with its end must not leave a space behind */
		while (added.length && clean.bytes[added.length - 1] == '\n')
			added.bytes[--added.length] = '\0';
	line->refused = line->text.length + added.length > LINE_LIMIT;
	if (added.length && !line->refused) {
		struct text joined = { 0 };
		text_add_n(&joined, line_string(line), line->caret);
		text_add_n(&joined, added.bytes, added.length);
		text_add_n(&joined, line_string(line) + line->caret, line->text.length - line->caret);
		text_done(&line->text);
		line->text = joined;
		line->caret += added.length;
		settle_caret(line);
		line->changed = true;
	}
	text_done(&added);
	text_done(&clean);
}

static bool line_control(struct line *line, uint32_t letter)
{
	size_t length = line->text.length;
	switch (letter) {
	case 'a': line->caret = 0; return true;
	case 'e': line->caret = length; return true;
	case 'k': line_cut(line, line->caret, length); return true;
	case 'u': line_cut(line, 0, line->caret); return true;
	case 'd':
		line_cut(line, line->caret, grapheme_after(line_string(line), length, line->caret));
		return true;
	default: return false;
	}
}

static void line_character(struct line *line, uint32_t character)
{
	struct text typed = { 0 };
	text_add_code_point(&typed, character);
	line_insert(line, typed.bytes, typed.length, false);
	text_done(&typed);
}

bool line_key(struct line *line, struct key_press press)
{
	const char *bytes = line_string(line);
	size_t length = line->text.length;
	if (press.key == KEY_CHARACTER) {
		line_character(line, press.character);
		return true;
	}
	line->fresh = false;
	switch (press.key) {
	case KEY_CONTROL: return line_control(line, press.character);
	case KEY_LEFT: line->caret = grapheme_before(bytes, length, line->caret); return true;
	case KEY_RIGHT: line->caret = grapheme_after(bytes, length, line->caret); return true;
	case KEY_HOME: line->caret = 0; return true;
	case KEY_END: line->caret = length; return true;
	case KEY_BACKSPACE:
		line_cut(line, grapheme_before(bytes, length, line->caret), line->caret);
		return true;
	case KEY_DELETE: line_cut(line, line->caret, grapheme_after(bytes, length, line->caret)); return true;
	default: return false;
	}
}

/* What was taken away leaves no room empty while there is more at the left. */
static void scroll_back(struct line *line, int columns)
{
	const char *bytes = line_string(line);
	size_t length = line->text.length;
	while (line->scroll > 0) {
		size_t before = grapheme_before(bytes, length, line->scroll);
		if (width_text(bytes + before, length - before) >= columns)
			return;
		line->scroll = before;
	}
}

/* The first character shown so that the caret stays inside columns. */
static void scroll(struct line *line, int columns)
{
	const char *bytes = line_string(line);
	if (line->scroll > line->caret)
		line->scroll = line->caret;
	scroll_back(line, columns);
	if (width_text(bytes + line->scroll, line->caret - line->scroll) < columns)
		return;
	size_t start = line->caret;
	int used = 0;
	while (start > 0) {
		size_t before = grapheme_before(bytes, line->text.length, start);
		used += width_text(bytes + before, start - before);
		if (used >= columns)
			break;
		start = before;
	}
	line->scroll = start;
}

void line_draw(struct line *line, struct screen *screen, int row, int column, int columns, bool focused)
{
	if (columns < 1)
		return;
	if (focused)
		scroll(line, columns);
	else
		line->scroll = 0;
	const char *bytes = line_string(line) + line->scroll;
	size_t length = line->text.length - line->scroll;
	int used = 0;
	size_t fitting = width_fit(bytes, length, columns, &used);
	screen_put_n(screen, row, column, columns, focused ? STYLE_CARET : STYLE_FIELD, bytes, fitting);
	if (!focused && fitting < length) { /* there is more than is shown */
		screen_put_padded(screen, row, column, columns, STYLE_FIELD, line_string(line));
		return;
	}
	screen_fill(screen, row, column + used, columns - used, STYLE_DIM, "_");
	if (focused)
		screen_caret(screen, row, column + width_text(bytes, line->caret - line->scroll));
}

json_t *line_snapshot(const struct line *line)
{
	json_t *kept = json_object();
	json_object_set_new(kept, "text", json_stringn(line_string(line), line->text.length));
	json_object_set_new(kept, "caret", json_integer((json_int_t)line->caret));
	return kept;
}

void line_restore(struct line *line, const json_t *kept)
{
	const char *text = json_string_value(json_object_get(kept, "text"));
	size_t caret = (size_t)json_integer_value(json_object_get(kept, "caret"));
	line_set(line, text ? text : "");
	line->caret = caret <= line->text.length ? caret : line->text.length;
	line->fresh = false;
}
