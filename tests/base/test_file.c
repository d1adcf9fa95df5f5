/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of whole files: what the system refuses has its sentence, what is no file is not read. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/memory.h"
#include "tests/support/suites.h"

suite_maker file_suite;

static char *folder, *path;
static struct error err;

static void setup(void)
{
	folder = memory_string("/tmp/choba-file-XXXXXX");
	ck_assert_ptr_nonnull(mkdtemp(folder));
	path = memory_format("%s/paper", folder);
}

static void teardown(void)
{
	unlink(path);
	rmdir(folder);
	free(path);
	free(folder);
}

START_TEST(each_refusal_of_the_system_has_its_result_and_sentence)
{
	static const struct {
		int code;
		enum result result;
		const char *sentence;
	} rows[] = {
		{ ENOENT, RESULT_NOT_FOUND, "x does not exist" },
		{ ENOTDIR, RESULT_NOT_FOUND, "x does not exist" },
		{ EACCES, RESULT_DENIED, "x: the system refuses access" },
		{ EPERM, RESULT_DENIED, "x: the system refuses access" },
		{ EROFS, RESULT_DENIED, "x lies on a disk that can only be read" },
		{ ENOSPC, RESULT_FULL, "x: the disk is full; make room and try again" },
		{ EDQUOT, RESULT_FULL, "x: the disk is full; make room and try again" },
		{ EEXIST, RESULT_CONFLICT, "x exists already" },
		{ EIO, RESULT_FAILED, "x: " },
	};
	for (size_t i = 0; i < COUNT(rows); i++) {
		ck_assert_int_eq(file_error(&err, rows[i].code, "x"), rows[i].result);
		ck_assert_msg(strstr(err.text, rows[i].sentence) == err.text, "%s", err.text);
	}
}
END_TEST

START_TEST(a_file_is_read_up_to_its_limit)
{
	char *bytes = NULL;
	size_t length = 0;
	ck_assert_int_eq(file_write(path, "12345", 5, 0600, &err), RESULT_OK);
	ck_assert_int_eq(file_read(path, 4, &bytes, &length, &err), RESULT_INVALID);
	ck_assert_msg(strstr(err.text, "paper is larger than 4 bytes") != NULL, "%s", err.text);
	ck_assert_ptr_null(bytes);
	ck_assert_int_eq(file_read(path, 5, &bytes, &length, &err), RESULT_OK);
	ck_assert_str_eq(bytes, "12345");
	ck_assert_uint_eq(length, 5);
	free(bytes);
}
END_TEST

START_TEST(a_pipe_and_a_folder_are_no_files_and_hold_nobody)
{
	char *bytes = NULL;
	size_t length;
	ck_assert_int_eq(mkfifo(path, 0600), 0);
	const char *const names[] = { path, folder };
	for (size_t i = 0; i < COUNT(names); i++) {
		ck_assert_int_eq(file_read(names[i], 100, &bytes, &length, &err), RESULT_INVALID);
		ck_assert_msg(strstr(err.text, " is not a regular file") != NULL, "%s", err.text);
		ck_assert_ptr_null(bytes);
	}
}
END_TEST

START_TEST(the_home_folder_is_meant_by_a_tilde_alone)
{
	static const char *const rows[][2] = { { "~/a.pdf", "/home/x/a.pdf" }, { "/~/a", "/~/a" },
		{ "~a", "~a" }, { "", "" } };
	setenv("HOME", "/home/x", 1);
	for (size_t i = 0; i < COUNT(rows); i++) {
		char *typed = file_typed(rows[i][0]);
		ck_assert_str_eq(typed, rows[i][1]);
		free(typed);
	}
	unsetenv("HOME");
	char *typed = file_typed("~/a.pdf");
	ck_assert_str_eq(typed, "~/a.pdf");
	free(typed);
}
END_TEST

Suite *file_suite(void)
{
	const TTest *const tests[] = {
		each_refusal_of_the_system_has_its_result_and_sentence,
		a_file_is_read_up_to_its_limit,
		a_pipe_and_a_folder_are_no_files_and_hold_nobody,
		the_home_folder_is_meant_by_a_tilde_alone,
		NULL,
	};
	return suite_with("file", tests, setup, teardown);
}
