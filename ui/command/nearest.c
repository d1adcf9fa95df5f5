/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The word somebody probably meant. */
#include "ui/command/verb.h"

#include <string.h>

enum { WORD_LIMIT = 63 };

/* Letters to add, drop or change until the words are the same. */
static size_t distance(const char *a, const char *b)
{
	size_t row[WORD_LIMIT + 1];
	size_t across = strlen(b);
	for (size_t k = 0; k <= across; k++)
		row[k] = k;
	for (size_t i = 0; a[i]; i++) {
		size_t diagonal = row[0];
		row[0] = i + 1;
		for (size_t k = 0; k < across; k++) {
			size_t change = diagonal + (a[i] != b[k]);
			diagonal = row[k + 1];
			size_t step = (row[k] < row[k + 1] ? row[k] : row[k + 1]) + 1;
			row[k + 1] = change < step ? change : step;
		}
	}
	return row[across];
}

const char *verb_nearest(const char *typed, const char *const words[], size_t count)
{
	size_t length = strlen(typed);
	if (length < 2 || length > WORD_LIMIT)
		return NULL;
	const char *best = NULL;
	size_t least = length / 3 + 2;
	for (size_t i = 0; i < count; i++) {
		if (strlen(words[i]) > WORD_LIMIT || strlen(words[i]) < 2)
			continue;
		size_t far = distance(typed, words[i]);
		if (far < least) {
			least = far;
			best = words[i];
		}
	}
	return best;
}
