/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Signing in by card. */
#include "service/session.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "base/text.h"
#include "crypto/bytes.h"
#include "crypto/random.h"
#include "crypto/sign.h"
#include "service/entries.h"
#include "store/query.h"

enum {
	READ_DEADLINE = 15000, /* milliseconds */
	PROVE_DEADLINE = 30000,
	FREE_FAILURES = 4,       /* so many wrong PINs at a workstation cost no wait */
	WAIT_PER_FAILURE = 5000, /* milliseconds that each further one adds */
	WAIT_MOST = 60000,
	IDLE_LIMIT = 10 * 60 * 1000,
	NONCE_SIZE = 32,
};

void session_visitor_done(struct session_visitor *visitor)
{
	free(visitor->person);
	free(visitor->name);
	free(visitor->plea);
	card_identity_done(&visitor->identity);
	*visitor = (struct session_visitor){ 0 };
}

/* The key's fingerprint in one of the card's certificates. */
static enum result key_of(
	const struct card_identity *identity, enum card_key key, struct certificate *ret, struct error *err)
{
	const struct card_certificate *own = &identity->certificates[key];
	if (!own->der)
		return error_set(err, RESULT_INVALID,
			_("The card lacks a certificate that choba needs; ask who issued it"));
	return certificate_parse(own->der, own->length, ret, err);
}

enum result session_check_certificate(
	const struct desk *desk, const struct certificate *certificate, struct error *err)
{
	int64_t now = clock_now(desk->clock);
	char day[DATE_TEXT_SIZE];
	if (now > certificate->not_after) {
		date_text(date_from_ms(certificate->not_after), i18n_language(), false, day);
		return error_set(err, RESULT_REFUSED,
			_("The card's certificate expired on %s; ask an administrator for a new card"), day);
	}
	if (now < certificate->not_before) {
		date_text(date_from_ms(certificate->not_before), i18n_language(), false, day);
		return error_set(err, RESULT_REFUSED,
			_("The card's certificate is valid only from %s; is this machine's clock right?"),
			day);
	}
	return RESULT_OK;
}

static enum result find_person(struct desk *desk, const struct certificate *certificate,
	struct session_visitor *visitor, struct error *err)
{
	struct enrolment enrolment;
	enum result r = query_enrolment(desk->store, &certificate->fingerprint, &enrolment, err);
	if (r == RESULT_NOT_FOUND)
		return error_set(err, RESULT_REFUSED,
			_("This card is not known in this office; an administrator enrols it"));
	if (r != RESULT_OK)
		return r;
	const struct person *person = office_person(&desk->office, enrolment.person);
	if (!person || !office_main_posting(&desk->office, enrolment.person, desk_today(desk)))
		r = error_set(err, RESULT_REFUSED, _("%s has no post in this office today"),
			person ? person_text(person) : enrolment.person);
	visitor->person = memory_string(enrolment.person);
	visitor->name = memory_string(person ? person_text(person) : enrolment.person);
	enrolment_done(&enrolment);
	return r;
}

static enum result identify(struct desk *desk, struct session_visitor *visitor, struct error *err)
{
	const struct card_identity *identity = &visitor->identity;
	struct certificate certificate;
	if (identity->is_virtual && !desk->training)
		return error_set(err, RESULT_REFUSED, _("A virtual reader opens training offices only"));
	enum result r = key_of(identity, CARD_KEY_SIGN_IN, &certificate, err);
	if (r != RESULT_OK)
		return r;
	/* Before anything else: nobody should go and have a training card enrolled. */
	if (certificate.is_training && !desk->training)
		r = error_set(
			err, RESULT_REFUSED, _("This is a training card; it opens training offices only"));
	if (r == RESULT_OK)
		r = find_person(desk, &certificate, visitor, err);
	if (r == RESULT_OK)
		r = session_check_certificate(desk, &certificate, err);
	certificate_done(&certificate);
	if (r == RESULT_OK && identity->blocked)
		r = error_set(err, RESULT_REFUSED,
			_("The card is blocked after too many wrong PINs; who issued it can unblock it"));
	return r;
}

