/* SPDX-License-Identifier: GPL-3.0-or-later */
/* After the decision: registers, use and its end, renewal, readers, plans. */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "domain/compile.h"
#include "domain/fact.h"
#include "service/compiling.h"
#include "service/deciding.h"
#include "service/sheet_of.h"
#include "service/using.h"
#include "service/waiting.h"
#include "store/journal.h"
#include "store/query.h"
#include "store/replay.h"
#include "tests/support/readers.h"
#include "tests/support/suites.h"
#include "tests/support/training.h"

suite_maker after_suite;

static struct training training;
static struct error err;

static void setup(void)
{
	static const char *const holders[] = { "yamada", "ishikawa", "mori", "watanabe", "ogawa",
		READERS_SLOW };
	training_begin_at(&training, &(struct training_place){ "data/demo/toin-town",
					     "tests/data/regulations/after", holders, COUNT(holders) });
}

/* Whatever a test did: the chain is whole and the tables are what the journal says. */
static void teardown(void)
{
	struct verify_report report;
	int64_t rows;
	struct verify_options options = { .mode = VERIFY_FULL, .root = training.root };
	ck_assert_msg(
		journal_verify(training.desk->store, &options, &report, &err) == RESULT_OK, "%s", err.text);
	ck_assert_msg(replay_compare(training.desk->store, &rows, &err) == RESULT_OK, "%s", err.text);
	training_end(&training);
}

static enum result act_by(const char *person, const char *record, struct wish wish, json_t *values)
{
	struct session *session = training_sign_in(&training, person);
	struct dossier dossier;
	enum result r = reading_open(session, record, &dossier, &err);
	if (r == RESULT_OK) {
		struct decision decision = { &dossier, wish, values };
		struct card_pin pin;
		int tries;
		training_pin(&pin);
		r = deciding_act(session, &decision, 1, &pin, &tries, &err);
		card_pin_done(&pin);
		dossier_done(&dossier);
	}
	session_free(session);
	json_decref(values);
	return r;
}

static void must_act(const char *person, const char *record, struct wish wish, json_t *values)
{
	ck_assert_msg(act_by(person, record, wish, values) == RESULT_OK, "%s: %s", person, err.text);
}

static struct filing *begin(struct session *session, const char *form)
{
	struct filing *filing;
	ck_assert_msg(filing_begin(session, form, &filing, &err) == RESULT_OK, "%s", err.text);
	return filing;
}

static enum result submit(struct filing *filing, char **ret_record)
{
	enum result r = filing_submit(filing, ret_record, &err);
	filing_free(filing);
	return r;
}

static void fill_permit(struct filing *filing, const char *from, const char *to)
{
	filing_set(filing, "subject", json_string("税務端末"));
	filing_set(filing, "period", json_pack("{s:s, s:s}", "from", from, "to", to));
	filing_set(filing, "people",
		json_pack("[{s:s, s:s, s:s}, {s:s, s:s}]", "person", "yamada", "terminal", "税-１", "right",
			"照会", "person", "kimura", "terminal", "税-2"));
}

/* yamada files, her head applies; the record waits for the decision. */
static char *filed_permit(const char *from, const char *to)
{
	struct session *session = training_sign_in(&training, "yamada");
	struct filing *filing = begin(session, "toin/permit");
	char *record;
	fill_permit(filing, from, to);
	ck_assert_msg(submit(filing, &record) == RESULT_OK, "%s", err.text);
	session_free(session);
	must_act("ishikawa", record, (struct wish){ .act = ACT_PASS }, NULL);
	return record;
}

static char *permit(const char *from, const char *to)
{
	char *record = filed_permit(from, to);
	must_act("watanabe", record, (struct wish){ .act = ACT_DECIDE, .answer = ANSWER_YES },
		json_pack("{s:{s:s, s:s}}", "period", "from", from, "to", to));
	return record;
}

static void load(const char *id, struct record *record)
{
	ck_assert_msg(query_record(training.desk->store, id, record, &err) == RESULT_OK, "%s", err.text);
}

static bool operates(const char *person, const char *terminal, date day)
{
	char *subject = fact_subject(FIELD_TEXT, terminal);
	const struct fact_question question = { "toin", "operators", person, subject, day, FACT_ANY_MINUTE,
		false };
	bool holds = fact_holds(&training.desk->office, &question);
	free(subject);
	return holds;
}

/* ---- registers ---------------------------------------------------------------------- */

