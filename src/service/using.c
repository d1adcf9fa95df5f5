/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Records in use: listed, renewed, and reported when their use is over. */
#include "service/using.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "domain/value.h"
#include "service/entries.h"
#include "service/lines.h"
#include "store/query.h"

static char *words_in(struct desk *desk, const struct record *record, enum language language)
{
	const struct regulation *regulation;
	const struct form *form = NULL;
	if (desk_regulation(desk, record->regulation_hash, &regulation, NULL) == RESULT_OK)
		form = regulation_form(regulation, record->form);
	char *number = reading_number(record, language);
	char *words = memory_format(
		"%s%s%s", form ? label_in(&form->title, language) : record->form, *number ? " " : "", number);
	free(number);
	return words;
}

char *using_words(struct session *session, const struct record *record)
{
	return words_in(session->desk, record, i18n_language());
}

char *using_name(struct desk *desk, const char *id, enum language language)
{
	struct record record;
	if (query_record(desk->store, id, &record, NULL) != RESULT_OK)
		return NULL;
	char *words = words_in(desk, &record, language);
	record_done(&record);
	return words;
}

static void name_record(struct desk *desk, const struct field *field, json_t *values, enum language language)
{
	const char *id = json_string_value(json_object_get(values, field->id));
	char *words = field->type == FIELD_RECORD && id ? using_name(desk, id, language) : NULL;
	if (words)
		json_object_set_new(values, field->id, json_string(words));
	free(words);
}

json_t *using_named(struct desk *desk, const struct form *form, const json_t *values, enum language language)
{
	json_t *named = json_deep_copy(values);
	for (size_t i = 0; i < form->field_count; i++) {
		const struct field *field = &form->fields[i];
		size_t row;
		json_t *cells;
		name_record(desk, field, named, language);
		json_array_foreach(json_object_get(named, field->id), row, cells)
		{
			for (size_t c = 0; c < field->column_count; c++)
				name_record(desk, &field->columns[c], cells, language);
		}
	}
	return named;
}

char *using_pending(struct session *session, const char *earlier, const char *self)
{
	struct records followers;
	char *words = NULL;
	if (query_followers(session->desk->store, earlier, &followers, NULL) != RESULT_OK)
		return NULL;
	for (size_t i = 0; i < followers.count && !words; i++) {
		const struct record *other = &followers.items[i];
		bool concerns = false;
		for (size_t k = 0; k < other->relation_count; k++)
			concerns |= other->relations[k].kind != RELATION_COMPILE &&
				    !strcmp(other->relations[k].record, earlier);
		if (concerns && (other->state == RECORD_RUNNING || other->state == RECORD_RETURNED) &&
			!(self && !strcmp(self, other->id)))
			words = using_words(session, other);
	}
	records_done(&followers);
	return words;
}

void using_lines_done(struct using_lines *lines)
{
	for (size_t i = 0; i < lines->count; i++) {
		record_done(&lines->items[i].record);
		free(lines->items[i].subject);
		free(lines->items[i].pending);
	}
	free(lines->items);
	*lines = (struct using_lines){ 0 };
}

/* Goes over the records that the person may read; take may move the head out of the dossier. */
static enum result each(struct session *session, struct records *records,
	enum result (*take)(struct session *, struct dossier *, void *, struct error *), void *context,
	struct error *err)
{
	struct desk *desk = session->desk;
	enum result r = RESULT_OK;
	for (size_t i = 0; r == RESULT_OK && i < records->count; i++) {
		struct dossier dossier = { .record = records->items[i] };
		records->items[i] = (struct record){ 0 };
		r = query_history(desk->store, dossier.record.id, &dossier.history, err);
		if (r == RESULT_OK)
			r = lines_stand(desk, &dossier, err);
		if (r == RESULT_OK && !dossier.record.erased &&
			verdict_may_read(&dossier.standing, session->person, NULL) == RESULT_OK)
			r = take(session, &dossier, context, err);
		dossier_done(&dossier);
	}
	records_done(records);
	return r;
}

static enum result take_line(
	struct session *session, struct dossier *dossier, void *context, struct error *err)
{
	struct using_lines *lines = context;
	char *subject;
	enum result r =
		lines_subject_of(session->desk, &dossier->record, dossier->standing.form, &subject, err);
	if (r != RESULT_OK)
		return r;
	struct using_line *line = LIST_ADD(lines->items, lines->count);
	line->form = dossier->standing.form;
	line->regulation = dossier->standing.regulation;
	line->subject = subject;
	line->pending = using_pending(session, dossier->record.id, NULL);
	line->over = dossier->record.use_to != DATE_NONE && dossier->record.use_to < dossier->standing.day;
	line->record = dossier->record;
	dossier->record = (struct record){ 0 };
	return RESULT_OK;
}

