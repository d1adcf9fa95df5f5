/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The training office in which the tests of a file take place: one for each test. */
#ifndef TESTS_SUPPORT_SETTING_H
#define TESTS_SUPPORT_SETTING_H

#include "tests/support/training.h"

extern struct training training;

/* training_begin and training_end of it, for suite_with. */
void setting_make(void);
void setting_clear(void);

/* Fails the test with the sentence where the result is none. */
void must(enum result r, const struct error *err);

#endif
