/* SPDX-License-Identifier: GPL-3.0-or-later */
/* choba: the only file that knows everything. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "config.h"

#include "base/date.h"
#include "base/file.h"
#include "base/i18n.h"
#include "base/log.h"
#include "base/memory.h"
#include "base/paths.h"
#include "crypto/secret.h"
#include "domain/calendar.h"
#include "ui/command/office.h"
#include "ui/command/verbs.h"
#include "ui/screen/manual.h"
#include "ui/screen/workstation.h"

/* The language by the words of the command line, else the environment's, Japanese first. */
static enum language choose_language(int argc, char **argv, bool *ret_known)
{
	static const char *const variables[] = { "LC_ALL", "LC_MESSAGES", "LANG" };
	*ret_known = true;
	for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++) {
		const char *value = NULL;
		if (strncmp(argv[i], "--lang=", 7) == 0)
			value = argv[i] + 7;
		else if (strcmp(argv[i], "--lang") == 0 && i + 1 < argc)
			value = argv[i + 1];
		if (!value)
			continue;
		if (strcmp(value, "en") == 0)
			return LANGUAGE_EN;
		*ret_known = strcmp(value, "ja") == 0;
		return LANGUAGE_JA;
	}
	for (size_t i = 0; i < sizeof variables / sizeof variables[0]; i++) {
		const char *value = getenv(variables[i]);
		if (value && value[0])
			return strncmp(value, "en", 2) == 0 ? LANGUAGE_EN : LANGUAGE_JA;
	}
	return LANGUAGE_JA;
}

int verb_workstation(const struct call *call)
{
	struct error err = { 0 };
	struct entrance entrance = { 0 };
	if (entrance_desk(call, &entrance, &err) != RESULT_OK)
		return fail(&err);
	struct workstation_options options = { .desk = entrance.desk, .in = 0, .out = 1 };
	int status = workstation_run(&options);
	entrance_done(&entrance);
	return status;
}

/* The manual page's section on the screens, out of their own tables. */
static void print_screens(void)
{
	struct text screens = { 0 };
	manual_screens(&screens);
	fputs(text_string(&screens), stdout);
	text_done(&screens);
}

static int run(const struct call *call)
{
	struct error err;
	if (call->given[OPTION_HELP_MAN]) {
		help_manual(stdout);
		print_screens();
		return EXIT_DONE;
	}
	if (call->given[OPTION_VERSION]) {
		puts(PACKAGE_STRING);
		return EXIT_DONE;
	}
	if (call->given[OPTION_HELP]) {
		if (help_for(stdout, &call->bare))
			return EXIT_DONE;
		error_set(&err, RESULT_INVALID, _("\"%s\" is no command"), call->bare.items[0]);
		return fail_usage(&err);
	}
	return call->verb->run(call);
}

/* Calendar data that every command needs. The eras are also built in: without their file those do. */
static const struct {
	const char *name;
	enum result (*load)(const char *bytes, size_t length, struct error *err);
	bool may_lack;
} calendars[] = {
	{ "calendar/eras.csv", date_eras_load, true },
	{ "calendar/holidays.csv", calendar_load, false },
};

static enum result load_calendars(struct error *err)
{
	enum { CALENDAR_LIMIT = 64 * 1024 };
	enum result r = RESULT_OK;
	for (size_t i = 0; r == RESULT_OK && i < COUNT(calendars); i++) {
		char *path = paths_data(calendars[i].name), *bytes = NULL;
		size_t length = 0;
		r = file_read(path, CALENDAR_LIMIT, &bytes, &length, err);
		if (r == RESULT_OK) {
			r = calendars[i].load(bytes, length, err);
			if (r != RESULT_OK)
				error_prefix(err, "%s", path);
		} else if (r == RESULT_NOT_FOUND && calendars[i].may_lack) {
			r = RESULT_OK;
		}
		free(bytes);
		free(path);
	}
	return r;
}

/* What did not reach its reader was not done: a full disk behind a redirection is a failure. */
static int close_output(int status)
{
	struct error err;
	if (fflush(stdout) == 0 && !ferror(stdout))
		return status;
	error_set(&err, RESULT_FULL, _("The output could not be written in full"));
	return fail(&err);
}

int main(int argc, char **argv)
{
	struct call call;
	struct error err = { 0 };
	bool known;
	char *locale = paths_locale();
	i18n_init(choose_language(argc, argv, &known), locale);
	free(locale);
	secret_guard_process();
	signal(SIGPIPE, SIG_IGN);
	if (!known) {
		error_set(&err, RESULT_INVALID, _("--lang is ja or en"));
		return fail_usage(&err);
	}
	if (load_calendars(&err) != RESULT_OK)
		return fail(&err);
	if (call_parse(argc, argv, &call, &err) != RESULT_OK)
		return fail_usage(&err);
	int status = close_output(run(&call));
	call_done(&call);
	log_close();
	return status;
}
