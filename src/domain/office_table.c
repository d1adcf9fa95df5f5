/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the lists of an office hold, column by column, and what is done to every item alike. */
#include "domain/office_table.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "domain/value.h"

static const char *kind_word(unsigned kind)
{
	return kind < POSTING__COUNT ? posting_kind_name((enum posting_kind)kind) : NULL;
}

static const char *right_word(unsigned right)
{
	return right < RIGHT__COUNT ? right_name((enum right)right) : NULL;
}

static const struct column section_columns[] = {
	{ "id", COLUMN_ID, true, offsetof(struct section, id) },
	{ "name", COLUMN_LABEL, true, offsetof(struct section, name) },
	{ "kind", COLUMN_ID, true, offsetof(struct section, kind) },
	{ "parent", COLUMN_ID, false, offsetof(struct section, parent) },
	{ "symbol", COLUMN_TEXT, false, offsetof(struct section, symbol) },
	{ "phone", COLUMN_TEXT, false, offsetof(struct section, phone) },
	{ "from", COLUMN_DATE, false, offsetof(struct section, from) },
	{ "to", COLUMN_DATE, false, offsetof(struct section, to) },
};

static const struct column post_columns[] = {
	{ "id", COLUMN_ID, true, offsetof(struct post, id) },
	{ "name", COLUMN_LABEL, true, offsetof(struct post, name) },
	{ "section", COLUMN_ID, false, offsetof(struct post, section) },
	{ "head", COLUMN_FLAG, false, offsetof(struct post, head) },
	{ "rank", COLUMN_NUMBER, true, offsetof(struct post, rank) },
	{ "aliases", COLUMN_TEXTS, false, offsetof(struct post, aliases),
		offsetof(struct post, alias_count) },
	{ "from", COLUMN_DATE, false, offsetof(struct post, from) },
	{ "to", COLUMN_DATE, false, offsetof(struct post, to) },
};

static const struct column person_columns[] = {
	{ "id", COLUMN_ID, true, offsetof(struct person, id) },
	{ "number", COLUMN_TEXT, true, offsetof(struct person, number) },
	{ "name", COLUMN_TEXT, true, offsetof(struct person, name) },
	{ "kana", COLUMN_TEXT, true, offsetof(struct person, kana) },
	{ "name_en", COLUMN_TEXT, false, offsetof(struct person, name_en) },
	{ "from", COLUMN_DATE, false, offsetof(struct person, from) },
	{ "to", COLUMN_DATE, false, offsetof(struct person, to) },
};

static const struct column posting_columns[] = {
	{ "id", COLUMN_ID, true, offsetof(struct posting, id) },
	{ "person", COLUMN_ID, true, offsetof(struct posting, person) },
	{ "post", COLUMN_ID, true, offsetof(struct posting, post) },
	{ "kind", COLUMN_WORD, true, offsetof(struct posting, kind), 0, kind_word },
	{ "from", COLUMN_DATE, false, offsetof(struct posting, from) },
	{ "to", COLUMN_DATE, false, offsetof(struct posting, to) },
};

static const struct column deputy_columns[] = {
	{ "post", COLUMN_ID, true, offsetof(struct deputy, post) },
	{ "deputy", COLUMN_ID, true, offsetof(struct deputy, deputy_post) },
	{ "order", COLUMN_NUMBER, true, offsetof(struct deputy, order) },
	{ "forms", COLUMN_TEXTS, false, offsetof(struct deputy, forms), offsetof(struct deputy, form_count) },
	{ "not-forms", COLUMN_TEXTS, false, offsetof(struct deputy, not_forms),
		offsetof(struct deputy, not_form_count) },
	{ "grounds", COLUMN_TEXTS, false, offsetof(struct deputy, grounds),
		offsetof(struct deputy, ground_count) },
	{ "from", COLUMN_DATE, false, offsetof(struct deputy, from) },
	{ "to", COLUMN_DATE, false, offsetof(struct deputy, to) },
};

