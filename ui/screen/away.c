/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Noting that somebody is away: a span is chosen by its number, or typed with a ground; or one is taken back. */
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "service/absence.h"
#include "domain/authority.h"
#include "ui/screen/manual.h"
#include "ui/screen/screens.h"
#include "ui/widget/line.h"
#include "ui/widget/menu.h"

enum { MARGIN = 2, SPAN_COLUMNS = 40 };

struct away {
	struct view view;
	struct workstation *workstation;
	struct session *session;
	char *person, *title;
	struct absence_span *offers;
	size_t offer_count;
	struct absences own; /* of the person, not over */
	char **labels;
	struct menu_item *items; /* the offers, typing, then the absences that can be taken back */
	size_t item_count;
	struct menu menu;
	bool typing; /* the line is asked for, not the menu */
	struct line line;
	int64_t from, to; /* what was typed, while its ground is asked for */
};

static struct away *of(struct view *view)
{
	return (struct away *)view;
}

static void forget(struct away *self)
{
	absence_spans_free(self->offers, self->offer_count);
	absences_done(&self->own);
	for (size_t i = 0; i < self->item_count; i++)
		free(self->labels[i]);
	free(self->labels);
	free(self->items);
	self->offers = NULL;
	self->labels = NULL;
	self->items = NULL;
	self->offer_count = self->item_count = 0;
}

static void add_item(struct away *self, char *label, const char *note)
{
	size_t count = self->item_count;
	*LIST_ADD(self->labels, count) = label;
	*LIST_ADD(self->items, self->item_count) = (struct menu_item){ .label = label, .note = note };
}

/* The ground that a span of today or of another day usually has. */
static const struct absence_ground *usual_ground(const struct away *self, const struct absence_span *span)
{
	bool today = date_from_ms(span->from) == desk_today(self->workstation->desk);
	for (size_t i = 0; i < absence_ground_count; i++)
		if (!strcmp(absence_grounds[i].id, today ? "elsewhere" : "leave"))
			return &absence_grounds[i];
	return &absence_grounds[0];
}

static void keep_own(struct away *self, const struct absences *all)
{
	for (size_t i = 0; i < all->count; i++) {
		const struct absence *absence = &all->items[i];
		if (!strcmp(absence->person, self->person))
			*LIST_ADD(self->own.items, self->own.count) = (struct absence){
				.sequence = absence->sequence,
				.person = memory_string(absence->person),
				.from = absence->from,
				.to = absence->to,
			};
	}
}

static void read_again(struct away *self)
{
	struct absences all;
	struct error err;
	forget(self);
	absence_offers(clock_now(self->workstation->desk->clock), &self->offers, &self->offer_count);
	for (size_t i = 0; i < self->offer_count; i++)
		add_item(self, memory_string(self->offers[i].label),
			_(usual_ground(self, &self->offers[i])->label));
	add_item(self, memory_string(_("other hours or days")), _("to be typed"));
	if (absence_list(self->session, &all, &err) != RESULT_OK) {
		view_say_error(self->view.stack, &err);
	} else {
		keep_own(self, &all);
		absences_done(&all);
	}
	for (size_t i = 0; i < self->own.count; i++) {
		char *words = absence_words(self->own.items[i].from, self->own.items[i].to);
		add_item(self, memory_format(_("take back: %s"), words), NULL);
		free(words);
	}
	self->menu.items = self->items;
	self->menu.count = self->item_count;
	self->menu.selected = 0;
}

static void on_shown(struct view *view)
{
	if (!of(view)->typing)
		read_again(of(view));
}

/* ---- doing it ----------------------------------------------------------------------- */

static void note(struct away *self, int64_t from, int64_t to, const char *ground)
{
	struct view_stack *stack = self->view.stack;
	struct error err;
	if (absence_note(self->session, self->person, from, to, ground, &err) != RESULT_OK) {
		view_say_error(stack, &err);
		return;
	}
	char *words = absence_words(from, to);
	char *said = memory_format(_("Noted as away: %s. What waits goes to the deputies"), words);
	view_pop(stack);
	view_say(stack, said);
	free(said);
	free(words);
}

static void choose_ground(void *context, size_t index)
{
	struct away *self = context;
	note(self, self->from, self->to, absence_grounds[index].id);
}

