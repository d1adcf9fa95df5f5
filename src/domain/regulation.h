/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A regulation as data: clauses, roles, lists, texts and forms, loaded from a bundle of files. */
#ifndef DOMAIN_REGULATION_H
#define DOMAIN_REGULATION_H

#include <stdbool.h>
#include <stddef.h>

#include "base/date.h"
#include "base/error.h"
#include "domain/form.h"

enum {
	REGULATION_FILE_LIMIT = 1024 * 1024, /* bytes of one file */
	REGULATION_FILES = 200,
	REGULATION_DEPTH = 32, /* levels of YAML */
};

/* The files of one regulation folder in memory: the bytes that are adopted,
 * hashed and kept. Sorted by name. */
struct bundle_file {
	char *name; /* "forms/application.yaml", relative, with / */
	char *bytes;
	size_t length;
};

struct bundle {
	struct bundle_file *files;
	size_t file_count;
};

void bundle_add(struct bundle *bundle, const char *name, const char *bytes, size_t length); /* copies */
void bundle_done(struct bundle *bundle);

/* One byte string of the whole bundle and back (names and lengths before the
 * bytes, sorted): what a hash of the regulation is taken over. */
char *bundle_pack(const struct bundle *bundle, size_t *ret_length);
enum result bundle_unpack(const char *bytes, size_t length, struct bundle *ret_bundle, struct error *err);

/* What may meet a clause. */
enum object_kind {
	OBJECT_ROLE,
	OBJECT_APPLICATION,
	OBJECT_DECISION, /* a form that a decision writes */
	OBJECT_REPORT,
	OBJECT_REGISTER,
	OBJECT_EVENT_LOG,
	OBJECT_CHECKLIST,
	OBJECT_MEETING,
	OBJECT_INCIDENT,
	OBJECT_TEXT,
	OBJECT_RULE,
	OBJECT_JOURNAL,
	OBJECT_ARCHIVE,
	OBJECT_LIST,
	OBJECT_ORDER,
	OBJECT_NOTICE,
	OBJECT_PLAN,
	OBJECT_TRAINING,
	OBJECT_AUDIT,
	OBJECT__COUNT
};

const char *object_kind_name(enum object_kind kind);

enum clause_status { CLAUSE_DEMANDS, CLAUSE_OUT, CLAUSE__COUNT };

struct clause {
	char *id; /* "16.1", "10(1)", "7の2" */
	struct label what;
	enum clause_status status;
	struct label because;      /* of CLAUSE_OUT; of CLAUSE_DEMANDS where a part of it is out */
	bool needs[OBJECT__COUNT]; /* kinds of object that must each cite the clause */
};

/* Who holds a role. */
enum held_by {
	HELD_BY_POST,     /* the post that the office names */
	HELD_BY_HEADS,    /* every head of a section of .of_kinds */
	HELD_BY_PERSONS,  /* the persons whom the office names */
	HELD_BY_REGISTER, /* whoever stands in the fact .held_in */
	HELD_BY_OUTSIDE,  /* somebody without a card here: decides on paper */
	HELD__COUNT
};

const char *held_by_name(enum held_by held_by);

struct role;

/* True where persons hold the role as such, not through a post. */
bool role_has_persons(const struct role *role);

struct role {
	char *id;
	struct label label; /* 保護管理者 */
	char *article;
	char **also; /* further articles that it meets */
	size_t also_count;
	struct label post;            /* whom the regulation names: 住民基本台帳事務担当課長 */
	char *substitute;             /* id of the role or substitute post that acts for it; NULL for none */
	bool on_accident, on_vacancy; /* when the substitute acts */
	bool substitute_only;         /* a post that is named only as a substitute */
	struct label acting; /* how the substitute signs: 統括管理者職務代理者; ja NULL for none */
	enum held_by held_by;
	char **of_kinds; /* of HELD_BY_HEADS: kinds of section */
	size_t of_kind_count;
	char *held_in;       /* of HELD_BY_REGISTER: the fact whose persons hold it */
	size_t fewest, most; /* of persons and registers: how many there must be; 0: open */
	char *out_of;        /* of the same: the fact in which each must stand besides; NULL for none */
	char **was;          /* earlier ids of a renamed role */
	size_t was_count;
};

/* A part of the regulation as the task menu shows it: from its first clause to the next chapter. */
struct chapter {
	char *id;
	struct label label; /* 第3章 端末機 */
	char *first;        /* clause */
};

/* A register of what decisions make true: who may operate what, which hours are approved. */
struct fact {
	char *id;
	struct label label;
	char *article;
	char **also; /* further articles that it meets */
	size_t also_count;
	struct label subject; /* what beside the person: 端末機; ja NULL: the person alone */
};

enum phrase_for {
	PHRASE_RETURN,
	PHRASE_REFUSE,
	PHRASE_CONDITIONS,
	PHRASE_WITHDRAW,
	PHRASE_BYPASS,
	PHRASE_EXCEPTION,
	PHRASE_LATE,
	PHRASE__COUNT
};

const char *phrase_for_name(enum phrase_for use); /* "return" */

/* Stock words that are offered where a reason or conditions are typed. */
struct phrase {
	char *id;
	enum phrase_for use;
	struct label text;
};

