/* SPDX-License-Identifier: GPL-3.0-or-later */
/* choba calendar: the days on which the office is closed, and its own days from CSV. */
#include <stdlib.h>

#include "base/csv.h"
#include "base/file.h"
#include "base/memory.h"
#include "domain/calendar.h"
#include "service/people.h"
#include "ui/command/office.h"
#include "ui/command/preview.h"
#include "ui/command/terminal.h"
#include "ui/command/verbs.h"

/* The rest of this fiscal year and the whole of the next. */
static enum result list(const struct call *call, struct entrance *entrance, struct error *err)
{
	const struct office *office = &entrance->session->desk->office;
	date today = desk_today(entrance->session->desk);
	date last = date_fiscal_last(date_fiscal_year(today) + 1);
	struct text text = { 0 };
	(void)call;
	(void)err;
	for (date day = today; day <= last; day++) {
		const char *why = office_day_off(office, day, i18n_language());
		char words[DATE_TEXT_SIZE];
		date_text(day, i18n_language(), true, words);
		if (why)
			text_format(&text, "%s\t%s\n", words, why);
	}
	terminal_print(text_string(&text));
	text_done(&text);
	return RESULT_OK;
}

int verb_calendar_list(const struct call *call)
{
	return entrance_run(call, list);
}

static enum result import(const struct call *call, struct entrance *entrance, struct error *err)
{
	struct preview preview = { .only_look = call->given[OPTION_DRY_RUN] };
	struct office_csv_file file;
	char *bytes = NULL;
	enum result r = file_read(call->operands.items[0], CSV_BYTES_LIMIT, &bytes, &file.length, err);
	if (r != RESULT_OK)
		return r;
	file.bytes = bytes;
	preview.result = people_preview_days(
		entrance->session, &file, &preview.after, &preview.changes, &preview.mistakes, err);
	r = preview_settle(call, entrance, &preview, err);
	free(bytes);
	return r;
}

int verb_calendar_import(const struct call *call)
{
	return entrance_run(call, import);
}
