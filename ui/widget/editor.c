/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is the same for all editors: dispatch by class, undo, redo. */
#include "ui/widget/editor.h"

#include <assert.h>
#include <stdlib.h>

#include "base/memory.h"

enum { UNDO_LIMIT = 100, LIST_COLUMNS = 46 };

void candidates_offer(struct candidates *candidates, const char *id, const char *label, const char *note)
{
	struct candidate *row = LIST_ADD(candidates->rows, candidates->count);
	row->id = memory_string(id);
	row->label = memory_string(label);
	row->note = memory_string(note);
}

void candidates_done(struct candidates *candidates)
{
	for (size_t i = 0; i < candidates->count; i++) {
		free(candidates->rows[i].id);
		free(candidates->rows[i].label);
		free(candidates->rows[i].note);
	}
	free(candidates->rows);
	*candidates = (struct candidates){ 0 };
}

void editor_draw(struct editor *editor, struct screen *screen, struct area area, bool focused)
{
	editor->list_row = area.row;
	editor->list_column = area.column;
	editor->class->draw(editor, screen, area, focused);
}

int editor_rows(struct editor *editor, int columns)
{
	return editor->class->rows ? editor->class->rows(editor, columns) : 1;
}

int editor_least_columns(struct editor *editor)
{
	return editor->class->least_columns ? editor->class->least_columns(editor) : 0;
}

void editor_note(struct editor *editor, struct text *text)
{
	if (editor->class->note)
		editor->class->note(editor, text);
}

int editor_list_rows(struct editor *editor, int columns)
{
	return editor->class->list_rows ? editor->class->list_rows(editor, columns) : 0;
}

int editor_list_columns(struct editor *editor)
{
	return editor->class->list_columns ? editor->class->list_columns(editor) : LIST_COLUMNS;
}

void editor_draw_list(struct editor *editor, struct screen *screen, struct area area)
{
	if (editor->class->draw_list)
		editor->class->draw_list(editor, screen, area);
}

/* ---- undo ---------------------------------------------------------------- */

static json_t *snapshot(struct editor *editor)
{
	return editor->class->snapshot ? editor->class->snapshot(editor) : editor->class->value(editor);
}

static void restore(struct editor *editor, const json_t *kept)
{
	if (editor->class->restore)
		editor->class->restore(editor, kept);
	else
		editor->class->set(editor, kept);
}

static void forget(json_t **history)
{
	json_decref(*history);
	*history = NULL;
}

static void keep(json_t **history, json_t *taken)
{
	if (!*history)
		*history = json_array();
	json_array_append_new(*history, taken);
	if (json_array_size(*history) > UNDO_LIMIT)
		json_array_remove(*history, 0);
}

static bool step(struct editor *editor, json_t **from, json_t **to)
{
	size_t count = json_array_size(*from);
	if (!count)
		return false;
	keep(to, snapshot(editor));
	restore(editor, json_array_get(*from, count - 1));
	json_array_remove(*from, count - 1);
	editor->typed = false;
	editor->changed = false;
	return true;
}

bool editor_undo(struct editor *editor)
{
	return step(editor, &editor->undo, &editor->redo);
}

bool editor_redo(struct editor *editor)
{
	return step(editor, &editor->redo, &editor->undo);
}

/* A run of typing ends with a word or a clause. */
static bool ends_run(uint32_t character)
{
	return character == ' ' || character == 0x3000 || character == 0x3001 || character == 0x3002;
}

/* Keeps what was before a change; a run of typed characters is one change. */
static void note_change(struct editor *editor, json_t *before, uint32_t character)
{
	if (!editor->changed) {
		json_decref(before);
		return;
	}
	if (character && editor->typed)
		json_decref(before);
	else
		keep(&editor->undo, before);
	forget(&editor->redo);
	editor->typed = character && !ends_run(character);
	editor->changed = false;
}

bool editor_key(struct editor *editor, struct key_press press)
{
	if (press.key == KEY_CONTROL && press.character == 'z')
		return editor_undo(editor), true;
	if (press.key == KEY_CONTROL && press.character == 'y')
		return editor_redo(editor), true;
	json_t *before = snapshot(editor);
	editor->changed = false;
	bool used = editor->class->key(editor, press);
	uint32_t character = press.key == KEY_CHARACTER ? press.character : 0;
	if (!editor->changed && !character)
		editor->typed = false; /* the caret moved: a new run begins */
	note_change(editor, before, character);
	return used;
}

void editor_paste(struct editor *editor, const char *text, size_t length)
{
	if (!editor->class->paste)
		return;
	json_t *before = snapshot(editor);
	editor->changed = editor->refused = false;
	editor->class->paste(editor, text, length);
	note_change(editor, before, 0);
}

void editor_change(struct editor *editor, const json_t *value)
{
	json_t *before = snapshot(editor);
	editor->class->set(editor, value);
	editor->changed = true;
	note_change(editor, before, 0);
}

void editor_set(struct editor *editor, const json_t *value)
{
	editor->class->set(editor, value);
	forget(&editor->undo);
	forget(&editor->redo);
	editor->changed = editor->typed = false;
}

/* ---- the rest ------------------------------------------------------------ */

json_t *editor_value(struct editor *editor)
{
	return editor->class->value(editor);
}

bool editor_is_empty(struct editor *editor)
{
	json_t *value = editor_value(editor);
	bool empty = json_is_null(value) || (json_is_string(value) && !json_string_length(value)) ||
		     (json_is_array(value) && !json_array_size(value));
	json_decref(value);
	return empty;
}

enum result editor_check(struct editor *editor, struct error *err)
{
	enum result r = editor->class->check ? editor->class->check(editor, err) : RESULT_OK;
	if (r != RESULT_OK || !editor->validate)
		return r;
	json_t *value = editor_value(editor);
	r = editor->validate(editor->validate_context, value, err);
	json_decref(value);
	return r;
}

void editor_enter(struct editor *editor, bool from_below)
{
	editor->typed = false;
	if (editor->class->enter)
		editor->class->enter(editor, from_below);
}

void editor_leave(struct editor *editor)
{
	editor->typed = false;
	if (editor->class->leave)
		editor->class->leave(editor);
}

bool editor_typing(struct editor *editor)
{
	return !editor->class->typing || editor->class->typing(editor);
}

void editor_free(struct editor *editor)
{
	if (!editor)
		return;
	forget(&editor->undo);
	forget(&editor->redo);
	editor->class->free(editor);
}

struct editor *editor_for_field(const struct field *field, const struct editor_source *source)
{
	typedef struct editor *maker(const struct field *, const struct editor_source *);
	static maker *const makers[] = {
		[FIELD_TEXT] = editor_text_new,
		[FIELD_PARAGRAPH] = editor_paragraph_new,
		[FIELD_NUMBER] = editor_number_new,
		[FIELD_DATE] = editor_date_new,
		[FIELD_MONTH] = editor_month_new,
		[FIELD_TIME] = editor_time_new,
		[FIELD_PERIOD] = editor_period_new,
		[FIELD_YES_NO] = editor_yes_no_new,
		[FIELD_CHOICE] = editor_choice_new,
		[FIELD_CHOICES] = editor_choices_new,
		[FIELD_PERSON] = editor_reference_new,
		[FIELD_SECTION] = editor_reference_new,
		[FIELD_RECORD] = editor_reference_new,
		[FIELD_TABLE] = editor_table_new,
	};
	static_assert(COUNT(makers) == FIELD__COUNT, "the last type has its editor");
	return makers[field->type](field, source);
}
