/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The editor of a table of rows: a grid whose cells are editors of their own. */
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "domain/compile.h"
#include "domain/value.h"
#include "ui/term/width.h"
#include "ui/widget/editor.h"

enum { NUMBER_COLUMNS = 3, GAP = 1, ROWS_LIMIT = 200, ROWS_SHOWN = 6 };

struct table_editor {
	struct editor editor;
	const struct field *field;
	json_t *rows;             /* array of objects; one row at least */
	size_t row, column, top;  /* the cell under the caret; first row shown */
	struct editor **displays; /* one a column, to draw and check what is not under the caret */
	struct editor *cell;      /* the one under the caret */
	bool at_fault;            /* the last check found one, in this cell; whoever enters goes there */
	size_t fault_row, fault_column;
};

static struct table_editor *of(struct editor *editor)
{
	return (struct table_editor *)editor;
}

static const struct field *column_of(const struct table_editor *table)
{
	return &table->field->columns[table->column];
}

/* What was filed elsewhere is not changed here. */
static bool is_collected(const struct table_editor *table, size_t row, size_t column)
{
	return compile_is_collected(&table->field->columns[column], json_array_get(table->rows, row));
}

static bool cell_is_collected(const struct table_editor *table)
{
	return is_collected(table, table->row, table->column);
}

static size_t most_rows(const struct table_editor *table)
{
	return table->field->most_rows ? table->field->most_rows : ROWS_LIMIT;
}

static void words_key(const struct field *column, struct text *key)
{
	text_format(key, "%s-words", column->id);
}

/* ---- cells --------------------------------------------------------------- */

static void load_into(struct editor *editor, const struct field *column, const json_t *row)
{
	struct text key = { 0 };
	words_key(column, &key);
	editor_set(editor, json_object_get(row, column->id));
	editor_set_words(editor, json_object_get(row, text_string(&key)));
	text_done(&key);
}

static void store(json_t *row, const char *key, json_t *value)
{
	if (json_is_null(value)) {
		json_object_del(row, key);
		json_decref(value);
	} else {
		json_object_set_new(row, key, value);
	}
}

static void store_cell(struct table_editor *table)
{
	json_t *row = json_array_get(table->rows, table->row);
	struct text key = { 0 };
	words_key(column_of(table), &key);
	store(row, column_of(table)->id, editor_value(table->cell));
	store(row, text_string(&key), editor_words(table->cell));
	text_done(&key);
}

static void load_cell(struct table_editor *table, bool from_below)
{
	size_t last = json_array_size(table->rows) - 1;
	if (table->row > last)
		table->row = last;
	editor_free(table->cell);
	table->cell = editor_for_field(column_of(table), table->editor.source);
	load_into(table->cell, column_of(table), json_array_get(table->rows, table->row));
	editor_enter(table->cell, from_below);
}

static void leave_cell(struct table_editor *table)
{
	if (cell_is_collected(table))
		return;
	table->cell->changed = false;
	editor_leave(table->cell); /* may take the one candidate that is left */
	table->editor.changed |= table->cell->changed;
	store_cell(table);
}

static void go_to(struct table_editor *table, size_t row, size_t column)
{
	bool from_below = row < table->row;
	leave_cell(table);
	table->row = row;
	table->column = column;
	load_cell(table, from_below);
}

static bool row_is_empty(const struct table_editor *table, size_t index)
{
	json_t *row = json_array_get(table->rows, index);
	for (size_t i = 0; i < table->field->column_count; i++)
		if (!value_is_empty(
			    &table->field->columns[i], json_object_get(row, table->field->columns[i].id)))
			return false;
	return true;
}

/* ---- drawing ------------------------------------------------------------- */

static int cell_columns(const struct table_editor *table, int columns, size_t column)
{
	int shares = 0, room = columns - NUMBER_COLUMNS - GAP * ((int)table->field->column_count - 1);
	for (size_t i = 0; i < table->field->column_count; i++)
		shares += table->field->columns[i].width > 0 ? table->field->columns[i].width : 1;
	int share = table->field->columns[column].width > 0 ? table->field->columns[column].width : 1;
	int width = room * share / (shares ? shares : 1);
	return width > 2 ? width : 2;
}

