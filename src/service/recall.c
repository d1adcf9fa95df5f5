/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Postings taken out again: the journal knows what their entry changed beside them. */
#include "service/recall.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "domain/office_table.h"
#include "store/query.h"

/* ---- what has not begun --------------------------------------------------------- */

static bool is_coming(const struct posting *posting, date today)
{
	return posting->from != DATE_NONE && posting->from > today;
}

/* Posting ids may name people and posts in any order; what begins first stands first. */
static int by_day(const void *a, const void *b)
{
	const struct posting *const *left = a, *const *right = b;
	if ((*left)->from != (*right)->from)
		return (*left)->from < (*right)->from ? -1 : 1;
	return strcmp((*left)->id, (*right)->id);
}

void recall_list(const struct session *session, const char *person, struct recall_coming **ret_coming,
	size_t *ret_count)
{
	const struct office *office = &session->desk->office;
	const struct posting **found = NULL;
	size_t count = 0;
	for (size_t i = 0; i < office->posting_count; i++)
		if (!strcmp(office->postings[i].person, person) &&
			is_coming(&office->postings[i], desk_today(session->desk)))
			*LIST_ADD(found, count) = &office->postings[i];
	if (count)
		qsort(found, count, sizeof(const struct posting *), by_day);
	*ret_coming = memory_new(count + 1, sizeof **ret_coming);
	*ret_count = count;
	for (size_t i = 0; i < count; i++) {
		char day[DATE_TEXT_SIZE], *post = office_post_text(office, found[i]->post);
		date_text(found[i]->from, i18n_language(), false, day);
		(*ret_coming)[i] = (struct recall_coming){ memory_string(found[i]->id),
			memory_format(_("from %s: %s"), day, post) };
		free(post);
	}
	free(found);
}

void recall_list_free(struct recall_coming *coming, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		free(coming[i].posting);
		free(coming[i].words);
	}
	free(coming);
}

/* ---- the entry that brought it ---------------------------------------------------- */

/* A posting in an office as an entry has it; borrowed, NULL where it is not there. */
static const json_t *posting_in(const json_t *office, const char *id)
{
	size_t i;
	const json_t *item;
	json_array_foreach(json_object_get(office, "postings"), i, item)
	{
		const char *found = json_string_value(json_object_get(item, "id"));
		if (found && !strcmp(found, id))
			return item;
	}
	return NULL;
}

static date last_day(const json_t *posting)
{
	const char *iso = json_string_value(json_object_get(posting, "to"));
	return iso ? date_from_iso(iso) : DATE_NONE;
}

/* The office as the entry with this posting made it, and as it was before; new
 * references. *ret_before is NULL where it came with the founding. */
static enum result find_entry(struct session *session, const char *posting, json_t **ret_before,
	json_t **ret_entered, struct error *err)
{
	struct entry_filter filter = { .by_kind = true, .kind = ENTRY_OFFICE, .limit = 1 };
	json_t *before = NULL, *entered = NULL;
	bool more = true;
	enum result r = RESULT_OK;
	while (more) {
		struct entries entries;
		r = query_entries(session->desk->store, &filter, &entries, err);
		more = r == RESULT_OK && entries.count;
		if (!more)
			break;
		json_t *office = json_object_get(entries.items[0].envelope, "office");
		filter.before = entries.items[0].sequence;
		if (posting_in(office, posting)) {
			json_decref(entered);
			entered = json_incref(office);
		} else {
			before = json_incref(office);
			more = false;
		}
		entries_done(&entries);
	}
	if (r != RESULT_OK) {
		json_decref(entered);
		return r;
	}
	*ret_before = before;
	*ret_entered = entered;
	return RESULT_OK;
}

/* ---- the preview --------------------------------------------------------------------- */

static void add_change(struct office_changes *changes, enum office_change_kind kind, char *line)
{
	*LIST_ADD(changes->items, changes->count) = (struct office_change){ kind, false, line };
}

/* Gives a posting the last day back that the entry took from it. */
static void give_back(const struct office *after, struct posting *posting, const json_t *before,
	const json_t *entered, struct office_changes *changes)
{
	const json_t *was = posting_in(before, posting->id), *became = posting_in(entered, posting->id);
	char day[DATE_TEXT_SIZE];
	if (!was || !became || last_day(was) == last_day(became) || posting->to != last_day(became))
		return;
	posting->to = last_day(was);
	char *words = office_posting_text(after, posting);
	date_text(posting->to, i18n_language(), true, day);
	add_change(changes, CHANGE_EDIT,
		posting->to == DATE_NONE ? memory_format(_("%s goes on"), words)
					 : memory_format(_("%s goes on to %s"), words, day));
	free(words);
}

static void take_out(struct office *after, struct posting *posting, struct office_changes *changes)
{
	char day[DATE_TEXT_SIZE], *words = office_posting_text(after, posting);
	date_text(posting->from, i18n_language(), true, day);
	add_change(changes, CHANGE_END, memory_format(_("%s from %s is taken out again"), words, day));
	free(words);
	size_t at = (size_t)(posting - after->postings);
	office_item_done(OFFICE_POSTINGS, posting);
	after->posting_count--;
	memmove(posting, posting + 1, (after->posting_count - at) * sizeof *posting);
}

static struct posting *find_posting(struct office *office, const char *id)
{
	for (size_t i = 0; id && i < office->posting_count; i++)
		if (!strcmp(office->postings[i].id, id))
			return &office->postings[i];
	return NULL;
}

/* What is left must hold together as any office does. */
static enum result check(const struct office *after, struct error *err)
{
	struct office again;
	json_t *json = office_to_json(after);
	enum result r = office_from_json(json, &again, err);
	json_decref(json);
	if (r == RESULT_OK)
		office_done(&again);
	return r;
}

static enum result check_posting(const struct posting *posting, date today, struct error *err)
{
	char day[DATE_TEXT_SIZE];
	if (!posting)
		return error_set(err, RESULT_NOT_FOUND, _("Choose the entry from the list"));
	if (is_coming(posting, today))
		return RESULT_OK;
	date_text(posting->from, i18n_language(), true, day);
	return error_refuse(err, NULL, _("This posting has begun (%s); it can only be ended"), day);
}

enum result recall_preview(struct session *session, const char *id, struct office *ret_after,
	struct office_changes *ret_changes, struct error *err)
{
	struct office after;
	struct office_changes changes = { 0 };
	json_t *before, *entered;
	enum result r = session_need_right(session, RIGHT_OFFICE, err);
	if (r != RESULT_OK)
		return r;
	office_copy(&session->desk->office, &after);
	struct posting *posting = find_posting(&after, id);
	r = check_posting(posting, desk_today(session->desk), err);
	if (r == RESULT_OK)
		r = find_entry(session, id, &before, &entered, err);
	if (r == RESULT_OK) {
		char *person = memory_string(posting->person);
		take_out(&after, posting, &changes);
		for (size_t i = 0; i < after.posting_count; i++)
			if (!strcmp(after.postings[i].person, person))
				give_back(&after, &after.postings[i], before, entered, &changes);
		free(person);
		json_decref(before);
		json_decref(entered);
		r = check(&after, err);
	}
	if (r == RESULT_OK) {
		*ret_after = after;
		*ret_changes = changes;
	} else {
		office_done(&after);
		office_changes_done(&changes);
	}
	return r;
}
