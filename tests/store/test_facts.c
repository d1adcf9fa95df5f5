/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of the registers that acts project: granted, ended, asked, replayed. */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "tests/store/office_fixture.h"
#include "tests/support/suites.h"

suite_maker facts_suite;

static struct office_fixture fixture;
static struct error err;

static void setup(void)
{
	fixture_init(&fixture);
}

static void teardown(void)
{
	int64_t rows;
	ck_assert_msg(replay_compare(fixture.store, &rows, &err) == RESULT_OK, "%s", err.text);
	fixture_done(&fixture);
}

/* Decides a record of its own whose entry has these effects (stolen). */
static enum result decide(char digit, json_t *effects)
{
	char id[33];
	fixture_id(digit, id);
	ck_assert_int_eq(fixture_do(&fixture, id, ACT_FILE, 0, &err), RESULT_OK);
	enum result r = store_begin(fixture.store, &err);
	ck_assert_int_eq(r, RESULT_OK);
	struct entry entry = fixture_act(&fixture, id, ACT_DECIDE, 0, "words");
	json_object_set_new(entry.envelope, "effects", effects);
	fixture_sign(&fixture, &entry, fixture.clerk);
	r = journal_append(fixture.store, &entry, &err);
	entry_done(&entry);
	return store_end(fixture.store, r, &err);
}

static json_t *grant(const char *person, const char *subject, const char *from, const char *to)
{
	return json_pack("{s:s, s:s, s:s*, s:s*, s:s, s:s*}", "fact", "operators", "how", "grant", "person",
		person, "subject", subject, "from", from, "to", to);
}

static bool holds(const char *person, const char *subject, date day, int minute)
{
	struct fact_question question = { "toin", "operators", person, subject, day, minute, false };
	bool is = false;
	ck_assert_int_eq(query_fact_holds(fixture.store, &question, &is, &err), RESULT_OK);
	return is;
}

START_TEST(what_is_granted_holds_from_its_first_day_to_its_last)
{
	ck_assert_int_eq(
		decide('a', json_pack("[o]", grant("yamada", "t1", "2026-12-01", "2027-03-31"))), RESULT_OK);
	static const struct {
		int year, month, day;
		bool holds;
	} days[] = { { 2026, 11, 30, false }, { 2026, 12, 1, true }, { 2027, 3, 31, true },
		{ 2027, 4, 1, false } };
	for (size_t i = 0; i < COUNT(days); i++)
		ck_assert_int_eq(holds("yamada", "t1", date_of(days[i].year, days[i].month, days[i].day),
					 FACT_ANY_MINUTE),
			days[i].holds);
	ck_assert(!holds("kimura", "t1", date_of(2026, 12, 1), FACT_ANY_MINUTE));
	ck_assert(!holds("yamada", "t2", date_of(2026, 12, 1), FACT_ANY_MINUTE));
	ck_assert(holds("yamada", NULL, date_of(2026, 12, 1), FACT_ANY_MINUTE));
	ck_assert(holds(NULL, "t1", date_of(2026, 12, 1), FACT_ANY_MINUTE));
}
END_TEST

START_TEST(an_end_ends_it_for_that_person_and_subject_from_that_day)
{
	ck_assert_int_eq(decide('a', json_pack("[o,o]", grant("yamada", "t1", "2026-12-01", NULL),
					     grant("yamada", "t2", "2026-12-01", NULL))),
		RESULT_OK);
	json_t *end = grant("yamada", "t1", "2027-01-10", NULL);
	json_object_set_new(end, "how", json_string("end"));
	ck_assert_int_eq(decide('b', json_pack("[o]", end)), RESULT_OK);
	ck_assert(holds("yamada", "t1", date_of(2027, 1, 9), FACT_ANY_MINUTE));
	ck_assert(!holds("yamada", "t1", date_of(2027, 1, 10), FACT_ANY_MINUTE));
	ck_assert(holds("yamada", "t2", date_of(2027, 1, 10), FACT_ANY_MINUTE));
	struct fact_rows rows;
	char id[33];
	struct fact_filter filter = { .record = fixture_id('b', id) ? id : NULL, .day = DATE_NONE };
	ck_assert_int_eq(query_facts(fixture.store, &filter, &rows, &err), RESULT_OK);
	ck_assert_uint_eq(rows.count, 1);
	ck_assert_str_eq(rows.items[0].subject, "t1");
	ck_assert_str_eq(rows.items[0].ended_by, id);
	ck_assert_int_eq(rows.items[0].ends, date_of(2027, 1, 9));
	fact_rows_done(&rows);
}
END_TEST

