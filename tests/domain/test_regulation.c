/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of regulations: what is loaded, found, covered and packed. */
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "domain/article.h"
#include "domain/fault.h"
#include "domain/regulation.h"
#include "tests/support/bundle.h"
#include "tests/support/suites.h"

suite_maker regulation_suite;

/* ---- articles --------------------------------------------------------- */

START_TEST(articles_are_written_out_as_offices_read_them)
{
	static const struct {
		const char *article, *ja, *en;
	} rows[] = {
		{ "16.1", "第16条第1項", "Art. 16(1)" },
		{ "10(1)", "第10条第1号", "Art. 10 no. 1" },
		{ "16.1(2)", "第16条第1項第2号", "Art. 16(1) no. 2" },
		{ "7の2", "第7条の2", "Art. 7-2" },
		{ "7の2(3)", "第7条の2第3号", "Art. 7-2 no. 3" },
		{ "30の45.1(2の3)", "第30条の45第1項第2号の3", "Art. 30-45(1) no. 2-3" },
		{ "附則", "附則", "Suppl." },
		{ "附則.2", "附則第2項", "Suppl. (2)" },
		{ "what else", "what else", "what else" },
	};
	for (size_t i = 0; i < COUNT(rows); i++) {
		char *ja = article_text(rows[i].article, LANGUAGE_JA),
		     *en = article_text(rows[i].article, LANGUAGE_EN);
		ck_assert_str_eq(ja, rows[i].ja);
		ck_assert_str_eq(en, rows[i].en);
		free(ja);
		free(en);
	}
}
END_TEST

START_TEST(only_well_written_articles_are_valid)
{
	static const char *const good[] = { "1", "16.1", "16.1(2)", "7の2", "7の2.3(4の5)", "附則",
		"附則.1" };
	static const char *const bad[] = { "", "0", "16.", "16.0", "16(1", "16.1.1", "第16条", "7の", "1a",
		" 1", "附", "附則3", "12345", "16（1）" };
	for (size_t i = 0; i < COUNT(good); i++)
		ck_assert_msg(article_is_valid(good[i]), "%s", good[i]);
	for (size_t i = 0; i < COUNT(bad); i++)
		ck_assert_msg(!article_is_valid(bad[i]), "%s", bad[i]);
}
END_TEST

START_TEST(an_article_lies_within_its_clause_and_no_other)
{
	static const struct {
		const char *article, *clause;
		bool within;
	} rows[] = {
		{ "10(5)", "10", true },
		{ "16.1", "16.1", true },
		{ "16.1(2)", "16.1", true },
		{ "16.1(2)", "16", true },
		{ "16.12", "16.1", false },
		{ "16", "16.1", false },
		{ "7の2", "7", false },
		{ "7", "7の2", false },
		{ "10.1(5)", "10(5)", false },
		{ "附則.2", "附則", true },
		{ "附則", "1", false },
		{ "1", "附則", false },
	};
	for (size_t i = 0; i < COUNT(rows); i++)
		ck_assert_msg(article_within(rows[i].article, rows[i].clause) == rows[i].within, "%s in %s",
			rows[i].article, rows[i].clause);
}
END_TEST

/* ---- bundles ---------------------------------------------------------- */

static char *packed_example(size_t *ret_length)
{
	struct bundle bundle = { 0 };
	bundle_add(&bundle, "regulation.yaml", "id: x\n", 6);
	bundle_add(&bundle, "forms/b.yaml", "", 0);
	bundle_add(&bundle, "forms/a.yaml", "a\0b", 3);
	ck_assert_str_eq(bundle.files[0].name, "forms/a.yaml");
	ck_assert_str_eq(bundle.files[2].name, "regulation.yaml");
	char *packed = bundle_pack(&bundle, ret_length);
	bundle_done(&bundle);
	return packed;
}

START_TEST(a_bundle_comes_back_as_it_was_packed)
{
	size_t length, again_length;
	char *packed = packed_example(&length);
	struct bundle bundle;
	struct error err = { 0 };
	ck_assert_int_eq(bundle_unpack(packed, length, &bundle, &err), RESULT_OK);
	ck_assert_uint_eq(bundle.file_count, 3);
	ck_assert_str_eq(bundle.files[0].name, "forms/a.yaml");
	ck_assert_uint_eq(bundle.files[0].length, 3);
	ck_assert_int_eq(memcmp(bundle.files[0].bytes, "a\0b", 4), 0);
	char *again = bundle_pack(&bundle, &again_length);
	ck_assert_uint_eq(again_length, length);
	ck_assert_int_eq(memcmp(again, packed, length), 0);
	free(again);
	free(packed);
	bundle_done(&bundle);
}
END_TEST

