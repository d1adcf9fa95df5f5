/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Crockford's base 32: digits and capital letters without I, L, O and U, for people to read and type. */
#ifndef CRYPTO_BASE32_H
#define CRYPTO_BASE32_H

#include <stddef.h>

#include "base/error.h"

/* Writes the first 5 * digits bits of bytes as digits characters and a NUL. */
void base32_write(const unsigned char *bytes, size_t digits, char *ret_text);

/* Brings a typed text into the form base32_write gives: capitals, I and L to 1,
 * O to 0, hyphens and blanks dropped. RESULT_INVALID where another character
 * stands in it or it has not exactly digits digits. */
enum result base32_normalise(const char *typed, size_t digits, char *ret_text);

#endif
