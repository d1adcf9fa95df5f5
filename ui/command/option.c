/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A command line taken apart. */
#include "ui/command/verb.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

const struct option_row option_rows[OPTION__COUNT] = {
	[OPTION_HELP] = { "help", 'h', NULL, false, N_("explains the command") },
	[OPTION_LANG] = { "lang", 0, "ja|en", false,
		N_("the language of screen and messages; without it English where LC_ALL, LC_MESSAGES or "
		   "LANG says so, else Japanese") },
	[OPTION_OFFICE] = { "office", 0, "DIR", false,
		N_("the office folder; without it $CHOBA_OFFICE, then /var/lib/choba/office") },
	[OPTION_KEY] = { "key", 0, "FILE", false,
		N_("the office's master key; without it the office folder's name with .key behind it") },
	[OPTION_WORKSTATION_FILE] = { "workstation-file", 0, "FILE", false,
		N_("the file with this workstation's id; without it /etc/choba/workstation") },
	[OPTION_PIN_FD] = { "pin-fd", 0, "N", false,
		N_("reads the PIN from file descriptor N instead of asking on the terminal") },
	[OPTION_OFFICE_DATA] = { "office-data", 0, "DIR", false,
		N_("the folder with office.yaml, people.csv and postings.csv") },
	[OPTION_REGULATION] = { "regulation", 0, "ID|DIR", true,
		N_("a regulation that the office begins with, several after each other; without it those "
		   "that office.yaml names") },
	[OPTION_TRAINING] = { "training", 0, NULL, false,
		N_("a training office: it accepts training cards and is marked as such for ever") },
	[OPTION_WORKSTATION] = { "workstation", 0, "NAME", false,
		N_("the id of this workstation; without it the machine's name") },
	[OPTION_CARD] = { "card", 0, "[PERSON=]FILE.pem", true,
		N_("the certificates of a card (slot 9A, then 9C) in a file, instead of the card in the "
		   "reader") },
	[OPTION_OUTSIDE] = { "outside", 0, "REASON", false,
		N_("why you sign in outside the operating hours, kept in the journal") },
	[OPTION_REASON] = { "reason", 0, "TEXT", false, N_("the reason, kept in the journal") },
	[OPTION_PEOPLE] = { "people", 0, "FILE", false, N_("a CSV file of people") },
	[OPTION_POSTINGS] = { "postings", 0, "FILE", false, N_("a CSV file of postings") },
	[OPTION_DRY_RUN] = { "dry-run", 0, NULL, false, N_("shows what would change and changes nothing") },
	[OPTION_YES] = { "yes", 0, NULL, false, N_("does not ask for a yes") },
	[OPTION_FORM] = { "form", 0, "REGULATION/FORM", false, N_("only records of this form") },
	[OPTION_STATE] = { "state", 0, "STATE", false,
		N_("only records in this state: running, returned, withdrawn, decided") },
	[OPTION_OUTPUT] = { "output", 'o', "FILE", false, N_("the file to write") },
	[OPTION_FORCE] = { "force", 0, NULL, false, N_("writes over a file that exists") },
	[OPTION_COUNT] = { "count", 'n', "N", false, N_("how many of the newest entries; without it 50") },
	[OPTION_CHAIN] = { "chain", 0, NULL, false,
		N_("hashes, sequence and times alone; needs neither card nor key") },
	[OPTION_REPLAY] = { "replay", 0, NULL, false,
		N_("also makes every table anew from the journal and compares") },
	[OPTION_ROOT] = { "root", 0, "FINGERPRINT", false,
		N_("the root fingerprint that init printed, from paper") },
	[OPTION_LIKE] = { "like", 0, "ID|DIR", false, N_("the regulation that is copied") },
	[OPTION_VERSION] = { "version", 0, NULL, false, N_("prints the version") },
	[OPTION_HELP_MAN] = { "help-man", 0, NULL, false, NULL },
};

static const uint32_t always = OPTION_BIT(OPTION_HELP) | OPTION_BIT(OPTION_LANG);

static void words_add(struct words *words, const char *word)
{
	*LIST_ADD(words->items, words->count) = word;
}

const char *call_value(const struct call *call, enum option option)
{
	const struct words *values = &call->values[option];
	return values->count ? values->items[values->count - 1] : NULL;
}

void call_done(struct call *call)
{
	for (int option = 0; option < OPTION__COUNT; option++)
		free(call->values[option].items);
	free(call->operands.items);
	free(call->bare.items);
	*call = (struct call){ 0 };
}

static enum result no_such_option(const char *typed, struct error *err)
{
	const char *names[OPTION__COUNT];
	for (int i = 0; i < OPTION__COUNT; i++)
		names[i] = option_rows[i].name;
	char *name = memory_string_n(typed, strcspn(typed, "="));
	const char *near = verb_nearest(name, names, COUNT(names));
	if (near)
		error_set(err, RESULT_INVALID, _("there is no option --%s; did you mean --%s?"), name, near);
	else
		error_set(err, RESULT_INVALID, _("there is no option --%s"), name);
	free(name);
	return RESULT_INVALID;
}

static enum option find_long(const char *typed, size_t length)
{
	int option = 0;
	while (option < OPTION__COUNT &&
		(strncmp(option_rows[option].name, typed, length) != 0 || option_rows[option].name[length]))
		option++;
	return (enum option)option;
}

static enum option find_letter(char letter)
{
	int option = 0;
	while (option < OPTION__COUNT && option_rows[option].letter != letter)
		option++;
	return (enum option)option;
}

