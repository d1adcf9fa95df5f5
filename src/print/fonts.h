/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The faces of a sheet, text made printable with them, and text set in lines. */
#ifndef PRINT_FONTS_H
#define PRINT_FONTS_H

#include <pango/pango.h>
#include <stdint.h>

#include "base/error.h"

enum face {
	FACE_BODY,  /* 10.5 pt mincho */
	FACE_LABEL, /* 10 pt gothic */
	FACE_TITLE,
	FACE_SMALL,
	FACE_SMALL_LABEL,
	FACE_TINY,
	FACE_TINY_LABEL,
	FACE_WATERMARK,
	FACE__COUNT
};

struct fonts;

/* The fonts of this process, loaded at the first call and kept until
 * fonts_end. RESULT_UNAVAILABLE with the package's name where one is missing. */
enum result fonts_get(struct fonts **ret_fonts, struct error *err);
void fonts_end(void);

double face_size(enum face face); /* in points */

/* What could not be printed as it was written; each character once. */
struct odd_character {
	uint32_t code, selector; /* selector 0: the character itself is missing */
};

struct odd_characters {
	struct odd_character *items;
	size_t count;
};

size_t odd_missing(const struct odd_characters *odd); /* the others are variants */
void odd_done(struct odd_characters *odd);

/* A copy that the face can print: what may not stand raw becomes <U+202E>,
 * what the font does not have 〓; both newline forms become \n. The caller frees. */
char *fonts_printable(struct fonts *fonts, enum face face, const char *text, struct odd_characters *odd);

/* Text set in lines of equal pitch. */
struct paragraph {
	PangoLayout *layout;
	size_t lines;
	enum face face;
	double longest; /* the longest line's own width */
};

/* Sets printable text; width in points. What was set once is not set again
 * until fonts_forget, which the layouts live to. */
struct paragraph fonts_set(struct fonts *fonts, enum face face, const char *printable, double width);

/* Sets one line spread over the width (均等割付), as a label is on a form; not
 * where it is longer than the width. */
struct paragraph fonts_set_spread(struct fonts *fonts, enum face face, const char *printable, double width);

/* Forgets the texts set so far, personal ones among them. Nothing set before may be drawn after. */
void fonts_forget(struct fonts *fonts);
size_t fonts_remembered(const struct fonts *fonts); /* how many texts */

/* Without the white space at its end, which may hang over the edge. */
double paragraph_line_width(const struct paragraph *paragraph, size_t line);

#endif
