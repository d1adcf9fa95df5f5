/* SPDX-License-Identifier: GPL-3.0-or-later */
/* 業務選択: the forms one may begin, and everything else there is to do. */
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "base/paths.h"
#include "service/offering.h"
#include "ui/screen/manual.h"
#include "ui/screen/screens.h"
#include "ui/widget/menu.h"

struct task;

/* An item of the menu: a form, something else to do, or the heading of a group. */
struct task_row {
	const struct offering *offering;
	const struct task *task;
	char *words; /* note or heading, the row's own */
};

struct tasks {
	struct view view;
	struct workstation *workstation;
	struct session *session;
	struct offering *offerings;
	size_t offering_count, hidden; /* .hidden: closed forms that are not in the menu */
	bool all;                      /* closed forms are shown too */
	struct menu_item *items;
	struct task_row *rows; /* what each item is */
	size_t item_count;
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

static void open_in_use(struct tasks *self)
{
	view_push(self->view.stack, in_use_new(self->workstation));
}

static void open_registers(struct tasks *self)
{
	view_push(self->view.stack, registers_new(self->workstation));
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

static void open_calendar(struct tasks *self)
{
	view_push(self->view.stack, calendar_new(self->workstation));
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
	{ 'u', N_("What is in use"), N_("until when, what is over; renewal in bulk"), open_in_use },
	{ 'g', N_("Registers"), N_("who may operate what, by the decisions"), open_registers },
	{ 'p', N_("People and postings"), N_("who holds which post, and what changes next"), open_people },
	{ 'a', N_("Away"), N_("what waits goes to the deputies meanwhile"), open_away },
	{ 'k', N_("Texts to keep to"), N_("read and acknowledge; who has yet to"), open_texts },
	{ 'w', N_("Hours and days off"), N_("when systems may be operated; when the office is closed"),
		open_times },
	{ 'c', N_("Calendar of the office"), N_("a month with its holidays and days off"), open_calendar },
	{ 'j', N_("Journal"), N_("check a paper by its verification number; verify the journal"),
		open_journal },
	{ 'l', N_("日本語 / English"), N_("change the language of the screen"), change_language },
	{ 'o', N_("Sign out"), N_("drafts are kept"), sign_out },
};

/* ---- the menu --------------------------------------------------------------------- */

static void forget(struct tasks *self)
{
	for (size_t i = 0; i < self->item_count; i++)
		free(self->rows[i].words);
	free(self->rows);
	free(self->items);
	offerings_free(self->offerings, self->offering_count);
	self->rows = NULL;
	self->items = NULL;
	self->offerings = NULL;
	self->offering_count = self->item_count = self->hidden = 0;
}

static void add_item(struct tasks *self, struct menu_item item, struct task_row row)
{
	size_t count = self->item_count;
	*LIST_ADD(self->items, count) = item;
	*LIST_ADD(self->rows, self->item_count) = row;
}

/* The chapter; the regulation too where the office has adopted several. */
static void add_heading(struct tasks *self, const struct offering *offering)
{
	const char *first = self->offerings[0].regulation->id;
	const char *last = self->offerings[self->offering_count - 1].regulation->id;
	const char *chapter = offering->chapter ? label_text(&offering->chapter->label) : "";
	struct text words = { 0 };
	if (strcmp(first, last) != 0)
		text_format(&words, "%s  ", label_text(&offering->regulation->title));
	text_add(&words, chapter);
	char *heading = text_take(&words);
	if (*heading)
		add_item(self, (struct menu_item){ .label = heading, .heading = true },
			(struct task_row){ .words = heading });
	else
		free(heading);
}

/* Why a form is closed; of an open one its number. */
static void add_form(struct tasks *self, const struct offering *offering)
{
	const char *style = offering->form->style.ja ? label_text(&offering->form->style) : "";
	char *note = memory_string(offering->reason ? offering->reason : style);
	add_item(self,
		(struct menu_item){ .label = label_text(&offering->form->title),
			.note = note,
			.barred = offering->reason },
		(struct task_row){ .offering = offering, .words = note });
}

static void make_items(struct tasks *self)
{
	const struct offering *before = NULL;
	for (size_t i = 0; i < self->offering_count; i++) {
		const struct offering *offering = &self->offerings[i];
		if (offering->reason && !self->all) {
			self->hidden++;
			continue;
		}
		if (!before || before->regulation != offering->regulation ||
			before->chapter != offering->chapter)
			add_heading(self, offering);
		add_form(self, offering);
		before = offering;
	}
	if (self->item_count && self->items[0].heading)
		add_item(self, (struct menu_item){ .label = _("Everything else"), .heading = true },
			(struct task_row){ 0 });
	for (size_t i = 0; i < COUNT(tasks); i++)
		add_item(self,
			(struct menu_item){ .label = _(tasks[i].label),
				.note = _(tasks[i].note),
				.letter = tasks[i].letter },
			(struct task_row){ .task = &tasks[i] });
	self->menu.items = self->items;
	self->menu.count = self->item_count;
	if (self->menu.selected >= self->item_count)
		self->menu.selected = 0;
	if (self->items[self->menu.selected].heading)
		self->menu.selected++;
}

static void read_again(struct tasks *self)
{
	struct error err;
	forget(self);
	if (offering_list(self->session, &self->offerings, &self->offering_count, &err) != RESULT_OK)
		view_say_error(self->view.stack, &err);
	make_items(self);
}

static void begin(struct tasks *self, const struct offering *offering)
{
	struct view_stack *stack = self->view.stack;
	struct filing *filing;
	struct error err;
	char *name = memory_format("%s/%s", offering->regulation->id, offering->form->id);
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
	const struct task_row *row = &self->rows[index];
	if (row->offering)
		begin(self, row->offering);
	else if (row->task)
		row->task->open(self);
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
	if (self->menu.selected < self->item_count && self->rows[self->menu.selected].offering) {
		const struct form *form = self->rows[self->menu.selected].offering->form;
		title = label_text(&form->title);
		text = label_text(&form->help);
	}
	view_push(self->view.stack, help_new(self->workstation, title, text));
}

static void on_all(void *context)
{
	struct tasks *self = context;
	self->all = !self->all;
	self->menu.selected = self->menu.top = 0;
	read_again(self);
}

static const struct command commands[] = {
	{ KEY_F1, 'h', N_("Help"), N_("Show what the keys do, and what the regulation says of the form"),
		on_help, NULL },
	{ KEY_F3, 'b', N_("Back"), N_("Go back to where you were"), back_run, NULL },
	{ KEY_F4, 0, N_("All forms"), N_("Show the forms too that you may not begin, each with the reason"),
		on_all, NULL },
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
	struct text note = { 0 };
	if (of(view)->hidden)
		text_format(&note, _("%zu forms are not for you to begin: F4"), of(view)->hidden);
	area = title_draw(screen, area, _("Tasks"), text_string(&note));
	text_done(&note);
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
