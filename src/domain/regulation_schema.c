/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands in regulation.yaml and in texts: clauses, roles, choice lists. */
#include <assert.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "domain/schema.h"

WORDS(object_kinds, object_kind_name, object_kind, OBJECT__COUNT);

static void finish_clause(struct reading *reading, const yaml_node_t *node, void *target)
{
	struct clause *clause = target;
	bool needs = yaml_find(reading->file, node, "needs"), out = yaml_find(reading->file, node, "out");
	if (!needs && !out)
		mistake(reading, place_of_node(reading, node),
			_("give \"needs\" (what must meet the clause) or \"out\" (why nothing must)"));
	clause->status = needs ? CLAUSE_DEMANDS : CLAUSE_OUT;
}

static const struct key clause_keys[] = {
	{ "id", SHAPE_ARTICLE, true, offsetof(struct clause, id) },
	{ "what", SHAPE_LABEL, true, offsetof(struct clause, what) },
	{ "needs", SHAPE_SET, false, offsetof(struct clause, needs), .words = &object_kinds },
	{ "out", SHAPE_LABEL, false, offsetof(struct clause, because) },
};

static const struct schema clause_schema = {
	.what = N_("clause"),
	.id_name = "id",
	.size = sizeof(struct clause),
	.id_offset = offsetof(struct clause, id),
	.keys = clause_keys,
	.key_count = COUNT(clause_keys),
	.finish = finish_clause,
};

WORDS(held_bys, held_by_name, held_by, HELD__COUNT);

static const struct key holders_keys[] = {
	{ "least", SHAPE_SIZE, false, offsetof(struct role, fewest), .least = 1, .most = 1000 },
	{ "most", SHAPE_SIZE, false, offsetof(struct role, most), .least = 1, .most = 1000 },
};

static const struct schema holders_schema = {
	.size = sizeof(struct role),
	.keys = holders_keys,
	.key_count = COUNT(holders_keys),
};

enum { SUBSTITUTE_ON_ACCIDENT, SUBSTITUTE_ON_VACANCY, SUBSTITUTE_ON__COUNT };

static const char *substitute_word(unsigned when)
{
	static const char *const words[] = { "accident", "vacancy" };
	return words[when];
}

static const struct words substitute_words = { substitute_word, SUBSTITUTE_ON__COUNT };
static_assert(offsetof(struct role, on_vacancy) == offsetof(struct role, on_accident) + SUBSTITUTE_ON_VACANCY,
	"the occasions of a substitute are a row of bools");

/* Keys that only roles held in one way have. */
static void check_holding(struct reading *reading, const yaml_node_t *node, const struct role *role)
{
	static const struct {
		const char *key;
		enum held_by held_by, or_by;
	} belongs[] = {
		{ "of-kinds", HELD_BY_HEADS, HELD_BY_HEADS },
		{ "register", HELD_BY_REGISTER, HELD_BY_REGISTER },
		{ "holders", HELD_BY_PERSONS, HELD_BY_REGISTER },
		{ "out-of", HELD_BY_PERSONS, HELD_BY_REGISTER },
	};
	for (size_t i = 0; i < COUNT(belongs) && role->held_by != HELD__COUNT; i++)
		if (role->held_by != belongs[i].held_by && role->held_by != belongs[i].or_by &&
			yaml_find(reading->file, node, belongs[i].key))
			mistake(reading, place_of(reading, role, belongs[i].key),
				_("\"%s\" belongs to a role with \"held-by: %s\""), belongs[i].key,
				held_by_name(belongs[i].held_by));
	if (role->held_by == HELD_BY_REGISTER && !yaml_find(reading->file, node, "register"))
		mistake(reading, place_of_node(reading, node),
			_("\"held-by: register\" needs \"register\": the fact whose persons hold the role"));
	if (role->held_by == HELD_BY_HEADS && !yaml_find(reading->file, node, "of-kinds"))
		mistake(reading, place_of_node(reading, node),
			_("\"held-by: heads\" needs \"of-kinds\": the kinds of section whose heads hold the "
			  "role"));
	if (role->most && role->fewest > role->most)
		mistake(reading, place_of(reading, role, "least"),
			_("\"%s\" (%ld) is more than \"%s\" (%ld)"), "least", (long)role->fewest, "most",
			(long)role->most);
	if (role->substitute_only && role->held_by != HELD_BY_POST && role->held_by != HELD__COUNT)
		mistake(reading, place_of(reading, role, "held-by"),
			_("a role that only stands in for another is held by a post"));
}

static void finish_role(struct reading *reading, const yaml_node_t *node, void *target)
{
	const struct role *role = target;
	bool substitute = yaml_find(reading->file, node, "substitute");
	if (substitute && !role->on_accident && !role->on_vacancy)
		mistake(reading, place_of_node(reading, node),
			_("\"substitute\" needs \"substitute-on\": accident, vacancy or both"));
	if (!substitute && yaml_find(reading->file, node, "substitute-on"))
		mistake(reading, place_of_node(reading, node), _("\"%s\" has no meaning without \"%s\""),
			"substitute-on", "substitute");
	if (!substitute && yaml_find(reading->file, node, "acting"))
		mistake(reading, place_of_node(reading, node), _("\"%s\" has no meaning without \"%s\""),
			"acting", "substitute");
	check_holding(reading, node, role);
}

