/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tests of src/print. */
#include "base/memory.h"
#include "tests/support/suites.h"

suite_maker sheet_suite, layout_suite, list_suite, preview_suite, forms_suite;

int main(void)
{
	static suite_maker *const makers[] = { sheet_suite, layout_suite, list_suite, preview_suite,
		forms_suite };
	return suites_run(makers, COUNT(makers));
}
