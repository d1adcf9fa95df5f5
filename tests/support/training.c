/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The training office of tests. */
#include "tests/support/readers.h"
#include "tests/support/training.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/memory.h"
#include "card/card.h"
#include "service/founding.h"
#include "tests/support/bundle.h"
#include "tests/support/office.h"

enum { DEADLINE = 1000 };

int64_t training_time(int year, int month, int day, int hour, int minute)
{
	return date_to_ms(date_of(year, month, day)) + (hour * 60 + minute) * 60000L;
}

static void must(enum result r, const struct error *err)
{
	ck_assert_msg(r == RESULT_OK, "%s", err->text);
}

/* Who has a card: the route of 第1号様式 first, then others and an administrator. */
static const char *const holders[] = { "yamada", "ishikawa", "mori", "nakamura", "takahashi", "watanabe",
	"ogawa", "ikeda", "kimura", READERS_SLOW };

static const struct training_place toin = {
	.office = "data/demo/toin-town",
	.regulation = "data/regulations/toin",
	.holders = holders,
	.holder_count = COUNT(holders),
};

static void make_cards(struct training *training, const struct training_place *place)
{
	struct office office;
	calendar_shipped();
	office_shipped(place->office, &office);
	training->host = fake_host_new();
	training->card_count = place->holder_count;
	training->cards = memory_new(place->holder_count, sizeof *training->cards);
	training->people = memory_new(place->holder_count, sizeof *training->people);
	for (size_t i = 0; i < place->holder_count; i++) {
		const struct person *person = office_person(&office, place->holders[i]);
		ck_assert_msg(person != NULL, "%s", place->holders[i]);
		const struct fake_card_options options = { .name = person->name };
		training->cards[i] = fake_card_new(&options);
		training->people[i] = memory_string(person->id);
	}
	office_done(&office);
}

static void read_card(
	struct training *training, size_t index, struct card_identity *identity, struct founding_card *card)
{
	struct error err;
	fake_host_insert(training->host, training->cards[index]);
	must(card_read(training->host, FAKE_READER, DEADLINE, identity, &err), &err);
	card->person = training->people[index];
	card->serial = identity->serial;
	for (int key = 0; key < CARD_KEY__COUNT; key++) {
		card->certificates[key] = identity->certificates[key].der;
		card->lengths[key] = identity->certificates[key].length;
	}
}

/* The regulations that are adopted beside the one of the training office. */
struct others {
	const struct training_also *items;
	size_t count;
};

static void found(struct training *training, const struct training_place *place, struct others others)
{
	struct bundle office = { 0 };
	const size_t count = others.count + 1;
	struct bundle *bundles = memory_new(count, sizeof *bundles);
	const struct bundle **regulations = memory_new(count, sizeof *regulations);
	struct card_identity *identities = memory_new(training->card_count, sizeof *identities);
	struct founding_card *cards = memory_new(training->card_count, sizeof *cards);
	struct mistakes mistakes = { 0 };
	struct error err;
	for (size_t i = 0; i < training->card_count; i++)
		read_card(training, i, &identities[i], &cards[i]);
	fake_host_remove(training->host);
	bundle_read(place->office, &office);
	for (size_t i = 0; i < count; i++) {
		bundle_read(i ? others.items[i - 1].folder : place->regulation, &bundles[i]);
		regulations[i] = &bundles[i];
		if (i)
			bundle_join_office(&office, others.items[i - 1].id, others.items[i - 1].roles);
	}
	const struct founding founding = {
		.folder = training->folder,
		.key_file = training->key_file,
		.workstation = "counter-1",
		.clock = &training->clock,
		.training = true,
		.office = &office,
		.regulations = regulations,
		.regulation_count = count,
		.cards = cards,
		.card_count = training->card_count,
	};
	must(founding_found(&founding, &training->root, &mistakes, &err), &err);
	for (size_t i = 0; i < training->card_count; i++)
		card_identity_done(&identities[i]);
	free(identities);
	free(cards);
	bundle_done(&office);
	for (size_t i = 0; i < count; i++)
		bundle_done(&bundles[i]);
	free(bundles);
	free(regulations);
}

