/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether an office holds together: every reference, date, duplicate, holder, deputy and right. */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "domain/authority.h"
#include "domain/office_table.h"

struct checking {
	const struct office *office;
	const struct office_places *places;
	struct mistakes *mistakes;
};

#define WRONG(checking, part, index, ...) \
	office_mistake((checking)->mistakes, (checking)->places, part, index, __VA_ARGS__)

/* Two texts that were read and are the same; what could not be read has its mistake already. */
static bool same(const char *a, const char *b)
{
	return a && b && a[0] && !strcmp(a, b);
}

struct span {
	date from, to;
};

static bool spans_meet(struct span a, struct span b)
{
	return (a.from == DATE_NONE || b.to == DATE_NONE || a.from <= b.to) &&
	       (b.from == DATE_NONE || a.to == DATE_NONE || b.from <= a.to);
}

static bool span_within(struct span inner, struct span outer)
{
	return (outer.from == DATE_NONE || (inner.from != DATE_NONE && inner.from >= outer.from)) &&
	       (outer.to == DATE_NONE || (inner.to != DATE_NONE && inner.to <= outer.to));
}

static struct span section_span(const struct section *section)
{
	return (struct span){ section->from, section->to };
}

static struct span post_span(const struct post *post)
{
	return (struct span){ post->from, post->to };
}

static struct span person_span(const struct person *person)
{
	return (struct span){ person->from, person->to };
}

static struct span posting_span(const struct posting *posting)
{
	return (struct span){ posting->from, posting->to };
}

/* The first column of these parts is the id. */
static const char *id_of(const struct checking *checking, enum office_part part, size_t index)
{
	char *id;
	memcpy(&id, office_item(checking->office, part, index), sizeof id);
	return id;
}

static void check_ids(const struct checking *checking)
{
	static const enum office_part parts[] = { OFFICE_SECTIONS, OFFICE_POSTS, OFFICE_PEOPLE,
		OFFICE_POSTINGS, OFFICE_ROLES, OFFICE_REGULATIONS, OFFICE_SIGN_IN_HOURS };
	for (size_t p = 0; p < COUNT(parts); p++)
		for (size_t i = 0; i < office_count(checking->office, parts[p]); i++)
			for (size_t j = 0; j < i; j++)
				if (same(id_of(checking, parts[p], i), id_of(checking, parts[p], j))) {
					WRONG(checking, parts[p], i, _("“%s” stands here a second time"),
						id_of(checking, parts[p], i));
					break;
				}
}

static void check_span(const struct checking *checking, enum office_part part, size_t index, struct span span)
{
	if (span.from != DATE_NONE && span.to != DATE_NONE && span.to < span.from)
		WRONG(checking, part, index, _("“%s” ends before it begins"), id_of(checking, part, index));
}

static void check_sections(const struct checking *checking)
{
	const struct office *office = checking->office;
	for (size_t i = 0; i < office->section_count; i++) {
		const struct section *section = &office->sections[i];
		check_span(checking, OFFICE_SECTIONS, i, section_span(section));
		const struct section *up = section;
		bool head = false;
		size_t steps = 0;
		for (; up && steps <= office->section_count; steps++) {
			for (size_t j = 0; j < office->post_count; j++)
				head |= office->posts[j].head && same(office->posts[j].section, up->id);
			if (up->parent && !office_section(office, up->parent) && up == section)
				WRONG(checking, OFFICE_SECTIONS, i,
					_("section “%s” is part of “%s”, which is not there"), section->id,
					section->parent);
			up = up->parent ? office_section(office, up->parent) : NULL;
		}
		if (steps > office->section_count)
			WRONG(checking, OFFICE_SECTIONS, i, _("section “%s” is part of itself in a circle"),
				section->id);
		else if (!head && section->id[0])
			WRONG(checking, OFFICE_SECTIONS, i,
				_("section “%s” has no head: give one of its posts \"head: true\""),
				section->id);
	}
}