static const struct column role_columns[] = {
	{ "role", COLUMN_TEXT, true, offsetof(struct role_post, role) },
	{ "post", COLUMN_ID, false, offsetof(struct role_post, post) },
	{ "people", COLUMN_TEXTS, false, offsetof(struct role_post, people),
		offsetof(struct role_post, people_count) },
};

static const struct column opening_columns[] = {
	{ "register", COLUMN_TEXT, true, offsetof(struct opening, fact) },
	{ "person", COLUMN_ID, false, offsetof(struct opening, person) },
	{ "subject", COLUMN_TEXT, false, offsetof(struct opening, subject) },
	{ "detail", COLUMN_TEXT, false, offsetof(struct opening, detail) },
	{ "from", COLUMN_DATE, true, offsetof(struct opening, from) },
	{ "to", COLUMN_DATE, false, offsetof(struct opening, to) },
};

static const struct column right_columns[] = {
	{ "right", COLUMN_WORD, true, offsetof(struct right_holder, right), 0, right_word },
	{ "person", COLUMN_ID, true, offsetof(struct right_holder, person) },
};

static const struct column regulation_columns[] = { { "id", COLUMN_ID, true, 0 } };

static const struct column day_columns[] = {
	{ "day", COLUMN_DATE, true, offsetof(struct office_day, day) },
	{ "name", COLUMN_LABEL, true, offsetof(struct office_day, name) },
};

const char office_calendar_key[] = "calendar";

#define TABLE(key, type, items, count, columns) \
	{ \
		key, sizeof(type), offsetof(struct office, items), offsetof(struct office, count), columns, \
			COUNT(columns), false, NULL, false \
	}

const struct office_table office_tables[OFFICE__COUNT] = {
	[OFFICE_SECTIONS] = TABLE("sections", struct section, sections, section_count, section_columns),
	[OFFICE_POSTS] = TABLE("posts", struct post, posts, post_count, post_columns),
	[OFFICE_PEOPLE] = TABLE("people", struct person, people, person_count, person_columns),
	[OFFICE_POSTINGS] = TABLE("postings", struct posting, postings, posting_count, posting_columns),
	[OFFICE_DEPUTIES] = TABLE("deputies", struct deputy, deputies, deputy_count, deputy_columns),
	[OFFICE_ROLES] = TABLE("roles", struct role_post, roles, role_count, role_columns),
	[OFFICE_OPENINGS] = { "registers", sizeof(struct opening), offsetof(struct office, openings),
		offsetof(struct office, opening_count), opening_columns, COUNT(opening_columns), false, NULL,
		true },
	[OFFICE_RIGHTS] = TABLE("rights", struct right_holder, rights, right_count, right_columns),
	[OFFICE_REGULATIONS] = { "regulations", sizeof(char *), offsetof(struct office, regulations),
		offsetof(struct office, regulation_count), regulation_columns, COUNT(regulation_columns),
		true, NULL, false },
	[OFFICE_SIGN_IN_HOURS] = { "sign-in-hours", sizeof(char *), offsetof(struct office, sign_in_hours),
		offsetof(struct office, sign_in_hour_count), regulation_columns, COUNT(regulation_columns),
		true, NULL, false },
	[OFFICE_CLOSED] = { "closed", sizeof(struct office_day), offsetof(struct office, closed),
		offsetof(struct office, closed_count), day_columns, COUNT(day_columns), false,
		office_calendar_key, false },
	[OFFICE_OPENED] = { "open", sizeof(struct office_day), offsetof(struct office, opened),
		offsetof(struct office, opened_count), day_columns, COUNT(day_columns), false,
		office_calendar_key, false },
};

/* The member of an item or office at an offset. */
static void *member(void *item, size_t offset)
{
	return (char *)item + offset;
}

static const void *look(const void *item, size_t offset)
{
	return (const char *)item + offset;
}

