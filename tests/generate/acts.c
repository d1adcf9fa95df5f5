/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Random filing and acting. */
#include "tests/generate/acts.h"

#include <check.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "domain/authority.h"
#include "domain/value.h"
#include "service/compiling.h"
#include "service/decision_form.h"
#include "store/journal.h"
#include "store/query.h"
#include "store/replay.h"
#include "tests/generate/around.h"
#include "tests/support/bundle.h"
#include "tests/support/office.h"

enum { TRIES = 40, DRAFTERS = 48, FILLINGS = 2 };

const char *const acts_regulations[] = { "toin", "yanagawa", "kashihara", "sakai", "sendai-kyosai" };
const size_t acts_regulation_count = COUNT(acts_regulations);

/* ---- the office -------------------------------------------------------------- */

static bool names_regulation(const struct office *office, const char *id)
{
	for (size_t i = 0; i < office->regulation_count; i++)
		if (!strcmp(office->regulations[i], id))
			return true;
	return false;
}

/* The folder of the demo office that has the regulation, loaded. */
static char *office_of(const char *regulation, struct office *ret_office)
{
	char *path = source_path("data/demo"), *found = NULL;
	DIR *opened = opendir(path);
	for (const struct dirent *entry; !found && (entry = readdir(opened)) != NULL;) {
		if (entry->d_type != DT_DIR || entry->d_name[0] == '.')
			continue;
		char *folder = memory_format("data/demo/%s", entry->d_name);
		office_shipped(folder, ret_office);
		if (names_regulation(ret_office, regulation)) {
			found = folder;
			break;
		}
		office_done(ret_office);
		free(folder);
	}
	closedir(opened);
	free(path);
	ck_assert_msg(found != NULL, "no office has the regulation %s", regulation);
	return found;
}

/* A record that the field takes (of any application, where it names no form) that was
 * decided yes and is still in force. */
static const char *some_record(void *context, const struct field *field)
{
	struct acts *acts = context;
	size_t first = acts->made_count ? values_below(&acts->values, acts->made_count) : 0;
	for (size_t i = 0; i < acts->made_count; i++) {
		const struct made *made = &acts->made[(first + i) % acts->made_count];
		struct record head;
		if (field->form_count ? !field_takes_form(field, made->form->id)
				      : made->form->kind != FORM_APPLICATION)
			continue;
		acts_head(acts, made->id, &head);
		bool granted = head.state == RECORD_DECIDED && head.answer != ANSWER_NO && !head.concluded_by;
		record_done(&head);
		if (granted)
			return made->id;
	}
	return NULL;
}

void acts_begin(struct acts *acts, const char *regulation, uint64_t seed)
{
	struct office office;
	struct error err;
	const char **people = NULL;
	size_t count = 0;
	calendar_shipped();
	char *folder = office_of(regulation, &office);
	char *path = memory_format("data/regulations/%s", regulation);
	for (size_t i = 0; i < office.person_count; i++)
		if (office_main_posting(&office, office.people[i].id, date_of(2026, 11, 24)))
			*LIST_ADD(people, count) = office.people[i].id;
	*acts = (struct acts){ 0 };
	const struct training_place place = { folder, path, people, count };
	training_begin_at(&acts->training, &place);
	acts->sessions = memory_new(count, sizeof *acts->sessions);
	ck_assert_int_eq(
		desk_current(acts->training.desk, regulation, &acts->regulation, NULL, &err), RESULT_OK);
	acts->values = (struct values){ .seed = seed,
		.office = &acts->training.desk->office,
		.regulation = acts->regulation,
		.day = desk_today(acts->training.desk),
		.record = some_record,
		.context = acts };
	around_begin(acts);
	free(people);
	free(path);
	free(folder);
	office_done(&office);
}

