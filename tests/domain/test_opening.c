/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Registers that an office brings along, and roles that are held by who stands in one. */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "domain/holder.h"
#include "domain/opening.h"
#include "domain/verdict.h"
#include "tests/support/bundle.h"
#include "tests/support/office.h"
#include "tests/support/suites.h"

suite_maker opening_suite;

/* "rule/keepers" says who is 保管者: two of its readers. */
static const char office_text[] =
	"{'format': 'choba office 1', 'id': 'mihon', 'name': {'ja': '見本町'},"
	" 'sections': [{'id': 's1', 'name': {'ja': '資料課'}, 'kind': 'section'}],"
	" 'posts': [{'id': 'head', 'name': {'ja': '課長'}, 'section': 's1', 'head': true, 'rank': 1},"
	"           {'id': 'a', 'name': {'ja': '主事'}, 'section': 's1', 'rank': 2},"
	"           {'id': 'b', 'name': {'ja': '主事'}, 'section': 's1', 'rank': 2},"
	"           {'id': 'c', 'name': {'ja': '主事'}, 'section': 's1', 'rank': 2}],"
	" 'roles': [{'role': 'holding/head', 'post': 'head'},"
	"           {'role': 'holding/guard', 'people': ['p-a', 'p-c']}],"
	" 'registers': ["
	"  {'register': 'holding/readers', 'person': 'p-a', 'subject': 's1', 'from': '2024-04-01'},"
	"  {'register': 'holding/readers', 'person': 'p-b', 'subject': 's1', 'from': '2024-04-01',"
	"   'to': '2026-12-31'},"
	"  {'register': 'holding/readers', 'person': 'p-c', 'subject': 's1', 'detail': '閲覧', "
	"   'from': '2026-04-01'},"
	"  {'register': 'holding/keepers', 'person': 'p-a', 'from': '2025-04-01'},"
	"  {'register': 'holding/keepers', 'person': 'p-b', 'from': '2025-04-01'},"
	"  {'register': 'holding/shelves', 'subject': 'Ａ 棚', 'from': '2025-04-01'},"
	"  {'register': 'other/readers', 'person': 'p-b', 'from': '2025-04-01'}],"
	" 'rights': [{'right': 'enrol', 'person': 'p-a'}, {'right': 'adopt', 'person': 'p-a'},"
	"            {'right': 'office', 'person': 'p-a'}, {'right': 'audit', 'person': 'p-a'},"
	"            {'right': 'erase', 'person': 'p-a'}],"
	" 'regulations': ['holding']}";

static const char *const posts[] = { "head", "a", "b", "c" };

static struct regulation *regulation;
static struct office office;
static struct fact_source source;
static date today;

static void setup(void)
{
	regulation = regulation_read("tests/data/regulations/holding");
	office_of_posts(office_text, posts, COUNT(posts), NULL, &office);
	source = opening_source(&office);
	office.facts = &source;
	today = date_of(2026, 11, 24);
}

static void teardown(void)
{
	office_done(&office);
	regulation_free(regulation);
}

static const struct role *role(const char *id)
{
	return regulation_role(regulation, id);
}

static char *holders_of(const char *id)
{
	char **persons;
	struct text all = { 0 };
	size_t count = holder_persons(regulation, role(id), &office, today, &persons);
	for (size_t i = 0; i < count; i++) {
		text_format(&all, "%s%s", i ? " " : "", persons[i]);
		ck_assert(holder_is(regulation, role(id), &office, persons[i], today));
	}
	holder_persons_free(persons, count);
	return text_take(&all);
}

static void must_hold(const char *id, const char *wanted)
{
	char *found = holders_of(id);
	ck_assert_str_eq(found, wanted);
	free(found);
}

START_TEST(a_role_is_held_by_who_stands_in_its_register_that_day)
{
	must_hold("keeper", "p-a p-b");
	ck_assert(!holder_is(regulation, role("keeper"), &office, "p-c", today));
	must_hold("reader", "p-a p-b p-c");
	/* who is no reader any more is no keeper, and one alone is too few */
	today = date_of(2027, 1, 1);
	must_hold("reader", "p-a p-c");
	must_hold("keeper", "");
	ck_assert(!holder_is(regulation, role("keeper"), &office, "p-a", today));
	char *why = holder_wrong(regulation, role("keeper"), &office, today);
	ck_assert_msg(why && strstr(why, "\"Keeper\" is held by exactly 2 of those who stand in \"Keepers\"; "
					 "at present it is 1"),
		"%s", why ? why : "nothing");
	free(why);
	ck_assert_ptr_null(holder_wrong(regulation, role("reader"), &office, today));
	ck_assert_ptr_null(holder_wrong(regulation, role("head"), &office, today));
}
END_TEST

