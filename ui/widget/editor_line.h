/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the editors of one line and of several lines share: a text under a caret. */
#ifndef UI_WIDGET_EDITOR_LINE_H
#define UI_WIDGET_EDITOR_LINE_H

#include "ui/widget/editor.h"
#include "ui/widget/line.h"

/* The head of either editor's own struct. */
struct line_editor {
	struct editor editor;
	const struct field *field; /* borrowed */
	struct line line;
};

struct line_editor *editor_line_of(struct editor *editor);

/* Hands on what the line noted: that it changed, or that something had no room. */
void editor_line_take(struct editor *editor);

/* The functions of an editor_class. */
json_t *editor_line_value(struct editor *editor);
void editor_line_set(struct editor *editor, const json_t *value);
json_t *editor_line_snapshot(struct editor *editor);
void editor_line_restore(struct editor *editor, const json_t *kept);
enum result editor_line_check(struct editor *editor, struct error *err);
void editor_line_free(struct editor *editor);

#endif
