/* SPDX-License-Identifier: GPL-3.0-or-later */
/* BER-TLV as cards speak it (ISO 7816-4, 5.2), read with bounds and written into a given room. */
#ifndef CARD_TLV_H
#define CARD_TLV_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct tlv {
	uint32_t tag; /* the tag's bytes as one number, up to three: 0x5FC105 */
	const uint8_t *value;
	size_t length;
};

/* Takes one object off the front of *at; false at the end or where the bytes
 * are broken (*left tells which: 0 at the end). Lengths up to three bytes. */
bool tlv_next(const uint8_t **at, size_t *left, struct tlv *ret);

/* The first object with tag on this level; false where there is none. */
bool tlv_find(const uint8_t *bytes, size_t length, uint32_t tag, struct tlv *ret);

/* Writes objects one after the other; full says that the room was too small. */
struct tlv_writer {
	uint8_t *bytes;
	size_t room, length;
	bool full;
};
void tlv_put(struct tlv_writer *writer, uint32_t tag, const void *value, size_t length);
void tlv_put_raw(struct tlv_writer *writer, const void *bytes, size_t length);

/* Turns r and s of equal length (at most 66 bytes each) into ECDSA-Sig-Value
 * (RFC 3279, 2.2.3); the length written, 0 where room is too small. */
size_t tlv_ecdsa(const uint8_t *pair, size_t length, uint8_t *ret, size_t room);

#endif
