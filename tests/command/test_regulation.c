/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Regulations listed, checked and covered from the command line. */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "domain/regulation.h"
#include "tests/command/program.h"
#include "tests/support/bundle.h"
#include "tests/support/suites.h"

suite_maker regulation_command_suite;

START_TEST(the_list_names_every_regulation_that_came_with_choba)
{
	run_expecting(0, "toin ", "$choba --lang en regulation list");
	program_end();
}
END_TEST

START_TEST(a_good_regulation_has_no_mistake)
{
	run_expecting(0, "toin: version ", "$choba --lang en regulation check $data/regulations/toin");
	run_expecting(0, "no mistake", "cd $data/regulations && $choba --lang en regulation check toin/");
	program_end();
}
END_TEST

START_TEST(each_mistake_is_named_with_file_and_line)
{
	struct ran ran = run("cp -r $data/regulations/toin bad && chmod -R u+w bad && "
			     "printf 'surprise: 1\\n' >>bad/regulation.yaml && "
			     "printf 'id: x\\nid: y\\n' >bad/forms/twice.yaml && "
			     "$choba --lang en regulation check bad");
	ck_assert_int_eq(ran.status, 1);
	ck_assert_msg(strstr(ran.out, "regulation.yaml:") != NULL, "%s", ran.out);
	ck_assert_msg(strstr(ran.out, "\"surprise\"") != NULL, "%s", ran.out);
	ck_assert_msg(strstr(ran.out, "forms/twice.yaml:2: ") != NULL, "%s", ran.out);
	ck_assert_msg(strstr(ran.err, "mistakes") != NULL, "%s", ran.err);
	ran_done(&ran);
	program_end();
}
END_TEST

START_TEST(a_folder_that_is_not_there_or_holds_no_regulation_is_told)
{
	run_expecting(
		1, "neither a folder nor a known regulation", "$choba --lang en regulation check nowhere");
	run_expecting(1, "choba: ", "mkdir empty && $choba --lang en regulation check empty");
	program_end();
}
END_TEST

START_TEST(what_the_published_text_lacks_is_a_note_in_coverage)
{
	struct ran ran = run("cp -r $data/regulations/toin noted && chmod -R u+w noted && "
			     "printf 'source-note: {ja: 備考がありません, en: No notes}\\n' >>"
			     "noted/forms/data-use-application.yaml && "
			     "$choba --lang en regulation coverage noted");
	ck_assert_msg(strstr(ran.out, "\nnote 16.1 ") && strstr(ran.out, ": No notes\n"), "%s", ran.out);
	ran_done(&ran);
	program_end();
}
END_TEST

START_TEST(a_copy_to_begin_from_is_found_by_its_id_in_ones_own_folder)
{
	run_expecting(
		0, "own/mytown: ", "mkdir own && $choba --lang en regulation new --like toin own/mytown");
	run_expecting(
		0, "mytown: version ", "CHOBA_REGULATIONS=own $choba --lang en regulation check mytown");
	run_expecting(0, "\nmytown ", "CHOBA_REGULATIONS=other:own $choba --lang en regulation list");
	run_expecting(
		0, "* id: toin → mytown\nChanges: 1\n", "$choba --lang en regulation diff toin own/mytown");
	run_expecting(1, "exists", "$choba --lang en regulation new --like toin own/mytown");
	run_expecting(
		1, "\"My_town\" is not an id", "$choba --lang en regulation new --like toin own/My_town");
	run_expecting(1, "neither a folder nor a known", "$choba --lang en regulation new --like tion own/a");
	run_expecting(0, "nothing\n", "test -e own/My_town || test -e own/a || echo nothing");
	program_end();
}
END_TEST

START_TEST(two_versions_are_compared_object_by_object)
{
	static const char *const lines[] = { "* version: 1 → 2", "- role \"manager\" (Manager)",
		"+ role \"keeper\" (Keeper)", "- list \"colours\": choice \"blue\" (青)",
		"- form \"gone\" (Old request)", "* form \"request\": addressee: manager → keeper",
		"* form \"request\": field \"subject\": type: text → paragraph",
		"- form \"request\": field \"rows\": column \"price\" (Price)",
		"* form \"request\": step \"decide\": by: manager → keeper" };
	struct ran ran = run("$choba --lang en regulation diff $data/../tests/data/regulations/changing/1 "
			     "$data/../tests/data/regulations/changing/2");
	ck_assert_int_eq(ran.status, 0);
	for (size_t i = 0; i < COUNT(lines); i++)
		ck_assert_msg(strstr(ran.out, lines[i]) != NULL, "%s is not among\n%s", lines[i], ran.out);
	ran_done(&ran);
	run_expecting(0, "\nChanges: 10\n",
		"$choba --lang en regulation diff $data/../tests/data/regulations/changing/1 "
		"$data/../tests/data/regulations/changing/2");
	run_expecting(0, "Changes: 0\n", "$choba --lang en regulation diff toin toin");
	run_expecting(1, "choba: ", "mkdir none && $choba --lang en regulation diff toin none");
	program_end();
}
END_TEST

