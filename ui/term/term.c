/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The event loop's one wait: terminal, signals by a pipe, descriptors. */
#include "ui/term/term.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "base/memory.h"
#include "ui/term/width.h"

enum { UNFINISHED_MS = 400, PASTE_STALL_MS = 2000, READ_SIZE = 16384, FDS_LIMIT = 16 };

struct term {
	struct screen *screen;
	FILE *in_stream, *out_stream;
	int in, out;
	int signals[2];
	bool headless, gone;
	bool resized; /* a size to tell of */
	struct key_table table;
	struct key_decoder decoder;
	int64_t fed_at; /* when bytes last came, to know a broken sequence from a slow one */
};

static int signal_pipe = -1;

/* ---- signals ------------------------------------------------------------- */

static void on_signal(int number)
{
	int saved = errno;
	char byte = (char)number;
	ssize_t written = write(signal_pipe, &byte, 1);
	(void)written; /* a full pipe wakes the loop just as well */
	errno = saved;
}

static void on_crash(int number)
{
	screen_emergency();
	signal(number, SIG_DFL);
	raise(number);
}

static const struct {
	int number;
	void (*handler)(int);
} signal_rows[] = {
	{ SIGWINCH, on_signal },
	{ SIGHUP, on_signal },
	{ SIGTERM, on_signal },
	{ SIGINT, on_signal },
	{ SIGQUIT, on_signal },
	{ SIGTSTP, on_signal },
	{ SIGCONT, on_signal },
	{ SIGABRT, on_crash },
	{ SIGSEGV, on_crash },
	{ SIGBUS, on_crash },
	{ SIGFPE, on_crash },
	{ SIGILL, on_crash },
};

static struct sigaction signals_before[COUNT(signal_rows)];

static void signals_take(struct term *term)
{
	if (pipe2(term->signals, O_NONBLOCK | O_CLOEXEC) != 0)
		abort();
	signal_pipe = term->signals[1];
	for (size_t i = 0; i < COUNT(signal_rows); i++) {
		struct sigaction action = { .sa_handler = signal_rows[i].handler, .sa_flags = SA_RESTART };
		sigemptyset(&action.sa_mask);
		sigaction(signal_rows[i].number, &action, &signals_before[i]);
	}
}

static void signals_give_back(struct term *term)
{
	if (signal_pipe < 0)
		return;
	for (size_t i = 0; i < COUNT(signal_rows); i++)
		sigaction(signal_rows[i].number, &signals_before[i], NULL);
	signal_pipe = -1;
	close(term->signals[0]);
	close(term->signals[1]);
}

/* ---- opening and closing ------------------------------------------------- */

static void load_keys(struct term *term)
{
	static const struct {
		const char *capability;
		enum key key;
	} rows[] = {
		{ "kf1", KEY_F1 },
		{ "kf2", KEY_F2 },
		{ "kf3", KEY_F3 },
		{ "kf4", KEY_F4 },
		{ "kf5", KEY_F5 },
		{ "kf6", KEY_F6 },
		{ "kf7", KEY_F7 },
		{ "kf8", KEY_F8 },
		{ "kf9", KEY_F9 },
		{ "kf10", KEY_F10 },
		{ "kf11", KEY_F11 },
		{ "kf12", KEY_F12 },
		{ "kcuu1", KEY_UP },
		{ "kcud1", KEY_DOWN },
		{ "kcub1", KEY_LEFT },
		{ "kcuf1", KEY_RIGHT },
		{ "khome", KEY_HOME },
		{ "kend", KEY_END },
		{ "kpp", KEY_PAGE_UP },
		{ "knp", KEY_PAGE_DOWN },
		{ "kich1", KEY_INSERT },
		{ "kdch1", KEY_DELETE },
		{ "kcbt", KEY_BACKTAB },
	};
	for (size_t i = 0; i < COUNT(rows); i++) {
		const char *sequence = screen_capability(rows[i].capability);
		struct key_sequence row = { .key = rows[i].key };
		if (!sequence || sequence[0] != 0x1B || strlen(sequence) >= sizeof row.sequence)
			continue;
		snprintf(row.sequence, sizeof row.sequence, "%s", sequence);
		*LIST_ADD(term->table.rows, term->table.count) = row;
	}
	term->decoder.table = &term->table;
}

