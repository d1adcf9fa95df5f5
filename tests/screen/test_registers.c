/* SPDX-License-Identifier: GPL-3.0-or-later */
/* 登録簿 by the keys: who may operate which terminal, on which day, by which record. */
#include <stdlib.h>
#include <unistd.h>

#include "base/memory.h"
#include "tests/screen/bench.h"
#include "tests/support/suites.h"
#include "tests/support/walk.h"

suite_maker registers_suite;

static struct training training;
static struct bench bench;

/* Files an application for the terminals, which is approved. */
static void approve(const char *values)
{
	static const struct turn turns[] = { { .person = "ishikawa" }, { .person = "mori" },
		{ .person = "nakamura" }, { .person = "takahashi", .at = "" } };
	char *record = walk_file(&training, "yamada", "toin/operator-approval", values, NULL);
	walk_turns(&training, record, turns, COUNT(turns));
	free(record);
}

/* 清水 operates a terminal from today on and 木村 for five days; what 山田 was given ended before it began. */
static void open_registers(bool japanese)
{
	training_begin(&training);
	approve("{\"acts\": [\"approve\"], \"approved\": ["
		"{\"person\": \"shimizu\", \"terminal\": \"税-1\", \"operation\": \"inquiry\", \"work\": "
		"\"賦課\"},"
		"{\"person\": \"kimura\", \"terminal\": \"税-2\", \"operation\": \"inquiry\", \"work\": "
		"\"賦課\"}],"
		" \"approved-on\": \"2026-11-24\", \"secrecy-read\": true, \"reason\": \"work\"}");
	approve("{\"acts\": [\"approve\"], \"approved\": ["
		"{\"person\": \"yamada\", \"terminal\": \"税-3\", \"operation\": \"inquiry\", \"work\": "
		"\"徴収\"}],"
		" \"approved-on\": \"2026-12-10\", \"secrecy-read\": true, \"reason\": \"work\"}");
	approve("{\"acts\": [\"end\"], \"ended\": [{\"person\": \"kimura\", \"terminal\": \"税-2\"}],"
		" \"ended-on\": \"2026-11-29\", \"reason\": \"work\"}");
	training.clock.fixed = training_time(2026, 12, 10, 9, 0);
	approve("{\"acts\": [\"end\"], \"ended\": [{\"person\": \"yamada\", \"terminal\": \"税-3\"}],"
		" \"ended-on\": \"2026-12-10\", \"reason\": \"work\"}");
	training.clock.fixed = training_time(2026, 11, 24, 10, 12);
	bench_open_training(&bench, &training, 24, 80, japanese);
	bench_sign_in(&bench, "yamada");
	bench_type(&bench, BENCH_F12 "g");
	bench_expect_view(&bench, "registers");
}

static void end(void)
{
	bench_close(&bench);
	training_end(&training);
}

START_TEST(a_register_shows_what_is_in_force_today_and_by_which_record)
{
	bool japanese = _i == 0;
	open_registers(japanese);
	headless_expect(bench.term, japanese ? "registers" : "registers-english");
	end();
}
END_TEST

START_TEST(the_history_shows_what_ended_and_what_never_began)
{
	open_registers(true);
	bench_type(&bench, BENCH_F6);
	headless_expect(bench.term, "registers-history");
	bench_type(&bench, BENCH_F6);
	headless_expect(bench.term, "registers");
	end();
}
END_TEST

