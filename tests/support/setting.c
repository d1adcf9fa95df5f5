/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The office of the test that runs. */
#include "tests/support/setting.h"

#include <check.h>

struct training training;

void setting_make(void)
{
	training_begin(&training);
}

void setting_clear(void)
{
	training_end(&training);
}

void must(enum result r, const struct error *err)
{
	ck_assert_msg(r == RESULT_OK, "%s", err->text);
}