START_TEST(a_bundle_that_was_cut_or_lengthened_is_damaged)
{
	size_t length;
	char *packed = packed_example(&length);
	struct bundle bundle;
	struct error err = { 0 };
	for (size_t cut = 0; cut < length; cut++)
		ck_assert_int_eq(bundle_unpack(packed, cut, &bundle, &err), RESULT_DAMAGED);
	char *longer = memory_new(length + 1, 1);
	memcpy(longer, packed, length);
	ck_assert_int_eq(bundle_unpack(longer, length + 1, &bundle, &err), RESULT_DAMAGED);
	ck_assert_str_eq(err.text, "The stored regulation is damaged and cannot be read");
	free(longer);
	free(packed);
}
END_TEST

START_TEST(a_bundle_never_leads_out_of_its_folder)
{
	static const char *const names[] = { "../x", "/x", "a//b", "a/../b", "a/", ".x", "a\\b", "a b",
		"表" };
	for (size_t i = 0; i < COUNT(names); i++) {
		struct bundle bundle = { 0 }, out;
		size_t length;
		bundle_add(&bundle, names[i], "x", 1);
		char *packed = bundle_pack(&bundle, &length);
		ck_assert_msg(bundle_unpack(packed, length, &out, NULL) == RESULT_DAMAGED, "%s", names[i]);
		free(packed);
		bundle_done(&bundle);
	}
}
END_TEST

START_TEST(a_bundle_with_a_name_twice_is_damaged)
{
	struct bundle bundle = { 0 }, out;
	size_t length;
	bundle_add(&bundle, "a", "1", 1);
	bundle_add(&bundle, "a", "2", 1);
	char *packed = bundle_pack(&bundle, &length);
	ck_assert_int_eq(bundle_unpack(packed, length, &out, NULL), RESULT_DAMAGED);
	free(packed);
	bundle_done(&bundle);
}
END_TEST

/* ---- words ------------------------------------------------------------ */

START_TEST(labels_fall_back_to_japanese)
{
	char ja[] = "承認", en[] = "Approved";
	const struct label both = { ja, en }, one = { ja, NULL }, none = { NULL, NULL };
	ck_assert_str_eq(label_in(&both, LANGUAGE_EN), "Approved");
	ck_assert_str_eq(label_in(&both, LANGUAGE_JA), "承認");
	ck_assert_str_eq(label_in(&one, LANGUAGE_EN), "承認");
	ck_assert_str_eq(label_in(&none, LANGUAGE_JA), "");
	ck_assert_str_eq(label_text(&both), "Approved");
}
END_TEST

START_TEST(every_word_of_forms_has_a_name)
{
	for (enum field_type i = 0; i < FIELD__COUNT; i++)
		ck_assert(*field_type_name(i));
	for (enum fill i = FILL_FIELD; i < FILL__COUNT; i++)
		ck_assert(*fill_name(i));
	for (enum step_kind i = 0; i < STEP__COUNT; i++) {
		ck_assert(*step_kind_name(i));
		for (enum language language = 0; language < LANGUAGE__COUNT; language++) {
			ck_assert(*step_kind_label(i, language));
			ck_assert(*step_kind_yes(i, language));
		}
	}
	for (enum answer i = 0; i < ANSWER__COUNT; i++)
		ck_assert(*answer_name(i));
	for (enum form_kind i = 0; i < FORM__COUNT; i++)
		ck_assert(*form_kind_name(i));
	for (enum filed_by i = 0; i < FILED_BY__COUNT; i++)
		ck_assert(*filed_by_name(i));
	for (enum retain_from i = 0; i < RETAIN__COUNT; i++)
		ck_assert(*retain_from_name(i));
	for (enum object_kind i = 0; i < OBJECT__COUNT; i++)
		ck_assert(*object_kind_name(i));
	ck_assert_str_eq(field_type_name(FIELD_YES_NO), "yes-no");
	ck_assert_str_eq(actor_kind_name(ACTOR_APPLICANT_HEAD), "head-of-applicants-section");
}
END_TEST

