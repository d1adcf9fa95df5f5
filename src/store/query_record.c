/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads of records, their history and their numbers. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "store/canonical.h"
#include "store/history.h"
#include "store/private.h"
#include "store/query.h"

enum query {
	RECORD_GET,
	RECORD_BY_NUMBER,
	/* The same list in three ways, so that an index serves what is asked most. */
	RECORD_LIST,
	RECORD_LIST_STATE,
	RECORD_LIST_DRAFTER,
	RECORD_COUNT,
	RECORD_COUNT_STATE,
	RECORD_COUNT_DRAFTER,
	RECORD_UNFINISHED,
	RECORD_HISTORY,
	RECORD_REACHES,
	NUMBER_LAST,
	RECORD_FOLLOWERS,
	RECORD_IN_USE,
	RECORD_REVOKED,
	RECORD_UNREAD,
	QUERY__COUNT
};

enum column {
	COLUMN_ID,
	COLUMN_REGULATION,
	COLUMN_REGULATION_HASH,
	COLUMN_FORM,
	COLUMN_STATE,
	COLUMN_STEP,
	COLUMN_VERSION,
	COLUMN_REVISION,
	COLUMN_CONTENTS,
	COLUMN_FISCAL_YEAR,
	COLUMN_NUMBER,
	COLUMN_SECTION,
	COLUMN_DRAFTER,
	COLUMN_APPLICANT,
	COLUMN_FILED,
	COLUMN_RECEIVED,
	COLUMN_DECIDED,
	COLUMN_ANSWER,
	COLUMN_DECISION_OF,
	COLUMN_DECISION,
	COLUMN_DOCUMENT_NUMBER,
	COLUMN_DISPATCHED,
	COLUMN_LATE,
	COLUMN_ERASED,
	COLUMN_USE_FROM,
	COLUMN_USE_TO,
	COLUMN_CONCLUDED,
	COLUMN_CONCLUDED_BY,
	COLUMN_CONCLUDED_ON,
	COLUMN_WAY,
	COLUMN_LISTS
};

#define COLUMNS \
	"id, regulation, regulation_hash, form, state, step, version, revision, contents, fiscal_year, " \
	"number, section, drafter, applicant, filed, received, decided, answer, decision_of, decision, " \
	"document_number, dispatched, late, erased, use_from, use_to, concluded, concluded_by, " \
	"concluded_on, way, lists"

#define REACH "(regulation_hash || ' ' || form || ' ' || coalesce(section, '') || ' ' || coalesce(way, ''))"

#define FILTER \
	"AND (:regulation IS NULL OR regulation = :regulation) AND (:form IS NULL OR form = :form) " \
	"AND (:step IS NULL OR step = :step) AND (:section IS NULL OR section = :section) " \
	"AND (:fiscal_year = 0 OR fiscal_year = :fiscal_year) AND (:number = 0 OR number = :number) " \
	"AND (:from IS NULL OR filed >= :from) AND (:to IS NULL OR filed <= :to) " \
	"AND (:person IS NULL OR drafter = :person OR applicant = :person " \
	"OR instr(actors, ' ' || :person || ' ')) " \
	"AND (:reader IS NULL OR drafter = :reader OR applicant = :reader " \
	"OR instr(history, json_quote(:reader)) OR instr(lists, '\"told\"') " \
	"OR " REACH " IN (SELECT value FROM json_each(:reaches))) "

#define ANY " WHERE (:state < 0 OR state = :state) AND (:drafter IS NULL OR drafter = :drafter) " FILTER
#define BY_STATE " WHERE state = :state AND (:drafter IS NULL OR drafter = :drafter) " FILTER
#define BY_DRAFTER " WHERE drafter = :drafter AND (:state < 0 OR state = :state) " FILTER
#define LIST "SELECT " COLUMNS " FROM records"
#define NEWEST " ORDER BY revision DESC, id LIMIT :limit OFFSET :offset"

