/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The stream around the key decoder: buffering, bracketed paste, wiping of what was typed. */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "ui/term/keys.h"

static const char paste_end[] = "\033[201~";
enum { PASTE_END_SIZE = sizeof paste_end - 1 };

void keys_feed(struct key_decoder *decoder, const char *bytes, size_t length)
{
	text_add_n(&decoder->input, bytes, length);
}

/* What was taken may have been a PIN: it does not stay in the buffer. */
static void take(struct key_decoder *decoder, size_t count)
{
	struct text *input = &decoder->input;
	explicit_bzero(input->bytes + decoder->taken, count);
	decoder->taken += count;
	if (decoder->taken == input->length) {
		text_clear(input);
		decoder->taken = 0;
	} else if (decoder->taken > 4096 && decoder->taken > input->length / 2) {
		size_t rest = input->length - decoder->taken;
		memmove(input->bytes, input->bytes + decoder->taken, rest);
		explicit_bzero(input->bytes + rest, decoder->taken);
		input->length = rest;
		decoder->taken = 0;
	}
}

static void wipe(struct text *text)
{
	if (text->bytes)
		explicit_bzero(text->bytes, text->room);
	text_clear(text);
}

static void keep_paste(struct key_decoder *decoder, const char *bytes, size_t length)
{
	size_t room = PASTE_LIMIT - decoder->paste.length;
	decoder->cut |= length > room;
	text_add_n(&decoder->paste, bytes, length < room ? length : room);
}

static enum decoded finish_paste(struct key_decoder *decoder)
{
	struct text raw = decoder->paste;
	decoder->paste = (struct text){ 0 };
	keys_clean_paste(&decoder->paste, text_string(&raw), raw.length);
	wipe(&raw);
	text_done(&raw);
	decoder->pasting = false;
	return DECODED_PASTE;
}

/* Takes what belongs to the paste; the last bytes stay while they may begin its end mark. */
static enum decoded next_paste(struct key_decoder *decoder, bool final)
{
	const char *bytes = text_string(&decoder->input) + decoder->taken;
	size_t length = decoder->input.length - decoder->taken;
	const char *end = length ? memmem(bytes, length, paste_end, PASTE_END_SIZE) : NULL;
	if (end) {
		size_t size = (size_t)(end - bytes);
		keep_paste(decoder, bytes, size);
		take(decoder, size + PASTE_END_SIZE);
		return finish_paste(decoder);
	}
	size_t kept = length < PASTE_END_SIZE - 1 ? length : PASTE_END_SIZE - 1;
	if (final)
		kept = 0;
	if (length > kept) {
		keep_paste(decoder, bytes, length - kept);
		take(decoder, length - kept);
	}
	return final ? finish_paste(decoder) : DECODED_NOTHING;
}

enum decoded keys_next(struct key_decoder *decoder, bool final, struct key_press *ret_press)
{
	if (!decoder->pasting && decoder->paste.length)
		wipe(&decoder->paste);
	while (decoder->pasting || decoder->taken < decoder->input.length) {
		if (decoder->pasting)
			return next_paste(decoder, final);
		struct key_press press;
		size_t taken = keys_decode(decoder->table, decoder->input.bytes + decoder->taken,
			decoder->input.length - decoder->taken, final, &press);
		if (!taken)
			return DECODED_NOTHING;
		take(decoder, taken);
		if (press.key == KEY_PASTE_BEGIN) {
			decoder->pasting = true;
			decoder->cut = false;
			text_clear(&decoder->paste);
		} else if (press.key != KEY_NONE && press.key != KEY_PASTE_END) {
			*ret_press = press;
			return DECODED_KEY;
		}
	}
	return DECODED_NOTHING;
}

bool keys_pending(const struct key_decoder *decoder)
{
	size_t rest = decoder->input.length - decoder->taken;
	return decoder->pasting || rest > 1 || (rest == 1 && decoder->input.bytes[decoder->taken] != 0x1B);
}

void keys_decoder_done(struct key_decoder *decoder)
{
	wipe(&decoder->input);
	wipe(&decoder->paste);
	text_done(&decoder->input);
	text_done(&decoder->paste);
	*decoder = (struct key_decoder){ 0 };
}

void keys_clean_paste(struct text *text, const char *bytes, size_t length)
{
	enum { JOINER_FIRST = 0x200C, JOINER_LAST = 0x200D };
	for (size_t at = 0; at < length;) {
		uint32_t code = text_next(bytes, length, &at);
		if (code == '\r') {
			if (at < length && bytes[at] == '\n')
				at++;
			text_add_char(text, '\n');
		} else if (code == '\t') {
			text_add_char(text, ' ');
		} else if (!text_is_unsafe(code) || (code >= JOINER_FIRST && code <= JOINER_LAST)) {
			text_add_code_point(text, code);
		}
	}
}
