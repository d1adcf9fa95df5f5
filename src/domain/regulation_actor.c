/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who acts, is written to or is told: a word, a role, or a mapping that says whose. */
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "domain/schema.h"

#define KIND(kind) (1U << ACTOR_##kind)
#define WHO_ACTS \
	(KIND(ROLE) | KIND(APPLICANT_HEAD) | KIND(ADDRESSEE_SECTION) | KIND(APPLICANT_SECTION) | \
		KIND(DRAFTER) | KIND(SECTION_HEAD) | KIND(ROLE_SECTION) | KIND(NAMED))

/* Where actors stand, and which of them may stand there. */
static const struct {
	const char *key;
	unsigned kinds;
	bool outside; /* also roles whose holder has no card here */
	size_t most;
} uses[] = {
	[ACTORS_BY] = { "by", WHO_ACTS, true, 20 },
	[ACTORS_PAPER] = { "paper", WHO_ACTS & ~KIND(DRAFTER), false, 1 },
	[ACTORS_ADDRESSEE] = { "addressee", KIND(ROLE) | KIND(NAMED) | KIND(SECTION_HEAD), true, 20 },
	[ACTORS_NOTIFY] = { "notify", WHO_ACTS | KIND(EVERY_HEAD) | KIND(SOURCES), false, 20 },
	[ACTORS_DUTY] = { "by", KIND(ROLE) | KIND(EVERY_HEAD), false, 20 },
};
static_assert(COUNT(uses) == ACTORS__COUNT, "every place of actors has its row");

/* The keys that say who is meant; one of them makes the actor. */
static const struct {
	const char *key;
	enum actor_kind kind;
} who[] = {
	{ "actor", ACTOR__COUNT },
	{ "role", ACTOR_ROLE },
	{ "section-of", ACTOR_ROLE_SECTION },
	{ "head-of", ACTOR_SECTION_HEAD },
	{ "every", ACTOR_EVERY_HEAD },
	{ "sources", ACTOR_SOURCES },
};

/* ---- words ------------------------------------------------------------ */

/* The actor that a word names, ACTOR__COUNT where it names none. */
static enum actor_kind kind_of_word(const char *word)
{
	for (enum actor_kind kind = ACTOR_ROLE + 1; kind < ACTOR__COUNT; kind++)
		if (actor_kind_name(kind) && !strcmp(actor_kind_name(kind), word))
			return kind;
	return ACTOR__COUNT;
}

static void add_words(struct candidates *candidates, unsigned kinds)
{
	for (enum actor_kind kind = ACTOR_ROLE + 1; kind < ACTOR__COUNT; kind++)
		if (kinds & 1U << kind)
			candidates_add(candidates, actor_kind_name(kind));
}

static void add_roles(const struct reading *reading, struct candidates *candidates)
{
	for (size_t i = 0; i < reading->regulation->role_count; i++)
		candidates_add(candidates, reading->regulation->roles[i].id);
}

/* Takes the role's id, with a mistake where there is none or it cannot be named here. */
static void take_role(struct reading *reading, const yaml_node_t *node, struct actor *actor, char *id)
{
	const struct regulation *regulation = reading->regulation;
	const struct role *role = regulation_role(regulation, id);
	struct candidates candidates = { 0 };
	if (role) {
		actor->role = id;
		if (role->substitute_only)
			mistake(reading, place_of_node(reading, node),
				_("the role \"%s\" only stands in for another and cannot be named here"), id);
		return;
	}
	actor->kind = ACTOR__COUNT;
	add_roles(reading, &candidates);
	if (candidates.count) /* without any, they have had their mistake */
		mistake_unknown(reading, place_of_node(reading, node), &candidates, id,
			_("there is no role \"%s\""), id);
	free(id);
}

static void read_word(struct reading *reading, enum actors use, const yaml_node_t *node, struct actor *actor)
{
	struct candidates candidates = { 0 };
	char *word = schema_line(reading, uses[use].key, node, SCHEMA_LINE_LIMIT);
	actor->kind = word ? kind_of_word(word) : ACTOR__COUNT;
	if (!word)
		return;
	if (actor->kind == ACTOR__COUNT && regulation_role(reading->regulation, word)) {
		actor->kind = ACTOR_ROLE;
		take_role(reading, node, actor, word);
		return;
	}
	add_words(&candidates, uses[use].kinds);
	add_roles(reading, &candidates);
	if (actor->kind == ACTOR__COUNT && reading->regulation->role_count)
		mistake_unknown(reading, place_of_node(reading, node), &candidates, word,
			_("there is no role or actor \"%s\""), word);
	free(candidates.words);
	free(word);
}