/* ---- the specimen ----------------------------------------------------- */

START_TEST(the_specimen_has_the_fields_its_file_has)
{
	struct regulation *specimen = regulation_read("tests/data/regulations/specimen");
	const struct form *loan = regulation_form(specimen, "loan-application");
	ck_assert_uint_eq(loan->field_count, 17);
	const struct field *code = form_field(loan, "code"), *count = form_field(loan, "count"),
			   *why = form_field(loan, "why"), *items = form_field(loan, "items"),
			   *place = form_field(loan, "place"), *written = form_field(loan, "written-on");
	ck_assert_str_eq(code->pattern, "[A-Z]{2}-[0-9]{3}");
	ck_assert_str_eq(label_in(&code->pattern_says, LANGUAGE_EN), "Write it like AB-123");
	ck_assert_uint_eq(code->longest, 200);
	ck_assert_int_eq(count->least, 1);
	ck_assert_int_eq(count->most, 20);
	ck_assert_str_eq(count->unit.ja, "点");
	ck_assert_str_eq(count->initial, "1");
	ck_assert_uint_eq(why->longest, 300);
	ck_assert_uint_eq(why->lines, 4);
	ck_assert_int_eq(why->least, LONG_MIN);
	ck_assert_str_eq(place->shown_when.field, "outside");
	ck_assert_str_eq(place->required_when.values[0], "yes");
	ck_assert_int_eq(written->not_before, BOUND_DATE);
	ck_assert_str_eq(written->not_before_day, "2026-04-01");
	ck_assert_int_eq(form_field(loan, "period")->within, BOUND_FISCAL_YEAR);
	ck_assert_ptr_eq(form_field(loan, "kind")->list, regulation_list(specimen, "materials"));
	ck_assert_uint_eq(form_field(loan, "uses")->list->choice_count, 3);
	ck_assert(form_field(loan, "borrower")->personal);
	ck_assert_str_eq(form_field(loan, "earlier")->forms[0], "loan-application");
	ck_assert_str_eq(form_field(loan, "shelf")->filled_at, "receive");
	ck_assert_uint_eq(items->column_count, 4);
	ck_assert_int_eq(items->columns[1].width, 3);
	ck_assert_int_eq(items->columns[0].width, 1);
	ck_assert_uint_eq(items->most_rows, 12);
	ck_assert_str_eq(items->columns[3].required_when.field, "fragile");
	ck_assert_ptr_null(form_field(loan, "nothing"));
	bool types[FIELD__COUNT] = { false };
	for (size_t i = 0; i < loan->field_count; i++)
		types[loan->fields[i].type] = true;
	for (enum field_type type = 0; type < FIELD__COUNT; type++)
		ck_assert_msg(types[type], "the specimen has no field of type %s", field_type_name(type));
	regulation_free(specimen);
}
END_TEST

START_TEST(a_record_field_takes_one_form_or_several)
{
	static const struct {
		const char *folder, *form, *field, *earlier;
		bool takes;
	} rows[] = {
		{ "data/regulations/toin", "data-use-completion", "use", "data-use-application", true },
		{ "data/regulations/toin", "data-use-completion", "use", "outsourcing-approval", false },
		{ "data/regulations/sakai", "use-end", "earlier", "permission", true },
		{ "data/regulations/sakai", "use-end", "earlier", "my-number-access", true },
		{ "data/regulations/sakai", "use-end", "earlier", "user-registration", false },
	};
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct regulation *regulation = regulation_read(rows[i].folder);
		const struct field *field =
			form_field(regulation_form(regulation, rows[i].form), rows[i].field);
		ck_assert_msg(field_takes_form(field, rows[i].earlier) == rows[i].takes, "row %zu", i);
		regulation_free(regulation);
	}
}
END_TEST