START_TEST(a_form_is_previewed_as_text_and_as_pdf)
{
	run_expecting(
		0, "保護データ利用申請書", "$choba --lang en regulation preview toin data-use-application");
	run_expecting(0, "sheet.pdf was written",
		"$choba --lang en regulation preview toin data-use-application -o sheet.pdf");
	run_expecting(0, "%PDF", "head -c 4 sheet.pdf");
	run_expecting(
		1, "exists", "$choba --lang en regulation preview toin data-use-application -o sheet.pdf");
	run_expecting(1, "did you mean \"data-use-decision\"?",
		"$choba --lang en regulation preview toin data-use-desision");
	program_end();
}
END_TEST

START_TEST(every_form_can_be_previewed)
{
	run_expecting(0, "all\n",
		"for folder in $data/regulations/*/; do for form in $folder/forms/*.yaml; do "
		"$choba regulation preview $folder $(basename $form .yaml) >one || exit 1; test -s one || "
		"exit 1; "
		"done; done; echo all");
	program_end();
}
END_TEST

static size_t lines_that_begin(const char *text, const char *start)
{
	size_t count = 0, length = strlen(start);
	for (const char *at = text; at && *at; at = strchr(at, '\n'), at = at ? at + 1 : NULL)
		count += strncmp(at, start, length) == 0;
	return count;
}

START_TEST(coverage_has_a_line_for_each_clause_and_fails_while_one_is_open)
{
	struct regulation *regulation = regulation_read("data/regulations/toin");
	struct coverage coverage;
	regulation_coverage(regulation, &coverage);
	struct ran ran = run("$choba --lang en regulation coverage toin");
	ck_assert_int_eq(ran.status, coverage.open ? 1 : 0);
	ck_assert_uint_eq(lines_that_begin(ran.out, "met "), coverage.met);
	ck_assert_uint_eq(lines_that_begin(ran.out, "out "), coverage.out);
	ck_assert_uint_eq(lines_that_begin(ran.out, "open "), coverage.open);
	char *last =
		memory_format("\n%zu met, %zu out, %zu open\n", coverage.met, coverage.out, coverage.open);
	ck_assert_msg(strstr(ran.out, last) != NULL, "%s", ran.out);
	free(last);
	ran_done(&ran);
	coverage_done(&coverage);
	regulation_free(regulation);
	program_end();
}
END_TEST

START_TEST(an_open_clause_says_what_is_missing)
{
	/* A regulation whose one clause demands what nothing meets. */
	struct ran ran = run("cp -r $data/regulations/toin open && chmod -R u+w open && rm -rf open/texts && "
			     "$choba --lang en regulation coverage open");
	ck_assert_int_eq(ran.status, 1);
	ck_assert_msg(strstr(ran.out, "(missing: ") != NULL, "%s%s", ran.out, ran.err);
	ran_done(&ran);
	program_end();
}
END_TEST

Suite *regulation_command_suite(void)
{
	const TTest *const tests[] = {
		the_list_names_every_regulation_that_came_with_choba,
		a_good_regulation_has_no_mistake,
		each_mistake_is_named_with_file_and_line,
		a_folder_that_is_not_there_or_holds_no_regulation_is_told,
		a_copy_to_begin_from_is_found_by_its_id_in_ones_own_folder,
		two_versions_are_compared_object_by_object,
		a_form_is_previewed_as_text_and_as_pdf,
		every_form_can_be_previewed,
		what_the_published_text_lacks_is_a_note_in_coverage,
		coverage_has_a_line_for_each_clause_and_fails_while_one_is_open,
		an_open_clause_says_what_is_missing,
		NULL,
	};
	return suite_of("regulation commands", tests);
}
