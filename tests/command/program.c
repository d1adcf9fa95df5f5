/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The built program under a shell. */
#include "tests/command/program.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/file.h"
#include "base/memory.h"
#include "tests/support/bundle.h"

static char folder[64];

const char *program_folder(void)
{
	if (!folder[0]) {
		strcpy(folder, "/tmp/choba-command-XXXXXX");
		ck_assert_ptr_nonnull(mkdtemp(folder));
	}
	return folder;
}

void program_end(void)
{
	if (!folder[0])
		return;
	char *command = memory_format("rm -rf '%s'", folder);
	ck_assert_int_eq(system(command), 0);
	free(command);
	folder[0] = '\0';
}

static char *stream_text(const char *name)
{
	char *path = memory_format("%s/%s", program_folder(), name), *bytes;
	size_t length;
	ck_assert_int_eq(file_read(path, 4U << 20, &bytes, &length, NULL), RESULT_OK);
	free(path);
	return bytes;
}

struct ran run(const char *command)
{
	char *data = source_path("data");
	char *line = memory_format(
		"cd '%s' && choba='%s/choba' card='%s/choba-training-card' data='%s' && export "
		"choba card data && unset LC_ALL LC_MESSAGES LANG LANGUAGE CHOBA_OFFICE && { %s; } "
		">out 2>err </dev/null",
		program_folder(), BUILD_FOLDER, BUILD_FOLDER, data, command);
	int status = system(line);
	free(line);
	free(data);
	return (struct ran){
		.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status),
		.out = stream_text("out"),
		.err = stream_text("err"),
	};
}

void ran_done(struct ran *ran)
{
	free(ran->out);
	free(ran->err);
}

void run_expecting(int status, const char *said, const char *command)
{
	struct ran ran = run(command);
	ck_assert_msg(ran.status == status, "%s\nended with %d, not %d\n%s%s", command, ran.status, status,
		ran.out, ran.err);
	const char *stream = status == 0 ? ran.out : ran.err;
	ck_assert_msg(strstr(stream, said) != NULL, "%s\ndid not say \"%s\" but\n%s", command, said, stream);
	ran_done(&ran);
}
