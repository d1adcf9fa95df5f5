/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lists on paper: across, heads and page numbers on every page, every row once. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "tests/print/judge.h"
#include "tests/support/suites.h"

suite_maker list_suite;

enum { ROWS = 120 };

static void make_list(struct sheet_content *content, size_t rows)
{
	sheet_content_init(content);
	content->paper = PAPER_A4_LANDSCAPE;
	content->is_list = true;
	content->title = memory_string("利用中一覧");
	content->sentence = memory_string("今年度中に終わるもの");
	content->verification = memory_string("1234-ABCD-EFGH-JKMN-PQRS");
	struct sheet_row *row = sheet_add_row(content, 0, "", "");
	sheet_table_column(&row->table, "期限", 10);
	sheet_table_column(&row->table, "件名", 30);
	for (size_t i = 0; i < rows; i++) {
		char subject[64];
		snprintf(subject, sizeof subject, "第%zu号の利用", i + 1);
		sheet_table_row(&row->table, (const char *const[]){ "R9.3.31", subject });
	}
}

static size_t count_of(const char *text, const char *word)
{
	size_t count = 0;
	for (const char *at = text; (at = strstr(at, word)); at += strlen(word))
		count++;
	return count;
}

START_TEST(a_long_list_repeats_its_heads_and_counts_its_pages)
{
	struct sheet_content content;
	struct sheet_outcome outcome;
	make_list(&content, ROWS);
	char *path = judge_pdf(&content, 1, &outcome), *text = judge_text(path);
	char *about = judge_says("pdfinfo", path, "");
	ck_assert_uint_gt(outcome.pages, 2);
	ck_assert_uint_eq(outcome.missing, 0);
	ck_assert(strstr(about, "841.89 x 595.276"));
	ck_assert_uint_eq(count_of(text, "期限件名"), outcome.pages);
	ck_assert_uint_eq(count_of(text, "1234-ABCD-EFGH-JKMN-PQRS"), outcome.pages);
	for (size_t i = 1; i <= outcome.pages; i++) {
		char page[32];
		snprintf(page, sizeof page, "%zu/%zu", i, outcome.pages);
		ck_assert_msg(strstr(text, page) != NULL, "page %s has no number", page);
	}
	for (size_t i = 1; i <= ROWS; i++) {
		char subject[64];
		snprintf(subject, sizeof subject, "第%zu号の利用", i);
		ck_assert_msg(count_of(text, subject) == 1, "%s stands %zu times", subject,
			count_of(text, subject));
	}
	free(about);
	free(text);
	judge_done(path);
	sheet_content_done(&content);
}
END_TEST

START_TEST(a_list_has_no_places_of_a_form)
{
	struct sheet_content content;
	make_list(&content, 1);
	char *path = judge_pdf(&content, 1, NULL), *text = judge_text(path);
	ck_assert(strstr(text, "利用中一覧"));
	ck_assert(!strstr(text, "記"));
	ck_assert(!strstr(text, "申請者"));
	free(text);
	judge_done(path);
	sheet_content_done(&content);
}
END_TEST

Suite *list_suite(void)
{
	const TTest *const tests[] = {
		a_long_list_repeats_its_heads_and_counts_its_pages,
		a_list_has_no_places_of_a_form,
		NULL,
	};
	return suite_of("list", tests);
}
