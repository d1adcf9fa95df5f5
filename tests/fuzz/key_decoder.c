/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes become keys and pastes without harm, and how they were cut up on the way changes nothing. */
#include <stdint.h>
#include <stdlib.h>

#include "base/text.h"
#include "ui/term/keys.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void demand(bool holds)
{
	if (!holds)
		abort();
}

/* Writes what came out as text, so that two runs can be compared. */
static void drain(struct key_decoder *decoder, bool final, struct text *seen)
{
	struct key_press press;
	enum decoded decoded;
	while ((decoded = keys_next(decoder, final, &press)) != DECODED_NOTHING) {
		if (decoded == DECODED_PASTE) {
			demand(text_is_utf8(text_string(&decoder->paste), decoder->paste.length));
			text_format(seen, "paste %zu:", decoder->paste.length);
			text_add(seen, text_string(&decoder->paste));
		} else {
			char name[KEY_NAME_SIZE];
			keys_name(press, name);
			demand(press.key > KEY_NONE && press.key < KEY_PASTE_BEGIN);
			text_format(seen, "%d %x %s\n", (int)press.key, press.character, name);
		}
	}
}

static void run(const char *bytes, size_t size, size_t step, struct text *seen)
{
	struct key_decoder decoder = { 0 };
	for (size_t at = 0; at < size; at += step) {
		keys_feed(&decoder, bytes + at, size - at < step ? size - at : step);
		drain(&decoder, false, seen);
	}
	drain(&decoder, true, seen);
	demand(!decoder.pasting);
	keys_decoder_done(&decoder);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct key_sequence rows[] = { { "\033[25~", KEY_F9 }, { "\033OP", KEY_F1 } };
	const struct key_table table = { (struct key_sequence *)(uintptr_t)rows, 2 };
	const char *bytes = (const char *)data;
	struct text whole = { 0 }, single = { 0 };
	struct key_press press;
	for (size_t at = 0; at < size;) {
		size_t taken = keys_decode(&table, bytes + at, size - at, true, &press);
		demand(taken <= size - at);
		if (!taken) /* a last ESC waits for its digit */
			break;
		at += taken;
	}
	run(bytes, size, size ? size : 1, &whole);
	run(bytes, size, 1, &single);
	demand(whole.length == single.length);
	text_done(&whole);
	text_done(&single);
	return 0;
}
