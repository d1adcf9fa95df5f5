/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ruled rows: what stands in one is cut into lines, and lines fill the pages. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "print/compose.h"

/* A slice is one line of a row, the smallest thing that goes to the next page. */
enum slice_kind {
	SLICE_LABEL, /* of a row whose label stands above */
	SLICE_TEXT,
	SLICE_HEAD,  /* of the table's heads */
	SLICE_CELLS, /* one line of all cells of a table's row */
	SLICE__COUNT
};

struct slice {
	enum slice_kind kind;
	size_t row, line;
	bool first, last; /* of its group: a rule divides groups */
};

struct row_setting {
	const struct sheet_row *row;
	bool above;         /* the label stands above, over the whole width */
	double label_width; /* with its padding */
	double x, width;    /* of the body */
	struct paragraph number, label, text;
	struct paragraph continued; /* the label on the pages that follow */
	struct paragraph *heads, *cells;
	double *column_x; /* column_count + 1 edges */
	size_t head_lines;
	struct slice *slices;
	size_t slice_count;
};

static const double side_pad = 0.5;   /* em, left and right in a box */
static const double label_ems = 12;   /* the label column */
static const double number_ems = 1.7; /* of it, the place for the number */
enum { MOST_LABEL_LINES_BESIDE = 6 };

static void add_slices(struct row_setting *set, enum slice_kind kind, size_t row, size_t lines)
{
	for (size_t i = 0; i < lines; i++) {
		struct slice *slice = LIST_ADD(set->slices, set->slice_count);
		*slice = (struct slice){ kind, row, i, i == 0, i + 1 == lines };
	}
}

static double label_place(const struct composing *c, const struct row_setting *set)
{
	double indent = set->row->number ? number_ems * em : 0;
	return (set->above ? c->width : label_ems * em) - indent - 2 * side_pad * em;
}

/* A little smaller is better than one character alone on a second line. */
static struct paragraph set_label_text(struct composing *c, const struct row_setting *set, const char *text)
{
	double width = label_place(c, set);
	struct paragraph usual = compose_set(c, FACE_LABEL, text, width);
	struct paragraph smaller = compose_set(c, FACE_SMALL_LABEL, text, width);
	return smaller.lines < usual.lines ? smaller : usual;
}

static void set_label(struct composing *c, struct row_setting *set)
{
	if (set->row->number) {
		char number[24];
		snprintf(number, sizeof number, "%d", set->row->number);
		set->number = compose_set(c, FACE_LABEL, number, number_ems * em);
	}
	set->label = set_label_text(c, set, set->row->label);
}

static size_t most_lines(const struct paragraph *paragraphs, size_t count)
{
	size_t most = 1;
	for (size_t i = 0; i < count; i++)
		if (paragraphs[i].lines > most)
			most = paragraphs[i].lines;
	return most;
}

static void set_table(struct composing *c, struct row_setting *set)
{
	const struct sheet_table *table = &set->row->table;
	size_t columns = table->column_count;
	int shares = 0;
	for (size_t i = 0; i < columns; i++)
		shares += table->shares[i] > 0 ? table->shares[i] : 1;
	set->column_x = memory_new(columns + 1, sizeof(double));
	set->heads = memory_new(columns, sizeof(struct paragraph));
	set->cells =
		memory_new(columns * (table->row_count ? table->row_count : 1), sizeof(struct paragraph));
	double x = set->x;
	for (size_t i = 0; i < columns; i++) {
		set->column_x[i] = x;
		x += set->width * (table->shares[i] > 0 ? table->shares[i] : 1) / shares;
	}
	set->column_x[columns] = set->x + set->width;
	for (size_t i = 0; i < columns; i++) {
		double width = set->column_x[i + 1] - set->column_x[i] - 2 * side_pad * em;
		set->heads[i] = compose_set(c, FACE_SMALL_LABEL, table->heads[i], width);
		for (size_t r = 0; r < table->row_count; r++)
			set->cells[r * columns + i] =
				compose_set(c, FACE_SMALL, table->cells[r * columns + i], width);
	}
	set->head_lines = most_lines(set->heads, columns);
	add_slices(set, SLICE_HEAD, 0, set->head_lines);
	for (size_t r = 0; r < table->row_count; r++)
		add_slices(set, SLICE_CELLS, r, most_lines(&set->cells[r * columns], columns));
}

