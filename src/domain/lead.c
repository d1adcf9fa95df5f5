/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Counting lead times. */
#include "domain/lead.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "base/text.h"
#include "domain/calendar.h"
#include "domain/value.h"

enum { BACK = -1, ON = 1 };

static date count(const struct lead *lead, const struct lead_span *span, const struct office *office,
	date day, int direction)
{
	if (span->months)
		return date_add_months(day, direction * (int)span->months);
	if (lead->of == LEAD_OF_OFFICE)
		return office_day_add(office, day, direction * (int)span->days);
	return day + direction * (int)span->days;
}

/* "10-31" in the fiscal year before that of the day. */
static date fixed_day(const char *by, date day)
{
	enum { FISCAL_MONTH = 4 };
	int month, day_of_month, year = date_fiscal_year(day) - 1;
	if (sscanf(by, "%d-%d", &month, &day_of_month) != 2)
		return DATE_NONE;
	return date_of(month < FISCAL_MONTH ? year + 1 : year, month, day_of_month);
}

date lead_moved(const struct office *office, date day, enum lead_move move)
{
	switch (move) {
	case LEAD_MOVE_EARLIER: return office_open_until(office, day);
	case LEAD_MOVE_LATER: return office_open_from(office, day);
	case LEAD_MOVE_NONE:
	case LEAD_MOVE__COUNT: break;
	}
	return day;
}

date lead_last_day(const struct lead *lead, const struct office *office, date day)
{
	if (!lead->given || day == DATE_NONE)
		return DATE_NONE;
	bool mid_year = day != date_fiscal_first(date_fiscal_year(day));
	bool otherwise = mid_year && (lead->otherwise.days || lead->otherwise.months);
	date last;
	if (lead->by && !otherwise)
		last = fixed_day(lead->by, day);
	else
		last = count(lead, lead->by ? &lead->otherwise : &lead->span, office, day,
			lead->after ? ON : BACK);
	return lead_moved(office, last, lead->move);
}

static void add_span(struct text *text, const struct lead *lead, const struct lead_span *span)
{
	if (span->months && lead->after)
		text_format(text, _("To be filed within %ld months after this day."), span->months);
	else if (span->months)
		text_format(text, _("To be filed %ld months before this day at the latest."), span->months);
	else if (lead->of == LEAD_OF_OFFICE && lead->after)
		text_format(text, _("To be filed within %ld open days of the office after this day."),
			span->days);
	else if (lead->of == LEAD_OF_OFFICE)
		text_format(text, _("To be filed %ld open days of the office before this day at the latest."),
			span->days);
	else if (lead->after)
		text_format(text, _("To be filed within %ld days after this day."), span->days);
	else
		text_format(text, _("To be filed %ld days before this day at the latest."), span->days);
}

char *lead_text(const struct lead *lead)
{
	struct text text = { 0 };
	int month, day;
	if (lead->by && sscanf(lead->by, "%d-%d", &month, &day) == 2) {
		text_format(&text, _("To be filed by %d/%d of the fiscal year before."), month, day);
		if (lead->otherwise.days || lead->otherwise.months) {
			text_add(&text, _(" For a day in the course of a fiscal year: "));
			add_span(&text, lead, &lead->otherwise);
		}
	} else {
		add_span(&text, lead, &lead->span);
	}
	if (lead->move == LEAD_MOVE_EARLIER)
		text_add(&text, _(" Where that is a day off, on the open day before."));
	else if (lead->move == LEAD_MOVE_LATER)
		text_add(&text, _(" Where that is a day off, on the next open day."));
	if (lead->in_principle)
		text_add(&text, _(" What is later needs a reason and is marked."));
	return text_take(&text);
}

struct walk {
	const struct office *office;
	date filed;
	struct late *items;
	size_t count;
};

static void look(struct walk *walk, const struct field *field, const json_t *values, const struct late *where)
{
	const json_t *value = json_object_get(values, field->id);
	if (!field->lead.given || !field_shown(field, values))
		return;
	if (field->type == FIELD_PERIOD)
		value = json_object_get(value, "from");
	const char *iso = json_string_value(value);
	date last = lead_last_day(&field->lead, walk->office, date_from_iso(iso));
	if (last == DATE_NONE || walk->filed <= last)
		return;
	struct late *late = LIST_ADD(walk->items, walk->count);
	*late = *where;
	late->lead = &field->lead;
	late->last = last;
}

size_t lead_lates(const struct form *form, const json_t *values, const struct office *office, date filed,
	struct late **ret_lates)
{
	struct walk walk = { .office = office, .filed = filed };
	for (size_t i = 0; i < form->field_count; i++) {
		const struct field *field = &form->fields[i];
		const json_t *rows = json_object_get(values, field->id);
		struct late where = { .field = field };
		look(&walk, field, values, &where);
		if (!field_shown(field, values))
			continue;
		for (size_t row = 0; field->type == FIELD_TABLE && row < json_array_size(rows); row++)
			for (size_t c = 0; c < field->column_count; c++) {
				where.column = &field->columns[c];
				where.row = row + 1;
				look(&walk, where.column, json_array_get(rows, row), &where);
			}
	}
	*ret_lates = walk.items;
	return walk.count;
}

bool lead_is_late(const struct form *form, const json_t *values, const struct office *office, date filed)
{
	struct late *lates;
	size_t found = lead_lates(form, values, office, filed, &lates);
	free(lates);
	return found > 0;
}
