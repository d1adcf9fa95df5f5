/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A sheet has on paper what stands in its contents. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/memory.h"
#include "base/text.h"
#include "print/words.h"
#include "tests/print/judge.h"
#include "tests/print/sheets.h"
#include "tests/support/suites.h"

static void assert_has(const char *text, const char *wanted)
{
	char *bare = judge_bare(wanted ? wanted : "");
	ck_assert_msg(strstr(text, bare) != NULL, "not on the sheet: %s\n%s", bare, text);
	free(bare);
}

static void assert_has_not(const char *text, const char *unwanted)
{
	char *bare = judge_bare(unwanted);
	ck_assert_msg(strstr(text, bare) == NULL, "on the sheet: %s", bare);
	free(bare);
}

static size_t occurrences(const char *text, const char *wanted)
{
	size_t count = 0;
	for (const char *at = text; (at = strstr(at, wanted)); at += strlen(wanted))
		count++;
	return count;
}

static void assert_has_rows(const char *text, const struct sheet_content *content)
{
	for (size_t i = 0; i < content->row_count; i++) {
		const struct sheet_row *row = &content->rows[i];
		assert_has(text, row->label);
		assert_has(text, row->text);
		for (size_t c = 0; c < row->table.column_count; c++)
			assert_has(text, row->table.heads[c]);
		for (size_t c = 0; c < row->table.column_count * row->table.row_count; c++)
			assert_has(text, row->table.cells[c]);
	}
}

static void replace_text(struct sheet_content *content, size_t row, char *text)
{
	free(content->rows[row].text);
	content->rows[row].text = text;
}

static void replace_string(char **string, const char *with)
{
	free(*string);
	*string = memory_string(with);
}

/* The samples by name, so that a test can go over all of them. */
static const struct {
	const char *name;
	void (*fill)(struct sheet_content *ret_content);
} samples[] = {
	{ "full", sheets_full },
	{ "blank", sheets_blank },
	{ "notice", sheets_notice },
};

START_TEST(every_word_of_the_contents_stands_on_the_sheet)
{
	struct sheet_content content;
	struct sheet_outcome outcome;
	samples[_i].fill(&content);
	char *path = judge_pdf(&content, 1, &outcome), *text = judge_text(path);
	ck_assert_uint_eq(outcome.missing + outcome.variants, 0);
	assert_has(text, content.title);
	assert_has(text, content.style);
	assert_has(text, content.sentence);
	assert_has(text, content.addressee.post);
	assert_has(text, content.addressee.name);
	assert_has(text, content.honorific);
	assert_has(text, content.document_number ? content.document_number : "第号");
	const struct sheet_party *parties[] = { &content.applicant, &content.sender };
	for (size_t i = 0; i < COUNT(parties); i++) {
		assert_has(text, parties[i]->section);
		assert_has(text, parties[i]->post);
		assert_has(text, parties[i]->name);
		assert_has(text, parties[i]->contact);
	}
	assert_has_rows(text, &content);
	for (size_t i = 0; i < content.approval_count; i++) {
		assert_has(text, content.approvals[i].post);
		assert_has(text, content.approvals[i].name);
	}
	for (size_t i = 0; i < content.note_count; i++)
		assert_has(text, content.notes[i]);
	assert_has(text, content.conditions);
	assert_has(text, content.remarks);
	assert_has(text, content.verification);
	free(text);
	judge_done(path);
	sheet_content_done(&content);
	sheet_end();
}
END_TEST

START_TEST(a_label_is_read_before_its_value)
{
	struct sheet_content content;
	sheets_full(&content);
	char *path = judge_pdf(&content, 1, NULL), *text = judge_text(path);
	assert_has(text, "1利用する事務の名称国民健康保険税賦課事務2利用の目的");
	assert_has(text, "所属税務課職名課長氏名山田花子連絡先内線214");
	assert_has(text, "受付第12号令和8年11月25日");
	free(text);
	judge_done(path);
	sheet_content_done(&content);
	sheet_end();
}
END_TEST

START_TEST(a_blank_form_leaves_places_and_names_nobody)
{
	struct sheet_content content;
	sheets_blank(&content);
	char *path = judge_pdf(&content, 1, NULL), *text = judge_text(path);
	assert_has(text, "第号令和年月日");
	assert_has(text, "□承認□条件付承認□不承認令和年月日");
	assert_has_not(text, "■");
	assert_has_not(text, "代");
	assert_has_not(text, "山田");
	assert_has_not(text, "検証番号");
	free(text);
	judge_done(path);
	sheet_content_done(&content);
	sheet_end();
}
END_TEST

