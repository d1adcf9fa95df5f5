/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A loaded regulation: finding its parts, freeing it. */
#include "domain/regulation.h"

#include <stdlib.h>
#include <string.h>

static bool same(const char *one, const char *other)
{
	return one && other && !strcmp(one, other);
}

const struct form *regulation_form(const struct regulation *regulation, const char *id)
{
	for (size_t i = 0; i < regulation->form_count; i++)
		if (same(regulation->forms[i].id, id))
			return &regulation->forms[i];
	return NULL;
}

const struct role *regulation_role(const struct regulation *regulation, const char *id)
{
	for (size_t i = 0; i < regulation->role_count; i++)
		if (same(regulation->roles[i].id, id))
			return &regulation->roles[i];
	return NULL;
}

const struct clause *regulation_clause(const struct regulation *regulation, const char *id)
{
	for (size_t i = 0; i < regulation->clause_count; i++)
		if (same(regulation->clauses[i].id, id))
			return &regulation->clauses[i];
	return NULL;
}

const struct choice_list *regulation_list(const struct regulation *regulation, const char *id)
{
	for (size_t i = 0; i < regulation->list_count; i++)
		if (same(regulation->lists[i].id, id))
			return &regulation->lists[i];
	return NULL;
}

const struct regulation_text *regulation_text_find(const struct regulation *regulation, const char *id)
{
	for (size_t i = 0; i < regulation->text_count; i++)
		if (same(regulation->texts[i].id, id))
			return &regulation->texts[i];
	return NULL;
}

static void strings_free(char **strings, size_t count)
{
	for (size_t i = 0; i < count; i++)
		free(strings[i]);
	free(strings);
}

static void condition_done(struct condition *condition)
{
	free(condition->field);
	strings_free(condition->values, condition->value_count);
}

static void choice_list_done(struct choice_list *list)
{
	for (size_t i = 0; i < list->choice_count; i++) {
		struct choice *choice = &list->choices[i];
		free(choice->id);
		free(choice->article);
		label_done(&choice->label);
		strings_free(choice->marks, choice->mark_count);
	}
	free(list->choices);
	free(list->id);
	free(list->article);
	label_done(&list->label);
}

static void fields_free(struct field *fields, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct field *field = &fields[i];
		free(field->id);
		free(field->article);
		free(field->filled_at);
		free(field->pattern);
		free(field->not_before_day);
		free(field->form);
		free(field->fill_field);
		free(field->initial);
		label_done(&field->label);
		label_done(&field->help);
		label_done(&field->unit);
		label_done(&field->pattern_says);
		condition_done(&field->required_when);
		condition_done(&field->shown_when);
		fields_free(field->columns, field->column_count);
	}
	free(fields);
}

static void steps_free(struct step *steps, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct step *step = &steps[i];
		free(step->id);
		free(step->article);
		label_done(&step->label);
		for (size_t k = 0; k < ANSWER__COUNT; k++)
			label_done(&step->words[k]);
		for (size_t k = 0; k < step->by_count; k++)
			free(step->by[k].role);
		free(step->by);
	}
	free(steps);
}

static void rules_free(struct form_rule *rules, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		free(rules[i].id);
		free(rules[i].article);
		condition_done(&rules[i].when);
		condition_done(&rules[i].needs);
		label_done(&rules[i].says);
	}
	free(rules);
}

static void form_done(struct form *form)
{
	free(form->id);
	free(form->article);
	free(form->addressee);
	free(form->decision);
	free(form->decides);
	free(form->sheet.honorific);
	label_done(&form->title);
	label_done(&form->style);
	label_done(&form->help);
	label_done(&form->sheet.sentence);
	label_done(&form->sheet.note);
	fields_free(form->fields, form->field_count);
	rules_free(form->rules, form->rule_count);
	steps_free(form->steps, form->step_count);
}

static void role_done(struct role *role)
{
	free(role->id);
	free(role->article);
	free(role->substitute);
	label_done(&role->label);
	label_done(&role->post);
	label_done(&role->acting);
}

static void text_piece_done(struct regulation_text *text)
{
	free(text->id);
	free(text->article);
	free(text->version);
	label_done(&text->title);
	label_done(&text->body);
}

static void clause_done(struct clause *clause)
{
	free(clause->id);
	label_done(&clause->what);
	label_done(&clause->because);
}

void regulation_free(struct regulation *regulation)
{
	if (!regulation)
		return;
	for (size_t i = 0; i < regulation->clause_count; i++)
		clause_done(&regulation->clauses[i]);
	for (size_t i = 0; i < regulation->role_count; i++)
		role_done(&regulation->roles[i]);
	for (size_t i = 0; i < regulation->list_count; i++)
		choice_list_done(&regulation->lists[i]);
	for (size_t i = 0; i < regulation->own_list_count; i++) {
		choice_list_done(regulation->own_lists[i]);
		free(regulation->own_lists[i]);
	}
	for (size_t i = 0; i < regulation->text_count; i++)
		text_piece_done(&regulation->texts[i]);
	for (size_t i = 0; i < regulation->form_count; i++)
		form_done(&regulation->forms[i]);
	free(regulation->clauses);
	free(regulation->roles);
	free(regulation->lists);
	free(regulation->own_lists);
	free(regulation->texts);
	free(regulation->forms);
	free(regulation->id);
	free(regulation->version);
	free(regulation->cited);
	label_done(&regulation->title);
	free(regulation);
}

void mistakes_done(struct mistakes *mistakes)
{
	for (size_t i = 0; i < mistakes->count; i++) {
		free(mistakes->items[i].file);
		free(mistakes->items[i].sentence);
	}
	free(mistakes->items);
	*mistakes = (struct mistakes){ 0 };
}
