/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Acts on records: verdict, signature, lock, verdict again, entry. */
#include "service/deciding.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/log.h"
#include "base/memory.h"
#include "crypto/random.h"
#include "domain/authority.h"
#include "domain/fault.h"
#include "service/decision_form.h"
#include "service/entries.h"
#include "service/outcome.h"
#include "store/draft.h"
#include "store/query.h"

/* One act made ready before the lock. */
struct prepared {
	const struct decision *decision;
	struct authority authority; /* post and principal owned below */
	char *post, *principal;
	bool sign;
	char salt[HASH_HEX_SIZE];
	json_t *words;          /* {"reason", "values"}: what the actor said; NULL for nothing */
	struct entry signature; /* holds statement, signature, certificate only */
};

static void prepared_done(struct prepared *prepared)
{
	free(prepared->post);
	free(prepared->principal);
	json_decref(prepared->words);
	entry_done(&prepared->signature);
}

/* The place of a record as it is now: a screen may stand open past midnight. */
static struct standing standing_now(const struct session *session, const struct dossier *dossier)
{
	struct standing standing = dossier->standing;
	standing.day = desk_today(session->desk);
	return standing;
}

enum result deciding_may(const struct session *session, const struct dossier *dossier, enum act act,
	struct authority *ret_authority, struct error *err)
{
	struct wish wish = { .act = act };
	struct standing standing = standing_now(session, dossier);
	return verdict_may(&standing, session->person, &wish, true, ret_authority, err);
}

enum act deciding_step_act(const struct session *session, const struct dossier *dossier)
{
	struct standing standing = standing_now(session, dossier);
	return verdict_step_act(&standing, session->person, NULL);
}

/* The open step that a wish is about. */
static const struct step *step_of(const struct session *session, const struct decision *decision)
{
	struct standing standing = standing_now(session, decision->dossier);
	const struct wish *wish = &decision->wish;
	return authority_step(&standing, session->person, wish->step, wish->ground);
}

static bool signs(const struct wish *wish, const struct step *step)
{
	if (wish->act == ACT_CONFIRM)
		return true;
	return step && step->sign && (wish->act == ACT_PASS || wish->act == ACT_DECIDE);
}

bool deciding_signs(const struct session *session, const struct decision *decisions, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (signs(&decisions[i].wish, step_of(session, &decisions[i])))
			return true;
	return false;
}

static bool is_step_act(enum act act)
{
	return act == ACT_PASS || act == ACT_DECIDE || act == ACT_TRANSCRIBE;
}

const struct form *deciding_form(const struct dossier *dossier, enum act act)
{
	bool decides = act == ACT_DECIDE || act == ACT_TRANSCRIBE;
	const struct form *written = decides ? decision_form_of(&dossier->standing) : NULL;
	return written ? written : dossier->standing.form;
}

json_t *deciding_values(const struct session *session, const struct dossier *dossier, const struct wish *wish)
{
	const struct form *form = deciding_form(dossier, wish->act);
	if (form == dossier->standing.form)
		return json_object();
	struct standing standing = standing_now(session, dossier);
	struct decision_form_source source = { &standing, &dossier->record, dossier->values, NULL, wish,
		session->person };
	return decision_form_values(form, &source);
}

bool deciding_declines(const struct dossier *dossier, const struct step *step, const struct wish *wish)
{
	if (wish->act == ACT_RETURN)
		return true;
	if (!step || deciding_form(dossier, wish->act) != dossier->standing.form)
		return false;
	bool binds = step->kind == STEP_DECIDE || step->kind == STEP_CONSENT || step->kind == STEP_INSTRUCT;
	return wish->answer == ANSWER_BYPASS || (wish->answer == ANSWER_NO && binds);
}

