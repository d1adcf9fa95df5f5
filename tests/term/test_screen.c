/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of screen and term. */
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include "base/memory.h"
#include "tests/support/suites.h"
#include "tests/term/headless.h"
#include "ui/term/width.h"

suite_maker screen_suite;

static void expect_row(struct term *term, int row, const char *wanted)
{
	struct text text = { 0 };
	screen_row_text(term_screen(term), row, &text);
	ck_assert_str_eq(text_string(&text), wanted);
	text_done(&text);
}

START_TEST(the_grid_reads_back_what_was_put)
{
	static const char *const strings[] = { "帳場 choba", "葛\xF3\xA0\x84\x80飾区", "か\xE3\x82\x99ぎ",
		"𠮷野家", "ｶﾅ○※", "―" };
	struct term *term = headless_open(24, 80, false);
	struct screen *screen = term_screen(term);
	screen_clear(screen);
	for (int i = 0; i < (int)COUNT(strings); i++)
		screen_put(screen, i, 3, 40, STYLE_NORMAL, strings[i]);
	screen_caret(screen, 2, 5);
	screen_show(screen);
	for (int i = 0; i < (int)COUNT(strings); i++) {
		char wanted[80] = "   ";
		strcat(wanted, strings[i]);
		expect_row(term, i, wanted);
	}
	headless_expect_caret(term, 2, 5);
	term_close(term);
}
END_TEST

START_TEST(what_could_harm_the_terminal_becomes_visible)
{
	struct term *term = headless_open(24, 80, false);
	struct screen *screen = term_screen(term);
	screen_clear(screen);
	screen_put(screen, 0, 0, 80, STYLE_NORMAL, "a\033[2J\033]0;x\ab\xE2\x80\xAE\xC2\x9B\n");
	screen_show(screen);
	expect_row(term, 0, "a␛[2J␛]0;x␇b<U+202E><U+009B>␊");
	term_close(term);
}
END_TEST

START_TEST(a_gaiji_keeps_two_columns)
{
	struct term *term = headless_open(24, 80, false);
	struct screen *screen = term_screen(term);
	screen_clear(screen);
	ck_assert_int_eq(screen_put(screen, 0, 0, 80, STYLE_NORMAL,
				 "\xEE\x80\x80"
				 "田"),
		4);
	screen_show(screen);
	expect_row(term, 0, "\xEE\x80\x80 田");
	width_set(1, 2);
	screen_clear(screen);
	ck_assert_int_eq(screen_put(screen, 0, 0, 80, STYLE_NORMAL,
				 "\xEE\x80\x80"
				 "田"),
		4);
	screen_show(screen);
	expect_row(term, 0,
		"\xEE\x80\x80"
		"田");
	width_set(1, 1);
	term_close(term);
}
END_TEST

START_TEST(curses_hears_the_widths_of_the_layout)
{
	struct term *term = headless_open(24, 80, false);
	struct screen *screen = term_screen(term);
	width_set(2, 1);
	screen_clear(screen);
	screen_fill(screen, 0, 0, 80, STYLE_NORMAL, "─");
	screen_put(screen, 1, 0, 80, STYLE_NORMAL, "○a");
	screen_show(screen);
	struct text text = { 0 };
	screen_row_text(screen, 0, &text);
	ck_assert_uint_eq(text.length, 40 * strlen("─"));
	text_done(&text);
	expect_row(term, 1, "○a");
	width_set(1, 1);
	term_close(term);
}
END_TEST

START_TEST(no_edge_cuts_a_character_in_half)
{
	struct term *term = headless_open(24, 80, false);
	struct screen *screen = term_screen(term);
	screen_clear(screen);
	ck_assert_int_eq(screen_put(screen, 0, 77, 80, STYLE_NORMAL, "帳場"), 2);
	ck_assert_int_eq(screen_put(screen, 1, 0, 3, STYLE_NORMAL, "帳場"), 2);
	ck_assert_int_eq(screen_put(screen, 24, 0, 3, STYLE_NORMAL, "帳場"), 0);
	ck_assert_int_eq(screen_put(screen, -1, 0, 3, STYLE_NORMAL, "帳場"), 0);
	ck_assert_int_eq(screen_put(screen, 2, 90, 3, STYLE_NORMAL, "帳場"), 0);
	screen_show(screen);
	expect_row(term, 1, "帳");
	term_close(term);
}
END_TEST

START_TEST(a_character_that_is_half_covered_leaves_a_space)
{
	struct term *term = headless_open(24, 80, false);
	struct screen *screen = term_screen(term);
	screen_clear(screen);
	screen_put(screen, 0, 0, 80, STYLE_NORMAL, "守秘義務");
	screen_put(screen, 0, 0, 1, STYLE_NORMAL, "|");
	screen_put(screen, 0, 5, 1, STYLE_NORMAL, "|");
	screen_put(screen, 1, 0, 80, STYLE_NORMAL, "守秘義務");
	screen_put(screen, 1, 1, 4, STYLE_NORMAL, "税課");
	screen_show(screen);
	expect_row(term, 0, "| 秘 |務");
	expect_row(term, 1, " 税課 務");
	term_close(term);
}
END_TEST

