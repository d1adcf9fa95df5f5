/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is in use, until when, what must be filed afterwards, and its renewal in bulk. */
#ifndef SERVICE_USING_H
#define SERVICE_USING_H

#include "service/filing.h"
#include "service/reading.h"

/* One record in use. */
struct using_line {
	struct record record;
	const struct form *form;             /* borrowed from the desk */
	const struct regulation *regulation; /* borrowed */
	char *subject;
	char *pending; /* the record under way that changes, continues or ends it, in words; NULL: none */
	bool over;     /* its last day has passed */
};

struct using_lines {
	struct using_line *items;
	size_t count;
};

void using_lines_done(struct using_lines *lines);

/* All that is in use and that this person may read, what ends first first;
 * until: only what ends by that day (DATE_NONE: all). Journaled as one list. */
enum result using_list(struct session *session, date until, struct using_lines *ret_lines, struct error *err);

/* Begins a form as the renewal of a record in use: a copy with its days moved
 * on by one fiscal year; where the form can continue an earlier record, it
 * names it. Kept as a draft by filing_keep or filed by filing_submit. */
enum result using_renew(
	struct session *session, const char *record, struct filing **ret_filing, struct error *err);

/* Begins a form ("<regulation>/<form>") about an earlier record: the field
 * that names it is filled in. RESULT_REFUSED where the form has none. */
enum result using_begin_about(struct session *session, const char *form, const char *record,
	struct filing **ret_filing, struct error *err);

/* Adds a line for each record of the person whose use is over and whose form
 * for that is not filed: a source of 未処理一覧. */
enum result using_waiting(struct session *session, struct reading_lines *lines, struct error *err);

/* What another record under way says about it, in words; NULL for none. self (may be NULL) is left out. */
char *using_pending(struct session *session, const char *record, const char *self);

/* "端末機操作員指定申請書 令和8年度 第12号": a record by its form and number. The caller frees. */
char *using_words(struct session *session, const struct record *record);

/* The same of a record by its id, in a language; NULL where there is none. */
char *using_name(struct desk *desk, const char *record, enum language language);

/* The values to be shown, never kept: these words in the place of ids wherever they name another
 * record. A new reference, NULL where values are. */
json_t *using_named(struct desk *desk, const struct form *form, const json_t *values, enum language language);

#endif
