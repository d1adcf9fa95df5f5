/* SPDX-License-Identifier: GPL-3.0-or-later */
/* 未処理一覧: all that waits for the person who has signed in. */
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "service/using.h"
#include "service/waiting.h"
#include "ui/screen/manual.h"
#include "ui/screen/screens.h"
#include "ui/widget/list.h"

enum { REFRESH_MS = 30 * 1000 };

enum column {
	COLUMN_WHAT,
	COLUMN_NUMBER,
	COLUMN_SUBJECT,
	COLUMN_SECTION,
	COLUMN_SINCE,
	COLUMN_WHO,
	COLUMN__COUNT
};

enum { WIDE_COLUMNS = 100 };

struct waiting {
	struct view view;
	struct workstation *workstation;
	struct session *session;
	struct reading_lines lines;
	struct list list;
	struct list_column columns[COLUMN__COUNT];
	int64_t read_at; /* monotonic */
};

/* The groups; a draft has no duty and is the group DUTY_NONE. */
static const char *const groups[] = {
	[DUTY_NONE] = N_("draft"),
	[DUTY_DECIDE] = N_("decide"),
	[DUTY_RECEIVE] = N_("receive"),
	[DUTY_PASS] = N_("pass"),
	[DUTY_RETURNED] = N_("returned"),
	[DUTY_SEE_AFTER] = N_("see after"),
	[DUTY_STAND_IN] = N_("stand in"),
	[DUTY_DISPATCH] = N_("dispatch"),
	[DUTY_FILE] = N_("to file"),
	[DUTY_TRANSFER] = N_("transfer"),
	[DUTY_READ] = N_("to read"),
	[DUTY_ACKNOWLEDGE] = N_("acknowledge"),
	[DUTY_TRANSCRIBE] = N_("on paper"),
	[DUTY_CONFIRM] = N_("confirm"),
};
static_assert(COUNT(groups) == DUTY__COUNT, "every duty has its word");

static struct waiting *of(struct view *view)
{
	return (struct waiting *)view;
}

static const struct reading_line *selected(const struct waiting *self)
{
	return self->list.selected < self->lines.count ? &self->lines.items[self->list.selected] : NULL;
}

/* What tells a row from the others, also after it was read again. */
static const char *row_id(const struct reading_line *line)
{
	const char *ids[] = { line->draft, line->record.id, line->text, line->about, line->label,
		line->begin };
	for (size_t i = 0; i < COUNT(ids); i++)
		if (ids[i])
			return ids[i];
	return "";
}

/* ---- reading ----------------------------------------------------------------------- */

static void set_columns(struct waiting *self)
{
	static const struct list_column columns[] = {
		[COLUMN_WHAT] = { N_("To do"), 9, false },
		[COLUMN_NUMBER] = { N_("Rec. no."), 8, false },
		[COLUMN_SUBJECT] = { N_("Subject"), 0, false },
		[COLUMN_SECTION] = { N_("Section"), 8, false },
		[COLUMN_SINCE] = { N_("Since"), 10, false },
		[COLUMN_WHO] = { N_("With"), 0, false },
	};
	static_assert(COUNT(columns) == COLUMN__COUNT, "the last column has its row");
	columns_translate(columns, COUNT(columns), self->columns);
	if (i18n_language() ==
		LANGUAGE_EN) { /* a day without its era is longer, and so are "by" and what to do */
		self->columns[COLUMN_SINCE].width += 3;
		self->columns[COLUMN_WHAT].width += 2;
	}
	self->list.empty = _("Nothing waits for you. F2 begins a new form.");
}

static void keep_bar_on(struct waiting *self, const char *id)
{
	for (size_t i = 0; id && i < self->lines.count; i++)
		if (!strcmp(row_id(&self->lines.items[i]), id))
			self->list.selected = i;
}

