/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who holds what in an office on a day. */
#include "domain/office.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "domain/names.h"
#include "domain/office_table.h"

static const char *const kind_names[] = {
	[POSTING_MAIN] = "main",
	[POSTING_CONCURRENT] = "concurrent",
	[POSTING_IN_CHARGE] = "in-charge",
};
_Static_assert(COUNT(kind_names) == POSTING__COUNT, "every kind of posting has its name");

static const char *const right_names[] = {
	[RIGHT_ENROL] = "enrol",
	[RIGHT_ADOPT] = "adopt",
	[RIGHT_OFFICE] = "office",
	[RIGHT_AUDIT] = "audit",
	[RIGHT_ERASE] = "erase",
};
_Static_assert(COUNT(right_names) == RIGHT__COUNT, "every right has its name");

static const char *const right_words[] = {
	[RIGHT_ENROL] = N_("enrolling cards"),
	[RIGHT_ADOPT] = N_("adopting regulations"),
	[RIGHT_OFFICE] = N_("changing the office"),
	[RIGHT_AUDIT] = N_("auditing"),
	[RIGHT_ERASE] = N_("erasing records"),
};
_Static_assert(COUNT(right_words) == RIGHT__COUNT, "every right has its words");

/* Who of several holders counts: the smaller comes first. */
static const int precedence[] = {
	[POSTING_MAIN] = 0,
	[POSTING_IN_CHARGE] = 1,
	[POSTING_CONCURRENT] = 2,
};
_Static_assert(COUNT(precedence) == POSTING__COUNT, "every kind of posting has its place");

const char *posting_kind_name(enum posting_kind kind)
{
	return kind_names[kind];
}

const char *right_text(enum right right)
{
	return _(right_words[right]);
}

const char *right_name(enum right right)
{
	return right_names[right];
}

void office_done(struct office *office)
{
	for (enum office_part part = 0; part < OFFICE__COUNT; part++)
		for (size_t i = 0; i < office_count(office, part); i++)
			office_item_done(part, office_item_of(office, part, i));
	free(office->sections);
	free(office->posts);
	free(office->people);
	free(office->postings);
	free(office->deputies);
	free(office->roles);
	free(office->openings);
	free(office->rights);
	free(office->regulations);
	free(office->sign_in_hours);
	free(office->closed);
	free(office->opened);
	free(office->id);
	label_done(&office->name);
	*office = (struct office){ 0 };
}

void office_copy(const struct office *office, struct office *ret_office)
{
	struct office copy = { .id = memory_string(office->id),
		.name = { memory_string(office->name.ja), memory_string(office->name.en) },
		.calendar = office->calendar,
		.revision = office->revision,
		.facts = office->facts };
	for (enum office_part part = 0; part < OFFICE__COUNT; part++)
		for (size_t i = 0; i < office_count(office, part); i++)
			office_item_copy(part, office_item(office, part, i), office_item_add(&copy, part));
	*ret_office = copy;
}

const struct section *office_section(const struct office *office, const char *id)
{
	for (size_t i = 0; id && i < office->section_count; i++)
		if (!strcmp(office->sections[i].id, id))
			return &office->sections[i];
	return NULL;
}

const struct post *office_post(const struct office *office, const char *id)
{
	for (size_t i = 0; id && i < office->post_count; i++)
		if (!strcmp(office->posts[i].id, id))
			return &office->posts[i];
	return NULL;
}

const char *person_in(const struct person *person, enum language language)
{
	bool english = language == LANGUAGE_EN && person->name_en && *person->name_en;
	return english ? person->name_en : person->name;
}

const char *person_text(const struct person *person)
{
	return person_in(person, i18n_language());
}

char *office_post_text(const struct office *office, const char *id)
{
	const struct post *post = office_post(office, id);
	const struct section *section = post ? office_section(office, post->section) : NULL;
	if (!post)
		return memory_string(id);
	return section ? memory_format("%s %s", label_text(&section->name), label_text(&post->name))
		       : memory_string(label_text(&post->name));
}

