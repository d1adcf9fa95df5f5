/* SPDX-License-Identifier: GPL-3.0-or-later */
/* BER-TLV. */
#include "card/tlv.h"

#include <string.h>

static bool read_tag(const uint8_t **at, size_t *left, uint32_t *ret)
{
	uint32_t tag = 0;
	for (int i = 0; i < 3 && *left; i++) {
		uint8_t byte = *(*at)++;
		(*left)--;
		tag = tag << 8 | byte;
		bool more = i == 0 ? (byte & 0x1F) == 0x1F : (byte & 0x80) != 0;
		if (!more) {
			*ret = tag;
			return true;
		}
	}
	return false;
}

static bool read_length(const uint8_t **at, size_t *left, size_t *ret)
{
	if (!*left)
		return false;
	size_t length = *(*at)++;
	(*left)--;
	if (length >= 0x80) {
		size_t count = length & 0x7F;
		if (count == 0 || count > 3 || count > *left)
			return false;
		for (length = 0; count; count--, (*left)--)
			length = length << 8 | *(*at)++;
	}
	*ret = length;
	return length <= *left;
}

bool tlv_next(const uint8_t **at, size_t *left, struct tlv *ret)
{
	const uint8_t *position = *at;
	size_t rest = *left;
	struct tlv read;
	if (!rest || !read_tag(&position, &rest, &read.tag) || !read_length(&position, &rest, &read.length))
		return false;
	read.value = position;
	*at = position + read.length;
	*left = rest - read.length;
	*ret = read;
	return true;
}

bool tlv_find(const uint8_t *bytes, size_t length, uint32_t tag, struct tlv *ret)
{
	struct tlv read;
	while (tlv_next(&bytes, &length, &read))
		if (read.tag == tag) {
			*ret = read;
			return true;
		}
	return false;
}

void tlv_put_raw(struct tlv_writer *writer, const void *bytes, size_t length)
{
	if (writer->full || length > writer->room - writer->length) {
		writer->full = true;
		return;
	}
	if (length)
		memcpy(writer->bytes + writer->length, bytes, length);
	writer->length += length;
}

void tlv_put(struct tlv_writer *writer, uint32_t tag, const void *value, size_t length)
{
	uint8_t head[7];
	size_t count = 0;
	for (int shift = 16; shift >= 0; shift -= 8)
		if (tag >> shift)
			head[count++] = (uint8_t)(tag >> shift);
	if (length > 0xFF) {
		head[count++] = 0x82;
		head[count++] = (uint8_t)(length >> 8);
	} else if (length > 0x7F) {
		head[count++] = 0x81;
	}
	head[count++] = (uint8_t)length;
	if (length > 0xFFFF)
		writer->full = true;
	tlv_put_raw(writer, head, count);
	tlv_put_raw(writer, value, length);
}

/* INTEGER is signed and as short as it can be (X.690, 8.3). */
static void put_integer(struct tlv_writer *writer, const uint8_t *number, size_t length)
{
	uint8_t value[67] = { 0 };
	while (length > 1 && !number[0]) {
		number++;
		length--;
	}
	size_t lead = number[0] & 0x80 ? 1 : 0;
	memcpy(value + lead, number, length);
	tlv_put(writer, 0x02, value, length + lead);
}

size_t tlv_ecdsa(const uint8_t *pair, size_t length, uint8_t *ret, size_t room)
{
	uint8_t numbers[2 * (66 + 3)];
	struct tlv_writer inner = { .bytes = numbers, .room = sizeof numbers };
	struct tlv_writer outer = { .bytes = ret, .room = room };
	if (length == 0 || length % 2 || length / 2 > 66)
		return 0;
	put_integer(&inner, pair, length / 2);
	put_integer(&inner, pair + length / 2, length / 2);
	tlv_put(&outer, 0x30, numbers, inner.length);
	return inner.full || outer.full ? 0 : outer.length;
}