/* ---- mappings --------------------------------------------------------- */

static void read_of(struct reading *reading, const yaml_node_t *node, void *target)
{
	struct actor *actor = target;
	char *of = schema_line(reading, "of", node, SCHEMA_ID_LIMIT);
	if (!of)
		return;
	actor->of = !strcmp(of, "applicant")   ? OF_APPLICANT
		    : !strcmp(of, "addressee") ? OF_ADDRESSEE
					       : OF_FIELD;
	if (actor->of == OF_FIELD && !actor->field)
		actor->field = of;
	else
		free(of);
}

static void read_named_in(struct reading *reading, const yaml_node_t *node, void *target)
{
	struct actor *actor = target;
	char *field = schema_line(reading, "named-in", node, SCHEMA_ID_LIMIT);
	if (!field)
		return;
	free(actor->field);
	actor->field = field;
	actor->kind = ACTOR_NAMED;
}

static void prepare_actor(void *target)
{
	struct actor *actor = target;
	actor->kind = ACTOR__COUNT;
}

/* Which of the keys of "who" the mapping has; COUNT(who) and a mistake where not exactly one. */
static size_t find_who(struct reading *reading, const yaml_node_t *node)
{
	size_t found = COUNT(who), count = 0;
	for (size_t i = 0; i < COUNT(who); i++)
		if (yaml_find(reading->file, node, who[i].key)) {
			found = i;
			count++;
		}
	if (count == 1)
		return found;
	mistake(reading, place_of_node(reading, node),
		_("an actor is exactly one of role, section-of, head-of, actor, every and sources"));
	return COUNT(who);
}

static void check_belonging(struct reading *reading, const yaml_node_t *node, const struct actor *actor)
{
	static const struct {
		const char *key, *with;
		unsigned kinds;
	} belongs[] = {
		{ "of", "role", KIND(ROLE) },
		{ "named-in", "role", KIND(NAMED) },
		{ "of-kinds", "every", KIND(EVERY_HEAD) },
	};
	for (size_t i = 0; i < COUNT(belongs); i++)
		if (yaml_find(reading->file, node, belongs[i].key) && actor->kind != ACTOR__COUNT &&
			!(belongs[i].kinds & 1U << actor->kind))
			mistake(reading, place_of(reading, actor, belongs[i].key),
				_("\"%s\" has no meaning without \"%s\""), belongs[i].key, belongs[i].with);
	if (actor->kind == ACTOR_EVERY_HEAD && !actor->section_kind_count)
		mistake(reading, place_of_node(reading, node), _("\"%s\" is missing"), "of-kinds");
}

/* "of" and "named-in" have told already whose role it is. */
static void take_who(struct reading *reading, const yaml_node_t *node, struct actor *actor, size_t which)
{
	const yaml_node_t *value = yaml_find(reading->file, node, who[which].key);
	bool named = actor->kind == ACTOR_NAMED && who[which].kind == ACTOR_ROLE;
	if (!named)
		actor->kind = who[which].kind;
	if (actor->kind == ACTOR_EVERY_HEAD || actor->kind == ACTOR_SOURCES) {
		const char *wanted = actor->kind == ACTOR_SOURCES ? "true" : "heads",
			   *word = yaml_text(value);
		if (!word || strcmp(word, wanted))
			mistake(reading, place_of_node(reading, value), _("\"%s\" can only be \"%s\""),
				who[which].key, wanted);
		return;
	}
	if (!strcmp(who[which].key, "actor")) {
		read_word(reading, ACTORS_NOTIFY, value, actor);
		return;
	}
	char *word = schema_line(reading, who[which].key, value, SCHEMA_LINE_LIMIT);
	if (!word) {
		actor->kind = ACTOR__COUNT;
	} else if (actor->kind == ACTOR_SECTION_HEAD) {
		free(actor->field);
		actor->field = word;
	} else {
		take_role(reading, value, actor, word);
	}
}

