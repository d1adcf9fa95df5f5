/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The workstation while a form is filled in: time and bytes a key takes, and the most memory of a day's work. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/memory.h"
#include "tests/bench/bench.h"
#include "tests/support/training.h"
#include "tests/term/headless.h"
#include "ui/screen/screens.h"

enum { ROUNDS = 12, ROWS = 24, COLUMNS = 80 };

#define KEY_DOWN_BYTES "\033[B"
#define KEY_UP_BYTES "\033[A"
#define KEY_LEFT_BYTES "\033[D"
#define KEY_F2_BYTES "\033OQ"

static struct training training;
static struct term *term;
static struct workstation *workstation;

struct samples {
	struct bench_samples time, bytes;
};

static void must(enum result r, const struct error *err)
{
	ck_assert_msg(r == RESULT_OK, "%s", err->text);
}

static void sign_in(void)
{
	term = headless_open(ROWS, COLUMNS, true);
	workstation = workstation_new(training.desk, term);
	training_insert(&training, "yamada");
	workstation_settle(workstation);
	term_type(term, FAKE_PIN "\r");
	workstation_settle(workstation);
	ck_assert_ptr_nonnull(workstation->session);
}

static void open_form(void)
{
	struct filing *filing;
	struct error err;
	must(filing_begin(workstation->session, "toin/data-use-application", &filing, &err), &err);
	view_push(workstation_stack(workstation), filing_new(workstation, filing));
	workstation_settle(workstation);
}

/* From the key's bytes to the cells: handled, drawn, written. */
static void press(const char *bytes, size_t length, struct samples *samples)
{
	size_t before = term_bytes_written(term);
	term_type_n(term, bytes, length);
	double begin = bench_now();
	workstation_settle(workstation);
	bench_add(&samples->time, bench_now() - begin);
	bench_add(&samples->bytes, (double)(term_bytes_written(term) - before));
}

static void press_string(const char *bytes, struct samples *samples)
{
	press(bytes, strlen(bytes), samples);
}

static void type_text(const char *text, struct samples *samples)
{
	while (*text) {
		size_t length = 1;
		while (((unsigned char)text[length] & 0xC0) == 0x80)
			length++;
		press(text, length, samples);
		text += length;
	}
}

/* Writes into the first fields, corrects in the middle, and leaves them as they were. */
static void fill_in(struct samples *typing, struct samples *moving)
{
	static const char text[] = "国民健康保険税の賦課決定通知書を、正しい宛先へ送るため";
	for (int field = 0; field < 2; field++) {
		type_text(text, typing);
		for (int i = 0; i < 8; i++)
			press_string(KEY_LEFT_BYTES, typing);
		type_text("(当初分)", typing);
		for (int i = 0; i < 5; i++)
			press_string("\177", typing);
		press_string("\t", moving);
	}
	press_string(KEY_UP_BYTES, moving);
	press_string(KEY_UP_BYTES, moving);
}

static void print_samples(const char *time, const char *bytes, const struct samples *samples, bool wanted)
{
	bench_print(&(struct bench_row){ time, "ms", bench_percentile(&samples->time, 0.99), BENCH_NONE,
		wanted ? 5 : BENCH_NONE, BENCH_NONE });
	bench_print(&(struct bench_row){ bytes, "bytes", bench_percentile(&samples->bytes, 0.99), BENCH_NONE,
		wanted ? 300 : BENCH_NONE, BENCH_NONE });
}

START_TEST(keys)
{
	struct samples typing = { { 0 }, { 0 } }, moving = { { 0 }, { 0 } };
	training_begin(&training);
	sign_in();
	for (int round = 0; round < ROUNDS; round++) {
		open_form();
		fill_in(&typing, &moving);
		view_pop(workstation_stack(workstation));
		workstation_settle(workstation);
	}
	print_samples("key to painted cell, p99", "bytes written for a key, p99", &typing, true);
	print_samples("leaving a field to painted cell, p99", "bytes written for it, p99", &moving, false);
	bench_done(&typing.time);
	bench_done(&typing.bytes);
	bench_done(&moving.time);
	bench_done(&moving.bytes);
	workstation_free(workstation);
	term_close(term);
	training_end(&training);
}
END_TEST

/* ---- memory ---------------------------------------------------------------------- */

/* The peak counts from here on: founding the office is not the workstation's work. */
static void forget_peak(void)
{
	int file = open("/proc/self/clear_refs", O_WRONLY);
	ck_assert_int_ge(file, 0);
	ck_assert_int_eq(write(file, "5", 1), 1);
	close(file);
}

static double peak(void)
{
	char line[256];
	double kilobytes = 0;
	FILE *status = fopen("/proc/self/status", "r");
	ck_assert_ptr_nonnull(status);
	while (fgets(line, sizeof line, status))
		if (!strncmp(line, "VmHWM:", 6))
			kilobytes = strtod(line + 6, NULL);
	fclose(status);
	return kilobytes * 1024 / 1e6;
}

static char *file_record(void)
{
	struct filing *filing;
	struct error err;
	char *record;
	must(filing_begin(workstation->session, "toin/data-use-application", &filing, &err), &err);
	training_fill(filing);
	must(filing_submit(filing, &record, &err), &err);
	filing_free(filing);
	return record;
}

/* One sheet through the screen of prints, into a file in the office's own folder. */
static void print_sheet(const char *record)
{
	view_push(workstation_stack(workstation), printing_new(workstation, &record, 1));
	workstation_settle(workstation);
	term_type(term, KEY_F2_BYTES);
	workstation_settle(workstation);
	term_type(term, "\r");
	workstation_settle(workstation);
	char *pattern = memory_format("ls '%s'/*.pdf >/dev/null", training.folder);
	ck_assert_msg(system(pattern) == 0, "no sheet was printed");
	free(pattern);
}

START_TEST(memory)
{
	struct samples samples = { { 0 }, { 0 } };
	training_begin(&training);
	setenv("HOME", training.folder, 1);
	forget_peak();
	sign_in();
	open_form();
	fill_in(&samples, &samples);
	char *record = file_record();
	print_sheet(record);
	bench_print(&(struct bench_row){
		"peak memory: sign in, fill in, print", "MB", peak(), BENCH_NONE, 60, BENCH_NONE });
	free(record);
	bench_done(&samples.time);
	bench_done(&samples.bytes);
	workstation_free(workstation);
	term_close(term);
	training_end(&training);
}
END_TEST

/* Memory is a process of its own: nothing measured before may count. */
int main(int argc, char *argv[])
{
	return argc == 2 && !strcmp(argv[1], "memory") ? bench_run("memory", memory)
						       : bench_run("keys", keys);
}
