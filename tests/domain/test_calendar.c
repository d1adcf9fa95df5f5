/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of national holidays against the published lists, and of counting by an office's open days. */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "domain/calendar.h"
#include "domain/office_import.h"
#include "tests/support/office.h"
#include "tests/support/suites.h"

suite_maker calendar_suite;

/* The days published by the Cabinet Office for each year, with the names that
 * the law and its special acts give them. */
static const struct {
	int year;
	const char *days;
} published[] = {
	/* clang-format off */
	{ 2000, "0101元日 0110成人の日 0211建国記念の日 0320春分の日 0429みどりの日 0503憲法記念日 "
		"0504国民の休日 0505こどもの日 0720海の日 0915敬老の日 0923秋分の日 1009体育の日 "
		"1103文化の日 1123勤労感謝の日 1223天皇誕生日" },
	{ 2001, "0101元日 0108成人の日 0211建国記念の日 0212振替休日 0320春分の日 0429みどりの日 "
		"0430振替休日 0503憲法記念日 0504国民の休日 0505こどもの日 0720海の日 0915敬老の日 "
		"0923秋分の日 0924振替休日 1008体育の日 1103文化の日 1123勤労感謝の日 1223天皇誕生日 "
		"1224振替休日" },
	{ 2002, "0101元日 0114成人の日 0211建国記念の日 0321春分の日 0429みどりの日 0503憲法記念日 "
		"0504国民の休日 0505こどもの日 0506振替休日 0720海の日 0915敬老の日 0916振替休日 "
		"0923秋分の日 1014体育の日 1103文化の日 1104振替休日 1123勤労感謝の日 1223天皇誕生日" },
	{ 2003, "0101元日 0113成人の日 0211建国記念の日 0321春分の日 0429みどりの日 0503憲法記念日 "
		"0505こどもの日 0721海の日 0915敬老の日 0923秋分の日 1013体育の日 1103文化の日 "
		"1123勤労感謝の日 1124振替休日 1223天皇誕生日" },
	{ 2004, "0101元日 0112成人の日 0211建国記念の日 0320春分の日 0429みどりの日 0503憲法記念日 "
		"0504国民の休日 0505こどもの日 0719海の日 0920敬老の日 0923秋分の日 1011体育の日 "
		"1103文化の日 1123勤労感謝の日 1223天皇誕生日" },
	{ 2005, "0101元日 0110成人の日 0211建国記念の日 0320春分の日 0321振替休日 0429みどりの日 "
		"0503憲法記念日 0504国民の休日 0505こどもの日 0718海の日 0919敬老の日 0923秋分の日 "
		"1010体育の日 1103文化の日 1123勤労感謝の日 1223天皇誕生日" },
	{ 2006, "0101元日 0102振替休日 0109成人の日 0211建国記念の日 0321春分の日 0429みどりの日 "
		"0503憲法記念日 0504国民の休日 0505こどもの日 0717海の日 0918敬老の日 0923秋分の日 "
		"1009体育の日 1103文化の日 1123勤労感謝の日 1223天皇誕生日" },
	{ 2007, "0101元日 0108成人の日 0211建国記念の日 0212振替休日 0321春分の日 0429昭和の日 "
		"0430振替休日 0503憲法記念日 0504みどりの日 0505こどもの日 0716海の日 0917敬老の日 "
		"0923秋分の日 0924振替休日 1008体育の日 1103文化の日 1123勤労感謝の日 1223天皇誕生日 "
		"1224振替休日" },
	{ 2008, "0101元日 0114成人の日 0211建国記念の日 0320春分の日 0429昭和の日 0503憲法記念日 "
		"0504みどりの日 0505こどもの日 0506振替休日 0721海の日 0915敬老の日 0923秋分の日 "
		"1013体育の日 1103文化の日 1123勤労感謝の日 1124振替休日 1223天皇誕生日" },
	{ 2009, "0101元日 0112成人の日 0211建国記念の日 0320春分の日 0429昭和の日 0503憲法記念日 "
		"0504みどりの日 0505こどもの日 0506振替休日 0720海の日 0921敬老の日 0922国民の休日 "
		"0923秋分の日 1012体育の日 1103文化の日 1123勤労感謝の日 1223天皇誕生日" },
	{ 2010, "0101元日 0111成人の日 0211建国記念の日 0321春分の日 0322振替休日 0429昭和の日 "
		"0503憲法記念日 0504みどりの日 0505こどもの日 0719海の日 0920敬老の日 0923秋分の日 "
		"1011体育の日 1103文化の日 1123勤労感謝の日 1223天皇誕生日" },
	{ 2011, "0101元日 0110成人の日 0211建国記念の日 0321春分の日 0429昭和の日 0503憲法記念日 "
		"0504みどりの日 0505こどもの日 0718海の日 0919敬老の日 0923秋分の日 1010体育の日 "
		"1103文化の日 1123勤労感謝の日 1223天皇誕生日" },
	{ 2012, "0101元日 0102振替休日 0109成人の日 0211建国記念の日 0320春分の日 0429昭和の日 "
		"0430振替休日 0503憲法記念日 0504みどりの日 0505こどもの日 0716海の日 0917敬老の日 "
		"0922秋分の日 1008体育の日 1103文化の日 1123勤労感謝の日 1223天皇誕生日 1224振替休日" },
	{ 2013, "0101元日 0114成人の日 0211建国記念の日 0320春分の日 0429昭和の日 0503憲法記念日 "
		"0504みどりの日 0505こどもの日 0506振替休日 0715海の日 0916敬老の日 0923秋分の日 "
		"1014体育の日 1103文化の日 1104振替休日 1123勤労感謝の日 1223天皇誕生日" },
	{ 2014, "0101元日 0113成人の日 0211建国記念の日 0321春分の日 0429昭和の日 0503憲法記念日 "
		"0504みどりの日 0505こどもの日 0506振替休日 0721海の日 0915敬老の日 0923秋分の日 "
		"1013体育の日 1103文化の日 1123勤労感謝の日 1124振替休日 1223天皇誕生日" },
	{ 2015, "0101元日 0112成人の日 0211建国記念の日 0321春分の日 0429昭和の日 0503憲法記念日 "
		"0504みどりの日 0505こどもの日 0506振替休日 0720海の日 0921敬老の日 0922国民の休日 "
		"0923秋分の日 1012体育の日 1103文化の日 1123勤労感謝の日 1223天皇誕生日" },
	{ 2016, "0101元日 0111成人の日 0211建国記念の日 0320春分の日 0321振替休日 0429昭和の日 "
		"0503憲法記念日 0504みどりの日 0505こどもの日 0718海の日 0811山の日 0919敬老の日 "
		"0922秋分の日 1010体育の日 1103文化の日 1123勤労感謝の日 1223天皇誕生日" },
	{ 2017, "0101元日 0102振替休日 0109成人の日 0211建国記念の日 0320春分の日 0429昭和の日 "
		"0503憲法記念日 0504みどりの日 0505こどもの日 0717海の日 0811山の日 0918敬老の日 "
		"0923秋分の日 1009体育の日 1103文化の日 1123勤労感謝の日 1223天皇誕生日" },
	{ 2018, "0101元日 0108成人の日 0211建国記念の日 0212振替休日 0321春分の日 0429昭和の日 "
		"0430振替休日 0503憲法記念日 0504みどりの日 0505こどもの日 0716海の日 0811山の日 "
		"0917敬老の日 0923秋分の日 0924振替休日 1008体育の日 1103文化の日 1123勤労感謝の日 "
		"1223天皇誕生日 1224振替休日" },
	{ 2019, "0101元日 0114成人の日 0211建国記念の日 0321春分の日 0429昭和の日 0430国民の休日 "
		"0501天皇の即位の日 0502国民の休日 0503憲法記念日 0504みどりの日 0505こどもの日 "
		"0506振替休日 0715海の日 0811山の日 0812振替休日 0916敬老の日 0923秋分の日 1014体育の日 "
		"1022即位礼正殿の儀の行われる日 1103文化の日 1104振替休日 1123勤労感謝の日" },
	{ 2020, "0101元日 0113成人の日 0211建国記念の日 0223天皇誕生日 0224振替休日 0320春分の日 "
		"0429昭和の日 0503憲法記念日 0504みどりの日 0505こどもの日 0506振替休日 0723海の日 "
		"0724スポーツの日 0810山の日 0921敬老の日 0922秋分の日 1103文化の日 1123勤労感謝の日" },
	{ 2021, "0101元日 0111成人の日 0211建国記念の日 0223天皇誕生日 0320春分の日 0429昭和の日 "
		"0503憲法記念日 0504みどりの日 0505こどもの日 0722海の日 0723スポーツの日 0808山の日 "
		"0809振替休日 0920敬老の日 0923秋分の日 1103文化の日 1123勤労感謝の日" },
	{ 2022, "0101元日 0110成人の日 0211建国記念の日 0223天皇誕生日 0321春分の日 0429昭和の日 "
		"0503憲法記念日 0504みどりの日 0505こどもの日 0718海の日 0811山の日 0919敬老の日 "
		"0923秋分の日 1010スポーツの日 1103文化の日 1123勤労感謝の日" },
	{ 2023, "0101元日 0102振替休日 0109成人の日 0211建国記念の日 0223天皇誕生日 0321春分の日 "
		"0429昭和の日 0503憲法記念日 0504みどりの日 0505こどもの日 0717海の日 0811山の日 "
		"0918敬老の日 0923秋分の日 1009スポーツの日 1103文化の日 1123勤労感謝の日" },
	{ 2024, "0101元日 0108成人の日 0211建国記念の日 0212振替休日 0223天皇誕生日 0320春分の日 "
		"0429昭和の日 0503憲法記念日 0504みどりの日 0505こどもの日 0506振替休日 0715海の日 "
		"0811山の日 0812振替休日 0916敬老の日 0922秋分の日 0923振替休日 1014スポーツの日 "
		"1103文化の日 1104振替休日 1123勤労感謝の日" },
	{ 2025, "0101元日 0113成人の日 0211建国記念の日 0223天皇誕生日 0224振替休日 0320春分の日 "
		"0429昭和の日 0503憲法記念日 0504みどりの日 0505こどもの日 0506振替休日 0721海の日 "
		"0811山の日 0915敬老の日 0923秋分の日 1013スポーツの日 1103文化の日 1123勤労感謝の日 "
		"1124振替休日" },
	{ 2026, "0101元日 0112成人の日 0211建国記念の日 0223天皇誕生日 0320春分の日 0429昭和の日 "
		"0503憲法記念日 0504みどりの日 0505こどもの日 0506振替休日 0720海の日 0811山の日 "
		"0921敬老の日 0922国民の休日 0923秋分の日 1012スポーツの日 1103文化の日 1123勤労感謝の日" },
	{ 2027, "0101元日 0111成人の日 0211建国記念の日 0223天皇誕生日 0321春分の日 0322振替休日 "
		"0429昭和の日 0503憲法記念日 0504みどりの日 0505こどもの日 0719海の日 0811山の日 "
		"0920敬老の日 0923秋分の日 1011スポーツの日 1103文化の日 1123勤労感謝の日" },
	/* clang-format on */
};

