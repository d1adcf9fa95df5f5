/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of importing people and postings: what changes, what is refused, and that nothing is half done. */
#include <stdlib.h>
#include <string.h>

#include "base/csv.h"
#include "base/memory.h"
#include "base/text.h"
#include "domain/office_import.h"
#include "tests/support/suites.h"

suite_maker office_import_suite;

static const char now_json[] =
	"{\"format\":\"choba office 1\",\"id\":\"o\",\"name\":\"町\","
	"\"sections\":[{\"id\":\"tax\",\"name\":\"税務課\",\"kind\":\"section\"},"
	"{\"id\":\"res\",\"name\":\"町民課\",\"kind\":\"section\"}],"
	"\"posts\":[{\"id\":\"tax-head\",\"name\":\"課長\",\"section\":\"tax\",\"head\":true,\"rank\":3},"
	"{\"id\":\"tax-clerk\",\"name\":\"主事\",\"section\":\"tax\",\"rank\":6},"
	"{\"id\":\"res-head\",\"name\":\"課長\",\"section\":\"res\",\"head\":true,\"rank\":3}],"
	"\"people\":[{\"id\":\"yamada\",\"number\":\"0101\",\"name\":\"山田 花子\",\"kana\":\"ヤマダ "
	"ハナコ\","
	"\"from\":\"2010-04-01\"},"
	"{\"id\":\"sato\",\"number\":\"0102\",\"name\":\"佐藤 次郎\",\"kana\":\"サトウ ジロウ\"}],"
	"\"postings\":[{\"id\":\"p1\",\"person\":\"yamada\",\"post\":\"tax-head\",\"kind\":\"main\","
	"\"from\":\"2024-04-01\"},"
	"{\"id\":\"p2\",\"person\":\"sato\",\"post\":\"tax-clerk\",\"kind\":\"main\",\"from\":\"2024-04-01\"}"
	"],"
	"\"rights\":[{\"right\":\"enrol\",\"person\":\"yamada\"},{\"right\":\"adopt\",\"person\":\"yamada\"},"
	"{\"right\":\"office\",\"person\":\"yamada\"},{\"right\":\"audit\",\"person\":\"yamada\"},"
	"{\"right\":\"erase\",\"person\":\"yamada\"}]}";

static struct office office_now(void)
{
	json_t *json = json_loads(now_json, 0, NULL);
	struct office office;
	struct error err = { 0 };
	ck_assert_msg(office_from_json(json, &office, &err) == RESULT_OK, "%s", err.text);
	json_decref(json);
	return office;
}

static date today(void)
{
	return date_of(2026, 11, 24);
}

/* kind letter, ! where past, and the line, one a row. */
static char *changes_text(const struct office_changes *changes)
{
	static const char letters[] = { [CHANGE_ADD] = '+', [CHANGE_EDIT] = '*', [CHANGE_END] = '-' };
	struct text out = { 0 };
	for (size_t i = 0; i < changes->count; i++)
		text_format(&out, "%c%s %s\n", letters[changes->items[i].kind],
			changes->items[i].past ? "!" : "", changes->items[i].line);
	return text_take(&out);
}

static const struct {
	const char *csv, *changes;
} good[] = {
	{ "number,name,kana\n", "" },
	{ "number,name,kana\n0101,山田 花子,ヤマダ ハナコ\n", "" },
	{ "number,name,kana,from\n0103,髙橋 葛\xF3\xA0\x84\x80,タカハシ カツ,2027-04-01\n",
		"+ new: 0103 髙橋 葛\xF3\xA0\x84\x80, from 1 April 2027 (Thu)\n" },
	{ "職員番号,氏名,フリガナ,採用日\r\n0103,髙橋 健,タカハシ ケン,R9.4.1\r\n",
		"+ new: 0103 髙橋 健, from 1 April 2027 (Thu)\n" },
	{ "number,name\n0101,鈴木 花子\n", "* 0101 山田 花子: full name: 山田 花子 → 鈴木 花子\n" },
	{ "id,number\nsato,0202\n", "* 0102 佐藤 次郎: employee number: 0102 → 0202\n" },
	{ "number,to\n0102,2027/3/31\n",
		"- 0102 佐藤 次郎 leaves; the last day is 31 March 2027 (Wed)\n"
		"- 0102 佐藤 次郎: 税務課 主事 (main post) ends; the last day is 31 March 2027 (Wed)\n" },
	{ "number,to\n0102,2026-03-31\n",
		"-! 0102 佐藤 次郎 leaves; the last day is 31 March 2026 (Tue)\n"
		"-! 0102 佐藤 次郎: 税務課 主事 (main post) ends; the last day is 31 March 2026 (Tue)\n" },
	{ "number,from\n0101,\n", "*! 0101 山田 花子: first day: 1 April 2010 (Thu) → not set\n" },
	{ "person,post,kind,from\nyamada,res-head,main,2027-04-01\n",
		"+ 0101 山田 花子: 町民課 課長 (main post) from 1 April 2027 (Thu)\n"
		"- 0101 山田 花子: 税務課 課長 (main post) ends; the last day is 31 March 2027 (Wed)\n" },
	{ "職員番号,職,区分,発令日,終了日\n0101,res-head,事務取扱,2026/12/1,令和9年3月31日\n",
		"+ 0101 山田 花子: 町民課 課長 (in charge) from 1 December 2026 (Tue) to 31 March 2027 "
		"(Wed)\n" },
	{ "number,post,kind,from\n0102,res-head,兼務,2026-04-01\n",
		"+! 0102 佐藤 次郎: 町民課 課長 (concurrent post) from 1 April 2026 (Wed)\n" },
	{ "id,to\np2,2027-03-31\n,\n", NULL },
	{ "id,person,post,kind,from,to\np2,sato,tax-clerk,main,2024-04-01,2027-03-31\n",
		"- 0102 佐藤 次郎: 税務課 主事 (main post) ends; the last day is 31 March 2027 (Wed)\n" },
	{ "person,post,kind,from,to\nsato,tax-clerk,main,2024-04-01,2027-03-31\n",
		"- 0102 佐藤 次郎: 税務課 主事 (main post) ends; the last day is 31 March 2027 (Wed)\n" },
	{ "id,person,post,kind,from\np2,sato,tax-clerk,concurrent,2024-04-01\n",
		"*! 0102 佐藤 次郎: 税務課 主事 (main post): kind of posting: main post → concurrent "
		"post\n" },
};

