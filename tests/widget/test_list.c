/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of list, menu, pin, viewer and progress. */
#include <string.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "tests/support/suites.h"
#include "tests/term/headless.h"
#include "ui/widget/list.h"
#include "ui/widget/menu.h"
#include "ui/widget/pin.h"
#include "ui/widget/progress.h"
#include "ui/widget/viewer.h"

suite_maker list_suite;

static const struct list_column columns[] = {
	{ "受付番号", 12, false },
	{ "件名", 0, false },
	{ "件数", 6, true },
};

static void cell(void *context, size_t row, size_t column, struct text *text)
{
	(void)context;
	if (column == 0)
		text_format(text, "東税第%zu号", row + 1);
	else if (column == 1)
		text_add(text, "国民健康保険税賦課事務における保護データの利用について(新規)\033[2J");
	else
		text_format(text, "%zu", row * 7);
}

static void draw(struct term *term, struct list *list)
{
	struct screen *screen = term_screen(term);
	screen_clear(screen);
	list_draw(list, screen, (struct area){ 2, 0, 10, 80 });
	screen_show(screen);
}

static bool press(struct list *list, enum key key)
{
	return list_key(list, (struct key_press){ .key = key });
}

START_TEST(a_list_shows_columns_bar_and_ticks)
{
	struct term *term = headless_open(24, 80, true);
	struct list list;
	list_init(&list, columns, COUNT(columns), cell, NULL);
	list.can_tick = true;
	list.sorted_by = 0;
	list_set_count(&list, 30);
	ck_assert(list_key(&list, (struct key_press){ .key = KEY_CHARACTER, .character = 0x3000 }));
	draw(term, &list);
	headless_expect(term, "list");
	ck_assert_uint_eq(list_ticked(&list), 1);
	ck_assert(list_is_ticked(&list, 0) && !list_is_ticked(&list, 1));
	list_done(&list);
	term_close(term);
}
END_TEST

START_TEST(the_bar_pages_and_stays_inside)
{
	struct term *term = headless_open(24, 80, true);
	struct list list;
	list_init(&list, columns, COUNT(columns), cell, NULL);
	list_set_count(&list, 30);
	draw(term, &list);
	ck_assert(press(&list, KEY_PAGE_DOWN) && list.selected == 8);
	ck_assert(press(&list, KEY_F8) && press(&list, KEY_F8) && press(&list, KEY_F8));
	ck_assert_uint_eq(list.selected, 29);
	draw(term, &list);
	headless_expect_caret(term, 2 + 9, 1);
	headless_expect_text(term, "東税第30号");
	ck_assert(press(&list, KEY_HOME) && press(&list, KEY_UP) && list.selected == 0);
	list_set_count(&list, 3);
	ck_assert(press(&list, KEY_END) && list.selected == 2);
	draw(term, &list);
	headless_expect_caret(term, 2 + 3, 1);
	ck_assert(!press(&list, KEY_F9));
	list_done(&list);
	term_close(term);
}
END_TEST

START_TEST(an_empty_list_says_so)
{
	struct term *term = headless_open(24, 80, true);
	struct list list;
	list_init(&list, columns, COUNT(columns), cell, NULL);
	list.empty = "決裁を待つものはありません。";
	list_set_count(&list, 0);
	ck_assert(press(&list, KEY_DOWN) && list.selected == 0);
	draw(term, &list);
	headless_expect_text(term, "決裁を待つものはありません。");
	list_done(&list);
	term_close(term);
}
END_TEST

START_TEST(a_list_row_costs_few_bytes_to_move)
{
	struct term *term = headless_open(24, 80, true);
	struct list list;
	list_init(&list, columns, COUNT(columns), cell, NULL);
	list_set_count(&list, 30);
	draw(term, &list);
	size_t before = term_bytes_written(term);
	press(&list, KEY_DOWN);
	draw(term, &list);
	size_t bytes = term_bytes_written(term) - before;
	ck_assert_msg(bytes <= 300, "%zu bytes", bytes);
	list_done(&list);
	term_close(term);
}
END_TEST

static enum menu_answer type(struct menu *menu, uint32_t character)
{
	return menu_key(menu, (struct key_press){ .key = KEY_CHARACTER, .character = character });
}

START_TEST(a_menu_takes_number_letter_and_bar)
{
	struct term *term = headless_open(24, 80, true);
	struct menu_item items[12] = { { "未処理一覧", "12件", 'm', false },
		{ "申請書の作成", NULL, 's', false }, { "監査", "監査の権限がありません", 0, true } };
	struct menu menu = { .items = items, .count = 3 };
	ck_assert(type(&menu, '2') == MENU_CHOSEN && menu.selected == 1);
	ck_assert(type(&menu, 0xFF4D /* ｍ */) == MENU_CHOSEN && menu.selected == 0);
	ck_assert(type(&menu, '3') == MENU_BARRED);
	ck_assert(type(&menu, 'x') == MENU_IGNORED);
	ck_assert(menu_key(&menu, (struct key_press){ .key = KEY_UP }) == MENU_MOVED && menu.selected == 1);
	ck_assert(menu_key(&menu, (struct key_press){ .key = KEY_ENTER }) == MENU_CHOSEN);
	screen_clear(term_screen(term));
	menu_draw(&menu, term_screen(term), (struct area){ 2, 0, 10, 80 });
	screen_show(term_screen(term));
	headless_expect(term, "menu");
	for (size_t i = 3; i < 12; i++)
		items[i].label = "項目";
	menu.count = 12;
	ck_assert(type(&menu, '1') == MENU_MOVED);
	ck_assert(type(&menu, '2') == MENU_CHOSEN && menu.selected == 11);
	ck_assert(type(&menu, '4') == MENU_CHOSEN && menu.selected == 3);
	static const struct {
		enum key key;
		size_t selected;
	} pages[] = { { KEY_PAGE_UP, 0 }, { KEY_F8, 9 }, { KEY_PAGE_DOWN, 11 }, { KEY_F7, 2 } };
	for (size_t i = 0; i < COUNT(pages); i++) /* ten rows were drawn */
		ck_assert(menu_key(&menu, (struct key_press){ .key = pages[i].key }) == MENU_MOVED &&
			  menu.selected == pages[i].selected);
	term_close(term);
}
END_TEST

