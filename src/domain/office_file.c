/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An office from the files of its folder: office.yaml, people.csv, postings.csv. */
#include <string.h>

#include "base/memory.h"
#include "domain/office_csv.h"
#include "domain/regulation_reading.h"
#include "domain/yaml_file.h"

static const char office_yaml[] = "office.yaml";

struct loading {
	const struct bundle *bundle;
	const struct yaml_file *file;
	struct office office;
	struct office_places places;
	struct mistakes *mistakes;
};

static json_t *to_json(struct loading *loading, const yaml_node_t *node);

/* A key that stands twice would hide what it says first. */
static bool is_second(const struct loading *loading, const yaml_node_t *mapping, size_t index)
{
	const char *key = yaml_text(yaml_key(loading->file, mapping, index));
	for (size_t i = 0; key && i < index; i++) {
		const char *earlier = yaml_text(yaml_key(loading->file, mapping, i));
		if (earlier && !strcmp(earlier, key))
			return true;
	}
	return false;
}

/* The key of a pair; NULL with a mistake where it is no text or stands twice. */
static const char *key_at(struct loading *loading, const yaml_node_t *mapping, size_t index)
{
	const yaml_node_t *node = yaml_key(loading->file, mapping, index);
	const char *key = yaml_text(node);
	if (!key)
		office_mistake_at(loading->mistakes, office_yaml, yaml_line(node), _("a key must be a text"));
	else if (is_second(loading, mapping, index)) {
		office_mistake_at(loading->mistakes, office_yaml, yaml_line(node),
			_("\"%s\" stands here a second time"), key);
		key = NULL;
	}
	return key;
}

static json_t *mapping_to_json(struct loading *loading, const yaml_node_t *node)
{
	json_t *json = json_object();
	for (size_t i = 0; i < yaml_count(node); i++) {
		const char *key = key_at(loading, node, i);
		if (key)
			json_object_set_new(json, key, to_json(loading, yaml_value(loading->file, node, i)));
	}
	return json;
}

/* Every scalar is a string: the column that it is for decides what it means. */
static json_t *to_json(struct loading *loading, const yaml_node_t *node)
{
	if (node->type == YAML_SCALAR_NODE)
		return json_string(yaml_text(node));
	if (node->type == YAML_MAPPING_NODE)
		return mapping_to_json(loading, node);
	json_t *json = json_array();
	for (size_t i = 0; i < yaml_count(node); i++)
		json_array_append_new(json, to_json(loading, yaml_item(loading->file, node, i)));
	return json;
}

static void add_item(
	struct loading *loading, json_t *list, enum office_part part, const yaml_node_t *node, json_t *item)
{
	json_array_append_new(list, item);
	office_places_add(&loading->places, part, yaml_line(node));
}

static void read_list(struct loading *loading, json_t *list, enum office_part part, const yaml_node_t *node)
{
	if (node->type != YAML_SEQUENCE_NODE) {
		office_mistake_at(loading->mistakes, office_yaml, yaml_line(node), _("\"%s\" must be a list"),
			office_tables[part].name);
		return;
	}
	for (size_t i = 0; i < yaml_count(node); i++) {
		const yaml_node_t *item = yaml_item(loading->file, node, i);
		add_item(loading, list, part, item, to_json(loading, item));
	}
}

/* One value of a mapping that stands for rows: <regulation>/officer: post, enrol: [person, person], or
 * a mapping with further columns of the row. */
static void read_row(struct loading *loading, json_t *list, enum office_part part, const char *key,
	const yaml_node_t *node, size_t order)
{
	const struct office_table *table = &office_tables[part];
	json_t *row = node->type == YAML_MAPPING_NODE ? mapping_to_json(loading, node) : json_object();
	if (node->type != YAML_MAPPING_NODE)
		json_object_set_new(row, table->columns[1].name, to_json(loading, node));
	else if (part == OFFICE_DEPUTIES) {
		/* Beside the post that is stood in for, "post" is who stands in. */
		json_t *post = json_object_get(row, table->columns[0].name);
		if (post)
			json_object_set(row, table->columns[1].name, post);
	}
	json_object_set_new(row, table->columns[0].name, json_string(key));
	if (part == OFFICE_DEPUTIES)
		json_object_set_new(row, "order", json_integer((json_int_t)order));
	add_item(loading, list, part, node, row);
}

