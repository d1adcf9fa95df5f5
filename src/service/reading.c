/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One record opened, and the lists. */
#include "service/reading.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "domain/value.h"
#include "service/entries.h"
#include "service/filter.h"
#include "service/lines.h"

void dossier_done(struct dossier *dossier)
{
	for (size_t i = 0; dossier->reasons && i < dossier->history.count; i++)
		free(dossier->reasons[i]);
	for (size_t i = 0; dossier->exceptions && i < dossier->history.count; i++)
		free(dossier->exceptions[i]);
	free(dossier->reasons);
	free(dossier->exceptions);
	record_done(&dossier->record);
	history_done(&dossier->history);
	json_decref(dossier->values);
	json_decref(dossier->decided);
	json_decref(dossier->all);
	json_decref(dossier->transcribed);
	json_decref(dossier->attachments);
	*dossier = (struct dossier){ 0 };
}

/* What others filled in at a step of this form. Done again, a step is filled
 * in anew; a decision's own form keeps its fields for itself. */
static void take_filled(struct dossier *dossier, const struct transition *done, const json_t *filled)
{
	const struct form *form = dossier->standing.form;
	for (size_t i = 0; done->step && i < form->field_count; i++) {
		const struct field *field = &form->fields[i];
		if (!field_filled_at(field, done->step))
			continue;
		char *words = memory_format("%s-words", field->id);
		const char *const keys[] = { field->id, words };
		for (size_t k = 0; k < COUNT(keys); k++) {
			json_t *value = json_object_get(filled, keys[k]);
			json_object_del(dossier->decided, keys[k]);
			if (value)
				json_object_set(dossier->decided, keys[k], value);
		}
		free(words);
	}
}

/* One act's contents: why, and what was filled in. */
static void take_contents(struct dossier *dossier, size_t index, const struct entry *entry)
{
	const struct transition *item = &dossier->history.items[index];
	const json_t *words = json_object_get(entry->contents, "words");
	json_t *values = json_object_get(words, "values");
	json_t *drafted = json_object_get(entry->contents, "values");
	dossier->reasons[index] = memory_string(json_string_value(json_object_get(words, "reason")));
	dossier->exceptions[index] = memory_string(json_string_value(json_object_get(words, "exception")));
	if (item->act == ACT_FILE || item->act == ACT_CORRECT)
		json_object_clear(dossier->decided);
	if (item->act == ACT_PASS || item->act == ACT_DECIDE || item->act == ACT_TRANSCRIBE)
		take_filled(dossier, item, values);
	if (item->act == ACT_TRANSCRIBE || item->act == ACT_CONFIRM) {
		json_decref(dossier->transcribed);
		dossier->transcribed = item->act == ACT_TRANSCRIBE && values ? json_deep_copy(values) : NULL;
	}
	if (entry->sequence == dossier->record.contents && drafted) {
		json_decref(dossier->values);
		dossier->values = json_deep_copy(drafted);
		json_decref(dossier->attachments);
		dossier->attachments = json_incref(json_object_get(entry->contents, "attachments"));
	}
}

/* The newest contents, and what others filled in or gave as reasons at each act. */
static enum result load_contents(struct desk *desk, struct dossier *dossier, struct error *err)
{
	dossier->reasons = memory_new(dossier->history.count, sizeof *dossier->reasons);
	dossier->exceptions = memory_new(dossier->history.count, sizeof *dossier->exceptions);
	dossier->decided = json_object();
	for (size_t i = 0; i < dossier->history.count; i++) {
		struct entry entry;
		enum result r = journal_entry(desk->store, dossier->history.items[i].sequence, &entry, err);
		if (r != RESULT_OK)
			return r;
		take_contents(dossier, i, &entry);
		entry_done(&entry);
	}
	if (!dossier->values)
		dossier->values = json_object();
	dossier->all = json_deep_copy(dossier->values);
	json_object_update(dossier->all, dossier->decided);
	dossier->standing.values = dossier->all;
	return RESULT_OK;
}

static enum result note_read(struct session *session, const struct record *record, struct error *err)
{
	struct entry entry = entries_by(session, ENTRY_READ);
	entries_about(&entry, record);
	return entries_commit(session->desk, &entry, err);
}

/* The record's head and history, and what it is judged by. */
static enum result find_dossier(
	struct session *session, const char *record, struct dossier *dossier, struct error *err)
{
	struct desk *desk = session->desk;
	*dossier = (struct dossier){ 0 };
	enum result r = desk_refresh(desk, err);
	if (r == RESULT_OK)
		r = query_record(desk->store, record, &dossier->record, err);
	if (r == RESULT_OK)
		r = query_history(desk->store, record, &dossier->history, err);
	return r == RESULT_OK ? lines_stand(desk, dossier, err) : r;
}

enum result reading_open(
	struct session *session, const char *record, struct dossier *ret_dossier, struct error *err)
{
	struct dossier *dossier = ret_dossier;
	enum result r = find_dossier(session, record, dossier, err);
	if (r == RESULT_OK)
		r = verdict_may_read(&dossier->standing, session->person, err);
	if (r == RESULT_OK)
		r = note_read(session, &dossier->record, err);
	if (r == RESULT_OK)
		r = load_contents(session->desk, dossier, err);
	if (r != RESULT_OK)
		dossier_done(dossier);
	return r;
}

enum result reading_prove(
	struct session *session, const char *record, struct dossier *ret_dossier, struct error *err)
{
	enum result r = find_dossier(session, record, ret_dossier, err);
	if (r == RESULT_OK)
		r = load_contents(session->desk, ret_dossier, err);
	if (r != RESULT_OK)
		dossier_done(ret_dossier);
	return r;
}

