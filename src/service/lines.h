/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The lines of lists: records looked at one by one, and what each is about. */
#ifndef SERVICE_LINES_H
#define SERVICE_LINES_H

#include "service/reading.h"
#include "store/query.h"

/* A new empty line at the end. */
struct reading_line *lines_add(struct reading_lines *lines);

/* Makes a dossier's standing out of its record and history; both must be there. */
enum result lines_stand(struct desk *desk, struct dossier *dossier, struct error *err);

/* What a record is about: its first filled text that is not personal and no
 * number that it repeats; "" where there is none. The caller frees. */
char *lines_subject(const struct form *form, const json_t *values, const struct office *office, date day);

/* The same of a record as its newest contents say it; "(erased)" where they are gone. */
enum result lines_subject_of(struct desk *desk, const struct record *record, const struct form *form,
	char **ret_subject, struct error *err);

/* A line out of a dossier's head, history and standing; the head is moved into it. */
enum result lines_fill(struct session *session, struct dossier *dossier, enum duty duty,
	struct reading_lines *lines, struct error *err);

/* Adds a line for each record that the filter lets through and the person may
 * read; with only_duties for each that waits for him. */
enum result lines_collect(struct session *session, const struct record_filter *filter, bool only_duties,
	struct reading_lines *lines, struct error *err);

/* The same of records that are at hand; their heads are moved out of the list. */
enum result lines_look_over(struct session *session, struct records *records, bool only_duties,
	struct reading_lines *lines, struct error *err);

#endif
