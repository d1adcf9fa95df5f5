/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Headings and cells of people and postings, as personnel sections write them. */
#include "domain/office_csv.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

/* A key of JSON, and the Japanese headings that mean it. */
static const struct heading {
	enum office_part part;
	const char *key;
	const char *japanese[3];
} headings[] = {
	{ OFFICE_PEOPLE, "id", { "職員ID" } },
	{ OFFICE_PEOPLE, "number", { "職員番号" } },
	{ OFFICE_PEOPLE, "name", { "氏名" } },
	{ OFFICE_PEOPLE, "kana", { "フリガナ", "カナ", "氏名カナ" } },
	{ OFFICE_PEOPLE, "name_en", { "英字氏名", "ローマ字" } },
	{ OFFICE_PEOPLE, "from", { "採用日", "採用年月日" } },
	{ OFFICE_PEOPLE, "to", { "退職日", "退職年月日" } },
	{ OFFICE_POSTINGS, "id", { "発令ID" } },
	{ OFFICE_POSTINGS, "person", { "職員ID" } },
	{ OFFICE_POSTINGS, "number", { "職員番号" } },
	{ OFFICE_POSTINGS, "post", { "職ID", "職" } },
	{ OFFICE_POSTINGS, "kind", { "発令区分", "区分" } },
	{ OFFICE_POSTINGS, "from", { "発令日", "発令年月日" } },
	{ OFFICE_POSTINGS, "to", { "終了日", "終了年月日" } },
};

static const struct {
	const char *japanese, *word;
} kinds[] = {
	{ "本務", "main" },
	{ "兼務", "concurrent" },
	{ "事務取扱", "in-charge" },
};

static const char *trimmed(const char *cell, char **ret_copy)
{
	cell += strspn(cell, " ");
	size_t length = strlen(cell);
	while (length && cell[length - 1] == ' ')
		length--;
	return *ret_copy = memory_string_n(cell, length);
}

static const char *key_of(enum office_part part, const char *name)
{
	for (size_t i = 0; i < COUNT(headings); i++) {
		if (headings[i].part != part)
			continue;
		bool found = !strcmp(headings[i].key, name);
		for (size_t j = 0; j < COUNT(headings[i].japanese) && headings[i].japanese[j]; j++)
			found |= !strcmp(headings[i].japanese[j], name);
		if (found)
			return headings[i].key;
	}
	return NULL;
}

static bool has_key(const struct office_csv *csv, const char *key)
{
	for (size_t i = 0; i < csv->key_count; i++)
		if (csv->keys[i] && !strcmp(csv->keys[i], key))
			return true;
	return false;
}

/* Postings have a post, people do not. */
static enum office_part part_of(const struct csv *csv)
{
	size_t unused;
	bool postings = csv_column(csv, "post", &unused) || csv_column(csv, "職ID", &unused) ||
			csv_column(csv, "職", &unused);
	return postings ? OFFICE_POSTINGS : OFFICE_PEOPLE;
}

static void read_headings(struct office_csv *csv, struct mistakes *mistakes)
{
	for (size_t i = 0; i < csv->csv.rows[0].count; i++) {
		char *name;
		const char *key = key_of(csv->part, trimmed(csv_field(&csv->csv, 0, i), &name));
		if (!key)
			office_mistake_at(mistakes, csv->file, 1,
				_("the heading of column %zu, “%s”, is not known"), i + 1, name);
		else if (has_key(csv, key))
			office_mistake_at(mistakes, csv->file, 1, _("the heading “%s” stands twice"), name);
		*LIST_ADD(csv->keys, csv->key_count) = key;
		free(name);
	}
	if (csv->part == OFFICE_PEOPLE && !has_key(csv, "number") && !has_key(csv, "id"))
		office_mistake_at(mistakes, csv->file, 1,
			_("the heading names neither people nor postings: people need number, name and kana; "
			  "postings need number, post, kind and from"));
	if (csv->part == OFFICE_POSTINGS && !has_key(csv, "number") && !has_key(csv, "person") &&
		!has_key(csv, "id"))
		office_mistake_at(mistakes, csv->file, 1, _("a column with the employee number is missing"));
}

