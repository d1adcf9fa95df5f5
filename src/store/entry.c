/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Entries: their kinds, their envelopes and their canonical bytes. */
#include "store/entry.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "store/private.h"
#include "store/statement.h"

enum { MEMBERS = 4 };

/* A member that the envelope of a kind must have. */
struct member {
	const char *name;
	json_type type;
};

static const struct {
	const char *name;
	bool is_signed;
	struct member members[MEMBERS];
} kinds[] = {
	[ENTRY_GENESIS] = { "genesis", false, { { "office", JSON_STRING }, { "roots", JSON_ARRAY } } },
	[ENTRY_OFFICE] = { "office", true, { { "office", JSON_OBJECT } } },
	[ENTRY_WORKSTATION] = { "workstation", false, { { "workstation", JSON_STRING } } },
	[ENTRY_ENROL] = { "enrol", true,
		{ { "person", JSON_STRING }, { "card", JSON_STRING }, { "certificates", JSON_ARRAY } } },
	[ENTRY_REVOKE] = { "revoke", true, { { "person", JSON_STRING }, { "card", JSON_STRING } } },
	[ENTRY_ADOPT] = { "adopt", true,
		{ { "regulation", JSON_STRING }, { "version", JSON_STRING }, { "hash", JSON_STRING } } },
	[ENTRY_SIGN_IN] = { "sign-in", false, { { 0 } } },
	[ENTRY_SIGN_OUT] = { "sign-out", false, { { 0 } } },
	[ENTRY_SIGN_IN_FAILED] = { "sign-in-failed", false, { { 0 } } },
	[ENTRY_LOCK] = { "lock", false, { { 0 } } },
	[ENTRY_UNLOCK] = { "unlock", false, { { 0 } } },
	[ENTRY_FREE] = { "free", false, { { "person", JSON_STRING } } },
	[ENTRY_PASSWORD] = { "password", false, { { "person", JSON_STRING } } },
	[ENTRY_ACT] = { "act", false, { { "record", JSON_OBJECT }, { "transition", JSON_OBJECT } } },
	[ENTRY_READ] = { "read", false, { { 0 } } },
	[ENTRY_LIST] = { "list", false, { { 0 } } },
	[ENTRY_SEARCH] = { "search", false, { { 0 } } },
	[ENTRY_PRINT] = { "print", false, { { "revision", JSON_INTEGER } } },
	[ENTRY_EXPORT] = { "export", false, { { 0 } } },
	[ENTRY_ERASE] = { "erase", true, { { "reason", JSON_STRING } } },
	[ENTRY_CLOSING] = { "closing", true, { { "sequence", JSON_INTEGER }, { "hash", JSON_STRING } } },
	[ENTRY_RESTORED] = { "restored", false, { { "from", JSON_STRING } } },
	[ENTRY_NOTE] = { "note", false, { { "what", JSON_STRING } } },
	[ENTRY_ACKNOWLEDGE] = { "acknowledge", false,
		{ { "regulation", JSON_STRING }, { "text", JSON_STRING }, { "version", JSON_STRING } } },
	[ENTRY_ABSENCE] = { "absence", false, { { "person", JSON_STRING } } },
};
static_assert(COUNT(kinds) == ENTRY__COUNT, "every kind has its row");

const char *string_in(const json_t *object, const char *name)
{
	return json_string_value(json_object_get(object, name));
}

const char *entry_kind_name(enum entry_kind kind)
{
	return kinds[kind].name;
}

enum result entry_kind_from_name(const char *name, enum entry_kind *ret_kind)
{
	for (size_t i = 0; name && i < COUNT(kinds); i++)
		if (strcmp(kinds[i].name, name) == 0) {
			*ret_kind = (enum entry_kind)i;
			return RESULT_OK;
		}
	return RESULT_NOT_FOUND;
}

bool entry_kind_is_signed(enum entry_kind kind)
{
	return kinds[kind].is_signed;
}

static enum result lacks(const struct entry *entry, const char *member, struct error *err)
{
	return error_set(err, RESULT_INVALID,
		_("an entry of the kind \"%s\" has no \"%s\", or one of another kind"),
		kinds[entry->kind].name, member);
}

