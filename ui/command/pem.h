/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The certificates of a card in a file, as `choba-training-card show FILE --pem` writes them. */
#ifndef UI_COMMAND_PEM_H
#define UI_COMMAND_PEM_H

#include "service/founding.h"

struct pem_card {
	unsigned char *certificates[CARD_KEY__COUNT]; /* DER */
	size_t lengths[CARD_KEY__COUNT];
	char serial[CARD_SERIAL_SIZE]; /* of a line "GUID ...", "" where there is none */
};

/* Reads two certificates, first of slot 9A, then of 9C (RFC 7468; text
 * between them is passed over). RESULT_INVALID names the file. */
enum result pem_read(const char *path, struct pem_card *ret_card, struct error *err);
void pem_card_done(struct pem_card *card);

/* The card as founding takes it; borrows from card and person. RESULT_INVALID
 * where its serial number stands nowhere. */
void pem_founding_card(const struct pem_card *card, const char *person, struct founding_card *ret_card);

/* The same of a card that was read; borrows from identity. */
void identity_founding_card(
	const struct card_identity *identity, const char *person, struct founding_card *ret_card);

#endif
