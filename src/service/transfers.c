/* SPDX-License-Identifier: GPL-3.0-or-later */
/* To-dos of transfers. */
#include "service/transfers.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "service/lines.h"
#include "store/query.h"

enum { BEFORE = 30, AFTER = 60 }; /* days around the last one in which the to-dos are shown */

/* Somebody who goes out of a section. */
struct leaving {
	const struct person *person;
	const char *section;
	date last;     /* his last day there */
	bool for_good; /* no post of this office follows */
};

static bool is_later(const struct posting *posting, const struct leaving *leaving)
{
	return posting->kind == POSTING_MAIN && !strcmp(posting->person, leaving->person->id) &&
	       (posting->to == DATE_NONE || posting->to > leaving->last);
}

/* Fills in where he goes; false where the posting is no going out of a section. */
static bool is_leaving(const struct desk *desk, const struct posting *posting, struct leaving *ret_leaving)
{
	const struct office *office = &desk->office;
	const struct post *post = office_post(office, posting->post);
	date today = desk_today(desk);
	if (posting->kind != POSTING_MAIN || posting->to == DATE_NONE || !post || !post->section ||
		posting->to < today - AFTER || posting->to > today + BEFORE)
		return false;
	*ret_leaving =
		(struct leaving){ office_person(office, posting->person), post->section, posting->to, true };
	for (size_t i = 0; ret_leaving->person && i < office->posting_count; i++) {
		const struct posting *other = &office->postings[i];
		const struct post *next = office_post(office, other->post);
		if (other == posting || !is_later(other, ret_leaving))
			continue;
		if (next && next->section && !strcmp(next->section, post->section))
			return false;
		ret_leaving->for_good = false;
	}
	return ret_leaving->person != NULL;
}

static struct reading_line *add_line(const struct session *session, const struct leaving *leaving,
	enum duty duty, char *label, struct reading_lines *lines)
{
	struct reading_line *line = lines_add(lines);
	line->duty = duty;
	line->label = label;
	line->subject = memory_string("");
	line->with_whom = memory_string("");
	line->due = leaving->last;
	line->late = desk_today(session->desk) > leaving->last;
	line->since = date_to_ms(leaving->last - BEFORE);
	line->record.section = memory_string(leaving->section);
	return line;
}

/* ---- registers ------------------------------------------------------------------------ */

/* Puts a value at a field, or at a column of the table's first row. */
static void put(json_t *values, const char *name, const char *value)
{
	const char *dot = name ? strchr(name, '.') : NULL;
	if (!name || !value)
		return;
	if (!dot) {
		json_object_set_new(values, name, json_string(value));
		return;
	}
	char *table = memory_string_n(name, (size_t)(dot - name));
	json_t *rows = json_object_get(values, table);
	if (!rows) {
		rows = json_pack("[{}]");
		json_object_set_new(values, table, rows);
	}
	json_object_set_new(json_array_get(rows, 0), dot + 1, json_string(value));
	free(table);
}

/* What the form begins with, so that it ends this row. */
static json_t *values_ending(const struct form *form, const struct effect *effect, const struct fact_row *row)
{
	json_t *values = json_object();
	const struct field *when = effect->when.field ? form_field(form, effect->when.field) : NULL;
	if (when && when->type == FIELD_CHOICES && effect->when.value_count)
		json_object_set_new(values, when->id, json_pack("[s]", effect->when.values[0]));
	else if (when && when->type == FIELD_CHOICE && effect->when.value_count)
		put(values, when->id, effect->when.values[0]);
	put(values, effect->person, row->person);
	put(values, effect->subject, row->subject_words);
	return values;
}

static const struct effect *ending_effect(const struct form *form, const char *fact)
{
	for (size_t i = 0; i < form->effect_count; i++)
		if (form->effects[i].ends && !strcmp(form->effects[i].fact, fact))
			return &form->effects[i];
	return NULL;
}

