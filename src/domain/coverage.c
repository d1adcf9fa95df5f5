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

static bool cites(const char *article, const struct clause *clause)
{
	return article && article_within(article, clause->id);
}

static bool form_cites(const struct form *form, enum object_kind kind, const struct clause *clause)
{
	if (kind_of_form[form->kind] == kind && cites(form->article, clause))
		return true;
	for (size_t i = 0; kind == OBJECT_RULE && i < form->rule_count; i++)
		if (cites(form->rules[i].article, clause))
			return true;
	return false;
}

/* True where an object of the kind cites the clause. Registers, meetings and
 * the like have no objects yet: what needs one stays open. */
static bool is_met(const struct regulation *regulation, enum object_kind kind, const struct clause *clause)
{
	for (size_t i = 0; kind == OBJECT_ROLE && i < regulation->role_count; i++)
		if (cites(regulation->roles[i].article, clause))
			return true;
	for (size_t i = 0; kind == OBJECT_RULE && i < regulation->duty_count; i++)
		if (cites(regulation->duties[i].article, clause))
			return true;
	for (size_t i = 0; kind == OBJECT_RULE && i < regulation->hours_count; i++)
		if (cites(regulation->hours[i].article, clause))
			return true;
	for (size_t i = 0; kind == OBJECT_LIST && i < regulation->list_count; i++)
		if (cites(regulation->lists[i].article, clause))
			return true;
	for (size_t i = 0; kind == OBJECT_TEXT && i < regulation->text_count; i++)
		if (cites(regulation->texts[i].article, clause))
			return true;
	for (size_t i = 0; i < regulation->form_count; i++)
		if (form_cites(&regulation->forms[i], kind, clause))
			return true;
	return false;
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