static date day_of(const char *iso)
{
	date day = date_from_iso(iso);
	ck_assert_msg(day != DATE_NONE, "%s is no day", iso);
	return day;
}

START_TEST(the_holidays_of_a_year_are_the_published_ones)
{
	int year = published[_i].year;
	struct text found = { 0 };
	for (date day = date_of(year, 1, 1); day <= date_of(year, 12, 31); day++) {
		const char *name = calendar_holiday(day, LANGUAGE_JA);
		struct date_parts parts = date_parts(day);
		if (name)
			text_format(&found, "%s%02d%02d%s", found.length ? " " : "", parts.month, parts.day,
				name);
		ck_assert(!name == !calendar_holiday(day, LANGUAGE_EN));
	}
	ck_assert_msg(!strcmp(text_string(&found), published[_i].days), "%d: %s", year, text_string(&found));
	text_done(&found);
}
END_TEST

START_TEST(holidays_of_earlier_and_later_years_follow_the_law_of_their_day)
{
	static const struct {
		const char *day, *name;
	} rows[] = {
		{ "1949-03-21", "春分の日" },
		{ "1959-04-10", "皇太子明仁親王の結婚の儀" },
		{ "1966-02-11", NULL },
		{ "1966-09-15", "敬老の日" },
		{ "1967-02-11", "建国記念の日" },
		{ "1973-02-12", NULL },
		{ "1973-04-30", "振替休日" },
		{ "1979-09-24", "秋分の日" },
		{ "1985-05-04", NULL },
		{ "1986-05-04", NULL }, /* a Sunday */
		{ "1987-05-04", "振替休日" },
		{ "1988-04-29", "天皇誕生日" },
		{ "1988-05-04", "国民の休日" },
		{ "1989-02-24", "昭和天皇の大喪の礼" },
		{ "1989-04-29", "みどりの日" },
		{ "1989-12-23", "天皇誕生日" },
		{ "1990-11-12", "即位礼正殿の儀" },
		{ "1993-06-09", "皇太子徳仁親王の結婚の儀" },
		{ "1995-07-20", NULL },
		{ "1996-07-20", "海の日" },
		{ "1999-01-15", "成人の日" },
		{ "2028-01-10", "成人の日" },
		{ "2030-03-20", "春分の日" },
		{ "2032-09-21", "国民の休日" },
		{ "2033-03-21", "振替休日" },
		{ "2092-03-19", "春分の日" },
	};
	for (size_t i = 0; i < COUNT(rows); i++)
		ck_assert_pstr_eq(calendar_holiday(day_of(rows[i].day), LANGUAGE_JA), rows[i].name);
	ck_assert_str_eq(calendar_holiday(day_of("2026-05-04"), LANGUAGE_EN), "Greenery Day");
	ck_assert_ptr_null(calendar_holiday(DATE_NONE, LANGUAGE_JA));
}
END_TEST

