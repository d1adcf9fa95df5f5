/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The forms of Toin, Kashihara and the Sendai association, each walked as its regulation has it and printed. */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "service/deciding.h"
#include "base/text.h"
#include "service/sheet_of.h"
#include "tests/support/suites.h"
#include "tests/support/walk.h"

suite_maker ways_suite;

enum { TURNS = 8 };

/* A form, who drafts it with what, and who does what then. */
struct story {
	const char *form, *drafter, *values;
	struct turn turns[TURNS];
};

static void tell(struct training *training, const struct story *story)
{
	char *record = walk_file(training, story->drafter, story->form, story->values, NULL);
	walk_turns(training, record, story->turns, TURNS);
	walk_print(training, story->drafter, record);
	free(record);
}

static void tell_all(const struct training_place *place, const struct story *stories, size_t count)
{
	struct training training;
	training_begin_at(&training, place);
	for (size_t i = 0; i < count; i++)
		tell(&training, &stories[i]);
	training_end(&training);
}

/* ---- Toin ------------------------------------------------------------- */

static const char *const town_people[] = { "yamada", "ishikawa", "mori", "nakamura", "takahashi", "watanabe",
	"kuroda", "ogawa" };
static const struct training_place town = { "data/demo/toin-town", "data/regulations/toin", town_people,
	COUNT(town_people) };

#define HARM(DANGER) \
	"{\"kinds\": [\"leak\"], \"found-on\": \"2026-11-24\", \"happened\": \"名簿が外に出た\"," \
	" \"subjects\": \"令和8年の転入者\", \"investigation\": \"端末の履歴を調べた\", " DANGER \
	" \"measures\": [\"disconnect\"], \"measures-text\": \"今日から接続を止める\"}"
#define SURVEY(MATTER) "{\"matter\": \"" MATTER "\", \"there\": true, \"evidence\": \"規程を見た\"}"
#define CLAUSE(ID, THERE) \
	"{\"clause\": \"" ID "\", \"number\": \"第3条\", \"there\": \"" THERE \
	"\", \"checker\": \"takahashi\"}"

static const struct story
	town_stories[] = {
		{ "toin/operator-approval", "yamada",
			"{\"acts\": [\"approve\"], \"approved\": [{\"person\": \"shimizu\", \"terminal\": "
			"\"端末1\","
			" \"operation\": \"inquiry\", \"work\": \"賦課\"}], \"approved-on\": \"2026-12-01\","
			" \"secrecy-read\": true, \"reason\": \"work\"}",
			{ { "ishikawa" }, { "mori" }, { "nakamura" }, { "takahashi", .at = "" } } },
		/* The consultation is a record: another opinion does not end it. */
		{ "toin/vein-operators", "mori",
			"{\"acts\": [\"add\"], \"added\": [{\"person\": \"mori\", \"kind\": \"work\", "
			"\"device\":"
			" \"terminal\", \"work\": \"転入\"}], \"added-on\": \"2026-12-01\", \"reason\": "
			"\"work\"}",
			{ { "nakamura", .at = "consult" },
				{ "watanabe", ANSWER_NO,
					"{\"consulted-on\": \"2026-11-24\", \"consulted\": \"一人で足りる\"}",
					.at = "decide" },
				{ "takahashi", .at = "" } } },
		/* A clause of the contract is missing: that warns, and is no fault. */
		{ "toin/outsourcing-approval", "mori",
			"{\"business\": \"異動届の入力\", \"content\": \"入力の全部\", \"why\": "
			"\"件数が多い\","
			" \"period\": {\"from\": \"2026-12-01\", \"to\": \"2027-03-31\"},"
			" \"data\": [{\"name\": \"異動届\", \"kind\": \"personal\", \"count\": 3000, "
			"\"delivery\": "
			"\"medium\"}],"
			" \"protection\": \"庁内で作業させる\", \"contractor\": \"架空情報(株)\","
			" \"representative\": \"代表取締役\", \"certificates\": [\"isms\"],"
			" \"survey\": [" SURVEY("responsible") ", " SURVEY("rules") ", " SURVEY("training") ", " SURVEY("inspection") ", " SURVEY("place") ", " SURVEY("storage") ", " SURVEY(
				"access") ", " SURVEY("accidents") "], \"subcontract\": false, \"past\": "
								   "false, \"judgement\": \"fit\","
								   " \"surveyor\": \"takahashi\", "
								   "\"surveyed-on\": \"2026-11-20\","
								   " \"clauses\": [" CLAUSE("secrecy",
									   "there") ", " CLAUSE("subcontracti"
												"ng",
									   "there") ", " CLAUSE("purpose",
									   "there") ", " CLAUSE("copying",
									   "there") ", " CLAUSE("accidents",
									   "there") ", " CLAUSE("transport",
									   "there") ", " CLAUSE("keeping",
									   "there") ", " CLAUSE("other",
									   "missing") ", " CLAUSE("cancellati"
												  "on",
									   "there") "], \"missing\": "
										    "\"契約までに加える\"}",
			{ { "takahashi" }, { "watanabe", .at = "decide" },
				{ "kuroda", ANSWER_YES, .at = "" } } },
		{ "toin/measures-decision", "mori", HARM("\"danger\": false,"),
			{ { "takahashi", .at = "request" },
				{ "watanabe", ANSWER_YES,
					"{\"requests\": [{\"authority\": \"prefecture\", \"name\": "
					"\"三重県\","
					" \"asked-on\": \"2026-11-24\"}]}",
					.at = "hear" },
				{ "watanabe", ANSWER_YES,
					"{\"heard-on\": \"2026-11-24\", \"opinion\": \"相当である\"}",
					.at = "decide" },
				{ "kuroda", .at = "" } } },
		/* In pressing danger the request and the opinion are skipped, with the reason. */
		{ "toin/measures-decision", "mori",
			HARM("\"danger\": true, \"danger-text\": \"流出が続いている\","),
			{ { "takahashi" },
				{ "watanabe", ANSWER_BYPASS, NULL, "待てば被害が広がる", .at = "hear" },
				{ "watanabe", ANSWER_BYPASS, NULL, "待てば被害が広がる", .at = "decide" },
				{ "kuroda", .at = "" } } },
	};

