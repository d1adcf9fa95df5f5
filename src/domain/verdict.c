/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rights: drafter, holder, deputy, substitute; one table of acts, one function a rule. */
#include "domain/verdict.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/memory.h"

struct question {
	const struct standing *standing;
	const char *person;
	const struct wish *wish;
	bool asking;
	struct authority authority;
};

static bool same(const char *a, const char *b)
{
	return a && b && !strcmp(a, b);
}

static const char *holder_of(const struct standing *standing, const char *post)
{
	const struct posting *posting = office_holder(standing->office, post, standing->day);
	return posting ? posting->person : NULL;
}

static bool holds(const struct question *question, const char *post)
{
	const struct standing *standing = question->standing;
	return office_holds(standing->office, question->person, post, standing->day);
}

/* 職務代理 (the regulation's own substitute): on vacancy, or on accident with a ground. */
static bool is_substitute(struct question *question, const struct actor *actor, const struct post *post)
{
	const struct standing *standing = question->standing;
	const struct role *role =
		actor->kind == ACTOR_ROLE ? regulation_role(standing->regulation, actor->role) : NULL;
	if (!role || !role->substitute)
		return false;
	const struct post *substitute =
		office_role_post(standing->office, standing->regulation->id, role->substitute);
	if (!substitute || !holds(question, substitute->id))
		return false;
	const char *principal = holder_of(standing, post->id);
	if (principal ? !role->on_accident : !role->on_vacancy)
		return false;
	question->authority = (struct authority){ CAPACITY_ACTING, post->id, principal };
	return true;
}

/* 代決 (the office's own table). */
static bool is_deputy(struct question *question, const struct post *post)
{
	const struct office *office = question->standing->office;
	for (size_t i = 0; i < office->deputy_count; i++) {
		const struct deputy *row = &office->deputies[i];
		if (same(row->post, post->id) && holds(question, row->deputy_post)) {
			question->authority = (struct authority){ CAPACITY_DEPUTY, post->id,
				holder_of(question->standing, post->id) };
			return true;
		}
	}
	return false;
}

/* True where the person stands at the step himself or for its holder. */
static bool stands_at(struct question *question, const struct step *step)
{
	const struct standing *standing = question->standing;
	for (size_t i = 0; i < step->by_count; i++) {
		const char *section;
		const struct post *post = route_actor_post(standing, &step->by[i], &section);
		bool here = section ? office_in_section(
					      standing->office, question->person, section, standing->day)
				    : post && holds(question, post->id);
		if (here) {
			question->authority =
				(struct authority){ CAPACITY_SELF, post ? post->id : NULL, NULL };
			return true;
		}
	}
	for (size_t i = 0; i < step->by_count; i++) {
		const struct post *post = route_actor_post(standing, &step->by[i], NULL);
		if (post && (is_substitute(question, &step->by[i], post) || is_deputy(question, post)))
			return true;
	}
	return false;
}

static const char *article_of(const struct question *question, const struct step *step)
{
	return step && step->article ? step->article : question->standing->form->article;
}

/* Another person's name and post for "who could". */
static enum result refuse_step(const struct question *question, const struct step *step, struct error *err)
{
	char *who = route_who(question->standing, step);
	error_refuse(
		err, article_of(question, step), _("\"%s\" is done by %s"), label_text(&step->label), who);
	free(who);
	return RESULT_REFUSED;
}

/* A deputy or substitute says why and for how long; a weighty matter knows no deputy. */
static enum result check_stand_in(const struct question *question, const struct step *step, struct error *err)
{
	const struct authority *authority = &question->authority;
	const struct wish *wish = question->wish;
	if (authority->capacity == CAPACITY_SELF)
		return RESULT_OK;
	if (authority->capacity == CAPACITY_DEPUTY && question->standing->form->weighty)
		return error_refuse(err, article_of(question, step),
			_("This is a weighty matter: nobody may decide it for the absent holder"));
	if (!authority->principal || question->asking)
		return RESULT_OK;
	if (!wish->ground || !*wish->ground)
		return error_refuse(
			err, article_of(question, step), _("Please give the ground on which you stand in"));
	if (wish->ground_from == DATE_NONE || wish->ground_to == DATE_NONE ||
		wish->ground_from > question->standing->day || wish->ground_to < question->standing->day)
		return error_refuse(
			err, article_of(question, step), _("The days of absence must include today"));
	return RESULT_OK;
}

/* Whoever wrote a version of it drafted it, also where he took over from the one who began. */
static bool has_drafted(const struct question *question)
{
	const struct history *history = question->standing->history;
	for (size_t i = 0; i < history->count; i++)
		if ((history->items[i].act == ACT_FILE || history->items[i].act == ACT_CORRECT) &&
			same(question->person, history->items[i].actor))
			return true;
	return same(question->person, question->standing->record->drafter);
}

