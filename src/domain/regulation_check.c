/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether the files of a regulation fit together. */
#include "domain/regulation_check.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "domain/article.h"
#include "domain/names.h"

/* ---- articles --------------------------------------------------------- */

/* An article lies within a clause of the list, or is the whole of several. */
static void check_article_at(
	struct reading *reading, const void *object, const char *key, const char *article)
{
	const struct regulation *regulation = reading->regulation;
	struct candidates candidates = { 0 };
	if (!article || !regulation->clause_count)
		return;
	for (size_t i = 0; i < regulation->clause_count; i++) {
		const char *clause = regulation->clauses[i].id;
		/* A paragraph may be cited whose items are the clauses; it meets none of them. */
		if (clause && (article_within(article, clause) || article_within(clause, article)))
			return;
	}
	for (size_t i = 0; i < regulation->clause_count; i++)
		candidates_add(&candidates, regulation->clauses[i].id);
	mistake_unknown(reading, place_of(reading, object, key), &candidates, article,
		_("the article \"%s\" is not in the list of clauses"), article);
}

static void check_article(struct reading *reading, const void *object, const char *article)
{
	check_article_at(reading, object, "article", article);
}

static void check_also(struct reading *reading, const void *object, char *const *also, size_t count)
{
	for (size_t i = 0; i < count; i++)
		check_article_at(reading, object, "also", also[i]);
}

static void check_list_articles(struct reading *reading, const struct choice_list *list)
{
	check_article(reading, list, list->article);
	check_also(reading, list, list->also, list->also_count);
	for (size_t i = 0; i < list->choice_count; i++)
		check_article(reading, &list->choices[i], list->choices[i].article);
}

static void check_field_articles(struct reading *reading, const struct field *fields, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		check_article(reading, &fields[i], fields[i].article);
		check_field_articles(reading, fields[i].columns, fields[i].column_count);
	}
}

static void check_form_articles(struct reading *reading, const struct form *form)
{
	check_article(reading, form, form->article);
	check_also(reading, form, form->also, form->also_count);
	check_field_articles(reading, form->fields, form->field_count);
	for (size_t i = 0; i < form->rule_count; i++)
		check_article(reading, &form->rules[i], form->rules[i].article);
	for (size_t i = 0; i < form->effect_count; i++)
		check_article(reading, &form->effects[i], form->effects[i].article);
	for (size_t i = 0; i < form->step_count; i++) {
		check_article(reading, &form->steps[i], form->steps[i].article);
		check_article(reading, &form->steps[i].exception_article, form->steps[i].exception_article);
	}
}

static void check_articles(struct reading *reading)
{
	const struct regulation *regulation = reading->regulation;
	for (size_t i = 0; i < regulation->role_count; i++) {
		const struct role *role = &regulation->roles[i];
		check_article(reading, role, role->article);
		check_also(reading, role, role->also, role->also_count);
	}
	for (size_t i = 0; i < regulation->fact_count; i++) {
		const struct fact *fact = &regulation->facts[i];
		check_article(reading, fact, fact->article);
		check_also(reading, fact, fact->also, fact->also_count);
	}
	for (size_t i = 0; i < regulation->hours_count; i++)
		check_article(reading, &regulation->hours[i], regulation->hours[i].article);
	for (size_t i = 0; i < regulation->list_count; i++)
		check_list_articles(reading, &regulation->lists[i]);
	for (size_t i = 0; i < regulation->own_list_count; i++)
		check_list_articles(reading, regulation->own_lists[i]);
	for (size_t i = 0; i < regulation->duty_count; i++)
		check_article(reading, &regulation->duties[i], regulation->duties[i].article);
	for (size_t i = 0; i < regulation->text_count; i++) {
		const struct regulation_text *text = &regulation->texts[i];
		check_article(reading, text, text->article);
		check_also(reading, text, text->also, text->also_count);
	}
	for (size_t i = 0; i < regulation->form_count; i++)
		check_form_articles(reading, &regulation->forms[i]);
}

/* ---- roles ------------------------------------------------------------ */

static void check_substitute_ring(struct reading *reading, const struct role *start)
{
	const struct regulation *regulation = reading->regulation;
	const struct role *role = start;
	for (size_t i = 0; role && i < regulation->role_count; i++) {
		role = role->substitute ? regulation_role(regulation, role->substitute) : NULL;
		if (!role || role < start)
			return;
		if (role == start) {
			mistake(reading, place_of(reading, start, "substitute"),
				_("the roles that stand in for one another form a ring"));
			return;
		}
	}
}

