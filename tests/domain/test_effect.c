/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Effects of forms, and what registers say against values to be filed. */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "domain/effect.h"
#include "domain/fact.h"
#include "tests/support/office.h"
#include "tests/support/suites.h"

suite_maker effect_suite;

#define W(string) ((char[]){ string })

/* A form with a period, a table of people and terminals, and an effect over its rows. */
static struct field columns[] = {
	{ .id = W("person"),
		.label = { W("氏名"), W("Name") },
		.type = FIELD_PERSON,
		.in_fact = W("operators") },
	{ .id = W("terminal"), .label = { W("端末"), W("Terminal") }, .type = FIELD_TEXT },
	{ .id = W("right"), .label = { W("権限"), W("Right") }, .type = FIELD_TEXT },
};
static struct field fields[] = {
	{ .id = W("period"), .label = { W("期間"), W("Period") }, .type = FIELD_PERIOD },
	{ .id = W("day"), .label = { W("日"), W("Day") }, .type = FIELD_DATE },
	{ .id = W("start"), .label = { W("始"), W("Start") }, .type = FIELD_TIME },
	{ .id = W("end"), .label = { W("終"), W("End") }, .type = FIELD_TIME },
	{ .id = W("kind"), .label = { W("種別"), W("Kind") }, .type = FIELD_TEXT },
	{ .id = W("people"),
		.label = { W("操作者"), W("People") },
		.type = FIELD_TABLE,
		.columns = columns,
		.column_count = COUNT(columns) },
};
static char *details[] = { W("people.right") };
static char *kinds[] = { W("designate") };
static const struct effect designation = { .id = W("designate"),
	.article = W("12.3"),
	.fact = W("operators"),
	.rows = W("people"),
	.person = W("people.person"),
	.subject = W("people.terminal"),
	.detail = details,
	.detail_count = 1,
	.from = W("period") };
static struct effect effect;
static struct fact facts[] = { { .id = W("operators"),
	.label = { W("操作員"), W("Operators") },
	.article = W("12.3"),
	.subject = { W("端末機"), W("Terminal") } } };
static struct regulation regulation = { .id = W("reg"), .facts = facts, .fact_count = COUNT(facts) };
static struct form form = {
	.id = W("f"), .fields = fields, .field_count = COUNT(fields), .effects = &effect, .effect_count = 1
};
static struct office office;
static date today;

static bool asked_later;
static bool register_says(void *context, const struct fact_question *question)
{
	asked_later = question->or_later;
	return question->person && !strcmp(question->person, context) &&
	       (!question->subject || !strcmp(question->subject, "terminal1"));
}
static const struct fact_source source = { register_says, W("yamada"), NULL };

static void setup(void)
{
	office_demo(&office);
	office.facts = &source;
	today = date_of(2026, 11, 24);
	effect = designation;
}

static void teardown(void)
{
	office_done(&office);
}

static json_t *values(void)
{
	return json_pack("{s:{s:s, s:s}, s:s, s:s, s:s, s:[{s:s, s:s, s:s}, {s:s, s:s}, {s:s}]}", "period",
		"from", "2026-12-01", "to", "2027-03-31", "kind", "designate", "start", "17:30", "end",
		"20:00", "people", "person", "yamada", "terminal", "Ｔｅｒｍｉｎａｌ 1", "right", "照会",
		"person", "kimura", "terminal", "terminal2", "terminal", "nobody's");
}

START_TEST(each_row_that_names_somebody_makes_one_thing_true)
{
	struct effect_rows rows = { 0 };
	json_t *filled = values();
	effect_find(&form, filled, &office, today, &rows);
	ck_assert_uint_eq(rows.count, 2);
	ck_assert_str_eq(rows.items[0].person, "yamada");
	ck_assert_str_eq(
		rows.items[0].subject, "terminal1"); /* width and spaces do not tell terminals apart */
	ck_assert_str_eq(rows.items[0].subject_words, "Ｔｅｒｍｉｎａｌ 1");
	ck_assert_str_eq(rows.items[0].detail, "照会");
	ck_assert_int_eq(rows.items[0].from, date_of(2026, 12, 1));
	ck_assert_int_eq(rows.items[0].to, date_of(2027, 3, 31));
	ck_assert_ptr_null(rows.items[1].detail);
	json_t *json = effect_rows_to_json(&rows);
	ck_assert_str_eq(json_string_value(json_object_get(json_array_get(json, 0), "how")), "grant");
	ck_assert_str_eq(json_string_value(json_object_get(json_array_get(json, 0), "to")), "2027-03-31");
	json_decref(json);
	effect_rows_done(&rows);
	json_decref(filled);
}
END_TEST

