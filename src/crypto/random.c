/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Random bytes. */
#include "crypto/random.h"

#include <sodium.h>

void random_bytes(void *ret_bytes, size_t length)
{
	randombytes_buf(ret_bytes, length);
}

void random_id(char id[ID_SIZE])
{
	unsigned char bytes[(ID_SIZE - 1) / 2];
	randombytes_buf(bytes, sizeof bytes);
	sodium_bin2hex(id, ID_SIZE, bytes, sizeof bytes);
}