static const char *const texts[] = {
	[RECORD_GET] = "SELECT " COLUMNS " FROM records WHERE id = :id",
	[RECORD_BY_NUMBER] =
		"SELECT " COLUMNS " FROM records WHERE regulation = :regulation AND form = :form "
		"AND fiscal_year = :fiscal_year AND number = :number AND number > 0",
	[RECORD_LIST] = LIST ANY NEWEST,
	[RECORD_LIST_STATE] = LIST BY_STATE NEWEST,
	[RECORD_LIST_DRAFTER] = LIST BY_DRAFTER NEWEST,
	[RECORD_COUNT] = "SELECT count(*) FROM records" ANY,
	[RECORD_COUNT_STATE] = "SELECT count(*) FROM records" BY_STATE,
	[RECORD_COUNT_DRAFTER] = "SELECT count(*) FROM records" BY_DRAFTER,
	/* Each half has its index; UNION would compare whole rows instead of ids. By id, not by state, of
	 * which there may be many: hence the plus. */
	[RECORD_UNFINISHED] =
		LIST " WHERE id IN (SELECT id FROM records WHERE state = :state AND decision_of IS NOT NULL "
		     "AND document_number IS NULL UNION SELECT record FROM stood_in WHERE person = :person) "
		     "AND +state = :state AND erased = 0 ORDER BY revision DESC, id",
	[RECORD_HISTORY] = "SELECT history FROM records WHERE id = :record",
	[RECORD_REACHES] = "SELECT " REACH ", regulation_hash, form, section, way FROM "
			   "(SELECT DISTINCT regulation_hash, form, section, way FROM records)",
	[NUMBER_LAST] = ("SELECT last FROM numbers WHERE regulation = :regulation AND form = :form "
			 "AND fiscal_year = :fiscal_year"),
	[RECORD_FOLLOWERS] = "SELECT " COLUMNS " FROM records WHERE id IN "
			     "(SELECT record FROM relations WHERE earlier = :earlier) ORDER BY revision, id",
	[RECORD_REVOKED] = "SELECT " COLUMNS " FROM records WHERE concluded_by IS NOT NULL AND concluded = 3 "
			   "AND concluded_on <= :day ORDER BY concluded_on, id",
	[RECORD_UNREAD] = "SELECT told, record FROM unread ORDER BY told, record",
	[RECORD_IN_USE] =
		"SELECT " COLUMNS " FROM records WHERE use_from IS NOT NULL AND concluded_by IS NULL "
		"AND (:until IS NULL OR use_to <= :until) ORDER BY use_to IS NULL, use_to, id",
};
static_assert(COUNT(texts) == QUERY__COUNT, "every query has its text");
static_assert(RELATION_REVOKE == 3, "RECORD_REVOKED and its index say so");

const struct sql_queries record_queries = { texts, QUERY__COUNT };

/* NULL for NULL; the caller's. */
static json_t *json_at(sqlite3_stmt *statement, int column)
{
	const char *text = (const char *)sqlite3_column_text(statement, column);
	return text ? json_loads(text, 0, NULL) : NULL;
}

static void read_way(sqlite3_stmt *statement, int column, struct record *record)
{
	json_t *way = json_at(statement, column);
	record_way_from_json(way, record);
	json_decref(way);
}

static void read_record(sqlite3_stmt *statement, struct record *record)
{
	*record = (struct record){
		.id = sql_string(statement, COLUMN_ID),
		.regulation = sql_string(statement, COLUMN_REGULATION),
		.regulation_hash = sql_string(statement, COLUMN_REGULATION_HASH),
		.form = sql_string(statement, COLUMN_FORM),
		.state = (enum record_state)sqlite3_column_int(statement, COLUMN_STATE),
		.step = sql_string(statement, COLUMN_STEP),
		.version = sqlite3_column_int(statement, COLUMN_VERSION),
		.revision = sqlite3_column_int64(statement, COLUMN_REVISION),
		.contents = sqlite3_column_int64(statement, COLUMN_CONTENTS),
		.fiscal_year = sqlite3_column_int(statement, COLUMN_FISCAL_YEAR),
		.number = sqlite3_column_int(statement, COLUMN_NUMBER),
		.section = sql_string(statement, COLUMN_SECTION),
		.drafter = sql_string(statement, COLUMN_DRAFTER),
		.applicant = sql_string(statement, COLUMN_APPLICANT),
		.filed = sql_date(statement, COLUMN_FILED),
		.received = sql_date(statement, COLUMN_RECEIVED),
		.decided = sql_date(statement, COLUMN_DECIDED),
		.answer = (enum answer)sqlite3_column_int(statement, COLUMN_ANSWER),
		.decision_of = sql_string(statement, COLUMN_DECISION_OF),
		.decision = sql_string(statement, COLUMN_DECISION),
		.document_number = sql_string(statement, COLUMN_DOCUMENT_NUMBER),
		.dispatched = sql_date(statement, COLUMN_DISPATCHED),
		.late = sqlite3_column_int(statement, COLUMN_LATE) != 0,
		.erased = sqlite3_column_int(statement, COLUMN_ERASED) != 0,
		.use_from = sql_date(statement, COLUMN_USE_FROM),
		.use_to = sql_date(statement, COLUMN_USE_TO),
		.concluded = (enum relation_kind)sqlite3_column_int(statement, COLUMN_CONCLUDED),
		.concluded_by = sql_string(statement, COLUMN_CONCLUDED_BY),
		.concluded_on = sql_date(statement, COLUMN_CONCLUDED_ON),
	};
	json_t *lists = json_at(statement, COLUMN_LISTS);
	record_lists_from_json(lists, record);
	json_decref(lists);
	read_way(statement, COLUMN_WAY, record);
}

