/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Openings of registers. */
#include "domain/opening.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "domain/holder.h"
#include "domain/names.h"
#include "domain/office_table.h"
#include "domain/value.h"

/* The effect by which forms put something into a register; NULL where none does. */
static const struct effect *granting(
	const struct regulation *regulation, const char *fact, const struct form **ret_form)
{
	for (size_t i = 0; i < regulation->form_count; i++) {
		const struct form *form = &regulation->forms[i];
		for (size_t k = 0; k < form->effect_count; k++)
			if (!form->effects[k].ends && same(form->effects[k].fact, fact)) {
				*ret_form = form;
				return &form->effects[k];
			}
	}
	return NULL;
}

/* The field in which forms name what stands in a register; of several choices one. */
static bool subject_field(const struct regulation *regulation, const char *fact, struct field *ret_field)
{
	const struct form *form;
	const struct effect *effect = granting(regulation, fact, &form);
	const struct field *field = effect ? effect_field(form, effect->subject) : NULL;
	if (!field)
		return false;
	*ret_field = *field;
	if (field->type == FIELD_CHOICES)
		ret_field->type = FIELD_CHOICE;
	return true;
}

/* ---- what is wrong ---------------------------------------------------------------- */

struct checking {
	const struct office *office;
	const struct regulation *regulation;
	struct mistakes *mistakes;
	size_t row;
};

#define WRONG(checking, ...) \
	office_mistake((checking)->mistakes, NULL, OFFICE_OPENINGS, (checking)->row, __VA_ARGS__)

static void check_subject(const struct checking *checking, const struct opening *row, const char *fact)
{
	struct field field;
	bool has = subject_field(checking->regulation, fact, &field);
	if (has != (row->subject != NULL))
		WRONG(checking,
			has ? _("“%s” needs a \"subject\": what stands there beside the person")
			    : _("“%s” has no \"subject\"; it is about persons alone"),
			row->fact);
	if (!has || !row->subject)
		return;
	if (field.type == FIELD_CHOICE && !choice_list_find(field.list, row->subject))
		WRONG(checking, _("“%s” has no choice “%s”"), row->fact, row->subject);
	else if (field.type == FIELD_SECTION && !office_section(checking->office, row->subject))
		WRONG(checking, _("section “%s” is not there"), row->subject);
	else if (field.type == FIELD_RECORD)
		WRONG(checking, _("“%s” is about records, and there are none yet"), row->fact);
}

static void check_row(const struct checking *checking, const struct opening *row, const char *fact)
{
	const struct form *form;
	const struct effect *effect = granting(checking->regulation, fact, &form);
	if (!regulation_fact(checking->regulation, fact) || !effect) {
		WRONG(checking, _("the regulation \"%s\" keeps no register “%s”"), checking->regulation->id,
			fact);
		return;
	}
	if ((effect->person != NULL) != (row->person != NULL))
		WRONG(checking,
			effect->person ? _("“%s” needs a \"person\"")
				       : _("“%s” has no \"person\"; it is about its subjects alone"),
			row->fact);
	check_subject(checking, row, fact);
}

/* Whom the office's data names for a role, beside what the role's register says on that day. */
static void check_role(const struct checking *checking, const struct role *role, date day)
{
	const struct regulation *regulation = checking->regulation;
	const struct role_post *named = holder_row(checking->office, regulation, role->id);
	const size_t at = named ? (size_t)(named - checking->office->roles) : 0;
	if (!role_has_persons(role))
		return;
	if (role->held_by == HELD_BY_REGISTER && named)
		office_mistake(checking->mistakes, NULL, OFFICE_ROLES, at,
			_("the role “%s” is held by whoever stands in “%s/%s”; name them under "
			  "\"registers\", and nobody here"),
			named->role, regulation->id, role->held_in);
	for (size_t i = 0; role->out_of && named && i < named->people_count; i++)
		if (!fact_has_person(checking->office, regulation->id, role->out_of, named->people[i], day))
			office_mistake(checking->mistakes, NULL, OFFICE_ROLES, at,
				_("“%s” is named for the role “%s”, but does not stand in “%s/%s”: enter "
				  "that under \"registers\", or name another"),
				named->people[i], named->role, regulation->id, role->out_of);
	char **standing = NULL;
	size_t count = role->held_by != HELD_BY_REGISTER ? 0
							 : fact_persons(checking->office, regulation->id,
								   role->held_in, day, &standing);
	/* An empty register waits for the first form; one with some has to have the right ones. */
	char *wrong = count ? holder_wrong(regulation, role, checking->office, day) : NULL;
	if (wrong)
		office_mistake(checking->mistakes, NULL, OFFICE__COUNT, 0, "%s", wrong);
	free(wrong);
	holder_persons_free(standing, count);
}

