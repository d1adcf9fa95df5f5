/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a folder of tests runs: its main names the suites, this runs them. */
#ifndef TESTS_SUPPORT_SUITES_H
#define TESTS_SUPPORT_SUITES_H

#include <check.h>
#include <stddef.h>

typedef Suite *suite_maker(void);

/* Runs all suites; returns main's exit status. Messages are English while tests run. */
int suites_run(suite_maker *const makers[], size_t count);

/* A suite of one test case out of a NULL-ended table of tests. */
Suite *suite_of(const char *name, const TTest *const tests[]);

/* The same with setup before and teardown after each test; either may be NULL. */
Suite *suite_with(const char *name, const TTest *const tests[], SFun setup, SFun teardown);

#endif
