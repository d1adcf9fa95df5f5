/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What choba and choba-card say to each other: whole messages over SOCK_SEQPACKET socket pairs.
 *
 * A message is version, type, payload; numbers are big-endian, strings and
 * bytes carry two bytes of length. On the first socket choba asks and the
 * helper answers, with notes in between; on the second the helper reports. */
#ifndef CARD_PROTOCOL_H
#define CARD_PROTOCOL_H

#include "card/card.h"
#include "card/fault.h"
#include "card/piv.h"

enum {
	PROTOCOL_VERSION = 1,
	PROTOCOL_CALLS = 3, /* the helper's descriptors */
	PROTOCOL_EVENTS = 4,
	PROTOCOL_REQUEST_MAX = 512,
	PROTOCOL_MESSAGE_MAX = 20480
};

enum protocol_type {
	PROTOCOL_READ = 1,
	PROTOCOL_SIGN,
	PROTOCOL_CHANGE_PIN,
	PROTOCOL_NOTE,
	PROTOCOL_ANSWER,
	PROTOCOL_STATUS
};

/* Where the helper is, so that a deadline can say what it was waiting for. */
enum protocol_stage {
	PROTOCOL_STAGE_WAITING, /* for another program to let go of the card */
	PROTOCOL_STAGE_WORKING, /* with the card */
	PROTOCOL_STAGE__COUNT
};

/* Holds a PIN: keep it in guarded memory. */
struct protocol_request {
	enum protocol_type type; /* READ, SIGN or CHANGE_PIN */
	char reader[CARD_READER_SIZE];
	enum card_key key;
	char pin[CARD_PIN_MAX + 1], wanted[CARD_PIN_MAX + 1];
	uint8_t digest[CARD_DIGEST_SIZE];
};

struct protocol_answer {
	enum card_fault fault;
	int tries;
	bool is_virtual;
	uint16_t counter;                /* pcscd's event counter of the reader */
	struct piv_contents contents;    /* READ */
	struct card_signature signature; /* SIGN */
};

struct protocol_reader {
	char name[CARD_READER_SIZE];
	enum card_state state;
	bool is_virtual;
	uint16_t counter;
};

struct protocol_status {
	enum card_fault fault; /* NONE, NO_SERVICE or DENIED */
	uint32_t generation;   /* changes when pcscd was restarted */
	size_t count;
	struct protocol_reader readers[CARD_READER_MAX];
};

/* Each writes one message into bytes and returns its length, 0 where room is too small. */
size_t protocol_put_request(uint8_t *bytes, size_t room, const struct protocol_request *request);
size_t protocol_put_note(uint8_t *bytes, size_t room, enum protocol_stage stage);
size_t protocol_put_answer(uint8_t *bytes, size_t room, const struct protocol_answer *answer);
size_t protocol_put_status(uint8_t *bytes, size_t room, const struct protocol_status *status);

/* The type of a message; false where version or type is not known. */
bool protocol_type_of(const uint8_t *bytes, size_t length, enum protocol_type *ret);

/* Each reads one message; false where it is not exactly one of that kind. */
bool protocol_get_request(const uint8_t *bytes, size_t length, struct protocol_request *ret);
bool protocol_get_note(const uint8_t *bytes, size_t length, enum protocol_stage *ret);
bool protocol_get_answer(const uint8_t *bytes, size_t length, struct protocol_answer *ret);
bool protocol_get_status(const uint8_t *bytes, size_t length, struct protocol_status *ret);

#endif
