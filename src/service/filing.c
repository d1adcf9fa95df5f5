/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Drafts and filing. */
#include "service/filing.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "crypto/random.h"
#include "domain/carry.h"
#include "domain/compile.h"
#include "domain/lead.h"
#include "domain/value.h"
#include "domain/verdict.h"
#include "service/attaching.h"
#include "service/compiling.h"
#include "service/entries.h"
#include "service/outcome.h"
#include "service/reading.h"
#include "store/attachment.h"
#include "store/draft.h"
#include "store/query.h"

static struct filing *filing_new(struct session *session, const struct regulation *regulation,
	const struct form *form, const char *hash, const char *section)
{
	struct filing *filing = memory_new(1, sizeof *filing);
	char id[ID_SIZE];
	random_id(id);
	filing->session = session;
	filing->regulation = regulation;
	filing->form = form;
	filing->regulation_hash = memory_string(hash);
	filing->section = memory_string(section);
	filing->draft = memory_string(id);
	filing->attachments = json_array();
	return filing;
}

void filing_free(struct filing *filing)
{
	if (!filing)
		return;
	free(filing->regulation_hash);
	free(filing->section);
	free(filing->draft);
	free(filing->record);
	json_decref(filing->values);
	json_decref(filing->before_copy);
	json_decref(filing->left);
	json_decref(filing->attachments);
	free(filing);
}

/* "<regulation>/<form>" in its version of today. */
static enum result find_form(struct desk *desk, const char *name, const struct regulation **ret_regulation,
	const struct form **ret_form, const char **ret_hash, struct error *err)
{
	const char *slash = strchr(name, '/');
	if (!slash)
		return error_set(
			err, RESULT_INVALID, _("A form is named <regulation>/<form>, not \"%s\""), name);
	char *id = memory_string_n(name, (size_t)(slash - name));
	enum result r = desk_current(desk, id, ret_regulation, ret_hash, err);
	free(id);
	if (r != RESULT_OK)
		return r;
	*ret_form = regulation_form(*ret_regulation, slash + 1);
	return *ret_form ? RESULT_OK : error_set(err, RESULT_NOT_FOUND, _("There is no form \"%s\""), name);
}

enum result filing_begin(
	struct session *session, const char *form_name, struct filing **ret_filing, struct error *err)
{
	struct desk *desk = session->desk;
	const struct regulation *regulation;
	const struct form *form;
	const char *hash;
	enum result r = find_form(desk, form_name, &regulation, &form, &hash, err);
	if (r == RESULT_OK)
		r = verdict_may_begin(regulation, form, &desk->office, session->person, session->section,
			desk_today(desk), err);
	if (r != RESULT_OK)
		return r;
	struct filing *filing = filing_new(session, regulation, form, hash, session->section);
	filing->values =
		values_initial(form, &desk->office, session->person, session->section, desk_today(desk));
	*ret_filing = filing;
	return RESULT_OK;
}

/* Keeps of old values what the form of today still has, under the drafter's hand. */
static void take_over(struct filing *filing, json_t *values)
{
	for (size_t i = 0; i < filing->form->field_count; i++) {
		const struct field *field = &filing->form->fields[i];
		json_t *value = json_object_get(values, field->id);
		if (value && !field->filled_at && !field->not_copied)
			json_object_set(filing->values, field->id, value);
		char *key = memory_format("%s-words", field->id);
		json_t *words = json_object_get(values, key);
		if (words && !field->filled_at && !field->not_copied)
			json_object_set(filing->values, key, words);
		free(key);
	}
}

enum result filing_copy(
	struct session *session, const char *record, struct filing **ret_filing, struct error *err)
{
	struct dossier dossier;
	enum result r = reading_open(session, record, &dossier, err);
	if (r != RESULT_OK)
		return r;
	if (dossier.record.erased) {
		dossier_done(&dossier);
		return error_refuse(err, NULL, _("The contents of this record were erased"));
	}
	char *name = memory_format("%s/%s", dossier.record.regulation, dossier.record.form);
	r = filing_begin(session, name, ret_filing, err);
	free(name);
	if (r == RESULT_OK) {
		(*ret_filing)->before_copy = json_deep_copy((*ret_filing)->values);
		take_over(*ret_filing, dossier.values);
		(*ret_filing)->dirty = true;
	}
	dossier_done(&dossier);
	return r;
}

