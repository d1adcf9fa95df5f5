/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands in a field of a form, in a column of a table, and in a condition. */
#include <limits.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/uregex.h>
#include <unicode/ustring.h>

#include "base/date.h"
#include "base/i18n.h"
#include "base/memory.h"
#include "domain/schema.h"

enum {
	TEXT_LONGEST = 200,       /* graphemes of a text where the data is silent */
	PARAGRAPH_LONGEST = 2000, /* of a paragraph */
	PARAGRAPH_LINES = 3,
	TABLE_ROWS = 50
};

WORDS(field_types, field_type_name, field_type, FIELD__COUNT);

/* ---- conditions ------------------------------------------------------- */

static void read_marked(struct reading *reading, const yaml_node_t *node, void *target)
{
	char *mark = schema_line(reading, "marked", node, SCHEMA_ID_LIMIT);
	if (!mark)
		return;
	struct pending_mark *pending = LIST_ADD(reading->marks, reading->mark_count);
	pending->condition = target;
	pending->mark = mark;
}

static void finish_condition(struct reading *reading, const yaml_node_t *node, void *target)
{
	(void)target;
	bool is = yaml_find(reading->file, node, "is"), marked = yaml_find(reading->file, node, "marked");
	if (is == marked)
		mistake(reading, place_of_node(reading, node),
			_("a condition needs either \"is\" or \"marked\""));
}

static const struct key condition_keys[] = {
	{ "field", SHAPE_LINE, true, offsetof(struct condition, field), .most = 2 * SCHEMA_ID_LIMIT },
	{ "is", SHAPE_LINES, false, offsetof(struct condition, values),
		offsetof(struct condition, value_count) },
	{ "marked", SHAPE_OWN, .read = read_marked },
};

const struct schema condition_schema = {
	.size = sizeof(struct condition),
	.keys = condition_keys,
	.key_count = COUNT(condition_keys),
	.finish = finish_condition,
};

/* ---- fields ----------------------------------------------------------- */

static void read_not_before(struct reading *reading, const yaml_node_t *node, void *target)
{
	struct field *field = target;
	char *day = schema_line(reading, "not-before", node, SCHEMA_ID_LIMIT);
	if (day && !strcmp(day, "today")) {
		field->not_before = BOUND_TODAY;
	} else if (day && date_from_iso(day) != DATE_NONE) {
		field->not_before = BOUND_DATE;
		field->not_before_day = day;
		return;
	} else if (day) {
		mistake(reading, place_of_node(reading, node),
			_("\"not-before\" must be today or a day such as 2026-04-01"));
	}
	free(day);
}

static const char *within_word(unsigned i)
{
	(void)i;
	return "fiscal-year";
}

static void read_within(struct reading *reading, const yaml_node_t *node, void *target)
{
	static const struct words words = { within_word, 1 };
	struct field *field = target;
	if (schema_word(reading, "within", &words, node) == 0)
		field->within = BOUND_FISCAL_YEAR;
}

static void read_from(struct reading *reading, const yaml_node_t *node, void *target)
{
	struct field *field = target;
	const struct regulation *regulation = reading->regulation;
	char *id = schema_line(reading, "from", node, SCHEMA_LINE_LIMIT);
	struct candidates candidates = { 0 };
	if (!id)
		return;
	field->list = regulation_list(regulation, id);
	for (size_t i = 0; !field->list && i < regulation->list_count; i++)
		candidates_add(&candidates, regulation->lists[i].id);
	if (!field->list)
		mistake_unknown(reading, place_of_node(reading, node), &candidates, id,
			_("there is no choice list \"%s\""), id);
	free(id);
}

