/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The PIN as it is typed. */
#include "ui/screen/pin_line.h"

#include "base/i18n.h"
#include "base/text.h"

enum { GAP = 2 };

void pin_line_init(struct pin_line *line)
{
	card_pin_init(&line->pin);
	pin_init(&line->entry, line->pin.digits, CARD_PIN_MAX + 1, true);
	line->tries = -1;
	line->agreed = false;
}

void pin_line_done(struct pin_line *line)
{
	card_pin_done(&line->pin);
}

void pin_line_wipe(struct pin_line *line)
{
	pin_wipe(&line->entry);
	line->pin.length = 0;
}

void pin_line_begin(struct pin_line *line, int tries)
{
	pin_line_wipe(line);
	line->tries = tries;
	line->agreed = tries != 1;
}

bool pin_line_key(struct pin_line *line, struct key_press press, struct error *err)
{
	error_clear(err);
	if (!line->agreed) {
		if (press.key == KEY_ENTER || press.key == KEY_CHARACTER)
			error_set(err, RESULT_REFUSED, _("Press y first if you want to use the last try"));
		return false;
	}
	enum pin_answer answer = pin_key(&line->entry, press);
	line->pin.length = line->entry.length;
	if (answer == PIN_FULL)
		error_set(err, RESULT_INVALID, _("A PIN has %d to %d digits and nothing else"), CARD_PIN_MIN,
			CARD_PIN_MAX);
	if (answer == PIN_DONE && line->pin.length < CARD_PIN_MIN) {
		error_set(err, RESULT_INVALID,
			_("A PIN has %d to %d digits; type all of it, then press Enter"), CARD_PIN_MIN,
			CARD_PIN_MAX);
		return false;
	}
	return answer == PIN_DONE;
}

bool pin_line_wants_yes(const struct pin_line *line, struct error *err)
{
	if (line->tries == 1 && !line->agreed)
		return true;
	error_set(err, RESULT_REFUSED, _("Nothing waits for a yes"));
	return false;
}

const char *pin_line_hint(const struct pin_line *line)
{
	return line->agreed ? _("Type the PIN, then press Enter")
			    : _("Press y to use the last try, or take the card out");
}

static void tries_text(const struct pin_line *line, struct text *text)
{
	if (line->tries == 1)
		text_add(text, _("the last try"));
	else if (line->tries > 1)
		text_format(text, _("%d tries left"), line->tries);
}

void pin_line_draw(const struct pin_line *line, struct screen *screen, struct area area, int label_columns)
{
	int column = area.column + label_columns, columns = CARD_PIN_MAX + 1;
	int end = area.column + area.columns;
	struct text tries = { 0 };
	screen_put(screen, area.row, area.column, label_columns, STYLE_LABEL, _("PIN"));
	tries_text(line, &tries);
	if (!line->agreed) {
		screen_put(screen, area.row, column, end - column, STYLE_ERROR,
			_("One try is left. If it is wrong, the card is blocked."));
		screen_put(screen, area.row + 1, column, end - column, STYLE_TITLE,
			_("Use the last try? Press y for yes."));
		screen_caret(screen, area.row + 1, column);
	} else {
		screen_put(screen, area.row, column + columns + GAP, end - column - columns - GAP,
			STYLE_NORMAL, text_string(&tries));
		pin_draw(&line->entry, screen, area.row, column, columns);
	}
	text_done(&tries);
}
