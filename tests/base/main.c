/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tests of src/base. */
#include "base/memory.h"
#include "tests/support/suites.h"

suite_maker csv_suite, date_suite, date_read_suite, file_suite, grapheme_suite, text_suite;

int main(void)
{
	static suite_maker *const makers[] = { csv_suite, date_suite, date_read_suite, file_suite,
		grapheme_suite, text_suite };
	return suites_run(makers, COUNT(makers));
}
