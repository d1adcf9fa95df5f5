/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whole files. */
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/memory.h"

char *file_typed(const char *typed)
{
	const char *home = getenv("HOME");
	return home && strncmp(typed, "~/", 2) == 0 ? memory_format("%s/%s", home, typed + 2)
						    : memory_string(typed);
}

char *file_plain_folder(const char *path)
{
	size_t length = strlen(path);
	while (length > 1 && path[length - 1] == '/')
		length--;
	return memory_string_n(path, length);
}

enum result file_error(struct error *err, int code, const char *path)
{
	switch (code) {
	case ENOENT:
	case ENOTDIR: return error_set(err, RESULT_NOT_FOUND, _("%s does not exist"), path);
	case EACCES:
	case EPERM: return error_set(err, RESULT_DENIED, _("%s: the system refuses access"), path);
	case EROFS: return error_set(err, RESULT_DENIED, _("%s lies on a disk that can only be read"), path);
	case ENOSPC:
	case EDQUOT:
		return error_set(err, RESULT_FULL, _("%s: the disk is full; make room and try again"), path);
	case EEXIST: return error_set(err, RESULT_CONFLICT, _("%s exists already"), path);
	default: return error_set(err, RESULT_FAILED, "%s: %s", path, strerror(code));
	}
}

static enum result read_all(
	int file, const char *path, size_t size, char **ret_bytes, size_t *ret_length, struct error *err)
{
	char *bytes = memory_new(size + 1, 1);
	size_t length = 0;
	while (length < size) {
		ssize_t got = read(file, bytes + length, size - length);
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0) {
			int code = errno;
			free(bytes);
			return file_error(err, code, path);
		}
		if (got == 0)
			break;
		length += (size_t)got;
	}
	*ret_bytes = bytes;
	*ret_length = length;
	return RESULT_OK;
}

enum result file_read(const char *path, size_t limit, char **ret_bytes, size_t *ret_length, struct error *err)
{
	/* O_NONBLOCK: a named pipe must not hold the program. */
	int file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	if (file < 0)
		return file_error(err, errno, path);
	struct stat about;
	enum result r;
	if (fstat(file, &about) < 0)
		r = file_error(err, errno, path);
	else if (!S_ISREG(about.st_mode))
		r = error_set(err, RESULT_INVALID, _("%s is not a regular file"), path);
	else if ((size_t)about.st_size > limit)
		r = error_set(err, RESULT_INVALID, _("%s is larger than %zu bytes"), path, limit);
	else
		r = read_all(file, path, (size_t)about.st_size, ret_bytes, ret_length, err);
	close(file);
	return r;
}

static int write_all(int file, const char *bytes, size_t length)
{
	while (length) {
		ssize_t put = write(file, bytes, length);
		if (put < 0 && errno != EINTR)
			return errno;
		if (put > 0) {
			bytes += put;
			length -= (size_t)put;
		}
	}
	return fsync(file) < 0 ? errno : 0;
}

static int sync_folder(const char *path)
{
	char *copy = memory_string(path);
	int folder = open(dirname(copy), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	int code = folder < 0 || fsync(folder) < 0 ? errno : 0;
	if (folder >= 0)
		close(folder);
	free(copy);
	return code;
}

enum result file_write(const char *path, const void *bytes, size_t length, unsigned mode, struct error *err)
{
	char *temporary = memory_format("%s.XXXXXX", path);
	int file = mkostemp(temporary, O_CLOEXEC);
	if (file < 0) {
		int code = errno;
		free(temporary);
		return file_error(err, code, path);
	}
	int code = fchmod(file, mode) < 0 ? errno : write_all(file, bytes, length);
	if (close(file) < 0 && !code)
		code = errno;
	if (!code && rename(temporary, path) < 0)
		code = errno;
	if (!code)
		code = sync_folder(path);
	else
		unlink(temporary);
	free(temporary);
	return code ? file_error(err, code, path) : RESULT_OK;
}

enum result file_folder(const char *path, unsigned mode, struct error *err)
{
	if (mkdir(path, mode) < 0)
		return errno == EEXIST ? RESULT_OK : file_error(err, errno, path);
	int code = sync_folder(path);
	return code ? file_error(err, code, path) : RESULT_OK;
}