START_TEST(a_pin_is_masked_and_stays_in_its_buffer)
{
	struct term *term = headless_open(24, 80, true);
	char buffer[9];
	struct pin pin;
	pin_init(&pin, buffer, sizeof buffer, true);
	for (const char *at = "12"; *at; at++)
		ck_assert(pin_key(&pin, (struct key_press){ .key = KEY_CHARACTER,
						.character = (uint32_t)*at }) == PIN_TYPED);
	ck_assert(pin_key(&pin, (struct key_press){ .key = KEY_CHARACTER, .character = 0xFF13 /* ３ */ }) ==
		  PIN_TYPED);
	ck_assert(pin_key(&pin, (struct key_press){ .key = KEY_CHARACTER, .character = 'a' }) == PIN_FULL);
	ck_assert_str_eq(buffer, "123");
	screen_clear(term_screen(term));
	pin_draw(&pin, term_screen(term), 4, 10, 8);
	screen_show(term_screen(term));
	headless_expect_text(term, "          ***_____\n");
	headless_expect_absent(term, "123");
	headless_expect_caret(term, 4, 13);
	ck_assert(pin_key(&pin, (struct key_press){ .key = KEY_BACKSPACE }) == PIN_TYPED);
	ck_assert_str_eq(buffer, "12");
	for (int i = 0; i < 6; i++)
		pin_key(&pin, (struct key_press){ .key = KEY_CHARACTER, .character = '9' });
	ck_assert(pin_key(&pin, (struct key_press){ .key = KEY_CHARACTER, .character = '9' }) == PIN_FULL);
	ck_assert(pin_key(&pin, (struct key_press){ .key = KEY_ENTER }) == PIN_DONE);
	pin_wipe(&pin);
	for (size_t i = 0; i < sizeof buffer; i++)
		ck_assert_int_eq(buffer[i], 0);
	term_close(term);
}
END_TEST

START_TEST(progress_is_a_bar_and_numbers)
{
	struct term *term = headless_open(24, 80, true);
	screen_clear(term_screen(term));
	progress_draw(term_screen(term), 0, 0, 32, 12, 24);
	progress_draw(term_screen(term), 1, 0, 32, 0, 0);
	progress_draw(term_screen(term), 2, 0, 10, 3, 3);
	screen_show(term_screen(term));
	headless_expect_text(term, "[#########.........]  50%  12/24\n");
	headless_expect_text(term, "]   0%  0/0\n 100%  3/3\n");
	term_close(term);
}
END_TEST

START_TEST(a_viewer_scrolls_and_stays_inside)
{
	struct term *term = headless_open(24, 80, true);
	struct viewer viewer = { 0 };
	struct text text = { 0 };
	for (int i = 1; i <= 40; i++)
		text_format(&text, "%d行目\n", i);
	text_add(&text, "■ 終わり");
	viewer_set(&viewer, text_string(&text));
	screen_clear(term_screen(term));
	viewer_draw(&viewer, term_screen(term), (struct area){ 0, 0, 10, 80 });
	ck_assert_uint_eq(viewer.line_count, 41);
	ck_assert(viewer_key(&viewer, (struct key_press){ .key = KEY_END }));
	ck_assert_uint_eq(viewer.top, 31);
	ck_assert(viewer_key(&viewer, (struct key_press){ .key = KEY_F7 }) && viewer.top == 22);
	ck_assert(viewer_key(&viewer, (struct key_press){ .key = KEY_END }));
	screen_clear(term_screen(term));
	viewer_draw(&viewer, term_screen(term), (struct area){ 0, 0, 10, 80 });
	screen_show(term_screen(term));
	headless_expect_text(term, "40行目\n  ■ 終わり\n");
	viewer_done(&viewer);
	text_done(&text);
	term_close(term);
}
END_TEST

Suite *list_suite(void)
{
	const TTest *const tests[] = {
		a_list_shows_columns_bar_and_ticks,
		the_bar_pages_and_stays_inside,
		an_empty_list_says_so,
		a_list_row_costs_few_bytes_to_move,
		a_menu_takes_number_letter_and_bar,
		a_pin_is_masked_and_stays_in_its_buffer,
		progress_is_a_bar_and_numbers,
		a_viewer_scrolls_and_stays_inside,
		NULL,
	};
	return suite_of("list", tests);
}
