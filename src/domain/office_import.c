/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an office would be after a CSV file, and what changes, before anything is applied. */
#include "domain/office_import.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "domain/office_csv.h"

/* The words of a column in a line of the preview. */
static const struct {
	const char *key, *label;
} labels[] = {
	{ "number", N_("employee number") },
	{ "name", N_("full name") },
	{ "kana", N_("reading") },
	{ "name_en", N_("name in English") },
	{ "person", N_("person") },
	{ "post", N_("post") },
	{ "kind", N_("kind of posting") },
	{ "from", N_("first day") },
	{ "to", N_("last day") },
};

static const char *const kind_labels[] = {
	[POSTING_MAIN] = N_("main post"),
	[POSTING_CONCURRENT] = N_("concurrent post"),
	[POSTING_IN_CHARGE] = N_("in charge"),
};
_Static_assert(COUNT(kind_labels) == POSTING__COUNT, "every kind of posting has its label");

struct import {
	const struct office_csv *csv; /* the file being read */
	date today;
	struct office after;
	struct office_places places; /* a line for each person and posting; 0 where no file touched it */
	struct office_changes changes;
	struct mistakes *mistakes;
};

void office_changes_done(struct office_changes *changes)
{
	for (size_t i = 0; i < changes->count; i++)
		free(changes->items[i].line);
	free(changes->items);
	*changes = (struct office_changes){ 0 };
}

static void change_add(struct import *import, enum office_change_kind kind, bool past, char *line)
{
	*LIST_ADD(import->changes.items, import->changes.count) = (struct office_change){ kind, past, line };
}

static const char *day_text(date day, char text[DATE_TEXT_SIZE])
{
	date_text(day, i18n_language(), true, text);
	return day == DATE_NONE ? _("not set") : text;
}

static char *numbered_name(const struct office *office, const char *id)
{
	const struct person *person = office_person(office, id);
	return person ? memory_format("%s %s", person->number, person->name) : memory_string(id);
}

char *office_posting_text(const struct office *office, const struct posting *posting)
{
	char *person = numbered_name(office, posting->person),
	     *post = office_post_text(office, posting->post);
	char *text = memory_format(_("%s: %s (%s)"), person, post, _(kind_labels[posting->kind]));
	free(person);
	free(post);
	return text;
}

static char *value_text(const struct office *office, const char *key, const json_t *value)
{
	const char *string = json_string_value(value);
	char day[DATE_TEXT_SIZE];
	if (!strcmp(key, "from") || !strcmp(key, "to"))
		return memory_string(day_text(date_from_iso(string), day));
	if (!string)
		return memory_string(_("none"));
	if (!strcmp(key, "person"))
		return numbered_name(office, string);
	if (!strcmp(key, "post"))
		return office_post_text(office, string);
	for (enum posting_kind kind = 0; !strcmp(key, "kind") && kind < POSTING__COUNT; kind++)
		if (!strcmp(posting_kind_name(kind), string))
			return memory_string(_(kind_labels[kind]));
	return memory_string(string);
}

/* "name: A → B, last day: open → 31 March 2027 (Wed)". */
static char *edits_text(const struct import *import, const void *old, const void *new)
{
	struct text out = { 0 };
	json_t *before = office_item_to_json(import->csv->part, old);
	json_t *after = office_item_to_json(import->csv->part, new);
	for (size_t i = 0; i < COUNT(labels); i++) {
		const char *key = labels[i].key;
		const json_t *from = json_object_get(before, key), *to = json_object_get(after, key);
		if (from == to || (from && to && json_equal(from, to)))
			continue;
		char *was = value_text(&import->after, key, from), *is = value_text(&import->after, key, to);
		text_format(&out, "%s%s: %s → %s", out.length ? ", " : "", _(labels[i].label), was, is);
		free(was);
		free(is);
	}
	json_decref(before);
	json_decref(after);
	return text_take(&out);
}

static bool is_past(const struct import *import, date day)
{
	return day == DATE_NONE || day < import->today;
}

/* Only the last day is new: somebody or something ends. */
static bool only_ends(enum office_part part, const void *old, const void *new, date old_to, date new_to)
{
	if (old_to != DATE_NONE || new_to == DATE_NONE)
		return false;
	json_t *before = office_item_to_json(part, old), *after = office_item_to_json(part, new);
	json_object_del(after, "to");
	bool equal = json_equal(before, after);
	json_decref(before);
	json_decref(after);
	return equal;
}

