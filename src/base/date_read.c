/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Dates as people type them. */
#include <stdio.h>
#include <string.h>

#include "base/date.h"
#include "base/fold.h"
#include "base/memory.h"
#include "base/text.h"

/* What was typed, folded to half width: code points of eras and units, ASCII for the rest. */
enum { TYPED_LIMIT = 40, PART_LIMIT = 3, YEAR_UNIT = 0x5E74, MONTH_UNIT = 0x6708, DAY_UNIT = 0x65E5 };
enum { FULL_WIDTH_FIRST = 0xFF01, FULL_WIDTH_LAST = 0xFF5E, FULL_WIDTH_DISTANCE = 0xFEE0 };
enum { WESTERN_YEAR = 1000, KANJI_FIRST_YEAR = 0x5143 /* 元 */, KANJI_TEN = 0x5341, SOLAR_YEAR = 1873 };

struct typed {
	uint32_t code[TYPED_LIMIT];
	size_t count, at;
};

/* The numbers of a date in the order typed, and how many digits each had. */
struct parts {
	int number[PART_LIMIT], digits[PART_LIMIT];
	size_t count;
};

/* Characters that mean another one in a date; an input method sends them for . / - ( ). */
static const struct {
	uint32_t from, to;
} same[] = {
	{ 0x3002, '.' },    /* 。 */
	{ 0x3001, '.' },    /* 、 */
	{ 0x30FB, '.' },    /* ・ */
	{ 0xFF61, '.' },    /* half-width 。 */
	{ 0xFF64, '.' },    /* half-width 、 */
	{ 0xFF65, '.' },    /* half-width ・ */
	{ 0x30FC, '-' },    /* ー */
	{ 0xFF70, '-' },    /* half-width ー */
	{ 0x2010, '-' },    /* hyphen */
	{ 0x2013, '-' },    /* en dash */
	{ 0x2015, '-' },    /* horizontal bar */
	{ 0x2212, '-' },    /* minus */
	{ 0xF9A8, 0x4EE4 }, /* the compatibility 令 */
	{ 0x3007, '0' },    /* 〇 */
	{ 0x4E00, '1' },    /* 一 */
	{ 0x4E8C, '2' },    /* 二 */
	{ 0x4E09, '3' },    /* 三 */
	{ 0x56DB, '4' },    /* 四 */
	{ 0x4E94, '5' },    /* 五 */
	{ 0x516D, '6' },    /* 六 */
	{ 0x4E03, '7' },    /* 七 */
	{ 0x516B, '8' },    /* 八 */
	{ 0x4E5D, '9' },    /* 九 */
	{ 0x3000, ' ' },    /* ideographic space */
	{ 0x00A0, ' ' },    /* no-break space */
	{ '\t', ' ' },
};

static uint32_t fold(uint32_t code)
{
	if (code >= FULL_WIDTH_FIRST && code <= FULL_WIDTH_LAST)
		code -= FULL_WIDTH_DISTANCE;
	for (size_t i = 0; i < COUNT(same); i++)
		if (same[i].from == code)
			code = same[i].to;
	return code >= 'a' && code <= 'z' ? code - ('a' - 'A') : code;
}

/* False where it is too long to be a date. */
static bool typed_of(const char *string, struct typed *typed)
{
	*typed = (struct typed){ 0 };
	size_t length = strlen(string), at = 0;
	while (at < length) {
		uint32_t code = fold(text_next(string, length, &at));
		if (code == ' ')
			continue;
		if (typed->count == TYPED_LIMIT)
			return false;
		typed->code[typed->count++] = code;
	}
	return true;
}

/* The length of name in code points where typed goes on with it, else 0. */
static size_t starts_with(const struct typed *typed, const char *name)
{
	size_t length = strlen(name), at = 0, count = 0;
	while (at < length) {
		uint32_t code = fold(text_next(name, length, &at));
		if (typed->at + count >= typed->count || typed->code[typed->at + count] != code)
			return 0;
		count++;
	}
	return count;
}

