/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an act does to the tables: heads, the transition, numbers, registers, files. */
#include "store/project.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "domain/fact.h"
#include "domain/notice.h"
#include "store/canonical.h"
#include "store/history.h"

/* What an act adds to its record's row; none of another record. */
struct added {
	char *actor; /* with the space that ends it in a row */
	char *line;
};

/* In the order in which both queries name them. */
static void bind_record(sqlite3_stmt *put, const struct record *record, const char *way, const char *lists,
	const struct added *added)
{
	sql_bind_text(put, ":regulation_hash", record->regulation_hash);
	sql_bind_text(put, ":step", record->step);
	sql_bind_integer(put, ":version", record->version);
	sql_bind_integer(put, ":revision", record->revision);
	sql_bind_integer(put, ":contents", record->contents);
	sql_bind_text(put, ":section", record->section);
	sql_bind_text(put, ":applicant", record->applicant);
	sql_bind_date(put, ":filed", record->filed);
	sql_bind_date(put, ":received", record->received);
	sql_bind_date(put, ":decided", record->decided);
	sql_bind_integer(put, ":answer", record->answer);
	sql_bind_text(put, ":decision", record->decision);
	sql_bind_date(put, ":dispatched", record->dispatched);
	sql_bind_integer(put, ":late", record->late);
	sql_bind_integer(put, ":erased", record->erased);
	sql_bind_text(put, ":way", way);
	sql_bind_text(put, ":lists", lists);
	sql_bind_text(put, ":actor", added->actor);
	sql_bind_text(put, ":line", added->line);
	sql_bind_text(put, ":id", record->id);
	sql_bind_text(put, ":regulation", record->regulation);
	sql_bind_text(put, ":form", record->form);
	sql_bind_integer(put, ":fiscal_year", record->fiscal_year);
	sql_bind_integer(put, ":number", record->number);
	sql_bind_integer(put, ":state", record->state);
	sql_bind_text(put, ":drafter", record->drafter);
	sql_bind_text(put, ":decision_of", record->decision_of);
	sql_bind_text(put, ":document_number", record->document_number);
	sql_bind_date(put, ":use_from", record->use_from);
	sql_bind_date(put, ":use_to", record->use_to);
	sql_bind_integer(put, ":concluded", record->concluded);
	sql_bind_text(put, ":concluded_by", record->concluded_by);
	sql_bind_date(put, ":concluded_on", record->concluded_on);
}

static enum result put_record(
	const struct sql_set *set, const struct record *record, const struct added *added, struct error *err)
{
	json_t *json = record_lists_to_json(record);
	const json_t *seats = json_object_get(json, "way");
	char *way = seats ? canonical_text(seats) : NULL;
	json_object_del(json, "way");
	char *lists = json_object_size(json) ? canonical_text(json) : NULL;
	sqlite3_stmt *move = sql_use(set, MOVE_RECORD);
	bind_record(move, record, way, lists, added);
	enum result r = sql_run(move, err);
	if (r == RESULT_OK && sqlite3_changes(sqlite3_db_handle(move)) == 0) {
		sqlite3_stmt *put = sql_use(set, PUT_RECORD);
		bind_record(put, record, way, lists, added);
		r = sql_run(put, err);
	}
	free(way);
	free(lists);
	json_decref(json);
	return r;
}

/* They are what the contents name, so none go without new contents. */
static enum result put_relations(const struct sql_set *set, const struct record *record, struct error *err)
{
	if (!record->relation_count && record->contents != record->revision)
		return RESULT_OK;
	sqlite3_stmt *drop = sql_use(set, DROP_RELATIONS);
	sql_bind_text(drop, ":record", record->id);
	enum result r = sql_run(drop, err);
	for (size_t i = 0; r == RESULT_OK && i < record->relation_count; i++) {
		sqlite3_stmt *put = sql_use(set, PUT_RELATION);
		sql_bind_text(put, ":record", record->id);
		sql_bind_text(put, ":earlier", record->relations[i].record);
		sql_bind_integer(put, ":kind", record->relations[i].kind);
		r = sql_run(put, err);
	}
	return r;
}

