/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The first entries of an office, and what its administrators change. */
#include "service/founding.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/i18n.h"
#include "base/memory.h"
#include "crypto/random.h"
#include "crypto/sign.h"
#include "domain/holder.h"
#include "domain/office.h"
#include "domain/opening.h"
#include "service/entries.h"
#include "store/query.h"

enum { BUNDLE_FILES = 200, BUNDLE_FILE_LIMIT = 1 << 20 };

static const char *const slots[] = { [CARD_KEY_SIGN_IN] = "9A", [CARD_KEY_DECIDE] = "9C" };
static_assert(COUNT(slots) == CARD_KEY__COUNT, "every key has its slot");

/* [{"slot", "der"}] of a card, after each certificate was read once. */
static enum result certificates_json(
	const struct founding_card *card, bool training, json_t **ret_json, struct error *err)
{
	json_t *json = json_array();
	for (int key = 0; key < CARD_KEY__COUNT; key++) {
		struct certificate certificate;
		enum result r = card->certificates[key]
					? certificate_parse(card->certificates[key], card->lengths[key],
						  &certificate, err)
					: error_set(err, RESULT_INVALID,
						  _("The card has no certificate in slot %s"), slots[key]);
		if (r == RESULT_OK && certificate.is_training && !training) {
			r = error_set(err, RESULT_REFUSED,
				_("A training card cannot be enrolled in an office that is not for "
				  "training"));
			certificate_done(&certificate);
		}
		if (r != RESULT_OK) {
			json_decref(json);
			return r;
		}
		char *hex = bytes_hex(card->certificates[key], card->lengths[key]);
		json_array_append_new(json, json_pack("{s:s, s:s}", "slot", slots[key], "der", hex));
		free(hex);
		certificate_done(&certificate);
	}
	*ret_json = json;
	return RESULT_OK;
}

/* True where the card is the first one here of a person with the right to enrol: two cards make no two persons. */
static bool is_another_administrator(
	const struct founding *founding, const struct office *office, size_t index)
{
	const char *person = founding->cards[index].person;
	for (size_t i = 0; i < index; i++)
		if (!strcmp(founding->cards[i].person, person))
			return false;
	return office_has_right(office, person, RIGHT_ENROL);
}

static enum result roots_json(
	const struct founding *founding, const struct office *office, json_t **ret_roots, struct error *err)
{
	json_t *roots = json_array();
	size_t administrators = 0;
	enum result r = RESULT_OK;
	for (size_t i = 0; r == RESULT_OK && i < founding->card_count; i++) {
		const struct founding_card *card = &founding->cards[i];
		json_t *certificates;
		if (!office_person(office, card->person)) {
			r = error_set(
				err, RESULT_NOT_FOUND, _("\"%s\" is nobody of this office"), card->person);
			break;
		}
		r = certificates_json(card, founding->training, &certificates, err);
		if (r != RESULT_OK)
			break;
		administrators += is_another_administrator(founding, office, i);
		json_array_append_new(roots, json_pack("{s:s, s:s, s:o}", "person", card->person, "card",
						     card->serial, "certificates", certificates));
	}
	if (r == RESULT_OK && administrators < (founding->training ? 1 : 2))
		r = error_set(err, RESULT_REFUSED,
			founding->training
				? _("At least one card must be that of a person with the right to enrol")
				: _("Two administrators with the right to enrol must bring their cards"));
	if (r != RESULT_OK) {
		json_decref(roots);
		return r;
	}
	*ret_roots = roots;
	return RESULT_OK;
}

/* The entries that found the office, in order. The first one names the others
 * by hash, so that the fingerprint on paper covers them all. */
struct founding_entries {
	struct entry *items;
	size_t count;
};

static void entries_free(struct founding_entries *entries)
{
	for (size_t i = 0; i < entries->count; i++)
		entry_done(&entries->items[i]);
	free(entries->items);
}

