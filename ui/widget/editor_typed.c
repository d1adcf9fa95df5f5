/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The editors of what is typed in many ways and read as one value: number, date, month, time, period. */
#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/fold.h"
#include "base/i18n.h"
#include "base/memory.h"
#include "domain/value.h"
#include "domain/calendar.h"
#include "domain/lead.h"
#include "ui/term/width.h"
#include "ui/widget/editor.h"
#include "ui/widget/line.h"

enum { PARTS = 2, GAP = 2 };

struct typed_editor;

/* How a part is read and written. */
struct reader {
	int columns;
	/* The value of what was typed and, in echo, how it is understood; NULL with the reason in err. */
	json_t *(*read)(
		const struct typed_editor *typed, const char *string, struct text *echo, struct error *err);
	/* What stands in the line for a value of the record. */
	void (*write)(const json_t *value, struct text *text);
};

struct typed_editor {
	struct editor editor;
	const struct field *field;
	const struct reader *reader;
	struct line lines[PARTS];
	size_t count, at; /* parts, and the one under the caret */
};

static struct typed_editor *of(struct editor *editor)
{
	return (struct typed_editor *)editor;
}

/* ---- number -------------------------------------------------------------- */

static void group_digits(json_int_t number, struct text *text)
{
	char digits[32];
	snprintf(digits, sizeof digits, "%lld", (long long)number);
	size_t length = strlen(digits), from = digits[0] == '-';
	for (size_t i = 0; i < length; i++) {
		if (i > from && (length - i) % 3 == 0)
			text_add_char(text, ',');
		text_add_char(text, digits[i]);
	}
}

static json_t *number_read(
	const struct typed_editor *typed, const char *string, struct text *echo, struct error *err)
{
	struct text digits = { 0 };
	const char *unit = label_text(&typed->field->unit);
	for (const char *at = string; *at; at++) {
		if (unit[0] && strcmp(at, unit) == 0)
			break;
		if (*at != ',' && *at != ' ')
			text_add_char(&digits, *at);
	}
	char *end;
	errno = 0;
	long long number = strtoll(text_string(&digits), &end, 10);
	bool read = digits.length > 0 && !*end && !errno;
	text_done(&digits);
	if (!read) {
		error_set(err, RESULT_INVALID, _("\"%s\" is not a whole number; type digits such as 1200"),
			string);
		return NULL;
	}
	json_t *value = json_integer(number);
	if (typed->field->fiscal_year) {
		char *year = value_text(typed->field, value, NULL, DATE_NONE, i18n_language());
		text_add(echo, year);
		free(year);
		return value;
	}
	group_digits(number, echo);
	if (unit[0])
		text_format(echo, " %s", unit);
	return value;
}

static void number_write(const json_t *value, struct text *text)
{
	if (json_is_integer(value))
		text_format(text, "%lld", (long long)json_integer_value(value));
}

static enum result number_limits(const struct typed_editor *typed, const json_t *value, struct error *err)
{
	const struct field *field = typed->field;
	json_int_t number = json_integer_value(value);
	if (field->type != FIELD_NUMBER || (field->least == 0 && field->most == 0))
		return RESULT_OK;
	if (number < field->least)
		return error_set(err, RESULT_INVALID, _("%ld at least"), field->least);
	if (number > field->most)
		return error_set(err, RESULT_INVALID, _("%ld at most"), field->most);
	return RESULT_OK;
}

static const struct reader number_reader = { 14, number_read, number_write };

/* ---- date ---------------------------------------------------------------- */

static date today_of(const struct typed_editor *typed)
{
	return typed->editor.source ? typed->editor.source->today : 0;
}

static json_t *date_read_part(
	const struct typed_editor *typed, const char *string, struct text *echo, struct error *err)
{
	date day;
	char words[DATE_TEXT_SIZE], iso[DATE_ISO_SIZE];
	if (date_read(string, today_of(typed), &day, NULL, err) != RESULT_OK)
		return NULL;
	date_text(day, i18n_language(), true, words);
	date_iso(day, iso);
	text_add(echo, words);
	return json_string(iso);
}

