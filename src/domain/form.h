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
	char **also; /* further articles that it meets */
	size_t also_count;
	struct choice *choices;
	size_t choice_count;
};

const struct choice *choice_list_find(const struct choice_list *list, const char *id);

enum field_type {
	FIELD_TEXT,      /* one line; JSON string */
	FIELD_PARAGRAPH, /* several lines; JSON string with \n */
	FIELD_NUMBER,    /* JSON integer */
	FIELD_DATE,      /* JSON string "2026-12-01" */
	FIELD_MONTH,     /* JSON string "2026-12" */
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

/* How long before a day its form must be filed (柳川市規則第13条, 第23条: data names the article). */
enum lead_move { LEAD_MOVE_NONE, LEAD_MOVE_EARLIER, LEAD_MOVE_LATER, LEAD_MOVE__COUNT };
enum lead_of { LEAD_OF_CALENDAR, LEAD_OF_OFFICE, LEAD_OF__COUNT };

const char *lead_move_name(
	enum lead_move move); /* "none", "earlier", "later": where the last day is no office day */
const char *lead_of_name(enum lead_of of); /* "calendar", "office" */

/* A number of days or of months; the other is 0, both are where nothing is said. */
struct lead_span {
	long days, months;
};

struct lead {
	bool given;
	struct lead_span span; /* before the field's day; not with .by */
	bool after;            /* .span is counted from the field's day on: filed within so many days of it */
	enum lead_of of;       /* how days are counted */
	char *by;              /* "10-31", in the fiscal year before the field's day; NULL for none */
	struct lead_span otherwise; /* of .by: before a day that does not begin a fiscal year */
	enum lead_move move;
	bool in_principle; /* late is allowed with a reason, and marked */
	char *late_reason; /* of .in_principle: the field with the reason */
};

enum date_bound { BOUND_NONE, BOUND_TODAY, BOUND_FISCAL_YEAR, BOUND_DATE };

/* Where a field of a decision form gets its value when the decision writes the
 * form. With .filled_at as well the decider sees the value and may change it. */
enum fill {
	FILL_NONE,
	FILL_FIELD,          /* "field.<id>": that field of the application */
	FILL_RECORD,         /* "record.itself": the application's record id */
	FILL_NUMBER,         /* "record.number": its receipt number, as text */
	FILL_FILED,          /* "record.filed": the day it was filed */
	FILL_APPLICANT,      /* "record.applicant": person */
	FILL_SECTION,        /* "record.section" */
	FILL_ANSWER,         /* "decision.answer": a choice whose ids are answer names */
	FILL_REASON,         /* "decision.reason": the words typed at the decision */
	FILL_CONDITIONS,     /* "decision.conditions": the conditions typed at the decision */
	FILL_DAY,            /* "decision.date" */
	FILL_DECIDER,        /* "decision.decider": person */
	FILL_SOURCE_RECORD,  /* of a plan's column: "source.record": the record collected */
	FILL_SOURCE_NUMBER,  /* "source.number": its receipt number, as text */
	FILL_SOURCE_SECTION, /* "source.section": its applicant's section */
	FILL_SOURCE_FIELD,   /* "source.<field>" or "source.<table>.<column>" */
	FILL__COUNT
};

const char *fill_name(enum fill
		fill); /* "decision.answer"; "field." for FILL_FIELD, "source." for FILL_SOURCE_FIELD, "" for FILL_NONE */

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
	bool fiscal_year;               /* of a number: shown as 令和9年度 */
	char *pattern;                  /* ICU regular expression of a text, NULL for none */
	struct label pattern_says;      /* the sentence when it does not match */
	enum date_bound not_before;     /* of a date, or of a period's first day */
	char *not_before_day;           /* of BOUND_DATE: "2026-04-01" */
	enum date_bound within;         /* BOUND_FISCAL_YEAR: one fiscal year holds the whole period */
	const struct choice_list *list; /* of a choice or choices; owned by the regulation */
	struct field *columns;          /* of a table */
	size_t column_count;
	size_t fewest_rows, most_rows;
	char *rows_of; /* of a table: the choice column of which it begins with a row for each choice; NULL: none */
	size_t lines; /* of a paragraph: rows shown and printed at least */
	int width;    /* of a column: its share of the table's width, 1 where the data is silent */
	char **forms; /* of a record: the forms it may be of; none for any */
	size_t form_count;
	enum fill fill;
	char *fill_field; /* of FILL_FIELD and FILL_SOURCE_FIELD */
	char *initial;    /* "today", "my-section", "me", "next-fiscal-year" ..., or a value; NULL for none */
	char *in_fact;    /* of a person: must stand in that fact on the day; NULL for none */
	char *against;    /* of a plan's column: the collected column that it answers; NULL for none */
	bool not_copied;  /* F6 leaves it out */
	struct lead lead; /* of a date or a period's first day */
};

