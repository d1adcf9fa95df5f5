/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Compiling a plan: lines out of finished records of another form, and what changed since it was done last. */
#ifndef DOMAIN_COMPILE_H
#define DOMAIN_COMPILE_H

#include <jansson.h>

#include "domain/form.h"
#include "domain/office.h"
#include "domain/record.h"

/* Members of a plan's row beside its columns: which record's line it is, and
 * that it came when the plan was compiled again (never filed). */
#define COMPILE_SOURCE "_source"
#define COMPILE_NEW "_new"

/* One record that is collected. All borrowed. */
struct compile_source {
	const struct record *record;
	const struct form *form;
	const json_t *values;
	const char *number; /* its receipt number in words */
};

struct compile_outcome {
	json_t *rows; /* the plan's lines; the caller's */
	size_t kept, added, vanished;
	char *vanished_words; /* the lines that are gone, in words; NULL for none. The caller's */
};

void compile_outcome_done(struct compile_outcome *outcome);

/* True where a record's values belong to the plan: both forms' fields agree. */
bool compile_matches(const struct compile *compile, const json_t *plan_values, const json_t *values);

/* The lines anew: of those that were there what was coordinated stays, what
 * came since is marked, what has no record any more is left out and said. */
void compile_lines(const struct form *plan, const json_t *plan_values, const struct compile_source *sources,
	size_t count, const struct office *office, date day, struct compile_outcome *ret_outcome);

/* The plan's lines without the marks of what is new. A new reference. */
json_t *compile_settled(const json_t *rows);

/* True where a line's cell was collected from a record: it stands as it was filed there. */
bool compile_is_collected(const struct field *column, const json_t *row);

/* Puts the records that the lines come from into the head's relations. */
void compile_relate(const struct form *plan, const json_t *values, struct record *record);

#endif