static void set_row(struct composing *c, const struct sheet_row *row, struct row_setting *set)
{
	*set = (struct row_setting){ .row = row };
	set_label(c, set);
	set->above = row->table.column_count > SHEET_COLUMNS_BESIDE_LABEL ||
		     set->label.lines > MOST_LABEL_LINES_BESIDE || sheet_row_is_bare(row);
	if (set->above && !sheet_row_is_bare(row)) {
		set_label(c, set);
		add_slices(set, SLICE_LABEL, 0, set->label.lines);
	}
	set->label_width = set->above ? 0 : label_ems * em;
	set->x = c->left + set->label_width;
	set->width = c->width - set->label_width;
	bool table = row->table.column_count > 0;
	if (!table || (row->text && *row->text)) {
		set->text = compose_set(c, FACE_BODY, row->text, set->width - 2 * side_pad * em);
		size_t lines = set->text.lines > row->lines ? set->text.lines : row->lines;
		add_slices(set, SLICE_TEXT, 0, lines);
	}
	if (table)
		set_table(c, set);
}

static void row_setting_done(struct row_setting *set)
{
	free(set->heads);
	free(set->cells);
	free(set->column_x);
	free(set->slices);
}

static double slice_pitch(const struct composing *c, enum slice_kind kind)
{
	return kind == SLICE_HEAD || kind == SLICE_CELLS ? c->density->small_pitch : c->density->pitch;
}

static void draw_cells(struct composing *c, const struct row_setting *set, const struct paragraph *paragraphs,
	size_t line, double y, double side)
{
	for (size_t i = 0; i < set->row->table.column_count; i++)
		if (line < paragraphs[i].lines)
			compose_lines(c, &paragraphs[i], line, 1, set->column_x[i] + side_pad * em,
				set->column_x[i + 1] - set->column_x[i] - 2 * side_pad * em, side, y,
				c->density->small_pitch);
}

static void draw_label(struct composing *c, const struct row_setting *set, const struct paragraph *label,
	size_t from, size_t count, double y)
{
	double x = c->left + side_pad * em, pitch = c->density->pitch;
	if (set->row->number && from == 0)
		compose_lines(c, &set->number, 0, 1, x, number_ems * em, 0, y, pitch);
	if (set->row->number)
		x += number_ems * em;
	compose_lines(c, label, from, count, x, c->width, 0, y, pitch);
}

static void draw_slice(
	struct composing *c, const struct row_setting *set, const struct slice *slice, double y)
{
	size_t columns = set->row->table.column_count;
	switch (slice->kind) {
	case SLICE_LABEL: draw_label(c, set, &set->label, slice->line, 1, y); break;
	case SLICE_TEXT:
		if (slice->line < set->text.lines)
			compose_lines(c, &set->text, slice->line, 1, set->x + side_pad * em, set->width, 0, y,
				c->density->pitch);
		break;
	case SLICE_HEAD: draw_cells(c, set, set->heads, slice->line, y, 0.5); break;
	case SLICE_CELLS: draw_cells(c, set, &set->cells[slice->row * columns], slice->line, y, 0); break;
	case SLICE__COUNT: break;
	}
}

static void column_rules(struct composing *c, const struct row_setting *set, double from, double to)
{
	for (size_t i = 1; i < set->row->table.column_count; i++)
		page_rule(
			compose_current(c), set->column_x[i], from, 0, to - from, rule_thickness[RULE_THIN]);
}

/* Goes over the slices from..to beginning at y; draws them where draw is set.
 * Returns where they end; *ret_table is where the table among them begins, below 0 for none. */
static double walk(struct composing *c, const struct row_setting *set, size_t from, size_t to, double y,
	bool draw, double *ret_table)
{
	double pad = c->density->pad, table_from = -1;
	for (size_t i = from; i < to; i++) {
		const struct slice *slice = &set->slices[i];
		if (i == from || slice->first) {
			if (i != from && draw)
				page_rule(compose_current(c), set->x, y, set->width, 0,
					rule_thickness[RULE_THIN]);
			if (table_from < 0 && (slice->kind == SLICE_HEAD || slice->kind == SLICE_CELLS))
				table_from = y;
			if (i == from && slice->kind == SLICE_CELLS) { /* a table goes on: its heads again */
				for (size_t line = 0; line < set->head_lines && draw; line++)
					draw_cells(c, set, set->heads, line,
						y + pad + c->density->small_pitch * (double)line, 0.5);
				y += 2 * pad + c->density->small_pitch * (double)set->head_lines;
				if (draw)
					page_rule(compose_current(c), set->x, y, set->width, 0,
						rule_thickness[RULE_THIN]);
			}
			y += pad;
		}
		if (draw)
			draw_slice(c, set, slice, y);
		y += slice_pitch(c, slice->kind);
		if (i + 1 == to || slice->last)
			y += pad;
	}
	*ret_table = table_from;
	return y;
}

