/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Schema steps and projected tables, read from data/schema. */
#include "store/schema.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/i18n.h"
#include "base/memory.h"
#include "base/paths.h"

enum { SCRIPT_LIMIT = 1024 * 1024 };

/* One script per step and one that stamps its number: user_version takes no parameter. */
struct step {
	const char *file, *stamp;
};

static const struct step office_steps[] = {
	{ "office/001-journal.sql", "PRAGMA user_version = 1" },
	{ "office/002-draft-files.sql", "PRAGMA user_version = 2" },
};

static const struct step key_steps[] = {
	{ "keys/001-keys.sql", "PRAGMA user_version = 1" },
};

static const struct {
	const struct step *steps;
	int count;
	int64_t application_id; /* in the file's header, so that file(1) and we know it */
	const char *stamp;
} schemas[] = {
	[SCHEMA_OFFICE] = { office_steps, COUNT(office_steps), 0x63686F62,
		"PRAGMA application_id = 0x63686F62" },
	[SCHEMA_KEYS] = { key_steps, COUNT(key_steps), 0x63686F6B, "PRAGMA application_id = 0x63686F6B" },
};
static_assert(COUNT(schemas) == SCHEMA__COUNT, "every schema has its steps");

static enum result read_script(const char *name, char **ret_text, struct error *err)
{
	char *folder = paths_data("schema"), *path = memory_format("%s/%s", folder, name);
	size_t length;
	enum result r = file_read(path, SCRIPT_LIMIT, ret_text, &length, err);
	free(path);
	free(folder);
	return r;
}

static enum result run_file(sqlite3 *db, const char *name, struct error *err)
{
	char *text = NULL;
	enum result r = read_script(name, &text, err);
	if (r == RESULT_OK)
		r = sql_script(db, text, err);
	free(text);
	return r;
}

static enum result end(sqlite3 *db, enum result r, struct error *err)
{
	if (r == RESULT_OK)
		r = sql_script(db, "COMMIT", err);
	if (r != RESULT_OK && !sqlite3_get_autocommit(db))
		sql_script(db, "ROLLBACK", NULL);
	return r;
}

static enum result version_of(sqlite3 *db, enum schema schema, int64_t *ret_version, struct error *err)
{
	int64_t id = 0, version = 0;
	enum result r = sql_integer(db, "PRAGMA application_id", &id, err);
	if (r == RESULT_OK)
		r = sql_integer(db, "PRAGMA user_version", &version, err);
	if (r != RESULT_OK)
		return r;
	const char *name = sqlite3_db_filename(db, "main");
	if (id != schemas[schema].application_id && !(id == 0 && version == 0))
		return error_set(err, RESULT_DAMAGED, _("%s is not a file of choba"), name);
	if (version > schemas[schema].count)
		return error_set(err, RESULT_REFUSED,
			_("%s was made by a newer choba (version %d, this one knows %d); install that choba"),
			name, (int)version, schemas[schema].count);
	*ret_version = version;
	return RESULT_OK;
}

/* One step, unless another process has run it while this one waited for the lock. */
static enum result run_step(sqlite3 *db, enum schema schema, int64_t number, struct error *err)
{
	const struct step *step = &schemas[schema].steps[number];
	int64_t now = 0;
	enum result r = sql_script(db, "BEGIN IMMEDIATE", err);
	if (r != RESULT_OK)
		return r;
	r = sql_integer(db, "PRAGMA user_version", &now, err);
	if (r == RESULT_OK && now == number) {
		r = run_file(db, step->file, err);
		if (r == RESULT_OK)
			r = sql_script(db, schemas[schema].stamp, err);
		if (r == RESULT_OK)
			r = sql_script(db, step->stamp, err);
	}
	return end(db, r, err);
}

enum result schema_bring_up(sqlite3 *db, enum schema schema, bool is_new, struct error *err)
{
	int64_t version = 0;
	enum result r = version_of(db, schema, &version, err);
	if (r == RESULT_OK && version == 0 && !is_new)
		r = sql_error(err, db, SQLITE_CORRUPT);
	for (; r == RESULT_OK && version < schemas[schema].count; version++)
		r = run_step(db, schema, version, err);
	return r;
}

enum result schema_check(sqlite3 *db, enum schema schema, struct error *err)
{
	int64_t version = 0;
	enum result r = version_of(db, schema, &version, err);
	if (r == RESULT_OK && version < schemas[schema].count)
		r = error_set(err, RESULT_REFUSED,
			_("%s was made by an older choba and has not been brought up to date; open the "
			  "office once"),
			sqlite3_db_filename(db, "main"));
	return r;
}

enum result schema_tables_current(sqlite3 *db, bool *ret_current, struct error *err)
{
	char *text = NULL;
	sqlite3_stmt *statement = NULL;
	enum result r = read_script("tables/make.sql", &text, err);
	if (r != RESULT_OK)
		return r;
	int code = sqlite3_prepare_v2(db, "SELECT text FROM projection", -1, &statement, NULL);
	bool row = false;
	r = code == SQLITE_OK ? sql_step(statement, &row, err) : sql_error(err, db, code);
	if (r == RESULT_OK)
		*ret_current = row && strcmp((const char *)sqlite3_column_text(statement, 0), text) == 0;
	sqlite3_finalize(statement);
	free(text);
	return r;
}

static enum result stamp_tables(sqlite3 *db, const char *text, struct error *err)
{
	sqlite3_stmt *statement = NULL;
	int code = sqlite3_prepare_v2(
		db, "INSERT OR REPLACE INTO projection (one, text) VALUES (1, :text)", -1, &statement, NULL);
	if (code != SQLITE_OK)
		return sql_error(err, db, code);
	sql_bind_text(statement, ":text", text);
	enum result r = sql_run(statement, err);
	sqlite3_finalize(statement);
	return r;
}

enum result schema_make_tables(sqlite3 *db, bool stamp, struct error *err)
{
	char *text = NULL;
	enum result r = run_file(db, "tables/drop.sql", err);
	if (r == RESULT_OK)
		r = read_script("tables/make.sql", &text, err);
	if (r == RESULT_OK)
		r = sql_script(db, text, err);
	if (r == RESULT_OK && stamp)
		r = stamp_tables(db, text, err);
	free(text);
	return r;
}
