/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two versions of a regulation, compared as they are written. */
#include "domain/regulation_diff.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "base/text.h"
#include "domain/yaml_file.h"

enum { VALUE_LIMIT = 200 }; /* bytes of a value that a line shows */

/* What the items of a list are called. */
static const struct {
	const char *key, *what;
} kinds[] = {
	{ "clauses", N_("clause") },
	{ "roles", N_("role") },
	{ "chapters", N_("chapter") },
	{ "facts", N_("fact") },
	{ "phrases", N_("phrase") },
	{ "lists", N_("list") },
	{ "choices", N_("choice") },
	{ "of", N_("choice") },
	{ "hours", N_("hours") },
	{ "duties", N_("duty") },
	{ "fields", N_("field") },
	{ "columns", N_("column") },
	{ "rules", N_("rule") },
	{ "route", N_("step") },
	{ "follows", N_("follow") },
	{ "effects", N_("effect") },
};

/* The two sides and where in them the comparing stands. */
struct comparing {
	const struct yaml_file *old, *new;
	struct text where; /* `form "loan": field "why"` */
	struct regulation_changes *changes;
};

static void say(struct comparing *comparing, char sign, const char *what)
{
	const char *where = text_string(&comparing->where);
	*LIST_ADD(comparing->changes->lines, comparing->changes->count) =
		memory_format("%c %s%s%s", sign, where, *where && *what ? ": " : "", what);
}

/* ---- values in words -------------------------------------------------- */

static bool is_label(const struct yaml_file *file, const yaml_node_t *node)
{
	return node->type == YAML_MAPPING_NODE && yaml_find(file, node, "ja");
}

static void add_words(struct text *text, const struct yaml_file *file, const yaml_node_t *node)
{
	if (node->type == YAML_SCALAR_NODE) {
		text_add(text, yaml_text(node));
	} else if (node->type == YAML_SEQUENCE_NODE) {
		for (size_t i = 0; i < yaml_count(node); i++) {
			text_add(text, i ? ", " : "");
			add_words(text, file, yaml_item(file, node, i));
		}
	} else {
		for (size_t i = 0; i < yaml_count(node); i++) {
			text_add(text, i ? ", " : "{");
			text_add(text, yaml_text(yaml_key(file, node, i)));
			text_add(text, ": ");
			add_words(text, file, yaml_value(file, node, i));
		}
		text_add(text, "}");
	}
}

/* The value of a node in the user's language where it is a label; the caller frees. */
static char *words_of(const struct yaml_file *file, const yaml_node_t *node)
{
	struct text text = { 0 };
	const char *language = i18n_language() == LANGUAGE_EN ? "en" : "ja";
	if (is_label(file, node)) {
		const yaml_node_t *own = yaml_find(file, node, language);
		node = own ? own : yaml_find(file, node, "ja");
	}
	add_words(&text, file, node);
	for (size_t i = 0; i < text.length; i++)
		if (text.bytes[i] == '\n')
			text.bytes[i] = ' ';
	if (text.length > VALUE_LIMIT) {
		char *cut = memory_string_n(text_string(&text), VALUE_LIMIT);
		text_trim_partial(cut);
		text_clear(&text);
		text_format(&text, "%s…", cut);
		free(cut);
	}
	return text_take(&text);
}

/* What an object is called beside its id: its label, title or demand. */
static char *name_of(const struct yaml_file *file, const yaml_node_t *node)
{
	static const char *const keys[] = { "label", "title", "what", "ja" };
	for (size_t i = 0; i < COUNT(keys); i++) {
		const yaml_node_t *label = yaml_find(file, node, keys[i]);
		if (!label)
			continue;
		char *words = words_of(file, label), *name = memory_format(" (%s)", words);
		free(words);
		return name;
	}
	return memory_string("");
}

/* Written differently, they say the same where their words do. */
static bool same_words(const struct comparing *comparing, const yaml_node_t *old, const yaml_node_t *new)
{
	struct text one = { 0 }, other = { 0 };
	add_words(&one, comparing->old, old);
	add_words(&other, comparing->new, new);
	bool same = !strcmp(text_string(&one), text_string(&other));
	text_done(&one);
	text_done(&other);
	return same;
}

/* ---- objects ---------------------------------------------------------- */

static void compare_mappings(struct comparing *comparing, const yaml_node_t *old, const yaml_node_t *new);

