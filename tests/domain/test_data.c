/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of the regulations and offices that are shipped: each loads, speaks both languages and goes its regulation's way. */
#include <dirent.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "domain/holder.h"
#include "domain/office.h"
#include "tests/support/bundle.h"
#include "tests/support/office.h"
#include "tests/support/suites.h"

suite_maker data_suite;

/* The paths of the folders below one ("data/regulations"), for the caller to free with their list. */
static char **folders_of(const char *parent, size_t *ret_count)
{
	char **folders = NULL;
	char *path = source_path(parent);
	DIR *opened = opendir(path);
	ck_assert_msg(opened != NULL, "%s", path);
	for (const struct dirent *entry; (entry = readdir(opened)) != NULL;) {
		if (entry->d_type != DT_DIR || entry->d_name[0] == '.')
			continue;
		*LIST_ADD(folders, *ret_count) = memory_format("%s/%s", parent, entry->d_name);
	}
	closedir(opened);
	free(path);
	ck_assert_uint_gt(*ret_count, 0);
	return folders;
}

static void each_folder(const char *parent, void (*check)(const char *folder))
{
	size_t count = 0;
	char **folders = folders_of(parent, &count);
	for (size_t i = 0; i < count; i++) {
		check(folders[i]);
		free(folders[i]);
	}
	free(folders);
}

/* ---- regulations ------------------------------------------------------ */

static void check_english(const char *where, const char *id, const struct label *label)
{
	ck_assert_msg(
		!label->ja || label->en, "%s: \"%s\" (%s) has no English", where, id ? id : "", label->ja);
}

static void check_list(const char *where, const struct choice_list *list)
{
	for (size_t i = 0; list && i < list->choice_count; i++)
		check_english(where, list->choices[i].id, &list->choices[i].label);
}

static void check_fields(const char *where, const struct field *fields, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		check_english(where, fields[i].id, &fields[i].label);
		check_english(where, fields[i].id, &fields[i].help);
		check_list(where, fields[i].list);
		check_fields(where, fields[i].columns, fields[i].column_count);
	}
}

static void check_form(const char *folder, const struct form *form)
{
	char *where = memory_format("%s/%s", folder, form->id);
	check_english(where, "title", &form->title);
	check_english(where, "style", &form->style);
	check_english(where, "sentence", &form->sheet.sentence);
	ck_assert_msg(form->help.en != NULL, "%s has no help", where);
	check_fields(where, form->fields, form->field_count);
	for (size_t i = 0; i < form->rule_count; i++)
		check_english(where, form->rules[i].id, &form->rules[i].says);
	for (size_t i = 0; i < form->step_count; i++) {
		check_english(where, form->steps[i].id, &form->steps[i].label);
		for (enum answer answer = 0; answer < ANSWER__COUNT; answer++)
			check_english(where, form->steps[i].id, &form->steps[i].words[answer]);
	}
	free(where);
}

static void speaks_both_languages(const char *folder)
{
	struct regulation *regulation = regulation_read(folder);
	for (size_t i = 0; i < regulation->clause_count; i++)
		check_english(folder, regulation->clauses[i].id, &regulation->clauses[i].what);
	for (size_t i = 0; i < regulation->role_count; i++)
		check_english(folder, regulation->roles[i].id, &regulation->roles[i].label);
	for (size_t i = 0; i < regulation->list_count; i++)
		check_list(folder, &regulation->lists[i]);
	for (size_t i = 0; i < regulation->form_count; i++)
		check_form(folder, &regulation->forms[i]);
	for (size_t i = 0; i < regulation->text_count; i++)
		check_english(folder, regulation->texts[i].id, &regulation->texts[i].body);
	regulation_free(regulation);
}

/* Whatever a clerk reads has its English beside it. */
START_TEST(every_regulation_speaks_both_languages)
{
	each_folder("data/regulations", speaks_both_languages);
}
END_TEST

