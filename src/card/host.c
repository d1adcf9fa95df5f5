/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The real card host: starts choba-card, asks it with deadlines, kills it when it hangs. */
#include "card/card.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/timerfd.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/memory.h"
#include "card/certificate.h"
#include "card/protocol.h"

enum {
	RESTART_MILLISECONDS = 1000, /* a helper that dies sooner is not started again sooner */
	HELD_MILLISECONDS = 3000,    /* how long another program's transaction is waited for */
	END_MILLISECONDS = 3000      /* how long a helper may take to end by itself */
};

struct worker_host {
	struct card_host host;
	char *path;
	pid_t pid;         /* 0 while there is no helper */
	int calls, events; /* -1 while there is no helper */
	int epoll, timer;
	int64_t started;
	bool first_report;   /* the next one is the first of this helper */
	uint32_t generation; /* of pcscd, in the words of this helper */
	uint32_t insertion;  /* the newest number given */
	struct card_status status;
	struct card_status reported;        /* what the helper said last, also while there is none */
	uint16_t counters[CARD_READER_MAX]; /* pcscd's count, beside reported.readers */
	struct protocol_request *request;   /* guarded: it holds the PIN while it is sent */
	uint8_t *message;                   /* guarded, for the same reason */
	struct protocol_answer *answer;
};

static struct worker_host *worker_of(struct card_host *host)
{
	return (struct worker_host *)host;
}

/* ---- the process -------------------------------------------------------- */

/* The screen is choba's: what a library of the helper prints must not land there. */
static void quiet(void)
{
	int nothing = open("/dev/null", O_RDWR);
	dup2(nothing, STDIN_FILENO);
	dup2(nothing, STDOUT_FILENO);
	if (isatty(STDERR_FILENO))
		dup2(nothing, STDERR_FILENO);
}

static void run_worker(const char *path, int calls, int events, const char *lock)
{
	/* Only what the helper needs: a foreign OPENSC_CONF or LD_PRELOAD does not reach it. */
	static const char *const kept[] = { "PCSCLITE_CSOCK_NAME", "ASAN_OPTIONS", "UBSAN_OPTIONS" };
	char *environment[COUNT(kept) + 1] = { 0 };
	char *arguments[] = { memory_string("choba-card"), NULL, NULL, NULL };
	size_t count = 0;
	sigset_t none;
	for (size_t i = 0; i < COUNT(kept); i++)
		if (getenv(kept[i]))
			environment[count++] = memory_format("%s=%s", kept[i], getenv(kept[i]));
	if (lock) {
		arguments[1] = memory_string("--lock");
		arguments[2] = memory_string(lock);
	}
	/* Out of the way first: one of the two may lie on the other's number. */
	calls = fcntl(calls, F_DUPFD, PROTOCOL_EVENTS + 1);
	events = fcntl(events, F_DUPFD, PROTOCOL_EVENTS + 1);
	if (dup2(calls, PROTOCOL_CALLS) < 0 || dup2(events, PROTOCOL_EVENTS) < 0)
		_exit(127);
	quiet();
	close_range(PROTOCOL_EVENTS + 1, ~0U, 0);
	setsid(); /* Ctrl-C is for choba */
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	execve(path, arguments, environment);
	_exit(127);
}

static bool socket_pair(int ret[2])
{
	return socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ret) == 0;
}

static void close_pair(const int pair[2])
{
	if (pair[0] >= 0)
		close(pair[0]);
	if (pair[1] >= 0)
		close(pair[1]);
}

/* Starts the helper; lock names a reader whose card may have been left open by the last one. */
static bool start(struct worker_host *worker, const char *lock)
{
	int calls[2] = { -1, -1 }, events[2] = { -1, -1 };
	struct epoll_event interest = { .events = EPOLLIN };
	worker->started = clock_monotonic();
	if (!socket_pair(calls) || !socket_pair(events))
		goto failed;
	pid_t pid = fork();
	if (pid < 0)
		goto failed;
	if (pid == 0)
		run_worker(worker->path, calls[1], events[1], lock);
	close(calls[1]);
	close(events[1]);
	worker->pid = pid;
	worker->calls = calls[0];
	worker->events = events[0];
	worker->first_report = true;
	epoll_ctl(worker->epoll, EPOLL_CTL_ADD, worker->events, &interest);
	return true;
failed:
	close_pair(calls);
	close_pair(events);
	return false;
}

