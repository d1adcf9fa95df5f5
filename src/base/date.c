/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The calendar, its eras and fiscal years, and how a day is written. */
#include "base/date.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

enum {
	YEAR_FIRST = 1,
	YEAR_LAST = 9999,
	MS_PER_DAY = 86400000,
	MS_PER_MINUTE = 60000,
	JAPAN_MS = 9 * 3600000,
	ERA_LIMIT = 16,
	FISCAL_MONTH = 4,
	FISCAL_MIDDLE = 10,
};

/* Days of the years before 1970, of the first day of a year, are counted from 1 March 0000. */
enum { DAYS_TO_1970 = 719468, DAYS_PER_400_YEARS = 146097 };

static const int SOLAR_YEAR = 1873;

static const struct {
	const char *japanese, *english, *name;
} weekdays[] = {
	{ "日", "Sun", "sunday" },
	{ "月", "Mon", "monday" },
	{ "火", "Tue", "tuesday" },
	{ "水", "Wed", "wednesday" },
	{ "木", "Thu", "thursday" },
	{ "金", "Fri", "friday" },
	{ "土", "Sat", "saturday" },
};
_Static_assert(COUNT(weekdays) == DATE_WEEKDAYS, "every weekday has its row");

static const char *const months[] = { "January", "February", "March", "April", "May", "June", "July",
	"August", "September", "October", "November", "December" };

/* .first as days since 1970-01-01: a table cannot call date_of. */
static struct era eras[ERA_LIMIT] = {
	{ "明治", "Meiji", 'M', 1, 0x337E, -37231 },
	{ "大正", "Taisho", 'T', 2, 0x337D, -20974 },
	{ "昭和", "Showa", 'S', 3, 0x337C, -15713 },
	{ "平成", "Heisei", 'H', 4, 0x337B, 6947 },
	{ "令和", "Reiwa", 'R', 5, 0x32FF, 18017 },
};
static size_t era_count = 5;

const char *date_weekday_name(unsigned weekday)
{
	return weekday < DATE_WEEKDAYS ? weekdays[weekday].name : NULL;
}

static bool is_leap(int year)
{
	return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int days_in_month(int year, int month)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	return month == 2 && is_leap(year) ? 29 : days[month - 1];
}

date date_of(int year, int month, int day)
{
	if (year < YEAR_FIRST || year > YEAR_LAST || month < 1 || month > 12 || day < 1 ||
		day > days_in_month(year, month))
		return DATE_NONE;
	/* A year that begins in March has its leap day last. */
	int from_march = (month + 9) % 12;
	int y = month <= 2 ? year - 1 : year;
	int day_of_year = (153 * from_march + 2) / 5 + day - 1;
	return y * 365 + y / 4 - y / 100 + y / 400 + day_of_year - DAYS_TO_1970;
}

struct date_parts date_parts(date day)
{
	struct date_parts parts = { 0 };
	if (day == DATE_NONE)
		return parts;
	int days = day + DAYS_TO_1970;
	int cycle = (days >= 0 ? days : days - (DAYS_PER_400_YEARS - 1)) / DAYS_PER_400_YEARS;
	int in_cycle = days - cycle * DAYS_PER_400_YEARS;
	int year = (in_cycle - in_cycle / 1460 + in_cycle / 36524 - in_cycle / 146096) / 365;
	int in_year = in_cycle - (365 * year + year / 4 - year / 100);
	int from_march = (5 * in_year + 2) / 153;
	parts.day = in_year - (153 * from_march + 2) / 5 + 1;
	parts.month = from_march < 10 ? from_march + 3 : from_march - 9;
	parts.year = year + cycle * 400 + (parts.month <= 2);
	/* 1970-01-01 was a Thursday. */
	parts.weekday = (((day % 7) + 4) % 7 + 7) % 7;
	return parts;
}

date date_add_months(date day, int count)
{
	enum { MONTHS = 12 };
	if (day == DATE_NONE || abs(count) > YEAR_LAST * MONTHS)
		return DATE_NONE;
	struct date_parts parts = date_parts(day);
	int at = parts.year * MONTHS + parts.month - 1 + count;
	int year = at / MONTHS, month = at % MONTHS + 1;
	if (year < YEAR_FIRST || year > YEAR_LAST || at < 0)
		return DATE_NONE;
	int last = days_in_month(year, month);
	return date_of(year, month, parts.day < last ? parts.day : last);
}

