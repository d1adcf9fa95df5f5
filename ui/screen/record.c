/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The record's screen. */
#include "ui/screen/record.h"
#include "ui/screen/attachments.h"
#include "ui/screen/manual.h"
#include "ui/screen/plan_lines.h"
#include "ui/screen/record_words.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "domain/regulation.h"

struct record_view {
	struct view view;
	struct workstation *workstation;
	struct session *session;
	struct dossier own;
	const struct dossier *dossier; /* &own, or the pile's */
	struct related_lines related;  /* other records that concern it */
	struct summary_page page;
	struct acting_choice choice; /* what is about to be done */
	/* Of a record in a pile. */
	const struct acting_choice *before;
	json_t *earlier;    /* what it is compared with; NULL for nothing */
	char *earlier_name; /* what that is, in words */
	bool whole;         /* all fields are shown, not only what differs */
	void (*settled)(void *context, struct acting_choice *choice);
	void *context;
};

/* ---- opening and opening again ------------------------------------------------ */

static void set_page(struct record_view *record)
{
	summary_page_done(&record->page);
	related_lines_done(&record->related);
	related_list(record->session, &record->dossier->record, &record->related);
	const struct record_words words = { record->session->desk, record->dossier, &record->related,
		record->earlier, record->earlier_name, record->whole };
	plan_lines_summarise(&record->page.summary, record->session, record->dossier);
	record_words(&words, &record->page.summary);
}

static void reopen(struct record_view *record)
{
	struct dossier fresh;
	struct error err;
	if (record->settled)
		return;
	char *id = memory_string(record->own.record.id);
	if (reading_open(record->session, id, &fresh, &err) == RESULT_OK) {
		dossier_done(&record->own);
		record->own = fresh;
		/* The standing points into the dossier it came with. */
		record->own.standing.record = &record->own.record;
		record->own.standing.history = &record->own.history;
		set_page(record);
	} else {
		view_say_error(record->view.stack, &err);
	}
	free(id);
}

/* ---- drawing ------------------------------------------------------------------- */

static void draw(struct view *view, struct screen *screen, struct area area)
{
	struct record_view *record = (struct record_view *)view;
	const struct standing *standing = &record->dossier->standing;
	const struct form *form = standing->form;
	struct text title = { 0 };
	char *number = reading_number(standing->record, i18n_language());
	text_add(&title, label_text(&form->title));
	if (form->style.ja)
		text_format(&title, "  %s", label_text(&form->style));
	summary_page_draw(&record->page, screen, area, text_string(&title), number);
	text_done(&title);
	free(number);
}

static bool key(struct view *view, struct key_press press)
{
	return viewer_key(&((struct record_view *)view)->page.viewer, press);
}

static void release(struct view *view)
{
	struct record_view *record = (struct record_view *)view;
	acting_choice_done(&record->choice);
	dossier_done(&record->own);
	json_decref(record->earlier);
	free(record->earlier_name);
	related_lines_done(&record->related);
	summary_page_done(&record->page);
	free(record);
}

/* ---- acting ---------------------------------------------------------------------- */

/* A colleague may have acted while the screen was locked or covered. It is
 * told and not read again here: what is decided must be what was read. */
static void on_shown(struct view *view)
{
	struct record_view *record = (struct record_view *)view;
	if (!record->settled && !reading_is_current(record->session, record->dossier))
		view_say(view->stack, _("Somebody has acted on this record meanwhile; F5 reads it again"));
}

static enum result act(void *context, const struct card_pin *pin, int *ret_tries, struct error *err)
{
	struct record_view *record = context;
	struct decision decision = acting_decision(record->dossier, &record->choice);
	return deciding_act(record->session, &decision, 1, pin, ret_tries, err);
}

static void acted(void *context)
{
	struct record_view *record = context;
	acting_choice_done(&record->choice);
	reopen(record);
	view_say(record->view.stack, _("Done, and written in the journal"));
}

