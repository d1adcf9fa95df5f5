/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Steps, which of them are open, and where an act takes a record. */
#include "domain/route.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "base/text.h"
#include "domain/names.h"
#include "domain/notice.h"
#include "domain/value.h"

/* ---- the way -------------------------------------------------------------- */

static const char *string_at(const json_t *values, const char *field)
{
	return field ? json_string_value(json_object_get(values, field)) : NULL;
}

static bool was_passed_over(const struct record *record, const char *step)
{
	for (size_t i = 0; i < record->way_count; i++)
		if (record->way[i].passed_over && same(record->way[i].step, step))
			return true;
	return false;
}

/* The section that an actor's field names; where the drafter left it empty or
 * never saw it, his own is meant. */
static const char *section_named(const struct standing *standing, const struct actor *actor)
{
	const struct field *field = form_field(standing->form, actor->field);
	const char *section = string_at(standing->values, actor->field);
	if (!section && field && !field->filled_at)
		return standing->record->section;
	return section;
}

static void add_seat(struct record *way, const struct standing *standing, const struct step *step,
	const struct actor *actors, size_t index, bool passed_over)
{
	const struct actor *actor = &actors[index];
	bool names_section = actor->kind == ACTOR_SECTION_HEAD || actor->of == OF_FIELD;
	const char *due = step ? string_at(standing->values, step->due) : NULL;
	const struct way_seat seat = {
		.step = step ? step->id : NULL,
		.actor = index,
		.section = (char *)(uintptr_t)(names_section ? section_named(standing, actor) : NULL),
		.person = (char *)(uintptr_t)(actor->kind == ACTOR_NAMED
						      ? string_at(standing->values, actor->field)
						      : NULL),
		.due = date_from_iso(due),
		.passed_over = passed_over,
	};
	record_way_add(way, &seat);
}

void route_way(const struct standing *standing, struct record *record)
{
	const struct form *form = standing->form;
	struct record way = { 0 };
	if (!standing->values)
		return;
	for (size_t i = 0; i < form->addressee_count; i++)
		if (condition_holds(&form->addressees[i].when, standing->values)) {
			add_seat(&way, standing, NULL, form->addressees, i, false);
			break;
		}
	for (size_t i = 0; i < form->step_count; i++) {
		const struct step *step = &form->steps[i];
		if (!condition_holds(&step->when, standing->values))
			continue;
		for (size_t k = 0; k < step->by_count; k++)
			if (condition_holds(&step->by[k].when, standing->values))
				add_seat(
					&way, standing, step, step->by, k, was_passed_over(record, step->id));
	}
	record_way_clear(record);
	record->way = way.way;
	record->way_count = way.way_count;
}

bool route_applies(const struct standing *standing, const struct step *step)
{
	struct way_seat seat;
	for (size_t i = 0; i < step->by_count; i++)
		if (seat_on_way(standing, step, i, &seat))
			return true;
	return false;
}

const char *route_applicant(const struct standing *standing)
{
	const struct form *form = standing->form;
	for (size_t i = 0; i < form->step_count; i++)
		if (form->steps[i].kind == STEP_HEAD && route_applies(standing, &form->steps[i]))
			return standing->record->applicant;
	return standing->record->applicant ? standing->record->applicant : standing->record->drafter;
}

/* True where the field that names the actor is filled in later than by the drafter. */
static bool is_named_later(const struct form *form, const struct actor *actor)
{
	const struct field *field = actor->field ? form_field(form, actor->field) : NULL;
	return field && field->filled_at;
}

