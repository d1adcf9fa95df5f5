/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the training card answers APDUs (NIST SP 800-73-4 part 2). */
#include <ctype.h>
#include <openssl/rsa.h>
#include <string.h>

#include "base/memory.h"
#include "card/training.h"
#include "card/tlv.h"

enum {
	SW_OK = 0x9000,
	SW_WRONG_LENGTH = 0x6700,
	SW_PIN_NEEDED = 0x6982,
	SW_PIN_BLOCKED = 0x6983,
	SW_NOT_NOW = 0x6985,
	SW_BAD_DATA = 0x6A80,
	SW_NOT_FOUND = 0x6A82,
	SW_BAD_PARAMETER = 0x6A86,
	SW_NO_REFERENCE = 0x6A88,
	SW_BAD_INSTRUCTION = 0x6D00,
	SW_BAD_CLASS = 0x6E00,
	SW_FAILED = 0x6F00,
	SW_TRIES = 0x63C0,
	SW_MORE = 0x6100
};
enum { INS_VERIFY = 0x20, INS_GET_RESPONSE = 0xC0, CLA_CHAINED = 0x10 };

/* T=1 only; ten historical bytes. The last byte is the exclusive or of those after the first. */
const uint8_t training_atr[] = { 0x3B, 0x8A, 0x01, 'c', 'h', 'o', 'b', 'a', '-', 'c', 'a', 'r', 'd', 0xD5 };
const size_t training_atr_length = sizeof training_atr;

static const uint8_t piv_aid[] = { 0xA0, 0x00, 0x00, 0x03, 0x08, 0x00, 0x00, 0x10, 0x00, 0x01, 0x00 };

struct request {
	uint8_t instruction, p1, p2;
	const uint8_t *data;
	size_t length;
};

/* ---- objects ------------------------------------------------------------ */

static void put_chuid(const struct training_card *card, struct tlv_writer *out)
{
	/* Agency, system and credential 9999: an issuer outside the US government (part 1, 3.1.2). */
	static const uint8_t fasc_n[25] = { 0xD4, 0xE7, 0x39, 0xDA, 0x73, 0x9C, 0xED, 0x39, 0xCE, 0x73, 0x9D,
		0x83, 0x68, 0x58, 0x21, 0x08, 0x42, 0x10, 0x84, 0x21, 0xC8, 0x42, 0x10, 0xC3, 0xEB };
	tlv_put(out, 0x30, fasc_n, sizeof fasc_n);
	tlv_put(out, 0x34, card->guid, sizeof card->guid);
	tlv_put(out, 0x35, "20991231", 8);
	tlv_put(out, 0x3E, NULL, 0);
	tlv_put(out, 0xFE, NULL, 0);
}

static void put_capabilities(const struct training_card *card, struct tlv_writer *out)
{
	uint8_t identifier[21] = { 0xA0, 0x00, 0x00, 0x01, 0x16, 0xFF, 0x02 };
	memcpy(identifier + 7, card->guid + 2, 14);
	tlv_put(out, 0xF0, identifier, sizeof identifier);
	tlv_put(out, 0xF1, "\x21", 1);
	tlv_put(out, 0xF2, "\x21", 1);
	tlv_put(out, 0xF3, NULL, 0);
	tlv_put(out, 0xF4, "\0", 1);
	tlv_put(out, 0xF5, "\x10", 1);
	static const uint8_t empty[] = { 0xF6, 0xF7, 0xFA, 0xFB, 0xFC, 0xFD, 0xFE };
	for (size_t i = 0; i < sizeof empty; i++)
		tlv_put(out, empty[i], NULL, 0);
}

static void put_history(const struct training_card *card, struct tlv_writer *out)
{
	(void)card;
	tlv_put(out, 0xC1, "\0", 1);
	tlv_put(out, 0xC2, "\0", 1);
	tlv_put(out, 0xFE, NULL, 0);
}

static void put_printed(const struct training_card *card, struct tlv_writer *out)
{
	size_t length = strlen(card->name);
	tlv_put(out, 0x01, card->name, length < 125 ? length : 125);
	tlv_put(out, 0xFE, NULL, 0);
}

static void put_certificate(const struct card_certificate *certificate, struct tlv_writer *out)
{
	tlv_put(out, 0x70, certificate->der, certificate->length);
	tlv_put(out, 0x71, "\0", 1);
	tlv_put(out, 0xFE, NULL, 0);
}

static void put_sign_in(const struct training_card *card, struct tlv_writer *out)
{
	put_certificate(&card->certificates[CARD_KEY_SIGN_IN], out);
}

