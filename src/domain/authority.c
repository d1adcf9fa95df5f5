/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Holders, substitutes and deputies of the seats at a step. */
#include "domain/authority.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "base/text.h"
#include "domain/names.h"

const struct absence_ground absence_grounds[] = {
	{ "trip", N_("on an official trip") },
	{ "leave", N_("on leave") },
	{ "illness", N_("ill") },
	{ "elsewhere", N_("away on other duty") },
	{ "accident", N_("prevented by an accident") },
};
const size_t absence_ground_count = COUNT(absence_grounds);

static const char *holder_of(const struct standing *standing, const struct post *post)
{
	const struct posting *posting = office_holder(standing->office, post->id, standing->day);
	return posting ? posting->person : NULL;
}

/* In what post a person acts who sits there himself. */
static const char *own_post(
	const struct standing *standing, const struct sitting *sitting, const char *person)
{
	if (sitting->post)
		return sitting->post->id;
	if (sitting->section)
		return NULL;
	const struct posting *posting = office_main_posting(standing->office, person, standing->day);
	return posting ? posting->post : NULL;
}

/* 職務代理 (the regulation's own substitute): on vacancy, or on accident with a ground. */
static bool is_substitute(const struct standing *standing, const struct actor *actor,
	const struct way_seat *seat, const struct sitting *sitting, const char *person,
	struct authority *authority)
{
	const struct role *role = sitting->role;
	if (!role || !role->substitute || !sitting->post || actor->kind == ACTOR_ROLE_SECTION)
		return false;
	const struct sitting substitute = seat_of_role(standing, actor, seat, role->substitute);
	if (!seat_is_held(standing, &substitute, person))
		return false;
	const char *principal = holder_of(standing, sitting->post);
	if (principal ? !role->on_accident : !role->on_vacancy)
		return false;
	authority->capacity = CAPACITY_ACTING;
	authority->post = sitting->post->id;
	authority->principal = principal;
	return true;
}

/* 代決 (the office's own table). */
static bool is_deputy(const struct standing *standing, const struct sitting *sitting, const char *person,
	const char *ground, struct authority *authority)
{
	const struct office *office = standing->office;
	const struct deputy *found = NULL;
	for (size_t i = 0; sitting->post && i < office->deputy_count; i++) {
		const struct deputy *row = &office->deputies[i];
		if (!same(row->post, sitting->post->id) ||
			!deputy_counts(row, standing->regulation->id, standing->form->id, standing->day) ||
			!office_holds(office, person, row->deputy_post, standing->day))
			continue;
		if (!found ||
			(ground && !deputy_knows_ground(found, ground) && deputy_knows_ground(row, ground)))
			found = row;
	}
	if (!found)
		return false;
	authority->capacity = CAPACITY_DEPUTY;
	authority->post = sitting->post->id;
	authority->principal = holder_of(standing, sitting->post);
	authority->deputy = found;
	return true;
}

/* A drafter who has left the section is followed by anybody who is in it now. */
static bool is_drafters_heir(const struct standing *standing, const struct actor *actor, const char *person)
{
	const struct record *record = standing->record;
	const struct office *office = standing->office;
	return actor->kind == ACTOR_DRAFTER && record->section && record->drafter &&
	       !office_in_section(office, record->drafter, record->section, standing->day) &&
	       office_in_section(office, person, record->section, standing->day);
}

bool authority_at(const struct standing *standing, const struct step *step, const char *person,
	const char *ground, struct authority *ret_authority)
{
	struct authority authority = { .capacity = CAPACITY_SELF, .step = step };
	struct way_seat seat;
	for (size_t i = 0; i < step->by_count; i++) {
		if (!seat_on_way(standing, step, i, &seat))
			continue;
		const struct sitting sitting = seat_sitting(standing, &step->by[i], &seat);
		if (seat_is_held(standing, &sitting, person) ||
			is_drafters_heir(standing, &step->by[i], person)) {
			authority.post = own_post(standing, &sitting, person);
			*ret_authority = authority;
			return true;
		}
	}
	for (size_t i = 0; i < step->by_count; i++) {
		if (!seat_on_way(standing, step, i, &seat))
			continue;
		const struct sitting sitting = seat_sitting(standing, &step->by[i], &seat);
		if (is_substitute(standing, &step->by[i], &seat, &sitting, person, &authority) ||
			is_deputy(standing, &sitting, person, ground, &authority)) {
			*ret_authority = authority;
			return true;
		}
	}
	return false;
}

bool authority_anybody_at(const struct standing *standing, const struct step *step)
{
	struct authority authority;
	for (size_t i = 0; i < standing->office->person_count; i++)
		if (authority_at(standing, step, standing->office->people[i].id, NULL, &authority))
			return true;
	return false;
}

bool authority_on_paper(const struct standing *standing, const struct step *step, const char *person,
	struct authority *ret_authority)
{
	if (!step->paper)
		return false;
	const struct sitting sitting = seat_sitting(standing, step->paper, NULL);
	if (!seat_is_held(standing, &sitting, person))
		return false;
	*ret_authority = (struct authority){
		.capacity = CAPACITY_SELF, .post = own_post(standing, &sitting, person), .step = step
	};
	return true;
}

const struct step *authority_step(
	const struct standing *standing, const char *person, const char *named, const char *ground)
{
	struct authority authority;
	const struct step *standing_in = NULL;
	if (named) {
		const struct step *step = form_step(standing->form, named);
		return step && route_is_open(standing, step) ? step : NULL;
	}
	for (const struct step *open = NULL; (open = route_open(standing, open));) {
		bool here = authority_at(standing, open, person, ground, &authority);
		if (here && authority.capacity == CAPACITY_SELF)
			return open;
		if (!standing_in && (here || authority_on_paper(standing, open, person, &authority)))
			standing_in = open;
	}
	return standing_in ? standing_in : route_step(standing);
}
