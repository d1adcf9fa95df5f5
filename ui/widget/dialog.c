/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Questions on a page. */
#include "ui/widget/dialog.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "ui/term/width.h"
#include "ui/widget/menu.h"

enum { INDENT = 3, LABEL_MOST = 28, GAP = 2, CHOICES_MOST = 9, TEXT_COLUMNS = 100 };

struct dialog_view {
	struct view view;
	char *title, *text;
	char **labels, **values;
	size_t line_count;
	char *choices[CHOICES_MOST];
	struct menu_item items[CHOICES_MOST];
	struct menu menu;
	void (*answer)(void *context, size_t choice);
	void (*yes_no)(void *context, bool yes);
	void *context;
};

static struct dialog_view *of(struct view *view)
{
	return (struct dialog_view *)view;
}

static void finish(struct dialog_view *dialog, size_t choice)
{
	view_pop(dialog->view.stack); /* freed when this event is over */
	if (dialog->answer)
		dialog->answer(dialog->context, choice);
	else if (dialog->yes_no)
		dialog->yes_no(dialog->context, choice == 1);
}

static void on_back(void *context)
{
	struct dialog_view *dialog = context;
	finish(dialog, dialog->menu.count);
}

static const struct command commands[] = {
	{ KEY_F3, 'b', N_("Back"), N_("Go back; nothing is done"), on_back, NULL },
};

static int draw_lines(struct dialog_view *dialog, struct screen *screen, struct area area)
{
	int widest = 0, used = 0;
	for (size_t i = 0; i < dialog->line_count; i++) {
		int width = width_string(dialog->labels[i]);
		widest = width > widest ? width : widest;
	}
	widest = widest > LABEL_MOST ? LABEL_MOST : widest;
	int value_column = area.column + INDENT + widest + GAP;
	int columns = area.column + area.columns - value_column - 1;
	for (size_t i = 0; i < dialog->line_count && used < area.rows; i++) {
		struct wrapped_line *lines;
		const char *value = dialog->values[i];
		size_t count = width_wrap(value, strlen(value), columns, &lines);
		screen_put(screen, area.row + used, area.column + INDENT, widest, STYLE_LABEL,
			dialog->labels[i]);
		for (size_t j = 0; j < count && used < area.rows; j++, used++)
			screen_put_n(screen, area.row + used, value_column, columns, STYLE_NORMAL,
				value + lines[j].start, lines[j].length);
		free(lines);
	}
	return used;
}

static int draw_text(const char *text, struct screen *screen, struct area area)
{
	struct wrapped_line *lines;
	int columns = area.columns - 2 * INDENT, used = 0;
	columns = columns > TEXT_COLUMNS ? TEXT_COLUMNS : columns;
	size_t count = width_wrap(text, strlen(text), columns, &lines);
	for (size_t i = 0; i < count && used < area.rows; i++, used++)
		screen_put_n(screen, area.row + used, area.column + INDENT, columns, STYLE_NORMAL,
			text + lines[i].start, lines[i].length);
	free(lines);
	return used;
}

static void dialog_draw(struct view *view, struct screen *screen, struct area area)
{
	struct dialog_view *dialog = of(view);
	int choices = (int)dialog->menu.count;
	screen_put(screen, area.row, area.column + 1, area.columns - 2, STYLE_TITLE, dialog->title);
	struct area rest = { area.row + 2, area.column, area.rows - 3 - choices, area.columns };
	int used = draw_lines(dialog, screen, rest);
	if (used && dialog->text)
		used++;
	rest.row += used;
	rest.rows -= used;
	if (dialog->text)
		used = draw_text(dialog->text, screen, rest);
	else
		used = 0;
	rest.row += used + 1;
	rest.rows = choices;
	menu_draw(&dialog->menu, screen, rest);
}

static bool dialog_key(struct view *view, struct key_press press)
{
	struct dialog_view *dialog = of(view);
	switch (menu_key(&dialog->menu, press)) {
	case MENU_CHOSEN: finish(dialog, dialog->menu.selected); return true;
	case MENU_IGNORED: return false;
	default: return true;
	}
}

static void dialog_free(struct view *view)
{
	struct dialog_view *dialog = of(view);
	for (size_t i = 0; i < dialog->line_count; i++) {
		free(dialog->labels[i]);
		free(dialog->values[i]);
	}
	for (size_t i = 0; i < dialog->menu.count; i++)
		free(dialog->choices[i]);
	free(dialog->labels);
	free(dialog->values);
	free(dialog->title);
	free(dialog->text);
	free(dialog);
}

static const struct view_class dialog_class = {
	.name = "dialog",
	.commands = { commands, COUNT(commands) },
	.draw = dialog_draw,
	.key = dialog_key,
	.free = dialog_free,
};

static struct dialog_view *dialog_new(const struct dialog *dialog)
{
	struct dialog_view *made = memory_new(1, sizeof *made);
	assert(dialog->choice_count && dialog->choice_count <= CHOICES_MOST);
	made->view.class = &dialog_class;
	made->title = memory_string(dialog->title);
	made->text = memory_string(dialog->text);
	made->line_count = dialog->line_count;
	made->labels = memory_new(dialog->line_count, sizeof(char *));
	made->values = memory_new(dialog->line_count, sizeof(char *));
	for (size_t i = 0; i < dialog->line_count; i++) {
		made->labels[i] = memory_string(dialog->lines[i].label);
		made->values[i] = memory_string(dialog->lines[i].value ? dialog->lines[i].value : "");
	}
	for (size_t i = 0; i < dialog->choice_count; i++) {
		made->choices[i] = memory_string(dialog->choices[i]);
		made->items[i].label = made->choices[i];
	}
	made->menu = (struct menu){
		.items = made->items, .count = dialog->choice_count, .selected = dialog->standard
	};
	made->answer = dialog->answer;
	made->context = dialog->context;
	return made;
}

void dialog_push(struct view_stack *stack, const struct dialog *dialog)
{
	view_push(stack, &dialog_new(dialog)->view);
}

void dialog_confirm(struct view_stack *stack, const char *title, const struct dialog_line *lines,
	size_t line_count, const char *text, const char *act, void (*answer)(void *context, bool yes),
	void *context)
{
	const char *const choices[] = { _("Back"), act };
	struct dialog dialog = { .title = title,
		.lines = lines,
		.line_count = line_count,
		.text = text,
		.choices = choices,
		.choice_count = COUNT(choices),
		.context = context };
	struct dialog_view *made = dialog_new(&dialog);
	made->yes_no = answer;
	view_push(stack, &made->view);
}

void dialog_tell(struct view_stack *stack, const char *title, const char *text)
{
	const char *const choices[] = { _("Back") };
	struct dialog dialog = { .title = title, .text = text, .choices = choices, .choice_count = 1 };
	dialog_push(stack, &dialog);
}
