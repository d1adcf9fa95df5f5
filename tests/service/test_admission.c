/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Signing in and the operating hours: the office's switch, reasons, approved hours, incidents, nobody locked out. */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "service/checking.h"
#include "service/founding.h"
#include "service/people.h"
#include "store/journal.h"
#include "store/replay.h"
#include "tests/support/bundle.h"
#include "tests/support/setting.h"
#include "tests/support/suites.h"
#include "tests/support/walk.h"

suite_maker admission_suite;

static struct error err;

static enum result turn(const char *person, const char *regulation, bool obey)
{
	struct session *session = training_sign_in(&training, person);
	struct office after;
	struct office_changes changes;
	struct card_pin pin;
	int tries;
	training_pin(&pin);
	enum result r = admission_preview(session, regulation, obey, &after, &changes, &err);
	if (r == RESULT_OK) {
		must(people_apply(session, &after, &pin, &tries, &err), &err);
		office_changes_done(&changes);
		office_done(&after);
	}
	card_pin_done(&pin);
	session_free(session);
	return r;
}

/* The hours are 8:30 to 17:00; who keeps the office's data is ogawa. */
static void setup(void)
{
	training_begin_also(
		&training, "tests/data/regulations/times", "times", "  times/manager: residents-head\n");
	must(turn("ogawa", "times", true), &err);
}

/* Whatever a test did: the chain is whole and the tables are what the journal says. */
static void teardown(void)
{
	struct verify_report report;
	int64_t rows;
	const struct verify_options options = { .mode = VERIFY_FULL, .root = training.root };
	must(journal_verify(training.desk->store, &options, &report, &err), &err);
	must(replay_compare(training.desk->store, &rows, &err), &err);
	setting_clear();
}

static void go_to(int month, int day, int hour)
{
	training.clock.fixed = training_time(2026, month, day, hour, 30);
}

/* Tries to sign in with what is said about it; *ret_admission as the card was looked at. */
static enum result sign_in(const char *person, const char *plea, bool urgent, enum admission *ret_admission)
{
	struct session_visitor visitor;
	struct session *session = NULL;
	struct card_pin pin;
	int tries;
	training_insert(&training, person);
	must(session_look(training.desk, &visitor, &err), &err);
	*ret_admission = visitor.admission;
	visitor.plea = memory_string(plea);
	visitor.urgent = urgent;
	training_pin(&pin);
	enum result r = session_open(training.desk, &visitor, &pin, &session, &tries, &err);
	card_pin_done(&pin);
	session_visitor_done(&visitor);
	session_free(session);
	return r;
}

START_TEST(the_hours_refuse_by_day_and_time_and_say_what_opens_them)
{
	static const struct {
		int month, day, hour;
		const char *says; /* NULL: it is open */
	} rows[] = {
		{ 11, 24, 10, NULL },
		{ 11, 24, 8, NULL },
		{ 11, 24, 17, "8:30 to 17:00" },
		{ 11, 24, 7, "8:30 to 17:00" },
		{ 11, 28, 10, "28 November 2026 (Sat)" },
		{ 11, 23, 10, "is a day off" },
		{ 12, 30, 10, "is a day off" },
	};
	for (size_t i = 0; i < COUNT(rows); i++) {
		enum admission admission;
		go_to(rows[i].month, rows[i].day, rows[i].hour);
		enum result r = sign_in("yamada", "急ぎのため", false, &admission);
		ck_assert_int_eq(r, rows[i].says ? RESULT_REFUSED : RESULT_OK);
		ck_assert_int_eq(admission, rows[i].says ? ADMISSION_REFUSED : ADMISSION_FREE);
		if (!rows[i].says)
			continue;
		ck_assert_msg(strstr(err.text, rows[i].says) != NULL, "%zu: %s", i, err.text);
		ck_assert_msg(strstr(err.text, "Application to use") != NULL, "%s", err.text);
		ck_assert_str_eq(err.article, "2");
	}
}
END_TEST

