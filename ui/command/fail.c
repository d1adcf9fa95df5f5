/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reasons on standard error, and the exit status that goes with them. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ui/command/verb.h"

/* An error's sentence may hold what a file or a card said: nothing of it reaches the terminal raw. */
static void say(const struct error *err)
{
	struct text safe = { 0 };
	text_add_safe(&safe, err->text, strlen(err->text), true);
	fflush(stdout);
	fprintf(stderr, "choba: %s\n", text_string(&safe));
	text_done(&safe);
}

int fail(const struct error *err)
{
	say(err);
	return EXIT_REFUSED;
}

int fail_usage(const struct error *err)
{
	say(err);
	fprintf(stderr, "%s\n", _("choba --help lists the commands."));
	return EXIT_USAGE;
}