/* The id of an item: its "id", of a step without one its kind, of a follow its field. */
static const char *id_of(const struct yaml_file *file, const yaml_node_t *item)
{
	static const char *const keys[] = { "id", "step", "field" };
	for (size_t i = 0; item->type == YAML_MAPPING_NODE && i < COUNT(keys); i++) {
		const yaml_node_t *id = yaml_find(file, item, keys[i]);
		if (id)
			return yaml_text(id);
	}
	return NULL;
}

/* The item of the list with that id; of several with one id, the one at the same turn. */
static const yaml_node_t *item_with(
	const struct yaml_file *file, const yaml_node_t *list, const char *id, size_t turn)
{
	for (size_t i = 0; i < yaml_count(list); i++) {
		const yaml_node_t *item = yaml_item(file, list, i);
		const char *its = id_of(file, item);
		if (its && !strcmp(its, id) && turn-- == 0)
			return item;
	}
	return NULL;
}

static size_t turn_of(const struct yaml_file *file, const yaml_node_t *list, size_t index, const char *id)
{
	size_t turn = 0;
	for (size_t i = 0; i < index; i++) {
		const char *its = id_of(file, yaml_item(file, list, i));
		turn += its && !strcmp(its, id);
	}
	return turn;
}

static size_t enter(struct comparing *comparing, const char *what, const char *id)
{
	size_t length = comparing->where.length;
	text_format(&comparing->where, _("%s%s \"%s\""), length ? ": " : "", what, id);
	return length;
}

static void leave(struct comparing *comparing, size_t length)
{
	char *outer = memory_string_n(text_string(&comparing->where), length);
	text_clear(&comparing->where);
	text_add(&comparing->where, outer);
	free(outer);
}

/* One side's object that the other has not. */
static void say_alone(struct comparing *comparing, char sign, const struct yaml_file *file, const char *what,
	const char *id, const yaml_node_t *item)
{
	size_t length = enter(comparing, what, id);
	char *name = name_of(file, item);
	text_add(&comparing->where, name);
	say(comparing, sign, "");
	free(name);
	leave(comparing, length);
}

static void compare_lists(
	struct comparing *comparing, const char *what, const yaml_node_t *old, const yaml_node_t *new)
{
	for (size_t i = 0; i < yaml_count(old); i++) {
		const yaml_node_t *item = yaml_item(comparing->old, old, i);
		const char *id = id_of(comparing->old, item);
		const yaml_node_t *other =
			item_with(comparing->new, new, id, turn_of(comparing->old, old, i, id));
		if (!other) {
			say_alone(comparing, '-', comparing->old, what, id, item);
			continue;
		}
		size_t length = enter(comparing, what, id);
		compare_mappings(comparing, item, other);
		leave(comparing, length);
	}
	for (size_t i = 0; i < yaml_count(new); i++) {
		const yaml_node_t *item = yaml_item(comparing->new, new, i);
		const char *id = id_of(comparing->new, item);
		if (!item_with(comparing->old, old, id, turn_of(comparing->new, new, i, id)))
			say_alone(comparing, '+', comparing->new, what, id, item);
	}
}

static const char *kind_of(const char *key)
{
	for (size_t i = 0; i < COUNT(kinds); i++)
		if (!strcmp(kinds[i].key, key))
			return _(kinds[i].what);
	return NULL;
}

static bool has_ids(const struct yaml_file *file, const yaml_node_t *list)
{
	bool ids = list->type == YAML_SEQUENCE_NODE;
	for (size_t i = 0; ids && i < yaml_count(list); i++)
		ids = id_of(file, yaml_item(file, list, i)) != NULL;
	return ids;
}

static void compare_values(
	struct comparing *comparing, const char *key, const yaml_node_t *old, const yaml_node_t *new)
{
	const char *what = kind_of(key);
	if (what && has_ids(comparing->old, old) && has_ids(comparing->new, new)) {
		compare_lists(comparing, what, old, new);
		return;
	}
	if (same_words(comparing, old, new))
		return;
	char *one = words_of(comparing->old, old), *other = words_of(comparing->new, new);
	char *line = strcmp(one, other)
			     ? memory_format("%s: %s → %s", key, one, other)
			     : memory_format(_("%s: %s (the other language's words changed)"), key, one);
	say(comparing, '*', line);
	free(line);
	free(one);
	free(other);
}

