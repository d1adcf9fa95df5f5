/* SPDX-License-Identifier: GPL-3.0-or-later */
/* People and sections as candidates. */
#include "ui/screen/source.h"

#include <stdlib.h>
#include <string.h>

#include "base/fold.h"
#include "base/memory.h"

enum { CANDIDATES_MOST = 100 };

static bool in_force(date from, date to, date day)
{
	return (from == DATE_NONE || from <= day) && (to == DATE_NONE || day <= to);
}

/* "税務課 係長": where a person is today, so that namesakes are told apart. The caller frees. */
static char *place_of(const struct office *office, const char *person, date day)
{
	const struct posting *posting = office_main_posting(office, person, day);
	const struct post *post = posting ? office_post(office, posting->post) : NULL;
	const struct section *section = post && post->section ? office_section(office, post->section) : NULL;
	if (!post)
		return NULL;
	return memory_format("%s %s", section ? label_text(&section->name) : "", label_text(&post->name));
}

static bool person_matches(const struct person *person, const char *typed)
{
	return fold_contains(person->name, typed) || (person->kana && fold_contains(person->kana, typed)) ||
	       (person->number && fold_contains(person->number, typed)) ||
	       (person->name_en && fold_contains(person->name_en, typed));
}

static void find_people(const struct desk *desk, const char *typed, struct candidates *ret)
{
	const struct office *office = &desk->office;
	date day = desk_today(desk);
	for (size_t i = 0; i < office->person_count; i++) {
		const struct person *person = &office->people[i];
		if (!in_force(person->from, person->to, day) || !person_matches(person, typed))
			continue;
		if (ret->count == CANDIDATES_MOST) {
			ret->more = true;
			return;
		}
		char *place = place_of(office, person->id, day);
		candidates_offer(ret, person->id, person_text(person), place);
		free(place);
	}
}

static void find_sections(const struct desk *desk, const char *typed, struct candidates *ret)
{
	const struct office *office = &desk->office;
	date day = desk_today(desk);
	for (size_t i = 0; i < office->section_count; i++) {
		const struct section *section = &office->sections[i];
		const char *english = section->name.en ? section->name.en : "";
		if (!in_force(section->from, section->to, day) ||
			!(fold_contains(section->name.ja, typed) || fold_contains(english, typed)))
			continue;
		if (ret->count == CANDIDATES_MOST) {
			ret->more = true;
			return;
		}
		candidates_offer(ret, section->id, label_text(&section->name), section->phone);
	}
}

static void find(void *context, enum field_type type, const char *typed, struct candidates *ret)
{
	const struct desk *desk = context;
	if (type == FIELD_PERSON)
		find_people(desk, typed, ret);
	else if (type == FIELD_SECTION)
		find_sections(desk, typed, ret);
}

static char *name(void *context, enum field_type type, const char *id)
{
	const struct desk *desk = context;
	if (type == FIELD_PERSON) {
		const struct person *person = office_person(&desk->office, id);
		return person ? memory_string(person_text(person)) : NULL;
	}
	const struct section *section = type == FIELD_SECTION ? office_section(&desk->office, id) : NULL;
	return section ? memory_string(label_text(&section->name)) : NULL;
}

struct editor_source source_of(struct desk *desk)
{
	return (struct editor_source){
		.today = desk_today(desk),
		.office = &desk->office,
		.context = desk,
		.find = find,
		.name = name,
	};
}