/* The cells of the 決裁欄 from left to right, with who has sealed them. */
static char *cells_of(struct training *training, const char *person, const char *record)
{
	struct session *session = training_sign_in(training, person);
	struct dossier dossier;
	struct sheet_content content;
	struct text text = { 0 };
	struct error err;
	ck_assert_msg(reading_open(session, record, &dossier, &err) == RESULT_OK, "%s", err.text);
	ck_assert_msg(sheet_of(session, &dossier, &content, &err) == RESULT_OK, "%s", err.text);
	for (size_t i = 0; i < content.approval_count; i++)
		text_format(&text, "%s%s:%s", i ? " " : "", content.approvals[i].post,
			content.approvals[i].name ? content.approvals[i].name : "");
	sheet_content_done(&content);
	dossier_done(&dossier);
	session_free(session);
	return text_take(&text);
}

START_TEST(the_cells_stand_by_rank_and_who_is_consulted_behind_them)
{
	struct training training;
	training_begin_at(&training, &town);
	const struct story *story = &town_stories[1];
	ck_assert_str_eq(story->form, "toin/vein-operators");
	char *record = walk_file(&training, story->drafter, story->form, story->values, NULL);
	char *cells = cells_of(&training, "mori", record);
	/* the route has it: handling officer, protection manager (consulted), protection officer */
	ck_assert_str_eq(cells, "保護責任者: 取扱責任者: 保護管理者:");
	free(cells);
	walk_turns(&training, record, story->turns, TURNS);
	cells = cells_of(&training, "mori", record);
	ck_assert_str_eq(cells, "保護責任者:髙橋 誠 取扱責任者:中村 さくら 保護管理者:渡邉 恵子");
	free(cells);
	free(record);
	training_end(&training);
}
END_TEST

START_TEST(toins_forms_go_their_ways)
{
	tell_all(&town, town_stories, COUNT(town_stories));
}
END_TEST

/* Yamada's application, decided yes; its id, the caller's. */
static char *approved_use(struct training *training)
{
	static const struct turn turns[] = { { "ishikawa" }, { "mori" }, { "nakamura" }, { "takahashi" },
		{ "watanabe", ANSWER_YES, NULL, .at = "" } };
	char *record = training_file(training);
	walk_turns(training, record, turns, COUNT(turns));
	return record;
}

