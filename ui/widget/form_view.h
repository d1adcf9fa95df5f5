/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A scrolling list of labelled fields: marks, numbers, help, faults, progress. */
#ifndef UI_WIDGET_FORM_VIEW_H
#define UI_WIDGET_FORM_VIEW_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

#include "domain/form.h"
#include "ui/widget/editor.h"

struct form_row {
	const char *id;    /* key of its value; borrowed like all strings here */
	const char *label; /* in the user's language */
	const char *help;  /* NULL for none */
	struct editor *editor;
	const struct field *field; /* NULL where the row is no field of a form */
	bool required;
	bool hidden; /* not shown now; its value is left out */
	bool locked; /* shown with the mark -, and not to be changed */
	bool below;  /* its editor always stands under the label, in the whole width */
	char *fault; /* the sentence of the last check; NULL for none */
};

struct form_view {
	struct form_row *rows;
	size_t count, at, top;
	int page; /* rows of the screen at the last draw */
	const json_t *
		beside; /* values of fields that are not on this page, for conditions; borrowed, NULL for none */
	bool declining; /* a no or a bypass is being given: what a step fills in besides need not be */
	/* Called after any change, NULL for none: drafts are kept from here. */
	void (*changed)(void *context);
	void *context;
};

/* Rows by hand; the editor belongs to the view from now on. Returns the row to set more in it. */
struct form_row *form_view_add(
	struct form_view *view, const char *id, const char *label, struct editor *editor);

/* Rows of a form's fields, by editor_for_field; those that field_filled_at(step)
 * denies are locked where they have a value and left out otherwise. */
void form_view_add_fields(struct form_view *view, const struct field *fields, size_t count, const char *step,
	const struct editor_source *source);

void form_view_done(struct form_view *view);

/* All values as one object: id, and "<id>-words" of explained choices. New.
 * Empty and hidden fields are left out. */
json_t *form_view_values(struct form_view *view);
void form_view_set(struct form_view *view, const json_t *values);

/* Hides, shows and requires by what the values are now; called after each key. */
void form_view_refresh(struct form_view *view);

/* Tab and Enter visit what can be filled in, the arrows also locked rows. */
bool form_view_key(struct form_view *view, struct key_press press);
void form_view_paste(struct form_view *view, const char *text, size_t length);
bool form_view_typing(const struct form_view *view);
void form_view_go(struct form_view *view, size_t row);            /* or the nearest that is shown */
struct form_row *form_view_current(const struct form_view *view); /* NULL where there is no row */

/* Checks every row, marks the faults and goes to the first. RESULT_INVALID
 * with "3 label: sentence" in err. */
enum result form_view_check(struct form_view *view, struct error *err);

/* How many of the rows that can be filled in are filled in. */
void form_view_progress(const struct form_view *view, size_t *ret_filled, size_t *ret_all);
void form_view_progress_text(const struct form_view *view, struct text *text); /* 3/11 記入済み */

/* The fault of the current row, else what is to be known of its value and its help: for the message line. */
void form_view_hint(const struct form_view *view, struct text *text);

void form_view_draw(struct form_view *view, struct screen *screen, struct area area);

#endif
