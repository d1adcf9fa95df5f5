/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Plans out of other forms' records. */
#include "domain/compile.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "base/text.h"
#include "domain/value.h"

static const struct {
	const char *name, *sign;
} marks[] = {
	[COMPILE_KEPT] = { "kept", "" },
	[COMPILE_NEW] = { "new", "*" },
	[COMPILE_CHANGED] = { "changed", "~" },
	[COMPILE_STALE] = { "stale", "!" },
};
static_assert(COUNT(marks) == COMPILE__COUNT, "every mark has its sign");

enum compile_mark compile_mark(const json_t *row)
{
	const char *name = json_string_value(json_object_get(row, COMPILE_MARK));
	for (size_t i = 0; name && i < COUNT(marks); i++)
		if (!strcmp(marks[i].name, name))
			return (enum compile_mark)i;
	return COMPILE_KEPT;
}

const char *compile_mark_sign(enum compile_mark mark)
{
	return marks[mark].sign;
}

void compile_set_mark(json_t *row, enum compile_mark mark)
{
	if (mark == COMPILE_KEPT)
		json_object_del(row, COMPILE_MARK);
	else
		json_object_set_new(row, COMPILE_MARK, json_string(marks[mark].name));
}

static const char *source_of(const json_t *row)
{
	return json_string_value(json_object_get(row, COMPILE_SOURCE));
}

char *compile_record(const json_t *row)
{
	const char *source = source_of(row);
	return source ? memory_string_n(source, strcspn(source, "/")) : NULL;
}

bool compile_is_collected(const struct field *column, const json_t *row)
{
	return column->fill != FILL_NONE && source_of(row);
}

void compile_outcome_done(struct compile_outcome *outcome)
{
	json_decref(outcome->rows);
	free(outcome->vanished_words);
	*outcome = (struct compile_outcome){ 0 };
}

bool compile_matches(const struct compile *compile, const json_t *plan_values, const json_t *values)
{
	const json_t *mine = json_object_get(plan_values, compile->mine);
	const json_t *theirs = json_object_get(values, compile->theirs);
	return mine && theirs && json_equal(mine, theirs);
}

/* All that the lines are made with. */
struct making {
	const struct form *plan;
	const struct field *into;
	const json_t *before;
	bool again; /* it has been compiled before: only then something can be new */
	const struct office *office;
	date day;
	json_t *taken; /* the sources of lines before that go on in another record's line */
	struct compile_outcome *outcome;
};

/* One line in the making: a record, and its row where the plan has a line for each. */
struct piece {
	const struct making *making;
	const struct compile_source *source;
	const json_t *row;
};

/* The field of the record that a column takes, its value, and the values beside it. */
static const struct field *find(const struct piece *piece, const char *name, const json_t **ret_values)
{
	const char *dot = strchr(name, '.');
	*ret_values = dot ? piece->row : piece->source->values;
	if (!dot)
		return form_field(piece->source->form, name);
	char *id = memory_string_n(name, (size_t)(dot - name));
	const struct field *table = form_field(piece->source->form, id);
	free(id);
	return table ? fields_find(table->columns, table->column_count, dot + 1) : NULL;
}

/* The value as it is where the types agree, its words where the column is text. */
static json_t *field_value(const struct piece *piece, const struct field *column)
{
	const json_t *values;
	const struct field *from = column->fill_field ? find(piece, column->fill_field, &values) : NULL;
	json_t *value = from ? json_object_get(values, from->id) : NULL;
	if (!value || value_is_empty(from, value))
		return NULL;
	if (from->type == column->type && from->type != FIELD_CHOICE)
		return json_deep_copy(value);
	if (from->type == column->type && from->list == column->list)
		return json_incref(value);
	char *text = field_text(from, values, piece->making->office, piece->making->day, LANGUAGE_JA);
	json_t *words =
		column->type == FIELD_TEXT || column->type == FIELD_PARAGRAPH ? json_string(text) : NULL;
	free(text);
	return words;
}

static json_t *collected(const struct piece *piece, const struct field *column)
{
	const struct record *record = piece->source->record;
	switch (column->fill) {
	case FILL_SOURCE_RECORD: return json_string(record->id);
	case FILL_SOURCE_NUMBER: return json_string(piece->source->number);
	case FILL_SOURCE_SECTION: return record->section ? json_string(record->section) : NULL;
	case FILL_SOURCE_FIELD: return field_value(piece, column);
	default: return NULL;
	}
}

static void fill(const struct piece *piece, json_t *line)
{
	const struct field *into = piece->making->into;
	for (size_t i = 0; i < into->column_count; i++) {
		const struct field *column = &into->columns[i];
		if (column->fill == FILL_NONE)
			continue;
		json_t *value = collected(piece, column);
		if (value)
			json_object_set_new(line, column->id, value);
		else
			json_object_del(line, column->id);
	}
}

