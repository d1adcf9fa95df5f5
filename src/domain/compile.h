/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Compiling a plan: lines out of finished records of another form, and what changed since it was done last. */
#ifndef DOMAIN_COMPILE_H
#define DOMAIN_COMPILE_H

#include <jansson.h>

#include "domain/form.h"
#include "domain/office.h"
#include "domain/record.h"

/* Members of a plan's row beside its columns: which record's line it is
 * ("<record>" or "<record>/<row>"), and its mark (never filed). */
#define COMPILE_SOURCE "_source"
#define COMPILE_MARK "_mark"

/* What happened to a line since it was collected before. */
enum compile_mark {
	COMPILE_KEPT,
	COMPILE_NEW,     /* it came when the plan was compiled again */
	COMPILE_CHANGED, /* its section changed the form: what is collected is other than what was coordinated */
	COMPILE_STALE, /* its form was changed or withdrawn: it wants to be collected again */
	COMPILE__COUNT
};

enum compile_mark compile_mark(const json_t *row);
const char *compile_mark_sign(enum compile_mark mark); /* "", "*", "~", "!" */
void compile_set_mark(json_t *row, enum compile_mark mark);

/* The id of the record that a row was collected from, NULL for one typed by hand. The caller frees. */
char *compile_record(const json_t *row);

/* True where a line's cell was collected from a record: it stands as it was filed there. */
bool compile_is_collected(const struct field *column, const json_t *row);

/* One record that is collected. All borrowed. */
struct compile_source {
	const struct record *record;
	const struct form *form;
	const json_t *values;
	const char *number;   /* its receipt number in words */
	char *const *earlier; /* the records that it took the place of, by changing them */
	size_t earlier_count;
};

struct compile_outcome {
	json_t *rows; /* the plan's lines; the caller's */
	size_t kept, added, changed, vanished;
	char *vanished_words; /* the lines that are gone, in words; NULL for none. The caller's */
};

void compile_outcome_done(struct compile_outcome *outcome);

/* True where a record's values belong to the plan: both forms' fields agree. */
bool compile_matches(const struct compile *compile, const json_t *plan_values, const json_t *values);

/* The lines anew: of those that were there what was coordinated stays, also
 * where their record was changed by another one; what came or changed since is
 * marked, what has no record any more is left out and said. */
void compile_lines(const struct form *plan, const json_t *plan_values, const struct compile_source *sources,
	size_t count, const struct office *office, date day, struct compile_outcome *ret_outcome);

/* The number (from 1) of the first line that is not what its record says: typed
 * over, or its record counts no more. rows are those of compile_lines; 0: none. */
size_t compile_astray(const struct form *plan, const json_t *plan_values, const json_t *rows);

/* The plan's lines without their marks. A new reference. */
json_t *compile_settled(const json_t *rows);

/* True where a collected line was coordinated otherwise than its section
 * wished: "agreed" does not hold, or a column differs from the one it is "against". */
bool compile_differs(const struct form *plan, const json_t *row);
bool compile_cell_differs(const struct field *into, const struct field *column, const json_t *row);

/* Puts the records that the lines come from into the head's relations. */
void compile_relate(const struct form *plan, const json_t *values, struct record *record);

#endif
