/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A pile: each record is opened and chosen for, then all are settled with one PIN. */
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "ui/screen/manual.h"
#include "ui/screen/record.h"
#include "ui/screen/summary.h"
#include "ui/widget/list.h"

struct pile_item {
	char *id;
	bool opened;
	struct dossier dossier; /* of an opened one; never moves: items are made once */
	struct acting_choice choice;
};

struct pile_view {
	struct view view;
	struct workstation *workstation;
	struct session *session;
	struct pile_item *items;
	size_t count;
	struct list list;
	size_t open; /* the item that is being looked at */
};

enum { SETTLE_CHOICE, SETTLE_NUMBER, SETTLE_TITLE, SETTLE__COUNT };
enum { COLUMN_CHOICE, COLUMN_NUMBER, COLUMN_TITLE, COLUMN_SECTION, COLUMN__COUNT };

static void cell(void *context, size_t row, size_t column, struct text *text)
{
	const struct pile_view *pile = context;
	const struct pile_item *item = &pile->items[row];
	const struct standing *standing = &item->dossier.standing;
	if (column == COLUMN_CHOICE) {
		text_add(text, item->choice.made ? item->choice.said
			       : item->opened    ? _("keep")
						 : _("not opened"));
		return;
	}
	if (!item->opened) {
		if (column == COLUMN_TITLE)
			text_add(text, _("(Enter opens it)"));
		return;
	}
	if (column == COLUMN_NUMBER)
		number_short(&item->dossier.record, text);
	if (column == COLUMN_TITLE)
		text_add(text, label_text(&standing->form->title));
	if (column == COLUMN_SECTION) {
		const struct section *section =
			office_section(standing->office, item->dossier.record.section);
		text_add(text, section ? label_text(&section->name) : "");
	}
}

static void draw(struct view *view, struct screen *screen, struct area area)
{
	struct pile_view *pile = (struct pile_view *)view;
	size_t chosen = 0;
	for (size_t i = 0; i < pile->count; i++)
		chosen += pile->items[i].choice.made;
	struct text note = { 0 };
	text_format(&note, _("%zu of %zu chosen"), chosen, pile->count);
	list_draw(&pile->list, screen, title_draw(screen, area, _("Pile to settle"), text_string(&note)));
	text_done(&note);
}

static void took(void *context, struct acting_choice *choice)
{
	struct pile_view *pile = context;
	struct pile_item *item = &pile->items[pile->open];
	acting_choice_done(&item->choice);
	item->choice = *choice;
	/* The next one that is still to be opened is under the bar already. */
	for (size_t i = 1; i <= pile->count; i++) {
		size_t next = (pile->open + i) % pile->count;
		if (!pile->items[next].opened) {
			pile->list.selected = next;
			return;
		}
	}
}

static void open_item(void *context)
{
	struct pile_view *pile = context;
	struct pile_item *item = &pile->items[pile->list.selected];
	struct error err;
	if (!item->opened && reading_open(pile->session, item->id, &item->dossier, &err) != RESULT_OK) {
		view_say_error(pile->view.stack, &err);
		return;
	}
	item->opened = true;
	pile->open = pile->list.selected;
	view_push(pile->view.stack,
		record_in_pile_new(pile->workstation, &item->dossier, &item->choice, took, pile));
}

static bool key(struct view *view, struct key_press press)
{
	struct pile_view *pile = (struct pile_view *)view;
	if (press.key == KEY_ENTER) {
		open_item(pile);
		return true;
	}
	return list_key(&pile->list, press);
}

static void release(struct view *view)
{
	struct pile_view *pile = (struct pile_view *)view;
	for (size_t i = 0; i < pile->count; i++) {
		acting_choice_done(&pile->items[i].choice);
		if (pile->items[i].opened)
			dossier_done(&pile->items[i].dossier);
		free(pile->items[i].id);
	}
	free(pile->items);
	list_done(&pile->list);
	free(pile);
}

/* ---- settling -------------------------------------------------------------- */

/* The chosen ones, borrowed from the pile; the caller frees the array. */
static struct decision *decisions_of(const struct pile_view *pile, size_t *ret_count)
{
	struct decision *decisions = memory_new(pile->count, sizeof *decisions);
	*ret_count = 0;
	for (size_t i = 0; i < pile->count; i++)
		if (pile->items[i].choice.made)
			decisions[(*ret_count)++] =
				acting_decision(&pile->items[i].dossier, &pile->items[i].choice);
	return decisions;
}

static enum result act(void *context, const struct card_pin *pin, int *ret_tries, struct error *err)
{
	struct pile_view *pile = context;
	size_t count;
	struct decision *decisions = decisions_of(pile, &count);
	enum result r = deciding_act(pile->session, decisions, count, pin, ret_tries, err);
	free(decisions);
	return r;
}

static void acted(void *context)
{
	struct pile_view *pile = context;
	struct view_stack *stack = pile->view.stack;
	view_pop(stack);
	view_say(stack, _("All chosen records are done, and written in the journal"));
}