START_TEST(an_approved_record_opens_the_hours_to_whom_it_names)
{
	enum admission admission;
	char *record = walk_file(&training, "yamada", "times/use",
		"{\"day\": \"2026-12-05\", \"what\": \"発送\", \"person\": \"yamada\", \"terminal\": "
		"\"端末12\","
		" \"start\": \"09:00\", \"end\": \"15:00\"}",
		NULL);
	const struct turn turns[] = { { .person = "nakamura" }, { .person = "watanabe", .at = "" } };
	walk_turns(&training, record, turns, COUNT(turns));
	go_to(12, 5, 10); /* a Saturday */
	ck_assert_int_eq(sign_in("yamada", NULL, false, &admission), RESULT_OK);
	ck_assert_int_eq(admission, ADMISSION_FREE);
	ck_assert_int_eq(sign_in("ishikawa", NULL, false, &admission), RESULT_REFUSED);
	go_to(12, 5, 15);
	ck_assert_int_eq(sign_in("yamada", NULL, false, &admission), RESULT_REFUSED);
	free(record);
}
END_TEST

/* The newest line of the journal that holds these words; the caller frees. */
static char *journal_line(const char *words)
{
	struct session *session = training_sign_in(&training, "ogawa");
	char **lines, *found = NULL;
	size_t count;
	must(checking_list(session, 20, &lines, &count, &err), &err);
	for (size_t i = 0; i < count; i++) {
		if (!found && strstr(lines[i], words))
			found = memory_string(lines[i]);
		free(lines[i]);
	}
	free(lines);
	session_free(session);
	ck_assert_msg(found != NULL, "no line has \"%s\"", words);
	return found;
}

START_TEST(an_incident_opens_any_hour_and_its_words_are_in_the_journal)
{
	enum admission admission;
	go_to(11, 24, 22);
	ck_assert_int_eq(sign_in("yamada", "", true, &admission), RESULT_REFUSED);
	ck_assert_int_eq(sign_in("yamada", "端末の紛失に気付いた", true, &admission), RESULT_OK);
	go_to(11, 25, 10);
	char *line = journal_line("端末の紛失に気付いた");
	ck_assert_msg(strstr(line, "Hanako Yamada incident: ") != NULL, "%s", line);
	free(line);
}
END_TEST

START_TEST(who_keeps_the_office_is_asked_for_a_reason_and_can_turn_the_switch_off)
{
	enum admission admission;
	go_to(11, 28, 3);
	ck_assert_int_eq(sign_in("ogawa", NULL, false, &admission), RESULT_REFUSED);
	ck_assert_int_eq(admission, ADMISSION_REASON);
	ck_assert_int_eq(sign_in("ogawa", "設定を直すため", false, &admission), RESULT_OK);
	go_to(11, 30, 10);
	char *line = journal_line("設定を直すため");
	ck_assert_msg(strstr(line, "reason: ") != NULL, "%s", line);
	free(line);
	must(turn("ogawa", "times", false), &err);
	go_to(12, 5, 3);
	ck_assert_int_eq(sign_in("yamada", NULL, false, &admission), RESULT_OK);
	ck_assert_int_eq(admission, ADMISSION_FREE);
}
END_TEST

START_TEST(hours_that_ask_for_a_reason_let_everybody_in_who_gives_one)
{
	struct bundle bundle;
	struct card_pin pin;
	int tries;
	enum admission admission;
	bundle_read("tests/data/regulations/times", &bundle);
	for (size_t i = 0; i < bundle.file_count; i++) {
		char *at = strstr(bundle.files[i].bytes, "outside: refuse");
		if (at)
			memcpy(at, "outside: reason", strlen("outside: reason"));
	}
	struct session *session = training_sign_in(&training, "ogawa");
	training_pin(&pin);
	must(founding_adopt(session, &bundle, &pin, &tries, NULL, &err), &err);
	card_pin_done(&pin);
	session_free(session);
	bundle_done(&bundle);
	go_to(11, 24, 19);
	ck_assert_int_eq(sign_in("yamada", NULL, false, &admission), RESULT_REFUSED);
	ck_assert_int_eq(admission, ADMISSION_REASON);
	ck_assert_msg(strstr(err.text, "give the reason") != NULL, "%s", err.text);
	ck_assert_int_eq(sign_in("yamada", "納期の前のため", false, &admission), RESULT_OK);
}
END_TEST