static void put_decide(const struct training_card *card, struct tlv_writer *out)
{
	put_certificate(&card->certificates[CARD_KEY_DECIDE], out);
}

static void put_discovery(const struct training_card *card, struct tlv_writer *out)
{
	(void)card;
	tlv_put(out, 0x4F, piv_aid, sizeof piv_aid);
	tlv_put(out, 0x5F2F, "\x40\x00", 2); /* the application's PIN only */
}

static const struct {
	uint32_t tag, wrapper;
	bool needs_pin;
	void (*put)(const struct training_card *card, struct tlv_writer *out);
} objects[] = {
	{ 0x5FC102, 0x53, false, put_chuid },
	{ 0x5FC107, 0x53, false, put_capabilities },
	{ 0x5FC10C, 0x53, false, put_history },
	{ 0x5FC109, 0x53, true, put_printed },
	{ 0x5FC105, 0x53, false, put_sign_in },
	{ 0x5FC10A, 0x53, false, put_decide },
	{ 0x7E, 0x7E, false, put_discovery },
};

/* ---- secrets ------------------------------------------------------------ */

static bool well_padded(const uint8_t *padded)
{
	size_t digits = 0;
	while (digits < TRAINING_PIN_SIZE && isdigit(padded[digits]))
		digits++;
	for (size_t i = digits; i < TRAINING_PIN_SIZE; i++)
		if (padded[i] != 0xFF)
			return false;
	return digits >= CARD_PIN_MIN;
}

static bool save(struct training_card *card)
{
	return !card->path || training_card_write(card, card->path, NULL) == RESULT_OK;
}

/* One try with a secret. The count goes down on the disk before the compare, so pulling power gives no try. */
static unsigned try_secret(struct training_card *card, struct training_secret *secret, const uint8_t *padded)
{
	if (secret->tries == 0)
		return SW_PIN_BLOCKED;
	uint8_t expected[TRAINING_PIN_SIZE];
	memset(expected, 0xFF, sizeof expected);
	memcpy(expected, secret->digits, strlen(secret->digits));
	secret->tries--;
	if (!save(card))
		return SW_FAILED;
	if (memcmp(expected, padded, sizeof expected) != 0)
		return secret->tries ? SW_TRIES | (unsigned)secret->tries : SW_PIN_BLOCKED;
	secret->tries = TRAINING_TRIES;
	return save(card) ? SW_OK : SW_FAILED;
}

static unsigned set_secret(struct training_card *card, struct training_secret *secret, const uint8_t *padded)
{
	memset(secret->digits, 0, sizeof secret->digits);
	for (size_t i = 0; i < TRAINING_PIN_SIZE && padded[i] != 0xFF; i++)
		secret->digits[i] = (char)padded[i];
	secret->tries = TRAINING_TRIES;
	return save(card) ? SW_OK : SW_FAILED;
}

/* ---- commands ----------------------------------------------------------- */

static unsigned on_select(struct training_card *card, const struct request *request, struct tlv_writer *out)
{
	if (request->p1 != 0x04 || request->p2 != 0x00)
		return SW_BAD_PARAMETER;
	if (request->length < 5 || request->length > sizeof piv_aid ||
		memcmp(request->data, piv_aid, request->length) != 0)
		return SW_NOT_FOUND;
	card->session.selected = true;
	uint8_t inner[64], authority[16];
	struct tlv_writer in = { .bytes = inner, .room = sizeof inner };
	struct tlv_writer issuer = { .bytes = authority, .room = sizeof authority };
	tlv_put(&in, 0x4F, piv_aid + 5, sizeof piv_aid - 5);
	tlv_put(&issuer, 0x4F, piv_aid, 5);
	tlv_put(&in, 0x79, authority, issuer.length);
	tlv_put(&in, 0x50, "choba training", 14);
	tlv_put(out, 0x61, inner, in.length);
	return SW_OK;
}

static unsigned on_get_data(struct training_card *card, const struct request *request, struct tlv_writer *out)
{
	struct tlv wanted;
	uint8_t inner[TRAINING_OBJECT_MAX];
	if (request->p1 != 0x3F || request->p2 != 0xFF)
		return SW_BAD_PARAMETER;
	if (!tlv_find(request->data, request->length, 0x5C, &wanted) || wanted.length < 1 ||
		wanted.length > 3)
		return SW_BAD_DATA;
	uint32_t tag = 0;
	for (size_t i = 0; i < wanted.length; i++)
		tag = tag << 8 | wanted.value[i];
	for (size_t i = 0; i < COUNT(objects); i++) {
		if (objects[i].tag != tag)
			continue;
		if (objects[i].needs_pin && !card->session.verified)
			return SW_PIN_NEEDED;
		struct tlv_writer in = { .bytes = inner, .room = sizeof inner };
		objects[i].put(card, &in);
		tlv_put(out, objects[i].wrapper, inner, in.length);
		return SW_OK;
	}
	return SW_NOT_FOUND;
}

