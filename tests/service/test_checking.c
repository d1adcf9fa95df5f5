/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The journal verified and listed, and papers checked against it. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/memory.h"
#include "service/checking.h"
#include "service/printing.h"
#include "store/journal.h"
#include "store/query.h"
#include "tests/support/suites.h"
#include "tests/support/setting.h"

suite_maker checking_suite;

START_TEST(the_chain_is_verified_without_key_and_card)
{
	struct error err;
	char *said;
	must(checking_chain(training.folder, NULL, NULL, &said, &err), &err);
	ck_assert_msg(strstr(said, "The chain is whole") != NULL, "%s", said);
	ck_assert_ptr_null(strstr(said, "paper"));
	free(said);
	must(checking_chain(training.folder, training.root, NULL, &said, &err), &err);
	ck_assert_ptr_nonnull(strstr(said, "paper"));
	free(said);
	ck_assert_int_eq(
		checking_chain(training.folder, "0000-0000-0000-0000-0000-0000-0000-0000", NULL, &said, &err),
		RESULT_DAMAGED);
	ck_assert_int_eq(checking_chain("/nonexistent", NULL, NULL, &said, &err), RESULT_NOT_FOUND);
}
END_TEST

START_TEST(a_changed_byte_is_found)
{
	struct error err;
	char *path = memory_format("%s/office.db", training.folder), *bytes, *said;
	size_t length;
	desk_free(training.desk);
	training.desk = NULL;
	must(file_read(path, 64U << 20, &bytes, &length, &err), &err);
	/* The workstation's name in the genesis entry: the same length, another letter. */
	char *at = memmem(bytes, length, "counter-1", 9);
	ck_assert_ptr_nonnull(at);
	for (; at; at = memmem(at, length - (size_t)(at - bytes), "counter-1", 9))
		at[0] = 'C';
	must(file_write(path, bytes, length, 0600, &err), &err);
	ck_assert_int_ne(checking_chain(training.folder, NULL, NULL, &said, &err), RESULT_OK);
	free(bytes);
	free(path);
}
END_TEST

static int64_t steps;

static void on_step(void *data, int64_t done, int64_t all)
{
	(void)data;
	ck_assert_int_le(done, all);
	steps++;
}

START_TEST(all_of_it_is_verified_and_replayed_by_who_may_audit)
{
	const struct checking_progress progress = { .step = on_step };
	struct error err;
	char *said, *record = training_file(&training);
	struct session *session = training_sign_in(&training, "ogawa");
	must(checking_all(session, true, training.root, &progress, &said, &err), &err);
	ck_assert_msg(strstr(said, "all ") && strstr(said, "rows"), "%s", said);
	free(said);
	session_free(session);
	free(record);
}
END_TEST

START_TEST(a_closing_is_signed_by_who_may_audit_and_verified)
{
	struct error err;
	struct card_pin pin;
	char *said;
	int tries;
	struct session *session = training_sign_in(&training, "yamada");
	training_pin(&pin);
	ck_assert_int_eq(checking_close(session, &pin, &tries, &said, &err), RESULT_REFUSED);
	session_free(session);
	session = training_sign_in(&training, "ogawa");
	ck_assert_msg(checking_close(session, &pin, &tries, &said, &err) == RESULT_OK, "%s", err.text);
	ck_assert_ptr_nonnull(strstr(said, "up to entry"));
	free(said);
	ck_assert_msg(checking_all(session, true, NULL, NULL, &said, &err) == RESULT_OK, "%s", err.text);
	free(said);
	session_free(session);
	card_pin_done(&pin);
}
END_TEST

START_TEST(who_may_not_audit_sees_nothing_of_the_journal)
{
	struct error err;
	char *said, **lines;
	size_t count;
	struct session *session = training_sign_in(&training, "yamada");
	ck_assert_int_eq(checking_all(session, false, NULL, NULL, &said, &err), RESULT_REFUSED);
	ck_assert_ptr_nonnull(strstr(err.text, "\"auditing\""));
	/* But a paper in one's hand may be asked about by anybody. */
	ck_assert_int_eq(checking_paper(session, "1-0000-0000-0000-0000", &said, &err), RESULT_NOT_FOUND);
	ck_assert_int_eq(checking_list(session, 10, &lines, &count, &err), RESULT_REFUSED);
	session_free(session);
}
END_TEST

START_TEST(the_list_is_newest_first_and_journaled_itself)
{
	struct error err;
	char **lines, *record = training_file(&training);
	size_t count;
	struct session *session = training_sign_in(&training, "ogawa");
	must(checking_list(session, 3, &lines, &count, &err), &err);
	ck_assert_uint_eq(count, 3);
	ck_assert_msg(strstr(lines[0], "list shown") && strstr(lines[0], "journal"), "%s", lines[0]);
	ck_assert_msg(strstr(lines[1], "sign-in"), "%s", lines[1]);
	ck_assert_ptr_null(strstr(lines[0], "(signed)"));
	for (size_t i = 0; i < count; i++)
		free(lines[i]);
	free(lines);
	session_free(session);
	free(record);
}
END_TEST

