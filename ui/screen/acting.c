/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Acting on a record: a form made of the step's own words and fields. */
#include "ui/screen/acting.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "domain/authority.h"
#include "domain/regulation.h"
#include "domain/value.h"
#include "ui/screen/fields.h"
#include "ui/screen/manual.h"
#include "ui/screen/source.h"
#include "ui/widget/form_view.h"

/* Ids of the page's own fields; they cannot collide with a regulation's, which begin with a letter. */
#define ID_ACT "_act"
#define ID_TARGET "_target"
#define ID_GROUND "_ground"
#define ID_ABSENCE "_absence"
#define ID_REASON "_reason"
#define ID_NUMBER "_number"
#define CHOICE_PASS "_pass"
#define CHOICE_RETURN "_return"
#define CHOICE_DRAFTER "_drafter"

struct acting_view {
	struct view view;
	struct session *session;
	const struct dossier *dossier;
	enum act only; /* the one act of the page, ACT__COUNT where one chooses */
	const char *act_id;
	struct authority authority;
	struct editor_source source;
	struct choice_list acts, targets, grounds;
	struct field *fields;
	size_t field_count;
	struct form_view form;
	bool dirty;           /* typed since it was last kept */
	enum answer answered; /* for which answer the step's fields were filled last */
	void (*settled)(void *context, struct acting_choice *choice);
	void *context;
};

void acting_choice_done(struct acting_choice *choice)
{
	free(choice->to_step);
	free(choice->reason);
	free(choice->ground);
	free(choice->document_number);
	free(choice->said);
	json_decref(choice->values);
	*choice = (struct acting_choice){ 0 };
}

struct decision acting_decision(const struct dossier *dossier, const struct acting_choice *choice)
{
	struct decision decision = { .dossier = dossier, .wish = choice->wish, .values = choice->values };
	decision.wish.to_step = choice->to_step;
	decision.wish.reason = choice->reason;
	decision.wish.ground = choice->ground;
	decision.wish.document_number = choice->document_number;
	return decision;
}

/* ---- the page's own fields ------------------------------------------------- */

static void add_choice(struct choice_list *list, const char *id, const char *ja, const char *en)
{
	struct choice *choice = LIST_ADD(list->choices, list->choice_count);
	choice->id = memory_string(id);
	choice->label.ja = memory_string(ja);
	choice->label.en = memory_string(en);
}

static void list_done_own(struct choice_list *list)
{
	for (size_t i = 0; i < list->choice_count; i++) {
		free(list->choices[i].id);
		label_done(&list->choices[i].label);
	}
	free(list->choices);
}

static struct field *add_field(
	struct acting_view *acting, const char *id, const char *label, enum field_type type)
{
	struct field *field = LIST_ADD(acting->fields, acting->field_count);
	field->id = memory_string(id);
	field->label.ja = memory_string(label); /* already in the user's language */
	field->type = type;
	return field;
}

static void condition(struct condition *condition, const char *field, const char *value)
{
	condition->field = memory_string(field);
	*LIST_ADD(condition->values, condition->value_count) = memory_string(value);
}

static void condition_more(struct condition *condition, const char *value)
{
	*LIST_ADD(condition->values, condition->value_count) = memory_string(value);
}

static void condition_free(struct condition *condition)
{
	for (size_t i = 0; i < condition->value_count; i++)
		free(condition->values[i]);
	free(condition->values);
	free(condition->field);
}

static void fields_free(struct acting_view *acting)
{
	for (size_t i = 0; i < acting->field_count; i++) {
		struct field *field = &acting->fields[i];
		free(field->id);
		label_done(&field->label);
		label_done(&field->help);
		free(field->article);
		condition_free(&field->required_when);
		condition_free(&field->shown_when);
		free(field->initial);
	}
	free(acting->fields);
}

/* The field of the decision's form that shows the answer: its id is the one
 * that the conditions of the other fields speak of. */
