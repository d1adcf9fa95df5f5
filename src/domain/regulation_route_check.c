/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether the steps of a route follow one another, and know whom they look for. */
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "domain/names.h"
#include "domain/regulation_check.h"

/* ---- actors ----------------------------------------------------------- */

#define OF(type) (1U << FIELD_##type)

void check_actor(struct reading *reading, const struct form *form, struct actor *actor,
	const struct step *step, bool late)
{
	struct scope scope = { form->fields, form->field_count, false };
	const char *key = actor->kind == ACTOR_NAMED          ? "named-in"
			  : actor->kind == ACTOR_SECTION_HEAD ? "head-of"
							      : "of";
	check_condition(reading, &actor->when, &scope);
	if (!late)
		check_known(reading, form, &actor->when, step);
	if (!actor->field || actor->kind == ACTOR__COUNT)
		return;
	const struct field *field = check_field_named(reading, actor, key, form, actor->field, NULL,
		actor->kind == ACTOR_NAMED ? OF(PERSON) : OF(SECTION));
	if (!field)
		return;
	if (!late && !is_known(form, actor->field, step))
		mistake(reading, place_of(reading, actor, key),
			_("the field \"%s\" is filled in at the step \"%s\", after it is needed here"),
			actor->field, field->filled_at);
	if (actor->kind == ACTOR_NAMED && !field->required && !field->required_when.field)
		mistake(reading, place_of(reading, actor, key),
			_("the field \"%s\" says who acts; make it \"required\""), actor->field);
}

/* Where every actor has a condition, one of them must hold whatever is filled in. */
static void check_gap(struct reading *reading, const struct form *form, const void *object, const char *key,
	const struct actor *actors, size_t count)
{
	const struct condition **conditions = memory_new(count, sizeof *conditions);
	bool free_one = false;
	for (size_t i = 0; i < count; i++) {
		conditions[i] = &actors[i].when;
		free_one |= !actors[i].when.field;
	}
	if (count && !free_one && !conditions_span(form, conditions, count).fewest)
		mistake(reading, place_of(reading, object, key),
			_("there may be nobody: leave the last one without \"when\", or cover every choice "
			  "of a "
			  "required field"));
	free(conditions);
}

/* ---- groups ----------------------------------------------------------- */

static bool may_be_parallel(enum step_kind kind)
{
	return kind != STEP_DECIDE && kind != STEP_INSTRUCT && kind != STEP_ANSWER && kind != STEP_CLOSE;
}

static bool joins(const struct form *form, size_t i, size_t k)
{
	return i < form->step_count && k < form->step_count && i != k &&
	       same(form->steps[i].parallel, form->steps[k].parallel);
}

static void check_groups(struct reading *reading, const struct form *form)
{
	for (size_t i = 0; i < form->step_count; i++) {
		const struct step *step = &form->steps[i];
		bool first = i == 0 || !joins(form, i, i - 1), again = false, alone = true;
		if (!step->parallel)
			continue;
		for (size_t k = 0; k < form->step_count; k++)
			alone &= !joins(form, i, k);
		for (size_t k = 0; first && k + 1 < i; k++)
			again |= joins(form, i, k);
		if (alone)
			mistake(reading, place_of(reading, step, "parallel"),
				_("no other step has \"parallel: %s\"; a group needs two or more"),
				step->parallel);
		if (again)
			mistake(reading, place_of(reading, step, "parallel"),
				_("the steps of the group \"%s\" are not neighbours"), step->parallel);
		if (step->kind != STEP__COUNT && !may_be_parallel(step->kind))
			mistake(reading, place_of(reading, step, "parallel"),
				_("a step \"%s\" cannot run beside others"), step_kind_name(step->kind));
	}
}

/* ---- one step --------------------------------------------------------- */

static void check_answer(struct reading *reading, const struct form *form, const struct step *step)
{
	bool instructed = form->kind == FORM_ORDER;
	for (const struct step *earlier = form->steps; earlier < step; earlier++)
		instructed |= earlier->kind == STEP_INSTRUCT;
	if (!instructed)
		mistake(reading, place_of(reading, step, NULL),
			_("nothing has been asked: an \"answer\" comes after \"instruct\", or in an order"));
	if (!step->due)
		return;
	const struct field *due = check_field_named(reading, step, "due", form, step->due, NULL, OF(DATE));
	if (due && !is_known(form, step->due, step))
		mistake(reading, place_of(reading, step, "due"),
			_("the field \"%s\" is filled in at the step \"%s\", after it is needed here"),
			step->due, due->filled_at);
}