static struct entry *add_entry(
	struct founding_entries *entries, const struct founding *founding, enum entry_kind kind)
{
	struct entry *entry = LIST_ADD(entries->items, entries->count);
	*entry = (struct entry){ .kind = kind, .workstation = memory_string(founding->workstation) };
	return entry;
}

/* What an adoption's envelope says, and the bytes it is about; with what stood in
 * the regulation's registers when the office (NULL: it is older) was founded. */
static enum result adoption(const struct bundle *bundle, const struct office *founded, struct entry *entry,
	struct mistakes *ret_mistakes, struct error *err)
{
	struct regulation *regulation;
	enum result r = regulation_load(bundle, &regulation, ret_mistakes, err);
	if (r != RESULT_OK)
		return r;
	size_t length;
	char hex[HASH_HEX_SIZE];
	char *packed = bundle_pack(bundle, &length);
	struct hash hash = hash_bytes(packed, length);
	hash_hex(&hash, hex);
	bytes_set(&entry->blob, packed, length);
	free(packed);
	entry->envelope = json_pack(
		"{s:s, s:s, s:s}", "regulation", regulation->id, "version", regulation->version, "hash", hex);
	struct effect_rows openings = { 0 };
	if (founded)
		opening_rows(founded, regulation, &openings);
	if (openings.count)
		json_object_set_new(entry->envelope, "effects", effect_rows_to_json(&openings));
	effect_rows_done(&openings);
	regulation_free(regulation);
	return RESULT_OK;
}

static enum result collect_entries(const struct founding *founding, const struct office *office,
	struct founding_entries *entries, struct mistakes *ret_mistakes, struct error *err)
{
	struct entry *entry = add_entry(entries, founding, ENTRY_WORKSTATION);
	entry->envelope = json_pack("{s:s}", "workstation", founding->workstation);
	entry = add_entry(entries, founding, ENTRY_OFFICE);
	entry->envelope = json_pack("{s:o}", "office", office_to_json(office));
	enum result r = RESULT_OK;
	for (size_t i = 0; r == RESULT_OK && i < founding->regulation_count; i++)
		r = adoption(founding->regulations[i], office, add_entry(entries, founding, ENTRY_ADOPT),
			ret_mistakes, err);
	return r;
}

static enum result append_genesis(struct store *store, const struct founding *founding,
	const struct founding_entries *entries, json_t *roots, char ret_root[ROOT_FINGERPRINT_SIZE],
	struct error *err)
{
	char id[ID_SIZE], hex[HASH_HEX_SIZE];
	json_t *hashes = json_array();
	for (size_t i = 0; i < entries->count; i++) {
		struct hash hash = statement_envelope(entries->items[i].envelope);
		hash_hex(&hash, hex);
		json_array_append_new(hashes, json_string(hex));
	}
	random_id(id);
	struct entry entry = { .kind = ENTRY_GENESIS, .workstation = memory_string(founding->workstation) };
	entry.envelope = json_pack("{s:s, s:b, s:O, s:o}", "office", id, "training", (int)founding->training,
		"roots", roots, "founding", hashes);
	enum result r = journal_root_of(entry.envelope, ret_root, err);
	if (r == RESULT_OK)
		r = journal_append(store, &entry, err);
	entry_done(&entry);
	return r;
}

/* Every role of a regulation must be held, else items would wait for nobody, and
 * what the registers are said to hold must fit: all that is wrong is named, the first
 * in err. *openings (NULL: the office is older) counts the registers' lines that are looked at. */