START_TEST(steps_without_id_or_words_get_the_usual_ones)
{
	struct regulation *specimen = regulation_read("tests/data/regulations/specimen");
	const struct form *loan = regulation_form(specimen, "loan-application");
	static const char *const ids[] = { "review", "head", "receive", "review-2", "last-check", "decide" };
	ck_assert_uint_eq(loan->step_count, COUNT(ids));
	for (size_t i = 0; i < COUNT(ids); i++)
		ck_assert_str_eq(loan->steps[i].id, ids[i]);
	ck_assert_str_eq(form_step(loan, "head")->label.ja, "所属長決裁");
	ck_assert_str_eq(form_step(loan, "head")->words[ANSWER_YES].ja, "決裁");
	ck_assert_str_eq(form_step(loan, "receive")->words[ANSWER_YES].ja, "収受");
	ck_assert(form_step(loan, "receive")->number);
	const struct step *review = form_step(loan, "review-2"), *decide = form_step(loan, "decide");
	ck_assert_uint_eq(review->by_count, 2);
	ck_assert_int_eq(review->by[1].kind, ACTOR_ROLE);
	ck_assert_str_eq(review->by[1].role, "checker");
	ck_assert_ptr_null(review->words[ANSWER_NO].ja);
	ck_assert(review->skip_if_done && !review->sign);
	ck_assert(form_step(loan, "last-check")->sign);
	ck_assert(decide->sign);
	ck_assert_str_eq(decide->words[ANSWER_CONDITIONAL].ja, "条件付承諾");
	ck_assert_int_eq(form_step(loan, "review")->by[0].kind, ACTOR_APPLICANT_SECTION);
	regulation_free(specimen);
}
END_TEST

START_TEST(marks_become_the_choices_that_bear_them)
{
	struct regulation *specimen = regulation_read("tests/data/regulations/specimen");
	const struct form *loan = regulation_form(specimen, "loan-application");
	ck_assert_uint_eq(loan->rule_count, 1);
	const struct condition *when = &loan->rules[0].when;
	ck_assert_str_eq(when->field, "items.kind");
	ck_assert_uint_eq(when->value_count, 2);
	ck_assert_str_eq(when->values[0], "diary");
	ck_assert_str_eq(when->values[1], "letter");
	regulation_free(specimen);
}
END_TEST

START_TEST(kinds_of_form_differ_in_weight_retention_and_decision)
{
	struct regulation *specimen = regulation_read("tests/data/regulations/specimen");
	const struct form *sale = regulation_form(specimen, "sale-application"),
			  *loss = regulation_form(specimen, "loss-report"),
			  *decision = regulation_form(specimen, "loan-decision");
	ck_assert(sale->weighty && !loss->weighty);
	ck_assert_int_eq(sale->retain_years, 0);
	ck_assert_int_eq(sale->retain_from, RETAIN_FROM_DECISION);
	ck_assert_int_eq(sale->filed_by, FILED_BY_ANY);
	ck_assert_int_eq(loss->kind, FORM_REPORT);
	ck_assert_int_eq(loss->filed_by, FILED_BY_OWN_SECTION);
	ck_assert_ptr_null(loss->decision);
	ck_assert_int_eq(decision->kind, FORM_DECISION);
	ck_assert_str_eq(decision->decides, "loan-application");
	ck_assert_uint_eq(decision->step_count, 0);
	ck_assert_int_eq(form_field(decision, "answer")->fill, FILL_ANSWER);
	ck_assert_str_eq(form_field(decision, "period")->fill_field, "period");
	ck_assert_str_eq(form_field(decision, "period")->filled_at, "decide");
	ck_assert_str_eq(decision->sheet.honorific, "殿");
	ck_assert(
		decision->sheet.seal_omitted && decision->sheet.numbered && !decision->sheet.approval_cells);
	const struct role *mayor = regulation_role(specimen, "mayor");
	ck_assert_str_eq(mayor->substitute, "vice");
	ck_assert(mayor->on_accident && mayor->on_vacancy);
	ck_assert_str_eq(mayor->acting.ja, "最高管理者職務代理者");
	ck_assert(regulation_role(specimen, "vice")->substitute_only);
	ck_assert(!regulation_role(specimen, "keeper")->on_accident);
	const struct regulation_text *rules = regulation_text_find(specimen, "rules");
	ck_assert(rules->at_first_sign_in && rules->at_leaving);
	ck_assert_str_eq(rules->body.ja, "資料は大切に扱います。\n\n読んだら元の場所に戻します。");
	regulation_free(specimen);
}
END_TEST

/* ---- coverage --------------------------------------------------------- */

static const struct coverage_line *line_of(const struct coverage *coverage, const char *clause)
{
	for (size_t i = 0; i < coverage->line_count; i++)
		if (!strcmp(coverage->lines[i].clause->id, clause))
			return &coverage->lines[i];
	ck_abort_msg("there is no clause %s", clause);
	return NULL;
}

