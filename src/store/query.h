/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Typed reads of the tables that the journal projects. None of them is journaled by itself: service does that. */
#ifndef STORE_QUERY_H
#define STORE_QUERY_H

#include "crypto/bytes.h"
#include "crypto/hash.h"
#include "domain/fact.h"
#include "domain/record.h"
#include "store/entry.h"
#include "store/store.h"

/* The caller's *ret_ is done with by the _done beside it. Lists come newest
 * first where nothing else is said. limit 0 is no limit. */

enum result query_record(struct store *store, const char *id, struct record *ret_record, struct error *err);
enum result query_record_by_number(struct store *store, const char *regulation, const char *form,
	int fiscal_year, int number, struct record *ret_record, struct error *err);

struct record_filter {
	bool by_state; /* only .state */
	enum record_state state;
	const char *regulation, *form, *step, *section, *drafter; /* NULL: any */
	const char *person; /* drafter, applicant or anybody who acted on it; NULL: any */
	int fiscal_year;    /* of the receipt number; 0: any */
	int number;         /* receipt number; 0: any */
	date from, to;      /* day filed, both included; DATE_NONE (not 0!): open */
	/* Only what this person has to do with, or was told, or whose reach is among these; NULL: any. */
	const char *reader;
	const json_t *reaches; /* array of keys */
	size_t limit, offset;
};

/* A filter that lets everything through. */
struct record_filter record_filter_all(void);

struct records {
	struct record *items;
	size_t count;
};

void records_done(struct records *records);
enum result query_records(struct store *store, const struct record_filter *filter,
	struct records *ret_records, struct error *err);

/* What of a head says who may read it besides those it names: the records of
 * an office share few. head has only its form, version, section and way. */
struct reach {
	char *key; /* for record_filter.reaches */
	struct record head;
};

struct reaches {
	struct reach *items;
	size_t count;
};

void reaches_done(struct reaches *reaches);

/* The reaches of all records, each once. */
enum result query_reaches(struct store *store, struct reaches *ret_reaches, struct error *err);

enum result query_record_count(
	struct store *store, const struct record_filter *filter, int64_t *ret_count, struct error *err);

/* Of the decided records those that can still wait for a person: decision papers that have not
 * gone out, and records on which somebody stood in for him that he has not seen since. As
 * quick with many decided records as with few. */
enum result query_unfinished(
	struct store *store, const char *person, struct records *ret_records, struct error *err);

/* The records that name an earlier one in their relations, oldest first. */
enum result query_followers(
	struct store *store, const char *earlier, struct records *ret_records, struct error *err);

/* What is in use and not concluded, what ends first first; until: only what
 * ends by that day (DATE_NONE: all, open ends last). */
enum result query_in_use(struct store *store, date until, struct records *ret_records, struct error *err);

/* What was revoked with effect of that day or before and is not reported as ended since. */
enum result query_revoked(struct store *store, date day, struct records *ret_records, struct error *err);

/* Who was told of what and has not confirmed it, by who was told. */
struct unread {
	char *told; /* "post:<id>", "section:<id>", "person:<id>" */
	char *record;
};

struct unread_list {
	struct unread *items;
	size_t count;
};

void unread_list_done(struct unread_list *list);
enum result query_unread(struct store *store, struct unread_list *ret_list, struct error *err);

/* All that was done to a record, oldest first. */
enum result query_history(
	struct store *store, const char *record, struct history *ret_history, struct error *err);

/* The next receipt number within regulation, form and fiscal year, from 1.
 * Inside the transaction that appends the act which carries it: no gap, no double. */
enum result query_next_number(struct store *store, const char *regulation, const char *form, int fiscal_year,
	int *ret_number, struct error *err);

/* Who has read a text of a regulation, and when last. */
struct acknowledgement {
	char *regulation, *text, *version;
	char *person;
	int64_t time; /* UTC milliseconds */
};

struct acknowledgements {
	struct acknowledgement *items;
	size_t count;
};

void acknowledgements_done(struct acknowledgements *list);

/* Those of a person, of everybody where it is NULL. */
enum result query_acknowledgements(
	struct store *store, const char *person, struct acknowledgements *ret_list, struct error *err);

/* When somebody is away. */
struct absence {
	int64_t sequence; /* of the entry: its name */
	char *person;
	int64_t from, to; /* UTC milliseconds, .to not included */
	char *ground;     /* "trip", "leave" ...; NULL */
	char *noted_by;   /* person */
};

struct absences {
	struct absence *items;
	size_t count;
};

void absences_done(struct absences *list);