/* One argument that begins with a hyphen; *at moves over the value that follows it. */
static enum result take_option(
	struct call *call, int argc, char **argv, int *at, enum option *ret_option, struct error *err)
{
	const char *typed = argv[*at], *value = NULL;
	enum option option;
	if (typed[1] == '-') {
		size_t length = strcspn(typed + 2, "=");
		option = find_long(typed + 2, length);
		value = typed[2 + length] ? typed + 3 + length : NULL;
		if (option == OPTION__COUNT)
			return no_such_option(typed + 2, err);
	} else {
		option = find_letter(typed[1]);
		value = typed[2] ? typed + 2 : NULL;
		if (option == OPTION__COUNT)
			return error_set(err, RESULT_INVALID, _("there is no option -%c"), typed[1]);
	}
	const struct option_row *row = &option_rows[option];
	if (!row->argument && value)
		return error_set(err, RESULT_INVALID, _("the option --%s takes no value"), row->name);
	if (row->argument && !value) {
		if (*at + 1 >= argc)
			return error_set(err, RESULT_INVALID, _("the option --%s needs a value: %s"),
				row->name, row->argument);
		value = argv[++*at];
	}
	if (value && call->values[option].count && !row->many)
		return error_set(err, RESULT_INVALID, _("the option --%s stands twice"), row->name);
	call->given[option] = true;
	if (value)
		words_add(&call->values[option], value);
	*ret_option = option;
	return RESULT_OK;
}

/* Bare words are kept with the option they followed, which may turn out to be theirs. */
struct bare {
	enum option *after;
	size_t count;
};

static enum result take_all(int argc, char **argv, struct call *call, struct bare *bare, struct error *err)
{
	enum option last = OPTION__COUNT;
	bool only_words = false;
	for (int at = 1; at < argc; at++) {
		if (!only_words && strcmp(argv[at], "--") == 0) {
			only_words = true;
		} else if (!only_words && argv[at][0] == '-' && argv[at][1]) {
			enum result r = take_option(call, argc, argv, &at, &last, err);
			if (r != RESULT_OK)
				return r;
		} else {
			*LIST_ADD(bare->after, bare->count) = only_words ? OPTION__COUNT : last;
			words_add(&call->bare, argv[at]);
		}
	}
	return RESULT_OK;
}

static enum result no_such_verb(const struct words *bare, struct error *err)
{
	size_t count;
	const struct verb *rows = verb_rows(&count);
	char *typed = bare->count > 1 ? memory_format("%s %s", bare->items[0], bare->items[1])
				      : memory_string(bare->items[0]);
	const char **names = memory_new(2 * count, sizeof *names);
	char **groups = memory_new(count, sizeof *groups);
	for (size_t i = 0; i < count; i++) {
		names[i] = rows[i].name;
		names[count + i] = groups[i] = memory_string_n(rows[i].name, strcspn(rows[i].name, " "));
	}
	const char *near = verb_nearest(typed, names, 2 * count);
	if (!near)
		near = verb_nearest(bare->items[0], names, 2 * count);
	if (near && strcmp(near, typed) != 0)
		error_set(err, RESULT_INVALID, _("\"%s\" is no command; did you mean \"%s\"?"), typed, near);
	else if (near)
		error_set(err, RESULT_INVALID, _("\"%s\" wants another word behind it"), typed);
	else
		error_set(err, RESULT_INVALID, _("\"%s\" is no command"), typed);
	for (size_t i = 0; i < count; i++)
		free(groups[i]);
	free(groups);
	free(names);
	free(typed);
	return RESULT_INVALID;
}

/* Words past the verb's last operand go to the option they stand behind. */
static enum result share_words(struct call *call, const struct bare *bare, size_t first, struct error *err)
{
	for (size_t i = first; i < bare->count; i++) {
		const char *word = call->bare.items[i];
		if (call->operands.count < call->verb->most)
			words_add(&call->operands, word);
		else if (bare->after[i] != OPTION__COUNT && option_rows[bare->after[i]].many)
			words_add(&call->values[bare->after[i]], word);
		else
			return error_set(err, RESULT_INVALID, _("\"%s\" is one word too many here"), word);
	}
	return RESULT_OK;
}

static enum result check_options(const struct call *call, struct error *err)
{
	const struct verb *verb = call->verb;
	for (int i = 0; i < OPTION__COUNT; i++) {
		uint32_t bit = OPTION_BIT(i);
		if (call->given[i] && !((verb->usable | verb->needed | always) & bit))
			return error_set(err, RESULT_INVALID, _("the option --%s has no meaning here"),
				option_rows[i].name);
		if (!call->given[i] && verb->needed & bit)
			return error_set(err, RESULT_INVALID, _("the option --%s %s is missing"),
				option_rows[i].name, option_rows[i].argument ? option_rows[i].argument : "");
	}
	if (call->operands.count < verb->fewest) {
		struct text usage = { 0 };
		help_usage(&usage, verb);
		error_set(err, RESULT_INVALID, _("something is missing: %s"), text_string(&usage));
		text_done(&usage);
		return RESULT_INVALID;
	}
	return RESULT_OK;
}

enum result call_parse(int argc, char **argv, struct call *ret_call, struct error *err)
{
	struct call call = { 0 };
	struct bare bare = { 0 };
	size_t used = 0;
	enum result r = take_all(argc, argv, &call, &bare, err);
	bool asks = call.given[OPTION_HELP] || call.given[OPTION_VERSION] || call.given[OPTION_HELP_MAN];
	if (r == RESULT_OK && !asks) {
		call.verb = verb_find(&call.bare, &used);
		if (!call.verb && call.bare.count)
			r = no_such_verb(&call.bare, err);
		else if (call.verb)
			r = share_words(&call, &bare, used, err);
		if (r == RESULT_OK && call.verb)
			r = check_options(&call, err);
	}
	free(bare.after);
	if (r != RESULT_OK) {
		call_done(&call);
		return r;
	}
	*ret_call = call;
	return RESULT_OK;
}
