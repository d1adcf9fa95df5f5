/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An office that is not for training, beside the training office of a test. */
#ifndef TESTS_SUPPORT_PRODUCTION_H
#define TESTS_SUPPORT_PRODUCTION_H

#include "tests/support/training.h"

/* Founds it in folder with a card, whose keys are in memory, for each of the
 * people; what founding_found returns. training_end removes a folder that lies beside the training office. */
enum result production_found(const struct training *training, const char *const people[], size_t count,
	const char *folder, const char *key_file, struct error *err);

#endif
