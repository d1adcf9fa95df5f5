/* SPDX-License-Identifier: GPL-3.0-or-later */
/* choba doctor: what is wrong with this machine, and the cure. */
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/memory.h"
#include "service/doctor.h"
#include "ui/command/office.h"
#include "ui/command/terminal.h"
#include "ui/command/verbs.h"
#include "ui/term/term.h"

static const char *const grades[] = {
	[DOCTOR_GOOD] = N_("good"),
	[DOCTOR_NOTE] = N_("attention"),
	[DOCTOR_BAD] = N_("BAD"),
};
static_assert(COUNT(grades) == DOCTOR__COUNT, "every grade has its word");

static void print_report(const struct doctor_report *report)
{
	struct text text = { 0 };
	for (size_t i = 0; i < report->count; i++)
		text_format(&text, "%s\t%s: %s\n", _(grades[report->lines[i].grade]), report->lines[i].what,
			report->lines[i].said);
	terminal_print(text_string(&text));
	text_done(&text);
}

/* Columns that the terminal gives to an ambiguous character; 0 where there is none. */
static int ambiguous_width(void)
{
	enum { ANSWER_TIME = 1000 };
	struct term_options options = { .in = STDIN_FILENO, .out = STDOUT_FILENO };
	struct term *term;
	if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO) || term_open(&options, &term, NULL) != RESULT_OK)
		return 0;
	struct term_widths widths = term_probe(term, ANSWER_TIME);
	term_close(term);
	return widths.ambiguous;
}

int verb_doctor(const struct call *call)
{
	struct error err = { 0 };
	struct stat about;
	struct place place;
	struct doctor_report report;
	place_of_call(call, &place);
	/* Before there is an office only the machine is looked at, unless one was named. */
	bool named = call->given[OPTION_OFFICE] || getenv("CHOBA_OFFICE");
	bool there = named || stat(place.folder, &about) == 0;
	struct doctor_options options = {
		.folder = there ? place.folder : NULL,
		.key_file = place.key_file,
		.workstation_file = place.workstation_file,
		.clock = &clock_system,
		.cards = entrance_cards(),
		.ambiguous_width = ambiguous_width(),
	};
	doctor_look(&options, &report);
	print_report(&report);
	bool usable = report.usable;
	doctor_report_done(&report);
	card_host_free(options.cards);
	place_of_call_done(&place);
	if (usable)
		return EXIT_DONE;
	error_set(&err, RESULT_REFUSED,
		_("The workstation cannot be used like this; the lines marked BAD name the cure"));
	return fail(&err);
}