/* How many slices from `from` on go on this page: no heads without a line
 * below them, no single line of a long text left before or after the break. */
static size_t fitting(struct composing *c, const struct row_setting *set, size_t from)
{
	size_t to = from;
	double table;
	while (to < set->slice_count && walk(c, set, from, to + 1, c->y, false, &table) <= c->bottom)
		to++;
	if (to == set->slice_count)
		return to;
	const struct slice *slices = set->slices;
	if (to > from && to - from >= 3 && !slices[to - 1].last && slices[to].last)
		to--; /* one line more goes along with the last one */
	if (to > from && !slices[to - 1].last && slices[to - 1].first)
		to--;
	while (to > from && (slices[to - 1].kind == SLICE_HEAD || slices[to - 1].kind == SLICE_LABEL))
		to--;
	return to;
}

/* The label is drawn first: who copies the text out of the file reads it in this order. */
static void draw_part(struct composing *c, struct row_setting *set, size_t from, size_t to)
{
	const struct density *density = c->density;
	double top = c->y, label_bottom = top;
	if (!set->above) {
		const struct paragraph *label = from ? &set->continued : &set->label;
		label_bottom += density->pitch * (double)label->lines + 2 * density->pad;
		draw_label(c, set, label, 0, label->lines, top + density->pad);
	}
	double table, bottom = walk(c, set, from, to, top, true, &table);
	if (label_bottom > bottom)
		bottom = label_bottom;
	if (table >= 0)
		column_rules(c, set, table, bottom);
	if (!set->above)
		page_rule(compose_current(c), set->x, top, 0, bottom - top, rule_thickness[RULE_NORMAL]);
	if (top > c->ruled_from)
		page_rule(compose_current(c), c->left, top, c->width, 0, rule_thickness[RULE_NORMAL]);
	c->y = bottom;
}

/* From the second page on the label says that it goes on. A long one stood
 * whole on the first page; here its beginning is enough. */
static void set_continued(struct composing *c, struct row_setting *set)
{
	const char *label = set->row->label ? set->row->label : "";
	const char *continued = word_in(WORD_CONTINUED, c->content->language);
	char *text;
	if (set->above && set->label.lines > 1) {
		PangoLayoutLine *first = pango_layout_get_line_readonly(set->label.layout, 0);
		const char *printed = pango_layout_get_text(set->label.layout);
		text = memory_format("%.*s…\n%s", first->length, printed + first->start_index, continued);
	} else {
		text = memory_format(set->above ? "%s%s" : "%s\n%s", label, continued);
	}
	set->continued = set_label_text(c, set, text);
	free(text);
}

/* A label above goes on in a box of its own; it is no slice, so room is made for it. */
static void continue_above(struct composing *c, const struct row_setting *set)
{
	double top = c->y, pad = c->density->pad;
	draw_label(c, set, &set->continued, 0, set->continued.lines, top + pad);
	c->y += c->density->pitch * (double)set->continued.lines + 2 * pad;
}

void compose_row(struct composing *c, const struct sheet_row *row)
{
	struct row_setting set;
	set_row(c, row, &set);
	double label = set.above ? 0 : c->density->pitch * (double)set.label.lines + 2 * c->density->pad;
	bool fresh = false; /* on a page of its own: what does not fit here fits nowhere */
	for (size_t from = 0; from < set.slice_count;) {
		size_t to = fitting(c, &set, from);
		if ((to == from || (!from && c->y + label > c->bottom)) && !fresh) {
			fresh = true;
		} else {
			if (to == from)
				to = from + 1;
			draw_part(c, &set, from, to);
			from = to;
			fresh = from < set.slice_count;
		}
		if (!fresh)
			continue;
		compose_page(c);
		if (from && !set.continued.lines)
			set_continued(c, &set);
		if (from && set.above && !sheet_row_is_bare(row))
			continue_above(c, &set);
	}
	row_setting_done(&set);
}
