/* SPDX-License-Identifier: GPL-3.0-or-later */
/* 確認: what will be done, in words; whoever presses a stray key goes back. */
#include <stdlib.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "ui/screen/manual.h"
#include "ui/screen/screens.h"

struct confirm_view {
	struct view view;
	struct confirmation asked; /* strings are its own */
	size_t top;
};

static void go(void *context)
{
	struct confirm_view *confirm = context;
	void (*then)(void *) = confirm->asked.go;
	void *owner = confirm->asked.context;
	view_pop(confirm->view.stack);
	then(owner);
}

static void draw(struct view *view, struct screen *screen, struct area area)
{
	struct confirm_view *confirm = (struct confirm_view *)view;
	struct area rest = title_draw(screen, area, confirm->asked.title, NULL);
	struct area page = { rest.row + 1, rest.column + 3, rest.rows - 4, rest.columns - 6 };
	size_t lines = text_draw(screen, page, confirm->asked.text, confirm->top, STYLE_NORMAL);
	if (confirm->top >= lines)
		confirm->top = 0;
	struct text question = { 0 };
	text_format(&question, _("F9: %s    F3 or Enter: back, nothing is done"), confirm->asked.go_label);
	int row = rest.row + rest.rows - 2;
	screen_put(screen, row, rest.column + 3, rest.columns - 6, STYLE_TITLE, text_string(&question));
	screen_caret(screen, row, rest.column + 3);
	text_done(&question);
}

static bool key(struct view *view, struct key_press press)
{
	struct confirm_view *confirm = (struct confirm_view *)view;
	switch (press.key) {
	case KEY_ENTER: view_pop(view->stack); return true;
	case KEY_DOWN: confirm->top++; return true;
	case KEY_UP: confirm->top -= confirm->top > 0; return true;
	default: return false;
	}
}

static void release(struct view *view)
{
	struct confirm_view *confirm = (struct confirm_view *)view;
	free((void *)(uintptr_t)confirm->asked.title);
	free((void *)(uintptr_t)confirm->asked.text);
	free((void *)(uintptr_t)confirm->asked.go_label);
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
	confirm->asked.text = memory_string(confirmation->text);
	confirm->asked.go_label = memory_string(confirmation->go_label);
	return &confirm->view;
}
