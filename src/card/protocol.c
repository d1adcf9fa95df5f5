/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Messages between choba and choba-card. */
#include "card/protocol.h"

#include <string.h>

/* A place in a message, for writing or reading; bad sticks. */
struct wire {
	uint8_t *out;
	const uint8_t *in;
	size_t length, at;
	bool bad;
};

static void put_number(struct wire *wire, uint32_t number, size_t size)
{
	if (wire->bad || size > wire->length - wire->at) {
		wire->bad = true;
		return;
	}
	for (size_t i = size; i > 0; i--)
		wire->out[wire->at++] = (uint8_t)(number >> (8 * (i - 1)));
}

static void put_bytes(struct wire *wire, const void *bytes, size_t length)
{
	put_number(wire, (uint32_t)length, 2);
	if (wire->bad || length > 0xFFFF || length > wire->length - wire->at) {
		wire->bad = true;
		return;
	}
	if (length)
		memcpy(wire->out + wire->at, bytes, length);
	wire->at += length;
}

static uint32_t get_number(struct wire *wire, size_t size)
{
	uint32_t number = 0;
	if (wire->bad || size > wire->length - wire->at) {
		wire->bad = true;
		return 0;
	}
	for (size_t i = 0; i < size; i++)
		number = number << 8 | wire->in[wire->at++];
	return number;
}

/* A number of one byte below limit. */
static uint32_t get_below(struct wire *wire, uint32_t limit)
{
	uint32_t number = get_number(wire, 1);
	if (number >= limit)
		wire->bad = true;
	return wire->bad ? 0 : number;
}

static size_t get_bytes(struct wire *wire, void *ret, size_t room)
{
	size_t length = get_number(wire, 2);
	if (wire->bad || length > room || length > wire->length - wire->at) {
		wire->bad = true;
		return 0;
	}
	memcpy(ret, wire->in + wire->at, length);
	wire->at += length;
	return length;
}

static void put_string(struct wire *wire, const char *string)
{
	put_bytes(wire, string, strlen(string));
}

static void get_string(struct wire *wire, char *ret, size_t room)
{
	size_t length = get_bytes(wire, ret, room - 1);
	ret[length] = '\0';
	if (memchr(ret, '\0', length))
		wire->bad = true;
}

static struct wire open_out(uint8_t *bytes, size_t room, enum protocol_type type)
{
	struct wire wire = { .out = bytes, .length = room };
	put_number(&wire, PROTOCOL_VERSION, 1);
	put_number(&wire, type, 1);
	return wire;
}

static struct wire open_in(const uint8_t *bytes, size_t length, enum protocol_type type)
{
	enum protocol_type found;
	struct wire wire = { .in = bytes, .length = length, .at = 2 };
	wire.bad = !protocol_type_of(bytes, length, &found) || found != type;
	return wire;
}

static size_t written(const struct wire *wire)
{
	return wire->bad ? 0 : wire->at;
}

static bool read_whole(const struct wire *wire)
{
	return !wire->bad && wire->at == wire->length;
}

bool protocol_type_of(const uint8_t *bytes, size_t length, enum protocol_type *ret)
{
	if (length < 2 || bytes[0] != PROTOCOL_VERSION || bytes[1] < PROTOCOL_READ ||
		bytes[1] > PROTOCOL_STATUS)
		return false;
	*ret = (enum protocol_type)bytes[1];
	return true;
}

size_t protocol_put_request(uint8_t *bytes, size_t room, const struct protocol_request *request)
{
	struct wire wire = open_out(bytes, room, request->type);
	put_string(&wire, request->reader);
	put_number(&wire, request->key, 1);
	put_string(&wire, request->pin);
	put_string(&wire, request->wanted);
	put_bytes(&wire, request->digest, sizeof request->digest);
	return written(&wire);
}

bool protocol_get_request(const uint8_t *bytes, size_t length, struct protocol_request *ret)
{
	memset(ret, 0, sizeof *ret);
	if (!protocol_type_of(bytes, length, &ret->type) || ret->type > PROTOCOL_CHANGE_PIN)
		return false;
	struct wire wire = open_in(bytes, length, ret->type);
	get_string(&wire, ret->reader, sizeof ret->reader);
	ret->key = (enum card_key)get_below(&wire, CARD_KEY__COUNT);
	get_string(&wire, ret->pin, sizeof ret->pin);
	get_string(&wire, ret->wanted, sizeof ret->wanted);
	if (get_bytes(&wire, ret->digest, sizeof ret->digest) != sizeof ret->digest)
		wire.bad = true;
	return read_whole(&wire);
}