/* The one record of a statement that is bound. */
static enum result one_record(sqlite3_stmt *get, struct record *ret_record, struct error *err)
{
	bool row = false;
	enum result r = sql_step(get, &row, err);
	if (r == RESULT_OK && !row)
		return error_set(err, RESULT_NOT_FOUND, _("there is no such record in this office"));
	if (r == RESULT_OK)
		read_record(get, ret_record);
	sqlite3_reset(get);
	return r;
}

enum result query_record(struct store *store, const char *id, struct record *ret_record, struct error *err)
{
	sqlite3_stmt *get = store_use(store, SET_RECORD, RECORD_GET);
	sql_bind_text(get, ":id", id);
	return one_record(get, ret_record, err);
}

enum result query_record_by_number(struct store *store, const char *regulation, const char *form,
	int fiscal_year, int number, struct record *ret_record, struct error *err)
{
	sqlite3_stmt *get = store_use(store, SET_RECORD, RECORD_BY_NUMBER);
	sql_bind_text(get, ":regulation", regulation);
	sql_bind_text(get, ":form", form);
	sql_bind_integer(get, ":fiscal_year", fiscal_year);
	sql_bind_integer(get, ":number", number);
	return one_record(get, ret_record, err);
}

struct record_filter record_filter_all(void)
{
	return (struct record_filter){ .from = DATE_NONE, .to = DATE_NONE };
}

void records_done(struct records *records)
{
	for (size_t i = 0; i < records->count; i++)
		record_done(&records->items[i]);
	free(records->items);
	*records = (struct records){ 0 };
}

/* reaches: filter->reaches as text, which must outlive the statement's use. */
static void bind_filter(sqlite3_stmt *statement, const struct record_filter *filter, const char *reaches)
{
	sql_bind_integer(statement, ":state", filter->by_state ? (int)filter->state : -1);
	sql_bind_text(statement, ":regulation", filter->regulation);
	sql_bind_text(statement, ":form", filter->form);
	sql_bind_text(statement, ":step", filter->step);
	sql_bind_text(statement, ":section", filter->section);
	sql_bind_text(statement, ":drafter", filter->drafter);
	sql_bind_text(statement, ":person", filter->person);
	sql_bind_integer(statement, ":fiscal_year", filter->fiscal_year);
	sql_bind_integer(statement, ":number", filter->number);
	sql_bind_date(statement, ":from", filter->from);
	sql_bind_date(statement, ":to", filter->to);
	sql_bind_text(statement, ":reader", filter->reader);
	sql_bind_text(statement, ":reaches", reaches);
}

/* The variant of a list or count that an index serves best. */
static int variant(const struct record_filter *filter, int any, int by_state, int by_drafter)
{
	if (filter->drafter)
		return by_drafter;
	return filter->by_state ? by_state : any;
}

/* Every record of a statement that is bound. */
static enum result all_records(sqlite3_stmt *list, struct records *ret_records, struct error *err)
{
	struct records records = { 0 };
	bool row = false;
	enum result r = sql_step(list, &row, err);
	while (r == RESULT_OK && row) {
		read_record(list, LIST_ADD(records.items, records.count));
		r = sql_step(list, &row, err);
	}
	if (r == RESULT_OK)
		*ret_records = records;
	else
		records_done(&records);
	return r;
}

enum result query_followers(
	struct store *store, const char *earlier, struct records *ret_records, struct error *err)
{
	sqlite3_stmt *list = store_use(store, SET_RECORD, RECORD_FOLLOWERS);
	sql_bind_text(list, ":earlier", earlier);
	return all_records(list, ret_records, err);
}

enum result query_revoked(struct store *store, date day, struct records *ret_records, struct error *err)
{
	sqlite3_stmt *list = store_use(store, SET_RECORD, RECORD_REVOKED);
	sql_bind_integer(list, ":day", day);
	return all_records(list, ret_records, err);
}

void unread_list_done(struct unread_list *list)
{
	for (size_t i = 0; i < list->count; i++) {
		free(list->items[i].told);
		free(list->items[i].record);
	}
	free(list->items);
	*list = (struct unread_list){ 0 };
}

