/* SPDX-License-Identifier: GPL-3.0-or-later */
/* People, sections, records and posts as candidates. */
#include "ui/screen/source.h"

#include <stdlib.h>
#include <string.h>

#include "base/fold.h"
#include "base/i18n.h"
#include "base/log.h"
#include "base/memory.h"
#include "service/using.h"

enum { CANDIDATES_MOST = 100 };

static bool in_force(date from, date to, date day)
{
	return (from == DATE_NONE || from <= day) && (to == DATE_NONE || day <= to);
}

/* "税務課 係長": where a person is today, so that namesakes are told apart. The caller frees. */
static char *place_of(const struct office *office, const char *person, date day)
{
	const struct posting *posting = office_main_posting(office, person, day);
	return posting && office_post(office, posting->post) ? office_post_text(office, posting->post) : NULL;
}

static bool person_matches(const struct person *person, const char *typed)
{
	return fold_contains(person->name, typed) || (person->kana && fold_contains(person->kana, typed)) ||
	       (person->number && fold_contains(person->number, typed)) ||
	       (person->name_en && fold_contains(person->name_en, typed));
}

static void find_people(const struct desk *desk, const char *typed, struct candidates *ret)
{
	const struct office *office = &desk->office;
	date day = desk_today(desk);
	for (size_t i = 0; i < office->person_count; i++) {
		const struct person *person = &office->people[i];
		if (!in_force(person->from, person->to, day) || !person_matches(person, typed))
			continue;
		if (ret->count == CANDIDATES_MOST) {
			ret->more = true;
			return;
		}
		char *place = place_of(office, person->id, day);
		candidates_offer(ret, person->id, person_text(person), place);
		free(place);
	}
}

static void find_sections(const struct desk *desk, const char *typed, struct candidates *ret)
{
	const struct office *office = &desk->office;
	date day = desk_today(desk);
	for (size_t i = 0; i < office->section_count; i++) {
		const struct section *section = &office->sections[i];
		const char *english = section->name.en ? section->name.en : "";
		if (!in_force(section->from, section->to, day) ||
			!(fold_contains(section->name.ja, typed) || fold_contains(english, typed)))
			continue;
		if (ret->count == CANDIDATES_MOST) {
			ret->more = true;
			return;
		}
		candidates_offer(ret, section->id, label_text(&section->name), section->phone);
	}
}

static void find(void *context, const struct field *field, const char *typed, struct candidates *ret)
{
	const struct desk *desk = context;
	if (field->type == FIELD_PERSON)
		find_people(desk, typed, ret);
	else if (field->type == FIELD_SECTION)
		find_sections(desk, typed, ret);
}

static char *name(void *context, const struct field *field, const char *id)
{
	struct desk *desk = context;
	if (field->type == FIELD_RECORD)
		return using_name(desk, id, i18n_language());
	if (field->type == FIELD_PERSON) {
		const struct person *person = office_person(&desk->office, id);
		return person ? memory_string(person_text(person)) : NULL;
	}
	const struct section *section =
		field->type == FIELD_SECTION ? office_section(&desk->office, id) : NULL;
	return section ? memory_string(label_text(&section->name)) : NULL;
}

struct editor_source source_of(struct desk *desk)
{
	return (struct editor_source){
		.today = desk_today(desk),
		.office = &desk->office,
		.context = desk,
		.find = find,
		.name = name,
	};
}

/* ---- records ------------------------------------------------------------------- */

/* The list of the form that was asked for last: typing looks through it, and journals nothing anew. */
static void read_records(struct record_source *records, const char *form)
{
	char *wanted = form ? memory_format("%s/%s", records->regulation->id, form) : memory_string(NULL);
	bool known =
		records->read && (wanted ? records->form && !strcmp(records->form, wanted) : !records->form);
	if (known) {
		free(wanted);
		return;
	}
	reading_lines_done(&records->lines);
	free(records->form);
	records->form = wanted;
	struct error err;
	records->read =
		reading_list(records->session, wanted, RECORD__COUNT, &records->lines, &err) == RESULT_OK;
	if (!records->read)
		log_line("no records to choose from: %s", err.text);
}

static void find_records(
	struct record_source *records, const struct field *field, const char *typed, struct candidates *ret)
{
	read_records(records, field->form_count == 1 ? field->forms[0] : NULL);
	for (size_t i = 0; i < records->lines.count && !ret->more; i++) {
		const struct reading_line *line = &records->lines.items[i];
		if (!line->record.id || !line->record.number || !field_takes_form(field, line->record.form))
			continue;
		char *words = using_words(records->session, &line->record);
		if (fold_contains(words, typed) || fold_contains(line->subject, typed)) {
			if (ret->count == CANDIDATES_MOST)
				ret->more = true;
			else
				candidates_offer(ret, line->record.id, words, line->subject);
		}
		free(words);
	}
}

static void find_all(void *context, const struct field *field, const char *typed, struct candidates *ret)
{
	struct record_source *records = context;
	if (field->type == FIELD_RECORD)
		find_records(records, field, typed, ret);
	else
		find(records->session->desk, field, typed, ret);
}

static char *name_all(void *context, const struct field *field, const char *id)
{
	const struct record_source *records = context;
	return name(records->session->desk, field, id);
}

struct editor_source source_with_records(
	struct record_source *records, struct session *session, const struct regulation *regulation)
{
	struct editor_source source = source_of(session->desk);
	*records = (struct record_source){ .session = session, .regulation = regulation };
	source.context = records;
	source.find = find_all;
	source.name = name_all;
	return source;
}

void record_source_done(struct record_source *records)
{
	reading_lines_done(&records->lines);
	free(records->form);
	*records = (struct record_source){ 0 };
}

/* ---- posts --------------------------------------------------------------------- */

static bool post_matches(const struct post *post, const char *text, const char *typed)
{
	bool matches = fold_contains(text, typed);
	for (size_t i = 0; i < post->alias_count; i++)
		matches |= fold_contains(post->aliases[i], typed);
	return matches;
}

static void find_posts(void *context, const struct field *field, const char *typed, struct candidates *ret)
{
	const struct desk *desk = context;
	const struct office *office = &desk->office;
	date day = desk_today(desk);
	(void)field;
	for (size_t i = 0; i < office->post_count; i++) {
		const struct post *post = &office->posts[i];
		if (post->to != DATE_NONE && post->to < day)
			continue;
		char *text = office_post_text(office, post->id);
		const struct posting *held = office_holder(office, post->id, day);
		const struct person *holder = held ? office_person(office, held->person) : NULL;
		if (post_matches(post, text, typed)) {
			if (ret->count == CANDIDATES_MOST)
				ret->more = true;
			else
				candidates_offer(ret, post->id, text, holder ? person_text(holder) : NULL);
		}
		free(text);
		if (ret->more)
			return;
	}
}

static char *post_name(void *context, const struct field *field, const char *id)
{
	const struct desk *desk = context;
	(void)field;
	return office_post(&desk->office, id) ? office_post_text(&desk->office, id) : NULL;
}

struct editor_source source_of_posts(struct desk *desk)
{
	return (struct editor_source){
		.today = desk_today(desk), .context = desk, .find = find_posts, .name = post_name
	};
}
