/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Malformed regulations: every sentence that the loader has for what is wrong,
 * complete with file and line. malformed/X.yaml replaces the file that its first
 * line names, of the regulation in base/, or of the one behind " of " (or is
 * added to it); malformed/X.txt holds all mistakes that must be found, and no
 * other may be. */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/memory.h"
#include "base/text.h"
#include "domain/regulation.h"
#include "tests/support/bundle.h"
#include "tests/support/suites.h"

suite_maker malformed_suite;

enum { MANY = 180, FILE_LIMIT = 1 << 20 };

static char *read_source(const char *name, size_t *ret_length)
{
	char *path = source_path(name), *bytes = NULL;
	struct error err = { 0 };
	ck_assert_msg(file_read(path, FILE_LIMIT, &bytes, ret_length, &err) == RESULT_OK, "%s", err.text);
	free(path);
	return bytes;
}

/* A regulation with one file replaced or added. */
static void overlay_on(
	struct bundle *ret_bundle, const char *folder, const char *name, const char *bytes, size_t length)
{
	struct bundle base;
	char *path = memory_format("tests/data/regulations/%s", folder);
	*ret_bundle = (struct bundle){ 0 };
	bundle_read(path, &base);
	free(path);
	for (size_t i = 0; i < base.file_count; i++)
		if (strcmp(base.files[i].name, name))
			bundle_add(ret_bundle, base.files[i].name, base.files[i].bytes, base.files[i].length);
	bundle_add(ret_bundle, name, bytes, length);
	bundle_done(&base);
}

static void overlay(struct bundle *ret_bundle, const char *name, const char *bytes, size_t length)
{
	overlay_on(ret_bundle, "base", name, bytes, length);
}

/* Loads and writes out the mistakes as `choba regulation check` does, one a line. */
static char *mistakes_of(const struct bundle *bundle)
{
	struct regulation *regulation = NULL;
	struct mistakes mistakes = { 0 };
	struct error err = { 0 };
	struct text lines = { 0 };
	enum result r = regulation_load(bundle, &regulation, &mistakes, &err);
	ck_assert_int_eq(r, mistakes.count ? RESULT_INVALID : RESULT_OK);
	for (size_t i = 0; i < mistakes.count; i++) {
		const struct mistake *mistake = &mistakes.items[i];
		text_add(&lines, mistake->file);
		if (mistake->line)
			text_format(&lines, ":%zu", mistake->line);
		text_format(&lines, ": %s\n", mistake->sentence);
		if (i == 0)
			ck_assert_msg(!strncmp(text_string(&lines), err.text, strlen(err.text)),
				"the error is the first mistake, not \"%s\"", err.text);
	}
	mistakes_done(&mistakes);
	regulation_free(regulation);
	return text_take(&lines);
}

/* CHOBA_UPDATE_MALFORMED=1 writes what was found, to be read and committed. */
static void update(const char *beside, const char *found)
{
	const char *wanted = getenv("CHOBA_UPDATE_MALFORMED");
	char *path = source_path(beside);
	FILE *file = wanted && *wanted ? fopen(path, "w") : NULL;
	free(path);
	if (!file)
		return;
	fputs(found, file);
	fclose(file);
}

static void check_case(const char *name)
{
	char *source = memory_format("tests/data/regulations/malformed/%s.yaml", name);
	char *beside = memory_format("tests/data/regulations/malformed/%s.txt", name);
	size_t length, expected_length;
	char *bytes = read_source(source, &length);
	ck_assert_msg(length > 2 && !strncmp(bytes, "# ", 2), "%s names no file", source);
	char *target = memory_string_n(bytes + 2, strcspn(bytes + 2, "\n")), *of = strstr(target, " of ");
	struct bundle bundle;
	if (of)
		*of = '\0';
	overlay_on(&bundle, of ? of + strlen(" of ") : "base", target, bytes, length);
	char *found = mistakes_of(&bundle);
	ck_assert_msg(*found, "%s: no mistake was found", name);
	update(beside, found);
	char *expected = read_source(beside, &expected_length);
	ck_assert_msg(!strcmp(found, expected), "%s:\nfound\n%s\nwhere this was expected\n%s", name, found,
		expected);
	free(found);
	bundle_done(&bundle);
	free(target);
	free(expected);
	free(bytes);
	free(beside);
	free(source);
}