static void begin(struct training *training, const struct training_place *place, struct others others)
{
	struct error err;
	const char *temporary = getenv("TMPDIR");
	char *base = memory_format("%s/choba-test-XXXXXX", temporary ? temporary : "/tmp");
	*training = (struct training){ .clock = clock_fixed(training_time(2026, 11, 24, 10, 12)) };
	ck_assert(mkdtemp(base));
	training->folder = memory_format("%s/office", base);
	training->key_file = memory_format("%s/master.key", base);
	free(base);
	make_cards(training, place);
	found(training, place, others);
	const struct desk_options options = {
		.folder = training->folder,
		.key_file = training->key_file,
		.clock = &training->clock,
		.cards = training->host,
	};
	must(desk_open(&options, &training->desk, &err), &err);
	must(readers_have_read(training->desk, &err), &err);
}

void training_begin(struct training *training)
{
	begin(training, &toin, (struct others){ 0 });
}

void training_begin_at(struct training *training, const struct training_place *place)
{
	begin(training, place, (struct others){ 0 });
}

void training_begin_also(struct training *training, const char *folder, const char *id, const char *roles)
{
	const struct training_also other = { folder, id, roles };
	training_begin_with(training, &toin, &other, 1);
}

void training_begin_with(struct training *training, const struct training_place *place,
	const struct training_also *others, size_t count)
{
	begin(training, place, (struct others){ others, count });
}

void training_end(struct training *training)
{
	desk_free(training->desk);
	card_host_free(training->host);
	for (size_t i = 0; i < training->card_count; i++) {
		fake_card_free(training->cards[i]);
		free(training->people[i]);
	}
	free(training->cards);
	free(training->people);
	char *base = memory_string_n(training->folder, strlen(training->folder) - strlen("/office"));
	char *command = memory_format("rm -rf '%s'", base);
	ck_assert_int_eq(system(command), 0);
	free(command);
	free(base);
	free(training->folder);
	free(training->key_file);
	free(training->root);
}

void training_insert(struct training *training, const char *person)
{
	for (size_t i = 0; i < training->card_count; i++)
		if (!strcmp(training->people[i], person)) {
			fake_host_insert(training->host, training->cards[i]);
			return;
		}
	ck_abort_msg("%s has no card", person);
}

void training_pin(struct card_pin *ret_pin)
{
	struct error err;
	card_pin_init(ret_pin);
	must(card_pin_set(ret_pin, FAKE_PIN, strlen(FAKE_PIN), &err), &err);
}

struct session *training_sign_in(struct training *training, const char *person)
{
	struct session_visitor visitor;
	struct session *session;
	struct card_pin pin;
	struct error err;
	int tries;
	training_insert(training, person);
	must(session_look(training->desk, &visitor, &err), &err);
	ck_assert_str_eq(visitor.person, person);
	training_pin(&pin);
	must(session_open(training->desk, &visitor, &pin, &session, &tries, &err), &err);
	card_pin_done(&pin);
	session_visitor_done(&visitor);
	return session;
}

void training_fill(struct filing *filing)
{
	static const char *const strings[][2] = {
		{ "business", "国民健康保険税賦課事務" },
		{ "purpose", "賦課決定の通知を正しい宛先に送るため" },
		{ "processing", "税務システムに取り込み、宛名を突き合わせる" },
		{ "owner-section", "residents" },
		{ "data-name", "住民基本台帳ファイル" },
		{ "subjects", "令和8年度の納税義務者" },
		{ "ground", "law" },
		{ "ground-text", "地方税法第20条の11" },
		{ "delivery", "screen" },
		{ "handler", "kimura" },
		{ "protection", "施錠した執務室で扱い、端末を限る" },
		{ "after", "erase" },
		{ "after-day", "2027-03-31" },
	};
	for (size_t i = 0; i < COUNT(strings); i++)
		filing_set(filing, strings[i][0], json_string(strings[i][1]));
	filing_set(filing, "data-kinds", json_pack("[s]", "personal"));
	filing_set(filing, "items",
		json_pack("[{s:s, s:s}, {s:s, s:s}]", "item", "name", "reason", "通知の宛名", "item",
			"address", "reason", "通知の宛先"));
	filing_set(filing, "count", json_integer(4200));
	filing_set(filing, "period", json_pack("{s:s, s:s}", "from", "2026-12-01", "to", "2027-03-31"));
	filing_set(filing, "handlers", json_pack("[{s:s}]", "person", "yamada"));
	filing_set(filing, "outsourced", json_false());
}

char *training_file(struct training *training)
{
	struct session *session = training_sign_in(training, "yamada");
	struct filing *filing;
	struct error err;
	char *record;
	must(filing_begin(session, "toin/data-use-application", &filing, &err), &err);
	training_fill(filing);
	must(filing_submit(filing, &record, &err), &err);
	filing_free(filing);
	session_free(session);
	return record;
}
