/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tables made again out of the journal alone. */
#ifndef STORE_REPLAY_H
#define STORE_REPLAY_H

#include "store/store.h"

/* Projects the whole journal into fresh tables and compares them with the
 * present ones row by row. RESULT_DAMAGED with the table and row of the first
 * difference. Changes nothing. */
enum result replay_compare(struct store *store, int64_t *ret_rows, struct error *err);

/* Drops the tables and projects them anew, in one transaction: after a schema
 * step, after a restore. */
enum result replay_rebuild(struct store *store, struct error *err);

#endif
