/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What no single key can tell: whether the parts of a regulation fit together. */
#ifndef DOMAIN_REGULATION_CHECK_H
#define DOMAIN_REGULATION_CHECK_H

#include "domain/regulation_reading.h"

/* The finish of a form's schema: its route, conditions and rules. Gives steps
 * without an id their ids and resolves marks. target is a struct form. */
void check_form(struct reading *reading, const yaml_node_t *node, void *target);

/* The route of a form: its order, its actors, what they and its conditions look
 * at. After the steps have their ids. */
void check_route(struct reading *reading, struct form *form);

/* What becomes of a form: its use, what it follows, its effects, whom it tells,
 * what it compiles; as far as one file can tell. */
void check_outcome(struct reading *reading, struct form *form);

/* The same between the forms of the regulation, and what its texts, roles and
 * chapters name. */
void check_outcomes(struct reading *reading);
void check_references(struct reading *reading);

/* ---- conditions and the fields they look at ---- */

struct scope {
	const struct field *fields;
	size_t count;
	bool paths; /* also "table.column" */
};

const struct field *scope_find(const struct scope *scope, const char *path);

/* The field must be there and of a type that a condition can look at; resolves its mark. */
void check_condition(struct reading *reading, struct condition *condition, const struct scope *scope);

/* True where the field has been filled in before the step begins; before all
 * steps where step is NULL. Unknown fields are somebody else's mistake. */
bool is_known(const struct form *form, const char *path, const struct step *step);
void check_known(struct reading *reading, const struct form *form, const struct condition *condition,
	const struct step *step);

/* How many of several conditions hold at once, at fewest and at most, whatever
 * is filled in: 1 to 1 where exactly one always does. */
struct span {
	size_t fewest, most;
};
struct span conditions_span(const struct form *form, const struct condition *const *conditions, size_t count);

/* The field that object's key names must be one of the form of one of the types
 * (a set of 1 << FIELD_x); a column of rows as "table.column" where rows is
 * given. NULL and a mistake otherwise. */
const struct field *check_field_named(struct reading *reading, const void *object, const char *key,
	const struct form *form, const char *path, const char *rows, unsigned types);

/* The fields that an actor names. step: where it acts, NULL before all steps;
 * late: where it is only told at the end, so that every field is known. */
void check_actor(struct reading *reading, const struct form *form, struct actor *actor,
	const struct step *step, bool late);

/* The fact must be there. */
const struct fact *check_fact(struct reading *reading, const void *object, const char *key, const char *id);

/* The role must be there and be somebody with a card. */
void check_role(struct reading *reading, const void *object, const char *key, const char *id);

/* True where every value of from may stand in into. */
bool value_fits(const struct field *into, const struct field *from);

/* The lead times of a form: where they stand and which reason they name. */
void check_leads(struct reading *reading, const struct form *form);

/* The lists and facts that hours name; the forms of recurring duties and the
 * fields that say what they are for. */
void check_hours(struct reading *reading);
void check_duties(struct reading *reading);

/* Once all files are read: articles, substitutes, decision forms and what
 * fills them. Sets form.decides. */
void check_regulation(struct reading *reading);

#endif
