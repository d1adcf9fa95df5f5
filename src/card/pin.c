/* SPDX-License-Identifier: GPL-3.0-or-later */
/* PINs in guarded memory. */
#include "card/pin.h"

#include <sodium.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/i18n.h"
#include "base/text.h"

void card_pin_init(struct card_pin *pin)
{
	if (sodium_init() < 0 || !(pin->digits = sodium_malloc(CARD_PIN_MAX + 1))) {
		fputs("choba: no protected memory for the PIN\n", stderr);
		abort();
	}
	sodium_memzero(pin->digits, CARD_PIN_MAX + 1);
	pin->length = 0;
}

void card_pin_done(struct card_pin *pin)
{
	sodium_free(pin->digits); /* wipes */
	pin->digits = NULL;
	pin->length = 0;
}

static int digit_of(uint32_t code_point)
{
	if (code_point >= '0' && code_point <= '9')
		return (int)code_point;
	if (code_point >= 0xFF10 && code_point <= 0xFF19) /* full width */
		return (int)(code_point - 0xFF10 + '0');
	return -1;
}

enum result card_pin_set(struct card_pin *pin, const char *typed, size_t length, struct error *err)
{
	sodium_memzero(pin->digits, CARD_PIN_MAX + 1);
	pin->length = 0;
	for (size_t position = 0; position < length;) {
		int digit = digit_of(text_next(typed, length, &position));
		if (digit < 0 || pin->length == CARD_PIN_MAX)
			goto bad;
		pin->digits[pin->length++] = (char)digit;
	}
	if (pin->length >= CARD_PIN_MIN)
		return RESULT_OK;
bad:
	sodium_memzero(pin->digits, CARD_PIN_MAX + 1);
	pin->length = 0;
	return error_set(err, RESULT_INVALID, _("A PIN has %d to %d digits and nothing else; type it again"),
		CARD_PIN_MIN, CARD_PIN_MAX);
}
