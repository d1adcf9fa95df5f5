/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Recurring duties: turns by the calendar, whose they are, and whether they are done. */
#include "domain/recurring.h"

#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "domain/holder.h"
#include "domain/lead.h"
#include "domain/names.h"

enum { MONTHS = 12, LAST_DAY = 31 };

/* The day of a month, its last where it has no such day. */
static date day_in_month(int year, int month, int day)
{
	return date_add_months(date_of(year, 1, day > 0 && day <= LAST_DAY ? day : 1), month - 1);
}

/* What a turn that is due on a day, not yet moved, is for. */
static void set_target(const struct recurring *duty, date due, char target[RECURRING_TARGET_SIZE])
{
	struct date_parts parts = date_parts(due);
	int ahead = duty->target == FOR_NEXT_FISCAL_YEAR || duty->target == FOR_NEXT_MONTH;
	target[0] = '\0';
	switch (duty->target) {
	case FOR_THIS_FISCAL_YEAR:
	case FOR_NEXT_FISCAL_YEAR:
		snprintf(target, RECURRING_TARGET_SIZE, "%d", date_fiscal_year(due) + ahead);
		break;
	case FOR_THIS_MONTH:
	case FOR_NEXT_MONTH:
		parts = date_parts(day_in_month(parts.year, parts.month + ahead, 1));
		snprintf(target, RECURRING_TARGET_SIZE, "%04d-%02d", parts.year, parts.month);
		break;
	case FOR_NOTHING:
	case FOR__COUNT: break;
	}
}

/* The turn whose last day lies in the month; steps: how far the one before it lies back. */
static struct recurring_turn turn_in(
	const struct recurring *duty, const struct office *office, int year, int month, int steps)
{
	date due = day_in_month(year, month, duty->due_day);
	date before = day_in_month(year, month - steps, duty->due_day);
	struct recurring_turn turn = { .due = lead_moved(office, due, duty->move),
		.begins = lead_moved(office, before, duty->move) + 1 };
	if (turn.due == DATE_NONE) /* an office that is never open */
		turn.due = due;
	turn.shown = turn.due - (date)duty->warn_days;
	set_target(duty, due, turn.target);
	return turn;
}

/* How many months before the day's a turn may have been due since another day;
 * a last day may be moved into the next month. */
static int first_month(date day, date since)
{
	if (since == DATE_NONE)
		return -MONTHS;
	struct date_parts now = date_parts(day), then = date_parts(since);
	return (then.year - now.year) * MONTHS + then.month - now.month - 1;
}

size_t recurring_turns(const struct recurring *duty, const struct office *office, date day, date since,
	struct recurring_turn **ret_turns)
{
	struct recurring_turn *turns = NULL;
	size_t count = 0;
	struct date_parts today = date_parts(day);
	int steps = duty->every == EVERY_MONTH ? 1 : MONTHS;
	/* Back to the month before it held here, and ahead as far as a warning reaches. */
	for (int ahead = first_month(day, since); ahead <= MONTHS; ahead++) {
		date first = day_in_month(today.year, today.month + ahead, 1);
		struct date_parts parts = date_parts(first);
		if (duty->every == EVERY_YEAR && parts.month != duty->due_month)
			continue;
		struct recurring_turn turn = turn_in(duty, office, parts.year, parts.month, steps);
		bool over = duty->optional && turn.due < day;
		if (turn.shown <= day && !over && (since == DATE_NONE || turn.due >= since))
			*LIST_ADD(turns, count) = turn;
	}
	*ret_turns = turns;
	return count;
}

char *recurring_target_text(
	const struct recurring *duty, const struct recurring_turn *turn, enum language language)
{
	char text[DATE_TEXT_SIZE] = "";
	int year, month = 0;
	if (sscanf(turn->target, "%d-%d", &year, &month) < 1)
		return memory_string("");
	if (duty->target == FOR_THIS_MONTH || duty->target == FOR_NEXT_MONTH)
		date_month_text(date_of(year, month, 1), language, text);
	else
		date_fiscal_text(year, language, text);
	return memory_string(text);
}

/* ---- whose it is --------------------------------------------------------- */

/* From a section up to the first of the kinds; NULL for none. */
static const char *section_of_kind(
	const struct office *office, const char *section, char *const *kinds, size_t count)
{
	const struct section *at = office_section(office, section);
	for (size_t steps = 0; at && steps <= office->section_count; steps++) {
		if (is_among(kinds, count, at->kind))
			return at->id;
		at = office_section(office, at->parent);
	}
	return NULL;
}

/* A role that a post holds is the duty of its holder and of the section that serves him. */
static bool serves_role(const struct regulation *regulation, const struct role *role,
	const struct office *office, const char *person, const char *section, date day)
{
	const struct post *post = holder_post(office, regulation, role->id);
	if (holder_is(regulation, role, office, person, day))
		return true;
	return post && post->section && office_section_within(office, section, post->section);
}

static bool actor_is_his(const struct actor *actor, const struct regulation *regulation,
	const struct office *office, const char *person, const char *section, date day,
	const char **ret_section)
{
	const struct role *role = actor->role ? regulation_role(regulation, actor->role) : NULL;
	*ret_section = NULL;
	if (actor->kind == ACTOR_EVERY_HEAD) {
		*ret_section =
			section_of_kind(office, section, actor->section_kinds, actor->section_kind_count);
		return *ret_section != NULL;
	}
	if (!role)
		return false;
	if (role->held_by == HELD_BY_HEADS) {
		*ret_section = section_of_kind(office, section, role->of_kinds, role->of_kind_count);
		return *ret_section != NULL;
	}
	return serves_role(regulation, role, office, person, section, day);
}

bool recurring_is_his(const struct recurring *duty, const struct regulation *regulation,
	const struct office *office, const char *person, const char *section, date day,
	const char **ret_section)
{
	for (size_t i = 0; i < duty->by_count; i++)
		if (actor_is_his(&duty->by[i], regulation, office, person, section, day, ret_section))
			return true;
	return false;
}

/* ---- what is done --------------------------------------------------------- */

bool recurring_is_done(const struct recurring *duty, const struct recurring_turn *turn,
	const struct office *office, const char *section, const struct recurring_filed *filed, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (section && !office_section_within(office, filed[i].section, section))
			continue;
		if (duty->field ? filed[i].target && !strcmp(filed[i].target, turn->target)
				: filed[i].filed >= turn->begins)
			return true;
	}
	return false;
}

bool recurring_is_late(const struct recurring *duty, const struct recurring_turn *turn, date day)
{
	return !duty->optional && day > turn->due;
}
