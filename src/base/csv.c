/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads comma-separated values: guesses the encoding, then cuts rows and fields in place. */
#include "base/csv.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/ucnv.h>

#include "base/i18n.h"
#include "base/memory.h"

static const char MARK[] = "\xEF\xBB\xBF";

static size_t line_at(const char *bytes, size_t position)
{
	size_t line = 1;
	for (size_t i = 0; i < position; i++)
		line += bytes[i] == '\n';
	return line;
}

/* CP932 as Windows means it; ICU calls it windows-31j. */
static enum result from_cp932(const char *bytes, size_t length, struct text *ret_text, struct error *err)
{
	UErrorCode code = U_ZERO_ERROR;
	UConverter *converter = ucnv_open("windows-31j", &code);
	if (U_FAILURE(code))
		return error_set(
			err, RESULT_FAILED, _("the converter for CP932 is missing (%s)"), u_errorName(code));
	ucnv_setToUCallBack(converter, UCNV_TO_U_CALLBACK_STOP, NULL, NULL, NULL, &code);
	const char *source = bytes, *end = bytes + length;
	enum result r = RESULT_OK;
	do {
		UChar room[4096], *target = room;
		code = U_ZERO_ERROR;
		ucnv_toUnicode(converter, &target, room + COUNT(room), &source, end, NULL, true, &code);
		if (U_FAILURE(code) && code != U_BUFFER_OVERFLOW_ERROR) {
			r = error_set(err, RESULT_INVALID,
				_("line %zu: the file is neither UTF-8 nor CP932 (Shift_JIS)"),
				line_at(bytes, (size_t)(source - bytes)));
			break;
		}
		/* A surrogate pair cannot be cut: CP932 has none outside the basic plane. */
		for (const UChar *at = room; at < target; at++)
			text_add_code_point(ret_text, *at);
	} while (code == U_BUFFER_OVERFLOW_ERROR);
	ucnv_close(converter);
	return r;
}

/* The file as UTF-8 without mark. */
static enum result decode(const char *bytes, size_t length, enum csv_encoding *ret_encoding,
	struct text *ret_text, struct error *err)
{
	if (length > CSV_BYTES_LIMIT)
		return error_set(err, RESULT_INVALID, _("the file is larger than %d MiB; divide it"),
			CSV_BYTES_LIMIT / (1024 * 1024));
	if (length >= 2 && (!memcmp(bytes, "\xFF\xFE", 2) || !memcmp(bytes, "\xFE\xFF", 2)))
		return error_set(
			err, RESULT_INVALID, _("the file is UTF-16; save it as “CSV UTF-8” and try again"));
	const char *nul = length ? memchr(bytes, '\0', length) : NULL;
	if (nul)
		return error_set(err, RESULT_INVALID, _("line %zu: the file is not text"),
			line_at(bytes, (size_t)(nul - bytes)));
	size_t mark = sizeof MARK - 1;
	if (length >= mark && !memcmp(bytes, MARK, mark)) {
		if (!text_is_utf8(bytes + mark, length - mark))
			return error_set(err, RESULT_INVALID,
				_("the file says that it is UTF-8, but has bytes that are not"));
		*ret_encoding = CSV_UTF8_BOM;
		text_add_n(ret_text, bytes + mark, length - mark);
		return RESULT_OK;
	}
	if (text_is_utf8(bytes, length)) {
		*ret_encoding = CSV_UTF8;
		text_add_n(ret_text, bytes, length);
		return RESULT_OK;
	}
	*ret_encoding = CSV_CP932;
	return from_cp932(bytes, length, ret_text, err);
}

/* Where the reader stands. Fields are written back over what was read: they only get shorter. */
struct cursor {
	char *at, *end;
	size_t line, column;
};

static bool at_line_end(const struct cursor *cursor)
{
	return cursor->at < cursor->end && (*cursor->at == '\n' || *cursor->at == '\r');
}

static void skip_line_end(struct cursor *cursor)
{
	if (*cursor->at == '\r' && cursor->at + 1 < cursor->end && cursor->at[1] == '\n')
		cursor->at++;
	cursor->at++;
	cursor->line++;
}

/* Reads what stands between quotes; the cursor is behind the opening one. Returns the end of the field. */
static enum result read_quoted(struct cursor *cursor, char **ret_end, struct error *err)
{
	size_t line = cursor->line;
	char *to = cursor->at - 1;
	for (;;) {
		if (cursor->at == cursor->end)
			return error_set(err, RESULT_INVALID,
				_("line %zu, column %zu: the quotation mark is never closed"), line,
				cursor->column);
		if (at_line_end(cursor)) {
			skip_line_end(cursor);
			*to++ = '\n';
		} else if (*cursor->at != '"') {
			*to++ = *cursor->at++;
		} else if (cursor->at + 1 < cursor->end && cursor->at[1] == '"') {
			*to++ = '"';
			cursor->at += 2;
		} else {
			cursor->at++;
			break;
		}
	}
	if (cursor->at < cursor->end && *cursor->at != ',' && !at_line_end(cursor))
		return error_set(err, RESULT_INVALID,
			_("line %zu, column %zu: after the closing quotation mark there must be a comma"),
			cursor->line, cursor->column);
	*ret_end = to;
	return RESULT_OK;
}

