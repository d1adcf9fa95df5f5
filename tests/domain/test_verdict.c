/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of route and verdict on an invented regulation and a small invented office. */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "domain/verdict.h"
#include "tests/support/bundle.h"
#include "tests/support/office.h"
#include "tests/support/suites.h"

suite_maker verdict_suite;

static const char office_text[] =
	"{'format': 'choba office 1', 'id': 'mihon', 'name': {'ja': '見本町'},"
	" 'sections': [{'id': 'shiryo', 'name': {'ja': '資料課'}, 'kind': 'section'},"
	"              {'id': 'zeimu', 'name': {'ja': '税務課'}, 'kind': 'section'},"
	"              {'id': 'hisho', 'name': {'ja': '秘書課'}, 'kind': 'section'}],"
	" 'posts': [{'id': 'mayor', 'name': {'ja': '町長'}, 'section': 'hisho', 'head': true, 'rank': 1},"
	"           {'id': 'vice', 'name': {'ja': '副町長'}, 'rank': 2},"
	"           {'id': 's-head', 'name': {'ja': '資料課長'}, 'section': 'shiryo', 'head': true, 'rank': "
	"3},"
	"           {'id': 's-deputy', 'name': {'ja': '資料課長補佐'}, 'section': 'shiryo', 'rank': 4},"
	"           {'id': 's-chief', 'name': {'ja': '資料係長'}, 'section': 'shiryo', 'rank': 5},"
	"           {'id': 'z-head', 'name': {'ja': '税務課長'}, 'section': 'zeimu', 'head': true, 'rank': "
	"3},"
	"           {'id': 'z-clerk', 'name': {'ja': '主事'}, 'section': 'zeimu', 'rank': 6}],"
	" 'deputies': [{'post': 's-head', 'deputy': 's-deputy', 'order': 1},"
	"              {'post': 'z-head', 'deputy': 'z-clerk', 'order': 1},"
	"              {'post': 's-chief', 'deputy': 'z-clerk', 'order': 1},"
	"              {'post': 'mayor', 'deputy': 's-head', 'order': 1}],"
	" 'roles': [{'role': 'specimen/mayor', 'post': 'mayor'}, {'role': 'specimen/vice', 'post': 'vice'},"
	"           {'role': 'specimen/keeper', 'post': 's-head'}, {'role': 'specimen/checker', 'post': "
	"'s-deputy'},"
	"           {'role': 'specimen/clerk', 'post': 's-chief'}],"
	" 'rights': [{'right': 'enrol', 'person': 'p-vice'}, {'right': 'adopt', 'person': 'p-vice'},"
	"            {'right': 'office', 'person': 'p-vice'}, {'right': 'audit', 'person': 'p-vice'},"
	"            {'right': 'erase', 'person': 'p-vice'}],"
	" 'regulations': ['specimen']}";

static const char *const posts[] = { "mayor", "vice", "s-head", "s-deputy", "s-chief", "z-head", "z-clerk" };

struct scene {
	struct regulation *regulation;
	struct office office;
	struct record record;
	struct history history;
	struct standing standing;
};

static void begin(struct scene *scene, const char *form, const char *step, const char *vacant)
{
	*scene = (struct scene){ .regulation = regulation_read("tests/data/regulations/specimen") };
	office_of_posts(office_text, posts, COUNT(posts), vacant, &scene->office);
	scene->record = (struct record){
		.id = memory_string("1"),
		.regulation = memory_string("specimen"),
		.regulation_hash = memory_string("0"),
		.form = memory_string(form),
		.step = memory_string(step),
		.section = memory_string("zeimu"),
		.drafter = memory_string("p-z-clerk"),
		.applicant = memory_string("p-z-head"),
		.version = 1,
		.filed = DATE_NONE,
		.received = DATE_NONE,
		.decided = DATE_NONE,
		.dispatched = DATE_NONE,
	};
	scene->standing = (struct standing){ scene->regulation, regulation_form(scene->regulation, form),
		&scene->record, &scene->history, &scene->office, date_of(2026, 11, 24), NULL };
}