/* What the actor filled in at this step must be right before it binds. */
static enum result check_values(
	const struct session *session, const struct decision *decision, struct error *err)
{
	const struct dossier *dossier = decision->dossier;
	const struct wish *wish = &decision->wish;
	const struct step *step = step_of(session, decision);
	struct faults faults = { .missing_is_none = deciding_declines(dossier, step, wish) };
	if (!step || !is_step_act(wish->act))
		return RESULT_OK;
	const struct form *form = deciding_form(dossier, wish->act);
	/* What was filled in before is there for the conditions that look at it. */
	json_t *values = form == dossier->standing.form ? json_deep_copy(dossier->all)
							: deciding_values(session, dossier, wish);
	if (decision->values)
		json_object_update(values, (json_t *)(uintptr_t)decision->values);
	faults_find(form, values, step->id, &session->desk->office, desk_today(session->desk), &faults);
	enum result r = faults_error(&faults, err);
	faults_done(&faults);
	json_decref(values);
	return r;
}

/* What the confirmer's signature covers: the paper as it was typed in. */
static json_t *paper_words(const struct dossier *dossier)
{
	const struct transition *typed = route_on_paper(&dossier->standing);
	char day[DATE_ISO_SIZE];
	if (!typed)
		return json_object();
	date_iso(typed->paper.day, day);
	return json_pack("{s:s, s:s, s:s*, s:s}", "number", typed->paper.number, "day", day, "decider",
		typed->paper.decider, "answer", answer_name(typed->answer));
}

static json_t *words_of(const struct decision *decision, const struct authority *authority)
{
	json_t *words = json_object();
	const struct wish *wish = &decision->wish;
	char from[DATE_ISO_SIZE], to[DATE_ISO_SIZE];
	if (wish->reason && *wish->reason)
		json_object_set_new(words, "reason", json_string(wish->reason));
	if (decision->values && json_object_size(decision->values))
		json_object_set_new(words, "values", json_deep_copy(decision->values));
	if (authority->exception)
		json_object_set_new(words, "exception", json_string(wish->exception));
	if (wish->act == ACT_CONFIRM)
		json_object_set_new(words, "paper", paper_words(decision->dossier));
	if (wish->ground) {
		date_iso(wish->ground_from, from);
		date_iso(wish->ground_to, to);
		json_object_set_new(words, "absent", json_pack("{s:s, s:s}", "from", from, "to", to));
	}
	if (json_object_size(words))
		return words;
	json_decref(words);
	return NULL;
}

static enum result prepare(struct session *session, const struct decision *decision,
	struct prepared *prepared, struct error *err)
{
	struct authority authority;
	struct standing standing = standing_now(session, decision->dossier);
	enum result r = verdict_may(&standing, session->person, &decision->wish, false, &authority, err);
	if (r == RESULT_OK)
		r = check_values(session, decision, err);
	if (r != RESULT_OK)
		return r;
	prepared->decision = decision;
	prepared->post = memory_string(authority.post);
	prepared->principal = memory_string(authority.principal);
	prepared->authority = authority;
	prepared->authority.post = prepared->post;
	prepared->authority.principal = prepared->principal;
	prepared->authority.deputy = NULL; /* the office may be read anew */
	prepared->sign = signs(&decision->wish, authority.step);
	prepared->words = words_of(decision, &authority);
	statement_salt(prepared->salt);
	return RESULT_OK;
}

static bool same(const char *a, const char *b)
{
	return a && b ? !strcmp(a, b) : a == b;
}

/* A statement speaks in one capacity, for one principal. */
static bool same_capacity(const struct prepared *a, const struct prepared *b)
{
	return a->authority.capacity == b->authority.capacity && same(a->principal, b->principal);
}

static enum result add_item(
	struct desk *desk, struct statement *statement, const struct prepared *prepared, struct error *err)
{
	const struct record *record = &prepared->decision->dossier->record;
	const struct wish *wish = &prepared->decision->wish;
	struct entry entry;
	enum result r = journal_entry(desk->store, record->contents, &entry, err);
	if (r != RESULT_OK)
		return r;
	struct statement_item *item = statement_add(statement);
	item->record = memory_string(record->id);
	item->contents = record->contents;
	item->regulation_hash = memory_string(record->regulation_hash);
	item->form = memory_string(record->form);
	item->act = memory_string(act_name(wish->act));
	item->answer = memory_string(answer_name(wish->answer));
	r = statement_digest(prepared->salt, entry.contents, &item->digest, err);
	if (r == RESULT_OK && prepared->words)
		r = statement_digest(prepared->salt, prepared->words, &item->words, err);
	entry_done(&entry);
	return r;
}

