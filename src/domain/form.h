/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A form of a regulation: its fields, its route and how it prints. Read-only once loaded. */
#ifndef DOMAIN_FORM_H
#define DOMAIN_FORM_H

#include <stdbool.h>
#include <stddef.h>

#include "domain/label.h"

struct choice {
	char *id;
	struct label label;
	char *article;
	bool explain; /* chosen, it wants words of its own ("other"), kept as "<field>-words" */
	char **marks; /* words by which a rule's condition speaks of several choices at once */
	size_t mark_count;
};

struct choice_list {
	char *id;
	struct label label;
	char *article;
	struct choice *choices;
	size_t choice_count;
};

const struct choice *choice_list_find(const struct choice_list *list, const char *id);

enum field_type {
	FIELD_TEXT,      /* one line; JSON string */
	FIELD_PARAGRAPH, /* several lines; JSON string with \n */
	FIELD_NUMBER,    /* JSON integer */
	FIELD_DATE,      /* JSON string "2026-12-01" */
	FIELD_TIME,      /* JSON string "17:15" */
	FIELD_PERIOD,    /* JSON object {"from": date, "to": date} */
	FIELD_YES_NO,    /* JSON boolean */
	FIELD_CHOICE,    /* JSON string: the choice's id */
	FIELD_CHOICES,   /* JSON array of choice ids */
	FIELD_PERSON,    /* JSON string: the person's id in the office */
	FIELD_SECTION,   /* JSON string: the section's id in the office */
	FIELD_RECORD,    /* JSON string: a record's id */
	FIELD_TABLE,     /* JSON array of objects keyed by column id */
	FIELD__COUNT
};

const char *field_type_name(enum field_type type); /* as the data spells it: "yes-no" */

/* A condition on other fields of the same record: field equals (or, for
 * several choices, contains) one of the values; "yes" and "no" of a yes/no
 * field. In a column it speaks of columns of the same row. NULL field: always true. */
struct condition {
	char *field;
	char **values;
	size_t value_count;
};

enum date_bound { BOUND_NONE, BOUND_TODAY, BOUND_FISCAL_YEAR, BOUND_DATE };

/* Where a field of a decision form gets its value when the decision writes the
 * form. With .filled_at as well the decider sees the value and may change it. */
enum fill {
	FILL_NONE,
	FILL_FIELD,      /* "field.<id>": that field of the application */
	FILL_RECORD,     /* "record.itself": the application's record id */
	FILL_NUMBER,     /* "record.number": its receipt number, as text */
	FILL_FILED,      /* "record.filed": the day it was filed */
	FILL_APPLICANT,  /* "record.applicant": person */
	FILL_SECTION,    /* "record.section" */
	FILL_ANSWER,     /* "decision.answer": a choice whose ids are answer names */
	FILL_REASON,     /* "decision.reason": the words typed at the decision */
	FILL_CONDITIONS, /* "decision.conditions": the conditions typed at the decision */
	FILL_DAY,        /* "decision.date" */
	FILL_DECIDER,    /* "decision.decider": person */
	FILL__COUNT
};

const char *fill_name(enum fill fill); /* "decision.answer"; "field." for FILL_FIELD, "" for FILL_NONE */

struct field {
	char *id;
	struct label label;
	struct label help; /* ja NULL where there is none */
	char *article;     /* NULL where there is none */
	enum field_type type;
	bool required;
	bool personal;                  /* masked in lists */
	struct condition required_when; /* makes it required besides .required */
	struct condition shown_when;    /* hidden and empty otherwise */
	char *filled_at;                /* id of the step where it is filled in; NULL: by the drafter */
	size_t longest;                 /* graphemes, of text and paragraph */
	long least, most;               /* of a number; LONG_MIN and LONG_MAX where open */
	struct label unit;              /* of a number: 件 */
	char *pattern;                  /* ICU regular expression of a text, NULL for none */
	struct label pattern_says;      /* the sentence when it does not match */
	enum date_bound not_before;     /* of a date, or of a period's first day */
	char *not_before_day;           /* of BOUND_DATE: "2026-04-01" */
	enum date_bound within;         /* BOUND_FISCAL_YEAR: one fiscal year holds the whole period */
	const struct choice_list *list; /* of a choice or choices; owned by the regulation */
	struct field *columns;          /* of a table */
	size_t column_count;
	size_t fewest_rows, most_rows;
	size_t lines; /* of a paragraph: rows shown and printed at least */
	int width;    /* of a column: its share of the table's width, 1 where the data is silent */
	char *form;   /* of a record: the form it must be of, NULL for any */
	enum fill fill;
	char *fill_field; /* of FILL_FIELD */
	char *initial;    /* "today", "my-section", "me", or a value; NULL for none */
};

