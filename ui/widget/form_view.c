/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The view of a form. */
#include "ui/widget/form_view.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "domain/value.h"
#include "ui/term/width.h"

enum {
	ARROW_COLUMN = 1,
	NUMBER_COLUMN = 2,
	LABEL_COLUMN = 5,
	LABEL_MOST = 28,
	MARK_COLUMNS = 3,
	MARGIN = 1,
	EDITOR_MOST = 100,
	TABLE_MOST = 150,
	WIDE_COLUMNS = 120,
};

static bool can_fill(const struct form_row *row)
{
	return !row->hidden && !row->locked;
}

/* The row itself, the next one that is shown, or the one before. */
static size_t nearest_shown(const struct form_view *view, size_t row)
{
	for (size_t i = row; i < view->count; i++)
		if (!view->rows[i].hidden)
			return i;
	for (size_t i = row; i-- > 0;)
		if (!view->rows[i].hidden)
			return i;
	return row;
}

struct form_row *form_view_add(
	struct form_view *view, const char *id, const char *label, struct editor *editor)
{
	struct form_row *row = LIST_ADD(view->rows, view->count);
	row->id = id;
	row->label = label;
	row->editor = editor;
	return row;
}

void form_view_add_fields(struct form_view *view, const struct field *fields, size_t count, const char *step,
	const struct editor_source *source)
{
	for (size_t i = 0; i < count; i++) {
		struct editor *editor = editor_for_field(&fields[i], source);
		struct form_row *row =
			form_view_add(view, fields[i].id, label_text(&fields[i].label), editor);
		row->field = &fields[i];
		row->help = fields[i].help.ja ? label_text(&fields[i].help) : NULL;
		row->locked = !field_filled_at(&fields[i], step);
		row->below = fields[i].type == FIELD_TABLE;
	}
	form_view_refresh(view);
	size_t first = 0;
	while (first + 1 < view->count && !can_fill(&view->rows[first]))
		first++;
	form_view_go(view, first);
}

void form_view_done(struct form_view *view)
{
	for (size_t i = 0; i < view->count; i++) {
		editor_free(view->rows[i].editor);
		free(view->rows[i].fault);
	}
	free(view->rows);
	*view = (struct form_view){ 0 };
}

/* ---- values -------------------------------------------------------------- */

static char *words_key(const char *id)
{
	return memory_format("%s-words", id);
}

static void put_value(json_t *values, const char *key, json_t *value)
{
	if (json_is_null(value))
		json_decref(value);
	else
		json_object_set_new(values, key, value);
}

json_t *form_view_values(struct form_view *view)
{
	json_t *values = json_object();
	for (size_t i = 0; i < view->count; i++) {
		struct form_row *row = &view->rows[i];
		if (row->hidden)
			continue;
		char *key = words_key(row->id);
		put_value(values, row->id, editor_value(row->editor));
		put_value(values, key, editor_words(row->editor));
		free(key);
	}
	return values;
}

void form_view_set(struct form_view *view, const json_t *values)
{
	for (size_t i = 0; i < view->count; i++) {
		char *key = words_key(view->rows[i].id);
		editor_set(view->rows[i].editor, json_object_get(values, view->rows[i].id));
		editor_set_words(view->rows[i].editor, json_object_get(values, key));
		free(key);
	}
	form_view_refresh(view);
	if (view->at < view->count)
		editor_enter(view->rows[view->at].editor, false);
}

/* True where a row came or went. */
static bool refresh_once(struct form_view *view)
{
	json_t *values = form_view_values(view);
	bool moved = false;
	if (view->beside)
		json_object_update_missing(values, (json_t *)(uintptr_t)view->beside);
	for (size_t i = 0; i < view->count; i++) {
		struct form_row *row = &view->rows[i];
		if (!row->field)
			continue;
		bool hidden =
			!field_shown(row->field, values) || (row->locked && editor_is_empty(row->editor));
		moved |= hidden != row->hidden;
		row->hidden = hidden;
		row->required = field_demanded(row->field, values, view->declining);
	}
	json_decref(values);
	return moved;
}

