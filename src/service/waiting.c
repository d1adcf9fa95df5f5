/* SPDX-License-Identifier: GPL-3.0-or-later */
/* 未処理一覧 put together from its sources. */
#include "service/waiting.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "service/duties.h"
#include "service/lines.h"
#include "service/noticing.h"
#include "service/using.h"
#include "service/texts.h"
#include "store/draft.h"

/* What is his to decide comes first, what he may only stand in for last. */
static const int urgency[] = {
	[DUTY_NONE] = 9,
	[DUTY_DECIDE] = 0,
	[DUTY_RETURNED] = 1,
	[DUTY_RECEIVE] = 2,
	[DUTY_PASS] = 3,
	[DUTY_DISPATCH] = 4,
	[DUTY_TRANSCRIBE] = 3,
	[DUTY_CONFIRM] = 0,
	[DUTY_SEE_AFTER] = 5,
	[DUTY_FILE] = 5,
	[DUTY_READ] = 6,
	[DUTY_ACKNOWLEDGE] = 6,
	[DUTY_STAND_IN] = 7,
};
static_assert(COUNT(urgency) == DUTY__COUNT, "every duty has its place");

/* What a holder who is away cannot do now is as urgent for a deputy as for him. */
static int urgency_of(const struct reading_line *line)
{
	return urgency[line->handed ? DUTY_DECIDE : line->duty];
}

static int by_urgency(const void *a, const void *b)
{
	const struct reading_line *left = a, *right = b;
	if (left->late != right->late)
		return left->late ? -1 : 1;
	int order = urgency_of(left) - urgency_of(right);
	if (order)
		return order;
	if (left->due != right->due && left->due != DATE_NONE && right->due != DATE_NONE)
		return left->due < right->due ? -1 : 1;
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
		struct reading_line *line = lines_add(lines);
		line->form = form;
		line->regulation = regulation;
		line->since = draft->saved;
		line->draft = memory_string(draft->id);
		line->with_whom = memory_string("");
		line->subject = lines_subject(
			form, json_object_get(whole.contents, "values"), &desk->office, desk_today(desk));
		line->record.regulation = memory_string(draft->regulation);
		line->record.form = memory_string(draft->form);
		draft_done(&whole);
	}
	drafts_done(&drafts);
	return r;
}

static enum result add_records(struct session *session, struct reading_lines *lines, struct error *err)
{
	static const enum record_state states[] = { RECORD_RUNNING, RECORD_RETURNED };
	enum result r = RESULT_OK;
	for (size_t i = 0; r == RESULT_OK && i < COUNT(states); i++) {
		struct record_filter filter = record_filter_all();
		filter.by_state = true;
		filter.state = states[i];
		r = lines_collect(session, &filter, true, lines, err);
	}
	struct records unfinished = { 0 };
	if (r == RESULT_OK)
		r = query_unfinished(session->desk->store, session->person, &unfinished, err);
	if (r == RESULT_OK)
		r = lines_look_over(session, &unfinished, true, lines, err);
	records_done(&unfinished);
	return r;
}

/* Each adds the lines of what it knows to wait for the session's person. */
static enum result (*const sources[])(struct session *, struct reading_lines *, struct error *) = {
	add_records,
	using_waiting,
	noticing_waiting,
	texts_waiting,
	duties_waiting,
};

enum result waiting_list(struct session *session, struct reading_lines *ret_lines, struct error *err)
{
	struct reading_lines lines = { 0 };
	enum result r = desk_refresh(session->desk, err);
	for (size_t i = 0; r == RESULT_OK && i < COUNT(sources); i++)
		r = sources[i](session, &lines, err);
	if (lines.count)
		qsort(lines.items, lines.count, sizeof *lines.items, by_urgency);
	if (r == RESULT_OK) /* behind all that others wait for */
		r = add_drafts(session, &lines, err);
	if (r != RESULT_OK) {
		reading_lines_done(&lines);
		return r;
	}
	*ret_lines = lines;
	return RESULT_OK;
}
