/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What data says about time: lead times of forms, hours of systems, recurring duties. */
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/i18n.h"
#include "base/memory.h"
#include "domain/regulation_check.h"
#include "domain/schema.h"

enum { LONGEST_DAYS = 3660, LONGEST_MONTHS = 120, DAY_MINUTES = 24 * 60 };

/* ---- lead times -------------------------------------------------------- */

WORDS(lead_moves, lead_move_name, lead_move, LEAD_MOVE__COUNT);
WORDS(lead_ofs, lead_of_name, lead_of, LEAD_OF__COUNT);
WORDS(outsides, outside_hours_name, outside_hours, OUTSIDE__COUNT);

static const char *for_word(unsigned i)
{
	(void)i;
	return "next-fiscal-year";
}

static const struct words for_words = { for_word, 1 };

/* The only year there is; the word stands there so that data reads by itself. */
static void read_for(struct reading *reading, const yaml_node_t *node, void *target)
{
	(void)target;
	schema_word(reading, "for", &for_words, node);
}

/* "10-31": a day that every year has. */
static void read_lead_by(struct reading *reading, const yaml_node_t *node, void *target)
{
	static const int common_year = 2001;
	struct lead *lead = target;
	char *by = schema_line(reading, "by", node, SCHEMA_ID_LIMIT), rest;
	int month, day;
	if (by && (strlen(by) != 5 || sscanf(by, "%2d-%2d%c", &month, &day, &rest) != 2 ||
			  date_of(common_year, month, day) == DATE_NONE))
		mistake(reading, place_of_node(reading, node),
			_("\"%s\" is a day of every year, written as \"10-31\""), "by");
	lead->by = by;
}

static void check_span(struct reading *reading, const yaml_node_t *node, const struct lead_span *span)
{
	if (span->days && span->months)
		mistake(reading, place_of_node(reading, node), _("give either \"days\" or \"months\""));
}

static void finish_otherwise(struct reading *reading, const yaml_node_t *node, void *target)
{
	const struct lead_span *span = target;
	check_span(reading, node, span);
	if (!yaml_find(reading->file, node, "days") && !yaml_find(reading->file, node, "months"))
		mistake(reading, place_of_node(reading, node), _("give either \"days\" or \"months\""));
}

static const struct key span_keys[] = {
	{ "days", SHAPE_LONG, false, offsetof(struct lead_span, days), .least = 1, .most = LONGEST_DAYS },
	{ "months", SHAPE_LONG, false, offsetof(struct lead_span, months), .least = 1,
		.most = LONGEST_MONTHS },
};

static const struct schema span_schema = {
	.size = sizeof(struct lead_span),
	.keys = span_keys,
	.key_count = COUNT(span_keys),
	.finish = finish_otherwise,
};

/* Keys that mean something beside another one only. */
static void check_beside(struct reading *reading, const yaml_node_t *node, const struct lead *lead,
	const char *key, const char *with)
{
	if (yaml_find(reading->file, node, key) && !yaml_find(reading->file, node, with))
		mistake(reading, place_of(reading, lead, key), _("\"%s\" has no meaning without \"%s\""), key,
			with);
}

static void finish_lead(struct reading *reading, const yaml_node_t *node, void *target)
{
	struct lead *lead = target;
	bool span = yaml_find(reading->file, node, "days") || yaml_find(reading->file, node, "months");
	bool by = yaml_find(reading->file, node, "by");
	lead->given = true;
	check_span(reading, node, &lead->span);
	if (span == by)
		mistake(reading, place_of_node(reading, node),
			_("a lead time is given by \"days\", by \"months\" or by \"by\""));
	check_beside(reading, node, lead, "for", "by");
	check_beside(reading, node, lead, "otherwise", "by");
	check_beside(reading, node, lead, "late-reason", "in-principle");
	if (lead->after && by)
		mistake(reading, place_of(reading, lead, "after"), _("\"%s\" has no meaning beside \"%s\""),
			"after", "by");
	if (lead->in_principle && !lead->late_reason)
		mistake(reading, place_of_node(reading, node),
			_("\"in-principle\" needs \"late-reason\", the field for the reason of what is "
			  "late"));
}

static const struct key lead_keys[] = {
	{ "days", SHAPE_LONG, false, offsetof(struct lead, span.days), .least = 1, .most = LONGEST_DAYS },
	{ "months", SHAPE_LONG, false, offsetof(struct lead, span.months), .least = 1,
		.most = LONGEST_MONTHS },
	{ "of", SHAPE_WORD, false, offsetof(struct lead, of), .words = &lead_ofs },
	{ "after", SHAPE_FLAG, false, offsetof(struct lead, after) },
	{ "by", SHAPE_OWN, .read = read_lead_by },
	{ "for", SHAPE_OWN, .read = read_for },
	{ "otherwise", SHAPE_MAP, false, offsetof(struct lead, otherwise), .schema = &span_schema },
	{ "move", SHAPE_WORD, false, offsetof(struct lead, move), .words = &lead_moves },
	{ "in-principle", SHAPE_FLAG, false, offsetof(struct lead, in_principle) },
	{ "late-reason", SHAPE_ID, false, offsetof(struct lead, late_reason) },
};

