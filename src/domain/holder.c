/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Holders of roles. */
#include "domain/holder.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "base/text.h"
#include "domain/fact.h"
#include "domain/names.h"

static bool is_of_kind(const struct role *role, const struct section *section)
{
	return is_among(role->of_kinds, role->of_kind_count, section->kind);
}

static bool heads_one(const struct role *role, const struct office *office, const char *person, date day)
{
	for (size_t i = 0; i < office->section_count; i++) {
		const struct section *section = &office->sections[i];
		const struct post *head =
			is_of_kind(role, section) ? office_head(office, section->id, day) : NULL;
		if (head && office_holds(office, person, head->id, day))
			return true;
	}
	return false;
}

/* Everybody who may be among the holders: named by the office or standing in the
 * role's register, and standing in the one they must come out of. */
static size_t candidates(const struct regulation *regulation, const struct role *role,
	const struct office *office, date day, char ***ret_persons)
{
	char **persons = NULL;
	size_t count = 0, kept = 0;
	if (role->held_by == HELD_BY_REGISTER) {
		count = fact_persons(office, regulation->id, role->held_in, day, &persons);
	} else {
		const struct role_post *row = holder_row(office, regulation, role->id);
		for (size_t i = 0; row && i < row->people_count; i++)
			*LIST_ADD(persons, count) = memory_string(row->people[i]);
	}
	for (size_t i = 0; i < count; i++)
		if (!role->out_of || fact_has_person(office, regulation->id, role->out_of, persons[i], day))
			persons[kept++] = persons[i];
		else
			free(persons[i]);
	*ret_persons = persons;
	return kept;
}

void holder_persons_free(char **persons, size_t count)
{
	for (size_t i = 0; i < count; i++)
		free(persons[i]);
	free(persons);
}

/* What the office names was counted when the regulation was adopted; a register changes every day. */
static bool is_right_count(const struct role *role, size_t count)
{
	bool counts = role->held_by == HELD_BY_REGISTER || role->out_of;
	return !counts || (count && count >= role->fewest && (!role->most || count <= role->most));
}

size_t holder_persons(const struct regulation *regulation, const struct role *role,
	const struct office *office, date day, char ***ret_persons)
{
	char **persons;
	size_t count = candidates(regulation, role, office, day, &persons);
	*ret_persons = NULL;
	if (is_right_count(role, count)) {
		*ret_persons = persons;
		return count;
	}
	holder_persons_free(persons, count);
	return 0;
}

char *holder_wrong(
	const struct regulation *regulation, const struct role *role, const struct office *office, date day)
{
	char **persons, wanted[64];
	const struct fact *fact =
		regulation_fact(regulation, role->held_by == HELD_BY_REGISTER ? role->held_in : role->out_of);
	if (!role_has_persons(role) || !fact)
		return NULL;
	size_t count = candidates(regulation, role, office, day, &persons);
	size_t fewest = role->fewest ? role->fewest : 1;
	holder_persons_free(persons, count);
	if (is_right_count(role, count))
		return NULL;
	if (role->most == fewest)
		snprintf(wanted, sizeof wanted, _("exactly %zu"), fewest);
	else if (role->most)
		snprintf(wanted, sizeof wanted, _("%zu to %zu"), fewest, role->most);
	else
		snprintf(wanted, sizeof wanted, _("at least %zu"), fewest);
	return memory_format(
		_("The role \"%s\" is held by %s of those who stand in \"%s\"; at present it is %zu. Have "
		  "somebody entered there or taken out first"),
		label_text(&role->label), wanted, label_text(&fact->label), count);
}

static bool is_one_of_persons(const struct regulation *regulation, const struct role *role,
	const struct office *office, const char *person, date day)
{
	char **persons;
	size_t count = holder_persons(regulation, role, office, day, &persons);
	bool found = is_among(persons, count, person);
	holder_persons_free(persons, count);
	return found;
}

bool holder_is(const struct regulation *regulation, const struct role *role, const struct office *office,
	const char *person, date day)
{
	if (role->held_by == HELD_BY_HEADS)
		return heads_one(role, office, person, day);
	if (role_has_persons(role))
		return is_one_of_persons(regulation, role, office, person, day);
	const struct post *post = holder_post(office, regulation, role->id);
	return post && office_holds(office, person, post->id, day);
}

