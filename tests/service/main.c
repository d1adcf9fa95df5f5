/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tests of src/service. */
#include "base/memory.h"
#include "tests/support/suites.h"

suite_maker absence_suite;
suite_maker admission_suite;
suite_maker adoption_suite;
suite_maker after_suite;
suite_maker attaching_suite;
suite_maker checking_suite;
suite_maker doctor_suite;
suite_maker duties_suite;
suite_maker filter_suite;
suite_maker job_suite;
suite_maker keeping_suite;
suite_maker meanwhile_suite;
suite_maker openings_suite;
suite_maker people_suite;
suite_maker reorganising_suite;
suite_maker production_suite;
suite_maker refusals_suite;
suite_maker sakai_suite;
suite_maker session_suite;
suite_maker signing_suite;
suite_maker texts_suite;
suite_maker transfers_suite;
suite_maker ways_suite;
suite_maker yanagawa_suite;

int main(void)
{
	static suite_maker *const makers[] = {
		absence_suite,
		admission_suite,
		adoption_suite,
		after_suite,
		attaching_suite,
		checking_suite,
		doctor_suite,
		duties_suite,
		filter_suite,
		job_suite,
		keeping_suite,
		meanwhile_suite,
		openings_suite,
		people_suite,
		reorganising_suite,
		production_suite,
		refusals_suite,
		sakai_suite,
		session_suite,
		signing_suite,
		texts_suite,
		transfers_suite,
		ways_suite,
		yanagawa_suite,
	};
	return suites_run(makers, COUNT(makers));
}
