/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether the parts of a regulation name one another rightly: forms each other, roles, texts and fields facts. */
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "domain/article.h"
#include "domain/names.h"
#include "domain/regulation_check.h"

/* The form that object's key names, NULL and a mistake where it is none that people file. */
static const struct form *filed_form(
	struct reading *reading, const void *object, const char *key, const char *id)
{
	const struct regulation *regulation = reading->regulation;
	const struct form *form = id ? regulation_form(regulation, id) : NULL;
	struct candidates candidates = { 0 };
	if (!id)
		return NULL;
	if (form && form->kind == FORM_DECISION) {
		mistake(reading, place_of(reading, object, key),
			_("the form \"%s\" is written by a decision; nobody files it"), id);
		return NULL;
	}
	if (form)
		return form;
	for (size_t i = 0; i < regulation->form_count; i++)
		if (regulation->forms[i].kind != FORM_DECISION)
			candidates_add(&candidates, regulation->forms[i].id);
	mistake_unknown(
		reading, place_of(reading, object, key), &candidates, id, _("there is no form \"%s\""), id);
	return NULL;
}

/* ---- what follows what ------------------------------------------------ */

/* True where one of the form's record fields may name a record of the other. */
static bool follows(const struct form *form, const char *other)
{
	for (size_t i = 0; i < form->follow_count; i++) {
		const struct field *field =
			form->follows[i].field ? form_field(form, form->follows[i].field) : NULL;
		if (field && field->type == FIELD_RECORD && field_takes_form(field, other))
			return true;
	}
	return false;
}

static void check_after_use(struct reading *reading, const struct form *form)
{
	const struct form *after = filed_form(reading, form, "after-use", form->after_use);
	if (after && !follows(after, form->id))
		mistake(reading, place_of(reading, form, "after-use"),
			_("the form \"%s\" does not follow this one: give it \"follows\" with a record field "
			  "of it"),
			form->after_use);
}

static void check_follows(struct reading *reading, const struct form *form)
{
	for (size_t i = 0; i < form->follow_count; i++) {
		const struct follow *follow = &form->follows[i];
		const struct field *field = follow->field ? form_field(form, follow->field) : NULL;
		bool of_use = follow->how == FOLLOW_CONTINUE || follow->how == FOLLOW_END;
		for (size_t k = 0; field && of_use && k < field->form_count; k++) {
			const struct form *earlier = regulation_form(reading->regulation, field->forms[k]);
			if (earlier && !earlier->use_from)
				mistake(reading, place_of(reading, follow, "how"),
					_("the form \"%s\" has no \"use\" that could be continued or ended"),
					earlier->id);
		}
	}
}

/* ---- plans ------------------------------------------------------------ */

#define OF(type) (1U << FIELD_##type)

/* The field that "source.x" or "source.table.column" means; NULL where it is none. */
static const struct field *source_field(const struct form *form, const char *rows, const char *path)
{
	const char *dot = strchr(path, '.');
	const struct field *table = rows ? form_field(form, rows) : NULL;
	if (!dot)
		return form_field(form, path);
	bool of_rows =
		rows && strlen(rows) == (size_t)(dot - path) && !strncmp(rows, path, (size_t)(dot - path));
	return table && of_rows ? fields_find(table->columns, table->column_count, dot + 1) : NULL;
}

static void check_source_column(struct reading *reading, const struct compile *compile,
	const struct form *form, const struct field *column)
{
	static const struct {
		enum fill fill;
		enum field_type type;
	} heads[] = {
		{ FILL_SOURCE_RECORD, FIELD_RECORD },
		{ FILL_SOURCE_NUMBER, FIELD_TEXT },
		{ FILL_SOURCE_SECTION, FIELD_SECTION },
	};
	struct place place = place_of(reading, column, "fill");
	for (size_t i = 0; i < COUNT(heads); i++)
		if (column->fill == heads[i].fill && column->type != heads[i].type &&
			column->type != FIELD__COUNT)
			mistake(reading, place, _("\"%s\" cannot fill a field of type \"%s\""),
				fill_name(column->fill), field_type_name(column->type));
	if (column->fill != FILL_SOURCE_FIELD)
		return;
	const struct field *from = source_field(form, compile->rows, column->fill_field);
	if (!from)
		mistake(reading, place,
			_("the form \"%s\" has no field \"%s\" (columns as table.column of the table in "
			  "\"rows\")"),
			form->id, column->fill_field);
	else if (!value_fits(column, from))
		mistake(reading, place,
			_("the field \"%s\" of \"%s\" has another type, other choices or other columns"),
			column->fill_field, form->id);
}