START_TEST(a_yes_makes_it_true_over_the_period_that_was_decided)
{
	char *record = filed_permit("2026-12-01", "2027-03-31");
	ck_assert(!operates("yamada", "税-1", date_of(2026, 12, 1)));
	struct wish yes = { .act = ACT_DECIDE, .answer = ANSWER_CONDITIONAL, .reason = "年内に限る" };
	must_act("watanabe", record, yes,
		json_pack("{s:{s:s, s:s}}", "period", "from", "2026-12-01", "to", "2026-12-28"));
	ck_assert(operates("yamada", "税-1", date_of(2026, 12, 28)));
	ck_assert(operates("kimura", "税-2", date_of(2026, 12, 1)));
	ck_assert(!operates("yamada", "税-1", date_of(2026, 12, 29)));
	struct record head;
	load(record, &head);
	ck_assert_int_eq(head.use_from, date_of(2026, 12, 1));
	ck_assert_int_eq(head.use_to, date_of(2026, 12, 28));
	record_done(&head);
	free(record);
}
END_TEST

START_TEST(a_no_makes_nothing_true)
{
	char *record = filed_permit("2026-12-01", "2027-03-31");
	struct wish no = { .act = ACT_DECIDE, .answer = ANSWER_NO, .reason = "不要" };
	must_act("watanabe", record, no, NULL);
	ck_assert(!operates("yamada", "税-1", date_of(2026, 12, 1)));
	struct record head;
	load(record, &head);
	ck_assert_int_eq(head.use_from, DATE_NONE);
	ck_assert_uint_eq(head.told_count, 2); /* a refusal is told too */
	record_done(&head);
	free(record);
}
END_TEST

static bool reads_duties(const char *person)
{
	struct session *session = training_sign_in(&training, person);
	struct reading_lines lines;
	bool reads = false;
	ck_assert_int_eq(waiting_list(session, &lines, &err), RESULT_OK);
	for (size_t i = 0; i < lines.count; i++)
		reads |= lines.items[i].duty == DUTY_ACKNOWLEDGE;
	reading_lines_done(&lines);
	session_free(session);
	return reads;
}

START_TEST(a_text_for_a_register_is_asked_of_those_who_stand_in_it_alone)
{
	struct session *session = training_sign_in(&training, "yamada");
	struct filing *filing = begin(session, "toin/permit");
	const struct wish yes = { .act = ACT_DECIDE, .answer = ANSWER_YES };
	char *record;
	ck_assert(!reads_duties(READERS_SLOW));
	fill_permit(filing, "2026-11-01", "2027-03-31");
	filing_set(filing, "people", json_pack("[{s:s, s:s}]", "person", READERS_SLOW, "terminal", "税-1"));
	ck_assert_msg(submit(filing, &record) == RESULT_OK, "%s", err.text);
	session_free(session);
	must_act("ishikawa", record, (struct wish){ .act = ACT_PASS }, NULL);
	must_act("watanabe", record, yes,
		json_pack("{s:{s:s, s:s}}", "period", "from", "2026-11-01", "to", "2027-03-31"));
	ck_assert(reads_duties(READERS_SLOW));
	free(record);
}
END_TEST

static enum result revoke(const char *person, const char *terminal, char **ret_record)
{
	struct session *session = training_sign_in(&training, "mori");
	struct filing *filing = begin(session, "toin/revocation");
	filing_set(filing, "person", json_string(person));
	filing_set(filing, "terminal", json_string(terminal));
	enum result r = submit(filing, ret_record);
	session_free(session);
	return r;
}

START_TEST(an_end_of_what_nobody_granted_is_refused_with_a_sentence)
{
	char *granted = permit("2026-11-01", "2027-03-31"), *record;
	ck_assert_int_eq(revoke("ishikawa", "税-1", &record), RESULT_REFUSED);
	ck_assert(strstr(err.text, "does not stand in \"Terminal operators\""));
	ck_assert_int_eq(revoke("yamada", "税-9", &record), RESULT_REFUSED);
	ck_assert(strstr(err.text, "Nothing of \"Terminal operators\" is in force"));
	ck_assert_str_eq(err.article, "2");
	ck_assert_msg(revoke("yamada", "税-1", &record) == RESULT_OK, "%s", err.text);
	must_act("watanabe", record, (struct wish){ .act = ACT_DECIDE, .answer = ANSWER_YES }, NULL);
	ck_assert(operates("yamada", "税-1", date_of(2026, 11, 23)));
	ck_assert(!operates("yamada", "税-1", date_of(2026, 11, 24)));
	ck_assert(operates("kimura", "税-2", date_of(2026, 11, 24)));
	free(record);
	free(granted);
}
END_TEST

/* ---- in use --------------------------------------------------------------------------- */

