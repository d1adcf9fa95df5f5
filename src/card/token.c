/* SPDX-License-Identifier: GPL-3.0-or-later */
/* PKCS#11. */
#include "card/token.h"

#include <p11-kit/p11-kit.h>
#include <p11-kit/pkcs11.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/memory.h"
#include "card/tlv.h"
#include "config.h"

enum { SLOTS_MAX = 64, DESCRIPTION_SIZE = 64 /* CK_SLOT_INFO, padded with spaces */ };

struct token {
	CK_FUNCTION_LIST *module;
	bool initialized, open;
	CK_SESSION_HANDLE session;
};

static enum card_fault token_fault(CK_RV code)
{
	static const struct {
		CK_RV code;
		enum card_fault fault;
	} rows[] = {
		{ CKR_OK, CARD_FAULT_NONE },
		{ CKR_PIN_INCORRECT, CARD_FAULT_PIN_WRONG },
		{ CKR_PIN_LOCKED, CARD_FAULT_PIN_BLOCKED },
		{ CKR_PIN_LEN_RANGE, CARD_FAULT_PIN_FORM },
		{ CKR_PIN_INVALID, CARD_FAULT_PIN_FORM },
		{ CKR_TOKEN_NOT_PRESENT, CARD_FAULT_REMOVED },
		{ CKR_DEVICE_REMOVED, CARD_FAULT_REMOVED },
		{ CKR_SESSION_HANDLE_INVALID, CARD_FAULT_REMOVED },
		{ CKR_SLOT_ID_INVALID, CARD_FAULT_NO_READER },
		{ CKR_TOKEN_NOT_RECOGNIZED, CARD_FAULT_UNKNOWN_CARD },
		{ CKR_KEY_HANDLE_INVALID, CARD_FAULT_NO_KEY },
	};
	for (size_t i = 0; i < COUNT(rows); i++)
		if (rows[i].code == code)
			return rows[i].fault;
	return CARD_FAULT_SIGNATURE;
}

bool token_configure(void)
{
	static const char configuration[] = "app default {\n"
					    "  debug = 0;\n"
					    "  card_drivers = PIV-II;\n"
					    "  reader_driver pcsc {\n"
					    "    disconnect_action = reset;\n"
					    "    transaction_end_action = leave;\n"
					    "    reconnect_action = leave;\n"
					    "    enable_pinpad = false;\n"
					    "  }\n"
					    "  framework pkcs15 {\n"
					    "    use_pin_caching = false;\n"
					    "    use_file_caching = no;\n"
					    "  }\n"
					    "}\n"
					    "app opensc-pkcs11 {\n"
					    "  pkcs11 {\n"
					    "    max_virtual_slots = 64;\n"
					    "    slots_per_card = 1;\n"
					    "    create_slots_for_pins = \"user\";\n"
					    "    lock_login = true;\n"
					    "  }\n"
					    "}\n";
	/* In memory, so that no one can change it; the descriptor stays open as long as we live. */
	int file = memfd_create("opensc.conf", 0);
	char path[64];
	if (file < 0 || write(file, configuration, sizeof configuration - 1) != sizeof configuration - 1)
		return false;
	snprintf(path, sizeof path, "/proc/self/fd/%d", file);
	return setenv("OPENSC_CONF", path, 1) == 0;
}

static enum card_fault start(struct token *token)
{
	token->module =
		p11_kit_module_load(PKCS11_MODULE, P11_KIT_MODULE_UNMANAGED | P11_KIT_MODULE_CRITICAL);
	if (!token->module || p11_kit_module_initialize(token->module) != CKR_OK)
		return CARD_FAULT_MODULE;
	token->initialized = true;
	return CARD_FAULT_NONE;
}

static void stop(struct token *token)
{
	if (token->open) {
		token->module->C_Logout(token->session);
		token->module->C_CloseSession(token->session);
	}
	if (token->initialized)
		p11_kit_module_finalize(token->module);
	if (token->module)
		p11_kit_module_release(token->module);
}

/* A slot describes itself with the reader's name, cut and padded with spaces. */
static bool is_reader(const CK_SLOT_INFO *info, const char *reader)
{
	char padded[DESCRIPTION_SIZE];
	size_t length = strnlen(reader, sizeof padded);
	memset(padded, ' ', sizeof padded);
	memcpy(padded, reader, length);
	return memcmp(padded, info->slotDescription, sizeof padded) == 0;
}

static enum card_fault open_session(struct token *token, const char *reader)
{
	CK_SLOT_ID slots[SLOTS_MAX];
	CK_ULONG count = SLOTS_MAX;
	CK_RV code = token->module->C_GetSlotList(CK_TRUE, slots, &count);
	if (code != CKR_OK)
		return token_fault(code);
	for (CK_ULONG i = 0; i < count; i++) {
		CK_SLOT_INFO info;
		if (token->module->C_GetSlotInfo(slots[i], &info) != CKR_OK || !is_reader(&info, reader))
			continue;
		code = token->module->C_OpenSession(
			slots[i], CKF_SERIAL_SESSION, NULL, NULL, &token->session);
		token->open = code == CKR_OK;
		return token_fault(code);
	}
	return CARD_FAULT_REMOVED; /* it was there a moment ago */
}