void acts_end(struct acts *acts)
{
	for (size_t i = 0; i < acts->training.card_count; i++)
		session_free(acts->sessions[i]);
	for (size_t i = 0; i < acts->made_count; i++) {
		free(acts->made[i].id);
		json_decref(acts->made[i].collected_by);
	}
	free(acts->made);
	free(acts->sessions);
	free(acts->last_refusal);
	around_end(acts);
	training_end(&acts->training);
}

struct session *acts_session(struct acts *acts, const char *person)
{
	for (size_t i = 0; i < acts->training.card_count; i++) {
		if (strcmp(acts->training.people[i], person) != 0)
			continue;
		if (!acts->sessions[i])
			acts->sessions[i] = training_sign_in(&acts->training, person);
		training_insert(&acts->training, person);
		return acts->sessions[i];
	}
	ck_abort_msg("%s has no card", person);
}

void acts_head(struct acts *acts, const char *record, struct record *ret_record)
{
	struct error err;
	ck_assert_msg(query_record(acts->training.desk->store, record, ret_record, &err) == RESULT_OK, "%s",
		err.text);
}

void acts_verify(struct acts *acts)
{
	struct error err;
	struct verify_report report;
	int64_t rows;
	struct store *store = acts->training.desk->store;
	struct verify_options options = { .mode = VERIFY_FULL, .root = acts->training.root };
	ck_assert_msg(journal_verify(store, &options, &report, &err) == RESULT_OK, "%s", err.text);
	ck_assert_msg(replay_compare(store, &rows, &err) == RESULT_OK, "%s", err.text);
}

static void refuse(struct acts *acts, const char *who, const struct error *err)
{
	free(acts->last_refusal);
	acts->last_refusal = memory_format("%s: %s", who, err->text);
}

/* ---- filing --------------------------------------------------------------------- */

/* The lines of a plan are collected, not made up. */
static bool is_lines(const struct form *form, const struct field *field)
{
	return form->compile.form && !strcmp(field->id, form->compile.into);
}

/* Other values for what the faults name; where they name nothing, for all that is chosen. */
static void mend(struct acts *acts, struct filing *filing, const struct faults *faults)
{
	const struct form *form = filing->form;
	bool named = false;
	for (size_t i = 0; i < faults->count; i++)
		if (faults->items[i].field && field_filled_at(faults->items[i].field, NULL)) {
			if (!is_lines(form, faults->items[i].field))
				values_again(&acts->values, faults->items[i].field, filing->values);
			named = true;
		}
	for (size_t i = 0; i < form->field_count; i++) {
		const struct field *field = &form->fields[i];
		bool chosen = field->type == FIELD_CHOICE || field->type == FIELD_CHOICES ||
			      field->type == FIELD_YES_NO || field->type == FIELD_SECTION ||
			      field->type == FIELD_PERSON || field->type == FIELD_TABLE;
		if (is_lines(form, field))
			around_coordinate(acts, filing);
		else if (chosen && field_filled_at(field, NULL) &&
			 values_chance(&acts->values, named ? 10 : 50))
			values_again(&acts->values, field, filing->values);
	}
}

/* Fills and files, mending what is found fault with; RESULT_OK, or the last refusal. */
static enum result fill_and_file(
	struct acts *acts, struct filing *filing, char **ret_record, struct error *err)
{
	enum result r = RESULT_REFUSED;
	acts->values.form = filing->form;
	values_fill(&acts->values, filing->form, NULL, filing->values);
	around_attach(acts, filing);
	if (compiling_can(filing))
		around_collect(acts, filing);
	for (size_t tries = 0; r != RESULT_OK && tries < TRIES; tries++) {
		struct faults faults = { 0 };
		filing_faults(filing, &faults);
		r = faults_error(&faults, err);
		if (r == RESULT_OK)
			r = filing_submit(filing, ret_record, err);
		if (r != RESULT_OK) {
			refuse(acts, filing->form->id, err);
			mend(acts, filing, &faults);
		}
		faults_done(&faults);
	}
	return r;
}

static void count_act(struct acts *acts, enum act act)
{
	acts->done[act]++;
	acts->all++;
}