/* All that end after a moment and were not cancelled, in the order they begin. */
enum result query_absences(struct store *store, int64_t after, struct absences *ret_list, struct error *err);
/* One row of a register: what a decision made true. */
struct fact_row {
	int64_t sequence; /* of the entry that granted it */
	char *regulation, *fact;
	char *person;                  /* NULL where it is about a subject alone */
	char *subject, *subject_words; /* NULL where it is about the person alone */
	char *detail;
	date begins, ends;      /* both included; .ends DATE_NONE is open; below .begins: it never held */
	int time_from, time_to; /* minutes of the day, -1: all day */
	char *record;           /* whose decision granted it */
	char *ended_by;         /* whose decision ended it; NULL: none */
};

struct fact_rows {
	struct fact_row *items;
	size_t count;
};

void fact_rows_done(struct fact_rows *rows);

struct fact_filter {
	const char *regulation, *fact, *person, *subject; /* NULL: any */
	const char *record;                               /* granted or ended by it; NULL: any */
	date day;                                         /* in force on it; DATE_NONE: the whole history */
};

/* Rows of the registers by person, subject and first day. */
enum result query_facts(
	struct store *store, const struct fact_filter *filter, struct fact_rows *ret_rows, struct error *err);

/* Whether something like that is true. */
enum result query_fact_holds(
	struct store *store, const struct fact_question *question, bool *ret_holds, struct error *err);

/* Everybody who stands in a register on a day, each once. The caller frees ids
 * and list, what was read before a failure too. */
enum result query_fact_persons(struct store *store, const char *regulation, const char *fact, date day,
	char ***ret_persons, size_t *ret_count, struct error *err);

struct enrolment {
	char *person;
	char *card; /* serial */
	char *slot; /* "9A" sign-in, "9C" signature */
	struct hash fingerprint;
	struct bytes certificate; /* DER */
	int64_t sequence, from;   /* of the enrolling entry; UTC milliseconds */
	int64_t until;            /* 0 while it is in force */
};

struct enrolments {
	struct enrolment *items;
	size_t count;
};

void enrolment_done(struct enrolment *enrolment);
void enrolments_done(struct enrolments *enrolments);

/* Whose key this is, in force now. RESULT_NOT_FOUND: unknown; RESULT_REFUSED: it was revoked, with the day. */
enum result query_enrolment(struct store *store, const struct hash *fingerprint,
	struct enrolment *ret_enrolment, struct error *err);
/* Of one person or, with NULL, of all; revoked ones too. */
enum result query_enrolments(
	struct store *store, const char *person, struct enrolments *ret_enrolments, struct error *err);

struct adopted {
	char *id, *version, *hash; /* regulation id, its version, hexadecimal hash of its bytes */
	int64_t sequence, time;    /* of adoption */
};

struct adopted_list {
	struct adopted *items;
	size_t count;
};

void adopted_done(struct adopted *adopted);
void adopted_list_done(struct adopted_list *list);

enum result query_regulation(struct store *store, const char *id, struct adopted *ret_adopted,
	struct error *err); /* the version in force: the one adopted last */
enum result query_regulations(
	struct store *store, struct adopted_list *ret_list, struct error *err); /* in force, by id */
/* When the office first adopted a regulation, in any version; RESULT_NOT_FOUND where never. */
enum result query_regulation_since(struct store *store, const char *id, int64_t *ret_time, struct error *err);
enum result query_regulation_bytes(
	struct store *store, const char *hash, struct bytes *ret_bytes, struct error *err); /* any version */

/* The newest office JSON; the caller's json_decref. RESULT_NOT_FOUND before the first. */
enum result query_office(struct store *store, json_t **ret_office, int64_t *ret_sequence, struct error *err);

/* Failed sign-ins since the last good one (or since a manager freed the person). */
struct failures {
	int64_t count;
	int64_t last; /* UTC milliseconds; 0 where none */
};

enum result query_workstation_failures(
	struct store *store, const char *workstation, struct failures *ret_failures, struct error *err);
enum result query_person_failures(
	struct store *store, const char *person, struct failures *ret_failures, struct error *err);

/* RESULT_OK where the workstation is enrolled here and not removed, else RESULT_NOT_FOUND. */
enum result query_workstation(struct store *store, const char *id, struct error *err);

/* The journal as an auditor lists it, without contents. */
struct entry_filter {
	bool by_kind;
	enum entry_kind kind;
	const char *actor, *record, *workstation; /* NULL: any */
	int64_t from, to;                         /* UTC milliseconds, .to not included; 0: open */
	int64_t before;                           /* only sequences below; 0: from the newest */
	size_t limit;
};

struct entries {
	struct entry *items;
	size_t count;
};

void entries_done(struct entries *entries);
enum result query_entries(struct store *store, const struct entry_filter *filter, struct entries *ret_entries,
	struct error *err);

#endif
