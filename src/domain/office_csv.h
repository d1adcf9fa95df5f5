/* SPDX-License-Identifier: GPL-3.0-or-later */
/* CSV files of people and of postings: which column is which, and a row as JSON. */
#ifndef DOMAIN_OFFICE_CSV_H
#define DOMAIN_OFFICE_CSV_H

#include "base/csv.h"
#include "domain/office_table.h"

struct office_csv {
	struct csv csv;
	const char *file;      /* for mistakes; borrowed */
	enum office_part part; /* OFFICE_PEOPLE or OFFICE_POSTINGS, as the heading says */
	const char **keys;     /* of each column: the key in JSON, "number" in postings for a person's */
	size_t key_count;
};

/* Reads the file and its heading, English or Japanese. file NULL names it by
 * its kind. False with the reasons in *mistakes; office_csv_done only after true. */
bool office_csv_open(const char *bytes, size_t length, const char *file, struct office_csv *ret_csv,
	struct mistakes *mistakes);
void office_csv_done(struct office_csv *csv);

/* Writes the cells of a row (from 1) over an object: what is empty there is taken
 * out (but not an id), what has no column stays. People are found by number in office. */
void office_csv_cells(const struct office_csv *csv, size_t row, const struct office *office, json_t *object,
	struct mistakes *mistakes);

/* The same, and an id that is still missing is made of what names the row. */
void office_csv_row(const struct office_csv *csv, size_t row, const struct office *office, json_t *object,
	struct mistakes *mistakes);

#endif
