/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keeps data/regulations/README.md true: its examples are a regulation that
 * loads, and every key and word that the loader reads stands in it. */
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/memory.h"
#include "base/text.h"
#include "domain/schema.h"
#include "tests/support/bundle.h"
#include "tests/support/suites.h"

suite_maker regulation_readme_suite;

static char *read_readme(void)
{
	char *path = source_path("data/regulations/README.md"), *bytes = NULL;
	size_t length;
	struct error err = { 0 };
	ck_assert_msg(file_read(path, 1 << 20, &bytes, &length, &err) == RESULT_OK, "%s", err.text);
	free(path);
	return bytes;
}

/* The fenced blocks "```yaml NAME" as files of that name. */
static void add_examples(struct bundle *bundle, const char *readme)
{
	static const char fence[] = "\n```yaml ";
	const char *at = readme;
	while ((at = strstr(at, fence))) {
		at += strlen(fence);
		size_t name_length = strcspn(at, "\n");
		char *name = memory_string_n(at, name_length);
		const char *start = at + name_length + 1, *end = strstr(start, "\n```");
		ck_assert_msg(end != NULL, "the example %s has no end", name);
		bundle_add(bundle, name, start, (size_t)(end + 1 - start));
		free(name);
		at = end + 1;
	}
}

START_TEST(the_examples_of_the_readme_are_a_regulation_that_loads)
{
	char *readme = read_readme();
	struct bundle bundle = { 0 };
	struct regulation *regulation = NULL;
	struct error err = { 0 };
	add_examples(&bundle, readme);
	ck_assert_uint_eq(bundle.file_count, 8);
	enum result r = regulation_load(&bundle, &regulation, NULL, &err);
	ck_assert_msg(r == RESULT_OK, "%s", err.text);
	regulation_free(regulation);
	bundle_done(&bundle);
	free(readme);
}
END_TEST

static void must_mention(const char *readme, const char *word)
{
	char *plain = memory_format("`%s`", word), *quoted = memory_format("`\"%s\"`", word);
	ck_assert_msg(
		strstr(readme, plain) || strstr(readme, quoted), "the README does not mention %s", plain);
	free(plain);
	free(quoted);
}

static size_t mention_keys(
	const char *readme, const struct schema *schema, const struct schema **seen, size_t n)
{
	size_t count = 0;
	for (size_t i = 0; i < n; i++)
		if (seen[i]->keys == schema->keys)
			return 0;
	seen[n] = schema;
	for (size_t i = 0; i < schema->key_count; i++) {
		const struct key *key = &schema->keys[i];
		must_mention(readme, key->name);
		count++;
		for (unsigned w = 0; key->words && w < key->words->count; w++)
			must_mention(readme, key->words->name(w));
		if (key->schema && n < 9)
			count += mention_keys(readme, key->schema, seen, n + 1);
	}
	return count;
}

START_TEST(every_key_and_word_of_the_format_is_in_the_readme)
{
	const struct schema *const roots[] = { &regulation_schema, &form_schema, &text_schema };
	char *readme = read_readme();
	size_t count = 0;
	for (size_t i = 0; i < COUNT(roots); i++) {
		const struct schema *seen[10];
		count += mention_keys(readme, roots[i], seen, 0);
	}
	ck_assert_uint_gt(count, 100);
	for (enum object_kind kind = 0; kind < OBJECT__COUNT; kind++)
		must_mention(readme, object_kind_name(kind));
	for (enum actor_kind kind = ACTOR_ROLE + 1; kind < ACTOR__COUNT; kind++)
		if (actor_kind_name(kind))
			must_mention(readme, actor_kind_name(kind));
	for (enum fill fill = FILL_FIELD + 1; fill < FILL__COUNT; fill++)
		if (fill != FILL_SOURCE_FIELD) /* a prefix, not a word */
			must_mention(readme, fill_name(fill));
	for (enum answer answer = 0; answer < ANSWER__COUNT; answer++)
		must_mention(readme, answer_name(answer));
	free(readme);
}
END_TEST

/* The tables of the loader themselves: no row is empty, none names a key twice. */
static void check_rows(const struct schema *schema)
{
	ck_assert(schema->size > 0);
	for (size_t i = 0; i < schema->key_count; i++) {
		const struct key *key = &schema->keys[i];
		ck_assert_ptr_nonnull(key->name);
		ck_assert_uint_lt(key->shape, SHAPE__COUNT);
		ck_assert_msg((key->shape == SHAPE_OWN) == (key->read != NULL), "%s", key->name);
		ck_assert_msg((key->shape == SHAPE_WORD || key->shape == SHAPE_SET) == (key->words != NULL),
			"%s", key->name);
		ck_assert_msg((key->shape == SHAPE_LIST || key->shape == SHAPE_MAP) == (key->schema != NULL),
			"%s", key->name);
		for (size_t k = 0; k < i; k++)
			ck_assert_str_ne(schema->keys[k].name, key->name);
		if (key->schema && key->schema->keys != schema->keys)
			check_rows(key->schema);
	}
}

START_TEST(no_row_of_a_schema_is_empty)
{
	check_rows(&regulation_schema);
	check_rows(&form_schema);
	check_rows(&text_schema);
}
END_TEST

Suite *regulation_readme_suite(void)
{
	const TTest *const tests[] = {
		the_examples_of_the_readme_are_a_regulation_that_loads,
		every_key_and_word_of_the_format_is_in_the_readme,
		no_row_of_a_schema_is_empty,
		NULL,
	};
	return suite_of("regulation_readme", tests);
}
