/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a record's end brings: facts, days of use, readers, and what becomes of the earlier records it names. */
#ifndef SERVICE_OUTCOME_H
#define SERVICE_OUTCOME_H

#include "domain/fault.h"
#include "domain/route.h"
#include "service/session.h"

/* The act that may end a record, under the lock. All borrowed. */
struct outcome_source {
	const struct standing *standing; /* before the act; its values with what is filled in now */
	const struct form *written; /* the form that this act writes to tell the decision; NULL for none */
	const json_t *written_values;
};

/* Where the act ends the record: puts days of use and readers into *next, and
 * into *ret_effects (the caller's) what the entry's envelope says as "effects"; NULL for nothing. */
enum result outcome_settle(struct session *session, const struct outcome_source *source, struct record *next,
	json_t **ret_effects, struct error *err);

/* Writes on each earlier record what became of it, after the deciding entry
 * and in its transaction. RESULT_REFUSED where another one was quicker. */
enum result outcome_follow(struct session *session, const struct outcome_source *source,
	const struct record *next, struct error *err);

/* The effects of a decision's own form for its envelope; NULL for none. */
json_t *outcome_of_decision(
	struct session *session, const struct form *form, const json_t *values, enum answer answer, date day);

/* What registers and earlier records say against values to be filed. self: the
 * record that is corrected, NULL for a new one. Adds to *ret_faults. */
void outcome_faults(struct session *session, const struct regulation *regulation, const struct form *form,
	const json_t *values, const char *self, struct faults *ret_faults);

/* Puts the earlier records that the values name into *next. */
void outcome_relate(const struct form *form, const json_t *values, struct record *next);

#endif