static const struct key role_keys[] = {
	{ "id", SHAPE_ID, true, offsetof(struct role, id) },
	{ "label", SHAPE_LABEL, true, offsetof(struct role, label) },
	{ "article", SHAPE_ARTICLE, false, offsetof(struct role, article) },
	{ "also", SHAPE_ARTICLES, false, offsetof(struct role, also), offsetof(struct role, also_count) },
	{ "post", SHAPE_LABEL, true, offsetof(struct role, post) },
	{ "held-by", SHAPE_WORD, false, offsetof(struct role, held_by), .words = &held_bys },
	{ "of-kinds", SHAPE_LINES, false, offsetof(struct role, of_kinds),
		offsetof(struct role, of_kind_count) },
	{ "holders", SHAPE_MAP, false, 0, .schema = &holders_schema },
	{ "register", SHAPE_ID, false, offsetof(struct role, held_in) },
	{ "out-of", SHAPE_ID, false, offsetof(struct role, out_of) },
	{ "was", SHAPE_LINES, false, offsetof(struct role, was), offsetof(struct role, was_count) },
	{ "substitute", SHAPE_ID, false, offsetof(struct role, substitute) },
	{ "substitute-on", SHAPE_SET, false, offsetof(struct role, on_accident), .words = &substitute_words },
	{ "substitute-only", SHAPE_FLAG, false, offsetof(struct role, substitute_only) },
	{ "acting", SHAPE_LABEL, false, offsetof(struct role, acting) },
};

static const struct schema role_schema = {
	.what = N_("role"),
	.id_name = "id",
	.size = sizeof(struct role),
	.id_offset = offsetof(struct role, id),
	.keys = role_keys,
	.key_count = COUNT(role_keys),
	.finish = finish_role,
};

static const struct key choice_keys[] = {
	{ "id", SHAPE_ID, true, offsetof(struct choice, id) },
	{ "ja", SHAPE_LINE, true, offsetof(struct choice, label.ja) },
	{ "en", SHAPE_LINE, false, offsetof(struct choice, label.en) },
	{ "article", SHAPE_ARTICLE, false, offsetof(struct choice, article) },
	{ "explain", SHAPE_FLAG, false, offsetof(struct choice, explain) },
	{ "marks", SHAPE_LINES, false, offsetof(struct choice, marks), offsetof(struct choice, mark_count) },
};

const struct schema choice_schema = {
	.what = N_("choice"),
	.id_name = "id",
	.size = sizeof(struct choice),
	.id_offset = offsetof(struct choice, id),
	.keys = choice_keys,
	.key_count = COUNT(choice_keys),
};

static const struct key list_keys[] = {
	{ "id", SHAPE_ID, true, offsetof(struct choice_list, id) },
	{ "label", SHAPE_LABEL, true, offsetof(struct choice_list, label) },
	{ "article", SHAPE_ARTICLE, false, offsetof(struct choice_list, article) },
	{ "also", SHAPE_ARTICLES, false, offsetof(struct choice_list, also),
		offsetof(struct choice_list, also_count) },
	{ "choices", SHAPE_LIST, true, offsetof(struct choice_list, choices),
		offsetof(struct choice_list, choice_count), .schema = &choice_schema },
};

static const struct schema list_schema = {
	.what = N_("list"),
	.id_name = "id",
	.size = sizeof(struct choice_list),
	.id_offset = offsetof(struct choice_list, id),
	.keys = list_keys,
	.key_count = COUNT(list_keys),
};

/* ---- chapters, facts, phrases ----------------------------------------- */

static const struct key chapter_keys[] = {
	{ "id", SHAPE_ID, true, offsetof(struct chapter, id) },
	{ "label", SHAPE_LABEL, true, offsetof(struct chapter, label) },
	{ "first", SHAPE_ARTICLE, true, offsetof(struct chapter, first) },
};

static const struct schema chapter_schema = {
	.what = N_("chapter"),
	.id_name = "id",
	.size = sizeof(struct chapter),
	.id_offset = offsetof(struct chapter, id),
	.keys = chapter_keys,
	.key_count = COUNT(chapter_keys),
};

static const struct key fact_keys[] = {
	{ "id", SHAPE_ID, true, offsetof(struct fact, id) },
	{ "label", SHAPE_LABEL, true, offsetof(struct fact, label) },
	{ "article", SHAPE_ARTICLE, true, offsetof(struct fact, article) },
	{ "also", SHAPE_ARTICLES, false, offsetof(struct fact, also), offsetof(struct fact, also_count) },
	{ "subject", SHAPE_LABEL, false, offsetof(struct fact, subject) },
};

static const struct schema fact_schema = {
	.what = N_("fact"),
	.id_name = "id",
	.size = sizeof(struct fact),
	.id_offset = offsetof(struct fact, id),
	.keys = fact_keys,
	.key_count = COUNT(fact_keys),
};

