/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An office whose staff have read what they must, so that a test sees only what it is about. */
#ifndef TESTS_SUPPORT_READERS_H
#define TESTS_SUPPORT_READERS_H

#include "service/desk.h"

/* The one person of the demo office who has not yet, for the tests of reading. */
#define READERS_SLOW "hashimoto"

/* Records for everybody else of the office that all texts of its regulations are acknowledged. */
enum result readers_have_read(struct desk *desk, struct error *err);

#endif
