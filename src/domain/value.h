/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The values of a form: what they mean in words, which are shown and required. */
#ifndef DOMAIN_VALUE_H
#define DOMAIN_VALUE_H

#include <jansson.h>

#include "base/date.h"
#include "base/error.h"
#include "domain/form.h"
#include "domain/office.h"

/* The value in words as a screen or a sheet shows it, "" for an empty one:
 * 令和8年12月1日(火) から…, the choice's label, the person's name. A table has one
 * line a row. The caller frees. */
char *value_text(const struct field *field, const json_t *value, const struct office *office, date day,
	enum language language);

/* The field's value out of a record's values, with the words of an explained
 * choice behind it: その他(…). The caller frees. */
char *field_text(const struct field *field, const json_t *values, const struct office *office, date day,
	enum language language);

/* A day as records hold it, "2026-12-01"; NULL for DATE_NONE, so that an object
 * it is set in has no such key. The caller owns it. */
json_t *value_of_day(date day);

/* True where nothing was filled in: NULL, "", [], a period without a day. */
bool value_is_empty(const struct field *field, const json_t *value);

/* Whether a condition holds among these values. */
bool condition_holds(const struct condition *condition, const json_t *values);

/* Whether a field is to be seen, and whether it must be filled in, among these values. */
bool field_shown(const struct field *field, const json_t *values);
bool field_required(const struct field *field, const json_t *values);

/* The same for who declines at a step (a no, a bypass): what the step would fill
 * in besides is not asked of him, but what his answer itself requires. */
bool field_demanded(const struct field *field, const json_t *values, bool declines);

/* True where the field is filled in at that step (NULL: by the drafter). */
bool field_filled_at(const struct field *field, const char *step);

/* The values a new record begins with (field->initial). The caller owns the object. */
json_t *values_initial(const struct form *form, const struct office *office, const char *person,
	const char *section, date day);

#endif
