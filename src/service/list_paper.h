/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lists on paper: A4 across, heads on every page, each with its 検証番号. */
#ifndef SERVICE_LIST_PAPER_H
#define SERVICE_LIST_PAPER_H

#include "print/sheet.h"
#include "service/session.h"

/* A list as it is printed. Owned; list_paper_done. */
struct list_paper {
	char *name;  /* of its kind, in the journal: "waiting" */
	char *title; /* 未処理一覧 */
	char *note;  /* what of it is shown: 令和8年11月24日現在; NULL for none */
	struct sheet_table table;
	int64_t printed; /* sequence of its last print entry; 0 before */
};

void list_paper_init(struct list_paper *paper, const char *name, const char *title, const char *note);
void list_paper_done(struct list_paper *paper);

/* The heads of its columns, each with its share of the width, and the next row, a cell for each head. */
void list_paper_heads(struct list_paper *paper, const char *const *heads, const int *shares, size_t count);
void list_paper_row(struct list_paper *paper, const char *const *cells);

/* The text preview, width columns wide, without a 検証番号; columns_of as sheet_text asks it. The caller frees. */
char *list_paper_text(struct session *session, const struct list_paper *paper, int width,
	int (*columns_of)(uint32_t code_point));

/* The list as PDF in memory; the print entry is committed before. *ret_bytes
 * is the caller's; *ret_doubtful (may be NULL) as printing_pdf has it.
 * RESULT_REFUSED for a list without a row. */
enum result list_paper_pdf(struct session *session, struct list_paper *paper, char **ret_bytes,
	size_t *ret_length, size_t *ret_doubtful, struct error *err);

/* After the last print could not be written or sent: notes that its number is void, and says so in err. */
void list_paper_void(struct session *session, const struct list_paper *paper, struct error *err);

#endif
