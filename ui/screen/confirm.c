/* SPDX-License-Identifier: GPL-3.0-or-later */
/* 確認: what will be done, in words; whoever presses a stray key goes back. */
#include <stdlib.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "ui/screen/manual.h"
#include "ui/screen/summary.h"

enum { QUESTION_COLUMN = 2, QUESTION_ROWS = 2 };

struct confirm_view {
	struct view view;
	struct confirmation asked; /* title and go_label are its own, text and summary unused */
	struct summary_page page;
	bool seen; /* drawn once: keys that came before it could be read do nothing */
};

static void go(void *context)
{
	struct confirm_view *confirm = context;
	void (*then)(void *) = confirm->asked.go;
	if (!confirm->seen) {
		view_say(confirm->view.stack, _("Please read the page first"));
		return;
	}
	void *owner = confirm->asked.context;
	view_pop(confirm->view.stack);
	then(owner);
}

static void draw(struct view *view, struct screen *screen, struct area area)
{
	struct confirm_view *confirm = (struct confirm_view *)view;
	struct area page = { area.row, area.column, area.rows - QUESTION_ROWS, area.columns };
	summary_page_draw(&confirm->page, screen, page, confirm->asked.title, NULL);
	struct text question = { 0 };
	text_format(&question, _("F9: %s    F3 or Enter: back, nothing is done"), confirm->asked.go_label);
	int row = area.row + area.rows - 1, column = area.column + QUESTION_COLUMN;
	screen_put(
		screen, row, column, area.columns - 2 * QUESTION_COLUMN, STYLE_TITLE, text_string(&question));
	screen_caret(screen, row, column);
	text_done(&question);
	confirm->seen = true;
}

static bool key(struct view *view, struct key_press press)
{
	struct confirm_view *confirm = (struct confirm_view *)view;
	if (press.key == KEY_ENTER) {
		view_pop(view->stack);
		return true;
	}
	return viewer_key(&confirm->page.viewer, press);
}

static void release(struct view *view)
{
	struct confirm_view *confirm = (struct confirm_view *)view;
	free((void *)(uintptr_t)confirm->asked.title);
	free((void *)(uintptr_t)confirm->asked.go_label);
	summary_page_done(&confirm->page);
	free(confirm);
}

static const struct command commands[] = {
	{ KEY_F1, 'h', N_("Help"), N_("Says what each key does here"), help_run, NULL },
	{ KEY_F3, 'b', N_("Back"), N_("Goes back; nothing is done"), back_run, NULL },
	{ KEY_F9, 0, N_("Settle"), N_("Does what the page says"), go, NULL },
};

const struct view_class confirm_class = {
	.name = "confirm",
	.commands = { commands, COUNT(commands) },
	.draw = draw,
	.key = key,
	.free = release,
};

struct view *confirm_new(struct workstation *workstation, const struct confirmation *confirmation)
{
	(void)workstation;
	struct confirm_view *confirm = memory_new(1, sizeof *confirm);
	confirm->view.class = &confirm_class;
	confirm->asked = *confirmation;
	confirm->asked.title = memory_string(confirmation->title);
	confirm->asked.go_label = memory_string(confirmation->go_label);
	if (confirmation->summary) {
		confirm->page.summary = *confirmation->summary;
		*confirmation->summary = (struct summary){ 0 };
	}
	if (confirmation->text)
		summary_plain(&confirm->page.summary, confirmation->text);
	return &confirm->view;
}
