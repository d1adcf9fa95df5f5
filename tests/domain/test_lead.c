/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of lead times and of operating hours. */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "domain/calendar.h"
#include "domain/fact.h"
#include "domain/fault.h"
#include "domain/hours.h"
#include "domain/lead.h"
#include "tests/support/bundle.h"
#include "tests/support/office.h"
#include "tests/support/suites.h"

suite_maker lead_suite;

static date day_of(const char *iso)
{
	return iso ? date_from_iso(iso) : DATE_NONE;
}

#define DAYS(n) .span = { (n), 0 }
#define MONTHS(n) .span = { 0, (n) }
#define BY(day) \
	(char[]) \
	{ \
		day \
	}

START_TEST(the_last_day_is_counted_from_the_day_that_is_named)
{
	const struct {
		struct lead lead;
		const char *day, *last;
	} rows[] = {
		/* 柳川市規則第13条第3項: seven days before the use */
		{ { .given = true, DAYS(7) }, "2026-12-05", "2026-11-28" },
		{ { .given = true, DAYS(7), .move = LEAD_MOVE_EARLIER }, "2026-12-05", "2026-11-27" },
		{ { .given = true, DAYS(7), .move = LEAD_MOVE_LATER }, "2026-12-05", "2026-11-30" },
		{ { .given = true, DAYS(7), .move = LEAD_MOVE_EARLIER }, "2026-11-30", "2026-11-20" },
		{ { .given = true, DAYS(7), .of = LEAD_OF_OFFICE }, "2026-12-05", "2026-11-26" },
		{ { .given = true, DAYS(7), .of = LEAD_OF_OFFICE }, "2027-01-06", "2026-12-22" },
		{ { .given = true, DAYS(1), .of = LEAD_OF_OFFICE }, "2027-01-04", "2026-12-28" },
		{ { .given = true, MONTHS(3) }, "2027-05-31", "2027-02-28" },
		{ { .given = true, MONTHS(1), .move = LEAD_MOVE_EARLIER }, "2027-02-03", "2026-12-28" },
		/* within so many days of it */
		{ { .given = true, DAYS(14), .after = true }, "2026-11-24", "2026-12-08" },
		{ { .given = true, DAYS(5), .after = true, .of = LEAD_OF_OFFICE }, "2026-12-25",
			"2027-01-07" },
		{ { .given = true, MONTHS(1), .after = true, .move = LEAD_MOVE_LATER }, "2026-11-30",
			"2027-01-04" },
		/* 柳川市規則第23条第1項: by the end of October for the next fiscal year,
		 * three months before a start in the course of one */
		{ { .given = true, .by = BY("10-31"), .otherwise = { 0, 3 } }, "2027-04-01", "2026-10-31" },
		{ { .given = true, .by = BY("10-31"), .otherwise = { 0, 3 } }, "2027-06-01", "2027-03-01" },
		{ { .given = true, .by = BY("10-31"), .otherwise = { 0, 3 } }, "2027-03-31", "2026-12-31" },
		{ { .given = true, .by = BY("10-31"), .move = LEAD_MOVE_LATER }, "2027-04-01", "2026-11-02" },
		{ { .given = true, .by = BY("10-31") }, "2028-03-31", "2026-10-31" },
		{ { .given = true, .by = BY("02-15") }, "2027-04-01", "2027-02-15" },
		{ { .given = true, DAYS(7) }, NULL, "" },
		{ { .given = false, DAYS(7) }, "2026-12-05", "" },
	};
	struct office office;
	office_demo(&office);
	for (size_t i = 0; i < COUNT(rows); i++) {
		char iso[DATE_ISO_SIZE];
		date_iso(lead_last_day(&rows[i].lead, &office, day_of(rows[i].day)), iso);
		ck_assert_msg(!strcmp(iso, rows[i].last), "%zu: %s gives %s", i, rows[i].day, iso);
	}
	office_done(&office);
}
END_TEST