/* Waits for the helper's end, with force when it takes too long. */
static void reap(struct worker_host *worker, bool at_once)
{
	int64_t end = clock_monotonic() + END_MILLISECONDS;
	if (at_once)
		kill(worker->pid, SIGKILL);
	while (!at_once && waitpid(worker->pid, NULL, WNOHANG) == 0) {
		if (clock_monotonic() > end) {
			kill(worker->pid, SIGKILL);
			break;
		}
		poll(NULL, 0, 10);
	}
	while (waitpid(worker->pid, NULL, 0) < 0 && errno == EINTR)
		;
}

static void stop(struct worker_host *worker, bool at_once)
{
	if (!worker->pid)
		return;
	close(worker->calls);
	close(worker->events); /* takes itself out of epoll */
	worker->calls = worker->events = -1;
	reap(worker, at_once);
	worker->pid = 0;
}

static void arm_timer(struct worker_host *worker)
{
	struct itimerspec when = { .it_value = { RESTART_MILLISECONDS / 1000, 0 } };
	timerfd_settime(worker->timer, 0, &when, NULL);
}

/* After the helper died by itself: again at once, or later where it died young. */
static void restart(struct worker_host *worker, const char *lock)
{
	bool young = clock_monotonic() - worker->started < RESTART_MILLISECONDS;
	stop(worker, true);
	if (!young && start(worker, lock))
		return;
	worker->status.state = CARD_STATE_NO_HELPER;
	worker->status.reader_count = 0;
	arm_timer(worker);
}

/* ---- status ------------------------------------------------------------- */

/* One state for all readers: a PIV card counts before cards of other kinds. */
static void sum_up(struct card_status *status)
{
	size_t cards = 0, present = 0, last_card = 0, last_present = 0;
	for (size_t i = 0; i < status->reader_count; i++) {
		if (status->readers[i].state == CARD_STATE_NO_CARD)
			continue;
		cards++;
		last_card = i;
		if (status->readers[i].state == CARD_STATE_PRESENT) {
			present++;
			last_present = i;
		}
	}
	status->chosen = present ? last_present : last_card;
	if (present > 1 || (present == 0 && cards > 1))
		status->state = CARD_STATE_SEVERAL_CARDS;
	else if (cards)
		status->state = status->readers[status->chosen].state;
	else
		status->state = status->reader_count ? CARD_STATE_NO_CARD : CARD_STATE_NO_READER;
}

/* The number of this insertion: the old one while nothing happened in the reader. */
static uint32_t insertion_of(
	struct worker_host *worker, const struct protocol_reader *reader, bool same_service)
{
	const struct card_status *old = &worker->reported;
	for (size_t i = 0; same_service && i < old->reader_count; i++)
		if (strcmp(old->readers[i].name, reader->name) == 0 && worker->counters[i] == reader->counter)
			return old->readers[i].insertions;
	return ++worker->insertion;
}

static void take_report(struct worker_host *worker, const struct protocol_status *report)
{
	bool same_service = worker->first_report || worker->generation == report->generation;
	struct card_status status = { .reader_count = report->count };
	uint16_t counters[CARD_READER_MAX] = { 0 };
	for (size_t i = 0; i < report->count; i++) {
		const struct protocol_reader *from = &report->readers[i];
		struct card_reader *to = &status.readers[i];
		memcpy(to->name, from->name, sizeof to->name);
		to->state = from->state;
		to->is_virtual = from->is_virtual;
		to->insertions = insertion_of(worker, from, same_service);
		counters[i] = from->counter;
	}
	if (report->fault == CARD_FAULT_NONE)
		sum_up(&status);
	else
		status.state = report->fault == CARD_FAULT_DENIED ? CARD_STATE_DENIED : CARD_STATE_NO_SERVICE;
	worker->status = worker->reported = status;
	memcpy(worker->counters, counters, sizeof counters);
	worker->generation = report->generation;
	worker->first_report = false;
}

/* Takes all reports that have come. */
static void drain(struct worker_host *worker)
{
	uint8_t message[PROTOCOL_MESSAGE_MAX];
	struct protocol_status report;
	uint64_t expirations;
	if (read(worker->timer, &expirations, sizeof expirations) > 0 && !worker->pid && !start(worker, NULL))
		arm_timer(worker);
	while (worker->pid) {
		ssize_t length = recv(worker->events, message, sizeof message, MSG_DONTWAIT);
		if (length < 0 && (errno == EAGAIN || errno == EINTR))
			return;
		if (length <= 0)
			restart(worker, NULL);
		else if (protocol_get_status(message, (size_t)length, &report))
			take_report(worker, &report);
	}
}

static void on_status(struct card_host *host, struct card_status *ret)
{
	struct worker_host *worker = worker_of(host);
	drain(worker);
	*ret = worker->status;
}

