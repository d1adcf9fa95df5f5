/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Attached files by the keys: added by path, listed, taken off, filed, and a copy saved from the record. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/memory.h"
#include "tests/screen/bench.h"
#include "tests/support/suites.h"

suite_maker attachments_screen_suite;

static struct bench bench;

/* A form in which nothing is missing, and a paper in the home folder, whose path is always the same. */
static void open_form(bool japanese)
{
	struct error err;
	bench_open(&bench, 24, 80, japanese);
	setenv("HOME", bench.folder, 1);
	char *path = memory_format("%s/見取図.txt", bench.folder);
	ck_assert_int_eq(file_write(path, "執務室の見取図", 21, 0600, &err), RESULT_OK);
	free(path);
	bench_draft(&bench, "yamada", "国民健康保険税賦課事務");
	bench_sign_in(&bench, "yamada");
	bench_type(&bench, "\r");
	bench_expect_view(&bench, "filing");
	bench_type(&bench, BENCH_F5);
	bench_expect_view(&bench, "attach-files");
}

static void attach(void)
{
	bench_type(&bench, BENCH_F2 "見取図.txt\r");
	bench_expect_view(&bench, "attach-files");
}

START_TEST(a_file_is_attached_by_its_path_and_filed_with_the_form)
{
	bool japanese = _i == 0;
	open_form(japanese);
	headless_expect_text(bench.term, japanese ? "添付ファイルはありません" : "No file is attached");
	attach();
	headless_expect(bench.term, japanese ? "attach-files" : "attach-files-english");
	bench_type(&bench, BENCH_F3);
	headless_expect_text(bench.term, japanese ? "添付1件" : "files: 1");
	bench_type(&bench, BENCH_F9);
	bench_expect_view(&bench, "confirm");
	bench_type(&bench, BENCH_F9);
	bench_expect_view(&bench, "record");
	/* Its copy is saved under another name, and what is there is asked about. */
	bench_type(&bench, "f");
	bench_expect_view(&bench, "attached-files");
	headless_expect(bench.term, japanese ? "attached-files" : "attached-files-english");
	bench_type(&bench, BENCH_F2 "\r");
	bench_expect_view(&bench, "confirm");
	bench_type(&bench, BENCH_F3 ".copy\r");
	bench_expect_view(&bench, "attached-files");
	char *bytes, *path = memory_format("%s/見取図.txt.copy", bench.folder);
	size_t length;
	struct error err;
	ck_assert_int_eq(file_read(path, 100, &bytes, &length, &err), RESULT_OK);
	ck_assert_str_eq(bytes, "執務室の見取図");
	free(bytes);
	free(path);
	bench_close(&bench);
}
END_TEST

START_TEST(a_file_is_taken_off_after_a_question)
{
	open_form(true);
	bench_type(&bench, BENCH_F11);
	bench_expect_view(&bench, "attach-files");
	attach();
	bench_type(&bench, BENCH_F11);
	bench_expect_view(&bench, "confirm");
	bench_type(&bench, BENCH_F9);
	bench_expect_view(&bench, "attach-files");
	headless_expect_text(bench.term, "添付ファイルはありません");
	bench_close(&bench);
}
END_TEST

START_TEST(what_cannot_be_attached_is_said_and_the_path_can_be_typed_again)
{
	open_form(true);
	bench_type(&bench, BENCH_F2 "\r");
	headless_expect_text(bench.term, "はフォルダーです");
	bench_type(&bench, "ありません.txt\r");
	headless_expect_text(bench.term, "ありません.txt");
	bench_type(&bench, BENCH_F3);
	headless_expect_text(bench.term, "添付ファイルはありません");
	bench_close(&bench);
}
END_TEST

START_TEST(a_record_without_files_says_so)
{
	bench_open(&bench, 24, 80, true);
	free(bench_file(&bench, "yamada", "国民健康保険税賦課事務"));
	bench_sign_in(&bench, "yamada");
	bench_type(&bench, BENCH_F12 "r");
	bench_type(&bench, "\r");
	bench_expect_view(&bench, "record");
	bench_type(&bench, "f");
	bench_expect_view(&bench, "record");
	headless_expect_text(bench.term, "添付ファイルはありません");
	bench_close(&bench);
}
END_TEST

Suite *attachments_screen_suite(void)
{
	const TTest *const tests[] = {
		a_file_is_taken_off_after_a_question,
		what_cannot_be_attached_is_said_and_the_path_can_be_typed_again,
		a_record_without_files_says_so,
		NULL,
	};
	Suite *suite = suite_of("attached files", tests);
	TCase *both = tcase_create("languages");
	tcase_add_loop_test(both, a_file_is_attached_by_its_path_and_filed_with_the_form, 0, 2);
	suite_add_tcase(suite, both);
	return suite;
}