/* Prints the record and gives the number that stands on its sheet. */
static void print_once(struct session *session, const char *record, char number[PRINT_NUMBER_SIZE])
{
	struct error err;
	struct dossier dossier;
	struct entries entries;
	char *bytes;
	size_t length;
	must(reading_open(session, record, &dossier, &err), &err);
	const struct dossier *const sheets[] = { &dossier };
	must(printing_pdf(session, sheets, 1, &bytes, &length, NULL, &err), &err);
	free(bytes);
	dossier_done(&dossier);
	struct entry_filter filter = { .by_kind = true, .kind = ENTRY_PRINT, .limit = 1 };
	must(query_entries(training.desk->store, &filter, &entries, &err), &err);
	ck_assert_uint_eq(entries.count, 1);
	print_number(entries.items[0].sequence, &entries.items[0].hash, number);
	entries_done(&entries);
}

START_TEST(a_paper_is_known_by_its_number)
{
	struct error err;
	char number[PRINT_NUMBER_SIZE], *said, *record = training_file(&training);
	struct session *session = training_sign_in(&training, "yamada");
	print_once(session, record, number);
	session_free(session);
	session = training_sign_in(&training, "ogawa");
	must(checking_paper(session, number, &said, &err), &err);
	ck_assert_msg(strstr(said, "24 November 2026") && strstr(said, "Nothing was done"), "%s", said);
	free(said);
	ck_assert_int_eq(checking_paper(session, "nonsense", &said, &err), RESULT_INVALID);
	number[strlen(number) - 1] = number[strlen(number) - 1] == '0' ? '1' : '0';
	ck_assert_int_eq(checking_paper(session, number, &said, &err), RESULT_NOT_FOUND);
	session_free(session);
	free(record);
}
END_TEST

START_TEST(a_tilde_is_the_home_folder_and_nothing_is_written_over_unasked)
{
	struct error err = { 0 };
	char *home = memory_string(getenv("HOME") ? getenv("HOME") : ""), folder[] = "/tmp/choba-home-XXXXXX";
	ck_assert_ptr_nonnull(mkdtemp(folder));
	setenv("HOME", folder, 1);
	ck_assert(!printing_exists("~/sheet.pdf", &err));
	must(printing_save("~/sheet.pdf", "one", 3, false, &err), &err);
	ck_assert(printing_exists("~/sheet.pdf", &err));
	ck_assert_msg(strstr(err.text, folder), "%s", err.text);
	ck_assert_int_eq(printing_save("~/sheet.pdf", "two", 3, false, &err), RESULT_CONFLICT);
	must(printing_save("~/sheet.pdf", "two", 3, true, &err), &err);
	setenv("HOME", home, 1);
	char *sheet = memory_format("%s/sheet.pdf", folder);
	ck_assert_int_eq(unlink(sheet), 0);
	ck_assert_int_eq(rmdir(folder), 0);
	free(sheet);
	free(home);
}
END_TEST

START_TEST(a_print_that_failed_is_void_and_the_next_is_not)
{
	struct error err = { 0 };
	char number[PRINT_NUMBER_SIZE], again[PRINT_NUMBER_SIZE], *said, *record = training_file(&training);
	struct dossier dossier;
	struct session *session = training_sign_in(&training, "yamada");
	print_once(session, record, number);
	must(reading_open(session, record, &dossier, &err), &err);
	const struct dossier *const sheets[] = { &dossier };
	ck_assert_int_eq(printing_save("/nonexistent/sheet.pdf", "x", 1, false, &err), RESULT_NOT_FOUND);
	printing_void(session, sheets, 1, &err);
	ck_assert_msg(
		strstr(err.text, "nonexistent") && strstr(err.text, "is void; the journal"), "%s", err.text);
	print_once(session, record, again);
	must(checking_paper(session, number, &said, &err), &err);
	ck_assert_msg(strstr(said, "The print failed, so the number is void."), "%s", said);
	free(said);
	must(checking_paper(session, again, &said, &err), &err);
	ck_assert_ptr_null(strstr(said, "void"));
	free(said);
	dossier_done(&dossier);
	session_free(session);
	free(record);
}
END_TEST

Suite *checking_suite(void)
{
	const TTest *const tests[] = {
		the_chain_is_verified_without_key_and_card,
		a_changed_byte_is_found,
		all_of_it_is_verified_and_replayed_by_who_may_audit,
		a_closing_is_signed_by_who_may_audit_and_verified,
		who_may_not_audit_sees_nothing_of_the_journal,
		the_list_is_newest_first_and_journaled_itself,
		a_paper_is_known_by_its_number,
		a_tilde_is_the_home_folder_and_nothing_is_written_over_unasked,
		a_print_that_failed_is_void_and_the_next_is_not,
		NULL,
	};
	return suite_with("checking", tests, setting_make, setting_clear);
}
