/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words that stand on every sheet, and days as a sheet writes them. */
#ifndef PRINT_WORDS_H
#define PRINT_WORDS_H

#include "base/date.h"
#include "base/i18n.h"
#include "base/text.h"
#include "print/sheet.h"

/* Of the paper's language, not of the screen's: a table of its own, no catalogue. */
enum word {
	WORD_SECTION,
	WORD_POST,
	WORD_NAME,
	WORD_CONTACT,
	WORD_NUMBER_BEFORE,
	WORD_NUMBER_AFTER,
	WORD_FOLLOWS,
	WORD_CONTINUED,
	WORD_OFFICE_PART,
	WORD_RECEIPT,
	WORD_DECISION,
	WORD_OUTCOME,
	WORD_APPROVALS,
	WORD_CONDITIONS,
	WORD_NOTES,
	WORD_REMARKS,
	WORD_VERIFICATION,
	WORD_SEAL_OMITTED,
	WORD_TRAINING,
	WORD_DEPUTY,
	WORD_MISSING,
	WORD_VARIANTS,
	WORD_YES,
	WORD_NO,
	WORD__COUNT
};

const char *word_in(enum word word, enum language language);

/* 令和8年11月24日; for DATE_NONE the blank place of a form in the era of now. */
void words_day(date day, date now, enum language language, char text[DATE_TEXT_SIZE]);

/* 8.11.24, as one writes it under a seal; "" for DATE_NONE. */
void words_short_day(date day, enum language language, char text[DATE_TEXT_SIZE]);

/* 第12号, for NULL the blank place 「第    号」; a number that has its 第 already stays as it is. The caller frees. */
char *words_number(const char *number, enum language language);

/* Adds 「■承認」 behind what stands in out, on the same line where that stays within so many
 * full-width characters: a choice is never broken where its line can be. */
void words_box(struct text *out, bool marked, const char *word, double ems);

/* Number and day of the receipt, two lines. The caller frees. */
char *words_receipt(const char *number, date day, date now, enum language language);

/* The words of the decision, in lines of so many full-width characters, and its day on the last one. The caller frees. */
char *words_decision(const struct sheet_content *sheet, date now, double ems);

/* Its label: who can only accept decides nothing. */
enum word words_decision_label(const struct sheet_content *sheet);

#endif
