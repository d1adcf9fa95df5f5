/* SPDX-License-Identifier: GPL-3.0-or-later */
/* People, their posts and cards, and the import of both. */
#include "service/people.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "base/text.h"
#include "service/entries.h"
#include "service/founding.h"
#include "store/query.h"

void people_lines_done(struct people_lines *lines)
{
	for (size_t i = 0; i < lines->count; i++) {
		free(lines->items[i].posts);
		free(lines->items[i].next);
	}
	free(lines->items);
	*lines = (struct people_lines){ 0 };
}

static enum result note_list(struct session *session, const char *what, const char *person, struct error *err)
{
	return entries_note(
		session, ENTRY_LIST, json_pack("{s:s, s:s*}", "what", what, "person", person), err);
}

/* What stands behind a post that is not a person's main one. */
static const char *kind_word(enum posting_kind kind)
{
	switch (kind) {
	case POSTING_CONCURRENT: return _(" (concurrent)");
	case POSTING_IN_CHARGE: return _(" (in charge)");
	default: return "";
	}
}

/* 税務課 課長(兼務). */
static void add_post(const struct office *office, const struct posting *posting, struct text *text)
{
	const struct post *post = office_post(office, posting->post);
	const struct section *section = post && post->section ? office_section(office, post->section) : NULL;
	if (section)
		text_format(text, "%s ", label_text(&section->name));
	text_add(text, post ? label_text(&post->name) : posting->post);
	text_add(text, kind_word(posting->kind));
}

static char *posts_on(const struct office *office, const char *person, date day)
{
	struct text text = { 0 };
	for (size_t i = 0; i < office->posting_count; i++) {
		const struct posting *posting = &office->postings[i];
		if (strcmp(posting->person, person) != 0 || !posting_on(posting, day))
			continue;
		if (text.length)
			text_add(&text, _(", "));
		add_post(office, posting, &text);
	}
	return text_take(&text);
}

/* The next posting that begins or ends after the day. */
static char *next_change(const struct office *office, const char *person, date day)
{
	const struct posting *next = NULL;
	date when = DATE_NONE;
	bool begins = false;
	for (size_t i = 0; i < office->posting_count; i++) {
		const struct posting *posting = &office->postings[i];
		if (strcmp(posting->person, person) != 0)
			continue;
		bool later = posting->from != DATE_NONE && posting->from > day;
		bool ends = !later && posting_on(posting, day) && posting->to != DATE_NONE;
		date at = later ? posting->from : posting->to;
		if ((later || ends) && (when == DATE_NONE || at < when)) {
			next = posting;
			when = at;
			begins = later;
		}
	}
	struct text text = { 0 }, post = { 0 };
	char day_words[DATE_TEXT_SIZE];
	if (next) {
		date_text(when, i18n_language(), false, day_words);
		add_post(office, next, &post);
		text_format(
			&text, begins ? _("from %s: %s") : _("until %s: %s"), day_words, text_string(&post));
	}
	text_done(&post);
	return text_take(&text);
}

static bool has_card(const struct enrolments *enrolments, const char *person)
{
	for (size_t i = 0; i < enrolments->count; i++)
		if (!enrolments->items[i].until && strcmp(enrolments->items[i].person, person) == 0)
			return true;
	return false;
}

/* Where a person stands in the list: section in the office's order, then rank, then the list's order. */
struct standing_place {
	size_t section;
	int rank;
	size_t index;
};

static struct standing_place place_of(const struct office *office, size_t index, date day)
{
	const struct posting *posting = office_main_posting(office, office->people[index].id, day);
	const struct post *post = posting ? office_post(office, posting->post) : NULL;
	const struct section *section = post && post->section ? office_section(office, post->section) : NULL;
	struct standing_place place = { 0, post ? post->rank : INT32_MAX, index };
	if (section)
		place.section = 1 + (size_t)(section - office->sections);
	else if (!post)
		place.section = SIZE_MAX;
	return place;
}

static int by_place(const void *a, const void *b)
{
	const struct standing_place *left = a, *right = b;
	if (left->section != right->section)
		return left->section < right->section ? -1 : 1;
	if (left->rank != right->rank)
		return left->rank < right->rank ? -1 : 1;
	return left->index < right->index ? -1 : left->index > right->index;
}

enum result people_list(struct session *session, struct people_lines *ret_lines, struct error *err)
{
	struct desk *desk = session->desk;
	const struct office *office = &desk->office;
	struct people_lines lines = { 0 };
	struct enrolments enrolments;
	date today = desk_today(desk);
	enum result r = desk_refresh(desk, err);
	if (r == RESULT_OK)
		r = note_list(session, "people", NULL, err);
	if (r == RESULT_OK)
		r = query_enrolments(desk->store, NULL, &enrolments, err);
	if (r != RESULT_OK)
		return r;
	struct standing_place *places = memory_new(office->person_count + 1, sizeof *places);
	for (size_t i = 0; i < office->person_count; i++)
		places[i] = place_of(office, i, today);
	qsort(places, office->person_count, sizeof *places, by_place);
	for (size_t i = 0; i < office->person_count; i++) {
		const struct person *person = &office->people[places[i].index];
		struct people_line *line = LIST_ADD(lines.items, lines.count);
		line->person = person;
		line->posts = posts_on(office, person->id, today);
		line->next = next_change(office, person->id, today);
		line->has_card = has_card(&enrolments, person->id);
	}
	free(places);
	enrolments_done(&enrolments);
	*ret_lines = lines;
	return RESULT_OK;
}