static struct term *opened;

static void close_at_exit(void)
{
	term_close(opened);
}

static void register_exit(void)
{
	static bool registered;
	if (!registered)
		atexit(close_at_exit);
	registered = true;
}

static enum result start(struct term *term, const char *type, int rows, int columns, struct error *err)
{
	assert(!opened);
	term->in_stream = fdopen(fcntl(term->in, F_DUPFD_CLOEXEC, 3), "r");
	term->out_stream = fdopen(fcntl(term->out, F_DUPFD_CLOEXEC, 3), "w");
	if (!term->in_stream || !term->out_stream)
		return error_set(err, RESULT_UNAVAILABLE, _("the terminal cannot be opened"));
	return screen_open(term->in_stream, term->out_stream, type, rows, columns, &term->screen, err);
}

static void term_free(struct term *term)
{
	if (term->in_stream)
		fclose(term->in_stream);
	if (term->out_stream)
		fclose(term->out_stream);
	keys_decoder_done(&term->decoder);
	free(term->table.rows);
	if (term->headless && term->out >= 0)
		close(term->out);
	if (term->headless && term->in >= 0)
		close(term->in);
	free(term);
}

enum result term_open(const struct term_options *options, struct term **ret_term, struct error *err)
{
	if (!isatty(options->in) || !isatty(options->out))
		return error_set(err, RESULT_UNAVAILABLE,
			_("choba draws on a whole terminal; start it from one, not from a pipe or a file"));
	struct term *term = memory_new(1, sizeof *term);
	term->in = options->in;
	term->out = options->out;
	enum result r = start(term, options->type, 0, 0, err);
	if (r != RESULT_OK) {
		term_free(term);
		return r;
	}
	signals_take(term); /* after curses, whose own handlers are not wanted */
	load_keys(term);
	opened = term;
	register_exit();
	if (options->probe) {
		struct term_widths widths = term_probe(term, 300);
		width_set(widths.ambiguous, widths.private_use);
	}
	*ret_term = term;
	return RESULT_OK;
}

enum result term_open_headless(
	int rows, int columns, const char *type, struct term **ret_term, struct error *err)
{
	struct term *term = memory_new(1, sizeof *term);
	term->headless = true;
	term->in = open("/dev/null", O_RDONLY | O_CLOEXEC);
	term->out = memfd_create("choba-screen", MFD_CLOEXEC);
	enum result r = start(term, type ? type : "xterm-256color", rows, columns, err);
	if (r != RESULT_OK) {
		term_free(term);
		return r;
	}
	load_keys(term);
	opened = term;
	*ret_term = term;
	return RESULT_OK;
}

void term_close(struct term *term)
{
	if (!term)
		return;
	assert(term == opened);
	opened = NULL;
	screen_close(term->screen);
	if (!term->headless)
		signals_give_back(term);
	term_free(term);
}

struct screen *term_screen(struct term *term)
{
	return term->screen;
}

/* ---- waiting ------------------------------------------------------------- */

static void take_size(struct term *term)
{
	struct winsize size;
	if (ioctl(term->out, TIOCGWINSZ, &size) == 0 && size.ws_row && size.ws_col)
		screen_resize(term->screen, size.ws_row, size.ws_col);
	term->resized = true;
}

/* Ctrl-Z is undo here; a stop comes from outside, and the screen is given back while it lasts. */
static void stop_here(struct term *term)
{
	screen_suspend(term->screen);
	raise(SIGSTOP);
	screen_resume(term->screen);
	take_size(term);
}

