/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The form that the widget tests work on. */
#include "tests/widget/desk.h"

#include <check.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/fold.h"
#include "base/i18n.h"
#include "base/memory.h"

#define LABEL(japanese, english) \
	{ \
		WORDS(japanese), WORDS(english) \
	}

static struct choice item_choices[] = {
	{ .id = WORDS("name"), .label = LABEL("氏名", "Name") },
	{ .id = WORDS("address"), .label = LABEL("住所", "Address") },
	{ .id = WORDS("birth"), .label = LABEL("生年月日", "Date of birth") },
};
static const struct choice_list item_list = {
	.id = WORDS("items"), .choices = item_choices, .choice_count = 3
};

static struct choice after_choices[] = {
	{ .id = WORDS("return"), .label = LABEL("返還", "Return") },
	{ .id = WORDS("erase"), .label = LABEL("消去", "Erase") },
	{ .id = WORDS("other"), .label = LABEL("その他", "Other"), .explain = true },
};
static const struct choice_list after_list = {
	.id = WORDS("after"), .choices = after_choices, .choice_count = 3
};

static struct choice kind_choices[] = {
	{ .id = WORDS("personal"), .label = LABEL("個人情報", "Personal data") },
	{ .id = WORDS("secret"), .label = LABEL("守秘義務データ", "Confidential data") },
	{ .id = WORDS("trust"), .label = LABEL("漏えい時に信頼を損なうデータ", "Data that trust hangs on") },
	{ .id = WORDS("hard"), .label = LABEL("復元が困難なデータ", "Data hard to restore") },
};
static const struct choice_list kind_list = {
	.id = WORDS("kinds"), .choices = kind_choices, .choice_count = 4
};

static struct field item_columns[] = {
	{ .id = WORDS("item"),
		.label = LABEL("項目", "Item"),
		.type = FIELD_CHOICE,
		.list = &item_list,
		.width = 1,
		.least = LONG_MIN,
		.most = LONG_MAX },
	{ .id = WORDS("reason"),
		.label = LABEL("必要な理由", "Reason"),
		.type = FIELD_TEXT,
		.required = true,
		.width = 3,
		.least = LONG_MIN,
		.most = LONG_MAX },
};

static char *yes_values[] = { WORDS("yes") };

const struct field desk_fields[DESK__COUNT] = {
	[DESK_BUSINESS] = { .id = WORDS("business"),
		.label = LABEL("利用する事務の名称", "Business"),
		.help = LABEL("要綱第16条第1項: 利用の前に承認が要ります。", "Art. 16(1): ask before use."),
		.type = FIELD_TEXT,
		.required = true,
		.longest = 40 },
	[DESK_PURPOSE] = { .id = WORDS("purpose"),
		.label = LABEL("利用の目的", "Purpose"),
		.type = FIELD_PARAGRAPH,
		.required = true,
		.lines = 3 },
	[DESK_ITEMS] = { .id = WORDS("items"),
		.label = LABEL("利用する項目", "Items"),
		.type = FIELD_TABLE,
		.columns = item_columns,
		.column_count = 2 },
	[DESK_PERIOD] = { .id = WORDS("period"),
		.label = LABEL("利用期間", "Period"),
		.type = FIELD_PERIOD,
		.required = true },
	[DESK_COUNT] = { .id = WORDS("count"),
		.label = LABEL("件数", "Number"),
		.type = FIELD_NUMBER,
		.unit = LABEL("件", "records"),
		.least = 1,
		.most = 9999 },
	[DESK_DAY] = { .id = WORDS("day"), .label = LABEL("処置予定日", "Day"), .type = FIELD_DATE },
	[DESK_HOUR] = { .id = WORDS("hour"), .label = LABEL("終了時刻", "Hour"), .type = FIELD_TIME },
	[DESK_OUTSIDE] = { .id = WORDS("outside"),
		.label = LABEL("外部委託", "Outside contractor"),
		.type = FIELD_YES_NO },
	[DESK_PARTNER] = { .id = WORDS("partner"),
		.label = LABEL("委託先", "Contractor"),
		.type = FIELD_TEXT,
		.required = true,
		.shown_when = { WORDS("outside"), yes_values, 1 } },
	[DESK_AFTER] = { .id = WORDS("after"),
		.label = LABEL("利用後の処置", "Afterwards"),
		.type = FIELD_CHOICE,
		.list = &after_list },
	[DESK_KINDS] = { .id = WORDS("kinds"),
		.label = LABEL("保護データの区分", "Kinds"),
		.type = FIELD_CHOICES,
		.list = &kind_list },
	[DESK_USER] = { .id = WORDS("user"), .label = LABEL("取扱者", "User"), .type = FIELD_PERSON },
	[DESK_MONTH] = { .id = WORDS("month"), .label = LABEL("対象月", "Month"), .type = FIELD_MONTH },
};

static const struct {
	const char *id, *name, *kana, *number;
} people[] = {
	{ "yamada", "山田 花子", "ヤマダ ハナコ", "0012" },
	{ "yamane", "山根 一郎", "ヤマネ イチロウ", "0034" },
	{ "katsu", "葛\xF3\xA0\x84\x80城 太郎", "カツラギ タロウ", "0056" },
};

