/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The calendar of an office to JSON and back: weekdays off, 年末年始, and whether its days fit together. */
#include <stdio.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "domain/office_table.h"

static const char key_week_off[] = "week-off", key_year_end[] = "year-end", key_from[] = "from",
		  key_to[] = "to", none[] = "none";

static const struct office_calendar usual = {
	.week_off = { [0] = true, [6] = true },
	.year_end = { 12, 29 },
	.year_end_to = { 1, 3 },
};

#define WRONG(mistakes, places, ...) \
	office_mistake_at(mistakes, (places) && (places)->file ? (places)->file : "office", \
		(places) ? (places)->calendar_line : 0, __VA_ARGS__)

static void read_week_off(
	const json_t *json, const struct office_places *places, bool week_off[], struct mistakes *mistakes)
{
	memset(week_off, 0, DATE_WEEKDAYS * sizeof *week_off);
	if (!json_is_array(json))
		WRONG(mistakes, places, _("\"%s\" must be a list"), key_week_off);
	for (size_t i = 0; i < json_array_size(json); i++) {
		const char *name = json_string_value(json_array_get(json, i));
		unsigned day = 0;
		while (day < DATE_WEEKDAYS && !(name && !strcmp(name, date_weekday_name(day))))
			day++;
		if (day == DATE_WEEKDAYS)
			WRONG(mistakes, places,
				_("\"%s\" holds weekdays, such as saturday; item %zu is none"), key_week_off,
				i + 1);
		else
			week_off[day] = true;
	}
}

/* 12-29; a leap year has every day. */
static void read_year_day(const json_t *json, const char *key, const struct office_places *places,
	struct office_year_day *ret_day, struct mistakes *mistakes)
{
	static const int leap_year = 2000;
	const char *string = json_string_value(json_object_get(json, key));
	int month, day;
	char rest;
	if (!string || sscanf(string, "%2d-%2d%c", &month, &day, &rest) != 2 ||
		date_of(leap_year, month, day) == DATE_NONE)
		WRONG(mistakes, places, _("\"%s\" of \"%s\" is a day of every year, written as \"12-29\""),
			key, key_year_end);
	else
		*ret_day = (struct office_year_day){ month, day };
}

static void read_year_end(const json_t *json, const struct office_places *places,
	struct office_calendar *calendar, struct mistakes *mistakes)
{
	const char *word = json_string_value(json), *key;
	json_t *value;
	calendar->year_end = calendar->year_end_to = (struct office_year_day){ 0 };
	if (word && !strcmp(word, none))
		return;
	if (!json_is_object(json)) {
		WRONG(mistakes, places, _("\"%s\" is {from: \"12-29\", to: \"01-03\"} or none"),
			key_year_end);
		return;
	}
	json_object_foreach((json_t *)(uintptr_t)json, key,
		value) if (strcmp(key, key_from) != 0 && strcmp(key, key_to) != 0)
		WRONG(mistakes, places, _("\"%s\" is not known here"), key);
	read_year_day(json, key_from, places, &calendar->year_end, mistakes);
	read_year_day(json, key_to, places, &calendar->year_end_to, mistakes);
}

static bool is_known_key(const char *key)
{
	for (enum office_part part = 0; part < OFFICE__COUNT; part++)
		if (office_tables[part].within == office_calendar_key &&
			!strcmp(office_tables[part].name, key))
			return true;
	return !strcmp(key, key_week_off) || !strcmp(key, key_year_end);
}

void office_calendar_read(const json_t *json, const struct office_places *places,
	struct office_calendar *ret_calendar, struct mistakes *mistakes)
{
	const char *key;
	json_t *value;
	*ret_calendar = usual;
	if (json && !json_is_object(json))
		WRONG(mistakes, places, _("\"%s\" must be a mapping"), office_calendar_key);
	json_object_foreach((json_t *)(uintptr_t)json, key, value) if (!is_known_key(key))
		WRONG(mistakes, places, _("\"%s\" is not known here"), key);
	const json_t *week_off = json_object_get(json, key_week_off);
	const json_t *year_end = json_object_get(json, key_year_end);
	if (week_off)
		read_week_off(week_off, places, ret_calendar->week_off, mistakes);
	if (year_end)
		read_year_end(year_end, places, ret_calendar, mistakes);
}

static json_t *year_day_to_json(struct office_year_day day)
{
	return json_sprintf("%02d-%02d", day.month, day.day);
}

void office_calendar_to_json(const struct office_calendar *calendar, json_t *json)
{
	json_t *week_off = json_array();
	for (unsigned i = 0; i < DATE_WEEKDAYS; i++)
		if (calendar->week_off[i])
			json_array_append_new(week_off, json_string(date_weekday_name(i)));
	json_object_set_new(json, key_week_off, week_off);
	if (calendar->year_end.month)
		json_object_set_new(json, key_year_end,
			json_pack("{s:o, s:o}", key_from, year_day_to_json(calendar->year_end), key_to,
				year_day_to_json(calendar->year_end_to)));
	else
		json_object_set_new(json, key_year_end, json_string(none));
}

static void check_days(const struct office *office, enum office_part part, const struct office_places *places,
	struct mistakes *mistakes)
{
	for (size_t i = 0; i < office_count(office, part); i++) {
		const struct office_day *day = office_item(office, part, i);
		char text[DATE_TEXT_SIZE];
		date_text(day->day, i18n_language(), false, text);
		for (size_t j = 0; day->day != DATE_NONE && j < i; j++) {
			const struct office_day *earlier = office_item(office, part, j);
			if (earlier->day == day->day) {
				office_mistake(
					mistakes, places, part, i, _("“%s” stands here a second time"), text);
				break;
			}
		}
		for (size_t j = 0; part == OFFICE_OPENED && day->day != DATE_NONE && j < office->closed_count;
			j++)
			if (office->closed[j].day == day->day)
				office_mistake(mistakes, places, part, i,
					_("%s is both a day off and a day of work"), text);
	}
}

void office_calendar_check(
	const struct office *office, const struct office_places *places, struct mistakes *mistakes)
{
	size_t off = 0;
	for (size_t i = 0; i < DATE_WEEKDAYS; i++)
		off += office->calendar.week_off[i];
	if (off == DATE_WEEKDAYS)
		WRONG(mistakes, places, _("the office must be open on one day of the week at least"));
	check_days(office, OFFICE_CLOSED, places, mistakes);
	check_days(office, OFFICE_OPENED, places, mistakes);
}
