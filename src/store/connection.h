/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One SQLite file opened as this folder wants it. Not for other layers. */
#ifndef STORE_CONNECTION_H
#define STORE_CONNECTION_H

#include "store/sql.h"

enum connection_mode {
	CONNECTION_CREATE, /* makes the file, mode 0600 */
	CONNECTION_WRITE,  /* RESULT_DENIED where it can only be read */
	CONNECTION_READ,
	CONNECTION_THROW_AWAY /* path NULL: a database that is gone when closed */
};

/* Waits up to five seconds for locks, overwrites what is deleted, checks foreign keys, keeps temporary data in memory. */
enum result connection_open(const char *path, enum connection_mode mode, sqlite3 **ret_db, struct error *err);

/* Makes an empty file, mode 0600; RESULT_CONFLICT where there is one. */
enum result connection_touch(const char *path, struct error *err);

/* Removes a database and what SQLite keeps beside it. */
void connection_unlink(const char *path);

#endif