static void draw_head(const struct table_editor *table, struct screen *screen, struct area area)
{
	int at = area.column + NUMBER_COLUMNS, end = area.column + area.columns;
	for (size_t i = 0; i < table->field->column_count && at < end; i++) {
		const struct field *column = &table->field->columns[i];
		int width = cell_columns(table, area.columns, i);
		struct text title = { 0 }, cut = { 0 };
		text_add(&title, label_text(&column->label));
		if (column->required)
			text_add(&title, " *");
		width_cut(&cut, text_string(&title), width);
		screen_put(screen, area.row, at, width, STYLE_LABEL, text_string(&cut));
		text_done(&title);
		text_done(&cut);
		at += width + GAP;
	}
}

/* Without the line of a field, as it is none. */
static void draw_collected(struct table_editor *table, struct screen *screen, struct area cell, size_t row,
	size_t column, bool here)
{
	const struct editor_source *source = table->editor.source;
	const struct field *field = &table->field->columns[column];
	const json_t *value = json_object_get(json_array_get(table->rows, row), field->id);
	char *words = value_text(field, value, source ? source->office : NULL,
		source ? source->today : DATE_NONE, i18n_language());
	struct text cut = { 0 };
	width_cut(&cut, words, cell.columns);
	screen_put(screen, cell.row, cell.column, cell.columns, here ? STYLE_SELECTED : STYLE_NORMAL,
		text_string(&cut));
	if (here)
		screen_caret(screen, cell.row, cell.column);
	text_done(&cut);
	free(words);
}

static void draw_row(struct table_editor *table, struct screen *screen, struct area area, int screen_row,
	size_t index, bool focused)
{
	int at = area.column + NUMBER_COLUMNS, end = area.column + area.columns;
	struct text number = { 0 };
	text_format(&number, "%2zu%s", index + 1,
		compile_mark_sign(compile_mark(json_array_get(table->rows, index))));
	screen_put(screen, screen_row, area.column, NUMBER_COLUMNS, STYLE_DIM, text_string(&number));
	text_done(&number);
	for (size_t i = 0; i < table->field->column_count && at < end; i++) {
		int width = cell_columns(table, area.columns, i);
		struct area cell = { screen_row, at, 1, width < end - at ? width : end - at };
		bool here = focused && index == table->row && i == table->column;
		if (is_collected(table, index, i)) {
			draw_collected(table, screen, cell, index, i, here);
		} else if (here) {
			editor_draw(table->cell, screen, cell, true);
			table->editor.list_row = screen_row;
			table->editor.list_column = at;
		} else {
			load_into(table->displays[i], &table->field->columns[i],
				json_array_get(table->rows, index));
			editor_draw(table->displays[i], screen, cell, false);
		}
		at += width + GAP;
	}
}

static void table_draw(struct editor *editor, struct screen *screen, struct area area, bool focused)
{
	struct table_editor *table = of(editor);
	size_t page = area.rows > 1 ? (size_t)area.rows - 1 : 1, count = json_array_size(table->rows);
	int caret_row = area.row, caret_column = area.column;
	if (table->row < table->top)
		table->top = table->row;
	if (table->row >= table->top + page)
		table->top = table->row - page + 1;
	draw_head(table, screen, area);
	for (size_t i = 0; i < page && table->top + i < count; i++) {
		bool here = focused && table->top + i == table->row;
		draw_row(table, screen, area, area.row + 1 + (int)i, table->top + i, focused);
		if (here) {
			caret_row = screen_caret_row(screen);
			caret_column = screen_caret_column(screen);
		}
	}
	if (table->top + page < count)
		screen_put(screen, area.row + area.rows - 1, area.column, 1, STYLE_DIM, "+");
	if (focused)
		screen_caret(screen, caret_row, caret_column);
}

static int table_rows(struct editor *editor, int columns)
{
	size_t count = json_array_size(of(editor)->rows);
	(void)columns;
	return (int)(count > ROWS_SHOWN ? ROWS_SHOWN : count) + 1;
}

static int table_list_rows(struct editor *editor, int columns)
{
	return cell_is_collected(of(editor)) ? 0 : editor_list_rows(of(editor)->cell, columns);
}

