/* SPDX-License-Identifier: GPL-3.0-or-later */
/* choba init: an office is founded. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/memory.h"
#include "domain/office.h"
#include "domain/regulation.h"
#include "ui/command/office.h"
#include "ui/command/regulation_folders.h"
#include "ui/command/pem.h"
#include "ui/command/terminal.h"
#include "ui/command/verbs.h"

enum { NAME_SIZE = 64, ADMINISTRATORS = 2 };

/* All that a founding is given, owned here. */
struct given {
	struct place place; /* .folder is the new office */
	char machine[NAME_SIZE];
	struct bundle bundle;
	struct office office; /* as the bundle has it */
	struct bundle *regulations;
	const struct bundle **regulation_list;
	size_t regulation_count;
	char **persons;
	struct pem_card *files;           /* of cards given as files ... */
	struct card_identity *identities; /* ... or read from the reader */
	struct founding_card *cards;
	size_t card_count;
};

static void given_done(struct given *given)
{
	place_of_call_done(&given->place);
	bundle_done(&given->bundle);
	office_done(&given->office);
	for (size_t i = 0; i < given->regulation_count; i++)
		bundle_done(&given->regulations[i]);
	for (size_t i = 0; i < given->card_count; i++) {
		free(given->persons[i]);
		if (given->files)
			pem_card_done(&given->files[i]);
		if (given->identities)
			card_identity_done(&given->identities[i]);
	}
	free(given->regulations);
	free(given->regulation_list);
	free(given->persons);
	free(given->files);
	free(given->identities);
	free(given->cards);
}

/* The office as its data will make it, read before anything is asked of anybody. */
static enum result read_office(const char *folder, struct given *given, struct error *err)
{
	struct mistakes mistakes = { 0 };
	enum result r = founding_bundle(folder, &given->bundle, err);
	if (r != RESULT_OK)
		return r;
	r = office_from_bundle(&given->bundle, &given->office, &mistakes, err);
	print_mistakes(stderr, NULL, &mistakes);
	if (r != RESULT_OK && mistakes.count)
		error_set(err, r, _("%s: %zu mistakes"), folder, mistakes.count);
	mistakes_done(&mistakes);
	return r;
}

/* Those named, else those that the office's own data names. */
static enum result read_regulations(const struct call *call, struct given *given, struct error *err)
{
	const struct words *named = &call->values[OPTION_REGULATION];
	const char *const *names =
		named->count ? named->items : (const char *const *)given->office.regulations;
	size_t count = named->count ? named->count : given->office.regulation_count;
	given->regulations = memory_new(count + 1, sizeof *given->regulations);
	given->regulation_list = memory_new(count + 1, sizeof *given->regulation_list);
	if (!count)
		return error_set(err, RESULT_INVALID,
			_("Name a regulation with --regulation; the office's data names none"));
	for (size_t i = 0; i < count; i++) {
		enum result r = regulation_files(names[i], &given->regulations[i], err);
		if (r != RESULT_OK)
			return r;
		given->regulation_list[i] = &given->regulations[i];
		given->regulation_count++;
	}
	return RESULT_OK;
}

/* Whether the data and the regulations fit together, so that nobody brings a card in vain. */
static enum result check(const char *folder, const struct given *given, struct error *err)
{
	struct mistakes mistakes = { 0 };
	struct office office;
	enum result r = founding_check(&given->bundle, given->regulation_list, given->regulation_count,
		date_from_ms(clock_now(&clock_system)), &office, &mistakes, err);
	print_mistakes(stderr, NULL, &mistakes);
	if (r != RESULT_OK && mistakes.count)
		error_set(err, r, _("%s: %zu mistakes"), folder, mistakes.count);
	mistakes_done(&mistakes);
	if (r == RESULT_OK)
		office_done(&office);
	return r;
}

static enum result read_card_files(const struct call *call, struct given *given, struct error *err)
{
	const struct words *words = &call->values[OPTION_CARD];
	given->persons = memory_new(words->count, sizeof *given->persons);
	given->files = memory_new(words->count, sizeof *given->files);
	given->cards = memory_new(words->count, sizeof *given->cards);
	for (size_t i = 0; i < words->count; i++) {
		const char *equals = strchr(words->items[i], '=');
		if (!equals || equals == words->items[i])
			return error_set(err, RESULT_INVALID, _("--card wants PERSON=FILE.pem, not \"%s\""),
				words->items[i]);
		enum result r = pem_read(equals + 1, &given->files[i], err);
		if (r != RESULT_OK)
			return r;
		given->persons[i] = memory_string_n(words->items[i], (size_t)(equals - words->items[i]));
		pem_founding_card(&given->files[i], given->persons[i], &given->cards[i]);
		given->card_count++;
	}
	return RESULT_OK;
}

