/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who holds a role of the regulation in this office. */
#ifndef DOMAIN_HOLDER_H
#define DOMAIN_HOLDER_H

#include "domain/office.h"
#include "domain/regulation.h"

/* Whether a person holds the role on a day in any of its seats: the post that
 * the office names, or the head's post of any section of the role's kinds. */
bool holder_is(const struct regulation *regulation, const struct role *role, const struct office *office,
	const char *person, date day);

#endif
