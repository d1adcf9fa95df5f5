/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every key that cannot be used now says why, on every screen. */
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/memory.h"
#include "tests/screen/bench.h"
#include "tests/support/suites.h"
#include "ui/screen/manual.h"

suite_maker closed_suite;

static struct bench bench;

enum { KEYS_MOST = 64, FILES_MOST = 10 };

static void one_application(void)
{
	free(bench_file(&bench, "yamada", "国民健康保険税賦課事務"));
}

static void one_draft(void)
{
	struct error err;
	setenv("HOME", bench.folder, 1);
	for (int i = 0; i < FILES_MOST; i++) {
		char *path = memory_format("%s/%d.txt", bench.folder, i);
		ck_assert_int_eq(file_write(path, "紙", strlen("紙"), 0600, &err), RESULT_OK);
		free(path);
	}
	bench_draft(&bench, "yamada", "国民健康保険税賦課事務");
}

static void after_all_changes(void)
{
	bench.clock.fixed = date_to_ms(date_of(2029, 6, 1));
}

#define ADD_FILE(DIGIT) BENCH_F2 #DIGIT ".txt\r"

/* Screens in a state in which some of their keys are closed; keys lead there from the first screen. */
static const struct state {
	const char *view, *person, *keys;
	void (*before)(void);
	const char *then; /* keys for a page that has to be drawn before; NULL for none */
} states[] = {
	{ "sign-in", NULL, "", NULL },
	{ "ask-pin", "ogawa", BENCH_F12 "c\033[F" BENCH_F2 "x\r", NULL, BENCH_F9 },
	{ "waiting", "kimura", "", NULL },
	{ "waiting", "ishikawa", "", one_application },
	{ "tasks", "kimura", BENCH_F12 BENCH_F4 BENCH_DOWN BENCH_DOWN, NULL },
	{ "filing", "yamada", "\r", one_draft },
	{ "attach-files", "yamada", "\r" BENCH_F5, one_draft },
	{ "attach-files", "yamada",
		"\r" BENCH_F5 ADD_FILE(0) ADD_FILE(1) ADD_FILE(2) ADD_FILE(3) ADD_FILE(4) ADD_FILE(5)
			ADD_FILE(6) ADD_FILE(7) ADD_FILE(8) ADD_FILE(9),
		one_draft },
	{ "record", "yamada", BENCH_F12 "r\r", one_application },
	{ "record", "ishikawa", " " BENCH_F9 "\r", one_application },
	{ "pile", "ishikawa", " " BENCH_F9, one_application },
	{ "listing", "yamada", BENCH_F12 "r", NULL },
	{ "listing", "yamada", BENCH_F12 "r" BENCH_F9, one_application },
	{ "filter", "yamada", BENCH_F12 "r" BENCH_F2, NULL },
	{ "in-use", "yamada", BENCH_F12 "u", NULL },
	{ "registers", "yamada", BENCH_F12 "g", NULL },
	{ "registers", "yamada", BENCH_F12 "g" BENCH_F2, NULL },
	{ "people", "yamada", BENCH_F12 "p", NULL },
	{ "people", "yamada", BENCH_F12 "p" BENCH_F4, after_all_changes },
	{ "text-page", "yamada", BENCH_F12 "k\r", NULL },
	{ "calendar", "yamada", BENCH_F12 "c", NULL },
	{ "calendar", "ogawa", BENCH_F12 "c\033[F" BENCH_F2, NULL },
	{ "journal", "yamada", BENCH_F12 "j", NULL },
};

/* What no state of the demo office closes: its regulation has texts, each of its forms takes files, and
 * a record without files does not open the list of them. */
static const struct {
	const char *view;
	enum key key;
} never_closed[] = {
	{ "texts", KEY_ENTER },
	{ "filing", KEY_F5 },
	{ "attached-files", KEY_F2 },
};

static bool is_never_closed(const char *view, const struct command *row)
{
	for (size_t i = 0; i < COUNT(never_closed); i++)
		if (!strcmp(never_closed[i].view, view) && never_closed[i].key == row->key)
			return true;
	return false;
}

static const char *bytes_of(const struct command *row, bool typing)
{
	static const char *const keys[] = {
		[KEY_F2] = BENCH_F2,
		[KEY_F4] = BENCH_F4,
		[KEY_F5] = BENCH_F5,
		[KEY_F6] = BENCH_F6,
		[KEY_F9] = BENCH_F9,
		[KEY_F10] = BENCH_F10,
		[KEY_F11] = BENCH_F11,
		[KEY_ENTER] = "\r",
	};
	static char letter[2];
	if (row->key != KEY_NONE)
		return row->key < COUNT(keys) ? keys[row->key] : NULL;
	letter[0] = row->letter;
	return typing ? NULL : letter;
}

static bool is_japanese(const char *sentence)
{
	for (; *sentence; sentence++)
		if ((unsigned char)*sentence >= 0x80)
			return true;
	return false;
}

/* A closed key leaves the screen as it is and says a Japanese sentence. */
static void press_closed(struct view *view, const struct command *row)
{
	struct view_stack *stack = workstation_stack(bench.workstation);
	bool typing = view->class->typing && view->class->typing(view);
	const char *keys = bytes_of(row, typing);
	if (!keys)
		return;
	bench_type(&bench, keys);
	ck_assert_msg(view_top(stack) == view, "%s: \"%s\" did something", view->class->name, row->help);
	ck_assert_msg(stack->message[0], "%s: \"%s\" says nothing", view->class->name, row->help);
}

static void check_state(const struct state *state, bool seen[][KEYS_MOST])
{
	bench_open(&bench, 24, 80, true);
	if (state->before)
		state->before();
	if (state->person)
		bench_sign_in(&bench, state->person);
	bench_type(&bench, state->keys);
	if (state->then)
		bench_type(&bench, state->then);
	bench_expect_view(&bench, state->view);
	struct view *view = view_top(workstation_stack(bench.workstation));
	size_t class = 0;
	while (manual_rows[class].class != view->class)
		class ++;
	for (size_t i = 0; i < view->class->commands.count; i++) {
		const struct command *row = &view->class->commands.rows[i];
		struct error err = { 0 };
		if (!row->able || row->able(view, &err))
			continue;
		ck_assert_msg(is_japanese(err.text), "%s: \"%s\" gives no reason but \"%s\"", state->view,
			row->help, err.text);
		press_closed(view, row);
		seen[class][i] = true;
	}
	bench_close(&bench);
}

START_TEST(every_closed_key_of_every_screen_says_why)
{
	bool(*seen)[KEYS_MOST] = memory_new(manual_row_count, sizeof *seen);
	for (size_t i = 0; i < COUNT(states); i++)
		check_state(&states[i], seen);
	for (size_t i = 0; i < manual_row_count; i++) {
		const struct view_class *class = manual_rows[i].class;
		for (size_t k = 0; k < class->commands.count; k++) {
			const struct command *row = &class->commands.rows[k];
			ck_assert_msg(!row->able || seen[i][k] || is_never_closed(class->name, row),
				"%s: \"%s\" was never seen closed", class->name, row->help);
		}
	}
	free(seen);
}
END_TEST

Suite *closed_suite(void)
{
	const TTest *const tests[] = { every_closed_key_of_every_screen_says_why, NULL };
	return suite_of("closed", tests);
}
