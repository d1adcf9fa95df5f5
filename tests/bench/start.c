/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From starting choba on a terminal to its painted sign-in screen. */
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/memory.h"
#include "base/text.h"
#include "tests/bench/bench.h"
#include "tests/support/training.h"

enum { STARTS = 30, DEADLINE = 5000, ROWS = 24, COLUMNS = 80 };

/* The key line is the last that a frame paints; before it stand the office's name and what to do. */
static const char office_name[] = "東員町", key_line[] = "ヘルプ";
static const char cursor_question[] = "\033[6n";

static struct training training;
static const char *program;

static pid_t spawn(int *ret_terminal)
{
	const struct winsize size = { .ws_row = ROWS, .ws_col = COLUMNS };
	pid_t child = forkpty(ret_terminal, NULL, NULL, &size);
	ck_assert_int_ge(child, 0);
	if (child == 0) {
		setenv("TERM", "xterm-256color", 1);
		execl(program, program, "--office", training.folder, "--key", training.key_file, "--lang",
			"ja", (char *)NULL);
		_exit(127);
	}
	return child;
}

/* Asked where the cursor is, a terminal answers; here each probed character is two columns wide. */
static void answer(int terminal, const struct text *seen, int *answered)
{
	static const char report[] = "\033[2;3R";
	int asked = 0;
	for (const char *at = text_string(seen); (at = strstr(at, cursor_question)); at++)
		asked++;
	for (; *answered < asked; ++*answered)
		ck_assert_int_eq(write(terminal, report, sizeof report - 1), sizeof report - 1);
}

static bool painted(const struct text *seen)
{
	const char *office = strstr(text_string(seen), office_name);
	return office && strstr(office, key_line);
}

static void end(pid_t child, int terminal)
{
	kill(child, SIGTERM);
	close(terminal);
	ck_assert_int_eq(waitpid(child, NULL, 0), child);
}

static double start_once(void)
{
	struct text seen = { 0 };
	int terminal, answered = 0;
	double begin = bench_now();
	pid_t child = spawn(&terminal);
	while (!painted(&seen)) {
		char bytes[4096];
		struct pollfd news = { .fd = terminal, .events = POLLIN };
		ck_assert_msg(poll(&news, 1, DEADLINE) == 1, "choba paints nothing:\n%s", text_string(&seen));
		ssize_t length = read(terminal, bytes, sizeof bytes);
		ck_assert_msg(length > 0, "choba ended:\n%s", text_string(&seen));
		text_add_n(&seen, bytes, (size_t)length);
		answer(terminal, &seen, &answered);
	}
	double taken = bench_now() - begin;
	end(child, terminal);
	text_done(&seen);
	return taken;
}

START_TEST(start)
{
	struct bench_samples samples = { 0 };
	training_begin(&training);
	desk_free(training.desk);
	training.desk = NULL;
	for (int i = 0; i < STARTS; i++)
		bench_add(&samples, start_once());
	bench_print(&(struct bench_row){ "cold start to painted sign-in screen", "ms", bench_median(&samples),
		BENCH_NONE, 100, BENCH_NONE });
	bench_print(&(struct bench_row){ "the same, p99", "ms", bench_percentile(&samples, 0.99), BENCH_NONE,
		BENCH_NONE, BENCH_NONE });
	bench_done(&samples);
	training_end(&training);
}
END_TEST

int main(int argc, char *argv[])
{
	if (argc != 2)
		return EXIT_FAILURE;
	program = argv[1];
	return bench_run("start", start);
}
