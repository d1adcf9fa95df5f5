/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Marks on pages, and drawing them. */
#include "print/page.h"

#include <assert.h>
#include <math.h>
#include <pango/pangocairo.h>
#include <stdlib.h>

#include "base/memory.h"

const double rule_thickness[RULE__COUNT] = {
	[RULE_THIN] = 0.4,
	[RULE_NORMAL] = 0.6,
	[RULE_FRAME] = 1.1,
};

/* Where the baseline of a Japanese font lies in its square. */
static const double baseline = 0.88;
static const double water_grey = 0.90;

void pages_done(struct pages *pages)
{
	for (size_t i = 0; i < pages->count; i++)
		free(pages->items[i].marks);
	free(pages->items);
	*pages = (struct pages){ 0 };
}

struct page *pages_add(struct pages *pages, double width, double height)
{
	struct page *page = LIST_ADD(pages->items, pages->count);
	page->width = width;
	page->height = height;
	return page;
}

static struct mark *add(struct page *page, enum mark_kind kind, double x, double y)
{
	struct mark *mark = LIST_ADD(page->marks, page->mark_count);
	mark->kind = kind;
	mark->x = x;
	mark->y = y;
	return mark;
}

void page_rule(struct page *page, double x, double y, double width, double height, double thickness)
{
	assert(width == 0 || height == 0);
	struct mark *mark = add(page, MARK_RULE, x, y);
	mark->width = width;
	mark->height = height;
	mark->thickness = thickness;
}

void page_slant(struct page *page, double x, double y, double width, double height)
{
	struct mark *mark = add(page, MARK_SLANT, x, y);
	mark->width = width;
	mark->height = height;
	mark->thickness = rule_thickness[RULE_THIN];
}

void page_frame(struct page *page, double x, double y, double width, double height, double thickness)
{
	struct mark *mark = add(page, MARK_FRAME, x, y);
	mark->width = width;
	mark->height = height;
	mark->thickness = thickness;
}

void page_line(
	struct page *page, const struct paragraph *paragraph, size_t line, double x, double top, double pitch)
{
	double size = face_size(paragraph->face);
	struct mark *mark = add(page, MARK_LINE, x, top + (pitch - size) / 2 + baseline * size);
	mark->layout = paragraph->layout;
	mark->line = line;
	mark->width = paragraph_line_width(paragraph, line);
}

void page_water(struct page *page, const struct paragraph *paragraph)
{
	struct mark *mark = add(page, MARK_WATER, page->width / 2, page->height / 2);
	mark->layout = paragraph->layout;
	mark->width = paragraph->longest;
	mark->height = face_size(paragraph->face);
}

static void draw_stroke(const struct mark *mark, cairo_t *cairo)
{
	cairo_set_line_width(cairo, mark->thickness);
	switch (mark->kind) {
	case MARK_FRAME: cairo_rectangle(cairo, mark->x, mark->y, mark->width, mark->height); break;
	case MARK_SLANT:
		cairo_move_to(cairo, mark->x, mark->y + mark->height);
		cairo_line_to(cairo, mark->x + mark->width, mark->y);
		break;
	default:
		cairo_move_to(cairo, mark->x, mark->y);
		cairo_line_to(cairo, mark->x + mark->width, mark->y + mark->height);
		break;
	}
	cairo_stroke(cairo);
}

/* As an outline, not as text: who selects or searches the sheet does not meet it. */
static void draw_water(const struct mark *mark, cairo_t *cairo)
{
	cairo_save(cairo);
	cairo_translate(cairo, mark->x, mark->y);
	cairo_rotate(cairo, -M_PI / 6);
	cairo_move_to(cairo, -mark->width / 2, mark->height * (baseline - 0.5));
	cairo_set_source_rgb(cairo, water_grey, water_grey, water_grey);
	pango_cairo_layout_line_path(cairo, pango_layout_get_line_readonly(mark->layout, 0));
	cairo_fill(cairo);
	cairo_restore(cairo);
}

void page_draw(const struct page *page, cairo_t *cairo)
{
	cairo_set_source_rgb(cairo, 0, 0, 0);
	for (size_t i = 0; i < page->mark_count; i++) {
		const struct mark *mark = &page->marks[i];
		switch (mark->kind) {
		case MARK_LINE:
			cairo_move_to(cairo, mark->x, mark->y);
			pango_cairo_show_layout_line(
				cairo, pango_layout_get_line_readonly(mark->layout, (int)mark->line));
			break;
		case MARK_WATER: draw_water(mark, cairo); break;
		case MARK_RULE:
		case MARK_SLANT:
		case MARK_FRAME: draw_stroke(mark, cairo); break;
		case MARK__COUNT: break;
		}
	}
}
