/* SPDX-License-Identifier: GPL-3.0-or-later */
/* 登録簿: what decisions made true, by register, person, subject and day. */
#include <stdlib.h>
#include <string.h>

#include "base/fold.h"
#include "base/i18n.h"
#include "base/memory.h"
#include "service/registers.h"
#include "ui/screen/manual.h"
#include "ui/screen/screens.h"
#include "ui/widget/line.h"
#include "ui/widget/list.h"

enum { MARGIN = 1, TYPED_COLUMNS = 34 };

enum column {
	COLUMN_PERSON,
	COLUMN_SUBJECT,
	COLUMN_DETAIL,
	COLUMN_DAYS,
	COLUMN_GRANTED,
	COLUMN_ENDED,
	COLUMN__COUNT
};

/* What is being typed. */
enum asked { ASKED_NOTHING, ASKED_DAY, ASKED_PERSON, ASKED_SUBJECT };

struct registers {
	struct view view;
	struct workstation *workstation;
	struct session *session;
	struct registers_kind *kinds;
	size_t kind_count, kind;
	date day; /* DATE_NONE: the whole history */
	char *person, *subject;
	struct registers_lines lines;
	struct list list;
	struct list_column columns[COLUMN__COUNT];
	enum asked asked;
	struct line typed;
};

static struct registers *of(struct view *view)
{
	return (struct registers *)view;
}

static const struct fact *fact_of(const struct registers *self)
{
	return self->kind < self->kind_count ? self->kinds[self->kind].fact : NULL;
}

static const struct registers_line *selected(const struct registers *self)
{
	return self->list.selected < self->lines.count ? &self->lines.items[self->list.selected] : NULL;
}

static void set_columns(struct registers *self)
{
	static const struct list_column columns[] = {
		[COLUMN_PERSON] = { N_("Name"), 14, false },
		[COLUMN_SUBJECT] = { N_("Concerning"), 14, false },
		[COLUMN_DETAIL] = { N_("Detail"), 0, false },
		[COLUMN_DAYS] = { N_("Days"), 0, false },
		[COLUMN_GRANTED] = { N_("Decided by"), 0, false },
		[COLUMN_ENDED] = { N_("Ended by"), 0, false },
	};
	static_assert(COUNT(columns) == COLUMN__COUNT, "the last column has its row");
	const struct fact *fact = fact_of(self);
	columns_translate(columns, COUNT(columns), self->columns);
	if (fact && fact->subject.ja)
		self->columns[COLUMN_SUBJECT].title = label_text(&fact->subject);
	self->list.empty = self->kind_count ? _("Nothing of this register is in force so.")
					    : _("No adopted regulation keeps a register.");
}

static void read_again(struct registers *self)
{
	struct registers_lines lines;
	struct error err;
	if (!fact_of(self))
		return;
	const struct registers_filter filter = { self->kinds[self->kind], self->person, self->subject,
		self->day };
	if (registers_list(self->session, &filter, &lines, &err) != RESULT_OK) {
		view_say_error(self->view.stack, &err);
		return;
	}
	registers_lines_done(&self->lines);
	self->lines = lines;
	list_set_count(&self->list, lines.count);
}

static void on_shown(struct view *view)
{
	struct registers *self = of(view);
	struct error err;
	free(self->kinds);
	self->kinds = NULL;
	self->kind_count = 0;
	if (registers_kinds(self->session, &self->kinds, &self->kind_count, &err) != RESULT_OK)
		view_say_error(view->stack, &err);
	if (self->kind >= self->kind_count)
		self->kind = 0;
	set_columns(self);
	read_again(self);
}

/* ---- what is asked for ------------------------------------------------------------------ */

static void ask(struct registers *self, enum asked asked)
{
	self->asked = asked;
	line_set(&self->typed, "");
}

static void on_day(void *context)
{
	ask(context, ASKED_DAY);
}

static void on_person(void *context)
{
	ask(context, ASKED_PERSON);
}

static void on_subject(void *context)
{
	ask(context, ASKED_SUBJECT);
}

static void on_history(void *context)
{
	struct registers *self = context;
	self->day = self->day == DATE_NONE ? desk_today(self->workstation->desk) : DATE_NONE;
	read_again(self);
}

static void replace(char **string, char *with)
{
	free(*string);
	*string = with;
}