static void check_coverage(
	const struct coverage *coverage, const char *clause, const char *status, const char *missing)
{
	const struct coverage_line *line = line_of(coverage, clause);
	ck_assert_str_eq(line->status, status);
	if (missing)
		ck_assert_str_eq(line->missing, missing);
	else
		ck_assert_ptr_null(line->missing);
}

/* The wide regulation with other clauses in its first file. */
static struct regulation *wide_with_clauses(const char *clauses)
{
	struct bundle wide, bundle = { 0 };
	struct regulation *regulation = NULL;
	struct error err = { 0 };
	bundle_read("tests/data/regulations/wide", &wide);
	for (size_t i = 0; i < wide.file_count; i++) {
		const struct bundle_file *file = &wide.files[i];
		const char *from = strstr(file->bytes, "clauses:\n"),
			   *to = strstr(file->bytes, "chapters:\n");
		char *whole =
			from ? memory_format("%.*s%s%s", (int)(from - file->bytes), file->bytes, clauses, to)
			     : memory_string_n(file->bytes, file->length);
		bundle_add(&bundle, file->name, whole, strlen(whole));
		free(whole);
	}
	enum result r = regulation_load(&bundle, &regulation, NULL, &err);
	ck_assert_msg(r == RESULT_OK, "%s", err.text);
	bundle_done(&wide);
	bundle_done(&bundle);
	return regulation;
}

START_TEST(each_kind_of_object_meets_the_clauses_that_want_it)
{
	struct regulation *wide = wide_with_clauses(
		"clauses:\n"
		"  - {id: \"1\", what: 心得, needs: [text, role]}\n"
		"  - {id: \"2.1\", what: 許可, needs: [application, register, decision]}\n"
		"  - {id: \"2.2\", what: 報告, needs: [report, rule]}\n"
		"  - {id: \"3\", what: 計画, needs: [plan, notice, rule, training, audit]}\n");
	struct coverage coverage;
	regulation_coverage(wide, &coverage);
	check_coverage(&coverage, "1", "open", "role");
	check_coverage(&coverage, "2.1", "open", "decision");
	check_coverage(&coverage, "2.2", "open", "rule");
	check_coverage(&coverage, "3", "open", "training, audit");
	coverage_done(&coverage);
	regulation_free(wide);
}
END_TEST

START_TEST(coverage_tells_met_out_and_open)
{
	struct regulation *specimen = regulation_read("tests/data/regulations/specimen");
	struct coverage coverage;
	regulation_coverage(specimen, &coverage);
	ck_assert_uint_eq(coverage.line_count, specimen->clause_count);
	ck_assert_uint_eq(coverage.out, 2);
	ck_assert_uint_eq(coverage.open, 1);
	ck_assert_uint_eq(coverage.met, 7);
	check_coverage(&coverage, "3.1", "met", NULL);
	check_coverage(&coverage, "3.2", "met", NULL);
	check_coverage(&coverage, "5(1)", "met", NULL);
	check_coverage(&coverage, "1", "out", NULL);
	check_coverage(&coverage, "7", "open", "checklist");
	coverage_done(&coverage);
	regulation_free(specimen);
}
END_TEST

START_TEST(a_clause_that_is_no_longer_cited_is_open)
{
	struct bundle bundle;
	struct regulation *regulation = NULL;
	struct coverage coverage;
	bundle_read("tests/data/regulations/specimen", &bundle);
	for (size_t i = 0; i < bundle.file_count; i++)
		if (!strcmp(bundle.files[i].name, "texts/rules.yaml"))
			memcpy(strstr(bundle.files[i].bytes, "\"8\""), "\"7\"", 3);
	ck_assert_int_eq(regulation_load(&bundle, &regulation, NULL, NULL), RESULT_OK);
	regulation_coverage(regulation, &coverage);
	check_coverage(&coverage, "8", "open", "text");
	coverage_done(&coverage);
	regulation_free(regulation);
	bundle_done(&bundle);
}
END_TEST

/* ---- toin ------------------------------------------------------------- */

