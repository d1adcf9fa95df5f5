/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Certificates out of a text file (RFC 7468). */
#include "ui/command/pem.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/i18n.h"
#include "base/memory.h"

enum { PEM_LIMIT = 64 * 1024 };

static const char begin_line[] = "-----BEGIN CERTIFICATE-----";
static const char end_line[] = "-----END CERTIFICATE-----";

/* The value of a base 64 digit, -1 for another character. */
static int digit_value(char digit)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	const char *at = digit ? strchr(digits, digit) : NULL;
	return at ? (int)(at - digits) : -1;
}

/* Decodes base 64 from at to end; NULL where something else stands in it. */
static unsigned char *decode(const char *at, const char *end, size_t *ret_length)
{
	unsigned char *bytes = memory_new((size_t)(end - at) + 1, 1);
	uint32_t bits = 0;
	int held = 0;
	*ret_length = 0;
	for (; at < end && *at != '='; at++) {
		if (isspace((unsigned char)*at))
			continue;
		int value = digit_value(*at);
		if (value < 0) {
			free(bytes);
			return NULL;
		}
		bits = bits << 6 | (uint32_t)value;
		held += 6;
		if (held >= 8) {
			held -= 8;
			bytes[(*ret_length)++] = (unsigned char)(bits >> held);
		}
	}
	return bytes;
}

/* The card's own number from a line "GUID 0123...", where the file has one. */
static void find_serial(const char *text, char serial[CARD_SERIAL_SIZE])
{
	size_t length = 0;
	const char *line = strncmp(text, "GUID ", 5) == 0 ? text : strstr(text, "\nGUID ");
	if (line) {
		const char *digits = strchr(line, ' ') + 1;
		while (isxdigit((unsigned char)digits[length]) && length < CARD_SERIAL_SIZE - 1)
			length++;
		memcpy(serial, digits, length);
	}
	serial[length] = '\0';
}

enum result pem_read(const char *path, struct pem_card *ret_card, struct error *err)
{
	struct pem_card card = { 0 };
	char *text;
	size_t length;
	enum result r = file_read(path, PEM_LIMIT, &text, &length, err);
	if (r != RESULT_OK)
		return r;
	const char *at = text;
	for (int key = 0; key < CARD_KEY__COUNT; key++) {
		const char *begin = strstr(at, begin_line);
		const char *end = begin ? strstr(begin, end_line) : NULL;
		if (end)
			card.certificates[key] = decode(begin + strlen(begin_line), end, &card.lengths[key]);
		if (!card.certificates[key]) {
			r = error_set(err, RESULT_INVALID,
				_("%s: two certificates are wanted, of slot 9A and of slot 9C; number %d is "
				  "missing or damaged"),
				path, key + 1);
			break;
		}
		at = end;
	}
	find_serial(text, card.serial);
	if (r == RESULT_OK && !card.serial[0])
		r = error_set(err, RESULT_INVALID,
			_("%s: a line \"GUID ...\" with the card's own number is missing"), path);
	free(text);
	if (r != RESULT_OK) {
		pem_card_done(&card);
		return r;
	}
	*ret_card = card;
	return RESULT_OK;
}

void pem_card_done(struct pem_card *card)
{
	for (int key = 0; key < CARD_KEY__COUNT; key++)
		free(card->certificates[key]);
	*card = (struct pem_card){ 0 };
}

void pem_founding_card(const struct pem_card *card, const char *person, struct founding_card *ret_card)
{
	*ret_card = (struct founding_card){ .person = person, .serial = card->serial };
	for (int key = 0; key < CARD_KEY__COUNT; key++) {
		ret_card->certificates[key] = card->certificates[key];
		ret_card->lengths[key] = card->lengths[key];
	}
}

void identity_founding_card(
	const struct card_identity *identity, const char *person, struct founding_card *ret_card)
{
	*ret_card = (struct founding_card){ .person = person, .serial = identity->serial };
	for (int key = 0; key < CARD_KEY__COUNT; key++) {
		ret_card->certificates[key] = identity->certificates[key].der;
		ret_card->lengths[key] = identity->certificates[key].length;
	}
}
