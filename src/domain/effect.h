/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a form makes true when it is decided, and what of that can be refused before. */
#ifndef DOMAIN_EFFECT_H
#define DOMAIN_EFFECT_H

#include <jansson.h>

#include "domain/fault.h"
#include "domain/office.h"
#include "domain/regulation.h"

/* One thing that begins or ends to be true. */
struct effect_row {
	const char *fact;    /* borrowed from the form */
	const char *article; /* borrowed */
	bool ends;
	bool if_any;         /* as the form says */
	char *person;        /* id; NULL where the fact is about a subject alone */
	char *subject;       /* as fact_subject gives it; NULL: the person alone */
	char *subject_words; /* as a list shows it, Japanese */
	char *detail;        /* words, Japanese; NULL for none */
	date from, to; /* both included, .to DATE_NONE is open; of an end .from is the first day without it */
	char *time_from, *time_to; /* "17:15": on each of the days only between these; NULL: all day */
};

struct effect_rows {
	struct effect_row *items;
	size_t count;
};

void effect_rows_done(struct effect_rows *rows);

/* The rows that a form's effects make of these values; day is the deciding day. */
void effect_find(const struct form *form, const json_t *values, const struct office *office, date day,
	struct effect_rows *ret_rows);

/* As an entry's envelope holds them; record: whose effects they are. */
json_t *effect_rows_to_json(const struct effect_rows *rows);

/* The values that count when a record ends: its own, over them the fields of
 * its decision's form that were filled out of it; both NULL where there is
 * none. The caller owns the object. */
json_t *effect_values(const struct form *form, const json_t *values, const struct form *decision_form,
	const json_t *decision);

/* What the registers say against values filled in at a step (NULL: by the
 * drafter): a person who must stand in a register and does not, an end of what
 * nobody has granted. Adds to *ret_faults. */
void effect_faults(const struct regulation *regulation, const struct form *form, const json_t *values,
	const char *step, const struct office *office, date day, struct faults *ret_faults);

/* The field, or the column of a "table.column", that an effect names; NULL where there is none. */
const struct field *effect_field(const struct form *form, const char *name);

/* The date in a field or "table.column" of row: a date's day, a period's first
 * or last; DATE_NONE where there is none. */
date effect_day(
	const struct form *form, const char *name, const json_t *values, const json_t *row, bool last);

#endif
