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

#endif