START_TEST(typed_bytes_come_out_as_events_in_order)
{
	struct term *term = headless_open(24, 80, false);
	struct term_event event;
	term_type(term, "a\033[20~\033[200~pasted\033[201~\0339");
	term_wait(term, NULL, 0, 0, &event);
	ck_assert(event.kind == TERM_KEY && event.press.character == 'a');
	term_wait(term, NULL, 0, 0, &event);
	ck_assert(event.kind == TERM_KEY && event.press.key == KEY_F9);
	term_wait(term, NULL, 0, 0, &event);
	ck_assert(event.kind == TERM_PASTE);
	ck_assert_str_eq(event.paste, "pasted");
	term_wait(term, NULL, 0, 0, &event);
	ck_assert(event.kind == TERM_KEY && event.press.key == KEY_F9);
	term_wait(term, NULL, 0, 0, &event);
	ck_assert(event.kind == TERM_TIMEOUT);
	term_close(term);
}
END_TEST

START_TEST(a_descriptor_comes_before_what_was_typed)
{
	struct term *term = headless_open(24, 80, false);
	struct term_event event;
	int ends[2];
	ck_assert_int_eq(pipe(ends), 0);
	ck_assert_int_eq(write(ends[1], "x", 1), 1);
	term_type(term, "a");
	term_wait(term, ends, 1, 0, &event);
	ck_assert(event.kind == TERM_READABLE && event.fd == ends[0]);
	char byte;
	ck_assert_int_eq(read(ends[0], &byte, 1), 1);
	term_wait(term, ends, 1, 0, &event);
	ck_assert(event.kind == TERM_KEY);
	close(ends[0]);
	close(ends[1]);
	term_close(term);
}
END_TEST

/* ---- a real terminal: a pty ---------------------------------------------- */

struct pty {
	int master, slave;
	struct termios before;
};

static void pty_open(struct pty *pty)
{
	struct winsize size = { .ws_row = 30, .ws_col = 100 };
	ck_assert_int_eq(openpty(&pty->master, &pty->slave, NULL, NULL, &size), 0);
	ck_assert_int_eq(tcgetattr(pty->slave, &pty->before), 0);
	fcntl(pty->master, F_SETFL, O_NONBLOCK);
}

static void pty_read(struct pty *pty, struct text *text)
{
	char bytes[4096];
	struct pollfd polled = { .fd = pty->master, .events = POLLIN };
	while (poll(&polled, 1, 50) > 0) {
		ssize_t count = read(pty->master, bytes, sizeof bytes);
		if (count <= 0)
			break;
		text_add_n(text, bytes, (size_t)count);
	}
}

static struct term *pty_term(struct pty *pty)
{
	struct term *term = NULL;
	struct error err = { 0 };
	struct term_options options = { pty->slave, pty->slave, "xterm-256color", false };
	enum result r = term_open(&options, &term, &err);
	ck_assert_msg(r == RESULT_OK, "%s", err.text);
	return term;
}

START_TEST(a_real_terminal_is_given_back_as_it_was)
{
	struct pty pty;
	struct text out = { 0 };
	struct termios after;
	pty_open(&pty);
	struct term *term = pty_term(&pty);
	ck_assert_int_eq(screen_rows(term_screen(term)), 30);
	screen_clear(term_screen(term));
	screen_put(term_screen(term), 0, 0, 10, STYLE_NORMAL, "帳場");
	screen_show(term_screen(term));
	term_close(term);
	pty_read(&pty, &out);
	ck_assert(strstr(text_string(&out), "\033[?2004h"));
	ck_assert(strstr(text_string(&out), "帳場"));
	ck_assert(strstr(text_string(&out), "\033[?2004l"));
	ck_assert(strstr(text_string(&out), "\033[?1049l"));
	ck_assert_int_eq(tcgetattr(pty.slave, &after), 0);
	ck_assert_uint_eq(after.c_lflag, pty.before.c_lflag);
	ck_assert_uint_eq(after.c_iflag, pty.before.c_iflag);
	text_done(&out);
	close(pty.master);
	close(pty.slave);
}
END_TEST

START_TEST(a_crash_gives_the_terminal_back)
{
	struct pty pty;
	struct text out = { 0 };
	struct termios after;
	pty_open(&pty);
	struct term *term = pty_term(&pty);
	pty_read(&pty, &out);
	text_clear(&out);
	screen_emergency();
	pty_read(&pty, &out);
	ck_assert(strstr(text_string(&out), "\033[?1049l"));
	ck_assert(strstr(text_string(&out), "\033[?2004l"));
	ck_assert_int_eq(tcgetattr(pty.slave, &after), 0);
	ck_assert_uint_eq(after.c_lflag, pty.before.c_lflag);
	text_done(&out);
	term_close(term);
	close(pty.master);
	close(pty.slave);
}
END_TEST

