/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Random bytes and ids from the system's generator. */
#ifndef CRYPTO_RANDOM_H
#define CRYPTO_RANDOM_H

#include <stddef.h>

enum { ID_SIZE = 33 };

void random_bytes(void *ret_bytes, size_t length);
void random_id(char id[ID_SIZE]); /* 32 hexadecimal digits, 128 random bits */

#endif