static int on_fd(struct card_host *host)
{
	return worker_of(host)->epoll;
}

/* ---- calls -------------------------------------------------------------- */

/* Waits for one message of the helper until end; its length, 0 for the end of time, -1 for the helper's end. */
static ssize_t next_message(struct worker_host *worker, uint8_t *message, int64_t end)
{
	for (;;) {
		struct pollfd waiting = { .fd = worker->calls, .events = POLLIN };
		int64_t left = end - clock_monotonic();
		if (left <= 0)
			return 0;
		int ready = poll(&waiting, 1, (int)left);
		if (ready == 0)
			return 0;
		if (ready < 0)
			continue; /* a signal, such as the terminal's new size */
		ssize_t length = recv(worker->calls, message, PROTOCOL_MESSAGE_MAX, 0);
		return length > 0 ? length : -1;
	}
}

/* Waits for the answer into worker->answer. */
static enum card_fault await(struct worker_host *worker, int deadline)
{
	uint8_t message[PROTOCOL_MESSAGE_MAX];
	/* A helper that has not even begun still waits to lock the card behind its predecessor. */
	enum protocol_stage stage = PROTOCOL_STAGE_WAITING;
	int64_t end = clock_monotonic() + deadline, held = clock_monotonic() + HELD_MILLISECONDS;
	for (;;) {
		int64_t until = stage == PROTOCOL_STAGE_WAITING && held < end ? held : end;
		ssize_t length = next_message(worker, message, until);
		if (length == 0)
			return stage == PROTOCOL_STAGE_WAITING ? CARD_FAULT_HELD : CARD_FAULT_SLOW;
		if (length < 0)
			return CARD_FAULT_HELPER;
		if (protocol_get_note(message, (size_t)length, &stage)) {
			held = clock_monotonic() + HELD_MILLISECONDS;
			continue;
		}
		if (!protocol_get_answer(message, (size_t)length, worker->answer))
			return CARD_FAULT_REQUEST;
		return CARD_FAULT_NONE;
	}
}

/* Sends worker->request and waits. The fault is the call's own or what the helper found. */
static enum card_fault call(struct worker_host *worker, int deadline)
{
	drain(worker);
	size_t length = protocol_put_request(worker->message, PROTOCOL_REQUEST_MAX, worker->request);
	sodium_memzero(worker->request->pin, sizeof worker->request->pin);
	sodium_memzero(worker->request->wanted, sizeof worker->request->wanted);
	if (!worker->pid) {
		sodium_memzero(worker->message, PROTOCOL_REQUEST_MAX);
		return CARD_FAULT_HELPER;
	}
	bool sent = length && send(worker->calls, worker->message, length, MSG_NOSIGNAL) == (ssize_t)length;
	sodium_memzero(worker->message, PROTOCOL_REQUEST_MAX);
	enum card_fault fault = sent ? await(worker, deadline) : CARD_FAULT_HELPER;
	if (fault == CARD_FAULT_NONE)
		return worker->answer->fault;
	/* A helper that hangs or is gone: pcscd resets the card behind it, the next one makes sure.
	 * One that never got hold of the card has left nothing open. */
	stop(worker, true);
	if (!start(worker, fault == CARD_FAULT_HELD ? NULL : worker->request->reader))
		restart(worker, NULL);
	return fault;
}

static bool set_request(struct worker_host *worker, enum protocol_type type, const char *reader)
{
	sodium_memzero(worker->request, sizeof *worker->request);
	memset(worker->answer, 0, sizeof *worker->answer);
	worker->answer->tries = -1;
	worker->request->type = type;
	int length = snprintf(worker->request->reader, sizeof worker->request->reader, "%s", reader);
	return length < (int)sizeof worker->request->reader;
}

static uint32_t insertions_now(struct worker_host *worker, const char *reader)
{
	drain(worker);
	for (size_t i = 0; i < worker->reported.reader_count; i++)
		if (strcmp(worker->reported.readers[i].name, reader) == 0 &&
			worker->counters[i] == worker->answer->counter)
			return worker->reported.readers[i].insertions;
	/* Changed since, or not reported yet: no session may rest on it. */
	return 0;
}

