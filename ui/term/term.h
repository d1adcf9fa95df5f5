/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The terminal as a source of events: keys, pastes, sizes, signals and other descriptors. */
#ifndef UI_TERM_TERM_H
#define UI_TERM_TERM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "ui/term/keys.h"
#include "ui/term/screen.h"

struct term;

enum term_event_kind {
	TERM_TIMEOUT,  /* nothing came in the time given */
	TERM_KEY,      /* .press */
	TERM_PASTE,    /* .paste */
	TERM_RESIZE,   /* the screen has its new size already; draw again */
	TERM_READABLE, /* .fd can be read, or its other end is gone */
	TERM_HANG_UP,  /* the terminal or the session ends: keep what was typed and leave */
	TERM__COUNT
};

struct term_event {
	enum term_event_kind kind;
	struct key_press press;
	const char *paste; /* borrowed until the next term_wait; safe text with \n */
	size_t paste_length;
	bool paste_cut; /* longer than PASTE_LIMIT: the rest was left out */
	int fd;
};

struct term_options {
	int in, out;      /* descriptors of the terminal: 0 and 1 */
	const char *type; /* TERM name, NULL for the environment's */
	bool probe;       /* ask the terminal how wide it draws ambiguous and private-use characters */
};

/* Takes over the terminal and the signals that concern it. RESULT_UNAVAILABLE
 * with a sentence where there is no terminal. It is given back by term_close,
 * by exit and by a crash. One at a time. */
enum result term_open(const struct term_options *options, struct term **ret_term, struct error *err);

/* A terminal of fixed size that nobody sees, for tests: keys come from term_type. */
enum result term_open_headless(
	int rows, int columns, const char *type, struct term **ret_term, struct error *err);

void term_close(struct term *term);

struct screen *term_screen(struct term *term);

/* Waits for the next event. Descriptors that can be read come before typed
 * keys (a card that is pulled out matters first). timeout_ms < 0 waits for ever. */
void term_wait(struct term *term, const int *fds, size_t count, int timeout_ms, struct term_event *ret);

/* True where a further event is known already: no need to draw in between. */
bool term_has_more(const struct term *term);

/* Forgets keys that were typed but not yet taken (before a PIN is asked). */
void term_drop_typed(struct term *term);

/* Tests: types bytes as the terminal would send them; changes the size; counts bytes sent so far. */
void term_type(struct term *term, const char *bytes);
void term_type_n(struct term *term, const char *bytes, size_t length);
void term_set_size(struct term *term, int rows, int columns);
size_t term_bytes_written(struct term *term);

/* How many columns the terminal gave to each probe; 0 where it did not answer. For doctor. */
struct term_widths {
	int ambiguous, private_use, wide;
};

/* Prints and measures on an open terminal; takes at most timeout_ms. */
struct term_widths term_probe(struct term *term, int timeout_ms);

#endif