const struct person *office_person(const struct office *office, const char *id)
{
	for (size_t i = 0; id && i < office->person_count; i++)
		if (!strcmp(office->people[i].id, id))
			return &office->people[i];
	return NULL;
}

static bool in_force(date from, date to, date day)
{
	return day != DATE_NONE && (from == DATE_NONE || from <= day) && (to == DATE_NONE || day <= to);
}

bool posting_on(const struct posting *posting, date day)
{
	return in_force(posting->from, posting->to, day);
}

const struct posting *office_holder(const struct office *office, const char *post, date day)
{
	const struct posting *found = NULL;
	for (size_t i = 0; post && i < office->posting_count; i++) {
		const struct posting *posting = &office->postings[i];
		if (strcmp(posting->post, post) != 0 || !posting_on(posting, day))
			continue;
		if (!found || precedence[posting->kind] < precedence[found->kind])
			found = posting;
	}
	return found;
}

bool office_holds(const struct office *office, const char *person, const char *post, date day)
{
	for (size_t i = 0; person && post && i < office->posting_count; i++) {
		const struct posting *posting = &office->postings[i];
		if (!strcmp(posting->post, post) && !strcmp(posting->person, person) &&
			posting_on(posting, day))
			return true;
	}
	return false;
}

const struct posting *office_main_posting(const struct office *office, const char *person, date day)
{
	const struct posting *found = NULL;
	for (size_t i = 0; person && i < office->posting_count; i++) {
		const struct posting *posting = &office->postings[i];
		if (strcmp(posting->person, person) != 0 || !posting_on(posting, day))
			continue;
		if (!found || precedence[posting->kind] < precedence[found->kind])
			found = posting;
	}
	return found;
}

/* A section lies in itself and in what it is a part of. The count bounds a circle of parents. */
bool office_section_within(const struct office *office, const char *inner, const char *outer)
{
	for (size_t steps = 0; inner && steps <= office->section_count; steps++) {
		if (!strcmp(inner, outer))
			return true;
		const struct section *section = office_section(office, inner);
		inner = section ? section->parent : NULL;
	}
	return false;
}

bool office_in_section(const struct office *office, const char *person, const char *section, date day)
{
	for (size_t i = 0; person && section && i < office->posting_count; i++) {
		const struct posting *posting = &office->postings[i];
		if (strcmp(posting->person, person) != 0 || !posting_on(posting, day))
			continue;
		const struct post *post = office_post(office, posting->post);
		if (post && post->section && office_section_within(office, post->section, section))
			return true;
	}
	return false;
}

const struct post *office_head(const struct office *office, const char *section, date day)
{
	for (size_t i = 0; section && i < office->post_count; i++) {
		const struct post *post = &office->posts[i];
		if (post->head && post->section && !strcmp(post->section, section) &&
			in_force(post->from, post->to, day))
			return post;
	}
	return NULL;
}

const struct role_post *office_role_holders(
	const struct office *office, const char *regulation, const char *role)
{
	for (size_t i = 0; regulation && role && i < office->role_count; i++)
		if (same(name_within(office->roles[i].role, regulation), role))
			return &office->roles[i];
	return NULL;
}

bool office_has_right(const struct office *office, const char *person, enum right right)
{
	for (size_t i = 0; person && i < office->right_count; i++)
		if (office->rights[i].right == right && !strcmp(office->rights[i].person, person))
			return true;
	return false;
}

/* "<regulation>/<form>" among names. */
static bool names_form(char *const *names, size_t count, const char *regulation, const char *form)
{
	for (size_t i = 0; i < count; i++)
		if (same(name_within(names[i], regulation), form))
			return true;
	return false;
}

bool deputy_counts(const struct deputy *deputy, const char *regulation, const char *form, date day)
{
	return in_force(deputy->from, deputy->to, day) &&
	       (!deputy->form_count || names_form(deputy->forms, deputy->form_count, regulation, form)) &&
	       !names_form(deputy->not_forms, deputy->not_form_count, regulation, form);
}

bool deputy_knows_ground(const struct deputy *deputy, const char *ground)
{
	return !deputy->ground_count || is_among(deputy->grounds, deputy->ground_count, ground);
}
