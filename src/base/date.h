/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Civil dates, Japanese eras, fiscal years, and dates typed as people type them. */
#ifndef BASE_DATE_H
#define BASE_DATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "base/i18n.h"

/* A day of the proleptic Gregorian calendar as a count since 1970-01-01. */
typedef int32_t date;
#define DATE_NONE INT32_MIN

struct date_parts {
	int year, month, day;
	int weekday; /* 0 is Sunday */
};

enum { DATE_WEEKDAYS = 7 };

/* "sunday" for 0, as data spells it; NULL past saturday. */
const char *date_weekday_name(unsigned weekday);

date date_of(int year, int month, int day); /* DATE_NONE where there is no such day */
struct date_parts date_parts(date day);
date date_from_ms(int64_t ms_utc); /* the day in Japan, UTC+9 without summer time */
int64_t date_to_ms(date day);      /* midnight in Japan that begins the day */

/* The same day so many months later, or before where negative; the last of that
 * month where it has no such day (民法第143条第2項). DATE_NONE past the calendar. */
date date_add_months(date day, int count);

/* An era by Cabinet order. The eras from 明治 on are built in; the next one comes
 * from data/calendar/eras.csv when the program starts. */
enum { ERA_NAME_SIZE = 16, ERA_ENGLISH_SIZE = 24 };
struct era {
	char name[ERA_NAME_SIZE];       /* 令和; its first character is its short form */
	char english[ERA_ENGLISH_SIZE]; /* Reiwa */
	char letter;                    /* R */
	int code;                       /* 5, the digit before YYMMDD; 0 where it has none */
	uint32_t sign;                  /* U+32FF, the one-character form; 0 where it has none */
	date first;
};

size_t date_era_count(void);
const struct era *date_era_at(size_t index); /* the oldest is 0; NULL past the last. Borrowed */

/* The era of a day and its year in it; NULL before 1873-01-01, when the calendar
 * that months and days are counted by today began (明治5年太政官布告第337号). */
const struct era *date_era(date day, int *ret_year);

/* Adds the era that follows the last one; for the start of the program, before any thread.
 * The same era again is fine; RESULT_INVALID where it contradicts the eras that are there. */
enum result date_era_add(const struct era *era, struct error *err);

/* Adds the eras of data/calendar/eras.csv, given as its bytes. RESULT_INVALID names the line. */
enum result date_eras_load(const char *bytes, size_t length, struct error *err);

/* "2026-12-01"; the form dates have in records and data. */
enum { DATE_ISO_SIZE = 16, DATE_TEXT_SIZE = 64 };
void date_iso(date day, char iso[DATE_ISO_SIZE]);
date date_from_iso(const char *iso); /* DATE_NONE where it is not a day */

/* 令和8年12月1日, with (火) where weekday; in English 1 December 2026 (Tue).
 * The first year of an era is 元年; before 1873 the western year stands. "" for DATE_NONE. */
void date_text(date day, enum language language, bool weekday, char text[DATE_TEXT_SIZE]);

/* Reads what a person types: R8.12.1, 令和8年12月1日(火), 081201 (era year), 5081201
 * (era code), 20261201, 2026/12/1, 12/1 (the next such day within a year from
 * today on, else in this fiscal year), 元年, Kanji numerals, full-width forms of
 * all. A year without era and below 1000 is of today's era; without
 * today (DATE_NONE) the whole year must be typed. An era that has
 * ended is converted (平成32年 is 令和2年) and *ret_converted says so (may be
 * NULL). RESULT_INVALID with a sentence otherwise. */
enum result date_read(const char *typed, date today, date *ret_day, bool *ret_converted, struct error *err);

/* "2026-12", the form months have in records, stands for the month's first day.
 * date_month_from_iso gives DATE_NONE where it is no month. */
void date_month_iso(date day, char iso[DATE_ISO_SIZE]);
date date_month_from_iso(const char *iso);

/* The first day of the month that lies so many months after that of day. */
date date_month_add(date day, int count);

/* 令和8年12月; in English December 2026. The era is that of the month's last day. */
void date_month_text(date day, enum language language, char text[DATE_TEXT_SIZE]);

/* Reads a month as date_read reads days: R8.12, 令和8年12月, 0812, 2026/12, 202612, 12
 * (the next one, this month included). *ret_day is its first day. */
enum result date_month_read(const char *typed, date today, date *ret_day, struct error *err);

/* The fiscal year runs 1 April to 31 March and is called by its first
 * calendar year; 令和元年度 is all of 2019-04-01 to 2020-03-31: the era on
 * 1 October, the middle of the year, names it. */
int date_fiscal_year(date day);
date date_fiscal_first(int fiscal_year);
date date_fiscal_last(int fiscal_year);
void date_fiscal_text(int fiscal_year, enum language language, char text[DATE_TEXT_SIZE]); /* 令和8年度 */

/* "10:12" in Japan of a time in UTC milliseconds. */
void date_clock_text(int64_t ms_utc, char text[DATE_TEXT_SIZE]);

#endif
