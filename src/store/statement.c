/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Statements: built, parsed, and held against the entry they stand in. */
#include "store/statement.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "crypto/random.h"
#include "crypto/sign.h"
#include "store/canonical.h"
#include "store/private.h"

/* A statement is made before its entry, and clocks are set; more than this is another day's statement. */
enum { MOST_MILLISECONDS_APART = 24 * 60 * 60 * 1000 };

enum { MOST_ITEMS = 10000 };

static const char *const kind_names[] = {
	[STATEMENT_DECISION] = "choba decision v1",
	[STATEMENT_ENROL] = "choba enrol v1",
	[STATEMENT_ADOPT] = "choba adopt v1",
	[STATEMENT_OFFICE] = "choba office v1",
	[STATEMENT_ERASE] = "choba erase v1",
	[STATEMENT_CLOSING] = "choba closing v1",
	[STATEMENT_SIGN_IN] = "choba sign-in v1",
};
static_assert(COUNT(kind_names) == STATEMENT__COUNT, "every kind has its name");

/* Which statement a kind of entry may carry. */
static const struct {
	enum entry_kind entry;
	enum statement_kind statement;
} pairs[] = {
	{ ENTRY_GENESIS, STATEMENT_OFFICE },
	{ ENTRY_OFFICE, STATEMENT_OFFICE },
	{ ENTRY_ENROL, STATEMENT_ENROL },
	{ ENTRY_REVOKE, STATEMENT_ENROL },
	{ ENTRY_ADOPT, STATEMENT_ADOPT },
	{ ENTRY_ERASE, STATEMENT_ERASE },
	{ ENTRY_CLOSING, STATEMENT_CLOSING },
	{ ENTRY_ACT, STATEMENT_DECISION },
	{ ENTRY_SIGN_IN, STATEMENT_SIGN_IN },
	{ ENTRY_UNLOCK, STATEMENT_SIGN_IN },
};

const char *statement_kind_name(enum statement_kind kind)
{
	return kind_names[kind];
}

static void item_done(struct statement_item *item)
{
	free(item->record);
	free(item->regulation_hash);
	free(item->form);
	free(item->act);
	free(item->answer);
}

void statement_done(struct statement *statement)
{
	for (size_t i = 0; i < statement->item_count; i++)
		item_done(&statement->items[i]);
	free(statement->items);
	free(statement->office);
	free(statement->actor);
	free(statement->principal);
	free(statement->workstation);
	free(statement->nonce);
	*statement = (struct statement){ 0 };
}

struct statement_item *statement_add(struct statement *statement)
{
	return LIST_ADD(statement->items, statement->item_count);
}

const struct statement_item *statement_item_of(const struct statement *statement, const char *record)
{
	for (size_t i = 0; i < statement->item_count; i++)
		if (statement->items[i].record && strcmp(statement->items[i].record, record) == 0)
			return &statement->items[i];
	return NULL;
}

static void write_item(struct writer *writer, const struct statement_item *item)
{
	writer_string(writer, item->record);
	writer_integer(writer, item->contents);
	writer_raw(writer, item->digest.bytes, HASH_SIZE);
	writer_string(writer, item->regulation_hash);
	writer_string(writer, item->form);
	writer_string(writer, item->act);
	writer_string(writer, item->answer);
	writer_raw(writer, item->words.bytes, HASH_SIZE);
	writer_raw(writer, item->envelope.bytes, HASH_SIZE);
}

void statement_bytes(const struct statement *statement, struct bytes *ret_bytes)
{
	struct writer writer = { 0 };
	writer_string(&writer, kind_names[statement->kind]);
	writer_string(&writer, statement->office);
	writer_integer(&writer, statement->training);
	writer_string(&writer, statement->actor);
	writer_string(&writer, capacity_name(statement->capacity));
	writer_string(&writer, statement->principal);
	writer_integer(&writer, statement->time);
	writer_string(&writer, statement->workstation);
	writer_string(&writer, statement->nonce);
	writer_integer(&writer, (int64_t)statement->item_count);
	for (size_t i = 0; i < statement->item_count; i++)
		write_item(&writer, &statement->items[i]);
	*ret_bytes = (struct bytes){ writer.data, writer.length };
}

