/* SPDX-License-Identifier: GPL-3.0-or-later */
/* PIV commands. */
#include "card/piv.h"

#include <sodium.h>
#include <stdio.h>
#include <string.h>

#include "base/memory.h"
#include "card/tlv.h"

enum {
	SW_OK = 0x9000,
	SW_BLOCKED = 0x6983,
	SW_BAD_DATA = 0x6A80,
	SW_NOT_SUPPORTED = 0x6A81,
	SW_NOT_FOUND = 0x6A82,
	INS_SELECT = 0xA4,
	INS_GET_DATA = 0xCB,
	INS_VERIFY = 0x20,
	INS_CHANGE = 0x24,
	PIN_REFERENCE = 0x80,
	PIN_SIZE = 8
};

static const uint32_t chuid_object = 0x5FC102;
static const uint32_t certificate_objects[CARD_KEY__COUNT] = {
	[CARD_KEY_SIGN_IN] = 0x5FC105,
	[CARD_KEY_DECIDE] = 0x5FC10A,
};

enum card_fault piv_select(struct apdu_channel *channel)
{
	static const uint8_t aid[] = { 0xA0, 0x00, 0x00, 0x03, 0x08, 0x00, 0x00, 0x10, 0x00 };
	const struct apdu_command command = { INS_SELECT, 0x04, 0x00, aid, sizeof aid, true };
	struct apdu_answer answer;
	struct tlv template;
	enum card_fault fault = apdu_exchange(channel, &command, &answer);
	if (fault != CARD_FAULT_NONE)
		return fault;
	if (answer.sw != SW_OK)
		return CARD_FAULT_UNKNOWN_CARD;
	return tlv_find(answer.bytes, answer.length, 0x61, &template) ? CARD_FAULT_NONE : CARD_FAULT_ANSWER;
}

enum card_fault piv_lock(struct apdu_channel *channel)
{
	const struct apdu_command command = { INS_VERIFY, 0xFF, PIN_REFERENCE, NULL, 0, false };
	struct apdu_answer answer;
	return apdu_exchange(channel, &command, &answer);
}

/* Tries out of a status word of VERIFY or CHANGE REFERENCE DATA; false for any other. */
static bool tries_of(unsigned sw, int *ret)
{
	if (sw == SW_BLOCKED)
		*ret = 0;
	else if ((sw & 0xFFF0) == 0x63C0)
		*ret = (int)(sw & 0xF);
	else
		return false;
	return true;
}

enum card_fault piv_tries(struct apdu_channel *channel, int *ret)
{
	const struct apdu_command command = { INS_VERIFY, 0x00, PIN_REFERENCE, NULL, 0, false };
	struct apdu_answer answer;
	enum card_fault fault = apdu_exchange(channel, &command, &answer);
	if (fault != CARD_FAULT_NONE)
		return fault;
	if (answer.sw == SW_OK)
		*ret = -1;
	else if (!tries_of(answer.sw, ret))
		return CARD_FAULT_ANSWER;
	return CARD_FAULT_NONE;
}

/* A data object's contents, which lie in answer; *ret_found false where the card has none. */
static enum card_fault get_object(struct apdu_channel *channel, uint32_t tag, struct apdu_answer *answer,
	struct tlv *ret, bool *ret_found)
{
	const uint8_t data[] = { 0x5C, 0x03, (uint8_t)(tag >> 16), (uint8_t)(tag >> 8), (uint8_t)tag };
	const struct apdu_command command = { INS_GET_DATA, 0x3F, 0xFF, data, sizeof data, true };
	enum card_fault fault = apdu_exchange(channel, &command, answer);
	if (fault != CARD_FAULT_NONE)
		return fault;
	*ret_found = false;
	if (answer->sw == SW_NOT_FOUND || answer->sw == SW_NOT_SUPPORTED)
		return CARD_FAULT_NONE;
	if (answer->sw != SW_OK || !tlv_find(answer->bytes, answer->length, 0x53, ret))
		return CARD_FAULT_ANSWER;
	*ret_found = ret->length > 0; /* an empty object is one that was erased */
	return CARD_FAULT_NONE;
}