START_TEST(a_rule_is_told_in_words)
{
	const struct {
		struct lead lead;
		const char *words;
	} rows[] = {
		{ { .given = true, DAYS(7), .in_principle = true },
			"To be filed 7 days before this day at the latest. What is later needs a reason and "
			"is "
			"marked." },
		{ { .given = true, DAYS(7), .of = LEAD_OF_OFFICE, .move = LEAD_MOVE_EARLIER },
			"To be filed 7 open days of the office before this day at the latest. Where that is "
			"a "
			"day off, on the open day before." },
		{ { .given = true, .by = BY("10-31"), .otherwise = { 0, 3 } },
			"To be filed by 10/31 of the fiscal year before. For a day in the course of a fiscal "
			"year: To be filed 3 months before this day at the latest." },
		{ { .given = true, DAYS(14), .after = true, .move = LEAD_MOVE_LATER },
			"To be filed within 14 days after this day. Where that is a day off, on the next "
			"open "
			"day." },
		{ { .given = true, MONTHS(1), .after = true },
			"To be filed within 1 months after this day." },
		{ { .given = true, DAYS(3), .after = true, .of = LEAD_OF_OFFICE },
			"To be filed within 3 open days of the office after this day." },
	};
	for (size_t i = 0; i < COUNT(rows); i++) {
		char *words = lead_text(&rows[i].lead);
		ck_assert_str_eq(words, rows[i].words);
		free(words);
	}
}
END_TEST

/* A form with a period that must be filed seven days before, and a table of days. */
static const char form_yaml[] =
	"id: request\ntitle: 申請書\narticle: \"2.1\"\nkind: application\nfiled-by: {section: any}\n"
	"addressee: manager\nretain: {years: 5, from: next-fiscal-year}\nfields:\n"
	"  - {id: use, label: 使用, type: period, article: \"2.1\", lead: {days: 7%s}}\n"
	"  - {id: reason, label: 理由, type: text}\n"
	"  - id: days\n    label: 日\n    type: table\n    columns:\n"
	"      - {id: day, label: 日, type: date, lead: {days: 2}}\n"
	"route:\n  - {step: receive, by: clerk, number: true}\n"
	"  - {step: decide, by: manager, words: {\"yes\": 可, \"no\": 否}}\n"
	"sheet: {sentence: 申請します。, honorific: 様}\n";

static const char regulation_yaml[] =
	"id: small\nversion: \"1\"\ntitle: 小\ncited: 小規程\nclauses:\n"
	"  - {id: \"2.1\", what: 申請, needs: [application, rule]}\n"
	"roles:\n  - {id: manager, label: 管理者, post: 課長}\n  - {id: clerk, label: 係, post: 係員}\n"
	"lists:\n  - id: systems\n    label: システム\n    choices:\n"
	"      - {id: tax, ja: 税}\n      - {id: juki, ja: 住基}\n      - {id: money, ja: 財務}\n"
	"hours:\n"
	"  - {id: business, label: 通常, article: \"2.1\", systems: systems, except: [juki, money], "
	"from: \"08:30\", to: \"17:00\", closed-on-holidays: true, outside: refuse}\n"
	"  - {id: juki, label: 住基, article: \"2.1\", systems: systems, except: [tax, money], weekdays: "
	"[monday, saturday], from: \"09:00\", to: \"24:00\", outside: reason}\n";

static struct regulation *small(const char *in_principle)
{
	struct bundle bundle = { 0 };
	struct regulation *regulation = NULL;
	struct error err = { 0 };
	char *form = memory_format(form_yaml, in_principle);
	bundle_add(&bundle, "forms/request.yaml", form, strlen(form));
	bundle_add(&bundle, "regulation.yaml", regulation_yaml, strlen(regulation_yaml));
	ck_assert_msg(regulation_load(&bundle, &regulation, NULL, &err) == RESULT_OK, "%s", err.text);
	free(form);
	bundle_done(&bundle);
	return regulation;
}

/* The sentences of what is late, one a line. */
static char *late_text(const struct regulation *regulation, const json_t *values, const char *filed)
{
	struct office office;
	struct faults faults = { 0 };
	struct text text = { 0 };
	office_demo(&office);
	faults_late(regulation_form(regulation, "request"), values, &office, day_of(filed), &faults);
	for (size_t i = 0; i < faults.count; i++)
		text_format(&text, "%s %zu %s (%s)\n", faults.items[i].field->id, faults.items[i].row,
			faults.items[i].sentence, faults.items[i].article ? faults.items[i].article : "");
	faults_done(&faults);
	office_done(&office);
	return text_take(&text);
}

static void expect_late(
	const struct regulation *regulation, const json_t *values, const char *filed, const char *wanted)
{
	char *found = late_text(regulation, values, filed);
	ck_assert_str_eq(found ? found : "", wanted);
	free(found);
}

