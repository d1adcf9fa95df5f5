/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How many verdicts a second: every person asks for every act on a record at each stage of the longest route. */
#include <stdlib.h>

#include "base/memory.h"
#include "domain/verdict.h"
#include "tests/bench/bench.h"
#include "tests/support/walk.h"

enum { ROUNDS = 30 };

static const char *const people[] = { "ishibashi", "kondo", "yoshigae", "kitahara", "watanabe", "sakata",
	"egashira", "eguchi" };
static const struct training_place city = { "data/demo/yanagawa-city", "data/regulations/yanagawa", people,
	COUNT(people) };

/* Seven steps, two of them in parallel: both sections that keep the data approve. */
static const char form[] = "yanagawa/processing-application";
static const char values[] =
	"{\"kind\": \"new\", \"year\": 2027, \"start\": \"2027-06-01\", \"other-data\": \"two\", "
	"\"owner\": \"residents\", \"assets\": \"住民記録\", \"owner-2\": \"general-affairs\", "
	"\"assets-2\": \"職員名簿\", \"business\": \"軽自動車税の賦課\", \"work\": \"own\", "
	"\"alone\": false, \"content\": \"様式を改める\", \"effects\": [\"efficiency\"], "
	"\"need\": \"問合せが減るため\", \"cycle\": \"yearly\", \"count\": 20000, \"items\": "
	"[{\"item\": \"氏名\", \"reason\": \"宛名に使うため\"}], \"forbidden\": \"none\"}";
static const struct turn turns[] = {
	{ "kondo" },
	{ "yoshigae", .values = "{\"consulted-on\": \"2026-11-24\", \"consulted\": \"可能\"}" },
	{ "kitahara" },
	{ "watanabe" },
	{ "sakata" },
	{ "egashira" },
	{ "yoshigae" },
};

enum { STAGES = COUNT(turns) + 1 };

static struct training training;

/* One record before the first turn, one after it, and so on to the one that is decided. */
static void walk_to_each_stage(struct dossier *dossiers)
{
	struct error err;
	char *records[STAGES];
	for (size_t stage = 0; stage < STAGES; stage++) {
		records[stage] = walk_file(&training, "ishibashi", form, values, NULL);
		walk_turns(&training, records[stage], turns, stage);
	}
	struct session *session = training_sign_in(&training, "ishibashi");
	for (size_t stage = 0; stage < STAGES; stage++) {
		enum result r = reading_open(session, records[stage], &dossiers[stage], &err);
		ck_assert_msg(r == RESULT_OK, "%s", err.text);
		free(records[stage]);
	}
	session_free(session);
}

struct asked {
	size_t all, granted;
};

/* Everybody of the office asks for every act on every record. */
static struct asked ask(const struct dossier *dossiers, bool in_words)
{
	const struct office *office = &training.desk->office;
	struct asked asked = { 0 };
	for (size_t stage = 0; stage < STAGES; stage++)
		for (size_t person = 0; person < office->person_count; person++)
			for (int act = ACT_PASS; act < ACT_FOLLOWED; act++) {
				const struct wish wish = { .act = (enum act)act, .answer = ANSWER_YES };
				struct error err;
				enum result r = verdict_may(&dossiers[stage].standing,
					office->people[person].id, &wish, true, NULL, in_words ? &err : NULL);
				asked.all++;
				asked.granted += r == RESULT_OK;
			}
	return asked;
}

/* Verdicts a second, the median of all rounds. */
static double rate(const struct dossier *dossiers, bool in_words)
{
	struct bench_samples samples = { 0 };
	for (int i = 0; i < ROUNDS; i++) {
		double begin = bench_now();
		struct asked asked = ask(dossiers, in_words);
		bench_add(&samples, (double)asked.all * 1e3 / (bench_now() - begin));
		ck_assert_uint_ge(asked.granted, COUNT(turns));
	}
	double median = bench_median(&samples);
	bench_done(&samples);
	return median;
}

START_TEST(verdict)
{
	struct dossier dossiers[STAGES];
	training_begin_at(&training, &city);
	walk_to_each_stage(dossiers);
	bench_print(&(struct bench_row){ "verdicts on a route of seven steps", "1/s", rate(dossiers, false),
		BENCH_NONE, BENCH_NONE, BENCH_NONE });
	bench_print(&(struct bench_row){ "the same, refusals put into words", "1/s", rate(dossiers, true),
		BENCH_NONE, BENCH_NONE, BENCH_NONE });
	for (size_t stage = 0; stage < STAGES; stage++)
		dossier_done(&dossiers[stage]);
	training_end(&training);
}
END_TEST

int main(void)
{
	return bench_run("verdict", verdict);
}
