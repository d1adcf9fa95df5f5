/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Byte strings that are owned, and how they stand in JSON and in canonical form. */
#ifndef CRYPTO_BYTES_H
#define CRYPTO_BYTES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"

/* All zero is "none"; bytes_done frees. */
struct bytes {
	unsigned char *data;
	size_t length;
};

void bytes_set(struct bytes *bytes, const void *data, size_t length); /* frees what it held, copies */
void bytes_done(struct bytes *bytes);
bool bytes_equal(const struct bytes *a, const struct bytes *b);

char *bytes_hex(const void *data, size_t length);                     /* lower case; the caller's */
enum result bytes_from_hex(const char *hex, struct bytes *ret_bytes); /* RESULT_INVALID without a sentence */

/* Canonical form, in which everything that is hashed or signed is written:
 * integers are 8 bytes big-endian; a string is 4 bytes of length and its
 * bytes; NULL has the length 0xFFFFFFFF. All zero is an empty writer. */
struct writer {
	unsigned char *data;
	size_t length, room;
};

void writer_integer(struct writer *writer, int64_t value);
void writer_bytes(struct writer *writer, const void *data, size_t length); /* data NULL: "none" */
void writer_string(struct writer *writer, const char *string);             /* string NULL: "none" */
void writer_raw(struct writer *writer, const void *data, size_t length);   /* no length before it */
void writer_done(struct writer *writer);

/* Reads what a writer wrote; .bad stays set after the first thing that is not there. */
struct reader {
	const unsigned char *data;
	size_t length, position;
	bool bad;
};

int64_t reader_integer(struct reader *reader);
void reader_bytes(struct reader *reader, struct bytes *ret_bytes); /* the caller's */
char *reader_string(struct reader *reader); /* the caller's; bad where not UTF-8 or with NUL */
const unsigned char *reader_raw(struct reader *reader, size_t length); /* borrowed, NULL where bad */
bool reader_at_end(const struct reader *reader);                       /* nothing bad and nothing left */

#endif
