/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The days on which an office is open, and counting by them. */
#include "domain/calendar.h"

#include "base/i18n.h"
#include "base/memory.h"

static const char *const weekday_words[DATE_WEEKDAYS][LANGUAGE__COUNT] = {
	{ "日曜日", "Sunday" },
	{ "月曜日", "Monday" },
	{ "火曜日", "Tuesday" },
	{ "水曜日", "Wednesday" },
	{ "木曜日", "Thursday" },
	{ "金曜日", "Friday" },
	{ "土曜日", "Saturday" },
};

static const char *const year_end_words[LANGUAGE__COUNT] = { "年末年始", "Year-end holidays" };

static const struct office_day *find_day(const struct office_day *days, size_t count, date day)
{
	for (size_t i = 0; i < count; i++)
		if (days[i].day == day)
			return &days[i];
	return NULL;
}

/* Days of a year in the order of the year. */
static int order(struct office_year_day day)
{
	return day.month * 100 + day.day;
}

/* From December to January the span passes the end of the year. */
static bool in_year_end(const struct office_calendar *calendar, struct date_parts parts)
{
	int at = order((struct office_year_day){ parts.month, parts.day });
	int from = order(calendar->year_end), to = order(calendar->year_end_to);
	if (!calendar->year_end.month)
		return false;
	return from <= to ? from <= at && at <= to : at >= from || at <= to;
}

const char *office_day_off(const struct office *office, date day, enum language language)
{
	if (day == DATE_NONE || find_day(office->opened, office->opened_count, day))
		return NULL;
	const struct office_day *closed = find_day(office->closed, office->closed_count, day);
	if (closed)
		return label_in(&closed->name, language);
	const char *holiday = calendar_holiday(day, language);
	if (holiday)
		return holiday;
	return in_year_end(&office->calendar, date_parts(day)) ? year_end_words[language] : NULL;
}

const char *office_closed_why(const struct office *office, date day, enum language language)
{
	const char *off = office_day_off(office, day, language);
	if (off || day == DATE_NONE || find_day(office->opened, office->opened_count, day))
		return off;
	struct date_parts parts = date_parts(day);
	return office->calendar.week_off[parts.weekday] ? weekday_words[parts.weekday][language] : NULL;
}

bool office_is_open(const struct office *office, date day)
{
	return day != DATE_NONE && !office_closed_why(office, day, LANGUAGE_JA);
}

const char *calendar_weekday(unsigned weekday, enum language language)
{
	return weekday_words[weekday % DATE_WEEKDAYS][language];
}

/* The nearest open day from the day on, in steps of one day forward or back. */
static date open_day(const struct office *office, date day, int step)
{
	for (int i = 0; day != DATE_NONE && i <= CALENDAR_REACH; i++, day += step)
		if (office_is_open(office, day))
			return day;
	return DATE_NONE;
}

date office_open_from(const struct office *office, date day)
{
	return open_day(office, day, 1);
}

date office_open_until(const struct office *office, date day)
{
	return open_day(office, day, -1);
}

date office_day_add(const struct office *office, date day, int count)
{
	int step = count < 0 ? -1 : 1;
	for (; count && day != DATE_NONE; count -= step)
		day = open_day(office, day + step, step);
	return day;
}
