/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The journal: appended to, read, verified. */
#ifndef STORE_JOURNAL_H
#define STORE_JOURNAL_H

#include "store/entry.h"
#include "store/store.h"

/* The sequence that the next append will get. Inside a transaction only. An
 * act's heads carry it as .revision (and .contents where it brings new contents). */
enum result journal_next(struct store *store, int64_t *ret_sequence, struct error *err);

/* Seals, checks the signature, chains, inserts and projects one entry, inside
 * a transaction; fills .sequence, .time, .jump, .hash. Contents are sealed
 * under the record's key, made durable first; where there is no record, or it
 * is erased, under the key of the fiscal year. RESULT_INVALID for an envelope
 * that its kind does not allow. */
enum result journal_append(struct store *store, struct entry *entry, struct error *err);

/* journal_append in a transaction of its own, for a read, a list, a sign-in. */
enum result journal_append_one(struct store *store, struct entry *entry, struct error *err);

/* One entry with its contents opened. RESULT_NOT_FOUND, RESULT_DAMAGED. *ret_entry is entry_done's. */
enum result journal_entry(struct store *store, int64_t sequence, struct entry *ret_entry, struct error *err);

/* The newest entry's sequence and hash: what a closing states. */
enum result journal_head(
	struct store *store, int64_t *ret_sequence, struct hash *ret_hash, struct error *err);

/* The fingerprint over the first entry's envelope, printed on paper by init:
 * eight groups of four digits of base 32 with hyphens. */
enum { ROOT_FINGERPRINT_SIZE = 40 };
enum result journal_root(struct store *store, char ret_fingerprint[ROOT_FINGERPRINT_SIZE], struct error *err);

/* The same of an envelope before it is the first entry's. */
enum result journal_root_of(
	const json_t *envelope, char ret_fingerprint[ROOT_FINGERPRINT_SIZE], struct error *err);

enum verify_mode {
	VERIFY_CHAIN, /* hashes, sequence and time; needs no key */
	VERIFY_FULL   /* also seals, signatures, signers' rights at the time, adopted bytes */
};

struct verify_options {
	enum verify_mode mode;
	const char *root;  /* fingerprint from paper; NULL: not compared */
	const char *known; /* a 検証番号 from paper that must still be there; NULL */
	void (*progress)(void *data, int64_t done, int64_t all); /* now and then; NULL */
	void *data;
};

struct verify_report {
	int64_t entries, bytes;
	int64_t signatures; /* checked; 0 in a chain run */
	int64_t erased;     /* entries whose contents are lawfully gone */
	struct hash head;
	int64_t bad; /* sequence of the first bad entry; 0 where all is well */
};

/* RESULT_OK where all is well; RESULT_DAMAGED with a sentence that names the
 * first bad entry and what is wrong with it. *ret_report is filled either way. */
enum result journal_verify(struct store *store, const struct verify_options *options,
	struct verify_report *ret_report, struct error *err);

/* 検証番号: "1234-ABCD-EFGH-JKMN-PQRS" of a print entry. */
enum { PRINT_NUMBER_SIZE = 48 };
void print_number(int64_t sequence, const struct hash *hash, char ret_number[PRINT_NUMBER_SIZE]);

/* A note with this "what" and "print": the sequence of a print says that no sound sheet came of it. */
#define PRINT_VOID "print-void"

struct print_check {
	int64_t sequence, time; /* of the print */
	char *actor;            /* who printed */
	char *record;
	int64_t changed;      /* sequence of the first act on that record after it was printed; 0: none */
	int64_t changed_time; /* UTC milliseconds */
	bool erased;          /* the record's contents are gone by now */
	bool voided;          /* it was noted that the print failed */
};

void print_check_done(struct print_check *check);

/* What became of a printed paper. RESULT_INVALID where the number is not well
 * formed, RESULT_NOT_FOUND where no such paper was printed here. */
enum result journal_check(
	struct store *store, const char *number, struct print_check *ret_check, struct error *err);

#endif