static int table_list_columns(struct editor *editor)
{
	return editor_list_columns(of(editor)->cell);
}

static void table_draw_list(struct editor *editor, struct screen *screen, struct area area)
{
	editor_draw_list(of(editor)->cell, screen, area);
}

/* ---- rows ---------------------------------------------------------------- */

static bool add_row(struct table_editor *table, size_t index)
{
	if (json_array_size(table->rows) >= most_rows(table))
		return false;
	leave_cell(table);
	json_array_insert_new(table->rows, index, json_object());
	table->row = index;
	table->column = 0;
	load_cell(table, false);
	table->editor.changed = true;
	return true;
}

/* What a section filed stays in the plan, also where it is not to be done. */
static bool remove_row(struct table_editor *table)
{
	if (json_object_get(json_array_get(table->rows, table->row), COMPILE_SOURCE))
		return true;
	json_array_remove(table->rows, table->row);
	if (!json_array_size(table->rows))
		json_array_append_new(table->rows, json_object());
	load_cell(table, false);
	table->editor.changed = true;
	return true;
}

static bool move_row(struct table_editor *table, int by)
{
	long target = (long)table->row + by;
	if (target < 0 || target >= (long)json_array_size(table->rows))
		return true;
	leave_cell(table);
	json_t *row = json_incref(json_array_get(table->rows, table->row));
	json_array_remove(table->rows, table->row);
	json_array_insert_new(table->rows, (size_t)target, row);
	table->row = (size_t)target;
	load_cell(table, false);
	table->editor.changed = true;
	return true;
}

/* ---- keys ---------------------------------------------------------------- */

static void go_to_cell(struct table_editor *table, size_t number)
{
	go_to(table, number / table->field->column_count, number % table->field->column_count);
}

/* The next cell, past those that were collected where it is to be filled in; behind the last one a
 * new row, but never after an empty one. */
static bool go_forward(struct table_editor *table, bool to_fill, bool grow)
{
	size_t columns = table->field->column_count, count = json_array_size(table->rows) * columns;
	for (size_t at = table->row * columns + table->column + 1; at < count; at++)
		if (!to_fill || !is_collected(table, at / columns, at % columns)) {
			go_to_cell(table, at);
			return true;
		}
	return grow && !row_is_empty(table, table->row) && add_row(table, table->row + 1);
}

static bool go_back(struct table_editor *table, bool to_fill)
{
	size_t columns = table->field->column_count;
	for (size_t at = table->row * columns + table->column; at-- > 0;)
		if (!to_fill || !is_collected(table, at / columns, at % columns)) {
			go_to_cell(table, at);
			return true;
		}
	return false;
}

static bool go_down(struct table_editor *table)
{
	if (table->row + 1 < json_array_size(table->rows)) {
		go_to(table, table->row + 1, table->column);
		return true;
	}
	size_t column = table->column;
	if (row_is_empty(table, table->row) || !add_row(table, table->row + 1))
		return false;
	go_to(table, table->row, column);
	return true;
}

static bool go_up(struct table_editor *table)
{
	if (table->row == 0)
		return false;
	go_to(table, table->row - 1, table->column);
	return true;
}

static bool table_key(struct editor *editor, struct key_press press)
{
	struct table_editor *table = of(editor);
	bool held = press.control || press.alt;
	table->at_fault = false;
	if (held && (press.key == KEY_UP || press.key == KEY_DOWN))
		return move_row(table, press.key == KEY_UP ? -1 : 1);
	if (press.key == KEY_INSERT || press.key == KEY_F2 ||
		(press.key == KEY_CONTROL && press.character == 'n'))
		return add_row(table, table->row + 1), true;
	if (press.key == KEY_F11 || (press.key == KEY_CONTROL && press.character == 'x'))
		return remove_row(table);
	table->cell->changed = false;
	bool used = !cell_is_collected(table) && table->cell->class->key(table->cell, press);
	if (table->cell->changed) {
		store_cell(table);
		editor->changed = true;
	}
	if (used)
		return true;
	switch (press.key) {
	case KEY_TAB: return go_forward(table, true, false);
	case KEY_ENTER: return go_forward(table, true, true);
	case KEY_RIGHT: return go_forward(table, false, false), true;
	case KEY_LEFT: return go_back(table, false), true;
	case KEY_BACKTAB: return go_back(table, true);
	case KEY_DOWN: return go_down(table);
	case KEY_UP: return go_up(table);
	default: return false;
	}
}