/* The people who may enrol cards bring theirs, in the order of the office's list. */
static enum result read_cards(struct card_host *cards, size_t wanted, struct given *given, struct error *err)
{
	const struct office *office = &given->office;
	given->persons = memory_new(wanted, sizeof *given->persons);
	given->identities = memory_new(wanted, sizeof *given->identities);
	given->cards = memory_new(wanted, sizeof *given->cards);
	for (size_t i = 0; i < office->right_count && given->card_count < wanted; i++) {
		const struct right_holder *holder = &office->rights[i];
		const struct person *person = office_person(office, holder->person);
		if (holder->right != RIGHT_ENROL || !person)
			continue;
		size_t at = given->card_count;
		terminal_say(
			_("Put in the card of the administrator %s (%s)"), person_text(person), person->id);
		enum result r = entrance_wait(cards, NULL, &given->identities[at], err);
		if (r != RESULT_OK)
			return r;
		given->persons[at] = memory_string(holder->person);
		given->card_count++;
		identity_founding_card(&given->identities[at], given->persons[at], &given->cards[at]);
		terminal_say(_("Read: %s. Take the card out"), given->identities[at].name);
		r = entrance_wait_out(cards, err);
		if (r != RESULT_OK)
			return r;
	}
	return RESULT_OK;
}

static enum result ask_cards(const struct call *call, struct given *given, struct error *err)
{
	if (call->given[OPTION_CARD])
		return read_card_files(call, given, err);
	struct card_host *cards = entrance_cards();
	enum result r = read_cards(cards, call->given[OPTION_TRAINING] ? 1 : ADMINISTRATORS, given, err);
	card_host_free(cards);
	return r;
}

static enum result found(const struct call *call, struct given *given, struct error *err)
{
	char *root;
	struct mistakes mistakes = { 0 };
	const char *machine = call_value(call, OPTION_WORKSTATION);
	struct founding founding = {
		.folder = given->place.folder,
		.key_file = given->place.key_file,
		.workstation = machine ? machine : given->machine,
		.clock = &clock_system,
		.training = call->given[OPTION_TRAINING],
		.office = &given->bundle,
		.regulations = given->regulation_list,
		.regulation_count = given->regulation_count,
		.cards = given->cards,
		.card_count = given->card_count,
	};
	enum result r = founding_found(&founding, &root, &mistakes, err);
	print_mistakes(stderr, NULL, &mistakes);
	if (r != RESULT_OK && mistakes.count)
		error_set(err, r, _("%zu mistakes; no office was made"), mistakes.count);
	mistakes_done(&mistakes);
	if (r != RESULT_OK)
		return r;
	printf(_("The office is founded in %s\n"), founding.folder);
	printf(_("Master key: %s (copy it to a safe place; without it nothing can be read)\n"),
		founding.key_file);
	if (!founding.training)
		printf(_("As root, write \"%s\" into /etc/choba/workstation\n"), founding.workstation);
	printf(_("Root fingerprint, to be kept on paper: %s\n"), root);
	free(root);
	return RESULT_OK;
}

int verb_init(const struct call *call)
{
	struct error err = { 0 };
	struct given given = { 0 };
	const char *folder = call->operands.items[0], *key = call_value(call, OPTION_KEY);
	given.place.folder = file_plain_folder(folder);
	given.place.key_file = key ? memory_string(key) : memory_format("%s.key", given.place.folder);
	if (gethostname(given.machine, sizeof given.machine - 1) < 0 || !given.machine[0])
		strcpy(given.machine, "workstation");
	const char *data = call_value(call, OPTION_OFFICE_DATA);
	enum result r = read_office(data, &given, &err);
	if (r == RESULT_OK)
		r = read_regulations(call, &given, &err);
	if (r == RESULT_OK)
		r = check(data, &given, &err);
	if (r == RESULT_OK)
		r = ask_cards(call, &given, &err);
	if (r == RESULT_OK)
		r = found(call, &given, &err);
	given_done(&given);
	return r == RESULT_OK ? EXIT_DONE : fail(&err);
}

int verb_office_check(const struct call *call)
{
	struct error err = { 0 };
	struct given given = { 0 };
	const char *folder = call->operands.items[0];
	enum result r = read_office(folder, &given, &err);
	if (r == RESULT_OK)
		r = read_regulations(call, &given, &err);
	if (r == RESULT_OK)
		r = check(folder, &given, &err);
	if (r == RESULT_OK)
		printf(_("%s: %zu sections, %zu posts, %zu people, %zu lines of registers; no mistake\n"),
			given.office.id, given.office.section_count, given.office.post_count,
			given.office.person_count, given.office.opening_count);
	given_done(&given);
	return r == RESULT_OK ? EXIT_DONE : fail(&err);
}
