/* SPDX-License-Identifier: GPL-3.0-or-later */
/* UTF-8 text: a growing string, validity, graphemes, folding, and text made safe to show. */
#ifndef BASE_TEXT_H
#define BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A growing string. All zero is empty; text_done frees it. */
struct text {
	char *bytes;
	size_t length, room;
};

void text_reserve(struct text *text, size_t more); /* room for so many bytes at once */
void text_add(struct text *text, const char *string);
void text_add_n(struct text *text, const char *bytes, size_t length);
void text_add_char(struct text *text, char byte);
void text_add_code_point(struct text *text, uint32_t code_point);
void text_format(struct text *text, const char *format, ...) __attribute__((format(printf, 2, 3)));
void text_clear(struct text *text);
const char *text_string(const struct text *text); /* borrowed, never NULL */
char *text_take(struct text *text);               /* the caller's; text becomes empty */
void text_done(struct text *text);

/* True where the bytes are well-formed UTF-8 without NUL (Unicode 15, table 3-7). */
bool text_is_utf8(const char *bytes, size_t length);

/* Reads one code point at *ret_position and moves past it; U+FFFD for a broken byte. */
uint32_t text_next(const char *bytes, size_t length, size_t *ret_position);

/* Cuts a half character off the end of a string that snprintf cut. */
void text_trim_partial(char *string);

/* True for what may never reach a terminal or a sheet raw: C0 but newline and
 * tab, DEL, C1, bidirectional controls, zero-width characters and joiners,
 * tags, noncharacters. Variation selectors are safe: names need them. */
bool text_is_unsafe(uint32_t code_point);

/* Writes a safe copy: unsafe characters become a visible U+2400 picture or
 * "<U+202E>"; broken bytes become U+FFFD. newlines says whether \n stays. */
void text_add_safe(struct text *text, const char *bytes, size_t length, bool newlines);

#endif