enum result session_look(struct desk *desk, struct session_visitor *ret_visitor, struct error *err)
{
	struct card_status status;
	struct session_visitor visitor = { 0 };
	card_host_status(desk->cards, &status);
	if (status.state != CARD_STATE_PRESENT)
		return error_set(err, RESULT_UNAVAILABLE, "%s", card_status_sentence(&status));
	enum result r = desk_refresh(desk, err);
	if (r == RESULT_OK)
		r = card_read(desk->cards, status.readers[status.chosen].name, READ_DEADLINE,
			&visitor.identity, err);
	if (r != RESULT_OK)
		return r;
	memcpy(visitor.reader, visitor.identity.reader, sizeof visitor.reader);
	visitor.tries = visitor.identity.tries;
	r = identify(desk, &visitor, err);
	if (r == RESULT_OK)
		visitor.admission = admission_of(desk, visitor.person, &visitor.outside);
	if (r != RESULT_OK) {
		session_visitor_done(&visitor);
		return r;
	}
	*ret_visitor = visitor;
	return RESULT_OK;
}

/* Wrong PINs slow the workstation they were typed at, and no other. */
static enum result check_pace(struct desk *desk, struct error *err)
{
	struct failures failures;
	enum result r = query_workstation_failures(desk->store, desk->workstation, &failures, err);
	if (r != RESULT_OK || failures.count <= FREE_FAILURES)
		return r;
	int64_t wait = (failures.count - FREE_FAILURES) * WAIT_PER_FAILURE;
	if (wait > WAIT_MOST)
		wait = WAIT_MOST;
	int64_t left = failures.last + wait - clock_now(desk->clock);
	if (left <= 0)
		return RESULT_OK;
	return error_set(err, RESULT_BUSY, _("Several sign-ins have failed here; please wait %d seconds"),
		(int)((left + 999) / 1000));
}

static void note_failure(struct desk *desk, const struct session_visitor *visitor)
{
	struct entry entry = entries_at(desk, ENTRY_SIGN_IN_FAILED);
	struct error ignored;
	entry.card = memory_string(visitor->identity.serial);
	entry.envelope = json_pack("{s:i, s:s}", "count", 1, "reason", "pin");
	/* The refusal stands whether or not it could be written down. */
	entries_commit(desk, &entry, &ignored);
}

/* A fresh challenge, signed by the card's sign-in key and checked against the certificate. */
static enum result prove(struct desk *desk, const struct session_visitor *visitor, const struct card_pin *pin,
	int *ret_tries, struct error *err)
{
	unsigned char nonce[NONCE_SIZE];
	struct card_signature signature;
	struct certificate certificate;
	random_bytes(nonce, sizeof nonce);
	struct statement statement = {
		.kind = STATEMENT_SIGN_IN,
		.office = memory_string(store_office_id(desk->store)),
		.training = desk->training,
		.actor = memory_string(visitor->person),
		.time = clock_now(desk->clock),
		.workstation = memory_string(desk->workstation),
		.nonce = bytes_hex(nonce, sizeof nonce),
	};
	struct hash digest = statement_hash(&statement);
	statement_done(&statement);
	enum result r = key_of(&visitor->identity, CARD_KEY_SIGN_IN, &certificate, err);
	if (r != RESULT_OK)
		return r;
	r = card_sign(desk->cards, visitor->reader, CARD_KEY_SIGN_IN, pin, digest.bytes, PROVE_DEADLINE,
		&signature, ret_tries, err);
	if (r == RESULT_OK) {
		r = sign_verify(&certificate, &digest, signature.bytes, signature.length, err);
		if (r == RESULT_DAMAGED)
			r = error_set(err, RESULT_REFUSED, _("The card could not prove its key"));
	}
	certificate_done(&certificate);
	if (r == RESULT_REFUSED)
		note_failure(desk, visitor);
	return r;
}

static void set_posting(struct session *session)
{
	struct desk *desk = session->desk;
	const struct posting *posting = office_main_posting(&desk->office, session->person, desk_today(desk));
	const struct post *post = posting ? office_post(&desk->office, posting->post) : NULL;
	free(session->post);
	free(session->section);
	session->post = memory_string(post ? post->id : NULL);
	session->section = memory_string(post ? post->section : NULL);
}

