/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where things stand in a regulation's files, and sentences about what is wrong there. */
#include "domain/regulation_reading.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/memory.h"

enum { WORD_LIMIT = 64, LISTED_WORDS = 40 };

void reading_done(struct reading *reading)
{
	for (size_t i = 0; i < reading->origin_count; i++)
		free(reading->origins[i].where);
	for (size_t i = 0; i < reading->mark_count; i++)
		free(reading->marks[i].mark);
	free(reading->origins);
	free(reading->marks);
	text_done(&reading->where);
	mistakes_done(&reading->mistakes);
}

struct place place_of_node(const struct reading *reading, const yaml_node_t *node)
{
	return (struct place){ reading->file->name, yaml_line(node), text_string(&reading->where) };
}

struct place place_of(const struct reading *reading, const void *object, const char *key)
{
	const struct origin *whole = NULL;
	if (reading->mistakes.count > MISTAKES_LIMIT) /* nothing more is kept, so nothing is looked for */
		return (struct place){ "", 0, "" };
	for (size_t i = 0; i < reading->origin_count; i++) {
		const struct origin *origin = &reading->origins[i];
		if (origin->object != object)
			continue;
		if (key && origin->key && !strcmp(origin->key, key))
			return (struct place){ origin->file, origin->line, origin->where };
		if (!whole || (whole->key && !origin->key))
			whole = origin;
	}
	if (!whole)
		return (struct place){ "", 0, "" };
	return (struct place){ whole->file, whole->line, whole->where };
}

bool place_has(const struct reading *reading, const void *object, const char *key)
{
	for (size_t i = 0; i < reading->origin_count; i++)
		if (reading->origins[i].object == object && reading->origins[i].key &&
			!strcmp(reading->origins[i].key, key))
			return true;
	return false;
}

void reading_remember(struct reading *reading, const void *object, const char *key, const yaml_node_t *node)
{
	struct origin *origin = LIST_ADD(reading->origins, reading->origin_count);
	origin->object = object;
	origin->key = key;
	origin->file = reading->file->name;
	origin->line = yaml_line(node);
	origin->where = memory_string(text_string(&reading->where));
}

size_t reading_enter(struct reading *reading, const char *what, const char *name)
{
	size_t length = reading->where.length;
	if (length)
		text_add(&reading->where, ": ");
	text_add(&reading->where, what);
	text_add(&reading->where, name);
	return length;
}

void reading_leave(struct reading *reading, size_t length)
{
	char *outer = memory_string_n(text_string(&reading->where), length);
	text_clear(&reading->where);
	text_add(&reading->where, outer);
	free(outer);
}

static void add(struct reading *reading, struct place place, const char *sentence, const char *more)
{
	struct text whole = { 0 };
	if (*place.where) {
		text_add(&whole, place.where);
		text_add(&whole, ": ");
	}
	text_add_safe(&whole, sentence, strlen(sentence), false);
	text_add(&whole, more);
	mistakes_add(&reading->mistakes, place.file, place.line, text_string(&whole));
	text_done(&whole);
}

void mistake(struct reading *reading, struct place place, const char *format, ...)
{
	char sentence[ERROR_TEXT_SIZE];
	va_list arguments;
	va_start(arguments, format);
	vsnprintf(sentence, sizeof sentence, format, arguments);
	va_end(arguments);
	text_trim_partial(sentence);
	add(reading, place, sentence, "");
}

void candidates_add(struct candidates *candidates, const char *word)
{
	if (word)
		*LIST_ADD(candidates->words, candidates->count) = word;
}

/* How many letters must be changed, left out, put in or swapped with their
 * neighbour to make one word of the other; WORD_LIMIT for words too long to be ids. */
static size_t distance(const char *one, const char *other)
{
	size_t m = strlen(one), n = strlen(other);
	size_t rows[3][WORD_LIMIT + 1];
	if (m >= WORD_LIMIT || n >= WORD_LIMIT)
		return WORD_LIMIT;
	for (size_t j = 0; j <= n; j++)
		rows[0][j] = j;
	for (size_t i = 1; i <= m; i++) {
		size_t *now = rows[i % 3], *before = rows[(i + 2) % 3], *earlier = rows[(i + 1) % 3];
		now[0] = i;
		for (size_t j = 1; j <= n; j++) {
			size_t best = before[j - 1] + (one[i - 1] != other[j - 1]);
			if (before[j] + 1 < best)
				best = before[j] + 1;
			if (now[j - 1] + 1 < best)
				best = now[j - 1] + 1;
			if (i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1] &&
				earlier[j - 2] + 1 < best)
				best = earlier[j - 2] + 1;
			now[j] = best;
		}
	}
	return rows[m % 3][n];
}

static const char *nearest(const struct candidates *candidates, const char *word)
{
	const char *found = NULL;
	size_t length = strlen(word), best = length < 4 ? 2 : length < 8 ? 3 : 4;
	for (size_t i = 0; i < candidates->count; i++) {
		size_t far = distance(word, candidates->words[i]);
		if (far < best) {
			best = far;
			found = candidates->words[i];
		}
	}
	return found;
}

static char *advice(const struct candidates *candidates, const char *word)
{
	const char *near = nearest(candidates, word);
	struct text list = { 0 };
	if (near)
		return memory_format(_("; did you mean \"%s\"?"), near);
	if (!candidates->count || candidates->count > LISTED_WORDS)
		return memory_string("");
	for (size_t i = 0; i < candidates->count; i++)
		text_format(&list, "%s%s", i ? ", " : "", candidates->words[i]);
	char *sentence = memory_format(_("; known here: %s"), text_string(&list));
	text_done(&list);
	return sentence;
}

void mistake_unknown(struct reading *reading, struct place place, struct candidates *candidates,
	const char *word, const char *format, ...)
{
	char sentence[ERROR_TEXT_SIZE];
	va_list arguments;
	va_start(arguments, format);
	vsnprintf(sentence, sizeof sentence, format, arguments);
	va_end(arguments);
	text_trim_partial(sentence);
	/* A file full of unknown words must not cost a search each. */
	char *more = reading->mistakes.count < MISTAKES_LIMIT ? advice(candidates, word) : memory_string("");
	add(reading, place, sentence, more);
	free(more);
	free(candidates->words);
	*candidates = (struct candidates){ 0 };
}

/* Stable, so that two mistakes of one line keep the order in which they were found. */
void mistakes_sort(struct mistakes *mistakes)
{
	for (size_t i = 1; i < mistakes->count; i++) {
		struct mistake moving = mistakes->items[i];
		size_t at = i;
		for (; at; at--) {
			const struct mistake *before = &mistakes->items[at - 1];
			int order = strcmp(before->file, moving.file);
			if (order < 0 || (order == 0 && before->line <= moving.line))
				break;
			mistakes->items[at] = mistakes->items[at - 1];
		}
		mistakes->items[at] = moving;
	}
	for (size_t i = 0; i < mistakes->count; i++)
		if (mistakes->items[i].line == SIZE_MAX)
			mistakes->items[i].line = 0;
}
