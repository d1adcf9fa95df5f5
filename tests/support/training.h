/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A training office in a temporary folder with a fake card for everybody: what service and screen tests stand on. */
#ifndef TESTS_SUPPORT_TRAINING_H
#define TESTS_SUPPORT_TRAINING_H

#include "service/desk.h"
#include "service/filing.h"
#include "service/session.h"
#include "tests/card/fake_card.h"

struct training {
	char *folder, *key_file, *root; /* root: the fingerprint for paper */
	struct clock clock;             /* stands at 2026-11-24 10:12 in Japan; move .fixed */
	struct card_host *host;
	struct fake_card **cards;
	char **people; /* whose card is the one with the same index */
	size_t card_count;
	struct desk *desk;
};

/* Founds an office from data/demo/toin-town and data/regulations/toin and opens its desk. Fails the test otherwise. */
void training_begin(struct training *training);

/* The same with a second regulation of the source tree, adopted beside the first; roles are lines
 * of office.yaml: "  times/manager: residents-head\n". */
void training_begin_also(struct training *training, const char *folder, const char *id, const char *roles);

/* A regulation to be adopted beside the first one: its folder, id and role lines, as above. */
struct training_also {
	const char *folder, *id, *roles;
};

/* Another office: folders of the source tree, and the people who have a card. */
struct training_place {
	const char *office;     /* data/demo/toin-town */
	const char *regulation; /* data/regulations/toin */
	const char *const *holders;
	size_t holder_count;
};

void training_begin_at(struct training *training, const struct training_place *place);

/* The same with several regulations beside the place's own. */
void training_begin_with(struct training *training, const struct training_place *place,
	const struct training_also *others, size_t count);

void training_end(struct training *training); /* removes the folder */

/* Milliseconds UTC of a Japanese wall-clock time. */
int64_t training_time(int year, int month, int day, int hour, int minute);

/* Puts that person's card into the reader. */
void training_insert(struct training *training, const char *person);

/* Inserts the card and signs in. session_free. */
struct session *training_sign_in(struct training *training, const char *person);

/* The PIN of every card, set in *ret_pin; card_pin_done. */
void training_pin(struct card_pin *ret_pin);

/* Fills every required field of 第1号様式 with plausible values. */
void training_fill(struct filing *filing);

/* The clerk yamada (税務課) files 第1号様式; the record's id, the caller's. */
char *training_file(struct training *training);

#endif
