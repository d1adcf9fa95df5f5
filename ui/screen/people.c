/* SPDX-License-Identifier: GPL-3.0-or-later */
/* People and their postings: today's, those of one person, what changes next. */
#include "service/people.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "ui/screen/manual.h"
#include "ui/screen/screens.h"
#include "ui/widget/list.h"

enum column { COLUMN_NUMBER, COLUMN_NAME, COLUMN_POSTS, COLUMN_NEXT, COLUMN_CARD, COLUMN__COUNT };

/* A line of the list with everything copied: the office may be read anew below it. */
struct person_row {
	char *id, *number, *name, *posts, *next;
	bool has_card;
};

struct people {
	struct view view;
	struct workstation *workstation;
	struct session *session;
	struct person_row *rows;
	size_t row_count;
	bool changes_only; /* only those with a change to come */
	struct list list;
	struct list_column columns[COLUMN__COUNT];
};

static struct people *of(struct view *view)
{
	return (struct people *)view;
}

static void forget(struct people *self)
{
	for (size_t i = 0; i < self->row_count; i++) {
		struct person_row *row = &self->rows[i];
		free(row->id);
		free(row->number);
		free(row->name);
		free(row->posts);
		free(row->next);
	}
	free(self->rows);
	self->rows = NULL;
	self->row_count = 0;
}

static void set_columns(struct people *self)
{
	static const struct list_column columns[] = {
		[COLUMN_NUMBER] = { N_("No."), 6, false },
		[COLUMN_NAME] = { N_("Name"), 14, false },
		[COLUMN_POSTS] = { N_("Posts today"), 0, false },
		[COLUMN_NEXT] = { N_("Next change"), 0, false },
		[COLUMN_CARD] = { N_("Card"), 8, false },
	};
	static_assert(COUNT(columns) == COLUMN__COUNT, "the last column has its row");
	columns_translate(columns, COUNT(columns), self->columns);
	self->list.empty =
		self->changes_only ? _("No change of posts is announced.") : _("Nobody is in this office.");
}

static void read_again(struct people *self)
{
	struct people_lines lines;
	struct error err;
	if (people_list(self->session, &lines, &err) != RESULT_OK) {
		view_say_error(self->view.stack, &err);
		return;
	}
	forget(self);
	for (size_t i = 0; i < lines.count; i++) {
		const struct people_line *line = &lines.items[i];
		if (self->changes_only && !line->next[0])
			continue;
		*LIST_ADD(self->rows, self->row_count) = (struct person_row){
			.id = memory_string(line->person->id),
			.number = memory_string(line->person->number),
			.name = memory_string(person_text(line->person)),
			.posts = memory_string(line->posts),
			.next = memory_string(line->next),
			.has_card = line->has_card,
		};
	}
	people_lines_done(&lines);
	list_set_count(&self->list, self->row_count);
}

static void on_shown(struct view *view)
{
	set_columns(of(view));
	read_again(of(view));
}

/* ---- commands ---------------------------------------------------------------------- */

static bool able_open(void *context, struct error *err)
{
	return row_is_there(((const struct people *)context)->row_count, err);
}

static void on_open(void *context)
{
	struct people *self = context;
	const struct person_row *row = &self->rows[self->list.selected];
	char **lines;
	size_t count;
	struct error err;
	if (people_postings(self->session, row->id, &lines, &count, &err) != RESULT_OK) {
		view_say_error(self->view.stack, &err);
		return;
	}
	struct text page = { 0 }, title = { 0 };
	for (size_t i = 0; i < count; i++) {
		text_format(&page, "%s\n", lines[i]);
		free(lines[i]);
	}
	free(lines);
	text_format(&title, _("Postings of %s"), row->name);
	view_push(self->view.stack, text_view_new(self->workstation, text_string(&title),
					    count ? text_string(&page) : _("There is no posting.")));
	text_done(&page);
	text_done(&title);
}

static void on_away(void *context)
{
	struct people *self = context;
	view_push(self->view.stack, away_new(self->workstation, self->rows[self->list.selected].id));
}

static bool able_post(void *context, struct error *err)
{
	const struct people *self = context;
	return able_open(context, err) && session_has_right(self->session, RIGHT_OFFICE, err) == RESULT_OK;
}

static void on_post(void *context)
{
	struct people *self = context;
	view_push(self->view.stack, posting_new(self->workstation, self->rows[self->list.selected].id));
}

static void on_changes(void *context)
{
	struct people *self = context;
	self->changes_only = !self->changes_only;
	self->list.selected = 0;
	set_columns(self);
	read_again(self);
}

static void on_again(void *context)
{
	struct people *self = context;
	read_again(self);
}

static const struct command commands[] = {
	{ KEY_F1, 'h', N_("Help"), N_("Show what the keys do and why some are closed"), help_run, NULL },
	{ KEY_F2, 'p', N_("Posting"), N_("Enter a change of posts of the person under the bar"), on_post,
		able_post },
	{ KEY_F3, 'b', N_("Back"), N_("Go back to where you were"), back_run, NULL },
	{ KEY_F4, 'c', N_("Changes"), N_("Show only those whose posts will change, or everybody again"),
		on_changes, NULL },
	{ KEY_F5, 'r', N_("Read again"), N_("Read the list again"), on_again, NULL },
	{ KEY_NONE, 'a', NULL, N_("Note that the person under the bar is away"), on_away, able_open },
	{ KEY_ENTER, 0, NULL, N_("Show all postings of the person under the bar"), on_open, able_open },
};

static bool on_key(struct view *view, struct key_press press)
{
	return list_key(&of(view)->list, press);
}

/* ---- drawing ------------------------------------------------------------------------ */

static void cell(void *context, size_t index, size_t column, struct text *text)
{
	const struct people *self = context;
	const struct person_row *row = &self->rows[index];
	switch ((enum column)column) {
	case COLUMN_NUMBER: text_add(text, row->number); break;
	case COLUMN_NAME: text_add(text, row->name); break;
	case COLUMN_POSTS: text_add(text, row->posts); break;
	case COLUMN_NEXT: text_add(text, row->next); break;
	case COLUMN_CARD: text_add(text, row->has_card ? _("enrolled") : _("none")); break;
	case COLUMN__COUNT: break;
	}
}

static void on_hint(struct view *view, struct text *text)
{
	const struct people *self = of(view);
	if (self->list.selected >= self->row_count)
		return;
	const struct person_row *row = &self->rows[self->list.selected];
	text_format(text, "%s  %s", row->name, row->posts);
	if (row->next[0])
		text_format(text, _("  next: %s"), row->next);
}

static void on_draw(struct view *view, struct screen *screen, struct area area)
{
	struct people *self = of(view);
	struct text note = { 0 };
	text_format(
		&note, self->changes_only ? _("changes to come: %zu") : _("%zu persons"), self->row_count);
	area = title_draw(screen, area, _("People and postings"), text_string(&note));
	text_done(&note);
	list_draw(&self->list, screen, area);
}

static void on_free(struct view *view)
{
	struct people *self = of(view);
	forget(self);
	list_done(&self->list);
	free(self);
}

const struct view_class people_class = {
	.name = "people",
	.commands = { commands, COUNT(commands) },
	.draw = on_draw,
	.key = on_key,
	.hint = on_hint,
	.shown = on_shown,
	.free = on_free,
};

struct view *people_new(struct workstation *workstation)
{
	struct people *self = memory_new(1, sizeof *self);
	self->view.class = &people_class;
	self->workstation = workstation;
	self->session = workstation->session;
	list_init(&self->list, self->columns, COUNT(self->columns), cell, self);
	return &self->view;
}
