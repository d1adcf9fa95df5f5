/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of several processes on one office, and of processes that are killed while they write. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/memory.h"
#include "tests/store/office_fixture.h"
#include "tests/support/suites.h"

suite_maker processes_suite;

enum { WRITERS = 4, RECORDS_EACH = 8, KILLS = 8 };

static struct office_fixture fixture;
static struct error err;

static void id_of(unsigned number, char id[33])
{
	snprintf(id, 33, "%032x", number);
}

/* A child opens the office for itself: a connection must not be carried over a fork. */
static void open_in_child(void)
{
	if (store_open(&fixture.place, &fixture.clock, &fixture.store, &err) != RESULT_OK) {
		fprintf(stderr, "%s\n", err.text);
		_exit(1);
	}
}

static void write_lives(unsigned writer)
{
	open_in_child();
	for (unsigned i = 0; i < RECORDS_EACH; i++) {
		char id[33];
		id_of(writer * 1000 + i, id);
		fixture_life(&fixture, id);
	}
	store_close(fixture.store);
	_exit(0);
}

static void must_be_sound(int64_t entries)
{
	const struct verify_options options = { .mode = VERIFY_FULL };
	struct verify_report report;
	enum result r = journal_verify(fixture.store, &options, &report, &err);
	ck_assert_msg(r == RESULT_OK, "%s", err.text);
	if (entries)
		ck_assert_int_eq(report.entries, entries);
	r = replay_compare(fixture.store, NULL, &err);
	ck_assert_msg(r == RESULT_OK, "%s", err.text);
}

START_TEST(four_processes_lose_no_number_and_give_none_twice)
{
	pid_t writers[WRITERS];
	fixture_init(&fixture);
	store_close(fixture.store);
	fixture.store = NULL;
	for (unsigned i = 0; i < WRITERS; i++) {
		writers[i] = fork();
		ck_assert_int_ge(writers[i], 0);
		if (writers[i] == 0)
			write_lives(i);
	}
	for (size_t i = 0; i < WRITERS; i++) {
		int status;
		ck_assert_int_eq(waitpid(writers[i], &status, 0), writers[i]);
		ck_assert_msg(WIFEXITED(status) && WEXITSTATUS(status) == 0, "writer %zu", i);
	}
	ck_assert_int_eq(store_open(&fixture.place, &fixture.clock, &fixture.store, &err), RESULT_OK);
	must_be_sound(5 + WRITERS * RECORDS_EACH * 3);
	for (int number = 1; number <= WRITERS * RECORDS_EACH; number++) {
		struct record record;
		ck_assert_msg(query_record_by_number(fixture.store, "toin", "application", 2026, number,
				      &record, &err) == RESULT_OK,
			"number %d", number);
		record_done(&record);
	}
	fixture_done(&fixture);
}
END_TEST

/* Files records until it is killed; says each one that was acknowledged. */
static void write_until_killed(unsigned first, int said)
{
	open_in_child();
	for (unsigned number = first;; number++) {
		char id[33];
		id_of(number, id);
		if (fixture_do(&fixture, id, ACT_FILE, 0, &err) != RESULT_OK)
			_exit(1);
		if (write(said, &number, sizeof number) != sizeof number)
			_exit(1);
	}
}

START_TEST(a_process_killed_while_writing_loses_nothing_it_acknowledged)
{
	fixture_init(&fixture);
	store_close(fixture.store);
	fixture.store = NULL;
	for (unsigned kill_at = 0; kill_at < KILLS; kill_at++) {
		int said[2];
		unsigned first = 1000 * (kill_at + 1), last = 0;
		char id[33];
		ck_assert_int_eq(pipe(said), 0);
		pid_t writer = fork();
		ck_assert_int_ge(writer, 0);
		if (writer == 0) {
			close(said[0]);
			write_until_killed(first, said[1]);
		}
		close(said[1]);
		/* Killed after another number of records each time, wherever it then is. */
		for (unsigned i = 0; i <= 3 * kill_at; i++)
			ck_assert_int_eq(read(said[0], &last, sizeof last), sizeof last);
		kill(writer, SIGKILL);
		ck_assert_int_eq(waitpid(writer, NULL, 0), writer);
		while (read(said[0], &last, sizeof last) == sizeof last)
			continue;
		close(said[0]);
		ck_assert_int_eq(store_open(&fixture.place, &fixture.clock, &fixture.store, &err), RESULT_OK);
		for (unsigned number = first; number <= last; number++) {
			struct record record;
			id_of(number, id);
			ck_assert_msg(query_record(fixture.store, id, &record, &err) == RESULT_OK,
				"record %u was acknowledged and is lost", number);
			record_done(&record);
		}
		must_be_sound(0);
		store_close(fixture.store);
		fixture.store = NULL;
	}
	fixture_done(&fixture);
}
END_TEST

Suite *processes_suite(void)
{
	const TTest *const tests[] = {
		four_processes_lose_no_number_and_give_none_twice,
		a_process_killed_while_writing_loses_nothing_it_acknowledged,
		NULL,
	};
	return suite_of("processes", tests);
}
