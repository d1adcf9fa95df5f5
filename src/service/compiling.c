/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The records that a plan collects, read and handed to the domain. */
#include "service/compiling.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "base/text.h"
#include "domain/compile.h"
#include "domain/value.h"
#include "service/entries.h"
#include "service/reading.h"
#include "store/query.h"

/* What is collected, with all that compile_source borrows. */
struct collection {
	struct records records;
	struct compile_source *sources;
	size_t count;
	json_t **values;
	char **numbers;
	char ***earlier; /* of each the records that it changed */
	size_t *earlier_counts;
};

static void collection_done(struct collection *collection)
{
	for (size_t i = 0; i < collection->count; i++) {
		json_decref(collection->values[i]);
		free(collection->numbers[i]);
		for (size_t k = 0; k < collection->earlier_counts[i]; k++)
			free(collection->earlier[i][k]);
		free(collection->earlier[i]);
	}
	free(collection->earlier);
	free(collection->earlier_counts);
	free(collection->sources);
	free(collection->values);
	free(collection->numbers);
	records_done(&collection->records);
}

bool compiling_can(const struct filing *filing)
{
	return filing->form->compile.form != NULL;
}

/* False where it is not finished with a yes, was erased, or another record took its place or its force. */
static bool counts(const struct record *record, date day)
{
	bool over =
		record->concluded_by && record->concluded != RELATION_CONTINUE && record->concluded_on <= day;
	return record->state == RECORD_DECIDED && record->answer != ANSWER_NO && !record->erased && !over;
}

/* The records that this one changed, and those that they did. */
static void find_earlier(struct store *store, const struct record *record, char ***ids, size_t *count)
{
	for (size_t i = 0; i < record->relation_count; i++) {
		struct record earlier;
		if (record->relations[i].kind != RELATION_CHANGE ||
			query_record(store, record->relations[i].record, &earlier, NULL) != RESULT_OK)
			continue;
		*LIST_ADD(*ids, *count) = memory_string(earlier.id);
		find_earlier(store, &earlier, ids, count); /* which is older: there is no ring */
		record_done(&earlier);
	}
}

static void add_source(const struct filing *filing, const struct record *record, const struct form *form,
	json_t *values, struct collection *collection)
{
	size_t at = collection->count++;
	collection->values[at] = json_incref(values);
	collection->numbers[at] = reading_number(record, LANGUAGE_JA);
	find_earlier(filing->session->desk->store, record, &collection->earlier[at],
		&collection->earlier_counts[at]);
	collection->sources[at] = (struct compile_source){ record, form, values, collection->numbers[at],
		collection->earlier[at], collection->earlier_counts[at] };
}

static enum result look_at(const struct filing *filing, const struct record *record,
	struct collection *collection, struct error *err)
{
	struct desk *desk = filing->session->desk;
	const struct regulation *regulation;
	struct entry entry;
	if (!counts(record, desk_today(desk)))
		return RESULT_OK;
	enum result r = desk_regulation(desk, record->regulation_hash, &regulation, err);
	const struct form *form = r == RESULT_OK ? regulation_form(regulation, record->form) : NULL;
	if (form)
		r = journal_entry(desk->store, record->contents, &entry, err);
	if (!form || r != RESULT_OK)
		return r;
	json_t *values = json_object_get(entry.contents, "values");
	if (compile_matches(&filing->form->compile, filing->values, values))
		add_source(filing, record, form, values, collection);
	entry_done(&entry);
	return RESULT_OK;
}

/* The finished records of the form, what was filed first first. */
static enum result collect(const struct filing *filing, struct collection *collection, struct error *err)
{
	struct record_filter filter = record_filter_all();
	filter.by_state = true;
	filter.state = RECORD_DECIDED;
	filter.regulation = filing->regulation->id;
	filter.form = filing->form->compile.form;
	enum result r = query_records(filing->session->desk->store, &filter, &collection->records, err);
	if (r != RESULT_OK)
		return r;
	size_t count = collection->records.count;
	collection->sources = memory_new(count + 1, sizeof *collection->sources);
	collection->values = memory_new(count + 1, sizeof *collection->values);
	collection->numbers = memory_new(count + 1, sizeof *collection->numbers);
	collection->earlier = memory_new(count + 1, sizeof *collection->earlier);
	collection->earlier_counts = memory_new(count + 1, sizeof *collection->earlier_counts);
	for (size_t i = count; r == RESULT_OK && i-- > 0;)
		r = look_at(filing, &collection->records.items[i], collection, err);
	return r;
}

