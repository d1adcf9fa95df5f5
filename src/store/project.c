/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What each kind of entry does to the projected tables; envelopes only, never contents. */
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "crypto/certificate.h"
#include "domain/fact.h"
#include "domain/notice.h"
#include "store/canonical.h"
#include "store/private.h"

enum query {
	MOVE_RECORD,
	PUT_RECORD,
	PUT_TRANSITION,
	PUT_NUMBER,
	PUT_ENROLMENT,
	END_ENROLMENT,
	PUT_REGULATION,
	PUT_GENESIS,
	PUT_OFFICE,
	PUT_WORKSTATION,
	ADD_FAILURE,
	RESET_FAILURES,
	PUT_PRINT,
	PUT_ACKNOWLEDGEMENT,
	PUT_ABSENCE,
	CANCEL_ABSENCE,
	PUT_ERASURE,
	PUT_FILE,
	DROP_RELATIONS,
	PUT_RELATION,
	DROP_UNREAD,
	PUT_UNREAD,
	PUT_FACT,
	END_FACT,
	END_FACTS_OF_RECORD,
	QUERY__COUNT
};

static const char *const texts[] = {
	/* What most acts do: nothing changes that an index holds, so no index is written. */
	[MOVE_RECORD] =
		"UPDATE records SET regulation_hash = :regulation_hash, step = :step, version = :version, "
		"revision = :revision, contents = :contents, section = :section, applicant = :applicant, "
		"filed = :filed, received = :received, decided = :decided, answer = :answer, "
		"decision_of = :decision_of, decision = :decision, document_number = :document_number, "
		"dispatched = :dispatched, late = :late, erased = :erased, concluded_on = :concluded_on, "
		"lists = :lists WHERE id = :id "
		"AND regulation = :regulation AND form = :form AND fiscal_year = :fiscal_year "
		"AND number = :number AND state = :state AND drafter IS :drafter "
		"AND use_from IS :use_from AND use_to IS :use_to AND concluded = :concluded "
		"AND concluded_by IS :concluded_by",
	[PUT_RECORD] =
		"INSERT INTO records (id, regulation, regulation_hash, form, state, step, version, revision, "
		"contents, fiscal_year, number, section, drafter, applicant, filed, received, decided, "
		"answer, "
		"decision_of, decision, document_number, dispatched, late, erased, use_from, use_to, "
		"concluded, "
		"concluded_by, concluded_on, lists) VALUES (:id, :regulation, "
		":regulation_hash, :form, :state, :step, :version, :revision, :contents, :fiscal_year, "
		":number, "
		":section, :drafter, :applicant, :filed, :received, :decided, :answer, :decision_of, "
		":decision, "
		":document_number, :dispatched, :late, :erased, :use_from, :use_to, :concluded, "
		":concluded_by, "
		":concluded_on, :lists) ON CONFLICT (id) DO UPDATE SET "
		"regulation = excluded.regulation, regulation_hash = excluded.regulation_hash, "
		"form = excluded.form, state = excluded.state, step = excluded.step, "
		"version = excluded.version, revision = excluded.revision, contents = excluded.contents, "
		"fiscal_year = excluded.fiscal_year, number = excluded.number, section = excluded.section, "
		"drafter = excluded.drafter, applicant = excluded.applicant, filed = excluded.filed, "
		"received = excluded.received, decided = excluded.decided, answer = excluded.answer, "
		"decision_of = excluded.decision_of, decision = excluded.decision, "
		"document_number = excluded.document_number, dispatched = excluded.dispatched, "
		"late = excluded.late, erased = excluded.erased, use_from = excluded.use_from, use_to = "
		"excluded.use_to, "
		"concluded = excluded.concluded, concluded_by = excluded.concluded_by, "
		"concluded_on = excluded.concluded_on, lists = excluded.lists",
	[PUT_TRANSITION] =
		"INSERT INTO transitions (sequence, record, time, act, step, to_step, actor, capacity, "
		"principal, post, ground, answer, version, is_signed, exception, paper_number, paper_day, "
		"paper_decider) VALUES (:sequence, :record, :time, "
		":act, "
		":step, :to_step, :actor, :capacity, :principal, :post, :ground, :answer, :version, "
		":is_signed, :exception, :paper_number, :paper_day, :paper_decider)",
	[PUT_NUMBER] =
		"INSERT INTO numbers (regulation, form, fiscal_year, last) VALUES (:regulation, :form, "
		":fiscal_year, :number) ON CONFLICT DO UPDATE SET last = max(last, excluded.last)",
	[PUT_ENROLMENT] =
		"INSERT INTO enrolments (sequence, fingerprint, person, card, slot, certificate, "
		"begins, ends) VALUES (:sequence, :fingerprint, :person, :card, :slot, :certificate, "
		":begins, 0)",
	[END_ENROLMENT] = "UPDATE enrolments SET ends = :time WHERE person = :person AND card = :card "
			  "AND ends = 0",
	[PUT_REGULATION] =
		"INSERT INTO regulations (sequence, id, version, hash, time) VALUES (:sequence, :id, "
		":version, :hash, :time)",
	[PUT_GENESIS] =
		"INSERT INTO office (one, id, training, sequence, json) VALUES (1, :id, :training, 0, "
		"NULL)",
	[PUT_OFFICE] = "UPDATE office SET sequence = :sequence, json = :json",
	[PUT_WORKSTATION] = "INSERT INTO workstations (id, name, sequence, removed) VALUES (:id, :name, "
			    ":sequence, :removed) ON CONFLICT DO UPDATE SET name = excluded.name, "
			    "sequence = excluded.sequence, removed = excluded.removed",
	[ADD_FAILURE] =
		"INSERT INTO failures (subject, id, count, last) VALUES (:subject, :id, :count, :time) "
		"ON CONFLICT DO UPDATE SET count = count + excluded.count, last = excluded.last",
	[RESET_FAILURES] = "DELETE FROM failures WHERE subject = :subject AND id = :id",
	[PUT_PRINT] =
		"INSERT INTO prints (sequence, record, time, actor, revision) VALUES (:sequence, :record, "
		":time, :actor, :revision)",
	[PUT_ACKNOWLEDGEMENT] =
		"INSERT INTO acknowledgements (regulation, text, version, person, time, sequence) VALUES "
		"(:regulation, :text, :version, :person, :time, :sequence) ON CONFLICT DO UPDATE SET "
		"time = excluded.time, sequence = excluded.sequence",
	[PUT_ABSENCE] =
		"INSERT INTO absences (sequence, person, begins, ends, ground, noted_by, cancelled) VALUES "
		"(:sequence, :person, :from, :to, :ground, :actor, 0)",
	[CANCEL_ABSENCE] =
		"UPDATE absences SET cancelled = 1 WHERE sequence = :sequence AND person = :person",
	[PUT_ERASURE] = "INSERT OR IGNORE INTO erasures (key, sequence) VALUES (:key, :sequence)",
	[PUT_FILE] = "INSERT OR IGNORE INTO files (file, record) VALUES (:file, :record)",
	[DROP_RELATIONS] = "DELETE FROM relations WHERE record = :record",
	[PUT_RELATION] =
		"INSERT OR IGNORE INTO relations (record, earlier, kind) VALUES (:record, :earlier, :kind)",
	[DROP_UNREAD] = "DELETE FROM unread WHERE record = :record",
	[PUT_UNREAD] = "INSERT OR IGNORE INTO unread (told, record) VALUES (:told, :record)",
	[PUT_FACT] = "INSERT INTO facts (sequence, place, regulation, fact, person, subject, subject_words, "
		     "detail, begins, ends, time_from, time_to, record) VALUES (:sequence, :place, "
		     ":regulation, :fact, :person, :subject, :subject_words, :detail, :begins, :ends, "
		     ":time_from, :time_to, :record)",
	[END_FACT] = "UPDATE facts SET ends = :ends, ended_by = :record WHERE regulation = :regulation "
		     "AND fact = :fact AND (:person IS NULL OR person = :person) "
		     "AND (:subject IS NULL OR subject = :subject) AND (ends IS NULL OR ends > :ends)",
	[END_FACTS_OF_RECORD] = "UPDATE facts SET ends = :ends, ended_by = :record WHERE record = :of "
				"AND (ends IS NULL OR ends > :ends)",
};
static_assert(COUNT(texts) == QUERY__COUNT, "every query has its text");

