/* SPDX-License-Identifier: GPL-3.0-or-later */
/* 利用中一覧: what is in use and until when; renewed in bulk, reported when it is over. */
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "service/using.h"
#include "ui/screen/manual.h"
#include "ui/screen/summary.h"
#include "ui/widget/list.h"

enum column {
	COLUMN_UNTIL,
	COLUMN_NUMBER,
	COLUMN_FORM,
	COLUMN_SUBJECT,
	COLUMN_SECTION,
	COLUMN_STATE,
	COLUMN__COUNT
};

/* By which day the shown ones end. */
enum until { UNTIL_ALL, UNTIL_TODAY, UNTIL_MONTH, UNTIL_FISCAL_YEAR, UNTIL__COUNT };

static const char *const untils[] = {
	[UNTIL_ALL] = N_("all that is in use"),
	[UNTIL_TODAY] = N_("what is over today"),
	[UNTIL_MONTH] = N_("what ends this month"),
	[UNTIL_FISCAL_YEAR] = N_("what ends this fiscal year"),
};
static_assert(COUNT(untils) == UNTIL__COUNT, "every choice has its words");

struct in_use {
	struct view view;
	struct workstation *workstation;
	struct session *session;
	struct using_lines lines;
	struct list list;
	struct list_column columns[COLUMN__COUNT];
	enum until until;
	char **chosen; /* the records to be renewed: the list is read anew while it is asked how */
	size_t chosen_count;
	struct filing **renewals; /* while it is asked what becomes of them */
	size_t renewal_count;
};

static struct in_use *of(struct view *view)
{
	return (struct in_use *)view;
}

static const struct using_line *selected(const struct in_use *self)
{
	return self->list.selected < self->lines.count ? &self->lines.items[self->list.selected] : NULL;
}

static date last_day(const struct in_use *self)
{
	date today = desk_today(self->workstation->desk);
	struct date_parts parts = date_parts(today);
	switch (self->until) {
	case UNTIL_TODAY: return today;
	case UNTIL_MONTH:
		return (parts.month == 12 ? date_of(parts.year + 1, 1, 1)
					  : date_of(parts.year, parts.month + 1, 1)) -
		       1;
	case UNTIL_FISCAL_YEAR: return date_fiscal_last(date_fiscal_year(today));
	case UNTIL_ALL:
	case UNTIL__COUNT: break;
	}
	return DATE_NONE;
}

static void set_columns(struct in_use *self)
{
	static const struct list_column columns[] = {
		[COLUMN_UNTIL] = { N_("Used until"), 10, false },
		[COLUMN_NUMBER] = { N_("Rec. no."), 8, false },
		[COLUMN_FORM] = { N_("Form"), 0, false },
		[COLUMN_SUBJECT] = { N_("Subject"), 0, false },
		[COLUMN_SECTION] = { N_("Section"), 8, false },
		[COLUMN_STATE] = { N_("State"), 12, false },
	};
	static_assert(COUNT(columns) == COLUMN__COUNT, "the last column has its row");
	columns_translate(columns, COUNT(columns), self->columns);
	if (i18n_language() == LANGUAGE_EN) /* a day without its era is longer */
		self->columns[COLUMN_UNTIL].width++;
	self->list.empty = _("Nothing is in use that ends so.");
}

static void read_again(struct in_use *self)
{
	struct using_lines lines;
	struct error err;
	if (using_list(self->session, last_day(self), &lines, &err) != RESULT_OK) {
		view_say_error(self->view.stack, &err);
		return;
	}
	using_lines_done(&self->lines);
	self->lines = lines;
	list_set_count(&self->list, lines.count);
}

static void on_shown(struct view *view)
{
	set_columns(of(view));
	read_again(of(view));
}

/* ---- renewal -------------------------------------------------------------------------- */

static void forget_renewals(struct in_use *self)
{
	for (size_t i = 0; i < self->renewal_count; i++)
		filing_free(self->renewals[i]);
	free(self->renewals);
	self->renewals = NULL;
	self->renewal_count = 0;
}

static void forget_chosen(struct in_use *self)
{
	for (size_t i = 0; i < self->chosen_count; i++)
		free(self->chosen[i]);
	free(self->chosen);
	self->chosen = NULL;
	self->chosen_count = 0;
}

static bool able_renew(void *context, struct error *err)
{
	const struct in_use *self = context;
	if (list_ticked(&self->list))
		return true;
	error_set(err, RESULT_REFUSED, _("Tick the rows with the space bar first"));
	return false;
}