enum result using_list(struct session *session, date until, struct using_lines *ret_lines, struct error *err)
{
	struct using_lines lines = { 0 };
	struct records records;
	char iso[DATE_ISO_SIZE] = "";
	enum result r = desk_refresh(session->desk, err);
	if (r != RESULT_OK)
		return r;
	if (until != DATE_NONE)
		date_iso(until, iso);
	r = entries_note(session, ENTRY_LIST,
		json_pack("{s:s, s:s*}", "what", "in-use", "until", *iso ? iso : NULL), err);
	if (r == RESULT_OK)
		r = query_in_use(session->desk->store, until, &records, err);
	if (r == RESULT_OK)
		r = each(session, &records, take_line, &lines, err);
	if (r != RESULT_OK) {
		using_lines_done(&lines);
		return r;
	}
	*ret_lines = lines;
	return RESULT_OK;
}

/* ---- the report when it is over ------------------------------------------------------ */

/* His who filed it while he is in its section; everybody's there when he is gone. */
static bool is_his(const struct standing *standing, const char *person)
{
	const struct record *record = standing->record;
	const struct office *office = standing->office;
	if (!record->section || !office_in_section(office, person, record->section, standing->day))
		return false;
	return !record->drafter || !strcmp(record->drafter, person) ||
	       !office_in_section(office, record->drafter, record->section, standing->day);
}

static enum result take_over(
	struct session *session, struct dossier *dossier, void *context, struct error *err)
{
	struct reading_lines *lines = context;
	const struct standing *standing = &dossier->standing;
	const struct form *after = standing->form->after_use
					   ? regulation_form(standing->regulation, standing->form->after_use)
					   : NULL;
	if (!after || !is_his(standing, session->person))
		return RESULT_OK;
	char *pending = using_pending(session, dossier->record.id, NULL);
	free(pending);
	if (pending)
		return RESULT_OK;
	char *subject;
	enum result r = lines_subject_of(session->desk, &dossier->record, standing->form, &subject, err);
	if (r != RESULT_OK)
		return r;
	struct reading_line *line = lines_add(lines);
	line->form = after;
	line->regulation = standing->regulation;
	line->duty = DUTY_FILE;
	line->subject = subject;
	line->with_whom = memory_string("");
	line->label = memory_string(label_text(&after->title));
	line->begin = memory_format("%s/%s", standing->regulation->id, after->id);
	line->about = memory_string(dossier->record.id);
	line->due = dossier->record.concluded_by ? dossier->record.concluded_on : dossier->record.use_to;
	line->late = line->due < standing->day;
	return RESULT_OK;
}

enum result using_waiting(struct session *session, struct reading_lines *lines, struct error *err)
{
	struct records records;
	date today = desk_today(session->desk);
	enum result r = query_in_use(session->desk->store, today, &records, err);
	if (r == RESULT_OK)
		r = each(session, &records, take_over, lines, err);
	if (r == RESULT_OK)
		r = query_revoked(session->desk->store, today, &records, err);
	return r == RESULT_OK ? each(session, &records, take_over, lines, err) : r;
}

/* Fills the record field with which a form names the earlier record, and what makes it apply. */
static bool name_earlier(struct filing *filing, const struct record *earlier, enum follow_how how)
{
	const struct form *form = filing->form;
	for (size_t i = 0; i < form->follow_count; i++) {
		const struct follow *follow = &form->follows[i];
		const struct field *field = form_field(form, follow->field);
		if (!field || follow->how != how || !field_takes_form(field, earlier->form))
			continue;
		const struct field *when = follow->when.field ? form_field(form, follow->when.field) : NULL;
		if (when && when->type == FIELD_CHOICE && follow->when.value_count)
			filing_set(filing, when->id, json_string(follow->when.values[0]));
		if (when && when->type == FIELD_YES_NO && follow->when.value_count)
			filing_set(filing, when->id, json_boolean(!strcmp(follow->when.values[0], "yes")));
		filing_set(filing, field->id, json_string(earlier->id));
		return true;
	}
	return false;
}

