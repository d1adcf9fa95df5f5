/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sakai's standard at work: givers by act, the recorded exception, consultation, orders and a mayor's paper. */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "domain/fact.h"
#include "service/sheet_of.h"
#include "service/waiting.h"
#include "tests/support/suites.h"
#include "tests/support/walk.h"
#include "tests/support/setting.h"

suite_maker sakai_suite;

/* 市民税課, 情報システム課, 住民基本台帳課, 情報政策課, 総務局長, 副市長. */
static const char *const holders[] = { "hirano", "nomura", "watabe", "hino", "nakanishi", "takaishi", "inoue",
	"sawada", "kubo", "matsuo", "okuno", "toyoda", "kasuga", "sengoku" };

static void setup(void)
{
	const struct training_place place = {
		.office = "data/demo/sakai-city",
		.regulation = "data/regulations/sakai",
		.holders = holders,
		.holder_count = COUNT(holders),
	};
	training_begin_at(&training, &place);
}

static void must_act(const char *person, const char *record, enum answer answer, const char *values)
{
	walk_turns(&training, record, &(struct turn){ person, answer, values, NULL, NULL }, 1);
}

static void must_not_act(const char *person, const char *record, enum act act)
{
	struct error err;
	struct wish wish = { .act = act };
	ck_assert_msg(walk_act(&training, person, record, wish, NULL, &err) == RESULT_REFUSED, "%s", person);
}

/* ---- permissions ------------------------------------------------------ */

static const char permission[] =
	"{\"purpose\": \"臨時窓口を開くため\", \"system\": \"税務システム\", \"class\": \"class-1\","
	" \"objects\": [{\"kind\": \"terminal\", \"name\": \"端末12\", \"count\": 1, \"property\": "
	"\"city\"}],"
	" \"place\": \"北支所\", \"period\": {\"from\": \"2026-12-01\", \"to\": \"2026-12-28\"},"
	" \"measures\": [\"encryption\"], \"malware\": \"before\"}";

START_TEST(the_act_says_who_permits_and_the_field_whose_head_he_is)
{
	static const struct {
		const char *changes, *reviewer, *receiver, *other, *giver;
	} rows[] = {
		{ "{\"act\": \"equipment-out\", \"direction\": \"out\"}", NULL, "nomura", "takaishi",
			"watabe" },
		{ "{\"act\": \"equipment-out\", \"direction\": \"in\", \"whose\": \"other\","
		  " \"owner-section\": \"information-systems\"}",
			"watabe", "hino", "watabe", "takaishi" },
		{ "{\"act\": \"data-out\", \"direction\": \"out\", \"whose\": \"other\","
		  " \"owner-section\": \"resident-register\"}",
			"watabe", "inoue", "takaishi", "sawada" },
		{ "{\"act\": \"store-inside\", \"malware\": null}", NULL, "nomura", "sawada", "watabe" },
		{ "{\"act\": \"outside-storage\", \"whose\": \"other\","
		  " \"owner-section\": \"information-systems\"}",
			"watabe", "hino", "sawada", "takaishi" },
	};
	for (size_t i = 0; i < COUNT(rows); i++) {
		char *record =
			walk_file(&training, "hirano", "sakai/permission", permission, rows[i].changes);
		if (rows[i].reviewer)
			must_act(rows[i].reviewer, record, ANSWER_YES, NULL);
		must_act(rows[i].receiver, record, ANSWER_YES, NULL);
		must_not_act(rows[i].other, record, ACT_DECIDE);
		must_act(rows[i].giver, record, ANSWER_YES, NULL);
		walk_expect(&training, "hirano", record, "");
		free(record);
	}
}
END_TEST

START_TEST(mail_that_is_not_suitable_cannot_be_permitted)
{
	static const char refused[] = "{\"mail-judgement\": \"unsuitable\", \"mail-reason\": \"件数が多い\"}";
	struct error err;
	char *record = walk_file(&training, "hirano", "sakai/permission", permission,
		"{\"act\": \"send\", \"counterpart\": \"大阪府税務局\", \"method\": \"mail\"}");
	must_act("nomura", record, ANSWER_YES, NULL);
	struct wish yes = { .act = ACT_DECIDE, .answer = ANSWER_YES };
	ck_assert_int_eq(walk_act(&training, "watabe", record, yes, refused, &err), RESULT_REFUSED);
	must_act("watabe", record, ANSWER_NO, refused);
	free(record);
}
END_TEST