const struct role_post *holder_row(
	const struct office *office, const struct regulation *regulation, const char *role_id)
{
	const struct role *role = role_id ? regulation_role(regulation, role_id) : NULL;
	const struct role_post *row = office_role_holders(office, regulation->id, role_id);
	for (size_t i = 0; !row && role && i < role->was_count; i++)
		row = office_role_holders(office, regulation->id, role->was[i]);
	return row;
}

const struct post *holder_post(
	const struct office *office, const struct regulation *regulation, const char *role)
{
	const struct role_post *row = holder_row(office, regulation, role);
	return row ? office_post(office, row->post) : NULL;
}

/* ---- roles that nobody could hold ------------------------------------- */

static void add_gap(struct mistakes *mistakes, const char *format, ...) __attribute__((format(printf, 2, 3)));

static void add_gap(struct mistakes *mistakes, const char *format, ...)
{
	struct mistake *gap = LIST_ADD(mistakes->items, mistakes->count);
	va_list arguments;
	*gap = (struct mistake){ .file = memory_string("") };
	va_start(arguments, format);
	if (vasprintf(&gap->sentence, format, arguments) < 0)
		gap->sentence = memory_string("");
	va_end(arguments);
}

static void check_persons(const struct office *office, const struct regulation *regulation,
	const struct role *role, struct mistakes *mistakes)
{
	const struct role_post *row = holder_row(office, regulation, role->id);
	size_t count = row ? row->people_count : 0;
	if (count < role->fewest)
		add_gap(mistakes,
			_("The office names %zu persons for the role \"%s/%s\" (%s); there must be at least "
			  "%zu"),
			count, regulation->id, role->id, label_text(&role->label), role->fewest);
	else if (role->most && count > role->most)
		add_gap(mistakes,
			_("The office names %zu persons for the role \"%s/%s\" (%s); there may be at most "
			  "%zu"),
			count, regulation->id, role->id, label_text(&role->label), role->most);
}

static void check_heads(const struct office *office, const struct regulation *regulation,
	const struct role *role, date day, struct mistakes *mistakes)
{
	for (size_t i = 0; i < office->section_count; i++)
		if (is_of_kind(role, &office->sections[i]) &&
			office_head(office, office->sections[i].id, day))
			return;
	add_gap(mistakes,
		_("The role \"%s/%s\" (%s) is held by the heads of sections of the kind \"%s\", and the "
		  "office has "
		  "none with a head"),
		regulation->id, role->id, label_text(&role->label),
		role->of_kind_count ? role->of_kinds[0] : "");
}

void holder_gaps(
	const struct office *office, const struct regulation *regulation, date day, struct mistakes *mistakes)
{
	for (size_t i = 0; i < regulation->role_count; i++) {
		const struct role *role = &regulation->roles[i];
		switch (role->held_by) {
		case HELD_BY_POST:
			if (!holder_post(office, regulation, role->id))
				add_gap(mistakes, _("The office names nobody for the role \"%s/%s\" (%s)"),
					regulation->id, role->id, label_text(&role->label));
			break;
		case HELD_BY_PERSONS: check_persons(office, regulation, role, mistakes); break;
		case HELD_BY_HEADS: check_heads(office, regulation, role, day, mistakes); break;
		case HELD_BY_REGISTER: /* it is filled by forms, which need the regulation first */
		case HELD_BY_OUTSIDE:
		case HELD__COUNT: break;
		}
	}
}

char *holder_words(
	const struct office *office, const struct regulation *regulation, const struct role *role, date day)
{
	struct text words = { 0 };
	for (size_t i = 0; i < office->person_count; i++) {
		const struct person *person = &office->people[i];
		if (!holder_is(regulation, role, office, person->id, day))
			continue;
		const struct posting *posting = office_main_posting(office, person->id, day);
		char *post = posting ? office_post_text(office, posting->post) : NULL;
		text_format(&words, "%s%s%s%s", words.length ? ", " : "", post ? post : "", post ? " " : "",
			person_text(person));
		free(post);
	}
	return words.length ? text_take(&words) : NULL;
}
