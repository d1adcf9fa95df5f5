/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list of people, their postings and cards, and the import from CSV. */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "domain/calendar.h"
#include "service/people.h"
#include "service/recall.h"
#include "service/staff.h"
#include "store/replay.h"
#include "tests/support/suites.h"
#include "tests/support/setting.h"

suite_maker people_suite;

static const struct people_line *line_of(const struct people_lines *lines, const char *person)
{
	for (size_t i = 0; i < lines->count; i++)
		if (!strcmp(lines->items[i].person->id, person))
			return &lines->items[i];
	ck_abort_msg("%s is not in the list", person);
	return NULL;
}

START_TEST(the_list_has_todays_posts_the_next_change_and_cards)
{
	struct error err;
	struct people_lines lines;
	struct session *session = training_sign_in(&training, "yamada");
	must(people_list(session, &lines, &err), &err);
	ck_assert_uint_eq(lines.count, training.desk->office.person_count);
	const struct people_line *line = line_of(&lines, "fujita");
	ck_assert_msg(strstr(line->posts, "(concurrent)") && strstr(line->posts, ", "), "%s", line->posts);
	ck_assert(!line->has_card);
	line = line_of(&lines, "kuroda");
	ck_assert_msg(strstr(line->posts, "(in charge)") != NULL, "%s", line->posts);
	ck_assert_msg(strstr(line->next, "until 31 March 2027") != NULL, "%s", line->next);
	line = line_of(&lines, "yamada");
	ck_assert(line->has_card);
	ck_assert_str_eq(line->next, "");
	people_lines_done(&lines);
	session_free(session);
}
END_TEST

START_TEST(the_list_follows_sections_and_ranks)
{
	struct error err;
	struct people_lines lines;
	struct session *session = training_sign_in(&training, "yamada");
	must(people_list(session, &lines, &err), &err);
	const struct people_line *head = line_of(&lines, "ishikawa"), *clerk = line_of(&lines, "yamada");
	ck_assert(head < clerk);
	ck_assert(line_of(&lines, "kuroda") == &lines.items[0]); /* above all sections */
	people_lines_done(&lines);
	session_free(session);
}
END_TEST

static void free_lines(char **lines, size_t count)
{
	for (size_t i = 0; i < count; i++)
		free(lines[i]);
	free(lines);
}

START_TEST(postings_come_in_order_of_time)
{
	struct error err;
	char **lines;
	size_t count;
	struct session *session = training_sign_in(&training, "yamada");
	must(people_postings(session, "watanabe", &lines, &count, &err), &err);
	ck_assert_uint_eq(count, 2);
	ck_assert_msg(strstr(lines[0], "1 April 2024 to 31 March 2027") != NULL, "%s", lines[0]);
	ck_assert_msg(strstr(lines[1], "1 April 2027 to ") != NULL, "%s", lines[1]);
	free_lines(lines, count);
	ck_assert_int_eq(people_postings(session, "nobody", &lines, &count, &err), RESULT_NOT_FOUND);
	session_free(session);
}
END_TEST

START_TEST(cards_have_one_line_each)
{
	struct error err;
	char **lines;
	size_t count, found = 0;
	struct session *session = training_sign_in(&training, "ogawa");
	must(people_cards(session, &lines, &count, &err), &err);
	ck_assert_uint_eq(count, training.card_count);
	for (size_t i = 0; i < count; i++)
		found += strstr(lines[i], " yamada ") != NULL;
	ck_assert_uint_eq(found, 1);
	free_lines(lines, count);
	session_free(session);
}
END_TEST

static const char people_csv[] = "職員ID,職員番号,氏名,フリガナ,英字氏名,採用日,退職日\n"
				 "nitta,0999,新田 新,ニッタ アラタ,Arata Nitta,2026-11-01,\n";
static const char postings_csv[] = "職員番号,職,発令区分,発令日,終了日\n0999,tax-clerk,本務,2026-12-01,\n";