START_TEST(what_is_in_use_is_listed_by_its_end_and_the_report_is_due_when_it_is_over)
{
	char *first = permit("2026-11-01", "2026-11-20"), *second = permit("2026-12-01", "2027-03-31");
	struct session *session = training_sign_in(&training, "yamada");
	struct using_lines lines;
	struct reading_lines waiting;
	ck_assert_msg(using_list(session, DATE_NONE, &lines, &err) == RESULT_OK, "%s", err.text);
	ck_assert_uint_eq(lines.count, 2);
	ck_assert_str_eq(lines.items[0].record.id, first);
	ck_assert(lines.items[0].over);
	ck_assert(!lines.items[1].over);
	ck_assert_str_eq(lines.items[1].subject, "税務端末");
	using_lines_done(&lines);
	ck_assert_int_eq(waiting_list(session, &waiting, &err), RESULT_OK);
	ck_assert_uint_eq(waiting.count, 1);
	ck_assert_int_eq(waiting.items[0].duty, DUTY_FILE);
	ck_assert(waiting.items[0].late);
	ck_assert_str_eq(waiting.items[0].begin, "toin/permit-end");
	struct filing *filing;
	ck_assert_msg(using_begin_about(session, waiting.items[0].begin, waiting.items[0].about, &filing,
			      &err) == RESULT_OK,
		"%s", err.text);
	ck_assert_str_eq(json_string_value(json_object_get(filing->values, "permit")), first);
	reading_lines_done(&waiting);
	char *report;
	ck_assert_msg(submit(filing, &report) == RESULT_OK, "%s", err.text);
	ck_assert_int_eq(waiting_list(session, &waiting, &err), RESULT_OK);
	ck_assert_uint_eq(waiting.count, 0); /* it is under way */
	reading_lines_done(&waiting);
	session_free(session);
	must_act("mori", report, (struct wish){ .act = ACT_PASS }, NULL);
	struct record head;
	load(first, &head);
	ck_assert_str_eq(head.concluded_by, report);
	ck_assert_int_eq(head.concluded, RELATION_END);
	ck_assert_int_eq(head.concluded_on, date_of(2026, 11, 24));
	record_done(&head);
	free(report);
	free(first);
	free(second);
}
END_TEST

START_TEST(an_end_ends_what_the_record_made_true_and_stands_in_its_history)
{
	char *granted = permit("2026-11-01", "2027-03-31"), *report;
	struct session *session = training_sign_in(&training, "yamada");
	struct filing *filing;
	ck_assert_int_eq(using_begin_about(session, "toin/permit-end", granted, &filing, &err), RESULT_OK);
	filing_set(filing, "day", json_string("2026-12-10"));
	ck_assert_msg(submit(filing, &report) == RESULT_OK, "%s", err.text);
	session_free(session);
	ck_assert(operates("yamada", "税-1", date_of(2026, 12, 31)));
	must_act("mori", report, (struct wish){ .act = ACT_PASS }, NULL);
	ck_assert(operates("yamada", "税-1", date_of(2026, 12, 9)));
	ck_assert(!operates("yamada", "税-1", date_of(2026, 12, 10)));
	struct history history;
	ck_assert_int_eq(query_history(training.desk->store, granted, &history, &err), RESULT_OK);
	ck_assert_int_eq(history.items[history.count - 1].act, ACT_FOLLOWED);
	history_done(&history);
	free(report);
	free(granted);
}
END_TEST

/* The sheet of a record as the person would print it. */
static void sheet(const char *person, const char *record, struct sheet_content *ret_content)
{
	struct session *session = training_sign_in(&training, person);
	struct dossier dossier;
	ck_assert_msg(reading_open(session, record, &dossier, &err) == RESULT_OK, "%s", err.text);
	ck_assert_msg(sheet_of(session, &dossier, ret_content, &err) == RESULT_OK, "%s", err.text);
	dossier_done(&dossier);
	session_free(session);
}

static enum result file_end(const char *record, char **ret_report)
{
	struct session *session = training_sign_in(&training, "yamada");
	struct filing *filing = begin(session, "toin/permit-end");
	filing_set(filing, "permit", json_string(record));
	enum result r = submit(filing, ret_report);
	session_free(session);
	return r;
}

START_TEST(another_record_stands_on_the_sheet_by_its_form_and_number)
{
	char *granted = permit("2026-11-01", "2027-03-31"), *report;
	struct sheet_content content;
	bool found = false;
	ck_assert_msg(file_end(granted, &report) == RESULT_OK, "%s", err.text);
	sheet("yamada", report, &content);
	for (size_t i = 0; i < content.row_count; i++)
		found |= !strcmp(content.rows[i].text, "端末機操作員指定申請書 令和8年度 第1号");
	ck_assert(found);
	sheet_content_done(&content);
	free(report);
	free(granted);
}
END_TEST

/* Where the record is, as the person reads it. */
static char *where(const char *person, const char *record)
{
	struct session *session = training_sign_in(&training, person);
	struct dossier dossier;
	ck_assert_msg(reading_open(session, record, &dossier, &err) == RESULT_OK, "%s", err.text);
	char *words = reading_where(&dossier);
	dossier_done(&dossier);
	session_free(session);
	return words;
}

