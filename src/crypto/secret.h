/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Memory for keys, PINs and passwords: locked, kept out of core dumps, wiped when done. */
#ifndef CRYPTO_SECRET_H
#define CRYPTO_SECRET_H

#include <stddef.h>

/* All zero is "none". */
struct secret {
	unsigned char *bytes; /* guarded pages; has one zero byte behind .length */
	size_t length;
};

void secret_init(struct secret *secret, size_t length); /* zeroed bytes */
void secret_set(struct secret *secret, const void *bytes,
	size_t length);                  /* copies; the source stays the caller's to wipe */
void secret_done(struct secret *secret); /* wipes and frees */

void secret_wipe(void *bytes, size_t length); /* wipes a plain buffer so that no compiler leaves it out */

/* No core dumps and no tracing of this process from now on. */
void secret_guard_process(void);

#endif
