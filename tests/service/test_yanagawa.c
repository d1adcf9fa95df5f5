/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Yanagawa's regulation at work: every form goes its way, is printed, and makes true what it says. */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "domain/fact.h"
#include "service/waiting.h"
#include "tests/support/setting.h"
#include "tests/support/suites.h"
#include "tests/support/walk.h"

suite_maker yanagawa_suite;

enum { TURNS = 8 };

/* One form on its way. "@form" in the values is the record that was last filed of that form. */
struct story {
	const char *form, *drafter, *values;
	struct turn turns[TURNS];
	enum answer end;
};

/* 税務課 ishibashi, niiya, kondo (its head); 市民課 uchida, meno, watanabe; 市民部長 araki; 情報政策課 ikesue,
 * kabashima, sakata, eguchi, egashira; 企画部長 yoshigae; 総務課長 kitahara; 総務部長 mizobe; 副市長
 * shirakawa; 水郷小学校 tominaga, oohashi; 教育部長 umezaki. */
static const char *const people[] = { "ishibashi", "niiya", "kondo", "uchida", "meno", "watanabe", "araki",
	"ikesue", "kabashima", "sakata", "eguchi", "egashira", "yoshigae", "kitahara", "mizobe", "shirakawa",
	"tominaga", "oohashi", "umezaki", "harada" };
static const struct training_place city = { "data/demo/yanagawa-city", "data/regulations/yanagawa", people,
	COUNT(people) };

static json_t *filed; /* the record last filed of each form */

static void setup(void)
{
	training_begin_at(&training, &city);
	filed = json_object();
}

static void teardown(void)
{
	json_decref(filed);
	training_end(&training);
}

/* ---- every form ------------------------------------------------------- */

#define OPERATORS \
	"\"people\": [{\"person\": \"ishibashi\", \"terminal\": \"TX-07\", \"place\": \"窓口\", " \
	"\"system\": \"tax\", \"right\": \"update\"}], \"reason\": \"transfer\""
#define SCHOOL_OPERATORS \
	"\"people\": [{\"person\": \"tominaga\", \"terminal\": \"SC-01\", \"place\": \"職員室\", " \
	"\"system\": \"school\", \"right\": \"update\"}], \"reason\": \"new\""
#define ITEMS \
	"\"items\": [{\"item\": \"氏名\", \"reason\": \"宛名に使うため\"}], \"subjects\": \"納税義務者\", " \
	"\"count\": 3000"
#define AFTERWARDS \
	"\"afterwards\": \"erase\", \"done-on\": \"2026-11-24\", \"method\": \"上書きで消去\", " \
	"\"done-by\": \"ishibashi\""
#define REVOKED \
	"\"user\": \"tax\", \"from\": \"2026-11-24\", \"reason\": \"条件が守られなかったため\", " \
	"\"by-day\": \"2026-12-04\""
#define INSIDE_USE \
	"{\"kind\": \"new\", \"business\": \"賦課\", \"purpose\": \"宛名の作成\", \"owner\": " \
	"\"residents\", \"asset\": \"住民記録\", " ITEMS ", \"ground\": \"duty\", \"way\": \"disc\", " \
	"\"period\": {\"from\": \"2026-12-01\", \"to\": \"2027-03-31\"}, \"handler\": \"kondo\", " \
	"\"handlers\": [{\"person\": \"ishibashi\"}], \"protection\": \"施錠\", \"after\": " \
	"\"erase\"}"
#define PROVISION \
	"{\"kind\": \"new\", \"recipient\": \"福岡県\", \"recipient-contact\": \"税務課\", " \
	"\"owner\": " \
	"\"tax\", \"asset\": \"課税台帳\", " ITEMS ", \"ground\": \"law\", \"ground-text\": \"地方税法\", " \
	"\"purpose\": \"調査\", \"way\": \"disc\", \"period\": {\"from\": \"2026-12-01\", " \
	"\"to\": \"2027-03-31\"}, \"protection\": \"暗号化\", \"after\": \"return\"}"
