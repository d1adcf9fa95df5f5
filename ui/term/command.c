/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Command tables read four ways: dispatch, key line, help, manual. */
#include "ui/term/command.h"

#include "base/i18n.h"
#include "base/memory.h"
#include "ui/term/width.h"

enum { KEY_COLUMNS = 5, HELP_COLUMN = 12 };

const struct command *command_find(struct command_table table, struct key_press press, bool typing)
{
	uint32_t letter = typing ? 0 : keys_letter(press);
	for (size_t i = 0; i < table.count; i++) {
		const struct command *row = &table.rows[i];
		if (row->key != KEY_NONE && row->key == press.key)
			return row;
		if (letter && row->letter && letter == (uint32_t)row->letter)
			return row;
	}
	return NULL;
}

static bool is_able(const struct command *row, void *context, struct error *err)
{
	return !row->able || row->able(context, err);
}

enum result command_press(
	struct command_table table, struct key_press press, bool typing, void *context, struct error *err)
{
	const struct command *row = command_find(table, press, typing);
	if (!row)
		return RESULT_NOT_FOUND;
	struct error why = { 0 };
	if (!is_able(row, context, &why)) {
		if (!why.text[0])
			error_set(&why, RESULT_REFUSED, _("this key has nothing to do here"));
		why.result = RESULT_REFUSED;
		if (err)
			*err = why;
		return RESULT_REFUSED;
	}
	row->run(context);
	return RESULT_OK;
}

static void add_key_name(const struct command *row, struct text *text)
{
	char name[KEY_NAME_SIZE];
	struct key_press press = { .key = row->key };
	if (row->key == KEY_NONE)
		press = (struct key_press){ .key = KEY_CHARACTER, .character = (uint32_t)row->letter };
	keys_name(press, name);
	text_add(text, name);
}

static void add_row(const struct command *row, bool able, struct text *text)
{
	if (!able)
		text_add_char(text, '(');
	add_key_name(row, text);
	text_add_char(text, ' ');
	text_add(text, _(row->label));
	if (!able)
		text_add_char(text, ')');
}

/* All open keys and the first closed ones of the table; returns how many closed ones there are. */
static size_t key_line(
	struct command_table table, void *context, const char *gap, size_t closed_most, struct text *text)
{
	size_t closed = 0;
	text_clear(text);
	for (size_t i = 0; i < table.count; i++) {
		bool able = is_able(&table.rows[i], context, NULL);
		if (!table.rows[i].label || (!able && closed++ >= closed_most))
			continue;
		if (text->length)
			text_add(text, gap);
		add_row(&table.rows[i], able, text);
	}
	return closed;
}

static bool fits(const struct text *line, int columns)
{
	return width_text(text_string(line), line->length) <= columns;
}

void command_key_line(struct command_table table, void *context, int columns, struct text *text)
{
	struct text line = { 0 };
	size_t closed = key_line(table, context, "  ", SIZE_MAX, &line);
	if (!fits(&line, columns))
		key_line(table, context, " ", SIZE_MAX, &line);
	while (!fits(&line, columns) && closed) /* what cannot be used gives way; help lists it */
		key_line(table, context, " ", --closed, &line);
	width_cut(text, text_string(&line), columns);
	text_done(&line);
}

void command_help(struct command_table table, void *context, struct text *text)
{
	for (size_t i = 0; i < table.count; i++) {
		const struct command *row = &table.rows[i];
		struct text keys = { 0 };
		struct error why = { 0 };
		add_key_name(row, &keys);
		if (row->key != KEY_NONE && row->letter) {
			for (int columns = width_string(text_string(&keys)); columns < KEY_COLUMNS; columns++)
				text_add_char(&keys, ' ');
			text_add_char(&keys, row->letter);
		}
		width_pad(text, text_string(&keys), HELP_COLUMN);
		text_done(&keys);
		text_add(text, _(row->help));
		if (!is_able(row, context, &why) && why.text[0])
			text_format(text, "\n            (%s)", why.text);
		text_add_char(text, '\n');
	}
}

void command_manual(struct command_table table, struct text *text)
{
	text_add(text, ".Bl -tag -width Ds\n");
	for (size_t i = 0; i < table.count; i++) {
		const struct command *row = &table.rows[i];
		text_add(text, ".It Ic ");
		add_key_name(row, text);
		if (row->key != KEY_NONE && row->letter)
			text_format(text, " | %c", row->letter);
		text_format(text, "\n%s\n", _(row->help));
	}
	text_add(text, ".El\n");
}