/* Takes an era off the front: its name, sign, letter or first character; NULL for none. */
static const struct era *take_era(struct typed *typed)
{
	for (size_t i = date_era_count(); i-- > 0;) {
		const struct era *era = date_era_at(i);
		size_t length = starts_with(typed, era->name);
		uint32_t code = typed->count ? typed->code[0] : 0;
		size_t at = 0;
		uint32_t short_form = text_next(era->name, strlen(era->name), &at);
		if (!length && code &&
			(code == (uint32_t)era->letter || code == era->sign || code == short_form))
			length = 1;
		if (length) {
			typed->at = length;
			return era;
		}
	}
	return NULL;
}

static bool is_digit(uint32_t code)
{
	return code >= '0' && code <= '9';
}

/* Takes a number: digits (at most eight), or Kanji with 十 (二十一). Sets digits 0 for none. */
static int take_number(struct typed *typed, int *ret_digits)
{
	int number = 0, digits = 0;
	while (typed->at < typed->count && is_digit(typed->code[typed->at]) && digits < 8) {
		number = number * 10 + (int)(typed->code[typed->at++] - '0');
		digits++;
	}
	if (digits <= 1 && typed->at < typed->count && typed->code[typed->at] == KANJI_TEN) {
		typed->at++;
		number = (digits ? number : 1) * 10;
		if (typed->at < typed->count && is_digit(typed->code[typed->at]))
			number += (int)(typed->code[typed->at++] - '0');
		digits = 2;
	}
	*ret_digits = digits;
	return number;
}

/* Takes what stands behind a number: a unit, a point, a stroke. */
static bool take_separator(struct typed *typed, size_t part, size_t expected)
{
	static const uint32_t units[PART_LIMIT] = { YEAR_UNIT, MONTH_UNIT, DAY_UNIT };
	size_t unit = PART_LIMIT - expected + part;
	uint32_t code = typed->at < typed->count ? typed->code[typed->at] : 0;
	if (code == units[unit]) {
		typed->at++;
		return true;
	}
	bool last = part + 1 == expected;
	if (!last && (code == '.' || code == '/' || code == '-')) {
		typed->at++;
		return true;
	}
	return last && (code == 0 || code == '(');
}

/* Reads expected numbers with what stands between them; false leaves typed as it was. */
static bool take_parts(struct typed *typed, size_t expected, struct parts *ret_parts)
{
	struct typed look = *typed;
	struct parts parts = { .count = expected };
	for (size_t i = 0; i < expected; i++) {
		bool year = i == 0 && expected == PART_LIMIT;
		if (year && look.at < look.count && look.code[look.at] == KANJI_FIRST_YEAR) {
			look.at++;
			parts.number[0] = 1;
			parts.digits[0] = 1;
		} else {
			parts.number[i] = take_number(&look, &parts.digits[i]);
		}
		if (parts.digits[i] == 0 || parts.digits[i] > (year ? 4 : 2) ||
			!take_separator(&look, i, expected))
			return false;
	}
	*typed = look;
	*ret_parts = parts;
	return true;
}

/* Takes a weekday in brackets, (火) or (TUE). -1 for none, -2 for one that nobody knows. */
static int take_weekday(struct typed *typed)
{
	static const uint32_t japanese[] = { 0x65E5, 0x6708, 0x706B, 0x6C34, 0x6728, 0x91D1, 0x571F };
	static const char *const english[] = { "SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT" };
	if (typed->at >= typed->count || typed->code[typed->at] != '(')
		return -1;
	typed->at++;
	for (int day = 0; day < (int)COUNT(japanese); day++) {
		size_t length = starts_with(typed, english[day]);
		if (!length && typed->at < typed->count && typed->code[typed->at] == japanese[day])
			length = 1;
		if (!length)
			continue;
		typed->at += length;
		if (typed->at >= typed->count || typed->code[typed->at] != ')')
			return -2;
		typed->at++;
		return day;
	}
	return -2;
}

static enum result no_such_day(struct error *err, int year, int month, int day)
{
	if (month < 1 || month > 12)
		return error_set(
			err, RESULT_INVALID, _("there is no month %d; type a month from 1 to 12"), month);
	if (year < 1 || year > 9999)
		return error_set(err, RESULT_INVALID, _("the year %d is too far away"), year);
	int last = 28;
	while (last < 31 && date_of(year, month, last + 1) != DATE_NONE)
		last++;
	return error_set(err, RESULT_INVALID, _("month %d of the year %d has days 1 to %d, not %d"), month,
		year, last, day);
}

