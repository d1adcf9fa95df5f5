/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of the rules of fields: one input that breaks each, and the sentence a clerk reads. */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "domain/fault.h"
#include "tests/support/bundle.h"
#include "tests/support/office.h"
#include "tests/support/suites.h"

suite_maker fault_suite;

static json_t *good_values(void)
{
	return json_pack("{s:s, s:s, s:i, s:{s:s, s:s}, s:b, s:s, s:s, s:[{s:s, s:s}]}", "subject",
		"資料の借用", "why", "調査のため", "count", 2, "period", "from", "2026-12-01", "to",
		"2027-03-31", "outside", 0, "kind", "map", "borrower", "yamada", "items", "kind", "map",
		"title", "町全図");
}

/* The first fault's sentence for the specimen's application with one value replaced. */
static void expect(const char *field, json_t *value, const char *wanted)
{
	struct regulation *regulation = regulation_read("tests/data/regulations/specimen");
	struct office office;
	struct faults faults = { 0 };
	json_t *values = good_values();
	office_demo(&office);
	if (field)
		json_object_set_new(values, field, value);
	faults_find(regulation_form(regulation, "loan-application"), values, NULL, &office,
		date_of(2026, 11, 24), &faults);
	if (wanted) {
		ck_assert_msg(faults.count > 0, "%s: no fault, wanted: %s", field, wanted);
		ck_assert_msg(strstr(faults.items[0].sentence, wanted) != NULL, "%s: %s", field,
			faults.items[0].sentence);
	} else {
		ck_assert_msg(faults.count == 0, "%s", faults.count ? faults.items[0].sentence : "");
	}
	faults_done(&faults);
	office_done(&office);
	json_decref(values);
	regulation_free(regulation);
}

START_TEST(what_is_right_has_no_fault)
{
	expect(NULL, NULL, NULL);
	expect("place", json_string(""), NULL);
	expect("subject", json_string("葛\xF3\xA0\x84\x80城の髙﨑"), NULL);
}
END_TEST

START_TEST(each_rule_has_its_sentence)
{
	char *huge = memory_new(100001, 1);
	memset(huge, 'a', 100000);
	expect("why", json_string(huge), "at most 65536");
	free(huge);
	expect("subject", json_string("　 "), "must be filled in");
	expect("subject", json_integer(4), "cannot be read");
	expect("subject",
		json_string(
			"一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一"),
		"at most 40");
	expect("subject", json_string("a\nb"), "U+000A");
	expect("why", json_string("a\x1b[2J"), "U+001B");
	expect("why", json_string("a\xE2\x80\xAE"), "U+202E");
	expect("code", json_string("ab-1"), "AB-123");
	expect("count", json_integer(0), "1 or more");
	expect("count", json_integer(21), "20 or less");
	expect("written-on", json_string("2026-02-30"), "not a day");
	expect("written-on", json_string("2026-03-31"), "before 1 April 2026");
	expect("pick-up", json_string("25:00"), "0:00 to 24:00");
	expect("period", json_pack("{s:s, s:s}", "from", "2026-12-02", "to", "2026-12-01"),
		"before the first day");
	expect("period", json_pack("{s:s, s:s}", "from", "2026-11-23", "to", "2026-12-01"), "before today");
	expect("period", json_pack("{s:s, s:s}", "from", "2026-12-01", "to", "2027-04-01"), "fiscal year");
	expect("period", json_pack("{s:s}", "from", "2026-12-01"), "not a day");
	expect("outside", json_true(), "must be filled in"); /* then the place is wanted */
	expect("kind", json_string("stone"), "not one of the choices");
	expect("kind", json_string("other"), "needs words");
	expect("uses", json_pack("[s, s]", "read", "burn"), "not one of the choices");
	expect("borrower", json_string("nobody"), "nobody of this office");
	expect("section", json_string("nowhere"), "no section of this office");
	expect("items", json_array(), "must be filled in");
	expect("unheard-of", json_string("x"), "no field \"unheard-of\"");
}
END_TEST

START_TEST(rows_of_a_table_are_looked_at_one_by_one)
{
	expect("items", json_pack("[{s:s, s:s}, {s:s}]", "kind", "map", "title", "町全図", "kind", "map"),
		"must be filled in");
	expect("items", json_pack("[{s:s, s:s, s:b}]", "kind", "map", "title", "町全図", "fragile", 1),
		"must be filled in"); /* the wrapping of what is fragile */
	json_t *many = json_array();
	for (int i = 0; i < 13; i++)
		json_array_append_new(many, json_pack("{s:s, s:s}", "kind", "map", "title", "図"));
	expect("items", many, "at most 12");
}
END_TEST

