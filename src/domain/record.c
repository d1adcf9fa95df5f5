/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Records and their history as values, in memory and as JSON. */
#include "domain/record.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "domain/names.h"
#include "domain/value.h"

static const char *const state_names[] = {
	[RECORD_RUNNING] = "running",
	[RECORD_RETURNED] = "returned",
	[RECORD_WITHDRAWN] = "withdrawn",
	[RECORD_DECIDED] = "decided",
};
static_assert(COUNT(state_names) == RECORD__COUNT, "every state has its name");

static const char *const act_names[] = {
	[ACT_FILE] = "file",
	[ACT_PASS] = "pass",
	[ACT_DECIDE] = "decide",
	[ACT_RETURN] = "return",
	[ACT_CORRECT] = "correct",
	[ACT_PULL_BACK] = "pull-back",
	[ACT_WITHDRAW] = "withdraw",
	[ACT_SEE_AFTER] = "see-after",
	[ACT_DISPATCH] = "dispatch",
	[ACT_TRANSCRIBE] = "transcribe",
	[ACT_CONFIRM] = "confirm",
	[ACT_RECEIPT] = "receipt",
	[ACT_FOLLOWED] = "followed",
};
static_assert(COUNT(act_names) == ACT__COUNT, "every act has its name");

static const char *const relation_names[] = {
	[RELATION_CHANGE] = "change",
	[RELATION_CONTINUE] = "continue",
	[RELATION_END] = "end",
	[RELATION_REVOKE] = "revoke",
	[RELATION_COMPILE] = "compile",
};
static_assert(COUNT(relation_names) == RELATION__COUNT, "every relation has its name");
static_assert((int)RELATION_CHANGE == (int)FOLLOW_CHANGE && (int)RELATION_REVOKE == (int)FOLLOW_REVOKE,
	"what follows an earlier record is a relation of the same number");

static const char *const capacity_names[] = {
	[CAPACITY_SELF] = "self",
	[CAPACITY_DEPUTY] = "deputy",
	[CAPACITY_ACTING] = "acting",
};
static_assert(COUNT(capacity_names) == CAPACITY__COUNT, "every capacity has its name");

const char *record_state_name(enum record_state state)
{
	return state_names[state];
}

const char *act_name(enum act act)
{
	return act_names[act];
}

const char *capacity_name(enum capacity capacity)
{
	return capacity_names[capacity];
}

enum result act_from_name(const char *name, enum act *ret_act)
{
	int found = name_index(act_names, COUNT(act_names), name);
	if (found < 0)
		return RESULT_NOT_FOUND;
	*ret_act = (enum act)found;
	return RESULT_OK;
}

/* The string members of a record, in one table for freeing, copying and JSON. */
static const struct {
	const char *key;
	size_t offset;
	bool required;
} strings[] = {
	{ "id", offsetof(struct record, id), true },
	{ "regulation", offsetof(struct record, regulation), true },
	{ "regulation-hash", offsetof(struct record, regulation_hash), true },
	{ "form", offsetof(struct record, form), true },
	{ "step", offsetof(struct record, step), false },
	{ "section", offsetof(struct record, section), false },
	{ "drafter", offsetof(struct record, drafter), false },
	{ "applicant", offsetof(struct record, applicant), false },
	{ "decision-of", offsetof(struct record, decision_of), false },
	{ "decision", offsetof(struct record, decision), false },
	{ "document-number", offsetof(struct record, document_number), false },
	{ "concluded-by", offsetof(struct record, concluded_by), false },
};

static const struct {
	const char *key;
	size_t offset;
} dates[] = {
	{ "filed", offsetof(struct record, filed) },
	{ "received", offsetof(struct record, received) },
	{ "decided", offsetof(struct record, decided) },
	{ "dispatched", offsetof(struct record, dispatched) },
	{ "use-from", offsetof(struct record, use_from) },
	{ "use-to", offsetof(struct record, use_to) },
	{ "concluded-on", offsetof(struct record, concluded_on) },
};

static char **string_at(const struct record *record, size_t offset)
{
	return (char **)(void *)((char *)(uintptr_t)record + offset);
}

static date *date_at(const struct record *record, size_t offset)
{
	return (date *)(void *)((char *)(uintptr_t)record + offset);
}

void record_way_clear(struct record *record)
{
	for (size_t i = 0; i < record->way_count; i++) {
		free(record->way[i].step);
		free(record->way[i].section);
		free(record->way[i].person);
	}
	free(record->way);
	record->way = NULL;
	record->way_count = 0;
}

void record_way_add(struct record *record, const struct way_seat *seat)
{
	struct way_seat *added = LIST_ADD(record->way, record->way_count);
	*added = *seat;
	added->step = memory_string(seat->step);
	added->section = memory_string(seat->section);
	added->person = memory_string(seat->person);
}