START_TEST(the_use_of_protected_data_ends_with_a_report_and_may_be_revoked)
{
	static const struct turn checked[] = { { "ishikawa" }, { "mori" },
		{ "takahashi", ANSWER_YES, "{\"checked-on\": \"2026-11-24\", \"checked\": \"nothing-left\"}",
			.at = "" } };
	static const struct turn revoked[] = { { "nakamura" }, { "takahashi" }, { "watanabe", .at = "" } };
	struct training training;
	training_begin_at(&training, &town);
	char *ended = approved_use(&training), *gone = approved_use(&training);
	char *of_ended = memory_format("{\"use\": \"%s\"}", ended);
	char *of_gone = memory_format("{\"use\": \"%s\"}", gone);
	char *report = walk_file(&training, "yamada", "toin/data-use-completion",
		"{\"ended-on\": \"2026-11-24\", \"after\": \"erase\", \"after-day\": \"2026-11-24\","
		" \"method\": \"overwritten\", \"by\": \"yamada\", \"copies\": \"none\"}",
		of_ended);
	walk_turns(&training, report, checked, COUNT(checked));
	walk_print(&training, "yamada", report);
	char *revocation = walk_file(&training, "mori", "toin/data-use-revocation",
		"{\"section\": \"tax\", \"grounds\": \"ground-gone\", \"facts\": \"条例が変わった\","
		" \"heard\": \"税務課長から聴いた\", \"revoked-on\": \"2026-11-24\", \"after\":"
		" \"erase\", \"after-by\": \"2026-12-10\"}",
		of_gone);
	walk_turns(&training, revocation, revoked, COUNT(revoked));
	walk_print(&training, "mori", revocation);
	free(revocation);
	free(report);
	free(of_gone);
	free(of_ended);
	free(gone);
	free(ended);
	training_end(&training);
}
END_TEST

/* ---- Kashihara -------------------------------------------------------- */

static const char *const city_people[] = { "ueda", "sakitani", "nishio", "nakai", "higashi", "uemura",
	"matsui", "kawai" };
static const struct training_place city = { "data/demo/kashihara-city", "data/regulations/kashihara",
	city_people, COUNT(city_people) };

#define MEETING(WHOM) \
	"{" WHOM \
	", \"meeting-on\": \"2026-11-20\", \"matters\": [\"measures\"], \"result\": \"対策を見直す\"," \
	" \"content\": \"研修を行う\"}"

static const struct story city_stories[] = {
	{ "kashihara/card-operators", "ueda",
		"{\"acts\": [\"add\"], \"added\": [{\"person\": \"ueda\", \"kind\": \"work\", \"device\":"
		" \"terminal\", \"work\": \"住民異動\"}], \"added-on\": \"2026-12-01\", \"rules-read\": true,"
		" \"reason\": \"work\"}",
		{ { "nishio" }, { "nakai", .at = "consult" },
			{ "nishio", ANSWER_YES,
				"{\"consulted-on\": \"2026-11-24\", \"consulted\": \"異議なし\"}",
				.at = "decide" },
			{ "higashi", .at = "" } } },
	/* An instruction is answered and closed; without one nothing is to be answered. */
	{ "kashihara/meeting-instruction", "ueda", MEETING("\"section\": \"personnel\""),
		{ { "nishio", .at = "instruct" },
			{ "uemura", ANSWER_YES, "{\"due\": \"2026-12-20\"}", .at = "answer" },
			{ "matsui", ANSWER_YES, "{\"answer\": \"研修を行った\"}", .at = "close" },
			{ "uemura", ANSWER_YES, "{\"closing\": \"済み\"}", .at = "" } } },
	{ "kashihara/meeting-instruction", "ueda", MEETING("\"section\": \"personnel\""),
		{ { "nishio" }, { "uemura", ANSWER_NO, .at = "" } } },
	/* A request to a committee closes without an answer. */
	{ "kashihara/meeting-request", "ueda", MEETING("\"committee\": \"education\""),
		{ { "nishio" }, { "uemura", .at = "close" },
			{ "sakitani", ANSWER_YES, "{\"arrived-on\": \"2026-11-24\"}", .at = "" } } },
};

START_TEST(kashiharas_forms_go_their_ways)
{
	tell_all(&city, city_stories, COUNT(city_stories));
}
END_TEST