/* One statement for each capacity in the pile; mostly that is one. */
static enum result sign_all(struct session *session, struct prepared *prepared, size_t count,
	const struct card_pin *pin, int *ret_tries, struct error *err)
{
	for (size_t i = 0; i < count; i++) {
		if (!prepared[i].sign || prepared[i].signature.signature.length)
			continue;
		struct statement statement = entries_statement(session, STATEMENT_DECISION);
		statement.capacity = prepared[i].authority.capacity;
		statement.principal = memory_string(prepared[i].principal);
		enum result r = RESULT_OK;
		for (size_t k = i; r == RESULT_OK && k < count; k++)
			if (prepared[k].sign && same_capacity(&prepared[i], &prepared[k]))
				r = add_item(session->desk, &statement, &prepared[k], err);
		if (r == RESULT_OK)
			r = entries_sign(session, &statement, pin, ret_tries, &prepared[i].signature, err);
		statement_done(&statement);
		if (r != RESULT_OK)
			return r;
		for (size_t k = i + 1; k < count; k++)
			if (prepared[k].sign && same_capacity(&prepared[i], &prepared[k]))
				entries_copy_signature(&prepared[i].signature, &prepared[k].signature);
	}
	return RESULT_OK;
}

/* The record and its history as they stand under the lock. */
static enum result read_again(struct desk *desk, const struct dossier *dossier, struct record *ret_record,
	struct history *ret_history, struct error *err)
{
	enum result r = query_record(desk->store, dossier->record.id, ret_record, err);
	if (r == RESULT_OK)
		r = query_history(desk->store, dossier->record.id, ret_history, err);
	if (r == RESULT_OK && ret_record->revision != dossier->record.revision) {
		char *number = reading_number(&dossier->record, i18n_language());
		r = error_set(err, RESULT_CONFLICT,
			_("%s %s changed since it was opened; nothing was done. Please read it again"),
			label_text(&dossier->standing.form->title), number);
		free(number);
	}
	return r;
}

static struct transition transition_of(
	const struct prepared *prepared, const struct standing *standing, const struct record *next)
{
	const struct wish *wish = &prepared->decision->wish;
	return (struct transition){
		.act = wish->act,
		.step = prepared->authority.step ? prepared->authority.step->id : standing->record->step,
		.to_step = next->step,
		.capacity = prepared->authority.capacity,
		.principal = prepared->principal,
		.post = prepared->post,
		.ground = (char *)(uintptr_t)(prepared->principal ? wish->ground : NULL),
		.answer = wish->answer,
		.version = next->version,
		.is_signed = prepared->sign,
		.exception = prepared->authority.exception,
		.paper = wish->act == ACT_TRANSCRIBE
				 ? (struct paper_decision){ (char *)(uintptr_t)wish->document_number,
					   wish->paper_day, (char *)(uintptr_t)wish->paper_decider }
				 : (struct paper_decision){ .day = DATE_NONE },
	};
}

static enum result append_act(struct session *session, const struct prepared *prepared,
	const struct standing *standing, struct record *next, json_t *effects, struct error *err)
{
	struct transition transition = transition_of(prepared, standing, next);
	struct entry entry = entries_by(session, ENTRY_ACT);
	entries_about(&entry, next);
	entry.capacity = prepared->authority.capacity;
	entry.principal = memory_string(prepared->principal);
	entries_copy_signature(&prepared->signature, &entry);
	entry.envelope = json_pack("{s:o, s:o, s:O*}", "record", record_to_json(next), "transition",
		entry_transition(&transition), "effects", effects);
	if (prepared->words || prepared->sign)
		entry.contents = json_pack("{s:s, s:O*}", "salt", prepared->salt, "words", prepared->words);
	enum result r = journal_append(session->desk->store, &entry, err);
	entry_done(&entry);
	return r;
}

/* One place for each person and record, so that it is found again. */
static char *draft_id(const struct session *session, const struct record *record)
{
	const struct hash_part parts[] = { { session->person, strlen(session->person) + 1 },
		{ record->id, strlen(record->id) } };
	struct hash hash = hash_parts(parts, COUNT(parts));
	return bytes_hex(hash.bytes, (ID_SIZE - 1) / 2);
}