enum step_kind {
	STEP_HEAD,    /* 所属長決裁: the applicant, head of the using section */
	STEP_RECEIVE, /* 受付: the receiving section checks the form and numbers it */
	STEP_REVIEW,  /* 確認・回議 */
	STEP_DECIDE,  /* 決裁: the decision itself; the last step */
	STEP__COUNT
};

const char *step_kind_name(enum step_kind kind);

enum answer { ANSWER_YES, ANSWER_CONDITIONAL, ANSWER_NO, ANSWER__COUNT };

const char *answer_name(enum answer answer); /* "yes", "conditional", "no" */

/* Who acts at a step: a role of the regulation, or somebody seen from the record. */
enum actor_kind {
	ACTOR_ROLE,
	ACTOR_APPLICANT_HEAD,    /* head-of-applicants-section */
	ACTOR_ADDRESSEE_SECTION, /* section-of-addressee: anybody posted there */
	ACTOR_APPLICANT_SECTION, /* section-of-applicant: anybody posted there */
	ACTOR__COUNT
};

struct actor {
	enum actor_kind kind;
	char *role; /* of ACTOR_ROLE */
};

struct step {
	char *id;
	enum step_kind kind;
	struct label label; /* 保護責任者確認; the kind's usual word where the data is silent */
	char *article;
	struct actor *by; /* any one of these may act */
	size_t by_count;
	bool number;       /* acting here gives the receipt number */
	bool sign;         /* the act is signed by card */
	bool skip_if_done; /* passed over where the same person has acted at an earlier step */
	struct label words[ANSWER__COUNT]; /* how this step says yes, conditional, no; ja NULL: not offered */
};

enum form_kind { FORM_APPLICATION, FORM_REPORT, FORM_DECISION, FORM__COUNT };

const char *form_kind_name(enum form_kind kind);

enum filed_by { FILED_BY_ANY, FILED_BY_OTHER_SECTION, FILED_BY_OWN_SECTION, FILED_BY__COUNT };

enum retain_from { RETAIN_FROM_NEXT_FISCAL_YEAR, RETAIN_FROM_DECISION, RETAIN__COUNT };

/* How the sheet reads; all texts are the data's own words. */
struct sheet {
	struct label
		sentence; /* 「…第16条第1項の規定により、次のとおり申請します。」; {date}, {number}, {answer} are filled in */
	struct label note;   /* 備考 at the foot */
	char *honorific;     /* 様 or 殿 */
	bool seal_omitted;   /* prints (公印省略) */
	bool numbered;       /* a 文書番号 place at the top right */
	bool approval_cells; /* the 決裁欄 */
};

/* What must hold besides the rules of single fields. A condition's field may
 * be "table.column"; then it holds where any row fulfils it, and where both
 * conditions name columns of one table they are looked at row by row. */
struct form_rule {
	char *id;
	char *article;
	struct condition when, needs; /* where the first holds, the second must */
	struct label says;            /* the sentence when it does not */
};

struct form {
	char *id;
	struct label title;
	struct label style; /* 第1号様式(第16条関係); ja NULL where the regulation gives no number */
	struct label help;
	char *article;
	enum form_kind kind;
	enum filed_by filed_by;
	char *addressee;  /* role id */
	bool weighty;     /* no 代決 */
	int retain_years; /* 0 is for ever */
	enum retain_from retain_from;
	struct field *fields;
	size_t field_count;
	struct form_rule *rules;
	size_t rule_count;
	struct step *steps;
	size_t step_count;
	char *decision; /* id of the form that the decision writes; NULL for none */
	char *decides;  /* of a FORM_DECISION: id of the form whose decision it is */
	struct sheet sheet;
};

const struct field *form_field(const struct form *form, const char *id); /* NULL where there is none */
const struct step *form_step(const struct form *form, const char *id);

const char *filed_by_name(enum filed_by filed_by);          /* "any", "other-than-addressee", "addressee" */
const char *retain_from_name(enum retain_from retain_from); /* "next-fiscal-year", "decision" */
const char *actor_kind_name(enum actor_kind kind);          /* as the data spells it; NULL for ACTOR_ROLE */

/* The usual word for a step of this kind, and its usual word for yes: what a
 * step has where the data is silent. */
const char *step_kind_label(enum step_kind kind, enum language language);
const char *step_kind_yes(enum step_kind kind, enum language language);

#endif
