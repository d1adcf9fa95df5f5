/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The masked entry. */
#include "ui/widget/pin.h"

#include <assert.h>
#include <string.h>

#include "base/fold.h"

void pin_init(struct pin *pin, char *buffer, size_t room, bool digits)
{
	assert(room > 1);
	*pin = (struct pin){ .buffer = buffer, .room = room, .digits = digits };
	pin_wipe(pin);
}

void pin_wipe(struct pin *pin)
{
	explicit_bzero(pin->buffer, pin->room);
	pin->length = 0;
}

static enum pin_answer add(struct pin *pin, uint32_t typed)
{
	uint32_t code = fold_code_point(typed);
	bool taken = pin->digits ? code >= '0' && code <= '9' : code >= 0x20 && code < 0x7F;
	if (!taken || pin->length + 1 >= pin->room)
		return PIN_FULL;
	pin->buffer[pin->length++] = (char)code;
	return PIN_TYPED;
}

enum pin_answer pin_key(struct pin *pin, struct key_press press)
{
	switch (press.key) {
	case KEY_CHARACTER: return add(pin, press.character);
	case KEY_BACKSPACE:
		if (pin->length)
			pin->buffer[--pin->length] = '\0';
		return PIN_TYPED;
	case KEY_DELETE: pin_wipe(pin); return PIN_TYPED;
	case KEY_CONTROL:
		if (press.character != 'u')
			return PIN_IGNORED;
		pin_wipe(pin);
		return PIN_TYPED;
	case KEY_ENTER: return PIN_DONE;
	default: return PIN_IGNORED;
	}
}

void pin_draw(const struct pin *pin, struct screen *screen, int row, int column, int columns)
{
	int shown = (int)pin->length < columns ? (int)pin->length : columns - 1;
	screen_fill(screen, row, column, shown, STYLE_CARET, "*");
	screen_fill(screen, row, column + shown, columns - shown, STYLE_DIM, "_");
	screen_caret(screen, row, column + shown);
}
