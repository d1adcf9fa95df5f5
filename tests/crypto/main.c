/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tests of src/crypto. */
#include "base/memory.h"
#include "tests/support/suites.h"

suite_maker bytes_suite, seal_suite, sign_suite;

int main(void)
{
	static suite_maker *const makers[] = { bytes_suite, seal_suite, sign_suite };
	return suites_run(makers, COUNT(makers));
}
