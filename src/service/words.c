/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Records, their history and their place, in the words of an office. */
#include "service/reading.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "base/text.h"
#include "domain/authority.h"

char *reading_number(const struct record *record, enum language language)
{
	char year[DATE_TEXT_SIZE];
	if (!record->number)
		return memory_string("");
	date_fiscal_text(record->fiscal_year, language, year);
	return memory_format(language == LANGUAGE_JA ? "%s 第%d号" : "%s No. %d", year, record->number);
}

static void add_time(struct text *out, int64_t time)
{
	char day[DATE_TEXT_SIZE], clock[DATE_TEXT_SIZE];
	date_text(date_from_ms(time), i18n_language(), true, day);
	date_clock_text(time, clock);
	text_format(out, "%s %s", day, clock);
}

/* What was done, as the step calls it. */
static const char *act_word(const struct form *form, const struct transition *transition)
{
	static const char *const words[] = {
		[ACT_FILE] = N_("Filed"),
		[ACT_PASS] = N_("Passed"),
		[ACT_DECIDE] = N_("Decided"),
		[ACT_RETURN] = N_("Returned"),
		[ACT_CORRECT] = N_("Corrected and filed again"),
		[ACT_PULL_BACK] = N_("Pulled back"),
		[ACT_WITHDRAW] = N_("Withdrawn"),
		[ACT_SEE_AFTER] = N_("Seen afterwards"),
		[ACT_DISPATCH] = N_("Sent out"),
		[ACT_TRANSCRIBE] = N_("Decided on paper: typed in"),
		[ACT_CONFIRM] = N_("Paper compared: it agrees"),
		[ACT_RECEIPT] = N_("Receipt confirmed"),
		[ACT_FOLLOWED] = N_("Followed by another record"),
	};
	static_assert(COUNT(words) == ACT__COUNT, "every act has its word");
	const struct step *step = transition->step ? form_step(form, transition->step) : NULL;
	if (transition->act == ACT_FILE && form->kind == FORM_DECISION)
		return _("Written by the decision");
	if (transition->act == ACT_DECIDE && step && step->words[transition->answer].ja)
		return label_text(&step->words[transition->answer]);
	if (transition->act == ACT_CONFIRM && transition->answer == ANSWER_NO)
		return _("Paper compared: it does not agree");
	if (transition->act == ACT_PASS && step && transition->answer != ANSWER_YES &&
		step->words[transition->answer].ja)
		return label_text(&step->words[transition->answer]);
	if (transition->act == ACT_PASS && step)
		return label_text(&step->label);
	return _(words[transition->act]);
}

static void add_person(struct text *out, const struct standing *standing, const char *id)
{
	const struct person *person = office_person(standing->office, id);
	const char *name = person ? person_text(person) : id;
	text_add_safe(out, name, strlen(name), false);
}

static void add_actor(struct text *out, const struct standing *standing, const struct transition *transition)
{
	const struct office *office = standing->office;
	const struct posting *posting =
		office_main_posting(office, transition->actor, date_from_ms(transition->time));
	const struct post *own = posting ? office_post(office, posting->post) : NULL;
	const struct post *post = transition->post ? office_post(office, transition->post) : NULL;
	if (transition->capacity == CAPACITY_DEPUTY && post)
		text_format(out, _("for %s: "), label_text(&post->name));
	if (transition->capacity == CAPACITY_ACTING && post)
		text_format(out, _("acting as %s: "), label_text(&post->name));
	if (transition->capacity == CAPACITY_SELF && post)
		own = post;
	struct text name = { 0 };
	add_person(&name, standing, transition->actor);
	if (own)
		seat_add_party(out, office, own, text_string(&name));
	else
		text_add(out, text_string(&name));
	text_done(&name);
	for (size_t i = 0; transition->ground && i < absence_ground_count; i++)
		if (!strcmp(transition->ground, absence_grounds[i].id))
			text_format(out, " (%s)", _(absence_grounds[i].label));
}