static void check_roles(struct reading *reading)
{
	const struct regulation *regulation = reading->regulation;
	for (size_t i = 0; i < regulation->role_count; i++) {
		const struct role *role = &regulation->roles[i];
		struct candidates candidates = { 0 };
		for (enum actor_kind kind = ACTOR_ROLE + 1; kind < ACTOR__COUNT; kind++)
			if (same(actor_kind_name(kind), role->id))
				mistake(reading, place_of(reading, role, "id"),
					_("\"%s\" already means an actor of every route; choose another id"),
					role->id);
		check_substitute_ring(reading, role);
		if (!role->substitute || regulation_role(regulation, role->substitute))
			continue;
		for (size_t k = 0; k < regulation->role_count; k++)
			if (k != i)
				candidates_add(&candidates, regulation->roles[k].id);
		mistake_unknown(reading, place_of(reading, role, "substitute"), &candidates, role->substitute,
			_("there is no role \"%s\""), role->substitute);
	}
}

/* ---- decision forms --------------------------------------------------- */

static void join_decision(struct reading *reading, const struct form *form)
{
	const struct regulation *regulation = reading->regulation;
	struct place place = place_of(reading, form, "decision");
	struct candidates candidates = { 0 };
	struct form *decision = NULL;
	if (!form->decision || form->kind == FORM_DECISION)
		return;
	for (size_t i = 0; i < regulation->form_count; i++) {
		if (same(regulation->forms[i].id, form->decision))
			decision = &regulation->forms[i];
		if (regulation->forms[i].kind == FORM_DECISION)
			candidates_add(&candidates, regulation->forms[i].id);
	}
	reading->loose_ends |= !decision || decision == form;
	if (!decision) {
		mistake_unknown(reading, place, &candidates, form->decision, _("there is no form \"%s\""),
			form->decision);
		return;
	}
	free(candidates.words);
	if (decision == form)
		mistake(reading, place, _("a form cannot be written by its own decision"));
	else if (decision->kind != FORM_DECISION && decision->kind != FORM__COUNT)
		mistake(reading, place, _("the form \"%s\" is not of kind \"decision\""), form->decision);
	else if (decision->decides)
		mistake(reading, place, _("the form \"%s\" is already written by the decision of \"%s\""),
			form->decision, decision->decides);
	else
		decision->decides = memory_string(form->id);
}

#define OF(type) (1U << FIELD_##type)

/* The types that each source can fill. */
static const unsigned fill_types[] = {
	[FILL_NONE] = 0,
	[FILL_FIELD] = ~0U,
	[FILL_RECORD] = OF(RECORD),
	[FILL_NUMBER] = OF(TEXT),
	[FILL_FILED] = OF(DATE),
	[FILL_APPLICANT] = OF(PERSON),
	[FILL_SECTION] = OF(SECTION),
	[FILL_ANSWER] = OF(CHOICE),
	[FILL_REASON] = OF(TEXT) | OF(PARAGRAPH),
	[FILL_CONDITIONS] = OF(TEXT) | OF(PARAGRAPH),
	[FILL_DAY] = OF(DATE),
	[FILL_DECIDER] = OF(PERSON),
	[FILL_SOURCE_RECORD] = OF(RECORD),
	[FILL_SOURCE_NUMBER] = OF(TEXT),
	[FILL_SOURCE_SECTION] = OF(SECTION),
	[FILL_SOURCE_FIELD] = ~0U,
};
static_assert(COUNT(fill_types) == FILL__COUNT, "every source has its types");

static bool choices_fit(const struct choice_list *into, const struct choice_list *from)
{
	for (size_t i = 0; into && from && into != from && i < from->choice_count; i++)
		if (from->choices[i].id && !choice_list_find(into, from->choices[i].id))
			return false;
	return true;
}

bool value_fits(const struct field *into, const struct field *from)
{
	if (into->type == FIELD__COUNT || from->type == FIELD__COUNT)
		return true;
	if (into->type != from->type || !choices_fit(into->list, from->list))
		return false;
	for (size_t i = 0; i < into->column_count; i++) {
		bool found = false;
		for (size_t k = 0; k < from->column_count && !found; k++)
			found = same(into->columns[i].id, from->columns[k].id) &&
				value_fits(&into->columns[i], &from->columns[k]);
		if (!found)
			return false;
	}
	return true;
}