static void find_people(void *context, const struct field *field, const char *typed, struct candidates *found)
{
	(void)context;
	ck_assert(field->type == FIELD_PERSON);
	for (size_t i = 0; i < COUNT(people); i++)
		if (fold_contains(people[i].name, typed) || fold_contains(people[i].kana, typed) ||
			fold_contains(people[i].number, typed))
			candidates_offer(found, people[i].id, people[i].name, people[i].number);
}

static char *name_of(void *context, const struct field *field, const char *id)
{
	(void)context;
	(void)field;
	for (size_t i = 0; i < COUNT(people); i++)
		if (strcmp(people[i].id, id) == 0)
			return memory_string(people[i].name);
	return NULL;
}

const struct editor_source desk_source = { .today = 20781, .find = find_people, .name = name_of };

/* ---- the view ------------------------------------------------------------ */

static struct desk *of(void *context)
{
	return (struct desk *)context;
}

static void on_nothing(void *context)
{
	(void)context;
}

static void on_list(void *context)
{
	form_view_key(&of(context)->form, (struct key_press){ .key = KEY_F4 });
}

static void on_settle(void *context)
{
	struct error err = { 0 };
	of(context)->settled++;
	if (form_view_check(&of(context)->form, &err) != RESULT_OK)
		view_say_error(&of(context)->stack, &err);
}

static bool cannot_print(void *context, struct error *err)
{
	(void)context;
	error_refuse(err, "16.2", "受付の後に印刷できます。");
	return false;
}

static const struct command commands[] = {
	{ KEY_F1, 0, "ヘルプ", "この画面の説明を表示します", on_nothing, NULL },
	{ KEY_F3, 'b', "戻る", "前の画面に戻ります", on_nothing, NULL },
	{ KEY_F4, 'c', "候補", "候補を表示します", on_list, NULL },
	{ KEY_F9, 's', "提出", "申請書を提出します", on_settle, NULL },
	{ KEY_F10, 'p', "印刷", "様式を印刷します", on_nothing, cannot_print },
	{ KEY_F12, 0, "業務選択", "業務を選び直します", on_nothing, NULL },
};

static void desk_draw(struct view *view, struct screen *screen, struct area area)
{
	struct text progress = { 0 };
	form_view_progress_text(&of(view)->form, &progress);
	screen_put(screen, area.row, 1, 60, STYLE_TITLE, "保護データ利用申請書  第1号様式(第16条関係)");
	screen_put(screen, area.row, area.columns - 20, 19, STYLE_NORMAL, text_string(&progress));
	text_done(&progress);
	form_view_draw(&of(view)->form, screen,
		(struct area){ area.row + 2, area.column, area.rows - 2, area.columns });
}

static bool desk_key(struct view *view, struct key_press press)
{
	return form_view_key(&of(view)->form, press);
}

static void desk_on_paste(struct view *view, const char *text, size_t length)
{
	form_view_paste(&of(view)->form, text, length);
}

static bool desk_typing(const struct view *view)
{
	return form_view_typing(&((const struct desk *)view)->form);
}

static void desk_hint(struct view *view, struct text *text)
{
	form_view_hint(&of(view)->form, text);
}

static void desk_free(struct view *view)
{
	form_view_done(&of(view)->form);
}

static const struct view_class desk_class = {
	.name = "desk",
	.commands = { commands, COUNT(commands) },
	.draw = desk_draw,
	.key = desk_key,
	.paste = desk_on_paste,
	.typing = desk_typing,
	.hint = desk_hint,
	.free = desk_free,
};

void desk_open(struct desk *desk, int rows, int columns, bool japanese)
{
	*desk = (struct desk){ .view = { .class = &desk_class } };
	desk->term = headless_open(rows, columns, japanese);
	view_stack_init(&desk->stack, desk->term);
	desk->stack.frame =
		(struct frame){ "東員町", "税務課 山田 花子", "令和8年11月24日(火) 10:12", false };
	form_view_add_fields(&desk->form, desk_fields, DESK__COUNT, NULL, &desk_source);
	view_push(&desk->stack, &desk->view);
	view_settle(&desk->stack);
}

void desk_close(struct desk *desk)
{
	view_stack_done(&desk->stack);
	term_close(desk->term);
}

void desk_type(struct desk *desk, const char *bytes)
{
	term_type(desk->term, bytes);
	view_settle(&desk->stack);
}

void desk_paste(struct desk *desk, const char *text)
{
	term_type(desk->term, "\033[200~");
	term_type(desk->term, text);
	desk_type(desk, "\033[201~");
}

static void expect_json(json_t *value, const char *wanted)
{
	char *dumped = json_dumps(value, JSON_COMPACT | JSON_SORT_KEYS | JSON_ENCODE_ANY);
	ck_assert_str_eq(dumped, wanted);
	free(dumped);
	json_decref(value);
}

void desk_expect_values(struct desk *desk, const char *wanted)
{
	expect_json(form_view_values(&desk->form), wanted);
}

void desk_expect_value(struct desk *desk, enum desk_field field, const char *wanted)
{
	expect_json(editor_value(desk->form.rows[field].editor), wanted);
}
