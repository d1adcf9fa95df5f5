/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The key decoder: one grammar for what xterm, linux, screen, tmux, rxvt and PuTTY send. */
#include "ui/term/keys.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/fold.h"
#include "base/memory.h"

enum { ESCAPE = 0x1B, BELL = 0x07, REPLACEMENT = 0xFFFD, STRING_LIMIT = 4096, SEQUENCE_LIMIT = 64 };

/* CSI number ~ */
static const struct {
	int number;
	enum key key;
} tilde_keys[] = {
	{ 1, KEY_HOME },
	{ 2, KEY_INSERT },
	{ 3, KEY_DELETE },
	{ 4, KEY_END },
	{ 5, KEY_PAGE_UP },
	{ 6, KEY_PAGE_DOWN },
	{ 7, KEY_HOME }, /* rxvt */
	{ 8, KEY_END },
	{ 11, KEY_F1 },
	{ 12, KEY_F2 },
	{ 13, KEY_F3 },
	{ 14, KEY_F4 },
	{ 15, KEY_F5 },
	{ 17, KEY_F6 },
	{ 18, KEY_F7 },
	{ 19, KEY_F8 },
	{ 20, KEY_F9 },
	{ 21, KEY_F10 },
	{ 23, KEY_F11 },
	{ 24, KEY_F12 },
	{ 200, KEY_PASTE_BEGIN },
	{ 201, KEY_PASTE_END },
};

/* CSI letter and SS3 letter */
static const struct {
	char letter;
	enum key key;
} letter_keys[] = {
	{ 'A', KEY_UP },
	{ 'B', KEY_DOWN },
	{ 'C', KEY_RIGHT },
	{ 'D', KEY_LEFT },
	{ 'F', KEY_END },
	{ 'H', KEY_HOME },
	{ 'M', KEY_ENTER }, /* SS3 M: Enter of the keypad */
	{ 'P', KEY_F1 },
	{ 'Q', KEY_F2 },
	{ 'R', KEY_F3 },
	{ 'S', KEY_F4 },
	{ 'Z', KEY_BACKTAB },
};

/* ESC and then a key of the digit row: the second way to a function key. */
static const struct {
	char character;
	enum key key;
} escape_keys[] = {
	{ '1', KEY_F1 }, { '2', KEY_F2 }, { '3', KEY_F3 }, { '4', KEY_F4 }, { '5', KEY_F5 }, { '6', KEY_F6 },
	{ '7', KEY_F7 }, { '8', KEY_F8 }, { '9', KEY_F9 }, { '0', KEY_F10 }, { '-', KEY_F11 },
	{ '^', KEY_F12 }, /* Japanese keyboard */
	{ '=', KEY_F12 }, /* English keyboard */
};

static const char *const names[] = {
	[KEY_NONE] = "",
	[KEY_CHARACTER] = "",
	[KEY_CONTROL] = "",
	[KEY_ENTER] = "Enter",
	[KEY_TAB] = "Tab",
	[KEY_BACKTAB] = "Shift-Tab",
	[KEY_BACKSPACE] = "Backspace",
	[KEY_DELETE] = "Delete",
	[KEY_INSERT] = "Insert",
	[KEY_UP] = "↑",
	[KEY_DOWN] = "↓",
	[KEY_LEFT] = "←",
	[KEY_RIGHT] = "→",
	[KEY_HOME] = "Home",
	[KEY_END] = "End",
	[KEY_PAGE_UP] = "PageUp",
	[KEY_PAGE_DOWN] = "PageDown",
	[KEY_F1] = "F1",
	[KEY_F2] = "F2",
	[KEY_F3] = "F3",
	[KEY_F4] = "F4",
	[KEY_F5] = "F5",
	[KEY_F6] = "F6",
	[KEY_F7] = "F7",
	[KEY_F8] = "F8",
	[KEY_F9] = "F9",
	[KEY_F10] = "F10",
	[KEY_F11] = "F11",
	[KEY_F12] = "F12",
	[KEY_PASTE_BEGIN] = "",
	[KEY_PASTE_END] = "",
};
static_assert(COUNT(names) == KEY__COUNT, "the last key has its name");