/* The using section's clerk and its head are two persons; neither decides. */
static enum result check_separate(const struct question *question, const struct step *step, struct error *err)
{
	const struct record *record = question->standing->record;
	bool drafter = has_drafted(question);
	bool applicant = same(question->person, record->applicant);
	if (step->kind == STEP_HEAD && drafter)
		return error_refuse(err, article_of(question, step),
			_("You drafted this; drafter and applicant are two persons"));
	if (step->kind == STEP_DECIDE && drafter)
		return error_refuse(err, article_of(question, step),
			_("You drafted this; the drafter may not decide it"));
	if (step->kind == STEP_DECIDE && applicant)
		return error_refuse(err, article_of(question, step),
			_("You applied for this; the applicant may not decide it"));
	return RESULT_OK;
}

static enum result check_open(const struct question *question, struct error *err)
{
	static const char *const sentences[] = {
		[RECORD_RUNNING] = N_("Nobody is to act on this record now"),
		[RECORD_RETURNED] = N_("This record was returned and is with its drafter"),
		[RECORD_WITHDRAWN] = N_("This record was withdrawn"),
		[RECORD_DECIDED] = N_("This record has been decided"),
	};
	static_assert(COUNT(sentences) == RECORD__COUNT, "every state has its sentence");
	const struct record *record = question->standing->record;
	return error_refuse(err, question->standing->form->article, "%s", _(sentences[record->state]));
}

/* Common to all that is done at the step where the record waits. */
static enum result check_step(struct question *question, struct error *err)
{
	const struct step *step = route_step(question->standing);
	if (!step)
		return check_open(question, err);
	if (!stands_at(question, step))
		return refuse_step(question, step, err);
	return check_stand_in(question, step, err);
}

static enum result may_pass(struct question *question, struct error *err)
{
	enum result r = check_step(question, err);
	if (r != RESULT_OK)
		return r;
	const struct step *step = route_step(question->standing);
	if (step->kind == STEP_DECIDE)
		return error_refuse(err, article_of(question, step), _("This step wants a decision"));
	return check_separate(question, step, err);
}

/* False where the decision's own form asks for the conditions in fields of its own. */
static bool wants_conditions(const struct standing *standing)
{
	const char *id = standing->form->decision;
	const struct form *written = id ? regulation_form(standing->regulation, id) : NULL;
	for (size_t i = 0; written && i < written->field_count; i++)
		if (written->fields[i].fill == FILL_CONDITIONS)
			return true;
	return !written;
}

static enum result may_decide(struct question *question, struct error *err)
{
	enum result r = check_step(question, err);
	if (r != RESULT_OK)
		return r;
	const struct step *step = route_step(question->standing);
	const struct wish *wish = question->wish;
	if (step->kind != STEP_DECIDE)
		return error_refuse(err, article_of(question, step), _("The decision comes after \"%s\""),
			label_text(&step->label));
	r = check_separate(question, step, err);
	if (r != RESULT_OK || question->asking)
		return r;
	if (!step->words[wish->answer].ja)
		return error_refuse(
			err, article_of(question, step), _("This step does not know that answer"));
	bool silent = !wish->reason || !*wish->reason;
	if (wish->answer == ANSWER_NO && silent)
		return error_refuse(err, article_of(question, step), _("A refusal needs its reason"));
	if (wish->answer == ANSWER_CONDITIONAL && silent && wants_conditions(question->standing))
		return error_refuse(
			err, article_of(question, step), _("A conditional approval needs its conditions"));
	return RESULT_OK;
}

static enum result check_reason(const struct question *question, struct error *err)
{
	if (question->asking || (question->wish->reason && *question->wish->reason))
		return RESULT_OK;
	return error_refuse(err, NULL, _("Please give the reason"));
}

static enum result may_return(struct question *question, struct error *err)
{
	enum result r = check_step(question, err);
	if (r != RESULT_OK)
		return r;
	const struct form *form = question->standing->form;
	const struct step *here = route_step(question->standing);
	const char *to = question->wish->to_step;
	const struct step *target = to ? form_step(form, to) : NULL;
	if (to && (!target || target >= here))
		return error_refuse(
			err, article_of(question, here), _("It can only be returned to an earlier step"));
	return check_reason(question, err);
}

