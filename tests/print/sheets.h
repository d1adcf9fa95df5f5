/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sheets as an office would print them, for the tests of printing. */
#ifndef TESTS_PRINT_SHEETS_H
#define TESTS_PRINT_SHEETS_H

#include "print/sheet.h"

/* An application that has gone all its way: receipt, three cells, a condition. */
void sheets_full(struct sheet_content *ret_content);

/* The same form before anybody wrote on it. */
void sheets_blank(struct sheet_content *ret_content);

/* The notice of a decision. */
void sheets_notice(struct sheet_content *ret_content);

/* Numbered paragraphs of about that many characters in all, each one different. */
char *sheets_long_text(size_t characters);

#endif
