/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Each property of a route in its own right: whom a seat means, what is open, what an answer does,
 * and the sentence that a clerk reads where it is refused. */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "domain/verdict.h"
#include "tests/support/bundle.h"
#include "tests/support/office.h"
#include "tests/support/suites.h"

suite_maker ways_suite;

/* 総務部 (officer) has 総務課 and 税務課; 福祉部 has 福祉課. Person "p-POST" holds POST. */
static const char office_text[] =
	"{'format': 'choba office 1', 'id': 'mihon', 'name': {'ja': '見本市'},"
	" 'sections': [{'id': 'd1', 'name': {'ja': '総務部'}, 'kind': 'department'},"
	"  {'id': 's1', 'name': {'ja': '総務課'}, 'kind': 'section', 'parent': 'd1'},"
	"  {'id': 's2', 'name': {'ja': '税務課'}, 'kind': 'section', 'parent': 'd1'},"
	"  {'id': 'd2', 'name': {'ja': '福祉部'}, 'kind': 'department'},"
	"  {'id': 's3', 'name': {'ja': '福祉課'}, 'kind': 'section', 'parent': 'd2'},"
	"  {'id': 's4', 'name': {'ja': '長のない課'}, 'kind': 'section', 'parent': 'd2'}],"
	" 'posts': [{'id': 'd1-head', 'name': {'ja': '総務部長'}, 'section': 'd1', 'head': true, 'rank': 2},"
	"  {'id': 'd2-head', 'name': {'ja': '福祉部長'}, 'section': 'd2', 'head': true, 'rank': 2},"
	"  {'id': 's1-head', 'name': {'ja': '総務課長'}, 'section': 's1', 'head': true, 'rank': 3},"
	"  {'id': 's2-head', 'name': {'ja': '税務課長'}, 'section': 's2', 'head': true, 'rank': 3},"
	"  {'id': 's3-head', 'name': {'ja': '福祉課長'}, 'section': 's3', 'head': true, 'rank': 3},"
	"  {'id': 's1-clerk', 'name': {'ja': '主事'}, 'section': 's1', 'rank': 6},"
	"  {'id': 's2-clerk', 'name': {'ja': '主事'}, 'section': 's2', 'rank': 6},"
	"  {'id': 's3-clerk', 'name': {'ja': '主事'}, 'section': 's3', 'rank': 6}],"
	" 'deputies': [{'post': 'd1-head', 'deputy': 's1-head', 'order': 1, 'forms': ['ways/plain'],"
	"   'grounds': ['trip'], 'from': '2026-04-01', 'to': '2027-03-31'},"
	"  {'post': 's3-head', 'deputy': 's3-clerk', 'order': 1, 'not-forms': ['ways/plain']}],"
	" 'roles': [{'role': 'ways/officer', 'post': 'd1-head'},"
	"  {'role': 'ways/warden', 'people': ['p-s1-clerk', 'p-s3-clerk']}],"
	" 'rights': [{'right': 'enrol', 'person': 'p-d1-head'}, {'right': 'adopt', 'person': 'p-d1-head'},"
	"  {'right': 'office', 'person': 'p-d1-head'}, {'right': 'audit', 'person': 'p-d1-head'},"
	"  {'right': 'erase', 'person': 'p-d1-head'}],"
	" 'regulations': ['ways']}";

struct scene {
	struct regulation *regulation;
	struct office office;
	struct record record;
	struct history history;
	struct standing standing;
	json_t *values;
};

static struct scene scene;

static const char *const posts[] = { "d1-head", "d2-head", "s1-head", "s2-head", "s3-head", "s1-clerk",
	"s2-clerk", "s3-clerk" };

