/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Secrets in libsodium's guarded memory. */
#include "crypto/secret.h"

#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>

void secret_init(struct secret *secret, size_t length)
{
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
	sodium_free(secret->bytes); /* wipes first; takes NULL */
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
