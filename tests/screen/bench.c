/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The office that the screens are tested with. */
#include "tests/screen/bench.h"

#include <check.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/i18n.h"
#include "base/memory.h"
#include "service/filing.h"
#include "service/founding.h"
#include "service/people.h"
#include "tests/support/readers.h"
#include "tests/support/bundle.h"
#include "tests/support/office.h"

enum { FILE_LIMIT = 16 << 20, DEADLINE = 1000 };

static const int64_t ten_past_ten = 1795482720000; /* 2026-11-24 10:12 in Japan */

static struct {
	char *folder;   /* holds all that the tests make, so that nothing is left of one that failed */
	char *original; /* holds office/, master.key and workstation */
	struct office office;
	struct fake_card **cards; /* beside office.people */
} founded;

/* ---- the office, once ------------------------------------------------------------- */

static char *new_folder(const char *top)
{
	char *folder = memory_format("%s/choba-bench-XXXXXX", top ? top : "/tmp");
	if (!mkdtemp(folder)) {
		perror(folder);
		exit(EXIT_FAILURE);
	}
	return folder;
}

static void remove_folder(const char *folder)
{
	DIR *listing = opendir(folder);
	const struct dirent *entry;
	while (listing && (entry = readdir(listing))) {
		if (!strcmp(entry->d_name, ".") || !strcmp(entry->d_name, ".."))
			continue;
		char *path = memory_format("%s/%s", folder, entry->d_name);
		if (unlink(path) != 0)
			remove_folder(path);
		free(path);
	}
	if (listing)
		closedir(listing);
	rmdir(folder);
}

static void check_ok(enum result r, const struct error *err)
{
	if (r == RESULT_OK)
		return;
	fprintf(stderr, "bench: %s\n", err->text);
	exit(EXIT_FAILURE);
}

static void founding_card_of(
	const char *person, const struct card_identity *identity, struct founding_card *card)
{
	card->person = person;
	card->serial = identity->serial;
	for (size_t key = 0; key < CARD_KEY__COUNT; key++) {
		card->certificates[key] = identity->certificates[key].der;
		card->lengths[key] = identity->certificates[key].length;
	}
}

static void make_cards(void)
{
	founded.cards = memory_new(founded.office.person_count, sizeof(struct fake_card *));
	for (size_t i = 0; i < founded.office.person_count; i++)
		founded.cards[i] =
			fake_card_new(&(struct fake_card_options){ .name = founded.office.people[i].name });
}

/* No test is running yet, so that nothing here may use check's asserts. */
static void read_bundle(const char *name, struct bundle *ret_bundle)
{
	struct error err = { 0 };
	char *path = source_path(name);
	check_ok(founding_bundle(path, ret_bundle, &err), &err);
	free(path);
}

/* Reads every card that was made, for founding. */
static void read_cards(struct founding_card *cards, struct card_identity *identities)
{
	struct card_host *host = fake_host_new();
	struct error err = { 0 };
	for (size_t i = 0; i < founded.office.person_count; i++) {
		fake_host_insert(host, founded.cards[i]);
		check_ok(card_read(host, FAKE_READER, DEADLINE, &identities[i], &err), &err);
		founding_card_of(founded.office.people[i].id, &identities[i], &cards[i]);
	}
	card_host_free(host);
}

/* Founds office/, master.key and workstation in a folder; other may be NULL. */
static void found_in(const char *place, const struct bundle *office, const struct bundle *regulation,
	const struct bundle *other)
{
	const struct bundle *regulations[] = { regulation, other };
	struct clock clock = clock_fixed(ten_past_ten);
	struct error err = { 0 };
	size_t count = founded.office.person_count;
	struct founding_card *cards = memory_new(count, sizeof *cards);
	struct card_identity *identities = memory_new(count, sizeof *identities);
	char *root = NULL, *folder = memory_format("%s/office", place);
	char *key = memory_format("%s/master.key", place);
	char *machine = memory_format("%s/workstation", place);
	read_cards(cards, identities);
	struct founding founding = {
		.folder = folder,
		.key_file = key,
		.workstation = "counter-1",
		.clock = &clock,
		.training = true,
		.office = office,
		.regulations = regulations,
		.regulation_count = other ? 2 : 1,
		.cards = cards,
		.card_count = count,
	};
	check_ok(founding_found(&founding, &root, NULL, &err), &err);
	check_ok(file_write(machine, "counter-1\n", strlen("counter-1\n"), 0600, &err), &err);
	for (size_t i = 0; i < count; i++)
		card_identity_done(&identities[i]);
	free(identities);
	free(cards);
	const struct desk_options options = { folder, key, machine, &clock, NULL };
	struct desk *desk = NULL;
	check_ok(desk_open(&options, &desk, &err), &err);
	check_ok(readers_have_read(desk, &err), &err);
	desk_free(desk);
	free(root);
	free(machine);
	free(key);
	free(folder);
}

