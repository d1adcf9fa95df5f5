/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words of a sheet in both languages. */
#include "print/words.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"

static const char *const words[][LANGUAGE__COUNT] = {
	[WORD_SECTION] = { "所属", "Section" },
	[WORD_POST] = { "職名", "Post" },
	[WORD_NAME] = { "氏名", "Name" },
	[WORD_CONTACT] = { "連絡先", "Contact" },
	[WORD_NUMBER_BEFORE] = { "第", "No." },
	[WORD_NUMBER_AFTER] = { "号", "" },
	[WORD_FOLLOWS] = { "記", "Particulars" },
	[WORD_CONTINUED] = { "（続き）", " (continued)" },
	[WORD_OFFICE_PART] = { "※ この欄は記入しないこと。", "* For office use only." },
	[WORD_RECEIPT] = { "受付", "Received" },
	[WORD_DECISION] = { "決定", "Decision" },
	[WORD_OUTCOME] = { "処理", "Outcome" },
	[WORD_APPROVALS] = { "決裁欄", "Approvals" },
	[WORD_CONDITIONS] = { "条件・理由", "Conditions or reasons" },
	[WORD_NOTES] = { "特記事項", "Notes" },
	[WORD_REMARKS] = { "備考", "Remarks" },
	[WORD_VERIFICATION] = { "検証番号", "Verification" },
	[WORD_SEAL_OMITTED] = { "（公印省略）", "(official seal omitted)" },
	[WORD_TRAINING] = { "研修用", "TRAINING" },
	[WORD_DEPUTY] = { "代", "Deputy" },
	[WORD_MISSING] = { "〓は、印刷できない文字です。原本の文字: ",
		"〓 stands for a character that cannot be printed: " },
	[WORD_VARIANTS] = { "異体字の字形を原本で確認してください。対象の文字: ",
		"Check the variant shape of these characters: " },
	[WORD_YES] = { "はい", "Yes" },
	[WORD_NO] = { "いいえ", "No" },
};
static_assert(COUNT(words) == WORD__COUNT, "the last word has its row");

const char *word_in(enum word word, enum language language)
{
	return words[word][language];
}

static bool begins(const char *string, const char *start)
{
	return strncmp(string, start, strlen(start)) == 0;
}

/* Where the era's name ends: at a digit or at 元. */
static size_t era_length(const char *text)
{
	size_t length = 0;
	while (text[length] && !(text[length] >= '0' && text[length] <= '9') && !begins(text + length, "元"))
		length++;
	return length;
}

void words_day(date day, date now, enum language language, char text[DATE_TEXT_SIZE])
{
	if (day != DATE_NONE) {
		date_text(day, language, false, text);
		return;
	}
	text[0] = '\0';
	if (language != LANGUAGE_JA)
		return;
	if (now != DATE_NONE) {
		date_text(now, language, false, text);
		text[era_length(text)] = '\0';
	}
	size_t length = strlen(text);
	snprintf(text + length, DATE_TEXT_SIZE - length, "　　年　　月　　日");
}

void words_short_day(date day, enum language language, char text[DATE_TEXT_SIZE])
{
	text[0] = '\0';
	if (day == DATE_NONE)
		return;
	char whole[DATE_TEXT_SIZE];
	date_text(day, language, false, whole);
	if (language != LANGUAGE_JA) {
		snprintf(text, DATE_TEXT_SIZE, "%s", whole);
		return;
	}
	struct text out = { 0 };
	for (const char *at = whole + era_length(whole); *at;) {
		if (begins(at, "年") || begins(at, "月")) {
			text_add_char(&out, '.');
			at += strlen("年");
		} else if (begins(at, "日")) {
			break;
		} else {
			text_add_char(&out, *at++);
		}
	}
	snprintf(text, DATE_TEXT_SIZE, "%s", text_string(&out));
	text_done(&out);
}

char *words_number(const char *number, enum language language)
{
	const char *before = word_in(WORD_NUMBER_BEFORE, language);
	if (number && strstr(number, before))
		return memory_string(number);
	const char *after = word_in(WORD_NUMBER_AFTER, language);
	if (language != LANGUAGE_JA)
		return memory_format("%s %s%s", before, number ? number : "________", after);
	return memory_format("%s%s%s", before, number ? number : "　　　　", after);
}

char *words_receipt(const char *number, date day, date now, enum language language)
{
	char day_text[DATE_TEXT_SIZE];
	words_day(day, now, language, day_text);
	char *whole = words_number(number, language);
	char *text = memory_format("%s\n%s", whole, day_text);
	free(whole);
	return text;
}

/* As wide as a line of type: full-width characters one em, the others half of it. */
static double ems_of(const char *string, size_t length)
{
	double ems = 0;
	for (size_t position = 0; position < length;)
		ems += text_next(string, length, &position) < 0x80 ? 0.5 : 1;
	return ems;
}

void words_box(struct text *out, bool marked, const char *word, double ems)
{
	const char *all = text_string(out), *end = all + out->length, *line = end;
	while (line > all && line[-1] != '\n')
		line--;
	bool fits = ems_of(line, (size_t)(end - line)) + 2 + ems_of(word, strlen(word)) <= ems;
	if (out->length)
		text_add(out, fits ? "　" : "\n");
	text_add(out, marked ? "■" : "□");
	text_add(out, word);
}

enum word words_decision_label(const struct sheet_content *sheet)
{
	return sheet->answer_count > 1 ? WORD_DECISION : WORD_OUTCOME;
}

char *words_decision(const struct sheet_content *sheet, date now, double ems)
{
	struct text text = { 0 };
	for (size_t i = 0; i < sheet->answer_count; i++)
		words_box(&text, sheet->answers[i].given, sheet->answers[i].word, ems);
	char day[DATE_TEXT_SIZE];
	words_day(sheet->decided, now, sheet->language, day);
	text_add_char(&text, '\n');
	text_add(&text, day);
	return text_take(&text);
}
