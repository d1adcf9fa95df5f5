/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The training office of the source tree, for tests. */
#ifndef TESTS_SUPPORT_OFFICE_H
#define TESTS_SUPPORT_OFFICE_H

#include "domain/office.h"

/* data/demo/toin-town, loaded; fails the test with the mistakes where it has any. office_done. */
void office_demo(struct office *ret_office);

/* The office of a folder of the source tree, loaded; fails the test with the mistakes. office_done. */
void office_shipped(const char *folder, struct office *ret_office);

/* The office of a JSON text in 'single quotes', with people and postings to it: person "p-POST" holds POST for good, unless it is the vacant one (NULL: none). */
void office_of_posts(const char *json_text, const char *const posts[], size_t count, const char *vacant,
	struct office *ret_office);

/* Takes the holidays of data/calendar; office_demo does too. */
void calendar_shipped(void);

#endif