/* The draft in which this correction was begun, where nobody has sent another version since; NULL. */
static enum result find_correction(
	struct session *session, const struct record *record, struct filing **ret_filing, struct error *err)
{
	struct drafts drafts;
	enum result r = draft_list(session->desk->store, session->person, &drafts, err);
	if (r != RESULT_OK)
		return r;
	struct filing *filing = NULL;
	for (size_t i = 0; r == RESULT_OK && !filing && i < drafts.count; i++) {
		const struct draft *draft = &drafts.items[i];
		if (!draft->record || strcmp(draft->record, record->id) != 0 ||
			strcmp(draft->purpose, act_name(ACT_CORRECT)) != 0)
			continue;
		r = filing_resume(session, draft->id, &filing, err);
		if (r == RESULT_OK && filing->revision < record->contents) {
			filing_free(filing);
			filing = NULL;
		}
	}
	drafts_done(&drafts);
	if (filing)
		filing->revision = record->revision; /* which has just been opened */
	if (r == RESULT_OK)
		*ret_filing = filing;
	return r;
}

enum result filing_correct(
	struct session *session, const char *record, struct filing **ret_filing, struct error *err)
{
	struct dossier dossier;
	struct wish wish = { .act = ACT_CORRECT };
	enum result r = reading_open(session, record, &dossier, err);
	if (r != RESULT_OK)
		return r;
	r = verdict_may(&dossier.standing, session->person, &wish, true, NULL, err);
	struct filing *begun = NULL;
	if (r == RESULT_OK)
		r = find_correction(session, &dossier.record, &begun, err);
	if (r == RESULT_OK && begun) {
		*ret_filing = begun;
	} else if (r == RESULT_OK) {
		struct filing *filing = filing_new(session, dossier.standing.regulation,
			dossier.standing.form, dossier.record.regulation_hash, dossier.record.section);
		filing->record = memory_string(record);
		filing->revision = dossier.record.revision;
		filing->values = json_incref(dossier.values);
		if (dossier.attachments)
			json_array_extend(filing->attachments, dossier.attachments);
		compiling_mark(filing);
		*ret_filing = filing;
	}
	dossier_done(&dossier);
	return r;
}

/* The version in force where a draft of a new record was begun under another
 * one and its form is still there; otherwise the draft's own. */
static enum result version_of_draft(struct desk *desk, const struct draft *draft,
	const struct regulation **ret_regulation, const char **ret_hash, struct error *err)
{
	const struct regulation *current;
	const char *hash;
	enum result r = desk_regulation(desk, draft->regulation_hash, ret_regulation, err);
	*ret_hash = draft->regulation_hash;
	if (r != RESULT_OK || draft->record)
		return r;
	r = desk_current(desk, draft->regulation, &current, &hash, err);
	const struct form *form = r == RESULT_OK ? regulation_form(current, draft->form) : NULL;
	if (form && form->kind != FORM_DECISION) {
		*ret_regulation = current;
		*ret_hash = hash;
	}
	return r;
}

/* The draft's values, carried over where they were typed under another version. */
static enum result take_values(struct filing *filing, const struct draft *draft, struct error *err)
{
	struct desk *desk = filing->session->desk;
	const struct regulation *written;
	json_t *values = json_object_get(draft->contents, "values");
	json_t *left = json_object_get(draft->contents, "left");
	enum result r = desk_regulation(desk, draft->regulation_hash, &written, err);
	if (r != RESULT_OK)
		return r;
	filing->left = left ? json_deep_copy(left) : NULL;
	const struct form *form = regulation_form(written, draft->form);
	if (written == filing->regulation || !form) {
		filing->values = values ? json_incref(values) : json_object();
		return RESULT_OK;
	}
	filing->values = json_object();
	if (!filing->left)
		filing->left = json_array();
	carry_values(
		form, values, filing->form, &desk->office, desk_today(desk), filing->values, filing->left);
	if (!json_array_size(filing->left))
		filing_agree(filing);
	filing->dirty = true;
	return RESULT_OK;
}

