/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files, plans, absences, time. */
#include "tests/generate/around.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/memory.h"
#include "domain/authority.h"
#include "domain/compile.h"
#include "domain/value.h"
#include "service/absence.h"
#include "service/attaching.h"
#include "service/compiling.h"

enum { MINUTE = 60000, HOUR = 60 * MINUTE, NIGHT = 16, ATTACH_PERCENT = 25, COLLECTIONS = 2 };

static const char *const papers[] = { "見取図.pdf", "契約書の写し.txt", "名簿.csv" };

/* ---- files --------------------------------------------------------------------- */

static char *paper_path(const struct acts *acts, size_t index)
{
	return memory_format("%s/%s", acts->papers, papers[index]);
}

void around_begin(struct acts *acts)
{
	const char *folder = getenv("TMPDIR");
	struct error err;
	acts->papers = memory_format("%s/choba-papers-XXXXXX", folder ? folder : "/tmp");
	ck_assert_ptr_nonnull(mkdtemp(acts->papers));
	for (size_t i = 0; i < COUNT(papers); i++) {
		char *path = paper_path(acts, i);
		ck_assert_msg(file_write(path, papers[i], strlen(papers[i]), 0600, &err) == RESULT_OK, "%s",
			err.text);
		free(path);
	}
}

void around_end(struct acts *acts)
{
	for (size_t i = 0; i < COUNT(papers); i++) {
		char *path = paper_path(acts, i);
		unlink(path);
		free(path);
	}
	rmdir(acts->papers);
	free(acts->papers);
}

void around_attach(struct acts *acts, struct filing *filing)
{
	struct error err;
	size_t there = json_array_size(filing->attachments);
	if (there && values_chance(&acts->values, ATTACH_PERCENT))
		ck_assert_msg(filing_detach(filing, values_below(&acts->values, there), &err) == RESULT_OK,
			"%s", err.text);
	for (size_t i = 0; i < COUNT(papers); i++) {
		if (!values_chance(&acts->values, ATTACH_PERCENT))
			continue;
		char *path = paper_path(acts, i);
		enum result r = filing_attach(filing, path, &err);
		ck_assert_msg(r == RESULT_OK || r == RESULT_REFUSED || r == RESULT_CONFLICT, "%s", err.text);
		acts->attached += r == RESULT_OK;
		free(path);
	}
}

/* ---- plans ---------------------------------------------------------------------- */

/* The month or year that a record of the plan's sources was filed for; NULL where none was. Borrowed. */
static json_t *asked_for(struct acts *acts, const struct compile *compile)
{
	size_t first = acts->made_count ? values_below(&acts->values, acts->made_count) : 0;
	for (size_t i = 0; i < acts->made_count; i++) {
		const struct made *made = &acts->made[(first + i) % acts->made_count];
		if (!strcmp(made->form->id, compile->form) && made->collected_by)
			return made->collected_by;
	}
	return NULL;
}

static bool is_collected(const json_t *rows)
{
	return json_object_get(json_array_get(rows, 0), COMPILE_SOURCE) != NULL;
}

void around_coordinate(struct acts *acts, struct filing *filing)
{
	const struct field *into = form_field(filing->form, filing->form->compile.into);
	json_t *rows = json_object_get(filing->values, into->id), *row;
	size_t i;
	if (!is_collected(rows)) {
		values_again(&acts->values, into, filing->values);
		return;
	}
	json_array_foreach(rows, i, row)
	{
		values_row(&acts->values, into, row);
	}
}

/* Twice, as one does who looks again: what was coordinated stays in its line. */
void around_collect(struct acts *acts, struct filing *filing)
{
	const struct compile *compile = &filing->form->compile;
	json_t *asked = asked_for(acts, compile);
	struct error err;
	char *said;
	if (asked)
		filing_set(filing, compile->mine, json_incref(asked));
	for (size_t i = 0; i < COLLECTIONS; i++) {
		filing_set(filing, compile->into,
			i ? json_incref(json_object_get(filing->values, compile->into)) : NULL);
		ck_assert_msg(compiling_collect(filing, &said, &err) == RESULT_OK, "%s", err.text);
		free(said);
		around_coordinate(acts, filing);
	}
	const json_t *rows = json_object_get(filing->values, compile->into);
	acts->collected += is_collected(rows) ? json_array_size(rows) : 0;
}

/* ---- absences and time -------------------------------------------------------------- */

void around_absence(struct acts *acts)
{
	struct training *training = &acts->training;
	struct absences absences;
	struct error err;
	const char *who = training->people[values_below(&acts->values, training->card_count)];
	const char *about = training->people[values_below(&acts->values, training->card_count)];
	struct session *session = acts_session(acts, who);
	ck_assert_msg(absence_list(session, &absences, &err) == RESULT_OK, "%s", err.text);
	const struct absence *now = absence_now(session, &absences, about);
	int64_t from = training->clock.fixed + HOUR * (int64_t)values_below(&acts->values, 3);
	const char *ground = absence_grounds[values_below(&acts->values, absence_ground_count)].id;
	enum result r =
		now ? absence_cancel(session, now, &err)
		    : absence_note(session, about, from,
			      from + HOUR * (int64_t)(1 + values_below(&acts->values, 30)), ground, &err);
	ck_assert_msg(r == RESULT_OK || r == RESULT_REFUSED || r == RESULT_CONFLICT, "%s of %s: %s", who,
		about, err.text);
	acts->absences += r == RESULT_OK;
	absences_done(&absences);
}

void around_time(struct acts *acts)
{
	size_t hours = values_chance(&acts->values, 10) ? NIGHT : values_below(&acts->values, 3);
	acts->training.clock.fixed +=
		HOUR * (int64_t)hours + MINUTE * (int64_t)values_below(&acts->values, 60);
	acts->values.day = desk_today(acts->training.desk);
}
