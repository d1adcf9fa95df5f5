/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Crockford's base 32. */
#include "crypto/base32.h"

#include <string.h>

static const char alphabet[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

void base32_write(const unsigned char *bytes, size_t digits, char *ret_text)
{
	for (size_t i = 0; i < digits; i++) {
		unsigned value = 0;
		for (size_t bit = 5 * i; bit < 5 * i + 5; bit++)
			value = value << 1 | ((unsigned)bytes[bit / 8] >> (7 - bit % 8) & 1u);
		ret_text[i] = alphabet[value];
	}
	ret_text[digits] = '\0';
}

/* The digit as written, 0 for what is none. */
static char digit_of(char typed)
{
	if (typed >= 'a' && typed <= 'z')
		typed = (char)(typed - 'a' + 'A');
	if (typed == 'O')
		return '0';
	if (typed == 'I' || typed == 'L')
		return '1';
	return typed && strchr(alphabet, typed) ? typed : '\0';
}

enum result base32_normalise(const char *typed, size_t digits, char *ret_text)
{
	size_t count = 0;
	for (; *typed; typed++) {
		if (*typed == '-' || *typed == ' ')
			continue;
		char digit = digit_of(*typed);
		if (!digit || count == digits)
			return RESULT_INVALID;
		ret_text[count++] = digit;
	}
	ret_text[count] = '\0';
	return count == digits ? RESULT_OK : RESULT_INVALID;
}