START_TEST(a_screen_that_was_locked_is_unlocked_at_any_hour)
{
	struct card_pin pin;
	int tries;
	go_to(11, 24, 16);
	struct session *session = training_sign_in(&training, "yamada");
	must(session_lock(session, &err), &err);
	go_to(11, 24, 18);
	training_pin(&pin);
	must(session_unlock(session, &pin, &tries, &err), &err);
	card_pin_done(&pin);
	session_free(session);
}
END_TEST

START_TEST(the_switch_wants_the_right_and_a_regulation_with_hours)
{
	static const struct {
		const char *person, *regulation;
		enum result wanted;
	} rows[] = {
		{ "yamada", "times", RESULT_REFUSED },
		{ "ogawa", "toin", RESULT_INVALID },
		{ "ogawa", "nowhere", RESULT_NOT_FOUND },
		{ "ogawa", "times", RESULT_OK },
	};
	for (size_t i = 0; i < COUNT(rows); i++)
		ck_assert_msg(turn(rows[i].person, rows[i].regulation, true) == rows[i].wanted, "%zu: %s", i,
			err.text);
	char **lines;
	size_t count;
	struct session *session = training_sign_in(&training, "yamada");
	must(admission_list(session, &lines, &count, &err), &err);
	ck_assert_uint_eq(count, 1);
	ck_assert_str_eq(lines[0], "times\ton\tRules on times");
	free(lines[0]);
	free(lines);
	session_free(session);
}
END_TEST

START_TEST(an_office_is_not_founded_with_a_switch_that_names_no_hours)
{
	struct office office;
	struct bundle files = { 0 }, toin = { 0 }, changed = { 0 };
	const struct bundle *const regulations[] = { &toin };
	struct mistakes mistakes = { 0 };
	char *folder = memory_format("%s-other", training.folder), *key = memory_format("%s.key", folder);
	char *root = NULL;
	bundle_read("data/demo/toin-town", &files);
	bundle_read("data/regulations/toin", &toin);
	for (size_t i = 0; i < files.file_count; i++) {
		bool main = !strcmp(files.files[i].name, "office.yaml");
		char *bytes =
			memory_format("%s%s", files.files[i].bytes, main ? "sign-in-hours: [toin]\n" : "");
		bundle_add(&changed, files.files[i].name, bytes, strlen(bytes));
		free(bytes);
	}
	must(office_from_bundle(&changed, &office, &mistakes, &err), &err);
	ck_assert(admission_obeys(&office, "toin"));
	office_done(&office);
	const struct founding founding = { .folder = folder,
		.key_file = key,
		.workstation = "counter-1",
		.clock = &training.clock,
		.training = true,
		.office = &changed,
		.regulations = regulations,
		.regulation_count = 1 };
	ck_assert_int_eq(founding_found(&founding, &root, &mistakes, &err), RESULT_INVALID);
	ck_assert_msg(strstr(err.text, "\"sign-in-hours\" names \"toin\"") != NULL, "%s", err.text);
	bundle_done(&changed);
	bundle_done(&files);
	bundle_done(&toin);
	free(folder);
	free(key);
}
END_TEST

Suite *admission_suite(void)
{
	const TTest *const tests[] = {
		the_hours_refuse_by_day_and_time_and_say_what_opens_them,
		an_approved_record_opens_the_hours_to_whom_it_names,
		an_incident_opens_any_hour_and_its_words_are_in_the_journal,
		who_keeps_the_office_is_asked_for_a_reason_and_can_turn_the_switch_off,
		hours_that_ask_for_a_reason_let_everybody_in_who_gives_one,
		a_screen_that_was_locked_is_unlocked_at_any_hour,
		the_switch_wants_the_right_and_a_regulation_with_hours,
		an_office_is_not_founded_with_a_switch_that_names_no_hours,
		NULL,
	};
	return suite_with("admission", tests, setup, teardown);
}
