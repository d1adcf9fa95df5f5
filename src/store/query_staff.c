/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads of what staff have acknowledged and of when they are away. */
#include <assert.h>
#include <stdlib.h>

#include "base/memory.h"
#include "store/private.h"
#include "store/query.h"

enum query { ACKNOWLEDGEMENTS, ABSENCES, QUERY__COUNT };

static const char *const texts[] = {
	[ACKNOWLEDGEMENTS] = "SELECT regulation, text, version, person, time FROM acknowledgements WHERE "
			     "(:person IS NULL OR person = :person) ORDER BY regulation, text, person, time",
	[ABSENCES] = "SELECT sequence, person, begins, ends, ground, noted_by FROM absences WHERE "
		     "cancelled = 0 AND ends > :after ORDER BY begins, sequence",
};
static_assert(COUNT(texts) == QUERY__COUNT, "every query has its text");

const struct sql_queries staff_queries = { texts, QUERY__COUNT };

void acknowledgements_done(struct acknowledgements *list)
{
	for (size_t i = 0; i < list->count; i++) {
		struct acknowledgement *item = &list->items[i];
		free(item->regulation);
		free(item->text);
		free(item->version);
		free(item->person);
	}
	free(list->items);
	*list = (struct acknowledgements){ 0 };
}

enum result query_acknowledgements(
	struct store *store, const char *person, struct acknowledgements *ret_list, struct error *err)
{
	sqlite3_stmt *list = store_use(store, SET_STAFF, ACKNOWLEDGEMENTS);
	struct acknowledgements found = { 0 };
	bool row = false;
	sql_bind_text(list, ":person", person);
	enum result r = sql_step(list, &row, err);
	while (r == RESULT_OK && row) {
		*LIST_ADD(found.items, found.count) = (struct acknowledgement){
			.regulation = sql_string(list, 0),
			.text = sql_string(list, 1),
			.version = sql_string(list, 2),
			.person = sql_string(list, 3),
			.time = sqlite3_column_int64(list, 4),
		};
		r = sql_step(list, &row, err);
	}
	if (r == RESULT_OK)
		*ret_list = found;
	else
		acknowledgements_done(&found);
	return r;
}

void absences_done(struct absences *list)
{
	for (size_t i = 0; i < list->count; i++) {
		free(list->items[i].person);
		free(list->items[i].ground);
		free(list->items[i].noted_by);
	}
	free(list->items);
	*list = (struct absences){ 0 };
}

enum result query_absences(struct store *store, int64_t after, struct absences *ret_list, struct error *err)
{
	sqlite3_stmt *list = store_use(store, SET_STAFF, ABSENCES);
	struct absences found = { 0 };
	bool row = false;
	sql_bind_integer(list, ":after", after);
	enum result r = sql_step(list, &row, err);
	while (r == RESULT_OK && row) {
		*LIST_ADD(found.items, found.count) = (struct absence){
			.sequence = sqlite3_column_int64(list, 0),
			.person = sql_string(list, 1),
			.from = sqlite3_column_int64(list, 2),
			.to = sqlite3_column_int64(list, 3),
			.ground = sql_string(list, 4),
			.noted_by = sql_string(list, 5),
		};
		r = sql_step(list, &row, err);
	}
	if (r == RESULT_OK)
		*ret_list = found;
	else
		absences_done(&found);
	return r;
}
