/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A PIV card made of software, for training and tests: its file and how it answers APDUs. */
#ifndef CARD_TRAINING_H
#define CARD_TRAINING_H

#include <openssl/evp.h>

#include "card/card.h"

enum {
	TRAINING_TRIES = 3,
	TRAINING_PIN_SIZE = 8,      /* padded with FF (SP 800-73-4 part 2, 2.4.3) */
	TRAINING_COMMAND_MAX = 261, /* short APDUs only */
	TRAINING_ANSWER_MAX = 258,
	TRAINING_OBJECT_MAX = 4096 /* a chained command or an answer before it is cut */
};

/* A secret of the card and the tries that are left for it. */
struct training_secret {
	char digits[TRAINING_PIN_SIZE + 1];
	int tries;
};

/* What the card forgets when it loses power. */
struct training_session {
	bool selected; /* the PIV application */
	bool verified; /* the PIN was given */
	bool fresh;    /* by the command just before: what key 9C wants */
	uint8_t chain[TRAINING_OBJECT_MAX], pending[TRAINING_OBJECT_MAX];
	uint8_t chain_instruction;
	size_t chain_length, pending_length, pending_at;
};

struct training_card {
	char *path; /* its file; NULL for a card in memory */
	char name[CARD_NAME_SIZE];
	uint32_t serial;
	uint8_t guid[16];
	struct training_secret pin, puk;
	EVP_PKEY *keys[CARD_KEY__COUNT];
	struct card_certificate certificates[CARD_KEY__COUNT];
	struct training_session session;
};

struct training_order {
	const char *name;
	uint32_t serial;
	const char *pin, *puk; /* 6 to 8 digits, 8 digits */
	int64_t start;         /* seconds since 1970 */
	int days;
};

/* Makes keys and certificates; the card is in memory until training_card_write. */
enum result training_card_make(
	const struct training_order *order, struct training_card **ret, struct error *err);

/* The card's file: JSON, mode 0600, written whole. training_card_read keeps
 * path, and every PIN try is then on the disk before it is answered. */
enum result training_card_read(const char *path, struct training_card **ret, struct error *err);
enum result training_card_write(struct training_card *card, const char *path, struct error *err);
void training_card_free(struct training_card *card);

/* The answer to reset; not in OpenSC's tables, so that OpenSC asks the card itself. */
extern const uint8_t training_atr[];
extern const size_t training_atr_length;

/* Power on, off or reset: forgets the session. */
void training_card_reset(struct training_card *card);

/* Answers one command APDU as SP 800-73-4 part 2 says; the answer's length, always at least 2. */
size_t training_card_answer(struct training_card *card, const uint8_t *command, size_t length,
	uint8_t answer[TRAINING_ANSWER_MAX]);

#endif
