/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One entry of the journal, and the canonical bytes that its hash is taken over. */
#ifndef STORE_ENTRY_H
#define STORE_ENTRY_H

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"
#include "crypto/bytes.h"
#include "crypto/hash.h"
#include "domain/record.h"

/* What an entry is about, and what its envelope must or may hold ("?" may).
 * Anything else an envelope holds is kept and shown, but projects nothing. */
enum entry_kind {
	ENTRY_GENESIS,     /* "office" id, "training" bool, "roots" [{"person","card","certificates"}],
			    * "founding"? [hash of the envelope of each entry that founds with it] */
	ENTRY_OFFICE,      /* "office": the whole office as office_to_json gives it; signed */
	ENTRY_WORKSTATION, /* "workstation" id, "name"?, "removed"? bool */
	ENTRY_ENROL,       /* "person", "card", "certificates"; signed */
	ENTRY_REVOKE,      /* "person", "card", "reason"?; signed */
	ENTRY_ADOPT,       /* "regulation" id, "version", "hash" of .blob; .blob; signed */
	ENTRY_SIGN_IN, /* resets the failures of person and workstation; "outside"? the hours: incident, reason */
	ENTRY_SIGN_OUT,
	ENTRY_SIGN_IN_FAILED, /* "count"? (1), "person"? where a card has proven its key, "reason"? */
	ENTRY_LOCK,           /* card taken out, idle; "reason"? */
	ENTRY_UNLOCK,         /* same card, same session */
	ENTRY_FREE,           /* "person": a manager resets an operator's failures */
	ENTRY_PASSWORD,       /* "person": it was set; the hash lies beside the keys */
	ENTRY_ACT,  /* "record" head, "transition", "records"? [more heads]; signed where the step says */
	ENTRY_READ, /* a record was opened */
	ENTRY_LIST,
	ENTRY_SEARCH, /* the words are contents */
	ENTRY_PRINT,  /* "revision": of the record as printed; "what"? */
	ENTRY_EXPORT,
	ENTRY_ERASE,       /* "record" head with "erased" true, or "fiscal-year" int; "reason"; signed */
	ENTRY_CLOSING,     /* "sequence" and "hash" (hex) of an earlier entry; signed */
	ENTRY_RESTORED,    /* "from": what was restored */
	ENTRY_NOTE,        /* anything else worth keeping: a setting, a check; "what" */
	ENTRY_ACKNOWLEDGE, /* "regulation", "text", "version": the actor has read a text */
	ENTRY_ABSENCE, /* "person" is away: "from", "to" (UTC ms), "ground"; or "cancels" an earlier one (sequence) */
	ENTRY__COUNT
};

const char *entry_kind_name(enum entry_kind kind); /* "sign-in-failed" */
enum result entry_kind_from_name(const char *name, enum entry_kind *ret_kind);
bool entry_kind_is_signed(enum entry_kind kind); /* must carry a signature always */

/* Roots are enrolled by the first entry; they may enrol, adopt and set the
 * office whatever the office says, so that no office can lock itself out.
 * "certificates" in an envelope: [{"slot": "9A", "der": hex}, {"slot": "9C", "der": hex}]. */

/* An office is founded by its first entry and those right behind it whose
 * envelopes the first one names by hash: they stand without a signature of
 * their own because the root fingerprint on paper covers them. */
enum { FOUNDING_FIRST = 2 }; /* sequence of the first of them */
struct entry;
bool entry_is_founding(const struct entry *entry, const json_t *genesis);

struct entry {
	int64_t sequence; /* from 1; given by journal_append */
	int64_t time;     /* UTC milliseconds; given by journal_append, never below the entry before */
	int64_t jump; /* milliseconds the clock jumped since the entry before, where more than five minutes; else 0 */
	enum entry_kind kind;
	char *actor; /* person id; NULL before a card is known */
	enum capacity capacity;
	char *principal;       /* person stood in for; NULL */
	char *workstation;     /* id; NULL */
	char *card;            /* serial; NULL */
	char *record;          /* record id; NULL */
	char *form;            /* form id of that record; NULL */
	char *regulation_hash; /* version it is written under, hexadecimal; NULL */
	json_t *envelope;      /* object, clear for ever; NULL counts as {} when appending */
	json_t *contents;      /* object, sealed; NULL where none or erased */
	bool erased;           /* it had contents, and their key is lawfully destroyed */
	struct bytes statement, signature, certificate; /* statement.h; DER; all or none */
	struct bytes
		blob; /* of ENTRY_ADOPT: the packed bundle. journal_entry leaves it out: query_regulation_bytes */
	struct hash
		hash; /* H(hash of the entry before, body, signature, certificate); given by journal_append */
	char *key;    /* name of the key the contents lie under; given by journal_append */
	struct bytes sealed; /* the contents as kept; given by journal_append */
};

void entry_done(struct entry *entry); /* frees all it holds and zeroes it */

/* Format 1 of the canonical body: every field but signature and certificate;
 * of the envelope its exact text, of the contents only the sealed bytes. */
enum { ENTRY_FORMAT = 1 };
void entry_body(const struct entry *entry, const char *envelope_text, struct writer *writer);
/* RESULT_INVALID names the member that the kind's envelope lacks. */
enum result entry_check(const struct entry *entry, struct error *err);

struct hash entry_chain(const struct hash *previous, const struct hash *body, const struct bytes *signature,
	const struct bytes *certificate);

/* The "transition" of an act's envelope; actor, capacity, principal, sequence
 * and time are the entry's own and are not repeated. */
json_t *entry_transition(const struct transition *transition);

#endif
