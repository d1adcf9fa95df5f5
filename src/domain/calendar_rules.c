/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rules of data/calendar/holidays.csv, and the holiday that they make of a day. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/csv.h"
#include "base/memory.h"
#include "base/text.h"
#include "domain/calendar.h"
#include "domain/names.h"

enum { NAME, ENGLISH, RULE, WHEN, FROM, TO, COLUMN__COUNT };

static const char *const headings[] = {
	[NAME] = "name",
	[ENGLISH] = "english",
	[RULE] = "rule",
	[WHEN] = "when",
	[FROM] = "from",
	[TO] = "to",
};
_Static_assert(COUNT(headings) == COLUMN__COUNT, "every column has its heading");

enum kind {
	KIND_FIXED,   /* 01-01 of each year */
	KIND_WEEKDAY, /* 01-2-monday: the second Monday of January */
	KIND_EQUINOX, /* 03-20.8431: March, and the day of the equinox of 1980 with its fraction */
	KIND_ONCE,    /* 2019-05-01 */
	KIND_INSTEAD, /* 2020-07-23 in place of that year's day of the same name */
	KIND_MONDAY,  /* the Monday after a holiday on a Sunday */
	KIND_NEXT,    /* the next day that is none, after a holiday on a Sunday */
	KIND_BETWEEN, /* a weekday between two holidays */
	KIND__COUNT
};

static const char *const kind_names[] = {
	[KIND_FIXED] = "fixed",
	[KIND_WEEKDAY] = "weekday",
	[KIND_EQUINOX] = "equinox",
	[KIND_ONCE] = "once",
	[KIND_INSTEAD] = "instead",
	[KIND_MONDAY] = "monday",
	[KIND_NEXT] = "next",
	[KIND_BETWEEN] = "between",
};
_Static_assert(COUNT(kind_names) == KIND__COUNT, "every kind of rule has its name");

/* How the column "when" of a kind reads; NULL where it stays empty. */
static const char *const when_shapes[] = {
	[KIND_FIXED] = "01-15",
	[KIND_WEEKDAY] = "01-2-monday",
	[KIND_EQUINOX] = "03-20.8431",
	[KIND_ONCE] = "2019-05-01",
	[KIND_INSTEAD] = "2020-07-23",
	[KIND_MONDAY] = NULL,
	[KIND_NEXT] = NULL,
	[KIND_BETWEEN] = NULL,
};
_Static_assert(COUNT(when_shapes) == KIND__COUNT, "every kind of rule has its shape");

struct rule {
	struct label label;
	enum kind kind;
	date from, to; /* in force; DATE_NONE is open */
	int month, day;
	int weekday, nth; /* of KIND_WEEKDAY */
	int fraction;     /* of KIND_EQUINOX: ten-thousandths of a day */
	date once;        /* of KIND_ONCE and KIND_INSTEAD */
};

static struct {
	struct rule *items;
	size_t count;
} rules;

enum { SUNDAY, MONDAY, LEAP_YEAR = 2000, EQUINOX_YEAR = 1980 };

static bool in_force(const struct rule *rule, date day)
{
	return (rule->from == DATE_NONE || rule->from <= day) && (rule->to == DATE_NONE || day <= rule->to);
}

/* The equinox moves by 0.242194 days a year and falls back by one each leap
 * year (the almanac office's formula, whose constant holds for a century). */
static int equinox_day(const struct rule *rule, int year)
{
	static const int64_t per_day = 1000000, per_year = 242194, per_fraction = 100;
	int years = year - EQUINOX_YEAR;
	int leaps = years >= 0 ? years / 4 : -((3 - years) / 4);
	int64_t at = rule->day * per_day + rule->fraction * per_fraction + years * per_year;
	return (int)(at / per_day) - leaps;
}

static bool falls_on(const struct rule *rule, date day)
{
	struct date_parts parts = date_parts(day);
	switch (rule->kind) {
	case KIND_FIXED: return parts.month == rule->month && parts.day == rule->day;
	case KIND_WEEKDAY:
		return parts.month == rule->month && parts.weekday == rule->weekday &&
		       (parts.day - 1) / 7 + 1 == rule->nth;
	case KIND_EQUINOX: return parts.month == rule->month && parts.day == equinox_day(rule, parts.year);
	case KIND_ONCE:
	case KIND_INSTEAD: return day == rule->once;
	case KIND_MONDAY:
	case KIND_NEXT:
	case KIND_BETWEEN:
	case KIND__COUNT: break;
	}
	return false;
}

