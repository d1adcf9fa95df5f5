/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The office's own days off and days of work from a CSV file, shown before they are applied. */
#include <stdlib.h>
#include <string.h>

#include "base/csv.h"
#include "base/memory.h"
#include "domain/office_import.h"
#include "domain/office_table.h"

static const char file_name[] = "days.csv";

enum heading { DAY, NAME, KIND, HEADING__COUNT };

static const char *const headings[][2] = {
	[DAY] = { "day", "日" },
	[NAME] = { "name", "名称" },
	[KIND] = { "kind", "区分" },
};
_Static_assert(COUNT(headings) == HEADING__COUNT, "every column has its headings");

/* What a row makes of its day; a day as usual is in neither list. */
static const struct {
	const char *word, *japanese;
	enum office_part part;
} kinds[] = {
	{ "closed", "閉庁", OFFICE_CLOSED },
	{ "open", "開庁", OFFICE_OPENED },
	{ "usual", "通常", OFFICE__COUNT },
};

struct days {
	struct csv csv;
	size_t columns[HEADING__COUNT];
	bool has[HEADING__COUNT];
	date today;
	struct office after;
	struct office_places places;
	struct office_changes changes;
	struct mistakes *mistakes;
	date *seen; /* of each row that could be read */
	size_t seen_count;
};

static const struct office_day *day_at(const struct office *office, enum office_part part, size_t index)
{
	return office_item(office, part, index);
}

/* The list that has the day, OFFICE__COUNT for none. */
static enum office_part find(const struct office *office, date day, size_t *ret_index)
{
	for (enum office_part part = OFFICE_CLOSED; part <= OFFICE_OPENED; part++)
		for (size_t i = 0; i < office_count(office, part); i++)
			if (day_at(office, part, i)->day == day) {
				*ret_index = i;
				return part;
			}
	return OFFICE__COUNT;
}

static void take_out(struct office *office, enum office_part part, size_t index)
{
	size_t *count = part == OFFICE_CLOSED ? &office->closed_count : &office->opened_count;
	struct office_day *days = part == OFFICE_CLOSED ? office->closed : office->opened;
	office_item_done(part, &days[index]);
	memmove(&days[index], &days[index + 1], (*count - index - 1) * sizeof *days);
	--*count;
}

static const char *kind_text(enum office_part part)
{
	return part == OFFICE_CLOSED ? _("closed") : part == OFFICE_OPENED ? _("open") : _("as usual");
}

/* "1 October 2026 (Thu): as usual → closed (Town Day)". */
static void add_change(struct days *days, date day, enum office_part from, const char *old_name,
	enum office_part to, const char *name)
{
	char text[DATE_TEXT_SIZE];
	enum office_change_kind kind = to == OFFICE__COUNT     ? CHANGE_END
				       : from == OFFICE__COUNT ? CHANGE_ADD
							       : CHANGE_EDIT;
	struct text line = { 0 };
	date_text(day, i18n_language(), true, text);
	text_format(&line, "%s: %s", text, kind_text(from));
	if (old_name)
		text_format(&line, " (%s)", old_name);
	text_format(&line, " → %s", kind_text(to));
	if (name)
		text_format(&line, " (%s)", name);
	*LIST_ADD(days->changes.items, days->changes.count) =
		(struct office_change){ kind, day < days->today, text_take(&line) };
}

/* Puts the day of a row into its list, in place of what the office had. */
static void put(struct days *days, date day, const char *name, enum office_part to, size_t line)
{
	size_t index = 0;
	char iso[DATE_ISO_SIZE];
	enum office_part from = find(&days->after, day, &index);
	const char *known = from < OFFICE__COUNT ? day_at(&days->after, from, index)->name.ja : NULL;
	if (from == to && (to == OFFICE__COUNT || !strcmp(known, name)))
		return;
	char *old_name = memory_string(known);
	if (from < OFFICE__COUNT)
		take_out(&days->after, from, index);
	if (to < OFFICE__COUNT) {
		date_iso(day, iso);
		json_t *json = json_pack("{s:s, s:s}", "day", iso, "name", name);
		struct office_places places = {
			.files = { [OFFICE_CLOSED] = file_name, [OFFICE_OPENED] = file_name }
		};
		office_places_add(&places, to, line);
		office_item_read(json, to, 0, office_item_add(&days->after, to), &places, days->mistakes);
		office_places_done(&places);
		json_decref(json);
	}
	add_change(days, day, from, old_name, to, to < OFFICE__COUNT ? name : NULL);
	free(old_name);
}

