/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A form on a headless terminal, worked by the real key dispatch. */
#ifndef TESTS_WIDGET_DESK_H
#define TESTS_WIDGET_DESK_H

#include <stdint.h>

#include "tests/term/headless.h"
#include "ui/widget/form_view.h"
#include "ui/widget/view.h"

/* Field structs own their strings; a test's are literals that nobody frees. */
#define WORDS(literal) ((char *)(uintptr_t)(literal))

/* One of every type of field, in the order of desk_fields. */
enum desk_field {
	DESK_BUSINESS, /* text, required, 40 characters */
	DESK_PURPOSE,  /* paragraph, required */
	DESK_ITEMS,    /* table of item (choice) and reason (text, required) */
	DESK_PERIOD,   /* required */
	DESK_COUNT,    /* number from 1 to 9999, 件 */
	DESK_DAY,      /* date */
	DESK_HOUR,     /* time */
	DESK_OUTSIDE,  /* yes or no */
	DESK_PARTNER,  /* text, shown when DESK_OUTSIDE is yes */
	DESK_AFTER,    /* choice: return, erase, other (explained) */
	DESK_KINDS,    /* several choices */
	DESK_USER,     /* person */
	DESK_MONTH,    /* month */
	DESK__COUNT
};

extern const struct field desk_fields[DESK__COUNT];
extern const struct editor_source desk_source; /* today is 2026-11-24; three people */

struct desk {
	struct view view;
	struct form_view form;
	struct view_stack stack;
	struct term *term;
	int settled;
};

/* Opens the form at the size; desk_close ends all. */
void desk_open(struct desk *desk, int rows, int columns, bool japanese);
void desk_close(struct desk *desk);

/* Types bytes as the terminal would send them, handles and draws. */
void desk_type(struct desk *desk, const char *bytes);
void desk_paste(struct desk *desk, const char *text);

/* The values as compact JSON with sorted keys equal wanted. */
void desk_expect_values(struct desk *desk, const char *wanted);

/* The value of one field as compact JSON. */
void desk_expect_value(struct desk *desk, enum desk_field field, const char *wanted);

#define UP "\033[A"
#define DOWN "\033[B"
#define RIGHT "\033[C"
#define LEFT "\033[D"
#define HOME "\033[H"
#define END "\033[F"
#define BACKTAB "\033[Z"
#define BACKSPACE "\177"
#define UNDO "\032"
#define REDO "\031"
#define F1 "\033OP"
#define F2 "\033OQ"
#define F3 "\033OR"
#define F4 "\033OS"
#define F9 "\033[20~"
#define F11 "\033[23~"

#endif
