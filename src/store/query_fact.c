/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads of the registers: what is true on a day, and since which decision. */
#include <stdlib.h>

#include "base/memory.h"
#include "store/private.h"
#include "store/query.h"

enum query { FACT_HOLDS, FACT_LIST, FACT_PERSONS, QUERY__COUNT };

static const char *const texts[] = {
	/* Hours past midnight run from the evening into the morning of the same row's days. */
	[FACT_HOLDS] = "SELECT 1 FROM facts WHERE regulation = :regulation AND fact = :fact "
		       "AND (:person IS NULL OR person = :person) "
		       "AND (:subject IS NULL OR subject IS NULL OR subject = :subject) "
		       "AND (begins <= :day OR (:or_later AND (ends IS NULL OR ends >= begins))) "
		       "AND (ends IS NULL OR ends >= :day) "
		       "AND (:minute < 0 OR time_from IS NULL OR time_to IS NULL "
		       "OR (time_from <= time_to AND :minute BETWEEN time_from AND time_to) "
		       "OR (time_from > time_to AND (:minute >= time_from OR :minute <= time_to))) LIMIT 1",
	[FACT_LIST] = "SELECT sequence, regulation, fact, person, subject, subject_words, detail, begins, "
		      "ends, time_from, time_to, record, ended_by FROM facts "
		      "WHERE (:regulation IS NULL OR regulation = :regulation) "
		      "AND (:fact IS NULL OR fact = :fact) AND (:person IS NULL OR person = :person) "
		      "AND (:subject IS NULL OR subject = :subject) "
		      "AND (:record IS NULL OR record = :record OR ended_by = :record) "
		      "AND (:day IS NULL OR (begins <= :day AND (ends IS NULL OR ends >= :day))) "
		      "ORDER BY regulation, fact, person, subject, begins, sequence, place",
	[FACT_PERSONS] = "SELECT DISTINCT person FROM facts WHERE regulation = :regulation "
			 "AND fact = :fact AND person IS NOT NULL AND begins <= :day "
			 "AND (ends IS NULL OR ends >= :day) ORDER BY person",
};
static_assert(COUNT(texts) == QUERY__COUNT, "every query has its text");

const struct sql_queries fact_queries = { texts, QUERY__COUNT };

void fact_rows_done(struct fact_rows *rows)
{
	for (size_t i = 0; i < rows->count; i++) {
		struct fact_row *row = &rows->items[i];
		free(row->regulation);
		free(row->fact);
		free(row->person);
		free(row->subject);
		free(row->subject_words);
		free(row->detail);
		free(row->record);
		free(row->ended_by);
	}
	free(rows->items);
	*rows = (struct fact_rows){ 0 };
}

static int minute_at(sqlite3_stmt *statement, int column)
{
	return sqlite3_column_type(statement, column) == SQLITE_NULL ? -1
								     : sqlite3_column_int(statement, column);
}

static void read_row(sqlite3_stmt *statement, struct fact_row *row)
{
	int column = 0;
	row->sequence = sqlite3_column_int64(statement, column++);
	row->regulation = sql_string(statement, column++);
	row->fact = sql_string(statement, column++);
	row->person = sql_string(statement, column++);
	row->subject = sql_string(statement, column++);
	row->subject_words = sql_string(statement, column++);
	row->detail = sql_string(statement, column++);
	row->begins = (date)sqlite3_column_int(statement, column++);
	row->ends = sql_date(statement, column++);
	row->time_from = minute_at(statement, column++);
	row->time_to = minute_at(statement, column++);
	row->record = sql_string(statement, column++);
	row->ended_by = sql_string(statement, column++);
}

enum result query_facts(
	struct store *store, const struct fact_filter *filter, struct fact_rows *ret_rows, struct error *err)
{
	sqlite3_stmt *list = store_use(store, SET_FACT, FACT_LIST);
	struct fact_rows rows = { 0 };
	bool row = false;
	sql_bind_text(list, ":regulation", filter->regulation);
	sql_bind_text(list, ":fact", filter->fact);
	sql_bind_text(list, ":person", filter->person);
	sql_bind_text(list, ":subject", filter->subject);
	sql_bind_text(list, ":record", filter->record);
	sql_bind_date(list, ":day", filter->day);
	enum result r = sql_step(list, &row, err);
	while (r == RESULT_OK && row) {
		read_row(list, LIST_ADD(rows.items, rows.count));
		r = sql_step(list, &row, err);
	}
	if (r == RESULT_OK)
		*ret_rows = rows;
	else
		fact_rows_done(&rows);
	return r;
}

enum result query_fact_holds(
	struct store *store, const struct fact_question *question, bool *ret_holds, struct error *err)
{
	sqlite3_stmt *holds = store_use(store, SET_FACT, FACT_HOLDS);
	bool row = false;
	sql_bind_text(holds, ":regulation", question->regulation);
	sql_bind_text(holds, ":fact", question->fact);
	sql_bind_text(holds, ":person", question->person);
	sql_bind_text(holds, ":subject", question->subject);
	sql_bind_integer(holds, ":day", question->day);
	sql_bind_integer(holds, ":minute", question->minute);
	sql_bind_integer(holds, ":or_later", question->or_later);
	enum result r = sql_step(holds, &row, err);
	if (r == RESULT_OK)
		*ret_holds = row;
	sqlite3_reset(holds);
	return r;
}

enum result query_fact_persons(struct store *store, const char *regulation, const char *fact, date day,
	char ***ret_persons, size_t *ret_count, struct error *err)
{
	sqlite3_stmt *list = store_use(store, SET_FACT, FACT_PERSONS);
	bool row = false;
	char **persons = NULL;
	size_t count = 0;
	sql_bind_text(list, ":regulation", regulation);
	sql_bind_text(list, ":fact", fact);
	sql_bind_integer(list, ":day", day);
	enum result r = sql_step(list, &row, err);
	while (r == RESULT_OK && row) {
		*LIST_ADD(persons, count) = sql_string(list, 0);
		r = sql_step(list, &row, err);
	}
	*ret_persons = persons;
	*ret_count = count;
	return r;
}
