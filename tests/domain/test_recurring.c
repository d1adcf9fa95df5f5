/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of recurring duties: their turns, whose they are, what is done and what is late. */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "domain/recurring.h"
#include "tests/support/bundle.h"
#include "tests/support/office.h"
#include "tests/support/suites.h"

suite_maker recurring_suite;

static struct office office;
static struct regulation *regulation;

/* The specimen's roles are held by nobody here; those of the training office's regulation are. */
static void open_office(void)
{
	office_demo(&office);
	regulation = regulation_read("data/regulations/toin");
}

static void close_office(void)
{
	office_done(&office);
	regulation_free(regulation);
}

static const struct recurring yearly = {
	.every = EVERY_YEAR,
	.due_month = 10,
	.due_day = 31,
	.target = FOR_NEXT_FISCAL_YEAR,
	.field = (char[]){ "year" },
	.warn_days = 30,
};

static const struct recurring monthly = {
	.every = EVERY_MONTH,
	.due_day = 25,
	.target = FOR_NEXT_MONTH,
	.field = (char[]){ "month" },
	.warn_days = 5,
	.move = LEAD_MOVE_EARLIER,
};

/* "2026-10-31 2027 late|..." of the turns shown on a day. */
static char *turns_text(const struct recurring *duty, const char *day, const char *since)
{
	struct recurring_turn *turns;
	struct text text = { 0 };
	date on = date_from_iso(day);
	size_t count = recurring_turns(duty, &office, on, since ? date_from_iso(since) : DATE_NONE, &turns);
	for (size_t i = 0; i < count; i++) {
		char due[DATE_ISO_SIZE];
		date_iso(turns[i].due, due);
		text_format(&text, "%s%s %s%s", i ? "|" : "", due, turns[i].target,
			recurring_is_late(duty, &turns[i], on) ? " late" : "");
	}
	free(turns);
	return text_take(&text);
}

static void expect_turns(const struct recurring *duty, const char *day, const char *since, const char *wanted)
{
	char *found = turns_text(duty, day, since);
	ck_assert_msg(!strcmp(found ? found : "", wanted), "%s since %s: %s", day, since, found ? found : "");
	free(found);
}

START_TEST(a_yearly_duty_comes_before_its_day_and_stays_however_long)
{
	expect_turns(&yearly, "2026-09-30", "2026-04-01", "");
	expect_turns(&yearly, "2026-10-01", "2026-04-01", "2026-10-31 2027");
	expect_turns(&yearly, "2026-10-31", "2026-04-01", "2026-10-31 2027");
	expect_turns(&yearly, "2026-11-01", "2026-04-01", "2026-10-31 2027 late");
	expect_turns(&yearly, "2027-03-31", "2026-04-01", "2026-10-31 2027 late");
	expect_turns(&yearly, "2027-10-01", "2026-04-01", "2026-10-31 2027 late|2027-10-31 2028");
	expect_turns(&yearly, "2027-11-01", "2026-04-01", "2026-10-31 2027 late|2027-10-31 2028 late");
	expect_turns(&yearly, "2029-12-01", "2026-04-01",
		"2026-10-31 2027 late|2027-10-31 2028 late|2028-10-31 2029 late|2029-10-31 2030 late");
	/* what was due before the office began with it is not asked for */
	expect_turns(&yearly, "2026-11-01", "2026-11-01", "");
	expect_turns(&yearly, "2026-11-01", NULL, "2026-10-31 2027 late");
}
END_TEST

START_TEST(a_monthly_duty_moves_off_days_off)
{
	expect_turns(&monthly, "2026-11-19", "2026-11-01", "");
	/* 25 November 2026 is a Wednesday; 25 December a Friday; 25 April 2027 a Sunday */
	expect_turns(&monthly, "2026-11-20", "2026-11-01", "2026-11-25 2026-12");
	expect_turns(&monthly, "2026-11-26", "2026-11-01", "2026-11-25 2026-12 late");
	expect_turns(&monthly, "2026-12-20", "2026-12-01", "2026-12-25 2027-01");
	expect_turns(&monthly, "2027-04-18", "2027-04-01", "2027-04-23 2027-05");
	expect_turns(&monthly, "2027-01-05", "2026-11-01", "2026-11-25 2026-12 late|2026-12-25 2027-01 late");
	struct recurring last = monthly;
	last.due_day = 31;
	last.move = LEAD_MOVE_NONE;
	expect_turns(&last, "2027-02-26", "2027-02-01", "2027-02-28 2027-03");
}
END_TEST

