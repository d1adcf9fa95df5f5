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
static const char office_name[] = "柳川市", key_line[] = "ヘルプ";
static const char cursor_question[] = "\033[6n";

static struct training training;
static const char *program;

static const char *const administrators[] = { "eguchi", "harada" };
static const struct training_place city = { "data/demo/yanagawa-city", "data/regulations/yanagawa",
	administrators, COUNT(administrators) };

/* The other regulations that are shipped, their roles given to posts and people of a city with departments. */
static const struct training_also others[] = {
	{ "data/regulations/kashihara", "kashihara",
		"  kashihara/general-manager: vice-mayor\n"
		"  kashihara/system-manager: information-head\n"
		"  kashihara/security-officer: residents-head\n"
		"  kashihara/access-manager: information-head\n" },
	{ "data/regulations/sakai", "sakai",
		"  sakai/chief-officer: vice-mayor\n"
		"  sakai/general-manager: general-affairs-head\n"
		"  sakai/window: information-head\n"
		"  sakai/audit-supervisor: general-affairs-assistant\n" },
	{ "data/regulations/sendai-kyosai", "sendai-kyosai",
		"  sendai-kyosai/general-manager: vice-mayor\n"
		"  sendai-kyosai/data-manager: general-affairs-head\n"
		"  sendai-kyosai/system-manager: information-head\n"
		"  sendai-kyosai/security-manager: residents-head\n" },
	{ "data/regulations/toin", "toin",
		"  toin/general-manager: vice-mayor\n"
		"  toin/general-affairs-head: general-affairs-head\n"
		"  toin/protection-manager: residents-head\n"
		"  toin/protection-officer: information-assistant\n"
		"  toin/handling-officer: information-chief\n" },
};

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

static void must(enum result r, const struct error *err)
{
	ck_assert_msg(r == RESULT_OK, "%s", err->text);
}

/* Milliseconds until a workstation that was just started has read every regulation in
 * force, which is what the first list after the sign-in waits for. */
static double read_once(size_t expected)
{
	const struct desk_options options = {
		.folder = training.folder,
		.key_file = training.key_file,
		.clock = &training.clock,
		.cards = training.host,
	};
	const struct regulation **regulations;
	size_t count;
	struct desk *desk;
	struct error err;
	must(desk_open(&options, &desk, &err), &err);
	double begin = bench_now();
	must(desk_adopted(desk, &regulations, &count, &err), &err);
	double taken = bench_now() - begin;
	ck_assert_uint_eq(count, expected);
	free(regulations);
	desk_free(desk);
	return taken;
}

struct measured {
	struct bench_samples start, reading;
};

/* Measures the city with its own regulation and so many others. */
static void measure(size_t other_count, struct measured *ret_measured)
{
	*ret_measured = (struct measured){ 0 };
	training_begin_with(&training, &city, others, other_count);
	desk_free(training.desk);
	training.desk = NULL;
	for (int i = 0; i < STARTS; i++) {
		bench_add(&ret_measured->start, start_once());
		bench_add(&ret_measured->reading, read_once(other_count + 1));
	}
	training_end(&training);
}

START_TEST(start)
{
	struct measured one, five;
	measure(0, &one);
	measure(COUNT(others), &five);
	bench_print(&(struct bench_row){ "cold start to painted sign-in screen", "ms",
		bench_median(&one.start), BENCH_NONE, 100, BENCH_NONE });
	bench_print(&(struct bench_row){ "the same, p99", "ms", bench_percentile(&one.start, 0.99),
		BENCH_NONE, BENCH_NONE, BENCH_NONE });
	bench_print(&(struct bench_row){ "the same, five regulations (one)", "ms", bench_median(&five.start),
		bench_median(&one.start), 150, BENCH_NONE });
	bench_print(&(struct bench_row){ "the same, five regulations, p99", "ms",
		bench_percentile(&five.start, 0.99), BENCH_NONE, BENCH_NONE, BENCH_NONE });
	bench_print(&(struct bench_row){ "five regulations read after sign-in (one)", "ms",
		bench_median(&five.reading), bench_median(&one.reading), BENCH_NONE, BENCH_NONE });
	bench_done(&one.start);
	bench_done(&one.reading);
	bench_done(&five.start);
	bench_done(&five.reading);
}
END_TEST

int main(int argc, char *argv[])
{
	if (argc != 2)
		return EXIT_FAILURE;
	program = argv[1];
	return bench_run("start", start);
}
