/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A record's head: all of it that stands in clear and outlives erasure, and what was done to it. */
#ifndef DOMAIN_RECORD_H
#define DOMAIN_RECORD_H

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/date.h"
#include "base/error.h"
#include "domain/form.h"

enum record_state {
	RECORD_RUNNING,   /* waits at .step */
	RECORD_RETURNED,  /* 差戻し or 引戻し: with the drafter */
	RECORD_WITHDRAWN, /* 取下げ */
	RECORD_DECIDED,
	RECORD__COUNT
};

const char *record_state_name(enum record_state state); /* "running" */

/* What people do to a record. Every one is a journal entry. */
enum act {
	ACT_FILE,       /* 提出: version 1 */
	ACT_PASS,       /* a step before the decision says yes: 所属長決裁, 受付, 確認 */
	ACT_DECIDE,     /* the decision, with an answer */
	ACT_RETURN,     /* 差戻し to the drafter or an earlier step, with a reason */
	ACT_CORRECT,    /* the drafter sends a new version */
	ACT_PULL_BACK,  /* 引戻し by the drafter, until the next person acts */
	ACT_WITHDRAW,   /* 取下げ */
	ACT_SEE_AFTER,  /* 後閲 by the one who was stood in for */
	ACT_DISPATCH,   /* 施行: the 文書番号 and date are typed when the paper goes out */
	ACT_TRANSCRIBE, /* a decision made on paper is typed in by its section */
	ACT_CONFIRM,    /* another person there says that it is what the paper says (no: it is not) */
	ACT_RECEIPT,    /* 受領確認: a notice or an outcome was read by whom it was told to */
	ACT_FOLLOWED,   /* another record changed, continued, ended or revoked this one; never wished for */
	ACT__COUNT
};

const char *act_name(enum act act); /* "file" */
enum result act_from_name(const char *name, enum act *ret_act);

/* In what capacity the actor acted. */
enum capacity {
	CAPACITY_SELF,
	CAPACITY_DEPUTY, /* 代決: prints 代 */
	CAPACITY_ACTING, /* 職務代理: signs in his own name */
	CAPACITY__COUNT
};

const char *capacity_name(enum capacity capacity); /* "self", "deputy", "acting" */

/* One place on a record's way: an actor of a step that applies, with what the
 * form's values say about him. It stands in clear, so that lists and replay
 * never look into contents. A seat without step is the addressee's. */
struct way_seat {
	char *step;    /* id; NULL: the addressee */
	size_t actor;  /* index among the step's actors, or the form's addressees */
	char *section; /* whose head or holder is meant, where a field names it; NULL otherwise */
	char *person;  /* whom a field names; NULL otherwise */
	date due;      /* by which an answer is due; DATE_NONE for none */
	bool passed_over; /* the step needs no act any more: done by its holder before, or instructed to nobody */
};

/* What a record is to an earlier one. The first four are enum follow_how's. */
enum relation_kind {
	RELATION_CHANGE,   /* 変更 */
	RELATION_CONTINUE, /* 継続 */
	RELATION_END,      /* 終了: returned, erased, disposed of */
	RELATION_REVOKE,   /* 取消し */
	RELATION_COMPILE,  /* it is collected in this plan */
	RELATION__COUNT
};

struct relation {
	char *record; /* the earlier one */
	enum relation_kind kind;
};

struct record {
	char *id;              /* 32 hexadecimal digits, random */
	char *regulation;      /* id */
	char *regulation_hash; /* of the version it is written under; hexadecimal SHA-256 of the packed bundle */
	char *form;
	enum record_state state;
	char *step;       /* the first step of the group at which it waits, NULL where none */
	int version;      /* of the contents: 1 when filed, one more at each correction */
	int64_t revision; /* sequence of the entry that last changed it */
	int64_t contents; /* sequence of the entry that holds the newest contents */
	int fiscal_year;  /* of the receipt number; 0 before 受付 */
	int number;       /* receipt number within regulation, form and fiscal year; 0 before 受付 */
	char *section;    /* the applicant's */
	char *drafter;    /* person */
	char *applicant;  /* person: the head of the section who applied; NULL before */
	date filed, received, decided; /* DATE_NONE before */
	enum answer answer;            /* meaningful when decided */
	char *decision_of;             /* of a decision form: the application's record id */
	char *decision;                /* of an application: the record id of its decision form */
	char *document_number;         /* 文書番号, NULL before it goes out */
	date dispatched;
	bool late; /* 期限後: filed after the last day for a day that it names, with a reason */
	bool erased;
	struct way_seat *way; /* of this version, in the order of the route; none: every unconditional step */
	size_t way_count;
	date use_from, use_to;      /* in use over these days, both included; .use_to DATE_NONE is open */
	struct relation *relations; /* the earlier records that this one concerns */
	size_t relation_count;
	char *concluded_by; /* the record that changed, continued, ended or revoked it; NULL: none */
	enum relation_kind concluded; /* how; meaningful with .concluded_by */
	date concluded_on;            /* the first day on which it no longer counts */
	char **told; /* who is to read its outcome: "post:<id>", "section:<id>", "person:<id>" */
	size_t told_count;
	char **read; /* those of .told that were confirmed */
	size_t read_count;
};

/* A head with nothing in it: every day DATE_NONE. */
struct record record_empty(void);

void record_done(struct record *record);
void record_copy(const struct record *record, struct record *ret_copy);

/* Takes the way off a head; puts a seat (its strings copied) at its end. */
void record_way_clear(struct record *record);
void record_way_add(struct record *record, const struct way_seat *seat);

/* The way alone as JSON, NULL where there is none, and back. */
json_t *record_way_to_json(const struct record *record);
void record_way_from_json(const json_t *json, struct record *record);

/* The head as it stands in an entry's envelope, and back. */
json_t *record_to_json(const struct record *record);
enum result record_from_json(const json_t *json, struct record *ret_record, struct error *err);

/* What a decision made on paper says of itself. */
struct paper_decision {
	char *number;  /* 文書番号 */
	date day;      /* 決裁日; DATE_NONE where there is no paper */
	char *decider; /* post and name */
};
/* The lists of a head alone ("way", "relations", "told", "read"): what has no column of its own. */
json_t *record_lists_to_json(const struct record *record);
void record_lists_from_json(const json_t *json, struct record *record);

struct relation *record_relate(struct record *record, const char *earlier, enum relation_kind kind);

/* One line of a record's history, out of its journal entry. */
struct transition {
	int64_t sequence;
	int64_t time; /* UTC milliseconds */
	enum act act;
	char *step;    /* where it was done; NULL for the drafter's acts */
	char *to_step; /* where the record went; NULL for the drafter or the end */
	char *actor;   /* person */
	enum capacity capacity;
	char *principal; /* for whom: the person stood in for, NULL where vacant or himself */
	char *post;      /* post in which he acted: the principal's post */
	char *ground;    /* of a deputy: "trip", "leave", ...; NULL */
	enum answer answer;
	int version;
	bool is_signed;
	bool exception; /* by an exception to drafter and applicant being others; its reason is sealed */
	struct paper_decision paper; /* of ACT_TRANSCRIBE */
};

void transition_done(struct transition *transition);

/* A record with its history, oldest first: what route and verdict look at. */
struct history {
	struct transition *items;
	size_t count;
};

void history_done(struct history *history);

#endif