START_TEST(a_bad_row_of_the_holidays_names_its_line_and_changes_nothing)
{
	static const struct {
		const char *row, *says;
	} rows[] = {
		{ "x,X,fixd,01-01,,", "“fixd” is no rule" },
		{ "x,X,fixed,1-1,,", "is written as 01-15" },
		{ "x,X,fixed,02-30,,", "is written as 01-15" },
		{ "x,X,fixed,01-01-,,", "is written as 01-15" },
		{ "x,X,weekday,01-2-moonday,,", "is written as 01-2-monday" },
		{ "x,X,weekday,01-5-monday,,", "is written as 01-2-monday" },
		{ "x,X,weekday,13-1-monday,,", "is written as 01-2-monday" },
		{ "x,X,equinox,03-20,,", "is written as 03-20.8431" },
		{ "x,X,equinox,03-20.84311,,", "is written as 03-20.8431" },
		{ "x,X,once,05-01,,", "is written as 2019-05-01" },
		{ "x,X,instead,,,", "is written as 2020-07-23" },
		{ "x,X,between,01-01,,", "stays empty" },
		{ "x,X,fixed,01-01,2007,", "written as 2007-01-01" },
		{ "x,X,fixed,01-01,2007-01-02,2007-01-01", "in order" },
		{ ",X,fixed,01-01,,", "needs its name" },
		{ "x,,fixed,01-01,,", "needs its name" },
		{ "x\x1b[2J,X,fixed,01-01,,", "needs its name" },
	};
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct error err = { 0 };
		char *file = memory_format(
			"name,english,rule,when,from,to\n元日,New Year,fixed,01-01,,\n%s\n", rows[i].row);
		ck_assert_int_eq(calendar_load(file, strlen(file), &err), RESULT_INVALID);
		ck_assert_msg(strstr(err.text, "line 3") && strstr(err.text, rows[i].says), "%s", err.text);
		free(file);
	}
	struct error err = { 0 };
	ck_assert_int_eq(calendar_load("name,rule\n", 10, &err), RESULT_INVALID);
	ck_assert(strstr(err.text, "english") != NULL);
	ck_assert_str_eq(calendar_holiday(day_of("2026-05-05"), LANGUAGE_JA), "こどもの日");
}
END_TEST