void keys_name(struct key_press press, char name[KEY_NAME_SIZE])
{
	struct text text = { 0 };
	if (press.key == KEY_CONTROL)
		text_format(&text, "Ctrl-%c", (int)(press.character - 'a' + 'A'));
	else if (press.key == KEY_CHARACTER && !text_is_unsafe(press.character))
		text_add_code_point(&text, press.character);
	else
		text_add(&text, names[press.key]);
	snprintf(name, KEY_NAME_SIZE, "%s", text_string(&text));
	text_done(&text);
}

uint32_t keys_letter(struct key_press press)
{
	if (press.key != KEY_CHARACTER)
		return 0;
	uint32_t code = fold_code_point(press.character);
	return code >= 'A' && code <= 'Z' ? code - 'A' + 'a' : code;
}

static enum key tilde_key(int number)
{
	for (size_t i = 0; i < COUNT(tilde_keys); i++)
		if (tilde_keys[i].number == number)
			return tilde_keys[i].key;
	return KEY_NONE;
}

static enum key letter_key(char letter)
{
	for (size_t i = 0; i < COUNT(letter_keys); i++)
		if (letter_keys[i].letter == letter)
			return letter_keys[i].key;
	return KEY_NONE;
}

/* xterm sends 1 + shift + 2 alt + 4 control as the second number. */
static void set_modifiers(struct key_press *press, int number)
{
	if (number < 2 || number > 16)
		return;
	press->shift = (number - 1) & 1;
	press->alt = (number - 1) & 2;
	press->control = (number - 1) & 4;
}

/* ESC [ ... final; returns bytes taken or 0. */
static size_t decode_csi(const char *bytes, size_t length, struct key_press *press)
{
	size_t at = 2;
	int numbers[2] = { 0, 0 };
	size_t index = 0;
	if (at < length && bytes[at] == '[') { /* the linux console: ESC [ [ A to E */
		if (at + 1 >= length)
			return 0;
		char letter = bytes[at + 1];
		if (letter >= 'A' && letter <= 'E')
			press->key = (enum key)(KEY_F1 + (letter - 'A'));
		return at + 2;
	}
	for (; at < length && at < SEQUENCE_LIMIT; at++) {
		char byte = bytes[at];
		if (byte == ';') {
			index++;
		} else if (byte >= '0' && byte <= '9') {
			if (index < 2 && numbers[index] < 1000)
				numbers[index] = numbers[index] * 10 + (byte - '0');
		} else if (byte >= 0x40 && byte <= 0x7E) {
			if (byte == '~')
				press->key = tilde_key(numbers[0]);
			else if (byte != 'M' && !(byte == 'R' && numbers[0] > 1))
				/* CSI M is a mouse report, which choba never asks for; CSI 2;3 R
				 * is a cursor report that came too late, CSI 1;2 R is Shift-F3. */
				press->key = letter_key(byte);
			set_modifiers(press, numbers[1]);
			if (press->key == KEY_TAB && press->shift)
				press->key = KEY_BACKTAB;
			return at + 1;
		} else if (byte < 0x20 || byte >= 0x7F) {
			return at; /* broken off: what follows is read afresh */
		}
	}
	return at >= SEQUENCE_LIMIT ? at : 0;
}

/* ESC O letter, and what the keypad sends in application mode. */
static size_t decode_ss3(const char *bytes, size_t length, struct key_press *press)
{
	size_t at = 2;
	int modifier = 0;
	while (at < length && bytes[at] >= '0' && bytes[at] <= '9' && at < 4)
		modifier = bytes[at++] - '0';
	if (at >= length)
		return 0;
	char letter = bytes[at];
	if (letter < 0x20 || letter >= 0x7F)
		return at;
	press->key = letter_key(letter);
	if (press->key == KEY_NONE && letter >= 'j' && letter <= 'y') {
		press->key = KEY_CHARACTER;
		press->character = (uint32_t)("*+,-./0123456789"[letter - 'j']);
	}
	set_modifiers(press, modifier);
	return at + 1;
}