static void read_fill(struct reading *reading, const yaml_node_t *node, void *target)
{
	struct field *field = target;
	static const enum fill prefixed[] = { FILL_FIELD, FILL_SOURCE_FIELD };
	struct candidates candidates = { 0 };
	char *fill = schema_line(reading, "fill", node, 2 * SCHEMA_ID_LIMIT);
	if (!fill)
		return;
	for (enum fill i = FILL_FIELD + 1; i < FILL__COUNT; i++) {
		if (!strcmp(fill, fill_name(i)))
			field->fill = i;
		candidates_add(&candidates, i == FILL_SOURCE_FIELD ? "source.<id>" : fill_name(i));
	}
	candidates_add(&candidates, "field.<id>");
	for (size_t i = 0; field->fill == FILL_NONE && i < COUNT(prefixed); i++) {
		size_t prefix = strlen(fill_name(prefixed[i]));
		if (strncmp(fill, fill_name(prefixed[i]), prefix) || !fill[prefix])
			continue;
		field->fill = prefixed[i];
		field->fill_field = memory_string(fill + prefix);
	}
	if (field->fill == FILL_NONE) {
		field->fill = FILL__COUNT;
		mistake_unknown(reading, place_of_node(reading, node), &candidates, fill,
			_("unknown %s \"%s\""), "fill", fill);
	}
	free(candidates.words);
	free(fill);
}

static void read_copied(struct reading *reading, const yaml_node_t *node, void *target)
{
	static const struct key key = { "copied", SHAPE_FLAG, false, 0 };
	struct field *field = target;
	bool copied = true;
	schema_value(reading, &key, node, &copied);
	field->not_copied = !copied;
}

static void prepare_field(void *target)
{
	struct field *field = target;
	field->type = FIELD__COUNT; /* until it is read: an unknown type is said once */
	field->least = LONG_MIN;
	field->most = LONG_MAX;
	field->width = 1;
}

#define OF(type) (1U << FIELD_##type)
#define WRITTEN (OF(TEXT) | OF(PARAGRAPH))

/* Keys that only some types have. */
static const struct {
	const char *key;
	unsigned types;
} belongs[] = {
	{ "longest", WRITTEN },
	{ "pattern", OF(TEXT) },
	{ "pattern-says", OF(TEXT) },
	{ "lines", OF(PARAGRAPH) },
	{ "least", OF(NUMBER) },
	{ "most", OF(NUMBER) },
	{ "unit", OF(NUMBER) },
	{ "fiscal-year", OF(NUMBER) },
	{ "not-before", OF(DATE) | OF(PERIOD) },
	{ "within", OF(PERIOD) },
	{ "of", OF(CHOICE) | OF(CHOICES) },
	{ "from", OF(CHOICE) | OF(CHOICES) },
	{ "form", OF(RECORD) },
	{ "columns", OF(TABLE) },
	{ "fewest-rows", OF(TABLE) },
	{ "most-rows", OF(TABLE) },
	{ "lead", OF(DATE) | OF(PERIOD) },
	{ "rows-of", OF(TABLE) },
	{ "in-fact", OF(PERSON) },
	{ "initial", WRITTEN | OF(NUMBER) | OF(DATE) | OF(MONTH) | OF(TIME) | OF(YES_NO) | OF(CHOICE) |
			     OF(PERSON) | OF(SECTION) },
};

static void check_belonging(struct reading *reading, const yaml_node_t *node, const struct field *field)
{
	for (size_t i = 0; i < COUNT(belongs); i++) {
		if (belongs[i].types & 1U << field->type || !yaml_find(reading->file, node, belongs[i].key))
			continue;
		mistake(reading, place_of(reading, field, belongs[i].key),
			_("\"%s\" does not belong to a field of type \"%s\""), belongs[i].key,
			field_type_name(field->type));
	}
}

/* Reads the choices that a field spells out into a list of its own. */
static void read_own_choices(struct reading *reading, const yaml_node_t *node, struct field *field)
{
	const yaml_node_t *of = yaml_find(reading->file, node, "of"),
			  *from = yaml_find(reading->file, node, "from");
	bool chosen = field->type == FIELD_CHOICE || field->type == FIELD_CHOICES;
	if (chosen && !of == !from)
		mistake(reading, place_of_node(reading, node),
			_("a choice needs either \"of\" (its choices) or \"from\" (a choice list)"));
	if (!of || !chosen)
		return;
	struct regulation *regulation = reading->regulation;
	struct choice_list *list = memory_new(1, sizeof *list);
	list->id = memory_string(field->id ? field->id : "?");
	if (field->label.ja)
		list->label.ja = memory_string(field->label.ja);
	list->choices = schema_list(reading, "of", &choice_schema, of, &list->choice_count);
	*LIST_ADD(regulation->own_lists, regulation->own_list_count) = list;
	field->list = list;
}