static int64_t floor_divide(int64_t number, int64_t by)
{
	return number / by - (number % by < 0);
}

/* Japan's wall clock. A time in a damaged journal may be any number. */
static int64_t in_japan(int64_t ms)
{
	return ms > INT64_MAX - JAPAN_MS ? INT64_MAX : ms + JAPAN_MS;
}

date date_from_ms(int64_t ms)
{
	int64_t day = floor_divide(in_japan(ms), MS_PER_DAY);
	date first = date_of(YEAR_FIRST, 1, 1), last = date_of(YEAR_LAST, 12, 31);
	return day < first || day > last ? DATE_NONE : (date)day;
}

int64_t date_to_ms(date day)
{
	return (int64_t)day * MS_PER_DAY - JAPAN_MS;
}

void date_iso(date day, char iso[DATE_ISO_SIZE])
{
	struct date_parts parts = date_parts(day);
	if (day == DATE_NONE)
		iso[0] = '\0';
	else
		snprintf(iso, DATE_ISO_SIZE, "%04d-%02d-%02d", parts.year, parts.month, parts.day);
}

date date_from_iso(const char *iso)
{
	static const char shape[] = "dddd-dd-dd";
	if (!iso || strlen(iso) != sizeof shape - 1)
		return DATE_NONE;
	int numbers[3] = { 0 };
	size_t part = 0;
	for (size_t i = 0; shape[i]; i++) {
		if (shape[i] == '-') {
			if (iso[i] != '-')
				return DATE_NONE;
			part++;
		} else if (iso[i] >= '0' && iso[i] <= '9') {
			numbers[part] = numbers[part] * 10 + (iso[i] - '0');
		} else {
			return DATE_NONE;
		}
	}
	return date_of(numbers[0], numbers[1], numbers[2]);
}

size_t date_era_count(void)
{
	return era_count;
}

const struct era *date_era_at(size_t index)
{
	return index < era_count ? &eras[index] : NULL;
}

const struct era *date_era(date day, int *ret_year)
{
	if (day == DATE_NONE || day < date_of(SOLAR_YEAR, 1, 1))
		return NULL;
	size_t i = era_count - 1;
	while (i > 0 && day < eras[i].first)
		i--;
	if (ret_year)
		*ret_year = date_parts(day).year - date_parts(eras[i].first).year + 1;
	return &eras[i];
}

static bool same_era(const struct era *a, const struct era *b)
{
	return !strcmp(a->name, b->name) && !strcmp(a->english, b->english) && a->letter == b->letter &&
	       a->code == b->code && a->sign == b->sign && a->first == b->first;
}

enum result date_era_add(const struct era *era, struct error *err)
{
	for (size_t i = 0; i < era_count; i++) {
		if (same_era(&eras[i], era))
			return RESULT_OK;
		if (!strcmp(eras[i].name, era->name) || eras[i].letter == era->letter ||
			(era->code && eras[i].code == era->code) || (era->sign && eras[i].sign == era->sign))
			return error_set(err, RESULT_INVALID,
				_("the era %s contradicts the era %s, which is known already"), era->name,
				eras[i].name);
	}
	if (!era->name[0] || era->letter < 'A' || era->letter > 'Z' || era->code < 0 || era->code > 9)
		return error_set(err, RESULT_INVALID,
			_("an era needs a name, one capital letter and a code from 0 to 9"));
	if (era->first == DATE_NONE || era->first <= eras[era_count - 1].first)
		return error_set(err, RESULT_INVALID, _("the era %s must begin after the era %s"), era->name,
			eras[era_count - 1].name);
	if (era_count == ERA_LIMIT)
		return error_set(err, RESULT_INVALID, _("there is no room for more than %d eras"), ERA_LIMIT);
	eras[era_count++] = *era;
	return RESULT_OK;
}