#define CONNECTION \
	"{\"kind\": \"new\", \"other-party\": \"福岡県\", \"system\": \"県税システム\", " \
	"\"own-system\": " \
	"\"tax\", \"data\": \"課税の記録\", \"exception\": true, \"ground\": \"法令\", \"line\": " \
	"\"専用線\", \"protection\": \"暗号化\", \"start\": \"2026-12-01\"}"
#define DOCUMENT \
	"{\"kind\": \"both\", \"document\": \"税務システム設計書\", \"sort\": \"design\", " \
	"\"keeper\": " \
	"\"information\", \"purpose\": \"打合せ\", \"destination\": \"開発会社\", \"carrier\": " \
	"\"ishibashi\", \"pages\": \"第3章\", \"copies\": 1, \"copier\": \"ishibashi\", \"period\": " \
	"{\"from\": \"2026-12-01\", \"to\": \"2026-12-04\"}, \"protection\": \"封をする\", " \
	"\"after\": " \
	"\"return\"}"
#define PROCESSING \
	"\"business\": \"軽自動車税の賦課\", \"work\": \"own\", \"alone\": false, \"content\": " \
	"\"様式を改める\", " \
	"\"effects\": [\"efficiency\"], \"need\": \"問合せが減るため\", \"cycle\": \"yearly\", \"count\": " \
	"20000, " \
	"\"items\": [{\"item\": \"氏名\", \"reason\": \"宛名に使うため\"}], \"forbidden\": \"none\""
#define OUTSOURCING \
	"\"kind\": \"new\", \"business\": \"納付書の印刷\", \"content\": \"印刷と封入\", \"ground\": " \
	"\"unable\", " \
	"\"reason\": \"機器がないため\", \"lawful\": true, \"section\": \"tax\", \"contractor\": " \
	"\"水郷印刷\", " \
	"\"surveyed-on\": \"2026-11-10\", \"survey\": \"fit\", \"data\": [{\"asset\": \"納付書データ\", " \
	"\"count\": 20000, \"way\": \"disc\"}], \"clauses\": [\"secrecy\", \"subcontract\"], " \
	"\"period\": {\"from\": \"2026-12-01\", \"to\": \"2027-03-31\"}"

static const struct story terminals[] = {
	{ "yanagawa/operators-report", "ishibashi",
		"{\"kind\": \"new\", \"day\": \"2026-11-24\", " OPERATORS "}", { { "kondo" }, { "araki" } } },
	{ "yanagawa/operators-report", "ishibashi",
		"{\"kind\": \"change\", \"day\": \"2026-11-24\", " OPERATORS "}",
		{ { "kondo" }, { "araki" } } },
	{ "yanagawa/password-handover", "ishibashi",
		"{\"kind\": \"first\", \"people\": [{\"person\": \"ishibashi\", \"terminal\": \"TX-07\", "
		"\"set\": \"2026-11-20\", \"passed\": \"2026-11-24\", \"received\": \"2026-11-24\"}]}",
		{ { "kondo" }, { "araki" } } },
	{ "yanagawa/overtime-application", "ishibashi",
		"{\"kind\": \"holiday\", \"holidays\": {\"from\": \"2026-12-06\", \"to\": \"2026-12-06\"}, "
		"\"start\": \"09:00\", \"end\": \"15:00\", \"operators\": [{\"person\": \"ishibashi\", "
		"\"terminal\": \"TX-07\", \"system\": \"tax\"}], \"reason\": \"発送に間に合わせるため\", "
		"\"attendant\": \"niiya\"}",
		{ { "kondo" }, { "sakata" }, { "egashira" }, { "araki" } } },
	{ "yanagawa/operators-report", "ishibashi",
		"{\"kind\": \"cancel\", \"day\": \"2026-12-31\", " OPERATORS "}",
		{ { "kondo" }, { "araki" } } },
	/* A school's terminals answer to the head of the education department, a committee's to general affairs. */
	{ "yanagawa/operators-report", "tominaga",
		"{\"kind\": \"new\", \"day\": \"2026-11-24\", " SCHOOL_OPERATORS "}",
		{ { "oohashi" }, { "umezaki" } } },
};

