/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Deadlines: recurring duties in 未処理一覧, and what is filed too late. */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "domain/hours.h"
#include "service/deciding.h"
#include "service/people.h"
#include "service/reading.h"
#include "service/sheet_of.h"
#include "service/waiting.h"
#include "store/replay.h"
#include "tests/support/suites.h"
#include "tests/support/setting.h"

suite_maker duties_suite;

static void setup(void)
{
	training_begin_also(
		&training, "tests/data/regulations/times", "times", "  times/manager: residents-head\n");
}

/* Moves the clock to ten o'clock of a day of 2026 or later. */
static void go_to(int year, int month, int day)
{
	training.clock.fixed = training_time(year, month, day, 10, 0);
}

/* What is to be filed by the person, one a line: "label due [late]". */
static void expect_duties(const char *person, const char *wanted)
{
	struct session *session = training_sign_in(&training, person);
	struct reading_lines lines;
	struct text text = { 0 };
	struct error err;
	must(waiting_list(session, &lines, &err), &err);
	for (size_t i = 0; i < lines.count; i++) {
		char due[DATE_ISO_SIZE];
		if (lines.items[i].duty != DUTY_FILE)
			continue;
		date_iso(lines.items[i].due, due);
		text_format(
			&text, "%s %s%s\n", lines.items[i].label, due, lines.items[i].late ? " late" : "");
	}
	ck_assert_str_eq(text_string(&text), wanted);
	text_done(&text);
	reading_lines_done(&lines);
	session_free(session);
}

/* Files what a line of the list asks for, filled in as the list says. */
static char *file_duty(const char *person, const char *label)
{
	struct session *session = training_sign_in(&training, person);
	struct reading_lines lines;
	struct filing *filing = NULL;
	struct error err;
	char *record;
	must(waiting_list(session, &lines, &err), &err);
	for (size_t i = 0; i < lines.count; i++) {
		const char *field;
		json_t *value;
		if (!lines.items[i].label || strcmp(lines.items[i].label, label) != 0)
			continue;
		must(filing_begin(session, lines.items[i].begin, &filing, &err), &err);
		json_object_foreach(lines.items[i].begin_values, field, value)
			filing_set(filing, field, json_incref(value));
	}
	ck_assert_msg(filing != NULL, "%s is not in the list", label);
	filing_set(filing, "content", json_string("内容"));
	must(filing_submit(filing, &record, &err), &err);
	filing_free(filing);
	reading_lines_done(&lines);
	session_free(session);
	return record;
}

START_TEST(a_duty_waits_for_its_section_until_it_is_filed)
{
	expect_duties("yamada", "Send in the plan fiscal 2027 2026-12-15\n");
	expect_duties("nakamura",
		"Monthly compilation December 2026 2026-11-25\nSend in the plan fiscal 2027 2026-12-15\n");
	free(file_duty("yamada", "Send in the plan fiscal 2027"));
	expect_duties("yamada", "");
	expect_duties("ishikawa", "");
	expect_duties("ikeda", "Send in the plan fiscal 2027 2026-12-15\n"); /* another section has its own */
	free(file_duty("nakamura", "Monthly compilation December 2026"));
	expect_duties("watanabe", "Send in the plan fiscal 2027 2026-12-15\n");
}
END_TEST

START_TEST(a_duty_is_late_after_its_day_and_the_late_come_first)
{
	go_to(2026, 12, 15);
	expect_duties("yamada", "Send in the plan fiscal 2027 2026-12-15\n");
	go_to(2026, 12, 16);
	expect_duties("yamada", "Send in the plan fiscal 2027 2026-12-15 late\n");
	expect_duties("watanabe", "Monthly compilation December 2026 2026-11-25 late\n"
				  "Send in the plan fiscal 2027 2026-12-15 late\n"
				  "Monthly compilation January 2027 2026-12-25\n");
	struct session *session = training_sign_in(&training, "watanabe");
	struct reading_lines lines;
	struct error err;
	must(waiting_list(session, &lines, &err), &err);
	ck_assert(lines.count > 2 && lines.items[0].late && lines.items[1].late && !lines.items[2].late);
	reading_lines_done(&lines);
	session_free(session);
	/* filed late, in the next year even, it is still for the year it was due for */
	go_to(2027, 1, 5);
	free(file_duty("yamada", "Send in the plan fiscal 2027"));
	expect_duties("yamada", "");
}
END_TEST

