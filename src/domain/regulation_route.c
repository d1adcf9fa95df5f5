/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands in a step of a form's route. */
#include <stddef.h>
#include <stdlib.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "domain/schema.h"

WORDS(step_kinds, step_kind_name, step_kind, STEP__COUNT);

static const char *on_no_word(unsigned on_no)
{
	static const char *const words[] = { "end", "go-on" };
	return words[on_no];
}

static const struct words on_nos = { on_no_word, 2 };

static const struct key word_keys[] = {
	{ "yes", SHAPE_LABEL, false, offsetof(struct step, words[ANSWER_YES]) },
	{ "conditional", SHAPE_LABEL, false, offsetof(struct step, words[ANSWER_CONDITIONAL]) },
	{ "no", SHAPE_LABEL, false, offsetof(struct step, words[ANSWER_NO]) },
	{ "bypass", SHAPE_LABEL, false, offsetof(struct step, words[ANSWER_BYPASS]) },
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

static void fill_label(struct label *label, const char *ja, const char *en)
{
	if (!is_silent(label) || !ja)
		return;
	label->ja = memory_string(ja);
	label->en = memory_string(en);
}

/* The answers that the step's kind knows, for a sentence: "yes", "no". */
static char *known_answers(enum step_kind kind)
{
	struct text text = { 0 };
	for (enum answer answer = 0; answer < ANSWER__COUNT; answer++)
		if (step_kind_gives(kind, answer))
			text_format(&text, "%s\"%s\"", text.length ? ", " : "", answer_name(answer));
	return text_take(&text);
}

static void check_answers(struct reading *reading, const struct step *step)
{
	for (enum answer answer = 0; answer < ANSWER__COUNT; answer++) {
		if (is_silent(&step->words[answer]) || step_kind_gives(step->kind, answer))
			continue;
		char *known = known_answers(step->kind);
		mistake(reading, place_of(reading, step, "words"),
			_("a step \"%s\" cannot say \"%s\"; it says %s, and may always send back"),
			step_kind_name(step->kind), answer_name(answer), known);
		free(known);
	}
}

/* Keys that only steps of some kinds have. */
static void check_keys_of_step(struct reading *reading, const yaml_node_t *node, const struct step *step)
{
	static const struct {
		const char *key;
		unsigned kinds;
	} belongs[] = {
		{ "on-no", 1U << STEP_CONSENT },
		{ "paper", 1U << STEP_DECIDE },
		{ "exception", 1U << STEP_HEAD | 1U << STEP_DECIDE | 1U << STEP_CONSENT },
		{ "due", 1U << STEP_ANSWER },
	};
	for (size_t i = 0; i < COUNT(belongs); i++)
		if (yaml_find(reading->file, node, belongs[i].key) && !(belongs[i].kinds & 1U << step->kind))
			mistake(reading, place_of(reading, step, belongs[i].key),
				_("a step \"%s\" has no \"%s\""), step_kind_name(step->kind), belongs[i].key);
}

/* Who has no card here decides on paper, which others transcribe. */
static void check_outside(struct reading *reading, const struct step *step)
{
	for (size_t i = 0; i < step->by_count; i++) {
		const struct actor *actor = &step->by[i];
		const struct role *role =
			actor->role ? regulation_role(reading->regulation, actor->role) : NULL;
		if (!role || role->held_by != HELD_BY_OUTSIDE || step->paper)
			continue;
		mistake(reading, place_of(reading, actor, NULL),
			step->kind == STEP_DECIDE ? _("the holder of the role \"%s\" has no card here; give "
						      "the decision \"paper\": "
						      "who transcribes it")
						  : _("the holder of the role \"%s\" has no card here and "
						      "cannot act or be told"),
			role->id);
	}
}

static void finish_step(struct reading *reading, const yaml_node_t *node, void *target)
{
	struct step *step = target;
	const yaml_node_t *sign = yaml_find(reading->file, node, "sign");
	if (step->kind == STEP__COUNT)
		return;
	check_answers(reading, step);
	check_keys_of_step(reading, node, step);
	check_outside(reading, step);
	fill_label(&step->label, step_kind_label(step->kind, LANGUAGE_JA),
		step_kind_label(step->kind, LANGUAGE_EN));
	if (step->kind == STEP_DECIDE) {
		if (!step->words[ANSWER_YES].ja || !step->words[ANSWER_NO].ja)
			mistake(reading, place_of_node(reading, node),
				_("a decision needs \"words\" for both \"yes\" and \"no\""));
		if (sign && !step->sign)
			mistake(reading, place_of(reading, step, "sign"),
				_("a decision is always signed by card"));
		step->sign = true;
		return;
	}
	fill_label(&step->words[ANSWER_YES], step_kind_yes(step->kind, LANGUAGE_JA),
		step_kind_yes(step->kind, LANGUAGE_EN));
	fill_label(&step->words[ANSWER_NO], step_kind_no(step->kind, LANGUAGE_JA),
		step_kind_no(step->kind, LANGUAGE_EN));
}

static void read_by(struct reading *reading, const yaml_node_t *node, void *target)
{
	struct step *step = target;
	step->by = actors_read(reading, ACTORS_BY, node, &step->by_count);
}

static void read_paper(struct reading *reading, const yaml_node_t *node, void *target)
{
	struct step *step = target;
	size_t count;
	step->paper = actors_read(reading, ACTORS_PAPER, node, &count);
}

static void read_on_no(struct reading *reading, const yaml_node_t *node, void *target)
{
	struct step *step = target;
	step->on_no_goes_on = schema_word(reading, "on-no", &on_nos, node) == 1;
}

/* From .exception_article on: a step has an "article" and a "label" of its own. */
enum { EXCEPTION = offsetof(struct step, exception_article) };

static const struct key exception_keys[] = {
	{ "article", SHAPE_ARTICLE, true, 0 },
	{ "label", SHAPE_LABEL, true, offsetof(struct step, exception) - EXCEPTION },
};

static const struct schema exception_schema = {
	.size = sizeof(struct step),
	.keys = exception_keys,
	.key_count = COUNT(exception_keys),
};

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
	{ "parallel", SHAPE_ID, false, offsetof(struct step, parallel) },
	{ "when", SHAPE_MAP, false, offsetof(struct step, when), .schema = &condition_schema },
	{ "on-no", SHAPE_OWN, .read = read_on_no },
	{ "paper", SHAPE_OWN, .read = read_paper },
	{ "exception", SHAPE_MAP, false, EXCEPTION, .schema = &exception_schema },
	{ "due", SHAPE_ID, false, offsetof(struct step, due) },
};

const struct schema step_schema = {
	.what = N_("step"),
	.id_name = "step",
	.size = sizeof(struct step),
	.may_repeat = true,
	.keys = step_keys,
	.key_count = COUNT(step_keys),
	.prepare = prepare_step,
	.finish = finish_step,
};
