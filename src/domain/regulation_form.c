/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands in a form's file around its fields and its route. */
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "domain/regulation_check.h"
#include "domain/schema.h"

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
	{ "warns", SHAPE_FLAG, false, offsetof(struct form_rule, warns) },
};

static const struct schema rule_schema = {
	.what = N_("rule"),
	.id_name = "id",
	.size = sizeof(struct form_rule),
	.id_offset = offsetof(struct form_rule, id),
	.keys = rule_keys,
	.key_count = COUNT(rule_keys),
};

/* ---- what it does to earlier records, and what it makes true ----------- */

WORDS(follow_hows, follow_how_name, follow_how, FOLLOW__COUNT);

static void prepare_follow(void *target)
{
	struct follow *follow = target;
	follow->how = FOLLOW__COUNT;
}

static const struct key follow_keys[] = {
	{ "field", SHAPE_ID, true, offsetof(struct follow, field) },
	{ "how", SHAPE_WORD, true, offsetof(struct follow, how), .words = &follow_hows },
	{ "when", SHAPE_MAP, false, offsetof(struct follow, when), .schema = &condition_schema },
	{ "on", SHAPE_ID, false, offsetof(struct follow, on) },
};

static const struct schema follow_schema = {
	.what = N_("follow"),
	.id_name = "field",
	.size = sizeof(struct follow),
	.may_repeat = true,
	.keys = follow_keys,
	.key_count = COUNT(follow_keys),
	.prepare = prepare_follow,
};

static const char *effect_how_word(unsigned how)
{
	static const char *const words[] = { "grant", "end" };
	return words[how];
}

static const struct words effect_hows = { effect_how_word, 2 };

static void read_effect_how(struct reading *reading, const yaml_node_t *node, void *target)
{
	struct effect *effect = target;
	effect->ends = schema_word(reading, "how", &effect_hows, node) == 1;
}

enum { PATH_LIMIT = 2 * SCHEMA_ID_LIMIT };

/* From .hours_from on: an effect has a "from" and a "to" of its own. */
enum { HOURS = offsetof(struct effect, hours_from) };

static const struct key effect_hours_keys[] = {
	{ "from", SHAPE_LINE, true, 0, .most = PATH_LIMIT },
	{ "to", SHAPE_LINE, true, offsetof(struct effect, hours_to) - HOURS, .most = PATH_LIMIT },
};

static const struct schema effect_hours_schema = {
	.size = sizeof(struct effect),
	.keys = effect_hours_keys,
	.key_count = COUNT(effect_hours_keys),
};

static const struct key effect_keys[] = {
	{ "id", SHAPE_ID, true, offsetof(struct effect, id) },
	{ "article", SHAPE_ARTICLE, true, offsetof(struct effect, article) },
	{ "fact", SHAPE_ID, true, offsetof(struct effect, fact) },
	{ "how", SHAPE_OWN, true, .read = read_effect_how },
	{ "if-any", SHAPE_FLAG, false, offsetof(struct effect, if_any) },
	{ "when", SHAPE_MAP, false, offsetof(struct effect, when), .schema = &condition_schema },
	{ "rows", SHAPE_ID, false, offsetof(struct effect, rows) },
	{ "person", SHAPE_LINE, false, offsetof(struct effect, person), .most = PATH_LIMIT },
	{ "subject", SHAPE_LINE, false, offsetof(struct effect, subject), .most = PATH_LIMIT },
	{ "detail", SHAPE_LINES, false, offsetof(struct effect, detail),
		offsetof(struct effect, detail_count) },
	{ "from", SHAPE_LINE, false, offsetof(struct effect, from), .most = PATH_LIMIT },
	{ "to", SHAPE_LINE, false, offsetof(struct effect, to), .most = PATH_LIMIT },
	{ "day", SHAPE_LINE, false, offsetof(struct effect, day), .most = PATH_LIMIT },
	{ "hours", SHAPE_MAP, false, HOURS, .schema = &effect_hours_schema },
};

static const struct schema effect_schema = {
	.what = N_("effect"),
	.id_name = "id",
	.size = sizeof(struct effect),
	.id_offset = offsetof(struct effect, id),
	.keys = effect_keys,
	.key_count = COUNT(effect_keys),
};

/* A use is a period, or a first day and where known the last. */
static void finish_use(struct reading *reading, const yaml_node_t *node, void *target)
{
	char **from_day = target;
	const yaml_node_t *period = yaml_find(reading->file, node, "period");
	bool from = yaml_find(reading->file, node, "from"), to = yaml_find(reading->file, node, "to");
	if (!period == !from || (period && to))
		mistake(reading, place_of_node(reading, node),
			_("\"use\" is either a \"period\", or \"from\" and where there is one \"to\""));
	else if (period)
		*from_day = schema_line(reading, "period", period, SCHEMA_ID_LIMIT);
}

/* From .use_from on: "retain" has a "from" too. */
enum { USE = offsetof(struct form, use_from) };

static const struct key use_keys[] = {
	{ "period", SHAPE_LATER },
	{ "from", SHAPE_ID, false, 0 },
	{ "to", SHAPE_ID, false, offsetof(struct form, use_to) - USE },
};

