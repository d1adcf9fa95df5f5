/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The preview, the file, and what stands in their way. */
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/memory.h"
#include "tests/screen/bench.h"
#include "tests/support/suites.h"

suite_maker printing_suite;

enum { PDF_LIMIT = 16 << 20 };

/* The preview of a record, with no printer on the path. */
static void open_preview(struct bench *bench, bool japanese)
{
	bench_open(bench, 24, 80, japanese);
	setenv("PATH", bench->folder, 1);
	setenv("HOME", bench->folder, 1);
	free(bench_file(bench, "yamada", "国民健康保険税賦課事務"));
	bench_sign_in(bench, "yamada");
	bench_type(bench, BENCH_F12 "r");
	bench_type(bench, "\r" BENCH_F10);
	bench_expect_view(bench, "printing");
}

/* Asks for a file and types its name in place of the one that is offered. */
static char *name_file(struct bench *bench, const char *name)
{
	char *path = memory_format("%s/%s", bench->folder, name);
	bench_type(bench, BENCH_F2);
	for (int i = 0; i < 200; i++)
		bench_type(bench, "\177");
	bench_type(bench, path);
	return path;
}

START_TEST(the_preview_shows_the_official_form)
{
	struct bench bench;
	bool japanese = _i == 0;
	open_preview(&bench, japanese);
	headless_expect(bench.term, japanese ? "printing" : "printing-english");
	bench_close(&bench);
}
END_TEST

START_TEST(without_a_printer_a_file_is_asked_for)
{
	struct bench bench;
	open_preview(&bench, true);
	bench_type(&bench, BENCH_F10);
	headless_expect_text(bench.term, "プリンターが設定されていません");
	headless_expect_text(bench.term, "出力先ファイル");
	bench_type(&bench, BENCH_F10);
	headless_expect_text(bench.term, "Enter で出力します");
	bench_type(&bench, BENCH_F3);
	bench_expect_view(&bench, "printing");
	headless_expect_absent(bench.term, "出力先ファイル");
	bench_close(&bench);
}
END_TEST

START_TEST(a_file_is_written_once_and_only_over_after_a_question)
{
	struct bench bench;
	struct stat about;
	struct error err;
	char *bytes;
	size_t length;
	open_preview(&bench, true);
	char *path = name_file(&bench, "sheet.pdf");
	bench_type(&bench, "\r");
	headless_expect_text(bench.term, "に出力しました");
	ck_assert_msg(file_read(path, PDF_LIMIT, &bytes, &length, &err) == RESULT_OK, "%s", err.text);
	ck_assert(length > 1000 && !memcmp(bytes, "%PDF-", 5));
	free(bytes);
	ck_assert(stat(path, &about) == 0);
	ck_assert_uint_eq(about.st_mode & 0777, 0600);
	free(path);
	path = name_file(&bench, "sheet.pdf");
	bench_type(&bench, "\r");
	bench_expect_view(&bench, "confirm");
	bench_type(&bench, "\r");
	bench_expect_view(&bench, "printing");
	bench_type(&bench, "\r");
	bench_type(&bench, BENCH_F9);
	headless_expect_text(bench.term, "に出力しました");
	free(path);
	bench_close(&bench);
}
END_TEST

START_TEST(a_folder_that_is_not_there_is_said_and_the_name_can_be_mended)
{
	struct bench bench;
	open_preview(&bench, true);
	free(name_file(&bench, "nowhere/sheet.pdf"));
	bench_type(&bench, "\r");
	bench_expect_view(&bench, "printing");
	headless_expect_absent(bench.term, "に出力しました");
	headless_expect_text(bench.term, "出力先ファイル");
	headless_expect_text(bench.term, "ありません");
	bench_close(&bench);
}
END_TEST

Suite *printing_suite(void)
{
	const TTest *const tests[] = {
		without_a_printer_a_file_is_asked_for,
		a_file_is_written_once_and_only_over_after_a_question,
		a_folder_that_is_not_there_is_said_and_the_name_can_be_mended,
		NULL,
	};
	Suite *suite = suite_of("printing", tests);
	TCase *rows = tcase_create("rows");
	tcase_add_loop_test(rows, the_preview_shows_the_official_form, 0, 2);
	tcase_set_timeout(rows, 60);
	suite_add_tcase(suite, rows);
	return suite;
}