static void end(struct scene *scene)
{
	record_done(&scene->record);
	history_done(&scene->history);
	office_done(&scene->office);
	regulation_free(scene->regulation);
}

static enum result may(struct scene *scene, const char *person, struct wish wish, struct authority *authority,
	struct error *err)
{
	return verdict_may(&scene->standing, person, &wish, false, authority, err);
}

static const struct wish decide_yes = { .act = ACT_DECIDE, .answer = ANSWER_YES };

START_TEST(each_step_is_open_to_its_people_only)
{
	static const struct {
		const char *step, *person;
		enum act act;
		bool open;
	} rows[] = {
		{ "review", "p-z-clerk", ACT_PASS, true }, /* anybody of the applicant's section */
		{ "review", "p-s-head", ACT_PASS, false },
		{ "head", "p-z-head", ACT_PASS, true },
		{ "head", "p-s-head", ACT_PASS, false },
		{ "receive", "p-s-chief", ACT_PASS, true }, /* anybody of the addressee's section */
		{ "receive", "p-z-head", ACT_PASS, false },
		{ "review-2", "p-s-chief", ACT_PASS, true }, /* either of two */
		{ "review-2", "p-s-deputy", ACT_PASS, true },
		{ "review-2", "p-vice", ACT_PASS, false },
		{ "last-check", "p-s-chief", ACT_PASS, false },
		{ "decide", "p-s-head", ACT_DECIDE, true },
		{ "decide", "p-s-head", ACT_PASS, false },
		{ "decide", "p-mayor", ACT_DECIDE, false },
	};
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct scene scene;
		struct error err;
		struct wish wish = { .act = rows[i].act, .answer = ANSWER_YES };
		begin(&scene, "loan-application", rows[i].step, NULL);
		ck_assert_msg(route_step(&scene.standing) != NULL, "row %zu: no step %s", i, rows[i].step);
		enum result r = may(&scene, rows[i].person, wish, NULL, &err);
		ck_assert_msg(r == (rows[i].open ? RESULT_OK : RESULT_REFUSED), "row %zu: %s", i, err.text);
		end(&scene);
	}
}
END_TEST

START_TEST(who_corrected_it_has_drafted_it_too)
{
	struct scene scene;
	struct error err;
	begin(&scene, "loan-application", "head", NULL);
	struct transition *item = LIST_ADD(scene.history.items, scene.history.count);
	*item = (struct transition){ .act = ACT_CORRECT, .actor = memory_string("p-z-head"), .version = 2 };
	ck_assert_int_eq(
		may(&scene, "p-z-head", (struct wish){ .act = ACT_PASS }, NULL, &err), RESULT_REFUSED);
	ck_assert_msg(strstr(err.text, "drafted") != NULL, "%s", err.text);
	end(&scene);
}
END_TEST

START_TEST(of_two_who_hold_the_heads_post_the_one_who_seals_applies)
{
	struct scene scene;
	struct record next;
	bool numbered;
	const struct wish pass = { .act = ACT_PASS };
	begin(&scene, "loan-application", "head", NULL);
	*LIST_ADD(scene.office.postings, scene.office.posting_count) =
		(struct posting){ .id = memory_string("second"),
			.person = memory_string("p-vice"),
			.post = memory_string("z-head"),
			.kind = POSTING_IN_CHARGE,
			.from = date_of(2026, 4, 1),
			.to = DATE_NONE };
	route_advance(&scene.standing, &pass, "p-vice", NULL, &next, &numbered);
	ck_assert_str_eq(next.applicant, "p-vice");
	record_done(&next);
	route_advance(&scene.standing, &pass, "p-z-clerk", NULL, &next,
		&numbered); /* a deputy seals for the head */
	ck_assert_str_eq(next.applicant, "p-z-head");
	record_done(&next);
	end(&scene);
}
END_TEST