static int by_first_day(const void *a, const void *b)
{
	const struct posting *const *left = a, *const *right = b;
	return (*left)->from < (*right)->from ? -1 : (*left)->from > (*right)->from;
}

static char *posting_line(const struct office *office, const struct posting *posting)
{
	char from[DATE_TEXT_SIZE], to[DATE_TEXT_SIZE];
	struct text text = { 0 };
	date_text(posting->from, i18n_language(), false, from);
	date_text(posting->to, i18n_language(), false, to);
	text_format(&text, _("%s to %s: "), from, to);
	add_post(office, posting, &text);
	return text_take(&text);
}

enum result people_postings(
	struct session *session, const char *person, char ***ret_lines, size_t *ret_count, struct error *err)
{
	const struct office *office = &session->desk->office;
	if (!office_person(office, person))
		return error_set(err, RESULT_NOT_FOUND, _("\"%s\" is nobody of this office"), person);
	enum result r = note_list(session, "postings", person, err);
	if (r != RESULT_OK)
		return r;
	const struct posting **own = NULL;
	size_t count = 0;
	for (size_t i = 0; i < office->posting_count; i++)
		if (strcmp(office->postings[i].person, person) == 0)
			*LIST_ADD(own, count) = &office->postings[i];
	if (count)
		qsort(own, count, sizeof *own, by_first_day);
	char **lines = memory_new(count + 1, sizeof *lines);
	for (size_t i = 0; i < count; i++)
		lines[i] = posting_line(office, own[i]);
	free(own);
	*ret_lines = lines;
	*ret_count = count;
	return RESULT_OK;
}

static char *card_line(const struct office *office, const struct enrolment *enrolment)
{
	const struct person *person = office_person(office, enrolment->person);
	char from[DATE_TEXT_SIZE], until[DATE_TEXT_SIZE];
	date_text(date_from_ms(enrolment->from), i18n_language(), false, from);
	struct text text = { 0 };
	text_format(&text, "%s %s %s ", enrolment->card, enrolment->person, person ? person->name : "");
	text_format(&text, _("from %s"), from);
	if (enrolment->until) {
		date_text(date_from_ms(enrolment->until), i18n_language(), false, until);
		text_format(&text, _(", revoked on %s"), until);
	}
	return text_take(&text);
}

enum result people_cards(struct session *session, char ***ret_lines, size_t *ret_count, struct error *err)
{
	struct desk *desk = session->desk;
	struct enrolments enrolments;
	char **lines = NULL;
	size_t count = 0;
	enum result r = note_list(session, "cards", NULL, err);
	if (r == RESULT_OK)
		r = query_enrolments(desk->store, NULL, &enrolments, err);
	if (r != RESULT_OK)
		return r;
	for (size_t i = 0; i < enrolments.count; i++)
		if (strcmp(enrolments.items[i].slot, "9A") == 0) /* a card has two keys and one line */
			*LIST_ADD(lines, count) = card_line(&desk->office, &enrolments.items[i]);
	enrolments_done(&enrolments);
	*ret_lines = lines;
	*ret_count = count;
	return RESULT_OK;
}

enum result people_preview(struct session *session, const char *people_csv, size_t people_length,
	const char *postings_csv, size_t postings_length, struct office *ret_after,
	struct office_changes *ret_changes, struct mistakes *ret_mistakes, struct error *err)
{
	struct desk *desk = session->desk;
	struct office_csv_file files[2];
	size_t count = 0;
	enum result r = session_need_right(session, RIGHT_OFFICE, err);
	if (r != RESULT_OK)
		return r;
	if (people_csv)
		files[count++] = (struct office_csv_file){ people_csv, people_length };
	if (postings_csv)
		files[count++] = (struct office_csv_file){ postings_csv, postings_length };
	return office_import(
		&desk->office, files, count, desk_today(desk), ret_after, ret_changes, ret_mistakes, err);
}

enum result people_preview_days(struct session *session, const struct office_csv_file *file,
	struct office *ret_after, struct office_changes *ret_changes, struct mistakes *ret_mistakes,
	struct error *err)
{
	struct desk *desk = session->desk;
	enum result r = session_need_right(session, RIGHT_OFFICE, err);
	if (r != RESULT_OK)
		return r;
	return office_import_days(
		&desk->office, file, desk_today(desk), ret_after, ret_changes, ret_mistakes, err);
}

enum result people_preview_day(struct session *session, date day, const char *closed_as,
	struct office *ret_after, struct office_changes *ret_changes, struct error *err)
{
	struct desk *desk = session->desk;
	enum result r = session_need_right(session, RIGHT_OFFICE, err);
	if (r != RESULT_OK)
		return r;
	if (day <= desk_today(desk)) /* lead times were counted by it */
		return error_set(err, RESULT_REFUSED, _("Only a day to come can be changed"));
	return office_import_day(
		&desk->office, day, closed_as, desk_today(desk), ret_after, ret_changes, err);
}

enum result people_apply(struct session *session, const struct office *after, const struct card_pin *pin,
	int *ret_tries, struct error *err)
{
	return founding_change_office(session, after, pin, ret_tries, err);
}
