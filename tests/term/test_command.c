/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of command. */
#include "base/i18n.h"
#include "base/memory.h"
#include "tests/support/suites.h"
#include "ui/term/command.h"

suite_maker command_suite;

struct desk {
	int settled, printed;
	bool closed;
};

static void on_settle(void *context)
{
	((struct desk *)context)->settled++;
}

static void on_print(void *context)
{
	((struct desk *)context)->printed++;
}

static bool can_settle(void *context, struct error *err)
{
	if (!((struct desk *)context)->closed)
		return true;
	error_refuse(err, "16.1", "the protection manager decides this");
	return false;
}

static const struct command rows[] = {
	{ KEY_F9, 's', N_("Settle"), N_("Submit, decide or register what is shown"), on_settle, can_settle },
	{ KEY_F10, 'p', N_("Print"), N_("Print the official form"), on_print, NULL },
	{ KEY_NONE, '/', NULL, N_("Search in this list"), on_print, NULL },
};
static const struct command_table table = { rows, COUNT(rows) };

START_TEST(a_key_and_its_letter_do_the_same)
{
	struct desk desk = { 0 };
	struct error err = { 0 };
	struct key_press letter = { .key = KEY_CHARACTER, .character = 0xFF33 /* Ｓ */ };
	ck_assert(command_press(table, (struct key_press){ .key = KEY_F9 }, false, &desk, &err) == RESULT_OK);
	ck_assert(command_press(table, letter, false, &desk, &err) == RESULT_OK);
	ck_assert_int_eq(desk.settled, 2);
	ck_assert(command_press(table, letter, true, &desk, &err) == RESULT_NOT_FOUND);
	ck_assert(command_press(table, (struct key_press){ .key = KEY_F2 }, false, &desk, &err) ==
		  RESULT_NOT_FOUND);
}
END_TEST

START_TEST(a_key_that_cannot_be_used_says_why)
{
	struct desk desk = { .closed = true };
	struct error err = { 0 };
	struct text line = { 0 }, help = { 0 };
	ck_assert(command_press(table, (struct key_press){ .key = KEY_F9 }, false, &desk, &err) ==
		  RESULT_REFUSED);
	ck_assert_str_eq(err.text, "the protection manager decides this");
	ck_assert_str_eq(err.article, "16.1");
	ck_assert_int_eq(desk.settled, 0);
	command_key_line(table, &desk, 80, &line);
	ck_assert_str_eq(text_string(&line), "(F9 Settle)  F10 Print");
	command_help(table, &desk, &help);
	ck_assert_str_eq(text_string(&help), "F9   s      Submit, decide or register what is shown\n"
					     "            (the protection manager decides this)\n"
					     "F10  p      Print the official form\n"
					     "/           Search in this list\n");
	text_done(&line);
	text_done(&help);
}
END_TEST

static bool never(void *context, struct error *err)
{
	(void)context;
	(void)err;
	return false;
}

START_TEST(a_key_that_gives_no_reason_is_still_answered)
{
	static const struct command silent[] = {
		{ KEY_F9, 's', N_("Settle"), N_("Submit, decide or register what is shown"), on_settle,
			never },
	};
	struct desk desk = { 0 };
	struct error err = { 0 };
	ck_assert(command_press((struct command_table){ silent, COUNT(silent) },
			  (struct key_press){ .key = KEY_F9 }, false, &desk, &err) == RESULT_REFUSED);
	ck_assert_str_eq(err.text, "this key has nothing to do here");
	ck_assert_int_eq(desk.settled, 0);
}
END_TEST

START_TEST(the_key_line_fits_its_columns)
{
	struct desk desk = { 0 };
	struct text line = { 0 };
	command_key_line(table, &desk, 19, &line);
	ck_assert_str_eq(text_string(&line), "F9 Settle F10 Print");
	text_clear(&line);
	command_key_line(table, &desk, 12, &line);
	ck_assert_str_eq(text_string(&line), "F9 Settle F…");
	text_done(&line);
}
END_TEST

START_TEST(the_manual_reads_the_same_rows)
{
	struct text manual = { 0 };
	command_manual(table, &manual);
	ck_assert_str_eq(text_string(&manual),
		".Bl -tag -width Ds\n.It Ic F9 | s\nSubmit, decide or register what is shown\n"
		".It Ic F10 | p\nPrint the official form\n.It Ic /\nSearch in this list\n.El\n");
	text_done(&manual);
}
END_TEST

Suite *command_suite(void)
{
	const TTest *const tests[] = {
		a_key_and_its_letter_do_the_same,
		a_key_that_cannot_be_used_says_why,
		a_key_that_gives_no_reason_is_still_answered,
		the_key_line_fits_its_columns,
		the_manual_reads_the_same_rows,
		NULL,
	};
	return suite_of("command", tests);
}
