/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names, numbers and days as lists and titles show them. */
#include <stdlib.h>

#include "base/i18n.h"
#include "ui/screen/screens.h"

struct workstation *workstation_of(const struct view *view)
{
	const struct seat *seat = view->stack->context;
	return seat->workstation;
}

void number_short(const struct record *record, struct text *text)
{
	int year = 0;
	if (!record->number)
		return;
	/* 1 October is the day that names the fiscal year's era. */
	const struct era *era = date_era(date_of(record->fiscal_year, 10, 1), &year);
	if (i18n_language() == LANGUAGE_JA && era)
		text_format(text, "%c%d-%d", era->letter, year, record->number);
	else
		text_format(text, "%d-%d", record->fiscal_year, record->number);
}

void day_short(date day, struct text *text)
{
	int year = 0;
	struct date_parts parts = date_parts(day);
	const struct era *era = date_era(day, &year);
	if (i18n_language() == LANGUAGE_JA && era) {
		text_format(text, "%c%d.%d.%d", era->letter, year, parts.month, parts.day);
		return;
	}
	char iso[DATE_ISO_SIZE];
	date_iso(day, iso);
	text_add(text, iso);
}

void error_words(const struct error *err, struct text *text)
{
	text_add(text, err->text);
	if (!err->article[0])
		return;
	char *article = article_text(err->article, i18n_language());
	text_format(text, " (%s)", article);
	free(article);
}
