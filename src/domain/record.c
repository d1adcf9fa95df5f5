/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Records and their history as values, in memory and as JSON. */
#include "domain/record.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "domain/names.h"

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
};
static_assert(COUNT(act_names) == ACT__COUNT, "every act has its name");

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
};

static const struct {
	const char *key;
	size_t offset;
} dates[] = {
	{ "filed", offsetof(struct record, filed) },
	{ "received", offsetof(struct record, received) },
	{ "decided", offsetof(struct record, decided) },
	{ "dispatched", offsetof(struct record, dispatched) },
};

static char **string_at(const struct record *record, size_t offset)
{
	return (char **)(void *)((char *)(uintptr_t)record + offset);
}

static date *date_at(const struct record *record, size_t offset)
{
	return (date *)(void *)((char *)(uintptr_t)record + offset);
}

void record_done(struct record *record)
{
	for (size_t i = 0; i < COUNT(strings); i++)
		free(*string_at(record, strings[i].offset));
	*record = (struct record){ 0 };
}

void record_copy(const struct record *record, struct record *ret_copy)
{
	*ret_copy = *record;
	for (size_t i = 0; i < COUNT(strings); i++)
		*string_at(ret_copy, strings[i].offset) =
			memory_string(*string_at(record, strings[i].offset));
}

json_t *record_to_json(const struct record *record)
{
	json_t *json = json_object();
	for (size_t i = 0; i < COUNT(strings); i++) {
		const char *value = *string_at(record, strings[i].offset);
		if (value)
			json_object_set_new(json, strings[i].key, json_string(value));
	}
	for (size_t i = 0; i < COUNT(dates); i++) {
		date day = *date_at(record, dates[i].offset);
		char iso[DATE_ISO_SIZE];
		if (day == DATE_NONE)
			continue;
		date_iso(day, iso);
		json_object_set_new(json, dates[i].key, json_string(iso));
	}
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
	if (record->state == RECORD_DECIDED)
		json_object_set_new(json, "answer", json_string(answer_name(record->answer)));
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
	for (size_t i = 0; i < COUNT(dates); i++) {
		const char *value = json_string_value(json_object_get(json, dates[i].key));
		*date_at(record, dates[i].offset) = value ? date_from_iso(value) : DATE_NONE;
	}
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
	*transition = (struct transition){ 0 };
}

void history_done(struct history *history)
{
	for (size_t i = 0; i < history->count; i++)
		transition_done(&history->items[i]);
	free(history->items);
	*history = (struct history){ 0 };
}