START_TEST(an_erased_record_is_nobodys_duty)
{
	struct scene scene;
	begin(&scene, "loan-application", "decide", NULL);
	struct transition *item = LIST_ADD(scene.history.items, scene.history.count);
	*item = (struct transition){ .act = ACT_PASS,
		.actor = memory_string("p-z-clerk"),
		.capacity = CAPACITY_DEPUTY,
		.principal = memory_string("p-z-head") };
	ck_assert_int_eq(verdict_duty(&scene.standing, "p-z-head"), DUTY_SEE_AFTER);
	scene.record.erased = true;
	ck_assert_int_eq(verdict_duty(&scene.standing, "p-z-head"), DUTY_NONE);
	end(&scene);
}
END_TEST

START_TEST(a_deputy_decides_with_ground_and_days_but_never_a_weighty_matter)
{
	struct scene scene;
	struct error err;
	struct authority authority;
	struct wish wish = decide_yes;
	begin(&scene, "loan-application", "decide", NULL);
	ck_assert_int_eq(may(&scene, "p-s-deputy", wish, &authority, &err), RESULT_REFUSED);
	wish.ground = "leave";
	wish.ground_from = date_of(2026, 11, 24);
	wish.ground_to = date_of(2026, 11, 24);
	ck_assert_int_eq(may(&scene, "p-s-deputy", wish, &authority, &err), RESULT_OK);
	ck_assert_int_eq(authority.capacity, CAPACITY_DEPUTY);
	ck_assert_str_eq(authority.principal, "p-s-head");
	ck_assert_str_eq(authority.post, "s-head");
	end(&scene);
	begin(&scene, "sale-application", "decide", NULL);
	ck_assert_int_eq(may(&scene, "p-s-head", wish, &authority, &err), RESULT_REFUSED);
	ck_assert_str_eq(err.article, "4の2");
	end(&scene);
}
END_TEST

START_TEST(the_regulations_substitute_acts_on_vacancy_without_ground_and_on_accident_with_one)
{
	struct scene scene;
	struct error err;
	struct authority authority;
	struct wish wish = decide_yes;
	begin(&scene, "sale-application", "decide", "mayor");
	ck_assert_msg(may(&scene, "p-vice", wish, &authority, &err) == RESULT_OK, "%s", err.text);
	ck_assert_int_eq(authority.capacity, CAPACITY_ACTING);
	ck_assert_ptr_null(authority.principal);
	end(&scene);
	begin(&scene, "sale-application", "decide", NULL);
	ck_assert_int_eq(may(&scene, "p-vice", wish, &authority, &err), RESULT_REFUSED);
	wish.ground = "accident";
	wish.ground_from = wish.ground_to = date_of(2026, 11, 24);
	ck_assert_int_eq(may(&scene, "p-vice", wish, &authority, &err), RESULT_OK);
	ck_assert_int_eq(authority.capacity, CAPACITY_ACTING);
	ck_assert_str_eq(authority.principal, "p-mayor");
	end(&scene);
}
END_TEST

START_TEST(nobody_checks_as_a_deputy_what_he_drafted_himself)
{
	struct scene scene;
	struct error err;
	struct wish wish = { .act = ACT_PASS, .ground = "trip" };
	begin(&scene, "loan-application", "review-2", NULL);
	wish.ground_from = wish.ground_to = scene.standing.day;
	ck_assert_int_eq(may(&scene, "p-z-clerk", wish, NULL, &err), RESULT_REFUSED);
	ck_assert_msg(strstr(err.text, "another person must stand in") != NULL, "%s", err.text);
	free(scene.record.drafter);
	scene.record.drafter = memory_string("p-z-head");
	ck_assert_msg(may(&scene, "p-z-clerk", wish, NULL, &err) == RESULT_OK, "%s", err.text);
	end(&scene);
}
END_TEST

