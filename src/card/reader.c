/* SPDX-License-Identifier: GPL-3.0-or-later */
/* PC/SC. */
#include "card/reader.h"

#include <string.h>

#include "base/memory.h"

enum card_fault reader_fault(LONG code)
{
	static const struct {
		LONG code;
		enum card_fault fault;
	} rows[] = {
		{ SCARD_S_SUCCESS, CARD_FAULT_NONE },
		{ SCARD_E_NO_SERVICE, CARD_FAULT_NO_SERVICE },
		{ SCARD_E_SERVICE_STOPPED, CARD_FAULT_NO_SERVICE },
		{ SCARD_F_COMM_ERROR, CARD_FAULT_RESTARTED },
		{ SCARD_E_INVALID_HANDLE, CARD_FAULT_RESTARTED },
		{ SCARD_W_SECURITY_VIOLATION, CARD_FAULT_DENIED },
		{ SCARD_E_NO_ACCESS, CARD_FAULT_DENIED },
		{ SCARD_E_UNKNOWN_READER, CARD_FAULT_NO_READER },
		{ SCARD_E_READER_UNAVAILABLE, CARD_FAULT_NO_READER },
		{ SCARD_E_NO_READERS_AVAILABLE, CARD_FAULT_NO_READER },
		{ SCARD_E_NO_SMARTCARD, CARD_FAULT_NO_CARD },
		{ SCARD_W_REMOVED_CARD, CARD_FAULT_REMOVED },
		{ SCARD_W_RESET_CARD, CARD_FAULT_HELD }, /* only another program resets in between */
		{ SCARD_E_SHARING_VIOLATION, CARD_FAULT_HELD },
		{ SCARD_E_INSUFFICIENT_BUFFER, CARD_FAULT_ANSWER },
	};
	for (size_t i = 0; i < COUNT(rows); i++)
		if (rows[i].code == code)
			return rows[i].fault;
	return CARD_FAULT_MUTE; /* unresponsive, not powered, not transacted, wrong protocol */
}

static enum card_fault transmit(struct apdu_channel *channel, const uint8_t *command, size_t length,
	uint8_t *answer, size_t room, size_t *ret_length)
{
	struct reader *reader = (struct reader *)channel;
	DWORD got = room;
	const SCARD_IO_REQUEST *header = reader->protocol == SCARD_PROTOCOL_T0 ? SCARD_PCI_T0 : SCARD_PCI_T1;
	LONG code = SCardTransmit(reader->card, header, command, length, NULL, answer, &got);
	if (code == SCARD_S_SUCCESS)
		*ret_length = got;
	return reader_fault(code);
}

enum card_fault reader_open(struct reader *reader, const char *name)
{
	memset(reader, 0, sizeof *reader);
	reader->channel.transmit = transmit;
	LONG code = SCardEstablishContext(SCARD_SCOPE_SYSTEM, NULL, NULL, &reader->context);
	if (code != SCARD_S_SUCCESS)
		return reader_fault(code);
	reader->has_context = true;
	code = SCardConnect(reader->context, name, SCARD_SHARE_SHARED, SCARD_PROTOCOL_T0 | SCARD_PROTOCOL_T1,
		&reader->card, &reader->protocol);
	reader->connected = code == SCARD_S_SUCCESS;
	return reader_fault(code);
}

enum card_fault reader_begin(struct reader *reader)
{
	LONG code = SCardBeginTransaction(reader->card);
	if (code == SCARD_W_RESET_CARD) { /* another program finished with it just now */
		code = SCardReconnect(reader->card, SCARD_SHARE_SHARED, SCARD_PROTOCOL_T0 | SCARD_PROTOCOL_T1,
			SCARD_LEAVE_CARD, &reader->protocol);
		if (code == SCARD_S_SUCCESS)
			code = SCardBeginTransaction(reader->card);
	}
	reader->in_transaction = code == SCARD_S_SUCCESS;
	return reader_fault(code);
}

void reader_close(struct reader *reader, bool reset)
{
	/* The reset must come before others are let in, so the transaction ends with it. */
	if (reader->in_transaction && !reset)
		SCardEndTransaction(reader->card, SCARD_LEAVE_CARD);
	else if (reader->in_transaction)
		SCardEndTransaction(reader->card, SCARD_RESET_CARD);
	if (reader->connected)
		SCardDisconnect(reader->card, reset ? SCARD_RESET_CARD : SCARD_LEAVE_CARD);
	if (reader->has_context)
		SCardReleaseContext(reader->context);
	memset(reader, 0, sizeof *reader);
}

enum card_fault reader_look(const char *name, bool *ret_present, uint16_t *ret_counter)
{
	SCARDCONTEXT context;
	SCARD_READERSTATE state = { .szReader = name, .dwCurrentState = SCARD_STATE_UNAWARE };
	LONG code = SCardEstablishContext(SCARD_SCOPE_SYSTEM, NULL, NULL, &context);
	if (code != SCARD_S_SUCCESS)
		return reader_fault(code);
	code = SCardGetStatusChange(context, 0, &state, 1);
	SCardReleaseContext(context);
	if (code != SCARD_S_SUCCESS)
		return reader_fault(code);
	if (state.dwEventState & (SCARD_STATE_UNKNOWN | SCARD_STATE_UNAVAILABLE))
		return CARD_FAULT_NO_READER;
	*ret_present = (state.dwEventState & SCARD_STATE_PRESENT) != 0;
	*ret_counter = (uint16_t)(state.dwEventState >> 16);
	return CARD_FAULT_NONE;
}

bool reader_is_virtual(const char *name)
{
	static const char *const marks[] = { "choba training reader", "Virtual", "vpcd" };
	for (size_t i = 0; i < COUNT(marks); i++)
		if (strstr(name, marks[i]))
			return true;
	return false;
}
