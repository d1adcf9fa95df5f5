/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The technical log. */
#include "base/log.h"

#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/memory.h"
#include "base/text.h"

enum { LIMIT = 1 << 20, LINE_SIZE = 2048 };

static int file = -1;
static char *name;

static void reopen(void)
{
	file = open(name, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
}

void log_open(const char *path)
{
	log_close();
	if (!path)
		return;
	name = memory_string(path);
	reopen();
}

static void turn_over(void)
{
	struct stat about;
	if (fstat(file, &about) < 0 || about.st_size < LIMIT)
		return;
	char *old = memory_format("%s.old", name);
	if (rename(name, old) == 0) {
		close(file);
		reopen();
	}
	free(old);
}

void log_line(const char *format, ...)
{
	if (file < 0)
		return;
	turn_over();
	char line[LINE_SIZE];
	va_list arguments;
	va_start(arguments, format);
	vsnprintf(line, sizeof line, format, arguments);
	va_end(arguments);
	text_trim_partial(line);
	time_t now = time(NULL);
	struct tm utc;
	gmtime_r(&now, &utc);
	char stamp[32];
	strftime(stamp, sizeof stamp, "%Y-%m-%dT%H:%M:%SZ", &utc);
	struct text out = { 0 };
	text_format(&out, "%s %d ", stamp, (int)getpid());
	text_add_safe(&out, line, __builtin_strlen(line), false);
	text_add_char(&out, '\n');
	/* A log that cannot be written must not stop the work it tells of. */
	if (write(file, text_string(&out), out.length) < 0) {
		close(file);
		file = -1;
	}
	text_done(&out);
}

void log_close(void)
{
	if (file >= 0)
		close(file);
	file = -1;
	free(name);
	name = NULL;
}
