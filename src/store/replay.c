/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Replay: the tables anew, in a throw-away database to compare with or in place. */
#include "store/replay.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "store/connection.h"
#include "store/private.h"
#include "store/schema.h"

/* Every table of tables/make.sql with the order that makes two of them comparable. */
static const struct {
	const char *name, *text;
} tables[] = {
	{ "records", "SELECT * FROM records ORDER BY id" },
	{ "stood_in", "SELECT * FROM stood_in ORDER BY person, record" },
	{ "numbers", "SELECT * FROM numbers ORDER BY regulation, form, fiscal_year" },
	{ "enrolments", "SELECT * FROM enrolments ORDER BY fingerprint, sequence" },
	{ "regulations", "SELECT * FROM regulations ORDER BY sequence" },
	{ "office", "SELECT * FROM office ORDER BY one" },
	{ "workstations", "SELECT * FROM workstations ORDER BY id" },
	{ "failures", "SELECT * FROM failures ORDER BY subject, id" },
	{ "prints", "SELECT * FROM prints ORDER BY sequence" },
	{ "acknowledgements", "SELECT * FROM acknowledgements ORDER BY regulation, text, version, person" },
	{ "absences", "SELECT * FROM absences ORDER BY sequence" },
	{ "erasures", "SELECT * FROM erasures ORDER BY key" },
	{ "relations", "SELECT * FROM relations ORDER BY record, earlier, kind" },
	{ "files", "SELECT * FROM files ORDER BY file, record" },
	{ "unread", "SELECT * FROM unread ORDER BY told, record" },
	{ "facts", "SELECT * FROM facts ORDER BY sequence, place" },
};

/* Projects the store's whole journal by set, which may be another connection's. */
static enum result project_all(struct store *store, const struct sql_set *set, struct error *err)
{
	sqlite3_stmt *all = store_use(store, SET_JOURNAL, JOURNAL_ALL);
	bool row = false;
	enum result r = sql_step(all, &row, err);
	while (r == RESULT_OK && row) {
		struct entry entry;
		r = row_entry(all, &entry, NULL, err);
		if (r != RESULT_OK)
			break;
		r = project_entry(set, &entry, err);
		if (r != RESULT_OK)
			error_prefix(err, _("entry %lld"), (long long)entry.sequence);
		entry_done(&entry);
		if (r == RESULT_OK)
			r = sql_step(all, &row, err);
	}
	sqlite3_reset(all);
	return r;
}

static bool same_value(sqlite3_stmt *a, sqlite3_stmt *b, int column)
{
	int type = sqlite3_column_type(a, column);
	if (type != sqlite3_column_type(b, column))
		return false;
	if (type == SQLITE_NULL)
		return true;
	if (type == SQLITE_INTEGER)
		return sqlite3_column_int64(a, column) == sqlite3_column_int64(b, column);
	const void *left = sqlite3_column_blob(a, column), *right = sqlite3_column_blob(b, column);
	int length = sqlite3_column_bytes(a, column);
	return length == sqlite3_column_bytes(b, column) &&
	       (length == 0 || memcmp(left, right, (size_t)length) == 0);
}

/* The first column that differs; the count of columns where none does. */
static int difference(sqlite3_stmt *a, sqlite3_stmt *b)
{
	int count = sqlite3_column_count(a), column = 0;
	while (column < count && same_value(a, b, column))
		column++;
	return column;
}

static enum result differs(const char *table, int64_t row, const char *column, struct error *err)
{
	return error_set(err, RESULT_DAMAGED,
		_("the table \"%s\" is not what the journal says: row %lld, %s. Rebuild it from the journal"),
		table, (long long)row, column);
}

static enum result compare_rows(
	const char *name, sqlite3_stmt *fresh, sqlite3_stmt *present, int64_t *rows, struct error *err)
{
	for (int64_t number = 1;; number++) {
		bool is = false, was = false;
		enum result r = sql_step(fresh, &is, err);
		if (r == RESULT_OK)
			r = sql_step(present, &was, err);
		if (r != RESULT_OK)
			return r;
		if (!is && !was)
			return RESULT_OK;
		if (is != was)
			return differs(name, number, is ? _("it is missing") : _("it is too many"), err);
		int column = difference(fresh, present);
		if (column < sqlite3_column_count(fresh))
			return differs(name, number, sqlite3_column_name(fresh, column), err);
		(*rows)++;
	}
}

static enum result compare_table(
	size_t at, sqlite3 *fresh_db, sqlite3 *present_db, int64_t *rows, struct error *err)
{
	sqlite3_stmt *fresh = NULL, *present = NULL;
	enum result r = RESULT_OK;
	int code = sqlite3_prepare_v2(fresh_db, tables[at].text, -1, &fresh, NULL);
	if (code != SQLITE_OK)
		r = sql_error(err, fresh_db, code);
	code = r == RESULT_OK ? sqlite3_prepare_v2(present_db, tables[at].text, -1, &present, NULL)
			      : SQLITE_OK;
	if (code != SQLITE_OK)
		r = sql_error(err, present_db, code);
	if (r == RESULT_OK)
		r = compare_rows(tables[at].name, fresh, present, rows, err);
	sqlite3_finalize(fresh);
	sqlite3_finalize(present);
	return r;
}

static enum result replay_into(struct store *store, sqlite3 *db, struct sql_set *set, struct error *err)
{
	enum result r = sql_script(db, "BEGIN", err);
	if (r == RESULT_OK)
		r = schema_make_tables(db, false, err);
	if (r == RESULT_OK)
		r = sql_prepare(db, &project_queries, set, err);
	if (r == RESULT_OK)
		r = project_all(store, set, err);
	return r == RESULT_OK ? sql_script(db, "COMMIT", err) : r;
}

enum result replay_compare(struct store *store, int64_t *ret_rows, struct error *err)
{
	sqlite3 *db = NULL;
	struct sql_set set = { 0 };
	int64_t rows = 0;
	/* One read transaction, so that journal and tables are of one moment. */
	bool own = sqlite3_get_autocommit(store->office) != 0;
	enum result r = own ? sql_script(store->office, "BEGIN", err) : RESULT_OK;
	if (r == RESULT_OK)
		r = connection_open(NULL, CONNECTION_THROW_AWAY, &db, err);
	if (r == RESULT_OK)
		r = replay_into(store, db, &set, err);
	for (size_t i = 0; r == RESULT_OK && i < COUNT(tables); i++)
		r = compare_table(i, db, store->office, &rows, err);
	sql_set_done(&set);
	sqlite3_close(db);
	if (own && !sqlite3_get_autocommit(store->office))
		sql_script(store->office, "ROLLBACK", NULL);
	if (r == RESULT_OK && ret_rows)
		*ret_rows = rows;
	return r;
}

enum result replay_rebuild(struct store *store, struct error *err)
{
	enum result r = store_begin(store, err);
	if (r != RESULT_OK)
		return r;
	r = schema_make_tables(store->office, true, err);
	if (r == RESULT_OK)
		r = project_all(store, &store->sets[SET_PROJECT], err);
	return store_end(store, r, err);
}