size_t protocol_put_note(uint8_t *bytes, size_t room, enum protocol_stage stage)
{
	struct wire wire = open_out(bytes, room, PROTOCOL_NOTE);
	put_number(&wire, stage, 1);
	return written(&wire);
}

bool protocol_get_note(const uint8_t *bytes, size_t length, enum protocol_stage *ret)
{
	struct wire wire = open_in(bytes, length, PROTOCOL_NOTE);
	*ret = (enum protocol_stage)get_below(&wire, PROTOCOL_STAGE__COUNT);
	return read_whole(&wire);
}

size_t protocol_put_answer(uint8_t *bytes, size_t room, const struct protocol_answer *answer)
{
	struct wire wire = open_out(bytes, room, PROTOCOL_ANSWER);
	put_number(&wire, answer->fault, 1);
	put_number(&wire, (uint32_t)(answer->tries + 1), 1); /* -1 becomes 0 */
	put_number(&wire, answer->is_virtual, 1);
	put_number(&wire, answer->counter, 2);
	put_string(&wire, answer->contents.serial);
	for (size_t i = 0; i < CARD_KEY__COUNT; i++)
		put_bytes(&wire, answer->contents.der[i], answer->contents.length[i]);
	put_bytes(&wire, answer->signature.bytes, answer->signature.length);
	return written(&wire);
}

bool protocol_get_answer(const uint8_t *bytes, size_t length, struct protocol_answer *ret)
{
	struct wire wire = open_in(bytes, length, PROTOCOL_ANSWER);
	memset(ret, 0, sizeof *ret);
	ret->fault = (enum card_fault)get_below(&wire, CARD_FAULT__COUNT);
	ret->tries = ret->contents.tries = (int)get_below(&wire, 17) - 1; /* a card counts to 15 */
	ret->is_virtual = get_below(&wire, 2) != 0;
	ret->counter = (uint16_t)get_number(&wire, 2);
	get_string(&wire, ret->contents.serial, sizeof ret->contents.serial);
	for (size_t i = 0; i < CARD_KEY__COUNT; i++)
		ret->contents.length[i] = get_bytes(&wire, ret->contents.der[i], sizeof ret->contents.der[i]);
	ret->signature.length = get_bytes(&wire, ret->signature.bytes, sizeof ret->signature.bytes);
	return read_whole(&wire);
}

size_t protocol_put_status(uint8_t *bytes, size_t room, const struct protocol_status *status)
{
	struct wire wire = open_out(bytes, room, PROTOCOL_STATUS);
	put_number(&wire, status->fault, 1);
	put_number(&wire, status->generation, 4);
	put_number(&wire, (uint32_t)status->count, 1);
	for (size_t i = 0; i < status->count; i++) {
		const struct protocol_reader *reader = &status->readers[i];
		put_string(&wire, reader->name);
		put_number(&wire, reader->state, 1);
		put_number(&wire, reader->is_virtual, 1);
		put_number(&wire, reader->counter, 2);
	}
	return written(&wire);
}

bool protocol_get_status(const uint8_t *bytes, size_t length, struct protocol_status *ret)
{
	struct wire wire = open_in(bytes, length, PROTOCOL_STATUS);
	memset(ret, 0, sizeof *ret);
	ret->fault = (enum card_fault)get_below(&wire, CARD_FAULT__COUNT);
	ret->generation = get_number(&wire, 4);
	ret->count = get_below(&wire, CARD_READER_MAX + 1);
	for (size_t i = 0; i < ret->count; i++) {
		struct protocol_reader *reader = &ret->readers[i];
		get_string(&wire, reader->name, sizeof reader->name);
		reader->state = (enum card_state)get_below(&wire, CARD_STATE__COUNT);
		reader->is_virtual = get_below(&wire, 2) != 0;
		reader->counter = (uint16_t)get_number(&wire, 2);
	}
	return read_whole(&wire);
}
