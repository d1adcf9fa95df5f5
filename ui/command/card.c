/* SPDX-License-Identifier: GPL-3.0-or-later */
/* choba card: enrolling, revoking and listing cards. */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "service/people.h"
#include "ui/command/office.h"
#include "ui/command/pem.h"
#include "ui/command/terminal.h"
#include "ui/command/verbs.h"

/* The new card is read in the place of the administrator's, who then puts his in again to sign. */
static enum result read_new_card(
	struct entrance *entrance, struct card_identity *ret_identity, struct error *err)
{
	terminal_say("%s", _("Take out your card and put in the card to be enrolled"));
	enum result r = entrance_wait_out(entrance->cards, err);
	if (r == RESULT_OK)
		r = entrance_wait(entrance->cards, NULL, ret_identity, err);
	if (r != RESULT_OK)
		return r;
	terminal_say(_("Read: %s. Take it out and put in your own card again"), ret_identity->name);
	struct card_identity own;
	r = entrance_wait_out(entrance->cards, err);
	if (r == RESULT_OK)
		r = entrance_wait(entrance->cards, entrance->session->card_serial, &own, err);
	if (r == RESULT_OK)
		card_identity_done(&own);
	else
		card_identity_done(ret_identity);
	return r;
}

static enum result enrol(const struct call *call, struct entrance *entrance, struct error *err)
{
	const char *file = call_value(call, OPTION_CARD), *person = call->operands.items[0];
	struct pem_card pem = { 0 };
	struct card_identity identity = { 0 };
	struct founding_card card;
	int tries;
	enum result r = file ? pem_read(file, &pem, err) : read_new_card(entrance, &identity, err);
	if (r != RESULT_OK)
		return r;
	if (file)
		pem_founding_card(&pem, person, &card);
	else
		identity_founding_card(&identity, person, &card);
	r = founding_enrol(entrance->session, person, &card, &entrance->pin, &tries, err);
	if (r == RESULT_OK)
		printf(_("The card %s is enrolled for %s\n"), card.serial, person);
	pem_card_done(&pem);
	card_identity_done(&identity);
	return r;
}

int verb_card_enrol(const struct call *call)
{
	return entrance_run(call, enrol);
}

static enum result revoke(const struct call *call, struct entrance *entrance, struct error *err)
{
	const char *serial = call->operands.items[0];
	int tries;
	if (!call->given[OPTION_YES]) {
		char *question = memory_format(_("End the card %s from now on, for ever?"), serial);
		bool yes = terminal_yes(question);
		free(question);
		if (!yes)
			return error_set(err, RESULT_CANCELLED, _("Nothing was changed"));
	}
	enum result r = founding_revoke(
		entrance->session, serial, call_value(call, OPTION_REASON), &entrance->pin, &tries, err);
	if (r == RESULT_OK)
		printf(_("The card %s is not accepted any more\n"), serial);
	return r;
}

int verb_card_revoke(const struct call *call)
{
	return entrance_run(call, revoke);
}

static void print_lines(char **lines, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		terminal_print(lines[i]);
		putchar('\n');
		free(lines[i]);
	}
	free(lines);
}

static enum result list(const struct call *call, struct entrance *entrance, struct error *err)
{
	char **lines;
	size_t count;
	enum result r = people_cards(entrance->session, &lines, &count, err);
	if (r == RESULT_OK)
		print_lines(lines, count);
	(void)call;
	return r;
}

int verb_card_list(const struct call *call)
{
	return entrance_run(call, list);
}
