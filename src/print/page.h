/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pages as lists of marks: what is measured and placed before anything is drawn. */
#ifndef PRINT_PAGE_H
#define PRINT_PAGE_H

#include <cairo.h>
#include <stddef.h>

#include "print/fonts.h"

enum mark_kind {
	MARK_LINE,  /* one line of a layout, its left end on the baseline at x, y */
	MARK_RULE,  /* from x, y by width or height; the other is 0 */
	MARK_SLANT, /* from the lower left to the upper right corner of the box */
	MARK_FRAME, /* a closed box */
	MARK_WATER, /* a layout in pale grey, slanting over the middle of the page */
	MARK__COUNT
};

/* All measures in points from the upper left corner of the paper. */
struct mark {
	enum mark_kind kind;
	double x, y, width, height;
	double thickness;
	PangoLayout *layout; /* borrowed: it lives until fonts_forget */
	size_t line;
};

struct page {
	double width, height; /* of the paper */
	struct mark *marks;
	size_t mark_count;
};

struct pages {
	struct page *items;
	size_t count;
};

enum { RULE_THIN, RULE_NORMAL, RULE_FRAME, RULE__COUNT };
extern const double rule_thickness[RULE__COUNT];

void pages_done(struct pages *pages);
struct page *pages_add(struct pages *pages, double width, double height);

void page_rule(struct page *page, double x, double y, double width, double height, double thickness);
void page_frame(struct page *page, double x, double y, double width, double height, double thickness);
void page_slant(struct page *page, double x, double y, double width, double height);
void page_water(struct page *page, const struct paragraph *paragraph);

/* Places a line so that its pitch begins at top. */
void page_line(struct page *page, const struct paragraph *paragraph, size_t line, double x, double top,
	double pitch);

/* Draws the page on a surface of its size. */
void page_draw(const struct page *page, cairo_t *cairo);

#endif