/* Copies every ticked record, or none: the first that cannot be renewed is named. */
static bool make_renewals(struct in_use *self)
{
	struct error err;
	forget_renewals(self);
	for (size_t i = 0; i < self->chosen_count; i++) {
		struct filing *filing;
		if (using_renew(self->session, self->chosen[i], &filing, &err) != RESULT_OK) {
			view_say_error(self->view.stack, &err);
			forget_renewals(self);
			return false;
		}
		*LIST_ADD(self->renewals, self->renewal_count) = filing;
	}
	return self->renewal_count > 0;
}

/* What is left of the renewals is kept as drafts. */
static size_t keep_renewals(struct in_use *self)
{
	size_t kept = 0;
	struct error err;
	for (size_t i = 0; i < self->renewal_count; i++) {
		if (!self->renewals[i])
			continue;
		if (filing_keep(self->renewals[i], &err) == RESULT_OK)
			kept++;
		else
			view_say_error(self->view.stack, &err);
	}
	forget_renewals(self);
	return kept;
}

static void file_renewals(void *context)
{
	struct in_use *self = context;
	struct error err, first = { 0 };
	size_t filed = 0;
	for (size_t i = 0; i < self->renewal_count; i++) {
		char *record;
		if (filing_submit(self->renewals[i], &record, &err) != RESULT_OK) {
			if (first.result == RESULT_OK)
				first = err;
			continue;
		}
		free(record);
		filing_free(self->renewals[i]);
		self->renewals[i] = NULL;
		filed++;
	}
	size_t kept = keep_renewals(self);
	read_again(self);
	char *said =
		kept ? memory_format(_("Filed: %zu. Kept as drafts: %zu, for %s"), filed, kept, first.text)
		     : memory_format(_("Filed: %zu"), filed);
	view_say(self->view.stack, said);
	free(said);
}

static void add_renewal(const struct in_use *self, const struct filing *filing, struct summary *summary)
{
	struct desk *desk = self->workstation->desk;
	struct faults faults = { 0 };
	struct error err;
	summary_heading(summary, label_text(&filing->form->title));
	json_t *named = using_named(desk, filing->form, filing->values, i18n_language());
	summary_fields(summary, filing->form, named, &desk->office, desk_today(desk));
	json_decref(named);
	filing_faults(filing, &faults);
	if (faults_error(&faults, &err) != RESULT_OK)
		summary_value(summary, _("Not right yet"), err.text);
	faults_done(&faults);
}

static void confirm_renewals(struct in_use *self)
{
	struct summary summary = { 0 };
	for (size_t i = 0; i < self->renewal_count; i++)
		add_renewal(self, self->renewals[i], &summary);
	const struct confirmation asked = { .title = _("File these renewals together?"),
		.summary = &summary,
		.go_label = _("file"),
		.context = self,
		.go = file_renewals };
	view_push(self->view.stack, confirm_new(self->workstation, &asked));
}

static void choose_renewal(void *context, size_t index)
{
	struct in_use *self = context;
	if (!make_renewals(self))
		return;
	if (index) {
		confirm_renewals(self);
		return;
	}
	char *said = memory_format(_("Kept as drafts: %zu; they wait in your list"), keep_renewals(self));
	read_again(self);
	view_say(self->view.stack, said);
	free(said);
}

static void on_renew(void *context)
{
	struct in_use *self = context;
	forget_chosen(self);
	for (size_t i = 0; i < self->lines.count; i++)
		if (list_is_ticked(&self->list, i))
			*LIST_ADD(self->chosen, self->chosen_count) =
				memory_string(self->lines.items[i].record.id);
	const char *const labels[] = { _("keep them as drafts"), _("look at them and file them together") };
	const struct choosing choosing = { .title = _("Renew with all days a fiscal year later"),
		.labels = labels,
		.count = COUNT(labels),
		.context = self,
		.choose = choose_renewal };
	view_push(self->view.stack, choosing_new(self->workstation, &choosing));
}

/* ---- commands ------------------------------------------------------------------------- */

static bool able_open(void *context, struct error *err)
{
	return row_is_there(selected(context), err);
}

static void on_open(void *context)
{
	struct in_use *self = context;
	if (selected(self))
		record_show(&self->view, selected(self)->record.id);
}

static bool able_report(void *context, struct error *err)
{
	const struct using_line *line = selected(context);
	if (line && line->form->after_use && !line->pending)
		return true;
	error_set(err, RESULT_REFUSED,
		!line           ? _("There is no row to open")
		: line->pending ? _("What changes, continues or ends it is under way already")
				: _("No form is asked for when this use is over"));
	return false;
}

static void on_report(void *context)
{
	struct in_use *self = context;
	const struct using_line *line = selected(self);
	struct filing *filing;
	struct error err;
	char *form = memory_format("%s/%s", line->regulation->id, line->form->after_use);
	enum result r = using_begin_about(self->session, form, line->record.id, &filing, &err);
	free(form);
	if (r == RESULT_OK)
		view_push(self->view.stack, filing_new(self->workstation, filing));
	else
		view_say_error(self->view.stack, &err);
}

