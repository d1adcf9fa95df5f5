/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of the office: who holds what on which day, its JSON, and what it refuses. */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "domain/office.h"
#include "domain/office_table.h"
#include "tests/support/suites.h"

suite_maker office_suite;

/* A small office in single quotes: two sections, one with a part; a transfer on 2027-04-01. */
static const char small[] =
	"{'format':'choba office 1','id':'small','name':{'ja':'小町','en':'Small Town'},"
	"'sections':["
	"{'id':'tax','name':{'ja':'税務課','en':'Tax "
	"Section'},'kind':'section','symbol':'小税','phone':'120'},"
	"{'id':'tax-levy','name':{'ja':'賦課係'},'kind':'section','parent':'tax'},"
	"{'id':'people','name':{'ja':'町民課'},'kind':'section'}],"
	"'posts':["
	"{'id':'vice','name':{'ja':'副町長'},'rank':1,'aliases':['助役']},"
	"{'id':'tax-head','name':{'ja':'税務課長'},'section':'tax','head':true,'rank':3},"
	"{'id':'tax-assistant','name':{'ja':'税務課長補佐'},'section':'tax','rank':4},"
	"{'id':'tax-clerk','name':{'ja':'主事'},'section':'tax-levy','rank':6},"
	"{'id':'people-head','name':{'ja':'町民課長'},'section':'people','head':true,'rank':3,"
	"'from':'2020-04-01'}],"
	"'people':["
	"{'id':'yamada','number':'0101','name':'山田 花子','kana':'ヤマダ ハナコ','name_en':'Hanako Yamada',"
	"'from':'2010-04-01'},"
	"{'id':'sato','number':'0102','name':'佐藤 次郎','kana':'サトウ ジロウ','to':'2027-03-31'},"
	"{'id':'ito','number':'0103','name':'伊藤 三郎','kana':'イトウ サブロウ'}],"
	"'postings':["
	"{'id':'p1','person':'yamada','post':'tax-head','kind':'main','from':'2024-04-01','to':'2027-03-31'},"
	"{'id':'p2','person':'yamada','post':'people-head','kind':'main','from':'2027-04-01'},"
	"{'id':'p3','person':'sato','post':'tax-assistant','kind':'main','from':'2020-04-01',"
	"'to':'2027-03-31'},"
	"{'id':'p4','person':'ito','post':'tax-clerk','kind':'main','from':'2020-04-01'},"
	"{'id':'p5','person':'sato','post':'people-head','kind':'in-charge','from':'2026-10-01',"
	"'to':'2027-03-31'},"
	"{'id':'p6','person':'ito','post':'people-head','kind':'concurrent','from':'2026-10-01'}],"
	"'deputies':["
	"{'post':'tax-head','deputy':'tax-assistant','order':1},"
	"{'post':'tax-head','deputy':'people-head','order':2},"
	"{'post':'tax-assistant','deputy':'tax-clerk','order':1}],"
	"'roles':[{'role':'rule/manager','post':'people-head'},{'role':'rule/general','post':'vice'}],"
	"'rights':["
	"{'right':'enrol','person':'yamada'},{'right':'adopt','person':'yamada'},"
	"{'right':'office','person':'yamada'},{'right':'audit','person':'ito'},"
	"{'right':'erase','person':'yamada'},{'right':'enrol','person':'ito'}],"
	"'calendar':{'week-off':['sunday','monday'],'year-end':{'from':'12-28','to':'01-04'},"
	"'closed':[{'day':'2026-10-01','name':{'ja':'町の日'}}],'open':[]},"
	"'regulations':['rule'],'sign-in-hours':['rule']}";

static json_t *small_json(void)
{
	char *string = memory_string(small);
	for (char *at = string; *at; at++)
		if (*at == '\'')
			*at = '"';
	json_error_t error;
	json_t *json = json_loads(string, JSON_REJECT_DUPLICATES, &error);
	ck_assert_msg(json != NULL, "%s at %d", error.text, error.position);
	free(string);
	return json;
}