START_TEST(an_equinox_that_is_announced_otherwise_is_moved_by_a_row)
{
	static const char file[] = "name,english,rule,when,from,to\n"
				   "春分の日,Vernal Equinox Day,equinox,03-20.8431,1980-01-01,2099-12-31\n"
				   "春分の日,Vernal Equinox Day,instead,2030-03-21,,\n";
	struct error err = { 0 };
	ck_assert_int_eq(calendar_load(file, strlen(file), &err), RESULT_OK);
	ck_assert_ptr_null(calendar_holiday(day_of("2030-03-20"), LANGUAGE_JA));
	ck_assert_str_eq(calendar_holiday(day_of("2030-03-21"), LANGUAGE_JA), "春分の日");
	ck_assert_str_eq(calendar_holiday(day_of("2031-03-21"), LANGUAGE_JA), "春分の日");
}
END_TEST

/* A small office's own days. */
static const char own_days[] = "{\"week-off\": [\"saturday\", \"sunday\"],"
			       "\"closed\": [{\"day\": \"2026-11-20\", \"name\": \"町制施行記念日\"}],"
			       "\"open\": [{\"day\": \"2026-11-22\", \"name\": \"日曜開庁日\"}]}";

static void office_with(const char *calendar, struct office *ret_office)
{
	struct office demo;
	struct error err = { 0 };
	office_demo(&demo);
	json_t *json = office_to_json(&demo);
	json_t *inner = calendar ? json_loads(calendar, 0, NULL) : NULL;
	json_object_del(json, "calendar");
	if (inner)
		json_object_set_new(json, "calendar", inner);
	ck_assert_msg(office_from_json(json, ret_office, &err) == RESULT_OK, "%s", err.text);
	json_decref(json);
	office_done(&demo);
}