START_TEST(nobody_permits_what_he_applied_for_but_in_recorded_special_circumstances)
{
	struct error err;
	struct dossier dossier;
	char *record = walk_file(&training, "watabe", "sakai/permission", permission,
		"{\"act\": \"equipment-out\", \"direction\": \"out\"}");
	must_act("nomura", record, ANSWER_YES, NULL);
	struct wish wish = { .act = ACT_DECIDE, .answer = ANSWER_YES };
	ck_assert_int_eq(walk_act(&training, "watabe", record, wish, NULL, &err), RESULT_REFUSED);
	wish.exception = "ほかに判断できる職員がいないため";
	ck_assert_msg(walk_act(&training, "watabe", record, wish, NULL, &err) == RESULT_OK, "%s", err.text);
	struct session *session = training_sign_in(&training, "nomura");
	ck_assert_msg(reading_open(session, record, &dossier, &err) == RESULT_OK, "%s", err.text);
	ck_assert(dossier.history.items[dossier.history.count - 1].exception);
	dossier_done(&dossier);
	session_free(session);
	free(record);
}
END_TEST

/* The decision that was written of a record; the caller frees. */
static char *decision_of(const char *record)
{
	struct session *session = training_sign_in(&training, "hirano");
	struct dossier dossier;
	struct error err;
	must(reading_open(session, record, &dossier, &err), &err);
	char *decision = memory_string(dossier.record.decision);
	ck_assert_ptr_nonnull(decision);
	dossier_done(&dossier);
	session_free(session);
	return decision;
}

START_TEST(without_a_head_the_drafter_is_who_applied_and_the_section_that_permits_sends_it_out)
{
	static const struct {
		const char *changes, *receiver, *giver, *sender;
	} rows[] = {
		{ "{\"act\": \"equipment-out\", \"direction\": \"out\"}", "nomura", "watabe", "nomura" },
		{ "{\"act\": \"outside-storage\", \"whose\": \"other\", \"owner-section\": "
		  "\"information-systems\"}",
			"hino", "takaishi", "hino" },
	};
	struct error err;
	for (size_t i = 0; i < COUNT(rows); i++) {
		char *record =
			walk_file(&training, "hirano", "sakai/permission", permission, rows[i].changes);
		struct wish out = { .act = ACT_DISPATCH, .document_number = "堺市税第12号" };
		if (i)
			must_act("watabe", record, ANSWER_YES, NULL);
		must_act(rows[i].receiver, record, ANSWER_YES, NULL);
		must_act(rows[i].giver, record, ANSWER_YES, NULL);
		char *decision = decision_of(record);
		must(walk_act(&training, "hirano", record, out, NULL, &err), &err); /* his own application */
		ck_assert_int_eq(walk_act(&training, "sawada", decision, out, NULL, &err), RESULT_REFUSED);
		must(walk_act(&training, rows[i].sender, decision, out, NULL, &err), &err);
		struct session *session = training_sign_in(&training, "hirano");
		struct dossier dossier;
		struct sheet_content sheet;
		must(reading_open(session, decision, &dossier, &err), &err);
		ck_assert_str_eq(dossier.record.applicant, "hirano");
		must(sheet_of(session, &dossier, &sheet, &err), &err);
		ck_assert_str_eq(sheet.addressee.name, office_person(&training.desk->office, "hirano")->name);
		ck_assert_ptr_nonnull(sheet.addressee.section);
		sheet_content_done(&sheet);
		dossier_done(&dossier);
		session_free(session);
		free(decision);
		free(record);
	}
}
END_TEST

/* ---- what is in use ----------------------------------------------------- */

/* A clerk's permission to take a terminal out in December. */
static char *permitted(const char *changes)
{
	char *record = walk_file(&training, "hirano", "sakai/permission", permission,
		changes ? changes : "{\"act\": \"equipment-out\", \"direction\": \"out\"}");
	must_act("nomura", record, ANSWER_YES, NULL);
	must_act("watabe", record, ANSWER_YES, NULL);
	return record;
}

