/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A changed office.yaml beside the office as it is. */
#include "domain/office_adopt.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "domain/holder.h"
#include "domain/names.h"
#include "domain/office_table.h"
#include "domain/regulation_reading.h"

/* The parts that office.yaml changes, and by what an item is known again. */
static const struct {
	enum office_part part;
	const char *keys[2];
} parts[] = {
	{ OFFICE_SECTIONS, { "id" } },
	{ OFFICE_POSTS, { "id" } },
	{ OFFICE_DEPUTIES, { "post", "deputy" } },
	{ OFFICE_ROLES, { "role" } },
	{ OFFICE_RIGHTS, { "right", "person" } },
};

/* The parts that stay as the office has them. */
static const enum office_part own_parts[] = { OFFICE_PEOPLE, OFFICE_POSTINGS, OFFICE_REGULATIONS,
	OFFICE_OPENINGS, OFFICE_CLOSED, OFFICE_OPENED };

/* The columns in words. */
static const struct {
	const char *key, *label;
} labels[] = {
	{ "name", N_("name") },
	{ "kind", N_("kind") },
	{ "parent", N_("part of") },
	{ "symbol", N_("symbol in numbers") },
	{ "phone", N_("telephone") },
	{ "from", N_("first day") },
	{ "to", N_("last day") },
	{ "section", N_("section") },
	{ "head", N_("heads it") },
	{ "rank", N_("rank") },
	{ "aliases", N_("other names") },
	{ "order", N_("turn") },
	{ "forms", N_("only forms") },
	{ "not-forms", N_("not forms") },
	{ "grounds", N_("only on grounds") },
	{ "post", N_("post") },
	{ "people", N_("persons") },
	{ "week-off", N_("days off in the week") },
	{ "year-end", N_("days off at the turn of the year") },
};

struct comparing {
	const struct office *now, *after;
	struct office_changes *changes;
};

static void add_change(struct office_changes *changes, enum office_change_kind kind, char *line)
{
	*LIST_ADD(changes->items, changes->count) = (struct office_change){ kind, false, line };
}

/* ---- words ------------------------------------------------------------ */

static char *string_words(const struct office *office, const char *key, const char *string)
{
	const struct person *person = office_person(office, string);
	const struct section *section = office_section(office, string);
	date day = date_from_iso(string);
	char text[DATE_TEXT_SIZE];
	if (!strcmp(key, "post") || !strcmp(key, "deputy"))
		return office_post_text(office, string);
	if (!strcmp(key, "people") && person)
		return memory_string(person_text(person));
	if ((!strcmp(key, "section") || !strcmp(key, "parent")) && section)
		return memory_string(label_text(&section->name));
	if ((!strcmp(key, "from") || !strcmp(key, "to")) && day != DATE_NONE) {
		date_text(day, i18n_language(), true, text);
		return memory_string(text);
	}
	return memory_string(string);
}

static void add_words(const struct office *office, const char *key, const json_t *value, struct text *out)
{
	size_t i;
	const char *name;
	json_t *item;
	if (json_is_string(value)) {
		char *words = string_words(office, key, json_string_value(value));
		text_add(out, words);
		free(words);
	} else if (json_is_integer(value)) {
		text_format(out, "%d", (int)json_integer_value(value));
	} else if (json_is_true(value)) {
		text_add(out, _("yes"));
	} else if (json_is_array(value)) {
		json_array_foreach(value, i, item)
		{
			text_add(out, i ? ", " : "");
			add_words(office, key, item, out);
		}
	} else if (json_object_get(value, "ja")) {
		const json_t *own = json_object_get(value, i18n_language() == LANGUAGE_EN ? "en" : "ja");
		add_words(office, key, own ? own : json_object_get(value, "ja"), out);
	} else if (json_is_object(value)) {
		i = 0;
		json_object_foreach((json_t *)(uintptr_t)value, name, item)
		{
			text_add(out, i++ ? " – " : "");
			add_words(office, name, item, out);
		}
	} else {
		text_add(out, _("none"));
	}
}