START_TEST(an_office_is_closed_for_a_reason)
{
	static const struct {
		const char *day, *why;
	} rows[] = {
		{ "2026-11-24", NULL },
		{ "2026-11-23", "勤労感謝の日" },
		{ "2026-11-22", NULL }, /* its own day of work */
		{ "2026-11-21", "土曜日" },
		{ "2026-11-20", "町制施行記念日" },
		{ "2026-11-15", "日曜日" },
		{ "2026-12-28", NULL },
		{ "2026-12-29", "年末年始" },
		{ "2026-12-31", "年末年始" },
		{ "2027-01-01", "元日" },
		{ "2027-01-03", "年末年始" },
		{ "2027-01-04", NULL },
	};
	struct office office;
	office_with(own_days, &office);
	for (size_t i = 0; i < COUNT(rows); i++) {
		date day = day_of(rows[i].day);
		ck_assert_pstr_eq(office_closed_why(&office, day, LANGUAGE_JA), rows[i].why);
		ck_assert_int_eq(office_is_open(&office, day), !rows[i].why);
	}
	ck_assert(!office_is_open(&office, DATE_NONE));
	office_done(&office);
}
END_TEST

START_TEST(open_days_are_counted_forward_and_back)
{
	static const struct {
		const char *from;
		int count;
		const char *to;
	} rows[] = {
		{ "2026-11-24", 0, "2026-11-24" },
		{ "2026-11-21", 0, "2026-11-21" },
		{ "2026-11-24", 1, "2026-11-25" },
		{ "2026-11-24", -1, "2026-11-22" },
		{ "2026-11-24", -2, "2026-11-19" },
		{ "2026-11-19", 1, "2026-11-22" },
		{ "2026-12-28", 1, "2027-01-04" },
		{ "2027-01-04", -1, "2026-12-28" },
		{ "2026-04-28", 1, "2026-04-30" },
		{ "2026-05-01", 1, "2026-05-07" },
		{ "2026-12-20", 250, "2028-01-05" },
	};
	struct office office;
	office_with(own_days, &office);
	for (size_t i = 0; i < COUNT(rows); i++) {
		char iso[DATE_ISO_SIZE];
		date from = day_of(rows[i].from), to = office_day_add(&office, from, rows[i].count);
		date_iso(to, iso);
		ck_assert_msg(!strcmp(iso, rows[i].to), "%s + %d is %s", rows[i].from, rows[i].count, iso);
	}
	ck_assert_int_eq(office_open_from(&office, day_of("2026-12-29")), day_of("2027-01-04"));
	ck_assert_int_eq(office_open_until(&office, day_of("2027-01-03")), day_of("2026-12-28"));
	ck_assert_int_eq(office_open_from(&office, day_of("2026-11-24")), day_of("2026-11-24"));
	ck_assert_int_eq(office_day_add(&office, DATE_NONE, 3), DATE_NONE);
	office_done(&office);
}
END_TEST