static void check_posts(const struct checking *checking)
{
	const struct office *office = checking->office;
	for (size_t i = 0; i < office->post_count; i++) {
		const struct post *post = &office->posts[i];
		check_span(checking, OFFICE_POSTS, i, post_span(post));
		const struct section *section = office_section(office, post->section);
		if (post->section && !section)
			WRONG(checking, OFFICE_POSTS, i,
				_("post “%s” belongs to section “%s”, which is not there"), post->id,
				post->section);
		if (section && !span_within(post_span(post), section_span(section)))
			WRONG(checking, OFFICE_POSTS, i, _("post “%s” outlasts its section “%s”"), post->id,
				section->id);
		if (post->head && !post->section)
			WRONG(checking, OFFICE_POSTS, i, _("post “%s” is a head, but of no section"),
				post->id);
		for (size_t j = 0; post->head && j < i; j++)
			if (office->posts[j].head && same(office->posts[j].section, post->section) &&
				spans_meet(post_span(post), post_span(&office->posts[j])))
				WRONG(checking, OFFICE_POSTS, i,
					_("section “%s” has two heads at once: “%s” and “%s”"), post->section,
					office->posts[j].id, post->id);
	}
}

static void check_people(const struct checking *checking)
{
	const struct office *office = checking->office;
	for (size_t i = 0; i < office->person_count; i++) {
		const struct person *person = &office->people[i];
		check_span(checking, OFFICE_PEOPLE, i, person_span(person));
		for (size_t j = 0; j < i; j++)
			if (same(office->people[j].number, person->number))
				WRONG(checking, OFFICE_PEOPLE, i,
					_("employee number %s belongs to “%s” already"), person->number,
					office->people[j].id);
	}
}

/* A post with one holder only: the head of a section, the holder of a role. */
static bool is_single(const struct office *office, const char *id)
{
	const struct post *post = office_post(office, id);
	for (size_t i = 0; i < office->role_count; i++)
		if (same(office->roles[i].post, id))
			return true;
	return post && post->head;
}

static void check_two_postings(const struct checking *checking, size_t i, const struct posting *earlier,
	const struct posting *posting)
{
	if (!spans_meet(posting_span(earlier), posting_span(posting)))
		return;
	bool person = same(earlier->person, posting->person), post = same(earlier->post, posting->post);
	bool main = earlier->kind == POSTING_MAIN && posting->kind == POSTING_MAIN;
	if (person && post)
		WRONG(checking, OFFICE_POSTINGS, i, _("“%s” is posted to “%s” twice at once (“%s” and “%s”)"),
			posting->person, posting->post, earlier->id, posting->id);
	else if (person && main)
		WRONG(checking, OFFICE_POSTINGS, i, _("“%s” has two main postings at once: “%s” and “%s”"),
			posting->person, earlier->id, posting->id);
	else if (post && main && is_single(checking->office, posting->post))
		WRONG(checking, OFFICE_POSTINGS, i, _("post “%s” has two holders at once: “%s” and “%s”"),
			posting->post, earlier->person, posting->person);
}

static void check_postings(const struct checking *checking)
{
	const struct office *office = checking->office;
	for (size_t i = 0; i < office->posting_count; i++) {
		const struct posting *posting = &office->postings[i];
		const struct person *person = office_person(office, posting->person);
		const struct post *post = office_post(office, posting->post);
		check_span(checking, OFFICE_POSTINGS, i, posting_span(posting));
		if (!person && posting->person[0])
			WRONG(checking, OFFICE_POSTINGS, i,
				_("posting “%s” is of person “%s”, who is not there"), posting->id,
				posting->person);
		if (!post && posting->post[0])
			WRONG(checking, OFFICE_POSTINGS, i,
				_("posting “%s” is to post “%s”, which is not there"), posting->id,
				posting->post);
		if (person && !span_within(posting_span(posting), person_span(person)))
			WRONG(checking, OFFICE_POSTINGS, i,
				_("posting “%s” lies outside the service of “%s”"), posting->id, person->id);
		if (post && !span_within(posting_span(posting), post_span(post)))
			WRONG(checking, OFFICE_POSTINGS, i, _("posting “%s” outlasts its post “%s”"),
				posting->id, post->id);
		for (size_t j = 0; j < i; j++)
			check_two_postings(checking, i, &office->postings[j], posting);
	}
}

static void check_post_is_there(
	const struct checking *checking, enum office_part part, size_t index, const char *post)
{
	if (post[0] && !office_post(checking->office, post))
		WRONG(checking, part, index, _("post “%s” is not there"), post);
}

