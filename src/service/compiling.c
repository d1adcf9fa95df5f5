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
};

static void collection_done(struct collection *collection)
{
	for (size_t i = 0; i < collection->count; i++) {
		json_decref(collection->values[i]);
		free(collection->numbers[i]);
	}
	free(collection->sources);
	free(collection->values);
	free(collection->numbers);
	records_done(&collection->records);
}

bool compiling_can(const struct filing *filing)
{
	return filing->form->compile.form != NULL;
}

static enum result look_at(
	struct filing *filing, const struct record *record, struct collection *collection, struct error *err)
{
	struct desk *desk = filing->session->desk;
	const struct regulation *regulation;
	struct entry entry;
	if (record->erased || record->answer == ANSWER_NO)
		return RESULT_OK;
	enum result r = desk_regulation(desk, record->regulation_hash, &regulation, err);
	const struct form *form = r == RESULT_OK ? regulation_form(regulation, record->form) : NULL;
	if (form)
		r = journal_entry(desk->store, record->contents, &entry, err);
	if (!form || r != RESULT_OK)
		return r;
	json_t *values = json_object_get(entry.contents, "values");
	if (compile_matches(&filing->form->compile, filing->values, values)) {
		size_t at = collection->count++;
		collection->values[at] = json_incref(values);
		collection->numbers[at] = reading_number(record, LANGUAGE_JA);
		collection->sources[at] =
			(struct compile_source){ record, form, values, collection->numbers[at] };
	}
	entry_done(&entry);
	return RESULT_OK;
}

/* The finished records of the form, what was filed first first. */
static enum result collect(struct filing *filing, struct collection *collection, struct error *err)
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