START_TEST(drafter_and_applicant_never_decide_not_even_as_deputies)
{
	struct scene scene;
	struct error err;
	begin(&scene, "loan-application", "decide", NULL);
	free(scene.record.drafter);
	scene.record.drafter = memory_string("p-s-head");
	ck_assert_int_eq(may(&scene, "p-s-head", decide_yes, NULL, &err), RESULT_REFUSED);
	free(scene.record.applicant);
	scene.record.applicant = memory_string("p-s-deputy");
	struct wish wish = decide_yes;
	wish.ground = "trip";
	wish.ground_from = wish.ground_to = date_of(2026, 11, 24);
	ck_assert_int_eq(may(&scene, "p-s-deputy", wish, NULL, &err), RESULT_REFUSED);
	end(&scene);
	begin(&scene, "loan-application", "head", NULL);
	/* The clerk may stand in for the head, but not for what he drafted himself. */
	ck_assert_int_eq(may(&scene, "p-z-clerk",
				 (struct wish){ .act = ACT_PASS,
					 .ground = "trip",
					 .ground_from = date_of(2026, 11, 24),
					 .ground_to = date_of(2026, 11, 24) },
				 NULL, &err),
		RESULT_REFUSED);
	end(&scene);
}
END_TEST

START_TEST(conditions_are_wanted_where_the_decision_prints_them)
{
	struct scene scene;
	struct error err;
	struct wish wish = { .act = ACT_DECIDE, .answer = ANSWER_CONDITIONAL };
	begin(&scene, "loan-application", "decide", NULL);
	ck_assert_int_eq(may(&scene, "p-s-head", wish, NULL, &err), RESULT_REFUSED);
	wish.reason = "二週間以内に返すこと";
	ck_assert_int_eq(may(&scene, "p-s-head", wish, NULL, &err), RESULT_OK);
	end(&scene);
	begin(&scene, "sale-application", "decide", NULL);
	ck_assert_int_eq(may(&scene, "p-mayor", wish, NULL, &err), RESULT_REFUSED); /* no such word there */
	end(&scene);
}
END_TEST

static void did(struct scene *scene, enum act act, const char *step, const char *person)
{
	*LIST_ADD(scene->history.items, scene->history.count) = (struct transition){
		.act = act, .step = memory_string(step), .actor = memory_string(person)
	};
}

START_TEST(a_step_is_passed_over_where_its_holder_has_acted_in_this_round)
{
	struct scene scene;
	struct record next;
	bool numbered;
	struct wish pass = { .act = ACT_PASS };
	begin(&scene, "loan-application", "review-2", NULL);
	did(&scene, ACT_FILE, NULL, "p-z-clerk");
	route_advance(&scene.standing, &pass, "p-s-deputy", NULL, &next, &numbered);
	ck_assert_str_eq(next.step, "decide");
	record_done(&next);
	route_advance(&scene.standing, &pass, "p-s-chief", NULL, &next, &numbered);
	ck_assert_str_eq(next.step, "last-check");
	record_done(&next);
	/* What he did before the return does not count any more. */
	did(&scene, ACT_PASS, "receive", "p-s-deputy");
	did(&scene, ACT_RETURN, "review-2", "p-s-chief");
	route_advance(&scene.standing, &pass, "p-s-chief", NULL, &next, &numbered);
	ck_assert_str_eq(next.step, "last-check");
	record_done(&next);
	end(&scene);
}
END_TEST

START_TEST(a_report_ends_when_it_is_accepted_and_gets_its_number_there)
{
	struct scene scene;
	struct record next;
	bool numbered;
	begin(&scene, "loss-report", "receive", NULL);
	route_advance(&scene.standing, &(struct wish){ .act = ACT_PASS }, "p-s-head", NULL, &next, &numbered);
	ck_assert(numbered);
	ck_assert_int_eq(next.state, RECORD_DECIDED);
	ck_assert_int_eq(next.fiscal_year, 2026);
	ck_assert_ptr_null(next.step);
	record_done(&next);
	end(&scene);
}
END_TEST

