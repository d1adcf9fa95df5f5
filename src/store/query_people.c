/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads of enrolments, regulations, the office, failed sign-ins and the journal's list. */
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "store/private.h"
#include "store/query.h"

enum query {
	ENROLMENT_BY_KEY,
	ENROLMENT_LIST,
	REGULATION_CURRENT,
	REGULATION_LIST,
	REGULATION_SINCE,
	OFFICE_GET,
	FAILURE_GET,
	WORKSTATION_GET,
	QUERY__COUNT
};

#define ENROLMENT \
	"SELECT sequence, fingerprint, person, card, slot, certificate, begins, ends FROM enrolments"
#define REGULATION "SELECT id, version, hash, max(sequence), time FROM regulations"

static const char *const texts[] = {
	[ENROLMENT_BY_KEY] =
		ENROLMENT " WHERE fingerprint = :fingerprint ORDER BY ends = 0 DESC, sequence DESC",
	[ENROLMENT_LIST] =
		ENROLMENT " WHERE (:person IS NULL OR person = :person) ORDER BY sequence DESC, slot",
	/* SQLite takes the bare columns from the row that has the greatest sequence. */
	[REGULATION_CURRENT] = REGULATION " WHERE id = :id GROUP BY id",
	[REGULATION_LIST] = REGULATION " GROUP BY id ORDER BY id",
	[REGULATION_SINCE] = "SELECT min(time) FROM regulations WHERE id = :id HAVING count(*) > 0",
	[OFFICE_GET] = "SELECT json, sequence FROM office WHERE json IS NOT NULL",
	[FAILURE_GET] = "SELECT count, last FROM failures WHERE subject = :subject AND id = :id",
	[WORKSTATION_GET] = "SELECT 1 FROM workstations WHERE id = :id AND removed = 0",
};
static_assert(COUNT(texts) == QUERY__COUNT, "every query has its text");

const struct sql_queries people_queries = { texts, QUERY__COUNT };

void enrolment_done(struct enrolment *enrolment)
{
	free(enrolment->person);
	free(enrolment->card);
	free(enrolment->slot);
	bytes_done(&enrolment->certificate);
	*enrolment = (struct enrolment){ 0 };
}

void enrolments_done(struct enrolments *enrolments)
{
	for (size_t i = 0; i < enrolments->count; i++)
		enrolment_done(&enrolments->items[i]);
	free(enrolments->items);
	*enrolments = (struct enrolments){ 0 };
}

static void read_enrolment(sqlite3_stmt *statement, struct enrolment *enrolment)
{
	*enrolment = (struct enrolment){ .sequence = sqlite3_column_int64(statement, 0) };
	if (sqlite3_column_bytes(statement, 1) == HASH_SIZE)
		memcpy(enrolment->fingerprint.bytes, sqlite3_column_blob(statement, 1), HASH_SIZE);
	enrolment->person = sql_string(statement, 2);
	enrolment->card = sql_string(statement, 3);
	enrolment->slot = sql_string(statement, 4);
	sql_bytes(statement, 5, &enrolment->certificate);
	enrolment->from = sqlite3_column_int64(statement, 6);
	enrolment->until = sqlite3_column_int64(statement, 7);
}

enum result query_enrolment(struct store *store, const struct hash *fingerprint,
	struct enrolment *ret_enrolment, struct error *err)
{
	sqlite3_stmt *get = store_use(store, SET_PEOPLE, ENROLMENT_BY_KEY);
	struct enrolment enrolment;
	bool row = false;
	sql_bind_bytes(get, ":fingerprint", fingerprint->bytes, HASH_SIZE);
	enum result r = sql_step(get, &row, err);
	if (r == RESULT_OK && !row)
		return error_set(err, RESULT_NOT_FOUND, _("this card is not enrolled in this office"));
	if (r != RESULT_OK)
		return r;
	read_enrolment(get, &enrolment);
	sqlite3_reset(get);
	if (enrolment.until) {
		char day[DATE_TEXT_SIZE];
		date_text(date_from_ms(enrolment.until), i18n_language(), false, day);
		enrolment_done(&enrolment);
		return error_set(err, RESULT_REFUSED, _("this card was revoked on %s"), day);
	}
	*ret_enrolment = enrolment;
	return RESULT_OK;
}

