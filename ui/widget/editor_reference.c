/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The editor of a person, a section or a record: typed text finds candidates, one is taken. */
#include <stdlib.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "ui/term/width.h"
#include "ui/widget/editor.h"
#include "ui/widget/line.h"

enum { LIST_ROWS = 8, LIST_COLUMNS = 46, INDENT = 2, GAP = 2 };

struct reference_editor {
	struct editor editor;
	const struct field *field;
	char *id; /* what was taken, NULL for nothing */
	struct line line;
	bool open; /* the list stands open */
	struct candidates found;
	size_t at, top;
};

static struct reference_editor *of(struct editor *editor)
{
	return (struct reference_editor *)editor;
}

static void close_list(struct reference_editor *reference)
{
	candidates_done(&reference->found);
	reference->open = false;
}

static void find(struct reference_editor *reference, const char *typed)
{
	const struct editor_source *source = reference->editor.source;
	candidates_done(&reference->found);
	reference->at = reference->top = 0;
	reference->open = true;
	if (source && source->find)
		source->find(source->context, reference->field, typed, &reference->found);
}

/* The name of what was taken stands in the line; the first character typed
 * replaces it. What has no name is what somebody began to type. */
static void show_name(struct reference_editor *reference)
{
	const struct editor_source *source = reference->editor.source;
	if (!reference->id)
		return;
	char *name = source && source->name ? source->name(source->context, reference->field, reference->id)
					    : memory_string(reference->id);
	line_set(&reference->line, name ? name : reference->id);
	if (!name) {
		free(reference->id);
		reference->id = NULL;
	}
	reference->line.fresh = reference->id != NULL;
	free(name);
}

static void take(struct reference_editor *reference, const char *id)
{
	char *copy = memory_string(id);
	free(reference->id);
	reference->id = copy;
	reference->editor.changed = true;
	show_name(reference);
	close_list(reference);
}

static void reference_draw(struct editor *editor, struct screen *screen, struct area area, bool focused)
{
	line_draw(&of(editor)->line, screen, area.row, area.column, area.columns, focused);
}

static int reference_list_rows(struct editor *editor, int columns)
{
	const struct reference_editor *reference = of(editor);
	(void)columns;
	if (!reference->open)
		return 0;
	size_t rows = reference->found.count ? reference->found.count : 1;
	return rows < LIST_ROWS ? (int)rows : LIST_ROWS;
}

static void draw_candidate(
	const struct candidate *row, struct screen *screen, int screen_row, struct area area, bool on_bar)
{
	enum style style = on_bar ? STYLE_SELECTED : STYLE_NORMAL;
	struct text line = { 0 };
	text_add(&line, row->label);
	if (row->note)
		text_format(&line, "  %s", row->note);
	if (on_bar)
		screen_put(screen, screen_row, area.column, INDENT, STYLE_MARK, "▸");
	screen_put_padded(
		screen, screen_row, area.column + INDENT, area.columns - INDENT, style, text_string(&line));
	text_done(&line);
}

static void reference_draw_list(struct editor *editor, struct screen *screen, struct area area)
{
	struct reference_editor *reference = of(editor);
	size_t page = area.rows > 0 ? (size_t)area.rows : 1;
	if (!reference->found.count) {
		screen_put(screen, area.row, area.column + INDENT, area.columns - INDENT, STYLE_DIM,
			_("Nothing found; type name, kana or number"));
		return;
	}
	if (reference->at < reference->top)
		reference->top = reference->at;
	if (reference->at >= reference->top + page)
		reference->top = reference->at - page + 1;
	for (size_t i = 0; i < page && reference->top + i < reference->found.count; i++)
		draw_candidate(&reference->found.rows[reference->top + i], screen, area.row + (int)i, area,
			reference->top + i == reference->at);
}

static bool list_key(struct reference_editor *reference, struct key_press press, bool *ret_used)
{
	size_t last = reference->found.count ? reference->found.count - 1 : 0;
	*ret_used = true;
	switch (press.key) {
	case KEY_UP: reference->at -= reference->at > 0; return true;
	case KEY_DOWN: reference->at += reference->at < last; return true;
	case KEY_PAGE_UP: reference->at -= reference->at < LIST_ROWS ? reference->at : LIST_ROWS; return true;
	case KEY_PAGE_DOWN:
		reference->at = reference->at + LIST_ROWS < last ? reference->at + LIST_ROWS : last;
		return true;
	case KEY_F3: close_list(reference); return true; /* only the list is left */
	case KEY_ENTER:
	case KEY_TAB:
		if (reference->found.count)
			take(reference, reference->found.rows[reference->at].id);
		*ret_used = press.key == KEY_ENTER; /* Tab takes and goes on */
		return true;
	default: return false;
	}
}