START_TEST(the_file_is_sound_and_carries_its_fonts)
{
	struct sheet_content content;
	samples[_i].fill(&content);
	content.training = true;
	char *path = judge_pdf(&content, 1, NULL);
	free(judge_says("qpdf --check", path, ""));
	char *fonts = judge_says("pdffonts", path, ""), *info = judge_says("pdfinfo", path, "");
	size_t count = 0;
	char *rest = fonts;
	for (char *line; (line = strsep(&rest, "\n"));) {
		if (!strstr(line, "+IPAex"))
			continue;
		count++;
		ck_assert_msg(
			strstr(line, "yes yes yes") != NULL, "not embedded, subset and mapped: %s", line);
	}
	ck_assert_uint_ge(count, 2);
	ck_assert_ptr_nonnull(strstr(info, content.title));
	ck_assert_ptr_nonnull(strstr(info, "595.276 x 841.89 pts (A4)"));
	free(fonts);
	free(info);
	judge_done(path);
	sheet_content_done(&content);
	sheet_end();
}
END_TEST

START_TEST(a_long_text_goes_on_and_loses_no_paragraph)
{
	struct sheet_content content;
	struct sheet_outcome outcome;
	sheets_full(&content);
	replace_text(&content, 1, sheets_long_text(6000));
	char *path = judge_pdf(&content, 1, &outcome), *text = judge_text(path);
	ck_assert_uint_ge(outcome.pages, 4);
	char *paragraphs = memory_string(content.rows[1].text), *rest = paragraphs;
	size_t split = 0, whole = 0;
	for (char *paragraph; (paragraph = strsep(&rest, "\n"));) {
		char *bare = judge_bare(paragraph);
		char *end = strrchr(bare, '(');
		ck_assert_ptr_nonnull(end);
		assert_has(text, end); /* each paragraph has an end of its own */
		if (strstr(text, bare))
			whole++;
		else
			split++;
		free(bare);
	}
	/* Only where a page ends may the head of the next stand between two lines. */
	ck_assert_uint_ge(whole, 60);
	ck_assert_uint_lt(split, outcome.pages);
	ck_assert_uint_ge(occurrences(text, "利用の目的（続き）"), 2);
	ck_assert_uint_eq(occurrences(text, "保護データ利用申請書（続き）"), outcome.pages - 1);
	char last[32];
	snprintf(last, sizeof last, "%zu/%zu", outcome.pages, outcome.pages);
	assert_has(text, last);
	free(paragraphs);
	free(text);
	judge_done(path);
	sheet_content_done(&content);
	sheet_end();
}
END_TEST

START_TEST(a_long_table_has_its_heads_on_every_page)
{
	struct sheet_content content;
	struct sheet_outcome outcome;
	sheets_full(&content);
	struct sheet_table *table = &content.rows[7].table;
	for (int i = 0; i < 60; i++) {
		char *item = memory_format("項目その%d番", i), *reason = memory_format("理由その%d番", i);
		sheet_table_row(table, (const char *const[]){ item, reason });
		free(item);
		free(reason);
	}
	char *path = judge_pdf(&content, 1, &outcome), *text = judge_text(path);
	ck_assert_uint_ge(outcome.pages, 3);
	ck_assert_uint_ge(occurrences(text, "項目必要な理由"), 3);
	assert_has_rows(text, &content);
	free(text);
	judge_done(path);
	sheet_content_done(&content);
	sheet_end();
}
END_TEST

START_TEST(training_stands_on_every_page)
{
	struct sheet_content content;
	struct sheet_outcome outcome;
	sheets_full(&content);
	replace_text(&content, 1, sheets_long_text(3000));
	char *path = judge_pdf(&content, 1, &outcome), *text = judge_text(path);
	assert_has_not(text, "研修用");
	free(text);
	judge_done(path);
	content.training = true;
	content.stamp = memory_string("取下げ");
	path = judge_pdf(&content, 1, &outcome);
	text = judge_text(path);
	ck_assert_uint_gt(outcome.pages, 1);
	ck_assert_uint_eq(occurrences(text, "研修用"), outcome.pages);
	ck_assert_uint_eq(occurrences(text, "取下げ"), outcome.pages);
	free(text);
	judge_done(path);
	sheet_content_done(&content);
	sheet_end();
}
END_TEST

