/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One record opened, and the lists. */
#include "service/reading.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "domain/value.h"
#include "service/entries.h"
#include "store/draft.h"
#include "store/query.h"

void dossier_done(struct dossier *dossier)
{
	for (size_t i = 0; dossier->reasons && i < dossier->history.count; i++)
		free(dossier->reasons[i]);
	free(dossier->reasons);
	record_done(&dossier->record);
	history_done(&dossier->history);
	json_decref(dossier->values);
	json_decref(dossier->decided);
	*dossier = (struct dossier){ 0 };
}

static enum result stand(struct desk *desk, struct dossier *dossier, struct error *err)
{
	const struct regulation *regulation;
	enum result r = desk_regulation(desk, dossier->record.regulation_hash, &regulation, err);
	if (r != RESULT_OK)
		return r;
	const struct form *form = regulation_form(regulation, dossier->record.form);
	if (!form)
		return error_set(err, RESULT_DAMAGED,
			_("The record's form \"%s\" is not in the regulation it was written under"),
			dossier->record.form);
	dossier->standing = (struct standing){ regulation, form, &dossier->record, &dossier->history,
		&desk->office, desk_today(desk) };
	return RESULT_OK;
}

/* The newest contents, and what others filled in or gave as reasons at each act. */
static enum result load_contents(struct desk *desk, struct dossier *dossier, struct error *err)
{
	dossier->reasons = memory_new(dossier->history.count, sizeof *dossier->reasons);
	dossier->decided = json_object();
	for (size_t i = 0; i < dossier->history.count; i++) {
		struct entry entry;
		enum result r = journal_entry(desk->store, dossier->history.items[i].sequence, &entry, err);
		if (r != RESULT_OK)
			return r;
		const json_t *words = json_object_get(entry.contents, "words");
		dossier->reasons[i] = memory_string(json_string_value(json_object_get(words, "reason")));
		json_t *values = json_object_get(words, "values");
		if (values)
			json_object_update(dossier->decided, values);
		json_t *filled = json_object_get(entry.contents, "values");
		if (entry.sequence == dossier->record.contents && filled) {
			json_decref(dossier->values);
			dossier->values = json_deep_copy(filled);
		}
		entry_done(&entry);
	}
	if (!dossier->values)
		dossier->values = json_object();
	return RESULT_OK;
}

static enum result note_read(struct session *session, const struct record *record, struct error *err)
{
	struct entry entry = entries_by(session, ENTRY_READ);
	entries_about(&entry, record);
	return entries_commit(session->desk, &entry, err);
}

