/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Actors resolved: roles held by posts, heads, persons or outside; sections; drafter; whom the form names. */
#include "domain/holder.h"
#include "domain/seat.h"

#include <string.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "domain/names.h"

bool seat_on_way(
	const struct standing *standing, const struct step *step, size_t actor, struct way_seat *ret_seat)
{
	const struct record *record = standing->record;
	const struct actor *who = step ? &step->by[actor] : &standing->form->addressees[actor];
	if (!record->way_count) {
		if (who->when.field || (step && step->when.field))
			return false;
		*ret_seat =
			(struct way_seat){ .step = step ? step->id : NULL, .actor = actor, .due = DATE_NONE };
		return true;
	}
	for (size_t i = 0; i < record->way_count; i++) {
		const struct way_seat *seat = &record->way[i];
		if (seat->actor == actor && (step ? same(seat->step, step->id) : !seat->step)) {
			*ret_seat = *seat;
			return true;
		}
	}
	return false;
}

/* The head's post of the first section of the role's kinds, from one section up its parents. */
static const struct post *head_above(
	const struct standing *standing, const struct role *role, const char *section_id)
{
	const struct office *office = standing->office;
	/* The count bounds a circle of parents. */
	for (size_t i = 0; section_id && i <= office->section_count; i++) {
		const struct section *section = office_section(office, section_id);
		if (section && is_among(role->of_kinds, role->of_kind_count, section->kind))
			return office_head(office, section->id, standing->day);
		section_id = section ? section->parent : NULL;
	}
	return NULL;
}

/* The post in which a person is one of the heads that hold a role; NULL where he is none. */
static const struct post *head_post_of(
	const struct standing *standing, const struct role *role, const char *person)
{
	const struct office *office = standing->office;
	for (size_t i = 0; i < office->posting_count; i++) {
		const struct posting *posting = &office->postings[i];
		const struct post *post = office_post(office, posting->post);
		const struct section *section =
			post && post->head && post->section ? office_section(office, post->section) : NULL;
		if (same(posting->person, person) && posting_on(posting, standing->day) && section &&
			is_among(role->of_kinds, role->of_kind_count, section->kind))
			return post;
	}
	return NULL;
}

/* From whose section an actor sees the heads that hold his role. */
static const char *seen_from(
	const struct standing *standing, const struct actor *actor, const struct way_seat *seat)
{
	if (actor->of == OF_ADDRESSEE)
		return seat_addressee_section(standing);
	if (actor->of == OF_FIELD)
		return seat ? seat->section : NULL;
	return standing->record->section;
}

struct sitting seat_of_role(const struct standing *standing, const struct actor *actor,
	const struct way_seat *seat, const char *role_id)
{
	const struct office *office = standing->office;
	struct sitting sitting = { .role = regulation_role(standing->regulation, role_id) };
	if (!sitting.role)
		return sitting;
	switch (sitting.role->held_by) {
	case HELD_BY_HEADS:
		sitting.post = head_above(standing, sitting.role, seen_from(standing, actor, seat));
		break;
	case HELD_BY_PERSONS:
	case HELD_BY_REGISTER: sitting.persons = true; break;
	case HELD_BY_OUTSIDE: sitting.outside = true; break;
	case HELD_BY_POST:
	case HELD__COUNT: sitting.post = holder_post(office, standing->regulation, role_id); break;
	}
	return sitting;
}

static bool holds_as_person(
	const struct standing *standing, const struct sitting *sitting, const char *person)
{
	return sitting->persons &&
	       holder_is(standing->regulation, sitting->role, standing->office, person, standing->day);
}

static size_t persons_of(const struct standing *standing, const struct sitting *sitting, char ***ret_persons)
{
	*ret_persons = NULL;
	return sitting->persons ? holder_persons(standing->regulation, sitting->role, standing->office,
					  standing->day, ret_persons)
				: 0;
}

