/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Coverage: which clause of a regulation is met by what its folder holds. */
#include <assert.h>
#include <stdlib.h>

#include "base/memory.h"
#include "base/text.h"
#include "domain/article.h"
#include "domain/regulation.h"

static const char *const object_kinds[] = {
	[OBJECT_ROLE] = "role",
	[OBJECT_APPLICATION] = "application",
	[OBJECT_DECISION] = "decision",
	[OBJECT_REPORT] = "report",
	[OBJECT_REGISTER] = "register",
	[OBJECT_EVENT_LOG] = "event-log",
	[OBJECT_CHECKLIST] = "checklist",
	[OBJECT_MEETING] = "meeting",
	[OBJECT_INCIDENT] = "incident",
	[OBJECT_TEXT] = "text",
	[OBJECT_RULE] = "rule",
	[OBJECT_JOURNAL] = "journal",
	[OBJECT_ARCHIVE] = "archive",
	[OBJECT_LIST] = "list",
	[OBJECT_ORDER] = "order",
	[OBJECT_NOTICE] = "notice",
	[OBJECT_PLAN] = "plan",
	[OBJECT_TRAINING] = "training",
	[OBJECT_AUDIT] = "audit",
};
static_assert(COUNT(object_kinds) == OBJECT__COUNT, "every kind of object has its name");

static const enum object_kind kind_of_form[] = {
	[FORM_APPLICATION] = OBJECT_APPLICATION,
	[FORM_REPORT] = OBJECT_REPORT,
	[FORM_DECISION] = OBJECT_DECISION,
	[FORM_ORDER] = OBJECT_ORDER,
	[FORM_NOTICE] = OBJECT_NOTICE,
	[FORM_PLAN] = OBJECT_PLAN,
};
static_assert(COUNT(kind_of_form) == FORM__COUNT, "every kind of form is an object");

const char *object_kind_name(enum object_kind kind)
{
	return object_kinds[kind];
}

/* A clause, the kind of object it asks for, and whether one was found. */
struct asking {
	const struct clause *clause;
	enum object_kind kind;
	bool met;
};

static void cite(struct asking *asking, enum object_kind kind, const char *article)
{
	if (kind == asking->kind && article && article_within(article, asking->clause->id))
		asking->met = true;
}

static void cite_also(
	struct asking *asking, enum object_kind kind, const char *article, char *const *also, size_t count)
{
	cite(asking, kind, article);
	for (size_t i = 0; i < count; i++)
		cite(asking, kind, also[i]);
}

static void cite_step(struct asking *asking, const struct form *form, const struct step *step)
{
	cite(asking, kind_of_form[form->kind], step->article);
	cite(asking, OBJECT_RULE, step->exception_article);
	if (step->kind == STEP_DECIDE)
		cite(asking, OBJECT_DECISION, step->article);
}

static void cite_form(struct asking *asking, const struct form *form)
{
	enum object_kind kind = kind_of_form[form->kind];
	bool commands = form->kind == FORM_ORDER || form->kind == FORM_NOTICE || form->kind == FORM_PLAN;
	cite_also(asking, kind, form->article, form->also, form->also_count);
	if (commands)
		cite_also(asking, OBJECT_RULE, form->article, form->also, form->also_count);
	for (size_t i = 0; i < form->rule_count; i++)
		cite(asking, OBJECT_RULE, form->rules[i].article);
	for (size_t i = 0; i < form->field_count; i++)
		if (form->fields[i].lead.given)
			cite(asking, OBJECT_RULE, form->fields[i].article);
	for (size_t i = 0; i < form->step_count; i++)
		cite_step(asking, form, &form->steps[i]);
	for (size_t i = 0; i < form->effect_count; i++)
		cite(asking, kind, form->effects[i].article);
}

/* Everything in the regulation that cites an article, as the kind it counts
 * for. Meetings and the like have no objects yet: what needs one stays open. */
static void cite_all(struct asking *asking, const struct regulation *regulation)
{
	for (size_t i = 0; i < regulation->role_count; i++) {
		const struct role *role = &regulation->roles[i];
		cite_also(asking, OBJECT_ROLE, role->article, role->also, role->also_count);
	}
	for (size_t i = 0; i < regulation->fact_count; i++) {
		const struct fact *fact = &regulation->facts[i];
		cite_also(asking, OBJECT_REGISTER, fact->article, fact->also, fact->also_count);
	}
	for (size_t i = 0; i < regulation->list_count; i++) {
		const struct choice_list *list = &regulation->lists[i];
		cite_also(asking, OBJECT_LIST, list->article, list->also, list->also_count);
	}
	for (size_t i = 0; i < regulation->text_count; i++) {
		const struct regulation_text *text = &regulation->texts[i];
		cite_also(asking, OBJECT_TEXT, text->article, text->also, text->also_count);
	}
	for (size_t i = 0; i < regulation->hours_count; i++)
		cite(asking, OBJECT_RULE, regulation->hours[i].article);
	for (size_t i = 0; i < regulation->duty_count; i++)
		cite(asking, OBJECT_RULE, regulation->duties[i].article);
	for (size_t i = 0; i < regulation->form_count; i++)
		cite_form(asking, &regulation->forms[i]);
}

static bool is_met(const struct regulation *regulation, enum object_kind kind, const struct clause *clause)
{
	struct asking asking = { clause, kind, false };
	cite_all(&asking, regulation);
	return asking.met;
}

static char *missing_kinds(const struct regulation *regulation, const struct clause *clause)
{
	struct text missing = { 0 };
	for (enum object_kind kind = 0; kind < OBJECT__COUNT; kind++) {
		if (!clause->needs[kind] || is_met(regulation, kind, clause))
			continue;
		if (missing.length)
			text_add(&missing, ", ");
		text_add(&missing, object_kinds[kind]);
	}
	return missing.length ? text_take(&missing) : NULL;
}

void regulation_coverage(const struct regulation *regulation, struct coverage *ret_coverage)
{
	struct coverage coverage = { 0 };
	for (size_t i = 0; i < regulation->clause_count; i++) {
		struct coverage_line *line = LIST_ADD(coverage.lines, coverage.line_count);
		line->clause = &regulation->clauses[i];
		line->missing = missing_kinds(regulation, line->clause);
		if (line->clause->status == CLAUSE_OUT) {
			line->status = "out";
			coverage.out++;
		} else if (line->missing) {
			line->status = "open";
			coverage.open++;
		} else {
			line->status = "met";
			coverage.met++;
		}
	}
	*ret_coverage = coverage;
}

void coverage_done(struct coverage *coverage)
{
	for (size_t i = 0; i < coverage->line_count; i++)
		free(coverage->lines[i].missing);
	free(coverage->lines);
	*coverage = (struct coverage){ 0 };
}
