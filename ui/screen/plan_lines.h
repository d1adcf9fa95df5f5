/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What of a compiled plan comes back to its sections: their lines, asked and coordinated. */
#ifndef UI_SCREEN_PLAN_LINES_H
#define UI_SCREEN_PLAN_LINES_H

#include "service/reading.h"
#include "ui/screen/summary.h"

/* Adds the lines of the person's sections; nothing where there are none. */
void plan_lines_summarise(struct summary *summary, struct session *session, const struct dossier *dossier);

/* Opens the list of these lines to be printed; whether there are any. */
void plan_lines_print(struct view_stack *stack, struct workstation *workstation, struct session *session,
	const struct dossier *dossier);
bool plan_lines_able(struct session *session, const struct dossier *dossier, struct error *err);

#endif
