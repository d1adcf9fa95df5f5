/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether the parts of one form fit together. */
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "domain/names.h"
#include "domain/regulation_check.h"

/* ---- fields ----------------------------------------------------------- */

/* A field is shown by at most one other, so that cycles are rings: each is
 * said once, at its first field. */
static void check_rings(struct reading *reading, const struct field *fields, size_t count)
{
	size_t *shown_by = memory_new(count, sizeof *shown_by); /* count where by none */
	for (size_t i = 0; i < count; i++) {
		const struct field *by = fields[i].shown_when.field
						 ? fields_find(fields, count, fields[i].shown_when.field)
						 : NULL;
		shown_by[i] = by ? (size_t)(by - fields) : count;
	}
	for (size_t start = 0; start < count; start++) {
		size_t at = shown_by[start];
		for (size_t steps = 0; at > start && at < count && steps < count; steps++)
			at = shown_by[at];
		if (at == start)
			mistake(reading, place_of(reading, &fields[start], "shown-when"),
				_("the fields that show one another form a ring, so that none is ever "
				  "shown"));
	}
	free(shown_by);
}

/* The rows that a table begins with are the choices of one of its columns. */
static void check_rows_of(struct reading *reading, const struct field *table)
{
	const struct field *column = fields_find(table->columns, table->column_count, table->rows_of);
	struct candidates candidates = { 0 };
	if (column && column->type == FIELD_CHOICE) {
		if (column->list && column->list->choice_count > table->most_rows)
			mistake(reading, place_of(reading, table, "rows-of"),
				_("the column \"%s\" has %zu choices; the table holds %zu rows"),
				table->rows_of, column->list->choice_count, table->most_rows);
		return;
	}
	for (size_t i = 0; i < table->column_count; i++)
		if (table->columns[i].type == FIELD_CHOICE)
			candidates_add(&candidates, table->columns[i].id);
	mistake_unknown(reading, place_of(reading, table, "rows-of"), &candidates, table->rows_of,
		_("the table has no column \"%s\" of type \"choice\""), table->rows_of);
}

static void check_fields(struct reading *reading, struct field *fields, size_t count)
{
	struct scope scope = { fields, count, false };
	check_rings(reading, fields, count);
	for (size_t i = 0; i < count; i++) {
		struct field *field = &fields[i];
		check_condition(reading, &field->required_when, &scope);
		check_condition(reading, &field->shown_when, &scope);
		check_fields(reading, field->columns, field->column_count);
		if (field->rows_of && field->type == FIELD_TABLE)
			check_rows_of(reading, field);
		for (size_t k = 0; field->list && k < field->list->choice_count; k++) {
			char *words = memory_format("%s-words", field->id ? field->id : "");
			if (field->list->choices[k].explain && fields_find(fields, count, words))
				mistake(reading, place_of(reading, field, "id"),
					_("the id \"%s\" is kept for the words of an explained choice"),
					words);
			free(words);
		}
	}
}

/* What shows or demands a field is filled in before it, or at the same step. */
static void check_looks_back(struct reading *reading, const struct form *form, const struct field *field,
	const struct condition *condition)
{
	const struct field *looked_at = condition->field ? form_field(form, condition->field) : NULL;
	if (looked_at && !same(looked_at->filled_at, field->filled_at))
		check_known(reading, form, condition,
			field->filled_at ? form_step(form, field->filled_at) : NULL);
}

static void check_filled_at(struct reading *reading, const struct form *form)
{
	for (size_t i = 0; i < form->field_count; i++) {
		check_looks_back(reading, form, &form->fields[i], &form->fields[i].shown_when);
		check_looks_back(reading, form, &form->fields[i], &form->fields[i].required_when);
	}
	for (size_t i = 0; i < form->field_count; i++) {
		const struct field *field = &form->fields[i];
		struct candidates candidates = { 0 };
		if (!field->filled_at || form_step(form, field->filled_at))
			continue;
		for (size_t k = 0; k < form->step_count; k++)
			candidates_add(&candidates, form->steps[k].id);
		mistake_unknown(reading, place_of(reading, field, "filled-at"), &candidates, field->filled_at,
			_("the route has no step \"%s\""), field->filled_at);
	}
}

