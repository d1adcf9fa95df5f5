/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Byte strings and their canonical form. */
#include "crypto/bytes.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"

#define NO_BYTES 0xFFFFFFFFu

void bytes_set(struct bytes *bytes, const void *data, size_t length)
{
	unsigned char *copy = memory_new(length + 1, 1);
	if (length)
		memcpy(copy, data, length);
	free(bytes->data);
	bytes->data = copy;
	bytes->length = length;
}

void bytes_done(struct bytes *bytes)
{
	free(bytes->data);
	*bytes = (struct bytes){ 0 };
}

bool bytes_equal(const struct bytes *a, const struct bytes *b)
{
	return a->length == b->length && (a->length == 0 || memcmp(a->data, b->data, a->length) == 0);
}

char *bytes_hex(const void *data, size_t length)
{
	static const char digits[] = "0123456789abcdef";
	const unsigned char *in = data;
	char *hex = memory_new(2 * length + 1, 1);
	for (size_t i = 0; i < length; i++) {
		hex[2 * i] = digits[in[i] >> 4];
		hex[2 * i + 1] = digits[in[i] & 15];
	}
	return hex;
}

/* Lower case only: one string has one spelling. */
static int hex_value(char digit)
{
	if (digit >= '0' && digit <= '9')
		return digit - '0';
	if (digit >= 'a' && digit <= 'f')
		return digit - 'a' + 10;
	return -1;
}

enum result bytes_from_hex(const char *hex, struct bytes *ret_bytes)
{
	size_t length = hex ? strlen(hex) : 1;
	if (length % 2)
		return RESULT_INVALID;
	unsigned char *data = memory_new(length / 2 + 1, 1);
	for (size_t i = 0; i < length / 2; i++) {
		int high = hex_value(hex[2 * i]), low = hex_value(hex[2 * i + 1]);
		if (high < 0 || low < 0) {
			free(data);
			return RESULT_INVALID;
		}
		data[i] = (unsigned char)(high << 4 | low);
	}
	*ret_bytes = (struct bytes){ data, length / 2 };
	return RESULT_OK;
}

void writer_raw(struct writer *writer, const void *data, size_t length)
{
	if (length == 0)
		return;
	if (length > writer->room - writer->length) {
		writer->room = 2 * writer->room + length + 256;
		writer->data = memory_grow(writer->data, writer->room, 1);
	}
	memcpy(writer->data + writer->length, data, length);
	writer->length += length;
}

static void put_length(struct writer *writer, uint32_t length)
{
	unsigned char raw[4];
	for (int i = 0; i < 4; i++)
		raw[i] = (unsigned char)(length >> (24 - 8 * i));
	writer_raw(writer, raw, sizeof raw);
}

void writer_integer(struct writer *writer, int64_t value)
{
	unsigned char raw[8];
	for (int i = 0; i < 8; i++)
		raw[i] = (unsigned char)((uint64_t)value >> (56 - 8 * i));
	writer_raw(writer, raw, sizeof raw);
}

void writer_bytes(struct writer *writer, const void *data, size_t length)
{
	assert(length < NO_BYTES);
	if (!data) {
		put_length(writer, NO_BYTES);
		return;
	}
	put_length(writer, (uint32_t)length);
	writer_raw(writer, data, length);
}

void writer_string(struct writer *writer, const char *string)
{
	writer_bytes(writer, string, string ? strlen(string) : 0);
}

void writer_done(struct writer *writer)
{
	free(writer->data);
	*writer = (struct writer){ 0 };
}

const unsigned char *reader_raw(struct reader *reader, size_t length)
{
	if (reader->bad || length > reader->length - reader->position) {
		reader->bad = true;
		return NULL;
	}
	const unsigned char *at = reader->data + reader->position;
	reader->position += length;
	return at;
}

int64_t reader_integer(struct reader *reader)
{
	const unsigned char *raw = reader_raw(reader, 8);
	uint64_t value = 0;
	for (int i = 0; raw && i < 8; i++)
		value = value << 8 | raw[i];
	return (int64_t)value;
}

static uint32_t get_length(struct reader *reader)
{
	const unsigned char *raw = reader_raw(reader, 4);
	uint32_t length = 0;
	for (int i = 0; raw && i < 4; i++)
		length = length << 8 | raw[i];
	return raw ? length : NO_BYTES;
}

void reader_bytes(struct reader *reader, struct bytes *ret_bytes)
{
	*ret_bytes = (struct bytes){ 0 };
	uint32_t length = get_length(reader);
	if (length == NO_BYTES)
		return;
	const unsigned char *raw = reader_raw(reader, length);
	if (raw)
		bytes_set(ret_bytes, raw, length);
}

char *reader_string(struct reader *reader)
{
	struct bytes bytes;
	reader_bytes(reader, &bytes);
	if (bytes.data && !text_is_utf8((const char *)bytes.data, bytes.length)) {
		reader->bad = true;
		bytes_done(&bytes);
	}
	return (char *)bytes.data; /* bytes_set put a NUL behind */
}

bool reader_at_end(const struct reader *reader)
{
	return !reader->bad && reader->position == reader->length;
}
