/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of an office's folder: the training office, the description of the format, mistakes and their lines. */
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/memory.h"
#include "base/text.h"
#include "domain/office_table.h"
#include "tests/support/bundle.h"
#include "tests/support/office.h"
#include "tests/support/suites.h"

suite_maker office_file_suite;

static const char *holder_on(const struct office *office, const char *post, const char *day)
{
	const struct posting *posting = office_holder(office, post, date_from_iso(day));
	return posting ? posting->person : NULL;
}

START_TEST(the_training_office_has_people_a_vacancy_and_two_administrators)
{
	struct office office;
	office_demo(&office);
	ck_assert_str_eq(office.id, "toin-town");
	ck_assert_str_eq(office.name.ja, "東員町");
	ck_assert_uint_eq(office.section_count, 5);
	ck_assert_uint_ge(office.person_count, 18);
	ck_assert_str_eq(office_person(&office, "katsuragi")->name, "葛\xF3\xA0\x84\x80城 武");
	ck_assert_str_eq(office_person(&office, "takahashi")->name, "髙橋 誠");
	ck_assert_str_eq(office_person(&office, "yamazaki")->name, "山﨑 京子");
	ck_assert_str_eq(office_person(&office, "kuroda")->number, "0001");
	for (size_t i = 0; i < office.person_count; i++)
		ck_assert(office.people[i].kana[0] && office.people[i].name_en);
	for (size_t i = 0; i < office.section_count; i++)
		ck_assert(office.sections[i].symbol && office.sections[i].phone);
	ck_assert_ptr_nonnull(office_post(&office, "tax-assistant"));
	ck_assert_ptr_null(holder_on(&office, "tax-assistant", "2026-11-24"));
	for (enum right right = 0; right < RIGHT__COUNT; right++)
		ck_assert(office_has_right(&office, "ogawa", right) &&
			  office_has_right(&office, "nishida", right));
	ck_assert(office_holds(&office, "fujita", "general-affairs-senior", date_of(2026, 11, 24)));
	ck_assert_str_eq(
		office_main_posting(&office, "fujita", date_of(2026, 11, 24))->post, "planning-chief");
	office_done(&office);
}
END_TEST

START_TEST(the_training_office_changes_at_midnight_of_the_first_of_april)
{
	static const struct {
		const char *post, *before, *after;
	} rows[] = {
		{ "planning-head", "kuroda", "watanabe" }, /* 事務取扱 until then */
		{ "residents-head", "watanabe", "takahashi" },
		{ "residents-assistant", "takahashi", "nakamura" },
		{ "residents-chief", "nakamura", "kobayashi" },
		{ "residents-senior", "kobayashi", NULL },
		{ "vice-mayor", "kuroda", "kuroda" },
		{ "tax-head", "ishikawa", "ishikawa" },
	};
	struct office office;
	office_demo(&office);
	for (size_t i = 0; i < COUNT(rows); i++) {
		ck_assert_pstr_eq(holder_on(&office, rows[i].post, "2027-03-31"), rows[i].before);
		ck_assert_pstr_eq(holder_on(&office, rows[i].post, "2027-04-01"), rows[i].after);
	}
	ck_assert(office_in_section(&office, "watanabe", "residents", date_of(2027, 3, 31)));
	ck_assert(!office_in_section(&office, "watanabe", "residents", date_of(2027, 4, 1)));
	ck_assert_ptr_null(holder_on(&office, "planning-head", "2026-09-30"));
	ck_assert_ptr_null(office_main_posting(&office, "sakamoto", date_of(2026, 4, 1)));
	office_done(&office);
}
END_TEST

START_TEST(every_role_of_its_regulations_has_a_post)
{
	struct office office;
	office_demo(&office);
	size_t roles = 0;
	for (size_t i = 0; i < office.regulation_count; i++) {
		char *folder = memory_format("data/regulations/%s", office.regulations[i]);
		struct regulation *regulation = regulation_read(folder);
		for (size_t j = 0; j < regulation->role_count; j++) {
			const struct role *role = &regulation->roles[j];
			ck_assert_msg(office_role_holders(&office, regulation->id, role->id) != NULL,
				"nobody holds %s/%s", regulation->id, role->id);
			roles++;
		}
		for (size_t j = 0; j < office.role_count; j++) {
			const char *name = office.roles[j].role;
			size_t length = strlen(regulation->id);
			if (!strncmp(name, regulation->id, length) && name[length] == '/')
				ck_assert_msg(regulation_role(regulation, name + length + 1) != NULL,
					"%s is no role", name);
		}
		regulation_free(regulation);
		free(folder);
	}
	ck_assert_uint_gt(roles, 0);
	office_done(&office);
}
END_TEST