void bench_found(void)
{
	struct bundle office, regulation;
	struct error err = { 0 };
	founded.folder = new_folder(getenv("TMPDIR"));
	founded.original = new_folder(founded.folder);
	read_bundle("data/demo/toin-town", &office);
	read_bundle("data/regulations/toin", &regulation);
	calendar_shipped();
	check_ok(office_from_bundle(&office, &founded.office, NULL, &err), &err);
	make_cards();
	found_in(founded.original, &office, &regulation, NULL);
	bundle_done(&office);
	bundle_done(&regulation);
}

void bench_forget(void)
{
	remove_folder(founded.folder);
	free(founded.folder);
	free(founded.original);
	for (size_t i = 0; i < founded.office.person_count; i++)
		fake_card_free(founded.cards[i]);
	free(founded.cards);
	office_done(&founded.office);
}

struct fake_card *bench_card(const char *person)
{
	for (size_t i = 0; i < founded.office.person_count; i++)
		if (!strcmp(founded.office.people[i].id, person))
			return founded.cards[i];
	ck_abort_msg("%s is nobody of the demo office", person);
}

/* ---- a bench ----------------------------------------------------------------------- */

static void copy_file(const char *from, const char *to)
{
	struct error err = { 0 };
	char *bytes;
	size_t length;
	ck_assert_msg(file_read(from, FILE_LIMIT, &bytes, &length, &err) == RESULT_OK, "%s", err.text);
	ck_assert_msg(file_write(to, bytes, length, 0600, &err) == RESULT_OK, "%s", err.text);
	free(bytes);
}

static void copy_folder(const char *from, const char *to)
{
	DIR *listing = opendir(from);
	const struct dirent *entry;
	ck_assert(listing != NULL);
	mkdir(to, 0700);
	while ((entry = readdir(listing))) {
		if (!strcmp(entry->d_name, ".") || !strcmp(entry->d_name, ".."))
			continue;
		char *source = memory_format("%s/%s", from, entry->d_name);
		char *target = memory_format("%s/%s", to, entry->d_name);
		struct stat about;
		ck_assert(stat(source, &about) == 0);
		if (S_ISDIR(about.st_mode))
			copy_folder(source, target);
		else
			copy_file(source, target);
		free(source);
		free(target);
	}
	closedir(listing);
}

static struct desk *open_desk(struct bench *bench, struct card_host *cards)
{
	struct desk *desk = NULL;
	struct error err = { 0 };
	struct desk_options options = {
		.folder = bench->office,
		.key_file = bench->key_file,
		.workstation_file = bench->workstation_file,
		.clock = &bench->clock,
		.cards = cards,
	};
	ck_assert_msg(desk_open(&options, &desk, &err) == RESULT_OK, "%s", err.text);
	return desk;
}

/* A workstation in the office that lies in the bench's folder. */
static void sit_down(struct bench *bench, int rows, int columns, bool japanese)
{
	bench->office = memory_format("%s/office", bench->folder);
	bench->key_file = memory_format("%s/master.key", bench->folder);
	bench->workstation_file = memory_format("%s/workstation", bench->folder);
	bench->term = headless_open(rows, columns, japanese);
	bench->cards = fake_host_new();
	bench->desk = open_desk(bench, bench->cards);
	bench->workstation = workstation_new(bench->desk, bench->term);
	bench_settle(bench);
}

void bench_open(struct bench *bench, int rows, int columns, bool japanese)
{
	*bench = (struct bench){ .clock = clock_fixed(ten_past_ten) };
	bench->folder = new_folder(founded.folder);
	copy_folder(founded.original, bench->folder);
	sit_down(bench, rows, columns, japanese);
}