enum result deciding_keep(
	struct session *session, const struct dossier *dossier, json_t *typed, struct error *err)
{
	const struct record *record = &dossier->record;
	struct draft draft = {
		.id = draft_id(session, record),
		.person = memory_string(session->person),
		.regulation = memory_string(record->regulation),
		.regulation_hash = memory_string(record->regulation_hash),
		.form = memory_string(record->form),
		.record = memory_string(record->id),
		.purpose = memory_string(act_name(ACT_DECIDE)),
		.contents = json_pack("{s:I, s:O}", "revision", (json_int_t)record->revision, "typed", typed),
	};
	enum result r = draft_save(session->desk->store, &draft, err);
	draft_done(&draft);
	return r;
}

json_t *deciding_kept(struct session *session, const struct dossier *dossier)
{
	struct draft draft;
	struct error ignored;
	char *id = draft_id(session, &dossier->record);
	enum result r = draft_load(session->desk->store, session->person, id, &draft, &ignored);
	free(id);
	if (r != RESULT_OK)
		return NULL;
	/* What was typed about an older state of the record may not fit any more. */
	json_t *typed =
		json_integer_value(json_object_get(draft.contents, "revision")) == dossier->record.revision
			? json_incref(json_object_get(draft.contents, "typed"))
			: NULL;
	draft_done(&draft);
	return typed;
}

static enum result forget_typed(struct session *session, const struct record *record, struct error *err)
{
	char *id = draft_id(session, record);
	enum result r = draft_delete(session->desk->store, session->person, id, err);
	free(id);
	return r;
}

/* The values among which the way goes on: what is filled in now counts already. */
static json_t *values_after(const struct decision *decision)
{
	const struct dossier *dossier = decision->dossier;
	json_t *values = json_deep_copy(dossier->all);
	if (decision->values && deciding_form(dossier, decision->wish.act) == dossier->standing.form)
		json_object_update(values, decision->values);
	return values;
}

static bool decides_later(const struct standing *standing, const struct step *step)
{
	const struct form *form = standing->form;
	for (const struct step *later = step + 1; later < form->steps + form->step_count; later++)
		if (later->kind == STEP_DECIDE && route_applies(standing, later))
			return true;
	return false;
}

/* True where this act takes the decision that the decision's own form tells. */
static bool tells_decision(
	const struct standing *standing, const struct prepared *prepared, const struct record *next)
{
	enum act act = prepared->decision->wish.act;
	bool decided = act == ACT_DECIDE || (act == ACT_CONFIRM && next->decided != DATE_NONE);
	if (!standing->form->decision || next->decision || standing->record->decided != DATE_NONE)
		return false;
	if (next->state == RECORD_DECIDED)
		return true;
	return decided && !decides_later(standing, prepared->authority.step);
}

/* The words that were typed with an earlier act; borrowed, NULL for none. */
static const char *reason_of(const struct dossier *dossier, const struct transition *transition)
{
	for (size_t i = 0; i < dossier->history.count; i++)
		if (dossier->history.items[i].sequence == transition->sequence)
			return dossier->reasons[i];
	return NULL;
}

/* What the decision's own form is written from; *wish is what it says was decided. */
static struct decision_form_source telling(const struct session *session, const struct prepared *prepared,
	const struct standing *standing, const struct record *next, struct wish *wish)
{
	const struct decision *decision = prepared->decision;
	const struct transition *paper = decision->wish.act == ACT_CONFIRM ? route_on_paper(standing) : NULL;
	*wish = decision->wish;
	wish->answer = next->answer;
	if (paper)
		wish->reason = reason_of(decision->dossier, paper);
	return (struct decision_form_source){ standing, next, decision->dossier->values,
		paper ? decision->dossier->transcribed : decision->values, wish,
		paper ? NULL : session->person };
}