START_TEST(the_training_office_goes_into_the_journal_and_back)
{
	struct office office, again;
	struct error err = { 0 };
	office_demo(&office);
	json_t *json = office_to_json(&office);
	ck_assert_msg(office_from_json(json, &again, &err) == RESULT_OK, "%s", err.text);
	json_t *twice = office_to_json(&again);
	ck_assert(json_equal(json, twice));
	json_decref(json);
	json_decref(twice);
	office_done(&office);
	office_done(&again);
}
END_TEST

static char *readme(void)
{
	char *path = source_path("data/demo/README.md"), *bytes;
	size_t length;
	struct error err = { 0 };
	ck_assert_msg(file_read(path, 1 << 20, &bytes, &length, &err) == RESULT_OK, "%s", err.text);
	free(path);
	return bytes;
}

/* Adds the block that begins with the fence to the bundle. */
static void add_block(struct bundle *bundle, const char *text, const char *fence, const char *name)
{
	const char *begin = strstr(text, fence);
	ck_assert_msg(begin != NULL, "no %s", fence);
	begin += strlen(fence);
	const char *end = strstr(begin, "```");
	ck_assert_ptr_nonnull(end);
	bundle_add(bundle, name, begin, (size_t)(end - begin));
}

static struct bundle example(void)
{
	char *text = readme();
	struct bundle bundle = { 0 };
	add_block(&bundle, text, "```yaml\n", "office.yaml");
	add_block(&bundle, text, "```people.csv\n", "people.csv");
	add_block(&bundle, text, "```postings.csv\n", "postings.csv");
	free(text);
	return bundle;
}

START_TEST(the_example_of_the_description_is_a_good_office)
{
	struct bundle bundle = example();
	struct office office;
	struct error err = { 0 };
	ck_assert_msg(office_from_bundle(&bundle, &office, NULL, &err) == RESULT_OK, "%s", err.text);
	ck_assert_str_eq(office.people[0].number, "0101");
	ck_assert_int_eq(office.people[1].to, date_of(2031, 3, 31));
	ck_assert_str_eq(office.postings[0].id, "hana.tax-head.2024-04-01");
	ck_assert_int_eq(office.postings[1].to, date_of(2030, 3, 31));
	ck_assert_str_eq(office_post(&office, "mayor")->aliases[0], "首長");
	ck_assert_str_eq(office.deputies[0].post, "mayor");
	ck_assert_str_eq(office.deputies[0].deputy_post, "tax-head");
	ck_assert_str_eq(office_role_holders(&office, "rule", "manager")->post, "tax-head");
	ck_assert_int_eq(office.deputies[0].order, 1);
	ck_assert_str_eq(office.openings[0].fact, "rule/operators");
	ck_assert_str_eq(office.openings[0].subject, "窓口端末1");
	ck_assert_int_eq(office.openings[0].from, date_of(2024, 4, 1));
	office_done(&office);
	bundle_done(&bundle);
}
END_TEST

START_TEST(the_description_names_every_key_and_column)
{
	char *text = readme();
	for (enum office_part part = 0; part < OFFICE__COUNT; part++) {
		bool csv = part == OFFICE_PEOPLE || part == OFFICE_POSTINGS;
		char *key = csv ? memory_format("## %s.csv", office_tables[part].name)
				: memory_format("| `%s` |", office_tables[part].name);
		ck_assert_msg(strstr(text, key) != NULL, "%s", key);
		free(key);
		bool named = part == OFFICE_SECTIONS || part == OFFICE_POSTS || csv;
		for (size_t i = 0; named && i < office_tables[part].column_count; i++) {
			const char *name = office_tables[part].columns[i].name;
			char *column = memory_format("`%s", name);
			ck_assert_msg(strstr(text, column) != NULL, "%s", column);
			free(column);
		}
	}
	for (enum right right = 0; right < RIGHT__COUNT; right++) {
		char *name = memory_format("`%s`", right_name(right));
		ck_assert_msg(strstr(text, name) != NULL, "%s", name);
		free(name);
	}
	free(text);
}
END_TEST