enum result filing_resume(
	struct session *session, const char *id, struct filing **ret_filing, struct error *err)
{
	struct draft draft;
	const struct regulation *regulation;
	const char *hash;
	struct filing *filing = NULL;
	enum result r = draft_load(session->desk->store, session->person, id, &draft, err);
	if (r != RESULT_OK)
		return r;
	r = version_of_draft(session->desk, &draft, &regulation, &hash, err);
	const struct form *form = r == RESULT_OK ? regulation_form(regulation, draft.form) : NULL;
	if (r == RESULT_OK && !form)
		r = error_set(err, RESULT_NOT_FOUND, _("There is no form \"%s\""), draft.form);
	if (r == RESULT_OK) {
		const char *section = json_string_value(json_object_get(draft.contents, "section"));
		filing = filing_new(session, regulation, form, hash, section);
		free(filing->draft);
		filing->draft = memory_string(id);
		filing->record = memory_string(draft.record);
		filing->revision = json_integer_value(json_object_get(draft.contents, "revision"));
		json_t *attachments = json_object_get(draft.contents, "attachments");
		if (attachments)
			json_array_extend(filing->attachments, attachments);
		r = take_values(filing, &draft, err);
	}
	if (r == RESULT_OK)
		compiling_mark(filing);
	draft_done(&draft);
	if (r != RESULT_OK) {
		filing_free(filing);
		return r;
	}
	*ret_filing = filing;
	return RESULT_OK;
}

void filing_agree(struct filing *filing)
{
	filing->dirty |= filing->left != NULL;
	json_decref(filing->left);
	filing->left = NULL;
}

void filing_set(struct filing *filing, const char *field, json_t *value)
{
	const json_t *old = json_object_get(filing->values, field);
	if (old ? value && json_equal(old, value) : !value) {
		json_decref(value);
		return;
	}
	if (value)
		json_object_set_new(filing->values, field, value);
	else
		json_object_del(filing->values, field);
	filing->dirty = true;
}

enum result filing_keep(struct filing *filing, struct error *err)
{
	if (!filing->dirty)
		return RESULT_OK;
	struct draft draft = {
		.id = memory_string(filing->draft),
		.person = memory_string(filing->session->person),
		.regulation = memory_string(filing->regulation->id),
		.regulation_hash = memory_string(filing->regulation_hash),
		.form = memory_string(filing->form->id),
		.record = memory_string(filing->record),
		.purpose = memory_string(act_name(filing->record ? ACT_CORRECT : ACT_FILE)),
		.contents = json_pack("{s:s, s:I, s:O, s:O}", "section",
			filing->section ? filing->section : "", "revision", (json_int_t)filing->revision,
			"values", filing->values, "attachments", filing->attachments),
	};
	if (filing->left)
		json_object_set(draft.contents, "left", filing->left);
	enum result r = draft_save(filing->session->desk->store, &draft, err);
	if (r == RESULT_OK)
		filing->dirty = false;
	draft_done(&draft);
	return r;
}

enum result filing_discard(struct filing *filing, struct error *err)
{
	struct desk *desk = filing->session->desk;
	filing->dirty = false;
	enum result r = draft_delete(desk->store, filing->session->person, filing->draft, err);
	if (r == RESULT_OK && json_array_size(filing->attachments))
		attaching_sweep(desk);
	return r;
}

/* The day that deadlines look at: a record that is corrected was filed when it came first. */
static date filed_on(const struct filing *filing)
{
	struct desk *desk = filing->session->desk;
	date today = desk_today(desk), filed = DATE_NONE;
	struct record record;
	struct error ignored;
	if (filing->record && query_record(desk->store, filing->record, &record, &ignored) == RESULT_OK) {
		filed = record.filed;
		record_done(&record);
	}
	return filed == DATE_NONE ? today : filed;
}