static enum result note(struct filing *filing, const struct collection *collection, struct error *err)
{
	json_t *ids = json_array();
	for (size_t i = 0; i < collection->count; i++)
		json_array_append_new(ids, json_string(collection->sources[i].record->id));
	json_t *envelope = json_pack(
		"{s:s, s:s, s:o}", "what", "compile", "form", filing->form->compile.form, "records", ids);
	return entries_note(filing->session, ENTRY_LIST, envelope, err);
}

static char *say(const struct compile_outcome *outcome)
{
	struct text said = { 0 };
	text_format(&said, _("Lines: %zu kept, %zu new"), outcome->kept, outcome->added);
	if (outcome->changed)
		text_format(&said, _(", %zu changed"), outcome->changed);
	if (outcome->vanished)
		text_format(&said, _("; gone: %s"), outcome->vanished_words ? outcome->vanished_words : "");
	return text_take(&said);
}

enum result compiling_collect(struct filing *filing, char **ret_said, struct error *err)
{
	struct desk *desk = filing->session->desk;
	const struct form *form = filing->form;
	const struct field *mine = compiling_can(filing) ? form_field(form, form->compile.mine) : NULL;
	struct collection collection = { 0 };
	struct compile_outcome outcome;
	if (!mine)
		return error_refuse(err, form->article, _("This form collects no other forms"));
	if (value_is_empty(mine, json_object_get(filing->values, mine->id)))
		return error_refuse(err, form->article,
			_("Please fill in \"%s\" first: it says what is collected"),
			label_text(&mine->label));
	enum result r = desk_refresh(desk, err);
	if (r == RESULT_OK)
		r = collect(filing, &collection, err);
	if (r == RESULT_OK)
		r = note(filing, &collection, err);
	if (r == RESULT_OK) {
		compile_lines(form, filing->values, collection.sources, collection.count, &desk->office,
			desk_today(desk), &outcome);
		filing_set(filing, form->compile.into, json_incref(outcome.rows));
		*ret_said = say(&outcome);
		compile_outcome_done(&outcome);
	}
	collection_done(&collection);
	return r;
}

/* ---- what became of the records since ---------------------------------- */

static bool is_stale(struct desk *desk, const char *id)
{
	struct record record;
	if (query_record(desk->store, id, &record, NULL) != RESULT_OK)
		return true;
	bool stale = !counts(&record, desk_today(desk));
	record_done(&record);
	return stale;
}

void compiling_mark(struct filing *filing)
{
	const char *into = filing->form->compile.into;
	json_t *rows = into ? json_deep_copy(json_object_get(filing->values, into)) : NULL, *row;
	size_t i;
	if (!rows)
		return;
	json_array_foreach(rows, i, row)
	{
		char *id = compile_record(row);
		if (id && is_stale(filing->session->desk, id))
			compile_set_mark(row, COMPILE_STALE);
		free(id);
	}
	/* The values may be a record's own, and nothing was typed. */
	json_t *values = json_copy(filing->values);
	json_object_set_new(values, into, rows);
	json_decref(filing->values);
	filing->values = values;
}

enum result compiling_check(const struct filing *filing, struct error *err)
{
	const struct form *form = filing->form;
	const struct desk *desk = filing->session->desk;
	struct collection collection = { 0 };
	struct compile_outcome outcome;
	if (!compiling_can(filing))
		return RESULT_OK;
	enum result r = collect(filing, &collection, err);
	if (r == RESULT_OK) {
		compile_lines(form, filing->values, collection.sources, collection.count, &desk->office,
			desk_today(desk), &outcome);
		size_t number = compile_astray(form, filing->values, outcome.rows);
		if (number)
			r = error_refuse(err, form->article,
				_("Line %zu is not what its section filed: the form was changed or withdrawn "
				  "since, or the line was typed over; collect it again with F5"),
				number);
		compile_outcome_done(&outcome);
	}
	collection_done(&collection);
	return r;
}

/* ---- sent back to the sections ------------------------------------------ */

void compiling_lines_done(struct compiling_lines *lines)
{
	for (size_t i = 0; i < lines->count; i++) {
		free(lines->items[i].asked);
		free(lines->items[i].answered);
	}
	free(lines->items);
	*lines = (struct compiling_lines){ 0 };
}

static const struct field *lines_field(const struct dossier *dossier)
{
	const struct form *form = dossier->standing.form;
	return form->compile.into ? form_field(form, form->compile.into) : NULL;
}