/* The example with one string replaced (in all files), and the mistakes that follow. */
static const struct {
	const char *from, *to, *mistakes;
} spoils[] = {
	{ "id: small-town", "id: small town",
		"office.yaml:0 \"id\" is not an id: “small town” (letters, digits, . _ - and at most 64 of "
		"them)\n" },
	{ "parent: tax", "parent: text",
		"office.yaml:7 section “levy” is part of “text”, which is not there\n"
		"office.yaml:7 section “levy” has no head: give one of its posts \"head: true\"\n" },
	{ "rank: 2", "rnak: 2",
		"office.yaml:10 \"rnak\" is not known here\noffice.yaml:10 \"rank\" is missing\n" },
	{ "head: true", "head: yes",
		"office.yaml:6 section “tax” has no head: give one of its posts \"head: true\"\n"
		"office.yaml:7 section “levy” has no head: give one of its posts \"head: true\"\n"
		"office.yaml:10 \"head\" must be true or false\n" },
	{ "tax-head: [tax-clerk]", "tax-head: [tax-clerk, mayor]",
		"office.yaml:13 “tax-head” and “mayor” stand in for each other in a circle\n"
		"office.yaml:14 “mayor” and “tax-head” stand in for each other in a circle\n" },
	{ "mayor: [tax-head]", "tax-head: [tax-head]",
		"office.yaml:13 “tax-head” and “tax-head” stand in for each other in a circle\n"
		"office.yaml:14 \"tax-head\" stands here a second time\n" },
	{ "rule/manager: tax-head", "rule/manager: tax-hand",
		"office.yaml:16 post “tax-hand” is not there\n" },
	{ "rule/manager: tax-head", "- rule/manager", "office.yaml:16 \"roles\" must be a mapping\n" },
	{ "audit: [jiro]", "audti: [jiro]",
		"office.yaml:0 nobody has the right “audit”\n"
		"office.yaml:21 \"right\" must be one of: enrol, adopt, office, audit, erase\n" },
	{ "adopt: [hana]", "adopt: hanako",
		"office.yaml:0 nobody has the right “adopt”\n"
		"office.yaml:19 the right “adopt” is given to “hanako”, who is not there\n" },
	{ "regulations: [rule]", "people: []",
		"office.yaml:4 \"people\" stands in a file of its own, people.csv\n" },
	{ "tax-head: [tax-clerk]", "tax-head: [{post: tax-clerk, forms: [loan], grounds: [trip]}]",
		"office.yaml:14 form “loan” must be written as regulation/form\n" },
	{ "tax-head: [tax-clerk]", "tax-head: [{post: tax-clerk, from: 2027-04-01, to: 2027-03-31}]",
		"office.yaml:14 “tax-clerk” ends before it begins\n" },
	{ "tax-head: [tax-clerk]", "tax-head: [{post: tax-clerk, forms: [a/b], not-forms: [a/c]}]",
		"office.yaml:14 “tax-clerk” has both \"forms\" and \"not-forms\"; one of them is enough\n" },
	{ "rule/manager: tax-head", "rule/manager: {people: [nobody]}",
		"office.yaml:16 person “nobody” is not there\n" },
	{ "[saturday, sunday]", "saturday", "office.yaml:23 \"week-off\" must be a list\n" },
	{ "from: \"12-29\", ", "",
		"office.yaml:23 \"from\" of \"year-end\" is a day of every year, written as "
		"\"12-29\"\n" },
	{ "{day: 2026-10-01, name", "{day: 10-01, name",
		"office.yaml:27 \"day\" is not a day: “10-01”; write it as 2026-12-01\n" },
	{ "2027-03-28", "2026-10-01", "office.yaml:29 1 October 2026 is both a day off and a day of work\n" },
	{ "  open:\n", "  opened:\n", "office.yaml:23 \"opened\" is not known here\n" },
	{ "  rule/operators:\n", "  operators:\n",
		"office.yaml:32 register “operators” must be written as regulation/register\n" },
	{ "{person: jiro, sub", "{person: hanako, sub", "office.yaml:32 person “hanako” is not there\n" },
	{ "窓口端末1, from: 2024-04-01}", "窓口端末1}", "office.yaml:32 \"from\" is missing\n" },
	{ "窓口端末1, from: 2024-04-01}", "窓口端末1, from: 2024-04-01, to: 2024-03-31}",
		"office.yaml:32 “rule/operators” ends before it begins\n" },
	{ "窓口端末1, from: 2024-04-01}", "窓口端末1, from: 2014-03-31}",
		"office.yaml:32 “jiro” stands in “rule/operators” before the service here began\n" },
	{ "窓口端末1, from: 2024-04-01}",
		"窓口端末1, from: 2024-04-01}\n    - {person: jiro, subject: 窓口端末1, from: 2025-04-01}",
		"office.yaml:33 “jiro” stands in “rule/operators” twice at once\n" },
	{ "窓口端末1, from: 2024-04-01}", "窓口端末1, since: 2024-04-01, from: 2024-04-01}",
		"office.yaml:32 \"since\" is not known here\n" },
	{ "    - {person: jiro, sub", "    operators: {person: jiro, sub",
		"office.yaml:32 \"operators\" is not known here\n"
		"office.yaml:32 \"from\" is missing\n" },
	{ "0102,佐藤", "0101,佐藤",
		"people.csv:3 employee number 0101 belongs to “hana” already\n"
		"postings.csv:3 nobody has the employee number 0102\n" },
	{ "佐藤 次郎", "", "people.csv:3 \"name\" is missing\n" },
	{ "2031-03-31", "2029-03-31",
		"postings.csv:3 posting “jiro.tax-clerk.2024-04-01” lies outside the service of “jiro”\n" },
	{ "0102,tax-clerk,本務", "0102,tax-head,本務",
		"postings.csv:3 post “tax-head” has two holders at once: “hana” and “jiro”\n" },
	{ "本務,2024-04-01,R", "兼任,2024-04-01,R",
		"postings.csv:3 \"kind\" must be one of: main, concurrent, in-charge\n" },
	{ "R12.3.31", "R12.2.30",
		"postings.csv:3 終了日: month 2 of the year 2030 has days 1 to 28, not 30\n" },
	{ "職員番号,職,発令区分", "職員番号,氏名,フリガナ",
		"postings.csv:1 the heading of column 4, “発令日”, is not known\n"
		"postings.csv:1 the heading of column 5, “終了日”, is not known\n" },
};

