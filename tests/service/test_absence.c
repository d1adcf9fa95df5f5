/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Absences: how they are typed, who may note them, and that what waits goes to the deputies. */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "service/absence.h"
#include "service/deciding.h"
#include "service/waiting.h"
#include "store/replay.h"
#include "tests/support/suites.h"
#include "tests/support/setting.h"

suite_maker absence_suite;

/* Typed on Tuesday 2026-11-24 at 10:12. */
static const struct {
	const char *typed, *words;
} spans[] = {
	{ "13-15", "24 November 2026 (Tue), 13:00 to 15:00" },
	{ "１３－１５", "24 November 2026 (Tue), 13:00 to 15:00" },
	{ "13時から15時まで", "24 November 2026 (Tue), 13:00 to 15:00" },
	{ "13:30~15:45", "24 November 2026 (Tue), 13:30 to 15:45" },
	{ "9時30分〜12時", "24 November 2026 (Tue), 9:30 to 12:00" },
	{ "12/1", "1 December 2026 (Tue)" },
	{ "12/1-12/3", "1 December 2026 (Tue) to 3 December 2026 (Thu)" },
	{ "R8.12.1", "1 December 2026 (Tue)" },
	{ "12/1 13-15", "1 December 2026 (Tue), 13:00 to 15:00" },
	{ "12/1-12/2 13-15", "1 December 2026 (Tue), 13:00 to 2 December 2026 (Wed), 15:00" },
};

START_TEST(a_span_is_typed_as_people_type_it)
{
	struct error err;
	int64_t from, to;
	must(absence_read(spans[_i].typed, training_time(2026, 11, 24, 10, 12), &from, &to, &err), &err);
	char *words = absence_words(from, to);
	ck_assert_str_eq(words, spans[_i].words);
	free(words);
}
END_TEST

static const char *const nonsense[] = { "", " ", "25-26", "13-", "13:75-14", "tomorrow", "99/99",
	"12/1 noon" };

START_TEST(what_is_no_span_is_told)
{
	struct error err = { 0 };
	int64_t from, to;
	ck_assert_int_ne(
		absence_read(nonsense[_i], training_time(2026, 11, 24, 10, 12), &from, &to, &err), RESULT_OK);
	ck_assert_str_ne(err.text, "");
}
END_TEST

START_TEST(only_the_section_or_who_keeps_the_office_notes_it)
{
	struct error err;
	struct session *session = training_sign_in(&training, "yamada");
	int64_t now = clock_now(&training.clock), hour = 3600 * 1000;
	must(absence_note(session, "ishikawa", now, now + hour, "trip", &err), &err); /* her own head */
	ck_assert_int_eq(absence_note(session, "watanabe", now, now + hour, "trip", &err), RESULT_REFUSED);
	ck_assert_ptr_nonnull(strstr(err.text, "colleague of the section"));
	ck_assert_int_eq(absence_note(session, "nobody", now, now + hour, "trip", &err), RESULT_NOT_FOUND);
	session_free(session);
	session = training_sign_in(&training, "ogawa");
	must(absence_note(session, "watanabe", now, now + hour, "trip", &err), &err);
	session_free(session);
}
END_TEST

START_TEST(an_absence_that_cannot_be_is_refused)
{
	struct error err;
	struct session *session = training_sign_in(&training, "yamada");
	int64_t now = clock_now(&training.clock), hour = 3600 * 1000;
	ck_assert_int_eq(absence_note(session, "yamada", now, now - hour, "trip", &err), RESULT_INVALID);
	ck_assert_str_eq(err.text, "The absence ends before it begins");
	ck_assert_int_eq(
		absence_note(session, "yamada", now - 2 * hour, now - hour, "trip", &err), RESULT_INVALID);
	ck_assert_str_eq(err.text, "The absence is over already");
	ck_assert_int_eq(
		absence_note(session, "yamada", now, now + 9000 * hour, "trip", &err), RESULT_INVALID);
	ck_assert_int_eq(absence_note(session, "yamada", now, now + hour, "whim", &err), RESULT_INVALID);
	session_free(session);
}
END_TEST

/* The first row of the list of what waits for a person; false where nothing does. */
static bool first_row(const char *person, bool *ret_handed)
{
	struct error err;
	struct reading_lines lines;
	struct session *session = training_sign_in(&training, person);
	must(waiting_list(session, &lines, &err), &err);
	bool any = lines.count > 0;
	*ret_handed = any && lines.items[0].handed;
	reading_lines_done(&lines);
	session_free(session);
	return any;
}

