/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Runs choba as somebody at a shell would, and keeps what it said. */
#ifndef TESTS_COMMAND_PROGRAM_H
#define TESTS_COMMAND_PROGRAM_H

struct ran {
	int status;      /* exit status, 128 and more for a signal */
	char *out, *err; /* the two streams */
};

/* Runs a shell command in a temporary folder of this test. In it $choba and
 * $card are the programs that were built and $data is the source tree's data. The environment
 * names no language. ran_done frees. */
struct ran run(const char *command);
void ran_done(struct ran *ran);

/* Runs it and fails the test where the exit status is another one, or where
 * said is not part of what came on the stream that goes with it: standard
 * output for 0, else standard error. */
void run_expecting(int status, const char *said, const char *command);

/* The temporary folder, made at the first call and removed by program_end. */
const char *program_folder(void);
void program_end(void);

#endif
