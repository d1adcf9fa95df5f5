/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Samples sorted, rows printed, programs timed. */
#include "tests/bench/bench.h"

#include <fcntl.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/memory.h"

double bench_now(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

void bench_add(struct bench_samples *samples, double value)
{
	*LIST_ADD(samples->items, samples->count) = value;
}

static int by_size(const void *a, const void *b)
{
	const double *left = a, *right = b;
	return (*left > *right) - (*left < *right);
}

/* The smallest sample that so large a share of all does not exceed. */
double bench_percentile(const struct bench_samples *samples, double share)
{
	ck_assert_uint_gt(samples->count, 0);
	qsort(samples->items, samples->count, sizeof *samples->items, by_size);
	size_t rank = (size_t)ceil(share * (double)samples->count);
	return samples->items[rank ? rank - 1 : 0];
}

double bench_median(const struct bench_samples *samples)
{
	return bench_percentile(samples, 0.5);
}

void bench_done(struct bench_samples *samples)
{
	free(samples->items);
	*samples = (struct bench_samples){ 0 };
}

static void print_number(double number)
{
	if (number < 0)
		printf(" %10s", "-");
	else
		printf(" %10.*f", number >= 1000 ? 0 : number >= 10 ? 1 : 3, number);
}

void bench_print(const struct bench_row *row)
{
	double ratio = row->baseline > 0 ? row->value / row->baseline : BENCH_NONE;
	bool wanted = row->most >= 0 || row->most_ratio >= 0;
	bool good = (row->most < 0 || row->value <= row->most) &&
		    (row->most_ratio < 0 || ratio <= row->most_ratio);
	printf("%-46s %-10s", row->measure, row->unit);
	print_number(row->value);
	print_number(row->baseline);
	if (ratio < 0)
		printf(" %7s", "-");
	else
		printf(" %6.2fx", ratio);
	if (row->most_ratio >= 0)
		printf(" %8.2fx", row->most_ratio);
	else if (row->most >= 0)
		printf(" %9g", row->most);
	else
		printf(" %9s", "-");
	printf("  %s\n", !wanted ? "" : good ? "good" : "NOT GOOD");
	fflush(stdout);
}

int bench_run(const char *name, const TTest *measuring)
{
	i18n_init(LANGUAGE_JA, "locale");
	Suite *suite = suite_create(name);
	TCase *tcase = tcase_create(name);
	tcase_add_test(tcase, measuring);
	suite_add_tcase(suite, tcase);
	SRunner *runner = srunner_create(suite);
	srunner_set_fork_status(runner, CK_NOFORK);
	srunner_run_all(runner, CK_SILENT);
	int failed = srunner_ntests_failed(runner);
	if (failed)
		srunner_print(runner, CK_NORMAL);
	srunner_free(runner);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}

double bench_process(const char *argument)
{
	double begin = bench_now();
	int status = -1;
	pid_t child = fork();
	ck_assert_int_ge(child, 0);
	if (child == 0) {
		int nothing = open("/dev/null", O_WRONLY);
		dup2(nothing, STDOUT_FILENO);
		execl("/proc/self/exe", "bench", argument, (char *)NULL);
		_exit(127);
	}
	ck_assert_int_eq(waitpid(child, &status, 0), child);
	ck_assert_int_eq(status, 0);
	return bench_now() - begin;
}
