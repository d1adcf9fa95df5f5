/* SPDX-License-Identifier: GPL-3.0-or-later */
/* On the smallest screen nothing is cut: every field of every form of every regulation, every title,
 * every key line, in both languages. */
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "domain/regulation.h"
#include "domain/value.h"
#include "tests/support/bundle.h"
#include "tests/support/office.h"
#include "tests/support/suites.h"
#include "tests/term/headless.h"
#include "ui/screen/fields.h"
#include "ui/screen/manual.h"
#include "ui/screen/screens.h"
#include "ui/term/width.h"

suite_maker whole_suite;

enum { COLUMNS = 80, ROWS = 200, MESSAGE_LINES = 3, LIST_ROWS = 8 };

static const char *const places[][2] = {
	{ "data/regulations/toin", "data/demo/toin-town" },
	{ "data/regulations/kashihara", "data/demo/kashihara-city" },
	{ "data/regulations/sakai", "data/demo/sakai-city" },
	{ "data/regulations/sendai-kyosai", "data/demo/sendai-mutual" },
	{ "data/regulations/yanagawa", "data/demo/yanagawa-city" },
};

/* A regulation in its office and in one language, with a tall screen of the least width. */
struct room {
	struct regulation *regulation;
	struct office office;
	struct editor_source source;
	struct term *term;
};

static char *name_of(void *context, const struct field *field, const char *id)
{
	const struct office *office = context;
	if (field->type == FIELD_PERSON)
		return memory_string(person_text(office_person(office, id)));
	return field->type == FIELD_SECTION ? memory_string(label_text(&office_section(office, id)->name))
					    : NULL;
}

static void open_room(struct room *room, size_t place, bool japanese)
{
	*room = (struct room){ .regulation = regulation_read(places[place][0]) };
	office_shipped(places[place][1], &room->office);
	room->source = (struct editor_source){ .today = date_of(2026, 11, 24),
		.office = &room->office,
		.context = &room->office,
		.name = name_of };
	room->term = headless_open(ROWS, COLUMNS, japanese);
}

static void close_room(struct room *room)
{
	term_close(room->term);
	office_done(&room->office);
	regulation_free(room->regulation);
}

/* ---- what is drawn ------------------------------------------------------------------ */

/* Without what stands between the pieces of a wrapped value: spaces, ends of lines, the line of a field. */
static void squeeze(struct text *text)
{
	size_t kept = 0;
	for (size_t i = 0; i < text->length; i++)
		if (!strchr(" _\n", text->bytes[i]))
			text->bytes[kept++] = text->bytes[i];
	text->length = kept;
	if (text->bytes)
		text->bytes[kept] = '\0';
}

static void expect_in(const struct text *grid, const char *words, const char *what)
{
	struct text wanted = { 0 };
	text_add(&wanted, words);
	squeeze(&wanted);
	ck_assert_msg(strstr(text_string(grid), text_string(&wanted)), "%s: \"%s\" is cut", what, words);
	text_done(&wanted);
}

static void draw(struct room *room, struct form_view *view, struct text *ret_grid)
{
	struct screen *screen = term_screen(room->term);
	text_clear(ret_grid);
	screen_clear(screen);
	form_view_draw(view, screen, screen_area(screen));
	screen_show(screen);
	headless_grid(room->term, ret_grid);
}

static void expect_uncut(const struct text *grid, const struct form *form, const struct form_row *row)
{
	ck_assert_msg(!strstr(text_string(grid), "…"), "%s, %s: something is cut in\n%s", form->id, row->id,
		text_string(grid));
}

/* ---- the widest values ---------------------------------------------------------------- */

static json_t *widest_choice(const struct choice_list *list)
{
	const struct choice *widest = &list->choices[0];
	for (size_t i = 0; i < list->choice_count; i++)
		if (width_string(label_text(&list->choices[i].label)) >
			width_string(label_text(&widest->label)))
			widest = &list->choices[i];
	return json_string(widest->id);
}

static json_t *every_choice(const struct choice_list *list)
{
	json_t *all = json_array();
	for (size_t i = 0; i < list->choice_count; i++)
		json_array_append_new(all, json_string(list->choices[i].id));
	return all;
}