static const struct story assets[] = {
	/* 市民課's data: 市民部長 consents, 総務部長 approves. */
	{ "yanagawa/inside-use", "ishibashi", INSIDE_USE,
		{ { "kondo" }, { "sakata" }, { "araki" },
			{ "mizobe", .values = "{\"period\": {\"from\": \"2026-12-01\", \"to\": "
					      "\"2027-02-28\"}}" } } },
	{ "yanagawa/inside-use-end", "ishibashi",
		"{\"earlier\": \"@yanagawa/inside-use\", \"owner\": \"residents\", \"ended-on\": "
		"\"2026-11-24\", " AFTERWARDS "}",
		{ { "kondo" }, { "sakata" }, { "watanabe", .values = "{\"checked-on\": \"2026-11-24\"}" } } },
	{ "yanagawa/inside-use", "ishibashi", INSIDE_USE,
		{ { "kondo" }, { "sakata" }, { "araki" },
			{ "mizobe", .values = "{\"period\": {\"from\": \"2026-12-01\", \"to\": "
					      "\"2027-02-28\"}}" } } },
	{ "yanagawa/inside-use-revocation", "ikesue",
		"{\"earlier\": \"@yanagawa/inside-use\", \"measures\": \"erase\", " REVOKED "}",
		{ { "egashira" }, { "mizobe" } } },
	/* 総務課's data: 総務部長 stands on both steps. */
	{ "yanagawa/inside-use", "ishibashi",
		"{\"kind\": \"new\", \"business\": \"賦課\", \"purpose\": \"宛名の作成\", \"owner\": "
		"\"general-affairs\", \"asset\": \"職員名簿\", " ITEMS
		", \"ground\": \"duty\", \"way\": \"disc\", "
		"\"period\": {\"from\": \"2026-12-01\", \"to\": \"2027-03-31\"}, \"handler\": \"kondo\", "
		"\"handlers\": [{\"person\": \"ishibashi\"}], \"protection\": \"施錠\", \"after\": "
		"\"erase\"}",
		{ { "kondo" }, { "sakata" }, { "mizobe" },
			{ "mizobe", ANSWER_CONDITIONAL, .reason = "目的のほかに使わないこと" } },
		ANSWER_CONDITIONAL },
	/* The applicant's head keeps the data: his consent is given with his application. */
	{ "yanagawa/outside-provision", "ishibashi", PROVISION,
		{ { "kondo" }, { "sakata" }, { "araki" }, { "ikesue" }, { "kabashima" } } },
	{ "yanagawa/outside-provision-end", "ishibashi",
		"{\"earlier\": \"@yanagawa/outside-provision\", \"owner\": \"tax\", \"ended-on\": "
		"\"2026-11-24\", "
		"\"evidence\": \"paper\", " AFTERWARDS "}",
		{ { "kondo" }, { "araki" } } },
	{ "yanagawa/outside-provision", "ishibashi", PROVISION,
		{ { "kondo" }, { "sakata" }, { "araki" }, { "ikesue" }, { "kabashima" } } },
	{ "yanagawa/outside-provision-revocation", "ikesue",
		"{\"earlier\": \"@yanagawa/outside-provision\", \"measures\": \"return\", " REVOKED "}",
		{ { "egashira" }, { "sakata" }, { "eguchi" } } },
	{ "yanagawa/connection", "ishibashi", CONNECTION,
		{ { "kondo" }, { "sakata" }, { "egashira" }, { "araki" }, { "mizobe" }, { "shirakawa" } } },
	{ "yanagawa/connection-end", "ishibashi",
		"{\"earlier\": \"@yanagawa/connection\", \"system\": \"県税システム\", \"ended-on\": "
		"\"2026-11-24\", "
		"\"reason\": \"廃止\", \"cut-on\": \"2026-11-24\", \"erased\": \"受信した記録\"}",
		{ { "kondo" }, { "sakata" }, { "egashira" }, { "shirakawa" } } },
	{ "yanagawa/connection", "ishibashi", CONNECTION,
		{ { "kondo" }, { "sakata" }, { "egashira" }, { "araki" }, { "mizobe" }, { "shirakawa" } } },
	{ "yanagawa/connection-revocation", "ikesue",
		"{\"earlier\": \"@yanagawa/connection\", \"system\": \"県税システム\", \"measures\": "
		"\"回線の切断\", " REVOKED "}",
		{ { "egashira" }, { "shirakawa" } } },
	/* Asked by the person concerned at the section that keeps the data: its head decides. */
	{ "yanagawa/correction", "uchida",
		"{\"asked-by\": \"person\", \"name\": \"有明 海子\", \"confirmed\": \"運転免許証\", "
		"\"asked-on\": "
		"\"2026-11-24\", \"owner\": \"residents\", \"asset\": \"住民記録\", \"kind\": \"correct\", "
		"\"wrong\": \"旧字\", \"right\": \"正字\"}",
		{ { "meno" },
			{ "meno", .values = "{\"found-on\": \"2026-11-24\", \"finding\": \"誤りである\"}" },
			{ "watanabe", .values = "{\"mend-by\": \"2026-11-30\"}" } } },
	{ "yanagawa/correction", "ishibashi",
		"{\"asked-by\": \"section\", \"asked-on\": \"2026-11-24\", \"owner\": \"residents\", "
		"\"asset\": "
		"\"住民記録\", \"kind\": \"delete\", \"wrong\": \"重複\"}",
		{ { "kondo" }, { "meno" },
			{ "meno", .values = "{\"found-on\": \"2026-11-24\", \"finding\": \"誤りはない\"}" },
			{ "watanabe", ANSWER_NO } },
		ANSWER_NO },
	{ "yanagawa/identity-handlers", "uchida",
		"{\"kind\": \"name\", \"people\": [{\"person\": \"uchida\", \"work\": \"証明の交付\"}], "
		"\"day\": "
		"\"2026-11-24\", \"reason\": \"transfer\", \"measures\": \"画面を内側に向ける\"}",
		{ { "watanabe" }, { "meno" }, { "watanabe" } } },
	{ "yanagawa/identity-handlers", "ishibashi",
		"{\"kind\": \"name\", \"people\": [{\"person\": \"niiya\", \"work\": \"照会\"}], \"day\": "
		"\"2026-11-24\", \"reason\": \"new\", \"measures\": \"離席のときに閉じる\"}",
		{ { "kondo" }, { "uchida" }, { "watanabe", ANSWER_NO } }, ANSWER_NO },
};

