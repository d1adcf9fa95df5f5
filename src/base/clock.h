/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The clock as a value that is passed in, so that a test can stand at any moment. */
#ifndef BASE_CLOCK_H
#define BASE_CLOCK_H

#include <stdint.h>

struct clock {
	int64_t (*now)(const struct clock *clock); /* milliseconds since 1970-01-01 UTC */
	int64_t fixed;                             /* what clock_fixed answers */
};

extern const struct clock clock_system;

/* A clock that stands still until its owner moves .fixed. */
struct clock clock_fixed(int64_t milliseconds);

int64_t clock_now(const struct clock *clock);

/* Milliseconds that only ever grow, for deadlines and idle time. */
int64_t clock_monotonic(void);

#endif