static enum result western(int year, int month, int day, date *ret_day, struct error *err)
{
	date found = date_of(year, month, day);
	if (found == DATE_NONE)
		return no_such_day(err, year, month, day);
	*ret_day = found;
	return RESULT_OK;
}

static enum result in_era(const struct era *era, int year, int month, int day, date *ret_day,
	bool *ret_converted, struct error *err)
{
	if (year < 1)
		return error_set(
			err, RESULT_INVALID, _("%s has no year 0; its first year is 1 or 元"), era->name);
	int western_year = date_parts(era->first).year + year - 1;
	date found = DATE_NONE;
	enum result r = western(western_year, month, day, &found, err);
	if (r != RESULT_OK)
		return r;
	if (western_year < SOLAR_YEAR)
		return error_set(err, RESULT_INVALID,
			_("days before 明治6年1月1日 were counted by the old calendar; type the western "
			  "year"));
	if (found < era->first) {
		char first[DATE_TEXT_SIZE], instead[DATE_TEXT_SIZE];
		date_text(era->first, LANGUAGE_JA, false, first);
		date_text(found, LANGUAGE_JA, false, instead);
		return error_set(err, RESULT_INVALID, _("%s begins on %s; if the day is right, type %s"),
			era->name, first, instead);
	}
	*ret_converted = date_era(found, NULL) != era;
	*ret_day = found;
	return RESULT_OK;
}

/* Where no today is given, nothing is guessed. */
static enum result no_whole_year(struct error *err)
{
	return error_set(err, RESULT_INVALID, _("type the whole year, as in R8.12.1 or 2026/12/1"));
}

/* The next such day within a year from today on, else the one in this fiscal year. */
static enum result month_and_day(int month, int day, date today, date *ret_day, struct error *err)
{
	static const int leap_year = 2000, longest_year = 366;
	if (date_of(leap_year, month, day) == DATE_NONE) {
		if (month < 1 || month > 12)
			return no_such_day(err, leap_year, month, day);
		return error_set(err, RESULT_INVALID, _("month %d has no day %d"), month, day);
	}
	if (today == DATE_NONE)
		return no_whole_year(err);
	int this_year = date_parts(today).year;
	for (int year = this_year; year <= this_year + 1; year++) {
		date found = date_of(year, month, day);
		if (found != DATE_NONE && found >= today && found - today < longest_year) {
			*ret_day = found;
			return RESULT_OK;
		}
	}
	int fiscal = date_fiscal_year(today);
	date found = date_of(month < 4 ? fiscal + 1 : fiscal, month, day);
	if (found == DATE_NONE)
		return error_set(err, RESULT_INVALID,
			_("there is no such day within a year; type the year too, as in R8.12.1"));
	*ret_day = found;
	return RESULT_OK;
}

static enum result no_such_code(struct error *err, int code)
{
	struct text codes = { 0 };
	for (size_t i = 0; i < date_era_count(); i++)
		if (date_era_at(i)->code)
			text_format(&codes, "%s%d %s", codes.length ? ", " : "", date_era_at(i)->code,
				date_era_at(i)->name);
	enum result r =
		error_set(err, RESULT_INVALID, _("no era has the code %d (%s)"), code, text_string(&codes));
	text_done(&codes);
	return r;
}

/* A run of digits without anything between: 081201, 5081201, 20261201. */
static enum result from_digits(const struct era *era, int number, int digits, date today, date *ret_day,
	bool *ret_converted, struct error *err)
{
	int year = number / 10000, month = number / 100 % 100, day = number % 100;
	if (digits == 8 && !era)
		return western(year, month, day, ret_day, err);
	if (digits == 7 && !era) {
		for (size_t i = 0; i < date_era_count(); i++)
			if (date_era_at(i)->code && date_era_at(i)->code == year / 100)
				return in_era(
					date_era_at(i), year % 100, month, day, ret_day, ret_converted, err);
		return no_such_code(err, year / 100);
	}
	if (digits == 6) {
		const struct era *its = era ? era : date_era(today, NULL);
		return its ? in_era(its, year, month, day, ret_day, ret_converted, err) : no_whole_year(err);
	}
	return error_set(err, RESULT_INVALID,
		_("%d digits are not a date; type 6 (081201), 7 (5081201) or 8 (20261201)"), digits);
}

