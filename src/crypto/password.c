/* SPDX-License-Identifier: GPL-3.0-or-later */
/* argon2id by libsodium, at the cost it calls interactive: 64 MiB, well under a second. */
#include "crypto/password.h"

#include <assert.h>
#include <sodium.h>

#include "base/i18n.h"

static_assert(PASSWORD_HASH_SIZE >= crypto_pwhash_STRBYTES, "room for the text of argon2id");

enum result password_hash(const struct secret *password, char ret_hash[PASSWORD_HASH_SIZE], struct error *err)
{
	if (crypto_pwhash_argon2id_str(ret_hash, (const char *)password->bytes, password->length,
		    crypto_pwhash_argon2id_OPSLIMIT_INTERACTIVE,
		    crypto_pwhash_argon2id_MEMLIMIT_INTERACTIVE) == 0)
		return RESULT_OK;
	return error_set(err, RESULT_FAILED,
		_("there is not enough memory to hash the password; close other programs and try again"));
}

enum result password_check(const char *hash, const struct secret *password, struct error *err)
{
	if (crypto_pwhash_argon2id_str_verify(hash, (const char *)password->bytes, password->length) == 0)
		return RESULT_OK;
	return error_set(err, RESULT_REFUSED, _("the password is not right"));
}