static void read_signals(struct term *term)
{
	char bytes[64];
	ssize_t count = read(term->signals[0], bytes, sizeof bytes);
	for (ssize_t i = 0; i < count; i++)
		switch (bytes[i]) {
		case SIGWINCH: take_size(term); break;
		case SIGTSTP: stop_here(term); break;
		case SIGCONT: /* after a SIGSTOP, which nobody hears, the shell has had the terminal */
			screen_suspend(term->screen);
			screen_resume(term->screen);
			take_size(term);
			break;
		default: term->gone = true;
		}
}

static void read_terminal(struct term *term)
{
	char bytes[READ_SIZE];
	ssize_t count = read(term->in, bytes, sizeof bytes);
	if (count > 0) {
		keys_feed(&term->decoder, bytes, (size_t)count);
		term->fed_at = clock_monotonic();
	} else if (count == 0 || (errno != EINTR && errno != EAGAIN)) {
		term->gone = true;
	}
	explicit_bzero(bytes, sizeof bytes);
}

/* What is known without waiting; a hang-up goes first, it may be the last thing heard. */
static bool known_event(struct term *term, bool final, struct term_event *ret)
{
	*ret = (struct term_event){ .fd = -1 };
	if (term->gone) {
		ret->kind = TERM_HANG_UP;
		return true;
	}
	if (term->resized) {
		term->resized = false;
		ret->kind = TERM_RESIZE;
		return true;
	}
	switch (keys_next(&term->decoder, final, &ret->press)) {
	case DECODED_KEY: ret->kind = TERM_KEY; return true;
	case DECODED_PASTE:
		ret->kind = TERM_PASTE;
		ret->paste = text_string(&term->decoder.paste);
		ret->paste_length = term->decoder.paste.length;
		ret->paste_cut = term->decoder.cut;
		return true;
	default: return false;
	}
}

/* One poll over everything. Returns the number of ready descriptors; *ret_fd is the caller's that is ready. */
static int poll_all(struct term *term, const int *fds, size_t count, int timeout_ms, int *ret_fd)
{
	struct pollfd polled[FDS_LIMIT + 2];
	nfds_t used = 0;
	assert(count <= FDS_LIMIT);
	for (size_t i = 0; i < count; i++)
		polled[used++] = (struct pollfd){ .fd = fds[i], .events = POLLIN };
	if (!term->headless) {
		polled[used++] = (struct pollfd){ .fd = term->signals[0], .events = POLLIN };
		polled[used++] = (struct pollfd){ .fd = term->in, .events = POLLIN };
	}
	int ready = poll(polled, used, timeout_ms);
	*ret_fd = -1;
	for (size_t i = count; ready > 0 && i-- > 0;)
		if (polled[i].revents)
			*ret_fd = fds[i];
	if (ready > 0 && !term->headless) {
		if (polled[count].revents)
			read_signals(term);
		if (polled[count + 1].revents)
			read_terminal(term);
	}
	return ready;
}

static int until(int64_t deadline)
{
	int64_t left = deadline - clock_monotonic();
	return left < 0 ? 0 : left > INT32_MAX ? INT32_MAX : (int)left;
}

/* How long to wait for the rest of what has begun; 0 is over. A headless terminal has sent all it will. */
static int patience(const struct term *term)
{
	return term->headless
		       ? 0
		       : until(term->fed_at + (term->decoder.pasting ? PASTE_STALL_MS : UNFINISHED_MS));
}

void term_wait(struct term *term, const int *fds, size_t count, int timeout_ms, struct term_event *ret)
{
	int64_t deadline = timeout_ms < 0 ? INT64_MAX : clock_monotonic() + timeout_ms;
	int wait = 0; /* first only a look, so that descriptors come before typed keys */
	for (;;) {
		int fd;
		int ready = poll_all(term, fds, count, wait, &fd);
		if (fd >= 0 && !term->gone) {
			*ret = (struct term_event){ .kind = TERM_READABLE, .fd = fd };
			return;
		}
		bool stalled = keys_pending(&term->decoder) && patience(term) == 0;
		if (known_event(term, stalled, ret))
			return;
		wait = timeout_ms < 0 ? -1 : until(deadline);
		if (ready == 0 && wait == 0) {
			*ret = (struct term_event){ .kind = TERM_TIMEOUT, .fd = -1 };
			return;
		}
		if (keys_pending(&term->decoder) && (wait < 0 || wait > patience(term)))
			wait = patience(term);
	}
}

