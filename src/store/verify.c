/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Verifying: one walk over the journal, by chain alone or in full. */
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "store/journal.h"
#include "store/private.h"
#include "store/trust.h"

enum { PROGRESS_EVERY = 500 };

struct walk {
	struct store *store;
	const struct verify_options *options;
	struct verify_report *report;
	struct trust *trust; /* NULL in a chain run */
	struct hash previous;
	int64_t sequence, time; /* of the entry before */
	int64_t all;
	int64_t known_sequence; /* from paper; 0: none */
	char known_hash[PRINT_NUMBER_SIZE];
};

/* An error in a chain run stands for itself; what a full check says gets its entry in front. */
static enum result bad(struct walk *walk, int64_t sequence, enum result r)
{
	walk->report->bad = sequence;
	return r;
}

static enum result check_link(
	struct walk *walk, const struct entry *entry, const char *text, struct error *err)
{
	if (entry->sequence != walk->sequence + 1)
		return bad(walk, walk->sequence + 1,
			error_set(err, RESULT_DAMAGED, _("entry %lld of the journal is missing"),
				(long long)walk->sequence + 1));
	if (entry->time < walk->time)
		return bad(walk, entry->sequence,
			error_set(err, RESULT_DAMAGED,
				_("entry %lld of the journal: its time lies before that of the entry before "
				  "it"),
				(long long)entry->sequence));
	struct hash hash = row_hash(&walk->previous, entry, text);
	if (!hash_equal(&hash, &entry->hash))
		return bad(walk, entry->sequence,
			error_set(err, RESULT_DAMAGED,
				_("entry %lld of the journal was changed: its hash does not follow from "
				  "entry %lld"),
				(long long)entry->sequence, (long long)walk->sequence));
	return RESULT_OK;
}

static enum result check_full(struct walk *walk, struct entry *entry, const char *text, struct error *err)
{
	bool is_signed = false;
	enum result r = row_envelope(entry, text, err);
	if (r != RESULT_OK)
		return bad(walk, entry->sequence, r);
	r = contents_open(walk->store, entry, err); /* names its entry itself */
	if (r != RESULT_OK)
		return bad(walk, entry->sequence, r);
	r = trust_entry(walk->trust, entry, &is_signed, err);
	if (r != RESULT_OK) {
		error_prefix(err, _("entry %lld"), (long long)entry->sequence);
		return bad(walk, entry->sequence, r);
	}
	walk->report->signatures += is_signed;
	walk->report->erased += entry->erased;
	return RESULT_OK;
}

static enum result check_known(struct walk *walk, const struct entry *entry, struct error *err)
{
	char number[PRINT_NUMBER_SIZE];
	if (entry->sequence != walk->known_sequence)
		return RESULT_OK;
	print_number(entry->sequence, &entry->hash, number);
	if (strcmp(number, walk->known_hash) == 0)
		return RESULT_OK;
	return bad(walk, entry->sequence,
		error_set(err, RESULT_DAMAGED,
			_("entry %lld is not the one that is on paper: the journal was made anew"),
			(long long)entry->sequence));
}

static enum result check_root(struct walk *walk, const char *text, struct error *err)
{
	char fingerprint[ROOT_FINGERPRINT_SIZE] = "", typed[ROOT_FINGERPRINT_SIZE];
	if (!walk->options->root)
		return RESULT_OK;
	json_t *envelope = json_loads(text, JSON_REJECT_DUPLICATES, NULL);
	enum result r = journal_root_of(envelope, fingerprint, err);
	json_decref(envelope);
	if (r == RESULT_OK && journal_root_read(walk->options->root, typed) == RESULT_OK &&
		strcmp(fingerprint, typed) == 0)
		return RESULT_OK;
	return bad(walk, 1,
		error_set(err, RESULT_DAMAGED,
			_("this is not the office whose root fingerprint is on paper: the journal has %s"),
			fingerprint));
}

