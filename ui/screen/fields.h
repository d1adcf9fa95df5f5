/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What all screens that hold a form do alike: candidates, the hint below, the help on a field. */
#ifndef UI_SCREEN_FIELDS_H
#define UI_SCREEN_FIELDS_H

#include "domain/regulation.h"
#include "ui/widget/form_view.h"
#include "ui/widget/view.h"

/* The head of a view that shows one form, and what its class and its commands take as it is. */
struct form_page {
	struct view view;
	struct form_view form;
	bool unkept; /* F3 was pressed, and what is typed could not be kept */
};

bool form_page_key(struct view *view, struct key_press press);
void form_page_paste(struct view *view, const char *text, size_t length);
bool form_page_typing(const struct view *view);
void form_page_hint(struct view *view, struct text *text);
void form_page_candidates(void *context); /* .run of F4; context is the view */

/* F3, after what is typed was kept. Where it could not be (kept is not RESULT_OK,
 * err says why), the form stays, and only the next F3 leaves without it. */
void form_page_leave(struct form_page *page, enum result kept, const struct error *err);

/* F4: opens the list of the current field, or says why there is none. */
void fields_candidates(struct view_stack *stack, const struct form_view *form);

/* The message line: the fault of the current field, else its article and what it wants. */
void fields_hint(const struct form_view *form, struct text *text);

/* Help on the current field (what it is for, its article, how its kind is
 * filled in), and on the form. */
void fields_help(const struct form_view *view, const struct regulation *regulation, const struct form *form,
	struct text *text);

/* Stock words offered for a field; stands in the view that offers them. */
struct fields_phrases {
	struct form_view *form;
	const struct regulation *regulation;
	enum phrase_for use;
};

/* F4 in a field for a reason: the regulation's stock words for this use, to be
 * put behind what stands there. False where it has none. phrases is the view's. */
bool fields_offer_phrases(struct view *view, struct fields_phrases *phrases, struct form_view *form,
	const struct regulation *regulation, enum phrase_for use);

#endif
