/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the office would be after its office.yaml was changed, and who gains and loses what. */
#ifndef DOMAIN_OFFICE_ADOPT_H
#define DOMAIN_OFFICE_ADOPT_H

#include "domain/office_import.h"

/* What the office would be with the sections, posts, deputies, roles, rights
 * and calendar of the folder's office.yaml, and line by line what changes.
 * People, postings and the days off that the office has added stay: they have
 * commands of their own. RESULT_INVALID with every mistake, and nothing in the
 * other answers. Nothing is applied: the caller journals *ret_after. */
enum result office_adopt(const struct office *now, const struct bundle *files, struct office *ret_after,
	struct office_changes *ret_changes, struct mistakes *ret_mistakes, struct error *err);

/* Adds a line for everybody who holds a role of the regulation in one of the two
 * offices and not in the other, on the day from which it holds. */
void office_adopt_roles(const struct office *now, const struct office *after,
	const struct regulation *regulation, date day, struct office_changes *changes);

#endif