START_TEST(a_rule_over_several_fields_names_its_article)
{
	struct regulation *regulation = regulation_read("tests/data/regulations/specimen");
	struct office office;
	struct faults faults = { 0 };
	struct error err;
	json_t *values = good_values();
	office_demo(&office);
	json_object_set_new(values, "outside", json_true());
	json_object_set_new(values, "place", json_string("資料館"));
	json_object_set_new(values, "items", json_pack("[{s:s, s:s}]", "kind", "diary", "title", "日誌"));
	faults_find(regulation_form(regulation, "loan-application"), values, NULL, &office,
		date_of(2026, 11, 24), &faults);
	ck_assert_uint_eq(faults.count, 1);
	ck_assert_int_eq(faults_error(&faults, &err), RESULT_REFUSED);
	ck_assert_str_eq(err.article, "3.1");
	ck_assert(strstr(err.text, "Diaries and letters"));
	faults_done(&faults);
	office_done(&office);
	json_decref(values);
	regulation_free(regulation);
}
END_TEST

START_TEST(what_no_field_holds_is_said_without_a_field_or_an_article)
{
	struct regulation *regulation = regulation_read("tests/data/regulations/specimen");
	struct office office;
	struct faults faults = { 0 };
	struct error err;
	json_t *values = good_values();
	office_demo(&office);
	json_object_set_new(values, "unheard-of", json_string("x"));
	faults_find(regulation_form(regulation, "loan-application"), values, NULL, &office,
		date_of(2026, 11, 24), &faults);
	ck_assert_int_eq(faults_error(&faults, &err), RESULT_INVALID);
	ck_assert_str_eq(err.text, "The form has no field \"unheard-of\"");
	ck_assert_str_eq(err.article, "");
	faults_done(&faults);
	office_done(&office);
	json_decref(values);
	regulation_free(regulation);
}
END_TEST

/* How many faults the values of Sakai's 許可・不許可通知書 have at a step. */
static size_t faults_at(const char *step, const char *judgement, const char *answer)
{
	struct regulation *regulation = regulation_read("data/regulations/sakai");
	struct office office;
	struct faults faults = { 0 };
	json_t *values = json_pack("{s:s, s:s, s:s, s:s, s:s, s:s}", "act", "send", "method", "mail",
		"mail-judgement", judgement, "mail-reason", "件数が多い", "answer", answer, "reason", "同上");
	office_demo(&office);
	faults_find(regulation_form(regulation, "permission-answer"), values, step, &office,
		date_of(2026, 11, 24), &faults);
	size_t count = faults.count;
	faults_done(&faults);
	office_done(&office);
	json_decref(values);
	regulation_free(regulation);
	return count;
}

START_TEST(a_rule_of_a_decision_form_is_looked_at_when_it_is_decided)
{
	size_t usual = faults_at("decide", "suitable", "yes");
	ck_assert_uint_eq(faults_at("decide", "unsuitable", "yes"), usual + 1);
	ck_assert_uint_eq(faults_at("decide", "unsuitable", "no"), usual);
	ck_assert_uint_eq(faults_at(NULL, "unsuitable", "yes"), faults_at(NULL, "suitable", "yes"));
}
END_TEST

START_TEST(what_others_fill_in_is_asked_at_their_step_only)
{
	struct regulation *regulation = regulation_read("tests/data/regulations/specimen");
	struct office office;
	struct faults faults = { 0 };
	json_t *values = good_values();
	office_demo(&office);
	faults_find(regulation_form(regulation, "loan-application"), values, "receive", &office,
		date_of(2026, 11, 24), &faults);
	ck_assert_uint_eq(faults.count, 1);
	ck_assert_str_eq(faults.items[0].field->id, "shelf");
	faults_done(&faults);
	office_done(&office);
	json_decref(values);
	regulation_free(regulation);
}
END_TEST

Suite *fault_suite(void)
{
	const TTest *const tests[] = {
		what_is_right_has_no_fault,
		each_rule_has_its_sentence,
		rows_of_a_table_are_looked_at_one_by_one,
		a_rule_over_several_fields_names_its_article,
		what_no_field_holds_is_said_without_a_field_or_an_article,
		a_rule_of_a_decision_form_is_looked_at_when_it_is_decided,
		what_others_fill_in_is_asked_at_their_step_only,
		NULL,
	};
	return suite_of("fault", tests);
}