/* "name: A → B, rank: 3 → 4"; of something new or gone only its values. */
static void add_edits(const struct comparing *comparing, const json_t *old, const json_t *new,
	const char *const skip[2], struct text *out)
{
	bool any = false;
	for (size_t i = 0; i < COUNT(labels); i++) {
		const char *key = labels[i].key;
		const json_t *from = json_object_get(old, key), *to = json_object_get(new, key);
		if (from == to || (from && to && json_equal(from, to)) ||
			(skip && (same(skip[0], key) || same(skip[1], key))))
			continue;
		text_format(out, "%s%s: ", any ? ", " : ": ", _(labels[i].label));
		any = true;
		if (old)
			add_words(comparing->now, key, from, out);
		text_add(out, old && new ? " → " : "");
		if (new)
			add_words(comparing->after, key, to, out);
	}
}

static char *title(const struct office *office, enum office_part part, const void *item)
{
	const struct section *section = item;
	const struct post *post = item;
	const struct deputy *deputy = item;
	const struct role_post *role = item;
	const struct right_holder *holder = item;
	const struct person *person;
	char *one, *other, *words;
	switch (part) {
	case OFFICE_SECTIONS:
		return memory_format(_("Section %s (%s)"), label_text(&section->name), section->id);
	case OFFICE_POSTS:
		one = office_post_text(office, post->id);
		words = memory_format(_("Post %s (%s)"), one, post->id);
		free(one);
		return words;
	case OFFICE_DEPUTIES:
		one = office_post_text(office, deputy->deputy_post);
		other = office_post_text(office, deputy->post);
		words = memory_format(_("%s stands in for %s"), one, other);
		free(one);
		free(other);
		return words;
	case OFFICE_ROLES: return memory_format(_("Role %s"), role->role);
	default:
		person = office_person(office, holder->person);
		return memory_format(_("Right \"%s\" of %s"), right_text(holder->right),
			person ? person_text(person) : holder->person);
	}
}

/* ---- items ------------------------------------------------------------ */

static bool is_same_thing(const json_t *old, const json_t *new, const char *const keys[2])
{
	for (size_t i = 0; i < 2 && keys[i]; i++)
		if (!json_equal(json_object_get(old, keys[i]), json_object_get(new, keys[i])))
			return false;
	return true;
}

/* The items of a part as JSON. A new reference. */
static json_t *items_of(const struct office *office, enum office_part part)
{
	json_t *items = json_array();
	for (size_t i = 0; i < office_count(office, part); i++)
		json_array_append_new(items, office_item_to_json(part, office_item(office, part, i)));
	return items;
}

static bool has_equal(const json_t *items, const json_t *wanted)
{
	size_t i;
	const json_t *item;
	json_array_foreach(items, i, item) if (json_equal(item, wanted)) return true;
	return false;
}

static void say(const struct comparing *comparing, enum office_part part, size_t index, const json_t *old,
	const json_t *new, const char *const keys[2])
{
	const struct office *office = new ? comparing->after : comparing->now;
	struct text line = { 0 };
	char *name = title(office, part, office_item(office, part, index));
	text_add(&line, name);
	add_edits(comparing, old, new, keys, &line);
	add_change(comparing->changes, !old ? CHANGE_ADD : new ? CHANGE_EDIT : CHANGE_END, text_take(&line));
	free(name);
}

/* What is equal on both sides is left alone; of the rest, an old and a new item of the same thing are a change. */
static void compare_part(const struct comparing *comparing, enum office_part part, const char *const keys[2])
{
	json_t *olds = items_of(comparing->now, part), *news = items_of(comparing->after, part);
	bool *paired = memory_new(json_array_size(news) + 1, sizeof *paired);
	size_t i, k;
	const json_t *old, *new;
	json_array_foreach(olds, i, old)
	{
		bool found = has_equal(news, old);
		json_array_foreach(news, k, new)
		{
			if (found || paired[k] || !is_same_thing(old, new, keys) || has_equal(olds, new))
				continue;
			found = paired[k] = true;
			say(comparing, part, k, old, new, keys);
		}
		if (!found)
			say(comparing, part, i, old, NULL, keys);
	}
	json_array_foreach(news, k, new) if (!paired[k] && !has_equal(olds, new))
		say(comparing, part, k, NULL, new, keys);
	free(paired);
	json_decref(olds);
	json_decref(news);
}

