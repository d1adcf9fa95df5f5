/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bundles: the files of a regulation, and the one byte string a hash is taken over. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "domain/regulation.h"

static const char head[] = "choba bundle 1\n";

void bundle_add(struct bundle *bundle, const char *name, const char *bytes, size_t length)
{
	size_t at = bundle->file_count;
	(void)LIST_ADD(bundle->files, bundle->file_count);
	while (at && strcmp(bundle->files[at - 1].name, name) > 0) {
		bundle->files[at] = bundle->files[at - 1];
		at--;
	}
	char *copy = memory_new(length + 1, 1);
	if (length)
		memcpy(copy, bytes, length);
	bundle->files[at] = (struct bundle_file){ memory_string(name), copy, length };
}

void bundle_done(struct bundle *bundle)
{
	for (size_t i = 0; i < bundle->file_count; i++) {
		free(bundle->files[i].name);
		free(bundle->files[i].bytes);
	}
	free(bundle->files);
	*bundle = (struct bundle){ 0 };
}

/* Lengths are eight bytes, highest first, so that the string is the same on every machine. */
static void add_length(struct text *text, uint64_t length)
{
	for (int shift = 56; shift >= 0; shift -= 8)
		text_add_char(text, (char)(unsigned char)(length >> shift));
}

char *bundle_pack(const struct bundle *bundle, size_t *ret_length)
{
	struct text packed = { 0 };
	text_add(&packed, head);
	add_length(&packed, bundle->file_count);
	for (size_t i = 0; i < bundle->file_count; i++) {
		const struct bundle_file *file = &bundle->files[i];
		size_t name_length = strlen(file->name);
		add_length(&packed, name_length);
		add_length(&packed, file->length);
		text_add_n(&packed, file->name, name_length);
		text_add_n(&packed, file->bytes, file->length);
	}
	*ret_length = packed.length;
	return text_take(&packed);
}

/* What is left to read of a packed bundle. */
struct unread {
	const unsigned char *bytes;
	size_t length;
};

static bool take_length(struct unread *unread, size_t *ret_length)
{
	uint64_t length = 0;
	if (unread->length < 8)
		return false;
	for (int i = 0; i < 8; i++)
		length = length << 8 | unread->bytes[i];
	unread->bytes += 8;
	unread->length -= 8;
	*ret_length = (size_t)length;
	return length <= SIZE_MAX;
}

/* A name is a relative path of harmless characters: it may be written to a disk again. */
static bool name_is_safe(const char *name, size_t length)
{
	if (!length || length > 200 || name[0] == '/' || name[0] == '.')
		return false;
	for (size_t i = 0; i < length; i++) {
		char c = name[i];
		bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
		if (!letter && c != '-' && c != '_' && c != '.' && c != '/')
			return false;
		if (c == '/' && (i + 1 == length || name[i + 1] == '/' || name[i + 1] == '.'))
			return false;
	}
	return true;
}

static bool take_file(struct unread *unread, struct bundle *bundle)
{
	size_t name_length, length;
	if (!take_length(unread, &name_length) || !take_length(unread, &length))
		return false;
	if (name_length > unread->length || length > unread->length - name_length)
		return false;
	const char *start = (const char *)unread->bytes;
	if (!name_is_safe(start, name_length))
		return false;
	char *name = memory_string_n(start, name_length);
	size_t count = bundle->file_count;
	bool in_order = !count || strcmp(bundle->files[count - 1].name, name) < 0;
	if (in_order)
		bundle_add(bundle, name, start + name_length, length);
	free(name);
	unread->bytes += name_length + length;
	unread->length -= name_length + length;
	return in_order;
}

enum result bundle_unpack(const char *bytes, size_t length, struct bundle *ret_bundle, struct error *err)
{
	struct bundle bundle = { 0 };
	size_t head_length = strlen(head), count = 0;
	bool whole = length >= head_length && !memcmp(bytes, head, head_length);
	struct unread unread = { (const unsigned char *)bytes, length };
	if (whole) {
		unread.bytes += head_length;
		unread.length -= head_length;
		whole = take_length(&unread, &count) && count <= REGULATION_FILES;
	}
	for (size_t i = 0; whole && i < count; i++)
		whole = take_file(&unread, &bundle);
	if (!whole || unread.length) {
		bundle_done(&bundle);
		return error_set(
			err, RESULT_DAMAGED, _("The stored regulation is damaged and cannot be read"));
	}
	*ret_bundle = bundle;
	return RESULT_OK;
}
