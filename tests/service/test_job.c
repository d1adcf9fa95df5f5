/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The whole job: a clerk files, the head applies, it is received, reviewed, decided, printed. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "service/waiting.h"
#include "service/deciding.h"
#include "service/printing.h"
#include "service/sheet_of.h"
#include "store/journal.h"
#include "store/replay.h"
#include "tests/support/suites.h"
#include "tests/support/setting.h"

suite_maker job_suite;

/* One act by one person on one record, with the PIN where it is signed. */
static enum result act_by(const char *person, const char *record, struct wish wish, struct error *err)
{
	struct session *session = training_sign_in(&training, person);
	struct dossier dossier;
	enum result r = reading_open(session, record, &dossier, err);
	if (r == RESULT_OK) {
		struct decision decision = { &dossier, wish, NULL };
		struct card_pin pin;
		int tries;
		json_t *values = json_pack("{s:[s]}", "conditions", "purpose");
		if (wish.act == ACT_DECIDE && wish.answer == ANSWER_CONDITIONAL)
			decision.values = values;
		training_pin(&pin);
		r = deciding_act(session, &decision, 1, &pin, &tries, err);
		card_pin_done(&pin);
		json_decref(values);
		dossier_done(&dossier);
	}
	session_free(session);
	return r;
}

static void must_act(const char *person, const char *record, struct wish wish)
{
	struct error err;
	ck_assert_msg(act_by(person, record, wish, &err) == RESULT_OK, "%s: %s", person, err.text);
}

static void pass(const char *person, const char *record)
{
	must_act(person, record, (struct wish){ .act = ACT_PASS });
}

static void to_the_decision(const char *record)
{
	pass("ishikawa", record);  /* 所属長決裁 */
	pass("mori", record);      /* 受付 */
	pass("nakamura", record);  /* 取扱責任者 */
	pass("takahashi", record); /* 保護責任者 */
}

static void open_as(const char *person, const char *record, struct session **session, struct dossier *dossier)
{
	struct error err;
	*session = training_sign_in(&training, person);
	ck_assert_msg(reading_open(*session, record, dossier, &err) == RESULT_OK, "%s", err.text);
}

static void verified(void)
{
	struct error err;
	struct verify_report report;
	int64_t rows;
	struct verify_options options = { .mode = VERIFY_FULL, .root = training.root };
	ck_assert_msg(
		journal_verify(training.desk->store, &options, &report, &err) == RESULT_OK, "%s", err.text);
	ck_assert_msg(replay_compare(training.desk->store, &rows, &err) == RESULT_OK, "%s", err.text);
}

START_TEST(the_job_is_done_from_filing_to_the_decision_form)
{
	struct session *session;
	struct dossier dossier;
	struct error err;
	char *record = training_file(&training), *bytes;
	size_t length;
	to_the_decision(record);
	must_act("watanabe", record, (struct wish){ .act = ACT_DECIDE, .answer = ANSWER_YES });
	open_as("yamada", record, &session, &dossier);
	ck_assert_int_eq(dossier.record.state, RECORD_DECIDED);
	ck_assert_int_eq(dossier.record.answer, ANSWER_YES);
	ck_assert_int_eq(dossier.record.number, 1);
	ck_assert_int_eq(dossier.record.fiscal_year, 2026);
	ck_assert_str_eq(dossier.record.applicant, "ishikawa");
	char *decision = memory_string(dossier.record.decision);
	dossier_done(&dossier);
	ck_assert_msg(reading_open(session, decision, &dossier, &err) == RESULT_OK, "%s", err.text);
	ck_assert_str_eq(json_string_value(json_object_get(dossier.values, "answer")), "yes");
	ck_assert_str_eq(json_string_value(json_object_get(dossier.values, "decider")), "watanabe");
	ck_assert_uint_eq(json_array_size(json_object_get(dossier.values, "items")), 2);
	struct sheet_content content;
	ck_assert_msg(sheet_of(session, &dossier, &content, &err) == RESULT_OK, "%s", err.text);
	ck_assert_str_eq(content.addressee.section, "税務課");
	ck_assert_ptr_null(content.addressee.name); /* inside mail names the post alone */
	ck_assert_str_eq(content.sender.post, "保護管理者（課長）");
	ck_assert_str_eq(content.sender.name, "渡邉 恵子");
	ck_assert(strstr(content.sentence, "受付第1号"));
	ck_assert(content.training);
	sheet_content_done(&content);
	const struct dossier *const sheets[] = { &dossier };
	ck_assert_msg(
		printing_pdf(session, sheets, 1, &bytes, &length, NULL, &err) == RESULT_OK, "%s", err.text);
	ck_assert(length > 1000 && !memcmp(bytes, "%PDF-", 5));
	free(bytes);
	dossier_done(&dossier);
	session_free(session);
	verified();
	free(decision);
	free(record);
}
END_TEST

