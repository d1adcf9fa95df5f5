/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Steps, the people at them, and where an act takes a record. */
#include "domain/route.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "base/text.h"

const struct step *route_step(const struct standing *standing)
{
	const struct record *record = standing->record;
	if (record->state != RECORD_RUNNING || !record->step)
		return NULL;
	return form_step(standing->form, record->step);
}

const char *route_addressee_section(
	const struct regulation *regulation, const struct form *form, const struct office *office)
{
	/* A decision is written where the application it decides was received. */
	const struct form *decides = form->decides ? regulation_form(regulation, form->decides) : NULL;
	const char *addressee = decides ? decides->addressee : form->addressee;
	const struct post *post = addressee ? office_role_post(office, regulation->id, addressee) : NULL;
	return post ? post->section : NULL;
}

const struct post *route_actor_post(
	const struct standing *standing, const struct actor *actor, const char **ret_section)
{
	const char *section = NULL;
	const struct post *post = NULL;
	switch (actor->kind) {
	case ACTOR_ROLE:
		post = office_role_post(standing->office, standing->regulation->id, actor->role);
		break;
	case ACTOR_APPLICANT_HEAD:
		post = office_head(standing->office, standing->record->section, standing->day);
		break;
	case ACTOR_ADDRESSEE_SECTION:
		section = route_addressee_section(standing->regulation, standing->form, standing->office);
		break;
	case ACTOR_SECTION_HEAD:
	case ACTOR_ROLE_SECTION:
	case ACTOR_NAMED:
	case ACTOR_EVERY_HEAD:
	case ACTOR_SOURCES:
	case ACTOR_DRAFTER: break;
	case ACTOR_APPLICANT_SECTION:
	case ACTOR__COUNT: section = standing->record->section; break;
	}
	if (ret_section)
		*ret_section = section;
	return post;
}

void route_add_party(struct text *out, const struct office *office, const struct post *post, const char *name)
{
	const struct section *section = post->section ? office_section(office, post->section) : NULL;
	if (i18n_language() == LANGUAGE_JA) {
		if (section)
			text_format(out, "%s ", label_text(&section->name));
		text_format(out, "%s %s", label_text(&post->name), name);
		return;
	}
	text_format(out, "%s, %s", name, label_text(&post->name));
	if (section)
		text_format(out, ", %s", label_text(&section->name));
}

static void add_post(struct text *out, const struct standing *standing, const struct actor *actor)
{
	const char *section_id;
	const struct post *post = route_actor_post(standing, actor, &section_id);
	const struct role *role =
		actor->kind == ACTOR_ROLE ? regulation_role(standing->regulation, actor->role) : NULL;
	const struct section *section = section_id ? office_section(standing->office, section_id) : NULL;
	if (section) {
		text_add(out, label_text(&section->name));
		return;
	}
	if (role)
		text_add(out, label_text(&role->label));
	if (!post)
		return;
	const struct posting *holder = office_holder(standing->office, post->id, standing->day);
	const struct person *person = holder ? office_person(standing->office, holder->person) : NULL;
	text_add(out, role ? " (" : "");
	route_add_party(out, standing->office, post, person ? person_text(person) : _("vacant"));
	text_add(out, role ? ")" : "");
}

char *route_who(const struct standing *standing, const struct step *step)
{
	struct text out = { 0 };
	for (size_t i = 0; i < step->by_count; i++) {
		if (i)
			text_add(&out, i18n_language() == LANGUAGE_JA ? "・" : ", ");
		add_post(&out, standing, &step->by[i]);
	}
	return text_take(&out);
}

const struct transition *route_unseen(const struct history *history, const char *person)
{
	const struct transition *unseen = NULL;
	for (size_t i = 0; i < history->count; i++) {
		const struct transition *item = &history->items[i];
		if (item->act == ACT_SEE_AFTER && !strcmp(item->actor, person))
			unseen = NULL;
		else if (item->capacity != CAPACITY_SELF && item->principal &&
			 !strcmp(item->principal, person) && !unseen)
			unseen = item;
	}
	return unseen;
}

bool route_untouched(const struct history *history)
{
	if (!history->count)
		return false;
	enum act last = history->items[history->count - 1].act;
	return last == ACT_FILE || last == ACT_CORRECT;
}

/* The first entry of the present round: what was done before the last
 * correction or return does not count for the steps ahead. */
