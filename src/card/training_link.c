/* SPDX-License-Identifier: GPL-3.0-or-later */
/* vpcd's protocol: two bytes of length, big-endian, then a control byte or an APDU. */
#include "card/training_link.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/memory.h"

enum { VPCD_OFF = 0, VPCD_ON = 1, VPCD_RESET = 2, VPCD_ATR = 4 };
enum { ANSWER_ROOM = TRAINING_ANSWER_MAX + 64 };

static const char *const fault_names[] = {
	[TRAINING_FAULT_NONE] = "none",
	[TRAINING_FAULT_SHORT] = "short",
	[TRAINING_FAULT_LONG] = "long",
	[TRAINING_FAULT_TAG] = "tag",
	[TRAINING_FAULT_CHAIN] = "chain",
	[TRAINING_FAULT_SILENT] = "silent",
	[TRAINING_FAULT_REMOVE] = "remove",
	[TRAINING_FAULT_SW] = "sw",
};
static_assert(COUNT(fault_names) == TRAINING_FAULT__COUNT, "the last fault has its name");

enum result training_fault_parse(const char *text, struct training_fault *ret, struct error *err)
{
	struct training_fault fault = { 0 };
	size_t name = strcspn(text, "=@");
	const char *rest = text + name;
	char *end = NULL;
	for (size_t i = 0; i < COUNT(fault_names); i++)
		if (strlen(fault_names[i]) == name && strncmp(fault_names[i], text, name) == 0)
			fault.kind = (enum training_fault_kind)i;
	if (fault.kind == TRAINING_FAULT_SW && *rest == '=') {
		unsigned long sw = strtoul(rest + 1, &end, 16);
		if (end != rest + 5)
			fault.kind = TRAINING_FAULT_NONE;
		fault.sw = (unsigned)sw;
		rest = end;
	} else if (fault.kind == TRAINING_FAULT_SW) {
		fault.kind = TRAINING_FAULT_NONE;
	}
	if (fault.kind != TRAINING_FAULT_NONE && *rest == '@') {
		unsigned long at = strtoul(rest + 1, &end, 10);
		if (rest[1] >= '1' && rest[1] <= '9' && *end == '\0' && at < 100000) {
			fault.at = (unsigned)at;
			*ret = fault;
			return RESULT_OK;
		}
	}
	return error_set(err, RESULT_INVALID,
		_("\"%s\" is not a fault; use short, long, tag, chain, silent, remove or sw=XXXX, then @ and "
		  "the "
		  "number of the command"),
		text);
}

size_t training_fault_apply(
	const struct training_fault *fault, unsigned apdu, uint8_t *answer, size_t length, size_t room)
{
	bool from_now = fault->kind == TRAINING_FAULT_CHAIN || fault->kind == TRAINING_FAULT_SILENT;
	if (fault->kind == TRAINING_FAULT_NONE || apdu < fault->at || (apdu > fault->at && !from_now))
		return length;
	switch (fault->kind) {
	case TRAINING_FAULT_SHORT: return (length + 1) / 2;
	case TRAINING_FAULT_LONG:
		for (size_t i = 0; i < 32 && length < room; i++)
			answer[length++] = 0xAA;
		return length;
	case TRAINING_FAULT_TAG: answer[0] ^= 0xFF; return length;
	case TRAINING_FAULT_CHAIN:
		answer[length - 2] = 0x61;
		answer[length - 1] = 0x10;
		return length;
	case TRAINING_FAULT_SW:
		answer[0] = (uint8_t)(fault->sw >> 8);
		answer[1] = (uint8_t)fault->sw;
		return 2;
	case TRAINING_FAULT_SILENT:
	case TRAINING_FAULT_REMOVE: return 0;
	case TRAINING_FAULT_NONE:
	case TRAINING_FAULT__COUNT: break;
	}
	return length;
}

