/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What choba asks a PIV card for without PKCS#11 (NIST SP 800-73-4). */
#ifndef CARD_PIV_H
#define CARD_PIV_H

#include "card/apdu.h"
#include "card/card.h"
#include "card/certificate.h"

/* What a card says about itself, not yet judged. */
struct piv_contents {
	char serial[CARD_SERIAL_SIZE];
	uint8_t der[CARD_KEY__COUNT][CARD_CERTIFICATE_MAX];
	size_t length[CARD_KEY__COUNT]; /* 0 where the card has no such certificate */
	int tries;                      /* -1 where the card does not say */
};

/* Makes the PIV application the current one. CARD_FAULT_UNKNOWN_CARD where there is none. */
enum card_fault piv_select(struct apdu_channel *channel);

/* Forgets that the PIN was given (VERIFY with P1=FF; part 2, 3.2.1). A card
 * that does not know this command is left to the reset that follows. */
enum card_fault piv_lock(struct apdu_channel *channel);

/* PIN tries left, by VERIFY without data; -1 where the card counts the PIN as given. */
enum card_fault piv_tries(struct apdu_channel *channel, int *ret);

/* Selects, locks and reads all. */
enum card_fault piv_read(struct apdu_channel *channel, struct piv_contents *ret);

/* CHANGE REFERENCE DATA; both PINs are card_pin digits. *ret_tries after a wrong one. */
enum card_fault piv_change_pin(
	struct apdu_channel *channel, const char *old, const char *wanted, int *ret_tries);

#endif