/* What became of the record, and from which day. */
static void assert_concluded(const char *record, const char *by, enum relation_kind how, date on)
{
	struct session *session = training_sign_in(&training, "hirano");
	struct dossier dossier;
	struct error err;
	ck_assert_msg(reading_open(session, record, &dossier, &err) == RESULT_OK, "%s", err.text);
	ck_assert_int_eq(dossier.record.use_from, date_of(2026, 12, 1));
	ck_assert_int_eq(dossier.record.use_to, date_of(2026, 12, 28));
	ck_assert_pstr_eq(dossier.record.concluded_by, by);
	if (by) {
		ck_assert_int_eq(dossier.record.concluded, how);
		ck_assert_int_eq(dossier.record.concluded_on, on);
	}
	dossier_done(&dossier);
	session_free(session);
}

START_TEST(what_was_permitted_is_in_use_until_its_end_report_is_accepted)
{
	char *record = permitted(NULL);
	char *earlier = memory_format("{\"earlier\": \"%s\"}", record);
	assert_concluded(record, NULL, RELATION_END, DATE_NONE);
	training.clock.fixed = training_time(2026, 12, 18, 9, 30);
	char *report = walk_file(&training, "hirano", "sakai/use-end",
		"{\"giver\": \"computing\", \"ended-on\": \"2026-12-17\", \"results\": [{\"name\": "
		"\"端末12\","
		" \"how\": \"returned\", \"on\": \"2026-12-17\", \"checked-by\": \"nomura\"}],"
		" \"malware\": \"clean\", \"trouble\": false}",
		earlier);
	must_act("nomura", report, ANSWER_YES, NULL);
	assert_concluded(record, NULL, RELATION_END, DATE_NONE);
	must_act("watabe", report, ANSWER_YES, NULL);
	assert_concluded(record, report, RELATION_END, date_of(2026, 12, 17));
	free(report);
	free(earlier);
	free(record);
}
END_TEST

START_TEST(the_giver_revokes_what_he_permitted)
{
	char *record = permitted(NULL);
	char *earlier = memory_format("{\"earlier\": \"%s\"}", record);
	training.clock.fixed = training_time(2026, 12, 3, 9, 30);
	char *order = walk_file(&training, "nomura", "sakai/use-revocation",
		"{\"giver\": \"computing\", \"user-section\": \"municipal-tax\", \"ground\": \"danger\","
		" \"words\": \"欠陥が分かった\", \"revoked-on\": \"2026-12-04\", \"to-do\": \"返却\","
		" \"by\": \"2026-12-07\"}",
		earlier);
	must_act("watabe", order, ANSWER_YES, NULL);
	assert_concluded(record, order, RELATION_REVOKE, date_of(2026, 12, 4));
	free(order);
	free(earlier);
	free(record);
}
END_TEST

START_TEST(a_permission_is_continued_by_the_same_form)
{
	char *record = permitted(NULL);
	char *changes =
		memory_format("{\"act\": \"equipment-out\", \"direction\": \"out\", \"filing\": \"continue\","
			      " \"earlier\": \"%s\", \"period\":"
			      " {\"from\": \"2026-12-29\", \"to\": \"2027-03-31\"}}",
			record);
	char *again = permitted(changes);
	assert_concluded(record, again, RELATION_CONTINUE, date_of(2026, 11, 24));
	free(again);
	free(changes);
	free(record);
}
END_TEST

START_TEST(software_once_installed_is_not_in_use_for_a_time)
{
	struct dossier dossier;
	struct error err;
	char *record = permitted("{\"act\": \"install\", \"change\": \"帳票作成 第3版\", \"licensed\": true,"
				 " \"day\": \"2026-12-01\", \"period\": null, \"malware\": null}");
	struct session *session = training_sign_in(&training, "hirano");
	ck_assert_msg(reading_open(session, record, &dossier, &err) == RESULT_OK, "%s", err.text);
	ck_assert_int_eq(dossier.record.use_from, DATE_NONE);
	dossier_done(&dossier);
	session_free(session);
	free(record);
}
END_TEST

/* ---- consultation ----------------------------------------------------- */

START_TEST(an_addition_is_consulted_on_before_it_is_approved)
{
	char *record = walk_file(&training, "hirano", "sakai/addition",
		"{\"kind\": [\"software\"], \"owner-section\": \"information-systems\", \"system\": \"税務\","
		" \"purpose\": \"帳票を作るため\", \"details\": [{\"name\": \"帳票作成\", \"model\": "
		"\"第3版\","
		" \"count\": 2, \"supported\": true}], \"place\": \"市民税課\", \"security\": "
		"\"更新を自動で行う\","
		" \"connects\": false, \"wanted-on\": \"2026-12-10\", \"maintainer\": \"市民税課\"}",
		NULL);
	must_act("watabe", record, ANSWER_YES, NULL);
	must_act("hino", record, ANSWER_YES, NULL);
	walk_expect(&training, "hirano", record, "consult");
	must_not_act("takaishi", record, ACT_DECIDE);
	must_act("takaishi", record, ANSWER_YES,
		"{\"consulted-on\": \"2026-11-24\", \"consulted-with\": \"市民税課長\", \"consulted\": "
		"\"支障なし\"}");
	walk_expect(&training, "hirano", record, "decide");
	must_act("takaishi", record, ANSWER_YES, NULL);
	walk_expect(&training, "hirano", record, "");
	free(record);
}
END_TEST

