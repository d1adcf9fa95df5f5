/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A change of the office: shown line by line, agreed to, signed. */
#ifndef UI_SCREEN_OFFICE_ASKING_H
#define UI_SCREEN_OFFICE_ASKING_H

#include "domain/office_import.h"
#include "ui/screen/screens.h"

/* Stands in the view over which it is asked. All zero asks nothing. */
struct office_asking {
	struct view *view;
	struct session *session;
	struct office after; /* what is asked about now */
	bool asked;          /* .after is filled */
	date day;            /* on which it was asked: what was to come may have begun on the next */
	char *sentence;
	void (*done)(void *view);
};

/* In the user's language, copied. */
struct office_words {
	const char *heading;  /* before the changes: whom or what they are about */
	const char *title;    /* of the page that asks */
	const char *sentence; /* that is signed */
};

/* Shows the changes; after is taken over and put into force when it was signed. done gets the view then. */
void office_ask(struct office_asking *asking, struct view *view, struct office *after,
	const struct office_changes *changes, const struct office_words *words, void (*done)(void *view));
void office_asking_done(struct office_asking *asking);

#endif