static void read_again(struct waiting *self)
{
	struct reading_lines lines;
	struct error err;
	const struct reading_line *at = selected(self);
	char *id = at ? memory_string(row_id(at)) : NULL;
	self->read_at = clock_monotonic();
	if (waiting_list(self->session, &lines, &err) == RESULT_OK) {
		reading_lines_done(&self->lines);
		self->lines = lines;
		list_set_count(&self->list, lines.count);
		keep_bar_on(self, id);
	} else {
		view_say_error(self->view.stack, &err);
	}
	free(id);
}

static void on_shown(struct view *view)
{
	set_columns(of(view));
	read_again(of(view));
}

/* What others did appears by itself, but never under somebody who is ticking rows. */
static void on_tick(struct view *view, int64_t now_ms)
{
	struct waiting *self = of(view);
	bool on_top = self->workstation->session == self->session && view_top(view->stack) == view;
	if (on_top && !list_ticked(&self->list) && now_ms - self->read_at >= REFRESH_MS)
		read_again(self);
}

/* ---- commands ---------------------------------------------------------------------- */

static bool able_open(void *context, struct error *err)
{
	return row_is_there(selected(context), err);
}

/* Begins the form that a duty asks for, filled in as far as the duty knows it. */
static enum result begin(
	struct waiting *self, const struct reading_line *line, struct filing **ret_filing, struct error *err)
{
	if (line->about)
		return using_begin_about(self->session, line->begin, line->about, ret_filing, err);
	const char *field;
	json_t *value;
	enum result r = filing_begin(self->session, line->begin, ret_filing, err);
	if (r == RESULT_OK)
		json_object_foreach(line->begin_values, field, value)
			filing_set(*ret_filing, field, json_incref(value));
	if (r == RESULT_OK)
		(*ret_filing)->dirty = false; /* nothing was typed that a draft would keep */
	return r;
}

static void on_open(void *context)
{
	struct waiting *self = context;
	const struct reading_line *line = selected(self);
	struct filing *filing;
	struct view *view = NULL;
	struct error err;
	if (!line)
		return;
	if (line->opens == READING_OPENS_PEOPLE)
		view = people_new(self->workstation);
	else if (line->opens == READING_OPENS_RECORDS)
		view = listing_new(self->workstation);
	else if (line->text)
		view = text_page_new(self->workstation, line->regulation->id, line->text);
	else if (line->record.id)
		view = record_new(self->workstation, line->record.id, &err);
	else if ((line->draft ? filing_resume(self->session, line->draft, &filing, &err)
			      : begin(self, line, &filing, &err)) == RESULT_OK)
		view = filing_new(self->workstation, filing);
	if (!view) {
		view_say_error(self->view.stack, &err);
		return;
	}
	view_push(self->view.stack, view);
	filing_show_left(view);
}

static void on_tasks(void *context)
{
	struct waiting *self = context;
	view_push(self->view.stack, tasks_new(self->workstation));
}

static void on_again(void *context)
{
	struct waiting *self = context;
	read_again(self);
}

static bool goes_in_a_pile(const struct reading_line *line)
{
	switch (line->duty) {
	case DUTY_DECIDE:
	case DUTY_RECEIVE:
	case DUTY_PASS:
	case DUTY_SEE_AFTER:
	case DUTY_STAND_IN:
	case DUTY_DISPATCH:
	case DUTY_TRANSCRIBE:
	case DUTY_CONFIRM: return true;
	case DUTY_NONE:
	case DUTY_RETURNED:
	case DUTY_FILE:
	case DUTY_TRANSFER:
	case DUTY_READ:
	case DUTY_ACKNOWLEDGE:
	case DUTY__COUNT: break;
	}
	return false;
}

static bool able_pile(void *context, struct error *err)
{
	const struct waiting *self = context;
	if (!list_ticked(&self->list)) {
		error_set(err, RESULT_REFUSED, _("Tick the rows with the space bar first"));
		return false;
	}
	for (size_t i = 0; i < self->lines.count; i++)
		if (list_is_ticked(&self->list, i) && !goes_in_a_pile(&self->lines.items[i])) {
			error_set(
				err, RESULT_REFUSED, _("Row %zu is opened by itself, not in a pile"), i + 1);
			return false;
		}
	return true;
}

