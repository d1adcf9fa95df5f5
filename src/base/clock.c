/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The system's clock and one that stands still. */
#include "base/clock.h"

#include <time.h>

static int64_t read_clock(clockid_t id)
{
	struct timespec now;
	clock_gettime(id, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static int64_t system_now(const struct clock *clock)
{
	(void)clock;
	return read_clock(CLOCK_REALTIME);
}

static int64_t fixed_now(const struct clock *clock)
{
	return clock->fixed;
}

const struct clock clock_system = { .now = system_now };

struct clock clock_fixed(int64_t milliseconds)
{
	return (struct clock){ .now = fixed_now, .fixed = milliseconds };
}

int64_t clock_now(const struct clock *clock)
{
	return clock->now(clock);
}

int64_t clock_monotonic(void)
{
	return read_clock(CLOCK_MONOTONIC);
}
