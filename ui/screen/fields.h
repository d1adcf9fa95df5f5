/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What all screens that hold a form do alike: candidates, the hint below, the help on a field. */
#ifndef UI_SCREEN_FIELDS_H
#define UI_SCREEN_FIELDS_H

#include "domain/regulation.h"
#include "ui/widget/form_view.h"
#include "ui/widget/view.h"

/* F4: opens the list of the current field, or says why there is none. */
void fields_candidates(struct view_stack *stack, const struct form_view *form);

/* The message line: the fault of the current field, else its article and what it wants. */
void fields_hint(const struct form_view *form, struct text *text);

/* Help on the current field (what it is for, its article, how its kind is
 * filled in), and on the form. */
void fields_help(const struct form_view *view, const struct regulation *regulation, const struct form *form,
	struct text *text);

#endif