void filing_faults(const struct filing *filing, struct faults *ret_faults)
{
	struct desk *desk = filing->session->desk;
	faults_find(filing->form, filing->values, NULL, &desk->office, desk_today(desk), ret_faults);
	faults_late(filing->form, filing->values, &desk->office, filed_on(filing), ret_faults);
	outcome_faults(filing->session, filing->regulation, filing->form, filing->values, filing->record,
		ret_faults);
}

bool filing_is_late(const struct filing *filing)
{
	return lead_is_late(filing->form, filing->values, &filing->session->desk->office, filed_on(filing));
}

void filing_progress(const struct filing *filing, size_t *ret_filled, size_t *ret_all)
{
	*ret_filled = *ret_all = 0;
	for (size_t i = 0; i < filing->form->field_count; i++) {
		const struct field *field = &filing->form->fields[i];
		if (!field_filled_at(field, NULL) || !field_shown(field, filing->values))
			continue;
		++*ret_all;
		if (!value_is_empty(field, json_object_get(filing->values, field->id)))
			++*ret_filled;
	}
}

/* Drops what is hidden or empty, so that the record holds what the form shows. */
static json_t *values_to_file(const struct filing *filing)
{
	json_t *values = json_object();
	for (size_t i = 0; i < filing->form->field_count; i++) {
		const struct field *field = &filing->form->fields[i];
		json_t *value = json_object_get(filing->values, field->id);
		if (value_is_empty(field, value) || !field_shown(field, filing->values) ||
			!field_filled_at(field, NULL))
			continue;
		if (filing->form->compile.into && !strcmp(field->id, filing->form->compile.into))
			json_object_set_new(values, field->id, compile_settled(value));
		else
			json_object_set(values, field->id, value);
		char *key = memory_format("%s-words", field->id);
		json_t *words = json_object_get(filing->values, key);
		const struct choice *choice =
			field->list ? choice_list_find(field->list, json_string_value(value)) : NULL;
		if (words && choice && choice->explain)
			json_object_set(values, key, words);
		free(key);
	}
	return values;
}

/* A new record is written under the version in force. */
static enum result check_version(const struct filing *filing, struct error *err)
{
	const struct regulation *current;
	const char *hash;
	enum result r = desk_current(filing->session->desk, filing->regulation->id, &current, &hash, err);
	if (r != RESULT_OK || !strcmp(hash, filing->regulation_hash))
		return r;
	if (!regulation_form(current, filing->form->id))
		return error_set(err, RESULT_REFUSED,
			_("\"%s\" is no longer filed since version %s of the regulation. Your draft is kept; "
			  "throw "
			  "it away when you no longer need it"),
			label_text(&filing->form->title), current->version);
	return error_set(err, RESULT_CONFLICT,
		_("Version %s of the regulation came into force meanwhile. Your draft is kept; open it "
		  "again"),
		current->version);
}

/* The head before the act: a new one, or the record as it stands now under the lock. */
static enum result head_before(const struct filing *filing, struct record *ret_record,
	struct history *ret_history, struct error *err)
{
	struct desk *desk = filing->session->desk;
	if (filing->record) {
		enum result r = query_record(desk->store, filing->record, ret_record, err);
		if (r == RESULT_OK && ret_record->revision != filing->revision)
			r = error_set(err, RESULT_CONFLICT,
				_("The record changed meanwhile; open it again. Your draft is kept"));
		return r == RESULT_OK ? query_history(desk->store, filing->record, ret_history, err) : r;
	}
	char id[ID_SIZE];
	enum result r = check_version(filing, err);
	if (r != RESULT_OK)
		return r;
	random_id(id);
	*ret_record = record_empty();
	ret_record->id = memory_string(id);
	ret_record->regulation = memory_string(filing->regulation->id);
	ret_record->regulation_hash = memory_string(filing->regulation_hash);
	ret_record->form = memory_string(filing->form->id);
	ret_record->state = RECORD_RETURNED;
	ret_record->section = memory_string(filing->section);
	ret_record->drafter = memory_string(filing->session->person);
	return RESULT_OK;
}

