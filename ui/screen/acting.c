/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Acting on a record: a form made of the step's own words and fields. */
#include "ui/screen/acting.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "domain/regulation.h"
#include "domain/value.h"
#include "service/absence.h"
#include "ui/screen/act_fields.h"
#include "ui/screen/fields.h"
#include "ui/screen/manual.h"
#include "ui/screen/source.h"
#include "ui/widget/form_view.h"

struct acting_view {
	struct form_page page;
	struct session *session;
	const struct dossier *dossier;
	struct act_fields own;    /* the page's own fields */
	const struct form *asked; /* whose fields the step asks for; NULL for none */
	struct editor_source source;
	struct fields_phrases phrases;
	bool dirty;           /* typed since it was last kept */
	enum answer answered; /* for which answer the step's fields were filled last */
	void (*settled)(void *context, struct acting_choice *choice);
	void *context;
};

void acting_choice_done(struct acting_choice *choice)
{
	free(choice->step);
	free(choice->to_step);
	free(choice->reason);
	free(choice->exception);
	free(choice->ground);
	free(choice->document_number);
	free(choice->paper_decider);
	free(choice->said);
	json_decref(choice->values);
	*choice = (struct acting_choice){ 0 };
}

struct decision acting_decision(const struct dossier *dossier, const struct acting_choice *choice)
{
	struct decision decision = { .dossier = dossier, .wish = choice->wish, .values = choice->values };
	decision.wish.step = choice->step;
	decision.wish.to_step = choice->to_step;
	decision.wish.exception = choice->exception;
	decision.wish.paper_decider = choice->paper_decider;
	decision.wish.reason = choice->reason;
	decision.wish.ground = choice->ground;
	decision.wish.document_number = choice->document_number;
	return decision;
}

/* ---- the form ---------------------------------------------------------------- */

/* All own fields stand already: the form view borrows them. */
static void build_form(struct acting_view *acting)
{
	const struct act_fields *own = &acting->own;
	const struct step *step = own->authority.step;
	bool fills = step && own->act != ACT_CONFIRM;
	acting->asked = fills ? deciding_form(acting->dossier, own->act) : NULL;
	if (acting->asked == acting->dossier->standing.form)
		acting->page.form.beside = acting->dossier->all;
	form_view_add_fields(&acting->page.form, own->fields, own->lead, NULL, &acting->source);
	for (size_t i = 0; acting->asked && i < acting->asked->field_count; i++)
		if (field_filled_at(&acting->asked->fields[i], step->id))
			form_view_add_fields(
				&acting->page.form, &acting->asked->fields[i], 1, step->id, &acting->source);
	form_view_add_fields(
		&acting->page.form, own->fields + own->lead, own->count - own->lead, NULL, &acting->source);
}

/* When the answer is chosen, the fields of the decision get what the application asked for. */
static void refill(void *context)
{
	struct acting_view *acting = context;
	json_t *values = form_view_values(&acting->page.form);
	acting->dirty = true;
	acting->page.unkept = false;
	struct wish wish = { 0 };
	wish.act = act_fields_act(&acting->own, values, &wish.answer);
	bool declining = deciding_declines(acting->dossier, acting->own.authority.step, &wish);
	if (declining != acting->page.form.declining) {
		acting->page.form.declining = declining;
		form_view_refresh(&acting->page.form);
	}
	if ((wish.act == ACT_DECIDE || wish.act == ACT_TRANSCRIBE) && wish.answer != ANSWER__COUNT &&
		wish.answer != acting->answered) {
		json_t *begin = deciding_values(acting->session, acting->dossier, &wish);
		acting->answered = wish.answer;
		/* What was typed already stands; only what is still empty is filled. */
		json_object_update(begin, values);
		form_view_set(&acting->page.form, begin);
		json_decref(begin);
	}
	json_decref(values);
}

/* What was chosen before stands in the fields again. */
static void choice_into(struct acting_view *acting, const struct acting_choice *before)
{
	json_t *values = act_fields_values(&acting->own, before);
	acting->answered = before->wish.answer;
	form_view_set(&acting->page.form, values);
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
		acting->own.authority.principal
			? office_person(standing->office, acting->own.authority.principal)
			: NULL;
	if (acting->own.authority.capacity == CAPACITY_DEPUTY)
		text_format(&note, "  %s %s", _("for (deputy)"), principal ? person_text(principal) : "");
	if (acting->own.authority.capacity == CAPACITY_ACTING)
		text_format(&note, "  %s", _("acting (substitute by regulation)"));
	form_view_draw(&acting->page.form, screen,
		title_draw(screen, area, label_text(&standing->form->title), text_string(&note)));
	text_done(&note);
	free(number);
}

static enum result try_to_keep(struct acting_view *acting, struct error *err)
{
	if (!acting->dirty)
		return RESULT_OK;
	json_t *values = form_view_values(&acting->page.form);
	enum result r = deciding_keep(acting->session, acting->dossier, values, err);
	acting->dirty = r != RESULT_OK;
	json_decref(values);
	return r;
}

static void keep(struct acting_view *acting)
{
	struct error err;
	if (try_to_keep(acting, &err) != RESULT_OK)
		view_say_error(acting->page.view.stack, &err);
}

static void tick(struct view *view, int64_t now_ms)
{
	(void)now_ms;
	keep((struct acting_view *)view);
}

