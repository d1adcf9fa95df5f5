/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Commands and answers. */
#include "card/apdu.h"

#include <sodium.h>
#include <string.h>

enum { CLA_PLAIN = 0x00, CLA_CHAINED = 0x10, INS_GET_RESPONSE = 0xC0, DATA_MAX = 255, COMMAND_MAX = 261 };

/* Sends one block and appends what comes to ret. */
static enum card_fault transmit(
	struct apdu_channel *channel, const uint8_t *command, size_t length, struct apdu_answer *ret)
{
	uint8_t piece[APDU_PIECE_MAX];
	size_t got = 0;
	enum card_fault fault = channel->transmit(channel, command, length, piece, sizeof piece, &got);
	if (fault != CARD_FAULT_NONE)
		return fault;
	if (got < 2 || got > sizeof piece || got - 2 > sizeof ret->bytes - ret->length)
		return CARD_FAULT_ANSWER;
	memcpy(ret->bytes + ret->length, piece, got - 2);
	ret->length += got - 2;
	ret->sw = (unsigned)piece[got - 2] << 8 | piece[got - 1];
	return CARD_FAULT_NONE;
}

/* Fetches the rest of an answer, and repeats the command where the card wants another length. */
static enum card_fault fetch_rest(
	struct apdu_channel *channel, uint8_t *command, size_t length, struct apdu_answer *ret)
{
	bool repeated = false;
	for (int pieces = 0; pieces < APDU_PIECES_MAX; pieces++) {
		enum card_fault fault;
		size_t before = ret->length;
		uint8_t wanted = (uint8_t)ret->sw;
		if (ret->sw >> 8 == 0x61) {
			const uint8_t more[] = { CLA_PLAIN, INS_GET_RESPONSE, 0, 0, wanted };
			fault = transmit(channel, more, sizeof more, ret);
			if (fault == CARD_FAULT_NONE && ret->length == before)
				fault = CARD_FAULT_ANSWER; /* more was promised */
		} else if (ret->sw >> 8 == 0x6C && !repeated) {
			repeated = true;
			command[length - 1] = wanted;
			fault = transmit(channel, command, length, ret);
		} else {
			return CARD_FAULT_NONE;
		}
		if (fault != CARD_FAULT_NONE)
			return fault;
	}
	return CARD_FAULT_ANSWER;
}

enum card_fault apdu_exchange(
	struct apdu_channel *channel, const struct apdu_command *command, struct apdu_answer *ret)
{
	uint8_t block[COMMAND_MAX];
	size_t left = command->length, at = 0;
	enum card_fault fault;
	for (;;) {
		size_t piece = left < DATA_MAX ? left : DATA_MAX, length = 4;
		bool last = piece == left;
		block[0] = last ? CLA_PLAIN : CLA_CHAINED;
		block[1] = command->instruction;
		block[2] = command->p1;
		block[3] = command->p2;
		if (piece) {
			block[length++] = (uint8_t)piece;
			memcpy(block + length, command->data + at, piece);
			length += piece;
		}
		if (last && command->answers)
			block[length++] = 0;
		ret->length = 0;
		fault = transmit(channel, block, length, ret);
		left -= piece;
		at += piece;
		if (fault == CARD_FAULT_NONE && last && command->answers)
			fault = fetch_rest(channel, block, length, ret);
		if (fault != CARD_FAULT_NONE || last || ret->sw != 0x9000)
			break;
	}
	sodium_memzero(block, sizeof block); /* it may have held a PIN */
	return fault;
}
