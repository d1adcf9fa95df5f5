/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The lists of an office as tables of columns: one description for JSON, YAML, CSV, copying and comparing. */
#ifndef DOMAIN_OFFICE_TABLE_H
#define DOMAIN_OFFICE_TABLE_H

#include "domain/office.h"
#include "domain/regulation.h"

enum column_type {
	COLUMN_ID,     /* char *: letters, digits, . - _ */
	COLUMN_TEXT,   /* char *: one line */
	COLUMN_LABEL,  /* struct label: Japanese alone or {ja, en} */
	COLUMN_DATE,   /* date: 2026-12-01 */
	COLUMN_FLAG,   /* bool */
	COLUMN_NUMBER, /* int from 1 */
	COLUMN_TEXTS,  /* char ** and its count */
	COLUMN_WORD,   /* an enum by its words */
	COLUMN__COUNT
};

struct column {
	const char *name;
	enum column_type type;
	bool required;
	size_t offset;
	size_t count_offset;           /* of COLUMN_TEXTS */
	const char *(*word)(unsigned); /* of COLUMN_WORD; NULL past the last */
};

enum office_part {
	OFFICE_SECTIONS,
	OFFICE_POSTS,
	OFFICE_PEOPLE,
	OFFICE_POSTINGS,
	OFFICE_DEPUTIES,
	OFFICE_ROLES,
	OFFICE_OPENINGS,
	OFFICE_RIGHTS,
	OFFICE_REGULATIONS,   /* a list of bare ids */
	OFFICE_SIGN_IN_HOURS, /* the same */
	OFFICE_CLOSED,        /* of the calendar */
	OFFICE_OPENED,
	OFFICE__COUNT
};

struct office_table {
	const char *name; /* the key in JSON and office.yaml */
	size_t size;      /* of one item */
	size_t items_offset, count_offset;
	const struct column *columns;
	size_t column_count;
	bool bare;          /* an item is the value of the only column, not an object */
	const char *within; /* the key of the mapping that holds the list; NULL: the office itself */
	bool founding;      /* only for the founding, which writes it elsewhere: not in the office's JSON */
};

extern const struct office_table office_tables[OFFICE__COUNT];

size_t office_count(const struct office *office, enum office_part part);
const void *office_item(const struct office *office, enum office_part part, size_t index);
void *office_item_of(struct office *office, enum office_part part, size_t index); /* to change it */
void *office_item_add(struct office *office, enum office_part part);              /* zeroed, its dates open */
void office_item_done(enum office_part part, void *item);
void office_item_clear(enum office_part part, void *item); /* done, and ready to be read again */
void office_item_copy(enum office_part part, const void *item, void *ret_item);
void office_part_copy(
	const struct office *office, enum office_part part, struct office *to); /* in place of what to has */
bool office_item_equal(enum office_part part, const void *a, const void *b);
json_t *office_item_to_json(enum office_part part, const void *item);

/* Where the items came from: file and line of each. A part without file came from JSON. */
struct office_places {
	const char *files[OFFICE__COUNT]; /* borrowed */
	size_t *lines[OFFICE__COUNT];
	size_t line_counts[OFFICE__COUNT];
	const char *file; /* of the office itself; NULL for JSON */
	size_t calendar_line;
};

void office_places_done(struct office_places *places);

/* Adds a mistake about one item, or about the office itself where part is OFFICE__COUNT. */
void office_mistake(struct mistakes *mistakes, const struct office_places *places, enum office_part part,
	size_t index, const char *format, ...) __attribute__((format(printf, 5, 6)));

void office_mistake_at(struct mistakes *mistakes, const char *file, size_t line, const char *format, ...)
	__attribute__((format(printf, 4, 5)));

/* Remembers the line of the next item of a part. */
void office_places_add(struct office_places *places, enum office_part part, size_t line);

/* Reads one item from an object of JSON (a string where the table is bare).
 * Strings also stand for numbers, flags and dates, as YAML and CSV have them. */
void office_item_read(const json_t *json, enum office_part part, size_t index, void *item,
	const struct office_places *places, struct mistakes *mistakes);

/* Reads the office.yaml of a folder alone, each value by itself. office_done and
 * office_places_done free them in any case; office.id is NULL where there is nothing to go by. */
void office_yaml_read(const struct bundle *bundle, struct office *ret_office,
	struct office_places *ret_places, struct mistakes *mistakes);

/* Reads the whole; what is wrong is added to the mistakes. office_done frees it in any case. */
void office_read(const json_t *json, const struct office_places *places, struct office *ret_office,
	struct mistakes *mistakes);

/* Checks references, dates, duplicates, holders, deputies, rights; adds every mistake. */
void office_check(const struct office *office, const struct office_places *places, struct mistakes *mistakes);

/* The calendar but for its lists: from JSON (NULL: what offices have usually),
 * into the object that its lists stand in, and what is wrong with it. */
extern const char office_calendar_key[];
void office_calendar_read(const json_t *json, const struct office_places *places,
	struct office_calendar *ret_calendar, struct mistakes *mistakes);
void office_calendar_to_json(const struct office_calendar *calendar, json_t *json);
void office_calendar_check(
	const struct office *office, const struct office_places *places, struct mistakes *mistakes);

/* RESULT_OK where there is none, else RESULT_INVALID with the first and how many follow. */
enum result office_first_mistake(const struct mistakes *mistakes, struct error *err);

#endif