static const struct schema use_schema = {
	.size = sizeof(struct form),
	.keys = use_keys,
	.key_count = COUNT(use_keys),
	.finish = finish_use,
};

static const struct key compile_keys[] = {
	{ "form", SHAPE_ID, true, offsetof(struct compile, form) },
	{ "rows", SHAPE_ID, false, offsetof(struct compile, rows) },
	{ "into", SHAPE_ID, true, offsetof(struct compile, into) },
	{ "mine", SHAPE_ID, true, offsetof(struct compile, mine) },
	{ "theirs", SHAPE_ID, true, offsetof(struct compile, theirs) },
	{ "agreed", SHAPE_MAP, false, offsetof(struct compile, agreed), .schema = &condition_schema },
};

static const struct schema compile_schema = {
	.size = sizeof(struct compile),
	.keys = compile_keys,
	.key_count = COUNT(compile_keys),
};

static void read_addressee(struct reading *reading, const yaml_node_t *node, void *target)
{
	struct form *form = target;
	form->addressees = actors_read(reading, ACTORS_ADDRESSEE, node, &form->addressee_count);
	if (form->addressee_count && form->addressees[0].role)
		form->addressee = memory_string(form->addressees[0].role);
}

static void read_notify(struct reading *reading, const yaml_node_t *node, void *target)
{
	struct form *form = target;
	form->notify = actors_read(reading, ACTORS_NOTIFY, node, &form->notify_count);
}

/* ---- the form --------------------------------------------------------- */

static const struct key filed_by_keys[] = {
	{ "section", SHAPE_WORD, true, offsetof(struct form, filed_by), .words = &filed_bys },
	{ "role", SHAPE_ID, false, offsetof(struct form, filed_by_role) },
	{ "fact", SHAPE_ID, false, offsetof(struct form, filed_by_fact) },
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
	{ "landscape", SHAPE_FLAG, false, offsetof(struct sheet, landscape) },
	{ "title", SHAPE_LABEL, false, offsetof(struct sheet, title) },
};

static const struct schema sheet_schema = {
	.size = sizeof(struct sheet),
	.keys = sheet_keys,
	.key_count = COUNT(sheet_keys),
};

enum { ATTACHMENTS = 10, ATTACHMENTS_MOST = 20 };

static void prepare_form(void *target)
{
	struct form *form = target;
	form->kind = FORM__COUNT;
	form->attachments = ATTACHMENTS;
}

static const struct key form_keys[] = {
	{ "id", SHAPE_ID, true, offsetof(struct form, id) },
	{ "title", SHAPE_LABEL, true, offsetof(struct form, title) },
	{ "style", SHAPE_LABEL, false, offsetof(struct form, style) },
	{ "help", SHAPE_PROSE, false, offsetof(struct form, help) },
	{ "article", SHAPE_ARTICLE, true, offsetof(struct form, article) },
	{ "also", SHAPE_ARTICLES, false, offsetof(struct form, also), offsetof(struct form, also_count) },
	{ "chapter", SHAPE_ID, false, offsetof(struct form, chapter) },
	{ "source-note", SHAPE_PROSE, false, offsetof(struct form, source_note) },
	{ "kind", SHAPE_WORD, true, offsetof(struct form, kind), .words = &form_kinds },
	{ "filed-by", SHAPE_MAP, false, 0, .schema = &filed_by_schema },
	{ "addressee", SHAPE_OWN, .read = read_addressee },
	{ "weighty", SHAPE_FLAG, false, offsetof(struct form, weighty) },
	{ "retain", SHAPE_MAP, true, 0, .schema = &retain_schema },
	{ "fields", SHAPE_LIST, true, offsetof(struct form, fields), offsetof(struct form, field_count),
		.schema = &field_schema },
	{ "rules", SHAPE_LIST, false, offsetof(struct form, rules), offsetof(struct form, rule_count),
		.schema = &rule_schema },
	{ "route", SHAPE_LIST, false, offsetof(struct form, steps), offsetof(struct form, step_count),
		.schema = &step_schema },
	{ "decision", SHAPE_ID, false, offsetof(struct form, decision) },
	{ "attachments", SHAPE_SIZE, false, offsetof(struct form, attachments), .most = ATTACHMENTS_MOST },
	{ "use", SHAPE_MAP, false, USE, .schema = &use_schema },
	{ "after-use", SHAPE_ID, false, offsetof(struct form, after_use) },
	{ "follows", SHAPE_LIST, false, offsetof(struct form, follows), offsetof(struct form, follow_count),
		.schema = &follow_schema },
	{ "effects", SHAPE_LIST, false, offsetof(struct form, effects), offsetof(struct form, effect_count),
		.schema = &effect_schema },
	{ "notify", SHAPE_OWN, .read = read_notify },
	{ "compiles", SHAPE_MAP, false, offsetof(struct form, compile), .schema = &compile_schema },
	{ "sheet", SHAPE_MAP, true, offsetof(struct form, sheet), .schema = &sheet_schema },
};

const struct schema form_schema = {
	.size = sizeof(struct form),
	.keys = form_keys,
	.key_count = COUNT(form_keys),
	.prepare = prepare_form,
	.finish = check_form,
};
