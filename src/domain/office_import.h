/* SPDX-License-Identifier: GPL-3.0-or-later */
/* People and postings from CSV files: a preview first, nothing applied by itself. */
#ifndef DOMAIN_OFFICE_IMPORT_H
#define DOMAIN_OFFICE_IMPORT_H

#include "domain/office.h"
#include "domain/regulation.h"

/* One line of the preview of an import. */
enum office_change_kind { CHANGE_ADD, CHANGE_EDIT, CHANGE_END, CHANGE__COUNT };
struct office_change {
	enum office_change_kind kind;
	bool past;  /* it takes effect before today */
	char *line; /* in i18n_language() */
};

struct office_changes {
	struct office_change *items;
	size_t count;
};

void office_changes_done(struct office_changes *changes);

/* A CSV file in memory: people or postings, as its heading says. Borrowed. */
struct office_csv_file {
	const char *bytes;
	size_t length;
};

/* What the office would be after the files (one of a kind), and line by line
 * what changes. A file adds and changes; what it leaves out stays. A new main
 * posting ends the person's open one on the day before, and a person's last day
 * ends his open postings. RESULT_INVALID with every mistake, and nothing in the
 * other answers. Nothing is applied: the caller journals *ret_after. */
enum result office_import(const struct office *now, const struct office_csv_file *files, size_t count,
	date today, struct office *ret_after, struct office_changes *ret_changes,
	struct mistakes *ret_mistakes, struct error *err);

/* A file of the office's own days: columns day, name and kind (closed, open,
 * or usual for a day that is in neither list any more). As office_import. */
enum result office_import_days(const struct office *now, const struct office_csv_file *file, date today,
	struct office *ret_after, struct office_changes *ret_changes, struct mistakes *ret_mistakes,
	struct error *err);

/* The same of one day: closed under a name, or as usual (NULL). */
enum result office_import_day(const struct office *now, date day, const char *closed_as, date today,
	struct office *ret_after, struct office_changes *ret_changes, struct error *err);

/* A posting as a reader knows it: 0101 山田 花子: 税務課 課長(本務). The caller frees. */
char *office_posting_text(const struct office *office, const struct posting *posting);

#endif
