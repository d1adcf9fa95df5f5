/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The way of a record: who stands at each step, and where an act takes it. */
#ifndef DOMAIN_ROUTE_H
#define DOMAIN_ROUTE_H

#include "base/text.h"
#include "domain/office.h"
#include "domain/record.h"
#include "domain/regulation.h"

/* All that a question about one record looks at; everything is borrowed. */
struct standing {
	const struct regulation *regulation;
	const struct form *form;
	const struct record *record;
	const struct history *history;
	const struct office *office;
	date day;
};

/* What somebody wants to do. */
struct wish {
	enum act act;
	enum answer answer;          /* of ACT_DECIDE */
	const char *to_step;         /* of ACT_RETURN: an earlier step, NULL for the drafter */
	const char *reason;          /* of ACT_RETURN, ACT_WITHDRAW, and of a no */
	const char *ground;          /* why the holder is stood in for; NULL where he acts himself */
	date ground_from, ground_to; /* of .ground: the days of absence */
	const char *document_number; /* of ACT_DISPATCH */
};

/* By what the person may do it. Strings are borrowed from the standing. */
struct authority {
	enum capacity capacity;
	const char *post;      /* in which he acts, or for whose holder; NULL for a drafter's act */
	const char *principal; /* the holder stood in for; NULL where there is none */
};

/* The step at which the record waits, NULL where none. */
const struct step *route_step(const struct standing *standing);

/* The section that receives: that of the addressee's post (of a decision form:
 * the addressee of the application). NULL where the office names none. */
const char *route_addressee_section(
	const struct regulation *regulation, const struct form *form, const struct office *office);

/* The post that an actor of a step means for this record on this day, NULL for
 * the actors that mean a whole section (*ret_section, NULL otherwise). */
const struct post *route_actor_post(
	const struct standing *standing, const struct actor *actor, const char **ret_section);

/* "町民課 課長 佐藤 一郎", in English the name first: section, post and name. */
void route_add_party(
	struct text *out, const struct office *office, const struct post *post, const char *name);

/* "保護管理者 (町民課 課長 佐藤 一郎)", several joined by "・": who could act at the step. The caller frees. */
char *route_who(const struct standing *standing, const struct step *step);

/* Whether and from when a person was stood in for and has not seen it since:
 * the transition to be seen, NULL for none. Borrowed from the history. */
const struct transition *route_unseen(const struct history *history, const char *person);

/* True where the drafter's is the last act, so that he may still pull it back. */
bool route_untouched(const struct history *history);

/* The head after the act; the verdict has been asked before. The receipt
 * number is left to who holds the lock: *ret_numbered says that one is due. */
void route_advance(const struct standing *standing, const struct wish *wish, const char *person,
	struct record *ret_next, bool *ret_numbered);

#endif