static enum result check_holders(const struct office *office, const struct bundle *bundle, date today,
	size_t *openings, struct mistakes *ret_mistakes, struct error *err)
{
	struct regulation *regulation;
	struct mistakes gaps = { 0 };
	enum result r = regulation_load(bundle, &regulation, ret_mistakes, err);
	if (r != RESULT_OK)
		return r;
	holder_gaps(office, regulation, today, &gaps);
	if (openings)
		*openings += opening_check(office, regulation, today, &gaps);
	if (gaps.count)
		r = error_set(err, RESULT_INVALID, "%s", gaps.items[0].sentence);
	if (ret_mistakes && gaps.count)
		*ret_mistakes = gaps;
	else
		mistakes_done(&gaps);
	regulation_free(regulation);
	return r;
}

/* A switch that names no hours would do nothing, and nobody would notice. */
static enum result check_sign_in_hours(
	const struct bundle *const *regulations, size_t count, const struct office *office, struct error *err)
{
	for (size_t i = 0; i < office->sign_in_hour_count; i++) {
		const char *id = office->sign_in_hours[i];
		bool found = false;
		for (size_t k = 0; k < count && !found; k++) {
			struct regulation *regulation;
			if (regulation_load(regulations[k], &regulation, NULL, err) != RESULT_OK)
				continue; /* told where it is adopted */
			found = !strcmp(regulation->id, id) && regulation->hours_count;
			regulation_free(regulation);
		}
		if (!found)
			return error_set(err, RESULT_INVALID,
				_("\"sign-in-hours\" names \"%s\", which is no regulation of this office "
				  "that "
				  "sets operating hours"),
				id);
	}
	return RESULT_OK;
}

enum result founding_check(const struct bundle *office_files, const struct bundle *const *regulations,
	size_t count, date today, struct office *ret_office, struct mistakes *ret_mistakes, struct error *err)
{
	struct office office;
	size_t openings = 0;
	enum result r = office_from_bundle(office_files, &office, ret_mistakes, err);
	if (r != RESULT_OK)
		return r;
	for (size_t i = 0; r == RESULT_OK && i < count; i++)
		r = check_holders(&office, regulations[i], today, &openings, ret_mistakes, err);
	if (r == RESULT_OK && openings < office.opening_count)
		r = error_set(err, RESULT_INVALID,
			_("%zu lines under \"registers\" belong to regulations that the office does not "
			  "begin with, and would be lost; delete them"),
			office.opening_count - openings);
	if (r == RESULT_OK)
		r = check_sign_in_hours(regulations, count, &office, err);
	if (r == RESULT_OK)
		*ret_office = office;
	else
		office_done(&office);
	return r;
}

static enum result fill(struct store *store, const struct founding *founding,
	struct founding_entries *entries, json_t *roots, char **ret_root, struct error *err)
{
	char root[ROOT_FINGERPRINT_SIZE];
	enum result r = store_begin(store, err);
	if (r != RESULT_OK)
		return r;
	r = append_genesis(store, founding, entries, roots, root, err);
	for (size_t i = 0; r == RESULT_OK && i < entries->count; i++)
		r = journal_append(store, &entries->items[i], err);
	r = store_end(store, r, err);
	if (r == RESULT_OK)
		*ret_root = memory_string(root);
	return r;
}

static enum result write_workstation(const struct founding *founding, struct error *err)
{
	if (!founding->training)
		return RESULT_OK; /* production: root writes /etc/choba/workstation */
	char *path = memory_format("%s/workstation", founding->folder);
	char *line = memory_format("%s\n", founding->workstation);
	enum result r = file_write(path, line, strlen(line), 0600, err);
	free(line);
	free(path);
	return r;
}

enum result founding_found(
	const struct founding *founding, char **ret_root, struct mistakes *ret_mistakes, struct error *err)
{
	struct store_place place = { founding->folder, founding->key_file };
	struct office office = { 0 };
	json_t *roots = NULL;
	struct store *store = NULL;
	enum result r = founding_check(founding->office, founding->regulations, founding->regulation_count,
		date_from_ms(clock_now(founding->clock)), &office, ret_mistakes, err);
	if (r != RESULT_OK)
		return r;
	struct founding_entries entries = { 0 };
	r = roots_json(founding, &office, &roots, err);
	if (r == RESULT_OK)
		r = collect_entries(founding, &office, &entries, ret_mistakes, err);
	if (r == RESULT_OK)
		r = store_create(&place, founding->clock, &store, err);
	if (r == RESULT_OK)
		r = fill(store, founding, &entries, roots, ret_root, err);
	if (r == RESULT_OK)
		r = write_workstation(founding, err);
	store_close(store);
	entries_free(&entries);
	json_decref(roots);
	office_done(&office);
	return r;
}

