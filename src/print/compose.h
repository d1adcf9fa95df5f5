/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Composing: contents measured and placed on pages, before anything is drawn. */
#ifndef PRINT_COMPOSE_H
#define PRINT_COMPOSE_H

#include <stdbool.h>

#include "print/page.h"
#include "print/sheet.h"
#include "print/words.h"

/* How close the lines stand; a closer one is taken where it saves a page. */
struct density {
	double pitch;       /* of body text */
	double small_pitch; /* of text in tables */
	double pad;         /* above and below what stands in a box */
	double gap;         /* between the parts of the head */
};

/* One sheet in the making. */
struct composing {
	struct fonts *fonts;
	const struct sheet_content *content;
	const struct density *density;
	struct odd_characters *odd;
	struct pages *pages;
	double left, width, top, bottom; /* of the text area */
	double y;                        /* where the next thing begins */
	double ruled_from;               /* top of the ruled part open on this page, below 0 for none */
	date now;
};

extern const double em; /* the body's square: every measure along a line is a multiple of it */

/* Composes all pages of a sheet; the caller ends pages and odd, also on failure. */
void compose_sheet(struct fonts *fonts, const struct sheet_content *content, struct pages *ret_pages,
	struct odd_characters *ret_odd);

/* What the parts of compose_sheet share. */
struct page *compose_current(const struct composing *c);
struct paragraph compose_set(struct composing *c, enum face face, const char *text, double width);
struct paragraph compose_set_spread(struct composing *c, enum face face, const char *text, double width);

/* Places lines of a paragraph in a column; side 0 is left, 0.5 the middle, 1 right. */
void compose_lines(struct composing *c, const struct paragraph *paragraph, size_t from, size_t count,
	double x, double width, double side, double top, double pitch);

void compose_page(struct composing *c); /* begins a page, with the ruled part open again where one was */

/* Closes the ruled part on this page with its frame. */
void compose_close(struct composing *c);

/* One ruled row, broken over pages where it is too long. */
void compose_row(struct composing *c, const struct sheet_row *row);

/* The part that the office fills in. */
void compose_office_part(struct composing *c);

#endif