static void read_mapping(
	struct loading *loading, json_t *list, enum office_part part, const yaml_node_t *node)
{
	if (node->type != YAML_MAPPING_NODE) {
		office_mistake_at(loading->mistakes, office_yaml, yaml_line(node),
			_("\"%s\" must be a mapping"), office_tables[part].name);
		return;
	}
	for (size_t i = 0; i < yaml_count(node); i++) {
		const char *key = key_at(loading, node, i);
		const yaml_node_t *value = yaml_value(loading->file, node, i);
		bool several = part != OFFICE_ROLES && value->type == YAML_SEQUENCE_NODE;
		if (key && !several)
			read_row(loading, list, part, key, value, 1);
		for (size_t j = 0; key && several && j < yaml_count(value); j++)
			read_row(loading, list, part, key, yaml_item(loading->file, value, j), j + 1);
	}
}

/* How each part stands in office.yaml; people and postings have files of their own. */
static void (*const part_readers[])(
	struct loading *loading, json_t *list, enum office_part part, const yaml_node_t *node) = {
	[OFFICE_SECTIONS] = read_list,
	[OFFICE_POSTS] = read_list,
	[OFFICE_PEOPLE] = NULL,
	[OFFICE_POSTINGS] = NULL,
	[OFFICE_DEPUTIES] = read_mapping,
	[OFFICE_ROLES] = read_mapping,
	[OFFICE_OPENINGS] = read_mapping,
	[OFFICE_RIGHTS] = read_mapping,
	[OFFICE_REGULATIONS] = read_list,
	[OFFICE_SIGN_IN_HOURS] = read_list,
	[OFFICE_CLOSED] = read_list,
	[OFFICE_OPENED] = read_list,
};
_Static_assert(COUNT(part_readers) == OFFICE__COUNT, "every part has its reader");

static bool is_same(const char *a, const char *b)
{
	return a && b ? !strcmp(a, b) : a == b;
}

/* Reads the list that stands under the key, of the office itself or of the mapping within it. */
static bool read_part(
	struct loading *loading, json_t *json, const char *within, const char *key, const yaml_node_t *value)
{
	for (enum office_part part = 0; part < OFFICE__COUNT; part++) {
		if (!is_same(office_tables[part].within, within) ||
			strcmp(office_tables[part].name, key) != 0)
			continue;
		if (!part_readers[part]) {
			office_mistake_at(loading->mistakes, office_yaml, yaml_line(value),
				_("\"%s\" stands in a file of its own, %s.csv"), key, key);
			return true;
		}
		json_t *list = json_array();
		part_readers[part](loading, list, part, value);
		json_object_set_new(json, key, list);
		return true;
	}
	return false;
}

/* The values of a mapping: its lists with their lines, and what else there is. */
static json_t *read_values(struct loading *loading, const char *within, const yaml_node_t *mapping)
{
	json_t *json = json_object();
	for (size_t i = 0; i < yaml_count(mapping); i++) {
		const char *key = key_at(loading, mapping, i);
		const yaml_node_t *value = yaml_value(loading->file, mapping, i);
		if (!key || read_part(loading, json, within, key, value))
			continue;
		bool calendar = !within && !strcmp(key, office_calendar_key);
		if (calendar)
			loading->places.calendar_line = yaml_line(yaml_key(loading->file, mapping, i));
		json_object_set_new(json, key,
			calendar && value->type == YAML_MAPPING_NODE ? read_values(loading, key, value)
								     : to_json(loading, value));
	}
	return json;
}

