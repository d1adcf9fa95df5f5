/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A card host in memory with real keys, for the tests of whoever uses src/card. */
#ifndef TESTS_CARD_FAKE_CARD_H
#define TESTS_CARD_FAKE_CARD_H

#include "card/card.h"
#include "card/fault.h"

#define FAKE_READER "Fake reader 00 00"
#define FAKE_PIN "123456"

/* A card; it outlives being in a reader and keeps its PIN tries, as a real one does. */
struct fake_card;

struct fake_card_options {
	const char *name;   /* common name of the holder */
	const char *serial; /* NULL: one is made up */
	const char *pin;    /* NULL: FAKE_PIN */
	int64_t start;      /* validity from, milliseconds; 0: 2020-01-01 */
	int days;           /* 0: 20 years */
	bool no_decide_key; /* the card lacks 9C */
};

/* Cards made one after the other have different keys; the order gives which, so runs are alike. */
struct fake_card *fake_card_new(const struct fake_card_options *options);
void fake_card_free(struct fake_card *card); /* not while it is in a reader */
void fake_card_set_tries(struct fake_card *card, int tries);

/* A host with one empty reader, FAKE_READER. Free with card_host_free; the cards stay the caller's. */
struct card_host *fake_host_new(void);

/* The card goes in or out; card_host_fd becomes readable. Inserting takes out what was there. */
void fake_host_insert(struct card_host *host, struct fake_card *card);
void fake_host_remove(struct card_host *host);

/* Shows this state instead of the reader's own until CARD_STATE_STARTING is
 * set; calls fail with the fault that belongs to it. */
void fake_host_set_state(struct card_host *host, enum card_state state);

/* The call after the next `after` calls of read, sign or change_pin fails with
 * this fault, once; CARD_FAULT_REMOVED also takes the card out. */
void fake_host_fail(struct card_host *host, unsigned after, enum card_fault fault);

/* Does this once, before the next signature is made: what happens elsewhere while a PIN is typed. */
void fake_host_meanwhile(struct card_host *host, void (*happens)(void *context), void *context);

/* The readers are of metal, not virtual ones, from now on. */
void fake_host_make_real(struct card_host *host);

/* How many signatures were made since the host was new. */
unsigned fake_host_signatures(const struct card_host *host);

#endif