/* The one of a role's holders whom the form names; empty where he does not hold it. */
static struct sitting named(
	const struct standing *standing, const struct actor *actor, const struct way_seat *seat)
{
	const char *person = seat ? seat->person : NULL;
	struct sitting role = seat_of_role(standing, actor, seat, actor->role);
	struct sitting sitting = { .role = role.role };
	if (!person || !role.role)
		return sitting;
	if (role.role->held_by == HELD_BY_HEADS)
		sitting.post = head_post_of(standing, role.role, person);
	else if (role.post && office_holds(standing->office, person, role.post->id, standing->day))
		sitting.post = role.post;
	else if (holds_as_person(standing, &role, person))
		sitting.person = person;
	return sitting;
}

struct sitting seat_sitting(
	const struct standing *standing, const struct actor *actor, const struct way_seat *seat)
{
	const struct record *record = standing->record;
	const struct office *office = standing->office;
	struct sitting sitting = { 0 };
	switch (actor->kind) {
	case ACTOR_ROLE: return seat_of_role(standing, actor, seat, actor->role);
	case ACTOR_NAMED: return named(standing, actor, seat);
	case ACTOR_APPLICANT_HEAD: sitting.post = office_head(office, record->section, standing->day); break;
	case ACTOR_SECTION_HEAD:
		sitting.post = office_head(office, seat ? seat->section : NULL, standing->day);
		break;
	case ACTOR_ADDRESSEE_SECTION: sitting.section = seat_addressee_section(standing); break;
	case ACTOR_APPLICANT_SECTION: sitting.section = record->section; break;
	case ACTOR_ROLE_SECTION: {
		struct sitting role = seat_of_role(standing, actor, seat, actor->role);
		sitting.section = role.post ? role.post->section : NULL;
		break;
	}
	case ACTOR_DRAFTER: sitting.person = record->drafter; break;
	case ACTOR_EVERY_HEAD: /* only told, never at a step */
	case ACTOR_SOURCES:
	case ACTOR__COUNT: break;
	}
	return sitting;
}

bool seat_is_empty(const struct standing *standing, const struct sitting *sitting)
{
	char **persons;
	if (sitting->post || sitting->section || sitting->person || sitting->outside)
		return false;
	size_t count = persons_of(standing, sitting, &persons);
	holder_persons_free(persons, count);
	return !count;
}

char *seat_wrong(const struct standing *standing, const struct sitting *sitting)
{
	return sitting->persons
		       ? holder_wrong(standing->regulation, sitting->role, standing->office, standing->day)
		       : NULL;
}

bool seat_is_held(const struct standing *standing, const struct sitting *sitting, const char *person)
{
	const struct office *office = standing->office;
	if (sitting->section)
		return office_in_section(office, person, sitting->section, standing->day);
	if (sitting->post)
		return office_holds(office, person, sitting->post->id, standing->day);
	if (sitting->person)
		return same(person, sitting->person);
	return holds_as_person(standing, sitting, person);
}

/* A decision is written where the application it decides was received. */
static const struct form *addressed(const struct standing *standing)
{
	const struct form *form = standing->form;
	const struct form *decides =
		form->decides ? regulation_form(standing->regulation, form->decides) : NULL;
	return decides ? decides : form;
}

bool seat_addressee(const struct standing *standing, struct sitting *ret_sitting)
{
	struct standing there = *standing;
	there.form = addressed(standing);
	for (size_t i = 0; i < there.form->addressee_count; i++) {
		const struct actor *actor = &there.form->addressees[i];
		struct way_seat seat;
		if (!seat_on_way(&there, NULL, i, &seat))
			continue;
		/* An addressee cannot be seen from the addressee: he is seen from who applies. */
		struct actor plain = *actor;
		plain.of = actor->of == OF_ADDRESSEE ? OF_APPLICANT : actor->of;
		*ret_sitting = actor->kind == ACTOR_ADDRESSEE_SECTION ? (struct sitting){ 0 }
								      : seat_sitting(&there, &plain, &seat);
		return true;
	}
	return false;
}