/* Whether the record that the row comes from is of one of the person's sections. */
static bool is_own(struct session *session, const json_t *row, bool *ret_stale)
{
	struct desk *desk = session->desk;
	struct record record;
	char *id = compile_record(row);
	bool found = id && query_record(desk->store, id, &record, NULL) == RESULT_OK;
	free(id);
	if (!found)
		return false;
	bool own = record.section &&
		   office_in_section(&desk->office, session->person, record.section, desk_today(desk));
	*ret_stale = !counts(&record, desk_today(desk));
	record_done(&record);
	return own;
}

/* The columns that were collected, or those that were coordinated, each with its label. */
static char *columns_text(
	const struct dossier *dossier, const struct field *into, const json_t *row, bool asked)
{
	struct text text = { 0 };
	for (size_t i = 0; i < into->column_count; i++) {
		const struct field *column = &into->columns[i];
		bool shown = asked ? column->fill == FILL_SOURCE_FIELD : column->fill == FILL_NONE;
		char *words = shown ? field_text(column, row, dossier->standing.office, dossier->standing.day,
					      i18n_language())
				    : memory_string("");
		if (*words)
			text_format(&text, "%s%s: %s", text.length ? "  " : "", label_text(&column->label),
				words);
		free(words);
	}
	return text_take(&text);
}

void compiling_own_lines(
	struct session *session, const struct dossier *dossier, struct compiling_lines *ret_lines)
{
	const struct field *into = lines_field(dossier);
	size_t i;
	json_t *row;
	bool stale;
	*ret_lines = (struct compiling_lines){ 0 };
	json_array_foreach(into ? json_object_get(dossier->values, into->id) : NULL, i, row)
	{
		if (!is_own(session, row, &stale))
			continue;
		struct compiling_line *line = LIST_ADD(ret_lines->items, ret_lines->count);
		*line = (struct compiling_line){ i + 1, columns_text(dossier, into, row, true),
			columns_text(dossier, into, row, false), compile_differs(dossier->standing.form, row),
			stale };
		ret_lines->differing += line->differs;
	}
}

static bool is_printed(const struct field *column)
{
	return column->fill != FILL_SOURCE_RECORD && column->fill != FILL_SOURCE_SECTION;
}

/* The cells of a row, what differs with its sign before it; count cells, freed by the caller. */
static void cells_of(const struct dossier *dossier, const struct field *into, const json_t *row,
	size_t number, char **cells)
{
	size_t count = 0;
	cells[count++] = memory_format("%zu", number);
	for (size_t i = 0; i < into->column_count; i++) {
		const struct field *column = &into->columns[i];
		if (!is_printed(column))
			continue;
		char *words = field_text(
			column, row, dossier->standing.office, dossier->standing.day, i18n_language());
		cells[count++] =
			memory_format("%s%s", compile_cell_differs(into, column, row) ? "≠ " : "", words);
		free(words);
	}
	cells[count] = memory_string(compile_differs(dossier->standing.form, row) ? "≠" : "");
}

static void add_paper_rows(struct session *session, const struct dossier *dossier, const struct field *into,
	size_t count, struct list_paper *paper)
{
	char **cells = memory_new(count, sizeof *cells);
	size_t i;
	json_t *row;
	bool stale;
	json_array_foreach(json_object_get(dossier->values, into->id), i, row)
	{
		if (!is_own(session, row, &stale))
			continue;
		cells_of(dossier, into, row, i + 1, cells);
		list_paper_row(paper, (const char *const *)cells);
		for (size_t k = 0; k < count; k++)
			free(cells[k]);
	}
	free(cells);
}

void compiling_paper(struct session *session, const struct dossier *dossier, struct list_paper *ret_paper)
{
	const struct field *into = lines_field(dossier);
	char *number = reading_number(&dossier->record, i18n_language());
	const char **heads = memory_new(into->column_count + 2, sizeof *heads);
	int *shares = memory_new(into->column_count + 2, sizeof *shares);
	size_t count = 0;
	list_paper_init(ret_paper, "plan-lines", label_text(&dossier->standing.form->title), number);
	heads[count] = _("Line");
	shares[count++] = 2;
	for (size_t i = 0; i < into->column_count; i++) {
		if (!is_printed(&into->columns[i]))
			continue;
		heads[count] = label_text(&into->columns[i].label);
		shares[count++] = into->columns[i].width + 1;
	}
	heads[count] = "≠";
	shares[count++] = 2;
	list_paper_heads(ret_paper, heads, shares, count);
	add_paper_rows(session, dossier, into, count, ret_paper);
	free(shares);
	free(heads);
	free(number);
}