static void date_write(const json_t *value, struct text *text)
{
	const char *iso = json_string_value(value);
	date day = date_from_iso(iso);
	char words[DATE_TEXT_SIZE] = "";
	if (day != DATE_NONE)
		date_text(day, LANGUAGE_JA, false, words); /* the form that date_read reads again */
	text_add(text, day != DATE_NONE ? words : iso ? iso : "");
}

static const struct reader date_reader = { 21, date_read_part, date_write };

/* ---- month --------------------------------------------------------------- */

static json_t *month_read(
	const struct typed_editor *typed, const char *string, struct text *echo, struct error *err)
{
	date month;
	char words[DATE_TEXT_SIZE], iso[DATE_ISO_SIZE];
	if (date_month_read(string, today_of(typed), &month, err) != RESULT_OK)
		return NULL;
	date_month_text(month, i18n_language(), words);
	date_month_iso(month, iso);
	text_add(echo, words);
	return json_string(iso);
}

static void month_write(const json_t *value, struct text *text)
{
	const char *iso = json_string_value(value);
	date month = date_month_from_iso(iso);
	char words[DATE_TEXT_SIZE];
	date_month_text(month, LANGUAGE_JA, words); /* the form that date_month_read reads again */
	text_add(text, month != DATE_NONE ? words : iso ? iso : "");
}

static const struct reader month_reader = { 16, month_read, month_write };

/* ---- time ---------------------------------------------------------------- */

struct time_typed {
	int digits[8];
	size_t count, hour_digits; /* digits before the mark between hour and minute; 0: no mark */
	bool afternoon, marked;
};

/* Takes digits and the marks : 時 分 半; false for anything else. */
static bool split_time(const char *string, struct time_typed *time)
{
	static const char *const marks[] = { ":", ".", "時", "分" };
	for (const char *at = string; *at;) {
		if (isdigit((unsigned char)*at) && time->count < COUNT(time->digits)) {
			time->digits[time->count++] = *at++ - '0';
			continue;
		}
		size_t size = 0;
		for (size_t i = 0; i < COUNT(marks) && !size; i++)
			if (strncmp(at, marks[i], strlen(marks[i])) == 0)
				size = strlen(marks[i]);
		if (!size)
			return false;
		if (!time->marked)
			time->hour_digits = time->count;
		time->marked = true;
		at += size;
	}
	return time->count > 0 && time->count <= 4;
}

static int number_of(const int *digits, size_t count)
{
	int number = 0;
	for (size_t i = 0; i < count; i++)
		number = number * 10 + digits[i];
	return number;
}

static json_t *time_read(
	const struct typed_editor *typed, const char *string, struct text *echo, struct error *err)
{
	struct time_typed time = { 0 };
	const char *rest = string;
	(void)typed;
	if (strncmp(rest, "午前", strlen("午前")) == 0)
		rest += strlen("午前");
	else if (strncmp(rest, "午後", strlen("午後")) == 0) {
		rest += strlen("午後");
		time.afternoon = true;
	}
	bool read = split_time(rest, &time);
	if (!time.marked) /* 9, 17; 900, 1715 */
		time.hour_digits = time.count <= 2 ? time.count : time.count - 2;
	int hour = number_of(time.digits, time.hour_digits);
	int minute = number_of(time.digits + time.hour_digits, time.count - time.hour_digits);
	if (time.afternoon && hour < 12)
		hour += 12;
	if (!read || hour > 24 || minute > 59 || (hour == 24 && minute)) {
		error_set(err, RESULT_INVALID, _("\"%s\" is not a time; type it as 17:15 or 1715"), string);
		return NULL;
	}
	char value[16];
	snprintf(value, sizeof value, "%02d:%02d", hour, minute);
	text_add(echo, value);
	return json_string(value);
}

static void time_write(const json_t *value, struct text *text)
{
	if (json_is_string(value))
		text_add(text, json_string_value(value));
}

static const struct reader time_reader = { 12, time_read, time_write };

/* ---- what is the same for all -------------------------------------------- */

