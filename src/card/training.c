/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The training card's making and its file. */
#include "card/training.h"

#include <jansson.h>
#include <openssl/ec.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/rsa.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/i18n.h"
#include "base/memory.h"
#include "card/certificate.h"

enum { FILE_MAX = 65536, FILE_VERSION = 1 };

static const char *const key_names[CARD_KEY__COUNT] = {
	[CARD_KEY_SIGN_IN] = "9a",
	[CARD_KEY_DECIDE] = "9c",
};

static bool is_digits(const char *string, size_t least)
{
	size_t length = strspn(string, "0123456789");
	return string[length] == '\0' && length >= least && length <= TRAINING_PIN_SIZE;
}

static void set_secret(struct training_secret *secret, const char *digits, int tries)
{
	snprintf(secret->digits, sizeof secret->digits, "%s", digits);
	secret->tries = tries;
}

enum result training_card_make(
	const struct training_order *order, struct training_card **ret, struct error *err)
{
	if (!is_digits(order->pin, CARD_PIN_MIN))
		return error_set(err, RESULT_INVALID, _("The PIN must have 6 to 8 digits"));
	if (!is_digits(order->puk, TRAINING_PIN_SIZE))
		return error_set(err, RESULT_INVALID, _("The PUK must have 8 digits"));
	struct training_card *card = memory_new(1, sizeof *card);
	enum result r = RESULT_OK;
	snprintf(card->name, sizeof card->name, "%s", order->name);
	card->serial = order->serial;
	set_secret(&card->pin, order->pin, TRAINING_TRIES);
	set_secret(&card->puk, order->puk, TRAINING_TRIES);
	card->keys[CARD_KEY_SIGN_IN] = EVP_RSA_gen(2048);
	card->keys[CARD_KEY_DECIDE] = EVP_EC_gen("P-256");
	/* A UUID of version 4 whose last bytes are the serial, so that a person recognizes it. */
	if (RAND_bytes(card->guid, sizeof card->guid) != 1)
		r = error_set(err, RESULT_FAILED, _("The system gives no random numbers"));
	card->guid[6] = (uint8_t)((card->guid[6] & 0x0F) | 0x40);
	card->guid[8] = (uint8_t)((card->guid[8] & 0x3F) | 0x80);
	for (int i = 0; i < 4; i++)
		card->guid[12 + i] = (uint8_t)(order->serial >> (24 - 8 * i));
	for (size_t i = 0; i < CARD_KEY__COUNT && r == RESULT_OK; i++) {
		uint8_t *der;
		size_t length;
		r = certificate_make_training(card->keys[i], card->name, (long)order->serial, order->start,
			order->days, &der, &length, err);
		if (r != RESULT_OK)
			break;
		r = certificate_read(der, length, &card->certificates[i], NULL, err);
		free(der);
	}
	if (r == RESULT_OK)
		*ret = card;
	else
		training_card_free(card);
	return r;
}

void training_card_free(struct training_card *card)
{
	if (!card)
		return;
	for (size_t i = 0; i < CARD_KEY__COUNT; i++) {
		EVP_PKEY_free(card->keys[i]);
		free(card->certificates[i].der);
	}
	free(card->path);
	free(card);
}

static json_t *key_to_json(EVP_PKEY *key)
{
	BIO *bio = BIO_new(BIO_s_mem());
	char *pem = NULL;
	PEM_write_bio_PKCS8PrivateKey(bio, key, NULL, NULL, 0, NULL, NULL);
	long length = BIO_get_mem_data(bio, &pem);
	json_t *json = json_stringn(pem, (size_t)length);
	BIO_free(bio);
	return json;
}

static json_t *hex_to_json(const uint8_t *bytes, size_t length)
{
	char *hex = memory_new(2 * length + 1, 1);
	for (size_t i = 0; i < length; i++)
		snprintf(hex + 2 * i, 3, "%02X", bytes[i]);
	json_t *json = json_string(hex);
	free(hex);
	return json;
}

