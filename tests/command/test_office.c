/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An office founded from the command line with the certificates of training cards. */
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/memory.h"
#include "tests/command/program.h"
#include "tests/support/suites.h"

suite_maker office_command_suite;

/* An administrator of the training town, by the demo's own data. */
#define ADMINISTRATOR "ogawa"
#define MAKE_CARD "$card create one.card --name Tester --serial 1 >made && $card show one.card --pem >one.pem"
#define FOUND \
	"$choba --lang en init town --office-data $data/demo/toin-town --regulation toin --training " \
	"--workstation desk-1 --card " ADMINISTRATOR "=one.pem"

static mode_t mode_of(const char *name)
{
	struct stat about;
	char *path = memory_format("%s/%s", program_folder(), name);
	ck_assert_msg(stat(path, &about) == 0, "%s is missing", name);
	free(path);
	return about.st_mode & 07777;
}

START_TEST(a_training_office_is_founded_with_certificates_from_a_file)
{
	run_expecting(0, "", MAKE_CARD);
	run_expecting(0, "Root fingerprint, to be kept on paper: ", FOUND);
	ck_assert_uint_eq(mode_of("town"), 0700);
	ck_assert_uint_eq(mode_of("town.key"), 0600);
	run_expecting(1, "choba: ", FOUND); /* not over an office that is there */
	program_end();
}
END_TEST

START_TEST(a_founding_that_fails_leaves_nothing_behind)
{
	static const struct {
		const char *command, *said;
	} rows[] = {
		{ "$choba --lang en init town --office-data $data/demo/toin-town --regulation toin "
		  "--training "
		  "--card nobody-here=one.pem",
			"\"nobody-here\" is nobody of this office" },
		{ "$choba --lang en init town --office-data $data/demo/toin-town --regulation toin --card "
		  "nishida=one.pem "
		  "ogawa=one.pem",
			"training card" },
		{ "$choba --lang en init town --office-data $data/demo/toin-town --regulation toin "
		  "--training "
		  "--card ogawa=none.pem",
			"none.pem does not exist" },
		{ "$choba --lang en init town --office-data $data/demo/toin-town --regulation toin "
		  "--training "
		  "--card one.pem",
			"PERSON=FILE.pem" },
		{ "echo hello >no.pem; $choba --lang en init town --office-data $data/demo/toin-town "
		  "--regulation toin --training --card ogawa=no.pem",
			"two certificates are wanted" },
		{ "$choba --lang en init town --office-data $data/demo/toin-town --regulation atlantis "
		  "--training --card ogawa=one.pem",
			"\"atlantis\" is neither" },
		{ "grep -v GUID one.pem >nameless.pem; $choba --lang en init town --office-data "
		  "$data/demo/toin-town --regulation toin --training --card ogawa=nameless.pem",
			"nameless.pem: a line \"GUID ...\" with the card's own number is missing" },
		{ "cp -r $data/demo/toin-town bare && chmod -R u+w bare && "
		  "sed -i '/^regulations:/d' bare/office.yaml && $choba --lang en init town --office-data "
		  "bare --training --card ogawa=one.pem",
			"Name a regulation with --regulation; the office's data names none" },
		{ "cp -r $data/demo/toin-town holed && chmod -R u+w holed && "
		  "sed -i '/toin\\/protection-officer:/d' holed/office.yaml && $choba --lang en init town "
		  "--office-data holed --regulation toin --training --card ogawa=one.pem",
			"names nobody for the role \"toin/protection-officer\"" },
		{ "mkdir -p empty; $choba --lang en init town --office-data empty --regulation toin "
		  "--training --card ogawa=one.pem",
			"choba: " },
	};
	run_expecting(0, "", MAKE_CARD);
	for (size_t i = 0; i < COUNT(rows); i++) {
		run_expecting(1, rows[i].said, rows[i].command);
		run_expecting(0, "", "test ! -e town && test ! -e town.key");
	}
	program_end();
}
END_TEST

START_TEST(mistakes_of_the_office_are_all_named)
{
	run_expecting(0, "", MAKE_CARD);
	struct ran ran = run("cp -r $data/demo/toin-town data && chmod -R u+w data && "
			     "printf 'x,9999,X,X,,not-a-day,\\n,,,,,,\\n' >>data/people.csv && "
			     "$choba --lang en init town --office-data data --regulation toin --training "
			     "--card " ADMINISTRATOR "=one.pem; test $? -eq 1");
	ck_assert_int_eq(ran.status, 0);
	ck_assert_msg(strstr(ran.err, "people.csv:") != NULL, "%s", ran.err);
	ran_done(&ran);
	program_end();
}
END_TEST

START_TEST(the_chain_is_verified_without_a_card_against_the_fingerprint_on_paper)
{
	run_expecting(0, "", MAKE_CARD);
	struct ran ran = run(FOUND);
	char *root = strstr(ran.out, "on paper: ");
	ck_assert_ptr_nonnull(root);
	root += strlen("on paper: ");
	root[strcspn(root, "\n")] = '\0';
	char *verify = memory_format(
		"mv town.key away; $choba --lang en journal verify --chain --office town --root %s", root);
	run_expecting(0, "The chain is whole: ", verify);
	run_expecting(0, "The root is the one on paper", verify);
	root[0] = root[0] == '0' ? '1' : '0';
	char *other = memory_format("$choba --lang en journal verify --chain --office town --root %s", root);
	run_expecting(1, "root fingerprint", other);
	run_expecting(1, "choba: ", "$choba --lang en journal verify --chain --office nowhere");
	free(verify);
	free(other);
	ran_done(&ran);
	program_end();
}
END_TEST

START_TEST(a_journal_that_was_changed_is_found)
{
	run_expecting(0, "", MAKE_CARD " && " FOUND);
	run_expecting(1, "choba: ",
		"sed -i 's/desk-1/desk-2/g' town/office.db; "
		"$choba --lang en journal verify --chain --office town");
	program_end();
}
END_TEST

START_TEST(the_doctor_sees_an_office_open_to_others)
{
	run_expecting(0, "", MAKE_CARD " && " FOUND);
	struct ran ran = run("chmod 755 town; $choba --lang en doctor --office town");
	ck_assert_int_eq(ran.status, 1);
	ck_assert_msg(strstr(ran.out, "chmod 700 town") != NULL, "%s", ran.out);
	ran_done(&ran);
	ran = run("chmod 700 town; mv town.key town/; $choba --lang en doctor --office town --key "
		  "town/town.key");
	ck_assert_msg(strstr(ran.out, "lies in the office folder") != NULL, "%s", ran.out);
	ran_done(&ran);
	program_end();
}
END_TEST

START_TEST(an_office_that_cannot_be_opened_says_why)
{
	run_expecting(1, "nowhere", "$choba --lang en record list --office nowhere");
	run_expecting(0, "", MAKE_CARD " && " FOUND);
	run_expecting(1, "town.key", "mv town.key away; $choba --lang en record list --office town");
	program_end();
}
END_TEST

Suite *office_command_suite(void)
{
	const TTest *const tests[] = {
		a_training_office_is_founded_with_certificates_from_a_file,
		a_founding_that_fails_leaves_nothing_behind,
		mistakes_of_the_office_are_all_named,
		the_chain_is_verified_without_a_card_against_the_fingerprint_on_paper,
		a_journal_that_was_changed_is_found,
		the_doctor_sees_an_office_open_to_others,
		an_office_that_cannot_be_opened_says_why,
		NULL,
	};
	return suite_of("office commands", tests);
}
