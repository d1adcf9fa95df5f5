/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files attached to a form that is being filled in, and copies of those of a record. */
#ifndef SERVICE_ATTACHING_H
#define SERVICE_ATTACHING_H

#include "service/filing.h"
#include "service/reading.h"

/* A list of attached files, filing->attachments or dossier->attachments, is a
 * JSON array of objects: "name" (safe to show, no slash), "size" (bytes) and
 * where the store keeps it. */

/* Attaches a copy of a regular file ("~/" is the home folder); the draft is
 * kept with it at once. RESULT_REFUSED where the form takes none or no more,
 * RESULT_NOT_FOUND, RESULT_INVALID (a folder, empty, more than
 * ATTACHMENT_LIMIT), RESULT_CONFLICT (that name is attached already), RESULT_DENIED, RESULT_FULL. */
enum result filing_attach(struct filing *filing, const char *path, struct error *err);

/* Takes one off again and keeps the draft. Of a correction, the earlier version keeps its file. */
enum result filing_detach(struct filing *filing, size_t index, struct error *err);

/* Whether one more may be attached; RESULT_REFUSED says why not. */
enum result filing_may_attach(const struct filing *filing, struct error *err);

/* Before filing: a draft carried into a newer version of the form may have too many. RESULT_REFUSED. */
enum result attaching_check(const struct filing *filing, struct error *err);

/* Unlinks what no draft and no record names any more; a failure is logged, and made good at the next start. */
void attaching_sweep(struct desk *desk);

/* "1.2 MB", in at least KB: how large one of the list is. The caller frees. */
char *attaching_size(const json_t *item);

/* "見取図.pdf (1.2 MB)". The caller frees. */
char *attaching_text(const json_t *list, size_t index);

/* Writes a copy of one of the record's files to path, mode 0600. The export is
 * journaled before the file is written. RESULT_CONFLICT where path exists and overwrite is
 * false, RESULT_DAMAGED or RESULT_NOT_FOUND where the kept file is not what it was. */
enum result reading_attachment_save(struct session *session, const struct dossier *dossier, size_t index,
	const char *path, bool overwrite, struct error *err);

#endif
