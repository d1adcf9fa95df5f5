/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Filters of the list, kept among the drafts of a person. */
#include "service/filter.h"

#include <stdlib.h>
#include <string.h>

#include "base/grapheme.h"
#include "base/i18n.h"
#include "base/memory.h"
#include "crypto/random.h"
#include "domain/value.h"
#include "service/entries.h"
#include "service/lines.h"
#include "store/draft.h"

#define PURPOSE "filter"

struct filter filter_all(void)
{
	return (struct filter){ .state = RECORD__COUNT, .from = DATE_NONE, .to = DATE_NONE };
}

void filter_done(struct filter *filter)
{
	free(filter->name);
	free(filter->form);
	free(filter->section);
	*filter = filter_all();
}

void filters_done(struct filters *filters)
{
	for (size_t i = 0; i < filters->count; i++)
		filter_done(&filters->items[i]);
	free(filters->items);
	*filters = (struct filters){ 0 };
}

struct filter filter_copy(const struct filter *filter)
{
	struct filter copy = *filter;
	copy.name = memory_string(filter->name);
	copy.form = memory_string(filter->form);
	copy.section = memory_string(filter->section);
	return copy;
}

/* ---- as JSON -------------------------------------------------------------------- */

static json_t *to_json(const struct filter *filter)
{
	json_t *json = json_pack("{s:s*, s:s*, s:s*}", "form", filter->form, "section", filter->section,
		"state", filter->state != RECORD__COUNT ? record_state_name(filter->state) : NULL);
	if (filter->mine)
		json_object_set_new(json, "mine", json_true());
	json_object_set_new(json, "from", value_of_day(filter->from));
	json_object_set_new(json, "to", value_of_day(filter->to));
	return json;
}

static const char *string_at(const json_t *json, const char *key)
{
	return json_string_value(json_object_get(json, key));
}

static date day_at(const json_t *json, const char *key)
{
	return date_from_iso(string_at(json, key));
}

static struct filter from_json(const json_t *json)
{
	struct filter filter = filter_all();
	const char *state = string_at(json, "state");
	filter.name = memory_string(string_at(json, "name"));
	filter.form = memory_string(string_at(json, "form"));
	filter.section = memory_string(string_at(json, "section"));
	filter.mine = json_is_true(json_object_get(json, "mine"));
	filter.from = day_at(json, "from");
	filter.to = day_at(json, "to");
	for (enum record_state i = 0; state && i < RECORD__COUNT; i++)
		if (!strcmp(record_state_name(i), state))
			filter.state = i;
	return filter;
}

/* ---- listing ---------------------------------------------------------------------- */

enum result filter_list(struct session *session, const struct filter *filter, struct reading_lines *ret_lines,
	struct error *err)
{
	struct reading_lines lines = { 0 };
	struct record_filter records = record_filter_all();
	const char *slash = filter->form ? strchr(filter->form, '/') : NULL;
	char *regulation = filter->form ? memory_string_n(filter->form, strcspn(filter->form, "/")) : NULL;
	records.regulation = regulation;
	records.form = slash ? slash + 1 : NULL;
	records.by_state = filter->state != RECORD__COUNT;
	records.state = filter->state;
	records.section = filter->section;
	records.person = filter->mine ? session->person : NULL;
	records.from = filter->from;
	records.to = filter->to;
	enum result r = desk_refresh(session->desk, err);
	if (r == RESULT_OK)
		r = entries_note(session, ENTRY_LIST, to_json(filter), err);
	if (r == RESULT_OK)
		r = lines_collect(session, &records, false, &lines, err);
	free(regulation);
	if (r == RESULT_OK)
		*ret_lines = lines;
	else
		reading_lines_done(&lines);
	return r;
}

/* ---- keeping ----------------------------------------------------------------------- */

/* One that is kept, with the id of its draft. */
struct kept {
	char *id;
	struct filter filter;
};

struct kept_list {
	struct kept *items;
	size_t count;
};

static void kept_done(struct kept_list *list)
{
	for (size_t i = 0; i < list->count; i++) {
		free(list->items[i].id);
		filter_done(&list->items[i].filter);
	}
	free(list->items);
	*list = (struct kept_list){ 0 };
}