enum result query_unread(struct store *store, struct unread_list *ret_list, struct error *err)
{
	sqlite3_stmt *query = store_use(store, SET_RECORD, RECORD_UNREAD);
	struct unread_list list = { 0 };
	bool row = false;
	enum result r = sql_step(query, &row, err);
	while (r == RESULT_OK && row) {
		struct unread *item = LIST_ADD(list.items, list.count);
		item->told = sql_string(query, 0);
		item->record = sql_string(query, 1);
		r = sql_step(query, &row, err);
	}
	if (r == RESULT_OK)
		*ret_list = list;
	else
		unread_list_done(&list);
	return r;
}

enum result query_in_use(struct store *store, date until, struct records *ret_records, struct error *err)
{
	sqlite3_stmt *list = store_use(store, SET_RECORD, RECORD_IN_USE);
	sql_bind_date(list, ":until", until);
	return all_records(list, ret_records, err);
}

enum result query_records(struct store *store, const struct record_filter *filter,
	struct records *ret_records, struct error *err)
{
	sqlite3_stmt *list = store_use(
		store, SET_RECORD, variant(filter, RECORD_LIST, RECORD_LIST_STATE, RECORD_LIST_DRAFTER));
	char *reaches = filter->reader ? canonical_text(filter->reaches) : NULL;
	bind_filter(list, filter, reaches);
	sql_bind_integer(list, ":limit", filter->limit ? (int64_t)filter->limit : -1);
	sql_bind_integer(list, ":offset", (int64_t)filter->offset);
	enum result r = all_records(list, ret_records, err);
	free(reaches);
	return r;
}

void reaches_done(struct reaches *reaches)
{
	for (size_t i = 0; i < reaches->count; i++) {
		free(reaches->items[i].key);
		record_done(&reaches->items[i].head);
	}
	free(reaches->items);
	*reaches = (struct reaches){ 0 };
}

enum result query_reaches(struct store *store, struct reaches *ret_reaches, struct error *err)
{
	sqlite3_stmt *list = store_use(store, SET_RECORD, RECORD_REACHES);
	struct reaches reaches = { 0 };
	bool row = false;
	enum result r = sql_step(list, &row, err);
	while (r == RESULT_OK && row) {
		struct reach *reach = LIST_ADD(reaches.items, reaches.count);
		reach->key = sql_string(list, 0);
		reach->head = record_empty();
		reach->head.regulation_hash = sql_string(list, 1);
		reach->head.form = sql_string(list, 2);
		reach->head.section = sql_string(list, 3);
		read_way(list, 4, &reach->head);
		r = sql_step(list, &row, err);
	}
	if (r == RESULT_OK)
		*ret_reaches = reaches;
	else
		reaches_done(&reaches);
	return r;
}

enum result query_unfinished(
	struct store *store, const char *person, struct records *ret_records, struct error *err)
{
	sqlite3_stmt *list = store_use(store, SET_RECORD, RECORD_UNFINISHED);
	sql_bind_integer(list, ":state", RECORD_DECIDED);
	sql_bind_text(list, ":person", person);
	return all_records(list, ret_records, err);
}

enum result query_record_count(
	struct store *store, const struct record_filter *filter, int64_t *ret_count, struct error *err)
{
	sqlite3_stmt *count = store_use(
		store, SET_RECORD, variant(filter, RECORD_COUNT, RECORD_COUNT_STATE, RECORD_COUNT_DRAFTER));
	bool row = false;
	char *reaches = filter->reader ? canonical_text(filter->reaches) : NULL;
	bind_filter(count, filter, reaches);
	enum result r = sql_step(count, &row, err);
	if (r == RESULT_OK)
		*ret_count = sqlite3_column_int64(count, 0);
	sqlite3_reset(count);
	free(reaches);
	return r;
}

enum result query_history(
	struct store *store, const char *record, struct history *ret_history, struct error *err)
{
	sqlite3_stmt *get = store_use(store, SET_RECORD, RECORD_HISTORY);
	bool row = false;
	sql_bind_text(get, ":record", record);
	enum result r = sql_step(get, &row, err);
	if (r == RESULT_OK)
		r = history_read(row ? (const char *)sqlite3_column_text(get, 0) : "", ret_history, err);
	sqlite3_reset(get);
	return r;
}

enum result query_next_number(struct store *store, const char *regulation, const char *form, int fiscal_year,
	int *ret_number, struct error *err)
{
	assert(store->in_transaction);
	sqlite3_stmt *last = store_use(store, SET_RECORD, NUMBER_LAST);
	bool row = false;
	sql_bind_text(last, ":regulation", regulation);
	sql_bind_text(last, ":form", form);
	sql_bind_integer(last, ":fiscal_year", fiscal_year);
	enum result r = sql_step(last, &row, err);
	if (r == RESULT_OK)
		*ret_number = (row ? sqlite3_column_int(last, 0) : 0) + 1;
	sqlite3_reset(last);
	return r;
}