/* The line of a source, NULL where it is new. Borrowed. */
static json_t *line_of(const json_t *rows, const char *source)
{
	size_t i;
	json_t *row;
	json_array_foreach(rows, i, row)
	{
		const char *own = source_of(row);
		if (own && !strcmp(own, source))
			return row;
	}
	return NULL;
}

/* True where the plan has been compiled before. */
static bool was_compiled(const json_t *rows)
{
	size_t i;
	json_t *row;
	json_array_foreach(rows, i, row) if (source_of(row)) return true;
	return false;
}

static bool same_cell(const struct field *column, const json_t *one, const json_t *other)
{
	const json_t *mine = json_object_get(one, column->id), *theirs = json_object_get(other, column->id);
	return (value_is_empty(column, mine) && value_is_empty(column, theirs)) ||
	       (mine && theirs && json_equal(mine, theirs));
}

/* Whether the columns that say what is wished, and not whose wish it is, are
 * alike: all of them, or the first one alone, which names the line. */
static bool alike(const struct field *into, const json_t *one, const json_t *other, bool all)
{
	for (size_t i = 0; i < into->column_count; i++) {
		if (into->columns[i].fill != FILL_SOURCE_FIELD)
			continue;
		bool same = same_cell(&into->columns[i], one, other);
		if (!same || !all)
			return same;
	}
	return true;
}

static bool is_of_earlier(const struct compile_source *source, const json_t *row)
{
	char *record = compile_record(row);
	bool is = false;
	for (size_t i = 0; record && i < source->earlier_count && !is; i++)
		is = !strcmp(source->earlier[i], record);
	free(record);
	return is;
}

/* Of the lines of the records that this one changed, the first that goes on in this line. */
static const json_t *predecessor(const struct piece *piece, const json_t *line, bool exact)
{
	const struct making *making = piece->making;
	size_t i;
	json_t *row;
	json_array_foreach(making->before, i, row)
	{
		if (!is_of_earlier(piece->source, row) || json_object_get(making->taken, source_of(row)) ||
			!alike(making->into, row, line, exact))
			continue;
		json_object_set_new(making->taken, source_of(row), json_true());
		return row;
	}
	return NULL;
}

static enum compile_mark count_line(
	const struct piece *piece, const json_t *old, const json_t *line, struct compile_outcome *outcome)
{
	if (!old) {
		outcome->added++;
		return piece->making->again ? COMPILE_NEW : COMPILE_KEPT;
	}
	if (!alike(piece->making->into, old, line, true)) {
		outcome->changed++;
		return COMPILE_CHANGED;
	}
	outcome->kept++;
	enum compile_mark was = compile_mark(old);
	return was == COMPILE_STALE ? COMPILE_KEPT : was;
}

/* The line of a record's row: what is collected, and behind it what was coordinated before. */
static void add_line(const struct piece *piece, const json_t *old, json_t *fresh, const char *source)
{
	json_t *line = old ? json_deep_copy(old) : json_object();
	json_object_set_new(line, COMPILE_SOURCE, json_string(source));
	fill(piece, line);
	compile_set_mark(line, count_line(piece, old, fresh, piece->making->outcome));
	json_array_append_new(piece->making->outcome->rows, line);
}

/* The lines of one record: those that are there, then those that go on from an earlier record, those exactly alike first. */
static void add_lines(const struct making *making, struct piece *pieces, char *const *sources, size_t count)
{
	const json_t **olds = memory_new(count + 1, sizeof *olds);
	json_t **fresh = memory_new(count + 1, sizeof *fresh);
	for (size_t i = 0; i < count; i++) {
		fresh[i] = json_object();
		fill(&pieces[i], fresh[i]);
		olds[i] = line_of(making->before, sources[i]);
	}
	for (int turn = 0; turn < 2; turn++)
		for (size_t i = 0; i < count; i++)
			if (!olds[i])
				olds[i] = predecessor(&pieces[i], fresh[i], turn == 0);
	for (size_t i = 0; i < count; i++) {
		add_line(&pieces[i], olds[i], fresh[i], sources[i]);
		json_decref(fresh[i]);
	}
	free(fresh);
	free(olds);
}

static void add_source(const struct making *making, const struct compile_source *source)
{
	const char *table = making->plan->compile.rows, *id = source->record->id;
	const json_t *rows = table ? json_object_get(source->values, table) : NULL;
	size_t count = table ? json_array_size(rows) : 1;
	struct piece *pieces = memory_new(count + 1, sizeof *pieces);
	char **sources = memory_new(count + 1, sizeof *sources);
	for (size_t i = 0; i < count; i++) {
		pieces[i] = (struct piece){ making, source, json_array_get(rows, i) };
		sources[i] = table ? memory_format("%s/%zu", id, i + 1) : memory_string(id);
	}
	add_lines(making, pieces, sources, count);
	for (size_t i = 0; i < count; i++)
		free(sources[i]);
	free(sources);
	free(pieces);
}