START_TEST(an_import_is_shown_then_signed_then_in_force)
{
	struct error err;
	struct office after;
	struct office_changes changes;
	struct mistakes mistakes = { 0 };
	struct card_pin pin;
	int tries;
	struct session *session = training_sign_in(&training, "ogawa");
	must(people_preview(session, people_csv, strlen(people_csv), postings_csv, strlen(postings_csv),
		     &after, &changes, &mistakes, &err),
		&err);
	ck_assert_uint_ge(changes.count, 2);
	ck_assert_ptr_null(office_person(&training.desk->office, "nitta"));
	training_pin(&pin);
	must(people_apply(session, &after, &pin, &tries, &err), &err);
	ck_assert_ptr_nonnull(office_person(&training.desk->office, "nitta"));
	ck_assert(office_holds(&training.desk->office, "nitta", "tax-clerk", date_of(2026, 12, 1)));
	card_pin_done(&pin);
	office_changes_done(&changes);
	office_done(&after);
	session_free(session);
}
END_TEST

START_TEST(an_import_with_mistakes_changes_nothing_and_names_them)
{
	static const char bad[] = "職員番号,職,発令区分,発令日,終了日\n9876,tax-clerk,本務,2026-12-01,\n"
				  "0999,no-such-post,本務,someday,\n";
	struct error err;
	struct office after;
	struct office_changes changes;
	struct mistakes mistakes = { 0 };
	struct session *session = training_sign_in(&training, "ogawa");
	ck_assert_int_eq(people_preview(session, people_csv, strlen(people_csv), bad, strlen(bad), &after,
				 &changes, &mistakes, &err),
		RESULT_INVALID);
	ck_assert_uint_ge(mistakes.count, 2);
	mistakes_done(&mistakes);
	session_free(session);
}
END_TEST

START_TEST(an_import_needs_the_right_and_the_cards_signature)
{
	struct error err;
	struct office after;
	struct office_changes changes;
	struct card_pin pin;
	int tries;
	struct session *session = training_sign_in(&training, "yamada");
	ck_assert_int_eq(people_preview(session, people_csv, strlen(people_csv), NULL, 0, &after, &changes,
				 NULL, &err),
		RESULT_REFUSED);
	session_free(session);
	session = training_sign_in(&training, "ogawa");
	must(people_preview(session, people_csv, strlen(people_csv), NULL, 0, &after, &changes, NULL, &err),
		&err);
	training_pin(&pin);
	fake_host_fail(training.host, 0, CARD_FAULT_REMOVED);
	ck_assert_int_eq(people_apply(session, &after, &pin, &tries, &err), RESULT_UNAVAILABLE);
	ck_assert_ptr_null(office_person(&training.desk->office, "nitta"));
	card_pin_done(&pin);
	office_changes_done(&changes);
	office_done(&after);
	session_free(session);
}
END_TEST

