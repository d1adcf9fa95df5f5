/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Opening SQLite files. */
#include "store/connection.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/i18n.h"
#include "base/memory.h"

enum { BUSY_MILLISECONDS = 5000 };

static const int flags[] = {
	[CONNECTION_CREATE] = SQLITE_OPEN_READWRITE,
	[CONNECTION_WRITE] = SQLITE_OPEN_READWRITE,
	[CONNECTION_READ] = SQLITE_OPEN_READONLY,
	[CONNECTION_THROW_AWAY] = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE,
};

static const char settings[] = "PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY; "
			       "PRAGMA secure_delete = ON; PRAGMA trusted_schema = OFF";

/* SQLite would create by umask; the files must never be readable for others, not even briefly. */
enum result connection_touch(const char *path, struct error *err)
{
	int file = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (file < 0)
		return file_error(err, errno, path);
	close(file);
	return RESULT_OK;
}

enum result connection_open(const char *path, enum connection_mode mode, sqlite3 **ret_db, struct error *err)
{
	sqlite3 *db = NULL;
	enum result r = mode == CONNECTION_CREATE ? connection_touch(path, err) : RESULT_OK;
	if (r != RESULT_OK)
		return r;
	int code = sqlite3_open_v2(path ? path : "", &db, flags[mode] | SQLITE_OPEN_NOMUTEX, NULL);
	if (code != SQLITE_OK) {
		r = sql_error(err, db, code);
		sqlite3_close(db);
		return r;
	}
	sqlite3_extended_result_codes(db, 1);
	sqlite3_busy_timeout(db, BUSY_MILLISECONDS);
	if (mode == CONNECTION_WRITE && sqlite3_db_readonly(db, "main") == 1)
		r = sql_error(err, db, SQLITE_READONLY);
	if (r == RESULT_OK)
		r = sql_script(db, settings, err);
	if (r != RESULT_OK) {
		sqlite3_close(db);
		return r;
	}
	*ret_db = db;
	return RESULT_OK;
}

void connection_unlink(const char *path)
{
	static const char *const tails[] = { "", "-wal", "-shm", "-journal" };
	for (size_t i = 0; i < COUNT(tails); i++) {
		char *name = memory_format("%s%s", path, tails[i]);
		unlink(name);
		free(name);
	}
}
