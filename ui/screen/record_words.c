/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A record and the act chosen for it, in words. */
#include "ui/screen/record_words.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "domain/regulation.h"
#include "domain/route.h"
#include "service/noticing.h"
#include "service/using.h"
#include "ui/screen/attachments.h"

static void add_history(struct summary *summary, const struct dossier *dossier)
{
	for (size_t i = 0; i < dossier->history.count; i++) {
		struct reading_event event;
		reading_event(dossier, i, &event);
		summary_event(summary, event.when, event.what, event.who);
		if (dossier->exceptions[i])
			summary_event(summary, "", _("exception"), dossier->exceptions[i]);
		if (dossier->reasons[i])
			summary_event(summary, "", _("in words"), dossier->reasons[i]);
		reading_event_done(&event);
	}
}

/* What was typed in of the paper, to be compared with it. */
static void summarise_paper(const struct dossier *dossier, struct summary *summary)
{
	const struct standing *standing = &dossier->standing;
	const struct transition *typed = route_on_paper(standing);
	const struct step *step = typed ? form_step(standing->form, typed->step) : NULL;
	char day[DATE_TEXT_SIZE];
	if (!step)
		return;
	date_text(typed->paper.day, i18n_language(), true, day);
	summary_value(summary, _("Number of the paper"), typed->paper.number);
	summary_value(summary, _("Day of the paper"), day);
	summary_value(
		summary, _("Who decided (post and name)"), typed->paper.decider ? typed->paper.decider : "");
	summary_value(summary, label_text(&step->label), label_text(&step->words[typed->answer]));
	if (dossier->transcribed)
		summary_fields(summary, deciding_form(dossier, ACT_TRANSCRIBE), dossier->transcribed,
			standing->office, standing->day);
	for (size_t i = 0; i < dossier->history.count; i++)
		if (dossier->history.items[i].sequence == typed->sequence && dossier->reasons[i])
			summary_value(summary, _("Reason, conditions, remark"), dossier->reasons[i]);
}

/* "山田 花子 (令和8年11月24日(火) 10:12)": who did an act, and when. */
static void add_doer(struct summary *summary, const char *label, const struct dossier *dossier, size_t index)
{
	const char *id = dossier->history.items[index].actor;
	const struct person *person = office_person(dossier->standing.office, id);
	struct reading_event event;
	reading_event(dossier, index, &event);
	char *words = memory_format(_("%s (%s)"), person ? person_text(person) : id, event.when);
	summary_value(summary, label, words);
	free(words);
	reading_event_done(&event);
}

/* Who decided on paper, and who brought it in: nobody of them is the decider in the journal. */
static void add_paper_decision(struct summary *summary, const struct dossier *dossier)
{
	const struct history *history = &dossier->history;
	for (size_t i = 0; i < history->count; i++) {
		const struct transition *item = &history->items[i];
		const struct step *step = item->step ? form_step(dossier->standing.form, item->step) : NULL;
		const struct transition *paper = route_paper_of(history, item);
		char day[DATE_TEXT_SIZE];
		if (!step || !paper || route_done(&dossier->standing, step) != item)
			continue;
		date_text(paper->paper.day, i18n_language(), true, day);
		summary_heading(summary, _("Decided on paper"));
		summary_value(summary, _("Who decided"), paper->paper.decider ? paper->paper.decider : "");
		summary_value(summary, _("Day of the paper"), day);
		summary_value(summary, _("Number of the paper"), paper->paper.number);
		add_doer(summary, _("Typed in by"), dossier, i - 1);
		add_doer(summary, _("Compared by"), dossier, i);
	}
}

/* Only what differs from the earlier one; the rest is said in a line. */
static void add_changes(const struct record_words *words, const json_t *values, struct summary *summary)
{
	const struct standing *standing = &words->dossier->standing;
	char *heading = memory_format(_("What differs from %s"), words->earlier_name);
	summary_heading(summary, heading);
	json_t *earlier = using_named(words->desk, standing->form, words->earlier, i18n_language());
	size_t alike =
		summary_changes(summary, standing->form, values, earlier, standing->office, standing->day);
	json_decref(earlier);
	char *rest = memory_format(_("%zu fields are as they were; v shows everything"), alike);
	summary_plain(summary, rest);
	free(rest);
	free(heading);
}