/* True where that year's day of this name was moved. */
static bool is_moved(const struct rule *rule, date day)
{
	int year = date_parts(day).year;
	for (size_t i = 0; rule->kind != KIND_INSTEAD && i < rules.count; i++) {
		const struct rule *other = &rules.items[i];
		if (other->kind == KIND_INSTEAD && date_parts(other->once).year == year &&
			!strcmp(other->label.ja, rule->label.ja))
			return true;
	}
	return false;
}

/* The 国民の祝日 that the day is by itself. */
static const struct rule *own_holiday(date day)
{
	for (size_t i = 0; i < rules.count; i++) {
		const struct rule *rule = &rules.items[i];
		if (in_force(rule, day) && falls_on(rule, day) && !is_moved(rule, day))
			return rule;
	}
	return NULL;
}

static bool is_sunday_holiday(date day)
{
	return date_parts(day).weekday == SUNDAY && own_holiday(day);
}

/* True where the day is none itself and holidays reach without a gap from a Sunday up to the day before. */
static bool follows_sunday(date day)
{
	for (date before = day - 1; own_holiday(before); before--)
		if (date_parts(before).weekday == SUNDAY)
			return true;
	return false;
}

/* What the days around make of a day that is no holiday by itself. */
static bool is_made(const struct rule *rule, date day)
{
	int weekday = date_parts(day).weekday;
	switch (rule->kind) {
	case KIND_MONDAY: return weekday == MONDAY && is_sunday_holiday(day - 1);
	case KIND_NEXT: return follows_sunday(day);
	case KIND_BETWEEN: return weekday != SUNDAY && own_holiday(day - 1) && own_holiday(day + 1);
	default: return false;
	}
}

static const struct rule *made_holiday(date day)
{
	const struct rule *found = NULL;
	for (size_t i = 0; i < rules.count; i++) {
		const struct rule *rule = &rules.items[i];
		/* A substitute comes before a day between two (第3条第3項). */
		if (in_force(rule, day) && is_made(rule, day) && (!found || found->kind == KIND_BETWEEN))
			found = rule;
	}
	return found;
}

const char *calendar_holiday(date day, enum language language)
{
	if (day == DATE_NONE)
		return NULL;
	const struct rule *rule = own_holiday(day);
	if (!rule)
		rule = made_holiday(day);
	return rule ? label_in(&rule->label, language) : NULL;
}

/* Takes a number of so many digits and the character behind it; NULL where it is not there. */
static const char *take_number(const char *string, int digits, char behind, int *ret_number)
{
	int number = 0;
	for (int i = 0; string && i < digits; i++, string++) {
		if (*string < '0' || *string > '9')
			return NULL;
		number = number * 10 + (*string - '0');
	}
	if (!string || *string != behind)
		return NULL;
	*ret_number = number;
	return behind ? string + 1 : string;
}

static bool read_weekday(const char *string, struct rule *rule)
{
	string = take_number(string, 2, '-', &rule->month);
	string = take_number(string, 1, '-', &rule->nth);
	rule->weekday = DATE_WEEKDAYS;
	for (int day = 0; string && day < DATE_WEEKDAYS; day++)
		if (!strcmp(date_weekday_name((unsigned)day), string))
			rule->weekday = day;
	return rule->month >= 1 && rule->month <= 12 && rule->nth >= 1 && rule->nth <= 4 &&
	       rule->weekday < DATE_WEEKDAYS;
}

static bool read_equinox(const char *string, struct rule *rule)
{
	string = take_number(string, 2, '-', &rule->month);
	string = take_number(string, 2, '.', &rule->day);
	return take_number(string, 4, '\0', &rule->fraction) &&
	       date_of(LEAP_YEAR, rule->month, rule->day) != DATE_NONE;
}

