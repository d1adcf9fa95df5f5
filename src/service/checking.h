/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The journal verified, listed, and papers checked against it, by who may audit. */
#ifndef SERVICE_CHECKING_H
#define SERVICE_CHECKING_H

#include "service/session.h"

struct checking_progress {
	void (*step)(void *data, int64_t done, int64_t all); /* NULL for none */
	void *data;
};

/* Chain only: needs neither card nor key. *ret_said (the caller's) tells entries, bytes and head. */
enum result checking_chain(const char *folder, const char *root, const struct checking_progress *progress,
	char **ret_said, struct error *err);

/* All of it: seals, signatures, rights at the time; and, where replay is asked, the tables made anew and compared. */
enum result checking_all(struct session *session, bool replay, const char *root,
	const struct checking_progress *progress, char **ret_said, struct error *err);

/* What became of the paper with this 検証番号, in one or two sentences (the caller's). */
enum result checking_paper(struct session *session, const char *number, char **ret_said, struct error *err);

/* 締め: signs the newest entry's number and hash, so that whoever owns the disk
 * cannot make what lies before it anew. By who may audit. */
enum result checking_close(struct session *session, const struct card_pin *pin, int *ret_tries,
	char **ret_said, struct error *err);

/* The newest entries as lines of text, at most count; journaled. The caller
 * frees each line and the array. */
enum result checking_list(
	struct session *session, size_t count, char ***ret_lines, size_t *ret_count, struct error *err);

#endif