static enum result put_unread(const struct sql_set *set, const struct record *record, struct error *err)
{
	enum result r = RESULT_OK;
	if (record->told_count) {
		sqlite3_stmt *drop = sql_use(set, DROP_UNREAD);
		sql_bind_text(drop, ":record", record->id);
		r = sql_run(drop, err);
	}
	for (size_t i = 0; r == RESULT_OK && !record->erased && i < record->told_count; i++) {
		if (notice_is_read(record, record->told[i]))
			continue;
		sqlite3_stmt *put = sql_use(set, PUT_UNREAD);
		sql_bind_text(put, ":told", record->told[i]);
		sql_bind_text(put, ":record", record->id);
		r = sql_run(put, err);
	}
	return r;
}

static enum result put_number(const struct sql_set *set, const struct record *record, struct error *err)
{
	sqlite3_stmt *put = sql_use(set, PUT_NUMBER);
	sql_bind_text(put, ":regulation", record->regulation);
	sql_bind_text(put, ":form", record->form);
	sql_bind_integer(put, ":fiscal_year", record->fiscal_year);
	sql_bind_integer(put, ":number", record->number);
	return sql_run(put, err);
}

/* A head as an envelope holds it; it must say that this entry made it. */
static enum result project_head(const struct sql_set *set, const struct entry *entry, const json_t *head,
	const struct added *added, struct error *err)
{
	struct record record = { 0 };
	enum result r = record_from_json(head, &record, err);
	if (r != RESULT_OK)
		return r;
	if (record.revision != entry->sequence || record.contents > entry->sequence)
		r = error_set(err, RESULT_INVALID,
			_("the head of record %s in entry %lld was made for another entry"), record.id,
			(long long)entry->sequence);
	if (r == RESULT_OK)
		r = put_record(set, &record, added, err);
	if (r == RESULT_OK)
		r = put_relations(set, &record, err);
	if (r == RESULT_OK)
		r = put_unread(set, &record, err);
	if (r == RESULT_OK && record.number > 0)
		r = put_number(set, &record, err);
	record_done(&record);
	return r;
}

/* Who was stood in for has something to look at until he has done so. */
static enum result project_stood_in(const struct sql_set *set, const struct entry *entry, struct error *err)
{
	const char *act = string_in(json_object_get(entry->envelope, "transition"), "act");
	enum result r = RESULT_OK;
	if (entry->principal && entry->capacity != CAPACITY_SELF) {
		sqlite3_stmt *put = sql_use(set, PUT_STOOD_IN);
		sql_bind_text(put, ":person", entry->principal);
		sql_bind_text(put, ":record", entry->record);
		r = sql_run(put, err);
	}
	if (r == RESULT_OK && act && strcmp(act, act_name(ACT_SEE_AFTER)) == 0) {
		sqlite3_stmt *drop = sql_use(set, DROP_STOOD_IN);
		sql_bind_text(drop, ":person", entry->actor);
		sql_bind_text(drop, ":record", entry->record);
		r = sql_run(drop, err);
	}
	return r;
}

static enum result own_head(
	const struct sql_set *set, const struct entry *entry, const struct added *added, struct error *err)
{
	const json_t *head = json_object_get(entry->envelope, "record");
	const char *id = string_in(head, "id");
	if (!id || !entry->record || strcmp(id, entry->record) != 0)
		return error_set(err, RESULT_INVALID, _("entry %lld holds the head of another record"),
			(long long)entry->sequence);
	return project_head(set, entry, head, added, err);
}

enum result project_own_head(const struct sql_set *set, const struct entry *entry, struct error *err)
{
	return own_head(set, entry, &(struct added){ 0 }, err);
}

static void bind_time(sqlite3_stmt *statement, const char *name, const char *time)
{
	int minute = fact_minute(time);
	if (minute >= 0)
		sql_bind_integer(statement, name, minute);
}

static date day_in(const json_t *effect, const char *name)
{
	return date_from_iso(string_in(effect, name));
}

/* Whose registers an entry's effects are about: its record's, or those of what it adopts. */
static const char *regulation_of(const struct entry *entry)
{
	const json_t *record = json_object_get(entry->envelope, "record");
	return string_in(record ? record : entry->envelope, "regulation");
}