START_TEST(whom_the_office_names_holds_a_role_while_he_stands_in_its_register)
{
	must_hold("guard", "p-a p-c");
	today = date_of(2026, 3, 31); /* p-c was no reader yet */
	must_hold("guard", "p-a");
	today = date_of(2024, 3, 31);
	must_hold("guard", "");
	char *why = holder_wrong(regulation, role("guard"), &office, today);
	ck_assert_msg(why && strstr(why, "at least 1 of those who stand in \"Readers\"; at present it is 0"),
		"%s", why ? why : "nothing");
	free(why);
}
END_TEST

/* A step of the keeper is open, or refused with the number that the regulation wants. */
START_TEST(the_verdict_says_how_many_there_must_be)
{
	const struct form *form = regulation_form(regulation, "note");
	struct record record = record_empty();
	const struct history history = { 0 };
	const struct standing standing = { regulation, form, &record, &history, &office, today, NULL };
	const struct wish wish = { .act = ACT_PASS };
	struct standing later = standing;
	struct authority authority;
	struct error err = { 0 };
	record.state = RECORD_RUNNING;
	record.section = memory_string("s1");
	record.drafter = memory_string("p-head");
	record.step = memory_string("review");
	ck_assert_int_eq(verdict_may(&standing, "p-a", &wish, false, &authority, &err), RESULT_OK);
	ck_assert_int_eq(authority.capacity, CAPACITY_SELF);
	ck_assert_int_eq(verdict_may(&standing, "p-c", &wish, false, NULL, &err), RESULT_REFUSED);
	ck_assert_msg(strstr(err.text, "Keeper (a, ") && strstr(err.text, "; b, "), "%s", err.text);
	later.day = date_of(2027, 1, 1);
	ck_assert_int_eq(verdict_may(&later, "p-a", &wish, false, NULL, &err), RESULT_REFUSED);
	ck_assert_msg(strstr(err.text, "exactly 2"), "%s", err.text);
	ck_assert_int_eq(verdict_may_begin(regulation, form, &office, "p-a", "s1", today, &err), RESULT_OK);
	ck_assert_int_eq(
		verdict_may_begin(regulation, form, &office, "p-a", "s1", later.day, &err), RESULT_REFUSED);
	ck_assert_msg(strstr(err.text, "exactly 2"), "%s", err.text);
	record_done(&record);
}
END_TEST

START_TEST(openings_become_the_first_rows_of_their_registers)
{
	struct effect_rows rows = { 0 };
	opening_rows(&office, regulation, &rows);
	ck_assert_uint_eq(rows.count, 6);
	ck_assert_str_eq(rows.items[2].fact, "readers");
	ck_assert_str_eq(rows.items[2].person, "p-c");
	ck_assert_str_eq(rows.items[2].subject, "s1");
	ck_assert_str_eq(rows.items[2].subject_words, "資料課");
	ck_assert_str_eq(rows.items[2].detail, "閲覧");
	ck_assert_int_eq(rows.items[1].to, date_of(2026, 12, 31));
	ck_assert_int_eq(rows.items[2].to, DATE_NONE);
	ck_assert_ptr_null(rows.items[3].subject);
	/* text is compared without regard to width and spaces, also when it comes from a form */
	ck_assert_str_eq(rows.items[5].subject, "a棚");
	ck_assert_str_eq(rows.items[5].subject_words, "Ａ 棚");
	const struct fact_question shelf = { .regulation = "holding",
		.fact = "shelves",
		.subject = "a棚",
		.day = today,
		.minute = FACT_ANY_MINUTE };
	ck_assert(fact_holds(&office, &shelf));
	effect_rows_done(&rows);
}
END_TEST