static enum result check_actor(const struct standing *standing, const struct step *step,
	const struct actor *actor, const struct way_seat *seat, struct error *err)
{
	const struct sitting sitting = seat_sitting(standing, actor, seat);
	const char *article = step->article ? step->article : standing->form->article;
	const struct field *field = actor->field ? form_field(standing->form, actor->field) : NULL;
	if (!seat_is_empty(standing, &sitting) || is_named_later(standing->form, actor))
		return RESULT_OK;
	if (field && !seat->section && !seat->person)
		return error_refuse(err, article, _("Please fill in \"%s\": it says who acts at \"%s\""),
			label_text(&field->label), label_text(&step->label));
	if (actor->kind == ACTOR_NAMED) {
		const struct person *person = office_person(standing->office, seat->person);
		return error_refuse(err, article, _("%s does not hold the role \"%s\" that \"%s\" wants"),
			person ? person_text(person) : seat->person,
			sitting.role ? label_text(&sitting.role->label) : "", label_text(&step->label));
	}
	char *wrong = seat_wrong(standing, &sitting);
	enum result r = error_refuse(err, article,
		wrong ? "%s" : _("The office names nobody for \"%s\"; ask its administrators before filing"),
		wrong ? wrong : label_text(&step->label));
	free(wrong);
	return r;
}

enum result route_check(const struct standing *standing, struct error *err)
{
	const struct form *form = standing->form;
	for (size_t i = 0; i < form->step_count; i++) {
		const struct step *step = &form->steps[i];
		enum result r = RESULT_OK;
		bool anybody = false;
		for (size_t k = 0; k < step->by_count && !anybody; k++) {
			struct way_seat seat;
			if (!seat_on_way(standing, step, k, &seat))
				continue;
			r = check_actor(standing, step, &step->by[k], &seat, err);
			anybody = r == RESULT_OK;
		}
		if (r != RESULT_OK && !anybody)
			return r;
	}
	return RESULT_OK;
}

/* ---- what is open ----------------------------------------------------------- */

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

static bool does_step(const struct transition *item)
{
	return item->act == ACT_PASS || item->act == ACT_DECIDE ||
	       (item->act == ACT_CONFIRM && item->answer == ANSWER_YES);
}

const struct transition *route_done(const struct standing *standing, const struct step *step)
{
	const struct history *history = standing->history;
	for (size_t i = history->count; i-- > 0;) {
		const struct transition *item = &history->items[i];
		if (item->act == ACT_FILE || item->act == ACT_CORRECT)
			return NULL;
		/* A return to an earlier step takes back what was done from there on. */
		const struct step *to = item->act == ACT_RETURN && item->to_step
						? form_step(standing->form, item->to_step)
						: NULL;
		if (to && (to <= step || route_together(standing->form, to, step)))
			return NULL;
		if (does_step(item) && same(item->step, step->id))
			return item;
	}
	return NULL;
}

bool route_together(const struct form *form, const struct step *a, const struct step *b)
{
	const struct step *first = a < b ? a : b, *last = a < b ? b : a;
	if (a == b)
		return true;
	for (const struct step *step = first; step <= last; step++)
		if (!step->parallel || !same(step->parallel, first->parallel))
			return false;
	return first >= form->steps;
}

static const struct step *position(const struct standing *standing)
{
	const struct record *record = standing->record;
	if (record->state != RECORD_RUNNING || !record->step)
		return NULL;
	return form_step(standing->form, record->step);
}

static bool done_in_round(const struct standing *standing, const struct step *step)
{
	const struct history *history = standing->history;
	for (size_t i = round_start(history); i < history->count; i++)
		if (does_step(&history->items[i]) && same(history->items[i].step, step->id))
			return true;
	return false;
}

const struct step *route_open(const struct standing *standing, const struct step *after)
{
	const struct form *form = standing->form;
	const struct step *here = position(standing);
	if (!here)
		return NULL;
	for (const struct step *step = after ? after + 1 : form->steps; step < form->steps + form->step_count;
		step++) {
		if (step != here && !route_together(form, here, step))
			continue;
		/* Alone, the step at which a record waits is open whatever the history says. */
		if (!step->parallel || (route_applies(standing, step) && !done_in_round(standing, step) &&
					       !was_passed_over(standing->record, step->id)))
			return step;
	}
	return NULL;
}

const struct step *route_step(const struct standing *standing)
{
	return route_open(standing, NULL);
}