bool office_csv_open(const char *bytes, size_t length, const char *file, struct office_csv *ret_csv,
	struct mistakes *mistakes)
{
	struct office_csv csv = { .file = file ? file : "CSV" };
	struct error err = { 0 };
	size_t before = mistakes->count;
	if (csv_read(bytes, length, &csv.csv, &err) != RESULT_OK) {
		office_mistake_at(mistakes, csv.file, 0, "%s", err.text);
		return false;
	}
	if (csv.csv.row_count == 0) {
		office_mistake_at(mistakes, csv.file, 0, _("the file is empty"));
	} else {
		csv.part = part_of(&csv.csv);
		if (!file)
			csv.file = csv.part == OFFICE_PEOPLE ? "people.csv" : "postings.csv";
		read_headings(&csv, mistakes);
	}
	if (mistakes->count == before) {
		*ret_csv = csv;
		return true;
	}
	office_csv_done(&csv);
	return false;
}

void office_csv_done(struct office_csv *csv)
{
	csv_done(&csv->csv);
	free(csv->keys);
	*csv = (struct office_csv){ 0 };
}

/* How this file calls a column. */
static const char *heading_of(const struct office_csv *csv, const char *key)
{
	for (size_t i = 0; i < csv->key_count; i++)
		if (!strcmp(csv->keys[i], key))
			return csv_field(&csv->csv, 0, i);
	return key;
}

/* A day in any way a spreadsheet or a person writes it, but always with its year. */
static void set_date(const struct office_csv *csv, size_t line, json_t *object, const char *key,
	const char *cell, struct mistakes *mistakes)
{
	struct error err = { 0 };
	date day;
	char iso[DATE_ISO_SIZE];
	if (date_read(cell, DATE_NONE, &day, NULL, &err) != RESULT_OK) {
		office_mistake_at(mistakes, csv->file, line, "%s: %s", heading_of(csv, key), err.text);
		return;
	}
	date_iso(day, iso);
	json_object_set_new(object, key, json_string(iso));
}

static void set_person(const struct office_csv *csv, size_t line, const struct office *office, json_t *object,
	const char *number, struct mistakes *mistakes)
{
	for (size_t i = 0; i < office->person_count; i++)
		if (!strcmp(office->people[i].number, number)) {
			json_object_set_new(object, "person", json_string(office->people[i].id));
			return;
		}
	office_mistake_at(mistakes, csv->file, line, _("nobody has the employee number %s"), number);
}

static void set_cell(const struct office_csv *csv, size_t line, const struct office *office, json_t *object,
	const char *key, const char *cell, struct mistakes *mistakes)
{
	bool posting = csv->part == OFFICE_POSTINGS;
	if (!cell[0]) {
		if (strcmp(key, "id") != 0)
			json_object_del(object, key);
	} else if (!strcmp(key, "from") || !strcmp(key, "to")) {
		set_date(csv, line, object, key, cell, mistakes);
	} else if (posting && !strcmp(key, "number")) {
		set_person(csv, line, office, object, cell, mistakes);
	} else if (posting && !strcmp(key, "kind")) {
		for (size_t i = 0; i < COUNT(kinds); i++)
			if (!strcmp(kinds[i].japanese, cell))
				cell = kinds[i].word;
		json_object_set_new(object, key, json_string(cell));
	} else {
		json_object_set_new(object, key, json_string(cell));
	}
}

static void set_id(const struct office_csv *csv, json_t *object)
{
	if (json_object_get(object, "id"))
		return;
	const char *number = json_string_value(json_object_get(object, "number"));
	const char *person = json_string_value(json_object_get(object, "person"));
	const char *post = json_string_value(json_object_get(object, "post"));
	const char *from = json_string_value(json_object_get(object, "from"));
	char *id = NULL;
	if (csv->part == OFFICE_PEOPLE)
		id = memory_string(number);
	else if (person && post && from)
		id = memory_format("%s.%s.%s", person, post, from);
	if (id)
		json_object_set_new(object, "id", json_string(id));
	free(id);
}

void office_csv_cells(const struct office_csv *csv, size_t row, const struct office *office, json_t *object,
	struct mistakes *mistakes)
{
	const struct csv_row *its = &csv->csv.rows[row];
	if (its->count > csv->key_count)
		office_mistake_at(mistakes, csv->file, its->line,
			_("the row has %zu columns, the heading %zu"), its->count, csv->key_count);
	for (size_t i = 0; i < csv->key_count; i++) {
		char *cell;
		set_cell(csv, its->line, office, object, csv->keys[i],
			trimmed(csv_field(&csv->csv, row, i), &cell), mistakes);
		free(cell);
	}
}

void office_csv_row(const struct office_csv *csv, size_t row, const struct office *office, json_t *object,
	struct mistakes *mistakes)
{
	office_csv_cells(csv, row, office, object, mistakes);
	set_id(csv, object);
}