/* What a plan that collects this form would ask for. */
static json_t *collected_by(const struct acts *acts, const struct form *form, const json_t *values)
{
	for (size_t i = 0; i < acts->regulation->form_count; i++) {
		const struct compile *compile = &acts->regulation->forms[i].compile;
		if (compile->form && !strcmp(compile->form, form->id))
			return json_incref(json_object_get(values, compile->theirs));
	}
	return NULL;
}

const char *acts_file(struct acts *acts, const struct form *form)
{
	struct training *training = &acts->training;
	char *name = memory_format("%s/%s", acts->regulation->id, form->id);
	const char *filed = NULL;
	size_t filled = 0;
	for (size_t tries = 0; !filed && tries < DRAFTERS && filled < FILLINGS; tries++) {
		struct filing *filing;
		struct error err;
		char *record;
		struct session *session = acts_session(
			acts, training->people[values_below(&acts->values, training->card_count)]);
		if (filing_begin(session, name, &filing, &err) != RESULT_OK) {
			refuse(acts, form->id, &err);
			continue;
		}
		filled++;
		if (fill_and_file(acts, filing, &record, &err) == RESULT_OK) {
			*LIST_ADD(acts->made, acts->made_count) =
				(struct made){ record, form, collected_by(acts, form, filing->values) };
			filed = record;
			count_act(acts, ACT_FILE);
		}
		filing_free(filing);
	}
	free(name);
	return filed;
}

/* ---- acting ----------------------------------------------------------------------- */

static struct wish wish_of(struct acts *acts, enum act act, enum answer answer,
	const struct authority *authority, const struct standing *standing)
{
	struct wish wish = { .act = act,
		.answer = answer,
		.step = authority->step ? authority->step->id : NULL,
		.reason = values_chance(&acts->values, 70) || answer != ANSWER_YES || act == ACT_RETURN ||
					  act == ACT_WITHDRAW
				  ? "理由の記載"
				  : NULL,
		.exception = authority->exception ? "他に職員がいないため" : NULL,
		.document_number = "8第12号",
		.paper_day = acts->values.day - (date)values_below(&acts->values, 5),
		.paper_decider = "市長 見本 太郎" };
	for (size_t i = 0; authority->principal && i < absence_ground_count && !wish.ground; i++)
		if (!authority->deputy || deputy_knows_ground(authority->deputy, absence_grounds[i].id))
			wish.ground = absence_grounds[i].id;
	wish.ground_from = wish.ground_to = acts->values.day;
	if (act == ACT_RETURN && authority->step && values_chance(&acts->values, 50))
		for (const struct step *step = standing->form->steps; step < authority->step; step++)
			if (route_applies(standing, step) &&
				!route_together(standing->form, step, authority->step))
				wish.to_step = step->id;
	return wish;
}

/* What is filled in at the step, and nothing else. */
static json_t *step_values(
	struct acts *acts, struct session *session, const struct dossier *dossier, const struct wish *wish)
{
	const struct form *asked = deciding_form(dossier, wish->act);
	json_t *all = asked == dossier->standing.form ? json_deep_copy(dossier->all)
						      : deciding_values(session, dossier, wish);
	json_t *kept = json_object();
	acts->values.form = asked;
	values_fill(&acts->values, asked, wish->step, all);
	for (size_t i = 0; i < asked->field_count; i++) {
		const struct field *field = &asked->fields[i];
		char *words = memory_format("%s-words", field->id);
		const char *const keys[] = { field->id, words };
		for (size_t k = 0; k < COUNT(keys) && field_filled_at(field, wish->step); k++)
			if (json_object_get(all, keys[k]))
				json_object_set(kept, keys[k], json_object_get(all, keys[k]));
		free(words);
	}
	json_decref(all);
	return kept;
}

