/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A record's acts as the row of its head keeps them. Not for other layers. */
#ifndef STORE_HISTORY_H
#define STORE_HISTORY_H

#include "store/entry.h"

/* What the entry of an act adds to its record's row: one JSON array, the
 * caller's. RESULT_INVALID where the entry names no act. */
enum result history_line(const struct entry *entry, char **ret_line, struct error *err);

/* The acts of a row, whose lines stand behind each other with commas. RESULT_DAMAGED; history_done. */
enum result history_read(const char *lines, struct history *ret_history, struct error *err);

#endif
