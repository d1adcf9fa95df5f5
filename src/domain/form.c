/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words of forms, and finding their parts. */
#include "domain/form.h"

#include <assert.h>
#include <string.h>

#include "base/memory.h"
#include "domain/names.h"

static const char *const field_types[] = {
	[FIELD_TEXT] = "text",
	[FIELD_PARAGRAPH] = "paragraph",
	[FIELD_NUMBER] = "number",
	[FIELD_DATE] = "date",
	[FIELD_MONTH] = "month",
	[FIELD_TIME] = "time",
	[FIELD_PERIOD] = "period",
	[FIELD_YES_NO] = "yes-no",
	[FIELD_CHOICE] = "choice",
	[FIELD_CHOICES] = "choices",
	[FIELD_PERSON] = "person",
	[FIELD_SECTION] = "section",
	[FIELD_RECORD] = "record",
	[FIELD_TABLE] = "table",
};
static_assert(COUNT(field_types) == FIELD__COUNT, "every type has its name");

static const char *const fills[] = {
	[FILL_NONE] = "",
	[FILL_FIELD] = "field.",
	[FILL_RECORD] = "record.itself",
	[FILL_NUMBER] = "record.number",
	[FILL_FILED] = "record.filed",
	[FILL_APPLICANT] = "record.applicant",
	[FILL_SECTION] = "record.section",
	[FILL_ANSWER] = "decision.answer",
	[FILL_REASON] = "decision.reason",
	[FILL_CONDITIONS] = "decision.conditions",
	[FILL_DAY] = "decision.date",
	[FILL_DECIDER] = "decision.decider",
	[FILL_SOURCE_RECORD] = "source.record",
	[FILL_SOURCE_NUMBER] = "source.number",
	[FILL_SOURCE_SECTION] = "source.section",
	[FILL_SOURCE_FIELD] = "source.",
};
static_assert(COUNT(fills) == FILL__COUNT, "every source has its name");

/* The usual words are an office's, not a regulation's: data overrides them step by step. */
static const struct {
	const char *name;
	const char *label[LANGUAGE__COUNT], *yes[LANGUAGE__COUNT], *no[LANGUAGE__COUNT];
	bool gives[ANSWER__COUNT];
} step_kinds[] = {
	[STEP_HEAD] = { "head", { "所属長決裁", "Head of section" }, { "決裁", "Approve" },
		.gives = { [ANSWER_YES] = true } },
	[STEP_RECEIVE] = { "receive", { "受付", "Receipt" }, { "受付", "Receive" },
		.gives = { [ANSWER_YES] = true } },
	[STEP_REVIEW] = { "review", { "確認", "Review" }, { "確認", "Confirm" },
		.gives = { [ANSWER_YES] = true } },
	[STEP_CONSULT] = { "consult", { "協議", "Consultation" }, { "協議済", "Consulted" },
		.gives = { [ANSWER_YES] = true, [ANSWER_NO] = true } },
	[STEP_CONSENT] = { "consent", { "同意", "Consent" }, { "同意", "Consent" },
		{ "不同意", "No consent" }, { [ANSWER_YES] = true, [ANSWER_NO] = true } },
	[STEP_HEAR] = { "hear", { "意見聴取", "Hearing of opinion" }, { "意見聴取", "Heard" },
		.gives = { [ANSWER_YES] = true, [ANSWER_BYPASS] = true } },
	[STEP_ACCEPT] = { "accept", { "受理", "Acceptance" }, { "受理", "Accept" },
		.gives = { [ANSWER_YES] = true } },
	[STEP_DECIDE] = { "decide", { "決裁", "Decision" }, { "承認", "Approve" },
		.gives = { [ANSWER_YES] = true, [ANSWER_CONDITIONAL] = true, [ANSWER_NO] = true } },
	[STEP_INSTRUCT] = { "instruct", { "指示", "Instruction" }, { "指示", "Instruct" },
		{ "指示なし", "No instruction" }, { [ANSWER_YES] = true, [ANSWER_NO] = true } },
	[STEP_ANSWER] = { "answer", { "回答", "Answer" }, { "回答", "Answer" },
		.gives = { [ANSWER_YES] = true } },
	[STEP_CLOSE] = { "close", { "完結", "Closing" }, { "完結", "Close" },
		.gives = { [ANSWER_YES] = true } },
};
static_assert(COUNT(step_kinds) == STEP__COUNT, "every kind of step has its words");

static const char *const answers[] = {
	[ANSWER_YES] = "yes",
	[ANSWER_CONDITIONAL] = "conditional",
	[ANSWER_NO] = "no",
	[ANSWER_BYPASS] = "bypass",
};
static_assert(COUNT(answers) == ANSWER__COUNT, "every answer has its name");