/* One thing changed in the office's data, and the sentence that must come of it. */
static const struct {
	const char *from, *to, *mistake;
} spoils[] = {
	{ "'holding/readers', 'person': 'p-a', 'subject': 's1'", "'holding/readers', 'person': 'p-a'",
		"registers[0]: “holding/readers” needs a \"subject\"" },
	{ "'person': 'p-a', 'subject': 's1'", "'person': 'p-a', 'subject': 's9'",
		"registers[0]: section “s9” is not there" },
	{ "'holding/keepers', 'person': 'p-b'", "'holding/keepers', 'person': 'p-b', 'subject': 's1'",
		"registers[4]: “holding/keepers” has no \"subject\"" },
	{ "'holding/shelves', 'subject'", "'holding/shelves', 'person': 'p-a', 'subject'",
		"registers[5]: “holding/shelves” has no \"person\"" },
	{ "'holding/keepers', 'person': 'p-b'", "'holding/keepers'",
		"registers[4]: “holding/keepers” needs a \"person\"" },
	{ "'holding/shelves'", "'holding/shelf'",
		"registers[5]: the regulation \"holding\" keeps no register “shelf”" },
	{ "'people': ['p-a', 'p-c']", "'people': ['p-a', 'p-head']",
		"roles[1]: “p-head” is named for the role “holding/guard”, but does not stand in "
		"“holding/readers”" },
	{ "{'role': 'holding/head', 'post': 'head'}",
		"{'role': 'holding/head', 'post': 'head'}, {'role': 'holding/reader', 'people': ['p-a']}",
		"roles[1]: the role “holding/reader” is held by whoever stands in “holding/readers”" },
	{ "'holding/keepers', 'person': 'p-b'", "'holding/keepers', 'person': 'p-b', 'to': '2026-04-01'",
		"office: The role \"Keeper\" is held by exactly 2" },
};

static char *mistakes_of(const struct office *checked)
{
	struct mistakes mistakes = { 0 };
	struct text all = { 0 };
	opening_check(checked, regulation, today, &mistakes);
	for (size_t i = 0; i < mistakes.count; i++)
		text_format(&all, "%s: %s\n", mistakes.items[i].file, mistakes.items[i].sentence);
	mistakes_done(&mistakes);
	return text_take(&all);
}

START_TEST(what_no_register_could_have_is_said)
{
	struct office spoiled;
	struct text data = { 0 };
	const char *at = strstr(office_text, spoils[_i].from);
	ck_assert_msg(at != NULL, "%s", spoils[_i].from);
	text_add_n(&data, office_text, (size_t)(at - office_text));
	text_format(&data, "%s%s", spoils[_i].to, at + strlen(spoils[_i].from));
	office_of_posts(text_string(&data), posts, COUNT(posts), NULL, &spoiled);
	char *found = mistakes_of(&spoiled);
	ck_assert_msg(!strncmp(found, spoils[_i].mistake, strlen(spoils[_i].mistake)), "found: %s", found);
	free(found);
	office_done(&spoiled);
	text_done(&data);
}
END_TEST

START_TEST(a_good_office_has_no_mistake_and_an_empty_register_is_none)
{
	char *found = mistakes_of(&office);
	ck_assert_str_eq(found, "");
	free(found);
	/* nobody is keeper until the first form */
	for (size_t i = 0; i < office.opening_count; i++)
		if (!strcmp(office.openings[i].fact, "holding/keepers"))
			office.openings[i].to = date_of(2025, 4, 1);
	found = mistakes_of(&office);
	ck_assert_str_eq(found, "");
	free(found);
}
END_TEST

START_TEST(openings_are_not_part_of_the_office_in_the_journal)
{
	json_t *json = office_to_json(&office);
	ck_assert_ptr_null(json_object_get(json, "registers"));
	ck_assert_ptr_nonnull(json_object_get(json, "roles"));
	json_decref(json);
}
END_TEST

Suite *opening_suite(void)
{
	const TTest *const tests[] = {
		a_role_is_held_by_who_stands_in_its_register_that_day,
		whom_the_office_names_holds_a_role_while_he_stands_in_its_register,
		the_verdict_says_how_many_there_must_be,
		openings_become_the_first_rows_of_their_registers,
		a_good_office_has_no_mistake_and_an_empty_register_is_none,
		openings_are_not_part_of_the_office_in_the_journal,
		NULL,
	};
	Suite *suite = suite_with("opening", tests, setup, teardown);
	TCase *rows = tcase_create("rows");
	tcase_add_checked_fixture(rows, setup, teardown);
	tcase_add_loop_test(rows, what_no_register_could_have_is_said, 0, COUNT(spoils));
	suite_add_tcase(suite, rows);
	return suite;
}