static const char *cell(const struct days *days, size_t row, enum heading column)
{
	return days->has[column] ? csv_field(&days->csv, row, days->columns[column]) : "";
}

static bool read_kind(struct days *days, size_t row, enum office_part *ret_part)
{
	const char *kind = cell(days, row, KIND);
	*ret_part = OFFICE_CLOSED;
	if (!kind[0])
		return true;
	for (size_t i = 0; i < COUNT(kinds); i++)
		if (!strcmp(kinds[i].word, kind) || !strcmp(kinds[i].japanese, kind)) {
			*ret_part = kinds[i].part;
			return true;
		}
	office_mistake_at(days->mistakes, file_name, days->csv.rows[row].line,
		_("“%s” is no kind of day; there are closed (閉庁), open (開庁) and usual (通常)"), kind);
	return false;
}

static bool is_seen(const struct days *days, date day)
{
	for (size_t i = 0; i < days->seen_count; i++)
		if (days->seen[i] == day)
			return true;
	return false;
}

static void read_row(struct days *days, size_t row)
{
	size_t line = days->csv.rows[row].line;
	struct error err = { 0 };
	enum office_part part;
	date day;
	if (date_read(cell(days, row, DAY), DATE_NONE, &day, NULL, &err) != RESULT_OK) {
		office_mistake_at(days->mistakes, file_name, line, "%s", err.text);
		return;
	}
	if (!read_kind(days, row, &part))
		return;
	if (is_seen(days, day)) {
		office_mistake_at(days->mistakes, file_name, line, _("“%s” stands here a second time"),
			cell(days, row, DAY));
		return;
	}
	*LIST_ADD(days->seen, days->seen_count) = day;
	put(days, day, cell(days, row, NAME), part, line);
}

static void read_file(struct days *days)
{
	for (enum heading column = 0; column < HEADING__COUNT; column++)
		for (size_t i = 0; i < COUNT(headings[column]) && !days->has[column]; i++)
			days->has[column] =
				csv_column(&days->csv, headings[column][i], &days->columns[column]);
	for (enum heading column = DAY; column <= NAME; column++)
		if (!days->has[column])
			office_mistake_at(days->mistakes, file_name, 1, _("the column “%s” (%s) is missing"),
				headings[column][0], headings[column][1]);
	for (size_t row = 1; days->has[DAY] && days->has[NAME] && row < days->csv.row_count; row++)
		read_row(days, row);
}

/* Hands out what the office would be, or the mistakes (the caller's; done where nobody asks). */
static enum result finish(struct days *days, struct office *ret_after, struct office_changes *ret_changes,
	struct mistakes *ret_mistakes, struct error *err)
{
	if (!days->mistakes->count)
		office_check(&days->after, NULL, days->mistakes);
	enum result r = office_first_mistake(days->mistakes, err);
	if (r == RESULT_OK) {
		*ret_after = days->after;
		*ret_changes = days->changes;
	} else {
		office_done(&days->after);
		office_changes_done(&days->changes);
	}
	if (r != RESULT_OK && ret_mistakes)
		*ret_mistakes = *days->mistakes;
	else
		mistakes_done(days->mistakes);
	return r;
}

enum result office_import_days(const struct office *now, const struct office_csv_file *file, date today,
	struct office *ret_after, struct office_changes *ret_changes, struct mistakes *ret_mistakes,
	struct error *err)
{
	struct mistakes mistakes = { 0 };
	struct days days = { .today = today, .mistakes = &mistakes };
	enum result r = csv_read(file->bytes, file->length, &days.csv, err);
	if (r != RESULT_OK)
		return r;
	office_copy(now, &days.after);
	read_file(&days);
	csv_done(&days.csv);
	free(days.seen);
	return finish(&days, ret_after, ret_changes, ret_mistakes, err);
}

enum result office_import_day(const struct office *now, date day, const char *closed_as, date today,
	struct office *ret_after, struct office_changes *ret_changes, struct error *err)
{
	struct mistakes mistakes = { 0 };
	struct days days = { .today = today, .mistakes = &mistakes };
	office_copy(now, &days.after);
	put(&days, day, closed_as, closed_as ? OFFICE_CLOSED : OFFICE__COUNT, 0);
	return finish(&days, ret_after, ret_changes, NULL, err);
}