START_TEST(every_mistake_has_its_file_line_and_sentence)
{
	char *path = source_path("tests/data/regulations/malformed");
	DIR *folder = opendir(path);
	size_t count = 0;
	ck_assert_ptr_nonnull(folder);
	const struct dirent *entry;
	while ((entry = readdir(folder))) {
		const char *end = strstr(entry->d_name, ".yaml");
		if (!end)
			continue;
		char *name = memory_string_n(entry->d_name, (size_t)(end - entry->d_name));
		check_case(name);
		free(name);
		count++;
	}
	closedir(folder);
	free(path);
	ck_assert_msg(count >= MANY, "only %zu malformed regulations were found", count);
}
END_TEST

START_TEST(the_bases_of_the_malformed_have_no_mistake)
{
	regulation_free(regulation_read("tests/data/regulations/base"));
	regulation_free(regulation_read("tests/data/regulations/wide"));
}
END_TEST

static void check_found(struct bundle *bundle, const char *wanted)
{
	char *found = mistakes_of(bundle);
	ck_assert_msg(strstr(found, wanted), "\"%s\" is not among\n%s", wanted, found);
	free(found);
	bundle_done(bundle);
}

START_TEST(a_file_above_the_limit_is_not_read)
{
	struct bundle bundle;
	struct text large = { 0 };
	while (large.length <= REGULATION_FILE_LIMIT)
		text_add(&large, "# a comment that says nothing, again and again\n");
	overlay(&bundle, "texts/note.yaml", large.bytes, large.length);
	text_done(&large);
	check_found(&bundle, "texts/note.yaml: the file has 1048617 bytes; at most 1048576 are read\n");
}
END_TEST

START_TEST(a_hundred_thousand_levels_cost_nothing)
{
	struct bundle bundle;
	struct text deep = { 0 };
	for (int i = 0; i < 100000; i++)
		text_add_char(&deep, '[');
	overlay(&bundle, "texts/note.yaml", deep.bytes, deep.length);
	text_done(&deep);
	check_found(&bundle, "texts/note.yaml:1: more than 32 levels lie in one another here\n");
}
END_TEST

START_TEST(a_folder_without_regulation_yaml_says_so)
{
	struct bundle bundle = { 0 };
	bundle_add(&bundle, "texts/note.yaml", "id: note\n", 9);
	check_found(&bundle, "regulation.yaml: the file is missing\n");
}
END_TEST

START_TEST(a_folder_of_too_many_files_is_not_read)
{
	struct bundle bundle = { 0 };
	for (int i = 0; i <= REGULATION_FILES; i++) {
		char *name = memory_format("texts/t%d.yaml", i);
		bundle_add(&bundle, name, "", 0);
		free(name);
	}
	check_found(&bundle, "regulation.yaml: the folder has 201 files; at most 200 are read\n");
}
END_TEST

START_TEST(a_file_that_is_there_twice_is_a_mistake)
{
	struct bundle bundle;
	bundle_read("tests/data/regulations/base", &bundle);
	bundle_add(&bundle, "texts/note.yaml", "id: note\n", 9);
	check_found(&bundle, "texts/note.yaml: the file is there twice\n");
}
END_TEST

START_TEST(endless_mistakes_are_cut_with_a_note)
{
	struct bundle bundle;
	struct text keys = { 0 };
	for (int i = 0; i < 5000; i++)
		text_format(&keys, "key%d: 1\n", i);
	overlay(&bundle, "texts/note.yaml", keys.bytes, keys.length);
	text_done(&keys);
	check_found(&bundle, "texts/note.yaml: there are more mistakes than are shown; mend these first\n");
}
END_TEST

Suite *malformed_suite(void)
{
	const TTest *const tests[] = {
		every_mistake_has_its_file_line_and_sentence,
		the_bases_of_the_malformed_have_no_mistake,
		a_file_above_the_limit_is_not_read,
		a_hundred_thousand_levels_cost_nothing,
		a_folder_without_regulation_yaml_says_so,
		a_folder_of_too_many_files_is_not_read,
		a_file_that_is_there_twice_is_a_mistake,
		endless_mistakes_are_cut_with_a_note,
		NULL,
	};
	return suite_of("malformed", tests);
}