static void finish_actor(struct reading *reading, const yaml_node_t *node, void *target)
{
	struct actor *actor = target;
	size_t which = find_who(reading, node);
	if (which == COUNT(who)) {
		actor->kind = ACTOR__COUNT;
		return;
	}
	take_who(reading, node, actor, which);
	check_belonging(reading, node, actor);
}

static const struct key actor_keys[] = {
	{ "actor", SHAPE_LATER },
	{ "role", SHAPE_LATER },
	{ "of", SHAPE_OWN, .read = read_of },
	{ "named-in", SHAPE_OWN, .read = read_named_in },
	{ "head-of", SHAPE_LATER },
	{ "section-of", SHAPE_LATER },
	{ "every", SHAPE_LATER },
	{ "of-kinds", SHAPE_LINES, false, offsetof(struct actor, section_kinds),
		offsetof(struct actor, section_kind_count) },
	{ "sources", SHAPE_LATER },
	{ "when", SHAPE_MAP, false, offsetof(struct actor, when), .schema = &condition_schema },
};

const struct schema actor_schema = {
	.size = sizeof(struct actor),
	.keys = actor_keys,
	.key_count = COUNT(actor_keys),
	.prepare = prepare_actor,
	.finish = finish_actor,
};

/* ---- what may stand where --------------------------------------------- */

static void check_use(
	struct reading *reading, enum actors use, const yaml_node_t *node, const struct actor *actor)
{
	const struct role *role = actor->role ? regulation_role(reading->regulation, actor->role) : NULL;
	struct place place = place_of_node(reading, node);
	if (actor->kind == ACTOR__COUNT)
		return;
	if (!(uses[use].kinds & 1U << actor->kind)) {
		const char *name = actor_kind_name(actor->kind);
		if (!name)
			name = actor->kind == ACTOR_EVERY_HEAD ? "every"
			       : actor->kind == ACTOR_SOURCES  ? "sources"
							       : "section-of";
		mistake(reading, place, _("\"%s\" cannot stand in \"%s\""), name, uses[use].key);
		return;
	}
	if (!role)
		return;
	if (actor->of != OF_APPLICANT && role->held_by != HELD_BY_HEADS && role->held_by != HELD__COUNT)
		mistake(reading, place,
			_("\"of\" has no meaning for the role \"%s\": it is not held by heads of sections"),
			role->id);
	if (actor->kind == ACTOR_NAMED && role->held_by != HELD_BY_HEADS && !role_has_persons(role))
		mistake(reading, place,
			_("\"named-in\" has no meaning for the role \"%s\": it has one holder alone"),
			role->id);
	if (actor->kind == ACTOR_ROLE_SECTION && role->held_by != HELD_BY_POST)
		mistake(reading, place, _("the role \"%s\" is held by no post whose section could be meant"),
			role->id);
	if (role->held_by == HELD_BY_OUTSIDE && !uses[use].outside)
		mistake(reading, place,
			_("the holder of the role \"%s\" has no card here and cannot act or be told"),
			role->id);
}

struct actor *actors_read(
	struct reading *reading, enum actors use, const yaml_node_t *node, size_t *ret_count)
{
	bool list = node->type == YAML_SEQUENCE_NODE;
	size_t count = list ? yaml_count(node) : 1;
	if (list && uses[use].most == 1) {
		mistake(reading, place_of_node(reading, node),
			_("\"%s\" must be one role or actor, not a list"), uses[use].key);
		return NULL;
	}
	if (!count || count > uses[use].most) {
		mistake(reading, place_of_node(reading, node), _("\"%s\" must name 1 to %zu roles or actors"),
			uses[use].key, uses[use].most);
		return NULL;
	}
	/* All at once: origins and conditions point into the array. */
	struct actor *actors = memory_new(count, sizeof *actors);
	for (size_t i = 0; i < count; i++) {
		const yaml_node_t *item = list ? yaml_item(reading->file, node, i) : node;
		if (item->type == YAML_MAPPING_NODE) {
			schema_read(reading, &actor_schema, item, &actors[i]);
		} else {
			reading_remember(reading, &actors[i], NULL, item);
			read_word(reading, use, item, &actors[i]);
		}
		check_use(reading, use, item, &actors[i]);
	}
	*ret_count = count;
	return actors;
}