/* A key says whose it is: it belongs to one person at a time. */
static enum result check_unknown(struct desk *desk, const struct founding_card *card, struct error *err)
{
	enum result r = RESULT_OK;
	for (int key = 0; r == RESULT_OK && key < CARD_KEY__COUNT; key++) {
		struct certificate certificate;
		struct enrolment enrolment;
		r = certificate_parse(card->certificates[key], card->lengths[key], &certificate, err);
		if (r != RESULT_OK)
			break;
		if (query_enrolment(desk->store, &certificate.fingerprint, &enrolment, NULL) == RESULT_OK) {
			r = error_set(err, RESULT_CONFLICT,
				_("This card is enrolled for \"%s\" already; revoke it first"),
				enrolment.person);
			enrolment_done(&enrolment);
		}
		certificate_done(&certificate);
	}
	return r;
}

enum result founding_enrol(struct session *session, const char *person, const struct founding_card *card,
	const struct card_pin *pin, int *ret_tries, struct error *err)
{
	struct desk *desk = session->desk;
	json_t *certificates;
	*ret_tries = -1;
	enum result r = session_need_right(session, RIGHT_ENROL, err);
	if (r == RESULT_OK && !office_person(&desk->office, person))
		r = error_set(err, RESULT_NOT_FOUND, _("\"%s\" is nobody of this office"), person);
	if (r == RESULT_OK)
		r = certificates_json(card, desk->training, &certificates, err);
	if (r != RESULT_OK)
		return r;
	r = check_unknown(desk, card, err);
	if (r != RESULT_OK) {
		json_decref(certificates);
		return r;
	}
	struct entry entry = entries_by(session, ENTRY_ENROL);
	entry.envelope = json_pack(
		"{s:s, s:s, s:o}", "person", person, "card", card->serial, "certificates", certificates);
	return entries_commit_signed(session, &entry, STATEMENT_ENROL,
		&(struct entries_demand){ RIGHT_ENROL, 0 }, pin, ret_tries, err);
}

enum result founding_revoke(struct session *session, const char *card_serial, const char *reason,
	const struct card_pin *pin, int *ret_tries, struct error *err)
{
	struct enrolments enrolments;
	const char *person = NULL;
	*ret_tries = -1;
	enum result r = session_need_right(session, RIGHT_ENROL, err);
	if (r == RESULT_OK)
		r = query_enrolments(session->desk->store, NULL, &enrolments, err);
	if (r != RESULT_OK)
		return r;
	for (size_t i = 0; i < enrolments.count; i++)
		if (!strcmp(enrolments.items[i].card, card_serial) && !enrolments.items[i].until)
			person = enrolments.items[i].person;
	if (!person)
		r = error_set(err, RESULT_NOT_FOUND, _("No card \"%s\" is in force here"), card_serial);
	if (r == RESULT_OK) {
		struct entry entry = entries_by(session, ENTRY_REVOKE);
		entry.envelope =
			json_pack("{s:s, s:s, s:s}", "person", person, "card", card_serial, "reason", reason);
		r = entries_commit_signed(session, &entry, STATEMENT_ENROL,
			&(struct entries_demand){ RIGHT_ENROL, 0 }, pin, ret_tries, err);
	}
	enrolments_done(&enrolments);
	return r;
}