static unsigned on_verify(struct training_card *card, const struct request *request, struct tlv_writer *out)
{
	(void)out;
	struct training_session *session = &card->session;
	if (request->p2 != 0x80)
		return SW_NO_REFERENCE;
	if (request->p1 == 0xFF && request->length == 0) {
		session->verified = false;
		return SW_OK;
	}
	if (request->p1 != 0x00)
		return SW_BAD_PARAMETER;
	if (request->length == 0) {
		if (session->verified)
			return SW_OK;
		return card->pin.tries ? SW_TRIES | (unsigned)card->pin.tries : SW_PIN_BLOCKED;
	}
	if (request->length != TRAINING_PIN_SIZE || !well_padded(request->data))
		return SW_BAD_DATA;
	unsigned sw = try_secret(card, &card->pin, request->data);
	session->verified = session->fresh = sw == SW_OK;
	return sw;
}

static unsigned on_change(struct training_card *card, const struct request *request, struct tlv_writer *out)
{
	(void)out;
	if (request->p1 != 0x00)
		return SW_BAD_PARAMETER;
	if (request->p2 != 0x80 && request->p2 != 0x81)
		return SW_NO_REFERENCE;
	if (request->length != 2 * TRAINING_PIN_SIZE || !well_padded(request->data + TRAINING_PIN_SIZE))
		return SW_BAD_DATA;
	struct training_secret *secret = request->p2 == 0x80 ? &card->pin : &card->puk;
	unsigned sw = try_secret(card, secret, request->data);
	if (request->p2 == 0x80)
		card->session.verified = sw == SW_OK;
	return sw == SW_OK ? set_secret(card, secret, request->data + TRAINING_PIN_SIZE) : sw;
}

static unsigned on_unblock(struct training_card *card, const struct request *request, struct tlv_writer *out)
{
	(void)out;
	if (request->p1 != 0x00)
		return SW_BAD_PARAMETER;
	if (request->p2 != 0x80)
		return SW_NO_REFERENCE;
	if (request->length != 2 * TRAINING_PIN_SIZE || !well_padded(request->data + TRAINING_PIN_SIZE))
		return SW_BAD_DATA;
	unsigned sw = try_secret(card, &card->puk, request->data);
	return sw == SW_OK ? set_secret(card, &card->pin, request->data + TRAINING_PIN_SIZE) : sw;
}

/* The private operation on what came: a whole RSA block, or a digest for ECDSA. */
static size_t use_key(EVP_PKEY *key, bool rsa, const struct tlv *challenge, uint8_t *ret, size_t room)
{
	EVP_PKEY_CTX *context = EVP_PKEY_CTX_new(key, NULL);
	bool good = context && EVP_PKEY_sign_init(context) > 0 &&
		    (!rsa || EVP_PKEY_CTX_set_rsa_padding(context, RSA_NO_PADDING) > 0) &&
		    EVP_PKEY_sign(context, ret, &room, challenge->value, challenge->length) > 0;
	EVP_PKEY_CTX_free(context);
	return good ? room : 0;
}

static unsigned on_authenticate(
	struct training_card *card, const struct request *request, struct tlv_writer *out)
{
	static const struct {
		uint8_t algorithm, reference;
		size_t challenge;
		bool pin_each_time;
	} rows[CARD_KEY__COUNT] = {
		[CARD_KEY_SIGN_IN] = { 0x07, 0x9A, 256, false },
		[CARD_KEY_DECIDE] = { 0x11, 0x9C, 32, true },
	};
	for (size_t i = 0; i < CARD_KEY__COUNT; i++) {
		if (request->p1 != rows[i].algorithm || request->p2 != rows[i].reference)
			continue;
		struct tlv template, challenge;
		if (!(rows[i].pin_each_time ? card->session.fresh : card->session.verified))
			return SW_PIN_NEEDED;
		if (!tlv_find(request->data, request->length, 0x7C, &template) ||
			!tlv_find(template.value, template.length, 0x81, &challenge) ||
			challenge.length != rows[i].challenge)
			return SW_BAD_DATA;
		uint8_t made[256], inner[264];
		struct tlv_writer in = { .bytes = inner, .room = sizeof inner };
		size_t length = use_key(card->keys[i], i == CARD_KEY_SIGN_IN, &challenge, made, sizeof made);
		if (!length)
			return SW_BAD_DATA;
		tlv_put(&in, 0x82, made, length);
		tlv_put(out, 0x7C, inner, in.length);
		return SW_OK;
	}
	return SW_BAD_PARAMETER;
}