START_TEST(a_condition_decides_and_hours_and_a_single_day_are_kept)
{
	struct effect_rows rows = { 0 };
	json_t *filled = values();
	effect.when = (struct condition){ fields[4].id, kinds, 1 };
	effect.hours_from = fields[2].id;
	effect.hours_to = fields[3].id;
	effect.day = fields[1].id;
	json_object_set_new(filled, "day", json_string("2026-12-24"));
	effect_find(&form, filled, &office, today, &rows);
	ck_assert_uint_eq(rows.count, 2);
	ck_assert_int_eq(rows.items[0].from, date_of(2026, 12, 24));
	ck_assert_int_eq(rows.items[0].to, date_of(2026, 12, 24));
	ck_assert_str_eq(rows.items[0].time_from, "17:30");
	effect_rows_done(&rows);
	json_object_set_new(filled, "kind", json_string("cancel"));
	effect_find(&form, filled, &office, today, &rows);
	ck_assert_uint_eq(rows.count, 0);
	json_decref(filled);
}
END_TEST

START_TEST(without_a_day_it_holds_from_the_deciding_day_on)
{
	struct effect_rows rows = { 0 };
	json_t *filled = values();
	effect.from = NULL;
	effect_find(&form, filled, &office, today, &rows);
	ck_assert_int_eq(rows.items[0].from, today);
	ck_assert_int_eq(rows.items[0].to, DATE_NONE);
	effect_rows_done(&rows);
	json_decref(filled);
}
END_TEST

START_TEST(what_the_decision_form_says_counts_before_the_application)
{
	struct field own[] = {
		{ .id = W("granted"), .type = FIELD_PERIOD, .fill = FILL_FIELD, .fill_field = fields[0].id }
	};
	struct form decision = { .id = W("d"), .fields = own, .field_count = 1 };
	json_t *filled = values();
	json_t *said = json_pack("{s:{s:s, s:s}}", "granted", "from", "2026-12-01", "to", "2026-12-31");
	json_t *all = effect_values(&form, filled, &decision, said);
	struct effect_rows rows = { 0 };
	effect_find(&form, all, &office, today, &rows);
	ck_assert_int_eq(rows.items[0].to, date_of(2026, 12, 31));
	effect_rows_done(&rows);
	json_decref(all);
	json_decref(said);
	json_decref(filled);
}
END_TEST

START_TEST(who_does_not_stand_in_the_register_is_refused_by_name_and_row)
{
	struct faults faults = { 0 };
	json_t *filled = values();
	effect_faults(&regulation, &form, filled, NULL, &office, today, &faults);
	ck_assert_uint_eq(faults.count, 1);
	ck_assert_uint_eq(faults.items[0].row, 2);
	ck_assert_str_eq(faults.items[0].column->id, "person");
	ck_assert_str_eq(faults.items[0].article, "12.3");
	ck_assert(strstr(faults.items[0].sentence, "does not stand in \"Operators\""));
	faults_done(&faults);
	json_decref(filled);
}
END_TEST

START_TEST(an_end_of_what_nobody_has_granted_is_refused)
{
	struct faults faults = { 0 };
	json_t *filled = values();
	effect.ends = true;
	effect_faults(&regulation, &form, filled, NULL, &office, today, &faults);
	ck_assert(asked_later); /* what begins later may be ended too */
	ck_assert_uint_eq(faults.count, 2);
	ck_assert_str_eq(faults.items[1].field->id, "people");
	ck_assert(strstr(faults.items[1].sentence, "Nothing of \"Operators\" is in force"));
	ck_assert(strstr(faults.items[1].sentence, "terminal2"));
	faults_done(&faults);
	effect.if_any = true;
	effect_faults(&regulation, &form, filled, NULL, &office, today, &faults);
	ck_assert_uint_eq(faults.count, 1); /* only the person who is not in the register */
	faults_done(&faults);
	json_decref(filled);
}
END_TEST

START_TEST(without_anybody_to_ask_nothing_is_true)
{
	office.facts = NULL;
	ck_assert(!fact_has_person(&office, "reg", "operators", "yamada", today));
	ck_assert_int_eq(fact_minute("17:15"), 17 * 60 + 15);
	ck_assert_int_eq(fact_minute("24:00"), -1);
	ck_assert_int_eq(fact_minute("now"), -1);
}
END_TEST

Suite *effect_suite(void)
{
	const TTest *const tests[] = {
		each_row_that_names_somebody_makes_one_thing_true,
		a_condition_decides_and_hours_and_a_single_day_are_kept,
		without_a_day_it_holds_from_the_deciding_day_on,
		what_the_decision_form_says_counts_before_the_application,
		who_does_not_stand_in_the_register_is_refused_by_name_and_row,
		an_end_of_what_nobody_has_granted_is_refused,
		without_anybody_to_ask_nothing_is_true,
		NULL,
	};
	return suite_with("effect", tests, setup, teardown);
}