START_TEST(the_drafter_and_the_applicant_do_not_decide_and_a_stranger_is_told_who_could)
{
	struct error err;
	char *record = training_file(&training);
	ck_assert_int_eq(act_by("mori", record, (struct wish){ .act = ACT_PASS }, &err), RESULT_REFUSED);
	ck_assert(strstr(err.text, "Ishikawa"));
	ck_assert_int_eq(act_by("yamada", record, (struct wish){ .act = ACT_PASS }, &err), RESULT_REFUSED);
	pass("ishikawa", record);
	ck_assert_int_eq(
		act_by("ishikawa", record, (struct wish){ .act = ACT_DECIDE, .answer = ANSWER_YES }, &err),
		RESULT_REFUSED);
	free(record);
}
END_TEST

START_TEST(a_refusal_needs_a_reason_and_stands_on_the_decision_form)
{
	struct session *session;
	struct dossier dossier;
	struct error err;
	char *record = training_file(&training);
	to_the_decision(record);
	struct wish no = { .act = ACT_DECIDE, .answer = ANSWER_NO };
	ck_assert_int_eq(act_by("watanabe", record, no, &err), RESULT_REFUSED);
	ck_assert_str_eq(err.article, "16.1");
	no.reason = "目的に比べて項目が多すぎるため";
	must_act("watanabe", record, no);
	open_as("watanabe", record, &session, &dossier);
	char *decision = memory_string(dossier.record.decision);
	dossier_done(&dossier);
	ck_assert_int_eq(reading_open(session, decision, &dossier, &err), RESULT_OK);
	ck_assert_str_eq(json_string_value(json_object_get(dossier.values, "reason")), no.reason);
	ck_assert(!json_object_get(dossier.values, "items"));
	dossier_done(&dossier);
	session_free(session);
	free(decision);
	free(record);
	verified();
}
END_TEST

START_TEST(the_decision_goes_out_from_the_deciding_section_with_a_typed_number)
{
	struct session *session;
	struct dossier dossier;
	struct reading_lines lines;
	struct error err;
	char *record = training_file(&training);
	to_the_decision(record);
	must_act("watanabe", record, (struct wish){ .act = ACT_DECIDE, .answer = ANSWER_YES });
	session = training_sign_in(&training, "mori");
	ck_assert_int_eq(waiting_list(session, &lines, &err), RESULT_OK);
	ck_assert_uint_eq(lines.count, 1);
	ck_assert_int_eq(lines.items[0].duty, DUTY_DISPATCH);
	char *decision = memory_string(lines.items[0].record.id);
	reading_lines_done(&lines);
	session_free(session);
	struct wish send = { .act = ACT_DISPATCH };
	ck_assert_int_eq(act_by("mori", decision, send, &err), RESULT_REFUSED);
	send.document_number = "8東町第123号";
	ck_assert_int_eq(act_by("yamada", decision, send, &err), RESULT_REFUSED);
	must_act("mori", decision, send);
	ck_assert_int_eq(act_by("mori", decision, send, &err), RESULT_REFUSED);
	open_as("yamada", decision, &session, &dossier);
	ck_assert_str_eq(dossier.record.document_number, "8東町第123号");
	ck_assert_int_eq(dossier.record.dispatched, date_of(2026, 11, 24));
	dossier_done(&dossier);
	session_free(session);
	free(decision);
	free(record);
	verified();
}
END_TEST