static enum result read_plain(struct cursor *cursor, char **ret_end, struct error *err)
{
	while (cursor->at < cursor->end && *cursor->at != ',' && !at_line_end(cursor)) {
		if (*cursor->at == '"')
			return error_set(err, RESULT_INVALID,
				_("line %zu, column %zu: a quotation mark inside a field; "
				  "put the whole field in quotation marks and double the inner ones"),
				cursor->line, cursor->column);
		cursor->at++;
	}
	*ret_end = cursor->at;
	return RESULT_OK;
}

/* Reads one field; *ret_more says that a comma follows, so that the row goes on. */
static enum result read_field(
	struct csv *csv, struct cursor *cursor, bool *ret_more, bool *ret_quoted, struct error *err)
{
	char *field = cursor->at, *end = NULL;
	*ret_quoted = cursor->at < cursor->end && *cursor->at == '"';
	cursor->at += *ret_quoted;
	enum result r = *ret_quoted ? read_quoted(cursor, &end, err) : read_plain(cursor, &end, err);
	if (r != RESULT_OK)
		return r;
	if (end - field > CSV_FIELD_LIMIT)
		return error_set(err, RESULT_INVALID,
			_("line %zu, column %zu: a field is longer than %d bytes; is a quotation mark "
			  "missing?"),
			cursor->line, cursor->column, CSV_FIELD_LIMIT);
	if (cursor->column > CSV_COLUMN_LIMIT)
		return error_set(err, RESULT_INVALID, _("line %zu: more than %d columns"), cursor->line,
			CSV_COLUMN_LIMIT);
	*LIST_ADD(csv->fields, csv->field_count) = field;
	*ret_more = cursor->at < cursor->end && *cursor->at == ',';
	if (*ret_more)
		cursor->at++;
	else if (at_line_end(cursor))
		skip_line_end(cursor);
	/* Only now: the end of a plain field is the comma or line end that was just read. */
	*end = '\0';
	return RESULT_OK;
}

static enum result read_rows(struct csv *csv, struct cursor *cursor, struct error *err)
{
	while (cursor->at < cursor->end) {
		struct csv_row row = { .line = cursor->line, .first = csv->field_count };
		bool more = true, quoted = false;
		for (cursor->column = 1; more; cursor->column++) {
			enum result r = read_field(csv, cursor, &more, &quoted, err);
			if (r != RESULT_OK)
				return r;
		}
		row.count = csv->field_count - row.first;
		if (row.count == 1 && !quoted && !csv->fields[row.first][0])
			csv->field_count--;
		else
			*LIST_ADD(csv->rows, csv->row_count) = row;
	}
	return RESULT_OK;
}

enum result csv_read(const char *bytes, size_t length, struct csv *ret_csv, struct error *err)
{
	struct csv csv = { 0 };
	struct text text = { 0 };
	enum result r = decode(bytes, length, &csv.encoding, &text, err);
	if (r != RESULT_OK) {
		text_done(&text);
		return r;
	}
	size_t decoded = text.length;
	csv.bytes = text_take(&text);
	struct cursor cursor = { .at = csv.bytes, .end = csv.bytes + decoded, .line = 1 };
	r = read_rows(&csv, &cursor, err);
	if (r == RESULT_OK)
		*ret_csv = csv;
	else
		csv_done(&csv);
	return r;
}

void csv_done(struct csv *csv)
{
	free(csv->rows);
	free(csv->fields);
	free(csv->bytes);
	*csv = (struct csv){ 0 };
}

const char *csv_field(const struct csv *csv, size_t row, size_t column)
{
	if (row >= csv->row_count || column >= csv->rows[row].count)
		return "";
	return csv->fields[csv->rows[row].first + column];
}

bool csv_column(const struct csv *csv, const char *heading, size_t *ret_column)
{
	for (size_t i = 0; csv->row_count && i < csv->rows[0].count; i++) {
		const char *at = csv_field(csv, 0, i);
		at += strspn(at, " ");
		size_t length = strlen(at);
		while (length && at[length - 1] == ' ')
			length--;
		if (strlen(heading) == length && !memcmp(at, heading, length)) {
			*ret_column = i;
			return true;
		}
	}
	return false;
}

enum result csv_columns(const struct csv *csv, const char *const headings[], size_t count, size_t columns[],
	struct error *err)
{
	for (size_t i = 0; i < count; i++)
		if (!csv_column(csv, headings[i], &columns[i]))
			return error_set(err, RESULT_INVALID, _("the column “%s” is missing"), headings[i]);
	return RESULT_OK;
}