static enum result step(struct walk *walk, sqlite3_stmt *row, struct error *err)
{
	struct entry entry;
	char *text = NULL;
	enum result r = row_entry(row, &entry, &text, err);
	if (r != RESULT_OK)
		return bad(walk, walk->sequence + 1, r);
	r = check_link(walk, &entry, text, err);
	if (r == RESULT_OK)
		r = check_known(walk, &entry, err);
	if (r == RESULT_OK && entry.sequence == 1)
		r = check_root(walk, text, err);
	if (r == RESULT_OK && attachment_verify(walk->store, &entry, text, err) != RESULT_OK)
		r = bad(walk, entry.sequence, RESULT_DAMAGED);
	if (r == RESULT_OK && walk->trust)
		r = check_full(walk, &entry, text, err);
	walk->previous = entry.hash;
	walk->sequence = entry.sequence;
	walk->time = entry.time;
	walk->report->entries++;
	walk->report->bytes += (int64_t)(strlen(text) + entry.sealed.length + entry.statement.length +
					 entry.signature.length + entry.certificate.length);
	if (walk->options->progress && walk->report->entries % PROGRESS_EVERY == 0)
		walk->options->progress(walk->options->data, walk->report->entries, walk->all);
	entry_done(&entry);
	free(text);
	return r;
}

/* Whether the journal reaches as far as the paper and the tables say. */
static enum result check_end(struct walk *walk, struct error *err)
{
	int64_t named = 0;
	if (walk->sequence == 0)
		return error_set(err, RESULT_DAMAGED, _("the journal is empty"));
	if (walk->known_sequence > walk->sequence)
		return bad(walk, walk->sequence + 1,
			error_set(err, RESULT_DAMAGED,
				_("the journal ends before entry %lld, which is on paper: entries were cut "
				  "off"),
				(long long)walk->known_sequence));
	enum result r = sql_integer(walk->store->office,
		"SELECT max(coalesce((SELECT max(revision) FROM records), 0), "
		"coalesce((SELECT max(sequence) FROM prints), 0), "
		"coalesce((SELECT max(sequence) FROM regulations), 0))",
		&named, err);
	if (r == RESULT_OK && named > walk->sequence)
		return bad(walk, walk->sequence + 1,
			error_set(err, RESULT_DAMAGED,
				_("the tables know entry %lld, but the journal ends before it: entries were "
				  "cut off"),
				(long long)named));
	return r;
}

static enum result walk_all(struct walk *walk, struct error *err)
{
	sqlite3_stmt *all = store_use(walk->store, SET_JOURNAL, JOURNAL_ALL);
	bool row = false;
	enum result r = sql_step(all, &row, err);
	while (r == RESULT_OK && row) {
		r = step(walk, all, err);
		if (r == RESULT_OK)
			r = sql_step(all, &row, err);
	}
	sqlite3_reset(all);
	walk->report->head = walk->previous;
	return r == RESULT_OK ? check_end(walk, err) : r;
}

enum result journal_verify(struct store *store, const struct verify_options *options,
	struct verify_report *ret_report, struct error *err)
{
	struct walk walk = { .store = store, .options = options, .report = ret_report };
	*ret_report = (struct verify_report){ 0 };
	enum result r = RESULT_OK;
	if (options->known) {
		r = print_number_read(options->known, &walk.known_sequence, walk.known_hash, err);
		if (r != RESULT_OK)
			return r;
	}
	/* One read transaction: what others append meanwhile is not looked at. */
	bool own = sqlite3_get_autocommit(store->office) != 0;
	if (own)
		r = sql_script(store->office, "BEGIN", err);
	if (r == RESULT_OK)
		r = sql_integer(
			store->office, "SELECT coalesce(max(sequence), 0) FROM journal", &walk.all, err);
	if (options->mode == VERIFY_FULL) {
		store_forget_keys(store);
		walk.trust = trust_new(store);
	}
	if (r == RESULT_OK)
		r = walk_all(&walk, err);
	trust_free(walk.trust);
	if (own && !sqlite3_get_autocommit(store->office))
		sql_script(store->office, "ROLLBACK", NULL);
	if (r == RESULT_OK && options->progress)
		options->progress(options->data, ret_report->entries, walk.all);
	return r;
}
