/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands on a sheet: filled in, taken from a form and its values, freed. */
#include <stdlib.h>
#include <string.h>

#include "base/grapheme.h"
#include "base/memory.h"
#include "base/text.h"
#include "domain/value.h"
#include "print/sheet.h"
#include "print/words.h"

/* A paper shows all choices with the chosen ones marked, where there are few. */
enum { MOST_CHOICES_SHOWN = 6, BLANK_TABLE_ROWS = 2, LINE_EMS = 31, CLAUSE_GRAPHEMES = 9 };

void sheet_content_init(struct sheet_content *content)
{
	*content = (struct sheet_content){ .day = DATE_NONE, .received = DATE_NONE, .decided = DATE_NONE };
}

static void party_done(struct sheet_party *party)
{
	free(party->section);
	free(party->post);
	free(party->name);
	free(party->contact);
}

void sheet_table_done(struct sheet_table *table)
{
	for (size_t i = 0; i < table->column_count; i++)
		free(table->heads[i]);
	for (size_t i = 0; i < table->row_count * table->column_count; i++)
		free(table->cells[i]);
	free(table->heads);
	free(table->shares);
	free(table->cells);
	*table = (struct sheet_table){ 0 };
}

bool sheet_row_is_bare(const struct sheet_row *row)
{
	return row->table.column_count && !row->number && !(row->label && *row->label) &&
	       !(row->text && *row->text);
}

static void office_done_part(struct sheet_content *content)
{
	free(content->receipt_number);
	for (size_t i = 0; i < content->answer_count; i++)
		free(content->answers[i].word);
	free(content->answers);
	for (size_t i = 0; i < content->approval_count; i++) {
		free(content->approvals[i].post);
		free(content->approvals[i].name);
		free(content->approvals[i].acting);
	}
	free(content->approvals);
	free(content->conditions);
	for (size_t i = 0; i < content->note_count; i++)
		free(content->notes[i]);
	free(content->notes);
	free(content->remarks);
}

void sheet_content_done(struct sheet_content *content)
{
	free(content->stamp);
	free(content->style);
	free(content->title);
	free(content->document_number);
	party_done(&content->addressee);
	free(content->honorific);
	party_done(&content->applicant);
	party_done(&content->sender);
	free(content->sentence);
	for (size_t i = 0; i < content->row_count; i++) {
		free(content->rows[i].label);
		free(content->rows[i].text);
		sheet_table_done(&content->rows[i].table);
	}
	free(content->rows);
	office_done_part(content);
	free(content->verification);
	sheet_content_init(content);
}

struct sheet_row *sheet_add_row(
	struct sheet_content *content, int number, const char *label, const char *text)
{
	struct sheet_row *row = LIST_ADD(content->rows, content->row_count);
	row->number = number;
	row->label = memory_string(label);
	row->text = memory_string(text);
	return row;
}

struct sheet_approval *sheet_add_approval(struct sheet_content *content, const char *post)
{
	struct sheet_approval *approval = LIST_ADD(content->approvals, content->approval_count);
	approval->post = memory_string(post);
	approval->day = DATE_NONE;
	return approval;
}

void sheet_add_answer(struct sheet_content *content, const char *word, bool given)
{
	struct sheet_answer *answer = LIST_ADD(content->answers, content->answer_count);
	answer->word = memory_string(word);
	answer->given = given;
}

void sheet_add_note(struct sheet_content *content, const char *sentence)
{
	char **note = LIST_ADD(content->notes, content->note_count);
	*note = memory_string(sentence);
}

void sheet_table_column(struct sheet_table *table, const char *head, int share)
{
	size_t count = table->column_count;
	table->heads = memory_grow(table->heads, count + 1, sizeof *table->heads);
	table->shares = memory_grow(table->shares, count + 1, sizeof *table->shares);
	table->heads[count] = memory_string(head);
	table->shares[count] = share;
	table->column_count++;
}

void sheet_table_row(struct sheet_table *table, const char *const *cells)
{
	size_t first = table->row_count * table->column_count;
	table->cells = memory_grow(table->cells, first + table->column_count, sizeof *table->cells);
	for (size_t i = 0; i < table->column_count; i++)
		table->cells[first + i] = memory_string(cells[i] ? cells[i] : "");
	table->row_count++;
}

static bool chosen(const json_t *value, const char *id)
{
	if (json_is_string(value))
		return strcmp(json_string_value(value), id) == 0;
	size_t i;
	json_t *item;
	json_array_foreach(value, i,
		item) if (json_is_string(item) && strcmp(json_string_value(item), id) == 0) return true;
	return false;
}

/* The words that explain "other" stand beside it under the field's id and "-words". */
static const char *own_words(const struct field *field, const json_t *values)
{
	char *key = memory_format("%s-words", field->id);
	const char *words = json_string_value(json_object_get(values, key));
	free(key);
	return words && *words ? words : NULL;
}

static bool shows_all(const struct field *field)
{
	return field->type == FIELD_YES_NO ||
	       ((field->type == FIELD_CHOICE || field->type == FIELD_CHOICES) && field->list &&
		       field->list->choice_count <= MOST_CHOICES_SHOWN);
}

/* Choices that are whole clauses stand one below the other. */
static bool stand_below(const struct field *field, enum language language)
{
	size_t sum = 0, longest = 0;
	for (size_t i = 0; i < field->list->choice_count; i++) {
		const char *label = label_in(&field->list->choices[i].label, language);
		size_t length = grapheme_count(label, strlen(label));
		sum += length + 2;
		if (length > longest)
			longest = length;
	}
	size_t wide = language == LANGUAGE_JA ? 1 : 2;
	return sum > LINE_EMS * wide && longest > CLAUSE_GRAPHEMES * wide;
}