/* A text that staff read and acknowledge version by version. */
struct regulation_text {
	char *id;
	struct label title;
	char *article;
	char **also; /* further articles that it meets */
	size_t also_count;
	char *version;
	struct label body;
	bool at_first_sign_in, at_leaving; /* when staff acknowledge it, besides each new version */
	bool yearly;                       /* and once in every fiscal year */
	char **readers;                    /* roles whose holders acknowledge it; none: everybody */
	size_t reader_count;
	char *readers_fact; /* or those who stand in that fact; NULL: not */
};

/* What an act outside the hours needs. */
enum outside_hours {
	OUTSIDE_REFUSE, /* it is not allowed, unless the hours were approved */
	OUTSIDE_REASON, /* it is allowed with a reason */
	OUTSIDE_FREE,   /* it is allowed; it is only known to be outside */
	OUTSIDE__COUNT
};

const char *outside_hours_name(enum outside_hours outside); /* "refuse" */

/* When terminals and systems may be operated. */
struct hours {
	char *id;
	struct label label;
	char *article;
	char *systems; /* id of the choice list of systems; NULL: of all */
	char **except; /* systems for which it is settled elsewhere: ids of choices */
	size_t except_count;
	bool weekdays[DATE_WEEKDAYS]; /* 0 is Sunday */
	int from, to;                 /* minutes of the day; .to is the first minute outside */
	bool closed_on_holidays;      /* not on the office's days off */
	enum outside_hours outside;
	char *fact; /* where approved hours are kept; NULL for none */
};

enum recurring_every { EVERY_YEAR, EVERY_MONTH, EVERY__COUNT };

/* What a recurring form is for, seen from the day on which it is due. */
enum recurring_for {
	FOR_NOTHING, /* not said: one filing a turn */
	FOR_THIS_FISCAL_YEAR,
	FOR_NEXT_FISCAL_YEAR,
	FOR_THIS_MONTH,
	FOR_NEXT_MONTH,
	FOR__COUNT
};

const char *recurring_every_name(enum recurring_every every); /* "year", "month" */
const char *recurring_for_name(enum recurring_for target);    /* "next-month"; "" for FOR_NOTHING */

/* A form that is to be filed each year or month. */
struct recurring {
	char *id;
	struct label label;
	char *article;
	char *form;
	struct actor *by; /* whose duty it is */
	size_t by_count;
	enum recurring_every every;
	int due_month, due_day; /* the last day of each turn; month 0 with EVERY_MONTH */
	enum recurring_for target;
	char *field;    /* the form's field that says what it is for; NULL for none */
	long warn_days; /* shown so many days before the last one */
	enum lead_move move;
	bool optional; /* only who has something files it: never late */
};

struct regulation {
	char *id;
	char *version;
	struct label title;
	char *cited; /* how a sheet cites it: 東員町住民基本台帳に係る個人情報の保護管理要綱 */
	struct clause *clauses;
	size_t clause_count;
	struct role *roles;
	size_t role_count;
	struct chapter *chapters;
	size_t chapter_count;
	struct fact *facts;
	size_t fact_count;
	struct phrase *phrases;
	size_t phrase_count;
	struct hours *hours;
	size_t hours_count;
	struct recurring *duties;
	size_t duty_count;
	struct choice_list *lists;
	size_t list_count;
	struct choice_list **own_lists; /* of fields that spell out their choices; ids "<form>.<field>" */
	size_t own_list_count;
	struct regulation_text *texts;
	size_t text_count;
	struct form *forms;
	size_t form_count;
};

/* One mistake in a regulation's files. */
struct mistake {
	char *file;
	size_t line; /* from 1; 0 for the file as a whole */
	char *sentence;
};

struct mistakes {
	struct mistake *items;
	size_t count;
};

void mistakes_done(struct mistakes *mistakes);

/* Loads and checks. On RESULT_OK *ret_regulation is the caller's
 * (regulation_free). On RESULT_INVALID *ret_mistakes has every mistake found,
 * in order of file and line; ret_mistakes may be NULL and err then holds the first. */
enum result regulation_load(const struct bundle *bundle, struct regulation **ret_regulation,
	struct mistakes *ret_mistakes, struct error *err);
void regulation_free(struct regulation *regulation);

const struct form *regulation_form(const struct regulation *regulation, const char *id);
const struct role *regulation_role(const struct regulation *regulation, const char *id);
/* Where an article stands among the clauses: the index of the clause that it
 * lies in or that is its first part; clause_count where there is none. */
size_t regulation_clause_index(const struct regulation *regulation, const char *article);

/* The chapter that the form names or its article lies in; NULL before the first and where there are none. */
const struct chapter *regulation_chapter(const struct regulation *regulation, const struct form *form);
const struct fact *regulation_fact(const struct regulation *regulation, const char *id);
const struct choice_list *regulation_list(const struct regulation *regulation, const char *id);
const struct regulation_text *regulation_text_find(const struct regulation *regulation, const char *id);

/* One line of coverage: status "met", "out" or "open"; missing names the kinds not yet there. */
struct coverage_line {
	const struct clause *clause; /* borrowed */
	const char *status;
	char *missing; /* "register, checklist" or NULL */
};

struct coverage {
	struct coverage_line *lines;
	size_t line_count, met, out, open;
};

void regulation_coverage(const struct regulation *regulation, struct coverage *ret_coverage);
void coverage_done(struct coverage *coverage);

/* 16.1 as an office reads it: 第16条第1項; 7の2(3) is 第7条の2第3号; in English "Art. 16(1)". The caller frees. */
char *article_text(const char *article, enum language language);

#endif