static void setup(void)
{
	scene = (struct scene){ .regulation = regulation_read("tests/data/regulations/ways") };
	office_of_posts(office_text, posts, COUNT(posts), NULL, &scene.office);
	scene.record = (struct record){ .id = memory_string("1"),
		.regulation = memory_string("ways"),
		.regulation_hash = memory_string("0"),
		.state = RECORD_RETURNED,
		.filed = DATE_NONE,
		.received = DATE_NONE,
		.decided = DATE_NONE,
		.dispatched = DATE_NONE };
	scene.standing = (struct standing){ .regulation = scene.regulation,
		.record = &scene.record,
		.history = &scene.history,
		.office = &scene.office,
		.day = date_of(2026, 11, 24) };
}

static void teardown(void)
{
	record_done(&scene.record);
	history_done(&scene.history);
	office_done(&scene.office);
	regulation_free(scene.regulation);
	json_decref(scene.values);
}

/* What is said against an act; "" where it may be done. */
static const char *said(const char *person, struct wish wish)
{
	static struct error err;
	if (verdict_may(&scene.standing, person, &wish, false, NULL, &err) == RESULT_OK)
		return "";
	return err.text;
}

static void must_say(const char *person, struct wish wish, const char *words)
{
	const char *text = said(person, wish);
	ck_assert_msg(strstr(text, words) && (*words || !*text), "\"%s\" is not in \"%s\"", words, text);
}

static void act(const char *person, struct wish wish)
{
	struct authority authority;
	struct record next;
	struct error err;
	bool numbered;
	ck_assert_msg(verdict_may(&scene.standing, person, &wish, false, &authority, &err) == RESULT_OK, "%s",
		err.text);
	route_advance(&scene.standing, &wish, person, &authority, &next, &numbered);
	struct transition *item = LIST_ADD(scene.history.items, scene.history.count);
	*item = (struct transition){ .act = wish.act,
		.step = memory_string(authority.step ? authority.step->id : NULL),
		.to_step = memory_string(next.step),
		.actor = memory_string(person),
		.answer = wish.answer,
		.paper = { memory_string(wish.document_number), wish.paper_day,
			memory_string(wish.paper_decider) } };
	record_done(&scene.record);
	scene.record = next;
}

static void pass(const char *person)
{
	act(person, (struct wish){ .act = ACT_PASS });
}

/* Filed by a section's clerk. */
static void file(const char *form, const char *section, json_t *values)
{
	char *clerk = memory_format("p-%s-clerk", section);
	scene.standing.form = regulation_form(scene.regulation, form);
	scene.record.form = memory_string(form);
	scene.record.section = memory_string(section);
	scene.record.drafter = memory_string(clerk);
	json_decref(scene.values);
	scene.standing.values = scene.values = values;
	act(clerk, (struct wish){ .act = ACT_FILE });
	free(clerk);
}

static void file_plain(const char *section, const char *kind, const char *owner)
{
	/* The role that may begin it is another test's. */
	free(((struct form *)(uintptr_t)regulation_form(scene.regulation, "plain"))->filed_by_role);
	((struct form *)(uintptr_t)regulation_form(scene.regulation, "plain"))->filed_by_role = NULL;
	file("plain", section,
		json_pack("{s:s, s:s, s:s}", "kind", kind, "owner", owner, "who", "p-s3-clerk"));
}

static void must_open(const char *first, const char *second)
{
	const struct step *open = route_open(&scene.standing, NULL);
	ck_assert_msg(open && !strcmp(open->id, first), "%s, not %s", open ? open->id : "nothing", first);
	open = route_open(&scene.standing, open);
	ck_assert_msg(
		second ? open && !strcmp(open->id, second) : !open, "then %s", open ? open->id : "nothing");
}

START_TEST(steps_in_parallel_are_open_together_and_all_are_done_before_the_next)
{
	file_plain("s2", "small", "s3");
	must_open("own-chief", "owners-head");
	char *who = route_who_waits(&scene.standing);
	ck_assert_msg(strstr(who, "d1-head") && strstr(who, "s3-head"), "%s", who);
	free(who);
	ck_assert_int_eq(verdict_duty(&scene.standing, "p-d1-head"), DUTY_DECIDE);
	ck_assert_int_eq(verdict_duty(&scene.standing, "p-s3-head"), DUTY_DECIDE);
	pass("p-s3-head");
	must_open("own-chief", NULL);
	must_say("p-s3-head", (struct wish){ .act = ACT_PASS, .step = "owners-head" }, "not open");
	pass("p-d1-head");
	must_open("consult", NULL);
	act("p-d2-head", (struct wish){ .act = ACT_RETURN, .to_step = "owners-head", .reason = "理由" });
	must_open("own-chief", "owners-head");
}
END_TEST

