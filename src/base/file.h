/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whole files, read with a limit and written so that they are either old or new. */
#ifndef BASE_FILE_H
#define BASE_FILE_H

#include <stddef.h>

#include "base/error.h"

/* Reads a regular file of at most limit bytes; *ret_bytes is the caller's and
 * has a NUL behind its length. RESULT_NOT_FOUND, RESULT_DENIED, RESULT_INVALID
 * (too large, not a regular file). */
enum result file_read(
	const char *path, size_t limit, char **ret_bytes, size_t *ret_length, struct error *err);

/* Writes to a temporary name beside path with mode, fsyncs file and folder and
 * renames: a crash leaves the old file or the new one. RESULT_FULL, RESULT_DENIED. */
enum result file_write(const char *path, const void *bytes, size_t length, unsigned mode, struct error *err);

/* Makes a folder with mode and fsyncs the one it lies in; no error where it is there already. */
enum result file_folder(const char *path, unsigned mode, struct error *err);

/* The path that a person typed: "~/" is the home folder. The caller frees. */
char *file_typed(const char *typed);

/* A folder's path without the strokes at its end; "/" stays. The caller frees. */
char *file_plain_folder(const char *path);

/* Turns an errno into a result and a sentence about path; the one place that does. */
enum result file_error(struct error *err, int code, const char *path);

#endif