static const char *phrase_for_word(unsigned use)
{
	return phrase_for_name((enum phrase_for)use);
}

static const struct words phrase_fors = { phrase_for_word, PHRASE__COUNT };

static const struct key phrase_keys[] = {
	{ "id", SHAPE_ID, true, offsetof(struct phrase, id) },
	{ "for", SHAPE_WORD, true, offsetof(struct phrase, use), .words = &phrase_fors },
	{ "ja", SHAPE_LINE, true, offsetof(struct phrase, text.ja) },
	{ "en", SHAPE_LINE, false, offsetof(struct phrase, text.en) },
};

static const struct schema phrase_schema = {
	.what = N_("phrase"),
	.id_name = "id",
	.size = sizeof(struct phrase),
	.id_offset = offsetof(struct phrase, id),
	.keys = phrase_keys,
	.key_count = COUNT(phrase_keys),
};

/* ---- regulation.yaml and texts ---------------------------------------- */

static const struct key regulation_keys[] = {
	{ "id", SHAPE_ID, true, offsetof(struct regulation, id) },
	{ "version", SHAPE_LINE, true, offsetof(struct regulation, version), .most = 32 },
	{ "title", SHAPE_LABEL, true, offsetof(struct regulation, title) },
	{ "cited", SHAPE_LINE, true, offsetof(struct regulation, cited) },
	{ "clauses", SHAPE_LIST, true, offsetof(struct regulation, clauses),
		offsetof(struct regulation, clause_count), .schema = &clause_schema },
	{ "roles", SHAPE_LIST, true, offsetof(struct regulation, roles),
		offsetof(struct regulation, role_count), .schema = &role_schema },
	{ "chapters", SHAPE_LIST, false, offsetof(struct regulation, chapters),
		offsetof(struct regulation, chapter_count), .schema = &chapter_schema },
	{ "facts", SHAPE_LIST, false, offsetof(struct regulation, facts),
		offsetof(struct regulation, fact_count), .schema = &fact_schema },
	{ "phrases", SHAPE_LIST, false, offsetof(struct regulation, phrases),
		offsetof(struct regulation, phrase_count), .schema = &phrase_schema },
	{ "lists", SHAPE_LIST, false, offsetof(struct regulation, lists),
		offsetof(struct regulation, list_count), .schema = &list_schema },
	{ "hours", SHAPE_LIST, false, offsetof(struct regulation, hours),
		offsetof(struct regulation, hours_count), .schema = &hours_schema },
	{ "duties", SHAPE_LIST, false, offsetof(struct regulation, duties),
		offsetof(struct regulation, duty_count), .schema = &recurring_schema },
};

const struct schema regulation_schema = {
	.size = sizeof(struct regulation),
	.keys = regulation_keys,
	.key_count = COUNT(regulation_keys),
};

enum { ACKNOWLEDGE_FIRST_SIGN_IN, ACKNOWLEDGE_LEAVING, ACKNOWLEDGE_YEARLY, ACKNOWLEDGE__COUNT };

static const char *acknowledge_word(unsigned when)
{
	static const char *const words[] = { "first-sign-in", "leaving", "yearly" };
	return words[when];
}

static const struct words acknowledge_words = { acknowledge_word, ACKNOWLEDGE__COUNT };
static_assert(offsetof(struct regulation_text, at_leaving) ==
			      offsetof(struct regulation_text, at_first_sign_in) + ACKNOWLEDGE_LEAVING &&
		      offsetof(struct regulation_text, yearly) ==
			      offsetof(struct regulation_text, at_first_sign_in) + ACKNOWLEDGE_YEARLY,
	"the occasions of a text are a row of bools");

/* "all" is what is so where the data is silent. */
static void read_readers(struct reading *reading, const yaml_node_t *node, void *target)
{
	static const struct key key = { "readers", SHAPE_LINES, false,
		offsetof(struct regulation_text, readers), offsetof(struct regulation_text, reader_count) };
	const char *word = yaml_text(node);
	if (!word || strcmp(word, "all"))
		schema_value(reading, &key, node, target);
}

static const struct key text_keys[] = {
	{ "id", SHAPE_ID, true, offsetof(struct regulation_text, id) },
	{ "title", SHAPE_LABEL, true, offsetof(struct regulation_text, title) },
	{ "article", SHAPE_ARTICLE, true, offsetof(struct regulation_text, article) },
	{ "also", SHAPE_ARTICLES, false, offsetof(struct regulation_text, also),
		offsetof(struct regulation_text, also_count) },
	{ "readers", SHAPE_OWN, .read = read_readers },
	{ "fact", SHAPE_ID, false, offsetof(struct regulation_text, readers_fact) },
	{ "version", SHAPE_LINE, true, offsetof(struct regulation_text, version), .most = 32 },
	{ "body", SHAPE_PROSE, true, offsetof(struct regulation_text, body) },
	{ "acknowledge", SHAPE_SET, false, offsetof(struct regulation_text, at_first_sign_in),
		.words = &acknowledge_words },
};

const struct schema text_schema = {
	.size = sizeof(struct regulation_text),
	.keys = text_keys,
	.key_count = COUNT(text_keys),
};
