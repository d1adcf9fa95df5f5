/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All records one may read, through a filter that can be kept, and one record by its number. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "ui/screen/manual.h"
#include "ui/screen/screens.h"
#include "ui/widget/line.h"
#include "ui/widget/list.h"

enum { MARGIN = 1, NUMBER_COLUMNS = 34 };

enum column {
	COLUMN_NUMBER,
	COLUMN_FORM,
	COLUMN_SUBJECT,
	COLUMN_SECTION,
	COLUMN_SINCE,
	COLUMN_STATE,
	COLUMN__COUNT
};

struct listing {
	struct view view;
	struct workstation *workstation;
	struct session *session;
	char **forms; /* "<regulation>/<form>", and their titles */
	char **titles;
	size_t form_count;
	struct filter filter;
	struct filters kept; /* as they were last offered */
	struct reading_lines lines;
	struct list list;
	struct list_column columns[COLUMN__COUNT];
	bool finding; /* a number is being typed */
	struct line number;
};

static const char *const states[] = {
	[RECORD_RUNNING] = N_("under way"),
	[RECORD_RETURNED] = N_("returned"),
	[RECORD_WITHDRAWN] = N_("withdrawn"),
	[RECORD_DECIDED] = N_("decided"),
	[RECORD__COUNT] = N_("all states"),
};
static_assert(COUNT(states) == RECORD__COUNT + 1, "every state has its word");

static struct listing *of(struct view *view)
{
	return (struct listing *)view;
}

static const struct reading_line *selected(const struct listing *self)
{
	return self->list.selected < self->lines.count ? &self->lines.items[self->list.selected] : NULL;
}

/* ---- reading ----------------------------------------------------------------------- */

static void set_columns(struct listing *self)
{
	static const struct list_column columns[] = {
		[COLUMN_NUMBER] = { N_("Rec. no."), 8, false },
		[COLUMN_FORM] = { N_("Form"), 0, false },
		[COLUMN_SUBJECT] = { N_("Subject"), 0, false },
		[COLUMN_SECTION] = { N_("Section"), 8, false },
		[COLUMN_SINCE] = { N_("Last act"), 9, false },
		[COLUMN_STATE] = { N_("State"), 10, false },
	};
	static_assert(COUNT(columns) == COLUMN__COUNT, "the last column has its row");
	columns_translate(columns, COUNT(columns), self->columns);
	if (i18n_language() == LANGUAGE_EN) /* a day without its era is longer */
		self->columns[COLUMN_SINCE].width++;
	self->list.empty = _("There is no record of this kind that you may read.");
}

static void forget_forms(struct listing *self)
{
	for (size_t i = 0; i < self->form_count; i++) {
		free(self->forms[i]);
		free(self->titles[i]);
	}
	free(self->forms);
	free(self->titles);
	self->forms = self->titles = NULL;
	self->form_count = 0;
}

/* Every form of the adopted regulations, also those that decisions write. */
static enum result read_forms(struct listing *self, struct error *err)
{
	const struct regulation **regulations;
	size_t regulation_count;
	enum result r = desk_adopted(self->workstation->desk, &regulations, &regulation_count, err);
	if (r != RESULT_OK)
		return r;
	for (size_t i = 0; i < regulation_count; i++)
		for (size_t f = 0; f < regulations[i]->form_count; f++) {
			const struct form *form = &regulations[i]->forms[f];
			size_t count = self->form_count;
			*LIST_ADD(self->forms, count) = memory_format("%s/%s", regulations[i]->id, form->id);
			*LIST_ADD(self->titles, self->form_count) = memory_string(label_text(&form->title));
		}
	free(regulations);
	return RESULT_OK;
}

static void read_again(struct listing *self)
{
	struct reading_lines lines;
	struct error err;
	const struct reading_line *at = selected(self);
	char *id = at ? memory_string(at->record.id) : NULL;
	if (filter_list(self->session, &self->filter, &lines, &err) == RESULT_OK) {
		reading_lines_done(&self->lines);
		self->lines = lines;
		list_set_count(&self->list, lines.count);
		for (size_t i = 0; id && i < lines.count; i++)
			if (!strcmp(lines.items[i].record.id, id))
				self->list.selected = i;
	} else {
		view_say_error(self->view.stack, &err);
	}
	free(id);
}

