/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Recurring duties: what a section must file each year or month, by when, and what of it is open. */
#ifndef DOMAIN_RECURRING_H
#define DOMAIN_RECURRING_H

#include "domain/office.h"
#include "domain/regulation.h"

enum { RECURRING_TARGET_SIZE = 16 };

/* One time that a duty comes round. */
struct recurring_turn {
	date due;                           /* the last day, moved off days off as the duty says */
	date shown;                         /* from when it is in 未処理一覧 */
	date begins;                        /* what is filed from this day on may be for this turn */
	char target[RECURRING_TARGET_SIZE]; /* "2027" or "2026-12": what it is for; "" where not said */
};

/* The turns of a duty that are shown on a day, oldest first: all that were due
 * since the day from which it holds here (DATE_NONE: in the year before), so that
 * what was missed stays until it is filed. The caller frees *ret_turns. */
size_t recurring_turns(const struct recurring *duty, const struct office *office, date day, date since,
	struct recurring_turn **ret_turns);

/* What a turn is for, in words: 令和9年度, 令和8年12月; "" where not said. The caller frees. */
char *recurring_target_text(
	const struct recurring *duty, const struct recurring_turn *turn, enum language language);

/* Whose duty it is, seen from a person at his section: false where it is not
 * his. *ret_section is the section whose filing counts, NULL where anybody's does. Borrowed. */
bool recurring_is_his(const struct recurring *duty, const struct regulation *regulation,
	const struct office *office, const char *person, const char *section, date day,
	const char **ret_section);

/* What was filed, as far as a duty looks at it. */
struct recurring_filed {
	const char *section;
	date filed;
	const char *target; /* the value of the duty's field, as text; NULL where there is none */
};

/* True where one of them is this turn's. */
bool recurring_is_done(const struct recurring *duty, const struct recurring_turn *turn,
	const struct office *office, const char *section, const struct recurring_filed *filed, size_t count);

/* A turn that is not done: true where its last day is over. What is optional is never late. */
bool recurring_is_late(const struct recurring *duty, const struct recurring_turn *turn, date day);

#endif