static int by_name(const void *a, const void *b)
{
	const struct kept *left = a, *right = b;
	return strcmp(left->filter.name, right->filter.name);
}

static enum result load(struct session *session, struct kept_list *ret_list, struct error *err)
{
	struct store *store = session->desk->store;
	struct drafts drafts;
	struct kept_list list = { 0 };
	enum result r = draft_list(store, session->person, &drafts, err);
	if (r != RESULT_OK)
		return r;
	for (size_t i = 0; r == RESULT_OK && i < drafts.count; i++) {
		struct draft draft;
		if (strcmp(drafts.items[i].purpose, PURPOSE) != 0)
			continue;
		r = draft_load(store, session->person, drafts.items[i].id, &draft, err);
		if (r != RESULT_OK)
			break;
		if (string_at(draft.contents, "name"))
			*LIST_ADD(list.items, list.count) =
				(struct kept){ memory_string(draft.id), from_json(draft.contents) };
		draft_done(&draft);
	}
	drafts_done(&drafts);
	if (r != RESULT_OK) {
		kept_done(&list);
		return r;
	}
	if (list.count)
		qsort(list.items, list.count, sizeof *list.items, by_name);
	*ret_list = list;
	return RESULT_OK;
}

enum result filter_kept(struct session *session, struct filters *ret_filters, struct error *err)
{
	struct kept_list list;
	struct filters filters = { 0 };
	enum result r = load(session, &list, err);
	if (r != RESULT_OK)
		return r;
	for (size_t i = 0; i < list.count; i++)
		*LIST_ADD(filters.items, filters.count) = filter_copy(&list.items[i].filter);
	kept_done(&list);
	*ret_filters = filters;
	return RESULT_OK;
}

static const struct kept *find(const struct kept_list *list, const char *name)
{
	for (size_t i = 0; i < list->count; i++)
		if (!strcmp(list->items[i].filter.name, name))
			return &list->items[i];
	return NULL;
}

enum result filter_check(const struct filter *filter, struct error *err)
{
	if (filter->name && grapheme_count(filter->name, strlen(filter->name)) > FILTER_NAME_LIMIT)
		return error_set(err, RESULT_INVALID, _("The name of a filter has at most %d characters"),
			FILTER_NAME_LIMIT);
	if (filter->from != DATE_NONE && filter->to != DATE_NONE && filter->to < filter->from)
		return error_set(err, RESULT_INVALID, _("The last day lies before the first day"));
	return RESULT_OK;
}

static enum result save(
	struct session *session, const struct filter *filter, const char *id, struct error *err)
{
	struct draft draft = {
		.id = memory_string(id),
		.person = memory_string(session->person),
		.purpose = memory_string(PURPOSE),
		.contents = to_json(filter),
	};
	json_object_set_new(draft.contents, "name", json_string(filter->name));
	enum result r = draft_save(session->desk->store, &draft, err);
	draft_done(&draft);
	return r;
}

enum result filter_keep(struct session *session, const struct filter *filter, struct error *err)
{
	struct kept_list list;
	if (!filter->name || !filter->name[0])
		return error_set(err, RESULT_INVALID, _("Give the filter a name"));
	enum result r = filter_check(filter, err);
	if (r == RESULT_OK)
		r = load(session, &list, err);
	if (r != RESULT_OK)
		return r;
	const struct kept *old = find(&list, filter->name);
	char id[ID_SIZE];
	random_id(id);
	if (!old && list.count >= FILTERS_LIMIT)
		r = error_set(err, RESULT_INVALID, _("There are %d filters already; remove one first"),
			FILTERS_LIMIT);
	else
		r = save(session, filter, old ? old->id : id, err);
	kept_done(&list);
	return r;
}

enum result filter_remove(struct session *session, const char *name, struct error *err)
{
	struct kept_list list;
	enum result r = load(session, &list, err);
	if (r != RESULT_OK)
		return r;
	const struct kept *kept = find(&list, name);
	r = kept ? draft_delete(session->desk->store, session->person, kept->id, err)
		 : error_set(err, RESULT_NOT_FOUND, _("No filter is kept under the name \"%s\""), name);
	kept_done(&list);
	return r;
}