/* The bytes with the first from replaced by to. */
static void add_replaced(
	struct bundle *bundle, const struct bundle_file *file, const char *from, const char *to)
{
	struct text out = { 0 };
	const char *at = strstr(file->bytes, from);
	if (at) {
		text_add_n(&out, file->bytes, (size_t)(at - file->bytes));
		text_add(&out, to);
		text_add(&out, at + strlen(from));
	} else {
		text_add_n(&out, file->bytes, file->length);
	}
	bundle_add(bundle, file->name, text_string(&out), out.length);
	text_done(&out);
}

START_TEST(a_mistake_names_its_file_and_line)
{
	struct bundle good = example(), bad = { 0 };
	for (size_t i = 0; i < good.file_count; i++)
		add_replaced(&bad, &good.files[i], spoils[_i].from, spoils[_i].to);
	struct office office;
	struct mistakes mistakes = { 0 };
	struct error err = { 0 };
	ck_assert_int_eq(office_from_bundle(&bad, &office, &mistakes, &err), RESULT_INVALID);
	struct text all = { 0 };
	for (size_t i = 0; i < mistakes.count; i++)
		text_format(&all, "%s:%zu %s\n", mistakes.items[i].file, mistakes.items[i].line,
			mistakes.items[i].sentence);
	ck_assert_str_eq(text_string(&all), spoils[_i].mistakes);
	text_done(&all);
	mistakes_done(&mistakes);
	bundle_done(&good);
	bundle_done(&bad);
}
END_TEST

START_TEST(missing_and_broken_files_are_named)
{
	struct bundle bundle = { 0 };
	struct office office;
	struct error err = { 0 };
	ck_assert_int_eq(office_from_bundle(&bundle, &office, NULL, &err), RESULT_INVALID);
	ck_assert_str_eq(err.text, "office.yaml: the file is missing (and 2 more mistakes)");
	struct bundle good = example();
	for (size_t i = 0; i < good.file_count; i++) {
		const struct bundle_file *file = &good.files[i];
		bool yaml = !strcmp(file->name, "office.yaml");
		bundle_add(&bundle, file->name, yaml ? "id: [" : file->bytes, yaml ? 5 : file->length);
	}
	ck_assert_int_eq(office_from_bundle(&bundle, &office, NULL, &err), RESULT_INVALID);
	ck_assert_msg(strstr(err.text, "office.yaml:") == err.text, "%s", err.text);
	bundle_done(&good);
	bundle_done(&bundle);
}
END_TEST

Suite *office_file_suite(void)
{
	const TTest *const tests[] = {
		the_training_office_has_people_a_vacancy_and_two_administrators,
		the_training_office_changes_at_midnight_of_the_first_of_april,
		every_role_of_its_regulations_has_a_post,
		the_training_office_goes_into_the_journal_and_back,
		the_example_of_the_description_is_a_good_office,
		the_description_names_every_key_and_column,
		missing_and_broken_files_are_named,
		NULL,
	};
	Suite *suite = suite_of("office_file", tests);
	TCase *rows = tcase_create("rows");
	tcase_add_loop_test(rows, a_mistake_names_its_file_and_line, 0, COUNT(spoils));
	suite_add_tcase(suite, rows);
	return suite;
}
