/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands in regulation.yaml and in texts: clauses, roles, choice lists. */
#include <assert.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "domain/schema.h"

static const char *object_kind_word(unsigned kind)
{
	return object_kind_name((enum object_kind)kind);
}

static const struct words object_kinds = { object_kind_word, OBJECT__COUNT };

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

enum { SUBSTITUTE_ON_ACCIDENT, SUBSTITUTE_ON_VACANCY, SUBSTITUTE_ON__COUNT };

static const char *substitute_word(unsigned when)
{
	static const char *const words[] = { "accident", "vacancy" };
	return words[when];
}

static const struct words substitute_words = { substitute_word, SUBSTITUTE_ON__COUNT };
static_assert(offsetof(struct role, on_vacancy) == offsetof(struct role, on_accident) + SUBSTITUTE_ON_VACANCY,
	"the occasions of a substitute are a row of bools");

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
}

static const struct key role_keys[] = {
	{ "id", SHAPE_ID, true, offsetof(struct role, id) },
	{ "label", SHAPE_LABEL, true, offsetof(struct role, label) },
	{ "article", SHAPE_ARTICLE, false, offsetof(struct role, article) },
	{ "post", SHAPE_LABEL, true, offsetof(struct role, post) },
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

static const struct key regulation_keys[] = {
	{ "id", SHAPE_ID, true, offsetof(struct regulation, id) },
	{ "version", SHAPE_LINE, true, offsetof(struct regulation, version), .most = 32 },
	{ "title", SHAPE_LABEL, true, offsetof(struct regulation, title) },
	{ "cited", SHAPE_LINE, true, offsetof(struct regulation, cited) },
	{ "clauses", SHAPE_LIST, true, offsetof(struct regulation, clauses),
		offsetof(struct regulation, clause_count), .schema = &clause_schema },
	{ "roles", SHAPE_LIST, true, offsetof(struct regulation, roles),
		offsetof(struct regulation, role_count), .schema = &role_schema },
	{ "lists", SHAPE_LIST, false, offsetof(struct regulation, lists),
		offsetof(struct regulation, list_count), .schema = &list_schema },
	{ "hours", SHAPE_LIST, false, offsetof(struct regulation, hours),
		offsetof(struct regulation, hours_count), .schema = &hours_schema },
};

const struct schema regulation_schema = {
	.size = sizeof(struct regulation),
	.keys = regulation_keys,
	.key_count = COUNT(regulation_keys),
};

enum { ACKNOWLEDGE_FIRST_SIGN_IN, ACKNOWLEDGE_LEAVING, ACKNOWLEDGE__COUNT };

static const char *acknowledge_word(unsigned when)
{
	static const char *const words[] = { "first-sign-in", "leaving" };
	return words[when];
}

static const struct words acknowledge_words = { acknowledge_word, ACKNOWLEDGE__COUNT };
static_assert(offsetof(struct regulation_text, at_leaving) ==
		      offsetof(struct regulation_text, at_first_sign_in) + ACKNOWLEDGE_LEAVING,
	"the occasions of a text are a row of bools");

static const struct key text_keys[] = {
	{ "id", SHAPE_ID, true, offsetof(struct regulation_text, id) },
	{ "title", SHAPE_LABEL, true, offsetof(struct regulation_text, title) },
	{ "article", SHAPE_ARTICLE, true, offsetof(struct regulation_text, article) },
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