START_TEST(an_application_is_decided_and_a_report_received)
{
	char *granted = permit("2026-11-01", "2027-03-31"), *report;
	ck_assert_msg(file_end(granted, &report) == RESULT_OK, "%s", err.text);
	must_act("mori", report, (struct wish){ .act = ACT_PASS }, NULL);
	char *application = where("yamada", granted), *received = where("yamada", report);
	ck_assert_msg(strstr(application, "It was decided on") == application, "%s", application);
	ck_assert_msg(strstr(received, "It was received on") == received, "%s", received);
	free(application);
	free(received);
	free(report);
	free(granted);
}
END_TEST

START_TEST(only_what_is_in_force_can_be_ended_and_only_once)
{
	char *open = filed_permit("2026-11-01", "2027-03-31"), *granted = permit("2026-11-01", "2027-03-31");
	char *report, *other;
	ck_assert_int_eq(file_end("00000000000000000000000000000000", &report), RESULT_REFUSED);
	ck_assert(strstr(err.text, "names no record"));
	ck_assert_int_eq(file_end(open, &report), RESULT_REFUSED);
	ck_assert(strstr(err.text, "decided with a yes"));
	ck_assert_int_eq(file_end(granted, &report), RESULT_OK);
	ck_assert_int_eq(file_end(granted, &other), RESULT_REFUSED);
	ck_assert(strstr(err.text, "under way"));
	must_act("mori", report, (struct wish){ .act = ACT_PASS }, NULL);
	ck_assert_int_eq(file_end(granted, &other), RESULT_REFUSED);
	ck_assert(strstr(err.text, "not in force any more"));
	ck_assert_int_eq(file_end(report, &other), RESULT_REFUSED);
	ck_assert(strstr(err.text, "another form"));
	free(report);
	free(granted);
	free(open);
}
END_TEST

START_TEST(a_renewal_is_a_copy_a_year_later_that_continues_the_earlier_one)
{
	char *granted = permit("2026-04-01", "2027-03-31"), *renewed;
	struct session *session = training_sign_in(&training, "yamada");
	struct filing *filing;
	ck_assert_msg(using_renew(session, granted, &filing, &err) == RESULT_OK, "%s", err.text);
	const json_t *period = json_object_get(filing->values, "period");
	ck_assert_str_eq(json_string_value(json_object_get(period, "from")), "2027-04-01");
	ck_assert_str_eq(json_string_value(json_object_get(period, "to")), "2028-03-31");
	ck_assert_str_eq(json_string_value(json_object_get(filing->values, "day")), "2026-11-24");
	ck_assert_str_eq(json_string_value(json_object_get(filing->values, "kind")), "continue");
	ck_assert_str_eq(json_string_value(json_object_get(filing->values, "earlier")), granted);
	ck_assert_msg(submit(filing, &renewed) == RESULT_OK, "%s", err.text);
	ck_assert_int_eq(using_renew(session, granted, &filing, &err), RESULT_REFUSED);
	ck_assert(strstr(err.text, "already"));
	session_free(session);
	must_act("ishikawa", renewed, (struct wish){ .act = ACT_PASS }, NULL);
	must_act("watanabe", renewed, (struct wish){ .act = ACT_DECIDE, .answer = ANSWER_YES },
		json_pack("{s:{s:s, s:s}}", "period", "from", "2027-04-01", "to", "2028-03-31"));
	struct record head;
	load(granted, &head);
	ck_assert_int_eq(head.concluded, RELATION_CONTINUE);
	ck_assert(operates("yamada", "税-1", date_of(2027, 3, 31)));
	ck_assert(operates("yamada", "税-1", date_of(2027, 4, 1)));
	record_done(&head);
	free(renewed);
	free(granted);
}
END_TEST

START_TEST(a_notice_that_went_out_can_be_neither_ended_nor_revoked)
{
	struct session *session = training_sign_in(&training, "yamada");
	struct filing *filing = begin(session, "toin/bulletin");
	char *notice, *undo;
	filing_set(filing, "subject", json_string("端末の入替え"));
	filing_set(filing, "body", json_string("来月入れ替えます。"));
	ck_assert_msg(submit(filing, &notice) == RESULT_OK, "%s", err.text);
	must_act("ishikawa", notice, (struct wish){ .act = ACT_PASS }, NULL);
	filing = begin(session, "toin/withdrawal");
	filing_set(filing, "permit", json_string(notice));
	ck_assert_int_eq(submit(filing, &undo), RESULT_REFUSED);
	ck_assert_msg(strstr(err.text, "decided with a yes"), "%s", err.text);
	session_free(session);
	free(notice);
}
END_TEST