size_t opening_check(
	const struct office *office, const struct regulation *regulation, date day, struct mistakes *mistakes)
{
	const struct fact_source source = opening_source(office);
	struct office asked = *office;
	struct checking checking = { &asked, regulation, mistakes, 0 };
	size_t own = 0;
	asked.facts = &source;
	for (; checking.row < office->opening_count; checking.row++) {
		const struct opening *row = &office->openings[checking.row];
		const char *fact = name_within(row->fact, regulation->id);
		if (!fact)
			continue;
		check_row(&checking, row, fact);
		own++;
	}
	for (size_t i = 0; i < regulation->role_count; i++)
		check_role(&checking, &regulation->roles[i], day);
	return own;
}

/* ---- as rows -------------------------------------------------------------------------- */

void opening_rows(
	const struct office *office, const struct regulation *regulation, struct effect_rows *ret_rows)
{
	for (size_t i = 0; i < office->opening_count; i++) {
		const struct opening *row = &office->openings[i];
		const char *fact = name_within(row->fact, regulation->id);
		const struct fact *kept = fact ? regulation_fact(regulation, fact) : NULL;
		struct field field;
		if (!kept)
			continue;
		struct effect_row *added = LIST_ADD(ret_rows->items, ret_rows->count);
		*added = (struct effect_row){ .fact = kept->id,
			.article = kept->article,
			.person = memory_string(row->person),
			.detail = memory_string(row->detail),
			.from = row->from,
			.to = row->to };
		if (!row->subject || !subject_field(regulation, fact, &field))
			continue;
		json_t *value = json_string(row->subject);
		added->subject = fact_subject(field.type, row->subject);
		added->subject_words = value_text(&field, value, office, row->from, LANGUAGE_JA);
		json_decref(value);
	}
}

/* ---- asked ------------------------------------------------------------------------------ */

static bool stands(
	const struct opening *row, const char *regulation, const char *fact, date day, bool or_later)
{
	return same(name_within(row->fact, regulation), fact) && (or_later || row->from <= day) &&
	       (row->to == DATE_NONE || day <= row->to);
}

/* Not knowing of which type a subject is, either way of comparing does. */
static bool is_subject(const char *asked, const char *subject)
{
	char *folded = fact_subject(FIELD_TEXT, subject);
	bool is = same(asked, subject) || same(asked, folded);
	free(folded);
	return is;
}

static bool holds(void *context, const struct fact_question *question)
{
	const struct office *office = context;
	for (size_t i = 0; i < office->opening_count; i++) {
		const struct opening *row = &office->openings[i];
		if (stands(row, question->regulation, question->fact, question->day, question->or_later) &&
			(!question->person || same(question->person, row->person)) &&
			(!question->subject || !row->subject || is_subject(question->subject, row->subject)))
			return true;
	}
	return false;
}

static size_t persons(void *context, const char *regulation, const char *fact, date day, char ***ret_persons)
{
	const struct office *office = context;
	size_t count = 0;
	*ret_persons = NULL;
	for (size_t i = 0; i < office->opening_count; i++) {
		const struct opening *row = &office->openings[i];
		if (row->person && stands(row, regulation, fact, day, false) &&
			!is_among(*ret_persons, count, row->person))
			*LIST_ADD(*ret_persons, count) = memory_string(row->person);
	}
	return count;
}

struct fact_source opening_source(const struct office *office)
{
	return (struct fact_source){ holds, (void *)(uintptr_t)office, persons };
}