START_TEST(what_begins_later_can_be_ended_before_and_never_held)
{
	ck_assert_int_eq(decide('a', json_pack("[o]", grant("yamada", "t1", "2027-04-01", NULL))), RESULT_OK);
	struct fact_question question = { "toin", "operators", "yamada", "t1", date_of(2026, 12, 1),
		FACT_ANY_MINUTE, true };
	bool is = false;
	ck_assert_int_eq(query_fact_holds(fixture.store, &question, &is, &err), RESULT_OK);
	ck_assert(is);
	json_t *end = json_pack("[{s:s, s:s, s:s}]", "how", "end", "record",
		"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "from", "2026-12-01");
	ck_assert_int_eq(decide('b', end), RESULT_OK);
	ck_assert_int_eq(query_fact_holds(fixture.store, &question, &is, &err), RESULT_OK);
	ck_assert(!is);
	ck_assert(!holds("yamada", "t1", date_of(2027, 4, 1), FACT_ANY_MINUTE));
}
END_TEST

START_TEST(hours_open_each_day_between_them_also_past_midnight)
{
	json_t *evening = grant("yamada", NULL, "2026-12-01", "2026-12-02");
	json_t *night = grant("kimura", NULL, "2026-12-01", "2026-12-01");
	json_object_update_new(evening, json_pack("{s:s, s:s}", "time-from", "17:30", "time-to", "20:00"));
	json_object_update_new(night, json_pack("{s:s, s:s}", "time-from", "22:00", "time-to", "02:00"));
	ck_assert_int_eq(decide('a', json_pack("[o,o]", evening, night)), RESULT_OK);
	date day = date_of(2026, 12, 1);
	ck_assert(!holds("yamada", NULL, day, 17 * 60));
	ck_assert(holds("yamada", NULL, day, 17 * 60 + 30));
	ck_assert(holds("yamada", "t9", day + 1, 20 * 60)); /* granted without a subject: for any */
	ck_assert(!holds("yamada", NULL, day + 2, 18 * 60));
	ck_assert(holds("kimura", NULL, day, 23 * 60));
	ck_assert(!holds("kimura", NULL, day, 12 * 60));
}
END_TEST

START_TEST(a_register_is_listed_by_day_person_and_subject)
{
	ck_assert_int_eq(decide('a', json_pack("[o,o,o]", grant("yamada", "t2", "2026-12-01", "2026-12-31"),
					     grant("yamada", "t1", "2026-12-01", NULL),
					     grant("kimura", "t1", "2027-01-01", NULL))),
		RESULT_OK);
	static const struct {
		struct fact_filter filter;
		size_t count;
	} cases[] = { { { .regulation = "toin", .fact = "operators", .day = DATE_NONE }, 3 },
		{ { .fact = "operators", .day = 20799 }, 2 }, /* 2026-12-12 */
		{ { .person = "yamada", .day = 20820 }, 1 },  /* 2027-01-02 */
		{ { .subject = "t1", .day = 20820 }, 2 }, { { .fact = "other", .day = DATE_NONE }, 0 } };
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct fact_rows rows;
		ck_assert_int_eq(query_facts(fixture.store, &cases[i].filter, &rows, &err), RESULT_OK);
		ck_assert_uint_eq(rows.count, cases[i].count);
		fact_rows_done(&rows);
	}
}
END_TEST