static void go(void *context)
{
	struct pile_view *pile = context;
	size_t count;
	struct error err;
	int tries;
	struct decision *decisions = decisions_of(pile, &count);
	bool sign = deciding_signs(pile->session, decisions, count);
	free(decisions);
	if (sign) {
		char *sentence = memory_format(_("You sign %zu records at once"), count);
		const struct pin_request request = { sentence, pile, act, acted };
		ask_pin(pile->workstation, &request);
		free(sentence);
	} else if (act(pile, NULL, &tries, &err) == RESULT_OK) {
		acted(pile);
	} else {
		view_say_error(pile->view.stack, &err);
	}
}

static bool any_chosen(void *context, struct error *err)
{
	const struct pile_view *pile = context;
	for (size_t i = 0; i < pile->count; i++)
		if (pile->items[i].choice.made)
			return true;
	error_set(err, RESULT_REFUSED,
		_("Open the records first and choose for each; what is not opened is kept as it is"));
	return false;
}

static void summarise(const struct pile_view *pile, struct summary *summary)
{
	char **cells = memory_new(pile->count * SETTLE__COUNT, sizeof *cells);
	size_t chosen = 0;
	for (size_t i = 0; i < pile->count; i++) {
		const struct pile_item *item = &pile->items[i];
		if (!item->choice.made)
			continue;
		char **row = &cells[chosen++ * SETTLE__COUNT];
		row[SETTLE_CHOICE] = memory_string(item->choice.said);
		row[SETTLE_NUMBER] = reading_number(&item->dossier.record, i18n_language());
		row[SETTLE_TITLE] = memory_format("%s%s%s", label_text(&item->dossier.standing.form->title),
			item->choice.reason ? "\n" : "", item->choice.reason ? item->choice.reason : "");
	}
	summary_table(summary, _("Chosen"), cells, chosen, SETTLE__COUNT);
	for (size_t i = 0; i < chosen * SETTLE__COUNT; i++)
		free(cells[i]);
	free(cells);
	if (chosen < pile->count) {
		char *kept = memory_format(_("%zu records stay as they are"), pile->count - chosen);
		summary_value(summary, _("Kept"), kept);
		free(kept);
	}
	summary_plain(summary, "");
}

static void settle(void *context)
{
	struct pile_view *pile = context;
	struct summary summary = { 0 };
	summarise(pile, &summary);
	const struct confirmation asked = {
		.title = _("Settle the pile?"),
		.summary = &summary,
		.text = _("All or none: if one of them changed meanwhile, nothing is done."),
		.go_label = _("settle all chosen"),
		.context = pile,
		.go = go,
	};
	view_push(pile->view.stack, confirm_new(pile->workstation, &asked));
}

static bool is_chosen(void *context, struct error *err)
{
	const struct pile_view *pile = context;
	if (pile->items[pile->list.selected].choice.made)
		return true;
	error_set(err, RESULT_REFUSED, _("Nothing has been chosen for this record"));
	return false;
}

static void keep(void *context)
{
	struct pile_view *pile = context;
	acting_choice_done(&pile->items[pile->list.selected].choice);
}

static const struct command commands[] = {
	{ KEY_F1, 'h', N_("Help"), N_("Says what each key does here"), help_run, NULL },
	{ KEY_F3, 'b', N_("Back"), N_("Leaves the pile; nothing is done"), back_run, NULL },
	{ KEY_NONE, 'o', NULL, N_("Opens the record under the bar, as Enter does"), open_item, NULL },
	{ KEY_F9, 's', N_("Settle"), N_("Settles all chosen records with one PIN, after a page to confirm"),
		settle, any_chosen },
	{ KEY_F11, 'k', N_("Keep"), N_("Forgets what was chosen for this record: it stays as it is"), keep,
		is_chosen },
};

const struct view_class pile_class = {
	.name = "pile",
	.commands = { commands, COUNT(commands) },
	.draw = draw,
	.key = key,
	.free = release,
};

struct view *pile_new(struct workstation *workstation, char **record_ids, size_t count)
{
	static struct list_column columns[COLUMN__COUNT];
	columns[COLUMN_CHOICE] = (struct list_column){ _("Choice"), 14, false };
	columns[COLUMN_NUMBER] = (struct list_column){ _("Number"), 10, false };
	columns[COLUMN_TITLE] = (struct list_column){ _("What"), 0, false };
	columns[COLUMN_SECTION] = (struct list_column){ _("Section"), 16, false };
	struct pile_view *pile = memory_new(1, sizeof *pile);
	pile->view.class = &pile_class;
	pile->workstation = workstation;
	pile->session = workstation->session;
	pile->items = memory_new(count, sizeof *pile->items);
	pile->count = count;
	for (size_t i = 0; i < count; i++)
		pile->items[i].id = record_ids[i];
	free(record_ids);
	list_init(&pile->list, columns, COLUMN__COUNT, cell, pile);
	pile->list.empty = _("The pile is empty");
	list_set_count(&pile->list, count);
	return &pile->view;
}
