/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Without colour the same is seen: what colour underlines has its own mark or words. */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "tests/screen/bench.h"
#include "tests/support/suites.h"

suite_maker mono_suite;

static struct bench bench;

enum { MARKS_MOST = 6 };

static void one_application(void)
{
	free(bench_file(&bench, "yamada", "国民健康保険税賦課事務"));
}

/* yamada's application, in use until 31 March; it is 3 April now. */
static void something_late(void)
{
	static const char *const people[] = { "ishikawa", "mori", "nakamura", "takahashi" };
	const struct wish pass = { .act = ACT_PASS }, decide = { .act = ACT_DECIDE, .answer = ANSWER_YES };
	char *record = bench_file(&bench, "yamada", "国民健康保険税賦課事務");
	for (size_t i = 0; i < COUNT(people); i++)
		bench_act(&bench, people[i], record, &pass);
	bench_act(&bench, "watanabe", record, &decide);
	bench.clock.fixed = date_to_ms(date_of(2027, 4, 3));
	free(record);
}

/* What each screen tells, and the mark or the words that tell it without colour. */
static const struct {
	const char *person, *keys;
	void (*before)(void);
	const char *marks[MARKS_MOST];
} screens[] = {
	/* the row under the bar, a tick, a closed key, for training */
	{ "ishikawa", " ", one_application, { "▸ [x]", "(F11 破棄)", "研修用" } },
	/* late */
	{ "yamada", "", something_late, { "▸ [ ]", "【期限超過】" } },
	{ "yamada", BENCH_F12 "u", something_late, { "期限超過" } },
	/* the field of the caret, required fields, choices ticked and not */
	{ "yamada", BENCH_F12 "\r", NULL, { "▸ 1 ", " *" } },
	{ "ishikawa", "\r" BENCH_F9 "1", one_application, { "▸ (*)", "( )", " *" } },
	/* faults, each at its field, and the first in words */
	{ "yamada", BENCH_F12 "\r" BENCH_F9, NULL, { " !", "入力してください", "! 印の項目が" } },
	/* a refusal */
	{ "yamada", BENCH_F12 "r\r" BENCH_F9, one_application, { "石川 隆 が行います", "(F9 処理)" } },
	/* a choice of tasks, and the forms that are closed with their reasons */
	{ "kimura", BENCH_F12 BENCH_F4, NULL, { "▸  1", "だけが提出する様式です" } },
};

static void look(size_t index, struct text *ret_grid)
{
	bench_open(&bench, 24, 80, true);
	if (screens[index].before)
		screens[index].before();
	bench_sign_in(&bench, screens[index].person);
	bench_type(&bench, screens[index].keys);
	headless_grid(bench.term, ret_grid);
}

START_TEST(a_monochrome_screen_has_the_same_marks_and_words)
{
	struct text coloured = { 0 }, grey = { 0 };
	setenv("TERM", "xterm-256color", 1);
	unsetenv("NO_COLOR");
	look((size_t)_i, &coloured);
	bench_close(&bench);
	setenv("TERM", "vt100", 1);
	setenv("NO_COLOR", "1", 1);
	look((size_t)_i, &grey);
	ck_assert_str_eq(text_string(&grey), text_string(&coloured));
	for (size_t i = 0; i < MARKS_MOST && screens[_i].marks[i]; i++)
		headless_expect_text(bench.term, screens[_i].marks[i]);
	bench_close(&bench);
	text_done(&coloured);
	text_done(&grey);
}
END_TEST

/* The row under the bar is told by its arrow and, where the terminal can, in reverse. */
START_TEST(a_coloured_style_has_an_attribute_too)
{
	for (enum style style = 0; style < STYLE__COUNT; style++) {
		const struct style_look *look_of = colour_of(style);
		ck_assert_msg(look_of->colour == COLOUR_DEFAULT || look_of->bold || look_of->reverse ||
				      look_of->underline,
			"style %d is a colour and nothing else", (int)style);
	}
	ck_assert(colour_of(STYLE_SELECTED)->reverse);
}
END_TEST

Suite *mono_suite(void)
{
	const TTest *const tests[] = { a_coloured_style_has_an_attribute_too, NULL };
	Suite *suite = suite_of("mono", tests);
	TCase *rows = tcase_create("screens");
	tcase_add_loop_test(rows, a_monochrome_screen_has_the_same_marks_and_words, 0, COUNT(screens));
	tcase_set_timeout(rows, 60);
	suite_add_tcase(suite, rows);
	return suite;
}