/* The kinds of a form's steps and who gives its last answer, as the regulation has them. */
START_TEST(the_forms_go_the_ways_of_their_regulations)
{
	static const struct {
		const char *regulation, *form, *way, *last;
	} rows[] = {
		{ "toin", "data-use-application", "head receive review review decide", "protection-manager" },
		{ "toin", "operator-approval", "review receive review decide", "protection-officer" },
		{ "toin", "vein-operators", "review consult decide", "protection-officer" },
		{ "toin", "outsourcing-approval", "review head decide", "general-manager" },
		{ "toin", "measures-decision", "review hear hear decide", "general-manager" },
		{ "toin", "data-use-completion", "head receive accept", "protection-officer" },
		{ "toin", "data-use-revocation", "review review decide", "protection-manager" },
		{ "kashihara", "card-operators", "review receive consult decide", "access-manager" },
		{ "kashihara", "meeting-instruction", "review instruct answer close", "general-manager" },
		{ "kashihara", "meeting-request", "review instruct close", "security-officer" },
		{ "kashihara", "crisis-judgement", "review review decide", "mayor" },
		{ "sendai-kyosai", "operator-naming", "review review decide", "data-manager" },
		{ "sendai-kyosai", "authentication-data", "receive decide", "system-manager" },
		{ "sendai-kyosai", "data-use-slip", "accept", NULL },
		{ "sendai-kyosai", "bulk-handling", "head receive review decide", "data-manager" },
		{ "sendai-kyosai", "bulk-completion", "head review accept", "data-manager" },
		{ "sendai-kyosai", "documentation-permit", "review receive decide", "system-manager" },
		{ "sendai-kyosai", "documentation-return", "review accept", "system-manager" },
		{ "sendai-kyosai", "threat-report", "review accept", "general-manager" },
		{ "sakai", "permission", "review receive decide", "computing-manager" },
		{ "sakai", "media-out", "review receive decide", "data-manager" },
		{ "sakai", "disposal", "review receive decide", "data-manager" },
		{ "sakai", "disposal-record", "receive accept", "data-manager" },
		{ "sakai", "exemption", "head receive decide", "computing-manager" },
		{ "sakai", "addition", "head receive consult decide", "computing-manager" },
		{ "sakai", "out-of-hours", "head receive consult", "computing-manager" },
		{ "sakai", "reoutsourcing", "receive decide", "contract-manager" },
		{ "sakai", "management-order", "review answer instruct answer close", "general-manager" },
		{ "sakai", "infringement-report", "head receive instruct answer close", "computing-manager" },
		{ "sakai", "suspicious-mail", "receive instruct answer close", "computing-manager" },
		{ "sakai", "security-notice", "review", "window" },
		{ "sakai", "assistant-designation", "receive decide", "user-manager" },
		{ "sakai", "policy-revision", "review review decide", "mayor" },
		{ "sakai", "my-number-access", "review receive decide", "computing-manager" },
		{ "sakai", "log-investigation", "receive instruct answer close", "computing-manager" },
		{ "sakai", "user-registration", "head receive decide", "computing-manager" },
	};
	for (size_t i = 0; i < COUNT(rows); i++) {
		char *folder = memory_format("data/regulations/%s", rows[i].regulation);
		struct regulation *regulation = regulation_read(folder);
		const struct form *form = regulation_form(regulation, rows[i].form);
		struct text way = { 0 };
		ck_assert_msg(form != NULL, "%s", rows[i].form);
		for (size_t k = 0; k < form->step_count; k++)
			text_format(&way, "%s%s", k ? " " : "", step_kind_name(form->steps[k].kind));
		ck_assert_str_eq(text_string(&way), rows[i].way);
		ck_assert_pstr_eq(form->steps[form->step_count - 1].by[0].role, rows[i].last);
		text_done(&way);
		regulation_free(regulation);
		free(folder);
	}
}
END_TEST

/* ---- offices ---------------------------------------------------------- */

static size_t vacant_posts(const struct office *office, date day)
{
	size_t vacant = 0;
	for (size_t i = 0; i < office->post_count; i++) {
		const struct posting *holder = office_holder(office, office->posts[i].id, day);
		vacant += !holder || holder->kind != POSTING_MAIN;
	}
	return vacant;
}

static size_t postings_that(const struct office *office, enum posting_kind kind, date from)
{
	size_t count = 0;
	for (size_t i = 0; i < office->posting_count; i++)
		count += office->postings[i].kind == kind &&
			 (from == DATE_NONE || office->postings[i].from == from);
	return count;
}

/* Its regulations are shipped, and what it calls a role is one. */
static void check_roles(const struct office *office)
{
	for (size_t i = 0; i < office->regulation_count; i++) {
		char *folder = memory_format("data/regulations/%s", office->regulations[i]);
		struct regulation *regulation = regulation_read(folder);
		for (size_t k = 0; k < regulation->role_count; k++) {
			const struct role *role = &regulation->roles[k];
			ck_assert_msg(
				role->held_by != HELD_BY_POST || holder_post(office, regulation, role->id),
				"%s: nobody holds %s/%s", office->id, regulation->id, role->id);
		}
		for (size_t k = 0; k < office->role_count; k++) {
			const char *name = office->roles[k].role;
			size_t length = strlen(regulation->id);
			ck_assert_msg(strncmp(name, regulation->id, length) || name[length] != '/' ||
					      regulation_role(regulation, name + length + 1),
				"%s: %s is no role", office->id, name);
		}
		regulation_free(regulation);
		free(folder);
	}
}

static void is_a_good_office(const char *folder)
{
	struct office office;
	office_shipped(folder, &office);
	date today = date_of(2026, 11, 24);
	ck_assert_msg(office.person_count >= 12, "%s: few people", folder);
	ck_assert_msg(vacant_posts(&office, today) > 0, "%s: no vacancy", folder);
	ck_assert_msg(postings_that(&office, POSTING_CONCURRENT, DATE_NONE) > 0, "%s: no 兼務", folder);
	ck_assert_msg(
		postings_that(&office, POSTING_MAIN, date_of(2027, 4, 1)) > 0, "%s: no transfer", folder);
	for (size_t i = 0; i < office.person_count; i++)
		ck_assert_msg(office.people[i].kana[0] && office.people[i].name_en, "%s: %s", folder,
			office.people[i].id);
	size_t administrators = 0;
	for (size_t i = 0; i < office.right_count; i++)
		administrators += office.rights[i].right == RIGHT_OFFICE;
	ck_assert_msg(administrators >= 2, "%s: one administrator", folder);
	check_roles(&office);
	office_done(&office);
}

START_TEST(every_demo_office_is_one_to_train_in)
{
	each_folder("data/demo", is_a_good_office);
}
END_TEST

Suite *data_suite(void)
{
	const TTest *const tests[] = {
		every_regulation_speaks_both_languages,
		the_forms_go_the_ways_of_their_regulations,
		every_demo_office_is_one_to_train_in,
		NULL,
	};
	return suite_of("data", tests);
}
