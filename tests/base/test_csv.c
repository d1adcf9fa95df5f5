/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of comma-separated values. */
#include <stdlib.h>
#include <string.h>

#include "base/csv.h"
#include "base/memory.h"
#include "tests/support/suites.h"

suite_maker csv_suite;

static struct csv read_well(const char *bytes, size_t length)
{
	struct csv csv = { 0 };
	struct error err = { 0 };
	enum result r = csv_read(bytes, length, &csv, &err);
	ck_assert_msg(r == RESULT_OK, "%s", err.text);
	return csv;
}

/* All fields in one string: | between fields, / behind rows. */
static char *flat(const struct csv *csv)
{
	struct text out = { 0 };
	for (size_t row = 0; row < csv->row_count; row++) {
		for (size_t i = 0; i < csv->rows[row].count; i++) {
			text_add(&out, i ? "|" : "");
			text_add(&out, csv_field(csv, row, i));
		}
		text_add(&out, "/");
	}
	return text_take(&out);
}

START_TEST(rows_and_fields_are_kept_as_they_stand)
{
	static const struct {
		const char *bytes, *flat;
	} rows[] = {
		{ "", "" },
		{ "a,b\r\n1,2\r\n", "a|b/1|2/" },
		{ "a,b\n1,2", "a|b/1|2/" },
		{ "a,b\r1,2\r", "a|b/1|2/" },
		{ "0012,1-2, x \n", "0012|1-2| x /" },
		{ "a,,\n,,\n", "a||/||/" },
		{ "\"a,b\",\"c\"\"d\"\n", "a,b|c\"d/" },
		{ "\"two\r\nlines\",x\r\ny,z\r\n", "two\nlines|x/y|z/" },
		{ "a\n\n\r\nb\n", "a/b/" },
		{ "\"\"\n", "/" },
		{ "\"\",\"\"", "|/" },
		{ "\"a\",", "a|/" },
		{ "葛\xF3\xA0\x84\x80城,髙\n", "葛\xF3\xA0\x84\x80城|髙/" },
	};
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct csv csv = read_well(rows[i].bytes, strlen(rows[i].bytes));
		char *all = flat(&csv);
		ck_assert_str_eq(all, rows[i].flat);
		free(all);
		csv_done(&csv);
	}
}
END_TEST

START_TEST(the_encoding_is_guessed)
{
	static const struct {
		const char *bytes;
		enum csv_encoding encoding;
		const char *field;
	} rows[] = {
		{ "abc", CSV_UTF8, "abc" },
		{ "氏名", CSV_UTF8, "氏名" },
		{ "\xEF\xBB\xBF氏名", CSV_UTF8_BOM, "氏名" },
		{ "\x8E\x81\x96\xBC", CSV_CP932, "氏名" },
		{ "\xFB\xFC\x8B\xB4", CSV_CP932, "髙橋" },
		{ "\x87\x40\x95\x5C\x5C", CSV_CP932, "①表\\" }, /* 表 ends in the byte of a backslash */
		{ "\x81\x60", CSV_CP932, "～" },
		{ "\xB6\xC5", CSV_CP932, "ｶﾅ" },
		{ "\xF0\x40", CSV_CP932, "\uE000" },
	};
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct csv csv = read_well(rows[i].bytes, strlen(rows[i].bytes));
		ck_assert_int_eq(csv.encoding, rows[i].encoding);
		ck_assert_str_eq(csv_field(&csv, 0, 0), rows[i].field);
		csv_done(&csv);
	}
}
END_TEST

START_TEST(a_mistake_names_line_and_column)
{
	static const struct {
		const char *bytes;
		size_t length;
		const char *sentence;
	} rows[] = {
		{ "a,b\n1,\"2\n3\n", 0, "line 2, column 2: the quotation mark is never closed" },
		{ "a,b\n1,2\"3\n", 0,
			"line 2, column 2: a quotation mark inside a field; put the whole field in quotation "
			"marks and double the inner ones" },
		{ "a\n\"x\ny\"z\n", 0,
			"line 3, column 1: after the closing quotation mark there must be a comma" },
		{ "a\nb\0c\n", 6, "line 2: the file is not text" },
		{ "\xFF\xFE"
		  "a",
			0, "the file is UTF-16; save it as “CSV UTF-8” and try again" },
		{ "a\nb\n\x81\x20\n", 0, "line 3: the file is neither UTF-8 nor CP932 (Shift_JIS)" },
		{ "a\nb\n\x81", 0, "line 3: the file is neither UTF-8 nor CP932 (Shift_JIS)" },
		{ "\xEF\xBB\xBF\x8E\x81", 0, "the file says that it is UTF-8, but has bytes that are not" },
	};
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct csv csv = { 0 };
		struct error err = { 0 };
		size_t length = rows[i].length ? rows[i].length : strlen(rows[i].bytes);
		ck_assert_int_eq(csv_read(rows[i].bytes, length, &csv, &err), RESULT_INVALID);
		ck_assert_str_eq(err.text, rows[i].sentence);
		ck_assert_ptr_null(csv.rows);
	}
}
END_TEST