static size_t round_start(const struct history *history)
{
	for (size_t i = history->count; i-- > 0;) {
		enum act act = history->items[i].act;
		if (act == ACT_FILE || act == ACT_CORRECT || act == ACT_RETURN)
			return i;
	}
	return 0;
}

/* True where the holder of the step has acted at an earlier step of this round
 * (one of them is person, who acts now) and the step is passed over for it. */
static bool is_done(const struct standing *standing, const struct step *step, const char *person)
{
	if (!step->skip_if_done || step->by_count != 1)
		return false;
	const struct post *post = route_actor_post(standing, &step->by[0], NULL);
	const struct posting *holder = post ? office_holder(standing->office, post->id, standing->day) : NULL;
	if (!holder)
		return false;
	if (!strcmp(holder->person, person))
		return true;
	for (size_t i = round_start(standing->history); i < standing->history->count; i++) {
		const struct transition *item = &standing->history->items[i];
		if (item->act == ACT_PASS && !strcmp(item->actor, holder->person))
			return true;
	}
	return false;
}

/* The step after the one with this index (-1: the first), NULL at the end. */
static const struct step *next_step(const struct standing *standing, long index, const char *person)
{
	const struct form *form = standing->form;
	for (size_t i = (size_t)(index + 1); i < form->step_count; i++) {
		const struct step *step = &form->steps[i];
		/* A decision is never passed over, and the first round's drafter has done no step. */
		if (step->kind == STEP_DECIDE || index < 0 || !is_done(standing, step, person))
			return step;
	}
	return NULL;
}

static void set_step(struct record *record, const struct step *step)
{
	free(record->step);
	record->step = memory_string(step ? step->id : NULL);
}

static void pass(const struct standing *standing, const char *person, struct record *next, bool *ret_numbered)
{
	const struct step *step = route_step(standing);
	if (step->kind == STEP_HEAD) {
		/* The applicant is the head himself, whoever sealed for him; of two who hold the post, the one who did. */
		const struct post *post = route_actor_post(standing, &step->by[0], NULL);
		const struct posting *holder =
			post && !office_holds(standing->office, person, post->id, standing->day)
				? office_holder(standing->office, post->id, standing->day)
				: NULL;
		free(next->applicant);
		next->applicant = memory_string(holder ? holder->person : person);
	}
	if (step->number && !next->number) {
		next->received = standing->day;
		next->fiscal_year = date_fiscal_year(standing->day);
		*ret_numbered = true;
	}
	const struct step *after = next_step(standing, step - standing->form->steps, person);
	set_step(next, after);
	if (!after) { /* a report ends with its 受理 */
		next->state = RECORD_DECIDED;
		next->answer = ANSWER_YES;
		next->decided = standing->day;
	}
}

void route_advance(const struct standing *standing, const struct wish *wish, const char *person,
	struct record *ret_next, bool *ret_numbered)
{
	record_copy(standing->record, ret_next);
	*ret_numbered = false;
	switch (wish->act) {
	case ACT_FILE:
	case ACT_CORRECT:
		ret_next->state = RECORD_RUNNING;
		ret_next->version++;
		if (wish->act == ACT_FILE)
			ret_next->filed = standing->day;
		set_step(ret_next, next_step(standing, -1, person));
		break;
	case ACT_PASS: pass(standing, person, ret_next, ret_numbered); break;
	case ACT_DECIDE:
		ret_next->state = RECORD_DECIDED;
		ret_next->answer = wish->answer;
		ret_next->decided = standing->day;
		set_step(ret_next, NULL);
		break;
	case ACT_RETURN:
		if (wish->to_step)
			set_step(ret_next, form_step(standing->form, wish->to_step));
		else {
			ret_next->state = RECORD_RETURNED;
			set_step(ret_next, NULL);
		}
		break;
	case ACT_PULL_BACK:
		ret_next->state = RECORD_RETURNED;
		set_step(ret_next, NULL);
		break;
	case ACT_WITHDRAW:
		ret_next->state = RECORD_WITHDRAWN;
		set_step(ret_next, NULL);
		break;
	case ACT_DISPATCH:
		free(ret_next->document_number);
		ret_next->document_number = memory_string(wish->document_number);
		ret_next->dispatched = standing->day;
		break;
	case ACT_SEE_AFTER:
	case ACT__COUNT: break;
	}
}
