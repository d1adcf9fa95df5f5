/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A record and the act chosen for it, in words: contents, history, who is told, what is about to be done. */
#ifndef UI_SCREEN_RECORD_WORDS_H
#define UI_SCREEN_RECORD_WORDS_H

#include "service/related.h"
#include "ui/screen/acting.h"
#include "ui/screen/summary.h"

/* What a record is shown with; all is borrowed. */
struct record_words {
	struct desk *desk; /* that knows other records by their names */
	const struct dossier *dossier;
	const struct related_lines *related; /* other records that concern it */
	const json_t *earlier;               /* what it is compared with; NULL for nothing */
	const char *earlier_name;            /* what that is, in words */
	bool whole;                          /* all fields are shown, not only what differs */
};

/* Adds the record as its screen shows it. */
void record_words(const struct record_words *words, struct summary *summary);

/* Adds the choice as the page that asks once more shows it. */
void record_words_choice(
	const struct dossier *dossier, const struct acting_choice *choice, struct summary *summary);

#endif
