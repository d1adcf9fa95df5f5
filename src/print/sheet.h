/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An official form on paper: what stands on the sheet as plain data, and the sheet as PDF or text. */
#ifndef PRINT_SHEET_H
#define PRINT_SHEET_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/date.h"
#include "base/error.h"
#include "base/i18n.h"
#include "domain/form.h"
#include "domain/office.h"
#include "domain/record.h"

enum paper { PAPER_A4_PORTRAIT, PAPER_A4_LANDSCAPE, PAPER__COUNT };

/* A table inside a row; no columns where the row is plain text. */
struct sheet_table {
	char **heads;
	int *shares; /* of the width, one a column */
	size_t column_count;
	char **cells; /* row by row, row_count * column_count */
	size_t row_count;
};

/* A table of more columns stands below its label, over the whole width. */
enum { SHEET_COLUMNS_BESIDE_LABEL = 4 };

/* One ruled row: label at the left, text or a table at the right. */
struct sheet_row {
	int number;     /* before the label; 0 for none */
	enum fill fill; /* what the form fills it from; FILL_NONE */
	char *label;
	char *text;   /* paragraphs apart by \n; "" leaves the place blank */
	size_t lines; /* the place is at least that high */
	struct sheet_table table;
};

/* Who applies, sends or is written to; NULL for what is not printed. */
struct sheet_party {
	char *section, *post, *name, *contact;
};

/* One cell of the 決裁欄. Before the act only .post is set. */
struct sheet_approval {
	char *post;             /* whose cell it is: 保護管理者 */
	char *name;             /* who acted; NULL before */
	date day;               /* DATE_NONE before */
	enum capacity capacity; /* a deputy's cell is marked 代 */
	char *acting;           /* of CAPACITY_ACTING: 「総務課長(職務代理者)」 */
	bool passed_over;       /* the step was not needed: a slanting line */
};

/* One possible answer of the decision; the given one is marked. */
struct sheet_answer {
	char *word;
	bool given;
};

/* All strings are the content's own; NULL is "not on this sheet". All zero is
 * an empty sheet, printed with blank places. */
struct sheet_content {
	enum paper paper;
	enum language language; /* of the words that stand on every sheet */
	bool training;          /* 研修用 on every page */
	bool is_list;           /* one table under its title: no 記, no places of a form */
	char *stamp;            /* a framed word at the head of every page: 下書き, 取下げ */

	char *style; /* 第1号様式(第16条関係) */
	char *title;
	bool numbered;         /* a place for the 文書番号 */
	char *document_number; /* 8東税第12号; NULL leaves 「第   号」 */
	date day;              /* of the paper; DATE_NONE leaves 「令和  年  月  日」 */

	struct sheet_party addressee; /* an application names the post alone */
	char *honorific;              /* 様 or 殿 */
	struct sheet_party applicant; /* with its labels 所属 職名 氏名 連絡先; all NULL: no block */
	struct sheet_party sender;    /* of a decision: post and name, no labels; all NULL: no block */
	bool seal_omitted;            /* (公印省略) under the sender */
	char *sentence; /* 「…により、次のとおり申請します。」, placeholders filled in */

	struct sheet_row *rows;
	size_t row_count;

	bool office_part; /* the ruled part that the applicant leaves empty */
	bool receipt;     /* with the cell for number and day of 受付 */
	char *receipt_number;
	date received;
	struct sheet_answer *answers; /* 決定: the words that may be given */
	size_t answer_count;
	date decided;
	struct sheet_approval *approvals; /* highest post first */
	size_t approval_count;
	char *conditions; /* conditions or reasons of the decision */
	char **notes;     /* exceptions, papers transcribed: each one sentence */
	size_t note_count;
	char *remarks; /* 備考 at the foot of the form */

	char *verification; /* 検証番号 at the foot of every page */
	int64_t printed_at; /* UTC milliseconds; the only time in the file */
};

void sheet_content_init(struct sheet_content *ret_content); /* empty, all days DATE_NONE */
void sheet_content_done(struct sheet_content *content);

/* True where the row is a table alone, over the whole width and without a label. */
bool sheet_row_is_bare(const struct sheet_row *row);

/* These append and return what is to be filled in. */
struct sheet_row *sheet_add_row(
	struct sheet_content *content, int number, const char *label, const char *text);
struct sheet_approval *sheet_add_approval(struct sheet_content *content, const char *post);
void sheet_add_answer(struct sheet_content *content, const char *word, bool given);
void sheet_add_note(struct sheet_content *content, const char *sentence);

/* One column and one row of a row's table; cells is an array of column_count strings. */
void sheet_table_column(struct sheet_table *table, const char *head, int share);
void sheet_table_row(struct sheet_table *table, const char *const *cells);
void sheet_table_done(struct sheet_table *table);

/* Takes from the form what it says of its sheet (title, style, sentence, note,
 * honorific, places) and adds one row for each field that is shown among the
 * values; values NULL prints the form blank. The day is that of the paper. */
void sheet_content_form(struct sheet_content *content, const struct form *form, const json_t *values,
	const struct office *office, date day);

/* The words of a sentence whose {date}, {number} and {answer} are filled in; NULL
 * leaves a blank place. The caller frees. */
char *sheet_sentence(const char *sentence, const char *day, const char *number, const char *answer);

/* 「税務課」 and 「課長」 are 「税務課長」: what ends the one and begins the other is written
 * once. NULL for what is not given. The caller frees. */
char *sheet_post(const char *section, const char *post);

/* What the caller may want to tell after printing. */
struct sheet_outcome {
	size_t pages;
	size_t missing;  /* characters the fonts do not have, printed 〓 and listed on the sheet */
	size_t variants; /* characters whose variant shape the fonts do not have; listed too */
};

/* Sets the sheets, each from a new page with its own page numbers, into one
 * PDF. The same content gives the same bytes. *ret_bytes is the caller's.
 * RESULT_UNAVAILABLE where a font is not installed. ret_outcome may be NULL. */
enum result sheet_pdf(const struct sheet_content *sheets, size_t count, char **ret_bytes, size_t *ret_length,
	struct sheet_outcome *ret_outcome, struct error *err);

/* Sets the sheet and writes it to path, old or new but never half. */
enum result sheet_to_pdf(const struct sheet_content *sheet, const char *path,
	struct sheet_outcome *ret_outcome, struct error *err);

/* The sheet as text within width columns (at least 40) for the preview, ruled
 * with box drawing; columns_of says what a harmless character takes on the
 * screen (0, 1, 2). The caller frees. */
char *sheet_text(const struct sheet_content *sheet, int width, int (*columns_of)(uint32_t code_point));

/* The fonts are loaded at the first sheet and kept; this frees them at the end of the program. */
void sheet_end(void);

#endif