/* Both enrolled keys, so that every later signature is checked against them. */
static enum result set_keys(struct session *session, struct error *err)
{
	for (int key = 0; key < CARD_KEY__COUNT; key++) {
		struct certificate certificate;
		struct enrolment enrolment;
		enum result r = key_of(&session->identity, (enum card_key)key, &certificate, err);
		if (r != RESULT_OK)
			return r;
		r = query_enrolment(session->desk->store, &certificate.fingerprint, &enrolment, err);
		if (r == RESULT_OK) {
			if (strcmp(enrolment.person, session->person) != 0)
				r = error_set(err, RESULT_REFUSED,
					_("The card's two keys belong to different persons"));
			memcpy(session->keys[key], certificate.fingerprint.bytes, HASH_SIZE);
			enrolment_done(&enrolment);
		} else if (r == RESULT_NOT_FOUND) {
			r = error_set(err, RESULT_REFUSED,
				_("The card's signing key is not enrolled; an administrator enrols the card "
				  "anew"));
		}
		certificate_done(&certificate);
		if (r != RESULT_OK)
			return r;
	}
	return RESULT_OK;
}

static void destroy(struct session *session)
{
	free(session->person);
	free(session->section);
	free(session->post);
	card_identity_done(&session->identity);
	free(session);
}

/* The identity with its certificates copied, so that the visitor keeps its own. */
static void copy_identity(const struct card_identity *from, struct card_identity *to)
{
	*to = *from;
	for (int key = 0; key < CARD_KEY__COUNT; key++) {
		const struct card_certificate *own = &from->certificates[key];
		if (!own->der)
			continue;
		to->certificates[key].der = memory_new(own->length, 1);
		memcpy(to->certificates[key].der, own->der, own->length);
	}
}

/* The card that proved itself just now. */
static void take_card(struct session *session, const struct session_visitor *visitor)
{
	card_identity_done(&session->identity);
	copy_identity(&visitor->identity, &session->identity);
	memcpy(session->reader, visitor->reader, sizeof session->reader);
	memcpy(session->card_serial, visitor->identity.serial, sizeof session->card_serial);
	session->insertions = visitor->identity.insertions;
	session->touched = clock_monotonic();
}

static struct session *session_of(struct desk *desk, const struct session_visitor *visitor)
{
	struct session *session = memory_new(1, sizeof *session);
	session->desk = desk;
	session->state = SESSION_OPEN;
	session->person = memory_string(visitor->person);
	session->idle_limit = IDLE_LIMIT;
	take_card(session, visitor);
	return session;
}

/* Asked again when the PIN is there: the hours may have ended meanwhile. */
static enum result admit(struct desk *desk, const struct session_visitor *visitor,
	enum admission *ret_admission, struct error *err)
{
	struct error why;
	bool has_plea = visitor->plea && *visitor->plea;
	*ret_admission = admission_of(desk, visitor->person, &why);
	if (*ret_admission == ADMISSION_FREE || (has_plea && visitor->urgent) ||
		(has_plea && *ret_admission == ADMISSION_REASON))
		return RESULT_OK;
	if (err)
		*err = why;
	return RESULT_REFUSED;
}

/* The entry of a sign-in; outside the hours with what was said about it, sealed. */
static struct entry sign_in_entry(
	const struct session *session, const struct session_visitor *visitor, enum admission admission)
{
	struct entry entry = entries_by(session, ENTRY_SIGN_IN);
	if (admission == ADMISSION_FREE)
		return entry;
	entry.envelope = json_pack("{s:s}", "outside", visitor->urgent ? "incident" : "reason");
	entry.contents = json_pack("{s:s}", "reason", visitor->plea);
	return entry;
}

enum result session_open(struct desk *desk, const struct session_visitor *visitor, const struct card_pin *pin,
	struct session **ret_session, int *ret_tries, struct error *err)
{
	enum admission admission;
	*ret_tries = -1;
	enum result r = check_pace(desk, err);
	if (r == RESULT_OK)
		r = admit(desk, visitor, &admission, err);
	if (r == RESULT_OK)
		r = prove(desk, visitor, pin, ret_tries, err);
	if (r != RESULT_OK)
		return r;
	struct session *session = session_of(desk, visitor);
	set_posting(session);
	r = set_keys(session, err);
	if (r == RESULT_OK) {
		struct entry entry = sign_in_entry(session, visitor, admission);
		r = entries_commit(desk, &entry, err);
	}
	if (r != RESULT_OK) {
		destroy(session);
		return r;
	}
	*ret_session = session;
	return RESULT_OK;
}