/* Rows that are left after all that lead nowhere or come from nowhere are taken away stand in a circle. */
static void check_deputy_circles(const struct checking *checking)
{
	const struct office *office = checking->office;
	bool *gone = memory_new(office->deputy_count, sizeof *gone);
	for (bool again = true; again;) {
		again = false;
		for (size_t i = 0; i < office->deputy_count; i++) {
			bool leads = false, comes = false;
			for (size_t j = 0; j < office->deputy_count; j++) {
				const struct deputy *row = &office->deputies[j];
				leads |= !gone[j] && same(row->post, office->deputies[i].deputy_post);
				comes |= !gone[j] && same(row->deputy_post, office->deputies[i].post);
			}
			if (!gone[i] && (!leads || !comes))
				gone[i] = again = true;
		}
	}
	for (size_t i = 0; i < office->deputy_count; i++)
		if (!gone[i])
			WRONG(checking, OFFICE_DEPUTIES, i,
				_("“%s” and “%s” stand in for each other in a circle"),
				office->deputies[i].deputy_post, office->deputies[i].post);
	free(gone);
}

static bool is_limited(const struct deputy *row)
{
	return row->form_count || row->not_form_count || row->ground_count || row->from != DATE_NONE ||
	       row->to != DATE_NONE;
}

/* "<regulation>/<something>"; what could not be read has its mistake already. */
static bool is_of_regulation(const char *name)
{
	const char *slash = strchr(name, '/');
	return !name[0] || (slash && slash != name && slash[1]);
}

static void check_form_names(const struct checking *checking, size_t index, char *const *forms, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (!is_of_regulation(forms[i]))
			WRONG(checking, OFFICE_DEPUTIES, index,
				_("form “%s” must be written as regulation/form"), forms[i]);
	}
}

static void check_grounds(const struct checking *checking, size_t index, const struct deputy *row)
{
	for (size_t i = 0; i < row->ground_count; i++) {
		struct text known = { 0 };
		bool found = false;
		for (size_t k = 0; k < absence_ground_count; k++) {
			found |= !strcmp(absence_grounds[k].id, row->grounds[i]);
			text_format(&known, "%s%s", k ? ", " : "", absence_grounds[k].id);
		}
		if (!found)
			WRONG(checking, OFFICE_DEPUTIES, index,
				_("“%s” is no ground of absence; known are: %s"), row->grounds[i],
				text_string(&known));
		text_done(&known);
	}
}

/* For which forms, on which grounds and days the deputy may decide. */
static void check_limits(const struct checking *checking, size_t index, const struct deputy *row)
{
	if (row->form_count && row->not_form_count)
		WRONG(checking, OFFICE_DEPUTIES, index,
			_("“%s” has both \"forms\" and \"not-forms\"; one of them is enough"),
			row->deputy_post);
	check_form_names(checking, index, row->forms, row->form_count);
	check_form_names(checking, index, row->not_forms, row->not_form_count);
	check_grounds(checking, index, row);
	if (row->from != DATE_NONE && row->to != DATE_NONE && row->to < row->from)
		WRONG(checking, OFFICE_DEPUTIES, index, _("“%s” ends before it begins"), row->deputy_post);
}

static void check_deputies(const struct checking *checking)
{
	const struct office *office = checking->office;
	for (size_t i = 0; i < office->deputy_count; i++) {
		const struct deputy *row = &office->deputies[i];
		check_post_is_there(checking, OFFICE_DEPUTIES, i, row->post);
		check_post_is_there(checking, OFFICE_DEPUTIES, i, row->deputy_post);
		check_limits(checking, i, row);
		for (size_t j = 0; j < i; j++) {
			const struct deputy *other = &office->deputies[j];
			if (!same(other->post, row->post))
				continue;
			if (other->order == row->order)
				WRONG(checking, OFFICE_DEPUTIES, i, _("“%s” has two deputies of order %d"),
					row->post, row->order);
			bool both = is_limited(other) && is_limited(row);
			if (same(other->deputy_post, row->deputy_post) && !both)
				WRONG(checking, OFFICE_DEPUTIES, i, _("“%s” stands in for “%s” twice"),
					row->deputy_post, row->post);
		}
	}
	check_deputy_circles(checking);
}