enum result training_card_write(struct training_card *card, const char *path, struct error *err)
{
	json_t *root = json_pack("{s:i, s:s, s:I, s:o, s:s, s:i, s:s, s:i}", "training-card", FILE_VERSION,
		"name", card->name, "serial", (json_int_t)card->serial, "guid",
		hex_to_json(card->guid, sizeof card->guid), "pin", card->pin.digits, "pin-tries",
		card->pin.tries, "puk", card->puk.digits, "puk-tries", card->puk.tries);
	for (size_t i = 0; i < CARD_KEY__COUNT; i++)
		json_object_set_new(root, key_names[i],
			json_pack("{s:o, s:o}", "key", key_to_json(card->keys[i]), "certificate",
				hex_to_json(card->certificates[i].der, card->certificates[i].length)));
	char *text = json_dumps(root, JSON_INDENT(1) | JSON_PRESERVE_ORDER);
	enum result r = text ? file_write(path, text, strlen(text), 0600, err)
			     : error_set(err, RESULT_INVALID, _("The name is not UTF-8"));
	json_decref(root);
	free(text);
	if (r == RESULT_OK && card->path != path) {
		free(card->path);
		card->path = memory_string(path);
	}
	return r;
}

/* Bytes of a hexadecimal string into ret; how many, 0 where it is not one or too long. */
static size_t hex_from_json(const json_t *json, uint8_t *ret, size_t room)
{
	const char *hex = json_string_value(json);
	size_t length = hex ? strlen(hex) : 0;
	if (!length || length % 2 || length / 2 > room || hex[strspn(hex, "0123456789ABCDEFabcdef")])
		return 0;
	for (size_t i = 0; i < length / 2; i++) {
		const char pair[] = { hex[2 * i], hex[2 * i + 1], '\0' };
		ret[i] = (uint8_t)strtoul(pair, NULL, 16);
	}
	return length / 2;
}

static bool key_from_json(struct training_card *card, size_t index, const json_t *json)
{
	uint8_t der[CARD_CERTIFICATE_MAX];
	size_t length = hex_from_json(json_object_get(json, "certificate"), der, sizeof der);
	const char *pem = json_string_value(json_object_get(json, "key"));
	if (!pem || certificate_read(der, length, &card->certificates[index], NULL, NULL) != RESULT_OK)
		return false;
	BIO *bio = BIO_new_mem_buf(pem, -1);
	card->keys[index] = PEM_read_bio_PrivateKey(bio, NULL, NULL, NULL);
	BIO_free(bio);
	return card->keys[index] != NULL;
}

static bool card_from_json(struct training_card *card, json_t *root)
{
	const char *name, *pin, *puk;
	json_int_t serial;
	int version, pin_tries, puk_tries;
	if (json_unpack(root, "{s:i, s:s, s:I, s:s, s:i, s:s, s:i}", "training-card", &version, "name", &name,
		    "serial", &serial, "pin", &pin, "pin-tries", &pin_tries, "puk", &puk, "puk-tries",
		    &puk_tries) != 0)
		return false;
	if (version != FILE_VERSION || !is_digits(pin, CARD_PIN_MIN) || !is_digits(puk, TRAINING_PIN_SIZE) ||
		serial < 0 || serial > UINT32_MAX || pin_tries < 0 || pin_tries > TRAINING_TRIES ||
		puk_tries < 0 || puk_tries > TRAINING_TRIES)
		return false;
	snprintf(card->name, sizeof card->name, "%s", name);
	card->serial = (uint32_t)serial;
	set_secret(&card->pin, pin, pin_tries);
	set_secret(&card->puk, puk, puk_tries);
	if (hex_from_json(json_object_get(root, "guid"), card->guid, sizeof card->guid) != sizeof card->guid)
		return false;
	for (size_t i = 0; i < CARD_KEY__COUNT; i++)
		if (!key_from_json(card, i, json_object_get(root, key_names[i])))
			return false;
	return true;
}

enum result training_card_read(const char *path, struct training_card **ret, struct error *err)
{
	char *bytes;
	size_t length;
	enum result r = file_read(path, FILE_MAX, &bytes, &length, err);
	if (r != RESULT_OK)
		return r;
	struct training_card *card = memory_new(1, sizeof *card);
	json_t *root = json_loadb(bytes, length, JSON_REJECT_DUPLICATES, NULL);
	free(bytes);
	if (root && card_from_json(card, root)) {
		card->path = memory_string(path);
		*ret = card;
	} else {
		training_card_free(card);
		r = error_set(
			err, RESULT_INVALID, _("%s is not a training card; make one with create"), path);
	}
	json_decref(root);
	return r;
}