static void check_pattern(struct reading *reading, const yaml_node_t *node, const struct field *field)
{
	bool says = yaml_find(reading->file, node, "pattern-says");
	if (says && !yaml_find(reading->file, node, "pattern"))
		mistake(reading, place_of_node(reading, node), _("\"%s\" has no meaning without \"%s\""),
			"pattern-says", "pattern");
	if (!field->pattern)
		return;
	if (!says)
		mistake(reading, place_of(reading, field, "pattern"),
			_("\"pattern\" needs \"pattern-says\", the sentence that a person reads"));
	UErrorCode status = U_ZERO_ERROR;
	UChar wide[SCHEMA_LINE_LIMIT + 1];
	int32_t length = 0;
	u_strFromUTF8(wide, COUNT(wide), &length, field->pattern, -1, &status);
	URegularExpression *regex = uregex_open(wide, length, 0, NULL, &status);
	if (U_FAILURE(status))
		mistake(reading, place_of(reading, field, "pattern"),
			_("\"%s\" is not a regular expression that ICU understands (%s)"), field->pattern,
			u_errorName(status));
	uregex_close(regex);
}

static bool initial_is_good(const struct field *field)
{
	const char *initial = field->initial;
	char *end;
	unsigned hour, minute;
	int used = 0;
	switch (field->type) {
	case FIELD_NUMBER: {
		if (!strcmp(initial, "this-fiscal-year") || !strcmp(initial, "next-fiscal-year"))
			return true;
		long number = strtol(initial, &end, 10);
		return !*end && number >= field->least && number <= field->most;
	}
	case FIELD_DATE: return !strcmp(initial, "today") || date_from_iso(initial) != DATE_NONE;
	case FIELD_MONTH:
		return !strcmp(initial, "this-month") || !strcmp(initial, "next-month") ||
		       date_month_from_iso(initial) != DATE_NONE;
	case FIELD_TIME:
		return sscanf(initial, "%2u:%2u%n", &hour, &minute, &used) == 2 && !initial[used] &&
		       hour < 24 && minute < 60;
	case FIELD_YES_NO: return !strcmp(initial, "yes") || !strcmp(initial, "no");
	case FIELD_CHOICE: return !field->list || choice_list_find(field->list, initial);
	case FIELD_PERSON: return !strcmp(initial, "me");
	case FIELD_SECTION: return !strcmp(initial, "my-section");
	default: return true;
	}
}

static void finish_field(struct reading *reading, const yaml_node_t *node, void *target)
{
	struct field *field = target;
	if (field->type == FIELD__COUNT)
		return;
	check_belonging(reading, node, field);
	read_own_choices(reading, node, field);
	check_pattern(reading, node, field);
	if (field->type == FIELD_TABLE && !yaml_find(reading->file, node, "columns"))
		mistake(reading, place_of_node(reading, node), _("a table needs \"columns\""));
	if (field->least > field->most)
		mistake(reading, place_of(reading, field, "least"),
			_("\"%s\" (%ld) is more than \"%s\" (%ld)"), "least", field->least, "most",
			field->most);
	if (field->type == FIELD_TABLE && !field->most_rows)
		field->most_rows = TABLE_ROWS;
	if (field->fewest_rows > field->most_rows)
		mistake(reading, place_of(reading, field, "fewest-rows"),
			_("\"%s\" (%ld) is more than \"%s\" (%ld)"), "fewest-rows", (long)field->fewest_rows,
			"most-rows", (long)field->most_rows);
	if (field->initial && !initial_is_good(field))
		mistake(reading, place_of(reading, field, "initial"),
			_("\"%s\" cannot be the initial value of a field of type \"%s\""), field->initial,
			field_type_name(field->type));
	if (!field->longest && (1U << field->type & WRITTEN))
		field->longest = field->type == FIELD_TEXT ? TEXT_LONGEST : PARAGRAPH_LONGEST;
	if (!field->lines && field->type == FIELD_PARAGRAPH)
		field->lines = PARAGRAPH_LINES;
}

static const struct schema column_schema;