enum step_kind {
	STEP_HEAD,     /* 所属長決裁: the applicant, head of the using section */
	STEP_RECEIVE,  /* 受付: the receiving section checks the form and numbers it */
	STEP_REVIEW,   /* 確認・回議 */
	STEP_CONSULT,  /* 協議: with whom, when, outcome; never a veto */
	STEP_CONSENT,  /* 同意・承諾: a no ends the record unless .on_no_goes_on */
	STEP_HEAR,     /* 意見聴取: may be bypassed where its words say so */
	STEP_ACCEPT,   /* 受理 of a report */
	STEP_DECIDE,   /* 決裁: the decision itself; an application's last step */
	STEP_INSTRUCT, /* 指示: a no passes over the answer and its closing */
	STEP_ANSWER,   /* 回答 */
	STEP_CLOSE,    /* 完結 */
	STEP__COUNT
};

const char *step_kind_name(enum step_kind kind);

enum answer { ANSWER_YES, ANSWER_CONDITIONAL, ANSWER_NO, ANSWER_BYPASS, ANSWER__COUNT };

const char *answer_name(enum answer answer); /* "yes", "conditional", "no", "bypass" */

/* Who acts at a step, is written to or is told: a role of the regulation, or somebody seen from the record. */
enum actor_kind {
	ACTOR_ROLE,
	ACTOR_APPLICANT_HEAD,    /* head-of-applicants-section */
	ACTOR_ADDRESSEE_SECTION, /* section-of-addressee: anybody posted there */
	ACTOR_APPLICANT_SECTION, /* section-of-applicant: anybody posted there */
	ACTOR_DRAFTER,           /* drafter */
	ACTOR_SECTION_HEAD,      /* {head-of: <section field>} */
	ACTOR_ROLE_SECTION,      /* {section-of: <role>}: anybody posted in the section of the role's post */
	ACTOR_NAMED,      /* {role, named-in: <person field>}: the one of its holders whom the form names */
	ACTOR_EVERY_HEAD, /* {every: heads, of-kinds}: only to be told */
	ACTOR_SOURCES, /* {sources: true}: the heads of the sections a plan collected from; only to be told */
	ACTOR__COUNT
};

/* Seen from whose section a role is meant that every section's or department's head holds. */
enum actor_of { OF_APPLICANT, OF_ADDRESSEE, OF_FIELD, OF__COUNT };

struct actor {
	enum actor_kind kind;
	char *role; /* of ACTOR_ROLE, ACTOR_ROLE_SECTION, ACTOR_NAMED */
	enum actor_of of;
	char *field; /* of OF_FIELD and ACTOR_SECTION_HEAD: the section field; of ACTOR_NAMED: the person field */
	char **section_kinds; /* of ACTOR_EVERY_HEAD */
	size_t section_kind_count;
	struct condition when; /* this actor only where it holds */
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
	struct label words[ANSWER__COUNT]; /* how this step gives each answer; ja NULL: not offered */
	char *parallel;          /* neighbours with the same word run at the same time; NULL: alone */
	struct condition when;   /* the step applies only where it holds */
	bool on_no_goes_on;      /* of a consent: a no is recorded and the route goes on */
	struct actor *paper;     /* of a decide: who may transcribe a decision made on paper; NULL: nobody */
	char *exception_article; /* the drafter or applicant may act here with a recorded reason; NULL: never */
	struct label exception; /* 特別の事情 */
	char *due;              /* of an answer: the date field by which it is due; NULL for none */
};

enum form_kind {
	FORM_APPLICATION,
	FORM_REPORT,
	FORM_DECISION,
	FORM_ORDER,  /* 指示・要請・命令, from above */
	FORM_NOTICE, /* 通知, with read receipts */
	FORM_PLAN,   /* compiled out of other forms */
	FORM__COUNT
};

const char *form_kind_name(enum form_kind kind);

enum filed_by { FILED_BY_ANY, FILED_BY_OTHER_SECTION, FILED_BY_OWN_SECTION, FILED_BY__COUNT };

enum retain_from { RETAIN_FROM_NEXT_FISCAL_YEAR, RETAIN_FROM_DECISION, RETAIN__COUNT };

/* What a form does to an earlier record that one of its fields names. */
enum follow_how { FOLLOW_CHANGE, FOLLOW_CONTINUE, FOLLOW_END, FOLLOW_REVOKE, FOLLOW__COUNT };

const char *follow_how_name(enum follow_how how); /* "change", "continue", "end", "revoke" */

struct follow {
	char *field; /* the record field */
	enum follow_how how;
	struct condition when;
	char *on; /* the date field with the day; NULL: the deciding day */
};

