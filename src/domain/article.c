/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Article numbers, read and written out. */
#include "domain/article.h"

#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "domain/regulation.h"

static const char branch_mark[] = "の";
static const char supplement[] = "附則";

/* A number and its branch: 7の2; 0 where there is none. */
struct ordinal {
	unsigned number, branch;
};

struct article {
	bool supplementary;
	struct ordinal article, paragraph, item;
};

static bool take(const char **at, const char *word)
{
	size_t length = strlen(word);
	if (strncmp(*at, word, length))
		return false;
	*at += length;
	return true;
}

static bool take_number(const char **at, unsigned *ret_number)
{
	unsigned number = 0;
	const char *start = *at;
	if (*start < '1' || *start > '9')
		return false;
	while (**at >= '0' && **at <= '9' && *at - start < 4)
		number = number * 10 + (unsigned)(*(*at)++ - '0');
	*ret_number = number;
	return **at < '0' || **at > '9';
}

static bool take_ordinal(const char **at, struct ordinal *ret_ordinal)
{
	if (!take_number(at, &ret_ordinal->number))
		return false;
	return !take(at, branch_mark) || take_number(at, &ret_ordinal->branch);
}

static bool parse(const char *string, struct article *ret_article)
{
	struct article article = { 0 };
	const char *at = string;
	article.supplementary = take(&at, supplement);
	if (!article.supplementary && !take_ordinal(&at, &article.article))
		return false;
	if (take(&at, ".") && !take_ordinal(&at, &article.paragraph))
		return false;
	if (take(&at, "(") && (!take_ordinal(&at, &article.item) || !take(&at, ")")))
		return false;
	*ret_article = article;
	return *at == '\0';
}

bool article_is_valid(const char *article)
{
	struct article parsed;
	return parse(article, &parsed);
}

static bool fits(struct ordinal part, struct ordinal whole)
{
	return !whole.number || (part.number == whole.number && part.branch == whole.branch);
}

bool article_within(const char *article, const char *clause)
{
	struct article part, whole;
	if (!parse(article, &part) || !parse(clause, &whole))
		return false;
	if (part.supplementary != whole.supplementary || !fits(part.article, whole.article))
		return false;
	/* 10(1) is an item of an article without paragraphs: it is no part of, and holds no part of, 10.1. */
	if (whole.item.number && part.paragraph.number != whole.paragraph.number)
		return false;
	return fits(part.paragraph, whole.paragraph) && fits(part.item, whole.item);
}

static void add_japanese(struct text *text, const char *unit, struct ordinal ordinal)
{
	if (!ordinal.number)
		return;
	text_format(text, "第%u%s", ordinal.number, unit);
	if (ordinal.branch)
		text_format(text, "の%u", ordinal.branch);
}

static void add_english(struct text *text, const char *before, struct ordinal ordinal, const char *after)
{
	if (!ordinal.number)
		return;
	text_format(text, "%s%u", before, ordinal.number);
	if (ordinal.branch)
		text_format(text, "-%u", ordinal.branch);
	text_add(text, after);
}

char *article_text(const char *string, enum language language)
{
	struct article article;
	struct text text = { 0 };
	if (!parse(string, &article))
		return memory_string(string);
	if (language == LANGUAGE_JA) {
		text_add(&text, article.supplementary ? supplement : "");
		add_japanese(&text, "条", article.article);
		add_japanese(&text, "項", article.paragraph);
		add_japanese(&text, "号", article.item);
	} else {
		text_add(&text, article.supplementary ? "Suppl." : "Art.");
		add_english(&text, " ", article.article, "");
		add_english(&text, article.supplementary ? " (" : "(", article.paragraph, ")");
		add_english(&text, " no. ", article.item, "");
	}
	return text_take(&text);
}