const struct schema lead_schema = {
	.size = sizeof(struct lead),
	.keys = lead_keys,
	.key_count = COUNT(lead_keys),
	.finish = finish_lead,
};

/* The drafter says why it is late, in words. */
static void check_late_reason(struct reading *reading, const struct form *form, const struct lead *lead)
{
	struct candidates candidates = { 0 };
	const struct field *reason = form_field(form, lead->late_reason);
	struct place place = place_of(reading, lead, "late-reason");
	if (!reason) {
		for (size_t i = 0; i < form->field_count; i++)
			candidates_add(&candidates, form->fields[i].id);
		mistake_unknown(reading, place, &candidates, lead->late_reason,
			_("the form \"%s\" has no field \"%s\""), form->id ? form->id : "",
			lead->late_reason);
	} else if ((reason->type != FIELD_TEXT && reason->type != FIELD_PARAGRAPH &&
			   reason->type != FIELD__COUNT) ||
		   reason->filled_at) {
		mistake(reading, place,
			_("the reason of what is late is a text or a paragraph of the drafter's; \"%s\" is "
			  "not"),
			lead->late_reason);
	}
}

static void check_field_lead(
	struct reading *reading, const struct form *form, const struct field *field, bool drafted)
{
	const struct lead *lead = &field->lead;
	if (!lead->given)
		return;
	if (!drafted)
		mistake(reading, place_of(reading, field, "lead"),
			_("a lead time belongs to a day that the drafter fills in"));
	if (lead->late_reason)
		check_late_reason(reading, form, lead);
}

void check_leads(struct reading *reading, const struct form *form)
{
	for (size_t i = 0; i < form->field_count; i++) {
		const struct field *field = &form->fields[i];
		bool drafted = !field->filled_at && form->kind != FORM_DECISION;
		check_field_lead(reading, form, field, drafted);
		for (size_t c = 0; c < field->column_count; c++)
			check_field_lead(reading, form, &field->columns[c], drafted);
	}
}

/* ---- hours -------------------------------------------------------------- */

static const struct words weekday_words = { date_weekday_name, DATE_WEEKDAYS };

/* "08:30" as minutes; -1 and a mistake where it is none. */
static int read_minutes(struct reading *reading, const char *key, const yaml_node_t *node)
{
	char *time = schema_line(reading, key, node, SCHEMA_ID_LIMIT), rest;
	int hour, minute, minutes = -1;
	if (time && strlen(time) == 5 && sscanf(time, "%2d:%2d%c", &hour, &minute, &rest) == 2 && hour >= 0 &&
		minute >= 0 && minute < 60 && hour * 60 + minute <= DAY_MINUTES)
		minutes = hour * 60 + minute;
	else if (time)
		mistake(reading, place_of_node(reading, node), _("\"%s\" is a time, written as \"08:30\""),
			key);
	free(time);
	return minutes;
}

static void read_hours_from(struct reading *reading, const yaml_node_t *node, void *target)
{
	((struct hours *)target)->from = read_minutes(reading, "from", node);
}

static void read_hours_to(struct reading *reading, const yaml_node_t *node, void *target)
{
	((struct hours *)target)->to = read_minutes(reading, "to", node);
}

static void finish_hours(struct reading *reading, const yaml_node_t *node, void *target)
{
	enum { MONDAY = 1, FRIDAY = 5 };
	struct hours *hours = target;
	if (!yaml_find(reading->file, node, "weekdays"))
		for (int day = MONDAY; day <= FRIDAY; day++)
			hours->weekdays[day] = true;
	if (hours->from >= 0 && hours->to >= 0 && yaml_find(reading->file, node, "to") &&
		hours->to <= hours->from)
		mistake(reading, place_of(reading, hours, "to"), _("the hours end before they begin"));
	if (yaml_find(reading->file, node, "except") && !yaml_find(reading->file, node, "systems"))
		mistake(reading, place_of(reading, hours, "except"),
			_("\"%s\" has no meaning without \"%s\""), "except", "systems");
}