void bench_open_times(struct bench *bench, int rows, int columns, bool japanese)
{
	struct bundle office, regulation, times;
	*bench = (struct bench){ .clock = clock_fixed(ten_past_ten) };
	bench->folder = new_folder(founded.folder);
	read_bundle("data/demo/toin-town", &office);
	read_bundle("data/regulations/toin", &regulation);
	read_bundle("tests/data/regulations/times", &times);
	bundle_join_office(&office, "times", "  times/manager: residents-head\n");
	found_in(bench->folder, &office, &regulation, &times);
	bundle_done(&office);
	bundle_done(&regulation);
	bundle_done(&times);
	sit_down(bench, rows, columns, japanese);
}

void bench_open_training(
	struct bench *bench, const struct training *training, int rows, int columns, bool japanese)
{
	static const char machine[] = "counter-1\n";
	struct error err = { 0 };
	*bench = (struct bench){ .clock = training->clock, .training = training };
	bench->folder = memory_string_n(training->folder, strlen(training->folder) - strlen("/office"));
	char *path = memory_format("%s/workstation", bench->folder);
	ck_assert_msg(file_write(path, machine, strlen(machine), 0600, &err) == RESULT_OK, "%s", err.text);
	free(path);
	sit_down(bench, rows, columns, japanese);
}

void bench_close(struct bench *bench)
{
	workstation_free(bench->workstation);
	desk_free(bench->desk);
	card_host_free(bench->cards);
	term_close(bench->term);
	if (!bench->training)
		remove_folder(bench->folder);
	free(bench->folder);
	free(bench->office);
	free(bench->key_file);
	free(bench->workstation_file);
}

void bench_settle(struct bench *bench)
{
	workstation_settle(bench->workstation);
}

static struct fake_card *card_of(const struct bench *bench, const char *person)
{
	for (size_t i = 0; bench->training && i < bench->training->card_count; i++)
		if (!strcmp(bench->training->people[i], person))
			return bench->training->cards[i];
	return bench_card(person);
}

void bench_insert(struct bench *bench, const char *person)
{
	fake_host_insert(bench->cards, card_of(bench, person));
	bench_settle(bench);
}

void bench_remove(struct bench *bench)
{
	fake_host_remove(bench->cards);
	bench_settle(bench);
}

void bench_type(struct bench *bench, const char *bytes)
{
	term_type(bench->term, bytes);
	bench_settle(bench);
}

void bench_expect_view(const struct bench *bench, const char *name)
{
	const struct view *view = view_top(workstation_stack(bench->workstation));
	ck_assert_str_eq(view->class->name, name);
}

static bool on_bar(struct bench *bench, const char *label)
{
	struct screen *screen = term_screen(bench->term);
	struct text row = { 0 };
	screen_row_text(screen, screen_caret_row(screen), &row);
	bool found = strstr(text_string(&row), label) != NULL;
	text_done(&row);
	return found;
}

void bench_begin_form(struct bench *bench, const char *title)
{
	enum { ROWS = 80 };
	bench_type(bench, BENCH_F12);
	for (int i = 0; i < ROWS && !on_bar(bench, title); i++)
		bench_type(bench, BENCH_DOWN);
	bench_type(bench, "\r");
	bench_expect_view(bench, "filing");
}

void bench_begin(struct bench *bench)
{
	bench_begin_form(bench, i18n_language() == LANGUAGE_JA ? "保護データ利用申請書"
							       : "Application to use protected data");
}

void bench_sign_in(struct bench *bench, const char *person)
{
	bench_insert(bench, person);
	bench_type(bench, FAKE_PIN "\r");
	bench_expect_view(bench, "waiting");
}

/* ---- colleagues --------------------------------------------------------------------- */

struct colleague {
	struct card_host *cards;
	struct desk *desk;
	struct session *session;
	struct card_pin pin;
};

static void colleague_begin(struct bench *bench, const char *person, struct colleague *colleague)
{
	struct session_visitor visitor;
	struct error err = { 0 };
	int tries;
	colleague->cards = fake_host_new();
	fake_host_insert(colleague->cards, bench_card(person));
	colleague->desk = open_desk(bench, colleague->cards);
	card_pin_init(&colleague->pin);
	ck_assert(card_pin_set(&colleague->pin, FAKE_PIN, strlen(FAKE_PIN), &err) == RESULT_OK);
	enum result r = session_look(colleague->desk, &visitor, &err);
	ck_assert_msg(r == RESULT_OK, "%s: %s", person, err.text);
	r = session_open(colleague->desk, &visitor, &colleague->pin, &colleague->session, &tries, &err);
	ck_assert_msg(r == RESULT_OK, "%s: %s", person, err.text);
	session_visitor_done(&visitor);
}