START_TEST(signals_and_sizes_become_events)
{
	struct pty pty;
	struct term_event event;
	pty_open(&pty);
	struct term *term = pty_term(&pty);
	struct winsize size = { .ws_row = 1, .ws_col = 1 };
	ioctl(pty.slave, TIOCSWINSZ, &size);
	raise(SIGWINCH);
	term_wait(term, NULL, 0, 1000, &event);
	ck_assert(event.kind == TERM_RESIZE);
	ck_assert_int_eq(screen_rows(term_screen(term)), 1);
	ck_assert_int_eq(screen_columns(term_screen(term)), 1);
	ck_assert_int_eq(write(pty.master, "\033[2", 3), 3);
	ck_assert_int_eq(write(pty.master, "0~", 2), 2);
	term_wait(term, NULL, 0, 1000, &event);
	ck_assert(event.kind == TERM_KEY && event.press.key == KEY_F9);
	raise(SIGHUP);
	term_wait(term, NULL, 0, 1000, &event);
	ck_assert(event.kind == TERM_HANG_UP);
	term_close(term);
	close(pty.master);
	close(pty.slave);
}
END_TEST

START_TEST(the_probe_reads_the_cursor_report_and_keeps_what_was_typed)
{
	struct pty pty;
	struct term_event event;
	pty_open(&pty);
	struct term *term = pty_term(&pty);
	/* the answers of a terminal that draws ambiguous characters wide, with a key in between */
	const char answers[] = "\033[2;3Rq\033[2;3R";
	ck_assert_int_eq(write(pty.master, answers, sizeof answers - 1), sizeof answers - 1);
	ck_assert_int_eq(write(pty.master, "\033[2;2R", 6), 6);
	struct term_widths widths = term_probe(term, 200);
	ck_assert_int_eq(widths.wide, 2);
	term_wait(term, NULL, 0, 1000, &event);
	ck_assert(event.kind == TERM_KEY && event.press.character == 'q');
	term_close(term);
	close(pty.master);
	close(pty.slave);
}
END_TEST

START_TEST(without_a_terminal_there_is_a_sentence)
{
	struct term *term = NULL;
	struct error err = { 0 };
	int ends[2];
	ck_assert_int_eq(pipe(ends), 0);
	struct term_options options = { ends[0], ends[1], "xterm", false };
	ck_assert(term_open(&options, &term, &err) == RESULT_UNAVAILABLE);
	ck_assert(strstr(err.text, "terminal"));
	ck_assert(term_open_headless(24, 80, "no-such-terminal", &term, &err) == RESULT_UNAVAILABLE);
	ck_assert(strstr(err.text, "no-such-terminal"));
	ck_assert(term_open_headless(24, 80, "dumb", &term, &err) == RESULT_UNAVAILABLE);
	ck_assert(strstr(err.text, "the terminal type dumb cannot place its cursor"));
	ck_assert_ptr_null(term);
	close(ends[0]);
	close(ends[1]);
}
END_TEST

START_TEST(monochrome_and_no_color_still_tell_styles_apart)
{
	setenv("NO_COLOR", "1", 1);
	struct term *term = headless_open(24, 80, false);
	struct screen *screen = term_screen(term);
	screen_clear(screen);
	screen_put(screen, 0, 0, 10, STYLE_SELECTED, "a");
	screen_put(screen, 1, 0, 10, STYLE_ERROR, "b");
	screen_show(screen);
	ck_assert(screen_has_style(screen, 0, 0, STYLE_SELECTED));
	ck_assert(!screen_has_style(screen, 0, 0, STYLE_NORMAL));
	ck_assert(!screen_has_style(screen, 1, 0, STYLE_NORMAL));
	term_close(term);
	struct error err = { 0 };
	ck_assert(term_open_headless(24, 80, "vt100", &term, &err) == RESULT_OK);
	term_close(term);
}
END_TEST

Suite *screen_suite(void)
{
	const TTest *const tests[] = {
		the_grid_reads_back_what_was_put,
		what_could_harm_the_terminal_becomes_visible,
		a_gaiji_keeps_two_columns,
		curses_hears_the_widths_of_the_layout,
		no_edge_cuts_a_character_in_half,
		a_character_that_is_half_covered_leaves_a_space,
		typed_bytes_come_out_as_events_in_order,
		a_descriptor_comes_before_what_was_typed,
		a_real_terminal_is_given_back_as_it_was,
		a_crash_gives_the_terminal_back,
		signals_and_sizes_become_events,
		the_probe_reads_the_cursor_report_and_keeps_what_was_typed,
		without_a_terminal_there_is_a_sentence,
		monochrome_and_no_color_still_tell_styles_apart,
		NULL,
	};
	return suite_of("screen", tests);
}