static struct office small_office(void)
{
	json_t *json = small_json();
	struct office office;
	struct error err = { 0 };
	ck_assert_msg(office_from_json(json, &office, &err) == RESULT_OK, "%s", err.text);
	json_decref(json);
	return office;
}

START_TEST(an_office_comes_back_from_its_json)
{
	json_t *json = small_json();
	struct office office = small_office(), copy;
	json_t *again = office_to_json(&office);
	ck_assert(json_equal(json, again));
	ck_assert_str_eq(office.posts[0].aliases[0], "助役");
	ck_assert_int_eq(office.postings[1].to, DATE_NONE);
	ck_assert(office.posts[1].head && !office.posts[2].head);
	ck_assert(office.calendar.week_off[0] && office.calendar.week_off[1] && !office.calendar.week_off[6]);
	ck_assert_int_eq(office.closed[0].day, date_of(2026, 10, 1));
	office_copy(&office, &copy);
	office_done(&office);
	json_decref(again);
	again = office_to_json(&copy);
	ck_assert(json_equal(json, again));
	office_done(&copy);
	json_decref(again);
	json_decref(json);
}
END_TEST

START_TEST(a_transfer_takes_effect_at_midnight_of_the_first_of_april)
{
	struct office office = small_office();
	date before = date_from_ms(date_to_ms(date_of(2027, 4, 1)) - 1);
	date after = date_from_ms(date_to_ms(date_of(2027, 4, 1)));
	ck_assert_str_eq(office_holder(&office, "tax-head", before)->person, "yamada");
	ck_assert_ptr_null(office_holder(&office, "tax-head", after));
	ck_assert_str_eq(office_holder(&office, "people-head", after)->person, "yamada");
	ck_assert(office_in_section(&office, "yamada", "tax", before));
	ck_assert(!office_in_section(&office, "yamada", "tax", after));
	ck_assert_str_eq(office_main_posting(&office, "yamada", before)->id, "p1");
	ck_assert_str_eq(office_main_posting(&office, "yamada", after)->id, "p2");
	ck_assert_ptr_null(office_main_posting(&office, "sato", after));
	office_done(&office);
}
END_TEST

START_TEST(main_comes_before_in_charge_before_concurrent)
{
	struct office office = small_office();
	static const struct {
		const char *day, *posting;
	} rows[] = {
		{ "2026-09-30", NULL },
		{ "2026-10-01", "p5" },
		{ "2027-03-31", "p5" },
		{ "2027-04-01", "p2" },
	};
	for (size_t i = 0; i < COUNT(rows); i++) {
		const struct posting *holder =
			office_holder(&office, "people-head", date_from_iso(rows[i].day));
		ck_assert_pstr_eq(holder ? holder->id : NULL, rows[i].posting);
	}
	/* The others hold it too: precedence says who counts, not who is there. */
	ck_assert(office_holds(&office, "ito", "people-head", date_of(2026, 10, 1)));
	ck_assert(office_holds(&office, "sato", "people-head", date_of(2026, 10, 1)));
	ck_assert(!office_holds(&office, "yamada", "people-head", date_of(2026, 10, 1)));
	ck_assert_ptr_null(office_holder(&office, "vice", date_of(2026, 10, 1)));
	ck_assert_ptr_null(office_holder(&office, "people-head", DATE_NONE));
	office_done(&office);
}
END_TEST