const struct sql_queries project_queries = { texts, QUERY__COUNT };

static const char *string_in(const json_t *object, const char *name)
{
	return json_string_value(json_object_get(object, name));
}

static void bind_date(sqlite3_stmt *statement, const char *name, date day)
{
	if (day != DATE_NONE)
		sql_bind_integer(statement, name, day);
}

static void bind_record(sqlite3_stmt *put, const struct record *record, const char *lists)
{
	sql_bind_text(put, ":id", record->id);
	sql_bind_text(put, ":regulation", record->regulation);
	sql_bind_text(put, ":regulation_hash", record->regulation_hash);
	sql_bind_text(put, ":form", record->form);
	sql_bind_integer(put, ":state", record->state);
	sql_bind_text(put, ":step", record->step);
	sql_bind_integer(put, ":version", record->version);
	sql_bind_integer(put, ":revision", record->revision);
	sql_bind_integer(put, ":contents", record->contents);
	sql_bind_integer(put, ":fiscal_year", record->fiscal_year);
	sql_bind_integer(put, ":number", record->number);
	sql_bind_text(put, ":section", record->section);
	sql_bind_text(put, ":drafter", record->drafter);
	sql_bind_text(put, ":applicant", record->applicant);
	bind_date(put, ":filed", record->filed);
	bind_date(put, ":received", record->received);
	bind_date(put, ":decided", record->decided);
	sql_bind_integer(put, ":answer", record->answer);
	sql_bind_text(put, ":decision_of", record->decision_of);
	sql_bind_text(put, ":decision", record->decision);
	sql_bind_text(put, ":document_number", record->document_number);
	bind_date(put, ":dispatched", record->dispatched);
	sql_bind_integer(put, ":late", record->late);
	sql_bind_integer(put, ":erased", record->erased);
	bind_date(put, ":use_from", record->use_from);
	bind_date(put, ":use_to", record->use_to);
	sql_bind_integer(put, ":concluded", record->concluded);
	sql_bind_text(put, ":concluded_by", record->concluded_by);
	bind_date(put, ":concluded_on", record->concluded_on);
	sql_bind_text(put, ":lists", lists);
}

