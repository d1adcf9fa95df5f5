/* SPDX-License-Identifier: GPL-3.0-or-later */
/* JSON as canonical text: what hashes, signatures and seals are taken over. */
#ifndef STORE_CANONICAL_H
#define STORE_CANONICAL_H

#include <jansson.h>

#include "base/text.h"

/* Sorted keys, no blanks, UTF-8; byte for byte what jansson writes with
 * JSON_COMPACT | JSON_SORT_KEYS | JSON_ENCODE_ANY, in a quarter of the time.
 * "null" for NULL. The caller frees. */
char *canonical_text(const json_t *json);

/* One string as canonical_text would write it; "null" for NULL. */
void canonical_add_string(struct text *text, const char *string);

#endif
