/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The way of a record: which steps apply, which are open, and where an act takes it. */
#ifndef DOMAIN_ROUTE_H
#define DOMAIN_ROUTE_H

#include "domain/seat.h"

/* Puts into *record (the standing's own, or a copy of it) the seats of all
 * steps that apply among standing->values, and of the addressee; what was
 * passed over stays so. Does nothing without values. */
void route_way(const struct standing *standing, struct record *record);

/* Whether the way can be walked as far as the drafter has filled it in:
 * RESULT_REFUSED where a step that applies has nobody, or a named person does
 * not hold the role. standing->record has its way. */
enum result route_check(const struct standing *standing, struct error *err);

/* True where the step applies to this record. */
bool route_applies(const struct standing *standing, const struct step *step);

/* Whose application it is: the head who applied; the drafter where no head
 * stands on its way; NULL while the head has yet to apply. Borrowed from the record. */
const char *route_applicant(const struct standing *standing);

/* The open steps one after the other: the first after NULL, then after that
 * one; NULL at the end. Several are open where neighbours run in parallel. */
const struct step *route_open(const struct standing *standing, const struct step *after);

/* The first open step, NULL where the record waits nowhere. */
const struct step *route_step(const struct standing *standing);

bool route_is_open(const struct standing *standing, const struct step *step);

/* True where two steps run at the same time. */
bool route_together(const struct form *form, const struct step *a, const struct step *b);

/* The last act of the present round that did a step, NULL where it is still
 * to come. Borrowed from the history. */
const struct transition *route_done(const struct standing *standing, const struct step *step);

/* The paper decision that waits for its second person at the open step, NULL where none does. */
const struct transition *route_on_paper(const struct standing *standing);

/* What the paper said of a decision that this act (NULL for none) of the history confirmed; NULL
 * where it confirmed none. Borrowed from the history. */
const struct transition *route_paper_of(const struct history *history, const struct transition *confirmed);

/* True where a decision has been taken that no return goes back behind. */
bool route_is_decided(const struct history *history);

/* "保護管理者 (町民課 課長 佐藤 一郎)", several joined by "・": who could act at the step. The caller frees. */
char *route_who(const struct standing *standing, const struct step *step);

/* The same of all open steps. The caller frees. */
char *route_who_waits(const struct standing *standing);

/* Whether and from when a person was stood in for and has not seen it since:
 * the transition to be seen, NULL for none. Borrowed from the history. */
const struct transition *route_unseen(const struct history *history, const char *person);

/* True where the drafter's is the last act, so that he may still pull it back. */
bool route_untouched(const struct history *history);

/* The head after the act; the verdict has been asked before, and authority is
 * what it answered (NULL: at the first open step). The receipt number is left
 * to who holds the lock: *ret_numbered says that one is due. With
 * standing->values, what is filled in at this act among them, the way is computed anew. */
void route_advance(const struct standing *standing, const struct wish *wish, const char *person,
	const struct authority *authority, struct record *ret_next, bool *ret_numbered);

#endif
