/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Loads the training office. */
#include "tests/support/office.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/file.h"
#include "base/text.h"
#include "domain/calendar.h"
#include "tests/support/bundle.h"

void calendar_shipped(void)
{
	char *path = source_path("data/calendar/holidays.csv"), *bytes = NULL;
	size_t length = 0;
	struct error err = { 0 };
	/* A fixture may stand outside any test, where nothing may be asserted. */
	if (file_read(path, 1 << 20, &bytes, &length, &err) != RESULT_OK ||
		calendar_load(bytes, length, &err) != RESULT_OK) {
		fprintf(stderr, "%s: %s\n", path, err.text);
		abort();
	}
	free(bytes);
	free(path);
}

void office_shipped(const char *folder, struct office *ret_office)
{
	struct bundle bundle;
	struct mistakes mistakes = { 0 };
	struct text all = { 0 };
	bundle_read(folder, &bundle);
	enum result r = office_from_bundle(&bundle, ret_office, &mistakes, NULL);
	for (size_t i = 0; i < mistakes.count; i++)
		text_format(&all, "\n%s:%zu: %s", mistakes.items[i].file, mistakes.items[i].line,
			mistakes.items[i].sentence);
	ck_assert_msg(r == RESULT_OK, "%s", text_string(&all));
	text_done(&all);
	mistakes_done(&mistakes);
	bundle_done(&bundle);
}

void office_demo(struct office *ret_office)
{
	calendar_shipped();
	office_shipped("data/demo/toin-town", ret_office);
}
