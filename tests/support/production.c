/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The production office of tests. */
#include "tests/support/production.h"

#include <stdlib.h>

#include "base/memory.h"
#include "service/founding.h"
#include "tests/crypto/software_key.h"
#include "tests/support/bundle.h"

/* What a card of this person shows of itself. */
struct keys {
	struct software_key *items[CARD_KEY__COUNT];
};

static void make_card(const char *person, struct keys *keys, struct founding_card *card)
{
	*card = (struct founding_card){ .person = person, .serial = person };
	for (int key = 0; key < CARD_KEY__COUNT; key++) {
		keys->items[key] = software_key_new(
			key == CARD_KEY_DECIDE ? SOFTWARE_P256 : SOFTWARE_RSA_2048, person, false);
		card->certificates[key] = software_key_certificate(keys->items[key])->data;
		card->lengths[key] = software_key_certificate(keys->items[key])->length;
	}
}

enum result production_found(const struct training *training, const char *const people[], size_t count,
	const char *folder, const char *key_file, struct error *err)
{
	struct keys *keys = memory_new(count, sizeof *keys);
	struct founding_card *cards = memory_new(count, sizeof *cards);
	struct bundle office = { 0 }, regulation = { 0 };
	const struct bundle *const regulations[] = { &regulation };
	char *root = NULL;
	bundle_read("data/demo/toin-town", &office);
	bundle_read("data/regulations/toin", &regulation);
	for (size_t i = 0; i < count; i++)
		make_card(people[i], &keys[i], &cards[i]);
	const struct founding founding = {
		.folder = folder,
		.key_file = key_file,
		.workstation = "counter-1",
		.clock = &training->clock,
		.office = &office,
		.regulations = regulations,
		.regulation_count = 1,
		.cards = cards,
		.card_count = count,
	};
	enum result r = founding_found(&founding, &root, NULL, err);
	free(root);
	for (size_t i = 0; i < count; i++)
		for (int key = 0; key < CARD_KEY__COUNT; key++)
			software_key_free(keys[i].items[key]);
	free(keys);
	free(cards);
	bundle_done(&office);
	bundle_done(&regulation);
	return r;
}
