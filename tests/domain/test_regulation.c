/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of regulations: what is loaded, found, covered and packed. */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "domain/regulation.h"
#include "tests/support/bundle.h"
#include "tests/support/suites.h"

suite_maker regulation_suite;

START_TEST(toin_is_loaded_with_its_two_forms)
{
	struct regulation *toin = regulation_read("data/regulations/toin");
	const struct form *application = regulation_form(toin, "data-use-application");
	ck_assert_ptr_nonnull(application);
	ck_assert_str_eq(application->decision, "data-use-decision");
	ck_assert_str_eq(regulation_form(toin, "data-use-decision")->decides, "data-use-application");
	ck_assert_uint_eq(application->step_count, 5);
	regulation_free(toin);
}
END_TEST

START_TEST(the_specimen_is_loaded)
{
	struct regulation *specimen = regulation_read("tests/data/regulations/specimen");
	regulation_free(specimen);
}
END_TEST

Suite *regulation_suite(void)
{
	const TTest *const tests[] = {
		toin_is_loaded_with_its_two_forms,
		the_specimen_is_loaded,
		NULL,
	};
	return suite_of("regulation", tests);
}
