/* SPDX-License-Identifier: GPL-3.0-or-later */
/* JSON written as canonical text. An act's entry has two such texts and waits for both. */
#include "store/canonical.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

enum { USUAL_ROOM = 4096 };

static void add_value(struct text *text, const json_t *json);

static void add_escape(struct text *text, char byte)
{
	switch (byte) {
	case '"': text_add(text, "\\\""); break;
	case '\\': text_add(text, "\\\\"); break;
	case '\b': text_add(text, "\\b"); break;
	case '\f': text_add(text, "\\f"); break;
	case '\n': text_add(text, "\\n"); break;
	case '\r': text_add(text, "\\r"); break;
	case '\t': text_add(text, "\\t"); break;
	default: text_format(text, "\\u%04X", (unsigned)byte);
	}
}

static const bool escaped[256] = { [0 ... 0x1F] = true, ['"'] = true, ['\\'] = true };

#define EACH_BYTE(value) (~UINT64_C(0) / 255 * (value))

/* The bytes before the eight that hold one to escape, else all but the last few:
 * most of a form's text is Japanese, and none of it is escaped. */
static size_t plain_length(const char *string, size_t length)
{
	size_t at = 0;
	for (uint64_t eight; at + sizeof eight <= length; at += sizeof eight) {
		memcpy(&eight, string + at, sizeof eight);
		uint64_t quote = eight ^ EACH_BYTE('"'), backslash = eight ^ EACH_BYTE('\\');
		uint64_t found = ((eight - EACH_BYTE(0x20)) & ~eight) | ((quote - EACH_BYTE(1)) & ~quote) |
				 ((backslash - EACH_BYTE(1)) & ~backslash);
		if (found & EACH_BYTE(0x80))
			break;
	}
	return at;
}

/* What needs no escape is copied in one piece. */
static void add_string(struct text *text, const char *string, size_t length)
{
	size_t begin = 0;
	text_add_char(text, '"');
	for (size_t at = plain_length(string, length); at < length; at++) {
		if (!escaped[(unsigned char)string[at]])
			continue;
		text_add_n(text, string + begin, at - begin);
		add_escape(text, string[at]);
		begin = at + 1;
	}
	text_add_n(text, string + begin, length - begin);
	text_add_char(text, '"');
}

void canonical_add_string(struct text *text, const char *string)
{
	if (string)
		add_string(text, string, strlen(string));
	else
		text_add(text, "null");
}

struct member {
	const char *name;
	const json_t *value;
};

static int by_name(const void *a, const void *b)
{
	const struct member *left = a, *right = b;
	return strcmp(left->name, right->name);
}

static void add_object(struct text *text, const json_t *object)
{
	json_t *walked = (json_t *)(uintptr_t)object;
	size_t count = json_object_size(object), at = 0;
	struct member *members = memory_new(count + 1, sizeof *members);
	for (void *place = json_object_iter(walked); place; place = json_object_iter_next(walked, place))
		members[at++] = (struct member){ json_object_iter_key(place), json_object_iter_value(place) };
	if (count)
		qsort(members, count, sizeof *members, by_name);
	text_add_char(text, '{');
	for (at = 0; at < count; at++) {
		if (at)
			text_add_char(text, ',');
		add_string(text, members[at].name, strlen(members[at].name));
		text_add_char(text, ':');
		add_value(text, members[at].value);
	}
	text_add_char(text, '}');
	free(members);
}

static void add_array(struct text *text, const json_t *array)
{
	const json_t *item;
	size_t at;
	text_add_char(text, '[');
	json_array_foreach(array, at, item)
	{
		if (at)
			text_add_char(text, ',');
		add_value(text, item);
	}
	text_add_char(text, ']');
}

/* printf would take longer than all the rest of a head. */
static void add_integer(struct text *text, json_int_t integer)
{
	char digits[24], *first = digits + sizeof digits;
	unsigned long long rest =
		integer < 0 ? 0ULL - (unsigned long long)integer : (unsigned long long)integer;
	do {
		*--first = (char)('0' + rest % 10);
		rest /= 10;
	} while (rest);
	if (integer < 0)
		*--first = '-';
	text_add_n(text, first, (size_t)(digits + sizeof digits - first));
}

/* Its shortest exact digits are jansson's business; no entry of ours holds one. */
static void add_real(struct text *text, const json_t *real)
{
	char *digits = json_dumps(real, JSON_ENCODE_ANY);
	text_add(text, digits ? digits : "null");
	free(digits);
}

static void add_value(struct text *text, const json_t *json)
{
	if (!json) {
		text_add(text, "null");
		return;
	}
	switch (json_typeof(json)) {
	case JSON_OBJECT: add_object(text, json); break;
	case JSON_ARRAY: add_array(text, json); break;
	case JSON_STRING: add_string(text, json_string_value(json), json_string_length(json)); break;
	case JSON_INTEGER: add_integer(text, json_integer_value(json)); break;
	case JSON_REAL: add_real(text, json); break;
	case JSON_TRUE: text_add(text, "true"); break;
	case JSON_FALSE: text_add(text, "false"); break;
	case JSON_NULL: text_add(text, "null"); break;
	}
}

char *canonical_text(const json_t *json)
{
	struct text text = { 0 };
	text_reserve(&text, USUAL_ROOM);
	add_value(&text, json);
	return text_take(&text);
}
