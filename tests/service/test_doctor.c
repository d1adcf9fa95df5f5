/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The doctor: each thing that can be wrong is found and has a cure. */
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/memory.h"
#include "base/text.h"
#include "service/doctor.h"
#include "tests/support/production.h"
#include "tests/support/suites.h"
#include "tests/support/setting.h"

suite_maker doctor_suite;

static struct doctor_options options;

static void setup(void)
{
	training_begin(&training);
	options = (struct doctor_options){
		.folder = training.folder,
		.key_file = training.key_file,
		.clock = &training.clock,
		.cards = training.host,
		.ambiguous_width = 1,
	};
}

/* The report must have a line of this grade whose words hold said. */
static void expect(enum doctor_grade grade, const char *what, const char *said)
{
	struct doctor_report report;
	struct text all = { 0 };
	bool found = false;
	doctor_look(&options, &report);
	for (size_t i = 0; i < report.count; i++) {
		const struct doctor_line *line = &report.lines[i];
		text_format(&all, "%d %s: %s\n", (int)line->grade, line->what, line->said);
		found = found ||
			(line->grade == grade && !strcmp(line->what, what) && strstr(line->said, said));
	}
	ck_assert_msg(found, "no line %d %s ... %s in\n%s", (int)grade, what, said, text_string(&all));
	ck_assert(grade != DOCTOR_BAD || !report.usable);
	text_done(&all);
	doctor_report_done(&report);
}

START_TEST(a_good_training_workstation_is_good)
{
	struct doctor_report report;
	doctor_look(&options, &report);
	for (size_t i = 0; i < report.count; i++) {
		const struct doctor_line *line = &report.lines[i];
		ck_assert_str_ne(line->what, "");
		ck_assert_str_ne(line->said, "");
		/* Catalogue, helper and fonts are the machine's; all else is this office's. */
		ck_assert_msg(line->grade != DOCTOR_BAD || !strcmp(line->what, "Japanese messages") ||
				      !strcmp(line->what, "Fonts"),
			"%s: %s", line->what, line->said);
	}
	doctor_report_done(&report);
	expect(DOCTOR_GOOD, "Office", "(training)");
	expect(DOCTOR_GOOD, "Workstation", "counter-1");
	expect(DOCTOR_NOTE, "Reader", "virtual");
}
END_TEST

START_TEST(every_state_of_the_readers_is_told_with_its_cure)
{
	static const struct {
		enum card_state state;
		enum doctor_grade grade;
		const char *said;
	} rows[] = {
		{ CARD_STATE_NO_HELPER, DOCTOR_BAD, "install choba again" },
		{ CARD_STATE_NO_SERVICE, DOCTOR_BAD, "systemctl enable --now pcscd.socket" },
		{ CARD_STATE_DENIED, DOCTOR_BAD, "/etc/polkit-1/rules.d" },
		{ CARD_STATE_NO_READER, DOCTOR_BAD, "plug a card reader in" },
		{ CARD_STATE_SEVERAL_CARDS, DOCTOR_NOTE, "leave only one card in" },
		{ CARD_STATE_HELD, DOCTOR_NOTE, "end the other program" },
		{ CARD_STATE_MUTE, DOCTOR_NOTE, "other way round" },
		{ CARD_STATE_UNKNOWN, DOCTOR_NOTE, "PIV" },
	};
	for (size_t i = 0; i < COUNT(rows); i++) {
		fake_host_set_state(training.host, rows[i].state);
		expect(rows[i].grade, "Card reader", rows[i].said);
	}
	fake_host_set_state(training.host, CARD_STATE_STARTING);
}
END_TEST

START_TEST(owners_modes_and_places_are_looked_at)
{
	char *inside = memory_format("%s/master.key", training.folder);
	ck_assert_int_eq(chmod(training.folder, 0750), 0);
	expect(DOCTOR_BAD, "Office folder", "chmod 700");
	ck_assert_int_eq(chmod(training.folder, 0700), 0);
	ck_assert_int_eq(chmod(training.key_file, 0640), 0);
	expect(DOCTOR_BAD, "Master key", "chmod 600");
	ck_assert_int_eq(chmod(training.key_file, 0600), 0);
	ck_assert_int_eq(rename(training.key_file, inside), 0);
	expect(DOCTOR_BAD, "Master key", "put it back");
	options.key_file = inside;
	expect(DOCTOR_BAD, "Master key", "lies in the office folder");
	ck_assert_int_eq(rename(inside, training.key_file), 0);
	free(inside);
	options.key_file = training.key_file;
	options.folder = "/nonexistent/office";
	expect(DOCTOR_BAD, "Office folder", "choba init");
}
END_TEST

