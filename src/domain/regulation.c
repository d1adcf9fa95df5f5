/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A loaded regulation: finding its parts, freeing it. */
#include "domain/regulation.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "domain/article.h"
#include "domain/names.h"

static const char *const held_bys[] = {
	[HELD_BY_POST] = "post",
	[HELD_BY_HEADS] = "heads",
	[HELD_BY_PERSONS] = "persons",
	[HELD_BY_REGISTER] = "register",
	[HELD_BY_OUTSIDE] = "outside",
};
static_assert(COUNT(held_bys) == HELD__COUNT, "every way to hold a role has its name");

static const char *const phrase_fors[] = {
	[PHRASE_RETURN] = "return",
	[PHRASE_REFUSE] = "refuse",
	[PHRASE_CONDITIONS] = "conditions",
	[PHRASE_WITHDRAW] = "withdraw",
	[PHRASE_BYPASS] = "bypass",
	[PHRASE_EXCEPTION] = "exception",
	[PHRASE_LATE] = "late",
};
static_assert(COUNT(phrase_fors) == PHRASE__COUNT, "every use of a phrase has its name");

static const char *const outsides[] = {
	[OUTSIDE_REFUSE] = "refuse",
	[OUTSIDE_REASON] = "reason",
	[OUTSIDE_FREE] = "free",
};
static_assert(COUNT(outsides) == OUTSIDE__COUNT, "every answer to an act outside the hours has its name");

static const char *const everys[] = {
	[EVERY_YEAR] = "year",
	[EVERY_MONTH] = "month",
};
static_assert(COUNT(everys) == EVERY__COUNT, "every rhythm has its name");

static const char *const fors[] = {
	[FOR_NOTHING] = "",
	[FOR_THIS_FISCAL_YEAR] = "this-fiscal-year",
	[FOR_NEXT_FISCAL_YEAR] = "next-fiscal-year",
	[FOR_THIS_MONTH] = "this-month",
	[FOR_NEXT_MONTH] = "next-month",
};
static_assert(COUNT(fors) == FOR__COUNT, "all that a duty may be for has its name");

const char *recurring_every_name(enum recurring_every every)
{
	return everys[every];
}

const char *recurring_for_name(enum recurring_for target)
{
	return fors[target];
}

const char *outside_hours_name(enum outside_hours outside)
{
	return outsides[outside];
}

const char *held_by_name(enum held_by held_by)
{
	return held_bys[held_by];
}

const char *phrase_for_name(enum phrase_for use)
{
	return phrase_fors[use];
}

bool role_has_persons(const struct role *role)
{
	return role->held_by == HELD_BY_PERSONS || role->held_by == HELD_BY_REGISTER;
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

const struct choice_list *regulation_list(const struct regulation *regulation, const char *id)
{
	for (size_t i = 0; i < regulation->list_count; i++)
		if (same(regulation->lists[i].id, id))
			return &regulation->lists[i];
	return NULL;
}

size_t regulation_clause_index(const struct regulation *regulation, const char *article)
{
	for (size_t i = 0; article && i < regulation->clause_count; i++) {
		const char *clause = regulation->clauses[i].id;
		if (clause && (article_within(article, clause) || article_within(clause, article)))
			return i;
	}
	return regulation->clause_count;
}

const struct chapter *regulation_chapter(const struct regulation *regulation, const struct form *form)
{
	const struct chapter *found = NULL;
	size_t at = regulation_clause_index(regulation, form->article);
	for (size_t i = 0; i < regulation->chapter_count; i++) {
		const struct chapter *chapter = &regulation->chapters[i];
		if (same(chapter->id, form->chapter))
			return chapter;
		if (!form->chapter && at < regulation->clause_count &&
			regulation_clause_index(regulation, chapter->first) <= at)
			found = chapter;
	}
	return found;
}

const struct fact *regulation_fact(const struct regulation *regulation, const char *id)
{
	for (size_t i = 0; i < regulation->fact_count; i++)
		if (same(regulation->facts[i].id, id))
			return &regulation->facts[i];
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
	strings_free(list->also, list->also_count);
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
		strings_free(field->forms, field->form_count);
		free(field->fill_field);
		free(field->initial);
		free(field->in_fact);
		free(field->rows_of);
		free(field->against);
		free(field->lead.by);
		free(field->lead.late_reason);
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

static void actors_free(struct actor *actors, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		free(actors[i].role);
		free(actors[i].field);
		strings_free(actors[i].section_kinds, actors[i].section_kind_count);
		condition_done(&actors[i].when);
	}
	free(actors);
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
		actors_free(step->by, step->by_count);
		actors_free(step->paper, step->paper ? 1 : 0);
		free(step->parallel);
		condition_done(&step->when);
		free(step->exception_article);
		label_done(&step->exception);
		free(step->due);
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

static void follows_free(struct follow *follows, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		free(follows[i].field);
		condition_done(&follows[i].when);
		free(follows[i].on);
	}
	free(follows);
}

static void effects_free(struct effect *effects, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct effect *effect = &effects[i];
		char *const names[] = { effect->id, effect->article, effect->fact, effect->rows,
			effect->person, effect->subject, effect->from, effect->to, effect->day,
			effect->hours_from, effect->hours_to };
		for (size_t k = 0; k < COUNT(names); k++)
			free(names[k]);
		strings_free(effect->detail, effect->detail_count);
		condition_done(&effect->when);
	}
	free(effects);
}

