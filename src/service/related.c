/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Relations between records in words. */
#include "service/related.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "service/using.h"
#include "store/query.h"

/* How a record calls an earlier one, and how that one calls it. */
static const struct {
	const char *earlier, *later;
} words[] = {
	[RELATION_CHANGE] = { N_("Changes it"), N_("Changed by") },
	[RELATION_CONTINUE] = { N_("Continues"), N_("Continued by") },
	[RELATION_END] = { N_("Ends"), N_("Ended by") },
	[RELATION_REVOKE] = { N_("Revokes"), N_("Revoked by") },
	[RELATION_COMPILE] = { N_("Collects"), N_("Collected in") },
};
static_assert(COUNT(words) == RELATION__COUNT, "every relation has its words");

static const char *const states[] = {
	[RECORD_RUNNING] = N_("under way"),
	[RECORD_RETURNED] = N_("returned"),
	[RECORD_WITHDRAWN] = N_("withdrawn"),
	[RECORD_DECIDED] = N_("decided"),
};
static_assert(COUNT(states) == RECORD__COUNT, "every state has its word");

void related_lines_done(struct related_lines *lines)
{
	for (size_t i = 0; i < lines->count; i++) {
		free(lines->items[i].label);
		free(lines->items[i].words);
		free(lines->items[i].record);
	}
	free(lines->items);
	*lines = (struct related_lines){ 0 };
}

static void add(
	struct session *session, const struct record *other, const char *label, struct related_lines *lines)
{
	char *named = using_words(session, other);
	struct related_line *line = LIST_ADD(lines->items, lines->count);
	line->label = memory_string(label);
	line->words = memory_format("%s  %s", named, _(states[other->state]));
	line->record = memory_string(other->id);
	free(named);
}

void related_list(struct session *session, const struct record *record, struct related_lines *ret_lines)
{
	struct store *store = session->desk->store;
	struct records followers;
	*ret_lines = (struct related_lines){ 0 };
	for (size_t i = 0; i < record->relation_count; i++) {
		struct record earlier;
		if (query_record(store, record->relations[i].record, &earlier, NULL) != RESULT_OK)
			continue;
		add(session, &earlier, _(words[record->relations[i].kind].earlier), ret_lines);
		record_done(&earlier);
	}
	if (query_followers(store, record->id, &followers, NULL) != RESULT_OK)
		return;
	for (size_t i = 0; i < followers.count; i++) {
		const struct record *later = &followers.items[i];
		for (size_t k = 0; k < later->relation_count; k++)
			if (!strcmp(later->relations[k].record, record->id))
				add(session, later, _(words[later->relations[k].kind].later), ret_lines);
	}
	records_done(&followers);
}
