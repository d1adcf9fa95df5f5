/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A record as the journal keeps it: what is written is read again, and what is missing is named. */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "domain/record.h"
#include "tests/support/suites.h"

suite_maker record_suite;

/* The caller's. */
static json_t *written(void)
{
	struct record record = { .id = memory_string("r1"),
		.regulation = memory_string("toin"),
		.regulation_hash = memory_string("00ff"),
		.form = memory_string("data-use-application"),
		.section = memory_string("tax"),
		.drafter = memory_string("yamada"),
		.state = RECORD_DECIDED,
		.answer = ANSWER_CONDITIONAL,
		.fiscal_year = 2026,
		.number = 7,
		.version = 2,
		.revision = 31,
		.filed = date_of(2026, 11, 24),
		.received = date_of(2026, 11, 25),
		.decided = date_of(2026, 11, 26),
		.dispatched = DATE_NONE,
		.use_from = DATE_NONE,
		.use_to = DATE_NONE,
		.concluded_on = DATE_NONE };
	json_t *json = record_to_json(&record);
	record_done(&record);
	return json;
}

START_TEST(what_is_written_is_read_again)
{
	struct record record;
	struct error err;
	json_t *json = written();
	ck_assert_msg(record_from_json(json, &record, &err) == RESULT_OK, "%s", err.text);
	json_t *again = record_to_json(&record);
	ck_assert(json_equal(json, again));
	ck_assert_int_eq(record.answer, ANSWER_CONDITIONAL);
	ck_assert_int_eq(record.number, 7);
	ck_assert_int_eq(record.decided, date_of(2026, 11, 26));
	json_decref(again);
	json_decref(json);
	record_done(&record);
}
END_TEST

START_TEST(a_record_that_lacks_what_it_must_have_says_what)
{
	static const char *const keys[] = { "id", "regulation", "regulation-hash", "form", "state" };
	for (size_t i = 0; i < COUNT(keys); i++) {
		struct record record = { 0 };
		struct error err;
		json_t *json = written();
		char *wanted = memory_format("A record in the journal lacks \"%s\"", keys[i]);
		json_object_del(json, keys[i]);
		ck_assert_int_eq(record_from_json(json, &record, &err), RESULT_DAMAGED);
		ck_assert_str_eq(err.text, wanted);
		ck_assert_ptr_null(record.id); /* nothing half read is handed out */
		free(wanted);
		json_decref(json);
	}
}
END_TEST

START_TEST(a_state_that_is_none_is_no_state)
{
	struct record record;
	struct error err;
	json_t *json = written();
	json_object_set_new(json, "state", json_string("resting"));
	ck_assert_int_eq(record_from_json(json, &record, &err), RESULT_DAMAGED);
	ck_assert_msg(strstr(err.text, "\"state\"") != NULL, "%s", err.text);
	json_decref(json);
}
END_TEST

Suite *record_suite(void)
{
	const TTest *const tests[] = {
		what_is_written_is_read_again,
		a_record_that_lacks_what_it_must_have_says_what,
		a_state_that_is_none_is_no_state,
		NULL,
	};
	return suite_of("record", tests);
}
