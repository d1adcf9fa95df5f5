/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a card signs: the canonical bytes of a statement, built before any lock is taken. */
#ifndef STORE_STATEMENT_H
#define STORE_STATEMENT_H

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"
#include "crypto/bytes.h"
#include "crypto/hash.h"
#include "domain/record.h"
#include "store/entry.h"

/* The first words of the bytes, so that one signature can never serve as another. */
enum statement_kind {
	STATEMENT_DECISION, /* "choba decision v1": acts on records */
	STATEMENT_ENROL,    /* "choba enrol v1": enrol and revoke */
	STATEMENT_ADOPT,
	STATEMENT_OFFICE,
	STATEMENT_ERASE,
	STATEMENT_CLOSING,
	STATEMENT_SIGN_IN,
	STATEMENT__COUNT
};

const char *statement_kind_name(enum statement_kind kind);

/* One thing signed. Of a decision: all members but .envelope. Of the others:
 * .envelope (statement_envelope) and .record
 * where there is one. Of a sign-in there are no items. */
struct statement_item {
	char *record;          /* NULL where none */
	int64_t contents;      /* sequence of the entry whose contents were read */
	struct hash digest;    /* statement_digest of those contents */
	char *regulation_hash; /* the version the record is written under */
	char *form;
	char *act;         /* act_name(); entry_kind_name() for the others */
	char *answer;      /* answer_name(); NULL where the act has none */
	struct hash words; /* statement_digest of the entry's "words" in its contents; zero where none */
	struct hash envelope;
};

struct statement {
	enum statement_kind kind;
	char *office;
	bool training;
	char *actor;
	enum capacity capacity;
	char *principal;   /* NULL for himself */
	int64_t time;      /* UTC milliseconds when it was made; at most a day before the entry */
	char *workstation; /* of a sign-in; NULL otherwise */
	char *nonce;       /* of a sign-in, hexadecimal; NULL otherwise */
	struct statement_item *items;
	size_t item_count;
};

void statement_done(struct statement *statement);
struct statement_item *statement_add(struct statement *statement); /* a zeroed item to fill */

void statement_bytes(const struct statement *statement, struct bytes *ret_bytes);
struct hash statement_hash(const struct statement *statement); /* what the card signs: SHA-256 of the bytes */
enum result statement_parse(const struct bytes *bytes, struct statement *ret_statement, struct error *err);

/* HMAC of the canonical JSON under the salt, 64 hexadecimal digits from
 * statement_salt. An act that is signed keeps the salt in its own contents:
 * {"salt": ..., "words": {"reason" or "conditions" ...}}; erased with the record, it
 * leaves digests that say nothing. */
void statement_salt(char salt[HASH_HEX_SIZE]);
enum result statement_digest(
	const char *salt, const json_t *json, struct hash *ret_digest, struct error *err);

/* Hash of an envelope without "record" and "records": heads carry the sequence,
 * which is not known when the statement is made. */
struct hash statement_envelope(const json_t *envelope);

/* The item about a record, NULL where the statement has none. */
const struct statement_item *statement_item_of(const struct statement *statement, const char *record);

/* RESULT_OK where entry's statement says what the entry says and its
 * certificate's key has signed it; RESULT_DAMAGED with what is wrong. Every
 * append checks this; who may sign is the caller's verdict, and journal_verify's. */
enum result statement_check(const struct entry *entry, const char *office, bool training, struct error *err);

#endif
