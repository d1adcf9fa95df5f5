/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lines of lists. */
#include "service/lines.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "domain/value.h"
#include "service/absence.h"
#include "store/journal.h"

struct reading_line *lines_add(struct reading_lines *lines)
{
	struct reading_line *line = LIST_ADD(lines->items, lines->count);
	line->due = DATE_NONE;
	return line;
}

enum result lines_stand(struct desk *desk, struct dossier *dossier, struct error *err)
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
		&desk->office, desk_today(desk), NULL };
	return RESULT_OK;
}

void reading_lines_done(struct reading_lines *lines)
{
	for (size_t i = 0; i < lines->count; i++) {
		record_done(&lines->items[i].record);
		free(lines->items[i].subject);
		free(lines->items[i].with_whom);
		free(lines->items[i].draft);
		free(lines->items[i].label);
		free(lines->items[i].begin);
		json_decref(lines->items[i].begin_values);
		free(lines->items[i].about);
		free(lines->items[i].text);
	}
	free(lines->items);
	*lines = (struct reading_lines){ 0 };
}

char *lines_subject(const struct form *form, const json_t *values, const struct office *office, date day)
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

enum result lines_subject_of(struct desk *desk, const struct record *record, const struct form *form,
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
	*ret_subject = lines_subject(
		form, json_object_get(entry.contents, "values"), &desk->office, desk_today(desk));
	entry_done(&entry);
	return RESULT_OK;
}

/* The last day for what is asked at the step where the record waits: an answer to an instruction. */
static void set_due(struct reading_line *line, const struct record *record, date day)
{
	for (size_t i = 0; record->step && i < record->way_count; i++)
		if (record->way[i].step && !strcmp(record->way[i].step, record->step) &&
			record->way[i].due != DATE_NONE)
			line->due = record->way[i].due;
	line->late = line->due != DATE_NONE && line->due < day;
}

enum result lines_fill(struct session *session, struct dossier *dossier, enum duty duty,
	struct reading_lines *lines, struct error *err)
{
	char *subject;
	const struct standing *standing = &dossier->standing;
	enum result r = lines_subject_of(session->desk, &dossier->record, standing->form, &subject, err);
	if (r != RESULT_OK)
		return r;
	struct reading_line *line = lines_add(lines);
	line->form = standing->form;
	line->regulation = standing->regulation;
	line->duty = duty;
	line->subject = subject;
	line->with_whom = route_who_waits(standing);
	line->since = dossier->history.count ? dossier->history.items[dossier->history.count - 1].time : 0;
	set_due(line, &dossier->record, desk_today(session->desk));
	line->record = dossier->record;
	dossier->record = (struct record){ 0 };
	return RESULT_OK;
}

/* Whether the holder for whom the session's person could stand in is away now. */
static bool is_handed(
	const struct session *session, const struct standing *standing, const struct absences *absences)
{
	const struct step *step = route_step(standing);
	struct wish wish = { .act = step && step->kind == STEP_DECIDE ? ACT_DECIDE : ACT_PASS };
	struct authority authority = { 0 };
	return verdict_may(standing, session->person, &wish, true, &authority, NULL) == RESULT_OK &&
	       absence_now(session, absences, authority.principal);
}

/* Looks at one record for a list: *ret_duty and whether this person may read it. */
static enum result look(struct session *session, struct dossier *dossier, enum duty *ret_duty,
	bool *ret_readable, struct error *err)
{
	struct desk *desk = session->desk;
	enum result r = query_history(desk->store, dossier->record.id, &dossier->history, err);
	if (r == RESULT_OK)
		r = lines_stand(desk, dossier, err);
	if (r != RESULT_OK)
		return r;
	*ret_duty = verdict_duty(&dossier->standing, session->person);
	*ret_readable = verdict_may_read(&dossier->standing, session->person, NULL) == RESULT_OK;
	return RESULT_OK;
}

enum result lines_look_over(struct session *session, struct records *records, bool only_duties,
	struct reading_lines *lines, struct error *err)
{
	struct absences absences;
	enum result r = absence_list(session, &absences, err);
	if (r != RESULT_OK)
		return r;
	for (size_t i = 0; r == RESULT_OK && i < records->count; i++) {
		struct dossier dossier = { .record = records->items[i] };
		enum duty duty = DUTY_NONE;
		bool readable = false;
		records->items[i] = (struct record){ 0 };
		r = look(session, &dossier, &duty, &readable, err);
		bool handed = r == RESULT_OK && duty == DUTY_STAND_IN &&
			      is_handed(session, &dossier.standing, &absences);
		if (r == RESULT_OK && (only_duties ? duty != DUTY_NONE : readable)) {
			r = lines_fill(session, &dossier, duty, lines, err);
			if (r == RESULT_OK)
				lines->items[lines->count - 1].handed = handed;
		}
		dossier_done(&dossier);
	}
	absences_done(&absences);
	return r;
}

/* Whose records the person may read whatever else they say: the keys, for a filter. */
static enum result find_reaches(struct session *session, json_t *keys, struct error *err)
{
	struct reaches reaches;
	enum result r = query_reaches(session->desk->store, &reaches, err);
	if (r != RESULT_OK)
		return r;
	for (size_t i = 0; i < reaches.count; i++) {
		struct dossier dossier = { .record = reaches.items[i].head };
		/* What cannot be judged so is judged record by record. */
		if (lines_stand(session->desk, &dossier, NULL) != RESULT_OK ||
			verdict_may_read(&dossier.standing, session->person, NULL) == RESULT_OK)
			json_array_append_new(keys, json_string(reaches.items[i].key));
	}
	reaches_done(&reaches);
	return RESULT_OK;
}

enum result lines_collect(struct session *session, const struct record_filter *filter, bool only_duties,
	struct reading_lines *lines, struct error *err)
{
	struct desk *desk = session->desk;
	struct records records;
	struct record_filter narrow = *filter;
	json_t *keys = json_array();
	enum result r = RESULT_OK;
	/* An auditor reads everything, and what waits is few: both are looked at one by one. */
	if (!only_duties && !office_has_right(&desk->office, session->person, RIGHT_AUDIT)) {
		narrow.reader = session->person;
		narrow.reaches = keys;
		r = find_reaches(session, keys, err);
	}
	if (r == RESULT_OK)
		r = query_records(desk->store, &narrow, &records, err);
	json_decref(keys);
	if (r != RESULT_OK)
		return r;
	r = lines_look_over(session, &records, only_duties, lines, err);
	records_done(&records);
	return r;
}