START_TEST(a_condition_must_be_chosen_where_the_approval_is_conditional)
{
	char *record = training_file(&training);
	to_the_decision(record);
	must_act("watanabe", record, (struct wish){ .act = ACT_DECIDE, .answer = ANSWER_CONDITIONAL });
	free(record);
	verified();
}
END_TEST

START_TEST(what_is_returned_is_corrected_and_keeps_its_number)
{
	struct session *session;
	struct dossier dossier;
	struct filing *filing;
	struct error err;
	char *record = training_file(&training), *again;
	pass("ishikawa", record);
	pass("mori", record);
	struct wish back = { .act = ACT_RETURN };
	ck_assert_int_eq(act_by("nakamura", record, back, &err), RESULT_REFUSED);
	back.reason = "根拠の条項が足りません";
	must_act("nakamura", record, back);
	session = training_sign_in(&training, "yamada");
	ck_assert_msg(filing_correct(session, record, &filing, &err) == RESULT_OK, "%s", err.text);
	filing_set(filing, "ground-text", json_string("地方税法第20条の11、国民健康保険法第113条の2"));
	ck_assert_msg(filing_keep(filing, &err) == RESULT_OK, "%s", err.text);
	filing_free(filing);
	/* Begun once, it is taken up again, not begun anew. */
	ck_assert_msg(filing_correct(session, record, &filing, &err) == RESULT_OK, "%s", err.text);
	ck_assert_str_eq(json_string_value(json_object_get(filing->values, "ground-text")),
		"地方税法第20条の11、国民健康保険法第113条の2");
	ck_assert_msg(filing_submit(filing, &again, &err) == RESULT_OK, "%s", err.text);
	ck_assert_str_eq(again, record);
	filing_free(filing);
	session_free(session);
	to_the_decision(record);
	open_as("yamada", record, &session, &dossier);
	ck_assert_int_eq(dossier.record.number, 1);
	ck_assert_int_eq(dossier.record.version, 2);
	json_t *old;
	ck_assert_int_eq(reading_version(session, &dossier, 1, &old, &err), RESULT_OK);
	ck_assert_str_eq(json_string_value(json_object_get(old, "ground-text")), "地方税法第20条の11");
	json_decref(old);
	dossier_done(&dossier);
	session_free(session);
	free(again);
	free(record);
	verified();
}
END_TEST

START_TEST(a_return_to_an_earlier_step_goes_there)
{
	struct session *session;
	struct dossier dossier;
	char *record = training_file(&training);
	to_the_decision(record);
	must_act("watanabe", record,
		(struct wish){
			.act = ACT_RETURN, .to_step = "review-handling", .reason = "件数を確かめること" });
	open_as("nakamura", record, &session, &dossier);
	ck_assert_str_eq(dossier.record.step, "review-handling");
	dossier_done(&dossier);
	session_free(session);
	free(record);
}
END_TEST

START_TEST(pulling_back_works_until_the_next_person_acts)
{
	struct error err;
	char *record = training_file(&training);
	must_act("yamada", record, (struct wish){ .act = ACT_PULL_BACK });
	free(record);
	record = training_file(&training);
	pass("ishikawa", record);
	ck_assert_int_eq(
		act_by("yamada", record, (struct wish){ .act = ACT_PULL_BACK }, &err), RESULT_REFUSED);
	must_act("yamada", record, (struct wish){ .act = ACT_WITHDRAW, .reason = "事業が中止になったため" });
	free(record);
}
END_TEST

/* What stands beside 決定者 on the form that the decision of a record wrote; until it is asked again. */
static const char *decider_on_paper(const char *record)
{
	static char name[64];
	struct session *session;
	struct dossier dossier, decision;
	struct sheet_content content;
	struct error err;
	open_as("watanabe", record, &session, &dossier);
	ck_assert_int_eq(reading_open(session, dossier.record.decision, &decision, &err), RESULT_OK);
	ck_assert_int_eq(sheet_of(session, &decision, &content, &err), RESULT_OK);
	*name = '\0';
	for (size_t i = 0; i < content.row_count; i++)
		if (content.rows[i].fill == FILL_DECIDER)
			snprintf(name, sizeof name, "%s", content.rows[i].text);
	sheet_content_done(&content);
	dossier_done(&decision);
	dossier_done(&dossier);
	session_free(session);
	return name;
}

