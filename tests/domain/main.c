/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tests of src/domain. */
#include "base/memory.h"
#include "tests/support/suites.h"

suite_maker calendar_suite;
suite_maker data_suite;
suite_maker effect_suite;
suite_maker fault_suite;
suite_maker verdict_suite;
suite_maker office_suite;
suite_maker office_file_suite;
suite_maker office_import_suite;
suite_maker lead_suite;
suite_maker malformed_suite;
suite_maker opening_suite;
suite_maker record_suite;
suite_maker recurring_suite;
suite_maker regulation_suite;
suite_maker regulation_readme_suite;
suite_maker ways_suite;

int main(void)
{
	static suite_maker *const makers[] = {
		calendar_suite,
		data_suite,
		effect_suite,
		fault_suite,
		verdict_suite,
		office_suite,
		office_file_suite,
		office_import_suite,
		lead_suite,
		malformed_suite,
		opening_suite,
		record_suite,
		recurring_suite,
		regulation_suite,
		regulation_readme_suite,
		ways_suite,
	};
	return suites_run(makers, COUNT(makers));
}
