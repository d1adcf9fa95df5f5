/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tests of ui/screen. */
#include "base/memory.h"
#include "tests/screen/bench.h"
#include "tests/support/suites.h"

suite_maker after_suite;
suite_maker ask_pin_suite;
suite_maker attachments_screen_suite;
suite_maker away_suite;
suite_maker calendar_screen_suite;
suite_maker closed_suite;
suite_maker filing_suite;
suite_maker manual_suite;
suite_maker mono_suite;
suite_maker pile_suite;
suite_maker posting_suite;
suite_maker printing_suite;
suite_maker record_suite;
suite_maker registers_suite;
suite_maker sign_in_suite;
suite_maker summary_suite;
suite_maker tasks_suite;
suite_maker texts_suite;
suite_maker waiting_suite;
suite_maker ways_screen_suite;
suite_maker whole_suite;
suite_maker workstation_suite;

int main(void)
{
	static suite_maker *const makers[] = {
		after_suite,
		ask_pin_suite,
		attachments_screen_suite,
		away_suite,
		calendar_screen_suite,
		closed_suite,
		filing_suite,
		manual_suite,
		mono_suite,
		pile_suite,
		posting_suite,
		printing_suite,
		record_suite,
		registers_suite,
		sign_in_suite,
		summary_suite,
		tasks_suite,
		texts_suite,
		waiting_suite,
		ways_screen_suite,
		whole_suite,
		workstation_suite,
	};
	bench_found();
	int status = suites_run(makers, COUNT(makers));
	bench_forget();
	return status;
}