START_TEST(what_was_revoked_is_still_reported_as_ended_and_keeps_its_day)
{
	char *granted = permit("2026-11-01", "2027-03-31"), *undo, *report;
	struct session *session = training_sign_in(&training, "yamada");
	struct filing *filing;
	struct reading_lines waiting;
	ck_assert_int_eq(using_begin_about(session, "toin/withdrawal", granted, &filing, &err), RESULT_OK);
	ck_assert_msg(submit(filing, &undo) == RESULT_OK, "%s", err.text);
	session_free(session);
	must_act("mori", undo, (struct wish){ .act = ACT_PASS }, NULL);
	training.clock.fixed += 3 * 86400000LL;
	session = training_sign_in(&training, "yamada");
	ck_assert_int_eq(waiting_list(session, &waiting, &err), RESULT_OK);
	ck_assert_uint_eq(waiting.count, 1);
	ck_assert_int_eq(waiting.items[0].due, date_of(2026, 11, 24));
	reading_lines_done(&waiting);
	session_free(session);
	ck_assert_msg(file_end(granted, &report) == RESULT_OK, "%s", err.text);
	must_act("mori", report, (struct wish){ .act = ACT_PASS }, NULL);
	struct record head;
	load(granted, &head);
	ck_assert_int_eq(head.concluded, RELATION_END);
	ck_assert_int_eq(head.concluded_on, date_of(2026, 11, 24));
	record_done(&head);
	free(report);
	free(undo);
	free(granted);
}
END_TEST

/* ---- readers ---------------------------------------------------------------------------- */

static enum duty duty_of(const char *person, const char *record)
{
	struct session *session = training_sign_in(&training, person);
	struct reading_lines lines;
	enum duty duty = DUTY_NONE;
	ck_assert_msg(waiting_list(session, &lines, &err) == RESULT_OK, "%s", err.text);
	for (size_t i = 0; i < lines.count; i++)
		if (lines.items[i].record.id && !strcmp(lines.items[i].record.id, record))
			duty = lines.items[i].duty;
	reading_lines_done(&lines);
	session_free(session);
	return duty;
}

START_TEST(a_notice_waits_for_each_head_until_he_confirms_it)
{
	struct session *session = training_sign_in(&training, "yamada");
	struct filing *filing = begin(session, "toin/bulletin");
	char *record;
	filing_set(filing, "subject", json_string("端末の入替え"));
	filing_set(filing, "body", json_string("来月入れ替えます。"));
	ck_assert_msg(submit(filing, &record) == RESULT_OK, "%s", err.text);
	session_free(session);
	ck_assert_int_eq(duty_of("watanabe", record), DUTY_NONE);
	must_act("ishikawa", record, (struct wish){ .act = ACT_PASS }, NULL);
	struct record head;
	load(record, &head);
	ck_assert_uint_eq(head.told_count, 5); /* one a section */
	record_done(&head);
	ck_assert_int_eq(duty_of("watanabe", record), DUTY_READ);
	ck_assert_int_eq(duty_of("yamada", record), DUTY_NONE);
	const struct wish receipt = { .act = ACT_RECEIPT };
	ck_assert_int_eq(act_by("yamada", record, receipt, NULL), RESULT_REFUSED);
	ck_assert(strstr(err.text, "not among those"));
	must_act("watanabe", record, receipt, NULL);
	ck_assert_int_eq(duty_of("watanabe", record), DUTY_NONE);
	ck_assert_int_eq(act_by("watanabe", record, receipt, NULL), RESULT_REFUSED);
	ck_assert(strstr(err.text, "confirmed already"));
	struct sheet_content content;
	sheet("watanabe", record, &content);
	ck_assert_str_eq(content.addressee.post, "各所属長");
	ck_assert_str_eq(content.sender.name, "石川 隆");
	bool told = false;
	for (size_t i = 0; i < content.note_count; i++)
		told |= !strcmp(
			content.notes[i], "通知先 町民課長 渡邉 恵子：令和8年11月24日確認（渡邉 恵子）");
	ck_assert(told);
	sheet_content_done(&content);
	free(record);
}
END_TEST

/* ---- plans --------------------------------------------------------------------------------- */

static char *wish(const char *person, const char *head, const char *name, int count)
{
	struct session *session = training_sign_in(&training, person);
	struct filing *filing = begin(session, "toin/wish");
	char *record;
	filing_set(filing, "items",
		json_pack("[{s:s, s:i}, {s:s}]", "name", name, "count", count, "name", "用紙"));
	ck_assert_msg(submit(filing, &record) == RESULT_OK, "%s", err.text);
	session_free(session);
	must_act(head, record, (struct wish){ .act = ACT_PASS }, NULL);
	return record;
}

static void collect(struct filing *filing, const char *expected)
{
	char *said;
	ck_assert_msg(compiling_collect(filing, &said, &err) == RESULT_OK, "%s", err.text);
	ck_assert_str_eq(said, expected);
	free(said);
}