START_TEST(what_is_too_large_is_refused)
{
	struct text wide = { 0 };
	for (int i = 0; i < CSV_COLUMN_LIMIT; i++)
		text_add(&wide, "x,");
	struct csv csv = { 0 };
	struct error err = { 0 };
	ck_assert_int_eq(csv_read(text_string(&wide), wide.length, &csv, &err), RESULT_INVALID);
	ck_assert_str_eq(err.text, "line 1: more than 256 columns");
	csv = read_well(text_string(&wide), wide.length - 1);
	ck_assert_uint_eq(csv.rows[0].count, CSV_COLUMN_LIMIT);
	csv_done(&csv);
	text_clear(&wide);
	text_add(&wide, "a\n\"");
	for (int i = 0; i <= CSV_FIELD_LIMIT; i++)
		text_add_char(&wide, 'x');
	text_add(&wide, "\"");
	ck_assert_int_eq(csv_read(text_string(&wide), wide.length, &csv, &err), RESULT_INVALID);
	ck_assert_str_eq(err.text,
		"line 2, column 1: a field is longer than 65536 bytes; is a quotation mark missing?");
	text_done(&wide);
}
END_TEST

START_TEST(a_column_is_found_by_its_heading)
{
	static const char bytes[] = "\xEF\xBB\xBFid, name ,kana\n1,x\n";
	struct csv csv = read_well(bytes, sizeof bytes - 1);
	size_t column = 9;
	ck_assert(csv_column(&csv, "id", &column) && column == 0);
	ck_assert(csv_column(&csv, "name", &column) && column == 1);
	ck_assert(!csv_column(&csv, "nam", &column));
	ck_assert_str_eq(csv_field(&csv, 1, 2), "");
	ck_assert_str_eq(csv_field(&csv, 7, 0), "");
	ck_assert_uint_eq(csv.rows[1].line, 2);
	csv_done(&csv);
}
END_TEST

START_TEST(a_written_file_is_quoted_and_harmless_to_a_spreadsheet)
{
	static const struct {
		const char *field, *written;
	} rows[] = {
		{ "plain", "plain\r\n" },
		{ "a,b", "\"a,b\"\r\n" },
		{ "a\"b", "\"a\"\"b\"\r\n" },
		{ "two\nlines", "\"two\nlines\"\r\n" },
		{ "=1+1", "'=1+1\r\n" },
		{ "@SUM(1)", "'@SUM(1)\r\n" },
		{ "+81-594", "'+81-594\r\n" },
		{ "-x", "'-x\r\n" },
		{ "\t=1", "'\t=1\r\n" },
		{ "＝1", "'＝1\r\n" },
		{ "=A1,\"x\"", "\"'=A1,\"\"x\"\"\"\r\n" },
		{ "-12", "-12\r\n" },
		{ "+1.5", "+1.5\r\n" },
		{ "-", "'-\r\n" },
		{ "0012", "0012\r\n" },
		{ " x", "\" x\"\r\n" },
		{ "", "\r\n" },
	};
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct csv_writer writer;
		size_t length;
		ck_assert_int_eq(csv_writer_init(&writer, CSV_UTF8, NULL), RESULT_OK);
		csv_write(&writer, rows[i].field);
		csv_write_end(&writer);
		ck_assert_str_eq(csv_written(&writer, &length), rows[i].written);
		ck_assert_uint_eq(length, strlen(rows[i].written));
		ck_assert_uint_eq(writer.replaced_count, 0);
		csv_writer_done(&writer);
	}
}
END_TEST

