/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The reader of texts. */
#include "ui/widget/viewer.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "ui/term/width.h"

enum { MARGIN = 2, TEXT_COLUMNS = 120, POSITION_COLUMNS = 16 };

void viewer_set(struct viewer *viewer, const char *text)
{
	free(viewer->text);
	*viewer = (struct viewer){ .text = memory_string(text), .page = viewer->page };
}

void viewer_done(struct viewer *viewer)
{
	free(viewer->text);
	*viewer = (struct viewer){ 0 };
}

static void move_to(struct viewer *viewer, long top)
{
	long last = (long)viewer->line_count - viewer->page;
	top = top > last ? last : top;
	viewer->top = top < 0 ? 0 : (size_t)top;
}

bool viewer_key(struct viewer *viewer, struct key_press press)
{
	long top = (long)viewer->top, page = viewer->page > 1 ? viewer->page - 1 : 1;
	switch (press.key) {
	case KEY_UP: move_to(viewer, top - 1); return true;
	case KEY_ENTER:
	case KEY_DOWN: move_to(viewer, top + 1); return true;
	case KEY_F7:
	case KEY_PAGE_UP: move_to(viewer, top - page); return true;
	case KEY_F8:
	case KEY_PAGE_DOWN: move_to(viewer, top + page); return true;
	case KEY_HOME: move_to(viewer, 0); return true;
	case KEY_END: move_to(viewer, (long)viewer->line_count); return true;
	case KEY_CHARACTER:
		if (keys_letter(press) != ' ')
			return false;
		move_to(viewer, top + page);
		return true;
	default: return false;
	}
}

void viewer_draw(struct viewer *viewer, struct screen *screen, struct area area)
{
	const char *text = viewer->text ? viewer->text : "";
	struct wrapped_line *lines;
	int columns = area.columns - 2 * MARGIN;
	columns = columns > TEXT_COLUMNS ? TEXT_COLUMNS : columns;
	viewer->line_count = width_wrap(text, strlen(text), columns, &lines);
	viewer->page = area.rows > 0 ? area.rows : 1;
	move_to(viewer, (long)viewer->top);
	for (int i = 0; i < area.rows && viewer->top + (size_t)i < viewer->line_count; i++) {
		struct wrapped_line line = lines[viewer->top + (size_t)i];
		bool heading = strncmp(text + line.start, "■", strlen("■")) == 0;
		screen_put_n(screen, area.row + i, area.column + MARGIN, columns,
			heading ? STYLE_TITLE : STYLE_NORMAL, text + line.start, line.length);
	}
	free(lines);
	screen_caret(screen, area.row, area.column + 1);
}

/* ---- as a screen --------------------------------------------------------- */

struct viewer_view {
	struct view view;
	char *title;
	struct viewer viewer;
};

static struct viewer_view *of(struct view *view)
{
	return (struct viewer_view *)view;
}

static void on_back(void *context)
{
	view_pop(((struct view *)context)->stack);
}

static void on_page_up(void *context)
{
	viewer_key(&of(context)->viewer, (struct key_press){ .key = KEY_PAGE_UP });
}

static void on_page_down(void *context)
{
	viewer_key(&of(context)->viewer, (struct key_press){ .key = KEY_PAGE_DOWN });
}

static bool can_go_up(void *context, struct error *err)
{
	if (of(context)->viewer.top > 0)
		return true;
	error_set(err, RESULT_REFUSED, _("This is the first line."));
	return false;
}

static bool can_go_down(void *context, struct error *err)
{
	const struct viewer *viewer = &of(context)->viewer;
	if (!viewer->line_count || viewer->top + (size_t)viewer->page < viewer->line_count)
		return true;
	error_set(err, RESULT_REFUSED, _("This is the last line."));
	return false;
}

static const struct command commands[] = {
	{ KEY_F3, 'b', N_("Back"), N_("Go back to the screen before"), on_back, NULL },
	{ KEY_F7, 0, N_("Page up"), N_("One page towards the beginning"), on_page_up, can_go_up },
	{ KEY_F8, 0, N_("Page down"), N_("One page towards the end"), on_page_down, can_go_down },
};

static void draw_position(const struct viewer *viewer, struct screen *screen, int row, int end)
{
	struct text position = { 0 };
	size_t last = viewer->top + (size_t)viewer->page;
	last = last < viewer->line_count ? last : viewer->line_count;
	text_format(
		&position, "%zu-%zu/%zu", viewer->line_count ? viewer->top + 1 : 0, last, viewer->line_count);
	int width = width_string(text_string(&position));
	screen_put(screen, row, end - width, width, STYLE_DIM, text_string(&position));
	text_done(&position);
}

static void viewer_view_draw(struct view *view, struct screen *screen, struct area area)
{
	struct viewer_view *viewer = of(view);
	struct area text = { area.row + 2, area.column, area.rows - 2, area.columns };
	screen_put(screen, area.row, area.column + 1, area.columns - POSITION_COLUMNS, STYLE_TITLE,
		viewer->title);
	viewer_draw(&viewer->viewer, screen, text);
	draw_position(&viewer->viewer, screen, area.row, area.column + area.columns - 1);
}

static bool viewer_view_key(struct view *view, struct key_press press)
{
	return viewer_key(&of(view)->viewer, press);
}

static void viewer_view_free(struct view *view)
{
	viewer_done(&of(view)->viewer);
	free(of(view)->title);
	free(view);
}

static const struct view_class viewer_class = {
	.name = "viewer",
	.commands = { commands, COUNT(commands) },
	.draw = viewer_view_draw,
	.key = viewer_view_key,
	.free = viewer_view_free,
};

void viewer_push(struct view_stack *stack, const char *title, const char *text)
{
	struct viewer_view *made = memory_new(1, sizeof *made);
	made->view.class = &viewer_class;
	made->title = memory_string(title);
	viewer_set(&made->viewer, text);
	view_push(stack, &made->view);
}

void viewer_push_help(struct view_stack *stack, const char *intro)
{
	struct view *view = view_top(stack);
	struct text help = { 0 };
	if (intro)
		text_format(&help, "%s\n\n", intro);
	text_format(&help, "■ %s\n\n", _("Keys of this screen"));
	if (view)
		command_help(view->class->commands, view, &help);
	text_format(&help, "\n■ %s\n\n%s", _("Keys that work everywhere"),
		_("Tab, Enter    the next field; Shift-Tab the one before\n"
		  "Ctrl-Z        take back what was typed; Ctrl-Y does it again\n"
		  "Insert        add a row to a table; Ctrl-X removes it\n"
		  "Ctrl-L        draws the screen afresh\n"
		  "Esc, then 1 to 9, 0, -, ^    F1 to F12 where these keys are missing\n"
		  "The letters work where no text is typed, in full width too."));
	viewer_push(stack, _("Help"), text_string(&help));
	text_done(&help);
}