START_TEST(a_deputy_gives_ground_and_days_and_the_holder_sees_it_afterwards)
{
	struct error err;
	struct session *session;
	struct reading_lines lines;
	char *record = training_file(&training);
	to_the_decision(record);
	struct wish wish = { .act = ACT_DECIDE, .answer = ANSWER_YES };
	ck_assert_int_eq(act_by("takahashi", record, wish, &err), RESULT_REFUSED);
	wish.ground = "trip";
	wish.ground_from = wish.ground_to = date_of(2026, 11, 20);
	ck_assert_int_eq(act_by("takahashi", record, wish, &err), RESULT_REFUSED);
	wish.ground_to = date_of(2026, 11, 25);
	must_act("takahashi", record, wish);
	ck_assert_str_eq(decider_on_paper(record), "代 髙橋 誠");
	session = training_sign_in(&training, "watanabe");
	ck_assert_msg(waiting_list(session, &lines, &err) == RESULT_OK, "%s", err.text);
	bool seen = false;
	for (size_t i = 0; i < lines.count; i++)
		seen |= lines.items[i].duty == DUTY_SEE_AFTER && !strcmp(lines.items[i].record.id, record);
	ck_assert(seen);
	reading_lines_done(&lines);
	session_free(session);
	must_act("watanabe", record, (struct wish){ .act = ACT_SEE_AFTER });
	ck_assert_int_eq(
		act_by("watanabe", record, (struct wish){ .act = ACT_SEE_AFTER }, &err), RESULT_REFUSED);
	free(record);
	verified();
}
END_TEST

START_TEST(a_decision_on_an_old_reading_is_a_conflict_and_does_nothing)
{
	struct error err;
	struct card_pin pin;
	struct session *session;
	struct dossier dossier;
	int tries;
	char *record = training_file(&training);
	to_the_decision(record);
	open_as("watanabe", record, &session, &dossier);
	session_free(session);
	must_act("watanabe", record,
		(struct wish){ .act = ACT_RETURN, .to_step = "review-protection", .reason = "確認" });
	pass("takahashi", record);
	session = training_sign_in(&training, "watanabe");
	struct decision late = { &dossier, { .act = ACT_DECIDE, .answer = ANSWER_YES }, NULL };
	training_pin(&pin);
	ck_assert_int_eq(deciding_act(session, &late, 1, &pin, &tries, &err), RESULT_CONFLICT);
	card_pin_done(&pin);
	dossier_done(&dossier);
	session_free(session);
	free(record);
}
END_TEST

START_TEST(a_pile_is_decided_with_one_signature_all_or_none)
{
	enum { PILE = 3 };
	struct error err;
	struct card_pin pin;
	struct dossier dossiers[PILE];
	struct decision decisions[PILE];
	char *records[PILE];
	int tries;
	for (int i = 0; i < PILE; i++) {
		records[i] = training_file(&training);
		to_the_decision(records[i]);
	}
	struct session *session = training_sign_in(&training, "watanabe");
	for (int i = 0; i < PILE; i++) {
		ck_assert_int_eq(reading_open(session, records[i], &dossiers[i], &err), RESULT_OK);
		decisions[i] =
			(struct decision){ &dossiers[i], { .act = ACT_DECIDE, .answer = ANSWER_YES }, NULL };
	}
	decisions[2].wish = (struct wish){ .act = ACT_RETURN, .reason = "対象者の範囲が広すぎます" };
	unsigned before = fake_host_signatures(training.host);
	training_pin(&pin);
	ck_assert_msg(
		deciding_act(session, decisions, PILE, &pin, &tries, &err) == RESULT_OK, "%s", err.text);
	ck_assert_uint_eq(fake_host_signatures(training.host), before + 1);
	/* Decided twice is a conflict, and the third that could still be acted on stays. */
	ck_assert_int_ne(deciding_act(session, decisions, PILE, &pin, &tries, &err), RESULT_OK);
	card_pin_done(&pin);
	for (int i = 0; i < PILE; i++) {
		dossier_done(&dossiers[i]);
		ck_assert_int_eq(reading_open(session, records[i], &dossiers[i], &err), RESULT_OK);
		ck_assert_int_eq(dossiers[i].record.number, i + 1);
		ck_assert_int_eq(dossiers[i].record.state, i < 2 ? RECORD_DECIDED : RECORD_RETURNED);
		dossier_done(&dossiers[i]);
		free(records[i]);
	}
	session_free(session);
	verified();
}
END_TEST

