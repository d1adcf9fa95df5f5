/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Labels at the left, values at the right. */
#include "ui/screen/summary.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "domain/fault.h"
#include "domain/regulation.h"
#include "domain/value.h"
#include "ui/term/width.h"

enum { INDENT = 2, GAP = 2, LABEL_MOST = 28, VALUE_LEAST = 20, PAGE_MARGINS = 4, PAGE_MOST = 120 };

void summary_done(struct summary *summary)
{
	for (size_t i = 0; i < summary->count; i++) {
		free(summary->lines[i].label);
		free(summary->lines[i].lead);
		free(summary->lines[i].value);
	}
	free(summary->lines);
	*summary = (struct summary){ 0 };
}

static void add(struct summary *summary, enum summary_kind kind, const char *label, const char *lead,
	const char *value)
{
	struct summary_line *line = LIST_ADD(summary->lines, summary->count);
	line->kind = kind;
	line->label = memory_string(label);
	line->lead = memory_string(lead);
	line->value = memory_string(value);
}

void summary_heading(struct summary *summary, const char *title)
{
	add(summary, SUMMARY_HEADING, title, "", "");
}

void summary_plain(struct summary *summary, const char *sentence)
{
	add(summary, SUMMARY_PLAIN, "", "", sentence);
}

void summary_value(struct summary *summary, const char *label, const char *value)
{
	if (*value)
		add(summary, SUMMARY_VALUE, label, "", value);
}

/* The width of a column; the last one needs none, nothing stands behind it. */
static int column_width(char *const *cells, size_t row_count, size_t column_count, size_t column)
{
	int widest = 0;
	for (size_t row = 0; row < row_count; row++) {
		int width = width_string(cells[row * column_count + column]);
		widest = width > widest ? width : widest;
	}
	return widest;
}

void summary_table(
	struct summary *summary, const char *label, char *const *cells, size_t row_count, size_t column_count)
{
	for (size_t row = 0; row < row_count; row++) {
		struct text lead = { 0 };
		char *const *at = &cells[row * column_count];
		for (size_t column = 0; column + 1 < column_count; column++)
			width_pad(&lead, at[column],
				column_width(cells, row_count, column_count, column) + GAP);
		add(summary, SUMMARY_VALUE, row ? "" : label, text_string(&lead), at[column_count - 1]);
		text_done(&lead);
	}
}

void summary_event(struct summary *summary, const char *when, const char *what, const char *who)
{
	add(summary, SUMMARY_EVENT, when, what, who);
}

static void add_table(struct summary *summary, const struct field *field, const json_t *rows,
	const struct office *office, date day)
{
	size_t columns = field->column_count, count = json_array_size(rows);
	char **cells = memory_new(count * columns, sizeof *cells);
	for (size_t i = 0; i < count * columns; i++) {
		const struct field *column = &field->columns[i % columns];
		const json_t *value = json_object_get(json_array_get(rows, i / columns), column->id);
		cells[i] = value_text(column, value, office, day, i18n_language());
	}
	summary_table(summary, label_text(&field->label), cells, count, columns);
	for (size_t i = 0; i < count * columns; i++)
		free(cells[i]);
	free(cells);
}

void summary_fields(struct summary *summary, const struct form *form, const json_t *values,
	const struct office *office, date day)
{
	for (size_t i = 0; i < form->field_count; i++) {
		const struct field *field = &form->fields[i];
		if (field->type == FIELD_TABLE) {
			add_table(summary, field, json_object_get(values, field->id), office, day);
			continue;
		}
		char *value = field_text(field, values, office, day, i18n_language());
		summary_value(summary, label_text(&field->label), value);
		free(value);
	}
}

size_t summary_changes(struct summary *summary, const struct form *form, const json_t *values,
	const json_t *before, const struct office *office, date day)
{
	size_t alike = 0;
	for (size_t i = 0; i < form->field_count; i++) {
		const struct field *field = &form->fields[i];
		if (!field_filled_at(field, NULL))
			continue;
		char *now = field_text(field, values, office, day, i18n_language());
		char *then = field_text(field, before, office, day, i18n_language());
		if (!strcmp(now, then)) {
			alike += *now != '\0';
		} else {
			char *both = memory_format(
				_("%s\nbefore: %s"), *now ? now : _("(empty)"), *then ? then : _("(empty)"));
			summary_value(summary, label_text(&field->label), both);
			free(both);
		}
		free(now);
		free(then);
	}
	return alike;
}

void summary_warnings(struct summary *summary, const struct form *form, const json_t *values)
{
	struct faults warnings = { 0 };
	faults_warnings(form, values, &warnings);
	for (size_t i = 0; i < warnings.count; i++) {
		const struct fault *warning = &warnings.items[i];
		char *article =
			article_text(warning->article ? warning->article : form->article, i18n_language());
		char *sentence = memory_format(_("Please note: %s (%s)"), warning->sentence, article);
		summary_plain(summary, sentence);
		free(sentence);
		free(article);
	}
	faults_done(&warnings);
}