static void check_step(struct reading *reading, const struct form *form, struct step *step)
{
	struct scope scope = { form->fields, form->field_count, false };
	check_condition(reading, &step->when, &scope);
	check_known(reading, form, &step->when, step);
	for (size_t i = 0; i < step->by_count; i++)
		check_actor(reading, form, &step->by[i], step, false);
	if (step->paper)
		check_actor(reading, form, step->paper, step, false);
	check_gap(reading, form, step, "by", step->by, step->by_count);
	if (step->kind == STEP_ANSWER)
		check_answer(reading, form, step);
	if (step->number && (step->when.field || step->skip_if_done))
		mistake(reading, place_of(reading, step, "number"),
			_("the step that gives the receipt number must always take place; it has no \"when\" "
			  "and no "
			  "\"skip-if-done\""));
}

static void check_number(struct reading *reading, const struct form *form)
{
	const struct step *numbered = NULL;
	for (size_t i = 0; i < form->step_count; i++) {
		const struct step *step = &form->steps[i];
		if (step->number && numbered)
			mistake(reading, place_of(reading, step, "number"),
				_("the receipt number is given already in line %zu"),
				place_of(reading, numbered, "number").line);
		else if (step->number)
			numbered = step;
	}
	if (!numbered)
		mistake(reading, place_of(reading, form, "route"),
			_("no step gives the receipt number; one needs \"number: true\""));
}

/* ---- how it ends ------------------------------------------------------ */

/* Several decisions: each for its own cases, and none left out. */
static void check_several_decisions(
	struct reading *reading, const struct form *form, size_t first, size_t count)
{
	const struct condition **conditions = memory_new(count, sizeof *conditions);
	for (size_t i = 0; i < count; i++)
		conditions[i] = &form->steps[first + i].when;
	struct span span = conditions_span(form, conditions, count);
	if (count > 1 && (span.fewest != 1 || span.most != 1))
		mistake(reading, place_of(reading, &form->steps[first + 1], NULL),
			_("of several decisions exactly one must apply: give each a \"when\" on the same "
			  "required "
			  "choice, every choice in one of them"));
	free(conditions);
}

/* The steps before the last group of consents, all of which may be passed over. */
static bool ends_with_consent(const struct form *form)
{
	const struct step *last = &form->steps[form->step_count - 1];
	return last->kind == STEP_CONSENT && !last->on_no_goes_on;
}

static void check_end(struct reading *reading, const struct form *form)
{
	size_t first = form->step_count, count = 0;
	for (size_t i = 0; i < form->step_count; i++)
		if (form->steps[i].kind == STEP_DECIDE) {
			first = first < i ? first : i;
			count = i - first + 1;
		}
	for (size_t i = first; i < form->step_count; i++)
		if (form->steps[i].kind != STEP_DECIDE &&
			(form->kind == FORM_APPLICATION || i < first + count)) {
			mistake(reading, place_of(reading, &form->steps[i], NULL),
				_("this step is never reached: the route ends with the decision in line %zu"),
				place_of(reading, &form->steps[first], NULL).line);
			return;
		}
	check_several_decisions(reading, form, first, count);
	if (!count && form->kind == FORM_APPLICATION && !ends_with_consent(form))
		mistake(reading, place_of(reading, form, "route"),
			_("the route of an application ends with a step \"decide\", or with consents that "
			  "can refuse"));
	if (count == 1 && form->steps[first].when.field && form->kind == FORM_APPLICATION)
		mistake(reading, place_of(reading, &form->steps[first], "when"),
			_("the only decision of an application must always take place"));
	if (!count && form->decision && !ends_with_consent(form))
		mistake(reading, place_of(reading, form, "decision"),
			_("a \"decision\" is written only where the route has a step \"decide\", or ends "
			  "with "
			  "consents that can refuse"));
}

void check_route(struct reading *reading, struct form *form)
{
	bool unread = !form->step_count;
	for (size_t i = 0; i < form->step_count; i++) {
		unread |= form->steps[i].kind == STEP__COUNT;
		check_step(reading, form, &form->steps[i]);
	}
	check_groups(reading, form);
	for (size_t i = 0; i < form->addressee_count; i++)
		check_actor(reading, form, &form->addressees[i], NULL, false);
	check_gap(reading, form, form, "addressee", form->addressees, form->addressee_count);
	if (unread)
		return;
	check_end(reading, form);
	check_number(reading, form);
}
