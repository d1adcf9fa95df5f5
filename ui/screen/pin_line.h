/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A PIN under the caret: digits in guarded memory, stars on the screen, a yes before the last try. */
#ifndef UI_SCREEN_PIN_LINE_H
#define UI_SCREEN_PIN_LINE_H

#include "service/session.h"
#include "ui/term/keys.h"
#include "ui/term/screen.h"
#include "ui/widget/pin.h"

struct pin_line {
	struct card_pin pin; /* what the card is given; its length follows the entry */
	struct pin entry;
	int tries;   /* left; -1 where the card does not say */
	bool agreed; /* the PIN may be typed: more than one try is left, or the yes was given */
};

void pin_line_init(struct pin_line *line);
void pin_line_done(struct pin_line *line);

/* Empties the line for a card with so many tries left; before the last one the yes is wanted anew. */
void pin_line_begin(struct pin_line *line, int tries);
void pin_line_wipe(struct pin_line *line);

/* Takes a key; true where the PIN is to be used now. What is wrong with the key stands in err (else it is cleared). */
bool pin_line_key(struct pin_line *line, struct key_press press, struct error *err);

/* For .able of the row that gives the yes: refused where none is wanted. */
bool pin_line_wants_yes(const struct pin_line *line, struct error *err);

/* What is to be done now: "Type the PIN, then press Enter". */
const char *pin_line_hint(const struct pin_line *line);

/* Draws label, stars and the tries left, or the question before the last try,
 * in two rows; puts the caret where one types. */
void pin_line_draw(const struct pin_line *line, struct screen *screen, struct area area, int label_columns);

#endif
