/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The journal: a paper checked by its 検証番号, the newest entries, all of it verified. */
#include <stdlib.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "service/checking.h"
#include "ui/screen/manual.h"
#include "ui/screen/screens.h"
#include "ui/term/width.h"
#include "ui/widget/line.h"
#include "ui/widget/list.h"
#include "ui/widget/progress.h"

enum { MARGIN = 1, NUMBER_COLUMNS = 34, ENTRIES = 500 };

struct journal {
	struct view view;
	struct workstation *workstation;
	struct session *session;
	struct line number; /* 検証番号 as it is typed */
	char *said;         /* what came of the last check; NULL before */
	enum style said_style;
	char **lines; /* the newest entries; NULL until asked for */
	size_t line_count;
	struct list list;
	struct list_column column;
	bool verifying;
	int64_t done, all; /* of the verification */
};

static struct journal *of(struct view *view)
{
	return (struct journal *)view;
}

static void forget_lines(struct journal *self)
{
	for (size_t i = 0; i < self->line_count; i++)
		free(self->lines[i]);
	free(self->lines);
	self->lines = NULL;
	self->line_count = 0;
	list_set_count(&self->list, 0);
}

/* Keeps a sentence (stolen) under the number until the next check. */
static void say(struct journal *self, enum style style, char *sentence)
{
	free(self->said);
	self->said = sentence;
	self->said_style = style;
}

static void say_error(struct journal *self, const struct error *err)
{
	struct text words = { 0 };
	error_words(err, &words);
	say(self, STYLE_ERROR, memory_string(text_string(&words)));
	text_done(&words);
}

/* ---- commands ---------------------------------------------------------------------- */

static void on_check(void *context)
{
	struct journal *self = context;
	struct error err;
	char *said;
	if (!self->number.text.length)
		view_say(self->view.stack, _("Type the verification number that stands on the paper first"));
	else if (checking_paper(self->session, line_string(&self->number), &said, &err) == RESULT_OK)
		say(self, STYLE_NORMAL, said);
	else
		say_error(self, &err);
}

static bool able_audit(void *context, struct error *err)
{
	const struct journal *self = context;
	return session_has_right(self->session, RIGHT_AUDIT, err) == RESULT_OK;
}

static void on_entries(void *context)
{
	struct journal *self = context;
	struct error err;
	forget_lines(self);
	if (checking_list(self->session, ENTRIES, &self->lines, &self->line_count, &err) == RESULT_OK)
		list_set_count(&self->list, self->line_count);
	else
		say_error(self, &err);
}

/* Draws now and then, and looks at the card meanwhile: who pulls it out gets a blank screen at once. */
static void on_progress(void *data, int64_t done, int64_t all)
{
	struct journal *self = data;
	self->done = done;
	self->all = all;
	if (!workstation_watch(self->workstation))
		workstation_draw(self->workstation);
}

static void on_verify(void *context)
{
	struct journal *self = context;
	struct checking_progress progress = { on_progress, self };
	struct error err;
	char *said;
	self->verifying = true;
	self->done = self->all = 0;
	workstation_draw(self->workstation);
	if (checking_all(self->session, false, NULL, &progress, &said, &err) == RESULT_OK)
		say(self, STYLE_NORMAL, said);
	else
		say_error(self, &err);
	self->verifying = false;
}

static const struct command commands[] = {
	{ KEY_F1, 0, N_("Help"), N_("Show what the keys do and why some are closed"), help_run, NULL },
	{ KEY_F3, 0, N_("Back"), N_("Go back to where you were"), back_run, NULL },
	{ KEY_F5, 0, N_("Entries"), N_("Show the newest entries"), on_entries, able_audit },
	{ KEY_F9, 0, N_("Verify"), N_("Verify the whole journal: chain, seals and signatures"), on_verify,
		able_audit },
	{ KEY_ENTER, 0, N_("Check"), N_("Check the paper with this verification number"), on_check, NULL },
};

static bool on_typing(const struct view *view)
{
	(void)view;
	return true;
}

static bool on_key(struct view *view, struct key_press press)
{
	struct journal *self = of(view);
	bool moves = press.key == KEY_UP || press.key == KEY_DOWN || press.key == KEY_PAGE_UP ||
		     press.key == KEY_PAGE_DOWN || press.key == KEY_F7 || press.key == KEY_F8;
	return moves ? list_key(&self->list, press) : line_key(&self->number, press);
}

static void on_paste(struct view *view, const char *text, size_t length)
{
	line_insert(&of(view)->number, text, length, false);
}

/* ---- drawing ------------------------------------------------------------------------ */

static void cell(void *context, size_t row, size_t column, struct text *text)
{
	const struct journal *self = context;
	(void)column;
	text_add(text, self->lines[row]);
}

static void on_hint(struct view *view, struct text *text)
{
	(void)view;
	text_add(text, _("The verification number stands at the foot of each printed sheet"));
}

static void draw_bar(const struct journal *self, struct screen *screen, struct area area)
{
	screen_put(screen, area.row, area.column, area.columns, STYLE_TITLE, _("Verifying the journal..."));
	progress_draw(screen, area.row + 1, area.column, area.columns, (size_t)self->done, (size_t)self->all);
}

static void on_draw(struct view *view, struct screen *screen, struct area area)
{
	struct journal *self = of(view);
	const char *label = _("Verification number: ");
	int width = width_string(label);
	area = title_draw(screen, area, _("Journal"), NULL);
	struct area body = { area.row + 2, area.column + MARGIN, area.rows - 2, area.columns - 2 * MARGIN };
	if (self->verifying) {
		draw_bar(self, screen, body);
		body.row += 3;
		body.rows -= 3;
	} else if (self->said) {
		int lines = (int)text_draw(screen, body, self->said, 0, self->said_style) + 1;
		lines = lines > body.rows ? body.rows : lines;
		body.row += lines;
		body.rows -= lines;
	}
	body.column = area.column;
	body.columns = area.columns;
	if (self->lines && body.rows > 2)
		list_draw(&self->list, screen, body);
	screen_put(screen, area.row, area.column + MARGIN, width, STYLE_LABEL, label);
	line_draw(&self->number, screen, area.row, area.column + MARGIN + width, NUMBER_COLUMNS, true);
}

static void on_free(struct view *view)
{
	struct journal *self = of(view);
	forget_lines(self);
	list_done(&self->list);
	line_done(&self->number);
	free(self->said);
	free(self);
}

static void on_shown(struct view *view)
{
	struct journal *self = of(view);
	self->column = (struct list_column){ _("Newest entries"), 0, false };
	self->list.empty = _("There is no entry.");
}

const struct view_class journal_class = {
	.name = "journal",
	.commands = { commands, COUNT(commands) },
	.draw = on_draw,
	.key = on_key,
	.paste = on_paste,
	.typing = on_typing,
	.hint = on_hint,
	.shown = on_shown,
	.free = on_free,
};

struct view *journal_new(struct workstation *workstation)
{
	struct journal *self = memory_new(1, sizeof *self);
	self->view.class = &journal_class;
	self->workstation = workstation;
	self->session = workstation->session;
	list_init(&self->list, &self->column, 1, cell, self);
	return &self->view;
}