/* The entry, what it brings for facts and earlier records, and the decision's own form. */
static enum result write_act(struct session *session, const struct prepared *prepared,
	const struct standing *standing, bool tells, struct record *next, struct error *err)
{
	struct wish wish;
	struct decision_form_source form = telling(session, prepared, standing, next, &wish);
	struct outcome_source source = { standing, tells ? decision_form_of(standing) : NULL, NULL };
	json_t *values = source.written ? decision_form_values(source.written, &form) : NULL;
	json_t *effects = NULL;
	source.written_values = values;
	enum result r = outcome_settle(session, &source, next, &effects, err);
	if (r == RESULT_OK)
		r = append_act(session, prepared, standing, next, effects, err);
	if (r == RESULT_OK)
		r = outcome_follow(session, &source, next, err);
	if (r == RESULT_OK && tells)
		r = decision_form_write(session, &form, err);
	json_decref(values);
	json_decref(effects);
	return r;
}

/* The act itself, under the lock: number, entry, and the decision's own form. */
static enum result append_all(struct session *session, const struct prepared *prepared,
	const struct standing *standing, struct record *next, bool numbered, struct error *err)
{
	struct desk *desk = session->desk;
	enum result r = RESULT_OK;
	char id[ID_SIZE];
	bool tells = tells_decision(standing, prepared, next);
	if (numbered)
		r = query_next_number(
			desk->store, next->regulation, next->form, next->fiscal_year, &next->number, err);
	if (r == RESULT_OK)
		r = journal_next(desk->store, &next->revision, err);
	if (tells) {
		random_id(id);
		next->decision = memory_string(id);
	}
	if (r == RESULT_OK)
		r = write_act(session, prepared, standing, tells, next, err);
	return r == RESULT_OK ? forget_typed(session, standing->record, err) : r;
}

/* Under the lock: verdict again, then the act. */
static enum result act_one(struct session *session, const struct prepared *prepared, const struct record *now,
	const struct history *history, struct error *err)
{
	const struct decision *decision = prepared->decision;
	struct standing standing = standing_now(session, decision->dossier);
	struct authority authority;
	struct record next;
	bool numbered;
	standing.record = now;
	standing.history = history;
	enum result r = verdict_may(&standing, session->person, &decision->wish, false, &authority, err);
	if (r == RESULT_OK && (authority.capacity != prepared->authority.capacity ||
				      authority.step != prepared->authority.step ||
				      !same(authority.principal, prepared->principal)))
		r = error_set(
			err, RESULT_CONFLICT, _("The postings changed meanwhile; please read it again"));
	if (r != RESULT_OK)
		return r;
	json_t *values = values_after(decision);
	standing.values = values;
	route_advance(&standing, &decision->wish, session->person, &authority, &next, &numbered);
	r = append_all(session, prepared, &standing, &next, numbered, err);
	record_done(&next);
	json_decref(values);
	return r;
}

static enum result act_all(
	struct session *session, const struct prepared *prepared, size_t count, struct error *err)
{
	struct desk *desk = session->desk;
	enum result r = store_begin(desk->store, err);
	if (r != RESULT_OK)
		return r;
	/* What another desk changed until now counts: postings, and whose the card is. */
	r = desk_refresh(desk, err);
	if (r == RESULT_OK)
		r = session_in_force(session, err);
	for (size_t i = 0; r == RESULT_OK && i < count; i++) {
		struct record now = { 0 };
		struct history history = { 0 };
		r = read_again(desk, prepared[i].decision->dossier, &now, &history, err);
		if (r == RESULT_OK)
			r = act_one(session, &prepared[i], &now, &history, err);
		record_done(&now);
		history_done(&history);
	}
	return store_end(desk->store, r, err);
}

enum result deciding_act(struct session *session, const struct decision *decisions, size_t count,
	const struct card_pin *pin, int *ret_tries, struct error *err)
{
	struct prepared *prepared = memory_new(count, sizeof *prepared);
	enum result r = session_need_open(session, err);
	*ret_tries = -1;
	if (r == RESULT_OK)
		r = desk_refresh(session->desk, err);
	for (size_t i = 0; r == RESULT_OK && i < count; i++)
		r = prepare(session, &decisions[i], &prepared[i], err);
	if (r == RESULT_OK)
		r = sign_all(session, prepared, count, pin, ret_tries, err);
	if (r == RESULT_OK)
		r = act_all(session, prepared, count, err);
	if (r != RESULT_OK && err)
		log_line("deciding: %s", err->text);
	for (size_t i = 0; i < count; i++)
		prepared_done(&prepared[i]);
	free(prepared);
	return r;
}
