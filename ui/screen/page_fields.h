/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fields that a page asks for by itself, besides those of a regulation's form. */
#ifndef UI_SCREEN_PAGE_FIELDS_H
#define UI_SCREEN_PAGE_FIELDS_H

#include <jansson.h>

#include "base/date.h"
#include "domain/form.h"

/* A choice more at the end of a list; words are copied, en NULL where ja is in the user's language already. */
void page_choices_add(struct choice_list *list, const char *id, const char *ja, const char *en);
void page_choices_done(struct choice_list *list);

/* A field more at the end of an array, which may move; the label is in the user's language. Borrowed. */
struct field *page_fields_add(
	struct field **fields, size_t *count, const char *id, const char *label, enum field_type type);
void page_fields_done(struct field *fields, size_t count);

/* The condition holds for one more value of the field. */
void page_condition_or(struct condition *condition, const char *field, const char *value);

/* A day among the values of a page; DATE_NONE where none is given. */
date page_day(const json_t *values, const char *id);

#endif