enum result reading_open(
	struct session *session, const char *record, struct dossier *ret_dossier, struct error *err)
{
	struct desk *desk = session->desk;
	struct dossier *dossier = ret_dossier;
	*dossier = (struct dossier){ 0 };
	enum result r = desk_refresh(desk, err);
	if (r == RESULT_OK)
		r = query_record(desk->store, record, &dossier->record, err);
	if (r == RESULT_OK)
		r = query_history(desk->store, record, &dossier->history, err);
	if (r == RESULT_OK)
		r = stand(desk, dossier, err);
	if (r == RESULT_OK)
		r = verdict_may_read(&dossier->standing, session->person, err);
	if (r == RESULT_OK)
		r = note_read(session, &dossier->record, err);
	if (r == RESULT_OK)
		r = load_contents(desk, dossier, err);
	if (r != RESULT_OK)
		dossier_done(dossier);
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

void reading_lines_done(struct reading_lines *lines)
{
	for (size_t i = 0; i < lines->count; i++) {
		record_done(&lines->items[i].record);
		free(lines->items[i].subject);
		free(lines->items[i].with_whom);
		free(lines->items[i].draft);
	}
	free(lines->items);
	*lines = (struct reading_lines){ 0 };
}

/* What a record is about: its first filled text that is not personal and no number that it repeats. */
static char *subject_of(const struct form *form, const json_t *values, const struct office *office, date day)
{
	for (size_t i = 0; i < form->field_count; i++) {
		const struct field *field = &form->fields[i];
		if (field->type != FIELD_TEXT || field->personal || field->fill == FILL_NUMBER ||
			value_is_empty(field, json_object_get(values, field->id)))
			continue;
		return field_text(field, values, office, day, i18n_language());
	}
	return memory_string("");
}

static enum result subject_in_journal(struct desk *desk, const struct record *record, const struct form *form,
	char **ret_subject, struct error *err)
{
	struct entry entry;
	if (record->erased || !record->contents) {
		*ret_subject = memory_string(record->erased ? _("(erased)") : "");
		return RESULT_OK;
	}
	enum result r = journal_entry(desk->store, record->contents, &entry, err);
	if (r != RESULT_OK)
		return r;
	*ret_subject =
		subject_of(form, json_object_get(entry.contents, "values"), &desk->office, desk_today(desk));
	entry_done(&entry);
	return RESULT_OK;
}

/* Fills a line from a record head; moves the head into it. */
static enum result fill_line(struct session *session, struct dossier *dossier, enum duty duty,
	struct reading_lines *lines, struct error *err)
{
	char *subject;
	const struct standing *standing = &dossier->standing;
	enum result r = subject_in_journal(session->desk, &dossier->record, standing->form, &subject, err);
	if (r != RESULT_OK)
		return r;
	const struct step *step = route_step(standing);
	struct reading_line *line = LIST_ADD(lines->items, lines->count);
	line->form = standing->form;
	line->regulation = standing->regulation;
	line->duty = duty;
	line->subject = subject;
	line->with_whom = step ? route_who(standing, step) : memory_string("");
	line->since = dossier->history.count ? dossier->history.items[dossier->history.count - 1].time : 0;
	line->record = dossier->record;
	dossier->record = (struct record){ 0 };
	return RESULT_OK;
}

/* Looks at one record for a list: *ret_duty and whether this person may read it. */
static enum result look(struct session *session, struct dossier *dossier, enum duty *ret_duty,
	bool *ret_readable, struct error *err)
{
	struct desk *desk = session->desk;
	enum result r = query_history(desk->store, dossier->record.id, &dossier->history, err);
	if (r == RESULT_OK)
		r = stand(desk, dossier, err);
	if (r != RESULT_OK)
		return r;
	*ret_duty = verdict_duty(&dossier->standing, session->person);
	*ret_readable = verdict_may_read(&dossier->standing, session->person, NULL) == RESULT_OK;
	return RESULT_OK;
}

/* Goes over the records a filter lets through; only_duties keeps those that wait for the person. */
static enum result collect(struct session *session, const struct record_filter *filter, bool only_duties,
	struct reading_lines *lines, struct error *err)
{
	struct records records;
	enum result r = query_records(session->desk->store, filter, &records, err);
	if (r != RESULT_OK)
		return r;
	for (size_t i = 0; r == RESULT_OK && i < records.count; i++) {
		struct dossier dossier = { .record = records.items[i] };
		enum duty duty = DUTY_NONE;
		bool readable = false;
		records.items[i] = (struct record){ 0 };
		r = look(session, &dossier, &duty, &readable, err);
		if (r == RESULT_OK && (only_duties ? duty != DUTY_NONE : readable))
			r = fill_line(session, &dossier, duty, lines, err);
		dossier_done(&dossier);
	}
	records_done(&records);
	return r;
}

/* What is his to decide comes first, what he may only stand in for last. */
static const int urgency[] = {
	[DUTY_NONE] = 9,
	[DUTY_DECIDE] = 0,
	[DUTY_RETURNED] = 1,
	[DUTY_RECEIVE] = 2,
	[DUTY_PASS] = 3,
	[DUTY_DISPATCH] = 4,
	[DUTY_SEE_AFTER] = 5,
	[DUTY_STAND_IN] = 7,
};
static_assert(COUNT(urgency) == DUTY__COUNT, "every duty has its place");

static int by_urgency(const void *a, const void *b)
{
	const struct reading_line *left = a, *right = b;
	int order = urgency[left->duty] - urgency[right->duty];
	if (order)
		return order;
	if (left->since != right->since)
		return left->since < right->since ? -1 : 1;
	/* What came in the same moment stands in the order of the journal. */
	return left->record.revision < right->record.revision
		       ? -1
		       : left->record.revision > right->record.revision;
}

static enum result add_drafts(struct session *session, struct reading_lines *lines, struct error *err)
{
	struct desk *desk = session->desk;
	struct drafts drafts;
	enum result r = draft_list(desk->store, session->person, &drafts, err);
	if (r != RESULT_OK)
		return r;
	for (size_t i = 0; i < drafts.count && r == RESULT_OK; i++) {
		const struct draft *draft = &drafts.items[i];
		/* What is typed about an act comes back where the record is acted on. */
		if (strcmp(draft->purpose, act_name(ACT_FILE)) &&
			strcmp(draft->purpose, act_name(ACT_CORRECT)))
			continue;
		const struct regulation *regulation;
		r = desk_regulation(desk, draft->regulation_hash, &regulation, err);
		const struct form *form = r == RESULT_OK ? regulation_form(regulation, draft->form) : NULL;
		if (!form)
			continue;
		struct draft whole;
		r = draft_load(desk->store, session->person, draft->id, &whole, err);
		if (r != RESULT_OK)
			break;
		struct reading_line *line = LIST_ADD(lines->items, lines->count);
		line->form = form;
		line->regulation = regulation;
		line->since = draft->saved;
		line->draft = memory_string(draft->id);
		line->with_whom = memory_string("");
		line->subject = subject_of(
			form, json_object_get(whole.contents, "values"), &desk->office, desk_today(desk));
		line->record.regulation = memory_string(draft->regulation);
		line->record.form = memory_string(draft->form);
		draft_done(&whole);
	}
	drafts_done(&drafts);
	return r;
}

enum result reading_waiting(struct session *session, struct reading_lines *ret_lines, struct error *err)
{
	static const enum record_state states[] = { RECORD_RUNNING, RECORD_RETURNED, RECORD_DECIDED };
	struct reading_lines lines = { 0 };
	enum result r = desk_refresh(session->desk, err);
	for (size_t i = 0; r == RESULT_OK && i < COUNT(states); i++) {
		struct record_filter filter = record_filter_all();
		filter.by_state = true;
		filter.state = states[i];
		r = collect(session, &filter, true, &lines, err);
	}
	if (lines.count)
		qsort(lines.items, lines.count, sizeof *lines.items, by_urgency);
	if (r == RESULT_OK)
		r = add_drafts(session, &lines, err);
	if (r != RESULT_OK) {
		reading_lines_done(&lines);
		return r;
	}
	*ret_lines = lines;
	return RESULT_OK;
}

enum result reading_list(struct session *session, const char *form, enum record_state state,
	struct reading_lines *ret_lines, struct error *err)
{
	struct reading_lines lines = { 0 };
	struct record_filter filter = record_filter_all();
	char *regulation = form ? memory_string_n(form, strcspn(form, "/")) : NULL;
	const char *slash = form ? strchr(form, '/') : NULL;
	filter.regulation = regulation;
	filter.form = slash ? slash + 1 : NULL;
	filter.by_state = state != RECORD__COUNT;
	filter.state = state;
	enum result r = desk_refresh(session->desk, err);
	if (r == RESULT_OK) {
		struct entry entry = entries_by(session, ENTRY_LIST);
		entry.envelope = json_pack("{s:s*, s:s*}", "form", form, "state",
			filter.by_state ? record_state_name(state) : NULL);
		r = entries_commit(session->desk, &entry, err);
	}
	if (r == RESULT_OK)
		r = collect(session, &filter, false, &lines, err);
	free(regulation);
	if (r != RESULT_OK) {
		reading_lines_done(&lines);
		return r;
	}
	*ret_lines = lines;
	return RESULT_OK;
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