START_TEST(an_order_by_hand_says_what_changes_or_what_is_in_the_way)
{
	static const struct {
		struct staff_order order;
		size_t changes;   /* 0: it is refused */
		const char *says; /* of the first change or of the refusal */
	} rows[] = {
		{ { STAFF_MAIN, "mori", "tax-assistant", 0, DATE_NONE }, 2, "Deputy Head" },
		{ { STAFF_MAIN, "mori", "tax-senior", 0, DATE_NONE }, 2, "Senior Clerk" },
		{ { STAFF_CONCURRENT, "yamada", "tax-assistant", 0, 30 }, 1, "concurrent" },
		{ { STAFF_IN_CHARGE, "kimura", "tax-assistant", 0, DATE_NONE }, 1, "in charge" },
		{ { STAFF_RELIEVE, "fujita", "general-affairs-senior", DATE_NONE, 0 }, 1, "ends" },
		{ { STAFF_LEAVE, "yamada", NULL, DATE_NONE, 0 }, 2, "leaves" },
		{ { STAFF_MAIN, "mori", "tax-head", 0, DATE_NONE }, 0, "Takashi Ishikawa" },
		{ { STAFF_MAIN, "takahashi", "tax-assistant", 0, DATE_NONE }, 0, "Makoto Takahashi" },
		{ { STAFF_MAIN, "yamada", "tax-assistant", -2000, DATE_NONE }, 0, "Hanako Yamada" },
		{ { STAFF_CONCURRENT, "yamada", "tax-senior", 0, DATE_NONE }, 0, "Hanako Yamada" },
		{ { STAFF_MAIN, "mori", "tax-assistant", -5000, -4000 }, 0, "outside the service" },
		{ { STAFF_MAIN, "mori", "tax-assistant", 5, 4 }, 0, "before the first day" },
		{ { STAFF_MAIN, "mori", "tax-assistant", DATE_NONE, DATE_NONE }, 0, "first day" },
		{ { STAFF_MAIN, "mori", NULL, 0, DATE_NONE }, 0, "Choose the post" },
		{ { STAFF_MAIN, "nobody", "tax-head", 0, DATE_NONE }, 0, "nobody" },
		{ { STAFF_RELIEVE, "fujita", "tax-head", DATE_NONE, 0 }, 0, "not held" },
		{ { STAFF_LEAVE, "yamada", NULL, DATE_NONE, DATE_NONE }, 0, "last day" },
	};
	struct session *session = training_sign_in(&training, "ogawa");
	date base = date_of(2027, 1, 10);
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct error err = { 0 };
		struct office after;
		struct office_changes changes = { 0 };
		struct staff_order order = rows[i].order;
		order.from = order.from == DATE_NONE ? DATE_NONE : base + order.from;
		order.to = order.to == DATE_NONE ? DATE_NONE : base + order.to;
		enum result r = staff_preview(session, &order, &after, &changes, &err);
		if (!rows[i].changes) {
			ck_assert_msg(r != RESULT_OK, "row %zu is not refused", i);
			ck_assert_msg(strstr(err.text, rows[i].says) != NULL, "%zu: %s", i, err.text);
			continue;
		}
		must(r, &err);
		ck_assert_msg(changes.count == rows[i].changes, "%zu: %zu changes, first %s", i,
			changes.count, changes.items[0].line);
		ck_assert_msg(strstr(changes.items[0].line, rows[i].says) != NULL, "%zu: %s", i,
			changes.items[0].line);
		office_changes_done(&changes);
		office_done(&after);
	}
	session_free(session);
}
END_TEST

START_TEST(an_order_by_hand_needs_the_right)
{
	struct error err;
	struct office after;
	struct office_changes changes;
	struct staff_order order = { STAFF_MAIN, "mori", "tax-assistant", date_of(2027, 4, 1), DATE_NONE };
	struct session *session = training_sign_in(&training, "yamada");
	ck_assert_int_eq(staff_preview(session, &order, &after, &changes, &err), RESULT_REFUSED);
	ck_assert_msg(strstr(err.text, "Takuya Ogawa") != NULL, "%s", err.text);
	session_free(session);
}
END_TEST

START_TEST(a_day_to_come_is_closed_or_as_usual_again_by_who_has_the_right)
{
	const date day = date_of(2026, 11, 30), today = date_of(2026, 11, 24);
	struct error err;
	struct office after;
	struct office_changes changes = { 0 };
	struct session *session = training_sign_in(&training, "yamada");
	ck_assert_int_eq(people_preview_day(session, day, "点検", &after, &changes, &err), RESULT_REFUSED);
	ck_assert_msg(strstr(err.text, "Takuya Ogawa") != NULL, "%s", err.text);
	session_free(session);
	session = training_sign_in(&training, "ogawa");
	ck_assert_int_eq(people_preview_day(session, today, "点検", &after, &changes, &err), RESULT_REFUSED);
	must(people_preview_day(session, day, "点検", &after, &changes, &err), &err);
	ck_assert_uint_eq(changes.count, 1);
	ck_assert_str_eq(changes.items[0].line, "30 November 2026 (Mon): as usual → closed (点検)");
	ck_assert(!office_is_open(&after, day));
	office_changes_done(&changes);
	struct office again;
	must(office_import_day(&after, day, NULL, today, &again, &changes, &err), &err);
	ck_assert_str_eq(changes.items[0].line, "30 November 2026 (Mon): closed (点検) → as usual");
	ck_assert(office_is_open(&again, day));
	office_changes_done(&changes);
	office_done(&again);
	must(office_import_day(&after, day, "点検", today, &again, &changes, &err), &err);
	ck_assert_uint_eq(changes.count, 0); /* it is so already */
	office_done(&again);
	office_done(&after);
	session_free(session);
}
END_TEST