/* Whether a register holds a person and a subject on a day, at an hour. */
static bool stands(const char *fact, const char *person, const char *subject, date day, int hour)
{
	char *compared = subject ? fact_subject(FIELD_TEXT, subject) : NULL;
	struct fact_question question = { .regulation = "sakai",
		.fact = fact,
		.person = person,
		.subject = compared,
		.day = day,
		.minute = hour * 60 };
	bool holds = fact_holds(&training.desk->office, &question);
	free(compared);
	return holds;
}

static void consult_out_of_hours(const char *outcome)
{
	char *record = walk_file(&training, "hirano", "sakai/out-of-hours",
		"{\"owner-section\": \"information-systems\", \"system\": \"税務\", \"reason\": \"当初賦課\","
		" \"period\": {\"from\": \"2026-12-05\", \"to\": \"2026-12-06\"}, \"start\": \"09:00\","
		" \"end\": \"15:00\", \"people\": [{\"person\": \"hirano\", \"terminal\": \"端末12\","
		" \"work\": \"入力\"}], \"supervisor\": \"nomura\"}",
		NULL);
	char *filled = memory_format("{\"consulted-on\": \"2026-11-24\", \"consulted-with\": \"市民税課長\","
				     " \"outcome\": \"%s\", \"consulted\": \"保守作業を確かめた\"}",
		outcome);
	must_act("watabe", record, ANSWER_YES, NULL);
	must_act("hino", record, ANSWER_YES, NULL);
	must_act("takaishi", record, ANSWER_YES, filled);
	walk_expect(&training, "hirano", record, "");
	free(filled);
	free(record);
}

START_TEST(operation_out_of_hours_is_consulted_on_and_opens_these_hours_to_these_persons)
{
	date saturday = date_of(2026, 12, 5);
	consult_out_of_hours("settled");
	ck_assert(stands("approved-hours", "hirano", "端末12", saturday, 10));
	ck_assert(stands("approved-hours", "hirano", "端末１２", saturday + 1, 14));
	ck_assert(!stands("approved-hours", "hirano", "端末12", saturday, 16));
	ck_assert(!stands("approved-hours", "hirano", "端末12", saturday + 2, 10));
	ck_assert(!stands("approved-hours", "hirano", "端末13", saturday, 10));
	ck_assert(!stands("approved-hours", "nomura", "端末12", saturday, 10));
}
END_TEST

START_TEST(a_consultation_that_met_an_objection_ends_and_opens_nothing)
{
	consult_out_of_hours("objected");
	ck_assert(!stands("approved-hours", "hirano", "端末12", date_of(2026, 12, 5), 10));
}
END_TEST

START_TEST(an_exemption_from_the_hours_opens_them_too)
{
	static const char values[] =
		"{\"owner-section\": \"information-systems\", \"system\": \"税務\", \"ground\": \"fault\","
		" \"urgency\": \"停止したため\", \"period\": {\"from\": \"2026-11-28\", \"to\": "
		"\"2026-11-29\"},"
		" \"people\": [{\"person\": \"hirano\", \"terminal\": \"端末12\", \"work\": \"復旧\"}],"
		" \"protection\": \"立会い\"}";
	date saturday = date_of(2026, 11, 28);
	char *record =
		walk_file(&training, "hirano", "sakai/exemption", values, "{\"duties\": [\"personal\"]}");
	for (int round = 0; round < 2; round++) {
		must_act("watabe", record, ANSWER_YES, NULL);
		must_act("hino", record, ANSWER_YES, NULL);
		must_act("takaishi", record, ANSWER_YES, NULL);
		ck_assert(stands("exempted", "hirano", NULL, saturday, 10));
		ck_assert_int_eq(stands("approved-hours", "hirano", "端末12", saturday, 20), round);
		free(record);
		if (!round)
			record = walk_file(&training, "hirano", "sakai/exemption", values,
				"{\"duties\": [\"hours\"], \"start\": \"17:30\", \"end\": \"22:00\"}");
	}
}
END_TEST