/* Answers of the terminal (OSC, DCS, APC, SOS) up to BEL or ST are left out whole; Esc ^ is F12. */
static size_t skip_string(const char *bytes, size_t length)
{
	for (size_t at = 2; at < length && at < STRING_LIMIT; at++) {
		if (bytes[at] == BELL)
			return at + 1;
		if (bytes[at] == ESCAPE) {
			if (at + 1 >= length)
				return 0;
			return bytes[at + 1] == '\\' ? at + 2 : at;
		}
	}
	return length >= STRING_LIMIT ? STRING_LIMIT : 0;
}

/* Returns bytes taken, SIZE_MAX where no row fits. */
static size_t decode_table(
	const struct key_table *table, const char *bytes, size_t length, struct key_press *press)
{
	for (size_t i = 0; table && i < table->count; i++) {
		size_t size = strlen(table->rows[i].sequence);
		if (size && size <= length && memcmp(bytes, table->rows[i].sequence, size) == 0) {
			press->key = table->rows[i].key;
			return size;
		}
	}
	return SIZE_MAX;
}

static size_t decode_plain(const char *bytes, size_t length, bool final, struct key_press *press);

/* One ESC and then anything: a digit makes a function key, else ESC is forgotten. */
static size_t decode_escape_pair(const char *bytes, size_t length, bool final, struct key_press *press)
{
	size_t taken = decode_plain(bytes + 1, length - 1, final, press);
	if (!taken)
		return 0;
	uint32_t letter = keys_letter(*press);
	for (size_t i = 0; i < COUNT(escape_keys); i++)
		if (letter == (uint32_t)escape_keys[i].character)
			*press = (struct key_press){ .key = escape_keys[i].key };
	return taken + 1;
}

static size_t decode_escape(
	const struct key_table *table, const char *bytes, size_t length, bool final, struct key_press *press)
{
	if (length < 2)
		return 0;
	size_t taken = decode_table(table, bytes, length, press);
	if (taken != SIZE_MAX)
		return taken;
	switch (bytes[1]) {
	case ESCAPE: return 1; /* the first one meant nothing */
	case '[': taken = decode_csi(bytes, length, press); break;
	case 'O': taken = decode_ss3(bytes, length, press); break;
	case ']':
	case 'P':
	case '_':
	case 'X': taken = skip_string(bytes, length); break;
	default: return decode_escape_pair(bytes, length, final, press);
	}
	if (!taken && final) /* a person typed ESC and then this character */
		return decode_escape_pair(bytes, 2, true, press);
	return taken;
}

static size_t decode_utf8(const char *bytes, size_t length, bool final, struct key_press *press)
{
	unsigned char lead = (unsigned char)bytes[0];
	size_t wanted = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC2 ? 2 : 1;
	size_t at = 0;
	bool may_grow = length < wanted && lead < 0xF5;
	for (size_t i = 1; i < length && i < wanted; i++)
		if (((unsigned char)bytes[i] & 0xC0) != 0x80)
			may_grow = false;
	if (may_grow && !final)
		return 0;
	uint32_t code = text_next(bytes, length, &at);
	press->key = code >= 0x80 && code < 0xA0 ? KEY_NONE : KEY_CHARACTER;
	press->character = code;
	return at;
}

static size_t decode_plain(const char *bytes, size_t length, bool final, struct key_press *press)
{
	unsigned char byte = (unsigned char)bytes[0];
	if (byte >= 0x80)
		return decode_utf8(bytes, length, final, press);
	if (byte == '\r' || byte == '\n') {
		press->key = KEY_ENTER;
	} else if (byte == '\t') {
		press->key = KEY_TAB;
	} else if (byte == 0x7F || byte == 0x08) {
		press->key = KEY_BACKSPACE;
	} else if (byte >= 0x20) {
		press->key = KEY_CHARACTER;
		press->character = byte;
	} else if (byte >= 1 && byte <= 26) {
		press->key = KEY_CONTROL;
		press->character = (uint32_t)(byte - 1 + 'a');
	}
	return 1;
}

size_t keys_decode(const struct key_table *table, const char *bytes, size_t length, bool final,
	struct key_press *ret_press)
{
	struct key_press press = { 0 };
	if (!length)
		return 0;
	size_t taken = bytes[0] == ESCAPE ? decode_escape(table, bytes, length, final, &press)
					  : decode_plain(bytes, length, final, &press);
	assert(taken <= length);
	if (taken)
		*ret_press = press;
	return taken;
}