static void on_shown(struct view *view)
{
	struct listing *self = of(view);
	struct error err;
	set_columns(self);
	if (!self->forms && read_forms(self, &err) != RESULT_OK)
		view_say_error(view->stack, &err);
	read_again(self);
}

/* ---- commands ---------------------------------------------------------------------- */

/* Where the chosen form stands; form_count for all. */
static size_t form_index(const struct listing *self)
{
	for (size_t i = 0; self->filter.form && i < self->form_count; i++)
		if (!strcmp(self->forms[i], self->filter.form))
			return i;
	return self->form_count;
}

/* What is changed is not the kept one any more. */
static void forget_name(struct listing *self)
{
	free(self->filter.name);
	self->filter.name = NULL;
}

static void choose_form(void *context, size_t index)
{
	struct listing *self = context;
	free(self->filter.form);
	self->filter.form = index ? memory_string(self->forms[index - 1]) : NULL;
	forget_name(self);
	read_again(self);
}

static void on_form(void *context)
{
	struct listing *self = context;
	const char **labels = memory_new(self->form_count + 1, sizeof *labels);
	labels[0] = _("all forms");
	for (size_t i = 0; i < self->form_count; i++)
		labels[i + 1] = self->titles[i];
	struct choosing choosing = {
		.title = _("Show which form?"),
		.labels = labels,
		.count = self->form_count + 1,
		.selected = form_index(self) < self->form_count ? form_index(self) + 1 : 0,
		.context = self,
		.choose = choose_form,
	};
	view_push(self->view.stack, choosing_new(self->workstation, &choosing));
	free(labels);
}

static void choose_state(void *context, size_t index)
{
	struct listing *self = context;
	self->filter.state = index ? (enum record_state)(index - 1) : RECORD__COUNT;
	forget_name(self);
	read_again(self);
}

static void on_state(void *context)
{
	struct listing *self = context;
	const char *labels[RECORD__COUNT + 1] = { _(states[RECORD__COUNT]) };
	for (size_t i = 0; i < RECORD__COUNT; i++)
		labels[i + 1] = _(states[i]);
	struct choosing choosing = {
		.title = _("Show which state?"),
		.labels = labels,
		.count = COUNT(labels),
		.selected = self->filter.state < RECORD__COUNT ? self->filter.state + 1 : 0,
		.context = self,
		.choose = choose_state,
	};
	view_push(self->view.stack, choosing_new(self->workstation, &choosing));
}

static void take_filter(void *context, const struct filter *filter)
{
	struct listing *self = context;
	struct filter copy = filter_copy(filter);
	filter_done(&self->filter);
	self->filter = copy;
	self->list.selected = 0;
	read_again(self);
}

static void on_filter(void *context)
{
	struct listing *self = context;
	view_push(self->view.stack, filter_new(self->workstation, &self->filter, take_filter, self));
}

static void choose_kept(void *context, size_t index)
{
	struct listing *self = context;
	const struct filter all = filter_all();
	take_filter(self, index ? &self->kept.items[index - 1] : &all);
}

static void on_kept(void *context)
{
	struct listing *self = context;
	struct error err;
	filters_done(&self->kept);
	if (filter_kept(self->session, &self->kept, &err) != RESULT_OK) {
		view_say_error(self->view.stack, &err);
		return;
	}
	const char **labels = memory_new(self->kept.count + 1, sizeof *labels);
	labels[0] = _("no filter: all records");
	for (size_t i = 0; i < self->kept.count; i++)
		labels[i + 1] = self->kept.items[i].name;
	const struct choosing choosing = {
		.title = _("Which of your filters?"),
		.labels = labels,
		.count = self->kept.count + 1,
		.context = self,
		.choose = choose_kept,
	};
	view_push(self->view.stack, choosing_new(self->workstation, &choosing));
	free(labels);
}

static void on_again(void *context)
{
	struct listing *self = context;
	read_again(self);
}

static void on_find(void *context)
{
	struct listing *self = context;
	self->finding = true;
	line_set(&self->number, "");
}

static void on_back(void *context)
{
	struct listing *self = context;
	if (self->finding)
		self->finding = false;
	else
		view_pop(self->view.stack);
}

