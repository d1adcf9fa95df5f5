/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Trust: keys, rights and decisions as the journal unfolds. */
#include "store/trust.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "crypto/certificate.h"
#include "domain/office.h"
#include "domain/regulation.h"
#include "store/private.h"
#include "store/statement.h"

struct trusted_key {
	struct hash fingerprint;
	char *person, *card;
	bool root, ended;
};

/* A regulation that an act was written under, loaded once. */
struct known_regulation {
	char *hash;
	struct regulation *regulation; /* NULL where its bytes do not load */
};

struct trust {
	struct store *store;
	struct trusted_key *keys;
	size_t key_count;
	json_t *rights;  /* of the office in force; NULL before there is one */
	json_t *decided; /* record id: what its head says of the decision */
	json_t *papers;  /* record id: the record that is its decision's paper, as its head says */
	struct known_regulation *regulations;
	size_t regulation_count;
	char *office;
	bool training;
	json_t *genesis; /* the first entry's envelope */
};

/* What the signer of a kind must hold; the others need only be enrolled. */
static const struct {
	enum entry_kind kind;
	enum right right;
	bool root_may;
} needs[] = {
	{ ENTRY_OFFICE, RIGHT_OFFICE, true },
	{ ENTRY_ENROL, RIGHT_ENROL, true },
	{ ENTRY_REVOKE, RIGHT_ENROL, true },
	{ ENTRY_ADOPT, RIGHT_ADOPT, true },
	{ ENTRY_ERASE, RIGHT_ERASE, false },
};

struct trust *trust_new(struct store *store)
{
	struct trust *trust = memory_new(1, sizeof *trust);
	trust->store = store;
	trust->decided = json_object();
	trust->papers = json_object();
	return trust;
}

void trust_free(struct trust *trust)
{
	if (!trust)
		return;
	for (size_t i = 0; i < trust->key_count; i++) {
		free(trust->keys[i].person);
		free(trust->keys[i].card);
	}
	for (size_t i = 0; i < trust->regulation_count; i++) {
		free(trust->regulations[i].hash);
		regulation_free(trust->regulations[i].regulation);
	}
	free(trust->keys);
	free(trust->regulations);
	free(trust->office);
	json_decref(trust->rights);
	json_decref(trust->decided);
	json_decref(trust->papers);
	json_decref(trust->genesis);
	free(trust);
}

static bool same(const char *a, const char *b)
{
	return a && b ? strcmp(a, b) == 0 : a == b;
}

struct enrolling {
	struct trust *trust;
	const char *person, *card;
	bool root;
};

static enum result add_key(
	void *data, const char *slot, const struct certificate *certificate, struct error *err)
{
	const struct enrolling *enrolling = data;
	(void)slot;
	(void)err;
	*LIST_ADD(enrolling->trust->keys, enrolling->trust->key_count) = (struct trusted_key){
		.fingerprint = certificate->fingerprint,
		.person = memory_string(enrolling->person),
		.card = memory_string(enrolling->card),
		.root = enrolling->root,
	};
	return RESULT_OK;
}

static enum result enrol(struct trust *trust, const json_t *from, bool root, struct error *err)
{
	struct enrolling enrolling = { trust, string_in(from, "person"), string_in(from, "card"), root };
	return each_certificate(json_object_get(from, "certificates"), add_key, &enrolling, err);
}

/* The signer's key in force, NULL where there is none. */
static const struct trusted_key *signer_of(const struct trust *trust, const struct entry *entry)
{
	struct certificate certificate;
	const struct trusted_key *found = NULL;
	if (certificate_parse(entry->certificate.data, entry->certificate.length, &certificate, NULL) !=
		RESULT_OK)
		return NULL;
	for (size_t i = 0; i < trust->key_count && !found; i++)
		if (!trust->keys[i].ended && same(trust->keys[i].person, entry->actor) &&
			hash_equal(&trust->keys[i].fingerprint, &certificate.fingerprint))
			found = &trust->keys[i];
	certificate_done(&certificate);
	return found;
}

static bool holds(const struct trust *trust, const char *person, enum right right)
{
	const json_t *row;
	size_t at;
	json_array_foreach(trust->rights, at, row)
	{
		if (same(string_in(row, "right"), right_name(right)) &&
			same(string_in(row, "person"), person))
			return true;
	}
	return false;
}