START_TEST(open_items_follow_the_role_when_postings_change_at_midnight)
{
	struct error err;
	char *record = training_file(&training);
	to_the_decision(record);
	training.clock.fixed = training_time(2027, 4, 1, 0, 0) - 1;
	struct wish wish = { .act = ACT_DECIDE, .answer = ANSWER_NO, .reason = "期間が過ぎたため" };
	struct session *session = training_sign_in(&training, "watanabe");
	struct dossier dossier;
	ck_assert_int_eq(reading_open(session, record, &dossier, &err), RESULT_OK);
	ck_assert_int_eq(deciding_may(session, &dossier, ACT_DECIDE, NULL, &err), RESULT_OK);
	dossier_done(&dossier);
	session_free(session);
	training.clock.fixed = training_time(2027, 4, 1, 0, 0);
	ck_assert_int_eq(act_by("watanabe", record, wish, &err), RESULT_REFUSED);
	/* The new head reviewed it himself as 保護責任者; the decision is his all the same. */
	must_act("takahashi", record, wish);
	free(record);
}
END_TEST

START_TEST(receipt_numbers_begin_anew_with_the_fiscal_year)
{
	struct session *session;
	struct dossier dossier;
	char *first = training_file(&training), *second = training_file(&training), *third;
	pass("ishikawa", first);
	pass("mori", first);
	pass("ishikawa", second);
	training.clock.fixed = training_time(2027, 4, 1, 9, 0);
	pass("mori", second);
	open_as("yamada", second, &session, &dossier);
	ck_assert_int_eq(dossier.record.number, 1);
	ck_assert_int_eq(dossier.record.fiscal_year, 2027);
	dossier_done(&dossier);
	session_free(session);
	training.clock.fixed = training_time(2026, 11, 25, 9, 0);
	third = training_file(&training);
	pass("ishikawa", third);
	pass("mori", third);
	open_as("yamada", third, &session, &dossier);
	ck_assert_int_eq(dossier.record.number, 2);
	dossier_done(&dossier);
	session_free(session);
	free(first);
	free(second);
	free(third);
}
END_TEST

START_TEST(the_owning_section_cannot_apply_to_itself)
{
	struct error err;
	struct filing *filing;
	struct session *session = training_sign_in(&training, "mori");
	ck_assert_int_eq(filing_begin(session, "toin/data-use-application", &filing, &err), RESULT_REFUSED);
	ck_assert_str_eq(err.article, "16.1");
	session_free(session);
}
END_TEST

START_TEST(a_form_with_faults_is_not_filed_and_its_draft_is_kept)
{
	struct error err;
	struct filing *filing, *again;
	struct reading_lines lines;
	char *record;
	struct session *session = training_sign_in(&training, "yamada");
	ck_assert_int_eq(filing_begin(session, "toin/data-use-application", &filing, &err), RESULT_OK);
	training_fill(filing);
	filing_set(filing, "ground", json_string("duty"));
	filing_set(filing, "items", json_pack("[{s:s, s:s}]", "item", "my-number", "reason", "照合のため"));
	ck_assert_int_eq(filing_submit(filing, &record, &err), RESULT_REFUSED);
	ck_assert_str_eq(err.article, "10");
	ck_assert_int_eq(filing_keep(filing, &err), RESULT_OK);
	char *draft = memory_string(filing->draft);
	filing_free(filing);
	ck_assert_int_eq(waiting_list(session, &lines, &err), RESULT_OK);
	ck_assert_uint_eq(lines.count, 1);
	ck_assert_str_eq(lines.items[0].draft, draft);
	ck_assert_str_eq(lines.items[0].subject, "国民健康保険税賦課事務");
	reading_lines_done(&lines);
	ck_assert_int_eq(filing_resume(session, draft, &again, &err), RESULT_OK);
	filing_set(again, "ground", json_string("law"));
	ck_assert_msg(filing_submit(again, &record, &err) == RESULT_OK, "%s", err.text);
	filing_free(again);
	ck_assert_int_eq(waiting_list(session, &lines, &err), RESULT_OK);
	ck_assert_uint_eq(lines.count, 0);
	reading_lines_done(&lines);
	session_free(session);
	free(draft);
	free(record);
}
END_TEST