size_t office_count(const struct office *office, enum office_part part)
{
	return *(const size_t *)look(office, office_tables[part].count_offset);
}

const void *office_item(const struct office *office, enum office_part part, size_t index)
{
	const char *items;
	memcpy(&items, look(office, office_tables[part].items_offset), sizeof items);
	return items + index * office_tables[part].size;
}

void *office_item_of(struct office *office, enum office_part part, size_t index)
{
	char *items;
	memcpy(&items, look(office, office_tables[part].items_offset), sizeof items);
	return items + index * office_tables[part].size;
}

static void open_dates(const struct office_table *table, void *item)
{
	for (size_t i = 0; i < table->column_count; i++)
		if (table->columns[i].type == COLUMN_DATE)
			*(date *)member(item, table->columns[i].offset) = DATE_NONE;
}

void *office_item_add(struct office *office, enum office_part part)
{
	const struct office_table *table = &office_tables[part];
	size_t *count = member(office, table->count_offset);
	/* By memcpy: the pointer there is of another type than this one. */
	char *items;
	memcpy(&items, look(office, table->items_offset), sizeof items);
	items = memory_room(items, *count, table->size);
	memcpy(member(office, table->items_offset), &items, sizeof items);
	void *item = items + (*count)++ * table->size;
	open_dates(table, item);
	return item;
}

void office_item_clear(enum office_part part, void *item)
{
	office_item_done(part, item);
	open_dates(&office_tables[part], item);
}

void office_item_done(enum office_part part, void *item)
{
	const struct office_table *table = &office_tables[part];
	for (size_t i = 0; i < table->column_count; i++) {
		const struct column *column = &table->columns[i];
		void *at = member(item, column->offset);
		if (column->type == COLUMN_ID || column->type == COLUMN_TEXT) {
			free(*(char **)at);
		} else if (column->type == COLUMN_LABEL) {
			label_done(at);
		} else if (column->type == COLUMN_TEXTS) {
			size_t count = *(size_t *)member(item, column->count_offset);
			for (size_t j = 0; j < count; j++)
				free((*(char ***)at)[j]);
			free(*(char ***)at);
		}
	}
	memset(item, 0, table->size);
}

static void copy_texts(const struct column *column, const void *from, void *to)
{
	size_t count = *(const size_t *)look(from, column->count_offset);
	char *const *texts = *(char **const *)look(from, column->offset);
	char **copies = NULL;
	size_t copied = 0;
	while (copied < count) {
		char **copy = LIST_ADD(copies, copied);
		*copy = memory_string(texts[copied - 1]);
	}
	*(char ***)member(to, column->offset) = copies;
	*(size_t *)member(to, column->count_offset) = copied;
}

void office_item_copy(enum office_part part, const void *item, void *ret_item)
{
	const struct office_table *table = &office_tables[part];
	memcpy(ret_item, item, table->size);
	for (size_t i = 0; i < table->column_count; i++) {
		const struct column *column = &table->columns[i];
		void *at = member(ret_item, column->offset);
		if (column->type == COLUMN_ID || column->type == COLUMN_TEXT) {
			*(char **)at = memory_string(*(char *const *)at);
		} else if (column->type == COLUMN_LABEL) {
			struct label *label = at;
			*label = (struct label){ memory_string(label->ja), memory_string(label->en) };
		} else if (column->type == COLUMN_TEXTS) {
			copy_texts(column, item, ret_item);
		}
	}
}

void office_part_copy(const struct office *office, enum office_part part, struct office *to)
{
	size_t *count = member(to, office_tables[part].count_offset);
	while (*count)
		office_item_done(part, office_item_of(to, part, --*count));
	for (size_t i = 0; i < office_count(office, part); i++)
		office_item_copy(part, office_item(office, part, i), office_item_add(to, part));
}

