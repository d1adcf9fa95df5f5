/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The part that the office fills in: receipt, decision and the cells of the 決裁欄. */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "print/compose.h"

/* One box at the left: a label and lines beside it. */
struct receipt_box {
	struct paragraph label, text;
	double height;
};

/* One cell of the 決裁欄, measured. */
struct approval_cell {
	const struct sheet_approval *approval;
	struct paragraph post, above, name, day;
};

enum { MOST_BOXES = 2, MOST_CELLS_BESIDE = 4, MOST_CELLS_IN_BAND = 7 };

static const double label_ems = 4, left_ems = 20, strip_ems = 1.8, widest_cell_ems = 9;
static const double tiny_pitch = 9.5, least_body = 46;

struct office_setting {
	struct receipt_box boxes[MOST_BOXES];
	size_t box_count;
	struct approval_cell *cells;
	size_t cell_count;
	bool beside; /* the cells stand at the right of the boxes */
	double cell_width, post_height, body_height;
};

/* Beside the cells the boxes stand one below the other, else side by side. */
static double box_width(const struct composing *c, const struct office_setting *set)
{
	bool two = c->content->receipt && c->content->answer_count;
	return set->beside ? left_ems * em : two ? c->width / 2 : c->width;
}

static void add_box(struct composing *c, struct office_setting *set, enum word word, char *text)
{
	struct receipt_box *box = &set->boxes[set->box_count++];
	double label = (label_ems - 1) * em;
	box->label = compose_set_spread(c, FACE_LABEL, word_in(word, c->content->language), label);
	box->text = compose_set(c, FACE_BODY, text, box_width(c, set) - (label_ems + 1) * em);
	double lines = (double)(box->text.lines > box->label.lines ? box->text.lines : box->label.lines);
	box->height = lines * c->density->pitch + 2 * c->density->pad;
	free(text);
}

/* The largest face in which the name stands on one line, else the smallest. */
static struct paragraph set_name(struct composing *c, const char *name, double width)
{
	static const enum face sizes[] = { FACE_BODY, FACE_SMALL, FACE_TINY };
	struct paragraph paragraph = { 0 };
	for (size_t i = 0; i < COUNT(sizes); i++) {
		paragraph = compose_set(c, sizes[i], name, width);
		if (paragraph.lines <= 1)
			break;
	}
	return paragraph;
}

static double above_pitch(const struct approval_cell *cell)
{
	return cell->above.face == FACE_LABEL ? 12 : tiny_pitch;
}

static double name_pitch(const struct approval_cell *cell)
{
	return cell->name.face == FACE_BODY ? 15 : cell->name.face == FACE_SMALL ? 13 : tiny_pitch;
}

static double cell_body(const struct approval_cell *cell)
{
	double name = name_pitch(cell);
	double height = (double)cell->above.lines * above_pitch(cell) + (double)cell->name.lines * name +
			tiny_pitch + 8;
	return height > least_body ? height : least_body;
}

static void set_cell(struct composing *c, struct office_setting *set, const struct sheet_approval *approval)
{
	struct approval_cell *cell = LIST_ADD(set->cells, set->cell_count);
	enum language language = c->content->language;
	double width = set->cell_width - em * 0.5;
	char day[DATE_TEXT_SIZE];
	words_short_day(approval->day, language, day);
	cell->approval = approval;
	cell->post = compose_set(c, FACE_TINY_LABEL, approval->post, width);
	const char *above = approval->capacity == CAPACITY_ACTING ? approval->acting : NULL;
	cell->above = approval->capacity == CAPACITY_DEPUTY
			      ? compose_set(c, FACE_LABEL, word_in(WORD_DEPUTY, language), width)
			      : compose_set(c, FACE_TINY, above, width);
	cell->name = set_name(c, approval->name, width);
	cell->day = compose_set(c, FACE_TINY, day, width);
	double post = (double)cell->post.lines * tiny_pitch + 5, body = cell_body(cell);
	if (post > set->post_height)
		set->post_height = post;
	if (body > set->body_height)
		set->body_height = body;
}

