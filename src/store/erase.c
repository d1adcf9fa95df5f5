/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Erasure: the key goes after its entry stands. */
#include "store/erase.h"

#include "store/attachment.h"
#include "store/private.h"

enum result erase_finish(struct store *store, int *ret_count, struct error *err)
{
	sqlite3_stmt *all = store_use(store, SET_JOURNAL, JOURNAL_ERASURES);
	bool row = false;
	int count = 0;
	enum result r = sql_step(all, &row, err);
	while (r == RESULT_OK && row) {
		bool gone = false;
		r = keys_destroy(store->keys, (const char *)sqlite3_column_text(all, 0), &gone, err);
		count += gone;
		if (r == RESULT_OK)
			r = sql_step(all, &row, err);
	}
	sqlite3_reset(all);
	if (r == RESULT_OK)
		r = attachment_sweep(store, NULL, err);
	if (r == RESULT_OK && ret_count)
		*ret_count = count;
	return r;
}
