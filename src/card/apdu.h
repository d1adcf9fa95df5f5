/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Commands to a card and its answers: chaining, GET RESPONSE, wrong lengths (ISO 7816-4, 5.3). */
#ifndef CARD_APDU_H
#define CARD_APDU_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "card/fault.h"

enum {
	APDU_PIECE_MAX =
		512, /* one answer off the wire with its status word, and more than a short one may be */
	APDU_ANSWER_MAX = 8192, /* a whole answer; PIV objects have about 3000 bytes */
	APDU_PIECES_MAX = 64    /* a card that never stops is not believed */
};

/* The wire to a card; the reader gives it, tests and the fuzz target have their own. */
struct apdu_channel {
	enum card_fault (*transmit)(struct apdu_channel *channel, const uint8_t *command, size_t length,
		uint8_t *answer, size_t room, size_t *ret_length);
};

struct apdu_command {
	uint8_t instruction, p1, p2;
	const uint8_t *data; /* NULL where there is none */
	size_t length;       /* longer than 255: sent in a chain */
	bool answers;        /* an answer with data is expected (Le is sent) */
};

struct apdu_answer {
	uint8_t bytes[APDU_ANSWER_MAX]; /* without status word */
	size_t length;
	unsigned sw;
};

/* CARD_FAULT_ANSWER where the card does not keep to the standard, otherwise
 * what the channel says. Any status word but 61xx and 6Cxx is handed on in ret. */
enum card_fault apdu_exchange(
	struct apdu_channel *channel, const struct apdu_command *command, struct apdu_answer *ret);

#endif
