/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Full and half width, kana and case made alike, so that what is typed is found and read. */
#ifndef BASE_FOLD_H
#define BASE_FOLD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/text.h"

/* Full-width ASCII and the full-width space as half-width, everything else as
 * it is: what a number, a code, a date or a key letter is read from. */
uint32_t fold_code_point(uint32_t code);
void fold_ascii(struct text *text, const char *bytes, size_t length);

/* For finding: compatibility forms (half-width kana, ①, ㈱) and case made
 * alike, katakana as hiragana, without spaces and variation selectors. Never for showing. */
void fold_search(struct text *text, const char *bytes, size_t length);

/* True where the folded needle stands in the folded hay; an empty needle is everywhere. */
bool fold_contains(const char *hay, const char *needle);

#endif