START_TEST(an_effect_that_cannot_be_read_is_refused_and_nothing_is_written)
{
	ck_assert_int_eq(decide('a', json_pack("[{s:s}]", "how", "grant")), RESULT_INVALID);
	ck_assert(strstr(err.text, "cannot be read"));
	struct fact_rows rows;
	struct fact_filter filter = { .day = DATE_NONE };
	ck_assert_int_eq(query_facts(fixture.store, &filter, &rows, &err), RESULT_OK);
	ck_assert_uint_eq(rows.count, 0);
}
END_TEST

START_TEST(a_head_keeps_days_of_use_relations_and_readers)
{
	char id[33], earlier[33];
	struct record record;
	fixture_id('a', earlier);
	fixture_id('b', id);
	fixture_life(&fixture, earlier);
	ck_assert_int_eq(fixture_do(&fixture, id, ACT_FILE, 0, &err), RESULT_OK);
	ck_assert_int_eq(query_record(fixture.store, id, &record, &err), RESULT_OK);
	ck_assert_int_eq(store_begin(fixture.store, &err), RESULT_OK);
	ck_assert_int_eq(journal_next(fixture.store, &record.revision, &err), RESULT_OK);
	record.use_from = date_of(2026, 12, 1);
	record.use_to = date_of(2027, 3, 31);
	record_relate(&record, earlier, RELATION_CONTINUE);
	*LIST_ADD(record.told, record.told_count) = memory_string("post:head");
	struct transition transition = { .act = ACT_CORRECT, .version = 2 };
	struct entry entry = { .kind = ENTRY_ACT,
		.actor = memory_string("clerk"),
		.record = memory_string(id),
		.form = memory_string("application"),
		.regulation_hash = memory_string(record.regulation_hash),
		.envelope = json_pack("{s:o, s:o}", "record", record_to_json(&record), "transition",
			entry_transition(&transition)) };
	record_done(&record);
	enum result r = journal_append(fixture.store, &entry, &err);
	entry_done(&entry);
	ck_assert_msg(store_end(fixture.store, r, &err) == RESULT_OK, "%s", err.text);
	ck_assert_int_eq(query_record(fixture.store, id, &record, &err), RESULT_OK);
	ck_assert_uint_eq(record.relation_count, 1);
	ck_assert_int_eq(record.relations[0].kind, RELATION_CONTINUE);
	ck_assert_str_eq(record.told[0], "post:head");
	ck_assert_int_eq(record.use_to, date_of(2027, 3, 31));
	ck_assert_ptr_null(record.concluded_by);
	record_done(&record);
	struct records records;
	ck_assert_int_eq(query_followers(fixture.store, earlier, &records, &err), RESULT_OK);
	ck_assert_uint_eq(records.count, 1);
	ck_assert_str_eq(records.items[0].id, id);
	records_done(&records);
	ck_assert_int_eq(query_in_use(fixture.store, date_of(2027, 3, 31), &records, &err), RESULT_OK);
	ck_assert_uint_eq(records.count, 1);
	records_done(&records);
	ck_assert_int_eq(query_in_use(fixture.store, date_of(2027, 3, 30), &records, &err), RESULT_OK);
	ck_assert_uint_eq(records.count, 0);
	records_done(&records);
}
END_TEST

Suite *facts_suite(void)
{
	const TTest *const tests[] = {
		what_is_granted_holds_from_its_first_day_to_its_last,
		an_end_ends_it_for_that_person_and_subject_from_that_day,
		what_begins_later_can_be_ended_before_and_never_held,
		hours_open_each_day_between_them_also_past_midnight,
		a_register_is_listed_by_day_person_and_subject,
		an_effect_that_cannot_be_read_is_refused_and_nothing_is_written,
		a_head_keeps_days_of_use_relations_and_readers,
		NULL,
	};
	return suite_with("facts", tests, setup, teardown);
}
