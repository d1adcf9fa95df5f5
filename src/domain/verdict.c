/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Acts: one table, one function a rule. */
#include "domain/verdict.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "domain/authority.h"
#include "domain/names.h"
#include "domain/notice.h"
#include "domain/reach.h"

struct question {
	const struct standing *standing;
	const char *person;
	const struct wish *wish;
	bool asking;
	struct authority authority;
};

static const char *article_of(const struct question *question, const struct step *step)
{
	return step && step->article ? step->article : question->standing->form->article;
}

/* Why nobody acts in a role of the step, whose register has too few or too many; NULL where that is not why. */
static char *wrong_register(const struct standing *standing, const struct step *step)
{
	char *wrong = NULL;
	struct way_seat seat;
	for (size_t i = 0; i < step->by_count && !wrong; i++) {
		if (!seat_on_way(standing, step, i, &seat))
			continue;
		const struct sitting sitting = seat_sitting(standing, &step->by[i], &seat);
		wrong = seat_wrong(standing, &sitting);
	}
	return wrong;
}

/* Another person's name and post for "who could". */
static enum result refuse_step(const struct question *question, const struct step *step, struct error *err)
{
	char *wrong = wrong_register(question->standing, step);
	if (wrong) {
		error_refuse(err, article_of(question, step), "%s", wrong);
		free(wrong);
		return RESULT_REFUSED;
	}
	char *who = route_who(question->standing, step);
	error_refuse(
		err, article_of(question, step), _("\"%s\" is done by %s"), label_text(&step->label), who);
	free(who);
	return RESULT_REFUSED;
}

