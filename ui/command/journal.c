/* SPDX-License-Identifier: GPL-3.0-or-later */
/* choba journal: listed, verified, and papers checked against it. */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "service/checking.h"
#include "ui/command/office.h"
#include "ui/command/terminal.h"
#include "ui/command/verbs.h"

enum { COUNT_DEFAULT = 50, COUNT_MOST = 100000 };

static enum result count_of(const struct call *call, size_t *ret_count, struct error *err)
{
	const char *typed = call_value(call, OPTION_COUNT);
	char *end;
	*ret_count = COUNT_DEFAULT;
	if (!typed)
		return RESULT_OK;
	long count = strtol(typed, &end, 10);
	if (end == typed || *end || count < 1 || count > COUNT_MOST)
		return error_set(err, RESULT_INVALID, _("--count wants a number from 1 to %d"), COUNT_MOST);
	*ret_count = (size_t)count;
	return RESULT_OK;
}

static enum result list(const struct call *call, struct entrance *entrance, struct error *err)
{
	char **lines;
	size_t count;
	enum result r = count_of(call, &count, err);
	if (r == RESULT_OK)
		r = checking_list(entrance->session, count, &lines, &count, err);
	if (r != RESULT_OK)
		return r;
	for (size_t i = 0; i < count; i++) {
		terminal_print(lines[i]);
		putchar('\n');
		free(lines[i]);
	}
	free(lines);
	return RESULT_OK;
}

int verb_journal_list(const struct call *call)
{
	struct error err = { 0 };
	size_t count;
	if (count_of(call, &count, &err) != RESULT_OK)
		return fail_usage(&err);
	return entrance_run(call, list);
}

static const struct checking_progress bar = { .step = terminal_progress };

static enum result print_said(enum result r, char *said)
{
	terminal_progress_end();
	if (r != RESULT_OK)
		return r;
	terminal_print(said);
	putchar('\n');
	free(said);
	return RESULT_OK;
}

static enum result verify(const struct call *call, struct entrance *entrance, struct error *err)
{
	char *said = NULL;
	enum result r = checking_all(entrance->session, call->given[OPTION_REPLAY],
		call_value(call, OPTION_ROOT), &bar, &said, err);
	return print_said(r, said);
}

int verb_journal_verify(const struct call *call)
{
	struct error err = { 0 };
	struct place place;
	char *said = NULL;
	if (call->given[OPTION_CHAIN] && call->given[OPTION_REPLAY]) {
		error_set(&err, RESULT_INVALID, _("--chain and --replay exclude each other"));
		return fail_usage(&err);
	}
	if (!call->given[OPTION_CHAIN])
		return entrance_run(call, verify);
	place_of_call(call, &place);
	enum result r = checking_chain(place.folder, call_value(call, OPTION_ROOT), &bar, &said, &err);
	r = print_said(r, said);
	place_of_call_done(&place);
	return r == RESULT_OK ? EXIT_DONE : fail(&err);
}

static enum result check(const struct call *call, struct entrance *entrance, struct error *err)
{
	char *said = NULL;
	enum result r = checking_paper(entrance->session, call->operands.items[0], &said, err);
	return print_said(r, said);
}

int verb_journal_check(const struct call *call)
{
	return entrance_run(call, check);
}

static enum result close_day(const struct call *call, struct entrance *entrance, struct error *err)
{
	char *said = NULL;
	int tries;
	(void)call;
	enum result r = checking_close(entrance->session, &entrance->pin, &tries, &said, err);
	return print_said(r, said);
}

int verb_journal_close(const struct call *call)
{
	return entrance_run(call, close_day);
}
