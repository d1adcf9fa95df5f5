/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is to be filed each year or month, and was not yet. */
#include "service/duties.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "base/text.h"
#include "domain/recurring.h"
#include "service/lines.h"
#include "store/journal.h"

/* How long before its day a turn may be filed: filings are looked for so far before the first turn. */
enum { AHEAD_DAYS = 366 };

/* A duty as it is looked at for one person. */
struct looking {
	struct session *session;
	const struct regulation *regulation;
	const struct form *form;
	const struct recurring *duty;
	const char *section; /* whose filing counts; NULL: anybody's */
	date since;          /* from when it is theirs */
	struct records records;
	struct recurring_filed *filed; /* its strings are the records' or targets' */
	size_t filed_count;
	char **targets;
	size_t target_count;
};

static void looking_done(struct looking *looking)
{
	for (size_t i = 0; i < looking->target_count; i++)
		free(looking->targets[i]);
	free(looking->targets);
	free(looking->filed);
	records_done(&looking->records);
}

/* What a record says that it is for, as the duty's turns write it; NULL for nothing. */
static enum result read_target(
	struct looking *looking, const struct record *record, char **ret_target, struct error *err)
{
	struct entry entry;
	*ret_target = NULL;
	if (!looking->duty->field || record->erased || !record->contents)
		return RESULT_OK;
	enum result r = journal_entry(looking->session->desk->store, record->contents, &entry, err);
	if (r != RESULT_OK)
		return r;
	const json_t *value =
		json_object_get(json_object_get(entry.contents, "values"), looking->duty->field);
	if (json_is_integer(value))
		*ret_target = memory_format("%lld", (long long)json_integer_value(value));
	else
		*ret_target = memory_string(json_string_value(value));
	entry_done(&entry);
	return RESULT_OK;
}

static enum result read_filed(struct looking *looking, struct error *err)
{
	struct desk *desk = looking->session->desk;
	struct record_filter filter = record_filter_all();
	filter.regulation = looking->regulation->id;
	filter.form = looking->form->id;
	filter.from = looking->since - AHEAD_DAYS;
	enum result r = query_records(desk->store, &filter, &looking->records, err);
	for (size_t i = 0; r == RESULT_OK && i < looking->records.count; i++) {
		const struct record *record = &looking->records.items[i];
		if (record->state == RECORD_WITHDRAWN ||
			(looking->section &&
				!office_section_within(&desk->office, record->section, looking->section)))
			continue;
		char **target = LIST_ADD(looking->targets, looking->target_count);
		r = read_target(looking, record, target, err);
		*LIST_ADD(looking->filed, looking->filed_count) =
			(struct recurring_filed){ record->section, record->filed, *target };
	}
	return r;
}

/* What the form begins with, so that it is for this turn. */
static json_t *values_for(const struct recurring *duty, const struct recurring_turn *turn)
{
	bool year = duty->target == FOR_THIS_FISCAL_YEAR || duty->target == FOR_NEXT_FISCAL_YEAR;
	if (!duty->field)
		return NULL;
	return json_pack("{s:o}", duty->field,
		year ? json_integer(strtol(turn->target, NULL, 10)) : json_string(turn->target));
}

/* missed: how many later turns of the duty are over too. */
static void add_line(const struct looking *looking, const struct recurring_turn *turn, size_t missed,
	struct reading_lines *lines)
{
	const struct recurring *duty = looking->duty;
	char *target = recurring_target_text(duty, turn, i18n_language());
	struct reading_line *line = lines_add(lines);
	line->form = looking->form;
	line->regulation = looking->regulation;
	line->duty = DUTY_FILE;
	line->subject = memory_string("");
	line->with_whom = memory_string("");
	line->since = date_to_ms(turn->shown);
	line->due = turn->due;
	line->late = recurring_is_late(duty, turn, desk_today(looking->session->desk));
	struct text label = { 0 };
	text_format(&label, *target ? "%s %s" : "%s%s", label_text(&duty->label), target);
	if (missed)
		text_format(&label, _(" (and %zu more missed)"), missed);
	line->label = text_take(&label);
	line->begin = memory_format("%s/%s", looking->regulation->id, looking->form->id);
	line->begin_values = values_for(duty, turn);
	line->record.section = memory_string(looking->section);
	free(target);
}

/* The open turns of one duty: those that are over in one line, the oldest with the
 * number of the others, so that it is filed first; each that is still due in its
 * own. Nothing is read where none is shown. */
static enum result add_duty(struct looking *looking, struct reading_lines *lines, struct error *err)
{
	struct desk *desk = looking->session->desk;
	struct recurring_turn *turns;
	date today = desk_today(desk);
	size_t open = 0, missed = 0;
	size_t count = recurring_turns(looking->duty, &desk->office, today, looking->since, &turns);
	enum result r = count ? read_filed(looking, err) : RESULT_OK;
	for (size_t i = 0; r == RESULT_OK && i < count; i++)
		if (!recurring_is_done(looking->duty, &turns[i], &desk->office, looking->section,
			    looking->filed, looking->filed_count)) {
			missed += recurring_is_late(looking->duty, &turns[i], today);
			turns[open++] = turns[i];
		}
	/* Those that are over come first. */
	for (size_t i = 0; r == RESULT_OK && i < open; i++)
		if (i == 0 || i >= missed)
			add_line(looking, &turns[i], i || !missed ? 0 : missed - 1, lines);
	free(turns);
	return r;
}

/* From when a duty is asked for: since the office has the regulation, and the section is there. */
static date since_when(const struct desk *desk, const char *section_id, int64_t adopted)
{
	const struct section *section = section_id ? office_section(&desk->office, section_id) : NULL;
	date since = date_from_ms(adopted);
	return section && section->from != DATE_NONE && section->from > since ? section->from : since;
}

static enum result add_regulation(struct session *session, const struct regulation *regulation,
	struct reading_lines *lines, struct error *err)
{
	struct desk *desk = session->desk;
	date today = desk_today(desk);
	int64_t since = 0;
	enum result r = regulation->duty_count
				? query_regulation_since(desk->store, regulation->id, &since, err)
				: RESULT_OK;
	for (size_t i = 0; r == RESULT_OK && i < regulation->duty_count; i++) {
		struct looking looking = { .session = session,
			.regulation = regulation,
			.duty = &regulation->duties[i],
			.form = regulation_form(regulation, regulation->duties[i].form) };
		if (recurring_is_his(looking.duty, regulation, &desk->office, session->person,
			    session->section, today, &looking.section) &&
			verdict_may_begin(regulation, looking.form, &desk->office, session->person,
				session->section, today, NULL) == RESULT_OK) {
			looking.since = since_when(desk, looking.section, since);
			r = add_duty(&looking, lines, err);
		}
		looking_done(&looking);
	}
	return r;
}

enum result duties_waiting(struct session *session, struct reading_lines *lines, struct error *err)
{
	const struct regulation **regulations;
	size_t count;
	enum result r = desk_adopted(session->desk, &regulations, &count, err);
	if (r != RESULT_OK)
		return r;
	for (size_t i = 0; r == RESULT_OK && i < count; i++)
		r = add_regulation(session, regulations[i], lines, err);
	free(regulations);
	return r;
}