/* Puts an order of ogawa's into force. */
static void enter(const struct staff_order *order)
{
	struct error err;
	struct office after;
	struct office_changes changes;
	struct card_pin pin;
	int tries;
	struct session *session = training_sign_in(&training, "ogawa");
	training_pin(&pin);
	must(staff_preview(session, order, &after, &changes, &err), &err);
	must(people_apply(session, &after, &pin, &tries, &err), &err);
	card_pin_done(&pin);
	office_changes_done(&changes);
	office_done(&after);
	session_free(session);
}

/* The one posting of a person that is still to come; the caller frees. */
static char *coming_of(const char *person, const char *words)
{
	struct recall_coming *coming;
	size_t count;
	struct session *session = training_sign_in(&training, "ogawa");
	recall_list(session, person, &coming, &count);
	ck_assert_uint_eq(count, 1);
	ck_assert_str_eq(coming[0].words, words);
	char *posting = memory_string(coming[0].posting);
	recall_list_free(coming, count);
	session_free(session);
	return posting;
}

/* How often the person has the post, and the last day of the last of these postings. */
static size_t count_postings(const char *person, const char *post, date *ret_to)
{
	const struct office *office = &training.desk->office;
	size_t count = 0;
	for (size_t i = 0; i < office->posting_count; i++)
		if (!strcmp(office->postings[i].person, person) && !strcmp(office->postings[i].post, post)) {
			*ret_to = office->postings[i].to;
			count++;
		}
	return count;
}

static const char april_words[] = "from 1 April 2027: Tax Section Deputy Head";

static const struct staff_order *april(void)
{
	static struct staff_order order = { STAFF_MAIN, "mori", "tax-assistant", 0, DATE_NONE, NULL };
	order.from = date_of(2027, 4, 1);
	return &order;
}

START_TEST(a_posting_that_has_not_begun_is_taken_out_again_with_all_that_its_entry_ended)
{
	struct error err;
	date to = 0;
	int64_t rows;
	struct office_changes changes;
	struct office after;
	enter(april());
	ck_assert_uint_eq(count_postings("mori", "residents-clerk", &to), 1);
	ck_assert_int_eq(to, date_of(2027, 3, 31));
	char *posting = coming_of("mori", april_words);
	struct staff_order recall = { .kind = STAFF_RECALL, .person = "mori", .posting = posting };
	struct session *session = training_sign_in(&training, "ogawa");
	must(staff_preview(session, &recall, &after, &changes, &err), &err);
	ck_assert_uint_eq(changes.count, 2);
	ck_assert_msg(strstr(changes.items[0].line, "taken out again") != NULL, "%s", changes.items[0].line);
	ck_assert_msg(strstr(changes.items[1].line, "goes on") != NULL, "%s", changes.items[1].line);
	office_changes_done(&changes);
	office_done(&after);
	session_free(session);
	enter(&recall);
	ck_assert_uint_eq(count_postings("mori", "tax-assistant", &to), 0);
	ck_assert_uint_eq(count_postings("mori", "residents-clerk", &to), 1);
	ck_assert_int_eq(to, DATE_NONE);
	must(replay_compare(training.desk->store, &rows, &err), &err);
	free(posting);
}
END_TEST

