/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A page of text to read. */
#include <stdlib.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "ui/screen/manual.h"
#include "ui/screen/screens.h"
#include "ui/widget/viewer.h"

struct text_view {
	struct view view;
	char *title;
	struct viewer viewer;
};

static void on_page_up(void *context)
{
	struct text_view *self = context;
	viewer_key(&self->viewer, (struct key_press){ .key = KEY_PAGE_UP });
}

static void on_page_down(void *context)
{
	struct text_view *self = context;
	viewer_key(&self->viewer, (struct key_press){ .key = KEY_PAGE_DOWN });
}

void back_run(void *context)
{
	struct view *view = context;
	view_pop(view->stack);
}

static const struct command commands[] = {
	{ KEY_F3, 'b', N_("Back"), N_("Go back to where you were"), back_run, NULL },
	{ KEY_F7, 'p', N_("Page up"), N_("Show the page before"), on_page_up, NULL },
	{ KEY_F8, 'n', N_("Page down"), N_("Show the next page"), on_page_down, NULL },
};

static bool on_key(struct view *view, struct key_press press)
{
	return viewer_key(&((struct text_view *)view)->viewer, press);
}

static void on_draw(struct view *view, struct screen *screen, struct area area)
{
	struct text_view *self = (struct text_view *)view;
	const struct viewer *viewer = &self->viewer;
	struct text note = { 0 };
	viewer_draw(&self->viewer, screen,
		(struct area){ area.row + 2, area.column, area.rows - 2, area.columns });
	size_t page = (size_t)viewer->page, last = viewer->top + page;
	if (viewer->line_count > page)
		text_format(&note, _("lines %zu to %zu of %zu"), viewer->top + 1,
			last < viewer->line_count ? last : viewer->line_count, viewer->line_count);
	title_draw(screen, area, self->title, text_string(&note));
	text_done(&note);
}

static void on_free(struct view *view)
{
	struct text_view *self = (struct text_view *)view;
	viewer_done(&self->viewer);
	free(self->title);
	free(self);
}

const struct view_class text_view_class = {
	.name = "text",
	.commands = { commands, COUNT(commands) },
	.draw = on_draw,
	.key = on_key,
	.free = on_free,
};

struct view *text_view_new(struct workstation *workstation, const char *title, const char *text)
{
	struct text_view *self = memory_new(1, sizeof *self);
	(void)workstation;
	self->view.class = &text_view_class;
	self->title = memory_string(title);
	viewer_set(&self->viewer, text);
	return &self->view;
}