START_TEST(an_office_that_says_nothing_has_the_usual_days_off)
{
	struct office office;
	office_with(NULL, &office);
	ck_assert(!office_is_open(&office, day_of("2026-11-21")));
	ck_assert(!office_is_open(&office, day_of("2026-12-29")));
	ck_assert(office_is_open(&office, day_of("2026-11-20")));
	office_done(&office);
	office_with("{\"week-off\": [\"monday\"], \"year-end\": {\"from\": \"12-30\", \"to\": \"12-31\"}}",
		&office);
	ck_assert(office_is_open(&office, day_of("2026-11-21")));
	ck_assert(!office_is_open(&office, day_of("2026-11-16")));
	ck_assert(office_is_open(&office, day_of("2026-12-29")));
	ck_assert(!office_is_open(&office, day_of("2026-12-30")));
	ck_assert(office_is_open(&office, day_of("2027-01-02")));
	office_done(&office);
	office_with("{\"year-end\": \"none\"}", &office);
	ck_assert(office_is_open(&office, day_of("2026-12-30")));
	office_done(&office);
}
END_TEST

START_TEST(a_bad_calendar_of_an_office_is_named)
{
	static const struct {
		const char *calendar, *says;
	} rows[] = {
		{ "[]", "\"calendar\" must be a mapping" },
		{ "{\"weekoff\": []}", "\"weekoff\" is not known here" },
		{ "{\"week-off\": \"sunday\"}", "\"week-off\" must be a list" },
		{ "{\"week-off\": [\"someday\"]}", "item 1 is none" },
		{ "{\"week-off\": [\"sunday\", \"monday\", \"tuesday\", \"wednesday\", \"thursday\", "
		  "\"friday\", \"saturday\"]}",
			"open on one day of the week" },
		{ "{\"year-end\": \"always\"}", "\"year-end\" is {from" },
		{ "{\"year-end\": {\"from\": \"12-32\", \"to\": \"01-03\"}}", "\"from\" of \"year-end\"" },
		{ "{\"year-end\": {\"from\": \"12-29\"}}", "\"to\" of \"year-end\"" },
		{ "{\"year-end\": {\"from\": \"12-29\", \"to\": \"01-03\", \"x\": 1}}",
			"\"x\" is not known here" },
		{ "{\"closed\": {}}", "\"closed\" must be a list" },
		{ "{\"closed\": [{\"day\": \"2026-11-20\"}]}", "\"name\" is missing" },
		{ "{\"closed\": [{\"day\": \"11-20\", \"name\": \"x\"}]}", "is not a day" },
		{ "{\"closed\": [{\"day\": \"2026-11-20\", \"name\": \"x\"}, {\"day\": \"2026-11-20\", "
		  "\"name\": \"y\"}]}",
			"20 November 2026” stands here a second time" },
		{ "{\"closed\": [{\"day\": \"2026-11-20\", \"name\": \"x\"}], \"open\": [{\"day\": "
		  "\"2026-11-20\", \"name\": \"y\"}]}",
			"both a day off and a day of work" },
	};
	struct office demo, office;
	office_demo(&demo);
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct error err = { 0 };
		json_t *json = office_to_json(&demo), *calendar = json_loads(rows[i].calendar, 0, NULL);
		ck_assert_ptr_nonnull(calendar);
		json_object_set_new(json, "calendar", calendar);
		ck_assert_int_eq(office_from_json(json, &office, &err), RESULT_INVALID);
		ck_assert_msg(strstr(err.text, rows[i].says), "%s", err.text);
		json_decref(json);
	}
	office_done(&demo);
}
END_TEST

/* What a file would change, one a line, with ! where it is past; or the mistakes. */
static char *import_text(const char *csv, struct office *ret_after)
{
	struct office office, after;
	struct office_changes changes = { 0 };
	struct mistakes mistakes = { 0 };
	struct text text = { 0 };
	struct error err = { 0 };
	const struct office_csv_file file = { csv, strlen(csv) };
	office_with(own_days, &office);
	enum result r =
		office_import_days(&office, &file, day_of("2026-11-24"), &after, &changes, &mistakes, &err);
	for (size_t i = 0; i < changes.count; i++)
		text_format(&text, "%d%s %s\n", changes.items[i].kind, changes.items[i].past ? "!" : "",
			changes.items[i].line);
	for (size_t i = 0; i < mistakes.count; i++)
		text_format(&text, "%s:%zu %s\n", mistakes.items[i].file, mistakes.items[i].line,
			mistakes.items[i].sentence);
	ck_assert_int_eq(r, mistakes.count ? RESULT_INVALID : RESULT_OK);
	if (r == RESULT_OK && ret_after)
		*ret_after = after;
	else if (r == RESULT_OK)
		office_done(&after);
	office_changes_done(&changes);
	mistakes_done(&mistakes);
	office_done(&office);
	return text_take(&text);
}