static bool able_open(void *context, struct error *err)
{
	const struct listing *self = context;
	return row_is_there(self->finding || selected(self), err);
}

/* The number as the lists show it, R8-12 or 2026-12, in the form in which it is looked up. */
static char *number_typed(const char *typed)
{
	char letter;
	int year, number, used = 0;
	if (sscanf(typed, " %c%4d-%9d %n", &letter, &year, &number, &used) == 3 && used && !typed[used])
		for (size_t i = 0; i < date_era_count(); i++) {
			const struct era *era = date_era_at(i);
			if (era->letter == letter || era->letter + ('a' - 'A') == letter)
				return memory_format("%d/%d", date_parts(era->first).year + year - 1, number);
		}
	if (sscanf(typed, " %4d-%9d %n", &year, &number, &used) == 2 && used && !typed[used])
		return memory_format("%d/%d", year, number);
	return memory_string(typed);
}

static void find(struct listing *self)
{
	struct error err;
	char *id;
	char *typed = number_typed(line_string(&self->number));
	enum result r = reading_find(self->session, typed, &id, &err);
	free(typed);
	if (r != RESULT_OK) {
		view_say_error(self->view.stack, &err);
		return;
	}
	self->finding = false;
	record_show(&self->view, id);
	free(id);
}

static void on_open(void *context)
{
	struct listing *self = context;
	if (self->finding)
		find(self);
	else if (selected(self))
		record_show(&self->view, selected(self)->record.id);
}

static bool able_list(void *context, struct error *err)
{
	const struct listing *self = context;
	if (!self->finding)
		return true;
	error_set(err, RESULT_REFUSED, _("Finish the number with Enter, or go back with F3"));
	return false;
}

static bool able_print(void *context, struct error *err)
{
	const struct listing *self = context;
	return able_list(context, err) && (selected(self) || able_open(context, err));
}

static void on_print(void *context)
{
	struct listing *self = context;
	const struct reading_line *line = selected(self);
	const char *id = line ? line->record.id : NULL;
	if (line)
		view_push(self->view.stack, printing_new(self->workstation, &id, 1));
}

static void filter_words(const struct listing *self, struct text *text);

static void on_print_list(void *context)
{
	struct listing *self = context;
	struct list_paper paper;
	struct text note = { 0 };
	filter_words(self, &note);
	text_format(&note, "  %s", _(states[self->filter.state]));
	list_paper_init(&paper, "records", _("All records"), text_string(&note));
	list_on_paper(&self->list, COLUMN__COUNT, &paper);
	view_push(self->view.stack, printing_list_new(self->workstation, &paper));
	text_done(&note);
}

static const struct command commands[] = {
	{ KEY_F1, 'h', N_("Help"), N_("Show what the keys do and why some are closed"), help_run, NULL },
	{ KEY_F2, 'k', N_("Narrow"), N_("Show some records only, or keep what is shown as a filter"),
		on_filter, able_list },
	{ KEY_F3, 'b', N_("Back"), N_("Go back to where you were"), on_back, NULL },
	{ KEY_F4, 'f', N_("Form"), N_("Show the records of one form only"), on_form, able_list },
	{ KEY_F5, 'r', N_("Read again"), N_("Read the list again"), on_again, able_list },
	{ KEY_F6, 's', N_("State"), N_("Show the records in one state only"), on_state, able_list },
	{ KEY_F9, 'n', N_("Number"), N_("Find a record by its receipt number"), on_find, able_list },
	{ KEY_F10, 'p', N_("Print"), N_("Show the official form as it will be printed"), on_print,
		able_print },
	{ KEY_NONE, 'l', NULL, N_("Print this list"), on_print_list, able_list },
	{ KEY_F11, 'm', N_("My filters"), N_("Choose one of the filters you keep"), on_kept, able_list },
	{ KEY_ENTER, 0, NULL, N_("Open the row under the bar"), on_open, able_open },
};

static bool on_typing(const struct view *view)
{
	return ((const struct listing *)view)->finding;
}

static bool on_key(struct view *view, struct key_press press)
{
	struct listing *self = of(view);
	return self->finding ? line_key(&self->number, press) : list_key(&self->list, press);
}

