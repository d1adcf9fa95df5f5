/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An office in earnest: two administrators found it, its workstation has a file of root's, nothing of training opens it. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/memory.h"
#include "service/desk.h"
#include "service/session.h"
#include "tests/support/production.h"
#include "tests/support/setting.h"
#include "tests/support/suites.h"

suite_maker production_suite;

static char *folder, *key_file, *workstation;
static struct error err;

static void setup(void)
{
	training_begin(&training);
	folder = memory_format("%s-in-earnest", training.folder);
	key_file = memory_format("%s.key", folder);
	workstation = memory_format("%s.id", folder);
}

static void teardown(void)
{
	training_end(&training);
	free(folder);
	free(key_file);
	free(workstation);
}

static enum result found(const char *const people[], size_t count)
{
	return production_found(&training, people, count, folder, key_file, &err);
}

static enum result open_desk(struct desk **ret_desk)
{
	const struct desk_options options = { .folder = folder,
		.key_file = key_file,
		.workstation_file = workstation,
		.clock = &training.clock,
		.cards = training.host };
	return desk_open(&options, ret_desk, &err);
}

START_TEST(two_administrators_found_it_and_two_cards_make_no_two_persons)
{
	static const struct {
		const char *people[2];
		size_t count;
		enum result result;
	} rows[] = {
		{ { "ogawa" }, 1, RESULT_REFUSED },
		{ { "ogawa", "yamada" }, 2, RESULT_REFUSED },
		{ { "ogawa", "ogawa" }, 2, RESULT_REFUSED },
		{ { "ogawa", "nobody" }, 2, RESULT_NOT_FOUND },
		{ { "ogawa", "nishida" }, 2, RESULT_OK },
	};
	for (size_t i = 0; i < COUNT(rows); i++) {
		enum result r = found(rows[i].people, rows[i].count);
		ck_assert_msg(r == rows[i].result, "row %zu: %d %s", i, (int)r, r ? err.text : "");
		ck_assert_msg((access(key_file, F_OK) == 0) == (r == RESULT_OK), "row %zu", i);
	}
}
END_TEST

START_TEST(its_workstation_is_named_by_a_file_outside_and_must_be_enrolled)
{
	static const char *const people[] = { "ogawa", "nishida" };
	struct desk *desk;
	ck_assert_int_eq(found(people, COUNT(people)), RESULT_OK);
	char *inside = memory_format("%s/workstation", folder);
	ck_assert_int_ne(access(inside, F_OK), 0); /* only a training office keeps it there */
	ck_assert_int_eq(file_write(inside, "counter-1\n", 10, 0600, NULL), RESULT_OK);
	ck_assert_int_eq(open_desk(&desk), RESULT_NOT_FOUND); /* nor looks there for it */
	ck_assert_int_eq(file_write(workstation, "counter-9\n", 10, 0600, NULL), RESULT_OK);
	ck_assert_int_eq(open_desk(&desk), RESULT_REFUSED);
	ck_assert_msg(strstr(err.text, "counter-9") != NULL, "%s", err.text);
	ck_assert_int_eq(file_write(workstation, "counter-1\n", 10, 0600, NULL), RESULT_OK);
	ck_assert_msg(open_desk(&desk) == RESULT_OK, "%s", err.text);
	ck_assert(!desk->training);
	desk_free(desk);
	free(inside);
}
END_TEST

START_TEST(a_virtual_reader_and_a_training_card_open_nothing)
{
	static const char *const people[] = { "ogawa", "nishida" };
	struct session_visitor visitor;
	struct desk *desk;
	ck_assert_int_eq(found(people, COUNT(people)), RESULT_OK);
	ck_assert_int_eq(file_write(workstation, "counter-1\n", 10, 0600, NULL), RESULT_OK);
	ck_assert_msg(open_desk(&desk) == RESULT_OK, "%s", err.text);
	training_insert(&training, "ogawa");
	ck_assert_int_eq(session_look(desk, &visitor, &err), RESULT_REFUSED);
	ck_assert_msg(strstr(err.text, "virtual reader") != NULL, "%s", err.text);
	fake_host_make_real(training.host);
	ck_assert_int_eq(session_look(desk, &visitor, &err), RESULT_REFUSED);
	ck_assert_str_eq(err.text, "This is a training card; it opens training offices only");
	desk_free(desk);
}
END_TEST

Suite *production_suite(void)
{
	const TTest *const tests[] = {
		two_administrators_found_it_and_two_cards_make_no_two_persons,
		its_workstation_is_named_by_a_file_outside_and_must_be_enrolled,
		a_virtual_reader_and_a_training_card_open_nothing,
		NULL,
	};
	return suite_with("production", tests, setup, teardown);
}
