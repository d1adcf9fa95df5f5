/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Growing strings and well-formed, harmless UTF-8. */
#include "base/text.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

enum { REPLACEMENT = 0xFFFD, CONTROL_PICTURES = 0x2400, DELETE_PICTURE = 0x2421 };

void text_reserve(struct text *text, size_t more)
{
	size_t needed = text->length + more + 1;
	if (needed <= text->room)
		return;
	size_t room = text->room ? text->room : 64;
	while (room < needed)
		room *= 2;
	text->bytes = memory_grow(text->bytes, room, 1);
	text->room = room;
}

void text_add_n(struct text *text, const char *bytes, size_t length)
{
	text_reserve(text, length);
	if (length)
		memcpy(text->bytes + text->length, bytes, length);
	text->length += length;
	text->bytes[text->length] = '\0';
}

void text_add(struct text *text, const char *string)
{
	text_add_n(text, string, strlen(string));
}

void text_add_char(struct text *text, char byte)
{
	text_add_n(text, &byte, 1);
}

void text_add_code_point(struct text *text, uint32_t code)
{
	char out[4];
	size_t length;
	if (code < 0x80) {
		out[0] = (char)code;
		length = 1;
	} else if (code < 0x800) {
		out[0] = (char)(0xC0 | code >> 6);
		out[1] = (char)(0x80 | (code & 0x3F));
		length = 2;
	} else if (code < 0x10000) {
		out[0] = (char)(0xE0 | code >> 12);
		out[1] = (char)(0x80 | (code >> 6 & 0x3F));
		out[2] = (char)(0x80 | (code & 0x3F));
		length = 3;
	} else {
		out[0] = (char)(0xF0 | code >> 18);
		out[1] = (char)(0x80 | (code >> 12 & 0x3F));
		out[2] = (char)(0x80 | (code >> 6 & 0x3F));
		out[3] = (char)(0x80 | (code & 0x3F));
		length = 4;
	}
	text_add_n(text, out, length);
}

void text_format(struct text *text, const char *format, ...)
{
	va_list arguments, again;
	va_start(arguments, format);
	va_copy(again, arguments);
	int length = vsnprintf(NULL, 0, format, arguments);
	if (length > 0) {
		text_reserve(text, (size_t)length);
		vsnprintf(text->bytes + text->length, (size_t)length + 1, format, again);
		text->length += (size_t)length;
	}
	va_end(again);
	va_end(arguments);
}

void text_clear(struct text *text)
{
	text->length = 0;
	if (text->bytes)
		text->bytes[0] = '\0';
}

const char *text_string(const struct text *text)
{
	return text->bytes ? text->bytes : "";
}

char *text_take(struct text *text)
{
	char *bytes = text->bytes ? text->bytes : memory_string("");
	*text = (struct text){ 0 };
	return bytes;
}

void text_done(struct text *text)
{
	free(text->bytes);
	*text = (struct text){ 0 };
}

/* The length of the well-formed sequence at bytes, 0 where there is none. */
static size_t sequence(const unsigned char *bytes, size_t length)
{
	unsigned char lead = bytes[0];
	if (lead < 0x80)
		return 1;
	size_t size = lead >= 0xC2 && lead <= 0xDF   ? 2
		      : lead >= 0xE0 && lead <= 0xEF ? 3
		      : lead >= 0xF0 && lead <= 0xF4 ? 4
						     : 0;
	if (!size || size > length)
		return 0;
	/* The second byte carries the limits: no overlong form, no surrogate, nothing past U+10FFFF. */
	unsigned char low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
	unsigned char high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
	if (bytes[1] < low || bytes[1] > high)
		return 0;
	for (size_t i = 2; i < size; i++)
		if ((bytes[i] & 0xC0) != 0x80)
			return 0;
	return size;
}

bool text_is_utf8(const char *bytes, size_t length)
{
	const unsigned char *at = (const unsigned char *)bytes;
	while (length) {
		size_t size = *at ? sequence(at, length) : 0;
		if (!size)
			return false;
		at += size;
		length -= size;
	}
	return true;
}

uint32_t text_next(const char *bytes, size_t length, size_t *position)
{
	const unsigned char *at = (const unsigned char *)bytes + *position;
	size_t size = sequence(at, length - *position);
	*position += size ? size : 1;
	switch (size) {
	case 1: return at[0];
	case 2: return (uint32_t)(at[0] & 0x1F) << 6 | (at[1] & 0x3F);
	case 3: return (uint32_t)(at[0] & 0x0F) << 12 | (uint32_t)(at[1] & 0x3F) << 6 | (at[2] & 0x3F);
	case 4:
		return (uint32_t)(at[0] & 0x07) << 18 | (uint32_t)(at[1] & 0x3F) << 12 |
		       (uint32_t)(at[2] & 0x3F) << 6 | (at[3] & 0x3F);
	default: return REPLACEMENT;
	}
}

void text_trim_partial(char *string)
{
	size_t length = strlen(string), start = length;
	while (start > 0 && length - start < 4 && ((unsigned char)string[start - 1] & 0xC0) == 0x80)
		start--;
	if (start > 0 && (unsigned char)string[start - 1] >= 0xC0)
		start--;
	if (start < length && sequence((unsigned char *)string + start, length - start) != length - start)
		string[start] = '\0';
}

bool text_is_unsafe(uint32_t code)
{
	if (code < 0x20)
		return code != '\n' && code != '\t';
	if (code >= 0x7F && code <= 0x9F)
		return true;
	if (code == 0x061C || code == 0x180E || code == 0x00AD || code == 0xFEFF)
		return true;
	if (code >= 0x200B && code <= 0x200F) /* zero-width space, ZWNJ, ZWJ, LRM, RLM */
		return true;
	if (code >= 0x2028 && code <= 0x202E)
		return true;
	if (code >= 0x2060 && code <= 0x206F)
		return true;
	if (code >= 0xFFF9 && code <= 0xFFFB)
		return true;
	if (code >= 0xE0000 && code <= 0xE007F) /* tags; E0100..E01EF are the ideographic variations */
		return true;
	return (code & 0xFFFE) == 0xFFFE || (code >= 0xFDD0 && code <= 0xFDEF);
}

void text_add_safe(struct text *text, const char *bytes, size_t length, bool newlines)
{
	for (size_t position = 0; position < length;) {
		uint32_t code = text_next(bytes, length, &position);
		if (code == '\n' && newlines)
			text_add_char(text, '\n');
		else if (code == '\t')
			text_add_char(text, ' ');
		else if (code < 0x20)
			text_add_code_point(text, CONTROL_PICTURES + code);
		else if (code == 0x7F)
			text_add_code_point(text, DELETE_PICTURE);
		else if (text_is_unsafe(code))
			text_format(text, "<U+%04X>", code);
		else
			text_add_code_point(text, code);
	}
}