START_TEST(the_mayors_paper_is_transcribed_and_confirmed_by_two_persons)
{
	static const struct turn before[] = { { "higashi" }, { "uemura", .at = "decide" } };
	struct training training;
	struct error err;
	training_begin_at(&training, &city);
	char *record = walk_file(&training, "nakai", "kashihara/crisis-judgement",
		"{\"kinds\": [\"malware\"], \"found-on\": \"2026-11-24\", \"found-at\": \"09:10\","
		" \"happened\": [{\"day\": \"2026-11-24\", \"time\": \"09:10\", \"event\": \"警告が出た\"}],"
		" \"effect\": \"まだ分からない\", \"measures\": [\"meeting\", \"disconnect\"],"
		" \"cut-already\": false}",
		NULL);
	walk_turns(&training, record, before, COUNT(before));
	const struct wish paper = { .act = ACT_TRANSCRIBE,
		.document_number = "橿市第12号",
		.paper_day = date_of(2026, 11, 24),
		.paper_decider = "市長 森川 亮介" };
	const struct wish confirm = { .act = ACT_CONFIRM };
	ck_assert_int_eq(walk_act(&training, "nakai", record, paper, NULL, &err), RESULT_REFUSED);
	ck_assert_msg(walk_act(&training, "ueda", record, paper, NULL, &err) == RESULT_OK, "%s", err.text);
	ck_assert_int_eq(walk_act(&training, "ueda", record, confirm, NULL, &err), RESULT_REFUSED);
	ck_assert_msg(
		walk_act(&training, "sakitani", record, confirm, NULL, &err) == RESULT_OK, "%s", err.text);
	free(record);
	training_end(&training);
}
END_TEST

/* ---- Sendai ----------------------------------------------------------- */

static const char *const association_people[] = { "sato", "suzuki", "oikawa", "chiba", "endo", "takahashi",
	"abe", "sugawara", "hayasaka" };
static const struct training_place association = { "data/demo/sendai-mutual",
	"data/regulations/sendai-kyosai", association_people, COUNT(association_people) };

#define OPERATOR(PERSON) "{\"person\": \"" PERSON "\", \"purpose\": \"recipient\", \"right\": \"inquiry\"}"
#define TAKEOUT \
	"{\"purpose\": \"claim\", \"reason\": \"submit\", \"party\": \"架空年金事務所\"," \
	" \"media\": [{\"kind\": \"usb\", \"number\": \"U-3\", \"count\": 1, \"records\": 120, " \
	"\"content\": " \
	"\"受給者一覧\"}]," \
	" \"out-on\": \"2026-11-25\", \"comes-back\": true, \"back-on\": \"2026-11-27\", \"carrier\": " \
	"\"oikawa\"," \
	" \"transport\": \"staff\", \"protections\": [\"locked\"]}"

/* The operators come first: nobody else files what follows. */
static const struct story association_stories[] = {
	{ "sendai-kyosai/operator-naming", "oikawa",
		"{\"acts\": [\"name\"], \"named\": [" OPERATOR("sato") ", " OPERATOR("suzuki") ", " OPERATOR(
			"oikawa") "], \"named-on\": \"2026-11-24\", \"trained\": true, \"reason\": \"work\"}",
		{ { "chiba" }, { "takahashi", .at = "decide" }, { "abe", .at = "" } } },
	/* Both consent, in whichever order; without either it is refused. */
	{ "sendai-kyosai/media-takeout", "oikawa", TAKEOUT,
		{ { "chiba" }, { "endo", .at = "data-consent" }, { "takahashi", .at = "data-consent" },
			{ "abe", .at = "" } } },
	{ "sendai-kyosai/media-takeout", "oikawa", TAKEOUT,
		{ { "chiba" }, { "endo" }, { "abe", ANSWER_NO, .at = "" } } },
	{ "sendai-kyosai/authentication-data", "sato",
		"{\"act\": \"register\", \"people\": [{\"person\": \"oikawa\", \"authentication-id\": "
		"\"A-17\","
		" \"operator-ids\": \"0017\"}], \"reason\": \"work\", \"purpose\": \"recipient\","
		" \"wished-on\": \"2026-11-25\"}",
		{ { "endo", .at = "decide" },
			{ "takahashi", ANSWER_YES, "{\"executor\": \"sato\"}", .at = "" } } },
	{ "sendai-kyosai/bulk-handling", "oikawa",
		"{\"purpose\": \"recipient\", \"why\": \"現況の確認\", \"subjects\": \"12月期の受給権者\","
		" \"count\": 2400, \"way\": \"bulk-inquiry\", \"period\": {\"from\": \"2026-12-01\", \"to\":"
		" \"2026-12-04\"}, \"place\": \"端末室\", \"workers\": [{\"person\": \"oikawa\", \"work\":"
		" \"照会\"}], \"kept\": \"保管室\", \"next-payment\": \"2026-12-15\", \"erase-by\":"
		" \"2026-12-18\"}",
		{ { "chiba" }, { "endo" }, { "takahashi", .at = "decide" }, { "abe", .at = "" } } },
	/* The level of the room says who permits. */
	{ "sendai-kyosai/room-permit", "endo",
		"{\"room\": \"level-3\", \"act\": \"permit\", \"staff\": [{\"person\": \"hayasaka\", "
		"\"work\":"
		" \"媒体の出し入れ\"}], \"reason\": \"棚卸\", \"from\": \"2026-12-01\"}",
		{ { "takahashi" }, { "hayasaka", .at = "permit-3" }, { "sugawara", .at = "" } } },
	{ "sendai-kyosai/room-permit", "endo",
		"{\"room\": \"level-2\", \"act\": \"permit\", \"outsourced\": true, \"contract\":"
		" \"電算処理(架空情報)\", \"visitors\": [{\"name\": \"架空情報 甲\", \"tag\": \"N-1\", "
		"\"work\":"
		" \"保守\"}], \"reason\": \"委託の作業\", \"from\": \"2026-12-01\"}",
		{ { "takahashi" }, { "hayasaka", .at = "name-2" }, { "abe", .at = "" } } },
	{ "sendai-kyosai/room-permit", "oikawa",
		"{\"room\": \"level-1\", \"act\": \"permit\", \"operators\": [{\"person\": \"oikawa\", "
		"\"work\":"
		" \"照会\"}], \"reason\": \"担当となった\", \"from\": \"2026-12-01\"}",
		{ { "chiba" }, { "endo", .at = "permit-1" }, { "takahashi", .at = "" } } },
	{ "sendai-kyosai/documentation-permit", "oikawa",
		"{\"acts\": [\"copy\"], \"documents\": [{\"name\": \"操作手順書 第3版\", \"kind\": "
		"\"operation\","
		" \"copies\": 2}], \"purpose\": \"研修\", \"copier\": \"oikawa\", \"copied-on\": "
		"\"2026-11-25\","
		" \"period\": {\"from\": \"2026-11-25\", \"to\": \"2026-12-25\"}}",
		{ { "chiba" }, { "endo" }, { "takahashi", .at = "" } } },
	{ "sendai-kyosai/threat-report", "oikawa",
		"{\"kinds\": [\"malware\"], \"noticed-on\": \"2026-11-24\", \"noticed-at\": \"09:30\","
		" \"finder\": \"oikawa\", \"place\": \"端末2\", \"happened\": \"警告が出た\","
		" \"personal-data\": \"none\"}",
		{ { "chiba", ANSWER_YES, "{\"gathered\": \"検査した\", \"needed\": [\"watch\"]}",
			  .at = "accept" },
			{ "sugawara", .at = "" } } },
};

