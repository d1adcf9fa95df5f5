/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An office to JSON and back, column by column. */
#include <ctype.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "domain/office_table.h"

static const char format_name[] = "choba office 1";
enum { ID_LIMIT = 64, TEXT_LIMIT = 400, NUMBER_LIMIT = 100000 };

/* One value being read, and where to say what is wrong with it. */
struct value {
	const json_t *json;
	const char *name; /* of the column */
	enum office_part part;
	size_t index;
	const struct office_places *places;
	struct mistakes *mistakes;
};

#define WRONG(value, ...) \
	office_mistake((value)->mistakes, (value)->places, (value)->part, (value)->index, __VA_ARGS__)

static bool is_id(const char *string)
{
	size_t length = strlen(string);
	if (!length || length > ID_LIMIT || !isalnum((unsigned char)string[0]))
		return false;
	for (size_t i = 0; i < length; i++)
		if ((unsigned char)string[i] > 127 ||
			(!isalnum((unsigned char)string[i]) && !strchr("._-", string[i])))
			return false;
	return true;
}

/* One line of safe text; NULL and a mistake otherwise. */
static const char *read_line(const struct value *value)
{
	const char *string = json_string_value(value->json);
	if (!string) {
		WRONG(value, _("\"%s\" must be a text"), value->name);
		return NULL;
	}
	size_t length = strlen(string), at = 0;
	if (!length || string[0] == ' ' || string[length - 1] == ' ') {
		WRONG(value, _("\"%s\" must have a value, without spaces before or behind it"), value->name);
		return NULL;
	}
	if (length > TEXT_LIMIT) {
		WRONG(value, _("\"%s\" has %zu bytes; at most %d are allowed"), value->name, length,
			TEXT_LIMIT);
		return NULL;
	}
	while (at < length) {
		uint32_t code = text_next(string, length, &at);
		if (code == '\n' || code == '\t' || text_is_unsafe(code)) {
			WRONG(value, _("\"%s\" holds the character U+%04X; delete it"), value->name, code);
			return NULL;
		}
	}
	return string;
}

static void read_string(const struct value *value, bool id, char **ret_string)
{
	const char *string = read_line(value);
	if (string && id && !is_id(string))
		WRONG(value, _("\"%s\" is not an id: “%s” (letters, digits, . _ - and at most %d of them)"),
			value->name, string, ID_LIMIT);
	if (string)
		*ret_string = memory_string(string);
}

static void read_label(const struct value *value, struct label *ret_label)
{
	if (json_is_string(value->json)) {
		read_string(value, false, &ret_label->ja);
		return;
	}
	const char *key;
	json_t *text;
	struct value inner = *value;
	if (!json_object_get(value->json, "ja"))
		WRONG(value, _("\"%s\" needs a Japanese text"), value->name);
	json_object_foreach((json_t *)(uintptr_t)value->json, key, text)
	{
		inner.json = text;
		if (!strcmp(key, "ja"))
			read_string(&inner, false, &ret_label->ja);
		else if (!strcmp(key, "en"))
			read_string(&inner, false, &ret_label->en);
		else
			WRONG(value, _("\"%s\" has a language “%s” that is not known; ja and en are"),
				value->name, key);
	}
}

static void read_date(const struct value *value, date *ret_day)
{
	date day = date_from_iso(json_string_value(value->json));
	if (day == DATE_NONE)
		WRONG(value, _("\"%s\" is not a day: “%s”; write it as 2026-12-01"), value->name,
			json_is_string(value->json) ? json_string_value(value->json) : "?");
	*ret_day = day;
}

static void read_flag(const struct value *value, bool *ret_flag)
{
	const char *string = json_string_value(value->json);
	if (json_is_boolean(value->json))
		*ret_flag = json_is_true(value->json);
	else if (string && (!strcmp(string, "true") || !strcmp(string, "false")))
		*ret_flag = !strcmp(string, "true");
	else
		WRONG(value, _("\"%s\" must be true or false"), value->name);
}

static void read_number(const struct value *value, int *ret_number)
{
	const char *string = json_string_value(value->json);
	long long number = json_integer_value(value->json);
	char *end = NULL;
	if (string && isdigit((unsigned char)string[0]))
		number = strtoll(string, &end, 10);
	if ((end && *end) || number < 1 || number > NUMBER_LIMIT)
		WRONG(value, _("\"%s\" must be a number from 1 to %d"), value->name, NUMBER_LIMIT);
	else
		*ret_number = (int)number;
}

