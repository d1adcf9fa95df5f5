/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every row of every table of commands. */
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "tests/support/suites.h"
#include "ui/screen/manual.h"

suite_maker manual_suite;

static void check_row(const struct view_class *class, const struct command *row)
{
	ck_assert_msg(row->run != NULL, "%s: a row without its act", class->name);
	ck_assert_msg(row->help && row->help[0], "%s: a row without its help", class->name);
	ck_assert_msg(row->key != KEY_NONE || row->letter, "%s: \"%s\" has no key", class->name, row->help);
}

START_TEST(every_command_has_key_help_and_act)
{
	ck_assert_uint_ge(manual_row_count, 15);
	for (size_t i = 0; i < manual_row_count; i++) {
		const struct view_class *class = manual_rows[i].class;
		ck_assert(class->name && class->draw && class->commands.count);
		for (size_t k = 0; k < class->commands.count; k++)
			check_row(class, &class->commands.rows[k]);
	}
}
END_TEST

START_TEST(no_key_and_no_letter_means_two_things_on_one_screen)
{
	for (size_t i = 0; i < manual_row_count; i++) {
		const struct command_table *table = &manual_rows[i].class->commands;
		for (size_t a = 0; a < table->count; a++)
			for (size_t b = 0; b < a; b++) {
				const struct command *one = &table->rows[a], *other = &table->rows[b];
				ck_assert_msg(one->key == KEY_NONE || one->key != other->key,
					"%s: \"%s\" and \"%s\" have one key", manual_rows[i].class->name,
					one->help, other->help);
				ck_assert_msg(!one->letter || one->letter != other->letter,
					"%s: \"%s\" and \"%s\" have one letter", manual_rows[i].class->name,
					one->help, other->help);
			}
	}
}
END_TEST

START_TEST(every_word_of_the_tables_is_translated)
{
	i18n_init(LANGUAGE_JA, "locale");
	for (size_t i = 0; i < manual_row_count; i++) {
		const struct manual_row *row = &manual_rows[i];
		ck_assert_str_ne(_(row->title), row->title);
		ck_assert_str_ne(_(row->about), row->about);
		for (size_t k = 0; k < row->class->commands.count; k++) {
			const struct command *command = &row->class->commands.rows[k];
			ck_assert_str_ne(_(command->help), command->help);
			if (command->label)
				ck_assert_str_ne(_(command->label), command->label);
		}
	}
}
END_TEST

START_TEST(the_manual_tells_of_every_screen)
{
	struct text text = { 0 };
	manual_screens(&text);
	for (size_t i = 0; i < manual_row_count; i++)
		ck_assert_ptr_nonnull(strstr(text_string(&text), _(manual_rows[i].title)));
	text_done(&text);
}
END_TEST

Suite *manual_suite(void)
{
	const TTest *const tests[] = {
		every_command_has_key_help_and_act,
		no_key_and_no_letter_means_two_things_on_one_screen,
		every_word_of_the_tables_is_translated,
		the_manual_tells_of_every_screen,
		NULL,
	};
	return suite_of("manual", tests);
}
