/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The editor of one line of text. */
#include "base/memory.h"
#include "ui/widget/editor_line.h"

static void text_draw(struct editor *editor, struct screen *screen, struct area area, bool focused)
{
	line_draw(&editor_line_of(editor)->line, screen, area.row, area.column, area.columns, focused);
}

static bool text_key(struct editor *editor, struct key_press press)
{
	bool used = line_key(&editor_line_of(editor)->line, press);
	editor_line_take(editor);
	return used;
}

static void text_paste(struct editor *editor, const char *text, size_t length)
{
	line_insert(&editor_line_of(editor)->line, text, length, false);
	editor_line_take(editor);
}

static const struct editor_class text_class = {
	.name = "text",
	.draw = text_draw,
	.key = text_key,
	.paste = text_paste,
	.value = editor_line_value,
	.set = editor_line_set,
	.check = editor_line_check,
	.snapshot = editor_line_snapshot,
	.restore = editor_line_restore,
	.free = editor_line_free,
};

struct editor *editor_text_new(const struct field *field, const struct editor_source *source)
{
	struct line_editor *made = memory_new(1, sizeof *made);
	made->editor = (struct editor){ .class = &text_class, .source = source };
	made->field = field;
	return &made->editor;
}
