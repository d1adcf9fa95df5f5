/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A text under a caret as the editors of one line and of several lines keep it. */
#include "ui/widget/editor_line.h"

#include <stdlib.h>

#include "base/grapheme.h"
#include "base/i18n.h"

struct line_editor *editor_line_of(struct editor *editor)
{
	return (struct line_editor *)editor;
}

void editor_line_take(struct editor *editor)
{
	struct line *line = &editor_line_of(editor)->line;
	editor->changed |= line->changed;
	editor->refused = line->refused;
	line->changed = line->refused = false;
}

json_t *editor_line_value(struct editor *editor)
{
	const struct line *line = &editor_line_of(editor)->line;
	return line->text.length ? json_string(line_string(line)) : json_null();
}

void editor_line_set(struct editor *editor, const json_t *value)
{
	line_set(&editor_line_of(editor)->line, json_is_string(value) ? json_string_value(value) : "");
}

json_t *editor_line_snapshot(struct editor *editor)
{
	return line_snapshot(&editor_line_of(editor)->line);
}

void editor_line_restore(struct editor *editor, const json_t *kept)
{
	line_restore(&editor_line_of(editor)->line, kept);
}

enum result editor_line_check(struct editor *editor, struct error *err)
{
	const struct line *line = &editor_line_of(editor)->line;
	size_t longest = editor_line_of(editor)->field->longest;
	size_t count = grapheme_count(line_string(line), line->text.length);
	if (longest && count > longest)
		return error_set(
			err, RESULT_INVALID, _("%zu characters at most; there are %zu now"), longest, count);
	return RESULT_OK;
}

void editor_line_free(struct editor *editor)
{
	line_done(&editor_line_of(editor)->line);
	free(editor);
}
