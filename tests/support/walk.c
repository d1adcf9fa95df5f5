/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Records on their way, for tests. */
#include "tests/support/walk.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "service/printing.h"

static void put_values(struct filing *filing, const char *text)
{
	json_error_t where;
	json_t *all = json_loads(text ? text : "{}", 0, &where), *value;
	const char *field;
	ck_assert_msg(all != NULL, "%s: %s", where.text, text);
	json_object_foreach(all, field, value) filing_set(filing, field, json_incref(value));
	json_decref(all);
}

static enum result try_to_file(struct training *training, const char *person, const char *form,
	const char *values, const char *changes, char **ret_record, struct error *err)
{
	struct session *session = training_sign_in(training, person);
	struct filing *filing;
	enum result r = filing_begin(session, form, &filing, err);
	if (r == RESULT_OK) {
		put_values(filing, values);
		put_values(filing, changes);
		r = filing_submit(filing, ret_record, err);
		filing_free(filing);
	}
	session_free(session);
	return r;
}

char *walk_file(struct training *training, const char *person, const char *form, const char *values,
	const char *changes)
{
	struct error err = { 0 };
	char *record = NULL;
	enum result r = try_to_file(training, person, form, values, changes, &record, &err);
	ck_assert_msg(r == RESULT_OK, "%s by %s: %s", form, person, err.text);
	return record;
}

enum result walk_try(struct training *training, const char *person, const char *form, const char *values,
	char **ret_record, struct error *err)
{
	return try_to_file(training, person, form, values, NULL, ret_record, err);
}

enum result walk_act(struct training *training, const char *person, const char *record, struct wish wish,
	const char *values, struct error *err)
{
	struct session *session = training_sign_in(training, person);
	struct dossier dossier;
	enum result r = reading_open(session, record, &dossier, err);
	if (r == RESULT_OK) {
		json_t *filled = values ? json_loads(values, 0, NULL) : NULL;
		ck_assert_msg(!values || filled, "%s", values);
		struct decision decision = { &dossier, wish, filled };
		struct card_pin pin;
		int tries;
		if (!wish.act)
			decision.wish.act = deciding_step_act(session, &dossier);
		if (decision.wish.act == ACT_TRANSCRIBE && !wish.document_number) {
			decision.wish.document_number = "第120号";
			decision.wish.paper_day = dossier.record.filed;
			decision.wish.paper_decider = "長";
		}
		training_pin(&pin);
		r = deciding_act(session, &decision, 1, &pin, &tries, err);
		card_pin_done(&pin);
		json_decref(filled);
		dossier_done(&dossier);
	}
	session_free(session);
	return r;
}

void walk_expect(struct training *training, const char *person, const char *record, const char *step)
{
	struct session *session = training_sign_in(training, person);
	struct dossier dossier;
	struct error err;
	ck_assert_msg(reading_open(session, record, &dossier, &err) == RESULT_OK, "%s", err.text);
	ck_assert_msg(!strcmp(dossier.record.step ? dossier.record.step : "", step),
		"%s sees it wait at \"%s\", not \"%s\"", person, dossier.record.step, step);
	ck_assert_int_eq(dossier.record.state, *step ? RECORD_RUNNING : RECORD_DECIDED);
	dossier_done(&dossier);
	session_free(session);
}

void walk_turns(struct training *training, const char *record, const struct turn *turns, size_t count)
{
	for (size_t i = 0; i < count && turns[i].person; i++) {
		struct error err = { 0 };
		struct wish wish = { .answer = turns[i].answer, .reason = turns[i].reason };
		if (wish.answer == ANSWER_NO && !wish.reason)
			wish.reason = "不要";
		enum result r = walk_act(training, turns[i].person, record, wish, turns[i].values, &err);
		ck_assert_msg(r == RESULT_OK, "turn %zu by %s: %s", i + 1, turns[i].person, err.text);
		if (turns[i].at)
			walk_expect(training, turns[i].person, record, turns[i].at);
	}
}

static int two_columns(uint32_t code)
{
	return code < 0x1100 ? 1 : 2;
}

static char *preview_in(struct session *session, const struct dossier *dossier, enum language language)
{
	enum { SHEET_COLUMNS = 100 };
	struct error err;
	char *text = NULL;
	i18n_init(language, "locale");
	ck_assert_int_eq(strcmp(_("the drafter"), "the drafter") != 0,
		language == LANGUAGE_JA); /* the catalogue is there */
	enum result r = printing_preview(session, dossier, SHEET_COLUMNS, two_columns, &text, &err);
	ck_assert_msg(r == RESULT_OK, "%s", err.text);
	return text;
}

/* An official sheet is Japanese, whatever the language of who prints it. */
static void expect_one_language(struct session *session, const struct dossier *dossier)
{
	char *japanese = preview_in(session, dossier, LANGUAGE_JA);
	char *english = preview_in(session, dossier, LANGUAGE_EN);
	size_t at = 0;
	while (english[at] && english[at] == japanese[at])
		at++;
	ck_assert_msg(
		!english[at] && !japanese[at], "an English sheet goes on otherwise: %.200s", english + at);
	free(japanese);
	free(english);
}

void walk_print(struct training *training, const char *person, const char *record)
{
	struct session *session = training_sign_in(training, person);
	struct dossier dossier;
	struct error err;
	char *bytes = NULL;
	size_t length = 0, doubtful = 0;
	ck_assert_msg(reading_open(session, record, &dossier, &err) == RESULT_OK, "%s", err.text);
	expect_one_language(session, &dossier);
	const struct dossier *const sheets[] = { &dossier };
	ck_assert_msg(printing_pdf(session, sheets, 1, &bytes, &length, &doubtful, &err) == RESULT_OK, "%s",
		err.text);
	ck_assert_uint_gt(length, 0);
	ck_assert_msg(!doubtful, "%zu characters of a sheet are missing", doubtful);
	free(bytes);
	dossier_done(&dossier);
	session_free(session);
}