START_TEST(heads_hold_a_role_for_the_sections_below_them)
{
	file_plain("s3", "small", "s2");
	pass("p-d2-head"); /* of the applicant's department */
	pass("p-s2-head"); /* whose data it is */
	must_say("p-d2-head", (struct wish){ .act = ACT_PASS }, "is done by");
	pass("p-d1-head"); /* of the owner's department */
	must_open("review", NULL);
}
END_TEST

START_TEST(of_several_holders_the_form_names_one)
{
	file_plain("s2", "small", "s3");
	pass("p-d1-head");
	pass("p-s3-head");
	pass("p-d2-head");
	must_say("p-s1-clerk", (struct wish){ .act = ACT_PASS }, "is done by");
	pass("p-s3-clerk");
	must_open("decide", NULL);
}
END_TEST

START_TEST(who_is_named_must_hold_the_role_and_a_section_must_have_a_head)
{
	free(((struct form *)(uintptr_t)regulation_form(scene.regulation, "plain"))->filed_by_role);
	struct form *form = (struct form *)(uintptr_t)regulation_form(scene.regulation, "plain");
	form->filed_by_role = NULL;
	scene.standing.form = form;
	scene.record.section = memory_string("s2");
	scene.record.drafter = memory_string("p-s2-clerk");
	const struct wish wish = { .act = ACT_FILE };
	scene.standing.values = scene.values =
		json_pack("{s:s, s:s, s:s}", "kind", "small", "owner", "s3", "who", "p-s2-clerk");
	must_say("p-s2-clerk", wish, "does not hold the role");
	json_object_set_new(scene.values, "who", json_string("p-s3-clerk"));
	json_object_set_new(scene.values, "owner", json_string("s4"));
	must_say("p-s2-clerk", wish, "names nobody");
	json_object_del(scene.values, "owner"); /* then the own section is meant */
	must_say("p-s2-clerk", wish, "");
	json_object_del(scene.values, "who");
	must_say("p-s2-clerk", wish, "it says who acts");
}
END_TEST

START_TEST(only_the_role_and_its_section_begin_what_is_theirs)
{
	struct error err;
	const struct form *form = regulation_form(scene.regulation, "plain");
	ck_assert_int_eq(verdict_may_begin(scene.regulation, form, &scene.office, "p-s1-clerk", "s1",
				 scene.standing.day, &err),
		RESULT_OK);
	ck_assert_int_eq(verdict_may_begin(scene.regulation, form, &scene.office, "p-s3-clerk", "s3",
				 scene.standing.day, &err),
		RESULT_REFUSED);
	ck_assert_msg(strstr(err.text, "filed by") != NULL, "%s", err.text);
}
END_TEST

START_TEST(the_addressee_is_the_first_whose_condition_holds)
{
	file_plain("s3", "small", "s2");
	ck_assert_str_eq(seat_addressee_section(&scene.standing), "d2");
	json_t *way = record_way_to_json(&scene.record);
	record_way_clear(&scene.record);
	record_way_from_json(way, &scene.record);
	json_decref(way);
	ck_assert_str_eq(seat_addressee_section(&scene.standing), "d2");
	json_object_set_new(scene.values, "kind", json_string("large"));
	route_way(&scene.standing, &scene.record);
	ck_assert_str_eq(seat_addressee_section(&scene.standing), "d1");
}
END_TEST

