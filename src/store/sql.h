/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SQLite as the files of this folder use it: constant queries, bound by name. Not for other layers. */
#ifndef STORE_SQL_H
#define STORE_SQL_H

#include <sqlite3.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/date.h"
#include "base/error.h"
#include "crypto/bytes.h"

/* Turns a code of SQLite into a result and a sentence; the one place that does. */
enum result sql_error(struct error *err, sqlite3 *db, int code);

/* The queries of one file: texts indexed by that file's enum. */
struct sql_queries {
	const char *const *texts;
	int count;
};

/* The same, prepared on one connection. All zero is none. */
struct sql_set {
	sqlite3_stmt **prepared;
	int count;
};

enum result sql_prepare(
	sqlite3 *db, const struct sql_queries *queries, struct sql_set *ret_set, struct error *err);
void sql_set_done(struct sql_set *set);

/* The statement of a query, reset, with nothing bound. */
sqlite3_stmt *sql_use(const struct sql_set *set, int query);

/* Binding by name; a name that the query lacks is a bug. NULL binds NULL. Borrowed until the statement is reset. */
void sql_bind_text(sqlite3_stmt *statement, const char *name, const char *value);
void sql_bind_integer(sqlite3_stmt *statement, const char *name, int64_t value);
void sql_bind_date(sqlite3_stmt *statement, const char *name, date day); /* NULL for DATE_NONE */
void sql_bind_bytes(sqlite3_stmt *statement, const char *name, const void *data, size_t length);

/* Steps once: *ret_row says whether there is a row; without one the statement is reset. */
enum result sql_step(sqlite3_stmt *statement, bool *ret_row, struct error *err);
enum result sql_run(sqlite3_stmt *statement, struct error *err); /* to its end, without rows */

/* Columns of the present row; the copies are the caller's. */
char *sql_string(sqlite3_stmt *statement, int column); /* NULL for NULL */
date sql_date(sqlite3_stmt *statement, int column);    /* DATE_NONE for NULL */
void sql_bytes(sqlite3_stmt *statement, int column, struct bytes *ret_bytes);

/* Runs a constant script, e.g. of data/schema. */
enum result sql_script(sqlite3 *db, const char *text, struct error *err);

/* The one integer that a constant PRAGMA or query gives. */
enum result sql_integer(sqlite3 *db, const char *text, int64_t *ret_value, struct error *err);

#endif