void form_view_refresh(struct form_view *view)
{
	/* What hides a field may hide the next one; a chain is never longer than the form. */
	for (size_t i = 0; i <= view->count && refresh_once(view); i++)
		;
	if (view->at < view->count && view->rows[view->at].hidden)
		view->at = nearest_shown(view, view->at);
}

/* ---- moving -------------------------------------------------------------- */

struct form_row *form_view_current(const struct form_view *view)
{
	return view->at < view->count ? &view->rows[view->at] : NULL;
}

static void after_key(struct form_view *view, struct form_row *row)
{
	free(row->fault);
	row->fault = NULL;
	form_view_refresh(view);
	if (view->changed)
		view->changed(view->context);
}

/* Leaving may take the one candidate that was left. */
static void leave(struct form_view *view, struct form_row *row)
{
	row->editor->changed = false;
	editor_leave(row->editor);
	if (row->editor->changed)
		after_key(view, row);
	row->editor->changed = false;
}

void form_view_go(struct form_view *view, size_t row)
{
	bool from_below = row < view->at;
	if (row >= view->count)
		return;
	if (row != view->at)
		leave(view, &view->rows[view->at]);
	view->at = nearest_shown(view, row);
	editor_enter(view->rows[view->at].editor, from_below);
}

/* Tab and Enter go where there is something to fill in; arrows also to what is only to be read. */
static bool move(struct form_view *view, int by, bool to_fill)
{
	for (long row = (long)view->at + by; row >= 0 && row < (long)view->count; row += by)
		if (to_fill ? can_fill(&view->rows[row]) : !view->rows[row].hidden) {
			form_view_go(view, (size_t)row);
			return true;
		}
	return true; /* the first and the last stay; the key has been heard */
}

static bool move_page(struct form_view *view, int by)
{
	for (int i = 0; i < (view->page > 2 ? view->page / 2 : 1); i++)
		move(view, by, false);
	return true;
}

bool form_view_key(struct form_view *view, struct key_press press)
{
	struct form_row *row = form_view_current(view);
	if (!row)
		return false;
	if (!row->locked && editor_key(row->editor, press)) {
		after_key(view, row);
		return true;
	}
	switch (press.key) {
	case KEY_TAB:
	case KEY_ENTER: move(view, 1, true); break;
	case KEY_BACKTAB: move(view, -1, true); break;
	case KEY_DOWN: move(view, 1, false); break;
	case KEY_UP: move(view, -1, false); break;
	case KEY_F7:
	case KEY_PAGE_UP: move_page(view, -1); break;
	case KEY_F8:
	case KEY_PAGE_DOWN: move_page(view, 1); break;
	default: return false;
	}
	return true;
}

void form_view_paste(struct form_view *view, const char *text, size_t length)
{
	struct form_row *row = form_view_current(view);
	if (!row || row->locked)
		return;
	editor_paste(row->editor, text, length);
	after_key(view, row);
	if (row->editor->refused)
		row->fault = memory_string(
			_("What was pasted has no room in this field; nothing of it was taken."));
}

bool form_view_typing(const struct form_view *view)
{
	const struct form_row *row = form_view_current(view);
	return row && !row->locked && editor_typing(row->editor);
}

/* ---- checking ------------------------------------------------------------ */

/* The number a row has on the screen, from 1. */
static size_t number_of(const struct form_view *view, size_t index)
{
	size_t number = 1;
	for (size_t i = 0; i < index; i++)
		number += !view->rows[i].hidden;
	return number;
}

static enum result check_row(struct form_row *row, struct error *err)
{
	free(row->fault);
	row->fault = NULL;
	if (!can_fill(row))
		return RESULT_OK;
	struct error fault = { 0 };
	enum result r = RESULT_OK;
	if (row->required && editor_is_empty(row->editor))
		r = error_set(&fault, RESULT_INVALID, _("is to be filled in"));
	else
		r = editor_check(row->editor, &fault);
	if (r == RESULT_OK)
		return r;
	row->fault = memory_string(fault.text);
	if (err)
		*err = fault;
	return r;
}