static void say_key(struct comparing *comparing, char sign, const struct yaml_file *file, const char *key,
	const yaml_node_t *value)
{
	const char *what = kind_of(key);
	if (what && has_ids(file, value)) {
		for (size_t i = 0; i < yaml_count(value); i++) {
			const yaml_node_t *item = yaml_item(file, value, i);
			say_alone(comparing, sign, file, what, id_of(file, item), item);
		}
		return;
	}
	char *words = words_of(file, value), *line = memory_format("%s: %s", key, words);
	say(comparing, sign, line);
	free(line);
	free(words);
}

static void compare_mappings(struct comparing *comparing, const yaml_node_t *old, const yaml_node_t *new)
{
	for (size_t i = 0; i < yaml_count(old); i++) {
		const char *key = yaml_text(yaml_key(comparing->old, old, i));
		const yaml_node_t *value = yaml_value(comparing->old, old, i);
		const yaml_node_t *other = yaml_find(comparing->new, new, key);
		if (other)
			compare_values(comparing, key, value, other);
		else
			say_key(comparing, '-', comparing->old, key, value);
	}
	for (size_t i = 0; i < yaml_count(new); i++) {
		const char *key = yaml_text(yaml_key(comparing->new, new, i));
		if (!yaml_find(comparing->old, old, key))
			say_key(comparing, '+', comparing->new, key, yaml_value(comparing->new, new, i));
	}
}

/* ---- files ------------------------------------------------------------ */

static const struct bundle_file *file_named(const struct bundle *bundle, const char *name)
{
	for (size_t i = 0; i < bundle->file_count; i++)
		if (!strcmp(bundle->files[i].name, name))
			return &bundle->files[i];
	return NULL;
}

/* `form "loan"` of forms/loan.yaml; nothing of regulation.yaml. */
static void enter_file(struct comparing *comparing, const char *name)
{
	const char *slash = strchr(name, '/');
	if (!slash)
		return;
	char *id = memory_string_n(slash + 1, strcspn(slash + 1, "."));
	enter(comparing, name[0] == 'f' ? _("form") : _("text"), id);
	free(id);
}

/* Either side may be NULL. */
static void compare_files(
	struct comparing *comparing, const struct bundle_file *old, const struct bundle_file *new)
{
	struct yaml_file one, other;
	struct mistakes ignored = { 0 };
	bool has_old = old && yaml_file_open(old, &one, &ignored);
	bool has_new = new &&yaml_file_open(new, &other, &ignored);
	comparing->old = has_old ? &one : NULL;
	comparing->new = has_new ? &other : NULL;
	enter_file(comparing, old ? old->name : new->name);
	if (has_old && has_new) {
		compare_mappings(comparing, yaml_file_root(&one), yaml_file_root(&other));
	} else if (has_old || has_new) {
		const struct yaml_file *file = has_old ? &one : &other;
		char *name = name_of(file, yaml_file_root(file));
		text_add(&comparing->where, name);
		say(comparing, has_old ? '-' : '+', "");
		free(name);
	}
	text_clear(&comparing->where);
	if (has_old)
		yaml_file_done(&one);
	if (has_new)
		yaml_file_done(&other);
	mistakes_done(&ignored);
}

static int main_first(const char *name)
{
	return strchr(name, '/') ? 1 : 0;
}

void regulation_diff(
	const struct bundle *old, const struct bundle *new, struct regulation_changes *ret_changes)
{
	struct comparing comparing = { .changes = ret_changes };
	*ret_changes = (struct regulation_changes){ 0 };
	for (int turn = 0; turn < 2; turn++) {
		for (size_t i = 0; i < old->file_count; i++)
			if (main_first(old->files[i].name) == turn)
				compare_files(
					&comparing, &old->files[i], file_named(new, old->files[i].name));
		for (size_t i = 0; i < new->file_count; i++)
			if (main_first(new->files[i].name) == turn && !file_named(old, new->files[i].name))
				compare_files(&comparing, NULL, &new->files[i]);
	}
	text_done(&comparing.where);
}

void regulation_changes_done(struct regulation_changes *changes)
{
	for (size_t i = 0; i < changes->count; i++)
		free(changes->lines[i]);
	free(changes->lines);
	*changes = (struct regulation_changes){ 0 };
}
