/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Runs the suites of one folder. */
#include "tests/support/suites.h"

#include <stdlib.h>

#include "base/i18n.h"

/* fontconfig loses one pattern while it reads the system's configuration; it is
 * not ours to free. */
const char *__lsan_default_suppressions(void);
const char *__lsan_default_options(void);

const char *__lsan_default_suppressions(void)
{
	return "leak:libfontconfig.so\n";
}

const char *__lsan_default_options(void)
{
	return "print_suppressions=0";
}

Suite *suite_of(const char *name, const TTest *const tests[])
{
	return suite_with(name, tests, NULL, NULL);
}

Suite *suite_with(const char *name, const TTest *const tests[], SFun setup, SFun teardown)
{
	Suite *suite = suite_create(name);
	TCase *tcase = tcase_create(name);
	tcase_set_timeout(tcase, 60);
	tcase_add_checked_fixture(tcase, setup, teardown);
	for (size_t i = 0; tests[i]; i++)
		tcase_add_test(tcase, tests[i]);
	suite_add_tcase(suite, tcase);
	return suite;
}

int suites_run(suite_maker *const makers[], size_t count)
{
	/* libcheck's four seconds are too few under sanitizers on a busy machine. */
	setenv("CK_DEFAULT_TIMEOUT", "60", 0);
	i18n_init(LANGUAGE_EN, "");
	SRunner *runner = srunner_create(NULL);
	for (size_t i = 0; i < count; i++)
		srunner_add_suite(runner, makers[i]());
	srunner_run_all(runner, CK_NORMAL);
	int failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
