/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The editor of one line of text. */
#include <stdlib.h>

#include "base/grapheme.h"
#include "base/i18n.h"
#include "base/memory.h"
#include "ui/widget/editor.h"
#include "ui/widget/line.h"

struct text_editor {
	struct editor editor;
	const struct field *field;
	struct line line;
};

static struct text_editor *of(struct editor *editor)
{
	return (struct text_editor *)editor;
}

static void text_draw(struct editor *editor, struct screen *screen, struct area area, bool focused)
{
	line_draw(&of(editor)->line, screen, area.row, area.column, area.columns, focused);
}

static void take_change(struct editor *editor)
{
	struct line *line = &of(editor)->line;
	editor->changed |= line->changed;
	editor->refused = line->refused;
	line->changed = line->refused = false;
}

static bool text_key(struct editor *editor, struct key_press press)
{
	bool used = line_key(&of(editor)->line, press);
	take_change(editor);
	return used;
}

static void text_paste(struct editor *editor, const char *text, size_t length)
{
	line_insert(&of(editor)->line, text, length, false);
	take_change(editor);
}

static json_t *text_value(struct editor *editor)
{
	const struct line *line = &of(editor)->line;
	return line->text.length ? json_string(line_string(line)) : json_null();
}

static void text_set(struct editor *editor, const json_t *value)
{
	line_set(&of(editor)->line, json_is_string(value) ? json_string_value(value) : "");
}

static json_t *text_snapshot(struct editor *editor)
{
	return line_snapshot(&of(editor)->line);
}

static void text_restore(struct editor *editor, const json_t *kept)
{
	line_restore(&of(editor)->line, kept);
}

static enum result text_check(struct editor *editor, struct error *err)
{
	const struct line *line = &of(editor)->line;
	size_t longest = of(editor)->field->longest;
	size_t count = grapheme_count(line_string(line), line->text.length);
	if (longest && count > longest)
		return error_set(
			err, RESULT_INVALID, _("%zu characters at most; there are %zu now"), longest, count);
	return RESULT_OK;
}

static void text_free(struct editor *editor)
{
	line_done(&of(editor)->line);
	free(editor);
}

static const struct editor_class text_class = {
	.name = "text",
	.draw = text_draw,
	.key = text_key,
	.paste = text_paste,
	.value = text_value,
	.set = text_set,
	.check = text_check,
	.snapshot = text_snapshot,
	.restore = text_restore,
	.free = text_free,
};

struct editor *editor_text_new(const struct field *field, const struct editor_source *source)
{
	struct text_editor *made = memory_new(1, sizeof *made);
	made->editor = (struct editor){ .class = &text_class, .source = source };
	made->field = field;
	return &made->editor;
}
