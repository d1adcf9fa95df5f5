/* SPDX-License-Identifier: GPL-3.0-or-later */
/* 未処理一覧 and 記録一覧 of an office that has decided twenty thousand records, and of one that has decided none. */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "crypto/random.h"
#include "service/reading.h"
#include "service/waiting.h"
#include "store/journal.h"
#include "store/query.h"
#include "tests/bench/bench.h"
#include "tests/support/training.h"

enum { DECIDED = 20000, OPEN = 20, RUNS = 50 };

static struct training training;

static void must(enum result r, const struct error *err)
{
	ck_assert_msg(r == RESULT_OK, "%s", err->text);
}

/* Appends an act that leaves the head as it is given; nobody opens these records, so they need no contents. */
static void append_act(struct record *head, enum act act)
{
	struct error err;
	struct transition transition = { .act = act, .step = head->step, .version = 1 };
	must(journal_next(training.desk->store, &head->revision, &err), &err);
	struct entry entry = {
		.kind = ENTRY_ACT,
		.actor = memory_string("yamada"),
		.record = memory_string(head->id),
		.form = memory_string(head->form),
		.regulation_hash = memory_string(head->regulation_hash),
		.envelope = json_pack("{s:o, s:o}", "record", record_to_json(head), "transition",
			entry_transition(&transition)),
	};
	must(journal_append(training.desk->store, &entry, &err), &err);
	entry_done(&entry);
}

/* Every other one is the paper of a decision, which has gone out. */
static void decide_like(const struct record *filed, int count)
{
	struct error err;
	must(store_begin(training.desk->store, &err), &err);
	for (int i = 0; i < count; i++) {
		bool paper = i % 2;
		char id[ID_SIZE], number[32];
		random_id(id);
		snprintf(number, sizeof number, "東税第%d号", i + 1);
		struct record head = *filed;
		head.id = id;
		head.form = (char *)(uintptr_t)(paper ? "data-use-decision" : "data-use-application");
		if (!paper)
			append_act(&head, ACT_FILE);
		head.state = RECORD_DECIDED;
		head.step = NULL;
		head.decided = filed->filed;
		head.decision_of = paper ? filed->id : NULL;
		head.document_number = paper ? number : NULL;
		append_act(&head, paper ? ACT_DISPATCH : ACT_DECIDE);
	}
	must(store_end(training.desk->store, RESULT_OK, &err), &err);
}

static enum result list_readable(struct session *session, struct reading_lines *ret_lines, struct error *err)
{
	return reading_list(session, NULL, RECORD__COUNT, ret_lines, err);
}

typedef enum result lister(struct session *session, struct reading_lines *ret_lines, struct error *err);

/* Median of a list that has so many lines. */
static double milliseconds_of(lister *list, struct session *session, size_t lines_wanted)
{
	struct bench_samples samples = { 0 };
	struct error err;
	for (int i = 0; i < RUNS; i++) {
		struct reading_lines lines;
		double begin = bench_now();
		must(list(session, &lines, &err), &err);
		bench_add(&samples, bench_now() - begin);
		ck_assert_uint_eq(lines.count, lines_wanted);
		reading_lines_done(&lines);
	}
	double median = bench_median(&samples);
	bench_done(&samples);
	return median;
}

START_TEST(waiting)
{
	struct error err;
	struct record filed;
	training_begin(&training);
	char *first = training_file(&training);
	for (int i = 1; i < OPEN; i++)
		free(training_file(&training));
	must(query_record(training.desk->store, first, &filed, &err), &err);
	struct session *session = training_sign_in(&training, "ishikawa");
	struct session *other = training_sign_in(&training, "ikeda");
	double few = milliseconds_of(waiting_list, session, OPEN);
	double none = milliseconds_of(list_readable, other, 0);
	decide_like(&filed, DECIDED);
	bench_print(&(struct bench_row){ "list of what waits, 20,000 decided (none)", "ms",
		milliseconds_of(waiting_list, session, OPEN), few, 50, BENCH_NONE });
	bench_print(&(struct bench_row){ "list of what one may read, 20,000 of others (none)", "ms",
		milliseconds_of(list_readable, other, 0), none, BENCH_NONE, BENCH_NONE });
	session_free(session);
	session_free(other);
	record_done(&filed);
	free(first);
	training_end(&training);
}
END_TEST

int main(void)
{
	return bench_run("waiting", waiting);
}
