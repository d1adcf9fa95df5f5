/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Random values of fields, made from their types; the same numbers give the same values. */
#ifndef TESTS_GENERATE_VALUES_H
#define TESTS_GENERATE_VALUES_H

#include <jansson.h>

#include "domain/fact.h"
#include "domain/office.h"
#include "domain/regulation.h"

struct values {
	uint64_t seed; /* the stream of numbers; never 0 */
	const struct office *office;
	const struct regulation *regulation;
	const struct form *form; /* that is being filled in; NULL for none */
	date day;
	bool agreeing; /* every yes-no is yes and every choice the first: a table of clauses that are all met */
	/* A record that the field may name; NULL for none. Borrowed. */
	const char *(*record)(void *context, const struct field *field);
	void *context;
};

uint64_t values_number(struct values *values);            /* the next of the stream */
size_t values_below(struct values *values, size_t limit); /* 0 to limit - 1; limit over 0 */
bool values_chance(struct values *values, unsigned percent);

/* One value, a new reference; NULL where none can be made. words (may be NULL)
 * gets those of an explained choice. */
json_t *values_field(struct values *values, const struct field *field, json_t **ret_words);

/* Puts a value for each field of the form that is filled in at the step (NULL:
 * by the drafter): all required ones and some of the others. */
void values_fill(struct values *values, const struct form *form, const char *step, json_t *into);

/* Puts values into the columns of a table's row, but where they were collected from a record. */
void values_row(struct values *values, const struct field *table, json_t *row);

/* Puts another value for one field. */
void values_again(struct values *values, const struct field *field, json_t *into);

#endif
