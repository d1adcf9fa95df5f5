/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One record on the screen: contents, history, where it is, and what can be done with it. */
#ifndef UI_SCREEN_RECORD_H
#define UI_SCREEN_RECORD_H

#include "ui/screen/acting.h"

/* A record of a pile: read here, its choice goes back to the pile. dossier and
 * before are borrowed for life; settled owns the choice and is called when
 * both pages are gone. */
struct view *record_in_pile_new(struct workstation *workstation, const struct dossier *dossier,
	const struct acting_choice *before, void (*settled)(void *context, struct acting_choice *choice),
	void *context);

#endif