static void set_office(struct composing *c, struct office_setting *set)
{
	const struct sheet_content *content = c->content;
	*set = (struct office_setting){ 0 };
	bool boxes = content->receipt || content->answer_count;
	set->beside = boxes && content->approval_count && content->approval_count <= MOST_CELLS_BESIDE;
	if (content->receipt)
		add_box(c, set, WORD_RECEIPT,
			words_receipt(content->receipt_number, content->received, c->now, content->language));
	if (content->answer_count)
		add_box(c, set, words_decision_label(content),
			words_decision(content, c->now, box_width(c, set) / em - label_ems - 1));
	double room = c->width - (set->beside ? left_ems + strip_ems : strip_ems) * em;
	size_t in_band =
		content->approval_count < MOST_CELLS_IN_BAND ? content->approval_count : MOST_CELLS_IN_BAND;
	if (in_band)
		set->cell_width = room / (double)in_band;
	if (!set->beside && set->cell_width > widest_cell_ems * em)
		set->cell_width = widest_cell_ems * em;
	for (size_t i = 0; i < content->approval_count; i++)
		set_cell(c, set, &content->approvals[i]);
}

static double boxes_height(const struct office_setting *set)
{
	double sum = 0, most = 0;
	for (size_t i = 0; i < set->box_count; i++) {
		sum += set->boxes[i].height;
		if (set->boxes[i].height > most)
			most = set->boxes[i].height;
	}
	return set->beside ? sum : most;
}

static double cells_height(const struct office_setting *set)
{
	return set->cell_count ? set->post_height + set->body_height : 0;
}

static void draw_boxes(struct composing *c, const struct office_setting *set, double height)
{
	struct page *page = compose_current(c);
	double x = c->left, y = c->y, width = box_width(c, set), pitch = c->density->pitch;
	double spare = set->box_count ? (height - boxes_height(set)) / (double)set->box_count : 0;
	for (size_t i = 0; i < set->box_count; i++) {
		const struct receipt_box *box = &set->boxes[i];
		double high = set->beside ? box->height + spare : height;
		compose_lines(c, &box->label, 0, box->label.lines, x + em * 0.5, (label_ems - 1) * em, 0.5,
			y + (high - pitch * (double)box->label.lines) / 2, pitch);
		compose_lines(c, &box->text, 0, box->text.lines, x + (label_ems + 0.5) * em, width, 0,
			y + (high - pitch * (double)box->text.lines) / 2, pitch);
		page_rule(page, x + label_ems * em, y, 0, high, rule_thickness[RULE_NORMAL]);
		if (i && set->beside)
			page_rule(page, x, y, width, 0, rule_thickness[RULE_NORMAL]);
		if (i && !set->beside)
			page_rule(page, x, y, 0, high, rule_thickness[RULE_NORMAL]);
		if (set->beside)
			y += high;
		else
			x += width;
	}
}

/* 決裁欄, one character below the other. */
static void draw_strip(struct composing *c, double x, double width, double height)
{
	struct text text = { 0 };
	const char *word = word_in(WORD_APPROVALS, c->content->language);
	size_t length = strlen(word);
	for (size_t position = 0; position < length;) {
		if (position)
			text_add_char(&text, '\n');
		text_add_code_point(&text, text_next(word, length, &position));
	}
	double pitch = 15;
	struct paragraph strip = compose_set(c, FACE_LABEL, text_string(&text), width);
	if (pitch * (double)strip.lines > height) { /* as in English */
		strip = compose_set(c, FACE_TINY_LABEL, text_string(&text), width);
		pitch = height / (double)strip.lines;
	}
	compose_lines(c, &strip, 0, strip.lines, x, width, 0.5,
		c->y + (height - pitch * (double)strip.lines) / 2, pitch);
	text_done(&text);
}

static void draw_cell(
	struct composing *c, const struct office_setting *set, const struct approval_cell *cell, double x)
{
	double width = set->cell_width, body = c->y + set->post_height, bottom = body + set->body_height;
	double inner = x + em * 0.25, inner_width = width - em * 0.5;
	compose_lines(c, &cell->post, 0, cell->post.lines, inner, inner_width, 0.5,
		c->y + (set->post_height - tiny_pitch * (double)cell->post.lines) / 2, tiny_pitch);
	if (cell->approval->passed_over) {
		page_slant(compose_current(c), x, body, width, set->body_height);
		return;
	}
	double name = name_pitch(cell);
	double above = body + 3, between = above + above_pitch(cell) * (double)cell->above.lines;
	double below = bottom - 3 - tiny_pitch;
	compose_lines(
		c, &cell->above, 0, cell->above.lines, inner, inner_width, 0.5, above, above_pitch(cell));
	compose_lines(c, &cell->name, 0, cell->name.lines, inner, inner_width, 0.5,
		between + (below - between - name * (double)cell->name.lines) / 2, name);
	compose_lines(c, &cell->day, 0, cell->day.lines, inner, inner_width, 0.5, below, tiny_pitch);
}