START_TEST(what_is_optional_is_gone_after_its_day)
{
	struct recurring optional = monthly;
	optional.optional = true;
	expect_turns(&optional, "2026-11-25", "2026-01-01", "2026-11-25 2026-12");
	expect_turns(&optional, "2026-11-26", "2026-01-01", "");
}
END_TEST

START_TEST(what_a_turn_is_for_is_said_in_words)
{
	static const struct {
		const struct recurring *duty;
		const char *target, *ja, *en;
	} rows[] = {
		{ &yearly, "2027", "令和9年度", "fiscal 2027" },
		{ &monthly, "2026-12", "令和8年12月", "December 2026" },
		{ &monthly, "", "", "" },
	};
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct recurring_turn turn = { 0 };
		strcpy(turn.target, rows[i].target);
		char *ja = recurring_target_text(rows[i].duty, &turn, LANGUAGE_JA);
		char *en = recurring_target_text(rows[i].duty, &turn, LANGUAGE_EN);
		ck_assert_str_eq(ja, rows[i].ja);
		ck_assert_str_eq(en, rows[i].en);
		free(ja);
		free(en);
	}
}
END_TEST

START_TEST(a_turn_is_done_by_what_was_filed_for_it_in_that_section)
{
	static const struct recurring_filed filed[] = {
		{ "tax", DATE_NONE, "2027" },
		{ "residents", DATE_NONE, "2026" },
		{ "welfare", DATE_NONE, NULL },
	};
	static const struct recurring_turn turn = { .target = "2027" };
	ck_assert(recurring_is_done(&yearly, &turn, &office, "tax", filed, COUNT(filed)));
	ck_assert(!recurring_is_done(&yearly, &turn, &office, "residents", filed, COUNT(filed)));
	ck_assert(!recurring_is_done(&yearly, &turn, &office, "welfare", filed, COUNT(filed)));
	ck_assert(recurring_is_done(&yearly, &turn, &office, NULL, filed, COUNT(filed)));
	/* without a field it counts when it was filed */
	struct recurring plain = monthly;
	plain.field = NULL;
	plain.target = FOR_NOTHING;
	struct recurring_turn *turns;
	size_t count = recurring_turns(&plain, &office, date_of(2026, 11, 24), date_of(2026, 11, 1), &turns);
	ck_assert_uint_eq(count, 1);
	ck_assert_int_eq(turns[0].begins, date_of(2026, 10, 24)); /* 25 October was a Sunday */
	struct recurring_filed one = { "tax", date_of(2026, 10, 23), NULL };
	ck_assert(!recurring_is_done(&plain, &turns[0], &office, "tax", &one, 1));
	one.filed = date_of(2026, 10, 24);
	ck_assert(recurring_is_done(&plain, &turns[0], &office, "tax", &one, 1));
	free(turns);
}
END_TEST

START_TEST(a_duty_is_the_sections_or_the_roles)
{
	static const struct {
		const char *person, *section;
		bool every_section, of_role;
	} rows[] = {
		{ "yamada", "tax", true, false },
		{ "watanabe", "residents", true, true }, /* holds it */
		{ "nakamura", "residents", true, true }, /* sits in its section */
		{ "kuroda", NULL, false, false },
	};
	char *kinds[] = { (char[]){ "section" } };
	struct actor heads = { .kind = ACTOR_EVERY_HEAD, .section_kinds = kinds, .section_kind_count = 1 };
	struct actor role = { .kind = ACTOR_ROLE, .role = (char[]){ "protection-manager" } };
	struct recurring duty = yearly;
	date day = date_of(2026, 11, 24);
	duty.by_count = 1;
	for (size_t i = 0; i < COUNT(rows); i++) {
		const char *section;
		duty.by = &heads;
		ck_assert_int_eq(recurring_is_his(&duty, regulation, &office, rows[i].person, rows[i].section,
					 day, &section),
			rows[i].every_section);
		ck_assert_pstr_eq(section, rows[i].every_section ? rows[i].section : NULL);
		duty.by = &role;
		ck_assert_msg(recurring_is_his(&duty, regulation, &office, rows[i].person, rows[i].section,
				      day, &section) == rows[i].of_role,
			"%s", rows[i].person);
		ck_assert_ptr_null(section);
	}
}
END_TEST

Suite *recurring_suite(void)
{
	const TTest *const tests[] = {
		a_yearly_duty_comes_before_its_day_and_stays_however_long,
		a_monthly_duty_moves_off_days_off,
		what_is_optional_is_gone_after_its_day,
		what_a_turn_is_for_is_said_in_words,
		a_turn_is_done_by_what_was_filed_for_it_in_that_section,
		a_duty_is_the_sections_or_the_roles,
		NULL,
	};
	return suite_with("recurring", tests, open_office, close_office);
}