/* The person whose name, reading or number it is; false with a sentence where none or several are meant. */
static bool find_person(struct registers *self, const char *typed)
{
	const struct office *office = &self->workstation->desk->office;
	const struct person *found = NULL;
	for (size_t i = 0; i < office->person_count; i++) {
		const struct person *person = &office->people[i];
		if (!fold_contains(person->name, typed) && !fold_contains(person->kana, typed) &&
			!(person->number && !strcmp(person->number, typed)) &&
			!(person->name_en && fold_contains(person->name_en, typed)))
			continue;
		if (found) {
			view_say(self->view.stack, _("Several people are called so; type more of the name"));
			return false;
		}
		found = person;
	}
	if (!found) {
		view_say(self->view.stack, _("Nobody of this office is called so"));
		return false;
	}
	replace(&self->person, memory_string(found->id));
	return true;
}

/* Takes what was typed; nothing typed shows all again. */
static void take(struct registers *self)
{
	const char *typed = line_string(&self->typed);
	date today = desk_today(self->workstation->desk);
	struct error err;
	switch (self->asked) {
	case ASKED_DAY:
		if (!*typed)
			self->day = today;
		else if (date_read(typed, today, &self->day, NULL, &err) != RESULT_OK) {
			view_say_error(self->view.stack, &err);
			return;
		}
		break;
	case ASKED_PERSON:
		if (!*typed)
			replace(&self->person, NULL);
		else if (!find_person(self, typed))
			return;
		break;
	case ASKED_SUBJECT: replace(&self->subject, *typed ? memory_string(typed) : NULL); break;
	case ASKED_NOTHING: return;
	}
	self->asked = ASKED_NOTHING;
	read_again(self);
}

static void choose_kind(void *context, size_t index)
{
	struct registers *self = context;
	self->kind = index;
	set_columns(self);
	read_again(self);
}

static void on_kind(void *context)
{
	struct registers *self = context;
	const char **labels = memory_new(self->kind_count + 1, sizeof *labels);
	for (size_t i = 0; i < self->kind_count; i++)
		labels[i] = label_text(&self->kinds[i].fact->label);
	const struct choosing choosing = { .title = _("Show which register?"),
		.labels = labels,
		.count = self->kind_count,
		.selected = self->kind,
		.context = self,
		.choose = choose_kind };
	view_push(self->view.stack, choosing_new(self->workstation, &choosing));
	free(labels);
}

/* ---- commands ------------------------------------------------------------------------------ */

static bool able_list(void *context, struct error *err)
{
	const struct registers *self = context;
	if (self->asked == ASKED_NOTHING && self->kind_count)
		return true;
	error_set(err, RESULT_REFUSED,
		self->kind_count ? _("Finish what you are typing with Enter, or go back with F3")
				 : _("No adopted regulation keeps a register."));
	return false;
}

static bool able_open(void *context, struct error *err)
{
	const struct registers *self = context;
	if (!row_is_there(self->asked != ASKED_NOTHING || selected(self), err))
		return false;
	if (self->asked != ASKED_NOTHING || selected(self)->record)
		return true;
	error_set(err, RESULT_REFUSED,
		_("It stood in the register when choba was introduced: no record decided it."));
	return false;
}

static void on_open(void *context)
{
	struct registers *self = context;
	if (self->asked != ASKED_NOTHING)
		take(self);
	else if (selected(self))
		record_show(&self->view, selected(self)->record);
}

static void on_back(void *context)
{
	struct registers *self = context;
	if (self->asked != ASKED_NOTHING)
		self->asked = ASKED_NOTHING;
	else
		view_pop(self->view.stack);
}

static void on_again(void *context)
{
	read_again(context);
}

/* "令和8年11月24日現在  山田 花子  税-1": what of the register is shown. */
static void write_filter(const struct registers *self, struct text *text)
{
	char day[DATE_TEXT_SIZE];
	const struct person *person =
		self->person ? office_person(&self->workstation->desk->office, self->person) : NULL;
	date_text(self->day, i18n_language(), false, day);
	if (self->day == DATE_NONE)
		text_add(text, _("the whole history"));
	else
		text_format(text, _("as of %s"), day);
	if (person)
		text_format(text, "  %s", person_text(person));
	if (self->subject)
		text_format(text, "  %s", self->subject);
}

static void on_print(void *context)
{
	struct registers *self = context;
	struct list_paper paper;
	struct text note = { 0 };
	write_filter(self, &note);
	list_paper_init(&paper, fact_of(self)->id, label_text(&fact_of(self)->label), text_string(&note));
	list_on_paper(&self->list, COLUMN__COUNT, &paper);
	view_push(self->view.stack, printing_list_new(self->workstation, &paper));
	text_done(&note);
}

