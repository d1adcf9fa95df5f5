/* SPDX-License-Identifier: GPL-3.0-or-later */
/* 業務選択: the forms one may begin, and everything else there is to do. */
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "base/paths.h"
#include "ui/screen/manual.h"
#include "ui/screen/screens.h"
#include "ui/widget/menu.h"

struct tasks {
	struct view view;
	struct workstation *workstation;
	struct session *session;
	struct filing_choice *choices; /* the first items of the menu */
	size_t choice_count;
	struct menu_item *items;
	char **notes; /* of the choices' items */
	struct menu menu;
};

static struct tasks *of(struct view *view)
{
	return (struct tasks *)view;
}

/* ---- what follows the forms ------------------------------------------------------ */

static void open_records(struct tasks *self)
{
	view_push(self->view.stack, listing_new(self->workstation));
}

static void open_people(struct tasks *self)
{
	view_push(self->view.stack, people_new(self->workstation));
}

static void open_journal(struct tasks *self)
{
	view_push(self->view.stack, journal_new(self->workstation));
}

static void open_away(struct tasks *self)
{
	view_push(self->view.stack, away_new(self->workstation, self->session->person));
}

static void open_texts(struct tasks *self)
{
	view_push(self->view.stack, texts_new(self->workstation));
}

static void open_times(struct tasks *self)
{
	view_push(self->view.stack, times_new(self->workstation));
}

static void read_again(struct tasks *self);

/* Screens below keep the words they were made with, so only the two lists may be open. */
static void change_language(struct tasks *self)
{
	if (self->view.stack->count > 2) {
		view_say(self->view.stack,
			_("Go back to the list of what waits first; then the language can be changed"));
		return;
	}
	char *folder = paths_locale();
	i18n_init(i18n_language() == LANGUAGE_JA ? LANGUAGE_EN : LANGUAGE_JA, folder);
	free(folder);
	read_again(self);
}

static void sign_out(struct tasks *self)
{
	workstation_sign_out(self->workstation);
}

static const struct task {
	char letter;
	const char *label, *note;
	void (*open)(struct tasks *self);
} tasks[] = {
	{ 'r', N_("All records"), N_("by form and state, or by number"), open_records },
	{ 'p', N_("People and postings"), N_("who holds which post, and what changes next"), open_people },
	{ 'a', N_("Away"), N_("what waits goes to the deputies meanwhile"), open_away },
	{ 'k', N_("Texts to keep to"), N_("read and acknowledge; who has yet to"), open_texts },
	{ 'w', N_("Hours and days off"), N_("when systems may be operated; when the office is closed"),
		open_times },
	{ 'j', N_("Journal"), N_("check a paper by its verification number; verify the journal"),
		open_journal },
	{ 'l', N_("日本語 / English"), N_("change the language of the screen"), change_language },
	{ 'o', N_("Sign out"), N_("drafts are kept"), sign_out },
};

/* ---- the menu --------------------------------------------------------------------- */

static void forget(struct tasks *self)
{
	for (size_t i = 0; i < self->choice_count; i++)
		free(self->notes[i]);
	free(self->notes);
	free(self->items);
	filing_choices_free(self->choices, self->choice_count);
	self->notes = NULL;
	self->items = NULL;
	self->choices = NULL;
	self->choice_count = 0;
}

/* Why a form is closed; of an open one its number, and its regulation where there are several. */
static char *note_of(const struct tasks *self, const struct filing_choice *choice)
{
	struct text note = { 0 };
	const char *first = self->choices[0].regulation->id;
	const char *last = self->choices[self->choice_count - 1].regulation->id;
	if (!choice->open) {
		text_add(&note, choice->reason);
		return text_take(&note);
	}
	if (choice->form->style.ja)
		text_add(&note, label_text(&choice->form->style));
	if (strcmp(first, last) != 0)
		text_format(&note, "%s%s", note.length ? "  " : "", label_text(&choice->regulation->title));
	return text_take(&note);
}

static void make_items(struct tasks *self)
{
	size_t count = self->choice_count + COUNT(tasks);
	self->items = memory_new(count, sizeof *self->items);
	self->notes = memory_new(self->choice_count + 1, sizeof *self->notes);
	for (size_t i = 0; i < self->choice_count; i++) {
		const struct filing_choice *choice = &self->choices[i];
		self->notes[i] = note_of(self, choice);
		self->items[i].label = label_text(&choice->form->title);
		self->items[i].note = self->notes[i];
		self->items[i].barred = !choice->open;
	}
	for (size_t i = 0; i < COUNT(tasks); i++)
		self->items[self->choice_count + i] =
			(struct menu_item){ _(tasks[i].label), _(tasks[i].note), tasks[i].letter, false };
	self->menu.items = self->items;
	self->menu.count = count;
	if (self->menu.selected >= count)
		self->menu.selected = 0;
}

