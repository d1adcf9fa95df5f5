/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The card host in memory. */
#include "tests/card/fake_card.h"

#include <assert.h>
#include <openssl/ec.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "base/memory.h"
#include "card/certificate.h"
#include "tests/card/fake_keys.h"

enum { FAKE_TRIES = 3 };

struct fake_card {
	char name[CARD_NAME_SIZE], serial[CARD_SERIAL_SIZE], pin[CARD_PIN_MAX + 1];
	int tries;
	EVP_PKEY *keys[CARD_KEY__COUNT]; /* NULL where the card lacks it */
	uint8_t *der[CARD_KEY__COUNT];
	size_t length[CARD_KEY__COUNT];
};

struct fake_host {
	struct card_host host;
	int event;
	struct fake_card *card;
	uint32_t insertions;
	enum card_state forced;
	enum card_fault fault;
	unsigned fault_after, signatures;
	bool real;
	void (*meanwhile)(void *context);
	void *meanwhile_context;
};

static struct fake_host *fake_of(struct card_host *host)
{
	return (struct fake_host *)host;
}

/* RSA as most cards have it, while there are kept ones; a new one would take a tenth of a second. */
static EVP_PKEY *sign_in_key(size_t index)
{
	if (index >= COUNT(fake_keys))
		return EVP_EC_gen("P-256");
	BIO *bio = BIO_new_mem_buf(fake_keys[index], -1);
	EVP_PKEY *key = PEM_read_bio_PrivateKey(bio, NULL, NULL, NULL);
	BIO_free(bio);
	return key;
}

struct fake_card *fake_card_new(const struct fake_card_options *options)
{
	static size_t made;
	struct fake_card *card = memory_new(1, sizeof *card);
	int64_t start = options->start ? options->start / 1000 : 1577836800;
	int days = options->days ? options->days : 7300;
	snprintf(card->name, sizeof card->name, "%s", options->name);
	if (options->serial)
		snprintf(card->serial, sizeof card->serial, "%s", options->serial);
	else
		snprintf(card->serial, sizeof card->serial, "%032zX", made + 1);
	snprintf(card->pin, sizeof card->pin, "%s", options->pin ? options->pin : FAKE_PIN);
	card->tries = FAKE_TRIES;
	card->keys[CARD_KEY_SIGN_IN] = sign_in_key(made++);
	if (!options->no_decide_key)
		card->keys[CARD_KEY_DECIDE] = EVP_EC_gen("P-256");
	for (size_t i = 0; i < CARD_KEY__COUNT; i++) {
		struct error err;
		if (card->keys[i] && certificate_make_training(card->keys[i], card->name, (long)made, start,
					     days, &card->der[i], &card->length[i], &err) != RESULT_OK) {
			fprintf(stderr, "fake card: %s\n", err.text);
			abort();
		}
	}
	return card;
}

void fake_card_free(struct fake_card *card)
{
	if (!card)
		return;
	for (size_t i = 0; i < CARD_KEY__COUNT; i++) {
		EVP_PKEY_free(card->keys[i]);
		free(card->der[i]);
	}
	free(card);
}

void fake_card_set_tries(struct fake_card *card, int tries)
{
	card->tries = tries;
}

static void notify(struct fake_host *fake)
{
	uint64_t one = 1;
	ssize_t put = write(fake->event, &one, sizeof one);
	assert(put == sizeof one);
	(void)put;
}

static void on_free(struct card_host *host)
{
	close(fake_of(host)->event);
	free(host);
}

static int on_fd(struct card_host *host)
{
	return fake_of(host)->event;
}