static const struct story rooms[] = {
	{ "yanagawa/system-operators", "ikesue",
		"{\"kind\": \"designate\", \"people\": [{\"person\": \"ikesue\", \"system\": \"residents\", "
		"\"work\": \"運用\"}], \"day\": \"2026-11-24\", \"reason\": \"transfer\"}",
		{ { "egashira" }, { "sakata" }, { "yoshigae" } } },
	{ "yanagawa/room-report", "ikesue",
		"{\"occasion\": \"regular\", \"period\": {\"from\": \"2026-10-01\", \"to\": \"2026-10-31\"}, "
		"\"entries\": 40, \"exceptions\": 3, \"goods\": 1, \"state\": \"良好\"}",
		{ { "egashira" }, { "yoshigae" },
			{ "shirakawa", .values = "{\"instruction\": \"鍵の点検\", \"due\": \"2026-12-10\"}" },
			{ "yoshigae", .values = "{\"answer\": \"点検した\"}" }, { "shirakawa" } } },
	{ "yanagawa/room-report", "ikesue",
		"{\"occasion\": \"asked\", \"period\": {\"from\": \"2026-10-01\", \"to\": \"2026-10-31\"}, "
		"\"entries\": 40, \"exceptions\": 3, \"goods\": 1, \"state\": \"良好\"}",
		{ { "egashira" }, { "yoshigae" }, { "shirakawa", ANSWER_NO } } },
	{ "yanagawa/document-application", "ishibashi", DOCUMENT,
		{ { "kondo" }, { "sakata" }, { "egashira" }, { "yoshigae" } } },
	{ "yanagawa/document-return", "ishibashi",
		"{\"earlier\": \"@yanagawa/document-application\", \"keeper\": \"information\", \"copies\": "
		"1, " AFTERWARDS "}",
		{ { "kondo" }, { "sakata" }, { "egashira", .values = "{\"checked\": \"whole\"}" } } },
	{ "yanagawa/document-application", "ishibashi", DOCUMENT,
		{ { "kondo" }, { "sakata" }, { "egashira" }, { "yoshigae" } } },
	{ "yanagawa/document-revocation", "ikesue",
		"{\"earlier\": \"@yanagawa/document-application\", \"keeper\": \"information\", "
		"\"measures\": "
		"\"return\", " REVOKED "}",
		{ { "egashira" }, { "yoshigae" } } },
};

