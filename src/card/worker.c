/* SPDX-License-Identifier: GPL-3.0-or-later */
/* choba-card: the process that owns pcscd, OpenSC and, for one call at a time, the PIN. Started by choba only. */
#include <signal.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/memory.h"
#include "card/monitor.h"
#include "card/piv.h"
#include "card/protocol.h"
#include "card/reader.h"
#include "card/token.h"

enum { ORPHAN_SECONDS = 10 };

static void note(enum protocol_stage stage)
{
	uint8_t message[16];
	size_t length = protocol_put_note(message, sizeof message, stage);
	send(PROTOCOL_CALLS, message, length, MSG_NOSIGNAL);
}

/* Opens the reader and keeps others out; says so while it waits for them. */
static enum card_fault enter(struct reader *reader, const char *name)
{
	note(PROTOCOL_STAGE_WAITING);
	enum card_fault fault = reader_open(reader, name);
	if (fault == CARD_FAULT_NONE)
		fault = reader_begin(reader);
	note(PROTOCOL_STAGE_WORKING);
	return fault;
}

/* Takes the PIN's effect from the card and learns the tries left; with reset no other program's handle keeps it. */
static enum card_fault lock_card(const char *name, bool reset, int *ret_tries)
{
	struct reader reader;
	enum card_fault fault = enter(&reader, name);
	if (fault == CARD_FAULT_NONE)
		fault = piv_select(&reader.channel);
	if (fault == CARD_FAULT_NONE)
		fault = piv_lock(&reader.channel);
	if (fault == CARD_FAULT_NONE)
		fault = piv_tries(&reader.channel, ret_tries);
	reader_close(&reader, reset);
	return fault;
}

static void on_read(const struct protocol_request *request, struct protocol_answer *answer)
{
	struct reader reader;
	answer->fault = enter(&reader, request->reader);
	if (answer->fault == CARD_FAULT_NONE)
		answer->fault = piv_read(&reader.channel, &answer->contents);
	answer->tries = answer->contents.tries;
	reader_close(&reader, false);
}

static void on_sign(const struct protocol_request *request, struct protocol_answer *answer)
{
	/* In a transaction of its own, before PKCS#11: nothing of ours may come between login and signature. */
	answer->fault = lock_card(request->reader, false, &answer->tries);
	if (answer->fault != CARD_FAULT_NONE)
		return;
	if (answer->tries == 0) {
		answer->fault = CARD_FAULT_PIN_BLOCKED;
		return;
	}
	answer->fault =
		token_sign(request->reader, request->key, request->pin, request->digest, &answer->signature);
	enum card_fault after = lock_card(request->reader, true, &answer->tries);
	/* A card that cannot be locked again is not one whose signature counts; and it knows better why. */
	if (after != CARD_FAULT_NONE && answer->fault != CARD_FAULT_PIN_WRONG &&
		answer->fault != CARD_FAULT_PIN_BLOCKED)
		answer->fault = after;
	if (answer->fault == CARD_FAULT_PIN_WRONG && answer->tries == 0)
		answer->fault = CARD_FAULT_PIN_BLOCKED;
}

static void on_change_pin(const struct protocol_request *request, struct protocol_answer *answer)
{
	struct reader reader;
	answer->fault = enter(&reader, request->reader);
	if (answer->fault == CARD_FAULT_NONE)
		answer->fault = piv_select(&reader.channel);
	if (answer->fault == CARD_FAULT_NONE)
		answer->fault =
			piv_change_pin(&reader.channel, request->pin, request->wanted, &answer->tries);
	reader_close(&reader, true);
}

static const struct {
	enum protocol_type type;
	void (*run)(const struct protocol_request *request, struct protocol_answer *answer);
} calls[] = {
	{ PROTOCOL_READ, on_read },
	{ PROTOCOL_SIGN, on_sign },
	{ PROTOCOL_CHANGE_PIN, on_change_pin },
};