static enum result from_parts(const struct era *era, const struct parts *parts, date today, date *ret_day,
	bool *ret_converted, struct error *err)
{
	const int *number = parts->number;
	if (parts->count == 2)
		return month_and_day(number[0], number[1], today, ret_day, err);
	if (!era && number[0] >= WESTERN_YEAR)
		return western(number[0], number[1], number[2], ret_day, err);
	if (!era)
		era = date_era(today, NULL);
	if (!era)
		return no_whole_year(err);
	if (parts->digits[0] > 3)
		return error_set(err, RESULT_INVALID, _("the year %d is too far away"), number[0]);
	return in_era(era, number[0], number[1], number[2], ret_day, ret_converted, err);
}

static enum result not_a_date(struct error *err, const char *typed)
{
	struct text safe = { 0 };
	size_t length = strlen(typed);
	size_t shown = 0, characters = 0;
	while (shown < length && characters++ < TYPED_LIMIT)
		text_next(typed, length, &shown);
	text_add_safe(&safe, typed, shown, false);
	enum result r = error_set(err, RESULT_INVALID,
		_("“%s” is not a date; type it as R8.12.1, 081201, 12/1 or 2026/12/1"), text_string(&safe));
	text_done(&safe);
	return r;
}

static enum result check_weekday(int weekday, date day, struct error *err)
{
	struct date_parts parts = date_parts(day);
	if (weekday < 0 || parts.weekday == weekday)
		return RESULT_OK;
	char right[DATE_TEXT_SIZE];
	date_text(day, i18n_language(), true, right);
	return error_set(err, RESULT_INVALID, _("the weekday does not fit: the day is %s"), right);
}

enum result date_read(const char *string, date today, date *ret_day, bool *ret_converted, struct error *err)
{
	struct typed typed;
	if (!typed_of(string, &typed))
		return not_a_date(err, string);
	if (!typed.count)
		return error_set(err, RESULT_INVALID, _("no date was typed"));
	const struct era *era = take_era(&typed);
	struct parts parts;
	date day = DATE_NONE;
	bool converted = false;
	int weekday = -1;
	enum result r;
	if (take_parts(&typed, 3, &parts) || (!era && take_parts(&typed, 2, &parts))) {
		weekday = take_weekday(&typed);
		if (weekday == -2 || typed.at != typed.count)
			return not_a_date(err, string);
		r = from_parts(era, &parts, today, &day, &converted, err);
	} else {
		int digits;
		int number = take_number(&typed, &digits);
		if (!digits || typed.at != typed.count)
			return not_a_date(err, string);
		r = from_digits(era, number, digits, today, &day, &converted, err);
	}
	if (r == RESULT_OK)
		r = check_weekday(weekday, day, err);
	if (r != RESULT_OK)
		return r;
	*ret_day = day;
	if (ret_converted)
		*ret_converted = converted;
	return RESULT_OK;
}

/* A month is read as its 28th day, which every month has and every era that the month ends in. */
enum result date_month_read(const char *string, date today, date *ret_day, struct error *err)
{
	static const char *const marks[] = { ".", "/", "-", "年" };
	struct text folded = { 0 }, whole = { 0 };
	date day = DATE_NONE, first = today == DATE_NONE ? today : date_month_add(today, 0);
	fold_ascii(&folded, string, strlen(string));
	const char *typed = text_string(&folded), *unit = strstr(typed, "月");
	size_t length = unit && !unit[strlen("月")] ? (size_t)(unit - typed) : strlen(typed), digits = 0;
	bool parted = false;
	for (size_t i = 0; i < COUNT(marks); i++)
		parted |= strstr(typed, marks[i]) != NULL;
	while (digits < length && typed[length - digits - 1] >= '0' && typed[length - digits - 1] <= '9')
		digits++;
	text_add_n(&whole, typed, length);
	text_add(&whole, !parted && digits > 2 ? "28" : ".28");
	enum result r = length ? date_read(text_string(&whole), first, &day, NULL, NULL) : RESULT_INVALID;
	if (r == RESULT_OK)
		*ret_day = date_month_add(day, 0);
	else
		r = error_set(err, RESULT_INVALID,
			_("\"%s\" is not a month; type it as R8.12, 2026/12, 202612 or 12"), string);
	text_done(&folded);
	text_done(&whole);
	return r;
}
