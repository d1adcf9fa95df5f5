/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Entry of a PIN or password into the caller's locked memory; nothing of it is copied or shown. */
#ifndef UI_WIDGET_PIN_H
#define UI_WIDGET_PIN_H

#include <stdbool.h>
#include <stddef.h>

#include "ui/term/keys.h"
#include "ui/term/screen.h"

struct pin {
	char *buffer; /* the caller's, locked; always ends in NUL */
	size_t room;  /* bytes with the NUL */
	size_t length;
	bool digits; /* takes digits alone */
};

void pin_init(struct pin *pin, char *buffer, size_t room, bool digits); /* wipes the buffer */
void pin_wipe(struct pin *pin);

enum pin_answer { PIN_IGNORED, PIN_TYPED, PIN_DONE, PIN_FULL };

/* Full-width characters count as half-width; PIN_DONE is Enter. PIN_FULL: no
 * more fit, or not a digit: the key was not taken. */
enum pin_answer pin_key(struct pin *pin, struct key_press press);

/* A * for each character, and the caret. */
void pin_draw(const struct pin *pin, struct screen *screen, int row, int column, int columns);

#endif