START_TEST(what_waits_for_somebody_who_is_away_comes_to_the_deputy_until_it_is_taken_back)
{
	struct error err;
	struct absences list;
	bool handed;
	free(training_file(&training)); /* waits for ishikawa, the head of the section */
	ck_assert(first_row("kimura", &handed));
	ck_assert(!handed);
	int64_t now = clock_now(&training.clock);
	struct session *session = training_sign_in(&training, "ishikawa");
	must(absence_note(session, "ishikawa", now, now + 3600 * 1000, "elsewhere", &err), &err);
	ck_assert(first_row("kimura", &handed));
	ck_assert(handed);
	training.clock.fixed += 2 * 3600 * 1000; /* she is back */
	ck_assert(first_row("kimura", &handed));
	ck_assert(!handed);
	now = clock_now(&training.clock);
	must(absence_note(session, "ishikawa", now, now + 3600 * 1000, "elsewhere", &err), &err);
	must(absence_list(session, &list, &err), &err);
	ck_assert_uint_eq(list.count, 1);
	must(absence_cancel(session, &list.items[0], &err), &err);
	absences_done(&list);
	ck_assert(first_row("kimura", &handed));
	ck_assert(!handed);
	int64_t rows;
	must(replay_compare(training.desk->store, &rows, &err), &err);
	session_free(session);
}
END_TEST

/* By what kimura stands in for ishikawa, her head, at the record. */
static struct session *stand_in(
	const char *record, struct dossier *ret_dossier, struct authority *ret_authority)
{
	struct error err;
	struct session *session = training_sign_in(&training, "kimura");
	must(reading_open(session, record, ret_dossier, &err), &err);
	must(deciding_may(session, ret_dossier, ACT_PASS, ret_authority, &err), &err);
	ck_assert_str_eq(ret_authority->principal, "ishikawa");
	return session;
}

START_TEST(the_deputys_act_begins_with_the_ground_and_days_that_are_recorded)
{
	struct error err;
	struct dossier dossier;
	struct authority authority;
	struct wish wish = { .act = ACT_PASS }, none = { 0 };
	char *record = training_file(&training), *words = NULL, *other = NULL;
	int64_t now = clock_now(&training.clock), day = 24 * 3600 * 1000;
	struct session *session = training_sign_in(&training, "ishikawa");
	must(absence_note(session, "ishikawa", now, date_to_ms(date_from_ms(now)) + 2 * day, "leave", &err),
		&err);
	session_free(session);
	session = stand_in(record, &dossier, &authority);
	ck_assert(absence_of_holder(session, &authority, &wish, &words));
	ck_assert_str_eq(wish.ground, "leave");
	ck_assert_int_eq(wish.ground_from, date_of(2026, 11, 24));
	ck_assert_int_eq(wish.ground_to, date_of(2026, 11, 25));
	ck_assert_str_eq(words, "on leave: 24 November 2026 (Tue), 10:12 to 25 November 2026 (Wed), 24:00");
	const struct decision decision = { &dossier, wish, NULL };
	int tries;
	must(deciding_act(session, &decision, 1, NULL, &tries, &err), &err);

	char *trip = memory_string("trip");
	const struct deputy only_trips = { .grounds = &trip, .ground_count = 1 };
	authority.deputy = &only_trips;
	ck_assert(!absence_of_holder(session, &authority, &none, &other)); /* it would be refused */
	authority.deputy = NULL;
	training.clock.fixed += 3 * day; /* she is back */
	ck_assert(!absence_of_holder(session, &authority, &none, &other));
	ck_assert_ptr_null(none.ground);
	free(trip);
	free(words);
	dossier_done(&dossier);
	session_free(session);
	free(record);
}
END_TEST

Suite *absence_suite(void)
{
	const TTest *const tests[] = {
		only_the_section_or_who_keeps_the_office_notes_it,
		an_absence_that_cannot_be_is_refused,
		what_waits_for_somebody_who_is_away_comes_to_the_deputy_until_it_is_taken_back,
		the_deputys_act_begins_with_the_ground_and_days_that_are_recorded,
		NULL,
	};
	Suite *suite = suite_with("absence", tests, setting_make, setting_clear);
	TCase *typed = tcase_create("typed");
	tcase_add_loop_test(typed, a_span_is_typed_as_people_type_it, 0, COUNT(spans));
	tcase_add_loop_test(typed, what_is_no_span_is_told, 0, COUNT(nonsense));
	suite_add_tcase(suite, typed);
	return suite;
}
