/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The editors of yes or no, one choice, and several: a numbered list, ticked by number or space. */
#include <stdlib.h>
#include <string.h>

#include "base/fold.h"
#include "base/i18n.h"
#include "base/memory.h"
#include "ui/term/width.h"
#include "ui/widget/editor.h"
#include "ui/widget/line.h"
#include "ui/widget/menu.h"

enum { LIST_ROWS = 8, INDENT = 2, MARK_COLUMNS = 3, NUMBER_COLUMNS = 5, WORDS_COLUMNS = 46 };

struct choice_editor {
	struct editor editor;
	const struct field *field;
	bool several;
	size_t count;
	bool *ticks;
	size_t at, top;    /* under the bar; first shown */
	int typed;         /* first digit of a number */
	bool moved;        /* the bar was called for by a key: Enter takes what it stands on */
	struct line words; /* of an explained choice */
	bool in_words;     /* the caret stands in the words */
};

static struct choice_editor *of(struct editor *editor)
{
	return (struct choice_editor *)editor;
}

static bool is_yes_no(const struct choice_editor *choice)
{
	return choice->field->type == FIELD_YES_NO;
}

static const char *label_at(const struct choice_editor *choice, size_t index)
{
	if (is_yes_no(choice))
		return index == 0 ? _("Yes") : _("No");
	return label_text(&choice->field->list->choices[index].label);
}

/* The ticked choice that wants words of its own, count where none. */
static size_t explained(const struct choice_editor *choice)
{
	for (size_t i = 0; !is_yes_no(choice) && i < choice->count; i++)
		if (choice->ticks[i] && choice->field->list->choices[i].explain)
			return i;
	return choice->count;
}

static bool wants_words(const struct choice_editor *choice)
{
	return explained(choice) < choice->count;
}

/* Whether there is a bar to see. One that Enter would not take must not look as
 * if it did: before the first key no row of a single choice is marked. */
static bool has_bar(const struct choice_editor *choice)
{
	return choice->several || choice->moved || choice->ticks[choice->at];
}

static void tick(struct choice_editor *choice, size_t index, bool on)
{
	if (!choice->several)
		memset(choice->ticks, 0, choice->count * sizeof *choice->ticks);
	choice->ticks[index] = on;
	choice->editor.changed = true;
	if (!wants_words(choice))
		choice->in_words = false;
}

static void chosen_words(const struct choice_editor *choice, struct text *text)
{
	for (size_t i = 0; i < choice->count; i++) {
		if (!choice->ticks[i])
			continue;
		if (text->length)
			text_add(text, _(", "));
		text_add(text, label_at(choice, i));
		if (i == explained(choice) && choice->words.text.length)
			text_format(text, _(" (%s)"), line_string(&choice->words));
	}
}

/* As many rows as what is chosen takes. */
static int choice_rows(struct editor *editor, int columns)
{
	struct wrapped_line *lines;
	struct text words = { 0 };
	chosen_words(of(editor), &words);
	size_t count = width_wrap(text_string(&words), words.length, columns, &lines);
	free(lines);
	text_done(&words);
	return count ? (int)count : 1;
}

static void choice_draw(struct editor *editor, struct screen *screen, struct area area, bool focused)
{
	struct wrapped_line *lines;
	struct text words = { 0 };
	enum style style = focused ? STYLE_CARET : STYLE_FIELD;
	chosen_words(of(editor), &words);
	size_t count = width_wrap(text_string(&words), words.length, area.columns, &lines);
	for (int i = 0; i < area.rows && (i < (int)count || !i); i++) {
		const char *line = text_string(&words) + (count ? lines[i].start : 0);
		bool cut = i + 1 == area.rows && i + 1 < (int)count;
		int used = cut ? screen_put_cut(screen, area.row + i, area.column, area.columns, style, line)
			   : count ? screen_put_n(screen, area.row + i, area.column, area.columns, style,
					     line, lines[i].length)
				   : 0;
		screen_fill(screen, area.row + i, area.column + used, area.columns - used, STYLE_DIM, "_");
	}
	if (focused) /* the list, where it has room, takes the caret from here */
		screen_caret(screen, area.row, area.column);
	free(lines);
	text_done(&words);
}

static int choice_list_rows(struct editor *editor, int columns)
{
	struct choice_editor *choice = of(editor);
	(void)columns;
	int rows = choice->count < LIST_ROWS ? (int)choice->count : LIST_ROWS;
	return rows + wants_words(choice);
}

static int choice_list_columns(struct editor *editor)
{
	const struct choice_editor *choice = of(editor);
	int widest = wants_words(choice) ? WORDS_COLUMNS : 0;
	for (size_t i = 0; i < choice->count; i++) {
		int width = INDENT + MARK_COLUMNS + NUMBER_COLUMNS + width_string(label_at(choice, i));
		widest = width > widest ? width : widest;
	}
	return widest;
}