START_TEST(heads_roles_rights_and_deputies_are_found)
{
	struct office office = small_office();
	date day = date_of(2026, 11, 24);
	ck_assert_str_eq(office_head(&office, "tax", day)->id, "tax-head");
	ck_assert_ptr_null(office_head(&office, "tax-levy", day));
	ck_assert_str_eq(office_head(&office, "people", date_of(2020, 4, 1))->id, "people-head");
	ck_assert_ptr_null(office_head(&office, "people", date_of(2020, 3, 31)));
	ck_assert(office_in_section(&office, "ito", "tax-levy", day));
	ck_assert(office_in_section(&office, "ito", "tax", day));
	ck_assert(!office_in_section(&office, "sato", "tax-levy", day));
	ck_assert_str_eq(office_role_holders(&office, "rule", "manager")->post, "people-head");
	ck_assert_ptr_null(office_role_holders(&office, "rule", "manage"));
	ck_assert_ptr_null(office_role_holders(&office, "rul", "manager"));
	ck_assert(office_has_right(&office, "yamada", RIGHT_ERASE));
	ck_assert(!office_has_right(&office, "ito", RIGHT_ERASE));
	ck_assert(office_has_right(&office, "ito", RIGHT_AUDIT));
	ck_assert_uint_eq(office.deputy_count, 3);
	ck_assert_str_eq(office.deputies[0].deputy_post, "tax-assistant");
	ck_assert_str_eq(office.deputies[1].deputy_post, "people-head");
	ck_assert_str_eq(office.deputies[1].post, "tax-head");
	ck_assert_ptr_null(office_person(&office, "nobody"));
	ck_assert_ptr_null(office_section(&office, NULL));
	office_done(&office);
}
END_TEST

/* One change to the small office, and the mistake that it must raise. */
struct spoil {
	const char *part;
	size_t index;
	const char *key, *value; /* JSON in single quotes; NULL deletes the key */
	const char *file, *sentence;
};

