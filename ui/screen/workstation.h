/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The whole program on the screen: who sits at it, whose screens are shown, what locks them. */
#ifndef UI_SCREEN_WORKSTATION_H
#define UI_SCREEN_WORKSTATION_H

#include "service/session.h"
#include "ui/widget/view.h"

struct workstation_options {
	struct desk *desk; /* opened with its card host; borrowed */
	int in, out;       /* the terminal: 0 and 1 */
};

/* Takes over the terminal until somebody leaves or it is gone. Returns the
 * program's exit status; why it could not begin goes to standard error. */
int workstation_run(const struct workstation_options *options);

/* One person's place: her session and her own screens. It stays as it is while
 * her card is out and another one works. */
struct seat {
	struct workstation *workstation;
	struct session *session;
	struct view_stack stack; /* its .context is the seat */
	bool left;               /* signed out: goes away when the event is over */
	bool warned;             /* he was told that the hours have ended, or signed in outside them */
};

enum { WORKSTATION_TEXT_SIZE = 256 };

struct pin_line;

struct workstation {
	struct desk *desk;       /* borrowed */
	struct term *term;       /* borrowed */
	struct card_status card; /* as it was last reported */
	struct seat **seats;     /* open and locked ones */
	size_t seat_count;
	struct seat *at;         /* whose screens are shown; &.front at the sign-in screen */
	struct session *session; /* that of .at; NULL at the sign-in screen */
	struct seat front;       /* nobody's: the sign-in screen, which also covers what is locked */
	struct view *sign_in;    /* its first view */
	struct pin_line *secret; /* a PIN being typed in a seat, wiped when it locks; NULL */
	bool quit;
	int64_t refreshed; /* monotonic: when the desk was last read again */
	char who[WORKSTATION_TEXT_SIZE], clock[WORKSTATION_TEXT_SIZE];
};

/* The parts, for tests: desk and terminal stay the caller's. */
struct workstation *workstation_new(struct desk *desk, struct term *term);
void workstation_free(struct workstation *workstation); /* signs everybody out; drafts are kept */

/* What is drawn and asked now. */
struct view_stack *workstation_stack(struct workstation *workstation);

/* Waits at most timeout_ms for one event and handles it. */
void workstation_step(struct workstation *workstation, int timeout_ms);

void workstation_draw(struct workstation *workstation);

/* Handles everything that has come already and draws once. */
void workstation_settle(struct workstation *workstation);

/* Looks at card and idle time at once; also called from within long work.
 * True where the screen is locked now. */
bool workstation_watch(struct workstation *workstation);

/* The seat of a person, NULL where she has none here. */
struct seat *workstation_seat(const struct workstation *workstation, const char *person);

/* Takes the session (owned from now on) to a seat of its own, on the first screen. */
void workstation_begin(struct workstation *workstation, struct session *session);

/* Shows a seat again, at the field where it was left. */
void workstation_return(struct workstation *workstation, struct seat *seat);

/* Signs the person at the screen out: drafts are kept, her screens end with this event. */
void workstation_sign_out(struct workstation *workstation);

#endif