/* The drafter; when he has left the section, anybody who is in it now. */
static bool is_drafter(const struct question *question)
{
	const struct standing *standing = question->standing;
	const struct record *record = standing->record;
	const struct office *office = standing->office;
	if (same(question->person, record->drafter))
		return true;
	return record->section && record->drafter &&
	       !office_in_section(office, record->drafter, record->section, standing->day) &&
	       office_in_section(office, question->person, record->section, standing->day);
}

static enum result refuse_drafter(const struct question *question, struct error *err)
{
	const struct standing *standing = question->standing;
	const struct person *drafter =
		standing->record->drafter ? office_person(standing->office, standing->record->drafter) : NULL;
	return error_refuse(err, standing->form->article, _("Only the drafter, %s, can do this"),
		drafter ? person_text(drafter) : "");
}

static enum result may_correct(struct question *question, struct error *err)
{
	if (question->standing->record->state != RECORD_RETURNED) {
		if (question->standing->record->state == RECORD_RUNNING)
			return error_refuse(err, question->standing->form->article,
				_("It is on its way; pull it back first or ask for its return"));
		return check_open(question, err);
	}
	return is_drafter(question) ? RESULT_OK : refuse_drafter(question, err);
}

static enum result may_pull_back(struct question *question, struct error *err)
{
	if (question->standing->record->state != RECORD_RUNNING)
		return check_open(question, err);
	if (!is_drafter(question))
		return refuse_drafter(question, err);
	if (!route_untouched(question->standing->history))
		return error_refuse(err, question->standing->form->article,
			_("The next person has acted already; ask for its return or withdraw it"));
	return RESULT_OK;
}

static enum result may_withdraw(struct question *question, struct error *err)
{
	const struct record *record = question->standing->record;
	if (record->state != RECORD_RUNNING && record->state != RECORD_RETURNED)
		return check_open(question, err);
	if (!is_drafter(question) && !same(question->person, record->applicant))
		return refuse_drafter(question, err);
	return check_reason(question, err);
}

static enum result may_see_after(struct question *question, struct error *err)
{
	if (!route_unseen(question->standing->history, question->person))
		return error_refuse(err, NULL, _("Nobody has stood in for you here since you last saw it"));
	return RESULT_OK;
}

/* A decision goes out from the section that decided, an application from the applicant's. */
static enum result may_dispatch(struct question *question, struct error *err)
{
	const struct standing *standing = question->standing;
	const struct record *record = standing->record;
	bool decision = standing->form->kind == FORM_DECISION;
	const char *from =
		decision ? route_addressee_section(standing->regulation, standing->form, standing->office)
			 : record->section;
	if (!from || !office_in_section(standing->office, question->person, from, standing->day)) {
		const struct section *section = from ? office_section(standing->office, from) : NULL;
		return error_refuse(err, standing->form->article, _("The document number is given by %s"),
			section ? label_text(&section->name) : "");
	}
	if (record->document_number)
		return error_refuse(
			err, standing->form->article, _("It went out as %s"), record->document_number);
	if (!decision && !record->applicant)
		return error_refuse(err, standing->form->article,
			_("It goes out after the head of the section has applied"));
	if (!question->asking && (!question->wish->document_number || !*question->wish->document_number))
		return error_refuse(err, standing->form->article, _("Please type the document number"));
	return RESULT_OK;
}

static enum result may_file(struct question *question, struct error *err)
{
	const struct standing *standing = question->standing;
	return verdict_may_begin(standing->regulation, standing->form, standing->office, question->person,
		standing->record->section, standing->day, err);
}

static enum result (*const rules[])(struct question *, struct error *) = {
	[ACT_FILE] = may_file,
	[ACT_PASS] = may_pass,
	[ACT_DECIDE] = may_decide,
	[ACT_RETURN] = may_return,
	[ACT_CORRECT] = may_correct,
	[ACT_PULL_BACK] = may_pull_back,
	[ACT_WITHDRAW] = may_withdraw,
	[ACT_SEE_AFTER] = may_see_after,
	[ACT_DISPATCH] = may_dispatch,
};
static_assert(COUNT(rules) == ACT__COUNT, "every act has its rule");

enum result verdict_may(const struct standing *standing, const char *person, const struct wish *wish,
	bool asking, struct authority *ret_authority, struct error *err)
{
	struct question question = { standing, person, wish, asking, { CAPACITY_SELF, NULL, NULL } };
	if (standing->record->erased)
		return error_refuse(err, NULL, _("The contents of this record were erased"));
	enum result r = rules[wish->act](&question, err);
	if (r == RESULT_OK && ret_authority)
		*ret_authority = question.authority;
	return r;
}

/* True where a step is done by the addressee's section. */
static bool wants_section(const struct form *form)
{
	for (size_t i = 0; i < form->step_count; i++)
		for (size_t k = 0; k < form->steps[i].by_count; k++)
			if (form->steps[i].by[k].kind == ACTOR_ADDRESSEE_SECTION)
				return true;
	return false;
}