START_TEST(what_cp932_lacks_is_replaced_and_listed)
{
	static const struct {
		const char *field, *back;
		size_t count;
		const char *character, *written;
	} rows[] = {
		{ "氏名", "氏名", 0, NULL, NULL },
		{ "髙橋﨑①㈱Ⅰ㍻德", "髙橋﨑①㈱Ⅰ㍻德", 0, NULL, NULL },
		{ "葛\xF3\xA0\x84\x80城", "葛城", 1, "葛\xF3\xA0\x84\x80", "" },
		{ "𠮷野", "〓野", 1, "𠮷", "〓" },
		{ "㋿8年", "令和8年", 1, "㋿", "令和" },
		{ "1〜2", "1～2", 1, "〜", "～" },
		{ "𠮷𠮟", "〓〓", 2, "𠮷", "〓" },
		{ ",𠮷", ",〓", 1, "𠮷", "〓" },
	};
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct csv_writer writer;
		struct error err = { 0 };
		ck_assert_int_eq(csv_writer_init(&writer, CSV_CP932, &err), RESULT_OK);
		csv_write(&writer, "見出し");
		csv_write_end(&writer);
		csv_write(&writer, "x");
		csv_write(&writer, rows[i].field);
		csv_write_end(&writer);
		size_t length;
		const char *bytes = csv_written(&writer, &length);
		struct csv csv = read_well(bytes, length);
		ck_assert_int_eq(csv.encoding, CSV_CP932);
		ck_assert_str_eq(csv_field(&csv, 1, 1), rows[i].back);
		ck_assert_uint_eq(writer.replaced_count, rows[i].count);
		if (rows[i].count) {
			ck_assert_str_eq(writer.replaced[0].character, rows[i].character);
			ck_assert_str_eq(writer.replaced[0].written, rows[i].written);
			ck_assert_uint_eq(writer.replaced[0].row, 2);
			ck_assert_uint_eq(writer.replaced[0].column, 2);
		}
		csv_done(&csv);
		csv_writer_done(&writer);
	}
}
END_TEST

START_TEST(a_utf8_file_for_spreadsheets_begins_with_a_mark_and_loses_nothing)
{
	struct csv_writer writer;
	ck_assert_int_eq(csv_writer_init(&writer, CSV_UTF8_BOM, NULL), RESULT_OK);
	csv_write(&writer, "葛\xF3\xA0\x84\x80城 𠮷");
	csv_write_end(&writer);
	size_t length;
	const char *bytes = csv_written(&writer, &length);
	struct csv csv = read_well(bytes, length);
	ck_assert_int_eq(csv.encoding, CSV_UTF8_BOM);
	ck_assert_str_eq(csv_field(&csv, 0, 0), "葛\xF3\xA0\x84\x80城 𠮷");
	csv_done(&csv);
	csv_writer_done(&writer);
}
END_TEST

START_TEST(a_long_field_is_written_whole_in_cp932)
{
	struct text field = { 0 };
	for (int i = 0; i < 1000; i++)
		text_add(&field, i == 500 ? "𠮷" : "帳");
	struct csv_writer writer;
	ck_assert_int_eq(csv_writer_init(&writer, CSV_CP932, NULL), RESULT_OK);
	csv_write(&writer, text_string(&field));
	csv_write_end(&writer);
	size_t length;
	csv_written(&writer, &length);
	ck_assert_uint_eq(length, 2002);
	ck_assert_uint_eq(writer.replaced_count, 1);
	csv_writer_done(&writer);
	text_done(&field);
}
END_TEST

START_TEST(a_file_that_is_too_large_is_to_be_divided)
{
	char *bytes = memory_new(CSV_BYTES_LIMIT + 1, 1); /* never looked at, so never in memory */
	struct csv csv = { 0 };
	struct error err;
	ck_assert_int_eq(csv_read(bytes, CSV_BYTES_LIMIT + 1, &csv, &err), RESULT_INVALID);
	ck_assert_str_eq(err.text, "the file is larger than 64 MiB; divide it");
	ck_assert_uint_eq(csv.row_count, 0);
	free(bytes);
}
END_TEST

Suite *csv_suite(void)
{
	const TTest *const tests[] = {
		rows_and_fields_are_kept_as_they_stand,
		the_encoding_is_guessed,
		a_mistake_names_line_and_column,
		what_is_too_large_is_refused,
		a_column_is_found_by_its_heading,
		a_written_file_is_quoted_and_harmless_to_a_spreadsheet,
		what_cp932_lacks_is_replaced_and_listed,
		a_utf8_file_for_spreadsheets_begins_with_a_mark_and_loses_nothing,
		a_long_field_is_written_whole_in_cp932,
		a_file_that_is_too_large_is_to_be_divided,
		NULL,
	};
	return suite_of("csv", tests);
}
