/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The watch over readers: SCardGetStatusChange, no polling while all is well. */
#include "card/monitor.h"

#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/memory.h"
#include "card/piv.h"
#include "card/protocol.h"
#include "card/reader.h"

enum {
	RETRY_MILLISECONDS =
		1000, /* while pcscd is away or another program holds a card: neither tells when it ends */
	NEW_READERS = CARD_READER_MAX /* the place of the pseudo reader that reports new ones */
};
static const char new_readers[] = "\\\\?PnP?\\Notification";

struct monitor {
	int events;
	SCARDCONTEXT context;
	struct protocol_status status;
	SCARD_READERSTATE states[CARD_READER_MAX + 1];
	DWORD attached; /* readers that pcscd names, also those too many to be watched */
	uint8_t sent[PROTOCOL_MESSAGE_MAX];
	size_t sent_length;
};

static void report(struct monitor *monitor)
{
	uint8_t message[PROTOCOL_MESSAGE_MAX];
	size_t length = protocol_put_status(message, sizeof message, &monitor->status);
	if (length == monitor->sent_length && memcmp(message, monitor->sent, length) == 0)
		return;
	if (send(monitor->events, message, length, MSG_NOSIGNAL) < 0)
		return; /* choba is gone: the other thread sees that too and ends */
	memcpy(monitor->sent, message, length);
	monitor->sent_length = length;
}

/* Asks a card that was just inserted whether it is a PIV card: one command, no transaction to wait for. */
static enum card_state probe(const char *name)
{
	struct reader reader;
	enum card_fault fault = reader_open(&reader, name);
	if (fault == CARD_FAULT_NONE)
		fault = piv_select(&reader.channel);
	reader_close(&reader, false);
	switch (fault) {
	case CARD_FAULT_NONE: return CARD_STATE_PRESENT;
	case CARD_FAULT_HELD: return CARD_STATE_HELD;
	case CARD_FAULT_UNKNOWN_CARD:
	case CARD_FAULT_ANSWER: return CARD_STATE_UNKNOWN;
	case CARD_FAULT_NO_CARD:
	case CARD_FAULT_REMOVED:
	case CARD_FAULT_NO_READER: return CARD_STATE_NO_CARD;
	default: return CARD_STATE_MUTE;
	}
}

static bool settled(enum card_state state)
{
	return state == CARD_STATE_PRESENT || state == CARD_STATE_UNKNOWN || state == CARD_STATE_MUTE;
}

/* Takes what GetStatusChange says about one reader; true where it must be looked at again soon. */
static bool update(struct protocol_reader *reader, DWORD event)
{
	uint16_t counter = (uint16_t)(event >> 16);
	bool same_card = reader->counter == counter && settled(reader->state);
	reader->counter = counter;
	if (!(event & SCARD_STATE_PRESENT))
		reader->state = CARD_STATE_NO_CARD;
	else if (event & SCARD_STATE_MUTE)
		reader->state = CARD_STATE_MUTE;
	else if (event & SCARD_STATE_EXCLUSIVE)
		reader->state = CARD_STATE_HELD;
	else if (!same_card)
		reader->state = probe(reader->name);
	return reader->state == CARD_STATE_HELD ||
	       (reader->state == CARD_STATE_NO_CARD && (event & SCARD_STATE_PRESENT));
}

/* Lists the readers; those known before keep what is known of them. */
static LONG list(struct monitor *monitor)
{
	char names[4096] = "";
	DWORD length = sizeof names;
	struct protocol_status old = monitor->status;
	LONG code = SCardListReaders(monitor->context, NULL, names, &length);
	if (code == SCARD_E_NO_READERS_AVAILABLE)
		names[0] = '\0';
	else if (code != SCARD_S_SUCCESS)
		return code;
	monitor->status.count = 0;
	monitor->attached = 0;
	memset(monitor->states, 0, sizeof monitor->states);
	for (const char *name = names; *name; name += strlen(name) + 1) {
		if (++monitor->attached > CARD_READER_MAX)
			continue;
		struct protocol_reader *reader = &monitor->status.readers[monitor->status.count];
		memset(reader, 0, sizeof *reader);
		snprintf(reader->name, sizeof reader->name, "%s", name);
		reader->state = CARD_STATE_NO_CARD;
		for (size_t i = 0; i < old.count; i++)
			if (strcmp(old.readers[i].name, name) == 0)
				*reader = old.readers[i];
		reader->is_virtual = reader_is_virtual(name);
		monitor->states[monitor->status.count++].szReader = reader->name;
	}
	return SCARD_S_SUCCESS;
}

/* Watches one stretch of pcscd's life; returns the code that ended it. */
static LONG watch(struct monitor *monitor)
{
	LONG code = list(monitor);
	while (code == SCARD_S_SUCCESS) {
		DWORD count = (DWORD)monitor->status.count;
		bool again = count == 0;
		code = SCardGetStatusChange(monitor->context, 0, monitor->states, count);
		if (code != SCARD_S_SUCCESS && code != SCARD_E_TIMEOUT && count)
			break;
		for (DWORD i = 0; i < count; i++) {
			again = update(&monitor->status.readers[i], monitor->states[i].dwEventState) || again;
			monitor->states[i].dwCurrentState =
				monitor->states[i].dwEventState & ~(DWORD)SCARD_STATE_CHANGED;
		}
		report(monitor);
		/* The pseudo reader wakes when readers come or go; pcsclite takes the number of all of them
		 * in the upper half. With another number it would wake at once, for ever. */
		monitor->states[count] = (SCARD_READERSTATE){ .szReader = new_readers,
			.dwCurrentState = monitor->attached << 16 };
		code = SCardGetStatusChange(
			monitor->context, again ? RETRY_MILLISECONDS : INFINITE, monitor->states, count + 1);
		if (code == SCARD_S_SUCCESS || code == SCARD_E_UNKNOWN_READER || code == SCARD_E_TIMEOUT)
			code = list(monitor);
	}
	return code;
}

static void *run(void *argument)
{
	struct monitor *monitor = argument;
	for (;;) {
		LONG code = SCardEstablishContext(SCARD_SCOPE_SYSTEM, NULL, NULL, &monitor->context);
		if (code == SCARD_S_SUCCESS) {
			monitor->status.fault = CARD_FAULT_NONE;
			code = watch(monitor);
			SCardReleaseContext(monitor->context);
			monitor->status.generation++; /* every session ends with pcscd */
			monitor->status.count = 0;
			/* A pcscd that answers again at once was restarted, not stopped. */
			if (reader_fault(code) == CARD_FAULT_RESTARTED) {
				code = SCardEstablishContext(
					SCARD_SCOPE_SYSTEM, NULL, NULL, &monitor->context);
				if (code == SCARD_S_SUCCESS) {
					SCardReleaseContext(monitor->context);
					usleep(RETRY_MILLISECONDS * 100);
					continue;
				}
			}
		}
		monitor->status.fault =
			reader_fault(code) == CARD_FAULT_DENIED ? CARD_FAULT_DENIED : CARD_FAULT_NO_SERVICE;
		report(monitor);
		usleep(RETRY_MILLISECONDS * 1000);
	}
	return NULL;
}

bool monitor_start(int events)
{
	pthread_t thread;
	struct monitor *monitor = memory_new(1, sizeof *monitor);
	monitor->events = events;
	return pthread_create(&thread, NULL, run, monitor) == 0;
}