static enum result put_record(const struct sql_set *set, const struct record *record, struct error *err)
{
	json_t *json = record_lists_to_json(record);
	char *lists = json_object_size(json) ? canonical_text(json) : NULL;
	sqlite3_stmt *move = sql_use(set, MOVE_RECORD);
	bind_record(move, record, lists);
	enum result r = sql_run(move, err);
	if (r == RESULT_OK && sqlite3_changes(sqlite3_db_handle(move)) == 0) {
		sqlite3_stmt *put = sql_use(set, PUT_RECORD);
		bind_record(put, record, lists);
		r = sql_run(put, err);
	}
	free(lists);
	json_decref(json);
	return r;
}

static enum result put_relations(const struct sql_set *set, const struct record *record, struct error *err)
{
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
static enum result project_head(
	const struct sql_set *set, const struct entry *entry, const json_t *head, struct error *err)
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
		r = put_record(set, &record, err);
	if (r == RESULT_OK)
		r = put_relations(set, &record, err);
	if (r == RESULT_OK)
		r = put_unread(set, &record, err);
	if (r == RESULT_OK && record.number > 0)
		r = put_number(set, &record, err);
	record_done(&record);
	return r;
}

static int answer_of(const char *name)
{
	for (int i = 0; name && i < ANSWER__COUNT; i++)
		if (strcmp(name, answer_name((enum answer)i)) == 0)
			return i;
	return ANSWER_YES;
}

static enum result project_transition(const struct sql_set *set, const struct entry *entry, struct error *err)
{
	const json_t *transition = json_object_get(entry->envelope, "transition");
	enum act act;
	if (act_from_name(string_in(transition, "act"), &act) != RESULT_OK)
		return error_set(
			err, RESULT_INVALID, _("entry %lld names no act"), (long long)entry->sequence);
	sqlite3_stmt *put = sql_use(set, PUT_TRANSITION);
	sql_bind_integer(put, ":sequence", entry->sequence);
	sql_bind_text(put, ":record", entry->record);
	sql_bind_integer(put, ":time", entry->time);
	sql_bind_integer(put, ":act", act);
	sql_bind_text(put, ":step", string_in(transition, "step"));
	sql_bind_text(put, ":to_step", string_in(transition, "to-step"));
	sql_bind_text(put, ":actor", entry->actor);
	sql_bind_integer(put, ":capacity", entry->capacity);
	sql_bind_text(put, ":principal", entry->principal);
	sql_bind_text(put, ":post", string_in(transition, "post"));
	sql_bind_text(put, ":ground", string_in(transition, "ground"));
	sql_bind_integer(put, ":answer", answer_of(string_in(transition, "answer")));
	sql_bind_integer(put, ":version", json_integer_value(json_object_get(transition, "version")));
	sql_bind_integer(put, ":is_signed", entry->signature.data != NULL);
	sql_bind_integer(put, ":exception", json_is_true(json_object_get(transition, "exception")));
	const json_t *paper = json_object_get(transition, "paper");
	const char *day = string_in(paper, "day");
	sql_bind_text(put, ":paper_number", string_in(paper, "number"));
	bind_date(put, ":paper_day", date_from_iso(day));
	sql_bind_text(put, ":paper_decider", string_in(paper, "decider"));
	return sql_run(put, err);
}

