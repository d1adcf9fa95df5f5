/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the pages of acting ask for, made of the step's own words. */
#include "ui/screen/act_fields.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "domain/authority.h"
#include "domain/regulation.h"
#include "domain/value.h"
#include "ui/screen/page_fields.h"

/* Ids of the page's own fields; they cannot collide with a regulation's, which begin with a letter. */
#define ID_ACT "_act"
#define ID_TARGET "_target"
#define ID_GROUND "_ground"
#define ID_ABSENCE "_absence"
#define ID_REASON "_reason"
#define ID_NUMBER "_number"
#define ID_PAPER_DAY "_paper-day"
#define ID_PAPER_DECIDER "_paper-decider"
#define ID_EXCEPTION "_exception"
#define CHOICE_RETURN "_return"
#define CHOICE_DRAFTER "_drafter"

static struct field *add_field(
	struct act_fields *fields, const char *id, const char *label, enum field_type type)
{
	return page_fields_add(&fields->fields, &fields->count, id, label, type);
}

void act_fields_done(struct act_fields *fields)
{
	page_fields_done(fields->fields, fields->count);
	page_choices_done(&fields->answers);
	page_choices_done(&fields->targets);
	page_choices_done(&fields->grounds);
	*fields = (struct act_fields){ 0 };
}

/* ---- the fields -------------------------------------------------------------- */

/* The field of the decision's form that shows the answer: its id is the one
 * that the conditions of the other fields speak of. */
static const char *answer_id(const struct form *form)
{
	for (size_t i = 0; i < form->field_count; i++)
		if (form->fields[i].fill == FILL_ANSWER)
			return form->fields[i].id;
	return ID_ACT;
}

/* What the step may be answered with, in its own words; a yes is called as the step where it has no word. */
static void fill_answers(struct act_fields *fields, const struct step *step)
{
	if (fields->act == ACT_CONFIRM) {
		page_choices_add(
			&fields->answers, answer_name(ANSWER_YES), _("It agrees with the paper"), NULL);
		page_choices_add(&fields->answers, answer_name(ANSWER_NO),
			_("It does not agree: type it in anew"), NULL);
		return;
	}
	for (int i = 0; i < ANSWER__COUNT; i++) {
		const struct label *word = step->words[i].ja                              ? &step->words[i]
					   : i == ANSWER_YES && step->kind != STEP_DECIDE ? &step->label
											  : NULL;
		if (word)
			page_choices_add(&fields->answers, answer_name((enum answer)i), word->ja, word->en);
	}
}

static void fill_targets(struct act_fields *fields, const struct step *step)
{
	const struct standing *standing = &fields->dossier->standing;
	const struct form *form = standing->form;
	page_choices_add(&fields->targets, CHOICE_DRAFTER, _("the drafter"), NULL);
	for (const struct step *earlier = form->steps; earlier < step; earlier++)
		if (route_applies(standing, earlier) && !route_together(form, earlier, step))
			page_choices_add(&fields->targets, earlier->id, earlier->label.ja, earlier->label.en);
}

static void add_answer_fields(struct act_fields *fields, const struct step *step)
{
	fill_answers(fields, step);
	fill_targets(fields, step);
	page_choices_add(&fields->answers, CHOICE_RETURN, _("Return for correction"), NULL);
	struct field *field = add_field(fields, fields->act_id, label_text(&step->label), FIELD_CHOICE);
	field->list = &fields->answers;
	field->required = true;
	field->article = memory_string(step->article);
	field = add_field(fields, ID_TARGET, _("Return to"), FIELD_CHOICE);
	field->list = &fields->targets;
	page_condition_or(&field->shown_when, fields->act_id, CHOICE_RETURN);
	page_condition_or(&field->required_when, fields->act_id, CHOICE_RETURN);
}

static struct field *add_words(struct act_fields *fields, const char *id, const char *label)
{
	struct field *field = add_field(fields, id, label, FIELD_TEXT);
	field->longest = 80;
	return field;
}

/* Of a decision made on paper: all but where the record is returned instead. */
static void add_paper_fields(struct act_fields *fields)
{
	size_t from = fields->count;
	add_words(fields, ID_NUMBER, _("Number of the paper"));
	add_field(fields, ID_PAPER_DAY, _("Day of the paper"), FIELD_DATE);
	add_words(fields, ID_PAPER_DECIDER, _("Who decided (post and name)"));
	for (size_t i = from; i < fields->count; i++)
		for (size_t k = 0; k + 1 < fields->answers.choice_count; k++) {
			page_condition_or(
				&fields->fields[i].shown_when, fields->act_id, fields->answers.choices[k].id);
			page_condition_or(&fields->fields[i].required_when, fields->act_id,
				fields->answers.choices[k].id);
		}
}

