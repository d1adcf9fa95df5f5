/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Signatures by OpenSC's PKCS#11 module. The one place that knows PKCS#11 codes. */
#ifndef CARD_TOKEN_H
#define CARD_TOKEN_H

#include "card/card.h"
#include "card/fault.h"

/* Gives OpenSC our configuration instead of the system's: no PIN caching, the
 * card locked while logged in, PIV only, nothing remembered on disk. Call
 * once before the first signature. */
bool token_configure(void);

/* Logs in, signs the digest with the key and closes everything again. Nothing
 * is kept between calls, so a restarted pcscd or a changed card cannot confuse it. */
enum card_fault token_sign(const char *reader, enum card_key key, const char *pin,
	const uint8_t digest[CARD_DIGEST_SIZE], struct card_signature *ret);

#endif