enum result session_unlock(
	struct session *session, const struct card_pin *pin, int *ret_tries, struct error *err)
{
	struct desk *desk = session->desk;
	struct session_visitor visitor;
	*ret_tries = -1;
	enum result r = session_look(desk, &visitor, err);
	if (r != RESULT_OK)
		return r;
	if (strcmp(visitor.person, session->person) != 0)
		r = error_set(err, RESULT_CONFLICT,
			_("This is the card of %s; the screen was locked by another"), visitor.name);
	if (r == RESULT_OK)
		r = check_pace(desk, err);
	if (r == RESULT_OK)
		r = prove(desk, &visitor, pin, ret_tries, err);
	if (r == RESULT_OK) {
		take_card(session, &visitor);
		set_posting(session);
		r = set_keys(session, err);
	}
	if (r == RESULT_OK) {
		struct entry entry = entries_by(session, ENTRY_UNLOCK);
		r = entries_commit(desk, &entry, err);
	}
	if (r == RESULT_OK)
		session->state = SESSION_OPEN;
	session_visitor_done(&visitor);
	return r;
}

enum result session_need_open(const struct session *session, struct error *err)
{
	return session->state == SESSION_OPEN
		       ? RESULT_OK
		       : error_set(err, RESULT_REFUSED, _("The screen is locked; insert your card first"));
}

enum result session_in_force(const struct session *session, struct error *err)
{
	enum result r = session_need_open(session, err);
	for (int key = 0; r == RESULT_OK && key < CARD_KEY__COUNT; key++) {
		struct hash fingerprint;
		struct enrolment enrolment;
		memcpy(fingerprint.bytes, session->keys[key], HASH_SIZE);
		r = query_enrolment(session->desk->store, &fingerprint, &enrolment, err);
		if (r != RESULT_OK)
			break;
		if (strcmp(enrolment.person, session->person) != 0)
			r = error_set(err, RESULT_REFUSED,
				_("This card was enrolled for another person meanwhile"));
		enrolment_done(&enrolment);
	}
	return r;
}

enum result session_has_right(const struct session *session, enum right right, struct error *err)
{
	const struct office *office = &session->desk->office;
	if (office_has_right(office, session->person, right))
		return RESULT_OK;
	struct text who = { 0 };
	for (size_t i = 0; i < office->right_count; i++) {
		const struct right_holder *holder = &office->rights[i];
		const struct person *person = office_person(office, holder->person);
		if (holder->right == right && person)
			text_format(&who, "%s%s", who.length ? _(", ") : "", person_text(person));
	}
	enum result r =
		error_refuse(err, NULL, _("This is done by an administrator with the right \"%s\": %s"),
			right_text(right), who.length ? text_string(&who) : _("nobody in this office"));
	text_done(&who);
	return r;
}

enum result session_need_right(const struct session *session, enum right right, struct error *err)
{
	enum result r = desk_refresh(session->desk, err);
	return r == RESULT_OK ? session_has_right(session, right, err) : r;
}

static bool card_still_there(const struct session *session, const struct card_status *status)
{
	for (size_t i = 0; i < status->reader_count; i++) {
		const struct card_reader *reader = &status->readers[i];
		if (!strcmp(reader->name, session->reader))
			return reader->insertions == session->insertions &&
			       reader->state != CARD_STATE_NO_CARD;
	}
	return false;
}

enum result session_lock(struct session *session, struct error *err)
{
	if (session->state != SESSION_OPEN)
		return RESULT_OK;
	/* Blank first: a journal that cannot be written must not leave the screen open. */
	session->state = SESSION_LOCKED;
	store_forget_keys(session->desk->store);
	struct entry entry = entries_by(session, ENTRY_LOCK);
	return entries_commit(session->desk, &entry, err);
}

bool session_watch(struct session *session, const struct card_status *status, int64_t monotonic_now)
{
	if (session->state != SESSION_OPEN)
		return false;
	bool idle = session->idle_limit && monotonic_now - session->touched >= session->idle_limit;
	if (!idle && card_still_there(session, status))
		return false;
	struct error ignored;
	session_lock(session, &ignored);
	return true;
}

void session_touch(struct session *session, int64_t monotonic_now)
{
	session->touched = monotonic_now;
}

void session_free(struct session *session)
{
	if (!session)
		return;
	struct error ignored;
	struct entry entry = entries_by(session, ENTRY_SIGN_OUT);
	entries_commit(session->desk, &entry, &ignored);
	store_forget_keys(session->desk->store);
	destroy(session);
}