START_TEST(the_preview_says_line_by_line_what_changes)
{
	struct office now = office_now(), after;
	struct office_changes changes;
	struct error err = { 0 };
	const struct office_csv_file file = { good[_i].csv, strlen(good[_i].csv) };
	enum result r = office_import(&now, &file, 1, today(), &after, &changes, NULL, &err);
	if (!good[_i].changes) {
		ck_assert_int_eq(r, RESULT_INVALID);
		office_done(&now);
		return;
	}
	ck_assert_msg(r == RESULT_OK, "%s", err.text);
	char *text = changes_text(&changes);
	ck_assert_str_eq(text, good[_i].changes);
	free(text);
	json_t *json = office_to_json(&after);
	struct office again;
	ck_assert_msg(office_from_json(json, &again, &err) == RESULT_OK, "%s", err.text);
	json_decref(json);
	office_done(&again);
	office_done(&after);
	office_done(&now);
	office_changes_done(&changes);
}
END_TEST

static const struct {
	const char *csv, *mistakes;
} bad[] = {
	{ "", "CSV:0 the file is empty\n" },
	{ "name\n",
		"people.csv:1 the heading names neither people nor postings: people need number, name and "
		"kana; postings need number, post, kind and from\n" },
	{ "number,name,kana,salary\n0101,a,b,1\n",
		"people.csv:1 the heading of column 4, “salary”, is not known\n" },
	{ "number,number\n", "people.csv:1 the heading “number” stands twice\n" },
	{ "number,name,kana\n0103,x\n", "people.csv:2 \"kana\" is missing\n" },
	{ "number,name,kana\n0103,x,y,z\n", "people.csv:2 the row has 4 columns, the heading 3\n" },
	{ "number,name,kana\n0103,x,y\n0103,x,y\n", "people.csv:3 the row means the same as line 2\n" },
	{ "number,name,kana\n0101,,y\n", "people.csv:2 \"name\" is missing\n" },
	{ "number,name,kana\n0103,\"x\ny\",z\n",
		"people.csv:2 \"name\" holds the character U+000A; delete it\n" },
	{ "number,to\n0101,2027-02-30\n",
		"people.csv:2 to: month 2 of the year 2027 has days 1 to 28, not 30\n" },
	{ "number,to\n0101,4/1\n", "people.csv:2 to: type the whole year, as in R8.12.1 or 2026/12/1\n" },
	{ "number,post,kind,from\n0109,tax-head,main,2027-04-01\n",
		"postings.csv:2 nobody has the employee number 0109\n" },
	{ "number,post,kind,from\n0102,tax-head,main,2027-04-01\n",
		"postings.csv:2 post “tax-head” has two holders at once: “yamada” and “sato”\n" },
	{ "number,post,kind,from\n0102,nothing,兼任,2027-04-01\n",
		"postings.csv:2 \"kind\" must be one of: main, concurrent, in-charge\n"
		"postings.csv:2 posting “sato.nothing.2027-04-01” is to post “nothing”, which is not "
		"there\n" },
	{ "number,name,kana\n0103,\"x\n", "CSV:0 line 2, column 2: the quotation mark is never closed\n" },
};