static bool read_when(const char *string, struct rule *rule)
{
	switch (rule->kind) {
	case KIND_FIXED:
		string = take_number(string, 2, '-', &rule->month);
		return take_number(string, 2, '\0', &rule->day) &&
		       date_of(LEAP_YEAR, rule->month, rule->day) != DATE_NONE;
	case KIND_WEEKDAY: return read_weekday(string, rule);
	case KIND_EQUINOX: return read_equinox(string, rule);
	case KIND_ONCE:
	case KIND_INSTEAD: rule->once = date_from_iso(string); return rule->once != DATE_NONE;
	case KIND_MONDAY:
	case KIND_NEXT:
	case KIND_BETWEEN:
	case KIND__COUNT: break;
	}
	return false;
}

static bool read_bound(const char *string, date *ret_day)
{
	*ret_day = string[0] ? date_from_iso(string) : DATE_NONE;
	return !string[0] || *ret_day != DATE_NONE;
}

/* A name reaches the screen as it stands. */
static bool is_plain(const char *name)
{
	size_t length = strlen(name), at = 0;
	while (at < length) {
		uint32_t code = text_next(name, length, &at);
		if (code == '\n' || code == '\t' || text_is_unsafe(code))
			return false;
	}
	return length > 0;
}

static enum result rule_of(
	const struct csv *csv, const size_t columns[], size_t row, struct rule *ret_rule, struct error *err)
{
	const char *cells[COLUMN__COUNT];
	for (size_t i = 0; i < COLUMN__COUNT; i++)
		cells[i] = csv_field(csv, row, columns[i]);
	int kind = name_index(kind_names, COUNT(kind_names), cells[RULE]);
	if (kind < 0)
		return error_set(err, RESULT_INVALID,
			_("“%s” is no rule for holidays; there are fixed, weekday, equinox, once, instead, "
			  "monday, next and between"),
			cells[RULE]);
	struct rule rule = { .kind = (enum kind)kind };
	if (!is_plain(cells[NAME]) || !is_plain(cells[ENGLISH]))
		return error_set(err, RESULT_INVALID,
			_("a holiday needs its name and its English name, one line each"));
	if (!read_when(cells[WHEN], &rule) && when_shapes[kind])
		return error_set(err, RESULT_INVALID, _("with the rule %s, “when” is written as %s"),
			kind_names[kind], when_shapes[kind]);
	if (!when_shapes[kind] && cells[WHEN][0])
		return error_set(
			err, RESULT_INVALID, _("with the rule %s, “when” stays empty"), kind_names[kind]);
	if (!read_bound(cells[FROM], &rule.from) || !read_bound(cells[TO], &rule.to) ||
		(rule.from != DATE_NONE && rule.to != DATE_NONE && rule.to < rule.from))
		return error_set(err, RESULT_INVALID,
			_("“from” and “to” are days in order, written as 2007-01-01, or empty"));
	rule.label = (struct label){ memory_string(cells[NAME]), memory_string(cells[ENGLISH]) };
	*ret_rule = rule;
	return RESULT_OK;
}

static void free_rules(struct rule *items, size_t count)
{
	for (size_t i = 0; i < count; i++)
		label_done(&items[i].label);
	free(items);
}

enum result calendar_load(const char *bytes, size_t length, struct error *err)
{
	struct csv csv;
	size_t columns[COLUMN__COUNT], count = 0;
	struct rule *items = NULL;
	enum result r = csv_read(bytes, length, &csv, err);
	if (r != RESULT_OK)
		return r;
	r = csv_columns(&csv, headings, COLUMN__COUNT, columns, err);
	for (size_t row = 1; r == RESULT_OK && row < csv.row_count; row++) {
		struct rule rule;
		r = rule_of(&csv, columns, row, &rule, err);
		if (r == RESULT_OK)
			*LIST_ADD(items, count) = rule;
		else
			error_prefix(err, _("line %zu"), csv.rows[row].line);
	}
	csv_done(&csv);
	if (r != RESULT_OK) {
		free_rules(items, count);
		return r;
	}
	calendar_unload();
	rules.items = items;
	rules.count = count;
	return RESULT_OK;
}

void calendar_unload(void)
{
	free_rules(rules.items, rules.count);
	rules.items = NULL;
	rules.count = 0;
}