static void on_status(struct card_host *host, struct card_status *ret)
{
	struct fake_host *fake = fake_of(host);
	uint64_t news;
	ssize_t got = read(fake->event, &news, sizeof news);
	(void)got; /* no news is fine */
	struct card_status status = { .state = fake->card ? CARD_STATE_PRESENT : CARD_STATE_NO_CARD };
	if (fake->forced != CARD_STATE_STARTING)
		status.state = fake->forced;
	if (status.state >= CARD_STATE_NO_CARD) {
		status.reader_count = 1;
		snprintf(status.readers[0].name, sizeof status.readers[0].name, "%s", FAKE_READER);
		status.readers[0].state =
			status.state == CARD_STATE_SEVERAL_CARDS ? CARD_STATE_PRESENT : status.state;
		status.readers[0].is_virtual = !fake->real;
		status.readers[0].insertions = fake->insertions;
	}
	*ret = status;
}

static enum card_fault fault_of(enum card_state state)
{
	switch (state) {
	case CARD_STATE_NO_HELPER: return CARD_FAULT_HELPER;
	case CARD_STATE_NO_SERVICE: return CARD_FAULT_NO_SERVICE;
	case CARD_STATE_DENIED: return CARD_FAULT_DENIED;
	case CARD_STATE_NO_READER: return CARD_FAULT_NO_READER;
	case CARD_STATE_NO_CARD: return CARD_FAULT_NO_CARD;
	case CARD_STATE_HELD: return CARD_FAULT_HELD;
	case CARD_STATE_MUTE: return CARD_FAULT_MUTE;
	case CARD_STATE_UNKNOWN: return CARD_FAULT_UNKNOWN_CARD;
	case CARD_STATE_STARTING:
	case CARD_STATE_SEVERAL_CARDS:
	case CARD_STATE_PRESENT:
	case CARD_STATE__COUNT: break;
	}
	return CARD_FAULT_NONE;
}

/* What stands between a call and the card; CARD_FAULT_NONE where nothing does. */
static enum card_fault obstacle(struct fake_host *fake, const char *reader)
{
	if (fake->fault != CARD_FAULT_NONE && fake->fault_after-- == 0) {
		enum card_fault fault = fake->fault;
		fake->fault = CARD_FAULT_NONE;
		if (fault == CARD_FAULT_REMOVED)
			fake_host_remove(&fake->host);
		return fault;
	}
	if (fault_of(fake->forced) != CARD_FAULT_NONE)
		return fault_of(fake->forced);
	if (strcmp(reader, FAKE_READER) != 0)
		return CARD_FAULT_NO_READER;
	return fake->card ? CARD_FAULT_NONE : CARD_FAULT_NO_CARD;
}

static enum result on_read(struct card_host *host, const char *reader, int deadline,
	struct card_identity *ret, struct error *err)
{
	(void)deadline;
	struct fake_host *fake = fake_of(host);
	enum card_fault fault = obstacle(fake, reader);
	if (fault != CARD_FAULT_NONE)
		return card_fault_error(fault, -1, err);
	const struct fake_card *card = fake->card;
	struct card_identity identity = { .tries = card->tries,
		.blocked = card->tries == 0,
		.is_virtual = !fake->real,
		.insertions = fake->insertions };
	snprintf(identity.reader, sizeof identity.reader, "%s", reader);
	snprintf(identity.serial, sizeof identity.serial, "%s", card->serial);
	for (size_t i = 0; i < CARD_KEY__COUNT; i++) {
		if (!card->keys[i])
			continue;
		enum result r = certificate_read(card->der[i], card->length[i], &identity.certificates[i],
			i == CARD_KEY_SIGN_IN ? identity.name : NULL, err);
		if (r != RESULT_OK) {
			card_identity_done(&identity);
			return r;
		}
	}
	*ret = identity;
	return RESULT_OK;
}

/* One try with the PIN, counted as a card does. */
static enum card_fault try_pin(struct fake_card *card, const struct card_pin *pin)
{
	if (card->tries == 0)
		return CARD_FAULT_PIN_BLOCKED;
	if (strcmp(card->pin, pin->digits) == 0) {
		card->tries = FAKE_TRIES;
		return CARD_FAULT_NONE;
	}
	card->tries--;
	return card->tries ? CARD_FAULT_PIN_WRONG : CARD_FAULT_PIN_BLOCKED;
}

