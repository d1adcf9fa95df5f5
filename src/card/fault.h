/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Everything that can go wrong with a card, each with its result and its sentence. */
#ifndef CARD_FAULT_H
#define CARD_FAULT_H

#include "base/error.h"

/* Travels from the helper to choba as a number, so rows are only added at the end. */
enum card_fault {
	CARD_FAULT_NONE,
	CARD_FAULT_NO_SERVICE,     /* pcscd is stopped */
	CARD_FAULT_RESTARTED,      /* pcscd went away in the middle */
	CARD_FAULT_DENIED,         /* polkit refuses */
	CARD_FAULT_NO_READER,      /* the named reader is gone */
	CARD_FAULT_NO_CARD,        /* the reader is empty */
	CARD_FAULT_REMOVED,        /* the card was pulled during the work */
	CARD_FAULT_HELD,           /* another program holds it */
	CARD_FAULT_MUTE,           /* the card gives no answer */
	CARD_FAULT_UNKNOWN_CARD,   /* no PIV application */
	CARD_FAULT_ANSWER,         /* the card's answer is not well formed */
	CARD_FAULT_NO_CERTIFICATE, /* the sign-in certificate is missing */
	CARD_FAULT_CERTIFICATE,    /* a certificate cannot be read */
	CARD_FAULT_NO_KEY,         /* the wanted key is not on the card */
	CARD_FAULT_PIN_WRONG,      /* tries says how many are left */
	CARD_FAULT_PIN_BLOCKED,    /* no tries left */
	CARD_FAULT_PIN_FORM,       /* the card does not take a PIN of this form */
	CARD_FAULT_SIGNATURE,      /* the card did not make the signature */
	CARD_FAULT_MODULE,         /* the PKCS#11 module cannot be used */
	CARD_FAULT_SLOW,           /* the deadline passed */
	CARD_FAULT_HELPER,         /* choba-card ended or cannot be started */
	CARD_FAULT_REQUEST,        /* a request that is not well formed: a mistake of choba */
	CARD_FAULT__COUNT
};

/* Sets the sentence of a fault in the user's language and returns its result;
 * tries is used for a wrong PIN only, negative where not known. */
enum result card_fault_error(enum card_fault fault, int tries, struct error *err);

#endif