static void form_done(struct form *form)
{
	char *const names[] = { form->id, form->article, form->addressee, form->decision, form->decides,
		form->sheet.honorific, form->filed_by_role, form->filed_by_fact, form->chapter,
		form->use_from, form->use_to, form->after_use, form->compile.form, form->compile.rows,
		form->compile.into, form->compile.mine, form->compile.theirs };
	for (size_t i = 0; i < COUNT(names); i++)
		free(names[i]);
	condition_done(&form->compile.agreed);
	strings_free(form->also, form->also_count);
	actors_free(form->addressees, form->addressee_count);
	actors_free(form->notify, form->notify_count);
	follows_free(form->follows, form->follow_count);
	effects_free(form->effects, form->effect_count);
	label_done(&form->source_note);
	label_done(&form->sheet.title);
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
	strings_free(role->of_kinds, role->of_kind_count);
	strings_free(role->was, role->was_count);
	strings_free(role->also, role->also_count);
	free(role->held_in);
	free(role->out_of);
}

static void chapter_done(struct chapter *chapter)
{
	free(chapter->id);
	free(chapter->first);
	label_done(&chapter->label);
}

static void fact_done(struct fact *fact)
{
	free(fact->id);
	free(fact->article);
	strings_free(fact->also, fact->also_count);
	label_done(&fact->label);
	label_done(&fact->subject);
}

static void phrase_done(struct phrase *phrase)
{
	free(phrase->id);
	label_done(&phrase->text);
}

static void text_piece_done(struct regulation_text *text)
{
	free(text->id);
	free(text->article);
	free(text->version);
	label_done(&text->title);
	label_done(&text->body);
	strings_free(text->readers, text->reader_count);
	free(text->readers_fact);
	strings_free(text->also, text->also_count);
}

static void clause_done(struct clause *clause)
{
	free(clause->id);
	label_done(&clause->what);
	label_done(&clause->because);
}

static void hours_done(struct hours *hours)
{
	free(hours->id);
	label_done(&hours->label);
	free(hours->article);
	free(hours->systems);
	for (size_t i = 0; i < hours->except_count; i++)
		free(hours->except[i]);
	free(hours->except);
	free(hours->fact);
}

static void recurring_done(struct recurring *duty)
{
	free(duty->id);
	label_done(&duty->label);
	free(duty->article);
	free(duty->form);
	actors_free(duty->by, duty->by_count);
	free(duty->field);
}

void regulation_free(struct regulation *regulation)
{
	if (!regulation)
		return;
	for (size_t i = 0; i < regulation->clause_count; i++)
		clause_done(&regulation->clauses[i]);
	for (size_t i = 0; i < regulation->role_count; i++)
		role_done(&regulation->roles[i]);
	for (size_t i = 0; i < regulation->chapter_count; i++)
		chapter_done(&regulation->chapters[i]);
	for (size_t i = 0; i < regulation->fact_count; i++)
		fact_done(&regulation->facts[i]);
	for (size_t i = 0; i < regulation->phrase_count; i++)
		phrase_done(&regulation->phrases[i]);
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
	for (size_t i = 0; i < regulation->hours_count; i++)
		hours_done(&regulation->hours[i]);
	for (size_t i = 0; i < regulation->duty_count; i++)
		recurring_done(&regulation->duties[i]);
	free(regulation->hours);
	free(regulation->duties);
	free(regulation->clauses);
	free(regulation->roles);
	free(regulation->chapters);
	free(regulation->facts);
	free(regulation->phrases);
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