enum result form_view_check(struct form_view *view, struct error *err)
{
	enum result first = RESULT_OK;
	size_t faulty = view->count;
	for (size_t i = 0; i < view->count; i++) {
		struct error fault = { 0 };
		enum result r = check_row(&view->rows[i], &fault);
		if (r == RESULT_OK || first != RESULT_OK)
			continue;
		first = r;
		faulty = i;
		error_prefix(&fault, "%zu %s", number_of(view, i), view->rows[i].label);
		if (err)
			*err = fault;
	}
	if (faulty < view->count && faulty != view->at)
		form_view_go(view, faulty);
	return first;
}

void form_view_progress(const struct form_view *view, size_t *ret_filled, size_t *ret_all)
{
	size_t filled = 0, all = 0;
	for (size_t i = 0; i < view->count; i++) {
		if (!can_fill(&view->rows[i]))
			continue;
		all++;
		filled += !editor_is_empty(view->rows[i].editor);
	}
	*ret_filled = filled;
	*ret_all = all;
}

void form_view_progress_text(const struct form_view *view, struct text *text)
{
	size_t filled, all;
	form_view_progress(view, &filled, &all);
	text_format(text, _("%zu/%zu filled in"), filled, all);
}

void form_view_hint(const struct form_view *view, struct text *text)
{
	const struct form_row *row = form_view_current(view);
	if (row && row->fault) {
		text_format(text, "%s: %s", row->label, row->fault);
	} else if (row) {
		if (!row->locked)
			editor_note(row->editor, text);
		text_add(text, row->help ? row->help : "");
	}
}

/* ---- drawing ------------------------------------------------------------- */

static int label_columns(const struct form_view *view, int columns)
{
	int widest = 8, most = columns >= WIDE_COLUMNS ? LABEL_MOST * 3 / 2 : LABEL_MOST;
	for (size_t i = 0; i < view->count; i++) {
		int width =
			view->rows[i].hidden || view->rows[i].below ? 0 : width_string(view->rows[i].label);
		widest = width > widest ? width : widest;
	}
	return widest < most ? widest : most;
}

/* Where the label or what the editor holds has no room beside the other, the editor stands below. */
static bool is_below(const struct form_row *row, int columns, int labels)
{
	int left = LABEL_COLUMN + labels + MARK_COLUMNS;
	return row->below || width_string(row->label) > labels ||
	       editor_least_columns(row->editor) > columns - left - MARGIN;
}

static int editor_left(const struct form_row *row, int columns, int labels)
{
	return is_below(row, columns, labels) ? LABEL_COLUMN : LABEL_COLUMN + labels + MARK_COLUMNS;
}

static int editor_columns(const struct form_row *row, int columns, int labels)
{
	int room = columns - editor_left(row, columns, labels) - MARGIN;
	int most = row->below ? TABLE_MOST : EDITOR_MOST; /* an eye loses the line on a wider one */
	return room < most ? room : most;
}

static int row_height(const struct form_row *row, int columns, int labels)
{
	if (row->hidden)
		return 0;
	return editor_rows(row->editor, editor_columns(row, columns, labels)) +
	       is_below(row, columns, labels);
}

/* The first row shown, so that the current one is wholly seen and the one behind it begins. */
static void scroll(struct form_view *view, struct area area, int labels)
{
	if (view->at < view->top)
		view->top = view->at;
	for (;;) {
		int needed = 0;
		for (size_t i = view->top; i <= view->at && i < view->count; i++)
			needed += row_height(&view->rows[i], area.columns, labels);
		if (view->at + 1 < view->count)
			needed++;
		if (needed <= area.rows || view->top >= view->at)
			return;
		view->top++;
	}
}

