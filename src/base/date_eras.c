/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Eras from data/calendar/eras.csv. */
#include <stdio.h>
#include <string.h>

#include "base/csv.h"
#include "base/date.h"
#include "base/memory.h"
#include "base/text.h"

enum { NAME, ENGLISH, LETTER, CODE, SIGN, FIRST, COLUMN__COUNT };

static const char *const headings[] = {
	[NAME] = "name",
	[ENGLISH] = "english",
	[LETTER] = "letter",
	[CODE] = "code",
	[SIGN] = "sign",
	[FIRST] = "first",
};
_Static_assert(COUNT(headings) == COLUMN__COUNT, "every column has its heading");

static enum result era_of(
	const struct csv *csv, const size_t columns[], size_t row, struct era *ret_era, struct error *err)
{
	const char *cells[COLUMN__COUNT];
	for (size_t i = 0; i < COLUMN__COUNT; i++)
		cells[i] = csv_field(csv, row, columns[i]);
	struct era era = { .letter = cells[LETTER][0], .first = date_from_iso(cells[FIRST]) };
	size_t at = 0;
	if (cells[SIGN][0])
		era.sign = text_next(cells[SIGN], strlen(cells[SIGN]), &at);
	bool code = !cells[CODE][0] || (cells[CODE][0] >= '1' && cells[CODE][0] <= '9' && !cells[CODE][1]);
	era.code = code && cells[CODE][0] ? cells[CODE][0] - '0' : 0;
	if (!code || cells[SIGN][at] || strlen(cells[LETTER]) != 1 || era.first == DATE_NONE ||
		strlen(cells[NAME]) >= sizeof era.name || strlen(cells[ENGLISH]) >= sizeof era.english)
		return error_set(err, RESULT_INVALID,
			_("an era is written as 令和,Reiwa,R,5,㋿,2019-05-01; code and sign may be "
			  "empty"));
	snprintf(era.name, sizeof era.name, "%s", cells[NAME]);
	snprintf(era.english, sizeof era.english, "%s", cells[ENGLISH]);
	*ret_era = era;
	return RESULT_OK;
}

enum result date_eras_load(const char *bytes, size_t length, struct error *err)
{
	struct csv csv;
	size_t columns[COLUMN__COUNT];
	enum result r = csv_read(bytes, length, &csv, err);
	if (r != RESULT_OK)
		return r;
	r = csv_columns(&csv, headings, COLUMN__COUNT, columns, err);
	for (size_t row = 1; r == RESULT_OK && row < csv.row_count; row++) {
		struct era era;
		r = era_of(&csv, columns, row, &era, err);
		if (r == RESULT_OK)
			r = date_era_add(&era, err);
		if (r != RESULT_OK)
			error_prefix(err, _("line %zu"), csv.rows[row].line);
	}
	csv_done(&csv);
	return r;
}
