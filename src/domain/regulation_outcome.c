/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether what becomes of a form fits: its use, what it follows, makes true, tells and compiles. */
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "base/text.h"
#include "domain/names.h"
#include "domain/regulation_check.h"

/* ---- what a key names ------------------------------------------------- */

#define OF(type) (1U << FIELD_##type)

/* "date" or "period": the types of a set. The caller frees. */
static char *types_in_words(unsigned types)
{
	struct text text = { 0 };
	for (enum field_type type = 0; type < FIELD__COUNT; type++)
		if (types & 1U << type)
			text_format(&text, "%s\"%s\"", text.length ? ", " : "", field_type_name(type));
	return text_take(&text);
}

static void unknown_field(struct reading *reading, struct place place, const struct field *fields,
	size_t count, const char *id, unsigned types)
{
	struct candidates candidates = { 0 };
	for (size_t i = 0; i < count; i++)
		if (types & 1U << fields[i].type)
			candidates_add(&candidates, fields[i].id);
	mistake_unknown(reading, place, &candidates, id, _("there is no field \"%s\""), id);
}

const struct field *check_field_named(struct reading *reading, const void *object, const char *key,
	const struct form *form, const char *path, const char *rows, unsigned types)
{
	struct place place = place_of(reading, object, key);
	const char *dot = strchr(path, '.'), *id = dot ? dot + 1 : path;
	char *table_id = dot ? memory_string_n(path, (size_t)(dot - path)) : NULL;
	const struct field *table = dot ? form_field(form, table_id) : NULL, *found = NULL;
	bool of_rows = table && same(rows, table_id);
	free(table_id);
	if (dot && table && !of_rows) {
		mistake(reading, place,
			_("\"%s\" is a column; only columns of the table in \"rows\" can stand here"), path);
		return NULL;
	}
	const struct field *fields = table ? table->columns : form->fields;
	size_t count = table ? table->column_count : form->field_count;
	found = dot && !table ? NULL : fields_find(fields, count, id);
	if (!found) {
		unknown_field(reading, place, fields, count, dot && !table ? path : id, types);
		return NULL;
	}
	if (found->type == FIELD__COUNT || types & 1U << found->type)
		return found->type == FIELD__COUNT ? NULL : found;
	char *wanted = types_in_words(types);
	mistake(reading, place, _("the field \"%s\" is of type \"%s\"; wanted is %s"), path,
		field_type_name(found->type), wanted);
	free(wanted);
	return NULL;
}

const struct fact *check_fact(struct reading *reading, const void *object, const char *key, const char *id)
{
	const struct regulation *regulation = reading->regulation;
	const struct fact *fact = id ? regulation_fact(regulation, id) : NULL;
	struct candidates candidates = { 0 };
	if (fact || !id)
		return fact;
	for (size_t i = 0; i < regulation->fact_count; i++)
		candidates_add(&candidates, regulation->facts[i].id);
	mistake_unknown(
		reading, place_of(reading, object, key), &candidates, id, _("there is no fact \"%s\""), id);
	return NULL;
}

void check_role(struct reading *reading, const void *object, const char *key, const char *id)
{
	const struct regulation *regulation = reading->regulation;
	const struct role *role = id ? regulation_role(regulation, id) : NULL;
	struct candidates candidates = { 0 };
	if (!id || !regulation->role_count)
		return;
	if (role && role->substitute_only)
		mistake(reading, place_of(reading, object, key),
			_("the role \"%s\" only stands in for another and cannot be named here"), id);
	else if (role && role->held_by == HELD_BY_OUTSIDE)
		mistake(reading, place_of(reading, object, key),
			_("the holder of the role \"%s\" has no card here and cannot act or be told"), id);
	if (role)
		return;
	for (size_t i = 0; i < regulation->role_count; i++)
		candidates_add(&candidates, regulation->roles[i].id);
	mistake_unknown(
		reading, place_of(reading, object, key), &candidates, id, _("there is no role \"%s\""), id);
}

/* ---- use and follows -------------------------------------------------- */

static void check_use(struct reading *reading, const struct form *form)
{
	const void *use = &form->use_from;
	bool period = place_has(reading, use, "period");
	if (form->use_from)
		check_field_named(reading, use, period ? "period" : "from", form, form->use_from, NULL,
			period ? OF(PERIOD) : OF(DATE));
	if (form->use_to)
		check_field_named(reading, use, "to", form, form->use_to, NULL, OF(DATE));
	if (form->after_use && !form->use_from)
		mistake(reading, place_of(reading, form, "after-use"),
			_("\"%s\" has no meaning without \"%s\""), "after-use", "use");
}

static void check_follow(struct reading *reading, const struct form *form, struct follow *follow)
{
	struct scope scope = { form->fields, form->field_count, false };
	check_condition(reading, &follow->when, &scope);
	if (follow->on)
		check_field_named(reading, follow, "on", form, follow->on, NULL, OF(DATE));
	const struct field *field = follow->field ? check_field_named(reading, follow, "field", form,
							    follow->field, NULL, OF(RECORD))
						  : NULL;
	if (field && field->filled_at)
		mistake(reading, place_of(reading, follow, "field"),
			_("the field \"%s\" says which record is meant; the drafter must fill it in"),
			follow->field);
}