static void read_texts(const struct value *value, char ***ret_texts, size_t *ret_count)
{
	struct value inner = *value;
	if (!json_is_array(value->json))
		WRONG(value, _("\"%s\" must be a list"), value->name);
	for (size_t i = 0; i < json_array_size(value->json); i++) {
		char *text = NULL;
		inner.json = json_array_get(value->json, i);
		read_string(&inner, false, &text);
		if (text)
			*LIST_ADD(*ret_texts, *ret_count) = text;
	}
}

/* An unknown word becomes the number past the last. */
static void read_word(const struct value *value, const struct column *column, unsigned *ret_word)
{
	struct text words = { 0 };
	const char *string = json_string_value(value->json);
	unsigned word = 0;
	for (; column->word(word) && !(string && !strcmp(column->word(word), string)); word++)
		text_format(&words, "%s%s", word ? ", " : "", column->word(word));
	if (!column->word(word))
		WRONG(value, _("\"%s\" must be one of: %s"), value->name, text_string(&words));
	*ret_word = word;
	text_done(&words);
}

static void read_value(const struct value *value, const struct column *column, void *item)
{
	char *at = (char *)item + column->offset;
	switch (column->type) {
	case COLUMN_ID: read_string(value, true, (char **)(void *)at); break;
	case COLUMN_TEXT: read_string(value, false, (char **)(void *)at); break;
	case COLUMN_LABEL: read_label(value, (struct label *)(void *)at); break;
	case COLUMN_DATE: read_date(value, (date *)(void *)at); break;
	case COLUMN_FLAG: read_flag(value, (bool *)at); break;
	case COLUMN_NUMBER: read_number(value, (int *)(void *)at); break;
	case COLUMN_TEXTS:
		read_texts(
			value, (char ***)(void *)at, (size_t *)(void *)((char *)item + column->count_offset));
		break;
	case COLUMN_WORD: read_word(value, column, (unsigned *)(void *)at); break;
	case COLUMN__COUNT: break;
	}
}

/* What could not be read is empty, so that the checks can go on over the rest. */
static void fill(const struct office_table *table, void *item)
{
	for (size_t i = 0; i < table->column_count; i++) {
		const struct column *column = &table->columns[i];
		char *at = (char *)item + column->offset;
		char **string = (char **)(void *)at;
		struct label *label = (struct label *)(void *)at;
		if (column->type == COLUMN_LABEL && !label->ja)
			label->ja = memory_string("");
		if ((column->type == COLUMN_ID || column->type == COLUMN_TEXT) && column->required &&
			!*string)
			*string = memory_string("");
	}
}

static const struct column *column_named(const struct office_table *table, const char *name)
{
	for (size_t i = 0; i < table->column_count; i++)
		if (!strcmp(table->columns[i].name, name))
			return &table->columns[i];
	return NULL;
}

static void read_columns(const struct value *whole, const struct office_table *table, void *item)
{
	const char *key;
	json_t *inner;
	struct value value = *whole;
	json_object_foreach((json_t *)(uintptr_t)whole->json, key, inner)
	{
		const struct column *column = column_named(table, key);
		value.json = inner;
		value.name = key;
		if (column)
			read_value(&value, column, item);
		else
			WRONG(&value, _("\"%s\" is not known here"), key);
	}
	for (size_t i = 0; i < table->column_count; i++)
		if (table->columns[i].required && !json_object_get(whole->json, table->columns[i].name))
			WRONG(whole, _("\"%s\" is missing"), table->columns[i].name);
}

void office_item_read(const json_t *json, enum office_part part, size_t index, void *item,
	const struct office_places *places, struct mistakes *mistakes)
{
	const struct office_table *table = &office_tables[part];
	struct value value = { json, table->columns[0].name, part, index, places, mistakes };
	if (table->bare)
		read_value(&value, &table->columns[0], item);
	else if (json_is_object(json))
		read_columns(&value, table, item);
	else
		WRONG(&value, _("an item of \"%s\" must be a mapping"), table->name);
	fill(table, item);
}