/* What becomes true by a form: one row of a fact begins or ends. Names are
 * fields or "table.column"; NULL where the data is silent. */
struct effect {
	char *id, *article;
	char *fact;
	bool ends;   /* how: end; else grant */
	bool if_any; /* of an end: what nobody has granted is passed over */
	struct condition when;
	char *rows; /* the table of which each row is one; NULL: once */
	char *person, *subject;
	char **detail;
	size_t detail_count;
	char *from, *to, *day;       /* dates; .from may be a period, for both */
	char *hours_from, *hours_to; /* times */
};

/* How a plan is compiled out of finished records of another form. */
struct compile {
	char *form;              /* NULL: the form compiles nothing */
	char *rows;              /* its table, one line for each row; NULL: one line for each record */
	char *into;              /* the plan's table */
	char *mine, *theirs;     /* the fields that must agree: the year, the month */
	struct condition agreed; /* of a line's columns: it is as its section wished; else it is marked */
};

/* How the sheet reads; all texts are the data's own words. */
struct sheet {
	struct label
		sentence; /* 「…第16条第1項の規定により、次のとおり申請します。」; {date}, {number}, {answer} are filled in */
	struct label note;   /* 備考 at the foot */
	char *honorific;     /* 様 or 殿 */
	bool seal_omitted;   /* prints (公印省略) */
	bool numbered;       /* a 文書番号 place at the top right */
	bool approval_cells; /* the 決裁欄 */
	bool landscape;      /* A4 across: lists and plans */
	struct label title;  /* where the printed title differs; ja NULL otherwise */
};

/* What must hold besides the rules of single fields. A condition's field may
 * be "table.column"; then it holds where any row fulfils it, and where both
 * conditions name columns of one table they are looked at row by row. */
struct form_rule {
	char *id;
	char *article;
	struct condition when, needs; /* where the first holds, the second must */
	struct label says;            /* the sentence when it does not */
	bool warns;                   /* the sentence is shown, but the form can be settled */
};

struct form {
	char *id;
	struct label title;
	struct label style; /* 第1号様式(第16条関係); ja NULL where the regulation gives no number */
	struct label help;
	char *article;
	char **also; /* further articles that it meets */
	size_t also_count;
	enum form_kind kind;
	enum filed_by filed_by;
	char *filed_by_role; /* only who holds that role or sits in its post's section may begin it; NULL: anybody */
	char *filed_by_fact;      /* only persons who stand in that fact; NULL: anybody */
	struct actor *addressees; /* the first whose condition holds; none of a decision form */
	size_t addressee_count;
	char *addressee;  /* the role of the first of them */
	bool weighty;     /* no 代決 */
	int retain_years; /* 0 is for ever */
	enum retain_from retain_from;
	struct field *fields;
	size_t field_count;
	struct form_rule *rules;
	size_t rule_count;
	struct step *steps;
	size_t step_count;
	char *decision;           /* id of the form that the decision writes; NULL for none */
	char *decides;            /* of a FORM_DECISION: id of the form whose decision it is */
	char *chapter;            /* of the task menu; NULL: the article's own */
	struct label source_note; /* what the published text lacks; ja NULL for nothing */
	size_t attachments;       /* how many files may be attached */
	char *use_from,
		*use_to; /* date fields, or one period in .use_from: over these days it is in use; NULL: not */
	char *after_use; /* the form to be filed when the use is over; NULL for none */
	struct follow *follows;
	size_t follow_count;
	struct effect *effects;
	size_t effect_count;
	struct actor *notify; /* who is told of the outcome, with read receipts */
	size_t notify_count;
	struct compile compile;
	struct sheet sheet;
};

/* The field, or the column of a table, of that id; NULL where there is none. */
const struct field *fields_find(const struct field *fields, size_t count, const char *id);
const struct field *form_field(const struct form *form, const char *id); /* NULL where there is none */
bool field_takes_form(
	const struct field *field, const char *form); /* whether a record field may name one of it */
const struct step *form_step(const struct form *form, const char *id);

const char *filed_by_name(enum filed_by filed_by);          /* "any", "other-than-addressee", "addressee" */
const char *retain_from_name(enum retain_from retain_from); /* "next-fiscal-year", "decision" */
const char *actor_kind_name(
	enum actor_kind kind); /* as the data spells it; NULL for those that are a mapping or a role */

/* The usual word for a step of this kind, and its usual word for yes: what a
 * step has where the data is silent. */
const char *step_kind_label(enum step_kind kind, enum language language);
const char *step_kind_yes(enum step_kind kind, enum language language);
const char *step_kind_no(enum step_kind kind, enum language language); /* NULL where it has none */

/* Whether a step of this kind may give the answer. */
bool step_kind_gives(enum step_kind kind, enum answer answer);

#endif
