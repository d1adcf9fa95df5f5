/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Secrets in libsodium's guarded memory. */
#include "crypto/secret.h"

#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>

/* Guarded pages cost half a dozen system calls, more than sealing an entry does.
 * So a few pieces as large as a key are kept, wiped, for the next one. */
enum { KEY_LENGTH = 32, SPARES = 4 };

static unsigned char *spares[SPARES];
static size_t spare_count;

void secret_init(struct secret *secret, size_t length)
{
	if (length == KEY_LENGTH && spare_count) {
		*secret = (struct secret){ spares[--spare_count], length };
		return;
	}
	/* sodium_malloc locks only after this; it is harmless when repeated. */
	if (sodium_init() < 0 || !(secret->bytes = sodium_malloc(length + 1))) {
		fputs("choba: out of locked memory\n", stderr);
		abort();
	}
	memset(secret->bytes, 0, length + 1);
	secret->length = length;
}

void secret_set(struct secret *secret, const void *bytes, size_t length)
{
	struct secret fresh;
	secret_init(&fresh, length);
	if (length)
		memcpy(fresh.bytes, bytes, length);
	secret_done(secret);
	*secret = fresh;
}

void secret_done(struct secret *secret)
{
	if (secret->bytes && secret->length == KEY_LENGTH && spare_count < SPARES) {
		sodium_memzero(secret->bytes, secret->length + 1);
		spares[spare_count++] = secret->bytes;
	} else {
		sodium_free(secret->bytes); /* wipes first; takes NULL */
	}
	*secret = (struct secret){ 0 };
}

void secret_wipe(void *bytes, size_t length)
{
	sodium_memzero(bytes, length);
}

void secret_guard_process(void)
{
	setrlimit(RLIMIT_CORE, &(struct rlimit){ 0, 0 });
	prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
}