/* A deputy says why the holder is absent and for how long; away: what is recorded of it. */
static void add_stand_in_fields(struct act_fields *fields, const char *away)
{
	const struct authority *authority = &fields->authority;
	if (authority->capacity == CAPACITY_SELF || !authority->principal)
		return;
	for (size_t i = 0; i < absence_ground_count; i++)
		if (!authority->deputy || deputy_knows_ground(authority->deputy, absence_grounds[i].id))
			page_choices_add(
				&fields->grounds, absence_grounds[i].id, _(absence_grounds[i].label), NULL);
	struct field *field = add_field(fields, ID_GROUND, _("Why the holder is absent"), FIELD_CHOICE);
	field->list = &fields->grounds;
	field->required = true;
	if (away)
		field->help.ja = memory_format(_("Recorded: %s"), away);
	field = add_field(fields, ID_ABSENCE, _("Days of absence"), FIELD_PERIOD);
	field->required = true;
}

static struct field *add_reason(struct act_fields *fields, const char *id, const char *label)
{
	struct field *field = add_field(fields, id, label, FIELD_PARAGRAPH);
	field->longest = 1000;
	field->lines = 3;
	return field;
}

/* Drafter or applicant himself: the reason is printed. A return needs none. */
static void add_exception_field(struct act_fields *fields, const struct step *step)
{
	if (!fields->authority.exception)
		return;
	const char *label = step->exception.ja ? label_text(&step->exception) : _("Reason of the exception");
	struct field *field = add_reason(fields, ID_EXCEPTION, label);
	field->article = memory_string(step->exception_article);
	for (size_t k = 0; k + 1 < fields->answers.choice_count; k++)
		page_condition_or(&field->required_when, fields->act_id, fields->answers.choices[k].id);
}

static void add_reason_field(struct act_fields *fields, const struct step *step)
{
	struct field *field = add_reason(fields, ID_REASON, _("Reason, conditions, remark"));
	field->required = fields->act == ACT_WITHDRAW;
	if (!step)
		return;
	page_condition_or(&field->required_when, fields->act_id, CHOICE_RETURN);
	page_condition_or(&field->required_when, fields->act_id, answer_name(ANSWER_BYPASS));
	if (step->kind != STEP_INSTRUCT)
		page_condition_or(&field->required_when, fields->act_id, answer_name(ANSWER_NO));
}

void act_fields_init(struct act_fields *fields, const struct dossier *dossier, enum act act,
	const struct authority *authority, const char *away)
{
	const struct step *step = authority ? authority->step : NULL;
	*fields = (struct act_fields){ .dossier = dossier, .act = act, .act_id = ID_ACT };
	if (authority)
		fields->authority = *authority;
	if (act == ACT_DECIDE || act == ACT_TRANSCRIBE)
		fields->act_id = answer_id(deciding_form(dossier, act));
	if (step) {
		add_answer_fields(fields, step);
		if (act == ACT_TRANSCRIBE)
			add_paper_fields(fields);
		add_stand_in_fields(fields, away);
	}
	fields->lead = fields->count;
	if (act == ACT_DISPATCH) {
		struct field *field = add_field(fields, ID_NUMBER, _("Document number"), FIELD_TEXT);
		field->required = true;
		field->longest = 40;
		return;
	}
	if (step)
		add_exception_field(fields, step);
	add_reason_field(fields, step);
	fields->authority.deputy = NULL; /* the office may be read anew */
}

/* ---- values ------------------------------------------------------------------ */

static const char *string_at(const json_t *values, const char *id)
{
	return json_string_value(json_object_get(values, id));
}

enum act act_fields_act(const struct act_fields *fields, const json_t *values, enum answer *ret_answer)
{
	const char *chosen = string_at(values, fields->act_id);
	*ret_answer = ANSWER__COUNT;
	if (!fields->authority.step)
		return fields->act;
	if (chosen && !strcmp(chosen, CHOICE_RETURN))
		return ACT_RETURN;
	for (int i = 0; chosen && i < ANSWER__COUNT; i++)
		if (!strcmp(chosen, answer_name((enum answer)i)))
			*ret_answer = (enum answer)i;
	return fields->act;
}

