/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An office that brings its registers along: they are in the founding entries, and from then on forms change them. */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "service/founding.h"
#include "service/registers.h"
#include "store/replay.h"
#include "tests/support/bundle.h"
#include "tests/support/suites.h"
#include "tests/support/training.h"
#include "tests/support/walk.h"

suite_maker openings_suite;

static const char *const people[] = { "sato", "suzuki", "oikawa", "chiba", "endo", "takahashi", "abe",
	"hayasaka" };
static const struct training_place association = { "data/demo/sendai-mutual",
	"data/regulations/sendai-kyosai", people, COUNT(people) };

static struct training training;

static void setup(void)
{
	training_begin_at(&training, &association);
}

static void teardown(void)
{
	training_end(&training);
}

/* The whole history of a register, a line ended by | each: person, detail, whence. */
static char *register_text(const char *fact)
{
	struct session *session = training_sign_in(&training, "takahashi");
	struct registers_kind *kinds;
	struct registers_lines lines;
	struct text all = { 0 };
	size_t count;
	struct error err;
	ck_assert_msg(registers_kinds(session, &kinds, &count, &err) == RESULT_OK, "%s", err.text);
	for (size_t i = 0; i < count; i++) {
		if (strcmp(kinds[i].fact->id, fact) != 0)
			continue;
		const struct registers_filter filter = { .kind = kinds[i], .day = DATE_NONE };
		ck_assert_msg(registers_list(session, &filter, &lines, &err) == RESULT_OK, "%s", err.text);
		for (size_t k = 0; k < lines.count; k++)
			text_format(&all, "%s %s %s|", lines.items[k].person, lines.items[k].detail,
				lines.items[k].granted);
		registers_lines_done(&lines);
	}
	free(kinds);
	session_free(session);
	return text_take(&all);
}

START_TEST(what_the_office_brought_along_is_in_the_register_the_journal_and_the_replay)
{
	int64_t rows;
	struct error err;
	char *text = register_text("operators");
	ck_assert_msg(
		strstr(text, "Misaki Sato 即時の照会 stood there when choba was introduced|"), "%s", text);
	ck_assert_msg(strstr(text, "Daisuke Suzuki"), "%s", text);
	free(text);
	ck_assert_msg(replay_compare(training.desk->store, &rows, &err) == RESULT_OK, "%s", err.text);
	ck_assert_msg(replay_rebuild(training.desk->store, &err) == RESULT_OK, "%s", err.text);
	text = register_text("site-managers");
	ck_assert_msg(strstr(text, "Misaki Sato  stood there"), "%s", text);
	free(text);
	/* the office's own data says nothing of it any more */
	ck_assert_uint_eq(training.desk->office.opening_count, 0);
}
END_TEST

static const char wish_for_data[] =
	"{\"act\": \"register\", \"people\": [{\"person\": \"oikawa\", \"authentication-id\": \"A-17\","
	" \"operator-ids\": \"0017\"}], \"reason\": \"work\", \"purpose\": \"recipient\","
	" \"wished-on\": \"2026-11-25\"}";
static const char data_form[] = "sendai-kyosai/authentication-data";
static const char naming_form[] = "sendai-kyosai/site-manager-naming";

static void must_refuse(const char *person, const char *part)
{
	char *record = NULL;
	struct error err = { 0 };
	ck_assert_int_eq(
		walk_try(&training, person, data_form, wish_for_data, &record, &err), RESULT_REFUSED);
	ck_assert_msg(strstr(err.text, part), "%s", err.text);
	free(record);
}

static void must_file(const char *person)
{
	free(walk_file(&training, person, data_form, wish_for_data, NULL));
}