/* What is typed behind a key, a sentence or name that is to be seen then, and one that is not. */
static const struct {
	const char *keys, *seen, *unseen;
} asked[] = {
	{ BENCH_F2 "清水\r", "税-1", "税-2" },
	{ BENCH_F2 "シミズ\r", "税-1", "税-2" },
	{ BENCH_F2 "0303\r", "税-2", "税-1" },
	{ BENCH_F2 "Kenta\r", "税-2", "税-1" },
	{ BENCH_F2 "山\r", "該当する人が複数います", NULL },
	{ BENCH_F2 "桃太郎\r", "該当する人がいません", NULL },
	{ BENCH_F2 "清水\r" BENCH_F2 "\r", "税-2", NULL }, /* nothing typed: all again */
	{ BENCH_F9 "12/1\r", "税-1", "税-2" },             /* 木村's five days are over */
	{ BENCH_F9 "12/1\r" BENCH_F9 "\r", "税-2", NULL },
	{ BENCH_F9 "R8.11.23\r", "該当する登録はありません", "税-1" },
	{ BENCH_F9 "13/45\r", "日付", NULL },
	{ "t税-2\r", "木村 健太", "清水 彩" },
	{ "t税-2\rt\r", "清水 彩", NULL },
	{ BENCH_F2 BENCH_F3, "税-1", NULL }, /* given up */
	{ BENCH_F2 BENCH_F5, "入力を終えるか", NULL },
	{ BENCH_F5, "税-1", NULL },
};

START_TEST(it_is_asked_by_name_day_and_subject)
{
	open_registers(true);
	bench_type(&bench, asked[_i].keys);
	bench_expect_view(&bench, "registers");
	headless_expect_text(bench.term, asked[_i].seen);
	if (asked[_i].unseen)
		headless_expect_absent(bench.term, asked[_i].unseen);
	end();
}
END_TEST

START_TEST(a_name_is_pasted_where_it_is_asked_for_and_nowhere_else)
{
	open_registers(true);
	bench_type(&bench, "\033[200~清水\033[201~");
	headless_expect_text(bench.term, "税-2");
	bench_type(&bench, BENCH_F2 "\033[200~清水\033[201~\r");
	headless_expect_text(bench.term, "税-1");
	headless_expect_absent(bench.term, "税-2");
	end();
}
END_TEST

START_TEST(enter_opens_the_record_that_decided_the_row)
{
	open_registers(true);
	bench_type(&bench, BENCH_DOWN "\r");
	bench_expect_view(&bench, "record");
	headless_expect_text(bench.term, "端末操作者承認申請書");
	headless_expect_text(bench.term, "第1号");
	bench_type(&bench, BENCH_F3);
	bench_expect_view(&bench, "registers");
	end();
}
END_TEST

START_TEST(another_register_is_chosen_and_has_nothing_to_open)
{
	open_registers(true);
	bench_type(&bench, BENCH_F4);
	bench_expect_view(&bench, "choosing");
	bench_type(&bench, BENCH_DOWN "\r");
	bench_expect_view(&bench, "registers");
	headless_expect(bench.term, "registers-another");
	bench_type(&bench, "\r");
	bench_expect_view(&bench, "registers");
	end();
}
END_TEST

START_TEST(the_list_is_printed_with_what_was_asked_of_it)
{
	open_registers(true);
	bench_type(&bench, BENCH_F2 "木村\r");
	bench_type(&bench, BENCH_F10);
	bench_expect_view(&bench, "printing");
	headless_expect(bench.term, "registers-paper");
	end();
}
END_TEST

Suite *registers_suite(void)
{
	const TTest *const tests[] = {
		the_history_shows_what_ended_and_what_never_began,
		a_name_is_pasted_where_it_is_asked_for_and_nowhere_else,
		enter_opens_the_record_that_decided_the_row,
		another_register_is_chosen_and_has_nothing_to_open,
		the_list_is_printed_with_what_was_asked_of_it,
		NULL,
	};
	Suite *suite = suite_of("registers", tests);
	TCase *loop = tcase_create("asked");
	tcase_set_timeout(loop, 60);
	tcase_add_loop_test(loop, a_register_shows_what_is_in_force_today_and_by_which_record, 0, 2);
	tcase_add_loop_test(loop, it_is_asked_by_name_day_and_subject, 0, (int)COUNT(asked));
	suite_add_tcase(suite, loop);
	return suite;
}
