/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A sheet has on paper what stands in its contents. */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "tests/print/sheets.h"
#include "tests/support/suites.h"

START_TEST(a_full_application_is_a_pdf)
{
	struct sheet_content content;
	struct error err;
	char *bytes;
	size_t length;
	struct sheet_outcome outcome;
	sheets_full(&content);
	ck_assert_int_eq(sheet_pdf(&content, 1, &bytes, &length, &outcome, &err), RESULT_OK);
	ck_assert(length > 1000 && memcmp(bytes, "%PDF-", 5) == 0);
	ck_assert_uint_eq(outcome.missing, 0);
	free(bytes);
	sheet_content_done(&content);
	sheet_end();
}
END_TEST

suite_maker sheet_suite;

Suite *sheet_suite(void)
{
	const TTest *const tests[] = {
		a_full_application_is_a_pdf,
		NULL,
	};
	return suite_of("sheet", tests);
}