START_TEST(a_refused_consent_ends_the_record_or_is_kept_and_goes_on)
{
	const struct wish no = { .act = ACT_PASS, .answer = ANSWER_NO };
	struct wish reasoned = no;
	reasoned.reason = "支障がある";
	file_plain("s2", "small", "s3");
	must_say("p-s3-head", no, "reason");
	act("p-s3-head", reasoned); /* on-no: go-on */
	ck_assert_int_eq(scene.record.state, RECORD_RUNNING);
	act("p-d1-head", reasoned);
	ck_assert_int_eq(scene.record.state, RECORD_DECIDED);
	ck_assert_int_eq(scene.record.answer, ANSWER_NO);
}
END_TEST

START_TEST(a_dissent_in_a_consultation_is_no_veto_but_has_its_reason)
{
	struct wish dissent = { .act = ACT_PASS, .answer = ANSWER_NO };
	file_plain("s2", "small", "s3");
	pass("p-d1-head");
	pass("p-s3-head");
	must_say("p-d2-head", dissent, "dissent");
	dissent.reason = "人手が足りない";
	act("p-d2-head", dissent);
	must_open("review", NULL);
	must_say("p-s3-clerk", (struct wish){ .act = ACT_PASS, .answer = ANSWER_NO, .reason = "x" },
		"does not know that answer");
}
END_TEST

/* Past all that comes before the hearing, which only a large use has. */
static void to_the_hearing(const char *size)
{
	file_plain("s2", size, "s3");
	pass("p-d1-head");
	pass("p-s3-head");
	pass("p-d2-head");
	pass("p-s3-clerk");
}

START_TEST(an_opinion_is_heard_where_the_condition_holds_and_passed_over_only_with_a_reason)
{
	struct wish bypass = { .act = ACT_PASS, .answer = ANSWER_BYPASS };
	to_the_hearing("large");
	must_open("hear", NULL);
	must_say("p-d1-head", bypass, "emergency");
	bypass.reason = "漏えいが続いているため";
	act("p-d1-head", bypass);
	must_open("decide", NULL);
}
END_TEST

START_TEST(a_paper_decision_is_typed_in_by_one_and_confirmed_by_another)
{
	struct wish typed = { .act = ACT_TRANSCRIBE, .answer = ANSWER_YES, .paper_day = DATE_NONE };
	const struct wish confirm = { .act = ACT_CONFIRM, .answer = ANSWER_YES };
	to_the_hearing("large");
	must_open("hear", NULL);
	pass("p-d1-head");
	must_say("p-s2-head", (struct wish){ .act = ACT_DECIDE }, "is done by Mayor");
	must_say("p-s3-head", typed, "is typed in by");
	must_say("p-s2-head", typed, "document number");
	typed.document_number = "総第5号";
	must_say("p-s2-head", typed, "post and name");
	typed.paper_decider = "市長 見本 太郎";
	typed.paper_day = date_of(2026, 12, 1);
	must_say("p-s2-head", typed, "today or earlier");
	typed.paper_day = date_of(2026, 11, 20);
	must_say("p-s2-head", confirm, "No decision on paper");
	act("p-s2-head", typed);
	ck_assert_int_eq(verdict_duty(&scene.standing, "p-s1-head"), DUTY_CONFIRM);
	must_say("p-s2-head", confirm, "another person");
	must_say("p-s1-head", typed, "confirmed first");
	act("p-s1-head", (struct wish){ .act = ACT_CONFIRM, .answer = ANSWER_NO, .reason = "番号の誤り" });
	ck_assert_int_eq(scene.record.state, RECORD_RUNNING);
	act("p-s2-head", typed);
	act("p-s1-head", confirm);
	ck_assert_int_eq(scene.record.state, RECORD_DECIDED);
	ck_assert_int_eq(scene.record.decided, date_of(2026, 11, 20));
}
END_TEST

