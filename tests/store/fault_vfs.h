/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A disk that fails when it is told to: SQLite's file layer with a counter in front. */
#ifndef TESTS_STORE_FAULT_VFS_H
#define TESTS_STORE_FAULT_VFS_H

#include <stdbool.h>

/* Puts itself in front of all files that SQLite opens from now on. */
void fault_install(void);

/* The nth write, truncation or sync from now on, and all behind it, fail with
 * code (SQLITE_FULL, SQLITE_IOERR_WRITE ...); 0 never. */
void fault_arm(int nth, int code);
bool fault_disarm(void); /* true where something failed since fault_arm */

/* Databases open only for reading from now on. */
void fault_read_only(bool on);

#endif
