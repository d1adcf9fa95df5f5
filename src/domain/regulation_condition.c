/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether conditions look at fields that can tell, and have been filled in by then. */
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "domain/names.h"
#include "domain/regulation_check.h"

const struct field *scope_find(const struct scope *scope, const char *path)
{
	const char *dot = strchr(path, '.');
	if (!dot)
		return fields_find(scope->fields, scope->count, path);
	if (!scope->paths)
		return NULL;
	char *table = memory_string_n(path, (size_t)(dot - path));
	const struct field *outer = fields_find(scope->fields, scope->count, table);
	free(table);
	return outer ? fields_find(outer->columns, outer->column_count, dot + 1) : NULL;
}

static bool has_mark(const struct choice *choice, const char *mark)
{
	for (size_t i = 0; i < choice->mark_count; i++)
		if (!strcmp(choice->marks[i], mark))
			return true;
	return false;
}

/* Puts the choices that bear the condition's mark in place of it. */
static void resolve_mark(struct reading *reading, struct condition *condition, const struct choice_list *list)
{
	const char *mark = NULL;
	for (size_t i = 0; i < reading->mark_count; i++)
		if (reading->marks[i].condition == condition)
			mark = reading->marks[i].mark;
	if (!mark || condition->value_count)
		return;
	for (size_t i = 0; list && i < list->choice_count; i++)
		if (list->choices[i].id && has_mark(&list->choices[i], mark))
			*LIST_ADD(condition->values, condition->value_count) =
				memory_string(list->choices[i].id);
	if (!condition->value_count)
		mistake(reading, place_of(reading, condition, "marked"),
			_("no choice of \"%s\" is marked \"%s\""), condition->field, mark);
}

static void check_value(struct reading *reading, const struct condition *condition, const struct field *field,
	const char *value)
{
	struct candidates candidates = { 0 };
	if (field->type == FIELD_YES_NO) {
		candidates_add(&candidates, "yes");
		candidates_add(&candidates, "no");
	}
	for (size_t i = 0; field->list && i < field->list->choice_count; i++)
		candidates_add(&candidates, field->list->choices[i].id);
	bool known = !candidates.count; /* a list that could not be read has had its mistake */
	for (size_t i = 0; i < candidates.count && !known; i++)
		known = !strcmp(candidates.words[i], value);
	if (known)
		free(candidates.words);
	else
		mistake_unknown(reading, place_of(reading, condition, "is"), &candidates, value,
			_("the field \"%s\" never has the value \"%s\""), condition->field, value);
}

void check_condition(struct reading *reading, struct condition *condition, const struct scope *scope)
{
	if (!condition->field)
		return;
	const struct field *field = scope_find(scope, condition->field);
	if (!field) {
		struct candidates candidates = { 0 };
		for (size_t i = 0; i < scope->count; i++)
			candidates_add(&candidates, scope->fields[i].id);
		mistake_unknown(reading, place_of(reading, condition, "field"), &candidates, condition->field,
			_("there is no field \"%s\" that the condition could look at"), condition->field);
		return;
	}
	if (field->type == FIELD__COUNT)
		return;
	if (field->type != FIELD_CHOICE && field->type != FIELD_CHOICES && field->type != FIELD_YES_NO) {
		mistake(reading, place_of(reading, condition, "field"),
			_("a condition looks at a choice or a yes-no field; \"%s\" is of type \"%s\""),
			condition->field, field_type_name(field->type));
		return;
	}
	resolve_mark(reading, condition, field->list);
	for (size_t i = 0; i < condition->value_count; i++)
		check_value(reading, condition, field, condition->values[i]);
}

/* ---- what is known when ------------------------------------------------ */

/* The first step of the group that runs at the same time. */
static const struct step *group_start(const struct form *form, const struct step *step)
{
	while (step > form->steps && step->parallel && same(step[-1].parallel, step->parallel))
		step--;
	return step;
}

/* The field of the form itself: of "table.column" the table. */
static const struct field *outer_field(const struct form *form, const char *path)
{
	char *id = memory_string_n(path, strcspn(path, "."));
	const struct field *field = form_field(form, id);
	free(id);
	return field;
}

bool is_known(const struct form *form, const char *path, const struct step *step)
{
	const struct field *field = path ? outer_field(form, path) : NULL;
	if (!field || !field->filled_at)
		return true;
	const struct step *filled = form_step(form, field->filled_at);
	return !filled || (step && filled < group_start(form, step));
}

void check_known(struct reading *reading, const struct form *form, const struct condition *condition,
	const struct step *step)
{
	if (!condition->field || is_known(form, condition->field, step))
		return;
	const struct field *field = outer_field(form, condition->field);
	if (step)
		mistake(reading, place_of(reading, condition, "field"),
			_("the field \"%s\" is filled in at the step \"%s\", which is not before \"%s\""),
			condition->field, field->filled_at, step->id ? step->id : "?");
	else
		mistake(reading, place_of(reading, condition, "field"),
			_("the field \"%s\" is filled in at the step \"%s\", after this is looked at"),
			condition->field, field->filled_at);
}

/* ---- whether conditions leave a gap ----------------------------------- */

/* How many of the conditions hold for a value of their field. */
static size_t holding(const struct condition *const *conditions, size_t count, const char *value)
{
	size_t holds = 0;
	for (size_t i = 0; i < count; i++)
		for (size_t k = 0; k < conditions[i]->value_count; k++)
			if (!strcmp(conditions[i]->values[k], value)) {
				holds++;
				break;
			}
	return holds;
}

struct span conditions_span(const struct form *form, const struct condition *const *conditions, size_t count)
{
	struct span span = { SIZE_MAX, 0 };
	static const char *const yes_no[] = { "yes", "no" };
	const struct field *field =
		count && conditions[0]->field ? form_field(form, conditions[0]->field) : NULL;
	bool single = field && (field->type == FIELD_YES_NO || (field->type == FIELD_CHOICE && field->list));
	for (size_t i = 1; i < count && single; i++)
		single = same(conditions[i]->field, field->id);
	if (!single)
		return (struct span){ 0, count };
	size_t values = field->type == FIELD_YES_NO ? COUNT(yes_no) : field->list->choice_count;
	for (size_t i = 0; i < values; i++) {
		const char *value = field->type == FIELD_YES_NO ? yes_no[i] : field->list->choices[i].id;
		size_t holds = value ? holding(conditions, count, value) : 1;
		span.fewest = holds < span.fewest ? holds : span.fewest;
		span.most = holds > span.most ? holds : span.most;
	}
	if (!field->required || field->shown_when.field)
		span.fewest = 0;
	return span;
}