static const char *answer_id(const struct form *form)
{
	for (size_t i = 0; i < form->field_count; i++)
		if (form->fields[i].fill == FILL_ANSWER)
			return form->fields[i].id;
	return ID_ACT;
}

static void fill_acts(struct acting_view *acting, const struct step *step)
{
	if (step->kind == STEP_DECIDE) {
		for (int answer = 0; answer < ANSWER__COUNT; answer++)
			if (step->words[answer].ja)
				add_choice(&acting->acts, answer_name((enum answer)answer),
					step->words[answer].ja, step->words[answer].en);
	} else {
		add_choice(&acting->acts, CHOICE_PASS,
			step->words[ANSWER_YES].ja ? step->words[ANSWER_YES].ja : step->label.ja,
			step->words[ANSWER_YES].ja ? step->words[ANSWER_YES].en : step->label.en);
	}
	add_choice(&acting->acts, CHOICE_RETURN, _("Return for correction"), NULL);
}

static void fill_targets(struct acting_view *acting, const struct step *step)
{
	const struct form *form = acting->dossier->standing.form;
	add_choice(&acting->targets, CHOICE_DRAFTER, _("the drafter"), NULL);
	for (const struct step *earlier = form->steps; earlier < step; earlier++)
		add_choice(&acting->targets, earlier->id, earlier->label.ja, earlier->label.en);
}

static void add_act_fields(struct acting_view *acting, const struct step *step)
{
	fill_acts(acting, step);
	fill_targets(acting, step);
	struct field *field = add_field(acting, acting->act_id, label_text(&step->label), FIELD_CHOICE);
	field->list = &acting->acts;
	field->required = true;
	field->article = memory_string(step->article);
	field = add_field(acting, ID_TARGET, _("Return to"), FIELD_CHOICE);
	field->list = &acting->targets;
	condition(&field->shown_when, acting->act_id, CHOICE_RETURN);
	condition(&field->required_when, acting->act_id, CHOICE_RETURN);
}

/* A deputy says why the holder is absent and for how long. */
static void add_stand_in_fields(struct acting_view *acting)
{
	if (acting->authority.capacity == CAPACITY_SELF || !acting->authority.principal)
		return;
	for (size_t i = 0; i < absence_ground_count; i++)
		add_choice(&acting->grounds, absence_grounds[i].id, _(absence_grounds[i].label), NULL);
	struct field *field = add_field(acting, ID_GROUND, _("Why the holder is absent"), FIELD_CHOICE);
	field->list = &acting->grounds;
	field->required = true;
	field = add_field(acting, ID_ABSENCE, _("Days of absence"), FIELD_PERIOD);
	field->required = true;
}

static void add_reason_field(struct acting_view *acting)
{
	struct field *field = add_field(acting, ID_REASON, _("Reason, conditions, remark"), FIELD_PARAGRAPH);
	field->longest = 1000;
	field->lines = 3;
	if (acting->only == ACT_WITHDRAW) {
		field->required = true;
		return;
	}
	condition(&field->required_when, acting->act_id, CHOICE_RETURN);
	condition_more(&field->required_when, answer_name(ANSWER_NO));
}

/* All own fields stand before the form view borrows them: the array must not move afterwards. */
static void build_form(struct acting_view *acting)
{
	const struct step *step = acting->authority.step;
	if (step)
		add_act_fields(acting, step);
	if (step)
		add_stand_in_fields(acting);
	if (acting->only == ACT_DISPATCH) {
		struct field *field = add_field(acting, ID_NUMBER, _("Document number"), FIELD_TEXT);
		field->required = true;
		field->longest = 40;
	} else {
		add_reason_field(acting);
	}
	for (size_t i = 0; i + 1 < acting->field_count; i++)
		form_view_add_fields(&acting->form, &acting->fields[i], 1, NULL, &acting->source);
	enum act act = step && step->kind == STEP_DECIDE ? ACT_DECIDE : ACT_PASS;
	const struct form *asked = step ? deciding_form(acting->dossier, act) : NULL;
	for (size_t i = 0; asked && i < asked->field_count; i++)
		if (field_filled_at(&asked->fields[i], step->id))
			form_view_add_fields(&acting->form, &asked->fields[i], 1, step->id, &acting->source);
	form_view_add_fields(
		&acting->form, &acting->fields[acting->field_count - 1], 1, NULL, &acting->source);
}