enum result verdict_may_begin(const struct regulation *regulation, const struct form *form,
	const struct office *office, const char *person, const char *section, date day, struct error *err)
{
	if (form->kind == FORM_DECISION)
		return error_refuse(err, form->article, _("This form is written by the decision itself"));
	if (!section || !office_in_section(office, person, section, day))
		return error_refuse(err, form->article, _("You have no post in that section today"));
	const char *addressee = route_addressee_section(regulation, form, office);
	if (form->addressee && !addressee && !office_role_post(office, regulation->id, form->addressee))
		return error_refuse(err, form->article, _("The office has named no post for the addressee"));
	if (!addressee && wants_section(form))
		return error_refuse(err, form->article,
			_("The addressee's post belongs to no section that could receive this"));
	const struct section *there = addressee ? office_section(office, addressee) : NULL;
	if (form->filed_by == FILED_BY_OTHER_SECTION && same(section, addressee))
		return error_refuse(err, form->article,
			_("This is filed by the other sections, not by %s itself"), label_text(&there->name));
	if (form->filed_by == FILED_BY_OWN_SECTION && !same(section, addressee))
		return error_refuse(err, form->article, _("This is filed by %s only"),
			there ? label_text(&there->name) : "");
	return RESULT_OK;
}

enum result verdict_may_read(const struct standing *standing, const char *person, struct error *err)
{
	const struct record *record = standing->record;
	const struct office *office = standing->office;
	const char *addressee = route_addressee_section(standing->regulation, standing->form, office);
	if (same(person, record->drafter) || same(person, record->applicant) ||
		office_has_right(office, person, RIGHT_AUDIT) ||
		(record->section && office_in_section(office, person, record->section, standing->day)) ||
		(addressee && office_in_section(office, person, addressee, standing->day)))
		return RESULT_OK;
	for (size_t i = 0; i < standing->history->count; i++)
		if (same(person, standing->history->items[i].actor) ||
			same(person, standing->history->items[i].principal))
			return RESULT_OK;
	struct wish wish = { .act = ACT_PASS };
	struct question question = { standing, person, &wish, true, { CAPACITY_SELF, NULL, NULL } };
	for (size_t i = 0; i < standing->form->step_count; i++)
		if (stands_at(&question, &standing->form->steps[i]))
			return RESULT_OK;
	return error_refuse(err, standing->form->article,
		_("It belongs to another section; only those on its route read it"));
}

enum duty verdict_duty(const struct standing *standing, const char *person)
{
	static const enum duty by_step[] = {
		[STEP_HEAD] = DUTY_PASS,
		[STEP_RECEIVE] = DUTY_RECEIVE,
		[STEP_REVIEW] = DUTY_PASS,
		[STEP_CONSULT] = DUTY_PASS,
		[STEP_CONSENT] = DUTY_DECIDE,
		[STEP_HEAR] = DUTY_PASS,
		[STEP_ACCEPT] = DUTY_RECEIVE,
		[STEP_DECIDE] = DUTY_DECIDE,
		[STEP_INSTRUCT] = DUTY_DECIDE,
		[STEP_ANSWER] = DUTY_PASS,
		[STEP_CLOSE] = DUTY_PASS,
	};
	static_assert(COUNT(by_step) == STEP__COUNT, "every step makes a duty");
	const struct step *step = route_step(standing);
	struct authority authority;
	if (standing->record->erased) /* there is nothing left to see or do */
		return DUTY_NONE;
	if (route_unseen(standing->history, person))
		return DUTY_SEE_AFTER;
	if (standing->record->state == RECORD_RETURNED) {
		struct wish correct = { .act = ACT_CORRECT };
		return verdict_may(standing, person, &correct, true, NULL, NULL) == RESULT_OK ? DUTY_RETURNED
											      : DUTY_NONE;
	}
	if (!step) {
		struct wish dispatch = { .act = ACT_DISPATCH };
		return standing->form->kind == FORM_DECISION &&
				       verdict_may(standing, person, &dispatch, true, NULL, NULL) == RESULT_OK
			       ? DUTY_DISPATCH
			       : DUTY_NONE;
	}
	struct wish wish = { .act = step->kind == STEP_DECIDE ? ACT_DECIDE : ACT_PASS };
	if (verdict_may(standing, person, &wish, true, &authority, NULL) != RESULT_OK)
		return DUTY_NONE;
	return authority.capacity == CAPACITY_SELF || !authority.principal ? by_step[step->kind]
									   : DUTY_STAND_IN;
}
