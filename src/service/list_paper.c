/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lists set as sheets of one table. */
#include "service/list_paper.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "service/entries.h"
#include "service/printing.h"

void list_paper_init(struct list_paper *paper, const char *name, const char *title, const char *note)
{
	*paper = (struct list_paper){
		.name = memory_string(name), .title = memory_string(title), .note = memory_string(note)
	};
}

void list_paper_done(struct list_paper *paper)
{
	free(paper->name);
	free(paper->title);
	free(paper->note);
	sheet_table_done(&paper->table);
	*paper = (struct list_paper){ 0 };
}

void list_paper_heads(struct list_paper *paper, const char *const *heads, const int *shares, size_t count)
{
	for (size_t i = 0; i < count; i++)
		sheet_table_column(&paper->table, heads[i], shares[i]);
}

void list_paper_row(struct list_paper *paper, const char *const *cells)
{
	sheet_table_row(&paper->table, cells);
}

/* The sheet of a list; its table is the paper's own for as long as the sheet is used. */
static void lend(struct session *session, const struct list_paper *paper, struct sheet_content *content)
{
	sheet_content_init(content);
	content->paper = PAPER_A4_LANDSCAPE;
	content->language = i18n_language();
	content->training = session->desk->training;
	content->is_list = true;
	content->day = desk_today(session->desk);
	content->title = memory_string(paper->title);
	content->sentence = memory_string(paper->note);
	sheet_add_row(content, 0, "", "")->table = paper->table;
}

static void take_back(struct sheet_content *content)
{
	content->rows[0].table = (struct sheet_table){ 0 };
	sheet_content_done(content);
}

char *list_paper_text(struct session *session, const struct list_paper *paper, int width,
	int (*columns_of)(uint32_t code_point))
{
	struct sheet_content content;
	lend(session, paper, &content);
	char *text = sheet_text(&content, width, columns_of);
	take_back(&content);
	return text;
}

enum result list_paper_pdf(struct session *session, struct list_paper *paper, char **ret_bytes,
	size_t *ret_length, size_t *ret_doubtful, struct error *err)
{
	struct sheet_content content;
	struct sheet_outcome outcome = { 0 };
	if (!paper->table.row_count)
		return error_set(err, RESULT_REFUSED, _("There is no row to print"));
	struct entry entry = entries_by(session, ENTRY_PRINT);
	entry.envelope = json_pack("{s:i, s:s, s:I}", "revision", 0, "what", paper->name, "rows",
		(json_int_t)paper->table.row_count);
	lend(session, paper, &content);
	enum result r = printing_enter(session->desk, &entry, &content, err);
	if (r == RESULT_OK) {
		paper->printed = entry.sequence;
		r = sheet_pdf(&content, 1, ret_bytes, ret_length, &outcome, err);
	}
	take_back(&content);
	entry_done(&entry);
	if (r == RESULT_OK && ret_doubtful)
		*ret_doubtful = outcome.missing + outcome.variants;
	return r;
}

void list_paper_void(struct session *session, const struct list_paper *paper, struct error *err)
{
	struct error failed = { 0 };
	json_t *envelope = json_pack("{s:s, s:I}", "what", PRINT_VOID, "print", (json_int_t)paper->printed);
	printing_say_void(entries_note(session, ENTRY_NOTE, envelope, &failed), &failed, err);
}