START_TEST(what_is_filed_too_late_is_a_fault_with_its_last_day)
{
	struct regulation *regulation = small("");
	json_t *values = json_pack("{s:{s:s, s:s}, s:[{s:s}, {s:s}]}", "use", "from", "2026-12-05", "to",
		"2026-12-06", "days", "day", "2026-12-05", "day", "2026-11-30");
	expect_late(regulation, values, "2026-11-28", "");
	expect_late(regulation, values, "2026-11-29",
		"use 0 This had to be filed by 28 November 2026 (Sat) (2.1)\n"
		"days 2 This had to be filed by 28 November 2026 (Sat) ()\n");
	json_object_del(values, "use");
	json_object_del(values, "days");
	expect_late(regulation, values, "2026-11-29", "");
	json_decref(values);
	regulation_free(regulation);
}
END_TEST

START_TEST(what_is_late_in_principle_needs_a_reason_and_is_marked)
{
	struct regulation *regulation = small(", in-principle: true, late-reason: reason");
	const struct form *form = regulation_form(regulation, "request");
	struct office office;
	json_t *values = json_pack("{s:{s:s, s:s}}", "use", "from", "2026-12-05", "to", "2026-12-06");
	office_demo(&office);
	expect_late(regulation, values, "2026-11-28", "");
	ck_assert(!lead_is_late(form, values, &office, day_of("2026-11-28")));
	expect_late(regulation, values, "2026-11-29",
		"reason 0 This had to be filed by 28 November 2026 (Sat); please say why it is late (2.1)\n");
	json_object_set_new(values, "reason", json_string("急な障害のため"));
	expect_late(regulation, values, "2026-11-29", "");
	ck_assert(lead_is_late(form, values, &office, day_of("2026-11-29")));
	json_decref(values);
	office_done(&office);
	regulation_free(regulation);
}
END_TEST

START_TEST(hours_differ_by_system_and_close_on_days_off)
{
	static const struct {
		const char *system, *day;
		int minute;
		enum hours_state state;
		const char *rule, *why;
	} rows[] = {
		{ "tax", "2026-11-24", 510, HOURS_WITHIN, "business", "" },
		{ "tax", "2026-11-24", 509, HOURS_TIME, "business", "The operating hours are 8:30 to 17:00" },
		{ "tax", "2026-11-24", 1019, HOURS_WITHIN, "business", "" },
		{ "tax", "2026-11-24", 1020, HOURS_TIME, "business",
			"The operating hours are 8:30 to 17:00" },
		{ "tax", "2026-11-23", 600, HOURS_DAY_OFF, "business",
			"23 November 2026 (Mon) is a day off (Labour Thanksgiving Day)" },
		{ "tax", "2026-12-29", 600, HOURS_DAY_OFF, "business",
			"29 December 2026 (Tue) is a day off (Year-end holidays)" },
		{ "tax", "2026-11-21", 600, HOURS_WEEKDAY, "business",
			"There are no operating hours on 21 November 2026 (Sat)" },
		{ "juki", "2026-11-21", 1439, HOURS_WITHIN, "juki", "" },
		{ "juki", "2026-11-23", 600, HOURS_WITHIN, "juki", "" },
		{ "juki", "2026-11-24", 600, HOURS_WEEKDAY, "juki",
			"There are no operating hours on 24 November 2026 (Tue)" },
		{ "money", "2026-11-24", 0, HOURS_FREE, NULL, "" },
		{ NULL, "2026-11-24", 600, HOURS_WITHIN, "business", "" },
	};
	struct regulation *regulation = small("");
	struct office office;
	office_demo(&office);
	for (size_t i = 0; i < COUNT(rows); i++) {
		const struct hours *rule;
		date day = day_of(rows[i].day);
		enum hours_state state =
			hours_at(regulation, &office, rows[i].system, day, rows[i].minute, &rule);
		char *why = hours_why(rule, &office, day, state);
		ck_assert_int_eq(state, rows[i].state);
		ck_assert_pstr_eq(rule ? rule->id : NULL, rows[i].rule);
		ck_assert_str_eq(why, rows[i].why);
		free(why);
	}
	office_done(&office);
	regulation_free(regulation);
}
END_TEST

/* Hours that were approved: yamada at 税-01 on Saturday, 28 November, until eight. */
static bool saturday(void *context, const struct fact_question *question)
{
	(void)context;
	return !strcmp(question->fact, "approved") && !strcmp(question->person, "yamada") &&
	       (!question->subject || !strcmp(question->subject, "t-01")) &&
	       question->day == date_of(2026, 11, 28) && question->minute < 20 * 60;
}