START_TEST(what_is_typed_about_a_decision_is_kept_until_it_is_made)
{
	struct session *session;
	struct dossier dossier;
	struct reading_lines lines;
	struct error err;
	char *record = training_file(&training);
	to_the_decision(record);
	open_as("watanabe", record, &session, &dossier);
	ck_assert_ptr_null(deciding_kept(session, &dossier));
	json_t *typed = json_pack("{s:s}", "reason", "項目が多すぎる");
	ck_assert_int_eq(deciding_keep(session, &dossier, typed, &err), RESULT_OK);
	json_t *kept = deciding_kept(session, &dossier);
	ck_assert(json_equal(kept, typed));
	json_decref(kept);
	json_decref(typed);
	/* It is no draft of a form. */
	ck_assert_int_eq(waiting_list(session, &lines, &err), RESULT_OK);
	ck_assert_uint_eq(lines.count, 1);
	ck_assert_ptr_null(lines.items[0].draft);
	reading_lines_done(&lines);
	dossier_done(&dossier);
	session_free(session);
	open_as("takahashi", record, &session, &dossier);
	ck_assert_ptr_null(deciding_kept(session, &dossier));
	dossier_done(&dossier);
	session_free(session);
	must_act("watanabe", record, (struct wish){ .act = ACT_DECIDE, .answer = ANSWER_YES });
	open_as("watanabe", record, &session, &dossier);
	ck_assert_ptr_null(deciding_kept(session, &dossier));
	dossier_done(&dossier);
	session_free(session);
	free(record);
}
END_TEST

START_TEST(another_section_does_not_read_the_record)
{
	struct error err;
	struct dossier dossier;
	char *record = training_file(&training);
	struct session *session = training_sign_in(&training, "ikeda");
	ck_assert_int_eq(reading_open(session, record, &dossier, &err), RESULT_REFUSED);
	session_free(session);
	free(record);
}
END_TEST

Suite *job_suite(void)
{
	const TTest *const tests[] = {
		the_job_is_done_from_filing_to_the_decision_form,
		the_drafter_and_the_applicant_do_not_decide_and_a_stranger_is_told_who_could,
		a_refusal_needs_a_reason_and_stands_on_the_decision_form,
		the_decision_goes_out_from_the_deciding_section_with_a_typed_number,
		a_condition_must_be_chosen_where_the_approval_is_conditional,
		what_is_returned_is_corrected_and_keeps_its_number,
		a_return_to_an_earlier_step_goes_there,
		pulling_back_works_until_the_next_person_acts,
		a_deputy_gives_ground_and_days_and_the_holder_sees_it_afterwards,
		a_decision_on_an_old_reading_is_a_conflict_and_does_nothing,
		a_pile_is_decided_with_one_signature_all_or_none,
		open_items_follow_the_role_when_postings_change_at_midnight,
		receipt_numbers_begin_anew_with_the_fiscal_year,
		the_owning_section_cannot_apply_to_itself,
		a_form_with_faults_is_not_filed_and_its_draft_is_kept,
		what_is_typed_about_a_decision_is_kept_until_it_is_made,
		another_section_does_not_read_the_record,
		NULL,
	};
	return suite_with("job", tests, setting_make, setting_clear);
}
