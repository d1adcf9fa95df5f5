/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The terminal that a command was started from; it is always given back as it was. */
#include "ui/command/terminal.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "base/text.h"

enum { TYPED_SIZE = 256, BAR_WIDTH = 40 };

static int quiet_terminal = -1;
static struct termios as_it_was;
static bool bar_shown;

static int open_terminal(void)
{
	return open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY);
}

bool terminal_is_there(void)
{
	int fd = open_terminal();
	if (fd < 0)
		return false;
	close(fd);
	return true;
}

static void write_all(int fd, const char *text)
{
	size_t left = strlen(text);
	while (left) {
		ssize_t written = write(fd, text, left);
		if (written < 0 && errno == EINTR)
			continue;
		if (written <= 0)
			return;
		text += written;
		left -= (size_t)written;
	}
}

/* The first line of fd without its end; the length, -1 where nothing came. */
static ssize_t read_line(int fd, char *typed, size_t size)
{
	size_t length = 0;
	for (;;) {
		char byte;
		ssize_t got = read(fd, &byte, 1);
		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0 && length == 0)
			return -1;
		if (got <= 0 || byte == '\n' || byte == '\r')
			return (ssize_t)length;
		if (length < size)
			typed[length++] = byte;
	}
}

bool terminal_yes(const char *question)
{
	static const char *const words[] = { "yes", "y", "はい" };
	char typed[TYPED_SIZE];
	int fd = open_terminal();
	if (fd < 0)
		return false;
	struct text shown = { 0 };
	text_add_safe(&shown, question, strlen(question), true);
	text_format(&shown, " [yes/no] ");
	write_all(fd, text_string(&shown));
	text_done(&shown);
	ssize_t length = read_line(fd, typed, sizeof typed);
	close(fd);
	for (size_t i = 0; i < COUNT(words); i++)
		if (length == (ssize_t)strlen(words[i]) && memcmp(typed, words[i], (size_t)length) == 0)
			return true;
	return false;
}

/* Ends as the signal would have, with the echo back on. */
static void on_end(int number)
{
	if (quiet_terminal >= 0)
		tcsetattr(quiet_terminal, TCSAFLUSH, &as_it_was);
	raise(number);
}

static const int ends[] = { SIGINT, SIGTERM, SIGHUP, SIGQUIT };

static void echo_off(int fd, struct sigaction before[COUNT(ends)])
{
	struct sigaction action = { .sa_handler = on_end, .sa_flags = (int)SA_RESETHAND | SA_NODEFER };
	struct termios without;
	if (tcgetattr(fd, &as_it_was) < 0)
		return;
	quiet_terminal = fd;
	for (size_t i = 0; i < COUNT(ends); i++)
		sigaction(ends[i], &action, &before[i]);
	without = as_it_was;
	without.c_lflag &= ~(tcflag_t)ECHO;
	without.c_lflag |= ECHONL;
	tcsetattr(fd, TCSAFLUSH, &without);
}

static void echo_on(const struct sigaction before[COUNT(ends)])
{
	if (quiet_terminal < 0)
		return;
	tcsetattr(quiet_terminal, TCSAFLUSH, &as_it_was);
	quiet_terminal = -1;
	for (size_t i = 0; i < COUNT(ends); i++)
		sigaction(ends[i], &before[i], NULL);
}

static enum result take_pin(ssize_t length, char *typed, struct card_pin *pin, struct error *err)
{
	enum result r = RESULT_CANCELLED;
	if (length > 0)
		r = card_pin_set(pin, typed, (size_t)length, err);
	else
		error_set(err, r, _("No PIN was given"));
	explicit_bzero(typed, TYPED_SIZE);
	return r;
}

enum result terminal_pin(const char *question, int fd, struct card_pin *pin, struct error *err)
{
	char typed[TYPED_SIZE];
	struct sigaction before[COUNT(ends)];
	if (fd >= 0)
		return take_pin(read_line(fd, typed, sizeof typed), typed, pin, err);
	int terminal = open_terminal();
	if (terminal < 0)
		return error_set(err, RESULT_UNAVAILABLE,
			_("The PIN cannot be asked: this is no terminal. Give it with --pin-fd"));
	echo_off(terminal, before);
	write_all(terminal, question);
	ssize_t length = read_line(terminal, typed, sizeof typed);
	echo_on(before);
	close(terminal);
	return take_pin(length, typed, pin, err);
}

void terminal_say(const char *format, ...)
{
	char *line;
	va_list arguments;
	va_start(arguments, format);
	int length = vasprintf(&line, format, arguments);
	va_end(arguments);
	if (length < 0)
		return;
	struct text safe = { 0 };
	text_add_safe(&safe, line, strlen(line), true);
	fprintf(stderr, "%s\n", text_string(&safe));
	text_done(&safe);
	free(line);
}

/* Columns of a list stay apart by tabs, which choba itself put there. */
void terminal_print(const char *text)
{
	struct text safe = { 0 };
	for (;;) {
		size_t length = strcspn(text, "\t");
		text_add_safe(&safe, text, length, true);
		if (!text[length])
			break;
		text_add_char(&safe, '\t');
		text += length + 1;
	}
	fputs(text_string(&safe), stdout);
	text_done(&safe);
}

void terminal_progress(void *data, int64_t done, int64_t all)
{
	(void)data;
	if (all <= 0 || !isatty(STDERR_FILENO))
		return;
	if (done > all)
		done = all;
	int filled = (int)(done * BAR_WIDTH / all);
	char bar[BAR_WIDTH + 1];
	memset(bar, '#', (size_t)filled);
	memset(bar + filled, '.', (size_t)(BAR_WIDTH - filled));
	bar[BAR_WIDTH] = '\0';
	fprintf(stderr, "\r[%s] %3d %%", bar, (int)(done * 100 / all));
	bar_shown = true;
}

void terminal_progress_end(void)
{
	if (bar_shown)
		fputs("\r\033[K", stderr);
	bar_shown = false;
}