static void check_plan(struct reading *reading, const struct form *plan)
{
	const struct compile *compile = &plan->compile;
	const struct form *form = filed_form(reading, compile, "form", compile->form);
	const struct field *into = compile->into ? form_field(plan, compile->into) : NULL;
	if (!form)
		return;
	if (compile->rows)
		check_field_named(reading, compile, "rows", form, compile->rows, NULL, OF(TABLE));
	const struct field *mine = compile->mine ? form_field(plan, compile->mine) : NULL;
	const struct field *theirs = compile->theirs ? check_field_named(reading, compile, "theirs", form,
							       compile->theirs, NULL, ~0U)
						     : NULL;
	if (mine && theirs && !value_fits(mine, theirs))
		mistake(reading, place_of(reading, compile, "theirs"),
			_("the field \"%s\" of this form and \"%s\" of \"%s\" can never agree: their types "
			  "or "
			  "choices differ"),
			mine->id, theirs->id, form->id);
	bool filled = false;
	for (size_t i = 0; into && i < into->column_count; i++) {
		filled |= into->columns[i].fill != FILL_NONE;
		check_source_column(reading, compile, form, &into->columns[i]);
	}
	if (into && into->type == FIELD_TABLE && !filled)
		mistake(reading, place_of(reading, compile, "into"),
			_("no column of \"%s\" takes anything: give them \"fill: source. ...\""), into->id);
}

/* ---- facts ------------------------------------------------------------ */

/* The first effect on a fact, and whether some effect grants it. */
static const struct effect *first_effect(
	const struct regulation *regulation, const struct fact *fact, bool *ret_granted)
{
	const struct effect *first = NULL;
	for (size_t i = 0; i < regulation->form_count; i++)
		for (size_t k = 0; k < regulation->forms[i].effect_count; k++) {
			const struct effect *effect = &regulation->forms[i].effects[k];
			if (!same(effect->fact, fact->id))
				continue;
			first = first ? first : effect;
			*ret_granted |= !effect->ends;
		}
	return first;
}

static void check_facts(struct reading *reading)
{
	const struct regulation *regulation = reading->regulation;
	for (size_t i = 0; i < regulation->fact_count; i++) {
		const struct fact *fact = &regulation->facts[i];
		bool granted = false;
		const struct effect *first = first_effect(regulation, fact, &granted);
		if (!granted && fact->id && !reading->loose_ends)
			mistake(reading, place_of(reading, fact, "id"),
				_("no form's effects grant this fact, so that it never holds anything"));
		for (size_t f = 0; first && f < regulation->form_count; f++)
			for (size_t k = 0; k < regulation->forms[f].effect_count; k++) {
				const struct effect *effect = &regulation->forms[f].effects[k];
				if (same(effect->fact, fact->id) && !effect->person != !first->person)
					mistake(reading, place_of(reading, effect, "person"),
						_("the fact \"%s\" is of persons in one effect and of none "
						  "in "
						  "another"),
						fact->id);
			}
	}
}

/* A fact that says something of persons. */
static void check_fact_of_persons(
	struct reading *reading, const void *object, const char *key, const char *id)
{
	const struct fact *fact = check_fact(reading, object, key, id);
	bool granted = false;
	const struct effect *first = fact ? first_effect(reading->regulation, fact, &granted) : NULL;
	if (first && !first->person)
		mistake(reading, place_of(reading, object, key), _("the fact \"%s\" says nothing of persons"),
			id);
}

static void check_field_facts(struct reading *reading, const struct field *fields, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		check_fact_of_persons(reading, &fields[i], "in-fact", fields[i].in_fact);
		check_field_facts(reading, fields[i].columns, fields[i].column_count);
	}
}

