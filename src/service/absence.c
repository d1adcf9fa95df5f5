/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Absences. */
#include "service/absence.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/fold.h"
#include "base/memory.h"
#include "base/text.h"
#include "domain/authority.h"
#include "service/entries.h"

enum { MINUTE = 60 * 1000, HOUR = 60 * MINUTE, DAY = 24 * HOUR, LONGEST = 366 };

void absence_spans_free(struct absence_span *spans, size_t count)
{
	for (size_t i = 0; i < count; i++)
		free(spans[i].label);
	free(spans);
}

/* ---- words -------------------------------------------------------------------------- */

/* Midnight at the end of a day is its 24:00. */
static void add_clock(struct text *text, int64_t ms, date day)
{
	int64_t minutes = (ms - date_to_ms(day)) / MINUTE;
	text_format(text, "%d:%02d", (int)(minutes / 60), (int)(minutes % 60));
}

char *absence_words(int64_t from, int64_t to)
{
	char first[DATE_TEXT_SIZE], last[DATE_TEXT_SIZE];
	date day = date_from_ms(from), end = date_from_ms(to - 1);
	bool whole = date_to_ms(day) == from && date_to_ms(end + 1) == to;
	struct text text = { 0 }, begins = { 0 }, ends = { 0 };
	date_text(day, i18n_language(), true, first);
	date_text(end, i18n_language(), true, last);
	if (!whole) {
		add_clock(&begins, from, day);
		add_clock(&ends, to, end);
	}
	if (whole && day == end)
		text_add(&text, first);
	else if (whole)
		text_format(&text, _("%s to %s"), first, last);
	else if (day == end)
		text_format(&text, _("%s, %s to %s"), first, text_string(&begins), text_string(&ends));
	else
		text_format(
			&text, _("%s, %s to %s, %s"), first, text_string(&begins), last, text_string(&ends));
	text_done(&begins);
	text_done(&ends);
	return text_take(&text);
}

static void offer(struct absence_span **spans, size_t *count, int64_t from, int64_t to)
{
	*LIST_ADD(*spans, *count) = (struct absence_span){ from, to, absence_words(from, to) };
}

void absence_offers(int64_t now, struct absence_span **ret_spans, size_t *ret_count)
{
	int64_t minute = now - now % MINUTE, today = date_to_ms(date_from_ms(now));
	int64_t noon = today + 12 * (int64_t)HOUR, tomorrow = today + DAY;
	struct absence_span *spans = NULL;
	size_t count = 0;
	for (int64_t hours = 1; hours <= 2; hours++)
		if (minute + hours * HOUR < tomorrow)
			offer(&spans, &count, minute, minute + hours * HOUR);
	if (now < noon) {
		offer(&spans, &count, minute, noon);
		offer(&spans, &count, noon, tomorrow);
	}
	offer(&spans, &count, minute, tomorrow);
	offer(&spans, &count, tomorrow, tomorrow + DAY);
	*ret_spans = spans;
	*ret_count = count;
}

/* ---- reading what is typed ----------------------------------------------------------- */

/* Half-width, every way to write "to" a hyphen, 時 a colon, 分 nothing. */
static char *plain(const char *typed)
{
	static const struct {
		const char *from, *to;
	} same[] = { { "時", ":" }, { "分", "" }, { "から", "-" }, { "まで", "" }, { "〜", "-" },
		{ "～", "-" }, { "~", "-" }, { "–", "-" }, { "ー", "-" }, { "−", "-" } };
	struct text folded = { 0 }, out = { 0 };
	for (const char *at = typed; *at;) {
		size_t i = 0;
		while (i < COUNT(same) && strncmp(at, same[i].from, strlen(same[i].from)) != 0)
			i++;
		if (i < COUNT(same)) {
			text_add(&out, same[i].to);
			at += strlen(same[i].from);
		} else {
			text_add_n(&out, at++, 1);
		}
	}
	fold_ascii(&folded, text_string(&out), strlen(text_string(&out)));
	text_done(&out);
	return text_take(&folded);
}

/* "13", "13:30", "13:" as minutes of a day; -1 where it is none. */
static int minutes_of(const char *word)
{
	int hour, minute = 0, used = 0;
	if (sscanf(word, "%2d%n", &hour, &used) != 1)
		return -1;
	word += used;
	if (*word == ':' && word[1] && (sscanf(word + 1, "%2d%n", &minute, &used) != 1 || word[1 + used]))
		return -1;
	if (*word && *word != ':')
		return -1;
	int all = hour * 60 + minute;
	return hour < 0 || minute < 0 || minute > 59 || all > 24 * 60 ? -1 : all;
}

static bool read_hours(char *word, int *ret_from, int *ret_to)
{
	char *hyphen = strchr(word, '-');
	if (!hyphen)
		return false;
	*hyphen = '\0';
	*ret_from = minutes_of(word);
	*ret_to = minutes_of(hyphen + 1);
	*hyphen = '-';
	return *ret_from >= 0 && *ret_to >= 0;
}

static enum result read_days(char *word, date today, date *ret_from, date *ret_to)
{
	struct error ignored;
	char *hyphen = strchr(word, '-');
	if (hyphen)
		*hyphen = '\0';
	enum result r = date_read(word, today, ret_from, NULL, &ignored);
	*ret_to = *ret_from;
	if (r == RESULT_OK && hyphen)
		r = date_read(hyphen + 1, today, ret_to, NULL, &ignored);
	return r;
}

