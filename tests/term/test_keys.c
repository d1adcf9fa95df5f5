/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of keys. */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "tests/support/suites.h"
#include "ui/term/keys.h"

suite_maker keys_suite;

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

START_TEST(what_terminals_send_is_decoded)
{
	static const struct {
		const char *bytes;
		enum key key;
		uint32_t character;
	} rows[] = {
		{ "a", KEY_CHARACTER, 'a' },
		{ "帳", KEY_CHARACTER, 0x5E33 },
		{ "\xF0\xA0\xAE\xB7", KEY_CHARACTER, 0x20BB7 },
		{ "\r", KEY_ENTER, 0 },
		{ "\t", KEY_TAB, 0 },
		{ "\x7F", KEY_BACKSPACE, 0 },
		{ "\x08", KEY_BACKSPACE, 0 },
		{ "\x1A", KEY_CONTROL, 'z' },
		{ "\033[A", KEY_UP, 0 },
		{ "\033OA", KEY_UP, 0 },
		{ "\033[1;2B", KEY_DOWN, 0 },
		{ "\033[Z", KEY_BACKTAB, 0 },
		{ "\033[H", KEY_HOME, 0 },
		{ "\033[1~", KEY_HOME, 0 },
		{ "\033[7~", KEY_HOME, 0 },
		{ "\033OF", KEY_END, 0 },
		{ "\033[4~", KEY_END, 0 },
		{ "\033[2~", KEY_INSERT, 0 },
		{ "\033[3~", KEY_DELETE, 0 },
		{ "\033[5~", KEY_PAGE_UP, 0 },
		{ "\033[6~", KEY_PAGE_DOWN, 0 },
		{ "\033OP", KEY_F1, 0 },
		{ "\033[11~", KEY_F1, 0 },
		{ "\033[[A", KEY_F1, 0 },
		{ "\033[[E", KEY_F5, 0 },
		{ "\033[15~", KEY_F5, 0 },
		{ "\033[17~", KEY_F6, 0 },
		{ "\033[20~", KEY_F9, 0 },
		{ "\033[21~", KEY_F10, 0 },
		{ "\033[23~", KEY_F11, 0 },
		{ "\033[24~", KEY_F12, 0 },
		{ "\0331", KEY_F1, 0 },
		{ "\0339", KEY_F9, 0 },
		{ "\0330", KEY_F10, 0 },
		{ "\033-", KEY_F11, 0 },
		{ "\033^", KEY_F12, 0 },
		{ "\033=", KEY_F12, 0 },
		{ "\033９", KEY_F9, 0 },
		{ "\033a", KEY_CHARACTER, 'a' },
		{ "\033OM", KEY_ENTER, 0 },
		{ "\033[1;2R", KEY_F3, 0 },
		{ "\033Oq", KEY_CHARACTER, '1' },
	};
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct key_press press = { 0 };
		size_t length = strlen(rows[i].bytes);
		size_t taken = keys_decode(NULL, rows[i].bytes, length, false, &press);
		ck_assert_msg(taken == length, "row %zu: %zu bytes taken", i, taken);
		ck_assert_msg(press.key == rows[i].key && press.character == rows[i].character,
			"row %zu: key %d character %x", i, (int)press.key, press.character);
	}
}
END_TEST

START_TEST(a_sequence_that_has_only_begun_waits_for_its_rest)
{
	static const char *const rows[] = { "\033", "\033[", "\033O", "\033[1", "\033[[", "\033[20", "\xE5",
		"\xE5\xB8", "\033\xE5", "\033]0;title" };
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct key_press press;
		ck_assert_msg(keys_decode(NULL, rows[i], strlen(rows[i]), false, &press) == 0, "row %zu", i);
	}
}
END_TEST

START_TEST(answers_of_the_terminal_are_left_out_whole)
{
	static const char *const rows[] = { "\033]0;title\a", "\033P1+r\033\\", "\033[?1;2c", "\033[2;3R",
		"\033[99~", "\033[M" };
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct key_press press = { 0 };
		ck_assert_msg(keys_decode(NULL, rows[i], strlen(rows[i]), false, &press) == strlen(rows[i]),
			"%zu", i);
		ck_assert_msg(press.key == KEY_NONE, "row %zu", i);
	}
}
END_TEST

START_TEST(full_width_letters_count_as_half_width)
{
	struct key_press press = { .key = KEY_CHARACTER, .character = 0xFF33 /* Ｓ */ };
	ck_assert_uint_eq(keys_letter(press), 's');
	press.character = 0x3000;
	ck_assert_uint_eq(keys_letter(press), ' ');
	press.key = KEY_F9;
	ck_assert_uint_eq(keys_letter(press), 0);
}
END_TEST

