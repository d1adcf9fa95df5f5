/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tests of src/store. */
#include "base/memory.h"
#include "tests/support/suites.h"

suite_maker journal_suite, verify_suite, faults_suite, processes_suite, transfer_suite, canonical_suite,
	facts_suite, keys_suite, attachments_suite, damage_suite;

int main(void)
{
	static suite_maker *const makers[] = { journal_suite, verify_suite, faults_suite, processes_suite,
		transfer_suite, canonical_suite, facts_suite, keys_suite, attachments_suite, damage_suite };
	return suites_run(makers, COUNT(makers));
}