static const struct story processing[] = {
	{ "yanagawa/plan-draft", "ishibashi",
		"{\"year\": 2027, \"agency\": \"mayor\", \"processes\": [{\"process\": \"当初賦課\", "
		"\"kind\": "
		"\"usual\", \"cycle\": \"yearly\", \"months\": \"6\"}], \"other-data\": false, "
		"\"outsourced\": true}",
		{ { "kondo" }, { "sakata" } } },
	{ "yanagawa/processing-application", "ishibashi",
		"{\"kind\": \"change\", \"year\": 2027, \"start\": \"2027-06-01\", \"other-data\": "
		"\"none\", " PROCESSING "}",
		{ { "kondo" },
			{ "egashira",
				.values = "{\"consulted-on\": \"2026-11-24\", \"consulted\": \"異議なし\"}" },
			{ "sakata" }, { "yoshigae" } } },
	/* Two other sections' data: both heads approve, in either order. */
	{ "yanagawa/processing-application", "ishibashi",
		"{\"kind\": \"new\", \"year\": 2027, \"start\": \"2027-06-01\", \"other-data\": \"two\", "
		"\"owner\": \"residents\", \"assets\": \"住民記録\", \"owner-2\": \"general-affairs\", "
		"\"assets-2\": \"職員名簿\", " PROCESSING "}",
		{ { "kondo" },
			{ "yoshigae",
				.values = "{\"consulted-on\": \"2026-11-24\", \"consulted\": \"可能\"}" },
			{ "kitahara" }, { "watanabe" }, { "sakata" }, { "egashira" },
			{ "yoshigae", ANSWER_CONDITIONAL, .reason = "目的のほかに使わないこと" } },
		ANSWER_CONDITIONAL },
	{ "yanagawa/processing-request", "ishibashi",
		"{\"month\": \"2026-12\", \"processes\": [{\"process\": \"督促状\", \"kind\": \"regular\", "
		"\"day\": "
		"\"2026-12-10\"}], \"personal-data\": true, \"forbidden\": \"none\", \"other-data\": true, "
		"\"approved-by\": \"@yanagawa/processing-application\", \"way\": \"printout\"}",
		{ { "kondo" }, { "sakata" } } },
	/* The request is replaced, and what replaced it withdrawn. */
	{ "yanagawa/processing-request", "ishibashi",
		"{\"month\": \"2026-12\", \"earlier\": \"@yanagawa/processing-request\", \"processes\": "
		"[{\"process\": \"督促状\", \"kind\": \"regular\", \"day\": \"2026-12-14\"}], "
		"\"personal-data\": true, \"forbidden\": \"none\", \"other-data\": false, \"way\": "
		"\"printout\"}",
		{ { "kondo" }, { "sakata" } } },
	{ "yanagawa/plan-withdrawal", "ishibashi",
		"{\"what\": \"request\", \"request\": \"@yanagawa/processing-request\", \"reason\": "
		"\"不要\"}",
		{ { "kondo" }, { "sakata" } } },
	{ "yanagawa/contact-slip", "ishibashi",
		"{\"kind\": \"fault\", \"urgency\": \"urgent\", \"system\": \"tax\", \"found-on\": "
		"\"2026-11-24\", "
		"\"content\": \"印刷が止まる\"}",
		{ { "kondo" }, { "sakata" }, { "yoshigae", .values = "{\"due\": \"2026-11-27\"}" },
			{ "kabashima", .values = "{\"cause\": \"設定\", \"remedy\": \"改めた\", \"lasting\": "
						 "\"lasting\"}" },
			{ "kondo", .values = "{\"confirmed\": \"確かめた\"}" } } },
	{ "yanagawa/contact-slip", "ishibashi",
		"{\"kind\": \"new\", \"urgency\": \"usual\", \"system\": \"tax\", \"content\": "
		"\"一覧がほしい\"}",
		{ { "kondo" }, { "sakata" }, { "yoshigae", ANSWER_NO } } },
	{ "yanagawa/damage-report", "ishibashi",
		"{\"kind\": \"first\", \"slip\": \"@yanagawa/contact-slip\", \"systems\": [\"tax\"], "
		"\"began-on\": "
		"\"2026-11-24\", \"began-at\": \"09:10\", \"outline\": \"証明が出せない\", \"harmed\": "
		"[{\"who\": "
		"\"person\", \"count\": 12, \"harm\": \"待たせた\"}], \"course\": [{\"day\": \"2026-11-24\", "
		"\"at\": \"09:10\", \"event\": \"停止\"}], \"response\": \"説明した\"}",
		{ { "kondo" }, { "sakata" }, { "egashira" }, { "yoshigae" } } },
};