static const struct {
	uint8_t instruction;
	bool anywhere; /* also before SELECT */
	unsigned (*run)(struct training_card *card, const struct request *request, struct tlv_writer *out);
} commands[] = {
	{ 0xA4, true, on_select },
	{ 0xCB, false, on_get_data },
	{ INS_VERIFY, false, on_verify },
	{ 0x24, false, on_change },
	{ 0x2C, false, on_unblock },
	{ 0x87, false, on_authenticate },
};

/* ---- transport ---------------------------------------------------------- */

void training_card_reset(struct training_card *card)
{
	memset(&card->session, 0, sizeof card->session);
}

static size_t status_only(uint8_t *answer, unsigned sw)
{
	answer[0] = (uint8_t)(sw >> 8);
	answer[1] = (uint8_t)sw;
	return 2;
}

/* The next piece of a long answer, followed by 61xx while more is there. */
static size_t next_piece(struct training_session *session, size_t wanted, unsigned sw, uint8_t *answer)
{
	size_t left = session->pending_length - session->pending_at;
	size_t piece = left < wanted ? left : wanted;
	memcpy(answer, session->pending + session->pending_at, piece);
	session->pending_at += piece;
	left -= piece;
	return piece + status_only(answer + piece, left ? SW_MORE | (left > 255 ? 0 : (unsigned)left) : sw);
}

/* Splits a short APDU (ISO 7816-3, 12.1); false where its lengths do not fit. */
static bool split(const uint8_t *command, size_t length, struct request *ret, size_t *ret_wanted)
{
	if (length < 4 || length > TRAINING_COMMAND_MAX)
		return false;
	*ret = (struct request){ command[1], command[2], command[3], command + 4, 0 };
	*ret_wanted = 256;
	if (length == 4)
		return true;
	if (length == 5) {
		*ret_wanted = command[4] ? command[4] : 256;
		return true;
	}
	ret->data = command + 5;
	ret->length = command[4];
	if (ret->length == 0 || (length != 5 + ret->length && length != 6 + ret->length))
		return false;
	if (length == 6 + ret->length && command[length - 1])
		*ret_wanted = command[length - 1];
	return true;
}

static bool add_to_chain(struct training_session *session, const struct request *request)
{
	if (session->chain_length && session->chain_instruction != request->instruction)
		session->chain_length = 0;
	if (request->length > sizeof session->chain - session->chain_length)
		return false;
	memcpy(session->chain + session->chain_length, request->data, request->length);
	session->chain_length += request->length;
	session->chain_instruction = request->instruction;
	return true;
}

static unsigned run(struct training_card *card, const struct request *request, struct tlv_writer *out)
{
	for (size_t i = 0; i < COUNT(commands); i++) {
		if (commands[i].instruction != request->instruction)
			continue;
		if (!commands[i].anywhere && !card->session.selected)
			return SW_NOT_NOW;
		return commands[i].run(card, request, out);
	}
	return SW_BAD_INSTRUCTION;
}

size_t training_card_answer(struct training_card *card, const uint8_t *command, size_t length,
	uint8_t answer[TRAINING_ANSWER_MAX])
{
	struct training_session *session = &card->session;
	struct request request;
	size_t wanted;
	if (!split(command, length, &request, &wanted))
		return status_only(answer, SW_WRONG_LENGTH);
	if (command[0] & ~CLA_CHAINED)
		return status_only(answer, SW_BAD_CLASS);
	if (request.instruction == INS_GET_RESPONSE) {
		if (session->pending_at == session->pending_length)
			return status_only(answer, SW_NOT_NOW);
		return next_piece(session, wanted, SW_OK, answer);
	}
	session->pending_length = session->pending_at = 0;
	bool chained = command[0] == CLA_CHAINED;
	if (chained || session->chain_length) {
		if (!add_to_chain(session, &request)) {
			session->chain_length = 0;
			return status_only(answer, SW_WRONG_LENGTH);
		}
		if (chained)
			return status_only(answer, SW_OK);
		request.data = session->chain;
		request.length = session->chain_length;
	}
	struct tlv_writer out = { .bytes = session->pending, .room = sizeof session->pending };
	unsigned sw = run(card, &request, &out);
	session->chain_length = 0;
	if (request.instruction != INS_VERIFY)
		session->fresh = false;
	if (out.full)
		return status_only(answer, SW_FAILED);
	session->pending_length = out.length;
	return next_piece(session, wanted, sw, answer);
}
