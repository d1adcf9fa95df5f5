/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The commands of the command line: one table that parses, runs, helps and fills the manual page. */
#ifndef UI_COMMAND_VERB_H
#define UI_COMMAND_VERB_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "base/error.h"
#include "base/i18n.h"
#include "base/text.h"

enum { EXIT_DONE = 0, EXIT_REFUSED = 1, EXIT_USAGE = 2 };

enum option {
	OPTION_HELP,
	OPTION_LANG,
	OPTION_OFFICE,
	OPTION_KEY,
	OPTION_WORKSTATION_FILE,
	OPTION_PIN_FD,
	OPTION_OFFICE_DATA,
	OPTION_REGULATION,
	OPTION_TRAINING,
	OPTION_WORKSTATION,
	OPTION_CARD,
	OPTION_REASON,
	OPTION_OUTSIDE,
	OPTION_PEOPLE,
	OPTION_POSTINGS,
	OPTION_DRY_RUN,
	OPTION_YES,
	OPTION_FORM,
	OPTION_STATE,
	OPTION_OUTPUT,
	OPTION_FORCE,
	OPTION_COUNT,
	OPTION_CHAIN,
	OPTION_REPLAY,
	OPTION_ROOT,
	OPTION_LIKE,
	OPTION_VERSION,
	OPTION_HELP_MAN,
	OPTION__COUNT
};

/* The bit of an option in a verb's sets. */
#define OPTION_BIT(option) (UINT32_C(1) << (option))

struct option_row {
	const char *name;     /* without -- */
	char letter;          /* the short form, 0 for none */
	const char *argument; /* what its value is called ("DIR"); NULL: it takes none */
	bool many;            /* may stand several times; bare words behind the last one are its values too */
	const char *help;     /* N_(); NULL: not shown */
};

extern const struct option_row option_rows[OPTION__COUNT];

struct words {
	const char **items;
	size_t count;
};

/* One command line, taken apart. All strings are borrowed from argv. */
struct call {
	const struct verb *verb; /* NULL: no command was named */
	bool given[OPTION__COUNT];
	struct words values[OPTION__COUNT];
	struct words operands;
	struct words bare; /* commands and operands as typed */
};

struct verb {
	const char *name;        /* "regulation check"; "" opens the workstation */
	const char *arguments;   /* "DIR", as usage shows it */
	size_t fewest, most;     /* operands */
	uint32_t needed, usable; /* sets of options; help, lang are always usable */
	const char *help;        /* N_(), one sentence */
	const char *more;        /* N_(), what else the manual says; NULL */
	int (*run)(const struct call *call);
};

/* The table. A name that begins another's ("journal") is no verb of its own. */
const struct verb *verb_rows(size_t *ret_count);

/* The verb of the first one or two words; *ret_words says how many. NULL for none. */
const struct verb *verb_find(const struct words *words, size_t *ret_words);

/* Takes a command line apart; RESULT_INVALID with a sentence for wrong use. call_done frees. */
enum result call_parse(int argc, char **argv, struct call *ret_call, struct error *err);
void call_done(struct call *call);

/* The value of an option, NULL where it was not given. */
const char *call_value(const struct call *call, enum option option);

/* The word of a list nearest to what was typed, NULL where none is near. */
const char *verb_nearest(const char *typed, const char *const words[], size_t count);

/* Help for the whole program, for a group ("journal") or for one verb. */
void help_all(FILE *stream);
bool help_for(FILE *stream, const struct words *words); /* false where there is no such command */
void help_usage(struct text *text, const struct verb *verb);

/* The commands and options as mdoc(7), for the manual page. */
void help_manual(FILE *stream);

/* "choba: " and the sentence on stderr; returns the exit status. */
int fail(const struct error *err);
int fail_usage(const struct error *err);

#endif
