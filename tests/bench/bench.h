/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What all measuring programs share: samples, rows of the table, a runner. */
#ifndef TESTS_BENCH_BENCH_H
#define TESTS_BENCH_BENCH_H

#include <check.h>
#include <stdbool.h>
#include <stddef.h>

#define BENCH_NONE (-1.0)

double bench_now(void); /* milliseconds that only grow */

struct bench_samples {
	double *items;
	size_t count;
};

void bench_add(struct bench_samples *samples, double value);
double bench_median(const struct bench_samples *samples);
double bench_percentile(const struct bench_samples *samples, double share); /* 0.99 */
void bench_done(struct bench_samples *samples);

/* One line of the table. .baseline, .most and .most_ratio may be BENCH_NONE. */
struct bench_row {
	const char *measure, *unit;
	double value, baseline;
	double most;       /* the target: value is at most this */
	double most_ratio; /* the target: value is at most so many times the baseline */
};

void bench_print(const struct bench_row *row);

/* Runs the measuring in a test runner of one process, because the fixtures
 * want one; returns main's exit status. A missed target is no failure. */
int bench_run(const char *name, const TTest *measuring);

/* Milliseconds that this program takes when it is started with one argument, its output thrown away. */
double bench_process(const char *argument);

#endif
