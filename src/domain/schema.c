/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The reader of schema tables. */
#include "domain/schema.h"

#include <assert.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "domain/article.h"

bool schema_id_is_valid(const char *id)
{
	size_t length = strlen(id);
	if (!length || length > SCHEMA_ID_LIMIT || id[0] < 'a' || id[0] > 'z' || id[length - 1] == '-')
		return false;
	for (size_t i = 0; i < length; i++) {
		bool letter = (id[i] >= 'a' && id[i] <= 'z') || (id[i] >= '0' && id[i] <= '9');
		if (!letter && id[i] != '-')
			return false;
	}
	return true;
}

/* Block texts end in a line break that nobody wrote. */
static size_t without_last_breaks(const char *string, size_t length)
{
	while (length && string[length - 1] == '\n')
		length--;
	return length;
}

static char *read_text(
	struct reading *reading, const char *key, const yaml_node_t *node, size_t limit, bool breaks)
{
	struct place place = place_of_node(reading, node);
	const char *string = yaml_text(node);
	if (!string) {
		mistake(reading, place, _("\"%s\" must be a text"), key);
		return NULL;
	}
	size_t length = without_last_breaks(string, node->data.scalar.length);
	if (!length) {
		mistake(reading, place, _("\"%s\" has no value"), key);
		return NULL;
	}
	if (length > limit) {
		mistake(reading, place, _("\"%s\" has %zu bytes; at most %zu are allowed"), key, length,
			limit);
		return NULL;
	}
	for (size_t position = 0; position < length;) {
		uint32_t code = text_next(string, length, &position);
		if (!code || text_is_unsafe(code) || code == '\t') {
			mistake(reading, place, _("\"%s\" holds the character U+%04X; delete it"), key, code);
			return NULL;
		}
		if (code == '\n' && !breaks) {
			mistake(reading, place, _("\"%s\" must be one line"), key);
			return NULL;
		}
	}
	return memory_string_n(string, length);
}

char *schema_line(struct reading *reading, const char *key, const yaml_node_t *node, size_t limit)
{
	return read_text(reading, key, node, limit, false);
}

static char *read_id(struct reading *reading, const char *key, const yaml_node_t *node)
{
	char *id = schema_line(reading, key, node, SCHEMA_LINE_LIMIT);
	if (id && !schema_id_is_valid(id)) {
		mistake(reading, place_of_node(reading, node),
			_("\"%s\" is not an id: lower-case letters, digits and hyphens, a letter first, at "
			  "most "
			  "%d"),
			id, SCHEMA_ID_LIMIT);
		free(id);
		return NULL;
	}
	return id;
}

static char *read_article(struct reading *reading, const char *key, const yaml_node_t *node)
{
	char *article = schema_line(reading, key, node, SCHEMA_ID_LIMIT);
	if (article && !article_is_valid(article)) {
		mistake(reading, place_of_node(reading, node),
			_("\"%s\" is not an article; write 16.1, 10(1), 16.1(2), 7の2 or 附則"), article);
		free(article);
		return NULL;
	}
	return article;
}

static void read_label(
	struct reading *reading, const struct key *key, const yaml_node_t *node, struct label *label)
{
	size_t limit = key->shape == SHAPE_PROSE ? SCHEMA_PROSE_LIMIT : SCHEMA_LINE_LIMIT;
	bool breaks = key->shape == SHAPE_PROSE;
	if (node->type == YAML_SCALAR_NODE) {
		label->ja = read_text(reading, key->name, node, limit, breaks);
		return;
	}
	if (node->type != YAML_MAPPING_NODE) {
		mistake(reading, place_of_node(reading, node),
			_("\"%s\" must be Japanese words, or a mapping of ja and en"), key->name);
		return;
	}
	for (size_t i = 0; i < yaml_count(node); i++) {
		const yaml_node_t *name = yaml_key(reading->file, node, i),
				  *value = yaml_value(reading->file, node, i);
		const char *language = yaml_text(name);
		char **words = language && !strcmp(language, "ja")   ? &label->ja
			       : language && !strcmp(language, "en") ? &label->en
								     : NULL;
		if (!words)
			mistake(reading, place_of_node(reading, name),
				_("\"%s\" has the languages ja and en, not \"%s\""), key->name,
				language ? language : "?");
		else if (*words)
			mistake(reading, place_of_node(reading, name), _("\"%s\" has \"%s\" twice"),
				key->name, language);
		else
			*words = read_text(reading, key->name, value, limit, breaks);
	}
	if (!yaml_find(reading->file, node, "ja"))
		mistake(reading, place_of_node(reading, node), _("\"%s\" has no Japanese words (ja)"),
			key->name);
}

static void read_flag(struct reading *reading, const char *key, const yaml_node_t *node, bool *flag)
{
	const char *string = yaml_text(node);
	if (string && (!strcmp(string, "true") || !strcmp(string, "false")))
		*flag = string[0] == 't';
	else
		mistake(reading, place_of_node(reading, node), _("\"%s\" must be true or false"), key);
}