/* Trims and folds; NULL value and RESULT_OK where nothing was typed. */
static json_t *read_line(const struct typed_editor *typed, size_t part, struct text *echo, struct error *err)
{
	struct text folded = { 0 };
	const struct line *line = &typed->lines[part];
	fold_ascii(&folded, line_string(line), line->text.length);
	char *start = text_take(&folded), *from = start;
	while (*from == ' ')
		from++;
	size_t length = strlen(from);
	while (length && from[length - 1] == ' ')
		from[--length] = '\0';
	json_t *value = length ? typed->reader->read(typed, from, echo, err) : json_null();
	free(start);
	return value;
}

static void draw_part(struct typed_editor *typed, struct screen *screen, int row, int column, int columns,
	size_t part, bool focused)
{
	struct text echo = { 0 };
	if (focused && part == typed->at) {
		line_draw(&typed->lines[part], screen, row, column, columns, true);
		return;
	}
	json_t *value = read_line(typed, part, &echo, NULL);
	if (value && !json_is_null(value)) {
		int used = screen_put(screen, row, column, columns, STYLE_FIELD, text_string(&echo));
		screen_fill(screen, row, column + used, columns - used, STYLE_DIM, "_");
	} else {
		line_draw(&typed->lines[part], screen, row, column, columns, false);
	}
	json_decref(value);
	text_done(&echo);
}

/* What one should know of a day while it is typed: 平成32年1月6日 is good, but 令和2年 is
 * what is kept; the office is closed; the form comes too late for it. */
static void typed_note(struct editor *editor, struct text *text)
{
	const struct typed_editor *typed = of(editor);
	date day;
	bool converted = false;
	const struct office *office = editor->source ? editor->source->office : NULL;
	if (typed->reader != &date_reader || date_read(line_string(&typed->lines[typed->at]), today_of(typed),
						     &day, &converted, NULL) != RESULT_OK)
		return;
	if (converted)
		text_add(text, _("That era has ended; the day is kept in its own era. "));
	if (!office)
		return;
	const char *off = office_day_off(office, day, i18n_language());
	if (off)
		text_format(text, _("The office is closed on this day: %s. "), off);
	date last = typed->at == 0 ? lead_last_day(&typed->field->lead, office, day) : DATE_NONE;
	if (last != DATE_NONE && today_of(typed) > last)
		text_add(text, _("The last day for filing it is over. "));
}

/* How the part under the caret is understood, while it is typed; half of it would be read wrongly. */
static void draw_echo(struct typed_editor *typed, struct screen *screen, int row, int column, int columns)
{
	struct text echo = { 0 };
	struct error err = { 0 };
	json_t *value = read_line(typed, typed->at, &echo, &err);
	if (!value)
		text_add(&echo, _("?"));
	if (width_string(text_string(&echo)) <= columns)
		screen_put(screen, row, column, columns, STYLE_DIM, text_string(&echo));
	json_decref(value);
	text_done(&echo);
}

/* Of the largest number with its unit. */
static int number_columns(const struct typed_editor *typed)
{
	static const long usual = 99999999, readable = 9999999999;
	const char *unit = label_text(&typed->field->unit);
	struct text widest = { 0 };
	long most = typed->field->most;
	group_digits(most > 0 && most <= readable ? most : usual, &widest);
	if (unit[0])
		text_format(&widest, " %s", unit);
	int width = width_string(text_string(&widest));
	text_done(&widest);
	return width > typed->reader->columns ? width : typed->reader->columns;
}

static int wanted_columns(const struct typed_editor *typed)
{
	if (typed->reader == &number_reader)
		return number_columns(typed);
	/* The longest is 30 September 2026 (Wed). */
	return typed->reader->columns + (i18n_language() == LANGUAGE_EN && typed->reader == &date_reader) * 2;
}

static int between_columns(const struct typed_editor *typed)
{
	return typed->count > 1 ? width_string(_("@ to @")) - PARTS : 0;
}

static int typed_least_columns(struct editor *editor)
{
	const struct typed_editor *typed = of(editor);
	const char *unit = label_text(&typed->field->unit);
	return wanted_columns(typed) * (int)typed->count + between_columns(typed) +
	       (unit[0] ? 1 + width_string(unit) : 0);
}

