/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who is away, from when to when: told in two keys, and what waits then comes to the deputies. */
#ifndef SERVICE_ABSENCE_H
#define SERVICE_ABSENCE_H

#include "domain/standing.h"
#include "service/session.h"
#include "store/query.h"

/* A span of time with the words for it; owned, absence_span_done. */
struct absence_span {
	int64_t from, to; /* UTC milliseconds, .to not included */
	char *label;      /* 10:12から11:12まで */
};

void absence_spans_free(struct absence_span *spans, size_t count);

/* The spans that are offered at a moment, the shortest first. The caller frees with absence_spans_free. */
void absence_offers(int64_t now, struct absence_span **ret_spans, size_t *ret_count);

/* Reads what a person types: hours of today ("13-15", "13:30-15", 13時~15時), days ("12/1",
 * "12/1-12/3", R8.12.1), or a day and its hours ("12/1 13-15"). RESULT_INVALID with a sentence. */
enum result absence_read(
	const char *typed, int64_t now, int64_t *ret_from, int64_t *ret_to, struct error *err);

/* 令和8年12月1日(火) 13:00から15:00まで. The caller frees. */
char *absence_words(int64_t from, int64_t to);

/* Notes that a person is away; ground is one of absence_grounds. One's own
 * absence, that of a colleague of one's section, or with the right to the office
 * anybody's; RESULT_REFUSED else. */
enum result absence_note(struct session *session, const char *person, int64_t from, int64_t to,
	const char *ground, struct error *err);

/* Takes it back: by whom it could be noted. */
enum result absence_cancel(struct session *session, const struct absence *absence, struct error *err);

/* All absences of the office that are not over; absences_done. Not journaled:
 * everybody of the office may know who is there. */
enum result absence_list(const struct session *session, struct absences *ret_list, struct error *err);

/* The one of the person that runs at the clock's time, NULL where there is none; borrowed from the list. */
const struct absence *absence_now(
	const struct session *session, const struct absences *list, const char *person);

/* For who stands in by this authority: puts ground and days of the holder's
 * recorded absence, if one runs now and its ground will do, into *wish (the
 * ground is borrowed for ever). *ret_words (the caller's) says it with its
 * hours: on leave: 24 November 2026 (Tue), 13:00 to 15:00. False where none runs. */
bool absence_of_holder(const struct session *session, const struct authority *authority, struct wish *wish,
	char **ret_words);

#endif
