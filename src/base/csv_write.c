/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writes comma-separated values that a spreadsheet opens without harm or loss unseen. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/ucnv.h>

#include "base/csv.h"
#include "base/i18n.h"
#include "base/memory.h"

/* What stands in CP932 for a character that it lacks; all else becomes 〓. */
static const struct {
	uint32_t code;
	const char *written;
} lookalikes[] = {
	{ 0x301C, "～" },
	{ 0x2212, "－" },
	{ 0x2016, "∥" },
	{ 0x2014, "―" },
	{ 0x00A2, "￠" },
	{ 0x00A3, "￡" },
	{ 0x00AC, "￢" },
	{ 0x00A5, "\\" },
	{ 0x203E, "￣" },
	{ 0x00A0, " " },
	{ 0x32FF, "令和" },
};

static const char GETA[] = "〓";

/* Variation selectors, joiners and their like: ICU drops them without a word. */
static bool is_ignorable(uint32_t code)
{
	return u_hasBinaryProperty((UChar32)code, UCHAR_DEFAULT_IGNORABLE_CODE_POINT);
}

/* Of a variant name the plain character is left. */
static const char *lookalike(uint32_t code)
{
	if (is_ignorable(code))
		return "";
	for (size_t i = 0; i < COUNT(lookalikes); i++)
		if (lookalikes[i].code == code)
			return lookalikes[i].written;
	return GETA;
}

/* Appends the UTF-8 as CP932; false, with nothing appended, where that cannot hold it. */
static bool add_cp932(struct text *out, UConverter *converter, const char *bytes, size_t length)
{
	UChar wide[64];
	char narrow[COUNT(wide) * 2];
	size_t before = out->length, position = 0;
	while (position < length) {
		int32_t count = 0;
		bool ignorable = false;
		while (position < length && count < (int32_t)COUNT(wide) - 1) {
			uint32_t character = text_next(bytes, length, &position);
			ignorable |= is_ignorable(character);
			U16_APPEND_UNSAFE(wide, count, character);
		}
		UErrorCode code = U_ZERO_ERROR;
		int32_t written =
			ucnv_fromUChars(converter, narrow, (int32_t)sizeof narrow, wide, count, &code);
		if (U_FAILURE(code) || ignorable) {
			if (out->bytes)
				out->bytes[before] = '\0';
			out->length = before;
			return false;
		}
		text_add_n(out, narrow, (size_t)written);
	}
	return true;
}

static void replace(struct csv_writer *writer, const char *character, size_t length, const char *written)
{
	struct csv_replaced *replaced = LIST_ADD(writer->replaced, writer->replaced_count);
	replaced->row = writer->row;
	replaced->column = writer->column;
	replaced->character = memory_string_n(character, length);
	replaced->written = memory_string(written);
}

/* Adds the quoted field character by character, so that each replaced one is known. */
static void add_replacing(struct csv_writer *writer, const char *bytes, size_t length)
{
	size_t position = 0, base = 0;
	while (position < length) {
		size_t begin = position;
		uint32_t code = text_next(bytes, length, &position);
		if (!add_cp932(&writer->out, writer->converter, bytes + begin, position - begin)) {
			const char *written = lookalike(code);
			add_cp932(&writer->out, writer->converter, written, strlen(written));
			/* A selector is named together with the character before it. */
			if (is_ignorable(code))
				replace(writer, bytes + base, position - base, "");
			else
				replace(writer, bytes + begin, position - begin, written);
		}
		if (!is_ignorable(code))
			base = begin;
	}
}

enum result csv_writer_init(struct csv_writer *ret_writer, enum csv_encoding encoding, struct error *err)
{
	struct csv_writer writer = { .encoding = encoding, .row = 1 };
	if (encoding == CSV_CP932) {
		UErrorCode code = U_ZERO_ERROR;
		writer.converter = ucnv_open("windows-31j", &code);
		if (U_FAILURE(code))
			return error_set(err, RESULT_FAILED, _("the converter for CP932 is missing (%s)"),
				u_errorName(code));
		ucnv_setFallback(writer.converter, false);
		ucnv_setFromUCallBack(writer.converter, UCNV_FROM_U_CALLBACK_STOP, NULL, NULL, NULL, &code);
	}
	if (encoding == CSV_UTF8_BOM)
		text_add(&writer.out, "\xEF\xBB\xBF");
	*ret_writer = writer;
	return RESULT_OK;
}

static bool is_plain_number(const char *field)
{
	const char *at = field + (*field == '-' || *field == '+');
	size_t digits = strspn(at, "0123456789");
	at += digits;
	if (*at == '.')
		at += 1 + strspn(at + 1, "0123456789");
	return digits && !*at;
}

/* True where a spreadsheet would compute the field instead of showing it. */
static bool is_formula(const char *field)
{
	static const char *const beginnings[] = { "=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠" };
	for (size_t i = 0; i < COUNT(beginnings); i++)
		if (!strncmp(field, beginnings[i], strlen(beginnings[i])))
			return !is_plain_number(field);
	return false;
}

static void quote(struct text *out, const char *field)
{
	bool quoted = field[strcspn(field, ",\"\r\n")] || field[0] == ' ';
	if (quoted)
		text_add_char(out, '"');
	if (is_formula(field))
		text_add_char(out, '\'');
	for (const char *at = field; *at; at++) {
		if (*at == '"')
			text_add_char(out, '"');
		text_add_char(out, *at);
	}
	if (quoted)
		text_add_char(out, '"');
}

void csv_write(struct csv_writer *writer, const char *field)
{
	if (writer->column++ > 0)
		text_add_char(&writer->out, ',');
	struct text quoted = { 0 };
	quote(&quoted, field);
	if (!writer->converter)
		text_add_n(&writer->out, text_string(&quoted), quoted.length);
	else if (!add_cp932(&writer->out, writer->converter, text_string(&quoted), quoted.length))
		add_replacing(writer, text_string(&quoted), quoted.length);
	text_done(&quoted);
}

void csv_write_end(struct csv_writer *writer)
{
	text_add(&writer->out, "\r\n");
	writer->row++;
	writer->column = 0;
}

const char *csv_written(const struct csv_writer *writer, size_t *ret_length)
{
	*ret_length = writer->out.length;
	return text_string(&writer->out);
}

void csv_writer_done(struct csv_writer *writer)
{
	for (size_t i = 0; i < writer->replaced_count; i++) {
		free(writer->replaced[i].character);
		free(writer->replaced[i].written);
	}
	free(writer->replaced);
	if (writer->converter)
		ucnv_close(writer->converter);
	text_done(&writer->out);
	*writer = (struct csv_writer){ 0 };
}