static const struct key field_keys[] = {
	{ "id", SHAPE_ID, true, offsetof(struct field, id) },
	{ "label", SHAPE_LABEL, true, offsetof(struct field, label) },
	{ "help", SHAPE_PROSE, false, offsetof(struct field, help) },
	{ "article", SHAPE_ARTICLE, false, offsetof(struct field, article) },
	{ "type", SHAPE_WORD, true, offsetof(struct field, type), .words = &field_types },
	{ "required", SHAPE_FLAG, false, offsetof(struct field, required) },
	{ "required-when", SHAPE_MAP, false, offsetof(struct field, required_when),
		.schema = &condition_schema },
	{ "shown-when", SHAPE_MAP, false, offsetof(struct field, shown_when), .schema = &condition_schema },
	{ "personal", SHAPE_FLAG, false, offsetof(struct field, personal) },
	{ "filled-at", SHAPE_ID, false, offsetof(struct field, filled_at) },
	{ "fill", SHAPE_OWN, .read = read_fill },
	{ "initial", SHAPE_LINE, false, offsetof(struct field, initial), .most = 200 },
	{ "longest", SHAPE_SIZE, false, offsetof(struct field, longest), .least = 1, .most = 10000 },
	{ "lines", SHAPE_SIZE, false, offsetof(struct field, lines), .least = 1, .most = 40 },
	{ "pattern", SHAPE_LINE, false, offsetof(struct field, pattern), .most = 500 },
	{ "pattern-says", SHAPE_LABEL, false, offsetof(struct field, pattern_says) },
	{ "least", SHAPE_LONG, false, offsetof(struct field, least), .least = -1000000000L,
		.most = 1000000000L },
	{ "most", SHAPE_LONG, false, offsetof(struct field, most), .least = -1000000000L,
		.most = 1000000000L },
	{ "unit", SHAPE_LABEL, false, offsetof(struct field, unit) },
	{ "fiscal-year", SHAPE_FLAG, false, offsetof(struct field, fiscal_year) },
	{ "not-before", SHAPE_OWN, .read = read_not_before },
	{ "within", SHAPE_OWN, .read = read_within },
	{ "of", SHAPE_LATER },
	{ "from", SHAPE_OWN, .read = read_from },
	{ "form", SHAPE_LINES, false, offsetof(struct field, forms), offsetof(struct field, form_count) },
	{ "columns", SHAPE_LIST, false, offsetof(struct field, columns), offsetof(struct field, column_count),
		.schema = &column_schema },
	{ "fewest-rows", SHAPE_SIZE, false, offsetof(struct field, fewest_rows), .least = 0, .most = 200 },
	{ "most-rows", SHAPE_SIZE, false, offsetof(struct field, most_rows), .least = 1, .most = 200 },
	{ "rows-of", SHAPE_ID, false, offsetof(struct field, rows_of) },
	{ "against", SHAPE_ID, false, offsetof(struct field, against) },
	{ "in-fact", SHAPE_ID, false, offsetof(struct field, in_fact) },
	{ "copied", SHAPE_OWN, .read = read_copied },
	{ "width", SHAPE_INT, false, offsetof(struct field, width), .least = 1, .most = 40 },
	{ "lead", SHAPE_MAP, false, offsetof(struct field, lead), .schema = &lead_schema },
};

const struct schema field_schema = {
	.what = N_("field"),
	.id_name = "id",
	.size = sizeof(struct field),
	.id_offset = offsetof(struct field, id),
	.keys = field_keys,
	.key_count = COUNT(field_keys),
	.prepare = prepare_field,
	.finish = finish_field,
};

static void finish_column(struct reading *reading, const yaml_node_t *node, void *target)
{
	static const char *const not_here[] = { "filled-at", "columns", "help", "copied", "rows-of" };
	struct field *column = target;
	for (size_t i = 0; i < COUNT(not_here); i++)
		if (yaml_find(reading->file, node, not_here[i]))
			mistake(reading, place_of(reading, column, not_here[i]),
				_("a column has no \"%s\"; give it to the table"), not_here[i]);
	if (column->type == FIELD_TABLE) {
		mistake(reading, place_of(reading, column, "type"), _("a table cannot lie in a table"));
		column->type = FIELD__COUNT;
	}
	finish_field(reading, node, target);
}

static const struct schema column_schema = {
	.what = N_("column"),
	.id_name = "id",
	.size = sizeof(struct field),
	.id_offset = offsetof(struct field, id),
	.keys = field_keys,
	.key_count = COUNT(field_keys),
	.prepare = prepare_field,
	.finish = finish_column,
};