static void on_paste(struct view *view, const char *text, size_t length)
{
	struct listing *self = of(view);
	if (self->finding)
		line_insert(&self->number, text, length, false);
}

/* ---- drawing ------------------------------------------------------------------------ */

static void cell(void *context, size_t row, size_t column, struct text *text)
{
	const struct listing *self = context;
	const struct reading_line *line = &self->lines.items[row];
	const struct section *section =
		line->record.section ? office_section(&self->workstation->desk->office, line->record.section)
				     : NULL;
	switch ((enum column)column) {
	case COLUMN_NUMBER: number_short(&line->record, text); break;
	case COLUMN_FORM: text_add(text, label_text(&line->form->title)); break;
	case COLUMN_SUBJECT: text_add(text, line->subject); break;
	case COLUMN_SECTION: text_add(text, section ? label_text(&section->name) : ""); break;
	case COLUMN_SINCE: day_short(date_from_ms(line->since), text); break;
	case COLUMN_STATE: text_add(text, _(states[line->record.state])); break;
	case COLUMN__COUNT: break;
	}
}

static void on_hint(struct view *view, struct text *text)
{
	const struct listing *self = of(view);
	const struct reading_line *line = selected(self);
	if (self->finding)
		text_add(text, _("Type the number as the list shows it, or the number alone, then Enter"));
	else if (line && line->with_whom[0])
		text_format(text, _("With %s"), line->with_whom);
}

static void draw_number(struct listing *self, struct screen *screen, struct area *area)
{
	int label = screen_put(screen, area->row, area->column + MARGIN, area->columns - MARGIN, STYLE_LABEL,
		_("Receipt number: "));
	line_draw(&self->number, screen, area->row, area->column + MARGIN + label, NUMBER_COLUMNS, true);
}

/* The filter in words; a kept one by its name. */
static void filter_words(const struct listing *self, struct text *text)
{
	const struct filter *filter = &self->filter;
	const struct section *section =
		filter->section ? office_section(&self->workstation->desk->office, filter->section) : NULL;
	size_t form = form_index(self);
	if (filter->name) {
		text_add(text, filter->name);
		return;
	}
	text_add(text, form < self->form_count ? self->titles[form] : _("all forms"));
	if (filter->section)
		text_format(text, "%s%s", _(", "), section ? label_text(&section->name) : filter->section);
	if (filter->from != DATE_NONE || filter->to != DATE_NONE) {
		text_add(text, _(", "));
		if (filter->from != DATE_NONE)
			day_short(filter->from, text);
		text_add(text, "–");
		if (filter->to != DATE_NONE)
			day_short(filter->to, text);
	}
	if (filter->mine)
		text_format(text, "%s%s", _(", "), _("mine"));
}

static void on_draw(struct view *view, struct screen *screen, struct area area)
{
	struct listing *self = of(view);
	struct text note = { 0 }, words = { 0 };
	filter_words(self, &words);
	text_format(&note, _("%s, %s: %zu"), text_string(&words), _(states[self->filter.state]),
		self->lines.count);
	text_done(&words);
	area = title_draw(screen, area, _("All records"), text_string(&note));
	text_done(&note);
	struct area body = area;
	if (self->finding) {
		body.row += 2;
		body.rows -= 2;
	}
	list_draw(&self->list, screen, body);
	if (self->finding) /* after the list: the caret is where one types */
		draw_number(self, screen, &area);
}

static void on_free(struct view *view)
{
	struct listing *self = of(view);
	forget_forms(self);
	filter_done(&self->filter);
	filters_done(&self->kept);
	reading_lines_done(&self->lines);
	list_done(&self->list);
	line_done(&self->number);
	free(self);
}

const struct view_class listing_class = {
	.name = "listing",
	.commands = { commands, COUNT(commands) },
	.draw = on_draw,
	.key = on_key,
	.paste = on_paste,
	.typing = on_typing,
	.hint = on_hint,
	.shown = on_shown,
	.free = on_free,
};

struct view *listing_new(struct workstation *workstation)
{
	struct listing *self = memory_new(1, sizeof *self);
	self->view.class = &listing_class;
	self->workstation = workstation;
	self->session = workstation->session;
	self->filter = filter_all();
	list_init(&self->list, self->columns, COUNT(self->columns), cell, self);
	return &self->view;
}
