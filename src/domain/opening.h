/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stood in an office's registers when it began with choba: checked, asked, and made their first rows. */
#ifndef DOMAIN_OPENING_H
#define DOMAIN_OPENING_H

#include "domain/effect.h"
#include "domain/fact.h"

/* Adds what is wrong with the openings of a regulation's registers, and with
 * roles that the office's data gives to others than those registers do on a day.
 * Returns how many openings are this regulation's. */
size_t opening_check(const struct office *office, const struct regulation *regulation, date day,
	struct mistakes *mistakes);

/* The openings of a regulation's registers as rows that a decision could have
 * granted, for effect_rows_done; they borrow from both. Only after opening_check. */
void opening_rows(
	const struct office *office, const struct regulation *regulation, struct effect_rows *ret_rows);

/* Answers out of the office's openings alone, before there is a journal; it borrows the office. */
struct fact_source opening_source(const struct office *office);

#endif