static void draw_choice(
	const struct choice_editor *choice, struct screen *screen, int row, struct area area, size_t index)
{
	struct text line = { 0 };
	bool on_bar = index == choice->at && !choice->in_words && has_bar(choice);
	const char *mark = choice->several ? (choice->ticks[index] ? "[x]" : "[ ]")
					   : (choice->ticks[index] ? "(*)" : "( )");
	text_format(&line, "%s %2zu %s", mark, index + 1, label_at(choice, index));
	if (on_bar)
		screen_put(screen, row, area.column, INDENT, STYLE_MARK, "▸");
	screen_put_padded(screen, row, area.column + INDENT, area.columns - INDENT,
		on_bar ? STYLE_SELECTED : STYLE_NORMAL, text_string(&line));
	text_done(&line);
	if (on_bar)
		screen_caret(screen, row, area.column + INDENT + 1);
}

static void choice_draw_list(struct editor *editor, struct screen *screen, struct area area)
{
	struct choice_editor *choice = of(editor);
	int words = wants_words(choice), rows = area.rows - words;
	size_t page = rows > 0 ? (size_t)rows : 1;
	if (choice->at < choice->top)
		choice->top = choice->at;
	if (choice->at >= choice->top + page)
		choice->top = choice->at - page + 1;
	for (size_t i = 0; i < page && choice->top + i < choice->count; i++)
		draw_choice(choice, screen, area.row + (int)i, area, choice->top + i);
	if (!words)
		return;
	int row = area.row + area.rows - 1, column = area.column + INDENT + MARK_COLUMNS + 1;
	column += screen_put(screen, row, column, area.columns, STYLE_LABEL, _("In words: "));
	line_draw(&choice->words, screen, row, column, area.column + area.columns - column, choice->in_words);
}

static bool move_bar(struct choice_editor *choice, int by)
{
	if (by > 0 && !choice->in_words && !has_bar(choice)) {
		choice->moved = true;
		return true;
	}
	if (choice->in_words && by < 0) {
		choice->in_words = false;
		return true;
	}
	if (by > 0 && choice->at + 1 >= choice->count) {
		if (choice->in_words || !wants_words(choice))
			return false;
		choice->in_words = true;
		return true;
	}
	if (choice->in_words || (by < 0 && choice->at == 0))
		return false;
	choice->at = (size_t)((long)choice->at + by);
	choice->moved = true;
	return true;
}

static bool choice_letter(struct choice_editor *choice, uint32_t letter)
{
	if (letter == ' ') {
		tick(choice, choice->at, !choice->ticks[choice->at]);
		choice->in_words = !choice->several && wants_words(choice);
		return true;
	}
	if (is_yes_no(choice) && (letter == 'y' || letter == 'n')) {
		choice->at = letter == 'n';
		tick(choice, choice->at, true);
		return true;
	}
	if (letter < '0' || letter > '9')
		return false;
	if (menu_digit((int)(letter - '0'), choice->count, &choice->typed, &choice->at)) {
		tick(choice, choice->at, choice->several ? !choice->ticks[choice->at] : true);
		choice->in_words = !choice->several && wants_words(choice);
	} else if (choice->typed && !choice->several) {
		/* A 1 stands for itself until another digit makes it 12. */
		tick(choice, choice->at, true);
	}
	return true;
}

static bool words_key(struct choice_editor *choice, struct key_press press)
{
	bool used = line_key(&choice->words, press);
	choice->editor.changed |= choice->words.changed;
	choice->words.changed = false;
	return used;
}

/* Enter takes the row under the bar and, where words are wanted, goes to them.
 * Where no bar was called for it chooses nothing: one may pass by. */
static bool choice_enter_key(struct choice_editor *choice)
{
	if (choice->in_words || choice->several)
		return false;
	if (choice->moved && !choice->ticks[choice->at])
		tick(choice, choice->at, true);
	choice->in_words = wants_words(choice);
	return choice->in_words;
}

static bool choice_key(struct editor *editor, struct key_press press)
{
	struct choice_editor *choice = of(editor);
	int typed = choice->typed;
	if (!choice->count)
		return false;
	if (press.key == KEY_CHARACTER)
		return choice->in_words ? words_key(choice, press)
					: choice_letter(choice, keys_letter(press));
	choice->typed = 0;
	switch (press.key) {
	case KEY_UP: return move_bar(choice, -1);
	case KEY_DOWN: return move_bar(choice, 1);
	case KEY_ENTER:
		if (typed && choice->several) {
			tick(choice, choice->at, !choice->ticks[choice->at]);
			return true;
		}
		return choice_enter_key(choice);
	case KEY_BACKSPACE:
	case KEY_DELETE:
		if (choice->in_words)
			break;
		memset(choice->ticks, 0, choice->count * sizeof *choice->ticks);
		choice->editor.changed = true;
		return true;
	default: break;
	}
	return choice->in_words && words_key(choice, press);
}