static void draw_label(const struct form_view *view, struct screen *screen, int row, struct area area,
	size_t index, int labels)
{
	const struct form_row *form_row = &view->rows[index];
	struct text number = { 0 };
	bool here = index == view->at;
	if (here)
		screen_put(screen, row, area.column + ARROW_COLUMN, 1, STYLE_MARK, "▸");
	text_format(&number, "%2zu", number_of(view, index));
	screen_put(screen, row, area.column + NUMBER_COLUMN, 2, STYLE_NORMAL, text_string(&number));
	int columns = is_below(form_row, area.columns, labels) ? area.columns - LABEL_COLUMN - MARK_COLUMNS
							       : labels;
	int used = screen_put_cut(screen, row, area.column + LABEL_COLUMN, columns,
		here ? STYLE_TITLE : STYLE_LABEL, form_row->label);
	if (form_row->fault)
		screen_put(screen, row, area.column + LABEL_COLUMN + used + 1, 1, STYLE_ERROR, "!");
	else if (form_row->locked)
		screen_put(screen, row, area.column + LABEL_COLUMN + used + 1, 1, STYLE_NORMAL, "-");
	else if (form_row->required)
		screen_put(screen, row, area.column + LABEL_COLUMN + used + 1, 1, STYLE_REQUIRED, "*");
	text_done(&number);
}

/* Where the open list stands with its frame: below its field, or above where there is more room. */
static struct area place_list(struct editor *editor, struct area area)
{
	struct area list = { .column = editor->list_column - 1, .columns = editor_list_columns(editor) + 2 };
	int most = area.columns - 2 * MARGIN;
	list.columns = list.columns < most ? list.columns : most;
	int end = area.column + area.columns - MARGIN;
	if (list.column + list.columns > end) /* a cell far to the right */
		list.column = end - list.columns;
	int rows = editor_list_rows(editor, list.columns - 2);
	int below = area.row + area.rows - editor->list_row - 1, above = editor->list_row - area.row;
	list.row = editor->list_row + 1;
	list.rows = rows;
	if (rows > below && above > below) {
		list.rows = rows < above ? rows : above;
		list.row = editor->list_row - list.rows;
	} else if (rows > below) {
		list.rows = below;
	}
	return list;
}

/* The open list covers the fields beside its own. */
static void draw_list(struct form_view *view, struct screen *screen, struct area area)
{
	struct editor *editor = view->rows[view->at].editor;
	struct area list = place_list(editor, area);
	if (list.rows < 1 || view->rows[view->at].locked)
		return;
	screen_clear_area(screen, list);
	for (int row = list.row; row < list.row + list.rows; row++) {
		screen_put(screen, row, list.column, 1, STYLE_DIM, "|");
		screen_put(screen, row, list.column + list.columns - 1, 1, STYLE_DIM, "|");
	}
	list.column++;
	list.columns -= 2;
	editor_draw_list(editor, screen, list);
}

void form_view_draw(struct form_view *view, struct screen *screen, struct area area)
{
	int labels = label_columns(view, area.columns), line = 0;
	view->page = area.rows;
	scroll(view, area, labels);
	int caret_row = area.row, caret_column = area.column + ARROW_COLUMN;
	for (size_t i = view->top; i < view->count && line < area.rows; i++) {
		struct form_row *row = &view->rows[i];
		if (row->hidden)
			continue;
		int height = row_height(row, area.columns, labels);
		int shown = height < area.rows - line ? height : area.rows - line;
		bool below = is_below(row, area.columns, labels);
		struct area place = { area.row + line + below,
			area.column + editor_left(row, area.columns, labels), shown - below,
			editor_columns(row, area.columns, labels) };
		draw_label(view, screen, area.row + line, area, i, labels);
		if (place.rows > 0)
			editor_draw(row->editor, screen, place, i == view->at && !row->locked);
		if (i == view->at) {
			caret_row = row->locked ? area.row + line : screen_caret_row(screen);
			caret_column = row->locked ? caret_column : screen_caret_column(screen);
		}
		line += height;
	}
	screen_caret(screen, caret_row, caret_column);
	if (view->at < view->count)
		draw_list(view, screen, area);
}