/* The head of the record that the entry is about. */
static enum result project_own_head(const struct sql_set *set, const struct entry *entry, struct error *err)
{
	const json_t *head = json_object_get(entry->envelope, "record");
	const char *id = string_in(head, "id");
	if (!id || !entry->record || strcmp(id, entry->record) != 0)
		return error_set(err, RESULT_INVALID, _("entry %lld holds the head of another record"),
			(long long)entry->sequence);
	return project_head(set, entry, head, err);
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
		sql_bind_text(end, ":regulation",
			string_in(json_object_get(entry->envelope, "record"), "regulation"));
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
	sql_bind_text(
		put, ":regulation", string_in(json_object_get(entry->envelope, "record"), "regulation"));
	sql_bind_text(put, ":fact", string_in(effect, "fact"));
	sql_bind_text(put, ":person", string_in(effect, "person"));
	sql_bind_text(put, ":subject", string_in(effect, "subject"));
	sql_bind_text(put, ":subject_words", string_in(effect, "subject-words"));
	sql_bind_text(put, ":detail", string_in(effect, "detail"));
	sql_bind_integer(put, ":begins", day_in(effect, "from"));
	bind_date(put, ":ends", day_in(effect, "to"));
	bind_time(put, ":time_from", string_in(effect, "time-from"));
	bind_time(put, ":time_to", string_in(effect, "time-to"));
	sql_bind_text(put, ":record", entry->record);
	return sql_run(put, err);
}

/* What the entry makes true and what it ends, in the order in which it says so. */
static enum result project_effects(const struct sql_set *set, const struct entry *entry, struct error *err)
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

static enum result project_act(const struct sql_set *set, const struct entry *entry, struct error *err)
{
	const json_t *other;
	enum result r = project_own_head(set, entry, err);
	size_t at;
	json_array_foreach(json_object_get(entry->envelope, "records"), at, other)
	{
		if (r == RESULT_OK)
			r = project_head(set, entry, other, err);
	}
	if (r == RESULT_OK)
		r = project_effects(set, entry, err);
	if (r == RESULT_OK)
		r = project_files(set, entry, err);
	return r == RESULT_OK ? project_transition(set, entry, err) : r;
}

enum result each_certificate(
	const json_t *certificates, certificate_taker *take, void *data, struct error *err)
{
	enum result r = json_array_size(certificates)
				? RESULT_OK
				: error_set(err, RESULT_INVALID, _("an enrolment has no certificate"));
	const json_t *item;
	size_t at;
	json_array_foreach(certificates, at, item)
	{
		struct bytes der = { 0 };
		struct certificate certificate;
		const char *slot = string_in(item, "slot");
		if (r != RESULT_OK)
			break;
		if (!slot || bytes_from_hex(string_in(item, "der"), &der) != RESULT_OK)
			return error_set(err, RESULT_INVALID, _("an enrolment has no certificate"));
		r = certificate_parse(der.data, der.length, &certificate, err);
		bytes_done(&der);
		if (r != RESULT_OK)
			break;
		r = take(data, slot, &certificate, err);
		certificate_done(&certificate);
	}
	return r;
}

struct enrolling {
	const struct sql_set *set;
	const struct entry *entry;
	const char *person, *card;
};

static enum result put_enrolment(
	void *data, const char *slot, const struct certificate *certificate, struct error *err)
{
	const struct enrolling *enrolling = data;
	sqlite3_stmt *put = sql_use(enrolling->set, PUT_ENROLMENT);
	sql_bind_integer(put, ":sequence", enrolling->entry->sequence);
	sql_bind_bytes(put, ":fingerprint", certificate->fingerprint.bytes, HASH_SIZE);
	sql_bind_text(put, ":person", enrolling->person);
	sql_bind_text(put, ":card", enrolling->card);
	sql_bind_text(put, ":slot", slot);
	sql_bind_bytes(put, ":certificate", certificate->der.data, certificate->der.length);
	sql_bind_integer(put, ":begins", enrolling->entry->time);
	return sql_run(put, err);
}

