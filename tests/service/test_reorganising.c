/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A changed office.yaml put into force in a running office: what is shown, refused, signed, and who has what waits. */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "service/deciding.h"
#include "service/people.h"
#include "service/reorganising.h"
#include "service/waiting.h"
#include "store/journal.h"
#include "store/replay.h"
#include "tests/support/bundle.h"
#include "tests/support/setting.h"
#include "tests/support/suites.h"

suite_maker reorganising_suite;

static struct error err;

/* The text with a passage written otherwise; from NULL: as it is. The caller frees. */
static char *with(const char *text, const char *from, const char *to)
{
	const char *at = from ? strstr(text, from) : NULL;
	ck_assert_msg(!from || at, "%s is not in office.yaml", from);
	return at ? memory_format("%.*s%s%s", (int)(at - text), text, to, at + strlen(from))
		  : memory_string(text);
}

/* A second passage that changed() writes otherwise; NULL for none. */
static const char *also_from, *also_to;

/* The demo office's own office.yaml, changed. */
static void changed(const char *from, const char *to, struct bundle *ret_bundle)
{
	struct bundle demo;
	bundle_read("data/demo/toin-town", &demo);
	*ret_bundle = (struct bundle){ 0 };
	for (size_t i = 0; i < demo.file_count; i++) {
		const struct bundle_file *file = &demo.files[i];
		if (strcmp(file->name, "office.yaml") != 0)
			continue;
		char *once = with(file->bytes, from, to), *bytes = with(once, also_from, also_to);
		bundle_add(ret_bundle, file->name, bytes, strlen(bytes));
		free(bytes);
		free(once);
	}
	bundle_done(&demo);
}

struct looked {
	enum result result;
	struct office after;
	struct office_changes changes;
	struct mistakes mistakes;
};

static void look(struct session *session, const char *from, const char *to, struct looked *ret_looked)
{
	struct bundle bundle;
	*ret_looked = (struct looked){ 0 };
	changed(from, to, &bundle);
	ret_looked->result = reorganising_preview(
		session, &bundle, &ret_looked->after, &ret_looked->changes, &ret_looked->mistakes, &err);
	bundle_done(&bundle);
}

static void looked_done(struct looked *looked)
{
	if (looked->result == RESULT_OK) {
		office_changes_done(&looked->changes);
		office_done(&looked->after);
	}
	mistakes_done(&looked->mistakes);
}

static char *text_of(const struct looked *looked)
{
	static const char signs[] = { [CHANGE_ADD] = '+', [CHANGE_EDIT] = '*', [CHANGE_END] = '-' };
	struct text text = { 0 };
	for (size_t i = 0; i < looked->changes.count; i++)
		text_format(&text, "%c %s\n", signs[looked->changes.items[i].kind],
			looked->changes.items[i].line);
	for (size_t i = 0; i < looked->mistakes.count; i++)
		text_format(&text, "%s:%zu: %s\n", looked->mistakes.items[i].file,
			looked->mistakes.items[i].line, looked->mistakes.items[i].sentence);
	return text_take(&text);
}

#define OFFICER "  toin/protection-officer: residents-assistant"
#define TO_TAX "  toin/protection-officer: tax-chief"

START_TEST(each_change_of_the_office_is_told_in_words)
{
	static const struct {
		const char *from, *to, *told;
	} rows[] = {
		{ NULL, NULL, "" },
		{ "  tax-head: [tax-assistant, tax-chief]", "  tax-head: [tax-chief, tax-assistant]",
			"* Tax Section Deputy Head stands in for Tax Section Section Head: turn: 1 → 2\n"
			"* Tax Section Chief of Assessment stands in for Tax Section Section Head: turn: 2 → "
			"1\n" },
		{ "  tax-assistant: [tax-chief]", "  tax-assistant: [{post: tax-chief, grounds: [trip]}]",
			"* Tax Section Chief of Assessment stands in for Tax Section Deputy Head: only on "
			"grounds: "
			"none → trip\n" },
		{ "  tax-assistant: [tax-chief]\n", "",
			"- Tax Section Chief of Assessment stands in for Tax Section Deputy Head: turn: "
			"1\n" },
		{ "en: Tax Section}, kind: section, symbol: 東税",
			"en: Tax Office}, kind: section, symbol: 税",
			"* Section Tax Office (tax): name: Tax Section → Tax Office, symbol in numbers: 東税 "
			"→ 税\n" },
		{ "posts:\n",
			"posts:\n  - {id: tax-guest, section: tax, name: {ja: 嘱託, en: Assistant}, rank: "
			"7}\n",
			"+ Post Tax Section Assistant (tax-guest): name: Assistant, section: Tax Section, "
			"rank: 7\n" },
		{ "  enrol: [ogawa, nishida]", "  enrol: [ogawa, yamada]",
			"- Right \"enrolling cards\" of Yumi Nishida\n+ Right \"enrolling cards\" of Hanako "
			"Yamada\n" },
		{ "id: toin-town", "id: other-town",
			"office.yaml:0: this is the data of the office \"other-town\"; the office here is "
			"\"toin-town\"\n" },
		{ "  toin/protection-officer: residents-assistant\n", "",
			":0: The office names nobody for the role \"toin/protection-officer\" (Data "
			"protection "
			"officer)\n" },
	};
	struct session *session = training_sign_in(&training, "ogawa");
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct looked looked;
		look(session, rows[i].from, rows[i].to, &looked);
		char *told = text_of(&looked);
		ck_assert_str_eq(told, rows[i].told);
		free(told);
		looked_done(&looked);
	}
	session_free(session);
}
END_TEST