static json_t *widest_section(const struct office *office)
{
	const struct section *widest = &office->sections[0];
	for (size_t i = 0; i < office->section_count; i++)
		if (width_string(label_text(&office->sections[i].name)) >
			width_string(label_text(&widest->name)))
			widest = &office->sections[i];
	return json_string(widest->id);
}

/* NULL for what is typed freely, where one may always write more than is seen, and for yes and no. */
static json_t *widest_value(const struct room *room, const struct field *field)
{
	const char *day = i18n_language() == LANGUAGE_JA ? "2040-12-31" : "2040-09-30";
	switch (field->type) {
	case FIELD_NUMBER:
		return json_integer(field->fiscal_year ? 2040 : field->most ? field->most : 99999999);
	case FIELD_DATE: return json_string(day);
	case FIELD_MONTH: return json_string("2040-09");
	case FIELD_TIME: return json_string("23:59");
	case FIELD_PERIOD: return json_pack("{s:s, s:s}", "from", day, "to", day);
	case FIELD_CHOICE: return widest_choice(field->list);
	case FIELD_CHOICES: return every_choice(field->list);
	case FIELD_PERSON: return json_string(room->office.people[0].id);
	case FIELD_SECTION: return widest_section(&room->office);
	case FIELD_YES_NO:
	case FIELD_TEXT:
	case FIELD_PARAGRAPH:
	case FIELD_RECORD:
	case FIELD_TABLE:
	case FIELD__COUNT: break;
	}
	return NULL;
}

/* ---- fields ---------------------------------------------------------------------------- */

/* All fields but tables, whose cells are as narrow as there are many, open as if each stood there. */
static void make_view(const struct room *room, const struct form *form, struct form_view *view)
{
	for (size_t i = 0; i < form->field_count; i++)
		if (form->fields[i].type != FIELD_TABLE)
			form_view_add_fields(view, &form->fields[i], 1, NULL, &room->source);
	for (size_t i = 0; i < view->count; i++)
		view->rows[i].hidden = view->rows[i].locked = false;
}

static void expect_list(const struct text *grid, const struct field *field)
{
	bool lists = field->type == FIELD_CHOICE || field->type == FIELD_CHOICES;
	for (size_t i = 0; lists && i < field->list->choice_count && i < LIST_ROWS; i++)
		expect_in(grid, label_text(&field->list->choices[i].label), field->id);
}

static void expect_value_whole(
	struct room *room, const struct form *form, struct form_view *view, size_t row, struct text *grid)
{
	const struct field *field = view->rows[row].field;
	json_t *value = widest_value(room, field);
	if (!value)
		return;
	editor_set(view->rows[row].editor, value);
	for (size_t at = 0; at < view->count && at < 2; at++) {
		view->at = at ? row : (row + 1) % view->count;
		draw(room, view, grid);
		expect_uncut(grid, form, &view->rows[row]);
	}
	view->at = (row + 1) % view->count;
	draw(room, view, grid);
	squeeze(grid);
	char *words = value_text(field, value, &room->office, room->source.today, i18n_language());
	if (view->count > 1)
		expect_in(grid, words, field->id);
	free(words);
	editor_set(view->rows[row].editor, NULL);
	json_decref(value);
}

static void expect_hint(const struct form_view *view)
{
	struct wrapped_line *lines;
	struct text hint = { 0 };
	fields_hint(view, &hint);
	size_t count = width_wrap(text_string(&hint), hint.length, COLUMNS - 2, &lines);
	ck_assert_msg(count <= MESSAGE_LINES, "the message line has no room for: %s", text_string(&hint));
	free(lines);
	text_done(&hint);
}

static void expect_fields_whole(struct room *room, const struct form *form)
{
	struct form_view view = { 0 };
	struct text grid = { 0 };
	make_view(room, form, &view);
	for (size_t i = 0; i < view.count; i++) {
		view.at = i;
		draw(room, &view, &grid);
		expect_uncut(&grid, form, &view.rows[i]);
		expect_hint(&view);
		squeeze(&grid);
		expect_in(&grid, view.rows[i].label, form->id);
		expect_list(&grid, view.rows[i].field);
	}
	for (size_t i = 0; i < view.count; i++)
		expect_value_whole(room, form, &view, i, &grid);
	text_done(&grid);
	form_view_done(&view);
}