static enum result enrol(
	const struct sql_set *set, const struct entry *entry, const json_t *from, struct error *err)
{
	struct enrolling enrolling = { set, entry, string_in(from, "person"), string_in(from, "card") };
	if (!enrolling.person || !enrolling.card)
		return error_set(err, RESULT_INVALID, _("an enrolment names no person or no card"));
	return each_certificate(json_object_get(from, "certificates"), put_enrolment, &enrolling, err);
}

static enum result project_enrol(const struct sql_set *set, const struct entry *entry, struct error *err)
{
	return enrol(set, entry, entry->envelope, err);
}

static enum result project_genesis(const struct sql_set *set, const struct entry *entry, struct error *err)
{
	const json_t *root;
	size_t at;
	sqlite3_stmt *put = sql_use(set, PUT_GENESIS);
	sql_bind_text(put, ":id", string_in(entry->envelope, "office"));
	sql_bind_integer(put, ":training", json_is_true(json_object_get(entry->envelope, "training")));
	enum result r = sql_run(put, err);
	json_array_foreach(json_object_get(entry->envelope, "roots"), at, root)
	{
		if (r == RESULT_OK)
			r = enrol(set, entry, root, err);
	}
	return r;
}

static enum result project_office(const struct sql_set *set, const struct entry *entry, struct error *err)
{
	char *text = canonical_text(json_object_get(entry->envelope, "office"));
	sqlite3_stmt *put = sql_use(set, PUT_OFFICE);
	sql_bind_integer(put, ":sequence", entry->sequence);
	sql_bind_text(put, ":json", text);
	enum result r = sql_run(put, err);
	free(text);
	return r;
}

static enum result project_workstation(
	const struct sql_set *set, const struct entry *entry, struct error *err)
{
	sqlite3_stmt *put = sql_use(set, PUT_WORKSTATION);
	sql_bind_text(put, ":id", string_in(entry->envelope, "workstation"));
	sql_bind_text(put, ":name", string_in(entry->envelope, "name"));
	sql_bind_integer(put, ":sequence", entry->sequence);
	sql_bind_integer(put, ":removed", json_is_true(json_object_get(entry->envelope, "removed")));
	return sql_run(put, err);
}

static enum result project_revoke(const struct sql_set *set, const struct entry *entry, struct error *err)
{
	sqlite3_stmt *put = sql_use(set, END_ENROLMENT);
	sql_bind_text(put, ":person", string_in(entry->envelope, "person"));
	sql_bind_text(put, ":card", string_in(entry->envelope, "card"));
	sql_bind_integer(put, ":time", entry->time);
	return sql_run(put, err);
}

static enum result project_adopt(const struct sql_set *set, const struct entry *entry, struct error *err)
{
	sqlite3_stmt *put = sql_use(set, PUT_REGULATION);
	sql_bind_integer(put, ":sequence", entry->sequence);
	sql_bind_text(put, ":id", string_in(entry->envelope, "regulation"));
	sql_bind_text(put, ":version", string_in(entry->envelope, "version"));
	sql_bind_text(put, ":hash", string_in(entry->envelope, "hash"));
	sql_bind_integer(put, ":time", entry->time);
	return sql_run(put, err);
}

static enum result reset_failures(
	const struct sql_set *set, const char *subject, const char *id, struct error *err)
{
	if (!id)
		return RESULT_OK;
	sqlite3_stmt *reset = sql_use(set, RESET_FAILURES);
	sql_bind_text(reset, ":subject", subject);
	sql_bind_text(reset, ":id", id);
	return sql_run(reset, err);
}

static enum result project_sign_in(const struct sql_set *set, const struct entry *entry, struct error *err)
{
	enum result r = reset_failures(set, "workstation", entry->workstation, err);
	return r == RESULT_OK ? reset_failures(set, "person", entry->actor, err) : r;
}

static enum result project_free(const struct sql_set *set, const struct entry *entry, struct error *err)
{
	return reset_failures(set, "person", string_in(entry->envelope, "person"), err);
}

