/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Help on the screen that is shown: its keys out of its own command table, and why some are closed. */
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "ui/screen/screens.h"
#include "ui/term/width.h"

enum { KEYS_COLUMNS = 12, MARGINS = 4, LEAST_COLUMNS = 20 };

/* "F9  s", "F3", "y". */
static void add_keys(const struct command *row, struct text *text)
{
	char name[KEY_NAME_SIZE];
	struct text keys = { 0 };
	if (row->key != KEY_NONE) {
		keys_name((struct key_press){ .key = row->key }, name);
		text_add(&keys, name);
	}
	if (row->letter)
		text_format(&keys, "%s%c", keys.length ? _(" or ") : "", row->letter);
	width_pad(text, text_string(&keys), KEYS_COLUMNS);
	text_done(&keys);
}

/* Adds a sentence in lines that stand to the right of the keys; the first where the line stands now. */
static void add_beside(const char *sentence, int columns, struct text *text)
{
	struct wrapped_line *lines;
	size_t count = width_wrap(sentence, strlen(sentence), columns, &lines);
	for (size_t i = 0; i < count; i++) {
		if (i)
			text_format(text, "%*s", KEYS_COLUMNS, "");
		text_add_n(text, sentence + lines[i].start, lines[i].length);
		text_add_char(text, '\n');
	}
	free(lines);
}

static void add_reason(const struct command *row, struct view *view, int columns, struct text *text)
{
	struct error why = { 0 };
	if (!row->able || row->able(view, &why))
		return;
	struct text words = { 0 }, sentence = { 0 };
	error_words(&why, &words);
	text_format(&sentence, _("Not now: %s"),
		words.length ? text_string(&words) : _("this key has nothing to do here"));
	text_format(text, "%*s", KEYS_COLUMNS, "");
	add_beside(text_string(&sentence), columns, text);
	text_done(&words);
	text_done(&sentence);
}

static void add_keys_of(struct view *view, struct text *text)
{
	int columns = screen_columns(term_screen(view->stack->term)) - KEYS_COLUMNS - MARGINS;
	const struct command_table *table = &view->class->commands;
	columns = columns < LEAST_COLUMNS ? LEAST_COLUMNS : columns;
	text_format(text, "■ %s\n\n", _("Keys of this screen"));
	for (size_t i = 0; i < table->count; i++) {
		const struct command *row = &table->rows[i];
		add_keys(row, text);
		add_beside(_(row->help), columns, text);
		add_reason(row, view, columns, text);
	}
}

static const char everywhere[] =
	N_("Each function key can also be typed as Esc and its number: Esc 1 is F1, Esc 0 is F10.\n"
	   "Letters work where no text is typed, in full width too.\n"
	   "The arrow keys move the bar; F7 and F8 turn the page; the space bar ticks a row for a pile.\n"
	   "A key in brackets cannot be used now; press it to read why.\n"
	   "Behind the name of a field * says that it must be filled in, ! that it is to be mended, - that "
	   "it can only be read.\n"
	   "Take your card out to lock the screen. What you have typed is kept.\n");

struct view *help_new(struct workstation *workstation, const char *title, const char *text)
{
	struct view *view = view_top(workstation_stack(workstation));
	struct text page = { 0 }, head = { 0 };
	if (text && text[0])
		text_format(&page, "%s\n\n", text);
	if (view)
		add_keys_of(view, &page);
	text_format(&page, "\n■ %s\n\n%s", _("Everywhere"), _(everywhere));
	text_format(&head, title && title[0] ? _("Help: %s") : _("Help"), title);
	struct view *help = text_view_new(workstation, text_string(&head), text_string(&page));
	text_done(&page);
	text_done(&head);
	return help;
}

void help_run(void *context)
{
	struct view *view = context;
	struct workstation *workstation = workstation_of(view);
	view_push(view->stack, help_new(workstation, NULL, NULL));
}
