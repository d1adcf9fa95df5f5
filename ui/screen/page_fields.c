/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fields and choices made by a page. */
#include "ui/screen/page_fields.h"

#include <stdlib.h>

#include "base/memory.h"

void page_choices_add(struct choice_list *list, const char *id, const char *ja, const char *en)
{
	struct choice *choice = LIST_ADD(list->choices, list->choice_count);
	choice->id = memory_string(id);
	choice->label.ja = memory_string(ja);
	choice->label.en = memory_string(en);
}

void page_choices_done(struct choice_list *list)
{
	for (size_t i = 0; i < list->choice_count; i++) {
		free(list->choices[i].id);
		label_done(&list->choices[i].label);
	}
	free(list->choices);
	*list = (struct choice_list){ 0 };
}

struct field *page_fields_add(
	struct field **fields, size_t *count, const char *id, const char *label, enum field_type type)
{
	struct field *field = LIST_ADD(*fields, *count);
	field->id = memory_string(id);
	field->label.ja = memory_string(label);
	field->type = type;
	return field;
}

void page_condition_or(struct condition *condition, const char *field, const char *value)
{
	if (!condition->field)
		condition->field = memory_string(field);
	*LIST_ADD(condition->values, condition->value_count) = memory_string(value);
}

static void condition_free(struct condition *condition)
{
	for (size_t i = 0; i < condition->value_count; i++)
		free(condition->values[i]);
	free(condition->values);
	free(condition->field);
}

void page_fields_done(struct field *fields, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct field *field = &fields[i];
		free(field->id);
		label_done(&field->label);
		label_done(&field->help);
		free(field->article);
		condition_free(&field->required_when);
		condition_free(&field->shown_when);
	}
	free(fields);
}

date page_day(const json_t *values, const char *id)
{
	return date_from_iso(json_string_value(json_object_get(values, id)));
}
