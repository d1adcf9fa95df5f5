/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers on paper: the 検証番号 of a print and the root fingerprint. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "crypto/base32.h"
#include "store/canonical.h"
#include "store/journal.h"
#include "store/private.h"
#include "store/query.h"

enum { NUMBER_DIGITS = 16, ROOT_DIGITS = 32, GROUP = 4 };

/* Digits in groups of four with hyphens between; out has room for a fourth more. */
static void write_groups(const char *digits, char *out)
{
	for (size_t i = 0; digits[i]; i++) {
		if (i && i % GROUP == 0)
			*out++ = '-';
		*out++ = digits[i];
	}
	*out = '\0';
}

/* Over all that the first entry says: office, training, root keys, and by
 * hash the entries that found with it. */
enum result journal_root_of(
	const json_t *envelope, char ret_fingerprint[ROOT_FINGERPRINT_SIZE], struct error *err)
{
	static const char purpose[] = "choba root 1";
	if (!json_is_object(envelope))
		return error_set(err, RESULT_INVALID, _("the journal is empty"));
	char *text = canonical_text(envelope);
	const struct hash_part parts[] = { { purpose, sizeof purpose }, { text, strlen(text) } };
	struct hash hash = hash_parts(parts, COUNT(parts));
	char digits[ROOT_DIGITS + 1];
	free(text);
	base32_write(hash.bytes, ROOT_DIGITS, digits);
	write_groups(digits, ret_fingerprint);
	return RESULT_OK;
}

enum result journal_root_read(const char *typed, char ret_fingerprint[ROOT_FINGERPRINT_SIZE])
{
	char digits[ROOT_DIGITS + 1];
	enum result r = base32_normalise(typed, ROOT_DIGITS, digits);
	if (r == RESULT_OK)
		write_groups(digits, ret_fingerprint);
	return r;
}

void print_number(int64_t sequence, const struct hash *hash, char ret_number[PRINT_NUMBER_SIZE])
{
	char digits[NUMBER_DIGITS + 1], groups[NUMBER_DIGITS + NUMBER_DIGITS / GROUP + 1];
	base32_write(hash->bytes, NUMBER_DIGITS, digits);
	write_groups(digits, groups);
	snprintf(ret_number, PRINT_NUMBER_SIZE, "%lld-%s", (long long)sequence, groups);
}

enum result print_number_read(
	const char *typed, int64_t *ret_sequence, char ret_number[PRINT_NUMBER_SIZE], struct error *err)
{
	char digits[NUMBER_DIGITS + 1], groups[NUMBER_DIGITS + NUMBER_DIGITS / GROUP + 1], *end = NULL;
	bool number = *typed >= '1' && *typed <= '9' && strspn(typed, "0123456789") <= 18;
	long long sequence = number ? strtoll(typed, &end, 10) : 0;
	if (!number || *end != '-' || base32_normalise(end + 1, NUMBER_DIGITS, digits) != RESULT_OK)
		return error_set(err, RESULT_INVALID,
			_("%s is not a number of a printed sheet; it reads like 1234-ABCD-EFGH-JKMN-PQRS"),
			typed);
	write_groups(digits, groups);
	snprintf(ret_number, PRINT_NUMBER_SIZE, "%lld-%s", sequence, groups);
	*ret_sequence = sequence;
	return RESULT_OK;
}

void print_check_done(struct print_check *check)
{
	free(check->actor);
	free(check->record);
	*check = (struct print_check){ 0 };
}

/* The first act on the record after the revision that was printed. */
static enum result find_change(
	struct store *store, const struct entry *print, struct print_check *check, struct error *err)
{
	int64_t revision = json_integer_value(json_object_get(print->envelope, "revision"));
	struct history history;
	struct record record;
	enum result r = query_history(store, print->record, &history, err);
	if (r != RESULT_OK)
		return r;
	for (size_t i = 0; i < history.count && !check->changed; i++)
		if (history.items[i].sequence > revision) {
			check->changed = history.items[i].sequence;
			check->changed_time = history.items[i].time;
		}
	history_done(&history);
	r = query_record(store, print->record, &record, err);
	if (r != RESULT_OK)
		return r;
	check->erased = record.erased;
	record_done(&record);
	return RESULT_OK;
}

/* Whether a note says that the print failed. */
static enum result find_void(
	struct store *store, const struct entry *print, struct print_check *check, struct error *err)
{
	const struct entry_filter notes = {
		.by_kind = true, .kind = ENTRY_NOTE, .record = print->record, .from = print->time
	};
	struct entries entries;
	enum result r = query_entries(store, &notes, &entries, err);
	if (r != RESULT_OK)
		return r;
	for (size_t i = 0; i < entries.count; i++) {
		const json_t *envelope = entries.items[i].envelope;
		const char *what = string_in(envelope, "what");
		if (what && !strcmp(what, PRINT_VOID) &&
			json_integer_value(json_object_get(envelope, "print")) == print->sequence)
			check->voided = true;
	}
	entries_done(&entries);
	return RESULT_OK;
}

enum result journal_check(
	struct store *store, const char *number, struct print_check *ret_check, struct error *err)
{
	struct entry print = { 0 };
	int64_t sequence;
	char normal[PRINT_NUMBER_SIZE], own[PRINT_NUMBER_SIZE] = "";
	enum result r = print_number_read(number, &sequence, normal, err);
	if (r != RESULT_OK)
		return r;
	r = row_get(store, sequence, &print, err);
	if (r == RESULT_OK)
		print_number(sequence, &print.hash, own);
	if (r == RESULT_NOT_FOUND ||
		(r == RESULT_OK && (print.kind != ENTRY_PRINT || strcmp(own, normal) != 0)))
		r = error_set(err, RESULT_NOT_FOUND,
			_("no sheet with the number %s was printed in this office"), normal);
	struct print_check check = { .sequence = sequence, .time = print.time };
	if (r == RESULT_OK && print.record)
		r = find_change(store, &print, &check, err);
	if (r == RESULT_OK)
		r = find_void(store, &print, &check, err);
	if (r == RESULT_OK) {
		check.actor = memory_string(print.actor);
		check.record = memory_string(print.record);
		*ret_check = check;
	}
	entry_done(&print);
	return r;
}
