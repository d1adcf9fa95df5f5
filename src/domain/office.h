/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The office: sections, posts, people and dated postings, who stands in for whom, who holds a role. */
#ifndef DOMAIN_OFFICE_H
#define DOMAIN_OFFICE_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/date.h"
#include "base/error.h"
#include "domain/label.h"

struct fact_source;

/* A thing is in force from .from to .to, both days included; DATE_NONE is open. */
struct section {
	char *id;
	struct label name;
	char *kind;   /* section, school, committee, corporation ...: the data's word */
	char *parent; /* section id or NULL */
	char *symbol; /* in a document number: 東税 */
	char *phone;
	date from, to;
};

struct post {
	char *id;
	struct label name;
	char *section; /* NULL for a post above sections (副町長) */
	bool head;     /* the head of that section (所属長) */
	int rank;      /* 1 is the highest; cells of the 決裁欄 stand in this order */
	char **aliases;
	size_t alias_count;
	date from, to;
};

struct person {
	char *id;
	char *number; /* 職員番号 */
	char *name;   /* as given, with variation selectors and private-use characters */
	char *kana;
	char *name_en;
	date from, to;
};

enum posting_kind {
	POSTING_MAIN,
	POSTING_CONCURRENT /* 兼務 */,
	POSTING_IN_CHARGE /* 事務取扱 */,
	POSTING__COUNT
};

const char *posting_kind_name(enum posting_kind kind); /* "main", "concurrent", "in-charge" */

struct posting {
	char *id;
	char *person, *post;
	enum posting_kind kind;
	date from, to; /* 発令日 and the last day */
};

/* The 事務決裁規程: who may decide for the absent holder of a post, in this
 * order; where it says so for these forms, on these grounds and days alone. */
struct deputy {
	char *post, *deputy_post;
	int order;
	char **forms; /* "<regulation>/<form>"; none: all */
	size_t form_count;
	char **not_forms; /* all but these */
	size_t not_form_count;
	char **grounds; /* trip, leave ...; none: any */
	size_t ground_count;
	date from, to;
};

/* Who holds a regulation's role in this office: a post, or persons by name. */
struct role_post {
	char *role;    /* "<regulation>/<role>" */
	char *post;    /* NULL where persons are named */
	char **people; /* ids; none where a post holds it */
	size_t people_count;
};

/* What stood in a register when the office began with choba. */
struct opening {
	char *fact;    /* "<regulation>/<fact>" */
	char *person;  /* id; NULL where the register is about subjects alone */
	char *subject; /* as the forms would write it: an id, or text */
	char *detail;
	date from, to; /* .from is always there */
};

/* Office rights that no regulation gives: who enrols cards, adopts regulations, looks at the journal. */
enum right { RIGHT_ENROL, RIGHT_ADOPT, RIGHT_OFFICE, RIGHT_AUDIT, RIGHT_ERASE, RIGHT__COUNT };

const char *right_name(enum right right); /* "enrol", "adopt", "office", "audit", "erase" */
const char *right_text(enum right right); /* in words, in the user's language */

struct right_holder {
	enum right right;
	char *person;
};

/* A day on which the office differs from its own rule. */
struct office_day {
	date day;
	struct label name; /* 町制施行記念日 */
};

/* A day of every year; month 0 is none. */
struct office_year_day {
	int month, day;
};

/* When the office is closed besides the national holidays. What the data leaves
 * out is as most ordinances have it: Saturdays, Sundays, 29 December to 3 January. */
struct office_calendar {
	bool week_off[DATE_WEEKDAYS];                 /* 0 is Sunday */
	struct office_year_day year_end, year_end_to; /* 年末年始, both included; month 0: none */
};

struct office {
	char *id;
	struct label name;
	struct office_calendar calendar;
	struct office_day *closed; /* days off besides */
	size_t closed_count;
	struct office_day *opened; /* days on which it works all the same */
	size_t opened_count;
	struct section *sections;
	size_t section_count;
	struct post *posts;
	size_t post_count;
	struct person *people;
	size_t person_count;
	struct posting *postings;
	size_t posting_count;
	struct deputy *deputies;
	size_t deputy_count;
	struct role_post *roles;
	size_t role_count;
	struct opening *openings; /* of an office's folder alone, not in its JSON: domain/opening.h */
	size_t opening_count;
	struct right_holder *rights;
	size_t right_count;
	char **regulations; /* ids of the regulations this office starts with */
	size_t regulation_count;
	char **sign_in_hours; /* ids of those whose hours signing in obeys */
	size_t sign_in_hour_count;
	int64_t revision; /* the journal entry it was read from; 0 for none. Not in its JSON */
	const struct fact_source
		*facts; /* who knows the registers (domain/fact.h); NULL: nobody. Borrowed, not in its JSON */
};

void office_done(struct office *office);
void office_copy(const struct office *office, struct office *ret_office);

/* The office as JSON (format "choba office 1") and back: what the journal
 * keeps. office_from_json checks every reference, date and duplicate. */
json_t *office_to_json(const struct office *office);
enum result office_from_json(const json_t *json, struct office *ret_office, struct error *err);

/* An office from its folder: office.yaml, people.csv, postings.csv, as data/demo/README.md
 * describes them. RESULT_INVALID with every mistake in *ret_mistakes (NULL: err has
 * the first); mistakes_done frees them. */
struct bundle;
struct mistakes;
enum result office_from_bundle(const struct bundle *bundle, struct office *ret_office,
	struct mistakes *ret_mistakes, struct error *err);

const struct section *office_section(const struct office *office, const char *id);
const struct post *office_post(const struct office *office, const char *id);
const struct person *office_person(const struct office *office, const char *id);

/* 税務課 課長: a post with its section in i18n_language(); the id where it is not there. The caller frees. */
char *office_post_text(const struct office *office, const char *id);

/* The person's name in the language, and in i18n_language(); Japanese where the data has no other. Borrowed. */
const char *person_in(const struct person *person, enum language language);
const char *person_text(const struct person *person);

/* True where the posting is in force on the day. */
bool posting_on(const struct posting *posting, date day);

/* The holder of a post on a day: main before in-charge before concurrent; NULL is a vacancy. */
const struct posting *office_holder(const struct office *office, const char *post, date day);
bool office_holds(const struct office *office, const char *person, const char *post, date day);

/* The main posting of a person on a day, else any; NULL for none. */
const struct posting *office_main_posting(const struct office *office, const char *person, date day);

/* True where one of the person's posts lies in the section or in a part of it. */
bool office_in_section(const struct office *office, const char *person, const char *section, date day);

/* True where the inner section is the outer one or a part of it. */
bool office_section_within(const struct office *office, const char *inner, const char *outer);

/* The post that heads a section on a day, NULL where it has none. */
const struct post *office_head(const struct office *office, const char *section, date day);

/* The row of a role ("<regulation>/<role>") with its post or its persons, NULL where the office names neither. */
const struct role_post *office_role_holders(
	const struct office *office, const char *regulation, const char *role);

bool office_has_right(const struct office *office, const char *person, enum right right);

/* Whether a row of the table counts for a form of a regulation on a day, and for a ground. */
bool deputy_counts(const struct deputy *deputy, const char *regulation, const char *form, date day);
bool deputy_knows_ground(const struct deputy *deputy, const char *ground);

#endif