/* ---- roles, chapters, texts ------------------------------------------- */

static void check_was(struct reading *reading, const struct role *role)
{
	const struct regulation *regulation = reading->regulation;
	for (size_t i = 0; i < role->was_count; i++) {
		if (regulation_role(regulation, role->was[i]))
			mistake(reading, place_of(reading, role, "was"),
				_("the role \"%s\" still exists; \"was\" names what a role was called "
				  "before"),
				role->was[i]);
		for (size_t k = 0; &regulation->roles[k] != role; k++)
			for (size_t n = 0; n < regulation->roles[k].was_count; n++)
				if (same(regulation->roles[k].was[n], role->was[i]))
					mistake(reading, place_of(reading, role, "was"),
						_("the role \"%s\" also was \"%s\""), regulation->roles[k].id,
						role->was[i]);
	}
}

/* The place of an article in the list of clauses; its count where it has none. */
static size_t clause_index(const struct regulation *regulation, const char *article)
{
	for (size_t i = 0; article && i < regulation->clause_count; i++) {
		const char *clause = regulation->clauses[i].id;
		if (clause && (article_within(article, clause) || article_within(clause, article)))
			return i;
	}
	return regulation->clause_count;
}

static void check_chapters(struct reading *reading)
{
	const struct regulation *regulation = reading->regulation;
	size_t before = 0;
	for (size_t i = 0; i < regulation->chapter_count; i++) {
		const struct chapter *chapter = &regulation->chapters[i];
		size_t first = clause_index(regulation, chapter->first);
		if (chapter->first && first == regulation->clause_count) {
			mistake(reading, place_of(reading, chapter, "first"),
				_("the article \"%s\" is not in the list of clauses"), chapter->first);
			continue;
		}
		if (i && chapter->first && first <= before)
			mistake(reading, place_of(reading, chapter, "first"),
				_("chapters stand in the order of their clauses; this one begins before or "
				  "with the "
				  "one above it"));
		before = first;
	}
}

static void check_form_chapter(struct reading *reading, const struct form *form)
{
	const struct regulation *regulation = reading->regulation;
	struct candidates candidates = { 0 };
	for (size_t i = 0; i < regulation->chapter_count; i++)
		if (same(regulation->chapters[i].id, form->chapter))
			return;
	if (form->chapter) {
		for (size_t i = 0; i < regulation->chapter_count; i++)
			candidates_add(&candidates, regulation->chapters[i].id);
		mistake_unknown(reading, place_of(reading, form, "chapter"), &candidates, form->chapter,
			_("there is no chapter \"%s\""), form->chapter);
	} else if (regulation->chapter_count && form->article &&
		   clause_index(regulation, form->article) <
			   clause_index(regulation, regulation->chapters[0].first)) {
		mistake(reading, place_of(reading, form, "article"),
			_("the article stands before the first chapter; name the form's \"chapter\""));
	}
}

void check_references(struct reading *reading)
{
	const struct regulation *regulation = reading->regulation;
	check_chapters(reading);
	check_facts(reading);
	for (size_t i = 0; i < regulation->role_count; i++) {
		check_fact_of_persons(
			reading, &regulation->roles[i], "register", regulation->roles[i].held_in);
		check_fact_of_persons(reading, &regulation->roles[i], "out-of", regulation->roles[i].out_of);
		check_was(reading, &regulation->roles[i]);
	}
	for (size_t i = 0; i < regulation->text_count; i++) {
		const struct regulation_text *text = &regulation->texts[i];
		for (size_t k = 0; k < text->reader_count; k++)
			check_role(reading, text, "readers", text->readers[k]);
		check_fact_of_persons(reading, text, "fact", text->readers_fact);
	}
}

void check_outcomes(struct reading *reading)
{
	const struct regulation *regulation = reading->regulation;
	for (size_t i = 0; i < regulation->form_count; i++) {
		const struct form *form = &regulation->forms[i];
		check_form_chapter(reading, form);
		check_field_facts(reading, form->fields, form->field_count);
		check_after_use(reading, form);
		check_follows(reading, form);
		if (form->compile.form)
			check_plan(reading, form);
	}
}
