/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sheet as text: the same parts in the same order as on paper. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "print/sheet.h"
#include "print/text_grid.h"
#include "print/words.h"

enum {
	SIDE_LEFT,
	SIDE_MIDDLE,
	SIDE_RIGHT,
	LEAST_WIDTH = 40,
	CELLS_IN_BAND = 5,
};

struct preview {
	const struct sheet_content *sheet;
	struct text_grid grid;
	int label; /* the column of the rule behind the labels */
	bool open; /* a box is open above */
	date now;
};

static const char *word(const struct preview *p, enum word which)
{
	return word_in(which, p->sheet->language);
}

static void line(struct preview *p, const char *string, int side)
{
	if (string && *string)
		text_grid_lines(&p->grid, string, 1, p->grid.width - 2, side);
}

static void gap(struct preview *p)
{
	text_add_char(&p->grid.out, '\n');
}

/* Begins the next row of boxes: a whole rule, or one that leaves the label's place open. */
static void begin(struct preview *p, int from, const int *edges, size_t count)
{
	text_grid_rule(&p->grid, from, edges, count + 1);
	p->open = true;
}

static void close_box(struct preview *p)
{
	if (p->open)
		text_grid_rule(&p->grid, 0, NULL, 0);
	p->open = false;
}

static struct wrapped wrap(const struct preview *p, const char *string, const int *edges, size_t cell)
{
	return text_grid_wrap(&p->grid, string, edges[cell + 1] - edges[cell] - p->grid.rule - 1);
}

static char *row_label(const struct sheet_row *row)
{
	return row->number ? memory_format("%d %s", row->number, row->label) : memory_string(row->label);
}

/* Edges of count columns from `from` to the right end, in the table's shares. */
static int *table_edges(const struct preview *p, const struct sheet_table *table, bool label)
{
	size_t skip = label ? 1 : 0;
	int *edges = memory_new(table->column_count + skip + 1, sizeof *edges);
	int from = label ? p->label : 0, last = p->grid.width - p->grid.rule, shares = 0, before = 0;
	for (size_t i = 0; i < table->column_count; i++)
		shares += table->shares[i] > 0 ? table->shares[i] : 1;
	for (size_t i = 0; i < table->column_count; i++) {
		int at = from + (last - from) * before / shares;
		edges[i + skip] = at - at % p->grid.rule;
		before += table->shares[i] > 0 ? table->shares[i] : 1;
	}
	edges[table->column_count + skip] = last;
	return edges;
}

/* One row of a table; label is what stands at its left, NULL where the label is above. */
static void table_line(
	struct preview *p, const int *edges, size_t columns, char *const *texts, const char *label)
{
	size_t skip = label ? 1 : 0;
	struct wrapped *cells = memory_new(columns + skip, sizeof *cells);
	if (label)
		cells[0] = wrap(p, label, edges, 0);
	for (size_t i = 0; i < columns; i++)
		cells[i + skip] = wrap(p, texts[i], edges, i + skip);
	text_grid_row(&p->grid, edges, cells, columns + skip);
	for (size_t i = 0; i < columns + skip; i++)
		wrapped_done(&cells[i]);
	free(cells);
}

static void table_row(struct preview *p, const struct sheet_row *row)
{
	const struct sheet_table *table = &row->table;
	bool bare = sheet_row_is_bare(row);
	bool beside = !bare && table->column_count <= SHEET_COLUMNS_BESIDE_LABEL;
	char *label = row_label(row);
	if (!beside && !bare) {
		const int whole[] = { 0, p->grid.width - p->grid.rule };
		begin(p, 0, whole, 1);
		struct wrapped cell = wrap(p, label, whole, 0);
		text_grid_row(&p->grid, whole, &cell, 1);
		wrapped_done(&cell);
	}
	int *edges = table_edges(p, table, beside);
	size_t count = table->column_count + (beside ? 1 : 0);
	begin(p, 0, edges, count);
	table_line(p, edges, table->column_count, table->heads, beside ? label : NULL);
	for (size_t r = 0; r < table->row_count; r++) {
		begin(p, beside ? p->label : 0, edges, count);
		table_line(p, edges, table->column_count, &table->cells[r * table->column_count],
			beside ? "" : NULL);
	}
	free(edges);
	free(label);
}