static void colleague_end(struct colleague *colleague)
{
	session_free(colleague->session);
	desk_free(colleague->desk);
	card_host_free(colleague->cards);
	card_pin_done(&colleague->pin);
}

static json_t *application(const char *subject)
{
	json_t *values = json_pack("{s:s, s:s, s:s, s:s, s:s, s:[s], s:[{s:s, s:s}], s:s, s:i, s:s, s:s, "
				   "s:s, s:{s:s, s:s}, s:s, "
				   "s:[{s:s, s:s}], s:s, s:b, s:s, s:s}",
		"business", subject, "purpose", "決定通知を送るため", "processing", "宛名を印刷する",
		"owner-section", "residents", "data-name", "住民基本台帳", "data-kinds", "personal", "items",
		"item", "name", "reason", "宛名", "subjects", "令和8年度の納税義務者", "count", 1200,
		"ground", "law", "ground-text", "地方税法第20条の11", "delivery", "printout", "period",
		"from", "2026-12-01", "to", "2027-03-31", "handler", "kimura", "handlers", "person",
		"shimizu", "work", "印刷", "protection", "鍵のかかる書庫に置く", "outsourced", 0, "after",
		"erase", "after-day", "2027-04-01");
	ck_assert(values != NULL);
	return values;
}

static struct filing *begin(struct colleague *colleague, const char *subject)
{
	struct filing *filing = NULL;
	struct error err = { 0 };
	enum result r = filing_begin(colleague->session, "toin/data-use-application", &filing, &err);
	ck_assert_msg(r == RESULT_OK, "%s", err.text);
	json_t *values = application(subject), *value;
	const char *key;
	json_object_foreach(values, key, value) filing_set(filing, key, json_incref(value));
	json_decref(values);
	return filing;
}

char *bench_file(struct bench *bench, const char *person, const char *subject)
{
	struct colleague colleague;
	struct error err = { 0 };
	char *record = NULL;
	colleague_begin(bench, person, &colleague);
	struct filing *filing = begin(&colleague, subject);
	enum result r = filing_submit(filing, &record, &err);
	ck_assert_msg(r == RESULT_OK, "%s", err.text);
	filing_free(filing);
	colleague_end(&colleague);
	return record;
}

void bench_obey_hours(struct bench *bench, const char *regulation)
{
	struct colleague colleague;
	struct office after;
	struct office_changes changes;
	struct error err = { 0 };
	int tries;
	colleague_begin(bench, "ogawa", &colleague);
	enum result r = admission_preview(colleague.session, regulation, true, &after, &changes, &err);
	if (r == RESULT_OK) {
		r = people_apply(colleague.session, &after, &colleague.pin, &tries, &err);
		office_changes_done(&changes);
		office_done(&after);
	}
	ck_assert_msg(r == RESULT_OK, "%s", err.text);
	colleague_end(&colleague);
}

void bench_draft(struct bench *bench, const char *person, const char *subject)
{
	struct colleague colleague;
	struct error err = { 0 };
	colleague_begin(bench, person, &colleague);
	struct filing *filing = begin(&colleague, subject);
	ck_assert_msg(filing_keep(filing, &err) == RESULT_OK, "%s", err.text);
	filing_free(filing);
	colleague_end(&colleague);
}

void bench_act(struct bench *bench, const char *person, const char *record, const struct wish *wish)
{
	struct colleague colleague;
	struct dossier dossier;
	struct error err = { 0 };
	int tries;
	colleague_begin(bench, person, &colleague);
	enum result r = reading_open(colleague.session, record, &dossier, &err);
	ck_assert_msg(r == RESULT_OK, "%s: %s", person, err.text);
	struct decision decision = { .dossier = &dossier, .wish = *wish };
	r = deciding_act(colleague.session, &decision, 1, &colleague.pin, &tries, &err);
	ck_assert_msg(r == RESULT_OK, "%s: %s", person, err.text);
	dossier_done(&dossier);
	colleague_end(&colleague);
}
