/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A small office in a temporary folder, with software keys in the place of cards. */
#ifndef TESTS_STORE_OFFICE_FIXTURE_H
#define TESTS_STORE_OFFICE_FIXTURE_H

#include "store/draft.h"
#include "store/erase.h"
#include "store/journal.h"
#include "store/query.h"
#include "store/replay.h"
#include "store/statement.h"
#include "store/store.h"
#include "tests/crypto/software_key.h"

/* 2026-11-24 10:12 in Japan. */
#define FIXTURE_TIME INT64_C(1795482720000)

struct office_fixture {
	char folder[64]; /* holds the office and, beside it, the master key */
	char *office, *master_key;
	struct store_place place;
	struct clock clock;
	struct store *store;
	struct software_key *root, *clerk; /* of the persons "root" and "clerk" */
};

/* Founds an office: genesis, people, the clerk's card, one workstation, one regulation. */
void fixture_init(struct office_fixture *fixture);
void fixture_done(struct office_fixture *fixture); /* removes the folder */

/* As fixture_init, but only the folder and its paths. */
void fixture_init_empty(struct office_fixture *fixture);
/* The founding entries, in a transaction of their own. */
enum result fixture_found(struct office_fixture *fixture, struct error *err);

void fixture_reopen(struct office_fixture *fixture); /* closes and opens again; must succeed */

/* An act's entry on record id (32 digits made of one digit): version 1 when
 * filed, number 0 for none. Inside a transaction: it asks journal_next. */
struct entry fixture_act(
	struct office_fixture *fixture, const char *id, enum act act, int number, const char *words);

/* fixture_act, appended and committed. */
enum result fixture_do(
	struct office_fixture *fixture, const char *id, enum act act, int number, struct error *err);

/* Files, receives (number given) and decides (signed by the clerk) record id. */
void fixture_life(struct office_fixture *fixture, const char *id);

/* Signs an act on the record's present contents, or any other entry over its envelope. */
void fixture_sign(struct office_fixture *fixture, struct entry *entry, const struct software_key *key);

/* An erasure of record id, signed by root, not appended. */
struct entry fixture_erasure(struct office_fixture *fixture, const char *id);

char fixture_id(char digit, char id[33]);

/* Runs SQL on office.db (or keys.db) beside the store; the triggers are dropped first. */
void fixture_tamper(struct office_fixture *fixture, const char *database, const char *sql);

/* Puts an entry as it stands into the journal's table, past journal_append. */
void fixture_insert(struct office_fixture *fixture, const struct entry *entry, const char *envelope_text);

#endif
