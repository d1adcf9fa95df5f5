/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Wrong use, help and languages. */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "tests/command/program.h"
#include "tests/support/suites.h"

suite_maker usage_suite;

static const struct {
	const char *command, *said;
} wrong[] = {
	{ "$choba --lang en regulaton list", "did you mean \"regulation list\"?" },
	{ "$choba --lang en regulation chek x", "did you mean \"regulation check\"?" },
	{ "$choba --lang en jounal", "did you mean \"journal\"?" },
	{ "$choba --lang en xyzzyplugh", "\"xyzzyplugh\" is no command" },
	{ "$choba --lang en regulation", "wants another word" },
	{ "$choba --lang en regulation check", "something is missing: choba regulation check DIR" },
	{ "$choba --lang en regulation check a b", "\"b\" is one word too many" },
	{ "$choba --lang en regulation list --form x", "--form has no meaning here" },
	{ "$choba --lang en record list --sate running", "did you mean --state?" },
	{ "$choba --lang en record list --state runing", "did you mean \"running\"?" },
	{ "$choba --lang en record print 1", "--output FILE is missing" },
	{ "$choba --lang en record print 1 -o", "--output needs a value: FILE" },
	{ "$choba --lang en doctor --office a --office b", "--office stands twice" },
	{ "$choba --lang en doctor -x", "there is no option -x" },
	{ "$choba --lang en people import --dry-run=1 --people x", "--dry-run takes no value" },
	{ "$choba --lang en people import", "Name a file with --people or --postings" },
	{ "$choba --lang en journal list -n many", "--count wants a number" },
	{ "$choba --lang en journal verify --chain --replay", "exclude each other" },
	{ "$choba --lang fr doctor", "--lang" },
	{ "$choba --lang en help nothing", "\"nothing\" is no command" },
	{ "$choba --lang en init x --regulation toin", "--office-data DIR is missing" },
	{ "$choba --lang en doctor --qqqqqqqq=1", "there is no option --qqqqqqqq" },
	{ "$choba --lang en --help qqqqqqqq", "\"qqqqqqqq\" is no command" },
};

START_TEST(wrong_use_says_what_is_meant_and_ends_with_2)
{
	for (size_t i = 0; i < COUNT(wrong); i++) {
		run_expecting(2, wrong[i].said, wrong[i].command);
		run_expecting(2, "choba: ", wrong[i].command);
	}
	program_end();
}
END_TEST

START_TEST(a_pin_comes_from_the_number_of_an_open_file_or_not_at_all)
{
	static const char *const numbers[] = { "x", "''", "-1", "1024", "3x" };
	for (size_t i = 0; i < COUNT(numbers); i++) {
		char *command =
			memory_format("$choba --lang en record list --office x --pin-fd=%s", numbers[i]);
		run_expecting(1, "--pin-fd wants the number of an open file", command);
		free(command);
	}
	program_end();
}
END_TEST

START_TEST(a_training_card_that_cannot_be_made_or_put_in_says_why)
{
	static const struct {
		const char *command, *said;
	} cards[] = {
		{ "$card create x.card --serial 1 --lang en", "Name the card's holder with --name" },
		{ "$card create x.card --name X --serial 1 --pin 12a456 --lang en",
			"The PIN must have 6 to 8 digits" },
		{ "$card create x.card --name X --serial 1 --puk 1 --lang en", "The PUK must have 8 digits" },
		{ "mkdir -p none && $card desk none --port 1 --lang en",
			"There is no training card (*.card)" },
		{ "$card show x.card --lang en", "x.card does not exist" },
	};
	for (size_t i = 0; i < COUNT(cards); i++) {
		run_expecting(1, cards[i].said, cards[i].command);
		run_expecting(0, "", "test ! -e x.card");
	}
	program_end();
}
END_TEST

START_TEST(help_of_the_program_of_a_group_and_of_a_command)
{
	run_expecting(0, "choba regulation coverage ID|DIR", "$choba --help --lang en");
	run_expecting(0, "choba journal verify", "$choba --lang en help");
	run_expecting(0, "choba journal check NUMBER", "$choba --lang en journal --help");
	run_expecting(
		0, "usage: choba record print NUMBER --output FILE", "$choba --lang en record print -h");
	run_expecting(
		0, "usage: choba record print NUMBER --output FILE", "$choba --lang en help record print");
	run_expecting(0, "choba ", "$choba --version");
	program_end();
}
END_TEST

START_TEST(the_language_is_the_option_then_the_environment_then_japanese)
{
	run_expecting(0, "使い方", "$choba help");
	run_expecting(0, "usage", "LANG=en_US.UTF-8 $choba help");
	run_expecting(0, "使い方", "LANG=en_US.UTF-8 LC_ALL=ja_JP.UTF-8 $choba help");
	run_expecting(0, "使い方", "LANG=en_US.UTF-8 $choba --lang ja help");
	run_expecting(0, "使い方", "LANG=C $choba help");
	run_expecting(2, "というコマンドはありません", "$choba regulaton");
	program_end();
}
END_TEST

START_TEST(output_that_cannot_be_written_is_a_failure)
{
	run_expecting(1, "could not be written", "$choba --lang en help >/dev/full");
	program_end();
}
END_TEST

START_TEST(what_was_typed_never_reaches_the_terminal_raw)
{
	struct ran ran = run("$choba --lang en \"$(printf 'a\\033[31mb')\"");
	ck_assert_int_eq(ran.status, 2);
	ck_assert_ptr_null(strchr(ran.err, '\033'));
	ran_done(&ran);
	program_end();
}
END_TEST

Suite *usage_suite(void)
{
	const TTest *const tests[] = {
		wrong_use_says_what_is_meant_and_ends_with_2,
		a_pin_comes_from_the_number_of_an_open_file_or_not_at_all,
		a_training_card_that_cannot_be_made_or_put_in_says_why,
		help_of_the_program_of_a_group_and_of_a_command,
		the_language_is_the_option_then_the_environment_then_japanese,
		output_that_cannot_be_written_is_a_failure,
		what_was_typed_never_reaches_the_terminal_raw,
		NULL,
	};
	return suite_of("usage", tests);
}