static void go(void *context)
{
	struct record_view *record = context;
	struct decision decision = acting_decision(record->dossier, &record->choice);
	struct error err;
	int tries;
	if (deciding_signs(record->session, &decision, 1)) {
		const struct form *form = record->dossier->standing.form;
		char *number = reading_number(&record->dossier->record, i18n_language());
		char *sentence = memory_format(
			_("You sign: %s %s - %s"), label_text(&form->title), number, record->choice.said);
		const struct pin_request request = { sentence, record, act, acted };
		ask_pin(record->workstation, &request);
		free(sentence);
		free(number);
		return;
	}
	if (act(record, NULL, &tries, &err) == RESULT_OK)
		acted(record);
	else
		view_say_error(record->view.stack, &err);
}

/* The words of each act on the page that asks once more, and on its F9. */
static const struct {
	const char *title, *go;
} asked_words[] = {
	[ACT_FILE] = { N_("File this?"), N_("file") },
	[ACT_PASS] = { N_("Pass it on?"), N_("pass on") },
	[ACT_DECIDE] = { N_("Decide this?"), N_("decide and sign") },
	[ACT_RETURN] = { N_("Return it?"), N_("return") },
	[ACT_CORRECT] = { N_("File the corrected version?"), N_("file") },
	[ACT_PULL_BACK] = { N_("Pull it back?"), N_("pull back") },
	[ACT_WITHDRAW] = { N_("Withdraw it for good?"), N_("withdraw") },
	[ACT_SEE_AFTER] = { N_("Seen afterwards?"), N_("mark as seen") },
	[ACT_DISPATCH] = { N_("Send it out?"), N_("send out") },
	[ACT_TRANSCRIBE] = { N_("Put down the paper decision?"), N_("put down") },
	[ACT_CONFIRM] = { N_("Confirm the paper decision?"), N_("confirm and sign") },
	[ACT_RECEIPT] = { N_("Confirm that you have read it?"), N_("confirm receipt") },
	[ACT_FOLLOWED] = { "", "" },
};
static_assert(COUNT(asked_words) == ACT__COUNT, "every act has its words");

static void confirm(struct record_view *record)
{
	const struct acting_choice *choice = &record->choice;
	struct summary summary = { 0 };
	record_words_choice(record->dossier, choice, &summary);
	const struct confirmation asked = {
		.title = _(asked_words[choice->wish.act].title),
		.summary = &summary,
		.go_label = _(asked_words[choice->wish.act].go),
		.context = record,
		.go = go,
	};
	view_push(record->view.stack, confirm_new(record->workstation, &asked));
}

static void take(void *context, struct acting_choice *choice)
{
	struct record_view *record = context;
	if (record->settled) {
		void (*settled)(void *, struct acting_choice *) = record->settled;
		void *owner = record->context;
		view_pop(record->view.stack);
		settled(owner, choice);
		return;
	}
	acting_choice_done(&record->choice);
	record->choice = *choice;
	confirm(record);
}

/* An act without a page of its own. */
static void take_plain(struct record_view *record, enum act act)
{
	struct acting_choice choice = { .made = true, .wish = { .act = act } };
	take(record, &choice);
}

/* ---- commands ---------------------------------------------------------------------- */

static bool may(void *context, enum act act, struct error *err)
{
	const struct record_view *record = context;
	return deciding_may(record->session, record->dossier, act, NULL, err) == RESULT_OK;
}

static bool can_act(void *context, struct error *err)
{
	const struct record_view *record = context;
	return may(context, deciding_step_act(record->session, record->dossier), err);
}

static bool not_in_pile(void *context, struct error *err)
{
	if (!((const struct record_view *)context)->settled)
		return true;
	error_set(err, RESULT_REFUSED, _("Not from within a pile; go back to the list first"));
	return false;
}

static bool can_correct(void *context, struct error *err)
{
	return not_in_pile(context, err) && may(context, ACT_CORRECT, err);
}

static bool can_take_back(void *context, struct error *err)
{
	return not_in_pile(context, err) &&
	       (may(context, ACT_PULL_BACK, NULL) || may(context, ACT_WITHDRAW, err));
}

static bool can_see_after(void *context, struct error *err)
{
	return not_in_pile(context, err) && may(context, ACT_SEE_AFTER, err);
}

static bool can_dispatch(void *context, struct error *err)
{
	return not_in_pile(context, err) && may(context, ACT_DISPATCH, err);
}

static bool has_other(void *context, struct error *err)
{
	const struct record_view *record = context;
	if (!not_in_pile(context, err))
		return false;
	if (record->dossier->record.decision || record->dossier->record.decision_of)
		return true;
	error_set(err, RESULT_REFUSED, _("No decision has been written for this record yet"));
	return false;
}