START_TEST(the_applicant_decides_only_by_the_exception_with_its_reason)
{
	struct wish wish = { .act = ACT_DECIDE, .answer = ANSWER_YES };
	to_the_hearing("small");
	free(scene.record.applicant);
	scene.record.applicant = memory_string("p-d1-head");
	must_say("p-d1-head", wish, "Special circumstances");
	wish.exception = "ほかに決裁できる者がいないため";
	struct authority authority;
	ck_assert_int_eq(
		verdict_may(&scene.standing, "p-d1-head", &wish, false, &authority, NULL), RESULT_OK);
	ck_assert(authority.exception);
}
END_TEST

START_TEST(a_deputy_is_limited_to_forms_grounds_and_days)
{
	struct wish wish = { .act = ACT_PASS,
		.step = "own-chief",
		.ground = "leave",
		.ground_from = scene.standing.day,
		.ground_to = scene.standing.day };
	file_plain("s2", "small", "s3");
	must_say("p-s1-head", wish, "only on these grounds: on an official trip");
	wish.ground = "trip";
	must_say("p-s1-head", wish, "");
	must_say("p-s3-clerk", (struct wish){ .act = ACT_PASS, .step = "owners-head" }, "is done by");
	scene.standing.day = wish.ground_from = wish.ground_to = date_of(2027, 4, 1);
	must_say("p-s1-head", wish, "is done by");
}
END_TEST

START_TEST(a_consent_is_passed_over_where_its_holder_has_acted_in_this_round)
{
	/* The head of 総務部 is asked twice: for the applicant's side and as owner. Once is enough. */
	file_plain("s2", "small", "d1");
	act("p-d1-head", (struct wish){ .act = ACT_PASS, .step = "owners-head" });
	must_open("consult", NULL);
}
END_TEST

START_TEST(who_is_instructed_answers_and_who_is_not_closes_nothing)
{
	file("order", "s3", json_pack("{s:s}", "story", "異常なし"));
	pass("p-d1-head");
	json_object_set_new(scene.values, "until", json_string("2026-12-10"));
	act("p-d1-head", (struct wish){ .act = ACT_PASS, .answer = ANSWER_YES });
	must_open("answer", NULL);
	ck_assert_int_eq(scene.record.way[scene.record.way_count - 2].due, date_of(2026, 12, 10));
	must_say("p-s3-head", (struct wish){ .act = ACT_PASS }, "is done by");
	pass("p-s3-clerk");
	pass("p-d1-head");
	ck_assert_int_eq(scene.record.state, RECORD_DECIDED);
	teardown();
	setup();
	file("order", "s3", json_pack("{s:s}", "story", "異常なし"));
	pass("p-d1-head");
	act("p-d1-head", (struct wish){ .act = ACT_PASS, .answer = ANSWER_NO });
	ck_assert_int_eq(scene.record.state, RECORD_DECIDED);
}
END_TEST

START_TEST(what_was_decided_is_not_undone_by_a_return_or_a_withdrawal)
{
	static const struct {
		const char *person;
		struct wish wish;
	} rows[] = {
		{ "p-d1-head", { .act = ACT_RETURN, .to_step = "decide", .reason = "再考" } },
		{ "p-d1-head", { .act = ACT_RETURN, .to_step = "accept", .reason = "再考" } },
		{ "p-d1-head", { .act = ACT_RETURN, .reason = "再考" } }, /* to the drafter */
		{ "p-s3-clerk", { .act = ACT_WITHDRAW, .reason = "不要" } },
	};
	file("review", "s3", json_pack("{s:s}", "story", "異常なし"));
	pass("p-d1-head");
	act("p-d2-head", (struct wish){ .act = ACT_DECIDE, .answer = ANSWER_YES });
	must_open("close", NULL);
	for (size_t i = 0; i < COUNT(rows); i++)
		must_say(rows[i].person, rows[i].wish, "nothing goes back behind a decision");
	pass("p-d1-head");
	ck_assert_int_eq(scene.record.state, RECORD_DECIDED);
}
END_TEST

