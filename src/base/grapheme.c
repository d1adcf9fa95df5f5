/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Characters and line breaks by ICU, with a short way through plain Japanese and ASCII text. */
#include "base/grapheme.h"

#include <assert.h>
#include <stdbool.h>
#include <stdint.h>
#include <unicode/ubrk.h>
#include <unicode/utext.h>

#include "base/memory.h"
#include "base/text.h"

/* Two such characters in a row always have a boundary between them. */
static bool is_plain(uint32_t code)
{
	return (code >= 0x20 && code < 0x7F) || (code >= 0x3001 && code <= 0x3029) ||
	       (code >= 0x3041 && code <= 0x3096) || (code >= 0x30A1 && code <= 0x30FA) ||
	       (code >= 0x4E00 && code <= 0x9FFF) || (code >= 0xFF01 && code <= 0xFF9D);
}

/* One iterator of each kind lives as long as the program: opening one costs more than a line of text. */
static UBreakIterator *iterator(UBreakIteratorType type, const char *locale, const char *bytes, size_t length)
{
	static _Thread_local UBreakIterator *kept[UBRK_COUNT];
	UErrorCode status = U_ZERO_ERROR;
	if (!kept[type])
		kept[type] = ubrk_open(type, locale, NULL, 0, &status);
	UText text = UTEXT_INITIALIZER;
	utext_openUTF8(&text, bytes, (int64_t)length, &status);
	ubrk_setUText(kept[type], &text, &status);
	utext_close(&text); /* the iterator keeps a shallow clone */
	assert(U_SUCCESS(status));
	return kept[type];
}

size_t grapheme_after(const char *bytes, size_t length, size_t at)
{
	if (at >= length)
		return length;
	size_t next = at;
	uint32_t first = text_next(bytes, length, &next);
	if (next >= length)
		return length;
	size_t behind = next;
	if (is_plain(first) && is_plain(text_next(bytes, length, &behind)))
		return next;
	int32_t found = ubrk_following(iterator(UBRK_CHARACTER, "ja", bytes, length), (int32_t)at);
	return found == UBRK_DONE ? length : (size_t)found > at ? (size_t)found : next;
}

static size_t code_before(const char *bytes, size_t at)
{
	size_t start = at - 1;
	while (start > 0 && at - start < 4 && ((unsigned char)bytes[start] & 0xC0) == 0x80)
		start--;
	return start;
}

size_t grapheme_before(const char *bytes, size_t length, size_t at)
{
	if (at == 0)
		return 0;
	size_t start = code_before(bytes, at), read = start;
	if (start == 0)
		return 0;
	size_t earlier = code_before(bytes, start);
	if (is_plain(text_next(bytes, length, &read)) && is_plain(text_next(bytes, length, &earlier)))
		return start;
	int32_t found = ubrk_preceding(iterator(UBRK_CHARACTER, "ja", bytes, length), (int32_t)at);
	return found == UBRK_DONE ? 0 : (size_t)found < at ? (size_t)found : start;
}

size_t grapheme_count(const char *bytes, size_t length)
{
	size_t count = 0;
	for (size_t at = 0; at < length; at = grapheme_after(bytes, length, at))
		count++;
	return count;
}

size_t grapheme_offset(const char *bytes, size_t length, size_t index)
{
	size_t at = 0;
	while (index-- && at < length)
		at = grapheme_after(bytes, length, at);
	return at;
}

size_t grapheme_line_breaks(const char *bytes, size_t length, size_t **ret_offsets)
{
	size_t *offsets = NULL, count = 0;
	if (length) {
		UBreakIterator *lines = iterator(UBRK_LINE, "ja@lb=strict", bytes, length);
		ubrk_first(lines);
		for (int32_t at = ubrk_next(lines); at != UBRK_DONE; at = ubrk_next(lines))
			*LIST_ADD(offsets, count) = (size_t)at;
	}
	*ret_offsets = offsets;
	return count;
}
