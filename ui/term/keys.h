/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From the bytes a terminal sends to keys: function keys, movement, characters, pastes. */
#ifndef UI_TERM_KEYS_H
#define UI_TERM_KEYS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/text.h"

enum key {
	KEY_NONE,      /* bytes that mean nothing to choba */
	KEY_CHARACTER, /* .character */
	KEY_CONTROL,   /* .character is the letter: 'z' */
	KEY_ENTER,
	KEY_TAB,
	KEY_BACKTAB,
	KEY_BACKSPACE,
	KEY_DELETE,
	KEY_INSERT,
	KEY_UP,
	KEY_DOWN,
	KEY_LEFT,
	KEY_RIGHT,
	KEY_HOME,
	KEY_END,
	KEY_PAGE_UP,
	KEY_PAGE_DOWN,
	KEY_F1,
	KEY_F2,
	KEY_F3,
	KEY_F4,
	KEY_F5,
	KEY_F6,
	KEY_F7,
	KEY_F8,
	KEY_F9,
	KEY_F10,
	KEY_F11,
	KEY_F12,
	KEY_PASTE_BEGIN, /* only inside the decoder */
	KEY_PASTE_END,
	KEY__COUNT
};

struct key_press {
	enum key key;
	uint32_t character;       /* of KEY_CHARACTER and KEY_CONTROL */
	bool shift, alt, control; /* held with a key that is not a character, where the terminal tells */
};

/* "F9", "Enter", "Ctrl-Z", "あ"; what help and messages call the key. */
enum { KEY_NAME_SIZE = 24 };
void keys_name(struct key_press press, char name[KEY_NAME_SIZE]);

/* The letter of a key press as commands know it: full-width as half-width,
 * capitals small; 0 where it is no character. */
uint32_t keys_letter(struct key_press press);

/* What this terminal's terminfo entry sends for a key; sequence begins with ESC. */
struct key_sequence {
	char sequence[16];
	enum key key;
};

struct key_table {
	struct key_sequence *rows;
	size_t count;
};

/* Decodes one key from the start of bytes; a pure function. Returns the bytes
 * taken, 0 where more must come first. With final (nothing came for a while)
 * an unfinished sequence is taken for what it is; a single ESC still waits
 * for its digit. table may be NULL. */
size_t keys_decode(const struct key_table *table, const char *bytes, size_t length, bool final,
	struct key_press *ret_press);

/* Keys and pastes out of a stream. All zero begins; keys_decoder_done ends. */
enum { PASTE_LIMIT = 1 << 20 };

struct key_decoder {
	const struct key_table *table; /* borrowed, may be NULL */
	struct text input;             /* not yet decoded; wiped as it is taken */
	size_t taken;
	bool pasting;
	bool cut; /* the paste passed PASTE_LIMIT and its rest is left out */
	struct text paste;
};

enum decoded { DECODED_NOTHING, DECODED_KEY, DECODED_PASTE };

void keys_feed(struct key_decoder *decoder, const char *bytes, size_t length);

/* The next key or paste; DECODED_NOTHING asks for more bytes. A paste is
 * harmless, valid UTF-8 with \n for every end of line, in decoder->paste until the next call. */
enum decoded keys_next(struct key_decoder *decoder, bool final, struct key_press *ret_press);

/* True where a sequence has begun and its rest should come at once. */
bool keys_pending(const struct key_decoder *decoder);

void keys_decoder_done(struct key_decoder *decoder);

/* Appends pasted text cleaned: no control or direction characters, \r\n and
 * \r as \n, tabs as spaces. */
void keys_clean_paste(struct text *text, const char *bytes, size_t length);

#endif