/* The holder's recorded absence stands in the fields at first; over it what was
 * typed before a crash or before going back. */
static void begin(struct acting_view *acting, const struct wish *away)
{
	json_t *values = json_object(), *kept = deciding_kept(acting->session, acting->dossier);
	if (away->ground)
		act_fields_put_absence(values, away->ground, away->ground_from, away->ground_to);
	if (kept)
		json_object_update(values, kept);
	act_fields_act(&acting->own, values, &acting->answered);
	if (json_object_size(values))
		form_view_set(&acting->page.form, values);
	json_decref(kept);
	json_decref(values);
}

static void release(struct view *view)
{
	struct acting_view *acting = (struct acting_view *)view;
	form_view_done(&acting->page.form);
	act_fields_done(&acting->own);
	free(acting);
}

static void candidates(void *context)
{
	struct acting_view *acting = context;
	const struct form_row *row = form_view_current(&acting->page.form);
	json_t *values = form_view_values(&acting->page.form);
	enum phrase_for use =
		row ? act_fields_phrase(&acting->own, values, acting->asked, row->id) : PHRASE__COUNT;
	json_decref(values);
	const struct regulation *regulation = acting->dossier->standing.regulation;
	if (!fields_offer_phrases(&acting->page.view, &acting->phrases, &acting->page.form, regulation, use))
		fields_candidates(acting->page.view.stack, &acting->page.form);
}

static void help(void *context)
{
	struct acting_view *acting = context;
	const struct standing *standing = &acting->dossier->standing;
	struct text text = { 0 };
	fields_help(&acting->page.form, standing->regulation, standing->form, &text);
	view_push(acting->page.view.stack, help_new(workstation_of(&acting->page.view),
						   label_text(&standing->form->title), text_string(&text)));
	text_done(&text);
}

static void back(void *context)
{
	struct acting_view *acting = context;
	struct error err;
	enum result r = try_to_keep(acting, &err);
	form_page_leave(&acting->page, r, &err);
}

static void settle(void *context)
{
	struct acting_view *acting = context;
	struct error err;
	if (form_view_check(&acting->page.form, &err) != RESULT_OK) {
		view_say_error(acting->page.view.stack, &err);
		return;
	}
	struct acting_choice choice = { 0 };
	json_t *values = form_view_values(&acting->page.form);
	act_fields_choice(&acting->own, values, &choice);
	json_decref(values);
	struct decision decision = acting_decision(acting->dossier, &choice);
	if (verdict_may(&acting->dossier->standing, acting->session->person, &decision.wish, false, NULL,
		    &err) != RESULT_OK) {
		view_say_error(acting->page.view.stack, &err);
		acting_choice_done(&choice);
		return;
	}
	void (*settled)(void *, struct acting_choice *) = acting->settled;
	void *owner = acting->context;
	view_pop(acting->page.view.stack);
	settled(owner, &choice);
}

static const struct command commands[] = {
	{ KEY_F1, 0, N_("Help"), N_("Says what this field wants, and what each key does"), help, NULL },
	{ KEY_F3, 0, N_("Back"), N_("Goes back; nothing is done, what was typed is kept"), back, NULL },
	{ KEY_F4, 0, N_("Candidates"), N_("Opens the list to choose from, or stock words for a reason"),
		candidates, NULL },
	{ KEY_F9, 0, N_("Settle"), N_("Takes what was chosen to the page that asks once more"), settle,
		NULL },
};

const struct view_class acting_class = {
	.name = "acting",
	.commands = { commands, COUNT(commands) },
	.draw = draw,
	.key = form_page_key,
	.paste = form_page_paste,
	.typing = form_page_typing,
	.hint = form_page_hint,
	.tick = tick,
	.free = release,
};

static struct acting_view *make(struct workstation *workstation, const struct dossier *dossier, enum act act,
	const struct authority *authority, const char *away,
	void (*settled)(void *context, struct acting_choice *choice), void *context)
{
	struct acting_view *acting = memory_new(1, sizeof *acting);
	acting->page.view.class = &acting_class;
	acting->session = workstation->session;
	acting->dossier = dossier;
	acting->answered = ANSWER__COUNT;
	acting->source = source_of(workstation->session->desk);
	acting->settled = settled;
	acting->context = context;
	act_fields_init(&acting->own, dossier, act, authority, away);
	build_form(acting);
	return acting;
}

struct view *acting_new(struct workstation *workstation, const struct dossier *dossier,
	const struct acting_choice *before, void (*settled)(void *context, struct acting_choice *choice),
	void *context, struct error *err)
{
	enum act act = deciding_step_act(workstation->session, dossier);
	struct authority authority;
	struct wish wish = { 0 };
	char *away = NULL;
	if (deciding_may(workstation->session, dossier, act, &authority, err) != RESULT_OK)
		return NULL;
	absence_of_holder(workstation->session, &authority, &wish, &away);
	struct acting_view *acting = make(workstation, dossier, act, &authority, away, settled, context);
	free(away);
	if (before && before->made)
		choice_into(acting, before);
	else
		begin(acting, &wish);
	acting->page.form.changed = refill;
	acting->page.form.context = acting;
	return &acting->page.view;
}

struct view *acting_words_new(struct workstation *workstation, const struct dossier *dossier, enum act act,
	void (*settled)(void *context, struct acting_choice *choice), void *context)
{
	return &make(workstation, dossier, act, NULL, NULL, settled, context)->page.view;
}
