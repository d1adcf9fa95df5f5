/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fuzz target: whatever a card answers, and whatever the helper says, is read or refused.
 *
 * The first byte chooses: even, the rest is a row of answers, each with one
 * byte of length in front, 0 standing for 256; odd, it is a message of the helper. */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "card/piv.h"
#include "card/protocol.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct answers {
	struct apdu_channel channel;
	const uint8_t *bytes;
	size_t left;
};

static enum card_fault transmit(struct apdu_channel *channel, const uint8_t *command, size_t length,
	uint8_t *answer, size_t room, size_t *ret_length)
{
	struct answers *answers = (struct answers *)channel;
	(void)command;
	if (length < 4 || !answers->left)
		return CARD_FAULT_REMOVED;
	size_t wanted = answers->bytes[0] ? answers->bytes[0] : 256;
	answers->bytes++;
	answers->left--;
	if (wanted > answers->left)
		wanted = answers->left;
	if (wanted > room)
		abort();
	memcpy(answer, answers->bytes, wanted);
	answers->bytes += wanted;
	answers->left -= wanted;
	*ret_length = wanted;
	return CARD_FAULT_NONE;
}

static void read_card(const uint8_t *data, size_t size)
{
	static struct piv_contents contents;
	struct answers answers = { { transmit }, data, size };
	int tries = -1;
	if (piv_read(&answers.channel, &contents) == CARD_FAULT_NONE) {
		for (size_t i = 0; i < CARD_KEY__COUNT; i++) {
			struct card_certificate certificate;
			char name[CARD_NAME_SIZE];
			if (certificate_read(contents.der[i], contents.length[i], &certificate, name, NULL) !=
				RESULT_OK)
				continue;
			if (strlen(name) >= sizeof name)
				abort();
			free(certificate.der);
		}
		if (strlen(contents.serial) >= sizeof contents.serial || contents.tries > 15)
			abort();
	}
	piv_change_pin(&answers.channel, "123456", "12345678", &tries);
	if (tries < -1 || tries > 15)
		abort();
}

/* What is read must be written as the same bytes again. */
static void read_message(const uint8_t *data, size_t size)
{
	static struct protocol_answer answer;
	static uint8_t again[PROTOCOL_MESSAGE_MAX];
	struct protocol_request request;
	struct protocol_status status;
	enum protocol_stage stage;
	size_t length = size;
	if (protocol_get_request(data, size, &request))
		length = protocol_put_request(again, sizeof again, &request);
	else if (protocol_get_note(data, size, &stage))
		length = protocol_put_note(again, sizeof again, stage);
	else if (protocol_get_answer(data, size, &answer))
		length = protocol_put_answer(again, sizeof again, &answer);
	else if (protocol_get_status(data, size, &status))
		length = protocol_put_status(again, sizeof again, &status);
	else
		return;
	if (length != size || memcmp(again, data, size) != 0)
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	if (!size)
		return 0;
	if (data[0] & 1)
		read_message(data + 1, size - 1);
	else
		read_card(data + 1, size - 1);
	return 0;
}