static int part_columns(const struct typed_editor *typed, int columns)
{
	int wanted = wanted_columns(typed);
	int most = (columns - between_columns(typed)) / (int)typed->count;
	return wanted < most ? wanted : most > 1 ? most : 1;
}

/* Draws what stands behind a part of a period: the words between the @ of "@ to @". Returns their columns. */
static int draw_between(struct screen *screen, int row, int column, int columns, size_t part)
{
	const char *from = _("@ to @");
	for (size_t i = 0; i <= part && strchr(from, '@'); i++)
		from = strchr(from, '@') + 1;
	return screen_put_n(screen, row, column, columns, STYLE_NORMAL, from, strcspn(from, "@"));
}

static void typed_draw(struct editor *editor, struct screen *screen, struct area area, bool focused)
{
	struct typed_editor *typed = of(editor);
	int columns = part_columns(typed, area.columns), at = area.column, end = area.column + area.columns;
	for (size_t i = 0; i < typed->count; i++) {
		draw_part(typed, screen, area.row, at, columns, i, focused);
		at += columns;
		if (typed->count > 1)
			at += draw_between(screen, area.row, at, end - at, i);
	}
	const char *unit = label_text(&typed->field->unit);
	if (unit[0] && (focused || editor_is_empty(editor)))
		at += 1 + screen_put(screen, area.row, at + 1, end - at - 1, STYLE_NORMAL, unit);
	if (focused) /* behind the two days of a period there is room for one space only */
		draw_echo(typed, screen, area.row, at + (typed->count > 1 ? 1 : GAP),
			end - at - (typed->count > 1 ? 1 : GAP));
}

static void go_to_part(struct typed_editor *typed, size_t part)
{
	typed->at = part;
	typed->lines[part].caret = typed->lines[part].text.length;
	typed->lines[part].fresh = typed->lines[part].text.length > 0;
}

static void take_change(struct typed_editor *typed)
{
	for (size_t i = 0; i < typed->count; i++) {
		typed->editor.changed |= typed->lines[i].changed;
		typed->editor.refused |= typed->lines[i].refused;
		typed->lines[i].changed = typed->lines[i].refused = false;
	}
}

static bool typed_key(struct editor *editor, struct key_press press)
{
	struct typed_editor *typed = of(editor);
	struct line *line = &typed->lines[typed->at];
	bool forward = press.key == KEY_TAB || press.key == KEY_ENTER ||
		       (press.key == KEY_RIGHT && line->caret == line->text.length);
	bool back = press.key == KEY_BACKTAB || (press.key == KEY_LEFT && line->caret == 0);
	if (forward && typed->at + 1 < typed->count)
		return go_to_part(typed, typed->at + 1), true;
	if (back && typed->at > 0)
		return go_to_part(typed, typed->at - 1), true;
	bool used = line_key(line, press);
	take_change(typed);
	return used;
}

static void typed_paste(struct editor *editor, const char *text, size_t length)
{
	struct typed_editor *typed = of(editor);
	line_insert(&typed->lines[typed->at], text, length, false);
	take_change(typed);
}

/* What cannot be read stays as it was typed. */
static json_t *part_value(struct typed_editor *typed, size_t part)
{
	struct text echo = { 0 };
	json_t *value = read_line(typed, part, &echo, NULL);
	text_done(&echo);
	return value ? value : json_string(line_string(&typed->lines[part]));
}

static json_t *typed_value(struct editor *editor)
{
	struct typed_editor *typed = of(editor);
	json_t *from = part_value(typed, 0);
	if (typed->count == 1)
		return from;
	json_t *to = part_value(typed, 1);
	if (json_is_null(from) && json_is_null(to)) {
		json_decref(from);
		json_decref(to);
		return json_null();
	}
	json_t *value = json_object();
	json_object_set_new(value, "from", from);
	json_object_set_new(value, "to", to);
	return value;
}

static void set_part(struct typed_editor *typed, size_t part, const json_t *value)
{
	struct text text = { 0 };
	if (json_is_string(value) && typed->reader == &number_reader)
		text_add(&text, json_string_value(value));
	else
		typed->reader->write(value, &text);
	line_set(&typed->lines[part], text_string(&text));
	text_done(&text);
}