static void on_pile(void *context)
{
	struct waiting *self = context;
	char **ids = NULL;
	size_t count = 0;
	for (size_t i = 0; i < self->lines.count; i++)
		if (list_is_ticked(&self->list, i))
			*LIST_ADD(ids, count) = memory_string(self->lines.items[i].record.id);
	view_push(self->view.stack, pile_new(self->workstation, ids, count));
}

static bool able_discard(void *context, struct error *err)
{
	const struct reading_line *line = selected(context);
	if (line && line->draft)
		return true;
	error_set(err, RESULT_REFUSED,
		_("Only a draft can be thrown away; a record that was filed is withdrawn from its own "
		  "screen"));
	return false;
}

static void discard(void *context)
{
	struct waiting *self = context;
	const struct reading_line *line = selected(self);
	struct filing *filing;
	struct error err;
	if (!line || !line->draft)
		return;
	enum result r = filing_resume(self->session, line->draft, &filing, &err);
	if (r == RESULT_OK) {
		r = filing_discard(filing, &err);
		filing_free(filing);
	}
	read_again(self);
	if (r == RESULT_OK)
		view_say(self->view.stack, _("The draft was thrown away"));
	else
		view_say_error(self->view.stack, &err);
}

static void on_discard(void *context)
{
	struct waiting *self = context;
	const struct reading_line *line = selected(self);
	struct text text = { 0 };
	if (!line)
		return;
	text_format(&text, _("The draft \"%s\" is thrown away. This cannot be undone.\n\n%s"),
		label_text(&line->form->title), line->subject);
	struct confirmation confirmation = {
		.title = _("Throw a draft away"),
		.text = text_string(&text),
		.go_label = _("Throw away"),
		.context = self,
		.go = discard,
	};
	view_push(self->view.stack, confirm_new(self->workstation, &confirmation));
	text_done(&text);
}

static void on_away(void *context)
{
	struct waiting *self = context;
	view_push(self->view.stack, away_new(self->workstation, self->session->person));
}

static void on_print(void *context)
{
	struct waiting *self = context;
	struct list_paper paper;
	struct text note = { 0 };
	const struct person *person = office_person(&self->workstation->desk->office, self->session->person);
	text_add(&note, person ? person_text(person) : "");
	list_paper_init(&paper, "waiting", _("What waits"), text_string(&note));
	list_on_paper(&self->list, COLUMN__COUNT, &paper);
	view_push(self->view.stack, printing_list_new(self->workstation, &paper));
	text_done(&note);
}

static const struct command commands[] = {
	{ KEY_F1, 'h', N_("Help"), N_("Show what the keys do and why some are closed"), help_run, NULL },
	{ KEY_F2, 'n', N_("New"), N_("Begin a new form"), on_tasks, NULL },
	{ KEY_NONE, 'a', NULL, N_("Note that you are away, so that the deputies see what waits"), on_away,
		NULL },
	{ KEY_F5, 'r', N_("Read again"), N_("Read the list again"), on_again, NULL },
	{ KEY_F9, 's', N_("Pile"),
		N_("Open the ticked rows one after the other and settle them with one PIN"), on_pile,
		able_pile },
	{ KEY_F10, 'p', N_("Print"), N_("Print this list"), on_print, NULL },
	{ KEY_F11, 'd', N_("Discard"), N_("Throw the draft under the bar away"), on_discard, able_discard },
	{ KEY_F12, 't', N_("Tasks"), N_("Choose a task: forms, records, people, journal, sign out"), on_tasks,
		NULL },
	{ KEY_ENTER, 0, NULL, N_("Open the row under the bar"), on_open, able_open },
};