START_TEST(a_mistake_names_file_and_line_and_nothing_is_done)
{
	struct office now = office_now(), after = { 0 };
	struct office_changes changes = { 0 };
	struct mistakes mistakes = { 0 };
	struct error err = { 0 };
	const struct office_csv_file file = { bad[_i].csv, strlen(bad[_i].csv) };
	enum result r = office_import(&now, &file, 1, today(), &after, &changes, &mistakes, &err);
	ck_assert_int_eq(r, RESULT_INVALID);
	struct text all = { 0 };
	for (size_t i = 0; i < mistakes.count; i++)
		text_format(&all, "%s:%zu %s\n", mistakes.items[i].file, mistakes.items[i].line,
			mistakes.items[i].sentence);
	ck_assert_str_eq(text_string(&all), bad[_i].mistakes);
	ck_assert(err.text[0]);
	ck_assert_ptr_null(after.people);
	ck_assert_uint_eq(changes.count, 0);
	text_done(&all);
	mistakes_done(&mistakes);
	office_done(&now);
}
END_TEST

START_TEST(people_and_their_postings_come_together_in_any_order)
{
	static const char people[] = "number,name,kana,from\n0103,髙橋 健,タカハシ ケン,2027-04-01\n";
	static const char postings[] = "number,post,kind,from\n0103,tax-head,main,2027-04-01\n"
				       "0101,res-head,main,2027-04-01\n";
	const struct office_csv_file files[] = { { postings, sizeof postings - 1 },
		{ people, sizeof people - 1 } };
	struct office now = office_now(), after;
	struct office_changes changes;
	struct error err = { 0 };
	ck_assert_msg(office_import(&now, files, 2, today(), &after, &changes, NULL, &err) == RESULT_OK, "%s",
		err.text);
	char *text = changes_text(&changes);
	ck_assert_str_eq(text, "+ new: 0103 髙橋 健, from 1 April 2027 (Thu)\n"
			       "+ 0103 髙橋 健: 税務課 課長 (main post) from 1 April 2027 (Thu)\n"
			       "+ 0101 山田 花子: 町民課 課長 (main post) from 1 April 2027 (Thu)\n"
			       "- 0101 山田 花子: 税務課 課長 (main post) ends; the last day is "
			       "31 March 2027 (Wed)\n");
	free(text);
	ck_assert_str_eq(office_holder(&after, "tax-head", date_of(2027, 3, 31))->person, "yamada");
	ck_assert_str_eq(office_holder(&after, "tax-head", date_of(2027, 4, 1))->person, "0103");
	ck_assert_str_eq(office_holder(&after, "res-head", date_of(2027, 4, 1))->person, "yamada");
	ck_assert_ptr_null(office_holder(&now, "res-head", date_of(2027, 4, 1)));
	office_done(&after);
	office_changes_done(&changes);

	const struct office_csv_file twice[] = { files[0], files[0] };
	ck_assert_int_eq(
		office_import(&now, twice, 2, today(), &after, &changes, NULL, &err), RESULT_INVALID);
	ck_assert_str_eq(err.text, "postings.csv: both files are of the same kind; one of people and one of "
				   "postings go together");
	office_done(&now);
}
END_TEST

START_TEST(a_file_in_cp932_is_understood)
{
	struct csv_writer writer;
	size_t length;
	static const char *const cells[] = { "職員番号", "氏名", "フリガナ" };
	static const char *const values[] = { "0103", "髙﨑 徳子", "タカサキ ノリコ" };
	ck_assert_int_eq(csv_writer_init(&writer, CSV_CP932, NULL), RESULT_OK);
	for (size_t i = 0; i < COUNT(cells); i++)
		csv_write(&writer, cells[i]);
	csv_write_end(&writer);
	for (size_t i = 0; i < COUNT(values); i++)
		csv_write(&writer, values[i]);
	csv_write_end(&writer);
	const char *bytes = csv_written(&writer, &length);
	struct office now = office_now(), after;
	struct office_changes changes;
	struct error err = { 0 };
	const struct office_csv_file file = { bytes, length };
	enum result r = office_import(&now, &file, 1, today(), &after, &changes, NULL, &err);
	ck_assert_msg(r == RESULT_OK, "%s", err.text);
	ck_assert_str_eq(office_person(&after, "0103")->name, "髙﨑 徳子");
	office_done(&after);
	office_done(&now);
	office_changes_done(&changes);
	csv_writer_done(&writer);
}
END_TEST

Suite *office_import_suite(void)
{
	const TTest *const tests[] = {
		people_and_their_postings_come_together_in_any_order,
		a_file_in_cp932_is_understood,
		NULL,
	};
	Suite *suite = suite_of("office_import", tests);
	TCase *rows = tcase_create("rows");
	tcase_add_loop_test(rows, the_preview_says_line_by_line_what_changes, 0, COUNT(good));
	tcase_add_loop_test(rows, a_mistake_names_file_and_line_and_nothing_is_done, 0, COUNT(bad));
	suite_add_tcase(suite, rows);
	return suite;
}
