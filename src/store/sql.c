/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SQLite: codes into sentences, and statements by name. */
#include "store/sql.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/memory.h"

enum result sql_error(struct error *err, sqlite3 *db, int code)
{
	const char *name = db ? sqlite3_db_filename(db, "main") : NULL;
	if (!name || !*name)
		name = "sqlite";
	switch (code & 0xFF) {
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
		return error_set(err, RESULT_BUSY,
			_("%s is in use by another choba; wait a moment and try again"), name);
	case SQLITE_FULL:
		return error_set(err, RESULT_FULL,
			_("%s: the disk is full; nothing was saved. Make room and try again"), name);
	case SQLITE_READONLY:
	case SQLITE_PERM:
		return error_set(err, RESULT_DENIED,
			_("%s can only be read; check owner and mode of the file and its folder, and the "
			  "disk"),
			name);
	case SQLITE_CANTOPEN:
		return error_set(err, RESULT_UNAVAILABLE,
			_("%s cannot be opened; check owner and mode of the file and its folder, and the "
			  "disk"),
			name);
	case SQLITE_IOERR:
		return error_set(err, RESULT_UNAVAILABLE,
			_("%s: the disk reports an error; nothing was saved. Check the disk before you go "
			  "on"),
			name);
	case SQLITE_CORRUPT:
	case SQLITE_NOTADB:
		return error_set(err, RESULT_DAMAGED,
			_("%s is damaged; stop working with it and restore the last backup"), name);
	case SQLITE_CONSTRAINT:
		return error_set(
			err, RESULT_CONFLICT, _("%s: an entry contradicts what is there already"), name);
	default:
		return error_set(
			err, RESULT_FAILED, "%s: %s", name, db ? sqlite3_errmsg(db) : sqlite3_errstr(code));
	}
}

enum result sql_prepare(
	sqlite3 *db, const struct sql_queries *queries, struct sql_set *ret_set, struct error *err)
{
	struct sql_set set = { memory_new((size_t)queries->count, sizeof *set.prepared), queries->count };
	for (int i = 0; i < set.count; i++) {
		int code = sqlite3_prepare_v3(
			db, queries->texts[i], -1, SQLITE_PREPARE_PERSISTENT, &set.prepared[i], NULL);
		if (code != SQLITE_OK) {
			sql_set_done(&set);
			return sql_error(err, db, code);
		}
	}
	*ret_set = set;
	return RESULT_OK;
}

void sql_set_done(struct sql_set *set)
{
	for (int i = 0; i < set->count; i++)
		sqlite3_finalize(set->prepared[i]);
	free(set->prepared);
	*set = (struct sql_set){ 0 };
}

/* Most callers bind in the order of the query, so the next name is tried before all are searched. */
static _Thread_local struct {
	const sqlite3_stmt *statement;
	int place;
} next;

sqlite3_stmt *sql_use(const struct sql_set *set, int query)
{
	assert(query >= 0 && query < set->count);
	sqlite3_stmt *statement = set->prepared[query];
	sqlite3_reset(statement);
	sqlite3_clear_bindings(statement);
	next.statement = statement;
	next.place = 1;
	return statement;
}

static int place_of(sqlite3_stmt *statement, const char *name)
{
	const char *expected =
		statement == next.statement ? sqlite3_bind_parameter_name(statement, next.place) : NULL;
	int place = expected && !strcmp(expected, name) ? next.place
							: sqlite3_bind_parameter_index(statement, name);
	assert(place > 0);
	next.place = place + 1;
	return place;
}

void sql_bind_text(sqlite3_stmt *statement, const char *name, const char *value)
{
	sqlite3_bind_text(statement, place_of(statement, name), value, -1, SQLITE_STATIC);
}

void sql_bind_integer(sqlite3_stmt *statement, const char *name, int64_t value)
{
	sqlite3_bind_int64(statement, place_of(statement, name), value);
}

void sql_bind_date(sqlite3_stmt *statement, const char *name, date day)
{
	if (day != DATE_NONE)
		sql_bind_integer(statement, name, day);
}

void sql_bind_bytes(sqlite3_stmt *statement, const char *name, const void *data, size_t length)
{
	sqlite3_bind_blob64(statement, place_of(statement, name), data, length, SQLITE_STATIC);
}

enum result sql_step(sqlite3_stmt *statement, bool *ret_row, struct error *err)
{
	int code = sqlite3_step(statement);
	if (code == SQLITE_ROW) {
		*ret_row = true;
		return RESULT_OK;
	}
	enum result r = RESULT_OK;
	if (code == SQLITE_DONE)
		*ret_row = false;
	else
		r = sql_error(err, sqlite3_db_handle(statement), code);
	sqlite3_reset(statement);
	return r;
}

enum result sql_run(sqlite3_stmt *statement, struct error *err)
{
	bool row = true;
	enum result r = RESULT_OK;
	while (r == RESULT_OK && row)
		r = sql_step(statement, &row, err);
	return r;
}

char *sql_string(sqlite3_stmt *statement, int column)
{
	return memory_string((const char *)sqlite3_column_text(statement, column));
}

date sql_date(sqlite3_stmt *statement, int column)
{
	return sqlite3_column_type(statement, column) == SQLITE_NULL
		       ? DATE_NONE
		       : (date)sqlite3_column_int(statement, column);
}

void sql_bytes(sqlite3_stmt *statement, int column, struct bytes *ret_bytes)
{
	*ret_bytes = (struct bytes){ 0 };
	if (sqlite3_column_type(statement, column) == SQLITE_NULL)
		return;
	const void *data = sqlite3_column_blob(statement, column);
	bytes_set(ret_bytes, data, (size_t)sqlite3_column_bytes(statement, column));
}

enum result sql_script(sqlite3 *db, const char *text, struct error *err)
{
	int code = sqlite3_exec(db, text, NULL, NULL, NULL);
	return code == SQLITE_OK ? RESULT_OK : sql_error(err, db, code);
}

enum result sql_integer(sqlite3 *db, const char *text, int64_t *ret_value, struct error *err)
{
	sqlite3_stmt *statement;
	int code = sqlite3_prepare_v2(db, text, -1, &statement, NULL);
	if (code != SQLITE_OK)
		return sql_error(err, db, code);
	bool row = false;
	enum result r = sql_step(statement, &row, err);
	if (r == RESULT_OK)
		*ret_value = row ? sqlite3_column_int64(statement, 0) : 0;
	sqlite3_finalize(statement);
	return r;
}
