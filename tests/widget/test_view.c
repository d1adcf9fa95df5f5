/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of view and frame. */
#include <pty.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/memory.h"
#include "tests/support/suites.h"
#include "tests/widget/desk.h"

suite_maker view_suite;

START_TEST(a_key_that_cannot_be_used_says_why_until_the_next)
{
	struct desk desk;
	desk_open(&desk, 24, 80, true);
	desk_type(&desk, "\033[21~");
	headless_expect_text(desk.term, " 受付の後に印刷できます。");
	headless_expect_text(desk.term, "第16条第2項");
	desk_type(&desk, "a");
	headless_expect_absent(desk.term, "受付の後に印刷できます。");
	desk_close(&desk);
}
END_TEST

START_TEST(a_long_message_takes_lines_from_the_work_area)
{
	struct desk desk;
	desk_open(&desk, 24, 80, true);
	view_say(&desk.stack,
		"カードリーダーが見つかりません。USB "
		"の差し込みを確かめてから、もう一度カードを置いてください。"
		"それでも直らないときは、電算担当に「choba doctor」の結果を添えて連絡してください。");
	desk_type(&desk, "");
	headless_expect(desk.term, "long-message");
	desk_close(&desk);
}
END_TEST

START_TEST(who_is_signed_in_is_seen_beside_a_long_office)
{
	static const struct {
		const char *office, *who, *shown;
	} rows[] = {
		{ "Toin Town", "Hanako Yamada", "Toin Town   Hanako Yamada    22 November" },
		{ "Toin Town", "Hanako Yamada, Tax Section", "Toin Town   Hanako Yamada" },
		{ "Sendai City Mutual Aid Association", "Misaki Sato, Pensions",
			"Sendai Cit…   Misaki Sato, … 22" },
		{ "Sendai City Mutual Aid Association", NULL, "Sendai City Mutual Aid Asso… 22 November" },
	};
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct term *term = headless_open(24, 80, false);
		struct frame frame = { rows[i].office, rows[i].who, "22 November 2026 (Sun) 16:02", true };
		frame_draw(term_screen(term), &frame, "", STYLE_NORMAL, "");
		screen_show(term_screen(term));
		headless_expect_text(term, rows[i].shown);
		headless_expect_text(term, "22 November 2026 (Sun) 16:02");
		term_close(term);
	}
}
END_TEST

static void draw_second(struct view *view, struct screen *screen, struct area area)
{
	(void)view;
	screen_put(screen, area.row + 3, 3, 60, STYLE_NORMAL, "二つ目の画面");
}

static const struct view_class second_class = { .name = "second", .draw = draw_second };

static int readable_fd, hung_up;

static void on_readable(struct view_stack *stack, int fd)
{
	(void)stack;
	char byte;
	ck_assert_int_eq(read(fd, &byte, 1), 1);
	readable_fd = fd;
}

START_TEST(descriptors_reach_the_owner)
{
	struct desk desk;
	int ends[2];
	desk_open(&desk, 24, 80, true);
	ck_assert_int_eq(pipe(ends), 0);
	readable_fd = -1;
	desk.stack.readable = on_readable;
	view_watch(&desk.stack, ends[0]);
	ck_assert_int_eq(write(ends[1], "x", 1), 1);
	desk_type(&desk, "a");
	ck_assert_int_eq(readable_fd, ends[0]);
	desk_expect_value(&desk, DESK_BUSINESS, "\"a\"");
	view_unwatch(&desk.stack, ends[0]);
	ck_assert_uint_eq(desk.stack.fd_count, 0);
	close(ends[0]);
	close(ends[1]);
	desk_close(&desk);
}
END_TEST

static void on_hang_up(struct view_stack *stack)
{
	(void)stack;
	hung_up++;
}

START_TEST(a_hang_up_is_told_once_and_ends_the_loop)
{
	struct desk desk;
	desk_open(&desk, 24, 80, true);
	hung_up = 0;
	desk.stack.hang_up = on_hang_up;
	view_handle(&desk.stack, &(struct term_event){ .kind = TERM_HANG_UP });
	ck_assert_int_eq(hung_up, 1);
	ck_assert(desk.stack.quit);
	desk_close(&desk);
}
END_TEST

START_TEST(a_terminal_that_goes_away_ends_the_loop)
{
	struct desk desk = { 0 };
	struct error err = { 0 };
	struct winsize size = { .ws_row = 24, .ws_col = 80 };
	int master, slave;
	desk_open(&desk, 24, 80, true);
	term_close(desk.term);
	ck_assert_int_eq(openpty(&master, &slave, NULL, NULL, &size), 0);
	struct term_options options = { slave, slave, "xterm-256color", false };
	ck_assert(term_open(&options, &desk.term, &err) == RESULT_OK);
	desk.stack.term = desk.term;
	desk.stack.hang_up = on_hang_up;
	hung_up = 0;
	close(master);
	view_settle(&desk.stack);
	ck_assert_int_eq(hung_up, 1);
	ck_assert(desk.stack.quit);
	desk_close(&desk);
	close(slave);
}
END_TEST

START_TEST(a_screen_can_be_drawn_afresh)
{
	struct desk desk;
	desk_open(&desk, 24, 80, true);
	desk_type(&desk, "abc");
	size_t before = term_bytes_written(desk.term);
	desk_type(&desk, "\014");
	ck_assert_uint_gt(term_bytes_written(desk.term) - before, 1000);
	desk_expect_value(&desk, DESK_BUSINESS, "\"abc\"");
	desk_close(&desk);
}
END_TEST

START_TEST(training_shows_on_every_screen)
{
	struct desk desk;
	desk_open(&desk, 24, 80, true);
	desk.stack.frame.training = true;
	desk_type(&desk, "");
	headless_expect_text(desk.term, "研修用");
	struct view *second = memory_new(1, sizeof *second);
	second->class = &second_class;
	view_push(&desk.stack, second);
	desk_type(&desk, "");
	headless_expect_text(desk.term, "二つ目の画面");
	headless_expect_text(desk.term, "研修用");
	desk_close(&desk);
}
END_TEST

Suite *view_suite(void)
{
	const TTest *const tests[] = {
		a_key_that_cannot_be_used_says_why_until_the_next,
		a_long_message_takes_lines_from_the_work_area,
		who_is_signed_in_is_seen_beside_a_long_office,
		descriptors_reach_the_owner,
		a_hang_up_is_told_once_and_ends_the_loop,
		a_terminal_that_goes_away_ends_the_loop,
		a_screen_can_be_drawn_afresh,
		training_shows_on_every_screen,
		NULL,
	};
	return suite_of("view", tests);
}
