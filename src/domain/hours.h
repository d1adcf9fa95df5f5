/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Operating hours: whether a system may be operated at a time, and why not. */
#ifndef DOMAIN_HOURS_H
#define DOMAIN_HOURS_H

#include "domain/office.h"
#include "domain/regulation.h"

enum hours_state {
	HOURS_FREE,    /* no rule speaks of the system: settled elsewhere, or not at all */
	HOURS_WITHIN,  /* within the hours */
	HOURS_DAY_OFF, /* the office's day off (市の休日) */
	HOURS_WEEKDAY, /* a weekday without hours */
	HOURS_TIME,    /* before or after the hours of the day */
	HOURS__COUNT
};

/* The rule that speaks of a system (the id of a choice; NULL: of a terminal as such); NULL for none. */
const struct hours *hours_rule(const struct regulation *regulation, const char *system);

/* How a minute of a day (0 to 1439, in Japan) stands to the regulation's
 * hours; *ret_rule (may be NULL) is the rule, borrowed, NULL where there is none. */
enum hours_state hours_at(const struct regulation *regulation, const struct office *office,
	const char *system, date day, int minute, const struct hours **ret_rule);

/* Why it is outside, in one sentence with day and hours; "" within. The caller frees. */
char *hours_why(const struct hours *rule, const struct office *office, date day, enum hours_state state);

/* Somebody who operates a terminal at a time. */
struct hours_use {
	const char *person;
	const char *system;   /* id of a choice; NULL: the terminal as such */
	const char *terminal; /* as people write it; NULL: any for which he has approved hours */
	date day;
	int minute; /* of the day, in Japan */
};

/* True where the use lies in hours that were approved for this person. */
bool hours_approved(const struct regulation *regulation, const struct office *office,
	const struct hours *rule, const struct hours_use *use);

/* Whether the use is allowed: within the hours, where none are set, in approved
 * hours, or outside where the rule asks for a reason alone (*ret_reason) or
 * nothing. RESULT_REFUSED with the hours and the article otherwise. */
enum result hours_may(const struct regulation *regulation, const struct office *office,
	const struct hours_use *use, bool *ret_reason, struct error *err);

#endif
