/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keeping the office as a whole: exported, backed up, restored, its workstations enrolled. */
#ifndef SERVICE_KEEPING_H
#define SERVICE_KEEPING_H

#include "service/session.h"

/* Enrols a workstation's id (letters, digits, . - _). RESULT_CONFLICT where it is enrolled already. */
enum result keeping_add_workstation(struct session *session, const char *id, struct error *err);

/* Writes the journal as one stream of frames (store/transfer.h), mode 0600;
 * the export is journaled first and so is its last entry. */
enum result keeping_export(
	struct session *session, const char *path, bool overwrite, int64_t *ret_entries, struct error *err);

/* Writes folder/journal (the stream, the attached files as they are
 * sealed, the workstation file of a training office) and folder/keys (the wrapped keys, without the master key). The folder must not exist. */
enum result keeping_backup(
	struct session *session, const char *folder, int64_t *ret_entries, struct error *err);

/* The same without a right and without an entry, for a copy that does not
 * leave this machine and is removed at once (service/rehearsing.h): its caller journals what it is for. */
enum result keeping_copy(struct desk *desk, const char *folder, int64_t *ret_entries, struct error *err);

/* Makes a new office folder from a backup and its master key. Erasures of the
 * journal are repeated on the keys, a "restored" entry is written. On failure nothing is left. */
enum result keeping_restore(const char *backup, const char *folder, const char *key_file,
	const struct clock *clock, int64_t *ret_entries, struct error *err);

#endif
