/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Comma-separated values (RFC 4180) as spreadsheets in Japan write and open them. */
#ifndef BASE_CSV_H
#define BASE_CSV_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "base/text.h"

enum csv_encoding { CSV_UTF8, CSV_UTF8_BOM, CSV_CP932, CSV_ENCODING__COUNT };

enum {
	CSV_BYTES_LIMIT = 64 * 1024 * 1024,
	CSV_FIELD_LIMIT = 64 * 1024, /* bytes of UTF-8 */
	CSV_COLUMN_LIMIT = 256
};

/* One row; its fields are read with csv_field. */
struct csv_row {
	size_t line;         /* of the file where the row begins, from 1 */
	size_t first, count; /* its fields within struct csv */
};

struct csv {
	enum csv_encoding encoding; /* as found */
	struct csv_row *rows;       /* the first is the heading; wholly empty lines are left out */
	size_t row_count;
	char **fields;
	size_t field_count;
	char *bytes; /* where the fields lie */
};

/* Reads the whole of bytes: UTF-8 with or without a mark, else CP932. Every
 * field is kept as it stands, leading zeros too; a line end within quotes
 * becomes \n. RESULT_INVALID names line and column. csv_done frees. */
enum result csv_read(const char *bytes, size_t length, struct csv *ret_csv, struct error *err);
void csv_done(struct csv *csv);

/* The field of a row (0 is the heading), "" where the row has fewer. Borrowed. */
const char *csv_field(const struct csv *csv, size_t row, size_t column);

/* Finds a column by its heading, spaces around it ignored; false where there is none. */
bool csv_column(const struct csv *csv, const char *heading, size_t *ret_column);

/* Finds all of these columns; RESULT_INVALID names the first that is missing. */
enum result csv_columns(const struct csv *csv, const char *const headings[], size_t count, size_t columns[],
	struct error *err);

/* A character that the encoding does not have, and what was written for it. */
struct csv_replaced {
	size_t row, column; /* from 1, as a spreadsheet counts */
	char *character, *written;
};

/* Writes rows with CR LF; csv_writer_init begins one, csv_writer_done frees it. */
struct csv_writer {
	enum csv_encoding encoding;
	struct text out;
	struct csv_replaced *replaced;
	size_t replaced_count;
	size_t row, column;           /* what was begun last, from 1 */
	struct UConverter *converter; /* of CP932, else NULL */
};

/* RESULT_FAILED where the system has no converter for the encoding. */
enum result csv_writer_init(struct csv_writer *ret_writer, enum csv_encoding encoding, struct error *err);

/* Adds a field of UTF-8. One that a spreadsheet would take for a formula (it
 * begins with = + - @, a tab, or a full-width one of these, and is no plain
 * number) gets an apostrophe in front. */
void csv_write(struct csv_writer *writer, const char *field);
void csv_write_end(struct csv_writer *writer); /* ends the row */

/* The bytes so far; .replaced then lists each character that could not be
 * written as it is: show it, nothing is dropped unseen. Borrowed. */
const char *csv_written(const struct csv_writer *writer, size_t *ret_length);
void csv_writer_done(struct csv_writer *writer);

#endif
