/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The regulations' texts: which there are, reading one, acknowledging it, who has yet to. */
#include "service/texts.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "ui/screen/manual.h"
#include "ui/screen/screens.h"
#include "ui/widget/list.h"
#include "ui/widget/viewer.h"

/* ---- one text ----------------------------------------------------------------------- */

struct text_page {
	struct view view;
	struct workstation *workstation;
	struct session *session;
	char *regulation, *text; /* ids */
	char *title;
	bool mine;    /* waits for this person */
	bool readers; /* the list of readers is shown, not the text */
	struct viewer viewer;
};

static struct text_page *page_of(struct view *view)
{
	return (struct text_page *)view;
}

static void add_readers(const struct texts_state *state, struct text *page)
{
	text_format(page, _("%zu have acknowledged it, %zu have yet to.\n\n"),
		state->reader_count - state->missing, state->missing);
	for (size_t i = 0; i < state->reader_count; i++) {
		const struct texts_reader *reader = &state->readers[i];
		if (reader->time)
			day_short(date_from_ms(reader->time), page);
		else
			text_add(page, _("not yet"));
		text_format(page, "  %s\n", reader->name);
	}
}

static void add_body(const struct texts_state *state, struct text *page)
{
	char *article = article_text(state->text->article, i18n_language());
	text_format(page, _("%s %s, version %s\n\n"), label_text(&state->regulation->title), article,
		state->text->version);
	free(article);
	text_add(page, label_text(&state->text->body));
}

static void show(struct text_page *self)
{
	struct texts_states states;
	struct text page = { 0 };
	struct error err;
	if (texts_list(self->session, &states, &err) != RESULT_OK) {
		view_say_error(self->view.stack, &err);
		return;
	}
	for (size_t i = 0; i < states.count; i++) {
		const struct texts_state *state = &states.items[i];
		if (strcmp(state->regulation->id, self->regulation) || strcmp(state->text->id, self->text))
			continue;
		free(self->title);
		self->title = memory_string(label_text(&state->text->title));
		self->mine = state->mine;
		(self->readers ? add_readers : add_body)(state, &page);
	}
	texts_states_done(&states);
	viewer_set(&self->viewer, text_string(&page));
	text_done(&page);
}

static void page_shown(struct view *view)
{
	show(page_of(view));
}

static void on_readers(void *context)
{
	struct text_page *self = context;
	self->readers = !self->readers;
	show(self);
}

static bool able_acknowledge(void *context, struct error *err)
{
	const struct text_page *self = context;
	if (self->mine)
		return true;
	error_set(err, RESULT_REFUSED,
		_("You have acknowledged this text already, or it is for others to acknowledge"));
	return false;
}

static void acknowledge(void *context)
{
	struct text_page *self = context;
	struct view_stack *stack = self->view.stack;
	struct error err;
	if (texts_acknowledge(self->session, self->regulation, self->text, &err) != RESULT_OK) {
		view_say_error(stack, &err);
		return;
	}
	view_pop(stack);
	view_say(stack, _("It is recorded that you have read this text and will keep to it"));
}

static void on_acknowledge(void *context)
{
	struct text_page *self = context;
	struct confirmation confirmation = {
		.title = self->title,
		.text = _(
			"I have read this text and will keep to it.\n\nName, day and version are recorded."),
		.go_label = _("Acknowledge"),
		.context = self,
		.go = acknowledge,
	};
	view_push(self->view.stack, confirm_new(self->workstation, &confirmation));
}

static const struct command page_commands[] = {
	{ KEY_F1, 'h', N_("Help"), N_("Show what the keys do and why some are closed"), help_run, NULL },
	{ KEY_F3, 'b', N_("Back"), N_("Go back to where you were"), back_run, NULL },
	{ KEY_F4, 'c', N_("Readers"),
		N_("Show who has acknowledged the text and who has yet to, or the text"), on_readers, NULL },
	{ KEY_F9, 's', N_("Acknowledge"), N_("Record that you have read the text and will keep to it"),
		on_acknowledge, able_acknowledge },
};

static bool page_key(struct view *view, struct key_press press)
{
	return viewer_key(&page_of(view)->viewer, press);
}

static void page_draw(struct view *view, struct screen *screen, struct area area)
{
	struct text_page *self = page_of(view);
	area = title_draw(
		screen, area, self->title ? self->title : "", self->mine ? _("to be acknowledged") : NULL);
	viewer_draw(&self->viewer, screen, area);
}

static void page_free(struct view *view)
{
	struct text_page *self = page_of(view);
	viewer_done(&self->viewer);
	free(self->regulation);
	free(self->text);
	free(self->title);
	free(self);
}