/* ---- values ------------------------------------------------------------------ */

static const char *string_at(const json_t *values, const char *id)
{
	return json_string_value(json_object_get(values, id));
}

static bool answer_of(const char *name, enum answer *ret_answer)
{
	for (int i = 0; name && i < ANSWER__COUNT; i++)
		if (!strcmp(name, answer_name((enum answer)i))) {
			*ret_answer = (enum answer)i;
			return true;
		}
	return false;
}

static enum act act_of(const struct acting_view *acting, const json_t *values, enum answer *ret_answer)
{
	const char *chosen = string_at(values, acting->act_id);
	if (acting->only != ACT__COUNT)
		return acting->only;
	if (chosen && !strcmp(chosen, CHOICE_RETURN))
		return ACT_RETURN;
	return answer_of(chosen, ret_answer) ? ACT_DECIDE : ACT_PASS;
}

/* When the answer is chosen, the fields of the decision get what the application asked for. */
static void refill(void *context)
{
	struct acting_view *acting = context;
	json_t *values = form_view_values(&acting->form);
	acting->dirty = true;
	struct wish wish = { .answer = ANSWER__COUNT };
	wish.act = act_of(acting, values, &wish.answer);
	if (wish.act == ACT_DECIDE && wish.answer != acting->answered) {
		json_t *begin = deciding_values(acting->session, acting->dossier, &wish);
		acting->answered = wish.answer;
		/* What was typed already stands; only what is still empty is filled. */
		json_object_update(begin, values);
		form_view_set(&acting->form, begin);
		json_decref(begin);
	}
	json_decref(values);
}

static bool is_own(const char *key)
{
	return key[0] == '_';
}

/* The fields of the step, without the page's own and without the answer. */
static json_t *step_values(const struct acting_view *acting, const json_t *values)
{
	json_t *kept = json_object();
	const char *key;
	json_t *value;
	json_object_foreach(
		(json_t *)(uintptr_t)values, key, value) if (!is_own(key) && strcmp(key, acting->act_id) != 0)
		json_object_set(kept, key, value);
	if (json_object_size(kept))
		return kept;
	json_decref(kept);
	return NULL;
}

static date day_at(const json_t *values, const char *end)
{
	const char *iso = string_at(json_object_get(values, ID_ABSENCE), end);
	return iso ? date_from_iso(iso) : DATE_NONE;
}

static void choice_from(const struct acting_view *acting, const json_t *values, struct acting_choice *choice)
{
	const char *target = string_at(values, ID_TARGET);
	choice->made = true;
	choice->wish.answer = ANSWER_YES;
	choice->wish.act = act_of(acting, values, &choice->wish.answer);
	choice->to_step = memory_string(target && strcmp(target, CHOICE_DRAFTER) ? target : NULL);
	choice->reason = memory_string(string_at(values, ID_REASON));
	choice->ground = memory_string(string_at(values, ID_GROUND));
	choice->document_number = memory_string(string_at(values, ID_NUMBER));
	choice->wish.ground_from = day_at(values, "from");
	choice->wish.ground_to = day_at(values, "to");
	if (choice->wish.act != ACT_RETURN)
		choice->values = step_values(acting, values);
	const char *chosen = string_at(values, acting->act_id);
	const struct choice *said = chosen ? choice_list_find(&acting->acts, chosen) : NULL;
	choice->said = memory_string(said ? label_text(&said->label) : "");
}

static void put_string(json_t *values, const char *id, const char *string)
{
	if (string)
		json_object_set_new(values, id, json_string(string));
}