bool route_is_open(const struct standing *standing, const struct step *step)
{
	for (const struct step *open = NULL; (open = route_open(standing, open));)
		if (open == step)
			return true;
	return false;
}

const struct transition *route_on_paper(const struct standing *standing)
{
	const struct history *history = standing->history;
	for (size_t i = history->count; i-- > round_start(history);) {
		const struct transition *item = &history->items[i];
		if (item->act == ACT_CONFIRM)
			return NULL;
		if (item->act == ACT_TRANSCRIBE) {
			const struct step *step = item->step ? form_step(standing->form, item->step) : NULL;
			return step && route_is_open(standing, step) ? item : NULL;
		}
	}
	return NULL;
}

const struct transition *route_paper_of(const struct history *history, const struct transition *confirmed)
{
	if (!confirmed || confirmed->act != ACT_CONFIRM || confirmed == history->items ||
		confirmed[-1].act != ACT_TRANSCRIBE)
		return NULL;
	return &confirmed[-1];
}

bool route_is_decided(const struct history *history)
{
	for (size_t i = 0; i < history->count; i++)
		if (history->items[i].act == ACT_DECIDE ||
			(history->items[i].act == ACT_CONFIRM && history->items[i].answer == ANSWER_YES))
			return true;
	return false;
}

/* ---- in words --------------------------------------------------------------- */

static void add_who(struct text *out, const struct standing *standing, const struct step *step)
{
	struct way_seat seat;
	for (size_t i = 0; i < step->by_count; i++) {
		if (!seat_on_way(standing, step, i, &seat))
			continue;
		const struct sitting sitting = seat_sitting(standing, &step->by[i], &seat);
		if (out->length)
			text_add(out, i18n_language() == LANGUAGE_JA ? "・" : ", ");
		seat_add_words(out, standing, &sitting);
	}
}

char *route_who(const struct standing *standing, const struct step *step)
{
	struct text out = { 0 };
	add_who(&out, standing, step);
	return text_take(&out);
}