static void read_part(const json_t *list, enum office_part part, struct office *office,
	const struct office_places *places, struct mistakes *mistakes)
{
	if (list && !json_is_array(list)) {
		office_mistake(mistakes, places, OFFICE__COUNT, 0, _("\"%s\" must be a list"),
			office_tables[part].name);
		return;
	}
	for (size_t i = 0; i < json_array_size(list); i++)
		office_item_read(
			json_array_get(list, i), part, i, office_item_add(office, part), places, mistakes);
}

static bool is_known_key(const char *key)
{
	static const char *const heads[] = { "format", "id", "name", office_calendar_key };
	for (size_t i = 0; i < COUNT(heads); i++)
		if (!strcmp(heads[i], key))
			return true;
	for (size_t part = 0; part < OFFICE__COUNT; part++)
		if (!office_tables[part].within && !strcmp(office_tables[part].name, key))
			return true;
	return false;
}

void office_read(const json_t *json, const struct office_places *places, struct office *ret_office,
	struct mistakes *mistakes)
{
	*ret_office = (struct office){ 0 };
	struct value value = { json, "format", OFFICE__COUNT, 0, places, mistakes };
	const char *key;
	json_t *inner;
	json_object_foreach((json_t *)(uintptr_t)json, key, inner) if (!is_known_key(key))
		WRONG(&value, _("\"%s\" is not known here"), key);
	const char *format = json_string_value(json_object_get(json, "format"));
	if (!format || strcmp(format, format_name) != 0)
		WRONG(&value, _("\"format\" must be “%s”"), format_name);
	value.json = json_object_get(json, "id");
	value.name = "id";
	read_string(&value, true, &ret_office->id);
	value.json = json_object_get(json, "name");
	value.name = "name";
	read_label(&value, &ret_office->name);
	if (!ret_office->id)
		ret_office->id = memory_string("");
	if (!ret_office->name.ja)
		ret_office->name.ja = memory_string("");
	office_calendar_read(
		json_object_get(json, office_calendar_key), places, &ret_office->calendar, mistakes);
	for (enum office_part part = 0; part < OFFICE__COUNT; part++) {
		const char *within = office_tables[part].within;
		const json_t *around = within ? json_object_get(json, within) : json;
		read_part(json_object_get(around, office_tables[part].name), part, ret_office, places,
			mistakes);
	}
}

json_t *office_to_json(const struct office *office)
{
	json_t *json = json_object();
	json_object_set_new(json, "format", json_string(format_name));
	json_object_set_new(json, "id", json_string(office->id));
	json_t *name = json_object();
	json_object_set_new(name, "ja", json_string(office->name.ja));
	if (office->name.en)
		json_object_set_new(name, "en", json_string(office->name.en));
	json_object_set_new(json, "name", name);
	json_t *calendar = json_object();
	office_calendar_to_json(&office->calendar, calendar);
	json_object_set_new(json, office_calendar_key, calendar);
	for (enum office_part part = 0; part < OFFICE__COUNT; part++) {
		const char *within = office_tables[part].within;
		if (office_tables[part].founding)
			continue;
		json_t *list = json_array();
		for (size_t i = 0; i < office_count(office, part); i++)
			json_array_append_new(list, office_item_to_json(part, office_item(office, part, i)));
		json_object_set_new(
			within ? json_object_get(json, within) : json, office_tables[part].name, list);
	}
	return json;
}

enum result office_first_mistake(const struct mistakes *mistakes, struct error *err)
{
	if (!mistakes->count)
		return RESULT_OK;
	const struct mistake *first = &mistakes->items[0];
	char line[32] = "";
	if (first->line)
		snprintf(line, sizeof line, ":%zu", first->line);
	if (mistakes->count == 1)
		return error_set(err, RESULT_INVALID, "%s%s: %s", first->file, line, first->sentence);
	return error_set(err, RESULT_INVALID, _("%s%s: %s (and %zu more mistakes)"), first->file, line,
		first->sentence, mistakes->count - 1);
}

enum result office_from_json(const json_t *json, struct office *ret_office, struct error *err)
{
	struct mistakes mistakes = { 0 };
	struct office office;
	office_read(json, NULL, &office, &mistakes);
	office_check(&office, NULL, &mistakes);
	enum result r = office_first_mistake(&mistakes, err);
	if (r == RESULT_OK)
		*ret_office = office;
	else
		office_done(&office);
	mistakes_done(&mistakes);
	return r;
}
