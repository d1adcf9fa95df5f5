/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The office's calendar: a month is looked at, a day off to come is entered, signed and taken back. */
#include "base/memory.h"
#include "domain/calendar.h"
#include "tests/screen/bench.h"
#include "tests/support/suites.h"

suite_maker calendar_screen_suite;

static struct bench bench;

static void open_calendar(const char *person, bool japanese)
{
	bench_open(&bench, 24, 80, japanese);
	bench_sign_in(&bench, person);
	bench_type(&bench, BENCH_F12 "c");
	bench_expect_view(&bench, "calendar");
}

static bool is_open(date day)
{
	return office_is_open(&bench.desk->office, day);
}

static void sign(void)
{
	bench_expect_view(&bench, "confirm");
	bench_type(&bench, BENCH_F9);
	bench_expect_view(&bench, "ask-pin");
	bench_type(&bench, FAKE_PIN "\r");
	bench_expect_view(&bench, "calendar");
}

START_TEST(a_month_shows_holidays_by_name_and_the_bar_stands_on_today)
{
	open_calendar("yamada", _i == 0);
	headless_expect(bench.term, _i == 0 ? "calendar" : "calendar-english");
	bench_type(&bench, "\033[C");
	headless_expect_text(bench.term, _i == 0 ? "令和8年12月" : "December 2026");
	bench_type(&bench, "\033[D\033[D");
	headless_expect_text(bench.term, _i == 0 ? "令和8年10月" : "October 2026");
	bench_close(&bench);
}
END_TEST

START_TEST(a_day_off_to_come_is_entered_signed_and_taken_back)
{
	const date day = date_of(2026, 11, 30);
	open_calendar("ogawa", true);
	bench_type(&bench, "\033[F" BENCH_F2);
	bench_type(&bench, "電気設備の点検");
	headless_expect(bench.term, "calendar-naming");
	bench_type(&bench, "\r");
	headless_expect(bench.term, "calendar-confirm");
	ck_assert(is_open(day));
	sign();
	headless_expect_text(bench.term, "電気設備の点検");
	ck_assert(!is_open(day));
	bench_type(&bench, BENCH_F11);
	sign();
	headless_expect_absent(bench.term, "電気設備の点検");
	ck_assert(is_open(day));
	bench_close(&bench);
}
END_TEST

START_TEST(a_day_off_without_a_name_is_not_taken)
{
	open_calendar("ogawa", true);
	bench_type(&bench, "\033[F" BENCH_F2 "\r");
	bench_expect_view(&bench, "calendar");
	headless_expect_text(bench.term, "閉庁の名称を入力してください");
	ck_assert(is_open(date_of(2026, 11, 30)));
	bench_close(&bench);
}
END_TEST

/* Who may not, what is past, what was never set: each says so. */
static const struct {
	const char *person, *keys, *sentence;
} closed[] = {
	{ "yamada", "\033[F" BENCH_F2, "小川 拓也" },
	{ "yamada", "\033[F" BENCH_F11, "小川 拓也" },
	{ "ogawa", BENCH_F2, "明日からの日だけを変えられます" },
	{ "ogawa", "\033[H" BENCH_F11, "明日からの日だけを変えられます" },
	{ "ogawa", "\033[F" BENCH_F11, "この日には、庁内で定めた閉庁・開庁がありません" },
};

START_TEST(a_closed_key_of_the_calendar_says_why)
{
	open_calendar(closed[_i].person, true);
	bench_type(&bench, closed[_i].keys);
	bench_expect_view(&bench, "calendar");
	headless_expect_text(bench.term, closed[_i].sentence);
	bench_close(&bench);
}
END_TEST

Suite *calendar_screen_suite(void)
{
	const TTest *const tests[] = {
		a_day_off_to_come_is_entered_signed_and_taken_back,
		a_day_off_without_a_name_is_not_taken,
		NULL,
	};
	Suite *suite = suite_of("calendar", tests);
	TCase *rows = tcase_create("rows");
	tcase_add_loop_test(rows, a_month_shows_holidays_by_name_and_the_bar_stands_on_today, 0, 2);
	tcase_add_loop_test(rows, a_closed_key_of_the_calendar_says_why, 0, COUNT(closed));
	tcase_set_timeout(rows, 60);
	suite_add_tcase(suite, rows);
	return suite;
}