enum result query_enrolments(
	struct store *store, const char *person, struct enrolments *ret_enrolments, struct error *err)
{
	sqlite3_stmt *list = store_use(store, SET_PEOPLE, ENROLMENT_LIST);
	struct enrolments enrolments = { 0 };
	bool row = false;
	sql_bind_text(list, ":person", person);
	enum result r = sql_step(list, &row, err);
	while (r == RESULT_OK && row) {
		read_enrolment(list, LIST_ADD(enrolments.items, enrolments.count));
		r = sql_step(list, &row, err);
	}
	if (r == RESULT_OK)
		*ret_enrolments = enrolments;
	else
		enrolments_done(&enrolments);
	return r;
}

void adopted_done(struct adopted *adopted)
{
	free(adopted->id);
	free(adopted->version);
	free(adopted->hash);
	*adopted = (struct adopted){ 0 };
}

void adopted_list_done(struct adopted_list *list)
{
	for (size_t i = 0; i < list->count; i++)
		adopted_done(&list->items[i]);
	free(list->items);
	*list = (struct adopted_list){ 0 };
}

static void read_adopted(sqlite3_stmt *statement, struct adopted *adopted)
{
	adopted->id = sql_string(statement, 0);
	adopted->version = sql_string(statement, 1);
	adopted->hash = sql_string(statement, 2);
	adopted->sequence = sqlite3_column_int64(statement, 3);
	adopted->time = sqlite3_column_int64(statement, 4);
}

static enum result not_adopted(struct error *err, const char *id)
{
	return error_set(err, RESULT_NOT_FOUND, _("the office has not adopted a regulation \"%s\""), id);
}

enum result query_regulation(
	struct store *store, const char *id, struct adopted *ret_adopted, struct error *err)
{
	sqlite3_stmt *get = store_use(store, SET_PEOPLE, REGULATION_CURRENT);
	bool row = false;
	sql_bind_text(get, ":id", id);
	enum result r = sql_step(get, &row, err);
	if (r == RESULT_OK && !row)
		return not_adopted(err, id);
	if (r == RESULT_OK)
		read_adopted(get, ret_adopted);
	sqlite3_reset(get);
	return r;
}

enum result query_regulations(struct store *store, struct adopted_list *ret_list, struct error *err)
{
	sqlite3_stmt *list = store_use(store, SET_PEOPLE, REGULATION_LIST);
	struct adopted_list found = { 0 };
	bool row = false;
	enum result r = sql_step(list, &row, err);
	while (r == RESULT_OK && row) {
		read_adopted(list, LIST_ADD(found.items, found.count));
		r = sql_step(list, &row, err);
	}
	if (r == RESULT_OK)
		*ret_list = found;
	else
		adopted_list_done(&found);
	return r;
}

enum result query_regulation_since(struct store *store, const char *id, int64_t *ret_time, struct error *err)
{
	sqlite3_stmt *get = store_use(store, SET_PEOPLE, REGULATION_SINCE);
	bool row = false;
	sql_bind_text(get, ":id", id);
	enum result r = sql_step(get, &row, err);
	if (r == RESULT_OK && row)
		*ret_time = sqlite3_column_int64(get, 0);
	sqlite3_reset(get);
	return r == RESULT_OK && !row ? not_adopted(err, id) : r;
}

enum result query_regulation_bytes(
	struct store *store, const char *hash, struct bytes *ret_bytes, struct error *err)
{
	struct bytes bytes = { 0 };
	char hex[HASH_HEX_SIZE];
	enum result r = blob_get(store, hash, &bytes, err);
	if (r != RESULT_OK)
		return r;
	struct hash found = hash_bytes(bytes.data, bytes.length);
	hash_hex(&found, hex);
	if (strcmp(hex, hash) != 0) {
		bytes_done(&bytes);
		return error_set(err, RESULT_DAMAGED,
			_("the adopted regulation %.12s is not what was adopted; restore the last backup"),
			hash);
	}
	*ret_bytes = bytes;
	return RESULT_OK;
}