/* ---- effects ---------------------------------------------------------- */

/* A key of an effect that names a field; NULL where it names none or a wrong one. */
static const struct field *effect_field(struct reading *reading, const struct form *form,
	const struct effect *effect, const char *key, const char *path, unsigned types)
{
	return path ? check_field_named(reading, effect, key, form, path, effect->rows, types) : NULL;
}

static void check_private(
	struct reading *reading, const struct effect *effect, const char *key, const struct field *field)
{
	if (field && field->personal)
		mistake(reading, place_of(reading, effect, key),
			_("the field \"%s\" is personal; what an effect keeps outlasts the record and cannot "
			  "be erased"),
			field->id);
}

static void check_effect_days(struct reading *reading, const struct form *form, const struct effect *effect)
{
	const struct field *from =
		effect_field(reading, form, effect, "from", effect->from, OF(DATE) | OF(PERIOD));
	effect_field(reading, form, effect, "to", effect->to, OF(DATE));
	effect_field(reading, form, effect, "day", effect->day, OF(DATE));
	if (effect->hours_from)
		check_field_named(reading, &effect->hours_from, "from", form, effect->hours_from,
			effect->rows, OF(TIME));
	if (effect->hours_to)
		check_field_named(
			reading, &effect->hours_from, "to", form, effect->hours_to, effect->rows, OF(TIME));
	if (from && from->type == FIELD_PERIOD && effect->to)
		mistake(reading, place_of(reading, effect, "to"),
			_("the period \"%s\" has its last day already; leave out \"to\""), effect->from);
	if (effect->day && (effect->from || effect->to))
		mistake(reading, place_of(reading, effect, "day"),
			_("\"day\" is one day; it does not go with \"from\" and \"to\""));
}

/* What ends has a last day and nothing else. */
static void check_ending(struct reading *reading, const struct effect *effect)
{
	const struct {
		const char *key;
		bool there;
	} grants[] = {
		{ "detail", effect->detail_count },
		{ "to", effect->to },
		{ "day", effect->day },
		{ "hours", effect->hours_from },
	};
	for (size_t i = 0; i < COUNT(grants); i++)
		if (effect->ends && grants[i].there)
			mistake(reading, place_of(reading, effect, grants[i].key),
				_("\"%s\" has no meaning where something ends; \"from\" is the day"),
				grants[i].key);
	if (!effect->ends && effect->if_any)
		mistake(reading, place_of(reading, effect, "if-any"),
			_("\"if-any\" belongs to an effect that ends something"));
}

static void check_whose(struct reading *reading, const struct effect *effect, const struct fact *fact)
{
	if (fact && fact->subject.ja && !effect->subject)
		mistake(reading, place_of(reading, effect, "fact"),
			_("the fact \"%s\" is kept for each \"%s\"; name its field as \"subject\""), fact->id,
			fact->subject.ja);
	else if (fact && !fact->subject.ja && effect->subject)
		mistake(reading, place_of(reading, effect, "subject"),
			_("the fact \"%s\" has no \"subject\": give it one in regulation.yaml"), fact->id);
	else if (!effect->person && !effect->subject)
		mistake(reading, place_of(reading, effect, NULL),
			_("an effect needs a \"person\", or a \"subject\" where the fact has one"));
}

static void check_effect(struct reading *reading, const struct form *form, struct effect *effect)
{
	struct scope scope = { form->fields, form->field_count, effect->rows != NULL };
	const struct fact *fact = check_fact(reading, effect, "fact", effect->fact);
	check_condition(reading, &effect->when, &scope);
	if (effect->rows && !check_field_named(reading, effect, "rows", form, effect->rows, NULL, OF(TABLE)))
		return;
	effect_field(reading, form, effect, "person", effect->person, OF(PERSON));
	check_private(reading, effect, "subject",
		effect_field(reading, form, effect, "subject", effect->subject,
			OF(TEXT) | OF(CHOICE) | OF(SECTION) | OF(RECORD)));
	for (size_t i = 0; i < effect->detail_count; i++)
		check_private(reading, effect, "detail",
			effect_field(reading, form, effect, "detail", effect->detail[i], ~OF(TABLE)));
	check_effect_days(reading, form, effect);
	check_ending(reading, effect);
	check_whose(reading, effect, fact);
}

/* ---- notices and plans ------------------------------------------------ */

static void check_notify(struct reading *reading, struct form *form)
{
	for (size_t i = 0; i < form->notify_count; i++) {
		check_actor(reading, form, &form->notify[i], NULL, true);
		if (form->notify[i].kind == ACTOR_SOURCES && !form->compile.form)
			mistake(reading, place_of(reading, &form->notify[i], "sources"),
				_("only a plan has \"sources\": the sections it was compiled from"));
	}
	if (form->kind == FORM_NOTICE && !form->notify_count)
		mistake(reading, place_of(reading, form, NULL),
			_("a notice needs \"notify\": who is to read it"));
}