START_TEST(a_deputy_is_marked_and_an_acting_officer_named)
{
	struct sheet_content content;
	sheets_full(&content);
	content.approvals[1].capacity = CAPACITY_ACTING;
	content.approvals[1].acting = memory_string("総務課長（職務代理者）");
	char *path = judge_pdf(&content, 1, NULL), *text = judge_text(path);
	assert_has(text, "保護管理者代佐藤直樹8.11.27");
	assert_has(text, "保護責任者総務課長（職務代理者）高橋美咲8.11.26");
	assert_has(text, "取扱責任者伊藤健8.11.25");
	free(text);
	judge_done(path);
	sheet_content_done(&content);
	sheet_end();
}
END_TEST

/* What comes in, what stands on the sheet, what the note says. */
static const struct {
	const char *written, *printed, *noted;
	size_t missing, variants;
} oddities[] = {
	{ "外字\xEE\x80\x81の氏名", "外字〓の氏名", "U+E001", 1, 0 },
	{ "\xF0\xA0\xAE\xB7田", "〓田", "U+20BB7", 1, 0 },
	{ "絵文字\xF0\x9F\x98\x80", "絵文字〓", "U+1F600", 1, 0 },
	{ "逆向き\xE2\x80\xAE"
	  "abc",
		"逆向き<U+202E>abc", "abc", 0, 0 },
	{ "制御\x07と\x1B[31m", "制御<U+0007>と<U+001B>[31m", "制御", 0, 0 },
	{ "一\xF3\xA0\x87\xAF丁目", "丁目", "U+4E00U+E01EF", 0, 1 },
	{ "カ\xE3\x82\x99行", "行", "行", 0, 0 },
	{ "髙橋と﨑と德", "髙橋と﨑と德", "髙", 0, 0 },
	{ "壊れた\xFFバイト", "バイト", "バイト", 1, 0 },
};

START_TEST(odd_characters_are_never_raw_and_never_lost_silently)
{
	struct sheet_content content;
	struct sheet_outcome outcome;
	sheets_blank(&content);
	replace_text(&content, 0, memory_string(oddities[_i].written));
	char *path = judge_pdf(&content, 1, &outcome), *text = judge_text(path);
	ck_assert_uint_eq(outcome.missing, oddities[_i].missing);
	ck_assert_uint_eq(outcome.variants, oddities[_i].variants);
	assert_has(text, oddities[_i].printed);
	assert_has(text, oddities[_i].noted);
	if (oddities[_i].missing)
		assert_has(text, "〓は、印刷できない文字です。");
	if (oddities[_i].variants)
		assert_has(text, "異体字の字形を原本で確認してください。");
	free(text);
	judge_done(path);
	sheet_content_done(&content);
	sheet_end();
}
END_TEST

START_TEST(the_same_contents_give_the_same_bytes)
{
	struct sheet_content content;
	struct error err;
	char *bytes[2];
	size_t length[2];
	sheets_full(&content);
	for (int i = 0; i < 2; i++) {
		ck_assert_int_eq(sheet_pdf(&content, 1, &bytes[i], &length[i], NULL, &err), RESULT_OK);
		sheet_end(); /* loaded anew, as by another process */
	}
	ck_assert_uint_eq(length[0], length[1]);
	ck_assert_mem_eq(bytes[0], bytes[1], length[0]);
	char *path = judge_pdf(&content, 1, NULL), *info = judge_says("TZ=UTC pdfinfo -isodates", path, "");
	ck_assert_ptr_nonnull(strstr(info, "2026-11-24T01:12:00"));
	free(info);
	judge_done(path);
	free(bytes[0]);
	free(bytes[1]);
	sheet_content_done(&content);
	sheet_end();
}
END_TEST

START_TEST(a_batch_numbers_each_sheet_for_itself)
{
	struct sheet_content sheets[3];
	struct sheet_outcome outcome;
	for (size_t i = 0; i < COUNT(sheets); i++)
		samples[i].fill(&sheets[i]);
	char *path = judge_pdf(sheets, COUNT(sheets), &outcome), *text = judge_text(path);
	char *info = judge_says("pdfinfo", path, "");
	char pages[32];
	snprintf(pages, sizeof pages, "Pages:           %zu\n", outcome.pages);
	ck_assert_msg(strstr(info, pages) != NULL, "%s", info);
	ck_assert_uint_eq(occurrences(text, "1/1"), 2);
	ck_assert_uint_eq(occurrences(text, "2/2"), 1);
	for (size_t i = 0; i < COUNT(sheets); i++)
		sheet_content_done(&sheets[i]);
	free(info);
	free(text);
	judge_done(path);
	sheet_end();
}
END_TEST