struct record record_empty(void)
{
	struct record record = { 0 };
	for (size_t i = 0; i < COUNT(dates); i++)
		*date_at(&record, dates[i].offset) = DATE_NONE;
	return record;
}

static void strings_free(char **items, size_t count)
{
	for (size_t i = 0; i < count; i++)
		free(items[i]);
	free(items);
}

static void strings_copy(char *const *items, size_t count, char ***ret_items, size_t *ret_count)
{
	*ret_items = NULL;
	*ret_count = 0;
	for (size_t i = 0; i < count; i++)
		*LIST_ADD(*ret_items, *ret_count) = memory_string(items[i]);
}

static void strings_put(json_t *json, const char *key, char *const *items, size_t count)
{
	json_t *list = json_array();
	for (size_t i = 0; i < count; i++)
		json_array_append_new(list, json_string(items[i]));
	if (count)
		json_object_set(json, key, list);
	json_decref(list);
}

static void strings_read(const json_t *list, char ***items, size_t *count)
{
	size_t at;
	const json_t *item;
	json_array_foreach(list, at, item)
	{
		if (json_is_string(item))
			*LIST_ADD(*items, *count) = memory_string(json_string_value(item));
	}
}

void record_done(struct record *record)
{
	record_way_clear(record);
	for (size_t i = 0; i < COUNT(strings); i++)
		free(*string_at(record, strings[i].offset));
	for (size_t i = 0; i < record->relation_count; i++)
		free(record->relations[i].record);
	free(record->relations);
	strings_free(record->told, record->told_count);
	strings_free(record->read, record->read_count);
	*record = (struct record){ 0 };
}

struct relation *record_relate(struct record *record, const char *earlier, enum relation_kind kind)
{
	struct relation *relation = LIST_ADD(record->relations, record->relation_count);
	*relation = (struct relation){ memory_string(earlier), kind };
	return relation;
}

void record_copy(const struct record *record, struct record *ret_copy)
{
	*ret_copy = *record;
	for (size_t i = 0; i < COUNT(strings); i++)
		*string_at(ret_copy, strings[i].offset) =
			memory_string(*string_at(record, strings[i].offset));
	ret_copy->way = NULL;
	ret_copy->way_count = 0;
	for (size_t i = 0; i < record->way_count; i++)
		record_way_add(ret_copy, &record->way[i]);
	ret_copy->relations = NULL;
	ret_copy->relation_count = 0;
	for (size_t i = 0; i < record->relation_count; i++)
		record_relate(ret_copy, record->relations[i].record, record->relations[i].kind);
	strings_copy(record->told, record->told_count, &ret_copy->told, &ret_copy->told_count);
	strings_copy(record->read, record->read_count, &ret_copy->read, &ret_copy->read_count);
}

static date day_in(const json_t *json, const char *key)
{
	return date_from_iso(json_string_value(json_object_get(json, key)));
}

json_t *record_way_to_json(const struct record *record)
{
	json_t *way = record->way_count ? json_array() : NULL;
	for (size_t i = 0; i < record->way_count; i++) {
		const struct way_seat *seat = &record->way[i];
		json_t *json = json_pack("{s:s*, s:I, s:s*, s:s*}", "step", seat->step, "actor",
			(json_int_t)seat->actor, "section", seat->section, "person", seat->person);
		json_object_set_new(json, "due", value_of_day(seat->due));
		if (seat->passed_over)
			json_object_set_new(json, "passed-over", json_true());
		json_array_append_new(way, json);
	}
	return way;
}

void record_way_from_json(const json_t *json, struct record *record)
{
	size_t at;
	const json_t *item;
	json_array_foreach(json, at, item)
	{
		struct way_seat seat = {
			.step = (char *)(uintptr_t)json_string_value(json_object_get(item, "step")),
			.actor = (size_t)json_integer_value(json_object_get(item, "actor")),
			.section = (char *)(uintptr_t)json_string_value(json_object_get(item, "section")),
			.person = (char *)(uintptr_t)json_string_value(json_object_get(item, "person")),
			.due = day_in(item, "due"),
			.passed_over = json_is_true(json_object_get(item, "passed-over")),
		};
		record_way_add(record, &seat);
	}
}

json_t *record_lists_to_json(const struct record *record)
{
	json_t *json = json_object();
	json_t *relations = json_array();
	for (size_t i = 0; i < record->relation_count; i++)
		json_array_append_new(
			relations, json_pack("{s:s, s:s}", "record", record->relations[i].record, "kind",
					   relation_names[record->relations[i].kind]));
	if (record->relation_count)
		json_object_set(json, "relations", relations);
	strings_put(json, "told", record->told, record->told_count);
	strings_put(json, "read", record->read, record->read_count);
	json_t *way = record_way_to_json(record);
	if (way)
		json_object_set_new(json, "way", way);
	json_decref(relations);
	return json;
}