static enum result on_sign(struct card_host *host, const char *reader, enum card_key key,
	const struct card_pin *pin, const uint8_t digest[CARD_DIGEST_SIZE], int deadline,
	struct card_signature *ret, int *ret_tries, struct error *err)
{
	(void)deadline;
	struct fake_host *fake = fake_of(host);
	void (*meanwhile)(void *) = fake->meanwhile;
	fake->meanwhile = NULL;
	if (meanwhile)
		meanwhile(fake->meanwhile_context);
	enum card_fault fault = obstacle(fake, reader);
	if (fault == CARD_FAULT_NONE) {
		fault = try_pin(fake->card, pin);
		*ret_tries = fake->card->tries;
	}
	if (fault == CARD_FAULT_NONE && !fake->card->keys[key])
		fault = CARD_FAULT_NO_KEY;
	if (fault != CARD_FAULT_NONE)
		return card_fault_error(fault, *ret_tries, err);
	struct card_signature signature = { .length = sizeof signature.bytes };
	EVP_PKEY_CTX *context = EVP_PKEY_CTX_new(fake->card->keys[key], NULL);
	bool good = context && EVP_PKEY_sign_init(context) > 0 &&
		    (!EVP_PKEY_is_a(fake->card->keys[key], "RSA") ||
			    EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PADDING) > 0) &&
		    EVP_PKEY_CTX_set_signature_md(context, EVP_sha256()) > 0 &&
		    EVP_PKEY_sign(context, signature.bytes, &signature.length, digest, CARD_DIGEST_SIZE) > 0;
	EVP_PKEY_CTX_free(context);
	if (!good)
		return card_fault_error(CARD_FAULT_SIGNATURE, -1, err);
	fake->signatures++;
	*ret = signature;
	return RESULT_OK;
}

static enum result on_change_pin(struct card_host *host, const char *reader, const struct card_pin *old,
	const struct card_pin *wanted, int deadline, int *ret_tries, struct error *err)
{
	(void)deadline;
	struct fake_host *fake = fake_of(host);
	enum card_fault fault = obstacle(fake, reader);
	if (fault == CARD_FAULT_NONE) {
		fault = try_pin(fake->card, old);
		*ret_tries = fake->card->tries;
	}
	if (fault != CARD_FAULT_NONE)
		return card_fault_error(fault, *ret_tries, err);
	snprintf(fake->card->pin, sizeof fake->card->pin, "%s", wanted->digits);
	return RESULT_OK;
}

struct card_host *fake_host_new(void)
{
	static const struct card_host_class class = {
		.free = on_free,
		.fd = on_fd,
		.status = on_status,
		.read = on_read,
		.sign = on_sign,
		.change_pin = on_change_pin,
	};
	struct fake_host *fake = memory_new(1, sizeof *fake);
	fake->host.class = &class;
	fake->event = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
	assert(fake->event >= 0);
	return &fake->host;
}

void fake_host_insert(struct card_host *host, struct fake_card *card)
{
	struct fake_host *fake = fake_of(host);
	if (fake->card)
		fake_host_remove(host);
	fake->card = card;
	fake->insertions++;
	notify(fake);
}

void fake_host_remove(struct card_host *host)
{
	struct fake_host *fake = fake_of(host);
	if (!fake->card)
		return;
	fake->card = NULL;
	fake->insertions++;
	notify(fake);
}

void fake_host_set_state(struct card_host *host, enum card_state state)
{
	fake_of(host)->forced = state;
	notify(fake_of(host));
}

void fake_host_fail(struct card_host *host, unsigned after, enum card_fault fault)
{
	fake_of(host)->fault = fault;
	fake_of(host)->fault_after = after;
}

void fake_host_meanwhile(struct card_host *host, void (*happens)(void *context), void *context)
{
	fake_of(host)->meanwhile = happens;
	fake_of(host)->meanwhile_context = context;
}

void fake_host_make_real(struct card_host *host)
{
	fake_of(host)->real = true;
}

unsigned fake_host_signatures(const struct card_host *host)
{
	return ((const struct fake_host *)host)->signatures;
}