static void plain_row(struct preview *p, const char *label, const char *text, size_t lines)
{
	const int edges[] = { 0, p->label, p->grid.width - p->grid.rule };
	begin(p, 0, edges, 2);
	struct wrapped cells[] = { wrap(p, label, edges, 0), wrap(p, text, edges, 1) };
	while (cells[1].count < lines) {
		char **blank = LIST_ADD(cells[1].lines, cells[1].count);
		*blank = memory_string("");
	}
	text_grid_row(&p->grid, edges, cells, 2);
	wrapped_done(&cells[0]);
	wrapped_done(&cells[1]);
}

static void rows(struct preview *p)
{
	for (size_t i = 0; i < p->sheet->row_count; i++) {
		const struct sheet_row *row = &p->sheet->rows[i];
		bool table = row->table.column_count > 0;
		char *label = row_label(row);
		if (!table || (row->text && *row->text))
			plain_row(p, label, row->text, row->lines);
		if (table)
			table_row(p, row);
		free(label);
	}
	close_box(p);
}

static void party(struct preview *p)
{
	const struct sheet_party *by = &p->sheet->applicant;
	const struct {
		enum word word;
		const char *text;
	} parts[] = {
		{ WORD_SECTION, by->section },
		{ WORD_POST, by->post },
		{ WORD_NAME, by->name },
		{ WORD_CONTACT, by->contact },
	};
	int left = p->grid.width / 2, any = 0;
	for (size_t i = 0; i < COUNT(parts); i++) {
		if (!parts[i].text)
			continue;
		char *both = memory_format("%s  %s", word(p, parts[i].word), parts[i].text);
		text_grid_lines(&p->grid, both, left, p->grid.width - left, SIDE_LEFT);
		free(both);
		any = 1;
	}
	if (any)
		gap(p);
}

static void joined(struct preview *p, const char *const parts[], size_t count, int side)
{
	struct text out = { 0 };
	for (size_t i = 0; i < count; i++)
		if (parts[i] && *parts[i])
			text_format(&out, "%s%s", out.length ? " " : "", parts[i]);
	line(p, text_string(&out), side);
	text_done(&out);
}

static void head(struct preview *p)
{
	const struct sheet_content *sheet = p->sheet;
	const struct sheet_party *to = &sheet->addressee, *from = &sheet->sender;
	char day[DATE_TEXT_SIZE];
	if (sheet->training)
		line(p, word(p, WORD_TRAINING), SIDE_MIDDLE);
	line(p, sheet->stamp, SIDE_MIDDLE);
	line(p, sheet->style, SIDE_LEFT);
	if (sheet->numbered) {
		char *blank = words_number(NULL, sheet->language);
		line(p, sheet->document_number ? sheet->document_number : blank, SIDE_RIGHT);
		free(blank);
	}
	words_day(sheet->day, p->now, sheet->language, day);
	line(p, day, SIDE_RIGHT);
	if (to->section || to->post || to->name) {
		char *post = sheet_post(to->section, to->post);
		joined(p, (const char *const[]){ post, to->name, sheet->honorific }, 3, SIDE_LEFT);
		free(post);
	}
	party(p);
	joined(p, (const char *const[]){ from->post, from->name }, 2, SIDE_RIGHT);
	if (sheet->seal_omitted)
		line(p, word(p, WORD_SEAL_OMITTED), SIDE_RIGHT);
	gap(p);
	line(p, sheet->title, SIDE_MIDDLE);
	gap(p);
	line(p, sheet->sentence, SIDE_LEFT);
	if (sheet->row_count && !sheet->is_list)
		line(p, word(p, WORD_FOLLOWS), SIDE_MIDDLE);
}

/* What a cell of the 決裁欄 has below its post: 代 or the acting post, name, day. */
static char *cell_text(const struct preview *p, const struct sheet_approval *approval)
{
	char day[DATE_TEXT_SIZE];
	words_short_day(approval->day, p->sheet->language, day);
	if (approval->passed_over)
		return memory_string("／");
	const char *above = approval->capacity == CAPACITY_DEPUTY   ? word(p, WORD_DEPUTY)
			    : approval->capacity == CAPACITY_ACTING ? approval->acting
								    : NULL;
	return memory_format("%s\n%s\n%s", above ? above : "", approval->name ? approval->name : "", day);
}