enum result query_office(struct store *store, json_t **ret_office, int64_t *ret_sequence, struct error *err)
{
	sqlite3_stmt *get = store_use(store, SET_PEOPLE, OFFICE_GET);
	bool row = false;
	enum result r = sql_step(get, &row, err);
	if (r == RESULT_OK && !row)
		return error_set(
			err, RESULT_NOT_FOUND, _("the office's people and posts have not been set yet"));
	if (r != RESULT_OK)
		return r;
	json_t *office = json_loads((const char *)sqlite3_column_text(get, 0), JSON_REJECT_DUPLICATES, NULL);
	if (!office)
		r = error_set(err, RESULT_DAMAGED, _("the office's people and posts cannot be read"));
	else
		*ret_office = office;
	if (r == RESULT_OK && ret_sequence)
		*ret_sequence = sqlite3_column_int64(get, 1);
	sqlite3_reset(get);
	return r;
}

static enum result failures_of(struct store *store, const char *subject, const char *id,
	struct failures *ret_failures, struct error *err)
{
	sqlite3_stmt *get = store_use(store, SET_PEOPLE, FAILURE_GET);
	bool row = false;
	sql_bind_text(get, ":subject", subject);
	sql_bind_text(get, ":id", id);
	enum result r = sql_step(get, &row, err);
	if (r == RESULT_OK)
		*ret_failures =
			row ? (struct failures){ sqlite3_column_int64(get, 0), sqlite3_column_int64(get, 1) }
			    : (struct failures){ 0, 0 };
	sqlite3_reset(get);
	return r;
}

enum result query_workstation_failures(
	struct store *store, const char *workstation, struct failures *ret_failures, struct error *err)
{
	return failures_of(store, "workstation", workstation, ret_failures, err);
}

enum result query_person_failures(
	struct store *store, const char *person, struct failures *ret_failures, struct error *err)
{
	return failures_of(store, "person", person, ret_failures, err);
}

enum result query_workstation(struct store *store, const char *id, struct error *err)
{
	sqlite3_stmt *get = store_use(store, SET_PEOPLE, WORKSTATION_GET);
	bool row = false;
	sql_bind_text(get, ":id", id);
	enum result r = sql_step(get, &row, err);
	sqlite3_reset(get);
	if (r == RESULT_OK && !row)
		return error_set(err, RESULT_NOT_FOUND,
			_("the workstation \"%s\" is not enrolled in this office"), id);
	return r;
}

void entries_done(struct entries *entries)
{
	for (size_t i = 0; i < entries->count; i++)
		entry_done(&entries->items[i]);
	free(entries->items);
	*entries = (struct entries){ 0 };
}

enum result query_entries(struct store *store, const struct entry_filter *filter, struct entries *ret_entries,
	struct error *err)
{
	sqlite3_stmt *list = store_use(store, SET_JOURNAL, JOURNAL_LIST);
	struct entries entries = { 0 };
	bool row = false;
	sql_bind_text(list, ":kind", filter->by_kind ? entry_kind_name(filter->kind) : NULL);
	sql_bind_text(list, ":actor", filter->actor);
	sql_bind_text(list, ":record", filter->record);
	sql_bind_text(list, ":workstation", filter->workstation);
	sql_bind_integer(list, ":from", filter->from);
	sql_bind_integer(list, ":to", filter->to);
	sql_bind_integer(list, ":before", filter->before);
	sql_bind_integer(list, ":limit", filter->limit ? (int64_t)filter->limit : -1);
	enum result r = sql_step(list, &row, err);
	while (r == RESULT_OK && row) {
		struct entry entry;
		r = row_entry(list, &entry, NULL, err);
		if (r != RESULT_OK)
			break;
		*LIST_ADD(entries.items, entries.count) = entry;
		r = sql_step(list, &row, err);
	}
	sqlite3_reset(list);
	if (r == RESULT_OK)
		*ret_entries = entries;
	else
		entries_done(&entries);
	return r;
}