/* Suzuki is operator no longer: of two site managers one is left, until another is named beside him. */
START_TEST(a_role_out_of_a_register_follows_its_forms)
{
	static const char ended[] =
		"{\"acts\": [\"end\"], \"ended\": [{\"person\": \"suzuki\", \"note\": \"回収した\"}],"
		" \"ended-on\": \"2026-11-24\", \"reason\": \"work\"}";
	static const char named[] = "{\"acts\": [\"end\", \"name\"], \"ended\": [{\"person\": \"suzuki\"}],"
				    " \"named\": [{\"person\": \"oikawa\"}], \"from\": \"2026-11-24\","
				    " \"reason\": \"work\"}";
	static const struct turn operators[] = { { "chiba" }, { "takahashi", .at = "decide" },
		{ "abe", .at = "" } };
	static const struct turn managers[] = { { "chiba", .at = "decide" }, { "takahashi", .at = "" } };
	must_file("sato");
	must_file("suzuki");
	must_refuse("oikawa", "Misaki Sato");
	char *record = walk_file(&training, "oikawa", "sendai-kyosai/operator-naming", ended, NULL);
	walk_turns(&training, record, operators, COUNT(operators));
	free(record);
	must_refuse("suzuki", "exactly 2");
	must_refuse("sato", "exactly 2");
	record = walk_file(&training, "oikawa", naming_form, named, NULL);
	walk_turns(&training, record, managers, COUNT(managers));
	walk_print(&training, "oikawa", record);
	free(record);
	must_file("sato");
	must_file("oikawa");
	must_refuse("suzuki", "Sayaka Oikawa");
}
END_TEST

/* Data of the association with one thing changed, checked as init does. */
static enum result check_with(const char *from, const char *to, struct mistakes *mistakes, struct error *err)
{
	struct bundle files, regulation, spoiled = { 0 };
	const struct bundle *const regulations[] = { &regulation };
	struct office office;
	bundle_read(association.office, &files);
	bundle_read(association.regulation, &regulation);
	for (size_t i = 0; i < files.file_count; i++) {
		struct text bytes = { 0 };
		const char *at = strstr(files.files[i].bytes, from);
		size_t before = at ? (size_t)(at - files.files[i].bytes) : files.files[i].length;
		text_add_n(&bytes, files.files[i].bytes, before);
		if (at)
			text_format(&bytes, "%s%s", to, at + strlen(from));
		bundle_add(&spoiled, files.files[i].name, text_string(&bytes), bytes.length);
		text_done(&bytes);
	}
	enum result r = founding_check(
		&spoiled, regulations, COUNT(regulations), date_of(2026, 11, 24), &office, mistakes, err);
	if (r == RESULT_OK)
		office_done(&office);
	bundle_done(&spoiled);
	bundle_done(&regulation);
	bundle_done(&files);
	return r;
}

START_TEST(data_that_contradicts_its_registers_founds_no_office)
{
	static const struct {
		const char *from, *to, *says;
	} rows[] = {
		{ "{person: oikawa, detail", "{person: oikawa, subject: x, detail", "has no \"subject\"" },
		{ "sendai-kyosai/operators:", "toin/terminal-operators:", "exactly 2" },
		{ "sendai-kyosai/site-managers:", "toin/terminal-operators:", "2 lines under" },
		{ "security-manager: pensions-chief",
			"security-manager: pensions-chief\n  sendai-kyosai/site-manager: {people: [sato, "
			"suzuki]}",
			"is held by whoever stands in" },
	};
	struct error err = { 0 };
	ck_assert_msg(check_with("一致しない", "", NULL, &err) == RESULT_OK, "%s", err.text);
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct mistakes mistakes = { 0 };
		ck_assert_int_eq(check_with(rows[i].from, rows[i].to, &mistakes, &err), RESULT_INVALID);
		ck_assert_msg(strstr(err.text, rows[i].says), "%s: %s", rows[i].to, err.text);
		mistakes_done(&mistakes);
	}
}
END_TEST

Suite *openings_suite(void)
{
	const TTest *const tests[] = {
		what_the_office_brought_along_is_in_the_register_the_journal_and_the_replay,
		a_role_out_of_a_register_follows_its_forms,
		data_that_contradicts_its_registers_founds_no_office,
		NULL,
	};
	return suite_with("openings", tests, setup, teardown);
}