/* Before a card has proven its key only the workstation counts, afterwards only the person. */
static enum result project_failure(const struct sql_set *set, const struct entry *entry, struct error *err)
{
	const char *person = string_in(entry->envelope, "person");
	const char *id = person ? person : entry->workstation;
	json_int_t count = json_integer_value(json_object_get(entry->envelope, "count"));
	if (!id)
		return RESULT_OK;
	sqlite3_stmt *add = sql_use(set, ADD_FAILURE);
	sql_bind_text(add, ":subject", person ? "person" : "workstation");
	sql_bind_text(add, ":id", id);
	sql_bind_integer(add, ":count", count > 0 ? count : 1);
	sql_bind_integer(add, ":time", entry->time);
	return sql_run(add, err);
}

static enum result project_print(const struct sql_set *set, const struct entry *entry, struct error *err)
{
	sqlite3_stmt *put = sql_use(set, PUT_PRINT);
	sql_bind_integer(put, ":sequence", entry->sequence);
	sql_bind_text(put, ":record", entry->record);
	sql_bind_integer(put, ":time", entry->time);
	sql_bind_text(put, ":actor", entry->actor);
	sql_bind_integer(put, ":revision", json_integer_value(json_object_get(entry->envelope, "revision")));
	return sql_run(put, err);
}

static enum result project_acknowledge(
	const struct sql_set *set, const struct entry *entry, struct error *err)
{
	sqlite3_stmt *put = sql_use(set, PUT_ACKNOWLEDGEMENT);
	sql_bind_text(put, ":regulation", string_in(entry->envelope, "regulation"));
	sql_bind_text(put, ":text", string_in(entry->envelope, "text"));
	sql_bind_text(put, ":version", string_in(entry->envelope, "version"));
	sql_bind_text(put, ":person", entry->actor);
	sql_bind_integer(put, ":time", entry->time);
	sql_bind_integer(put, ":sequence", entry->sequence);
	return sql_run(put, err);
}

static enum result project_absence(const struct sql_set *set, const struct entry *entry, struct error *err)
{
	const json_t *cancels = json_object_get(entry->envelope, "cancels");
	sqlite3_stmt *put = sql_use(set, cancels ? CANCEL_ABSENCE : PUT_ABSENCE);
	sql_bind_text(put, ":person", string_in(entry->envelope, "person"));
	sql_bind_integer(put, ":sequence", cancels ? json_integer_value(cancels) : entry->sequence);
	if (!cancels) {
		sql_bind_integer(put, ":from", json_integer_value(json_object_get(entry->envelope, "from")));
		sql_bind_integer(put, ":to", json_integer_value(json_object_get(entry->envelope, "to")));
		sql_bind_text(put, ":ground", string_in(entry->envelope, "ground"));
		sql_bind_text(put, ":actor", entry->actor);
	}
	return sql_run(put, err);
}

static enum result project_erase(const struct sql_set *set, const struct entry *entry, struct error *err)
{
	char key[KEY_NAME_SIZE];
	enum result r = RESULT_OK;
	if (entry->record) {
		contents_record_key(entry->record, key);
		r = project_own_head(set, entry, err);
	} else {
		contents_year_key(
			(int)json_integer_value(json_object_get(entry->envelope, "fiscal-year")), key);
	}
	if (r != RESULT_OK)
		return r;
	sqlite3_stmt *put = sql_use(set, PUT_ERASURE);
	sql_bind_text(put, ":key", key);
	sql_bind_integer(put, ":sequence", entry->sequence);
	return sql_run(put, err);
}

/* NULL: the kind projects nothing. */
static enum result (*const projectors[ENTRY__COUNT])(
	const struct sql_set *set, const struct entry *entry, struct error *err) = {
	[ENTRY_GENESIS] = project_genesis,
	[ENTRY_OFFICE] = project_office,
	[ENTRY_WORKSTATION] = project_workstation,
	[ENTRY_ENROL] = project_enrol,
	[ENTRY_REVOKE] = project_revoke,
	[ENTRY_ADOPT] = project_adopt,
	[ENTRY_SIGN_IN] = project_sign_in,
	[ENTRY_SIGN_IN_FAILED] = project_failure,
	[ENTRY_FREE] = project_free,
	[ENTRY_ACT] = project_act,
	[ENTRY_PRINT] = project_print,
	[ENTRY_ERASE] = project_erase,
	[ENTRY_ACKNOWLEDGE] = project_acknowledge,
	[ENTRY_ABSENCE] = project_absence,
};

enum result project_entry(const struct sql_set *set, const struct entry *entry, struct error *err)
{
	return projectors[entry->kind] ? projectors[entry->kind](set, entry, err) : RESULT_OK;
}