START_TEST(what_was_missed_stays_the_oldest_first_with_the_number_of_the_others)
{
	go_to(2028, 3, 10);
	expect_duties("yamada", "Send in the plan fiscal 2027 (and 1 more missed) 2026-12-15 late\n");
	expect_duties("nakamura", "Monthly compilation December 2026 (and 15 more missed) 2026-11-25 late\n"
				  "Send in the plan fiscal 2027 (and 1 more missed) 2026-12-15 late\n");
	free(file_duty("yamada", "Send in the plan fiscal 2027 (and 1 more missed)"));
	expect_duties("yamada", "Send in the plan fiscal 2028 2027-12-15 late\n");
	free(file_duty("yamada", "Send in the plan fiscal 2028"));
	expect_duties("yamada", "");
	/* the turn that is due next has a line of its own */
	go_to(2028, 3, 24);
	expect_duties("nakamura", "Monthly compilation December 2026 (and 15 more missed) 2026-11-25 late\n"
				  "Send in the plan fiscal 2027 (and 1 more missed) 2026-12-15 late\n"
				  "Monthly compilation April 2028 2028-03-24\n");
}
END_TEST

static void act(struct session *session, const struct dossier *dossier, enum act act)
{
	struct decision decision = { .dossier = dossier, .wish = { .act = act, .reason = "やり直し" } };
	struct error err;
	int tries;
	must(deciding_act(session, &decision, 1, NULL, &tries, &err), &err);
}

START_TEST(what_is_withdrawn_was_not_filed)
{
	struct error err;
	struct dossier dossier;
	char *record = file_duty("yamada", "Send in the plan fiscal 2027");
	struct session *session = training_sign_in(&training, "yamada");
	must(reading_open(session, record, &dossier, &err), &err);
	act(session, &dossier, ACT_WITHDRAW);
	dossier_done(&dossier);
	session_free(session);
	expect_duties("yamada", "Send in the plan fiscal 2027 2026-12-15\n");
	free(record);
}
END_TEST

static struct filing *begin_use(
	struct session *session, const char *day, const char *strict, const char *reason)
{
	struct filing *filing;
	struct error err;
	must(filing_begin(session, "times/use", &filing, &err), &err);
	filing_set(filing, "what", json_string("入替え"));
	filing_set(filing, "day", json_string(day));
	if (strict)
		filing_set(filing, "strict", json_string(strict));
	if (reason)
		filing_set(filing, "late-reason", json_string(reason));
	return filing;
}

/* Files it and returns the record; fails where late is not as it says. */
static char *file_use(const char *day, const char *reason, bool late)
{
	struct session *session = training_sign_in(&training, "yamada");
	struct filing *filing = begin_use(session, day, NULL, reason);
	struct dossier dossier;
	struct error err;
	char *record;
	ck_assert_int_eq(filing_is_late(filing), late);
	must(filing_submit(filing, &record, &err), &err);
	filing_free(filing);
	must(reading_open(session, record, &dossier, &err), &err);
	ck_assert_int_eq(dossier.record.late, late);
	struct sheet_content sheet;
	must(sheet_of(session, &dossier, &sheet, &err), &err);
	ck_assert_uint_eq(sheet.note_count, late);
	if (late)
		ck_assert_str_eq(sheet.notes[0], "期限後の提出");
	sheet_content_done(&sheet);
	dossier_done(&dossier);
	session_free(session);
	return record;
}

START_TEST(what_is_filed_too_late_is_refused_or_marked)
{
	static const struct {
		const char *day, *strict, *says;
	} rows[] = {
		{ "2026-11-30", NULL,
			"had to be filed by 23 November 2026 (Mon); please say why it is late" },
		{ "2026-12-01", "2026-11-26", "had to be filed by 20 November 2026 (Fri)" },
	};
	struct session *session = training_sign_in(&training, "yamada");
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct filing *filing = begin_use(session, rows[i].day, rows[i].strict, NULL);
		struct error err;
		char *record;
		ck_assert_int_eq(filing_submit(filing, &record, &err), RESULT_REFUSED);
		ck_assert_msg(strstr(err.text, rows[i].says), "%s", err.text);
		ck_assert_str_eq(err.article, "2");
		filing_free(filing);
	}
	session_free(session);
	struct error err;
	free(file_use("2026-12-01", NULL, false));
	free(file_use("2026-11-30", "急な障害のため", true));
	must(replay_compare(training.desk->store, NULL, &err), &err);
}
END_TEST

START_TEST(a_corrected_record_was_filed_when_it_came_first)
{
	struct error err;
	struct dossier dossier;
	struct filing *filing;
	char *record = file_use("2026-12-01", NULL, false), *again;
	struct session *session = training_sign_in(&training, "nakamura");
	must(reading_open(session, record, &dossier, &err), &err);
	act(session, &dossier, ACT_RETURN);
	dossier_done(&dossier);
	session_free(session);
	go_to(2026, 11, 27);
	session = training_sign_in(&training, "yamada");
	must(filing_correct(session, record, &filing, &err), &err);
	ck_assert(!filing_is_late(filing));
	filing_set(filing, "day", json_string("2026-11-30"));
	ck_assert(filing_is_late(filing)); /* another day is another deadline */
	filing_set(filing, "day", json_string("2026-12-01"));
	must(filing_submit(filing, &again, &err), &err);
	filing_free(filing);
	must(reading_open(session, again, &dossier, &err), &err);
	ck_assert(!dossier.record.late);
	dossier_done(&dossier);
	session_free(session);
	free(again);
	free(record);
}
END_TEST