static void table_paste(struct editor *editor, const char *text, size_t length)
{
	struct table_editor *table = of(editor);
	if (!table->cell->class->paste || cell_is_collected(table))
		return;
	table->cell->class->paste(table->cell, text, length);
	store_cell(table);
	editor->changed = true;
	editor->refused = table->cell->refused;
}

/* ---- values -------------------------------------------------------------- */

static json_t *table_value(struct editor *editor)
{
	struct table_editor *table = of(editor);
	json_t *value = json_array();
	for (size_t i = 0; i < json_array_size(table->rows); i++)
		if (!row_is_empty(table, i))
			json_array_append_new(value, json_deep_copy(json_array_get(table->rows, i)));
	if (json_array_size(value))
		return value;
	json_decref(value);
	return json_null();
}

static void set_rows(struct table_editor *table, const json_t *value)
{
	json_decref(table->rows);
	table->rows = json_is_array(value) ? json_deep_copy(value) : json_array();
	for (size_t i = json_array_size(table->rows); i-- > 0;)
		if (!json_is_object(json_array_get(table->rows, i)))
			json_array_remove(table->rows, i);
	while (json_array_size(table->rows) == 0 || json_array_size(table->rows) < table->field->fewest_rows)
		json_array_append_new(table->rows, json_object());
}

static void table_set(struct editor *editor, const json_t *value)
{
	struct table_editor *table = of(editor);
	set_rows(table, value);
	table->row = table->column = table->top = 0;
	load_cell(table, false);
}

static json_t *table_snapshot(struct editor *editor)
{
	struct table_editor *table = of(editor);
	json_t *kept = json_object();
	json_object_set_new(kept, "rows", json_deep_copy(table->rows));
	json_object_set_new(kept, "row", json_integer((json_int_t)table->row));
	json_object_set_new(kept, "column", json_integer((json_int_t)table->column));
	return kept;
}

static void table_restore(struct editor *editor, const json_t *kept)
{
	struct table_editor *table = of(editor);
	set_rows(table, json_object_get(kept, "rows"));
	table->row = (size_t)json_integer_value(json_object_get(kept, "row"));
	table->column = (size_t)json_integer_value(json_object_get(kept, "column"));
	load_cell(table, false);
	editor_enter(table->cell, true);
}

static void note_fault(struct table_editor *table, size_t row, size_t column)
{
	if (table->at_fault) /* the first is where one begins to mend */
		return;
	table->at_fault = true;
	table->fault_row = row;
	table->fault_column = column;
}

static enum result check_row(struct table_editor *table, size_t index, struct error *err)
{
	json_t *row = json_array_get(table->rows, index);
	for (size_t i = 0; i < table->field->column_count; i++) {
		const struct field *column = &table->field->columns[i];
		enum result r = RESULT_OK;
		load_into(table->displays[i], column, row);
		if (field_required(column, row) && value_is_empty(column, json_object_get(row, column->id)))
			r = error_set(err, RESULT_INVALID, _("is to be filled in"));
		else
			r = editor_check(table->displays[i], err);
		if (r != RESULT_OK) {
			error_prefix(err, _("row %zu, %s"), index + 1, label_text(&column->label));
			note_fault(table, index, i);
			return r;
		}
	}
	return RESULT_OK;
}

static enum result table_check(struct editor *editor, struct error *err)
{
	struct table_editor *table = of(editor);
	size_t filled = 0;
	table->at_fault = false;
	for (size_t i = 0; i < json_array_size(table->rows); i++) {
		if (row_is_empty(table, i))
			continue;
		filled++;
		enum result r = check_row(table, i, err);
		if (r != RESULT_OK)
			return r;
	}
	if (filled && filled < table->field->fewest_rows)
		return error_set(err, RESULT_INVALID, _("%zu rows at least; there are %zu now"),
			table->field->fewest_rows, filled);
	if (filled > most_rows(table))
		return error_set(err, RESULT_INVALID, _("%zu rows at most; there are %zu now"),
			most_rows(table), filled);
	return RESULT_OK;
}