static enum result read_parts(
	char *days, char *hours, int64_t now, int64_t *ret_from, int64_t *ret_to, struct error *err)
{
	date first = date_from_ms(now), last = first;
	int from = 0, to = 24 * 60;
	if ((hours && !read_hours(hours, &from, &to)) ||
		(days && read_days(days, first, &first, &last) != RESULT_OK))
		return error_set(err, RESULT_INVALID,
			_("Type the hours as 13-15, the days as 12/1 or 12/1-12/3, or both as 12/1 13-15"));
	*ret_from = date_to_ms(first) + from * (int64_t)MINUTE;
	*ret_to = date_to_ms(last) + to * (int64_t)MINUTE;
	return RESULT_OK;
}

enum result absence_read(
	const char *typed, int64_t now, int64_t *ret_from, int64_t *ret_to, struct error *err)
{
	char *word = plain(typed), *rest = NULL;
	int from, to;
	char *first = strtok_r(word, " ", &rest), *second = strtok_r(NULL, " ", &rest);
	enum result r;
	if (!first)
		r = read_parts(NULL, word, now, ret_from, ret_to, err);
	else if (second)
		r = read_parts(first, second, now, ret_from, ret_to, err);
	else if (read_hours(first, &from, &to))
		r = read_parts(NULL, first, now, ret_from, ret_to, err);
	else
		r = read_parts(first, NULL, now, ret_from, ret_to, err);
	free(word);
	return r;
}

/* ---- noting ---------------------------------------------------------------------------- */

static const struct absence_ground *find_ground(const char *id)
{
	for (size_t i = 0; id && i < absence_ground_count; i++)
		if (!strcmp(absence_grounds[i].id, id))
			return &absence_grounds[i];
	return NULL;
}

/* Oneself, a colleague of one's own section, or whoever keeps the office's data. */
static enum result may_note(const struct session *session, const char *person, struct error *err)
{
	const struct office *office = &session->desk->office;
	const struct person *other = office_person(office, person);
	date today = desk_today(session->desk);
	if (!other)
		return error_set(
			err, RESULT_NOT_FOUND, _("The office has nobody with the id \"%s\""), person);
	if (!strcmp(person, session->person) ||
		(session->section && office_in_section(office, person, session->section, today)))
		return RESULT_OK;
	if (office_has_right(office, session->person, RIGHT_OFFICE))
		return RESULT_OK;
	return error_refuse(err, NULL,
		_("The absence of %s is noted by the person, by a colleague of the section or by who keeps "
		  "the office's data"),
		person_text(other));
}

enum result absence_note(struct session *session, const char *person, int64_t from, int64_t to,
	const char *ground, struct error *err)
{
	enum result r = desk_refresh(session->desk, err);
	if (r == RESULT_OK)
		r = session_in_force(session, err);
	if (r == RESULT_OK)
		r = may_note(session, person, err);
	if (r != RESULT_OK)
		return r;
	if (to <= from)
		return error_set(err, RESULT_INVALID, _("The absence ends before it begins"));
	if (to <= clock_now(session->desk->clock))
		return error_set(err, RESULT_INVALID, _("The absence is over already"));
	if (to - from > (int64_t)LONGEST * DAY)
		return error_set(err, RESULT_INVALID,
			_("An absence lasts at most %d days; a longer one is a change of postings"), LONGEST);
	if (!find_ground(ground))
		return error_set(err, RESULT_INVALID, _("Please choose the ground of the absence"));
	json_t *envelope = json_pack("{s:s, s:I, s:I, s:s}", "person", person, "from", (json_int_t)from, "to",
		(json_int_t)to, "ground", ground);
	return entries_note(session, ENTRY_ABSENCE, envelope, err);
}

enum result absence_cancel(struct session *session, const struct absence *absence, struct error *err)
{
	enum result r = desk_refresh(session->desk, err);
	if (r == RESULT_OK)
		r = session_in_force(session, err);
	if (r == RESULT_OK)
		r = may_note(session, absence->person, err);
	if (r != RESULT_OK)
		return r;
	json_t *envelope =
		json_pack("{s:s, s:I}", "person", absence->person, "cancels", (json_int_t)absence->sequence);
	return entries_note(session, ENTRY_ABSENCE, envelope, err);
}

enum result absence_list(const struct session *session, struct absences *ret_list, struct error *err)
{
	return query_absences(session->desk->store, clock_now(session->desk->clock), ret_list, err);
}

const struct absence *absence_now(
	const struct session *session, const struct absences *list, const char *person)
{
	int64_t now = clock_now(session->desk->clock);
	for (size_t i = 0; person && i < list->count; i++) {
		const struct absence *absence = &list->items[i];
		if (!strcmp(absence->person, person) && absence->from <= now && now < absence->to)
			return absence;
	}
	return NULL;
}

bool absence_of_holder(
	const struct session *session, const struct authority *authority, struct wish *wish, char **ret_words)
{
	struct absences list;
	struct error ignored; /* what cannot be read is typed in */
	if (authority->capacity == CAPACITY_SELF || !authority->principal ||
		absence_list(session, &list, &ignored) != RESULT_OK)
		return false;
	const struct absence *absence = absence_now(session, &list, authority->principal);
	const struct absence_ground *ground = absence ? find_ground(absence->ground) : NULL;
	if (ground && authority->deputy && !deputy_knows_ground(authority->deputy, ground->id))
		ground = NULL;
	if (ground) {
		char *span = absence_words(absence->from, absence->to);
		wish->ground = ground->id;
		wish->ground_from = date_from_ms(absence->from);
		wish->ground_to = date_from_ms(absence->to - 1);
		*ret_words = memory_format("%s: %s", _(ground->label), span);
		free(span);
	}
	absences_done(&list);
	return ground != NULL;
}