static char *boxes(const struct field *field, const json_t *values, enum language language)
{
	const json_t *value = json_object_get(values, field->id);
	struct text out = { 0 };
	if (field->type == FIELD_YES_NO) {
		words_box(&out, json_is_true(value), word_in(WORD_YES, language), LINE_EMS);
		words_box(&out, json_is_false(value), word_in(WORD_NO, language), LINE_EMS);
		return text_take(&out);
	}
	const char *words = own_words(field, values);
	double ems = stand_below(field, language) ? 0 : LINE_EMS;
	for (size_t i = 0; i < field->list->choice_count; i++) {
		const struct choice *choice = &field->list->choices[i];
		bool marked = chosen(value, choice->id);
		const char *own = marked && words ? words : "　　　　　";
		char *word = memory_format("%s%s%s%s", label_in(&choice->label, language),
			choice->explain ? "（" : "", choice->explain ? own : "", choice->explain ? "）" : "");
		words_box(&out, marked, word, ems);
		free(word);
	}
	return text_take(&out);
}

static void table_of(struct sheet_table *table, const struct field *field, const json_t *rows, bool filled,
	const struct office *office, date day, enum language language)
{
	for (size_t i = 0; i < field->column_count; i++)
		sheet_table_column(
			table, label_in(&field->columns[i].label, language), field->columns[i].width);
	char **cells = memory_new(field->column_count, sizeof *cells);
	size_t i;
	json_t *row;
	json_array_foreach(rows, i, row)
	{
		for (size_t c = 0; c < field->column_count; c++)
			cells[c] = field_text(&field->columns[c], row, office, day, language);
		sheet_table_row(table, (const char *const *)cells);
		for (size_t c = 0; c < field->column_count; c++) {
			free(cells[c]);
			cells[c] = NULL;
		}
	}
	size_t blank = json_array_size(rows) ? 0 : filled ? 1 : BLANK_TABLE_ROWS;
	for (size_t b = 0; b < blank; b++)
		sheet_table_row(table, (const char *const *)cells);
	free(cells);
}

static void add_field(struct sheet_content *content, const struct field *field, const json_t *values,
	const struct office *office, date day)
{
	enum language language = content->language;
	char *text = NULL;
	if (field->type != FIELD_TABLE)
		text = shows_all(field) ? boxes(field, values, language)
					: field_text(field, values, office, day, language);
	struct sheet_row *row =
		sheet_add_row(content, (int)content->row_count + 1, label_in(&field->label, language), text);
	row->lines = field->lines;
	row->fill = field->fill;
	if (field->type == FIELD_TABLE)
		table_of(&row->table, field, json_object_get(values, field->id), values != NULL, office, day,
			language);
	free(text);
}

static char *label_copy(const struct label *label, enum language language)
{
	const char *text = label_in(label, language);
	size_t length = strlen(text);
	while (length && text[length - 1] == '\n') /* as a block of YAML ends */
		length--;
	return length ? memory_string_n(text, length) : NULL;
}

static void replace(char **string, char *with)
{
	free(*string);
	*string = with;
}

void sheet_content_form(struct sheet_content *content, const struct form *form, const json_t *values,
	const struct office *office, date day)
{
	enum language language = content->language;
	content->paper = form->sheet.landscape ? PAPER_A4_LANDSCAPE : PAPER_A4_PORTRAIT;
	replace(&content->title,
		label_copy(form->sheet.title.ja ? &form->sheet.title : &form->title, language));
	replace(&content->style, label_copy(&form->style, language));
	char *sentence = label_copy(&form->sheet.sentence, language);
	replace(&content->sentence, sentence ? sheet_sentence(sentence, NULL, NULL, NULL) : NULL);
	free(sentence);
	replace(&content->remarks, label_copy(&form->sheet.note, language));
	replace(&content->honorific, memory_string(form->sheet.honorific));
	content->numbered = form->sheet.numbered;
	content->seal_omitted = form->sheet.seal_omitted;
	content->office_part = form->sheet.approval_cells;
	content->day = day;
	for (size_t i = 0; i < form->step_count; i++)
		if (form->steps[i].number)
			content->receipt = form->sheet.approval_cells;
	for (size_t i = 0; i < form->field_count; i++)
		if (!values || field_shown(&form->fields[i], values))
			add_field(content, &form->fields[i], values, office, day);
}

char *sheet_post(const char *section, const char *post)
{
	size_t length = section ? strlen(section) : 0, shared = post ? strlen(post) : 0;
	if (shared > length)
		shared = length;
	while (shared && (strncmp(section + length - shared, post, shared) != 0 ||
				 ((unsigned char)post[shared] & 0xC0) == 0x80))
		shared--;
	return memory_format("%s%s", section ? section : "", post ? post + shared : "");
}

char *sheet_sentence(const char *sentence, const char *day, const char *number, const char *answer)
{
	const struct {
		const char *place, *text;
	} places[] = { { "{date}", day }, { "{number}", number }, { "{answer}", answer } };
	struct text out = { 0 };
	while (*sentence) {
		size_t length = 0;
		for (size_t i = 0; i < COUNT(places) && !length; i++) {
			if (strncmp(sentence, places[i].place, strlen(places[i].place)) != 0)
				continue;
			length = strlen(places[i].place);
			text_add(&out, places[i].text ? places[i].text : "　　　　");
		}
		if (!length)
			text_add_char(&out, *sentence);
		sentence += length ? length : 1;
	}
	return text_take(&out);
}