static void preview_person(struct import *import, const struct person *old, const struct person *new)
{
	char day[DATE_TEXT_SIZE];
	if (!old) {
		change_add(import, CHANGE_ADD, false,
			memory_format(
				_("new: %s %s, from %s"), new->number, new->name, day_text(new->from, day)));
		return;
	}
	if (only_ends(OFFICE_PEOPLE, old, new, old->to, new->to)) {
		change_add(import, CHANGE_END, is_past(import, new->to),
			memory_format(_("%s %s leaves; the last day is %s"), new->number, new->name,
				day_text(new->to, day)));
		return;
	}
	char *edits = edits_text(import, old, new);
	bool past = old->from != new->from || (old->to != new->to &&is_past(import, new->to));
	change_add(import, CHANGE_EDIT, past, memory_format("%s %s: %s", old->number, old->name, edits));
	free(edits);
}

static void preview_posting(struct import *import, const struct posting *old, const struct posting *new)
{
	char day[DATE_TEXT_SIZE], last[DATE_TEXT_SIZE];
	char *what = office_posting_text(&import->after, old ? old : new);
	if (!old && new->to == DATE_NONE)
		change_add(import, CHANGE_ADD, is_past(import, new->from),
			memory_format(_("%s from %s"), what, day_text(new->from, day)));
	else if (!old)
		change_add(import, CHANGE_ADD, is_past(import, new->from),
			memory_format(_("%s from %s to %s"), what, day_text(new->from, day),
				day_text(new->to, last)));
	else if (only_ends(OFFICE_POSTINGS, old, new, old->to, new->to))
		change_add(import, CHANGE_END, is_past(import, new->to),
			memory_format(_("%s ends; the last day is %s"), what, day_text(new->to, day)));
	else {
		char *edits = edits_text(import, old, new);
		bool past = is_past(import, old->from) || is_past(import, new->from);
		change_add(import, CHANGE_EDIT, past, memory_format("%s: %s", what, edits));
		free(edits);
	}
	free(what);
}

static void preview(struct import *import, const void *old, const void *new)
{
	if (old && office_item_equal(import->csv->part, old, new))
		return;
	if (import->csv->part == OFFICE_PEOPLE)
		preview_person(import, old, new);
	else
		preview_posting(import, old, new);
}

static bool has(const json_t *row, const char *key, const char *value)
{
	const char *string = json_string_value(json_object_get(row, key));
	return string && !strcmp(string, value);
}

/* A row means an item by its id, else a person by number, a posting by person, post and first day. */
static bool means(const struct import *import, const json_t *row, size_t at)
{
	bool by_id = json_object_get(row, "id");
	if (import->csv->part == OFFICE_PEOPLE) {
		const struct person *person = &import->after.people[at];
		return by_id ? has(row, "id", person->id) : has(row, "number", person->number);
	}
	const struct posting *posting = &import->after.postings[at];
	char from[DATE_ISO_SIZE];
	date_iso(posting->from, from);
	return by_id ? has(row, "id", posting->id)
		     : has(row, "person", posting->person) && has(row, "post", posting->post) &&
			       has(row, "from", from);
}

/* The row alone, to see which item it means. */
static size_t find_row(const struct import *import, size_t row)
{
	struct mistakes unused = { 0 };
	json_t *alone = json_object();
	office_csv_cells(import->csv, row, &import->after, alone, &unused);
	size_t at = 0, count = office_count(&import->after, import->csv->part);
	while (at < count && !means(import, alone, at))
		at++;
	json_decref(alone);
	mistakes_done(&unused);
	return at;
}

/* Reads the item of a row in place of the old one or behind all others, and says what is new in it. */
static void put_item(struct import *import, const json_t *json, bool old, size_t at, size_t line)
{
	enum office_part part = import->csv->part;
	struct office was = { 0 };
	void *before = old ? office_item_add(&was, part) : NULL, *item;
	if (old) {
		item = office_item_of(&import->after, part, at);
		office_item_copy(part, item, before);
		office_item_clear(part, item);
		import->places.lines[part][at] = line;
	} else {
		item = office_item_add(&import->after, part);
		office_places_add(&import->places, part, line);
	}
	size_t mistakes = import->mistakes->count;
	office_item_read(json, part, at, item, &import->places, import->mistakes);
	if (import->mistakes->count == mistakes)
		preview(import, before, item);
	office_done(&was);
}