START_TEST(approved_hours_open_that_person_terminal_and_time)
{
	static const struct {
		struct hours_use use;
		bool allowed, reason;
	} rows[] = {
		{ { "yamada", "tax", "Ｔ-01", 0, 600 }, true, false },
		{ { "yamada", "tax", NULL, 0, 600 }, true, false },
		{ { "yamada", "tax", "t-02", 0, 600 }, false, false },
		{ { "ishikawa", "tax", "t-01", 0, 600 }, false, false },
		{ { "yamada", "tax", "t-01", 0, 1200 }, false, false },
		{ { "yamada", "money", "t-02", 0, 1200 }, true, false },
		{ { "ishikawa", "juki", "t-02", 0, 400 }, true, true },
	};
	const struct fact_source source = { saturday, NULL, NULL };
	struct regulation *regulation = small("");
	struct office office;
	office_demo(&office);
	office.facts = &source;
	regulation->hours[0].fact = memory_string("approved");
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct hours_use use = rows[i].use;
		struct error err = { 0 };
		bool reason;
		use.day = date_of(2026, 11, 28);
		enum result r = hours_may(regulation, &office, &use, &reason, &err);
		ck_assert_int_eq(r, rows[i].allowed ? RESULT_OK : RESULT_REFUSED);
		ck_assert_int_eq(reason, rows[i].reason);
		ck_assert_str_eq(err.article, rows[i].allowed ? "" : "2.1");
		if (!rows[i].allowed)
			ck_assert_str_eq(err.text,
				"There are no operating hours on 28 November 2026 (Sat); outside them a "
				"terminal may be used in approved hours only");
	}
	office_done(&office);
	regulation_free(regulation);
}
END_TEST

/* 柳川市規則第13条第3項 and 第23条第1項 as the shipped data has them. */
START_TEST(the_shipped_deadlines_are_those_of_the_articles)
{
	static const struct {
		const char *form, *field, *day, *last;
	} rows[] = {
		{ "overtime-application", "holidays", "2026-12-29", "2026-12-22" },
		{ "overtime-application", "holidays", "2027-01-02", "2026-12-26" },
		{ "processing-application", "start", "2027-04-01", "2026-10-31" },
		{ "processing-application", "start", "2027-07-31", "2027-04-30" },
	};
	struct regulation *regulation = regulation_read("data/regulations/yanagawa");
	struct office office;
	office_shipped("data/demo/yanagawa-city", &office);
	calendar_shipped();
	for (size_t i = 0; i < COUNT(rows); i++) {
		const struct form *form = regulation_form(regulation, rows[i].form);
		const struct field *field = form ? form_field(form, rows[i].field) : NULL;
		char iso[DATE_ISO_SIZE];
		ck_assert_msg(field && field->lead.given, "%s has no deadline", rows[i].field);
		ck_assert(field->lead.in_principle && field->article);
		date_iso(lead_last_day(&field->lead, &office, day_of(rows[i].day)), iso);
		ck_assert_str_eq(iso, rows[i].last);
	}
	/* 第13条第1項: half past eight to five, Monday to Friday, not on 市の休日; three systems have their own */
	ck_assert_int_eq(
		hours_at(regulation, &office, NULL, day_of("2026-11-24"), 8 * 60 + 30, NULL), HOURS_WITHIN);
	ck_assert_int_eq(
		hours_at(regulation, &office, NULL, day_of("2026-11-24"), 17 * 60, NULL), HOURS_TIME);
	ck_assert_int_eq(
		hours_at(regulation, &office, NULL, day_of("2026-11-23"), 12 * 60, NULL), HOURS_DAY_OFF);
	ck_assert_int_eq(
		hours_at(regulation, &office, "juki-net", day_of("2026-11-23"), 12 * 60, NULL), HOURS_FREE);
	office_done(&office);
	regulation_free(regulation);
}
END_TEST

Suite *lead_suite(void)
{
	const TTest *const tests[] = {
		the_last_day_is_counted_from_the_day_that_is_named,
		a_rule_is_told_in_words,
		what_is_filed_too_late_is_a_fault_with_its_last_day,
		what_is_late_in_principle_needs_a_reason_and_is_marked,
		hours_differ_by_system_and_close_on_days_off,
		approved_hours_open_that_person_terminal_and_time,
		the_shipped_deadlines_are_those_of_the_articles,
		NULL,
	};
	return suite_of("lead", tests);
}