/* The words of a line that is gone: its collected columns. */
static void say_vanished(
	const struct field *into, const json_t *row, const struct office *office, date day, struct text *out)
{
	bool any = false;
	text_add(out, out->length ? "; " : "");
	for (size_t i = 0; i < into->column_count; i++) {
		const struct field *column = &into->columns[i];
		if (column->fill == FILL_NONE || column->fill == FILL_SOURCE_RECORD)
			continue;
		char *words =
			value_text(column, json_object_get(row, column->id), office, day, i18n_language());
		if (*words)
			text_format(out, "%s%s", any ? " " : "", words);
		any |= *words != '\0';
		free(words);
	}
}

/* Lines typed by hand stay; those whose record is gone are said. */
static void carry_rest(const struct making *making)
{
	struct compile_outcome *outcome = making->outcome;
	struct text gone = { 0 };
	size_t i;
	json_t *row;
	json_array_foreach(making->before, i, row)
	{
		const char *source = source_of(row);
		if (!source) {
			if (json_object_size(row))
				json_array_append_new(outcome->rows, json_deep_copy(row));
		} else if (!line_of(outcome->rows, source) && !json_object_get(making->taken, source)) {
			outcome->vanished++;
			say_vanished(making->into, row, making->office, making->day, &gone);
		}
	}
	outcome->vanished_words = gone.length ? text_take(&gone) : NULL;
	text_done(&gone);
}

void compile_lines(const struct form *plan, const json_t *plan_values, const struct compile_source *sources,
	size_t count, const struct office *office, date day, struct compile_outcome *ret_outcome)
{
	const json_t *before = json_object_get(plan_values, plan->compile.into);
	const struct making making = { plan, form_field(plan, plan->compile.into), before,
		was_compiled(before), office, day, json_object(), ret_outcome };
	*ret_outcome = (struct compile_outcome){ .rows = json_array() };
	for (size_t k = 0; k < count; k++)
		add_source(&making, &sources[k]);
	carry_rest(&making);
	json_decref(making.taken);
}

static bool is_as_collected(const struct field *into, const json_t *row, const json_t *collected)
{
	for (size_t i = 0; i < into->column_count; i++)
		if (into->columns[i].fill != FILL_NONE && !same_cell(&into->columns[i], row, collected))
			return false;
	return true;
}

size_t compile_astray(const struct form *plan, const json_t *plan_values, const json_t *rows)
{
	const struct field *into = form_field(plan, plan->compile.into);
	size_t i;
	const json_t *row;
	json_array_foreach(json_object_get(plan_values, plan->compile.into), i, row)
	{
		const json_t *collected = source_of(row) ? line_of(rows, source_of(row)) : NULL;
		if (source_of(row) && (!collected || !is_as_collected(into, row, collected)))
			return i + 1;
	}
	return 0;
}

bool compile_cell_differs(const struct field *into, const struct field *column, const json_t *row)
{
	const json_t *value = json_object_get(row, column->id);
	const struct field *wished =
		column->against ? fields_find(into->columns, into->column_count, column->against) : NULL;
	const json_t *asked = wished ? json_object_get(row, wished->id) : NULL;
	return wished && !value_is_empty(column, value) && !(asked && json_equal(value, asked));
}

bool compile_differs(const struct form *plan, const json_t *row)
{
	const struct field *into = form_field(plan, plan->compile.into);
	bool differs = !condition_holds(&plan->compile.agreed, row);
	for (size_t i = 0; i < into->column_count && !differs; i++)
		differs = compile_cell_differs(into, &into->columns[i], row);
	return differs && source_of(row);
}

json_t *compile_settled(const json_t *rows)
{
	json_t *settled = json_array();
	size_t i;
	json_t *row;
	json_array_foreach(rows, i, row)
	{
		json_t *copy = json_copy(row);
		compile_set_mark(copy, COMPILE_KEPT);
		json_array_append_new(settled, copy);
	}
	return settled;
}

void compile_relate(const struct form *plan, const json_t *values, struct record *record)
{
	size_t i;
	const json_t *row;
	if (!plan->compile.form)
		return;
	json_array_foreach(json_object_get(values, plan->compile.into), i, row)
	{
		char *id = compile_record(row);
		bool known = !id;
		for (size_t k = 0; k < record->relation_count && !known; k++)
			known = !strcmp(record->relations[k].record, id);
		if (!known)
			record_relate(record, id, RELATION_COMPILE);
		free(id);
	}
}