static enum result act_once(struct acts *acts, struct session *session, const struct dossier *dossier,
	const struct wish *wish, struct error *err)
{
	bool fills = wish->step && wish->act != ACT_RETURN && wish->act != ACT_CONFIRM;
	struct decision decision = { dossier, *wish,
		fills ? step_values(acts, session, dossier, wish) : NULL };
	struct card_pin pin;
	int tries;
	training_pin(&pin);
	enum result r = deciding_act(session, &decision, 1, &pin, &tries, err);
	card_pin_done(&pin);
	json_decref(decision.values);
	return r;
}

static bool correct(struct acts *acts, struct session *session, const char *record)
{
	struct filing *filing;
	struct error err;
	char *again = NULL;
	if (filing_correct(session, record, &filing, &err) != RESULT_OK) {
		refuse(acts, "correct", &err);
		return false;
	}
	json_t *values = json_deep_copy(filing->values); /* those of the dossier are shared */
	json_decref(filing->values);
	filing->values = values;
	bool done = fill_and_file(acts, filing, &again, &err) == RESULT_OK;
	filing_free(filing);
	free(again);
	return done;
}

/* Tries other values where the first ones are refused. */
static bool act_by(struct acts *acts, const char *person, const char *record, enum act act,
	enum answer answer, const struct authority *authority)
{
	struct session *session = acts_session(acts, person);
	struct dossier dossier;
	struct error err;
	bool done = false;
	if (act == ACT_CORRECT)
		return correct(acts, session, record);
	ck_assert_msg(reading_open(session, record, &dossier, &err) == RESULT_OK, "%s", err.text);
	struct wish wish = wish_of(acts, act, answer, authority, &dossier.standing);
	for (size_t tries = 0; !done && tries < TRIES; tries++) {
		enum result r = act_once(acts, session, &dossier, &wish, &err);
		done = r == RESULT_OK;
		ck_assert_msg(done || r == RESULT_REFUSED || r == RESULT_INVALID, "%s %s: %s", act_name(act),
			dossier.standing.form->id, err.text);
		if (!done)
			refuse(acts, dossier.standing.form->id, &err);
	}
	dossier_done(&dossier);
	return done;
}

bool acts_do(struct acts *acts, const char *record, enum act act, enum answer answer)
{
	struct training *training = &acts->training;
	struct record head;
	struct history history = { 0 };
	struct error err;
	bool done = false;
	acts_head(acts, record, &head);
	ck_assert_int_eq(query_history(training->desk->store, record, &history, &err), RESULT_OK);
	struct standing standing = { acts->regulation, regulation_form(acts->regulation, head.form), &head,
		&history, &training->desk->office, desk_today(training->desk), NULL };
	size_t first = values_below(&acts->values, training->card_count);
	for (size_t i = 0; i < training->card_count && !done; i++) {
		const char *person = training->people[(first + i) % training->card_count];
		struct authority authority = { 0 };
		const struct wish wish = { .act = act };
		if (verdict_may(&standing, person, &wish, true, &authority, &err) != RESULT_OK)
			continue;
		bool known = !authority.step || act == ACT_RETURN || act == ACT_CONFIRM ||
			     answer == ANSWER_YES || authority.step->words[answer].ja;
		done = act_by(acts, person, record, act, known ? answer : ANSWER_YES, &authority);
		if (!done)
			break;
	}
	record_done(&head);
	history_done(&history);
	if (done)
		count_act(acts, act);
	return done;
}

bool acts_go_on(struct acts *acts, const char *record, enum answer answer)
{
	static const enum act running[] = { ACT_CONFIRM, ACT_PASS, ACT_DECIDE, ACT_TRANSCRIBE };
	struct record head;
	acts_head(acts, record, &head);
	enum record_state state = head.state;
	record_done(&head);
	if (state == RECORD_RETURNED)
		return acts_do(acts, record, ACT_CORRECT, ANSWER_YES);
	for (size_t i = 0; state == RECORD_RUNNING && i < COUNT(running); i++)
		if (acts_do(acts, record, running[i], answer))
			return true;
	return false;
}