void record_lists_from_json(const json_t *json, struct record *record)
{
	size_t at;
	const json_t *item;
	record_way_from_json(json_object_get(json, "way"), record);
	json_array_foreach(json_object_get(json, "relations"), at, item)
	{
		const char *earlier = json_string_value(json_object_get(item, "record"));
		int kind = name_index(relation_names, COUNT(relation_names),
			json_string_value(json_object_get(item, "kind")));
		if (earlier && kind >= 0)
			record_relate(record, earlier, (enum relation_kind)kind);
	}
	strings_read(json_object_get(json, "told"), &record->told, &record->told_count);
	strings_read(json_object_get(json, "read"), &record->read, &record->read_count);
}

json_t *record_to_json(const struct record *record)
{
	json_t *json = record_lists_to_json(record);
	for (size_t i = 0; i < COUNT(strings); i++) {
		const char *value = *string_at(record, strings[i].offset);
		if (value)
			json_object_set_new(json, strings[i].key, json_string(value));
	}
	for (size_t i = 0; i < COUNT(dates); i++)
		json_object_set_new(json, dates[i].key, value_of_day(*date_at(record, dates[i].offset)));
	json_object_set_new(json, "state", json_string(state_names[record->state]));
	json_object_set_new(json, "version", json_integer(record->version));
	json_object_set_new(json, "revision", json_integer(record->revision));
	json_object_set_new(json, "contents", json_integer(record->contents));
	if (record->late)
		json_object_set_new(json, "late", json_true());
	if (record->erased)
		json_object_set_new(json, "erased", json_true());
	if (record->number) {
		json_object_set_new(json, "fiscal-year", json_integer(record->fiscal_year));
		json_object_set_new(json, "number", json_integer(record->number));
	}
	if (record->state == RECORD_DECIDED || record->decided != DATE_NONE)
		json_object_set_new(json, "answer", json_string(answer_name(record->answer)));
	if (record->concluded_by)
		json_object_set_new(json, "concluded", json_string(relation_names[record->concluded]));
	return json;
}

static enum result read_strings(const json_t *json, struct record *record, struct error *err)
{
	for (size_t i = 0; i < COUNT(strings); i++) {
		const char *value = json_string_value(json_object_get(json, strings[i].key));
		if (!value && strings[i].required)
			return error_set(err, RESULT_DAMAGED, _("A record in the journal lacks \"%s\""),
				strings[i].key);
		*string_at(record, strings[i].offset) = memory_string(value);
	}
	for (size_t i = 0; i < COUNT(dates); i++)
		*date_at(record, dates[i].offset) = day_in(json, dates[i].key);
	return RESULT_OK;
}

enum result record_from_json(const json_t *json, struct record *ret_record, struct error *err)
{
	struct record record = { 0 };
	enum result r = read_strings(json, &record, err);
	int state = name_index(
		state_names, COUNT(state_names), json_string_value(json_object_get(json, "state")));
	if (r == RESULT_OK && state < 0)
		r = error_set(err, RESULT_DAMAGED, _("A record in the journal lacks \"%s\""), "state");
	if (r != RESULT_OK) {
		record_done(&record);
		return r;
	}
	record.state = (enum record_state)state;
	record.version = (int)json_integer_value(json_object_get(json, "version"));
	record.revision = json_integer_value(json_object_get(json, "revision"));
	record.contents = json_integer_value(json_object_get(json, "contents"));
	record.late = json_is_true(json_object_get(json, "late"));
	record.erased = json_is_true(json_object_get(json, "erased"));
	record.fiscal_year = (int)json_integer_value(json_object_get(json, "fiscal-year"));
	record.number = (int)json_integer_value(json_object_get(json, "number"));
	const char *answer = json_string_value(json_object_get(json, "answer"));
	for (int i = 0; answer && i < ANSWER__COUNT; i++)
		if (!strcmp(answer, answer_name((enum answer)i)))
			record.answer = (enum answer)i;
	int concluded = name_index(
		relation_names, COUNT(relation_names), json_string_value(json_object_get(json, "concluded")));
	record.concluded = concluded < 0 ? RELATION_CHANGE : (enum relation_kind)concluded;
	record_lists_from_json(json, &record);
	*ret_record = record;
	return RESULT_OK;
}

void transition_done(struct transition *transition)
{
	free(transition->step);
	free(transition->to_step);
	free(transition->actor);
	free(transition->principal);
	free(transition->post);
	free(transition->ground);
	free(transition->paper.number);
	free(transition->paper.decider);
	*transition = (struct transition){ 0 };
}

void history_done(struct history *history)
{
	for (size_t i = 0; i < history->count; i++)
		transition_done(&history->items[i]);
	free(history->items);
	*history = (struct history){ 0 };
}
