/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A card in a PC/SC reader: connection, transaction, APDUs. The one place that knows PC/SC codes. */
#ifndef CARD_READER_H
#define CARD_READER_H

#include <winscard.h>

#include "card/apdu.h"

/* First member, so that a channel is its reader. All zero is closed. */
struct reader {
	struct apdu_channel channel;
	SCARDCONTEXT context;
	SCARDHANDLE card;
	DWORD protocol;
	bool has_context, connected, in_transaction;
};

/* The fault behind a PC/SC code. */
enum card_fault reader_fault(LONG code);

/* Connects, shared with other programs. reader_close is always right afterwards. */
enum card_fault reader_open(struct reader *reader, const char *name);

/* Waits until no other program is in a transaction, then keeps all others out. */
enum card_fault reader_begin(struct reader *reader);

/* Ends the transaction and the connection; reset also takes the PIN's effect from every program. */
void reader_close(struct reader *reader, bool reset);

/* Looks at a reader without touching the card: does it hold one, and pcscd's count of insertions and removals. */
enum card_fault reader_look(const char *name, bool *ret_present, uint16_t *ret_counter);

/* True for readers that are software, by their name. */
bool reader_is_virtual(const char *name);

#endif
