/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One run over a regulation's files: what was read where, and the mistakes found. */
#ifndef DOMAIN_REGULATION_READING_H
#define DOMAIN_REGULATION_READING_H

#include "base/text.h"
#include "domain/yaml_file.h"

/* Where an object or one of its keys stands in the files. */
struct origin {
	const void *object;
	const char *key; /* borrowed from the schema; NULL for the object as a whole */
	const char *file;
	size_t line;
	char *where; /* `field "period"`, "" at the top of a file */
};

/* A condition that names its values by a mark, until the choices are known. */
struct pending_mark {
	struct condition *condition;
	char *mark;
};

struct reading {
	struct regulation *regulation;
	struct mistakes mistakes;
	const struct yaml_file *file; /* the one being read */
	struct text where;            /* the objects around what is being read */
	struct origin *origins;
	size_t origin_count;
	struct pending_mark *marks;
	size_t mark_count;
	bool loose_ends; /* a file or a decision was not found: who is not named may be named there */
};

void reading_done(struct reading *reading);

/* A place to which a mistake points; strings are borrowed. */
struct place {
	const char *file;
	size_t line;
	const char *where;
};

struct place place_of_node(const struct reading *reading, const yaml_node_t *node);

/* Where the key of an object stands; the object itself where it has no such key. */
struct place place_of(const struct reading *reading, const void *object, const char *key);

/* True where the object was written with this key. */
bool place_has(const struct reading *reading, const void *object, const char *key);

void reading_remember(struct reading *reading, const void *object, const char *key, const yaml_node_t *node);

/* Enters an object (`field` and ` "x"`); reading_leave takes what this returned. */
size_t reading_enter(struct reading *reading, const char *what, const char *name);
void reading_leave(struct reading *reading, size_t length);

void mistake(struct reading *reading, struct place place, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* Words that are known where an unknown one stands. */
struct candidates {
	const char **words;
	size_t count;
};

void candidates_add(struct candidates *candidates, const char *word); /* borrowed; NULL is passed over */

/* A mistake about an unknown word, with the nearest candidate or all of a few
 * behind it. Frees the candidates' list. */
void mistake_unknown(struct reading *reading, struct place place, struct candidates *candidates,
	const char *word, const char *format, ...) __attribute__((format(printf, 5, 6)));

/* Mistakes in order of file and line. */
void mistakes_sort(struct mistakes *mistakes);

#endif