bool reading_is_current(struct session *session, const struct dossier *dossier)
{
	struct record now;
	struct error ignored;
	if (query_record(session->desk->store, dossier->record.id, &now, &ignored) != RESULT_OK)
		return true; /* what cannot be asked is told when it is acted on */
	bool current = now.revision == dossier->record.revision;
	record_done(&now);
	return current;
}

enum result reading_version(struct session *session, const struct dossier *dossier, int version,
	json_t **ret_values, struct error *err)
{
	for (size_t i = 0; i < dossier->history.count; i++) {
		const struct transition *item = &dossier->history.items[i];
		if ((item->act != ACT_FILE && item->act != ACT_CORRECT) || item->version != version)
			continue;
		struct entry entry;
		enum result r = journal_entry(session->desk->store, item->sequence, &entry, err);
		if (r != RESULT_OK)
			return r;
		json_t *values = json_object_get(entry.contents, "values");
		*ret_values = values ? json_deep_copy(values) : json_object();
		entry_done(&entry);
		return RESULT_OK;
	}
	return error_set(err, RESULT_NOT_FOUND, _("There is no version %d of this record"), version);
}

/* The newest record of the same form from the same section that was granted before; NULL where none was. */
static enum result granted_before(
	struct session *session, const struct record *record, char **ret_id, struct error *err)
{
	struct record_filter filter = record_filter_all();
	struct records records;
	filter.by_state = true;
	filter.state = RECORD_DECIDED;
	filter.regulation = record->regulation;
	filter.form = record->form;
	filter.section = record->section;
	*ret_id = NULL;
	enum result r = query_records(session->desk->store, &filter, &records, err);
	if (r != RESULT_OK)
		return r;
	for (size_t i = 0; i < records.count && !*ret_id; i++)
		if (strcmp(records.items[i].id, record->id) != 0 && !records.items[i].erased &&
			records.items[i].answer != ANSWER_NO)
			*ret_id = memory_string(records.items[i].id);
	records_done(&records);
	return RESULT_OK;
}

enum result reading_earlier(struct session *session, const struct dossier *dossier, json_t **ret_values,
	char **ret_name, struct error *err)
{
	const struct record *record = &dossier->record;
	struct dossier earlier;
	char *id;
	*ret_values = NULL;
	*ret_name = NULL;
	if (record->version > 1) {
		*ret_name = memory_format(_("version %d"), record->version - 1);
		return reading_version(session, dossier, record->version - 1, ret_values, err);
	}
	enum result r = granted_before(session, record, &id, err);
	if (r != RESULT_OK || !id)
		return r;
	/* Who may not read the earlier one compares with nothing. */
	if (reading_open(session, id, &earlier, err) == RESULT_OK) {
		char day[DATE_TEXT_SIZE];
		date_text(earlier.record.filed, i18n_language(), false, day);
		char *number = reading_number(&earlier.record, i18n_language());
		*ret_name = memory_format("%s %s", day, number);
		*ret_values = json_deep_copy(earlier.values);
		free(number);
		dossier_done(&earlier);
	}
	free(id);
	return RESULT_OK;
}

enum result reading_list(struct session *session, const char *form, enum record_state state,
	struct reading_lines *ret_lines, struct error *err)
{
	struct filter filter = filter_all();
	filter.form = memory_string(form);
	filter.state = state;
	enum result r = filter_list(session, &filter, ret_lines, err);
	filter_done(&filter);
	return r;
}

static enum result find_by_number(
	struct session *session, int year, int number, char **ret_id, struct error *err)
{
	struct record_filter filter = record_filter_all();
	struct records records;
	filter.fiscal_year = year;
	filter.number = number;
	enum result r = query_records(session->desk->store, &filter, &records, err);
	if (r != RESULT_OK)
		return r;
	if (records.count == 1)
		*ret_id = memory_string(records.items[0].id);
	else if (records.count)
		r = error_set(err, RESULT_INVALID,
			_("%zu records have the number %d; type it as %s/%s/%d/%d"), records.count, number,
			records.items[0].regulation, records.items[0].form, records.items[0].fiscal_year,
			number);
	else
		r = error_set(err, RESULT_NOT_FOUND, _("No record has the number %d"), number);
	records_done(&records);
	return r;
}

enum result reading_find(struct session *session, const char *typed, char **ret_id, struct error *err)
{
	int year = 0, number = 0, used = 0;
	char regulation[64], form[64]; /* the widths below and the NUL */
	struct record record;
	if (sscanf(typed, "%63[^/]/%63[^/]/%d/%d%n", regulation, form, &year, &number, &used) == 4 &&
		!typed[used]) {
		enum result found = query_record_by_number(
			session->desk->store, regulation, form, year, number, &record, err);
		if (found == RESULT_NOT_FOUND)
			return error_set(err, found, _("No record has the number %d"), number);
		if (found != RESULT_OK)
			return found;
		*ret_id = memory_string(record.id);
		record_done(&record);
		return RESULT_OK;
	}
	if (sscanf(typed, "%d/%d%n", &year, &number, &used) == 2 && !typed[used])
		return find_by_number(session, year, number, ret_id, err);
	if (strlen(typed) < 10 && sscanf(typed, "%d%n", &number, &used) == 1 && !typed[used])
		return find_by_number(session, 0, number, ret_id, err);
	enum result r = query_record(session->desk->store, typed, &record, err);
	if (r == RESULT_NOT_FOUND)
		return error_set(err, r, _("\"%s\" is no record's number; type it as 2026/12"), typed);
	if (r != RESULT_OK)
		return r;
	*ret_id = memory_string(record.id);
	record_done(&record);
	return RESULT_OK;
}
