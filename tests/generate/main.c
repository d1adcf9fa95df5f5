/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Records generated from the data: every form of every regulation at work. */
#include "base/memory.h"
#include "tests/support/suites.h"

suite_maker forms_suite;
suite_maker random_suite;

int main(void)
{
	static suite_maker *const makers[] = { forms_suite, random_suite };
	return suites_run(makers, COUNT(makers));
}