START_TEST(days_off_are_taken_over_from_a_file_with_a_preview)
{
	struct office after;
	char *text = import_text("日,名称,区分\r\n"
				 "R9.10.1,町制施行記念日,\r\n"     /* new */
				 "2026-11-20,町の日,閉庁\r\n"      /* another name, and past */
				 "2026/11/22,,通常\r\n"            /* in neither list any more */
				 "令和9年1月4日,仕事始め,開庁\r\n" /* open it is anyway, now by name */
				 "2027-05-09,,usual\r\n",          /* as it was */
		&after);
	ck_assert_str_eq(text, "0 1 October 2027 (Fri): as usual → closed (町制施行記念日)\n"
			       "1! 20 November 2026 (Fri): closed (町制施行記念日) → closed (町の日)\n"
			       "2! 22 November 2026 (Sun): open (日曜開庁日) → as usual\n"
			       "0 4 January 2027 (Mon): as usual → open (仕事始め)\n");
	ck_assert_uint_eq(after.closed_count, 2);
	ck_assert_uint_eq(after.opened_count, 1);
	ck_assert_str_eq(office_closed_why(&after, day_of("2027-10-01"), LANGUAGE_JA), "町制施行記念日");
	ck_assert(!office_is_open(&after, day_of("2026-11-22")));
	office_done(&after);
	free(text);
}
END_TEST

START_TEST(a_bad_file_of_days_changes_nothing_and_names_each_line)
{
	static const struct {
		const char *csv, *says;
	} rows[] = {
		{ "day,name\n10/1,x\n", "days.csv:2 type the whole year, as in R8.12.1 or 2026/12/1\n" },
		{ "day,name,kind\n2027-10-01,x,holiday\n", "days.csv:2 “holiday” is no kind of day; there "
							   "are closed (閉庁), open (開庁) and usual "
							   "(通常)\n" },
		{ "day,name\n2027-10-01,\n",
			"days.csv:2 \"name\" must have a value, without spaces before or behind it\n" },
		{ "day,name\n2027-10-01,x\n2027-10-01,y\n",
			"days.csv:3 “2027-10-01” stands here a second time\n" },
		{ "name\nx\n", "days.csv:1 the column “day” (日) is missing\n" },
		{ "", "days.csv:1 the column “day” (日) is missing\ndays.csv:1 the column “name” (名称) is "
		      "missing\n" },
	};
	for (size_t i = 0; i < COUNT(rows); i++) {
		char *text = import_text(rows[i].csv, NULL);
		ck_assert_str_eq(text, rows[i].says);
		free(text);
	}
}
END_TEST

Suite *calendar_suite(void)
{
	const TTest *const tests[] = {
		holidays_of_earlier_and_later_years_follow_the_law_of_their_day,
		a_bad_row_of_the_holidays_names_its_line_and_changes_nothing,
		an_equinox_that_is_announced_otherwise_is_moved_by_a_row,
		an_office_is_closed_for_a_reason,
		open_days_are_counted_forward_and_back,
		an_office_that_says_nothing_has_the_usual_days_off,
		a_bad_calendar_of_an_office_is_named,
		days_off_are_taken_over_from_a_file_with_a_preview,
		a_bad_file_of_days_changes_nothing_and_names_each_line,
		NULL,
	};
	Suite *suite = suite_with("calendar", tests, calendar_shipped, calendar_unload);
	TCase *years = tcase_create("years");
	tcase_add_checked_fixture(years, calendar_shipped, calendar_unload);
	tcase_add_loop_test(years, the_holidays_of_a_year_are_the_published_ones, 0, COUNT(published));
	suite_add_tcase(suite, years);
	return suite;
}