static void import_row(struct import *import, size_t row)
{
	enum office_part part = import->csv->part;
	size_t line = import->csv->csv.rows[row].line, at = find_row(import, row);
	bool old = at < office_count(&import->after, part);
	if (old && import->places.lines[part][at]) {
		office_mistake_at(import->mistakes, import->csv->file, line,
			_("the row means the same as line %zu"), import->places.lines[part][at]);
		return;
	}
	json_t *json = old ? office_item_to_json(part, office_item(&import->after, part, at)) : json_object();
	size_t mistakes = import->mistakes->count;
	office_csv_row(import->csv, row, &import->after, json, import->mistakes);
	/* A cell that says nothing makes no more of a row; further complaints would only follow from it. */
	if (import->mistakes->count == mistakes)
		put_item(import, json, old, at, line);
	json_decref(json);
}

static void end_posting(struct import *import, struct posting *posting, date last)
{
	char day[DATE_TEXT_SIZE];
	posting->to = last;
	char *what = office_posting_text(&import->after, posting);
	change_add(import, CHANGE_END, is_past(import, last),
		memory_format(_("%s ends; the last day is %s"), what, day_text(last, day)));
	free(what);
}

/* A new main posting ends the open one before it; a last day at the office ends what is open. */
static void end_what_follows(struct import *import)
{
	struct office *after = &import->after;
	enum office_part part = import->csv->part;
	for (size_t i = 0; i < after->posting_count; i++) {
		struct posting *posting = &after->postings[i];
		const struct person *person = office_person(after, posting->person);
		if (posting->to != DATE_NONE)
			continue;
		if (part == OFFICE_PEOPLE) {
			if (person && person->to != DATE_NONE)
				end_posting(import, posting, person->to);
			continue;
		}
		date first = DATE_NONE;
		for (size_t j = 0; j < after->posting_count; j++) {
			const struct posting *new = &after->postings[j];
			bool follows = import->places.lines[part][j] && new->kind == POSTING_MAIN &&
				       !strcmp(new->person, posting->person) && new->from != DATE_NONE &&
				       (posting->from == DATE_NONE || posting->from < new->from);
			if (follows && (first == DATE_NONE || new->from < first))
				first = new->from;
		}
		if (first != DATE_NONE && posting->kind == POSTING_MAIN && !import->places.lines[part][i])
			end_posting(import, posting, first - 1);
	}
}

static void import_file(struct import *import, const struct office_csv *csv)
{
	import->csv = csv;
	import->places.files[csv->part] = csv->file;
	for (size_t row = 1; row < csv->csv.row_count; row++)
		import_row(import, row);
	end_what_follows(import);
}

/* Opens all files before anything is read, so that people come before their postings. */
static size_t open_files(const struct office_csv_file *files, size_t count, struct office_csv *ret_csvs,
	struct mistakes *mistakes)
{
	size_t opened = 0;
	for (size_t i = 0; i < count; i++) {
		struct office_csv *csv = &ret_csvs[opened];
		if (office_csv_open(files[i].bytes, files[i].length, NULL, csv, mistakes) && opened++ > 0 &&
			csv->part == ret_csvs[0].part)
			office_mistake_at(mistakes, csv->file, 0,
				_("both files are of the same kind; one of people and one of postings go "
				  "together"));
	}
	return opened;
}

enum result office_import(const struct office *now, const struct office_csv_file *files, size_t count,
	date today, struct office *ret_after, struct office_changes *ret_changes,
	struct mistakes *ret_mistakes, struct error *err)
{
	struct office_csv csvs[2];
	struct mistakes mistakes = { 0 };
	struct import import = { .today = today, .mistakes = &mistakes };
	size_t opened = open_files(files, count < COUNT(csvs) ? count : COUNT(csvs), csvs, &mistakes);
	if (!mistakes.count) {
		office_copy(now, &import.after);
		for (size_t i = 0; i < now->person_count; i++)
			office_places_add(&import.places, OFFICE_PEOPLE, 0);
		for (size_t i = 0; i < now->posting_count; i++)
			office_places_add(&import.places, OFFICE_POSTINGS, 0);
		for (enum office_part part = OFFICE_PEOPLE; part <= OFFICE_POSTINGS; part++)
			for (size_t i = 0; i < opened; i++)
				if (csvs[i].part == part)
					import_file(&import, &csvs[i]);
		office_check(&import.after, &import.places, &mistakes);
		office_places_done(&import.places);
	}
	for (size_t i = 0; i < opened; i++)
		office_csv_done(&csvs[i]);
	enum result r = office_first_mistake(&mistakes, err);
	if (r == RESULT_OK) {
		*ret_after = import.after;
		*ret_changes = import.changes;
	} else {
		office_done(&import.after);
		office_changes_done(&import.changes);
	}
	if (r != RESULT_OK && ret_mistakes)
		*ret_mistakes = mistakes;
	else
		mistakes_done(&mistakes);
	return r;
}