/* ---- from above, and from below --------------------------------------- */

static char *ordered(void)
{
	return walk_file(&training, "kubo", "sakai/management-order",
		"{\"kind\": [\"report\"], \"addressed\": \"data\", \"ordered-section\": "
		"\"resident-register\","
		" \"matters\": [\"data\"], \"subject\": \"媒体の管理\", \"asked\": \"保管の状況\","
		" \"why\": \"定期の確認\", \"due\": \"2026-12-10\"}",
		NULL);
}

/* The day by which the record waits for the person's answer, and whether that is over. */
static void expect_due(const char *person, const char *record, date due, bool late)
{
	struct session *session = training_sign_in(&training, person);
	struct reading_lines lines;
	struct error err;
	bool found = false;
	ck_assert_msg(waiting_list(session, &lines, &err) == RESULT_OK, "%s", err.text);
	for (size_t i = 0; i < lines.count; i++) {
		if (!lines.items[i].record.id || strcmp(lines.items[i].record.id, record) != 0)
			continue;
		found = true;
		ck_assert_int_eq(lines.items[i].due, due);
		ck_assert_int_eq(lines.items[i].late, late);
	}
	ck_assert(found);
	reading_lines_done(&lines);
	session_free(session);
}

START_TEST(an_answer_is_late_after_the_day_that_was_set_for_it)
{
	char *record = ordered();
	expect_due("kasuga", record, DATE_NONE, false);
	must_act("kasuga", record, ANSWER_YES, NULL);
	expect_due("sawada", record, date_of(2026, 12, 10), false);
	training.clock.fixed = training_time(2026, 12, 11, 10, 0);
	expect_due("sawada", record, date_of(2026, 12, 10), true);
	must_act("sawada", record, ANSWER_YES, "{\"report\": \"施錠して保管\"}");
	expect_due("kasuga", record, DATE_NONE, false);
	free(record);
}
END_TEST

START_TEST(a_report_is_asked_for_measures_are_ordered_answered_and_closed)
{
	char *record = ordered();
	must_act("kasuga", record, ANSWER_YES, NULL);
	must_not_act("watabe", record, ACT_PASS);
	must_act("sawada", record, ANSWER_YES, "{\"report\": \"施錠して保管\"}");
	must_act("kasuga", record, ANSWER_YES,
		"{\"findings\": \"台帳に漏れ\", \"measures\": \"台帳を補う\", \"measures-due\": "
		"\"2026-12-25\"}");
	must_act("sawada", record, ANSWER_YES, "{\"done\": \"補った\", \"done-on\": \"2026-11-24\"}");
	must_act("kasuga", record, ANSWER_YES, NULL);
	walk_expect(&training, "kubo", record, "");
	free(record);
}
END_TEST

START_TEST(without_an_order_the_matter_ends_with_the_report)
{
	char *record = ordered();
	must_act("kasuga", record, ANSWER_YES, NULL);
	must_act("sawada", record, ANSWER_YES, "{\"report\": \"施錠して保管\"}");
	must_act("kasuga", record, ANSWER_NO, "{\"findings\": \"支障なし\"}");
	walk_expect(&training, "kubo", record, "");
	free(record);
}
END_TEST

START_TEST(anybody_reports_suspicious_mail_at_once_and_is_told_what_to_do)
{
	char *record = walk_file(&training, "hirano", "sakai/suspicious-mail",
		"{\"owner-section\": \"information-systems\", \"received-on\": \"2026-11-24\","
		" \"received-at\": \"10:05\", \"sender\": \"x@example.invalid\", \"title\": \"請求書\","
		" \"odd\": [\"attachment\"], \"opened\": \"nothing\", \"terminal\": \"端末12\"}",
		NULL);
	must_act("hino", record, ANSWER_YES, NULL);
	must_act("takaishi", record, ANSWER_YES,
		"{\"judgement\": \"delete\", \"instruction\": \"開かずに削除する\"}");
	must_act("hirano", record, ANSWER_YES, "{\"done\": \"削除した\"}");
	must_act("takaishi", record, ANSWER_YES, NULL);
	walk_expect(&training, "hirano", record, "");
	free(record);
}
END_TEST

