/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sentences about cards. */
#include "card/fault.h"

#include <assert.h>

#include "base/i18n.h"
#include "base/memory.h"

static const struct {
	enum result result;
	const char *sentence;
} faults[] = {
	[CARD_FAULT_NONE] = { RESULT_OK, "" },
	[CARD_FAULT_NO_SERVICE] = { RESULT_UNAVAILABLE,
		N_("The card service (pcscd) is stopped; ask the administrator to start it") },
	[CARD_FAULT_RESTARTED] = { RESULT_UNAVAILABLE,
		N_("The card service (pcscd) was restarted in the middle; nothing was signed, try again") },
	[CARD_FAULT_DENIED] = { RESULT_DENIED,
		N_("The system does not let this user use the card reader; the administrator must allow it "
		   "in polkit (org.debian.pcsc-lite)") },
	[CARD_FAULT_NO_READER] = { RESULT_UNAVAILABLE,
		N_("The card reader is no longer there; check its cable and plug it in again") },
	[CARD_FAULT_NO_CARD] = { RESULT_UNAVAILABLE, N_("There is no card in the reader; insert your card") },
	[CARD_FAULT_REMOVED] = { RESULT_UNAVAILABLE,
		N_("The card was taken out before the work was done; insert it and try again") },
	[CARD_FAULT_HELD] = { RESULT_BUSY,
		N_("Another program is using the card; close that program or wait, and try again") },
	[CARD_FAULT_MUTE] = { RESULT_UNAVAILABLE,
		N_("The card gives no answer; take it out and insert it with the chip first and facing up") },
	[CARD_FAULT_UNKNOWN_CARD] = { RESULT_INVALID,
		N_("This card is not a PIV card; insert your staff card") },
	[CARD_FAULT_ANSWER] = { RESULT_INVALID,
		N_("The card gave an answer that makes no sense; take it out, insert it again, and tell the "
		   "administrator if that does not help") },
	[CARD_FAULT_NO_CERTIFICATE] = { RESULT_INVALID,
		N_("The card holds no certificate for signing in; the administrator must have it issued") },
	[CARD_FAULT_CERTIFICATE] = { RESULT_INVALID, N_("A certificate on the card cannot be read; the "
							"administrator must have the card issued again") },
	[CARD_FAULT_NO_KEY] = { RESULT_INVALID,
		N_("The card does not hold the key that this needs; the administrator must have it issued") },
	[CARD_FAULT_PIN_WRONG] = { RESULT_REFUSED, N_("The PIN is wrong") },
	[CARD_FAULT_PIN_BLOCKED] = { RESULT_REFUSED, N_("The card is blocked: the PIN was wrong too often; "
							"the administrator unblocks it with the PUK") },
	[CARD_FAULT_PIN_FORM] = { RESULT_INVALID,
		N_("The card does not accept a PIN of this form; use 6 to 8 digits") },
	[CARD_FAULT_SIGNATURE] = { RESULT_FAILED,
		N_("The card did not make the signature; take it out, insert it again and try again") },
	[CARD_FAULT_MODULE] = { RESULT_FAILED,
		N_("The card software (opensc-pkcs11) cannot be used; the administrator must install it") },
	[CARD_FAULT_SLOW] = { RESULT_UNAVAILABLE,
		N_("The card did not answer in time; take it out, insert it again and try again") },
	[CARD_FAULT_HELPER] = { RESULT_UNAVAILABLE,
		N_("The card helper (choba-card) has stopped; it is being started again, try again") },
	[CARD_FAULT_REQUEST] = { RESULT_FAILED,
		N_("The card helper (choba-card) and choba do not fit together; install choba again") },
};
static_assert(COUNT(faults) == CARD_FAULT__COUNT, "the last fault has its row");

enum result card_fault_error(enum card_fault fault, int tries, struct error *err)
{
	assert(fault < CARD_FAULT__COUNT);
	if (fault == CARD_FAULT_NONE)
		return RESULT_OK;
	if (fault == CARD_FAULT_PIN_WRONG && tries == 0)
		fault = CARD_FAULT_PIN_BLOCKED;
	if (fault == CARD_FAULT_PIN_WRONG && tries == 1)
		return error_set(err, RESULT_REFUSED,
			_("The PIN is wrong; one try is left, after that the card is blocked"));
	if (fault == CARD_FAULT_PIN_WRONG && tries > 1)
		return error_set(err, RESULT_REFUSED, _("The PIN is wrong; %d tries are left"), tries);
	return error_set(err, faults[fault].result, "%s", _(faults[fault].sentence));
}
