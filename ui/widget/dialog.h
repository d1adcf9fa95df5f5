/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Questions on a page of their own: confirmation whose default is back, messages, choices. */
#ifndef UI_WIDGET_DIALOG_H
#define UI_WIDGET_DIALOG_H

#include <stdbool.h>
#include <stddef.h>

#include "ui/widget/view.h"

/* One line of what is about to happen: 件名  国民健康保険税賦課事務. */
struct dialog_line {
	const char *label, *value;
};

struct dialog {
	const char *title;               /* all strings are copied */
	const struct dialog_line *lines; /* shown in two columns */
	size_t line_count;
	const char *text;           /* wrapped below the lines, NULL for none */
	const char *const *choices; /* in the user's language */
	size_t choice_count;        /* 9 at most */
	size_t standard;            /* under the bar at first */
	/* Called once with the choice, or choice_count for back (F3); the page is gone by then. */
	void (*answer)(void *context, size_t choice);
	void *context;
};

void dialog_push(struct view_stack *stack, const struct dialog *dialog);

/* The 確認 page: choice 0 is back and stands under the bar, choice 1 does it.
 * F9 does nothing here, so that a second stray F9 never settles. */
void dialog_confirm(struct view_stack *stack, const char *title, const struct dialog_line *lines,
	size_t line_count, const char *text, const char *act, void (*answer)(void *context, bool yes),
	void *context);

/* A message that waits to be read. */
void dialog_tell(struct view_stack *stack, const char *title, const char *text);

#endif
