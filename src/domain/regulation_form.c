/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands in a form's file around its fields: rules, route, sheet. */
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "domain/regulation_check.h"
#include "domain/schema.h"

#define WORDS(variable, function, type, count_) \
	static const char *variable##_word(unsigned i) \
	{ \
		return function((enum type)i); \
	} \
	static const struct words variable = { variable##_word, count_ }

WORDS(step_kinds, step_kind_name, step_kind, STEP__COUNT);
WORDS(form_kinds, form_kind_name, form_kind, FORM__COUNT);
WORDS(filed_bys, filed_by_name, filed_by, FILED_BY__COUNT);
WORDS(retain_froms, retain_from_name, retain_from, RETAIN__COUNT);

/* ---- rules ------------------------------------------------------------ */

static const struct key rule_keys[] = {
	{ "id", SHAPE_ID, true, offsetof(struct form_rule, id) },
	{ "article", SHAPE_ARTICLE, true, offsetof(struct form_rule, article) },
	{ "when", SHAPE_MAP, true, offsetof(struct form_rule, when), .schema = &condition_schema },
	{ "needs", SHAPE_MAP, true, offsetof(struct form_rule, needs), .schema = &condition_schema },
	{ "says", SHAPE_LABEL, true, offsetof(struct form_rule, says) },
};

static const struct schema rule_schema = {
	.what = N_("rule"),
	.id_name = "id",
	.size = sizeof(struct form_rule),
	.id_offset = offsetof(struct form_rule, id),
	.keys = rule_keys,
	.key_count = COUNT(rule_keys),
};

/* ---- route ------------------------------------------------------------ */

static void read_actor(struct reading *reading, const yaml_node_t *node, struct step *step)
{
	const struct regulation *regulation = reading->regulation;
	struct candidates candidates = { 0 };
	struct actor actor = { .kind = ACTOR__COUNT };
	char *word = schema_line(reading, "by", node, SCHEMA_LINE_LIMIT);
	if (!word)
		return;
	for (enum actor_kind kind = ACTOR_ROLE + 1; kind < ACTOR__COUNT; kind++) {
		if (actor_kind_name(kind) && !strcmp(actor_kind_name(kind), word))
			actor.kind = kind;
		candidates_add(&candidates, actor_kind_name(kind));
	}
	const struct role *role = regulation_role(regulation, word);
	for (size_t i = 0; i < regulation->role_count; i++)
		candidates_add(&candidates, regulation->roles[i].id);
	if (role) {
		actor.kind = ACTOR_ROLE;
		actor.role = memory_string(word);
	}
	if (role && role->substitute_only)
		mistake(reading, place_of_node(reading, node),
			_("the role \"%s\" only stands in for another and cannot be named here"), word);
	if (actor.kind != ACTOR__COUNT)
		*LIST_ADD(step->by, step->by_count) = actor;
	else if (regulation->role_count) /* without any, they have had their mistake */
		mistake_unknown(reading, place_of_node(reading, node), &candidates, word,
			_("there is no role or actor \"%s\""), word);
	free(candidates.words);
	free(word);
}

static void read_by(struct reading *reading, const yaml_node_t *node, void *target)
{
	bool list = node->type == YAML_SEQUENCE_NODE;
	size_t count = list ? yaml_count(node) : 1;
	if (!count || count > 20)
		mistake(reading, place_of_node(reading, node), _("\"by\" must name 1 to 20 roles or actors"));
	for (size_t i = 0; i < count && i < 20; i++)
		read_actor(reading, list ? yaml_item(reading->file, node, i) : node, target);
}

static const struct key word_keys[] = {
	{ "yes", SHAPE_LABEL, false, offsetof(struct step, words[ANSWER_YES]) },
	{ "conditional", SHAPE_LABEL, false, offsetof(struct step, words[ANSWER_CONDITIONAL]) },
	{ "no", SHAPE_LABEL, false, offsetof(struct step, words[ANSWER_NO]) },
};

static const struct schema words_schema = {
	.size = sizeof(struct step),
	.keys = word_keys,
	.key_count = COUNT(word_keys),
};

static void prepare_step(void *target)
{
	struct step *step = target;
	step->kind = STEP__COUNT;
}

/* A label with English alone has had its mistake. */
static bool is_silent(const struct label *label)
{
	return !label->ja && !label->en;
}

static void finish_step(struct reading *reading, const yaml_node_t *node, void *target)
{
	struct step *step = target;
	const yaml_node_t *sign = yaml_find(reading->file, node, "sign");
	if (step->kind == STEP__COUNT)
		return;
	if (is_silent(&step->label)) {
		step->label.ja = memory_string(step_kind_label(step->kind, LANGUAGE_JA));
		step->label.en = memory_string(step_kind_label(step->kind, LANGUAGE_EN));
	}
	if (step->kind != STEP_DECIDE) {
		if (step->words[ANSWER_CONDITIONAL].ja || step->words[ANSWER_NO].ja)
			mistake(reading, place_of(reading, step, "words"),
				_("only a decision says \"conditional\" or \"no\"; other steps send back"));
		if (is_silent(&step->words[ANSWER_YES])) {
			step->words[ANSWER_YES].ja = memory_string(step_kind_yes(step->kind, LANGUAGE_JA));
			step->words[ANSWER_YES].en = memory_string(step_kind_yes(step->kind, LANGUAGE_EN));
		}
		return;
	}
	if (!step->words[ANSWER_YES].ja || !step->words[ANSWER_NO].ja)
		mistake(reading, place_of_node(reading, node),
			_("a decision needs \"words\" for both \"yes\" and \"no\""));
	if (sign && !step->sign)
		mistake(reading, place_of(reading, step, "sign"), _("a decision is always signed by card"));
	step->sign = true;
}

static const struct key step_keys[] = {
	{ "step", SHAPE_WORD, true, offsetof(struct step, kind), .words = &step_kinds },
	{ "id", SHAPE_ID, false, offsetof(struct step, id) },
	{ "label", SHAPE_LABEL, false, offsetof(struct step, label) },
	{ "article", SHAPE_ARTICLE, false, offsetof(struct step, article) },
	{ "by", SHAPE_OWN, true, .read = read_by },
	{ "number", SHAPE_FLAG, false, offsetof(struct step, number) },
	{ "sign", SHAPE_FLAG, false, offsetof(struct step, sign) },
	{ "skip-if-done", SHAPE_FLAG, false, offsetof(struct step, skip_if_done) },
	{ "words", SHAPE_MAP, false, 0, .schema = &words_schema },
};

static const struct schema step_schema = {
	.what = N_("step"),
	.id_name = "step",
	.size = sizeof(struct step),
	.may_repeat = true,
	.keys = step_keys,
	.key_count = COUNT(step_keys),
	.prepare = prepare_step,
	.finish = finish_step,
};

/* ---- the form --------------------------------------------------------- */

static const struct key filed_by_keys[] = {
	{ "section", SHAPE_WORD, true, offsetof(struct form, filed_by), .words = &filed_bys },
};

static const struct schema filed_by_schema = {
	.size = sizeof(struct form),
	.keys = filed_by_keys,
	.key_count = COUNT(filed_by_keys),
};

static void read_years(struct reading *reading, const yaml_node_t *node, void *target)
{
	struct form *form = target;
	const char *string = yaml_text(node);
	char *end = NULL;
	if (string && !strcmp(string, "for-ever"))
		return;
	long years = string ? strtol(string, &end, 10) : 0;
	if (!string || *end || years < 1 || years > 100)
		mistake(reading, place_of_node(reading, node),
			_("\"years\" must be a whole number from 1 to 100, or for-ever"));
	else
		form->retain_years = (int)years;
}

static const struct key retain_keys[] = {
	{ "years", SHAPE_OWN, true, .read = read_years },
	{ "from", SHAPE_WORD, true, offsetof(struct form, retain_from), .words = &retain_froms },
};

static const struct schema retain_schema = {
	.size = sizeof(struct form),
	.keys = retain_keys,
	.key_count = COUNT(retain_keys),
};

static const struct key sheet_keys[] = {
	{ "sentence", SHAPE_PROSE, true, offsetof(struct sheet, sentence) },
	{ "note", SHAPE_PROSE, false, offsetof(struct sheet, note) },
	{ "honorific", SHAPE_LINE, true, offsetof(struct sheet, honorific), .most = 12 },
	{ "seal-omitted", SHAPE_FLAG, false, offsetof(struct sheet, seal_omitted) },
	{ "numbered", SHAPE_FLAG, false, offsetof(struct sheet, numbered) },
	{ "approval-cells", SHAPE_FLAG, false, offsetof(struct sheet, approval_cells) },
};

static const struct schema sheet_schema = {
	.size = sizeof(struct sheet),
	.keys = sheet_keys,
	.key_count = COUNT(sheet_keys),
};

static void prepare_form(void *target)
{
	struct form *form = target;
	form->kind = FORM__COUNT;
}

static const struct key form_keys[] = {
	{ "id", SHAPE_ID, true, offsetof(struct form, id) },
	{ "title", SHAPE_LABEL, true, offsetof(struct form, title) },
	{ "style", SHAPE_LABEL, false, offsetof(struct form, style) },
	{ "help", SHAPE_PROSE, false, offsetof(struct form, help) },
	{ "article", SHAPE_ARTICLE, true, offsetof(struct form, article) },
	{ "kind", SHAPE_WORD, true, offsetof(struct form, kind), .words = &form_kinds },
	{ "filed-by", SHAPE_MAP, false, 0, .schema = &filed_by_schema },
	{ "addressee", SHAPE_ID, false, offsetof(struct form, addressee) },
	{ "weighty", SHAPE_FLAG, false, offsetof(struct form, weighty) },
	{ "retain", SHAPE_MAP, true, 0, .schema = &retain_schema },
	{ "fields", SHAPE_LIST, true, offsetof(struct form, fields), offsetof(struct form, field_count),
		.schema = &field_schema },
	{ "rules", SHAPE_LIST, false, offsetof(struct form, rules), offsetof(struct form, rule_count),
		.schema = &rule_schema },
	{ "route", SHAPE_LIST, false, offsetof(struct form, steps), offsetof(struct form, step_count),
		.schema = &step_schema },
	{ "decision", SHAPE_ID, false, offsetof(struct form, decision) },
	{ "sheet", SHAPE_MAP, true, offsetof(struct form, sheet), .schema = &sheet_schema },
};

const struct schema form_schema = {
	.size = sizeof(struct form),
	.keys = form_keys,
	.key_count = COUNT(form_keys),
	.prepare = prepare_form,
	.finish = check_form,
};
