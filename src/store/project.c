/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What each kind of entry does to the projected tables; envelopes only, never contents. */
#include "store/project.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "crypto/certificate.h"
#include "store/canonical.h"

/* The act that the entry adds to its own record; to another's head it adds none. */
#define ACTORS \
	"actors = CASE WHEN :actor IS NULL OR instr(actors, ' ' || :actor) THEN actors " \
	"ELSE actors || :actor END"
#define HISTORY \
	"history = CASE WHEN :line IS NULL THEN history WHEN history = '' THEN :line " \
	"ELSE history || ',' || :line END"

static const char *const texts[] = {
	/* What most acts do: nothing changes that an index or another table holds, so none is written. */
	[MOVE_RECORD] = "UPDATE records SET regulation_hash = :regulation_hash, step = :step, "
			"version = :version, revision = :revision, contents = :contents, section = :section, "
			"applicant = :applicant, filed = :filed, received = :received, decided = :decided, "
			"answer = :answer, decision = :decision, dispatched = :dispatched, late = :late, "
			"erased = :erased, way = :way, lists = :lists, " ACTORS ", " HISTORY " WHERE "
			"id = :id AND regulation = :regulation AND form = :form AND "
			"fiscal_year = :fiscal_year AND number = :number AND state = :state AND "
			"drafter IS :drafter AND decision_of IS :decision_of AND "
			"document_number IS :document_number AND use_from IS :use_from AND "
			"use_to IS :use_to AND concluded = :concluded AND concluded_by IS :concluded_by AND "
			"concluded_on IS :concluded_on",
	[PUT_RECORD] =
		"INSERT INTO records (regulation_hash, step, version, revision, contents, section, "
		"applicant, filed, received, decided, answer, decision, dispatched, late, erased, "
		"way, lists, actors, history, id, regulation, form, fiscal_year, number, state, drafter, "
		"decision_of, document_number, use_from, use_to, concluded, concluded_by, concluded_on) "
		"VALUES (:regulation_hash, :step, :version, :revision, :contents, :section, "
		":applicant, :filed, :received, :decided, :answer, :decision, :dispatched, :late, :erased, "
		":way, :lists, ' ' || coalesce(:actor, ''), coalesce(:line, ''), :id, :regulation, :form, "
		":fiscal_year, :number, :state, :drafter, :decision_of, :document_number, :use_from, "
		":use_to, :concluded, :concluded_by, :concluded_on) ON CONFLICT (id) DO UPDATE SET "
		"regulation_hash = excluded.regulation_hash, step = excluded.step, "
		"version = excluded.version, revision = excluded.revision, contents = excluded.contents, "
		"section = excluded.section, applicant = excluded.applicant, filed = excluded.filed, "
		"received = excluded.received, decided = excluded.decided, answer = excluded.answer, "
		"decision = excluded.decision, dispatched = excluded.dispatched, late = excluded.late, "
		"erased = excluded.erased, way = excluded.way, lists = excluded.lists, regulation = "
		"excluded.regulation, "
		"form = excluded.form, fiscal_year = excluded.fiscal_year, number = excluded.number, "
		"state = excluded.state, drafter = excluded.drafter, decision_of = excluded.decision_of, "
		"document_number = excluded.document_number, use_from = excluded.use_from, "
		"use_to = excluded.use_to, concluded = excluded.concluded, "
		"concluded_by = excluded.concluded_by, concluded_on = excluded.concluded_on, " ACTORS
		", " HISTORY,
	[PUT_STOOD_IN] = "INSERT OR IGNORE INTO stood_in (person, record) VALUES (:person, :record)",
	[DROP_STOOD_IN] = "DELETE FROM stood_in WHERE person = :person AND record = :record",
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
static_assert(COUNT(texts) == PROJECT__COUNT, "every query has its text");

const struct sql_queries project_queries = { texts, PROJECT__COUNT };

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

/* The founding's adoptions, which nobody signs, say what stood in the registers by then. */
static enum result project_adopt(const struct sql_set *set, const struct entry *entry, struct error *err)
{
	sqlite3_stmt *put = sql_use(set, PUT_REGULATION);
	sql_bind_integer(put, ":sequence", entry->sequence);
	sql_bind_text(put, ":id", string_in(entry->envelope, "regulation"));
	sql_bind_text(put, ":version", string_in(entry->envelope, "version"));
	sql_bind_text(put, ":hash", string_in(entry->envelope, "hash"));
	sql_bind_integer(put, ":time", entry->time);
	enum result r = sql_run(put, err);
	return r == RESULT_OK && !entry->signature.data ? project_effects(set, entry, err) : r;
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
