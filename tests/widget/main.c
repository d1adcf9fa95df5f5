/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tests of ui/widget. */
#include "base/memory.h"
#include "tests/support/suites.h"

suite_maker choice_suite, form_view_suite, line_suite, list_suite, table_suite, typed_suite, view_suite;

int main(void)
{
	static suite_maker *const makers[] = { choice_suite, form_view_suite, line_suite, list_suite,
		table_suite, typed_suite, view_suite };
	return suites_run(makers, COUNT(makers));
}
