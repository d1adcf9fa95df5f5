/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Runs the judges. */
#include "tests/print/judge.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/memory.h"
#include "base/text.h"

char *judge_pdf(const struct sheet_content *sheets, size_t count, struct sheet_outcome *ret_outcome)
{
	struct error err = { 0 };
	char *bytes = NULL;
	size_t length = 0;
	ck_assert_msg(
		sheet_pdf(sheets, count, &bytes, &length, ret_outcome, &err) == RESULT_OK, "%s", err.text);
	char *path = memory_string("/tmp/choba-print-XXXXXX");
	int fd = mkstemp(path);
	ck_assert_int_ge(fd, 0);
	FILE *file = fdopen(fd, "wb");
	ck_assert_ptr_nonnull(file);
	ck_assert_uint_eq(fwrite(bytes, 1, length, file), length);
	ck_assert_int_eq(fclose(file), 0);
	free(bytes);
	return path;
}

void judge_done(char *path)
{
	unlink(path);
	free(path);
}

char *judge_says(const char *tool, const char *path, const char *more)
{
	char *command = memory_format("%s '%s' %s 2>&1", tool, path, more);
	struct text out = { 0 };
	char part[4096];
	FILE *pipe = popen(command, "r");
	ck_assert_ptr_nonnull(pipe);
	for (size_t got; (got = fread(part, 1, sizeof part, pipe)) > 0;)
		text_add_n(&out, part, got);
	int status = pclose(pipe);
	ck_assert_msg(status == 0, "%s: %s", command, text_string(&out));
	free(command);
	return text_take(&out);
}

char *judge_bare(const char *string)
{
	struct text out = { 0 };
	size_t length = strlen(string);
	for (size_t position = 0; position < length;) {
		uint32_t code = text_next(string, length, &position);
		if (code > ' ' && code != 0x3000 && code != 0xA0)
			text_add_code_point(&out, code);
	}
	return text_take(&out);
}

char *judge_text(const char *path)
{
	char *raw = judge_says("pdftotext -raw -enc UTF-8", path, "-"), *bare = judge_bare(raw);
	free(raw);
	return bare;
}
