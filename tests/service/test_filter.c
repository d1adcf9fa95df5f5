/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Filters of the list: what they let through, and that they are kept for one person. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "crypto/random.h"
#include "service/filter.h"
#include "service/reading.h"
#include "store/journal.h"
#include "store/query.h"
#include "tests/support/suites.h"
#include "tests/support/setting.h"

suite_maker filter_suite;

static size_t count_by(struct session *session, const struct filter *filter)
{
	struct error err;
	struct reading_lines lines;
	must(filter_list(session, filter, &lines, &err), &err);
	size_t count = lines.count;
	reading_lines_done(&lines);
	return count;
}

START_TEST(a_filter_lets_through_by_section_days_and_person)
{
	date day = date_of(2026, 11, 24);
	struct filter all = filter_all();
	char tax[] = "tax", welfare[] = "welfare";
	const struct {
		struct filter filter;
		const char *person;
		size_t count;
	} rows[] = {
		{ all, "yamada", 1 },
		{ { .state = RECORD__COUNT, .from = day, .to = day }, "yamada", 1 },
		{ { .state = RECORD__COUNT, .from = day + 1, .to = DATE_NONE }, "yamada", 0 },
		{ { .state = RECORD__COUNT, .from = DATE_NONE, .to = day - 1 }, "yamada", 0 },
		{ { .state = RECORD_DECIDED, .from = DATE_NONE, .to = DATE_NONE }, "yamada", 0 },
		{ { .state = RECORD__COUNT, .section = tax, .from = DATE_NONE, .to = DATE_NONE }, "yamada",
			1 },
		{ { .state = RECORD__COUNT, .section = welfare, .from = DATE_NONE, .to = DATE_NONE },
			"yamada", 0 },
		{ { .state = RECORD__COUNT, .mine = true, .from = DATE_NONE, .to = DATE_NONE }, "yamada", 1 },
		{ { .state = RECORD__COUNT, .mine = true, .from = DATE_NONE, .to = DATE_NONE }, "mori", 0 },
	};
	free(training_file(&training));
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct session *session = training_sign_in(&training, rows[i].person);
		size_t count = count_by(session, &rows[i].filter);
		ck_assert_msg(count == rows[i].count, "row %zu: %zu", i, count);
		session_free(session);
	}
}
END_TEST

/* One act on a record like the filed one, by whom and for whom it is said, without contents. */
static void append_like(const struct record *filed, const struct record *changes, const char *actor,
	const char *principal, int number)
{
	struct error err;
	struct record head = *filed;
	char id[ID_SIZE];
	snprintf(id, sizeof id, "%032d", number);
	head.id = id;
	head.section = changes->section;
	head.drafter = changes->drafter;
	head.applicant = changes->applicant;
	head.told = changes->told;
	head.told_count = changes->told_count;
	must(store_begin(training.desk->store, &err), &err);
	must(journal_next(training.desk->store, &head.revision, &err), &err);
	head.contents = 0;
	struct transition transition = { .act = ACT_PASS, .step = head.step, .version = 1 };
	struct entry entry = {
		.kind = ENTRY_ACT,
		.actor = memory_string(actor),
		.principal = memory_string(principal),
		.capacity = principal ? CAPACITY_DEPUTY : CAPACITY_SELF,
		.record = memory_string(id),
		.form = memory_string(head.form),
		.regulation_hash = memory_string(head.regulation_hash),
		.envelope = json_pack("{s:o, s:o}", "record", record_to_json(&head), "transition",
			entry_transition(&transition)),
	};
	must(store_end(training.desk->store, journal_append(training.desk->store, &entry, &err), &err), &err);
	entry_done(&entry);
}

/* Records that ikeda of 福祉課 may read for one reason each, but for the first; returns how many there are. */
static size_t append_reasons(const struct record *filed)
{
	static char tax[] = "tax", welfare[] = "welfare", ikeda[] = "ikeda", kimura[] = "kimura";
	static char told_ikeda[] = "person:ikeda", told_section[] = "section:welfare";
	static char *told[] = { told_ikeda, told_section };
	const struct {
		struct record head;
		const char *actor, *principal;
	} rows[] = {
		{ { .section = tax, .drafter = kimura }, "yamada", NULL },
		{ { .section = welfare, .drafter = kimura }, "yamada", NULL },
		{ { .section = tax, .drafter = ikeda }, "yamada", NULL },
		{ { .section = tax, .drafter = kimura, .applicant = ikeda }, "yamada", NULL },
		{ { .section = tax, .drafter = kimura, .told = told, .told_count = 1 }, "yamada", NULL },
		{ { .section = tax, .drafter = kimura, .told = told + 1, .told_count = 1 }, "yamada", NULL },
		{ { .section = tax, .drafter = kimura }, "ikeda", NULL },
		{ { .section = tax, .drafter = kimura }, "yamada", "ikeda" },
	};
	for (size_t i = 0; i < COUNT(rows); i++)
		append_like(filed, &rows[i].head, rows[i].actor, rows[i].principal, (int)i);
	return COUNT(rows);
}