static void after_typing(struct reference_editor *reference)
{
	if (!reference->line.changed)
		return;
	reference->line.changed = false;
	reference->editor.changed = true;
	free(reference->id); /* what is typed now is not yet anybody */
	reference->id = NULL;
	if (reference->line.text.length)
		find(reference, line_string(&reference->line));
	else
		close_list(reference);
}

static bool reference_key(struct editor *editor, struct key_press press)
{
	struct reference_editor *reference = of(editor);
	bool used;
	if (press.key == KEY_F4) {
		find(reference, reference->id ? "" : line_string(&reference->line));
		return true;
	}
	if (reference->open && list_key(reference, press, &used))
		return used;
	used = line_key(&reference->line, press);
	after_typing(reference);
	return used;
}

static void reference_paste(struct editor *editor, const char *text, size_t length)
{
	line_insert(&of(editor)->line, text, length, false);
	after_typing(of(editor));
}

static json_t *reference_value(struct editor *editor)
{
	const struct reference_editor *reference = of(editor);
	if (reference->id)
		return json_string(reference->id);
	return reference->line.text.length ? json_string(line_string(&reference->line)) : json_null();
}

static void reference_set(struct editor *editor, const json_t *value)
{
	struct reference_editor *reference = of(editor);
	char *id = memory_string(json_string_value(value));
	free(reference->id);
	reference->id = id;
	line_set(&reference->line, "");
	show_name(reference);
	close_list(reference);
}

static json_t *reference_snapshot(struct editor *editor)
{
	const struct reference_editor *reference = of(editor);
	json_t *kept = line_snapshot(&reference->line);
	if (reference->id)
		json_object_set_new(kept, "id", json_string(reference->id));
	return kept;
}

static void reference_restore(struct editor *editor, const json_t *kept)
{
	struct reference_editor *reference = of(editor);
	char *id = memory_string(json_string_value(json_object_get(kept, "id")));
	free(reference->id);
	reference->id = id;
	line_restore(&reference->line, kept);
	reference->line.fresh = id != NULL;
	close_list(reference);
}

static enum result reference_check(struct editor *editor, struct error *err)
{
	const struct reference_editor *reference = of(editor);
	if (!reference->id && reference->line.text.length)
		return error_set(err, RESULT_INVALID,
			_("\"%s\" is not chosen yet; F4 lists whom or what it may mean"),
			line_string(&reference->line));
	return RESULT_OK;
}

static void reference_enter(struct editor *editor, bool from_below)
{
	(void)from_below;
	of(editor)->line.fresh = of(editor)->id != NULL;
}

static void reference_leave(struct editor *editor)
{
	struct reference_editor *reference = of(editor);
	/* The one candidate that is left is what was meant. */
	if (reference->open && !reference->id && reference->found.count == 1 && !reference->found.more)
		take(reference, reference->found.rows[0].id);
	close_list(reference);
}

static void reference_free(struct editor *editor)
{
	struct reference_editor *reference = of(editor);
	close_list(reference);
	line_done(&reference->line);
	free(reference->id);
	free(reference);
}

static const struct editor_class reference_class = {
	.name = "reference",
	.draw = reference_draw,
	.list_rows = reference_list_rows,
	.draw_list = reference_draw_list,
	.key = reference_key,
	.paste = reference_paste,
	.value = reference_value,
	.set = reference_set,
	.check = reference_check,
	.snapshot = reference_snapshot,
	.restore = reference_restore,
	.enter = reference_enter,
	.leave = reference_leave,
	.free = reference_free,
};

struct editor *editor_reference_new(const struct field *field, const struct editor_source *source)
{
	struct reference_editor *made = memory_new(1, sizeof *made);
	made->editor = (struct editor){ .class = &reference_class, .source = source };
	made->field = field;
	return &made->editor;
}

bool editor_open_list(struct editor *editor)
{
	/* The list of a choice stands open already. */
	return editor->class->key(editor, (struct key_press){ .key = KEY_F4 }) ||
	       editor_list_rows(editor, LIST_COLUMNS) > 0;
}