static void check_fill_field(struct reading *reading, const struct field *field, const struct form *filed)
{
	const struct field *from = form_field(filed, field->fill_field);
	struct candidates candidates = { 0 };
	if (from && !value_fits(field, from))
		mistake(reading, place_of(reading, field, "fill"),
			_("the field \"%s\" of \"%s\" has another type, other choices or other columns"),
			field->fill_field, filed->id);
	if (from || !filed->field_count)
		return;
	for (size_t i = 0; i < filed->field_count; i++)
		candidates_add(&candidates, filed->fields[i].id);
	mistake_unknown(reading, place_of(reading, field, "fill"), &candidates, field->fill_field,
		_("the form \"%s\" has no field \"%s\""), filed->id, field->fill_field);
}

static bool has_decision(const struct form *form)
{
	for (size_t i = 0; i < form->step_count; i++)
		if (form->steps[i].kind == STEP_DECIDE)
			return true;
	return false;
}

/* Every answer that the decision offers must be a choice of the field it fills. */
static void check_fill_answer(struct reading *reading, const struct field *field, const struct form *filed)
{
	for (size_t i = 0; i < filed->step_count; i++) {
		const struct step *step = &filed->steps[i];
		bool decides = step->kind == (has_decision(filed) ? STEP_DECIDE : STEP_CONSENT);
		for (enum answer answer = 0; decides && answer < ANSWER__COUNT; answer++)
			if (step->words[answer].ja && field->list &&
				!choice_list_find(field->list, answer_name(answer)))
				mistake(reading, place_of(reading, field, NULL),
					_("the decision can answer \"%s\", which is not one of the choices"),
					answer_name(answer));
	}
}

static void check_fill(struct reading *reading, const struct field *field, const struct form *filed)
{
	const struct step *step = field->filled_at ? form_step(filed, field->filled_at) : NULL;
	if (field->fill == FILL_NONE && !field->filled_at)
		mistake(reading, place_of(reading, field, NULL),
			_("nothing writes this field: give it \"fill\", or \"filled-at\" the decision"));
	if (field->filled_at && has_decision(filed) && (!step || step->kind != STEP_DECIDE))
		mistake(reading, place_of(reading, field, "filled-at"),
			_("a decision form is filled in at the decision of \"%s\" only"), filed->id);
	if (field->fill == FILL_NONE || field->fill == FILL__COUNT || field->type == FIELD__COUNT)
		return;
	if (!(fill_types[field->fill] & 1U << field->type))
		mistake(reading, place_of(reading, field, "fill"),
			_("\"%s\" cannot fill a field of type \"%s\""), fill_name(field->fill),
			field_type_name(field->type));
	else if (field->fill == FILL_FIELD)
		check_fill_field(reading, field, filed);
	else if (field->fill == FILL_ANSWER)
		check_fill_answer(reading, field, filed);
}

static void check_decisions(struct reading *reading)
{
	const struct regulation *regulation = reading->regulation;
	for (size_t i = 0; i < regulation->form_count; i++)
		join_decision(reading, &regulation->forms[i]);
	for (size_t i = 0; i < regulation->form_count; i++) {
		const struct form *form = &regulation->forms[i];
		const struct form *filed = form->decides ? regulation_form(regulation, form->decides) : NULL;
		if (form->kind == FORM_DECISION && !filed && !reading->loose_ends)
			mistake(reading, place_of(reading, form, "kind"),
				_("no form names this one as its \"decision\""));
		for (size_t k = 0; filed && k < form->field_count; k++)
			check_fill(reading, &form->fields[k], filed);
	}
}

/* ---- records and texts ------------------------------------------------ */

/* That a record field takes records of this form. */
static void check_taken_form(struct reading *reading, const struct field *field, const char *form)
{
	const struct regulation *regulation = reading->regulation;
	struct candidates candidates = { 0 };
	if (regulation_form(regulation, form))
		return;
	for (size_t i = 0; i < regulation->form_count; i++)
		candidates_add(&candidates, regulation->forms[i].id);
	mistake_unknown(reading, place_of(reading, field, "form"), &candidates, form,
		_("there is no form \"%s\""), form);
}

static void check_record_fields(struct reading *reading, const struct field *fields, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const struct field *field = &fields[i];
		check_record_fields(reading, field->columns, field->column_count);
		for (size_t k = 0; k < field->form_count; k++)
			check_taken_form(reading, field, field->forms[k]);
	}
}

void check_regulation(struct reading *reading)
{
	const struct regulation *regulation = reading->regulation;
	check_roles(reading);
	check_articles(reading);
	check_decisions(reading);
	check_hours(reading);
	check_duties(reading);
	check_references(reading);
	check_outcomes(reading);
	for (size_t i = 0; i < regulation->form_count; i++)
		check_record_fields(reading, regulation->forms[i].fields, regulation->forms[i].field_count);
}
