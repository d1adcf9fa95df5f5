/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tests of src/service. */
#include "base/memory.h"
#include "tests/support/suites.h"

suite_maker job_suite;
suite_maker session_suite;

int main(void)
{
	static suite_maker *const makers[] = { job_suite, session_suite };
	return suites_run(makers, COUNT(makers));
}