/* A ground that is none of those on which this deputy may stand in. */
static enum result check_ground(const struct question *question, struct error *err)
{
	const struct authority *authority = &question->authority;
	if (!authority->deputy || deputy_knows_ground(authority->deputy, question->wish->ground))
		return RESULT_OK;
	struct text grounds = { 0 };
	for (size_t i = 0; i < absence_ground_count; i++)
		if (deputy_knows_ground(authority->deputy, absence_grounds[i].id)) {
			text_add(&grounds, !grounds.length                  ? ""
					   : i18n_language() == LANGUAGE_JA ? "・"
									    : ", ");
			text_add(&grounds, _(absence_grounds[i].label));
		}
	error_refuse(err, article_of(question, authority->step),
		_("The office lets you stand in here only on these grounds: %s"), text_string(&grounds));
	text_done(&grounds);
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
	return check_ground(question, err);
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

/* Why drafter or applicant may not act at a step of this kind; NULL where he may. */
static const char *conflict_at(const struct question *question, const struct step *step)
{
	bool drafter = has_drafted(question);
	bool applicant = same(question->person, question->standing->record->applicant);
	if (step->kind == STEP_HEAD && drafter)
		return N_("You drafted this; drafter and applicant are two persons");
	if (step->kind == STEP_DECIDE && drafter)
		return N_("You drafted this; the drafter may not decide it");
	if (step->kind == STEP_DECIDE && applicant)
		return N_("You applied for this; the applicant may not decide it");
	if (step->kind == STEP_CONSENT && drafter)
		return N_("You drafted this; the drafter may not consent to it");
	if (step->kind == STEP_CONSENT && applicant)
		return N_("You applied for this; the applicant may not consent to it");
	if (question->authority.capacity == CAPACITY_DEPUTY && drafter)
		return N_("You drafted this; another person must stand in for the absent holder");
	return NULL;
}

/* The using section's clerk and its head are two persons; neither decides,
 * but where the regulation excepts it and the reason is recorded. */
static enum result check_separate(struct question *question, const struct step *step, struct error *err)
{
	const char *conflict = conflict_at(question, step);
	const char *reason = question->wish->exception;
	if (!conflict)
		return RESULT_OK;
	if (!step->exception_article)
		return error_refuse(err, article_of(question, step), "%s", _(conflict));
	question->authority.exception = true;
	if (question->asking || (reason && *reason))
		return RESULT_OK;
	return error_refuse(err, step->exception_article,
		_("%s. Under \"%s\" you may, if the reason is recorded: please type it"), _(conflict),
		step->exception.ja ? label_text(&step->exception) : "");
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

/* Common to all that is done at a step where the record waits. */
static enum result check_step(struct question *question, const struct step **ret_step, struct error *err)
{
	const struct standing *standing = question->standing;
	const struct wish *wish = question->wish;
	const struct step *step = authority_step(standing, question->person, wish->step, wish->ground);
	if (!step && route_step(standing))
		return error_refuse(err, standing->form->article, _("That step is not open now"));
	if (!step)
		return check_open(question, err);
	if (!authority_at(standing, step, question->person, wish->ground, &question->authority))
		return refuse_step(question, step, err);
	*ret_step = step;
	return check_stand_in(question, step, err);
}

static bool is_silent(const char *words)
{
	return !words || !*words;
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

/* What a step must be told with an answer that is not simply yes. */
static enum result check_answer(const struct question *question, const struct step *step, struct error *err)
{
	const struct wish *wish = question->wish;
	const char *article = article_of(question, step);
	if (question->asking)
		return RESULT_OK;
	if (wish->answer >= ANSWER__COUNT || (wish->answer != ANSWER_YES && !step->words[wish->answer].ja))
		return error_refuse(err, article, _("This step does not know that answer"));
	if (!is_silent(wish->reason) || wish->answer == ANSWER_YES)
		return RESULT_OK;
	if (wish->answer == ANSWER_BYPASS)
		return error_refuse(err, article, _("To pass over \"%s\" needs the reason of the emergency"),
			label_text(&step->label));
	if (wish->answer == ANSWER_NO && step->kind == STEP_INSTRUCT)
		return RESULT_OK;
	if (wish->answer == ANSWER_NO && step->kind == STEP_CONSULT)
		return error_refuse(err, article, _("A dissent needs its reason"));
	if (wish->answer == ANSWER_NO)
		return error_refuse(err, article, _("A refusal needs its reason"));
	if (step->kind == STEP_DECIDE && !wants_conditions(question->standing))
		return RESULT_OK;
	return error_refuse(err, article, _("A conditional approval needs its conditions"));
}

static enum result may_pass(struct question *question, struct error *err)
{
	const struct step *step;
	enum result r = check_step(question, &step, err);
	if (r != RESULT_OK)
		return r;
	if (step->kind == STEP_DECIDE)
		return error_refuse(err, article_of(question, step), _("This step wants a decision"));
	r = check_separate(question, step, err);
	return r == RESULT_OK ? check_answer(question, step, err) : r;
}

static enum result may_decide(struct question *question, struct error *err)
{
	const struct step *step;
	enum result r = check_step(question, &step, err);
	if (r != RESULT_OK)
		return r;
	if (step->kind != STEP_DECIDE)
		return error_refuse(err, article_of(question, step), _("The decision comes after \"%s\""),
			label_text(&step->label));
	if (route_on_paper(question->standing))
		return error_refuse(err, article_of(question, step),
			_("A decision on paper has been typed in here; it is to be confirmed first, or said "
			  "to be wrong"));
	r = check_separate(question, step, err);
	return r == RESULT_OK ? check_answer(question, step, err) : r;
}

/* ---- a decision made on paper ----------------------------------------------- */

/* Whether the person is of those who keep the papers of the open decision. */
static enum result check_paper(struct question *question, const struct step **ret_step, struct error *err)
{
	const struct standing *standing = question->standing;
	const struct step *step = route_step(standing);
	if (!step)
		return check_open(question, err);
	if (!step->paper)
		return error_refuse(err, article_of(question, step), _("\"%s\" is not decided on paper"),
			label_text(&step->label));
	if (!authority_on_paper(standing, step, question->person, &question->authority)) {
		struct text who = { 0 };
		const struct sitting sitting = seat_sitting(standing, step->paper, NULL);
		seat_add_words(&who, standing, &sitting);
		error_refuse(err, article_of(question, step), _("A decision on paper is typed in by %s"),
			text_string(&who));
		text_done(&who);
		return RESULT_REFUSED;
	}
	*ret_step = step;
	return RESULT_OK;
}

static enum result may_transcribe(struct question *question, struct error *err)
{
	const struct step *step;
	const struct wish *wish = question->wish;
	enum result r = check_paper(question, &step, err);
	if (r != RESULT_OK)
		return r;
	const char *article = article_of(question, step);
	if (route_on_paper(question->standing))
		return error_refuse(err, article,
			_("A decision on paper has been typed in here; it is to be confirmed first, or said "
			  "to be wrong"));
	if (question->asking)
		return RESULT_OK;
	if (is_silent(wish->document_number))
		return error_refuse(err, article, _("Please type the document number"));
	if (is_silent(wish->paper_decider))
		return error_refuse(err, article, _("Please type post and name of who decided on paper"));
	if (wish->paper_day == DATE_NONE || wish->paper_day > question->standing->day)
		return error_refuse(
			err, article, _("The day of the paper decision must be today or earlier"));
	return check_answer(question, step, err);
}

static enum result may_confirm(struct question *question, struct error *err)
{
	const struct step *step;
	enum result r = check_paper(question, &step, err);
	if (r != RESULT_OK)
		return r;
	const struct transition *typed = route_on_paper(question->standing);
	if (!typed)
		return error_refuse(err, article_of(question, step),
			_("No decision on paper has been typed in that could be confirmed"));
	if (same(typed->actor, question->person))
		return error_refuse(err, article_of(question, step),
			_("You typed this in; another person compares it with the paper"));
	if (question->wish->answer == ANSWER_NO)
		return question->asking || !is_silent(question->wish->reason)
			       ? RESULT_OK
			       : error_refuse(err, article_of(question, step), _("Please give the reason"));
	if (question->wish->answer != ANSWER_YES)
		return error_refuse(
			err, article_of(question, step), _("This step does not know that answer"));
	return check_separate(question, step, err);
}

static enum result check_reason(const struct question *question, struct error *err)
{
	if (question->asking || (question->wish->reason && *question->wish->reason))
		return RESULT_OK;
	return error_refuse(err, NULL, _("Please give the reason"));
}

static enum result may_return(struct question *question, struct error *err)
{
	const struct standing *standing = question->standing;
	const struct step *here, *open = route_step(standing);
	struct authority authority;
	enum result r = open && authority_on_paper(standing, open, question->person, &authority)
				? check_paper(question, &here, err)
				: check_step(question, &here, err);
	if (r != RESULT_OK)
		return r;
	const struct form *form = standing->form;
	const char *to = question->wish->to_step;
	const struct step *target = to ? form_step(form, to) : NULL;
	if (to && (!target || target >= here || route_together(form, target, here) ||
			  !route_applies(standing, target)))
		return error_refuse(
			err, article_of(question, here), _("It can only be returned to an earlier step"));
	for (const struct step *step = target ? target : form->steps;
		route_is_decided(standing->history) && step < here; step++)
		if (step->kind == STEP_DECIDE)
			return error_refuse(err, article_of(question, here),
				_("It has been decided; nothing goes back behind a decision"));
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

/* The way of what is to be filed is looked at as it will be. */
static enum result check_way(const struct standing *standing, struct error *err)
{
	struct record drafted;
	struct standing there = *standing;
	if (!standing->values)
		return RESULT_OK;
	record_copy(standing->record, &drafted);
	there.record = &drafted;
	route_way(standing, &drafted);
	enum result r = route_check(&there, err);
	if (r == RESULT_OK)
		r = reach_check_section(&there, err);
	record_done(&drafted);
	return r;
}

static enum result may_correct(struct question *question, struct error *err)
{
	if (question->standing->record->state != RECORD_RETURNED) {
		if (question->standing->record->state == RECORD_RUNNING)
			return error_refuse(err, question->standing->form->article,
				_("It is on its way; pull it back first or ask for its return"));
		return check_open(question, err);
	}
	if (!is_drafter(question))
		return refuse_drafter(question, err);
	return question->asking ? RESULT_OK : check_way(question->standing, err);
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
	if (route_is_decided(question->standing->history))
		return error_refuse(err, question->standing->form->article,
			_("It has been decided; nothing goes back behind a decision"));
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
	const char *from = decision ? seat_sending_section(standing) : record->section;
	if (!from || !office_in_section(standing->office, question->person, from, standing->day)) {
		const struct section *section = from ? office_section(standing->office, from) : NULL;
		return error_refuse(err, standing->form->article, _("The document number is given by %s"),
			section ? label_text(&section->name) : "");
	}
	if (record->document_number)
		return error_refuse(
			err, standing->form->article, _("It went out as %s"), record->document_number);
	if (!decision && !route_applicant(standing))
		return error_refuse(err, standing->form->article,
			_("It goes out after the head of the section has applied"));
	if (!question->asking && (!question->wish->document_number || !*question->wish->document_number))
		return error_refuse(err, standing->form->article, _("Please type the document number"));
	return RESULT_OK;
}

/* The outcome or a notice is confirmed by each of those who were told. */
static enum result may_receipt(struct question *question, struct error *err)
{
	const struct standing *standing = question->standing;
	if (notice_waits(standing, question->person))
		return RESULT_OK;
	if (notice_is_told(standing, question->person))
		return error_refuse(err, standing->form->article, _("That it was read is confirmed already"));
	return error_refuse(err, standing->form->article, _("You are not among those who were told of it"));
}

/* Only the record that follows writes this, when it takes effect. */
static enum result may_be_followed(struct question *question, struct error *err)
{
	return error_refuse(err, question->standing->form->article,
		_("This is done by filing the form that changes, continues, ends or revokes it"));
}

static enum result may_file(struct question *question, struct error *err)
{
	const struct standing *standing = question->standing;
	enum result r = verdict_may_begin(standing->regulation, standing->form, standing->office,
		question->person, standing->record->section, standing->day, err);
	return r == RESULT_OK ? check_way(standing, err) : r;
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
	[ACT_TRANSCRIBE] = may_transcribe,
	[ACT_CONFIRM] = may_confirm,
	[ACT_RECEIPT] = may_receipt,
	[ACT_FOLLOWED] = may_be_followed,
};
static_assert(COUNT(rules) == ACT__COUNT, "every act has its rule");

enum result verdict_may(const struct standing *standing, const char *person, const struct wish *wish,
	bool asking, struct authority *ret_authority, struct error *err)
{
	struct question question = { .standing = standing, .person = person, .wish = wish, .asking = asking };
	if (standing->record->erased)
		return error_refuse(err, NULL, _("The contents of this record were erased"));
	enum result r = rules[wish->act](&question, err);
	if (r == RESULT_OK && ret_authority)
		*ret_authority = question.authority;
	return r;
}