START_TEST(the_associations_forms_go_their_ways)
{
	tell_all(&association, association_stories, COUNT(association_stories));
}
END_TEST

START_TEST(who_holds_another_view_says_when_and_what_and_who_declines_need_not)
{
	static const struct {
		enum step_kind kind;
		enum act act;
		enum answer answer;
		bool declines;
	} rows[] = {
		{ STEP_CONSULT, ACT_PASS, ANSWER_YES, false },
		{ STEP_CONSULT, ACT_PASS, ANSWER_NO, false },
		{ STEP_CONSULT, ACT_RETURN, ANSWER__COUNT, true },
		{ STEP_HEAR, ACT_PASS, ANSWER_NO, false },
		{ STEP_HEAR, ACT_PASS, ANSWER_BYPASS, true },
		{ STEP_CONSENT, ACT_PASS, ANSWER_NO, true },
		{ STEP_INSTRUCT, ACT_PASS, ANSWER_NO, true },
		{ STEP_DECIDE, ACT_DECIDE, ANSWER_NO, true },
		{ STEP_DECIDE, ACT_DECIDE, ANSWER_CONDITIONAL, false },
	};
	struct form form = { 0 };
	struct dossier dossier = { .standing = { .form = &form } };
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct step step = { .kind = rows[i].kind };
		struct wish wish = { .act = rows[i].act, .answer = rows[i].answer };
		ck_assert_msg(deciding_declines(&dossier, &step, &wish) == rows[i].declines, "row %zu", i);
	}
}
END_TEST

Suite *ways_suite(void)
{
	const TTest *const tests[] = {
		who_holds_another_view_says_when_and_what_and_who_declines_need_not,
		the_cells_stand_by_rank_and_who_is_consulted_behind_them,
		toins_forms_go_their_ways,
		the_use_of_protected_data_ends_with_a_report_and_may_be_revoked,
		kashiharas_forms_go_their_ways,
		the_mayors_paper_is_transcribed_and_confirmed_by_two_persons,
		the_associations_forms_go_their_ways,
		NULL,
	};
	return suite_of("ways", tests);
}