static void settle_line(struct away *self)
{
	struct error err;
	int64_t now = clock_now(self->workstation->desk->clock);
	const char **labels = NULL;
	size_t count = 0;
	if (absence_read(line_string(&self->line), now, &self->from, &self->to, &err) != RESULT_OK) {
		view_say_error(self->view.stack, &err);
		return;
	}
	for (size_t i = 0; i < absence_ground_count; i++)
		*LIST_ADD(labels, count) = _(absence_grounds[i].label);
	char *title = absence_words(self->from, self->to);
	const struct choosing choosing = { title, labels, count, 0, self, choose_ground };
	view_push(self->view.stack, choosing_new(self->workstation, &choosing));
	free(title);
	free(labels);
}

static void take_back(struct away *self, const struct absence *absence)
{
	struct view_stack *stack = self->view.stack;
	struct error err;
	if (absence_cancel(self->session, absence, &err) != RESULT_OK) {
		view_say_error(stack, &err);
		return;
	}
	view_pop(stack);
	view_say(stack, _("The absence was taken back"));
}

static void choose(struct away *self, size_t index)
{
	if (index < self->offer_count) {
		const struct absence_span *span = &self->offers[index];
		note(self, span->from, span->to, usual_ground(self, span)->id);
	} else if (index == self->offer_count) {
		self->typing = true;
		line_set(&self->line, "");
	} else {
		take_back(self, &self->own.items[index - self->offer_count - 1]);
	}
}

/* ---- the view ------------------------------------------------------------------------ */

static void on_back(void *context)
{
	struct away *self = context;
	if (!self->typing) {
		view_pop(self->view.stack);
		return;
	}
	self->typing = false;
	read_again(self);
}

static const struct command commands[] = {
	{ KEY_F1, 'h', N_("Help"), N_("Show what the keys do"), help_run, NULL },
	{ KEY_F3, 'b', N_("Back"), N_("Go back; nothing is noted"), on_back, NULL },
};

static bool is_typing(const struct view *view)
{
	return ((const struct away *)view)->typing;
}

static bool on_key(struct view *view, struct key_press press)
{
	struct away *self = of(view);
	if (self->typing) {
		if (press.key != KEY_ENTER)
			return line_key(&self->line, press);
		settle_line(self);
		return true;
	}
	enum menu_answer answer = menu_key(&self->menu, press);
	if (answer == MENU_CHOSEN)
		choose(self, self->menu.selected);
	return answer != MENU_IGNORED;
}

static void on_paste(struct view *view, const char *text, size_t length)
{
	if (of(view)->typing)
		line_insert(&of(view)->line, text, length, false);
}

static void on_hint(struct view *view, struct text *text)
{
	text_add(text, of(view)->typing
			       ? _("Type the hours as 13-15, the days as 12/1 or 12/1-12/3, or both "
				   "as 12/1 13-15, then Enter")
			       : _("Type the number: it is noted at once, and can be taken back here"));
}

static void on_draw(struct view *view, struct screen *screen, struct area area)
{
	struct away *self = of(view);
	area = title_draw(screen, area, self->title, NULL);
	if (!self->typing) {
		menu_draw(&self->menu, screen, area);
		return;
	}
	screen_put(screen, area.row, area.column + MARGIN, area.columns - MARGIN, STYLE_NORMAL, _("Away:"));
	line_draw(&self->line, screen, area.row + 1, area.column + MARGIN,
		area.columns - 2 * MARGIN < SPAN_COLUMNS ? area.columns - 2 * MARGIN : SPAN_COLUMNS, true);
}

static void on_free(struct view *view)
{
	struct away *self = of(view);
	forget(self);
	line_done(&self->line);
	free(self->person);
	free(self->title);
	free(self);
}

const struct view_class away_class = {
	.name = "away",
	.commands = { commands, COUNT(commands) },
	.draw = on_draw,
	.key = on_key,
	.paste = on_paste,
	.typing = is_typing,
	.hint = on_hint,
	.shown = on_shown,
	.free = on_free,
};

struct view *away_new(struct workstation *workstation, const char *person)
{
	struct away *self = memory_new(1, sizeof *self);
	const struct person *found = office_person(&workstation->desk->office, person);
	self->view.class = &away_class;
	self->workstation = workstation;
	self->session = workstation->session;
	self->person = memory_string(person);
	self->title = memory_format(_("Away: %s"), found ? person_text(found) : person);
	return &self->view;
}