static enum result check_signer(struct trust *trust, const struct entry *entry, struct error *err)
{
	const char *actor = entry->actor ? entry->actor : "?";
	const struct trusted_key *key = signer_of(trust, entry);
	if (!key)
		return error_set(err, RESULT_DAMAGED,
			_("signed by a card that is not enrolled for %s at that time"), actor);
	for (size_t i = 0; i < COUNT(needs); i++)
		if (needs[i].kind == entry->kind && !(key->root && needs[i].root_may) &&
			!holds(trust, entry->actor, needs[i].right))
			return error_set(err, RESULT_DAMAGED,
				_("signed by %s, who had no right to do so at that time (%s)"), actor,
				right_name(needs[i].right));
	return RESULT_OK;
}

static const struct regulation *regulation_of(struct trust *trust, const char *hash)
{
	struct bytes bytes = { 0 };
	struct bundle bundle = { 0 };
	for (size_t i = 0; i < trust->regulation_count; i++)
		if (same(trust->regulations[i].hash, hash))
			return trust->regulations[i].regulation;
	struct known_regulation *known = LIST_ADD(trust->regulations, trust->regulation_count);
	known->hash = memory_string(hash);
	if (blob_get(trust->store, hash, &bytes, NULL) == RESULT_OK &&
		bundle_unpack((const char *)bytes.data, bytes.length, &bundle, NULL) == RESULT_OK &&
		regulation_load(&bundle, &known->regulation, NULL, NULL) != RESULT_OK)
		known->regulation = NULL;
	bundle_done(&bundle);
	bytes_done(&bytes);
	return known->regulation;
}

static const struct form *form_of(struct trust *trust, const struct entry *entry)
{
	if (!entry->form || !entry->regulation_hash)
		return NULL;
	const struct regulation *regulation = regulation_of(trust, entry->regulation_hash);
	return regulation ? regulation_form(regulation, entry->form) : NULL;
}

/* The step that decides a form; NULL where it ends without a decision, as a report does. */
static const struct step *deciding_step(const struct form *form)
{
	for (size_t i = 0; form && i < form->step_count; i++)
		if (form->steps[i].kind == STEP_DECIDE)
			return &form->steps[i];
	return NULL;
}

static const char *act_of(const struct entry *entry)
{
	return string_in(json_object_get(entry->envelope, "transition"), "act");
}

/* Whether the regulation wants this act signed. A decision wants what the
 * deciding step says, whichever step the entry claims. */
static bool wants_signature(struct trust *trust, const struct entry *entry)
{
	const char *step = string_in(json_object_get(entry->envelope, "transition"), "step");
	bool decides = same(act_of(entry), act_name(ACT_DECIDE));
	/* Whoever confirms what a paper says does so by card, whatever the step says. */
	if (entry->kind == ENTRY_ACT && same(act_of(entry), act_name(ACT_CONFIRM)))
		return true;
	if (entry->kind != ENTRY_ACT || !(decides || same(act_of(entry), act_name(ACT_PASS))))
		return false;
	const struct form *form = form_of(trust, entry);
	const struct step *named = form && step ? form_step(form, step) : NULL;
	const struct step *deciding = decides ? deciding_step(form) : NULL;
	return (named && named->sign) || (deciding && deciding->sign);
}

/* What a head says of its decision, as one string to compare; " " where none is taken. */
static json_t *decision_in(const json_t *head)
{
	const char *answer = string_in(head, "answer"), *day = string_in(head, "decided");
	return json_pack("s++", answer ? answer : "", " ", day ? day : "");
}

/* An act that takes a decision: by card, or by confirming a paper. */
static bool takes_decision(const struct entry *entry)
{
	const json_t *transition = json_object_get(entry->envelope, "transition");
	return same(act_of(entry), act_name(ACT_DECIDE)) ||
	       (same(act_of(entry), act_name(ACT_CONFIRM)) &&
		       same(string_in(transition, "answer"), answer_name(ANSWER_YES)));
}

/* Whether passing a step may end the record: by a consent that was refused, or
 * where no decision must be taken, as with a report. */
static bool may_end(struct trust *trust, const struct entry *entry, const json_t *head)
{
	const json_t *transition = json_object_get(entry->envelope, "transition");
	const struct form *form = form_of(trust, entry);
	const char *step_id = string_in(transition, "step");
	const struct step *step = form && step_id ? form_step(form, step_id) : NULL;
	const char *no = answer_name(ANSWER_NO);
	if (!same(act_of(entry), act_name(ACT_PASS)))
		return false;
	if (step && step->kind == STEP_CONSENT && same(string_in(transition, "answer"), no))
		return same(string_in(head, "answer"), no);
	if (!deciding_step(form))
		return true;
	/* A report may be decided in some cases only; an application always is. */
	for (size_t i = 0; i < form->step_count; i++)
		if (form->steps[i].kind == STEP_DECIDE && !form->steps[i].when.field)
			return false;
	return form->kind != FORM_APPLICATION;
}