/* The residents' chief receives, their head decides. */
static void decide(const char *record)
{
	static const char *const people[] = { "nakamura", "watanabe" };
	for (size_t i = 0; i < COUNT(people); i++) {
		struct session *session = training_sign_in(&training, people[i]);
		struct dossier dossier;
		struct card_pin pin;
		struct error err;
		int tries;
		must(reading_open(session, record, &dossier, &err), &err);
		struct decision decision = { .dossier = &dossier,
			.wish = { .act = i ? ACT_DECIDE : ACT_PASS, .answer = ANSWER_YES } };
		training_pin(&pin);
		must(deciding_act(session, &decision, 1, &pin, &tries, &err), &err);
		card_pin_done(&pin);
		dossier_done(&dossier);
		session_free(session);
	}
}

START_TEST(approved_hours_open_the_terminal_for_whom_they_were_approved)
{
	static const struct {
		const char *person, *terminal;
		int minute;
		enum result may;
	} rows[] = {
		{ "yamada", "税-01", 18 * 60, RESULT_OK }, { "yamada", "税-02", 18 * 60, RESULT_REFUSED },
		{ "yamada", "税-01", 21 * 60, RESULT_REFUSED },
		{ "ishikawa", "税-01", 18 * 60, RESULT_REFUSED },
		{ "ishikawa", "税-02", 16 * 60, RESULT_OK }, /* within the hours */
	};
	const struct regulation *regulation;
	struct session *session = training_sign_in(&training, "yamada");
	struct filing *filing = begin_use(session, "2026-12-01", NULL, NULL);
	struct error err;
	char *record;
	filing_set(filing, "terminal", json_string("税－０１"));
	filing_set(filing, "start", json_string("17:00"));
	filing_set(filing, "end", json_string("20:00"));
	must(filing_submit(filing, &record, &err), &err);
	filing_free(filing);
	session_free(session);
	decide(record);
	must(desk_refresh(training.desk, &err), &err);
	must(desk_current(training.desk, "times", &regulation, NULL, &err), &err);
	for (size_t i = 0; i < COUNT(rows); i++) {
		const struct hours_use use = { rows[i].person, "tax", rows[i].terminal, date_of(2026, 12, 1),
			rows[i].minute };
		bool reason;
		ck_assert_int_eq(
			hours_may(regulation, &training.desk->office, &use, &reason, &err), rows[i].may);
	}
	free(record);
}
END_TEST

START_TEST(a_day_off_is_signed_and_moves_deadlines_from_then_on)
{
	static const char csv[] = "日,名称\n2026-12-25,町の記念日\n";
	const struct office_csv_file file = { csv, strlen(csv) };
	struct office_changes changes;
	struct card_pin pin;
	struct office after;
	struct error err;
	int tries;
	go_to(2026, 12, 16);
	struct session *session = training_sign_in(&training, "yamada");
	ck_assert_int_eq(people_preview_days(session, &file, &after, &changes, NULL, &err), RESULT_REFUSED);
	session_free(session);
	session = training_sign_in(&training, "ogawa");
	must(people_preview_days(session, &file, &after, &changes, NULL, &err), &err);
	ck_assert_uint_eq(changes.count, 1);
	training_pin(&pin);
	must(people_apply(session, &after, &pin, &tries, &err), &err);
	card_pin_done(&pin);
	office_changes_done(&changes);
	office_done(&after);
	session_free(session);
	expect_duties("nakamura", "Monthly compilation December 2026 2026-11-25 late\n"
				  "Send in the plan fiscal 2027 2026-12-15 late\n"
				  "Monthly compilation January 2027 2026-12-24\n");
	must(replay_compare(training.desk->store, NULL, &err), &err);
}
END_TEST

Suite *duties_suite(void)
{
	const TTest *const tests[] = {
		a_duty_waits_for_its_section_until_it_is_filed,
		a_duty_is_late_after_its_day_and_the_late_come_first,
		what_was_missed_stays_the_oldest_first_with_the_number_of_the_others,
		what_is_withdrawn_was_not_filed,
		what_is_filed_too_late_is_refused_or_marked,
		a_corrected_record_was_filed_when_it_came_first,
		approved_hours_open_the_terminal_for_whom_they_were_approved,
		a_day_off_is_signed_and_moves_deadlines_from_then_on,
		NULL,
	};
	return suite_with("duties", tests, setup, setting_clear);
}