/* The section of a person's post on the standing's day. */
static const char *section_of_person(const struct standing *standing, const char *person)
{
	const struct posting *posting =
		person ? office_main_posting(standing->office, person, standing->day) : NULL;
	const struct post *post = posting ? office_post(standing->office, posting->post) : NULL;
	return post ? post->section : NULL;
}

const char *seat_addressee_section(const struct standing *standing)
{
	struct sitting sitting;
	char **persons;
	if (!seat_addressee(standing, &sitting))
		return NULL;
	if (sitting.post)
		return sitting.post->section;
	if (sitting.section)
		return sitting.section;
	size_t count = persons_of(standing, &sitting, &persons);
	const char *section = section_of_person(standing, count ? persons[0] : sitting.person);
	holder_persons_free(persons, count);
	return section;
}

const char *seat_sending_section(const struct standing *standing)
{
	const char *section = seat_addressee_section(standing);
	struct standing there = *standing;
	there.form = addressed(standing);
	for (size_t i = 0; !section && i < there.form->step_count; i++) {
		const struct step *step = &there.form->steps[i];
		struct way_seat seat;
		for (size_t k = 0; step->number && !section && k < step->by_count; k++) {
			if (!seat_on_way(&there, step, k, &seat))
				continue;
			const struct sitting sitting = seat_sitting(&there, &step->by[k], &seat);
			section = sitting.post ? sitting.post->section : sitting.section;
		}
	}
	return section;
}

void seat_add_party(struct text *out, const struct office *office, const struct post *post, const char *name)
{
	const struct section *section = post->section ? office_section(office, post->section) : NULL;
	if (i18n_language() == LANGUAGE_JA) {
		if (section)
			text_format(out, "%s ", label_text(&section->name));
		text_format(out, "%s %s", label_text(&post->name), name);
		return;
	}
	text_format(out, "%s, %s", name, label_text(&post->name));
	if (section)
		text_format(out, ", %s", label_text(&section->name));
}

static void add_person(struct text *out, const struct standing *standing, const char *id)
{
	const struct office *office = standing->office;
	const struct person *person = office_person(office, id);
	const struct posting *posting = office_main_posting(office, id, standing->day);
	const struct post *post = posting ? office_post(office, posting->post) : NULL;
	const char *name = person ? person_text(person) : id;
	if (post)
		seat_add_party(out, office, post, name);
	else
		text_add(out, name);
}

static void add_holders(struct text *out, const struct standing *standing, char *const *persons, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		text_add(out, !i ? "" : i18n_language() == LANGUAGE_JA ? "・" : "; ");
		add_person(out, standing, persons[i]);
	}
}

static void add_post(struct text *out, const struct standing *standing, const struct post *post)
{
	const struct posting *holder = office_holder(standing->office, post->id, standing->day);
	const struct person *person = holder ? office_person(standing->office, holder->person) : NULL;
	seat_add_party(out, standing->office, post, person ? person_text(person) : _("vacant"));
}

void seat_add_words(struct text *out, const struct standing *standing, const struct sitting *sitting)
{
	const struct section *section =
		sitting->section ? office_section(standing->office, sitting->section) : NULL;
	if (section) {
		text_add(out, label_text(&section->name));
		return;
	}
	if (sitting->role)
		text_add(out, label_text(&sitting->role->label));
	char **persons;
	size_t count = persons_of(standing, sitting, &persons);
	if (sitting->outside || (!sitting->post && !sitting->person && !count))
		return;
	text_add(out, sitting->role ? " (" : "");
	if (sitting->post)
		add_post(out, standing, sitting->post);
	else if (sitting->person)
		add_person(out, standing, sitting->person);
	else
		add_holders(out, standing, persons, count);
	text_add(out, sitting->role ? ")" : "");
	holder_persons_free(persons, count);
}