START_TEST(every_field_of_every_form_is_seen_whole_at_80_columns)
{
	struct room room;
	open_room(&room, (size_t)_i / 2, _i % 2 == 0);
	for (size_t i = 0; i < room.regulation->form_count; i++)
		expect_fields_whole(&room, &room.regulation->forms[i]);
	close_room(&room);
}
END_TEST

/* ---- titles and keys -------------------------------------------------------------------- */

static void expect_title_whole(struct room *room, const struct form *form, const char *note)
{
	struct screen *screen = term_screen(room->term);
	struct text title = { 0 }, grid = { 0 };
	text_add(&title, label_text(&form->title));
	if (form->style.ja)
		text_format(&title, "  %s", label_text(&form->style));
	screen_clear(screen);
	struct area rest = title_draw(screen, screen_area(screen), text_string(&title), note);
	ck_assert_int_eq(rest.row, 2);
	screen_show(screen);
	screen_row_text(screen, 0, &grid);
	screen_row_text(screen, 1, &grid);
	squeeze(&grid);
	expect_in(&grid, label_text(&form->title), form->id);
	if (form->style.ja)
		expect_in(&grid, label_text(&form->style), form->id);
	expect_in(&grid, note, form->id);
	text_done(&title);
	text_done(&grid);
}

START_TEST(every_title_of_a_form_is_seen_whole_with_what_stands_beside_it)
{
	static const char *const notes[2][2] = {
		{ "訂正  19/19 記入済み  添付 10件", "令和12年度 第123号  17-33/133" },
		{ "Correction  19/19 filled in  files: 10", "fiscal 2030 No. 123  17-33/133" },
	};
	struct room room;
	open_room(&room, (size_t)_i / 2, _i % 2 == 0);
	for (size_t i = 0; i < room.regulation->form_count; i++)
		for (size_t k = 0; k < COUNT(notes[0]); k++)
			expect_title_whole(&room, &room.regulation->forms[i], notes[_i % 2][k]);
	close_room(&room);
}
END_TEST

static bool closed(void *context, struct error *err)
{
	(void)context;
	(void)err;
	return false;
}

/* With every key that may be closed in its brackets, the longest that the line can be. */
START_TEST(every_key_line_has_room_for_all_its_keys)
{
	char *locale = memory_string("locale");
	i18n_init(_i == 0 ? LANGUAGE_JA : LANGUAGE_EN, locale);
	free(locale);
	for (size_t i = 0; i < manual_row_count; i++) {
		const struct command_table *table = &manual_rows[i].class->commands;
		struct command *rows = memory_new(table->count, sizeof *rows);
		struct text line = { 0 };
		for (size_t k = 0; k < table->count; k++) {
			rows[k] = table->rows[k];
			rows[k].able = rows[k].able ? closed : NULL;
		}
		command_key_line((struct command_table){ rows, table->count }, NULL, COLUMNS - 2, &line);
		ck_assert_msg(!strstr(text_string(&line), "…"), "%s: %s", manual_rows[i].class->name,
			text_string(&line));
		text_done(&line);
		free(rows);
	}
}
END_TEST

Suite *whole_suite(void)
{
	Suite *suite = suite_create("whole");
	TCase *rows = tcase_create("languages");
	tcase_add_loop_test(
		rows, every_field_of_every_form_is_seen_whole_at_80_columns, 0, 2 * COUNT(places));
	tcase_add_loop_test(
		rows, every_title_of_a_form_is_seen_whole_with_what_stands_beside_it, 0, 2 * COUNT(places));
	tcase_add_loop_test(rows, every_key_line_has_room_for_all_its_keys, 0, 2);
	tcase_set_timeout(rows, 120);
	suite_add_tcase(suite, rows);
	return suite;
}