const struct view_class text_page_class = {
	.name = "text-page",
	.commands = { page_commands, COUNT(page_commands) },
	.draw = page_draw,
	.key = page_key,
	.shown = page_shown,
	.free = page_free,
};

struct view *text_page_new(struct workstation *workstation, const char *regulation, const char *text)
{
	struct text_page *self = memory_new(1, sizeof *self);
	self->view.class = &text_page_class;
	self->workstation = workstation;
	self->session = workstation->session;
	self->regulation = memory_string(regulation);
	self->text = memory_string(text);
	return &self->view;
}

/* ---- all texts ----------------------------------------------------------------------- */

enum column { COLUMN_TITLE, COLUMN_ARTICLE, COLUMN_VERSION, COLUMN_MINE, COLUMN_MISSING, COLUMN__COUNT };

struct texts {
	struct view view;
	struct workstation *workstation;
	struct session *session;
	struct texts_states states;
	struct list list;
	struct list_column columns[COLUMN__COUNT];
};

static struct texts *of(struct view *view)
{
	return (struct texts *)view;
}

static void set_columns(struct texts *self)
{
	static const struct list_column columns[] = {
		[COLUMN_TITLE] = { N_("Text to keep to"), 0, false },
		[COLUMN_ARTICLE] = { N_("Article"), 12, false },
		[COLUMN_VERSION] = { N_("Version"), 10, false },
		[COLUMN_MINE] = { N_("You"), 10, false },
		[COLUMN_MISSING] = { N_("Missing"), 8, true },
	};
	static_assert(COUNT(columns) == COLUMN__COUNT, "the last column has its row");
	columns_translate(columns, COUNT(columns), self->columns);
	self->list.empty = _("The adopted regulations have no text to be acknowledged.");
}

static void read_again(struct texts *self)
{
	struct texts_states states;
	struct error err;
	if (texts_list(self->session, &states, &err) != RESULT_OK) {
		view_say_error(self->view.stack, &err);
		return;
	}
	texts_states_done(&self->states);
	self->states = states;
	list_set_count(&self->list, states.count);
}

static void on_shown(struct view *view)
{
	set_columns(of(view));
	read_again(of(view));
}

static bool able_open(void *context, struct error *err)
{
	return row_is_there(((const struct texts *)context)->states.count, err);
}

static void on_open(void *context)
{
	struct texts *self = context;
	const struct texts_state *state = &self->states.items[self->list.selected];
	view_push(self->view.stack, text_page_new(self->workstation, state->regulation->id, state->text->id));
}

static const struct command commands[] = {
	{ KEY_F1, 'h', N_("Help"), N_("Show what the keys do and why some are closed"), help_run, NULL },
	{ KEY_F3, 'b', N_("Back"), N_("Go back to where you were"), back_run, NULL },
	{ KEY_ENTER, 0, NULL, N_("Open the row under the bar"), on_open, able_open },
};

static bool on_key(struct view *view, struct key_press press)
{
	return list_key(&of(view)->list, press);
}

static void cell(void *context, size_t row, size_t column, struct text *text)
{
	const struct texts *self = context;
	const struct texts_state *state = &self->states.items[row];
	switch ((enum column)column) {
	case COLUMN_TITLE: text_add(text, label_text(&state->text->title)); break;
	case COLUMN_ARTICLE: {
		char *article = article_text(state->text->article, i18n_language());
		text_add(text, article);
		free(article);
		break;
	}
	case COLUMN_VERSION: text_add(text, state->text->version); break;
	case COLUMN_MINE:
		if (state->mine)
			text_add(text, _("not yet"));
		else if (state->time)
			day_short(date_from_ms(state->time), text);
		break;
	case COLUMN_MISSING: text_format(text, "%zu/%zu", state->missing, state->reader_count); break;
	case COLUMN__COUNT: break;
	}
}

static void on_draw(struct view *view, struct screen *screen, struct area area)
{
	area = title_draw(screen, area, _("Texts to keep to"), NULL);
	list_draw(&of(view)->list, screen, area);
}

static void on_free(struct view *view)
{
	struct texts *self = of(view);
	texts_states_done(&self->states);
	list_done(&self->list);
	free(self);
}

const struct view_class texts_class = {
	.name = "texts",
	.commands = { commands, COUNT(commands) },
	.draw = on_draw,
	.key = on_key,
	.shown = on_shown,
	.free = on_free,
};

struct view *texts_new(struct workstation *workstation)
{
	struct texts *self = memory_new(1, sizeof *self);
	self->view.class = &texts_class;
	self->workstation = workstation;
	self->session = workstation->session;
	list_init(&self->list, self->columns, COUNT(self->columns), cell, self);
	return &self->view;
}
