/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Texts of the regulations that staff read and acknowledge, version by version. */
#ifndef SERVICE_TEXTS_H
#define SERVICE_TEXTS_H

#include "service/reading.h"

/* A source of 未処理一覧: the texts that the session's person has yet to acknowledge. */
enum result texts_waiting(struct session *session, struct reading_lines *lines, struct error *err);

/* One who has to acknowledge a text. */
struct texts_reader {
	char *name;   /* as it stands in the office today */
	int64_t time; /* UTC milliseconds; 0: not yet */
};

/* A text and how far it is acknowledged in its present version. Owned; texts_states_done. */
struct texts_state {
	const struct regulation *regulation; /* borrowed from the desk */
	const struct regulation_text *text;  /* borrowed */
	bool mine;                           /* the session's person has yet to acknowledge it */
	int64_t time;                        /* when he did last; 0: never in this version */
	struct texts_reader *readers;        /* all who have to, those who have yet to first */
	size_t reader_count, missing;
};

struct texts_states {
	struct texts_state *items;
	size_t count;
};

void texts_states_done(struct texts_states *states);

/* All texts of the adopted regulations; journaled as one list. */
enum result texts_list(struct session *session, struct texts_states *ret_states, struct error *err);

/* The session's person has read a text and promises to keep to it: one entry.
 * RESULT_REFUSED where he need not acknowledge it, or has done so already;
 * RESULT_NOT_FOUND where the adopted regulation has no such text. */
enum result texts_acknowledge(
	struct session *session, const char *regulation, const char *text, struct error *err);

#endif