/* The name and the calendar's rules. */
static void compare_office(const struct comparing *comparing)
{
	const struct office *offices[] = { comparing->now, comparing->after };
	json_t *heads[2];
	struct text line = { 0 };
	for (size_t i = 0; i < COUNT(offices); i++) {
		heads[i] = json_object();
		json_object_set_new(heads[i], "name",
			json_pack("{s:s, s:s?}", "ja", offices[i]->name.ja, "en", offices[i]->name.en));
		office_calendar_to_json(&offices[i]->calendar, heads[i]);
	}
	text_add(&line, _("Office"));
	if (!json_equal(heads[0], heads[1])) {
		add_edits(comparing, heads[0], heads[1], NULL, &line);
		add_change(comparing->changes, CHANGE_EDIT, text_take(&line));
	}
	text_done(&line);
	json_decref(heads[0]);
	json_decref(heads[1]);
}

/* ---- the whole -------------------------------------------------------- */

static void keep_own(const struct office *now, struct office *after, struct office_places *places)
{
	for (size_t i = 0; i < COUNT(own_parts); i++) {
		office_part_copy(now, own_parts[i], after);
		places->files[own_parts[i]] = NULL;
	}
	after->revision = now->revision;
	after->facts = now->facts;
}

enum result office_adopt(const struct office *now, const struct bundle *files, struct office *ret_after,
	struct office_changes *ret_changes, struct mistakes *ret_mistakes, struct error *err)
{
	struct mistakes mistakes = { 0 };
	struct office_places places;
	struct office after;
	office_yaml_read(files, &after, &places, &mistakes);
	keep_own(now, &after, &places);
	if (after.id && strcmp(after.id, now->id) != 0)
		office_mistake(&mistakes, &places, OFFICE__COUNT, 0,
			_("this is the data of the office \"%s\"; the office here is \"%s\""), after.id,
			now->id);
	else if (after.id)
		office_check(&after, &places, &mistakes);
	office_places_done(&places);
	mistakes_sort(&mistakes);
	enum result r = office_first_mistake(&mistakes, err);
	if (r == RESULT_OK) {
		*ret_changes = (struct office_changes){ 0 };
		const struct comparing comparing = { now, &after, ret_changes };
		compare_office(&comparing);
		for (size_t i = 0; i < COUNT(parts); i++)
			compare_part(&comparing, parts[i].part, parts[i].keys);
		*ret_after = after;
	} else {
		office_done(&after);
	}
	if (r != RESULT_OK && ret_mistakes)
		*ret_mistakes = mistakes;
	else
		mistakes_done(&mistakes);
	return r;
}

void office_adopt_roles(const struct office *now, const struct office *after,
	const struct regulation *regulation, date day, struct office_changes *changes)
{
	char from[DATE_TEXT_SIZE];
	date_text(day, i18n_language(), true, from);
	for (size_t i = 0; i < regulation->role_count; i++) {
		const struct role *role = &regulation->roles[i];
		for (size_t k = 0; k < now->person_count; k++) {
			const struct person *person = &now->people[k];
			bool had = holder_is(regulation, role, now, person->id, day);
			bool has = holder_is(regulation, role, after, person->id, day);
			if (had != has)
				add_change(changes, has ? CHANGE_ADD : CHANGE_END,
					memory_format(has ? _("%s gains \"%s\" (%s) from %s")
							  : _("%s loses \"%s\" (%s) from %s"),
						person_text(person), label_text(&role->label),
						label_text(&regulation->title), from));
		}
	}
}