bool term_has_more(const struct term *term)
{
	if (term->gone || term->resized)
		return true;
	if (term->decoder.taken < term->decoder.input.length)
		return keys_pending(&term->decoder);
	struct pollfd polled = { .fd = term->in, .events = POLLIN };
	return !term->headless && poll(&polled, 1, 0) > 0;
}

void term_drop_typed(struct term *term)
{
	int fd;
	poll_all(term, NULL, 0, 0, &fd);
	struct key_press press;
	while (keys_next(&term->decoder, true, &press) != DECODED_NOTHING)
		explicit_bzero(&press, sizeof press);
}

/* ---- tests --------------------------------------------------------------- */

void term_type_n(struct term *term, const char *bytes, size_t length)
{
	keys_feed(&term->decoder, bytes, length);
}

void term_type(struct term *term, const char *bytes)
{
	term_type_n(term, bytes, strlen(bytes));
}

void term_set_size(struct term *term, int rows, int columns)
{
	screen_resize(term->screen, rows, columns);
	term->resized = true;
}

size_t term_bytes_written(struct term *term)
{
	struct stat status;
	fflush(term->out_stream);
	return fstat(term->out, &status) == 0 ? (size_t)status.st_size : 0;
}

/* ---- widths -------------------------------------------------------------- */

/* Reads bytes until a cursor position report stands in them; what else was
 * typed meanwhile goes to the decoder. Returns the column, 0 for no answer. */
static int read_report(struct term *term, int timeout_ms)
{
	char bytes[128];
	size_t length = 0;
	int64_t deadline = clock_monotonic() + timeout_ms;
	struct pollfd polled = { .fd = term->in, .events = POLLIN };
	while (length < sizeof bytes - 1 && poll(&polled, 1, until(deadline)) > 0) {
		ssize_t count = read(term->in, bytes + length, sizeof bytes - 1 - length);
		if (count <= 0)
			break;
		length += (size_t)count;
		bytes[length] = '\0';
		for (char *at = strstr(bytes, "\033["); at; at = strstr(at + 1, "\033[")) {
			int row, column, size = 0;
			if (sscanf(at, "\033[%d;%dR%n", &row, &column, &size) == 2 && size) {
				keys_feed(&term->decoder, bytes, (size_t)(at - bytes));
				keys_feed(&term->decoder, at + size, length - (size_t)(at + size - bytes));
				return column;
			}
		}
	}
	keys_feed(&term->decoder, bytes, length);
	return 0;
}

/* On the second row, so that no answer looks like a function key. */
static int probe_character(struct term *term, const char *character, int timeout_ms)
{
	char question[32];
	static const char clean[] = "\033[2;1H    \033[2;1H";
	int size = snprintf(question, sizeof question, "\033[2;1H%s\033[6n", character);
	if (write(term->out, question, (size_t)size) != size)
		return 0;
	int column = read_report(term, timeout_ms);
	ssize_t written = write(term->out, clean, sizeof clean - 1);
	(void)written;
	return column > 0 ? column - 1 : 0;
}

struct term_widths term_probe(struct term *term, int timeout_ms)
{
	struct term_widths widths = { 0 };
	if (term->headless)
		return widths;
	widths.wide = probe_character(term, "場", timeout_ms);
	if (widths.wide) { /* a terminal that answers once answers again */
		widths.ambiguous = probe_character(term, "※", timeout_ms);
		widths.private_use = probe_character(term, "\xEE\x80\x80", timeout_ms);
	}
	screen_redraw(term->screen);
	return widths;
}