static void table_enter(struct editor *editor, bool from_below)
{
	struct table_editor *table = of(editor);
	table->row = from_below ? json_array_size(table->rows) - 1 : 0;
	table->column = 0;
	if (table->at_fault) {
		table->row = table->fault_row;
		table->column = table->fault_column;
	}
	while (cell_is_collected(table) && table->column + 1 < table->field->column_count)
		table->column++;
	load_cell(table, from_below);
}

static void table_leave(struct editor *editor)
{
	leave_cell(of(editor));
}

static bool table_typing(struct editor *editor)
{
	return !cell_is_collected(of(editor)) && editor_typing(of(editor)->cell);
}

static void table_free(struct editor *editor)
{
	struct table_editor *table = of(editor);
	for (size_t i = 0; i < table->field->column_count; i++)
		editor_free(table->displays[i]);
	free(table->displays);
	editor_free(table->cell);
	json_decref(table->rows);
	free(table);
}

static const struct editor_class table_class = {
	.name = "table",
	.draw = table_draw,
	.rows = table_rows,
	.list_rows = table_list_rows,
	.list_columns = table_list_columns,
	.draw_list = table_draw_list,
	.key = table_key,
	.paste = table_paste,
	.value = table_value,
	.set = table_set,
	.check = table_check,
	.snapshot = table_snapshot,
	.restore = table_restore,
	.enter = table_enter,
	.leave = table_leave,
	.free = table_free,
	.typing = table_typing,
};

static bool on_table(struct editor *editor, struct key_press press)
{
	return editor->class == &table_class && editor_key(editor, press);
}

bool editor_table_add_row(struct editor *editor)
{
	return on_table(editor, (struct key_press){ .key = KEY_INSERT });
}

bool editor_table_remove_row(struct editor *editor)
{
	return on_table(editor, (struct key_press){ .key = KEY_F11 });
}

void editor_table_fault(struct editor *editor, size_t number, const struct field *column)
{
	struct table_editor *table = of(editor);
	if (editor->class != &table_class || !number)
		return;
	for (size_t i = 0; i < json_array_size(table->rows); i++) {
		if (row_is_empty(table, i) || --number > 0)
			continue;
		size_t at = 0;
		while (at < table->field->column_count && &table->field->columns[at] != column)
			at++;
		note_fault(table, i, at < table->field->column_count ? at : 0);
		return;
	}
}

bool editor_table_move_row(struct editor *editor, int by)
{
	return on_table(editor, (struct key_press){ .key = by < 0 ? KEY_UP : KEY_DOWN, .control = true });
}

const char *editor_table_note(const struct editor *editor)
{
	static const char *const notes[] = {
		[COMPILE_KEPT] = "",
		[COMPILE_NEW] = N_("* This line came when it was collected again."),
		[COMPILE_CHANGED] =
			N_("~ The section changed this line after it was coordinated; look at it again."),
		[COMPILE_STALE] = N_("! The section changed or withdrew its form; F5 collects again."),
	};
	static_assert(COUNT(notes) == COMPILE__COUNT, "every mark has its sentence");
	const struct table_editor *table = (const struct table_editor *)editor;
	if (editor->class != &table_class)
		return NULL;
	if (cell_is_collected(table))
		return _("It was collected as it was filed and is not changed here; Tab goes to what is to "
			 "be filled in.");
	enum compile_mark mark = compile_mark(json_array_get(table->rows, table->row));
	return mark == COMPILE_KEPT ? NULL : _(notes[mark]);
}

struct editor *editor_table_new(const struct field *field, const struct editor_source *source)
{
	struct table_editor *made = memory_new(1, sizeof *made);
	made->editor = (struct editor){ .class = &table_class, .source = source };
	made->field = field;
	made->displays = memory_new(field->column_count, sizeof(struct editor *));
	for (size_t i = 0; i < field->column_count; i++)
		made->displays[i] = editor_for_field(&field->columns[i], source);
	set_rows(made, NULL);
	load_cell(made, false);
	return &made->editor;
}