/* Under the lock: what registers and earlier records say against it now. */
static enum result check_again(const struct filing *filing, struct error *err)
{
	struct faults faults = { 0 };
	outcome_faults(
		filing->session, filing->regulation, filing->form, filing->values, filing->record, &faults);
	enum result r = faults_error(&faults, err);
	faults_done(&faults);
	return r;
}

/* The names in the clear, so that anyone can check the files; what opens them among the contents. */
static void put_attachments(const struct filing *filing, struct entry *entry)
{
	json_t *names = attachment_names(filing->attachments);
	if (!names)
		return;
	json_object_set_new(entry->envelope, "files", names);
	json_object_set(entry->contents, "attachments", filing->attachments);
}

static enum result append_filing(struct filing *filing, const struct record *before,
	const struct history *history, json_t *values, char **ret_record, struct error *err)
{
	struct session *session = filing->session;
	struct desk *desk = session->desk;
	struct wish wish = { .act = filing->record ? ACT_CORRECT : ACT_FILE };
	struct standing standing = { filing->regulation, filing->form, before, history, &desk->office,
		desk_today(desk), values };
	struct record next;
	bool numbered;
	enum result r = desk_refresh(desk, err);
	if (r == RESULT_OK)
		r = session_in_force(session, err);
	if (r == RESULT_OK)
		r = verdict_may(&standing, session->person, &wish, false, NULL, err);
	if (r != RESULT_OK)
		return r;
	route_advance(&standing, &wish, session->person, NULL, &next, &numbered);
	outcome_relate(filing->form, values, &next);
	r = check_again(filing, err);
	if (r == RESULT_OK)
		r = journal_next(desk->store, &next.revision, err);
	next.contents = next.revision;
	next.late = lead_is_late(filing->form, filing->values, &desk->office, next.filed);
	if (r == RESULT_OK) {
		struct transition transition = {
			.act = wish.act, .to_step = next.step, .version = next.version
		};
		char salt[HASH_HEX_SIZE];
		statement_salt(salt);
		struct entry entry = entries_by(session, ENTRY_ACT);
		entries_about(&entry, &next);
		entry.envelope = json_pack("{s:o, s:o}", "record", record_to_json(&next), "transition",
			entry_transition(&transition));
		entry.contents = json_pack("{s:s, s:o}", "salt", salt, "values", json_incref(values));
		put_attachments(filing, &entry);
		r = journal_append(desk->store, &entry, err);
		entry_done(&entry);
	}
	if (r == RESULT_OK)
		r = draft_delete(desk->store, session->person, filing->draft, err);
	if (r == RESULT_OK)
		*ret_record = memory_string(next.id);
	record_done(&next);
	return r;
}

enum result filing_submit(struct filing *filing, char **ret_record, struct error *err)
{
	struct desk *desk = filing->session->desk;
	struct faults faults = { 0 };
	struct record before = { 0 };
	struct history history = { 0 };
	char *id = NULL;
	enum result r = desk_refresh(desk, err);
	if (r == RESULT_OK)
		r = session_need_open(filing->session, err);
	if (r == RESULT_OK && filing->left)
		r = error_set(err, RESULT_REFUSED,
			_("Part of the draft does not fit the version in force; look at it first"));
	if (r == RESULT_OK) {
		filing_faults(filing, &faults);
		r = faults_error(&faults, err);
		faults_done(&faults);
	}
	if (r == RESULT_OK)
		r = attaching_check(filing, err);
	if (r == RESULT_OK)
		r = store_begin(desk->store, err);
	if (r != RESULT_OK)
		return r;
	r = compiling_check(filing, err);
	if (r == RESULT_OK)
		r = head_before(filing, &before, &history, err);
	if (r == RESULT_OK) {
		json_t *values = values_to_file(filing);
		r = append_filing(filing, &before, &history, values, &id, err);
		json_decref(values);
	}
	r = store_end(desk->store, r, err);
	record_done(&before);
	history_done(&history);
	if (r != RESULT_OK) {
		free(id);
		return r;
	}
	filing->dirty = false;
	*ret_record = id;
	return RESULT_OK;
}
