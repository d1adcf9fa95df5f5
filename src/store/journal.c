/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Appending to the journal and reading single entries. */
#include "store/journal.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "store/canonical.h"
#include "store/draft.h"
#include "store/private.h"
#include "store/statement.h"

/* A clock that is set by more than this between two entries is noted in the later one. */
enum { JUMP_MILLISECONDS = 5 * 60 * 1000 };

static int64_t boot_milliseconds(void)
{
	struct timespec now;
	clock_gettime(CLOCK_BOOTTIME, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* How far the clock jumped: behind the entry before, or, on the system's
 * clock, away from the time that has run since this process's last entry. */
static int64_t jump_of(struct store *store, int64_t now, int64_t previous)
{
	int64_t jump = now < previous ? now - previous : 0;
	if (store->clock->now == clock_system.now) {
		int64_t boot = boot_milliseconds();
		if (store->last_boot)
			jump = now - store->last_wall - (boot - store->last_boot);
		store->last_wall = now;
		store->last_boot = boot;
	}
	return jump > JUMP_MILLISECONDS || jump < -JUMP_MILLISECONDS ? jump : 0;
}

/* *ret_erased says whether the record's contents are lawfully gone. */
static enum result check_erased(
	struct store *store, const struct entry *entry, bool *ret_erased, struct error *err)
{
	char key[KEY_NAME_SIZE];
	if (!entry->record)
		return RESULT_OK;
	contents_record_key(entry->record, key);
	enum result r = contents_is_erased(store, key, ret_erased, err);
	bool acts = entry->kind == ENTRY_ACT || entry->kind == ENTRY_ERASE;
	if (r == RESULT_OK && acts && *ret_erased)
		r = contents_refuse_erased(err);
	return r;
}

static enum result put_blob(struct store *store, const struct entry *entry, struct error *err)
{
	char hex[HASH_HEX_SIZE];
	if (entry->kind != ENTRY_ADOPT)
		return RESULT_OK;
	struct hash hash = hash_bytes(entry->blob.data, entry->blob.length);
	const char *named = string_in(entry->envelope, "hash");
	hash_hex(&hash, hex);
	if (!entry->blob.data || strcmp(hex, named) != 0)
		return error_set(
			err, RESULT_INVALID, _("the adopted bytes are not those that the entry names"));
	return blob_put(store, hex, &entry->blob, err);
}

/* Only the office's founding does what is signed otherwise without a signature. */
static enum result check_founding(struct store *store, const struct entry *entry, struct error *err)
{
	struct entry first;
	if (entry->kind == ENTRY_GENESIS)
		return RESULT_OK;
	enum result r = row_get(store, 1, &first, err);
	if (r != RESULT_OK)
		return r;
	bool founding = entry_is_founding(entry, first.envelope);
	entry_done(&first);
	return founding ? RESULT_OK
			: error_set(err, RESULT_INVALID, _("an entry of the kind \"%s\" must be signed"),
				  entry_kind_name(entry->kind));
}

static enum result check_signature(struct store *store, const struct entry *entry, struct error *err)
{
	const char *office = store->office_id;
	bool training = store->training;
	if (!entry->signature.data)
		return entry_kind_is_signed(entry->kind) ? check_founding(store, entry, err) : RESULT_OK;
	if (entry->kind == ENTRY_GENESIS) {
		office = string_in(entry->envelope, "office");
		training = json_is_true(json_object_get(entry->envelope, "training"));
	}
	enum result r = statement_check(entry, office, training, err);
	return r == RESULT_OK ? contents_check_read(store, entry, err) : r;
}

static enum result number_entry(
	struct store *store, struct entry *entry, struct hash *ret_previous, struct error *err)
{
	int64_t sequence, time;
	enum result r = row_last(store, &sequence, &time, ret_previous, err);
	if (r != RESULT_OK)
		return r;
	if ((sequence == 0) != (entry->kind == ENTRY_GENESIS))
		return error_set(err, RESULT_INVALID, _("the first entry, and only it, founds the office"));
	int64_t now = clock_now(store->clock);
	entry->sequence = sequence + 1;
	entry->time = now > time ? now : time;
	entry->jump = sequence ? jump_of(store, now, time) : 0;
	return RESULT_OK;
}

enum result journal_append(struct store *store, struct entry *entry, struct error *err)
{
	assert(store->in_transaction);
	struct hash previous;
	bool erased = false;
	if (!entry->envelope)
		entry->envelope = json_object();
	enum result r = entry_check(entry, err);
	if (r == RESULT_OK)
		r = number_entry(store, entry, &previous, err);
	if (r == RESULT_OK)
		r = check_erased(store, entry, &erased, err);
	if (r == RESULT_OK)
		r = check_signature(store, entry, err);
	if (r == RESULT_OK)
		r = put_blob(store, entry, err);
	if (r == RESULT_OK)
		r = attachment_require(store, entry, err);
	if (r == RESULT_OK)
		r = contents_seal(store, entry, erased, err);
	if (r != RESULT_OK)
		return r;
	char *text = canonical_text(entry->envelope);
	entry->hash = row_hash(&previous, entry, text);
	r = row_insert(store, entry, text, err);
	free(text);
	if (r == RESULT_OK)
		r = project_entry(&store->sets[SET_PROJECT], entry, err);
	if (r == RESULT_OK && entry->kind == ENTRY_GENESIS)
		r = store_load_facts(store, err);
	if (r == RESULT_OK && entry->kind == ENTRY_ERASE) {
		store->erase_pending = true;
		if (entry->record)
			r = draft_erase(store, entry->record, err);
	}
	return r;
}

enum result journal_append_one(struct store *store, struct entry *entry, struct error *err)
{
	enum result r = store_begin(store, err);
	if (r != RESULT_OK)
		return r;
	return store_end(store, journal_append(store, entry, err), err);
}

enum result journal_next(struct store *store, int64_t *ret_sequence, struct error *err)
{
	assert(store->in_transaction);
	int64_t sequence, time;
	struct hash hash;
	enum result r = row_last(store, &sequence, &time, &hash, err);
	if (r == RESULT_OK)
		*ret_sequence = sequence + 1;
	return r;
}

enum result journal_head(struct store *store, int64_t *ret_sequence, struct hash *ret_hash, struct error *err)
{
	int64_t time;
	return row_last(store, ret_sequence, &time, ret_hash, err);
}

enum result journal_entry(struct store *store, int64_t sequence, struct entry *ret_entry, struct error *err)
{
	struct entry entry;
	enum result r = row_get(store, sequence, &entry, err);
	if (r != RESULT_OK)
		return r;
	r = contents_open(store, &entry, err);
	if (r == RESULT_OK)
		*ret_entry = entry;
	else
		entry_done(&entry);
	return r;
}

enum result journal_root(struct store *store, char ret_fingerprint[ROOT_FINGERPRINT_SIZE], struct error *err)
{
	struct entry first;
	enum result r = row_get(store, 1, &first, err);
	if (r != RESULT_OK)
		return r;
	r = journal_root_of(first.envelope, ret_fingerprint, err);
	entry_done(&first);
	return r;
}