static enum result identity_of(struct worker_host *worker, struct card_identity *ret, struct error *err)
{
	const struct protocol_answer *answer = worker->answer;
	struct card_identity identity = {
		.tries = answer->tries, .blocked = answer->tries == 0, .is_virtual = answer->is_virtual
	};
	memcpy(identity.reader, worker->request->reader, sizeof identity.reader);
	memcpy(identity.serial, answer->contents.serial, sizeof identity.serial);
	identity.insertions = insertions_now(worker, identity.reader);
	for (size_t i = 0; i < CARD_KEY__COUNT; i++) {
		if (!answer->contents.length[i])
			continue;
		enum result r = certificate_read(answer->contents.der[i], answer->contents.length[i],
			&identity.certificates[i], i == CARD_KEY_SIGN_IN ? identity.name : NULL, err);
		if (r != RESULT_OK) {
			card_identity_done(&identity);
			return r;
		}
	}
	*ret = identity;
	return RESULT_OK;
}

static enum result on_read(struct card_host *host, const char *reader, int deadline,
	struct card_identity *ret, struct error *err)
{
	struct worker_host *worker = worker_of(host);
	if (!set_request(worker, PROTOCOL_READ, reader))
		return card_fault_error(CARD_FAULT_NO_READER, -1, err);
	enum card_fault fault = call(worker, deadline);
	if (fault != CARD_FAULT_NONE)
		return card_fault_error(fault, -1, err);
	return identity_of(worker, ret, err);
}

static enum result on_sign(struct card_host *host, const char *reader, enum card_key key,
	const struct card_pin *pin, const uint8_t digest[CARD_DIGEST_SIZE], int deadline,
	struct card_signature *ret, int *ret_tries, struct error *err)
{
	struct worker_host *worker = worker_of(host);
	if (!set_request(worker, PROTOCOL_SIGN, reader))
		return card_fault_error(CARD_FAULT_NO_READER, -1, err);
	worker->request->key = key;
	memcpy(worker->request->pin, pin->digits, sizeof worker->request->pin);
	memcpy(worker->request->digest, digest, CARD_DIGEST_SIZE);
	enum card_fault fault = call(worker, deadline);
	*ret_tries = worker->answer->tries;
	if (fault == CARD_FAULT_NONE && !worker->answer->signature.length)
		fault = CARD_FAULT_SIGNATURE;
	if (fault != CARD_FAULT_NONE)
		return card_fault_error(fault, *ret_tries, err);
	*ret = worker->answer->signature;
	return RESULT_OK;
}

static enum result on_change_pin(struct card_host *host, const char *reader, const struct card_pin *old,
	const struct card_pin *wanted, int deadline, int *ret_tries, struct error *err)
{
	struct worker_host *worker = worker_of(host);
	if (!set_request(worker, PROTOCOL_CHANGE_PIN, reader))
		return card_fault_error(CARD_FAULT_NO_READER, -1, err);
	memcpy(worker->request->pin, old->digits, sizeof worker->request->pin);
	memcpy(worker->request->wanted, wanted->digits, sizeof worker->request->wanted);
	enum card_fault fault = call(worker, deadline);
	*ret_tries = worker->answer->tries;
	return card_fault_error(fault, *ret_tries, err);
}

/* ---- life --------------------------------------------------------------- */

static void on_free(struct card_host *host)
{
	struct worker_host *worker = worker_of(host);
	stop(worker, false);
	close(worker->timer);
	close(worker->epoll);
	sodium_free(worker->request);
	sodium_free(worker->message);
	free(worker->answer);
	free(worker->path);
	free(worker);
}

struct card_host *card_host_new(const char *worker_path)
{
	static const struct card_host_class class = {
		.free = on_free,
		.fd = on_fd,
		.status = on_status,
		.read = on_read,
		.sign = on_sign,
		.change_pin = on_change_pin,
	};
	struct worker_host *worker = memory_new(1, sizeof *worker);
	struct epoll_event interest = { .events = EPOLLIN };
	worker->host.class = &class;
	worker->path = memory_string(worker_path);
	worker->calls = worker->events = -1;
	worker->epoll = epoll_create1(EPOLL_CLOEXEC);
	worker->timer = timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC | TFD_NONBLOCK);
	worker->answer = memory_new(1, sizeof *worker->answer);
	if (sodium_init() >= 0) {
		worker->request = sodium_malloc(sizeof *worker->request);
		worker->message = sodium_malloc(PROTOCOL_REQUEST_MAX);
	}
	if (worker->epoll < 0 || worker->timer < 0 || !worker->request || !worker->message) {
		fputs("choba: the system gives no descriptors or no protected memory\n", stderr);
		abort();
	}
	epoll_ctl(worker->epoll, EPOLL_CTL_ADD, worker->timer, &interest);
	worker->status.state = CARD_STATE_STARTING;
	if (!start(worker, NULL))
		restart(worker, NULL);
	return &worker->host;
}