START_TEST(a_sheet_lies_across_where_it_is_told_to)
{
	struct sheet_content content;
	sheets_full(&content);
	content.paper = PAPER_A4_LANDSCAPE;
	char *path = judge_pdf(&content, 1, NULL), *info = judge_says("pdfinfo", path, "");
	char *text = judge_text(path);
	ck_assert_msg(strstr(info, "841.89 x 595.276 pts") != NULL, "%s", info);
	assert_has(text, content.conditions);
	free(text);
	free(info);
	judge_done(path);
	sheet_content_done(&content);
	sheet_end();
}
END_TEST

START_TEST(nothing_to_print_is_said)
{
	struct error err = { 0 };
	char *bytes = NULL;
	size_t length = 0;
	ck_assert_int_eq(sheet_pdf(NULL, 0, &bytes, &length, NULL, &err), RESULT_INVALID);
	ck_assert_str_eq(err.text, "There is no sheet to print");
	ck_assert_ptr_null(bytes);
	sheet_end();
}
END_TEST

START_TEST(a_missing_font_is_named_with_its_package)
{
	struct sheet_content content;
	struct error err = { 0 };
	char *bytes = NULL;
	size_t length = 0;
	char path[] = "/tmp/choba-fonts-XXXXXX";
	int fd = mkstemp(path);
	static const char no_fonts[] = "<fontconfig></fontconfig>";
	ck_assert_int_eq(write(fd, no_fonts, strlen(no_fonts)), (ssize_t)strlen(no_fonts));
	close(fd);
	setenv("FONTCONFIG_FILE", path, 1); /* this test is a process of its own */
	sheets_notice(&content);
	ck_assert_int_eq(sheet_pdf(&content, 1, &bytes, &length, NULL, &err), RESULT_UNAVAILABLE);
	ck_assert_ptr_nonnull(strstr(err.text, "IPAexMincho"));
	ck_assert_ptr_nonnull(strstr(err.text, "fonts-ipaexfont-mincho"));
	ck_assert_ptr_null(bytes);
	unlink(path);
	sheet_content_done(&content);
}
END_TEST

START_TEST(the_fonts_are_found_under_a_japanese_locale_too)
{
	struct sheet_content content;
	struct error err = { 0 };
	char *bytes = NULL;
	size_t length = 0;
	setenv("LC_ALL", "ja_JP.UTF-8", 1); /* fontconfig then calls them IPAex明朝 and IPAexゴシック */
	sheets_notice(&content);
	ck_assert_msg(sheet_pdf(&content, 1, &bytes, &length, NULL, &err) == RESULT_OK, "%s", err.text);
	ck_assert_uint_gt(length, 0);
	free(bytes);
	sheet_content_done(&content);
}
END_TEST

START_TEST(a_sheet_is_written_to_a_file)
{
	struct sheet_content content;
	struct error err = { 0 };
	struct sheet_outcome outcome;
	sheets_notice(&content);
	char *path = judge_pdf(&content, 1, NULL);
	ck_assert_int_eq(sheet_to_pdf(&content, path, &outcome, &err), RESULT_OK);
	ck_assert_uint_eq(outcome.pages, 1);
	char *text = judge_text(path);
	assert_has(text, content.title);
	ck_assert_int_ne(sheet_to_pdf(&content, "/nowhere/x.pdf", &outcome, &err), RESULT_OK);
	ck_assert(*err.text);
	free(text);
	judge_done(path);
	sheet_content_done(&content);
	sheet_end();
}
END_TEST

START_TEST(every_word_is_in_both_languages)
{
	for (enum word word = 0; word < WORD__COUNT; word++)
		for (enum language language = 0; language < LANGUAGE__COUNT; language++) {
			ck_assert_ptr_nonnull(word_in(word, language));
			ck_assert(*word_in(word, language) || word == WORD_NUMBER_AFTER);
		}
}
END_TEST

START_TEST(a_sentence_is_filled_in_and_leaves_places)
{
	char *full = sheet_sentence("{date}付け第{number}号は{answer}", "8月1日", "5", "承認");
	char *blank = sheet_sentence("{date}付け{x}", NULL, NULL, NULL);
	ck_assert_str_eq(full, "8月1日付け第5号は承認");
	ck_assert_str_eq(blank, "　　　　付け{x}");
	free(full);
	free(blank);
}
END_TEST