static void choose_until(void *context, size_t index)
{
	struct in_use *self = context;
	self->until = (enum until)index;
	read_again(self);
}

static void on_until(void *context)
{
	struct in_use *self = context;
	const char *labels[UNTIL__COUNT];
	for (size_t i = 0; i < COUNT(labels); i++)
		labels[i] = _(untils[i]);
	const struct choosing choosing = { .title = _("Show what?"),
		.labels = labels,
		.count = COUNT(labels),
		.selected = self->until,
		.context = self,
		.choose = choose_until };
	view_push(self->view.stack, choosing_new(self->workstation, &choosing));
}

static void on_again(void *context)
{
	read_again(context);
}

static void on_print(void *context)
{
	struct in_use *self = context;
	struct list_paper paper;
	list_paper_init(&paper, "in-use", _("What is in use"), _(untils[self->until]));
	list_on_paper(&self->list, COLUMN__COUNT, &paper);
	view_push(self->view.stack, printing_list_new(self->workstation, &paper));
}

static const struct command commands[] = {
	{ KEY_F1, 'h', N_("Help"), N_("Show what the keys do and why some are closed"), help_run, NULL },
	{ KEY_F3, 'b', N_("Back"), N_("Go back to where you were"), back_run, NULL },
	{ KEY_F4, 'u', N_("Until"), N_("Choose by which day it ends"), on_until, NULL },
	{ KEY_F5, 'r', N_("Read again"), N_("Read the list again"), on_again, NULL },
	{ KEY_F6, 'e', N_("Report"), N_("Begin the form that is asked for when the use is over"), on_report,
		able_report },
	{ KEY_F9, 's', N_("Renew"),
		N_("Copy the ticked rows with their days a fiscal year later, as drafts or filed together"),
		on_renew, able_renew },
	{ KEY_F10, 'p', N_("Print"), N_("Print this list"), on_print, NULL },
	{ KEY_ENTER, 0, NULL, N_("Open the row under the bar"), on_open, able_open },
};

static bool on_key(struct view *view, struct key_press press)
{
	return list_key(&of(view)->list, press);
}

static void cell(void *context, size_t row, size_t column, struct text *text)
{
	const struct in_use *self = context;
	const struct using_line *line = &self->lines.items[row];
	const struct section *section =
		line->record.section ? office_section(&self->workstation->desk->office, line->record.section)
				     : NULL;
	switch ((enum column)column) {
	case COLUMN_UNTIL:
		if (line->record.use_to == DATE_NONE)
			text_add(text, _("no last day"));
		else
			day_short(line->record.use_to, text);
		break;
	case COLUMN_NUMBER: number_short(&line->record, text); break;
	case COLUMN_FORM: text_add(text, label_text(&line->form->title)); break;
	case COLUMN_SUBJECT: text_add(text, line->subject); break;
	case COLUMN_SECTION: text_add(text, section ? label_text(&section->name) : ""); break;
	case COLUMN_STATE:
		text_add(text, line->pending ? _("being settled") : line->over ? _("overdue") : "");
		break;
	case COLUMN__COUNT: break;
	}
}

static void on_hint(struct view *view, struct text *text)
{
	const struct using_line *line = selected(of(view));
	if (line && line->pending)
		text_format(text, _("Under way: %s"), line->pending);
	else if (line)
		text_format(text, "%s %s", label_text(&line->form->title), line->subject);
}

static void on_draw(struct view *view, struct screen *screen, struct area area)
{
	struct in_use *self = of(view);
	char *note = memory_format("%s: %zu", _(untils[self->until]), self->lines.count);
	area = title_draw(screen, area, _("What is in use"), note);
	list_draw(&self->list, screen, area);
	free(note);
}

static void on_free(struct view *view)
{
	struct in_use *self = of(view);
	forget_renewals(self);
	forget_chosen(self);
	using_lines_done(&self->lines);
	list_done(&self->list);
	free(self);
}

const struct view_class in_use_class = {
	.name = "in-use",
	.commands = { commands, COUNT(commands) },
	.draw = on_draw,
	.key = on_key,
	.hint = on_hint,
	.shown = on_shown,
	.free = on_free,
};

struct view *in_use_new(struct workstation *workstation)
{
	struct in_use *self = memory_new(1, sizeof *self);
	self->view.class = &in_use_class;
	self->workstation = workstation;
	self->session = workstation->session;
	list_init(&self->list, self->columns, COUNT(self->columns), cell, self);
	self->list.can_tick = true;
	return &self->view;
}
