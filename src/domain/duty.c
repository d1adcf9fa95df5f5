/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Why a record waits for a person, and by which act he does what it waits for. */
#include "base/memory.h"
#include "domain/authority.h"
#include "domain/notice.h"
#include "domain/verdict.h"

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

enum act verdict_step_act(const struct standing *standing, const char *person, const char *step_id)
{
	struct authority authority;
	const struct step *step = authority_step(standing, person, step_id, NULL);
	if (!step && standing->record->state != RECORD_RUNNING && notice_waits(standing, person))
		return ACT_RECEIPT;
	if (!step || step->kind != STEP_DECIDE)
		return ACT_PASS;
	if (authority_on_paper(standing, step, person, &authority)) {
		if (route_on_paper(standing))
			return ACT_CONFIRM;
		if (!authority_at(standing, step, person, NULL, &authority))
			return ACT_TRANSCRIBE;
	}
	return ACT_DECIDE;
}

static bool may(const struct standing *standing, const char *person, enum act act, const char *step,
	struct authority *ret_authority)
{
	const struct wish wish = { .act = act, .step = step };
	return verdict_may(standing, person, &wish, true, ret_authority, NULL) == RESULT_OK;
}

/* What one open step asks of the person. */
static enum duty duty_at(const struct standing *standing, const char *person, const struct step *step)
{
	struct authority authority;
	enum act act = verdict_step_act(standing, person, step->id);
	if (!may(standing, person, act, step->id, &authority))
		return DUTY_NONE;
	if (act == ACT_TRANSCRIBE)
		return DUTY_TRANSCRIBE;
	if (act == ACT_CONFIRM)
		return DUTY_CONFIRM;
	return authority.capacity == CAPACITY_SELF || !authority.principal ? by_step[step->kind]
									   : DUTY_STAND_IN;
}

/* Of several open steps his own comes before one at which he could stand in. */
static enum duty duty_running(const struct standing *standing, const char *person)
{
	enum duty found = DUTY_NONE;
	for (const struct step *open = NULL; (open = route_open(standing, open));) {
		enum duty duty = duty_at(standing, person, open);
		if (duty != DUTY_NONE && duty != DUTY_STAND_IN)
			return duty;
		if (found == DUTY_NONE)
			found = duty;
	}
	return found;
}

enum duty verdict_duty(const struct standing *standing, const char *person)
{
	if (standing->record->erased) /* there is nothing left to see or do */
		return DUTY_NONE;
	if (route_unseen(standing->history, person))
		return DUTY_SEE_AFTER;
	if (notice_waits(standing, person))
		return DUTY_READ;
	switch (standing->record->state) {
	case RECORD_RUNNING: return duty_running(standing, person);
	case RECORD_RETURNED:
		return may(standing, person, ACT_CORRECT, NULL, NULL) ? DUTY_RETURNED : DUTY_NONE;
	case RECORD_DECIDED:
		return standing->form->kind == FORM_DECISION &&
				       may(standing, person, ACT_DISPATCH, NULL, NULL)
			       ? DUTY_DISPATCH
			       : DUTY_NONE;
	case RECORD_WITHDRAWN:
	case RECORD__COUNT: break;
	}
	return DUTY_NONE;
}