static const struct spoil spoils[] = {
	{ "sections", 0, "id", "'people'", "sections[2]", "“people” stands here a second time" },
	{ "sections", 0, "id", "'a b'", "sections[0]",
		"\"id\" is not an id: “a b” (letters, digits, . _ - and at most 64 of them)" },
	{ "sections", 0, "id", NULL, "sections[0]", "\"id\" is missing" },
	{ "sections", 0, "name", "''", "sections[0]",
		"\"name\" must have a value, without spaces before or behind it" },
	{ "sections", 0, "name", "{'ja':'x','fr':'y'}", "sections[0]",
		"\"name\" has a language “fr” that is not known; ja and en are" },
	{ "sections", 0, "name", "7", "sections[0]", "\"name\" needs a Japanese text" },
	{ "sections", 0, "phone", "'1\\u202e2'", "sections[0]",
		"\"phone\" holds the character U+202E; delete it" },
	{ "sections", 0, "telephone", "'1'", "sections[0]", "\"telephone\" is not known here" },
	{ "sections", 1, "parent", "'x'", "sections[1]",
		"section “tax-levy” is part of “x”, which is not there" },
	{ "sections", 0, "parent", "'tax-levy'", "sections[0]",
		"section “tax” is part of itself in a circle" },
	{ "sections", 0, "to", "'2026-02-30'", "sections[0]",
		"\"to\" is not a day: “2026-02-30”; write it as 2026-12-01" },
	{ "sections", 0, "to", "'2026-03-31'", "posts[1]", "post “tax-head” outlasts its section “tax”" },
	{ "posts", 1, "section", "'x'", "posts[1]",
		"post “tax-head” belongs to section “x”, which is not there" },
	{ "posts", 1, "head", NULL, "sections[0]",
		"section “tax” has no head: give one of its posts \"head: true\"" },
	{ "posts", 1, "head", "'perhaps'", "posts[1]", "\"head\" must be true or false" },
	{ "posts", 2, "head", "true", "posts[2]",
		"section “tax” has two heads at once: “tax-head” and “tax-assistant”" },
	{ "posts", 0, "head", "true", "posts[0]", "post “vice” is a head, but of no section" },
	{ "posts", 0, "rank", "0", "posts[0]", "\"rank\" must be a number from 1 to 100000" },
	{ "posts", 0, "rank", "'2x'", "posts[0]", "\"rank\" must be a number from 1 to 100000" },
	{ "posts", 0, "aliases", "'x'", "posts[0]", "\"aliases\" must be a list" },
	{ "people", 2, "number", "'0101'", "people[2]", "employee number 0101 belongs to “yamada” already" },
	{ "people", 0, "to", "'2009-01-01'", "people[0]", "“yamada” ends before it begins" },
	{ "people", 1, "to", "'2027-03-30'", "postings[2]",
		"posting “p3” lies outside the service of “sato”" },
	{ "people", 0, "from", "'2025-04-01'", "postings[0]",
		"posting “p1” lies outside the service of “yamada”" },
	{ "people", 0, "name", "'山\\n田'", "people[0]", "\"name\" holds the character U+000A; delete it" },
	{ "postings", 0, "person", "'x'", "postings[0]", "posting “p1” is of person “x”, who is not there" },
	{ "postings", 0, "post", "'x'", "postings[0]", "posting “p1” is to post “x”, which is not there" },
	{ "postings", 0, "kind", "'mian'", "postings[0]",
		"\"kind\" must be one of: main, concurrent, in-charge" },
	{ "postings", 0, "to", NULL, "postings[1]", "“yamada” has two main postings at once: “p1” and “p2”" },
	{ "postings", 0, "to", "'2027-04-01'", "postings[1]",
		"“yamada” has two main postings at once: “p1” and “p2”" },
	{ "postings", 0, "to", "'2024-03-31'", "postings[0]", "“p1” ends before it begins" },
	{ "postings", 5, "kind", "'main'", "postings[5]",
		"post “people-head” has two holders at once: “yamada” and “ito”" },
	{ "postings", 5, "person", "'sato'", "postings[5]",
		"“sato” is posted to “people-head” twice at once (“p5” and “p6”)" },
	{ "postings", 5, "from", "'2019-01-01'", "postings[5]",
		"posting “p6” outlasts its post “people-head”" },
	{ "deputies", 0, "deputy", "'x'", "deputies[0]", "post “x” is not there" },
	{ "deputies", 1, "order", "1", "deputies[1]", "“tax-head” has two deputies of order 1" },
	{ "deputies", 1, "deputy", "'tax-assistant'", "deputies[1]",
		"“tax-assistant” stands in for “tax-head” twice" },
	{ "deputies", 2, "deputy", "'tax-head'", "deputies[0]",
		"“tax-assistant” and “tax-head” stand in for each other in a circle" },
	{ "deputies", 2, "deputy", "'tax-assistant'", "deputies[2]",
		"“tax-assistant” and “tax-assistant” stand in for each other in a circle" },
	{ "roles", 0, "post", "'x'", "roles[0]", "post “x” is not there" },
	{ "roles", 0, "role", "'manager'", "roles[0]", "role “manager” must be written as regulation/role" },
	{ "deputies", 0, "forms", "['loan']", "deputies[0]",
		"form “loan” must be written as regulation/form" },
	{ "deputies", 0, "not-forms", "['rule/']", "deputies[0]",
		"form “rule/” must be written as regulation/form" },
	{ "deputies", 0, "grounds", "['holiday']", "deputies[0]",
		"“holiday” is no ground of absence; known are: trip, leave, illness, elsewhere, accident" },
	{ "roles", 0, "role", "'rule/general'", "roles[1]", "“rule/general” stands here a second time" },
	{ "rights", 0, "person", "'x'", "rights[0]", "the right “enrol” is given to “x”, who is not there" },
	{ "rights", 5, "person", "'yamada'", "rights[5]", "“yamada” is given the right “enrol” twice" },
	{ "rights", 3, "right", "'erase'", "office", "nobody has the right “audit”" },
	{ NULL, 0, "format", "'choba office 2'", "office", "\"format\" must be “choba office 1”" },
	{ NULL, 0, "name", NULL, "office", "\"name\" needs a Japanese text" },
	{ NULL, 0, "posts", "{}", "office", "\"posts\" must be a list" },
	{ NULL, 0, "regulations", "['rule','rule']", "regulations[1]", "“rule” stands here a second time" },
	{ NULL, 0, "sign-in-hours", "['rule','rule']", "sign-in-hours[1]",
		"“rule” stands here a second time" },
	{ NULL, 0, "people", "['x']", "people[0]", "an item of \"people\" must be a mapping" },
	{ NULL, 0, "extra", "1", "office", "\"extra\" is not known here" },
};