static const struct story outsourcing[] = {
	{ "yanagawa/outsourcing", "ishibashi", "{" OUTSOURCING ", \"contract-by\": \"officer\"}",
		{ { "kondo" }, { "sakata" },
			{ "kondo", .values =
					   "{\"section-consulted-on\": \"2026-11-24\", \"section-outcome\": "
					   "\"同意見\"}" },
			{ "yoshigae" }, { "ikesue" }, { "kabashima" } } },
	{ "yanagawa/outsourcing", "ishibashi",
		"{" OUTSOURCING ", \"contract-by\": \"section\", \"exception\": \"少額のため\"}",
		{ { "kondo" }, { "sakata" },
			{ "yoshigae",
				.values = "{\"officer-consulted-on\": \"2026-11-24\", \"officer-outcome\": "
					  "\"同意見\"}" },
			{ "ikesue" }, { "kabashima" } } },
	{ "yanagawa/outsourcing-end", "ishibashi",
		"{\"earlier\": \"@yanagawa/outsourcing\", \"ended-on\": \"2026-11-24\", \"how\": \"agreed\", "
		"\"evidence\": \"paper\", " AFTERWARDS "}",
		{ { "kondo" }, { "sakata" }, { "yoshigae" } } },
};

/* The values with the records that they name; the caller frees. */
static char *values_of(const struct story *story)
{
	char *values = memory_string(story->values), *at;
	while ((at = strchr(values, '@'))) {
		size_t length = strcspn(at + 1, "\"");
		char *form = memory_string_n(at + 1, length);
		const char *record = json_string_value(json_object_get(filed, form));
		ck_assert_msg(record != NULL, "nothing filed of %s", form);
		char *whole = memory_format("%.*s%s%s", (int)(at - values), values, record, at + 1 + length);
		free(form);
		free(values);
		values = whole;
	}
	return values;
}

static void tell(const struct story *story)
{
	struct error err;
	struct dossier dossier;
	char *values = values_of(story);
	char *record = walk_file(&training, story->drafter, story->form, values, NULL);
	json_object_set_new(filed, story->form, json_string(record));
	walk_turns(&training, record, story->turns, TURNS);
	struct session *session = training_sign_in(&training, story->drafter);
	ck_assert_msg(reading_open(session, record, &dossier, &err) == RESULT_OK, "%s", err.text);
	ck_assert_msg(
		dossier.record.state == RECORD_DECIDED, "%s waits at %s", story->form, dossier.record.step);
	ck_assert_int_eq(dossier.record.answer, story->end);
	ck_assert_int_gt(dossier.record.number, 0);
	dossier_done(&dossier);
	session_free(session);
	walk_print(&training, story->drafter, record);
	free(values);
	free(record);
}

static void tell_all(const struct story *stories, size_t count)
{
	for (size_t i = 0; i < count; i++)
		tell(&stories[i]);
}