enum result using_begin_about(struct session *session, const char *form, const char *record,
	struct filing **ret_filing, struct error *err)
{
	struct record earlier;
	struct filing *filing;
	enum result r = query_record(session->desk->store, record, &earlier, err);
	if (r != RESULT_OK)
		return r;
	r = filing_begin(session, form, &filing, err);
	/* What is to be filed afterwards ends it as a rule; any other way to name it will do. */
	static const enum follow_how ways[] = { FOLLOW_END, FOLLOW_REVOKE, FOLLOW_CHANGE, FOLLOW_CONTINUE };
	bool named = false;
	for (size_t i = 0; r == RESULT_OK && !named && i < COUNT(ways); i++)
		named = name_earlier(filing, &earlier, ways[i]);
	if (r == RESULT_OK && !named) {
		filing_free(filing);
		r = error_refuse(err, NULL, _("This form names no earlier record of that kind"));
	}
	record_done(&earlier);
	if (r == RESULT_OK)
		*ret_filing = filing;
	return r;
}

/* ---- renewal ---------------------------------------------------------------------------- */

/* The same day a year later; the 29th of February becomes the 28th. */
static date next_year(date day)
{
	struct date_parts parts = date_parts(day);
	date moved = date_of(parts.year + 1, parts.month, parts.day);
	return moved != DATE_NONE ? moved : date_of(parts.year + 1, parts.month, parts.day - 1);
}

static json_t *moved_day(const json_t *value)
{
	const char *iso = json_string_value(value);
	date day = iso && strlen(iso) > 7 ? date_from_iso(iso) : DATE_NONE;
	char moved[DATE_ISO_SIZE];
	if (day != DATE_NONE) {
		date_iso(next_year(day), moved);
		return json_string(moved);
	}
	int year, month;
	if (iso && sscanf(iso, "%4d-%2d", &year, &month) == 2) { /* a month */
		snprintf(moved, sizeof moved, "%04d-%02d", year + 1, month);
		return json_string(moved);
	}
	return json_copy((json_t *)(uintptr_t)value);
}

static bool is_of_fiscal_year(const struct field *field)
{
	return field->type == FIELD_NUMBER && field->initial && strstr(field->initial, "fiscal-year");
}

/* The value a year later, a new reference; of what is no day the value itself. */
static json_t *moved_value(const struct field *field, json_t *value)
{
	switch (field->type) {
	case FIELD_DATE:
	case FIELD_MONTH: return moved_day(value);
	case FIELD_PERIOD:
		return json_pack("{s:o*, s:o*}", "from", moved_day(json_object_get(value, "from")), "to",
			moved_day(json_object_get(value, "to")));
	case FIELD_NUMBER:
		return is_of_fiscal_year(field) ? json_integer(json_integer_value(value) + 1)
						: json_incref(value);
	default: return json_incref(value);
	}
}

static void move_rows(const struct field *table, json_t *rows)
{
	size_t i;
	json_t *row;
	json_array_foreach(rows, i, row) for (size_t c = 0; c < table->column_count; c++)
	{
		json_t *value = json_object_get(row, table->columns[c].id);
		if (value)
			json_object_set_new(
				row, table->columns[c].id, moved_value(&table->columns[c], value));
	}
}

static void move_days(struct filing *filing)
{
	for (size_t i = 0; i < filing->form->field_count; i++) {
		const struct field *field = &filing->form->fields[i];
		json_t *value = json_object_get(filing->values, field->id);
		if (!value || field->filled_at)
			continue;
		if (field->type == FIELD_TABLE) {
			json_t *rows = json_deep_copy(value);
			move_rows(field, rows);
			filing_set(filing, field->id, rows);
		} else if (field->initial && !strcmp(field->initial, "today")) {
			/* The day of filing is that of the new one. */
			filing_set(filing, field->id,
				json_incref(json_object_get(filing->before_copy, field->id)));
		} else {
			filing_set(filing, field->id, moved_value(field, value));
		}
	}
}

enum result using_renew(
	struct session *session, const char *record, struct filing **ret_filing, struct error *err)
{
	struct record earlier;
	enum result r = query_record(session->desk->store, record, &earlier, err);
	if (r != RESULT_OK)
		return r;
	char *pending = using_pending(session, record, NULL);
	if (earlier.concluded_by || pending) {
		char *own = using_words(session, &earlier);
		r = error_refuse(err, NULL, _("%s is renewed, changed or ended already%s%s"), own,
			pending ? ": " : "", pending ? pending : "");
		free(own);
	}
	free(pending);
	if (r == RESULT_OK)
		r = filing_copy(session, record, ret_filing, err);
	if (r == RESULT_OK) {
		move_days(*ret_filing);
		name_earlier(*ret_filing, &earlier, FOLLOW_CONTINUE);
	}
	record_done(&earlier);
	return r;
}