static enum duty duty_of(const char *person, const char *record)
{
	struct session *session = training_sign_in(&training, person);
	struct reading_lines lines;
	enum duty duty = DUTY_NONE;
	must(waiting_list(session, &lines, &err), &err);
	for (size_t i = 0; i < lines.count; i++)
		if (lines.items[i].record.id && !strcmp(lines.items[i].record.id, record))
			duty = lines.items[i].duty;
	reading_lines_done(&lines);
	session_free(session);
	return duty;
}

static void pass(const char *person, const char *record)
{
	struct session *session = training_sign_in(&training, person);
	struct dossier dossier;
	struct card_pin pin;
	int tries;
	must(reading_open(session, record, &dossier, &err), &err);
	struct decision decision = { &dossier, { .act = ACT_PASS }, NULL };
	training_pin(&pin);
	must(deciding_act(session, &decision, 1, &pin, &tries, &err), &err);
	card_pin_done(&pin);
	dossier_done(&dossier);
	session_free(session);
}

static enum result sign(struct session *session, const struct looked *looked)
{
	struct card_pin pin;
	int tries;
	training_pin(&pin);
	enum result r = people_apply(session, &looked->after, &pin, &tries, &err);
	card_pin_done(&pin);
	return r;
}

START_TEST(a_role_that_goes_to_another_post_takes_what_waits_with_it)
{
	char *record = training_file(&training);
	pass("ishikawa", record);
	pass("mori", record);
	pass("nakamura", record);
	ck_assert_int_eq(duty_of("takahashi", record), DUTY_PASS);
	ck_assert_int_eq(duty_of("kimura", record), DUTY_NONE);
	struct session *session = training_sign_in(&training, "ogawa");
	struct looked looked;
	look(session, OFFICER, TO_TAX, &looked);
	char *told = text_of(&looked);
	ck_assert_str_eq(told,
		"* Role toin/protection-officer: post: Residents Section Deputy Head → Tax Section Chief of "
		"Assessment\n"
		"- Makoto Takahashi loses \"Data protection officer\" (Toin Town, protection of personal "
		"data of "
		"the resident register) from 24 November 2026 (Tue)\n"
		"+ Kenta Kimura gains \"Data protection officer\" (Toin Town, protection of personal data of "
		"the "
		"resident register) from 24 November 2026 (Tue)\n");
	free(told);
	must(sign(session, &looked), &err);
	looked_done(&looked);
	session_free(session);
	ck_assert_int_eq(duty_of("takahashi", record), DUTY_NONE);
	ck_assert_int_eq(duty_of("kimura", record), DUTY_PASS);
	struct verify_report report;
	int64_t rows;
	const struct verify_options options = { .mode = VERIFY_FULL, .root = training.root };
	must(journal_verify(training.desk->store, &options, &report, &err), &err);
	must(replay_compare(training.desk->store, &rows, &err), &err);
	free(record);
}
END_TEST

START_TEST(what_would_wait_for_nobody_is_refused)
{
	char *record = training_file(&training);
	pass("ishikawa", record);
	pass("mori", record);
	pass("nakamura", record);
	struct session *session = training_sign_in(&training, "ogawa");
	struct looked looked;
	/* A post that nobody holds, and for which nobody stands in any more. */
	also_from = "  tax-assistant: [tax-chief]\n";
	also_to = "";
	look(session, OFFICER, "  toin/protection-officer: tax-assistant", &looked);
	also_from = NULL;
	ck_assert_int_eq(looked.result, RESULT_INVALID);
	ck_assert_uint_eq(looked.mistakes.count, 1);
	ck_assert_msg(strstr(looked.mistakes.items[0].sentence, "waits at \"Protection officer") &&
			      strstr(looked.mistakes.items[0].sentence, "nobody can act"),
		"%s", looked.mistakes.items[0].sentence);
	looked_done(&looked);
	look(session, OFFICER, "  toin/protection-officer: tax-assistant", &looked);
	ck_assert_int_eq(looked.result, RESULT_OK); /* the chief stands in */
	looked_done(&looked);
	session_free(session);
	free(record);
}
END_TEST

START_TEST(it_takes_the_right_and_an_office_that_nobody_has_changed_meanwhile)
{
	struct session *session = training_sign_in(&training, "yamada");
	struct looked looked, late;
	look(session, OFFICER, TO_TAX, &looked);
	ck_assert_int_eq(looked.result, RESULT_REFUSED);
	looked_done(&looked);
	session_free(session);
	session = training_sign_in(&training, "ogawa");
	look(session, OFFICER, TO_TAX, &looked);
	look(session, "symbol: 東税", "symbol: 税", &late);
	must(sign(session, &looked), &err);
	ck_assert_int_eq(sign(session, &late), RESULT_CONFLICT);
	looked_done(&looked);
	looked_done(&late);
	session_free(session);
}
END_TEST

Suite *reorganising_suite(void)
{
	const TTest *const tests[] = {
		each_change_of_the_office_is_told_in_words,
		a_role_that_goes_to_another_post_takes_what_waits_with_it,
		what_would_wait_for_nobody_is_refused,
		it_takes_the_right_and_an_office_that_nobody_has_changed_meanwhile,
		NULL,
	};
	return suite_with("reorganising", tests, setting_make, setting_clear);
}
