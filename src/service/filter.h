/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the list of all records lets through, and the filters a person keeps under names. */
#ifndef SERVICE_FILTER_H
#define SERVICE_FILTER_H

#include "domain/record.h"
#include "service/reading.h"

enum { FILTER_NAME_LIMIT = 30 /* graphemes */, FILTERS_LIMIT = 40 };

/* Strings are its own; filter_done. */
struct filter {
	char *name;              /* under which it is kept; NULL: under none */
	char *form;              /* "<regulation>/<form>"; NULL: all */
	char *section;           /* of the applicant; NULL: all */
	enum record_state state; /* RECORD__COUNT: all */
	bool mine;               /* only what the person drafted, applied for or acted on */
	date from, to;           /* the day of filing, both included; DATE_NONE: open */
};

struct filters {
	struct filter *items;
	size_t count;
};

/* A filter that lets everything through. */
struct filter filter_all(void);
void filter_done(struct filter *filter);
void filters_done(struct filters *filters);
struct filter filter_copy(const struct filter *filter);

/* The records that it lets through and this person may read, newest first; journaled as one list. */
enum result filter_list(struct session *session, const struct filter *filter, struct reading_lines *ret_lines,
	struct error *err);

/* The filters this person keeps, by name. They are sealed, and nobody else's. */
enum result filter_kept(struct session *session, struct filters *ret_filters, struct error *err);

/* RESULT_INVALID where the name is too long or the days are the wrong way round. */
enum result filter_check(const struct filter *filter, struct error *err);

/* Keeps one under its name, in place of the one that had it. RESULT_INVALID without
 * a name, where it does not pass filter_check, or where there are too many. */
enum result filter_keep(struct session *session, const struct filter *filter, struct error *err);

/* RESULT_NOT_FOUND where none is kept under this name. */
enum result filter_remove(struct session *session, const char *name, struct error *err);

#endif
