/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Drafts: what a person is typing, sealed under a key of that person, outside the journal. */
#ifndef STORE_DRAFT_H
#define STORE_DRAFT_H

#include <jansson.h>

#include "store/store.h"

struct draft {
	char *id;     /* random_id of the maker */
	char *person; /* whose */
	char *regulation, *regulation_hash, *form;
	char *record;     /* the record it corrects or acts on; NULL for a new one */
	char *purpose;    /* what is being typed: "file", "correct", an act's name */
	int64_t saved;    /* UTC milliseconds; given by draft_save */
	json_t *contents; /* sealed; NULL in a list; its "attachments" name files (attachment.h) */
};

struct drafts {
	struct draft *items;
	size_t count;
};

void draft_done(struct draft *draft);
void drafts_done(struct drafts *drafts);

/* New or over the one with the same id; durable when it returns RESULT_OK. May
 * be called inside a transaction or alone. RESULT_REFUSED where the id is another person's or
 * the record it is about was erased. */
enum result draft_save(struct store *store, struct draft *draft, struct error *err);

/* RESULT_NOT_FOUND where there is none or it is another person's. */
enum result draft_load(
	struct store *store, const char *person, const char *id, struct draft *ret_draft, struct error *err);
enum result draft_list(struct store *store, const char *person, struct drafts *ret_drafts, struct error *err);

/* Inside the transaction that files it, or alone; no error where it is gone already. */
enum result draft_delete(struct store *store, const char *person, const char *id, struct error *err);

/* Everybody's about a record: with its erasure, which journal_append does. */
enum result draft_erase(struct store *store, const char *record, struct error *err);

#endif