/* Whether a head may come to its decision by this entry: by deciding it, as
 * the paper of a decision that was taken, or by a step that ends it. */
static bool may_become(
	struct trust *trust, const struct entry *entry, const json_t *head, bool own, const json_t *now)
{
	const char *of = string_in(head, "decision-of");
	if (own && takes_decision(entry))
		return true;
	if (of)
		return json_equal(json_object_get(trust->decided, of), now) &&
		       same(string_in(trust->papers, of), string_in(head, "id"));
	return own && may_end(trust, entry, head);
}

/* A decision that was taken stands, and none comes from nowhere. *ret_comes
 * says whether the record comes to its decision by this entry. */
static enum result check_head(struct trust *trust, const struct entry *entry, const json_t *head, bool own,
	bool *ret_comes, struct error *err)
{
	const char *id = string_in(head, "id");
	json_t *now = decision_in(head);
	const json_t *before = id ? json_object_get(trust->decided, id) : NULL;
	bool open = !before || same(json_string_value(before), " ");
	bool none = same(json_string_value(now), " ");
	bool good = id && (none          ? open
				  : open ? may_become(trust, entry, head, own, now)
					 : json_equal(before, now) || (own && takes_decision(entry)));
	if (good) {
		*ret_comes = open && !none;
		json_object_set(trust->decided, id, now);
		json_object_set(trust->papers, id, json_object_get(head, "decision"));
	}
	json_decref(now);
	return good ? RESULT_OK
		    : error_set(err, RESULT_DAMAGED, _("a decided record was changed without a decision"));
}

/* Only what comes to a decision that grants it makes something true. */
static enum result check_effects(const struct entry *entry, bool comes, struct error *err)
{
	const char *answer = string_in(json_object_get(entry->envelope, "record"), "answer");
	bool grants = comes && (same(answer, answer_name(ANSWER_YES)) ||
				       same(answer, answer_name(ANSWER_CONDITIONAL)));
	return grants || !json_object_get(entry->envelope, "effects")
		       ? RESULT_OK
		       : error_set(err, RESULT_DAMAGED,
				 _("it changes the registers without a decision that does so"));
}

static enum result check_heads(struct trust *trust, const struct entry *entry, struct error *err)
{
	const json_t *head = json_object_get(entry->envelope, "record");
	size_t at;
	bool comes = false, other = false;
	enum result r = head ? check_head(trust, entry, head, true, &comes, err) : RESULT_OK;
	json_array_foreach(json_object_get(entry->envelope, "records"), at, head)
	{
		if (r == RESULT_OK)
			r = check_head(trust, entry, head, false, &other, err);
	}
	return r == RESULT_OK ? check_effects(entry, comes, err) : r;
}

static enum result check_blob(struct trust *trust, const struct entry *entry, struct error *err)
{
	struct bytes bytes = { 0 };
	char hex[HASH_HEX_SIZE] = "";
	const char *named = string_in(entry->envelope, "hash");
	if (blob_get(trust->store, named, &bytes, NULL) == RESULT_OK) {
		struct hash hash = hash_bytes(bytes.data, bytes.length);
		hash_hex(&hash, hex);
	}
	bytes_done(&bytes);
	return same(hex, named)
		       ? RESULT_OK
		       : error_set(err, RESULT_DAMAGED, _("the adopted bytes are missing or were changed"));
}

static enum result check_closing(struct trust *trust, const struct entry *entry, struct error *err)
{
	int64_t sequence = json_integer_value(json_object_get(entry->envelope, "sequence"));
	struct entry stated;
	char hex[HASH_HEX_SIZE] = "";
	if (sequence < entry->sequence && row_get(trust->store, sequence, &stated, NULL) == RESULT_OK) {
		hash_hex(&stated.hash, hex);
		entry_done(&stated);
	}
	return same(hex, string_in(entry->envelope, "hash"))
		       ? RESULT_OK
		       : error_set(err, RESULT_DAMAGED, _("it states another hash for entry %lld"),
				 (long long)sequence);
}