static void read_yaml(struct loading *loading, const yaml_node_t *root)
{
	if (root->type != YAML_MAPPING_NODE) {
		office_mistake_at(loading->mistakes, office_yaml, yaml_line(root),
			_("the file must be a mapping of keys to values"));
		return;
	}
	json_t *json = read_values(loading, NULL, root);
	office_read(json, &loading->places, &loading->office, loading->mistakes);
	json_decref(json);
}

static const struct bundle_file *find(const struct loading *loading, const char *name)
{
	for (size_t i = 0; i < loading->bundle->file_count; i++)
		if (!strcmp(loading->bundle->files[i].name, name))
			return &loading->bundle->files[i];
	office_mistake_at(loading->mistakes, name, 0, _("the file is missing"));
	return NULL;
}

static void load_yaml(struct loading *loading)
{
	for (enum office_part part = 0; part < OFFICE__COUNT; part++)
		loading->places.files[part] = office_yaml;
	loading->places.file = office_yaml;
	const struct bundle_file *source = find(loading, office_yaml);
	struct yaml_file file;
	if (!source || !yaml_file_open(source, &file, loading->mistakes))
		return;
	loading->file = &file;
	read_yaml(loading, yaml_file_root(&file));
	yaml_file_done(&file);
}

static void load_csv(struct loading *loading, enum office_part part, const char *name)
{
	const struct bundle_file *source = find(loading, name);
	struct office_csv csv;
	if (!source || !office_csv_open(source->bytes, source->length, name, &csv, loading->mistakes))
		return;
	if (csv.part != part)
		office_mistake_at(loading->mistakes, name, 1,
			part == OFFICE_PEOPLE ? _("this file must be of people; it is of postings")
					      : _("this file must be of postings; it is of people"));
	for (size_t row = 1; csv.part == part && row < csv.csv.row_count; row++) {
		json_t *json = json_object();
		size_t mistakes = loading->mistakes->count;
		office_csv_row(&csv, row, &loading->office, json, loading->mistakes);
		if (loading->mistakes->count == mistakes) {
			size_t index = office_count(&loading->office, part);
			office_places_add(&loading->places, part, csv.csv.rows[row].line);
			office_item_read(json, part, index, office_item_add(&loading->office, part),
				&loading->places, loading->mistakes);
		}
		json_decref(json);
	}
	office_csv_done(&csv);
}

void office_yaml_read(const struct bundle *bundle, struct office *ret_office,
	struct office_places *ret_places, struct mistakes *mistakes)
{
	struct loading loading = { .bundle = bundle, .mistakes = mistakes };
	load_yaml(&loading);
	*ret_office = loading.office;
	*ret_places = loading.places;
}

enum result office_from_bundle(const struct bundle *bundle, struct office *ret_office,
	struct mistakes *ret_mistakes, struct error *err)
{
	static const char people[] = "people.csv", postings[] = "postings.csv";
	struct mistakes mistakes = { 0 };
	struct loading loading = { .bundle = bundle, .mistakes = &mistakes };
	load_yaml(&loading);
	loading.places.files[OFFICE_PEOPLE] = people;
	loading.places.files[OFFICE_POSTINGS] = postings;
	load_csv(&loading, OFFICE_PEOPLE, people);
	load_csv(&loading, OFFICE_POSTINGS, postings);
	/* Without its head there is nothing to check people and postings against. */
	if (loading.office.id)
		office_check(&loading.office, &loading.places, &mistakes);
	office_places_done(&loading.places);
	mistakes_sort(&mistakes);
	enum result r = office_first_mistake(&mistakes, err);
	if (r == RESULT_OK)
		*ret_office = loading.office;
	else
		office_done(&loading.office);
	if (r != RESULT_OK && ret_mistakes)
		*ret_mistakes = mistakes;
	else
		mistakes_done(&mistakes);
	return r;
}
