/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One table per screen says what its keys do; key line, help and manual read the same rows. */
#ifndef UI_TERM_COMMAND_H
#define UI_TERM_COMMAND_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "base/text.h"
#include "ui/term/keys.h"

struct command {
	enum key key;      /* KEY_F1 ...; KEY_NONE: by letter alone */
	char letter;       /* the second way where no text is typed, 0 for none */
	const char *label; /* N_(), short: the key line; NULL: in help alone */
	const char *help;  /* N_(), a sentence: help and manual */
	void (*run)(void *context);
	/* Whether it can be used now; false with the reason, its article and who
	 * could in err. NULL: always. */
	bool (*able)(void *context, struct error *err);
};

struct command_table {
	const struct command *rows;
	size_t count;
};

/* The row of a key press; typing says that letters are text now. NULL for none. */
const struct command *command_find(struct command_table table, struct key_press press, bool typing);

/* Runs the row of a key press. RESULT_OK: it ran. RESULT_REFUSED: it cannot be
 * used, err says why. RESULT_NOT_FOUND: no row has this key. */
enum result command_press(
	struct command_table table, struct key_press press, bool typing, void *context, struct error *err);

/* "F1 Help  F3 Back" within columns; what cannot be used stands in brackets: "(F9 Settle)", and the
 * last of it is left out where there is no room. */
void command_key_line(struct command_table table, void *context, int columns, struct text *text);

/* Lines of help: "F9  s  Submit, decide or register", with the reason where a row cannot be used. */
void command_help(struct command_table table, void *context, struct text *text);

/* The rows as a mdoc(7) list for the manual page, in the current language. */
void command_manual(struct command_table table, struct text *text);

#endif