START_TEST(a_paste_is_one_event_and_harmless)
{
	struct key_decoder decoder = { 0 };
	struct key_press press;
	const char in[] = "x\033[200~東員町\r\na\033[31mb\x07\xE2\x80\xAE\tc\xFF\033[201~y";
	/* byte by byte, as a slow line would bring it */
	enum decoded seen[8];
	size_t count = 0;
	struct text pasted = { 0 };
	for (size_t i = 0; i < sizeof in - 1; i++) {
		keys_feed(&decoder, in + i, 1);
		enum decoded decoded = keys_next(&decoder, false, &press);
		if (decoded == DECODED_PASTE)
			text_add(&pasted, text_string(&decoder.paste));
		if (decoded != DECODED_NOTHING)
			seen[count++] = decoded;
	}
	ck_assert_uint_eq(count, 3);
	ck_assert(seen[0] == DECODED_KEY && seen[1] == DECODED_PASTE && seen[2] == DECODED_KEY);
	ck_assert_str_eq(text_string(&pasted), "東員町\na[31mb c\xEF\xBF\xBD");
	text_done(&pasted);
	keys_decoder_done(&decoder);
}
END_TEST

START_TEST(a_paste_beyond_the_limit_is_cut_and_says_so)
{
	struct key_decoder decoder = { 0 };
	struct key_press press;
	char *big = memory_new(PASTE_LIMIT + 1000, 1);
	memset(big, 'a', PASTE_LIMIT + 1000);
	keys_feed(&decoder, "\033[200~", 6);
	keys_feed(&decoder, big, PASTE_LIMIT + 1000);
	keys_feed(&decoder, "\033[201~z", 7);
	ck_assert(keys_next(&decoder, false, &press) == DECODED_PASTE);
	ck_assert(decoder.cut);
	ck_assert_uint_eq(decoder.paste.length, PASTE_LIMIT);
	ck_assert(keys_next(&decoder, false, &press) == DECODED_KEY);
	ck_assert_uint_eq(press.character, 'z');
	free(big);
	keys_decoder_done(&decoder);
}
END_TEST

START_TEST(the_terminals_own_table_comes_first)
{
	struct key_sequence rows[] = { { "\033[25~", KEY_F9 } };
	struct key_table table = { rows, 1 };
	struct key_press press = { 0 };
	ck_assert_uint_eq(keys_decode(&table, "\033[25~", 5, false, &press), 5);
	ck_assert(press.key == KEY_F9);
}
END_TEST

START_TEST(a_broken_sequence_is_taken_for_what_was_typed)
{
	struct key_press press = { 0 };
	ck_assert_uint_eq(keys_decode(NULL, "\033[", 2, true, &press), 2);
	ck_assert(press.key == KEY_CHARACTER && press.character == '[');
	ck_assert_uint_eq(keys_decode(NULL, "\xE5", 1, true, &press), 1);
	ck_assert_uint_eq(press.character, 0xFFFD);
	ck_assert_uint_eq(keys_decode(NULL, "\033", 1, true, &press), 0);
}
END_TEST

START_TEST(typed_bytes_do_not_stay_in_memory)
{
	struct key_decoder decoder = { 0 };
	struct key_press press;
	keys_feed(&decoder, "1234", 4);
	for (int i = 0; i < 4; i++)
		ck_assert(keys_next(&decoder, false, &press) == DECODED_KEY);
	for (size_t i = 0; i < 4; i++)
		ck_assert_int_eq(decoder.input.bytes[i], 0);
	keys_decoder_done(&decoder);
}
END_TEST

START_TEST(every_key_has_a_name)
{
	for (int key = KEY_ENTER; key <= KEY_F12; key++) {
		char name[KEY_NAME_SIZE];
		keys_name((struct key_press){ .key = (enum key)key }, name);
		ck_assert_msg(name[0] != '\0', "key %d", key);
	}
}
END_TEST

START_TEST(how_bytes_are_cut_up_on_the_way_changes_nothing)
{
	static const char *const pieces[] = { "\033", "[", "O", "\033[20~", "\033OP", "\033[200~",
		"\033[201~", "帳", "\xE5", "\xB8", "9", ";", "1", "~", "A", "\033]0;", "\a", "\033\\", "\r",
		"\033[[", "\xFF", "\x7F", "\033[1;5", "R", "\t" };
	uint32_t random = 1;
	for (int i = 0; i < 2000; i++) {
		struct text bytes = { 0 };
		for (int j = 0; j < 12; j++) {
			random = random * 1664525 + 1013904223;
			text_add(&bytes, pieces[(random >> 16) % COUNT(pieces)]);
		}
		LLVMFuzzerTestOneInput(
			(const uint8_t *)text_string(&bytes), bytes.length); /* aborts on a fault */
		text_done(&bytes);
	}
	ck_assert_int_eq(LLVMFuzzerTestOneInput((const uint8_t *)"", 0), 0);
}
END_TEST

Suite *keys_suite(void)
{
	const TTest *const tests[] = {
		what_terminals_send_is_decoded,
		a_sequence_that_has_only_begun_waits_for_its_rest,
		answers_of_the_terminal_are_left_out_whole,
		full_width_letters_count_as_half_width,
		a_paste_is_one_event_and_harmless,
		a_paste_beyond_the_limit_is_cut_and_says_so,
		the_terminals_own_table_comes_first,
		a_broken_sequence_is_taken_for_what_was_typed,
		typed_bytes_do_not_stay_in_memory,
		every_key_has_a_name,
		how_bytes_are_cut_up_on_the_way_changes_nothing,
		NULL,
	};
	return suite_of("keys", tests);
}