START_TEST(everybody_is_listed_what_he_may_open_and_nothing_else)
{
	struct error err;
	struct record filed;
	char *first = training_file(&training);
	must(query_record(training.desk->store, first, &filed, &err), &err);
	size_t all = append_reasons(&filed) + 1, listed_in_part = 0;
	for (size_t i = 0; i < training.card_count; i++) {
		struct session *session = training_sign_in(&training, training.people[i]);
		struct record_filter every = record_filter_all();
		const struct filter filter = filter_all();
		struct records records;
		size_t open = 0;
		must(query_records(training.desk->store, &every, &records, &err), &err);
		ck_assert_uint_eq(records.count, all);
		for (size_t k = 0; k < records.count; k++) {
			struct dossier dossier;
			enum result r = reading_open(session, records.items[k].id, &dossier, &err);
			ck_assert_msg(r == RESULT_OK || r == RESULT_REFUSED, "%s", err.text);
			open += r == RESULT_OK;
			if (r == RESULT_OK)
				dossier_done(&dossier);
		}
		records_done(&records);
		size_t count = count_by(session, &filter);
		ck_assert_msg(count == open, "%s: %zu of %zu", training.people[i], count, open);
		listed_in_part += count && count < all;
		session_free(session);
	}
	ck_assert_uint_ge(listed_in_part, 2);
	record_done(&filed);
	free(first);
}
END_TEST

START_TEST(the_query_for_a_reader_leaves_out_what_he_has_nothing_to_do_with)
{
	struct error err;
	struct record filed;
	struct records records;
	char *first = training_file(&training);
	must(query_record(training.desk->store, first, &filed, &err), &err);
	append_reasons(&filed);
	struct record_filter filter = record_filter_all();
	filter.reader = "ikeda";
	filter.reaches = json_array();
	must(query_records(training.desk->store, &filter, &records, &err), &err);
	ck_assert_uint_eq(records.count, 6); /* all but the three that name neither her nor anybody told */
	records_done(&records);
	json_decref((json_t *)(uintptr_t)filter.reaches);
	record_done(&filed);
	free(first);
}
END_TEST

static void keep(struct session *session, const char *name, const char *section)
{
	struct error err;
	struct filter filter = filter_all();
	filter.name = memory_string(name);
	filter.section = memory_string(section);
	filter.form = memory_string("toin/form-1");
	filter.state = RECORD_RETURNED;
	filter.mine = true;
	filter.from = date_of(2026, 4, 1);
	must(filter_keep(session, &filter, &err), &err);
	filter_done(&filter);
}

START_TEST(a_filter_is_kept_for_one_person_beyond_signing_out)
{
	struct error err;
	struct filters filters;
	struct session *session = training_sign_in(&training, "yamada");
	keep(session, "差戻し", "tax");
	keep(session, "B", "tax");
	keep(session, "差戻し", "welfare"); /* in place of the first */
	session_free(session);
	session = training_sign_in(&training, "yamada");
	must(filter_kept(session, &filters, &err), &err);
	ck_assert_uint_eq(filters.count, 2);
	const struct filter *filter = &filters.items[1];
	ck_assert_str_eq(filter->name, "差戻し");
	ck_assert_str_eq(filter->section, "welfare");
	ck_assert_str_eq(filter->form, "toin/form-1");
	ck_assert_int_eq(filter->state, RECORD_RETURNED);
	ck_assert(filter->mine);
	ck_assert_int_eq(filter->from, date_of(2026, 4, 1));
	ck_assert_int_eq(filter->to, DATE_NONE);
	filters_done(&filters);
	must(filter_remove(session, "B", &err), &err);
	ck_assert_int_eq(filter_remove(session, "B", &err), RESULT_NOT_FOUND);
	session_free(session);
	session = training_sign_in(&training, "mori");
	must(filter_kept(session, &filters, &err), &err);
	ck_assert_uint_eq(filters.count, 0);
	session_free(session);
}
END_TEST

START_TEST(what_makes_no_filter_is_said)
{
	struct error err;
	struct session *session = training_sign_in(&training, "yamada");
	struct filter filter = filter_all();
	ck_assert_int_eq(filter_keep(session, &filter, &err), RESULT_INVALID);
	filter.name = memory_string("1234567890123456789012345678901");
	ck_assert_int_eq(filter_keep(session, &filter, &err), RESULT_INVALID);
	ck_assert_msg(strstr(err.text, "30") != NULL, "%s", err.text);
	filter.name[1] = '\0';
	filter.from = date_of(2026, 4, 2);
	filter.to = date_of(2026, 4, 1);
	ck_assert_int_eq(filter_keep(session, &filter, &err), RESULT_INVALID);
	filter.to = DATE_NONE;
	for (int i = 0; i < FILTERS_LIMIT; i++) {
		free(filter.name);
		filter.name = memory_format("filter %d", i);
		must(filter_keep(session, &filter, &err), &err);
	}
	must(filter_keep(session, &filter, &err), &err); /* one that is there may be changed */
	free(filter.name);
	filter.name = memory_string("one more");
	ck_assert_int_eq(filter_keep(session, &filter, &err), RESULT_INVALID);
	filter_done(&filter);
	session_free(session);
}
END_TEST

Suite *filter_suite(void)
{
	const TTest *const tests[] = {
		a_filter_lets_through_by_section_days_and_person,
		everybody_is_listed_what_he_may_open_and_nothing_else,
		the_query_for_a_reader_leaves_out_what_he_has_nothing_to_do_with,
		a_filter_is_kept_for_one_person_beyond_signing_out,
		what_makes_no_filter_is_said,
		NULL,
	};
	return suite_with("filter", tests, setting_make, setting_clear);
}
