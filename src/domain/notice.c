/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Those who are told: resolved once at the end, asked for receipts afterwards. */
#include "domain/notice.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "domain/holder.h"
#include "domain/names.h"
#include "domain/seat.h"
#include "domain/value.h"

static const char *const kinds[] = { "post", "section", "person" };
enum told_kind { TOLD_POST, TOLD_SECTION, TOLD_PERSON, TOLD__COUNT };
static_assert(COUNT(kinds) == TOLD__COUNT, "every kind of reader has its word");

/* The kind of a told string and, behind the colon, the id; TOLD__COUNT where it is none. */
static enum told_kind read_told(const char *told, const char **ret_id)
{
	const char *colon = strchr(told, ':');
	for (size_t i = 0; colon && i < COUNT(kinds); i++)
		if (strlen(kinds[i]) == (size_t)(colon - told) &&
			!strncmp(told, kinds[i], strlen(kinds[i]))) {
			*ret_id = colon + 1;
			return (enum told_kind)i;
		}
	return TOLD__COUNT;
}

static void tell(struct record *record, enum told_kind kind, const char *id)
{
	if (!id)
		return;
	char *told = memory_format("%s:%s", kinds[kind], id);
	if (is_among(record->told, record->told_count, told))
		free(told);
	else
		*LIST_ADD(record->told, record->told_count) = told;
}

static void tell_head(const struct standing *standing, const char *section, struct record *record)
{
	const struct post *head = section ? office_head(standing->office, section, standing->day) : NULL;
	/* A section without a head is told as a whole, so that nobody is forgotten. */
	if (head)
		tell(record, TOLD_POST, head->id);
	else
		tell(record, TOLD_SECTION, section);
}

static bool in_force(const struct section *section, date day)
{
	return (section->from == DATE_NONE || section->from <= day) &&
	       (section->to == DATE_NONE || section->to >= day);
}

static void tell_every_head(const struct standing *standing, const struct actor *actor, struct record *record)
{
	const struct office *office = standing->office;
	for (size_t i = 0; i < office->section_count; i++) {
		const struct section *section = &office->sections[i];
		if (in_force(section, standing->day) &&
			is_among(actor->section_kinds, actor->section_kind_count, section->kind))
			tell_head(standing, section->id, record);
	}
}

static void tell_persons(const struct standing *standing, const struct role *role, struct record *record)
{
	char **persons;
	size_t count = holder_persons(standing->regulation, role, standing->office, standing->day, &persons);
	for (size_t i = 0; i < count; i++)
		tell(record, TOLD_PERSON, persons[i]);
	holder_persons_free(persons, count);
}

/* Whoever sits in the seat that the actor means among these values. */
static void tell_actor(const struct standing *standing, const struct actor *actor, const json_t *values,
	struct record *record)
{
	const char *named = actor->field ? json_string_value(json_object_get(values, actor->field)) : NULL;
	const bool is_person = actor->kind == ACTOR_NAMED;
	const struct way_seat seat = { .section = (char *)(uintptr_t)(is_person ? NULL : named),
		.person = (char *)(uintptr_t)(is_person ? named : NULL),
		.due = DATE_NONE };
	const struct sitting sitting = seat_sitting(standing, actor, &seat);
	if (sitting.persons)
		tell_persons(standing, sitting.role, record);
	else if (sitting.person)
		tell(record, TOLD_PERSON, sitting.person);
	else if (sitting.post)
		tell(record, TOLD_POST, sitting.post->id);
	else
		tell(record, TOLD_SECTION, sitting.section);
}

static void tell_all(const struct standing *standing, const struct actor *actor, const json_t *values,
	const char *const *sources, size_t source_count, struct record *record)
{
	switch (actor->kind) {
	case ACTOR_EVERY_HEAD: tell_every_head(standing, actor, record); break;
	case ACTOR_SOURCES:
		for (size_t i = 0; i < source_count; i++)
			tell_head(standing, sources[i], record);
		break;
	default: tell_actor(standing, actor, values, record);
	}
}

void notice_resolve(const struct standing *standing, const json_t *values, const char *const *sources,
	size_t source_count, struct record *record)
{
	const struct form *form = standing->form;
	for (size_t i = 0; i < form->notify_count; i++) {
		const struct actor *actor = &form->notify[i];
		if (condition_holds(&actor->when, values))
			tell_all(standing, actor, values, sources, source_count, record);
	}
}

bool notice_means(const struct office *office, const char *told, const char *person, date day)
{
	const char *id = "";
	switch (read_told(told, &id)) {
	case TOLD_POST: return office_holds(office, person, id, day);
	case TOLD_SECTION: return office_in_section(office, person, id, day);
	case TOLD_PERSON: return !strcmp(person, id);
	case TOLD__COUNT: break;
	}
	return false;
}

const struct transition *notice_receipt(
	const struct office *office, const struct history *history, const char *told)
{
	for (size_t i = 0; i < history->count; i++) {
		const struct transition *item = &history->items[i];
		if (item->act == ACT_RECEIPT &&
			notice_means(office, told, item->actor, date_from_ms(item->time)))
			return item;
	}
	return NULL;
}

bool notice_is_read(const struct record *record, const char *told)
{
	return is_among(record->read, record->read_count, told);
}

void notice_confirm(const struct standing *standing, const char *person, struct record *next)
{
	const struct record *record = standing->record;
	for (size_t i = 0; i < record->told_count; i++)
		if (notice_means(standing->office, record->told[i], person, standing->day) &&
			!notice_is_read(next, record->told[i]))
			*LIST_ADD(next->read, next->read_count) = memory_string(record->told[i]);
}

bool notice_waits(const struct standing *standing, const char *person)
{
	const struct record *record = standing->record;
	for (size_t i = 0; i < record->told_count; i++)
		if (notice_means(standing->office, record->told[i], person, standing->day) &&
			!notice_is_read(record, record->told[i]))
			return true;
	return false;
}

bool notice_is_told(const struct standing *standing, const char *person)
{
	const struct record *record = standing->record;
	for (size_t i = 0; i < record->told_count; i++)
		if (notice_means(standing->office, record->told[i], person, standing->day))
			return true;
	return false;
}

void notice_party(const struct office *office, const char *told, date day, struct notice_party *ret_party)
{
	const char *id = "";
	enum told_kind kind = read_told(told, &id);
	struct notice_party party = { 0 };
	party.post = kind == TOLD_POST ? office_post(office, id) : NULL;
	party.section = kind == TOLD_SECTION ? office_section(office, id) : NULL;
	const struct posting *holder = party.post ? office_holder(office, id, day) : NULL;
	party.person = kind == TOLD_PERSON ? office_person(office, id)
		       : holder            ? office_person(office, holder->person)
					   : NULL;
	*ret_party = party;
}

char *notice_words(const struct office *office, const char *told, date day)
{
	struct text out = { 0 };
	struct notice_party party;
	notice_party(office, told, day, &party);
	if (party.post)
		seat_add_party(
			&out, office, party.post, party.person ? person_text(party.person) : _("vacant"));
	else if (party.person)
		text_add(&out, person_text(party.person));
	else
		text_add(&out, party.section ? label_text(&party.section->name) : told);
	return text_take(&out);
}
