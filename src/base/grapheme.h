/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a reader takes for one character (UAX 29), and where a line may break (UAX 14, Japanese rules). */
#ifndef BASE_GRAPHEME_H
#define BASE_GRAPHEME_H

#include <stddef.h>

/* The byte offset behind the character that begins at `at`, or length. A base
 * with its combining marks, variation selectors or joiners is one character. */
size_t grapheme_after(const char *bytes, size_t length, size_t at);

/* The byte offset at which the character before `at` begins, or 0. */
size_t grapheme_before(const char *bytes, size_t length, size_t at);

size_t grapheme_count(const char *bytes, size_t length);

/* The offset of the character with this index (0 is the first), or length. */
size_t grapheme_offset(const char *bytes, size_t length, size_t index);

/* Every offset at which a line may break, the end included; *ret_offsets is
 * the caller's (free). Returns how many. No line may begin with 。」っ nor end with 「. */
size_t grapheme_line_breaks(const char *bytes, size_t length, size_t **ret_offsets);

#endif
