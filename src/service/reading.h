/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading records and lists: what cannot be journaled is not shown. */
#ifndef SERVICE_READING_H
#define SERVICE_READING_H

#include <jansson.h>

#include "domain/verdict.h"
#include "service/session.h"

/* One record opened: everything a screen shows of it. Owned; dossier_done. */
struct dossier {
	struct record record;
	struct history history;
	char **reasons;      /* one for each transition: reason, conditions or remark; NULL where none */
	char **exceptions;   /* one for each transition: why drafter or applicant acted himself; NULL */
	json_t *values;      /* the newest contents */
	json_t *decided;     /* what was filled in at steps by others: field id → value; never NULL */
	json_t *all;         /* both together, as the standing looks at them */
	json_t *transcribed; /* filled in with the paper decision that is to be confirmed; NULL for none */
	json_t *attachments; /* of the newest contents; NULL for none; service/attaching.h */
	struct standing standing; /* points into this dossier, its regulation and the desk's office */
};

void dossier_done(struct dossier *dossier);

/* Opens a record for a person who may read it; one read entry is journaled first. */
enum result reading_open(
	struct session *session, const char *record, struct dossier *ret_dossier, struct error *err);

/* Opens a record without asking who reads and without an entry: only to prove
 * something on a copy of the office (service/rehearsing.h), never to show it. */
enum result reading_prove(
	struct session *session, const char *record, struct dossier *ret_dossier, struct error *err);

/* True where nobody has acted on the record since it was opened. Shows nothing, so it is not journaled. */
bool reading_is_current(struct session *session, const struct dossier *dossier);

/* The contents of an earlier version (1 is the first). The caller owns *ret_values. */
enum result reading_version(struct session *session, const struct dossier *dossier, int version,
	json_t **ret_values, struct error *err);

/* One line of a list; personal values are masked. Owned; reading_lines_done. */
struct reading_line {
	struct record record;                /* all empty where the line is about none */
	const struct form *form;             /* borrowed from the desk; NULL of a text to be acknowledged */
	const struct regulation *regulation; /* borrowed */
	enum duty duty;
	char *subject; /* what it is about: the first text field, masked where personal */
	char *with_whom; /* "保護責任者 (…)": at whom it waits, all where steps run in parallel; "" when nowhere */
	int64_t since;        /* UTC ms: since when it waits there */
	char *draft;          /* draft id when it is a draft of mine; NULL otherwise */
	char *label;          /* what it is, where neither record nor draft says so; NULL otherwise */
	char *begin;          /* "<regulation>/<form>" that is to be begun; NULL otherwise */
	json_t *begin_values; /* what is filled in then; NULL for nothing */
	char *about;          /* of .begin: the earlier record that it is to name; NULL otherwise */
	char *text;           /* id of the regulation's text to be acknowledged; NULL otherwise */
	date due;             /* the last day for it; DATE_NONE where there is none */
	bool late;
	bool handed; /* of DUTY_STAND_IN: the holder is away now, so that it comes to the deputies */
};

struct reading_lines {
	struct reading_line *items;
	size_t count;
};

void reading_lines_done(struct reading_lines *lines);

/* All records this person may read, newest first; journaled as one list. form
 * ("<regulation>/<form>") and state may be NULL / RECORD__COUNT for all. */
enum result reading_list(struct session *session, const char *form, enum record_state state,
	struct reading_lines *ret_lines, struct error *err);

/* Finds a record by "<regulation>/<form>/<fiscal year>/<number>", by "<fiscal year>/<number>"
 * or the number alone where only one has it, or by its id. The caller frees *ret_id. */
enum result reading_find(struct session *session, const char *typed, char **ret_id, struct error *err);

/* The receipt number in words: 令和8年度 第12号; "" before 受付. The caller frees. */
char *reading_number(const struct record *record, enum language language);

/* One line of the history in its parts; owned, reading_event_done. */
struct reading_event {
	char *when; /* 令和8年11月24日(火) 10:12 */
	char *what; /* 所属長決裁: what was done, as the step calls it */
	char *who;  /* section, post and name; for whom and why; to whom it went; how it was sealed */
};

void reading_event(const struct dossier *dossier, size_t index, struct reading_event *ret_event);
void reading_event_done(struct reading_event *event);

/* One line of the history in words: "令和8年11月24日(火) 10:12 所属長決裁 税務課長 …(代 …)". The caller frees. */
char *reading_transition(const struct dossier *dossier, size_t index);

/* Where it is, with whom, since when, in one sentence. The caller frees. */
char *reading_where(const struct dossier *dossier);

#endif
