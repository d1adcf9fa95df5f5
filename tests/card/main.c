/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tests of src/card that need no reader. */
#include "base/memory.h"
#include "tests/support/suites.h"

suite_maker apdu_suite, fake_card_suite, protocol_suite, tlv_suite, training_suite;

int main(void)
{
	static suite_maker *const makers[] = { tlv_suite, apdu_suite, protocol_suite, training_suite,
		fake_card_suite };
	return suites_run(makers, COUNT(makers));
}
