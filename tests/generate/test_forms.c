/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every form of every regulation is filled in, decided and printed once, and the paper is read again. */
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/memory.h"
#include "domain/value.h"
#include "service/printing.h"
#include "service/sheet_of.h"
#include "tests/generate/acts.h"
#include "tests/print/judge.h"
#include "tests/support/suites.h"

suite_maker forms_suite;

enum { SECONDS = 600, STEPS = 40, PASSES = 12 };

/* ---- the paper -------------------------------------------------------------------- */

static void must_say(const char *paper, const char *form, const char *what, const char *words)
{
	if (!words || !*words)
		return;
	char *bare = judge_bare(words);
	ck_assert_msg(
		strstr(paper, bare) != NULL, "%s: %s is not on paper: %s\n%s", form, what, words, paper);
	free(bare);
}

/* The bytes of the longest beginning of words that stands on the paper. */
static size_t longest_on(const char *paper, const char *words)
{
	size_t found = 0;
	for (size_t end = 1; words[end - 1]; end++) {
		if (((unsigned char)words[end] & 0xC0) == 0x80) /* within a character */
			continue;
		char *piece = memory_string_n(words, end);
		if (!strstr(paper, piece)) {
			free(piece);
			break;
		}
		free(piece);
		found = end;
	}
	return found;
}

/* A cell of a table wraps beside its neighbours: its lines stand on the paper one by one. */
static void must_say_lines(const char *paper, const char *form, const char *what, const char *words)
{
	char *bare = judge_bare(words ? words : "");
	for (const char *rest = bare; *rest;) {
		size_t length = longest_on(paper, rest);
		ck_assert_msg(length > 0, "%s: %s is not on paper: %s\n%s", form, what, words, paper);
		rest += length;
	}
	free(bare);
}

static void check_paper(const char *paper, const struct form *form, const struct sheet_content *content)
{
	must_say(paper, form->id, "the title", content->title);
	must_say(paper, form->id, "the style", form->style.ja);
	for (size_t i = 0; i < content->row_count; i++) {
		const struct sheet_row *row = &content->rows[i];
		must_say(paper, form->id, "a label", row->label);
		must_say(paper, form->id, row->label, row->text);
		for (size_t k = 0; k < row->table.row_count * row->table.column_count; k++)
			must_say_lines(paper, form->id, row->label, row->table.cells[k]);
	}
}

/* What was typed stands on the sheet in words, whatever the sheet makes of choices. */
static void check_fields(const char *paper, const struct dossier *dossier)
{
	const struct standing *standing = &dossier->standing;
	const struct form *form = standing->form;
	for (size_t i = 0; i < form->field_count; i++) {
		const struct field *field = &form->fields[i];
		const json_t *value = json_object_get(dossier->all, field->id);
		bool typed = field->type == FIELD_TEXT || field->type == FIELD_PARAGRAPH ||
			     field->type == FIELD_NUMBER || field->type == FIELD_PERSON ||
			     field->type == FIELD_SECTION;
		if (!typed || value_is_empty(field, value) || !field_shown(field, dossier->all))
			continue;
		char *words = value_text(field, value, standing->office, standing->day, LANGUAGE_JA);
		must_say(paper, form->id, field->id, words);
		free(words);
	}
}

/* GENERATE_PAPERS names a folder in which the sheets are kept to be looked at. */
static void keep(const struct acts *acts, const struct form *form, const char *bytes, size_t length)
{
	const char *folder = getenv("GENERATE_PAPERS");
	struct error err;
	if (!folder)
		return;
	char *path = memory_format("%s/%s.%s.pdf", folder, acts->regulation->id, form->id);
	ck_assert_msg(file_write(path, bytes, length, 0600, &err) == RESULT_OK, "%s", err.text);
	free(path);
}

/* Every attached file is listed by its name. */
static void check_attachments(const char *paper, const struct dossier *dossier)
{
	for (size_t i = 0; i < json_array_size(dossier->attachments); i++)
		must_say(paper, dossier->standing.form->id, "an attached file",
			json_string_value(json_object_get(json_array_get(dossier->attachments, i), "name")));
}

