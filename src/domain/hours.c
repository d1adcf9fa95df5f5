/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Operating hours out of a regulation's rules and the office's calendar. */
#include "domain/hours.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "domain/calendar.h"
#include "domain/fact.h"

/* A rule without systems speaks of all; one with them also of terminals as such. */
static bool speaks_of(const struct regulation *regulation, const struct hours *hours, const char *system)
{
	const struct choice_list *list = regulation_list(regulation, hours->systems);
	if (!list || !system)
		return true;
	for (size_t i = 0; i < hours->except_count; i++)
		if (!strcmp(hours->except[i], system))
			return false;
	return choice_list_find(list, system) != NULL;
}

const struct hours *hours_rule(const struct regulation *regulation, const char *system)
{
	for (size_t i = 0; i < regulation->hours_count; i++)
		if (speaks_of(regulation, &regulation->hours[i], system))
			return &regulation->hours[i];
	return NULL;
}

enum hours_state hours_at(const struct regulation *regulation, const struct office *office,
	const char *system, date day, int minute, const struct hours **ret_rule)
{
	const struct hours *rule = hours_rule(regulation, system);
	if (ret_rule)
		*ret_rule = rule;
	if (!rule)
		return HOURS_FREE;
	if (rule->closed_on_holidays && office_day_off(office, day, LANGUAGE_JA))
		return HOURS_DAY_OFF;
	if (!rule->weekdays[date_parts(day).weekday])
		return HOURS_WEEKDAY;
	return minute >= rule->from && minute < rule->to ? HOURS_WITHIN : HOURS_TIME;
}

char *hours_why(const struct hours *rule, const struct office *office, date day, enum hours_state state)
{
	char text[DATE_TEXT_SIZE];
	enum language language = i18n_language();
	date_text(day, language, true, text);
	switch (state) {
	case HOURS_DAY_OFF:
		return memory_format(_("%s is a day off (%s)"), text, office_day_off(office, day, language));
	case HOURS_WEEKDAY: return memory_format(_("There are no operating hours on %s"), text);
	case HOURS_TIME:
		return memory_format(_("The operating hours are %d:%02d to %d:%02d"), rule->from / 60,
			rule->from % 60, rule->to / 60, rule->to % 60);
	case HOURS_FREE:
	case HOURS_WITHIN:
	case HOURS__COUNT: break;
	}
	return memory_string("");
}

bool hours_approved(const struct regulation *regulation, const struct office *office,
	const struct hours *rule, const struct hours_use *use)
{
	if (!rule->fact)
		return false;
	char *terminal = use->terminal ? fact_subject(FIELD_TEXT, use->terminal) : NULL;
	const struct fact_question question = {
		.regulation = regulation->id,
		.fact = rule->fact,
		.person = use->person,
		.subject = terminal,
		.day = use->day,
		.minute = use->minute,
	};
	bool approved = fact_holds(office, &question);
	free(terminal);
	return approved;
}

enum result hours_may(const struct regulation *regulation, const struct office *office,
	const struct hours_use *use, bool *ret_reason, struct error *err)
{
	const struct hours *rule;
	enum hours_state state = hours_at(regulation, office, use->system, use->day, use->minute, &rule);
	*ret_reason = false;
	if (state == HOURS_FREE || state == HOURS_WITHIN || hours_approved(regulation, office, rule, use))
		return RESULT_OK;
	*ret_reason = rule->outside == OUTSIDE_REASON;
	if (rule->outside != OUTSIDE_REFUSE)
		return RESULT_OK;
	char *why = hours_why(rule, office, use->day, state);
	enum result r = error_refuse(
		err, rule->article, _("%s; outside them a terminal may be used in approved hours only"), why);
	free(why);
	return r;
}
