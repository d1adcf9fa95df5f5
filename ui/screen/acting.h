/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page on which one says what is to be done with a record: pass, decide, return. */
#ifndef UI_SCREEN_ACTING_H
#define UI_SCREEN_ACTING_H

#include "service/deciding.h"
#include "ui/screen/screens.h"

/* What was chosen for one record; strings and values are its own. All zero is "keep it". */
struct acting_choice {
	bool made;
	struct wish wish;
	char *step, *to_step, *reason, *exception, *ground, *document_number, *paper_decider;
	json_t *values; /* filled in at this step; NULL for none */
	char *said;     /* the choice in words: 承認, 差戻し */
};

void acting_choice_done(struct acting_choice *choice);

/* The choice as deciding_act takes it; borrows from dossier and choice. */
struct decision acting_decision(const struct dossier *dossier, const struct acting_choice *choice);

/* A page for the step at which the dossier (borrowed for life) waits. settled
 * gets the choice (its own from then on) when the page is gone already. before
 * (may be NULL) is what was chosen earlier. RESULT_REFUSED in err and NULL
 * where the person may do nothing here. */
struct view *acting_new(struct workstation *workstation, const struct dossier *dossier,
	const struct acting_choice *before, void (*settled)(void *context, struct acting_choice *choice),
	void *context, struct error *err);

/* A page for one of the acts that want a few words: withdraw, dispatch. */
struct view *acting_words_new(struct workstation *workstation, const struct dossier *dossier, enum act act,
	void (*settled)(void *context, struct acting_choice *choice), void *context);

#endif
