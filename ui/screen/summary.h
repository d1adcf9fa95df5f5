/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Labels and values in two columns, for reading a record and for the page that asks once more. */
#ifndef UI_SCREEN_SUMMARY_H
#define UI_SCREEN_SUMMARY_H

#include <jansson.h>

#include "domain/form.h"
#include "domain/office.h"
#include "ui/screen/screens.h"
#include "ui/widget/viewer.h"

enum summary_kind { SUMMARY_HEADING, SUMMARY_PLAIN, SUMMARY_VALUE, SUMMARY_EVENT, SUMMARY__COUNT };

/* All strings are the summary's own. */
struct summary_line {
	enum summary_kind kind;
	char *label; /* of a table it stands in the first row only, of an event it is the time */
	char *lead;  /* the cells before the last one, the word for an event; "" for none */
	char *value; /* its lines hang under each other */
};

/* All zero is empty. */
struct summary {
	struct summary_line *lines;
	size_t count;
};

void summary_done(struct summary *summary);

void summary_heading(struct summary *summary, const char *title);
void summary_plain(struct summary *summary, const char *sentence);
void summary_value(struct summary *summary, const char *label, const char *value); /* "" is left out */

/* Rows of cells (row by row, row_count * column_count), each column as wide as its widest cell. */
void summary_table(struct summary *summary, const char *label, char *const *cells, size_t row_count,
	size_t column_count);

/* A line of a history: when and what are as wide as the widest of all events. */
void summary_event(struct summary *summary, const char *when, const char *what, const char *who);

/* What the fields of a form hold, without those that are empty. */
void summary_fields(struct summary *summary, const struct form *form, const json_t *values,
	const struct office *office, date day);

/* What the rules that only warn say of the values, each with its article. */
void summary_warnings(struct summary *summary, const struct form *form, const json_t *values);

/* Only the fields that hold something else than before, and what stood there;
 * returns how many filled fields are as they were. */
size_t summary_changes(struct summary *summary, const struct form *form, const json_t *values,
	const json_t *before, const struct office *office, date day);

/* The lines laid out within columns; no line is longer. The caller frees. */
char *summary_text(const struct summary *summary, int columns);

/* A summary that is read on a screen: laid out anew where the width changes,
 * its title on the first row with a note and the place at the right. All zero is empty. */
struct summary_page {
	struct summary summary;
	struct viewer viewer;
	int columns; /* for which it was laid out; 0 lays it out anew */
};

void summary_page_done(struct summary_page *page);
void summary_page_draw(struct summary_page *page, struct screen *screen, struct area area, const char *title,
	const char *note);

/* "1-17/38" behind the note where not all lines are seen. */
void viewer_place(const struct viewer *viewer, struct text *note);

#endif
