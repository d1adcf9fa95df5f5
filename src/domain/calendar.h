/* SPDX-License-Identifier: GPL-3.0-or-later */
/* National holidays out of rules in data, and the days on which an office is open. */
#ifndef DOMAIN_CALENDAR_H
#define DOMAIN_CALENDAR_H

#include "base/date.h"
#include "base/error.h"
#include "domain/office.h"

/* Takes the rules of data/calendar/holidays.csv, given as its bytes, in place
 * of those that were there; for the start of the program, before any thread.
 * RESULT_INVALID names the line, and what was there stays. */
enum result calendar_load(const char *bytes, size_t length, struct error *err);
void calendar_unload(void);

/* The name of a national holiday (国民の祝日に関する法律, with 振替休日 and
 * 国民の休日), NULL on any other day and before calendar_load. Borrowed. */
const char *calendar_holiday(date day, enum language language);

/* Why the office is closed on a day: the name of its own day off, of the
 * national holiday, 年末年始, or the weekday (土曜日); NULL where it is open. Borrowed. */
const char *office_closed_why(const struct office *office, date day, enum language language);
bool office_is_open(const struct office *office, date day);

/* The same without the weekdays: NULL on an ordinary Saturday. Borrowed. */
const char *office_day_off(const struct office *office, date day, enum language language);

/* 月曜日, Monday; 0 is Sunday. */
const char *calendar_weekday(unsigned weekday, enum language language);

/* The nearest open day at or after the day, and at or before it. DATE_NONE where
 * the office is not open within CALENDAR_REACH days. */
enum { CALENDAR_REACH = 366 };
date office_open_from(const struct office *office, date day);
date office_open_until(const struct office *office, date day);

/* The count-th open day after the day (before it where count is negative; the
 * day itself is not counted and is the answer for 0). DATE_NONE as above. */
date office_day_add(const struct office *office, date day, int count);

#endif