static void read_again(struct tasks *self)
{
	struct error err;
	forget(self);
	if (filing_choices(self->session, &self->choices, &self->choice_count, &err) != RESULT_OK)
		view_say_error(self->view.stack, &err);
	make_items(self);
}

static void begin(struct tasks *self, const struct filing_choice *choice)
{
	struct view_stack *stack = self->view.stack;
	struct filing *filing;
	struct error err;
	char *name = memory_format("%s/%s", choice->regulation->id, choice->form->id);
	enum result r = filing_begin(self->session, name, &filing, &err);
	free(name);
	if (r != RESULT_OK) {
		view_say_error(stack, &err);
		return;
	}
	struct view *view = filing_new(self->workstation, filing);
	view_pop(stack); /* F3 in the form leads back to where one came from */
	view_push(stack, view);
}

static void choose(struct tasks *self, size_t index)
{
	if (index < self->choice_count)
		begin(self, &self->choices[index]);
	else
		tasks[index - self->choice_count].open(self);
}

/* ---- the view ---------------------------------------------------------------------- */

static void on_shown(struct view *view)
{
	read_again(of(view));
}

static bool able_open(void *context, struct error *err)
{
	const struct tasks *self = context;
	const struct menu *menu = &self->menu;
	if (menu->selected >= menu->count || !menu->items[menu->selected].barred)
		return true;
	error_set(err, RESULT_REFUSED, "%s", menu->items[menu->selected].note);
	return false;
}

static void on_open(void *context)
{
	struct tasks *self = context;
	if (self->menu.selected < self->menu.count)
		choose(self, self->menu.selected);
}

static void on_again(void *context)
{
	struct tasks *self = context;
	read_again(self);
}

static void on_help(void *context)
{
	struct tasks *self = context;
	const char *title = NULL, *text = NULL;
	if (self->menu.selected < self->choice_count) {
		const struct form *form = self->choices[self->menu.selected].form;
		title = label_text(&form->title);
		text = label_text(&form->help);
	}
	view_push(self->view.stack, help_new(self->workstation, title, text));
}

static const struct command commands[] = {
	{ KEY_F1, 'h', N_("Help"), N_("Show what the keys do, and what the regulation says of the form"),
		on_help, NULL },
	{ KEY_F3, 'b', N_("Back"), N_("Go back to where you were"), back_run, NULL },
	{ KEY_F5, 0, N_("Read again"), N_("Ask again what you may begin"), on_again, NULL },
	{ KEY_ENTER, 0, NULL, N_("Open the row under the bar"), on_open, able_open },
};

static bool on_key(struct view *view, struct key_press press)
{
	struct tasks *self = of(view);
	enum menu_answer answer = menu_key(&self->menu, press);
	if (answer == MENU_CHOSEN)
		choose(self, self->menu.selected);
	else if (answer == MENU_BARRED)
		view_say(view->stack, self->menu.items[self->menu.selected].note);
	return answer != MENU_IGNORED;
}

static void on_hint(struct view *view, struct text *text)
{
	const struct tasks *self = of(view);
	const struct menu *menu = &self->menu;
	if (menu->selected < menu->count && menu->items[menu->selected].barred)
		text_add(text, menu->items[menu->selected].note);
	else
		text_add(text, _("Choose with the arrow keys and Enter, or type the number or the letter"));
}

static void on_draw(struct view *view, struct screen *screen, struct area area)
{
	area = title_draw(screen, area, _("Tasks"), NULL);
	menu_draw(&of(view)->menu, screen, area);
}

static void on_free(struct view *view)
{
	forget(of(view));
	free(view);
}

const struct view_class tasks_class = {
	.name = "tasks",
	.commands = { commands, COUNT(commands) },
	.draw = on_draw,
	.key = on_key,
	.hint = on_hint,
	.shown = on_shown,
	.free = on_free,
};

struct view *tasks_new(struct workstation *workstation)
{
	struct tasks *self = memory_new(1, sizeof *self);
	self->view.class = &tasks_class;
	self->workstation = workstation;
	self->session = workstation->session;
	return &self->view;
}