static const struct {
	const struct story *stories;
	size_t count;
} chapters[] = {
	{ terminals, COUNT(terminals) },
	{ assets, COUNT(assets) },
	{ rooms, COUNT(rooms) },
	{ processing, COUNT(processing) },
	{ outsourcing, COUNT(outsourcing) },
};

START_TEST(every_form_goes_its_way_to_the_end)
{
	tell_all(chapters[_i].stories, chapters[_i].count);
}
END_TEST

/* ---- what decisions make true ----------------------------------------- */

static bool holds(const char *fact, const char *person, const char *subject, date day, int minute)
{
	const struct fact_question question = { "yanagawa", fact, person, subject, day, minute, false };
	return fact_holds(&training.desk->office, &question);
}

START_TEST(operators_and_their_hours_are_those_that_the_forms_say)
{
	char *terminal = fact_subject(FIELD_TEXT, "TX-07");
	date today = date_of(2026, 11, 24), sunday = date_of(2026, 12, 6);
	enum { NINE = 9 * 60, FOUR = 16 * 60 };
	ck_assert(!holds("operators", "ishibashi", terminal, today, FACT_ANY_MINUTE));
	tell_all(terminals, COUNT(terminals));
	ck_assert(holds("operators", "ishibashi", terminal, today, FACT_ANY_MINUTE));
	ck_assert(holds("operators", "ishibashi", terminal, date_of(2026, 12, 30), FACT_ANY_MINUTE));
	ck_assert(!holds("operators", "ishibashi", terminal, date_of(2026, 12, 31), FACT_ANY_MINUTE));
	ck_assert(!holds("operators", "niiya", terminal, today, FACT_ANY_MINUTE));
	ck_assert(holds("approved-hours", "ishibashi", terminal, sunday, NINE));
	ck_assert(!holds("approved-hours", "ishibashi", terminal, sunday, FOUR));
	ck_assert(!holds("approved-hours", "ishibashi", terminal, sunday + 1, NINE));
	free(terminal);
}
END_TEST

/* ---- who is told -------------------------------------------------------- */

/* Whether the record stands in the person's list as one to be read. */
static bool is_to_be_read(const char *person, const char *record)
{
	struct session *session = training_sign_in(&training, person);
	struct reading_lines lines;
	struct error err;
	bool found = false;
	must(waiting_list(session, &lines, &err), &err);
	for (size_t i = 0; i < lines.count; i++)
		found |= lines.items[i].duty == DUTY_READ && !strcmp(lines.items[i].record.id, record);
	reading_lines_done(&lines);
	session_free(session);
	return found;
}

START_TEST(the_heads_of_applicant_and_owner_confirm_that_they_have_read_of_an_outside_provision)
{
	static const char *const told[] = { "kondo",
		"watanabe" }; /* 税務課長 applies, 市民課長 keeps the data */
	static const struct turn turns[] = { { "kondo" }, { "sakata" }, { "watanabe" }, { "araki" },
		{ "ikesue" }, { "kabashima", .at = "" } };
	struct error err;
	char *record = walk_file(&training, "ishibashi", "yanagawa/outside-provision", PROVISION,
		"{\"owner\": \"residents\"}");
	walk_turns(&training, record, turns, COUNT(turns) - 1);
	for (size_t i = 0; i < COUNT(told); i++)
		ck_assert(!is_to_be_read(told[i], record)); /* not before it is decided */
	walk_turns(&training, record, &turns[COUNT(turns) - 1], 1);
	ck_assert(!is_to_be_read("ishibashi", record));
	for (size_t i = 0; i < COUNT(told); i++) {
		const struct wish receipt = { .act = ACT_RECEIPT };
		ck_assert_msg(is_to_be_read(told[i], record), "%s is not told", told[i]);
		must(walk_act(&training, told[i], record, receipt, NULL, &err), &err);
		ck_assert(!is_to_be_read(told[i], record));
		ck_assert_int_eq(walk_act(&training, told[i], record, receipt, NULL, &err), RESULT_REFUSED);
	}
	free(record);
}
END_TEST