START_TEST(what_the_next_has_touched_is_not_pulled_back)
{
	const struct wish pull_back = { .act = ACT_PULL_BACK };
	file_plain("s2", "small", "s3");
	must_say("p-s2-head", pull_back, "Only the drafter");
	must_say("p-s2-clerk", pull_back, "");
	pass("p-d1-head");
	must_say("p-s2-clerk", pull_back, "has acted already; ask for its return");
}
END_TEST

START_TEST(only_a_form_that_follows_changes_an_earlier_record)
{
	file_plain("s2", "small", "s3");
	must_say("p-s2-clerk", (struct wish){ .act = ACT_FOLLOWED }, "This is done by filing the form");
}
END_TEST

START_TEST(what_waits_on_paper_is_confirmed_before_a_card_decides_it)
{
	struct wish typed = { .act = ACT_TRANSCRIBE,
		.document_number = "総第5号",
		.paper_decider = "部長",
		.paper_day = date_of(2026, 11, 20) };
	to_the_hearing("small");
	act("p-s2-head", typed);
	must_say("p-d1-head", (struct wish){ .act = ACT_DECIDE }, "confirmed first, or said to be wrong");
	must_say("p-s1-head", (struct wish){ .act = ACT_CONFIRM, .answer = ANSWER_CONDITIONAL },
		"does not know that answer");
	must_say("p-s1-head", (struct wish){ .act = ACT_CONFIRM, .answer = ANSWER_NO },
		"Please give the reason");
	act("p-s1-head", (struct wish){ .act = ACT_CONFIRM, .answer = ANSWER_NO, .reason = "別の件" });
	must_say("p-d1-head", (struct wish){ .act = ACT_DECIDE }, "");
}
END_TEST

/* The office gives the role of the addressee to another post, or to none. */
static void give_role(const char *role, const char *post)
{
	for (size_t i = 0; i < scene.office.role_count; i++)
		if (!strcmp(scene.office.roles[i].role, role)) {
			free(scene.office.roles[i].post);
			scene.office.roles[i].post = memory_string(post);
		}
}

START_TEST(an_addressee_whom_the_office_has_not_named_receives_nothing)
{
	struct error err;
	const struct form *form = regulation_form(scene.regulation, "order");
	give_role("ways/officer", "gone");
	ck_assert_int_eq(verdict_may_begin(scene.regulation, form, &scene.office, "p-s3-clerk", "s3",
				 scene.standing.day, &err),
		RESULT_REFUSED);
	ck_assert_str_eq(err.text, "The office has named no post for the addressee");
	ck_assert_str_eq(err.article, "1");
}
END_TEST

Suite *ways_suite(void)
{
	const TTest *const tests[] = {
		steps_in_parallel_are_open_together_and_all_are_done_before_the_next,
		heads_hold_a_role_for_the_sections_below_them,
		of_several_holders_the_form_names_one,
		who_is_named_must_hold_the_role_and_a_section_must_have_a_head,
		only_the_role_and_its_section_begin_what_is_theirs,
		the_addressee_is_the_first_whose_condition_holds,
		a_refused_consent_ends_the_record_or_is_kept_and_goes_on,
		a_dissent_in_a_consultation_is_no_veto_but_has_its_reason,
		an_opinion_is_heard_where_the_condition_holds_and_passed_over_only_with_a_reason,
		a_paper_decision_is_typed_in_by_one_and_confirmed_by_another,
		the_applicant_decides_only_by_the_exception_with_its_reason,
		a_deputy_is_limited_to_forms_grounds_and_days,
		a_consent_is_passed_over_where_its_holder_has_acted_in_this_round,
		who_is_instructed_answers_and_who_is_not_closes_nothing,
		what_was_decided_is_not_undone_by_a_return_or_a_withdrawal,
		what_the_next_has_touched_is_not_pulled_back,
		only_a_form_that_follows_changes_an_earlier_record,
		what_waits_on_paper_is_confirmed_before_a_card_decides_it,
		an_addressee_whom_the_office_has_not_named_receives_nothing,
		NULL,
	};
	return suite_with("ways", tests, setup, teardown);
}
