/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The numbered steps of data/schema and the tables that are projected. Not for other layers. */
#ifndef STORE_SCHEMA_H
#define STORE_SCHEMA_H

#include <stdbool.h>

#include "store/sql.h"

enum schema { SCHEMA_OFFICE, SCHEMA_KEYS, SCHEMA__COUNT };

/* Runs the steps that a database lacks, each in a transaction. RESULT_DAMAGED
 * where it is not ours, or empty though it is not new; RESULT_REFUSED where a
 * newer choba made it. */
enum result schema_bring_up(sqlite3 *db, enum schema schema, bool is_new, struct error *err);

/* As schema_bring_up, but changes nothing: RESULT_REFUSED where steps are missing too. */
enum result schema_check(sqlite3 *db, enum schema schema, struct error *err);

/* True where the projected tables are there as this program makes them. */
enum result schema_tables_current(sqlite3 *db, bool *ret_current, struct error *err);

/* Makes the projected tables, empty; inside a transaction. stamp: also notes in
 * the database what they were made by (not in a throw-away database). */
enum result schema_make_tables(sqlite3 *db, bool stamp, struct error *err);

#endif
