/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A record's acts in its head's row: an act then writes one page for both, not two. */
#include "store/history.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "store/canonical.h"
#include "store/private.h"

/* The places of a line. */
enum part {
	PART_SEQUENCE,
	PART_TIME,
	PART_ACT,
	PART_STEP,
	PART_TO_STEP,
	PART_ACTOR,
	PART_CAPACITY,
	PART_PRINCIPAL,
	PART_POST,
	PART_GROUND,
	PART_ANSWER,
	PART_VERSION,
	PART_SIGNED,
	PART_EXCEPTION,
	PART_PAPER, /* of a decision made on paper; a line of another act ends before it */
	PART__COUNT
};

static int answer_of(const char *name)
{
	for (int i = 0; name && i < ANSWER__COUNT; i++)
		if (strcmp(name, answer_name((enum answer)i)) == 0)
			return i;
	return ANSWER_YES;
}

static void add_word(struct text *line, const char *word)
{
	text_add_char(line, ',');
	canonical_add_string(line, word);
}

static const char *truth(bool holds)
{
	return holds ? "true" : "false";
}

static void add_paper(struct text *line, const json_t *paper)
{
	if (!paper)
		return;
	char *text = canonical_text(paper);
	text_add_char(line, ',');
	text_add(line, text);
	free(text);
}

/* Written as text at once: as an array of JSON values each of them is allocated, for nobody. */
enum result history_line(const struct entry *entry, char **ret_line, struct error *err)
{
	const json_t *transition = json_object_get(entry->envelope, "transition");
	enum act act;
	if (act_from_name(string_in(transition, "act"), &act) != RESULT_OK)
		return error_set(
			err, RESULT_INVALID, _("entry %lld names no act"), (long long)entry->sequence);
	struct text line = { 0 };
	text_format(&line, "[%lld,%lld,%d", (long long)entry->sequence, (long long)entry->time, act);
	add_word(&line, string_in(transition, "step"));
	add_word(&line, string_in(transition, "to-step"));
	add_word(&line, entry->actor);
	text_format(&line, ",%d", entry->capacity);
	add_word(&line, entry->principal);
	add_word(&line, string_in(transition, "post"));
	add_word(&line, string_in(transition, "ground"));
	text_format(&line, ",%d,%lld,%s,%s", answer_of(string_in(transition, "answer")),
		(long long)json_integer_value(json_object_get(transition, "version")),
		truth(entry->signature.data != NULL),
		truth(json_is_true(json_object_get(transition, "exception"))));
	add_paper(&line, json_object_get(transition, "paper"));
	text_add_char(&line, ']');
	*ret_line = text_take(&line);
	return RESULT_OK;
}

static int64_t integer_at(const json_t *line, enum part part)
{
	return json_integer_value(json_array_get(line, part));
}

static char *string_at(const json_t *line, enum part part)
{
	return memory_string(json_string_value(json_array_get(line, part)));
}

static void read_line(const json_t *line, struct transition *transition)
{
	const json_t *paper = json_array_get(line, PART_PAPER);
	*transition = (struct transition){
		.sequence = integer_at(line, PART_SEQUENCE),
		.time = integer_at(line, PART_TIME),
		.act = (enum act)integer_at(line, PART_ACT),
		.step = string_at(line, PART_STEP),
		.to_step = string_at(line, PART_TO_STEP),
		.actor = string_at(line, PART_ACTOR),
		.capacity = (enum capacity)integer_at(line, PART_CAPACITY),
		.principal = string_at(line, PART_PRINCIPAL),
		.post = string_at(line, PART_POST),
		.ground = string_at(line, PART_GROUND),
		.answer = (enum answer)integer_at(line, PART_ANSWER),
		.version = (int)integer_at(line, PART_VERSION),
		.is_signed = json_is_true(json_array_get(line, PART_SIGNED)),
		.exception = json_is_true(json_array_get(line, PART_EXCEPTION)),
		.paper = { .number = memory_string(string_in(paper, "number")),
			.day = date_from_iso(string_in(paper, "day")),
			.decider = memory_string(string_in(paper, "decider")) },
	};
}

enum result history_read(const char *lines, struct history *ret_history, struct error *err)
{
	char *text = memory_format("[%s]", lines);
	json_t *all = json_loads(text, JSON_REJECT_DUPLICATES, NULL);
	struct history history = { 0 };
	const json_t *line;
	size_t at;
	free(text);
	if (!all)
		return error_set(err, RESULT_DAMAGED,
			_("the history of a record cannot be read. Rebuild the tables from the journal"));
	json_array_foreach(all, at, line) read_line(line, LIST_ADD(history.items, history.count));
	json_decref(all);
	*ret_history = history;
	return RESULT_OK;
}