struct found_key {
	CK_OBJECT_HANDLE handle;
	CK_KEY_TYPE type;
	CK_BBOOL always; /* wants the PIN before each use */
};

static enum card_fault find_key(struct token *token, enum card_key key, struct found_key *ret)
{
	/* The ids that OpenSC gives to the PIV keys 9A and 9C. */
	static const CK_BYTE ids[CARD_KEY__COUNT] = { [CARD_KEY_SIGN_IN] = 1, [CARD_KEY_DECIDE] = 2 };
	CK_OBJECT_CLASS class = CKO_PRIVATE_KEY;
	CK_BYTE id = ids[key];
	CK_ATTRIBUTE wanted[] = { { CKA_CLASS, &class, sizeof class }, { CKA_ID, &id, sizeof id } };
	CK_ULONG count = 0;
	CK_RV code = token->module->C_FindObjectsInit(token->session, wanted, COUNT(wanted));
	if (code != CKR_OK)
		return token_fault(code);
	code = token->module->C_FindObjects(token->session, &ret->handle, 1, &count);
	token->module->C_FindObjectsFinal(token->session);
	if (code != CKR_OK)
		return token_fault(code);
	if (count == 0)
		return CARD_FAULT_NO_KEY;
	ret->always = CK_FALSE;
	CK_ATTRIBUTE type = { CKA_KEY_TYPE, &ret->type, sizeof ret->type };
	CK_ATTRIBUTE always = { CKA_ALWAYS_AUTHENTICATE, &ret->always, sizeof ret->always };
	code = token->module->C_GetAttributeValue(token->session, ret->handle, &type, 1);
	if (code == CKR_OK) /* not every module knows this one */
		token->module->C_GetAttributeValue(token->session, ret->handle, &always, 1);
	return token_fault(code);
}

static CK_RV login(struct token *token, CK_USER_TYPE user, const char *pin)
{
	size_t length = strlen(pin);
	CK_BYTE digits[CARD_PIN_MAX + 1];
	memcpy(digits, pin, length);
	CK_RV code = token->module->C_Login(token->session, user, digits, length);
	explicit_bzero(digits, sizeof digits);
	return code;
}

/* SignInit, login for this one use, Sign: nothing may come between (a SELECT there breaks the signature). */
static enum card_fault use_key(struct token *token, const struct found_key *key, const char *pin,
	const uint8_t digest[CARD_DIGEST_SIZE], struct card_signature *ret)
{
	/* DigestInfo of SHA-256 (RFC 8017, 9.2). */
	CK_BYTE input[19 + CARD_DIGEST_SIZE] = { 0x30, 0x31, 0x30, 0x0D, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01,
		0x65, 0x03, 0x04, 0x02, 0x01, 0x05, 0x00, 0x04, 0x20 };
	bool rsa = key->type == CKK_RSA;
	CK_MECHANISM mechanism = { rsa ? CKM_RSA_PKCS : CKM_ECDSA, NULL, 0 };
	CK_BYTE made[CARD_SIGNATURE_MAX];
	CK_ULONG length = sizeof made;
	size_t lead = rsa ? 19 : 0;
	memcpy(input + lead, digest, CARD_DIGEST_SIZE);
	CK_RV code = token->module->C_SignInit(token->session, &mechanism, key->handle);
	if (code == CKR_OK && key->always)
		code = login(token, CKU_CONTEXT_SPECIFIC, pin);
	if (code == CKR_OK)
		code = token->module->C_Sign(token->session, input, lead + CARD_DIGEST_SIZE, made, &length);
	if (code != CKR_OK)
		return token_fault(code);
	if (rsa) {
		memcpy(ret->bytes, made, length);
		ret->length = length;
	} else {
		ret->length = tlv_ecdsa(made, length, ret->bytes, sizeof ret->bytes);
	}
	return ret->length ? CARD_FAULT_NONE : CARD_FAULT_SIGNATURE;
}

enum card_fault token_sign(const char *reader, enum card_key key, const char *pin,
	const uint8_t digest[CARD_DIGEST_SIZE], struct card_signature *ret)
{
	struct token token = { 0 };
	struct found_key found;
	enum card_fault fault = start(&token);
	if (fault == CARD_FAULT_NONE)
		fault = open_session(&token, reader);
	if (fault == CARD_FAULT_NONE)
		fault = token_fault(login(&token, CKU_USER, pin));
	if (fault == CARD_FAULT_NONE)
		fault = find_key(&token, key, &found);
	if (fault == CARD_FAULT_NONE)
		fault = use_key(&token, &found, pin, digest, ret);
	stop(&token);
	return fault;
}