START_TEST(toin_lists_every_clause_with_what_it_needs)
{
	static const struct {
		const char *clause, *status, *missing;
	} rows[] = {
		{ "1", "out", NULL },
		{ "2", "out", NULL },
		{ "3.1", "met", NULL },
		{ "3.2", "met", NULL },
		{ "3.3", "met", NULL },
		{ "3.4", "met", NULL },
		{ "4", "open", "register" },
		{ "5.1", "open", "register, event-log, checklist" },
		{ "5.2", "open", "checklist, rule, list" },
		{ "5.3", "open", "incident" },
		{ "5.4", "open", "incident" },
		{ "5.5", "open", "checklist" },
		{ "6", "open", "register, event-log" },
		{ "7", "open", "register" },
		{ "8.1", "open", "register" },
		{ "8.2", "met", NULL },
		{ "8.3", "open", "checklist, archive" },
		{ "8.4", "open", "checklist, archive" },
		{ "9", "open", "archive" },
		{ "10", "met", NULL },
		{ "11.1", "open", "register" },
		{ "11.2", "open", "archive" },
		{ "12(1)", "met", NULL },
		{ "12(2)", "met", NULL },
		{ "12(3)", "met", NULL },
		{ "12(4)", "open", "register" },
		{ "13.1", "open", "incident" },
		{ "13.2", "met", NULL },
		{ "13.3", "met", NULL },
		{ "13.4", "met", NULL },
		{ "14.1", "open", "checklist" },
		{ "14.2", "open", "checklist" },
		{ "15", "open", "incident" },
		{ "16.1", "met", NULL },
		{ "16.2", "met", NULL },
		{ "17.1", "open", "checklist" },
		{ "17.2", "met", NULL },
		{ "17.3", "open", "checklist" },
		{ "18", "open", "incident" },
		{ "19", "met", NULL },
		{ "20", "out", NULL },
		{ "附則", "out", NULL },
	};
	struct regulation *toin = regulation_read("data/regulations/toin");
	struct coverage coverage;
	regulation_coverage(toin, &coverage);
	ck_assert_uint_eq(coverage.line_count, COUNT(rows));
	for (size_t i = 0; i < COUNT(rows); i++)
		check_coverage(&coverage, rows[i].clause, rows[i].status, rows[i].missing);
	coverage_done(&coverage);
	regulation_free(toin);
}
END_TEST

START_TEST(toins_application_is_decided_by_the_protection_manager)
{
	static const char *const steps[] = { "head", "receive", "review-handling", "review-protection",
		"decide" };
	struct regulation *toin = regulation_read("data/regulations/toin");
	const struct form *form = regulation_form(toin, "data-use-application");
	ck_assert_str_eq(form->style.ja, "第1号様式(第16条関係)");
	ck_assert_int_eq(form->filed_by, FILED_BY_OTHER_SECTION);
	ck_assert_str_eq(form->addressee, "protection-manager");
	ck_assert_int_eq(form->retain_years, 5);
	ck_assert_int_eq(form->retain_from, RETAIN_FROM_NEXT_FISCAL_YEAR);
	ck_assert_uint_eq(form->step_count, COUNT(steps));
	for (size_t i = 0; i < COUNT(steps); i++)
		ck_assert_str_eq(form->steps[i].id, steps[i]);
	const struct step *decide = form_step(form, "decide");
	ck_assert_str_eq(decide->by[0].role, "protection-manager");
	ck_assert_str_eq(decide->words[ANSWER_YES].ja, "承認");
	ck_assert_str_eq(decide->words[ANSWER_CONDITIONAL].ja, "条件付承認");
	ck_assert_str_eq(decide->words[ANSWER_NO].ja, "不承認");
	ck_assert(form_step(form, "receive")->number);
	ck_assert_str_eq(form->decision, "data-use-decision");
	const struct form *decision = regulation_form(toin, "data-use-decision");
	ck_assert_str_eq(decision->decides, "data-use-application");
	ck_assert_ptr_nonnull(strstr(decision->sheet.sentence.ja, "第16条第2項"));
	regulation_free(toin);
}
END_TEST

START_TEST(toins_items_are_those_of_the_register_and_two_need_a_law)
{
	struct regulation *toin = regulation_read("data/regulations/toin");
	const struct form *form = regulation_form(toin, "data-use-application");
	const struct field *items = form_field(form, "items");
	ck_assert_ptr_eq(items->columns[0].list, regulation_list(toin, "resident-items"));
	ck_assert_uint_eq(items->columns[0].list->choice_count, 20);
	ck_assert(items->columns[1].required);
	const struct form_rule *rule = &form->rules[0];
	ck_assert_str_eq(rule->article, "10");
	ck_assert_uint_eq(rule->when.value_count, 2);
	ck_assert_str_eq(rule->when.values[0], "my-number");
	ck_assert_str_eq(rule->when.values[1], "resident-code");
	ck_assert_str_eq(rule->needs.field, "ground");
	ck_assert_str_eq(rule->needs.values[0], "law");
	regulation_free(toin);
}
END_TEST