START_TEST(who_could_is_named_with_role_post_and_person)
{
	struct scene scene;
	begin(&scene, "loan-application", "decide", NULL);
	char *who = route_who(&scene.standing, route_step(&scene.standing));
	ck_assert_msg(strstr(who, "資料課長") && strstr(who, "s-head"), "%s", who);
	free(who);
	end(&scene);
	begin(&scene, "sale-application", "decide", "mayor");
	who = route_who(&scene.standing, route_step(&scene.standing));
	ck_assert_msg(strstr(who, "vacant") != NULL, "%s", who);
	free(who);
	end(&scene);
}
END_TEST

START_TEST(when_the_drafter_has_left_his_section_corrects_in_his_place)
{
	struct scene scene;
	struct error err;
	struct wish correct = { .act = ACT_CORRECT };
	begin(&scene, "loan-application", NULL, NULL);
	scene.record.state = RECORD_RETURNED;
	ck_assert_int_eq(may(&scene, "p-z-clerk", correct, NULL, &err), RESULT_OK);
	ck_assert_int_eq(may(&scene, "p-z-head", correct, NULL, &err), RESULT_REFUSED);
	free(scene.record.drafter);
	scene.record.drafter = memory_string("p-s-chief"); /* now in another section */
	ck_assert_int_eq(may(&scene, "p-z-head", correct, NULL, &err), RESULT_OK);
	ck_assert_int_eq(may(&scene, "p-s-deputy", correct, NULL, &err), RESULT_REFUSED);
	end(&scene);
}
END_TEST

START_TEST(what_nobody_could_receive_and_what_a_decision_writes_is_not_begun)
{
	static const struct {
		const char *form, *keeper, *sentence, *article;
	} rows[] = {
		{ "loan-application", "vice", "The addressee's post belongs to no section", "3.1" },
		{ "loan-decision", "s-head", "This form is written by the decision itself", "3.2" },
	};
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct scene scene;
		struct error err;
		begin(&scene, rows[i].form, NULL, NULL);
		struct role_post *keeper = (struct role_post *)(uintptr_t)office_role_holders(
			&scene.office, "specimen", "keeper");
		free(keeper->post);
		keeper->post = memory_string(rows[i].keeper);
		ck_assert_int_eq(verdict_may_begin(scene.regulation, scene.standing.form, &scene.office,
					 "p-z-clerk", "zeimu", scene.standing.day, &err),
			RESULT_REFUSED);
		ck_assert_msg(strstr(err.text, rows[i].sentence) != NULL, "%s", err.text);
		ck_assert_str_eq(err.article, rows[i].article);
		end(&scene);
	}
}
END_TEST

Suite *verdict_suite(void)
{
	const TTest *const tests[] = {
		each_step_is_open_to_its_people_only,
		who_corrected_it_has_drafted_it_too,
		of_two_who_hold_the_heads_post_the_one_who_seals_applies,
		an_erased_record_is_nobodys_duty,
		a_deputy_decides_with_ground_and_days_but_never_a_weighty_matter,
		the_regulations_substitute_acts_on_vacancy_without_ground_and_on_accident_with_one,
		nobody_checks_as_a_deputy_what_he_drafted_himself,
		drafter_and_applicant_never_decide_not_even_as_deputies,
		conditions_are_wanted_where_the_decision_prints_them,
		a_step_is_passed_over_where_its_holder_has_acted_in_this_round,
		a_report_ends_when_it_is_accepted_and_gets_its_number_there,
		who_could_is_named_with_role_post_and_person,
		when_the_drafter_has_left_his_section_corrects_in_his_place,
		what_nobody_could_receive_and_what_a_decision_writes_is_not_begun,
		NULL,
	};
	return suite_of("verdict", tests);
}