/* False and a mistake where the node is no whole number within the key's bounds. */
static bool read_number(
	struct reading *reading, const struct key *key, const yaml_node_t *node, long *ret_number)
{
	const char *string = yaml_text(node);
	char *end = NULL;
	errno = 0;
	long number = string ? strtol(string, &end, 10) : 0;
	bool whole = string && *string && !*end && !errno && string[0] != ' ' && string[0] != '+';
	if (whole && number >= key->least && number <= key->most) {
		*ret_number = number;
		return true;
	}
	mistake(reading, place_of_node(reading, node), _("\"%s\" must be a whole number from %ld to %ld"),
		key->name, key->least, key->most);
	return false;
}

unsigned schema_word(
	struct reading *reading, const char *key, const struct words *words, const yaml_node_t *node)
{
	const char *string = yaml_text(node);
	struct candidates candidates = { 0 };
	if (!string) {
		mistake(reading, place_of_node(reading, node), _("\"%s\" must be one word"), key);
		return words->count;
	}
	for (unsigned i = 0; i < words->count; i++) {
		if (!strcmp(words->name(i), string)) {
			free(candidates.words);
			return i;
		}
		candidates_add(&candidates, words->name(i));
	}
	mistake_unknown(reading, place_of_node(reading, node), &candidates, string, _("unknown %s \"%s\""),
		key, string);
	return words->count;
}

static void read_lines(struct reading *reading, const struct key *key, const yaml_node_t *node,
	char ***ret_lines, size_t *ret_count)
{
	bool list = node->type == YAML_SEQUENCE_NODE;
	size_t count = list ? yaml_count(node) : 1;
	if (!count)
		mistake(reading, place_of_node(reading, node), _("\"%s\" is empty"), key->name);
	if (count > SCHEMA_ITEMS) {
		mistake(reading, place_of_node(reading, node), _("\"%s\" has %zu items; at most %d are read"),
			key->name, count, SCHEMA_ITEMS);
		return;
	}
	for (size_t i = 0; i < count; i++) {
		const yaml_node_t *item = list ? yaml_item(reading->file, node, i) : node;
		char *line = key->shape == SHAPE_ARTICLES
				     ? read_article(reading, key->name, item)
				     : schema_line(reading, key->name, item, SCHEMA_LINE_LIMIT);
		if (line)
			*LIST_ADD(*ret_lines, *ret_count) = line;
	}
}

static void read_set(struct reading *reading, const struct key *key, const yaml_node_t *node, bool *set)
{
	bool list = node->type == YAML_SEQUENCE_NODE;
	size_t count = list ? yaml_count(node) : 1;
	if (!count)
		mistake(reading, place_of_node(reading, node), _("\"%s\" is empty"), key->name);
	for (size_t i = 0; i < count; i++) {
		const yaml_node_t *item = list ? yaml_item(reading->file, node, i) : node;
		unsigned word = schema_word(reading, key->name, key->words, item);
		if (word < key->words->count)
			set[word] = true;
	}
}

static char *id_at(const struct schema *schema, const char *items, size_t i)
{
	return *(char *const *)(const void *)(items + i * schema->size + schema->id_offset);
}

static void check_repeated(
	struct reading *reading, const struct schema *schema, const char *items, size_t count)
{
	if (!schema->id_name || schema->may_repeat)
		return;
	for (size_t i = 1; i < count; i++) {
		const char *id = id_at(schema, items, i);
		for (size_t k = 0; id && k < i; k++) {
			const char *earlier = id_at(schema, items, k);
			if (!earlier || strcmp(earlier, id))
				continue;
			size_t line = place_of(reading, items + k * schema->size, schema->id_name).line;
			mistake(reading, place_of(reading, items + i * schema->size, schema->id_name),
				_("the id \"%s\" is taken already in line %zu"), id, line);
			break;
		}
	}
}

/* Enters the object: by its id where it has one, else by its place in the list. */
static size_t enter(struct reading *reading, const struct schema *schema, const yaml_node_t *node, size_t i)
{
	const yaml_node_t *id = schema->id_name ? yaml_find(reading->file, node, schema->id_name) : NULL;
	const char *string = id ? yaml_text(id) : NULL;
	struct text name = { 0 };
	if (string && *string && strlen(string) <= SCHEMA_ID_LIMIT)
		text_add_safe(&name, string, strlen(string), false);
	char *quoted = name.length ? memory_format(_(" \"%s\""), text_string(&name))
				   : memory_format(_(" no. %zu"), i + 1);
	size_t length = reading_enter(reading, _(schema->what), quoted);
	free(quoted);
	text_done(&name);
	return length;
}

void *schema_list(struct reading *reading, const char *key, const struct schema *schema,
	const yaml_node_t *node, size_t *ret_count)
{
	struct place place = place_of_node(reading, node);
	size_t count = yaml_count(node);
	if (node->type != YAML_SEQUENCE_NODE) {
		mistake(reading, place, _("\"%s\" must be a list"), key);
		return NULL;
	}
	if (!count) {
		mistake(reading, place, _("\"%s\" is empty"), key);
		return NULL;
	}
	if (count > SCHEMA_ITEMS) {
		mistake(reading, place, _("\"%s\" has %zu items; at most %d are read"), key, count,
			SCHEMA_ITEMS);
		return NULL;
	}
	char *items = memory_new(count, schema->size);
	for (size_t i = 0; i < count; i++) {
		const yaml_node_t *item = yaml_item(reading->file, node, i);
		size_t length = enter(reading, schema, item, i);
		schema_read(reading, schema, item, items + i * schema->size);
		reading_leave(reading, length);
	}
	check_repeated(reading, schema, items, count);
	*ret_count = count;
	return items;
}

