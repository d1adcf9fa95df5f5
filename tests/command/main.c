/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tests of the command line, run on the program itself. */
#include "base/memory.h"
#include "tests/support/suites.h"

suite_maker office_command_suite;
suite_maker regulation_command_suite;
suite_maker usage_suite;

int main(void)
{
	static suite_maker *const makers[] = {
		usage_suite,
		regulation_command_suite,
		office_command_suite,
	};
	return suites_run(makers, COUNT(makers));
}