/* 令和8年, 令和元年, or 1868年 where no era counts; without the 年. */
static void year_text(date day, char text[DATE_TEXT_SIZE])
{
	int year;
	const struct era *era = date_era(day, &year);
	if (!era)
		snprintf(text, DATE_TEXT_SIZE, "%d", date_parts(day).year);
	else if (year == 1)
		snprintf(text, DATE_TEXT_SIZE, "%s元", era->name);
	else
		snprintf(text, DATE_TEXT_SIZE, "%s%d", era->name, year);
}

void date_text(date day, enum language language, bool weekday, char text[DATE_TEXT_SIZE])
{
	text[0] = '\0';
	if (day == DATE_NONE)
		return;
	struct date_parts parts = date_parts(day);
	char year[DATE_TEXT_SIZE];
	int length;
	if (language == LANGUAGE_EN) {
		length = snprintf(
			text, DATE_TEXT_SIZE, "%d %s %d", parts.day, months[parts.month - 1], parts.year);
		if (weekday)
			snprintf(text + length, (size_t)(DATE_TEXT_SIZE - length), " (%s)",
				weekdays[parts.weekday].english);
		return;
	}
	year_text(day, year);
	length = snprintf(text, DATE_TEXT_SIZE, "%.30s年%d月%d日", year, parts.month, parts.day);
	if (weekday)
		snprintf(text + length, (size_t)(DATE_TEXT_SIZE - length), "(%s)",
			weekdays[parts.weekday].japanese);
}

void date_month_iso(date day, char iso[DATE_ISO_SIZE])
{
	struct date_parts parts = date_parts(day);
	snprintf(iso, DATE_ISO_SIZE, "%04d-%02d", parts.year, parts.month);
}

date date_month_from_iso(const char *iso)
{
	char day[DATE_ISO_SIZE];
	if (!iso || strlen(iso) != strlen("2026-12"))
		return DATE_NONE;
	snprintf(day, sizeof day, "%s-01", iso);
	return date_from_iso(day);
}

date date_month_add(date day, int count)
{
	struct date_parts parts = date_parts(day);
	int month = parts.year * 12 + parts.month - 1 + count;
	return date_of(month / 12, month % 12 + 1, 1);
}

void date_month_text(date day, enum language language, char text[DATE_TEXT_SIZE])
{
	text[0] = '\0';
	if (day == DATE_NONE)
		return;
	struct date_parts parts = date_parts(day);
	char year[DATE_TEXT_SIZE];
	if (language == LANGUAGE_EN) {
		snprintf(text, DATE_TEXT_SIZE, "%s %d", months[parts.month - 1], parts.year);
		return;
	}
	year_text(date_month_add(day, 1) - 1, year);
	snprintf(text, DATE_TEXT_SIZE, "%.30s年%d月", year, parts.month);
}

int date_fiscal_year(date day)
{
	struct date_parts parts = date_parts(day);
	return parts.month < FISCAL_MONTH ? parts.year - 1 : parts.year;
}

date date_fiscal_first(int fiscal_year)
{
	return date_of(fiscal_year, FISCAL_MONTH, 1);
}

date date_fiscal_last(int fiscal_year)
{
	return date_of(fiscal_year + 1, FISCAL_MONTH - 1, 31);
}

void date_fiscal_text(int fiscal_year, enum language language, char text[DATE_TEXT_SIZE])
{
	char year[DATE_TEXT_SIZE];
	if (language == LANGUAGE_EN) {
		snprintf(text, DATE_TEXT_SIZE, "fiscal %d", fiscal_year);
		return;
	}
	year_text(date_of(fiscal_year, FISCAL_MIDDLE, 1), year);
	snprintf(text, DATE_TEXT_SIZE, "%.30s年度", year);
}

void date_clock_text(int64_t ms, char text[DATE_TEXT_SIZE])
{
	int64_t in_day = in_japan(ms) % MS_PER_DAY;
	int minutes = (int)((in_day < 0 ? in_day + MS_PER_DAY : in_day) / MS_PER_MINUTE);
	snprintf(text, DATE_TEXT_SIZE, "%02d:%02d", minutes / 60, minutes % 60);
}
