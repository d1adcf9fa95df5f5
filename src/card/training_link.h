/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The wire between a training card and pcscd's virtual reader (vpcd), and faults for tests. */
#ifndef CARD_TRAINING_LINK_H
#define CARD_TRAINING_LINK_H

#include "card/training.h"

enum training_fault_kind {
	TRAINING_FAULT_NONE,
	TRAINING_FAULT_SHORT,  /* the answer loses its second half */
	TRAINING_FAULT_LONG,   /* the answer gets bytes that do not belong to it */
	TRAINING_FAULT_TAG,    /* the answer's first byte is turned over */
	TRAINING_FAULT_CHAIN,  /* from then on there is always more to fetch */
	TRAINING_FAULT_SILENT, /* from then on there is no answer */
	TRAINING_FAULT_REMOVE, /* the card is pulled instead of answering */
	TRAINING_FAULT_SW,     /* this status word is the answer */
	TRAINING_FAULT__COUNT
};

struct training_fault {
	enum training_fault_kind kind;
	unsigned at; /* the APDU, counted from 1 */
	unsigned sw;
};

/* Reads "short@3", "sw=6F00@1"; RESULT_INVALID names what is possible. */
enum result training_fault_parse(const char *text, struct training_fault *ret, struct error *err);

/* Changes an answer where the fault says so, in place; the new length, 0 for silence. */
size_t training_fault_apply(
	const struct training_fault *fault, unsigned apdu, uint8_t *answer, size_t length, size_t room);

/* A card in the reader: the card listens on localhost, vpcd connects. */
struct training_link {
	int listener, connection; /* -1 while not open */
	unsigned apdus;
	struct training_fault fault;
};

/* Puts the card in: from now on vpcd finds it. RESULT_CONFLICT when the port is taken. */
enum result training_link_open(struct training_link *link, unsigned port, struct error *err);

/* Takes the card out. */
void training_link_close(struct training_link *link);

/* Waits at most timeout milliseconds (-1: for ever) for vpcd or for also (a
 * descriptor or -1) and serves what vpcd wants. False when the fault pulled
 * the card; *ret_also says whether also is readable. */
bool training_link_serve(
	struct training_link *link, struct training_card *card, int timeout, int also, bool *ret_also);

#endif