START_TEST(a_workstation_that_is_not_enrolled_is_bad)
{
	char *file = memory_format("%s.workstation", training.folder);
	ck_assert_int_eq(file_write(file, "stranger\n", 9, 0644, NULL), RESULT_OK);
	options.workstation_file = file;
	expect(DOCTOR_BAD, "Office", "stranger");
	unlink(file);
	free(file);
}
END_TEST

START_TEST(a_clock_that_cannot_be_right_is_bad)
{
	training.clock.fixed = training_time(2026, 11, 24, 9, 12);
	expect(DOCTOR_BAD, "Clock", "before the journal's last entry");
	training.clock.fixed = training_time(1970, 1, 1, 9, 0);
	expect(DOCTOR_BAD, "Clock", "cannot be");
	training.clock.fixed = training_time(2027, 3, 1, 9, 0);
	expect(DOCTOR_GOOD, "Clock", "2027");
}
END_TEST

START_TEST(the_terminal_and_its_character_set_are_told)
{
	options.ambiguous_width = 0;
	expect(DOCTOR_NOTE, "Terminal", "not looked at");
	options.ambiguous_width = 2;
	expect(DOCTOR_GOOD, "Terminal", "2 columns");
	options.ambiguous_width = 3;
	expect(DOCTOR_BAD, "Terminal", "UTF-8");
	setenv("LC_ALL", "ja_JP.eucJP", 1);
	expect(DOCTOR_BAD, "Locale", "ja_JP.eucJP");
	setenv("LC_ALL", "ja_JP.utf8", 1);
	expect(DOCTOR_GOOD, "Locale", "C.UTF-8");
	unsetenv("LC_ALL");
}
END_TEST

START_TEST(without_an_office_only_the_machine_is_looked_at)
{
	struct doctor_report report;
	options.folder = NULL;
	doctor_look(&options, &report);
	for (size_t i = 0; i < report.count; i++)
		ck_assert_str_ne(report.lines[i].what, "Office folder");
	ck_assert_uint_ge(report.count, 6);
	doctor_report_done(&report);
}
END_TEST

START_TEST(in_production_a_virtual_reader_and_another_owner_are_bad)
{
	char *folder = memory_format("%s-in-earnest", training.folder);
	char *key_file = memory_format("%s.key", folder), *workstation = memory_format("%s.id", folder);
	static const char *const people[] = { "ogawa", "nishida" };
	struct error err;
	enum result r = production_found(&training, people, COUNT(people), folder, key_file, &err);
	ck_assert_msg(r == RESULT_OK, "%s", err.text);
	ck_assert_int_eq(file_write(workstation, "counter-1\n", 10, 0666, NULL), RESULT_OK);
	ck_assert_int_eq(chmod(workstation, 0666), 0);
	options.folder = folder;
	options.key_file = key_file;
	options.workstation_file = workstation;
	expect(DOCTOR_BAD, "Reader", "for training only");
	expect(DOCTOR_BAD, "Office folder", "chown -R choba:");
	expect(DOCTOR_BAD, "Workstation", "others than root");
	free(folder);
	free(key_file);
	free(workstation);
}
END_TEST

Suite *doctor_suite(void)
{
	const TTest *const tests[] = {
		a_good_training_workstation_is_good,
		every_state_of_the_readers_is_told_with_its_cure,
		owners_modes_and_places_are_looked_at,
		a_workstation_that_is_not_enrolled_is_bad,
		a_clock_that_cannot_be_right_is_bad,
		the_terminal_and_its_character_set_are_told,
		without_an_office_only_the_machine_is_looked_at,
		in_production_a_virtual_reader_and_another_owner_are_bad,
		NULL,
	};
	return suite_with("doctor", tests, setup, setting_clear);
}
