/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Registers as lists. */
#include "service/registers.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "domain/fact.h"
#include "service/entries.h"
#include "service/using.h"
#include "store/query.h"

enum result registers_kinds(
	struct session *session, struct registers_kind **ret_kinds, size_t *ret_count, struct error *err)
{
	const struct regulation **regulations;
	size_t regulation_count, count = 0;
	struct registers_kind *kinds = NULL;
	enum result r = desk_adopted(session->desk, &regulations, &regulation_count, err);
	if (r != RESULT_OK)
		return r;
	for (size_t i = 0; i < regulation_count; i++)
		for (size_t f = 0; f < regulations[i]->fact_count; f++)
			*LIST_ADD(kinds, count) =
				(struct registers_kind){ regulations[i], &regulations[i]->facts[f] };
	free(regulations);
	*ret_kinds = kinds;
	*ret_count = count;
	return RESULT_OK;
}

void registers_lines_done(struct registers_lines *lines)
{
	for (size_t i = 0; i < lines->count; i++) {
		struct registers_line *line = &lines->items[i];
		free(line->person);
		free(line->subject);
		free(line->detail);
		free(line->days);
		free(line->granted);
		free(line->ended);
		free(line->record);
	}
	free(lines->items);
	*lines = (struct registers_lines){ 0 };
}

static char *days_of(const struct fact_row *row)
{
	struct text out = { 0 };
	char from[DATE_TEXT_SIZE], to[DATE_TEXT_SIZE] = "";
	date_text(row->begins, i18n_language(), false, from);
	if (row->ends != DATE_NONE)
		date_text(row->ends, i18n_language(), false, to);
	if (row->ends != DATE_NONE && row->ends < row->begins)
		text_add(&out, _("ended before it began"));
	else if (row->ends == DATE_NONE)
		text_format(&out, _("from %s"), from);
	else if (row->ends == row->begins)
		text_add(&out, from);
	else
		text_format(&out, _("%s to %s"), from, to);
	if (row->time_from >= 0 && row->time_to >= 0)
		text_format(&out, "  %d:%02d-%d:%02d", row->time_from / 60, row->time_from % 60,
			row->time_to / 60, row->time_to % 60);
	return text_take(&out);
}

/* A record in words; its id where it cannot be read. */
static char *words_of(struct session *session, const char *id)
{
	struct record record;
	if (!id)
		return memory_string("");
	if (query_record(session->desk->store, id, &record, NULL) != RESULT_OK)
		return memory_string(id);
	char *words = using_words(session, &record);
	record_done(&record);
	return words;
}

static void fill(struct session *session, const struct fact_row *row, struct registers_line *line)
{
	const struct person *person = row->person ? office_person(&session->desk->office, row->person) : NULL;
	date today = desk_today(session->desk);
	line->person = memory_string(person ? person_text(person) : row->person ? row->person : "");
	line->subject = memory_string(row->subject_words ? row->subject_words
				      : row->subject     ? row->subject
							 : "");
	line->detail = memory_string(row->detail ? row->detail : "");
	line->days = days_of(row);
	line->granted = row->record ? words_of(session, row->record)
				    : memory_string(_("stood there when choba was introduced"));
	line->ended = words_of(session, row->ended_by);
	line->record = memory_string(row->record);
	line->holds = row->begins <= today && (row->ends == DATE_NONE || row->ends >= today);
}

static enum result note_list(
	struct session *session, const struct registers_filter *filter, struct error *err)
{
	char iso[DATE_ISO_SIZE] = "";
	char *what = memory_format("%s/%s", filter->kind.regulation->id, filter->kind.fact->id);
	if (filter->day != DATE_NONE)
		date_iso(filter->day, iso);
	json_t *envelope = json_pack("{s:s, s:s, s:s*, s:s*}", "what", "register", "register", what, "person",
		filter->person, "day", *iso ? iso : NULL);
	free(what);
	return entries_note(session, ENTRY_LIST, envelope, err);
}

enum result registers_list(struct session *session, const struct registers_filter *filter,
	struct registers_lines *ret_lines, struct error *err)
{
	struct fact_rows rows = { 0 };
	struct registers_lines lines = { 0 };
	char *subject = filter->subject ? fact_subject(FIELD_TEXT, filter->subject) : NULL;
	const struct fact_filter asked = { .regulation = filter->kind.regulation->id,
		.fact = filter->kind.fact->id,
		.person = filter->person,
		.subject = subject,
		.day = filter->day };
	enum result r = desk_refresh(session->desk, err);
	if (r == RESULT_OK)
		r = note_list(session, filter, err);
	if (r == RESULT_OK)
		r = query_facts(session->desk->store, &asked, &rows, err);
	for (size_t i = 0; r == RESULT_OK && i < rows.count; i++)
		fill(session, &rows.items[i], LIST_ADD(lines.items, lines.count));
	fact_rows_done(&rows);
	free(subject);
	if (r == RESULT_OK)
		*ret_lines = lines;
	return r;
}