bool office_item_equal(enum office_part part, const void *a, const void *b)
{
	json_t *of_a = office_item_to_json(part, a), *of_b = office_item_to_json(part, b);
	bool equal = json_equal(of_a, of_b);
	json_decref(of_a);
	json_decref(of_b);
	return equal;
}

static json_t *label_to_json(const struct label *label)
{
	json_t *json = json_object();
	json_object_set_new(json, "ja", json_string(label->ja));
	if (label->en)
		json_object_set_new(json, "en", json_string(label->en));
	return json;
}

static json_t *texts_to_json(char *const *texts, size_t count)
{
	json_t *json = count ? json_array() : NULL;
	for (size_t i = 0; i < count; i++)
		json_array_append_new(json, json_string(texts[i]));
	return json;
}

/* NULL for what is left out: no text, an open date, a flag that is off, an empty list. */
static json_t *value_to_json(const struct column *column, const void *item)
{
	const void *at = look(item, column->offset);
	switch (column->type) {
	case COLUMN_ID:
	case COLUMN_TEXT: {
		const char *string = *(char *const *)at;
		return string ? json_string(string) : NULL;
	}
	case COLUMN_LABEL: return label_to_json(at);
	case COLUMN_DATE: return value_of_day(*(const date *)at);
	case COLUMN_FLAG: return *(const bool *)at ? json_true() : NULL;
	case COLUMN_NUMBER: return json_integer(*(const int *)at);
	case COLUMN_TEXTS:
		return texts_to_json(*(char **const *)at, *(const size_t *)look(item, column->count_offset));
	case COLUMN_WORD: return json_string(column->word(*(const unsigned *)at));
	case COLUMN__COUNT: break;
	}
	return NULL;
}

json_t *office_item_to_json(enum office_part part, const void *item)
{
	const struct office_table *table = &office_tables[part];
	if (table->bare)
		return value_to_json(&table->columns[0], item);
	json_t *json = json_object();
	for (size_t i = 0; i < table->column_count; i++) {
		json_t *value = value_to_json(&table->columns[i], item);
		if (value)
			json_object_set_new(json, table->columns[i].name, value);
	}
	return json;
}

void office_places_done(struct office_places *places)
{
	for (size_t part = 0; part < OFFICE__COUNT; part++)
		free(places->lines[part]);
	*places = (struct office_places){ 0 };
}

void office_places_add(struct office_places *places, enum office_part part, size_t line)
{
	*LIST_ADD(places->lines[part], places->line_counts[part]) = line;
}

static void add(struct mistakes *mistakes, char *file, size_t line, const char *format, va_list arguments)
	__attribute__((format(printf, 4, 0)));

static void add(struct mistakes *mistakes, char *file, size_t line, const char *format, va_list arguments)
{
	char sentence[ERROR_TEXT_SIZE];
	vsnprintf(sentence, sizeof sentence, format, arguments);
	text_trim_partial(sentence);
	struct mistake *mistake = LIST_ADD(mistakes->items, mistakes->count);
	*mistake = (struct mistake){ file, line, memory_string(sentence) };
}

void office_mistake_at(struct mistakes *mistakes, const char *file, size_t line, const char *format, ...)
{
	va_list arguments;
	va_start(arguments, format);
	add(mistakes, memory_string(file), line, format, arguments);
	va_end(arguments);
}

void office_mistake(struct mistakes *mistakes, const struct office_places *places, enum office_part part,
	size_t index, const char *format, ...)
{
	char *file;
	size_t line = 0;
	if (part == OFFICE__COUNT) {
		file = memory_string(places && places->file ? places->file : "office");
	} else if (places && places->files[part]) {
		file = memory_string(places->files[part]);
		line = index < places->line_counts[part] ? places->lines[part][index] : 0;
	} else {
		file = memory_format("%s[%zu]", office_tables[part].name, index);
	}
	va_list arguments;
	va_start(arguments, format);
	add(mistakes, file, line, format, arguments);
	va_end(arguments);
}