static void read_number_into(
	struct reading *reading, const struct key *key, const yaml_node_t *node, void *member)
{
	long number;
	if (!read_number(reading, key, node, &number))
		return;
	if (key->shape == SHAPE_SIZE)
		*(size_t *)member = (size_t)number;
	else if (key->shape == SHAPE_INT)
		*(int *)member = (int)number;
	else
		*(long *)member = number;
}

void schema_value(struct reading *reading, const struct key *key, const yaml_node_t *node, void *whole)
{
	char *target = whole;
	void *member = target + key->offset;
	size_t limit = key->most ? (size_t)key->most : SCHEMA_LINE_LIMIT;
	switch (key->shape) {
	case SHAPE_ID: *(char **)member = read_id(reading, key->name, node); break;
	case SHAPE_LINE: *(char **)member = schema_line(reading, key->name, node, limit); break;
	case SHAPE_ARTICLE: *(char **)member = read_article(reading, key->name, node); break;
	case SHAPE_LABEL:
	case SHAPE_PROSE: read_label(reading, key, node, member); break;
	case SHAPE_FLAG: read_flag(reading, key->name, node, member); break;
	case SHAPE_SIZE:
	case SHAPE_INT:
	case SHAPE_LONG: read_number_into(reading, key, node, member); break;
	case SHAPE_WORD: *(unsigned *)member = schema_word(reading, key->name, key->words, node); break;
	case SHAPE_SET: read_set(reading, key, node, member); break;
	case SHAPE_LINES:
	case SHAPE_ARTICLES:
		read_lines(reading, key, node, member, (size_t *)(void *)(target + key->count_offset));
		break;
	case SHAPE_LIST:
		*(void **)member = schema_list(reading, key->name, key->schema, node,
			(size_t *)(void *)(target + key->count_offset));
		break;
	case SHAPE_MAP: schema_read(reading, key->schema, node, member); break;
	case SHAPE_OWN: key->read(reading, node, target); break;
	case SHAPE_LATER:
	case SHAPE__COUNT: break;
	}
}

static const struct key *find_key(const struct schema *schema, const char *name)
{
	for (size_t i = 0; name && i < schema->key_count; i++)
		if (!strcmp(schema->keys[i].name, name))
			return &schema->keys[i];
	return NULL;
}

static void unknown_key(struct reading *reading, const struct schema *schema, const yaml_node_t *node)
{
	struct candidates candidates = { 0 };
	const char *name = yaml_text(node);
	if (!name) {
		mistake(reading, place_of_node(reading, node), _("a key must be one word"));
		return;
	}
	for (size_t i = 0; i < schema->key_count; i++)
		candidates_add(&candidates, schema->keys[i].name);
	mistake_unknown(
		reading, place_of_node(reading, node), &candidates, name, _("unknown key \"%s\""), name);
}

static void check_missing(
	struct reading *reading, const struct schema *schema, const yaml_node_t *node, const size_t *lines)
{
	for (size_t i = 0; i < schema->key_count; i++) {
		if (!schema->keys[i].required || lines[i])
			continue;
		if (!strcmp(schema->keys[i].name, "ja"))
			mistake(reading, place_of_node(reading, node),
				_("the Japanese words (ja) are missing"));
		else
			mistake(reading, place_of_node(reading, node), _("\"%s\" is missing"),
				schema->keys[i].name);
	}
}

void schema_read(struct reading *reading, const struct schema *schema, const yaml_node_t *node, void *target)
{
	size_t *lines = memory_new(schema->key_count, sizeof *lines); /* where each key was seen first */
	if (schema->prepare)
		schema->prepare(target);
	reading_remember(reading, target, NULL, node);
	if (node->type != YAML_MAPPING_NODE) {
		mistake(reading, place_of_node(reading, node),
			_("a mapping of keys and values must stand here"));
		goto out;
	}
	for (size_t i = 0; i < yaml_count(node); i++) {
		const yaml_node_t *name = yaml_key(reading->file, node, i);
		const struct key *key = find_key(schema, yaml_text(name));
		if (!key) {
			unknown_key(reading, schema, name);
			continue;
		}
		size_t *line = &lines[key - schema->keys];
		if (*line) {
			mistake(reading, place_of_node(reading, name), _("\"%s\" stands already in line %zu"),
				key->name, *line);
			continue;
		}
		*line = yaml_line(name);
		reading_remember(reading, target, key->name, name);
		schema_value(reading, key, yaml_value(reading->file, node, i), target);
	}
	check_missing(reading, schema, node, lines);
	if (schema->finish)
		schema->finish(reading, node, target);
out:
	free(lines);
}