static const struct key hours_keys[] = {
	{ "id", SHAPE_ID, true, offsetof(struct hours, id) },
	{ "label", SHAPE_LABEL, true, offsetof(struct hours, label) },
	{ "article", SHAPE_ARTICLE, true, offsetof(struct hours, article) },
	{ "systems", SHAPE_ID, false, offsetof(struct hours, systems) },
	{ "except", SHAPE_LINES, false, offsetof(struct hours, except),
		offsetof(struct hours, except_count) },
	{ "weekdays", SHAPE_SET, false, offsetof(struct hours, weekdays), .words = &weekday_words },
	{ "from", SHAPE_OWN, true, .read = read_hours_from },
	{ "to", SHAPE_OWN, true, .read = read_hours_to },
	{ "closed-on-holidays", SHAPE_FLAG, false, offsetof(struct hours, closed_on_holidays) },
	{ "outside", SHAPE_WORD, true, offsetof(struct hours, outside), .words = &outsides },
	{ "fact", SHAPE_ID, false, offsetof(struct hours, fact) },
};

const struct schema hours_schema = {
	.what = N_("hours"),
	.id_name = "id",
	.size = sizeof(struct hours),
	.id_offset = offsetof(struct hours, id),
	.keys = hours_keys,
	.key_count = COUNT(hours_keys),
	.finish = finish_hours,
};

static void check_except(struct reading *reading, const struct hours *hours, const struct choice_list *list)
{
	for (size_t i = 0; i < hours->except_count; i++) {
		struct candidates candidates = { 0 };
		if (choice_list_find(list, hours->except[i]))
			continue;
		for (size_t k = 0; k < list->choice_count; k++)
			candidates_add(&candidates, list->choices[k].id);
		mistake_unknown(reading, place_of(reading, hours, "except"), &candidates, hours->except[i],
			_("the choice list \"%s\" has no choice \"%s\""), list->id, hours->except[i]);
	}
}

void check_hours(struct reading *reading)
{
	const struct regulation *regulation = reading->regulation;
	for (size_t i = 0; i < regulation->hours_count; i++) {
		const struct hours *hours = &regulation->hours[i];
		const struct choice_list *list = regulation_list(regulation, hours->systems);
		struct candidates candidates = { 0 };
		if (list)
			check_except(reading, hours, list);
		for (size_t k = 0; hours->systems && !list && k < regulation->list_count; k++)
			candidates_add(&candidates, regulation->lists[k].id);
		if (hours->systems && !list)
			mistake_unknown(reading, place_of(reading, hours, "systems"), &candidates,
				hours->systems, _("there is no choice list \"%s\""), hours->systems);
		if (!hours->fact || regulation_fact(regulation, hours->fact))
			continue;
		candidates = (struct candidates){ 0 };
		for (size_t k = 0; k < regulation->fact_count; k++)
			candidates_add(&candidates, regulation->facts[k].id);
		mistake_unknown(reading, place_of(reading, hours, "fact"), &candidates, hours->fact,
			_("there is no fact \"%s\""), hours->fact);
	}
}

/* ---- recurring duties ------------------------------------------------------ */

WORDS(everys, recurring_every_name, recurring_every, EVERY__COUNT);

/* The first of all that a duty may be for is that nothing is said. */
static const char *target_word(unsigned i)
{
	return recurring_for_name((enum recurring_for)(i + 1));
}

static const struct words target_words = { target_word, FOR__COUNT - 1 };

static void read_target(struct reading *reading, const yaml_node_t *node, void *target)
{
	unsigned word = schema_word(reading, "for", &target_words, node);
	((struct recurring *)target)->target =
		word < target_words.count ? (enum recurring_for)(word + 1) : FOR__COUNT;
}

static void read_duty_by(struct reading *reading, const yaml_node_t *node, void *target)
{
	struct recurring *duty = target;
	duty->by = actors_read(reading, ACTORS_DUTY, node, &duty->by_count);
}

static bool is_for_month(const struct recurring *duty)
{
	return duty->target == FOR_THIS_MONTH || duty->target == FOR_NEXT_MONTH;
}

/* "10-31" of each year, 20 of each month. */
static void read_due(struct reading *reading, const yaml_node_t *node, struct recurring *duty)
{
	enum { COMMON_YEAR = 2001, LAST_DAY = 31 };
	char *due = schema_line(reading, "due", node, SCHEMA_ID_LIMIT), rest;
	int month, day;
	if (due && duty->every == EVERY_YEAR) {
		if (strlen(due) == 5 && sscanf(due, "%2d-%2d%c", &month, &day, &rest) == 2 &&
			date_of(COMMON_YEAR, month, day) != DATE_NONE) {
			duty->due_month = month;
			duty->due_day = day;
		} else {
			mistake(reading, place_of_node(reading, node),
				_("\"%s\" is a day of every year, written as \"10-31\""), "due");
		}
	} else if (due && duty->every == EVERY_MONTH) {
		if (sscanf(due, "%2d%c", &day, &rest) == 1 && day >= 1 && day <= LAST_DAY)
			duty->due_day = day;
		else
			mistake(reading, place_of_node(reading, node),
				_("\"due\" of each month is a day from 1 to 31"));
	}
	free(due);
}

