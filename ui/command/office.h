/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The office a command works on, opened, and who has signed in at it. */
#ifndef UI_COMMAND_OFFICE_H
#define UI_COMMAND_OFFICE_H

#include "service/session.h"
#include "ui/command/verb.h"

/* Where the office lies by options, environment and default. */
struct place {
	char *folder, *key_file;
	const char *workstation_file; /* borrowed, NULL for the default */
};

void place_of_call(const struct call *call, struct place *ret_place);
void place_of_call_done(struct place *place);

struct entrance {
	struct place place;
	struct card_host *cards;
	struct desk *desk;
	struct session *session;
	struct card_pin pin; /* kept for what the command signs, wiped with entrance_done */
};

/* Opens the office, with nobody signed in. */
enum result entrance_desk(const struct call *call, struct entrance *ret_entrance, struct error *err);

/* Opens the office, waits for a card, asks its PIN and signs in. */
enum result entrance_open(const struct call *call, struct entrance *ret_entrance, struct error *err);
void entrance_done(struct entrance *entrance);

/* Signs in, does the act, signs out; the exit status, with the reason on standard error. */
int entrance_run(const struct call *call,
	enum result (*act)(const struct call *call, struct entrance *entrance, struct error *err));

/* The helper that watches the readers; card_host_free. */
struct card_host *entrance_cards(void);

/* Waits until one card is in (or until its serial is, where one is given); says what is missing. */
enum result entrance_wait(
	struct card_host *cards, const char *serial, struct card_identity *ret_identity, struct error *err);

/* Waits until no card is in the reader. */
enum result entrance_wait_out(struct card_host *cards, struct error *err);

struct mistakes;
void print_mistakes(FILE *stream, const char *folder, const struct mistakes *mistakes);

#endif