static void help(void *context)
{
	struct record_view *record = context;
	const struct form *form = record->dossier->standing.form;
	view_push(record->view.stack, help_new(record->workstation, label_text(&form->title),
					      form->help.ja ? label_text(&form->help) : NULL));
}

static void act_here(void *context)
{
	struct record_view *record = context;
	struct error err;
	if (deciding_step_act(record->session, record->dossier) == ACT_RECEIPT) {
		take_plain(record, ACT_RECEIPT);
		return;
	}
	struct view *page =
		acting_new(record->workstation, record->dossier, record->before, take, record, &err);
	if (page)
		view_push(record->view.stack, page);
	else
		view_say_error(record->view.stack, &err);
}

static bool push_filing(struct record_view *record,
	enum result (*begin)(struct session *, const char *, struct filing **, struct error *))
{
	struct filing *filing;
	struct error err;
	struct view_stack *stack = record->view.stack;
	struct workstation *workstation = record->workstation;
	if (begin(record->session, record->dossier->record.id, &filing, &err) != RESULT_OK) {
		view_say_error(stack, &err);
		return false;
	}
	view_pop(stack);
	view_push(stack, filing_new(workstation, filing));
	return true;
}

static void correct(void *context)
{
	push_filing(context, filing_correct);
}

static void copy(void *context)
{
	struct record_view *record = context;
	struct view_stack *stack = record->view.stack;
	if (push_filing(record, filing_copy))
		view_say(stack, _("Copied. F6 takes the copy back"));
}

static void refresh(void *context)
{
	reopen(context);
}

static void print(void *context)
{
	struct record_view *record = context;
	const char *id = record->dossier->record.id;
	view_push(record->view.stack, printing_new(record->workstation, &id, 1));
}

static void ask_words(struct record_view *record, enum act act)
{
	view_push(record->view.stack,
		acting_words_new(record->workstation, record->dossier, act, take, record));
}

static void withdraw(void *context)
{
	ask_words(context, ACT_WITHDRAW);
}

static void take_back(void *context)
{
	if (may(context, ACT_PULL_BACK, NULL))
		take_plain(context, ACT_PULL_BACK);
	else
		withdraw(context);
}

static bool can_withdraw(void *context, struct error *err)
{
	return not_in_pile(context, err) && may(context, ACT_WITHDRAW, err);
}

static void see_after(void *context)
{
	take_plain(context, ACT_SEE_AFTER);
}

static void dispatch(void *context)
{
	ask_words(context, ACT_DISPATCH);
}

static void other(void *context)
{
	struct record_view *record = context;
	const struct record *head = &record->dossier->record;
	record_show(&record->view, head->decision ? head->decision : head->decision_of);
}

static void show_whole(void *context)
{
	struct record_view *record = context;
	record->whole = !record->whole;
	set_page(record);
}

static bool has_earlier(void *context, struct error *err)
{
	if (((const struct record_view *)context)->earlier)
		return true;
	error_set(err, RESULT_REFUSED, _("There is no earlier one to compare with; everything is shown"));
	return false;
}

static bool has_related(void *context, struct error *err)
{
	const struct record_view *record = context;
	if (!not_in_pile(context, err))
		return false;
	if (record->related.count)
		return true;
	error_set(err, RESULT_REFUSED, _("No other record concerns this one"));
	return false;
}

static void open_related(void *context, size_t index)
{
	struct record_view *record = context;
	record_show(&record->view, record->related.items[index].record);
}

static void related(void *context)
{
	struct record_view *record = context;
	const char **labels = memory_new(record->related.count, sizeof *labels);
	for (size_t i = 0; i < record->related.count; i++)
		labels[i] = record->related.items[i].words;
	const struct choosing choosing = { .title = _("Open which record?"),
		.labels = labels,
		.count = record->related.count,
		.context = record,
		.choose = open_related };
	view_push(record->view.stack, choosing_new(record->workstation, &choosing));
	free(labels);
}

static bool has_files(void *context, struct error *err)
{
	const struct record_view *record = context;
	if (json_array_size(record->dossier->attachments))
		return true;
	error_set(err, RESULT_REFUSED, _("No file is attached"));
	return false;
}