enum result founding_adopt(struct session *session, const struct bundle *bundle, const struct card_pin *pin,
	int *ret_tries, struct mistakes *ret_mistakes, struct error *err)
{
	*ret_tries = -1;
	enum result r = session_need_right(session, RIGHT_ADOPT, err);
	if (r != RESULT_OK)
		return r;
	r = desk_refresh(session->desk, err);
	if (r == RESULT_OK)
		r = check_holders(
			&session->desk->office, bundle, desk_today(session->desk), NULL, ret_mistakes, err);
	if (r != RESULT_OK)
		return r;
	struct entry entry = entries_by(session, ENTRY_ADOPT);
	r = adoption(bundle, NULL, &entry, ret_mistakes, err);
	if (r != RESULT_OK) {
		entry_done(&entry);
		return r;
	}
	return entries_commit_signed(session, &entry, STATEMENT_ADOPT,
		&(struct entries_demand){ RIGHT_ADOPT, 0 }, pin, ret_tries, err);
}

enum result founding_change_office(struct session *session, const struct office *office,
	const struct card_pin *pin, int *ret_tries, struct error *err)
{
	*ret_tries = -1;
	enum result r = session_need_right(session, RIGHT_OFFICE, err);
	if (r != RESULT_OK)
		return r;
	struct entry entry = entries_by(session, ENTRY_OFFICE);
	entry.envelope = json_pack("{s:o}", "office", office_to_json(office));
	/* What cannot be read again must not get into the journal. */
	struct office again;
	r = office_from_json(json_object_get(entry.envelope, "office"), &again, err);
	if (r != RESULT_OK) {
		entry_done(&entry);
		return r;
	}
	office_done(&again);
	r = entries_commit_signed(session, &entry, STATEMENT_OFFICE,
		&(struct entries_demand){ RIGHT_OFFICE, office->revision }, pin, ret_tries, err);
	return r == RESULT_OK ? desk_refresh(session->desk, err) : r;
}

static enum result add_file(struct bundle *bundle, const char *path, const char *name, struct error *err)
{
	char *bytes;
	size_t length;
	if (bundle->file_count >= BUNDLE_FILES)
		return error_set(err, RESULT_INVALID, _("%s: more than %d files"), path, BUNDLE_FILES);
	enum result r = file_read(path, BUNDLE_FILE_LIMIT, &bytes, &length, err);
	if (r != RESULT_OK)
		return r;
	bundle_add(bundle, name, bytes, length);
	free(bytes);
	return RESULT_OK;
}

/* depth keeps a link that leads back up from going round for ever. */
static enum result add_folder(
	struct bundle *bundle, const char *folder, const char *prefix, int depth, struct error *err)
{
	struct dirent **names;
	int count = scandir(folder, &names, NULL, alphasort);
	if (count < 0)
		return file_error(err, errno, folder);
	enum result r = RESULT_OK;
	for (int i = 0; i < count; i++) {
		char *path = memory_format("%s/%s", folder, names[i]->d_name);
		char *name = memory_format("%s%s", prefix, names[i]->d_name);
		struct stat about;
		if (r == RESULT_OK && names[i]->d_name[0] != '.') {
			if (stat(path, &about) < 0) {
				r = file_error(err, errno, path);
			} else if (S_ISDIR(about.st_mode) && depth < 4) {
				char *inner = memory_format("%s/", name);
				r = add_folder(bundle, path, inner, depth + 1, err);
				free(inner);
			} else {
				r = add_file(bundle, path, name, err);
			}
		}
		free(name);
		free(path);
		free(names[i]);
	}
	free(names);
	return r;
}

enum result founding_bundle(const char *folder, struct bundle *ret_bundle, struct error *err)
{
	struct bundle bundle = { 0 };
	enum result r = add_folder(&bundle, folder, "", 0, err);
	if (r != RESULT_OK) {
		bundle_done(&bundle);
		return r;
	}
	*ret_bundle = bundle;
	return RESULT_OK;
}