static void check_rules(struct reading *reading, struct form *form)
{
	struct scope scope = { form->fields, form->field_count, true };
	for (size_t i = 0; i < form->rule_count; i++) {
		struct form_rule *rule = &form->rules[i];
		check_condition(reading, &rule->when, &scope);
		check_condition(reading, &rule->needs, &scope);
	}
}

/* ---- route ------------------------------------------------------------ */

static bool id_is_taken(const struct form *form, const struct step *but, const char *id)
{
	for (size_t i = 0; i < form->step_count; i++)
		if (&form->steps[i] != but && same(form->steps[i].id, id))
			return true;
	return false;
}

/* A step without an id is called by its kind: review, review-2. */
static void name_steps(struct reading *reading, struct form *form)
{
	for (size_t i = 0; i < form->step_count; i++) {
		const struct step *step = &form->steps[i];
		if (step->id && id_is_taken(form, step, step->id))
			mistake(reading, place_of(reading, step, "id"), _("two steps have the id \"%s\""),
				step->id);
	}
	for (size_t i = 0; i < form->step_count; i++) {
		struct step *step = &form->steps[i];
		if (step->id || step->kind == STEP__COUNT)
			continue;
		char *id = memory_string(step_kind_name(step->kind));
		for (size_t n = 2; id_is_taken(form, step, id); n++) {
			free(id);
			id = memory_format("%s-%zu", step_kind_name(step->kind), n);
		}
		step->id = id;
	}
}

/* ---- the form --------------------------------------------------------- */

static void check_keys_of_kind(struct reading *reading, const yaml_node_t *node, const struct form *form)
{
	const struct {
		const char *key;
		bool required; /* of a form that is filed */
	} filed_only[] = {
		{ "filed-by", true },
		{ "addressee", form->kind != FORM_NOTICE && form->kind != FORM_PLAN },
		{ "route", true },
		{ "decision", false },
		{ "weighty", false },
		{ "attachments", false },
		{ "use", false },
		{ "after-use", false },
		{ "follows", false },
		{ "effects", false },
		{ "notify", false },
		{ "compiles", false },
	};
	for (size_t i = 0; i < COUNT(filed_only); i++) {
		const char *key = filed_only[i].key;
		bool there = yaml_find(reading->file, node, key);
		if (form->kind == FORM_DECISION && there)
			mistake(reading, place_of(reading, form, key),
				_("\"%s\" does not belong to a decision form: the form it decides has it"),
				key);
		else if (form->kind != FORM_DECISION && !there && filed_only[i].required)
			mistake(reading, place_of_node(reading, node), _("\"%s\" is missing"), key);
	}
}

/* A brace in a sheet's sentence must open a word that the print knows. */
static void check_braces(struct reading *reading, const struct sheet *sheet, const char *sentence)
{
	static const char *const known[] = { "date", "number", "answer" };
	while (sentence && (sentence = strchr(sentence, '{'))) {
		size_t length = strcspn(++sentence, "}");
		char *word = memory_string_n(sentence, length < 32 ? length : 32);
		struct candidates candidates = { 0 };
		bool found = false;
		for (size_t i = 0; i < COUNT(known); i++) {
			found |= !strcmp(known[i], word);
			candidates_add(&candidates, known[i]);
		}
		if (found)
			free(candidates.words);
		else
			mistake_unknown(reading, place_of(reading, sheet, "sentence"), &candidates, word,
				_("nothing is filled in for {%s}"), word);
		free(word);
	}
}

void check_form(struct reading *reading, const yaml_node_t *node, void *target)
{
	struct form *form = target;
	name_steps(reading, form);
	check_fields(reading, form->fields, form->field_count);
	check_rules(reading, form);
	check_leads(reading, form);
	check_braces(reading, &form->sheet, form->sheet.sentence.ja);
	check_braces(reading, &form->sheet, form->sheet.sentence.en);
	if (form->kind == FORM__COUNT)
		return;
	check_keys_of_kind(reading, node, form);
	if (form->kind == FORM_DECISION)
		return;
	check_filled_at(reading, form);
	check_route(reading, form);
	check_outcome(reading, form);
}
