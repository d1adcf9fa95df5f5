/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a question about one record looks at, what somebody wishes to do, and by what he may. */
#ifndef DOMAIN_STANDING_H
#define DOMAIN_STANDING_H

#include "domain/office.h"
#include "domain/record.h"
#include "domain/regulation.h"

/* All that a question about one record looks at; everything is borrowed. */
struct standing {
	const struct regulation *regulation;
	const struct form *form;
	const struct record *record;
	const struct history *history;
	const struct office *office;
	date day;
	const json_t *values; /* the drafter's and what was filled in at steps; NULL in lists */
};

/* What somebody wants to do. */
struct wish {
	enum act act;
	enum answer answer;          /* of ACT_PASS, ACT_DECIDE, ACT_TRANSCRIBE and ACT_CONFIRM */
	const char *step;            /* which of several open steps; NULL: the one at which he stands */
	const char *to_step;         /* of ACT_RETURN: an earlier step, NULL for the drafter */
	const char *reason;          /* of ACT_RETURN, ACT_WITHDRAW, and of a no */
	const char *exception;       /* why the drafter or applicant acts himself where that is excepted */
	const char *ground;          /* why the holder is stood in for; NULL where he acts himself */
	date ground_from, ground_to; /* of .ground: the days of absence */
	const char *document_number; /* of ACT_DISPATCH; of ACT_TRANSCRIBE the paper's */
	date paper_day;              /* of ACT_TRANSCRIBE: when the paper was decided */
	const char *paper_decider;   /* of ACT_TRANSCRIBE: post and name of who decided it */
};

/* By what the person may do it. Strings are borrowed from the standing. */
struct authority {
	enum capacity capacity;
	const char *post;            /* in which he acts, or for whose holder; NULL for a drafter's act */
	const char *principal;       /* the holder stood in for; NULL where there is none */
	const struct step *step;     /* at which he acts; NULL where it is no step's act */
	const struct deputy *deputy; /* of CAPACITY_DEPUTY: the row of the office's table */
	bool exception;              /* drafter or applicant himself: the reason is recorded */
};

#endif
