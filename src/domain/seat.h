/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Seats: whom an actor of a step means for one record on one day. */
#ifndef DOMAIN_SEAT_H
#define DOMAIN_SEAT_H

#include "base/text.h"
#include "domain/standing.h"

/* Who sits there; all borrowed. One of post, section, person, persons and outside says who acts. */
struct sitting {
	const struct role *role; /* in what role of the regulation; NULL where it is none */
	const struct post *post; /* the holder of this post */
	const char *section;     /* anybody posted in this section */
	const char *person;      /* this person: the drafter, or whom the form names */
	bool persons;            /* any of the persons who hold the role */
	bool outside;            /* somebody without a card here: only paper comes from there */
};

/* The seat of an actor of a step (NULL: of an addressee) on the record's way;
 * false where the way has none. A record without a way has the unconditional
 * ones. Strings in *ret_seat are borrowed. */
bool seat_on_way(
	const struct standing *standing, const struct step *step, size_t actor, struct way_seat *ret_seat);

/* Who sits for an actor whose seat (NULL: none is known) says what values say. */
struct sitting seat_sitting(
	const struct standing *standing, const struct actor *actor, const struct way_seat *seat);

/* Who sits for another role beside the one of the actor: his substitute's. */
struct sitting seat_of_role(const struct standing *standing, const struct actor *actor,
	const struct way_seat *seat, const char *role);

/* True where nobody could sit there: no post, section or person, or nobody in the role's register. */
bool seat_is_empty(const struct standing *standing, const struct sitting *sitting);

/* Why one of a role's register is not acted in: holder_wrong of the sitting's role. The caller frees. */
char *seat_wrong(const struct standing *standing, const struct sitting *sitting);

/* True where the person sits there himself on the standing's day. */
bool seat_is_held(const struct standing *standing, const struct sitting *sitting, const char *person);

/* The form's addressee, with the role's post, section or holders; false where it has none. */
bool seat_addressee(const struct standing *standing, struct sitting *ret_sitting);

/* The section that receives: the addressee's (of a decision form: of the
 * addressee of the application). NULL where the office names none. */
const char *seat_addressee_section(const struct standing *standing);

/* The section from which a decision goes out: the addressee's; where he has no
 * card here, the one that gave the application its receipt number. NULL for none. */
const char *seat_sending_section(const struct standing *standing);

/* "保護管理者 (町民課 課長 佐藤 一郎)", "町民課", a name. */
void seat_add_words(struct text *out, const struct standing *standing, const struct sitting *sitting);

/* "町民課 課長 佐藤 一郎", in English the name first: section, post and name. */
void seat_add_party(struct text *out, const struct office *office, const struct post *post, const char *name);

#endif