START_TEST(a_decision_for_somebody_without_a_card_goes_out_from_the_section_that_received_it)
{
	static const struct turn turns[] = { { "kondo" }, { "sakata" }, { "araki" }, { "ikesue" },
		{ "kabashima", .at = "" } };
	const struct wish out = { .act = ACT_DISPATCH, .document_number = "柳情第8号" };
	struct error err;
	struct dossier dossier;
	char *record = walk_file(&training, "ishibashi", "yanagawa/outside-provision", PROVISION, NULL);
	walk_turns(&training, record, turns, COUNT(turns));
	struct session *session = training_sign_in(&training, "ishibashi");
	must(reading_open(session, record, &dossier, &err), &err);
	char *decision = memory_string(dossier.record.decision);
	dossier_done(&dossier);
	session_free(session);
	ck_assert_int_eq(walk_act(&training, "ishibashi", decision, out, NULL, &err), RESULT_REFUSED);
	ck_assert_msg(strstr(err.text, "The document number is given by ") != NULL, "%s", err.text);
	ck_assert_str_ne(err.text, "The document number is given by ");
	must(walk_act(&training, "kabashima", decision, out, NULL, &err), &err);
	free(decision);
	free(record);
}
END_TEST

/* ---- what is refused --------------------------------------------------- */

#define OVERTIME(DAY, PERSON, SYSTEM) \
	"{\"kind\": \"holiday\", \"holidays\": {\"from\": \"" DAY "\", \"to\": \"" DAY "\"}, " \
	"\"start\": \"09:00\", \"end\": \"15:00\", \"operators\": [{\"person\": \"" PERSON "\", " \
	"\"terminal\": \"TX-07\", \"system\": \"" SYSTEM "\"}], \"reason\": \"発送\", " \
	"\"attendant\": \"niiya\"}"

START_TEST(what_the_articles_forbid_is_refused_with_its_article)
{
	static const struct {
		const char *form, *values, *article;
	} rows[] = {
		{ "yanagawa/overtime-application", OVERTIME("2026-12-06", "niiya", "tax"), "12.3" },
		{ "yanagawa/overtime-application", OVERTIME("2026-12-06", "ishibashi", "finance"), "13.1" },
		{ "yanagawa/overtime-application", OVERTIME("2026-11-29", "ishibashi", "tax"), "13.3" },
		{ "yanagawa/operators-report",
			"{\"kind\": \"cancel\", \"day\": \"2026-11-24\", \"people\": [{\"person\": "
			"\"niiya\", \"terminal\": \"TX-07\", \"system\": \"tax\", \"right\": \"look\"}], "
			"\"reason\": \"leaving\"}",
			"12.3" },
		{ "yanagawa/processing-application",
			"{\"kind\": \"new\", \"year\": 2026, \"start\": \"2027-02-01\", \"other-data\": "
			"\"none\", " PROCESSING "}",
			"23.1" },
		{ "yanagawa/outsourcing",
			"{" OUTSOURCING ", \"lawful\": false, \"contract-by\": \"officer\"}", "25" },
	};
	tell(&terminals[0]);
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct error err;
		char *record;
		enum result r = walk_try(&training, "ishibashi", rows[i].form, rows[i].values, &record, &err);
		ck_assert_msg(r == RESULT_REFUSED, "%zu was filed", i);
		ck_assert_msg(!strcmp(err.article, rows[i].article), "%zu: %s: %s", i, err.article, err.text);
	}
}
END_TEST

Suite *yanagawa_suite(void)
{
	Suite *suite = suite_create("yanagawa");
	TCase *tcase = tcase_create("yanagawa");
	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_set_timeout(tcase, 120);
	tcase_add_loop_test(tcase, every_form_goes_its_way_to_the_end, 0, COUNT(chapters));
	tcase_add_test(tcase, operators_and_their_hours_are_those_that_the_forms_say);
	tcase_add_test(
		tcase, the_heads_of_applicant_and_owner_confirm_that_they_have_read_of_an_outside_provision);
	tcase_add_test(
		tcase, a_decision_for_somebody_without_a_card_goes_out_from_the_section_that_received_it);
	tcase_add_test(tcase, what_the_articles_forbid_is_refused_with_its_article);
	suite_add_tcase(suite, tcase);
	return suite;
}