/* Either a post or persons by name. */
static void check_role_holders(const struct checking *checking, size_t index, const struct role_post *row)
{
	if (row->post && row->people_count)
		WRONG(checking, OFFICE_ROLES, index, _("role “%s” is held by a post or by persons, not both"),
			row->role);
	else if (!row->post && !row->people_count)
		WRONG(checking, OFFICE_ROLES, index, _("role “%s” names neither a post nor persons"),
			row->role);
	else if (row->post)
		check_post_is_there(checking, OFFICE_ROLES, index, row->post);
	for (size_t i = 0; i < row->people_count; i++)
		if (!office_person(checking->office, row->people[i]))
			WRONG(checking, OFFICE_ROLES, index, _("person “%s” is not there"), row->people[i]);
}

/* A regulation that the office has not adopted yet may be prepared. */
static void check_roles(const struct checking *checking)
{
	const struct office *office = checking->office;
	for (size_t i = 0; i < office->role_count; i++) {
		const struct role_post *row = &office->roles[i];
		check_role_holders(checking, i, row);
		if (!is_of_regulation(row->role))
			WRONG(checking, OFFICE_ROLES, i, _("role “%s” must be written as regulation/role"),
				row->role);
	}
}

static bool same_opening(const struct opening *a, const struct opening *b)
{
	return same(a->fact, b->fact) && (same(a->person, b->person) || (!a->person && !b->person)) &&
	       (same(a->subject, b->subject) || (!a->subject && !b->subject));
}

/* What the regulation says of its register is checked with the regulation at hand (domain/opening.h). */
static void check_openings(const struct checking *checking)
{
	const struct office *office = checking->office;
	for (size_t i = 0; i < office->opening_count; i++) {
		const struct opening *row = &office->openings[i];
		const struct person *person = office_person(office, row->person);
		const struct span span = { row->from, row->to };
		if (!is_of_regulation(row->fact))
			WRONG(checking, OFFICE_OPENINGS, i,
				_("register “%s” must be written as regulation/register"), row->fact);
		check_span(checking, OFFICE_OPENINGS, i, span);
		if (row->person && row->person[0] && !person)
			WRONG(checking, OFFICE_OPENINGS, i, _("person “%s” is not there"), row->person);
		if (person && person->from != DATE_NONE && row->from != DATE_NONE && row->from < person->from)
			WRONG(checking, OFFICE_OPENINGS, i,
				_("“%s” stands in “%s” before the service here began"), row->person,
				row->fact);
		for (size_t j = 0; j < i; j++)
			if (same_opening(row, &office->openings[j]) &&
				spans_meet(span,
					(struct span){ office->openings[j].from, office->openings[j].to })) {
				WRONG(checking, OFFICE_OPENINGS, i, _("“%s” stands in “%s” twice at once"),
					row->person    ? row->person
					: row->subject ? row->subject
						       : "?",
					row->fact);
				break;
			}
	}
}

static void check_rights(const struct checking *checking)
{
	const struct office *office = checking->office;
	bool held[RIGHT__COUNT] = { false };
	for (size_t i = 0; i < office->right_count; i++) {
		const struct right_holder *row = &office->rights[i];
		if (row->right >= RIGHT__COUNT)
			continue;
		if (office_person(office, row->person))
			held[row->right] = true;
		else if (row->person[0])
			WRONG(checking, OFFICE_RIGHTS, i,
				_("the right “%s” is given to “%s”, who is not there"),
				right_name(row->right), row->person);
		for (size_t j = 0; j < i; j++)
			if (office->rights[j].right == row->right &&
				same(office->rights[j].person, row->person))
				WRONG(checking, OFFICE_RIGHTS, i, _("“%s” is given the right “%s” twice"),
					row->person, right_name(row->right));
	}
	for (enum right right = 0; right < RIGHT__COUNT; right++)
		if (!held[right])
			WRONG(checking, OFFICE__COUNT, 0, _("nobody has the right “%s”"), right_name(right));
}

void office_check(const struct office *office, const struct office_places *places, struct mistakes *mistakes)
{
	const struct checking checking = { office, places, mistakes };
	check_ids(&checking);
	check_sections(&checking);
	check_posts(&checking);
	check_people(&checking);
	check_postings(&checking);
	check_deputies(&checking);
	check_roles(&checking);
	check_openings(&checking);
	check_rights(&checking);
	office_calendar_check(office, places, mistakes);
}