START_TEST(a_plan_collects_keeps_what_was_coordinated_and_says_what_is_new_and_gone)
{
	char *first = wish("yamada", "ishikawa", "端末", 3), *second, *plan;
	struct session *session = training_sign_in(&training, "mori");
	struct filing *filing = begin(session, "toin/year-plan");
	collect(filing, "Lines: 0 kept, 2 new");
	json_t *lines = json_object_get(filing->values, "lines");
	ck_assert_str_eq(json_string_value(json_object_get(json_array_get(lines, 0), "name")), "端末");
	ck_assert_int_eq(json_integer_value(json_object_get(json_array_get(lines, 0), "count")), 3);
	ck_assert_str_eq(json_string_value(json_object_get(json_array_get(lines, 1), "section")), "tax");
	ck_assert_str_eq(
		json_string_value(json_object_get(json_array_get(lines, 0), "number")), "令和8年度 第1号");
	ck_assert_int_eq(compile_mark(json_array_get(lines, 0)), COMPILE_KEPT);
	json_t *coordinated = json_deep_copy(lines);
	json_object_set_new(json_array_get(coordinated, 0), "bought", json_true());
	filing_set(filing, "lines", coordinated);
	ck_assert_int_eq(filing_keep(filing, &err), RESULT_OK);
	session_free(session);
	second = wish("mori", "watanabe", "複合機", 1);
	session = training_sign_in(&training, "mori");
	struct filing *again;
	ck_assert_int_eq(filing_resume(session, filing->draft, &again, &err), RESULT_OK);
	filing_free(filing);
	collect(again, "Lines: 2 kept, 2 new");
	lines = json_object_get(again->values, "lines");
	ck_assert_uint_eq(json_array_size(lines), 4);
	ck_assert(json_is_true(json_object_get(json_array_get(lines, 0), "bought")));
	ck_assert_int_eq(compile_mark(json_array_get(lines, 2)), COMPILE_NEW);
	filing_set(again, "year", json_integer(2030));
	char *said;
	ck_assert_int_eq(compiling_collect(again, &said, &err), RESULT_OK);
	ck_assert(strstr(said, "0 kept, 0 new; gone: "));
	ck_assert(strstr(said, "複合機"));
	free(said);
	filing_set(again, "year", NULL);
	ck_assert_int_eq(compiling_collect(again, &said, &err), RESULT_REFUSED);
	ck_assert(strstr(err.text, "\"Year\""));
	filing_set(again, "year", json_integer(2027));
	collect(again, "Lines: 0 kept, 4 new");
	ck_assert_msg(submit(again, &plan) == RESULT_OK, "%s", err.text);
	session_free(session);
	must_act("watanabe", plan, (struct wish){ .act = ACT_DECIDE, .answer = ANSWER_YES }, NULL);
	struct record head;
	load(plan, &head);
	ck_assert_uint_eq(head.relation_count, 2);
	ck_assert_int_eq(head.relations[0].kind, RELATION_COMPILE);
	ck_assert_uint_eq(head.told_count, 2);
	ck_assert_str_eq(head.told[0], "post:tax-head");
	record_done(&head);
	ck_assert_int_eq(duty_of("ishikawa", plan), DUTY_READ);
	free(plan);
	free(first);
	free(second);
}
END_TEST

/* The same section's wish that changes or withdraws an earlier one; items NULL for a withdrawal. */
static char *wish_again(
	const char *person, const char *head, const char *how, const char *earlier, json_t *items)
{
	struct session *session = training_sign_in(&training, person);
	struct filing *filing = begin(session, "toin/wish");
	char *record;
	filing_set(filing, "how", json_string(how));
	filing_set(filing, "earlier", json_string(earlier));
	if (items)
		filing_set(filing, "items", items);
	ck_assert_msg(submit(filing, &record) == RESULT_OK, "%s", err.text);
	session_free(session);
	must_act(head, record, (struct wish){ .act = ACT_PASS }, NULL);
	return record;
}

/* A draft of the plan that mori has collected, with the first line coordinated; its id. */
static char *draft_plan(const char *said)
{
	struct session *session = training_sign_in(&training, "mori");
	struct filing *filing = begin(session, "toin/year-plan");
	collect(filing, said);
	json_t *lines = json_deep_copy(json_object_get(filing->values, "lines"));
	json_object_set_new(json_array_get(lines, 0), "bought", json_true());
	filing_set(filing, "lines", lines);
	ck_assert_int_eq(filing_keep(filing, &err), RESULT_OK);
	char *draft = memory_string(filing->draft);
	filing_free(filing);
	session_free(session);
	return draft;
}

static struct filing *resume(struct session *session, const char *draft)
{
	struct filing *filing;
	ck_assert_msg(filing_resume(session, draft, &filing, &err) == RESULT_OK, "%s", err.text);
	return filing;
}

static const json_t *line(const struct filing *filing, size_t index)
{
	return json_array_get(json_object_get(filing->values, "lines"), index);
}

