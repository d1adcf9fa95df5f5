/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is wrong with this machine, each line good or with its cure. */
#ifndef SERVICE_DOCTOR_H
#define SERVICE_DOCTOR_H

#include <stdbool.h>

#include "card/card.h"
#include "service/desk.h"

enum doctor_grade {
	DOCTOR_GOOD,
	DOCTOR_NOTE, /* works, but somebody should know */
	DOCTOR_BAD,  /* the workstation cannot be used like this */
	DOCTOR__COUNT
};

struct doctor_line {
	enum doctor_grade grade;
	char *what; /* "Card reader" */
	char *said; /* what was found and, when not good, the cure */
};

struct doctor_report {
	struct doctor_line *lines;
	size_t count;
	bool usable; /* no line is bad */
};

struct doctor_options {
	const char *folder, *key_file, *workstation_file; /* folder NULL: only the machine is looked at */
	const struct clock *clock;
	struct card_host *cards;
	int ambiguous_width; /* columns the terminal takes for an ambiguous character; 0: not a terminal */
};

/* Looks at reader, pcscd, PKCS#11 module, locale, fonts, terminal widths,
 * owners and modes, workstation id, virtual reader in production, clock. */
void doctor_look(const struct doctor_options *options, struct doctor_report *ret_report);
void doctor_report_done(struct doctor_report *report);

#endif
