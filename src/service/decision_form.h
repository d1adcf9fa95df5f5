/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The form that a decision writes: a record of its own, filled from the application and the decision. */
#ifndef SERVICE_DECISION_FORM_H
#define SERVICE_DECISION_FORM_H

#include "service/entries.h"
#include "service/reading.h"

struct decision_form_source {
	const struct standing *standing; /* of the application */
	const struct record *record;     /* its head after the decision; .decision is the new record's id */
	const json_t *values;            /* of the application */
	const json_t *decided;           /* what the decider filled in; NULL for none */
	const struct wish *wish;
	const char *person; /* who decides; NULL where it was decided on paper */
};

/* The form that the decision of this one writes, NULL where none. */
const struct form *decision_form_of(const struct standing *standing);

/* Its values: what the decider filled in, else what the field is filled from. The caller owns the object. */
json_t *decision_form_values(const struct form *form, const struct decision_form_source *source);

/* Appends the decision form's record, inside the transaction of the decision. */
enum result decision_form_write(
	struct session *session, const struct decision_form_source *source, struct error *err);

#endif