struct hash statement_hash(const struct statement *statement)
{
	struct bytes bytes;
	statement_bytes(statement, &bytes);
	struct hash hash = hash_bytes(bytes.data, bytes.length);
	bytes_done(&bytes);
	return hash;
}

static void read_hash(struct reader *reader, struct hash *ret_hash)
{
	const unsigned char *raw = reader_raw(reader, HASH_SIZE);
	if (raw)
		memcpy(ret_hash->bytes, raw, HASH_SIZE);
}

/* The index of name in names; marks the reader bad where it is none of them. */
static int read_name(struct reader *reader, const char *(*name_of)(int), int count)
{
	char *name = reader_string(reader);
	int found = 0;
	while (found < count && (!name || strcmp(name_of(found), name) != 0))
		found++;
	free(name);
	if (found < count)
		return found;
	reader->bad = true;
	return 0;
}

static const char *kind_at(int at)
{
	return kind_names[at];
}

static const char *capacity_at(int at)
{
	return capacity_name((enum capacity)at);
}

static void read_item(struct reader *reader, struct statement_item *item)
{
	item->record = reader_string(reader);
	item->contents = reader_integer(reader);
	read_hash(reader, &item->digest);
	item->regulation_hash = reader_string(reader);
	item->form = reader_string(reader);
	item->act = reader_string(reader);
	item->answer = reader_string(reader);
	read_hash(reader, &item->words);
	read_hash(reader, &item->envelope);
}

enum result statement_parse(const struct bytes *bytes, struct statement *ret_statement, struct error *err)
{
	struct reader reader = { bytes->data, bytes->length, 0, false };
	struct statement statement = { 0 };
	statement.kind = (enum statement_kind)read_name(&reader, kind_at, STATEMENT__COUNT);
	statement.office = reader_string(&reader);
	int64_t training = reader_integer(&reader);
	statement.training = training == 1;
	statement.actor = reader_string(&reader);
	statement.capacity = (enum capacity)read_name(&reader, capacity_at, CAPACITY__COUNT);
	statement.principal = reader_string(&reader);
	statement.time = reader_integer(&reader);
	statement.workstation = reader_string(&reader);
	statement.nonce = reader_string(&reader);
	int64_t count = reader_integer(&reader);
	bool good = !reader.bad && statement.office && statement.actor && training >= 0 && training <= 1 &&
		    count >= 0 && count <= MOST_ITEMS;
	for (int64_t i = 0; good && !reader.bad && i < count; i++)
		read_item(&reader, statement_add(&statement));
	if (!good || !reader_at_end(&reader)) {
		statement_done(&statement);
		return error_set(err, RESULT_INVALID, _("the signed statement is not well formed"));
	}
	*ret_statement = statement;
	return RESULT_OK;
}

void statement_salt(char salt[HASH_HEX_SIZE])
{
	struct hash random;
	random_bytes(random.bytes, HASH_SIZE);
	hash_hex(&random, salt);
}

enum result statement_digest(const char *salt, const json_t *json, struct hash *ret_digest, struct error *err)
{
	struct hash key;
	if (hash_from_hex(salt, &key) != RESULT_OK)
		return error_set(err, RESULT_INVALID,
			_("the salt of a signed statement is missing or not well formed"));
	char *text = canonical_text(json);
	*ret_digest = hash_salted(key.bytes, text, strlen(text));
	free(text);
	return RESULT_OK;
}

struct hash statement_envelope(const json_t *envelope)
{
	json_t *copy = json_copy((json_t *)(uintptr_t)envelope);
	json_object_del(copy, "record");
	json_object_del(copy, "records");
	char *text = canonical_text(copy);
	struct hash hash = hash_bytes(text, strlen(text));
	free(text);
	json_decref(copy);
	return hash;
}

static bool same(const char *a, const char *b)
{
	return a && b ? strcmp(a, b) == 0 : a == b;
}

static enum result says_another(const char *what, struct error *err)
{
	return error_set(err, RESULT_DAMAGED, _("the signed statement does not match its entry (%s)"), what);
}

