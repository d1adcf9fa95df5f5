/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of this folder share of an open office. Not for other layers. */
#ifndef STORE_PRIVATE_H
#define STORE_PRIVATE_H

#include "store/entry.h"
#include "store/journal.h"
#include "store/keys.h"
#include "store/sql.h"
#include "store/store.h"

/* One set of prepared queries per file that has some. */
enum store_set {
	SET_TRANSACTION,
	SET_JOURNAL,
	SET_PROJECT,
	SET_RECORD,
	SET_PEOPLE,
	SET_DRAFT,
	SET_STAFF,
	SET_FACT,
	SET_ATTACHMENT,
	SET__COUNT
};

extern const struct sql_queries journal_queries;    /* row.c */
extern const struct sql_queries project_queries;    /* project.c */
extern const struct sql_queries record_queries;     /* query_record.c */
extern const struct sql_queries people_queries;     /* query_people.c */
extern const struct sql_queries draft_queries;      /* draft.c */
extern const struct sql_queries staff_queries;      /* query_staff.c */
extern const struct sql_queries fact_queries;       /* query_fact.c */
extern const struct sql_queries attachment_queries; /* attachment.c */

struct store {
	const struct clock *clock;
	sqlite3 *office;
	struct sql_set sets[SET__COUNT];
	struct keys *keys; /* NULL in a store opened for its chain only */
	bool in_transaction;
	bool erase_pending; /* an erasure was appended in this transaction */
	bool fresh;         /* made by this process and still without an entry */
	char *office_id;
	bool training;
	int64_t last_wall, last_boot; /* clocks at this process's last append; 0 before */
	struct store_place place;     /* copies */
};

sqlite3_stmt *store_use(const struct store *store, enum store_set set, int query);

/* Office id and training flag anew from the tables. */
enum result store_load_facts(struct store *store, struct error *err);

/* entry.c: a member of an envelope as text; NULL where it has none. Borrowed. */
const char *string_in(const json_t *object, const char *name);

/* row.c: the journal's rows. */
enum journal_query {
	JOURNAL_LAST,
	JOURNAL_INSERT,
	JOURNAL_GET,
	JOURNAL_ALL,
	JOURNAL_LIST,
	JOURNAL_BLOB_PUT,
	JOURNAL_BLOB_GET,
	JOURNAL_ERASURE,
	JOURNAL_ERASURES,
	JOURNAL__COUNT
};

/* Reads the present row of JOURNAL_GET, _ALL or _LIST. With ret_text the
 * envelope is handed over as its exact text and not parsed. RESULT_DAMAGED
 * where the row cannot be an entry. */
enum result row_entry(sqlite3_stmt *statement, struct entry *ret_entry, char **ret_text, struct error *err);

/* One entry by its sequence, contents still sealed. RESULT_NOT_FOUND. */
enum result row_get(struct store *store, int64_t sequence, struct entry *ret_entry, struct error *err);

/* Parses an envelope's text into entry->envelope. */
enum result row_envelope(struct entry *entry, const char *text, struct error *err);

enum result row_insert(struct store *store, const struct entry *entry, const char *text, struct error *err);

/* Sequence, time and hash of the newest entry; zeros where there is none. */
enum result row_last(struct store *store, int64_t *ret_sequence, int64_t *ret_time, struct hash *ret_hash,
	struct error *err);

/* The hash of an entry out of all that is in it. */
struct hash row_hash(const struct hash *previous, const struct entry *entry, const char *text);

/* A fingerprint as typed in the form journal_root_of gives; RESULT_INVALID without a sentence. */
enum result journal_root_read(const char *typed, char ret_fingerprint[ROOT_FINGERPRINT_SIZE]);

/* A 検証番号 as typed: its sequence and the form print_number gives. */
enum result print_number_read(
	const char *typed, int64_t *ret_sequence, char ret_number[PRINT_NUMBER_SIZE], struct error *err);

/* blob_*: adopted bytes by hexadecimal hash. */
enum result blob_put(struct store *store, const char *hash, const struct bytes *bytes, struct error *err);
enum result blob_get(struct store *store, const char *hash, struct bytes *ret_bytes, struct error *err);

/* contents.c: sealing and opening what an entry holds. */
void contents_record_key(const char *record, char ret_name[KEY_NAME_SIZE]);
void contents_year_key(int fiscal_year, char ret_name[KEY_NAME_SIZE]);
/* erased: the record's own key is gone, so the year's key is taken. */
enum result contents_seal(struct store *store, struct entry *entry, bool erased, struct error *err);
enum result contents_open(struct store *store, struct entry *entry, struct error *err);
enum result contents_refuse_erased(struct error *err); /* RESULT_REFUSED, with its sentence */
enum result contents_is_erased(struct store *store, const char *key, bool *ret_erased, struct error *err);

/* Whether the digest of the version that a signed act's statement names is that of what was to be read. */
enum result contents_check_read(struct store *store, const struct entry *entry, struct error *err);

/* attachment.c: the files that an envelope names. _require: they are there
 * when the entry is appended. _verify: each is what its name says, unless the
 * record is erased; needs no key; text is the envelope's. RESULT_DAMAGED names entry and file. */
enum result attachment_require(const struct store *store, const struct entry *entry, struct error *err);
enum result attachment_verify(
	struct store *store, const struct entry *entry, const char *text, struct error *err);

/* project.c: one entry's effect on the tables of the connection that set was prepared on. */
enum result project_entry(const struct sql_set *set, const struct entry *entry, struct error *err);

/* Certificates of an envelope: calls each with slot and certificate, stops at the first that fails. */
struct certificate;
typedef enum result certificate_taker(
	void *data, const char *slot, const struct certificate *certificate, struct error *err);
enum result each_certificate(
	const json_t *certificates, certificate_taker *take, void *data, struct error *err);

#endif
