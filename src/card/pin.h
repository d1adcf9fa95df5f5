/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A PIN in memory that is locked, left out of core dumps and wiped. */
#ifndef CARD_PIN_H
#define CARD_PIN_H

#include <stddef.h>

#include "base/error.h"

enum { CARD_PIN_MIN = 6, CARD_PIN_MAX = 8 }; /* SP 800-73-4 part 2, 2.4.3 */

struct card_pin {
	char *digits; /* guarded memory of CARD_PIN_MAX + 1 bytes, ends in NUL */
	size_t length;
};

/* Empty, ready for card_pin_set; card_pin_done wipes and frees. */
void card_pin_init(struct card_pin *pin);
void card_pin_done(struct card_pin *pin);

/* Takes length bytes of UTF-8: 6 to 8 digits, half or full width. RESULT_INVALID
 * with a sentence that does not repeat them. The caller wipes what it passed. */
enum result card_pin_set(struct card_pin *pin, const char *typed, size_t length, struct error *err);

#endif
