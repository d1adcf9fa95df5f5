/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Columns of text by ICU's East Asian Width, corrected by what the terminal was seen to do. */
#include "ui/term/width.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>
#include <wchar.h>

#include "base/grapheme.h"
#include "base/memory.h"

enum { GAIJI_COLUMNS = 2, ELLIPSIS = 0x2026 };

static int ambiguous_columns = 1;
static int private_columns = 1;

void width_set(int ambiguous, int private_use)
{
	ambiguous_columns = ambiguous == 2 ? 2 : 1;
	private_columns = private_use == 2 ? 2 : 1;
}

int width_ambiguous(void)
{
	return ambiguous_columns;
}

static bool is_zero(uint32_t code)
{
	if (code >= 0x1160 && code <= 0x11FF) /* the second and third parts of a Hangul syllable */
		return true;
	switch (u_charType((UChar32)code)) {
	case U_NON_SPACING_MARK:
	case U_ENCLOSING_MARK:
	case U_FORMAT_CHAR: return true;
	default: return false;
	}
}

int width_code_point(uint32_t code)
{
	if (code >= 0x20 && code < 0x7F)
		return 1;
	if ((code >= 0x3041 && code <= 0x3096) || (code >= 0x4E00 && code <= 0x9FFF))
		return 2;
	if (code == 0x00AD)
		return 1;
	if (is_zero(code))
		return 0;
	if (u_charType((UChar32)code) == U_PRIVATE_USE_CHAR)
		return private_columns;
	switch (u_getIntPropertyValue((UChar32)code, UCHAR_EAST_ASIAN_WIDTH)) {
	case U_EA_FULLWIDTH:
	case U_EA_WIDE: return 2;
	case U_EA_AMBIGUOUS: return ambiguous_columns;
	default: return 1;
	}
}

/* curses asks libc how wide a character is; it must hear what the layout
 * believes, or the cursor and the screen part company. The program's own
 * definition comes before libc's. */
int wcwidth(wchar_t code)
{
	if (code == 0)
		return 0;
	if (code < 0x20 || (code >= 0x7F && code < 0xA0))
		return -1;
	return width_code_point((uint32_t)code);
}

static int drawn_columns(uint32_t code)
{
	if (text_is_unsafe(code) && code >= 0x80)
		return code > 0xFFFF ? 9 : 8; /* <U+202E> */
	if (code < 0x20 || code == 0x7F)
		return 1;
	return u_charType((UChar32)code) == U_PRIVATE_USE_CHAR ? GAIJI_COLUMNS : width_code_point(code);
}

int width_text(const char *bytes, size_t length)
{
	int columns = 0;
	for (size_t at = 0; at < length;)
		columns += drawn_columns(text_next(bytes, length, &at));
	return columns;
}

int width_string(const char *string)
{
	return width_text(string, strlen(string));
}

size_t width_fit(const char *bytes, size_t length, int columns, int *ret_columns)
{
	size_t at = 0;
	int used = 0;
	while (at < length) {
		size_t next = grapheme_after(bytes, length, at);
		int more = width_text(bytes + at, next - at);
		if (used + more > columns)
			break;
		used += more;
		at = next;
	}
	if (ret_columns)
		*ret_columns = used;
	return at;
}

void width_cut(struct text *text, const char *string, int columns)
{
	size_t length = strlen(string);
	size_t fitting = width_fit(string, length, columns, NULL);
	if (fitting < length && columns > 0) {
		fitting = width_fit(string, length, columns - width_code_point(ELLIPSIS), NULL);
		text_add_n(text, string, fitting);
		if (columns >= width_code_point(ELLIPSIS))
			text_add_code_point(text, ELLIPSIS);
		return;
	}
	text_add_n(text, string, fitting);
}

void width_pad(struct text *text, const char *string, int columns)
{
	size_t start = text->length;
	width_cut(text, string, columns);
	int used = width_text(text->bytes ? text->bytes + start : "", text->length - start);
	for (; used < columns; used++)
		text_add_char(text, ' ');
}

struct wrapper {
	const char *bytes;
	int columns;
	struct wrapped_line *lines;
	size_t count;
	size_t start, end; /* the line under construction */
	int used;
};

static void finish_line(struct wrapper *wrapper, size_t next)
{
	*LIST_ADD(wrapper->lines, wrapper->count) =
		(struct wrapped_line){ wrapper->start, wrapper->end - wrapper->start };
	wrapper->start = wrapper->end = next;
	wrapper->used = 0;
}

static size_t without_spaces(const char *bytes, size_t from, size_t to)
{
	while (to > from && bytes[to - 1] == ' ')
		to--;
	return to;
}

/* Adds what may not be broken by the rules; breaks it between characters only where it fills a line alone. */
static void add_piece(struct wrapper *wrapper, size_t from, size_t to)
{
	size_t solid = without_spaces(wrapper->bytes, from, to);
	int columns = width_text(wrapper->bytes + from, solid - from);
	if (wrapper->used && wrapper->used + columns > wrapper->columns)
		finish_line(wrapper, from);
	while (columns > wrapper->columns) {
		int taken = 0;
		size_t fitting = width_fit(wrapper->bytes + from, solid - from, wrapper->columns, &taken);
		if (!fitting) /* one character wider than the line */
			fitting = grapheme_after(wrapper->bytes + from, solid - from, 0);
		from += fitting;
		wrapper->end = from;
		if (from == solid)
			break;
		finish_line(wrapper, from);
		columns = width_text(wrapper->bytes + from, solid - from);
	}
	wrapper->used += width_text(wrapper->bytes + from, to - from);
	wrapper->end = to;
}

static void wrap_paragraph(struct wrapper *wrapper, size_t from, size_t to)
{
	size_t *breaks, at = from;
	wrapper->start = wrapper->end = from;
	wrapper->used = 0;
	size_t count = grapheme_line_breaks(wrapper->bytes + from, to - from, &breaks);
	for (size_t i = 0; i < count; i++) {
		add_piece(wrapper, at, from + breaks[i]);
		at = from + breaks[i];
	}
	free(breaks);
	finish_line(wrapper, to);
}

size_t width_wrap(const char *bytes, size_t length, int columns, struct wrapped_line **ret_lines)
{
	struct wrapper wrapper = { .bytes = bytes, .columns = columns < 2 ? 2 : columns };
	size_t from = 0;
	for (;;) {
		const char *newline = length > from ? memchr(bytes + from, '\n', length - from) : NULL;
		size_t to = newline ? (size_t)(newline - bytes) : length;
		wrap_paragraph(&wrapper, from, to);
		if (!newline)
			break;
		from = to + 1;
	}
	*ret_lines = wrapper.lines;
	return wrapper.count;
}