static void prepare_duty(void *target)
{
	((struct recurring *)target)->every =
		EVERY__COUNT; /* until it is read: an unknown word is said once */
}

static void finish_duty(struct reading *reading, const yaml_node_t *node, void *target)
{
	struct recurring *duty = target;
	const yaml_node_t *due = yaml_find(reading->file, node, "due");
	if (due)
		read_due(reading, due, duty);
	if (duty->target == FOR__COUNT || duty->every == EVERY__COUNT)
		return;
	if (duty->field && duty->target == FOR_NOTHING)
		mistake(reading, place_of(reading, duty, "field"), _("\"%s\" has no meaning without \"%s\""),
			"field", "for");
	if (duty->target != FOR_NOTHING && !duty->field)
		mistake(reading, place_of(reading, duty, "for"), _("\"%s\" has no meaning without \"%s\""),
			"for", "field");
	if (duty->target != FOR_NOTHING && is_for_month(duty) != (duty->every == EVERY_MONTH))
		mistake(reading, place_of(reading, duty, "for"),
			_("what comes each month is for a month, what comes each year for a fiscal year"));
}

static const struct key duty_keys[] = {
	{ "id", SHAPE_ID, true, offsetof(struct recurring, id) },
	{ "label", SHAPE_LABEL, true, offsetof(struct recurring, label) },
	{ "article", SHAPE_ARTICLE, true, offsetof(struct recurring, article) },
	{ "form", SHAPE_ID, true, offsetof(struct recurring, form) },
	{ "by", SHAPE_OWN, true, .read = read_duty_by },
	{ "every", SHAPE_WORD, true, offsetof(struct recurring, every), .words = &everys },
	{ "due", SHAPE_LATER, true },
	{ "for", SHAPE_OWN, .read = read_target },
	{ "field", SHAPE_ID, false, offsetof(struct recurring, field) },
	{ "warn-days", SHAPE_LONG, false, offsetof(struct recurring, warn_days), .least = 0, .most = 180 },
	{ "move", SHAPE_WORD, false, offsetof(struct recurring, move), .words = &lead_moves },
	{ "optional", SHAPE_FLAG, false, offsetof(struct recurring, optional) },
};

const struct schema recurring_schema = {
	.what = N_("duty"),
	.id_name = "id",
	.size = sizeof(struct recurring),
	.id_offset = offsetof(struct recurring, id),
	.keys = duty_keys,
	.key_count = COUNT(duty_keys),
	.prepare = prepare_duty,
	.finish = finish_duty,
};

/* The field of the duty's form that says what it is for: a number for a year, a month. */
static void check_target_field(struct reading *reading, const struct recurring *duty, const struct form *form)
{
	enum field_type wanted = is_for_month(duty) ? FIELD_MONTH : FIELD_NUMBER;
	const struct field *field = form_field(form, duty->field);
	struct candidates candidates = { 0 };
	struct place place = place_of(reading, duty, "field");
	if (field && field->type != wanted && field->type != FIELD__COUNT)
		mistake(reading, place, _("the field \"%s\" must be of type \"%s\" here"), duty->field,
			field_type_name(wanted));
	if (field)
		return;
	for (size_t i = 0; i < form->field_count; i++)
		candidates_add(&candidates, form->fields[i].id);
	mistake_unknown(reading, place, &candidates, duty->field, _("the form \"%s\" has no field \"%s\""),
		form->id, duty->field);
}

void check_duties(struct reading *reading)
{
	const struct regulation *regulation = reading->regulation;
	for (size_t i = 0; i < regulation->duty_count; i++) {
		const struct recurring *duty = &regulation->duties[i];
		const struct form *form = duty->form ? regulation_form(regulation, duty->form) : NULL;
		struct candidates candidates = { 0 };
		if (form && form->kind == FORM_DECISION)
			mistake(reading, place_of(reading, duty, "form"),
				_("a form that a decision writes is filed by nobody"));
		else if (form && duty->field && duty->target != FOR_NOTHING && duty->target != FOR__COUNT &&
			 duty->every != EVERY__COUNT)
			check_target_field(reading, duty, form);
		for (size_t k = 0; duty->form && !form && k < regulation->form_count; k++)
			candidates_add(&candidates, regulation->forms[k].id);
		if (duty->form && !form)
			mistake_unknown(reading, place_of(reading, duty, "form"), &candidates, duty->form,
				_("there is no form \"%s\""), duty->form);
	}
}
