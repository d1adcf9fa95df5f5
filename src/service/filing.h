/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Filling in forms: drafts kept while typing, filing, correcting. */
#ifndef SERVICE_FILING_H
#define SERVICE_FILING_H

#include <jansson.h>

#include "domain/fault.h"
#include "service/session.h"

/* A form being filled in. Owned; filing_free. */
struct filing {
	struct session *session;
	const struct regulation *regulation; /* borrowed from the desk */
	const struct form *form;
	char *regulation_hash;
	char *section;       /* the applicant's */
	char *draft;         /* id under which it is kept */
	char *record;        /* the returned record that is corrected; NULL for a new one */
	int64_t revision;    /* of that record when it was opened */
	json_t *before_copy; /* of a copy: the values before it, to take it back; NULL otherwise */
	json_t *values;
	json_t *left; /* of a draft of an earlier version: sentences of what no longer fits; NULL for nothing */
	json_t *attachments; /* of the files attached; service/attaching.h */
	bool dirty;          /* changed since it was last kept */
};

/* Begins a form ("<regulation>/<form>") with its initial values. */
enum result filing_begin(
	struct session *session, const char *form, struct filing **ret_filing, struct error *err);

/* Begins a form as a copy of a record's values (F6). */
enum result filing_copy(
	struct session *session, const char *record, struct filing **ret_filing, struct error *err);

/* Takes up a kept draft, or a returned record for correction. A draft of an
 * earlier version of the regulation is taken into the one in force; what no
 * longer fits stands in .left, is kept with the draft and keeps it from being
 * filed until filing_agree. Where the form is gone, it opens as it was written
 * and cannot be filed. */
enum result filing_resume(
	struct session *session, const char *draft, struct filing **ret_filing, struct error *err);
enum result filing_correct(
	struct session *session, const char *record, struct filing **ret_filing, struct error *err);
void filing_free(struct filing *filing);

/* The drafter has seen what no longer fits and gives it up. */
void filing_agree(struct filing *filing);

/* Puts a value (stolen; NULL empties) and marks the draft dirty. */
void filing_set(struct filing *filing, const char *field, json_t *value);

/* Keeps the draft, sealed, outside the journal; does nothing when not dirty.
 * Called at the latest one second after typing. */
enum result filing_keep(struct filing *filing, struct error *err);

/* Throws the draft away. */
enum result filing_discard(struct filing *filing, struct error *err);

/* All faults, for marks beside the fields. */
void filing_faults(const struct filing *filing, struct faults *ret_faults);

/* True where it comes after the last day for a day that it names; where that
 * is no fault, the record is marked 期限後. */
bool filing_is_late(const struct filing *filing);

/* How many of the fields to be filled in are: 3 of 11. */
void filing_progress(const struct filing *filing, size_t *ret_filled, size_t *ret_all);

/* Files it, or sends the corrected version. RESULT_REFUSED with the first
 * fault; RESULT_CONFLICT when the record changed meanwhile. *ret_record (the
 * caller's) is its id. The draft is gone afterwards. */
enum result filing_submit(struct filing *filing, char **ret_record, struct error *err);

#endif