static void choice_paste(struct editor *editor, const char *text, size_t length)
{
	struct choice_editor *choice = of(editor);
	if (!choice->in_words)
		return;
	line_insert(&choice->words, text, length, false);
	editor->changed |= choice->words.changed;
	choice->words.changed = false;
}

static json_t *choice_value(struct editor *editor)
{
	struct choice_editor *choice = of(editor);
	json_t *value = choice->several ? json_array() : json_null();
	for (size_t i = 0; i < choice->count; i++) {
		if (!choice->ticks[i])
			continue;
		if (is_yes_no(choice))
			return json_boolean(i == 0);
		json_t *id = json_string(choice->field->list->choices[i].id);
		if (!choice->several)
			return id;
		json_array_append_new(value, id);
	}
	if (choice->several && !json_array_size(value)) {
		json_decref(value);
		return json_null();
	}
	return value;
}

static void set_id(struct choice_editor *choice, const json_t *value)
{
	const char *id = json_string_value(value);
	for (size_t i = 0; id && !is_yes_no(choice) && i < choice->count; i++)
		if (strcmp(choice->field->list->choices[i].id, id) == 0) {
			choice->ticks[i] = true;
			choice->at = i;
		}
}

static void choice_set(struct editor *editor, const json_t *value)
{
	struct choice_editor *choice = of(editor);
	size_t index;
	const json_t *item;
	memset(choice->ticks, 0, choice->count * sizeof *choice->ticks);
	if (is_yes_no(choice) && json_is_boolean(value)) {
		choice->at = json_is_true(value) ? 0 : 1;
		choice->ticks[choice->at] = true;
	}
	json_array_foreach(value, index, item) set_id(choice, item);
	set_id(choice, value);
	choice->in_words &= wants_words(choice);
}

static json_t *choice_snapshot(struct editor *editor)
{
	json_t *kept = json_array();
	json_array_append_new(kept, choice_value(editor));
	json_array_append_new(kept, line_snapshot(&of(editor)->words));
	return kept;
}

static void choice_restore(struct editor *editor, const json_t *kept)
{
	size_t at = of(editor)->at;
	choice_set(editor, json_array_get(kept, 0));
	line_restore(&of(editor)->words, json_array_get(kept, 1));
	of(editor)->at = at;
}

static enum result choice_check(struct editor *editor, struct error *err)
{
	const struct choice_editor *choice = of(editor);
	if (wants_words(choice) && !choice->words.text.length)
		return error_set(err, RESULT_INVALID, _("\"%s\" wants words of its own"),
			label_at(choice, explained(choice)));
	return RESULT_OK;
}

static void choice_enter(struct editor *editor, bool from_below)
{
	struct choice_editor *choice = of(editor);
	choice->typed = 0;
	choice->moved = false;
	if (!has_bar(choice))
		choice->at = 0;
	choice->in_words = from_below && wants_words(choice);
}

static bool choice_typing(struct editor *editor)
{
	return of(editor)->in_words;
}

static void choice_free(struct editor *editor)
{
	free(of(editor)->ticks);
	line_done(&of(editor)->words);
	free(editor);
}

static const struct editor_class choice_class = {
	.name = "choice",
	.draw = choice_draw,
	.rows = choice_rows,
	.list_rows = choice_list_rows,
	.list_columns = choice_list_columns,
	.draw_list = choice_draw_list,
	.key = choice_key,
	.paste = choice_paste,
	.value = choice_value,
	.set = choice_set,
	.check = choice_check,
	.snapshot = choice_snapshot,
	.restore = choice_restore,
	.enter = choice_enter,
	.free = choice_free,
	.typing = choice_typing,
};

json_t *editor_words(struct editor *editor)
{
	if (editor->class != &choice_class || !wants_words(of(editor)) || !of(editor)->words.text.length)
		return json_null();
	return json_string(line_string(&of(editor)->words));
}

void editor_set_words(struct editor *editor, const json_t *words)
{
	if (editor->class == &choice_class)
		line_set(&of(editor)->words, json_is_string(words) ? json_string_value(words) : "");
}

static struct editor *choice_new(const struct field *field, const struct editor_source *source, bool several)
{
	struct choice_editor *made = memory_new(1, sizeof *made);
	made->editor = (struct editor){ .class = &choice_class, .source = source };
	made->field = field;
	made->several = several;
	made->count = field->type == FIELD_YES_NO ? 2 : field->list ? field->list->choice_count : 0;
	made->ticks = memory_new(made->count, sizeof *made->ticks);
	return &made->editor;
}

struct editor *editor_yes_no_new(const struct field *field, const struct editor_source *source)
{
	return choice_new(field, source, false);
}

struct editor *editor_choice_new(const struct field *field, const struct editor_source *source)
{
	return choice_new(field, source, false);
}

struct editor *editor_choices_new(const struct field *field, const struct editor_source *source)
{
	return choice_new(field, source, true);
}
