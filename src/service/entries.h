/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Journal entries as the services write them: who, where, with which card. */
#ifndef SERVICE_ENTRIES_H
#define SERVICE_ENTRIES_H

#include "service/session.h"
#include "store/journal.h"
#include "store/statement.h"

/* An entry of this kind by the session's person at this workstation; entry_done's. */
struct entry entries_by(const struct session *session, enum entry_kind kind);

/* An entry before anybody has signed in. */
struct entry entries_at(const struct desk *desk, enum entry_kind kind);

/* Puts record id, form and regulation version of a record into an entry. */
void entries_about(struct entry *entry, const struct record *record);

/* Appends in a transaction of its own and frees what the entry holds. */
enum result entries_commit(struct desk *desk, struct entry *entry, struct error *err);

/* The same of an entry by the session's person that says no more than this in
 * the clear (stolen): lists, exports, notes. */
enum result entries_note(
	const struct session *session, enum entry_kind kind, json_t *envelope, struct error *err);

/* A statement of this kind by the session's person, now. */
struct statement entries_statement(const struct session *session, enum statement_kind kind);

/* Signs a statement with the session's card, whose certificate must be valid
 * today, and checks the signature against the enrolled key; *ret_entry gets statement, signature and certificate. */
enum result entries_sign(struct session *session, const struct statement *statement,
	const struct card_pin *pin, int *ret_tries, struct entry *ret_entry, struct error *err);

/* Copies statement, signature and certificate from one entry to another. */
void entries_copy_signature(const struct entry *from, struct entry *to);

/* What must still hold under the lock when a signed entry is appended. */
struct entries_demand {
	enum right right;
	int64_t office; /* the office's revision that the entry builds on; 0 for any */
};

/* Signs one entry whose kind is always signed (enrol, adopt, office ...) and
 * commits it; what the entry holds is freed. RESULT_REFUSED where the right or
 * the card is gone, RESULT_CONFLICT where the office changed meanwhile. */
enum result entries_commit_signed(struct session *session, struct entry *entry, enum statement_kind kind,
	const struct entries_demand *demand, const struct card_pin *pin, int *ret_tries, struct error *err);

#endif