static void files(void *context)
{
	struct record_view *record = context;
	view_push(record->view.stack, attached_files_new(record->workstation, record->dossier));
}

static bool has_lines(void *context, struct error *err)
{
	const struct record_view *record = context;
	return not_in_pile(context, err) && plan_lines_able(record->session, record->dossier, err);
}

static void print_lines(void *context)
{
	struct record_view *record = context;
	plan_lines_print(record->view.stack, record->workstation, record->session, record->dossier);
}

static const struct command commands[] = {
	{ KEY_F1, 'h', N_("Help"), N_("Says what the form is for, and what each key does here and why not"),
		help, NULL },
	{ KEY_F2, 'e', N_("Amend"), N_("Corrects a returned record and files it again"), correct,
		can_correct },
	{ KEY_F3, 'b', N_("Back"), N_("Goes back to the list"), back_run, NULL },
	{ KEY_F4, 'o', N_("Other"),
		N_("Opens the decision of this application, or the application of this decision"), other,
		has_other },
	{ KEY_F5, 'r', NULL, N_("Reads the record again"), refresh, not_in_pile },
	{ KEY_F6, 'c', N_("Copy"), N_("Begins a new form with these values"), copy, not_in_pile },
	{ KEY_F9, 's', N_("Act"), N_("Passes on, decides or returns: what this step asks for"), act_here,
		can_act },
	{ KEY_F10, 'p', N_("Print"), N_("Shows the official form and prints it"), print, not_in_pile },
	{ KEY_F11, 't', N_("Recall"),
		N_("Pulls it back while nobody has acted; afterwards withdraws it with a reason"), take_back,
		can_take_back },
	{ KEY_NONE, 'g', NULL,
		N_("Opens a record that concerns this one: what follows it, what it follows, its plan"),
		related, has_related },
	{ KEY_NONE, 'l', NULL, N_("Of a plan: prints the lines of your section, asked and coordinated"),
		print_lines, has_lines },
	{ KEY_NONE, 'f', NULL, N_("Opens the attached files, to save copies of them"), files, has_files },
	{ KEY_NONE, 'w', NULL, N_("Withdraws it for good, with a reason"), withdraw, can_withdraw },
	{ KEY_NONE, 'a', NULL, N_("Marks what was done for you in your absence as seen"), see_after,
		can_see_after },
	{ KEY_NONE, 'd', NULL, N_("Types the document number when the paper goes out"), dispatch,
		can_dispatch },
	{ KEY_NONE, 'v', NULL, N_("In a pile: shows everything, or only what differs from the earlier one"),
		show_whole, has_earlier },
};

const struct view_class record_class = {
	.name = "record",
	.commands = { commands, COUNT(commands) },
	.draw = draw,
	.key = key,
	.free = release,
	.shown = on_shown,
};

struct view *record_new(struct workstation *workstation, const char *record_id, struct error *err)
{
	struct record_view *record = memory_new(1, sizeof *record);
	if (reading_open(workstation->session, record_id, &record->own, err) != RESULT_OK) {
		free(record);
		return NULL;
	}
	record->view.class = &record_class;
	record->workstation = workstation;
	record->session = workstation->session;
	record->dossier = &record->own;
	set_page(record);
	return &record->view;
}

void record_show(struct view *from, const char *record_id)
{
	struct error err;
	struct view *view = record_new(workstation_of(from), record_id, &err);
	if (view)
		view_push(from->stack, view);
	else
		view_say_error(from->stack, &err);
}

struct view *record_in_pile_new(struct workstation *workstation, const struct dossier *dossier,
	const struct acting_choice *before, void (*settled)(void *context, struct acting_choice *choice),
	void *context)
{
	struct record_view *record = memory_new(1, sizeof *record);
	record->view.class = &record_class;
	record->workstation = workstation;
	record->session = workstation->session;
	record->dossier = dossier;
	record->before = before;
	struct error ignored; /* what cannot be compared is shown whole */
	if (reading_earlier(record->session, dossier, &record->earlier, &record->earlier_name, &ignored) !=
		RESULT_OK)
		record->earlier = NULL;
	record->settled = settled;
	record->context = context;
	set_page(record);
	return &record->view;
}