static char *who_did(const struct standing *standing, const struct transition *transition)
{
	struct text out = { 0 };
	add_actor(&out, standing, transition);
	if (transition->act == ACT_RETURN) {
		const struct step *to =
			transition->to_step ? form_step(standing->form, transition->to_step) : NULL;
		text_format(&out, _("  → %s"), to ? label_text(&to->label) : _("the drafter"));
	}
	if (transition->paper.number) {
		char day[DATE_TEXT_SIZE];
		date_text(transition->paper.day, i18n_language(), false, day);
		text_format(&out, "  (%s %s %s)", day, transition->paper.number,
			transition->paper.decider ? transition->paper.decider : "");
	}
	if (transition->is_signed)
		text_format(&out, "  [%s]", _("signed by card"));
	return text_take(&out);
}

void reading_event(const struct dossier *dossier, size_t index, struct reading_event *ret_event)
{
	const struct transition *transition = &dossier->history.items[index];
	const struct standing *standing = &dossier->standing;
	struct text when = { 0 };
	add_time(&when, transition->time);
	ret_event->when = text_take(&when);
	ret_event->what = memory_string(act_word(standing->form, transition));
	ret_event->who = who_did(standing, transition);
}

void reading_event_done(struct reading_event *event)
{
	free(event->when);
	free(event->what);
	free(event->who);
	*event = (struct reading_event){ 0 };
}

char *reading_transition(const struct dossier *dossier, size_t index)
{
	struct reading_event event;
	reading_event(dossier, index, &event);
	char *line = memory_format("%s  %s  %s", event.when, event.what, event.who);
	reading_event_done(&event);
	return line;
}

/* The time at which the record came to where it is. */
static int64_t here_since(const struct dossier *dossier)
{
	for (size_t i = dossier->history.count; i-- > 0;) {
		enum act act = dossier->history.items[i].act;
		if (act != ACT_SEE_AFTER && act != ACT_DISPATCH && act != ACT_RECEIPT && act != ACT_FOLLOWED)
			return dossier->history.items[i].time;
	}
	return 0;
}

/* How it came to its end: a report is received, an order or inquiry closed, anything else decided. */
static void add_end(struct text *out, const struct dossier *dossier, const char *since)
{
	const struct step *last = NULL;
	for (size_t i = 0; i < dossier->history.count; i++) {
		const struct transition *transition = &dossier->history.items[i];
		const struct step *step =
			transition->step ? form_step(dossier->standing.form, transition->step) : NULL;
		if (step && transition->act != ACT_DISPATCH && transition->act != ACT_RECEIPT)
			last = step;
	}
	switch (last ? last->kind : STEP_DECIDE) {
	case STEP_ACCEPT: text_format(out, _("It was received on %s"), since); break;
	case STEP_INSTRUCT:
	case STEP_ANSWER:
	case STEP_CLOSE: text_format(out, _("It was closed on %s"), since); break;
	default: text_format(out, _("It was decided on %s"), since); break;
	}
}

char *reading_where(const struct dossier *dossier)
{
	const struct standing *standing = &dossier->standing;
	const struct record *record = standing->record;
	struct text out = { 0 };
	struct text since = { 0 };
	add_time(&since, here_since(dossier));
	switch (record->state) {
	case RECORD_RUNNING:
		for (const struct step *open = NULL; (open = route_open(standing, open));) {
			char *who = route_who(standing, open);
			text_add(&out, out.length ? "\n" : "");
			text_format(&out, _("It waits for \"%s\" with %s since %s"), label_text(&open->label),
				who, text_string(&since));
			free(who);
		}
		break;
	case RECORD_RETURNED: {
		struct text drafter = { 0 };
		add_person(&drafter, standing, record->drafter ? record->drafter : "");
		text_format(&out, _("It is with its drafter %s since %s"), text_string(&drafter),
			text_string(&since));
		text_done(&drafter);
		break;
	}
	case RECORD_WITHDRAWN: text_format(&out, _("It was withdrawn on %s"), text_string(&since)); break;
	case RECORD_DECIDED:
	case RECORD__COUNT: add_end(&out, dossier, text_string(&since)); break;
	}
	text_done(&since);
	return text_take(&out);
}
