/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The days of a month: when the office is closed and why, and its own days off to come. */
#include "domain/calendar.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "service/people.h"
#include "ui/screen/manual.h"
#include "ui/screen/office_asking.h"
#include "ui/widget/line.h"
#include "ui/widget/list.h"

enum { MARGIN = 1, NAME_COLUMNS = 40 };

enum column { COLUMN_DAY, COLUMN_STATE, COLUMN_WHY, COLUMN__COUNT };

struct calendar {
	struct view view;
	struct workstation *workstation;
	struct session *session;
	date month; /* its first day */
	struct list list;
	struct list_column columns[COLUMN__COUNT];
	bool naming; /* the name of a day off is being typed */
	struct line name;
	struct office_asking asking;
};

static struct calendar *of(struct view *view)
{
	return (struct calendar *)view;
}

static const struct office *office_of(const struct calendar *self)
{
	return &self->workstation->desk->office;
}

static date day_of(const struct calendar *self, size_t row)
{
	return self->month + (date)row;
}

static date selected(const struct calendar *self)
{
	return day_of(self, self->list.selected);
}

static const struct office_day *day_in(const struct office_day *days, size_t count, date day)
{
	for (size_t i = 0; i < count; i++)
		if (days[i].day == day)
			return &days[i];
	return NULL;
}

static const struct office_day *opened_on(const struct calendar *self, date day)
{
	return day_in(office_of(self)->opened, office_of(self)->opened_count, day);
}

static const struct office_day *closed_on(const struct calendar *self, date day)
{
	return day_in(office_of(self)->closed, office_of(self)->closed_count, day);
}

static void go_to_month(struct calendar *self, date month, date day)
{
	self->month = month;
	list_set_count(&self->list, (size_t)(date_month_add(month, 1) - month));
	self->list.selected = day >= month && day < date_month_add(month, 1) ? (size_t)(day - month) : 0;
}

static void on_shown(struct view *view)
{
	static const struct list_column columns[] = {
		[COLUMN_DAY] = { N_("Day"), 23, false },
		[COLUMN_STATE] = { N_("Open or closed"), 14, false },
		[COLUMN_WHY] = { N_("Why"), 0, false },
	};
	static_assert(COUNT(columns) == COLUMN__COUNT, "the last column has its row");
	columns_translate(columns, COUNT(columns), of(view)->columns);
}

/* ---- changing a day ------------------------------------------------------------------ */

static void signed_now(void *context)
{
	struct calendar *self = context;
	self->naming = false;
	view_say(self->view.stack, _("The calendar of the office is changed"));
}

static void ask(struct calendar *self, const char *closed_as)
{
	struct office after;
	struct office_changes changes = { 0 };
	struct error err;
	if (people_preview_day(self->session, selected(self), closed_as, &after, &changes, &err) !=
		RESULT_OK) {
		view_say_error(self->view.stack, &err);
		return;
	}
	const struct office_words words = { _("Calendar of the office"), _("Change the calendar?"),
		_("A change of the calendar of the office is put into force.") };
	if (changes.count) {
		office_ask(&self->asking, &self->view, &after, &changes, &words, signed_now);
	} else {
		office_done(&after);
		view_say(self->view.stack, _("This is so already; nothing would change"));
	}
	office_changes_done(&changes);
}

static bool not_naming(void *context, struct error *err)
{
	if (!((const struct calendar *)context)->naming)
		return true;
	error_set(err, RESULT_REFUSED, _("Finish what you are typing with Enter, or go back with F3"));
	return false;
}

static bool able_change(void *context, struct error *err)
{
	const struct calendar *self = context;
	if (!not_naming(context, err) || session_has_right(self->session, RIGHT_OFFICE, err) != RESULT_OK)
		return false;
	if (selected(self) > desk_today(self->workstation->desk))
		return true;
	error_set(err, RESULT_REFUSED, _("Only a day to come can be changed"));
	return false;
}

static bool able_undo(void *context, struct error *err)
{
	const struct calendar *self = context;
	if (!able_change(context, err))
		return false;
	if (closed_on(self, selected(self)) || opened_on(self, selected(self)))
		return true;
	error_set(err, RESULT_REFUSED, _("The office itself has set nothing for this day"));
	return false;
}

static void on_close(void *context)
{
	struct calendar *self = context;
	const struct office_day *known = closed_on(self, selected(self));
	self->naming = true;
	line_set(&self->name, known ? known->name.ja : "");
}

static void on_undo(void *context)
{
	ask(context, NULL);
}

/* ---- the view --------------------------------------------------------------------------- */