char *route_who_waits(const struct standing *standing)
{
	struct text out = { 0 };
	for (const struct step *open = NULL; (open = route_open(standing, open));)
		add_who(&out, standing, open);
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

/* ---- where an act takes it ---------------------------------------------------- */

/* An act under way: the head after it, looked at as the record is. */
struct move {
	struct standing after; /* .record is .next */
	struct record *next;
	const struct step *step; /* that was done */
	const char *person;
};

static bool has_acted(const struct move *move, const struct sitting *sitting)
{
	const struct history *history = move->after.history;
	if (seat_is_held(&move->after, sitting, move->person))
		return true;
	for (size_t i = round_start(history); i < history->count; i++)
		if (does_step(&history->items[i]) &&
			seat_is_held(&move->after, sitting, history->items[i].actor))
			return true;
	return false;
}

/* True where who holds the step has acted at another one of this round and the
 * step is passed over for it. A decision is never passed over, nor a step where
 * a whole section or one of several could act. */
static bool is_passed_over(const struct move *move, const struct step *step)
{
	struct way_seat seat;
	const struct actor *only = NULL;
	struct sitting sitting = { 0 };
	if (!step->skip_if_done || step->kind == STEP_DECIDE)
		return false;
	for (size_t i = 0; i < step->by_count; i++) {
		if (!seat_on_way(&move->after, step, i, &seat))
			continue;
		if (only)
			return false;
		only = &step->by[i];
		sitting = seat_sitting(&move->after, only, &seat);
	}
	return only && !sitting.section && has_acted(move, &sitting);
}

static void set_passed_over(struct record *record, const struct step *step, bool passed_over)
{
	for (size_t i = 0; i < record->way_count; i++)
		if (same(record->way[i].step, step->id))
			record->way[i].passed_over = passed_over;
}

/* What was passed over from this step on is to be done again. */
static void take_back_from(struct record *record, const struct form *form, const struct step *from)
{
	for (const struct step *step = form->steps; step < form->steps + form->step_count; step++)
		if (step >= from)
			set_passed_over(record, step, false);
}

static void set_step(struct record *record, const struct step *step)
{
	free(record->step);
	record->step = memory_string(step ? step->id : NULL);
}

/* The first of the steps that run together with one and apply. */
static const struct step *group_start(const struct standing *standing, const struct step *step)
{
	const struct form *form = standing->form;
	const struct step *start = step;
	for (const struct step *before = step; before >= form->steps; before--)
		if (route_together(form, before, step) && route_applies(standing, before))
			start = before;
	return start;
}

/* A step that still waits for somebody after this act. */
static bool is_left(const struct move *move, const struct step *step)
{
	if (step == move->step || !route_applies(&move->after, step) || was_passed_over(move->next, step->id))
		return false;
	if (move->step && route_together(move->after.form, step, move->step) &&
		done_in_round(&move->after, step))
		return false;
	if (!move->step || !is_passed_over(move, step))
		return true;
	set_passed_over(move->next, step, true);
	return false;
}

/* The step at which the record waits after the one done (NULL: from the
 * beginning); NULL at the end. Of steps in parallel it is the first. */
static const struct step *next_step(const struct move *move)
{
	const struct form *form = move->after.form;
	const struct step *end = form->steps + form->step_count;
	const struct step *from = move->step ? group_start(&move->after, move->step) : form->steps;
	const struct step *found = NULL;
	for (const struct step *step = from; step < end; step++) {
		if (found && !route_together(form, found, step))
			break;
		/* All of the group are looked at: each may be passed over. */
		if (is_left(move, step) && !found)
			found = step;
	}
	return found ? group_start(&move->after, found) : NULL;
}

static void finish(struct record *next, enum answer answer, date day)
{
	next->state = RECORD_DECIDED;
	if (next->decided == DATE_NONE) {
		next->answer = answer;
		next->decided = day;
	}
	set_step(next, NULL);
}

/* What an application without a decision comes to: conditions given with a consent remain. */
static enum answer consents_of(const struct move *move, enum answer last)
{
	const struct history *history = move->after.history;
	if (last == ANSWER_CONDITIONAL)
		return last;
	for (size_t i = round_start(history); i < history->count; i++)
		if (history->items[i].act == ACT_PASS && history->items[i].answer == ANSWER_CONDITIONAL)
			return ANSWER_CONDITIONAL;
	return ANSWER_YES;
}

static void go_on(const struct move *move, enum answer answer)
{
	const struct step *after = next_step(move);
	if (after)
		set_step(move->next, after);
	else
		finish(move->next, move->step->kind == STEP_CONSENT ? consents_of(move, answer) : ANSWER_YES,
			move->after.day);
}

/* Nobody was instructed: there is no answer to wait for, and nothing to close. */
static void pass_over_answer(const struct move *move)
{
	const struct form *form = move->after.form;
	const struct step *end = form->steps + form->step_count, *step = move->step + 1;
	while (step < end && step->kind != STEP_ANSWER)
		step++;
	if (step == end)
		return;
	set_passed_over(move->next, step, true);
	if (step + 1 < end && step[1].kind == STEP_CLOSE)
		set_passed_over(move->next, step + 1, true);
}

/* The applicant is the head himself, whoever sealed for him; of two who hold the post, the one who did. */
static void set_applicant(const struct move *move, const struct standing *standing)
{
	struct way_seat seat;
	const struct post *post = NULL;
	for (size_t i = 0; i < move->step->by_count && !post; i++)
		if (seat_on_way(standing, move->step, i, &seat))
			post = seat_sitting(standing, &move->step->by[i], &seat).post;
	const struct posting *holder =
		post && !office_holds(standing->office, move->person, post->id, standing->day)
			? office_holder(standing->office, post->id, standing->day)
			: NULL;
	free(move->next->applicant);
	move->next->applicant = memory_string(holder ? holder->person : move->person);
}

static void give_number(const struct move *move, bool *ret_numbered)
{
	if (!move->step->number || move->next->number)
		return;
	move->next->received = move->after.day;
	move->next->fiscal_year = date_fiscal_year(move->after.day);
	*ret_numbered = true;
}

static void pass(
	const struct move *move, const struct standing *standing, enum answer answer, bool *ret_numbered)
{
	const struct step *step = move->step;
	bool refused = answer == ANSWER_NO;
	if (step->kind == STEP_HEAD)
		set_applicant(move, standing);
	give_number(move, ret_numbered);
	if (step->kind == STEP_CONSENT && refused && !step->on_no_goes_on) {
		finish(move->next, ANSWER_NO, move->after.day);
		return;
	}
	if (step->kind == STEP_INSTRUCT && refused)
		pass_over_answer(move);
	go_on(move, answer);
}

static void decide(const struct move *move, enum answer answer, date day, bool *ret_numbered)
{
	give_number(move, ret_numbered);
	move->next->answer = answer;
	move->next->decided = day;
	if (answer == ANSWER_NO)
		finish(move->next, answer, day);
	else
		go_on(move, answer);
}

static void begin_round(const struct move *move)
{
	if (move->next->way_count)
		take_back_from(move->next, move->after.form, move->after.form->steps);
	move->next->state = RECORD_RUNNING;
	move->next->version++;
	set_step(move->next, next_step(move));
}

static void go_back(const struct move *move, const char *to_step)
{
	const struct step *to = to_step ? form_step(move->after.form, to_step) : NULL;
	if (!to) {
		move->next->state = RECORD_RETURNED;
		set_step(move->next, NULL);
		return;
	}
	to = group_start(&move->after, to);
	take_back_from(move->next, move->after.form, to);
	set_step(move->next, to);
}

static void dispatch(struct record *next, const char *number, date day)
{
	free(next->document_number);
	next->document_number = memory_string(number);
	next->dispatched = day;
}

void route_advance(const struct standing *standing, const struct wish *wish, const char *person,
	const struct authority *authority, struct record *ret_next, bool *ret_numbered)
{
	struct move move = { .after = *standing, .next = ret_next, .person = person };
	bool drafts = wish->act == ACT_FILE || wish->act == ACT_CORRECT;
	const struct transition *paper = wish->act == ACT_CONFIRM ? route_on_paper(standing) : NULL;
	record_copy(standing->record, ret_next);
	*ret_numbered = false;
	move.after.record = ret_next;
	if (!drafts)
		move.step = authority && authority->step ? authority->step : route_step(standing);
	if (drafts || wish->act == ACT_PASS || wish->act == ACT_DECIDE || wish->act == ACT_CONFIRM)
		route_way(standing, ret_next);
	switch (wish->act) {
	case ACT_FILE:
		ret_next->filed = standing->day;
		begin_round(&move);
		break;
	case ACT_CORRECT: begin_round(&move); break;
	case ACT_PASS: pass(&move, standing, wish->answer, ret_numbered); break;
	case ACT_DECIDE: decide(&move, wish->answer, standing->day, ret_numbered); break;
	case ACT_CONFIRM:
		if (paper && wish->answer == ANSWER_YES)
			decide(&move, paper->answer, paper->paper.day, ret_numbered);
		break;
	case ACT_RETURN: go_back(&move, wish->to_step); break;
	case ACT_PULL_BACK: go_back(&move, NULL); break;
	case ACT_WITHDRAW:
		ret_next->state = RECORD_WITHDRAWN;
		set_step(ret_next, NULL);
		break;
	case ACT_DISPATCH: dispatch(ret_next, wish->document_number, standing->day); break;
	case ACT_TRANSCRIBE: /* it waits for its second person where it is */
	case ACT_RECEIPT: notice_confirm(standing, person, ret_next); break;
	case ACT_SEE_AFTER:
	case ACT_FOLLOWED:
	case ACT__COUNT: break;
	}
}