static void print(struct acts *acts, const char *record)
{
	struct record head;
	struct dossier dossier;
	struct sheet_content content;
	struct sheet_outcome outcome;
	struct error err;
	acts_head(acts, record, &head);
	struct session *session = acts_session(acts, acts->training.people[0]);
	for (size_t i = 0; i < acts->training.card_count; i++) {
		session = acts_session(acts, acts->training.people[i]);
		if (reading_open(session, record, &dossier, &err) == RESULT_OK)
			break;
		ck_assert_msg(i + 1 < acts->training.card_count, "nobody reads it: %s", err.text);
	}
	ck_assert_msg(sheet_of(session, &dossier, &content, &err) == RESULT_OK, "%s", err.text);
	char *path = judge_pdf(&content, 1, &outcome);
	char *paper = judge_text(path);
	check_paper(paper, dossier.standing.form, &content);
	check_fields(paper, &dossier);
	check_attachments(paper, &dossier);
	ck_assert_msg(outcome.missing == 0, "%s: %zu characters are missing", dossier.standing.form->id,
		outcome.missing);
	free(paper);
	judge_done(path);
	sheet_content_done(&content);
	char *bytes;
	size_t length;
	const struct dossier *const sheets[] = { &dossier };
	ck_assert_msg(
		printing_pdf(session, sheets, 1, &bytes, &length, NULL, &err) == RESULT_OK, "%s", err.text);
	keep(acts, dossier.standing.form, bytes, length);
	free(bytes);
	dossier_done(&dossier);
	if (head.decision)
		print(acts, head.decision);
	record_done(&head);
}

/* ---- the form ----------------------------------------------------------------------- */

/* The form filed and brought to its end; NULL where it did not come there. The caller frees. */
static char *fill_and_decide(struct acts *acts, const struct form *form)
{
	const char *filed = acts_file(acts, form);
	if (!filed)
		return NULL;
	char *record = memory_string(filed);
	size_t steps = 0;
	struct record head;
	while (steps++ < STEPS && acts_go_on(acts, record, ANSWER_YES))
		;
	acts_head(acts, record, &head);
	bool decided = head.state == RECORD_DECIDED;
	record_done(&head);
	if (decided)
		return record;
	free(record);
	return NULL;
}

static bool fill_decide_print(struct acts *acts, const struct form *form)
{
	char *record = fill_and_decide(acts, form);
	if (record)
		print(acts, record);
	free(record);
	return record != NULL;
}

/* Decides anew what a form needs: the records it names or collects, what its registers hold. */
static void make_ready(struct acts *acts, const struct form *form)
{
	for (size_t i = 0; i < acts->regulation->form_count; i++) {
		const struct form *other = &acts->regulation->forms[i];
		bool needed = form->compile.form && !strcmp(form->compile.form, other->id);
		for (size_t f = 0; f < form->field_count; f++)
			needed |= form->fields[f].form_count && field_takes_form(&form->fields[f], other->id);
		for (size_t e = 0; e < other->effect_count; e++)
			needed |= !other->effects[e].ends;
		if (needed && other != form && other->step_count)
			free(fill_and_decide(acts, other));
	}
}

static bool collects(const struct regulation *regulation)
{
	for (size_t i = 0; i < regulation->form_count; i++)
		if (regulation->forms[i].compile.form)
			return true;
	return false;
}

START_TEST(every_form_is_filled_decided_and_printed)
{
	struct acts acts;
	acts_begin(&acts, acts_regulations[_i], 1 + (uint64_t)_i);
	size_t count = acts.regulation->form_count;
	bool *done = memory_new(count, sizeof *done);
	/* Some forms want another's outcome first: an end report a use, an operator a register. */
	for (size_t pass = 0; pass < PASSES; pass++)
		for (size_t i = 0; i < count; i++) {
			const struct form *form = &acts.regulation->forms[i];
			if (!done[i] && form->step_count && (pass > 0 || form->compile.form))
				make_ready(&acts, form);
			if (!done[i] && form->step_count)
				done[i] = fill_decide_print(&acts, form);
			ck_assert_msg(done[i] || !form->step_count || pass + 1 < PASSES,
				"%s/%s does not go its way: %s", acts_regulations[_i], form->id,
				acts.last_refusal ? acts.last_refusal : "nobody could act");
		}
	acts_verify(&acts);
	ck_assert(acts.collected > 0 || !collects(acts.regulation));
	free(done);
	acts_end(&acts);
}
END_TEST

Suite *forms_suite(void)
{
	Suite *suite = suite_create("forms");
	TCase *test_case = tcase_create("forms");
	tcase_add_loop_test(
		test_case, every_form_is_filled_decided_and_printed, 0, (int)acts_regulation_count);
	tcase_set_timeout(test_case, SECONDS);
	suite_add_tcase(suite, test_case);
	return suite;
}