/* A line where the session's person may file the form that ends a row. */
static void add_ending(struct session *session, const struct regulation *regulation,
	const struct leaving *leaving, const struct fact_row *row, struct reading_lines *lines)
{
	const struct fact *fact = regulation_fact(regulation, row->fact);
	for (size_t i = 0; fact && i < regulation->form_count; i++) {
		const struct form *form = &regulation->forms[i];
		const struct effect *effect = ending_effect(form, row->fact);
		if (!effect || verdict_may_begin(regulation, form, &session->desk->office, session->person,
				       session->section, desk_today(session->desk), NULL) != RESULT_OK)
			continue;
		struct reading_line *line = add_line(session, leaving, DUTY_FILE,
			memory_format(_("Transfer: end of \"%s\" for %s %s"), label_text(&fact->label),
				person_text(leaving->person), row->subject_words ? row->subject_words : ""),
			lines);
		line->form = form;
		line->regulation = regulation;
		line->begin = memory_format("%s/%s", regulation->id, form->id);
		line->begin_values = values_ending(form, effect, row);
		return;
	}
}

static enum result add_registers(struct session *session, const struct leaving *leaving,
	struct reading_lines *lines, struct error *err)
{
	struct desk *desk = session->desk;
	const struct fact_filter filter = {
		.person = leaving->person->id,
		.day = desk_today(desk),
	};
	struct fact_rows rows;
	enum result r = query_facts(desk->store, &filter, &rows, err);
	if (r != RESULT_OK)
		return r;
	for (size_t i = 0; r == RESULT_OK && i < rows.count; i++) {
		const struct regulation *regulation;
		r = desk_current(desk, rows.items[i].regulation, &regulation, NULL, err);
		if (r == RESULT_OK && (rows.items[i].ends == DATE_NONE || rows.items[i].ends > leaving->last))
			add_ending(session, regulation, leaving, &rows.items[i], lines);
	}
	fact_rows_done(&rows);
	return r;
}

/* ---- records and cards ---------------------------------------------------------------- */

static enum result add_open_records(struct session *session, const struct leaving *leaving,
	struct reading_lines *lines, struct error *err)
{
	static const enum record_state open[] = { RECORD_RUNNING, RECORD_RETURNED };
	int64_t all = 0;
	for (size_t i = 0; i < COUNT(open); i++) {
		struct record_filter filter = record_filter_all();
		int64_t count;
		filter.by_state = true;
		filter.state = open[i];
		filter.drafter = leaving->person->id;
		filter.section = leaving->section;
		enum result r = query_record_count(session->desk->store, &filter, &count, err);
		if (r != RESULT_OK)
			return r;
		all += count;
	}
	if (all)
		add_line(session, leaving, DUTY_TRANSFER,
			memory_format(_("Transfer: open records of %s to be taken over: %lld"),
				person_text(leaving->person), (long long)all),
			lines)
			->opens = READING_OPENS_RECORDS;
	return RESULT_OK;
}

static enum result add_card(struct session *session, const struct leaving *leaving,
	struct reading_lines *lines, struct error *err)
{
	struct enrolments cards;
	bool in_force = false;
	enum result r = query_enrolments(session->desk->store, leaving->person->id, &cards, err);
	if (r != RESULT_OK)
		return r;
	for (size_t i = 0; i < cards.count; i++)
		in_force |= !cards.items[i].until;
	enrolments_done(&cards);
	if (in_force)
		add_line(session, leaving, DUTY_TRANSFER,
			memory_format(_("Transfer: card of %s to be given back and revoked"),
				person_text(leaving->person)),
			lines)
			->opens = READING_OPENS_PEOPLE;
	return RESULT_OK;
}

static bool heads(const struct session *session, const char *section)
{
	const struct office *office = &session->desk->office;
	date today = desk_today(session->desk);
	const struct post *head = office_head(office, section, today);
	return head && office_holds(office, session->person, head->id, today);
}

enum result transfers_waiting(struct session *session, struct reading_lines *lines, struct error *err)
{
	const struct desk *desk = session->desk;
	enum result r = RESULT_OK;
	for (size_t i = 0; r == RESULT_OK && i < desk->office.posting_count; i++) {
		struct leaving leaving;
		if (!is_leaving(desk, &desk->office.postings[i], &leaving))
			continue;
		if (session->section && !strcmp(session->section, leaving.section))
			r = add_registers(session, &leaving, lines, err);
		if (r == RESULT_OK && heads(session, leaving.section))
			r = add_open_records(session, &leaving, lines, err);
		if (r == RESULT_OK && leaving.for_good &&
			office_has_right(&desk->office, session->person, RIGHT_ENROL))
			r = add_card(session, &leaving, lines, err);
	}
	return r;
}