/* ---- layout ------------------------------------------------------------------- */

/* The widest label (or lead) of a kind that is not wider than most. */
static int widest(const struct summary *summary, enum summary_kind kind, bool leads)
{
	int most = 0;
	for (size_t i = 0; i < summary->count; i++) {
		const struct summary_line *line = &summary->lines[i];
		int width = line->kind == kind ? width_string(leads ? line->lead : line->label) : 0;
		if (width <= LABEL_MOST && width > most)
			most = width;
	}
	return most;
}

static void add_spaces(struct text *out, int columns)
{
	text_format(out, "%*s", columns, "");
}

/* The value's lines, each but the first behind an indent. */
static void add_hanging(struct text *out, const char *value, int indent, int columns)
{
	struct wrapped_line *lines;
	int width = columns - indent > VALUE_LEAST ? columns - indent : VALUE_LEAST;
	size_t count = width_wrap(value, strlen(value), width, &lines);
	for (size_t i = 0; i < count; i++) {
		size_t length = lines[i].length;
		while (length && value[lines[i].start + length - 1] == ' ')
			length--;
		if (i)
			add_spaces(out, indent);
		text_add_n(out, value + lines[i].start, length);
		text_add_char(out, '\n');
	}
	free(lines);
}

/* A label that is too long for its column has a line to itself. */
static void add_labelled(
	struct text *out, const struct summary_line *line, int labels, int leads, int columns)
{
	int indent = INDENT + labels + GAP;
	add_spaces(out, INDENT);
	if (width_string(line->label) > labels) {
		add_hanging(out, line->label, INDENT, columns);
		add_spaces(out, indent);
	} else {
		width_pad(out, line->label, labels + GAP);
	}
	leads = leads ? leads : width_string(line->lead);
	int room = columns - indent - leads;
	bool beside = width_string(line->lead) <= leads &&
		      (room >= VALUE_LEAST || width_string(line->value) <= room);
	if (leads && !beside) { /* the value stands below */
		add_hanging(out, line->lead, indent, columns);
		if (!*line->value)
			return;
		add_spaces(out, indent);
		leads = 0;
	} else {
		width_pad(out, line->lead, leads);
	}
	add_hanging(out, line->value, indent + leads, columns);
}

char *summary_text(const struct summary *summary, int columns)
{
	struct text out = { 0 };
	int labels = widest(summary, SUMMARY_VALUE, false), times = widest(summary, SUMMARY_EVENT, false);
	int words = widest(summary, SUMMARY_EVENT, true) + GAP;
	for (size_t i = 0; i < summary->count; i++) {
		const struct summary_line *line = &summary->lines[i];
		if (line->kind == SUMMARY_HEADING)
			text_format(&out, "%s■ %s\n", i ? "\n" : "", line->label);
		else if (line->kind == SUMMARY_PLAIN)
			add_hanging(&out, line->value, 0, columns);
		else if (line->kind == SUMMARY_VALUE)
			add_labelled(&out, line, labels, 0, columns);
		else
			add_labelled(&out, line, times, words, columns);
	}
	if (out.length && out.bytes[out.length - 1] == '\n')
		out.bytes[--out.length] = '\0';
	return text_take(&out);
}

/* ---- on a screen ----------------------------------------------------------------- */

void summary_page_done(struct summary_page *page)
{
	summary_done(&page->summary);
	viewer_done(&page->viewer);
	page->columns = 0;
}

void viewer_place(const struct viewer *viewer, struct text *note)
{
	size_t page = (size_t)viewer->page, last = viewer->top + page;
	if (viewer->line_count <= page)
		return;
	text_format(note, "%s%zu-%zu/%zu", note->length ? "  " : "", viewer->top + 1,
		last < viewer->line_count ? last : viewer->line_count, viewer->line_count);
}

static void lay_out(struct summary_page *page, int columns)
{
	size_t top = page->viewer.top;
	char *text = summary_text(&page->summary, columns);
	viewer_set(&page->viewer, text);
	page->viewer.top = top; /* drawing moves it where the end is nearer now */
	page->columns = columns;
	free(text);
}

void summary_page_draw(struct summary_page *page, struct screen *screen, struct area area, const char *title,
	const char *note)
{
	int columns = area.columns - PAGE_MARGINS < PAGE_MOST ? area.columns - PAGE_MARGINS : PAGE_MOST;
	struct text place = { 0 };
	if (page->columns != columns)
		lay_out(page, columns);
	viewer_draw(&page->viewer, screen,
		(struct area){ area.row + 2, area.column, area.rows - 2, area.columns });
	text_add(&place, note ? note : "");
	viewer_place(&page->viewer, &place);
	title_draw(screen, area, title, text_string(&place));
	text_done(&place);
}