/* What is coordinated is said by columns that are typed. */
static void check_agreed(struct reading *reading, const struct compile *compile, const struct field *into)
{
	const struct field *by =
		compile->agreed.field ? fields_find(into->columns, into->column_count, compile->agreed.field)
				      : NULL;
	if (by && by->fill != FILL_NONE)
		mistake(reading, place_of(reading, &compile->agreed, "field"),
			_("the column \"%s\" is collected; \"agreed\" looks at one that is coordinated"),
			by->id);
}

static void check_compile(struct reading *reading, struct form *form)
{
	const struct compile *compile = &form->compile;
	if (form->kind == FORM_PLAN && !compile->form)
		mistake(reading, place_of(reading, form, "kind"),
			_("a plan needs \"compiles\": what it is compiled out of"));
	if (!compile->form)
		return;
	if (form->kind != FORM_PLAN)
		mistake(reading, place_of(reading, form, "compiles"), _("only a plan compiles other forms"));
	const struct field *into = compile->into ? check_field_named(reading, compile, "into", form,
							   compile->into, NULL, OF(TABLE))
						 : NULL;
	if (into) {
		struct scope scope = { into->columns, into->column_count, false };
		check_condition(reading, &form->compile.agreed, &scope);
		check_agreed(reading, compile, into);
	}
	const struct field *mine = compile->mine
					   ? check_field_named(reading, compile, "mine", form, compile->mine,
						     NULL, OF(NUMBER) | OF(MONTH) | OF(DATE) | OF(CHOICE))
					   : NULL;
	if (mine && mine->filled_at)
		mistake(reading, place_of(reading, compile, "mine"),
			_("the field \"%s\" says what is collected; the drafter must fill it in"),
			compile->mine);
}

/* ---- sources of values ------------------------------------------------ */

static bool is_source(enum fill fill)
{
	return fill == FILL_SOURCE_RECORD || fill == FILL_SOURCE_NUMBER || fill == FILL_SOURCE_SECTION ||
	       fill == FILL_SOURCE_FIELD;
}

/* What a coordinated column answers is collected, and of its kind. */
static void check_against(struct reading *reading, const struct field *table, bool lines)
{
	for (size_t i = 0; i < table->column_count; i++) {
		const struct field *column = &table->columns[i];
		const struct field *wished =
			lines ? fields_find(table->columns, table->column_count, column->against) : NULL;
		if (!column->against)
			continue;
		if (!lines || column->fill != FILL_NONE)
			mistake(reading, place_of(reading, column, "against"),
				_("only a plan's lines have \"against\", in a column that is coordinated"));
		else if (!wished || wished->fill == FILL_NONE)
			mistake(reading, place_of(reading, column, "against"),
				_("there is no collected column \"%s\""), column->against);
		else if (wished->type != column->type || wished->list != column->list)
			mistake(reading, place_of(reading, column, "against"),
				_("the collected column \"%s\" has another type or other choices"),
				wished->id);
	}
}

/* A filed form's fields are typed; only lines of a plan take values from elsewhere. */
static void check_fills(struct reading *reading, const struct form *form)
{
	for (size_t i = 0; i < form->field_count; i++) {
		const struct field *field = &form->fields[i];
		bool lines = form->compile.into && same(form->compile.into, field->id);
		if (field->fill != FILL_NONE)
			mistake(reading, place_of(reading, field, "fill"),
				_("only a decision form's fields have \"fill\""));
		if (field->against)
			mistake(reading, place_of(reading, field, "against"),
				_("only a plan's lines have \"against\", in a column that is coordinated"));
		check_against(reading, field, lines);
		for (size_t k = 0; k < field->column_count; k++) {
			const struct field *column = &field->columns[k];
			if (column->fill == FILL_NONE || column->fill == FILL__COUNT)
				continue;
			if (!lines || !is_source(column->fill))
				mistake(reading, place_of(reading, column, "fill"),
					_("only the lines of a plan have \"fill\" in their columns, and only "
					  "\"source.\" values"));
		}
	}
}

void check_outcome(struct reading *reading, struct form *form)
{
	check_use(reading, form);
	for (size_t i = 0; i < form->follow_count; i++)
		check_follow(reading, form, &form->follows[i]);
	for (size_t i = 0; i < form->effect_count; i++)
		check_effect(reading, form, &form->effects[i]);
	check_notify(reading, form);
	check_compile(reading, form);
	check_fills(reading, form);
	check_role(reading, form, "role", form->filed_by_role);
	check_fact(reading, form, "fact", form->filed_by_fact);
	if (form->filed_by != FILED_BY_ANY && form->filed_by != FILED_BY__COUNT && !form->addressee_count &&
		(form->kind == FORM_NOTICE || form->kind == FORM_PLAN))
		mistake(reading, place_of(reading, form, "section"),
			_("the form has no addressee whose section could be meant"));
}
