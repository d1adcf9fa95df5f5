/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tests of ui/term. */
#include "base/memory.h"
#include "tests/support/suites.h"

suite_maker command_suite, keys_suite, screen_suite, width_suite;

int main(void)
{
	static suite_maker *const makers[] = { command_suite, keys_suite, screen_suite, width_suite };
	return suites_run(makers, COUNT(makers));
}
