/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Four processes that file and receive at once in one office: how fast, and what goes wrong. */
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/memory.h"
#include "crypto/random.h"
#include "service/deciding.h"
#include "store/query.h"
#include "tests/bench/bench.h"
#include "tests/support/training.h"

enum { PROCESSES = 4, RECORDS = 50 }; /* so many each */

/* What the processes hand each other: the ids of what they filed, and how often a person was told to wait. */
struct shared {
	atomic_int busy;
	char ids[PROCESSES][RECORDS][ID_SIZE];
};

static struct training training;
static struct shared *shared;

static void must(enum result r, const struct error *err)
{
	ck_assert_msg(r == RESULT_OK, "%s", err->text);
}

/* True when it is done. Who is told that another choba is at it tries again; that is counted. */
static bool done(enum result r, const struct error *err)
{
	if (r == RESULT_BUSY)
		atomic_fetch_add(&shared->busy, 1);
	else
		must(r, err);
	return r == RESULT_OK;
}

static void open_desk(void)
{
	struct error err;
	const struct desk_options options = {
		.folder = training.folder,
		.key_file = training.key_file,
		.clock = &training.clock,
		.cards = training.host,
	};
	must(desk_open(&options, &training.desk, &err), &err);
}

/* A database that is open goes through no fork. */
static void close_desk(void)
{
	desk_free(training.desk);
	training.desk = NULL;
}

static void file_own(int process)
{
	struct session *session = training_sign_in(&training, "yamada");
	for (int i = 0; i < RECORDS; i++) {
		struct filing *filing;
		struct error err;
		char *record;
		must(filing_begin(session, "toin/data-use-application", &filing, &err), &err);
		training_fill(filing);
		while (!done(filing_submit(filing, &record, &err), &err))
			;
		memcpy(shared->ids[process][i], record, ID_SIZE);
		filing_free(filing);
		free(record);
	}
	session_free(session);
}

static void pass(struct session *session, const char *record)
{
	struct dossier dossier;
	struct card_pin pin;
	struct error err;
	int tries;
	while (!done(reading_open(session, record, &dossier, &err), &err))
		;
	const struct decision decision = { &dossier, { .act = ACT_PASS }, NULL };
	training_pin(&pin);
	while (!done(deciding_act(session, &decision, 1, &pin, &tries, &err), &err))
		;
	card_pin_done(&pin);
	dossier_done(&dossier);
}

/* The head's yes, then 受付, which gives the number. */
static void receive_own(int process)
{
	static const char *const people[] = { "ishikawa", "mori" };
	for (size_t person = 0; person < COUNT(people); person++) {
		struct session *session = training_sign_in(&training, people[person]);
		for (int i = 0; i < RECORDS; i++)
			pass(session, shared->ids[process][i]);
		session_free(session);
	}
}

/* Milliseconds until all have done it; a failure ends its process with a status. */
static double at_once(int processes, void (*work)(int process))
{
	pid_t children[PROCESSES];
	double begin = bench_now();
	for (int i = 0; i < processes; i++) {
		children[i] = fork();
		ck_assert_int_ge(children[i], 0);
		if (children[i] == 0) {
			open_desk();
			work(i);
			close_desk();
			_exit(EXIT_SUCCESS);
		}
	}
	for (int i = 0; i < processes; i++) {
		int status;
		ck_assert_int_eq(waitpid(children[i], &status, 0), children[i]);
		ck_assert_msg(status == 0, "process %d failed", i);
	}
	return bench_now() - begin;
}

/* Records that are missing, and numbers that are missing or stand twice. */
static double count_wrong(int all)
{
	struct records records;
	struct error err;
	struct record_filter filter = record_filter_all();
	int *seen = memory_new((size_t)all + 1, sizeof *seen), wrong = 0;
	open_desk();
	must(query_records(training.desk->store, &filter, &records, &err), &err);
	for (size_t i = 0; i < records.count; i++) {
		int number = records.items[i].number;
		seen[number > 0 && number <= all ? number : 0]++;
	}
	for (int number = 1; number <= all; number++)
		wrong += abs(seen[number] - 1);
	wrong += seen[0];
	records_done(&records);
	close_desk();
	free(seen);
	return wrong;
}

START_TEST(filing)
{
	enum { ALL = PROCESSES * RECORDS };
	shared = mmap(NULL, sizeof *shared, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	ck_assert_ptr_ne(shared, MAP_FAILED);
	training_begin(&training);
	close_desk();
	double filed = ALL * 1e3 / at_once(PROCESSES, file_own);
	double received = 2 * ALL * 1e3 / at_once(PROCESSES, receive_own);
	double wrong = count_wrong(ALL);
	double alone = RECORDS * 1e3 / at_once(1, file_own);
	bench_print(&(struct bench_row){
		"four processes file at once (one alone)", "1/s", filed, alone, BENCH_NONE, BENCH_NONE });
	bench_print(&(struct bench_row){
		"they pass and receive at once, acts", "1/s", received, BENCH_NONE, BENCH_NONE, BENCH_NONE });
	bench_print(&(struct bench_row){
		"records or numbers lost or double", "of 200", wrong, BENCH_NONE, 0, BENCH_NONE });
	bench_print(&(struct bench_row){ "told that the office is busy", "times", atomic_load(&shared->busy),
		BENCH_NONE, 0, BENCH_NONE });
	munmap(shared, sizeof *shared);
	training_end(&training);
}
END_TEST

int main(void)
{
	return bench_run("filing", filing);
}