/* Article 13(4): whoever gets an ID keeps to the handling of passwords; who loses his is not asked. */
START_TEST(nobody_is_registered_who_does_not_keep_to_the_handling_of_passwords)
{
	static const char user[] =
		"{\"what\": \"new\", \"whose\": \"own\", \"system\": \"税務システム\", \"cause\": \"moved\","
		" \"users\": [{\"person\": \"hirano\", \"kind\": \"staff\", \"right\": \"usual\","
		" \"my-number\": \"none\"}]}";
	struct error err;
	char *record;
	ck_assert_int_ne(
		walk_try(&training, "nomura", "sakai/user-registration", user, &record, &err), RESULT_OK);
	ck_assert_int_ne(walk_try(&training, "nomura", "sakai/user-registration",
				 "{\"what\": \"new\", \"whose\": \"own\", \"system\": \"税務システム\","
				 " \"cause\": \"moved\", \"password-kept\": false,"
				 " \"users\": [{\"person\": \"hirano\", \"kind\": \"staff\","
				 " \"right\": \"usual\", \"my-number\": \"none\"}]}",
				 &record, &err),
		RESULT_OK);
	ck_assert_msg(strstr(err.text, "handling of IDs"), "%s", err.text);
	record = walk_file(&training, "nomura", "sakai/user-registration", user, "{\"password-kept\": true}");
	free(record);
}
END_TEST

START_TEST(the_mayor_decides_on_paper_which_two_persons_bring_in)
{
	struct error err;
	char *record = walk_file(&training, "kubo", "sakai/policy-revision",
		"{\"ground\": [\"needed\"], \"ground-words\": \"標的型攻撃が増えた\", \"audit\": "
		"\"令和8年度\","
		" \"parts\": [{\"part\": \"第16条\", \"content\": \"対策の追加\", \"from\": "
		"\"2027-04-01\"}]}",
		NULL);
	must_act("kasuga", record, ANSWER_YES, NULL);
	must_act("sengoku", record, ANSWER_YES, NULL);
	walk_expect(&training, "kubo", record, "decide");
	struct wish paper = { .act = ACT_TRANSCRIBE,
		.answer = ANSWER_YES,
		.document_number = "堺情政第45号",
		.paper_day = date_of(2026, 11, 20),
		.paper_decider = "市長" };
	struct wish confirm = { .act = ACT_CONFIRM, .answer = ANSWER_YES };
	ck_assert_int_eq(walk_act(&training, "hirano", record, paper, NULL, &err), RESULT_REFUSED);
	ck_assert_msg(walk_act(&training, "matsuo", record, paper, NULL, &err) == RESULT_OK, "%s", err.text);
	ck_assert_int_eq(walk_act(&training, "matsuo", record, confirm, NULL, &err), RESULT_REFUSED);
	ck_assert_msg(walk_act(&training, "okuno", record, confirm, NULL, &err) == RESULT_OK, "%s", err.text);
	walk_expect(&training, "kubo", record, "");
	free(record);
}
END_TEST

Suite *sakai_suite(void)
{
	const TTest *const tests[] = {
		the_act_says_who_permits_and_the_field_whose_head_he_is,
		mail_that_is_not_suitable_cannot_be_permitted,
		nobody_permits_what_he_applied_for_but_in_recorded_special_circumstances,
		without_a_head_the_drafter_is_who_applied_and_the_section_that_permits_sends_it_out,
		what_was_permitted_is_in_use_until_its_end_report_is_accepted,
		the_giver_revokes_what_he_permitted,
		a_permission_is_continued_by_the_same_form,
		software_once_installed_is_not_in_use_for_a_time,
		an_addition_is_consulted_on_before_it_is_approved,
		operation_out_of_hours_is_consulted_on_and_opens_these_hours_to_these_persons,
		a_consultation_that_met_an_objection_ends_and_opens_nothing,
		an_exemption_from_the_hours_opens_them_too,
		an_answer_is_late_after_the_day_that_was_set_for_it,
		a_report_is_asked_for_measures_are_ordered_answered_and_closed,
		without_an_order_the_matter_ends_with_the_report,
		anybody_reports_suspicious_mail_at_once_and_is_told_what_to_do,
		nobody_is_registered_who_does_not_keep_to_the_handling_of_passwords,
		the_mayor_decides_on_paper_which_two_persons_bring_in,
		NULL,
	};
	return suite_with("sakai", tests, setup, setting_clear);
}
