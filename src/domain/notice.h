/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who is told of a record's outcome, and who of them has read it. */
#ifndef DOMAIN_NOTICE_H
#define DOMAIN_NOTICE_H

#include "domain/standing.h"

/* Puts into record->told whom the form's notify means now. values are those
 * that count at the end; sources are the sections a plan was collected from. */
void notice_resolve(const struct standing *standing, const json_t *values, const char *const *sources,
	size_t source_count, struct record *record);

/* Whether one who is told ("post:<id>", "section:<id>", "person:<id>") is this person on a day. */
bool notice_means(const struct office *office, const char *told, const char *person, date day);

/* The first receipt by one who is told, NULL where it was not read yet. Borrowed from the history. */
const struct transition *notice_receipt(
	const struct office *office, const struct history *history, const char *told);

/* True where one of those told has been confirmed. */
bool notice_is_read(const struct record *record, const char *told);

/* Puts all that is confirmed by the person's receipt into *next. */
void notice_confirm(const struct standing *standing, const char *person, struct record *next);

/* True where the person is told on the standing's day and has not confirmed it yet. */
bool notice_waits(const struct standing *standing, const char *person);

/* True where the person is one of those told. */
bool notice_is_told(const struct standing *standing, const char *person);

/* Whom one who is told means on a day: a post with its holder, a section, or a person. Borrowed, NULL for none. */
struct notice_party {
	const struct post *post;
	const struct section *section;
	const struct person *person;
};

void notice_party(const struct office *office, const char *told, date day, struct notice_party *ret_party);

/* "町民課 課長 佐藤 一郎": who is told, in words. The caller frees. */
char *notice_words(const struct office *office, const char *told, date day);

#endif
