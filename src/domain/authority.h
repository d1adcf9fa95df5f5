/* SPDX-License-Identifier: GPL-3.0-or-later */
/* By what somebody stands at a step: himself, as the regulation's substitute (職務代理), as a deputy (代決). */
#ifndef DOMAIN_AUTHORITY_H
#define DOMAIN_AUTHORITY_H

#include "domain/route.h"

/* True where the person stands at the step himself or for its holder; of
 * several deputies' rows one that knows the ground (NULL: any) comes first. */
bool authority_at(const struct standing *standing, const struct step *step, const char *person,
	const char *ground, struct authority *ret_authority);

/* True where anybody of the office stands at the step. */
bool authority_anybody_at(const struct standing *standing, const struct step *step);

/* True where the person is of those who may transcribe a paper decision of this step. */
bool authority_on_paper(const struct standing *standing, const struct step *step, const char *person,
	struct authority *ret_authority);

/* The open step that is meant: the one named, else the first at which the
 * person stands himself, else for somebody, else the first. NULL where none is
 * open, or the one named is not. */
const struct step *authority_step(
	const struct standing *standing, const char *person, const char *named, const char *ground);

/* The grounds on which a holder is stood in for. */
struct absence_ground {
	const char *id;    /* of wish.ground and of the office's table of deputies */
	const char *label; /* msgid */
};
extern const struct absence_ground absence_grounds[];
extern const size_t absence_ground_count;

#endif
