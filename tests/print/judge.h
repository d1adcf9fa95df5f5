/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Outside judges of a PDF: poppler's tools and qpdf. One that is missing is a failure. */
#ifndef TESTS_PRINT_JUDGE_H
#define TESTS_PRINT_JUDGE_H

#include "print/sheet.h"

/* Makes the PDF of the sheets in a file of its own; the test fails where it
 * cannot. The path is the caller's, the file goes with judge_done. */
char *judge_pdf(const struct sheet_content *sheets, size_t count, struct sheet_outcome *ret_outcome);
void judge_done(char *path);

/* What "tool path more" writes; the test fails where it exits with anything but 0. The caller frees. */
char *judge_says(const char *tool, const char *path, const char *more);

/* The text of the PDF in the order it was drawn, without any white space. The caller frees. */
char *judge_text(const char *path);

/* A copy without white space, narrow or wide. The caller frees. */
char *judge_bare(const char *text);

#endif