enum phrase_for act_fields_phrase(
	const struct act_fields *fields, const json_t *values, const struct form *form, const char *id)
{
	static const enum phrase_for by_answer[] = {
		[ANSWER_YES] = PHRASE__COUNT,
		[ANSWER_CONDITIONAL] = PHRASE_CONDITIONS,
		[ANSWER_NO] = PHRASE_REFUSE,
		[ANSWER_BYPASS] = PHRASE_BYPASS,
		[ANSWER__COUNT] = PHRASE__COUNT,
	};
	enum answer answer;
	enum act act = act_fields_act(fields, values, &answer);
	const struct field *field = form ? form_field(form, id) : NULL;
	if (field && field->type != FIELD_CHOICES && field->type != FIELD_CHOICE)
		return field->fill == FILL_CONDITIONS ? PHRASE_CONDITIONS
		       : field->fill == FILL_REASON   ? PHRASE_REFUSE
						      : PHRASE__COUNT;
	if (!strcmp(id, ID_EXCEPTION))
		return PHRASE_EXCEPTION;
	if (strcmp(id, ID_REASON) != 0)
		return PHRASE__COUNT;
	return act == ACT_RETURN ? PHRASE_RETURN : act == ACT_WITHDRAW ? PHRASE_WITHDRAW : by_answer[answer];
}

static bool is_own(const char *key)
{
	return key[0] == '_';
}

/* The fields of the step, without the page's own and without the answer. */
static json_t *step_values(const struct act_fields *fields, const json_t *values)
{
	json_t *kept = json_object();
	const char *key;
	json_t *value;
	json_object_foreach(
		(json_t *)(uintptr_t)values, key, value) if (!is_own(key) && strcmp(key, fields->act_id) != 0)
		json_object_set(kept, key, value);
	if (json_object_size(kept))
		return kept;
	json_decref(kept);
	return NULL;
}

void act_fields_choice(
	const struct act_fields *fields, const json_t *values, struct acting_choice *ret_choice)
{
	struct acting_choice *choice = ret_choice;
	const char *target = string_at(values, ID_TARGET);
	const json_t *absence = json_object_get(values, ID_ABSENCE);
	const struct step *step = fields->authority.step;
	*choice = (struct acting_choice){ .made = true };
	choice->wish.act = act_fields_act(fields, values, &choice->wish.answer);
	if (choice->wish.answer == ANSWER__COUNT)
		choice->wish.answer = ANSWER_YES;
	choice->step = memory_string(step ? step->id : NULL);
	choice->to_step = memory_string(target && strcmp(target, CHOICE_DRAFTER) ? target : NULL);
	choice->reason = memory_string(string_at(values, ID_REASON));
	choice->exception = memory_string(string_at(values, ID_EXCEPTION));
	choice->ground = memory_string(string_at(values, ID_GROUND));
	choice->document_number = memory_string(string_at(values, ID_NUMBER));
	choice->paper_decider = memory_string(string_at(values, ID_PAPER_DECIDER));
	choice->wish.paper_day = page_day(values, ID_PAPER_DAY);
	choice->wish.ground_from = page_day(absence, "from");
	choice->wish.ground_to = page_day(absence, "to");
	if (choice->wish.act != ACT_RETURN)
		choice->values = step_values(fields, values);
	const char *chosen = string_at(values, fields->act_id);
	const struct choice *said = chosen ? choice_list_find(&fields->answers, chosen) : NULL;
	choice->said = memory_string(said ? label_text(&said->label) : "");
}

static void put_string(json_t *values, const char *id, const char *string)
{
	if (string)
		json_object_set_new(values, id, json_string(string));
}

void act_fields_put_absence(json_t *values, const char *ground, date from, date to)
{
	put_string(values, ID_GROUND, ground);
	json_t *absence = json_object();
	json_object_set_new(absence, "from", value_of_day(from));
	json_object_set_new(absence, "to", value_of_day(to));
	json_object_set_new(values, ID_ABSENCE, absence);
}

json_t *act_fields_values(const struct act_fields *fields, const struct acting_choice *choice)
{
	json_t *values = choice->values ? json_deep_copy(choice->values) : json_object();
	bool returns = choice->wish.act == ACT_RETURN;
	put_string(values, fields->act_id, returns ? CHOICE_RETURN : answer_name(choice->wish.answer));
	if (returns)
		put_string(values, ID_TARGET, choice->to_step ? choice->to_step : CHOICE_DRAFTER);
	put_string(values, ID_REASON, choice->reason);
	put_string(values, ID_EXCEPTION, choice->exception);
	put_string(values, ID_NUMBER, choice->document_number);
	put_string(values, ID_PAPER_DECIDER, choice->paper_decider);
	if (choice->wish.act == ACT_TRANSCRIBE)
		json_object_set_new(values, ID_PAPER_DAY, value_of_day(choice->wish.paper_day));
	if (choice->ground)
		act_fields_put_absence(
			values, choice->ground, choice->wish.ground_from, choice->wish.ground_to);
	return values;
}
