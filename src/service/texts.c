/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Acknowledging texts. */
#include "service/texts.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "domain/fact.h"
#include "domain/holder.h"
#include "service/entries.h"
#include "service/lines.h"
#include "store/query.h"

enum { BEFORE_LEAVING = 30 }; /* days before the last day in which leaving is acknowledged */

void texts_states_done(struct texts_states *states)
{
	for (size_t i = 0; i < states->count; i++) {
		struct texts_state *state = &states->items[i];
		for (size_t k = 0; k < state->reader_count; k++)
			free(state->readers[k].name);
		free(state->readers);
	}
	free(states->items);
	*states = (struct texts_states){ 0 };
}

/* The last day of a person in this office as far as it is known: DATE_NONE where it is open. */
static date last_day(const struct office *office, const char *person, date day)
{
	date last = DATE_NONE;
	for (size_t i = 0; i < office->posting_count; i++) {
		const struct posting *posting = &office->postings[i];
		if (strcmp(posting->person, person) || (posting->to != DATE_NONE && posting->to < day))
			continue;
		if (posting->to == DATE_NONE)
			return DATE_NONE;
		if (last == DATE_NONE || posting->to > last)
			last = posting->to;
	}
	return last;
}

/* Whether it is for this person to acknowledge the text: he has a post, and is one of its readers. */
static bool is_reader(const struct desk *desk, const struct regulation *regulation,
	const struct regulation_text *text, const char *person)
{
	date day = desk_today(desk);
	if (!office_main_posting(&desk->office, person, day))
		return false;
	for (size_t i = 0; i < text->reader_count; i++) {
		const struct role *role = regulation_role(regulation, text->readers[i]);
		if (role && holder_is(regulation, role, &desk->office, person, day))
			return true;
	}
	if (text->readers_fact)
		return fact_has_person(&desk->office, regulation->id, text->readers_fact, person, day);
	return !text->reader_count;
}

/* When the person acknowledged the text in its present version; 0 for never. */
static int64_t time_of(const struct acknowledgements *list, const struct regulation *regulation,
	const struct regulation_text *text, const char *person)
{
	for (size_t i = 0; i < list->count; i++) {
		const struct acknowledgement *item = &list->items[i];
		if (!strcmp(item->regulation, regulation->id) && !strcmp(item->text, text->id) &&
			!strcmp(item->version, text->version) && !strcmp(item->person, person))
			return item->time;
	}
	return 0;
}

/* Whether what was acknowledged at that time still stands today. */
static bool stands(
	const struct desk *desk, const struct regulation_text *text, const char *person, int64_t time)
{
	date today = desk_today(desk), then = date_from_ms(time);
	date last = last_day(&desk->office, person, today);
	if (!time)
		return false;
	if (text->yearly && date_fiscal_year(then) < date_fiscal_year(today))
		return false;
	return !text->at_leaving || last == DATE_NONE || last - today > BEFORE_LEAVING ||
	       last - then <= BEFORE_LEAVING;
}

/* Goes over all texts of the adopted regulations. */
typedef enum result text_taker(struct session *session, const struct regulation *regulation,
	const struct regulation_text *text, const struct acknowledgements *list, void *data,
	struct error *err);

static enum result each_text(
	struct session *session, const char *person, text_taker *take, void *data, struct error *err)
{
	struct desk *desk = session->desk;
	struct acknowledgements list;
	const struct regulation **regulations;
	size_t count;
	enum result r = query_acknowledgements(desk->store, person, &list, err);
	if (r != RESULT_OK)
		return r;
	r = desk_adopted(desk, &regulations, &count, err);
	if (r == RESULT_OK) {
		for (size_t i = 0; r == RESULT_OK && i < count; i++)
			for (size_t k = 0; r == RESULT_OK && k < regulations[i]->text_count; k++)
				r = take(
					session, regulations[i], &regulations[i]->texts[k], &list, data, err);
		free(regulations);
	}
	acknowledgements_done(&list);
	return r;
}