/* An erased record's key must be gone, else the erasure is only said. */
static enum result check_erased(struct trust *trust, const struct entry *entry, struct error *err)
{
	char name[KEY_NAME_SIZE];
	struct secret key = { 0 };
	if (entry->record)
		contents_record_key(entry->record, name);
	else
		contents_year_key(
			(int)json_integer_value(json_object_get(entry->envelope, "fiscal-year")), name);
	keys_forget(trust->store->keys, name); /* what counts is the file */
	enum result r = keys_get(trust->store->keys, name, &key, err);
	secret_done(&key);
	if (r == RESULT_OK)
		return error_set(err, RESULT_DAMAGED, _("the key of an erased record is still there"));
	return r == RESULT_NOT_FOUND ? RESULT_OK : r;
}

static enum result check_kind(struct trust *trust, const struct entry *entry, struct error *err)
{
	switch (entry->kind) {
	case ENTRY_ADOPT: return check_blob(trust, entry, err);
	case ENTRY_CLOSING: return check_closing(trust, entry, err);
	case ENTRY_ACT: return check_heads(trust, entry, err);
	case ENTRY_ERASE: {
		enum result r = check_heads(trust, entry, err);
		return r == RESULT_OK ? check_erased(trust, entry, err) : r;
	}
	default: return RESULT_OK;
	}
}

static void revoke(struct trust *trust, const struct entry *entry)
{
	for (size_t i = 0; i < trust->key_count; i++)
		if (same(trust->keys[i].person, string_in(entry->envelope, "person")) &&
			same(trust->keys[i].card, string_in(entry->envelope, "card")))
			trust->keys[i].ended = true;
}

/* What the entry changes for the entries behind it. */
static enum result take(struct trust *trust, const struct entry *entry, struct error *err)
{
	const json_t *root;
	size_t at;
	enum result r = RESULT_OK;
	switch (entry->kind) {
	case ENTRY_GENESIS:
		trust->office = memory_string(string_in(entry->envelope, "office"));
		trust->genesis = json_incref(entry->envelope);
		trust->training = json_is_true(json_object_get(entry->envelope, "training"));
		json_array_foreach(json_object_get(entry->envelope, "roots"), at, root)
		{
			if (r == RESULT_OK)
				r = enrol(trust, root, true, err);
		}
		return r;
	case ENTRY_OFFICE:
		json_decref(trust->rights);
		trust->rights =
			json_incref(json_object_get(json_object_get(entry->envelope, "office"), "rights"));
		return RESULT_OK;
	case ENTRY_ENROL: return enrol(trust, entry->envelope, false, err);
	case ENTRY_REVOKE: revoke(trust, entry); return RESULT_OK;
	default: return RESULT_OK;
	}
}

static enum result check_signature(
	struct trust *trust, const struct entry *entry, bool *ret_signed, struct error *err)
{
	*ret_signed = entry->signature.data != NULL;
	if (!*ret_signed) {
		bool wanted = entry_kind_is_signed(entry->kind) ? !entry_is_founding(entry, trust->genesis)
								: wants_signature(trust, entry);
		return wanted ? error_set(err, RESULT_DAMAGED, _("it must be signed and is not")) : RESULT_OK;
	}
	enum result r = statement_check(entry, trust->office, trust->training, err);
	if (r == RESULT_OK)
		r = check_signer(trust, entry, err);
	return r == RESULT_OK ? contents_check_read(trust->store, entry, err) : r;
}

enum result trust_entry(struct trust *trust, const struct entry *entry, bool *ret_signed, struct error *err)
{
	bool first = entry->kind == ENTRY_GENESIS;
	enum result r = entry_check(entry, err);
	/* A second founding would name signers of its own. */
	if (r == RESULT_OK && first != (entry->sequence == 1))
		r = error_set(err, RESULT_DAMAGED, _("the first entry, and only it, founds the office"));
	/* The first entry names its own signers. */
	if (r == RESULT_OK && first)
		r = take(trust, entry, err);
	if (r == RESULT_OK)
		r = check_signature(trust, entry, ret_signed, err);
	if (r == RESULT_OK)
		r = check_kind(trust, entry, err);
	if (r == RESULT_OK && !first)
		r = take(trust, entry, err);
	/* What an entry names and the journal lacks is damage too. */
	return r == RESULT_INVALID || r == RESULT_NOT_FOUND ? RESULT_DAMAGED : r;
}
