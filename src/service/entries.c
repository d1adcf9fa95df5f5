/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Entries and the signatures on them. */
#include "service/entries.h"

#include <assert.h>
#include <string.h>

#include "base/i18n.h"
#include "base/log.h"
#include "base/memory.h"
#include "crypto/sign.h"

enum { SIGN_DEADLINE = 30000 }; /* milliseconds: a slow card with an RSA key takes two seconds */

struct entry entries_at(const struct desk *desk, enum entry_kind kind)
{
	return (struct entry){ .kind = kind, .workstation = memory_string(desk->workstation) };
}

struct entry entries_by(const struct session *session, enum entry_kind kind)
{
	struct entry entry = entries_at(session->desk, kind);
	entry.actor = memory_string(session->person);
	entry.card = memory_string(session->card_serial);
	return entry;
}

void entries_about(struct entry *entry, const struct record *record)
{
	entry->record = memory_string(record->id);
	entry->form = memory_string(record->form);
	entry->regulation_hash = memory_string(record->regulation_hash);
}

enum result entries_commit(struct desk *desk, struct entry *entry, struct error *err)
{
	enum result r = journal_append_one(desk->store, entry, err);
	if (r != RESULT_OK && err)
		log_line("%s: %s", entry_kind_name(entry->kind), err->text);
	entry_done(entry);
	return r;
}

enum result entries_note(
	const struct session *session, enum entry_kind kind, json_t *envelope, struct error *err)
{
	struct entry entry = entries_by(session, kind);
	entry.envelope = envelope;
	return entries_commit(session->desk, &entry, err);
}

struct statement entries_statement(const struct session *session, enum statement_kind kind)
{
	struct desk *desk = session->desk;
	return (struct statement){
		.kind = kind,
		.office = memory_string(store_office_id(desk->store)),
		.training = desk->training,
		.actor = memory_string(session->person),
		.time = clock_now(desk->clock),
	};
}

/* The key that will sign: the one that signing in found enrolled, and valid today. */
static enum result own_certificate(
	const struct session *session, struct certificate *ret_certificate, struct error *err)
{
	const struct card_certificate *own = &session->identity.certificates[CARD_KEY_DECIDE];
	struct certificate certificate;
	enum result r = certificate_parse(own->der, own->length, &certificate, err);
	if (r != RESULT_OK)
		return r;
	assert(!memcmp(certificate.fingerprint.bytes, session->keys[CARD_KEY_DECIDE], HASH_SIZE));
	r = session_check_certificate(session->desk, &certificate, err);
	if (r == RESULT_OK)
		*ret_certificate = certificate;
	else
		certificate_done(&certificate);
	return r;
}

enum result entries_sign(struct session *session, const struct statement *statement,
	const struct card_pin *pin, int *ret_tries, struct entry *ret_entry, struct error *err)
{
	struct card_signature signature;
	struct hash digest = statement_hash(statement);
	*ret_tries = -1;
	enum result r = session_need_open(session, err);
	if (r != RESULT_OK)
		return r;
	if (!pin || !pin->length)
		return error_set(err, RESULT_REFUSED, _("This is signed by card: the PIN is needed"));
	struct certificate certificate;
	r = own_certificate(session, &certificate, err);
	if (r != RESULT_OK)
		return r;
	r = card_sign(session->desk->cards, session->reader, CARD_KEY_DECIDE, pin, digest.bytes,
		SIGN_DEADLINE, &signature, ret_tries, err);
	/* The card in the reader must still be the one that signed in. */
	if (r == RESULT_OK)
		r = sign_verify(&certificate, &digest, signature.bytes, signature.length, err);
	if (r == RESULT_DAMAGED)
		r = error_set(err, RESULT_REFUSED,
			_("The signature is not that of the card that signed in; nothing was done"));
	certificate_done(&certificate);
	if (r != RESULT_OK)
		return r;
	const struct card_certificate *own = &session->identity.certificates[CARD_KEY_DECIDE];
	statement_bytes(statement, &ret_entry->statement);
	bytes_set(&ret_entry->signature, signature.bytes, signature.length);
	bytes_set(&ret_entry->certificate, own->der, own->length);
	return RESULT_OK;
}

void entries_copy_signature(const struct entry *from, struct entry *to)
{
	if (!from->signature.data)
		return;
	bytes_set(&to->statement, from->statement.data, from->statement.length);
	bytes_set(&to->signature, from->signature.data, from->signature.length);
	bytes_set(&to->certificate, from->certificate.data, from->certificate.length);
}

/* Under the lock: the right, the card and the office are asked again. */
static enum result check_demand(
	const struct session *session, const struct entries_demand *demand, struct error *err)
{
	enum result r = session_need_right(session, demand->right, err);
	if (r == RESULT_OK)
		r = session_in_force(session, err);
	if (r == RESULT_OK && demand->office && demand->office != session->desk->office.revision)
		r = error_set(err, RESULT_CONFLICT,
			_("The office changed meanwhile; nothing was done. Please look at the changes anew"));
	return r;
}

enum result entries_commit_signed(struct session *session, struct entry *entry, enum statement_kind kind,
	const struct entries_demand *demand, const struct card_pin *pin, int *ret_tries, struct error *err)
{
	struct store *store = session->desk->store;
	struct statement statement = entries_statement(session, kind);
	struct statement_item *item = statement_add(&statement);
	item->act = memory_string(entry_kind_name(entry->kind));
	item->record = memory_string(entry->record);
	item->envelope = statement_envelope(entry->envelope);
	enum result r = entries_sign(session, &statement, pin, ret_tries, entry, err);
	statement_done(&statement);
	if (r == RESULT_OK)
		r = store_begin(store, err);
	if (r == RESULT_OK) {
		r = check_demand(session, demand, err);
		if (r == RESULT_OK)
			r = journal_append(store, entry, err);
		r = store_end(store, r, err);
	}
	if (r != RESULT_OK && err)
		log_line("%s: %s", entry_kind_name(entry->kind), err->text);
	entry_done(entry);
	return r;
}
