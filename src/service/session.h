/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Signing in by card, the session that is bound to it, locking, signing. */
#ifndef SERVICE_SESSION_H
#define SERVICE_SESSION_H

#include "card/card.h"
#include "service/admission.h"
#include "service/desk.h"

enum session_state {
	SESSION_NONE, /* nobody has signed in */
	SESSION_OPEN,
	SESSION_LOCKED, /* card out or idle: the screen is blank, drafts are kept */
	SESSION__COUNT
};

struct certificate;

/* Who a card belongs to, before the PIN. */
struct session_visitor {
	char reader[CARD_READER_SIZE];
	char *person; /* id in the office */
	char *name;
	int tries;                /* PIN tries left; the screen asks for a yes before the last */
	enum admission admission; /* as it was when the card was looked at */
	struct error outside;     /* why it is not free */
	char *plea;  /* why he signs in outside the hours, set by the caller; owned, NULL for nothing */
	bool urgent; /* of .plea: to report an incident, which is never refused */
	struct card_identity identity;
};

void session_visitor_done(struct session_visitor *visitor);

struct session {
	struct desk *desk;
	enum session_state state;
	char *person;
	char *section; /* of the main posting today, NULL for one above sections */
	char *post;    /* of the main posting today */
	char reader[CARD_READER_SIZE];
	char card_serial[CARD_SERIAL_SIZE];
	unsigned char keys[CARD_KEY__COUNT][32]; /* fingerprints of the enrolled public keys */
	struct card_identity identity;
	uint32_t insertions; /* the insertion that proved itself */
	int64_t touched;     /* monotonic, of the last key */
	int64_t idle_limit;  /* milliseconds until the lock, 0 for never */
};

/* Reads the card in the reader and finds whose it is. Refusals with their own
 * sentences: unknown card, revoked, expired, not yet valid, blocked, training
 * card in a production office, no posting today. */
enum result session_look(struct desk *desk, struct session_visitor *ret_visitor, struct error *err);

/* Proves the card with its PIN against a fresh challenge and opens the
 * session, journaled. Where the office lets nobody in at this hour without a
 * word, .plea is journaled with it; RESULT_REFUSED, before the PIN is used, where it is
 * missing or will not do. *ret_tries as card_sign gives it. The caller frees with session_free. */
enum result session_open(struct desk *desk, const struct session_visitor *visitor, const struct card_pin *pin,
	struct session **ret_session, int *ret_tries, struct error *err);

/* The same card and PIN return to a locked session, at any hour: what has begun is not cut off. Another person's card is RESULT_CONFLICT. */
enum result session_unlock(
	struct session *session, const struct card_pin *pin, int *ret_tries, struct error *err);

/* To be asked at every card event and idle tick: locks when the card that
 * signed in is gone or the time is up. True when the state changed. */
bool session_watch(struct session *session, const struct card_status *status, int64_t monotonic_now);
void session_touch(struct session *session, int64_t monotonic_now);
enum result session_lock(struct session *session, struct error *err);

/* RESULT_REFUSED while the screen is locked. */
enum result session_need_open(const struct session *session, struct error *err);

/* To be asked under the lock, before an act is appended: RESULT_REFUSED where
 * the screen is locked or the card's keys are not this person's any more. */
enum result session_in_force(const struct session *session, struct error *err);

/* RESULT_REFUSED, and who has it, unless the person has the right by the office as it was last read. */
enum result session_has_right(const struct session *session, enum right right, struct error *err);

/* The same by the office as it is now. */
enum result session_need_right(const struct session *session, enum right right, struct error *err);

/* RESULT_REFUSED where the certificate is expired or not yet valid. */
enum result session_check_certificate(
	const struct desk *desk, const struct certificate *certificate, struct error *err);

/* Signs out (journaled) and frees; NULL is fine. */
void session_free(struct session *session);

#endif