static json_t *absence_of(const struct wish *wish)
{
	char from[DATE_ISO_SIZE], to[DATE_ISO_SIZE];
	date_iso(wish->ground_from, from);
	date_iso(wish->ground_to, to);
	return json_pack("{s:s, s:s}", "from", from, "to", to);
}

/* What was chosen before stands in the fields again. */
static void choice_into(struct acting_view *acting, const struct acting_choice *before)
{
	json_t *values = before->values ? json_deep_copy(before->values) : json_object();
	const char *chosen = before->wish.act == ACT_RETURN   ? CHOICE_RETURN
			     : before->wish.act == ACT_DECIDE ? answer_name(before->wish.answer)
							      : CHOICE_PASS;
	json_object_set_new(values, acting->act_id, json_string(chosen));
	if (before->wish.act == ACT_RETURN)
		json_object_set_new(
			values, ID_TARGET, json_string(before->to_step ? before->to_step : CHOICE_DRAFTER));
	put_string(values, ID_REASON, before->reason);
	put_string(values, ID_GROUND, before->ground);
	if (before->ground)
		json_object_set_new(values, ID_ABSENCE, absence_of(&before->wish));
	acting->answered = before->wish.answer;
	form_view_set(&acting->form, values);
	json_decref(values);
}

/* ---- the view ------------------------------------------------------------------ */

static void draw(struct view *view, struct screen *screen, struct area area)
{
	struct acting_view *acting = (struct acting_view *)view;
	const struct standing *standing = &acting->dossier->standing;
	char *number = reading_number(standing->record, i18n_language());
	struct text note = { 0 };
	text_add(&note, number);
	const struct person *principal =
		acting->authority.principal ? office_person(standing->office, acting->authority.principal)
					    : NULL;
	if (acting->authority.capacity == CAPACITY_DEPUTY)
		text_format(&note, "  %s %s", _("for (deputy)"), principal ? person_text(principal) : "");
	if (acting->authority.capacity == CAPACITY_ACTING)
		text_format(&note, "  %s", _("acting (substitute by regulation)"));
	form_view_draw(&acting->form, screen,
		title_draw(screen, area, label_text(&standing->form->title), text_string(&note)));
	text_done(&note);
	free(number);
}

static bool key(struct view *view, struct key_press press)
{
	return form_view_key(&((struct acting_view *)view)->form, press);
}

static void paste(struct view *view, const char *text, size_t length)
{
	form_view_paste(&((struct acting_view *)view)->form, text, length);
}

static bool typing(const struct view *view)
{
	return form_view_typing(&((const struct acting_view *)view)->form);
}

static void keep(struct acting_view *acting)
{
	struct error err;
	if (!acting->dirty)
		return;
	json_t *values = form_view_values(&acting->form);
	if (deciding_keep(acting->session, acting->dossier, values, &err) == RESULT_OK)
		acting->dirty = false;
	else
		view_say_error(acting->view.stack, &err);
	json_decref(values);
}

static void tick(struct view *view, int64_t now_ms)
{
	(void)now_ms;
	keep((struct acting_view *)view);
}

/* What was typed before a crash or before going back stands in the fields again. */
static void take_kept(struct acting_view *acting)
{
	json_t *kept = deciding_kept(acting->session, acting->dossier);
	if (kept) {
		answer_of(string_at(kept, acting->act_id), &acting->answered);
		form_view_set(&acting->form, kept);
	}
	json_decref(kept);
}

static void hint(struct view *view, struct text *text)
{
	fields_hint(&((struct acting_view *)view)->form, text);
}

static void release(struct view *view)
{
	struct acting_view *acting = (struct acting_view *)view;
	form_view_done(&acting->form);
	list_done_own(&acting->acts);
	list_done_own(&acting->targets);
	list_done_own(&acting->grounds);
	fields_free(acting);
	free(acting);
}