/* A strip and cells from..to at x, y; the frame around all is the caller's. */
static void draw_band(struct composing *c, const struct office_setting *set, size_t from, size_t to, double x,
	double height)
{
	struct page *page = compose_current(c);
	double strip = strip_ems * em, normal = rule_thickness[RULE_NORMAL];
	double right = x + strip + set->cell_width * (double)(to - from);
	draw_strip(c, x, strip, height);
	page_rule(page, x + strip, c->y + set->post_height, right - x - strip, 0, normal);
	for (size_t i = from; i < to; i++) {
		double cell = x + strip + set->cell_width * (double)(i - from);
		page_rule(page, cell, c->y, 0, height, normal);
		draw_cell(c, set, &set->cells[i], cell);
	}
}

/* Room for a part of the grid, which is never broken; a rule above it where it is not the first. */
static void begin_part(struct composing *c, double height)
{
	if (c->y + height > c->bottom)
		compose_page(c);
	if (c->y > c->ruled_from)
		page_rule(compose_current(c), c->left, c->y, c->width, 0, rule_thickness[RULE_NORMAL]);
}

static void draw_grid(struct composing *c, struct office_setting *set)
{
	double normal = rule_thickness[RULE_NORMAL];
	double boxes = boxes_height(set), cells = cells_height(set);
	if (set->beside) {
		double height = boxes > cells ? boxes : cells, left = left_ems * em;
		begin_part(c, height);
		set->body_height += height - cells;
		draw_boxes(c, set, height);
		page_rule(compose_current(c), c->left + left, c->y, 0, height, normal);
		draw_band(c, set, 0, set->cell_count, c->left + left, height);
		c->y += height;
		return;
	}
	if (set->box_count) {
		begin_part(c, boxes);
		draw_boxes(c, set, boxes);
		c->y += boxes;
	}
	for (size_t from = 0; from < set->cell_count; from += MOST_CELLS_IN_BAND) {
		size_t to = from + MOST_CELLS_IN_BAND < set->cell_count ? from + MOST_CELLS_IN_BAND
									: set->cell_count;
		double right = strip_ems * em + set->cell_width * (double)(to - from);
		begin_part(c, cells);
		draw_band(c, set, from, to, c->left, cells);
		if (right < c->width - 1)
			page_rule(compose_current(c), c->left + right, c->y, 0, cells, normal);
		c->y += cells;
	}
}

static void office_rows(struct composing *c)
{
	const struct sheet_content *content = c->content;
	enum language language = content->language;
	struct text notes = { 0 };
	for (size_t i = 0; i < content->note_count; i++) {
		if (i)
			text_add_char(&notes, '\n');
		text_add(&notes, content->notes[i]);
	}
	if (content->conditions || content->answer_count > 1) {
		char *label = memory_string(word_in(WORD_CONDITIONS, language));
		struct sheet_row row = { .label = label, .text = content->conditions, .lines = 2 };
		compose_row(c, &row);
		free(label);
	}
	if (content->note_count) {
		char *label = memory_string(word_in(WORD_NOTES, language));
		struct sheet_row row = { .label = label, .text = notes.bytes };
		compose_row(c, &row);
		free(label);
	}
	text_done(&notes);
}

void compose_office_part(struct composing *c)
{
	if (!c->content->office_part)
		return;
	struct office_setting set;
	set_office(c, &set);
	double pitch = c->density->small_pitch, head = c->density->gap + pitch + 1;
	double boxes = boxes_height(&set), cells = cells_height(&set);
	/* The heading never stands alone at the end of a page. */
	if (c->y + head + (boxes > cells ? boxes : cells) > c->bottom)
		compose_page(c);
	else
		c->y += c->density->gap;
	struct paragraph heading =
		compose_set(c, FACE_SMALL_LABEL, word_in(WORD_OFFICE_PART, c->content->language), c->width);
	compose_lines(c, &heading, 0, 1, c->left, c->width, 0, c->y, pitch);
	c->y += pitch + 1;
	c->ruled_from = c->y;
	draw_grid(c, &set);
	office_rows(c);
	compose_close(c);
	free(set.cells);
}