static enum result add_line(struct session *session, const struct regulation *regulation,
	const struct regulation_text *text, const struct acknowledgements *list, void *data,
	struct error *err)
{
	(void)err;
	int64_t time = time_of(list, regulation, text, session->person);
	if (!is_reader(session->desk, regulation, text, session->person) ||
		stands(session->desk, text, session->person, time))
		return RESULT_OK;
	struct reading_line *line = lines_add(data);
	line->regulation = regulation;
	line->duty = DUTY_ACKNOWLEDGE;
	line->text = memory_string(text->id);
	line->label = memory_string(label_text(&text->title));
	line->subject = memory_string("");
	line->with_whom = memory_string("");
	line->since = clock_now(session->desk->clock);
	return RESULT_OK;
}

enum result texts_waiting(struct session *session, struct reading_lines *lines, struct error *err)
{
	return each_text(session, session->person, add_line, lines, err);
}

/* Who has yet to comes first; then by time. */
static int by_time(const void *a, const void *b)
{
	const struct texts_reader *left = a, *right = b;
	return left->time < right->time ? -1 : left->time > right->time;
}

static enum result add_state(struct session *session, const struct regulation *regulation,
	const struct regulation_text *text, const struct acknowledgements *list, void *data,
	struct error *err)
{
	(void)err;
	struct desk *desk = session->desk;
	struct texts_states *states = data;
	struct texts_state *state = LIST_ADD(states->items, states->count);
	state->regulation = regulation;
	state->text = text;
	state->time = time_of(list, regulation, text, session->person);
	state->mine = is_reader(desk, regulation, text, session->person) &&
		      !stands(desk, text, session->person, state->time);
	for (size_t i = 0; i < desk->office.person_count; i++) {
		const struct person *person = &desk->office.people[i];
		if (!is_reader(desk, regulation, text, person->id))
			continue;
		int64_t time = time_of(list, regulation, text, person->id);
		bool done = stands(desk, text, person->id, time);
		*LIST_ADD(state->readers, state->reader_count) =
			(struct texts_reader){ memory_string(person_text(person)), done ? time : 0 };
		state->missing += !done;
	}
	if (state->reader_count)
		qsort(state->readers, state->reader_count, sizeof *state->readers, by_time);
	return RESULT_OK;
}

enum result texts_list(struct session *session, struct texts_states *ret_states, struct error *err)
{
	struct texts_states states = { 0 };
	enum result r = entries_note(session, ENTRY_LIST, json_pack("{s:s}", "what", "texts"), err);
	if (r == RESULT_OK)
		r = desk_refresh(session->desk, err);
	if (r == RESULT_OK)
		r = each_text(session, NULL, add_state, &states, err);
	if (r == RESULT_OK)
		*ret_states = states;
	else
		texts_states_done(&states);
	return r;
}

enum result texts_acknowledge(
	struct session *session, const char *regulation_id, const char *text_id, struct error *err)
{
	struct desk *desk = session->desk;
	const struct regulation *regulation;
	const char *hash;
	struct acknowledgements list;
	enum result r = desk_refresh(desk, err);
	if (r == RESULT_OK)
		r = session_in_force(session, err);
	if (r == RESULT_OK)
		r = desk_current(desk, regulation_id, &regulation, &hash, err);
	if (r != RESULT_OK)
		return r;
	const struct regulation_text *text = regulation_text_find(regulation, text_id);
	if (!text)
		return error_set(
			err, RESULT_NOT_FOUND, _("The regulation has no text \"%s\" any more"), text_id);
	if (!is_reader(desk, regulation, text, session->person))
		return error_refuse(err, text->article, _("This text is for others to acknowledge"));
	r = query_acknowledgements(desk->store, session->person, &list, err);
	if (r != RESULT_OK)
		return r;
	bool done = stands(desk, text, session->person, time_of(&list, regulation, text, session->person));
	acknowledgements_done(&list);
	if (done)
		return error_refuse(err, text->article, _("You have acknowledged this text already"));
	struct entry entry = entries_by(session, ENTRY_ACKNOWLEDGE);
	entry.regulation_hash = memory_string(hash);
	entry.envelope = json_pack(
		"{s:s, s:s, s:s}", "regulation", regulation->id, "text", text->id, "version", text->version);
	return entries_commit(desk, &entry, err);
}