START_TEST(a_line_whose_form_was_changed_is_marked_and_collected_again_with_its_coordination)
{
	char *first = wish("yamada", "ishikawa", "端末", 3), *draft = draft_plan("Lines: 0 kept, 2 new"),
	     *record;
	char *second = wish_again("yamada", "ishikawa", "change", first,
		json_pack("[{s:s}, {s:s, s:i}, {s:s}]", "name", "椅子", "name", "端末", "count", 5, "name",
			"用紙"));
	struct session *session = training_sign_in(&training, "mori");
	struct filing *filing = resume(session, draft);
	ck_assert_int_eq(compile_mark(line(filing, 0)), COMPILE_STALE);
	ck_assert_int_eq(compile_mark(line(filing, 1)), COMPILE_STALE);
	ck_assert_int_eq(filing_submit(filing, &record, &err), RESULT_REFUSED);
	ck_assert_msg(strstr(err.text, "Line 1 is not what its section filed"), "%s", err.text);
	collect(filing, "Lines: 1 kept, 1 new, 1 changed");
	ck_assert_str_eq(json_string_value(json_object_get(line(filing, 0), "name")), "椅子");
	ck_assert_int_eq(compile_mark(line(filing, 0)), COMPILE_NEW);
	ck_assert_int_eq(compile_mark(line(filing, 1)), COMPILE_CHANGED);
	ck_assert(json_is_true(json_object_get(line(filing, 1), "bought")));
	ck_assert_int_eq(json_integer_value(json_object_get(line(filing, 1), "count")), 5);
	ck_assert_int_eq(compile_mark(line(filing, 2)), COMPILE_KEPT);
	ck_assert_msg(submit(filing, &record) == RESULT_OK, "%s", err.text);
	session_free(session);
	free(record);
	free(second);
	free(draft);
	free(first);
}
END_TEST

START_TEST(a_line_that_its_section_withdrew_is_marked_and_gone_when_collected_again)
{
	char *first = wish("yamada", "ishikawa", "端末", 3), *second = wish("mori", "watanabe", "複合機", 1);
	char *draft = draft_plan("Lines: 0 kept, 4 new"), *said;
	char *third = wish_again("yamada", "ishikawa", "withdraw", first, NULL);
	struct session *session = training_sign_in(&training, "mori");
	struct filing *filing = resume(session, draft);
	ck_assert_int_eq(compile_mark(line(filing, 0)), COMPILE_STALE);
	ck_assert_int_eq(compile_mark(line(filing, 2)), COMPILE_KEPT);
	ck_assert_int_eq(compiling_collect(filing, &said, &err), RESULT_OK);
	ck_assert_msg(strstr(said, "Lines: 2 kept, 0 new; gone: ") && strstr(said, "端末"), "%s", said);
	ck_assert_str_eq(json_string_value(json_object_get(line(filing, 0), "name")), "複合機");
	ck_assert_int_eq(compile_mark(line(filing, 0)), COMPILE_KEPT);
	free(said);
	filing_free(filing);
	session_free(session);
	free(third);
	free(draft);
	free(second);
	free(first);
}
END_TEST

START_TEST(a_collected_column_that_was_typed_over_is_refused)
{
	char *first = wish("yamada", "ishikawa", "端末", 3), *draft = draft_plan("Lines: 0 kept, 2 new"),
	     *record;
	struct session *session = training_sign_in(&training, "mori");
	struct filing *filing = resume(session, draft);
	json_t *lines = json_deep_copy(json_object_get(filing->values, "lines"));
	json_object_set_new(json_array_get(lines, 1), "name", json_string("紙"));
	filing_set(filing, "lines", lines);
	ck_assert_int_eq(filing_submit(filing, &record, &err), RESULT_REFUSED);
	ck_assert_msg(strstr(err.text, "Line 2 "), "%s", err.text);
	collect(filing, "Lines: 1 kept, 0 new, 1 changed");
	ck_assert_msg(submit(filing, &record) == RESULT_OK, "%s", err.text);
	session_free(session);
	free(record);
	free(draft);
	free(first);
}
END_TEST

/* What a person sees of a decided plan's lines. */
static void own_lines(const char *person, const char *plan, struct compiling_lines *ret_lines)
{
	struct session *session = training_sign_in(&training, person);
	struct dossier dossier;
	ck_assert_msg(reading_open(session, plan, &dossier, &err) == RESULT_OK, "%s", err.text);
	compiling_own_lines(session, &dossier, ret_lines);
	dossier_done(&dossier);
	session_free(session);
}

static int columns_of(uint32_t code)
{
	return code < 0x80 ? 1 : 2;
}

/* The list of a person's lines as it is printed. */
static char *lines_on_paper(const char *person, const char *plan)
{
	struct session *session = training_sign_in(&training, person);
	struct dossier dossier;
	struct list_paper paper;
	ck_assert_msg(reading_open(session, plan, &dossier, &err) == RESULT_OK, "%s", err.text);
	compiling_paper(session, &dossier, &paper);
	ck_assert_uint_eq(paper.table.row_count, 2);
	char *text = list_paper_text(session, &paper, 120, columns_of);
	list_paper_done(&paper);
	dossier_done(&dossier);
	session_free(session);
	return text;
}