START_TEST(a_day_under_a_seal_is_short)
{
	char text[DATE_TEXT_SIZE];
	words_short_day(date_of(2026, 11, 24), LANGUAGE_JA, text);
	ck_assert_str_eq(text, "8.11.24");
	words_short_day(date_of(2019, 5, 1), LANGUAGE_JA, text);
	ck_assert_str_eq(text, "元.5.1");
	words_day(DATE_NONE, date_of(2018, 4, 2), LANGUAGE_JA, text);
	ck_assert_str_eq(text, "平成　　年　　月　　日");
}
END_TEST

static const struct {
	const char *section, *post, *words;
} posts[] = {
	{ "税務課", "課長", "税務課長" },
	{ "選挙管理委員会事務局", "事務局長", "選挙管理委員会事務局長" },
	{ "市民課", "主事", "市民課主事" },
	{ "消防本部", "消防長", "消防本部消防長" },
	{ "税務課", NULL, "税務課" },
	{ NULL, "市長", "市長" },
};

START_TEST(a_post_follows_its_section_without_saying_its_end_twice)
{
	char *words = sheet_post(posts[_i].section, posts[_i].post);
	ck_assert_str_eq(words, posts[_i].words);
	free(words);
}
END_TEST

START_TEST(a_choice_stands_on_one_line_where_it_fits)
{
	struct text out = { 0 };
	words_box(&out, false, "承認", 9);
	words_box(&out, true, "条件付承認", 9);
	words_box(&out, false, "No", 9);
	words_box(&out, false, "これだけで一行を超える選択肢", 9);
	ck_assert_str_eq(text_string(&out), "□承認\n■条件付承認　□No\n□これだけで一行を超える選択肢");
	text_done(&out);
}
END_TEST

START_TEST(who_can_only_accept_decides_nothing)
{
	struct sheet_content content;
	sheets_full(&content);
	for (size_t i = 1; i < content.answer_count; i++)
		free(content.answers[i].word);
	content.answer_count = 1;
	replace_string(&content.conditions, NULL);
	char *path = judge_pdf(&content, 1, NULL), *text = judge_text(path);
	assert_has(text, "処理□承認");
	assert_has_not(text, "条件・理由");
	free(text);
	judge_done(path);
	sheet_content_done(&content);
	sheet_end();
}
END_TEST

START_TEST(a_name_is_not_broken_behind_a_long_post)
{
	struct sheet_content content;
	sheets_notice(&content);
	replace_string(&content.sender.post, "情報セキュリティに関する統一的な窓口（課長）");
	char *path = judge_pdf(&content, 1, NULL), *lines = judge_says("pdftotext -layout", path, "-");
	ck_assert(strstr(lines, "統一的な窓口（課長）\n"));
	ck_assert(strstr(lines, " 佐藤 直樹\n"));
	free(lines);
	judge_done(path);
	sheet_content_done(&content);
	sheet_end();
}
END_TEST

suite_maker sheet_suite;

Suite *sheet_suite(void)
{
	const TTest *const tests[] = {
		a_label_is_read_before_its_value,
		a_blank_form_leaves_places_and_names_nobody,
		a_long_text_goes_on_and_loses_no_paragraph,
		a_long_table_has_its_heads_on_every_page,
		training_stands_on_every_page,
		a_deputy_is_marked_and_an_acting_officer_named,
		the_same_contents_give_the_same_bytes,
		a_batch_numbers_each_sheet_for_itself,
		a_sheet_lies_across_where_it_is_told_to,
		nothing_to_print_is_said,
		a_missing_font_is_named_with_its_package,
		the_fonts_are_found_under_a_japanese_locale_too,
		a_sheet_is_written_to_a_file,
		every_word_is_in_both_languages,
		a_sentence_is_filled_in_and_leaves_places,
		a_day_under_a_seal_is_short,
		a_choice_stands_on_one_line_where_it_fits,
		who_can_only_accept_decides_nothing,
		a_name_is_not_broken_behind_a_long_post,
		NULL,
	};
	Suite *suite = suite_of("sheet", tests);
	TCase *rows = tcase_create("samples");
	tcase_add_loop_test(rows, every_word_of_the_contents_stands_on_the_sheet, 0, COUNT(samples));
	tcase_add_loop_test(rows, the_file_is_sound_and_carries_its_fonts, 0, COUNT(samples));
	tcase_add_loop_test(rows, a_post_follows_its_section_without_saying_its_end_twice, 0, COUNT(posts));
	tcase_add_loop_test(rows, odd_characters_are_never_raw_and_never_lost_silently, 0, COUNT(oddities));
	suite_add_tcase(suite, rows);
	return suite;
}
