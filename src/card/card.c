/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The calls on a card host, whichever it is, and the sentences about what is at the readers. */
#include "card/card.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/memory.h"

static const char *const state_sentences[] = {
	[CARD_STATE_STARTING] = N_("Looking for the card reader"),
	[CARD_STATE_NO_HELPER] = N_("The card helper (choba-card) cannot be started; install choba again"),
	[CARD_STATE_NO_SERVICE] =
		N_("The card service (pcscd) is stopped; ask the administrator to start it"),
	[CARD_STATE_DENIED] =
		N_("The system does not let this user use the card reader; the administrator must "
		   "allow it in polkit (org.debian.pcsc-lite)"),
	[CARD_STATE_NO_READER] = N_("No card reader is connected; plug it in"),
	[CARD_STATE_NO_CARD] = N_("Insert your card"),
	[CARD_STATE_SEVERAL_CARDS] = N_("There are cards in several readers; leave only yours"),
	[CARD_STATE_HELD] = N_("Another program is using the card; close that program or wait"),
	[CARD_STATE_MUTE] =
		N_("The card gives no answer; take it out and insert it with the chip first and facing up"),
	[CARD_STATE_UNKNOWN] = N_("This card is not a PIV card; insert your staff card"),
	[CARD_STATE_PRESENT] = N_("A card is in the reader"),
};
static_assert(COUNT(state_sentences) == CARD_STATE__COUNT, "the last state has its row");

const char *card_status_sentence(const struct card_status *status)
{
	static char sentence[ERROR_TEXT_SIZE];
	assert(status->state < CARD_STATE__COUNT);
	if (status->state == CARD_STATE_NO_CARD && status->reader_count > 1)
		snprintf(sentence, sizeof sentence, _("Insert your card into one of the %zu readers"),
			status->reader_count);
	else
		snprintf(sentence, sizeof sentence, "%s", _(state_sentences[status->state]));
	return sentence;
}

void card_host_free(struct card_host *host)
{
	if (host)
		host->class->free(host);
}

int card_host_fd(struct card_host *host)
{
	return host->class->fd(host);
}

void card_host_status(struct card_host *host, struct card_status *ret)
{
	host->class->status(host, ret);
}

enum result card_read(struct card_host *host, const char *reader, int deadline, struct card_identity *ret,
	struct error *err)
{
	return host->class->read(host, reader, deadline, ret, err);
}

enum result card_sign(struct card_host *host, const char *reader, enum card_key key,
	const struct card_pin *pin, const uint8_t digest[CARD_DIGEST_SIZE], int deadline,
	struct card_signature *ret, int *ret_tries, struct error *err)
{
	assert(key < CARD_KEY__COUNT);
	*ret_tries = -1;
	return host->class->sign(host, reader, key, pin, digest, deadline, ret, ret_tries, err);
}

enum result card_change_pin(struct card_host *host, const char *reader, const struct card_pin *old,
	const struct card_pin *wanted, int deadline, int *ret_tries, struct error *err)
{
	*ret_tries = -1;
	return host->class->change_pin(host, reader, old, wanted, deadline, ret_tries, err);
}

void card_identity_done(struct card_identity *identity)
{
	for (size_t i = 0; i < CARD_KEY__COUNT; i++)
		free(identity->certificates[i].der);
	memset(identity, 0, sizeof *identity);
}