static void on_back(void *context)
{
	struct calendar *self = context;
	if (self->naming)
		self->naming = false;
	else
		view_pop(self->view.stack);
}

static void on_earlier(void *context)
{
	struct calendar *self = context;
	go_to_month(self, date_month_add(self->month, -1), DATE_NONE);
}

static void on_later(void *context)
{
	struct calendar *self = context;
	go_to_month(self, date_month_add(self->month, 1), DATE_NONE);
}

static const struct command commands[] = {
	{ KEY_F1, 'h', N_("Help"), N_("Show what the keys do and why some are closed"), help_run, NULL },
	{ KEY_F2, 'a', N_("Day off"), N_("Close the office on the day under the bar, under a name"), on_close,
		able_change },
	{ KEY_F3, 'b', N_("Back"), N_("Go back to where you were"), on_back, NULL },
	{ KEY_F5, 'p', N_("Earlier month"), N_("Show the month before; so does the left arrow"), on_earlier,
		not_naming },
	{ KEY_F6, 'n', N_("Later month"), N_("Show the next month; so does the right arrow"), on_later,
		not_naming },
	{ KEY_F11, 'd', N_("As usual"), N_("Take back what the office has set for the day under the bar"),
		on_undo, able_undo },
};

static bool on_key(struct view *view, struct key_press press)
{
	struct calendar *self = of(view);
	if (self->naming && press.key == KEY_ENTER && !*line_string(&self->name))
		view_say(view->stack, _("Please type why the office is closed"));
	else if (self->naming && press.key == KEY_ENTER)
		ask(self, line_string(&self->name));
	else if (self->naming)
		return line_key(&self->name, press);
	else if (press.key == KEY_LEFT)
		on_earlier(self);
	else if (press.key == KEY_RIGHT)
		on_later(self);
	else
		return list_key(&self->list, press);
	return true;
}

static void on_paste(struct view *view, const char *text, size_t length)
{
	if (of(view)->naming)
		line_insert(&of(view)->name, text, length, false);
}

static bool on_typing(const struct view *view)
{
	return ((const struct calendar *)view)->naming;
}

static void on_hint(struct view *view, struct text *text)
{
	text_add(text, of(view)->naming
			       ? _("Type why the office is closed on this day, then Enter; F3 goes back")
			       : _("The arrows ← and → go from month to month"));
}

static void cell(void *context, size_t row, size_t column, struct text *text)
{
	const struct calendar *self = context;
	date day = day_of(self, row);
	const struct office_day *opened = opened_on(self, day);
	const char *why = office_closed_why(office_of(self), day, i18n_language());
	char words[DATE_TEXT_SIZE];
	date_text(day, i18n_language(), true, words);
	switch ((enum column)column) {
	case COLUMN_DAY: text_add(text, words); break;
	case COLUMN_STATE: text_add(text, why ? _("closed") : opened ? _("open") : ""); break;
	case COLUMN_WHY: text_add(text, why ? why : opened ? label_text(&opened->name) : ""); break;
	case COLUMN__COUNT: break;
	}
}

static void on_draw(struct view *view, struct screen *screen, struct area area)
{
	struct calendar *self = of(view);
	char month[DATE_TEXT_SIZE];
	date_month_text(self->month, i18n_language(), month);
	area = title_draw(screen, area, _("Calendar of the office"), month);
	struct area body = area;
	if (self->naming) {
		body.row += 2;
		body.rows -= 2;
	}
	list_draw(&self->list, screen, body);
	if (!self->naming)
		return;
	int used = screen_put(screen, area.row, area.column + MARGIN, area.columns - MARGIN, STYLE_LABEL,
		_("Closed for: "));
	line_draw(&self->name, screen, area.row, area.column + MARGIN + used, NAME_COLUMNS, true);
}

static void on_free(struct view *view)
{
	struct calendar *self = of(view);
	office_asking_done(&self->asking);
	list_done(&self->list);
	line_done(&self->name);
	free(self);
}

const struct view_class calendar_class = {
	.name = "calendar",
	.commands = { commands, COUNT(commands) },
	.draw = on_draw,
	.key = on_key,
	.paste = on_paste,
	.typing = on_typing,
	.hint = on_hint,
	.shown = on_shown,
	.free = on_free,
};

struct view *calendar_new(struct workstation *workstation)
{
	struct calendar *self = memory_new(1, sizeof *self);
	date today = desk_today(workstation->desk);
	self->view.class = &calendar_class;
	self->workstation = workstation;
	self->session = workstation->session;
	list_init(&self->list, self->columns, COUNT(self->columns), cell, self);
	go_to_month(self, date_month_add(today, 0), today);
	return &self->view;
}
