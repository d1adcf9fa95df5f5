/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Values of a draft carried from one version of a form into another. */
#ifndef DOMAIN_CARRY_H
#define DOMAIN_CARRY_H

#include <jansson.h>

#include "base/date.h"
#include "domain/form.h"
#include "domain/office.h"

/* Puts what the drafter had filled in into values, field by field of the same
 * id, where it still fits: the same type (a text may become a paragraph), a
 * choice that is still there, columns that are still there. For all that does
 * not fit a sentence, "色: 赤", is added to the array left. */
void carry_values(const struct form *from, const json_t *old, const struct form *to,
	const struct office *office, date day, json_t *values, json_t *left);

#endif