/* A card that was pulled in the middle looks like many things; the reader's count says what it was. */
static void judge(const struct protocol_request *request, uint16_t before, struct protocol_answer *answer)
{
	bool present = false;
	enum card_fault fault = reader_look(request->reader, &present, &answer->counter);
	if (fault == CARD_FAULT_NO_READER || fault == CARD_FAULT_NO_SERVICE)
		answer->fault = fault;
	else if (fault == CARD_FAULT_NONE && (!present || answer->counter != before))
		answer->fault = CARD_FAULT_REMOVED;
}

static void serve(const struct protocol_request *request, struct protocol_answer *answer)
{
	bool present = false;
	uint16_t before = 0;
	answer->tries = -1;
	answer->is_virtual = reader_is_virtual(request->reader);
	answer->fault = reader_look(request->reader, &present, &before);
	if (answer->fault == CARD_FAULT_NONE && !present)
		answer->fault = CARD_FAULT_NO_CARD;
	if (answer->fault != CARD_FAULT_NONE)
		return;
	for (size_t i = 0; i < COUNT(calls); i++)
		if (calls[i].type == request->type)
			calls[i].run(request, answer);
	judge(request, before, answer);
	if (answer->fault != CARD_FAULT_NONE) {
		memset(&answer->contents, 0, sizeof answer->contents);
		memset(&answer->signature, 0, sizeof answer->signature);
	}
}

static void loop(void)
{
	uint8_t *in = sodium_malloc(PROTOCOL_REQUEST_MAX);
	struct protocol_request *request = sodium_malloc(sizeof *request);
	struct protocol_answer *answer = memory_new(1, sizeof *answer);
	uint8_t *out = memory_new(PROTOCOL_MESSAGE_MAX, 1);
	if (!in || !request)
		_exit(EXIT_FAILURE);
	for (;;) {
		ssize_t length = recv(PROTOCOL_CALLS, in, PROTOCOL_REQUEST_MAX, 0);
		if (length <= 0)
			break; /* choba is gone */
		memset(answer, 0, sizeof *answer);
		answer->tries = -1;
		if (protocol_get_request(in, (size_t)length, request))
			serve(request, answer);
		else
			answer->fault = CARD_FAULT_REQUEST;
		sodium_memzero(in, PROTOCOL_REQUEST_MAX);
		sodium_memzero(request, sizeof *request);
		size_t put = protocol_put_answer(out, PROTOCOL_MESSAGE_MAX, answer);
		if (!put || send(PROTOCOL_CALLS, out, put, MSG_NOSIGNAL) < 0)
			break;
	}
	sodium_free(in);
	sodium_free(request);
	free(answer);
	free(out);
}

/* choba died: what is being done may end properly, but a card that hangs must not keep us. */
static void on_orphaned(int number)
{
	(void)number;
	alarm(ORPHAN_SECONDS);
}

/* No core dump, no debugger, no way to be stopped halfway by a key press. */
static void harden(void)
{
	const struct rlimit none = { 0, 0 };
	struct sigaction action = { .sa_handler = on_orphaned, .sa_flags = SA_RESTART };
	prctl(PR_SET_DUMPABLE, 0);
	prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
	setrlimit(RLIMIT_CORE, &none);
	sigaction(SIGHUP, &action, NULL);
	prctl(PR_SET_PDEATHSIG, SIGHUP);
	signal(SIGPIPE, SIG_IGN);
}

int main(int argc, char **argv)
{
	int type = 0;
	socklen_t length = sizeof type;
	harden();
	if (getsockopt(PROTOCOL_CALLS, SOL_SOCKET, SO_TYPE, &type, &length) != 0 || type != SOCK_SEQPACKET) {
		fputs("choba-card is started by choba; run choba instead\n", stderr);
		return 2;
	}
	if (sodium_init() < 0 || !token_configure())
		return EXIT_FAILURE;
	/* After a helper that had to be killed: take back what it may have left open on the card. */
	if (argc == 3 && strcmp(argv[1], "--lock") == 0) {
		struct reader reader;
		if (reader_open(&reader, argv[2]) == CARD_FAULT_NONE)
			reader_close(&reader, true);
	}
	if (!monitor_start(PROTOCOL_EVENTS))
		return EXIT_FAILURE;
	loop();
	_exit(EXIT_SUCCESS); /* the other thread waits in pcscd; it has nothing to finish */
}