static bool on_key(struct view *view, struct key_press press)
{
	return list_key(&of(view)->list, press);
}

/* ---- drawing ------------------------------------------------------------------------ */

static void cell(void *context, size_t row, size_t column, struct text *text)
{
	const struct waiting *self = context;
	const struct reading_line *line = &self->lines.items[row];
	const struct section *section =
		line->record.section ? office_section(&self->workstation->desk->office, line->record.section)
				     : NULL;
	switch ((enum column)column) {
	case COLUMN_WHAT: text_add(text, _(groups[line->duty])); break;
	case COLUMN_NUMBER: number_short(&line->record, text); break;
	case COLUMN_SUBJECT:
		text_add(text, line->late ? _("(overdue) ") : line->handed ? _("(holder away) ") : "");
		text_add(text, line->label        ? line->label
			       : line->subject[0] ? line->subject
						  : label_text(&line->form->title));
		break;
	case COLUMN_SECTION: text_add(text, section ? label_text(&section->name) : ""); break;
	case COLUMN_SINCE:
		text_add(text, line->due != DATE_NONE ? _("by ") : "");
		day_short(line->due != DATE_NONE ? line->due : date_from_ms(line->since), text);
		break;
	case COLUMN_WHO: text_add(text, line->with_whom); break;
	case COLUMN__COUNT: break;
	}
}

/* "decide 2  receive 1  draft 3". */
static void write_counts(const struct waiting *self, struct text *text)
{
	size_t counts[DUTY__COUNT] = { 0 };
	for (size_t i = 0; i < self->lines.count; i++)
		counts[self->lines.items[i].duty]++;
	for (size_t i = 1; i <= DUTY__COUNT; i++) {
		size_t duty = i % DUTY__COUNT; /* the drafts come last */
		if (counts[duty])
			text_format(
				text, "%s%s %zu", text->length ? "  " : "", _(groups[duty]), counts[duty]);
	}
}

static void on_hint(struct view *view, struct text *text)
{
	const struct waiting *self = of(view);
	const struct reading_line *line = selected(self);
	if (!line)
		return;
	text_add(text, line->label ? line->label : label_text(&line->form->title));
	if (line->subject && line->subject[0])
		text_format(text, " %s", line->subject);
	if (line->due != DATE_NONE) {
		text_add(text, _(" - due "));
		day_short(line->due, text);
	}
	if (line->with_whom && line->with_whom[0])
		text_format(text, _(" - with %s"), line->with_whom);
}

static void on_draw(struct view *view, struct screen *screen, struct area area)
{
	struct waiting *self = of(view);
	struct text counts = { 0 }, title = { 0 };
	text_format(&title, _("Waiting for you: %zu"), self->lines.count);
	write_counts(self, &counts);
	area = title_draw(screen, area, text_string(&title), text_string(&counts));
	/* On a narrow screen the subject needs the room; the message line says at whom the row waits. */
	self->list.column_count = area.columns < WIDE_COLUMNS ? COLUMN_WHO : COLUMN__COUNT;
	list_draw(&self->list, screen, area);
	text_done(&title);
	text_done(&counts);
}

static void on_free(struct view *view)
{
	struct waiting *self = of(view);
	reading_lines_done(&self->lines);
	list_done(&self->list);
	free(self);
}

const struct view_class waiting_class = {
	.name = "waiting",
	.commands = { commands, COUNT(commands) },
	.draw = on_draw,
	.key = on_key,
	.hint = on_hint,
	.tick = on_tick,
	.shown = on_shown,
	.free = on_free,
};

struct view *waiting_new(struct workstation *workstation)
{
	struct waiting *self = memory_new(1, sizeof *self);
	self->view.class = &waiting_class;
	self->workstation = workstation;
	self->session = workstation->session;
	list_init(&self->list, self->columns, COUNT(self->columns), cell, self);
	self->list.can_tick = true;
	return &self->view;
}