static void typed_set(struct editor *editor, const json_t *value)
{
	struct typed_editor *typed = of(editor);
	if (typed->count == 1) {
		set_part(typed, 0, value);
		return;
	}
	set_part(typed, 0, json_object_get(value, "from"));
	set_part(typed, 1, json_object_get(value, "to"));
}

static enum result check_period(json_t *from, json_t *to, struct error *err)
{
	bool first = !json_is_null(from), last = !json_is_null(to);
	if (first != last)
		return error_set(err, RESULT_INVALID,
			first ? _("the last day of the period is missing")
			      : _("the first day of the period is missing"));
	/* ISO dates sort as strings. */
	if (first && strcmp(json_string_value(from), json_string_value(to)) > 0)
		return error_set(err, RESULT_INVALID, _("the period ends before it begins"));
	return RESULT_OK;
}

static enum result typed_check(struct editor *editor, struct error *err)
{
	struct typed_editor *typed = of(editor);
	json_t *values[PARTS] = { NULL, NULL };
	enum result r = RESULT_OK;
	for (size_t i = 0; i < typed->count && r == RESULT_OK; i++) {
		struct text echo = { 0 };
		values[i] = read_line(typed, i, &echo, err);
		text_done(&echo);
		if (!values[i])
			r = RESULT_INVALID;
		else if (!json_is_null(values[i]))
			r = number_limits(typed, values[i], err);
	}
	if (r == RESULT_OK && typed->count > 1)
		r = check_period(values[0], values[1], err);
	for (size_t i = 0; i < PARTS; i++)
		json_decref(values[i]);
	return r;
}

static json_t *typed_snapshot(struct editor *editor)
{
	struct typed_editor *typed = of(editor);
	json_t *kept = json_array();
	json_array_append_new(kept, json_integer((json_int_t)typed->at));
	for (size_t i = 0; i < typed->count; i++)
		json_array_append_new(kept, line_snapshot(&typed->lines[i]));
	return kept;
}

static void typed_restore(struct editor *editor, const json_t *kept)
{
	struct typed_editor *typed = of(editor);
	typed->at = (size_t)json_integer_value(json_array_get(kept, 0));
	for (size_t i = 0; i < typed->count; i++)
		line_restore(&typed->lines[i], json_array_get(kept, i + 1));
}

static void typed_enter(struct editor *editor, bool from_below)
{
	go_to_part(of(editor), from_below ? of(editor)->count - 1 : 0);
}

static void typed_free(struct editor *editor)
{
	for (size_t i = 0; i < PARTS; i++)
		line_done(&of(editor)->lines[i]);
	free(editor);
}

static const struct editor_class typed_class = {
	.name = "typed",
	.draw = typed_draw,
	.least_columns = typed_least_columns,
	.note = typed_note,
	.key = typed_key,
	.paste = typed_paste,
	.value = typed_value,
	.set = typed_set,
	.check = typed_check,
	.snapshot = typed_snapshot,
	.restore = typed_restore,
	.enter = typed_enter,
	.free = typed_free,
};

static struct editor *typed_new(const struct field *field, const struct editor_source *source,
	const struct reader *reader, size_t count)
{
	struct typed_editor *made = memory_new(1, sizeof *made);
	made->editor = (struct editor){ .class = &typed_class, .source = source };
	made->field = field;
	made->reader = reader;
	made->count = count;
	return &made->editor;
}

struct editor *editor_number_new(const struct field *field, const struct editor_source *source)
{
	return typed_new(field, source, &number_reader, 1);
}

struct editor *editor_date_new(const struct field *field, const struct editor_source *source)
{
	return typed_new(field, source, &date_reader, 1);
}

struct editor *editor_month_new(const struct field *field, const struct editor_source *source)
{
	return typed_new(field, source, &month_reader, 1);
}

struct editor *editor_time_new(const struct field *field, const struct editor_source *source)
{
	return typed_new(field, source, &time_reader, 1);
}

struct editor *editor_period_new(const struct field *field, const struct editor_source *source)
{
	return typed_new(field, source, &date_reader, 2);
}