/* What of a fact, or of all that a record granted, is over from a day on. */
static enum result end_facts(
	const struct sql_set *set, const struct entry *entry, const json_t *effect, struct error *err)
{
	const char *of = string_in(effect, "record");
	sqlite3_stmt *end = sql_use(set, of ? END_FACTS_OF_RECORD : END_FACT);
	sql_bind_integer(end, ":ends", day_in(effect, "from") - 1);
	sql_bind_text(end, ":record", entry->record);
	if (of) {
		sql_bind_text(end, ":of", of);
	} else {
		sql_bind_text(end, ":regulation", regulation_of(entry));
		sql_bind_text(end, ":fact", string_in(effect, "fact"));
		sql_bind_text(end, ":person", string_in(effect, "person"));
		sql_bind_text(end, ":subject", string_in(effect, "subject"));
	}
	return sql_run(end, err);
}

static enum result put_fact(const struct sql_set *set, const struct entry *entry, const json_t *effect,
	size_t place, struct error *err)
{
	sqlite3_stmt *put = sql_use(set, PUT_FACT);
	sql_bind_integer(put, ":sequence", entry->sequence);
	sql_bind_integer(put, ":place", (int64_t)place);
	sql_bind_text(put, ":regulation", regulation_of(entry));
	sql_bind_text(put, ":fact", string_in(effect, "fact"));
	sql_bind_text(put, ":person", string_in(effect, "person"));
	sql_bind_text(put, ":subject", string_in(effect, "subject"));
	sql_bind_text(put, ":subject_words", string_in(effect, "subject-words"));
	sql_bind_text(put, ":detail", string_in(effect, "detail"));
	sql_bind_integer(put, ":begins", day_in(effect, "from"));
	sql_bind_date(put, ":ends", day_in(effect, "to"));
	bind_time(put, ":time_from", string_in(effect, "time-from"));
	bind_time(put, ":time_to", string_in(effect, "time-to"));
	sql_bind_text(put, ":record", entry->record);
	return sql_run(put, err);
}

enum result project_effects(const struct sql_set *set, const struct entry *entry, struct error *err)
{
	const json_t *effect;
	size_t at;
	enum result r = RESULT_OK;
	json_array_foreach(json_object_get(entry->envelope, "effects"), at, effect)
	{
		const char *how = string_in(effect, "how");
		bool ends = how && strcmp(how, "end") == 0;
		if (r != RESULT_OK)
			break;
		if (!how || day_in(effect, "from") == DATE_NONE ||
			!(string_in(effect, "fact") || (ends && string_in(effect, "record"))))
			return error_set(err, RESULT_INVALID, _("an effect of entry %lld cannot be read"),
				(long long)entry->sequence);
		r = ends ? end_facts(set, entry, effect, err) : put_fact(set, entry, effect, at, err);
	}
	return r;
}

static enum result project_files(const struct sql_set *set, const struct entry *entry, struct error *err)
{
	const json_t *item;
	size_t at;
	enum result r = RESULT_OK;
	json_array_foreach(json_object_get(entry->envelope, "files"), at, item)
	{
		if (r != RESULT_OK)
			break;
		sqlite3_stmt *put = sql_use(set, PUT_FILE);
		sql_bind_text(put, ":file", json_string_value(item));
		sql_bind_text(put, ":record", entry->record);
		r = sql_run(put, err);
	}
	return r;
}

/* The record's head with the act behind the earlier ones. */
static enum result project_own_act(const struct sql_set *set, const struct entry *entry, struct error *err)
{
	struct added added = { 0 };
	enum result r = history_line(entry, &added.line, err);
	if (r != RESULT_OK)
		return r;
	added.actor = entry->actor ? memory_format("%s ", entry->actor) : NULL;
	r = own_head(set, entry, &added, err);
	free(added.actor);
	free(added.line);
	return r;
}

enum result project_act(const struct sql_set *set, const struct entry *entry, struct error *err)
{
	const json_t *other;
	enum result r = project_own_act(set, entry, err);
	size_t at;
	json_array_foreach(json_object_get(entry->envelope, "records"), at, other)
	{
		if (r == RESULT_OK)
			r = project_head(set, entry, other, &(struct added){ 0 }, err);
	}
	if (r == RESULT_OK)
		r = project_effects(set, entry, err);
	if (r == RESULT_OK)
		r = project_files(set, entry, err);
	return r == RESULT_OK ? project_stood_in(set, entry, err) : r;
}