static json_t *spoiled(const struct spoil *spoil)
{
	json_t *json = small_json();
	json_t *at = spoil->part ? json_array_get(json_object_get(json, spoil->part), spoil->index) : json;
	if (!spoil->value) {
		json_object_del(at, spoil->key);
		return json;
	}
	char *value = memory_string(spoil->value);
	for (char *c = value; *c; c++)
		if (*c == '\'')
			*c = '"';
	json_t *new = json_loads(value, JSON_DECODE_ANY, NULL);
	ck_assert_msg(new != NULL, "%s", value);
	json_object_set_new(at, spoil->key, new);
	free(value);
	return json;
}

START_TEST(every_mistake_is_named_with_its_place)
{
	const struct spoil *spoil = &spoils[_i];
	json_t *json = spoiled(spoil);
	struct mistakes mistakes = { 0 };
	struct office office;
	office_read(json, NULL, &office, &mistakes);
	office_check(&office, NULL, &mistakes);
	bool found = false;
	struct text all = { 0 };
	for (size_t i = 0; i < mistakes.count; i++) {
		found |= !strcmp(mistakes.items[i].file, spoil->file) &&
			 !strcmp(mistakes.items[i].sentence, spoil->sentence);
		text_format(&all, "%s: %s\n", mistakes.items[i].file, mistakes.items[i].sentence);
	}
	ck_assert_msg(found, "%s: %s is not in\n%s", spoil->file, spoil->sentence, text_string(&all));
	office_done(&office);
	struct error err = { 0 };
	ck_assert_int_eq(office_from_json(json, &office, &err), RESULT_INVALID);
	ck_assert(err.text[0]);
	text_done(&all);
	mistakes_done(&mistakes);
	json_decref(json);
}
END_TEST

START_TEST(one_run_reports_all_mistakes)
{
	json_t *json = small_json();
	json_object_set_new(json_array_get(json_object_get(json, "posts"), 1), "section", json_string("x"));
	json_object_set_new(
		json_array_get(json_object_get(json, "people"), 1), "number", json_string("0101"));
	json_object_set_new(json_array_get(json_object_get(json, "roles"), 0), "post", json_string("y"));
	struct office office;
	struct error err = { 0 };
	ck_assert_int_eq(office_from_json(json, &office, &err), RESULT_INVALID);
	ck_assert_str_eq(err.text, "sections[0]: section “tax” has no head: give one of its posts "
				   "\"head: true\" (and 4 more mistakes)");
	json_decref(json);
	ck_assert_int_eq(office_from_json(json_null(), &office, &err), RESULT_INVALID);
	json_t *empty = json_array();
	ck_assert_int_eq(office_from_json(empty, &office, &err), RESULT_INVALID);
	json_decref(empty);
}
END_TEST

START_TEST(every_kind_and_right_has_a_name_and_every_table_its_columns)
{
	for (enum posting_kind kind = 0; kind < POSTING__COUNT; kind++)
		ck_assert(posting_kind_name(kind)[0]);
	for (enum right right = 0; right < RIGHT__COUNT; right++)
		ck_assert(right_name(right)[0]);
	for (enum office_part part = 0; part < OFFICE__COUNT; part++) {
		ck_assert(office_tables[part].name[0]);
		ck_assert_uint_gt(office_tables[part].size, 0);
		ck_assert_uint_gt(office_tables[part].column_count, 0);
		for (size_t i = 0; i < office_tables[part].column_count; i++)
			ck_assert(office_tables[part].columns[i].name[0]);
	}
}
END_TEST

Suite *office_suite(void)
{
	const TTest *const tests[] = {
		an_office_comes_back_from_its_json,
		a_transfer_takes_effect_at_midnight_of_the_first_of_april,
		main_comes_before_in_charge_before_concurrent,
		heads_roles_rights_and_deputies_are_found,
		one_run_reports_all_mistakes,
		every_kind_and_right_has_a_name_and_every_table_its_columns,
		NULL,
	};
	Suite *suite = suite_of("office", tests);
	TCase *rows = tcase_create("rows");
	tcase_add_loop_test(rows, every_mistake_is_named_with_its_place, 0, COUNT(spoils));
	suite_add_tcase(suite, rows);
	return suite;
}