/* The words of a decision under the salt in its contents. */
static enum result check_words(
	const struct statement_item *item, const struct entry *entry, struct error *err)
{
	const json_t *words = json_object_get(entry->contents, "words");
	struct hash digest = { { 0 } };
	if (entry->erased)
		return RESULT_OK;
	if (words) {
		const char *salt = string_in(entry->contents, "salt");
		enum result r = statement_digest(salt, words, &digest, err);
		if (r != RESULT_OK)
			return r;
	}
	return hash_equal(&digest, &item->words) ? RESULT_OK : says_another("words", err);
}

static enum result check_decision(
	const struct statement *statement, const struct entry *entry, struct error *err)
{
	const json_t *transition = json_object_get(entry->envelope, "transition");
	const char *act = string_in(transition, "act");
	const char *answer = string_in(transition, "answer");
	const char *head_answer =
		json_string_value(json_object_get(json_object_get(entry->envelope, "record"), "answer"));
	const struct statement_item *item =
		entry->record ? statement_item_of(statement, entry->record) : NULL;
	bool decides = same(act, act_name(ACT_DECIDE));
	if (!item)
		return says_another("record", err);
	if (!same(item->act, act))
		return says_another("act", err);
	if ((item->answer || decides) && !same(item->answer, answer))
		return says_another("answer", err);
	if (decides && !same(head_answer, answer))
		return says_another("answer", err);
	if (!same(item->form, entry->form) || !same(item->regulation_hash, entry->regulation_hash))
		return says_another("form", err);
	return check_words(item, entry, err);
}

static enum result check_envelope(
	const struct statement *statement, const struct entry *entry, struct error *err)
{
	struct hash envelope = statement_envelope(entry->envelope);
	if (statement->item_count != 1)
		return says_another("items", err);
	const struct statement_item *item = &statement->items[0];
	if (!same(item->act, entry_kind_name(entry->kind)))
		return says_another("act", err);
	if (!same(item->record, entry->record))
		return says_another("record", err);
	return hash_equal(&envelope, &item->envelope) ? RESULT_OK : says_another("envelope", err);
}

static bool kinds_fit(enum entry_kind entry, enum statement_kind statement)
{
	for (size_t i = 0; i < COUNT(pairs); i++)
		if (pairs[i].entry == entry && pairs[i].statement == statement)
			return true;
	return false;
}

/* A forged time may be any number: the difference need not be one. */
static bool far_apart(int64_t a, int64_t b)
{
	int64_t apart;
	return __builtin_sub_overflow(a, b, &apart) || apart > MOST_MILLISECONDS_APART ||
	       apart < -MOST_MILLISECONDS_APART;
}

static enum result check_against(const struct statement *statement, const struct entry *entry,
	const char *office, bool training, struct error *err)
{
	if (!kinds_fit(entry->kind, statement->kind))
		return says_another("kind", err);
	if (!same(statement->office, office) || statement->training != training)
		return says_another("office", err);
	if (!same(statement->actor, entry->actor) || statement->capacity != entry->capacity ||
		!same(statement->principal, entry->principal))
		return says_another("actor", err);
	if (far_apart(statement->time, entry->time))
		return says_another("time", err);
	switch (statement->kind) {
	case STATEMENT_DECISION: return check_decision(statement, entry, err);
	case STATEMENT_SIGN_IN:
		return same(statement->workstation, entry->workstation) && statement->nonce
			       ? RESULT_OK
			       : says_another("workstation", err);
	default: return check_envelope(statement, entry, err);
	}
}

enum result statement_check(const struct entry *entry, const char *office, bool training, struct error *err)
{
	struct statement statement;
	struct certificate certificate;
	enum result r = statement_parse(&entry->statement, &statement, err);
	if (r != RESULT_OK)
		return RESULT_DAMAGED;
	r = check_against(&statement, entry, office, training, err);
	statement_done(&statement);
	if (r != RESULT_OK)
		return RESULT_DAMAGED;
	if (certificate_parse(entry->certificate.data, entry->certificate.length, &certificate, err) !=
		RESULT_OK)
		return RESULT_DAMAGED;
	struct hash digest = hash_bytes(entry->statement.data, entry->statement.length);
	r = sign_verify(&certificate, &digest, entry->signature.data, entry->signature.length, err);
	certificate_done(&certificate);
	return r == RESULT_OK ? RESULT_OK : RESULT_DAMAGED;
}
