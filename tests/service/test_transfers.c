/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A transfer leaves to-dos: the register's row to be ended, open records to be taken over, the card to be given back. */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "service/deciding.h"
#include "service/people.h"
#include "service/waiting.h"
#include "tests/support/suites.h"
#include "tests/support/setting.h"

suite_maker transfers_suite;

static void setup(void)
{
	static const char *const holders[] = { "mori", "watanabe", "nakamura", "takahashi", "kobayashi",
		"ogawa", "yamada", "ishikawa" };
	training_begin_at(&training, &(struct training_place){ "data/demo/toin-town", "data/regulations/toin",
					     holders, COUNT(holders) });
}

/* The office's data changes by a CSV file of postings or people, signed. */
static void import(const char *people, const char *postings)
{
	struct error err;
	struct office after;
	struct office_changes changes;
	struct card_pin pin;
	int tries;
	struct session *session = training_sign_in(&training, "ogawa");
	must(people_preview(session, people, people ? strlen(people) : 0, postings,
		     postings ? strlen(postings) : 0, &after, &changes, NULL, &err),
		&err);
	training_pin(&pin);
	must(people_apply(session, &after, &pin, &tries, &err), &err);
	card_pin_done(&pin);
	office_changes_done(&changes);
	office_done(&after);
	session_free(session);
}

static void act(const char *person, const char *record, enum act act)
{
	struct error err;
	struct dossier dossier;
	struct card_pin pin;
	int tries;
	struct session *session = training_sign_in(&training, person);
	must(reading_open(session, record, &dossier, &err), &err);
	struct decision decision = { &dossier, { .act = act, .answer = ANSWER_YES }, NULL };
	training_pin(&pin);
	must(deciding_act(session, &decision, 1, &pin, &tries, &err), &err);
	card_pin_done(&pin);
	dossier_done(&dossier);
	session_free(session);
}

/* Mori is approved to operate a terminal. */
static void approve_mori(void)
{
	struct error err;
	struct filing *filing;
	char *record;
	struct session *session = training_sign_in(&training, "kobayashi");
	must(filing_begin(session, "toin/operator-approval", &filing, &err), &err);
	filing_set(filing, "acts", json_pack("[s]", "approve"));
	const struct choice_list *operations = form_field(filing->form, "approved")->columns[2].list;
	filing_set(filing, "approved",
		json_pack("[{s:s, s:s, s:s, s:s}]", "person", "mori", "terminal", "CS-1", "operation",
			operations->choices[0].id, "work", "窓口"));
	filing_set(filing, "approved-on", json_string("2026-11-24"));
	filing_set(filing, "secrecy-read", json_true());
	filing_set(filing, "reason", json_string(form_field(filing->form, "reason")->list->choices[0].id));
	must(filing_submit(filing, &record, &err), &err);
	filing_free(filing);
	session_free(session);
	act("watanabe", record, ACT_PASS);
	act("mori", record, ACT_PASS);
	act("nakamura", record, ACT_PASS);
	act("takahashi", record, ACT_DECIDE);
	free(record);
}

/* The line of what waits for a person whose label has these words; its copy's strings are the lines'. */
static const struct reading_line *line_with(const struct reading_lines *lines, const char *words)
{
	for (size_t i = 0; i < lines->count; i++)
		if (lines->items[i].label && strstr(lines->items[i].label, words))
			return &lines->items[i];
	return NULL;
}

static void wait_for(const char *person, struct reading_lines *ret_lines)
{
	struct error err;
	struct session *session = training_sign_in(&training, person);
	must(waiting_list(session, ret_lines, &err), &err);
	session_free(session);
}

START_TEST(a_register_that_still_has_somebody_who_goes_is_to_be_ended_with_the_form_filled_in)
{
	struct reading_lines lines;
	approve_mori();
	wait_for("kobayashi", &lines);
	ck_assert_ptr_null(line_with(&lines, "Misaki Mori"));
	reading_lines_done(&lines);
	import(NULL, "職員番号,職,発令区分,発令日,終了日\n0205,tax-senior,本務,2026-12-01,\n"
		     "0302,tax-senior,本務,2024-04-01,2026-11-30\n");
	wait_for("kobayashi", &lines);
	const struct reading_line *line = line_with(&lines, "Misaki Mori");
	ck_assert_ptr_nonnull(line);
	ck_assert_str_eq(line->begin, "toin/operator-approval");
	ck_assert_int_eq(line->due, date_of(2026, 11, 30));
	ck_assert(!line->late);
	const json_t *row = json_array_get(json_object_get(line->begin_values, "ended"), 0);
	ck_assert_str_eq(json_string_value(json_object_get(row, "person")), "mori");
	ck_assert_str_eq(json_string_value(json_object_get(row, "terminal")), "CS-1");
	reading_lines_done(&lines);
	training.clock.fixed = training_time(2026, 12, 2, 9, 0);
	wait_for("kobayashi", &lines);
	ck_assert(line_with(&lines, "Misaki Mori")->late);
	reading_lines_done(&lines);
}
END_TEST

START_TEST(the_head_is_told_of_open_records_and_who_enrols_of_the_card)
{
	struct reading_lines lines;
	free(training_file(&training)); /* by yamada of the tax section */
	import("職員番号,氏名,フリガナ,退職日\n0302,山田 花子,ヤマダ ハナコ,2026-12-10\n", NULL);
	wait_for("ishikawa", &lines);
	const struct reading_line *line = line_with(&lines, "open records of Hanako Yamada");
	ck_assert_ptr_nonnull(line);
	ck_assert_int_eq(line->opens, READING_OPENS_RECORDS);
	reading_lines_done(&lines);
	wait_for("ogawa", &lines);
	line = line_with(&lines, "card of Hanako Yamada");
	ck_assert_ptr_nonnull(line);
	ck_assert_int_eq(line->opens, READING_OPENS_PEOPLE);
	reading_lines_done(&lines);
	training.clock.fixed = training_time(2027, 3, 1, 9, 0); /* long past */
	wait_for("ishikawa", &lines);
	ck_assert_ptr_null(line_with(&lines, "open records of Hanako Yamada"));
	reading_lines_done(&lines);
}
END_TEST

START_TEST(a_promotion_within_the_section_leaves_nothing_to_do)
{
	struct reading_lines lines;
	training.clock.fixed = training_time(2027, 3, 20, 9, 0); /* nakamura becomes the deputy head on 4/1 */
	wait_for("watanabe", &lines);
	ck_assert_ptr_null(line_with(&lines, "Sakura Nakamura"));
	reading_lines_done(&lines);
}
END_TEST

Suite *transfers_suite(void)
{
	const TTest *const tests[] = {
		a_register_that_still_has_somebody_who_goes_is_to_be_ended_with_the_form_filled_in,
		the_head_is_told_of_open_records_and_who_enrols_of_the_card,
		a_promotion_within_the_section_leaves_nothing_to_do,
		NULL,
	};
	return suite_with("transfers", tests, setup, setting_clear);
}
