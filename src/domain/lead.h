/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lead times: until when a form must be filed for the day that it names, and whether it was. */
#ifndef DOMAIN_LEAD_H
#define DOMAIN_LEAD_H

#include <jansson.h>

#include "domain/form.h"
#include "domain/office.h"

/* The last day on which a form may be filed that names the day; DATE_NONE for
 * no day. Seven days before the 24th is the 17th; a month before 31 May is 30 April. */
date lead_last_day(const struct lead *lead, const struct office *office, date day);

/* The day itself where the office is open on it, else as the word says. */
date lead_moved(const struct office *office, date day, enum lead_move move);

/* The rule in words, for help: "by 7 days before this day (days on which the
 * office is open)". The caller frees. */
char *lead_text(const struct lead *lead);

/* One day of a form that was filed too late for it. */
struct late {
	const struct field *field, *column; /* borrowed; column NULL outside a table */
	size_t row;                         /* of a table, from 1 */
	const struct lead *lead;            /* borrowed */
	date last;                          /* until when it had to be filed */
};

/* All of them among the values of a form that is filed on a day, in the order of the form;
 * the caller frees *ret_lates. */
size_t lead_lates(const struct form *form, const json_t *values, const struct office *office, date filed,
	struct late **ret_lates);

/* True where there is any: the record is marked 期限後. */
bool lead_is_late(const struct form *form, const json_t *values, const struct office *office, date filed);

#endif