enum result training_link_open(struct training_link *link, unsigned port, struct error *err)
{
	struct sockaddr_in here = { .sin_family = AF_INET,
		.sin_port = htons((uint16_t)port),
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	int yes = 1;
	link->apdus = 0;
	link->connection = -1;
	link->listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (link->listener < 0)
		return error_set(err, RESULT_FAILED, "socket: %s", strerror(errno));
	setsockopt(link->listener, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
	if (bind(link->listener, (struct sockaddr *)&here, sizeof here) == 0 &&
		listen(link->listener, 1) == 0)
		return RESULT_OK;
	int code = errno;
	training_link_close(link);
	if (code == EADDRINUSE)
		return error_set(err, RESULT_CONFLICT,
			_("Port %u is taken; another training card is in that reader"), port);
	return error_set(err, RESULT_FAILED, _("Port %u: %s"), port, strerror(code));
}

void training_link_close(struct training_link *link)
{
	if (link->connection >= 0)
		close(link->connection);
	if (link->listener >= 0)
		close(link->listener);
	link->connection = link->listener = -1;
}

static bool read_all(int file, uint8_t *bytes, size_t length)
{
	while (length) {
		ssize_t got = recv(file, bytes, length, 0);
		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			return false;
		bytes += got;
		length -= (size_t)got;
	}
	return true;
}

static bool send_frame(int file, const uint8_t *bytes, size_t length)
{
	uint8_t frame[2 + ANSWER_ROOM] = { (uint8_t)(length >> 8), (uint8_t)length };
	memcpy(frame + 2, bytes, length);
	for (size_t sent = 0; sent < length + 2;) {
		ssize_t put = send(file, frame + sent, length + 2 - sent, MSG_NOSIGNAL);
		if (put < 0 && errno == EINTR)
			continue;
		if (put <= 0)
			return false;
		sent += (size_t)put;
	}
	return true;
}

static bool on_control(struct training_link *link, struct training_card *card, uint8_t control)
{
	if (control == VPCD_ATR)
		return send_frame(link->connection, training_atr, training_atr_length);
	if (control == VPCD_OFF || control == VPCD_ON || control == VPCD_RESET)
		training_card_reset(card);
	return true;
}

/* One frame of vpcd. False: the fault pulls the card. */
static bool serve_frame(struct training_link *link, struct training_card *card)
{
	uint8_t head[2], command[TRAINING_COMMAND_MAX + 1], answer[ANSWER_ROOM];
	size_t length;
	if (!read_all(link->connection, head, sizeof head))
		goto lost;
	length = (size_t)head[0] << 8 | head[1];
	/* Longer than any short APDU: nothing that a reader sends; drop the line. */
	if (length > sizeof command || !read_all(link->connection, command, length))
		goto lost;
	if (length == 1) {
		if (!on_control(link, card, command[0]))
			goto lost;
		return true;
	}
	link->apdus++;
	length = training_card_answer(card, command, length, answer);
	length = training_fault_apply(&link->fault, link->apdus, answer, length, sizeof answer);
	if (length == 0)
		return link->fault.kind != TRAINING_FAULT_REMOVE;
	if (send_frame(link->connection, answer, length))
		return true;
lost:
	close(link->connection);
	link->connection = -1;
	training_card_reset(card);
	return true;
}

static void accept_reader(struct training_link *link)
{
	int yes = 1;
	int connection = accept4(link->listener, NULL, NULL, SOCK_CLOEXEC);
	if (connection < 0)
		return;
	if (link->connection >= 0) { /* pcscd was restarted, or another one wants the card: one reader only */
		close(link->connection);
	}
	setsockopt(connection, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
	link->connection = connection;
}

bool training_link_serve(
	struct training_link *link, struct training_card *card, int timeout, int also, bool *ret_also)
{
	struct pollfd waiting[] = { { link->listener, POLLIN, 0 }, { link->connection, POLLIN, 0 },
		{ also, POLLIN, 0 } };
	*ret_also = false;
	if (poll(waiting, COUNT(waiting), timeout) <= 0)
		return true;
	*ret_also = waiting[2].revents != 0;
	if (waiting[1].revents && !serve_frame(link, card)) {
		training_link_close(link);
		training_card_reset(card);
		return false;
	}
	if (waiting[0].revents)
		accept_reader(link);
	return true;
}