START_TEST(each_section_sees_its_lines_of_the_decided_plan_with_what_differs)
{
	char *first = wish("yamada", "ishikawa", "端末", 3), *second = wish("mori", "watanabe", "複合機", 1);
	char *draft = draft_plan("Lines: 0 kept, 4 new"), *plan;
	struct session *session = training_sign_in(&training, "mori");
	struct filing *filing = resume(session, draft);
	json_t *lines = json_deep_copy(json_object_get(filing->values, "lines"));
	for (size_t i = 1; i < json_array_size(lines); i++)
		json_object_set_new(json_array_get(lines, i), "bought", i == 3 ? json_false() : json_true());
	json_object_set_new(json_array_get(lines, 0), "pieces", json_integer(2));
	json_object_set_new(json_array_get(lines, 2), "pieces", json_integer(1));
	filing_set(filing, "lines", lines);
	ck_assert_msg(submit(filing, &plan) == RESULT_OK, "%s", err.text);
	session_free(session);
	must_act("watanabe", plan, (struct wish){ .act = ACT_DECIDE, .answer = ANSWER_YES }, NULL);
	struct compiling_lines own;
	own_lines("ishikawa", plan, &own);
	ck_assert_uint_eq(own.count, 2);
	ck_assert_uint_eq(own.differing, 1);
	ck_assert_uint_eq(own.items[0].number, 1);
	ck_assert_str_eq(own.items[0].asked, "Name: 端末  Count: 3");
	ck_assert_str_eq(own.items[0].answered, "Bought: yes  Granted: 2");
	ck_assert(own.items[0].differs && !own.items[0].stale && !own.items[1].differs);
	compiling_lines_done(&own);
	own_lines("watanabe", plan, &own);
	ck_assert_uint_eq(own.count, 2);
	ck_assert_uint_eq(own.items[0].number, 3);
	ck_assert(!own.items[0].differs); /* as many as were asked for */
	ck_assert(own.items[1].differs);  /* it is not bought */
	compiling_lines_done(&own);
	char *paper = lines_on_paper("ishikawa", plan);
	ck_assert_msg(strstr(paper, "≠ 2") && strstr(paper, "端末") && !strstr(paper, "複合機"), "%s", paper);
	free(paper);
	must_act("ishikawa", plan, (struct wish){ .act = ACT_RECEIPT }, NULL);
	ck_assert_int_eq(duty_of("ishikawa", plan), DUTY_NONE);
	ck_assert_int_eq(duty_of("watanabe", plan), DUTY_READ);
	free(wish_again("yamada", "ishikawa", "withdraw", first, NULL));
	own_lines("ishikawa", plan, &own);
	ck_assert(own.count == 2 && own.items[0].stale);
	compiling_lines_done(&own);
	free(plan);
	free(draft);
	free(second);
	free(first);
}
END_TEST

START_TEST(another_form_collects_nothing)
{
	struct session *session = training_sign_in(&training, "yamada");
	struct filing *filing = begin(session, "toin/wish");
	char *said;
	ck_assert(!compiling_can(filing));
	ck_assert_int_eq(compiling_collect(filing, &said, &err), RESULT_REFUSED);
	ck_assert(strstr(err.text, "collects no other"));
	filing_free(filing);
	session_free(session);
}
END_TEST

Suite *after_suite(void)
{
	const TTest *const tests[] = {
		a_yes_makes_it_true_over_the_period_that_was_decided,
		a_no_makes_nothing_true,
		a_text_for_a_register_is_asked_of_those_who_stand_in_it_alone,
		an_end_of_what_nobody_granted_is_refused_with_a_sentence,
		what_is_in_use_is_listed_by_its_end_and_the_report_is_due_when_it_is_over,
		an_end_ends_what_the_record_made_true_and_stands_in_its_history,
		another_record_stands_on_the_sheet_by_its_form_and_number,
		an_application_is_decided_and_a_report_received,
		only_what_is_in_force_can_be_ended_and_only_once,
		a_notice_that_went_out_can_be_neither_ended_nor_revoked,
		what_was_revoked_is_still_reported_as_ended_and_keeps_its_day,
		a_renewal_is_a_copy_a_year_later_that_continues_the_earlier_one,
		a_notice_waits_for_each_head_until_he_confirms_it,
		a_plan_collects_keeps_what_was_coordinated_and_says_what_is_new_and_gone,
		a_line_whose_form_was_changed_is_marked_and_collected_again_with_its_coordination,
		a_line_that_its_section_withdrew_is_marked_and_gone_when_collected_again,
		a_collected_column_that_was_typed_over_is_refused,
		each_section_sees_its_lines_of_the_decided_plan_with_what_differs,
		another_form_collects_nothing,
		NULL,
	};
	return suite_with("after", tests, setup, teardown);
}
