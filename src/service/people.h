/* SPDX-License-Identifier: GPL-3.0-or-later */
/* People and postings: looked at, and imported from CSV with a preview. */
#ifndef SERVICE_PEOPLE_H
#define SERVICE_PEOPLE_H

#include "domain/office_import.h"
#include "service/session.h"

/* One line of the list of people. Owned; people_lines_done. */
struct people_line {
	const struct person *person; /* borrowed from the desk's office */
	char *posts;                 /* today's: 税務課 課長、企画課 主査(兼務) */
	char *next;                  /* what changes next, with its day; "" for nothing */
	bool has_card;
};

struct people_lines {
	struct people_line *items;
	size_t count;
};

void people_lines_done(struct people_lines *lines);

/* Everybody of the office, by section and rank. */
enum result people_list(struct session *session, struct people_lines *ret_lines, struct error *err);

/* All postings of one person in order of time, one line each. The caller frees lines and array. */
enum result people_postings(
	struct session *session, const char *person, char ***ret_lines, size_t *ret_count, struct error *err);

/* The enrolled cards, revoked ones too, one line each: serial, person, since when. The caller frees lines and array. */
enum result people_cards(struct session *session, char ***ret_lines, size_t *ret_count, struct error *err);

/* What the CSV files would change; nothing is done. Either may be NULL. */
enum result people_preview(struct session *session, const char *people_csv, size_t people_length,
	const char *postings_csv, size_t postings_length, struct office *ret_after,
	struct office_changes *ret_changes, struct mistakes *ret_mistakes, struct error *err);

/* The same of a CSV file of the office's own days off and days of work. */
enum result people_preview_days(struct session *session, const struct office_csv_file *file,
	struct office *ret_after, struct office_changes *ret_changes, struct mistakes *ret_mistakes,
	struct error *err);

/* The same of one day to come: closed under a name, or as usual again (NULL). RESULT_REFUSED
 * without the right to the office and for a day that is not to come. */
enum result people_preview_day(struct session *session, date day, const char *closed_as,
	struct office *ret_after, struct office_changes *ret_changes, struct error *err);

/* Puts a previewed office into force, signed by card. */
enum result people_apply(struct session *session, const struct office *after, const struct card_pin *pin,
	int *ret_tries, struct error *err);

#endif