static const struct command commands[] = {
	{ KEY_F1, 'h', N_("Help"), N_("Show what the keys do and why some are closed"), help_run, NULL },
	{ KEY_F2, 'n', N_("Name"), N_("Show what one person has; nothing typed shows everybody"), on_person,
		able_list },
	{ KEY_F3, 'b', N_("Back"), N_("Go back to where you were"), on_back, NULL },
	{ KEY_F4, 'k', N_("Register"), N_("Choose another register"), on_kind, able_list },
	{ KEY_F5, 'r', N_("Read again"), N_("Read the list again"), on_again, able_list },
	{ KEY_F6, 'v', N_("History"), N_("Show all that ever stood in it, or what is in force"), on_history,
		able_list },
	{ KEY_F9, 'd', N_("Day"), N_("Show what is in force on a day; nothing typed is today"), on_day,
		able_list },
	{ KEY_F10, 'p', N_("Print"), N_("Print this list"), on_print, able_list },
	{ KEY_NONE, 't', NULL, N_("Show one terminal, system or other subject; nothing typed shows all"),
		on_subject, able_list },
	{ KEY_ENTER, 0, NULL, N_("Open the record that decided the row under the bar"), on_open, able_open },
};

static bool on_typing(const struct view *view)
{
	return ((const struct registers *)view)->asked != ASKED_NOTHING;
}

static bool on_key(struct view *view, struct key_press press)
{
	struct registers *self = of(view);
	return self->asked != ASKED_NOTHING ? line_key(&self->typed, press) : list_key(&self->list, press);
}

static void on_paste(struct view *view, const char *text, size_t length)
{
	struct registers *self = of(view);
	if (self->asked != ASKED_NOTHING)
		line_insert(&self->typed, text, length, false);
}

/* ---- drawing -------------------------------------------------------------------------------- */

static void cell(void *context, size_t row, size_t column, struct text *text)
{
	const struct registers *self = context;
	const struct registers_line *line = &self->lines.items[row];
	const char *const cells[] = {
		[COLUMN_PERSON] = line->person,
		[COLUMN_SUBJECT] = line->subject,
		[COLUMN_DETAIL] = line->detail,
		[COLUMN_DAYS] = line->days,
		[COLUMN_GRANTED] = line->granted,
		[COLUMN_ENDED] = line->ended,
	};
	text_add(text, cells[column]);
}

static void on_hint(struct view *view, struct text *text)
{
	const struct registers *self = of(view);
	const struct registers_line *line = selected(self);
	if (self->asked != ASKED_NOTHING)
		text_add(text, _("Enter takes it; F3 goes back"));
	else if (line)
		text_format(text, "%s  %s%s%s", line->days, line->granted, *line->ended ? "  → " : "",
			line->ended);
}

static void draw_typed(struct registers *self, struct screen *screen, struct area area)
{
	static const char *const labels[] = { "", N_("Day: "), N_("Name: "), N_("What: ") };
	int used = screen_put(screen, area.row, area.column + MARGIN, area.columns - MARGIN, STYLE_LABEL,
		_(labels[self->asked]));
	line_draw(&self->typed, screen, area.row, area.column + MARGIN + used, TYPED_COLUMNS, true);
}

static void on_draw(struct view *view, struct screen *screen, struct area area)
{
	struct registers *self = of(view);
	const struct fact *fact = fact_of(self);
	struct text note = { 0 };
	write_filter(self, &note);
	text_format(&note, ": %zu", self->lines.count);
	area = title_draw(screen, area, fact ? label_text(&fact->label) : _("Registers"), text_string(&note));
	text_done(&note);
	struct area body = area;
	if (self->asked != ASKED_NOTHING) {
		body.row += 2;
		body.rows -= 2;
	}
	/* Who decided it is said on the message line; paper has room for all. */
	self->list.column_count = COLUMN_GRANTED;
	list_draw(&self->list, screen, body);
	if (self->asked != ASKED_NOTHING)
		draw_typed(self, screen, area);
}

static void on_free(struct view *view)
{
	struct registers *self = of(view);
	registers_lines_done(&self->lines);
	list_done(&self->list);
	line_done(&self->typed);
	free(self->kinds);
	free(self->person);
	free(self->subject);
	free(self);
}

const struct view_class registers_class = {
	.name = "registers",
	.commands = { commands, COUNT(commands) },
	.draw = on_draw,
	.key = on_key,
	.paste = on_paste,
	.typing = on_typing,
	.hint = on_hint,
	.shown = on_shown,
	.free = on_free,
};

struct view *registers_new(struct workstation *workstation)
{
	struct registers *self = memory_new(1, sizeof *self);
	self->view.class = &registers_class;
	self->workstation = workstation;
	self->session = workstation->session;
	self->day = desk_today(workstation->desk);
	list_init(&self->list, self->columns, COUNT(self->columns), cell, self);
	return &self->view;
}