/* The days of use, and how they ended. */
static void add_use(struct summary *summary, const struct record *record)
{
	char from[DATE_TEXT_SIZE], to[DATE_TEXT_SIZE] = "";
	if (record->use_from == DATE_NONE)
		return;
	date_text(record->use_from, i18n_language(), true, from);
	date_text(record->use_to, i18n_language(), true, to);
	char *days = record->use_to == DATE_NONE ? memory_format(_("from %s"), from)
						 : memory_format(_("%s to %s"), from, to);
	summary_value(summary, _("In use"), days);
	free(days);
}

static void add_related(struct summary *summary, const struct related_lines *related)
{
	if (related->count)
		summary_heading(summary, _("Other records"));
	for (size_t i = 0; i < related->count; i++)
		summary_value(summary, related->items[i].label, related->items[i].words);
}

static void add_readers(struct summary *summary, const struct dossier *dossier)
{
	struct noticing_readers readers;
	noticing_readers(dossier, &readers);
	if (readers.count)
		summary_heading(summary, _("Who is told"));
	for (size_t i = 0; i < readers.count; i++)
		summary_value(summary, readers.items[i].who,
			readers.items[i].read ? readers.items[i].read : _("not confirmed yet"));
	noticing_readers_done(&readers);
}

void record_words(const struct record_words *words, struct summary *summary)
{
	const struct dossier *dossier = words->dossier;
	const struct standing *standing = &dossier->standing;
	struct text heading = { 0 };
	char *where = reading_where(dossier);
	summary_plain(summary, where);
	if (dossier->record.late)
		summary_plain(summary, _("It was filed after its last day."));
	free(where);
	if (route_on_paper(standing)) {
		summary_heading(summary, _("Decided on paper, to be confirmed"));
		summarise_paper(dossier, summary);
	}
	add_paper_decision(summary, dossier);
	if (dossier->record.document_number)
		summary_value(summary, _("Document number"), dossier->record.document_number);
	if (dossier->record.erased)
		summary_plain(summary, _("The contents were lawfully erased; only the history stands."));
	json_t *values = using_named(words->desk, standing->form, dossier->all, i18n_language());
	if (words->earlier)
		add_changes(words, values, summary);
	text_add(&heading, _("Contents"));
	if (dossier->record.version > 1)
		text_format(&heading, _(" (version %d)"), dossier->record.version);
	bool whole = !words->earlier || words->whole;
	if (whole)
		summary_heading(summary, text_string(&heading));
	text_done(&heading);
	if (whole)
		summary_fields(summary, standing->form, values, standing->office, standing->day);
	summary_warnings(summary, standing->form, values);
	json_decref(values);
	add_use(summary, &dossier->record);
	add_related(summary, words->related);
	add_readers(summary, dossier);
	attachments_summarise(summary, _("Attached files (f saves a copy)"), dossier->attachments);
	summary_heading(summary, _("History"));
	add_history(summary, dossier);
}

void record_words_choice(
	const struct dossier *dossier, const struct acting_choice *choice, struct summary *summary)
{
	const struct standing *standing = &dossier->standing;
	const struct step *to = choice->to_step ? form_step(standing->form, choice->to_step) : NULL;
	char *number = reading_number(&dossier->record, i18n_language());
	char *paper = memory_format("%s  %s", label_text(&standing->form->title), number);
	summary_value(summary, _("Record"), paper);
	summary_value(summary, _("Act"), choice->said ? choice->said : "");
	if (choice->wish.act == ACT_RETURN)
		summary_value(summary, _("Return to"), to ? label_text(&to->label) : _("the drafter"));
	summary_value(summary,
		choice->wish.act == ACT_TRANSCRIBE ? _("Number of the paper") : _("Document number"),
		choice->document_number ? choice->document_number : "");
	if (choice->wish.act == ACT_TRANSCRIBE) {
		char day[DATE_TEXT_SIZE];
		date_text(choice->wish.paper_day, i18n_language(), true, day);
		summary_value(summary, _("Day of the paper"), day);
		summary_value(summary, _("Who decided (post and name)"), choice->paper_decider);
	}
	if (choice->wish.act == ACT_CONFIRM)
		summarise_paper(dossier, summary);
	if (choice->values)
		summary_fields(summary, deciding_form(dossier, choice->wish.act), choice->values,
			standing->office, standing->day);
	summary_value(summary, _("Reason of the exception"), choice->exception ? choice->exception : "");
	summary_value(summary, _("Reason, conditions, remark"), choice->reason ? choice->reason : "");
	free(paper);
	free(number);
}