static void approvals(struct preview *p)
{
	const struct sheet_content *sheet = p->sheet;
	const struct text_grid *grid = &p->grid;
	for (size_t from = 0; from < sheet->approval_count; from += CELLS_IN_BAND) {
		size_t count = sheet->approval_count - from < CELLS_IN_BAND ? sheet->approval_count - from
									    : CELLS_IN_BAND;
		int edges[CELLS_IN_BAND + 2] = { 0 }, last = grid->width - grid->rule;
		int strip = text_grid_columns(grid, word(p, WORD_APPROVALS)) + 2 + grid->rule;
		for (size_t i = 0; i <= count; i++) {
			int at = strip + (last - strip) * (int)i / (int)count;
			edges[i + 1] = at - at % grid->rule;
		}
		struct wrapped posts[CELLS_IN_BAND + 1], bodies[CELLS_IN_BAND + 1];
		posts[0] = wrap(p, word(p, WORD_APPROVALS), edges, 0);
		bodies[0] = wrap(p, "", edges, 0);
		for (size_t i = 0; i < count; i++) {
			const struct sheet_approval *approval = &sheet->approvals[from + i];
			char *text = cell_text(p, approval);
			posts[i + 1] = wrap(p, approval->post, edges, i + 1);
			bodies[i + 1] = wrap(p, text, edges, i + 1);
			free(text);
		}
		begin(p, 0, edges, count + 1);
		text_grid_row(&p->grid, edges, posts, count + 1);
		begin(p, edges[1], edges, count + 1);
		text_grid_row(&p->grid, edges, bodies, count + 1);
		for (size_t i = 0; i <= count; i++) {
			wrapped_done(&posts[i]);
			wrapped_done(&bodies[i]);
		}
	}
}

static void office_part(struct preview *p)
{
	const struct sheet_content *sheet = p->sheet;
	if (!sheet->office_part)
		return;
	gap(p);
	line(p, word(p, WORD_OFFICE_PART), SIDE_LEFT);
	if (sheet->receipt) {
		char *text = words_receipt(sheet->receipt_number, sheet->received, p->now, sheet->language);
		plain_row(p, word(p, WORD_RECEIPT), text, 0);
		free(text);
	}
	if (sheet->answer_count) {
		char *text = words_decision(sheet, p->now, (p->grid.width - p->label) / 2.0 - 2);
		plain_row(p, word(p, words_decision_label(sheet)), text, 0);
		free(text);
	}
	approvals(p);
	if (sheet->conditions || sheet->answer_count > 1)
		plain_row(p, word(p, WORD_CONDITIONS), sheet->conditions, 0);
	if (sheet->note_count) {
		struct text notes = { 0 };
		for (size_t i = 0; i < sheet->note_count; i++)
			text_format(&notes, "%s%s", i ? "\n" : "", sheet->notes[i]);
		plain_row(p, word(p, WORD_NOTES), text_string(&notes), 0);
		text_done(&notes);
	}
	close_box(p);
}

static void foot(struct preview *p)
{
	if (p->sheet->remarks && *p->sheet->remarks) {
		line(p, word(p, WORD_REMARKS), SIDE_LEFT);
		text_grid_lines(&p->grid, p->sheet->remarks, 3, p->grid.width - 4, SIDE_LEFT);
	}
	if (p->sheet->verification) {
		char *number = memory_format("%s %s", word(p, WORD_VERIFICATION), p->sheet->verification);
		line(p, number, SIDE_LEFT);
		free(number);
	}
	if (p->sheet->training)
		line(p, word(p, WORD_TRAINING), SIDE_MIDDLE);
}

char *sheet_text(const struct sheet_content *sheet, int width, int (*columns_of)(uint32_t code_point))
{
	struct preview p = { .sheet = sheet };
	text_grid_init(&p.grid, width < LEAST_WIDTH ? LEAST_WIDTH : width, columns_of);
	p.label = p.grid.width * 3 / 10;
	p.label -= p.label % p.grid.rule;
	p.now = sheet->printed_at ? date_from_ms(sheet->printed_at) : DATE_NONE;
	head(&p);
	rows(&p);
	office_part(&p);
	foot(&p);
	char *text = text_take(&p.grid.out);
	text_grid_done(&p.grid);
	return text;
}