static void set_serial(char serial[CARD_SERIAL_SIZE], const struct tlv *number)
{
	for (size_t i = 0; i < number->length && 2 * i + 2 < CARD_SERIAL_SIZE; i++)
		snprintf(serial + 2 * i, 3, "%02X", number->value[i]);
}

static enum card_fault read_serial(struct apdu_channel *channel, char serial[CARD_SERIAL_SIZE])
{
	struct apdu_answer answer;
	struct tlv chuid, number;
	bool found;
	enum card_fault fault = get_object(channel, chuid_object, &answer, &chuid, &found);
	if (fault != CARD_FAULT_NONE)
		return fault;
	if (!found)
		return CARD_FAULT_ANSWER; /* every PIV card has one (part 1, 3.1.2) */
	if (tlv_find(chuid.value, chuid.length, 0x34, &number) && number.length == 16)
		set_serial(serial, &number);
	else if (tlv_find(chuid.value, chuid.length, 0x30, &number) && number.length == 25)
		set_serial(serial, &number);
	else
		return CARD_FAULT_ANSWER;
	return CARD_FAULT_NONE;
}

static enum card_fault read_certificate(
	struct apdu_channel *channel, size_t key, struct piv_contents *contents)
{
	struct apdu_answer answer;
	struct tlv object, certificate, info;
	bool found;
	enum card_fault fault = get_object(channel, certificate_objects[key], &answer, &object, &found);
	if (fault != CARD_FAULT_NONE || !found)
		return fault;
	if (!tlv_find(object.value, object.length, 0x70, &certificate))
		return CARD_FAULT_ANSWER;
	/* CertInfo bit 0: gzip (part 1, appendix A). Cards that sign in offices store them plain. */
	bool packed = tlv_find(object.value, object.length, 0x71, &info) && info.length && info.value[0] & 1;
	if (packed || certificate.length > CARD_CERTIFICATE_MAX)
		return CARD_FAULT_CERTIFICATE;
	memcpy(contents->der[key], certificate.value, certificate.length);
	contents->length[key] = certificate.length;
	return CARD_FAULT_NONE;
}

enum card_fault piv_read(struct apdu_channel *channel, struct piv_contents *ret)
{
	memset(ret, 0, sizeof *ret);
	enum card_fault fault = piv_select(channel);
	if (fault == CARD_FAULT_NONE)
		fault = piv_lock(channel);
	if (fault == CARD_FAULT_NONE)
		fault = piv_tries(channel, &ret->tries);
	if (fault == CARD_FAULT_NONE)
		fault = read_serial(channel, ret->serial);
	for (size_t key = 0; key < CARD_KEY__COUNT && fault == CARD_FAULT_NONE; key++)
		fault = read_certificate(channel, key, ret);
	if (fault == CARD_FAULT_NONE && !ret->length[CARD_KEY_SIGN_IN])
		fault = CARD_FAULT_NO_CERTIFICATE;
	return fault;
}

enum card_fault piv_change_pin(
	struct apdu_channel *channel, const char *old, const char *wanted, int *ret_tries)
{
	uint8_t data[2 * PIN_SIZE];
	const struct apdu_command command = { INS_CHANGE, 0x00, PIN_REFERENCE, data, sizeof data, false };
	struct apdu_answer answer;
	memset(data, 0xFF, sizeof data);
	memcpy(data, old, strnlen(old, PIN_SIZE));
	memcpy(data + PIN_SIZE, wanted, strnlen(wanted, PIN_SIZE));
	enum card_fault fault = apdu_exchange(channel, &command, &answer);
	sodium_memzero(data, sizeof data);
	if (fault != CARD_FAULT_NONE)
		return fault;
	if (answer.sw == SW_OK)
		return CARD_FAULT_NONE;
	if (tries_of(answer.sw, ret_tries))
		return *ret_tries ? CARD_FAULT_PIN_WRONG : CARD_FAULT_PIN_BLOCKED;
	return answer.sw == SW_BAD_DATA ? CARD_FAULT_PIN_FORM : CARD_FAULT_ANSWER;
}