static void candidates(void *context)
{
	struct acting_view *acting = context;
	fields_candidates(acting->view.stack, &acting->form);
}

static void help(void *context)
{
	struct acting_view *acting = context;
	const struct standing *standing = &acting->dossier->standing;
	struct text text = { 0 };
	fields_help(&acting->form, standing->regulation, standing->form, &text);
	view_push(acting->view.stack, help_new(workstation_of(&acting->view),
					      label_text(&standing->form->title), text_string(&text)));
	text_done(&text);
}

static void back(void *context)
{
	struct acting_view *acting = context;
	keep(acting);
	view_pop(acting->view.stack);
}

static void settle(void *context)
{
	struct acting_view *acting = context;
	struct error err;
	if (form_view_check(&acting->form, &err) != RESULT_OK) {
		view_say_error(acting->view.stack, &err);
		return;
	}
	struct acting_choice choice = { 0 };
	json_t *values = form_view_values(&acting->form);
	choice_from(acting, values, &choice);
	json_decref(values);
	struct decision decision = acting_decision(acting->dossier, &choice);
	if (verdict_may(&acting->dossier->standing, acting->session->person, &decision.wish, false, NULL,
		    &err) != RESULT_OK) {
		view_say_error(acting->view.stack, &err);
		acting_choice_done(&choice);
		return;
	}
	void (*settled)(void *, struct acting_choice *) = acting->settled;
	void *owner = acting->context;
	view_pop(acting->view.stack);
	settled(owner, &choice);
}

static const struct command commands[] = {
	{ KEY_F1, 0, N_("Help"), N_("Says what this field wants, and what each key does"), help, NULL },
	{ KEY_F3, 0, N_("Back"), N_("Goes back; nothing is done, what was typed is kept"), back, NULL },
	{ KEY_F4, 0, N_("Candidates"), N_("Opens the list to choose from"), candidates, NULL },
	{ KEY_F9, 0, N_("Settle"), N_("Takes what was chosen to the page that asks once more"), settle,
		NULL },
};

const struct view_class acting_class = {
	.name = "acting",
	.commands = { commands, COUNT(commands) },
	.draw = draw,
	.key = key,
	.paste = paste,
	.typing = typing,
	.hint = hint,
	.tick = tick,
	.free = release,
};

static struct acting_view *make(struct workstation *workstation, const struct dossier *dossier, enum act only,
	void (*settled)(void *context, struct acting_choice *choice), void *context)
{
	struct acting_view *acting = memory_new(1, sizeof *acting);
	acting->view.class = &acting_class;
	acting->session = workstation->session;
	acting->dossier = dossier;
	acting->only = only;
	acting->act_id = ID_ACT;
	acting->answered = ANSWER__COUNT;
	acting->source = source_of(workstation->session->desk);
	acting->settled = settled;
	acting->context = context;
	return acting;
}

struct view *acting_new(struct workstation *workstation, const struct dossier *dossier,
	const struct acting_choice *before, void (*settled)(void *context, struct acting_choice *choice),
	void *context, struct error *err)
{
	enum act act = deciding_step_act(workstation->session, dossier);
	struct authority authority;
	if (deciding_may(workstation->session, dossier, act, &authority, err) != RESULT_OK)
		return NULL;
	struct acting_view *acting = make(workstation, dossier, ACT__COUNT, settled, context);
	acting->authority = authority;
	if (act == ACT_DECIDE)
		acting->act_id = answer_id(deciding_form(dossier, act));
	build_form(acting);
	if (before && before->made)
		choice_into(acting, before);
	else
		take_kept(acting);
	acting->form.changed = refill;
	acting->form.context = acting;
	return &acting->view;
}

struct view *acting_words_new(struct workstation *workstation, const struct dossier *dossier, enum act act,
	void (*settled)(void *context, struct acting_choice *choice), void *context)
{
	struct acting_view *acting = make(workstation, dossier, act, settled, context);
	build_form(acting);
	return &acting->view;
}