/* How often the rule's sentence is among the faults of such an application. */
static size_t legal_ground_faults(const struct form *form, const char *item, const char *ground)
{
	struct office office = { 0 };
	struct faults faults = { 0 };
	size_t count = 0;
	json_t *values = json_pack("{s:[{s:s, s:s}, {s:s, s:s}], s:s}", "items", "item", "name", "reason",
		"宛名", "item", item, "reason", "照合", "ground", ground);
	faults_find(form, values, NULL, &office, date_of(2026, 11, 24), &faults);
	for (size_t i = 0; i < faults.count; i++)
		if (!strcmp(faults.items[i].sentence, form->rules[0].says.en)) {
			ck_assert_str_eq(faults.items[i].article, "10");
			count++;
		}
	faults_done(&faults);
	json_decref(values);
	return count;
}

START_TEST(toins_my_number_needs_a_legal_ground)
{
	struct regulation *toin = regulation_read("data/regulations/toin");
	const struct form *form = regulation_form(toin, "data-use-application");
	ck_assert_uint_eq(legal_ground_faults(form, "my-number", "duty"), 1);
	ck_assert_uint_eq(legal_ground_faults(form, "resident-code", "consent"), 1);
	ck_assert_uint_eq(legal_ground_faults(form, "my-number", "law"), 0);
	ck_assert_uint_eq(legal_ground_faults(form, "address", "duty"), 0);
	regulation_free(toin);
}
END_TEST

START_TEST(a_clause_that_the_contract_lacks_warns_and_refuses_nothing)
{
	struct regulation *toin = regulation_read("data/regulations/toin");
	const struct form *form = regulation_form(toin, "outsourcing-approval");
	struct office office = { 0 };
	struct faults warnings = { 0 }, faults = { 0 };
	json_t *values = json_pack("{s:[{s:s, s:s}, {s:s, s:s}]}", "clauses", "clause", "secrecy", "there",
		"there", "clause", "copying", "there", "missing");
	faults_warnings(form, values, &warnings);
	ck_assert_uint_eq(warnings.count, 1);
	ck_assert_str_eq(warnings.items[0].article, "17.3");
	ck_assert_uint_eq(warnings.items[0].row, 2);
	faults_find(form, values, NULL, &office, date_of(2026, 11, 24), &faults);
	for (size_t i = 0; i < faults.count; i++)
		ck_assert_str_ne(faults.items[i].sentence, warnings.items[0].sentence);
	faults_done(&warnings);
	faults_done(&faults);
	json_decref(values);
	regulation_free(toin);
}
END_TEST

Suite *regulation_suite(void)
{
	const TTest *const tests[] = {
		articles_are_written_out_as_offices_read_them,
		only_well_written_articles_are_valid,
		an_article_lies_within_its_clause_and_no_other,
		a_bundle_comes_back_as_it_was_packed,
		a_bundle_that_was_cut_or_lengthened_is_damaged,
		a_bundle_never_leads_out_of_its_folder,
		a_bundle_with_a_name_twice_is_damaged,
		labels_fall_back_to_japanese,
		every_word_of_forms_has_a_name,
		the_specimen_has_the_fields_its_file_has,
		a_record_field_takes_one_form_or_several,
		steps_without_id_or_words_get_the_usual_ones,
		marks_become_the_choices_that_bear_them,
		kinds_of_form_differ_in_weight_retention_and_decision,
		each_kind_of_object_meets_the_clauses_that_want_it,
		coverage_tells_met_out_and_open,
		a_clause_that_is_no_longer_cited_is_open,
		toin_lists_every_clause_with_what_it_needs,
		toins_application_is_decided_by_the_protection_manager,
		toins_items_are_those_of_the_register_and_two_need_a_law,
		toins_my_number_needs_a_legal_ground,
		a_clause_that_the_contract_lacks_warns_and_refuses_nothing,
		NULL,
	};
	return suite_of("regulation", tests);
}