START_TEST(what_somebody_changed_since_stays_when_an_entry_is_taken_out)
{
	date to = 0;
	enter(april());
	char *posting = coming_of("mori", april_words);
	struct error err;
	struct office after;
	struct card_pin pin;
	int tries;
	struct session *session = training_sign_in(&training, "ogawa");
	office_copy(&training.desk->office, &after);
	for (size_t i = 0; i < after.posting_count; i++)
		if (!strcmp(after.postings[i].person, "mori") && after.postings[i].to == date_of(2027, 3, 31))
			after.postings[i].to = date_of(2027, 3, 20);
	training_pin(&pin);
	must(people_apply(session, &after, &pin, &tries, &err), &err);
	card_pin_done(&pin);
	office_done(&after);
	session_free(session);
	enter(&(struct staff_order){ .kind = STAFF_RECALL, .person = "mori", .posting = posting });
	ck_assert_uint_eq(count_postings("mori", "tax-assistant", &to), 0);
	ck_assert_uint_eq(count_postings("mori", "residents-clerk", &to), 1);
	ck_assert_int_eq(to, date_of(2027, 3, 20));
	free(posting);
}
END_TEST

START_TEST(a_posting_that_has_begun_can_only_be_ended)
{
	static const struct {
		const char *person;
		date day;
		enum result wanted;
		const char *says;
	} rows[] = {
		{ "yamada", 0, RESULT_REFUSED, "Takuya Ogawa" },
		{ "ogawa", 0, RESULT_OK, "" },
		{ "ogawa", 1, RESULT_REFUSED, "can only be ended" },
	};
	struct error err;
	struct office after;
	struct office_changes changes;
	enter(april());
	char *posting = coming_of("mori", april_words);
	for (size_t i = 0; i < COUNT(rows); i++) {
		training.clock.fixed = date_to_ms(date_of(2027, 3, 31) + rows[i].day) + 36000000;
		struct session *session = training_sign_in(&training, rows[i].person);
		enum result r = recall_preview(session, posting, &after, &changes, &err);
		ck_assert_int_eq(r, rows[i].wanted);
		if (r == RESULT_OK) {
			office_changes_done(&changes);
			office_done(&after);
		} else {
			ck_assert_msg(strstr(err.text, rows[i].says) != NULL, "%s", err.text);
		}
		session_free(session);
	}
	struct session *session = training_sign_in(&training, "ogawa");
	ck_assert_int_eq(recall_preview(session, "none", &after, &changes, &err), RESULT_NOT_FOUND);
	session_free(session);
	free(posting);
}
END_TEST

START_TEST(a_posting_of_the_founding_is_taken_out_alone)
{
	date to = 0;
	char *posting = coming_of("watanabe", "from 1 April 2027: Planning Section Section Head");
	enter(&(struct staff_order){ .kind = STAFF_RECALL, .person = "watanabe", .posting = posting });
	ck_assert_uint_eq(count_postings("watanabe", "residents-head", &to), 1);
	ck_assert_int_eq(to, date_of(2027, 3, 31));
	free(posting);
}
END_TEST

Suite *people_suite(void)
{
	const TTest *const tests[] = {
		the_list_has_todays_posts_the_next_change_and_cards,
		the_list_follows_sections_and_ranks,
		postings_come_in_order_of_time,
		cards_have_one_line_each,
		an_import_is_shown_then_signed_then_in_force,
		an_import_with_mistakes_changes_nothing_and_names_them,
		an_import_needs_the_right_and_the_cards_signature,
		an_order_by_hand_says_what_changes_or_what_is_in_the_way,
		an_order_by_hand_needs_the_right,
		a_day_to_come_is_closed_or_as_usual_again_by_who_has_the_right,
		a_posting_that_has_not_begun_is_taken_out_again_with_all_that_its_entry_ended,
		what_somebody_changed_since_stays_when_an_entry_is_taken_out,
		a_posting_that_has_begun_can_only_be_ended,
		a_posting_of_the_founding_is_taken_out_alone,
		NULL,
	};
	return suite_with("people", tests, setting_make, setting_clear);
}
