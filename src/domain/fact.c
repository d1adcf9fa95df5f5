/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Questions about facts, as the rules ask them. */
#include "domain/fact.h"

#include <stdio.h>
#include <string.h>

#include "base/fold.h"
#include "base/memory.h"
#include "domain/office.h"

bool fact_holds(const struct office *office, const struct fact_question *question)
{
	const struct fact_source *source = office->facts;
	return source && source->holds(source->context, question);
}

bool fact_has_person(
	const struct office *office, const char *regulation, const char *fact, const char *person, date day)
{
	const struct fact_question question = { .regulation = regulation,
		.fact = fact,
		.person = person,
		.day = day,
		.minute = FACT_ANY_MINUTE };
	return person && fact_holds(office, &question);
}

size_t fact_persons(
	const struct office *office, const char *regulation, const char *fact, date day, char ***ret_persons)
{
	const struct fact_source *source = office->facts;
	*ret_persons = NULL;
	return source ? source->persons(source->context, regulation, fact, day, ret_persons) : 0;
}

char *fact_subject(enum field_type type, const char *value)
{
	struct text folded = { 0 };
	if (type != FIELD_TEXT && type != FIELD_PARAGRAPH)
		return memory_string(value);
	fold_search(&folded, value, strlen(value));
	return text_take(&folded);
}

int fact_minute(const char *time)
{
	int hour, minute, used = 0;
	if (!time || sscanf(time, "%2d:%2d%n", &hour, &minute, &used) != 2 || time[used])
		return -1;
	return hour >= 0 && hour < 24 && minute >= 0 && minute < 60 ? hour * 60 + minute : -1;
}