static const char *const form_kinds[] = {
	[FORM_APPLICATION] = "application",
	[FORM_REPORT] = "report",
	[FORM_DECISION] = "decision",
	[FORM_ORDER] = "order",
	[FORM_NOTICE] = "notice",
	[FORM_PLAN] = "plan",
};
static_assert(COUNT(form_kinds) == FORM__COUNT, "every kind of form has its name");

static const char *const filed_bys[] = {
	[FILED_BY_ANY] = "any",
	[FILED_BY_OTHER_SECTION] = "other-than-addressee",
	[FILED_BY_OWN_SECTION] = "addressee",
};
static_assert(COUNT(filed_bys) == FILED_BY__COUNT, "everybody who files has a name");

static const char *const retain_froms[] = {
	[RETAIN_FROM_NEXT_FISCAL_YEAR] = "next-fiscal-year",
	[RETAIN_FROM_DECISION] = "decision",
};
static_assert(COUNT(retain_froms) == RETAIN__COUNT, "every start of retention has its name");

static const char *const lead_moves[] = {
	[LEAD_MOVE_NONE] = "none",
	[LEAD_MOVE_EARLIER] = "earlier",
	[LEAD_MOVE_LATER] = "later",
};
static_assert(COUNT(lead_moves) == LEAD_MOVE__COUNT, "every move has its name");

static const char *const lead_ofs[] = {
	[LEAD_OF_CALENDAR] = "calendar",
	[LEAD_OF_OFFICE] = "office",
};
static_assert(COUNT(lead_ofs) == LEAD_OF__COUNT, "every way of counting days has its name");

static const char *const follow_hows[] = {
	[FOLLOW_CHANGE] = "change",
	[FOLLOW_CONTINUE] = "continue",
	[FOLLOW_END] = "end",
	[FOLLOW_REVOKE] = "revoke",
};
static_assert(COUNT(follow_hows) == FOLLOW__COUNT, "every way to follow has its name");

static const char *const actor_kinds[] = {
	[ACTOR_ROLE] = NULL,
	[ACTOR_APPLICANT_HEAD] = "head-of-applicants-section",
	[ACTOR_ADDRESSEE_SECTION] = "section-of-addressee",
	[ACTOR_APPLICANT_SECTION] = "section-of-applicant",
	[ACTOR_DRAFTER] = "drafter",
	[ACTOR_SECTION_HEAD] = NULL,
	[ACTOR_ROLE_SECTION] = NULL,
	[ACTOR_NAMED] = NULL,
	[ACTOR_EVERY_HEAD] = NULL,
	[ACTOR_SOURCES] = NULL,
};
static_assert(COUNT(actor_kinds) == ACTOR__COUNT, "every actor that is one word has its name");

const char *field_type_name(enum field_type type)
{
	return field_types[type];
}

const char *fill_name(enum fill fill)
{
	return fills[fill];
}

const char *step_kind_name(enum step_kind kind)
{
	return step_kinds[kind].name;
}

const char *step_kind_label(enum step_kind kind, enum language language)
{
	return step_kinds[kind].label[language];
}

const char *step_kind_yes(enum step_kind kind, enum language language)
{
	return step_kinds[kind].yes[language];
}

const char *step_kind_no(enum step_kind kind, enum language language)
{
	return step_kinds[kind].no[language];
}

bool step_kind_gives(enum step_kind kind, enum answer answer)
{
	return step_kinds[kind].gives[answer];
}

const char *answer_name(enum answer answer)
{
	return answers[answer];
}

const char *form_kind_name(enum form_kind kind)
{
	return form_kinds[kind];
}

const char *filed_by_name(enum filed_by filed_by)
{
	return filed_bys[filed_by];
}

const char *retain_from_name(enum retain_from retain_from)
{
	return retain_froms[retain_from];
}

const char *lead_of_name(enum lead_of of)
{
	return lead_ofs[of];
}

const char *lead_move_name(enum lead_move move)
{
	return lead_moves[move];
}

const char *follow_how_name(enum follow_how how)
{
	return follow_hows[how];
}

const char *actor_kind_name(enum actor_kind kind)
{
	return actor_kinds[kind];
}

/* Ids may be missing while a regulation is still being checked. */
const struct choice *choice_list_find(const struct choice_list *list, const char *id)
{
	for (size_t i = 0; i < list->choice_count; i++)
		if (same(list->choices[i].id, id))
			return &list->choices[i];
	return NULL;
}

const struct field *fields_find(const struct field *fields, size_t count, const char *id)
{
	for (size_t i = 0; i < count; i++)
		if (same(fields[i].id, id))
			return &fields[i];
	return NULL;
}

const struct field *form_field(const struct form *form, const char *id)
{
	return fields_find(form->fields, form->field_count, id);
}

bool field_takes_form(const struct field *field, const char *form)
{
	return !field->form_count || is_among(field->forms, field->form_count, form);
}

const struct step *form_step(const struct form *form, const char *id)
{
	for (size_t i = 0; i < form->step_count; i++)
		if (same(form->steps[i].id, id))
			return &form->steps[i];
	return NULL;
}
