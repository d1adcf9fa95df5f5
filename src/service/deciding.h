/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Acting on records: pass, receive, decide, return, pull back, withdraw, see after, dispatch. */
#ifndef SERVICE_DECIDING_H
#define SERVICE_DECIDING_H

#include "service/reading.h"

/* One act on one opened record. */
struct decision {
	const struct dossier *dossier; /* as it was read: the act is for this version */
	struct wish wish;
	json_t *values; /* filled in at this step (fields with filled-at); borrowed, NULL for none */
};

/* Whether the act would be allowed now, and in what capacity and at which step;
 * for opening a key and for help. */
enum result deciding_may(const struct session *session, const struct dossier *dossier, enum act act,
	struct authority *ret_authority, struct error *err);

/* The act that this person does at the open step that is meant for him:
 * ACT_PASS, ACT_DECIDE, ACT_TRANSCRIBE or ACT_CONFIRM. */
enum act deciding_step_act(const struct session *session, const struct dossier *dossier);

/* Whether this act asks for nothing to be filled in besides: a return, a no that ends or passes over, a step that is
 * bypassed. Another view in a consultation still says when and what; a decision's own form knows the answer itself. */
bool deciding_declines(const struct dossier *dossier, const struct step *step, const struct wish *wish);

/* The form whose fields with .filled_at of the present step are asked for at
 * an act (the decision's own form where it writes one); borrowed. */
const struct form *deciding_form(const struct dossier *dossier, enum act act);

/* The values those fields begin with, for wish.answer; the caller owns the object. */
json_t *deciding_values(
	const struct session *session, const struct dossier *dossier, const struct wish *wish);

/* True where one of the acts is signed, so that a PIN must be asked. */
bool deciding_signs(const struct session *session, const struct decision *decisions, size_t count);

/* Does all acts, or none, with one signature. RESULT_REFUSED with reason and
 * article when a verdict is no, RESULT_CONFLICT when a record changed since
 * it was read, RESULT_UNAVAILABLE when the card is gone. The PIN is used
 * before any lock is taken. pin may be NULL where nothing is signed. */
enum result deciding_act(struct session *session, const struct decision *decisions, size_t count,
	const struct card_pin *pin, int *ret_tries, struct error *err);

/* What is being typed about an act, kept sealed like a draft: nothing of it is
 * lost by a crash. Kept for this person and record; deciding_act forgets it. */
enum result deciding_keep(
	struct session *session, const struct dossier *dossier, json_t *typed, struct error *err);
json_t *deciding_kept(
	struct session *session, const struct dossier *dossier); /* a new reference, NULL for none */

#endif
