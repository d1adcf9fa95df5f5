/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every screen in one table: for the manual page, and for the test that walks all commands. */
#ifndef UI_SCREEN_MANUAL_H
#define UI_SCREEN_MANUAL_H

#include "ui/widget/view.h"

extern const struct view_class acting_class, ask_pin_class, away_class, calendar_class, choosing_class,
	confirm_class, filing_class, filter_class, in_use_class, journal_class, listing_class, people_class,
	pile_class, posting_class, printing_class, record_class, registers_class, sign_in_class, tasks_class,
	text_page_class, text_view_class, texts_class, waiting_class;

extern const struct view_class attach_files_class, attached_files_class;

struct manual_row {
	const struct view_class *class;
	const char *title; /* N_() */
	const char *about; /* N_(), one or two sentences */
};

extern const struct manual_row manual_rows[];
extern const size_t manual_row_count;

/* Appends the section of the manual page about the screens and their keys, as mdoc(7), in the current language. */
void manual_screens(struct text *text);

#endif