/* What the members' types alone do not say. */
static enum result check_more(const struct entry *entry, struct error *err)
{
	const json_t *head = json_object_get(entry->envelope, "record");
	switch (entry->kind) {
	case ENTRY_GENESIS:
		if (!json_is_boolean(json_object_get(entry->envelope, "training")))
			return lacks(entry, "training", err);
		return json_array_size(json_object_get(entry->envelope, "roots"))
			       ? RESULT_OK
			       : lacks(entry, "roots", err);
	case ENTRY_ACT: return entry->record && entry->actor ? RESULT_OK : lacks(entry, "record", err);
	case ENTRY_ERASE:
		if (json_is_integer(json_object_get(entry->envelope, "fiscal-year")) && !entry->record)
			return RESULT_OK;
		return entry->record && json_is_true(json_object_get(head, "erased"))
			       ? RESULT_OK
			       : lacks(entry, "record", err);
	case ENTRY_ACKNOWLEDGE: return entry->actor ? RESULT_OK : lacks(entry, "actor", err);
	case ENTRY_ABSENCE:
		if (json_is_integer(json_object_get(entry->envelope, "cancels")))
			return RESULT_OK;
		if (!json_is_integer(json_object_get(entry->envelope, "from")))
			return lacks(entry, "from", err);
		return json_is_integer(json_object_get(entry->envelope, "to")) ? RESULT_OK
									       : lacks(entry, "to", err);
	default: return RESULT_OK;
	}
}

enum result entry_check(const struct entry *entry, struct error *err)
{
	const struct member *members = kinds[entry->kind].members;
	if (!json_is_object(entry->envelope))
		return lacks(entry, "envelope", err);
	for (size_t i = 0; i < MEMBERS && members[i].name; i++) {
		const json_t *member = json_object_get(entry->envelope, members[i].name);
		if (!member || json_typeof(member) != members[i].type)
			return lacks(entry, members[i].name, err);
	}
	return check_more(entry, err);
}

bool entry_is_founding(const struct entry *entry, const json_t *genesis)
{
	const json_t *founding = json_object_get(genesis, "founding");
	if (entry->kind == ENTRY_GENESIS)
		return true;
	const char *named =
		json_string_value(json_array_get(founding, (size_t)(entry->sequence - FOUNDING_FIRST)));
	char hex[HASH_HEX_SIZE];
	struct hash hash = statement_envelope(entry->envelope);
	hash_hex(&hash, hex);
	return named && strcmp(named, hex) == 0;
}

void entry_done(struct entry *entry)
{
	free(entry->actor);
	free(entry->principal);
	free(entry->workstation);
	free(entry->card);
	free(entry->record);
	free(entry->form);
	free(entry->regulation_hash);
	json_decref(entry->envelope);
	json_decref(entry->contents);
	bytes_done(&entry->statement);
	bytes_done(&entry->signature);
	bytes_done(&entry->certificate);
	bytes_done(&entry->blob);
	free(entry->key);
	bytes_done(&entry->sealed);
	*entry = (struct entry){ 0 };
}

void entry_body(const struct entry *entry, const char *envelope_text, struct writer *writer)
{
	writer_string(writer, "choba entry");
	writer_integer(writer, ENTRY_FORMAT);
	writer_integer(writer, entry->sequence);
	writer_integer(writer, entry->time);
	writer_integer(writer, entry->jump);
	writer_string(writer, entry_kind_name(entry->kind));
	writer_string(writer, entry->actor);
	writer_string(writer, capacity_name(entry->capacity));
	writer_string(writer, entry->principal);
	writer_string(writer, entry->workstation);
	writer_string(writer, entry->card);
	writer_string(writer, entry->record);
	writer_string(writer, entry->form);
	writer_string(writer, entry->regulation_hash);
	writer_string(writer, envelope_text);
	writer_string(writer, entry->key);
	writer_bytes(writer, entry->sealed.data, entry->sealed.length);
	writer_bytes(writer, entry->statement.data, entry->statement.length);
}

struct hash entry_chain(const struct hash *previous, const struct hash *body, const struct bytes *signature,
	const struct bytes *certificate)
{
	struct writer writer = { 0 };
	writer_string(&writer, "choba link 1");
	writer_raw(&writer, previous->bytes, HASH_SIZE);
	writer_raw(&writer, body->bytes, HASH_SIZE);
	writer_bytes(&writer, signature->data, signature->length);
	writer_bytes(&writer, certificate->data, certificate->length);
	struct hash hash = hash_bytes(writer.data, writer.length);
	writer_done(&writer);
	return hash;
}

json_t *entry_transition(const struct transition *transition)
{
	json_t *json = json_pack("{s:s, s:s*, s:s*, s:s*, s:s*, s:s, s:i}", "act", act_name(transition->act),
		"step", transition->step, "to-step", transition->to_step, "post", transition->post, "ground",
		transition->ground, "answer", answer_name(transition->answer), "version",
		transition->version);
	if (transition->exception)
		json_object_set_new(json, "exception", json_true());
	if (transition->paper.number) {
		char day[DATE_ISO_SIZE];
		date_iso(transition->paper.day, day);
		json_object_set_new(json, "paper",
			json_pack("{s:s, s:s, s:s*}", "number", transition->paper.number, "day", day,
				"decider", transition->paper.decider));
	}
	return json;
}
