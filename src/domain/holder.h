/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who holds a role of the regulation in this office. */
#ifndef DOMAIN_HOLDER_H
#define DOMAIN_HOLDER_H

#include "domain/office.h"
#include "domain/regulation.h"

/* Whether a person holds the role on a day in any of its seats: the post that
 * the office names, the persons it names or a register has, or the head's post of
 * any section of the role's kinds. */
bool holder_is(const struct regulation *regulation, const struct role *role, const struct office *office,
	const char *person, date day);

/* Everybody who holds a role of persons on a day, for holder_persons_free. Nobody
 * holds it while fewer or more stand in its register than the regulation wants. */
size_t holder_persons(const struct regulation *regulation, const struct role *role,
	const struct office *office, date day, char ***ret_persons);
void holder_persons_free(char **persons, size_t count);

/* Why nobody holds a role because of its register: how many there must be and
 * are. NULL where that is not why. The caller frees. */
char *holder_wrong(
	const struct regulation *regulation, const struct role *role, const struct office *office, date day);

/* The office's row for a role, else the one for what the role was called in
 * earlier versions; NULL where there is none. */
const struct role_post *holder_row(
	const struct office *office, const struct regulation *regulation, const char *role);

/* The post that the row names; NULL where it names none. */
const struct post *holder_post(
	const struct office *office, const struct regulation *regulation, const char *role);

/* Adds a sentence for each role of the regulation that nobody in the office
 * could ever hold, so that what waits for it would wait for ever: no post, too
 * few or too many persons, no section of its kinds. */
void holder_gaps(const struct office *office, const struct regulation *regulation, date day,
	struct mistakes *mistakes);

/* Who holds the role today, in words: "町民課 課長 渡邉 恵子", several apart by
 * commas; NULL where nobody does. The caller frees. */
char *holder_words(
	const struct office *office, const struct regulation *regulation, const struct role *role, date day);

#endif
